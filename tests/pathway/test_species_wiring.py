"""TORC1 of yeast and the Sestrin of the fly beside the human wiring."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pytest

from mtorsbml.simulate.logic import LogicModel
from mtorsbml.simulate.ode import OdeModel

FLY = {"dSesn_wired": 1.0, "Sestrin2_total": 0.0}


@pytest.mark.parametrize("lost", ["NitrogenSource", "CarbonSource", "EGO_total", "SEACAT_total"])
def test_torc1_of_yeast_needs_nitrogen_carbon_and_ego(
    mtor: OdeModel, fed: Mapping[str, float], logic: LogicModel, lost: str
) -> None:
    assert mtor.steady_state({lost: 0.0})["TORC1_yeast"] < 0.3 * fed["TORC1_yeast"]
    assert logic.resting_state({lost: False})["TORC1_yeast"] == "off"


def test_without_seacit_yeast_needs_no_seacat(mtor: OdeModel, fed: Mapping[str, float], logic: LogicModel) -> None:
    assert mtor.steady_state({"SEACIT_total": 0.0, "SEACAT_total": 0.0})["TORC1_yeast"] > fed["TORC1_yeast"]
    assert logic.resting_state({"SEACIT_total": False, "SEACAT_total": False})["TORC1_yeast"] == "on"


@pytest.mark.parametrize("lost", ["Leu_ext", "Arg_ext", "Met_ext", "AminoAcids", "Rheb_total"])
def test_no_amino_acid_and_no_rheb_matters_to_yeast(
    mtor: OdeModel, fed: Mapping[str, float], logic: LogicModel, lost: str
) -> None:
    """Review, lines 1007-1012; human mTORC1 falls, within two hours: later autophagy sets free what is missing."""
    course = mtor.simulate({lost: 0.0}, duration=120, points=2, select=["TORC1_yeast", "mTORC1_act"])
    assert course.final("TORC1_yeast") == pytest.approx(fed["TORC1_yeast"], rel=1e-6)
    assert course.final("mTORC1_act") < 0.6 * fed["mTORC1_act"]
    state = logic.resting_state({lost: False})
    assert (state["TORC1_yeast"], state["mTORC1_act"]) == ("on", "off")


def test_a_human_cell_is_not_touched_by_what_is_beside_it(mtor: OdeModel, fed: Mapping[str, float]) -> None:
    level = mtor.steady_state({"Leu_haemolymph": 0.0, "NitrogenSource": 0.0})
    assert level["mTORC1_act"] == pytest.approx(fed["mTORC1_act"], rel=1e-6)
    assert level["dSesn"] > 100.0


def leucine_at_half(mtor: OdeModel, wiring: Mapping[str, float], outside: str, sensed: str) -> float:
    """Leucine that the sensor sees [nmol/l] at which mTORC1 is half-way between none of it and plenty.

    Two hours after what is outside has changed: by then the sensors have settled, and recycling has hardly begun.
    """
    seen, active = [], []
    for level in (0.0, *np.geomspace(1e4, 1e6, 9), 1e8):
        course = mtor.simulate(
            {**wiring, outside: level}, duration=120, points=2, select=[sensed, "mTORC1_act"], rtol=1e-6
        )
        seen.append(course.final(sensed))
        active.append(course.final("mTORC1_act"))
    assert active == sorted(active)
    return float(np.interp((active[0] + active[-1]) / 2, active, seen))


def test_a_fivefold_kd_moves_the_threshold_three_to_sevenfold(mtor: OdeModel) -> None:
    """Of the leucine that Sestrin2 sees; what is outside is no measure, since translation uses up a small supply."""
    usual = leucine_at_half(mtor, {}, "Leu_ext", "Leu")
    weak = leucine_at_half(mtor, {"Kd_Sestrin2_Leu": 5 * mtor.default("Kd_Sestrin2_Leu")}, "Leu_ext", "Leu")
    much = leucine_at_half(
        mtor,
        {name: 4 * mtor.default(name) for name in ("Sestrin2", "Sestrin2_Leu", "Sestrin2_total")},
        "Leu_ext",
        "Leu",
    )
    assert 3.0 < weak / usual < 7.0
    assert much > 2 * usual


def test_the_fly_switches_at_more_leucine(mtor: OdeModel, logic: LogicModel) -> None:
    """The fivefold Kd of dSesn moves the point of switching three- to sevenfold, below haemolymph (lines 1015-1019)."""
    human = leucine_at_half(mtor, {}, "Leu_ext", "Leu")
    haemolymph = leucine_at_half(mtor, FLY, "Leu_haemolymph", "Leu_haemolymph")
    assert 3.0 < mtor.default("K_Leu_accumulation") * haemolymph / human < 7.0
    assert haemolymph < 0.5 * mtor.default("Leu_haemolymph")
    wired = {"dSesn_wired": True, "Leu_haemolymph": False}
    assert logic.resting_state(wired)["mTORC1_act"] == "off"
    assert logic.resting_state({"dSesn_wired": True})["mTORC1_act"] == "on"
    assert logic.resting_state({"Leu_haemolymph": False})["mTORC1_act"] == "on"


def test_rapamycin_stops_torc1_of_yeast(mtor: OdeModel, fed: Mapping[str, float], logic: LogicModel) -> None:
    """TOR of yeast was found as its target (review, lines 24-29), and yeast lives longer with it (1469-1471)."""
    course = mtor.simulate({"Rapamycin": 100.0}, duration=120, points=2, select=["TORC1_yeast"])
    assert course.final("TORC1_yeast") < 0.1 * fed["TORC1_yeast"]
    assert logic.resting_state({"Rapamycin": True})["TORC1_yeast"] == "off"
