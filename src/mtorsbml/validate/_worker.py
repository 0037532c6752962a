"""The process in which files are checked, one after the other: requests come and answers go as lines of JSON.

It says `ready` when its libraries are loaded.
"""

from __future__ import annotations

import base64
import dataclasses
import gc
import json
import os
import sys
from pathlib import Path
from typing import Any, BinaryIO, Final

_COLLECT_EVERY: Final = 50
"""After how many files cycles are collected: a tree of XML is made of them, and collecting is slower than reading."""


def main() -> None:
    """Answer until standard input ends."""
    _limit(int(sys.argv[1]))
    # libSBML and simulators write to standard output; the answers go to a copy of it.
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    gc.disable()
    import libsbml  # noqa: F401 (loaded while the parent still reads files)

    from mtorsbml.validate import registry

    registry.rules()
    gc.freeze()
    out.write(b"ready\n")
    out.flush()
    for count, line in enumerate(sys.stdin.buffer):
        _answer(json.loads(line), out)
        if count % _COLLECT_EVERY == _COLLECT_EVERY - 1:
            gc.collect()


def _answer(request: dict[str, Any], out: BinaryIO) -> None:
    try:
        answer = _work(request)
    except MemoryError:
        answer = {"failed": "memory"}
    out.write(json.dumps({**answer, "peak": _peak()}).encode() + b"\n")
    out.flush()


def _work(request: dict[str, Any]) -> dict[str, Any]:
    from mtorsbml.validate import checker
    from mtorsbml.validate.findings import Options
    from mtorsbml.validate.fix import mend

    path, data = Path(request["path"]), base64.b64decode(request["data"]) if "data" in request else None
    if data is None:
        refused = checker.unreadable(path)
        if refused:
            return {"kind": "", "findings": [dataclasses.asdict(refused)], "read": []}
        data = path.read_bytes()
    if request["task"] == "fix":
        mended, done = mend(data)
        return {"data": base64.b64encode(mended).decode(), "done": done}
    options = Options(**{**request["options"], "select": tuple(request["options"]["select"])})
    report, read = checker.check(data, path, options)
    return {"kind": report.kind, "findings": [dataclasses.asdict(f) for f in report.findings], "read": read}


def _peak() -> int:
    """Most memory that this process had at a time [bytes]."""
    try:
        import resource
    except ImportError:
        return 0
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit


def _limit(memory: int) -> None:
    try:
        import resource
    except ImportError:  # no such limits outside POSIX
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if memory:
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


if __name__ == "__main__":
    main()
