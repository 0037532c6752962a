"""The process in which one file is checked: its path is the argument, the report goes to standard output as JSON."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

from mtorsbml.errors import UsageError
from mtorsbml.validate.checker import Options, check_file
from mtorsbml.validate.runner import MEMORY


def main() -> None:
    """Check the file and print the report."""
    _limit()
    # libSBML writes to standard output when it meets some errors; the report goes to a copy of it.
    out = os.dup(1)
    os.dup2(2, 1)
    try:
        answer = check_file(Path(sys.argv[1]), Options(profile="strict")).to_dict()
    except UsageError as error:
        answer = {"unreadable": str(error)}
    with os.fdopen(out, "w", encoding="utf-8") as file:
        json.dump(answer, file)


def _limit() -> None:
    try:
        import resource
    except ImportError:  # no such limits outside POSIX
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    main()
