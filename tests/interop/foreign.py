"""A model as others write them, with its course: amounts, conversion factors, a rate rule, an event."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from mtorsbml.verify import Columns

VOLUME = 2.0
_MATH = '<math xmlns="http://www.w3.org/1998/Math/MathML">{}</math>'
_TIME = '<csymbol encoding="text" definitionURL="http://www.sbml.org/sbml/symbols/time">time</csymbol>'
_SPECIES = (
    '<species id="{0}" compartment="c" initialAmount="{1}" hasOnlySubstanceUnits="{2}" boundaryCondition="{3}"'
    ' constant="false"/>'
)


def text(version: int, *, factor: float = 1.0) -> str:
    """SBML Level 3: A becomes B at 0.3/s, both in amounts; C, D as concentrations; r falls; q doubles at 4.05."""
    core = f"http://www.sbml.org/sbml/level3/version{version}/core"
    fast = ' fast="false"' if version == 1 else ""
    species = (
        ("A", 10, "true", "false"),
        ("B", 0, "true", "false"),
        ("C", 6, "false", "true"),
        ("S", 3, "true", "true"),
    )
    parameters = (("k", 0.3, "true"), ("cf", factor, "true"), ("r", 1, "false"), ("q", 3, "false"))
    reference = '<speciesReference species="{}" stoichiometry="1" constant="true"/>'
    rate = "<apply><times/><ci>k</ci><ci>A</ci></apply>"
    fall = "<apply><times/><cn>-0.1</cn><ci>r</ci></apply>"
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<sbml xmlns="{core}" level="3" version="{version}"><model id="foreign" conversionFactor="cf">'
        f'<listOfCompartments><compartment id="c" size="{VOLUME}" spatialDimensions="3" constant="true"/>'
        f"</listOfCompartments><listOfSpecies>{''.join(_SPECIES.format(*s) for s in species)}</listOfSpecies>"
        "<listOfParameters>"
        + "".join(f'<parameter id="{i}" value="{v}" constant="{c}"/>' for i, v, c in parameters)
        + f'</listOfParameters><listOfRules><rateRule variable="r">{_MATH.format(fall)}</rateRule></listOfRules>'
        f'<listOfReactions><reaction id="R" reversible="false"{fast}>'
        f"<listOfReactants>{reference.format('A')}</listOfReactants>"
        f"<listOfProducts>{reference.format('B')}</listOfProducts>"
        f"<kineticLaw>{_MATH.format(rate)}</kineticLaw></reaction></listOfReactions>"
        '<listOfEvents><event id="e" useValuesFromTriggerTime="true">'
        '<trigger initialValue="true" persistent="true">'
        + _MATH.format(f"<apply><geq/>{_TIME}<cn>4.05</cn></apply>")
        + '</trigger><listOfEventAssignments><eventAssignment variable="q">'
        + _MATH.format("<apply><times/><cn>2</cn><ci>q</ci></apply>")
        + "</eventAssignment></listOfEventAssignments></event></listOfEvents></model></sbml>\n"
    )


def course(times: list[float], *, factor: float = 1.0) -> Columns:
    """Its course by hand."""
    t = np.array(times)
    left = 10 * np.exp(-0.3 * factor * t)
    same = np.ones_like(t)
    return {
        "time": t,
        "A": left,
        "B": 10 - left,
        "C": 6 / VOLUME * same,
        "S": 3 * same,
        "r": np.exp(-0.1 * t),
        "q": np.where(t < 4.05, 3.0, 6.0),
    }


def write(path: Path, version: int, *, factor: float = 1.0) -> Path:
    """The model in a file."""
    path.write_text(text(version, factor=factor), encoding="utf-8")
    return path
