"""Small models, and how two versions of one are compared."""

from __future__ import annotations

from pathlib import Path

from mtorsbml.diff import compare
from mtorsbml.diff.changes import Change

SBML = "http://www.sbml.org/sbml/level3/version1"
MATH = '<math xmlns="http://www.w3.org/1998/Math/MathML">'
RDF = (
    '<annotation><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
    'xmlns:bqbiol="http://biomodels.net/biology-qualifiers/"><rdf:Description rdf:about="#m_B">'
    '<bqbiol:is><rdf:Bag><rdf:li rdf:resource="https://identifiers.org/uniprot:P42345"/></rdf:Bag></bqbiol:is>'
    "</rdf:Description></rdf:RDF></annotation>"
)


def apply(operator: str, *operands: str) -> str:
    return f"<apply><{operator}/>{''.join(operands)}</apply>"


def ci(name: str) -> str:
    return f"<ci>{name}</ci>"


LAW = apply("times", ci("cell"), ci("k"), ci("A"), ci("kl"))
TRIGGER = apply(
    "gt", '<csymbol encoding="text" definitionURL="http://www.sbml.org/sbml/symbols/time">t</csymbol>', "<cn>5</cn>"
)

KINETIC = f"""<?xml version="1.0" encoding="UTF-8"?>
<sbml xmlns="{SBML}/core" level="3" version="1">
<model id="m" substanceUnits="mole" timeUnits="second" extentUnits="mole" volumeUnits="litre">
<listOfFunctionDefinitions>
<functionDefinition id="twice">{MATH}<lambda><bvar><ci>x</ci>
</bvar>{apply("times", "<cn>2</cn>", ci("x"))}</lambda></math></functionDefinition>
</listOfFunctionDefinitions>
<listOfUnitDefinitions><unitDefinition id="per_s"><listOfUnits><unit kind="second" exponent="-1" scale="0"
multiplier="1"/></listOfUnits></unitDefinition></listOfUnitDefinitions>
<listOfCompartments><compartment id="cell" spatialDimensions="3" size="1" units="litre" constant="true"/>
</listOfCompartments>
<listOfSpecies>
<species id="A" compartment="cell" initialConcentration="3" hasOnlySubstanceUnits="false"
boundaryCondition="false" constant="false"/>
<species metaid="m_B" id="B" name="the product" compartment="cell" initialConcentration="0"
sboTerm="SBO:0000252" hasOnlySubstanceUnits="false" boundaryCondition="false" constant="false">{RDF}</species>
<species id="E" compartment="cell" initialConcentration="1" hasOnlySubstanceUnits="false"
boundaryCondition="false" constant="false"/>
</listOfSpecies>
<listOfParameters>
<parameter id="k" value="0.5" units="per_s" constant="true"/>
<parameter id="obs" constant="false"/>
<parameter id="dose" value="1" constant="false"/>
</listOfParameters>
<listOfInitialAssignments><initialAssignment
symbol="dose">{MATH}{apply("times", "<cn>2</cn>", ci("k"))}</math></initialAssignment>
</listOfInitialAssignments>
<listOfRules><assignmentRule variable="obs">{MATH}{apply("plus", ci("A"), ci("B"))}</math></assignmentRule>
</listOfRules>
<listOfReactions>
<reaction id="R" reversible="false" fast="false">
<listOfReactants><speciesReference species="A" stoichiometry="1" constant="true"/></listOfReactants>
<listOfProducts><speciesReference species="B" stoichiometry="1" constant="true"/></listOfProducts>
<listOfModifiers><modifierSpeciesReference species="E"/></listOfModifiers>
<kineticLaw>{MATH}{LAW}</math><listOfLocalParameters><localParameter id="kl" value="0.1"/>
</listOfLocalParameters></kineticLaw>
</reaction>
</listOfReactions>
<listOfEvents><event id="e" useValuesFromTriggerTime="true"><trigger initialValue="true"
persistent="true">{MATH}{TRIGGER}</math></trigger>
<listOfEventAssignments><eventAssignment variable="dose">{MATH}<cn>7</cn></math></eventAssignment>
</listOfEventAssignments></event></listOfEvents>
</model>
</sbml>
"""


def eq(name: str, level: int) -> str:
    return apply("eq", ci(name), f'<cn type="integer">{level}</cn>')


def node(name: str) -> str:
    return (
        f'<qual:qualitativeSpecies qual:id="{name}" qual:compartment="c" qual:constant="false" '
        'qual:initialLevel="0" qual:maxLevel="1"/>'
    )


RULE = apply("and", eq("X", 1), apply("not", eq("Y", 1)))
LOGICAL = f"""<?xml version="1.0" encoding="UTF-8"?>
<sbml xmlns="{SBML}/core" xmlns:qual="{SBML}/qual/version1" level="3" version="1" qual:required="true">
<model id="m"><listOfCompartments><compartment id="c" constant="true"/></listOfCompartments>
<qual:listOfQualitativeSpecies>
{"".join(map(node, "XYZ"))}
</qual:listOfQualitativeSpecies>
<qual:listOfTransitions><qual:transition qual:id="tr_Z">
<qual:listOfInputs>
<qual:input qual:qualitativeSpecies="X" qual:transitionEffect="none" qual:sign="positive"/>
<qual:input qual:qualitativeSpecies="Y" qual:transitionEffect="none" qual:sign="negative"/>
</qual:listOfInputs>
<qual:listOfOutputs><qual:output qual:qualitativeSpecies="Z" qual:transitionEffect="assignmentLevel"/>
</qual:listOfOutputs>
<qual:listOfFunctionTerms><qual:defaultTerm qual:resultLevel="0"/><qual:functionTerm
qual:resultLevel="1">{MATH}{RULE}</math></qual:functionTerm></qual:listOfFunctionTerms>
</qual:transition></qual:listOfTransitions></model></sbml>
"""


class Pair:
    """Writes two versions of a model and compares them."""

    def __init__(self, folder: Path) -> None:
        self.old, self.new = folder / "old.xml", folder / "new.xml"

    def write(self, old: str, new: str) -> None:
        self.old.write_text(old)
        self.new.write_text(new)

    def changes(self, base: str, *edits: tuple[str, str]) -> tuple[Change, ...]:
        changed = base
        for before, after in edits:
            assert before in changed
            changed = changed.replace(before, after, 1)
        self.write(base, changed)
        return compare.diff(self.old, self.new).changes


def line(change: Change) -> str:
    """A change in a line of its own."""
    note = f" [{change.note}]" if change.note else ""
    return f"{change.kind} {change.group} {change.element} | {change.aspect} | {change.old} -> {change.new}{note}"


PARAMETER = '<parameter id="k" value="0.5" units="per_s" constant="true"/>'
