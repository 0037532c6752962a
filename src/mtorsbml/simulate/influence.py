"""What acts on what in a kinetic model, read from its reactions, rules and initial assignments."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import libsbml


@dataclass(frozen=True, slots=True)
class Influence:
    """`source` acts on `target` through a reaction, a rule or the start (an initial assignment).

    Attributes:
        source: Id of a species or parameter.
        target: Id of a species or parameter.
        through: Id of the reaction; empty for a rule; `start` for an initial assignment.
    """

    source: str
    target: str
    through: str = ""


def influences(document: libsbml.SBMLDocument) -> tuple[Influence, ...]:
    """All influences of a flat kinetic model, each once, in the order of the file."""
    model = document.getModel()
    known = {p.getId() for p in model.getListOfParameters()} | {s.getId() for s in model.getListOfSpecies()}
    found: dict[Influence, None] = {}

    def add(formula: libsbml.ASTNode | None, targets: Iterable[str], through: str) -> None:
        for source in _names(formula):
            for target in targets:
                if source in known and source != target:
                    found[Influence(source, target, through)] = None

    for reaction in model.getListOfReactions():
        law = reaction.getKineticLaw()
        references = (*reaction.getListOfReactants(), *reaction.getListOfProducts())
        species = [model.getSpecies(reference.getSpecies()) for reference in references]
        moved = dict.fromkeys(s.getId() for s in species if not (s.getBoundaryCondition() or s.getConstant()))
        add(law.getMath() if law is not None else None, moved, reaction.getId())
    for rule in model.getListOfRules():
        add(rule.getMath(), [rule.getVariable()], "")
    for assignment in model.getListOfInitialAssignments():
        add(assignment.getMath(), [assignment.getSymbol()], "start")
    return tuple(found)


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
        self._document = document
        model = document.getModel()
        self._sizes = {c.getId(): float(c.getSize()) for c in model.getListOfCompartments()}
        self._functions = {f.getId(): f.getMath() for f in model.getListOfFunctionDefinitions()}

    def value(self, influence: Influence, values: Mapping[str, float]) -> float:
        """Rate of the reaction, or value of the rule or start, through which an influence goes; NaN if it has none.

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
            return self._evaluate(formula, {**self._sizes, **values, **local})
        except (ArithmeticError, KeyError, ValueError):
            return math.nan

    def _evaluate(self, node: libsbml.ASTNode, values: Mapping[str, float]) -> float:
        children = [node.getChild(i) for i in range(node.getNumChildren())]
        name = node.getName() or (str(node.getCharacter()) if node.isOperator() else "")
        if node.isNumber():
            return float(node.getValue())
        if node.isName():
            return values[name]
        if name == "piecewise":
            for piece, condition in zip(children[::2], children[1::2], strict=False):
                if self._evaluate(condition, values):
                    return self._evaluate(piece, values)
            return self._evaluate(children[-1], values)
        numbers = [self._evaluate(child, values) for child in children]
        if name in self._functions:
            law = self._functions[name]
            last = law.getNumChildren() - 1
            local = {law.getChild(i).getName(): number for i, number in enumerate(numbers)}
            return self._evaluate(law.getChild(last), {**values, **local})
        return _OPERATIONS[name](numbers)


_OPERATIONS: Final[Mapping[str, Callable[[Sequence[float]], float]]] = {
    "+": math.fsum,
    "-": lambda n: -n[0] if len(n) == 1 else n[0] - n[1],
    "*": math.prod,
    "/": lambda n: n[0] / n[1],
    "^": lambda n: n[0] ** n[1],
    "power": lambda n: n[0] ** n[1],
    "pow": lambda n: n[0] ** n[1],
    "exp": lambda n: math.exp(n[0]),
    "ln": lambda n: math.log(n[0]),
    "log": lambda n: math.log10(n[-1]) if len(n) == 1 else math.log(n[1], n[0]),
    "root": lambda n: math.sqrt(n[-1]) if len(n) == 1 else n[1] ** (1 / n[0]),
    "abs": lambda n: abs(n[0]),
    "max": max,
    "min": min,
    "lt": lambda n: float(n[0] < n[1]),
    "leq": lambda n: float(n[0] <= n[1]),
    "gt": lambda n: float(n[0] > n[1]),
    "geq": lambda n: float(n[0] >= n[1]),
    "eq": lambda n: float(n[0] == n[1]),
    "neq": lambda n: float(n[0] != n[1]),
    "and": lambda n: float(all(n)),
    "or": lambda n: float(any(n)),
    "not": lambda n: float(not n[0]),
}
