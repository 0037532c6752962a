"""Ageing, lifespan and senescent cells, in both formalisms."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from mtorsbml.model.units import DIMENSIONLESS
from mtorsbml.pathway import library
from mtorsbml.simulate.logic import LogicModel
from mtorsbml.simulate.ode import OdeModel

RAPAMYCIN = {"Rapamycin": 100.0}
NO_GROWTH = {"GrowthFactors": 0.0, "Insulin": 0.0}
NO_FOOD = {"AminoAcids": 0.0}


def nodes(logic: LogicModel, **settings: bool) -> Mapping[str, str]:
    return logic.resting_state(settings).levels


def test_relative_readouts_are_one_in_the_fed_state(fed: Mapping[str, float]) -> None:
    readouts = [o.id for o in library.module("ageing").observables if o.unit == DIMENSIONLESS]
    assert len(readouts) >= 8
    for name in set(readouts) - {"OxidativeStress_level"}:
        assert fed[name] == pytest.approx(1.0, abs=0.02), name
    assert fed["REDD1"] == pytest.approx(10.0, rel=5e-3)


@pytest.mark.parametrize(
    ("changes", "lost"),
    [
        (RAPAMYCIN, {"Rapamycin": True}),
        ({"Raptor_total": 0.0}, {"Raptor": False}),
        ({"mTOR_total": 0.0}, {"mTOR": False}),
    ],
    ids=["rapamycin", "Raptor", "mTOR"],
)
def test_less_mtorc1_extends_life(
    mtor: OdeModel, logic: LogicModel, changes: dict[str, float], lost: dict[str, bool]
) -> None:
    """Review, lines 1464-1477; and without autophagy genes it does not, lines 1566-1569."""
    level = mtor.steady_state(changes)
    assert level["Lifespan"] > 1.15
    assert level["Healthspan"] > 1.15
    assert level["Ageing"] < 0.8
    without = mtor.steady_state({**changes, "ATG_genes_total": 0.0})
    assert without["Lifespan"] == pytest.approx(1.0, abs=1e-6)
    state = nodes(logic, **lost)
    assert (state["Lifespan"], state["Healthspan"]) == ("on", "on")
    assert nodes(logic, **lost, ATG_genes=False)["Lifespan"] == "off"


def test_a_diet_adds_nothing_to_inhibited_mtorc1(mtor: OdeModel, logic: LogicModel) -> None:
    """Dietary restriction alone and with rapamycin (review, lines 1482-1540)."""
    diet = {"DietaryRestriction": 1.0}
    drug, both, alone = (mtor.steady_state(c)["Lifespan"] for c in (RAPAMYCIN, {**RAPAMYCIN, **diet}, diet))
    assert alone > 1.05
    assert both == pytest.approx(drug, rel=0.03)
    states = [
        nodes(logic, **on) for on in ({"DietaryRestriction": True}, {"Rapamycin": True, "DietaryRestriction": True})
    ]
    assert [state["Lifespan"] for state in states] == ["on", "on"]
    assert nodes(logic, DietaryRestriction=True, ATG_genes=False)["Lifespan"] == "off"


def test_methionine_restriction_extends_life(mtor: OdeModel, logic: LogicModel) -> None:
    """Review, lines 1540-1544."""
    assert mtor.steady_state({"MethionineRestriction": 1.0})["Lifespan"] > 1.05
    assert nodes(logic, MethionineRestriction=True)["Lifespan"] == "on"


def test_obesity_hastens_ageing_and_what_comes_with_it(mtor: OdeModel, logic: LogicModel) -> None:
    """Overfeeding without end (review, lines 1653-1660); ageing never turns back in time."""
    level = mtor.steady_state({"Overfeeding": 1.0})
    assert min(level["Ageing"], level["Neurodegeneration"], level["TumourGrowth"]) > 1.1
    assert mtor.steady_state({**RAPAMYCIN, "DietaryRestriction": 1.0})["Ageing"] > 0.1
    for cause in ({"Obesity": True}, {"Overfeeding": True}):
        state = nodes(logic, **cause)
        assert all(state[name] == "on" for name in ("Ageing", "Neurodegeneration", "TumourGrowth_high")), cause


def test_s6k1_loss_extends_life(mtor: OdeModel, logic: LogicModel) -> None:
    """Although it frees mTORC1 from feedback (review, lines 1544-1547)."""
    level = mtor.steady_state({"S6K1_total": 0.0})
    assert level["Lifespan"] > 1.05
    assert nodes(logic, S6K1=False)["Lifespan"] == "on"


def test_autophagy_alone_extends_life(logic: LogicModel) -> None:
    state = nodes(logic, Autophagy=True)
    assert (state["Lifespan"], state["Healthspan"], state["mTORC1_act"]) == ("on", "on", "on")


def test_the_route_of_methionine_is_a_switch(mtor: OdeModel, logic: LogicModel) -> None:
    """By default through SAMTOR: lost with it; kept where methionine limits translation as well.

    Recycling returns a part of the methionine, so that mTORC1 keeps seven tenths and life is 8 % longer.
    """
    little, blind = {"Met_ext": 3000.0}, {"SAMTOR_total": 0.0}
    switch = {"w_Met_Lifespan": 0.15}
    assert mtor.steady_state(little)["Lifespan"] > 1.05
    gain = {}
    for name, extra in (("SAMTOR", {}), ("translation", switch)):
        before, after = (mtor.steady_state({**blind, **extra, **diet})["Lifespan"] for diet in ({}, little))
        gain[name] = after - before
    assert gain["SAMTOR"] == pytest.approx(0.0, abs=1e-3)
    assert gain["translation"] > 0.1
    assert nodes(logic, Met_ext=False)["Lifespan"] == "on"
    # What is lost with SAMTOR in logic is the node SAMTOR itself: free of SAM, it acts.
    assert nodes(logic, Met_ext=False, SAMTOR=False)["Lifespan"] == "off"
    assert nodes(logic, Met_ext=False, SAMTOR=False, MetLimitsTranslation=True)["Lifespan"] == "on"


# -- senescent cells ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("withdrawn", [NO_FOOD, NO_GROWTH], ids=["amino acids", "growth factors"])
def test_senescent_cells_do_not_hear_withdrawal(
    mtor: OdeModel, fed: Mapping[str, float], logic: LogicModel, withdrawn: dict[str, float]
) -> None:
    """mTORC1 stays within a tenth for a day, and high; in a dividing cell it falls below a fifth (lines 1575-1579).

    In weeks without any amino acid purines run out in a senescent cell too; in a dividing cell recycling brings a part
    of mTORC1 back after some hours.
    """
    rest = mtor.steady_state({"Senescence": 1.0})
    assert rest["mTORC1_act"] > 1.2 * fed["mTORC1_act"]
    senescent = mtor.simulate({"Senescence": 1.0, **withdrawn}, duration=1440, points=2, begin=rest.state)
    assert senescent.final("mTORC1_act") == pytest.approx(rest["mTORC1_act"], rel=0.1)
    assert mtor.simulate(withdrawn, duration=120, points=2).final("mTORC1_act") < 0.2 * fed["mTORC1_act"]
    off = dict.fromkeys(withdrawn, False)
    assert nodes(logic, Senescence=True, **off)["mTORC1_act_high"] == "on"
    assert nodes(logic, **off)["mTORC1_act"] == "off"


def test_rapamycin_lowers_secretion(mtor: OdeModel, fed: Mapping[str, float], logic: LogicModel) -> None:
    """SASP of senescent cells (review, lines 1579-1586), which speeds up ageing."""
    senescent = mtor.steady_state({"Senescence": 1.0})
    assert senescent["SASP"] > 3 * fed["SASP"]
    assert senescent["Ageing"] > 1.5
    assert mtor.steady_state({"Senescence": 1.0, **RAPAMYCIN})["SASP"] < 0.2 * senescent["SASP"]
    assert (nodes(logic, Senescence=True)["SASP"], nodes(logic, Senescence=True)["Ageing"]) == ("on", "on")
    assert nodes(logic, Senescence=True, Rapamycin=True)["SASP"] == "off"


def test_senescence_is_neutral_at_zero(mtor: OdeModel) -> None:
    """None of its reactions runs without it, whatever else is done."""
    names = [r.id for r in library.module("ageing").reactions if "senescent" in r.id]
    assert len(names) == 6
    course = mtor.simulate({**NO_FOOD, **RAPAMYCIN}, duration=600, points=5, select=names)
    assert all((course[name] == 0.0).all() for name in names)


# -- damage, decline, side effects -------------------------------------------------------------------------------------


def test_less_translation_means_less_damage(mtor: OdeModel, fed: Mapping[str, float], logic: LogicModel) -> None:
    """Review, lines 1547-1551."""
    level = mtor.steady_state(RAPAMYCIN)
    assert level["OxidativeStress_level"] < 0.8 * fed["OxidativeStress_level"]
    assert level["DamagedProteins"] < 0.8 * fed["DamagedProteins"]
    state = nodes(logic, Torin1=True)
    assert (state["OxidativeStress_level"], state["DamagedProteins"]) == ("off", "off")
    assert nodes(logic)["OxidativeStress_level"] == "on"


def test_hyperactive_mtorc1_ages(mtor: OdeModel, logic: LogicModel) -> None:
    level = mtor.steady_state({"TSC2_total": 0.0})
    assert level["Ageing"] > 1.3
    assert level["StemCellPool"] < 0.85
    assert level["AutophagicCapacity"] < 0.8
    state = nodes(logic, TSC2=False)
    assert (state["Ageing"], state["StemCellPool"], state["TumourGrowth_high"]) == ("on", "off", "on")


def test_inhibition_restores_the_capacity_of_an_aged_tissue(logic: LogicModel) -> None:
    """Review, lines 1553-1556."""
    assert nodes(logic, Ageing=True)["AutophagicCapacity"] == "off"
    assert nodes(logic, Ageing=True, Rapamycin=True)["AutophagicCapacity"] == "on"


def test_dose_decides_what_rapamycin_does_to_immunity(mtor: OdeModel, logic: LogicModel) -> None:
    """A low dose helps, a chronic high one harms and still extends life (review, lines 1588-1606)."""
    low, high = mtor.steady_state({"Rapamycin": 0.01}), mtor.steady_state(RAPAMYCIN)
    assert low["ImmuneFunction"] > 1.02
    assert high["ImmuneFunction"] < 0.85
    assert min(low["Lifespan"], high["Lifespan"]) > 1.15
    assert high["InsulinSensitivity"] < 0.85
    chronic = nodes(logic, Rapamycin=True, Prolonged=True)
    assert chronic["InsulinSensitivity"] == "off"
    assert (chronic["ImmuneFunction"], chronic["ImmuneFunction_high"], chronic["Lifespan"]) == ("off", "off", "on")
    mild = nodes(logic, Rapamycin=True, Prolonged=True, LowDose=True)
    assert (mild["ImmuneFunction"], mild["ImmuneFunction_high"]) == ("on", "on")


def test_a_senescent_cell_does_not_divide(mtor: OdeModel, logic: LogicModel) -> None:
    """Review, lines 1575-1579: the arrest is for good, though mTORC1 is on."""
    level = mtor.steady_state({"Senescence": 1.0})
    assert level["Proliferation"] == 0.0
    assert level["mTORC1_act"] > mtor.steady_state({})["mTORC1_act"]
    state = nodes(logic, Senescence=True)
    assert (state["Proliferation"], state["mTORC1_act"]) == ("off", "on")


def test_without_s6k1_fewer_proteins_are_damaged(mtor: OdeModel, logic: LogicModel) -> None:
    """Review, lines 1544-1547: perhaps since fewer misfold."""
    assert mtor.steady_state({"S6K1_total": 0.0})["DamagedProteins"] < 0.95 * mtor.steady_state({})["DamagedProteins"]
    assert nodes(logic, S6K1=False)["DamagedProteins"] == "off"
