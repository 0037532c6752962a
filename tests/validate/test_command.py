"""The command `validate` with its options, and `rule`."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from mtorsbml import repository
from mtorsbml.cli._group import program
from mtorsbml.errors import UsageError

SMALL = (
    '<sbml xmlns="http://www.sbml.org/sbml/level3/version1/core" level="3" version="1"><model id="m">'
    '<listOfParameters><parameter id="k" value="{}" units="dimensionless" constant="true"/></listOfParameters>'
    "</model></sbml>\n"
)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with one sound and one odd model."""
    (tmp_path / "good.xml").write_text(SMALL.format(1))
    (tmp_path / "odd.xml").write_text(SMALL.format("NaN"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str, stdin: bytes = b"") -> Result:
    return CliRunner().invoke(program, ["validate", *arguments], input=stdin, standalone_mode=False)


def codes(result: Result) -> list[str]:
    return [f["code"] for report in json.loads(result.stdout) for f in report["findings"]]


def test_exit_codes_and_summary() -> None:
    assert (run("good.xml").return_value, run("good.xml").stdout) == (0, "1 file: no findings\n")
    odd = run(".")
    assert odd.return_value == 1
    assert odd.stdout.splitlines()[-1] == "2 files: 1 warning; 1 without findings"
    assert isinstance(run("gone.xml").exception, UsageError)


def test_standard_input() -> None:
    found = json.loads(run("-", "--json", stdin=SMALL.format("INF").encode()).stdout)
    assert (found[0]["path"], [f["code"] for f in found[0]["findings"]]) == ("-", ["XML030"])
    assert codes(run("-", "--json")) == ["XML001"]


def test_selecting_and_ignoring() -> None:
    assert codes(run("odd.xml", "--json", "--ignore", "XML")) == []
    assert codes(run("odd.xml", "--json", "--select", "SBML,XML030")) == ["XML030"]
    assert isinstance(run("odd.xml", "--select", "NOPE1").exception, UsageError)


def test_settings_of_the_project(folder: Path) -> None:
    (folder / "pyproject.toml").write_text('[tool.mtorsbml.per-file-ignores]\n"odd.*" = ["XML030"]\n')
    assert run(".").return_value == 0
    (folder / "pyproject.toml").write_text('[tool.mtorsbml]\nselect = ["OMX"]\n')
    assert run(".").return_value == 0
    assert run(".", "--select", "XML").return_value == 1


def test_a_baseline_is_written_and_used(folder: Path) -> None:
    said = run(".", "--baseline", "known.json", "--write-baseline")
    assert (said.return_value, said.stdout) == (0, "known.json: 1 findings of 2 files are known from now on\n")
    known = run(".", "--baseline", "known.json")
    assert known.return_value == 0
    assert "1 findings of the baseline are not shown" in known.stdout
    (folder / "odd.xml").write_text(SMALL.format("NaN").replace('id="k"', 'id="l"'))
    assert codes(run(".", "--baseline", "known.json", "--json")) == ["XML030"]


@pytest.mark.parametrize("form", ["json", "junit", "sarif", "github", "text"])
def test_reports_go_to_a_file(folder: Path, form: str) -> None:
    assert run(".", "--format", form, "-o", "report").return_value == 1
    assert "XML030" in (folder / "report").read_text(encoding="utf-8")
    assert "XML030" in run(".", "--format", form).stdout


def test_statistics() -> None:
    lines = run(".", "--statistics").stdout.splitlines()
    assert any(line.split()[:4] == ["1", "1", "XML030", "warning"] for line in lines)


def test_mending_writes_and_diff_only_shows(folder: Path) -> None:
    path = folder / "old.xml"
    text = repository.path("feedback_crosstalk").read_text(encoding="utf-8")
    new = "https://identifiers.org/uniprot:"
    assert new in text
    path.write_text(text.replace(new, "urn:miriam:uniprot:", 1))
    old = path.read_bytes()
    shown = run("old.xml", "--fix", "--diff")
    assert shown.return_value == 1
    assert path.read_bytes() == old
    removed = [line for line in shown.stdout.splitlines() if line.startswith("-") and "urn:miriam" in line]
    assert len(removed) == 1
    assert "is written https://identifiers.org/uniprot:" in run("old.xml", "--fix").stdout
    assert path.read_text(encoding="utf-8") == text
    assert run("old.xml", "--fix", "--diff").return_value == 0
    assert isinstance(run("old.xml", "--diff").exception, UsageError)


def test_limits(folder: Path) -> None:
    shutil.copy(repository.path("mtor", "comp"), folder / "large.xml")
    assert codes(run("large.xml", "--json", "--timeout", "0.2")) == ["XML021"]
    assert isinstance(run("good.xml", "--memory", "much").exception, UsageError)


def test_nothing_is_remembered_without_the_cache(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder / "cache"))
    run("good.xml", "--no-cache")
    assert not (folder / "cache").exists()
    run("good.xml")
    assert (folder / "cache").exists()


def rule(*arguments: str) -> Any:
    return CliRunner().invoke(program, ["rule", *arguments], standalone_mode=False)


def test_rule_explains() -> None:
    assert rule("xml030").stdout.startswith("# XML030 number-not-finite\n")
    assert "## How to mend it" in rule("XML030").stdout
    assert "XML030" in rule().stdout
    assert json.loads(rule("XML030", "--json").stdout)[0]["severity"] == "warning"
    assert isinstance(rule("XML999").exception, UsageError)


@pytest.mark.parametrize(
    ("code", "title", "facts"),
    [
        ("sbml99505", "SBML99505: Missing unit declarations", "SBML unit consistency; warning"),
        ("SBML1020101", "SBML1020101: Only one <listOfReplacedElements> allowed", "; error, every profile"),
    ],
)
def test_rules_of_libsbml_are_told_in_its_words(code: str, title: str, facts: str) -> None:
    first, _, second, *_ = rule(code).stdout.splitlines()
    assert first.startswith(f"# {title}")
    assert facts in second
    assert json.loads(rule(code, "--json").stdout)[0]["code"] == code.upper()
    assert isinstance(rule("SBML55555").exception, UsageError)
