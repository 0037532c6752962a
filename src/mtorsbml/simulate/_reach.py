"""Which attractors of a Boolean network can be reached from a state."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

from mtorsbml.model.boolean import evaluate, names_in
from mtorsbml.simulate import _aeon
from mtorsbml.simulate._aeon import States
from mtorsbml.simulate._boolnet import Network, above, possible

if TYPE_CHECKING:
    from mtorsbml.model.boolean import Expression

_WALKS: Final = 24
"""Walks towards each attractor."""
_STEPS: Final = 2_000
_DETOURS: Final = 0.2
"""How often a walk does not step towards its attractor although it could."""


def attractors(network: Network) -> list[States]:
    """All attractors; levels that every run comes to by itself are put in before the search."""
    levels, rules = network.percolated()
    return [
        States(size=found.size, shared={**levels, **found.shared}, example={**levels, **found.example})
        for found in _aeon.attractors(rules)
    ]


def reachable(network: Network, state: Mapping[str, bool]) -> list[States]:
    """The attractors that can be reached from a state, updating one node at a time.

    Every run ends in some attractor, so one candidate needs no proof. Of several, walks with a fixed seed show most
    that can be reached; only for the others the set of states that can be reached is computed, on the nodes that act
    on what tells the candidates apart.

    Raises:
        MtorsbmlError: That set is too complex.
    """
    still = network.never_change(state)
    candidates = attractors(network.fixed(still))
    if len(candidates) < 2:
        return candidates
    rules = network.folded(still)
    walker = _Walker(rules, state)
    shown = [_is_trap(rules, candidate, candidates) and walker.finds(candidate) for candidate in candidates]
    unsure = [i for i, seen in enumerate(shown) if not seen]
    if unsure:
        apart = [node for node in rules if len({candidate.shared.get(node) for candidate in candidates}) > 1]
        mixed = [node for node in rules if any(node not in candidate.shared for candidate in candidates)]
        cone = above(rules, [*apart, *mixed])
        part = {node: rule for node, rule in rules.items() if node in cone}
        answers = _aeon.reached(part, state, [candidates[i].example for i in unsure])
        for i, answer in zip(unsure, answers, strict=True):
            shown[i] = answer
    return [candidate for candidate, seen in zip(candidates, shown, strict=True) if seen]


def _is_trap(rules: Mapping[str, Expression], candidate: States, candidates: Sequence[States]) -> bool:
    """Whether what an attractor's states share cannot be left, and no other attractor shares it."""
    space = {node: candidate.shared.get(node) for node in rules}
    closed = all(level is None or possible(rules[node], space) is level for node, level in space.items())
    others = (other for other in candidates if other is not candidate)
    return closed and not any(all(other.example[node] == level for node, level in candidate.shared.items()) for other in others)


class _Walker:
    """Walks from a state, the same ones every time, that step towards an attractor more often than not."""

    def __init__(self, rules: Mapping[str, Expression], state: Mapping[str, bool]) -> None:
        self.rules = rules
        self.state = {node: state[node] for node in rules}
        self.targets: dict[str, list[str]] = {node: [node] for node in rules}
        for node, rule in rules.items():
            for name in names_in(rule):
                if name != node:
                    self.targets[name].append(node)

    def finds(self, attractor: States) -> bool:
        """Whether a walk comes to where all levels are those that the attractor's states share."""
        choice = random.Random(0)  # noqa: S311 - the same walks every time
        goal = {node: level for node, level in attractor.shared.items() if node in self.rules}
        return any(self._walk(goal, choice) for _ in range(_WALKS))

    def _walk(self, goal: Mapping[str, bool], choice: random.Random) -> bool:
        state = dict(self.state)
        moves = {node: True for node, rule in self.rules.items() if evaluate(rule, state) != state[node]}
        far = {node for node, level in goal.items() if state[node] != level}
        for _ in range(_STEPS):
            if not far:
                return True
            if not moves:
                return False
            useful = [node for node in moves if node in far]
            node = choice.choice(useful if useful and choice.random() > _DETOURS else list(moves))
            state[node] = not state[node]
            if node in goal:
                far.symmetric_difference_update([node])
            for target in self.targets[node]:
                if evaluate(self.rules[target], state) != state[target]:
                    moves[target] = True
                else:
                    moves.pop(target, None)
        return False
