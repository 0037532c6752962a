"""Verdicts on the two arms of a kinetic model; what the numbers mean is explained in docs/claims.md."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

import numpy as np

from mtorsbml.claims.claim import ABOLISHED, CHANGE, RETURN, Expectation
from mtorsbml.claims.result import Finding, Verdict

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from mtorsbml.claims._course import Course

NOTHING: Final = 1e-6
"""Below this fraction of the largest value that a readout has in either arm, or as shipped, it counts as absent."""
_ROUNDING: Final = 1e-9
_SWINGS: Final = 3
"""Ups and downs that make an oscillation."""
_EARLY: Final = 0.1
"""Share of the time in which a delayed readout has not done its half yet."""
_BEHIND: Final = 0.9
"""By when, as a share of the time of the second readout of an order, the first has changed."""


def judge(
    expectation: Expectation, control: Course, test: Course, at: str, index: int, *, until: float | None = None
) -> Finding:
    """The verdict on one readout at one time.

    Args:
        expectation: Any kind but `gate` and `threshold_shift`, which need more than two runs.
        control: The control arm.
        test: The test arm.
        at: The time, as written.
        index: Which of the times of comparison it is.
        until: For a delay, the time that was written [model's unit].
    """
    name = expectation.readout
    c, t = control.at[name][index], test.at[name][index]
    if not (math.isfinite(c) and math.isfinite(t)):
        return _finding(expectation, at, "error", control, c, t, None, "a value is not finite")
    if expectation.kind in {"transient", "oscillates", "order", "delayed"}:
        verdict, size, detail = _over_time(expectation, test, t, until)
        return _finding(expectation, at, verdict, control, c, t, size, detail)
    size = change(c, t, floor(name, control, test))
    verdict, detail = compare(expectation, size)
    return _finding(expectation, at, verdict, control, c, t, size, detail)


def _finding(
    expectation: Expectation,
    at: str,
    verdict: Verdict,
    arm: Course,
    c: float,
    t: float,
    size: float | None,
    detail: str,
) -> Finding:
    return Finding(
        expectation=expectation, at=at, verdict=verdict, control=c, test=t, size=size, detail=detail,
        unit=arm.units.get(expectation.readout, ""),
    )  # fmt: skip


def floor(name: str, *arms: Course) -> float:
    """What counts as nothing for a readout [its unit]."""
    seen = [abs(v) for arm in arms for v in (arm.before[name], *arm.at[name], arm.shipped.get(name, 0.0))]
    seen += [float(np.abs(arm.values[name]).max()) for arm in arms if name in arm.values and len(arm.values[name])]
    return NOTHING * max(seen)


def change(control: float, test: float, nothing: float) -> float:
    """Change as a fraction of the control; infinite where the control is nothing and the test is not."""
    if abs(control) <= nothing:
        return 0.0 if abs(test) <= nothing else math.copysign(math.inf, test)
    return (test - control) / abs(control)


def bounds(expectation: Expectation) -> tuple[float, float]:
    """Least and largest size that meets an expectation of a change, as fractions of the control."""
    most = math.inf if expectation.at_most is None else expectation.at_most
    if expectation.at_least is not None:
        return expectation.at_least, most
    if expectation.kind == "abolished":
        return ABOLISHED, most
    # A claim of a change smaller than the default size means just that.
    return (CHANGE if most > CHANGE else 0.0), most


def compare(expectation: Expectation, size: float) -> tuple[Verdict, str]:
    """Verdict on a size for increase, decrease, unchanged and abolished."""
    if expectation.kind == "unchanged":
        most = CHANGE if expectation.at_most is None else expectation.at_most
        return _word(abs(size) <= most + _ROUNDING), f"{_percent(size)}, may change by {most:.0%}"
    least, most = bounds(expectation)
    moved = size if expectation.kind == "increase" else -size
    enough = moved >= least - _ROUNDING and moved > _ROUNDING
    limit = f" and at most {most:.0%}" if math.isfinite(most) else ""
    verb = "rise" if expectation.kind == "increase" else "fall"
    return _word(
        enough and moved <= most + _ROUNDING
    ), f"{_percent(size)}, has to {verb} by at least {least:.0%}{limit}"


def _word(holds: bool) -> Verdict:
    return "pass" if holds else "fail"


def _percent(size: float) -> str:
    return "from nothing" if math.isinf(size) else f"{size:+.1%}"


# -- over time ---------------------------------------------------------------------------------------------------


def _over_time(
    expectation: Expectation, test: Course, end: float, until: float | None
) -> tuple[Verdict, float | None, str]:
    name = expectation.readout
    if name not in test.values or not len(test.values[name]):
        return "fail", 0.0, "nothing happens: the test arm stays at rest"
    if expectation.kind == "transient":
        return _transient(expectation, test, end)
    if expectation.kind == "oscillates":
        return _oscillates(expectation, test)
    if expectation.kind == "order":
        return _order(expectation, test)
    return _delayed(expectation, test, end, until)


def _transient(expectation: Expectation, test: Course, end: float) -> tuple[Verdict, float | None, str]:
    """It leaves, and comes back by at least a quarter of its excursion."""
    name = expectation.readout
    away = test.values[name] - test.before[name]
    peak = int(np.argmax(np.abs(away)))
    excursion = float(away[peak])
    size = change(test.before[name], test.before[name] + excursion, floor(name, test))
    left = end - test.before[name]
    back = (excursion - left) / excursion if excursion else 0.0
    least = CHANGE if expectation.at_least is None else expectation.at_least
    most = math.inf if expectation.at_most is None else expectation.at_most
    holds = least - _ROUNDING <= abs(size) <= most + _ROUNDING and back >= RETURN
    when = f"at {float(test.time[peak]):.4g}"
    detail = f"leaves by {_percent(size)} {when}, comes back by {back:.0%} of it (at least {RETURN:.0%})"
    return _word(holds and abs(size) > 0), size, detail


def _oscillates(expectation: Expectation, test: Course) -> tuple[Verdict, float | None, str]:
    """It goes up and down at least three times, also in the later half, by the default size of its mean."""
    name = expectation.readout
    values = test.values[name]
    late = test.time >= test.time[-1] / 2
    least = CHANGE if expectation.at_least is None else expectation.at_least
    mean = float(np.abs(values[late]).mean())
    height = least * mean
    turns, late_turns = swings(values, height), swings(values[late], height)
    size = float(values[late].max() - values[late].min()) / mean if mean else 0.0
    detail = f"{turns} swings, {late_turns} of them in the later half, of {size:.0%} of the mean"
    return _word(mean > 0 and turns >= 2 * _SWINGS and late_turns >= _SWINGS), size, detail


def swings(values: NDArray[np.float64], height: float) -> int:
    """How often a course turns, counting only ups and downs of at least a height."""
    count, direction, extreme = 0, 0, float(values[0])
    for value in values.tolist():
        if (direction >= 0 and value > extreme) or (direction <= 0 and value < extreme):
            if direction == 0 and abs(value - extreme) >= height:
                direction = 1 if value > extreme else -1
                extreme = value
            elif direction:
                extreme = value
        elif abs(value - extreme) >= height:
            count, direction, extreme = count + 1, -direction, value
    return count


def onset(course: Course, name: str) -> float | None:
    """When a readout has first changed by the default size; None if it never does [time]."""
    if name not in course.values or not len(course.values[name]):
        return None
    away = np.abs(course.values[name] - course.before[name])
    nothing = floor(name, course)
    # Of nothing there is no fraction: then it is one of the largest value that is reached.
    size = CHANGE * (abs(course.before[name]) if abs(course.before[name]) > nothing else float(away.max()))
    return crossing(course.time.tolist(), away.tolist(), size) if size > nothing else None


def crossing(x: Sequence[float], y: Sequence[float], level: float) -> float | None:
    """Where a course first comes up to a level, by a straight line between two points; None if it never does."""
    if y[0] >= level:
        return x[0]
    for i in range(1, len(x)):
        low, high = sorted((y[i - 1], y[i]))
        if low <= level <= high and low < high:
            return x[i - 1] + (x[i] - x[i - 1]) * (level - y[i - 1]) / (y[i] - y[i - 1])
    return None


def _order(expectation: Expectation, test: Course) -> tuple[Verdict, float | None, str]:
    first, second = (onset(test, name) for name in (expectation.readout, expectation.before))
    for name, when in ((expectation.readout, first), (expectation.before, second)):
        if when is None:
            return "fail", None, f"{name} does not change by {CHANGE:.0%}, so nothing can be said of an order"
    assert first is not None
    assert second is not None
    detail = f"changed by {CHANGE:.0%} at {first:.4g}, {expectation.before} at {second:.4g}"
    return _word(first <= _BEHIND * second), second / first if first else math.inf, detail


def _delayed(
    expectation: Expectation, test: Course, end: float, until: float | None
) -> tuple[Verdict, float | None, str]:
    """It changes, but not in the beginning."""
    name = expectation.readout
    before, nothing = test.before[name], floor(name, test)
    size = change(before, end, nothing)
    kind = expectation.toward or ("increase" if size > 0 else "decrease")
    least = CHANGE if expectation.at_least is None else expectation.at_least
    moved = size if kind == "increase" else -size
    early_time = _EARLY * float(test.time[-1]) if until is None else until
    early = float(test.values[name][int(np.argmin(np.abs(test.time - early_time)))])
    part = abs(change(before, early, nothing))
    limit = abs(size) / 4 if until is None else CHANGE
    detail = f"{_percent(size)} in the end, {_percent(change(before, early, nothing))} at {early_time:.4g}"
    return _word(moved >= least - _ROUNDING and part <= limit + _ROUNDING), size, detail
