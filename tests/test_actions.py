"""What GitHub reads: the workflows name what there is, and the composite action's step does what it says.

The schemas themselves are for `check-jsonschema` (vendor.github-workflows and vendor.github-actions).
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

yaml: Any = pytest.importorskip("yaml", reason="PyYAML is not there")

ROOT = Path(__file__).parents[1]
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
SOUND = ROOT / "models" / "sbml" / "core" / "lysosomal_gate.xml"


def load(path: Path) -> dict[str, Any]:
    # `on` is a Boolean of YAML 1.1, which PyYAML reads; GitHub does not.
    return {{True: "on"}.get(key, key): value for key, value in yaml.safe_load(path.read_text()).items()}


ACTION = load(ROOT / "action.yml")
STEPS: list[dict[str, Any]] = ACTION["runs"]["steps"]


def steps_of(workflow: dict[str, Any]) -> list[dict[str, Any]]:
    return [step for job in workflow["jobs"].values() for step in job["steps"]]


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda p: p.name)
def test_a_workflow_names_what_there_is(path: Path) -> None:
    workflow = load(path)
    assert {"name", "on", "permissions", "jobs"} <= workflow.keys()
    for job in workflow["jobs"].values():
        assert job["timeout-minutes"] <= 60
    for step in steps_of(workflow):
        assert ("uses" in step) != ("run" in step)
        if step.get("uses") == "./":
            assert step.get("with", {}).keys() <= ACTION["inputs"].keys()
        elif "uses" in step:
            assert re.fullmatch(r"[\w-]+/[\w./-]+@v\d+", step["uses"])
        elif step["run"].startswith(".ci/"):
            assert os.access(ROOT / step["run"].split()[0], os.X_OK)


def test_a_path_that_starts_a_workflow_is_there() -> None:
    events = [event for path in WORKFLOWS for event in load(path)["on"].values() if event]
    patterns = {pattern for event in events for pattern in event.get("paths", ())}
    assert patterns
    assert all(any(ROOT.glob(pattern.removesuffix("**") + "*" * pattern.endswith("**"))) for pattern in patterns)


def test_expressions_of_the_action_name_what_there_is() -> None:
    text = (ROOT / "action.yml").read_text()
    assert set(re.findall(r"inputs\.([\w-]+)", text)) == ACTION["inputs"].keys()
    named = set(re.findall(r"steps\.(\w+)\.outputs\.(\w+)", text))
    written = {(s["id"], name) for s in STEPS if "id" in s for name in re.findall(r'echo "(\w+)=', s["run"])}
    assert named == written
    for step in STEPS:
        # What others may write must not become part of a script.
        assert "${{" not in step.get("run", "")
        assert ("shell" in step) == ("run" in step)


def test_hooks_are_commands_that_there_are() -> None:
    for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text()):
        assert re.search(hook["files"], "models/a.xml")
        assert not re.search(hook["files"], "notes.md")
        words = hook["entry"].split()
        assert words[:2] == ["mtorsbml", "validate"]
        done = subprocess.run([sys.executable, "-m", *words, "--help"], capture_output=True, text=True, check=False)
        assert done.returncode == 0


@pytest.fixture(scope="module")
def runner(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder like that of a job, with a model that is sound, one that is not, and `mtorsbml` on its path."""
    folder = tmp_path_factory.mktemp("job")
    shutil.copy(SOUND, folder / "sound.xml")
    (folder / "broken.xml").write_text("<sbml>")
    program = folder / "bin" / "mtorsbml"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m mtorsbml "$@"\n')
    program.chmod(0o755)
    return folder


@pytest.mark.parametrize(
    ("paths", "arguments", "code", "levels"),
    [
        ("sound.xml", "", 0, {"note"}),
        ("sound.xml broken.xml", "", 1, {"note", "error"}),
        ("sound.xml broken.xml", "--ignore XML", 0, {"note"}),
        ("missing.xml", "", 2, None),
    ],
)
def test_the_action_validates(
    runner: Path, tmp_path: Path, paths: str, arguments: str, code: int, levels: set[str] | None
) -> None:
    step = next(s for s in STEPS if s.get("id") == "validate")
    sarif, outputs = tmp_path / "mtorsbml.sarif", tmp_path / "outputs"
    given = {"PATHS": paths, "PROFILE": "strict", "ARGUMENTS": arguments, "SARIF": str(sarif)}
    assert given.keys() == step["env"].keys()
    place = {"GITHUB_OUTPUT": str(outputs), "XDG_CACHE_HOME": str(tmp_path), "PYTHONPATH": os.pathsep.join(sys.path)}
    environment = os.environ | given | place | {"PATH": f"{runner / 'bin'}{os.pathsep}{os.environ['PATH']}"}
    command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]]
    done = subprocess.run(command, cwd=runner, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == code, done.stderr
    if levels is None:
        assert not outputs.exists()
        return
    assert outputs.read_text() == f"sarif={sarif}\n"
    assert {result["level"] for result in json.loads(sarif.read_text())["runs"][0]["results"]} == levels
    shown = set(re.findall(r"^::(\w+) file=", done.stdout, re.MULTILINE))
    assert shown == {"notice" if level == "note" else level for level in levels}
