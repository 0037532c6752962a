"""Starvation, recycling and the return of mTORC1, in both formalisms; each test names its lines of the review."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pytest

from mtorsbml.pathway import library
from mtorsbml.simulate.logic import LogicModel
from mtorsbml.simulate.ode import OdeModel
from mtorsbml.simulate.results import TimeCourse

HOUR = 60.0
STARVED = {"AminoAcids": 0.0}
LONG = {"AminoAcids": False, "Prolonged": True}
SHOWN = (
    "mTORC1_act", "AA_cyt", "AA_lys", "Leu", "Arg_cyt", "SAM", "Autophagy", "LysosomalProteolysis", "Ribophagy",
    "Ribosome", "NucleotidePool", "Purines", "Proliferation", "ULK1_p", "ULK1_complex", "AutophagosomeFormation",
    "TFEB_nuc", "LysosomeGenes", "LysosomeBiogenesis", "DamagedProteins", "S6K1_act", "ATF4", "Sestrin2",
)  # fmt: skip


def relative(mtor: OdeModel, changes: Mapping[str, float], hours: float = 48.0) -> dict[str, np.ndarray]:
    """Courses over the fed level, a point every quarter of an hour."""
    course: TimeCourse = mtor.simulate(changes, duration=hours * HOUR, points=int(4 * hours) + 1, select=SHOWN)
    return {name: course[name] / (library.resting_state()[name] or 1.0) for name in SHOWN}


@pytest.fixture(scope="module")
def wild(mtor: OdeModel) -> dict[str, np.ndarray]:
    return relative(mtor, STARVED)


def at(course: Mapping[str, np.ndarray], name: str, hours: float) -> float:
    return float(course[name][round(4 * hours)])


def settled(logic: LogicModel, settings: Mapping[str, bool]) -> dict[str, str]:
    """Where the logic model goes from the fed state; it must be one fixed point."""
    rest = {node.id: node.resting for node in library.merged().nodes}
    (attractor,) = logic.attractors(start=rest, settings=settings)
    assert attractor.size == 1
    return dict(attractor.levels)


@pytest.mark.parametrize("name", ["mTORC1_act", "AA_cyt"])
def test_starvation_lowers_and_recycling_brings_a_part_back(wild: dict[str, np.ndarray], name: str) -> None:
    """Down to less than a tenth, and back by a quarter to a half of that within a day (504-509)."""
    lowest = int(wild[name][: 4 * 4].argmin())
    trough = wild[name][lowest]
    back = (wild[name][lowest : 24 * 4].max() - trough) / (1 - trough)
    assert trough < 0.1
    assert 0.25 <= back <= 0.5


def test_the_return_is_damped(wild: dict[str, np.ndarray]) -> None:
    """It takes more than four hours, and after its top it sinks slowly instead of swinging."""
    level = wild["mTORC1_act"]
    top = int(level[8:].argmax()) + 8
    assert 8 <= top / 4 <= 24
    assert at(wild, "mTORC1_act", 4) < 0.5 * level[top]
    assert np.all(np.diff(level[top:]) < 1e-4)
    assert level[-1] > 0.6 * level[top]


def test_recycled_amino_acids_reach_the_sensors(wild: dict[str, np.ndarray]) -> None:
    """Leucine, arginine and SAM pass the affinities of their sensors on the way back, having been below them."""
    rest = library.resting_state()
    for name, kd in (("Leu", 2e4), ("Arg_cyt", 3e4), ("SAM", 7e3)):
        assert at(wild, name, 1) * rest[name] < kd
        assert at(wild, name, 12) * rest[name] > kd


def test_lysosomal_breakdown_stays_within_what_cells_do(wild: dict[str, np.ndarray]) -> None:
    """1 % of protein an hour at rest, and no more than 6 % in starvation."""
    residues = 1.5e9
    flux = 0.02 * sum(library_parameter(f"k_proteolysis_{pool}") for pool in ("AA_lys", "Arg_lys"))
    assert 60 * flux / residues == pytest.approx(0.01, rel=0.02)
    assert 3 < wild["LysosomalProteolysis"].max() < 6


def library_parameter(name: str) -> float:
    return next(p.value for m in library.modules() for p in m.parameters if p.id == name)


@pytest.mark.parametrize("lost", ["SLC38A9", "ATG_genes", "ATG7", "FIP200", "NUFIP1"])
def test_no_return_without(mtor: OdeModel, wild: dict[str, np.ndarray], lost: str) -> None:
    """Without SLC38A9, autophagy genes or NUFIP1 mTORC1 stays down from 2 h to 48 h (515-530)."""
    knockout = relative(mtor, {**STARVED, f"{lost}_total": 0.0})
    limit = 0.15 if lost == "NUFIP1" else 0.03
    assert knockout["mTORC1_act"][8:].max() < limit
    for hours in (12, 24, 48):
        assert at(knockout, "mTORC1_act", hours) < 0.5 * at(wild, "mTORC1_act", hours)


def test_amino_acids_are_trapped_without_slc38a9(mtor: OdeModel, wild: dict[str, np.ndarray]) -> None:
    """They pile up in the lysosome and are missing in the cytosol (515-522)."""
    without = relative(mtor, {**STARVED, "SLC38A9_total": 0.0})
    assert at(without, "AA_lys", 24) > 3 * at(wild, "AA_lys", 24)
    assert at(without, "AA_cyt", 24) < 0.1 * at(wild, "AA_cyt", 24)


def test_no_recycling_where_mtorc1_stays_on(mtor: OdeModel, wild: dict[str, np.ndarray]) -> None:
    """Without GATOR1 a starved cell does not start autophagy, and has fewer amino acids than wild type (1083-1092)."""
    blind = relative(mtor, {**STARVED, "DEPDC5_total": 0.0}, 4)
    assert at(blind, "Autophagy", 4) < 1 < at(wild, "Autophagy", 4)
    assert at(blind, "AA_cyt", 4) < 0.3 * at(wild, "AA_cyt", 4)


def test_ribosomes_are_a_depot(mtor: OdeModel, wild: dict[str, np.ndarray]) -> None:
    """With ribophagy there are fewer ribosomes, more nucleotides and more amino acids; nucleotides help (522-534)."""
    without = relative(mtor, {**STARVED, "NUFIP1_total": 0.0})
    assert np.all(without["Ribophagy"] == 0)
    assert at(wild, "Ribosome", 24) < 0.9 * at(without, "Ribosome", 24)
    assert at(wild, "Purines", 24) > 1.5 * at(without, "Purines", 24)
    fed = relative(mtor, {**STARVED, "NUFIP1_total": 0.0, "Nucleotides_ext": 1e5})
    assert at(fed, "Proliferation", 48) > 1.1 * at(without, "Proliferation", 48)
    assert at(fed, "mTORC1_act", 48) > 1.5 * at(without, "mTORC1_act", 48)


def test_rapamycin_spares_ulk1_in_part_and_torin1_does_not(mtor: OdeModel) -> None:
    """S6K1 is lost under rapamycin, the mark on ULK1 in part only; a catalytic inhibitor takes both (1524-1527)."""
    rapamycin = relative(mtor, {"Rapamycin": 100.0}, 2)
    torin = relative(mtor, {"Torin1": 250.0}, 2)
    assert at(rapamycin, "S6K1_act", 2) < 0.2
    assert 0.5 < at(rapamycin, "ULK1_p", 2) < 0.9
    assert at(torin, "ULK1_p", 2) < 0.4
    for name in ("ULK1_complex", "AutophagosomeFormation", "Autophagy"):
        assert 1.1 < at(rapamycin, name, 2) < at(torin, name, 2)


def test_mitosis_stops_both(mtor: OdeModel) -> None:
    """CDK1 holds back mTORC1 and the formation of autophagosomes alike (509-513)."""
    mitosis = relative(mtor, {"Mitosis": 1.0}, 2)
    assert at(mitosis, "mTORC1_act", 2) < 0.1
    assert at(mitosis, "AutophagosomeFormation", 2) < 0.2


def test_tfeb_answers_to_mtorc1_in_both_directions(mtor: OdeModel, wild: dict[str, np.ndarray]) -> None:
    """Nuclear and its genes up when mTORC1 is off; less nuclear when mTORC1 is hyperactive (402-408, 499-504)."""
    for name in ("TFEB_nuc", "LysosomeGenes", "LysosomeBiogenesis"):
        assert at(wild, name, 4) > 1.5
    hyperactive = relative(mtor, {"TSC2_total": 0.0})
    assert at(hyperactive, "TFEB_nuc", 48) < 0.8
    assert at(hyperactive, "DamagedProteins", 48) > 1.2


def test_flcn_acts_on_tfeb_as_a_distinct_axis_that_can_be_switched_off(mtor: OdeModel) -> None:
    """FLCN loss frees TFEB although mTORC1 falls little; where TSC is lost too, only with the axis on (862-874)."""
    loss = {"FLCN_FNIP2_total": 0.0}
    distinct = relative(mtor, loss)
    assert 0.4 < at(distinct, "mTORC1_act", 48) < 0.95
    assert at(distinct, "TFEB_nuc", 48) > 1.5
    on, off = (relative(mtor, {**loss, "TSC2_total": 0.0, "FLCN_TFEB_axis": axis}) for axis in (1.0, 0.0))
    assert at(on, "TFEB_nuc", 48) > 1.1
    assert at(off, "TFEB_nuc", 48) < 0.9


def test_macropinocytosis_needs_slc38a9(mtor: OdeModel) -> None:
    """Protein from outside keeps mTORC1 on without free amino acids, unless SLC38A9 is lost (515-522)."""
    drinking = {**STARVED, "Macropinocytosis": 1.0}
    intact, lost = relative(mtor, drinking), relative(mtor, {**drinking, "SLC38A9_total": 0.0})
    assert at(intact, "mTORC1_act", 48) > 0.3
    assert at(lost, "mTORC1_act", 48) < 0.03
    assert at(lost, "Proliferation", 48) < 0.8 * at(intact, "Proliferation", 48)


@pytest.mark.parametrize(
    ("protein", "states"),
    [
        ("ULK1", ("ULK1", "ULK1_p", "ULK1_complex")),
        ("ATG13", ("ATG13", "ATG13_p", "ULK1_complex")),
        ("ATG101", ("FIP200", "ULK1_complex")),
        ("UVRAG", ("UVRAG", "UVRAG_p", "HOPS")),
        ("HOPS", ("HOPS", "HOPS_free")),
        ("Rab7", ("Rab7", "Rab7_off")),
        ("TFEB", ("TFEB", "TFEB_p", "TFEB_nuc_TFEB")),
        ("TFE3", ("TFE3", "TFE3_p", "TFEB_nuc_TFE3")),
        ("CDK1", ("CDK1", "CDK1_off")),
        ("NUFIP1", ("NUFIP1", "Ribophagy")),
        ("ATG7", ("ATG_genes", "Autophagy")),
    ],
)
def test_knockouts_take_their_states_along(mtor: OdeModel, protein: str, states: tuple[str, ...]) -> None:
    course = mtor.simulate({f"{protein}_total": 0.0, "Mitosis": 1.0}, duration=600, points=3, select=states)
    assert max(course.final(name) for name in states) < 1e-6


# -- logic -----------------------------------------------------------------------------------------------------------


def test_logic_of_acute_starvation(logic: LogicModel) -> None:
    """mTORC1 off, autophagy, TFEB and ribophagy on, a fixed point (476-509)."""
    level = settled(logic, {"AminoAcids": False})
    assert (level["mTORC1_act"], level["ULK1_p"], level["Leu"]) == ("off", "off", "off")
    for name in ("ULK1_complex", "Autophagy", "TFEB_nuc", "LysosomeBiogenesis", "LysosomalProteolysis", "Ribophagy"):
        assert level[name] == "on", name


def test_logic_of_the_return(logic: LogicModel) -> None:
    """In long starvation mTORC1 is back, and what feeds it stays on.

    The node then stands for a part: a tenth of the fed level, where its threshold elsewhere is two thirds.
    """
    level = settled(logic, LONG)
    for name in ("mTORC1_act", "Leu", "AA_cyt", "Autophagy", "LysosomalProteolysis", "Ribophagy", "Purines"):
        assert level[name] == "on", name
    assert level["ULK1_p"] == "off"


@pytest.mark.parametrize("lost", ["SLC38A9", "ATG_genes", "ATG7", "FIP200", "NUFIP1"])
def test_logic_of_no_return(logic: LogicModel, lost: str) -> None:
    level = settled(logic, {**LONG, lost: False})
    assert (level["mTORC1_act"], level["Proliferation"]) == ("off", "off")
    assert level["AA_lys"] == ("on" if lost == "SLC38A9" else settled(logic, LONG)["AA_lys"])


def test_the_return_in_logic_is_what_the_ode_shows(
    mtor: OdeModel, logic: LogicModel, wild: dict[str, np.ndarray]
) -> None:
    """Above an eighth of the fed level after a day is on; the knock-outs are off."""
    assert settled(logic, LONG)["mTORC1_act"] == "on"
    assert at(wild, "mTORC1_act", 24) > 1 / 8
    for lost in ("SLC38A9", "ATG_genes", "NUFIP1"):
        assert settled(logic, {**LONG, lost: False})["mTORC1_act"] == "off"
        assert at(relative(mtor, {**STARVED, f"{lost}_total": 0.0}, 24), "mTORC1_act", 24) < 1 / 8


def test_logic_of_nucleotides(logic: LogicModel) -> None:
    """Nucleotides from outside restore growth without NUFIP1 (527-530)."""
    assert settled(logic, {**LONG, "NUFIP1": False, "Nucleotides_ext": True})["Proliferation"] == "on"


def test_logic_of_constitutive_mtorc1(logic: LogicModel) -> None:
    blind, wild = (settled(logic, {"AminoAcids": False, "DEPDC5": on}) for on in (False, True))
    assert (blind["Autophagy"], wild["Autophagy"]) == ("off", "on")
    assert (blind["AA_cyt"], wild["AA_cyt"]) == ("off", "on")


def test_logic_of_mitosis_flcn_and_macropinocytosis(logic: LogicModel) -> None:
    mitosis = settled(logic, {"Mitosis": True})
    assert (mitosis["mTORC1_act"], mitosis["AutophagosomeFormation"]) == ("off", "off")
    assert settled(logic, {"FLCN": False})["TFEB_nuc"] == "on"
    drinking = {**LONG, "Macropinocytosis": True}
    assert settled(logic, drinking)["mTORC1_act"] == "on"
    assert settled(logic, {**drinking, "SLC38A9": False})["mTORC1_act"] == "off"
