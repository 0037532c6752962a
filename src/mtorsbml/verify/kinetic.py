"""The experiments of a model in every simulator at hand, compared column by column and point by point."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

from mtorsbml.errors import MtorsbmlError
from mtorsbml.verify import engines
from mtorsbml.verify.compare import Difference, largest_difference
from mtorsbml.verify.engines import EngineError
from mtorsbml.verify.request import Columns, Run

if TYPE_CHECKING:
    from mtorsbml.model.experiment import Experiment

Verdict = Literal["agrees", "differs", "failed", "missing"]

TOLERANCE: Final = 1e-4
"""Largest relative difference that counts as agreement."""
TIGHTER: Final = 1e-4
"""The integrators are asked for this fraction of the tolerance, so that what is left is not their error alone."""
AMOUNT: Final = 1e-4
"""Absolute tolerance as a fraction of the relative one [fmol]: the models hold 1 to 1e5 fmol of a thing."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Comparison:
    """One experiment in one simulator, held against the reference.

    `difference` is relative; `where` the column and `at` the time of the largest one [unit of time of the model].
    """

    engine: str
    experiment: str
    verdict: Verdict
    columns: int = 0
    points: int = 0
    difference: float | None = None
    where: str = ""
    at: float = 0.0
    reason: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Verification:
    """What came of a model in all simulators.

    `seconds` is how long each simulator took, its start and compilation included.
    """

    model: str
    reference: str
    tolerance: float
    comparisons: tuple[Comparison, ...]
    seconds: Mapping[str, float]

    @property
    def agrees(self) -> bool:
        """Whether no simulator that could be asked differs or fails, and at least one was."""
        verdicts = {comparison.verdict for comparison in self.comparisons}
        return "agrees" in verdicts and not verdicts & {"differs", "failed"}

    def to_dict(self) -> dict[str, Any]:
        """As JSON takes it: an infinite difference becomes the text `inf`."""
        rows = [asdict(comparison) for comparison in self.comparisons]
        for row in rows:
            if row["difference"] == float("inf"):
                row["difference"] = "inf"
        return {
            "model": self.model,
            "reference": self.reference,
            "tolerance": self.tolerance,
            "agrees": self.agrees,
            "seconds": dict(self.seconds),
            "comparisons": rows,
        }


def runs_of(experiments: Sequence[Experiment], tolerance: float) -> list[Run]:
    """The experiments as runs, with tolerances of the integrators well below the one that is asked for."""
    relative = min(1e-6, tolerance * TIGHTER)
    return [
        Run(
            id=experiment.id,
            changes=dict(experiment.changes),
            start=experiment.shown_from,
            end=experiment.end,
            points=experiment.points + 1,
            rtol=max(relative, 1e-11),
            atol=max(relative * AMOUNT, 1e-14),
            steps=steps_of(experiment.changes, experiment.end),
        )
        for experiment in experiments
    ]


def steps_of(changes: Sequence[tuple[str, float]], end: float) -> tuple[float, ...]:
    """Times up to `end` at which the schedules `<id>_t_on`, `<id>_t_off`, `<id>_interval` of an experiment step."""
    values = dict(changes)
    found: set[float] = set()
    for name, first in changes:
        if not name.endswith(("_t_on", "_t_off")):
            continue
        interval = values.get(f"{name.rpartition('_t_')[0]}_interval", 0.0)
        count = int((end - first) // interval) + 1 if interval > 0 and first <= end else 1
        found |= {first + i * interval for i in range(count)}
    return tuple(sorted(time for time in found if 0 < time <= end))


def verify(
    path: Path,
    runs: Sequence[Run],
    *,
    with_engines: Sequence[str] = tuple(engines.ENGINES),
    tolerance: float = TOLERANCE,
    timeout: float = engines.TIMEOUT,
    progress: Callable[[str], None] | None = None,
) -> Verification:
    """Run a model in several simulators and hold all against the first that answers.

    Every species and every parameter that the reference computes is compared at every time point. A simulator that is
    not installed is named as missing; one that fails is a result too.

    Args:
        path: A flat kinetic SBML file.
        runs: What to run.
        with_engines: The simulators, the reference first.
        tolerance: Largest relative difference that counts as agreement.
        timeout: Limit for each simulator [s].
        progress: Is told what begins.

    Raises:
        UsageError: There is no such simulator.
        MtorsbmlError: No run or no simulator is given, or none of them answers.
    """
    if not runs:
        raise MtorsbmlError(f"{path}: no experiment to run; name an archive or a model that has some")
    for name in with_engines:
        engines.engine(name)
    comparisons: list[Comparison] = []
    seconds: dict[str, float] = {}
    found: dict[str, list[Columns]] = {}
    for name in with_engines:
        if reason := engines.missing(name):
            comparisons += _without_result(name, runs, "missing", reason)
            continue
        if progress:
            progress(f"{name}: {len(runs)} experiments")
        began = time.perf_counter()
        try:
            found[name] = engines.run(name, path, runs, timeout=timeout)
        except EngineError as error:
            comparisons += _without_result(name, runs, "failed", str(error))
        seconds[name] = time.perf_counter() - began
    if not found:
        reasons = "; ".join(dict.fromkeys(comparison.reason for comparison in comparisons))
        raise MtorsbmlError(f"{path}: no simulator answered ({reasons})")
    reference = next(iter(found))
    for name, columns in found.items():
        if name != reference:
            comparisons += _compared(name, runs, columns, found[reference], tolerance)
    return Verification(
        model=path.stem,
        reference=reference,
        tolerance=tolerance,
        comparisons=tuple(sorted(comparisons, key=lambda c: list(with_engines).index(c.engine))),
        seconds=seconds,
    )


def _without_result(name: str, runs: Sequence[Run], verdict: Verdict, reason: str) -> list[Comparison]:
    return [Comparison(engine=name, experiment=run.id, verdict=verdict, reason=reason) for run in runs]


def _compared(
    name: str, runs: Sequence[Run], found: Sequence[Columns], reference: Sequence[Columns], tolerance: float
) -> Iterator[Comparison]:
    for run, theirs, ours in zip(runs, found, reference, strict=True):
        try:
            worst = largest_difference(theirs, ours, steps=run.steps)
        except MtorsbmlError as error:
            yield Comparison(engine=name, experiment=run.id, verdict="failed", reason=str(error))
            continue
        yield _judged(name, run, ours, worst, tolerance)


def _judged(name: str, run: Run, ours: Columns, worst: Difference, tolerance: float) -> Comparison:
    return Comparison(
        engine=name,
        experiment=run.id,
        verdict="agrees" if worst.value <= tolerance else "differs",
        columns=len(ours) - 1,
        points=run.points,
        difference=worst.value,
        where=worst.name,
        at=worst.time,
    )
