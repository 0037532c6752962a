"""The synapse and the brain, in both formalisms; directions are those of the review, sizes say that they are felt."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from mtorsbml.model.units import DIMENSIONLESS
from mtorsbml.pathway import library
from mtorsbml.simulate.logic import LogicModel
from mtorsbml.simulate.ode import OdeModel

TSC = {"TSC2_total": 0.0}
RAPAMYCIN = {"Rapamycin": 100.0}
UNBRAKED = {
    "TSC1": "TSC1_total", "TSC2": "TSC2_total", "PTEN": "PTEN_total", "STRADalpha": "STRADalpha_total",
    "DEPDC5": "DEPDC5_total", "NPRL2": "NPRL2_total", "KICSTOR": "KICSTOR_total",
}  # fmt: skip


def settled(logic: LogicModel, *steps: Mapping[str, bool]) -> dict[str, bool]:
    """Where the network goes from the fed state when settings come one after the other; each must end in one state."""
    state = {node.id: node.resting for node in library.merged().nodes}
    held: dict[str, bool] = {}
    for step in steps:
        held |= step
        (attractor,) = logic.attractors(start=state, settings=held)
        assert "mixed" not in attractor.levels.values()
        state = {name: level == "on" for name, level in attractor.levels.items()}
    return state


def test_relative_readouts_are_one_in_the_fed_state(fed: Mapping[str, float]) -> None:
    severities = {"CorticalMalformation", "Seizures", "KetamineSignal"}
    readouts = [o for o in library.module("neuronal").observables if o.unit == DIMENSIONLESS and o.id not in severities]
    assert len(readouts) >= 18
    for readout in readouts:
        assert fed[readout.id] == pytest.approx(1.0, abs=0.02), readout.id


# -- a lost brake ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("loss", [*UNBRAKED.values(), "Rheb_mutant", "mTOR_mutant"])
def test_hyperactive_mtorc1_gives_a_large_brain_with_seizures(
    mtor: OdeModel, fed: Mapping[str, float], loss: str
) -> None:
    """Any negative regulator lost, or Rheb or mTOR activated (review, lines 1198-1212 and 1248-1253).

    High is what the logic model calls so: the thresholds of its nodes. mTORC1 without GATOR1 or AMPK rises by a fifth
    only, since it then uses up the amino acids that it needs and recycles fewer.
    """
    level = mtor.steady_state({loss: 1.0 if loss.endswith("_mutant") else 0.0})
    high = {node.id: node for node in library.merged().nodes}
    for name in ("mTORC1_act_high", "mTORC1_act_prenatal_high", "BrainSize_high", "CorticalMalformation"):
        node = high[name]
        assert level[node.observable] > node.threshold > 1.05 * fed[node.observable], name
    assert level["mTORC1_synapse"] > 1.05 * fed["mTORC1_synapse"]
    assert level["Seizures"] > 1.5 * fed["Seizures"]


@pytest.mark.parametrize("loss", [*UNBRAKED, "Rheb_mutant", "mTOR_mutant"])
def test_logic_tells_hyperactive_from_on(logic: LogicModel, loss: str) -> None:
    at_rest = settled(logic)
    lost = settled(logic, {loss: loss.endswith("_mutant")})
    for name in ("mTORC1_act_high", "BrainSize_high", "CorticalMalformation", "Seizures"):
        assert (at_rest[name], lost[name]) == (False, True), name
    # The second node is on only while the first is: without amino acids TSC-null mTORC1 is off.
    assert at_rest["mTORC1_act"]
    if loss in {"TSC1", "TSC2"}:
        starved = settled(logic, {loss: False, "AminoAcids": False})
        assert (starved["mTORC1_act"], starved["mTORC1_act_high"]) == (False, False)


def test_severity_is_graded_with_mtorc1(mtor: OdeModel) -> None:
    losses = ("KICSTOR_total", "PTEN_total", "TSC2_total")
    levels = [mtor.steady_state({loss: 0.0}) for loss in losses]
    for name in ("mTORC1_act", "BrainSize", "CorticalMalformation"):
        assert [level[name] for level in levels] == sorted(level[name] for level in levels), name


def test_acute_rapamycin_stops_seizures_and_leaves_the_malformation(mtor: OdeModel, fed: Mapping[str, float]) -> None:
    """TSC-null adults (review, lines 1253-1261): six hours of drug, after a life without it."""
    before = mtor.steady_state(TSC)
    # The rest of a genotype needs months; the drug comes after that.
    late = 400_000.0
    drug = {**TSC, "Rapamycin_t_on": late, "Rapamycin_step": 100.0}
    course = mtor.simulate(drug, start=late - 1, duration=late + 360, points=3)
    assert course["Seizures"][0] == pytest.approx(before["Seizures"], rel=0.01)
    assert course.final("Seizures") < 0.2 * before["Seizures"]
    assert course.final("CorticalMalformation") > 0.8 * before["CorticalMalformation"]
    assert course.final("BrainSize") > 0.95 * before["BrainSize"]


def test_the_same_in_logic(logic: LogicModel) -> None:
    treated = settled(logic, {"TSC2": False}, {"Rapamycin": True})
    assert (treated["Seizures"], treated["CorticalMalformation"], treated["BrainSize_high"]) == (False, True, True)
    shielded = settled(logic, {"TSC2": False}, {"Rapamycin": True, "BloodBrainBarrier": True})
    assert shielded["mTORC1_synapse"]


@pytest.mark.parametrize("loss", ["STRADalpha", "PTEN", "DEPDC5", "KICSTOR"])
def test_an_inhibitor_of_mtor_stops_seizures_of_any_cause(logic: LogicModel, loss: str) -> None:
    treated = settled(logic, {loss: False}, {"Torin1": True})
    assert (treated["Seizures"], treated["mTORC1_act"]) == (False, False)


def test_knockouts_of_the_brain(mtor: OdeModel, fed: Mapping[str, float], logic: LogicModel) -> None:
    """Raptor and Rictor (review, lines 1190-1196): both small; early death with Raptor, folds and dendrites Rictor."""
    raptor, rictor = (mtor.steady_state({f"{name}_total": 0.0}) for name in ("Raptor", "Rictor"))
    for name in ("BrainSize", "NeuronSize", "NeuronNumber", "NeuronalDifferentiation"):
        assert raptor[name] < 0.8 * fed[name], name
        assert rictor[name] < 0.8 * fed[name], name
    assert raptor["PostnatalSurvival"] < 0.01
    assert rictor["PostnatalSurvival"] == pytest.approx(1.0, abs=0.02)
    assert max(rictor["BrainFoliation"], rictor["DendriteExtension"], rictor["LongTermMemory"]) < 0.5
    off = [settled(logic, {name: False}) for name in ("Raptor", "Rictor")]
    for state in off:
        assert not any(state[n] for n in ("BrainSize", "NeuronSize", "NeuronNumber", "NeuronalDifferentiation"))
    assert [state["PostnatalSurvival"] for state in off] == [False, True]
    assert [state["BrainFoliation"] for state in off] == [True, False]
    assert [state["DendriteExtension"] for state in off] == [True, False]
    assert not off[1]["LongTermMemory"]


def test_a_ketogenic_diet_calms_a_null_of_tsc(mtor: OdeModel, logic: LogicModel) -> None:
    """By depriving mTORC1 of nutrients: speculation (review, lines 1261-1265)."""
    sick, treated = mtor.steady_state(TSC), mtor.steady_state({**TSC, "KetogenicDiet": 1.0})
    assert treated["mTORC1_act"] < 0.8 * sick["mTORC1_act"]
    assert treated["Seizures"] < 0.5 * sick["Seizures"]
    state = settled(logic, {"TSC2": False}, {"KetogenicDiet": True})
    assert (state["mTORC1_act"], state["Seizures"]) == (False, False)


# -- what raises mTORC1 at the synapse -------------------------------------------------------------------------------


def test_the_synapse_follows_the_machinery_of_the_cell(mtor: OdeModel, fed: Mapping[str, float]) -> None:
    for lost in ("Raptor_total", "mTOR_total", "Rheb_total", "RagAB_total"):
        assert mtor.steady_state({lost: 0.0})["mTORC1_synapse"] < 0.1 * fed["mTORC1_synapse"], lost
    assert mtor.steady_state(TSC)["mTORC1_synapse"] > 1.5 * fed["mTORC1_synapse"]


def test_bdnf(mtor: OdeModel, fed: Mapping[str, float], logic: LogicModel) -> None:
    """BDNF raises PI3K, mTORC1 at the synapse and repair (lines 1282-1286); without TrkB nothing happens."""
    level = mtor.simulate({"BDNF": 2.0}, duration=240, points=2)
    assert level.final("PI3K") > 1.5 * fed["PI3K"]
    assert level.final("mTORC1_synapse") > 1.5 * fed["mTORC1_synapse"]
    assert level.final("AxonRepair") > 1.3
    blind = mtor.steady_state({"TrkB_total": 0.0, "BDNF": 2.0})
    assert blind["mTORC1_synapse"] == pytest.approx(fed["mTORC1_synapse"], rel=1e-6)
    with_bdnf = settled(logic, {"BDNF": True})
    assert all(with_bdnf[name] for name in ("PI3K_high", "mTORC1_synapse", "AxonRepair"))
    assert not any(settled(logic, {"BDNF": True, "TrkB": False})[name] for name in ("PI3K_high", "mTORC1_synapse"))


def test_s6k1_feeds_the_release_of_bdnf_forward(mtor: OdeModel) -> None:
    level = {total: mtor.steady_state({"BDNF": 2.0, "S6K1_total": total})["BDNF_level"] for total in (0.0, 33.0)}
    assert level[0.0] < 0.8 * level[33.0]


def test_ketamine_within_hours(mtor: OdeModel, fed: Mapping[str, float], logic: LogicModel) -> None:
    """Ketamine (review, lines 1303-1307), which needs glutamate."""
    names = ("mTORC1_synapse", "SynapticProtein", "DendriticSpines", "SynapticFunction", "AntidepressantEffect")
    course = mtor.simulate({"Ketamine": 1000.0}, duration=480, points=2)
    assert course.final("NMDAR") < 0.8 * fed["NMDAR"]
    for name in names:
        assert course.final(name) > 1.1 * fed[name], name
    state = settled(logic, {"Ketamine": True})
    assert not state["NMDAR"]
    assert all(state[name] for name in names)
    assert not settled(logic, {"Ketamine": True, "Glutamate": False})["mTORC1_synapse"]


def test_nv5138_works_like_ketamine(mtor: OdeModel, fed: Mapping[str, float], logic: LogicModel) -> None:
    """NV-5138 (review, lines 1307-1310) through Sestrin2 alone."""
    level = mtor.steady_state({"NV5138": 1e5})
    names = ("mTORC1_synapse", "SynapticProtein", "AntidepressantEffect")
    assert all(level[name] > 1.1 * fed[name] for name in names)
    lost = mtor.steady_state({"Sestrin2_total": 0.0})
    both = mtor.steady_state({"Sestrin2_total": 0.0, "NV5138": 1e5})
    assert both["mTORC1_synapse"] == pytest.approx(lost["mTORC1_synapse"], rel=1e-3)
    assert all(settled(logic, {"NV5138": True})[name] for name in names)


def test_little_rapamycin_passes_the_barrier(mtor: OdeModel, fed: Mapping[str, float]) -> None:
    """Weaker in the brain than outside at the same dose (lines 1524-1526), and nothing without FKBP12.

    Against a barrier that lets nothing pass: the drug frees Rheb and the Rags of the one cell from feedback, by which
    the synapse behind the barrier would rise.
    """
    free, shielded = (mtor.steady_state({**RAPAMYCIN, "BloodBrainBarrier": barrier}) for barrier in (0.0, 1.0))
    tight = mtor.steady_state({**RAPAMYCIN, "BloodBrainBarrier": 1.0, "w_BloodBrainBarrier": 0.0})
    assert free["mTORC1_synapse"] < 0.2 * fed["mTORC1_synapse"]
    assert 0.5 * tight["mTORC1_synapse"] < shielded["mTORC1_synapse"] < 0.9 * tight["mTORC1_synapse"]
    assert shielded["mTORC1_act"] == pytest.approx(free["mTORC1_act"], rel=1e-3)
    bare = mtor.steady_state({**RAPAMYCIN, "FKBP12_total": 0.0})
    assert bare["mTORC1_synapse"] == pytest.approx(fed["mTORC1_synapse"], rel=0.01)


# -- translation, pruning, memory --------------------------------------------------------------------------------------


def test_translation_at_synapses(mtor: OdeModel, fed: Mapping[str, float], logic: LogicModel) -> None:
    """A gate of activity, sensitive to rapamycin, too much without TSC or 4E-BP2 (review, lines 1290-1300)."""
    assert mtor.steady_state({"NeuronalActivity": 0.0})["SynapticTranslation"] == pytest.approx(0.0, abs=1e-9)
    assert mtor.steady_state(RAPAMYCIN)["SynapticTranslation"] < 0.6
    assert not settled(logic, {"NeuronalActivity": False})["SynapticTranslation"]
    assert not settled(logic, {"Rapamycin": True})["SynapticTranslation"]
    for total, node in (("TSC2_total", "TSC2"), ("EIF4EBP2_total", "EIF4EBP2")):
        level = mtor.steady_state({total: 0.0})
        assert level["SynapticTranslation"] > 1.2, total
        assert level["SocialBehaviour"] < 0.8, total
        state = settled(logic, {node: False})
        assert (state["SynapticTranslation_high"], state["SocialBehaviour"]) == (True, False), node


def test_rapamycin_rescues_pruning_only_with_autophagy(mtor: OdeModel, logic: LogicModel) -> None:
    """TSC-deficient mice (review, lines 1326-1333)."""
    sick, treated = mtor.steady_state(TSC), mtor.steady_state({**TSC, **RAPAMYCIN})
    none = {**TSC, "ATG_genes_total": 0.0}
    sick_none, treated_none = mtor.steady_state(none), mtor.steady_state({**none, **RAPAMYCIN})
    for name in ("Autophagy_neuron", "SynapticPruning", "SocialBehaviour"):
        assert sick[name] < 0.9
        assert treated[name] > 1.0
        assert sick_none[name] == pytest.approx(0.0, abs=1e-6)
        assert treated_none[name] == pytest.approx(0.0, abs=1e-6)
    off = {"TSC2": False}
    for genes, rescued in ((True, True), (False, False)):
        state = settled(logic, {**off, "ATG_genes": genes}, {"Rapamycin": True})
        assert (state["SynapticPruning"], state["SocialBehaviour"]) == (rescued, rescued)
        assert not settled(logic, {**off, "ATG_genes": genes})["SynapticPruning"]


def test_local_inhibition_prunes(logic: LogicModel) -> None:
    on, off = (settled(logic, {"mTORC1_synapse": level}) for level in (True, False))
    assert not on["Autophagy_neuron"]
    assert not on["SynapticPruning"]
    assert off["Autophagy_neuron"]
    assert off["SynapticPruning"]


def test_aggregates_and_memory(mtor: OdeModel, fed: Mapping[str, float], logic: LogicModel) -> None:
    """Disease models (review, lines 1502-1521): rapamycin clears and helps; lowering aggregates alone does not."""
    sick = mtor.steady_state({"DiseaseProteins": 1.0})
    treated = mtor.steady_state({"DiseaseProteins": 1.0, **RAPAMYCIN})
    assert sick["ProteinAggregates"] > 3 * fed["ProteinAggregates"]
    assert treated["ProteinAggregates"] < 0.5 * sick["ProteinAggregates"]
    assert treated["Memory"] > 1.2 * sick["Memory"]
    ill = {"DiseaseProteins": True}
    names = ("Autophagy_neuron", "ProteinAggregates", "Memory")
    assert [settled(logic, ill)[name] for name in names] == [False, True, False]
    assert [settled(logic, ill, {"Rapamycin": True})[name] for name in names] == [True, False, True]
    assert not settled(logic, ill, {"ProteinAggregates": False})["Memory"]


def test_loss_of_autophagy_is_enough_for_neurodegeneration(mtor: OdeModel, logic: LogicModel) -> None:
    assert mtor.steady_state({"ATG_genes_total": 0.0})["Neurodegeneration"] > 5.0
    assert settled(logic, {"ATG_genes": False})["Neurodegeneration"]
    assert settled(logic, {"Ageing": True})["Neurodegeneration"]


# -- what acts through what ------------------------------------------------------------------------------------------


def test_bdnf_acts_through_pi3k(mtor: OdeModel, logic: LogicModel) -> None:
    """Review, lines 1284-1286: BDNF raises mTORC1 of axons as an activator of PI3K."""
    shown = ["mTORC1_synapse", "AxonRepair"]
    without = mtor.steady_state({"PI3K_total": 0.0})
    for total, effect in ((10.0, (1.2, 3.0)), (0.0, (0.95, 1.05))):
        changes = {"PI3K_total": total, "BDNF": 2.0}
        level = mtor.steady_state(changes)
        before = without if total == 0.0 else mtor.steady_state({})
        for name in shown:
            assert effect[0] < level[name] / before[name] < effect[1], (name, total)
    assert settled(logic, {"PI3K": False}, {"BDNF": True})["AxonRepair"] is False
    assert settled(logic, {"BDNF": True})["AxonRepair"] is True


def test_spines_need_mtorc2(mtor: OdeModel, fed: Mapping[str, float], logic: LogicModel) -> None:
    """Review, lines 1394-1402: spines are built of actin, and answer to mTORC2; nothing is said of the translation."""
    level = mtor.steady_state({"Rictor_total": 0.0})
    assert level["DendriticSpines"] < 0.85 * fed["DendriticSpines"]
    assert level["SynapticTranslation"] == pytest.approx(fed["SynapticTranslation"], rel=0.05)
    state = settled(logic, {"Rictor": False})
    assert (state["DendriticSpines_low"], state["SynapticTranslation"]) == (False, True)
    assert settled(logic)["DendriticSpines_low"] is True


def test_without_sestrin2_the_synapse_has_what_nv5138_gives(
    mtor: OdeModel, fed: Mapping[str, float], logic: LogicModel
) -> None:
    """Review, lines 1307-1310: the drug inhibits Sestrin2, so that it adds nothing to its loss."""
    assert mtor.steady_state({"Sestrin2_total": 0.0})["mTORC1_synapse"] > 1.2 * fed["mTORC1_synapse"]
    lost = {"Sestrin2": False, "Sestrin2_low": False}
    without, treated = settled(logic, lost), settled(logic, lost, {"NV5138": True})
    assert without["mTORC1_synapse"]
    assert treated["mTORC1_synapse"]
    assert settled(logic)["mTORC1_synapse"] is False
