"""What a kinetic model is made of, as rules ask for it: by id, with formulas parsed."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from mtorsbml.sbml.tree import Node
from mtorsbml.validate import mathml
from mtorsbml.validate.mathml import Expr

_FLAGS: Final = {"true": True, "1": True, "false": False, "0": False}


def number(text: str) -> float | None:
    """A number as XML writes it; None for an absent or unreadable one."""
    try:
        return float(text) if text else None
    except ValueError:
        return None


def whole(text: str) -> int:
    """A whole number as XML writes it; 0 for what is none."""
    return int(text) if re.fullmatch(r"\s*\d{1,9}\s*", text) else 0


def flag(node: Node, name: str, *, default: bool = False) -> bool:
    """A Boolean attribute."""
    return _FLAGS.get(node.get(name).strip(), default)


@dataclass(frozen=True, kw_only=True, slots=True)
class Participant:
    """A species that a reaction uses or makes; `stoichiometry` is None if it is no plain number."""

    species: str
    stoichiometry: float | None
    node: Node


@dataclass(frozen=True, kw_only=True, slots=True)
class ReactionView:
    """A reaction; `law` is None where there is no kinetic law or no formula in it."""

    id: str
    node: Node
    reactants: tuple[Participant, ...]
    products: tuple[Participant, ...]
    modifiers: tuple[str, ...]
    reversible: bool
    law_node: Node | None
    law: Expr | None
    local: dict[str, Node] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, slots=True)
class RuleView:
    """A rule of the model: `kind` is `assignment`, `rate` or `algebraic`; algebraic ones have no variable."""

    kind: str
    variable: str
    node: Node
    math: Expr | None


@dataclass(frozen=True, kw_only=True, slots=True)
class EventView:
    """An event, with what it assigns."""

    id: str
    node: Node
    trigger: Expr | None
    delay: Expr | None
    priority: Expr | None
    assignments: dict[str, Expr | None]


class ModelView:
    """One `model` or `modelDefinition` element; all parts are made when they are first asked for."""

    def __init__(self, node: Node, level: int, version: int) -> None:
        self.node = node
        self.level = level
        self.version = version

    def _by_id(self, name: str) -> dict[str, Node]:
        return {n.id: n for n in self.node.listed(name)}

    @cached_property
    def compartments(self) -> dict[str, Node]:
        """Compartments by id."""
        return self._by_id("listOfCompartments")

    @cached_property
    def species(self) -> dict[str, Node]:
        """Species by id."""
        return self._by_id("listOfSpecies")

    @cached_property
    def parameters(self) -> dict[str, Node]:
        """Global parameters by id."""
        return self._by_id("listOfParameters")

    @cached_property
    def unit_definitions(self) -> dict[str, Node]:
        """Unit definitions by id."""
        return self._by_id("listOfUnitDefinitions")

    @cached_property
    def functions(self) -> dict[str, Expr | None]:
        """Function definitions by id: lambda expressions."""
        return {n.id: mathml.of(n) for n in self.node.listed("listOfFunctionDefinitions")}

    @cached_property
    def initial_assignments(self) -> dict[str, Expr | None]:
        """Formulas of initial assignments by symbol."""
        return {n.get("symbol"): mathml.of(n) for n in self.node.listed("listOfInitialAssignments")}

    @cached_property
    def rules(self) -> tuple[RuleView, ...]:
        """Assignment, rate and algebraic rules."""
        kinds = {"assignmentRule": "assignment", "rateRule": "rate", "algebraicRule": "algebraic"}
        return tuple(
            RuleView(kind=kinds[n.name], variable=n.get("variable"), node=n, math=mathml.of(n))
            for n in self.node.listed("listOfRules")
            if n.name in kinds
        )

    @cached_property
    def rule_of(self) -> dict[str, RuleView]:
        """Assignment and rate rules by their variable."""
        return {rule.variable: rule for rule in self.rules if rule.variable}

    @cached_property
    def events(self) -> tuple[EventView, ...]:
        """Events in the order of the file."""
        return tuple(_event(n) for n in self.node.listed("listOfEvents"))

    @cached_property
    def constraints(self) -> tuple[Expr | None, ...]:
        """Formulas of constraints."""
        return tuple(mathml.of(n) for n in self.node.listed("listOfConstraints"))

    @cached_property
    def reactions(self) -> dict[str, ReactionView]:
        """Reactions by id."""
        return {n.id: _reaction(n) for n in self.node.listed("listOfReactions")}


def _participants(node: Node, name: str) -> tuple[Participant, ...]:
    found = []
    for n in node.listed(name):
        text, formula = n.get("stoichiometry"), n.child("stoichiometryMath")
        # Before Level 3 a stoichiometry that is not given is 1; afterwards it is not known.
        value = number(text) if text else (None if formula or "level3" in n.ns else 1.0)
        found.append(Participant(species=n.get("species"), stoichiometry=value, node=n))
    return tuple(found)


def _reaction(node: Node) -> ReactionView:
    law = node.child("kineticLaw")
    local = {}
    if law is not None:
        local = {n.id: n for name in ("listOfLocalParameters", "listOfParameters") for n in law.listed(name)}
    return ReactionView(
        id=node.id,
        node=node,
        reactants=_participants(node, "listOfReactants"),
        products=_participants(node, "listOfProducts"),
        modifiers=tuple(n.get("species") for n in node.listed("listOfModifiers")),
        reversible=flag(node, "reversible", default=True),
        law_node=law,
        law=mathml.of(law) if law is not None else None,
        local=local,
    )


def _event(node: Node) -> EventView:
    parts = {name: child for name in ("trigger", "delay", "priority") if (child := node.child(name))}
    return EventView(
        id=node.id,
        node=node,
        trigger=mathml.of(parts["trigger"]) if "trigger" in parts else None,
        delay=mathml.of(parts["delay"]) if "delay" in parts else None,
        priority=mathml.of(parts["priority"]) if "priority" in parts else None,
        assignments={n.get("variable"): mathml.of(n) for n in node.listed("listOfEventAssignments")},
    )
