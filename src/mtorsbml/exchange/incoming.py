"""What comes back: other formats to SBML, and archives to folders and again to archives."""

from __future__ import annotations

import posixpath
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from mtorsbml._files import write_together
from mtorsbml.errors import MtorsbmlError, UsageError
from mtorsbml.exchange import formats, omex
from mtorsbml.exchange.omex import MARKDOWN, METADATA, PLAIN_TEXT, SBML, SEDML, ArchiveEntry

ENDINGS: Final = (".omex", ".ant", ".cps")
"""Endings of the files that can be imported."""

_FORMAT_OF: Final = {
    ".xml": SBML,
    ".sbml": SBML,
    ".sedml": SEDML,
    ".rdf": METADATA,
    ".md": MARKDOWN,
    ".bnet": PLAIN_TEXT,
    ".txt": PLAIN_TEXT,
    ".toml": PLAIN_TEXT,
}
_COPASI_LOSES: Final = (
    "COPASI keeps what things are, but no SBO terms and no references to papers; it numbers names that occur twice, "
    "writes 1/min otherwise, and has species by their concentrations, never by their amounts (docs/interoperability.md)"
)
_MANIFEST: Final = "manifest.xml"
_METADATA: Final = "metadata.rdf"


@dataclass(frozen=True, kw_only=True, slots=True)
class Imported:
    """A model that came in, as SBML text, and what was lost or chosen on the way."""

    sbml: str
    remarks: tuple[str, ...] = ()


def import_file(path: Path) -> Imported:
    """Turn a file of another format into SBML.

    Of an archive, one model is taken: the first that the master SED-ML runs, the master itself if it is SBML, or else
    the first by name, kinetic ones before logical ones.

    Raises:
        UsageError: The ending is unknown, the tool that reads it is not installed, or the file cannot be read.
        MtorsbmlError: The file is refused or damaged.
    """
    ending = path.suffix.lower()
    if ending not in ENDINGS:
        raise UsageError(f"{path}: the ending '{path.suffix}' is not one of {', '.join(ENDINGS)}")
    if ending == ".omex":
        return _from_archive(path)
    name = {".ant": "antimony", ".cps": "copasi"}[ending]
    if reason := formats.missing(name):
        raise UsageError(reason)
    if not path.is_file():
        raise UsageError(f"{path}: there is no such file")
    if ending == ".ant":
        from mtorsbml.exchange.antimony_ import from_antimony

        try:
            text = path.read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            raise UsageError(f"{path}: cannot be read ({error})") from None
        return Imported(sbml=from_antimony(text, str(path), path.parent))
    from mtorsbml.exchange.copasi_ import from_copasi

    sbml, lost = from_copasi(path)
    return Imported(sbml=sbml, remarks=(*(f"lost: {what}" for what in lost), _COPASI_LOSES))


def _from_archive(path: Path) -> Imported:
    entries = omex.read_archive(path)
    models = {e.location: e for e in entries if e.kind == "sbml"}
    if not models:
        raise MtorsbmlError(f"{path}: there is no SBML model in the archive")
    kinetic = [location for location, e in models.items() if _kind(e, path) != "qual"]
    run = _run_by_master(entries, path)
    first = [location for location in run if location in models] or sorted(kinetic or models)
    chosen = models[first[0]]
    others = [e.location for e in entries if e is not chosen]
    remark = f"took {chosen.location}; left in the archive: {', '.join(others)}" if others else ""
    return Imported(sbml=chosen.data.decode("utf-8-sig"), remarks=(remark,) if remark else ())


def _kind(entry: ArchiveEntry, path: Path) -> str:
    """What an SBML file of an archive is, once it has been read and found sound."""
    from mtorsbml.sbml import read

    try:
        return read.kind(read.read_document(entry.data))
    except MtorsbmlError as error:
        raise MtorsbmlError(f"{path}: {entry.location}: {str(error).removeprefix('SBML text').lstrip(':, ')}") from None


def _run_by_master(entries: Sequence[ArchiveEntry], path: Path) -> list[str]:
    """Where the models lie that the master runs, or the master itself, if it is no SED-ML."""
    master = omex.master_of(entries, str(path))
    if master is None or master.kind != "sed-ml":
        return [master.location] if master else []
    from mtorsbml.exchange.sedml_read import model_sources

    text = master.data.decode("utf-8", errors="replace")
    folder = posixpath.dirname(master.location)
    try:
        sources = model_sources(text, f"{path}: {master.location}")
    except MtorsbmlError:
        # The models are there all the same, and it is said which one was taken.
        return []
    return [posixpath.normpath(posixpath.join(folder, source)) for source in sources]


def unpack(path: Path, folder: Path) -> list[Path]:
    """Write the files of an archive, its manifest too, into a new or empty folder.

    Raises:
        UsageError: The folder is not empty or cannot be made, or the archive cannot be read.
        MtorsbmlError: The archive is refused; nothing is written.
    """
    entries = omex.read_archive(path)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UsageError(f"{folder}: is not an empty folder; name a new one")
    listed = omex.manifest(entries)
    return write_together(folder, {_MANIFEST: listed, **{entry.location: entry.data for entry in entries}})


def pack(folder: Path) -> bytes:
    """Pack a folder as an archive: as its manifest says, or, without one, by the endings of its files.

    A folder that `unpack` made gives the same bytes again.

    Raises:
        UsageError: There is no such folder, or a file in it cannot be read.
        MtorsbmlError: The manifest names a file that is not there, not exactly one SED-ML file can be the master, or
            a name is not safe in an archive.
    """
    if not folder.is_dir():
        raise UsageError(f"{folder}: there is no such folder")
    places = sorted(p for p in folder.rglob("*") if p.is_file())
    data = {p.relative_to(folder).as_posix(): p.read_bytes() for p in places}
    listed = omex.read_manifest(data.pop(_MANIFEST), str(folder)) if _MANIFEST in data else {}
    for location in listed:
        if location not in data and location not in {".", _MANIFEST}:
            raise MtorsbmlError(f"{folder}: {_MANIFEST} lists '{location}', which is not in the folder")
    masters = [name for name, (_, master) in listed.items() if master] or _only_sedml(data, folder)
    entries = [
        ArchiveEntry(
            location=name,
            format_uri=listed.get(name, ("", False))[0] or _FORMAT_OF.get(Path(name).suffix.lower(), PLAIN_TEXT),
            data=content,
            master=name in masters,
        )
        for name, content in data.items()
    ]
    return omex.packed(entries, str(folder))


def _only_sedml(data: dict[str, bytes], folder: Path) -> list[str]:
    found = [name for name in data if name.lower().endswith(".sedml")]
    if len(found) != 1:
        names = ", ".join(found) or "none"
        raise MtorsbmlError(
            f"{folder}: exactly one SED-ML file can be the master, but here are {names}; add a manifest"
        )
    return found
