"""What a model consists of, in numbers and names: for the command line and the report."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mtorsbml.model.vocabulary import Model


@dataclass(frozen=True, kw_only=True, slots=True)
class Quantity:
    """Something that can be turned or read: its unit, its resting level, and what it is."""

    id: str
    name: str
    kind: str
    unit: str
    resting: float | None = None
    reference: float | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Summary:
    """A model of the repository.

    `inputs` are levels that experiments turn (environment, drugs) and what a module alone holds for others; `totals`
    the abundances; `outputs` the default readouts.
    """

    id: str
    title: str
    notes: str
    counts: dict[str, int]
    modules: tuple[str, ...]
    inputs: tuple[Quantity, ...]
    totals: tuple[Quantity, ...]
    outputs: tuple[Quantity, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class FileSummary:
    """An SBML file of any origin."""

    path: str
    id: str
    name: str
    kind: str
    level: str
    counts: dict[str, int]


def counts(model: Model) -> dict[str, int]:
    """How many elements of each kind a model has."""
    return {
        "species": len(model.species),
        "reactions": len(model.reactions),
        "parameters": len(model.parameters) + sum(1 + len(t.subunits) for t in model.totals),
        "observables": len(model.observables),
        "inputs": len(model.environments) + len(model.held),
        "logic nodes": len(model.nodes) + len(model.held_nodes),
    }


def summarise(model: Model) -> Summary:
    """Describe a model of the repository."""
    from mtorsbml.model.units import NM
    from mtorsbml.pathway import library
    from mtorsbml.pathway.readouts import DEFAULT_READOUTS

    levels = dict(library.resting_state()) | dict(model.initial)
    names = {s.id: (s.name, NM.label) for s in model.species}
    names |= {o.id: (o.name, o.unit.label) for o in model.observables}
    shown = DEFAULT_READOUTS.get(model.id) or [o.id for o in model.observables]
    turned = [
        Quantity(
            id=e.id, name=e.name, kind=e.kind, unit=e.unit.label, resting=e.resting, reference=e.reference
        )
        for e in model.environments
    ]  # fmt: skip
    held = [
        Quantity(id=h.id, name=h.name, kind=f"held ({h.owner})", unit=h.unit.label, resting=h.value)
        for h in model.held
    ]  # fmt: skip
    totals = [
        Quantity(id=p.id, name=p.name, kind="abundance", unit=p.unit.label, resting=p.value)
        for t in model.totals
        for p in (t.parameter, *t.subunits)
    ]
    outputs = [
        Quantity(id=name, name=names[name][0], kind="readout", unit=names[name][1], resting=levels.get(name))
        for name in shown
    ]
    return Summary(
        id=model.id,
        title=model.title,
        notes=model.notes,
        counts=counts(model),
        modules=tuple(m.id for m in model.modules),
        inputs=(*turned, *held),
        totals=tuple(totals),
        outputs=tuple(outputs),
    )


def describe_file(path: Path) -> FileSummary:
    """Describe an SBML file.

    Raises:
        UsageError: The file cannot be read.
        MtorsbmlError: The file is refused as unsafe, or has errors.
    """
    from mtorsbml.sbml import read

    document = read.read_document(path)
    model = document.getModel()
    kind = read.kind(document)
    found = {
        "species": model.getNumSpecies(),
        "reactions": model.getNumReactions(),
        "parameters": model.getNumParameters(),
        "compartments": model.getNumCompartments(),
        "rules": model.getNumRules(),
        "events": model.getNumEvents(),
    }
    if kind == "qual":
        logic = model.getPlugin("qual")
        found = {"nodes": logic.getNumQualitativeSpecies(), "transitions": logic.getNumTransitions()}
    if kind == "comp":
        found["submodels"] = model.getPlugin("comp").getNumSubmodels()
        found["model definitions"] = document.getPlugin("comp").getNumModelDefinitions()
    return FileSummary(
        path=str(path),
        id=model.getId(),
        name=model.getName(),
        kind=kind,
        level=f"Level {document.getLevel()} Version {document.getVersion()}",
        counts=found,
    )
