"""Each module runs by itself, its inputs held at their resting level."""

from __future__ import annotations

import pytest

from mtorsbml.pathway import library
from mtorsbml.sbml.core import core_sbml
from mtorsbml.simulate.ode import OdeModel


@pytest.mark.parametrize("name", library.MODULE_IDS)
def test_a_module_alone_starts_at_its_resting_levels_and_comes_to_rest(name: str) -> None:
    """It starts where `mtor` rests, and settles (elsewhere, where its states take part in other modules too)."""
    model = library.standalone(name)
    alone = OdeModel.load(core_sbml(model))
    start = alone.simulate({}, duration=1.0, points=2)
    for species in model.species:
        assert start[species.id][0] == pytest.approx(library.resting_state()[species.id], rel=1e-8, abs=1e-9)
    rest = alone.steady_state()
    assert rest.residual < 1e-6
    assert all(rest[species.id] >= -1e-9 for species in model.species)
