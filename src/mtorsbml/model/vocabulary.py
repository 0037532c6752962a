"""The vocabulary: frozen values with SBML's own nouns, and nothing of libSBML in them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Any, Final, Literal

from mtorsbml.errors import MtorsbmlError
from mtorsbml.model.formula import number
from mtorsbml.model.units import DIMENSIONLESS, NM, Unit

SID: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_]*\Z")
NEVER: Final = 1e9
"""A time [min] that no experiment reaches: the switch of a schedule that is not used."""

Qualifier = Literal["is", "hasPart", "isPartOf", "isVersionOf", "hasVersion", "isDescribedBy", "isHomologTo"]
Origin = Literal["measured", "derived", "estimated", "assumed"]
Confidence = Literal["established", "proposed", "unclear", "inference", "assumed"]
EnvironmentKind = Literal["nutrient", "hormone", "stimulus", "drug"]


def check_sid(owner: str, identifier: str) -> None:
    """Refuse an id that is no SBML SId.

    Raises:
        MtorsbmlError: If the id has a character that SBML does not allow.
    """
    if not SID.match(identifier):
        raise MtorsbmlError(f"{owner}: '{identifier}' is no valid id; use letters, digits and _, not a digit first")


@dataclass(frozen=True, kw_only=True, slots=True)
class Resource:
    """A MIRIAM annotation: a qualifier and a compact identifier such as `uniprot:P42345`."""

    qualifier: Qualifier
    compact: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Citation:
    """A paper: a short label for people, and its PubMed id or doi for machines."""

    label: str
    pmid: str = ""
    doi: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Evidence:
    """What an element rests on: rows of the interaction table, places in the source text, papers, confidence."""

    interactions: tuple[int, ...] = ()
    locators: tuple[str, ...] = ()
    citations: tuple[Citation, ...] = ()
    confidence: Confidence = "established"
    note: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Provenance:
    """Where a number comes from.

    `fold` is the plausible range of an assumed value: value / fold to value * fold.
    """

    origin: Origin
    note: str
    fold: float | None = None
    citation: Citation | None = None

    def text(self) -> str:
        """The sentence that stands in the notes of the parameter."""
        spread = f", plausible within {self.fold:g}-fold" if self.fold else ""
        source = f" ({self.citation.label})" if self.citation else ""
        return f"{self.origin}{spread}: {self.note}{source}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Quantity:
    """A number with its unit and its provenance, not yet named."""

    value: float
    unit: Unit
    provenance: Provenance


@dataclass(frozen=True, kw_only=True, slots=True)
class Entity:
    """A thing of the field: its name, its kind and its identifiers in public databases."""

    id: str
    name: str
    kind: str
    compartment: str
    resources: tuple[Resource, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Compartment:
    """A place with a volume [ul]."""

    id: str
    name: str
    size: float
    resources: tuple[Resource, ...] = ()
    note: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Parameter:
    """A constant with its unit and provenance."""

    id: str
    name: str
    value: float
    unit: Unit
    provenance: Provenance
    sbo: str
    resources: tuple[Resource, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Total:
    """The abundance of a protein or complex: the parameter `<id>_total` [nmol/l] from which its states start.

    `subunits` maps subunit ids to their reference abundance [nmol/l]; the complex forms as far as the scarcest
    subunit allows, so that `<subunit>_total = 0` takes the complex with it. `conserved` is false for a protein
    that is made and degraded.
    """

    id: str
    parameter: Parameter
    subunits: tuple[Parameter, ...] = ()
    conserved: bool = True

    @property
    def amount(self) -> str:
        """Id of the parameter that holds the amount which can form: the total itself, or `<id>_formed`."""
        return f"{self.id}_formed" if self.subunits else self.parameter.id

    @property
    def formation(self) -> str:
        """Formula of `<id>_formed`: the total, cut to what the scarcest subunit allows; empty without subunits."""
        if not self.subunits:
            return ""
        share = "1"
        for part in self.subunits:
            share = f"least({share}, {part.id} / {number(part.value)} {part.unit.id})"
        return f"{self.parameter.id} * {share}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Species:
    """A state of an entity. `contains` names the totals that it is counted in (two or more: a complex).

    `guess` is the initial concentration [nmol/l] before a steady state is known.
    """

    id: str
    name: str
    compartment: str
    entity: str
    sbo: str
    contains: tuple[str, ...] = ()
    guess: float = 0.0
    resources: tuple[Resource, ...] = ()
    note: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class RateLaw:
    """A formula over ids with its unit and SBO term; made by the named functions of `ratelaws`."""

    formula: str
    unit: Unit
    sbo: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Reaction:
    """A process: reactants and products with their stoichiometry, and a rate law [nmol/l/min].

    `compartment` is the volume that the rate refers to: the kinetic law is compartment * rate [fmol/min].
    """

    id: str
    name: str
    reactants: tuple[tuple[str, float], ...]
    products: tuple[tuple[str, float], ...]
    law: RateLaw
    compartment: str
    sbo: str
    reversible: bool
    evidence: Evidence
    note: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Observable:
    """A quantity that follows from the state by an assignment rule; its id is read like a species."""

    id: str
    name: str
    formula: str
    unit: Unit
    entity: str
    sbo: str
    evidence: Evidence = field(default_factory=Evidence)
    resources: tuple[Resource, ...] = ()
    note: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Environment:
    """Something that an experiment turns: a level with a step and a schedule, all of them plain parameters.

    `resting` is the level in the fed, unperturbed state; `reference` the level that counts as "on" (the unit of a
    claim's multiples). They differ for drugs and stresses, which rest at 0.
    """

    id: str
    name: str
    kind: EnvironmentKind
    unit: Unit
    resting: float
    reference: float
    entity: str
    provenance: Provenance
    resources: tuple[Resource, ...] = ()

    @property
    def step(self) -> float:
        """Default level of the scheduled step: withdrawal of what is there, or the dose of what is not."""
        return 0.0 if self.resting > 0 else self.reference


@dataclass(frozen=True, kw_only=True, slots=True)
class Dose:
    """Something that is given at times: a meal or a drug, added to a species [nmol/l] at once.

    `<id>_t_on` [min] is when it is given next, `<id>_interval` [min] after how long again (0: once), `<id>_size` how
    much of the `portion` [nmol/l]. `factor` names a level that multiplies it, if any.
    """

    id: str
    name: str
    target: str
    portion: Parameter
    first: float
    interval: float
    size: float
    factor: str = ""

    @property
    def amount(self) -> str:
        """Formula of what is added [nmol/l]."""
        return " * ".join([self.portion.id, f"{self.id}_size", *([self.factor] if self.factor else [])])


@dataclass(frozen=True, kw_only=True, slots=True)
class LogicNode:
    """A node of the logic model: what it stands for in the ODE, when that counts as on, and its update rule.

    `rule` is None for a node that nothing drives (its level is set from outside). `resting` is its level in the
    fed, unperturbed state.
    """

    id: str
    name: str
    resting: bool
    entity: str
    rule: str | None = None
    observable: str = ""
    threshold: float | None = None
    unit: Unit = NM
    evidence: Evidence = field(default_factory=Evidence)
    resources: tuple[Resource, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Input:
    """A port through which a module reads what another module owns."""

    id: str
    unit: Unit = NM


@dataclass(frozen=True, kw_only=True, slots=True)
class Exclusion:
    """A row of the interaction table that is deliberately not modelled here, and why."""

    interaction: int
    reason: str


@dataclass(frozen=True, kw_only=True, slots=True)
class EntityExclusion:
    """An entity that is deliberately not modelled, and why."""

    entity: str
    reason: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Module:
    """A part of the pathway: what it owns, and the ports through which it is joined to others."""

    id: str
    title: str
    notes: str
    inputs: tuple[Input, ...] = ()
    logic_inputs: tuple[str, ...] = ()
    compartments: tuple[Compartment, ...] = ()
    environments: tuple[Environment, ...] = ()
    totals: tuple[Total, ...] = ()
    parameters: tuple[Parameter, ...] = ()
    species: tuple[Species, ...] = ()
    reactions: tuple[Reaction, ...] = ()
    observables: tuple[Observable, ...] = ()
    doses: tuple[Dose, ...] = ()
    nodes: tuple[LogicNode, ...] = ()
    exclusions: tuple[Exclusion, ...] = ()
    entity_exclusions: tuple[EntityExclusion, ...] = ()

    @property
    def outputs(self) -> tuple[str, ...]:
        """Ids that other modules may read: environments, totals, species and observables, in this order."""
        return tuple(
            [e.id for e in self.environments]
            + [t.parameter.id for t in self.totals]
            + [s.id for s in self.species]
            + [o.id for o in self.observables]
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class Held:
    """An input that nothing in the model provides: it is held at its reference level.

    `kind` is what the id is in the module that owns it; `variable` says that something else in the document changes
    it after all (what a frame reads from an instance).
    """

    id: str
    name: str
    kind: Literal["species", "parameter"]
    value: float
    unit: Unit
    owner: str
    compartment: str = ""
    entity: str = ""
    sbo: str = ""
    resources: tuple[Resource, ...] = ()
    variable: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class ChangedValue:
    """The value that a variant gives to a parameter in the place of its own, `reference`, and where it is from."""

    id: str
    value: float
    reference: float
    unit: Unit
    provenance: Provenance
    by: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Model:
    """Modules joined into one: everything that a writer needs, with nothing left open.

    `initial` gives the concentration [nmol/l] of each species in the resting state; `starts` the formula of its
    initial assignment, where the species starts from a total. `values` are those of parameters that a variant
    changed; the elements themselves keep their reference, to which formulas refer.
    """

    id: str
    title: str
    notes: str
    modules: tuple[Module, ...]
    held: tuple[Held, ...] = ()
    held_nodes: tuple[LogicNode, ...] = ()
    compartments: tuple[Compartment, ...] = ()
    environments: tuple[Environment, ...] = ()
    totals: tuple[Total, ...] = ()
    parameters: tuple[Parameter, ...] = ()
    species: tuple[Species, ...] = ()
    reactions: tuple[Reaction, ...] = ()
    observables: tuple[Observable, ...] = ()
    doses: tuple[Dose, ...] = ()
    nodes: tuple[LogicNode, ...] = ()
    initial: tuple[tuple[str, float], ...] = ()
    starts: tuple[tuple[str, str], ...] = ()
    values: tuple[ChangedValue, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Instance:
    """One use of a model inside a larger one; what it holds gets the id `<instance>__<id>` there.

    What the frame reads from it, drives in it or sets there has the id `<id>_<instance>` (`<id>_<instance>_total` of a
    total). `values` are parameters that differ from those of the model, with the reason.
    """

    id: str
    title: str
    values: tuple[tuple[str, Quantity], ...] = ()

    def joined(self, identifier: str) -> str:
        """The id under which the frame has something of this instance."""
        stem = identifier.removesuffix("_total")
        return f"{stem}_{self.id}{identifier.removeprefix(stem)}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Assembly:
    """A model made of instances of one part, and a frame around them that reads and drives them.

    The frame reads the ids of `reads` and drives those of `drives` in each instance; what it holds under an id of
    `shared` stands for the element of that id in every instance.
    """

    id: str
    title: str
    notes: str
    part: Model
    instances: tuple[Instance, ...]
    frame: Model
    reads: tuple[str, ...] = ()
    drives: tuple[str, ...] = ()
    shared: tuple[str, ...] = ()

    def whole(self) -> Model:
        """The frame with all that the instances hold under its id in the whole, for lists and counts (no formulas)."""
        part, frame = self.part, self.frame

        def repeated(items: tuple[Any, ...]) -> tuple[Any, ...]:
            return tuple(replace(item, id=f"{i.id}__{item.id}") for i in self.instances for item in items)

        return replace(
            frame,
            held=tuple(h for h in repeated(part.held) if h.id.rpartition("__")[2] not in (*self.drives, *self.shared)),
            totals=(
                *frame.totals,
                *(
                    replace(t, id=f"{i.id}__{t.id}", parameter=replace(t.parameter, id=f"{i.id}__{t.parameter.id}"),
                            subunits=tuple(replace(p, id=f"{i.id}__{p.id}") for p in t.subunits))
                    for i in self.instances for t in part.totals
                ),
            ),
            parameters=(*frame.parameters, *repeated(part.parameters)),
            species=(*frame.species, *repeated(part.species)),
            reactions=(*frame.reactions, *repeated(part.reactions)),
            observables=(*frame.observables, *repeated(part.observables)),
        )  # fmt: skip


__all__ = [
    "DIMENSIONLESS",
    "NEVER",
    "NM",
    "Assembly",
    "ChangedValue",
    "Citation",
    "Compartment",
    "Confidence",
    "Dose",
    "Entity",
    "EntityExclusion",
    "Environment",
    "EnvironmentKind",
    "Evidence",
    "Exclusion",
    "Held",
    "Input",
    "Instance",
    "LogicNode",
    "Model",
    "Module",
    "Observable",
    "Origin",
    "Parameter",
    "Provenance",
    "Qualifier",
    "Quantity",
    "RateLaw",
    "Reaction",
    "Resource",
    "Species",
    "Total",
    "check_sid",
]
