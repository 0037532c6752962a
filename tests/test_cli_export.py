"""The command line: models that are built, merged and exported."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from mtorsbml import repository
from mtorsbml.exchange import formats
from mtorsbml.exchange.omex import read_archive
from mtorsbml.pathway.readouts import experiments_on
from mtorsbml.simulate.ode import OdeModel
from tests.refusals import refused


def test_build_and_check(program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = repository.BuiltFile(place="core/a.xml", data=b"a\n")
    monkeypatch.setattr(repository, "built", lambda: iter([file]))
    assert program("build", "--out", tmp_path)[:2] == (0, "wrote core/a.xml\n1 files written\n")
    assert program("build", "--out", tmp_path)[:2] == (0, "all files were up to date\n")
    assert program("build", "--check", "--out", tmp_path)[:2] == (0, "all files are up to date\n")
    (tmp_path / "core/a.xml").write_bytes(b"b\n")
    status, out, _ = program("build", "--check", "--out", tmp_path)
    assert status == 1
    assert out.startswith("core/a.xml: drifted at line 1: found 'b', expected 'a'\n")
    assert json.loads(program("build", "--check", "--out", tmp_path, "--json")[1])[0]["what"] == "drifted"
    assert "give one of them" in refused(program("build", "--check", "--refresh-steady-state"), 2)


def test_merge_writes_a_model_that_validates(program, tmp_path: Path) -> None:
    target = tmp_path / "small.xml"
    assert program("merge", "lysosomal_gate", "feedback_crosstalk", "-o", target) == (0, "", "")
    status, out, _ = program("validate", target)
    assert (status, out) == (0, "1 file: no findings\n")
    error = refused(program("merge", "lysosomal_gat", "-o", tmp_path / "no.xml"), 2)
    assert error == "mtorsbml: there is no module 'lysosomal_gat'; did you mean 'lysosomal_gate'?"
    assert [file.name for file in tmp_path.iterdir()] == ["small.xml"]


def test_export_writes_an_archive(program, tmp_path: Path) -> None:
    target = tmp_path / "gate.omex"
    assert program("export", "lysosomal_gate", "--to", "omex", "-o", target) == (0, "", "")
    assert "lysosomal_gate.sedml" in {entry.location for entry in read_archive(target)}
    assert "did you mean 'mtor'" in refused(program("export", "mtro", "-o", target), 2)


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("antimony", "gate.ant"), ("tellurium", "gate.py"), ("python", "gate2.py"), ("latex", "gate.tex"),
        ("tsv", "gate"), ("xlsx", "gate.xlsx"), ("petab", "problem"), ("bnet", "gate.bnet"), ("maboss", "maboss"),
    ],
)  # fmt: skip
def test_export_writes_every_format_of_a_variant(program, tmp_path: Path, name: str, place: str) -> None:
    if reason := formats.missing(name):
        pytest.skip(f"NOT CHECKED: {reason}")
    target = tmp_path / place
    made = program("export", "amino_acid_sensing", "--variant", "GATOR1_loss", "--to", name, "-o", target)
    assert made == (0, "", "")
    if formats.FORMATS[name].ending:
        assert target.stat().st_size > 0
    else:
        assert len(list(target.iterdir())) > 1
    if name == "antimony":
        assert re.search(r"GATOR1_total = 0;", target.read_text(encoding="utf-8"))
    if name == "bnet":
        assert re.search(
            r"^GATOR1(_total)?, *(0|false)$", target.read_text(encoding="utf-8"), re.MULTILINE | re.IGNORECASE
        )


def test_help_of_export_lists_all_formats(program) -> None:
    text = " ".join(program("export", "--help")[1].split())
    for known in formats.FORMATS.values():
        assert f"{known.name} {known.what} (" in text
    assert "(.ant; needs mtorsbml[exchange])" in text


def test_export_of_files_of_ones_own(program, tmp_path: Path) -> None:
    hierarchy = repository.path("lysosomal_gate", "comp")
    flat, table = tmp_path / "flat.xml", tmp_path / "tables"
    assert program("export", hierarchy, "--to", "sbml", "-o", flat) == (0, "", "")
    assert OdeModel.load(flat).species == OdeModel.load(repository.path("lysosomal_gate")).species
    assert program("export", flat, "--to", "tsv", "-o", table) == (0, "", "")
    assert {p.stem for p in table.iterdir()} == {"species", "reactions", "parameters", "observables"}
    logic = repository.path("lysosomal_gate", "qual")
    assert program("export", logic, "--to", "maboss", "-o", tmp_path / "logic")[0] == 0
    error = refused(program("export", logic, "--to", "tellurium", "-o", tmp_path / "x.py"), 2)
    assert "expresses a kinetic model, and this has none; what it has can be written as bnet, maboss" in error
    error = refused(program("export", flat, "--to", "sbml", "--formalism", "qual", "-o", tmp_path / "x.xml"), 2)
    assert "is not --formalism qual" in error
    assert "mtorsbml pack" in refused(program("export", flat, "-o", tmp_path / "x.omex"), 2)


def test_export_of_a_fit_takes_measurements_and_parameters(program, tmp_path: Path) -> None:
    curve = experiments_on("lysosomal_gate")[0]
    table = tmp_path / "blots.tsv"
    table.write_text(
        f"observableId\tsimulationConditionId\tmeasurement\ttime\n{curve.curves[0].id}\t{curve.id}\t1.5\t10\n"
    )
    model = OdeModel.load(repository.path("lysosomal_gate"))
    chosen = next(name for name in model.parameters if name.startswith("k_"))
    arguments = ("export", "lysosomal_gate", "--to", "petab", "--measurements", table, "--estimate", chosen)
    assert program(*arguments, "-o", tmp_path / "problem") == (0, "", "")
    rows = (tmp_path / "problem" / "parameters.tsv").read_text(encoding="utf-8").splitlines()[1:]
    assert [row.split("\t")[0] for row in rows] == [chosen, f"sigma_{curve.curves[0].id}"]
    assert "1.5" in (tmp_path / "problem" / "measurements.tsv").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (("mtor", "--to", "copasy"), "there is no format 'copasy'; did you mean 'copasi'?"),
        (("mtor", "--to", "bnet", "--formalism", "qual"), "--formalism is for --to sbml; 'bnet' has its own"),
        (("mtor", "--to", "tsv", "--estimate", "a"), "--measurements, --conditions and --estimate are for --to petab"),
        (("lysosomal_gate", "--to", "petab", "--measurements", "/no.tsv"), "/no.tsv: cannot be read"),
        (("lysosomal_gate", "--to", "petab", "--estimate", "nothing"), "the model has no such constant"),
    ],
)
def test_export_says_what_is_wrong(program, tmp_path: Path, arguments: tuple[str, ...], line: str) -> None:
    assert line in refused(program("export", *arguments, "-o", tmp_path / "x"), 2 if "nothing" not in arguments else 1)
    assert not (tmp_path / "x").exists()
