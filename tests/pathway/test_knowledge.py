"""The knowledge tables: complete, consistent, refused where they are unsure, and in words of our own."""

from __future__ import annotations

import csv
import re
from collections import Counter
from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtorsbml.errors import MtorsbmlError
from mtorsbml.pathway import knowledge
from mtorsbml.pathway.knowledge import (
    CELL_VOLUME_PL,
    abundance,
    constant,
    constants,
    copies_to_nmol_per_l,
    entities,
    interactions,
    reference,
    references,
)

TABLES = Path(knowledge.__file__).parent
SPEC = Path(__file__).parents[2].parent / "shared" / "spec"
CONSECUTIVE_WORDS = 8

spec_needed = pytest.mark.skipif(
    not SPEC.is_dir(), reason=f"NOT CHECKED against the source: there is no {SPEC} beside this checkout"
)


def read_spec(name: str) -> list[dict[str, str]]:
    with (SPEC / name).open(encoding="utf-8") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def test_tables_are_complete() -> None:
    assert (len(entities()), len(interactions()), len(references()), len(constants())) == (330, 509, 61, 85)
    assert list(interactions()) == list(range(1, 510))


@pytest.mark.parametrize("name", ["entities", "interactions", "references", "constants"])
def test_no_row_was_lost_to_a_repeated_key_or_a_ragged_line(name: str) -> None:
    header, *lines = (TABLES / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    assert len(lines) == len(getattr(knowledge, name)())
    assert {line.count("\t") for line in lines} == {header.count("\t")}


def test_every_id_is_an_sid_and_every_kind_compartment_and_state_is_known() -> None:
    table = entities()
    assert all(re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]*", entity) for entity in table)
    assert len({entity.lower() for entity in table}) == len(table)
    kinds = Counter(row.kind for row in table.values())
    assert kinds == {
        "protein": 125,
        "process": 88,
        "complex": 42,
        "small_molecule": 34,
        "stimulus": 19,
        "drug": 11,
        "gene_programme": 11,
    }
    assert {row.compartment for row in table.values()} == {
        "cytosol", "nucleus", "lysosome_membrane", "lysosome_lumen", "plasma_membrane", "mitochondrion", "ER",
        "extracellular", "organism",
    }  # fmt: skip
    for row in table.values():
        assert row.name
        assert row.state_of != row.id
        assert not row.state_of or table[row.state_of].kind == row.kind


def test_identifiers_have_the_form_of_their_databases() -> None:
    forms = {
        "hgnc": r"HGNC:\d{1,5}",
        "uniprot": r"[OPQ][0-9][A-Z0-9]{3}[0-9]|[A-NR-Z][0-9][A-Z][A-Z0-9]{2}[0-9]([A-Z][A-Z0-9]{2}[0-9])?",
        "chebi": r"CHEBI:\d+",
        "go": r"GO:\d{7}",
    }
    for row in entities().values():
        assert len(row.hgnc) == len(row.uniprot), row.id
        for field, form in forms.items():
            assert all(re.fullmatch(form, accession) for accession in getattr(row, field)), row.id


def test_resources_say_how_an_entity_and_its_database_entry_are_related() -> None:
    table = entities()
    assert table["mTOR"].resources() == (("is", "hgnc:3942"), ("is", "uniprot:P42345"))
    assert table["Rheb_GTP"].resources() == (("isVersionOf", "hgnc:10011"), ("isVersionOf", "uniprot:Q15382"))
    assert table["Leu"].resources() == (("is", "CHEBI:15603"),)
    assert table["ProteinSynthesis"].resources() == (("isVersionOf", "GO:0006412"),)
    assert dict(table["TSC"].resources())["is"] == "GO:0033596"
    assert dict(table["TSC_lys"].resources())["isVersionOf"] == "GO:0033596"
    assert Counter(qualifier for qualifier, _ in table["TSC_lys"].resources()) == {"hasPart": 6, "isVersionOf": 1}
    assert {qualifier for qualifier, _ in table["Akt"].resources()} == {"hasVersion"}
    assert {qualifier for qualifier, _ in table["Akt_act"].resources()} == {"isVersionOf"}
    assert table["FKBP12_Rapa"].resources() == (("hasPart", "hgnc:3711"), ("hasPart", "uniprot:P62942"))
    assert table["PKC"].resources() == ()


def test_interactions_join_known_entities_and_use_the_agreed_words() -> None:
    for row in interactions().values():
        assert row.source in entities(), row.n
        assert row.target in entities(), row.n
        assert row.sign in {"+", "-", "gate"}, row.n
        assert row.confidence in {"established", "proposed", "unclear", "inference"}, row.n
        assert 1 <= len(row.mechanism.split()) <= 11, row.n
        assert row.lines
        assert all(re.fullmatch(r"\d+(-\d+)?", place) for place in row.lines), row.n
        assert all(1 <= number <= 281 for number in row.refs), row.n
    assert Counter(row.form for row in interactions().values()) == {"": 459, "state": 30, "pool": 20}


def test_references_can_be_named_and_most_can_be_resolved() -> None:
    for key, row in references().items():
        assert re.fullmatch(r"[A-Z][A-Za-z]+\d{4}_\w+", key)
        assert str(row.year) in key
        assert not row.doi or re.fullmatch(r"10\.\d{4,}/\S+", row.doi)
        assert not row.pmid or row.pmid.isdigit()
    assert [key for key, row in references().items() if not row.compact] == [
        "VanderHaar2007_PRAS40",
        "Choi1996_FKBP12_rapamycin",
        "Harrington2004_IRS1",
        "Hoxhaj2017_purines",
        "Sancak2008_Rags",
        "Humphrey2013_Akt_mTORC2",
    ]
    sestrin = reference("Wolfson2016_Sestrin2")
    assert (sestrin.label, sestrin.compact) == ("Wolfson 2016, Science", "pubmed:26449471")
    assert reference("Liu2020_review").pmid == "31937935"
    assert reference("Kim2002_Raptor").compact == "doi:10.1016/s0092-8674(02)00808-5"


def test_rows_are_read_once_and_cannot_be_changed() -> None:
    assert entities() is entities()
    with pytest.raises(TypeError):
        entities()["mTOR"] = entities()["Rheb"]  # type: ignore[index]
    with pytest.raises(FrozenInstanceError):
        constant("copies_mTOR").value = "1"  # type: ignore[misc]


def test_copies_become_concentrations() -> None:
    # 6.02214076e23 / mol * 2e-12 l * 1e-9 mol/l = 1204.428152 molecules
    assert copies_to_nmol_per_l(1204.428152) == pytest.approx(1.0, rel=1e-12)
    assert abundance("copies_mTOR") == pytest.approx(18826 / 1204.428152, rel=1e-12)
    assert copies_to_nmol_per_l(602.214076, cell_volume_pl=1.0) == pytest.approx(1.0, rel=1e-12)


@given(copies=st.floats(0, 1e9), volume=st.floats(1e-3, 1e3))
def test_concentration_goes_with_the_copies_and_against_the_volume(copies: float, volume: float) -> None:
    scaled = copies_to_nmol_per_l(copies) * CELL_VOLUME_PL / volume
    assert copies_to_nmol_per_l(copies, cell_volume_pl=volume) == pytest.approx(scaled, rel=1e-9)


@pytest.mark.parametrize("copies", [-1.0, float("nan")])
def test_impossible_copies_are_refused(copies: float) -> None:
    with pytest.raises(MtorsbmlError, match="copies per cell"):
        copies_to_nmol_per_l(copies)


@pytest.mark.parametrize("volume", [0.0, -2.0, float("nan")])
def test_impossible_volumes_are_refused(volume: float) -> None:
    with pytest.raises(MtorsbmlError, match="not above 0"):
        copies_to_nmol_per_l(100, cell_volume_pl=volume)


def test_rate_constants_and_affinity_of_rapamycin_agree() -> None:
    per_mol = constant("k_off_mTORC1_rapamycin").measured() / constant("k_on_mTORC1_rapamycin").measured()
    assert constant("k_on_mTORC1_rapamycin").unit == "l/mol/s"
    assert per_mol * 1e9 == pytest.approx(constant("Kd_FRB_FKBP12_rapamycin").measured(), rel=0.05)


def test_an_abundance_of_something_that_is_not_counted_is_refused() -> None:
    with pytest.raises(MtorsbmlError, match=r"'Kd_SAMTOR_SAM' \[umol/l\] is not in molecules/cell"):
        abundance("Kd_SAMTOR_SAM")


def test_unknown_constants_are_met_with_the_nearest_ones() -> None:
    with pytest.raises(MtorsbmlError, match="no constant 'Kd_Sestrin_leucine'; did you mean 'Kd_Sestrin2_leucine'"):
        constant("Kd_Sestrin_leucine")


def test_unknown_papers_are_met_with_the_nearest_ones() -> None:
    with pytest.raises(MtorsbmlError, match="no paper 'Wolfson2016_Sestrin'; did you mean 'Wolfson2016_Sestrin2'"):
        reference("Wolfson2016_Sestrin")


def test_unverified_numbers_are_refused_as_measured() -> None:
    unverified = [key for key, row in constants().items() if row.status == "unverified"]
    assert unverified == ["IC50_rapamycin_S6K1", "IC50_Torin1_mTOR", "t_loss_mTORC2_chronic_rapamycin"]
    for key in unverified:
        with pytest.raises(MtorsbmlError, match=f"'{key}' is unverified"):
            constant(key).measured()


def test_ranges_are_not_taken_for_numbers() -> None:
    with pytest.raises(MtorsbmlError, match=r"'t_rise_Akt_S473_insulin' has no single number \('0.5..5'\)"):
        constant("t_rise_Akt_S473_insulin").measured()


def test_every_constant_has_a_source_and_a_usable_value() -> None:
    for key, row in constants().items():
        assert re.fullmatch(r"\w+", key)
        assert row.value
        assert row.quantity
        assert row.source
        assert row.status in {"seen", "secondary", "unverified"}
        assert (row.source == "none") <= (row.status == "unverified"), key
        if key.startswith(("copies_", "half_life_", "Kd_", "conc_", "log2_")):
            assert row.measured() == float(row.value)


@spec_needed
def test_entities_are_those_of_the_specification() -> None:
    rows = read_spec("entities.tsv")
    assert [row["id"] for row in rows] == list(entities())
    for row in rows:
        ours = entities()[row["id"]]
        theirs = (row["kind"], row["hgnc_ids"], row["uniprot"], row["chebi"], row["go"], row["compartment"])
        assert theirs == (ours.kind, *map(";".join, (ours.hgnc, ours.uniprot, ours.chebi, ours.go)), ours.compartment)


@spec_needed
def test_interactions_are_those_of_the_specification() -> None:
    for row in read_spec("interactions.tsv"):
        ours = interactions()[int(row["n"])]
        assert (ours.module, ours.source, ours.target) == (row["module"], row["source"], row["target"])
        assert (ours.sign, ours.confidence) == (row["sign"], row["confidence"])
        assert (",".join(map(str, ours.refs)), ";".join(ours.lines)) == (row["refs"], row["lines"])
        prefix = {"state": "STATE FORM", "pool": "POOL"}.get(ours.form)
        assert row["condition"].startswith(("STATE FORM", "POOL")) == bool(prefix)
        assert row["condition"].startswith(prefix or "")


@spec_needed
def test_only_verified_papers_are_cited() -> None:
    verified = {row["title"]: row for row in read_spec("references.tsv") if row["verified"] == "yes"}
    assert {row.title for row in references().values()} == set(verified)
    for row in references().values():
        assert (row.doi, row.pmid) == (verified[row.title]["doi"], verified[row.title]["pmid"])


@spec_needed
def test_measured_numbers_and_their_standing_are_those_of_the_specification() -> None:
    theirs = Counter((row["value"], row["status"]) for row in read_spec("constants.tsv"))
    ours = Counter((row.value, row.status) for row in constants().values())
    numbers = {pair: count for pair, count in theirs.items() if re.fullmatch(r"[\d.e+]+", pair[0])}
    assert len(numbers) > 40
    for pair, count in numbers.items():
        assert ours[pair] >= count, pair


def runs(text: str) -> set[tuple[str, ...]]:
    """All runs of eight words; letters only, since the review's reference numbers cling to its words."""
    words = re.findall(r"[a-z]+", text.lower())
    return {tuple(words[i : i + CONSECUTIVE_WORDS]) for i in range(len(words) - CONSECUTIVE_WORDS + 1)}


def shared_cells(table: str, review: str) -> list[str]:
    # A line of the review that ends without a space ends within a word.
    sentences = runs(review) | runs(review.replace("\n", ""))
    return [cell for line in table.splitlines() for cell in line.split("\t") if runs(cell) & sentences]


@spec_needed
@pytest.mark.parametrize("name", ["entities", "interactions", "references", "constants"])
def test_no_sentence_of_the_review_is_in_the_tables(name: str) -> None:
    review = (SPEC / "review.txt").read_text(encoding="utf-8")
    sentence = " ".join(review.split()[100:120])
    assert shared_cells(f"x\t{sentence}", review) == [sentence]
    assert shared_cells((TABLES / f"{name}.tsv").read_text(encoding="utf-8"), review) == []
