"""Muscle, liver and white fat in `mtor`: a fast, a gene lost in one tissue, surplus, and rapamycin on top of it."""

from __future__ import annotations

import pytest

from mtorsbml.pathway import library
from mtorsbml.sbml.core import core_sbml
from mtorsbml.simulate.logic import LogicModel
from mtorsbml.simulate.ode import OdeModel
from mtorsbml.simulate.results import TimeCourse

DAY = 1440.0
FAST = {"Fasting": 1.0}
OVERFED = {"Overfeeding": 1.0}
RAG_LOCKED = {"kcat_GATOR1_RagAB": 0.0}
"""GATOR1 has no effect on RagA: the RagA-GTP knock-in."""


@pytest.fixture(scope="module")
def ode(mtor: OdeModel) -> OdeModel:
    return mtor


def after(ode: OdeModel, changes: dict[str, float], days: float = 1.0) -> TimeCourse:
    return ode.simulate(changes, duration=days * DAY, points=2)


def ratio(ode: OdeModel, readout: str, changes: dict[str, float], control: dict[str, float], days: float) -> float:
    return after(ode, changes, days).final(readout) / after(ode, control, days).final(readout)


# -- the fed state -----------------------------------------------------------------------------------------------


def test_pools_rest_at_their_references_and_relative_readouts_at_one() -> None:
    """The fluxes balance where the references say, so that nothing drifts in the fed state."""
    rest = library.resting_state()
    parameters = {p.id: p.value for p in library.module("tissue_metabolism").parameters}
    pools = [s.id for s in library.module("tissue_metabolism").species if f"ref_{s.id}" in parameters]
    assert len(pools) >= 9
    for pool in pools:
        assert rest[pool] == pytest.approx(parameters[f"ref_{pool}"], rel=0.02), pool
    relative = [o.id for o in library.module("tissue_metabolism").observables if o.id != "Fasted"]
    assert len(relative) > 35
    for name in relative:
        assert rest[name] == pytest.approx(1.0, rel=0.02), name


def test_supplies_are_neutral_at_rest() -> None:
    """Food changes nothing in the fed cell: the core is as it is alone."""
    cell = library.merge(library.CELL_IDS, identifier="cell")
    alone = OdeModel.load(core_sbml(cell)).steady_state()
    for name in ("mTORC1_act", "Akt_act", "S6K1_act", "ATP"):
        assert alone[name] == pytest.approx(library.resting_state()[name], rel=1e-9)


def test_a_meal_ends_a_fast(ode: OdeModel) -> None:
    """Feeding overrides Fasting, in both formalisms alike."""
    both = after(ode, {"Fasting": 1.0, "Feeding": 1.0}, 0.5)
    meal = after(ode, {"Feeding": 1.0}, 0.5)
    assert both.final("Insulin_level") == meal.final("Insulin_level") > 0.3


# -- a fast ------------------------------------------------------------------------------------------------------


def test_a_day_without_food(ode: OdeModel) -> None:
    """Insulin falls to a fifth; glucose and amino acids are spared in part; fat and ketones take over."""
    fast = after(ode, FAST)
    assert fast.final("Insulin_level") == pytest.approx(0.06)
    assert 3e6 < fast.final("Glucose_plasma") < 5e6
    assert 0.4 < fast.final("AA_plasma") / 2.9e6 < 0.9
    assert fast.final("FattyAcids_plasma") > 1.4 * 4e5
    assert fast.final("KetoneBodies") > 3 * 2e5
    assert fast.final("mTORC1_liver") < 0.5
    assert fast.final("Autophagy_liver") > 3
    assert fast.final("Gluconeogenesis_liver") > 1.1
    assert fast.final("GlucoseUptake_muscle") < 0.7
    assert fast.final("NeonatalSurvival") > 0.9


def test_the_liver_shrinks_in_a_fast(ode: OdeModel) -> None:
    """By about a quarter in 24 h (Sengupta 2010 in mice)."""
    assert 0.65 < ratio(ode, "LiverWeight", FAST, {}, 1) < 0.85


@pytest.mark.parametrize("gene", ["TSC1_liver_total", "Raptor_liver_total", "ATG7_liver_total"])
def test_the_liver_keeps_its_weight_without_the_switch(ode: OdeModel, gene: str) -> None:
    """Against the fed state of the same genotype, once that has settled for ten days."""
    course = ode.simulate({gene: 0.0, "Fasting_t_on": 10 * DAY, "Fasting_step": 1.0}, duration=11 * DAY, points=12)
    assert course["LiverWeight"][-1] == pytest.approx(course["LiverWeight"][-2], rel=0.09)


def test_what_the_liver_weighs_when_fed_follows_the_switch(ode: OdeModel) -> None:
    """Without Raptor it is small already; with mTORC1 free, or without autophagy, it is large."""
    weight = {gene: after(ode, {f"{gene}_liver_total": 0.0}, 10).final("LiverWeight") for gene in ("TSC1", "Raptor")}
    assert weight["Raptor"] < 0.8 < 1.05 < weight["TSC1"]


def test_a_newborn_that_cannot_switch_mtorc1_off_dies_of_hypoglycaemia(ode: OdeModel) -> None:
    """RagA-GTP against wild type, and no autophagy against wild type, in the same fast.

    Below 2.2 mmol/l (40 mg/dl) a newborn is hypoglycaemic.
    """
    for change in (RAG_LOCKED, {"ATG7_liver_total": 0.0, "ATG7_muscle_total": 0.0}):
        for readout in ("AA_plasma", "Gluconeogenesis_liver", "Glucose_plasma", "NeonatalSurvival"):
            assert ratio(ode, readout, {**FAST, **change}, FAST, 1) < 0.75, (change, readout)
    assert ratio(ode, "Autophagy_liver", {**FAST, **RAG_LOCKED}, FAST, 1) < 0.6
    assert after(ode, {**FAST, **RAG_LOCKED}).final("Glucose_plasma") < 2.2e6


def test_ketone_bodies_need_mtorc1_to_be_off(ode: OdeModel) -> None:
    """Liver TSC1 loss blunts the rise; the route runs over S6K2, NCoR1 and PPAR-alpha."""
    fast, free = after(ode, FAST), after(ode, {**FAST, "TSC1_liver_total": 0.0})
    fed = after(ode, {})
    assert free.final("KetoneBodies") < 0.6 * fast.final("KetoneBodies")
    for node, up in (("S6K2", False), ("NCoR1", False), ("PPARalpha", True), ("KetogenicGenes", True)):
        assert (fast.final(node) > fed.final(node)) == up, node


# -- a gene lost in one tissue -----------------------------------------------------------------------------------


def test_muscle_without_rictor_takes_less_glucose(ode: OdeModel) -> None:
    """The cell keeps its mTORC2, but for what fat that the spared glucose leaves takes from insulin within a day."""
    lost = {"Rictor_muscle_total": 0.0}
    assert ratio(ode, "GlucoseUptake_muscle", lost, {}, 1) < 0.5
    assert ratio(ode, "Glycogen_muscle", lost, {}, 1) < 0.8
    assert after(ode, lost).final("mTORC2_act") == pytest.approx(after(ode, {}).final("mTORC2_act"), rel=0.02)


@pytest.mark.parametrize("gene", ["Raptor_liver_total", "Rictor_liver_total"])
def test_lipogenesis_of_the_liver_needs_both_complexes(ode: OdeModel, gene: str) -> None:
    assert ratio(ode, "HepaticLipogenesis", {gene: 0.0}, {}, 1) < 0.8


def test_fat_without_raptor_is_lost_to_the_liver(ode: OdeModel) -> None:
    """WAT shrinks and gives fat away, the liver fattens, insulin acts less; obesity does not come with surplus."""
    lost, month = {"Raptor_WAT_total": 0.0}, 28
    assert ratio(ode, "WATMass", lost, {}, month) < 0.6
    assert ratio(ode, "Lipolysis_WAT", lost, {}, month) > 1.5
    assert ratio(ode, "HepaticSteatosis", lost, {}, month) > 1.3
    assert ratio(ode, "InsulinSensitivity", lost, {}, month) < 0.9
    assert ratio(ode, "Obesity", {**lost, **OVERFED}, OVERFED, month) < 0.7


# -- surplus -----------------------------------------------------------------------------------------------------


def stimulated(ode: OdeModel, changes: dict[str, float], days: float) -> float:
    """Akt with both marks half an hour after insulin at the receptor steps to 0.6 nmol/l, twice that of a meal."""
    supply = after(ode, changes, 0.01).final("Insulin_supply")
    step = {"Insulin_t_on": days * DAY, "Insulin_step": 0.6 / supply}
    return ode.simulate({**changes, **step}, duration=days * DAY + 30, points=2).final("Akt_act")


def test_weeks_of_surplus(ode: OdeModel) -> None:
    """Glucose and fat rise, and what insulin does falls."""
    for readout, low, high in (
        ("mTORC1_act", 1.1, 1.5), ("Grb10", 1.04, 1.5), ("Glucose_plasma", 1.2, 2.5), ("EctopicFat", 1.3, 5.0),
        ("Obesity", 1.1, 3.0), ("MetabolicSyndrome", 1.1, 3.0), ("Gluconeogenesis_liver", 1.05, 2.0),
        ("GlucoseUptake_muscle", 0.3, 0.96), ("InsulinSensitivity", 0.3, 0.85), ("GlucoseTolerance", 0.2, 0.8),
    ):  # fmt: skip
        assert low < ratio(ode, readout, OVERFED, {}, 28) < high, readout


def test_insulin_stimulated_akt_falls_with_surplus_and_further_with_chronic_rapamycin(ode: OdeModel) -> None:
    """At the same insulin: S6K1 on IRS1 and Grb10 on the receptor first, then the loss of mTORC2."""
    lean, overfed = stimulated(ode, {}, 28), stimulated(ode, OVERFED, 28)
    drugged = stimulated(ode, {**OVERFED, "Rapamycin": 100.0}, 28)
    assert drugged < 0.95 * overfed < 0.95 * 0.995 * lean


def test_feedback_carries_what_surplus_does_to_akt(ode: OdeModel) -> None:
    """With S6K1-IRS1, Grb10 and the mark of fat on IRS1 cut, surplus no longer lowers Akt at a given insulin."""
    cut = {"k_S6K1_IRS1": 0.0, "Grb10_total": 0.0, "k_EctopicFat_IRS1": 0.0}
    assert stimulated(ode, {**cut, **OVERFED}, 28) > 0.998 * stimulated(ode, cut, 28)


def test_what_helps_against_surplus(ode: OdeModel) -> None:
    """S6K1 loss, metformin and a specific inhibitor of mTORC1 do; chronic rapamycin makes it worse."""
    month = 28
    s6k1, metformin = {**OVERFED, "S6K1_total": 0.0}, {**OVERFED, "Metformin": 2e6}
    rapamycin, specific = {**OVERFED, "Rapamycin": 100.0}, {**OVERFED, "SpecificMTORC1Inhibitor": 100.0}
    assert ratio(ode, "InsulinSensitivity", s6k1, OVERFED, month) > 1.2
    assert ratio(ode, "Obesity", s6k1, OVERFED, month) < 0.97
    assert ratio(ode, "InsulinSensitivity", metformin, OVERFED, month) > 1.2
    assert ratio(ode, "InsulinSensitivity", rapamycin, OVERFED, month) < 0.8
    assert ratio(ode, "InsulinSensitivity", specific, rapamycin, month) > 1.2


def test_chronic_rapamycin_alone_blunts_insulin(ode: OdeModel) -> None:
    rapamycin = {"Rapamycin": 100.0}
    assert ratio(ode, "InsulinSensitivity", rapamycin, {}, 4) < 0.7
    assert ratio(ode, "GlucoseTolerance", rapamycin, {}, 4) < 0.7


# -- diets -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("diet", ["DietaryRestriction", "KetogenicDiet", "MethionineRestriction"])
def test_diets_lower_mtorc1(ode: OdeModel, diet: str) -> None:
    assert 0.4 < ratio(ode, "mTORC1_act", {diet: 1.0}, {}, 5) < 0.85


def test_only_the_methionine_diet_spares_leucine(ode: OdeModel) -> None:
    """Leucine rises by a fifth, since translation uses less of it; on other diets it falls with all amino acids."""
    fed = after(ode, {})
    for diet, sam, spared in (
        ("MethionineRestriction", 0.5, True), ("DietaryRestriction", 0.7, False), ("KetogenicDiet", 0.7, False)
    ):  # fmt: skip
        course = after(ode, {diet: 1.0})
        assert course.final("SAM") < sam * fed.final("SAM"), diet
        assert (course.final("Leu") > fed.final("Leu")) == spared, diet


# -- logic -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"Fasting": True}, {"mTORC1_act": False, "Autophagy_liver": True, "LiverWeight": False, "Ketogenesis": True,
                             "Glucose_plasma": True, "NeonatalSurvival": True}),
        ({"Fasting": True, "Feeding": True}, {"Insulin_level": True, "mTORC1_liver": True, "LiverWeight": True}),
        ({"Fasting": True, "TSC1_liver_total": False}, {"LiverWeight": True, "Ketogenesis": False}),
        ({"Fasting": True, "Raptor_liver_total": False}, {"LiverWeight": False}),
        ({"Raptor_liver_total": False}, {"LiverWeight": False, "HepaticLipogenesis": False}),
        ({"Fasting": True, "ATG7_liver_total": False}, {"LiverWeight": True, "NeonatalSurvival": True}),
        ({"Fasting": True, "ATG7_liver": False, "ATG7_muscle": False}, {"NeonatalSurvival": False}),
        (
            {"Fasting": True, "RagAB_GTP": True, "mTORC1_unbraked": True},
            {"NeonatalSurvival": False, "Autophagy_liver": False},
        ),
        (
            {"Fasting": True, "Sestrin1": False, "Sestrin2": False, "Sestrin2_low": False, "Sestrin3": False},
            {"NeonatalSurvival": False},
        ),
        ({"Overfeeding": True}, {"InsulinSensitivity": False, "EctopicFat": True, "GlucoseUptake_muscle": False,
                                 "Gluconeogenesis_liver": True, "Obesity": True}),
        ({"Overfeeding": True, "S6K1_total": False}, {"InsulinSensitivity": True, "Obesity": False}),
        ({"Overfeeding": True, "Metformin": True}, {"InsulinSensitivity": True}),
        ({"Rapamycin": True, "Prolonged": True}, {"InsulinSensitivity": False, "GlucoseTolerance": False}),
        ({"Raptor_WAT_total": False}, {"WATMass": False, "Lipolysis_WAT": True, "HepaticSteatosis": True}),
        ({"Rictor_muscle_total": False}, {"GlucoseUptake_muscle": False, "Glycogen_muscle": False}),
    ],
)  # fmt: skip
def test_logic_of_the_tissues(logic: LogicModel, changes: dict[str, bool], expected: dict[str, bool]) -> None:
    """From rest the network settles in one fixed point, with these levels."""
    rest = {node.id: node.resting for node in library.merged().nodes}
    (attractor,) = logic.attractors(start=rest, settings=changes)
    assert attractor.size == 1
    assert {name: attractor[name] == "on" for name in expected} == expected


def test_loss_of_grb10_lets_insulin_work_in_spite_of_surplus(ode: OdeModel) -> None:
    """Review, lines 1150-1153: S6K1 and Grb10 take the receptor from PI3K, each a part."""
    grb10, s6k1 = {"Grb10_total": 0.0}, {"S6K1_total": 0.0}
    one, other, both = (
        ratio(ode, "InsulinSensitivity", OVERFED | loss, OVERFED, 14.0) for loss in (grb10, s6k1, grb10 | s6k1)
    )
    assert 1.1 < one < both
    assert 1.1 < other < both
