"""The process diagram: complete, the same each time, nothing upon anything else, and accepted by libsbgnpy."""

from __future__ import annotations

import importlib.util
import itertools
from pathlib import Path
from xml.etree.ElementTree import fromstring

import pytest
from tests.exchange import sample

from mtorsbml import repository
from mtorsbml.errors import MtorsbmlError
from mtorsbml.exchange import formats
from mtorsbml.exchange.diagram import Box, Diagram, diagram
from mtorsbml.exchange.outgoing import export_model
from mtorsbml.exchange.placing import Link, between, place
from mtorsbml.exchange.sbgn import to_sbgn
from mtorsbml.exchange.source import Source
from mtorsbml.simulate.ode import OdeModel

NAMESPACE = "{http://sbgn.org/libsbgn/0.3}"
GATE = repository.path("lysosomal_gate")


@pytest.fixture(scope="module")
def gate() -> Diagram:
    return diagram(GATE.read_text(encoding="utf-8"), "lysosomal_gate", "The gate")


def inside(inner: Box, outer: Box) -> bool:
    return (
        abs(inner.x - outer.x) <= (outer.width - inner.width) / 2
        and abs(inner.y - outer.y) <= (outer.height - inner.height) / 2
    )


def test_everything_of_the_model_is_in_the_map(gate: Diagram) -> None:
    import libsbml

    document = libsbml.readSBMLFromFile(str(GATE))
    model = document.getModel()
    assert set(gate.species) == {s.getId() for s in model.getListOfSpecies()}
    assert set(gate.steps) == {r.getId() for r in model.getListOfReactions()}
    ends = {(arc.source, arc.target) for arc in gate.arcs}
    for r in model.getListOfReactions():
        assert {(x.getSpecies(), r.getId()) for x in (*r.getListOfReactants(), *r.getListOfModifiers())} <= ends
        assert {(r.getId(), x.getSpecies()) for x in r.getListOfProducts()} <= ends


def test_nothing_lies_upon_anything_else(gate: Diagram) -> None:
    boxes = [*gate.species.values(), *gate.sinks.values(), *(s.as_box() for s in gate.steps.values())]
    for a, b in itertools.combinations(boxes, 2):
        assert not a.overlaps(b.x, b.y, b.width, b.height), (a.id, b.id)
    homes = {box.id: box for box in gate.compartments}
    for box in gate.species.values():
        assert inside(box, homes[box.home]), box.id
    for a, b in itertools.combinations(gate.compartments, 2):
        assert not a.overlaps(b.x, b.y, b.width, b.height)


def test_the_same_model_gives_the_same_bytes(gate: Diagram) -> None:
    assert to_sbgn(diagram(GATE.read_text(encoding="utf-8"), "lysosomal_gate", "The gate")) == to_sbgn(gate)


def test_what_makes_from_nothing_or_takes_away_has_an_empty_set() -> None:
    import libsbml

    path = repository.path("nucleotide_synthesis")
    document = libsbml.readSBMLFromFile(str(path))
    reactions = document.getModel().getListOfReactions()
    expected = {f"{r.getId()}_source" for r in reactions if not r.getNumReactants()}
    expected |= {f"{r.getId()}_sink" for r in reactions if not r.getNumProducts()}
    assert len(expected) > 5
    assert set(diagram(path.read_text(encoding="utf-8"), "n", "n").sinks) == expected


def test_partners_are_placed_together_and_no_arrow_runs_over_a_box() -> None:
    homes = dict.fromkeys("abcdef", "c")
    links = [Link(a, b, 2.0, drawn=True) for a, b in ("ab", "bc", "cd", "de", "ef")]
    grid = place(homes, links)
    assert len(set(grid.cells.values())) == 6
    for link in links:
        (x, y), (u, v) = grid.cells[link.first], grid.cells[link.second]
        assert max(abs(x - u), abs(y - v)) == 1
        assert not set(between((x, y), (u, v))) & set(grid.cells.values())


def test_compartments_between_which_much_happens_are_neighbours() -> None:
    homes = {"a": "one", "b": "two", "c": "three"}
    links = [Link("a", "c", 1.0, drawn=True), Link("c", "b", 1.0, drawn=True)]
    order = sorted(place(homes, links).bands.items(), key=lambda item: item[1])
    assert [name for name, _ in order][1] == "three"


def test_libsbgnpy_accepts_the_map(tmp_path: Path, gate: Diagram) -> None:
    if importlib.util.find_spec("libsbgnpy") is None:
        pytest.skip("NOT CHECKED by libsbgnpy: not installed (pip install 'mtorsbml[dev]')")
    from libsbgnpy.schematron import validate_schematron
    from libsbgnpy.validator import validate

    for name in ("lysosomal_gate", "growth_factor", "amino_acid_sensing"):
        file = tmp_path / f"{name}.sbgn"
        file.write_bytes(to_sbgn(diagram(repository.path(name).read_text(encoding="utf-8"), name, name)))
        assert validate(file) == []
        assert validate_schematron(file) == []


def test_export_writes_the_map_and_pictures(tmp_path: Path, gate: Diagram) -> None:
    file = tmp_path / "gate.sbgn"
    export_model(str(GATE), "sbgn", file)
    glyphs = [g for g in fromstring(file.read_bytes()).iter(f"{NAMESPACE}glyph") if g.get("class") != "process"]
    assert {g.get("id") for g in glyphs} >= set(gate.species)
    pytest.importorskip("matplotlib", reason="NOT CHECKED: no matplotlib (pip install 'mtorsbml[plot]')")
    picture = tmp_path / "gate.svg"
    export_model(str(GATE), "sbgn", picture)
    first = picture.read_bytes()
    assert all(f">{name}<" in first.decode() for name in gate.species)
    export_model(str(GATE), "sbgn", picture)
    assert picture.read_bytes() == first


def test_a_model_without_reactions_is_refused() -> None:
    empty = '<sbml xmlns="http://www.sbml.org/sbml/level3/version1/core" level="3" version="1"><model id="e"/></sbml>'
    with pytest.raises(MtorsbmlError, match="e: no reaction has species, so there is nothing to draw"):
        formats.files(Source(id="e", title="", core=empty), "sbgn")


def test_the_sample_is_drawn() -> None:
    made = diagram(sample.SBML, "sample", "")
    assert made.species.keys() == set(OdeModel.load(sample.SBML).species)
