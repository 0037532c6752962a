"""Formulas as people read them, and whether two of them are the same function.

Two formulas are compared by their fingerprint: the formula evaluated in the integers modulo a large prime, where each
name stands for a number made from the name. Sums, products, quotients and whole powers are computed, so that every
rewriting of a rational function has the same fingerprint, and different functions have different ones but for a chance
of about 1e-38. Everything else (exponentials, comparisons, piecewise) is an atom made from the fingerprints in it.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction
from functools import reduce
from itertools import pairwise
from typing import Any, Final

from mtorsbml.validate.mathml import Expr

PRIME: Final = 2**127 - 1
_MAX_POWER: Final = 64
_MAX_CALLS: Final = 64
_COMMUTATIVE: Final = frozenset({"and", "or", "xor", "eq", "neq", "min", "max"})
_MIRRORED: Final = {"gt": "lt", "geq": "leq"}

Functions = Mapping[str, Expr | None]


def _hash(*parts: object) -> int:
    return (
        int.from_bytes(hashlib.blake2b("\x00".join(map(str, parts)).encode(), digest_size=24).digest(), "big") % PRIME
    )


def symbol(name: str) -> int:
    """A fingerprint that nothing in a formula has, for a name that stands for something else."""
    return _hash("symbol", name)


def _number(value: float) -> int:
    """A number as it is written, modulo the prime."""
    if not math.isfinite(value):
        return _hash("number", value)
    exact = Fraction(Decimal(repr(value)))
    return exact.numerator * pow(exact.denominator, -1, PRIME) % PRIME


def fingerprint(expr: Expr | None, functions: Functions | None = None, names: Mapping[str, int] | None = None) -> int:
    """The fingerprint of a formula.

    Args:
        expr: The formula.
        functions: Functions of the model, which are written out; without them a call is an atom.
        names: Fingerprints of names that stand for something else.
    """
    return _Field(functions or {}).of(expr, names or {}, 0)


class _Field:
    def __init__(self, functions: Functions) -> None:
        self.functions = functions
        # Functions that call each other twice grow to 2^n calls when they are written out.
        self.known: dict[tuple[str, tuple[int, ...]], int] = {}

    def of(self, expr: Expr | None, names: Mapping[str, int], depth: int) -> int:  # noqa: PLR0911 (one for each kind)
        if expr is None:
            return _hash("nothing")
        head = expr[0]
        if head == "num":
            return _number(expr[1])
        if head == "id":
            return names[expr[1]] if expr[1] in names else _hash("id", expr[1])
        if head == "call":
            return self.call(expr, names, depth)
        if head == "piecewise":
            pieces = [(self.of(v, names, depth), self.of(c, names, depth)) for v, c in expr[1]]
            return _hash("piecewise", pieces, self.of(expr[2], names, depth))
        if head == "lambda":
            inner = {**names, **{name: _hash("bound", i) for i, name in enumerate(expr[1])}}
            return _hash("lambda", len(expr[1]), self.of(expr[2], inner, depth))
        if head in {"csymbol", "const", "?"}:
            return _hash(head, expr[1])
        return _apply(head, [self.of(a, names, depth) for a in expr[1:]], expr[1:])

    def call(self, expr: Expr, names: Mapping[str, int], depth: int) -> int:
        function, arguments = expr[1], [self.of(a, names, depth) for a in expr[2:]]
        body = self.functions.get(function) if isinstance(function, str) else None
        if body is None or body[0] != "lambda" or len(body[1]) != len(arguments) or depth > _MAX_CALLS:
            return _hash("call", function, *arguments)
        key = (str(function), tuple(arguments))
        if key not in self.known:
            self.known[key] = self.of(body[2], dict(zip(body[1], arguments, strict=True)), depth + 1)
        return self.known[key]


def _apply(head: str, values: list[int], operands: tuple[Expr, ...]) -> int:  # noqa: PLR0911 (one for each operator)
    if head == "plus":
        return sum(values) % PRIME
    if head == "times":
        return reduce(lambda a, b: a * b % PRIME, values, 1)
    if head == "minus" and values:
        return (-values[0] if len(values) == 1 else values[0] - sum(values[1:])) % PRIME
    if head == "divide" and len(values) == 2 and values[1]:
        return values[0] * pow(values[1], -1, PRIME) % PRIME
    if head in {"power", "root"} and (found := _power(head, values, operands)) is not None:
        return found
    if head in _COMMUTATIVE:
        return _hash(head, *sorted(values))
    if head in _MIRRORED:
        return _hash(_MIRRORED[head], *reversed(values))
    return _hash(head, *values)


def _power(head: str, values: list[int], operands: tuple[Expr, ...]) -> int | None:
    if head == "root":
        degree, base = (values[0], values[1]) if len(values) == 2 else (2, values[0])
        exponent = pow(degree, -1, PRIME) if degree else 0
    else:
        if len(values) != 2:
            return None
        base, exponent = values
        whole = _whole(operands[1])
        if whole is not None and (base or whole > 0):
            return pow(base, whole, PRIME)
    return _hash("power", base, exponent)


def _whole(expr: Expr) -> int | None:
    if expr[0] == "minus" and len(expr) == 2:
        inner = _whole(expr[1])
        return None if inner is None else -inner
    if expr[0] == "num" and math.isfinite(expr[1]) and expr[1] == int(expr[1]) and abs(expr[1]) <= _MAX_POWER:
        return int(expr[1])
    return None


# -- for people --------------------------------------------------------------------------------------------------

_INFIX: Final = {"plus": (" + ", 4), "times": ("*", 5), "divide": ("/", 5), "and": (" and ", 2), "or": (" or ", 1)}
_RELATIONS: Final = {"eq": "==", "neq": "!=", "lt": "<", "gt": ">", "leq": "<=", "geq": ">="}


def shown(expr: Expr | None) -> str:
    """A formula in infix notation."""
    return "" if expr is None else _shown(expr)[0]


def _shown(expr: Expr) -> tuple[str, int]:  # noqa: PLR0911 (one for each kind of expression)
    """The text, and how tightly it holds together (9: needs no brackets)."""
    head = expr[0]
    if head == "num":
        return f"{expr[1]:.12g}", 9 if expr[1] >= 0 else 4
    if head in {"id", "csymbol", "const", "?"}:
        return str(expr[1]), 9
    if head == "call":
        name = expr[1] if isinstance(expr[1], str) else shown(expr[1])
        return f"{name}({', '.join(map(shown, expr[2:]))})", 9
    if head == "lambda":
        return f"({', '.join(expr[1])}) -> {shown(expr[2])}", 0
    if head == "piecewise":
        pieces = [f"{shown(value)} if {shown(condition)}" for value, condition in expr[1]]
        return f"piecewise({', '.join([*pieces, f'else {shown(expr[2])}' if expr[2] else 'else nothing'])})", 9
    operands = expr[1:]
    if head in _INFIX and len(operands) > 1:
        sign, level = _INFIX[head]
        parts = [_bracketed(o, level + (head == "divide" and i > 0)) for i, o in enumerate(operands)]
        return sign.join(parts), level
    if head == "minus" and operands:
        if len(operands) == 1:
            return f"-{_bracketed(operands[0], 6)}", 4
        return " - ".join(_bracketed(o, 4 + (i > 0)) for i, o in enumerate(operands)), 4
    if head == "power" and len(operands) == 2:
        return f"{_bracketed(operands[0], 7)}^{_bracketed(operands[1], 7)}", 6
    if head == "not" and len(operands) == 1:
        return f"not {_bracketed(operands[0], 3)}", 3
    if head in _RELATIONS and len(operands) > 1:
        return f" {_RELATIONS[head]} ".join(_bracketed(o, 4) for o in operands), 3
    return f"{head}({', '.join(map(shown, operands))})", 9


def _bracketed(expr: Expr, level: int) -> str:
    text, own = _shown(expr)
    return text if own >= level else f"({text})"


# -- numbers -----------------------------------------------------------------------------------------------------

_UNARY: Final[dict[str, Callable[[float], float]]] = {
    "abs": abs, "floor": math.floor, "ceiling": math.ceil, "exp": math.exp, "ln": math.log, "sin": math.sin,
    "cos": math.cos, "tan": math.tan, "arcsin": math.asin, "arccos": math.acos, "arctan": math.atan,
    "sinh": math.sinh, "cosh": math.cosh, "tanh": math.tanh, "not": lambda x: float(not x),
    "factorial": lambda x: math.gamma(x + 1),
}  # fmt: skip
_COMPARE: Final[dict[str, Callable[[float, float], bool]]] = {
    "eq": lambda a, b: a == b, "neq": lambda a, b: a != b, "lt": lambda a, b: a < b, "gt": lambda a, b: a > b,
    "leq": lambda a, b: a <= b, "geq": lambda a, b: a >= b,
}  # fmt: skip
_CONSTANTS: Final = {
    "pi": math.pi, "exponentiale": math.e, "true": 1.0, "false": 0.0, "infinity": math.inf, "notanumber": math.nan,
}  # fmt: skip


class NotNumeric(Exception):  # noqa: N818 (it is an outcome, not an error)
    """A formula has no number: a name without a value, a division by zero, or something unknown."""


def evaluate(expr: Expr | None, values: Mapping[str, float], functions: Functions | None = None) -> float:
    """The number that a formula gives; `time` is a name like others, 0 if it has no value.

    Raises:
        NotNumeric: It gives none.
    """
    try:
        found = _evaluate(expr, values, _Functions(functions or {}), 0)
    except (ArithmeticError, ValueError, TypeError, IndexError, RecursionError) as error:
        raise NotNumeric(str(error)) from None
    if isinstance(found, complex) or math.isnan(found):
        raise NotNumeric("no real number")
    return float(found)


class _Functions:
    """The functions of a model, with the values of the calls that were made already."""

    def __init__(self, bodies: Functions) -> None:
        self.bodies = bodies
        self.known: dict[tuple[Any, ...], Any] = {}

    def call(self, name: Any, arguments: list[Any], depth: int) -> Any:
        body = self.bodies.get(name) if isinstance(name, str) else None
        if body is None or body[0] != "lambda":
            raise NotNumeric(f"unknown function {name}")
        key = (name, *arguments)
        if key not in self.known:
            self.known[key] = _evaluate(body[2], dict(zip(body[1], arguments, strict=True)), self, depth + 1)
        return self.known[key]


def _evaluate(expr: Any, values: Mapping[str, float], functions: _Functions, depth: int) -> Any:  # noqa: PLR0911
    if expr is None or depth > _MAX_CALLS:
        raise NotNumeric("no formula")
    head = expr[0]
    if head == "num":
        return expr[1]
    if head == "id":
        if expr[1] not in values:
            raise NotNumeric(f"'{expr[1]}' has no value")
        return values[expr[1]]
    if head == "csymbol":
        return values.get("time", 0.0) if expr[1] == "time" else 6.02214179e23 if expr[1] == "avogadro" else math.nan
    if head == "const":
        return _CONSTANTS[expr[1]]
    if head == "piecewise":
        for value, condition in expr[1]:
            if _evaluate(condition, values, functions, depth):
                return _evaluate(value, values, functions, depth)
        return _evaluate(expr[2], values, functions, depth)
    if head == "call":
        if expr[1] == ("csymbol", "delay"):
            return _evaluate(expr[2], values, functions, depth)
        return functions.call(expr[1], [_evaluate(a, values, functions, depth) for a in expr[2:]], depth)
    operands = [_evaluate(a, values, functions, depth) for a in expr[1:]]
    return _operate(head, operands)


def _operate(head: str, v: list[Any]) -> Any:  # noqa: PLR0911 (one for each operator)
    if head == "plus":
        return math.fsum(v)
    if head == "times":
        return math.prod(v)
    if head == "minus":
        return -v[0] if len(v) == 1 else v[0] - v[1]
    if head == "divide":
        return v[0] / v[1]
    if head == "power":
        return v[0] ** v[1]
    if head == "root":
        return v[1] ** (1 / v[0]) if len(v) == 2 else v[0] ** 0.5
    if head == "log":
        return math.log(v[1], v[0]) if len(v) == 2 else math.log10(v[0])
    if head in _COMPARE:
        return float(all(_COMPARE[head](a, b) for a, b in pairwise(v)))
    if head in {"and", "or", "xor", "min", "max"}:
        joined: dict[str, Callable[[list[Any]], Any]] = {
            "and": all, "or": any, "xor": lambda x: sum(map(bool, x)) % 2, "min": min, "max": max,
        }  # fmt: skip
        return float(joined[head](v))
    if head in _UNARY:
        return float(_UNARY[head](v[0]))
    raise NotNumeric(f"unknown operator {head}")
