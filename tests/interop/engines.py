"""COPASI and Tellurium as judges of our files and archives, asked through `mtorsbml.verify`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from mtorsbml.verify import Columns, Difference, EngineError, Run, largest_difference, missing, run
from mtorsbml.verify.engines import child

__all__ = [
    "Columns",
    "Difference",
    "EngineError",
    "copasi_archive",
    "largest_difference",
    "missing",
    "tellurium_archive",
    "time_course",
]

TIMEOUT = 300.0


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
    wanted = Run(id="run", changes=changes, end=end, points=points, start=start, rtol=1e-10, atol=1e-13)
    return run(engine, path, [wanted], timeout=timeout)[0]


def copasi_archive(path: str | Path, experiments: Sequence[str]) -> dict[str, Columns]:
    """Open an archive in COPASI once for each experiment, run its time course, and give back all that changes."""
    request = {"path": str(Path(path).resolve()), "experiments": list(experiments)}
    return dict(zip(experiments, map(_columns, child("copasi", request, timeout=TIMEOUT)["runs"]), strict=True))


def tellurium_archive(path: str | Path) -> Columns:
    """Run all of an archive of our own with `executeCombineArchive`; give back its data generators by their id."""
    request = {"path": str(Path(path).resolve()), "experiments": []}
    return _columns(child("tellurium", request, timeout=TIMEOUT)["runs"][0])


def _columns(lists: Mapping[str, Sequence[float]]) -> Columns:
    return {name: np.array(values, dtype=float) for name, values in lists.items()}
