from __future__ import annotations

import libsbml
import pytest

from mtorsbml.model.units import UNITS
from mtorsbml.simulate import _units


def _definition(*factors):
    document = libsbml.SBMLDocument(3, 1)
    definition = document.createModel().createUnitDefinition()
    for kind, exponent, scale, multiplier in factors:
        unit = definition.createUnit()
        unit.setKind(libsbml.UnitKind_forName(kind))
        unit.setExponent(exponent)
        unit.setScale(scale)
        unit.setMultiplier(multiplier)
    return document, definition


@pytest.mark.parametrize("unit", UNITS.values(), ids=UNITS.keys())
def test_units_of_our_models_read_as_they_are_called(unit):
    document, definition = _definition(*((f.kind, f.exponent, f.scale, f.multiplier) for f in unit.factors))
    assert _units.label(definition) == unit.label
    del document


@pytest.mark.parametrize(
    ("factors", "expected"),
    [
        ([("mole", 1, -3, 1), ("litre", -1, 0, 1)], "mmol/l"),
        ([("mole", 1, -6, 1), ("metre", -3, -1, 1)], "umol/l"),
        ([("second", 1, 0, 3600)], "h"),
        ([("second", -1, 0, 1)], "1/s"),
        ([("litre", 1, -3, 1), ("second", -1, 0, 60)], "ml/min"),
        ([("mole", 1, 0, 3.7)], ""),
        ([("kelvin", 1, 0, 1)], ""),
        ([("metre", 2, 0, 1)], ""),
        ([], ""),
    ],
)
def test_other_units_read_well_or_not_at_all(factors, expected):
    document, definition = _definition(*factors)
    assert _units.label(definition) == expected
    del document
