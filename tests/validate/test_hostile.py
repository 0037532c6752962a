"""The hostile corpus: every file gives its code, soon, in little memory, and nothing is written elsewhere."""

from __future__ import annotations

import hashlib
import importlib.util
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from mtorsbml.validate import runner

SECONDS = 10
MEMORY = 2**30


def _hostile() -> Any:
    spec = importlib.util.spec_from_file_location("hostile", Path(__file__).with_name("hostile.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["hostile"] = module
    spec.loader.exec_module(module)
    return module


HOSTILE = _hostile()
CASES = HOSTILE.cases()


class Corpus(NamedTuple):
    """The files in a folder, and a worker to check them with."""

    folder: Path
    checker: runner.Runner


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Corpus]:
    """The corpus; afterwards, nothing in or around its folder may have changed."""
    folder = tmp_path_factory.mktemp("outer") / "a" / "b"
    folder.mkdir(parents=True)
    HOSTILE.write(folder)
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
    path.write_text(HOSTILE.MODEL)
    found = runner.validate([path])[0].findings
    assert {f.code for f in found if f.code.startswith("SBML") or f.severity == "error"} <= {"SBML99505"}
