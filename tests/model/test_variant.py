"""Variants of a toy model: what they change in both formalisms, how they join, and what they are refused for."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtorsbml.errors import UsageError
from mtorsbml.model import boolean
from mtorsbml.model import ratelaws as laws
from mtorsbml.model.builder import ModuleBuilder
from mtorsbml.model.compose import compose
from mtorsbml.model.units import DIMENSIONLESS, NM, PER_MINUTE
from mtorsbml.model.variant import (
    Change,
    Cut,
    Factor,
    Hold,
    Need,
    Removal,
    Route,
    Rule,
    Value,
    Variant,
    apply,
    misfits,
    named,
    settings,
)
from mtorsbml.model.vocabulary import Compartment, Evidence, Model, Provenance, Quantity
from mtorsbml.sbml.comp import comp_sbml
from mtorsbml.sbml.core import core_sbml
from mtorsbml.sbml.qual import qual_sbml
from mtorsbml.simulate.logic import LogicModel
from mtorsbml.simulate.ode import OdeModel

CELL = Compartment(id="cytosol", name="cytosol", size=1.0)
WHY = Provenance(origin="assumed", note="a test", fold=2)


def amount(value: float, unit=NM) -> Quantity:
    return Quantity(value=value, unit=unit, provenance=WHY)


def toy() -> Model:
    """A drug `D` and a complex `K` of `P` and `Q`; `K` makes `X`, which is lost."""
    m = ModuleBuilder("toy", title="Toy", notes="n", entities={}, compartments={"cytosol": CELL})
    m.environment("D", kind="drug", reference=10.0, resting=amount(0.0))
    m.environment("F", kind="nutrient", resting=amount(1.0, DIMENSIONLESS))
    m.total("K", amount(4.0), subunits={"P": amount(2.0), "Q": amount(2.0)})
    m.species("K", contains="K", guess=4.0)
    m.species("X", guess=8.0)
    k = m.constant("k_made", amount(0.2, PER_MINUTE))
    m.reaction("X_made", (), "X", laws.mass_action(k, "F", "K"), evidence=Evidence())
    loss = m.constant("k_lost", amount(0.1, PER_MINUTE))
    m.reaction("X_lost", "X", (), laws.mass_action(loss, "X"), evidence=Evidence())
    for name, level in (("D", False), ("F", True), ("P", True), ("Q", True)):
        m.logic(name, resting=level)
    m.logic("K", "P & Q & !D", resting=True)
    m.logic("X", "K & F", resting=True)
    part = m.build()
    return compose([part], identifier="toy", title="Toy", notes="n", library=[part], initial={})


def variant(name: str, *changes: Change, **more: object) -> Variant:
    return Variant(id=name, kind="test", title=f"title of {name}", phenotype="p", changes=changes, **more)  # type: ignore[arg-type]


LOSS = variant("loss", Value(id="P_total", quantity=amount(0.0)))
DOSE = variant("dose", Value(id="D", quantity=amount(20.0)))
WEAK = variant("weak", Factor(id="k_made", factor=0.5, provenance=WHY))


# -- what it changes ---------------------------------------------------------------------------------------------


def test_a_value_is_written_in_place_of_the_reference_and_says_why() -> None:
    text = core_sbml(apply(toy(), [WEAK]))
    assert OdeModel.load(text).default("k_made") == 0.1
    assert "Variant weak: 0.1 1/min in the place of 0.2 1/min. assumed, plausible within 2-fold: a test." in text


def test_a_changed_subunit_does_not_change_what_formulas_take_for_usual() -> None:
    model = OdeModel.load(core_sbml(apply(toy(), [variant("half", Factor(id="P_total", factor=0.5, provenance=WHY))])))
    assert model.default("K") == pytest.approx(2.0)
    assert OdeModel.load(core_sbml(apply(toy(), [LOSS]))).default("K") == 0.0


def test_an_exported_variant_runs_as_its_settings_do_by_hand() -> None:
    changed = [LOSS, WEAK, variant("lack", Value(id="F", quantity=amount(0.5, DIMENSIONLESS)))]
    by_hand = {c.id: c.value for c in settings(toy(), changed)}
    ours = OdeModel.load(core_sbml(apply(toy(), changed))).simulate({}, duration=30, points=4)
    theirs = OdeModel.load(core_sbml(toy())).simulate(by_hand, duration=30, points=4)
    assert ours.values == pytest.approx(theirs.values, rel=1e-12)


def test_the_hierarchical_file_has_the_variant_too() -> None:
    changed = apply(toy(), [WEAK])
    hierarchy = OdeModel.load(comp_sbml(changed, {"toy": toy()})).simulate({}, duration=30, points=4, select=["X"])
    flat = OdeModel.load(core_sbml(changed)).simulate({}, duration=30, points=4, select=["X"])
    assert hierarchy.values == pytest.approx(flat.values, rel=1e-9)
    assert flat.final("X") < 7.0


def test_a_removed_reaction_is_gone_in_every_kinetic_file() -> None:
    changed = apply(toy(), [variant("kept", Removal(id="X_lost"))])
    course = OdeModel.load(core_sbml(changed)).simulate({}, duration=10, points=2)
    assert course.final("X") == pytest.approx(8.0 + 10 * 0.2 * 4.0)
    assert "X_lost" not in comp_sbml(changed, {"toy": toy()})


def test_a_total_of_zero_and_a_level_hold_their_logic_nodes() -> None:
    rest = LogicModel.load(qual_sbml(apply(toy(), [LOSS]))).resting_state()
    assert (rest["P"], rest["Q"], rest["K"], rest["X"]) == ("off", "on", "off", "off")
    low = variant("low", Value(id="D", quantity=amount(5.0)))
    levels = {name: LogicModel.load(qual_sbml(apply(toy(), [v]))).resting_state()["D"] for name, v in
              (("low", low), ("high", DOSE))}  # fmt: skip
    assert levels == {"low": "off", "high": "on"}


def test_what_is_held_by_name_wins_over_what_follows_from_a_value() -> None:
    pulses = variant("pulses", Value(id="D", quantity=amount(0.0)), Hold(id="D", level=True))
    assert LogicModel.load(qual_sbml(apply(toy(), [pulses]))).resting_state()["K"] == "off"


def test_a_cut_and_a_new_rule_change_the_logic() -> None:
    deaf = apply(toy(), [variant("deaf", Cut(id="K", regulator="D", level=False)), DOSE])
    assert LogicModel.load(qual_sbml(deaf)).resting_state()["X"] == "on"
    other = apply(toy(), [variant("other", Rule(id="X", rule="!K | D"))])
    assert {n.id: n.rule for n in other.nodes}["X"] == "!K | D"


def test_a_route_widens_a_rule_and_a_need_narrows_it() -> None:
    changed = apply(
        toy(),
        [
            variant("need", Need(id="X", rule="!D"), Need(id="F", rule="P")),
            variant("route", Route(id="X", rule="Q")),
        ],
    )
    rules = {n.id: n.rule for n in changed.nodes}
    for k, f, q, d in itertools.product((False, True), repeat=4):
        levels = {"K": k, "F": f, "Q": q, "D": d}
        assert boolean.evaluate(boolean.parse(rules["X"]), levels) == (((k and f) or q) and not d)
    assert rules["F"] == "P"


def test_a_cut_comes_after_a_new_rule() -> None:
    both = apply(
        toy(), [variant("rule", Rule(id="X", rule="K & D")), variant("cut", Cut(id="X", regulator="K", level=True))]
    )
    assert {n.id: n.rule for n in both.nodes}["X"] == "D"


def test_the_new_model_has_its_own_id_title_and_notes() -> None:
    changed = apply(toy(), [LOSS, DOSE])
    assert changed.id == "toy_loss_dose"
    assert changed.title == "Toy; loss + dose"
    assert "Variant loss: title of loss. p." in changed.notes
    assert toy().values == ()
    assert apply(toy(), []) == toy()


@given(st.permutations([LOSS, DOSE, WEAK]))
def test_the_order_of_variants_does_not_matter_to_values_and_rules(order: list[Variant]) -> None:
    found, expected = apply(toy(), order), apply(toy(), [LOSS, DOSE, WEAK])
    assert {v.id: v.value for v in found.values} == {v.id: v.value for v in expected.values}
    assert found.nodes == expected.nodes


@given(
    st.sampled_from(["A & (B | C)", "A | B & !C", "!(A & B) | C", "A & !A | B", "(A | B) & (A | C)"]),
    st.dictionaries(st.sampled_from("ABC"), st.booleans(), max_size=3),
    st.fixed_dictionaries({name: st.booleans() for name in "ABC"}),
)
def test_a_rule_with_levels_is_the_rule_at_these_levels(
    rule: str, levels: dict[str, bool], others: dict[str, bool]
) -> None:
    cut = boolean.with_levels(boolean.parse(rule), levels)
    assert boolean.evaluate(cut, others) == boolean.evaluate(boolean.parse(rule), others | levels)
    assert not set(boolean.names_in(cut)) & set(levels)
    assert "none" not in boolean.signs(cut).values()


# -- what it is refused for --------------------------------------------------------------------------------------


def refusal(*variants: Variant) -> str:
    with pytest.raises(UsageError) as caught:
        apply(toy(), variants)
    return str(caught.value)


@pytest.mark.parametrize(
    ("first", "second", "why"),
    [
        (
            WEAK, variant("none", Value(id="k_made", quantity=amount(0.0, PER_MINUTE))),
            "both set 'k_made' (0.1 and 0 1/min)",
        ),
        (
            WEAK, variant("same", Factor(id="k_made", factor=0.5, provenance=WHY)),
            "both set 'k_made' (0.1 and 0.1 1/min)",
        ),
        (DOSE, variant("again", Value(id="D", quantity=amount(20.0))), "both set 'D' (20 and 20 nmol/l)"),
        (
            LOSS, variant("mutant", Factor(id="k_lost", factor=2.0, provenance=WHY), alters=("P",)),
            "the first removes P (P_total = 0), which the second alters",
        ),
        (
            variant("mutant", alters=("K",)), LOSS,
            "the second removes K (P_total = 0), which the first alters",
        ),
        (
            variant("whole", Value(id="K_total", quantity=amount(0.0))), variant("mutant", alters=("Q",)),
            "the first removes Q (K_total = 0), which the second alters",
        ),
        (variant("one", choice="wiring"), variant("two", choice="wiring"), "both choose the wiring"),
        (
            variant("on", Hold(id="X", level=True)), variant("off", Hold(id="X", level=False)),
            "logic node 'X' is on in the one and off in the other",
        ),
        (
            variant("this", Rule(id="X", rule="K")), variant("that", Rule(id="X", rule="F")),
            "logic node 'X' is 'K' in the one and 'F' in the other",
        ),
        (
            variant("deaf", Cut(id="X", regulator="K", level=False)),
            variant("sure", Cut(id="X", regulator="K", level=True)),
            "what logic node 'X' hears of 'K' is off in the one and on in the other",
        ),
    ],
)  # fmt: skip
def test_contradictions_name_both_and_where_they_clash(first: Variant, second: Variant, why: str) -> None:
    found = refusal(first, second)
    assert found == f"variants '{first.id}' and '{second.id}' contradict each other: {why}; choose one of them"


def test_what_agrees_goes_together() -> None:
    also = variant("also", Value(id="P_total", quantity=amount(0.0)), Value(id="Q_total", quantity=amount(0.0)))
    assert [v.id for v in apply(toy(), [LOSS, also]).values] == ["P_total", "Q_total"]
    mutant = variant("mutant", Factor(id="k_lost", factor=2.0, provenance=WHY), alters=("Q",))
    assert len(apply(toy(), [LOSS, mutant]).values) == 2


def test_a_variant_that_does_not_fit_says_what_is_missing() -> None:
    stranger = variant(
        "stranger", Value(id="Z_total", quantity=amount(0.0)), Removal(id="Z_made"), Hold(id="Z", level=True),
        Rule(id="X", rule="K & Z"), Cut(id="X", regulator="D", level=True),
    )  # fmt: skip
    assert misfits(toy(), stranger) == (
        "parameter 'Z_total'", "reaction 'Z_made'", "logic node 'Z'", "regulator 'D' in the rule of logic node 'X'",
    )  # fmt: skip
    assert refusal(stranger) == "variant 'stranger' does not fit model 'toy': it has no parameter 'Z_total'"


def test_a_value_in_another_unit_is_refused() -> None:
    wrong = variant("wrong", Value(id="k_made", quantity=amount(0.0)))
    assert refusal(wrong) == (
        "variant 'wrong' gives 'k_made' in nmol/l, but the model has it in 1/min; make the units equal"
    )


def test_a_variant_that_contradicts_itself_is_refused() -> None:
    twice = variant("twice", *WEAK.changes, *WEAK.changes)
    assert refusal(twice) == "variant 'twice' sets 'k_made' twice; keep one value"
    both = variant("both", Rule(id="X", rule="K"), Rule(id="X", rule="F"))
    assert refusal(both) == "variant 'both' says two things of logic node 'X'; keep one"


# -- names -------------------------------------------------------------------------------------------------------

KNOWN = {v.id: v for v in (LOSS, DOSE, variant("knockout", aliases=("2KO",)))}


def test_names_are_joined_with_plus() -> None:
    assert [v.id for v in named(" loss + dose", KNOWN)] == ["loss", "dose"]
    assert [v.id for v in named("2KO", KNOWN)] == ["knockout"]
    assert named("  ", KNOWN) == ()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("los", "there is no variant 'los'; did you mean 'loss'?"),
        ("loss+", "variant 'loss+': a name is missing beside '+'; write FIRST+SECOND"),
        ("loss+loss", "variant 'loss' is named twice; name each once"),
        ("2KO+knockout", "variant 'knockout' is named twice; name each once"),
    ],
)
def test_names_that_say_nothing_are_refused(text: str, message: str) -> None:
    with pytest.raises(UsageError) as caught:
        named(text, KNOWN)
    assert str(caught.value) == message
