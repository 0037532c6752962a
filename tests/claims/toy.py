"""Toy models with answers that can be written down, made with libSBML by hand."""

from __future__ import annotations

import libsbml
from tests.simulate.conftest import _units as minutes_and_femtomoles

PARAMETERS = {
    # A drug that rests at 0, with the schedule of our own writer
    "Drug": 0.0,
    "Drug_t_on": 1e9,
    "Drug_step": 10.0,
    "k_in": 1.0,
    "k_out": 0.1,
    "k_fast": 1.0,
    "k_slow": 0.01,
    "A_total": 8.0,
    "k_mark": 0.3,
    "k_unmark": 0.1,
    "P_total": 4.0,
    "Q_total": 6.0,
    "B_total": 2.0,
    "T_total": 5.0,
    "k_bind": 1.0,
    "k_unbind": 1.0,
    "Dose": 1.0,
    "K": 2.0,
    "F1": 1.0,
    "F2": 1.0,
    "Swing": 0.0,
    "Nothing": 0.0,
    "O": 3.0,
    "V": 2.0,
}
"""`O` and `V` are an oscillator that `Swing` lets go: O = 2 + cos(Swing t)."""
SPECIES = {"X": "10", "Fast": "1", "Slow": "1", "M": "1", "A": "A_total / 4", "Ap": "A_total * 3 / 4"}
# P + Q <-> PQ at Kd 1: PQ solves (4 - PQ)(6 - PQ) = PQ
SPECIES |= {"PQ": "3.1 * least(P_total / 4, Q_total / 6)", "P": "P_total - PQ", "Q": "Q_total - PQ"}
REACTIONS = {
    "X_made": (" ", "X", "k_in * (1 + Drug / 10)"),
    "X_lost": ("X", " ", "k_out * X"),
    "Fast_made": (" ", "Fast", "k_fast * (1 + Drug / 10)"),
    "Fast_lost": ("Fast", " ", "k_fast * Fast"),
    "Slow_made": (" ", "Slow", "k_slow * (1 + Drug / 10)"),
    "Slow_lost": ("Slow", " ", "k_slow * Slow"),
    "M_made": (" ", "M", "k_out * (1 + Drug / 10)"),
    "M_lost": ("M", " ", "k_out * M"),
    "A_marked": ("A", "Ap", "k_mark * A"),
    "A_unmarked": ("Ap", "A", "k_unmark * Ap"),
    "PQ_made": ("P Q", "PQ", "k_bind * P * Q - k_unbind * PQ"),
}
# Made and degraded, within a hundred minutes
SPECIES |= {"T": "T_total"}
REACTIONS |= {"T_made": (" ", "T", "k_slow * T_total"), "T_lost": ("T", " ", "k_slow * T")}
RULES = {
    "Pulse": "1 + (1 + Drug / 10) - M",
    "Response": "Dose / (Dose + K)",
    "Both": "F1 * F2",
    "Either": "1 - (1 - F1) * (1 - F2)",
    "Twice": "2 * X",
    "B_seen": "3 * B_total",
    "Drug_seen": "Drug + 1",
}
RATES = {"O": "Swing * (V - 2)", "V": "Swing * (2 - O)"}


def _math(text: str) -> libsbml.ASTNode:
    node = libsbml.parseL3Formula(text)
    assert node is not None, libsbml.getLastParseL3Error()
    return node


def _units(model: libsbml.Model) -> None:
    minutes_and_femtomoles(model)
    concentration = model.createUnitDefinition()
    concentration.setId("nM")
    for kind, scale, exponent in ((libsbml.UNIT_KIND_MOLE, -9, 1), (libsbml.UNIT_KIND_LITRE, 0, -1)):
        unit = concentration.createUnit()
        unit.setKind(kind)
        unit.setScale(scale)
        unit.setMultiplier(1.0)
        unit.setExponent(exponent)


def toy_sbml() -> str:
    """The kinetic toy: one microlitre, minutes, nmol/l."""
    document = libsbml.SBMLDocument(3, 1)
    model = document.createModel()
    model.setId("toy")
    _units(model)
    least = model.createFunctionDefinition()
    least.setId("least")
    least.setMath(_math("lambda(a, b, piecewise(a, a < b, b))"))
    cell = model.createCompartment()
    cell.setId("cell")
    cell.setSpatialDimensions(3)
    cell.setSize(1.0)
    cell.setConstant(True)
    for name in SPECIES:
        item = model.createSpecies()
        item.setId(name)
        item.setCompartment("cell")
        item.setInitialConcentration(0.0)
        item.setHasOnlySubstanceUnits(False)
        item.setBoundaryCondition(False)
        item.setConstant(False)
    for name, value in PARAMETERS.items():
        item = model.createParameter()
        item.setId(name)
        item.setValue(value)
        item.setUnits(
            "nM" if name in {"Drug", "Drug_step", "Dose", "K"} or name.endswith("_total") else "dimensionless"
        )
        item.setConstant(name not in {*RATES, "Drug"})
    for name in RULES:
        item = model.createParameter()
        item.setId(name)
        item.setConstant(False)
    for name, formula in SPECIES.items():
        start = model.createInitialAssignment()
        start.setSymbol(name)
        start.setMath(_math(formula))
    for create, rules in ((model.createAssignmentRule, RULES), (model.createRateRule, RATES)):
        for name, formula in rules.items():
            rule = create()
            rule.setVariable(name)
            rule.setMath(_math(formula))
    for name, (left, right, law) in REACTIONS.items():
        reaction = model.createReaction()
        reaction.setId(name)
        reaction.setReversible(False)
        reaction.setFast(False)
        for names, make in ((left, reaction.createReactant), (right, reaction.createProduct)):
            for species in names.split():
                reference = make()
                reference.setSpecies(species)
                reference.setStoichiometry(1.0)
                reference.setConstant(True)
        reaction.createKineticLaw().setMath(_math(f"cell * ({law})"))
    event = model.createEvent()
    event.setId("Drug_on")
    event.setUseValuesFromTriggerTime(True)
    trigger = event.createTrigger()
    trigger.setInitialValue(False)
    trigger.setPersistent(True)
    trigger.setMath(_math("time > Drug_t_on"))
    assignment = event.createEventAssignment()
    assignment.setVariable("Drug")
    assignment.setMath(_math("Drug_step"))
    return str(libsbml.writeSBMLToString(document))


NODES: dict[str, tuple[int, str]] = {
    "Drug": (0, ""),
    "Prolonged": (0, ""),
    "F1": (1, ""),
    "F2": (1, ""),
    "Both": (1, "F1 & F2"),
    "P": (1, ""),
    "X": (0, "Drug"),
    "Z": (1, "P & !Drug"),
    "Late": (0, "Drug & Prolonged"),
    # Two stable states, of which the drug leaves the choice open
    "L": (0, "Drug & !R"),
    "R": (0, "Drug & !L"),
    # A loop of one negation: it never settles once the drug is there
    "Loop": (0, "Drug & !Loop"),
    "Once": (0, "Drug & !X"),
}


def _logic(text: str) -> str:
    """A rule as a formula of libSBML."""
    out, word = "", ""
    for c in text + " ":
        if c.isalnum() or c == "_":
            word += c
            continue
        out += f"({word} == 1)" if word else ""
        word = ""
        out += {"&": "&&", "|": "||"}.get(c, c)
    return out


def toy_qual(nodes: dict[str, tuple[int, str]] = NODES) -> str:
    """The logic toy."""
    namespaces = libsbml.SBMLNamespaces(3, 1, "qual", 1)
    document = libsbml.SBMLDocument(namespaces)
    document.setPackageRequired("qual", True)
    model = document.createModel()
    model.setId("toy")
    cell = model.createCompartment()
    cell.setId("cell")
    cell.setSize(1.0)
    cell.setConstant(True)
    plugin = model.getPlugin("qual")
    for name, (level, _) in nodes.items():
        item = plugin.createQualitativeSpecies()
        item.setId(name)
        item.setCompartment("cell")
        item.setConstant(False)
        item.setInitialLevel(level)
        item.setMaxLevel(1)
    for name, (_, rule) in nodes.items():
        if not rule:
            continue
        transition = plugin.createTransition()
        transition.setId(f"t_{name}")
        for source in [n for n in nodes if n in _logic(rule).replace("(", " ").replace(")", " ").split()]:
            regulator = transition.createInput()
            regulator.setQualitativeSpecies(source)
            regulator.setTransitionEffect(libsbml.INPUT_TRANSITION_EFFECT_NONE)
        output = transition.createOutput()
        output.setQualitativeSpecies(name)
        output.setTransitionEffect(libsbml.OUTPUT_TRANSITION_EFFECT_ASSIGNMENT_LEVEL)
        transition.createDefaultTerm().setResultLevel(0)
        term = transition.createFunctionTerm()
        term.setResultLevel(1)
        term.setMath(_math(_logic(rule)))
    return str(libsbml.writeSBMLToString(document))
