"""What a model keeps on its way through another tool and back: the table of docs/interoperability.md."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from mtorsbml.exchange import formats
from mtorsbml.exchange.source import Source
from mtorsbml.sbml._document import all_elements

SAME: Final = 1e-9
"""Largest difference of equal courses, relative to the largest value of a species."""
_POINTS: Final = 25


@dataclass(frozen=True, kw_only=True, slots=True)
class Trip:
    """A way through another tool.

    Attributes:
        way: Its stations.
        behaviour: How far the courses are apart (relative), or None where attractors are compared.
        same: Whether courses or attractors are the same.
        kept: Of each feature, how many there were and how many came back.
    """

    way: str
    behaviour: float | None
    same: bool
    kept: Mapping[str, tuple[int, int]]


FEATURES: Final = ("identifiers", "SBO terms", "names", "units", "notes", "glyphs")


_DRAWN: Final = {"compartmentGlyph": "compartment", "speciesGlyph": "species", "reactionGlyph": "reaction"}


def features(sbml: str) -> dict[str, set[tuple[str, ...]]]:
    """What an SBML text says beyond its mathematics, each as the id of an element with a value.

    Glyphs are those of a layout. Elements without an id, such as rules, are named by their variable.
    """
    import libsbml

    document = libsbml.readSBMLFromString(sbml)  # must outlive its elements
    found: dict[str, set[tuple[str, ...]]] = {name: set() for name in FEATURES}
    model = document.getModel()
    core = ("species", "compartment", "parameter", "reaction", "rule", "event", "model")
    for element in (model, *all_elements(model)):
        name = element.getElementName()
        if name in _DRAWN:
            # By its attribute: once libSedML is imported too, libSBML gives glyphs without their own methods.
            found["glyphs"].add((name, str(element.toXMLNode().getAttributes().getValue(_DRAWN[name]))))
        if not any(word in name.lower() for word in core) or "Glyph" in name:
            continue
        key = name if name == "model" else f"{name} {element.getId()}"
        for term in (element.getCVTerm(i) for i in range(element.getNumCVTerms())):
            kind = f"{term.getQualifierType()} {term.getBiologicalQualifierType()} {term.getModelQualifierType()}"
            uris = (term.getResourceURI(i) for i in range(term.getNumResources()))
            found["identifiers"] |= {(key, kind, str(uri)) for uri in uris}
        if element.isSetSBOTerm():
            found["SBO terms"].add((key, element.getSBOTermID()))
        if element.isSetName():
            found["names"].add((key, element.getName()))
        if element.isSetNotes():
            found["notes"].add((key,))
        if name in {"species", "compartment", "parameter"} and element.getDerivedUnitDefinition() is not None:
            found["units"].add((key, _unit(element.getDerivedUnitDefinition())))
    return found


def _unit(definition: Any) -> str:
    """A unit in base units: tools write the same unit with other multipliers and in another order."""
    import libsbml

    factor, powers = 1.0, dict[str, float]()
    for unit in (definition.getUnit(i) for i in range(definition.getNumUnits())):
        kind, power = str(libsbml.UnitKind_toString(unit.getKind())), float(unit.getExponentAsDouble())
        factor *= (unit.getMultiplier() * 10.0 ** unit.getScale()) ** power
        if kind in {"litre", "liter"}:
            kind, factor, power = "metre", factor * 1e-3**power, 3 * power
        if kind != "dimensionless":
            powers[kind] = powers.get(kind, 0.0) + power
    kinds = " ".join(f"{kind}^{power:g}" for kind, power in sorted(powers.items()) if power)
    return f"{factor:.9g} {kinds}"


def through(source: Source, way: str, back: Callable[[str], str]) -> Trip:
    """Send a kinetic model through a tool and compare what comes back.

    Args:
        source: The model.
        way: What the way is called.
        back: The tool: SBML to SBML.
    """
    import numpy as np

    from mtorsbml.simulate.ode import OdeModel

    returned = back(source.core)
    ours, theirs = OdeModel.load(source.core), OdeModel.load(returned)
    changes = dict(source.experiments[0].changes) if source.experiments else {}
    a, b = (m.simulate(changes, duration=240, points=_POINTS, select=ours.species) for m in (ours, theirs))
    scale = np.maximum(np.abs(a.values).max(axis=0), 1e-12)
    apart = float((np.abs(a.values - b.values) / scale).max())
    before, after = features(source.core), features(returned)
    kept = {name: (len(before[name]), len(before[name] & after[name])) for name in FEATURES}
    return Trip(way=way, behaviour=apart, same=apart <= SAME, kept=kept)


def round_trips(model: str) -> list[Trip]:
    """All ways that there are, of a model of the repository with its layout, through the tools that are installed."""
    from mtorsbml.exchange.outgoing import source_of
    from mtorsbml.exchange.sbml_layout import with_layout

    source = source_of(model)
    laid = Source(
        id=source.id,
        title=source.title,
        core=with_layout(source.core, source.id, source.title),
        qual=source.qual,
        experiments=source.experiments,
    )
    trips = []
    if not formats.missing("antimony"):
        from mtorsbml.exchange.antimony_ import from_antimony, to_antimony

        trips.append(through(laid, "SBML, Antimony, SBML", lambda sbml: from_antimony(to_antimony(sbml, model), model)))
    if not formats.missing("copasi"):
        trips.append(through(laid, "SBML, COPASI, SBML", _through_copasi))
    return [*trips, through(laid, "SBML, archive, folder, archive, SBML", _through_archive), _through_bnet(source)]


def _through_copasi(sbml: str) -> str:
    from mtorsbml.exchange.copasi_ import copasi_files, from_copasi

    (data,) = copasi_files(Source(id="model", title="", core=sbml)).values()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "model.cps"
        file.write_bytes(data)
        return from_copasi(file)[0]


def _through_archive(sbml: str) -> str:
    from mtorsbml.exchange.incoming import import_file, pack, unpack

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "first").mkdir()
        (folder / "first" / "model.xml").write_text(sbml, encoding="utf-8")
        (folder / "first" / "model.sedml").write_text(_SEDML, encoding="utf-8")
        (folder / "one.omex").write_bytes(pack(folder / "first"))
        unpack(folder / "one.omex", folder / "second")
        (folder / "two.omex").write_bytes(pack(folder / "second"))
        return import_file(folder / "two.omex").sbml


_SEDML: Final = '<sedML xmlns="http://sed-ml.org/sed-ml/level1/version3" level="1" version="3"/>\n'


def _through_bnet(source: Source) -> Trip:
    """The logic model as rules, written as SBML-qual again by AEON, its inputs held: the same attractors from rest."""
    import biodivine_aeon as aeon

    from mtorsbml.simulate.logic import LogicModel

    ours = LogicModel.load(source.qual)
    (text,) = formats.files(source, "bnet").values()
    lines = []
    for line in text.decode().splitlines():
        node, _, rule = line.partition(", ")
        lines.append(f"{node}, {str(ours.initial[node]).lower()}" if node == rule else line)
    network = aeon.BooleanNetwork.from_bnet("\n".join(lines) + "\n", repair_graph=True)
    back = LogicModel.load(_completed(str(network.to_sbml()), ours.initial))
    same = _ends(back) == _ends(ours)
    return Trip(way="SBML-qual, bnet, SBML-qual", behaviour=None, same=same, kept={})


def _completed(qual: str, initial: Mapping[str, bool]) -> str:
    """SBML-qual of AEON with what the specification wants: a compartment, and the levels that rules do not have."""
    import libsbml

    document = libsbml.readSBMLFromString(qual)  # must outlive its model
    model = document.getModel()
    compartment = model.createCompartment()
    compartment.setId("cell")
    compartment.setConstant(True)
    plugin = model.getPlugin("qual")
    levels = {node: int(level) for node, level in initial.items()}
    for i in reversed(range(plugin.getNumTransitions())):
        transition = plugin.getTransition(i)
        if transition.getNumFunctionTerms() == 0:  # a constant, which our dialect has as an input at its level
            node = transition.getOutput(0).getQualitativeSpecies()
            levels[node] = transition.getDefaultTerm().getResultLevel()
            plugin.removeTransition(i)
    for species in (plugin.getQualitativeSpecies(i) for i in range(plugin.getNumQualitativeSpecies())):
        species.setCompartment("cell")
        species.setInitialLevel(levels[species.getId()])
    return str(libsbml.writeSBMLToString(document))


def _ends(model: Any) -> tuple[object, object]:
    """Fixed points, and the attractors that are reached from the initial levels."""
    points = {frozenset(point.items()) for point in model.fixed_points()}
    reached = {(a.size, frozenset(dict(a.levels).items())) for a in model.attractors(start=dict(model.initial))}
    return points, reached


def format_table() -> list[str]:
    """The formats in Markdown, from their registry."""
    lines = ["| format | what it is | ending | needs |", "| --- | --- | --- | --- |"]
    for f in formats.FORMATS.values():
        extra = f"`mtorsbml[{f.extra}]`" if f.extra else "nothing else"
        lines.append(f"| `{f.name}` | {f.what} | {f.ending or 'a folder'} | {extra} |")
    return lines


def trip_table(trips: Sequence[Trip]) -> list[str]:
    """What round trips kept, in Markdown; numbers that depend on the machine are not in it."""
    lines = [f"| way | behaviour | {' | '.join(FEATURES)} |", f"| --- | --- |{' --- |' * len(FEATURES)}"]
    for trip in trips:
        what = "attractors" if trip.behaviour is None else "courses"
        cells = [_cell(trip.kept.get(name)) for name in FEATURES]
        lines.append(f"| {trip.way} | {'same' if trip.same else 'OTHER'} {what} | {' | '.join(cells)} |")
    return lines


def _cell(counts: tuple[int, int] | None) -> str:
    if counts is None:
        return ""
    whole, kept = counts
    return "all" if kept == whole else f"{kept} of {whole}" if kept else f"none of {whole}"
