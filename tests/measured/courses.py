"""The measured courses of ../shared/data as tables for `mtorsbml export --to petab`, and what `mtor` makes of them.

The data stay where they are: tables are made from them in memory. What is assumed of an experiment is written here.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from mtorsbml import repository
from mtorsbml.exchange import _factors
from mtorsbml.exchange.measurements import COLUMNS, Known, Measurement, Table, read_conditions, read_measurements
from mtorsbml.pathway.experiments import NIGHT, STARVED
from mtorsbml.simulate.ode import OdeModel

ROOT: Final = Path(__file__).parents[2]
FOLDER: Final = ROOT.parent / "shared" / "data"
NOISE: Final = 0.1
"""No error is tabulated: each readout is given a tenth of its largest value."""
EGF: Final = 6.0
"""ng/ml of EGF that are 1 of `GrowthFactors`, as much as in serum: 1 nmol/l of 6 kDa; assumed, not fitted."""
HEREGULIN: Final = 1.0
"""nmol/l of heregulin that stand for 1 of `GrowthFactors`; assumed, not fitted."""
ANSWER: Final = 1e-3
"""Fraction of the fed level that a readout must move by to have answered."""

Changes = Mapping[str, float]


@dataclass(frozen=True, kw_only=True, slots=True)
class Point:
    """One measured value.

    Attributes:
        dataset: The experiment that it is from; each readout has one scale there.
        readout: As the source names it.
        id: What it is in the model; empty if the model has no such thing.
        condition: Id of the condition.
        changes: What the condition sets; empty if the model cannot be set so.
        time: Since the step [min].
        value: As tabulated.
    """

    dataset: str
    readout: str
    id: str
    condition: str
    changes: Changes
    time: float
    value: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Agreement:
    """How one readout of one data set agrees with the model, whose scale alone is fitted.

    Attributes:
        dataset: The experiment.
        readout: As the source names it.
        id: What it is in the model.
        points: How many values.
        correlation: Of measured and computed values; 0 if the model does not answer.
        error: Root of the mean squared difference, as a fraction of the largest measured value.
        highest: When the course with the largest value first has 95 % of its own peak, measured and computed [min];
            none of a dose response.
        left: What is left of the peak at the end of that course, measured and computed.
    """

    dataset: str
    readout: str
    id: str
    points: int
    correlation: float
    error: float
    highest: tuple[float, float] | None
    left: tuple[float, float] | None


def there() -> bool:
    """Whether the data lie where they are expected."""
    return FOLDER.is_dir()


def _step(name: str, level: float) -> Changes:
    return {**dict(STARVED), f"{name}_t_on": NIGHT, f"{name}_step": level}


def _number(value: float) -> str:
    return f"{value:g}".replace(".", "p")


def _brannmark() -> Iterator[Point]:
    """Condition names of the source disagree with its doses, so the doses name them here."""
    ids = {"IR1_P": "IR_IGF1R", "IRS1_P": "IRS1", "IRS1_P_DosR": "IRS1"}
    for row in _table("brannmark2010_insulin.tsv"):
        first, more, at = (float(row[c]) for c in ("insulin_nM_step1", "insulin_nM_step2", "step2_time_min"))
        changes = dict(_step("Insulin", first))
        name = f"insulin_{_number(first)}"
        if more:
            # A schedule has one step: IGF-1, which the model binds to the same receptor, takes the second, at the level
            # that has the effect of so much insulin.
            changes |= {
                "IGF1_t_on": NIGHT + at,
                "IGF1_step": more * _constant("Kd_IGF1_IR_IGF1R", "Kd_Insulin_IR_IGF1R"),
            }
            name = f"{name}_then_{_number(first + more)}"
        dataset = "two_steps" if more else "doses" if row["readout"].endswith("_DosR") else "course"
        yield Point(
            dataset=f"brannmark_{dataset}", readout=row["readout"], id=ids[row["readout"]], condition=name,
            changes=changes, time=float(row["time_min"]), value=float(row["value_arbitrary"]),
        )  # fmt: skip


def _fujita() -> Iterator[Point]:
    ids = {"pEGFR": "RTK", "pAkt": "Akt_kinase", "pS6": "S6_p"}
    for row in _table("fujita2010_egf_step.tsv"):
        dose = float(row["egf_ng_per_ml"])
        yield Point(
            dataset="fujita", readout=row["readout"], id=ids[row["readout"]], condition=f"egf_{_number(dose)}",
            changes=_step("GrowthFactors", dose / EGF), time=float(row["time_min"]),
            value=float(row["value_arbitrary"]),
        )  # fmt: skip


def _nguyen() -> Iterator[Point]:
    ids = {"phosphoAkt": "Akt_kinase", "pAkt": "Akt_kinase", "phosphoErk": "ERK", "pErk": "ERK", "pS6": "S6_p"}
    ligands: dict[str, Callable[[float], Changes]] = {
        "IGF": lambda dose: _step("IGF1", dose),
        "HRG": lambda dose: _step("GrowthFactors", dose / HEREGULIN),
        # What the starved cell lacks comes back; the inhibitor of the last condition is none of the model's.
        "full medium": lambda _: {**_step("GrowthFactors", 1.0), **_step("Insulin", _constant("Insulin"))},
    }
    names = {
        "Insulin_dose_response_Anto_2018": "igf1_doses",
        "IGF1_LINCS_tc": "igf1_course",
        "HRG_Neve_2002_tc": "heregulin_course",
        "HRG_Neve_2002_do": "heregulin_doses",
        "FigS1D_validation_medium_refeed": "refeeding",
    }
    for row in _table("nguyen_pi3k.tsv"):
        ligand, dose = row["ligand"], float(row["dose_nM"] or 0.0)
        changes = ligands[ligand](dose) if ligand in ligands else {}
        yield Point(
            dataset=f"nguyen_{names[row['experiment']]}", readout=row["readout"], id=ids.get(row["readout"], ""),
            condition=f"{ligand.replace(' ', '_').lower()}_{_number(dose)}" if changes else "", changes=changes,
            time=float(row["time_min"]), value=float(row["value_norm"]),
        )  # fmt: skip


def _table(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


@cache
def mtor() -> OdeModel:
    """The merged model as it is shipped."""
    return OdeModel.load(repository.path("mtor"))


def _constant(name: str, divided_by: str = "") -> float:
    return mtor().default(name) / (mtor().default(divided_by) if divided_by else 1.0)


@cache
def points() -> tuple[Point, ...]:
    """All values of all files."""
    return (*_brannmark(), *_fujita(), *_nguyen())


def usable(chosen: Sequence[Point]) -> list[Point]:
    """Those whose readout and condition the model has."""
    return [p for p in chosen if p.id and p.changes]


def left_out() -> Counter[str]:
    """How many values the model cannot be held against, by their reason."""
    found: Counter[str] = Counter()
    for p in points():
        if not p.id:
            found[f"{p.readout} is not in the model"] += 1
        elif not p.changes:
            found["an inhibitor of PI3K-alpha (BYL719) is not in the model"] += 1
    return found


def measurements(chosen: Sequence[Point]) -> str:
    """A table of measurements: relative, each with a tenth of the largest value of its readout as noise."""
    lines = ["\t".join((*COLUMNS, "unit", "noiseParameters", "datasetId"))]
    largest: dict[tuple[str, str], float] = {}
    for p in chosen:
        largest[p.dataset, p.id] = max(largest.get((p.dataset, p.id), 0.0), p.value)
    for p in chosen:
        noise = NOISE * largest[p.dataset, p.id]
        cells = (p.id, p.condition, p.value, p.time + NIGHT, "relative", f"{noise:.6g}", p.dataset)
        lines.append("\t".join(map(str, cells)))
    return "\n".join([*lines, ""])


def conditions(chosen: Sequence[Point]) -> str:
    """The table of their conditions."""
    found = {p.condition: p.changes for p in chosen}
    names = list(dict.fromkeys(name for changes in found.values() for name in changes))
    rows = [[c, *(str(changes.get(name, "")) for name in names)] for c, changes in found.items()]
    return "\n".join("\t".join(row) for row in [["conditionId", *names], *rows, []])


@cache
def agreements() -> tuple[Agreement, ...]:
    """Each readout of each data set against `mtor` as it is, nothing but one scale fitted."""
    chosen = usable(points())
    _, computed = against(mtor(), chosen)
    pairs: dict[tuple[str, str], list[tuple[Point, float]]] = {}
    for point, level in zip(chosen, computed, strict=True):
        pairs.setdefault((point.dataset, point.id), []).append((point, level))
    return tuple(_agreement(found) for found in pairs.values())


def _agreement(pairs: Sequence[tuple[Point, float]]) -> Agreement:
    first = pairs[0][0]
    values, levels = np.array([p.value for p, _ in pairs]), np.array([level for _, level in pairs])
    answers = np.ptp(levels) > ANSWER * mtor().default(first.id)
    scale = _factors.best(values, levels, np.ones_like(values), ("scale",))[0] if answers else 0.0
    top = max(pairs, key=lambda pair: pair[0].value)[0].condition
    course = sorted(((p.time, p.value, level) for p, level in pairs if p.condition == top), key=lambda row: row[0])
    times, *both = np.array(course).T
    moves = len(times) > 2 and answers
    return Agreement(
        dataset=first.dataset, readout=first.readout, id=first.id, points=len(pairs),
        correlation=float(np.corrcoef(values, levels)[0, 1]) if answers else 0.0,
        error=float(np.sqrt(np.mean((values - scale * levels) ** 2)) / values.max()),
        highest=(_highest(times, both[0]), _highest(times, both[1])) if moves else None,
        left=(float(both[0][-1] / both[0].max()), float(both[1][-1] / both[1].max())) if moves else None,
    )  # fmt: skip


def _highest(times: NDArray[np.float64], values: NDArray[np.float64]) -> float:
    return float(times[np.argmax(values >= 0.95 * values.max())])


def against(model: OdeModel, chosen: Sequence[Point]) -> tuple[Sequence[Measurement], list[float]]:
    """The points as rows of a table that was read, and what the model has in the place of each."""
    setting = read_conditions(Table(name="conditions", text=conditions(chosen)), model.parameters, ())
    readouts = {name: name for name in (*model.species, *model.observables)}
    known = Known(readouts=readouts, conditions=setting, ids=(), unit=model.units)
    rows = read_measurements(Table(name="measurements", text=measurements(chosen)), known)
    return rows, _factors.simulated(rows, setting, model)


def page() -> list[str]:
    """The table of docs/measured.md."""
    lines = [
        "| data | readout | in the model | values | correlation | error | at its peak [min] | left at the end |",
        "| --- | --- | --- | --- | --- | --- | --- | --- |",
    ]
    for a in agreements():
        highest = f"{a.highest[0]:g}, model {a.highest[1]:g}" if a.highest else ""
        left = f"{a.left[0]:.2f}, model {a.left[1]:.2f}" if a.left else ""
        lines.append(
            f"| {a.dataset} | {a.readout} | `{a.id}` | {a.points} | {a.correlation:.2f} | {a.error:.2f} | {highest} | "
            f"{left} |"
        )
    return lines
