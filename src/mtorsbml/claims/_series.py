"""Expectations that need more than two runs: thresholds along a series of doses, and gates."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from mtorsbml.claims.claim import CHANGE, RAW, Arm, Claim, Expectation, Moment, Settings, Value
from mtorsbml.claims.judge import change, crossing, floor
from mtorsbml.claims.result import Finding, Verdict
from mtorsbml.errors import UsageError

if TYPE_CHECKING:
    from mtorsbml.claims._course import Course
    from mtorsbml.claims.ode import OdeBench

POINTS: Final = 25
"""Doses of a series."""
_STRIDE: Final = 4
_FOUR_DECADES: Final = 1e-4
HALF: Final = 0.5
"""A gate is shut where its readout is at most this fraction of what it is with all factors."""


def combinations(expectation: Expectation) -> Iterator[tuple[tuple[str, ...], Settings]]:
    """The names of the factors that are there, and what takes the others away: all of them first, none last."""
    for off in itertools.product((False, True), repeat=len(expectation.factors)):
        settings = Settings()
        for (_, factor), gone in zip(expectation.factors, off, strict=True):
            settings = settings | factor if gone else settings
        there = tuple(name for (name, _), gone in zip(expectation.factors, off, strict=True) if not gone)
        yield there, settings


def gate(claim: Claim, expectation: Expectation, bench: OdeBench, moment: Moment) -> tuple[Finding, tuple[str, ...]]:
    """Verdict on a gate: the readout is high only with all factors (`and`), or low only without any (`or`)."""
    runs: dict[tuple[str, ...], Course] = {}
    for there, settings in combinations(expectation):
        arm = replace(claim.test, then=claim.test.then | settings)
        runs[there] = bench.course(claim.given, arm, [moment], [expectation.readout])
    name = expectation.readout
    values = {there: run.at[name][0] for there, run in runs.items()}
    everything = tuple(factor for factor, _ in expectation.factors)
    full, nothing = values[everything], floor(name, *runs.values())
    shares = {there: 1.0 + change(full, value, nothing) for there, value in values.items() if there != everything}
    shut = HALF if expectation.at_least is None else 1.0 - expectation.at_least
    low = shares if expectation.gate == "and" else {(): shares[()]}
    high = {} if expectation.gate == "and" else {there: share for there, share in shares.items() if there}
    holds = full > nothing and all(s <= shut for s in low.values()) and all(s >= shut for s in high.values())
    detail = "; ".join(f"{' + '.join(there) or 'none'}: {share:.0%}" for there, share in shares.items())
    found = Finding(
        expectation=expectation, at=moment.text, verdict="pass" if holds else "fail", control=full,
        test=max(low.values(), default=0.0) * full, size=max(low.values(), default=0.0) - 1.0,
        unit=next(iter(runs.values())).units[name], detail=f"of all factors together: {detail}",
    )  # fmt: skip
    return found, tuple(dict.fromkeys(note for run in runs.values() for note in run.notes))


def shift(claim: Claim, expectation: Expectation, bench: OdeBench, moment: Moment) -> tuple[Finding, tuple[str, ...]]:
    """Verdict on where the readout is half-way between its ends along a series of doses."""
    assert expectation.dose is not None
    doses = _doses(expectation, bench)
    unit = bench.model.units(expectation.dose.id)
    notes: list[str] = []
    curves = []
    for arm in (claim.control, claim.test):

        def answer(dose: float, arm: Arm = arm) -> float:
            assert expectation.dose is not None
            then = arm.then | Settings({expectation.dose.id: Value(dose, RAW)})
            run = bench.course(claim.given, replace(arm, then=then), [moment], [expectation.readout])
            notes.extend(run.notes)
            return run.at[expectation.readout][0]

        curves.append(sampled(doses, answer))
    control, test = (half_dose(*curve) for curve in curves)
    verdict, size, detail = _shifted(expectation, control, test, [values for _, values in curves])
    found = Finding(
        expectation=expectation, at=moment.text, verdict=verdict, control=control, test=test, size=size, unit=unit,
        detail=detail,
    )  # fmt: skip
    return found, tuple(dict.fromkeys(notes))


def _doses(expectation: Expectation, bench: OdeBench) -> list[float]:
    import numpy as np

    dose = expectation.dose
    assert dose is not None
    low, high = (bench.amount(dose.id, end) for end in (dose.low, dose.high))
    if not low < high:
        raise UsageError(f"the dose of '{dose.id}' goes from {low:g} to {high:g}; `to` must be more")
    if low == 0:
        return [0.0, *np.geomspace(high * _FOUR_DECADES, high, POINTS - 1).tolist()]
    return [float(d) for d in np.geomspace(low, high, POINTS)]


def sampled(doses: Sequence[float], answer: Callable[[float], float]) -> tuple[list[float], list[float]]:
    """Of a series of doses, every fourth and those between which the half-way level lies; and the answer to each.

    Where a curve rises or falls throughout, its threshold is the same as that of the whole series.
    """
    found = {i: answer(doses[i]) for i in sorted({*range(0, len(doses), _STRIDE), len(doses) - 1})}
    while True:
        half = (min(found.values()) + max(found.values())) / 2
        crossed = ((a, b) for a, b in itertools.pairwise(sorted(found)) if (found[a] < half) != (found[b] < half))
        low, high = next(crossed, (0, 0))
        if high - low < 2:
            return [doses[i] for i in sorted(found)], [found[i] for i in sorted(found)]
        found[(low + high) // 2] = answer(doses[(low + high) // 2])


def half_dose(doses: Sequence[float], curve: Sequence[float]) -> float | None:
    """The dose at which a curve is half-way between its least and its largest value; None if it hardly changes.

    Between two doses, by a straight line over the logarithm of the dose.
    """
    least, most = min(curve), max(curve)
    if most <= 0 or most - least < CHANGE * most:
        return None
    logs = [math.log(d) if d > 0 else math.log(doses[1]) - 1.0 for d in doses]
    level = (least + most) / 2
    rises = curve[-1] >= curve[0]
    found = crossing(logs, [v if rises else -v for v in curve], level if rises else -level)
    return None if found is None else math.exp(found)


def _shifted(
    expectation: Expectation, control: float | None, test: float | None, curves: Sequence[Sequence[float]]
) -> tuple[Verdict, float | None, str]:
    toward = expectation.toward
    least = CHANGE if expectation.at_least is None else expectation.at_least
    most = math.inf if expectation.at_most is None else expectation.at_most
    if control is None:
        return "fail", None, "the control does not change along the series, so it has no threshold"
    if test is None:
        return _beyond(toward, curves)
    ratio = test / control
    moved = max(ratio, 1 / ratio) - 1.0
    way = "right" if ratio > 1 else "left"
    detail = f"half-way at {test:.4g} after {control:.4g}: {ratio:.3g} times"
    if toward == "none":
        return ("pass" if moved <= (CHANGE if math.isinf(most) else most) else "fail"), ratio, detail
    holds = toward in {"any", way} and least <= moved <= most
    return ("pass" if holds else "fail"), ratio, detail


def _beyond(toward: str, curves: Sequence[Sequence[float]]) -> tuple[Verdict, float | None, str]:
    """The test arm does not change along the series: its threshold lies beyond one end."""
    control, test = curves
    half = (min(control) + max(control)) / 2
    low = max(test) < half
    rises = control[-1] >= control[0]
    way = "right" if low == rises else "left"
    word: Verdict = "pass" if toward in {"any", way} else "fail"
    return word, None, f"the test arm is {'low' if low else 'high'} along the whole series: its threshold is beyond it"
