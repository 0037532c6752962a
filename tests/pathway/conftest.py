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
def mtor() -> OdeModel:
    """The merged kinetic model."""
    return OdeModel.load(core_sbml(library.merged()))


@pytest.fixture(scope="session")
def fed(mtor: OdeModel) -> Mapping[str, float]:
    """Its levels at rest."""
    return mtor.steady_state().values


@pytest.fixture(scope="session")
def logic() -> LogicModel:
    """The merged logic model."""
    return LogicModel.load(qual_sbml(library.merged()))
