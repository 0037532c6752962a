"""COPASI and Tellurium as judges of our files and archives, asked through `mtorsbml.verify`."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from mtorsbml.verify import Columns, Difference, EngineError, Run, largest_difference, missing, run
from mtorsbml.verify.engines import children

__all__ = [
    "Columns",
    "Difference",
    "EngineError",
    "copasi_archives",
    "largest_difference",
    "missing",
    "tellurium_archives",
    "tight",
    "time_course",
    "time_courses",
]

TIMEOUT = 1500.0 if os.environ.get("MTORSBML_INTEROP") == "all" else 300.0


def time_course(
    engine: str,
    path: str | Path,
    changes: Mapping[str, float],
    end: float,
    points: int,
    start: float = 0.0,
    *,
    timeout: float = TIMEOUT,
) -> Columns:
    """One run at tight tolerances."""
    (found,) = run(engine, path, [tight(changes, end, points, start)], timeout=timeout)
    if isinstance(found, EngineError):
        raise found
    return found


def tight(changes: Mapping[str, float], end: float, points: int, start: float = 0.0) -> Run:
    """A run at tight tolerances."""
    return Run(id="run", changes=changes, end=end, points=points, start=start, rtol=1e-10, atol=1e-13)


def time_courses(engine: str, runs: Mapping[Path, Run]) -> dict[Path, Columns | str]:
    """One run of each of some files, all in one process, whose imports take longer; or why it failed."""
    requests = [{"path": str(path.resolve()), "runs": [wanted.to_dict()]} for path, wanted in runs.items()]
    answers = children(engine, requests, timeout=TIMEOUT)
    return {path: _first(answer) for path, answer in zip(runs, answers, strict=True)}


def copasi_archives(experiments: Mapping[Path, Sequence[str]]) -> dict[Path, dict[str, Columns] | str]:
    """Open each archive in COPASI once for each experiment, run its time course, and give back all that changes."""
    requests = [{"path": str(path.resolve()), "experiments": list(ids)} for path, ids in experiments.items()]
    answers = children("copasi", requests, timeout=TIMEOUT)
    return {
        path: answer.get("error") or dict(zip(ids, map(_columns, answer["runs"]), strict=True))
        for (path, ids), answer in zip(experiments.items(), answers, strict=True)
    }


def tellurium_archives(paths: Sequence[Path]) -> dict[Path, Columns | str]:
    """Run all of each archive of our own with `executeCombineArchive`; give back its data generators by their id."""
    requests = [{"path": str(path.resolve()), "experiments": []} for path in paths]
    answers = children("tellurium", requests, timeout=TIMEOUT)
    return {path: _first(answer) for path, answer in zip(paths, answers, strict=True)}


def _first(answer: Mapping[str, Any]) -> Columns | str:
    first = answer if "error" in answer else answer["runs"][0]
    return str(first["error"]) if "error" in first else _columns(first)


def _columns(lists: Mapping[str, Sequence[float]]) -> Columns:
    return {name: np.array(values, dtype=float) for name, values in lists.items()}
