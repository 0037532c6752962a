"""Verification: a simulator that is wrong, missing or crashes is said to be so."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from tests.exchange import sample

from mtorsbml import repository
from mtorsbml.cli import main
from mtorsbml.errors import MtorsbmlError, UsageError
from mtorsbml.exchange.omex import build_archive
from mtorsbml.exchange.sedml_read import time_courses
from mtorsbml.exchange.subject import subject
from mtorsbml.verify import Columns, EngineError, Run, engines, kinetic, verify
from mtorsbml.verify.kinetic import runs_of, steps_of
from mtorsbml.verify.logical import verify_logic
from mtorsbml.verify.request import Column

RUNS = [Run(id="first", end=10.0, points=3), Run(id="second", end=10.0, points=3, changes={"k": 2.0})]
TIME = np.array([0.0, 5.0, 10.0])


def answers(monkeypatch: pytest.MonkeyPatch, values: dict[str, list[float] | str]) -> None:
    """Simulators that give these values of A in each run, or fail with a text."""

    def run(name: str, path: Path, runs: Sequence[Run], *, timeout: float) -> list[Columns | EngineError]:
        value = values[name]
        if isinstance(value, str):
            raise EngineError(value)
        return [{"time": TIME, "A": np.array(value)} for _ in runs]

    monkeypatch.setattr(engines, "missing", lambda name: "" if name in values else f"{name}: not installed")
    monkeypatch.setattr(engines, "run", run)


def test_what_differs_is_named_with_its_place(monkeypatch: pytest.MonkeyPatch) -> None:
    answers(monkeypatch, {"roadrunner": [1.0, 2.0, 4.0], "copasi": [1.0, 2.0, 4.0], "scipy": [1.0, 2.1, 4.0]})
    found = verify(Path("m.xml"), RUNS)
    verdicts = {(c.engine, c.experiment): c.verdict for c in found.comparisons}
    assert verdicts["copasi", "first"] == "agrees"
    assert verdicts["scipy", "second"] == "differs"
    assert verdicts["amici", "first"] == "missing"
    (worst, _) = [c for c in found.comparisons if c.engine == "scipy"]
    assert (worst.where, worst.at, worst.difference) == ("A", 5.0, pytest.approx(0.05))
    assert not found.agrees


def test_a_simulator_that_fails_is_no_agreement(monkeypatch: pytest.MonkeyPatch) -> None:
    answers(monkeypatch, {"roadrunner": [1.0, 2.0, 4.0], "copasi": "copasi: crashed (SIGSEGV)"})
    found = verify(Path("m.xml"), RUNS)
    assert not found.agrees
    assert {c.reason for c in found.comparisons if c.verdict == "failed"} == {"copasi: crashed (SIGSEGV)"}


def test_nothing_to_compare_is_no_agreement(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines, "missing", lambda name: "" if name in {"roadrunner", "scipy"} else "not installed")
    monkeypatch.setattr(engines, "run", lambda name, path, runs, timeout: [{"time": TIME} for _ in runs])
    found = verify(Path("m.xml"), RUNS)
    assert not found.agrees
    (reason,) = {c.reason for c in found.comparisons if c.verdict == "failed"}
    assert reason.startswith("nothing to compare: the model has no species")


def test_a_reference_alone_is_no_agreement(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    answers(monkeypatch, {"roadrunner": [1.0, 2.0, 4.0]})
    assert not verify(Path("m.xml"), RUNS).agrees
    with pytest.raises(SystemExit, match="1"):
        main(["verify", str(sample.PATH), "--duration", "10", "--with", "roadrunner"])
    shown = " ".join(capsys.readouterr().out.split())
    assert "NOTHING COMPARED: roadrunner ran alone; name another one (copasi, tellurium, scipy, amici)" in shown


def test_one_simulator_is_held_against_libroadrunner(monkeypatch: pytest.MonkeyPatch) -> None:
    answers(monkeypatch, {"roadrunner": [1.0, 2.0, 4.0], "copasi": [1.0, 2.0, 4.0]})
    found = verify(Path("m.xml"), RUNS, with_engines=["copasi"])
    assert (found.reference, found.agrees) == ("roadrunner", True)
    assert [(c.engine, c.verdict) for c in found.comparisons] == [("copasi", "agrees")] * 2


def test_no_number_is_written_as_text(monkeypatch: pytest.MonkeyPatch) -> None:
    answers(monkeypatch, {"roadrunner": [1.0, 2.0, 4.0], "copasi": [1.0, float("nan"), 4.0]})
    found = verify(Path("m.xml"), RUNS)
    rows = json.loads(json.dumps(found.to_dict(), allow_nan=False))["comparisons"]
    assert [row["difference"] for row in rows if row["engine"] == "copasi"] == ["inf", "inf"]


def test_nobody_answers_and_nothing_to_run_are_errors(monkeypatch: pytest.MonkeyPatch) -> None:
    answers(monkeypatch, {"roadrunner": "roadrunner: no"})
    with pytest.raises(MtorsbmlError, match=r"m\.xml: no simulator answered \(roadrunner: no"):
        verify(Path("m.xml"), RUNS)
    with pytest.raises(MtorsbmlError, match="no experiment to run"):
        verify(Path("m.xml"), [])
    with pytest.raises(UsageError, match="there is no engine 'copsi'; did you mean 'copasi'"):
        verify(Path("m.xml"), RUNS, with_engines=["copsi"])


def test_steps_are_those_of_the_schedules() -> None:
    changes = (("Drug_t_on", 10.0), ("Drug_interval", 1440.0), ("Other_t_off", 7.0), ("Other", 3.0))
    assert steps_of(changes, 3000.0) == (7.0, 10.0, 1450.0, 2890.0)
    assert steps_of((("Drug_t_on", 1e9),), 3000.0) == ()


def test_tolerances_of_the_integrators_lie_below_the_one_asked_for() -> None:
    (loose, *_), (tight, *_) = runs_of(sample.EXPERIMENTS, 1e-4), runs_of(sample.EXPERIMENTS, 1e-6)
    assert loose.rtol <= 1e-6
    assert tight.rtol <= 1e-9


def test_many_runs_go_in_batches_and_the_same_run_is_done_once(monkeypatch: pytest.MonkeyPatch) -> None:
    answers(monkeypatch, {"roadrunner": [1.0, 2.0, 4.0], "copasi": [1.0, 2.0, 4.1]})
    asked: list[list[str]] = []
    inner = engines.run

    def run(name: str, path: Path, runs: Sequence[Run], *, timeout: float) -> list[Columns | EngineError]:
        if name == "copasi":
            asked.append([r.id for r in runs])
        return inner(name, path, runs, timeout=timeout)

    monkeypatch.setattr(engines, "run", run)
    monkeypatch.setattr(kinetic, "BATCH", 2)
    runs = [Run(id=f"r{i}", end=10.0, points=3, changes={"k": float(i // 2)}) for i in range(6)]
    found = verify(Path("m.xml"), runs, with_engines=["roadrunner", "copasi"])
    assert asked == [["r0", "r2"], ["r4"]]
    assert [(c.experiment, c.verdict, c.where) for c in found.comparisons] == [(r.id, "differs", "A") for r in runs]


def test_an_interrupt_keeps_what_was_found(monkeypatch: pytest.MonkeyPatch) -> None:
    answers(monkeypatch, {"roadrunner": [1.0, 2.0, 4.0], "copasi": [1.0, 2.0, 4.0]})
    inner = engines.run

    def run(name: str, path: Path, runs: Sequence[Run], *, timeout: float) -> list[Columns | EngineError]:
        if runs[0].id == stop:
            raise KeyboardInterrupt
        return inner(name, path, runs, timeout=timeout)

    monkeypatch.setattr(engines, "run", run)
    monkeypatch.setattr(kinetic, "BATCH", 1)
    stop = "second"
    found = verify(Path("m.xml"), RUNS, with_engines=["roadrunner", "copasi"])
    assert found.to_dict()["interrupted"]
    assert [c.experiment for c in found.comparisons] == ["first"]
    stop = "first"
    with pytest.raises(KeyboardInterrupt):
        verify(Path("m.xml"), RUNS, with_engines=["roadrunner", "copasi"])


def test_one_run_that_fails_leaves_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    fine, broken = {"time": TIME, "A": TIME}, EngineError("no convergence")
    given: dict[str, list[Columns | EngineError]] = {
        "roadrunner": [fine, broken, fine],
        "copasi": [fine, fine, broken],
    }
    monkeypatch.setattr(engines, "missing", lambda name: "")
    monkeypatch.setattr(engines, "run", lambda name, path, runs, *, timeout: given[name])
    runs = [Run(id=name, end=10.0, points=3, changes={"k": i}) for i, name in enumerate("abc")]
    found = verify(Path("m.xml"), runs, with_engines=["roadrunner", "copasi"])
    assert {(c.engine, c.experiment): (c.verdict, c.reason) for c in found.comparisons} == {
        ("roadrunner", "b"): ("failed", "no convergence"),
        ("copasi", "a"): ("agrees", ""),
        ("copasi", "b"): ("failed", "nothing to compare with: no convergence"),
        ("copasi", "c"): ("failed", "no convergence"),
    }
    assert not found.agrees


def test_a_run_that_cannot_be_done_is_an_error_in_its_place() -> None:
    wrong, plain = Run(id="a", end=10.0, points=3, changes={"k_of": 1.0}), Run(id="b", end=10.0, points=3)
    failed, done = engines.run("roadrunner", sample.PATH, [wrong, plain])
    assert isinstance(failed, EngineError)
    assert "k_of" in str(failed)
    assert not isinstance(done, EngineError)
    assert len(done["E_on"]) == 3


# -- what is verified --------------------------------------------------------------------------------------------


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    path = tmp_path / "sample.omex"
    path.write_bytes(build_archive("sample", sample.SBML, sample.QUAL, None, sample.EXPERIMENTS, sample.METADATA))
    return path


def test_the_time_courses_of_an_archive_are_its_experiments(archive: Path, tmp_path: Path) -> None:
    what = subject(str(archive), tmp_path, tolerance=1e-4)
    assert what.core.read_text(encoding="utf-8") == sample.SBML
    for run, experiment in zip(what.runs, sample.EXPERIMENTS, strict=True):
        assert run.id == f"task_{experiment.id}"
        assert set(experiment.changes) <= set(run.changes.items())
        assert (run.start, run.end, run.points) == (experiment.shown_from, experiment.end, experiment.points + 1)


def test_claims_of_an_archive_and_of_the_repository_can_be_chosen(tmp_path: Path) -> None:
    path = tmp_path / "sample.omex"
    arms = [sample.experiment(f"C1_{arm}", ("k_on", value)) for arm, value in (("control", 0.1), ("test", 0.2))]
    path.write_bytes(
        build_archive("sample", sample.SBML, sample.QUAL, None, sample.EXPERIMENTS, sample.METADATA, claims=arms)
    )
    names = [f"task_{e.id}" for e in sample.EXPERIMENTS]
    assert [r.id for r in subject(str(path), tmp_path, tolerance=1e-4).runs] == names
    whole = subject(str(path), tmp_path, tolerance=1e-4, claims=True)
    assert [r.id for r in whole.runs] == [*names, "task_C1_control", "task_C1_test"]
    chosen = subject(str(path), tmp_path, tolerance=1e-4, claims=True, only=["C1", "rest"])
    assert [r.id for r in chosen.runs] == ["task_rest", "task_C1_control", "task_C1_test"]
    with pytest.raises(UsageError, match="no experiment 'C1' among those to run"):
        subject(str(path), tmp_path, tolerance=1e-4, only=["C1"])
    with pytest.raises(UsageError, match="an SBML file has no claims"):
        subject(str(sample.PATH), tmp_path, tolerance=1e-4, claims=True)


def test_sedml_that_runs_nothing_is_refused() -> None:
    text = '<sedML xmlns="http://sed-ml.org/sed-ml/level1/version3" level="1" version="3"/>'
    with pytest.raises(MtorsbmlError, match=r"a\.sedml: no task runs a uniform time course"):
        time_courses(text, "a.sedml")


def test_a_logic_file_has_no_time_course(tmp_path: Path) -> None:
    path = tmp_path / "q.xml"
    path.write_text(repository.path("feedback_crosstalk", "qual").read_text(encoding="utf-8"))
    with pytest.raises(UsageError, match=r"q\.xml: is a logical"):
        subject(str(path), tmp_path, tolerance=1e-4)


def test_wrong_use_of_the_command(capsys: pytest.CaptureFixture[str]) -> None:
    for words, message in (
        (["verify", "mtor", "--with", "copsi"], "there is no engine 'copsi'"),
        (["verify", "mtor", "-o", "x.txt"], "the ending says what is written"),
        (["verify", "mtor", "--tolerance", "0"], "give a number between 0 and 1"),
        (["verify", "motr"], "there is no model or file 'motr'; did you mean 'mtor'"),
    ):
        with pytest.raises(SystemExit) as end:
            main(words)
        assert end.value.code == 2
        assert message in capsys.readouterr().err


# -- the real thing ----------------------------------------------------------------------------------------------


@pytest.mark.interop
def test_a_module_in_every_simulator_at_hand(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = [name for name in engines.ENGINES if name != "amici" and not engines.missing(name)]
    if len(asked) < 2:
        pytest.skip("NOT VERIFIED: no second simulator is installed (pip install 'mtorsbml[interop]')")
    output = tmp_path / "agreement.json"
    with pytest.raises(SystemExit) as end:
        main(["verify", "feedback_crosstalk", "--with", ",".join(asked), "-o", str(output)])
    found = json.loads(output.read_text(encoding="utf-8"))
    assert end.value.code == 0, found
    assert {c["engine"] for c in found["comparisons"]} == set(asked[1:])
    assert all(c["columns"] >= 6 and c["difference"] < 1e-4 for c in found["comparisons"])
    assert "all that were asked agree" in capsys.readouterr().out


@pytest.mark.interop
def test_a_model_that_is_turned_is_found_out(tmp_path: Path) -> None:
    """The rate constant that only one of two simulators gets makes them differ."""
    if reason := engines.missing("copasi"):
        pytest.skip(reason)
    plain = Run(id="run", end=30.0, points=7)
    (ours,) = engines.run("roadrunner", sample.PATH, [plain])
    (theirs,) = engines.run("copasi", sample.PATH, [Run(id="run", end=30.0, points=7, changes={"k_on": 0.3})])
    assert engines_apart(ours, theirs) > 0.01


def engines_apart(a: Columns | EngineError, b: Columns | EngineError) -> float:
    from mtorsbml.verify import largest_difference

    assert not isinstance(a, EngineError)
    assert not isinstance(b, EngineError)
    return largest_difference(b, a).value


@pytest.mark.interop
def test_logic_readers_agree_on_a_module() -> None:
    found = verify_logic(repository.path("feedback_crosstalk", "qual"))
    asked = [c for c in found if c.verdict != "missing"]
    if not asked:
        pytest.skip("NOT VERIFIED: no second logic reader is installed (pip install 'mtorsbml[verify,dev]')")
    assert {c.verdict for c in asked} == {"agrees"}
    assert all(c.fixed_points >= 1 for c in asked)


def test_jacobian_of_rates_with_and_without_cases() -> None:
    from mtorsbml.verify.simulators.scipy_ import jacobian

    def plain(t: float, x: Column, p: Column) -> Column:
        dx = np.zeros((2, *np.shape(x)[1:]))
        dx[0] = -p[0] * x[0] * x[1] + t
        dx[1] = p[0] * x[0] ** 2
        return dx

    def cased(t: float, x: Column, p: Column) -> Column:
        return plain(t, x, p) if x[0] > 1 else np.zeros(2)

    x, p = np.array([2.0, 3.0]), np.array([0.5])
    analytic = [[-0.5 * 3, -0.5 * 2], [2 * 0.5 * 2, 0]]
    for rates in (plain, cased):
        np.testing.assert_allclose(jacobian(rates, 1.0, x, p), analytic, rtol=1e-6, atol=1e-6)
    assert np.isfinite(jacobian(plain, 1.0, np.zeros(2), p)).all()


def test_scipy_is_given_the_jacobian(monkeypatch: pytest.MonkeyPatch) -> None:
    """The code of sbmlode is changed by its text: another version of it may have other lines."""
    pytest.importorskip("sbmlode", reason="NOT CHECKED: needs sbmlode (pip install 'mtorsbml[verify]')")
    script = """
import json, sys
from mtorsbml.verify.simulators import scipy_
inner, shapes = scipy_.jacobian, set()
def watched(*given, **named):
    found = inner(*given, **named)
    shapes.add(found.shape)
    return found
scipy_.jacobian = watched
(run,) = scipy_.answer(json.load(sys.stdin))["runs"]
assert "error" not in run, run
print(shapes)
"""
    path = repository.path("lysosomal_gate", "core")
    request = {"path": str(path), "runs": [Run(id="rest", end=30.0, points=3).to_dict()]}
    command = [sys.executable, "-W", "ignore", "-c", script]
    done = subprocess.run(command, input=json.dumps(request), capture_output=True, text=True, check=False)
    assert (done.stdout.strip(), done.stderr[-1000:]) == ("{(6, 6)}", "")


def test_first_step_after_a_late_event_can_be_told_from_none() -> None:
    """LSODA's own would be a millionth of a millionth of a minute where something appears that was not there."""
    from mtorsbml.verify.simulators.scipy_ import first_step

    assert first_step(0.0, 10.0) is None
    step = first_step(86400.0, 1e5)
    assert step is not None
    assert 100 * np.spacing(86400.0) < step < 1e-7
    assert first_step(86400.0, 86400.0 + 1e-9) == pytest.approx(1e-9, rel=0.02)


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (["--duration", "nan"], "--duration nan: give a time above 0"),
        (["--duration", "inf"], "--duration inf: give a time above 0"),
        (["--timeout", "-1"], "--timeout -1: give a time above 0"),
        (["-o", "none/a.json"], "does not exist; make it first"),
    ],
)
def test_what_makes_no_sense_is_refused_before_anything_is_run(
    words: list[str], reason: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as end:
        main(["verify", str(sample.PATH), *words])
    assert end.value.code == 2
    told = capsys.readouterr()
    assert reason in told.err
    assert told.out == ""


def test_radau_does_what_lsoda_creeps_through() -> None:
    pandas = pytest.importorskip("pandas", reason="NOT CHECKED: needs pandas (pip install 'mtorsbml[verify]')")
    from mtorsbml.verify.simulators.scipy_ import _run

    asked: list[str] = []

    def simulate(end: float, *, points: int, method: str, **_: object) -> object:
        asked.append(method)
        if method == "LSODA":
            raise RuntimeError("The integration took more than 32000 steps, at t = 316.")
        return pandas.DataFrame({"time": np.linspace(0, end, points), "A": np.ones(points)})

    program = {"PIDS": ["k"], "P0": np.ones(1), "simulate": simulate, "initial_values": lambda p: (None, p)}
    found = _run(program, Run(id="rest", end=10.0, points=3, changes={"k": 2.0}).to_dict())
    assert asked == ["LSODA", "Radau"]
    assert found == {"k": [2.0] * 3, "time": [0.0, 5.0, 10.0], "A": [1.0] * 3}
