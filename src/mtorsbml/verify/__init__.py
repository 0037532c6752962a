"""One model in several simulators, each in a process of its own: a crash is a result and no more."""

from __future__ import annotations

from mtorsbml.verify.compare import Difference, largest_difference
from mtorsbml.verify.engines import ENGINES, Engine, EngineError, missing, run
from mtorsbml.verify.kinetic import Verification, verify
from mtorsbml.verify.request import Columns, Run

__all__ = [
    "ENGINES",
    "Columns",
    "Difference",
    "Engine",
    "EngineError",
    "Run",
    "Verification",
    "largest_difference",
    "missing",
    "run",
    "verify",
]
