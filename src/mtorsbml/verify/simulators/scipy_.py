"""SciPy (LSODA) on Python code that sbmlode makes from the file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mtorsbml.verify.request import each
from mtorsbml.verify.simulators.copasi_ import refuse_unknown

_GRID = "times = np.linspace(0.0, t_end, points)"
"""The line by which the code makes its time points; evenly from 0, most of them would be preparation."""


def answer(request: Mapping[str, Any]) -> dict[str, Any]:
    """Do all runs; or, with `render`, only write the equations in that form (`python` or `latex`)."""
    from sbmlode import OdeSystem

    if form := request.get("render"):
        return {"text": str(OdeSystem.from_sbml(request["path"]).render(form))}
    code = OdeSystem.from_sbml(request["path"]).render("python", simulator=True)
    if code.count(_GRID) != 1:
        raise SystemExit("the code that sbmlode writes has other time points than this version of mtorsbml knows")
    code = code.replace(_GRID, "times = np.array(TIMES, dtype=float)")
    program: dict[str, Any] = {"__name__": "model"}
    exec(compile(code, "model.py", "exec"), program)  # noqa: S102 - code that sbmlode wrote
    return {"runs": each(request["runs"], lambda run: _run(program, run))}


def _run(program: dict[str, Any], run: Mapping[str, Any]) -> dict[str, list[float]]:
    ids = list(program["PIDS"])
    refuse_unknown(run["changes"], ids)
    values = program["P0"].copy()
    for name, value in run["changes"].items():
        values[ids.index(name)] = value
    times = run["times"]
    early = [0.0] if times[0] > 0 else []
    program["TIMES"] = [*early, *times]
    frame = program["simulate"](
        times[-1],
        points=len(program["TIMES"]),
        p=values,
        rtol=run["rtol"],
        atol=run["atol"],
        # It looks for events at ten points of each step.
        max_step=max(times[-1] - times[-2], times[-1] / 1000),
    ).iloc[len(early) :]
    # Species that nothing changes are constants there, and start from the parameters like any other.
    _, settled = program["initial_values"](values)
    constant = {name: [float(value)] * len(frame) for name, value in zip(ids, settled, strict=True)}
    return constant | {str(name): frame[name].tolist() for name in frame.columns} | {"time": times}
