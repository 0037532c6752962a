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
        {"batch": [_one(job, {**request, **single}) for single in request["batch"]]}
        if "batch" in request
        else job(request)
    )
    text = json.dumps(answers)
    Path(request["answer"]).write_text(text, encoding="utf-8")


def _one(job: Job, request: Mapping[str, Any]) -> Mapping[str, Any]:
    """The answer to one of several requests; what goes wrong is its `error`, and the others are done all the same."""
    try:
        return job(request)
    except (Exception, SystemExit) as error:  # noqa: BLE001 - whatever a simulator raises is its answer
        return {"error": " ".join(str(error).split()) or type(error).__name__}


if __name__ == "__main__":
    main()
