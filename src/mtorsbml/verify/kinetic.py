"""The experiments of a model in every simulator at hand, compared column by column and point by point."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
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
LEAD: Final = 50
"""Points of what comes before a run is shown: what is gone by then is small by what it was, not by what is left."""
BATCH: Final = 40
"""Runs that one child process does."""


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

    `seconds` is how long each simulator took, its start and compilation included. `interrupted` tells that somebody
    ended it early: then only what was done by then is there.
    """

    model: str
    reference: str
    tolerance: float
    comparisons: tuple[Comparison, ...]
    seconds: Mapping[str, float]
    interrupted: bool = False

    @property
    def agrees(self) -> bool:
        """Whether no simulator that could be asked differs or fails, and at least one was."""
        verdicts = {comparison.verdict for comparison in self.comparisons}
        return "agrees" in verdicts and not verdicts & {"differs", "failed"}

    @property
    def compared(self) -> bool:
        """Whether there was a simulator besides the reference that could be asked."""
        return any(c.verdict != "missing" and c.engine != self.reference for c in self.comparisons)

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
            "interrupted": self.interrupted,
            "seconds": dict(self.seconds),
            "comparisons": rows,
        }


ADDED_UP: Final = 100.0
"""Integrators keep the absolute tolerance in each step; over thousands of steps so much more may add up."""


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
            lead=LEAD if experiment.shown_from > 0 else 0,
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

    Every species and every parameter that rules or events change is compared at every time point. A simulator that is
    not installed is named as missing; one that fails is a result too. Many runs are done in batches, each in a child
    process of its own, so that memory stays bounded; runs that are the same are done once. Whoever interrupts it gets
    what was found by then.

    Args:
        path: A flat kinetic SBML file.
        runs: What to run.
        with_engines: The simulators, the reference first; one alone is held against libRoadRunner.
        tolerance: Largest relative difference that counts as agreement.
        timeout: Limit for each child process [s].
        progress: Is told what begins.

    Raises:
        UsageError: There is no such simulator.
        MtorsbmlError: No run or no simulator is given, or none of them answers.
    """
    if not runs:
        raise MtorsbmlError(f"{path}: no experiment to run; name an archive or a model that has some")
    for name in with_engines:
        engines.engine(name)
    with_engines = tuple(dict.fromkeys([*(["roadrunner"] if len(with_engines) == 1 else []), *with_engines]))
    alike: dict[tuple[object, ...], list[Run]] = {}
    for run in runs:
        alike.setdefault(run.key, []).append(run)
    judging = _Judging(path, with_engines, tolerance, timeout, progress)
    judging.do([same[0] for same in alike.values()])
    found = {(c.engine, c.experiment): c for c in judging.comparisons}
    first = {run.id: same[0].id for same in alike.values() for run in same}
    return Verification(
        model=path.stem,
        reference=judging.reference,
        tolerance=tolerance,
        comparisons=tuple(
            replace(found[name, first[run.id]], experiment=run.id)
            for name in with_engines
            for run in runs
            if (name, first[run.id]) in found
        ),
        seconds=judging.seconds,
        interrupted=judging.interrupted,
    )


class _Judging:
    """One verification while it goes on: the runs in batches, and what was found of those that are done."""

    def __init__(
        self,
        path: Path,
        names: Sequence[str],
        tolerance: float,
        timeout: float,
        progress: Callable[[str], None] | None,
    ) -> None:
        self.path = path
        self.names = names
        self.tolerance = tolerance
        self.timeout = timeout
        self.progress = progress
        self.comparisons: list[Comparison] = []
        self.seconds: dict[str, float] = {}
        self.reference = ""
        self.interrupted = False

    def do(self, runs: Sequence[Run]) -> None:
        """Do all runs.

        Raises:
            MtorsbmlError: No simulator answers.
        """
        for start in range(0, len(runs), BATCH):
            batch = runs[start : start + BATCH]
            try:
                self._batch(batch, f"{start + 1} to {start + len(batch)} of {len(runs)}" if len(runs) > BATCH else "")
            except KeyboardInterrupt:
                if not self.comparisons:
                    raise
                self.interrupted = True
                return
            if not self.reference:
                reasons = "; ".join(dict.fromkeys(comparison.reason for comparison in self.comparisons))
                raise MtorsbmlError(f"{self.path}: no simulator answered ({reasons})")

    def _batch(self, runs: Sequence[Run], which: str) -> None:
        ours: Sequence[Columns | EngineError] = ()
        for name in self.names:
            if reason := engines.missing(name):
                self.comparisons += _without_result(name, runs, "missing", reason)
                continue
            if self.progress:
                self.progress(f"{name}: {f'experiments {which}' if which else f'{len(runs)} experiments'}")
            began = time.perf_counter()
            try:
                found: Sequence[Columns | EngineError] = engines.run(name, self.path, runs, timeout=self.timeout)
            except EngineError as error:
                found = [error] * len(runs)
            self.seconds[name] = self.seconds.get(name, 0.0) + time.perf_counter() - began
            if not self.reference and not all(isinstance(answer, EngineError) for answer in found):
                self.reference = name
            if name == self.reference:
                ours = found
                failed = [(r, answer) for r, answer in zip(runs, found, strict=True) if isinstance(answer, EngineError)]
                self.comparisons += [_failure(name, run, str(error)) for run, error in failed]
                continue
            for run, theirs, reference in zip(runs, found, ours or found, strict=True):
                self.comparisons.append(_compared(name, run, theirs, reference, self.tolerance))


def _without_result(name: str, runs: Sequence[Run], verdict: Verdict, reason: str) -> list[Comparison]:
    return [Comparison(engine=name, experiment=run.id, verdict=verdict, reason=reason) for run in runs]


def _failure(name: str, run: Run, reason: str) -> Comparison:
    return Comparison(engine=name, experiment=run.id, verdict="failed", reason=reason)


def _compared(
    name: str, run: Run, theirs: Columns | EngineError, ours: Columns | EngineError, tolerance: float
) -> Comparison:
    import numpy as np

    if isinstance(theirs, EngineError):
        return _failure(name, run, str(theirs))
    if isinstance(ours, EngineError):
        return _failure(name, run, f"nothing to compare with: {ours}")
    if len(ours) < 2:
        return _failure(name, run, "nothing to compare: the model has no species, and no parameter of it changes")
    peaks = {column: float(np.abs(values).max()) for column, values in ours.items()}
    theirs, ours = ({column: values[run.lead :] for column, values in whole.items()} for whole in (theirs, ours))
    try:
        worst = largest_difference(theirs, ours, peaks=peaks, steps=run.steps, unresolved=ADDED_UP * run.atol)
        return _judged(name, run, ours, worst, tolerance)
    except MtorsbmlError as error:
        return _failure(name, run, str(error))


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
