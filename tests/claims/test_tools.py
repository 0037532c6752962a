"""What is made of results: reports, explanations, robustness, signs, pictures, experiments, assertions."""

from __future__ import annotations

import json
import math
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from tests.claims.toy import toy_qual, toy_sbml

from mtorsbml import _library
from mtorsbml.claims import experiments, explain, plot, report, robustness, signs
from mtorsbml.claims.claim import Claim
from mtorsbml.claims.ode import OdeBench
from mtorsbml.claims.parse import read_claims
from mtorsbml.claims.run import Files, Session, run_claims
from mtorsbml.cli._group import run
from mtorsbml.errors import UsageError
from mtorsbml.pathway import library
from mtorsbml.simulate import linear
from mtorsbml.simulate.ode import OdeModel
from mtorsbml.testing import assert_claims

Make = Callable[..., Claim]
BIOMODELS = Path("/work/shared/biomodels")

CLAIMS = """
[[claim]]
id = "RIGHT"
statement = "The drug raises X."
test = { then = { Drug = 1 } }
at = "10 min"
expect = { X = "increase" }

[[claim]]
id = "WRONG"
statement = "The drug lowers X & <more>."
formalisms = ["ode"]
test = { then = { Drug = 1 } }
at = "10 min"
expect = { X = "decrease" }
KNOWN
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "toy.claims.toml"
    path.write_text(CLAIMS.replace("KNOWN", ""))
    return path


@pytest.fixture
def known(tmp_path: Path) -> Path:
    path = tmp_path / "known.claims.toml"
    path.write_text(CLAIMS.replace("KNOWN", 'known_failure = "the toy is simple"'))
    return path


def test_known_failures_are_fine_and_strict(known: Path, toy: str, tmp_path: Path) -> None:
    results = run_claims(read_claims(known), Files(), model=toy)
    assert [dict(r.states) for r in results] == [{"ode": "pass", "logic": "pass"}, {"ode": "known failure"}]
    assert all(r.fine for r in results)
    strict = tmp_path / "strict.toml"
    strict.write_text(known.read_text(encoding="utf-8").replace('"decrease"', '"increase"'))
    results = run_claims(read_claims(strict), Files(), model=toy)
    assert results[1].states == {"ode": "passes unexpectedly"}
    assert not results[1].fine


def test_a_known_failure_of_one_formalism_leaves_the_other_to_pass(known: Path, toy: str) -> None:
    known.write_text(known.read_text(encoding="utf-8").replace('"the toy is simple"', '"logic: only there"'))
    results = run_claims(read_claims(known), Files(), model=toy)
    assert results[1].states == {"ode": "fail"}


def test_two_processes_give_what_one_gives(file: Path, toy: str) -> None:
    claims = read_claims(file)
    one, two = (run_claims(claims, Files(), model=toy, jobs=jobs) for jobs in (1, 2))
    assert [[o.findings for o in r.outcomes] for r in one] == [[o.findings for o in r.outcomes] for r in two]


def test_the_command_tells_by_its_exit_code(
    file: Path, known: Path, toy: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["claims", str(file), "--model", toy]) == 1
    text = capsys.readouterr().out
    assert "WRONG ode: fail" in text
    assert "1 of 2 claims pass in every formalism that they name" in text
    assert run(["claims", str(known), "--model", toy]) == 0
    assert run(["claims", str(file), "--model", toy, "--id", "RIGHT"]) == 0
    assert run(["claims", str(file), "--model", toy, "--id", "RIGTH"]) == 2
    assert "did you mean 'RIGHT'" in capsys.readouterr().err
    assert run(["claims", str(file)]) == 2
    assert "claim 'RIGHT': model: names no model; say which with --model" in capsys.readouterr().err
    assert run(["claims", str(file), "--model", toy, "--module", "toi"]) == 2
    assert "did you mean 'toy'" in capsys.readouterr().err


def test_json_and_junit_hold_both_arms(file: Path, toy: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["claims", str(file), "--model", toy, "--format", "json"]) == 1
    data = json.loads(capsys.readouterr().out)
    finding = data["claims"][0]["formalisms"]["ode"]["findings"][0]
    assert finding["control"] == pytest.approx(10.0)
    assert finding["verdict"] == "pass"
    assert data["claims"][0]["formalisms"]["logic"]["findings"][0]["test"] == "on"
    assert run(["claims", str(file), "--model", toy, "--format", "junit"]) == 1
    tree = ET.fromstring(capsys.readouterr().out)
    suite = tree.find("testsuite")
    assert suite is not None
    assert (suite.get("tests"), suite.get("failures")) == ("3", "1")
    failure = suite.find("testcase/failure")
    assert failure is not None
    assert "The drug lowers X & <more>." in str(failure.text)


def test_infinite_sizes_are_valid_json(toy: str, claim: Make, session: Session) -> None:
    made = claim("control = { start = { F1 = 0 } }\nexpect = { Both = 'increase' }", toy)
    data = report.as_data([session.run(made)])
    assert '"size": "inf"' in json.dumps(data, allow_nan=False)


def test_assertion_says_what_differs(file: Path, known: Path, toy: str) -> None:
    with pytest.raises(AssertionError, match=r"WRONG ode: fail: (.|\n)*10 nmol/l -> 16\.32 nmol/l \(\+63\.2%"):
        assert_claims(toy, file)
    assert [r.claim.id for r in assert_claims(toy, known)] == ["RIGHT", "WRONG"]
    with pytest.raises(UsageError, match="has no claim 'NONE'"):
        assert_claims(toy, file, ids=["NONE"])
    with pytest.raises(AssertionError, match="none of 1 claims was run"):
        assert_claims(toy, file, ids=["WRONG"], formalisms=["logic"])


def test_pytest_collects_claims_files(known: Path, file: Path, toy: str) -> None:
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--claims-model", toy]
    done = subprocess.run([*command, "-rA", str(known), str(file)], capture_output=True, text=True, check=False)
    assert "1 failed, 4 passed, 1 xfailed" in done.stdout, done.stdout + done.stderr
    assert "WRONG[ode]" in done.stdout
    assert "X decrease, 10 min: fail: 10 nmol/l -> 16.32 nmol/l" in done.stdout


def test_the_plugin_loads_nothing_where_there_are_no_claims(tmp_path: Path) -> None:
    (tmp_path / "test_plain.py").write_text(
        "import sys\ndef test_plain():\n"
        "    assert not {'libsbml', 'roadrunner', 'numpy', 'mtorsbml.claims'} & set(sys.modules)\n"
    )
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"]
    done = subprocess.run(
        [*command, "--rootdir", str(tmp_path), str(tmp_path)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_explain_tells_the_path_and_what_it_depends_on(toy: str, claim: Make) -> None:
    made = claim("test = { then = { Drug = 1 } }\nat = '10 min'\nexpect = { X = 'increase' }", toy)
    text = "\n".join(explain.explain(made, Files()))
    assert "test: from the outset nothing; at time 0 Drug = 1 x" in text
    assert "through reaction X_made (rate 1 -> 2)" in text
    # The effect is 10 (1 - exp(-k_out t)) k_in: proportional to k_in
    assert "k_in: +1.00" in text


def test_a_path_goes_through_what_carries_the_change(toy: str, claim: Make, session: Session) -> None:
    made = claim("test = { start = { A_total = 0.5 } }\nexpect = { Ap = 'decrease' }", toy)
    bench = session.ode(toy)
    assert bench is not None
    path = explain.find_path(made, bench, ["A_total"], "Ap")
    assert path[0].id == "A_total"
    assert path[-1].id == "Ap"
    assert path[-1].test == pytest.approx(3.0, rel=1e-4)


def test_a_path_does_not_begin_with_what_acts_the_other_way(toy: str, claim: Make, session: Session) -> None:
    """More A raises the unmarked form; that it falls is due to the kinase."""
    made = claim("test = { start = { A_total = 1.2, k_mark = 3 } }\nexpect = { A = 'decrease' }", toy)
    bench = session.ode(toy)
    assert bench is not None
    path = explain.find_path(made, bench, ["A_total", "k_mark"], "A")
    assert [step.id for step in path] == ["k_mark", "A"]
    text = "\n".join(
        explain.explain(claim("test = { then = { Drug = 1 } }\nexpect = { X = 'increase' }", toy), Files())
    )
    assert "Drug: 0 nmol/l -> 10 nmol/l (from nothing)" in text


def test_robustness_is_repeatable_and_follows_the_uncertainty(toy: str, claim: Make) -> None:
    sure = claim("test = { then = { Drug = 1 } }\nat = '10 min'\nexpect = { X = 'increase' }", toy)
    narrow = "{ direction = 'increase', at_least = 0.99, at_most = 1.01 }"
    chance = claim(
        f"test = {{ then = {{ Drug = 1 }} }}\nat = 'steady state'\nexpect = {{ X = {narrow}, Twice = {narrow} }}", toy
    )
    split = claim(
        "test = { then = { Drug = 1 } }\nat = '10 min'\nexpect = { X = { direction = 'increase', at_least = 0.64 } }",
        toy,
    )
    told: list[int] = []
    found = robustness.run([sure, chance, split], Files(), count=12, progress=told.append)
    assert told == list(range(13))
    again = robustness.run([split], Files(), count=12)
    assert (found[0].share, found[1].share) == (1.0, 1.0)
    # Of 1 - exp(-10 k_out), half of all sets are above the value of the shipped k_out
    assert 0.1 < found[2].share < 0.9
    assert again[0].verdicts == found[2].verdicts
    sure_of = robustness.Doubt(spreads=dict.fromkeys(("k_out", "k_in"), robustness.spread("measured")))
    assert robustness.spread("measured") < robustness.spread("assumed", 3) == math.log(1.5)
    assert robustness.spread("assumed", 1.2) == pytest.approx(math.log(1.2))
    assert robustness.spread("assumed", 1) == 0
    bench = Session(Files()).ode(toy)
    assert bench is not None
    wide, close = (robustness.draw(bench, o, 1, 0) for o in (robustness.Doubt(), sure_of))
    assert abs(close["k_out"] - 1) < abs(wide["k_out"] - 1)
    assert not {"Drug", "Drug_step", "Drug_t_on", "O", "V", "Nothing"} & set(wide)


def test_signs_agree_where_they_do_and_only_there(tmp_path: Path, models: Path) -> None:
    nodes = {"Drug": (0, ""), "F1": (1, ""), "F2": (1, ""), "X": (0, "Drug")}
    nodes |= {"Both": (1, "F1 & !F2"), "Response": (1, "F1")}
    for form, text in (
        ("core", toy_sbml()),
        ("qual", toy_qual(nodes)),
    ):
        (tmp_path / form).mkdir()
        (tmp_path / form / "toy.xml").write_text(text)
    found = signs.compare(str(tmp_path / "core" / "toy.xml"), Files(), {})
    verdicts: Mapping[tuple[str, str], str] = {(p.node, p.regulator): p.verdict for p in found}
    assert verdicts == {
        ("X", "Drug"): "agrees",
        ("Both", "F1"): "agrees",
        ("Both", "F2"): "disagrees",
        ("Response", "F1"): "no answer",
    }
    assert not signs.agree(found)
    path = str(tmp_path / "core" / "toy.xml")
    told = signs.compare(path, Files(), {}, {("Both", "F2"): "a toy", ("Response", "F1"): "deaf"})
    assert {p.regulator: p.explained for p in told if p.explained} == {"F2": "a toy", "F1": "deaf"}
    assert signs.agree(told)
    with pytest.raises(UsageError, match="the sign of 'Drug' on 'X' is explained as a difference, but agrees"):
        signs.compare(path, Files(), {}, {("X", "Drug"): "not so"})


ALONE = {
    # Without the rest, free mTOR and mTORC1 share what one total holds: more of the one is less of the other.
    ("mTORC1", "mTOR_free"),
    # S6 is the form without marks, and what S6K1 marks of it is no longer that.
    ("S6_p", "S6"),
}


def test_the_formalisms_of_the_modules_agree_in_sign_or_say_why() -> None:
    told = {*_library.explained_signs("mtor"), *ALONE}
    counts: Counter[str] = Counter()
    for module in library.MODULE_IDS:
        found = signs.compare(module, _library.Repository(), _library.observed(module))
        assert {(p.node, p.regulator) for p in found if p.verdict == "disagrees"} <= told, module
        counts.update(p.verdict for p in found)
    assert counts["agrees"] > 500
    assert counts["agrees"] >= 0.98 * (counts["agrees"] + counts["disagrees"])


@pytest.mark.slow(reason="half a minute: sixty states of rest of the merged model")
def test_the_formalisms_of_the_merged_model_agree_in_sign_or_say_why() -> None:
    found = signs.compare("mtor", _library.Repository(), _library.observed("mtor"), _library.explained_signs("mtor"))
    open_ = [(p.node, p.regulator) for p in found if p.verdict in {"disagrees", "no answer"} and not p.explained]
    assert open_ == []
    assert sum(p.verdict == "agrees" for p in found) >= 0.98 * sum(p.verdict != "not comparable" for p in found)


def test_pushes_answer_as_whole_runs_do(toy: str) -> None:
    model = OdeModel.load(toy)
    rest = model.steady_state().values
    linear = model.linear()
    slopes = linear.at({**model.defaults(), **rest}).cut(())
    step = 1e-4
    for name, readout in (("k_out", "X"), ("k_mark", "Ap"), ("k_bind", "PQ")):
        level = model.default(name)
        high, low = (model.steady_state({name: level * (1 + s)}).values[readout] for s in (step, -step))
        answer = slopes.forced(name)[linear.column[readout]]
        assert answer == pytest.approx((high - low) / (2 * step * level), rel=1e-4, abs=1e-7)


def test_a_formula_without_a_real_value_has_no_slope() -> None:
    root = linear._Formula(("x",), lambda at: at["x"] ** 0.5)
    assert list(root.slopes({"x": -1.0})) == []
    assert list(root.slopes({"x": 4.0})) == [("x", pytest.approx(0.25, rel=1e-6))]


def test_parts_of_a_whole_are_drawn_within_it() -> None:
    part = toy_sbml().replace('id="F1" value="1"', 'id="F1" value="0.9"')
    bench = OdeBench(part)
    assert set(bench.model.fractions) == {"F1", "F2"}
    assert bench.model.default("F1") == 0.9
    drawn = [robustness.draw(bench, robustness.Doubt(), 1, n)["F1"] * 0.9 for n in range(20)]
    assert all(0 < value < 1 for value in drawn)
    assert max(drawn) > 0.9 > min(drawn)


def test_experiments_say_the_same_as_the_claim(toy: str, claim: Make, session: Session) -> None:
    bench = session.ode(toy)
    assert bench is not None
    made = claim(
        "given = { k_out = 5 }\ntest = { then = { Drug = 1 } }\nat = '10 min'\nexpect = { X = 'increase' }", toy
    )
    told, untold = experiments.experiments([made], bench, toy)
    assert ([e.id for e in told], untold) == (["T_control", "T_test"], ())
    finding = session.run(made).outcomes[0].findings[0]
    model = OdeModel.load(toy)
    for experiment, value in zip(told, (finding.control, finding.test), strict=True):
        course = model.simulate(
            dict(experiment.changes), duration=experiment.end, start=experiment.shown_from, points=201, select=["X"]
        )
        assert course.final("X") == pytest.approx(value, rel=1e-5)


def test_what_no_schedule_can_tell_is_listed(toy: str, claim: Make, session: Session) -> None:
    bench = session.ode(toy)
    assert bench is not None
    held = claim("test = { then = { X = 3 } }\nat = '10 min'\nexpect = { Twice = 'increase' }", toy)
    _, untold = experiments.experiments([held], bench, toy)
    assert [(u.arm, u.reason) for u in untold] == [
        ("test", "changes 'X' in the middle of the run, which is no parameter")
    ]


def test_a_picture_for_each_claim(toy: str, claim: Make, tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    made = claim("test = { then = { Drug = 1 } }\nat = '10 min'\nexpect = { X = 'increase', Pulse = 'transient' }", toy)
    logical = claim("expect = { Both = { gate = 'and', factors = ['F1', 'F2'] } }", toy)
    told = list(plot.draw_all([made, logical], Files(), tmp_path))
    assert told == ["T: no picture: it compares no two courses of a kinetic model"]
    first = (tmp_path / "T.svg").read_bytes()
    list(plot.draw_all([made], Files(), tmp_path))
    assert (tmp_path / "T.svg").read_bytes() == first


def test_a_claims_file_for_somebody_elses_model(tmp_path: Path) -> None:
    model = BIOMODELS / "BIOMD0000000448.xml"
    if not model.is_file():
        pytest.skip(f"NOT TESTED: {model} is missing")
    path = tmp_path / "insulin.claims.toml"
    path.write_text(
        """
[[claim]]
id = "insulin"
statement = "Insulin marks its receptor within minutes."
control = { start = { insulin = 0 } }
test = { start = { insulin = 0 }, then = { insulin = 1 } }
at = "10 min"
expect = { IRp = "increase" }
"""
    )
    (result,) = assert_claims(model, path)
    assert result.states["ode"] == "pass"
    assert result.states["logic"] == "skipped"
