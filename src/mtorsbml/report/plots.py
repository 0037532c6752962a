"""The picture of an experiment, as SVG that is put into the page."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any, Final

from mtorsbml.errors import UsageError
from mtorsbml.model.experiment import Experiment
from mtorsbml.simulate._plot import time_axis

if TYPE_CHECKING:
    from mtorsbml.simulate.results import TimeCourse

# The colours of Okabe and Ito, which people with any colour vision can tell apart.
_COLOURS: Final = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000")
_STYLES: Final = ("-", "--", "-.", ":")
_FAR: Final = 1e8


def picture(experiment: Experiment, course: TimeCourse) -> str:
    """Draw the curves of an experiment; what it switches on and off is shaded. Equal courses give equal text.

    Raises:
        UsageError: matplotlib is not installed.
    """
    try:
        import matplotlib as mpl
        from matplotlib.backends.backend_svg import FigureCanvasSVG
        from matplotlib.figure import Figure
    except ImportError:
        raise UsageError("the report needs matplotlib; install it with: pip install 'mtorsbml[plot]'") from None

    settings: dict[Any, Any] = {
        "svg.hashsalt": experiment.id,
        "svg.fonttype": "none",
        "font.size": 8.5,
        "axes.linewidth": 0.7,
    }
    with mpl.rc_context(settings):
        figure = Figure(figsize=(8.2, 2.9))
        FigureCanvasSVG(figure)
        # The same place in every picture, so that they can be compared; the legend stands in what is left.
        panel = figure.add_axes((0.075, 0.17, 0.63, 0.78))
        _draw(panel, experiment, course)
        buffer = io.StringIO()
        figure.savefig(buffer, format="svg", transparent=True, metadata={"Date": None, "Creator": None})
    return _for_page(buffer.getvalue())


def _for_page(svg: str) -> str:
    """The drawing alone: the page sets its width, and a style sheet in it would apply to the whole page."""
    svg = re.sub(r"<style.*?</style>", "", svg[svg.index("<svg") :], count=1, flags=re.DOTALL)
    head, close, rest = svg.partition(">")
    return re.sub(r' (?:width|height)="[^"]*"', "", head) + close + rest


def _draw(panel: Any, experiment: Experiment, course: TimeCourse) -> None:
    spans = _spans(experiment)
    origin = next((start for _, start, _ in spans), 0.0) if experiment.shown_from > 0 else 0.0
    unit, size = time_axis(course.units.get("time", ""), float(course.time[-1] - course.time[0]))
    for _, start, end in spans:
        panel.axvspan((start - origin) / size, (end - origin) / size, color="#000000", alpha=0.05, linewidth=0)
    for i, curve in enumerate(experiment.curves):
        panel.plot(
            (course.time - origin) / size,
            course[curve.id] / (curve.scale or 1.0),
            label=curve.label,
            color=_COLOURS[i % len(_COLOURS)],
            linestyle=_STYLES[i // len(_COLOURS) % len(_STYLES)],
            linewidth=1.7,
        )
    panel.set_xlabel(f"time after the step [{unit}]" if origin else f"time [{unit}]")
    panel.set_ylabel(_vertical(experiment, course))
    panel.set_ylim(bottom=0)
    panel.set_xlim((course.time[0] - origin) / size, (course.time[-1] - origin) / size)
    panel.grid(visible=True, alpha=0.25, linewidth=0.6)
    panel.spines[["top", "right"]].set_visible(False)
    panel.legend(
        loc="upper left", bbox_to_anchor=(1.01, 1.02), frameon=False, title=_caption(spans) or None, alignment="left"
    )


def _vertical(experiment: Experiment, course: TimeCourse) -> str:
    unit = next(iter({course.units.get(curve.id, "") for curve in experiment.curves}), "")
    return f"[{unit}]" if all(curve.scale in (0, 1) for curve in experiment.curves) else f"[{unit}], scaled as named"


def _spans(experiment: Experiment) -> list[tuple[str, float, float]]:
    """What is switched, and from when to when [min], as far as that is shown."""
    changes = dict(experiment.changes)
    spans = []
    for name, start in experiment.changes:
        if name.endswith("_t_on") and start < _FAR:
            what = name.removesuffix("_t_on")
            end = min(changes.get(f"{what}_t_off", experiment.end), experiment.end)
            if end > experiment.shown_from:
                spans.append((what, max(start, experiment.shown_from), end))
    return spans


def _caption(spans: list[tuple[str, float, float]]) -> str:
    return "shaded: " + ", ".join(what for what, _, _ in spans) if spans else ""
