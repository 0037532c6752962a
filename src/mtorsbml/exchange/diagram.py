"""A model as a process diagram: boxes, processes and arcs with their places, for SBGN, SBML layout and pictures."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from mtorsbml.errors import MtorsbmlError
from mtorsbml.exchange.placing import Grid, Link, place

if TYPE_CHECKING:
    import libsbml

Point = tuple[float, float]

_KINDS: Final = {
    "SBO:0000252": "macromolecule",
    "SBO:0000245": "macromolecule",
    "SBO:0000253": "complex",
    "SBO:0000247": "simple chemical",
    "SBO:0000354": "nucleic acid feature",
    "SBO:0000278": "nucleic acid feature",
}
_INFLUENCES: Final = {
    "SBO:0000459": "stimulation",
    "SBO:0000020": "inhibition",
    "SBO:0000013": "catalysis",
    "SBO:0000460": "catalysis",
    "SBO:0000461": "necessary stimulation",
}
_BINDING: Final = "SBO:0000177"
_OMITTED: Final = ("SBO:0000397",)

LETTER: Final = 6.6
"""Width of a letter of a label [pixels]."""
HEIGHT: Final = 34.0
STEP: Final = 12.0
"""Side of the square of a process [pixels]."""
PORT: Final = 12.0
"""Distance of a port from the middle of its process [pixels]."""
SINK: Final = 14.0
_GAP: Final = (92.0, 96.0)
_BAND: Final = 46.0
"""Distance of two compartments [pixels]."""
_MARGIN: Final = 50.0
_APART: Final = 24.0
"""Distance of processes side by side [pixels]."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Box:
    """Something with a place: a compartment, a species, or a source or sink; `x` and `y` are its middle [pixels]."""

    id: str
    label: str
    kind: str
    x: float
    y: float
    width: float
    height: float
    home: str = ""
    name: str = ""

    def overlaps(self, x: float, y: float, width: float, height: float, margin: float = 0.0) -> bool:
        """Whether a rectangle around a point comes nearer than the margin."""
        return (
            abs(self.x - x) < (self.width + width) / 2 + margin
            and abs(self.y - y) < (self.height + height) / 2 + margin
        )

    def border(self, towards: Point) -> Point:
        """Where the line from the middle to a point leaves the box."""
        dx, dy = towards[0] - self.x, towards[1] - self.y
        if not (dx or dy):
            return (self.x, self.y - self.height / 2)
        share = min(
            (self.width / 2 / abs(dx)) if dx else math.inf, (self.height / 2 / abs(dy)) if dy else math.inf, 1.0
        )
        return (self.x + dx * share, self.y + dy * share)


@dataclass(frozen=True, kw_only=True, slots=True)
class Step:
    """A process, with the middle of its square and the direction (a unit vector) from inputs to outputs."""

    id: str
    kind: str
    name: str
    x: float
    y: float
    direction: Point

    @property
    def ports(self) -> tuple[Point, Point]:
        """Where arcs come in and where they go out."""
        dx, dy = self.direction[0] * PORT, self.direction[1] * PORT
        return (self.x - dx, self.y - dy), (self.x + dx, self.y + dy)

    def as_box(self) -> Box:
        """The square."""
        return Box(id=self.id, label="", kind=self.kind, x=self.x, y=self.y, width=STEP, height=STEP)


@dataclass(frozen=True, kw_only=True, slots=True)
class Arc:
    """An arc from one thing to another, with all its points; `port` 1 or 2 of the process that is its end, or 0."""

    kind: str
    source: str
    target: str
    points: tuple[Point, ...]
    port: int = 0


@dataclass(kw_only=True, slots=True)
class Diagram:
    """Everything that is drawn."""

    id: str
    title: str
    width: float = 0.0
    height: float = 0.0
    compartments: list[Box] = field(default_factory=list)
    species: dict[str, Box] = field(default_factory=dict)
    steps: dict[str, Step] = field(default_factory=dict)
    sinks: dict[str, Box] = field(default_factory=dict)
    arcs: list[Arc] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Process:
    """A reaction as far as it is drawn."""

    id: str
    name: str
    term: str
    reversible: bool
    into: tuple[str, ...]
    out: tuple[str, ...]
    modifiers: tuple[tuple[str, str], ...]


def diagram(sbml: str, identifier: str, title: str) -> Diagram:
    """Lay a kinetic model out; the same model gives the same picture.

    Species carry their ids, which are the words of tables and claims; each process stands between what it joins. A
    species that no reaction touches is left out, as SBGN wants it.

    Raises:
        MtorsbmlError: The model cannot be read, or no reaction has species.
    """
    from mtorsbml.sbml import read

    document = read.read_document(sbml)  # must outlive its model
    model = document.getModel()
    processes = [_process(r) for r in _each(model.getListOfReactions())]
    touched = {name for p in processes for name in (*p.into, *p.out, *(m for m, _ in p.modifiers))}
    species = [s for s in _each(model.getListOfSpecies()) if s.getId() in touched]
    if not species:
        raise MtorsbmlError(f"{identifier}: no reaction has species, so there is nothing to draw")
    homes = {s.getId(): s.getCompartment() for s in species}
    made = Diagram(id=identifier, title=title)
    _put_species(made, species, place(homes, list(_links(processes))))
    _put_steps(made, processes)
    from mtorsbml.exchange.routing import Router

    router = Router(made)
    for p in processes:
        if p.id in made.steps:
            router.join(made.steps[p.id], p.into, p.out, p.modifiers, reversible=p.reversible)
    return made


def _each(items: Any) -> Iterator[Any]:
    return (items.get(i) for i in range(items.size()))


def _process(reaction: libsbml.Reaction) -> _Process:
    sides = (reaction.getListOfReactants(), reaction.getListOfProducts())
    into, out = (tuple(dict.fromkeys(r.getSpecies() for r in _each(side))) for side in sides)
    modifiers = {
        m.getSpecies(): _INFLUENCES.get(m.getSBOTermID(), "modulation") for m in _each(reaction.getListOfModifiers())
    }
    return _Process(
        reaction.getId(), reaction.getName(), reaction.getSBOTermID(), bool(reaction.getReversible()), into, out,
        tuple(modifiers.items()),
    )  # fmt: skip


def _links(processes: Sequence[_Process]) -> Iterator[Link]:
    for p in processes:
        for a in p.into:
            yield from (Link(a, b, 2.0, drawn=True) for b in p.out if b != a)
        for side in (p.into, p.out):
            yield from (Link(a, b, 0.8, drawn=False) for a in side for b in side if a < b)
        for name, _ in p.modifiers:
            ends = [end for end in (*p.into, *p.out) if end != name]
            yield from (Link(name, end, 1.0 / len(ends), drawn=False) for end in ends)


def _put_species(made: Diagram, species: Sequence[libsbml.Species], grid: Grid) -> None:
    widest = max(_width(name) for name in grid.cells)
    across, down = widest + _GAP[0], HEIGHT + _GAP[1]
    tops = {home: _MARGIN + _BAND * i for i, home in enumerate(grid.bands)}
    made.width = 2 * _MARGIN + across * grid.columns
    for home, (first, after) in grid.bands.items():
        compartment = species[0].getModel().getCompartment(home)
        top, height = tops[home] + first * down, (after - first) * down
        made.compartments.append(
            Box(
                id=home, label=compartment.getName() or home, kind="compartment", x=made.width / 2, y=top + height / 2,
                width=made.width - _MARGIN, height=height,
            )
        )  # fmt: skip
        made.height = top + height + _MARGIN
    for s in species:
        name, home = s.getId(), s.getCompartment()
        column, row = grid.cells[name]
        made.species[name] = Box(
            id=name, label=name, kind=_KINDS.get(s.getSBOTermID(), "unspecified entity"), home=home, name=s.getName(),
            x=_MARGIN + (column + 0.5) * across, y=tops[home] + (row + 0.5) * down, width=_width(name), height=HEIGHT,
        )  # fmt: skip


def _width(label: str) -> float:
    return max(56.0, LETTER * len(label) + 16)


def _put_steps(made: Diagram, processes: Sequence[_Process]) -> None:
    """First the processes that join two places, side by side where they join the same two; then those at one box."""
    groups: dict[tuple[Point, Point], list[_Process]] = {}
    for p in processes:
        if p.into and p.out:
            ends = sorted((_middle(made, p.into), _middle(made, p.out)))
            groups.setdefault((ends[0], ends[1]), []).append(p)
    for (first, second), members in groups.items():
        length = math.dist(first, second) or 1.0
        along = ((second[0] - first[0]) / length, (second[1] - first[1]) / length)
        for i, p in enumerate(members):
            aside = (i - (len(members) - 1) / 2) * _APART
            x = (first[0] + second[0]) / 2 - along[1] * aside
            y = (first[1] + second[1]) / 2 + along[0] * aside
            _add_step(made, p, _free(made, x, y))
    lines = [(made.species[a], made.species[b]) for p in processes for a in p.into for b in p.out]
    for p in processes:
        if not (p.into and p.out) and (p.into or p.out):
            _add_open(made, p, lines)


def _middle(made: Diagram, names: Sequence[str]) -> Point:
    boxes = [made.species[name] for name in names]
    return (sum(b.x for b in boxes) / len(boxes), sum(b.y for b in boxes) / len(boxes))


def _add_step(made: Diagram, p: _Process, at: Point) -> None:
    first, second = _middle(made, p.into), _middle(made, p.out)
    dx, dy = second[0] - first[0], second[1] - first[1]
    direction = (math.copysign(1.0, dx), 0.0) if abs(dx) >= abs(dy) else (0.0, math.copysign(1.0, dy))
    made.steps[p.id] = Step(id=p.id, kind=_kind(p), name=p.name, x=at[0], y=at[1], direction=direction)


def _kind(p: _Process) -> str:
    if p.term == _BINDING and len(p.into) > 1 and len(p.out) == 1 and not p.reversible:
        return "association"
    if p.term == _BINDING and len(p.into) == 1 and len(p.out) > 1 and not p.reversible:
        return "dissociation"
    return "omitted process" if p.term in _OMITTED else "process"


def _taken(made: Diagram, x: float, y: float, size: float, margin: float) -> bool:
    boxes = (*made.species.values(), *made.sinks.values(), *(s.as_box() for s in made.steps.values()))
    return any(box.overlaps(x, y, size, size, margin) for box in boxes)


def _free(made: Diagram, x: float, y: float) -> Point:
    """The free place for a process that is nearest to a point."""
    size = STEP + 2 * (PORT - STEP / 2)
    for radius in range(0, 400, 12):
        for turn in range(1 if radius == 0 else 12):
            angle = turn * math.pi / 6
            spot = (x + radius * math.cos(angle), y + radius * math.sin(angle))
            if not _taken(made, *spot, size, 3.0):
                return spot
    return (x, y)


def _add_open(made: Diagram, p: _Process, lines: Sequence[tuple[Box, Box]]) -> None:
    """A process that makes from nothing or takes away, at its first box, with the empty set behind it."""
    box = made.species[(p.into or p.out)[0]]
    spots = list(_spots(box))
    free = [s for s in spots if not _taken(made, *s[0], STEP, 5.0) and not _taken(made, *s[1], SINK, 5.0)]
    clear = [s for s in free if not any(_crosses(s[0], a, b) or _crosses(s[1], a, b) for a, b in lines)]
    (x, y), (u, v), outwards = (clear or free or spots)[0]
    direction = outwards if p.into else (-outwards[0], -outwards[1])
    made.steps[p.id] = Step(id=p.id, kind=_kind(p), name=p.name, x=x, y=y, direction=direction)
    sink = f"{p.id}_{'sink' if p.into else 'source'}"
    made.sinks[sink] = Box(
        id=sink, label="", kind="source and sink", x=u, y=v, width=SINK, height=SINK, home=box.home
    )  # fmt: skip


def _spots(box: Box) -> Iterator[tuple[Point, Point, Point]]:
    """Places for a process and its empty set, and the direction outwards."""
    near, far = 18.0, 38.0
    for share in (-0.3, 0.3, 0.0):
        for sign in (-1.0, 1.0):
            x, edge = box.x + share * box.width, box.y + sign * box.height / 2
            yield (x, edge + sign * near), (x, edge + sign * far), (0.0, sign)
    for sign in (-1.0, 1.0):
        edge = box.x + sign * box.width / 2
        yield (edge + sign * near, box.y), (edge + sign * far, box.y), (sign, 0.0)


def _crosses(point: Point, first: Box, second: Box) -> bool:
    from mtorsbml.exchange.routing import distance

    return distance(point, (first.x, first.y), (second.x, second.y)) < SINK
