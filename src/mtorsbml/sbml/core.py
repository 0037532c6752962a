"""The kinetic model as SBML Level 3 Version 1 core."""

from __future__ import annotations

from collections.abc import Mapping, Set
from typing import Any, Final

import libsbml

from mtorsbml.model import sbo
from mtorsbml.model.formula import ids_in, number
from mtorsbml.model.units import DIMENSIONLESS, FMOL, MICROLITRE, MINUTE, NM, Unit
from mtorsbml.model.vocabulary import (
    NEVER,
    Compartment,
    Dose,
    Environment,
    Evidence,
    Held,
    Model,
    Observable,
    Parameter,
    Reaction,
    Species,
    Total,
)
from mtorsbml.sbml._document import (
    LEVEL,
    MATHEMATICAL_EXPRESSION,
    VERSION,
    Target,
    add_units,
    parse,
    put,
    target_for,
    units_in,
    use_model_units,
    write,
)
from mtorsbml.sbml._roles import modifier_term
from mtorsbml.sbml.annotations import (
    add_notes,
    annotate,
    changed_notes,
    cited,
    describe,
    describe_model,
    evidence_notes,
    paragraph,
    provenance_notes,
    quantity,
    remark,
)
from mtorsbml.sbml.metadata import NO_METADATA, ModelMetadata

CONTINUOUS: Final = "SBO:0000293"
COMPARTMENT: Final = "SBO:0000290"
EVENT: Final = "SBO:0000231"
TIME: Final = "SBO:0000346"
LEAST: Final = "least"


def core_sbml(model: Model, metadata: ModelMetadata = NO_METADATA) -> str:
    """The kinetic model as SBML text: time in minutes, substance in fmol, volume in microlitres.

    Args:
        model: The joined modules.
        metadata: Annotations of the model element.

    Returns:
        The document; equal models give equal text.

    Raises:
        MtorsbmlError: If libSBML refuses an element.
    """
    document = libsbml.SBMLDocument(LEVEL, VERSION)
    fill(target_for(document.createModel(), model), model, metadata)
    return write(document)


def fill(target: Target, model: Model, metadata: ModelMetadata = NO_METADATA) -> None:
    """Write a model into an empty libSBML model.

    Raises:
        MtorsbmlError: If libSBML refuses an element.
    """
    levels = [f"{h.id} = {quantity(h.value, h.unit)} (from {h.owner})" for h in model.held]
    describe_model(target, model, metadata, CONTINUOUS, levels)
    use_model_units(target)
    add_units(target, used_units(model))
    if uses_least(model):
        add_least(target)
    for place in model.compartments:
        add_compartment(target, place)
    for species in model.species:
        add_species(target, species, dict(model.initial)[species.id])
    for held in model.held:
        add_held(target, held)
    for p in [*model.parameters, *(p for t in model.totals for p in (t.parameter, *t.subunits))]:
        add_parameter(target, p)
    for total in model.totals:
        add_formed(target, total)
    for environment in model.environments:
        add_environment(target, environment)
        _add_schedule_state(target, environment)
    for observable in model.observables:
        add_observable(target, observable)
    _add_starts(target, model)
    _add_rules(target, model)
    _add_reactions(target, model)
    for environment in model.environments:
        _add_events(target, environment)
    for dose in model.doses:
        add_dose(target, dose)


def used_units(model: Model) -> list[Unit]:
    """Every unit that a model's elements and formulas name."""
    listed = [p.unit for p in model.parameters]
    listed += [p.unit for t in model.totals for p in (t.parameter, *t.subunits)]
    listed += [e.unit for e in model.environments]
    listed += [o.unit for o in model.observables]
    listed += [h.unit for h in model.held if h.kind == "parameter"]
    listed += [unit for formula in formulas(model) for unit in units_in(formula)]
    return [FMOL, MICROLITRE, MINUTE, *listed]


def formulas(model: Model) -> list[str]:
    """Every formula of a model: laws, observables, initial assignments and what subunits allow to form."""
    return [
        *(r.law.formula for r in model.reactions),
        *(o.formula for o in model.observables),
        *(formula for _, formula in model.starts),
        *(t.formation for t in model.totals if t.formation),
    ]


def uses_least(model: Model) -> bool:
    """Whether a formula of the model calls `least(a, b)`."""
    return any(f"{LEAST}(" in formula for formula in formulas(model))


def add_least(target: Target) -> None:
    """Define `least(a, b)`, the smaller of two values."""
    function = describe(
        target,
        target.model.createFunctionDefinition(),
        LEAST,
        name="the smaller of two values",
        sbo=MATHEMATICAL_EXPRESSION,
    )
    put(function, "function 'least'", Math=parse("lambda(a, b, (a + b - abs(a - b)) / 2)", "function 'least'"))


# -- what has a value ------------------------------------------------------------------------------------------


def add_compartment(target: Target, place: Compartment) -> Any:
    """Write a compartment of constant size [ul]."""
    element = describe(target, target.model.createCompartment(), place.id, name=place.name, sbo=COMPARTMENT)
    put(element, f"compartment '{place.id}'", Size=place.size, SpatialDimensions=3, Units=MICROLITRE.id, Constant=True)
    annotate(element, place.resources)
    add_notes(element, remark(place.note))
    return element


def add_species(target: Target, species: Species, level: float) -> Any:
    """Write a species with its initial concentration [nmol/l]."""
    element = _species(target, species.id, species.name, species.sbo, species.compartment, level)
    put(element, f"species '{species.id}'", BoundaryCondition=False, Constant=False)
    annotate(element, species.resources)
    add_notes(element, remark(species.note))
    return element


def add_held(target: Target, held: Held) -> Any:
    """Write an input that nothing provides: a constant species or parameter at its reference level."""
    if held.kind == "species":
        element = _species(target, held.id, held.name, held.sbo, held.compartment, held.value)
        put(element, f"species '{held.id}'", BoundaryCondition=not held.variable, Constant=not held.variable)
    else:
        term = held.sbo or sbo.QUANTITATIVE
        element = _parameter(target, held.id, held.name, term, held.unit, held.value, constant=not held.variable)
    annotate(element, held.resources)
    where = "read from there" if held.variable else "held here at its reference level"
    owner = paragraph(f"Owned by module {held.owner}; {where}.")
    add_notes(element, [*changed_notes(target, held.id), owner])
    return element


def _species(target: Target, identifier: str, name: str, term: str, compartment: str, level: float) -> Any:
    element = describe(target, target.model.createSpecies(), identifier, name=name, sbo=term)
    return put(
        element,
        f"species '{identifier}'",
        Compartment=compartment,
        InitialConcentration=level,
        SubstanceUnits=FMOL.id,
        HasOnlySubstanceUnits=False,
    )


def add_parameter(target: Target, parameter: Parameter) -> Any:
    """Write a constant with its provenance."""
    element = _parameter(target, parameter.id, parameter.name, parameter.sbo, parameter.unit, parameter.value)
    annotate(element, parameter.resources)
    source = provenance_notes(parameter.provenance, parameter.value, parameter.unit)
    add_notes(element, [*changed_notes(target, parameter.id), *source])
    return element


def _parameter(
    target: Target,
    identifier: str,
    name: str,
    term: str,
    unit: Unit,
    value: float | None,
    *,
    constant: bool = True,
) -> Any:
    element = describe(target, target.model.createParameter(), identifier, name=name, sbo=term)
    put(element, f"parameter '{identifier}'", Units=unit.id, Constant=constant)
    if identifier in target.values:
        value = target.values[identifier].value
    if value is not None:
        put(element, f"parameter '{identifier}'", Value=value)
    return element


def add_formed(target: Target, total: Total, value: float | None = None) -> None:
    """Write the parameter of what subunits let form; `value` where its rule is in a submodel."""
    if not total.formation:
        return
    whole = total.parameter
    name = f"{whole.name} that its subunits let form"
    element = _parameter(target, total.amount, name, sbo.TOTAL, whole.unit, value, constant=False)
    annotate(element, whole.resources)
    names = ", ".join(part.id for part in total.subunits)
    add_notes(element, [paragraph(f"The total, cut to what the scarcest subunit allows ({names}).")])


def add_environment(target: Target, environment: Environment) -> list[Any]:
    """Write the level of something that experiments turn, and the parameters of its schedule."""
    e = environment
    term = level_term(e.unit)
    level = _parameter(target, e.id, e.name, term, e.unit, e.resting, constant=False)
    annotate(level, e.resources)
    reference = paragraph(f"Level that counts as on: {quantity(e.reference, e.unit)}.")
    source = provenance_notes(e.provenance, e.resting, e.unit)
    add_notes(level, [*changed_notes(target, e.id), *source, reference])
    times = (
        ("t_on", "time of the step", NEVER, False),
        ("t_off", "time of the return", NEVER, False),
        ("interval", "interval of repetition (0: once)", 0.0, True),
    )
    schedule = [
        _parameter(target, f"{e.id}_{end}", f"{e.name}: {what}", TIME, MINUTE, value, constant=constant)
        for end, what, value, constant in times
    ]
    schedule.append(_parameter(target, f"{e.id}_step", f"{e.name}: level of the step", term, e.unit, e.step))
    for element in schedule:
        add_notes(element, changed_notes(target, element.getId()))
    return [level, *schedule]


def _add_schedule_state(target: Target, e: Environment) -> None:
    name = f"{e.name}: level before the step"
    _parameter(target, f"{e.id}_before", name, level_term(e.unit), e.unit, e.resting, constant=False)


def level_term(unit: Unit) -> str:
    """SBO term of a level: a concentration where it is one."""
    return sbo.LEVEL if unit == NM else sbo.QUANTITATIVE


def add_observable(target: Target, observable: Observable, value: float | None = None) -> Any:
    """Write the parameter that an assignment rule gives its value; `value` where the rule is in a submodel."""
    o = observable
    element = _parameter(target, o.id, o.name, o.sbo, o.unit, value, constant=False)
    annotate(element, [*o.resources, *cited(o.evidence.citations)])
    add_notes(element, evidence_notes(o.evidence, o.note) if o.evidence != Evidence() else remark(o.note))
    return element


# -- mathematics -----------------------------------------------------------------------------------------------


def _add_starts(target: Target, model: Model) -> None:
    """Write the initial assignments, each after those that it uses."""
    starts = dict(model.starts)
    for symbol in _dependency_order(starts):
        element = target.model.createInitialAssignment()
        what = f"initial assignment of '{symbol}'"
        put(element, what, Symbol=symbol, SBOTerm=MATHEMATICAL_EXPRESSION, Math=parse(starts[symbol], what))


def _dependency_order(starts: Mapping[str, str]) -> list[str]:
    done: dict[str, None] = {}

    def visit(symbol: str) -> None:
        if symbol in done:
            return
        for name in ids_in(starts[symbol]):
            if name in starts and name != symbol:
                visit(name)
        done[symbol] = None

    for symbol in starts:
        visit(symbol)
    return list(done)


def _add_rules(target: Target, model: Model) -> None:
    # What subunits let form follows by a rule: libRoadRunner does not assign a parameter's start again on reset().
    rules = [(t.amount, t.formation) for t in model.totals if t.formation]
    rules += [(o.id, o.formula) for o in model.observables]
    for variable, formula in rules:
        what = f"rule of '{variable}'"
        rule = target.model.createAssignmentRule()
        put(rule, what, Variable=variable, SBOTerm=MATHEMATICAL_EXPRESSION, Math=parse(formula, what))


def _add_reactions(target: Target, model: Model) -> None:
    known = {s.id for s in model.species} | {h.id for h in model.held if h.kind == "species"}
    shares = {p.id: p.value for p in model.parameters if p.unit == DIMENSIONLESS}
    for reaction in model.reactions:
        _add_reaction(target, reaction, known, shares)


def _add_reaction(target: Target, r: Reaction, species: Set[str], shares: Mapping[str, float]) -> None:
    what = f"reaction '{r.id}'"
    element = describe(target, target.model.createReaction(), r.id, name=r.name, sbo=r.sbo)
    put(element, what, Reversible=r.reversible, Fast=False, Compartment=r.compartment)
    annotate(element, cited(r.evidence.citations))
    add_notes(element, evidence_notes(r.evidence, r.note))
    for pairs, make, term in (
        (r.reactants, element.createReactant, sbo.REACTANT),
        (r.products, element.createProduct, sbo.PRODUCT),
    ):
        for name, count in pairs:
            put(make(), what, Species=name, Stoichiometry=count, Constant=True, SBOTerm=term)
    taking_part = {name for name, _ in r.reactants + r.products}
    math = parse(f"{r.compartment} * ({r.law.formula})", what)
    used = ids_in(r.law.formula)
    for name in used:
        if name in species and name not in taking_part:
            term = modifier_term(math, name, [r.compartment, *used], shares)
            put(element.createModifier(), what, Species=name, SBOTerm=term)
    put(element.createKineticLaw(), what, SBOTerm=r.law.sbo, Math=math)


def _add_events(target: Target, e: Environment) -> None:
    """The step and the return; a schedule moves its own times on, by the interval if there is one."""
    _add_event(target, e, "on", f"{e.name} steps", {f"{e.id}_before": e.id, e.id: f"{e.id}_step"})
    _add_event(target, e, "off", f"{e.name} returns", {e.id: f"{e.id}_before"})


def add_dose(target: Target, dose: Dose) -> None:
    """Write the schedule of a dose, and the event that gives it and moves the schedule on."""
    d = dose
    for end, what, value, constant in (
        ("t_on", "time of the next", d.first, False),
        ("interval", "interval of repetition (0: once)", d.interval, True),
    ):
        _parameter(target, f"{d.id}_{end}", f"{d.name}: {what}", TIME, MINUTE, value, constant=constant)
    _parameter(target, f"{d.id}_size", f"{d.name}: portions", sbo.QUANTITATIVE, DIMENSIONLESS, d.size)
    _add_event(target, d, "on", f"{d.name} is given", {d.target: f"{d.target} + {d.amount}"})


def _add_event(target: Target, e: Environment | Dose, which: str, name: str, changes: Mapping[str, str]) -> None:
    what = f"event '{e.id}_{which}'"
    when, interval = f"{e.id}_t_{which}", f"{e.id}_interval"
    event = describe(target, target.model.createEvent(), f"{e.id}_{which}", name=name, sbo=EVENT)
    put(event, what, UseValuesFromTriggerTime=True)
    trigger = put(event.createTrigger(), what, InitialValue=False, Persistent=True, SBOTerm=MATHEMATICAL_EXPRESSION)
    # Not >=: libRoadRunner would take a step at 0 while it is still being set, or miss one that is set after a reset.
    put(trigger, what, Math=parse(f"time > {when}", what))
    again = f"piecewise({when} + {interval}, {interval} > 0 {MINUTE.id}, {number(NEVER)} {MINUTE.id})"
    for variable, formula in {**changes, when: again}.items():
        assignment = put(event.createEventAssignment(), what, Variable=variable, SBOTerm=MATHEMATICAL_EXPRESSION)
        put(assignment, what, Math=parse(formula, what))
