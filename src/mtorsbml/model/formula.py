"""Formulas are texts in SBML's L3 infix; this file reads the ids out of them and joins them safely."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_NUMBER = re.compile(r"(?<![A-Za-z0-9_.])(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?")
FUNCTIONS = frozenset({"piecewise", "least", "exp", "ln", "sqrt", "abs", "time", "pow"})
"""Names in a formula that are no ids; `least(a, b)` is a function definition that the writers add."""


def ids_in(formula: str) -> tuple[str, ...]:
    """Ids that a formula uses, each once, in order of appearance."""
    bare = _NUMBER.sub(" ", formula)
    return tuple(dict.fromkeys(name for name in _NAME.findall(bare) if name not in FUNCTIONS))


def substitute(formula: str, replacements: Mapping[str, str]) -> str:
    """Replace whole ids in a formula."""
    return _NAME.sub(lambda match: replacements.get(match.group(), match.group()), formula)


def wrap(formula: str) -> str:
    """Put a formula in brackets where it is a sum, so that it can stand as a factor."""
    depth = 0
    for position, character in enumerate(formula):
        depth += (character == "(") - (character == ")")
        if depth == 0 and position and character in "+-/" and formula[position - 1] == " ":
            return f"({formula})"
    return formula


def total(terms: Iterable[str]) -> str:
    """A sum of terms; `0` when there is none."""
    return " + ".join(terms) or "0"


def number(value: float) -> str:
    """The shortest text that reads back as the same number."""
    return repr(int(value)) if value == int(value) and abs(value) < 1e15 else repr(float(value))
