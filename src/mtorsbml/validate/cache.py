"""Results of former runs, by the content of the file and all that the result depends on."""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import sys
import time
from collections.abc import Iterable, Mapping
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, Final

_LAYOUT: Final = "1"
_KEPT: Final = 30 * 24 * 3600
"""How long an entry is kept that is not asked for [s]."""
_PACKAGES: Final = ("python-libsbml", "python-libsedml", "libroadrunner")


def folder() -> Path:
    """Where the cache is: below XDG_CACHE_HOME, or the place that the system has for it."""
    given = os.environ.get("XDG_CACHE_HOME", "")
    if given and Path(given).is_absolute():
        return Path(given) / "mtorsbml" / "validate"
    if sys.platform == "win32" and os.environ.get("LOCALAPPDATA"):
        return Path(os.environ["LOCALAPPDATA"]) / "mtorsbml" / "Cache" / "validate"
    base = Path.home() / ("Library/Caches" if sys.platform == "darwin" else ".cache")
    return base / "mtorsbml" / "validate"


def _versions() -> str:
    """What the rules and the libraries are: a digest of our sources, and the versions of theirs."""
    here = Path(__file__).parent
    found = hashlib.sha256(_LAYOUT.encode())
    ours = [f for f in here.rglob("*") if f.is_file() and f.suffix != ".pyc" and f.parent.name != "formats"]
    safety = [here.parent / "sbml" / f"{name}.py" for name in ("archive", "externals", "read", "scan", "tree")]
    for file in sorted([*ours, *safety]):
        found.update(file.name.encode())
        found.update(file.read_bytes())
    for package in _PACKAGES:
        with suppress(PackageNotFoundError):
            found.update(f"{package} {version(package)}".encode())
    return found.hexdigest()


def digest(path: Path) -> str:
    """The digest of a file's content; empty if it cannot be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


class Cache:
    """Answers of workers on disk; what cannot be read or written there is done again, without a word."""

    def __init__(self, options: Mapping[str, Any], where: Path | None = None) -> None:
        self._where = where or folder()
        self._prefix = f"{_versions()} {json.dumps(options, sort_keys=True)}"

    def key(self, path: Path) -> str:
        """The name of the entry for a file; empty if the file cannot be read."""
        found = digest(path) if path.is_file() else ""
        # The name tells which format is expected, and where a hierarchical model looks for its parts.
        return hashlib.sha256(f"{self._prefix} {found} {path.suffix}".encode()).hexdigest() if found else ""

    def _entry(self, key: str) -> Path:
        return self._where / key[:2] / f"{key}.json"

    def get(self, key: str, path: Path) -> dict[str, Any] | None:
        """The answer that is known, if the other files that it depends on are what they were."""
        try:
            entry = json.loads(self._entry(key).read_bytes())
            read = [(path.parent / name, was) for name, was in entry["read"]]
            answer: dict[str, Any] = entry["answer"]
        except (OSError, ValueError, KeyError, TypeError):
            return None
        return answer if all(digest(other) == was for other, was in read) else None

    def put(self, key: str, path: Path, answer: Mapping[str, Any], read: Iterable[str]) -> None:
        """Keep an answer; `read` are the other files that it depends on."""
        others = [(name, digest(path.parent / name)) for name in read]
        entry = self._entry(key)
        part = entry.with_suffix(f".{secrets.token_hex(4)}.part")
        try:
            entry.parent.mkdir(parents=True, exist_ok=True)
            part.write_text(json.dumps({"read": others, "answer": answer}))
            part.replace(entry)
        except OSError:
            with suppress(OSError):
                part.unlink()

    def tidy(self) -> None:
        """Remove entries that were not written lately; once a day."""
        stamp = self._where / ".tidied"
        now = time.time()
        try:
            if stamp.exists() and now - stamp.stat().st_mtime < 24 * 3600:
                return
            stamp.parent.mkdir(parents=True, exist_ok=True)
            stamp.touch()
            for entry in self._where.glob("*/*"):
                if now - entry.stat().st_mtime > _KEPT:
                    entry.unlink()
        except OSError:
            return
