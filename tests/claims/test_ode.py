"""Verdicts on a kinetic toy, against answers that can be written down."""

from __future__ import annotations

import importlib
import math
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.claims.toy import toy_sbml

from mtorsbml.claims import _series
from mtorsbml.claims.claim import Arm, Claim, Moment, Settings, Value
from mtorsbml.claims.ode import OdeBench
from mtorsbml.claims.result import Outcome
from mtorsbml.claims.run import Session

Make = Callable[..., Claim]
Judge = Callable[[str], Outcome]


@pytest.fixture
def judged(session: Session, toy: str, claim: Make) -> Judge:
    def judge(text: str) -> Outcome:
        return session.run(claim(text, toy)).outcomes[0]

    return judge


DRUG = "test = { then = { Drug = 1 } }\n"


def test_values_and_size_are_those_of_the_solution(judged: Judge) -> None:
    outcome = judged(DRUG + 'at = "10 min"\nexpect = { X = "increase" }')
    finding = outcome.findings[0]
    assert outcome.verdict == "pass"
    assert finding.control == pytest.approx(10.0)
    # One multiple of a drug that rests at 0 is the level of its step: 10 nmol/l doubles the synthesis
    assert finding.test == pytest.approx(20.0 - 10.0 * math.exp(-1.0), rel=1e-6)
    assert finding.size == pytest.approx(1.0 - math.exp(-1.0), rel=1e-6)


@pytest.mark.parametrize(
    ("expect", "verdict"),
    [
        ('"increase"', "pass"),
        ('"decrease"', "fail"),
        ('"unchanged"', "fail"),
        ('{ direction = "increase", at_least = 0.6 }', "pass"),
        ('{ direction = "increase", at_least = 0.65 }', "fail"),
        ('{ direction = "increase", at_most = 0.65 }', "pass"),
        ('{ direction = "increase", at_most = 0.6 }', "fail"),
        ('{ direction = "unchanged", at_most = 0.7 }', "pass"),
    ],
)
def test_sizes_are_fractions_of_the_control(judged: Judge, expect: str, verdict: str) -> None:
    assert judged(DRUG + f'at = "10 min"\nexpect = {{ X = {expect} }}').verdict == verdict


@pytest.mark.parametrize(
    ("level", "expect", "verdict"),
    [
        (0.92, '"unchanged"', "pass"),
        (0.92, '"decrease"', "fail"),
        (0.88, '"unchanged"', "fail"),
        (0.88, '"decrease"', "pass"),
        (0.92, '{ direction = "decrease", at_most = 0.1 }', "pass"),
        (0.7, '{ direction = "decrease", at_least = 0.3 }', "pass"),
        (0.04, '"abolished"', "pass"),
        (0.06, '"abolished"', "fail"),
        (0.06, '{ direction = "abolished", at_least = 0.9 }', "pass"),
    ],
)
def test_thresholds_of_the_default_sizes(judged: Judge, level: float, expect: str, verdict: str) -> None:
    text = f"test = {{ start = {{ k_in = {level} }} }}\nexpect = {{ X = {expect} }}"
    assert judged(text).verdict == verdict


def test_two_phases_begin_at_rest_under_given_and_start(judged: Judge) -> None:
    text = "given = { k_out = 5 }\ncontrol = { start = { Drug = 1 } }\n"
    text += 'test = { start = { Drug = 1 }, then = { Drug = 0 } }\nat = "2 min"\nexpect = { X = "decrease" }'
    finding = judged(text).findings[0]
    assert finding.control == pytest.approx(4.0, rel=1e-6)
    assert finding.test == pytest.approx(2.0 + 2.0 * math.exp(-1.0), rel=1e-6)


def test_a_list_of_times_has_to_hold_at_each(judged: Judge) -> None:
    outcome = judged(
        DRUG + 'at = ["1 min", "steady state"]\nexpect = { X = { direction = "increase", at_least = 0.5 } }'
    )
    assert [finding.verdict for finding in outcome.findings] == ["fail", "pass"]
    assert outcome.findings[1].test == pytest.approx(20.0, rel=1e-5)
    assert outcome.verdict == "fail"


def test_a_unit_sets_the_value(judged: Judge) -> None:
    text = 'test = { then = { Drug = "0.005 umol/l" } }\nat = "steady state"\nexpect = { X = "increase" }'
    assert judged(text).findings[0].test == pytest.approx(15.0, rel=1e-5)


def test_a_species_is_held_and_an_observable_too(judged: Judge) -> None:
    held = judged('test = { then = { X = 3 } }\nat = "5 min"\nexpect = { Twice = "increase", X = "increase" }')
    assert [finding.test for finding in held.findings] == [pytest.approx(60.0), pytest.approx(30.0)]
    rule = judged('test = { start = { Twice = 0 } }\nexpect = { Twice = "abolished", X = "unchanged" }')
    assert rule.verdict == "pass"


def test_a_knockout_from_the_outset_takes_the_states_along(judged: Judge) -> None:
    outcome = judged('test = { start = { A_total = 0 } }\nexpect = { A = "abolished", Ap = "abolished" }')
    assert outcome.verdict == "pass"


def test_a_name_without_a_state_means_the_abundance(judged: Judge) -> None:
    """In both phases and as a readout; a name that has a state means that."""
    assert judged('test = { start = { B = 0 } }\nexpect = { B = "abolished", B_seen = "abolished" }').verdict == "pass"
    finding = judged('test = { then = { B = 4 } }\nat = "1 min"\nexpect = { B_seen = "increase" }').findings[0]
    assert (finding.control, finding.test) == (6.0, 24.0)
    assert judged('test = { start = { A = 0 } }\nexpect = { A_total = "unchanged" }').verdict == "pass"


def test_an_acute_loss_scales_the_states_that_contain_it_and_frees_the_rest(session: Session, toy: str) -> None:
    bench = session.ode(toy)
    assert bench is not None
    arm = Arm(then=Settings({"P_total": Value(0.25)}))
    course = bench.course(Settings(), arm, [Moment(minutes=1e-3)], ["P", "PQ", "Q"])
    bound = (11 - math.sqrt(11**2 - 4 * 24)) / 2
    # The lost part of the complex sets its Q free, so that there is as much Q as before
    assert course.values["PQ"][0] == pytest.approx(bound / 4, rel=1e-5)
    assert course.values["P"][0] == pytest.approx((4 - bound) / 4, rel=1e-5)
    assert course.values["Q"][0] == pytest.approx(6 - bound / 4, rel=1e-5)


def test_an_acute_change_of_what_is_made_and_degraded_does_not_wait_for_its_turnover(judged: Judge) -> None:
    for factor, level in ((0.0, 0.0), (4.0, 20.0)):
        outcome = judged(f'test = {{ then = {{ T_total = {factor} }} }}\nat = "1 min"\nexpect = {{ T = "unchanged" }}')
        assert outcome.findings[0].test == pytest.approx(level, abs=1e-6)


def test_an_acute_gain_comes_unbound(session: Session, toy: str) -> None:
    bench = session.ode(toy)
    assert bench is not None
    course = bench.course(Settings(), Arm(then=Settings({"P_total": Value(2.0)})), [Moment(minutes=1e-3)], ["P", "PQ"])
    bound = (11 - math.sqrt(11**2 - 4 * 24)) / 2
    assert course.values["PQ"][0] == pytest.approx(bound, rel=1e-5)
    assert course.values["P"][0] == pytest.approx(8 - bound, rel=1e-5)


def test_transient_comes_back(judged: Judge) -> None:
    # Pulse is 1 + exp(-t / 10) after the drug, and 1 before
    assert judged(DRUG + 'at = "10 min"\nexpect = { Pulse = "transient" }').verdict == "pass"
    early = judged(DRUG + 'at = "2 min"\nexpect = { Pulse = "transient" }')
    assert early.verdict == "fail"
    assert early.findings[0].size == pytest.approx(1.0, rel=1e-3)
    assert judged(DRUG + 'at = "60 min"\nexpect = { X = "transient" }').verdict == "fail"


def test_oscillations_are_told_from_their_absence(judged: Judge) -> None:
    swing = 'test = { then = { Swing = "1 fold" } }\nat = "1 h"\n'
    assert judged(swing + 'expect = { O = "oscillates" }').verdict == "pass"
    assert judged(swing + 'expect = { X = "oscillates" }').verdict == "fail"
    assert judged(DRUG + 'at = "1 h"\nexpect = { X = "oscillates" }').verdict == "fail"


@pytest.mark.parametrize(
    ("k", "shift", "verdict"),
    [(4, "right", "pass"), (4, "left", "fail"), (0.25, "left", "pass"), (1.02, "none", "pass")],
)
def test_threshold_shift_is_that_of_the_constant(judged: Judge, k: float, shift: str, verdict: str) -> None:
    dose = '{ id = "Dose", from = "0.001 nmol/l", to = "10000 nmol/l" }'
    outcome = judged(
        f"test = {{ start = {{ K = {k} }} }}\n"
        f'expect = {{ Response = {{ threshold_shift = "{shift}", dose = {dose} }} }}'
    )
    finding = outcome.findings[0]
    assert outcome.verdict == verdict
    # Half of the range of Dose / (Dose + K) is reached at K
    assert finding.control == pytest.approx(2.0, rel=0.05)
    assert finding.size == pytest.approx(k, rel=0.05)


def test_gates(judged: Judge) -> None:
    factors = 'factors = ["F1", "F2"]'
    both = judged(f'expect = {{ Both = {{ gate = "and", {factors} }}, Either = {{ gate = "or", {factors} }} }}')
    assert both.verdict == "pass"
    wrong = judged(f'expect = {{ Either = {{ gate = "and", {factors} }} }}')
    assert wrong.verdict == "fail"
    assert "F1: 100%" in wrong.findings[0].detail


def test_order_and_delay(judged: Judge) -> None:
    drug = DRUG + 'at = "1 h"\n'
    assert judged(drug + 'expect = { order = ["Fast", "Slow"] }').verdict == "pass"
    assert judged(drug + 'expect = { order = ["Slow", "Fast"] }').verdict == "fail"
    assert "A does not change" in judged(drug + 'expect = { order = ["Fast", "A"] }').findings[0].detail
    assert judged(drug + 'expect = { Slow = { direction = "increase", delayed = "5 min" } }').verdict == "pass"
    assert judged(drug + 'expect = { Fast = { direction = "increase", delayed = "5 min" } }').verdict == "fail"


def test_nothing_stays_nothing(judged: Judge) -> None:
    outcome = judged(
        'given = { F1 = 0 }\ntest = { then = { F2 = 0.5 } }\nat = "1 min"\nexpect = { Both = "unchanged" }'
    )
    assert outcome.verdict == "pass"
    rising = judged(
        "given = { F2 = 1 }\ncontrol = { start = { F1 = 0 } }\n"
        'expect = { Both = { direction = "increase", at_most = 9 } }'
    )
    assert rising.verdict == "fail"
    assert rising.findings[0].size == math.inf


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("test = { then = { Drog = 1 } }", "toy.toml: claim 'T': test.then.Drog: .*has no 'Drog'; did you mean 'Drug'"),
        ('test = { then = { Drug = "5 min" } }', "test.then.Drug: .*'min' does not fit: the model has it in nmol/l"),
        ('test = { then = { Drug = "5 parsec" } }', "the unit 'parsec' is not understood"),
        ("test = { then = { Nothing = 2 } }", "its reference value is 0, of which there are no multiples; give a unit"),
        ("test = { then = { variant = 'TSC2_loss' } }", "has no variants, so not 'TSC2_loss'"),
    ],
)
def test_errors_name_file_claim_and_key(judged: Judge, text: str, message: str) -> None:
    outcome = judged(text + '\nat = "1 min"\nexpect = { X = "increase" }')
    assert outcome.verdict == "error"
    assert re.search(message, outcome.message), outcome.message


def test_an_unknown_readout_names_the_nearest(judged: Judge) -> None:
    outcome = judged(DRUG + 'at = "1 min"\nexpect = { Slov = "increase" }')
    assert outcome.verdict == "error"
    assert "expect.Slov" in outcome.message
    assert "did you mean 'Slow'" in outcome.message


def test_an_arm_that_cannot_be_run_is_an_error(judged: Judge) -> None:
    # Without K and dose, the response is 0 / 0
    outcome = judged('test = { then = { K = 0, Dose = 0 } }\nat = "5 min"\nexpect = { Response = "unchanged" }')
    assert outcome.verdict == "error"
    assert "test: " in outcome.message


def test_runs_do_not_depend_on_those_before(session: Session, toy: str) -> None:
    bench = session.ode(toy)
    assert bench is not None
    arm = Arm(then=Settings({"Drug": Value(1.0)}))

    def run() -> list[float]:
        return bench.course(Settings(), arm, [Moment(minutes=7.0)], ["X", "Slow"]).values["X"].tolist()

    first = run()
    bench.course(Settings({"k_out": Value(3.0)}), Arm(then=Settings({"P_total": Value(0.0)})), [Moment()], ["X"])
    bench.redrawn({"k_in": 2.0}).course(Settings(), arm, [Moment(minutes=3.0)], ["X"])
    assert run() == first


def test_a_model_that_swings_is_told_not_to_rest(judged: Judge) -> None:
    outcome = judged('test = { start = { Swing = "1 fold" } }\nexpect = { O = "decrease" }')
    finding = outcome.findings[0]
    # The mean of 2 + cos(t)
    assert finding.test == pytest.approx(2.0, abs=0.1)
    assert any("not at rest, so the mean" in note for note in outcome.notes)


@pytest.mark.parametrize("half", [0.5, 7.0, 23.5])
def test_a_series_is_sampled_where_it_matters(half: float) -> None:
    asked: list[float] = []

    def answer(dose: float) -> float:
        asked.append(dose)
        return dose**4 / (dose**4 + half**4)

    doses = [float(dose) for dose in range(1, 26)]
    some = _series.half_dose(*_series.sampled(doses, answer))
    assert len(asked) <= 10
    assert some == _series.half_dose(doses, [answer(dose) for dose in doses])


def test_a_variant_that_differs_in_values_is_not_compiled_anew(toy: str, tmp_path: Path) -> None:
    """Once libSedML is imported too, which breaks the iteration over the elements of a libSBML document."""
    importlib.import_module("libsedml")
    text = toy_sbml()
    values, other = (tmp_path / name for name in ("values.xml", "other.xml"))
    values.write_text(re.sub(r'(id="k_in"[^>]*value=")[^"]*', r"\g<1>3", text))
    other.write_text(re.sub(r"<reaction [^>]*id=\"X_made\".*?</reaction>", "", text, flags=re.DOTALL))
    bench = OdeBench(toy, variants=lambda names: values if names == ("Values",) else other)
    assert bench.model.values_of(values) == {"k_in": 3.0}
    assert bench.model.values_of(other) is None
    plain, more, none = (bench.rest(Settings({}, names)).values["X"] for names in ((), ("Values",), ("Other",)))
    level = bench.model.default("k_in")
    assert more == pytest.approx(3.0 / level * plain, rel=1e-6)
    assert none == pytest.approx(0.0, abs=1e-6)
    assert bench.rest(Settings({"k_in": Value(2.0)}, ("Values",))).values["X"] == pytest.approx(2 * plain, rel=1e-6)


def test_few_compiled_models_are_kept(toy: str) -> None:
    model = OdeBench(toy).model
    first = model.holding(("X",))
    for name in ("Twice", "Both", "A"):
        model.holding((name,))
    again = model.holding(("X",))
    assert again is not first
    assert model.holding(("X",)) is again
