"""How long it takes to make, load and run the merged model; COPASI runs the same file at the same accuracy.

Run with `make bench`. The errors that were reached stand in the column of extra information (`--benchmark-json`).
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from mtorsbml import repository
from mtorsbml.pathway.readouts import DEFAULT_READOUTS
from mtorsbml.simulate.ode import OdeModel

TWO_DAYS = 2880.0
POINTS = 49
RTOL = 1e-6
CHANGES = {"Rapamycin_t_on": 60.0, "Rapamycin_step": 100.0}


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The merged model with rapamycin from the first hour on, so that no simulator has to be told of it."""
    import libsbml

    document = libsbml.readSBMLFromFile(str(repository.path("mtor")))
    for name, value in CHANGES.items():
        document.getModel().getParameter(name).setValue(value)
    path = tmp_path_factory.mktemp("bench") / "mtor.xml"
    libsbml.writeSBMLToFile(document, str(path))
    return path


@pytest.fixture(scope="module")
def expected(file: Path) -> np.ndarray:
    course = OdeModel.load(file).simulate(
        duration=TWO_DAYS, points=POINTS, select=DEFAULT_READOUTS["mtor"], rtol=1e-11, atol=1e-15
    )
    return course.values


def error(found: np.ndarray, expected: np.ndarray) -> float:
    """The largest error of a readout, relative to its largest value."""
    return float((np.abs(found - expected) / expected.max(axis=0)).max())


def test_build_all_models(benchmark: Any) -> None:
    files = benchmark.pedantic(lambda: list(repository.built()), rounds=2)
    # core, qual, comp and bnet of each model, and the hierarchies that have no other form
    assert len(files) == 4 * len(repository.models()) + len(repository.assemblies())


def test_load_mtor(benchmark: Any) -> None:
    """Below two seconds."""
    model = benchmark.pedantic(lambda: OdeModel.load(repository.path("mtor")), rounds=5)
    assert len(model.species) > 100
    assert benchmark.stats.stats.min < 2.0


def test_two_days_of_mtor(benchmark: Any, file: Path, expected: np.ndarray) -> None:
    """At a relative tolerance of 1e-6 below half a second."""
    model = OdeModel.load(file)

    def run() -> np.ndarray:
        select = DEFAULT_READOUTS["mtor"]
        return model.simulate(duration=TWO_DAYS, points=POINTS, select=select, rtol=RTOL, atol=1e-12).values

    benchmark.extra_info["error"] = error(benchmark(run), expected)
    assert benchmark.extra_info["error"] < 1e-3
    assert benchmark.stats.stats.min < 0.5


def test_load_organism(benchmark: Any) -> None:
    """Reading, checking and flattening are most of it."""
    model = benchmark.pedantic(lambda: OdeModel.load(repository.path("organism")), rounds=1)
    assert len(model.species) > 400


def test_a_week_of_the_organism(benchmark: Any) -> None:
    """Seven days with three meals each: below ten seconds."""
    model = OdeModel.load(repository.path("organism"))

    def run() -> None:
        model.simulate(
            duration=7 * 1440.0, points=7 * 24 + 1, select=DEFAULT_READOUTS["organism"], rtol=RTOL, atol=1e-9
        )

    benchmark.pedantic(run, rounds=2, warmup_rounds=1)
    assert benchmark.stats.stats.min < 10.0


def test_two_days_of_mtor_in_copasi(benchmark: Any, file: Path, expected: np.ndarray) -> None:
    basico = pytest.importorskip("basico")
    model = OdeModel.load(file)
    own = error(
        model.simulate(duration=TWO_DAYS, points=POINTS, select=DEFAULT_READOUTS["mtor"], rtol=RTOL, atol=1e-12).values,
        expected,
    )
    basico.load_model(str(file))

    def run(tolerance: float) -> np.ndarray:
        table = basico.run_time_course(
            duration=TWO_DAYS, intervals=POINTS - 1, use_sbml_id=True, r_tol=tolerance, a_tol=1e-12
        )
        return table[list(DEFAULT_READOUTS["mtor"])].to_numpy()

    # The loosest tolerance with which COPASI is at least as accurate as we are.
    tolerance = next(t for t in (1e-4, 1e-5, 1e-6, 1e-7, 1e-8, 1e-9, 1e-10) if error(run(t), expected) <= own)
    benchmark.extra_info["tolerance"] = tolerance
    benchmark.extra_info["error"] = error(benchmark(lambda: run(tolerance)), expected)
    assert benchmark.extra_info["error"] <= own
