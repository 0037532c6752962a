"""AEON behind the guards that it needs; nothing else of the package touches it.

AEON reads rules only: it ignores initial levels, makes free parameters of inputs, and gives results in any order. So it
gets networks whose inputs were folded into the rules, and the results are put in order by whoever asked.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from mtorsbml.errors import MtorsbmlError
from mtorsbml.model.boolean import Expression, names_in, to_text

if TYPE_CHECKING:
    import biodivine_aeon as aeon

    from mtorsbml.simulate._boolnet import Space

MOST_RESULTS: Final = 10_000
"""More fixed points or trap spaces than this are not listed."""
MOST_DIAGRAM_NODES: Final = 1_000_000
"""A set of states whose decision diagram is larger than this is given up."""
MOST_ATTRACTOR_NODES: Final = 20_000
"""The same in the search for attractors, which takes seconds up to here, and minutes and gigabytes beyond."""


@dataclass(frozen=True, slots=True)
class States:
    """A set of states: its size, the levels that all of them share, and one of them."""

    size: int
    shared: Mapping[str, bool]
    example: Mapping[str, bool]


def fixed_points(rules: Mapping[str, Expression]) -> list[dict[str, bool]]:
    """All states that no update changes.

    Raises:
        MtorsbmlError: There are more than 10,000.
    """
    if not rules:
        return [{}]
    import biodivine_aeon as aeon

    found = aeon.FixedPoints.symbolic_vertices(aeon.AsynchronousGraph(_network(rules)))
    _refuse_many(found.cardinality(), "fixed points")
    return [vertex.to_named_dict() for vertex in found]


def minimal_trap_spaces(rules: Mapping[str, Expression]) -> list[Space]:
    """The smallest spaces that no update leaves.

    Raises:
        MtorsbmlError: There are more than 10,000.
    """
    if not rules:
        return [{}]
    import biodivine_aeon as aeon

    network = _network(rules)
    context = aeon.SymbolicSpaceContext(network)
    found = aeon.TrapSpaces.minimal_symbolic(context, aeon.AsynchronousGraph(network, context)).spaces()
    _refuse_many(found.cardinality(), "minimal trap spaces")
    return [{node: space[node] for node in rules} for space in found]


def attractors(rules: Mapping[str, Expression]) -> list[States]:
    """All attractors of a network without inputs.

    Raises:
        MtorsbmlError: They are too complex to find.
    """
    if not rules:
        return [States(size=1, shared={}, example={})]
    import biodivine_aeon as aeon

    graph = aeon.AsynchronousGraph(_network(rules))
    config = aeon.AttractorConfig(graph=graph, max_symbolic_size=MOST_ATTRACTOR_NODES)
    try:
        found = [item.vertices() for item in aeon.Attractors.attractors(config)]
    except InterruptedError:
        raise MtorsbmlError(
            f"the attractors of the {len(rules)} nodes that can change are too complex to find; hold more nodes, or "
            "take the minimal trap spaces (LogicModel.minimal_trap_spaces)"
        ) from None
    return [
        States(
            size=vertices.cardinality(),
            shared=vertices.enclosing_named_subspace() or {},
            example=next(iter(vertices.pick_singleton())).to_named_dict(),
        )
        for vertices in found
    ]


def can_reach(rules: Mapping[str, Expression], state: Mapping[str, bool], target: Mapping[str, bool]) -> bool:
    """Whether one state can be reached from another.

    The search goes back from the target: the states that lead to it take small diagrams, where those that a single
    state leads to take too large ones at sixty nodes.

    Raises:
        MtorsbmlError: The states that lead to the target are too complex.
    """
    import biodivine_aeon as aeon

    graph = aeon.AsynchronousGraph(_network(rules))
    states = graph.mk_subspace({node: target[node] for node in rules})
    start = graph.mk_subspace({node: state[node] for node in rules})
    variables = list(reversed(graph.network_variables()))
    position = 0
    # Going back to the first variable after each change keeps the diagrams small.
    while position < len(variables) and not start.is_subset(states):
        step = graph.var_pre_out(variables[position], states)
        position += 1
        if not step.is_empty():
            states = states.union(step)
            position = 0
            if states.symbolic_size() > MOST_DIAGRAM_NODES:
                raise MtorsbmlError("what can be reached from this state is too complex to tell; hold more nodes")
    return bool(start.is_subset(states))


def _network(rules: Mapping[str, Expression]) -> aeon.BooleanNetwork:
    import biodivine_aeon as aeon

    lines = ["targets, factors", *(f"{node}, {to_text(rules[node])}" for node in _ordered(rules))]
    # The repair takes out regulators that have no effect in a rule, which AEON would refuse.
    return aeon.BooleanNetwork.from_bnet("\n".join(lines) + "\n", repair_graph=True)


def _ordered(rules: Mapping[str, Expression]) -> list[str]:
    """Each node near after its regulators, which keeps decision diagrams small."""
    found: dict[str, None] = {}
    seen: set[str] = set()
    waiting = [(node, False) for node in reversed(list(rules))]
    while waiting:
        node, ready = waiting.pop()
        if ready:
            found[node] = None
        elif node not in seen:
            seen.add(node)
            waiting.append((node, True))
            waiting += [(name, False) for name in reversed(names_in(rules[node]))]
    return list(found)


def _refuse_many(count: int, what: str) -> None:
    if count > MOST_RESULTS:
        raise MtorsbmlError(f"there are {count} {what}; at most {MOST_RESULTS} are listed, so fix more nodes")
