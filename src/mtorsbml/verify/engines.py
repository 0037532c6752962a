"""The simulators that can be asked, and how: each in a child process with a time limit."""

from __future__ import annotations

import importlib.util
import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from mtorsbml.errors import MtorsbmlError, UsageError, nearest
from mtorsbml.verify.request import Columns, Run

TIMEOUT: Final = 600.0
"""Seconds that a child may take, its imports and compilation included."""


class EngineError(MtorsbmlError):
    """A simulator refused, crashed or ran out of time."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Engine:
    """A simulator: the modules it needs, the extra that brings them, and the method it integrates with."""

    name: str
    modules: tuple[str, ...]
    extra: str
    method: str


ENGINES: Final[Mapping[str, Engine]] = {
    engine.name: engine
    for engine in (
        Engine(name="roadrunner", modules=("roadrunner",), extra="", method="libRoadRunner, CVODE"),
        Engine(name="copasi", modules=("basico", "COPASI"), extra="interop", method="COPASI, LSODA"),
        Engine(name="tellurium", modules=("tellurium", "six"), extra="interop", method="Tellurium, CVODE"),
        Engine(
            name="scipy",
            modules=("sbmlode", "scipy", "pandas"),
            extra="verify",
            method="SciPy, LSODA or else Radau, on code of sbmlode",
        ),
        Engine(name="amici", modules=("amici",), extra="amici", method="AMICI, CVODES"),
    )
}
"""All simulators by name, in the order in which they are asked."""


def engine(name: str) -> Engine:
    """A simulator by its name.

    Raises:
        UsageError: There is none of this name.
    """
    if name not in ENGINES:
        raise UsageError(f"there is no engine '{name}'{nearest(name, ENGINES)} (there are: {', '.join(ENGINES)})")
    return ENGINES[name]


def missing(name: str) -> str:
    """Why a simulator cannot be used, and what brings it; empty if it can."""
    wanted = engine(name)
    absent = [module for module in wanted.modules if importlib.util.find_spec(module) is None]
    if not absent:
        return ""
    return f"{name}: {' and '.join(absent)} not installed (pip install 'mtorsbml[{wanted.extra}]')"


def run(name: str, path: Path | str, runs: Sequence[Run], *, timeout: float = TIMEOUT) -> list[Columns | EngineError]:
    """Run a model in a simulator, all runs in one child process.

    Args:
        name: The simulator.
        path: A flat kinetic SBML file.
        runs: What to run.
        timeout: Limit for the child [s].

    Returns:
        All species and all parameters that change over time, of each run; an error in the place of a run that failed.

    Raises:
        UsageError: There is no such simulator.
        EngineError: The simulator is not installed, refuses the model, crashes or takes too long.
    """
    reason = missing(name)
    if reason:
        raise EngineError(reason)
    request = {"path": str(Path(path).resolve()), "runs": [r.to_dict() for r in runs], "tables": True}
    with tempfile.TemporaryDirectory() as folder:
        answers = child(name, request, timeout=timeout, folder=folder)["runs"]
        return [_taken_up(name, answer, Path(folder)) for answer in answers]


def _taken_up(name: str, answer: Mapping[str, Any], folder: Path) -> Columns | EngineError:
    import numpy as np

    if "error" in answer:
        return EngineError(f"{name}: {answer['error']}")
    return dict(zip(answer["columns"], np.load(folder / answer["table"]), strict=True))


def child(job: str, request: Mapping[str, Any], *, timeout: float = TIMEOUT, folder: str = "") -> dict[str, Any]:
    """Do a job of `mtorsbml.verify._child` in another process.

    Args:
        job: Which.
        request: What it is told.
        timeout: Limit [s].
        folder: Where it may write; without it, a folder that is gone when it is done.

    Raises:
        EngineError: It failed, crashed or took too long.
    """
    with tempfile.TemporaryDirectory() as own:
        folder = folder or own
        answer = Path(folder) / "answer.json"
        try:
            done = subprocess.run(  # noqa: S603 - our own module, by this Python
                [sys.executable, "-W", "ignore", "-m", "mtorsbml.verify._child", job],
                input=json.dumps({**request, "answer": str(answer), "folder": folder}),
                capture_output=True,
                text=True,
                cwd=folder,
                env=_environment(),
                timeout=timeout,
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise EngineError(f"{job}: not done after {timeout:g} s") from None
        if done.returncode < 0:
            raise EngineError(f"{job}: crashed ({signal.Signals(-done.returncode).name})")
        if done.returncode > 0 or not answer.exists():
            raise EngineError(f"{job}: {_last_words(done.stderr)}")
        content = json.loads(answer.read_text(encoding="utf-8"))
    assert isinstance(content, dict)
    return content


def children(job: str, requests: Sequence[Mapping[str, Any]], *, timeout: float = TIMEOUT) -> list[dict[str, Any]]:
    """As `child`, but several requests in one other process; an answer with `error` is one that failed.

    Raises:
        EngineError: The process crashed or took too long.
    """
    answers = child(job, {"batch": list(requests)}, timeout=timeout)["batch"]
    assert isinstance(answers, list)
    return answers


def _environment() -> dict[str, str]:
    # AMICI builds with the ninja that stands beside this Python.
    beside = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    # The child works in a folder of its own, from which a relative search path would lead nowhere.
    ours = os.pathsep.join([str(Path(__file__).parents[2]), os.environ.get("PYTHONPATH", "")]).rstrip(os.pathsep)
    return {**os.environ, "MPLBACKEND": "Agg", "PATH": beside, "PYTHONPATH": ours}


def _last_words(text: str) -> str:
    lines = [line.strip() for line in text.strip().splitlines() if line.strip()]
    return lines[-1][:1000] if lines else "no answer"
