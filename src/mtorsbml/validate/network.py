"""A kinetic model as a network: who makes, uses, reads and sets what, and what it starts from. Derived once."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import cached_property
from typing import Final

from mtorsbml.sbml.tree import Node
from mtorsbml.validate import mathml
from mtorsbml.validate.algebra import NotNumeric, evaluate
from mtorsbml.validate.mathml import Expr
from mtorsbml.validate.view import ModelView, Participant, ReactionView, flag, number

_GOLDEN: Final = (math.sqrt(5) - 1) / 2
_OPEN: Final = frozenset({"listOfReplacedElements", "replacedBy"})


class Network:
    """What rules on structure and kinetics ask of one model."""

    def __init__(self, model: ModelView) -> None:
        self.model = model
        # Formulas live as long as the model, so that their identity stands for them.
        self._ids: dict[int, frozenset[str]] = {}
        self._rests: dict[int, frozenset[str]] = {}
        self._calls: dict[tuple[str, tuple[bool, ...]], bool] = {}
        self._points: list[dict[str, float]] = []

    # -- who does what to whom -----------------------------------------------------------------------------------

    @cached_property
    def assigned(self) -> dict[str, Expr]:
        """Formulas of assignment rules by variable."""
        return {r.variable: r.math for r in self.model.rules if r.kind == "assignment" and r.math is not None}

    @cached_property
    def set_by_rule(self) -> set[str]:
        """Variables of assignment and rate rules; where there are algebraic rules, what they can set."""
        found = {r.variable for r in self.model.rules if r.variable}
        for rule in self.model.rules:
            if rule.kind == "algebraic":
                found |= {name for name in mathml.ids_in(rule.math) if not self.is_constant(name)}
        return found

    @cached_property
    def set_by_event(self) -> set[str]:
        """Variables that events assign."""
        return {name for event in self.model.events for name in event.assignments}

    @cached_property
    def made_by(self) -> dict[str, list[ReactionView]]:
        """Reactions that make a species, a reversible one among those of its reactants."""
        return self._reactions_of(lambda r: (*r.products, *(r.reactants if r.reversible else ())))

    @cached_property
    def used_by(self) -> dict[str, list[ReactionView]]:
        """Reactions that use a species up, a reversible one among those of its products."""
        return self._reactions_of(lambda r: (*r.reactants, *(r.products if r.reversible else ())))

    def _reactions_of(self, parts: Callable[[ReactionView], Iterable[Participant]]) -> dict[str, list[ReactionView]]:
        found: dict[str, list[ReactionView]] = {}
        for reaction in self.model.reactions.values():
            for participant in parts(reaction):
                found.setdefault(participant.species, []).append(reaction)
        return found

    @cached_property
    def open(self) -> set[str]:
        """Ids that other models may change or read: behind ports, and where replacements are declared."""
        found = {port.get("idRef") for port in self.model.node.listed("listOfPorts")}
        for nodes in (self.model.species, self.model.parameters, self.model.compartments):
            found |= {name for name, node in nodes.items() if any(c.name in _OPEN for c in node.children)}
        return found

    @cached_property
    def is_part(self) -> bool:
        """Whether the model is not to be judged by itself, since it has submodels."""
        return self.model.node.child("listOfSubmodels") is not None

    # -- who reads what ------------------------------------------------------------------------------------------

    @cached_property
    def formulas(self) -> list[tuple[Node, Expr]]:
        """Every formula outside of function definitions, with the element that it belongs to."""
        model = self.model
        found: list[tuple[Node, Expr | None]] = [(r.node, r.math) for r in model.rules]
        found += [(model.node, math) for math in (*model.initial_assignments.values(), *model.constraints)]
        for event in model.events:
            parts = (event.trigger, event.delay, event.priority, *event.assignments.values())
            found += [(event.node, part) for part in parts]
        for reaction in model.reactions.values():
            found.append((reaction.node, reaction.law))
            for participant in (*reaction.reactants, *reaction.products):
                formula = participant.node.child("stoichiometryMath")
                if formula is not None:
                    found.append((participant.node, mathml.of(formula)))
        return [(node, math) for node, math in found if math is not None]

    @cached_property
    def read(self) -> set[str]:
        """Ids that any formula reads (a local parameter hides the global one), or that are conversion factors."""
        found: set[str] = set()
        for node, expr in self.formulas:
            ids = self.ids_in(expr)
            reaction = self.model.reactions.get(node.id) if node.name == "reaction" else None
            found |= ids - reaction.local.keys() if reaction else ids
        owners = (self.model.node, *self.model.species.values())
        return found | {factor for node in owners if (factor := node.get("conversionFactor"))}

    @cached_property
    def called(self) -> set[str]:
        """Functions that are called, directly or by others."""
        waiting = {name for _, expr in self.formulas for name in mathml.calls_in(expr)}
        found: set[str] = set()
        while waiting:
            name = waiting.pop()
            if name not in found:
                found.add(name)
                waiting |= mathml.calls_in(self.model.functions.get(name))
        return found

    @cached_property
    def _behind(self) -> dict[str, frozenset[str]]:
        """What each variable of an assignment rule rests on, itself included."""
        found: dict[str, frozenset[str]] = {}
        for start in self.assigned:
            seen, waiting = {start}, [start]
            while waiting:
                for name in self.ids_in(self.assigned.get(waiting.pop())):
                    if name not in seen:
                        seen.add(name)
                        if name in self.assigned:
                            waiting.append(name)
            found[start] = frozenset(seen)
        return found

    def ids_in(self, expr: Expr | None) -> frozenset[str]:
        """The ids that a formula of this model reads."""
        found = self._ids.get(id(expr))
        if found is None:
            found = self._ids[id(expr)] = frozenset(mathml.ids_in(expr))
        return found

    def rests_on(self, expr: Expr | None, *, without: Collection[str] = ()) -> frozenset[str]:
        """All ids that a formula reads, through assignment rules as well; `without` are names that it has itself."""
        found = None if without else self._rests.get(id(expr))
        if found is None:
            read = self.ids_in(expr) - set(without)
            behind = [self._behind[name] for name in read if name in self._behind]
            found = read.union(*behind)
            if not without:
                self._rests[id(expr)] = found
        return found

    # -- values --------------------------------------------------------------------------------------------------

    def is_constant(self, name: str) -> bool:
        """Whether an id is declared constant; compartments and parameters are by default, before Level 3."""
        for nodes, default in (
            (self.model.parameters, True),
            (self.model.compartments, True),
            (self.model.species, False),
        ):
            if name in nodes:
                return flag(nodes[name], "constant", default=default)
        return False

    @cached_property
    def declared(self) -> dict[str, float]:
        """Numbers that are written down, for each id its own: species as formulas see them."""
        model = self.model
        found: dict[str, float] = {}
        for name, node in model.compartments.items():
            size = number(node.get("size") or node.get("volume"))
            # A compartment without a size is one of Level 2 that does not matter, or of no dimensions.
            found |= {name: size} if size is not None else {}
        for name, node in model.parameters.items():
            value = number(node.get("value"))
            found |= {name: value} if value is not None else {}
        for name, node in model.species.items():
            level = self._level(node, found.get(node.get("compartment"), 1.0))
            found |= {name: level} if level is not None else {}
        for reaction in model.reactions.values():
            for participant in (*reaction.reactants, *reaction.products):
                if participant.node.id and participant.stoichiometry is not None:
                    found[participant.node.id] = participant.stoichiometry
        return found

    @staticmethod
    def _level(node: Node, size: float) -> float | None:
        amount, concentration = number(node.get("initialAmount")), number(node.get("initialConcentration"))
        if flag(node, "hasOnlySubstanceUnits"):
            return amount if amount is not None else concentration * size if concentration is not None else None
        if concentration is not None:
            return concentration
        return amount / size if amount is not None and size else amount

    @cached_property
    def initial(self) -> dict[str, float]:
        """Values at time 0, after initial assignments and assignment rules; without those that have none."""
        given = {**{k: v for k, v in self.model.initial_assignments.items() if v is not None}, **self.assigned}
        values = {name: value for name, value in self.declared.items() if name not in given}
        return self._solved(given, self._order(given), values)

    def _order(self, given: dict[str, Expr]) -> list[str]:
        """The order in which formulas rest on each other."""
        state: dict[str, int] = {}
        found: list[str] = []
        for start in given:
            waiting = [start]
            while waiting:
                name = waiting[-1]
                if state.get(name) is None:
                    state[name] = 1
                    waiting += [n for n in self.ids_in(given[name]) if n in given and n not in state]
                    continue
                waiting.pop()
                if state[name] == 1:
                    state[name] = 2
                    found.append(name)
        return found

    @cached_property
    def _place(self) -> dict[str, int]:
        """Where each variable of an assignment rule stands in the order of evaluation."""
        return {name: i for i, name in enumerate(self._order(self.assigned))}

    def _solved(self, given: dict[str, Expr], order: Iterable[str], values: dict[str, float]) -> dict[str, float]:
        """Values with those of formulas, which are evaluated in an order."""
        for name in order:
            try:
                values[name] = evaluate(given[name], values, self.model.functions)
            except NotNumeric:
                values.pop(name, None)
        return values

    def points(self, count: int = 4) -> Iterator[dict[str, float]]:
        """States with each species at a level of its own above zero, rules evaluated anew; made when asked for."""
        for i in range(count):
            if i == len(self._points):
                self._points.append(self._point(i))
            yield self._points[i]

    def _point(self, index: int) -> dict[str, float]:
        values = dict(self.initial)
        scale = max([abs(v) for n, v in values.items() if n in self.model.species], default=1.0) or 1.0
        for i, name in enumerate(self.model.species):
            if name not in self.assigned:
                values[name] = scale * (0.05 + math.modf((i + 1) * (index + 1) * _GOLDEN)[0])
        # A switch that is off at first is on somewhere.
        for name in self.set_by_event | self.set_by_rule:
            if values.get(name) == 0:
                values[name] = 1.0
        values["time"] = float(index)
        for name in self.assigned:
            values.pop(name, None)
        return self._solved(self.assigned, self._place, values)

    def locals_of(self, reaction: ReactionView) -> dict[str, float]:
        """Values of the local parameters of a law."""
        return {n: v for n, node in reaction.local.items() if (v := number(node.get("value"))) is not None}

    def rate(self, reaction: ReactionView, values: dict[str, float], **changed: float) -> float | None:
        """The rate of a reaction, at other levels if any are given (rules are evaluated anew); None if it has none."""
        law, read = reaction.law, self.rests_on(reaction.law)
        if changed:
            behind = {n for n in read & self.assigned.keys() if changed.keys() & self._behind[n]}
            # Only what the law rests on is copied: a model has a thousand values.
            values = {name: values[name] for name in (*read, "time") if name in values and name not in behind} | changed
            values = self._solved(self.assigned, sorted(behind, key=self._place.__getitem__), values)
        if reaction.local:
            values = {name: values[name] for name in (*read, "time") if name in values} | self.locals_of(reaction)
        try:
            return evaluate(law, values, self.model.functions)
        except NotNumeric:
            return None

    # -- formulas, by their form ---------------------------------------------------------------------------------

    def vanishes(  # noqa: PLR0911 (one for each operator)
        self, expr: Expr | None, name: str, bound: dict[str, bool] | None = None, depth: int = 0
    ) -> bool:
        """Whether a formula is plainly 0 when a name is; False where that is not plain."""
        if expr is None or depth > 50:
            return False
        head = expr[0]
        if head == "num":
            return bool(expr[1] == 0)
        if head == "id":
            return self._name_vanishes(expr[1], name, bound, depth)
        if head == "times":
            return any(self.vanishes(e, name, bound, depth) for e in expr[1:])
        if head == "divide" or (head == "power" and not _is_negative(expr[-1])):
            return self.vanishes(expr[1], name, bound, depth)
        if head in {"plus", "minus", "max"}:
            return all(self.vanishes(e, name, bound, depth) for e in expr[1:])
        if head == "piecewise":
            values = [value for value, _ in expr[1]] + [expr[2]]
            return all(self.vanishes(e, name, bound, depth) for e in values)
        if head == "call" and isinstance(expr[1], str):
            body = self.model.functions.get(expr[1])
            if body is not None and body[0] == "lambda" and len(body[1]) == len(expr) - 2:
                inner = {n: self.vanishes(e, name, bound, depth) for n, e in zip(body[1], expr[2:], strict=True)}
                key = (expr[1], tuple(inner.values()))
                if key not in self._calls:
                    self._calls[key] = self.vanishes(body[2], name, inner, depth + 1)
                return self._calls[key]
        return False

    def _name_vanishes(self, given: str, name: str, bound: dict[str, bool] | None, depth: int) -> bool:
        if bound is not None:
            return bound.get(given, False)
        return given == name or (given in self.assigned and self.vanishes(self.assigned[given], name, None, depth + 1))


def _is_negative(expr: Expr) -> bool:
    return bool(expr[0] == "minus" or (expr[0] == "num" and expr[1] <= 0))


def sides(reaction: ReactionView) -> tuple[dict[str, float], dict[str, float]]:
    """Species with their stoichiometries on both sides; one that is no plain number counts as NaN."""
    return _summed(reaction.reactants), _summed(reaction.products)


def _summed(participants: Iterable[Participant]) -> dict[str, float]:
    found: dict[str, float] = {}
    for p in participants:
        count = math.nan if p.stoichiometry is None else p.stoichiometry
        found[p.species] = found.get(p.species, 0.0) + count
    return found


def net_change(reaction: ReactionView) -> dict[str, float]:
    """What a reaction adds to each species that it changes."""
    left, right = sides(reaction)
    change = {name: right.get(name, 0.0) - left.get(name, 0.0) for name in {**left, **right}}
    return {name: count for name, count in change.items() if count}
