from __future__ import annotations

import io
import stat
import struct
import unicodedata
import warnings
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.exchange import sample

from mtorsbml.errors import MtorsbmlError, UsageError
from mtorsbml.exchange import omex
from mtorsbml.exchange.omex import ArchiveEntry, archive_bytes, build_archive, read_archive, write_archive
from mtorsbml.sbml import archive

MANIFEST_HEAD = '<omexManifest xmlns="http://identifiers.org/combine.specifications/omex-manifest">'
MASTER = ArchiveEntry(location="a.sedml", format_uri=omex.SEDML, data=b"<sedML/>", master=True)


def whole() -> bytes:
    return build_archive("sample", sample.SBML, sample.QUAL, "A, A\n", sample.EXPERIMENTS, sample.METADATA)


def save(folder: Path, data: bytes) -> Path:
    path = folder / "archive.omex"
    path.write_bytes(data)
    return path


def read(folder: Path, data: bytes) -> tuple[ArchiveEntry, ...]:
    return read_archive(save(folder, data))


def refused(folder: Path, data: bytes, message: str) -> None:
    with pytest.raises(MtorsbmlError, match=message) as caught:
        read(folder, data)
    assert "\n" not in str(caught.value)
    assert "archive.omex" in str(caught.value)


def complaint(attempt: Callable[[], object]) -> str:
    """The message of an error that a person is meant to see; any other error is a failure."""
    try:
        attempt()
    except MtorsbmlError as error:
        return str(error)
    return ""


def manifest(*locations: str) -> str:
    contents = [f'<content location="{location}" format="x"/>' for location in locations]
    return MANIFEST_HEAD + "".join(contents) + "</omexManifest>"


def zipped(
    *entries: tuple[str | zipfile.ZipInfo, bytes], head: str = manifest(), compression: int = zipfile.ZIP_STORED
) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as packing, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # that names stand twice, which is what is tested
        packing.writestr("manifest.xml", head)
        for name, data in entries:
            packing.writestr(name, data)
    return buffer.getvalue()


# -- writing ---------------------------------------------------------------------------------------------------


def test_holds_the_model_in_both_formalisms_and_its_experiments(tmp_path: Path) -> None:
    entries = {entry.location: entry for entry in read(tmp_path, whole())}
    assert {location: entry.format_uri.rpartition("/")[2] for location, entry in entries.items()} == {
        "README.md": "markdown",
        "metadata.rdf": "omex-metadata",
        "sample.bnet": "plain",
        "sample.sedml": "sed-ml.level-1.version-3",
        "sample.xml": "sbml.level-3.version-1",
        "sample_qual.xml": "sbml.level-3.version-1",
    }
    assert [location for location, entry in entries.items() if entry.master] == ["sample.sedml"]
    assert entries["sample.xml"].data.decode() == sample.SBML
    assert entries["sample_qual.xml"].data.decode() == sample.QUAL
    assert b'source="sample.xml"' in entries["sample.sedml"].data
    readme = entries["README.md"].data.decode()
    assert all(f"`{experiment.id}`" in readme for experiment in sample.EXPERIMENTS)


def test_each_claim_has_a_file_with_its_arms(tmp_path: Path) -> None:
    arms = [sample.experiment(f"C{i}_{arm}", ("k_on", float(i))) for i in (1, 2) for arm in ("control", "test")]
    data = build_archive("sample", sample.SBML, sample.QUAL, None, sample.EXPERIMENTS, sample.METADATA, claims=arms)
    entries = {entry.location: entry for entry in read(tmp_path, data)}
    for claim, other in (("C1", "C2"), ("C2", "C1")):
        entry = entries[f"claims/{claim}.sedml"]
        assert (entry.format_uri.rpartition("/")[2], entry.master) == ("sed-ml.level-1.version-3", False)
        assert b'source="../sample.xml"' in entry.data
        assert all(f'"task_{claim}_{arm}"'.encode() in entry.data for arm in ("control", "test"))
        assert other.encode() not in entry.data


def test_without_bnet_nothing_speaks_of_it(tmp_path: Path) -> None:
    data = build_archive("sample", sample.SBML, sample.QUAL, None, sample.EXPERIMENTS, sample.METADATA)
    entries = {entry.location: entry for entry in read(tmp_path, data)}
    assert "sample.bnet" not in entries
    assert b"bnet" not in entries["README.md"].data


def test_bytes_hold_nothing_of_the_day_the_system_or_the_compressor() -> None:
    assert whole() == whole()
    with zipfile.ZipFile(io.BytesIO(whole())) as packing:
        infos = packing.infolist()
    assert infos[0].filename == "manifest.xml"
    assert [i.filename for i in infos[1:]] == sorted(i.filename for i in infos[1:])
    assert {i.date_time for i in infos} == {(1980, 1, 1, 0, 0, 0)}
    assert {i.external_attr >> 16 for i in infos} == {stat.S_IFREG | 0o644}
    assert {i.create_system for i in infos} == {3}
    assert {i.compress_type for i in infos} == {zipfile.ZIP_STORED}


def test_order_of_entries_does_not_matter() -> None:
    others = [ArchiveEntry(location=f"{n}.txt", format_uri=omex.PLAIN_TEXT, data=n.encode()) for n in "zya"]
    assert archive_bytes([MASTER, *others], sample.METADATA) == archive_bytes([*others, MASTER], sample.METADATA)


@pytest.mark.parametrize("count", [0, 2])
def test_exactly_one_master(count: int) -> None:
    entries = [replace(MASTER, location=f"{i}.sedml", master=i < count) for i in range(3)]
    with pytest.raises(MtorsbmlError, match="exactly one entry is the master"):
        archive_bytes(entries, sample.METADATA)


BAD_NAMES = {
    "up": ("../x", "leads out"),
    "up in the middle": ("a/../../x", "leads out"),
    "absolute": ("/etc/x", "absolute"),
    "drive": ("C:/x", "character ':'"),
    "backslash": ("..\\x", "character"),
    "null": ("a\0.xml", "character"),
    "line": ("a\nb", "character"),
    "empty": ("", "empty"),
    "dot": ("./x", "a dot"),
    "empty part": ("a//x", "empty"),
    "folder": ("a/", "empty"),
    "trailing dot": ("a./x", "ends in a dot"),
    "trailing space": ("a ", "space"),
    "long": ("a" * 201, "longer than"),
}


@pytest.mark.parametrize(("name", "message"), BAD_NAMES.values(), ids=BAD_NAMES)
def test_unsafe_names_are_not_written(name: str, message: str) -> None:
    with pytest.raises(MtorsbmlError, match=message) as caught:
        archive_bytes([replace(MASTER, location=name)], sample.METADATA)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("first", "second", "message"),
    [
        ("a", "a", "have one name"),
        ("a.xml", "A.XML", "have one name"),
        ("\u00e9", "e\u0301", "have one name"),
        ("metadata.rdf", "a", "have one name"),
        ("Manifest.xml", "a", "have one name"),
        ("a", "a/b", "is a file and the folder"),
    ],
)
def test_names_that_collide_are_not_written(first: str, second: str, message: str) -> None:
    entries = [replace(MASTER, location=first), replace(MASTER, location=second, master=False)]
    with pytest.raises(MtorsbmlError, match=message):
        archive_bytes(entries, sample.METADATA)


def test_written_whole_or_not_at_all(tmp_path: Path) -> None:
    write_archive(tmp_path / "a.omex", [MASTER], sample.METADATA)
    assert MASTER in read_archive(tmp_path / "a.omex")
    with pytest.raises(UsageError, match="does not exist"):
        write_archive(tmp_path / "nowhere" / "a.omex", [MASTER], sample.METADATA)
    with pytest.raises(MtorsbmlError):
        write_archive(tmp_path / "b.omex", [], sample.METADATA)
    assert [path.name for path in tmp_path.iterdir()] == ["a.omex"]


PART = st.text(
    st.characters(codec="utf-8", categories=("L", "N", "Pd", "Pc", "Sm", "Sc", "So")), min_size=1, max_size=6
)
NAMES = st.lists(PART, min_size=1, max_size=3).map("/".join)


def apart(names: list[str]) -> bool:
    folded = [unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold()) for name in names]
    nested = any(a != b and a.startswith(f"{b}/") for a in names for b in names)
    return len(set(folded)) == len(names) and not nested


@settings(deadline=None)
@given(
    names=st.lists(NAMES, min_size=1, max_size=5)
    .filter(apart)
    .filter(lambda names: not any(set(name) & set('\\:*?"<>|') for name in names)),
    contents=st.lists(st.binary(max_size=200), min_size=5, max_size=5),
    uris=st.lists(
        st.text(st.characters(codec="ascii", exclude_categories=("C",))).map(str.strip), min_size=5, max_size=5
    ),
)
def test_what_is_written_is_read(
    tmp_path_factory: pytest.TempPathFactory, names: list[str], contents: list[bytes], uris: list[str]
) -> None:
    entries = [
        ArchiveEntry(location=name, format_uri=uri, data=data, master=not position)
        for position, (name, data, uri) in enumerate(zip(names, contents, uris, strict=False))
    ]
    path = tmp_path_factory.mktemp("omex") / "a.omex"
    write_archive(path, entries, sample.METADATA)
    back = read_archive(path)
    assert sorted((e for e in back if e.location != "metadata.rdf"), key=lambda e: e.location) == sorted(
        entries, key=lambda e: e.location
    )


@settings(deadline=None)
@given(name=st.text(max_size=12))
def test_any_name_is_refused_or_comes_back(tmp_path_factory: pytest.TempPathFactory, name: str) -> None:
    path = tmp_path_factory.mktemp("omex") / "a.omex"
    entry = replace(MASTER, location=name)
    error = complaint(lambda: write_archive(path, [entry], sample.METADATA))
    assert "\n" not in error
    assert error or entry in read_archive(path)


# -- reading what others made ------------------------------------------------------------------------------------


def test_foreign_archive_with_deflated_entries_and_folders(tmp_path: Path) -> None:
    head = manifest(".", "./manifest.xml", "./models/a.xml", "b.txt").replace('b.txt"', 'b.txt" master="true"')
    data = zipped(
        ("models/", b""), ("models/a.xml", b"a" * 5000), ("b.txt", b"b"), ("extra", b"c"), head=head, compression=8
    )
    assert read(tmp_path, data) == (
        ArchiveEntry(location="models/a.xml", format_uri="x", data=b"a" * 5000),
        ArchiveEntry(location="b.txt", format_uri="x", data=b"b", master=True),
        ArchiveEntry(location="extra", format_uri="", data=b"c"),
    )


@pytest.mark.parametrize(("name", "message"), [value for key, value in BAD_NAMES.items() if key != "folder"])
def test_unsafe_names_are_not_read(tmp_path: Path, name: str, message: str) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as packing:
        packing.writestr("manifest.xml", manifest())
        packing.writestr("a", b"x")
        # Only now, since zipfile itself would not write some of these names.
        packing.infolist()[-1].filename = name
    refused(tmp_path, buffer.getvalue(), message)


def test_names_that_stand_twice_are_not_read(tmp_path: Path) -> None:
    refused(tmp_path, zipped(("a", b"1"), ("a", b"2")), "have one name")
    refused(tmp_path, zipped(("a", b"1"), ("A", b"2")), "have one name")
    refused(tmp_path, zipped(("manifest.xml", b"2")), "have one name")
    refused(tmp_path, zipped(("a", b"1"), ("a/b", b"2")), "is a file and the folder")


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFCHR, stat.S_IFIFO])
def test_links_and_devices_are_not_read(tmp_path: Path, kind: int) -> None:
    info = zipfile.ZipInfo("a")
    info.external_attr = (kind | 0o777) << 16
    refused(tmp_path, zipped((info, b"/etc/passwd")), "is a link or a device")


def test_bomb_is_not_unpacked(tmp_path: Path) -> None:
    data = zipped(("a", bytes(20_000_000)), compression=zipfile.ZIP_DEFLATED)
    assert len(data) < 100_000
    refused(tmp_path, data, "grows from [0-9]+ to 20000000 bytes, more than 200 times")


def test_sum_of_sizes_is_limited(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MAX_BYTES", 3000)
    data = zipped(*((f"{i}", b"x" * 1000) for i in range(9)), compression=zipfile.ZIP_DEFLATED)
    assert len(data) < 3000
    refused(tmp_path, data, "unpacks to 9[0-9]+ bytes; at most 3000 are read")
    refused(tmp_path, zipped(("a", b"x" * 4000)), "at most 3000 are read")


def test_number_of_entries_is_limited(tmp_path: Path) -> None:
    refused(tmp_path, zipped(*((f"{i}", b"") for i in range(1001))), "1002 entries; at most 1000")


def test_encrypted_is_not_read(tmp_path: Path) -> None:
    data = bytearray(zipped(("a", b"x")))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.rindex(signature) + offset] |= 1
    refused(tmp_path, bytes(data), "'a' is encrypted")


def test_other_packing_methods_are_not_read(tmp_path: Path) -> None:
    refused(tmp_path, zipped(("a", b"x" * 100), compression=zipfile.ZIP_BZIP2), "packed with method 12")


def test_a_size_that_lies_is_damage(tmp_path: Path) -> None:
    data = bytearray(zipped(("a", b"x" * 5000), compression=zipfile.ZIP_DEFLATED))
    struct.pack_into("<L", data, data.rindex(b"PK\x01\x02") + 24, 7)
    refused(tmp_path, bytes(data), "entry 'a' is damaged")


MANIFESTS = {
    "missing file": (manifest("./a.xml"), "lists 'a.xml', which is not in the archive"),
    "outside": (manifest("../a.xml"), "lists '../a.xml', which is not in the archive"),
    "twice": (manifest("a", "./a"), "lists 'a' twice"),
    "nothing": (manifest("."), None),
    "no location": (MANIFEST_HEAD + '<content format="x"/></omexManifest>', "without location or format"),
    "no xml": ("nonsense", "line 1: not well-formed XML"),
    "unfinished": (MANIFEST_HEAD, "not well-formed XML"),
    "entities": ('<!DOCTYPE a [<!ENTITY b "c">]>' + manifest(), "DOCTYPE"),
}


@pytest.mark.parametrize(("head", "message"), MANIFESTS.values(), ids=MANIFESTS)
def test_manifests(tmp_path: Path, head: str, message: str | None) -> None:
    data = zipped(("a", b"x"), head=head)
    if message is None:
        assert [entry.location for entry in read(tmp_path, data)] == ["a"]
    else:
        refused(tmp_path, data, message)


def test_zip_without_manifest_is_no_archive(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as packing:
        packing.writestr("a", b"")
    refused(tmp_path, buffer.getvalue(), "not a COMBINE archive: it has no manifest.xml")


@pytest.mark.parametrize("data", [b"", b"no zip", whole()[:-30], whole()[:200]])
def test_no_zip(tmp_path: Path, data: bytes) -> None:
    refused(tmp_path, data, "not a sound zip archive")


def test_missing_file_and_folder(tmp_path: Path) -> None:
    for path in (tmp_path / "none.omex", tmp_path):
        with pytest.raises(UsageError, match="cannot be read") as caught:
            read_archive(path)
        assert "\n" not in str(caught.value)


@settings(deadline=None, max_examples=300)
@given(changes=st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), min_size=1, max_size=8))
def test_damage_is_one_line(tmp_path_factory: pytest.TempPathFactory, changes: list[tuple[float, int]]) -> None:
    data = bytearray(archive_bytes([MASTER], sample.METADATA))
    for position, value in changes:
        data[int(position * len(data))] = value
    path = save(tmp_path_factory.getbasetemp(), bytes(data))
    assert "\n" not in complaint(lambda: read_archive(path))


def test_libcombine_reads_it(tmp_path: Path) -> None:
    libcombine = pytest.importorskip("libcombine", reason="python-libcombine comes with the extra `interop`")
    opened = libcombine.CombineArchive()
    assert opened.initializeFromArchive(str(save(tmp_path, whole())))
    entries = [opened.getEntry(i) for i in range(opened.getNumEntries())]
    found = {entry.getLocation().removeprefix("./"): entry for entry in entries}
    assert {"sample.xml", "sample_qual.xml", "sample.sedml", "sample.bnet", "README.md"} <= set(found)
    assert opened.getMasterFile().getLocation().removeprefix("./") == "sample.sedml"
    assert found["sample.xml"].isFormat("sbml")
    assert found["sample.sedml"].isFormat("sed-ml")
    assert opened.extractEntryToString(found["sample.xml"].getLocation()) == sample.SBML
