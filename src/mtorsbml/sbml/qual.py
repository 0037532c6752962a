"""The logic model as SBML Level 3 qualitative models, in the dialect that every reader takes.

Boolean; a transition has one output, a default term 0 and exactly one function term 1; its mathematics are and, or and
not over `node == 1`. Other readers skip a second function term, ignore a default of 1, or stop at a result of 0.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import libsbml

from mtorsbml.errors import MtorsbmlError
from mtorsbml.model import boolean, sbo
from mtorsbml.model.boolean import And, Constant, Expression, Name, Not, Or
from mtorsbml.model.units import MICROLITRE
from mtorsbml.model.vocabulary import LogicNode, Model
from mtorsbml.sbml._document import LEVEL, MATHEMATICAL_EXPRESSION, VERSION, Target, add_units, parse, put, write
from mtorsbml.sbml.annotations import (
    add_notes,
    annotate,
    cited,
    describe,
    describe_model,
    evidence_notes,
    paragraph,
    quantity,
)
from mtorsbml.sbml.core import COMPARTMENT
from mtorsbml.sbml.metadata import NO_METADATA, ModelMetadata

CELL: Final = "cell"
LOGICAL: Final = "SBO:0000234"
FUNCTIONAL_ENTITY: Final = "SBO:0000241"
DUAL: Final = "SBO:0000595"
_NO_EFFECT: Final = libsbml.INPUT_TRANSITION_EFFECT_NONE
_ASSIGNS: Final = libsbml.OUTPUT_TRANSITION_EFFECT_ASSIGNMENT_LEVEL
_SIGNS: Final[Mapping[boolean.Sign, tuple[int, str]]] = {
    "positive": (libsbml.INPUT_SIGN_POSITIVE, sbo.STIMULATOR),
    "negative": (libsbml.INPUT_SIGN_NEGATIVE, sbo.INHIBITOR),
    "dual": (libsbml.INPUT_SIGN_DUAL, DUAL),
}


def qual_sbml(model: Model, metadata: ModelMetadata = NO_METADATA) -> str:
    """The logic model as SBML text with the package qual, version 1.

    Args:
        model: The joined modules.
        metadata: Annotations of the model element.

    Returns:
        The document; equal models give equal text.

    Raises:
        MtorsbmlError: If a rule cannot be read, has a regulator without effect or uses an unknown node, or if libSBML
            refuses an element.
    """
    document = libsbml.SBMLDocument(libsbml.QualPkgNamespaces(LEVEL, VERSION, 1))
    document.setPackageRequired("qual", True)
    target = Target(document.createModel())
    held = [f"{node.id} = {int(node.resting)}" for node in model.held_nodes]
    describe_model(target, model, metadata, LOGICAL, held)
    add_units(target, [MICROLITRE])
    put(target.model, "model", VolumeUnits=MICROLITRE.id)
    _add_cell(target)
    plugin = target.model.getPlugin("qual")
    nodes = [*model.nodes, *model.held_nodes]
    rules = {node.id: _rule(node) for node in nodes}
    for node in nodes:
        _add_node(target, plugin, model, node, rules[node.id])
    for node in nodes:
        rule = rules[node.id]
        if rule is not None and not isinstance(rule, Constant):
            _add_transition(target, plugin, node, rule, rules)
    return write(document)


def _rule(node: LogicNode) -> Expression | None:
    """The rule of a node without `true` and `false`; a constant where there is nothing else in it."""
    if node.rule is None:
        return None
    rule = boolean.parse(node.rule)
    for name, sign in boolean.signs(rule).items():
        if sign == "none":
            raise MtorsbmlError(
                f"logic node '{node.id}': '{name}' has no effect in the rule '{node.rule}'; take it out of the rule"
            )
    return boolean.simplify(rule)


def _add_cell(target: Target) -> None:
    element = describe(target, target.model.createCompartment(), CELL, name="cell", sbo=COMPARTMENT)
    put(element, "compartment", Size=1.0, SpatialDimensions=3, Units=MICROLITRE.id, Constant=True)
    add_notes(element, [paragraph("The logic model does not tell places apart.")])


def _add_node(target: Target, plugin: Any, model: Model, node: LogicNode, rule: Expression | None) -> None:
    terms = {s.id: s.sbo for s in model.species} | {h.id: h.sbo for h in model.held if h.kind == "species"}
    term = terms.get(node.id) or terms.get(node.observable) or FUNCTIONAL_ENTITY
    # No name: AEON would take it for the id. It stands in the notes.
    element = describe(target, plugin.createQualitativeSpecies(), node.id, sbo=term)
    put(
        element,
        f"logic node '{node.id}'",
        Compartment=CELL,
        MaxLevel=1,
        InitialLevel=int(rule.value if isinstance(rule, Constant) else node.resting),
        Constant=rule is None or isinstance(rule, Constant),
    )
    annotate(element, node.resources)
    add_notes(element, _node_notes(model, node))


def _node_notes(model: Model, node: LogicNode) -> list[str]:
    """What the node stands for in the kinetic model, and when that counts as on."""
    lines = [paragraph(f"{node.name}.")]
    if node.threshold is not None:
        lines.append(paragraph(f"On when {node.observable} > {quantity(node.threshold, node.unit)}."))
    for e in model.environments:
        if node.threshold is None and e.id == (node.observable or node.id):
            level = quantity(e.reference, e.unit)
            lines.append(paragraph(f"On when {e.id} is at its reference level of {level} or above."))
    return lines


def _add_transition(
    target: Target, plugin: Any, node: LogicNode, rule: Expression, known: Mapping[str, object]
) -> None:
    what = f"transition of '{node.id}'"
    name = f"tr_{node.id}"
    transition = describe(target, plugin.createTransition(), name, name=f"{node.name}: update", sbo=sbo.TRANSITION)
    annotate(transition, cited(node.evidence.citations))
    add_notes(transition, [paragraph(f"{node.id} = {boolean.to_text(rule)}"), *evidence_notes(node.evidence)])
    for regulator, effect in boolean.signs(rule).items():
        if regulator not in known:
            raise MtorsbmlError(f"logic node '{node.id}': its rule uses '{regulator}', which is no node of the model")
        sign, term = _SIGNS[effect]
        element = describe(target, transition.createInput(), f"{name}_in_{regulator}", sbo=term)
        put(element, what, QualitativeSpecies=regulator, Sign=sign, TransitionEffect=_NO_EFFECT)
    output = describe(target, transition.createOutput(), f"{name}_out", sbo=sbo.PRODUCT)
    put(output, what, QualitativeSpecies=node.id, TransitionEffect=_ASSIGNS)
    put(transition.createDefaultTerm(), what, ResultLevel=0, SBOTerm=MATHEMATICAL_EXPRESSION)
    math = parse(_infix(rule), what, units=False)
    put(transition.createFunctionTerm(), what, ResultLevel=1, SBOTerm=MATHEMATICAL_EXPRESSION, Math=math)


def _infix(rule: Expression) -> str:
    match rule:
        case Name(id=name):
            return f"({name} == 1)"
        case Constant():
            raise MtorsbmlError("a rule with a constant inside it cannot be written; simplify it first")
        case Not(term=term):
            return f"!{_infix(term)}"
        case And(terms=terms):
            return f"({' && '.join(_infix(term) for term in terms)})"
        case Or(terms=terms):
            return f"({' || '.join(_infix(term) for term in terms)})"
