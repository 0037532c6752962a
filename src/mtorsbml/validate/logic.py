"""The logical part (`qual`) of a model, and truth tables as bits of whole numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from mtorsbml.sbml.tree import Node
from mtorsbml.validate import mathml
from mtorsbml.validate.mathml import Expr
from mtorsbml.validate.view import number

MAX_STATES: Final = 1 << 16
"""Most states of the regulators for which a truth table is made."""
_COMPARE: Final[dict[str, Callable[[float, float], bool]]] = {
    "eq": lambda a, b: a == b, "neq": lambda a, b: a != b, "lt": lambda a, b: a < b, "gt": lambda a, b: a > b,
    "leq": lambda a, b: a <= b, "geq": lambda a, b: a >= b,
}  # fmt: skip


@dataclass(frozen=True, kw_only=True, slots=True)
class InputView:
    """A regulator of a transition."""

    id: str
    species: str
    sign: str
    effect: str
    threshold: int | None
    node: Node


@dataclass(frozen=True, kw_only=True, slots=True)
class TermView:
    """A function term: the level that holds where its formula is true."""

    level: int | None
    math: Expr | None
    node: Node


@dataclass(frozen=True, kw_only=True, slots=True)
class TransitionView:
    """A transition; `default` is None if there is no default term."""

    id: str
    node: Node
    inputs: tuple[InputView, ...]
    outputs: tuple[Node, ...]
    default: TermView | None
    terms: tuple[TermView, ...]

    @property
    def reads(self) -> set[str]:
        """Ids of the species that the formulas read, those behind ids of inputs not among them."""
        inputs = {i.id for i in self.inputs if i.id}
        return {name for term in self.terms for name in mathml.ids_in(term.math)} - inputs

    @property
    def thresholds(self) -> dict[str, int]:
        """Threshold levels by the ids of inputs, which formulas may use in place of the numbers."""
        return {i.id: i.threshold for i in self.inputs if i.id and i.threshold is not None}


class LogicView:
    """The logical part of one model."""

    def __init__(self, node: Node) -> None:
        self._node = node

    @cached_property
    def species(self) -> dict[str, Node]:
        """Qualitative species by id."""
        return {n.id: n for n in self._node.listed("listOfQualitativeSpecies")}

    @cached_property
    def transitions(self) -> tuple[TransitionView, ...]:
        """Transitions in the order of the file."""
        return tuple(_transition(n) for n in self._node.listed("listOfTransitions"))

    @cached_property
    def max_levels(self) -> dict[str, int]:
        """The highest level of each species: as declared, or else the highest that anything speaks of."""
        found = {name: whole(node.get("maxLevel")) for name, node in self.species.items()}
        seen = {name: max(1, whole(node.get("initialLevel")) or 0) for name, node in self.species.items()}
        for transition in self.transitions:
            levels = [t.level or 0 for t in (*transition.terms, *filter(None, [transition.default]))]
            for output in transition.outputs:
                name = output.get("qualitativeSpecies")
                seen[name] = max(seen.get(name, 1), *levels, 0)
        return {name: seen[name] if level is None else level for name, level in found.items()}

    @cached_property
    def tables(self) -> dict[int, Table | None]:
        """The truth table of each transition by its position; None where there are too many states to list."""
        return {i: table(t, self.max_levels) for i, t in enumerate(self.transitions)}


def whole(text: str) -> int | None:
    """A whole number as XML writes it."""
    found = number(text)
    return int(found) if found is not None and abs(found) < 1e9 and found == int(found) else None


def _term(node: Node) -> TermView:
    return TermView(level=whole(node.get("resultLevel")), math=mathml.of(node), node=node)


def _transition(node: Node) -> TransitionView:
    terms = node.listed("listOfFunctionTerms")
    default = [_term(n) for n in terms if n.name == "defaultTerm"]
    return TransitionView(
        id=node.id,
        node=node,
        inputs=tuple(
            InputView(
                id=n.id,
                species=n.get("qualitativeSpecies"),
                sign=n.get("sign"),
                effect=n.get("transitionEffect"),
                threshold=whole(n.get("thresholdLevel")),
                node=n,
            )
            for n in node.listed("listOfInputs")
        ),
        outputs=tuple(node.listed("listOfOutputs")),
        default=default[0] if default else None,
        terms=tuple(_term(n) for n in terms if n.name == "functionTerm"),
    )


class States:
    """All states of some variables, numbered; a set of states is a whole number with one bit for each."""

    def __init__(self, levels: Mapping[str, int]) -> None:
        """Number the states.

        Args:
            levels: The highest level of each variable, in order.
        """
        self.levels = dict(levels)
        self.names = tuple(levels)
        self.count = 1
        self.stride: dict[str, int] = {}
        for name, level in levels.items():
            self.stride[name] = self.count
            self.count *= level + 1
        self.all = (1 << self.count) - 1
        self._masks: dict[tuple[str, int], int] = {}

    def where(self, name: str, level: int) -> int:
        """The states in which a variable has a level."""
        known = self._masks.get((name, level))
        if known is not None:
            return known
        stride, period = self.stride[name], self.stride[name] * (self.levels[name] + 1)
        mask = ((1 << stride) - 1) << (stride * level)
        length = period
        while length < self.count:
            mask |= mask << length
            length *= 2
        self._masks[name, level] = mask & self.all
        return self._masks[name, level]

    def state(self, number: int) -> dict[str, int]:
        """The levels in a state."""
        return {name: number // self.stride[name] % (self.levels[name] + 1) for name in self.names}


@dataclass(frozen=True, slots=True)
class Table:
    """What a transition gives in each state of its regulators: the states of each result level."""

    states: States
    results: dict[int, int]
    terms: tuple[int, ...]

    def level(self, number: int) -> int | None:
        """The result in a state."""
        return next((level for level, mask in self.results.items() if mask >> number & 1), None)


def table(
    transition: TransitionView, levels: Mapping[str, int], names: Iterable[str] | None = None, most: int = MAX_STATES
) -> Table | None:
    """The truth table of a transition; None where it has too many states or a formula that is not understood.

    Of several terms that hold in one state, the first counts. `terms` of the table are the states of each term.
    """
    read = sorted(transition.reads) if names is None else list(names)
    if any(name not in levels or levels[name] < 0 for name in read):
        return None
    count = 1
    for name in read:
        count *= levels[name] + 1
        if count > most:
            return None
    states = States({name: levels[name] for name in read})
    left, terms = states.all, list[int]()
    results: dict[int, int] = {}
    for term in transition.terms:
        mask = _mask(term.math, states, transition.thresholds)
        if mask is None or term.level is None:
            return None
        terms.append(mask)
        results[term.level] = results.get(term.level, 0) | (mask & left)
        left &= ~mask
    level = transition.default.level if transition.default else None
    if level is not None:
        results[level] = results.get(level, 0) | left
    return Table(states, results, tuple(terms))


def _mask(expr: Expr | None, states: States, thresholds: Mapping[str, int]) -> int | None:  # noqa: PLR0911 (one for each operator)
    if expr is None:
        return None
    head = expr[0]
    if head == "const":
        return {"true": states.all, "false": 0}.get(expr[1])
    if head in _COMPARE:
        return _relation(expr, states, thresholds)
    if head not in {"and", "or", "xor", "not", "implies"}:
        return None
    masks = []
    for operand in expr[1:]:
        mask = _mask(operand, states, thresholds)
        if mask is None:
            return None
        masks.append(mask)
    if head == "not":
        return states.all & ~masks[0] if masks else None
    if head == "implies":
        return (states.all & ~masks[0]) | masks[1] if len(masks) == 2 else None
    found = states.all if head == "and" else 0
    for mask in masks:
        found = found & mask if head == "and" else found | mask if head == "or" else found ^ mask
    return found


def _relation(expr: Expr, states: States, thresholds: Mapping[str, int]) -> int | None:
    if len(expr) != 3:
        return None
    holds = _COMPARE[expr[0]]
    sides = [_side(e, states, thresholds) for e in expr[1:]]
    if sides[0] is None or sides[1] is None:
        return None
    found = 0
    for a, here in sides[0]:
        for b, there in sides[1]:
            if holds(a, b):
                found |= here & there
    return found


def _side(expr: Expr, states: States, thresholds: Mapping[str, int]) -> list[tuple[float, int]] | None:
    """The values that one side of a relation takes, each with its states."""
    if expr[0] == "num":
        return [(expr[1], states.all)]
    if expr[0] == "id" and expr[1] in states.levels:
        return [(level, states.where(expr[1], level)) for level in range(states.levels[expr[1]] + 1)]
    if expr[0] == "id" and expr[1] in thresholds:
        return [(thresholds[expr[1]], states.all)]
    return None
