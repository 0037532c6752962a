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
from mtorsbml.exchange.omex import SBML, SEDML, ArchiveEntry, build_archive, manifest
from mtorsbml.exchange.source import Source
from mtorsbml.exchange.subject import subject


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


# -- archives of other tools -------------------------------------------------------------------------------------

SED = """<?xml version="1.0" encoding="UTF-8"?>
<sedML xmlns="http://sed-ml.org/sed-ml/level1/version2" level="1" version="2"><listOfSimulations>
<uniformTimeCourse id="sim" initialTime="0" outputStartTime="0" outputEndTime="10" numberOfPoints="100">
<algorithm kisaoID="KISAO:0000019"/></uniformTimeCourse></listOfSimulations><listOfModels>
<model id="m" language="urn:sedml:language:sbml" source="models/sample.xml">{changes}</model></listOfModels>
<listOfTasks><task id="t" modelReference="m" simulationReference="sim"/></listOfTasks></sedML>
"""
CHANGE = (
    "<listOfChanges><changeAttribute "
    "target=\"/sbml:sbml/sbml:model/sbml:listOf{kind}/sbml:{what}[@id='{id}']/@{name}\" "
    'newValue="{value}"/></listOfChanges>'
)


def foreign(
    path: Path, *, model: bytes = sample.SBML.encode(), changes: str = "", masters: tuple[str, ...] = ("run.sedml",)
) -> Path:
    """An archive as others pack it: the model that is run lies in a folder, another before it by name."""
    files = (
        ("first.xml", SBML, sample.SBML.replace('id="sample"', 'id="first"').encode()),
        ("models/sample.xml", SBML, model),
        ("run.sedml", SEDML, SED.format(changes=changes).encode()),
    )
    entries = [ArchiveEntry(location=at, format_uri=uri, data=data, master=at in masters) for at, uri, data in files]
    with zipfile.ZipFile(path, "w") as packing:
        packing.writestr("manifest.xml", manifest(entries))
        for entry in entries:
            packing.writestr(entry.location, entry.data)
    return path


def test_the_model_that_the_master_runs_is_taken(tmp_path: Path) -> None:
    found = import_file(foreign(tmp_path / "a.omex"))
    assert found.sbml == sample.SBML
    assert found.remarks == ("took models/sample.xml; left in the archive: first.xml, run.sedml",)
    assert 'id="first"' in import_file(foreign(tmp_path / "b.omex", masters=())).sbml
    assert 'id="first"' in import_file(foreign(tmp_path / "c.omex", masters=("first.xml",))).sbml


def test_an_archive_with_two_masters_is_refused(tmp_path: Path) -> None:
    path = foreign(tmp_path / "a.omex", masters=("first.xml", "run.sedml"))
    for use in (import_file, lambda p: subject(str(p), tmp_path, tolerance=1e-4)):
        with pytest.raises(MtorsbmlError, match=r"calls 'first\.xml' and 'run\.sedml' the master, and there is one"):
            use(path)


def test_a_model_in_an_archive_that_is_wrong_is_named(tmp_path: Path) -> None:
    latin = sample.SBML.replace("UTF-8", "ISO-8859-1").encode()
    with pytest.raises(MtorsbmlError, match=r"models/sample\.xml: line 1: the encoding is ISO-8859-1"):
        import_file(foreign(tmp_path / "a.omex", model=latin))
    with pytest.raises(MtorsbmlError, match=r"models/sample\.xml: .*UTF-8"):
        import_file(foreign(tmp_path / "b.omex", model=sample.SBML.encode().replace(b"</", b"\xe9</", 1)))


def test_archives_are_verified_whatever_the_home_of_their_formats_is_written(tmp_path: Path) -> None:
    path = foreign(tmp_path / "a.omex")
    other = tmp_path / "b.omex"
    with zipfile.ZipFile(path) as whole, zipfile.ZipFile(other, "w") as packing:
        for name in whole.namelist():
            packing.writestr(name, whole.read(name).replace(b'format="http:', b'format="https:'))
    (run,) = subject(str(other), tmp_path, tolerance=1e-4).runs
    assert (run.id, run.end, run.points) == ("t", 10.0, 101)


def test_changes_that_would_be_passed_over_are_refused(tmp_path: Path) -> None:
    start = CHANGE.format(kind="Species", what="species", id="Sink", name="initialConcentration", value="5")
    with pytest.raises(MtorsbmlError, match="task 't' changes the start of 'Sink'"):
        subject(str(foreign(tmp_path / "a.omex", changes=start)), tmp_path, tolerance=1e-4)
    word = CHANGE.format(kind="Parameters", what="parameter", id="k_on", name="value", value="five")
    with pytest.raises(MtorsbmlError, match=r"changes .*k_on.*; only attributes of elements .* to a number"):
        subject(str(foreign(tmp_path / "b.omex", changes=word)), tmp_path, tolerance=1e-4)


def test_antimony_with_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    if reason := formats.missing("antimony"):
        pytest.skip(reason)
    (tmp_path / "a.ant").write_bytes(b"\xef\xbb\xbfmodel x()\n A -> B; k*A\n A = 1; k = 1\nend\n")
    assert '<species id="A"' in import_file(tmp_path / "a.ant").sbml


def test_antimony_imports_what_lies_beside_it(tmp_path: Path) -> None:
    if reason := formats.missing("antimony"):
        pytest.skip(reason)
    (tmp_path / "part.ant").write_text("model part(x)\n species x;\n J: x -> ; k*x; k = 0.3\nend\n")
    (tmp_path / "whole.ant").write_text('import "part.ant"\nmodel *whole()\n A: part(p);\n p = 10\nend\n')
    assert '<species id="p"' in import_file(tmp_path / "whole.ant").sbml
