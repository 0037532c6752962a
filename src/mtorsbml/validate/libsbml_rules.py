"""The rules of libSBML, all categories, on a file and (profile strict) on what a hierarchical one flattens to."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from mtorsbml.sbml import read, scan
from mtorsbml.sbml.externals import MAX_EXTERNAL, TooMany, drawn_in
from mtorsbml.sbml.tree import Lines, Node, Root, at_line
from mtorsbml.validate import expansion, registry
from mtorsbml.validate.context import Context
from mtorsbml.validate.findings import Finding, Profile, Severity

if TYPE_CHECKING:
    pass

_ABOUT_LIBSBML: Final = frozenset({1090106})
"""What libSBML says of itself: that line numbers in hierarchical models are not reliable."""
_UNDECLARED: Final = frozenset({99505, 99506, 99507, 99508})
"""Warnings that a unit is not declared, one for each formula that is touched by it."""
_SEVERITIES: Final[dict[str, Severity]] = {"fatal": "error", "error": "error", "warning": "warning"}
_NOT_FLAT: Final = frozenset({1090105, 1090107, 1090110})
"""Flattening failed, or a required package is one that libSBML does not know or cannot flatten."""
_SHOWN: Final = 10


def check(root: Root, data: bytes, path: Path, profile: Profile) -> tuple[Context | None, list[Finding], list[str]]:
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
    lines = Lines(data)
    found += _findings(messages, root, lines, strict=profile == "strict")
    if not readable:
        if not any(f.severity == "error" for f in found):
            found.append(registry.rule("XML011").finding("libSBML reads no model in the file"))
        return None, found, read_too
    kind = read.kind(document)
    if kind == "comp" and profile == "strict" and not any(f.severity == "error" for f in found):
        # The check has flattened it already; a second time would take half as long as all of the check.
        found += [registry.rule("XML013").finding(read.gist(m.message)) for m in messages if m.code in _NOT_FLAT][:1]
    broken = bool(grown_or_refused) or any(m.severity in {"error", "fatal"} for m in messages)
    ctx = Context(path, data, root, kind=kind, profile=profile, document=document, broken=broken, lines=lines)
    return ctx, found, read_too


def _grown(root: Root, data: bytes) -> list[tuple[int, int]]:
    """Lines and sizes of formulas that libSBML would write out until memory ends."""
    found = list(expansion.too_large(root)) if b"functionDefinition" in data else []
    return [(Lines(data).of(node.start), count) for node, count in found[:_SHOWN]]


def _externals(root: Node, path: Path) -> tuple[list[Finding], list[str]]:
    """What is wrong with the files that a model draws in, and which these are; libSBML tells what is missing."""
    found: list[Finding] = []
    targets: list[Path] = []
    rule = registry.rule("XML012")
    try:
        for external in drawn_in(root, path):
            if external.target is None:
                continue
            targets.append(external.target)
            what = f"external model definition '{external.id}' (source '{external.source[:200]}')"
            problem = external.problem
            if isinstance(problem, scan.Refused):
                found.append(
                    rule.finding(f"{what} is refused: {problem.message} ({problem.code})", element=external.id)
                )
            elif problem is not None and not isinstance(problem, FileNotFoundError):
                reason = getattr(problem, "strerror", None) or problem
                found.append(rule.finding(f"{what} cannot be read ({reason})", element=external.id))
    except TooMany:
        found.append(rule.finding(f"more than {MAX_EXTERNAL} files are drawn in"))
    return found, [os.path.relpath(target, path.parent) for target in targets]


def _severity(message: read.Message, *, strict: bool) -> Severity:
    found = _SEVERITIES.get(message.severity, "info")
    # libSBML's own check with strict units says the same, at the price of a second check.
    return "error" if strict and found == "warning" and "unit consistency" in message.category else found


def _findings(messages: Iterable[read.Message], root: Node, lines: Lines, *, strict: bool) -> list[Finding]:
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
