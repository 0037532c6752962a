"""Muscle, liver and fat as three cells in one body: meals, a fast, surplus and rapamycin, given daily or rarely."""

from __future__ import annotations

import itertools
from collections.abc import Mapping

import numpy as np
import pytest

from mtorsbml import repository
from mtorsbml.errors import MtorsbmlError, UsageError
from mtorsbml.model.assembly import assemble
from mtorsbml.pathway import organism
from mtorsbml.pathway.meals import schedule
from mtorsbml.simulate.ode import OdeModel
from mtorsbml.simulate.results import TimeCourse

DAY = 1440.0
NIGHT = 22 * 60.0
"""Three hours after supper."""
RTOL = 1e-4
"""Less than a thousandth of what any bound here leaves; runs take half as long as at 1e-6."""
MTORC1 = ("mTORC1_muscle", "mTORC1_liver", "mTORC1_WAT")


@pytest.fixture(scope="module")
def whole() -> OdeModel:
    return OdeModel.load(repository.path("organism"))


def run(whole: OdeModel, changes: Mapping[str, float], days: float, *select: str, per_day: int = 24) -> TimeCourse:
    return whole.simulate(
        changes, duration=days * DAY, points=int(days * per_day) + 1, select=select or None, rtol=RTOL, atol=1e-9
    )


@pytest.fixture(scope="module")
def usual(whole: OdeModel) -> TimeCourse:
    """A week of the usual three meals, every half hour."""
    return run(whole, {}, 7, per_day=48)


def at(course: TimeCourse, name: str, minute: float) -> float:
    return float(np.interp(minute, course.time, course[name]))


# -- days of meals -----------------------------------------------------------------------------------------------


def test_ids_are_those_of_the_cell_with_the_tissue_before_them(whole: OdeModel) -> None:
    for name in ("liver__mTORC1_act", "muscle__mTORC2_act", "fat__S6K1_act", "Glucose_plasma", "KetoneBodies"):
        assert name in whole.species
    for name in ("liver__TSC1_total", "fat__Raptor_total", "Meal_1_t_on", "Rapamycin_half_life", "GrowthFactors_liver"):
        assert name in whole.parameters
    for name in ("LiverWeight", "mTORC1_liver", "InsulinSensitivity"):
        assert name in whole.observables


def test_each_meal_raises_glucose_insulin_and_mtorc1_in_every_tissue(usual: TimeCourse) -> None:
    for meal, before in zip(organism.MEAL_TIMES, ("night", "breakfast", "lunch"), strict=True):
        start = 5 * DAY + meal
        for name in ("Glucose_plasma", "Insulin_plasma", *MTORC1):
            assert at(usual, name, start + 60) > 1.15 * at(usual, name, start), (before, name)


def test_levels_of_a_day_are_those_of_a_healthy_body(usual: TimeCourse) -> None:
    day = usual.time >= 6 * DAY
    glucose, insulin = usual["Glucose_plasma"][day] / 1e6, usual["Insulin_plasma"][day]
    assert 3.0 < glucose.min() < 4.5 < glucose.mean() < 6.0 < glucose.max() < 9.0
    assert insulin.max() > 5 * insulin.min()
    assert (usual["KetoneBodies"][day] < 1e6).all()


def test_days_repeat_and_stores_stay(usual: TimeCourse) -> None:
    for name in ("Glucose_plasma", "AA_plasma", *MTORC1, "LiverWeight", "WATMass"):
        assert at(usual, name, 6.5 * DAY) == pytest.approx(at(usual, name, 5.5 * DAY), rel=0.03), name


def test_mtorc1_swings_more_in_the_body_than_in_culture_and_from_a_lower_level(usual: TimeCourse) -> None:
    """A cell in serum that fasts loses less of its mTORC1 than muscle does between meals, and has more of it."""
    from mtorsbml.pathway import library

    culture = library.resting_state()["mTORC1_act"]
    for tissue in ("muscle", "liver", "fat"):
        level = usual[f"{tissue}__mTORC1_act"][usual.time >= 6 * DAY]
        assert level.mean() < 0.8 * culture
        assert level.max() > 2 * level.min()


# -- a fast ------------------------------------------------------------------------------------------------------

FAST = {"Meals_t_on": 2 * DAY + 20 * 60.0, "Meals_step": 0.0}
"""No meal after the supper of the third day."""


def test_a_fast_of_a_day(whole: OdeModel) -> None:
    """Against three hours after supper; mTORC1 against one hour after it: by then it is past its peak in three."""
    course = run(whole, FAST, 4, "Glucose_plasma", "Insulin_plasma", "KetoneBodies", "FattyAcids_plasma",
                 "Autophagy_liver", "LiverWeight", *MTORC1)  # fmt: skip
    fed, fasted = 2 * DAY + NIGHT, 3 * DAY + NIGHT
    change = {name: at(course, name, fasted) / at(course, name, fed) for name in course.columns}
    assert 0.65 <= change["LiverWeight"] <= 0.85
    assert change["Glucose_plasma"] < 0.8
    assert at(course, "Glucose_plasma", fasted) > 2.5e6
    assert change["Insulin_plasma"] < 0.35
    assert change["KetoneBodies"] > 2
    assert change["FattyAcids_plasma"] > 1.3
    assert change["Autophagy_liver"] > 2
    assert all(at(course, name, fasted) < 0.5 * at(course, name, fed - 120) for name in MTORC1)


@pytest.mark.parametrize("gene", ["liver__TSC1_total", "liver__Raptor_total", "liver__ATG7_total"])
def test_the_liver_keeps_its_weight_in_a_fast_without_the_switch(whole: OdeModel, gene: str) -> None:
    """Against the fed state of the same genotype, three days after the loss."""
    course = run(whole, {**FAST, gene: 0.0}, 4, "LiverWeight")
    fed, fasted = (at(course, "LiverWeight", day * DAY + NIGHT) for day in (2, 3))
    assert fasted == pytest.approx(fed, rel=0.1)


# -- surplus -----------------------------------------------------------------------------------------------------

CLAMPED = {"n_Glucose_secretion": 0.0}
"""Insulin as it is in the fed state, whatever glucose does: the same for all."""
OVERFED = {"Meals": 1.8}
DAILY = {"Rapamycin_t_on": 480.0, "Rapamycin_interval": DAY, "Rapamycin_size": 100.0, "Rapamycin_half_life": 900.0}
"""A dose every day that saturates FKBP12 throughout."""
LAST = 10


def late(whole: OdeModel, changes: Mapping[str, float], *names: str) -> dict[str, float]:
    """Means over the last two of ten days."""
    course = run(whole, changes, LAST, *names)
    return {name: float(course[name][course.time >= (LAST - 2) * DAY].mean()) for name in names}


def test_surplus_raises_glucose_and_what_rapamycin_adds_does_too(whole: OdeModel) -> None:
    """At the same insulin, Akt of muscle falls with surplus, through IRS1 and Grb10, and further without mTORC2."""
    names = ("Glucose_plasma", "muscle__Akt_act", "InsulinSensitivity", "WATMass", "EctopicFat", "muscle__Grb10",
             "muscle__IRS1", "muscle__mTORC2")  # fmt: skip
    lean = late(whole, CLAMPED, *names)
    overfed = late(whole, {**CLAMPED, **OVERFED}, *names)
    drugged = late(whole, {**CLAMPED, **OVERFED, **DAILY}, *names)
    assert drugged["Glucose_plasma"] > 1.04 * overfed["Glucose_plasma"] > 1.04 * 1.2 * lean["Glucose_plasma"]
    for name, more in (("muscle__Akt_act", 0.95), ("InsulinSensitivity", 0.8)):
        assert drugged[name] < more * overfed[name] < more * 0.9 * lean[name], name
    assert overfed["muscle__IRS1"] < 0.9 * lean["muscle__IRS1"]
    # Most of Grb10 is marked at the insulin of the fed state already.
    assert overfed["muscle__Grb10"] > 1.01 * lean["muscle__Grb10"]
    assert overfed["WATMass"] > 1.05 * lean["WATMass"]
    assert overfed["EctopicFat"] > 1.2 * lean["EctopicFat"]
    assert drugged["muscle__mTORC2"] < 0.4 * overfed["muscle__mTORC2"]


# -- drugs -------------------------------------------------------------------------------------------------------


def test_a_dose_falls_by_half_in_its_half_life(whole: OdeModel) -> None:
    dose = {"Rapamycin_t_on": 100.0, "Rapamycin_half_life": 300.0, "Rapamycin_size": 2.0}
    course = whole.simulate(dose, duration=700, points=8, select=["Rapamycin"], rtol=RTOL)
    assert course["Rapamycin"][2:] == pytest.approx(1.2 * 0.5 ** (np.arange(1, 7) * 100 / 300), rel=1e-4)
    assert course["Rapamycin"][0] == 0.0


@pytest.mark.parametrize(("interval", "low", "high"), [(5 * DAY, 0.8, 1.0), (DAY, 0.2, 0.5)], ids=["rare", "daily"])
def test_intermittent_rapamycin_spares_mtorc2_and_the_same_dose_every_day_does_not(
    whole: OdeModel, usual: TimeCourse, interval: float, low: float, high: float
) -> None:
    """Means over the five days of one rare dose, or over the last three of five days of daily ones, against no drug.

    A second rare dose finds mTORC2 as the first did, so one is enough to see.
    """
    names = ("liver__mTORC2", "muscle__mTORC2", "liver__mTORC1_act")
    first, end = 2 * DAY + 480, 7 * DAY + 480
    course = run(whole, {"Rapamycin_t_on": first, "Rapamycin_interval": interval}, 7.5, *names, per_day=12)
    begin = first if interval > DAY else end - 3 * DAY
    treated, plain = (c.time >= begin for c in (course, usual))
    for name in names[:2]:
        share = course[name][treated & (course.time <= end)].mean() / usual[name][plain].mean()
        assert low < share < high, name
    assert course["liver__mTORC1_act"][treated].mean() < 0.7 * usual["liver__mTORC1_act"][plain].mean()
    if interval > DAY:
        assert at(course, "liver__mTORC2", end) > 0.95 * at(usual, "liver__mTORC2", 6 * DAY + 480)


# -- meals as people write them ----------------------------------------------------------------------------------


def test_meals_are_read() -> None:
    found = schedule("7h, 450.5min:2,19h:1.5")
    assert (found["Meal_1_t_on"], found["Meal_1_size"]) == (420.0, 1.0)
    assert (found["Meal_2_t_on"], found["Meal_2_size"]) == (450.5, 2.0)
    assert (found["Meal_3_t_on"], found["Meal_3_size"]) == (1140.0, 1.5)
    assert [found[f"Meal_{i}_size"] for i in range(4, organism.MEALS + 1)] == [0.0] * (organism.MEALS - 3)
    assert set(schedule("").values()) == {0.0}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("8h,19h,13h", "meal '13h' comes after '19h' in the list but not in the day"),
        ("8h,480min:2", "meal '480min:2' comes after '8h'"),
        ("8h,noon", "'noon' is no meal"),
        ("25h", "meal '25h' lies outside the day"),
        ("1h,2h,3h,4h,5h,6h,7h", "7 meals, of which a day has 6 at most"),
    ],
)
def test_meals_that_make_no_sense_are_refused(text: str, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        schedule(text)


# -- how it is made ----------------------------------------------------------------------------------------------


def test_it_is_there_as_comp_only() -> None:
    assert repository.formalisms("organism") == ("comp",)
    for formalism in ("core", "qual"):
        with pytest.raises(UsageError, match=f"'organism' is there as comp only, not as {formalism}"):
            repository.path("organism", formalism)
    with pytest.raises(UsageError, match="'organism' has no logical model, and so no archive"):
        repository.archive("organism")


def test_the_frame_and_the_instances_have_to_fit() -> None:
    def made(**changes: object) -> None:
        arguments = {
            "identifier": "toy", "title": "", "notes": "", "initial": {}, "reads": organism.SIGNALS,
            "drives": organism.SUPPLIES, "shared": tuple(organism.DRUGS), **changes,
        }  # fmt: skip
        assemble(organism.cell(), organism.instances(), organism.frame(), **arguments)  # type: ignore[arg-type]

    made()
    with pytest.raises(MtorsbmlError, match="joins 'mTORC9', which cell has not"):
        made(reads=("mTORC9",))
    with pytest.raises(MtorsbmlError, match="'Oxygen' is to be driven, but the frame"):
        made(shared=("Oxygen",))


def test_relative_signals_are_one_in_the_fed_tissue() -> None:
    constants = {p.id: p.value for p in organism.frame().parameters}
    for (tissue, levels), name in itertools.product(organism.fed_state().items(), organism.SIGNALS):
        if f"fed_{name}_{tissue}" in constants:
            assert constants[f"fed_{name}_{tissue}"] == pytest.approx(levels[name], rel=1e-3)
