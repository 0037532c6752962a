"""A PEtab problem (version 1) of a model: its experiments as conditions, its readouts as observables.

Without measurements of one's own, the table of measurements has no row: fill it in, or pass `--measurements`.
"""

from __future__ import annotations

import csv
import io
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from mtorsbml.errors import MtorsbmlError, nearest
from mtorsbml.exchange.source import Source
from mtorsbml.exchange.tables import write_tsv

if TYPE_CHECKING:
    import libsbml

_FOLD: Final = re.compile(r"plausible within ([\d.]+)-fold")
_ESTIMATED: Final = ("assumed", "estimated")
_CONSTANT_PREFIXES: Final = ("k_", "kcat_", "Km_", "Kd_", "K_", "Ki_", "Vmax_", "gain_", "w_")
_DEFAULT_FOLD: Final = 10.0
_SIGMAS: Final = 2.0
"""An assumed range is taken as two standard deviations to each side."""

MEASUREMENT_COLUMNS: Final = ("observableId", "simulationConditionId", "measurement", "time")


@dataclass(frozen=True, kw_only=True, slots=True)
class Options:
    """What may be added to the bare problem.

    Attributes:
        measurements: A table of measurements, as PEtab has it, with at least `MEASUREMENT_COLUMNS`.
        estimate: Ids of the parameters to estimate; without it, all assumed and estimated constants.
    """

    measurements: str = ""
    estimate: tuple[str, ...] = ()


def petab_files(source: Source, options: Options | None = None) -> dict[str, bytes]:
    """The model, the five tables and the YAML file of the problem.

    Each constant that the notes call assumed or estimated gets bounds of its plausible range on a logarithmic scale and
    a normal prior on it; the others are in the table with `estimate` 0 where an experiment changes them.

    Raises:
        MtorsbmlError: A measurement names an observable or a condition that is not there, or is no number; a parameter
            to estimate is unknown.
    """
    chosen = options or Options()
    model = _model(source.core)
    observables = _observables(source, model)
    conditions = _conditions(source)
    measured = _measurements(chosen.measurements, observables, conditions)
    parameters = _parameters(model, conditions, chosen.estimate)
    sigmas = [(f"sigma_{name}", "log10", 1e-3, 1e3, 1.0, 1) for name in observables]
    return {
        f"{source.id}.xml": source.core.encode(),
        "conditions.tsv": _conditions_table(conditions),
        "observables.tsv": write_tsv(
            ("observableId", "observableName", "observableFormula", "noiseFormula", "noiseDistribution"),
            [
                (f"obs_{name}", label, name, f"noiseParameter1_obs_{name}", "normal")
                for name, label in observables.items()
            ],
        ),
        "measurements.tsv": measured,
        "parameters.tsv": _parameter_table([*parameters, *_used_sigmas(sigmas, measured)]),
        f"{source.id}.yaml": _yaml(source.id),
    }


def with_options(source: Source, measurements: str = "", estimate: Sequence[str] = ()) -> dict[str, bytes]:
    """As `petab_files`, with a user's measurements and choice of parameters."""
    return petab_files(source, replace(Options(), measurements=measurements, estimate=tuple(estimate)))


def _model(sbml: str) -> libsbml.Model:
    from mtorsbml.sbml import read

    # The document must outlive its model.
    document = read.read_document(sbml)
    model = document.getModel()
    model._document = document  # noqa: SLF001 - kept alive with it
    return model


def _observables(source: Source, model: libsbml.Model) -> dict[str, str]:
    """Label of everything that an experiment shows; of a model without experiments, all its species."""
    shown = {curve.id: curve.label for experiment in source.experiments for curve in experiment.curves}
    if shown:
        return shown
    return {s.getId(): s.getName() or s.getId() for s in (model.getSpecies(i) for i in range(model.getNumSpecies()))}


def _conditions(source: Source) -> dict[str, tuple[str, Mapping[str, float]]]:
    """Title and changes of each experiment; one without changes if there is none."""
    found: dict[str, tuple[str, Mapping[str, float]]] = {e.id: (e.title, dict(e.changes)) for e in source.experiments}
    return found or {"at_rest": ("nothing is changed", {})}


def _conditions_table(conditions: Mapping[str, tuple[str, Mapping[str, float]]]) -> bytes:
    changed = list(dict.fromkeys(name for _, changes in conditions.values() for name in changes))
    rows = [
        (identifier, title, *(changes.get(name, "") if name in changes else name for name in changed))
        for identifier, (title, changes) in conditions.items()
    ]
    return write_tsv(("conditionId", "conditionName", *changed), rows)


def _parameters(
    model: libsbml.Model, conditions: Mapping[str, tuple[str, Mapping[str, float]]], wanted: Sequence[str]
) -> list[tuple[str, str, float, float, float, int]]:
    constants = [p for p in (model.getParameter(i) for i in range(model.getNumParameters())) if p.getConstant()]
    known = {p.getId() for p in constants}
    for name in wanted:
        if name not in known:
            raise MtorsbmlError(f"parameter to estimate '{name}': the model has no such constant{nearest(name, known)}")
    changed = {name for _, changes in conditions.values() for name in changes}
    rows = []
    for p in constants:
        name, value = p.getId(), float(p.getValue())
        notes = p.getNotesString() or ""
        free = name in wanted if wanted else any(word in notes for word in _ESTIMATED)
        kinetic = bool(wanted) or name.startswith(_CONSTANT_PREFIXES)
        if not free or not kinetic or name in changed or value <= 0:
            continue
        fold = _fold(notes)
        rows.append((name, "log10", value / fold, value * fold, value, 1))
    return rows


def _fold(notes: str) -> float:
    match = _FOLD.search(notes)
    fold = float(match.group(1)) if match else _DEFAULT_FOLD
    return fold if fold > 1 else _DEFAULT_FOLD


def _parameter_table(rows: Sequence[tuple[str, str, float, float, float, int]]) -> bytes:
    columns = (
        "parameterId", "parameterScale", "lowerBound", "upperBound", "nominalValue", "estimate",
        "objectivePriorType", "objectivePriorParameters",
    )  # fmt: skip
    return write_tsv(columns, [_with_prior(row) for row in rows])


def _with_prior(row: tuple[str, str, float, float, float, int]) -> tuple[str | float, ...]:
    name, scale, low, high, value, estimate = row
    if name.startswith("sigma_"):
        return (name, scale, low, high, value, str(estimate), "", "")
    centre, width = math.log10(value), math.log10(high / low) / 2 / _SIGMAS
    return (name, scale, low, high, value, str(estimate), "parameterScaleNormal", f"{centre!r};{width!r}")


def _used_sigmas(
    sigmas: Sequence[tuple[str, str, float, float, float, int]], measured: bytes
) -> list[tuple[str, str, float, float, float, int]]:
    text = measured.decode()
    return [sigma for sigma in sigmas if re.search(rf"\b{sigma[0]}\b", text)]


def _measurements(
    text: str, observables: Mapping[str, str], conditions: Mapping[str, tuple[str, Mapping[str, float]]]
) -> bytes:
    columns = ("observableId", "simulationConditionId", "measurement", "time", "noiseParameters")
    if not text:
        return write_tsv(columns, [])
    rows = list(csv.DictReader(io.StringIO(text), delimiter="\t"))
    absent = [name for name in MEASUREMENT_COLUMNS if not rows or name not in rows[0]]
    if absent:
        raise MtorsbmlError(f"measurements: no column {', '.join(absent)}; it is a table with tabs between its columns")
    return write_tsv(columns, [_measurement(i, row, observables, conditions) for i, row in enumerate(rows, start=2)])


def _measurement(
    line: int,
    row: Mapping[str, Any],
    observables: Mapping[str, str],
    conditions: Mapping[str, tuple[str, Mapping[str, float]]],
) -> tuple[str | float, ...]:
    where = f"measurements, line {line}"
    name = str(row["observableId"] or "").removeprefix("obs_")
    if name not in observables:
        raise MtorsbmlError(f"{where}: there is no observable '{name}'{nearest(name, observables)}")
    condition = str(row["simulationConditionId"] or "")
    if condition not in conditions:
        raise MtorsbmlError(f"{where}: there is no condition '{condition}'{nearest(condition, conditions)}")
    numbers = []
    for column in ("measurement", "time"):
        try:
            numbers.append(float(row[column]))
        except (TypeError, ValueError):
            raise MtorsbmlError(f"{where}: {column} '{row[column]}' is no number") from None
    noise = str(row.get("noiseParameters") or f"sigma_{name}")
    return (f"obs_{name}", condition, *numbers, noise)


def _yaml(name: str) -> bytes:
    return f"""format_version: 1
parameter_file: parameters.tsv
problems:
  - condition_files:
      - conditions.tsv
    measurement_files:
      - measurements.tsv
    observable_files:
      - observables.tsv
    sbml_files:
      - {name}.xml
""".encode()
