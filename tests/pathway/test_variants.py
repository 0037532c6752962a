"""Every variant of the table is there, fits the merged model, and does what is expected of it in both formalisms."""

from __future__ import annotations

import csv
import functools
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from tests.pathway.variant_cases import CASES, Case

import mtorsbml
from mtorsbml.errors import UsageError
from mtorsbml.model import variant as mechanism
from mtorsbml.model.variant import Value
from mtorsbml.pathway import library, variants
from mtorsbml.pathway.variants import account
from mtorsbml.sbml.core import core_sbml
from mtorsbml.sbml.qual import qual_sbml
from mtorsbml.simulate.logic import LogicModel
from mtorsbml.simulate.ode import OdeModel
from mtorsbml.simulate.results import TimeCourse

TABLE = Path("/work/shared/spec/variants.tsv")
ROOT = Path(__file__).parents[2]
NAMES = list(variants.variants())


# -- the table ---------------------------------------------------------------------------------------------------


def test_every_row_of_the_table_is_a_variant_of_its_kind() -> None:
    if not TABLE.is_file():
        pytest.skip(f"{TABLE} is not here: the table of variants cannot be compared")
    rows = {row["id"]: row for row in csv.DictReader(TABLE.read_text(encoding="utf-8").splitlines(), delimiter="\t")}
    assert {name: v.kind for name, v in variants.variants().items()} == {n: row["kind"] for n, row in rows.items()}
    assert {name: list(v.evidence.locators) for name, v in variants.variants().items()} == {
        name: row["lines"].split(";") for name, row in rows.items()
    }


@pytest.mark.parametrize("name", NAMES)
def test_a_variant_fits_the_merged_model_and_changes_it(name: str) -> None:
    v = variants.variants()[name]
    assert mechanism.misfits(library.merged(), v) == ()
    assert bool(v.changes) != v.default


def test_each_loss_reaches_a_logic_node() -> None:
    nodes = {n.id for n in library.merged().nodes}
    lost = {
        c.id.removesuffix("_total"): v.id
        for v in variants.variants().values()
        for c in v.changes
        if isinstance(c, Value) and c.id.endswith("_total") and c.quantity.value == 0
    }
    assert {name: by for name, by in lost.items() if name not in nodes} == {}


def test_each_variant_has_a_case() -> None:
    tried = {part for case in CASES for part in case.variant.split("+")}
    assert [name for name in variants.variants() if name not in tried] == []


def test_rapamycin_without_more_is_the_acute_dose() -> None:
    assert [v.id for v in variants.named("TSC2_loss+rapamycin")] == ["TSC2_loss", "rapamycin_acute"]
    with pytest.raises(UsageError, match="rapamycin_acute"):
        variants.named("rapamycin+rapamycin_acute")


def test_the_page_of_variants_is_what_the_command_prints() -> None:
    assert (ROOT / "docs" / "variants.md").read_text(encoding="utf-8") == account.markdown(), (
        "run: mtorsbml variants --markdown > docs/variants.md"
    )


# -- what they do ------------------------------------------------------------------------------------------------


@functools.cache
def network(names: str) -> LogicModel:
    return LogicModel.load(qual_sbml(variants.model_with("mtor", names)))


def settings(names: str) -> dict[str, float]:
    return {c.id: c.value for c in mechanism.settings(library.merged(), variants.named(names))}


@pytest.fixture(scope="module")
def level(mtor: OdeModel) -> Callable[[str, Mapping[str, float], Case], float]:
    """The readout of a case under some variants and conditions; one run serves all readouts."""
    wanted = sorted({case.readout for case in CASES})
    done: dict[tuple[object, ...], TimeCourse] = {}

    def read(names: str, given: Mapping[str, float], case: Case) -> float:
        key = (names, *sorted(given.items()), case.after)
        if key not in done:
            done[key] = mtor.simulate({**settings(names), **given}, duration=case.after, points=2, select=wanted)
        return done[key].final(case.readout)

    return read


@pytest.mark.parametrize("case", CASES, ids=str)
def test_the_kinetic_model_shows_it(level: Callable[[str, Mapping[str, float], Case], float], case: Case) -> None:
    beside = {"wild type": "", "at rest": case.variant, "the rest": case.variant.rpartition("+")[0]}[case.against]
    found = level(case.variant, case.given, case)
    other = level(beside, {} if case.against == "at rest" else case.given, case)
    bounds = {
        "more": found > other * (1 + case.by),
        "less": found < other * (1 - case.by),
        "same": abs(found - other) <= case.by * other,
        "lost": found < 0.1 * other,
    }
    assert bounds[case.expected], f"{case.why}: {found:.4g} beside {other:.4g}"


@pytest.mark.parametrize("case", [case for case in CASES if case.logic is not None], ids=str)
def test_the_logic_model_shows_it(case: Case) -> None:
    model = network(case.variant)
    nodes = {e.id: e for e in library.merged().environments}
    held = {name: value >= nodes[name].reference for name, value in case.given.items()}
    assert model.resting_state(held)[case.readout] == ("on" if case.logic else "off"), case.why


def test_leucine_threshold_moves_with_the_affinity_of_the_sensor_of_the_fly(mtor: OdeModel) -> None:
    """dSesn binds leucine 5 times less well than Sestrin2: half of mTORC1 lies where it sees 3 to 7 times as much.

    Sestrin2 sees a pool that translation uses, dSesn what haemolymph brings.
    """
    import numpy as np

    (carried,) = (p.value for p in library.merged().parameters if p.id == "K_Leu_accumulation")
    media = np.geomspace(1e4, 1e7, 9)
    halves = []
    for name, leucine in (("human_Sestrin_in_fly", "Leu_ext"), ("fly_Dmelanogaster", "Leu_haemolymph")):
        select = ["mTORC1_act", "Leu"]
        runs = [
            mtor.simulate({**settings(name), leucine: x}, duration=120, points=2, select=select, rtol=1e-6)
            for x in media
        ]
        active = [run.final("mTORC1_act") for run in runs]
        seen = [run.final("Leu") for run in runs] if leucine == "Leu_ext" else carried * media
        middle = (min(active) + max(active)) / 2
        halves.append(float(np.exp(np.interp(middle, active, np.log(seen)))))
    assert 3 <= halves[1] / halves[0] <= 7


# -- through the doors -------------------------------------------------------------------------------------------


def test_the_exported_model_runs_as_the_settings_by_hand(mtor: OdeModel) -> None:
    names = "TSC2_loss+rapamycin_acute"
    ours = mtorsbml.load("mtor", variant=names).simulate({}, duration=60, points=4)
    theirs = mtor.simulate(settings(names), duration=60, points=4)
    assert ours.values == pytest.approx(theirs.values, rel=1e-6, abs=1e-9)
    assert ours.final("S6K1_act") < 0.2 * ours["S6K1_act"][0]


@pytest.mark.parametrize("name", ["GATOR1_loss", "glioblastoma", "DEPDC5_loss", "AMPK_TSC_null"])
def test_a_lost_complex_is_a_missing_brake_in_logic_as_a_lost_subunit_is(name: str) -> None:
    """GATOR1 and TSC are off in fed cells, so that holding them off alone would show nothing."""
    assert mtorsbml.load_logic("mtor", variant=name).resting_state()["mTORC1_hyperactive"] == "on"
    course = mtorsbml.simulate("mtor", duration=2880, points=2, variant=name)
    assert course.final("mTORC1_act") > 1.2 * course["mTORC1_act"][0]


def test_simulate_and_load_logic_take_variants() -> None:
    course = mtorsbml.simulate("mtor", {"AminoAcids": 0}, duration=60, points=2, variant="GATOR1_loss")
    assert course.final("mTORC1_act") > course["mTORC1_act"][0]
    assert mtorsbml.load_logic("mtor", variant="RagA_GTP").resting_state({"AminoAcids": False})["mTORC1_act"] == "on"
    assert mtorsbml.variants()["TSC2_loss"].kind == "genotype"


@pytest.mark.parametrize(
    ("first", "second", "why"),
    [
        ("TSC2_loss", "TSC2_Akt_insensitive", "the first removes TSC2 (TSC2_total = 0), which the second alters"),
        (
            "TSC_deficient_brain",
            "TSC2_Akt_insensitive",
            "the first removes TSC2 (TSC_total = 0), which the second alters",
        ),
        ("RHEB_activating", "RHEB_loss", "the second removes Rheb (Rheb_total = 0), which the first alters"),
        ("rapamycin_acute", "rapamycin_chronic", "both set 'Rapamycin' (100 and 100 nmol/l)"),
        ("yeast_Spombe", "worm_Celegans", "both choose the wiring of a species"),
        ("alt_purine_TSC", "alt_purine_Rheb", "both choose the route of purines"),
        ("RagA_GDP_locked", "RagA_GTP", "logic node 'RagAB_GTP' is 'false' in the one and 'RagAB' in the other"),
        ("Sestrin2_loss", "Sestrin2_high_tissue", "both set 'Sestrin2_total' (0 and 324 nmol/l)"),
    ],
)
def test_contradictions_are_refused_with_the_reason(first: str, second: str, why: str) -> None:
    with pytest.raises(UsageError) as caught:
        variants.model_with("mtor", f"{first}+{second}")
    assert str(caught.value) == f"variants '{first}' and '{second}' contradict each other: {why}; choose one of them"


NO_MODULE = "variant 'TSC1_loss' does not fit model 'lysosomal_gate': it has no parameter 'TSC1_total', "


@pytest.mark.parametrize(
    ("model", "names", "message"),
    [
        ("mtor", "TSC2_los", "there is no variant 'TSC2_los'; did you mean 'TSC2_loss' or 'TSC1_loss' or 'GCN2_loss'?"),
        ("lysosomal_gate", "TSC1_loss", f"{NO_MODULE}which module 'growth_factor' has; take 'mtor'"),
        ("mtorr", "TSC1_loss", "there is no model 'mtorr'; did you mean 'mtor'?"),
    ],
)
def test_what_is_unknown_or_does_not_fit_is_refused(model: str, names: str, message: str) -> None:
    with pytest.raises(UsageError) as caught:
        variants.model_with(model, names)
    assert str(caught.value) == message


def test_a_variant_fits_a_module_alone_that_has_all_it_changes() -> None:
    found = variants.model_with("lysosomal_gate", "RagA_GTP")
    assert found.id == "lysosomal_gate_RagA_GTP"
    held = OdeModel.load(core_sbml(found)).steady_state({"kcat_GATOR1_RagAB": 0.0})
    assert held["Rag_off"] == pytest.approx(0.0, abs=1e-6)
