"""The files that a hierarchical model draws in: found in its tree and scanned, since libSBML opens them by itself."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple
from urllib.parse import unquote, urlsplit

from mtorsbml.sbml import scan
from mtorsbml.sbml.tree import Node

MAX_EXTERNAL: Final = 200
"""Most files that one hierarchical model may draw in."""


class External(NamedTuple):
    """A file that is drawn in.

    Attributes:
        id: Of the external model definition.
        source: As it stands there.
        holder: The file in which it stands; None if that is text without a file.
        target: The file that is meant; None if it is no local one.
        data: Its content; empty if it was not read.
        root: Its tree; None if it is not safe or cannot be read.
        problem: Why there is no tree; None if there is one, or the file is no local one.
    """

    id: str
    source: str
    holder: Path | None
    target: Path | None
    data: bytes = b""
    root: Node | None = None
    problem: scan.Refused | OSError | ValueError | None = None


class TooMany(Exception):  # noqa: N818 (it is an outcome, not an error)
    """More files are drawn in than MAX_EXTERNAL."""


def local_source(source: str, here: Path) -> Path | None:
    """The file that a source means, seen from the file that names it; None if it is no local one."""
    try:
        parts = urlsplit(source)
        if parts.scheme not in {"", "file"} or not parts.path or not source.isprintable():
            return None
        return (here.parent / unquote(parts.path)).resolve()
    except (ValueError, OSError, RuntimeError):
        return None


def drawn_in(root: Node, path: Path | None) -> Iterator[External]:
    """Every file that a hierarchical model draws in, and that those draw in, each once.

    Args:
        root: The `sbml` element.
        path: The file that it was read from; None for text.

    Raises:
        TooMany: There are more than MAX_EXTERNAL.
    """
    seen: set[Path] = set()
    waiting = [(root, path)]
    while waiting:
        current, holder = waiting.pop()
        for node in current.listed("listOfExternalModelDefinitions"):
            source = node.get("source")
            target = local_source(source, holder) if holder is not None else None
            external = External(id=node.id, source=source, holder=holder, target=target)
            if target is None:
                yield external
                continue
            if target in seen:
                continue
            seen.add(target)
            if len(seen) > MAX_EXTERNAL:
                raise TooMany
            external = _read(external, target)
            if external.root is not None:
                waiting.append((external.root, target))
            yield external


def _read(external: External, target: Path) -> External:
    try:
        if target.exists() and not target.is_file():
            raise scan.Refused("XML014", "it is no regular file")
        with target.open("rb") as file:
            data = file.read(scan.MAX_BYTES + 1)
        return external._replace(data=data, root=scan.scan(data))
    except (scan.Refused, OSError, ValueError) as problem:
        return external._replace(problem=problem)
