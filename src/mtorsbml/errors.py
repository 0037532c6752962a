"""The errors that a person meets: one clear line and an exit code."""

from __future__ import annotations

import difflib
from collections.abc import Iterable


class MtorsbmlError(Exception):
    """Bad data or a failed check; the command line ends with `exit_code`."""

    exit_code = 1


class UsageError(MtorsbmlError):
    """Wrong use: an unknown id, an unreadable path, a value that is no number."""

    exit_code = 2


def nearest(word: str, words: Iterable[str], *, most: int = 3) -> str:
    """Suggest the known words nearest to an unknown one.

    Args:
        word: What was asked for.
        words: What exists.
        most: How many suggestions to give at the most.

    Returns:
        A text such as `"; did you mean 'Rheb_GTP' or 'Rheb_GDP'?"`, or an empty text if nothing is near.
    """
    folded = {known.lower(): known for known in words}
    near = difflib.get_close_matches(word.lower(), list(folded), n=most, cutoff=0.6)
    if not near:
        return ""
    return "; did you mean " + " or ".join(f"'{folded[name]}'" for name in near) + "?"
