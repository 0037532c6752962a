"""SciPy (LSODA) on Python code that sbmlode makes from the file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mtorsbml.verify.request import each
from mtorsbml.verify.simulators.copasi_ import refuse_unknown

_ON_GRID = 1e-6


def answer(request: Mapping[str, Any]) -> dict[str, Any]:
    """Do all runs; or, with `render`, only write the equations in that form (`python` or `latex`)."""
    from sbmlode import OdeSystem

    if form := request.get("render"):
        return {"text": str(OdeSystem.from_sbml(request["path"]).render(form))}
    code = OdeSystem.from_sbml(request["path"]).render("python", simulator=True)
    program: dict[str, Any] = {"__name__": "model"}
    exec(compile(code, "model.py", "exec"), program)  # noqa: S102 - code that sbmlode wrote
    return {"runs": each(request["runs"], lambda run: _run(program, run))}


def _run(program: Mapping[str, Any], run: Mapping[str, Any]) -> dict[str, list[float]]:
    ids = list(program["PIDS"])
    refuse_unknown(run["changes"], ids)
    values = program["P0"].copy()
    for name, value in run["changes"].items():
        values[ids.index(name)] = value
    times = run["times"]
    # The code knows only grids from 0; ours is the end of one whenever its start is a multiple of its step.
    step = times[1] - times[0]
    early = round(times[0] / step)
    if abs(early * step - times[0]) > _ON_GRID * step:
        raise SystemExit(f"the first time point {times[0]:g} is no multiple of the step {step:g}")
    frame = program["simulate"](
        times[-1],
        points=early + len(times),
        p=values,
        rtol=run["rtol"],
        atol=run["atol"],
        max_step=max(step, times[-1] / 1000),
    ).iloc[early:]
    # Species that nothing changes are constants there, and start from the parameters like any other.
    _, settled = program["initial_values"](values)
    constant = {name: [float(value)] * len(frame) for name, value in zip(ids, settled, strict=True)}
    return constant | {str(name): frame[name].tolist() for name in frame.columns} | {"time": times}
