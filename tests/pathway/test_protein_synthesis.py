"""Protein synthesis alone: the mTORC1 that substrates meet is set from outside, to what it is in the merged model."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from mtorsbml.simulate.ode import OdeModel

FED = {"mTORC1_substrate_recruitment": 2.4, "mTORC1_act_Rapa": 0.0, "PDK1": 30.7}
STARVED = {**FED, "mTORC1_substrate_recruitment": 0.25}
INSULIN = {"mTORC1_substrate_recruitment": 4.0}
RAPAMYCIN = {"mTORC1_substrate_recruitment": 0.02, "mTORC1_act_Rapa": 3.5}
TORIN1 = {"mTORC1_substrate_recruitment": 0.12}
DAYS = 30000.0


@pytest.fixture(scope="module")
def fed(alone: Callable[..., OdeModel]) -> OdeModel:
    return alone(("protein_synthesis",), FED)


@pytest.fixture(scope="module")
def starved(alone: Callable[..., OdeModel]) -> OdeModel:
    return alone(("protein_synthesis",), STARVED)


def relative(model: OdeModel, changes: Mapping[str, float], minutes: float, *ids: str) -> list[float]:
    """Level after some minutes over the level before."""
    course = model.simulate(changes, duration=minutes, points=2, select=ids)
    return [course.final(name) / model.default(name) for name in ids]


def test_processes_are_one_in_the_fed_state(fed: OdeModel) -> None:
    for process in (
        "CapTranslation", "SplicedTranslation", "TOP_mRNA", "ProteinSynthesis", "CellGrowth", "PolI", "PolIII",
        "RibosomeBiogenesis",
    ):  # fmt: skip
        assert fed.default(process) == pytest.approx(1, abs=0.05), process


def test_fed_state_leaves_room_in_both_directions(fed: OdeModel) -> None:
    assert 0.35 < fed.default("S6K1_act") / fed.default("S6K1_total") < 0.45
    assert 0.70 < fed.default("EIF4EBP1_p") / fed.default("EIF4EBP1_total") < 0.85


def test_s6k1_and_4ebp1_follow_mtorc1_within_minutes(starved: OdeModel) -> None:
    """4E-BP1 plateaus 10 min after insulin (Humphrey 2013), of which mTORC1, a step here, takes 3 to 8 min itself."""
    course = starved.simulate(INSULIN, duration=240, points=961, select=["S6K1_act", "EIF4EBP1_p"])

    def time_to(name: str, share: float) -> float:
        rise = (course[name] - course[name][0]) / (course[name][-1] - course[name][0])
        return float(course.time[int((rise >= share).argmax())])

    assert 2 < time_to("S6K1_act", 0.5) < 30
    assert 2 < time_to("EIF4EBP1_p", 0.9) < 8


def test_rapamycin_takes_s6k1_and_spares_4ebp1(fed: OdeModel) -> None:
    """Log2 ratio of the T37 mark of 4E-BP1 under rapamycin: -0.32 (Hsu 2011), which is 0.80."""
    s6k1, marked = relative(fed, RAPAMYCIN, 30, "S6K1_act", "EIF4EBP1_p")
    assert s6k1 < 0.2
    assert marked == pytest.approx(2**-0.32, abs=0.05)


def test_torin1_takes_both(fed: OdeModel) -> None:
    """Log2 ratio of the T37 mark of 4E-BP1 under Torin1: -1.51 (Hsu 2011), which is 0.35."""
    s6k1, marked = relative(fed, TORIN1, 60, "S6K1_act", "EIF4EBP1_p")
    assert s6k1 < 0.2
    assert marked < 2**-1.51


def test_rapamycin_lowers_translation_weakly_and_torin1_strongly(fed: OdeModel) -> None:
    (weak,) = relative(fed, RAPAMYCIN, 240, "ProteinSynthesis")
    strong, top = relative(fed, TORIN1, 240, "ProteinSynthesis", "TOP_mRNA")
    assert 0.7 < weak < 0.9
    assert strong < 0.6
    assert top < 0.4


def test_top_transcripts_resist_torin1_without_4ebp1(fed: OdeModel) -> None:
    without = {"EIF4EBP1_total": 0.0}
    before = fed.simulate(without, duration=240, points=2, select=["TOP_mRNA"]).final("TOP_mRNA")
    after = fed.simulate({**without, **TORIN1}, duration=240, points=2, select=["TOP_mRNA"]).final("TOP_mRNA")
    assert after == pytest.approx(before, rel=1e-6)


def test_s6k1_branch_is_minor_against_the_4ebp1_branch(fed: OdeModel) -> None:
    """S6K1 loss in liver and muscle leaves global translation as it is."""
    without, locked = (
        relative(fed, changes, DAYS, "ProteinSynthesis")[0]
        for changes in ({"S6K1_total": 0.0}, {"k_EIF4EBP1_phosphorylation": 0.0})
    )
    assert 0.9 < without < 1
    assert locked < 0.6


def test_s6k1_loss_shows_in_its_substrates(fed: OdeModel) -> None:
    names = ("S6_p", "eIF4B", "SKAR", "UBF", "PDCD4", "eIF4A", "SplicedTranslation", "rRNA", "PolI", "EIF4EBP1_p")
    s6, b, skar, ubf, pdcd4, a, spliced, rrna, poli, marked = relative(fed, {"S6K1_total": 0.0}, DAYS, *names)
    assert max(s6, b, skar, ubf) < 1e-6
    assert pdcd4 > 3
    assert 0.5 < a < 0.9
    assert spliced < 0.6
    assert rrna < 0.95
    assert poli < 0.9
    assert marked == pytest.approx(1, rel=1e-6)


def test_s6_without_its_marks_leaves_translation_as_it_is(fed: OdeModel) -> None:
    translation, genes = relative(fed, {"S6_total": 0.0}, DAYS, "ProteinSynthesis", "RibiGenes")
    assert translation == pytest.approx(1, abs=0.02)
    assert genes < 0.8


@pytest.mark.parametrize("changes", [{"PDK1": 0.0}, {"mTORC1_substrate_recruitment": 0.0}])
def test_one_mark_alone_does_not_activate_s6k1(fed: OdeModel, changes: dict[str, float]) -> None:
    course = fed.simulate(changes, duration=600, points=2, select=["S6K1_act", "S6K1_pT389_only", "S6K1_pT229_only"])
    assert course.final("S6K1_act") < 1e-6 * fed.default("S6K1_total")
    assert course.final("S6K1_pT389_only") + course.final("S6K1_pT229_only") > 0.1 * fed.default("S6K1_total")


def test_eif4e_as_counted_would_make_4ebp1_powerless(fed: OdeModel) -> None:
    """docs/adr/0003: 1,074,400 eIF4E in 2 pl are 892 nmol/l."""
    counted = {"eIF4E_total": 892.0}
    before = fed.simulate(counted, duration=600, points=2, select=["eIF4F"]).final("eIF4F")
    after = fed.simulate({**counted, **TORIN1}, duration=600, points=2, select=["eIF4F"]).final("eIF4F")
    assert after > 0.99 * before
    assert relative(fed, TORIN1, 600, "eIF4F")[0] < 0.5


@pytest.mark.parametrize(
    "protein",
    ["S6K1", "EIF4EBP1", "eIF4E", "eIF4G", "eIF4A", "eIF4B", "PDCD4", "SKAR", "UBF", "TIF1A", "MAF1", "S6"],
)
def test_knockouts_are_clean(fed: OdeModel, protein: str) -> None:
    course = fed.simulate({f"{protein}_total": 0.0}, duration=DAYS, points=11)
    assert course.values.min() > -1e-9
    states = [name for name in course.columns if name == protein or name.startswith(f"{protein}_")]
    assert states
    assert max(course.final(name) for name in states) < 1e-9
