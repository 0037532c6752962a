"""The modules of the pathway in their order, and the models that are made of them."""

from __future__ import annotations

import csv
import functools
import importlib
from collections.abc import Mapping, Sequence
from importlib import resources
from typing import Final

from mtorsbml.errors import UsageError, nearest
from mtorsbml.model.compose import compose
from mtorsbml.model.vocabulary import Model, Module

CELL_IDS: Final = (
    "mtorc1_assembly",
    "mtorc2_assembly",
    "growth_factor",
    "energy_stress",
    "amino_acid_sensing",
    "lysosomal_gate",
    "protein_synthesis",
    "autophagy_lysosome",
    "mtorc2_signalling",
    "feedback_crosstalk",
    "pharmacology",
    "lipid_synthesis",
    "nucleotide_synthesis",
    "glucose_mitochondria",
)
"""The modules of one cell, of which a body has several."""
MODULE_IDS: Final = (*CELL_IDS, "tissue_metabolism", "neuronal", "ageing", "species_wiring")
"""All modules: the cell, then the body around it, and what else mTOR governs."""
MERGED: Final = "mtor"
TITLE: Final = "mTOR signalling: nutrition, growth, ageing and disease"
NOTES: Final = (
    "All modules joined: growth factors, energy, stress and amino acids meet at the lysosome, where the Rags bring "
    "mTORC1 and Rheb switches it on; mTORC2 answers to PIP3; growth, autophagy, metabolism, tissues, neurons and "
    "ageing follow; feedback and drugs included. Time is in minutes, concentrations in nmol/l of the whole cell (one "
    "microlitre of cells). Every protein has a parameter <id>_total: 0 is a knockout. Every nutrient, hormone, stress "
    "and drug has a level <id> and a schedule (<id>_t_on, <id>_t_off, <id>_step, <id>_interval)."
)


@functools.cache
def modules() -> tuple[Module, ...]:
    """All modules, built."""
    return tuple(importlib.import_module(f"mtorsbml.pathway.modules.{name}").build() for name in MODULE_IDS)


def module(identifier: str) -> Module:
    """One module by its id.

    Raises:
        UsageError: If there is no such module.
    """
    if identifier not in MODULE_IDS:
        raise UsageError(f"there is no module '{identifier}'{nearest(identifier, MODULE_IDS)}")
    return modules()[MODULE_IDS.index(identifier)]


@functools.cache
def resting_state() -> Mapping[str, float]:
    """The committed table of resting levels: species [nmol/l] and observables [their own unit].

    `mtorsbml build --refresh-steady-state` makes it anew.
    """
    table = resources.files("mtorsbml.pathway").joinpath("resting_state.tsv")
    if not table.is_file():
        return {}
    rows = csv.DictReader(table.read_text(encoding="utf-8").splitlines(), delimiter="\t")
    return {row["id"]: float(row["value"]) for row in rows}


def model_ids() -> tuple[str, ...]:
    """Ids of all models: the merged one first, then the modules."""
    return (MERGED, *MODULE_IDS)


def merged(initial: Mapping[str, float] | None = None) -> Model:
    """The merged model of all modules."""
    return merge(MODULE_IDS, identifier=MERGED, title=TITLE, notes=NOTES, initial=initial)


def standalone(identifier: str) -> Model:
    """One module as a model of its own, its inputs held at their resting level."""
    part = module(identifier)
    return merge([identifier], identifier=identifier, title=part.title, notes=part.notes)


def merge(
    ids: Sequence[str],
    *,
    identifier: str,
    title: str = "",
    notes: str = "",
    initial: Mapping[str, float] | None = None,
) -> Model:
    """Join some modules; what they do not provide is held at its resting level.

    Raises:
        UsageError: If an id is unknown or named twice.
    """
    twice = sorted({name for name in ids if list(ids).count(name) > 1})
    if twice:
        raise UsageError(f"module '{twice[0]}' is named twice; name each once")
    return compose(
        [module(name) for name in ids],
        identifier=identifier,
        title=title or f"mTOR modules {', '.join(ids)}",
        notes=notes or " ".join(module(name).notes for name in ids),
        library=modules(),
        initial=resting_state() if initial is None else initial,
    )


def model(identifier: str) -> Model:
    """A model by its id.

    Raises:
        UsageError: If there is no such model.
    """
    if identifier == MERGED:
        return merged()
    if identifier in MODULE_IDS:
        return standalone(identifier)
    raise UsageError(f"there is no model '{identifier}'{nearest(identifier, model_ids())}")
