"""What the merged model does, against measured values; each test names its source."""

from __future__ import annotations

import itertools
from collections.abc import Mapping

import numpy as np
import pytest

from mtorsbml.pathway import knowledge, library
from mtorsbml.simulate.ode import OdeModel
from mtorsbml.simulate.results import TimeCourse

STARVED = {"GrowthFactors": 0.0, "Insulin": 0.0, "IGF1": 0.0}
HOUR = 60.0
NIGHT = 960.0
DAY = 1440.0


@pytest.fixture(scope="module")
def insulin(mtor: OdeModel) -> TimeCourse:
    """Insulin 100 nmol/l after a night without serum, a point every 6 s from 5 min before to 3 h after."""
    changes = {**STARVED, "Insulin_t_on": NIGHT, "Insulin_step": 100.0}
    return mtor.simulate(changes, start=NIGHT - 5, duration=NIGHT + 180, points=1851)


def after(mtor: OdeModel, changes: Mapping[str, float], minutes: float) -> dict[str, float]:
    """Levels some minutes after a change that is made at rest."""
    course = mtor.simulate(changes, duration=minutes, points=2)
    return {name: course.final(name) for name in course.columns}


def withdraw(mtor: OdeModel, nutrient: str, changes: Mapping[str, float] | None = None) -> float:
    """Active mTORC1 two hours after a nutrient is withdrawn from a cell that came to rest with the changes."""
    start = 30 * DAY
    step = {f"{nutrient}_t_on": start, f"{nutrient}_step": 0.0}
    return mtor.simulate({**(changes or {}), **step}, duration=start + 2 * HOUR, points=2).final("mTORC1_act")


def half_rise(course: TimeCourse, name: str, onset: float) -> float:
    """Minutes from the onset until half of the rise from the first value to the peak."""
    level = course[name]
    half = (level[0] + level.max()) / 2
    after = int(np.argmax(level >= half))
    between = slice(after - 1, after + 1)
    return float(np.interp(half, level[between], course.time[between])) - onset


def test_resting_state_is_a_steady_state(mtor: OdeModel, fed: Mapping[str, float]) -> None:
    """The shipped initial values are the fed state: two days without a change move no readout by 1e-6."""
    course = mtor.simulate({}, duration=2 * DAY, points=3)
    for name in course.columns:
        assert course.final(name) == pytest.approx(fed[name], rel=1e-6, abs=1e-9), name


@pytest.mark.parametrize(("growth", "amino"), list(itertools.product((0, 1), (0, 1))))
def test_gate_needs_growth_factors_and_amino_acids(
    mtor: OdeModel, fed: Mapping[str, float], growth: int, amino: int
) -> None:
    """mTORC1 is on with both, at most a fifth of that without either (review, lines 636-660 and 776-778)."""
    changes = {} if growth else dict(STARVED)
    if not amino:
        changes["AminoAcids"] = 0.0
    # Without amino acids for longer, what autophagy sets free brings a part back: test_autophagy_lysosome.py.
    level = after(mtor, changes, DAY if amino else 2 * HOUR)["mTORC1_act"] / fed["mTORC1_act"]
    if growth and amino:
        assert level == pytest.approx(1.0, rel=1e-6)
    else:
        assert level < (0.2 if amino else 0.1)


@pytest.mark.parametrize(
    ("outside", "pool", "key"),
    [
        ("Leu_ext", "Leu", "Kd_Sestrin2_leucine"),
        ("Arg_ext", "Arg_cyt", "Kd_CASTOR1_arginine"),
        ("Met_ext", "SAM", "Kd_SAMTOR_SAM"),
    ],
)
def test_half_maximal_at_the_affinity_of_the_sensor(mtor: OdeModel, outside: str, pool: str, key: str) -> None:
    """Half of maximal mTORC1 lies within a factor of 2 of the measured Kd, the other nutrients being replete.

    Wolfson 2016 (leucine 20 umol/l, also measured in cells), Chantranupong 2016 (arginine 30), Gu 2017 (SAM 7).
    """
    usual = mtor.default(outside)
    rests = [mtor.steady_state({outside: usual * share}) for share in np.geomspace(0.005, 3, 9)]
    seen = np.array([rest[pool] for rest in rests])
    activity = np.array([rest["mTORC1_act"] for rest in rests])
    assert np.all(np.diff(activity) > 0)
    half = np.exp(np.interp(activity[-1] / 2, activity, np.log(seen)))
    kd = 1e3 * knowledge.constant(key).measured()
    assert kd / 2 <= half <= kd * 2


@pytest.mark.parametrize("site", ["Akt_kinase", "Akt_act"])
def test_akt_peaks_within_five_minutes_and_returns_in_part(insulin: TimeCourse, site: str) -> None:
    """T308 (Akt_kinase) and S473 (Akt_act) rise 0.5 to 5 min after insulin (Humphrey 2013), then fall in part."""
    level = insulin[site]
    peak = int(level.argmax())
    assert 0.5 <= insulin.time[peak] - NIGHT <= 5.0
    assert 0.2 * level[peak] < level[-1] < 0.8 * level[peak]


def test_the_return_of_akt_is_the_s6k1_irs1_loop(mtor: OdeModel, insulin: TimeCourse) -> None:
    """With the mark of S6K1 on IRS1 cut, Akt stays higher (review, lines 678-683; Harrington 2004)."""
    changes = {**STARVED, "k_S6K1_IRS1": 0.0, "Insulin_t_on": NIGHT, "Insulin_step": 100.0}
    cut = mtor.simulate(changes, start=NIGHT - 5, duration=NIGHT + 180, points=1851)
    assert cut.final("Akt_kinase") > 1.3 * insulin.final("Akt_kinase")
    assert cut.final("IRS1") > 1.3 * insulin.final("IRS1")


def test_s6k1_follows_akt_by_minutes(insulin: TimeCourse) -> None:
    """S6K1 is half-maximal 5 to 30 min after insulin and later than Akt; mTORC1 outputs lag 5 min (Humphrey 2013)."""
    s6k1 = half_rise(insulin, "S6K1_act", NIGHT)
    assert 5.0 <= s6k1 <= 30.0
    assert s6k1 > half_rise(insulin, "Akt_kinase", NIGHT) + 3


def test_targets_of_akt_rise_within_a_minute_or_two(insulin: TimeCourse) -> None:
    """TSC2 and PRAS40 marks are near their top a minute after insulin (Humphrey 2013, 3T3-L1); here half by 3 min."""
    assert half_rise(insulin, "TSC2_pAkt", NIGHT) < 3.0
    assert half_rise(insulin, "PRAS40_p", NIGHT) < 3.0


def test_receptor_overshoots(insulin: TimeCourse) -> None:
    """Signalling receptor peaks about a minute after insulin and falls to two fifths (Brannmark 2010)."""
    level = insulin["IR_IGF1R"]
    peak = int(level.argmax())
    assert insulin.time[peak] - NIGHT < 2.0
    assert 0.25 * level[peak] < insulin.at(NIGHT + 15)["IR_IGF1R"] < 0.55 * level[peak]


def test_other_receptors_tire_with_the_dose(mtor: OdeModel, fed: Mapping[str, float]) -> None:
    """A step brings a peak within minutes; the more growth factor, the less of it is left (EGF, Fujita 2010)."""
    left = {}
    for dose in (0.1, 1.0, 10.0):
        step = {**STARVED, "GrowthFactors_t_on": NIGHT, "GrowthFactors_step": dose}
        course = mtor.simulate(step, start=NIGHT, duration=NIGHT + 120, points=1201)
        level = course["RTK"]
        assert level + course["RTK_free"] + course["RTK_int"] == pytest.approx(mtor.default("RTK_total"), rel=1e-6)
        assert course.time[int(level.argmax())] - NIGHT < 15
        left[dose] = level[-1] / level.max()
        if dose == 1.0:
            assert level[-1] == pytest.approx(fed["RTK"], rel=0.02)
    assert left[0.1] > 0.75 > left[1.0] > 0.35 > left[10.0]


def test_acute_rapamycin(mtor: OdeModel, fed: Mapping[str, float]) -> None:
    """100 nmol/l, 30 min: S6K1 falls 80 % or more, 4E-BP1 marks 35 % or less, mTORC2 not at all.

    Hsu 2011: log2 -2.43 (S6K1 S447), -0.32 (4E-BP1 T37), +0.32 (Akt S473).
    """
    level = after(mtor, {"Rapamycin": 100.0}, 30)
    assert level["S6K1_act"] <= 0.2 * fed["S6K1_act"]
    assert level["EIF4EBP1_p"] >= 0.65 * fed["EIF4EBP1_p"]
    assert level["mTORC2_act"] >= fed["mTORC2_act"]


def test_chronic_rapamycin_empties_mtorc2(mtor: OdeModel, fed: Mapping[str, float]) -> None:
    """After 48 h less than half of mTORC2 is left, by sequestration of free mTOR (review, lines 147-151)."""
    level = after(mtor, {"Rapamycin": 100.0}, 2 * DAY)
    assert level["mTORC2"] < 0.5 * fed["mTORC2"]
    assert level["mTORC2_act"] < 0.5 * fed["mTORC2_act"]
    assert level["mTOR_free"] < 0.1 * fed["mTOR_free"]
    assert level["mTOR_FKBP12_Rapa"] > fed["mTOR_free"]


def test_rapamycin_does_nothing_without_fkbp12(mtor: OdeModel) -> None:
    """Rapamycin acts through FKBP12 (review, lines 17-26)."""
    without = mtor.steady_state({"FKBP12_total": 0.0})
    level = after(mtor, {"FKBP12_total": 0.0, "Rapamycin": 100.0}, DAY)
    for name in ("mTORC1_act", "S6K1_act", "mTORC2"):
        assert level[name] == pytest.approx(without[name], rel=1e-6)


def test_torin1_takes_both_complexes(mtor: OdeModel, fed: Mapping[str, float]) -> None:
    """250 nmol/l cuts S6K1, 4E-BP1 marks and Akt S473 each by 60 % or more.

    Hsu 2011: log2 -2.10, -1.51 and -2.00, that is 77, 65 and 75 % (1 h of drug).
    """
    level = after(mtor, {"Torin1": 250.0}, 60)
    for name in ("S6K1_act", "EIF4EBP1_p", "Akt_act"):
        assert level[name] <= 0.4 * fed[name], name


def test_tsc2_loss_makes_mtorc1_independent_of_growth_factors(mtor: OdeModel, fed: Mapping[str, float]) -> None:
    """Without TSC2, growth factor withdrawal lowers mTORC1 by less than a fifth, and it stays above wild type."""
    loss = {"TSC2_total": 0.0}
    rest = mtor.steady_state(loss)["mTORC1_act"]
    withdrawn = mtor.steady_state({**loss, **STARVED})["mTORC1_act"]
    assert rest > 1.2 * fed["mTORC1_act"]
    assert withdrawn > 0.8 * rest
    assert withdrawn > fed["mTORC1_act"]


def test_tsc2_loss_leaves_mtorc1_dependent_on_amino_acids(mtor: OdeModel) -> None:
    """Without TSC2, amino acid withdrawal still switches mTORC1 off within two hours (AND gate, lines 642-660)."""
    loss = {"TSC2_total": 0.0}
    rest = mtor.steady_state(loss)["mTORC1_act"]
    course = mtor.simulate({**loss, "AminoAcids_t_on": 7200.0, "AminoAcids_step": 0.0}, duration=7320, points=2)
    assert course.final("mTORC1_act") < 0.2 * rest


def test_energetic_stress_moves_the_complexes_apart(mtor: OdeModel, fed: Mapping[str, float]) -> None:
    """Energetic stress lowers mTORC1 and raises mTORC2 (review, lines 959-962)."""
    level = after(mtor, {"EnergeticStress": 1.0}, 120)
    assert level["AMPK"] > 2 * fed["AMPK"]
    assert level["mTORC1_act"] < 0.5 * fed["mTORC1_act"]
    assert level["mTORC2_act"] > 1.1 * fed["mTORC2_act"]


def test_glucose_that_comes_back_after_a_total_lack_brings_mtorc1_back(
    mtor: OdeModel, fed: Mapping[str, float]
) -> None:
    """The integrator gets on though decay has left 1e-163 nmol/l of glucose; AMPK rests within two hours."""
    without = mtor.steady_state({"Glucose_ext": 0.0}, polish=False)
    assert without["mTORC1_act"] < 0.2 * fed["mTORC1_act"]
    course = mtor.simulate({}, duration=120, points=2, begin=without.state)
    assert course.final("mTORC1_act") > 0.8 * fed["mTORC1_act"]
    assert course.final("AMPK") < 2 * fed["AMPK"]


def test_adenylates_are_the_measured_ones(fed: Mapping[str, float]) -> None:
    """ATP 4.67, ADP 0.569 and AMP 0.0423 mmol/l (Park 2016)."""
    assert fed["ATP"] == pytest.approx(4.67e6, rel=0.02)
    assert fed["ADP"] == pytest.approx(0.569e6, rel=0.05)
    assert fed["AMP"] == pytest.approx(0.0423e6, rel=0.1)


@pytest.mark.parametrize("lost", ["DEPDC5_total", "NPRL2_total", "NPRL3_total", "KICSTOR_total", "SZT2_total"])
def test_gator1_or_kicstor_loss_blinds_mtorc1_to_amino_acids(mtor: OdeModel, lost: str) -> None:
    """Loss of a GATOR1 subunit or of KICSTOR leaves mTORC1 on for hours without amino acids (lines 783-799).

    After half a day purines, which need glutamine, run out in such a cell, since it does not start autophagy.
    """
    rest = mtor.steady_state({lost: 0.0})["mTORC1_act"]
    withdrawn = withdraw(mtor, "AminoAcids", {lost: 0.0})
    assert withdrawn == pytest.approx(rest, rel=0.1)


@pytest.mark.parametrize(
    ("lost", "nutrient"), [("Sestrin2_total", "Leu_ext"), ("SAMTOR_total", "Met_ext"), ("CASTOR1_total", "Arg_ext")]
)
def test_each_sensor_carries_its_nutrient(mtor: OdeModel, fed: Mapping[str, float], lost: str, nutrient: str) -> None:
    """Withdrawal of leucine, arginine or methionine lowers mTORC1 by half or more only where its sensor is there.

    Two hours, before autophagy makes up for it. Without CASTOR1 arginine keeps its lysosomal route, which is small.
    """
    wild = withdraw(mtor, nutrient)
    blind = mtor.steady_state({lost: 0.0})["mTORC1_act"]
    blind_withdrawn = withdraw(mtor, nutrient, {lost: 0.0})
    assert wild < 0.5 * fed["mTORC1_act"]
    assert blind_withdrawn > 0.85 * blind


def test_mtorc2_loss_spares_tsc2_and_gsk3b(mtor: OdeModel, fed: Mapping[str, float]) -> None:
    """Rictor or mLST8 loss takes FOXO and SGK1 marks, not those on TSC2 and GSK3b (review, lines 613-617)."""
    for lost in ("Rictor_total", "mLST8_total"):
        level = mtor.steady_state({lost: 0.0})
        assert level["mTORC2"] < 1e-6
        assert level["FOXO_p"] < 0.5 * fed["FOXO_p"]
        assert level["SGK1_act"] < 0.5 * fed["SGK1_act"]
        for spared in ("TSC2_pAkt", "GSK3b_p", "S6K1_pT389", "EIF4EBP1_p"):
            assert level[spared] == pytest.approx(fed[spared], rel=0.1), (lost, spared)


def test_raptor_loss_leaves_mtorc2(mtor: OdeModel, fed: Mapping[str, float]) -> None:
    """Raptor loss abolishes mTORC1 and keeps mTORC2 (review, lines 72-84 and 579-582)."""
    level = mtor.steady_state({"Raptor_total": 0.0})
    assert level["mTORC1"] < 1e-6
    assert level["mTORC2"] == pytest.approx(fed["mTORC2"], rel=0.1)


CONSERVED = [t.id for m in library.modules() for t in m.totals if t.conserved]


@pytest.mark.parametrize(
    "changes",
    [{}, {"Rapamycin": 100.0}, {"Torin1": 250.0}, {"AminoAcids": 0.0}, {"EnergeticStress": 1.0}, {"Raptor_total": 3.0}],
    ids=lambda changes: "+".join(changes) or "rest",
)
def test_totals_are_conserved_over_two_days(mtor: OdeModel, changes: dict[str, float]) -> None:
    """Every conserved total holds to 1e-6 over 48 h, and nothing goes below -1e-9 of its total."""
    course = mtor.simulate(changes, duration=2 * DAY, points=25)
    model = library.merged()
    for name in CONSERVED:
        members = [s.id for s in model.species if name in s.contains]
        total = np.sum([course[member] for member in members], axis=0)
        amount = changes.get(f"{name}_total", mtor.default(f"{name}_total"))
        assert total == pytest.approx(np.full_like(total, amount), rel=1e-6), name
        lowest = min(course[member].min() for member in members)
        assert lowest >= -1e-9 * amount, name


def test_halving_the_tolerance_changes_nothing(mtor: OdeModel) -> None:
    """Half of the relative tolerance moves no readout by more than 1e-4."""
    changes = {"Rapamycin": 100.0, "EnergeticStress_t_on": 600.0, "EnergeticStress_step": 1.0}
    one = mtor.simulate(changes, duration=2 * DAY, points=97, rtol=1e-8)
    two = mtor.simulate(changes, duration=2 * DAY, points=97, rtol=5e-9)
    for name in one.columns:
        scale = np.maximum(np.abs(two[name]), 1e-6 * np.abs(two[name]).max() + 1e-12)
        assert np.max(np.abs(one[name] - two[name]) / scale) <= 1e-4, name


def test_the_same_run_twice_is_bitwise_equal(mtor: OdeModel) -> None:
    """A run does not depend on the one before it."""
    changes = {**STARVED, "Insulin_t_on": NIGHT, "Insulin_step": 100.0}
    first = mtor.simulate(changes, duration=1200, points=50)
    mtor.simulate({"TSC2_total": 0.0, "Rapamycin": 50.0}, duration=500, points=5)
    second = mtor.simulate(changes, duration=1200, points=50)
    assert first.values.tobytes() == second.values.tobytes()
