"""libRoadRunner through the guards of this package."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from mtorsbml.verify.request import each, for_each_state


def answer(request: Mapping[str, Any]) -> dict[str, Any]:
    """Do all runs."""
    from mtorsbml.simulate.ode import ATOL, OdeModel

    model = OdeModel.load(Path(request["path"]))
    names = list(dict.fromkeys([*model.species, *model.observables, *model.states, *model.dosed]))

    def course(run: Mapping[str, Any]) -> dict[str, list[float]]:
        times = run["times"]
        rtol, _ = for_each_state(run, len(model.species) + len(model.states))
        found = model.simulate(
            run["changes"],
            start=times[0],
            duration=times[-1],
            times=times,
            select=names,
            rtol=rtol,
            # A fraction of what a state can attain; a state that decays is compared down to a millionth of its peak.
            atol=min(ATOL, rtol * 1e-4),
        )
        return {"time": times, **{name: found[name].tolist() for name in found.columns}}

    return {"runs": each(request["runs"], course)}
