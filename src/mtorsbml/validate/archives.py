"""COMBINE archives: read in memory and without trust; its files are checked as if they lay in a folder."""

from __future__ import annotations

import dataclasses
import tempfile
from functools import cached_property
from pathlib import Path
from typing import Final
from urllib.parse import unquote

from mtorsbml.sbml import scan
from mtorsbml.sbml.archive import unpacked
from mtorsbml.sbml.tree import Lines, Node
from mtorsbml.validate import registry
from mtorsbml.validate.findings import Finding, Options

MANIFEST: Final = "manifest.xml"
_CHECKED: Final = (".xml", ".sbml", ".sedml")


@dataclasses.dataclass(frozen=True, kw_only=True, slots=True)
class Content:
    """A line of the manifest: `location` without `./`, and as it stands in `given`."""

    location: str
    given: str
    format_uri: str
    master: bool
    line: int


class ArchiveContext:
    """An archive whose entries are safe, as the rules of family OMX see it."""

    def __init__(self, files: dict[str, bytes]) -> None:
        self.files = files
        self.manifest: Node | None = None
        self.refused: scan.Refused | None = None
        if MANIFEST in files:
            try:
                self.manifest = scan.scan(files[MANIFEST])
            except scan.Refused as refused:
                self.refused = refused

    @cached_property
    def contents(self) -> tuple[Content, ...]:
        """What the manifest lists."""
        if self.manifest is None:
            return ()
        lines = Lines(self.files[MANIFEST])
        return tuple(
            Content(
                location=_plain(node.get("location")),
                given=node.get("location"),
                format_uri=node.get("format").strip(),
                master=node.get("master").strip() in {"true", "1"},
                line=lines.of(node.start),
            )
            for node in self.manifest.children
            if node.name == "content"
        )

    @cached_property
    def listed(self) -> dict[str, Content]:
        """What the manifest lists, by location."""
        return {content.location: content for content in self.contents}


def _plain(location: str) -> str:
    """A location as the name of an entry."""
    location = location.strip()
    return location if location == "." else unquote(location).removeprefix("./").removeprefix("/")


def check(data: bytes, options: Options) -> list[Finding]:
    """All findings on an archive and on the files in it."""
    from mtorsbml.validate import checker

    files, problems = unpacked(data)
    if problems:
        return [registry.rule(p.code).finding(p.message, member=p.member) for p in problems]
    found: list[Finding] = []
    archive = ArchiveContext(files)
    for rule in registry.chosen(options, subject="omex"):
        found += checker.guarded(rule, lambda rule=rule: rule.check_archive(archive))  # type: ignore[misc]
    with tempfile.TemporaryDirectory() as folder:
        for name, content in files.items():
            place = Path(folder, *name.split("/"))
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(content)
        for name, content in files.items():
            if _is_checked(name, archive):
                report = checker.check(content, Path(folder, *name.split("/")), options)[0]
                found += [_inside(finding, name, folder) for finding in report.findings]
    return found


def _is_checked(name: str, archive: ArchiveContext) -> bool:
    if name == MANIFEST:
        return False
    listed = archive.listed.get(name)
    if listed is not None and listed.format_uri:
        return "sbml" in listed.format_uri.lower() or "sed-ml" in listed.format_uri.lower()
    return name.lower().endswith(_CHECKED) and b"<sbml" in archive.files[name][:4096]


def _inside(finding: Finding, name: str, folder: str) -> Finding:
    """A finding on a file of the archive; the folder in which it was looked at is nobody's business."""
    return dataclasses.replace(finding, member=name, message=finding.message.replace(f"{folder}/", ""))
