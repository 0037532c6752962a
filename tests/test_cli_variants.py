"""Variants on the command line: listed, told, run, asked in logic, and written for other tools."""

from __future__ import annotations

import json
import math
from pathlib import Path

import pytest

from mtorsbml.exchange.omex import read_archive
from mtorsbml.pathway import library
from mtorsbml.simulate.logic import LogicModel
from mtorsbml.simulate.ode import OdeModel
from mtorsbml.validate import runner


def test_variants_are_listed_kind_by_kind(program) -> None:
    status, out, _ = program("variants")
    assert status == 0
    assert "TSC2_loss" in out
    assert out.index("TSC1_loss") < out.index("rapamycin_acute") < out.index("alt_purine_TSC")
    drugs = json.loads(program("variants", "--kind", "drug", "--json")[1])
    assert {v["kind"] for v in drugs} == {"drug"}
    assert "Torin1" in [v["id"] for v in drugs]


def test_a_variant_is_told_with_its_settings_and_sources(program) -> None:
    status, out, _ = program("variants", "TSC2_loss+rapamycin_chronic")
    assert status == 0
    assert "mtorsbml simulate mtor --set TSC2_total=0 --set Rapamycin=100" in out
    assert "lines 666-691, 1206-1212, 1296-1300; Liu 2020" in out
    assert "Prolonged" in out
    found = json.loads(program("variants", "TSC2_loss", "--json")[1])
    reference = next(t for t in library.merged().totals if t.id == "TSC").subunits[1].value
    assert found["settings"][0]["id"] == "TSC2_total"
    assert (found["settings"][0]["value"], found["settings"][0]["reference"]) == (0.0, reference)
    assert found["logic"] == [{"node": "TSC2", "before": "input, on at rest", "after": "input, off at rest"}]
    assert found["variants"][0]["papers"][0]["pmid"] == "31937935"


def test_the_settings_that_are_told_repeat_the_variant(program) -> None:
    settings = json.loads(program("variants", "mSIN1_dPH+Torin1", "--json")[1])["settings"]
    by_hand = [part for s in settings for part in ("--set", f"{s['id']}={s['value']!r}")]
    run = ("--select", "mTORC2_act,S6K1_act", "--points", "3", "--duration", "60", "--json")
    ours = json.loads(program("simulate", "mtor", "--variant", "mSIN1_dPH+Torin1", *run)[1])
    theirs = json.loads(program("simulate", "mtor", *by_hand, *run)[1])
    for name, course in ours["values"].items():
        assert course == pytest.approx(theirs["values"][name], rel=1e-6)


def test_a_run_lasts_as_long_as_the_variant_needs(program) -> None:
    for model, variant, end in (("pharmacology", "rapamycin_chronic", 2880), ("growth_factor", "TSC2_loss", 120)):
        status, out, _ = program("simulate", model, "--variant", variant, "--points", 2, "--json")
        assert (status, json.loads(out)["time"][-1]) == (0, end)


def test_logic_takes_a_variant(program) -> None:
    found = json.loads(
        program("logic", "mtor", "--variant", "RagA_GTP", "--set", "AminoAcids=0", "--from-rest", "--json")[1]
    )
    assert [a["levels"]["mTORC1_act"] for a in found["attractors"]] == ["on"]


@pytest.mark.parametrize("formalism", ["core", "comp", "qual"])
def test_a_variant_is_written_as_valid_sbml(program, tmp_path: Path, formalism: str) -> None:
    """Of one module: what is wrong with a variant would be wrong there too, and the merged model takes a minute."""
    file = tmp_path / "variant.xml"
    made = program(
        "export", "growth_factor", "--variant", "TSC2_loss", "--to", "sbml", "--formalism", formalism, "-o", file
    )
    assert made == (0, "", "")
    assert [f for report in runner.validate([file]) for f in report.findings if f.is_problem] == []
    assert 'id="growth_factor_TSC2_loss"' in file.read_text(encoding="utf-8")
    if formalism == "qual":
        assert LogicModel.load(file).resting_state()["TSC2"] == "off"
    else:
        assert "Variant TSC2_loss: 0 nmol/l in the place of" in file.read_text(encoding="utf-8")
        assert OdeModel.load(file).default("TSC2_total") == 0.0


@pytest.mark.parametrize("formalism", ["core", "qual"])
def test_variants_of_the_merged_model_are_written_together(program, tmp_path: Path, formalism: str) -> None:
    file = tmp_path / "variant.xml"
    names = "TSC2_loss+rapamycin_chronic"
    made = program("export", "mtor", "--variant", names, "--to", "sbml", "--formalism", formalism, "-o", file)
    assert made == (0, "", "")
    text = file.read_text(encoding="utf-8")
    assert 'id="mtor_TSC2_loss_rapamycin_chronic"' in text
    if formalism == "qual":
        assert LogicModel.load(file).resting_state()["mTORC2_act"] == "off"
    else:
        assert "Variant TSC2_loss: 0 nmol/l in the place of" in text
        assert OdeModel.load(file).default("Rapamycin") == 100.0


def test_the_archive_of_a_variant_has_its_models_and_experiments(program, tmp_path: Path) -> None:
    file = tmp_path / "variant.omex"
    assert program("export", "mtor", "--variant", "GATOR1_loss", "-o", file)[0] == 0
    archive = {entry.location: entry for entry in read_archive(file)}
    core = archive["mtor_GATOR1_loss.xml"].data.decode()
    assert math.isclose(OdeModel.load(core).default("GATOR1_total"), 0.0)
    assert b"mtor_GATOR1_loss.xml" in archive["mtor_GATOR1_loss.sedml"].data


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (
            ("simulate", "mtor", "--variant", "TSC2_los"),
            "there is no variant 'TSC2_los'; did you mean 'TSC2_loss' or 'TSC1_loss' or 'GCN2_loss'?",
        ),
        (("variants", "TSC2_loss", "--kind", "drug"), "give names or --kind, not both"),
        (
            ("export", "mtor", "--to", "omex", "--formalism", "qual", "-o", "x.omex"),
            "--formalism is for --to sbml; an archive holds both formalisms",
        ),
        (
            ("simulate", "models/sbml/core/mtor.xml", "--variant", "TSC2_loss"),
            "models/sbml/core/mtor.xml: a file has no variants; take a model of the repository, such as mtor",
        ),
    ],
)
def test_wrong_use_is_one_line(program, monkeypatch: pytest.MonkeyPatch, arguments, line: str) -> None:
    monkeypatch.chdir(Path(__file__).parents[1])
    assert program(*arguments) == (2, "", f"mtorsbml: {line}\n")
