"""Lipid synthesis in the merged model: sterols, lipin 1, S6K1 and PPAR-gamma, in both formalisms."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from mtorsbml.simulate.ode import OdeModel

Settled = Callable[[Mapping[str, float]], Mapping[str, float]]
Logical = Callable[[Mapping[str, bool]], Mapping[str, str]]

TORIN1 = {"Torin1": 250.0}
LOW = {"Sterols_ext": 0.0}
TSC_LOSS = {"TSC2_total": 0.0}


def test_fed_levels(settled: Settled) -> None:
    """A tenth of SREBP and a fifth of lipin 1 are in the nucleus; processes read 1."""
    fed = settled({})
    assert fed["SREBP_nuc"] == pytest.approx(5, rel=0.1)
    assert fed["Lipin1_nuc"] == pytest.approx(10, rel=0.1)
    assert fed["Sterols"] == pytest.approx(1e5, rel=0.05)
    assert fed["LipidSynthesis"] == pytest.approx(1, abs=0.03)


def test_want_of_sterols_brings_srebp_to_the_nucleus(settled: Settled, logical: Logical) -> None:
    """Sterol depletion with mTORC1 on (review, lines 238-242)."""
    fed, low = settled({}), settled(LOW)
    assert low["mTORC1_act"] == pytest.approx(fed["mTORC1_act"], rel=1e-3)
    assert low["SREBP_nuc"] > 2 * fed["SREBP_nuc"]
    assert low["LipogenicGenes"] > 1.3 * fed["LipogenicGenes"]
    assert low["Sterols"] < 0.75 * fed["Sterols"]
    fed_node, low_node = logical({}), logical({"Sterols_ext": False})
    for name in ("SREBP_nuc", "LipogenicGenes"):
        assert (fed_node[name], low_node[name]) == ("off", "on"), name


def test_the_sterol_loop_makes_good_in_part(mtor_ode: OdeModel, settled: Settled) -> None:
    """What is synthesised holds the sterols above what the lost uptake alone would leave (row 207, an inference)."""
    cut = settled({**LOW, "k_Sterols_synthesis": 0.0})
    assert cut["Sterols"] < 1e-6 * settled({})["Sterols"]
    assert settled(LOW)["Sterols"] > 1.3 * 0.25 * settled({})["Sterols"]
    assert cut["SREBP_nuc"] > settled(LOW)["SREBP_nuc"]
    assert mtor_ode.default("Sterols_ext") > 0


def test_mtorc1_inhibition_lets_lipin_in_and_lowers_srebp_with_sterols_low(settled: Settled, logical: Logical) -> None:
    """Lines 242-245; Peterson 2011."""
    low, torin = settled(LOW), settled({**LOW, **TORIN1})
    assert torin["Lipin1_nuc"] > 3 * low["Lipin1_nuc"]
    assert torin["SREBP_nuc"] < 0.7 * low["SREBP_nuc"]
    assert torin["LipidSynthesis"] < 0.75 * low["LipidSynthesis"]
    before, after = logical({"Sterols_ext": False}), logical({"Sterols_ext": False, "Torin1": True})
    assert (before["Lipin1_nuc"], after["Lipin1_nuc"]) == ("off", "on")
    for name in ("SREBP_nuc", "LipidSynthesis"):
        assert (before[name], after[name]) == ("on", "off"), name


def test_srebp_without_lipin_escapes_mtorc1_in_part(settled: Settled) -> None:
    """Lipin 1 loss takes from mTORC1 inhibition most of its effect on SREBP; what is left is the route of S6K1."""
    share = settled({**LOW, **TORIN1})["SREBP_nuc"] / settled(LOW)["SREBP_nuc"]
    lost = {"Lipin1_total": 0.0}
    without = settled({**LOW, **TORIN1, **lost})["SREBP_nuc"] / settled({**LOW, **lost})["SREBP_nuc"]
    assert share < without - 0.1
    both = {**lost, "w_SREBP_without_S6K1": 1.0}
    neither = settled({**LOW, **TORIN1, **both})["SREBP_nuc"] / settled({**LOW, **both})["SREBP_nuc"]
    assert neither == pytest.approx(1, abs=0.05)


def test_s6k1_loss_lowers_srebp_in_part(settled: Settled, logical: Logical) -> None:
    """With sterols low and mTORC1 on (lines 246-248): lower, but still above sterol-replete wild type."""
    low, lost = settled(LOW)["SREBP_nuc"], settled({**LOW, "S6K1_total": 0.0})["SREBP_nuc"]
    assert settled({})["SREBP_nuc"] < lost < 0.85 * low
    # All or nothing in logic.
    assert logical({"Sterols_ext": False, "S6K1": False})["SREBP_nuc"] == "off"


def test_mtorc1_inhibition_stops_the_ppar_gamma_programme(settled: Settled, logical: Logical) -> None:
    """Lines 249-250 and 425-426."""
    fed, torin = settled({}), settled(TORIN1)
    for name in ("PPARgamma", "LipidHomeostasisGenes", "LipidSynthesis"):
        assert torin[name] < 0.65 * fed[name], name
        assert (logical({})[name], logical({"Torin1": True})[name]) == ("on", "off"), name


def test_tsc_loss_raises_srebp(settled: Settled, logical: Logical) -> None:
    """Without want of sterols (lines 402-408), with and without growth factors."""
    assert settled(TSC_LOSS)["SREBP_nuc"] > 1.2 * settled({})["SREBP_nuc"]
    assert logical({"TSC2": False})["SREBP_nuc"] == "on"
    starved = {"GrowthFactors": False, "Insulin": False, "IGF1": False}
    assert (logical(starved)["SREBP_nuc"], logical({**starved, "TSC2": False})["SREBP_nuc"]) == ("off", "on")


@pytest.mark.parametrize("protein", ["SREBP", "Lipin1", "PPARgamma"])
def test_knockouts_take_their_states(settled: Settled, protein: str) -> None:
    level = settled({f"{protein}_total": 0.0})
    for name in (protein, f"{protein}_nuc", f"{protein}_off"):
        assert abs(level.get(name, 0.0)) < 1e-9
    assert level["LipidSynthesis"] > 0


@pytest.mark.parametrize("changes", [LOW, TSC_LOSS, {**LOW, **TORIN1}], ids="+".join)
def test_totals_are_conserved(mtor_ode: OdeModel, changes: dict[str, float]) -> None:
    course = mtor_ode.simulate(changes, duration=2880, points=49)
    for total, states in (
        ("SREBP_total", ("SREBP", "SREBP_nuc")),
        ("Lipin1_total", ("Lipin1", "Lipin1_nuc")),
        ("PPARgamma_total", ("PPARgamma", "PPARgamma_off")),
    ):
        added = sum(course[state] for state in states)
        assert added == pytest.approx(mtor_ode.default(total), rel=1e-6), total
