"""Constants that are stated by the fed cell follow it when the others are drawn."""

from __future__ import annotations

import math

import pytest
from tests.claims.toy import toy_sbml

from mtorsbml import _library
from mtorsbml.claims.anchors import Anchor, applied
from mtorsbml.claims.claim import Settings
from mtorsbml.claims.ode import OdeBench
from mtorsbml.claims.robustness import Doubt, draw
from mtorsbml.claims.run import Session


@pytest.fixture(scope="module")
def bench() -> OdeBench:
    """X rests at k_in / k_out = 10, and K is said to be a fifth of it."""
    return OdeBench(toy_sbml())


def _rest(bench: OdeBench, factors: dict[str, float], name: str) -> float:
    return bench.redrawn(factors).rest(Settings()).values[name]


@pytest.mark.parametrize("power", [1.0, -1.0, 0.5])
def test_a_constant_that_follows_a_level_keeps_its_place_beside_it(bench: OdeBench, power: float) -> None:
    anchor = Anchor(constant="K", level="X", how="follows", power=power)
    found = applied(bench, {"k_in": 3.0, "K": 1.25}, [anchor])
    assert found["k_in"] == 3.0
    assert found["K"] == pytest.approx(1.25 * 3.0**power, rel=0.02)


def test_a_constant_that_keeps_a_level_is_set_so_that_it_does(bench: OdeBench) -> None:
    anchor = Anchor(constant="k_out", level="X", how="keeps", power=1.0)
    found = applied(bench, {"k_in": 3.0, "k_out": 0.7}, [anchor])
    assert found["k_out"] == pytest.approx(3.0, rel=0.02)
    assert _rest(bench, found, "X") == pytest.approx(10.0, rel=0.02)


def test_two_constants_that_keep_a_level_share_what_it_takes(bench: OdeBench) -> None:
    anchors = [
        Anchor(constant="k_out", level="X", how="keeps", power=0.5),
        Anchor(constant="k_in", level="X", how="keeps", power=-0.5),
    ]
    found = applied(bench, {"k_in": 4.0, "k_out": 1.0}, anchors)
    assert found["k_in"] == pytest.approx(2.0, rel=0.05)
    assert _rest(bench, found, "X") == pytest.approx(10.0, rel=0.02)


def test_of_a_normaliser_nothing_is_drawn_but_the_level(bench: OdeBench) -> None:
    anchor = Anchor(constant="K", level="X", how="is", power=1.0)
    found = applied(bench, {"k_in": 3.0, "K": 1.25}, [anchor])
    assert found["K"] == pytest.approx(3.0, rel=0.02)


def test_a_level_out_of_reach_leaves_finite_constants(bench: OdeBench) -> None:
    anchor = Anchor(constant="k_fast", level="X", how="keeps", power=1.0)
    found = applied(bench, {"k_in": 3.0, "k_fast": 1.0}, [anchor])
    assert 1.0 < found["k_fast"] <= 100.0 * (1 + 1e-9)


def test_what_is_not_drawn_is_not_set(bench: OdeBench) -> None:
    anchor = Anchor(constant="K", level="X", how="follows", power=1.0)
    assert applied(bench, {"k_in": 3.0}, [anchor]) == {"k_in": 3.0}


def test_whole_exponents_stay_whole_and_at_least_one() -> None:
    bench = OdeBench(_with_exponent(toy_sbml()))
    assert bench.model.exponents == {"K"}
    values = {draw(bench, Doubt(), 1, n)["K"] * 2.0 for n in range(30)}
    assert values >= {1.0, 2.0, 3.0}
    assert all(value == round(value) >= 1 for value in values)


def _with_exponent(text: str) -> str:
    """`Response` = Dose^K instead of Dose / (Dose + K)."""
    import libsbml

    document = libsbml.readSBMLFromString(text)
    rule = document.getModel().getAssignmentRuleByVariable("Response")
    assert rule.setMath(libsbml.parseL3Formula("Dose ^ K")) == libsbml.LIBSBML_OPERATION_SUCCESS
    written: str = libsbml.writeSBMLToString(document)
    return written


def test_the_table_names_what_the_model_has_and_normalisers_are_its_fed_levels() -> None:
    from mtorsbml.pathway.knowledge import anchors

    bench = Session(_library.Repository()).ode("mtor")
    assert bench is not None
    levels = {**bench.model.defaults(), **bench.rest(Settings()).values}
    doubt = _library.doubt("mtor")
    assert [a.constant for a in doubt.anchors] == [row.constant for row in anchors()]
    assert len({a.constant for a in doubt.anchors}) == len(doubt.anchors)
    far = {
        a.constant: levels[a.constant] / levels[a.level]
        for a in doubt.anchors
        if a.how == "is" and abs(math.log(levels[a.constant] / levels[a.level])) > math.log(1.15)
    }
    assert not far
    kept = {a.level: levels[a.level] for a in doubt.anchors if a.how == "keeps" and a.constant.startswith("ref_")}
    assert all(value == pytest.approx(1.0, abs=0.1) for value in kept.values()), kept


def test_parts_of_one_whole_stay_within_it_together() -> None:
    import libsbml

    from mtorsbml.simulate.influence import parts_of_one

    text = toy_sbml().replace('id="F1" value="1"', 'id="F1" value="0.3"')
    document = libsbml.readSBMLFromString(text.replace('id="F2" value="1"', 'id="F2" value="0.6"'))
    formulas = {"Either": "1 - F1 - F2", "Both": "2 - Dose", "Response": "1 - K * Drug / V", "Twice": "1 - (X + Q)"}
    for name, formula in formulas.items():
        document.getModel().getAssignmentRuleByVariable(name).setMath(libsbml.parseL3Formula(formula))
    assert parts_of_one(document) == {frozenset({"F1", "F2"}), frozenset({"K"}), frozenset({"Drug"})}
    bench = OdeBench(libsbml.writeSBMLToString(document))
    sets = [draw(bench, Doubt(), 1, n) for n in range(30)]
    sums = [0.3 * found["F1"] + 0.6 * found["F2"] for found in sets]
    assert all(0 < value < 1 for value in sums)
    assert max(sums) > 0.9 > min(sums)
    # What cannot be a part, 2, is drawn as any other.
    assert max(2.0 * found["K"] for found in sets) > 2.0
