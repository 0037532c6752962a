"""MathML as nested tuples, which rules can walk, compare and take apart.

An expression is one of:

* `("num", value, units)`: a number; `units` is an id or empty,
* `("id", name)`: something with an id,
* `("csymbol", name)`: `time`, `avogadro`, `delay` or `rateOf`,
* `("const", name)`: `pi`, `exponentiale`, `true`, `false`, `infinity` or `notanumber`,
* `("call", function, *arguments)`: a function of the model (or `("call", ("csymbol", "delay"), *arguments)`),
* `("piecewise", ((value, condition), ...), otherwise | None)`,
* `("lambda", (names...), body)`,
* `(operator, *arguments)`: `plus`, `minus`, `times`, `divide`, `power`, `root`, `exp`, `ln`, `log`, `eq`, `and`, ...;
  `root` and `log` have their degree or base as their first argument, if there is one,
* `("?", name)`: something this reader does not know.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from mtorsbml.sbml.tree import Node

Expr = tuple[Any, ...]

_CONSTANTS: Final = frozenset({"pi", "exponentiale", "true", "false", "infinity", "notanumber"})
_NARY: Final = frozenset({"plus", "minus", "times", "divide", "power", "eq", "and", "or", "not", "lt", "gt"})
_OWN: Final = frozenset({"id", "num", "call", "const", "csymbol", "piecewise", "lambda", "?"})
"""Heads of expressions that are made of something else than expressions."""
_SKIPPED: Final = frozenset({"annotation", "annotation-xml"})


def parse(node: Node | None) -> Expr | None:
    """The expression of a `math` element, or of any element in it; None where there is nothing."""
    if node is None:
        return None
    if node.name == "math":
        inner = [c for c in node.children if c.name not in _SKIPPED]
        return parse(inner[0]) if inner else None
    return _expr(node)


def of(owner: Node) -> Expr | None:
    """The expression of the `math` child of an element."""
    return parse(owner.child("math"))


def _expr(node: Node) -> Expr:  # noqa: PLR0911 (one for each kind of element)
    name = node.name
    if name == "ci":
        return ("id", node.text.strip())
    if name == "cn":
        return ("num", number(node), node.get("units"))
    if name == "csymbol":
        return ("csymbol", node.get("definitionURL").rsplit("/", 1)[-1])
    if name == "apply":
        return _apply(node)
    if name in _CONSTANTS:
        return ("const", name)
    if name == "piecewise":
        return _piecewise(node)
    if name == "lambda":
        names = tuple(c.children[0].text.strip() for c in node.children if c.name == "bvar" and c.children)
        body = [c for c in node.children if c.name != "bvar"]
        return ("lambda", names, _expr(body[0]) if body else ("?", "empty"))
    if name == "semantics":
        inner = [c for c in node.children if c.name not in _SKIPPED]
        return _expr(inner[0]) if inner else ("?", "empty")
    return ("?", name)


def _apply(node: Node) -> Expr:
    if not node.children:
        return ("?", "empty")
    head, *rest = node.children
    arguments = []
    for child in rest:
        inner = child.children[0] if child.name in {"degree", "logbase"} and child.children else child
        arguments.append(_expr(inner))
    if head.name == "ci":
        return ("call", head.text.strip(), *arguments)
    if head.name == "csymbol":
        return ("call", _expr(head), *arguments)
    if head.name in _OWN:
        return ("?", head.name)
    return (head.name, *arguments)


def _piecewise(node: Node) -> Expr:
    pieces = tuple(
        (_expr(c.children[0]), _expr(c.children[1])) for c in node.children if c.name == "piece" and len(c.children) > 1
    )
    otherwise = node.child("otherwise")
    return ("piecewise", pieces, _expr(otherwise.children[0]) if otherwise and otherwise.children else None)


def number(node: Node) -> float:
    """The value of a `cn`; NaN if it holds no number."""
    kind, parts = node.get("type"), node.text.split()
    try:
        if kind == "e-notation" and len(parts) == 2:
            return float(f"{parts[0]}e{int(parts[1])}")
        if kind == "rational" and len(parts) == 2:
            return float(parts[0]) / float(parts[1])
        return float(parts[0])
    except (ValueError, IndexError, ZeroDivisionError, OverflowError):
        return float("nan")


def walk(expr: Expr | None) -> Iterator[Expr]:
    """The expression and all expressions in it."""
    waiting = [expr]
    while waiting:
        current = waiting.pop()
        if current is None:
            continue
        yield current
        waiting.extend(reversed(children(current)))


def children(expr: Expr) -> list[Expr]:
    """The expressions right below an expression."""
    head = expr[0]
    if head in {"num", "id", "csymbol", "const", "?"}:
        return []
    if head == "call":
        return [*([expr[1]] if isinstance(expr[1], tuple) else []), *expr[2:]]
    if head == "piecewise":
        found = [part for piece in expr[1] for part in piece]
        return [*found, expr[2]] if expr[2] is not None else found
    if head == "lambda":
        return [expr[2]]
    return list(expr[1:])


def ids_in(expr: Expr | None) -> set[str]:
    """All ids that an expression reads, names of functions not among them."""
    found: set[str] = set()
    waiting: list[Expr] = [] if expr is None else [expr]
    while waiting:
        current = waiting.pop()
        head = current[0]
        if head == "id":
            found.add(current[1])
        elif head in _NARY:
            waiting += current[1:]
        else:
            waiting += children(current)
    return found


def calls_in(expr: Expr | None) -> set[str]:
    """The ids of the functions of the model that an expression calls."""
    return {e[1] for e in walk(expr) if e[0] == "call" and isinstance(e[1], str)}
