"""Variants of a document in which parameters determine what something else determined."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from mtorsbml.sbml._document import all_elements

if TYPE_CHECKING:
    import libsbml


_MOST_COMPILED: Final = 3
"""Compiled forms of a model that are kept at a time: of 260 species, each takes a quarter of a gigabyte."""


def make_room(compiled: dict[Any, Any]) -> None:
    """Drop the oldest, which are the first, so that there is room for one more."""
    while len(compiled) >= _MOST_COMPILED:
        del compiled[next(iter(compiled))]


def start_of(name: str) -> str:
    """Id of the parameter that a variant adds for the initial value of a state."""
    return f"start_of__{name}"


def held_at(name: str) -> str:
    """Id of the parameter that a variant adds for the level at which a species or observable is held."""
    return f"held_at__{name}"


def with_holds(document: libsbml.SBMLDocument, names: Sequence[str]) -> libsbml.SBMLDocument:
    """Copy a document so that some species and observables are held at the level of a new parameter.

    What determined them before (reactions, rules, initial assignments, events) no longer does.

    Args:
        document: A flat model; it is not changed.
        names: Ids of species and of parameters that a rule determines.

    Returns:
        The copy; the document itself if there is nothing to change.
    """
    if not names:
        return document
    copy = document.clone()
    model = copy.getModel()
    for name in names:
        model.removeInitialAssignment(name)
        model.removeRuleByVariable(name)
        for i in range(model.getNumEvents()):
            model.getEvent(i).removeEventAssignment(name)
        element = model.getSpecies(name) or model.getParameter(name)
        element.setConstant(False)
        if model.getSpecies(name) is not None:
            element.setBoundaryCondition(True)
        rule = model.createAssignmentRule()
        rule.setVariable(name)
        rule.setMath(_constant(model, held_at(name)))
    return copy


def with_starts(document: libsbml.SBMLDocument, symbols: Mapping[str, bool]) -> libsbml.SBMLDocument:
    """Copy a document so that the initial values of some symbols are plain parameters.

    libRoadRunner can be told an initial value directly, but never forgets it again.

    Args:
        document: A flat model; it is not changed.
        symbols: Ids of species and parameters; of each, whether it is a state, which gets an initial assignment from
            a new parameter. The other symbols are parameters and only lose their initial assignment.

    Returns:
        The copy; the document itself if there is nothing to change.
    """
    if not symbols:
        return document
    copy = document.clone()
    model = copy.getModel()
    for name, is_state in symbols.items():
        model.removeInitialAssignment(name)
        if not is_state:
            model.getParameter(name).setValue(0.0)
            continue
        assignment = model.createInitialAssignment()
        assignment.setSymbol(name)
        assignment.setMath(_constant(model, start_of(name)))
    return copy


def plain(document: libsbml.SBMLDocument) -> tuple[str, dict[str, float]]:
    """What a model computes, as text without its name, its notes and the values of its parameters; and these values."""
    copy = document.clone()
    model = copy.getModel()
    for element in (model, *all_elements(copy)):
        element.unsetNotes()
        element.unsetAnnotation()
        element.unsetMetaId()
    model.unsetId()
    model.unsetName()
    values = {}
    for i in range(model.getNumParameters()):
        parameter = model.getParameter(i)
        if parameter.isSetValue():
            values[parameter.getId()] = float(parameter.getValue())
            parameter.setValue(0.0)
    return str(copy.toSBML()), values


def _constant(model: libsbml.Model, name: str) -> libsbml.ASTNode:
    """Add a constant of the value 0, and give the formula that is its name."""
    import libsbml

    constant = model.createParameter()
    constant.setId(name)
    constant.setValue(0.0)
    constant.setConstant(True)
    formula = libsbml.ASTNode(libsbml.AST_NAME)
    formula.setName(name)
    return formula
