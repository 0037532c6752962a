"""Round trips, and the page that tells of them."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

from mtorsbml import repository
from mtorsbml.exchange import formats
from mtorsbml.exchange.outgoing import sbml_text
from mtorsbml.exchange.source import Source
from mtorsbml.verify.roundtrip import features, format_table, round_trips, through, trip_table

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "interoperability.md").read_text(encoding="utf-8")
GATE = Source(id="gate", title="", core=repository.path("lysosomal_gate").read_text(encoding="utf-8"))


def test_the_page_lists_the_formats() -> None:
    assert "\n".join(format_table()) in PAGE


@pytest.mark.interop
def test_the_page_tells_what_is_measured() -> None:
    for name in ("antimony", "copasi"):
        if reason := formats.missing(name):
            pytest.skip(f"NOT CHECKED: {reason}")
    trips = round_trips("lysosomal_gate")
    assert all(trip.same for trip in trips)
    assert "\n".join(trip_table(trips)) in PAGE


def test_a_loss_and_another_course_are_seen() -> None:
    def worse(sbml: str) -> str:
        assert 'value="0.25"' in sbml
        return sbml.replace('value="0.25"', 'value="0.5"').replace(' sboTerm="SBO:0000252"', "")

    trip = through(GATE, "worse", worse)
    assert not trip.same
    there = GATE.core.count('sboTerm="SBO:0000252"')
    whole, kept = trip.kept["SBO terms"]
    assert 0 < whole - kept <= there
    assert trip.kept["identifiers"][0] == trip.kept["identifiers"][1] > 100
    (line,) = trip_table([trip])[2:]
    assert line.startswith("| worse | OTHER courses | all | ")
    assert f"{kept} of {whole}" in line


def test_glyphs_are_found_once_libsedml_is_there() -> None:
    import libsedml  # noqa: F401 - it turns elements of packages into plain ones

    found = features(sbml_text("feedback_crosstalk", None, layout=True))["glyphs"]
    assert ("speciesGlyph", "IRS1_pS") in found
    assert {kind for kind, _ in found} == {"compartmentGlyph", "speciesGlyph", "reactionGlyph"}


def test_the_same_unit_written_otherwise_is_the_same() -> None:
    text = GATE.core
    litre = '<unit kind="litre" exponent="1" scale="-6" multiplier="1"/>'
    assert litre in text
    other = text.replace(litre, '<unit kind="metre" exponent="3" scale="-3" multiplier="1"/>')
    assert features(other)["units"] == features(text)["units"]
    wrong = text.replace(litre, '<unit kind="metre" exponent="3" scale="-2" multiplier="1"/>')
    assert features(wrong)["units"] != features(text)["units"]


def test_the_script_puts_tables_between_their_marks() -> None:
    script = runpy.run_path(str(ROOT / "scripts" / "interoperability"))
    text = "a\n<!-- x: begin -->\nold\n<!-- x: end -->\nb\n"
    assert script["renewed"](text, "x", ["new"]) == text.replace("old", "new")
