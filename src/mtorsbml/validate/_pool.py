"""Worker processes that are kept, each for one thread of this process, and replaced when a file brings one down."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

_PACKAGE_PARENT: Final = Path(__file__).parents[2]
_MOST_FILES: Final = 500
_START: Final = 60
"""How long a worker may take to load its libraries [s]."""
_START_WORKER: Final = "from mtorsbml.validate._worker import main; main()"
"""Not `-m`, which loads more of the standard library than this needs."""
_NO_MEMORY: Final = (b"bad_alloc", b"MemoryError", b"Cannot allocate", b"out of memory")


class Failure(Exception):  # noqa: N818 (it is an outcome, not an error)
    """The worker came to nothing: `kind` is `crash`, `time` or `memory`."""

    def __init__(self, kind: str, message: str) -> None:
        super().__init__(message)
        self.kind = kind
        self.message = message


class Worker:
    """One process; `ask` starts it when it is needed."""

    def __init__(self, *, seconds: float, memory: int) -> None:
        self.seconds = seconds
        self.memory = memory
        self.served = 0
        self._ready = False
        self._child: subprocess.Popen[bytes] | None = None
        self._errors: Any = None

    def start(self) -> subprocess.Popen[bytes]:
        """The process, started if there is none."""
        if self._child is None:
            places = [str(_PACKAGE_PARENT), os.environ.get("PYTHONPATH", "")]
            environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, places))}
            self._errors = tempfile.TemporaryFile()  # noqa: SIM115 (closed in `end`)
            self._child = subprocess.Popen(  # noqa: S603
                [sys.executable, "-P", "-c", _START_WORKER, str(self.memory)],
                env=environment,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=self._errors,
            )
        return self._child

    def ask(self, request: dict[str, Any]) -> dict[str, Any]:
        """The answer to a request.

        A worker that has served other files before is given a second chance as a new process, so that no file is
        judged by what those before it left behind.

        Raises:
            Failure: The process crashed, or needed too much time or memory.
        """
        used = self.served > 0
        try:
            return self._ask(request)
        except Failure as failure:
            if not used or failure.kind == "time":
                raise
        return self._ask(request)

    def _ask(self, request: dict[str, Any]) -> dict[str, Any]:
        child = self.start()
        pipe_in, pipe_out = child.stdin, child.stdout
        assert pipe_in is not None
        assert pipe_out is not None
        late = threading.Event()

        def ask() -> bytes:
            pipe_in.write(json.dumps(request).encode() + b"\n")
            pipe_in.flush()
            return pipe_out.readline()

        line = b""
        with contextlib.suppress(OSError):
            # That libraries take their time to load on a busy machine is not held against a file.
            self._ready = self._ready or bool(_within(max(self.seconds, _START), child, late, pipe_out.readline))
            if self._ready:
                line = _within(self.seconds, child, late, ask)
        return self._answer(line, late=late.is_set())

    def _answer(self, line: bytes, *, late: bool) -> dict[str, Any]:
        try:
            answer: dict[str, Any] = json.loads(line)
        except ValueError:
            raise self._failure(late=late) from None
        self.served += 1
        if answer.get("failed") == "memory":
            self.end()
            raise Failure("memory", f"the check needed more than {self.memory // 2**20} MiB of memory and was ended")
        # What a large file left behind is not counted against those that follow.
        if late or self.served >= _MOST_FILES or (self.memory and answer.get("peak", 0) > self.memory // 2):
            self.end()
        return answer

    def _failure(self, *, late: bool) -> Failure:
        child, errors = self.start(), self._errors
        child.kill()
        code = child.wait()
        errors.seek(0)
        said = errors.read()[-4096:]
        self.end()
        if late:
            return Failure("time", f"the check took longer than {self.seconds:g} s and was ended")
        if any(word in said for word in _NO_MEMORY):
            return Failure("memory", f"the check needed more than {self.memory // 2**20} MiB of memory and was ended")
        how = f"signal {-code}" if code < 0 else f"exit code {code}"
        return Failure("crash", f"the library that read the file crashed ({how})")

    def end(self) -> None:
        """End the process; the next request starts another."""
        child, self._child, self.served, self._ready = self._child, None, 0, False
        if child is not None:
            child.kill()
            for pipe in (child.stdin, child.stdout, self._errors):
                if pipe is not None:
                    with contextlib.suppress(OSError):
                        pipe.close()
            child.wait()


def _within(seconds: float, child: subprocess.Popen[bytes], late: threading.Event, work: Callable[[], bytes]) -> bytes:
    """What `work` returns; the process is ended, and `late` is set, if that takes too long."""

    def stop() -> None:
        late.set()
        child.kill()

    timer = threading.Timer(seconds, stop)
    timer.daemon = True
    timer.start()
    try:
        return work()
    finally:
        timer.cancel()
