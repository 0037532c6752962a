"""Units as powers of the seven SI bases (and item), and the unit that each thing of a model is declared to have."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

from mtorsbml.sbml.tree import Node
from mtorsbml.validate.view import ModelView, flag, number

Powers = tuple[tuple[str, float], ...]

_COULOMB: Final = {"ampere": 1.0, "second": 1.0}
_VOLT: Final = {"kilogram": 1.0, "metre": 2.0, "second": -3.0, "ampere": -1.0}
_JOULE: Final = {"kilogram": 1.0, "metre": 2.0, "second": -2.0}
_KINDS: Final[dict[str, tuple[float, dict[str, float]]]] = {
    "ampere": (1, {"ampere": 1}),
    "avogadro": (6.02214179e23, {}),
    "becquerel": (1, {"second": -1}),
    "candela": (1, {"candela": 1}),
    "coulomb": (1, _COULOMB),
    "dimensionless": (1, {}),
    "farad": (1, {"kilogram": -1, "metre": -2, "second": 4, "ampere": 2}),
    "gram": (1e-3, {"kilogram": 1}),
    "gray": (1, {"metre": 2, "second": -2}),
    "henry": (1, {"kilogram": 1, "metre": 2, "second": -2, "ampere": -2}),
    "hertz": (1, {"second": -1}),
    "item": (1, {"item": 1}),
    "joule": (1, _JOULE),
    "katal": (1, {"mole": 1, "second": -1}),
    "kelvin": (1, {"kelvin": 1}),
    "kilogram": (1, {"kilogram": 1}),
    "litre": (1e-3, {"metre": 3}),
    "lumen": (1, {"candela": 1}),
    "lux": (1, {"candela": 1, "metre": -2}),
    "metre": (1, {"metre": 1}),
    "mole": (1, {"mole": 1}),
    "newton": (1, {"kilogram": 1, "metre": 1, "second": -2}),
    "ohm": (1, {"kilogram": 1, "metre": 2, "second": -3, "ampere": -2}),
    "pascal": (1, {"kilogram": 1, "metre": -1, "second": -2}),
    "radian": (1, {}),
    "second": (1, {"second": 1}),
    "siemens": (1, {"kilogram": -1, "metre": -2, "second": 3, "ampere": 2}),
    "sievert": (1, {"metre": 2, "second": -2}),
    "steradian": (1, {}),
    "tesla": (1, {"kilogram": 1, "second": -2, "ampere": -1}),
    "volt": (1, _VOLT),
    "watt": (1, {"kilogram": 1, "metre": 2, "second": -3}),
    "weber": (1, {"kilogram": 1, "metre": 2, "second": -2, "ampere": -1}),
}
KINDS: Final = frozenset(_KINDS)
"""The names of units that SBML itself has."""
_OLD_DEFAULTS: Final = {"substance": "mole", "volume": "litre", "area": "metre", "length": "metre", "time": "second"}


@dataclass(frozen=True, slots=True)
class Unit:
    """`factor` times the product of base units to their powers; powers are sorted and without zeros."""

    factor: float
    powers: Powers

    def times(self, other: Unit, power: float = 1.0) -> Unit:
        """The product with a power of another unit."""
        merged = dict(self.powers)
        for base, p in other.powers:
            merged[base] = merged.get(base, 0.0) + p * power
        return Unit(self.factor * _power(other.factor, power), _sorted(merged))

    def same_dimension(self, other: Unit) -> bool:
        """Whether the two differ by a plain factor at the most."""
        return len(self.powers) == len(other.powers) and all(
            a == c and math.isclose(b, d, abs_tol=1e-9)
            for (a, b), (c, d) in zip(self.powers, other.powers, strict=True)
        )

    def same(self, other: Unit) -> bool:
        """Whether the two are one unit."""
        return self.same_dimension(other) and math.isclose(self.factor, other.factor, rel_tol=1e-6)

    def text(self) -> str:
        """For people, such as `1e-09 mole metre^-3`."""
        parts = [base if p == 1 else f"{base}^{p:g}" for base, p in self.powers]
        if not parts:
            return "dimensionless" if self.factor == 1 else f"{self.factor:g} (dimensionless)"
        return " ".join(parts) if self.factor == 1 else f"{self.factor:g} {' '.join(parts)}"


DIMENSIONLESS: Final = Unit(1.0, ())


def _power(value: float, power: float) -> float:
    try:
        return float(value**power)
    except (OverflowError, ZeroDivisionError):
        return math.inf


def _sorted(powers: dict[str, float]) -> Powers:
    return tuple(sorted((base, p) for base, p in powers.items() if abs(p) > 1e-12))


def _defined(definition: Node) -> Unit | None:
    """The unit of a `unitDefinition`; None if a part of it is missing or unreadable."""
    found = DIMENSIONLESS
    for node in definition.listed("listOfUnits"):
        kind = node.get("kind").replace("liter", "litre").replace("meter", "metre")
        exponent, scale = number(node.get("exponent", "1")), number(node.get("scale", "0"))
        multiplier = number(node.get("multiplier", "1"))
        if kind not in _KINDS or exponent is None or scale is None or multiplier is None or abs(scale) > 300:
            return None
        factor, powers = _KINDS[kind]
        found = found.times(Unit(multiplier * 10.0**scale * factor, _sorted(powers)), exponent)
    return found


class UnitTable:
    """The units of a model, from its declarations alone (nothing is inferred from formulas)."""

    def __init__(self, model: ModelView) -> None:
        self.model = model
        self.definitions: dict[str, Unit | None] = {n: _defined(d) for n, d in model.unit_definitions.items()}

    def named(self, name: str) -> Unit | None:
        """The unit that a name stands for; None if it is not known."""
        if name in self.definitions:
            return self.definitions[name]
        name = name.replace("liter", "litre").replace("meter", "metre") if self.model.level < 2 else name
        if name in _KINDS:
            factor, powers = _KINDS[name]
            return Unit(factor, _sorted(powers))
        if self.model.level < 3 and name in _OLD_DEFAULTS:
            return self.named(_OLD_DEFAULTS[name]) if name != "area" else Unit(1.0, (("metre", 2.0),))
        return None

    def default(self, quantity: str) -> Unit | None:
        """The model-wide unit of `time`, `substance`, `extent`, `volume`, `area` or `length`; None if not declared."""
        if self.model.level < 3:
            return self.named("substance" if quantity == "extent" else quantity)
        declared = self.model.node.get(f"{quantity}Units")
        return self.named(declared) if declared else None

    def of(self, name: str) -> Unit | None:
        """The unit of a compartment, species or parameter by its id; None if it is not declared."""
        model = self.model
        if name in model.parameters:
            declared = model.parameters[name].get("units")
            return self.named(declared) if declared else None
        if name in model.compartments:
            return self._of_compartment(model.compartments[name])
        if name in model.species:
            return self._of_species(model.species[name])
        return None

    def _of_compartment(self, node: Node) -> Unit | None:
        declared = node.get("units")
        if declared:
            return self.named(declared)
        dimensions = number(node.get("spatialDimensions", "" if self.model.level > 2 else "3"))
        return (
            self.default({3.0: "volume", 2.0: "area", 1.0: "length"}[dimensions]) if dimensions in {1, 2, 3} else None
        )

    def _of_species(self, node: Node) -> Unit | None:
        declared = node.get("substanceUnits") or node.get("units")
        amount = self.named(declared) if declared else self.default("substance")
        if amount is None or flag(node, "hasOnlySubstanceUnits"):
            return amount
        place = self.model.compartments.get(node.get("compartment"))
        size = self._of_compartment(place) if place is not None else None
        return amount.times(size, -1.0) if size is not None else None
