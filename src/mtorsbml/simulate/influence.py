"""What acts on what in a kinetic model, read from its reactions, rules and initial assignments."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from mtorsbml.errors import MtorsbmlError
from mtorsbml.sbml._values import evaluate

if TYPE_CHECKING:
    from collections.abc import Iterator

    import libsbml


@dataclass(frozen=True, slots=True)
class Influence:
    """`source` acts on `target` through a reaction, a rule or the start (an initial assignment).

    Attributes:
        source: Id of a species or parameter.
        target: Id of a species or parameter.
        through: Id of the reaction; empty for a rule; `start` for an initial assignment.
        gain: What the reaction makes of the target, below 0 what it takes; 1 for the others.
    """

    source: str
    target: str
    through: str = ""
    gain: float = field(default=1.0, compare=False)


def influences(document: libsbml.SBMLDocument) -> tuple[Influence, ...]:
    """All influences of a flat kinetic model, each once, in the order of the file."""
    model = document.getModel()
    known = {p.getId() for p in model.getListOfParameters()} | {s.getId() for s in model.getListOfSpecies()}
    found: dict[Influence, None] = {}

    def add(formula: libsbml.ASTNode | None, targets: Mapping[str, float], through: str) -> None:
        for source in _names(formula):
            for target, gain in targets.items():
                if source in known and source != target:
                    found[Influence(source, target, through, gain)] = None

    for reaction in model.getListOfReactions():
        law = reaction.getKineticLaw()
        moved: dict[str, float] = {}
        for sign, references in ((-1.0, reaction.getListOfReactants()), (1.0, reaction.getListOfProducts())):
            for reference in references:
                species = model.getSpecies(reference.getSpecies())
                if not (species.getBoundaryCondition() or species.getConstant()):
                    number = reference.getStoichiometry() if reference.isSetStoichiometry() else 1.0
                    moved[species.getId()] = moved.get(species.getId(), 0.0) + sign * number
        add(law.getMath() if law is not None else None, moved, reaction.getId())
    for rule in model.getListOfRules():
        add(rule.getMath(), {rule.getVariable(): 1.0}, "")
    for assignment in model.getListOfInitialAssignments():
        add(assignment.getMath(), {assignment.getSymbol(): 1.0}, "start")
    return tuple(found)


def expanded(document: libsbml.SBMLDocument) -> libsbml.SBMLDocument:
    """A copy of a document whose formulas call no functions of its own."""
    import libsbml

    copy = document.clone()
    properties = libsbml.ConversionProperties()
    properties.addOption("expandFunctionDefinitions", True)
    copy.convert(properties)
    return copy


def parts_of_one(document: libsbml.SBMLDocument) -> frozenset[frozenset[str]]:
    """Ids that formulas subtract from 1 together: `1 - a - b` has a and b, and `1 - a * x` has a as well as x."""
    found: set[frozenset[str]] = set()
    for first, second in _pairs(document, "minus"):
        terms, left = [second], first
        while left.isOperator() and left.getOperatorName() == "minus" and left.getNumChildren() == 2:
            terms.append(left.getChild(1))
            left = left.getChild(0)
        if not (left.isNumber() and left.getValue() == 1):
            continue
        names = [frozenset(_factors(term)) for term in terms]
        if all(names):
            # One name of each term; those of a product are parts of a whole one by one.
            found |= {frozenset({name}) for group in names if len(group) > 1 for name in group}
            found.add(frozenset(name for group in names if len(group) == 1 for name in group))
    return frozenset(group for group in found if group and not any(group < other for other in found))


def _factors(node: libsbml.ASTNode) -> Iterator[str]:
    """The names that a term is a product of; those below a fraction bar or in a function are none."""
    if node.isName():
        yield node.getName()
    elif node.isOperator() and node.getOperatorName() in {"times", "divide"}:
        last = node.getNumChildren() if node.getOperatorName() == "times" else 1
        for i in range(last):
            yield from _factors(node.getChild(i))


def exponents(document: libsbml.SBMLDocument) -> frozenset[str]:
    """Ids that stand in a formula as `... ^ id`."""
    return frozenset(second.getName() for _, second in _pairs(document, "power") if second.isName())


def _pairs(document: libsbml.SBMLDocument, operator: str) -> Iterator[tuple[libsbml.ASTNode, libsbml.ASTNode]]:
    """Both sides of each use of an operator."""
    model = document.getModel()
    waiting = [item.getMath() for item in (*model.getListOfRules(), *model.getListOfInitialAssignments())]
    waiting += [r.getKineticLaw().getMath() for r in model.getListOfReactions() if r.isSetKineticLaw()]
    while waiting:
        node = waiting.pop()
        if node is None:
            continue
        parts = [node.getChild(i) for i in range(node.getNumChildren())]
        if len(parts) == 2 and (node.getOperatorName() if node.isOperator() else node.getName()) == operator:
            yield parts[0], parts[1]
        waiting += parts


def names_in(formula: libsbml.ASTNode | None) -> tuple[str, ...]:
    """Ids that a formula uses, each once."""
    return tuple(dict.fromkeys(_names(formula)))


def _names(formula: libsbml.ASTNode | None) -> Iterator[str]:
    waiting = [formula] if formula is not None else []
    while waiting:
        node = waiting.pop()
        if node.isName():
            yield node.getName()
        waiting += [node.getChild(i) for i in reversed(range(node.getNumChildren()))]


class Laws:
    """The formulas of a kinetic model, evaluated for any values of what stands in them."""

    def __init__(self, document: libsbml.SBMLDocument) -> None:
        """Take the formulas of a flat model; its compartments keep their size."""
        self._document = expanded(document)
        self._sizes = {c.getId(): float(c.getSize()) for c in document.getModel().getListOfCompartments()}

    def value(self, influence: Influence, values: Mapping[str, float]) -> float:
        """Rate of the reaction, or value of the rule or start, through which an influence goes; NaN if there is none.

        Args:
            influence: One of the model's.
            values: Value of each species and parameter that stands in the formula.
        """
        model = self._document.getModel()
        local: dict[str, float] = {}
        if influence.through == "start":
            formula = model.getInitialAssignment(influence.target).getMath()
        elif influence.through:
            law = model.getReaction(influence.through).getKineticLaw()
            formula = law.getMath()
            own = (law.getParameter(i) for i in range(law.getNumParameters()))
            local = {parameter.getId(): float(parameter.getValue()) for parameter in own}
        else:
            formula = model.getRule(influence.target).getMath()
        try:
            return evaluate(formula, {**self._sizes, **values, **local})
        except (ArithmeticError, ValueError, MtorsbmlError):
            return math.nan
