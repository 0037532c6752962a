"""TORC1 of yeast and the Sestrin of the fly beside the human wiring."""

from __future__ import annotations

from collections.abc import Mapping

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
    """Review, lines 1007-1012; human mTORC1 falls."""
    level = mtor.steady_state({lost: 0.0})
    assert level["TORC1_yeast"] == pytest.approx(fed["TORC1_yeast"], rel=1e-6)
    assert level["mTORC1_act"] < 0.6 * fed["mTORC1_act"]
    state = logic.resting_state({lost: False})
    assert (state["TORC1_yeast"], state["mTORC1_act"]) == ("on", "off")


def test_a_human_cell_is_not_touched_by_what_is_beside_it(mtor: OdeModel, fed: Mapping[str, float]) -> None:
    level = mtor.steady_state({"Leu_haemolymph": 0.0, "NitrogenSource": 0.0})
    assert level["mTORC1_act"] == pytest.approx(fed["mTORC1_act"], rel=1e-6)
    assert level["dSesn"] > 100.0


def after_a_day(mtor: OdeModel, changes: Mapping[str, float]) -> float:
    """Active mTORC1 [nmol/l] a day after a change."""
    return mtor.simulate(changes, duration=1440, points=2, select=["mTORC1_act"]).final("mTORC1_act")


def leucine_at_half(mtor: OdeModel, wiring: Mapping[str, float], leucine: str) -> float:
    """Leucine outside [nmol/l] at which mTORC1 is half-way between none of it and plenty."""
    none, plenty = (after_a_day(mtor, {**wiring, leucine: level}) for level in (0.0, 1e8))
    low, high = 1e2, 1e8
    for _ in range(12):
        middle = (low * high) ** 0.5
        if after_a_day(mtor, {**wiring, leucine: middle}) < (none + plenty) / 2:
            low = middle
        else:
            high = middle
    return middle


def test_the_fly_switches_at_more_leucine(mtor: OdeModel, logic: LogicModel) -> None:
    """A fivefold Kd moves the point of switching three- to sevenfold, below usual haemolymph (lines 1015-1019)."""
    human, fly = leucine_at_half(mtor, {}, "Leu_ext"), leucine_at_half(mtor, FLY, "Leu_haemolymph")
    assert 3.0 < fly / human < 7.0
    assert fly < 0.5 * mtor.default("Leu_haemolymph")
    wired = {"dSesn_wired": True, "Leu_haemolymph": False}
    assert logic.resting_state(wired)["mTORC1_act"] == "off"
    assert logic.resting_state({"dSesn_wired": True})["mTORC1_act"] == "on"
    assert logic.resting_state({"Leu_haemolymph": False})["mTORC1_act"] == "on"
