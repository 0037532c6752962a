"""Archives to folders and back, and other formats to SBML."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from tests.exchange import sample

from mtorsbml.cli import main
from mtorsbml.errors import MtorsbmlError, UsageError
from mtorsbml.exchange import formats
from mtorsbml.exchange.incoming import import_file, pack, unpack
from mtorsbml.exchange.omex import build_archive
from mtorsbml.exchange.source import Source


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    path = tmp_path / "sample.omex"
    path.write_bytes(build_archive("sample", sample.SBML, sample.QUAL, "a, b\n", sample.EXPERIMENTS, sample.METADATA))
    return path


def test_an_archive_unpacked_and_packed_is_the_same_to_the_byte(archive: Path, tmp_path: Path) -> None:
    written = unpack(archive, tmp_path / "out")
    assert {p.name for p in written} >= {"manifest.xml", "metadata.rdf", "sample.xml", "sample.sedml"}
    assert pack(tmp_path / "out") == archive.read_bytes()


def test_a_folder_without_manifest_is_packed_by_its_endings(archive: Path, tmp_path: Path) -> None:
    unpack(archive, tmp_path / "out")
    (tmp_path / "out" / "manifest.xml").unlink()
    assert pack(tmp_path / "out") == archive.read_bytes()


def test_the_kinetic_model_is_taken_out_of_an_archive(archive: Path) -> None:
    found = import_file(archive)
    assert found.sbml == sample.SBML
    assert "took sample.xml; left in the archive: " in found.remarks[0]


def test_antimony_is_imported(tmp_path: Path) -> None:
    if reason := formats.missing("antimony"):
        pytest.skip(reason)
    (path,) = formats.export(Source(id="sample", title="", core=sample.SBML), "antimony", tmp_path / "s.ant")
    with pytest.raises(SystemExit) as end:
        main(["import", str(path), "-o", str(tmp_path / "back.xml")])
    assert end.value.code == 0
    assert 'id="E_total"' in (tmp_path / "back.xml").read_text(encoding="utf-8")


def test_a_hostile_archive_writes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "bad.omex"
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("../../outside.txt", "x")
    with pytest.raises(MtorsbmlError, match="leads out of the archive"):
        unpack(path, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_two_masters_are_refused(archive: Path, tmp_path: Path) -> None:
    unpack(archive, tmp_path / "out")
    manifest = tmp_path / "out" / "manifest.xml"
    manifest.write_text(
        manifest.read_text(encoding="utf-8").replace(
            'sbml.level-3.version-1"/>', 'sbml.level-3.version-1" master="true"/>'
        )
    )
    with pytest.raises(MtorsbmlError, match=r"exactly one entry is the master, but here it is .* and"):
        pack(tmp_path / "out")


def test_wrong_use(archive: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"the ending '\.zip' is not one of \.omex, \.ant, \.cps"):
        import_file(tmp_path / "a.zip")
    with pytest.raises(UsageError, match="is not an empty folder"):
        unpack(archive, tmp_path)
    with pytest.raises(UsageError, match="there is no such folder"):
        pack(tmp_path / "nowhere")
    (tmp_path / "empty").mkdir()
    with pytest.raises(MtorsbmlError, match="exactly one SED-ML file can be the master, but here are none"):
        pack(tmp_path / "empty")
