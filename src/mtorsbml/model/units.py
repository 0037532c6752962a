"""Units of the models: minutes, femtomoles and microlitres, so that concentrations read in nmol/l."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, kw_only=True, slots=True)
class BaseUnit:
    """One factor of a unit: `(multiplier * 10**scale * kind) ** exponent`, as in SBML."""

    kind: str
    exponent: int = 1
    scale: int = 0
    multiplier: float = 1.0


@dataclass(frozen=True, kw_only=True, slots=True)
class Unit:
    """A unit with the id that it has in SBML and the label that people read."""

    id: str
    label: str
    factors: tuple[BaseUnit, ...]


_FMOL = BaseUnit(kind="mole", scale=-15)
_PER_FMOL = BaseUnit(kind="mole", exponent=-1, scale=-15)
_UL = BaseUnit(kind="litre", scale=-6)
_PER_UL = BaseUnit(kind="litre", exponent=-1, scale=-6)
_MIN = BaseUnit(kind="second", multiplier=60.0)
_PER_MIN = BaseUnit(kind="second", exponent=-1, multiplier=60.0)

DIMENSIONLESS: Final = Unit(id="dimensionless", label="1", factors=(BaseUnit(kind="dimensionless"),))
FMOL: Final = Unit(id="fmol", label="fmol", factors=(_FMOL,))
MICROLITRE: Final = Unit(id="microlitre", label="ul", factors=(_UL,))
MINUTE: Final = Unit(id="minute", label="min", factors=(_MIN,))
NM: Final = Unit(id="nmol_per_l", label="nmol/l", factors=(_FMOL, _PER_UL))
PER_NM: Final = Unit(id="l_per_nmol", label="l/nmol", factors=(_PER_FMOL, _UL))
PER_MINUTE: Final = Unit(id="per_minute", label="1/min", factors=(_PER_MIN,))
NM_PER_MINUTE: Final = Unit(id="nmol_per_l_per_minute", label="nmol/l/min", factors=(_FMOL, _PER_UL, _PER_MIN))
PER_NM_MINUTE: Final = Unit(id="l_per_nmol_per_minute", label="l/nmol/min", factors=(_PER_FMOL, _UL, _PER_MIN))
PER_NM2_MINUTE: Final = Unit(
    id="l2_per_nmol2_per_minute",
    label="l^2/nmol^2/min",
    factors=(
        BaseUnit(kind="mole", exponent=-2, scale=-15),
        BaseUnit(kind="litre", exponent=2, scale=-6),
        _PER_MIN,
    ),
)
FMOL_PER_MINUTE: Final = Unit(id="fmol_per_minute", label="fmol/min", factors=(_FMOL, _PER_MIN))

UNITS: Final = {
    unit.id: unit
    for unit in (
        FMOL,
        MICROLITRE,
        MINUTE,
        NM,
        PER_NM,
        PER_MINUTE,
        NM_PER_MINUTE,
        PER_NM_MINUTE,
        PER_NM2_MINUTE,
        FMOL_PER_MINUTE,
        DIMENSIONLESS,
    )
}
"""Every unit that a model may use, by id, in the order in which SBML declares them (`dimensionless` is built in)."""
