"""Checking many files in processes of their own, so that a crash of libSBML is a finding on that file."""

from __future__ import annotations

import base64
import dataclasses
import os
import queue
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from mtorsbml.errors import UsageError
from mtorsbml.sbml.scan import MAX_BYTES
from mtorsbml.validate._pool import Failure, Worker
from mtorsbml.validate.findings import FileReport, Finding, Options

if TYPE_CHECKING:
    from mtorsbml.validate.cache import Cache

SECONDS: Final = 300
"""How long the check of one file may take [s]."""
MEMORY: Final = 4 * 1024**3
"""How much memory it may use [bytes]."""
ENDINGS: Final = (".xml", ".sbml", ".sedml", ".omex")
STDIN: Final = Path("-")
MOST_STDIN: Final = MAX_BYTES + 1

_CODES: Final = {"crash": "XML020", "time": "XML021", "memory": "XML022"}


def expand(patterns: Iterable[str]) -> list[Path]:
    """The files that are meant by paths of files, folders and globs; `-` is standard input.

    In folders these are the `.xml`, `.sbml`, `.sedml` and `.omex` files, at any depth.

    Raises:
        UsageError: There is nothing at a path, or no such file in a folder.
    """
    found: dict[Path, None] = {}
    for pattern in patterns:
        path = Path(pattern)
        if path.is_dir():
            files = sorted(f for f in path.rglob("*") if f.suffix.lower() in ENDINGS and f.is_file())
        elif path == STDIN or os.path.lexists(path):
            files = [path]
        else:
            files = _matching(pattern)
        if not files:
            what = f"no {', '.join(ENDINGS)} file in this folder" if path.is_dir() else "there is no such file"
            raise UsageError(f"{pattern}: {what}")
        found.update(dict.fromkeys(files))
    return list(found)


def _matching(pattern: str) -> list[Path]:
    import glob

    try:
        names = glob.glob(pattern, recursive=True)  # noqa: PTH207 (a Path's own takes no absolute pattern)
    except (ValueError, OSError):
        return []
    return [Path(name) for name in sorted(names) if Path(name).is_file()]


@dataclasses.dataclass(frozen=True, kw_only=True, slots=True)
class Mended:
    """What `--fix` makes of a file: its new content, and one line for each change."""

    data: bytes
    done: tuple[str, ...]


class Runner:
    """Workers that are asked about files; to be used in a `with`, which ends them."""

    def __init__(
        self,
        options: Options | None = None,
        *,
        jobs: int = 2,
        seconds: float | None = None,
        memory: int | None = None,
        cache: bool = False,
    ) -> None:
        self.options = options or Options()
        self._jobs = max(1, jobs)
        self._limits = (SECONDS if seconds is None else seconds, MEMORY if memory is None else memory)
        self._asked: dict[str, Any] = dataclasses.asdict(self.options)
        self._cache = _cache(self._asked) if cache else None
        self._idle: queue.LifoQueue[Worker] = queue.LifoQueue()
        self._all: list[Worker] = []

    def __enter__(self) -> Runner:
        return self

    def __exit__(self, *_error: object) -> None:
        for worker in self._all:
            worker.end()

    def _prepare(self, count: int) -> None:
        """Start as many workers as are of use; the libraries load while files are looked up."""
        while len(self._all) < min(self._jobs, count):
            worker = Worker(seconds=self._limits[0], memory=self._limits[1])
            worker.start()
            self._all.append(worker)
            self._idle.put(worker)

    def _ask(self, request: dict[str, Any]) -> dict[str, Any]:
        worker = self._idle.get()
        try:
            return worker.ask(request)
        finally:
            self._idle.put(worker)

    def check(
        self,
        paths: Sequence[Path],
        *,
        done: Callable[[FileReport], None] = lambda _report: None,
        meanwhile: Callable[[], object] = lambda: None,
        stdin: bytes = b"",
    ) -> list[FileReport]:
        """One report for each file, in their order.

        Args:
            paths: The files.
            done: Called with each report as it comes.
            meanwhile: Called once, when the workers load their libraries and there is nothing to wait for yet.
            stdin: What `-` stands for.
        """
        reports: dict[Path, FileReport] = {}
        waiting: list[tuple[Path, str]] = []
        for path in dict.fromkeys(paths):
            key = self._cache.key(path) if self._cache else ""
            known = self._cache.get(key, path) if self._cache and key else None
            if known is None:
                waiting.append((path, key))
            else:
                reports[path] = _report(path, known)
                done(reports[path])
        self._prepare(len(waiting))
        meanwhile()

        def one(item: tuple[Path, str]) -> FileReport:
            report = self._one(*item, stdin)
            done(report)
            return report

        # The largest first, so that none of them is left to the end.
        waiting.sort(key=lambda item: -_size(item[0]))
        for (path, _key), report in zip(waiting, self._spread(one, waiting), strict=True):
            reports[path] = report
        if self._cache and waiting:
            self._cache.tidy()
        return [reports[path] for path in paths]

    def _spread(self, work: Callable[[Any], Any], items: Sequence[Any]) -> list[Any]:
        pool = ThreadPoolExecutor(max_workers=self._jobs)
        try:
            return list(pool.map(work, items))
        finally:
            pool.shutdown(cancel_futures=True)

    def _one(self, path: Path, key: str, stdin: bytes) -> FileReport:
        request: dict[str, Any] = {"task": "check", "path": str(path), "options": self._asked}
        if path == STDIN:
            request |= {"path": "stdin.xml", "data": base64.b64encode(stdin).decode()}
        try:
            answer = self._ask(request)
        except Failure as failure:
            from mtorsbml.validate import registry

            finding = registry.rule(_CODES[failure.kind]).finding(failure.message)
            return FileReport(path=str(path), kind="", findings=(finding,))
        read = answer.pop("read", [])
        answer.pop("peak", None)
        if self._cache and key:
            self._cache.put(key, path, answer, read)
        return _report(path, answer)

    def mend(self, path: Path) -> Mended | None:
        """What `--fix` makes of a file; None if it cannot be read as SBML, or nothing is to be mended."""
        self._prepare(1)
        try:
            answer = self._ask({"task": "fix", "path": str(path), "options": self._asked})
        except Failure:
            return None
        if not answer.get("done"):
            return None
        return Mended(data=base64.b64decode(answer["data"]), done=tuple(answer["done"]))


def _cache(asked: dict[str, Any]) -> Cache:
    from mtorsbml.validate.cache import Cache

    return Cache(asked)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _report(path: Path, answer: dict[str, Any]) -> FileReport:
    findings = tuple(Finding(**finding) for finding in answer["findings"])
    return FileReport(path=str(path), kind=answer["kind"], findings=findings)


def validate(
    paths: Sequence[Path],
    *,
    jobs: int = 2,
    done: Callable[[FileReport], None] = lambda _report: None,
    options: Options | None = None,
) -> list[FileReport]:
    """Check files; in profile strict, if no other options are given.

    Args:
        paths: The files.
        jobs: How many are checked at the same time.
        done: Called with each report as it comes.
        options: What is asked of the check.

    Returns:
        One report for each file, in their order.
    """
    with Runner(options or Options(profile="strict"), jobs=jobs) as runner:
        return runner.check(paths, done=done)
