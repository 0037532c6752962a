from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from mtorsbml.pathway import library
from mtorsbml.sbml.core import core_sbml
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
