"""Archives (OMEX) opened without trust: in memory, and only if everything in them is safe."""

from __future__ import annotations

import io
import posixpath
import stat
import unicodedata
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

MAX_ENTRIES: Final = 1000
MAX_BYTES: Final = 256 * 1024 * 1024
"""Most that an archive may hold, packed or unpacked [bytes]."""
MAX_RATIO: Final = 200
"""Most that an entry may grow when it is unpacked; XML that repeats itself reaches 30 to 50."""
MAX_NAME: Final = 200
"""Longest location of an entry [bytes]; file systems take 255 for each part."""

_ANY_RATIO: Final = 1024 * 1024
_FORBIDDEN: Final = frozenset('\\:*?"<>|\ufffe\uffff')
_ENCRYPTED: Final = 0x1


class Problem(NamedTuple):
    """Why an archive is refused: the code of the rule, what is wrong, and the entry if it is one that is damaged."""

    code: str
    message: str
    member: str = ""


def unpacked(data: bytes) -> tuple[dict[str, bytes], list[Problem]]:
    """The files of an archive by name, in the order in which they are stored, and what is wrong with it.

    Nothing is unpacked from an archive of which an entry is unsafe.
    """
    if len(data) > MAX_BYTES:
        return {}, [Problem("OMX005", f"the archive has {len(data)} bytes; at most {MAX_BYTES} are read")]
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = archive.infolist()
            found = list(_unsafe(infos))
            return ({}, found) if found else _unpack(archive, infos)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, EOFError, NotImplementedError, ValueError, OSError) as error:
        return {}, [Problem("OMX001", f"not a sound zip archive ({_one_line(error)})")]


def _unpack(archive: zipfile.ZipFile, infos: Iterable[zipfile.ZipInfo]) -> tuple[dict[str, bytes], list[Problem]]:
    files: dict[str, bytes] = {}
    found: list[Problem] = []
    for info in infos:
        if info.is_dir():
            continue
        try:
            files[info.filename] = archive.read(info)
        except (zipfile.BadZipFile, EOFError, RuntimeError, NotImplementedError, zlib.error, OSError) as error:
            found.append(Problem("OMX007", f"entry '{info.filename}' is damaged ({_one_line(error)})", info.filename))
    return files, found


def _unsafe(infos: list[zipfile.ZipInfo]) -> Iterator[Problem]:
    """What is wrong with the entries before any of them is unpacked."""
    if len(infos) > MAX_ENTRIES:
        yield Problem("OMX005", f"{len(infos)} entries; at most {MAX_ENTRIES} are read")
        return
    whole = sum(info.file_size for info in infos)
    if whole > MAX_BYTES:
        yield Problem("OMX005", f"unpacks to {whole} bytes; at most {MAX_BYTES} are read")
    for info in infos:
        yield from _unsafe_entry(info)
    # The names as they are stored: zipfile cuts them at a null byte.
    yield from collisions([info.orig_filename for info in infos])
    yield from folders_of_files([info.filename for info in infos if not info.is_dir()])


def _unsafe_entry(info: zipfile.ZipInfo) -> Iterator[Problem]:
    where = f"entry {info.orig_filename[:MAX_NAME]!a}"
    if problem := location_problem(info.orig_filename.removesuffix("/")):
        yield Problem("OMX002", f"{where} {problem}")
    if stat.S_IFMT(info.external_attr >> 16) not in {0, stat.S_IFREG, stat.S_IFDIR}:
        yield Problem("OMX003", f"{where} is a link or a device")
    if info.flag_bits & _ENCRYPTED:
        yield Problem("OMX006", f"{where} is encrypted")
    if info.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        yield Problem(
            "OMX006", f"{where} is packed with method {info.compress_type}; only stored and deflated are read"
        )
    if info.file_size > max(_ANY_RATIO, MAX_RATIO * info.compress_size):
        grows = f"from {info.compress_size} to {info.file_size} bytes, more than {MAX_RATIO} times"
        yield Problem("OMX005", f"{where} grows {grows}")


def location_problem(location: str) -> str:
    """What makes a location unsafe on some system; empty if nothing does."""
    if location.startswith("/"):
        return "is an absolute path"
    bad = sorted({c for c in location if c in _FORBIDDEN or unicodedata.category(c) in {"Cc", "Cs"}})
    if bad:
        return f"has the character {bad[0]!a}"
    parts = location.split("/")
    if ".." in parts:
        return "leads out of the archive"
    if any(part in {"", "."} or part != part.strip() or part.endswith(".") for part in parts):
        return "has a part that is empty, a dot, or ends in a dot or a space"
    if len(location.encode()) > MAX_NAME:
        return f"is longer than {MAX_NAME} bytes"
    return ""


def collisions(locations: Iterable[str]) -> Iterator[Problem]:
    """Locations that are one to some file system: that tells neither upper from lower case nor ways to compose."""
    seen: dict[str, str] = {}
    for location in locations:
        plain = unicodedata.normalize("NFC", posixpath.normpath(location))
        folded = unicodedata.normalize("NFC", plain.casefold())
        if folded in seen:
            both = f"{seen[folded][:MAX_NAME]!a} and {location[:MAX_NAME]!a}"
            yield Problem("OMX004", f"entries {both} have one name")
        seen[folded] = location


def folders_of_files(locations: Iterable[str]) -> Iterator[Problem]:
    """Files that would have to be folders of others."""
    known = dict.fromkeys(locations)
    for location in known:
        for end, character in enumerate(location):
            if character == "/" and (parent := location[:end]) in known:
                what = f"entry {parent[:MAX_NAME]!a} is a file and the folder of {location[:MAX_NAME]!a}"
                yield Problem("OMX004", what)


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())[:200] or type(error).__name__
