"""The rules of logic nodes: texts with `&`, `|`, `!` and brackets, read into a small tree."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal, NoReturn

from mtorsbml.errors import MtorsbmlError

MOST_NAMES: Final = 20
"""A rule with more names than this has a truth table too large to look at."""

Sign = Literal["positive", "negative", "dual", "none"]

_TOKEN: Final = re.compile(r"\s*([A-Za-z_][A-Za-z0-9_]*|[&|!()])")
_CONSTANTS: Final = {"true": True, "false": False}


@dataclass(frozen=True, slots=True)
class Name:
    """The level of a node."""

    id: str


@dataclass(frozen=True, slots=True)
class Constant:
    """`true` or `false`."""

    value: bool


@dataclass(frozen=True, slots=True)
class Not:
    """The opposite of a term."""

    term: Expression


@dataclass(frozen=True, slots=True)
class And:
    """True when every term is."""

    terms: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """True when some term is."""

    terms: tuple[Expression, ...]


Expression = Name | Constant | Not | And | Or


# -- reading ---------------------------------------------------------------------------------------------------


def parse(rule: str) -> Expression:
    """Read a rule; `!` binds closer than `&`, and `&` closer than `|`.

    Raises:
        MtorsbmlError: If the text is no rule.
    """
    reader = _Reader(rule)
    expression = reader.either()
    if reader.ahead:
        reader.fail(f"'{reader.ahead}' is out of place")
    return expression


class _Reader:
    """Reads one token ahead; `ahead` is empty at the end."""

    def __init__(self, rule: str) -> None:
        self.rule = rule
        self.position = 0
        self.ahead = ""
        self.step()

    def step(self) -> None:
        rest = self.rule[self.position :]
        match = _TOKEN.match(rest)
        if match is None and rest.strip():
            self.fail(f"'{rest.strip()[0]}' is no part of a rule")
        self.ahead = match.group(1) if match else ""
        self.position += match.end() if match else len(rest)

    def fail(self, reason: str) -> NoReturn:
        raise MtorsbmlError(f"rule '{self.rule}': {reason}; use names, &, |, ! and brackets")

    def either(self) -> Expression:
        terms = [self.both()]
        while self.ahead == "|":
            self.step()
            terms.append(self.both())
        return terms[0] if len(terms) == 1 else Or(tuple(terms))

    def both(self) -> Expression:
        terms = [self.single()]
        while self.ahead == "&":
            self.step()
            terms.append(self.single())
        return terms[0] if len(terms) == 1 else And(tuple(terms))

    def single(self) -> Expression:
        first = self.ahead
        if not first or first in "&|)":
            self.fail(f"a name is missing before '{first}'" if first else "a name is missing at the end")
        self.step()
        if first == "!":
            return Not(self.single())
        if first == "(":
            inner = self.either()
            if self.ahead != ")":
                self.fail("a bracket is not closed")
            self.step()
            return inner
        return Constant(_CONSTANTS[first]) if first in _CONSTANTS else Name(first)


# -- using -----------------------------------------------------------------------------------------------------


def names_in(expression: Expression) -> tuple[str, ...]:
    """Ids that a rule uses, each once, in order of appearance."""
    match expression:
        case Name(id=name):
            return (name,)
        case Constant():
            return ()
        case Not(term=term):
            return names_in(term)
        case And(terms=terms) | Or(terms=terms):
            return tuple(dict.fromkeys(name for term in terms for name in names_in(term)))


def evaluate(expression: Expression, levels: Mapping[str, bool]) -> bool:
    """The value of a rule where the nodes have the given levels.

    Raises:
        MtorsbmlError: If the level of a node that decides is not given.
    """
    match expression:
        case Name(id=name):
            if name not in levels:
                raise MtorsbmlError(f"the level of logic node '{name}' is not given; give it")
            return levels[name]
        case Constant(value=value):
            return value
        case Not(term=term):
            return not evaluate(term, levels)
        case And(terms=terms):
            return all(evaluate(term, levels) for term in terms)
        case Or(terms=terms):
            return any(evaluate(term, levels) for term in terms)


def truth_table(expression: Expression, names: Sequence[str]) -> int:
    """The values of a rule for all levels of `names`, as the bits of one number.

    Bit `r` is the value where name `i` is on if bit `i` of `r` is set.

    Raises:
        MtorsbmlError: If there are more than `MOST_NAMES` names, or the rule uses another name.
    """
    if len(names) > MOST_NAMES:
        raise MtorsbmlError(f"a rule with {len(names)} regulators is too large (at most {MOST_NAMES}); split the node")
    everything = (1 << (1 << len(names))) - 1
    columns = {name: _column(position, everything) for position, name in enumerate(names)}

    def bits(part: Expression) -> int:
        match part:
            case Name(id=name):
                if name not in columns:
                    raise MtorsbmlError(f"the rule '{to_text(expression)}' uses '{name}', which is not in its table")
                return columns[name]
            case Constant(value=value):
                return everything if value else 0
            case Not(term=term):
                return everything ^ bits(term)
            case And(terms=terms):
                found = everything
                for term in terms:
                    found &= bits(term)
                return found
            case Or(terms=terms):
                found = 0
                for term in terms:
                    found |= bits(term)
                return found

    return bits(expression)


def _column(position: int, everything: int) -> int:
    width = 1 << position
    return everything // ((1 << width) + 1) << width


def signs(expression: Expression) -> dict[str, Sign]:
    """What each name does to the value of a rule, by name in order of appearance; `none` if it changes nothing.

    Raises:
        MtorsbmlError: If the rule has more than `MOST_NAMES` names.
    """
    names = names_in(expression)
    table = truth_table(expression, names)
    everything = (1 << (1 << len(names))) - 1
    effects: dict[str, Sign] = {}
    for position, name in enumerate(names):
        column = _column(position, everything)
        when_on, when_off = (table & column) >> (1 << position), table & ~column
        rises, falls = when_on & ~when_off, when_off & ~when_on
        effects[name] = ("dual" if falls else "positive") if rises else ("negative" if falls else "none")
    return effects


def simplify(expression: Expression) -> Expression:
    """The same rule without `true` and `false` inside it; a constant where they alone decide."""
    match expression:
        case Not(term=term):
            inner = simplify(term)
            return Constant(not inner.value) if isinstance(inner, Constant) else Not(inner)
        case And(terms=terms):
            return _without_constants(And, terms, decides=False)
        case Or(terms=terms):
            return _without_constants(Or, terms, decides=True)
        case _:
            return expression


def _without_constants(kind: type[And | Or], terms: Sequence[Expression], *, decides: bool) -> Expression:
    simple = [simplify(term) for term in terms]
    if Constant(decides) in simple:
        return Constant(decides)
    left = tuple(term for term in simple if not isinstance(term, Constant))
    if not left:
        return Constant(not decides)
    return left[0] if len(left) == 1 else kind(left)


def with_levels(expression: Expression, levels: Mapping[str, bool]) -> Expression:
    """The rule where some names have a level for good; names that then change nothing are gone too.

    Raises:
        MtorsbmlError: If the rule has more than `MOST_NAMES` names.
    """
    found = simplify(_replaced(expression, levels))
    while idle := [name for name, sign in signs(found).items() if sign == "none"]:
        found = simplify(_replaced(found, {idle[0]: False}))
    return found


def _replaced(expression: Expression, levels: Mapping[str, bool]) -> Expression:
    match expression:
        case Name(id=name):
            return Constant(levels[name]) if name in levels else expression
        case Not(term=term):
            return Not(_replaced(term, levels))
        case And(terms=terms):
            return And(tuple(_replaced(term, levels) for term in terms))
        case Or(terms=terms):
            return Or(tuple(_replaced(term, levels) for term in terms))
        case _:
            return expression


def to_text(expression: Expression) -> str:
    """The rule as a text that reads back as the same tree."""
    match expression:
        case Name(id=name):
            return name
        case Constant(value=value):
            return "true" if value else "false"
        case Not(term=term):
            return f"!{_factor(term)}"
        case And(terms=terms):
            return " & ".join(_factor(term) for term in terms)
        case Or(terms=terms):
            return " | ".join(f"({to_text(term)})" if isinstance(term, Or) else to_text(term) for term in terms)


def _factor(expression: Expression) -> str:
    return f"({to_text(expression)})" if isinstance(expression, And | Or) else to_text(expression)
