"""The arcs of a diagram: straight where nothing stands in the way, else with one bend."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from mtorsbml.exchange.diagram import Arc, Box, Point, Step

if TYPE_CHECKING:
    from mtorsbml.exchange.diagram import Diagram

_BENDS = (24.0, 48.0, 72.0, 110.0, 160.0)
"""How far from the middle of the straight line a bend may be [pixels]."""
_SHARES = (0.5, 0.3, 0.7, 0.15, 0.85)
_CLEAR = 4.0


class Router:
    """Draws arcs into a diagram whose boxes and processes have their places."""

    def __init__(self, made: Diagram) -> None:
        self._made = made
        boxes = (*made.species.values(), *(step.as_box() for step in made.steps.values()))
        self._obstacles = [
            (
                box.id,
                box.x - box.width / 2 - _CLEAR,
                box.x + box.width / 2 + _CLEAR,
                box.y - box.height / 2 - _CLEAR,
                box.y + box.height / 2 + _CLEAR,
            )
            for box in boxes
        ]

    def join(
        self, step: Step, into: Sequence[str], out: Sequence[str], modifiers: Sequence[tuple[str, str]], *,
        reversible: bool,
    ) -> None:  # fmt: skip
        """Draw the arcs of one process."""
        name, arcs = step.id, self._made.arcs
        entry, exit_ = step.ports
        for species in into or (f"{name}_source",):
            points = self._route(self._box(species), entry, name)
            if reversible:
                back = tuple(reversed(points))
                arcs.append(Arc(kind="production", source=name, target=species, points=back, port=1))
            else:
                arcs.append(Arc(kind="consumption", source=species, target=name, points=points, port=1))
        for species in out or (f"{name}_sink",):
            points = tuple(reversed(self._route(self._box(species), exit_, name)))
            arcs.append(Arc(kind="production", source=name, target=species, points=points, port=2))
        for species, kind in modifiers:
            *early, _ = self._route(self._box(species), (step.x, step.y), name)
            points = (*early, step.as_box().border(early[-1]))
            arcs.append(Arc(kind=kind, source=species, target=name, points=points))

    def _box(self, name: str) -> Box:
        return self._made.species.get(name) or self._made.sinks[name]

    def _route(self, box: Box, end: Point, step: str) -> tuple[Point, ...]:
        """From the border of a box to a point of a process."""
        start, own = (box.x, box.y), (box.id, step)
        if not self._blocked(start, end, own):
            return (box.border(end), end)
        length = math.dist(start, end) or 1.0
        across = (-(end[1] - start[1]) / length, (end[0] - start[0]) / length)
        for aside, share, sign in itertools.product(_BENDS, _SHARES, (1.0, -1.0)):
            bend = (
                start[0] + (end[0] - start[0]) * share + across[0] * aside * sign,
                start[1] + (end[1] - start[1]) * share + across[1] * aside * sign,
            )
            if not (self._blocked(start, bend, own) or self._blocked(bend, end, own)):
                return (box.border(bend), bend, end)
        return (box.border(end), end)

    def _blocked(self, first: Point, second: Point, own: Sequence[str]) -> bool:
        """Whether a straight line runs over a species or a process other than its own."""
        (x, y), (u, v) = first, second
        left, right, top, low = min(x, u), max(x, u), min(y, v), max(y, v)
        return any(
            x0 < right
            and x1 > left
            and y0 < low
            and y1 > top
            and name not in own
            and _hits((x0, x1, y0, y1), first, second)
            for name, x0, x1, y0, y1 in self._obstacles
        )


def _hits(box: tuple[float, float, float, float], first: Point, second: Point) -> bool:
    """Whether a line runs through a rectangle (Liang and Barsky's clipping)."""
    low, high = 0.0, 1.0
    for start, end, least, most in (
        (first[0], second[0], box[0], box[1]),
        (first[1], second[1], box[2], box[3]),
    ):
        change = end - start
        if change == 0:
            if not least < start < most:
                return False
            continue
        near, far = sorted(((least - start) / change, (most - start) / change))
        low, high = max(low, near), min(high, far)
        if low >= high:
            return False
    return True


def distance(point: Point, first: Point, second: Point) -> float:
    """Distance of a point from a piece of a line."""
    dx, dy = second[0] - first[0], second[1] - first[1]
    square = dx * dx + dy * dy
    share = 0.0 if square == 0 else ((point[0] - first[0]) * dx + (point[1] - first[1]) * dy) / square
    share = min(1.0, max(0.0, share))
    return math.dist(point, (first[0] + share * dx, first[1] + share * dy))
