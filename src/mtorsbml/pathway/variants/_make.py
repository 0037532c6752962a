"""What every file of variants starts from: losses, new values and factors with their reasons, and evidence."""

from __future__ import annotations

from typing import Final

from mtorsbml.model.units import DIMENSIONLESS, MINUTE, NM, PER_MINUTE, PER_NM_MINUTE, Unit
from mtorsbml.model.variant import Cut, Factor, Hold, Need, Route, Rule, Value, Variant
from mtorsbml.model.vocabulary import Confidence, Evidence, Provenance, Quantity
from mtorsbml.pathway.base import assumed, paper

HOUR: Final = 60.0
DAY: Final = 1440.0

__all__ = [
    "DAY",
    "DIMENSIONLESS",
    "HOUR",
    "MINUTE",
    "NM",
    "PER_MINUTE",
    "PER_NM_MINUTE",
    "Cut",
    "Hold",
    "Need",
    "Route",
    "Rule",
    "Variant",
    "cites",
    "lose",
    "lose_complex",
    "lose_in",
    "off",
    "scale",
    "switch",
    "turn",
]


def cites(
    *lines: str, papers: tuple[str, ...] = (), confidence: Confidence = "established", note: str = ""
) -> Evidence:
    """Evidence from lines of the review and primary papers by their keys in `references.tsv`."""
    return Evidence(
        locators=lines,
        citations=tuple(paper(key) for key in ("Liu2020_review", *papers)),
        confidence=confidence,
        note=note,
    )


def lose(*ids: str) -> tuple[Value, ...]:
    """The proteins are not there: their totals are 0, in the logic model their nodes are off."""
    return tuple(_absent(f"{name}_total", NM, f"no {name}") for name in ids)


def lose_complex(name: str, subunit: str) -> tuple[Value | Hold, ...]:
    """No complex: its total is 0, and a subunit is off in the logic model, where a brake is told by its subunits."""
    return (*lose(name), Hold(id=subunit, level=False))


def lose_in(tissue: str, *ids: str) -> tuple[Value, ...]:
    """The proteins are not there in one tissue: its relative totals are 0."""
    return tuple(_absent(f"{name}_{tissue}_total", DIMENSIONLESS, f"no {name} in {tissue}") for name in ids)


def _absent(identifier: str, unit: Unit, why: str) -> Value:
    return Value(
        id=identifier, quantity=Quantity(value=0.0, unit=unit, provenance=Provenance(origin="derived", note=why))
    )


def off(identifier: str, why: str) -> Factor:
    """A process does not happen: its constant is 0."""
    return Factor(id=identifier, factor=0.0, provenance=Provenance(origin="derived", note=why))


def turn(identifier: str, level: float, unit: Unit, why: str, fold: float = 3) -> Value:
    """A level, a dose or part of a schedule."""
    return Value(id=identifier, quantity=assumed(level, unit, fold, why))


def switch(identifier: str, value: float, unit: Unit, why: str, fold: float = 1) -> Value:
    """A constant by which a mechanism is switched on or off."""
    return Value(id=identifier, quantity=assumed(value, unit, fold, why))


def scale(identifier: str, factor: float, why: str, fold: float = 2) -> Factor:
    """A constant or total some times as large."""
    return Factor(id=identifier, factor=factor, provenance=Provenance(origin="assumed", note=why, fold=fold))
