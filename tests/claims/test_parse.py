"""The format: what is read, and what is refused by name."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mtorsbml.claims import quantities
from mtorsbml.claims.claim import Moment, Value
from mtorsbml.claims.parse import find_files, parse_claims, read_claims
from mtorsbml.errors import MtorsbmlError, UsageError

ISSUE = """
[[claim]]
id         = "C024"
statement  = "Without TSC, withdrawing amino acids still lowers mTORC1 activity."
model      = "mtor"
formalisms = ["ode", "logic"]
given      = { TSC2_total = 0 }
control    = { start = {}, then = {} }
test       = { start = {}, then = { AminoAcids = 0 } }
at         = "2 h"
expect     = { mTORC1_act = "decrease" }
refs       = [104, 107]
confidence = "inference"
"""


def test_the_example_of_the_format_is_read() -> None:
    (claim,) = parse_claims(ISSUE, "folder/growth.claims.toml")
    assert (claim.id, claim.model, claim.formalisms, claim.group) == ("C024", "mtor", ("ode", "logic"), "growth")
    assert claim.given.values == {"TSC2_total": Value(0.0)}
    assert claim.test.then.values == {"AminoAcids": Value(0.0)}
    assert claim.at == (Moment(minutes=120.0, text="2 h"),)
    assert [(e.readout, e.kind) for e in claim.expect] == [("mTORC1_act", "decrease")]
    assert claim.refs == ("104", "107")


def expectations(text: str) -> list[str]:
    (claim,) = parse_claims(f"[[claim]]\nid = 'T'\ntest = {{ then = {{ A = 0 }} }}\nexpect = {text}", "f.toml")
    return [str(e) for e in claim.expect]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        (
            '{ X = { direction = "decrease", at_least = 0.3, at_most = 0.9 } }',
            ["X decrease, at least 30%, at most 90%"],
        ),
        ('{ X = "threshold_shift", dose = { id = "D", from = 0, to = 1 } }', ["X threshold_shift any along D"]),
        (
            '{ X = { direction = "threshold_shift", shift = "left", dose = { id = "D", from = 0, to = 1 } } }',
            ["X threshold_shift left along D"],
        ),
        (
            '{ X = { threshold_shift = "right", dose = { id = "D", from = "1 nM", to = "1 uM" } } }',
            ["X threshold_shift right along D"],
        ),
        ('{ X = { gate = "and", factors = ["A", { B = 0, C = 0 }] } }', ["X gate and(A, B + C)"]),
        ('{ X = "gate", gate = "and", factors = ["A", "B"] }', ["X gate and(A, B)"]),
        ('{ order = ["X", "Y"] }', ["X order before Y"]),
        ('{ X = { order = "before", before = "Y" } }', ["X order before Y"]),
        ('{ X = { direction = "decrease", before = "Y" } }', ["X decrease", "X order before Y"]),
        ('{ X = { order = "after Y" } }', ["Y order before X"]),
        ('{ X = "delayed" }', ["X delayed"]),
        ('{ X = { direction = "decrease", delayed = true } }', ["X delayed decrease"]),
        ('{ X = { direction = "decrease", delayed = "Y" } }', ["X decrease", "Y order before X"]),
        ('{ X = ["transient", "increase"] }', ["X transient", "X increase"]),
    ],
)
def test_ways_to_write_an_expectation(text: str, read: list[str]) -> None:
    assert expectations(text) == read


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("id ", "idd "), "claim '1': id: has no id"),
        (("statement ", "statment "), "claim 'C024': key: unknown 'statment'; did you mean 'statement'"),
        (('"decrease"', '"decraese"'), "expect.mTORC1_act.direction: unknown 'decraese'"),
        (('"2 h"', '"2 hh"'), "claim 'C024': at: '2 hh' is no time"),
        (('"2 h"', "[]"), "claim 'C024': at: is empty"),
        (('["ode", "logic"]', '["odes"]'), "claim 'C024': formalisms: unknown 'odes'; did you mean 'ode'"),
        (("then = { AminoAcids", "than = { AminoAcids"), "claim 'C024': test: unknown 'than'; did you mean 'then'"),
        (("{ AminoAcids = 0 }", "{}"), "test: control and test are the same, so 'mTORC1_act' cannot decrease"),
        (("{ AminoAcids = 0 }", "{ AminoAcids = -1 }"), "test.then.AminoAcids: -1 is below 0"),
        (("{ AminoAcids = 0 }", '{ AminoAcids = "5" }'), "test.then.AminoAcids: '5' has no unit"),
        (("{ AminoAcids = 0 }", "{ AminoAcids = nan }"), "test.then.AminoAcids: nan is no finite number"),
        (('{ mTORC1_act = "decrease" }', "{}"), "claim 'C024': expect: is empty"),
        (('"decrease" }', '["increase", "decrease"] }'), "'mTORC1_act' cannot be increase and decrease"),
        (('"decrease" }', '{ kind = "decrease", at_least = 9, at_most = 3 } }'), "at_least 9 is more than at_most 3"),
        (('"decrease" }', '{ direction = "unchanged", at_least = 0.3 } }'), "unchanged and at_least 0.3 contradict"),
        (('"decrease" }', '{ direction = "decrease", at_least = 3 } }'), "cannot fall by more than all of the control"),
        (('"decrease" }', '{ gate = "and" } }'), "expect.mTORC1_act: a gate needs factors"),
        (('"decrease" }', '"threshold_shift" }'), "expect.mTORC1_act: a threshold_shift needs dose"),
        (("start = {}, then = {}", "start = { TSC2_total = 1 }"), "'TSC2_total' is set otherwise in given"),
    ],
)  # fmt: skip
def test_what_is_refused(change: tuple[str, str], message: str) -> None:
    assert change[0] in ISSUE
    with pytest.raises(UsageError) as caught:
        parse_claims(ISSUE.replace(*change, 1), "bad.toml")
    assert str(caught.value).startswith("bad.toml: claim")
    assert message in str(caught.value)


def test_files_without_claims_and_double_ids_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"f\.toml: two claims have the id 'C024'"):
        parse_claims(ISSUE + ISSUE, "f.toml")
    with pytest.raises(UsageError, match=r"f\.toml: holds no claims"):
        parse_claims("", "f.toml")
    with pytest.raises(UsageError, match=r"f\.toml: no TOML: Expected"):
        parse_claims("[[claim", "f.toml")
    with pytest.raises(UsageError, match="cannot be read"):
        read_claims(tmp_path / "none.toml")
    with pytest.raises(UsageError, match="holds no claims files"):
        find_files([tmp_path])


@pytest.mark.parametrize(
    ("text", "target", "number"),
    [
        ("100 nmol/l", "nmol/l", 100.0),
        ("0.1 uM", "nmol/l", 100.0),
        ("2 mmol/l", "nmol/l", 2e6),
        ("1 1/h", "1/min", 1 / 60),
        ("50 %", "1", 0.5),
        ("3 fold", "1", 3.0),
        ("1e6 l/mol/s", "l/nmol/min", 0.06),
        ("2 d", "min", 2880.0),
        ("5 pmol", "fmol", 5000.0),
    ],
)
def test_units_convert(text: str, target: str, number: float) -> None:
    assert quantities.convert(*quantities.quantity(text), target) == pytest.approx(number, rel=1e-12)


@pytest.mark.parametrize(("unit", "target"), [("nmol/l", "min"), ("nmol", "nmol/l"), ("furlong", "nmol/l"), ("nM", "")])
def test_units_that_do_not_fit_are_refused(unit: str, target: str) -> None:
    with pytest.raises(MtorsbmlError):
        quantities.convert(1.0, unit, target)


@settings(deadline=None)
@given(st.floats(min_value=1e-6, max_value=1e6), st.sampled_from(["pM", "nM", "uM", "mM", "M"]))
def test_a_unit_there_and_back_is_the_same(number: float, unit: str) -> None:
    there = quantities.convert(number, unit, "nmol/l")
    assert quantities.convert(there, "nmol/l", unit.replace("M", "mol/l")) == pytest.approx(number, rel=1e-12)


@settings(deadline=None)
@given(st.text(max_size=60))
def test_any_text_is_read_or_refused_in_one_line(text: str) -> None:
    with pytest.raises(UsageError, match=r"^f\.toml: .*"):
        parse_claims(text, "f.toml")
