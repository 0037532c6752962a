"""The builder with which a module file is written, from top to bottom, and that gives a frozen `Module`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from mtorsbml.errors import MtorsbmlError, nearest
from mtorsbml.model import sbo as sbo_terms
from mtorsbml.model.formula import ids_in
from mtorsbml.model.macros import Macros, Terms, stoichiometry
from mtorsbml.model.units import NM, UNITS, Unit
from mtorsbml.model.vocabulary import (
    Compartment,
    Dose,
    Entity,
    EntityExclusion,
    Environment,
    EnvironmentKind,
    Evidence,
    Exclusion,
    Input,
    LogicNode,
    Module,
    Observable,
    Parameter,
    Quantity,
    RateLaw,
    Reaction,
    Resource,
    Species,
    Total,
    check_sid,
)


class ModuleBuilder(Macros):
    """Collects the parts of one module; `build()` freezes them.

    Args:
        identifier: Id of the module.
        title: One line that says what the module shows.
        notes: The biology in a few sentences; it becomes the notes of the SBML files.
        entities: The known entities by id; a state takes the identifiers of the entity whose name it extends.
        compartments: The known compartments by id.
    """

    def __init__(
        self,
        identifier: str,
        *,
        title: str,
        notes: str,
        entities: Mapping[str, Entity],
        compartments: Mapping[str, Compartment],
    ) -> None:
        check_sid("module", identifier)
        self.id = identifier
        self.title = title
        self.notes = notes
        self._entities = entities
        self._known_compartments = compartments
        self._inputs: dict[str, Input] = {}
        self._logic_inputs: dict[str, None] = {}
        self._compartments: dict[str, Compartment] = {}
        self._environments: dict[str, Environment] = {}
        self._totals: dict[str, Total] = {}
        self._parameters: dict[str, Parameter] = {}
        self._species: dict[str, Species] = {}
        self._reactions: dict[str, Reaction] = {}
        self._observables: dict[str, Observable] = {}
        self._doses: dict[str, Dose] = {}
        self._nodes: dict[str, LogicNode] = {}
        self._exclusions: dict[int, Exclusion] = {}
        self._entity_exclusions: dict[str, EntityExclusion] = {}
        self._taken: set[str] = set()

    # -- ports, environment and constants ------------------------------------------------------------------

    def reads(self, *ids: str, unit: Unit = NM) -> None:
        """Declare inputs that other modules own."""
        for identifier in ids:
            self._claim(identifier)
            self._inputs[identifier] = Input(id=identifier, unit=unit)

    def environment(
        self,
        identifier: str,
        *,
        kind: EnvironmentKind,
        resting: Quantity,
        reference: float | None = None,
        name: str = "",
        entity: str = "",
    ) -> str:
        """Declare something that experiments turn: a level with `_t_on`, `_t_off`, `_step` and `_interval`."""
        self._claim(identifier)
        source = self._entity(entity or identifier)
        self._environments[identifier] = Environment(
            id=identifier,
            name=name or (source.name if source else identifier),
            kind=kind,
            unit=resting.unit,
            resting=resting.value,
            reference=resting.value if reference is None else reference,
            entity=source.id if source else "",
            provenance=resting.provenance,
            resources=self._resources(source, identifier),
        )
        return identifier

    def constant(self, identifier: str, quantity: Quantity, name: str = "") -> str:
        """Declare a constant; its SBO term follows from its name (`Kd_...`, `kcat_...`, `k_...`)."""
        self._claim(identifier)
        self._parameters[identifier] = Parameter(
            id=identifier,
            name=name or identifier.replace("_", " "),
            value=quantity.value,
            unit=quantity.unit,
            provenance=quantity.provenance,
            sbo=sbo_terms.parameter_term(identifier),
        )
        return identifier

    def total(
        self,
        identifier: str,
        abundance: Quantity,
        *,
        subunits: Mapping[str, Quantity] | None = None,
        conserved: bool = True,
    ) -> str:
        """Declare the abundance `<id>_total`; returns the id of the amount that can form."""
        parameter = self._total_parameter(identifier, abundance)
        parts = tuple(self._total_parameter(sub, amount) for sub, amount in (subunits or {}).items())
        self._totals[identifier] = Total(id=identifier, parameter=parameter, subunits=parts, conserved=conserved)
        return self._totals[identifier].amount

    def _total_parameter(self, identifier: str, abundance: Quantity) -> Parameter:
        name = f"{identifier}_total"
        self._claim(name)
        source = self._entity(identifier)
        return Parameter(
            id=name,
            name=f"total {source.name if source else identifier}",
            value=abundance.value,
            unit=abundance.unit,
            provenance=abundance.provenance,
            sbo=sbo_terms.TOTAL,
            resources=self._resources(source, identifier),
        )

    # -- states and processes ------------------------------------------------------------------------------

    def species(
        self,
        identifier: str,
        *,
        at: str = "",
        contains: Sequence[str] | str = (),
        guess: float = 0.0,
        name: str = "",
        entity: str = "",
        note: str = "",
        resources: Sequence[Resource] = (),
    ) -> str:
        """Declare a state.

        `contains` names the totals in which it is counted; `resources` say what it is if no entity of the table does.
        """
        self._claim(identifier)
        source = self._entity(entity or identifier)
        place = at or (source.compartment if source else "cytosol")
        if place not in self._known_compartments:
            raise MtorsbmlError(f"module {self.id}: species '{identifier}' is in unknown compartment '{place}'")
        self._compartments[place] = self._known_compartments[place]
        self._species[identifier] = Species(
            id=identifier,
            name=name or (source.name if source else identifier),
            compartment=place,
            entity=source.id if source else "",
            sbo=sbo_terms.species_term(source.kind if source else ""),
            contains=(contains,) if isinstance(contains, str) else tuple(contains),
            guess=guess,
            resources=tuple(resources) or self._resources(source, identifier),
            note=note,
        )
        return identifier

    def reaction(
        self,
        identifier: str,
        reactants: Terms,
        products: Terms,
        law: RateLaw,
        *,
        evidence: Evidence,
        sbo: str = sbo_terms.BIOCHEMICAL,
        reversible: bool = False,
        at: str = "cytosol",
        name: str = "",
        note: str = "",
    ) -> str:
        """Declare a process with its rate law [nmol/l/min]."""
        self._claim(identifier)
        self._compartments[at] = self._known_compartments[at]
        self._reactions[identifier] = Reaction(
            id=identifier,
            name=name or identifier.replace("_", " "),
            reactants=stoichiometry(reactants),
            products=stoichiometry(products),
            law=law,
            compartment=at,
            sbo=sbo,
            reversible=reversible,
            evidence=evidence,
            note=note,
        )
        return identifier

    def observable(
        self,
        identifier: str,
        formula: str | RateLaw,
        *,
        unit: Unit = NM,
        evidence: Evidence | None = None,
        name: str = "",
        entity: str = "",
        sbo: str = sbo_terms.OBSERVABLE,
        note: str = "",
    ) -> str:
        """Declare a quantity that follows from the state."""
        self._claim(identifier)
        source = self._entity(entity or identifier)
        self._observables[identifier] = Observable(
            id=identifier,
            name=name or (source.name if source else identifier),
            formula=formula if isinstance(formula, str) else formula.formula,
            unit=unit,
            entity=source.id if source else "",
            sbo=sbo,
            evidence=evidence or Evidence(),
            resources=self._resources(source, identifier),
            note=note,
        )
        return identifier

    def dose(
        self, identifier: str, target: str, portion: str, *, name: str, first: float, interval: float = 0.0,
        size: float = 1.0, factor: str = "",
    ) -> str:  # fmt: skip
        """Declare what is given at times: `portion` is the id of a constant [nmol/l], times are in minutes."""
        for end in ("t_on", "interval", "size"):
            self._claim(f"{identifier}_{end}")
        self._doses[identifier] = Dose(
            id=identifier, name=name, target=target, portion=self._parameters[portion], first=first, interval=interval,
            size=size, factor=factor,
        )  # fmt: skip
        return identifier

    # -- logic ---------------------------------------------------------------------------------------------

    def logic_reads(self, *ids: str) -> None:
        """Declare logic nodes that other modules own."""
        self._logic_inputs.update(dict.fromkeys(ids))

    def logic(
        self,
        identifier: str,
        rule: str | None = None,
        *,
        resting: bool,
        evidence: Evidence | None = None,
        observable: str = "",
        threshold: float | None = None,
        unit: Unit = NM,
        name: str = "",
        entity: str = "",
    ) -> str:
        """Declare a logic node: its update rule (`&`, `|`, `!`), and the observable and threshold it stands for."""
        if identifier in self._nodes:
            raise MtorsbmlError(f"module {self.id}: logic node '{identifier}' is declared twice; keep one")
        source = self._entity(entity or identifier)
        self._nodes[identifier] = LogicNode(
            id=identifier,
            name=name or (source.name if source else identifier),
            resting=resting,
            entity=source.id if source else "",
            rule=rule,
            observable=observable or (identifier if threshold is not None else ""),
            threshold=threshold,
            unit=unit,
            evidence=evidence or Evidence(),
            resources=self._resources(source, identifier),
        )
        return identifier

    def exclude(self, interaction: int, reason: str) -> None:
        """Name a row of the interaction table that this module leaves out, and why."""
        self._exclusions[interaction] = Exclusion(interaction=interaction, reason=reason)

    def exclude_entity(self, identifier: str, reason: str) -> None:
        """Name a known entity that is left out of the models, and why.

        Raises:
            MtorsbmlError: If there is no such entity.
        """
        if identifier not in self._entities:
            raise MtorsbmlError(
                f"module {self.id}: leaves out entity '{identifier}', which is unknown"
                f"{nearest(identifier, self._entities)}"
            )
        self._entity_exclusions[identifier] = EntityExclusion(entity=identifier, reason=reason)

    # -- result --------------------------------------------------------------------------------------------

    def build(self) -> Module:
        """Freeze the module.

        Raises:
            MtorsbmlError: If a formula or rule uses an id that is neither owned nor read here, or an input is unused.
        """
        self._check_formulas()
        self._check_rules()
        return Module(
            id=self.id,
            title=self.title,
            notes=self.notes,
            inputs=tuple(self._inputs.values()),
            logic_inputs=tuple(self._logic_inputs),
            compartments=tuple(self._compartments.values()),
            environments=tuple(self._environments.values()),
            totals=tuple(self._totals.values()),
            parameters=tuple(self._parameters.values()),
            species=tuple(self._species.values()),
            reactions=tuple(self._reactions.values()),
            observables=tuple(self._observables.values()),
            doses=tuple(self._doses.values()),
            nodes=tuple(self._nodes.values()),
            exclusions=tuple(self._exclusions.values()),
            entity_exclusions=tuple(self._entity_exclusions.values()),
        )

    def _check_formulas(self) -> None:
        known = self._taken | {t.amount for t in self._totals.values()} | set(UNITS)
        uses = [(r.id, ids_in(r.law.formula)) for r in self._reactions.values()]
        uses += [(r.id, tuple(s for s, _ in r.reactants + r.products)) for r in self._reactions.values()]
        uses += [(o.id, ids_in(o.formula)) for o in self._observables.values()]
        used = {name for _, ids in uses for name in ids}
        for name in self._inputs:
            if name not in used:
                raise MtorsbmlError(f"module {self.id}: reads '{name}' and never uses it; drop it")
        for owner, ids in uses:
            for name in ids:
                if name not in known:
                    raise MtorsbmlError(
                        f"module {self.id}: '{owner}' uses '{name}', which is neither owned nor read here"
                    )

    def _check_rules(self) -> None:
        known = set(self._nodes) | set(self._logic_inputs)
        used = {name for node in self._nodes.values() for name in ids_in((node.rule or "").replace("!", " "))}
        for name in self._logic_inputs:
            if name not in used:
                raise MtorsbmlError(f"module {self.id}: reads logic node '{name}' and never uses it; drop it")
        for node in self._nodes.values():
            for name in ids_in((node.rule or "").replace("!", " ")):
                if name not in known and name not in ("true", "false"):
                    raise MtorsbmlError(
                        f"module {self.id}: the rule of logic node '{node.id}' uses '{name}', "
                        "which is neither owned nor read here"
                    )

    def _claim(self, identifier: str) -> None:
        check_sid(f"module {self.id}", identifier)
        if identifier in self._taken:
            raise MtorsbmlError(f"module {self.id}: '{identifier}' is declared twice; keep one")
        self._taken.add(identifier)

    def _entity(self, identifier: str) -> Entity | None:
        """The entity of an id, or of the longest entity name that the id extends (`Akt_pT308` is a state of Akt)."""
        name = identifier
        while name:
            if name in self._entities:
                return self._entities[name]
            name = name.rpartition("_")[0]
        return None

    def _resources(self, source: Entity | None, identifier: str) -> tuple[Resource, ...]:
        if source is None:
            return ()
        if source.id == identifier:
            return source.resources
        return tuple(
            Resource(qualifier="isVersionOf" if r.qualifier == "is" else r.qualifier, compact=r.compact)
            for r in source.resources
        )
