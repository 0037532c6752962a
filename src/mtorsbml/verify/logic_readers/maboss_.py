"""MaBoSS reads the SBML-qual file and runs it from its initial levels; it ends the process over what it dislikes."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from typing import Any, Final

BUILDS: Final = (
    (64, "cmaboss"),
    (128, "cmaboss_128n"),
    (256, "cmaboss_256n"),
    (512, "cmaboss_512n"),
    (1024, "cmaboss_1024n"),
)
"""Its builds and how many nodes each takes."""


def answer(request: Mapping[str, Any]) -> dict[str, Any]:
    """The fixed points in which its runs end."""
    name = next((build for most, build in BUILDS if request["nodes"] <= most), None)
    if name is None:
        raise SystemExit(f"MaBoSS takes at most {BUILDS[-1][0]} nodes, and here are {request['nodes']}")
    simulation = importlib.import_module(name).MaBoSSSim(request["qual"], use_sbml_names=False)
    simulation.update_parameters(sample_count=100, max_time=1000, time_tick=100, thread_count=1)
    table = simulation.run().get_fp_table()
    return {"fixed_points": [sorted(set(str(state).split(" -- ")) - {"<nil>"}) for _, state in table.values()]}
