"""The hostile corpus: every file gives its code, soon, in little memory, and nothing is written elsewhere."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from tests.validate import hostile

from mtorsbml.validate import runner
from mtorsbml.validate.checker import check_bytes

SECONDS = 10
MEMORY = 2**30


CASES = hostile.cases()


class Corpus(NamedTuple):
    """The files in a folder, and a worker to check them with."""

    folder: Path
    checker: runner.Runner


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Corpus]:
    """The corpus; afterwards, nothing in or around its folder may have changed."""
    folder = tmp_path_factory.mktemp("outer") / "a" / "b"
    folder.mkdir(parents=True)
    hostile.write(folder)
    before = _content(folder.parents[1])
    with runner.Runner(jobs=1, seconds=SECONDS, memory=MEMORY) as checker:
        yield Corpus(folder, checker)
    assert _content(folder.parents[1]) == before, "a file was written, changed or removed"


def _content(folder: Path) -> dict[str, str]:
    files = [f for f in folder.rglob("*") if f.is_file()]
    return {str(f): hashlib.sha256(f.read_bytes()).hexdigest() for f in files} | {
        str(f): "" for f in Path("/tmp").glob("mtorsbml-evil*")
    }


def test_the_corpus_is_large_and_its_names_are_its_own() -> None:
    assert len(CASES) >= 120
    assert len({case.name for case in CASES}) == len(CASES)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_each_file_gives_its_code_in_time(case: Any, corpus: Corpus) -> None:
    began = time.perf_counter()
    report = corpus.checker.check([corpus.folder / case.name])[0]
    seconds = time.perf_counter() - began
    assert any(f.code.startswith(case.code) for f in report.findings), [(f.code, f.message) for f in report.findings]
    assert not any(f.code == "XML023" for f in report.findings), "a rule failed"
    assert seconds < SECONDS


def test_the_sound_file_behind_them_has_no_errors(tmp_path: Path) -> None:
    path = tmp_path / "sound.xml"
    path.write_text(hostile.MODEL)
    found = runner.validate([path])[0].findings
    assert {f.code for f in found if f.code.startswith("SBML") or f.severity == "error"} <= {"SBML99505"}


HIERARCHY = """<sbml xmlns="http://www.sbml.org/sbml/level3/version1/core" level="3" version="1"{}
  xmlns:comp="http://www.sbml.org/sbml/level3/version1/comp/version1" comp:required="true"><model id="m">
  <comp:listOfSubmodels><comp:submodel comp:id="s" comp:modelRef="d"/></comp:listOfSubmodels></model>
  <comp:listOfModelDefinitions><comp:modelDefinition id="d"/></comp:listOfModelDefinitions></sbml>"""
SPATIAL = ' xmlns:s="http://www.sbml.org/sbml/level3/version1/spatial/version1" s:required="true"'


@pytest.mark.parametrize(("package", "told"), [(SPATIAL, ["XML013"]), ("", [])], ids=["with-spatial", "core-only"])
def test_a_hierarchy_without_a_flat_form_is_an_error_in_profile_strict(package: str, told: list[str]) -> None:
    found = check_bytes(HIERARCHY.format(package).encode(), Path("m.xml"), profile="strict").findings
    assert [f.code for f in found if f.severity == "error"] == told
