"""SARIF 2.1.0, which GitHub's code scanning and editors read."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from mtorsbml import __version__
from mtorsbml.validate import pages, registry
from mtorsbml.validate.findings import FileReport, Finding

_SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS: Final = {"error": "error", "warning": "warning", "info": "note"}


def render(reports: Sequence[FileReport]) -> str:
    """One run, with the rules that found something."""
    codes = sorted({finding.code for report in reports for finding in report.findings})
    places = {code: position for position, code in enumerate(codes)}
    first = {finding.code: finding for report in reports for finding in report.findings}
    log = {
        "$schema": _SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "mtorsbml",
                        "semanticVersion": __version__,
                        "rules": [_rule(code, first[code]) for code in codes],
                    }
                },
                "columnKind": "unicodeCodePoints",
                "results": [
                    _result(report.path, finding, places[finding.code])
                    for report in reports
                    for finding in report.findings
                ],
            }
        ],
    }
    return json.dumps(log, indent=2, ensure_ascii=False) + "\n"


def _rule(code: str, example: Finding) -> dict[str, Any]:
    known = registry.rules().get(code)
    if known is None:
        text = f"libSBML's rule {code.removeprefix('SBML')} ({example.category})"
        return {"id": code, "shortDescription": {"text": text}, "properties": {"tags": [example.category or "SBML"]}}
    return {
        "id": code,
        "name": "".join(part.capitalize() for part in known.name.split("-")),
        "shortDescription": {"text": " ".join(known.what.split())},
        "fullDescription": {"text": " ".join(known.why.split())},
        "help": {"text": " ".join(known.mend.split()), "markdown": pages.page(known)},
        "defaultConfiguration": {"level": _LEVELS[known.severity]},
        "properties": {"tags": [example.category]},
    }


def _result(path: str, finding: Finding, index: int) -> dict[str, Any]:
    text = (f"{finding.member}: " if finding.member else "") + finding.message
    physical: dict[str, Any] = {"artifactLocation": _artifact(path)}
    # A line of a file inside an archive is none of the archive's.
    if finding.line and not finding.member:
        physical["region"] = {"startLine": finding.line}
    location: dict[str, Any] = {"physicalLocation": physical}
    if finding.xpath or finding.element:
        logical = {"name": finding.element, "fullyQualifiedName": finding.xpath, "kind": "element"}
        location["logicalLocations"] = [{key: value for key, value in logical.items() if value}]
    stable = f"{finding.code} {finding.member} {finding.xpath or finding.element} {finding.group or finding.message}"
    return {
        "ruleId": finding.code,
        "ruleIndex": index,
        "level": _LEVELS[finding.severity],
        "message": {"text": f"{text}\nHint: {finding.hint}" if finding.hint else text},
        "locations": [location],
        "occurrenceCount": finding.count,
        "partialFingerprints": {"mtorsbml/v1": hashlib.sha256(stable.encode()).hexdigest()[:32]},
    }


def _artifact(path: str) -> dict[str, str]:
    """The place of a file, relative to where the command ran if it lies below."""
    given = Path(path)
    if given.is_absolute():
        try:
            given = given.relative_to(Path.cwd())
        except ValueError:
            return {"uri": given.as_uri()}
    return {"uri": quote(given.as_posix()), "uriBaseId": "%SRCROOT%"}
