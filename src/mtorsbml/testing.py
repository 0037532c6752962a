"""Claims in other people's test suites: one assertion, whose message is the readable difference.

A pytest plugin that comes with the package collects files named `*.claims.toml` as tests, without a line of code.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mtorsbml.claims.claim import Formalism
    from mtorsbml.claims.result import ClaimResult

__all__ = ["assert_claims"]


def assert_claims(
    model: str | Path,
    file: str | Path,
    *,
    ids: Sequence[str] = (),
    formalisms: Sequence[Formalism] = ("ode", "logic"),
    jobs: int = 1,
) -> list[ClaimResult]:
    """Assert that a model does what a file claims.

    Args:
        model: Path of an SBML file (kinetic or SBML-qual), or the id of a model of this package.
        file: A claims file.
        ids: Only these claims; all without it.
        formalisms: Only these formalisms; claims of one that the model does not have are skipped.
        jobs: How many processes.

    Returns:
        The results.

    Raises:
        AssertionError: A claim fails that is no known failure, a known failure passes, or nothing was run at all; the
            message has the values of both arms.
        UsageError: The file or an id is not understood, or there is no such model.
    """
    from mtorsbml._library import Repository
    from mtorsbml.claims.parse import read_claims
    from mtorsbml.claims.run import run_claims
    from mtorsbml.errors import UsageError, nearest

    claims = read_claims(file)
    known = [claim.id for claim in claims]
    for identifier in ids:
        if identifier not in known:
            raise UsageError(f"{file}: has no claim '{identifier}'{nearest(identifier, known)}")
    chosen = [claim for claim in claims if not ids or claim.id in ids]
    results = run_claims(chosen, Repository(), formalisms=formalisms, model=str(model), jobs=jobs)
    message = complaint(results)
    if message:
        raise AssertionError(message)
    return results


def complaint(results: Sequence[ClaimResult]) -> str:
    """What is wrong with some results, in lines of text; empty if nothing is."""
    from mtorsbml.claims import report

    if all(outcome.verdict == "skipped" for result in results for outcome in result.outcomes):
        reasons = dict.fromkeys(outcome.message for result in results for outcome in result.outcomes)
        return f"none of {len(results)} claims was run: {'; '.join(reasons) or 'their formalisms were not asked for'}"
    text = []
    for result in results:
        for outcome in result.outcomes:
            state = result.state(outcome)
            if state in {"fail", "partial", "error", "passes unexpectedly"}:
                text.append(f"{result.claim.id} {outcome.formalism}: {state}: {result.claim.statement}")
                text += [f"  {line}" for line in report.lines(outcome)]
    return "\n".join([report.summary(results), *text]) if text else ""
