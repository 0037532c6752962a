"""Small models written with libSBML, by hand and without our own writers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import libsbml
import pytest

Write = Callable[..., str]


def _formula(text: str) -> libsbml.ASTNode:
    node = libsbml.parseL3Formula(text)
    assert node is not None, libsbml.getLastParseL3Error()
    return node


def _side(names: str) -> list[tuple[str, float]]:
    terms = [term.split() for term in names.split("+") if term.strip()]
    return [(term[-1], float(term[0]) if len(term) > 1 else 1.0) for term in terms]


def _units(model: libsbml.Model) -> None:
    for name, kind, scale, multiplier in (
        ("minute", libsbml.UNIT_KIND_SECOND, 0, 60.0),
        ("fmol", libsbml.UNIT_KIND_MOLE, -15, 1.0),
        ("microlitre", libsbml.UNIT_KIND_LITRE, -6, 1.0),
    ):
        definition = model.createUnitDefinition()
        definition.setId(name)
        unit = definition.createUnit()
        unit.setKind(kind)
        unit.setScale(scale)
        unit.setMultiplier(multiplier)
        unit.setExponent(1)
    model.setTimeUnits("minute")
    model.setSubstanceUnits("fmol")
    model.setExtentUnits("fmol")
    model.setVolumeUnits("microlitre")


def _write(
    *,
    species: Mapping[str, float | None] | None = None,
    parameters: Mapping[str, float | None] | None = None,
    reactions: Mapping[str, str] | None = None,
    rules: Mapping[str, str] | None = None,
    rates: Mapping[str, str] | None = None,
    initial: Mapping[str, str] | None = None,
    events: Sequence[tuple[str, Mapping[str, str]]] = (),
    boundary: Sequence[str] = (),
    volume: float | None = 1.0,
    fast: bool = False,
    algebraic: str = "",
    varying: Sequence[str] = (),
) -> str:
    """SBML L3V1 text; a reaction reads `"A + 2 B -> C : formula"`, its formula in fmol/min, `cell` the compartment."""
    document = libsbml.SBMLDocument(3, 1)
    model = document.createModel()
    model.setId("small")
    _units(model)
    cell = model.createCompartment()
    cell.setId("cell")
    cell.setSpatialDimensions(3)
    cell.setConstant(True)
    if volume is not None:
        cell.setSize(volume)
    varying = {*varying, *(rules or {}), *(rates or {}), *(name for _, assigned in events for name in assigned)}
    for name, value in (species or {}).items():
        item = model.createSpecies()
        item.setId(name)
        item.setCompartment("cell")
        item.setHasOnlySubstanceUnits(False)
        item.setBoundaryCondition(name in boundary)
        item.setConstant(False)
        if value is not None:
            item.setInitialConcentration(value)
    for name, value in (parameters or {}).items():
        item = model.createParameter()
        item.setId(name)
        item.setConstant(name not in varying)
        if value is not None:
            item.setValue(value)
    for symbol, formula in (initial or {}).items():
        assignment = model.createInitialAssignment()
        assignment.setSymbol(symbol)
        assignment.setMath(_formula(formula))
    for create, given in ((model.createAssignmentRule, rules), (model.createRateRule, rates)):
        for variable, formula in (given or {}).items():
            rule = create()
            rule.setVariable(variable)
            rule.setMath(_formula(formula))
    if algebraic:
        model.createAlgebraicRule().setMath(_formula(algebraic))
    for name, text in (reactions or {}).items():
        _add_reaction(model, name, text, species or {}, fast=fast)
    _add_events(model, events)
    return libsbml.writeSBMLToString(document)


def _add_events(model: libsbml.Model, events: Sequence[tuple[str, Mapping[str, str]]]) -> None:
    for i, (trigger, assigned) in enumerate(events):
        event = model.createEvent()
        event.setId(f"event{i}")
        event.setUseValuesFromTriggerTime(True)
        condition = event.createTrigger()
        condition.setInitialValue(False)
        condition.setPersistent(True)
        condition.setMath(_formula(trigger))
        for variable, formula in assigned.items():
            assignment = event.createEventAssignment()
            assignment.setVariable(variable)
            assignment.setMath(_formula(formula))


def _add_reaction(model: libsbml.Model, name: str, text: str, species: Mapping[str, object], *, fast: bool) -> None:
    sides, formula = text.split(":")
    left, right = sides.split("->")
    reaction = model.createReaction()
    reaction.setId(name)
    reaction.setReversible(False)
    reaction.setFast(fast)
    named = set()
    for create, side in ((reaction.createReactant, left), (reaction.createProduct, right)):
        for participant, count in _side(side):
            reference = create()
            reference.setSpecies(participant)
            reference.setStoichiometry(count)
            reference.setConstant(True)
            named.add(participant)
    math = _formula(formula)
    reaction.createKineticLaw().setMath(math)
    words = set(
        formula.replace("(", " ").replace(")", " ").replace("*", " ").replace("/", " ").replace("+", " ").split()
    )
    for modifier in sorted(words & set(species) - named):
        reaction.createModifier().setSpecies(modifier)


@pytest.fixture(scope="session")
def write() -> Write:
    return _write


@pytest.fixture(scope="session")
def schedule() -> Callable[[str], dict[str, object]]:
    """Parameters and events of an input `X` that takes steps and dosing intervals, as the pathway's inputs do."""

    def build(name: str) -> dict[str, object]:
        def again(which: str) -> str:
            return f"piecewise({name}_{which} + {name}_interval, {name}_interval > 0, never)"

        return {
            "parameters": {
                name: 0.0,
                f"{name}_before": 0.0,
                f"{name}_t_on": 1e9,
                f"{name}_t_off": 1e9,
                f"{name}_step": 1.0,
                f"{name}_interval": 0.0,
                "never": 1e9,
            },
            "events": [
                (
                    f"time >= {name}_t_on",
                    {f"{name}_before": name, name: f"{name}_step", f"{name}_t_on": again("t_on")},
                ),
                (f"time >= {name}_t_off", {name: f"{name}_before", f"{name}_t_off": again("t_off")}),
            ],
        }

    return build
