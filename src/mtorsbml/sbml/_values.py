"""The value of a formula at one point, and of the observables of a model in its resting state."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

import libsbml

from mtorsbml.errors import MtorsbmlError
from mtorsbml.model.vocabulary import Model
from mtorsbml.sbml._document import parse

_OPERATORS: Final[Mapping[str, Callable[[Sequence[float]], float]]] = {
    "plus": math.fsum,
    "minus": lambda v: -v[0] if len(v) == 1 else v[0] - v[1],
    "times": math.prod,
    "divide": lambda v: v[0] / v[1],
    "power": lambda v: math.pow(v[0], v[1]),
    "pow": lambda v: math.pow(v[0], v[1]),
    "exp": lambda v: math.exp(v[0]),
    "ln": lambda v: math.log(v[0]),
    "sqrt": lambda v: math.sqrt(v[0]),
    "abs": lambda v: abs(v[0]),
    "least": min,
    "piecewise": lambda v: next((v[i] for i in range(0, len(v) - 1, 2) if v[i + 1]), v[-1]),
    "lt": lambda v: v[0] < v[1],
    "leq": lambda v: v[0] <= v[1],
    "gt": lambda v: v[0] > v[1],
    "geq": lambda v: v[0] >= v[1],
}
"""The only function that a model defines is `least`."""


def evaluate(node: Any, values: Mapping[str, float]) -> float:
    """The value of MathML at time 0, where the ids in it have the given values.

    Raises:
        MtorsbmlError: If an id has no value, or an operator is none that the formulas of a model use.
        ArithmeticError: If a division by zero or an overflow is met.
        ValueError: If a power, root or logarithm has no value.
    """
    # Not by `getType()`: once libSedML is imported too, it gives an object in the place of the number.
    kind = (node.getOperatorName() if node.isOperator() else "") or node.getName()
    if node.isNumber():
        return float(node.getValue())
    if node.isName():
        if kind in values:
            return values[kind]
        if kind == "time":
            return 0.0
    if kind not in _OPERATORS:
        raise MtorsbmlError(
            f"'{libsbml.formulaToL3String(node)}' has no value here; use ids and functions of the model"
        )
    return _OPERATORS[kind]([evaluate(node.getChild(i), values) for i in range(node.getNumChildren())])


def compiled(node: Any, constants: Mapping[str, float]) -> Callable[[Mapping[str, float]], float]:
    """MathML as a function of the values of the ids in it; for many evaluations of the same formula.

    Args:
        node: The formula.
        constants: Values of ids that are always the same.

    Raises:
        MtorsbmlError: If an operator is none that the formulas of a model use.
    """
    kind = (node.getOperatorName() if node.isOperator() else "") or node.getName()
    if node.isNumber() or (node.isName() and kind in constants):
        number = float(node.getValue()) if node.isNumber() else constants[kind]
        return lambda _: number
    if node.isName():
        return lambda values: values[kind]
    if kind not in _OPERATORS:
        raise MtorsbmlError(f"'{libsbml.formulaToL3String(node)}' has no value here; use functions of the model")
    function = _OPERATORS[kind]
    parts = [compiled(node.getChild(i), constants) for i in range(node.getNumChildren())]
    return lambda values: function([part(values) for part in parts])


def resting_values(model: Model) -> dict[str, float]:
    """The values of observables and of what subunits let form in the resting state, by id, to six digits.

    Raises:
        MtorsbmlError: If an observable has no value there.
    """
    known = {c.id: c.size for c in model.compartments} | dict(model.initial)
    known |= {h.id: h.value for h in model.held}
    known |= {p.id: p.value for p in model.parameters}
    known |= {p.id: p.value for t in model.totals for p in (t.parameter, *t.subunits)}
    known |= {e.id: e.resting for e in model.environments}
    found = {}
    rules = [(t.amount, t.formation) for t in model.totals if t.formation]
    for name, formula in rules + [(o.id, o.formula) for o in model.observables]:
        try:
            known[name] = evaluate(parse(formula, f"'{name}'"), known)
        except (ArithmeticError, ValueError) as error:
            raise MtorsbmlError(
                f"observable '{name}' has no value in the resting state: {error}; correct it"
            ) from error
        found[name] = float(f"{known[name]:.6g}")
    return found
