"""What all writers share: checked libSBML calls, documents, units, formulas and parameters."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import libsbml

from mtorsbml.errors import MtorsbmlError
from mtorsbml.model.formula import ids_in
from mtorsbml.model.units import DIMENSIONLESS, FMOL, MICROLITRE, MINUTE, UNITS, Unit
from mtorsbml.model.vocabulary import ChangedValue, Model

LEVEL: Final = 3
VERSION: Final = 1
MATHEMATICAL_EXPRESSION: Final = "SBO:0000064"


def ok(code: int | None, what: str) -> None:
    """Refuse a libSBML call that failed.

    Raises:
        MtorsbmlError: If libSBML did not do what it was asked to do.
    """
    if code not in (None, libsbml.LIBSBML_OPERATION_SUCCESS):
        reason = (libsbml.OperationReturnValue_toString(code) or f"code {code}").partition(". ")[0]
        raise MtorsbmlError(f"libSBML refused {what}: {reason}; correct it in the module")


def all_elements(element: Any) -> list[Any]:
    """All elements below one; by index, for once libSedML is imported the iteration over them never ends."""
    elements = element.getListOfAllElements()
    return [elements.get(i) for i in range(elements.getSize())]


def put(element: Any, what: str, **attributes: Any) -> Any:
    """Set attributes of a libSBML element by name: `put(p, "parameter 'x'", Id="x", Value=1.0)`.

    Raises:
        MtorsbmlError: If the element was not made, or libSBML refuses a value.
    """
    if element is None:
        raise MtorsbmlError(f"libSBML could not make {what}; check the installed python-libsbml")
    for name, value in attributes.items():
        ok(getattr(element, f"set{name}")(value), f"{name} = '{value}' of {what}")
    return element


def write(document: Any) -> str:
    """The text of a document.

    Raises:
        MtorsbmlError: If libSBML cannot write it.
    """
    text = libsbml.writeSBMLToString(document)
    if not text:
        raise MtorsbmlError("libSBML could not write the document; check the installed python-libsbml")
    return str(text)


@dataclass(frozen=True, slots=True)
class Target:
    """A libSBML model that is being filled, what the metaids in it begin with, and the values that a variant changed.

    Several models of one hierarchical document must not share a metaid.
    """

    model: Any
    meta: str = "meta_"
    values: Mapping[str, ChangedValue] = field(default_factory=dict)

    def metaid(self, identifier: str) -> str:
        """The metaid of the element with this id."""
        return self.meta + identifier


def target_for(element: Any, model: Model, meta: str = "meta_") -> Target:
    """A target that gives the parameters of a model the values of its variant."""
    return Target(element, meta, {changed.id: changed for changed in model.values})


def use_model_units(target: Target) -> None:
    """Say that time is in minutes, substance and extent in fmol and volume in microlitres."""
    put(
        target.model,
        "model",
        SubstanceUnits=FMOL.id,
        VolumeUnits=MICROLITRE.id,
        TimeUnits=MINUTE.id,
        ExtentUnits=FMOL.id,
    )


def add_units(target: Target, used: Iterable[Unit]) -> None:
    """Define the units that are used, in the order of `UNITS`.

    Raises:
        MtorsbmlError: If a unit is none of `UNITS`.
    """
    wanted = {unit.id: unit for unit in used}
    for name, unit in wanted.items():
        if UNITS.get(name) != unit:
            raise MtorsbmlError(f"unit '{name}' is not in model/units.py; add it to UNITS")
    for unit in UNITS.values():
        if unit.id not in wanted or unit == DIMENSIONLESS:
            continue
        definition = put(target.model.createUnitDefinition(), f"unit '{unit.id}'", Id=unit.id, Name=unit.label)
        for factor in unit.factors:
            put(
                definition.createUnit(),
                f"unit '{unit.id}'",
                Kind=libsbml.UnitKind_forName(factor.kind),
                Exponent=factor.exponent,
                Scale=factor.scale,
                Multiplier=factor.multiplier,
            )


def units_in(formula: str) -> list[Unit]:
    """Units that the numbers of a formula carry."""
    return [UNITS[name] for name in ids_in(formula) if name in UNITS]


def _settings() -> Any:
    settings = libsbml.L3ParserSettings()
    settings.setParseUnits(libsbml.L3P_PARSE_UNITS)
    settings.setComparisonCaseSensitivity(libsbml.L3P_COMPARE_BUILTINS_CASE_SENSITIVE)
    return settings


def parse(formula: str, owner: str, *, units: bool = True) -> Any:
    """Read an infix formula into MathML; numbers without a unit become dimensionless where `units` is set.

    Raises:
        MtorsbmlError: If the formula cannot be read.
    """
    math = libsbml.parseL3FormulaWithSettings(formula, _settings())
    if math is None:
        reason = " ".join(libsbml.getLastParseL3Error().split())
        raise MtorsbmlError(f"{owner}: the formula '{formula}' cannot be read ({reason}); correct it in the module")
    if units:
        _mark_dimensionless(math)
    return math


def _mark_dimensionless(math: Any) -> None:
    if math.isNumber() and not math.isSetUnits():
        math.setUnits(DIMENSIONLESS.id)
    for position in range(math.getNumChildren()):
        _mark_dimensionless(math.getChild(position))
