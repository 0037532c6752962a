"""Formulas: equal ones have equal fingerprints, and numbers and truth tables are those of independent readers."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mtorsbml.sbml import scan
from mtorsbml.validate import mathml
from mtorsbml.validate.algebra import NotNumeric, evaluate, fingerprint, shown
from mtorsbml.validate.examples import an_input, logic, math, term, transition
from mtorsbml.validate.logic import LogicView, table
from mtorsbml.validate.miriam import compact
from mtorsbml.validate.registry import Rule


def expr(formula: str) -> mathml.Expr:
    found = mathml.parse(scan.scan(math(formula).encode()))
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("a * b + c", "c + b * a"),
        ("a - b", "-(b - a)"),
        ("(a + b) * (a - b)", "a ** 2 - b ** 2"),
        ("a / b / c", "a / (b * c)"),
        ("k * a / (K + a)", "k / (K / a + 1)"),
        ("0.1 * a + 0.2 * a", "0.3 * a"),
        ("a ** -1", "1 / a"),
        ("a < b", "b > a"),
        ("(a > 1) and (b > 1)", "(1 < b) and (1 < a)"),
    ],
)
def test_rewritten_formulas_are_equal(one: str, other: str) -> None:
    assert fingerprint(expr(one)) == fingerprint(expr(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("a * b", "a + b"),
        ("a - b", "b - a"),
        ("a ** 2", "a ** 3"),
        ("a / b", "b / a"),
        ("a + 1e-12", "a"),
        ("a < b", "a > b"),
        ("a < b", "a <= b"),
        ("a ** b", "b ** a"),
    ],
)
def test_different_formulas_are_not(one: str, other: str) -> None:
    assert fingerprint(expr(one)) != fingerprint(expr(other))


FORMULAS = st.recursive(
    st.sampled_from(["a", "b", "c", "2", "0.5"]),
    lambda inner: st.tuples(inner, st.sampled_from("+-*/"), inner).map(lambda t: f"({t[0]} {t[1]} {t[2]})"),
    max_leaves=12,
)
VALUES = {"a": 1.25, "b": 3.5, "c": 0.75}


@settings(max_examples=100, deadline=None)
@given(formula=FORMULAS)
def test_numbers_are_those_of_python_and_text_is_read_back_as_the_same(formula: str) -> None:
    parsed = expr(formula)
    try:
        expected = eval(formula, {}, VALUES)
    except ZeroDivisionError:
        with pytest.raises(NotNumeric):
            evaluate(parsed, VALUES)
        return
    assert evaluate(parsed, VALUES) == pytest.approx(expected, rel=1e-9, abs=1e-12)
    assert fingerprint(expr(shown(parsed).replace("^", "**"))) == fingerprint(parsed)


def test_what_has_no_number_is_said_so() -> None:
    for formula in ("a", "1 / 0", "(0 - 1) ** 0.5"):
        with pytest.raises(NotNumeric):
            evaluate(expr(formula), {})


def test_functions_that_grow_exponentially_when_written_out_are_computed_once_each() -> None:
    functions: dict[str, mathml.Expr | None] = {"f0": ("lambda", ("x",), ("plus", ("id", "x"), ("num", 1.0, "")))}
    for i in range(1, 45):
        twice = (("call", f"f{i - 1}", ("id", "x")),) * 2
        functions[f"f{i}"] = ("lambda", ("x",), ("plus", *twice))
    call = ("call", "f44", ("id", "a"))
    assert evaluate(call, {"a": 2.0}, functions) == 3.0 * 2**44
    assert fingerprint(call, functions) == fingerprint(expr(f"{2**44}.0 * (a + 1)"))


LOGICAL = st.recursive(
    st.sampled_from(["(A == 1)", "(B == 1)", "(C == 0)", "(D != 1)"]),
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from(["and", "or"]), inner).map(lambda t: f"({t[0]} {t[1]} {t[2]})"),
        inner.map(lambda x: f"(not {x})"),
    ),
    max_leaves=10,
)


class _Model(Rule):
    """Wraps the content of a model."""


@settings(max_examples=100, deadline=None)
@given(formula=LOGICAL)
def test_truth_tables_are_those_of_python(formula: str) -> None:
    model = logic("ABCDE", [transition("E", [an_input(n) for n in "ABCD"], [term(formula)])])
    node = scan.scan(_Model.example(model)).child("model")
    assert node is not None
    view = LogicView(node)
    found = table(view.transitions[0], view.max_levels, "ABCD")
    assert found is not None
    numbers = range(found.states.count)
    states = [found.states.state(i) for i in numbers]
    assert sorted(tuple(s.values()) for s in states) == sorted(product((0, 1), repeat=4))
    assert [found.level(i) for i in numbers] == [int(eval(formula, {}, s)) for s in states]


@pytest.mark.parametrize(
    ("uri", "key"),
    [
        ("http://identifiers.org/go/GO:0005634", "GO:0005634"),
        ("urn:miriam:go:GO%3A0005634", "GO:0005634"),
        ("https://identifiers.org/GO:0005634", "GO:0005634"),
        ("http://identifiers.org/uniprot/P42345", "uniprot:P42345"),
        ("https://identifiers.org/epmc/pubmed:31937935", "pubmed:31937935"),
        ("https://identifiers.org/doi:10.1038/s41580-019-0199-y", "doi:10.1038/s41580-019-0199-y"),
        ("http://identifiers.org/mamo/MAMO_0000046", "mamo:0000046"),
        ("http://www.geneontology.org/GO:0005634", ""),
    ],
)
def test_every_form_of_a_uri_has_one_compact_identifier(uri: str, key: str) -> None:
    assert compact(uri)[0] == key
