"""What `mtor` makes of measured courses, one scale fitted for each readout and nothing else.

Needs ../shared/data. docs/measured.md shows the numbers; `python scripts/measured` writes them.
"""

from __future__ import annotations

import re

import pytest
from tests.measured import courses

from mtorsbml.exchange import petab_
from mtorsbml.exchange.measurements import Table
from mtorsbml.exchange.outgoing import source_of

SAME_SHAPE = 0.7
"""Correlation of measured and computed values from which a readout counts as followed; half of the variance is then
accounted for."""
DRIFT = 0.1
"""What the page may be behind, so that a small change of a constant does not ask for a new page."""

pytestmark = pytest.mark.skipif(not courses.there(), reason=f"NOT CHECKED: {courses.FOLDER} is not there")

TOO_LITTLE = "growth factor receptors of the model tire less than measured: a quarter of the peak is left, not a tenth"
NO_RAS = "insulin and IGF-1 reach no Ras in the model"
FOLLOWED = (
    ("brannmark_doses", "IRS1"),
    ("brannmark_course", "IR_IGF1R"),
    ("brannmark_course", "IRS1"),
    ("brannmark_two_steps", "IRS1"),
    ("fujita", "RTK"),
    ("fujita", "S6_p"),
    ("nguyen_igf1_course", "Akt_kinase"),
    ("nguyen_heregulin_course", "ERK"),
    ("nguyen_heregulin_course", "Akt_kinase"),
    ("nguyen_heregulin_doses", "Akt_kinase"),
    ("nguyen_heregulin_doses", "ERK"),
    ("nguyen_refeeding", "Akt_kinase"),
)
NOT_FOLLOWED = {
    ("fujita", "Akt_kinase"): f"measured Akt is a pulse of minutes; {TOO_LITTLE}",
    ("nguyen_igf1_doses", "Akt_kinase"): "measured Akt is full at 0.1 nmol/l, a tenth of the model's half-effect",
    ("nguyen_igf1_doses", "ERK"): NO_RAS,
    ("nguyen_igf1_course", "ERK"): NO_RAS,
    ("nguyen_refeeding", "ERK"): f"measured Erk is a pulse; {TOO_LITTLE}",
    ("nguyen_refeeding", "S6_p"): f"measured S6 keeps two thirds of its peak; {TOO_LITTLE}",
}


@pytest.fixture(scope="module")
def found() -> dict[tuple[str, str], courses.Agreement]:
    """Some 5 s: the merged model in 25 conditions, each of a night and what follows."""
    return {(a.dataset, a.id): a for a in courses.agreements()}


@pytest.mark.parametrize(
    "which",
    [
        *(pytest.param(which, id="-".join(which)) for which in FOLLOWED),
        *(
            pytest.param(which, id="-".join(which), marks=pytest.mark.xfail(strict=True, reason=reason))
            for which, reason in NOT_FOLLOWED.items()
        ),
    ],
)
def test_the_model_moves_as_was_measured(
    found: dict[tuple[str, str], courses.Agreement], which: tuple[str, str]
) -> None:
    assert found[which].correlation >= SAME_SHAPE, found[which]


def test_every_measured_readout_is_judged(found: dict[tuple[str, str], courses.Agreement]) -> None:
    assert set(found) == {*FOLLOWED, *NOT_FOLLOWED}
    judged = sum(a.points for a in found.values())
    assert judged + courses.left_out().total() == len(courses.points())


def test_the_page_says_what_is_measured() -> None:
    text = (courses.ROOT / "docs" / "measured.md").read_text(encoding="utf-8")
    for line in courses.page()[2:]:
        name = line.rpartition("| ")[0].split("|")[1:4]
        (shown,) = [old for old in text.splitlines() if old.split("|")[1:4] == name]
        pairs = zip(re.findall(r"-?\d+\.\d\d\b", line), re.findall(r"-?\d+\.\d\d\b", shown), strict=True)
        for new, old in pairs:
            assert float(new) == pytest.approx(float(old), abs=DRIFT), f"run scripts/measured: {line}"


def test_all_of_it_is_a_problem_that_petab_accepts(tmp_path) -> None:
    petab = pytest.importorskip("petab.v1", reason="NOT CHECKED by petab: not installed (pip install 'mtorsbml[dev]')")
    chosen = [p for p in courses.usable(courses.points()) if p.dataset.startswith("brannmark")]
    made = petab_.with_options(
        source_of("growth_factor", qual=False),
        Table(name="measurements", text=courses.measurements(chosen)),
        conditions=Table(name="conditions", text=courses.conditions(chosen)),
    )
    for name, data in made.items():
        (tmp_path / name).write_bytes(data)
    problem = petab.Problem.from_yaml(tmp_path / "growth_factor.yaml")
    assert not petab.lint_problem(problem)
    assert len(problem.measurement_df) == len(chosen)
    assert {name for name in problem.x_free_ids if name.startswith("scale_")} == {
        f"scale_{p.id}_{p.dataset}" for p in chosen
    }
