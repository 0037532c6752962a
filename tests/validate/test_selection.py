"""Selections, baselines and settings."""

from __future__ import annotations

from pathlib import Path

import pytest

from mtorsbml.errors import UsageError
from mtorsbml.validate import config
from mtorsbml.validate.findings import FileReport, Finding
from mtorsbml.validate.selection import Baseline, Selection, check_codes, write_baseline


def report(*codes: str, path: str = "a/b/m.xml") -> FileReport:
    findings = (Finding(code=code, severity="error", message=code, element=code, line=7) for code in codes)
    return FileReport(path=path, kind="core", findings=tuple(findings))


def kept(selection: Selection, *codes: str, path: str = "a/b/m.xml") -> list[str]:
    return [f.code for f in selection.apply(report(*codes, path=path)).findings]


ALL = ("XML003", "XML030", "OMX001", "SBML99505")


@pytest.mark.parametrize(
    ("select", "ignore", "left"),
    [
        ((), (), list(ALL)),
        (("XML",), (), ["XML003", "XML030"]),
        ((), ("XML",), ["OMX001", "SBML99505"]),
        (("XML",), ("XML03",), ["XML003"]),
        (("XML030", "OMX"), ("XML",), ["XML030", "OMX001"]),
        (("XML003",), ("XML003",), []),
        ((), ("SBML99505",), ["XML003", "XML030", "OMX001"]),
    ],
)
def test_the_longest_beginning_decides(select: tuple[str, ...], ignore: tuple[str, ...], left: list[str]) -> None:
    assert kept(Selection(select=select, ignore=ignore), *ALL) == left


@pytest.mark.parametrize(
    ("pattern", "fits"),
    [("a/b/m.xml", True), ("a/**", True), ("**/m.xml", True), ("*.xml", True), ("a/*.xml", False), ("b/*.xml", True)],
)
def test_codes_are_ignored_for_files(tmp_path: Path, pattern: str, fits: bool) -> None:
    selection = Selection(per_file=((pattern, ("XML",)),), root=tmp_path)
    left = kept(selection, *ALL, path=str(tmp_path / "a" / "b" / "m.xml"))
    assert left == (["OMX001", "SBML99505"] if fits else list(ALL))


def test_unknown_codes_are_named() -> None:
    assert check_codes(["xml", " XML003 ", "SBML99", ""], "--select") == ("XML", "XML003", "SBML99")
    with pytest.raises(UsageError, match="--select: no rule is called 'XLM'; did you mean 'XML'"):
        check_codes(["XLM"], "--select")


def test_a_baseline_hides_what_it_knows_and_no_more(tmp_path: Path) -> None:
    path = tmp_path / "known.json"
    place = str(tmp_path / "m.xml")
    assert write_baseline(path, [report("XML003", "XML003", "OMX001", path=place), report(path="empty.xml")]) == 3
    baseline = Baseline.read(path)
    again = report("XML003", "XML003", "XML003", "OMX001", "XML030", path=place)
    moved = FileReport(path=place, kind="core", findings=tuple(again.findings))
    assert [f.code for f in baseline.apply(moved).findings] == ["XML003", "XML030"]
    assert baseline.hidden == 3
    assert [f.code for f in baseline.apply(report("OMX001", path="other.xml")).findings] == ["OMX001"]


def test_a_baseline_that_is_none_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"cannot be read .*; write it with --write-baseline"):
        Baseline.read(tmp_path / "none.json")
    for text in ("[]", "{", '{"files": 3}', '{"files": {"a": {"b": "c"}}}'):
        (tmp_path / "bad.json").write_text(text)
        with pytest.raises(UsageError, match="this is no baseline"):
            Baseline.read(tmp_path / "bad.json")


def test_settings_come_from_the_nearest_file_that_has_them(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text('[tool.mtorsbml]\nprofile = "strict"\nignore = ["UNI"]\n')
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    (tmp_path / "a" / "pyproject.toml").write_text("[project]\nname = 'x'\n")
    found = config.load(inner)
    assert (found.root, found.get("profile"), found.get("ignore"), found.get("jobs")) == (
        tmp_path,
        "strict",
        ["UNI"],
        None,
    )


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("profil = 'strict'", "'profil' is unknown; did you mean 'profile'"),
        ("profile = 'hard'", "profile = 'hard'; take one of default, curation, strict"),
        ("jobs = 'two'", "jobs = 'two' is not a whole number"),
        ("jobs = true", "jobs = True is not a whole number"),
        ("jobs = 0", "jobs = 0; take a number from 1 on"),
        ("ignore = 'UNI'", "ignore = 'UNI' is not a list of codes"),
        ("ignore = [1]", r"ignore = \[1\] is not a list of codes"),
        ("memory = 'much'", "'much' is no size; write one such as 512M or 2G"),
        ("per-file-ignores = {'*.xml' = 'UNI'}", "'UNI' is not a list of codes"),
        ("jobs = ", "cannot be read"),
    ],
)
def test_wrong_settings_are_named(tmp_path: Path, text: str, reason: str) -> None:
    (tmp_path / "pyproject.toml").write_text(f"[tool.mtorsbml]\n{text}\n")
    with pytest.raises(UsageError, match=reason):
        config.load(tmp_path)


@pytest.mark.parametrize(
    ("text", "size"), [("512M", 2**29), ("2G", 2**31), ("1.5 GB", 3 * 2**29), ("100", 100), ("64KiB", 2**16)]
)
def test_sizes(text: str, size: int) -> None:
    assert config.size(text, "--memory") == size
