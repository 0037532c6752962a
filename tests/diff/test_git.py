"""`mtorsbml diff` under git, configured as docs/diff.md says."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from tests.diff.sample import KINETIC, LOGICAL

from mtorsbml.diff import render
from mtorsbml.errors import UsageError


@pytest.fixture
def scratch(tmp_path: Path):
    """A git repository with the configuration of docs/diff.md; gives the output of git."""
    environment = os.environ | {
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_SYSTEM": os.devnull,
        "PATH": f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}",
    }
    program = tmp_path / "bin" / "mtorsbml"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m mtorsbml "$@"\n')
    program.chmod(0o755)
    folder = tmp_path / "repository"
    folder.mkdir()

    def git(*arguments: str, status: int = 0) -> str:
        command = ["git", "-c", "user.name=A", "-c", "user.email=a@example.org", *arguments]
        done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == status, done.stderr
        return done.stdout

    git("init", "-q")
    document = (Path(__file__).parents[2] / "docs" / "diff.md").read_text(encoding="utf-8")
    for command in re.findall(r"^git (config [^\n]+)$", document, re.MULTILINE):
        done = subprocess.run(
            ["sh", "-c", f"git {command.replace(' --global', '')}"], cwd=folder, env=environment, check=False
        )
        assert done.returncode == 0
    attributes = re.search(r"```gitattributes\n(.*?)```", document, re.DOTALL)
    assert attributes
    (folder / ".gitattributes").write_text(attributes[1])
    (folder / "m.xml").write_text(KINETIC)
    (folder / "other.xml").write_text("<page>one</page>\n")
    git("add", ".")
    git("commit", "-qm", "first")
    return folder, git


def test_git_shows_models_by_textconv_and_difftool(scratch) -> None:
    folder, git = scratch
    (folder / "m.xml").write_text(KINETIC.replace('value="0.5"', 'value="0.75"').replace("\n<species", "\n   <species"))
    (folder / "other.xml").write_text("<page>two</page>\n")
    shown = [row for row in git("diff").splitlines() if row[:1] in "+-" and row[:3] not in {"+++", "---"}]
    assert shown == [
        "-  parameters k, value: 0.5 per_s",
        "+  parameters k, value: 0.75 per_s",
        "-<page>one</page>",
        "+<page>two</page>",
    ]
    told = git("difftool", "--no-prompt", "-t", "mtorsbml", "m.xml")
    assert "value: 0.5 per_s -> 0.75 per_s  [x1.5]" in told


def test_git_difftool_takes_a_new_model(scratch) -> None:
    folder, git = scratch
    (folder / "new.xml").write_text(LOGICAL)
    git("add", "new.xml")
    assert "+ Z: 1 if X == 1 and not Y == 1; else 0" in git(
        "difftool", "--no-prompt", "--cached", "-t", "mtorsbml", "new.xml"
    )


def test_textconv_of_no_sbml_is_the_file_itself(tmp_path: Path) -> None:
    page = tmp_path / "page.xml"
    page.write_text("<page/>\n")
    assert render.textconv(page) == "<page/>\n"
    with pytest.raises(UsageError, match="cannot be read"):
        render.textconv(tmp_path / "none.xml")
