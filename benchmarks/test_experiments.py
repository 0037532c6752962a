"""The numbers that the issues ask of the whole pathway, measured: a fast, rapamycin now and then, surplus, a threshold.

Run with `make bench`. What was found stands in the column of extra information (`--benchmark-json`) and, rounded, in
docs/organism.md and docs/models.md.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import pytest

import mtorsbml
from mtorsbml.simulate.ode import OdeModel
from mtorsbml.simulate.results import TimeCourse

DAY = 1440.0
NIGHT = 22 * 60.0
"""Three hours after supper."""
RTOL = 1e-6


@pytest.fixture(scope="module")
def organism() -> OdeModel:
    return mtorsbml.load("organism")


@pytest.fixture(scope="module")
def mtor() -> OdeModel:
    return mtorsbml.load("mtor")


def run(organism: OdeModel, changes: Mapping[str, float], days: float, *select: str) -> TimeCourse:
    points = int(days * 24) + 1
    return organism.simulate(changes, duration=days * DAY, points=points, select=select, rtol=RTOL, atol=1e-9)


def once(benchmark: Any, measure: Callable[[], Any]) -> Any:
    return benchmark.pedantic(measure, rounds=1)


def at(course: TimeCourse, name: str, minute: float) -> float:
    return float(np.interp(minute, course.time, course[name]))


@pytest.mark.parametrize("lost", ["", "TSC1", "Raptor", "ATG7"])
def test_liver_in_a_fast_of_a_day(benchmark: Any, organism: OdeModel, lost: str) -> None:
    """From three hours after supper, four days after the loss of a gene, to the same hour of the next day."""
    changes = {"Meals_t_on": 4 * DAY + 20 * 60, "Meals_step": 0.0, **({f"liver__{lost}_total": 0.0} if lost else {})}
    course = once(benchmark, lambda: run(organism, changes, 6, "LiverWeight"))
    change = at(course, "LiverWeight", 5 * DAY + NIGHT) / at(course, "LiverWeight", 4 * DAY + NIGHT) - 1
    benchmark.extra_info["change"] = round(change, 3)
    assert abs(change) < 0.1 if lost else -0.35 <= change <= -0.15


@pytest.mark.parametrize(("every", "least", "most"), [(5, 0.8, 1.0), (1, 0.0, 0.5)])
def test_mtorc2_under_rapamycin(benchmark: Any, organism: OdeModel, every: int, least: float, most: float) -> None:
    """Liver and muscle, mean over the last five of fifteen days of doses, against no drug."""
    names = ("liver__mTORC2", "muscle__mTORC2")
    dose = {"Rapamycin_t_on": 2 * DAY + 480, "Rapamycin_interval": every * DAY}
    course = once(benchmark, lambda: run(organism, dose, 17.5, *names))
    plain = run(organism, {}, 4, *names)
    last = (course.time >= 12 * DAY + 480) & (course.time <= 17 * DAY + 480)
    shares = [float(course[name][last].mean() / plain[name][-24:].mean()) for name in names]
    benchmark.extra_info["share"] = [round(share, 3) for share in shares]
    assert all(least < share < most for share in shares)


def test_surplus_and_rapamycin_on_top(benchmark: Any, organism: OdeModel) -> None:
    """Two weeks at the insulin of the fed state; means over the last two days."""
    names = ("Glucose_plasma", "muscle__Akt_act")
    clamped = {"n_Glucose_secretion": 0.0}
    surplus = {**clamped, "Meals": 1.8}
    daily = {"Rapamycin_t_on": 480.0, "Rapamycin_interval": DAY, "Rapamycin_size": 100.0, "Rapamycin_half_life": 900.0}

    def measure() -> list[dict[str, float]]:
        courses = [run(organism, changes, 14, *names) for changes in (clamped, surplus, {**surplus, **daily})]
        return [{name: float(course[name][-48:].mean()) for name in names} for course in courses]

    lean, overfed, drugged = once(benchmark, measure)
    benchmark.extra_info["surplus over lean"] = {name: round(overfed[name] / lean[name], 3) for name in names}
    benchmark.extra_info["with rapamycin"] = {name: round(drugged[name] / overfed[name], 3) for name in names}
    assert drugged["Glucose_plasma"] > overfed["Glucose_plasma"] > 1.2 * lean["Glucose_plasma"]
    assert drugged["muscle__Akt_act"] < 0.95 * overfed["muscle__Akt_act"] < 0.95 * 0.95 * lean["muscle__Akt_act"]


def test_leucine_threshold(benchmark: Any, mtor: OdeModel) -> None:
    """Leucine that Sestrin2 sees at half of the response, two hours after a change, over that of the usual Sestrin2."""
    media = np.concatenate([[0.0], np.geomspace(1e4, 1e7, 25)])
    select = ["Leu", "mTORC1_act"]

    def threshold(changes: Mapping[str, float]) -> float:
        rest = mtor.steady_state(changes).state
        runs = [
            mtor.simulate({**changes, "Leu_ext": x}, begin=rest, duration=120, points=2, select=select, rtol=RTOL)
            for x in media
        ]
        active = [course.final("mTORC1_act") for course in runs]
        return float(np.interp((active[0] + active[-1]) / 2, active, [course.final("Leu") for course in runs]))

    kd, amount = (mtor.default(name) for name in ("Kd_Sestrin2_Leu", "Sestrin2_total"))

    def measure() -> dict[str, float]:
        arms = {"Kd x5": {"Kd_Sestrin2_Leu": 5 * kd}} | {
            f"Sestrin2 x{fold:g}": {"Sestrin2_total": fold * amount} for fold in (0.5, 2, 4)
        }
        usual = threshold({})
        return {"usual [nmol/l]": round(usual)} | {name: round(threshold(c) / usual, 2) for name, c in arms.items()}

    found = once(benchmark, measure)
    benchmark.extra_info.update(found)
    assert 3.0 < found["Kd x5"] < 7.0
    assert found["Sestrin2 x0.5"] < 1 < found["Sestrin2 x2"] < found["Sestrin2 x4"]
