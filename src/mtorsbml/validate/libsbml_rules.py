"""The rules of libSBML, all categories, on a file and (profile strict) on what a hierarchical one flattens to."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote, urlsplit

from mtorsbml.errors import MtorsbmlError
from mtorsbml.sbml import read
from mtorsbml.validate import expansion, registry, scan
from mtorsbml.validate.context import Context
from mtorsbml.validate.findings import Finding, Profile, Severity
from mtorsbml.validate.tree import Lines, Node, at_line

if TYPE_CHECKING:
    import libsbml

_ABOUT_LIBSBML: Final = frozenset({1090106})
"""What libSBML says of itself: that line numbers in hierarchical models are not reliable."""
_UNDECLARED: Final = frozenset({99505, 99506, 99507, 99508})
"""Warnings that a unit is not declared, one for each formula that is touched by it."""
_SEVERITIES: Final[dict[str, Severity]] = {"fatal": "error", "error": "error", "warning": "warning"}
_MAX_EXTERNAL: Final = 200
_SHOWN: Final = 10


def check(root: Node, data: bytes, path: Path, profile: Profile) -> tuple[Context | None, list[Finding], list[str]]:
    """What libSBML says.

    Returns:
        The context, None if the file cannot be read as a model; the findings; the other files that libSBML opens.
    """
    import libsbml

    found, read_too = _externals(root, path)
    found += [
        registry.rule("XML015").finding(f"a formula has {count} terms when its functions are written out", line=line)
        for line, count in _grown(root, data)
    ]
    document = libsbml.readSBMLFromString(data.decode("utf-8-sig"))
    if path.parent.is_dir():
        document.setLocationURI(path.resolve().as_uri())
    messages = read.log(document)
    readable = document.getModel() is not None and not any(m.severity == "fatal" for m in messages)
    grown_or_refused = list(found)
    if readable and not found:
        # The check clears no log, so what was said on reading stays in it.
        document.checkConsistency()
        messages = read.log(document)
    found += _findings(messages, root, data, strict=profile == "strict")
    if not readable:
        if not any(f.severity == "error" for f in found):
            found.append(registry.rule("XML011").finding("libSBML reads no model in the file"))
        return None, found, read_too
    kind = read.kind(document)
    if kind == "comp" and profile == "strict" and not any(f.severity == "error" for f in found):
        found += _flattened(document)
    broken = bool(grown_or_refused) or any(m.severity in {"error", "fatal"} for m in messages)
    return Context(path, data, root, kind=kind, profile=profile, document=document, broken=broken), found, read_too


def _grown(root: Node, data: bytes) -> list[tuple[int, int]]:
    """Lines and sizes of formulas that libSBML would write out until memory ends."""
    found = list(expansion.too_large(root))
    return [(Lines(data).of(node.start), count) for node, count in found[:_SHOWN]]


def _externals(root: Node, path: Path) -> tuple[list[Finding], list[str]]:
    """Scan every file that a hierarchical model draws in, since libSBML opens them by itself."""
    found: list[Finding] = []
    seen: dict[Path, None] = {}
    waiting = [(root, path)]
    rule = registry.rule("XML012")
    while waiting:
        current, here = waiting.pop()
        for node in current.listed("listOfExternalModelDefinitions"):
            target = local_source(node.get("source"), here)
            if target is None or target in seen:
                continue
            seen[target] = None
            what = f"external model definition '{node.id}' (source '{node.get('source')[:200]}')"
            if len(seen) > _MAX_EXTERNAL:
                found.append(rule.finding(f"more than {_MAX_EXTERNAL} files are drawn in", element=node.id))
                return found, [os.path.relpath(p, path.parent) for p in seen]
            try:
                if not target.exists():
                    continue  # libSBML says so
                if not target.is_file():
                    raise scan.Refused("XML014", "it is no regular file")
                with target.open("rb") as file:
                    waiting.append((scan.scan(file.read(read.MAX_BYTES + 1)), target))
            except scan.Refused as refused:
                found.append(rule.finding(f"{what} is refused: {refused.message} ({refused.code})", element=node.id))
            except (OSError, ValueError) as error:
                reason = getattr(error, "strerror", None) or error
                found.append(rule.finding(f"{what} cannot be read ({reason})", element=node.id))
    return found, [os.path.relpath(p, path.parent) for p in seen]


def local_source(source: str, here: Path) -> Path | None:
    """The file that a source means, seen from the file that names it; None if it is no local one."""
    try:
        parts = urlsplit(source)
        if parts.scheme not in {"", "file"} or not parts.path or not source.isprintable():
            return None
        return (here.parent / unquote(parts.path)).resolve()
    except (ValueError, OSError, RuntimeError):
        return None


def _flattened(document: libsbml.SBMLDocument) -> list[Finding]:
    """Whether it has a flat form; what libSBML finds in that form is among what it says of the hierarchy."""
    try:
        read.flatten(document, validate=False)
    except MtorsbmlError as error:
        return [registry.rule("XML013").finding(str(error))]
    return []


def _severity(message: read.Message, *, strict: bool) -> Severity:
    found = _SEVERITIES.get(message.severity, "info")
    # libSBML's own check with strict units says the same, at the price of a second check.
    return "error" if strict and found == "warning" and "unit consistency" in message.category else found


def _findings(messages: Iterable[read.Message], root: Node, data: bytes, *, strict: bool) -> list[Finding]:
    lines = Lines(data)
    found = []
    for message in messages:
        if message.code in _ABOUT_LIBSBML:
            continue
        span = lines.span(message.line)
        node = at_line(root, *span) if span else None
        found.append(
            Finding(
                code=f"SBML{message.code}",
                severity=_severity(message, strict=strict),
                message=message.message,
                line=message.line,
                element=_named(node),
                xpath=node.xpath if node is not None else "",
                category=message.category,
                group="undeclared" if message.code in _UNDECLARED else "",
            )
        )
    return found


def _named(node: Node | None) -> str:
    """What an element, or the next one around it that has a name, is called."""
    while node is not None:
        if node.label:
            return node.label
        node = node.parent
    return ""
