"""COPASI and Tellurium as judges: each run in a child process, so that a crash or a hang is a failure and no more.

This file is also the child: `python engines.py JOB` reads a request from standard input and writes its answer to the
file that the request names.
"""

from __future__ import annotations

import importlib.util
import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Column = NDArray[np.float64]
Columns = dict[str, Column]
"""Values over time by SBML id; `time` [min] is one of them."""

RELATIVE_TOLERANCE = 1e-10
ABSOLUTE_TOLERANCE = 1e-13
TIMEOUT = 300.0
"""Seconds that a child may take, its imports included."""
FLOOR = 1e-6
"""Fraction of a species' largest value below which its differences no longer count in full."""
NOTHING = 1e-15
"""A millionth of one molecule in a microlitre [nmol/l]: what rounding leaves of a species that is not there."""


class EngineError(Exception):
    """A simulator refused, crashed or ran out of time."""


class Difference(NamedTuple):
    """The largest relative difference between two runs, and where it is."""

    value: float
    species: str
    time: float


def missing(engine: str) -> str:
    """Why an engine cannot be used; empty if it can."""
    needs = {"copasi": ("COPASI", "basico"), "tellurium": ("tellurium", "six")}[engine]
    absent = [name for name in needs if importlib.util.find_spec(name) is None]
    return f"{engine}: {' and '.join(absent)} not installed (pip install 'mtorsbml[interop]')" if absent else ""


def copasi_time_course(
    sbml_path: str | Path,
    changes: Mapping[str, float],
    end: float,
    points: int,
    start: float = 0.0,
    *,
    timeout: float = TIMEOUT,
) -> Columns:
    """Run an SBML file in COPASI (LSODA) from time 0, with changed parameters.

    Args:
        sbml_path: The model.
        changes: New values of parameters; initial assignments follow them.
        end: When the run ends [unit of time of the model].
        points: How many evenly spaced time points to give back, both ends included.
        start: The first time point that is given back.
        timeout: Limit for the child process [s].

    Raises:
        EngineError: If COPASI cannot do it.
    """
    return _time_course("copasi", sbml_path, changes, end, points, start, timeout)


def tellurium_time_course(
    sbml_path: str | Path,
    changes: Mapping[str, float],
    end: float,
    points: int,
    start: float = 0.0,
    *,
    timeout: float = TIMEOUT,
) -> Columns:
    """Run an SBML file in Tellurium (CVODE); arguments and errors as for `copasi_time_course`."""
    return _time_course("tellurium", sbml_path, changes, end, points, start, timeout)


def copasi_archive(path: str | Path, experiments: Sequence[str], *, timeout: float = TIMEOUT) -> dict[str, Columns]:
    """Open an archive in COPASI once for each experiment, run its time course, and give back all that changes.

    Raises:
        EngineError: If COPASI cannot do it.
    """
    request = {"path": str(Path(path).resolve()), "experiments": list(experiments)}
    return {name: _columns(columns) for name, columns in _in_child("copasi_archive", request, timeout).items()}


def tellurium_archive(path: str | Path, *, timeout: float = TIMEOUT) -> Columns:
    """Run all of an archive with `executeCombineArchive`, plots included; give back its data generators by their id.

    That function executes Python which it makes from the archive: only for archives of our own.

    Raises:
        EngineError: If Tellurium cannot do it.
    """
    return _columns(_in_child("tellurium_archive", {"path": str(Path(path).resolve())}, timeout))


def largest_difference(
    a: Mapping[str, Column], b: Mapping[str, Column], *, peaks: Mapping[str, float] | None = None
) -> Difference:
    """Compare `a` with the reference `b` on every column of `b`.

    The measure is the largest |a - b| / max(|b|, 1e-6 * max over time of |b|, 1e-15).

    Args:
        a: What is judged.
        b: The reference.
        peaks: The largest |b| over time by id, where the columns show only the end of a run.

    Raises:
        EngineError: If a column is missing, or the time points differ.
    """
    absent = [name for name in b if name not in a]
    if absent:
        raise EngineError(f"columns are missing: {', '.join(absent)}")
    time = b["time"]
    if a["time"].shape != time.shape or not np.allclose(a["time"], time, rtol=1e-9, atol=1e-9):
        raise EngineError(f"time points differ: {a['time'][:3]} to {a['time'][-1]}, {time[:3]} to {time[-1]}")
    worst = Difference(0.0, "", 0.0)
    for name in b:
        size = np.abs(b[name])
        peak = max(float(size.max()), (peaks or {}).get(name, 0.0))
        with np.errstate(invalid="ignore"):
            relative = np.abs(a[name] - b[name]) / np.maximum(size, max(FLOOR * peak, NOTHING))
        relative = np.where(np.isfinite(relative), relative, np.inf)
        if relative.max() > worst.value:
            worst = Difference(float(relative.max()), name, float(time[relative.argmax()]))
    return worst


def _time_course(
    engine: str,
    path: str | Path,
    changes: Mapping[str, float],
    end: float,
    points: int,
    start: float,
    timeout: float,
) -> Columns:
    request = {
        "path": str(Path(path).resolve()),
        "changes": dict(changes),
        "times": [float(t) for t in np.linspace(start, end, points)],
    }
    return _columns(_in_child(f"{engine}_time_course", request, timeout))


def _columns(lists: Mapping[str, Sequence[float]]) -> Columns:
    return {name: np.array(values, dtype=float) for name, values in lists.items()}


def _in_child(job: str, request: Mapping[str, Any], timeout: float) -> dict[str, Any]:
    reason = missing(job.partition("_")[0])
    if reason:
        raise EngineError(reason)
    with tempfile.TemporaryDirectory() as folder:
        answer = Path(folder) / "answer.json"
        try:
            done = subprocess.run(
                [sys.executable, "-W", "ignore", __file__, job],
                input=json.dumps({**request, "answer": str(answer)}),
                capture_output=True,
                text=True,
                cwd=folder,
                env={**os.environ, "MPLBACKEND": "Agg"},
                timeout=timeout,
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise EngineError(f"{job}: not done after {timeout:g} s") from None
        if done.returncode < 0:
            raise EngineError(f"{job}: crashed ({signal.Signals(-done.returncode).name})")
        if done.returncode > 0 or not answer.exists():
            raise EngineError(f"{job}: {done.stderr.strip()[-2000:] or 'no answer'}")
        content = json.loads(answer.read_text())
    assert isinstance(content, dict)
    return content


# -- in the child ----------------------------------------------------------------------------------------------


def _refuse_unknown(changes: Mapping[str, float], known: Collection[str]) -> None:
    unknown = [name for name in changes if name not in known]
    if unknown:
        raise SystemExit(f"no parameter {', '.join(unknown)}")


def _copasi_columns(data: Any) -> dict[str, list[float]]:
    """Run the time course as it is set; add what COPASI leaves out of the result because it does not change."""
    import basico
    import COPASI

    frame = basico.run_time_course(model=data, use_sbml_id=True)
    if frame is None or frame.empty:
        raise SystemExit(f"time course failed: {COPASI.CCopasiMessage.getAllMessageText()}")
    columns = {"time": frame.index.tolist(), **{name: frame[name].tolist() for name in frame.columns}}
    model = data.getModel()
    for i in range(model.getNumMetabs()):
        species = model.getMetabolite(i)
        columns.setdefault(species.getSBMLId(), [species.getInitialConcentration()] * len(frame))
    for i in range(model.getNumModelValues()):
        quantity = model.getModelValue(i)
        columns.setdefault(quantity.getSBMLId(), [quantity.getInitialValue()] * len(frame))
    return columns


def _child_copasi_time_course(request: Mapping[str, Any]) -> dict[str, list[float]]:
    import COPASI

    data = COPASI.CRootContainer.addDatamodel()
    if not data.importSBML(request["path"]):
        raise SystemExit(COPASI.CCopasiMessage.getAllMessageText())
    model = data.getModel()
    quantities = {q.getSBMLId(): q for q in (model.getModelValue(i) for i in range(model.getNumModelValues()))}
    _refuse_unknown(request["changes"], quantities)
    changed = COPASI.ObjectStdVector()
    for name, value in request["changes"].items():
        quantities[name].setInitialValue(value)
        changed.append(quantities[name].getInitialValueReference())
    # Without this the initial expressions keep the values that they had before.
    model.updateInitialValues(changed)
    task = data.getTask("Time-Course")
    task.setMethodType(COPASI.CTaskEnum.Method_deterministic)
    method = task.getMethod()
    method.getParameter("Relative Tolerance").setDblValue(RELATIVE_TOLERANCE)
    method.getParameter("Absolute Tolerance").setDblValue(ABSOLUTE_TOLERANCE)
    method.getParameter("Max Internal Steps").setIntValue(1_000_000)
    problem = task.getProblem()
    problem.setTimeSeriesRequested(True)
    times = request["times"]
    problem.setDuration(times[-1])
    problem.setOutputStartTime(times[0])
    problem.setUseValues(True)
    problem.setValues(" ".join(map(repr, times)))
    return _copasi_columns(data)


def _child_copasi_archive(request: Mapping[str, Any]) -> dict[str, dict[str, list[float]]]:
    import COPASI

    results = {}
    for name in request["experiments"]:
        data = COPASI.CRootContainer.addDatamodel()
        COPASI.CCopasiMessage.clearDeque()
        # COPASI applies the changes of the model that is named here, not of the one that the task names.
        choice = COPASI.SedmlImportOptions(f"task_{name}", f"model_{name}")
        if not data.openCombineArchive(request["path"], None, True, choice):
            raise SystemExit(f"{name}: {COPASI.CCopasiMessage.getAllMessageText()}")
        results[name] = _copasi_columns(data)
        COPASI.CRootContainer.removeDatamodel(data)
    return results


def _compile_fast() -> None:
    """Take the quicker of libRoadRunner's compilers, which gives the same numbers bit for bit."""
    from roadrunner import Config

    Config.setValue(Config.LLVM_BACKEND, Config.LLJIT)


def _child_tellurium_time_course(request: Mapping[str, Any]) -> dict[str, list[float]]:
    import libsbml
    import tellurium

    _compile_fast()

    document = libsbml.readSBMLFromFile(request["path"])
    model = document.getModel()
    if model is None:
        raise SystemExit(f"{request['path']}: no SBML model")
    species = [s.getId() for s in model.getListOfSpecies()]
    others = [p.getId() for p in model.getListOfParameters()]
    _refuse_unknown(request["changes"], others)
    for name, value in request["changes"].items():
        model.getParameter(name).setValue(value)
    runner = tellurium.loadSBMLModel(libsbml.writeSBMLToString(document))
    runner.integrator.setValue("relative_tolerance", RELATIVE_TOLERANCE)
    runner.integrator.setValue("absolute_tolerance", ABSOLUTE_TOLERANCE)
    runner.integrator.setValue("maximum_num_steps", 1_000_000)
    runner.timeCourseSelections = ["time", *(f"[{name}]" for name in species), *others]
    times = request["times"]
    early = [0.0] if times[0] > 0 else []
    rows = runner.simulate(times=[*early, *times])[len(early) :]
    return {name: [float(v) for v in rows[:, i]] for i, name in enumerate(["time", *species, *others])}


def _child_tellurium_archive(request: Mapping[str, Any]) -> dict[str, list[float]]:
    import tellurium

    _compile_fast()
    results = tellurium.executeCombineArchive(request["path"])
    (content,) = results.values()
    return {name: [float(v) for v in values.ravel()] for name, values in content["dataGenerators"].items()}


_JOBS: dict[str, Callable[[Mapping[str, Any]], Mapping[str, Any]]] = {
    "copasi_time_course": _child_copasi_time_course,
    "copasi_archive": _child_copasi_archive,
    "tellurium_time_course": _child_tellurium_time_course,
    "tellurium_archive": _child_tellurium_archive,
}


if __name__ == "__main__":
    asked = json.load(sys.stdin)
    Path(asked["answer"]).write_text(json.dumps(_JOBS[sys.argv[1]](asked)))
