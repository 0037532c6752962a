"""The examples run as they stand, and what they print is what we compute."""

from __future__ import annotations

import importlib.util
import math
import os
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

import mtorsbml
from mtorsbml.simulate.logic import LogicModel
from mtorsbml.simulate.ode import OdeModel
from tests.measured import courses

EXAMPLES = Path(__file__).parents[1] / "examples"


def output(name: str, folder: Path, *modules: str, arguments: Sequence[str] = ()) -> str:
    """What an example prints, run in a folder of its own."""
    absent = [module for module in modules if importlib.util.find_spec(module) is None]
    if absent:
        pytest.skip(f"NOT RUN: examples/{name} needs {' and '.join(absent)} (its docstring says what to install)")
    path = os.pathsep.join([str(EXAMPLES.parent / "src"), os.environ.get("PYTHONPATH", "")])
    done = subprocess.run(
        [sys.executable, "-W", "ignore", str(EXAMPLES / name), *arguments],
        cwd=folder, capture_output=True, text=True, check=False, env={**os.environ, "PYTHONPATH": path}, timeout=300,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.interop
@pytest.mark.parametrize(
    ("name", "modules", "left"),
    [
        ("tellurium_course.py", ("tellurium", "six", "matplotlib"), ("tellurium_course.png",)),
        ("copasi_course.py", ("basico", "COPASI", "matplotlib"), ("copasi_course.cps", "copasi_course.png")),
    ],
)
def test_a_course_in_another_tool(name: str, modules: tuple[str, ...], left: tuple[str, ...], tmp_path: Path) -> None:
    text = output(name, tmp_path, *modules)
    shown = re.search(r"mTORC1_act after an hour: (\S+) of", text)
    assert shown, text
    course = mtorsbml.simulate("lysosomal_gate", {"kcat_GATOR1_RagAB": 1.0}, duration=60, points=2)
    assert float(shown[1]) == pytest.approx(course["mTORC1_act"][-1] / course["mTORC1_act"][0], abs=0.0006)
    assert all((tmp_path / name).stat().st_size > 10_000 for name in left)


@pytest.mark.interop
def test_the_logic_model_in_maboss(tmp_path: Path) -> None:
    text = output("maboss_run.py", tmp_path, "cmaboss", "matplotlib")
    model = LogicModel.load(mtorsbml.path("lysosomal_gate", "qual"))
    assert model.resting_state()["mTORC1_act"] == "on"
    assert text == "mTORC1_act is on in 100% of the runs at rest, and in 0% without the V-ATPase\n"
    assert (tmp_path / "maboss_run.png").stat().st_size > 10_000


MISFIT = re.compile(r"misfit of (\d+) measurements: (\S+) as shipped, (\S+) fitted")
FITTED = re.compile(r"^(\S+): (\S+), fitted (\S+)$", re.MULTILINE)


@pytest.mark.interop
def test_the_fit_finds_what_made_the_measurements(tmp_path: Path) -> None:
    text = output("fit_with_pypesto.py", tmp_path, "pypesto", "petab", "matplotlib")
    assert (tmp_path / "fit_with_pypesto.png").stat().st_size > 10_000
    found = {name: (float(fitted), float(shipped)) for name, shipped, fitted in FITTED.findall(text)}
    assert set(found) == {"k_Rheb_activation", "k_mTORC1_act_exit", "scale_Rag_on"}
    for name, (fitted, shipped) in found.items():
        assert fitted == pytest.approx(shipped, rel=0.3), name
    assert found["scale_Rag_on"][0] == pytest.approx(3.0, rel=0.02)  # what the example multiplies the blot by
    misfit = MISFIT.search(text)
    assert misfit, text
    assert float(misfit[3]) <= float(misfit[2])
    # A squared distance in units of the noise: as many as values, give or take four standard deviations.
    assert float(misfit[3]) == pytest.approx(39, abs=4 * math.sqrt(2 * 39))


RECEPTOR = (
    "k_off_Insulin_IR",
    "k_receptor_internalisation",
    "k_receptor_recycling",
    "k_IRS1_tyrosine_dephosphorylation",
)
EVERYTHING = os.environ.get("MTORSBML_INTEROP") == "all"


@pytest.mark.interop
@pytest.mark.skipif(not courses.there(), reason=f"NOT RUN: {courses.FOLDER} is not there")
@pytest.mark.parametrize(
    ("data", "rates"),
    [
        ("brannmark_course", RECEPTOR),
        pytest.param(
            "brannmark",
            ("Kd_Insulin_IR_IGF1R", *RECEPTOR),
            marks=pytest.mark.skipif(not EVERYTHING, reason="NOT RUN: takes 20 s; set MTORSBML_INTEROP=all"),
        ),
    ],
)
def test_the_same_script_fits_measured_courses(data: str, rates: tuple[str, ...], tmp_path: Path) -> None:
    """Rates within their plausible ranges at least halve the misfit that the shipped ones leave at the best scales."""
    chosen = [p for p in courses.usable(courses.points()) if p.dataset.startswith(data)]
    measured, conditions = tmp_path / "measured.tsv", tmp_path / "conditions.tsv"
    measured.write_text(courses.measurements(chosen))
    conditions.write_text(courses.conditions(chosen))
    arguments = ("growth_factor", str(measured), str(conditions), ",".join(rates))
    text = output("fit_with_pypesto.py", tmp_path, "pypesto", "petab", "matplotlib", arguments=arguments)
    misfit = MISFIT.search(text)
    assert misfit, text
    count, shipped, fitted = int(misfit[1]), float(misfit[2]), float(misfit[3])
    assert count == len(chosen)
    assert shipped == pytest.approx(misfit_of_the_shipped(chosen), rel=0.01)
    assert fitted <= shipped / 2
    # What remains is less than the tenth of the largest value that was taken as noise.
    assert fitted <= count
    found = FITTED.findall(text)
    assert {name for name, *_ in found} >= set(rates)


def misfit_of_the_shipped(chosen: Sequence[courses.Point]) -> float:
    """By libRoadRunner and NumPy, without PEtab and pyPESTO."""
    model = OdeModel.load(mtorsbml.path("growth_factor"))
    rows, levels = courses.against(model, chosen)
    total = 0.0
    for observable in dict.fromkeys(row.observable for row in rows):
        pairs = [(row, level) for row, level in zip(rows, levels, strict=True) if row.observable == observable]
        sigma = float(pairs[0][0].noise)
        scale = sum(row.value * level for row, level in pairs) / sum(level**2 for _, level in pairs)
        total += sum(((row.value - scale * level) / sigma) ** 2 for row, level in pairs)
    return total


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
