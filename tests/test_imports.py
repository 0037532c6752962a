"""What is imported when: nothing heavy before it is used, and everything that the package promises."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

import mtorsbml

HEAVY = ("libsbml", "libsedml", "roadrunner", "numpy", "rich", "jinja2", "matplotlib", "biodivine_aeon")
CLICK = "click"


def loaded(code: str) -> set[str]:
    """The top-level modules that are loaded in a fresh Python after some code."""
    report = "import json, sys; sys.stderr.write(json.dumps(sorted(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", f"{code}\n{report}"], capture_output=True, text=True, check=True)
    return {name.partition(".")[0] for name in json.loads(done.stderr)}


def test_importing_the_package_loads_nothing_heavy() -> None:
    modules = loaded("import mtorsbml")
    assert "mtorsbml" in modules
    assert not modules & {*HEAVY, CLICK, "dataclasses", "pathlib"}


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["simulate", "--help"], ["run", "--help"]])
def test_help_loads_nothing_heavy(arguments: list[str]) -> None:
    modules = loaded(f"from mtorsbml.cli import main\ntry: main({arguments!r})\nexcept SystemExit: pass")
    assert CLICK in modules
    assert not modules & set(HEAVY)


def test_finding_a_file_loads_no_library_of_sbml() -> None:
    assert not loaded("import mtorsbml; mtorsbml.path('mtor'); mtorsbml.models()") & set(HEAVY)


def test_everything_that_is_promised_is_there() -> None:
    missing = [name for name in mtorsbml.__all__ if not hasattr(mtorsbml, name)]
    assert missing == []
    assert set(mtorsbml.__all__) <= set(dir(mtorsbml))


def test_what_is_not_promised_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'simulat'"):
        _ = mtorsbml.simulat


def test_simulate_stays_callable_whatever_is_imported_before() -> None:
    code = (
        "import mtorsbml.simulate.ode, mtorsbml.simulate as s, mtorsbml; assert callable(mtorsbml.simulate) and s.ode"
    )
    assert "roadrunner" not in loaded(code)
