"""The command line: what it prints, its exit codes, and one clear line for whatever goes wrong."""

from __future__ import annotations

import errno
import json
import subprocess
import sys
from pathlib import Path

import pytest

from mtorsbml import cli, repository
from mtorsbml.pathway import library
from tests.refusals import refused

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


def shell(command: str) -> subprocess.CompletedProcess[str]:
    """Runs a command in bash, where `mtorsbml` is the program of this Python."""
    function = f'mtorsbml() {{ "{sys.executable}" -m mtorsbml "$@"; }}; {command}'
    return subprocess.run(["bash", "-c", function], capture_output=True, text=True, check=False)


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
