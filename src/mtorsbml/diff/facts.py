"""The facts of which a model consists: each has a text for people, and knows whether another says the same."""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import permutations
from typing import Final

from mtorsbml.validate.algebra import fingerprint, shown, symbol
from mtorsbml.validate.logic import Table, TransitionView, table
from mtorsbml.validate.mathml import Expr

_MOST_RENAMED: Final = 6
"""Most local parameters of one law that are tried in every order."""
_MOST_REGULATORS: Final = 12
_MOST_STATES_SHOWN: Final = 3


class Fact(ABC):
    """One thing that is so in a model."""

    text: str

    @abstractmethod
    def same(self, other: Fact) -> bool:
        """Whether the other says the same."""

    def note(self, other: Fact) -> str:  # noqa: ARG002
        """What is to be said of the way from this one to the other."""
        return ""


@dataclass(frozen=True, slots=True)
class Plain(Fact):
    """A text, with the value by which it is compared."""

    text: str
    key: Hashable = None

    def same(self, other: Fact) -> bool:
        """Equal keys, or equal texts where there is none."""
        return isinstance(other, Plain) and self.value == other.value

    @property
    def value(self) -> Hashable:
        """What is compared."""
        return self.text if self.key is None else self.key


@dataclass(frozen=True, slots=True)
class UnitName(Fact):
    """A unit by its id and by what it is (`key`); a definition that changed is told where it stands, not here."""

    name: str
    text: str
    key: Hashable

    def same(self, other: Fact) -> bool:
        """The same id, or another id of the same unit."""
        return isinstance(other, UnitName) and (
            (self.name == other.name != "") or (self.key == other.key and (self.key is not None or not other.name))
        )


@dataclass(frozen=True, slots=True)
class Names(Fact):
    """A set of names."""

    names: frozenset[str]

    @property
    def text(self) -> str:  # type: ignore[override]
        """The names in order."""
        return ", ".join(sorted(self.names))

    def same(self, other: Fact) -> bool:
        """The same names."""
        return isinstance(other, Names) and self.names == other.names

    def note(self, other: Fact) -> str:
        """What came and what went."""
        assert isinstance(other, Names)
        gone, come = sorted(self.names - other.names), sorted(other.names - self.names)
        return " ".join([*(f"-{name}" for name in gone), *(f"+{name}" for name in come)])


@dataclass(frozen=True, slots=True)
class Number(Fact):
    """A number with its unit; the unit is compared elsewhere."""

    value: float
    unit: str = ""

    @property
    def text(self) -> str:  # type: ignore[override]
        """The number and its unit."""
        return f"{self.value!r} {self.unit}".strip() if self.value % 1 else f"{self.value:.17g} {self.unit}".strip()

    def same(self, other: Fact) -> bool:
        """The same number, however it is written."""
        return isinstance(other, Number) and (
            self.value == other.value or (math.isnan(self.value) and math.isnan(other.value))
        )

    def note(self, other: Fact) -> str:
        """The fold change."""
        assert isinstance(other, Number)
        ratio = other.value / self.value if self.value else 0.0
        if not (math.isfinite(ratio) and ratio > 0):
            return ""
        return f"x{ratio:.4g}" if ratio >= 1 else f"/{1 / ratio:.4g}"


@dataclass(frozen=True, slots=True)
class Formula(Fact):
    """A formula, compared after normalising, with the functions of its model written out."""

    expr: Expr | None
    functions: Mapping[str, Expr | None] = field(default_factory=dict)

    @property
    def text(self) -> str:  # type: ignore[override]
        """In infix notation."""
        return shown(self.expr)

    def same(self, other: Fact) -> bool:
        """The same function, or the same calls of functions (a changed function is told where it is defined)."""
        return isinstance(other, Formula) and self._same(other, {}, {})

    def _same(self, other: Formula, mine: Mapping[str, int], theirs: Mapping[str, int]) -> bool:
        return fingerprint(self.expr, None, mine) == fingerprint(other.expr, None, theirs) or fingerprint(
            self.expr, self.functions, mine
        ) == fingerprint(other.expr, other.functions, theirs)


@dataclass(frozen=True, slots=True)
class Law(Formula):
    """A kinetic law, of which the local parameters may have other names."""

    local: Mapping[str, Number] = field(default_factory=dict)

    def same(self, other: Fact) -> bool:
        """The same law but for the names of local parameters."""
        return isinstance(other, Law) and self.renamed(other) is not None

    def renamed(self, other: Law) -> dict[str, str] | None:
        """This law's names of the other's local parameters; None if the laws differ."""
        common = self.local.keys() & other.local.keys()
        mine, theirs = sorted(self.local.keys() - common), sorted(other.local.keys() - common)
        if len(mine) != len(theirs) or len(mine) > _MOST_RENAMED:
            return self._same_names(other, sorted(common))
        for order in self._orders(mine, theirs, other):
            pairs = {**{name: name for name in common}, **dict(zip(order, mine, strict=True))}
            codes = {name: symbol(f"local {i}") for i, name in enumerate(self.local)}
            if self._same(other, codes, {name: codes[own] for name, own in pairs.items()}):
                return pairs
        return None

    def _same_names(self, other: Law, common: list[str]) -> dict[str, str] | None:
        """Only parameters of one name are one: what the one law has over the other may be unused."""
        codes = {name: symbol(f"local {i}") for i, name in enumerate(common)}
        own, their = (
            {**{name: symbol(f"{side} {name}") for name in law.local}, **codes}
            for side, law in (("old", self), ("new", other))
        )
        return {name: name for name in common} if self._same(other, own, their) else None

    def _orders(self, mine: list[str], theirs: list[str], other: Law) -> Iterator[tuple[str, ...]]:
        """The ways to pair local parameters, those with most equal values first."""

        def unequal(order: tuple[str, ...]) -> int:
            return sum(not self.local[a].same(other.local[b]) for a, b in zip(mine, order, strict=True))

        yield from sorted(permutations(theirs), key=unequal)


@dataclass(frozen=True, slots=True)
class LogicRule(Fact):
    """What a transition makes of its regulators, compared by its truth table where that is small."""

    transition: TransitionView
    levels: Mapping[str, int]

    @property
    def text(self) -> str:  # type: ignore[override]
        """The terms, the default last."""
        parts = [f"{t.level} if {shown(t.math)}" for t in self.transition.terms]
        default = self.transition.default
        return "; ".join([*parts, f"else {default.level}" if default else "no default"])

    def same(self, other: Fact) -> bool:
        """The same truth table; where it is too large, the same formulas."""
        if not isinstance(other, LogicRule):
            return False
        tables = self._tables(other)
        if tables is None:
            return self.key == other.key
        return _differing(*tables) == 0

    @property
    def key(self) -> Hashable:
        """The formulas, normalised."""
        default = self.transition.default
        terms = [(t.level, fingerprint(t.math)) for t in self.transition.terms]
        return (*sorted(terms, key=str), default.level if default else None)

    def _tables(self, other: LogicRule) -> tuple[Table, Table] | None:
        names = sorted(self.transition.reads | other.transition.reads)
        if len(names) > _MOST_REGULATORS:
            return None
        levels = {n: max(self.levels.get(n, 1), other.levels.get(n, 1)) for n in names}
        mine, theirs = (table(t, levels, names) for t in (self.transition, other.transition))
        return (mine, theirs) if mine and theirs else None

    def note(self, other: Fact) -> str:
        """In how many states of the regulators the two differ, and the first of them."""
        assert isinstance(other, LogicRule)
        tables = self._tables(other)
        if tables is None:
            return "too many regulators for a truth table"
        mask, states = _differing(*tables), tables[0].states
        numbers = [i for i in range(states.count) if mask >> i & 1]
        first = [
            f"{' '.join(f'{n}={v}' for n, v in states.state(i).items()) or 'always'}: "
            f"{_level(tables[0].level(i))} -> {_level(tables[1].level(i))}"
            for i in numbers[:_MOST_STATES_SHOWN]
        ]
        more = "; ..." if len(numbers) > _MOST_STATES_SHOWN else ""
        return f"differs in {len(numbers)} of {states.count} states ({'; '.join(first)}{more})"


def _level(level: int | None) -> str:
    return "none" if level is None else str(level)


def _differing(a: Table, b: Table) -> int:
    """The states in which two tables do not give the same."""
    found = 0
    for level in {*a.results, *b.results}:
        found |= a.results.get(level, 0) ^ b.results.get(level, 0)
    return found


@dataclass(frozen=True, kw_only=True, slots=True)
class Element:
    """An element of a model.

    Attributes:
        label: Its id, or what stands for it.
        name: Its name.
        summary: What it is, in a line, for one that is new or gone.
        facts: What is compared, by aspect.
    """

    label: str
    name: str
    summary: str
    facts: dict[str, Fact]


Elements = dict[tuple[str, str], Element]
"""Elements by group and key."""
