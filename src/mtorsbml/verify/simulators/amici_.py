"""AMICI (CVODES) on C++ code that it makes from the file and compiles."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from mtorsbml.verify.request import each, for_each_state
from mtorsbml.verify.simulators.copasi_ import refuse_unknown

_NAME = "verified"


def answer(request: Mapping[str, Any]) -> dict[str, Any]:
    """Compile once, then do all runs."""
    from amici.importers.sbml import SbmlImporter
    from amici.sim import sundials  # before a compiled model can be imported

    folder = Path(request["folder"]) / _NAME
    SbmlImporter(request["path"]).sbml2amici(_NAME, folder, verbose=False, generate_sensitivity_code=False)
    module = sundials.import_model_module(_NAME, folder)
    return {"runs": each(request["runs"], lambda run: _run(sundials, module.get_model(), run))}


def _run(sundials: Any, model: Any, run: Mapping[str, Any]) -> dict[str, list[float]]:
    parameters, states = set(model.get_free_parameter_ids()), list(model.get_state_ids())
    refuse_unknown(run["changes"], parameters | set(states))
    for name, value in run["changes"].items():
        if name in parameters:
            model.set_free_parameter_by_id(name, value)
    # What events change is a state there: it is set after the initial assignments have followed the parameters.
    initial = list(model.get_initial_state())
    for name, value in run["changes"].items():
        if name in states:
            initial[states.index(name)] = value
    model.set_initial_state(initial)
    times = run["times"]
    early = [0.0] if times[0] > 0 else []
    model.set_timepoints([*early, *times])
    solver = model.create_solver()
    rtol, atol = for_each_state(run, len(states))
    solver.set_relative_tolerance(rtol)
    solver.set_absolute_tolerance(atol)
    solver.set_max_steps(1_000_000)
    result = sundials.run_simulation(model, solver)
    if result.status != sundials.AMICI_SUCCESS:
        raise SystemExit(f"{run['id']}: the integration ended with status {result.status}")
    columns: dict[str, list[float]] = {}
    for names, values in ((states, result.x), (model.get_expression_ids(), result.w)):
        columns |= {name: values[len(early) :, i].tolist() for i, name in enumerate(names)}
    return {**columns, "time": times}
