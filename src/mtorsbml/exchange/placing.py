"""Where the species of a diagram stand: cells of a grid, one band of rows for each compartment.

Cells are exchanged by simulated annealing, with numbers that are the same each time, so that what reacts stands
together and no arrow runs over a box.
"""

from __future__ import annotations

import itertools
import math
import random
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

Cell = tuple[int, int]
"""Column and row."""

_SLACK: Final = 1.3
"""Cells for each species: some stay empty, so that there is room to move and to see."""
_ASPECT: Final = 1.15
"""Columns for each row."""
_MOST_PERMUTED: Final = 8
_OVER_A_BOX: Final = 1.5
"""Cost of an arrow over a box [steps of the grid]."""
_STEPS_EACH: Final = 700
_MOST_STEPS: Final = 90_000
_HOT, _COLD = 2.0, 0.03
_ROW: Final = 0.65
"""Height of a cell [its width]."""


@dataclass(frozen=True, slots=True)
class Link:
    """What ought to stand together; `drawn` if an arrow joins the two."""

    first: str
    second: str
    weight: float
    drawn: bool


@dataclass(frozen=True, slots=True)
class Grid:
    """The cell of each species, the rows of each compartment (first, and one after the last), and the columns."""

    cells: Mapping[str, Cell]
    bands: Mapping[str, tuple[int, int]]
    columns: int


def place(homes: Mapping[str, str], links: Sequence[Link]) -> Grid:
    """Find a cell for each species.

    Args:
        homes: Compartment of each species.
        links: What ought to stand together.
    """
    order = _stacked(homes, links)
    columns = max(2, round(math.sqrt(len(homes) * _SLACK * _ASPECT)))
    bands, row = {}, 0
    for home in order:
        count = sum(h == home for h in homes.values())
        rows = max(1, math.ceil(count * (_SLACK if count > columns // 2 else 1.0) / columns))
        bands[home] = (row, row + rows)
        row += rows
    tries = [_Annealing(homes, links, bands, columns, seed).run() for seed in range(3 if len(homes) <= 60 else 1)]
    _, cells = min(tries, key=lambda found: found[0])
    return Grid(cells=cells, bands=bands, columns=columns)


def _stacked(homes: Mapping[str, str], links: Sequence[Link]) -> list[str]:
    """The compartments from top to bottom: those between which much happens are neighbours."""
    names = list(dict.fromkeys(homes.values()))
    if len(names) > _MOST_PERMUTED:
        return names
    traffic: Counter[tuple[str, str]] = Counter()
    for link in links:
        traffic[homes[link.first], homes[link.second]] += 3 if link.drawn else 1
    pairs = [(names.index(a), names.index(b), n) for (a, b), n in traffic.items() if a != b]
    # Each permutation says at which height each compartment lies.
    heights = min(
        itertools.permutations(range(len(names))),
        key=lambda at: sum(n * abs(at[a] - at[b]) for a, b, n in pairs),
    )
    return [name for _, name in sorted(zip(heights, names, strict=True))]


class _Annealing:
    """One search."""

    def __init__(
        self, homes: Mapping[str, str], links: Sequence[Link], bands: Mapping[str, tuple[int, int]], columns: int,
        seed: int,
    ) -> None:  # fmt: skip
        self._random = random.Random(seed)  # noqa: S311 - not for secrets
        self._names = list(homes)
        self._free = {
            home: [(column, row) for row in range(*rows) for column in range(columns)] for home, rows in bands.items()
        }
        self._homes = homes
        self._near: dict[str, list[tuple[str, float]]] = {name: [] for name in homes}
        self._arrows: dict[str, list[str]] = {name: [] for name in homes}
        for link in links:
            for a, b in ((link.first, link.second), (link.second, link.first)):
                self._near[a].append((b, link.weight))
                if link.drawn:
                    self._arrows[a].append(b)
        self._cells: dict[str, Cell] = {}
        self._at: dict[Cell, str] = {}
        for home, cells in self._free.items():
            mine = [name for name in self._names if homes[name] == home]
            for i, name in enumerate(mine):
                self._put(name, cells[i * len(cells) // len(mine)])
        self._passing: Counter[Cell] = Counter()
        for name in self._names:
            self._count(name, 1, 0.5)

    def run(self) -> tuple[float, dict[str, Cell]]:
        """Total cost, and the cells."""
        steps = min(_MOST_STEPS, _STEPS_EACH * len(self._names))
        for step in range(steps):
            heat = _HOT * (_COLD / _HOT) ** (step / steps)
            name = self._names[int(self._random.random() * len(self._names))]
            cells = self._free[self._homes[name]]
            target = cells[int(self._random.random() * len(cells))]
            if target != self._cells[name]:
                self._try(name, target, heat)
        return sum(self._cost(name) for name in self._names), self._cells

    def _try(self, name: str, target: Cell, heat: float) -> None:
        origin, other = self._cells[name], self._at.get(target)
        before = self._both(name, other, origin, target)
        self._swap(name, other, origin, target)
        worse = self._both(name, other, origin, target) - before
        if worse > 0 and self._random.random() >= math.exp(-worse / heat):
            self._swap(name, other, target, origin)

    def _both(self, name: str, other: str | None, origin: Cell, target: Cell) -> float:
        cost = self._cost(name) + (self._cost(other) if other else 0.0)
        return cost + _OVER_A_BOX * sum(self._passing[cell] for cell in (origin, target) if cell in self._at)

    def _swap(self, name: str, other: str | None, origin: Cell, target: Cell) -> None:
        moved = [name, other] if other else [name]
        for one in moved:
            self._count(one, -1)
        del self._at[origin]
        self._put(name, target)
        if other:
            self._put(other, origin)
        for one in moved:
            self._count(one, 1)

    def _put(self, name: str, cell: Cell) -> None:
        self._cells[name], self._at[cell] = cell, name

    def _count(self, name: str, sign: int, share: float = 1.0) -> None:
        for other in self._arrows[name]:
            for cell in between(self._cells[name], self._cells[other]):
                self._passing[cell] += sign * share  # type: ignore[assignment]

    def _cost(self, name: str) -> float:
        x, y = self._cells[name]
        total = 0.0
        for other, weight in self._near[name]:
            u, v = self._cells[other]
            total += weight * math.hypot(x - u, _ROW * (y - v))
        for other in self._arrows[name]:
            total += _OVER_A_BOX * sum(cell in self._at for cell in between((x, y), self._cells[other]))
        return total


def between(first: Cell, second: Cell) -> Iterator[Cell]:
    """The cells whose middle a straight line from one to another runs over."""
    across, down = second[0] - first[0], second[1] - first[1]
    parts = math.gcd(across, down)
    return ((first[0] + across * i // parts, first[1] + down * i // parts) for i in range(1, parts))
