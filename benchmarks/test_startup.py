"""How long a new Python takes to import the package and to show the help, beside one that does nothing."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest

COMMANDS = {
    "pass": "pass",
    "import": "import mtorsbml",
    "help": "from mtorsbml.cli import main; main(['--help'])",
}
LIMITS = {"pass": 1.0, "import": 3.0, "help": 6.0}
"""How many times as long as doing nothing each may take."""
_fastest: dict[str, float] = {}


@pytest.mark.parametrize("name", COMMANDS)
def test_start_up(benchmark: Any, name: str) -> None:
    def run() -> None:
        subprocess.run([sys.executable, "-c", COMMANDS[name]], stdout=subprocess.DEVNULL, check=True)

    benchmark.pedantic(run, rounds=30, warmup_rounds=3)
    _fastest[name] = benchmark.stats.stats.min
    ratio = _fastest[name] / _fastest["pass"]
    benchmark.extra_info["times a bare start"] = round(ratio, 2)
    assert ratio <= LIMITS[name]
