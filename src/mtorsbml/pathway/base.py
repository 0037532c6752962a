"""What every module file of the pathway starts from: places, quantities with their source, evidence."""

from __future__ import annotations

import functools
import math
from collections.abc import Mapping
from typing import Final

from mtorsbml.errors import MtorsbmlError
from mtorsbml.model.builder import ModuleBuilder
from mtorsbml.model.units import DIMENSIONLESS, NM, PER_MINUTE, PER_NM_MINUTE, Unit
from mtorsbml.model.vocabulary import (
    Citation,
    Compartment,
    Confidence,
    Entity,
    Evidence,
    Provenance,
    Quantity,
    Resource,
)
from mtorsbml.pathway import knowledge

CELL: Final = (
    "Its reference volume is the whole cell, so that concentrations in different places can be added up; "
    "see docs/adr/0002-one-microlitre-of-cells.md."
)
FED: Final = "its level in the fed state, so that the process reads 1 there"
RELATIVE: Final = (
    "Relative rate, 1 in the fed state. Phenomenological: the shape of the curve is assumed, its sign is known."
)
LUMEN_FRACTION: Final = 0.02
"""Share of the cell volume that lysosomes fill (1 to 3 % in fed mammalian cells; assumed)."""


def _place(identifier: str, name: str, go: str, size: float = 1.0, note: str = CELL) -> Compartment:
    return Compartment(
        id=identifier, name=name, size=size, resources=(Resource(qualifier="is", compact=go),), note=note
    )


COMPARTMENTS: Final[Mapping[str, Compartment]] = {
    place.id: place
    for place in (
        _place("cytosol", "cytosol", "GO:0005829"),
        _place("plasma_membrane", "plasma membrane", "GO:0005886"),
        _place("lysosome_membrane", "lysosomal membrane", "GO:0005765"),
        _place("nucleus", "nucleus", "GO:0005634"),
        _place("mitochondrion", "mitochondrion", "GO:0005739"),
        _place("ER", "endoplasmic reticulum", "GO:0005783"),
        Compartment(
            id="body",
            name="fluid of the body",
            size=1.0,
            note="Extracellular fluid, a fifth of body weight; stores of tissues are counted per its volume.",
        ),
        _place(
            "lysosome_lumen", "lysosomal lumen", "GO:0043202", LUMEN_FRACTION, "Two hundredths of the cell's volume."
        ),
    )
}


@functools.cache
def entities() -> Mapping[str, Entity]:
    """The entities of the pathway as the builder wants them."""
    return {
        row.id: Entity(
            id=row.id,
            name=row.name,
            kind=row.kind,
            compartment=row.compartment,
            resources=tuple(Resource(qualifier=q, compact=c) for q, c in row.resources()),
        )
        for row in knowledge.entities().values()
    }


def module(identifier: str, *, title: str, notes: str) -> ModuleBuilder:
    """A builder that knows the entities and places of the pathway."""
    return ModuleBuilder(
        identifier,
        title=title,
        notes=" ".join(notes.split()),
        entities=entities(),
        compartments=COMPARTMENTS,
    )


_ORDER: Final[tuple[Confidence, ...]] = ("established", "proposed", "unclear", "inference")


def review(*rows: int, papers: tuple[str, ...] = (), note: str = "") -> Evidence:
    """Evidence from rows of the interaction table, with the primary papers that are known.

    Args:
        rows: Numbers of rows in `interactions.tsv`; none where an element is our own inference (say it in `note`).
        papers: Keys of `references.tsv`.
        note: What else is to be said.

    Raises:
        MtorsbmlError: If a row or a paper is unknown.
    """
    table = knowledge.interactions()
    for row in rows:
        if row not in table:
            raise MtorsbmlError(f"interaction {row} is not in interactions.tsv")
    levels = [table[row].confidence for row in rows] or ["inference"]
    weakest = max(levels, key=_ORDER.index)
    lines = dict.fromkeys(part for row in rows for part in table[row].lines)
    return Evidence(
        interactions=rows,
        locators=tuple(lines),
        citations=tuple(paper(key) for key in ("Liu2020_review", *papers)) if rows or papers else (),
        confidence=weakest,
        note=note,
    )


def paper(key: str) -> Citation:
    """A citation by its key in `references.tsv`."""
    found = knowledge.reference(key)
    return Citation(label=found.label, pmid=found.pmid, doi=found.doi)


def assumed(value: float, unit: Unit, fold: float, why: str) -> Quantity:
    """A value that nobody has measured for this step, with its plausible range `value / fold` to `value * fold`."""
    return Quantity(value=value, unit=unit, provenance=Provenance(origin="assumed", note=why, fold=fold))


def estimated(value: float, unit: Unit, data: str) -> Quantity:
    """A value chosen so that the model meets stated data."""
    return Quantity(value=value, unit=unit, provenance=Provenance(origin="estimated", note=data))


def derived(value: float, unit: Unit, how: str) -> Quantity:
    """A value calculated from measured ones."""
    return Quantity(value=value, unit=unit, provenance=Provenance(origin="derived", note=how))


def fed(identifier: str, unit: Unit = NM) -> Quantity:
    """The level at rest in the merged model, to four digits, so that what is divided by it reads 1 in the fed state.

    Raises:
        MtorsbmlError: If the table of resting levels has no such id.
    """
    from mtorsbml.pathway.library import resting_state

    level = resting_state().get(identifier)
    if level is None:
        raise MtorsbmlError(f"resting_state.tsv: '{identifier}' is missing; refresh it with mtorsbml build")
    return derived(float(f"{level:.4g}"), unit, f"{identifier} of the fed cell in this model")


_SCALE: Final = {
    ("nmol/l", NM.id): 1.0,
    ("umol/l", NM.id): 1e3,
    ("mmol/l", NM.id): 1e6,
    ("fold", DIMENSIONLESS.id): 1.0,
    ("1/s", PER_MINUTE.id): 60.0,
    ("l/mol/s", PER_NM_MINUTE.id): 60e-9,
}


def measured(key: str, unit: Unit = NM) -> Quantity:
    """A row of `constants.tsv` as a quantity.

    Raises:
        MtorsbmlError: If the row is unknown, unverified, or in a unit that does not convert.
    """
    row = knowledge.constant(key)
    value = row.measured()
    if (row.unit, unit.id) not in _SCALE:
        raise MtorsbmlError(f"constants.tsv: '{key}' is in {row.unit}, which does not convert to {unit.label}")
    return Quantity(
        value=value * _SCALE[row.unit, unit.id],
        unit=unit,
        provenance=Provenance(origin="measured", note=f"{row.quantity}, {row.system}: {row.source}"),
    )


def copies(*keys: str) -> Quantity:
    """Abundance [nmol/l] from measured copies per cell, added up over isoforms, in a cell of `CELL_VOLUME_PL` [pl]."""
    rows = [knowledge.constant(key) for key in keys]
    counted = " + ".join(f"{row.value} {row.quantity}" for row in rows)
    return Quantity(
        value=math.fsum(knowledge.abundance(key) for key in keys),
        unit=NM,
        provenance=Provenance(
            origin="measured",
            note=f"{counted} per {rows[0].system} cell, cell volume {knowledge.CELL_VOLUME_PL:g} pl; {rows[0].source}",
        ),
    )


def turnover_of(key: str) -> Quantity:
    """Degradation constant [1/min] from a measured half-life [h]: ln 2 / t."""
    row = knowledge.constant(key)
    return Quantity(
        value=round(math.log(2) / (60 * row.measured()), 9),
        unit=PER_MINUTE,
        provenance=Provenance(origin="measured", note=f"{row.quantity}, {row.value} h, {row.system}: {row.source}"),
    )
