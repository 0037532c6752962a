"""A user's tables for a PEtab problem: measurements, and conditions that are no experiment of the model.

A row of measurements says in its column `unit` how it is meant: empty or the unit of the model is an absolute level;
`relative` (or `a.u.`, `au`, `arbitrary`) is a level times an unknown scale, as of a blot; `relative+offset` has an
unknown background too.
"""

from __future__ import annotations

import csv
import io
import math
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from mtorsbml.errors import MtorsbmlError, nearest

COLUMNS: Final = ("observableId", "simulationConditionId", "measurement", "time")
"""Columns that a table of measurements must have."""
RELATIVE: Final = ("relative", "a.u.", "au", "arbitrary")
OFFSET: Final = "+offset"
_IDENTIFIER: Final = re.compile(r"[A-Za-z_]\w*")
_FACTORS: Final = ("scale", "offset")

Conditions = Mapping[str, tuple[str, Mapping[str, float]]]
"""Title and changes of each condition, by id."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Table:
    """A table as it was read: its name in errors, and its text with tabs between the columns."""

    name: str
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Observable:
    """What is measured.

    Attributes:
        key: Its id without `obs_`: the readout, with the data set behind it where there is one.
        readout: Id in the model.
        label: A name to show.
        factors: How many of scale and offset it has: 0 is absolute.
    """

    key: str
    readout: str
    label: str
    factors: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class Measurement:
    """One row.

    Attributes:
        observable: What was measured.
        condition: Id of the condition.
        value: In the unit of the readout, or in its own.
        time: Since the begin of the run [unit of time of the model].
        factors: Scale and offset as the row names them: numbers, or ids of parameters to estimate.
        noise: The standard deviation: a number, or the id of a parameter to estimate.
        dataset: Name of the set that it belongs to.
        replicate: Name of the replicate.
    """

    observable: Observable
    condition: str
    value: float
    time: float
    factors: tuple[str, ...] = ()
    noise: str
    dataset: str = ""
    replicate: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Known:
    """What rows may name.

    Attributes:
        readouts: Label of each readout of the model, by id.
        conditions: Ids of the conditions.
        ids: All ids of the model, which no scale and no noise may take.
        unit: The unit of a readout in the model.
    """

    readouts: Mapping[str, str]
    conditions: Collection[str]
    ids: Collection[str]
    unit: Callable[[str], str]


def read_measurements(table: Table, known: Known) -> tuple[Measurement, ...]:
    """The rows of a table of measurements.

    Raises:
        MtorsbmlError: A column is missing, or a row does not fit; it names the file, the line and the value.
    """
    found: dict[str, Observable] = {}
    rows = []
    for line, row in _rows(table, COLUMNS):
        try:
            rows.append(_measurement(row, known, found))
        except ValueError as error:
            raise MtorsbmlError(f"{table.name}, line {line}: {error}") from None
    return tuple(rows)


def read_conditions(table: Table, constants: Collection[str], taken: Collection[str]) -> Conditions:
    """Conditions of a user: the column `conditionId`, perhaps `conditionName`, and one for each parameter to change.

    An empty cell leaves the parameter as the model has it.

    Args:
        table: The table.
        constants: Ids of the parameters that can be changed.
        taken: Ids of the conditions that the model's experiments are.

    Raises:
        MtorsbmlError: A column is no parameter, an id is taken or no id, or a value is no number.
    """
    rows = _rows(table, ("conditionId",))
    changed = [name for name in rows[0][1] if name not in {"conditionId", "conditionName"}] if rows else []
    for name in changed:
        if name not in constants:
            raise MtorsbmlError(
                f"{table.name}: column '{name}' is no parameter that can be changed{nearest(name, constants)}"
            )
    found: dict[str, tuple[str, Mapping[str, float]]] = {}
    for line, row in rows:
        try:
            identifier = _identifier("conditionId", row["conditionId"])
            if identifier in found or identifier in taken:
                whose = "of the line above" if identifier in found else "of an experiment of the model"
                raise ValueError(f"conditionId '{identifier}' is that {whose}; take another")
            values = {name: _number(name, row[name]) for name in changed if row[name]}
        except ValueError as error:
            raise MtorsbmlError(f"{table.name}, line {line}: {error}") from None
        found[identifier] = (row.get("conditionName") or identifier, values)
    return found


def _rows(table: Table, needed: Sequence[str]) -> list[tuple[int, dict[str, str]]]:
    """Line number and cells of each row that is not empty."""
    reader = csv.DictReader(io.StringIO(table.text), delimiter="\t")
    names = [name.strip() for name in reader.fieldnames or ()]
    if absent := [name for name in needed if name not in names]:
        raise MtorsbmlError(
            f"{table.name}: no column {', '.join(absent)}; it is a table with tabs between its columns and their names "
            "in the first line"
        )
    if twice := next((name for i, name in enumerate(names) if name in names[:i]), ""):
        raise MtorsbmlError(f"{table.name}: two columns are called '{twice}'")
    reader.fieldnames = names
    rows = []
    for row in reader:
        if None in row:
            raise MtorsbmlError(
                f"{table.name}, line {reader.line_num}: '{row[None][0]}' stands behind the last of {len(names)} columns"
            )
        cells = {name: (text or "").strip() for name, text in row.items()}
        if any(cells.values()):
            rows.append((reader.line_num, cells))
    return rows


def _measurement(row: Mapping[str, str], known: Known, found: dict[str, Observable]) -> Measurement:
    condition = row["simulationConditionId"]
    dataset = _identifier("datasetId", row["datasetId"]) if row.get("datasetId") else ""
    observable, factors = _observable(row, dataset, known)
    first = found.setdefault(observable.key, observable)
    if first != observable:
        raise ValueError(
            f"'{first.readout}' {_meant(first)} in a line above and '{observable.readout}' {_meant(observable)} here "
            f"are both obs_{first.key}; set them apart by a datasetId"
        )
    if condition not in known.conditions:
        raise ValueError(f"there is no condition '{condition}'{nearest(condition, known.conditions)}")
    if before := row.get("preequilibrationConditionId"):
        raise ValueError(
            f"preequilibrationConditionId '{before}' is not taken; let the condition begin with what came before, and "
            "step at a later time (`<id>_t_on`, `<id>_step`)"
        )
    time = _number("time", row["time"])
    if time < 0:
        raise ValueError(f"time '{row['time']}' is before the run begins")
    return Measurement(
        observable=observable,
        condition=condition,
        value=_number("measurement", row["measurement"]),
        time=time,
        factors=factors,
        noise=_noise(row.get("noiseParameters") or f"sigma_{observable.key}", known),
        dataset=dataset,
        replicate=row.get("replicateId", ""),
    )


def _observable(row: Mapping[str, str], dataset: str, known: Known) -> tuple[Observable, tuple[str, ...]]:
    """What a row measures, and its scale and offset."""
    name = row["observableId"]
    readout = name if name in known.readouts else name.removeprefix("obs_")
    if readout not in known.readouts:
        what = "is a constant of the model, not a readout" if name in known.ids else ""
        raise ValueError(
            f"'{name}' {what}" if what else f"there is no observable '{name}'{nearest(name, known.readouts)}"
        )
    key = f"{readout}_{dataset}" if dataset else readout
    count = _factors_by_unit(row.get("unit", ""), readout, known)
    given = tuple(part.strip() for part in row.get("observableParameters", "").split(";") if part.strip())
    if len(given) > len(_FACTORS) or (count is not None and given and len(given) != count):
        wanted = "a scale, or a scale and an offset" if not count else " and ".join(_FACTORS[:count])
        raise ValueError(f"observableParameters '{row['observableParameters']}': give {wanted}, with ; between")
    count = len(given) if given else count or 0
    factors = given or tuple(f"{factor}_{key}" for factor in _FACTORS[:count])
    for text in factors:
        _number_or_id("observableParameters", text, known)
    return Observable(key=key, readout=readout, label=_label(readout, dataset, known), factors=count), factors


def _label(readout: str, dataset: str, known: Known) -> str:
    return known.readouts[readout] + (f", {dataset}" if dataset else "")


def _factors_by_unit(unit: str, readout: str, known: Known) -> int | None:
    """How many factors a unit asks for; None if there is no word of it."""
    if not unit:
        return None
    plain = unit.lower().replace(" ", "")
    if plain.removesuffix(OFFSET) in RELATIVE:
        return 2 if plain.endswith(OFFSET) else 1
    own = known.unit(readout)
    if unit == own:
        return 0
    raise ValueError(
        f"unit '{unit}': the model has '{readout}' in {own or 'no unit'}; convert to that, or say {RELATIVE[0]} or "
        f"{RELATIVE[0]}{OFFSET}"
    )


def _meant(observable: Observable) -> str:
    return ("(absolute)", "(with a scale)", "(with scale and offset)")[observable.factors]


def _noise(text: str, known: Known) -> str:
    number = _number_or_id("noiseParameters", text, known)
    if number is not None and number <= 0:
        raise ValueError(f"noiseParameters '{text}': a standard deviation is above 0")
    return text


def _number_or_id(column: str, text: str, known: Known) -> float | None:
    """The number, or None if it is an id that the model does not use."""
    try:
        return _number(column, text)
    except ValueError:
        if not _IDENTIFIER.fullmatch(text):
            raise ValueError(f"{column} '{text}' is neither a number nor an id") from None
        if text in known.ids:
            raise ValueError(f"{column} '{text}' is an id of the model; give a parameter a name of its own") from None
    return None


def _number(column: str, text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        raise ValueError(f"{column} '{text}' is no number") from None
    if not math.isfinite(value):
        raise ValueError(f"{column} '{text}' is no finite number")
    return value


def _identifier(column: str, text: str) -> str:
    if not _IDENTIFIER.fullmatch(text):
        raise ValueError(f"{column} '{text}' is no id: letters, digits and _, no digit first")
    return text
