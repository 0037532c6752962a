"""Rows that are excused as the net effect of modelled steps: the steps must be there, with the sign of the row."""

from __future__ import annotations

import pytest

from mtorsbml.model import boolean
from mtorsbml.pathway import knowledge, library

SIGNS = {"positive": (1,), "negative": (-1,), "dual": (1, -1)}
NET = [
    (exclusion.interaction, exclusion.reason)
    for module in library.modules()
    for exclusion in module.exclusions
    if exclusion.reason.startswith("net effect")
]
# A Boolean node for the docking by glutamine would override the Rags, so the logic model leaves that route out.
KINETIC_ONLY = {130}


def influences() -> dict[str, list[tuple[str, int]]]:
    """Targets of each logic node, with the signs of the edges."""
    edges: dict[str, list[tuple[str, int]]] = {}
    for node in library.merged().nodes:
        if node.rule is None:
            continue
        for regulator, sign in boolean.signs(boolean.parse(node.rule)).items():
            edges.setdefault(regulator, []).extend((node.id, value) for value in SIGNS[sign])
    return edges


def shortest_signs(source: str, target: str) -> set[int]:
    """Products of signs along the shortest paths of logic edges from source to target; longer ones may be feedback."""
    edges = influences()
    seen = {source}
    level = {(source, 1)}
    while level:
        level = {(there, so_far * step) for here, so_far in level for there, step in edges.get(here, ())}
        found = {sign for name, sign in level if name == target}
        if found:
            return found
        level = {(name, sign) for name, sign in level if name not in seen}
        seen |= {name for name, _ in level}
    return set()


@pytest.mark.parametrize("number", [n for n, _ in NET if n not in KINETIC_ONLY])
def test_the_steps_of_a_net_effect_are_modelled_with_its_sign(number: int) -> None:
    """The shortest path of regulators from the source of the row to its target has the sign of the row.

    Or that to the second level of the target: what is on in the fed state shows a surplus there.
    """
    row = knowledge.interactions()[number]
    found = [shortest_signs(row.source, target) for target in (row.target, f"{row.target}_high")]
    assert {-1 if row.sign == "-" else 1} in found, (row.source, row.target)


def test_there_are_net_effects() -> None:
    """The list above is not empty because a word changed."""
    assert len(NET) >= 15
