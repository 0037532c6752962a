"""A picture for each kinetic claim: control and test over time, one panel for each readout."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from mtorsbml.claims.claim import Claim
from mtorsbml.claims.run import Library, Session, arms
from mtorsbml.errors import MtorsbmlError, UsageError

if TYPE_CHECKING:
    from mtorsbml.claims._course import Course

_SERIES = {"gate", "threshold_shift"}


def draw_all(claims: Sequence[Claim], library: Library, folder: Path, *, model: str = "") -> Iterator[str]:
    """Draw each claim into `folder/<id>.svg`; an existing picture is replaced.

    Args:
        claims: The claims.
        library: Where their models come from.
        folder: Made if it is not there.
        model: Model to take in the place of the claims' own.

    Returns:
        A line for each claim that could not be drawn, and why.

    Raises:
        UsageError: The folder cannot be made, or matplotlib is not installed.
    """
    import importlib.util

    if importlib.util.find_spec("matplotlib") is None:
        raise UsageError("pictures need matplotlib; install it with: pip install 'mtorsbml[plot]'")
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"{folder}: cannot be made ({error.strerror or error})") from None
    session = Session(library)
    for claim in claims:
        chosen = replace(claim, model=model or claim.model)
        expect = tuple(e for e in chosen.expect if e.kind not in _SERIES)
        if "ode" not in chosen.formalisms or not expect:
            yield f"{claim.id}: no picture: it compares no two courses of a kinetic model"
            continue
        try:
            bench = session.ode(chosen.model)
            if bench is None:
                yield f"{claim.id}: no picture: {chosen.model} is no kinetic model"
                continue
            control, test = arms(replace(chosen, expect=expect), bench, over_time=True)
        except MtorsbmlError as error:
            yield f"{claim.id}: no picture: {error}"
            continue
        _draw(claim, control, test, bench.model.units("time"), folder / f"{_safe(claim.id)}.svg")


def _safe(name: str) -> str:
    return "".join(c if c.isalnum() or c in "-_." else "_" for c in name)


def _draw(claim: Claim, control: Course, test: Course, unit: str, path: Path) -> None:
    """Draw without pyplot, whose figures would outlive the call."""
    from matplotlib import rc_context
    from matplotlib.figure import Figure

    names = list(control.before)
    columns = min(3, len(names))
    rows = math.ceil(len(names) / columns)
    # The same claim gives the same bytes.
    with rc_context({"svg.hashsalt": "mtorsbml"}):
        figure = Figure(figsize=(4.2 * columns, 2.8 * rows + 0.6), layout="constrained")
        end = max(float(course.time[-1]) if len(course.time) else 1.0 for course in (control, test))
        hours = unit == "min" and end > 300
        for i, name in enumerate(names):
            axes = figure.add_subplot(rows, columns, i + 1)
            for course, label, style in ((control, "control", "--"), (test, "test", "-")):
                times, values = _line(course, name, end)
                axes.plot([t / 60 if hours else t for t in times], values, style, label=label)
            axes.set_title(name, fontsize="medium")
            axes.set_xlabel(f"time [{'h' if hours else unit or 'model unit'}]")
            axes.set_ylabel(control.units.get(name, ""))
            axes.set_ylim(bottom=0)
            if i == 0:
                axes.legend(frameon=False)
        figure.suptitle(f"{claim.id}: {claim.statement}", fontsize="medium", wrap=True)
        figure.savefig(path, metadata={"Date": None})


def _line(course: Course, name: str, end: float) -> tuple[list[float], list[float]]:
    """A course, with what was before it; one that stays at rest is as long as the other."""
    if name not in course.values or not len(course.values[name]):
        return [0.0, end], [course.before[name]] * 2
    times, values = course.time.tolist(), course.values[name].tolist()
    lead = [-0.05 * end]
    last = [end] if times[-1] < end else []
    return [*lead, 0.0, *times, *last], [course.before[name]] * 2 + values + [values[-1]] * len(last)
