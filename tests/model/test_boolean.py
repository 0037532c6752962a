"""Rules of logic nodes: reading, values, signs and texts."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtorsbml.errors import MtorsbmlError
from mtorsbml.model import boolean
from mtorsbml.model.boolean import And, Constant, Name, Not, Or

NAMES = ("A", "B_2", "mTORC1", "trueish")
LEAVES = st.sampled_from(NAMES).map(Name) | st.booleans().map(Constant)


def _grow(inner: st.SearchStrategy) -> st.SearchStrategy:
    several = st.lists(inner, min_size=2, max_size=4).map(tuple)
    return inner.map(Not) | several.map(And) | several.map(Or)


EXPRESSIONS = st.recursive(LEAVES, _grow, max_leaves=12)


def python_value(rule: str, levels: dict[str, bool]) -> bool:
    """An independent reading: Python's own operators bind in the same order."""
    text = rule.replace("!", " not ").replace("&", " and ").replace("|", " or ")
    return bool(eval(text, {}, {**levels, "true": True, "false": False}))


def rows(names: tuple[str, ...]) -> list[dict[str, bool]]:
    """All levels; in row r the name i is on if bit i of r is set."""
    return [dict(zip(names, reversed(row), strict=True)) for row in itertools.product([False, True], repeat=len(names))]


@given(EXPRESSIONS)
def test_text_reads_back_as_a_rule_of_the_same_tree(expression):
    text = boolean.to_text(expression)
    assert boolean.to_text(boolean.parse(text)) == text
    assert boolean.truth_table(boolean.parse(text), NAMES) == boolean.truth_table(expression, NAMES)


@given(EXPRESSIONS)
def test_values_are_those_that_python_gives_the_same_text(expression):
    text = boolean.to_text(expression)
    table = boolean.truth_table(expression, NAMES)
    for row, levels in enumerate(rows(NAMES)):
        expected = python_value(text, levels)
        assert boolean.evaluate(expression, levels) is expected
        assert bool(table >> row & 1) is expected


@given(EXPRESSIONS)
def test_signs_are_those_of_flipping_each_name_in_every_row(expression):
    names = boolean.names_in(expression)
    for name, sign in boolean.signs(expression).items():
        changes = {
            boolean.evaluate(expression, {**levels, name: True}) - boolean.evaluate(expression, {**levels, name: False})
            for levels in rows(names)
        } - {0}
        assert sign == {(): "none", (1,): "positive", (-1,): "negative", (-1, 1): "dual"}[tuple(sorted(changes))]


@pytest.mark.parametrize(
    ("rule", "tree"),
    [
        ("A", Name("A")),
        ("!A & B", And((Not(Name("A")), Name("B")))),
        ("A | B & C", Or((Name("A"), And((Name("B"), Name("C")))))),
        ("(A | B) & !(C)", And((Or((Name("A"), Name("B"))), Not(Name("C"))))),
        (" !!A&true ", And((Not(Not(Name("A"))), Constant(value=True)))),
    ],
)
def test_precedence(rule, tree):
    assert boolean.parse(rule) == tree


@pytest.mark.parametrize(
    ("rule", "reason"),
    [
        ("", "a name is missing at the end"),
        ("A &", "a name is missing at the end"),
        ("A | & B", "a name is missing before '&'"),
        ("(A", "a bracket is not closed"),
        ("A)", "')' is out of place"),
        ("A B", "'B' is out of place"),
        ("A + B", "'+' is no part of a rule"),
        ("A & 2", "'2' is no part of a rule"),
    ],
)
def test_what_is_no_rule_is_refused_with_its_reason(rule, reason):
    with pytest.raises(MtorsbmlError, match=f"^rule '.*'.*{reason.replace('+', '[+]').replace(')', '[)]')}"):
        boolean.parse(rule)


def test_signs_of_exclusive_or_are_dual_and_of_a_vacuous_name_none():
    assert boolean.signs(boolean.parse("A & !B | !A & B")) == {"A": "dual", "B": "dual"}
    assert boolean.signs(boolean.parse("A & (B | !B)")) == {"A": "positive", "B": "none"}


def test_a_level_that_is_missing_is_named():
    with pytest.raises(MtorsbmlError, match="'B' is not given"):
        boolean.evaluate(boolean.parse("A & B"), {"A": True})


def test_a_name_outside_the_table_is_named():
    with pytest.raises(MtorsbmlError, match="uses 'B'"):
        boolean.truth_table(boolean.parse("A & B"), ["A"])


def test_a_rule_with_too_many_names_is_refused():
    rule = " & ".join(f"N{i}" for i in range(boolean.MOST_NAMES + 1))
    with pytest.raises(MtorsbmlError, match="21 regulators is too large"):
        boolean.signs(boolean.parse(rule))
