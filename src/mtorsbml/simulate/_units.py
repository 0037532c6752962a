"""Short labels for SBML units: `fmol` per `microlitre` reads as `nmol/l`."""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import libsbml

_TIMES = (("s", 1.0), ("min", 60.0), ("h", 3600.0), ("d", 86400.0))
_PREFIXES = (("", 0), ("m", -3), ("u", -6), ("n", -9), ("p", -12), ("f", -15), ("a", -18), ("z", -21))


def label(definition: libsbml.UnitDefinition | None) -> str:
    """Text for a unit made of moles, litres (or metres) and seconds.

    Args:
        definition: A unit definition of libSBML.

    Returns:
        Such as `nmol/l/min`; `1` for a number without unit; an empty text if the unit is unknown or of another kind.
    """
    if definition is None or not definition.getNumUnits():
        return ""
    factor, powers = _reduced(definition)
    if powers["metre"] % 3 == 0:
        powers["litre"] += powers["metre"] // 3
        factor *= 1000.0 ** (powers["metre"] // 3)
        powers["metre"] = 0
    moles, litres, seconds = powers.pop("mole"), powers.pop("litre"), powers.pop("second")
    if any(powers.values()):
        return ""
    for name, size in _TIMES if seconds else _TIMES[:1]:
        text = _scaled(factor / size**seconds, moles, litres, (name, seconds))
        if text:
            return text
    return ""


def _reduced(definition: libsbml.UnitDefinition) -> tuple[float, Counter[str]]:
    factor, powers = 1.0, Counter({"metre": 0, "mole": 0, "litre": 0, "second": 0})
    for i in range(definition.getNumUnits()):
        unit = definition.getUnit(i)
        exponent = int(unit.getExponentAsDouble())
        factor *= (unit.getMultiplier() * 10.0 ** unit.getScale()) ** exponent
        if not unit.isDimensionless():
            powers[_kind(unit)] += exponent
    return factor, powers


def _kind(unit: libsbml.Unit) -> str:
    import libsbml

    name = str(libsbml.UnitKind_toString(unit.getKind()))
    return {"liter": "litre", "meter": "metre"}.get(name, name)


def _scaled(factor: float, moles: int, litres: int, time: tuple[str, int]) -> str:
    """The text if one decimal prefix, on the mole or else on the litre, takes up the whole factor."""
    carrier = moles or litres
    exponent = math.log10(factor) / carrier if carrier else math.log10(factor)
    for prefix, power in _PREFIXES if carrier else _PREFIXES[:1]:
        if math.isclose(exponent, power, abs_tol=1e-9):
            litre = "l" if moles else f"{prefix}l"
            return _quotient(((f"{prefix}mol", moles), (litre, litres), time))
    return ""


def _quotient(parts: tuple[tuple[str, int], ...]) -> str:
    def powered(name: str, power: int) -> str:
        return name if abs(power) == 1 else f"{name}^{abs(power)}"

    above = [powered(name, power) for name, power in parts if power > 0]
    below = [powered(name, power) for name, power in parts if power < 0]
    return "/".join([" ".join(above) or "1", *below])
