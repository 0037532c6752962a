"""Results of former runs: what they depend on, and that nothing else is taken for them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from mtorsbml import repository
from mtorsbml.validate import cache, runner
from mtorsbml.validate.findings import Options

COMP = "http://www.sbml.org/sbml/level3/version1/comp/version1"


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths about which a worker was asked."""
    seen: list[str] = []
    ask = runner.Worker.ask

    def spy(self: runner.Worker, request: dict[str, object]) -> dict[str, object]:
        seen.append(Path(str(request["path"])).name)
        return ask(self, request)

    monkeypatch.setattr(runner.Worker, "ask", spy)
    return seen


def check(*paths: Path, profile: str = "default") -> list[runner.FileReport]:
    with runner.Runner(Options(profile=profile), cache=True) as checker:  # type: ignore[arg-type]
        return checker.check(paths)


def test_what_has_not_changed_is_not_checked_again(tmp_path: Path, asked: list[str]) -> None:
    first, second = tmp_path / "a.xml", tmp_path / "b.xml"
    shutil.copy(repository.path("feedback_crosstalk"), first)
    second.write_text("broken")
    before = check(first, second)
    assert sorted(asked) == ["a.xml", "b.xml"]
    assert check(first, second) == before
    assert len(asked) == 2
    shutil.copy(first, second)
    assert check(first, second)[1].findings == ()
    assert len(asked) == 2, "the content is known under another name"
    check(first, profile="strict")
    assert len(asked) == 3
    first.write_text(first.read_text(encoding="utf-8") + "\n")
    check(first)
    assert len(asked) == 4


def test_versions_are_part_of_the_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.xml"
    path.write_text("x")
    key = cache.Cache({}).key(path)
    assert cache.Cache({}).key(path) == key
    assert cache.Cache({"profile": "strict"}).key(path) != key
    monkeypatch.setattr(cache, "version", lambda package: "99")
    assert cache.Cache({}).key(path) != key


def test_files_that_a_model_draws_in_are_looked_at(tmp_path: Path, asked: list[str]) -> None:
    whole, part = tmp_path / "whole.xml", tmp_path / "part.xml"
    whole.write_text(
        f'<sbml xmlns="http://www.sbml.org/sbml/level3/version1/core" level="3" version="1" xmlns:comp="{COMP}"'
        ' comp:required="true"><model id="m"><comp:listOfSubmodels><comp:submodel comp:id="s" comp:modelRef="E"/>'
        "</comp:listOfSubmodels></model><comp:listOfExternalModelDefinitions><comp:externalModelDefinition"
        ' comp:id="E" comp:source="part.xml"/></comp:listOfExternalModelDefinitions></sbml>'
    )
    missing = check(whole)[0]
    assert missing.has_problems
    part.write_text(
        '<sbml xmlns="http://www.sbml.org/sbml/level3/version1/core" level="3" version="1"><model id="p"/></sbml>'
    )
    assert not any(f.severity == "error" for f in check(whole)[0].findings)
    assert len(asked) == 2
    check(whole)
    assert len(asked) == 2
    part.unlink()
    assert check(whole) == [missing]


def test_a_crash_is_not_remembered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    python = tmp_path / "python"
    python.write_text("#!/bin/sh\nkill -SEGV $$\n")
    python.chmod(0o755)
    path = repository.path("feedback_crosstalk")
    with monkeypatch.context() as broken:
        broken.setattr("sys.executable", str(python))
        assert [f.code for f in check(path)[0].findings] == ["XML020"]
    assert check(path)[0].findings == ()


def test_a_cache_that_is_damaged_or_cannot_be_written_is_no_trouble(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, asked: list[str]
) -> None:
    path = repository.path("feedback_crosstalk")
    before = check(path)
    for entry in cache.folder().glob("*/*.json"):
        entry.write_text("{")
    assert check(path) == before
    assert len(asked) == 2
    blocked = tmp_path / "file"
    blocked.write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(blocked))
    assert check(path) == before


def test_old_entries_are_removed(monkeypatch: pytest.MonkeyPatch) -> None:
    import os

    check(repository.path("feedback_crosstalk"))
    entry = next(cache.folder().glob("*/*.json"))
    os.utime(entry, (0, 0))
    (cache.folder() / ".tidied").unlink()
    cache.Cache({}).tidy()
    assert not entry.exists()


def test_the_place_is_that_of_xdg(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert cache.folder() == tmp_path / "mtorsbml" / "validate"
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setattr("sys.platform", "linux")
    assert cache.folder() == tmp_path / ".cache" / "mtorsbml" / "validate"
