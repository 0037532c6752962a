"""What running a claim gives: a verdict for each formalism, with the values behind it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, Literal

from mtorsbml.claims.claim import Claim, Expectation, Formalism

Verdict = Literal["pass", "fail", "partial", "undecided", "error", "skipped"]
State = Literal["pass", "fail", "partial", "undecided", "error", "skipped", "known failure", "passes unexpectedly"]
_WORST: Final[tuple[Verdict, ...]] = ("error", "fail", "partial", "undecided", "pass", "skipped")
_FINE: Final = {"pass", "undecided", "skipped", "known failure"}


@dataclass(frozen=True, kw_only=True, slots=True)
class Finding:
    """One expectation at one time.

    Attributes:
        expectation: What was expected.
        at: When.
        verdict: Whether it holds.
        control: Value in the control arm, or levels of a logic node as a text such as `on` or `off/on`.
        test: Value in the test arm, likewise.
        size: Change as a fraction of the control; of a threshold, how many times it became; None where there is none.
        unit: Unit of the values.
        detail: How the verdict came about, in a line.
    """

    expectation: Expectation
    at: str
    verdict: Verdict
    control: float | str | None = None
    test: float | str | None = None
    size: float | None = None
    unit: str = ""
    detail: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Outcome:
    """A claim in one formalism; `message` says why it is an error or was skipped."""

    formalism: Formalism
    findings: tuple[Finding, ...] = ()
    verdict: Verdict = "pass"
    message: str = ""
    notes: tuple[str, ...] = ()
    seconds: float = 0.0


@dataclass(frozen=True, kw_only=True, slots=True)
class ClaimResult:
    """A claim in all its formalisms, on one model."""

    claim: Claim
    model: str
    outcomes: tuple[Outcome, ...] = field(default_factory=tuple)

    def state(self, outcome: Outcome) -> State:
        """The verdict of a formalism, in the light of the claim being a known failure; an error stays one."""
        if outcome.verdict in {"error", "skipped"} or not self.expects_failure(outcome.formalism):
            return outcome.verdict
        return "passes unexpectedly" if outcome.verdict == "pass" else "known failure"

    def expects_failure(self, formalism: Formalism) -> bool:
        """Whether the claim is known to fail in a formalism: `known_failure = "logic: why"` speaks of that one only."""
        why = self.claim.known_failure
        head = why.partition(":")[0].strip().lower()
        return bool(why) and (head not in {"ode", "logic"} or head == formalism)

    @property
    def states(self) -> dict[Formalism, State]:
        """The state in each formalism."""
        return {outcome.formalism: self.state(outcome) for outcome in self.outcomes}

    @property
    def fine(self) -> bool:
        """Whether nobody has to do anything: passed, not to be decided, skipped, or known to fail."""
        return all(state in _FINE for state in self.states.values())

    @property
    def passed(self) -> bool:
        """Whether the claim passes in every formalism in which it was run, and was run in one."""
        run = [outcome.verdict for outcome in self.outcomes if outcome.verdict != "skipped"]
        return bool(run) and all(verdict == "pass" for verdict in run)


def worst(findings: tuple[Finding, ...] | list[Finding]) -> Verdict:
    """The verdict of a claim: that of its worst finding; only undecided and passing ones make it undecided."""
    verdicts = {finding.verdict for finding in findings}
    return next((verdict for verdict in _WORST if verdict in verdicts), "pass")
