"""Boolean networks as plain values, and what can be said of them without a solver."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from mtorsbml.model.boolean import And, Constant, Expression, Name, Not, Or, names_in, simplify

Space = dict[str, bool | None]
"""A level of each node, or None where it is free."""


@dataclass(frozen=True, slots=True)
class Network:
    """A Boolean network, whose nodes are updated one at a time.

    Attributes:
        initial: Initial level of each node.
        rules: Rule of each node that can change; the others keep their level.
    """

    initial: Mapping[str, bool]
    rules: Mapping[str, Expression]

    def fixed(self, levels: Mapping[str, bool]) -> Network:
        """The network with some nodes held at a level."""
        return Network(
            initial={**self.initial, **levels},
            rules={node: rule for node, rule in self.rules.items() if node not in levels},
        )

    def held(self) -> dict[str, bool]:
        """Levels of the nodes without a rule."""
        return {node: level for node, level in self.initial.items() if node not in self.rules}

    def folded(self, levels: Mapping[str, bool]) -> dict[str, Expression]:
        """The rules of all other nodes, once these levels hold."""
        return {node: _insert(rule, levels) for node, rule in self.rules.items() if node not in levels}

    def percolated(self) -> tuple[dict[str, bool], dict[str, Expression]]:
        """The levels that every run comes to by itself, and the rules of the nodes that are left."""
        levels, rules = self.held(), dict(self.rules)
        while True:
            rules = {node: _insert(rule, levels) for node, rule in rules.items()}
            known = {node: rule.value for node, rule in rules.items() if isinstance(rule, Constant)}
            if not known:
                break
            levels.update(known)
            rules = {node: rule for node, rule in rules.items() if node not in known}
        return {node: levels[node] for node in self.initial if node in levels}, rules

    def never_change(self, state: Mapping[str, bool]) -> dict[str, bool]:
        """Levels that no run from a state changes (perhaps not all of them)."""
        space: Space = dict(state)
        waiting = True
        while waiting:
            waiting = False
            for node, rule in self.rules.items():
                if space[node] is not None and possible(rule, space) is not space[node]:
                    space[node] = None
                    waiting = True
        return {node: level for node, level in space.items() if level is not None}


def above(rules: Mapping[str, Expression], nodes: Iterable[str]) -> set[str]:
    """Nodes that act on these nodes, directly or not, and the nodes themselves."""
    found: set[str] = set()
    waiting = list(nodes)
    while waiting:
        node = waiting.pop()
        if node not in found:
            found.add(node)
            waiting += names_in(rules[node])
    return found


def _insert(rule: Expression, levels: Mapping[str, bool]) -> Expression:
    return simplify(_with_levels(rule, levels))


def _with_levels(rule: Expression, levels: Mapping[str, bool]) -> Expression:
    match rule:
        case Name(id=name):
            return Constant(levels[name]) if name in levels else rule
        case Not(term=term):
            return Not(_with_levels(term, levels))
        case And(terms=terms):
            return And(tuple(_with_levels(term, levels) for term in terms))
        case Or(terms=terms):
            return Or(tuple(_with_levels(term, levels) for term in terms))
        case Constant():
            return rule


def possible(rule: Expression, space: Mapping[str, bool | None]) -> bool | None:
    """The value of a rule in a space; None if it may take both."""
    match rule:
        case Name(id=name):
            return space[name]
        case Constant(value=value):
            return value
        case Not(term=term):
            inner = possible(term, space)
            return None if inner is None else not inner
        case And(terms=terms):
            values = [possible(term, space) for term in terms]
            return False if False in values else (None if None in values else True)
        case Or(terms=terms):
            values = [possible(term, space) for term in terms]
            return True if True in values else (None if None in values else False)
