"""The kinetic model as a hierarchy of its modules, with the SBML Level 3 package comp.

Each module is a model definition with a port for everything that others may read, experiments may turn, or it reads
itself. The top model has one element for each such id and puts it in the place of the modules' own, so that a
flattened document has the ids of the flat model for all of them; what is private to a module gets its prefix.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from typing import Any, Final

import libsbml

from mtorsbml.errors import MtorsbmlError
from mtorsbml.model.formula import ids_in
from mtorsbml.model.sbo import TOTAL
from mtorsbml.model.units import DIMENSIONLESS, NM
from mtorsbml.model.vocabulary import Held, Model, Module
from mtorsbml.sbml._document import LEVEL, VERSION, Target, add_units, put, target_for, use_model_units, write
from mtorsbml.sbml._values import resting_values
from mtorsbml.sbml.annotations import describe, describe_model
from mtorsbml.sbml.core import (
    CONTINUOUS,
    LEAST,
    add_compartment,
    add_environment,
    add_formed,
    add_held,
    add_least,
    add_observable,
    add_parameter,
    add_species,
    fill,
    used_units,
    uses_least,
)
from mtorsbml.sbml.metadata import NO_METADATA, ModelMetadata

INPUT_PORT: Final = "SBO:0000600"
OUTPUT_PORT: Final = "SBO:0000601"


def comp_module_sbml(standalone: Model, metadata: ModelMetadata = NO_METADATA) -> str:
    """One module alone as SBML text, with a port for each input and each output.

    Args:
        standalone: The module composed alone, its inputs held.
        metadata: Annotations of the model element.

    Returns:
        The document; equal models give equal text.

    Raises:
        MtorsbmlError: If libSBML refuses an element.
    """
    document = comp_document()
    target = target_for(document.createModel(), standalone)
    fill(target, standalone, metadata)
    _add_ports(target, standalone)
    return write(document)


def comp_sbml(model: Model, standalone: Mapping[str, Model], metadata: ModelMetadata = NO_METADATA) -> str:
    """Joined modules as SBML text: a model definition for each, and a top model that joins them.

    The initial assignments are those of the whole model, so that a total that is set to 0 takes its states with it.

    Args:
        model: The joined modules.
        standalone: Each of the modules composed alone, by id: they say what a port holds where nothing replaces it.
        metadata: Annotations of the top model.

    Returns:
        The document, without references to other files; equal models give equal text.

    Raises:
        MtorsbmlError: If a module is missing from `standalone`, or libSBML refuses an element.
    """
    document = comp_document()
    parts = [_part(model, module, standalone) for module in model.modules]
    top = target_for(document.createModel(), model)
    levels = [f"{held.id} (from {held.owner})" for held in model.held]
    describe_model(top, model, metadata, CONTINUOUS, levels)
    use_model_units(top)
    add_units(top, used_units(model))
    if uses_least(model):
        add_least(top)
    for place in model.compartments:
        add_compartment(top, place)
    foreign = {held.id for part in parts for held in part.held}
    _add_joined(top, model, foreign)
    for part in parts:
        _add_submodel(document, top, part, foreign)
    return write(document)


def comp_document() -> Any:
    """An empty document of the package comp."""
    document = libsbml.SBMLDocument(libsbml.CompPkgNamespaces(LEVEL, VERSION, 1))
    document.setPackageRequired("comp", True)
    return document


# -- one module of the whole -----------------------------------------------------------------------------------


def _part(model: Model, module: Module, standalone: Mapping[str, Model]) -> Model:
    """A module as it is in the whole model: its species start as they do there."""
    if module.id not in standalone:
        raise MtorsbmlError(f"module '{module.id}' is not given alone; compose it alone and pass it too")
    species = {s.id for s in module.species}
    starts = tuple((name, formula) for name, formula in model.starts if name in species)
    held = {h.id: h for h in standalone[module.id].held}
    owned = set(_interface(module)) | {t.amount for t in module.totals}
    whole = _whole(model)
    for name in dict.fromkeys(name for _, formula in starts for name in ids_in(formula)):
        if name in whole and name not in owned:
            held.setdefault(name, whole[name])
    places = {c.id for c in module.compartments} | {h.compartment for h in held.values()}
    return Model(
        id=module.id,
        title=module.title,
        notes=module.notes,
        modules=(module,),
        held=tuple(held.values()),
        compartments=tuple(c for c in model.compartments if c.id in places),
        environments=module.environments,
        totals=module.totals,
        parameters=module.parameters,
        species=module.species,
        reactions=module.reactions,
        observables=tuple(o for o in model.observables if o in module.observables),
        initial=tuple((name, level) for name, level in model.initial if name in species),
        starts=starts,
        values=model.values,
    )


def _whole(model: Model) -> dict[str, Held]:
    """What an initial assignment may refer to: species and the amounts that can form, as inputs of another module."""
    found: dict[str, Held] = {}
    levels = dict(model.initial)
    for module in model.modules:
        for s in module.species:
            found[s.id] = Held(
                id=s.id, name=s.name, kind="species", value=levels[s.id], unit=NM, owner=module.id,
                compartment=s.compartment, entity=s.entity, sbo=s.sbo, resources=s.resources,
            )  # fmt: skip
        for t in module.totals:
            whole = t.parameter
            found[t.amount] = Held(
                id=t.amount, name=whole.name, kind="parameter", value=whole.value, unit=whole.unit, owner=module.id,
                sbo=TOTAL, resources=whole.resources,
            )  # fmt: skip
    return found


def _interface(module: Module) -> list[str]:
    """Ids that a module gives to others, and those of its schedules and subunits, which experiments turn."""
    schedules = [f"{e.id}_{end}" for e in module.environments for end in ("t_on", "t_off", "interval", "step")]
    subunits = [part.id for total in module.totals for part in total.subunits]
    return [*module.outputs, *schedules, *subunits]


def _add_ports(target: Target, part: Model, also: Iterable[str] = ()) -> list[str]:
    """Write the ports of a module and return their ids, which are those of the elements behind them."""
    plugin = target.model.getPlugin("comp")
    inputs = {held.id: INPUT_PORT for held in part.held}
    outputs = {name: OUTPUT_PORT for module in part.modules for name in [*_interface(module), *also]}
    for name, term in (inputs | outputs).items():
        port = plugin.createPort()
        put(port, f"port '{name}'", Id=name, MetaId=target.metaid(f"port__{name}"), IdRef=name, SBOTerm=term)
    return [*inputs, *outputs]


# -- the whole -------------------------------------------------------------------------------------------------


def _add_joined(top: Target, model: Model, foreign: Set[str]) -> None:
    """Write the elements that stand in the place of the modules' own; `foreign` are ids that a module reads."""
    levels, values = dict(model.initial), resting_values(model)
    for species in model.species:
        add_species(top, species, levels[species.id])
    for held in model.held:
        add_held(top, held)
    for parameter in model.parameters:
        if parameter.id in foreign:
            add_parameter(top, parameter)
    for total in model.totals:
        for parameter in (total.parameter, *total.subunits):
            add_parameter(top, parameter)
        if total.formation and total.amount in foreign:
            add_formed(top, total, values[total.amount])
    for environment in model.environments:
        add_environment(top, environment)
    for observable in model.observables:
        add_observable(top, observable, values[observable.id])


def _add_submodel(document: Any, top: Target, part: Model, foreign: Set[str]) -> None:
    definition = target_for(document.getPlugin("comp").createModelDefinition(), part, f"meta_{part.id}__")
    fill(definition, part)
    private = [p.id for p in part.parameters] + [t.amount for t in part.totals if t.formation]
    ports = _add_ports(definition, part, [name for name in private if name in foreign])
    submodel = describe(top, top.model.getPlugin("comp").createSubmodel(), part.id, name=part.title)
    put(submodel, f"submodel '{part.id}'", ModelRef=part.id, SBOTerm=CONTINUOUS)
    for name in ports:
        _replace(top.model.getElementBySId(name), part, name, PortRef=name)
    for place in part.compartments:
        _replace(top.model.getCompartment(place.id), part, place.id, IdRef=place.id)
    if uses_least(part):
        _replace(top.model.getFunctionDefinition(LEAST), part, LEAST, IdRef=LEAST)
    for name in dict.fromkeys(unit.id for unit in used_units(part) if unit != DIMENSIONLESS):
        _replace(top.model.getUnitDefinition(name), part, name, UnitRef=name)


def _replace(element: Any, part: Model, name: str, **reference: str) -> None:
    what = f"'{name}' in the place of that of module '{part.id}'"
    if element is None:
        raise MtorsbmlError(f"there is no {what} in the top model; declare it in the module that owns it")
    put(element.getPlugin("comp").createReplacedElement(), what, SubmodelRef=part.id, **reference)
