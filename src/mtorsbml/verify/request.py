"""What a simulator is asked to do, and what it gives back, as plain values that pass between processes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    import libsbml
    import numpy as np
    from numpy.typing import NDArray

    Column: TypeAlias = NDArray[np.float64]
else:
    Column = Any

Columns: TypeAlias = Mapping[str, Column]
"""Values over time by SBML id; `time` is one of them."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Run:
    """One time course from the initial state of the file.

    Attributes:
        id: What to call it.
        changes: New values of parameters; initial assignments follow them.
        end: When the run ends [unit of time of the model].
        start: First time point that is given back; the run begins at 0 all the same.
        points: How many evenly spaced time points to give back, both ends included.
        rtol: Relative tolerance.
        atol: Absolute tolerance [unit of amount of the model].
        steps: Times at which something steps: there simulators differ in whether they give the value before or after.
        lead: How many points before `start` to give back too, from which the largest value of the whole run is known.
    """

    id: str
    end: float
    changes: Mapping[str, float] = field(default_factory=dict)
    start: float = 0.0
    points: int = 201
    rtol: float = 1e-8
    atol: float = 1e-12
    steps: tuple[float, ...] = ()
    lead: int = 0

    @property
    def key(self) -> tuple[object, ...]:
        """What makes two runs the same, whatever they are called."""
        return (frozenset(self.changes.items()), self.start, self.end, self.points, self.rtol, self.atol)

    def times(self) -> list[float]:
        """The time points that are given back."""
        step = (self.end - self.start) / (self.points - 1)
        return [self.start + i * step for i in range(self.points - 1)] + [self.end]

    def to_dict(self) -> dict[str, Any]:
        """As JSON takes it."""
        early = [self.start * i / self.lead for i in range(self.lead)]
        return {
            "id": self.id,
            "changes": dict(self.changes),
            "times": [float(time) for time in (*early, *self.times())],
            "rtol": self.rtol,
            "atol": self.atol,
        }


def in_amounts(model: libsbml.Model | None) -> dict[str, str]:
    """The species of a model whose id stands for an amount, not a concentration, each with its compartment."""
    every = [model.getSpecies(i) for i in range(model.getNumSpecies())] if model is not None else []
    return {s.getId(): s.getCompartment() for s in every if s.getHasOnlySubstanceUnits()}


def for_each_state(run: Mapping[str, Any], states: int) -> tuple[float, float]:
    """The tolerances (relative, absolute) by which CVODE keeps each state to what the run asks for.

    CVODE bounds the root mean square of the errors of all n states (SUNDIALS user guide, "Error norm"), so that one of
    them may err by the square root of n more; LSODA bounds the largest.
    """
    share = max(states, 1) ** -0.5
    return run["rtol"] * share, run["atol"] * share


def each(runs: Sequence[Mapping[str, Any]], do: Callable[[Mapping[str, Any]], Any]) -> list[Any]:
    """What `do` gives for each run; what goes wrong in one is its `error`, and the others are done all the same."""
    return [_attempt(run, do) for run in runs]


def _attempt(run: Mapping[str, Any], do: Callable[[Mapping[str, Any]], Any]) -> Any:
    try:
        return do(run)
    except (Exception, SystemExit) as error:  # noqa: BLE001 - whatever a simulator raises is its answer
        return {"error": " ".join(str(error).split()) or type(error).__name__}
