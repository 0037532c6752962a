"""Which attractors of a Boolean network can be reached from a state."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

from mtorsbml.simulate import _aeon
from mtorsbml.simulate._aeon import States
from mtorsbml.simulate._boolnet import Network, above, unstable

if TYPE_CHECKING:
    from mtorsbml.model.boolean import Expression

_WALKS: Final = 20
_WALK_LENGTH: Final = 2_000


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
    shown = _walked(rules, state, candidates)
    open_cases = [i for i, seen in enumerate(shown) if not seen]
    if open_cases:
        apart = [
            node for node in rules if len({c.shared.get(node) for c in candidates}) > 1 or _mixed(node, candidates)
        ]
        cone = above(rules, apart)
        part = {node: rule for node, rule in rules.items() if node in cone}
        answers = _aeon.reached(part, state, [candidates[i].example for i in open_cases])
        for i, answer in zip(open_cases, answers, strict=True):
            shown[i] = answer
    return [candidate for candidate, seen in zip(candidates, shown, strict=True) if seen]


def _mixed(node: str, candidates: Sequence[States]) -> bool:
    return any(node not in candidate.shared for candidate in candidates)


def _walked(rules: Mapping[str, Expression], state: Mapping[str, bool], candidates: Sequence[States]) -> list[bool]:
    """Which candidates that are fixed points some walks from a state end in."""
    points = {
        tuple(candidate.example[node] for node in rules): i
        for i, candidate in enumerate(candidates)
        if candidate.size == 1
    }
    shown = [False] * len(candidates)
    choice = random.Random(0)  # noqa: S311 - the same walks every time
    for _ in range(_WALKS if points else 0):
        current = {node: state[node] for node in rules}
        for _ in range(_WALK_LENGTH):
            moves = unstable(rules, current)
            if not moves:
                shown[points[tuple(current.values())]] = True
                break
            node = choice.choice(moves)
            current[node] = not current[node]
        if all(shown):
            break
    return shown
