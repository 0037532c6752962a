"""How large formulas become when the functions in them are written out, as libSBML and simulators do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from typing import Final, NamedTuple

from mtorsbml.sbml.tree import MATHML, Node, Root
from mtorsbml.validate import mathml
from mtorsbml.validate.mathml import Expr

MAX_TERMS: Final = 1_000_000
"""Most terms of a formula with its functions written out."""
_CAP: Final = 10**15


class Size(NamedTuple):
    """Terms of an expression: a number of its own, and how often it holds each argument."""

    own: int
    uses: dict[str, int]


def too_large(root: Root) -> Iterator[tuple[Node, int]]:
    """The formulas that have more than `MAX_TERMS` terms when they are written out, and how many (or more)."""
    definitions = [n for n in root.named("functionDefinition") if n.ns != MATHML]
    if not definitions:
        return
    sizes = _Sizes({n.id: mathml.of(n) for n in definitions})
    # Where no function holds an argument twice or calls another one, nothing can grow.
    if all(sizes.is_harmless(name) for name in sizes.functions):
        return
    # A formula without a call has no more terms than there are elements.
    short = sum(map(len, root.by_name.values())) <= MAX_TERMS
    calling = _calling(root, sizes.functions) if short else None
    for node in root.named("math"):
        if calling is not None and id(node) not in calling:
            continue
        expr = mathml.parse(node) if node.ns == MATHML else None
        if expr is not None and (count := sizes.of(expr, frozenset()).own) > MAX_TERMS:
            yield node, count


def _calling(root: Root, functions: Collection[str]) -> set[int]:
    """Identities of the `math` elements in which a function is called."""
    found: set[int] = set()
    for node in root.named("ci"):
        parent = node.parent
        if parent is None or parent.children[0] is not node or parent.name != "apply":
            continue
        if node.text.strip() in functions:
            around: Node | None = parent
            while around is not None:
                if around.name == "math":
                    found.add(id(around))
                around = around.parent
    return found


class _Sizes:
    def __init__(self, functions: dict[str, Expr | None]) -> None:
        self.functions = functions
        self._known: dict[str, Size] = {}
        self._open: set[str] = set()

    def is_harmless(self, name: str) -> bool:
        expr = self.functions[name]
        return expr is None or not (mathml.calls_in(expr) or max(self.function(name).uses.values(), default=0) > 1)

    def function(self, name: str) -> Size:
        """The size of a call, its arguments apart; of a function that calls itself, what is known so far."""
        if name not in self._known:
            expr = self.functions.get(name)
            if expr is None or expr[0] != "lambda" or name in self._open:
                return Size(1, {})
            self._open.add(name)
            self._known[name] = self.of(expr[2], frozenset(expr[1]))
            self._open.discard(name)
        return self._known[name]

    def of(self, expr: Expr, arguments: frozenset[str]) -> Size:
        """The size of an expression."""
        if expr[0] == "lambda":
            return self.of(expr[2], frozenset(expr[1]))
        if expr[0] == "id" and expr[1] in arguments:
            return Size(0, {expr[1]: 1})
        inner = [self.of(child, arguments) for child in mathml.children(expr)]
        own, uses = 1, Counter[str]()
        weights = [1] * len(inner)
        if expr[0] == "call" and isinstance(expr[1], str) and expr[1] in self.functions:
            called = self.function(expr[1])
            body = self.functions[expr[1]]
            names = body[1] if body is not None and body[0] == "lambda" else ()
            own = called.own
            weights = [called.uses.get(names[i], 0) if i < len(names) else 1 for i in range(len(inner))]
        for weight, size in zip(weights, inner, strict=True):
            own = min(_CAP, own + weight * size.own)
            for name, count in size.uses.items():
                uses[name] = min(_CAP, uses[name] + weight * count)
        return Size(own, dict(uses))
