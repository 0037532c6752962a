"""Nucleotides in the merged model: supply by ATF4 and CAD, demand by ribosomes and replication, and DNA damage."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from mtorsbml.simulate.ode import OdeModel
from mtorsbml.simulate.results import TimeCourse

Settled = Callable[[Mapping[str, float]], Mapping[str, float]]
Logical = Callable[[Mapping[str, bool]], Mapping[str, str]]

TSC_LOSS = {"TSC2_total": 0.0}
TORIN1 = {"Torin1": 250.0}
DRUG = {"GuanylateInhibitor": 1000.0}
RESTED = 20000.0
DAY = 1440.0


def test_fed_levels_are_the_measured_ones(settled: Settled) -> None:
    """ATP plus GTP, and four times GTP (Park 2016: 4.67 and 0.677 mmol/l); processes read 1."""
    fed = settled({})
    assert fed["Purines"] == pytest.approx(4.67e6 + 0.677e6, rel=0.05)
    assert fed["NucleotidePool"] == pytest.approx(4 * 0.677e6, rel=0.05)
    for process in ("PurineSynthesis", "PyrimidineSynthesis", "DNAReplication"):
        assert fed[process] == pytest.approx(1, abs=0.05), process
    assert fed["DNADamage_level"] < 0.005


def test_mtorc1_inhibition_lowers_atf4_and_purine_synthesis(settled: Settled, logical: Logical) -> None:
    """Lines 431-435. In logic ATF4 above its usual level is what hyperactive mTORC1 brings, and Torin1 takes away."""
    fed, torin = settled({}), settled(TORIN1)
    assert torin["ATF4"] < 0.6 * fed["ATF4"]
    assert torin["MTHFD2"] < 0.75 * fed["MTHFD2"]
    assert torin["PurineSynthesis"] < 0.8 * fed["PurineSynthesis"]
    assert torin["Purines"] < 0.9 * fed["Purines"]
    for name in ("ATF4", "MTHFD2", "PurineSynthesis"):
        on, off = logical({"TSC2": False})[name], logical({"TSC2": False, "Torin1": True})[name]
        assert (on, off) == ("on", "off"), name


def test_tsc_loss_raises_atf4_and_its_targets(settled: Settled, logical: Logical) -> None:
    """Without stress of the endoplasmic reticulum (lines 402-408)."""
    fed, loss = settled({}), settled(TSC_LOSS)
    for name in ("ATF4", "MTHFD2", "PurineSynthesis", "Purines"):
        assert loss[name] > 1.05 * fed[name], name
    assert (logical({})["ATF4"], logical({"TSC2": False})["ATF4"]) == ("off", "on")


def test_stress_of_the_reticulum_raises_atf4_without_mtorc1(settled: Settled, logical: Logical) -> None:
    """Lines 402-407."""
    assert settled({**TORIN1, "ERStress": 1.0})["ATF4"] > 3 * settled(TORIN1)["ATF4"]
    assert logical({"Torin1": True, "ERStress": True})["ATF4"] == "on"


def test_hyperactive_mtorc1_does_not_silence_itself_through_the_sestrins(settled: Settled, logical: Logical) -> None:
    """ATF4 raises Sestrin2 under hyperactive mTORC1, a slow loop that dampens and does not switch (ADR 5)."""
    cut = {**TSC_LOSS, "gain_ATF4_Sestrin": 0.0}
    loop, without = settled(TSC_LOSS), settled(cut)
    assert loop["Sestrin2"] > 1.02 * without["Sestrin2"]
    assert 0.9 * without["mTORC1_act"] < loop["mTORC1_act"] < without["mTORC1_act"]
    levels = logical({"TSC2": False})
    assert (levels["mTORC1_act"], levels["ATF4_high"]) == ("on", "off")


def test_s6k1_marks_cad_within_minutes(mtor: OdeModel, settled: Settled, logical: Logical) -> None:
    """Lines 435-439: with S6K1 loss no mark; with rapamycin half of it is gone within half an hour."""
    fed = settled({})
    lost = settled({"S6K1_total": 0.0})
    assert lost["CAD_p"] < 1e-6
    assert lost["PyrimidineSynthesis"] < 0.6 * fed["PyrimidineSynthesis"]
    soon = mtor.simulate({"Rapamycin": 100.0}, duration=30, points=2)
    assert soon.final("CAD_p") < 0.5 * fed["CAD_p"]
    assert soon.final("PyrimidineSynthesis") < 0.75 * fed["PyrimidineSynthesis"]
    for change in ({"S6K1": False}, {"Torin1": True}):
        assert [logical(change)[name] for name in ("CAD_p", "PyrimidineSynthesis")] == ["off", "off"]


def dosed(mtor: OdeModel, base: Mapping[str, float], *drugs: str) -> TimeCourse:
    """Cells at rest with `base`, and drugs from `RESTED` on for two days."""
    doses = {"GuanylateInhibitor": 1000.0, "Rapamycin": 100.0}
    changes = dict(base)
    for drug in drugs:
        changes |= {f"{drug}_t_on": RESTED, f"{drug}_step": doses[drug]}
    return mtor.simulate(changes, start=RESTED, duration=RESTED + 2 * DAY, points=97)


def test_guanylate_inhibitor_breaks_dna_where_mtorc1_is_hyperactive(mtor: OdeModel, logical: Logical) -> None:
    """Lines 441-450: ribosomal RNA is kept while the pool falls, and replication pays."""
    course = dosed(mtor, TSC_LOSS, "GuanylateInhibitor")
    before, after = course.at(RESTED), course.at(RESTED + DAY)
    assert after["NucleotidePool"] < 0.5 * before["NucleotidePool"]
    assert after["rRNA"] > 0.9 * before["rRNA"]
    assert after["DNAReplication"] < 0.8 * before["DNAReplication"]
    assert after["DNADamage_level"] > before["DNADamage_level"] + 0.3
    assert after["p53"] > 3 * before["p53"]
    levels = logical({"TSC2": False, "GuanylateInhibitor": True})
    assert [levels[name] for name in ("NucleotidePool", "rRNA", "DNADamage_level")] == ["off", "on", "on"]


def test_guanylate_inhibitor_spares_normal_cells(mtor: OdeModel, logical: Logical) -> None:
    """An inference of the review: the damage stays below a twentieth of a full stimulus."""
    course = dosed(mtor, {}, "GuanylateInhibitor")
    assert course["DNADamage_level"].max() < 0.05
    assert course.final("NucleotidePool") > 0.6 * course.at(RESTED)["NucleotidePool"]
    assert logical({"GuanylateInhibitor": True})["DNADamage_level"] == "off"


def test_rapamycin_protects_from_the_guanylate_inhibitor(mtor: OdeModel, logical: Logical) -> None:
    """Less ribosomal RNA is made, so that the pool lasts (an inference)."""
    alone = dosed(mtor, TSC_LOSS, "GuanylateInhibitor")
    both = dosed(mtor, TSC_LOSS, "GuanylateInhibitor", "Rapamycin")
    for hours in (12, 24, 48):
        at = RESTED + 60 * hours
        assert both.at(at)["DNADamage_level"] < 0.1 * alone.at(at)["DNADamage_level"], hours
    assert logical({"TSC2": False, "GuanylateInhibitor": True, "Rapamycin": True})["DNADamage_level"] == "off"


def test_it_is_the_ribosomal_rna_that_empties_the_pool(settled: Settled) -> None:
    """With ribosomal RNA made at the rate of wild type, hyperactive cells bear the drug much better."""
    fed, loss = settled({}), settled({**TSC_LOSS, **DRUG})
    calm = {"k_rRNA_synthesis": 0.918 * fed["rRNA"] / settled(TSC_LOSS)["rRNA"]}
    spared = settled({**TSC_LOSS, **DRUG, **calm})
    assert spared["DNADamage_level"] < 0.3 * loss["DNADamage_level"]


def test_added_nucleosides_make_good_what_the_drugs_take(settled: Settled) -> None:
    added = {"Nucleotides_ext": 1e5}
    hyper = {**TSC_LOSS, **DRUG}
    assert settled({**hyper, **added})["DNADamage_level"] < 0.1 * settled(hyper)["DNADamage_level"]
    empty = {"PurineSynthesisInhibitor": 1000.0}
    fed, starved, rescued = settled({}), settled(empty), settled({**empty, **added})
    assert starved["Purines"] < 0.05 * fed["Purines"]
    assert starved["mTORC1_act"] < 0.5 * fed["mTORC1_act"]
    assert rescued["mTORC1_act"] > 1.5 * starved["mTORC1_act"]


def test_purines_act_through_tsc_or_through_rheb(settled: Settled) -> None:
    """Lines 905-908: with TSC gone, want of purines matters only where it degrades Rheb (alternative B)."""
    empty = {"PurineSynthesisInhibitor": 1000.0}
    assert settled({**TSC_LOSS, **empty})["mTORC1_act"] > 0.8 * settled(TSC_LOSS)["mTORC1_act"]
    # What falls is not the signal of the purines: the empty pool breaks DNA, and p53 raises AMPK.
    calm = {**TSC_LOSS, "gain_DNADamage_p53": 0.0}
    through_tsc = settled({**calm, **empty})["mTORC1_act"] / settled(calm)["mTORC1_act"]
    assert through_tsc == pytest.approx(1, abs=0.03)
    other = {**TSC_LOSS, "k_Purines_Rheb": 0.02}
    assert settled({**other, **empty})["mTORC1_act"] < 0.8 * settled(other)["mTORC1_act"]


def test_cad_loss_takes_pyrimidines(settled: Settled) -> None:
    """Without CAD they come from eaten ribosomes alone."""
    lost = settled({"CAD_total": 0.0, "NUFIP1_total": 0.0})
    for name in ("CAD", "CAD_p", "PyrimidineSynthesis", "Pyrimidines"):
        assert abs(lost[name]) < 1e-6, name
    fed, eating = settled({}), settled({"CAD_total": 0.0})
    assert 0 < eating["Pyrimidines"] < 0.1 * fed["Pyrimidines"]
    assert lost["NucleotidePool"] < 0.7 * fed["NucleotidePool"]


def test_bases_of_ribosomal_rna_come_from_the_pool(mtor: OdeModel) -> None:
    """With all other flows cut, 7217 nucleotides leave the pool for each set of ribosomal RNA that is made."""
    cut = {
        "Vmax_nucleotide_joining": 0.0, "k_nucleotide_salvage": 0.0, "k_DNAReplication_use": 0.0,
        "k_NucleotidePool_degradation": 0.0, "k_rRNA_degradation": 0.0, "k_Ribosome_degradation": 0.0,
        "NUFIP1_total": 0.0,
    }  # fmt: skip
    course = mtor.simulate(cut, duration=60, points=2)
    made = sum(course[name][-1] - course[name][0] for name in ("rRNA", "Ribosome"))
    assert made > 10
    assert course["NucleotidePool"][0] - course.final("NucleotidePool") == pytest.approx(7217 * made, rel=1e-6)


@pytest.mark.parametrize("changes", [DRUG, {**TSC_LOSS, **DRUG}], ids="+".join)
def test_cad_is_conserved_and_nothing_runs_below_zero(mtor: OdeModel, changes: dict[str, float]) -> None:
    course = mtor.simulate(changes, duration=2 * DAY, points=49)
    assert course["CAD"] + course["CAD_p"] == pytest.approx(mtor.default("CAD_total"), rel=1e-6)
    for name in ("Purines", "Pyrimidines", "NucleotidePool", "OneCarbonUnits", "MTHFD2"):
        assert course[name].min() > 0, name
