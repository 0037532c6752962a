"""Annotations that a GitHub action shows beside the lines of a file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from mtorsbml.validate.findings import FileReport, Finding
from mtorsbml.validate.formats.text import brief

_LEVELS: Final = {"error": "error", "warning": "warning", "info": "notice"}


def render(reports: Sequence[FileReport]) -> str:
    """One workflow command for each finding."""
    return "".join(_command(report.path, finding) + "\n" for report in reports for finding in report.findings)


def _command(path: str, finding: Finding) -> str:
    fields = {
        "file": path,
        "line": str(finding.line or 1),
        "title": " ".join(filter(None, (finding.code, finding.element))),
    }
    written = ",".join(f"{name}={_property(value)}" for name, value in fields.items())
    inner = f"{finding.member}: " if finding.member else ""
    hint = f" ({finding.hint})" if finding.hint else ""
    times = f" ({finding.count} times)" if finding.count > 1 else ""
    return f"::{_LEVELS[finding.severity]} {written}::{_text(inner + brief(finding.message) + times + hint)}"


def _text(value: str) -> str:
    return value.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(value: str) -> str:
    return _text(value).replace(":", "%3A").replace(",", "%2C")
