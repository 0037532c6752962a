"""Checking files: what libSBML says, and what becomes of files that are hostile to it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from mtorsbml import repository
from mtorsbml.errors import UsageError
from mtorsbml.validate import runner

GOOD = repository.path("feedback_crosstalk")
ANSWER = 'echo \'{"kind": "core", "findings": [], "read": []}\''
"""Shell command that answers as a worker which found nothing."""


@pytest.fixture
def python(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Puts a shell script in the place of the Python that workers are started with."""

    def put(script: str) -> None:
        place = tmp_path / "python"
        place.write_text(f"#!/bin/sh\n{script}\n")
        place.chmod(0o755)
        monkeypatch.setattr("sys.executable", str(place))

    return put


def codes(report: runner.FileReport) -> set[str]:
    return {finding.code for finding in report.findings}


def broken(tmp_path: Path, old: str, new: str, formalism: str = "core") -> runner.FileReport:
    """The report on a good file in which one thing was changed."""
    text = repository.path("feedback_crosstalk", formalism).read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "broken.xml"
    path.write_text(text.replace(old, new, 1))
    return runner.validate([path])[0]


@pytest.mark.parametrize("formalism", repository.FORMALISMS)
def test_a_good_file_has_no_problems(formalism: str) -> None:
    report = runner.validate([repository.path("feedback_crosstalk", formalism)])[0]
    assert (report.kind, report.has_problems) == (formalism, False)


def test_an_error_has_its_code_line_and_element(tmp_path: Path) -> None:
    report = broken(tmp_path, 'id="Grb10_off"', 'id="Grb10"')
    errors = [finding for finding in report.findings if finding.severity == "error"]
    assert "SBML10301" in codes(report)  # a duplicate id
    assert report.has_problems
    duplicate = next(finding for finding in errors if finding.code == "SBML10301")
    line = (tmp_path / "broken.xml").read_text(encoding="utf-8").split("\n")[duplicate.line - 1]
    assert f'id="{duplicate.element}"' in line
    assert duplicate.element == "Grb10"


def test_all_errors_are_told_not_only_the_first(tmp_path: Path) -> None:
    text = GOOD.read_text(encoding="utf-8")
    path = tmp_path / "two.xml"
    path.write_text(text.replace('compartment="cytosol"', 'compartment="nowhere"', 2))
    found = runner.validate([path])[0].findings
    assert [finding.element for finding in found if finding.code == "SBML20601"] == ["IRS1_pS", "Grb10_off"]


def test_wrong_units_are_errors(tmp_path: Path) -> None:
    report = broken(tmp_path, 'units="per_minute"', 'units="nmol_per_l"')
    assert any(f.severity == "error" and "unit" in f.category.lower() for f in report.findings)


def test_a_wrong_part_of_a_hierarchy_is_found(tmp_path: Path) -> None:
    text = repository.path("mtorc1_assembly", "comp").read_text(encoding="utf-8")
    path = tmp_path / "hierarchy.xml"
    path.write_text(text.replace('comp:idRef="Raptor"', 'comp:idRef="Raptr"', 1))
    report = runner.validate([path])[0]
    assert report.has_problems


@pytest.mark.parametrize(
    ("content", "code", "reason"),
    [
        (b"", "XML001", "the file is empty"),
        (b"text", "XML002", "not well-formed XML"),
        (b"<html/>", "XML010", "neither SBML nor SED-ML"),
        (b'<!DOCTYPE sbml [<!ENTITY a "b">]><sbml/>', "XML003", "a DOCTYPE"),
        (b'<!DOCTYPE sbml SYSTEM "file:///etc/hostname"><sbml/>', "XML008", "outside of the file"),
        (b'<?xml version="1.0" encoding="latin-1"?><sbml/>', "XML006", "the encoding is latin-1"),
    ],
)
def test_a_refused_file_is_a_finding_of_that_file(tmp_path: Path, content: bytes, code: str, reason: str) -> None:
    path = tmp_path / "other.xml"
    path.write_bytes(content)
    other, good = runner.validate([path, GOOD])
    assert codes(other) == {code}
    assert reason in other.findings[0].message
    assert not good.has_problems


def test_a_crash_is_a_finding_of_that_file(python: Callable[[str], None]) -> None:
    python("kill -SEGV $$")
    finding = runner.validate([GOOD])[0].findings[0]
    assert (finding.code, finding.severity) == ("XML020", "error")
    assert finding.message == "the library that read the file crashed (signal 11)"


def test_a_check_without_end_is_a_finding_of_that_file(
    python: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    python("echo ready\nexec sleep 60")
    monkeypatch.setattr(runner, "SECONDS", 0.05)
    assert "took longer" in runner.validate([GOOD])[0].findings[0].message


def test_the_start_of_a_worker_is_not_held_against_the_file(
    python: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    python(f"sleep 1\necho ready\nread line\n{ANSWER}\nexec sleep 60")
    monkeypatch.setattr(runner, "SECONDS", 0.9)
    assert codes(runner.validate([GOOD])[0]) == set()


def test_reports_come_in_the_order_of_the_files() -> None:
    paths = [repository.path(name, "qual") for name in ("pharmacology", "mtor", "feedback_crosstalk")]
    seen: list[str] = []
    reports = runner.validate(paths, jobs=1, done=lambda report: seen.append(report.path))
    assert [report.path for report in reports] == [str(path) for path in paths]
    assert sorted(seen) == sorted(str(path) for path in paths)


def test_paths_folders_and_patterns_are_expanded(tmp_path: Path) -> None:
    (tmp_path / "in" / "deep").mkdir(parents=True)
    files = [tmp_path / name for name in ("a.xml", "b.sbml", "in/deep/c.xml", "in/notes.txt")]
    for file in files:
        file.write_text("")
    assert runner.expand([str(tmp_path)]) == files[:3]
    assert runner.expand([str(tmp_path / "*.xml"), str(files[0]), str(files[3])]) == [files[0], files[3]]
    assert runner.expand([str(tmp_path / "**" / "*.xml")]) == [files[0], files[2]]
    for nothing, reason in (("none.xml", "there is no such file"), ("*.json", "there is no such file")):
        with pytest.raises(UsageError, match=reason):
            runner.expand([str(tmp_path / nothing)])
    (tmp_path / "empty").mkdir()
    with pytest.raises(UsageError, match=r"no \.xml, \.sbml, \.sedml, \.omex file in this folder"):
        runner.expand([str(tmp_path / "empty")])


def test_a_file_that_cannot_be_read_is_a_finding_and_the_run_goes_on(tmp_path: Path) -> None:
    link = tmp_path / "gone.xml"
    link.symlink_to(tmp_path / "nowhere")
    gone, good = runner.validate([link, GOOD])
    assert [(f.code, f.message) for f in gone.findings] == [("XML014", "the file does not exist")]
    assert not good.has_problems


def test_a_worker_that_a_file_brings_down_does_not_take_the_others_with_it(
    tmp_path: Path, python: Callable[[str], None]
) -> None:
    """A Python that dies at the word DIE, and answers as the worker does otherwise."""
    python(f"echo ready\nwhile read line; do case $line in *die.xml*) kill -ABRT $$;; esac\n{ANSWER}; done")
    files = [tmp_path / name for name in ("a.xml", "die.xml", "b.xml")]
    for file in files:
        file.write_text("x")
    reports = runner.validate(files, jobs=1)
    assert [codes(report) for report in reports] == [set(), {"XML020"}, set()]


def test_memory_has_a_limit(tmp_path: Path) -> None:
    with runner.Runner(memory=300 * 2**20) as small:
        report = small.check([repository.path("mtor", "comp")])[0]
    assert codes(report) <= {"XML022", "XML020"}
    assert report.has_problems
