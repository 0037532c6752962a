"""Safe reading of what is compared."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from mtorsbml.errors import MtorsbmlError, UsageError
from mtorsbml.sbml import read, scan
from mtorsbml.sbml.tree import Node
from mtorsbml.validate.view import number

_LEVEL_2: Final = (2, 4)
_RECURSION: Final = 8 * scan.MAX_DEPTH
"""Formulas are walked by functions that call themselves; the pre-scan bounds how deep they are."""


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two that are compared; `root` is None for what does not exist (git's /dev/null)."""

    name: str
    root: Node | None


def load(source: Path) -> Side:
    """Read a file.

    Raises:
        UsageError: It cannot be read, is unsafe, or holds no model.
    """
    sys.setrecursionlimit(max(sys.getrecursionlimit(), _RECURSION))
    name = str(source)
    if name == os.devnull:
        return Side(name, None)
    try:
        data = _bytes(source)
        root = read.prescan(data, name)
        if number(root.get("level")) == 1:
            root = read.prescan(_second_level(data, name), name)
    except MtorsbmlError as error:
        raise UsageError(str(error)) from None
    if root.child("model") is None:
        raise UsageError(f"{name}: the file holds no model, so there is nothing to compare")
    return Side(name, root)


def _bytes(source: Path) -> bytes:
    try:
        if source.is_dir():
            raise UsageError(f"{source}: is a directory; give the path of an SBML file")
        with source.open("rb") as file:
            return file.read(scan.MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        raise UsageError(f"{source}: cannot be read ({getattr(error, 'strerror', None) or error})") from None


def _second_level(data: bytes, name: str) -> bytes:
    """Level 1, of which the formulas are text, as Level 2."""
    import libsbml

    document = read.read_document(data)
    if not document.setLevelAndVersion(*_LEVEL_2, False):
        raise MtorsbmlError(f"{name}: SBML Level 1 that libSBML cannot convert to Level 2")
    return str(libsbml.writeSBMLToString(document)).encode()
