"""Checking many files, each in a process of its own, so that a crash of libSBML is a finding on that file."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final

from mtorsbml.errors import UsageError
from mtorsbml.validate.findings import FileReport, Finding

CRASHED: Final = "XML020"
SECONDS: Final = 300
"""How long the check of one file may take [s]."""
MEMORY: Final = 4 * 1024**3
"""How much memory it may use [bytes]."""
ENDINGS: Final = (".xml", ".sbml")

_PACKAGE_PARENT: Final = Path(__file__).parents[2]


def expand(patterns: Iterable[str]) -> list[Path]:
    """The files that are meant by paths of files, folders (their `.xml` and `.sbml` files, at any depth) and globs.

    Raises:
        UsageError: There is nothing at a path, or no SBML file in a folder.
    """
    found: dict[Path, None] = {}
    for pattern in patterns:
        path = Path(pattern)
        if path.is_dir():
            files = sorted(f for f in path.rglob("*") if f.suffix in ENDINGS and f.is_file())
        elif path.exists():
            files = [path]
        else:
            files = _matching(pattern)
        if not files:
            what = "no .xml or .sbml file in this folder" if path.is_dir() else "there is no such file"
            raise UsageError(f"{pattern}: {what}")
        found.update(dict.fromkeys(files))
    return list(found)


def _matching(pattern: str) -> list[Path]:
    import glob

    names = glob.glob(pattern, recursive=True)  # noqa: PTH207 (a Path's own takes no absolute pattern)
    return [Path(name) for name in sorted(names) if Path(name).is_file()]


def validate(
    paths: Sequence[Path], *, jobs: int = 2, done: Callable[[FileReport], None] = lambda _report: None
) -> list[FileReport]:
    """Check files.

    Args:
        paths: The files.
        jobs: How many are checked at the same time.
        done: Called with each report as it comes.

    Returns:
        One report for each file, in their order.

    Raises:
        UsageError: A file cannot be read.
    """

    def one(path: Path) -> FileReport:
        report = _in_child(path)
        done(report)
        return report

    # The largest first, so that none of them is left to the end.
    order = sorted(paths, key=lambda path: -path.stat().st_size if path.exists() else 0)
    pool = ThreadPoolExecutor(max_workers=max(1, jobs))
    try:
        reports = dict(zip(order, pool.map(one, order), strict=True))
    finally:
        pool.shutdown(cancel_futures=True)
    return [reports[path] for path in paths]


def _in_child(path: Path) -> FileReport:
    places = [str(_PACKAGE_PARENT), os.environ.get("PYTHONPATH", "")]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, places))}
    command = [sys.executable, "-P", "-m", "mtorsbml.validate._child", str(path)]
    try:
        child = subprocess.run(command, env=environment, capture_output=True, timeout=SECONDS, check=False)  # noqa: S603
    except subprocess.TimeoutExpired:
        return _crash(path, f"the check took longer than {SECONDS} s and was ended")
    try:
        answer = json.loads(child.stdout)
    except ValueError:
        how = f"signal {-child.returncode}" if child.returncode < 0 else f"exit code {child.returncode}"
        return _crash(path, f"libSBML crashed or ran out of memory ({how})")
    if "unreadable" in answer:
        raise UsageError(answer["unreadable"])
    findings = tuple(Finding(**{k: v for k, v in finding.items() if k != "page"}) for finding in answer["findings"])
    return FileReport(path=str(path), kind=answer["kind"], findings=findings)


def _crash(path: Path, message: str) -> FileReport:
    return FileReport(path=str(path), kind="", findings=(Finding(code=CRASHED, severity="error", message=message),))
