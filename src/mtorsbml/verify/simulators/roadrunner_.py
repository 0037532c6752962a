"""libRoadRunner through the guards of this package."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any


def answer(request: Mapping[str, Any]) -> dict[str, Any]:
    """Do all runs."""
    from mtorsbml.simulate.ode import ATOL, OdeModel

    model = OdeModel.load(Path(request["path"]))
    found = []
    for run in request["runs"]:
        times = run["times"]
        course = model.simulate(
            run["changes"],
            start=times[0],
            duration=times[-1],
            points=len(times),
            rtol=run["rtol"],
            # A fraction of what a state can attain; a state that decays is compared down to a millionth of its peak.
            atol=min(ATOL, run["rtol"] * 1e-4),
        )
        found.append({"time": times, **{name: course[name].tolist() for name in course.columns}})
    return {"runs": found}
