"""The command line: what it prints, its exit codes, and one clear line for whatever goes wrong."""

from __future__ import annotations

import csv
import errno
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from mtorsbml import cli, repository
from mtorsbml.cli import _group
from mtorsbml.exchange import formats
from mtorsbml.exchange.omex import read_archive
from mtorsbml.pathway import library
from mtorsbml.pathway.readouts import experiments_on
from mtorsbml.simulate.ode import OdeModel

Capture = pytest.CaptureFixture[str]
COMMANDS = (
    "list",
    "info",
    "build",
    "merge",
    "export",
    "variants",
    "simulate",
    "logic",
    "claims",
    "import",
    "unpack",
    "pack",
    "validate",
    "rule",
    "diff",
    "coverage",
    "run",
    "verify",
)


@pytest.fixture
def program(capsys: Capture):
    """Runs a command in this process and gives its exit code, standard output and standard error."""

    def run(*arguments: object) -> tuple[int, str, str]:
        status = _group.run([str(a) for a in arguments])
        out, err = capsys.readouterr()
        return status, out, err

    return run


def shell(command: str) -> subprocess.CompletedProcess[str]:
    """Runs a command in bash, where `mtorsbml` is the program of this Python."""
    function = f'mtorsbml() {{ "{sys.executable}" -m mtorsbml "$@"; }}; {command}'
    return subprocess.run(["bash", "-c", function], capture_output=True, text=True, check=False)


def refused(result: tuple[int, str, str], status: int) -> str:
    """The one line that an error is told in."""
    found, out, err = result
    assert found == status
    assert out == ""
    assert err.count("\n") == 1
    assert "Traceback" not in err
    return err.rstrip("\n")


# -- help and what there is --------------------------------------------------------------------------------------


def test_help_lists_all_commands_in_the_order_of_use(program) -> None:
    status, out, _ = program("--help")
    assert status == 0
    listed = [line.split()[0] for line in out.partition("Commands:\n")[2].splitlines()]
    assert tuple(listed) == COMMANDS
    assert program() == (0, out, "")


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_has_an_example(program, command: str) -> None:
    status, out, _ = program(command, "--help")
    assert status == 0
    assert f"  mtorsbml {command}" in out.partition("Example")[2]


def test_version(program) -> None:
    assert program("--version")[1].startswith("mtorsbml 0.")


def test_list_has_every_model(program) -> None:
    found = json.loads(program("list", "--json")[1])
    assert [model["id"] for model in found] == [*repository.models(), *repository.assemblies()]
    assert found[0]["counts"]["species"] == sum(model["counts"]["species"] for model in found[1:-1])
    status, out, _ = program("list")
    assert status == 0
    assert all(name in out for name in repository.models())


def test_info_tells_what_the_organism_is_made_of(program) -> None:
    status, out, _ = program("info", "organism", "--json")
    found = json.loads(out)
    assert status == 0
    assert found["id"] == "organism"
    assert {"liver__TSC1_total", "muscle__Raptor_total"} <= {row["id"] for row in found["totals"]}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("organism", "--meals", "19h,8h"), "meal '8h' comes after '19h' in the list but not in the day"),
        (("organism", "--meals", "8h", "--set", "Meal_1_size=2"), "both set 'Meal_1_size'"),
        (("mtor", "--meals", "8h"), "'mtor' eats no meals; they are for organism"),
    ],
)
def test_meals_that_make_no_sense_are_a_clear_error(program, arguments, message) -> None:
    status, _, errors = program("simulate", *arguments)
    assert status == 2
    assert message in errors


def test_an_archive_of_the_organism_is_refused_with_what_to_do(program, tmp_path) -> None:
    status, _, errors = program("export", "organism", "-o", str(tmp_path / "o.omex"))
    assert status == 2
    assert "run: mtorsbml export organism --to sbml" in errors


def test_info_tells_inputs_with_unit_and_resting_level(program) -> None:
    found = json.loads(program("info", "mtor", "--json")[1])
    inputs = {q["id"]: q for q in found["inputs"]}
    assert (inputs["Rapamycin"]["unit"], inputs["Rapamycin"]["resting"]) == ("nmol/l", 0)
    assert inputs["AminoAcids"]["unit"] == "1"
    assert "mTOR_total" in {q["id"] for q in found["totals"]}
    assert all(q["resting"] is not None for q in found["outputs"])
    line = next(line for line in program("info", "mtor")[1].splitlines() if line.split()[:1] == ["Rapamycin"])
    assert line.split()[1:5] == ["0", "100", "nmol/l", "drug"]


def test_info_of_a_module_tells_who_owns_what_it_holds(program) -> None:
    assert "held (growth_factor)" in program("info", "lysosomal_gate")[1]


@pytest.mark.parametrize(
    ("formalism", "count"), [("core", "reactions"), ("qual", "transitions"), ("comp", "submodels")]
)
def test_info_of_a_file(program, formalism: str, count: str) -> None:
    found = json.loads(program("info", repository.path("mtor", formalism), "--json")[1])
    assert found["kind"] == formalism
    assert found["counts"][count] > 9
    assert f"Level 3 Version 1, {formalism}" in program("info", repository.path("mtor", formalism))[1]


# -- build, merge, export ----------------------------------------------------------------------------------------


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


# -- validate and coverage ---------------------------------------------------------------------------------------


def test_validate_tells_findings_and_their_place(program, tmp_path: Path) -> None:
    good = repository.path("feedback_crosstalk")
    bad = tmp_path / "bad.xml"
    bad.write_text(good.read_text(encoding="utf-8").replace('species="Grb10_off"', 'species="Grb10_of"', 1))
    status, out, _ = program("validate", good, bad, "--json")
    first, second = json.loads(out)
    assert status == 1
    assert first["findings"] == []
    assert "error" in {f["severity"] for f in second["findings"]}
    assert {f["code"] for f in second["findings"]} & {"SBML21111", "SBML20608"}
    status, out, _ = program("validate", bad)
    assert status == 1
    assert out.splitlines()[-1].startswith("1 file: 2 errors")
    assert "SBML2" in out
    assert refused(program("validate", tmp_path / "none.xml"), 2).endswith("none.xml: there is no such file")


def test_coverage_counts_rows_and_entities(program) -> None:
    status, out, _ = program("coverage")
    assert status == 0
    assert "rows are modelled or excused (100.0 %)" in out
    found = json.loads(program("coverage", "--json")[1])
    assert len(found["rows"]) == 509
    statuses = [e["status"] for e in found["entities"]]
    assert len(statuses) == 330
    assert f"330 entities: {statuses.count('modelled')} modelled" in out
    every = program("coverage", "--all")[1]
    assert every.count("modelled") > 200
    assert "a partner of CASTOR1 with no stated difference" in every


def test_an_open_entity_fails_the_coverage(program, monkeypatch: pytest.MonkeyPatch) -> None:
    from dataclasses import replace

    # Row 101 is that of CASTOR2: while it is excused, nothing needs the entity.
    excused = sum(len(m.entity_exclusions) for m in library.modules())
    silent = [
        replace(m, entity_exclusions=(), exclusions=tuple(e for e in m.exclusions if e.interaction != 101))
        for m in library.modules()
    ]
    monkeypatch.setattr(library, "modules", lambda: tuple(silent))
    status, out, _ = program("coverage")
    assert status == 1
    assert out.splitlines()[-1].endswith(f", {excused} open")


def test_an_open_row_fails_the_coverage(program, monkeypatch: pytest.MonkeyPatch) -> None:
    from dataclasses import replace

    silent = [replace(m, reactions=(), observables=(), nodes=()) for m in library.modules()]
    monkeypatch.setattr(library, "modules", lambda: tuple(silent))
    status, out, _ = program("coverage")
    assert status == 1
    assert "open" in out


# -- the program as a whole --------------------------------------------------------------------------------------


@pytest.fixture
def ended(capsys: Capture, monkeypatch: pytest.MonkeyPatch):
    """Runs the whole program on `list`, which fails with a given error."""
    monkeypatch.setattr(cli, "_let_pipes_end", lambda: None)

    def run(error: BaseException, *arguments: str) -> tuple[int, str, str]:
        def fail() -> None:
            raise error

        monkeypatch.setattr(library, "model_ids", fail)
        with pytest.raises(SystemExit) as end:
            cli.main([*arguments, "list"])
        return int(end.value.code or 0), *capsys.readouterr()

    return run


def test_an_interrupt_is_one_word(ended) -> None:
    status, _, err = ended(KeyboardInterrupt())
    assert status == 130
    assert err.strip() == "mtorsbml: interrupted"


def test_a_defect_is_one_line_that_asks_for_a_report(ended) -> None:
    assert "internal error: ZeroDivisionError: x (run `mtorsbml --debug" in refused(ended(ZeroDivisionError("x")), 2)


def test_an_operating_system_error_names_its_file(ended) -> None:
    error = OSError(errno.EMFILE, "Too many open files", "some.file")
    assert refused(ended(error), 2) == "mtorsbml: some.file: Too many open files"


def test_debug_shows_the_traceback(ended) -> None:
    with pytest.raises(ZeroDivisionError):
        ended(ZeroDivisionError(), "--debug")
    done = shell("mtorsbml --debug simulate mtorr")
    assert "Traceback" in done.stderr
    assert "there is no model or file 'mtorr'" in done.stderr


@pytest.mark.parametrize(
    "command", ["mtorsbml list | head -1", "mtorsbml --help | head -1", "mtorsbml coverage --all | head -1"]
)
def test_a_closed_pipe_is_silent(command: str) -> None:
    assert shell(command).stderr == ""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
@pytest.mark.parametrize("command", ["mtorsbml list", "mtorsbml --help", "mtorsbml list --json"])
def test_a_full_disk_behind_standard_output_is_one_line(command: str) -> None:
    done = shell(f"{command} >/dev/full")
    assert done.stderr == "mtorsbml: standard output: No space left on device\n"
    assert done.returncode == 2


def test_a_table_goes_to_standard_output_if_that_is_named() -> None:
    done = shell("mtorsbml export lysosomal_gate -o /dev/stdout | head -c 2")
    assert done.stdout == "PK"
