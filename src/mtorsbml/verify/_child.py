"""What runs in the child process: `python -m mtorsbml.verify._child JOB`, a request on standard input.

The answer goes to the file that the request names; standard output belongs to the simulators, which print to it. A
request that has `batch` is several: imports take longer than most jobs.
"""

from __future__ import annotations

import importlib
import json
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

from mtorsbml.verify.request import each

Job = Callable[[Mapping[str, Any]], Mapping[str, Any]]

JOBS: Final[Mapping[str, str]] = {
    "roadrunner": "mtorsbml.verify.simulators.roadrunner_",
    "copasi": "mtorsbml.verify.simulators.copasi_",
    "tellurium": "mtorsbml.verify.simulators.tellurium_",
    "scipy": "mtorsbml.verify.simulators.scipy_",
    "amici": "mtorsbml.verify.simulators.amici_",
    "mpbn": "mtorsbml.verify.logic_readers.mpbn_",
    "pyboolnet": "mtorsbml.verify.logic_readers.pyboolnet_",
    "maboss": "mtorsbml.verify.logic_readers.maboss_",
}
"""The module of each job; its function `answer` does it."""


def main() -> None:
    """Do the job and write the answer."""
    request = json.load(sys.stdin)
    job: Job = importlib.import_module(JOBS[sys.argv[1]]).answer
    answers: Mapping[str, Any] = (
        {"batch": each(request["batch"], lambda single: job({**request, **single}))}
        if "batch" in request
        else job(request)
    )
    if "tables" in request:
        answers = {"runs": [_put_down(run, Path(request["folder"]), i) for i, run in enumerate(answers["runs"])]}
    text = json.dumps(answers)
    Path(request["answer"]).write_text(text, encoding="utf-8")


def _put_down(run: Mapping[str, Any], folder: Path, number: int) -> Mapping[str, Any]:
    """Columns as a file of numbers, which as text would take ten times the room; an `error` stays as it is."""
    import numpy as np

    if "error" in run:
        return run
    np.save(folder / f"{number}.npy", np.array(list(run.values()), dtype=float))
    return {"columns": list(run), "table": f"{number}.npy"}


if __name__ == "__main__":
    main()
