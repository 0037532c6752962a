"""The rules of libSBML, all categories, on a file and (profile strict) on what a hierarchical one flattens to."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote, urlsplit

from mtorsbml.errors import MtorsbmlError
from mtorsbml.sbml import read
from mtorsbml.validate import registry, scan
from mtorsbml.validate.context import Context
from mtorsbml.validate.findings import Finding, Profile, Severity
from mtorsbml.validate.tree import Node

if TYPE_CHECKING:
    import libsbml

_ABOUT_LIBSBML: Final = frozenset({1090106})
"""What libSBML says of itself: that line numbers in hierarchical models are not reliable."""
_UNDECLARED: Final = frozenset({99505, 99506, 99508})
"""Warnings that a unit is not declared, one for each formula that is touched by it."""
_SEVERITIES: Final[dict[str, Severity]] = {"fatal": "error", "error": "error", "warning": "warning"}
_ID: Final = re.compile(rb'\bid="([^"]*)"')
_MAX_EXTERNAL: Final = 200


def check(root: Node, data: bytes, path: Path, profile: Profile) -> tuple[Context | None, list[Finding]]:
    """What libSBML says; the context is None if the file cannot be read as a model."""
    import libsbml

    refused = _externals(root, path)
    document = libsbml.readSBMLFromString(data.decode("utf-8-sig"))
    if path.parent.is_dir():
        document.setLocationURI(path.resolve().as_uri())
    messages = read.log(document)
    readable = document.getModel() is not None and not any(m.severity == "fatal" for m in messages)
    found = list(refused)
    if readable and not refused:
        messages = _consistency(document, messages, strict=profile == "strict")
    found += _findings(messages, data)
    if not readable:
        if not any(f.severity == "error" for f in found):
            found.append(registry.rule("XML011").finding("libSBML reads no model in the file"))
        return None, found
    kind = read.kind(document)
    errors = any(f.severity == "error" for f in found)
    if kind == "comp" and profile == "strict" and not errors:
        found += _flattened(document)
    return Context(path, data, root, kind=kind, profile=profile, document=document), found


def _consistency(document: libsbml.SBMLDocument, read_log: list[read.Message], *, strict: bool) -> list[read.Message]:
    """Everything that libSBML says, what it said on reading included."""
    if strict:
        messages = read.check(document)
    else:
        document.checkConsistency()
        messages = read.log(document)
    unique = {(m.code, m.line, m.message): m for m in read_log}
    kept = [m for m in messages if (m.code, m.line, m.message) not in unique]
    return [*unique.values(), *kept] if strict else [*read_log, *kept]


def _externals(root: Node, path: Path) -> list[Finding]:
    """Scan every file that a hierarchical model draws in, since libSBML opens them by itself."""
    found: list[Finding] = []
    seen: set[Path] = set()
    waiting = [(root, path)]
    rule = registry.rule("XML012")
    while waiting:
        current, here = waiting.pop()
        for node in current.listed("listOfExternalModelDefinitions"):
            source = node.get("source")
            parts = urlsplit(source) if source.isprintable() else None
            if parts is None or parts.scheme not in {"", "file"}:
                continue
            target = (here.parent / unquote(parts.path)).resolve()
            if target in seen or not target.exists():
                continue
            seen.add(target)
            what = f"external model definition '{node.id}' (source '{source[:200]}')"
            if len(seen) > _MAX_EXTERNAL:
                return [*found, rule.finding(f"more than {_MAX_EXTERNAL} files are drawn in", element=node.id)]
            try:
                if not target.is_file():
                    raise scan.Refused("XML001", "no regular file")
                with target.open("rb") as file:
                    waiting.append((scan.scan(file.read(read.MAX_BYTES + 1)), target))
            except scan.Refused as refused:
                found.append(rule.finding(f"{what} is refused: {refused.message} ({refused.code})", element=node.id))
            except OSError as error:
                found.append(rule.finding(f"{what} cannot be read: {error.strerror}", element=node.id))
    return found


def _flattened(document: libsbml.SBMLDocument) -> list[Finding]:
    try:
        text = read.flatten(document)
        flat = read.read_document(text)
        return _findings(read.check(flat), text.encode(), flattened=True)
    except MtorsbmlError as error:
        return [registry.rule("XML013").finding(str(error))]


def _findings(messages: Iterable[read.Message], data: bytes, *, flattened: bool = False) -> list[Finding]:
    messages = list(messages)
    if not messages:
        return []
    lines = data.split(b"\n")
    return [
        Finding(
            code=f"SBML{m.code}",
            severity=_SEVERITIES.get(m.severity, "info"),
            message=m.message,
            line=m.line,
            element=_element(lines, m.line),
            category=m.category,
            flattened=flattened,
            group="undeclared" if m.code in _UNDECLARED else "",
        )
        for m in messages
        if m.code not in _ABOUT_LIBSBML
    ]


def _element(lines: list[bytes], line: int) -> str:
    """The id that stands in a line."""
    found = _ID.search(lines[line - 1]) if 0 < line <= len(lines) else None
    return found.group(1).decode(errors="replace") if found else ""
