"""Tables of what a model consists of: species, reactions, parameters, observables, and where each is from."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from mtorsbml.exchange.source import Source

if TYPE_CHECKING:
    import libsbml

_TAG: Final = re.compile(r"<[^>]+>")
_HOME: Final = re.compile(r"^https?://identifiers\.org/")
_SPACE: Final = re.compile(r"\s+")
_LONGEST_CELL: Final = 32_000
"""Spreadsheets take 32,767 characters in a cell."""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under their headings."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str | float, ...], ...]


def tsv_files(source: Source) -> dict[str, bytes]:
    """One file for each table; numbers read back as the same numbers.

    Raises:
        MtorsbmlError: The model cannot be read.
    """
    return {f"{table.name}.tsv": write_tsv(table.columns, table.rows) for table in tables(source)}


def xlsx_files(source: Source) -> dict[str, bytes]:
    """One spreadsheet with a sheet for each table.

    Raises:
        MtorsbmlError: The model cannot be read.
    """
    import datetime as dt

    import openpyxl
    from openpyxl.styles import Font

    book = openpyxl.Workbook()
    book.remove(book.active)
    for table in tables(source):
        sheet = book.create_sheet(table.name)
        sheet.append(table.columns)
        for cell in sheet[1]:
            cell.font = Font(bold=True)
        sheet.freeze_panes = "B2"
        for row in table.rows:
            # A text that begins with = would be taken for a formula.
            sheet.append([cell if isinstance(cell, float) else f"{cell[:_LONGEST_CELL]}" for cell in row])
        for line in sheet.iter_rows(min_row=2):
            for cell in line:
                if cell.data_type == "f":
                    cell.data_type = "s"
    # Builds carry no clock.
    book.properties.created = book.properties.modified = dt.datetime(1980, 1, 1)  # noqa: DTZ001
    buffer = io.BytesIO()
    book.save(buffer)
    return {f"{source.id}.xlsx": buffer.getvalue()}


def tables(source: Source) -> tuple[Table, ...]:
    """All tables of the kinetic model, and that of the logic model if there is one.

    Raises:
        MtorsbmlError: The model cannot be read.
    """
    import libsbml

    from mtorsbml.sbml import read

    document = read.read_document(source.core)
    if not source.experiments:
        # In a file of somebody else, what an initial assignment gives need not stand beside it.
        document.expandInitialAssignments()
    model = document.getModel()
    formula = libsbml.formulaToL3String
    made = [
        Table(
            "species",
            ("id", "name", "compartment", "initial concentration", "unit", "SBO", "identifiers", "notes"),
            tuple(
                (
                    s.getId(), s.getName(), s.getCompartment(), _start(s, model), _unit(s),
                    s.getSBOTermID(), _identifiers(s), _notes(s),
                )
                for s in _each(model.getListOfSpecies())
            ),
        ),
        Table(
            "reactions",
            ("id", "name", "equation", "modifiers", "rate law", "reversible", "SBO", "references", "notes"),
            tuple(_reaction(r, formula) for r in _each(model.getListOfReactions())),
        ),
        Table(
            "parameters",
            ("id", "name", "value", "unit", "SBO", "identifiers", "notes"),
            tuple(
                (p.getId(), p.getName(), _value(p), _unit(p), p.getSBOTermID(), _identifiers(p), _notes(p))
                for p in _each(model.getListOfParameters())
                if model.getAssignmentRule(p.getId()) is None
            )
            + tuple(row for r in _each(model.getListOfReactions()) for row in _local(r)),
        ),
        Table(
            "observables",
            ("id", "name", "formula", "unit", "SBO", "identifiers", "notes"),
            tuple(
                (
                    p.getId(), p.getName(), formula(model.getAssignmentRule(p.getId()).getMath()), _unit(p),
                    p.getSBOTermID(), _identifiers(p), _notes(p),
                )
                for p in _each(model.getListOfParameters())
                if model.getAssignmentRule(p.getId()) is not None
            ),
        ),
    ]  # fmt: skip
    return (*made, _logic(source)) if source.qual else tuple(made)


def _logic(source: Source) -> Table:
    from mtorsbml.sbml import read
    from mtorsbml.simulate.logic import LogicModel

    network = LogicModel.load(source.qual)
    document = read.read_document(source.qual)  # must outlive its nodes
    nodes = document.getModel().getPlugin("qual").getListOfQualitativeSpecies()
    return Table(
        "logic",
        ("id", "name", "level at rest", "rule", "identifiers", "notes"),
        tuple(
            (
                n.getId(), n.getName(), float(network.initial[n.getId()]), network.rules.get(n.getId(), ""),
                _identifiers(n), _notes(n),
            )
            for n in _each(nodes)
        ),
    )  # fmt: skip


def _reaction(reaction: libsbml.Reaction, formula: Any) -> tuple[str | float, ...]:
    arrow = " <-> " if reaction.getReversible() else " -> "
    law = reaction.getKineticLaw()
    return (
        reaction.getId(),
        reaction.getName(),
        arrow.join(_side(side) for side in (reaction.getListOfReactants(), reaction.getListOfProducts())),
        ", ".join(m.getSpecies() for m in _each(reaction.getListOfModifiers())),
        formula(law.getMath()) if law is not None else "",
        "yes" if reaction.getReversible() else "no",
        reaction.getSBOTermID(),
        _identifiers(reaction),
        _notes(reaction),
    )


def _local(reaction: libsbml.Reaction) -> Iterator[tuple[str | float, ...]]:
    """The parameters that only the rate law of a reaction knows, as `reaction.parameter`."""
    law = reaction.getKineticLaw()
    found = [] if law is None else [*_each(law.getListOfParameters()), *_each(law.getListOfLocalParameters())]
    for p in {p.getId(): p for p in found}.values():
        yield (
            f"{reaction.getId()}.{p.getId()}", p.getName(), _value(p), _unit(p), p.getSBOTermID(), _identifiers(p),
            _notes(p),
        )  # fmt: skip


def _start(species: libsbml.Species, model: libsbml.Model) -> str | float:
    """The level at the start, in the unit that the id stands for; empty if the file does not say."""
    place = model.getCompartment(species.getCompartment())
    size = float(place.getSize()) if place is not None and place.isSetSize() else 0.0
    amounts = species.getHasOnlySubstanceUnits()
    if species.isSetInitialConcentration():
        level = float(species.getInitialConcentration())
        return level * size if amounts and size else "" if amounts else level
    if species.isSetInitialAmount():
        amount = float(species.getInitialAmount())
        return amount if amounts else amount / size if size else ""
    return ""


def _value(parameter: libsbml.Parameter) -> str | float:
    return float(parameter.getValue()) if parameter.isSetValue() else ""


def _side(references: Any) -> str:
    terms = []
    for reference in _each(references):
        count = reference.getStoichiometry()
        terms.append(reference.getSpecies() if count == 1 else f"{count:g} {reference.getSpecies()}")
    return " + ".join(terms)


def _each(items: Any) -> Iterator[Any]:
    return (items.get(i) for i in range(items.size()))


def _unit(element: libsbml.SBase) -> str:
    from mtorsbml.simulate import _units

    return _units.label(element.getDerivedUnitDefinition())


def _identifiers(element: libsbml.SBase) -> str:
    """Compact identifiers such as `uniprot:P42345`, in the order of the file."""
    found = []
    for i in range(element.getNumCVTerms()):
        term = element.getCVTerm(i)
        uris = (str(term.getResourceURI(j)) for j in range(term.getNumResources()))
        found += [_HOME.sub("", uri) for uri in uris]
    return " ".join(dict.fromkeys(found))


def _notes(element: libsbml.SBase) -> str:
    import html

    return _SPACE.sub(" ", html.unescape(_TAG.sub(" ", element.getNotesString() or ""))).strip()


def _text(cell: str | float) -> str:
    return repr(cell) if isinstance(cell, float) else _SPACE.sub(" ", cell)


def write_tsv(columns: Sequence[str], rows: Sequence[Sequence[str | float]]) -> bytes:
    """A table as tab-separated text."""
    return "\n".join(["\t".join(columns), *("\t".join(map(_text, row)) for row in rows), ""]).encode()
