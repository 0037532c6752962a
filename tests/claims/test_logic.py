"""Verdicts on a logic toy, whose attractors can be written down."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.claims.toy import toy_qual

from mtorsbml.claims import logic
from mtorsbml.claims.claim import Claim, Expectation
from mtorsbml.claims.result import Outcome
from mtorsbml.claims.run import Session

Make = Callable[..., Claim]
Judge = Callable[[str], Outcome]
DRUG = "test = { then = { Drug = 1 } }\n"


@pytest.fixture
def judged(session: Session, toy: str, claim: Make) -> Judge:
    def judge(text: str) -> Outcome:
        return session.run(claim(text, toy, '["logic"]')).outcomes[0]

    return judge


@pytest.mark.parametrize(
    ("expect", "verdict"),
    [
        ('X = "increase"', "pass"),
        ('X = "decrease"', "fail"),
        ('X = "unchanged"', "fail"),
        ('Z = "decrease"', "pass"),
        ('Z = "abolished"', "pass"),
        ('Both = "unchanged"', "pass"),
        ('Both = "increase"', "fail"),
        ('Loop = "oscillates"', "pass"),
        ('X = "oscillates"', "fail"),
        # Off before and after; whether it was on in between, Boolean time cannot tell
        ('Once = "transient"', "undecided"),
        ('X = "transient"', "fail"),
        ('order = ["X", "Z"]', "undecided"),
    ],
)
def test_verdicts(judged: Judge, expect: str, verdict: str) -> None:
    assert judged(DRUG + f'at = "1 h"\nexpect = {{ {expect} }}').verdict == verdict


def test_a_verdict_that_holds_in_some_attractors_only_is_partial(judged: Judge) -> None:
    # Whichever of L and R comes on first keeps the other off
    outcome = judged(DRUG + 'at = "1 h"\nexpect = { R = "increase" }')
    assert outcome.verdict == "partial"
    assert outcome.findings[0].test == "on/off"


def test_sizes_are_never_a_false_pass(judged: Judge) -> None:
    some = judged(DRUG + 'at = "1 h"\nexpect = { Both = { direction = "decrease", at_most = 0.5 } }')
    assert some.verdict == "undecided"
    much = judged(DRUG + 'at = "1 h"\nexpect = { Both = { direction = "decrease", at_least = 0.5 } }')
    assert much.verdict == "fail"
    seen = judged(DRUG + 'at = "1 h"\nexpect = { Z = { direction = "decrease", at_least = 0.5 } }')
    assert seen.verdict == "pass"
    assert "its size is not judged" in seen.findings[0].detail


@pytest.mark.parametrize(("at", "level"), [("11 h", "off"), ("12 h", "on"), ("steady state", "off")])
def test_what_lasts_twelve_hours_is_prolonged(judged: Judge, at: str, level: str) -> None:
    outcome = judged(DRUG + f'at = "{at}"\nexpect = {{ Late = "increase" }}')
    assert outcome.findings[0].test == level


def test_an_abundance_of_0_loses_the_node(judged: Judge) -> None:
    assert judged('test = { start = { P_total = 0 } }\nexpect = { Z = "decrease" }').verdict == "pass"


def test_given_and_start_come_to_rest_before_then(judged: Judge) -> None:
    # R is off once L was on, and stays so when the drug goes
    text = "control = { start = { L = 1 } }\ntest = { start = { L = 1 }, then = { Drug = 1 } }\n"
    text += 'expect = { X = "increase" }'
    assert judged(text).verdict == "pass"


def test_gate(judged: Judge) -> None:
    assert judged('expect = { Both = { gate = "and", factors = ["F1", "F2"] } }').verdict == "pass"
    assert judged('expect = { Both = { gate = "or", factors = ["F1", "F2"] } }').verdict == "partial"


def test_constants_and_schedules_have_no_place(judged: Judge) -> None:
    constant = judged('test = { start = { k_in = 0 } }\nexpect = { X = "decrease" }')
    assert constant.verdict == "error"
    assert "a constant has no place in a logic model" in constant.message
    schedule = judged('test = { start = { Drug_t_on = "5 min" } }\nexpect = { X = "decrease" }')
    assert "belongs to a schedule, which Boolean time cannot follow; set 'Drug'" in schedule.message


def test_trap_spaces_take_the_place_of_attractors_and_are_told(judged: Judge, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logic, "MOST_FREE", 0)
    outcome = judged(DRUG + 'at = "1 h"\nexpect = { X = "increase", Loop = "oscillates", R = "increase" }')
    assert [f.verdict for f in outcome.findings] == ["pass", "pass", "partial"]
    assert any("minimal trap spaces in the place of attractors" in note for note in outcome.notes)


@pytest.mark.parametrize(
    ("kind", "control", "test", "met"),
    [
        ("increase", "on", "high", True),
        ("increase", "off", "high", True),
        ("increase", "high", "high", False),
        ("increase", "on", "mixed", False),
        ("decrease", "high", "on", True),
        ("decrease", "on", "on", False),
        ("abolished", "high", "on", False),
        ("abolished", "high", "off", True),
        ("unchanged", "high", "on", False),
        ("unchanged", "high", "high", True),
        ("increase", "off", "low", True),
        ("increase", "low", "reduced", True),
        ("increase", "reduced", "on", True),
        ("decrease", "on", "reduced", True),
        ("decrease", "low", "off", True),
        ("abolished", "on", "low", False),
        ("abolished", "low", "off", True),
        ("unchanged", "on", "reduced", False),
    ],
)
def test_further_nodes_grade_a_level(kind: str, control: logic.Seen, test: logic.Seen, met: bool) -> None:
    def settled(level: logic.Seen) -> logic.Settled:
        nodes: dict[str, logic.Level] = {
            "X": "off" if level in {"off", "low"} else "on",
            "X_low": "off" if level == "off" else "on",
            "X_full": "off" if level in {"off", "low", "reduced"} else "on",
            "X_high": {"high": "on", "mixed": "mixed"}.get(level, "off"),  # type: ignore[dict-item]
        }
        assert logic._seen(nodes, "X") == level
        return logic.Settled((nodes,), ({},), (nodes,))

    expectation = Expectation(kind=kind, readout="X")  # type: ignore[arg-type]
    verdict, _ = logic._verdict(expectation, "X", settled(control), settled(test))
    assert (verdict == "pass") == met


@pytest.mark.parametrize(
    ("value", "held"),
    [
        ("0", {"X": False, "X_low": False, "X_full": False, "X_high": False}),
        ("0.5", {"X": True, "X_low": True, "X_full": False, "X_high": False}),
        ("1", {"X": True, "X_low": True, "X_full": True, "X_high": False}),
        ("5", {"X": True, "X_low": True, "X_full": True, "X_high": True}),
        ('"5 nmol/l"', {"X": True, "X_low": True}),
    ],
)
def test_a_setting_holds_the_nodes_that_grade_what_it_sets(
    claim: Make, toy: str, value: str, held: dict[str, bool], tmp_path: Path
) -> None:
    nodes = {"Drug": (0, ""), "X": (1, "!Drug"), "X_low": (1, "X"), "X_full": (1, "X"), "X_high": (0, "Drug")}
    path = tmp_path / "graded.xml"
    path.write_text(toy_qual(nodes))
    made = claim(f"test = {{ then = {{ X = {value} }} }}\nexpect = {{ X = 'unchanged' }}", toy)
    assert logic.LogicBench(path).switches(made.test.then) == held
