"""Glucose and mitochondria in the merged model: HIF-1-alpha, NADPH, the capacity to make ATP, and the energy loop."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from mtorsbml.simulate.ode import OdeModel

Settled = Callable[[Mapping[str, float]], Mapping[str, float]]
Logical = Callable[[Mapping[str, bool]], Mapping[str, str]]

TSC_LOSS = {"TSC2_total": 0.0}
TORIN1 = {"Torin1": 250.0}
HYPOXIA = {"Oxygen": 2000.0}
STARVED = {"GrowthFactors": False, "Insulin": False, "IGF1": False}


def test_processes_are_one_in_the_fed_state(settled: Settled) -> None:
    fed = settled({})
    for process in ("Glycolysis", "OXPHOS", "PPP", "MitoTranslation", "MitochondrialBiogenesis", "ATPCapacity"):
        assert fed[process] == pytest.approx(1, abs=0.05), process
    assert fed["Hypoxia"] < 0.01


def test_tsc_loss_raises_hif_and_favours_glycolysis(settled: Settled, logical: Logical) -> None:
    """Lines 454-459: respiration falls, and more so relative to glycolysis."""
    fed, loss = settled({}), settled(TSC_LOSS)
    assert loss["HIF1a"] > 1.2 * fed["HIF1a"]
    assert loss["Glycolysis"] > 1.1 * fed["Glycolysis"]
    assert loss["OXPHOS"] < 0.95 * fed["OXPHOS"]
    assert loss["OXPHOS"] / loss["Glycolysis"] < 0.8 * fed["OXPHOS"] / fed["Glycolysis"]
    before, after = logical({}), logical({"TSC2": False})
    for name, levels in {"HIF1a": ("off", "on"), "Glycolysis": ("off", "on"), "OXPHOS": ("on", "off")}.items():
        assert (before[name], after[name]) == levels, name


def test_tsc_loss_raises_all_four_factors_at_once(settled: Settled, logical: Logical) -> None:
    """The coordinated toggle of lines 402-408. In logic against cells without growth factors, as YY1_PGC1a is on."""
    fed, loss, torin = settled({}), settled(TSC_LOSS), settled(TORIN1)
    before, after = logical(STARVED), logical({**STARVED, "TSC2": False})
    for name in ("ATF4", "SREBP_nuc", "HIF1a", "YY1_PGC1a"):
        assert loss[name] > 1.15 * fed[name], name
        assert torin[name] < 0.7 * fed[name], name
        assert (before[name], after[name]) == ("off", "on"), name


def test_want_of_oxygen_raises_hif_without_mtorc1(mtor_ode: OdeModel, settled: Settled, logical: Logical) -> None:
    """Lines 402-407, after some hours with Torin1."""
    torin = settled(TORIN1)["HIF1a"]
    course = mtor_ode.simulate({**TORIN1, **HYPOXIA}, duration=480, points=2)
    assert course.final("HIF1a") > 3 * torin
    assert course.final("HIF1a") > settled({})["HIF1a"]
    assert course.final("Hypoxia") > 0.9
    levels = logical({"Torin1": True, "Oxygen": False})
    assert [levels[name] for name in ("Hypoxia", "HIF1a", "Glycolysis")] == ["on", "on", "on"]
    assert logical({"Torin1": True})["HIF1a"] == "off"


def test_the_capacity_to_make_atp_follows_4ebp1(mtor_ode: OdeModel, settled: Settled, logical: Logical) -> None:
    """Lines 462-467: without mTORC1 within hours; without 4E-BP1 the translation of mitochondrial proteins is kept."""
    fed = settled({})
    course = mtor_ode.simulate(TORIN1, duration=480, points=2)
    assert course.final("MitoTranslation") < 0.6 * fed["MitoTranslation"]
    assert course.final("ATPCapacity") < 0.9 * fed["ATPCapacity"]
    lost = {"EIF4EBP1_total": 0.0}
    assert settled({**lost, **TORIN1})["MitoTranslation"] == pytest.approx(settled(lost)["MitoTranslation"], rel=1e-6)
    for name in ("MitoTranslation", "ATPCapacity"):
        assert (logical({})[name], logical({"Torin1": True})[name]) == ("on", "off"), name
    kept = logical({"Torin1": True, "EIF4EBP1": False})
    assert (kept["MitoTranslation"], kept["ATPCapacity"]) == ("on", "on")


@pytest.mark.parametrize("part", ["YY1", "PGC1a"])
def test_yy1_and_pgc1a_need_each_other_and_mtorc1(settled: Settled, logical: Logical, part: str) -> None:
    """Lines 467-470; Cunningham 2007."""
    fed = settled({})
    lost = settled({f"{part}_total": 0.0})
    assert max(abs(lost["YY1_PGC1a"]), abs(lost[part])) < 1e-9
    assert lost["MitochondrialBiogenesis"] < 1e-9
    assert lost["ATPCapacity"] < 0.9 * fed["ATPCapacity"]
    assert settled(TORIN1)["YY1_PGC1a"] < 0.4 * fed["YY1_PGC1a"]
    assert logical({part: False})["MitochondrialBiogenesis"] == "off"
    assert logical({"Torin1": True})["YY1_PGC1a"] == "off"


def test_energetic_stress_raises_pgc1a(settled: Settled) -> None:
    """Read from a figure label of the review, lines 332-348."""
    assert settled({"EnergeticStress": 1.0})["PGC1a"] > 2 * settled({})["PGC1a"]


def test_srebp_raises_the_pentose_phosphates(settled: Settled, logical: Logical) -> None:
    """Lines 459-462; Duvel 2010. In logic mTORC1 has to be hyperactive, or sterols low, for SREBP to be on."""
    fed, loss, torin, low = (settled(c) for c in ({}, TSC_LOSS, TORIN1, {"Sterols_ext": 0.0}))
    for name in ("PPP", "NADPH"):
        assert torin[name] < 0.9 * fed[name] < fed[name] < loss[name] < low[name], name
        assert logical({"TSC2": False})[name] == "on"
        assert logical({"Sterols_ext": False})[name] == "on"
        assert logical({"TSC2": False, "Torin1": True})[name] == "off"


def test_protein_synthesis_costs_atp(mtor_ode: OdeModel) -> None:
    """With Torin1 for two hours, before the supply follows, ATP rises and AMPK falls; not without the cost."""
    changes = {**TORIN1, "k_deg_GlycolyticGenes": 0.0, "k_deg_RespiratoryUnits": 0.0, "Ki_HIF1a_OXPHOS": 1e9}
    changes |= {"ref_OXPHOS": mtor_ode.default("ref_OXPHOS") * (1 + mtor_ode.default("HIF1a") / 20)}
    with_cost = mtor_ode.simulate(changes, duration=120, points=2)
    assert with_cost.final("ATP") > 1.01 * mtor_ode.default("ATP")
    assert with_cost.final("AMPK") < 0.95 * mtor_ode.default("AMPK")
    without = mtor_ode.simulate({**changes, "w_ProteinSynthesis_ATP": 0.0}, duration=120, points=2)
    assert without.final("ATP") < mtor_ode.default("ATP") + 0.3 * (with_cost.final("ATP") - mtor_ode.default("ATP"))


def test_the_energy_loop_holds_mtorc1_back(settled: Settled) -> None:
    """mTORC1 - protein synthesis - ATP - AMPK: hyperactive mTORC1 raises AMPK, which lowers it a little."""
    fed, loss = settled({}), settled(TSC_LOSS)
    assert loss["AMPK"] > 1.1 * fed["AMPK"]
    cut = settled({**TSC_LOSS, "LKB1_total": 0.0, "k_AMPK_other_kinases": 0.0})
    assert cut["AMPK"] < 1e-6
    assert cut["mTORC1_act"] > 1.02 * loss["mTORC1_act"]


@pytest.mark.parametrize(
    ("changes", "settings"),
    [
        ({"Glucose_ext": 0.0}, {"Glucose_ext": False}),
        (HYPOXIA, {"Oxygen": False}),
        ({"Metformin": 2e6}, {"Metformin": True}),
        ({"EnergeticStress": 1.0}, {"EnergeticStress": True}),
    ],
    ids="+".join,
)
def test_atp_falls_without_fuel_oxygen_or_respiration(
    settled: Settled, logical: Logical, changes: dict[str, float], settings: dict[str, bool]
) -> None:
    fed, level = settled({}), settled(changes)
    assert level["ATP"] < 0.9 * fed["ATP"]
    assert level["AMPK"] > 3 * fed["AMPK"]
    levels = logical(settings)
    assert (levels["ATP"], levels["AMPK"]) == ("off", "on")


def test_lower_supply_and_lower_use_of_atp_balance_without_growth_factors(settled: Settled, logical: Logical) -> None:
    """mTORC1 governs both, so that starved cells keep their ATP and their AMPK low."""
    starved = settled({"GrowthFactors": 0.0, "Insulin": 0.0, "IGF1": 0.0})
    assert starved["ATPCapacity"] < 0.7
    assert starved["ATP"] == pytest.approx(settled({})["ATP"], rel=0.05)
    levels = logical(STARVED)
    assert (levels["ATPCapacity"], levels["ATP"], levels["AMPK"]) == ("off", "on", "off")


def test_hypoxia_follows_oxygen(mtor_ode: OdeModel) -> None:
    """One input: Oxygen; half of the want at its constant, 1 without any."""
    half = mtor_ode.default("K_Oxygen_TSC")
    for oxygen, want in ((half, 0.5), (0.0, 1.0)):
        assert mtor_ode.simulate({"Oxygen": oxygen}, duration=1, points=2).final("Hypoxia") == pytest.approx(want)


def test_hif_loss_takes_glycolytic_enzymes_and_frees_respiration(settled: Settled, logical: Logical) -> None:
    fed, lost = settled({}), settled({"HIF1a_total": 0.0})
    assert abs(lost["HIF1a"]) < 1e-9
    assert lost["Glycolysis"] < 0.5 * fed["Glycolysis"]
    assert lost["OXPHOS"] > 1.2 * fed["OXPHOS"]
    assert logical({"HIF1a": False, "Oxygen": False})["Glycolysis"] == "off"
