"""mTORC2 signalling with its assembly: PIP3, Akt with PDK1's mark and Ras are set from outside."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from mtorsbml.simulate.ode import OdeModel

FED = {
    "PIP3": 30.0, "Akt_pT308": 14.5, "Ras": 20.0, "PDK1": 30.7, "mTORC1_act": 2.4, "mTOR_free": 2.5,
    "OncogenicRas": 0.0, "mTORC2_act_CI": 0.0, "mTORC2_Rapa": 0.0,
}  # fmt: skip
STARVED = {**FED, "PIP3": 1.0, "Akt_pT308": 1.0, "Ras": 1.0}
INSULIN = {"PIP3": 300.0, "Akt_pT308": 27.0}
MODULES = ("mtorc2_assembly", "mtorc2_signalling")
DAYS = 30000.0


@pytest.fixture(scope="module")
def fed(alone: Callable[..., OdeModel]) -> OdeModel:
    return alone(MODULES, FED)


@pytest.fixture(scope="module")
def starved(alone: Callable[..., OdeModel]) -> OdeModel:
    return alone(MODULES, STARVED)


def relative(model: OdeModel, changes: Mapping[str, float], minutes: float, *ids: str) -> list[float]:
    """Level after some minutes over the level before."""
    course = model.simulate(changes, duration=minutes, points=2, select=ids)
    return [course.final(name) / model.default(name) for name in ids]


def test_levels_follow_pip3(fed: OdeModel, starved: OdeModel) -> None:
    assert starved.default("mTORC2_act") < 0.3
    assert 0.7 < fed.default("mTORC2_act") < 1.4
    peak = starved.simulate(INSULIN, duration=30, points=2, select=["mTORC2_act"]).final("mTORC2_act")
    assert peak > 6 * starved.default("mTORC2_act")


def test_s473_rises_within_five_minutes_of_insulin(starved: OdeModel) -> None:
    """Akt S473 rises 0.5 to 5 min after insulin (Humphrey 2013)."""
    course = starved.simulate(INSULIN, duration=30, points=301, select=["Akt_act"])
    half = float(course.time[int((course["Akt_act"] > course["Akt_act"].max() / 2).argmax())])
    assert 0.5 < half < 6


def test_ph_domain_of_msin1_holds_mtorc2_back_without_pip3(starved: OdeModel) -> None:
    (freed,) = relative(starved, {"mSIN1_autoinhibition": 0.0}, 60, "mTORC2_act")
    assert freed > 3


def test_rictor_loss_takes_sgk1_pkc_and_foxo_but_not_gsk3b(fed: OdeModel) -> None:
    """GSK3b needs Akt with PDK1's mark only; here that is an input."""
    names = ("SGK1_act", "PKCalpha_p", "PKC", "FOXO_p", "Akt_act", "ActinCytoskeleton", "Chemotaxis", "CellSurvival")
    assert max(relative(fed, {"Rictor_total": 0.0}, DAYS, *names)) < 1e-3
    apoptosis, metastasis = relative(fed, {"Rictor_total": 0.0}, DAYS, "Apoptosis", "Metastasis")
    assert apoptosis > 1.3
    assert metastasis < 0.5
    kinase = {"Akt_pT308": fed.default("Akt_kinase"), "Rictor_total": 0.0}
    (marked,) = relative(fed, kinase, DAYS, "GSK3b_p")
    assert marked == pytest.approx(1, abs=0.01)


@pytest.mark.parametrize("state", ["FOXO", "GSK3b"])
def test_fed_state_leaves_room_in_both_directions(fed: OdeModel, state: str) -> None:
    assert 0.3 < fed.default(state) / fed.default(f"{state}_total") < 0.7


def test_foxo_answers_to_sgk1_and_to_akt(fed: OdeModel) -> None:
    (without_sgk1,) = relative(fed, {"SGK1_total": 0.0}, 600, "FOXO_p")
    (without_akt,) = relative(fed, {"k_FOXO_phosphorylation_Akt": 0.0}, 600, "FOXO_p")
    assert 0.3 < without_sgk1 < 0.9
    assert 0.3 < without_akt < 0.9


@pytest.mark.parametrize("changes", [{"Rac1_total": 0.0}, {"Rap1_total": 0.0}, {"Ras": 0.0}])
def test_small_gtpases_each_add_a_modest_share(fed: OdeModel, changes: dict[str, float]) -> None:
    (left,) = relative(fed, changes, 240, "mTORC2_act")
    assert 0.8 < left < 0.99


def test_full_marks_of_akt_would_double_mtorc2(fed: OdeModel) -> None:
    """Of fed cells two fifths of mSIN1 are marked, so that a quarter of the activity hangs on it."""
    marked = fed.default("mSIN1_pAkt")
    (left,) = relative(fed, {"w_Akt_mTORC2": 0.0}, 240, "mTORC2_act")
    assert 1 / (1 + marked) < left < 0.9


def test_oncogenic_ras_activates_mtorc2(fed: OdeModel) -> None:
    mtorc2, metastasis = relative(fed, {"OncogenicRas": 1.0}, 600, "mTORC2_act", "Metastasis")
    assert mtorc2 > 1.2
    assert metastasis > 1.03


def test_proliferation_needs_both_complexes(fed: OdeModel) -> None:
    for changes in ({"mTORC1_act": 0.0}, {"Rictor_total": 0.0}):
        assert max(relative(fed, changes, DAYS, "Proliferation", "TumourGrowth")) < 0.7
    neither = {"mTORC1_act": 0.0, "Rictor_total": 0.0}
    assert max(relative(fed, neither, DAYS, "Proliferation", "TumourGrowth")) < 1e-3


@pytest.mark.parametrize(
    "protein", ["Rictor", "mSIN1", "SGK1", "PKCalpha", "PKC", "FOXO", "GSK3b", "NADK", "Rac1", "Rap1"]
)
def test_knockouts_are_clean(fed: OdeModel, protein: str) -> None:
    course = fed.simulate({f"{protein}_total": 0.0}, duration=DAYS, points=11)
    assert course.values.min() > -1e-9
    states = [name for name in course.columns if name == protein or name.startswith(f"{protein}_")]
    assert max(course.final(name) for name in states if not name.endswith("_pAkt")) < 1e-9
