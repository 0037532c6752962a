"""The examples run as they stand, and what they print is what we compute."""

from __future__ import annotations

import importlib.util
import math
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import mtorsbml
from mtorsbml.simulate.logic import LogicModel

EXAMPLES = Path(__file__).parents[1] / "examples"


def output(name: str, folder: Path, *modules: str) -> str:
    """What an example prints, run in a folder of its own."""
    absent = [module for module in modules if importlib.util.find_spec(module) is None]
    if absent:
        pytest.skip(f"NOT RUN: examples/{name} needs {' and '.join(absent)} (its docstring says what to install)")
    path = os.pathsep.join([str(EXAMPLES.parent / "src"), os.environ.get("PYTHONPATH", "")])
    done = subprocess.run(
        [sys.executable, "-W", "ignore", str(EXAMPLES / name)],
        cwd=folder, capture_output=True, text=True, check=False, env={**os.environ, "PYTHONPATH": path}, timeout=300,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.interop
@pytest.mark.parametrize(
    ("name", "modules", "left"),
    [
        ("tellurium_course.py", ("tellurium", "six", "matplotlib"), "tellurium_course.png"),
        ("copasi_course.py", ("basico", "COPASI"), "copasi_course.cps"),
    ],
)
def test_a_course_in_another_tool(name: str, modules: tuple[str, ...], left: str, tmp_path: Path) -> None:
    text = output(name, tmp_path, *modules)
    shown = re.search(r"mTORC1_act after an hour: (\S+) of", text)
    assert shown, text
    course = mtorsbml.simulate("lysosomal_gate", {"kcat_GATOR1_RagAB": 1.0}, duration=60, points=2)
    assert float(shown[1]) == pytest.approx(course["mTORC1_act"][-1] / course["mTORC1_act"][0], abs=0.0006)
    assert (tmp_path / left).stat().st_size > 10_000


@pytest.mark.interop
def test_the_logic_model_in_maboss(tmp_path: Path) -> None:
    text = output("maboss_run.py", tmp_path, "cmaboss")
    model = LogicModel.load(mtorsbml.path("lysosomal_gate", "qual"))
    assert model.resting_state()["mTORC1_act"] == "on"
    assert text == "mTORC1_act is on in 100% of the runs at rest, and in 0% without the V-ATPase\n"


@pytest.mark.interop
def test_the_fit_finds_what_made_the_measurements(tmp_path: Path) -> None:
    text = output("fit_with_pypesto.py", tmp_path, "pypesto", "petab")
    found = re.findall(r"(\S+): fitted (\S+), true (\S+)", text)
    assert len(found) == 2
    for name, fitted, true in found:
        assert float(fitted) == pytest.approx(float(true), rel=0.3), name


@pytest.mark.interop
def test_the_sensitivity_is_what_a_small_change_does(tmp_path: Path) -> None:
    text = output("amici_sensitivity.py", tmp_path, "amici", "matplotlib")
    found = re.search(r"kcat_GATOR1_RagAB: (\S+)", text)
    assert found, text
    ends = []
    for factor in (0.99, 1.01):
        course = mtorsbml.simulate("lysosomal_gate", {"kcat_GATOR1_RagAB": 1.0 * factor}, duration=60, points=2)
        ends.append(course["mTORC1_act"][-1])
    expected = math.log(ends[1] / ends[0]) / math.log(1.01 / 0.99)
    assert expected < -0.1
    assert float(found[1]) == pytest.approx(expected, rel=0.01)
    assert (tmp_path / "amici_sensitivity.png").stat().st_size > 10_000


def test_every_example_is_run() -> None:
    text = Path(__file__).read_text(encoding="utf-8")
    assert all(f'"{path.name}"' in text for path in EXAMPLES.glob("*.py"))
