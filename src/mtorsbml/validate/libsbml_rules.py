"""The rules of libSBML, all categories with strict units, on a file and on what it flattens to."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from mtorsbml.errors import MtorsbmlError, UsageError
from mtorsbml.sbml import read
from mtorsbml.validate.findings import UNFLATTENABLE, UNREADABLE, FileReport, Finding, Severity

if TYPE_CHECKING:
    import libsbml

_ABOUT_LIBSBML: Final = frozenset({1090106})
"""What libSBML says of itself: that line numbers in hierarchical models are not reliable."""
_SEVERITIES: Final[dict[str, Severity]] = {"fatal": "error", "error": "error", "warning": "warning"}
_ID: Final = re.compile(r'\bid="([^"]*)"')


def check_file(path: Path) -> FileReport:
    """Check one file in this process; a hostile file can bring it down, so `runner.validate` uses another one.

    Raises:
        UsageError: The file cannot be read.
    """
    try:
        document = read.read_document(path)
    except UsageError:
        raise
    except MtorsbmlError as refusal:
        return FileReport(path=str(path), kind="", findings=_refused(path, str(refusal)))
    kind = read.kind(document)
    findings = _findings(read.check(document), path.read_text(encoding="utf-8-sig"))
    if kind == "comp":
        findings += _flattened(document)
    return FileReport(path=str(path), kind=kind, findings=tuple(findings))


def _flattened(document: libsbml.SBMLDocument) -> list[Finding]:
    try:
        text = read.flatten(document)
        return _findings(read.check(read.read_document(text)), text, flattened=True)
    except MtorsbmlError as error:
        return [Finding(code=UNFLATTENABLE, severity="error", message=str(error), flattened=True)]


def _refused(path: Path, reason: str) -> tuple[Finding, ...]:
    """All errors of a file that has any; the reason of its refusal where libSBML must not see it."""
    import libsbml

    general = Finding(code=UNREADABLE, severity="error", message=reason)
    data = path.read_bytes()
    try:
        read.prescan(data, str(path))
        text = data.decode("utf-8-sig")
    except (MtorsbmlError, UnicodeDecodeError):
        return (general,)
    document = libsbml.readSBMLFromString(text)
    messages = read.log(document)
    hierarchy = document.getPlugin("comp")
    # The check would open the files that a hierarchical model names, which may be what it was refused for.
    if not messages and not (hierarchy and hierarchy.getNumExternalModelDefinitions()):
        messages = read.check(document)
    found = _findings(messages, text)
    return tuple(found) if any(f.severity == "error" for f in found) else (general, *found)


def _findings(messages: Iterable[read.Message], text: str, *, flattened: bool = False) -> list[Finding]:
    lines = text.split("\n")
    return [
        Finding(
            code=f"SBML{m.code}",
            severity=_SEVERITIES.get(m.severity, "info"),
            message=m.message,
            line=m.line,
            element=_element(lines, m.line),
            category=m.category,
            flattened=flattened,
        )
        for m in messages
        if m.code not in _ABOUT_LIBSBML
    ]


def _element(lines: list[str], line: int) -> str:
    """The id that stands in a line."""
    found = _ID.search(lines[line - 1]) if 0 < line <= len(lines) else None
    return found.group(1) if found else ""
