"""`mtorsbml diff`: one change each, told as a modeller would; what is only written differently is not told."""

from __future__ import annotations

import json
import random
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.diff.sample import (
    KINETIC,
    LAW,
    LOGICAL,
    MATH,
    PARAMETER,
    RDF,
    RULE,
    SBML,
    TRIGGER,
    Pair,
    apply,
    ci,
    eq,
    line,
)

from mtorsbml import repository
from mtorsbml.cli import _group
from mtorsbml.diff import compare

PUBLISHED = Path(__file__).parents[2] / ".." / "shared" / "biomodels"
Capture = pytest.CaptureFixture[str]


@pytest.fixture
def pair(tmp_path: Path) -> Pair:
    return Pair(tmp_path)


ONE_CHANGE = {
    "value": (
        ('value="0.5"', 'value="0.75"'),
        "changed parameters k | value | 0.5 per_s -> 0.75 per_s [x1.5]",
    ),
    "unit": (
        ('multiplier="1"', 'multiplier="60"'),
        "changed units per_s | definition | per_s (second^-1) -> per_s (0.0166667 second^-1)",
    ),
    "new parameter": (
        (PARAMETER, PARAMETER + '<parameter id="n" value="2" constant="true"/>'),
        "added parameters n |  |  -> 2",
    ),
    "initial": (
        ('initialConcentration="3"', 'initialConcentration="6"'),
        "changed species A | initial concentration | 3 mole/litre -> 6 mole/litre [x2]",
    ),
    "compartment": (('size="1"', 'size="2"'), "changed compartments cell | size | 1 litre -> 2 litre [x2]"),
    "stoichiometry": (
        ('species="A" stoichiometry="1"', 'species="A" stoichiometry="2"'),
        "changed reactions R | reactants | A -> 2 A",
    ),
    "reversible": (('reversible="false"', 'reversible="true"'), "changed reactions R | reversible | no -> yes"),
    "modifier": (
        ('<modifierSpeciesReference species="E"/>', '<modifierSpeciesReference species="B"/>'),
        "changed reactions R | modifiers | E -> B [-E +B]",
    ),
    "law": (
        (LAW, apply("times", ci("cell"), ci("k"), ci("A"), ci("A"), ci("kl"))),
        "changed reactions R | kinetic law | cell*k*A*kl -> cell*k*A*A*kl",
    ),
    "local parameter": (
        ('<localParameter id="kl" value="0.1"/>', '<localParameter id="kl" value="0.2"/>'),
        "changed reactions R | local parameter kl | 0.1 -> 0.2 [x2]",
    ),
    "rule": (
        (apply("plus", ci("A"), ci("B")), apply("minus", ci("A"), ci("B"))),
        "changed rules obs | assignment | A + B -> A - B",
    ),
    "initial assignment": (
        (apply("times", "<cn>2</cn>", ci("k")), apply("times", "<cn>3</cn>", ci("k"))),
        "changed initial assignments dose | formula | 2*k -> 3*k",
    ),
    "event": (("<cn>7</cn>", "<cn>8</cn>"), "changed events e | sets dose | 7 -> 8"),
    "trigger": (("<cn>5</cn>", "<cn>6</cn>"), "changed events e | trigger | time > 5 -> time > 6"),
    "function": (
        ('<cn>2</cn><ci>x</ci>', '<cn>3</cn><ci>x</ci>'),
        "changed functions twice | formula | (x) -> 2*x -> (x) -> 3*x",
    ),
    "sbo": (
        ("SBO:0000252", "SBO:0000253"),
        "changed species B | SBO term | SBO:0000252 -> SBO:0000253",
    ),
    "resource": (
        (RDF, ""),
        "changed species B | annotation bqbiol:is uniprot:P42345 | uniprot:P42345 -> ",
    ),
    "name": (("the product", "product"), "changed species B | name | the product -> product"),
    "boundary": (
        ('boundaryCondition="false" constant="false"/>\n</listOf', 'boundaryCondition="1" constant="false"/></listOf'),
        "changed species E | boundary condition | no -> yes",
    ),
    "time": (
        ('timeUnits="second"', 'timeUnits="per_s"'),
        "changed model model | unit of time | second -> per_s (second^-1)",
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", ONE_CHANGE)
def test_one_change_is_one_line(pair: Pair, what: str) -> None:
    edit, expected = ONE_CHANGE[what]
    assert [line(c) for c in pair.changes(KINETIC, edit)] == [expected]


REWRITTEN = {
    "order of factors": (LAW, apply("times", ci("kl"), ci("A"), apply("times", ci("k"), ci("cell")))),
    "quotients": (
        LAW,
        apply("divide", apply("times", ci("cell"), ci("k"), ci("A")), apply("divide", "<cn>1</cn>", ci("kl"))),
    ),
    "powers": (
        LAW,
        apply("times", ci("cell"), ci("k"), ci("kl"), apply("divide", apply("power", ci("A"), "<cn>2</cn>"), ci("A"))),
    ),
    "sums taken apart": (
        apply("plus", ci("A"), ci("B")),
        apply("plus", apply("times", "<cn>0.3</cn>", ci("B")), ci("A"), apply("times", "<cn>0.7</cn>", ci("B"))),
    ),
    "a function": (
        apply("times", "<cn>2</cn>", ci("k")),
        f"<apply><ci>twice</ci>{ci('k')}</apply>",
    ),
    "comparison": (TRIGGER, TRIGGER.replace("gt", "lt").replace("<cn>5</cn>", "").replace("<lt/>", "<lt/><cn>5</cn>")),
    "number": ('value="0.5"', 'value="5e-1"'),
    "uri": ("https://identifiers.org/uniprot:P42345", "urn:miriam:uniprot:P42345"),
    "default": (' reversible="false" fast="false"', ' fast="false" reversible="0"'),
    "layout": ("\n<listOfSpecies>", "\n\n   <!-- species -->  <listOfSpecies>"),
}


@pytest.mark.parametrize("what", REWRITTEN)
def test_what_is_only_written_differently_is_equal(pair: Pair, what: str) -> None:
    assert pair.changes(KINETIC, REWRITTEN[what]) == ()


def test_a_local_parameter_may_have_another_name_but_no_other_value(pair: Pair) -> None:
    renamed = [("<ci>kl</ci>", "<ci>rate</ci>"), ('id="kl"', 'id="rate"')]
    assert pair.changes(KINETIC, *renamed) == ()
    found = pair.changes(KINETIC, *renamed, ('value="0.1"', 'value="0.3"'))
    assert [line(c) for c in found] == ["changed reactions R | local parameter kl | 0.1 -> 0.3 [x3]"]


def test_a_local_parameter_that_hides_another_id_is_no_rename(pair: Pair) -> None:
    (change,) = pair.changes(KINETIC, ("<ci>kl</ci>", "<ci>k</ci>"))
    assert change.aspect == "kinetic law"


def test_the_order_of_everything_is_of_no_matter(pair: Pair) -> None:
    inside = KINETIC.partition("<listOfSpecies>")[2].partition("</listOfSpecies>")[0]
    first, *others = inside.split("<species ")
    turned = first + "".join(f"<species {species}" for species in reversed(others))
    pair.write(KINETIC, KINETIC.replace(inside, turned))
    assert compare.diff(pair.old, pair.new).changes == ()


LOGIC = {
    "other inputs of and": ((RULE, apply("and", apply("not", eq("Y", 1)), eq("X", 1))), []),
    "equal by its table": ((RULE, apply("not", apply("or", eq("X", 0), eq("Y", 1)))), []),
    "another function": (
        (RULE, apply("or", eq("X", 1), apply("not", eq("Y", 1)))),
        [
            (
                "changed logic rules Z | rule | 1 if X == 1 and not Y == 1; else 0 -> "
                "1 if X == 1 or not Y == 1; else 0 "
                "[differs in 2 of 4 states (X=0 Y=0: 0 -> 1; X=1 Y=1: 0 -> 1)]"
            )
        ],
    ),
    "sign": (
        ('qual:sign="negative"', 'qual:sign="dual"'),
        ["changed logic rules Z | input Y | negative, none -> dual, none"],
    ),
    "level": (
        ('qual:id="X" qual:compartment="c" qual:constant="false" qual:initialLevel="0"',
         'qual:id="X" qual:compartment="c" qual:constant="false" qual:initialLevel="1"'),
        ["changed logic species X | initialLevel | 0 -> 1"],
    ),
    "id of the transition": (("tr_Z", "update_of_Z"), []),
}  # fmt: skip


@pytest.mark.parametrize("what", LOGIC)
def test_logic_is_compared_by_what_it_says(pair: Pair, what: str) -> None:
    edit, expected = LOGIC[what]
    assert [line(c) for c in pair.changes(LOGICAL, edit)] == expected


def test_hierarchies_and_other_packages_are_compared(pair: Pair) -> None:
    base = f"""<sbml xmlns="{SBML}/core" xmlns:comp="{SBML}/comp/version1" xmlns:fbc="{SBML}/fbc/version2" level="3"
    version="1" comp:required="true" fbc:required="false"><model id="m" fbc:strict="false">
    <fbc:listOfGeneProducts><fbc:geneProduct fbc:id="g" fbc:label="b1"/></fbc:listOfGeneProducts>
    <comp:listOfSubmodels><comp:submodel comp:id="s" comp:modelRef="d"/></comp:listOfSubmodels></model>
    <comp:listOfModelDefinitions><comp:modelDefinition id="d"><listOfParameters>
    <parameter id="p" value="1" constant="true"/></listOfParameters></comp:modelDefinition>
    </comp:listOfModelDefinitions></sbml>"""
    found = pair.changes(base, ('label="b1"', 'label="b2"'), ('value="1"', 'value="2"'), ('"d"/>', '"e"/>'))
    assert [line(c) for c in found] == [
        "changed parameters d::p | value | 1 -> 2 [x2]",
        "changed submodels s | modelRef | d -> e",
        "changed packages g | label | b1 -> b2",
    ]


@pytest.mark.parametrize("formalism", repository.FORMALISMS)
def test_our_largest_models_equal_themselves(formalism: str) -> None:
    path = repository.path("mtor", formalism)
    assert compare.diff(path, path).changes == ()


GROWTH = repository.path("growth_factor").read_text(encoding="utf-8")
VALUES = [m.span(2) for m in re.finditer(r'<parameter [^>]*\bid="([^"]+)"[^>]* value="([^"]+)"', GROWTH)]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=st.sampled_from(VALUES), factor=st.sampled_from([0.5, 1.0000001, 3.0, -1.0]))
def test_a_random_change_of_a_parameter_is_found_exactly(tmp_path: Path, place: tuple[int, int], factor: float) -> None:
    start, end = place
    before = float(GROWTH[start:end])
    after = before * factor if before else 1.0
    pair = Pair(tmp_path)
    pair.write(GROWTH, GROWTH[:start] + repr(after) + GROWTH[end:])
    (change,) = compare.diff(pair.old, pair.new).changes
    name = re.findall(r' id="([^"]+)"', GROWTH[: end + 1].rpartition("<parameter ")[2] or GROWTH)[0]
    assert (change.group, change.aspect, change.element) == ("parameters", "value", name)
    assert float(change.old.split()[0]) == before
    assert float(change.new.split()[0]) == after


def random_term(rng: random.Random, depth: int) -> str:
    if depth == 0:
        return rng.choice([ci("A"), ci("B"), ci("k"), "<cn>2</cn>"])
    operator = rng.choice(["plus", "times", "minus", "divide"])
    return apply(operator, random_term(rng, depth - 1), random_term(rng, depth - 1))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10**6))
def test_formulas_are_equal_where_libsbml_gives_equal_numbers(tmp_path: Path, seed: int) -> None:
    """Independent of our own arithmetic: equal formulas give equal numbers at points that were not used."""
    import libsbml

    rng = random.Random(seed)
    one, two = random_term(rng, 2), random_term(rng, 2)
    pair = Pair(tmp_path)
    rule = apply("plus", ci("A"), ci("B"))
    pair.write(KINETIC.replace(rule, one), KINETIC.replace(rule, two))
    equal = not compare.diff(pair.old, pair.new).changes
    numbers = []
    for term in (one, two):
        text = libsbml.formulaToL3String(libsbml.readMathMLFromString(f'<?xml version="1.0"?>{MATH}{term}</math>'))
        for values in ({"A": 1.37, "B": 2.91, "k": 0.53}, {"A": 5.13, "B": 0.77, "k": 3.31}):
            try:
                numbers.append(eval(text.replace("^", "**"), {}, values))
            except ZeroDivisionError:
                return
    assert equal == (numbers[:2] == pytest.approx(numbers[2:], rel=1e-9, abs=1e-12))


# -- on the command line -----------------------------------------------------------------------------------------


def run(capsys: Capture, *arguments: object) -> tuple[int, str, str]:
    status = _group.run(["diff", *map(str, arguments)])
    return (status, *capsys.readouterr())


def test_text_is_grouped_and_ends_with_the_count(pair: Pair, capsys) -> None:
    pair.changes(KINETIC, *(ONE_CHANGE[name][0] for name in ("value", "sbo", "new parameter")[:2]))
    status, out, err = run(capsys, pair.old, pair.new)
    assert (status, err) == (1, "")
    assert out == (
        f"--- {pair.old}\n+++ {pair.new}\n\nspecies\n  ~ B (the product)\n"
        "      SBO term: SBO:0000252 -> SBO:0000253\n\n"
        "parameters\n  ~ k\n      value: 0.5 per_s -> 0.75 per_s  [x1.5]\n\n2 differences: species 1, parameters 1\n"
    )


def test_no_difference_is_exit_code_0(capsys) -> None:
    status, out, _ = run(capsys, "growth_factor", repository.path("growth_factor"))
    assert status == 0
    assert out.endswith("\nno differences\n")


def test_json_and_html_hold_every_change(pair: Pair, tmp_path: Path, capsys) -> None:
    pair.changes(KINETIC, ONE_CHANGE["value"][0], ("the product", "&lt;b&gt;"))
    status, out, _ = run(capsys, pair.old, pair.new, "--format", "json")
    found = json.loads(out)
    assert status == 1
    assert [c["aspect"] for c in found["changes"]] == ["name", "value"]
    page = tmp_path / "page.html"
    assert run(capsys, pair.old, pair.new, "-o", page)[:2] == (1, "2 differences: species 1, parameters 1\n")
    text = page.read_text(encoding="utf-8")
    assert "0.75 per_s" in text
    assert "<b>" not in text
    assert "&lt;b&gt;" in text


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "No such file or directory"),
        ("", "the file is empty"),
        ("<a/>", "not SBML: the root element is <a>"),
        (KINETIC[:500], "not well-formed XML"),
        ('<!DOCTYPE sbml [<!ENTITY a "b">]>' + LOGICAL.partition("?>")[2], "a DOCTYPE"),
        (f'<sbml xmlns="{SBML}/core" level="3" version="1"/>', "the file holds no model"),
    ],
)
def test_bad_input_is_exit_code_2(pair: Pair, capsys, content: str | None, message: str) -> None:
    pair.write(KINETIC, content or "")
    if content is None:
        pair.new.unlink()
    status, out, err = run(capsys, pair.old, pair.new)
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert message in err
    assert str(pair.new) in err


def test_one_model_is_not_enough(capsys) -> None:
    assert run(capsys, "mtor")[0] == 2
    assert run(capsys, "mtor", "--textconv", "x.xml")[0] == 2


def test_formulas_as_deep_as_the_reader_allows_are_compared(pair: Pair) -> None:
    depth = 480
    deep = "<apply><minus/>" * depth + ci("A") + "</apply>" * depth
    pair.write(KINETIC, KINETIC.replace(apply("plus", ci("A"), ci("B")), deep))
    (change,) = compare.diff(pair.old, pair.new).changes
    assert change.aspect == "assignment"


def test_two_published_models() -> None:
    if not PUBLISHED.is_dir():
        pytest.skip(f"NOT RUN: {PUBLISHED} is missing")
    older, newer = PUBLISHED / "BIOMD0000000581.xml", PUBLISHED / "BIOMD0000000580.xml"
    found = compare.diff(older, newer)
    derived = next(
        c for c in found.changes if c.aspect == "annotation bqmodel:isDerivedFrom biomodels.db:BIOMD0000000581"
    )
    assert (derived.old, derived.group) == ("", "model")
    back = compare.diff(newer, older).changes
    assert {(c.group, c.element, c.aspect, c.old, c.new) for c in found.changes} == {
        (c.group, c.element, c.aspect, c.new, c.old) for c in back
    }
    for path in PUBLISHED.glob("*.xml"):
        assert compare.diff(path, path).changes == ()
