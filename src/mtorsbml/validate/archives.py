"""COMBINE archives: read in memory and without trust; its files are checked as if they lay in a folder."""

from __future__ import annotations

import dataclasses
import io
import posixpath
import stat
import tempfile
import unicodedata
import zipfile
import zlib
from functools import cached_property
from pathlib import Path
from typing import Final
from urllib.parse import unquote

from mtorsbml.exchange.omex import MAX_BYTES, MAX_ENTRIES, MAX_NAME, MAX_RATIO, location_problem
from mtorsbml.validate import registry, scan
from mtorsbml.validate.findings import Finding, Options
from mtorsbml.validate.tree import Lines, Node

MANIFEST: Final = "manifest.xml"
_ANY_RATIO: Final = 1024 * 1024
_ENCRYPTED: Final = 0x1
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

    if len(data) > MAX_BYTES:
        return [registry.rule("OMX005").finding(f"the archive has {len(data)} bytes; at most {MAX_BYTES} are read")]
    files, found = _read(data)
    if files is None or found:
        return found
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


def _read(data: bytes) -> tuple[dict[str, bytes] | None, list[Finding]]:
    """The files of the archive by name, or why they are not read."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = archive.infolist()
            found = _unsafe(infos)
            return (None, found) if found else _unpack(archive, infos)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, EOFError, NotImplementedError, ValueError, OSError) as error:
        return None, [registry.rule("OMX001").finding(f"not a sound zip archive ({_one_line(error)})")]


def _unpack(archive: zipfile.ZipFile, infos: list[zipfile.ZipInfo]) -> tuple[dict[str, bytes], list[Finding]]:
    files: dict[str, bytes] = {}
    found: list[Finding] = []
    for info in infos:
        if info.is_dir():
            continue
        try:
            files[info.filename] = archive.read(info)
        except (zipfile.BadZipFile, EOFError, RuntimeError, NotImplementedError, zlib.error, OSError) as error:
            message = f"entry '{info.filename}' is damaged ({_one_line(error)})"
            found.append(registry.rule("OMX007").finding(message, member=info.filename))
    return files, found


def _unsafe(infos: list[zipfile.ZipInfo]) -> list[Finding]:
    """What is wrong with the entries before any of them is unpacked."""
    if len(infos) > MAX_ENTRIES:
        return [registry.rule("OMX005").finding(f"{len(infos)} entries; at most {MAX_ENTRIES} are read")]
    found: list[Finding] = []
    whole = sum(info.file_size for info in infos)
    if whole > MAX_BYTES:
        found.append(registry.rule("OMX005").finding(f"unpacks to {whole} bytes; at most {MAX_BYTES} are read"))
    seen: dict[str, str] = {}
    for info in infos:
        found += _unsafe_entry(info)
        # Some file systems tell neither upper from lower case nor composed from decomposed letters.
        plain = posixpath.normpath(info.orig_filename)
        folded = unicodedata.normalize("NFC", unicodedata.normalize("NFC", plain).casefold())
        if folded in seen:
            message = f"entries {seen[folded][:MAX_NAME]!a} and {info.orig_filename[:MAX_NAME]!a} have one name"
            found.append(registry.rule("OMX004").finding(message))
        seen[folded] = info.orig_filename
    names = {info.filename for info in infos if not info.is_dir()}
    for name in names:
        parents = {name[:end] for end, character in enumerate(name) if character == "/"}
        for parent in parents & names:
            message = f"entry {parent[:MAX_NAME]!a} is a file and the folder of {name[:MAX_NAME]!a}"
            found.append(registry.rule("OMX004").finding(message))
    return found


def _unsafe_entry(info: zipfile.ZipInfo) -> list[Finding]:
    name = info.orig_filename
    where = f"entry {name[:MAX_NAME]!a}"
    found: list[tuple[str, str]] = []
    if problem := location_problem(name.removesuffix("/")):
        found.append(("OMX002", f"{where} {problem}"))
    if stat.S_IFMT(info.external_attr >> 16) not in {0, stat.S_IFREG, stat.S_IFDIR}:
        found.append(("OMX003", f"{where} is a link or a device"))
    if info.flag_bits & _ENCRYPTED:
        found.append(("OMX006", f"{where} is encrypted"))
    if info.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        found.append(("OMX006", f"{where} is packed with method {info.compress_type}"))
    if info.file_size > max(_ANY_RATIO, MAX_RATIO * info.compress_size):
        grows = f"from {info.compress_size} to {info.file_size} bytes, more than {MAX_RATIO} times"
        found.append(("OMX005", f"{where} grows {grows}"))
    return [registry.rule(code).finding(message) for code, message in found]


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())[:200] or type(error).__name__
