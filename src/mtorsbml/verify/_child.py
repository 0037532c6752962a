"""What runs in the child process: `python -m mtorsbml.verify._child JOB`, a request on standard input.

The answer goes to the file that the request names; standard output belongs to the simulators, which print to it.
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
    text = json.dumps(job(request))
    Path(request["answer"]).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
