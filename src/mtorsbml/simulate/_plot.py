"""Pictures of time courses; everything that touches matplotlib is here."""

from __future__ import annotations

import io
import textwrap
from typing import TYPE_CHECKING, Any, Final

from mtorsbml._files import write_atomic
from mtorsbml.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from mtorsbml.simulate.results import TimeCourse

MOST_LINES: Final = 12
"""How many lines are drawn when nobody says which."""
FORMATS: Final = ("png", "svg", "pdf")
# The colours of Okabe and Ito, which people with any colour vision can tell apart.
_COLOURS: Final = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000")
_STYLES: Final = ("-", "--", ":", "-.")
# In which unit of time a span is drawn: (unit, its size in seconds), the largest that the span fills six times.
_TIMES: Final = (("d", 86400.0), ("h", 3600.0), ("min", 60.0), ("s", 1.0))
_LONG_SPAN: Final = 6.0


def most_changing(course: TimeCourse) -> tuple[str, ...]:
    """All columns, or those that change most in proportion to their largest value if there are too many."""
    import numpy as np

    if len(course.columns) <= MOST_LINES:
        return course.columns
    largest = np.abs(course.values).max(axis=0)
    change = np.ptp(course.values, axis=0) / np.where(largest > 0, largest, 1.0)
    kept = set(np.argsort(-change, kind="stable")[:MOST_LINES].tolist())
    return tuple(name for i, name in enumerate(course.columns) if i in kept)


def time_axis(unit: str, span: float) -> tuple[str, float]:
    """The unit to draw time in, and what to divide times by.

    Args:
        unit: The model's unit of time.
        span: From the first to the last time point [unit].
    """
    sizes = dict(_TIMES)
    if unit not in sizes or span <= 0:
        return unit, 1.0
    for name, size in _TIMES:
        # Days are read less easily than hours in an experiment of one or two days.
        enough = _LONG_SPAN if name != "d" else 2 * _LONG_SPAN
        if span * sizes[unit] >= enough * size:
            return name, size / sizes[unit]
    return unit, 1.0


_TITLE_WIDTH: Final = 80
"""Characters of a title that fit on a line of the picture."""


def draw(course: TimeCourse, path: Path, ids: Sequence[str], title: str) -> None:
    """Draw the ids and write the picture whole or not at all."""
    picture = path.suffix.lower().removeprefix(".")
    if picture not in FORMATS:
        known = ", ".join(f".{name}" for name in FORMATS)
        raise UsageError(f"{path}: a picture ends in one of {known}, not in '{path.suffix}'")
    if not ids:
        raise UsageError(f"{path}: there is nothing to draw; name at least one id")
    try:
        import matplotlib as mpl
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure
    except ImportError:
        raise UsageError(
            f"{path}: pictures need matplotlib; install it with: pip install 'mtorsbml[plot]' (a .csv needs nothing)"
        ) from None

    units = list(dict.fromkeys(course.units.get(name, "") for name in ids))
    # A fixed salt and no date give the same bytes for the same course.
    with mpl.rc_context({"svg.hashsalt": "mtorsbml", "svg.fonttype": "none", "font.size": 10.0}):
        figure = Figure(figsize=(9.0, 1.0 + 3.4 * len(units)), dpi=150, layout="constrained")
        FigureCanvasAgg(figure)
        panels = figure.subplots(len(units), 1, sharex=True, squeeze=False)[:, 0]
        for panel, unit in zip(panels, units, strict=True):
            _panel(panel, course, [name for name in ids if course.units.get(name, "") == unit], unit)
        name, _ = _axis(course)
        panels[-1].set_xlabel(f"time [{name}]" if name else "time")
        if title:
            figure.suptitle(textwrap.fill(title, _TITLE_WIDTH))
        buffer = io.BytesIO()
        figure.savefig(buffer, format=picture, metadata=_UNDATED[picture])
    write_atomic(path, buffer.getvalue())


_UNDATED: Final[dict[str, dict[str, Any]]] = {
    "png": {"Software": None},
    "svg": {"Date": None, "Creator": None},
    "pdf": {"CreationDate": None, "Creator": None, "Producer": None},
}


def _axis(course: TimeCourse) -> tuple[str, float]:
    return time_axis(course.units.get("time", ""), float(course.time[-1] - course.time[0]))


def _panel(panel: Any, course: TimeCourse, ids: Sequence[str], unit: str) -> None:
    _, size = _axis(course)
    for i, name in enumerate(ids):
        panel.plot(
            course.time / size,
            course[name],
            label=name,
            color=_COLOURS[i % len(_COLOURS)],
            linestyle=_STYLES[i // len(_COLOURS) % len(_STYLES)],
            linewidth=1.6,
        )
    panel.set_ylabel({"": "value", "1": "value (no unit)"}.get(unit, f"[{unit}]"))
    if all((course[name] >= 0).all() for name in ids):
        panel.set_ylim(bottom=0)
    panel.margins(x=0.01)
    panel.grid(visible=True, alpha=0.25, linewidth=0.6)
    panel.spines[["top", "right"]].set_visible(False)
    columns = 1 + (len(ids) - 1) // 18
    panel.legend(loc="upper left", bbox_to_anchor=(1.01, 1.0), frameon=False, fontsize=9, ncols=columns)
