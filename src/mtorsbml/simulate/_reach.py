"""Which attractors of a Boolean network can be reached from a state."""

from __future__ import annotations

from collections.abc import Mapping

from mtorsbml.simulate import _aeon
from mtorsbml.simulate._aeon import States
from mtorsbml.simulate._boolnet import Network, above


def attractors(network: Network) -> list[States]:
    """All attractors; levels that every run comes to by itself are put in before the search.

    Nodes that nothing else acts on settle whatever the others do, so they are searched first, and those below them with
    these at rest. Only where they do not rest are all searched at once.

    Raises:
        MtorsbmlError: They are too complex to find.
    """
    levels, rules = network.percolated()
    first = min((above(rules, [node]) for node in rules), key=len, default=set())
    if len(first) < len(rules):
        settled = _aeon.attractors({node: rule for node, rule in rules.items() if node in first})
        if all(found.size == 1 for found in settled):
            return [below for found in settled for below in attractors(network.fixed({**levels, **found.example}))]
    return [
        States(size=found.size, shared={**levels, **found.shared}, example={**levels, **found.example})
        for found in _aeon.attractors(rules)
    ]


def reachable(network: Network, state: Mapping[str, bool]) -> list[States]:
    """The attractors that can be reached from a state, updating one node at a time.

    Every run ends in some attractor, so a single candidate needs no proof. Of several, only the nodes matter on which
    they differ, and those that act on these; the nodes below follow.

    Raises:
        MtorsbmlError: The states from which a candidate can be reached are too complex to tell.
    """
    still = network.never_change(state)
    candidates = attractors(network.fixed(still))
    if len(candidates) < 2:
        return candidates
    rules = network.folded(still)
    apart = [node for node in rules if len({candidate.shared.get(node) for candidate in candidates}) > 1]
    # Two attractors may differ in nodes that are mixed in both.
    mixed = [node for node in rules if any(node not in candidate.shared for candidate in candidates)]
    cone = above(rules, [*apart, *mixed])
    part = {node: rule for node, rule in rules.items() if node in cone}
    return [candidate for candidate in candidates if _aeon.can_reach(part, state, candidate.example)]
