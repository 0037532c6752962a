"""The command line: models that are simulated, or asked as logic."""

from __future__ import annotations

import csv
import errno
import json
import os
from pathlib import Path

import pytest

from mtorsbml import repository
from mtorsbml.pathway import library
from mtorsbml.simulate.ode import OdeModel
from tests.refusals import refused

# -- simulate ----------------------------------------------------------------------------------------------------


def test_simulate_prints_a_small_table(program) -> None:
    status, out, _ = program("simulate", "lysosomal_gate", "--duration", 10, "--points", 3)
    assert status == 0
    rows = [line.split() for line in out.splitlines() if line.strip()]
    assert rows[0] == ["time", "Rag_on", "Rag_off", "mTORC1_lys", "mTORC1_act"]
    assert rows[1][:2] == ["[min]", "[nmol/l]"]
    assert [row[0] for row in rows[3:]] == ["0", "5", "10"]


def test_simulate_writes_everything_as_csv(program, tmp_path: Path) -> None:
    target = tmp_path / "course.csv"
    arguments = ("--set", "GATOR1_act=0", "--start", 5, "--duration", 10, "--points", 3, "-o", target)
    assert program("simulate", "lysosomal_gate", *arguments) == (0, "", "")
    rows = list(csv.reader(target.read_text(encoding="utf-8").splitlines()))
    assert rows[0][:2] == ["time [min]", "Rag_on [nmol/l]"]
    assert [row[0] for row in rows[1:]] == ["5.0", "7.5", "10.0"]
    model = OdeModel.load(repository.path("lysosomal_gate"))
    assert [head.partition(" ")[0] for head in rows[0][1:]] == [*model.species, *model.observables]


def test_simulate_with_selection_as_json(program) -> None:
    arguments = ("--set", "GATOR1_act = 1e1", "--select", "Rag_on,Rag_off", "--select", "mTORC1_act", "--points", 2)
    found = json.loads(program("simulate", repository.path("lysosomal_gate"), *arguments, "--json")[1])
    assert list(found["values"]) == ["Rag_on", "Rag_off", "mTORC1_act"]
    assert found["time"] == [0.0, 120.0]
    assert found["values"]["Rag_on"][1] < 0.2 * found["values"]["Rag_on"][0]
    assert found["units"]["Rag_on"] == "nmol/l"


@pytest.mark.parametrize(("ending", "start"), [(".png", b"\x89PNG"), (".svg", b"<?xml"), (".pdf", b"%PDF")])
def test_simulate_draws(program, tmp_path: Path, ending: str, start: bytes) -> None:
    pytest.importorskip("matplotlib")
    target = tmp_path / f"course{ending}"
    assert program("simulate", "lysosomal_gate", "--points", 5, "-o", target) == (0, "", "")
    assert target.read_bytes().startswith(start)


def test_default_picture_is_relative_to_the_start_and_names_what_was_set(program, tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    target = tmp_path / "course.svg"
    program("simulate", "lysosomal_gate", "--set", "Rag_total=50", "--points", 5, "-o", target)
    drawn = target.read_text(encoding="utf-8")
    assert "relative to start" in drawn
    assert "lysosomal_gate: Rag_total = 50 nmol/l" in drawn
    program("simulate", "lysosomal_gate", "--select", "Rag_on", "--points", 5, "-o", target)
    assert "relative to start" not in target.read_text(encoding="utf-8")
    assert "[nmol/l]" in target.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["mtorr"], "mtorsbml: there is no model or file 'mtorr'; did you mean 'mtor'?"),
        (["lysosomal_gate", "--set", "Gator1_act=1"], "has no 'Gator1_act'; did you mean 'GATOR1_act'"),
        (["lysosomal_gate", "--select", "Rag_onn"], "has no 'Rag_onn'; did you mean 'Rag_on'"),
        (["lysosomal_gate", "--set", "Rag_total=abc"], "--set 'Rag_total=abc': 'abc' is not a number"),
        (["lysosomal_gate", "--set", "Rag_total"], "--set 'Rag_total': give an id and a value, as in --set"),
        (["lysosomal_gate", "--set", "Rag_total="], "--set 'Rag_total=': give an id and a value, as in --set"),
        (["lysosomal_gate", "--set", "=3"], "--set '=3': give an id and a value, as in --set"),
        (["lysosomal_gate", "--set", "Rag_total=nan"], "--set 'Rag_total=nan': the value is not finite"),
        (["lysosomal_gate", "--set", "Rag_total=-inf"], "--set 'Rag_total=-inf': the value is not finite"),
        (["lysosomal_gate", "--set", "Rag_total=1e999"], "--set 'Rag_total=1e999': the value is not finite"),
        (["lysosomal_gate", "--set", "Rag_total=1", "--set", "Rag_total=2"], "'Rag_total' is set twice"),
        (["lysosomal_gate", "--duration", "-1"], "a run goes from start >= 0 to a later end"),
        (["lysosomal_gate", "--duration", "nan"], "duration"),
        (["lysosomal_gate", "--points", "1"], "at least 2 points"),
        (["lysosomal_gate", "--points", "many"], "'many' is not a valid integer; see `mtorsbml simulate --help`"),
        (["lysosomal_gate", "-o", "course.txt"], "course.txt: the ending says what is written; use one of .csv, .png"),
        (["no/where.xml"], "mtorsbml: no/where.xml: cannot be read (No such file or directory)"),
        (["."], "mtorsbml: there is no model or file"),
        (["tests"], "tests: is a directory; give the path of an SBML file"),
        (["--nonsense"], "mtorsbml simulate: No such option"),
        ([], "mtorsbml simulate: Missing argument 'MODEL'; see `mtorsbml simulate --help`"),
    ],
)
def test_wrong_use_of_simulate_is_one_line(program, arguments: list[str], message: str) -> None:
    if arguments in (["tests"], ["."]):
        arguments, message = [str(Path(__file__).parent)], "is a directory; give the path of an SBML file"
    assert message in refused(program("simulate", *arguments), 2)


def test_files_that_are_no_kinetic_models_are_refused(program, tmp_path: Path) -> None:
    other = tmp_path / "other.xml"
    other.write_text("<html></html>")
    assert "not SBML: the root element is <html>" in refused(program("simulate", other), 1)
    other.write_text("no xml at all")
    assert "not well-formed XML" in refused(program("simulate", other), 1)
    other.write_bytes(b"")
    assert "the file is empty" in refused(program("simulate", other), 1)
    qual = repository.path("lysosomal_gate", "qual")
    assert refused(program("simulate", qual), 2).endswith("is a logical (qual) model: use `mtorsbml logic`")


def test_outputs_that_cannot_be_written_are_refused(program, tmp_path: Path) -> None:
    run = ("simulate", "lysosomal_gate", "--points", 2, "-o")
    missing = tmp_path / "missing" / "x.csv"
    assert f"{missing}: the folder {missing.parent} does not exist" in refused(program(*run, missing), 2)
    (tmp_path / "x.csv").mkdir()
    assert "is a directory; give the path of a file" in refused(program(*run, tmp_path / "x.csv"), 2)
    assert list(tmp_path.iterdir()) == [tmp_path / "x.csv"]


def test_a_full_disk_leaves_nothing_behind(program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_args: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fdopen", full)
    target = tmp_path / "x.csv"
    error = refused(program("simulate", "lysosomal_gate", "--points", 2, "-o", target), 2)
    assert error == f"mtorsbml: {target}: cannot be written (No space left on device)"
    assert list(tmp_path.iterdir()) == []


# -- logic -------------------------------------------------------------------------------------------------------


def test_logic_finds_what_a_drug_does(program) -> None:
    found = json.loads(program("logic", "mtor", "--set", "Torin1=1", "--from-rest", "--json")[1])
    assert found["held"] == {"Torin1": True}
    assert found["initial"]["mTORC1_act"] is True
    assert {a["levels"]["mTORC1_act"] for a in found["attractors"]} == {"off"}
    status, out, _ = program("logic", "mtor", "--set", "Torin1=1", "--from-rest")
    assert status == 0
    assert next(line.split() for line in out.splitlines() if line.split()[:1] == ["mTORC1_act"])[1:3] == ["on", "off"]


def test_logic_at_rest_changes_nothing(program) -> None:
    _, out, _ = program("logic", "mtor")
    assert f"{len(library.model('mtor').nodes)} nodes are as at rest" in out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["mtor", "--set", "Insulin=2"], "--set 'Insulin=2': a logic node is 0 or 1, not '2'"),
        (["mtor", "--set", "Insulin"], "--set 'Insulin': give an id and a value"),
        (["mtor", "--set", "Insuln=1"], "has no node 'Insuln'; did you mean 'Insulin'"),
        (["mtro"], "there is no model or file 'mtro'; did you mean 'mtor'?"),
    ],
)
def test_wrong_use_of_logic_is_one_line(program, arguments: list[str], message: str) -> None:
    assert message in refused(program("logic", *arguments), 2)


def test_a_kinetic_model_is_no_logic_model(program) -> None:
    assert "use `mtorsbml simulate`" in refused(program("logic", repository.path("mtor")), 2)
