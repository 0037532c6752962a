"""The two models of the pathway held against each other: what is on in logic is above its threshold in the ODE."""

from __future__ import annotations

import pytest

from mtorsbml.pathway import library
from mtorsbml.simulate.logic import LogicModel
from mtorsbml.simulate.ode import OdeModel

TWO_DAYS = 2880.0
TWO_HOURS = 120.0
HALF_AN_HOUR = 30.0
# The same change in both formalisms. What is slower than two hours has no place under rapamycin, nor without amino
# acids or in a fast, where recycling brings a part of mTORC1 back: see test_autophagy_lysosome.py. Without glucose it
# brings the Rags back even sooner, while AMPK keeps mTORC1 off.
CHANGES: dict[str, tuple[dict[str, float], dict[str, bool], float]] = {
    "no growth factors": (
        {"GrowthFactors": 0.0, "Insulin": 0.0, "IGF1": 0.0},
        {"GrowthFactors": False, "Insulin": False, "IGF1": False},
        TWO_DAYS,
    ),
    "no amino acids": ({"AminoAcids": 0.0}, {"AminoAcids": False}, TWO_HOURS),
    "no leucine": ({"Leu_ext": 0.0}, {"Leu_ext": False}, TWO_HOURS),
    "no arginine": ({"Arg_ext": 0.0}, {"Arg_ext": False}, TWO_HOURS),
    "no methionine": ({"Met_ext": 0.0}, {"Met_ext": False}, TWO_HOURS),
    "no glucose": ({"Glucose_ext": 0.0}, {"Glucose_ext": False}, HALF_AN_HOUR),
    "fasting": ({"Fasting": 1.0}, {"Fasting": True}, TWO_HOURS),
    "Torin1": ({"Torin1": 250.0}, {"Torin1": True}, TWO_DAYS),
    "rapamycin, two hours": ({"Rapamycin": 100.0}, {"Rapamycin": True}, TWO_HOURS),
    "energetic stress": ({"EnergeticStress": 1.0}, {"EnergeticStress": True}, TWO_DAYS),
    "oxidative stress": ({"OxidativeStress": 1.0}, {"OxidativeStress": True}, TWO_DAYS),
    "hypoxia": ({"Oxygen": 2000.0}, {"Oxygen": False}, TWO_DAYS),
    "ER stress": ({"ERStress": 1.0}, {"ERStress": True}, TWO_DAYS),
    "DNA damage": ({"DNADamage": 1.0}, {"DNADamage": True}, TWO_DAYS),
    "metformin": ({"Metformin": 2e6}, {"Metformin": True}, TWO_DAYS),
    "no purines": ({"PurineSynthesisInhibitor": 1000.0}, {"PurineSynthesisInhibitor": True}, TWO_DAYS),
    "oncogenic Ras": ({"OncogenicRas": 1.0}, {"OncogenicRas": True}, TWO_DAYS),
    "Rictor loss": ({"Rictor_total": 0.0}, {"Rictor": False}, TWO_DAYS),
    "Akt loss in serum": ({"Akt_total": 0.0}, {"Akt": False}, TWO_DAYS),
    "PI3K loss in serum": ({"PI3K_total": 0.0}, {"PI3K": False}, TWO_DAYS),
    "no ERK and RSK": ({"ERK_total": 0.0, "RSK_total": 0.0}, {"ERK": False, "RSK": False}, TWO_DAYS),
    "lipin 1 loss": ({"Lipin1_total": 0.0}, {"Lipin1": False}, TWO_DAYS),
    "ATG7 loss": ({"ATG7_total": 0.0}, {"ATG7": False}, TWO_DAYS),
    "DEPDC5 loss, no amino acids": (
        {"DEPDC5_total": 0.0, "AminoAcids": 0.0},
        {"DEPDC5": False, "AminoAcids": False},
        TWO_HOURS,
    ),
    "TSC2 loss, no growth factors": (
        {"TSC2_total": 0.0, "GrowthFactors": 0.0, "Insulin": 0.0, "IGF1": 0.0},
        {"TSC2": False, "GrowthFactors": False, "Insulin": False, "IGF1": False},
        TWO_DAYS,
    ),
}
KEY = ("mTORC1_act", "Rag_on", "Rheb_GTP", "AMPK", "mTORC2_act", "Akt_act", "S6K1_act", "TSC_lys", "GATOR1")


@pytest.fixture(scope="module")
def ode(mtor: OdeModel) -> OdeModel:
    return mtor


def test_resting_states_agree() -> None:
    """Every node that names an observable is on at rest just where that lies above the node's threshold."""
    rest = library.resting_state()
    compared = [node for node in library.merged().nodes if node.threshold is not None]
    assert len(compared) > 100
    for node in compared:
        assert (rest[node.observable] > node.threshold) == node.resting, node.id


def test_the_fed_state_is_a_fixed_point(logic: LogicModel) -> None:
    """Nothing moves in the logic model of the fed cell."""
    rest = {node.id: node.resting for node in library.merged().nodes}
    (attractor,) = logic.attractors(start=rest)
    assert attractor.size == 1
    assert {name: level == "on" for name, level in attractor.levels.items()} == rest


@pytest.mark.parametrize(
    ("change", "nodes"),
    [
        ("lipin 1 loss", ("SREBP_nuc", "LipogenicGenes", "PPP", "NADPH")),
        ("ATG7 loss", ("DamagedProteins", "DamagedProteins_high")),
    ],
)
def test_a_lost_brake_shows_on_what_it_held_back(
    ode: OdeModel, logic: LogicModel, change: str, nodes: tuple[str, ...]
) -> None:
    """What lies above its usual level in the ODE is on in logic."""
    fixed = CHANGES[change][1]
    assert {name: logic.resting_state(fixed)[name] for name in nodes} == dict.fromkeys(nodes, "on")
    assert not set(differences(ode, logic, change)[0]) & set(nodes)


def differences(ode: OdeModel, logic: LogicModel, change: str) -> tuple[list[str], int]:
    """Nodes that are not on just where their observable is above the threshold; and how many were compared."""
    turned, fixed, minutes = CHANGES[change]
    course = ode.simulate(turned, duration=minutes, points=2)
    rest = {node.id: node.resting for node in library.merged().nodes}
    (attractor,) = logic.attractors(start=rest, settings=fixed)
    nodes = [n for n in library.merged().nodes if n.observable in course.columns and n.threshold is not None]
    differ = [n.id for n in nodes if (course.final(n.observable) > n.threshold) != (attractor[n.id] == "on")]
    return differ, len(nodes)


@pytest.mark.parametrize("change", CHANGES)
def test_key_nodes_answer_alike(ode: OdeModel, logic: LogicModel, change: str) -> None:
    """After a change at rest, the key nodes agree with their observable without exception."""
    differ, _ = differences(ode, logic, change)
    assert not set(differ) & set(KEY), differ


@pytest.mark.parametrize("change", CHANGES)
def test_nine_of_ten_nodes_answer_alike(ode: OdeModel, logic: LogicModel, change: str) -> None:
    """After a change at rest, nine of ten of all nodes agree with their observable."""
    differ, compared = differences(ode, logic, change)
    assert len(differ) <= 0.1 * compared, differ


def test_a_total_of_zero_is_a_lost_node(logic: LogicModel) -> None:
    """One word for a knockout in both formalisms: `TSC2_total` = 0."""
    lost = logic.resting_state({"TSC2_total": False, "GrowthFactors": False, "Insulin": False})
    assert (lost["TSC2"], lost["TSC"], lost["mTORC1_act"]) == ("off", "off", "on")
    assert logic.resting_state({"TSC2_total": True}).levels == logic.resting_state({}).levels
