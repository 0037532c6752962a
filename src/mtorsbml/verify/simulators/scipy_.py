"""SciPy (LSODA, or Radau where that creeps) on Python code that sbmlode makes from the file."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from mtorsbml.verify.request import Column, each
from mtorsbml.verify.simulators.copasi_ import refuse_unknown

Rates: TypeAlias = Callable[[float, Column, Column], Column]

_CREEPING = 30_000
"""Steps beyond which LSODA is given up: the runs of `mtor` take some thousands."""
_GRID = "times = np.linspace(0.0, t_end, points)"
"""The line by which the code makes its time points; evenly from 0, most of them would be preparation."""
_SOLVER = re.compile(r"(partial\(f_dxdt, p=p\), t, x, t_stop, rtol=rtol, atol=atol, max_step=max_step)")
_RATES = re.compile(r"(    dx = )np\.zeros\((\d+)\)")


def answer(request: Mapping[str, Any]) -> dict[str, Any]:
    """Do all runs; or, with `render`, only write the equations in that form (`python` or `latex`)."""
    from sbmlode import OdeSystem

    if form := request.get("render"):
        return {"text": str(OdeSystem.from_sbml(request["path"]).render(form))}
    code = OdeSystem.from_sbml(request["path"]).render("python", simulator=True)
    if code.count(_GRID) != 1:
        raise SystemExit("the code that sbmlode writes has other time points than this version of mtorsbml knows")
    code = code.replace(_GRID, "times = np.array(TIMES, dtype=float)")
    code = _SOLVER.sub(r"\1, jac=partial(JACOBIAN, f_dxdt, p=p), first_step=FIRST_STEP(t, t_stop)", code)
    # One state or, as the columns of a matrix, many.
    code = _RATES.sub(r"\1np.zeros((\2, *np.shape(x)[1:]))", code)
    program: dict[str, Any] = {"__name__": "model", "JACOBIAN": jacobian, "FIRST_STEP": first_step}
    exec(compile(code, "model.py", "exec"), program)  # noqa: S102 - code that sbmlode wrote
    return {"runs": each(request["runs"], lambda run: _run(program, run))}


def first_step(t: float, t_stop: float) -> float | None:
    """A first step after an event that the rounding of a late time does not swallow; at the start LSODA's own."""
    import numpy as np

    return min(t_stop - t, 1e3 * float(np.spacing(t))) if t > 0 else None


def jacobian(f: Rates, t: float, x: Column, p: Column) -> Column:
    """The derivatives of all rates by all states, from differences; the rates of all steps are computed at once.

    LSODA left to itself calls the rates once for each state, which is most of what it does. It bounds the error of each
    step whatever the Jacobian; that only says how soon its equations are solved.
    """
    import numpy as np

    size = np.maximum(np.abs(x), 1e-3 * np.abs(x).max(initial=1e-9))
    step = np.sqrt(np.finfo(float).eps) * size
    try:
        with np.errstate(all="ignore"):
            moved = f(t, x[:, None] + np.diag(step), p)
    except ValueError:  # a formula with cases takes one state at a time
        moved = np.stack([f(t, x + row, p) for row in np.diag(step)], axis=1)
    found: Column = (moved - f(t, x, p)[:, None]) / step
    return found


def _run(program: dict[str, Any], run: Mapping[str, Any]) -> dict[str, list[float]]:
    ids = list(program["PIDS"])
    refuse_unknown(run["changes"], ids)
    values = program["P0"].copy()
    for name, value in run["changes"].items():
        values[ids.index(name)] = value
    times = run["times"]
    early = [0.0] if times[0] > 0 else []
    program["TIMES"] = [*early, *times]
    longest = max(times[-1] - times[-2], times[-1] / 1000)  # it looks for events at ten points of each step

    def course(method: str, **limit: int) -> Any:
        found = program["simulate"](
            times[-1],
            points=len(program["TIMES"]),
            p=values,
            rtol=run["rtol"],
            atol=run["atol"],
            max_step=longest,
            method=method,
            **limit,
        )
        return found.iloc[len(early) :]

    try:
        frame = course("LSODA", max_steps=_CREEPING + 2 * int(times[-1] / longest))
    except RuntimeError as error:
        if "took more than" not in str(error):
            raise
        # Where a model rests, rounding is all that LSODA sees of it: it takes it for not stiff and creeps.
        frame = course("Radau")
    # Species that nothing changes are constants there, and start from the parameters like any other.
    _, settled = program["initial_values"](values)
    constant = {name: [float(value)] * len(frame) for name, value in zip(ids, settled, strict=True)}
    return constant | {str(name): frame[name].tolist() for name in frame.columns} | {"time": times}
