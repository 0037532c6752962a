"""A process diagram as a picture, in the shapes of SBGN, by matplotlib."""

from __future__ import annotations

import io
import math
from typing import TYPE_CHECKING, Any, Final

from mtorsbml.errors import UsageError
from mtorsbml.exchange.diagram import PORT, STEP, Arc, Box, Diagram, Point, Step

if TYPE_CHECKING:
    from collections.abc import Sequence

FILLS: Final = {
    "macromolecule": "#d8eacb",
    "complex": "#f8dfc4",
    "simple chemical": "#dbe7f6",
    "nucleic acid feature": "#e8dcf0",
    "unspecified entity": "#eeeeee",
}
_GROUNDS: Final = ("#fbf8f1", "#f2f6fa", "#f6f4fa", "#f3f8f3", "#fbf3f3")
_INK: Final = "#333333"
COLOURS: Final = {
    "consumption": _INK,
    "production": _INK,
    "stimulation": "#2b7a3d",
    "catalysis": "#2b7a3d",
    "necessary stimulation": "#2b7a3d",
    "inhibition": "#b0302a",
    "modulation": "#3565a8",
}
_HEAD: Final = 9.0
"""Length of the head of an arc [pixels]."""


def draw(made: Diagram, ending: str) -> bytes:
    """The picture in the format of an ending; the same diagram gives the same bytes.

    Raises:
        UsageError: matplotlib is not installed.
    """
    try:
        import matplotlib as mpl
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure
    except ImportError:
        raise UsageError("pictures need matplotlib; install it with: pip install 'mtorsbml[plot]'") from None

    figure = Figure(figsize=(made.width / 100, made.height / 100), dpi=100)
    FigureCanvasAgg(figure)
    panel = figure.add_axes((0, 0, 1, 1))
    panel.set_xlim(0, made.width)
    panel.set_ylim(made.height, 0)
    panel.set_axis_off()
    for i, box in enumerate(made.compartments):
        _compartment(panel, box, _GROUNDS[i % len(_GROUNDS)])
    for arc in made.arcs:
        _arc(panel, arc)
    for step in made.steps.values():
        _step(panel, step)
    for box in made.sinks.values():
        _sink(panel, box)
    for box in made.species.values():
        _species(panel, box)
    buffer = io.BytesIO()
    clock = {".svg": {"Date": None}, ".pdf": {"CreationDate": None}}.get(ending, {})
    with mpl.rc_context({"svg.hashsalt": made.id, "svg.fonttype": "none"}):
        # The largest models would make pictures of a size that few programs open.
        figure.savefig(buffer, format=ending.lstrip("."), dpi=130 if made.width < 3000 else 80, metadata=clock)
    return buffer.getvalue()


def _compartment(panel: Any, box: Box, fill: str) -> None:
    from matplotlib.patches import FancyBboxPatch

    left, top = box.x - box.width / 2, box.y - box.height / 2
    panel.add_patch(
        FancyBboxPatch(
            (left, top), box.width, box.height, boxstyle="round,pad=0,rounding_size=18", facecolor=fill,
            edgecolor="#a9a294", linewidth=2.2, zorder=0,
        )
    )  # fmt: skip
    panel.text(left + 12, top + 6, box.label, va="top", fontsize=9, color="#6d675b", style="italic", zorder=1)


def _species(panel: Any, box: Box) -> None:
    from matplotlib.patches import Ellipse, FancyBboxPatch, Polygon

    left, top, right, low = (
        box.x - box.width / 2, box.y - box.height / 2, box.x + box.width / 2, box.y + box.height / 2,
    )  # fmt: skip
    style: dict[str, Any] = {"facecolor": FILLS[box.kind], "edgecolor": _INK, "linewidth": 1.0, "zorder": 4}
    if box.kind == "complex":
        cut = 8
        corners = [
            (left + cut, top), (right - cut, top), (right, top + cut), (right, low - cut), (right - cut, low),
            (left + cut, low), (left, low - cut), (left, top + cut),
        ]  # fmt: skip
        panel.add_patch(Polygon(corners, closed=True, **style))
    elif box.kind == "unspecified entity":
        panel.add_patch(Ellipse((box.x, box.y), box.width, box.height, **style))
    else:
        rounding = {"simple chemical": box.height / 2, "nucleic acid feature": 1.0}.get(box.kind, 8.0)
        shape = f"round,pad=0,rounding_size={rounding}"
        panel.add_patch(FancyBboxPatch((left, top), box.width, box.height, boxstyle=shape, **style))
    panel.text(box.x, box.y, box.label, ha="center", va="center_baseline", fontsize=7.6, zorder=5)


def _step(panel: Any, step: Step) -> None:
    from matplotlib.patches import Circle, Rectangle

    (x, y), (u, v) = step.ports
    panel.plot([x, u], [y, v], color=_INK, linewidth=1.0, zorder=2, solid_capstyle="butt")
    half = STEP / 2
    if step.kind in {"association", "dissociation"}:
        fill = _INK if step.kind == "association" else "white"
        panel.add_patch(Circle((step.x, step.y), half, facecolor=fill, edgecolor=_INK, linewidth=1.0, zorder=3))
        return
    panel.add_patch(
        Rectangle(
            (step.x - half, step.y - half), STEP, STEP, facecolor="white", edgecolor=_INK, linewidth=1.0, zorder=3
        )
    )
    if step.kind == "omitted process":
        panel.text(step.x, step.y, r"\\", ha="center", va="center", fontsize=6, zorder=4)


def _sink(panel: Any, box: Box) -> None:
    from matplotlib.patches import Circle

    radius = box.width / 2
    panel.add_patch(Circle((box.x, box.y), radius - 1, facecolor="white", edgecolor="#777777", linewidth=1.0, zorder=3))
    panel.plot(
        [box.x - radius, box.x + radius], [box.y + radius, box.y - radius], color="#777777", linewidth=1.0, zorder=3
    )


def _arc(panel: Any, arc: Arc) -> None:
    colour = COLOURS[arc.kind]
    *early, last = arc.points
    length = math.dist(early[-1], last)
    towards = ((last[0] - early[-1][0]) / length, (last[1] - early[-1][1]) / length) if length else (1.0, 0.0)
    head = min(_HEAD, length)
    stop = last if arc.kind in {"consumption", "inhibition"} else _back(last, towards, head)
    line = [*early, stop]
    panel.plot(*zip(*line, strict=True), color=colour, linewidth=1.0, zorder=2, solid_joinstyle="round")
    _head(panel, arc.kind, last, towards, head, colour)


def _back(point: Point, towards: Point, length: float, aside: float = 0.0) -> Point:
    return (
        point[0] - towards[0] * length - towards[1] * aside,
        point[1] - towards[1] * length + towards[0] * aside,
    )


def _head(panel: Any, kind: str, tip: Point, towards: Point, size: float, colour: str) -> None:
    from matplotlib.patches import Circle, Polygon

    half = size * 0.45
    shapes: dict[str, Sequence[Point]] = {
        "production": (tip, _back(tip, towards, size, half), _back(tip, towards, size, -half)),
        "stimulation": (tip, _back(tip, towards, size, half), _back(tip, towards, size, -half)),
        "necessary stimulation": (tip, _back(tip, towards, size, half), _back(tip, towards, size, -half)),
        "modulation": (
            tip, _back(tip, towards, size / 2, half), _back(tip, towards, size), _back(tip, towards, size / 2, -half),
        ),
    }  # fmt: skip
    if kind in shapes:
        fill = colour if kind == "production" else "white"
        panel.add_patch(Polygon(shapes[kind], closed=True, facecolor=fill, edgecolor=colour, linewidth=1.0, zorder=3))
    elif kind == "catalysis":
        centre = _back(tip, towards, size / 2)
        panel.add_patch(Circle(centre, size / 2, facecolor="white", edgecolor=colour, linewidth=1.0, zorder=3))
    if kind in {"inhibition", "necessary stimulation"}:
        at = 0.0 if kind == "inhibition" else size + 3
        ends = (_back(tip, towards, at, PORT / 2), _back(tip, towards, at, -PORT / 2))
        panel.plot(*zip(*ends, strict=True), color=colour, linewidth=1.4, zorder=3)
