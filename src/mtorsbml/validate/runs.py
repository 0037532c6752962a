"""Runs of a model for the rules of family SIM: libRoadRunner, in the process of the check."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from mtorsbml.errors import MtorsbmlError
from mtorsbml.sbml import read
from mtorsbml.sbml.scan import scan
from mtorsbml.validate.context import Context
from mtorsbml.validate.view import ModelView

Values = NDArray[np.float64]

_END: Final = 1000.0
_POINTS: Final = 201
_DRIFT: Final = 1e-4


@dataclass(kw_only=True)
class Runs:
    """What the runs gave: values by id over time, at a tight and a loose tolerance."""

    times: Values = field(default_factory=lambda: np.zeros(1))
    values: dict[str, Values] = field(default_factory=dict)
    amounts: dict[str, Values] = field(default_factory=dict)
    loose: dict[str, Values] = field(default_factory=dict)
    not_loaded: str = ""
    not_integrated: str = ""
    floating: tuple[str, ...] = ()
    stoichiometry: Values = field(default_factory=lambda: np.zeros((0, 0)))
    negative: float = 1e-6
    """What a value may fall below zero, as a fraction of its largest."""

    @staticmethod
    def lowest(values: Values) -> int:
        """Where values are lowest."""
        return int(np.argmin(values))

    @staticmethod
    def size(values: Values) -> float:
        """The largest value, whatever its sign."""
        return float(np.max(np.abs(values)))

    @cached_property
    def least(self) -> float:
        """A billionth of the largest value: what stays below it is the rounding of a zero."""
        return 1e-9 * max(map(self.size, self.values.values()), default=0.0)

    @cached_property
    def species(self) -> dict[str, Values]:
        """The values of species alone."""
        return {name: self.values[name] for name in self.floating if name in self.values}

    def drifts(self) -> list[tuple[list[str], float, float]]:
        """Conserved sums that are not kept: their species, the value at the start and the one farthest from it."""
        if not self.amounts or not self.stoichiometry.size:
            return []
        found = []
        amounts = np.array([self.amounts[name] for name in self.floating])
        for weights in _conserved(self.stoichiometry):
            total = weights @ amounts
            size = float(np.abs(weights) @ np.abs(amounts[:, 0])) or 1.0
            apart: Values = np.abs(total - total[0])
            worst = int(np.argmax(apart))
            if abs(total[worst] - total[0]) > _DRIFT * size:
                names = [n for n, w in zip(self.floating, weights, strict=True) if abs(w) > 1e-9]
                found.append((names, float(total[0]), float(total[worst])))
        return found


def _conserved(stoichiometry: Values) -> Values:
    """Independent sums that no reaction changes, one in a row, each with 1 as its first weight."""
    matrix = np.array(stoichiometry, dtype=float)
    species = matrix.shape[0]
    # Gauss's elimination of [N | 1]: rows that become zero on the left are conserved sums on the right.
    whole = np.hstack([matrix, np.eye(species)])
    row = 0
    for column in range(matrix.shape[1]):
        if row == species:
            break
        pivot = row + int(np.argmax(np.abs(whole[row:, column])))
        if abs(whole[pivot, column]) < 1e-9:
            continue
        whole[[row, pivot]] = whole[[pivot, row]]
        below = whole[row + 1 :, column] / whole[row, column]
        whole[row + 1 :] -= np.outer(below, whole[row])
        row += 1
    sums = whole[row:, matrix.shape[1] :]
    leading = np.array([weights[np.flatnonzero(np.abs(weights) > 1e-9)[0]] for weights in sums])
    return sums / leading[:, None] if len(sums) else sums


def runs_of(ctx: Context) -> Runs:
    """The runs of a file, made once."""
    known: Runs | None = ctx.__dict__.get("_runs")
    if known is None:
        known = ctx.__dict__["_runs"] = _run(ctx)
    return known


def _run(ctx: Context) -> Runs:
    import roadrunner

    roadrunner.Config.setValue(roadrunner.Config.LLVM_BACKEND, roadrunner.Config.LLJIT)
    roadrunner.Logger.setLevel(roadrunner.Logger.LOG_FATAL)
    runs = Runs()
    if ctx.broken:
        # libRoadRunner runs models with undefined symbols, and crashes at others that libSBML refuses.
        runs.not_loaded = "it was not let near it, since libSBML finds errors"
        return runs
    try:
        text = read.flatten(ctx.document, validate=False) if ctx.kind == "comp" else ctx.data.decode("utf-8-sig")
        model = roadrunner.RoadRunner(text)
    except (RuntimeError, ValueError, MtorsbmlError) as error:
        runs.not_loaded = _one_line(error)
        return runs
    view = ModelView(scan(text.encode()).child("model") or ctx.model.node, ctx.level, ctx.version)
    floating = list(model.model.getFloatingSpeciesIds())
    by_rate = [rule.variable for rule in view.rules if rule.kind == "rate"]
    free = [name for name in floating if name not in by_rate]
    ruled = [name for name in by_rate if name not in floating and name in view.parameters]
    runs.floating = tuple(free)
    chosen = ["time", *(f"[{n}]" for n in floating), *floating, *ruled]
    names = [*floating, *(f"amount {n}" for n in floating), *ruled]
    try:
        for tolerance in (1e-6, 1e-9):
            table = _course(model, chosen, tolerance)
            found = dict(zip(names, table[:, 1:].T, strict=True))
            if tolerance == 1e-6:
                runs.loose = found
            runs.values, runs.times = found, table[:, 0]
        runs.stoichiometry = _stoichiometry(model, free)
    except (RuntimeError, ValueError) as error:
        runs.not_integrated = _one_line(error)
    runs.amounts = {n: runs.values[f"amount {n}"] for n in free if f"amount {n}" in runs.values}
    return runs


def _stoichiometry(model: Any, species: list[str]) -> Values:
    """The stoichiometry of species in all reactions, one row for each species."""
    if not species:
        return np.zeros((0, 0))
    matrix = model.getFullStoichiometryMatrix()
    rows, whole = list(matrix.rownames), np.asarray(matrix, dtype=float)
    return np.array([whole[rows.index(n)] if n in rows else np.zeros(whole.shape[1]) for n in species])


def _course(model: Any, chosen: list[str], tolerance: float) -> Values:
    model.resetAll()
    model.integrator.setValue("relative_tolerance", tolerance)
    model.integrator.setValue("absolute_tolerance", tolerance * 1e-3)
    model.timeCourseSelections = chosen
    return np.array(model.simulate(0, _END, _POINTS), dtype=float)


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())[:300] or type(error).__name__
