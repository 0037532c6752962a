"""Validation against libSBML's own reading and checking: overhead, two jobs, the cache, and our whole repository.

Each number is the best of several runs of a whole program, its start included. Programs that are compared take turns,
so that a busy minute of the machine meets all of them. All run from compiled bytecode, as they do where installed.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from mtorsbml import repository

FILES = 50
OVERHEAD = 1.15
START = 0.4
RAW = (
    "import sys, libsbml\n"
    "for path in sys.argv[1:]:\n"
    "    document = libsbml.readSBML(path)\n"
    "    document.checkConsistency()\n"
    "    [document.getError(i).getMessage() for i in range(document.getNumErrors())]\n"
)
UTILS = (
    "import sys\nfrom sbmlutils.validation import validate_doc\nimport libsbml\n"
    "for path in sys.argv[1:]:\n    validate_doc(libsbml.readSBML(path))\n"
)
BIOSIMULATORS = (
    "import sys\nfrom biosimulators_utils.model_lang.sbml.validation import validate_model\n"
    "for path in sys.argv[1:]:\n    validate_model(path)\n"
)


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Fifty files: published models, if they are there, and ours, the small ones twice if there are too few."""
    folder = tmp_path_factory.mktemp("files")
    published = sorted((Path(__file__).parents[2] / "shared" / "biomodels").glob("*.xml"))
    ours = [repository.path(name, kind) for kind in repository.FORMALISMS for name in repository.models()]
    ours.sort(key=lambda path: path.stat().st_size)
    found = [*published, *ours[::-1]]
    chosen = [*found, *ours[: max(0, FILES - len(found))]][:FILES] if len(found) < FILES else _spread(found)
    return [Path(shutil.copy(path, folder / f"{i:02}-{path.name}")) for i, path in enumerate(chosen)]


def _spread(found: list[Path]) -> list[Path]:
    """Fifty of the files, evenly taken."""
    return [found[i * len(found) // FILES] for i in range(FILES)]


@pytest.fixture(scope="module", autouse=True)
def _bytecode(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Let Python keep what it compiles (out of the sources), whatever the environment says."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("PYTHONDONTWRITEBYTECODE", raising=False)
        patch.setenv("PYTHONPYCACHEPREFIX", str(tmp_path_factory.mktemp("bytecode")))
        yield


def seconds(command: list[str], *, best_of: int = 3, **environment: str) -> float:
    return min(once(command, **environment)[0] for _ in range(best_of))


def once(command: list[str], **environment: str) -> tuple[float, float]:
    """Time on the clock and of the processor, children included, of a program [s]."""
    before, began = os.times(), time.perf_counter()
    done = subprocess.run(command, env=os.environ | environment, capture_output=True, text=True, check=False)
    clock, after = time.perf_counter() - began, os.times()
    assert done.returncode in {0, 1}, done.stderr
    used = (after.children_user + after.children_system) - (before.children_user + before.children_system)
    return clock, used


def in_turns(*commands: list[str], best_of: int = 5) -> list[tuple[float, float]]:
    """For each program the best time on the clock and of the processor [s]; the first turn, which compiles, apart."""
    turns = [[once(command) for command in commands] for _ in range(best_of + 1)][1:]
    return [(min(clock for clock, _ in runs), min(used for _, used in runs)) for runs in zip(*turns, strict=True)]


def validate(*arguments: str | Path) -> list[str]:
    return [sys.executable, "-m", "mtorsbml", "validate", *map(str, arguments)]


def raw(code: str, files: list[Path]) -> list[str]:
    return [sys.executable, "-c", code, *map(str, files)]


def measured(benchmark: Any, command: list[str], *, best_of: int = 3, **environment: str) -> float:
    """The best time of a program, which is also what the table of benchmarks shows."""
    return float(benchmark.pedantic(lambda: seconds(command, best_of=best_of, **environment), rounds=1))


def test_overhead_over_libsbml(benchmark: Any, files: list[Path]) -> None:
    commands = raw(RAW, files), validate(*files, "--jobs", "1", "--no-cache")
    (base, base_used), (ours, ours_used) = benchmark.pedantic(lambda: in_turns(*commands), rounds=1)
    benchmark.extra_info.update(
        files=len(files), libsbml=base, ours=ours, ratio=ours / base, ratio_of_processor_time=ours_used / base_used
    )
    assert ours <= OVERHEAD * base + START


def test_two_jobs(benchmark: Any, files: list[Path]) -> None:
    one = seconds(validate(*files, "--jobs", "1", "--no-cache"))
    two = measured(benchmark, validate(*files, "--jobs", "2", "--no-cache"))
    benchmark.extra_info.update(files=len(files), one=one, two=two, times_as_fast=one / two)
    assert one / two >= 1.7


def test_files_that_have_not_changed(benchmark: Any, files: list[Path], tmp_path: Path) -> None:
    place = {"XDG_CACHE_HOME": str(tmp_path)}
    first = seconds(validate(*files, "--jobs", "1"), best_of=1, **place)
    again = measured(benchmark, validate(*files, "--jobs", "1"), **place)
    benchmark.extra_info.update(files=len(files), first=first, again=again, of_the_time=again / first)
    assert again <= 0.05 * first


def test_our_repository(benchmark: Any) -> None:
    command = validate(repository.root(), "--profile", "strict", "--jobs", "2", "--no-cache")
    assert measured(benchmark, command, best_of=1) < 20


@pytest.mark.parametrize(("module", "code"), [("sbmlutils", UTILS), ("biosimulators_utils", BIOSIMULATORS)])
def test_neighbours(benchmark: Any, files: list[Path], module: str, code: str) -> None:
    if importlib.util.find_spec(module) is None:
        pytest.skip(f"{module} is not installed")
    ours = seconds(validate(*files, "--jobs", "1", "--no-cache"), best_of=1)
    theirs = measured(benchmark, raw(code, files), best_of=1)
    benchmark.extra_info.update(files=len(files), ours=ours, theirs=theirs)
