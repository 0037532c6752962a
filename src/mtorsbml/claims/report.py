"""Results of claims as data, as JUnit XML, and as lines for people."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

from mtorsbml.claims.result import ClaimResult, Finding, Outcome


def shown(value: float | str | None, unit: str = "") -> str:
    """A value of an arm for people."""
    if value is None or isinstance(value, str):
        return value or "none"
    unit = "" if unit in {"", "1"} else f" {unit}"
    return f"{value:.4g}{unit}"


def line(finding: Finding) -> str:
    """A finding in a line."""
    arms = f"{shown(finding.control, finding.unit)} -> {shown(finding.test, finding.unit)}"
    values = f": {arms}" if finding.control is not None or finding.test is not None else ""
    return f"{finding.expectation}, {finding.at}: {finding.verdict}{values} ({finding.detail})"


def lines(outcome: Outcome) -> list[str]:
    """What happened in one formalism: each finding, and what has to be known of the runs."""
    found = [outcome.message] if outcome.message else []
    return [*found, *(line(finding) for finding in outcome.findings), *(f"note: {note}" for note in outcome.notes)]


def summary(results: Sequence[ClaimResult]) -> str:
    """One line: how many claims passed, and what became of the others."""
    counts: Counter[str] = Counter(state for result in results for state in result.states.values())
    passed = sum(result.passed for result in results)
    order = (
        "pass", "fail", "partial", "undecided", "error", "known failure", "passes unexpectedly", "skipped",
    )  # fmt: skip
    parts = ", ".join(f"{counts[state]} {state}" for state in order if counts[state])
    return f"{passed} of {len(results)} claims pass in every formalism that they name; verdicts: {parts or 'none'}"


def as_data(results: Sequence[ClaimResult]) -> dict[str, object]:
    """Everything, ready for JSON: infinite sizes are the text `inf`."""
    return {
        "claims": [_claim(result) for result in results],
        "passed": sum(result.passed for result in results),
        "fine": all(result.fine for result in results),
    }


def _claim(result: ClaimResult) -> dict[str, object]:
    claim = result.claim
    return {
        "id": claim.id,
        "statement": claim.statement,
        "file": claim.file,
        "model": result.model,
        "refs": list(claim.refs),
        "lines": list(claim.lines),
        "confidence": claim.confidence,
        "known_failure": claim.known_failure,
        "fine": result.fine,
        "formalisms": {
            outcome.formalism: {
                "verdict": outcome.verdict,
                "state": result.state(outcome),
                "message": outcome.message,
                "notes": list(outcome.notes),
                "seconds": round(outcome.seconds, 3),
                "findings": [_finding(finding) for finding in outcome.findings],
            }
            for outcome in result.outcomes
        },
    }


def _finding(finding: Finding) -> dict[str, object]:
    return {
        "readout": finding.expectation.readout,
        "expected": str(finding.expectation),
        "at": finding.at,
        "verdict": finding.verdict,
        "control": _plain(finding.control),
        "test": _plain(finding.test),
        "size": _plain(finding.size),
        "unit": finding.unit,
        "detail": finding.detail,
    }


def _plain(value: float | str | None) -> float | str | None:
    return str(value) if isinstance(value, float) and not math.isfinite(value) else value


def as_junit(results: Sequence[ClaimResult]) -> str:
    """JUnit XML: a suite for each file, a case for each claim and formalism."""
    suites: dict[str, list[str]] = {}
    bad: Counter[tuple[str, str]] = Counter()
    for result in results:
        cases = suites.setdefault(result.claim.file, [])
        for outcome in result.outcomes:
            kind, case = _case(result, outcome)
            cases.append(case)
            bad[result.claim.file, kind] += 1
    texts = []
    for file, cases in suites.items():
        counts = " ".join(
            f'{name}="{bad[file, kind]}"'
            for name, kind in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped"))
        )
        texts += [f'  <testsuite name={quoteattr(file)} tests="{len(cases)}" {counts}>', *cases, "  </testsuite>"]
    return "\n".join(['<?xml version="1.0" encoding="UTF-8"?>', "<testsuites>", *texts, "</testsuites>", ""])


def _case(result: ClaimResult, outcome: Outcome) -> tuple[str, str]:
    state = result.state(outcome)
    head = (
        f"    <testcase classname={quoteattr(result.claim.group)} "
        f'name={quoteattr(f"{result.claim.id} [{outcome.formalism}]")} time="{outcome.seconds:.3f}"'
    )
    text = escape("\n".join([result.claim.statement, *lines(outcome)]))
    kind = {
        "pass": "", "error": "error", "fail": "failure", "partial": "failure", "passes unexpectedly": "failure",
    }.get(state, "skipped")  # fmt: skip
    if not kind:
        return "", f"{head}/>"
    message = quoteattr(f"{state}: {result.claim.known_failure}" if state == "known failure" else state)
    return kind, f"{head}>\n      <{kind} message={message}>{text}</{kind}>\n    </testcase>"
