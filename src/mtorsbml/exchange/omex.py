"""COMBINE archives (OMEX): written with the same bytes everywhere, read without trust."""

from __future__ import annotations

import io
import re
import stat
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from xml.sax.saxutils import quoteattr

from mtorsbml._files import write_atomic
from mtorsbml.errors import MtorsbmlError, UsageError
from mtorsbml.exchange._readme import readme_text
from mtorsbml.exchange.metadata import ArchiveMetadata, metadata_text
from mtorsbml.exchange.sedml import sedml_text, sedml_texts
from mtorsbml.model.experiment import Experiment
from mtorsbml.model.vocabulary import check_sid
from mtorsbml.sbml import archive, scan

_COMBINE: Final = "http://identifiers.org/combine.specifications/"
_MEDIA: Final = "http://purl.org/NET/mediatypes/"
OMEX: Final = f"{_COMBINE}omex"
MANIFEST: Final = f"{_COMBINE}omex-manifest"
METADATA: Final = f"{_COMBINE}omex-metadata"
SBML: Final = f"{_COMBINE}sbml.level-3.version-1"
SEDML: Final = f"{_COMBINE}sed-ml.level-1.version-3"
PLAIN_TEXT: Final = f"{_MEDIA}text/plain"
MARKDOWN: Final = f"{_MEDIA}text/markdown"

_HOME: Final = re.compile(
    r"https?://(?:www\.)?(?:identifiers\.org/combine\.specifications[/:]|purl\.org/NET/mediatypes/)?"
)
"""What stands before the name of a format, as archives of various ages write it."""
_MANIFEST_NAME: Final = "manifest.xml"
_METADATA_NAME: Final = "metadata.rdf"
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
_MANIFEST_NAMESPACE: Final = "http://identifiers.org/combine.specifications/omex-manifest"
_UNIX: Final = 3


@dataclass(frozen=True, kw_only=True, slots=True)
class ArchiveEntry:
    """A file of an archive: where it lies, the URI of its format, its content, and whether to open it first."""

    location: str
    format_uri: str
    data: bytes
    master: bool = False

    @property
    def kind(self) -> str:
        """`sbml`, `sed-ml` or another word for what it is, without version and home of the format."""
        word = _HOME.sub("", self.format_uri).rpartition("/")[2].partition(".level")[0].removeprefix("x-")
        return {"sbml+xml": "sbml", "sedml+xml": "sed-ml", "sedml": "sed-ml"}.get(word, word)


def archive_bytes(entries: Sequence[ArchiveEntry], metadata: ArchiveMetadata) -> bytes:
    """Pack entries and their metadata; the same values give the same bytes with every Python and on every system.

    The entries are stored, not deflated: zlib and zlib-ng, which Pythons are built with, deflate differently.

    Raises:
        MtorsbmlError: If not exactly one entry is the master, a location is unsafe, taken twice or reserved, or the
            metadata is incomplete.
    """
    text = metadata_text(metadata).encode()
    described = ArchiveEntry(location=_METADATA_NAME, format_uri=METADATA, data=text)
    return packed([*entries, described], f"archive {metadata.archive!a}")


def packed(entries: Sequence[ArchiveEntry], name: str) -> bytes:
    """Pack entries, the metadata among them, with a manifest; `name` is what messages call the archive.

    Raises:
        MtorsbmlError: If not exactly one entry is the master, or a location is unsafe, taken twice or reserved.
    """
    masters = [entry.location for entry in entries if entry.master]
    if len(masters) != 1:
        found = " and ".join(f"{location!a}" for location in masters) or "none"
        raise MtorsbmlError(f"{name}: exactly one entry is the master, but here it is {found}; mark the SED-ML file")
    _check_locations([_MANIFEST_NAME, *(entry.location for entry in entries)], name)
    whole = sorted(entries, key=lambda entry: entry.location)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as packing:
        packing.writestr(_header(_MANIFEST_NAME), manifest(whole))
        for entry in whole:
            packing.writestr(_header(entry.location), entry.data)
    return buffer.getvalue()


def build_archive(
    model_id: str,
    core: str,
    qual: str,
    bnet: str | None,
    experiments: Sequence[Experiment],
    metadata: ArchiveMetadata,
    *,
    claims: Sequence[Experiment] = (),
    untold: Sequence[str] = (),
    claim_files: Mapping[str, str] | None = None,
) -> bytes:
    """Pack a model: `<id>.xml` (kinetic), `<id>_qual.xml` and `<id>.bnet` (logic), `<id>.sedml`, and what describes it.

    The arms of each claim are in a file of their own, `claims/<claim>.sedml`: there are hundreds, and every simulator
    holds all models of a file at once. What is expected of them is in the claims themselves, in the same folder.

    Args:
        model_id: Id of the model, which names the files.
        core: The kinetic model as SBML text.
        qual: The logic model as SBML text.
        bnet: The logic model as text in the BoolNet format, if there is one.
        experiments: The experiments for the SED-ML file, at least one.
        metadata: What is told of the archive.
        claims: The arms of claims as experiments.
        untold: Arms of claims that are no such experiments, and why, one text each.
        claim_files: The claims as `mtorsbml claims` reads them: text by file name.

    Raises:
        MtorsbmlError: As `sedml_text` and `archive_bytes`.
    """
    check_sid("archive", model_id)
    sedml = sedml_text(experiments, model_source=f"{model_id}.xml", sbml=core, model_name=metadata.title)
    files = [
        (f"{model_id}.sedml", SEDML, sedml),
        (f"{model_id}.xml", SBML, core),
        (f"{model_id}_qual.xml", SBML, qual),
        (
            "README.md",
            MARKDOWN,
            readme_text(model_id, experiments, metadata, logic=bnet is not None, claims=len(claims), untold=untold),
        ),
    ]
    if claims:
        arms: dict[str, list[Experiment]] = {}
        for experiment in claims:
            arms.setdefault(experiment.id.rpartition("_")[0], []).append(experiment)
        texts = sedml_texts(
            list(arms.values()), model_source=f"../{model_id}.xml", sbml=core, model_name=metadata.title
        )
        files += [(f"claims/{name}.sedml", SEDML, text) for name, text in zip(arms, texts, strict=True)]
    files += [(f"claims/{name}", PLAIN_TEXT, text) for name, text in (claim_files or {}).items()]
    if bnet is not None:
        files.append((f"{model_id}.bnet", PLAIN_TEXT, bnet))
    entries = [
        ArchiveEntry(location=location, format_uri=uri, data=text.encode(), master=location == f"{model_id}.sedml")
        for location, uri, text in files
    ]
    return archive_bytes(entries, metadata)


def write_archive(path: str | Path, entries: Sequence[ArchiveEntry], metadata: ArchiveMetadata) -> None:
    """Write an archive whole or not at all.

    Raises:
        MtorsbmlError: As `archive_bytes`.
        UsageError: If the file cannot be written.
    """
    write_atomic(Path(path), archive_bytes(entries, metadata))


def read_archive(path: str | Path) -> tuple[ArchiveEntry, ...]:
    """Read the files of an archive, without its manifest, in the order in which they are stored.

    Nothing is written to disk. An entry that the manifest does not list has an empty `format_uri`.

    Raises:
        UsageError: If the file is missing or cannot be read.
        MtorsbmlError: If it is no archive; if an entry lies outside, is a link, stands twice, is encrypted or damaged;
            if there is more of it than the limits of this module allow; if the manifest is missing, is no plain XML,
            or names a file that is not there.
    """
    name = str(path)
    try:
        with Path(path).open("rb") as file:
            # One byte more than allowed tells an archive that is too large without reading all of it.
            contents, problems = archive.unpacked(file.read(archive.MAX_BYTES + 1))
    except OSError as error:
        raise UsageError(f"{name}: cannot be read ({error.strerror or error})") from None
    if problems:
        raise MtorsbmlError(f"{name}: {problems[0].message}; it is refused")
    if _MANIFEST_NAME not in contents:
        raise MtorsbmlError(f"{name}: not a COMBINE archive: it has no {_MANIFEST_NAME}")
    listed = read_manifest(contents.pop(_MANIFEST_NAME), name)
    for location in listed:
        if location not in contents and location not in {".", _MANIFEST_NAME}:
            raise MtorsbmlError(f"{name}: {_MANIFEST_NAME} lists '{location}', which is not in the archive")
    entries = []
    for location, data in contents.items():
        format_uri, master = listed.get(location, ("", False))
        entries.append(ArchiveEntry(location=location, format_uri=format_uri, data=data, master=master))
    return tuple(entries)


def master_of(entries: Sequence[ArchiveEntry], name: str) -> ArchiveEntry | None:
    """The entry to open first, if one is marked so; `name` is what messages call the archive.

    Raises:
        MtorsbmlError: Several are.
    """
    masters = [entry for entry in entries if entry.master]
    if len(masters) > 1:
        found = " and ".join(f"'{entry.location}'" for entry in masters)
        raise MtorsbmlError(
            f"{name}: {_MANIFEST_NAME} calls {found} the master, and there is one; unpack it, correct the manifest and "
            "pack it again"
        )
    return masters[0] if masters else None


def _header(location: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(location, _EPOCH)
    info.create_system = _UNIX
    info.external_attr = (stat.S_IFREG | 0o644) << 16
    info.compress_type = zipfile.ZIP_STORED
    return info


def manifest(entries: Iterable[ArchiveEntry]) -> bytes:
    """The manifest of an archive with these entries."""
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', f'<omexManifest xmlns="{_MANIFEST_NAMESPACE}">']
    lines.append(f'  <content location="." format="{OMEX}"/>')
    lines.append(f'  <content location="./{_MANIFEST_NAME}" format="{MANIFEST}"/>')
    for entry in entries:
        master = ' master="true"' if entry.master else ""
        location = quoteattr(f"./{entry.location}")
        lines.append(f"  <content location={location} format={quoteattr(entry.format_uri)}{master}/>")
    return "\n".join([*lines, "</omexManifest>", ""]).encode()


# -- reading ---------------------------------------------------------------------------------------------------


def _check_locations(locations: Sequence[str], name: str) -> None:
    unsafe = [f"entry {at[: archive.MAX_NAME]!a} {why}" for at in locations if (why := archive.location_problem(at))]
    unsafe += [problem.message for problem in archive.collisions(locations)]
    unsafe += [problem.message for problem in archive.folders_of_files(locations)]
    if unsafe:
        raise MtorsbmlError(f"{name}: {unsafe[0]}; it is refused")


def read_manifest(data: bytes, name: str) -> dict[str, tuple[str, bool]]:
    """Format and mastership by location, as a manifest has them; `name` is what messages call the archive.

    Raises:
        MtorsbmlError: It is no plain XML, or lists something twice or without a format.
    """
    where = f"{name}: {_MANIFEST_NAME}"
    listed: dict[str, tuple[str, bool]] = {}
    try:
        root = scan.scan(data)
    except scan.Refused as refused:
        raise MtorsbmlError(f"{where}, line {refused.line}: {refused.message}; it is refused") from None
    for content in root.find("content"):
        if content.ns != _MANIFEST_NAMESPACE:
            continue
        location = content.get("location").strip()
        location = location if location == "." else location.removeprefix("./")
        if not location or "format" not in content.attributes:
            raise MtorsbmlError(f"{where} has a content without location or format")
        if location in listed:
            raise MtorsbmlError(f"{where} lists {location!a} twice")
        listed[location] = (content.get("format").strip(), content.get("master").strip() in {"true", "1"})
    return listed
