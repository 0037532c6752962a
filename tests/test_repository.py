"""The repository of model files: finding them, making them, and seeing when they drift."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import mtorsbml
from mtorsbml import repository
from mtorsbml._library import CLAIMS
from mtorsbml.errors import UsageError
from mtorsbml.exchange.omex import read_archive
from mtorsbml.pathway import library
from mtorsbml.repository import BuiltFile
from mtorsbml.simulate.logic import LogicModel
from mtorsbml.simulate.ode import OdeModel


@pytest.fixture
def two_files(monkeypatch: pytest.MonkeyPatch) -> None:
    """The modules make two small files."""

    def built() -> Iterator[BuiltFile]:
        yield BuiltFile(place="core/a.xml", data=b"one\ntwo\nthree\n")
        yield BuiltFile(place="qual/a.bnet", data=b"targets, factors\n")

    monkeypatch.setattr(repository, "built", built)


# -- finding -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("formalism", repository.FORMALISMS)
def test_every_model_is_there_in_every_formalism(formalism: str) -> None:
    assert [repository.path(name, formalism).name for name in repository.models()] == [
        f"{name}.xml" for name in ("mtor", *library.MODULE_IDS)
    ]


def test_unknown_model_and_formalism_are_named_with_what_there_is() -> None:
    with pytest.raises(UsageError, match="there is no model 'lysosomal_gat'; did you mean 'lysosomal_gate'"):
        repository.path("lysosomal_gat")
    with pytest.raises(UsageError, match="there is no formalism 'cor'; take one of core, qual, comp"):
        repository.path("mtor", "cor")


def test_a_model_is_an_id_or_a_path() -> None:
    assert repository.locate("mtor", "qual") == repository.path("mtor", "qual")
    assert repository.locate("some/where.xml") == Path("some/where.xml")
    with pytest.raises(UsageError, match="there is no model or file 'motr'; did you mean 'mtor'"):
        repository.locate("motr")


def test_a_missing_file_is_named_with_the_command_that_makes_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(repository, "root", lambda: tmp_path)
    with pytest.raises(UsageError, match=r"core/mtor\.xml: the file is missing; make it with: mtorsbml build"):
        repository.path("mtor")


# -- making ------------------------------------------------------------------------------------------------------


def test_committed_files_are_what_the_modules_make() -> None:
    assert [str(drift) for drift in repository.check()] == []


def test_committed_resting_levels_are_where_the_model_rests(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path, data: bytes) -> None:
        raise AssertionError(f"{path} was written anew")

    monkeypatch.setattr(repository, "write_atomic", refuse)
    assert repository.refresh_resting_state() == 0


@pytest.mark.usefixtures("two_files")
def test_only_what_differs_is_written(tmp_path: Path) -> None:
    assert [file.place for file in repository.build(tmp_path)] == ["core/a.xml", "qual/a.bnet"]
    (tmp_path / "core/a.xml").write_bytes(b"one\n")
    assert [file.place for file in repository.build(tmp_path)] == ["core/a.xml"]
    assert repository.build(tmp_path) == []
    assert (tmp_path / "core/a.xml").read_bytes() == b"one\ntwo\nthree\n"


@pytest.mark.usefixtures("two_files")
def test_drift_is_told_by_its_first_line(tmp_path: Path) -> None:
    repository.build(tmp_path)
    assert repository.check(tmp_path) == []
    (tmp_path / "core/a.xml").write_bytes(b"one\n2\nthree\n")
    (tmp_path / "qual/a.bnet").unlink()
    (tmp_path / "core/old.xml").write_bytes(b"")
    (tmp_path / "core/notes.md").write_bytes(b"")
    assert [str(drift) for drift in repository.check(tmp_path)] == [
        "core/a.xml: drifted at line 2: found '2', expected 'two'",
        "qual/a.bnet: missing",
        "core/old.xml: superfluous",
    ]
    (tmp_path / "core/a.xml").write_bytes(b"one\ntwo\nthree\n\n")
    assert repository.check(tmp_path)[0].line == 5


@pytest.mark.usefixtures("two_files")
def test_a_full_disk_leaves_the_old_file_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "core").mkdir()
    (tmp_path / "core/a.xml").write_bytes(b"old")

    def full(*_args: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fdopen", full)
    with pytest.raises(UsageError, match=r"core/a\.xml: cannot be written \(No space left on device\)"):
        repository.build(tmp_path)
    assert [file.name for file in (tmp_path / "core").iterdir()] == ["a.xml"]
    assert (tmp_path / "core/a.xml").read_bytes() == b"old"


@pytest.mark.usefixtures("two_files")
def test_a_folder_that_cannot_be_made_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "core").write_bytes(b"a file in the way")
    with pytest.raises(UsageError, match="core: cannot be made"):
        repository.build(tmp_path)


def test_an_installed_package_is_not_written_to(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(repository, "is_checkout", lambda: False)
    with pytest.raises(UsageError, match="installed package, whose files stay as they are; name a folder with --out"):
        repository.build()


def test_models_inside_a_package_come_before_those_of_a_checkout(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "src" / "mtorsbml"
    package.mkdir(parents=True)
    monkeypatch.setattr(repository, "_PACKAGE", package)
    assert repository.root() == tmp_path / "models" / "sbml"
    (package / "models").mkdir()
    assert repository.root() == package / "models"
    assert not repository.is_checkout()


def test_the_same_bytes_with_any_hash_seed_and_after_libsedml_was_imported() -> None:
    # libSedML changes what libSBML's ASTNode.getType() gives back, once both are imported.
    code = (
        "import hashlib, sys\n{first}\nfrom mtorsbml import repository\nfrom mtorsbml.pathway import library\n"
        "model = library.model('lysosomal_gate')\n"
        "texts = [repository.text(model, kind).encode() for kind in repository.FORMALISMS]\n"
        "texts += [repository.archive('lysosomal_gate'), repository.text(model, 'core').encode()]\n"
        "print(hashlib.sha256(b''.join(texts)).hexdigest())"
    )
    found = {
        subprocess.run(
            [sys.executable, "-c", code.format(first=first)],
            env=os.environ | {"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout.split()[-1]
        for first, seed in (("import libsbml", "1"), ("import libsedml", "2"))
    }
    assert len(found) == 1
    assert len(found.pop()) == 64


# -- merging and packing -----------------------------------------------------------------------------------------


def test_chosen_modules_become_one_model(tmp_path: Path) -> None:
    target = tmp_path / "gate.xml"
    repository.merge(["lysosomal_gate", "feedback_crosstalk"], target)
    merged = OdeModel.load(target)
    alone = {*OdeModel.load(repository.path("lysosomal_gate")).species}
    assert "IRS1_pS" in merged.species
    assert "IRS1_pS" not in alone
    assert "Rag_on" in merged.species
    assert 'model metaid="meta_gate" sboTerm="SBO:0000293" id="gate"' in target.read_text(encoding="utf-8").replace(
        "\n", " "
    )
    course = merged.simulate(duration=10, points=2, select=["Rag_on"])
    assert course.final("Rag_on") == pytest.approx(merged.default("Rag_on"), rel=0.05)


def test_a_hierarchy_of_chosen_modules_has_their_submodels(tmp_path: Path) -> None:
    target = tmp_path / "2 gates.xml"
    repository.merge(["lysosomal_gate", "feedback_crosstalk"], target, "comp")
    text = target.read_text(encoding="utf-8")
    assert 'id="merged"' in text  # the name of the file is no SBML id
    assert text.count("<comp:submodel ") == 2


def test_merging_an_unknown_module_writes_nothing(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="there is no module 'lysosomal'"):
        repository.merge(["lysosomal"], tmp_path / "x.xml")
    with pytest.raises(UsageError, match="'lysosomal_gate' is named twice"):
        repository.merge(["lysosomal_gate", "lysosomal_gate"], tmp_path / "x.xml")
    with pytest.raises(UsageError, match="there is no formalism 'sbml'"):
        repository.merge(["lysosomal_gate"], tmp_path / "x.xml", "sbml")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["mtor", "lysosomal_gate"])
def test_an_archive_holds_the_committed_models(name: str, tmp_path: Path) -> None:
    target = tmp_path / "x.omex"
    target.write_bytes(repository.archive(name))
    entries = {entry.location: entry for entry in read_archive(target)}
    # Claims are arms of runs of the whole model.
    merged = name == library.MERGED
    told = {location for location in entries if location.startswith("claims/") and location.endswith(".sedml")}
    assert len(told) > 100 if merged else not told
    claims = {f"claims/{f.name}" for f in CLAIMS.glob("*.toml")} if merged else set()
    assert set(entries) == claims | told | {
        f"{name}.xml", f"{name}_qual.xml", f"{name}.bnet", f"{name}.sedml", "README.md", "metadata.rdf"
    }  # fmt: skip
    assert entries[f"{name}.xml"].data == repository.path(name).read_bytes()
    assert entries[f"{name}_qual.xml"].data == repository.path(name, "qual").read_bytes()
    assert entries[f"{name}.bnet"].data == repository.path(name, "qual").with_suffix(".bnet").read_bytes()
    assert [entry.location for entry in entries.values() if entry.master] == [f"{name}.sedml"]
    assert b"10.1038/s41580-019-0199-y" in entries["metadata.rdf"].data


def test_every_model_has_an_archive_with_an_experiment() -> None:
    from mtorsbml.pathway.readouts import experiments_on

    for name in repository.models():
        known = {*OdeModel.load(repository.path(name)).parameters}
        experiments = experiments_on(name)
        assert experiments
        assert {change for experiment in experiments for change, _ in experiment.changes} <= known


@pytest.mark.parametrize("name", ["mtor", "mtorc2_signalling"])
def test_the_bnet_file_has_the_fixed_points_of_the_qual_file(name: str) -> None:
    import biodivine_aeon as aeon

    model = LogicModel.load(repository.path(name, "qual"))
    text = repository.path(name, "qual").with_suffix(".bnet").read_text(encoding="utf-8")
    lines = dict(line.split(", ", 1) for line in text.splitlines()[1:])
    assert set(lines) == set(model.nodes)
    for node in model.inputs:
        assert lines[node] in {node, "0", "1"}
        lines[node] = str(int(model.initial[node]))
    held = "targets, factors\n" + "".join(f"{node}, {rule}\n" for node, rule in lines.items())
    network = aeon.BooleanNetwork.from_bnet(held)
    found = [
        {str(node): bool(value) for node, value in point.to_named_dict().items()}
        for point in aeon.FixedPoints.symbolic(aeon.AsynchronousGraph(network)).vertices()
    ]
    assert found == model.fixed_points()


# -- from Python -------------------------------------------------------------------------------------------------


def test_a_program_loads_and_runs_models_by_id_and_by_path() -> None:
    gate = mtorsbml.load("lysosomal_gate")
    changes = {"kcat_GATOR1_RagAB": 10.0}
    first = mtorsbml.simulate("lysosomal_gate", changes, duration=30, points=4, select=["Rag_on"])
    again = mtorsbml.simulate(mtorsbml.path("lysosomal_gate"), changes, duration=30, points=4, select=["Rag_on"])
    own = gate.simulate(changes, duration=30, points=4, select=["Rag_on"])
    assert first["Rag_on"].tolist() == again["Rag_on"].tolist() == own["Rag_on"].tolist()
    assert first.final("Rag_on") < 0.5 * first["Rag_on"][0]
    assert mtorsbml.load_logic("lysosomal_gate").resting_state()["mTORC1_act"] == "on"


def test_a_model_is_compiled_again_when_its_file_changes(tmp_path: Path) -> None:
    copy = tmp_path / "gate.xml"
    for name in ("lysosomal_gate", "feedback_crosstalk"):
        copy.write_bytes(repository.path(name).read_bytes())
        os.utime(copy, ns=(0, len(name)))
        columns = mtorsbml.simulate(copy, duration=1, points=2).columns
        assert ("Rag_on" in columns) == (name == "lysosomal_gate")
