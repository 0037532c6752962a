from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from mtorsbml.pathway import library
from mtorsbml.sbml.core import core_sbml
from mtorsbml.sbml.qual import qual_sbml
from mtorsbml.simulate.logic import LogicModel
from mtorsbml.simulate.ode import OdeModel


@pytest.fixture(scope="session")
def alone() -> Callable[[tuple[str, ...], Mapping[str, float]], OdeModel]:
    """Modules without the rest of the pathway, at rest with the given inputs; the changes of a run step from there."""

    def build(modules: tuple[str, ...], inputs: Mapping[str, float]) -> OdeModel:
        def at(initial: Mapping[str, float]) -> OdeModel:
            return OdeModel.load(core_sbml(library.merge(modules, identifier="alone", initial=initial)))

        rest = at(inputs).steady_state()
        return at({**rest.values, **inputs})

    return build


@pytest.fixture(scope="session")
def mtor_ode() -> OdeModel:
    """The kinetic model of all modules."""
    return OdeModel.load(core_sbml(library.merged()))


@pytest.fixture(scope="session")
def mtor_logic() -> LogicModel:
    """The logic model of all modules."""
    return LogicModel.load(qual_sbml(library.merged()))


@pytest.fixture(scope="session")
def settled(mtor_ode: OdeModel) -> Callable[[Mapping[str, float]], Mapping[str, float]]:
    """Where the kinetic model comes to rest with some changes, each set of them computed once."""
    known: dict[tuple[tuple[str, float], ...], Mapping[str, float]] = {}

    def at(changes: Mapping[str, float]) -> Mapping[str, float]:
        key = tuple(sorted(changes.items()))
        if key not in known:
            known[key] = mtor_ode.steady_state(changes).values
        return known[key]

    return at


@pytest.fixture(scope="session")
def logical(mtor_logic: LogicModel) -> Callable[[Mapping[str, bool]], Mapping[str, str]]:
    """Where the logic model comes to with some changes: the one attractor that it reaches from the fed state."""

    def at(settings: Mapping[str, bool]) -> Mapping[str, str]:
        rest = {node.id: node.resting for node in library.merged().nodes}
        (attractor,) = mtor_logic.attractors(start=rest, settings=settings)
        return attractor.levels

    return at
