"""Reports on findings for people and for programs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from mtorsbml.validate.findings import FileReport

FORMATS: Final = ("text", "json", "junit", "sarif", "github")


def render(reports: Sequence[FileReport], form: str) -> str:
    """The reports in a form for programs; `text` is printed by `text.show`."""
    if form == "json":
        import json

        return json.dumps([report.to_dict() for report in reports], indent=2, ensure_ascii=False) + "\n"
    if form == "junit":
        from mtorsbml.validate.formats import junit

        return junit.render(reports)
    if form == "sarif":
        from mtorsbml.validate.formats import sarif

        return sarif.render(reports)
    from mtorsbml.validate.formats import github

    return github.render(reports)
