"""libRoadRunner behind the guards that its known defects ask for; nothing else of the package touches it."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING, Any

from mtorsbml.errors import MtorsbmlError
from mtorsbml.simulate._network import Network

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MOST_STEPS = 100_000
"""Integration steps between two time points after which a run is given up."""
_INSTANT = 1e-9
"""A run [unit of time] that only tells libRoadRunner that time begins at 0."""
# What CVODES' own log goes to is read from these when an integrator is made.
_LOGS = ("SUNLOGGER_ERROR_FILENAME", "SUNLOGGER_WARNING_FILENAME")


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep libRoadRunner and CVODES from printing beside the one-line errors that are raised."""
    import roadrunner

    level, logs = roadrunner.Logger.getLevel(), {name: os.environ.get(name) for name in _LOGS}
    roadrunner.Logger.setLevel(roadrunner.Logger.LOG_FATAL)
    os.environ.update(dict.fromkeys(_LOGS, os.devnull))
    try:
        yield
    finally:
        roadrunner.Logger.setLevel(level)
        for name, value in logs.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


def _reason(error: Exception) -> str:
    """The first sentence of libRoadRunner's message, without the C++ function that it ends in."""
    text = " ".join(str(error).split())
    return re.split(r",? at (?:virtual |static )?\S+ [\w:*]+::|; In |, In ", text)[0].rstrip(". ,")


class IntegrationError(MtorsbmlError):
    """The integrator could not go on."""


class Runner:
    """One compiled model. It owns the RoadRunner object, whose parts must not be used after it is gone."""

    def __init__(
        self,
        sbml: str,
        name: str,
        *,
        species: int,
        reactions: int,
        stoichiometry: Sequence[tuple[str, str, float]] | None = None,
    ) -> None:
        """Compile a model.

        Args:
            sbml: A flat core model that libSBML found no error in.
            name: What to call it in messages.
            species: How many species the document has.
            reactions: How many reactions it has.
            stoichiometry: Entries of its stoichiometric matrix, as (species, reaction, number), if they are fixed.

        Raises:
            MtorsbmlError: libRoadRunner cannot run it (delays, fast reactions, algebraic rules), or loads it hollow.
        """
        import roadrunner

        # MCJIT, the default, takes six times as long to compile; the numbers are the same bit for bit.
        roadrunner.Config.setValue(roadrunner.Config.LLVM_BACKEND, roadrunner.Config.LLJIT)
        self.name = name
        self._stoichiometry = stoichiometry
        self._began = 0.0
        with _quiet():
            try:
                self.owner = roadrunner.RoadRunner(sbml)
            except RuntimeError as error:
                raise MtorsbmlError(f"{name}: libRoadRunner cannot run this model: {_reason(error)}") from None
        model = self.owner.model
        found = (model.getNumFloatingSpecies() + model.getNumBoundarySpecies(), model.getNumReactions())
        if found != (species, reactions):
            raise MtorsbmlError(
                f"{name}: libRoadRunner loaded {found[0]} of {species} species and {found[1]} of {reactions} reactions"
            )
        record = roadrunner.SelectionRecord
        # Without BOUNDARY, the initial assignments of boundary species would not be evaluated again.
        self._restart = record.TIME | record.RATE | record.FLOATING | record.BOUNDARY
        states = [model.getStateVectorId(i) for i in range(model.getNumRateRules() + model.getNumFloatingSpecies())]
        self.states = tuple(str(name) for name in states)
        """Ids of what is integrated, in the order of CVODE: what rate rules change, then the floating species."""
        self.rated = self.states[: model.getNumRateRules()]
        self.floating = self.states[model.getNumRateRules() :]

    def start(self, values: Sequence[tuple[str, float]], dependent: Sequence[str]) -> None:
        """Go back to time 0 with some parameters changed, as if the file had been written with these values.

        Args:
            values: Parameters and their values.
            dependent: Other parameters with an initial assignment, which libRoadRunner would leave as they are.
        """
        if self._began > 0:
            # libRoadRunner keeps the start time of the last run and would let events that lie before it happen now.
            self.owner.resetAll()
            self.run([0.0, _INSTANT], [])
        self.owner.resetAll()
        for name, value in values:
            self.owner.setValue(name, value)
        for name in dependent:
            self.owner.setValue(name, self.owner.getValue(f"init({name})"))
        # Evaluates the initial assignments of species, and lets events that are due at time 0 happen.
        self.owner.reset(self._restart)

    def tolerate(self, relative: float, absolute: NDArray[np.float64], *, longest_step: float = 0.0) -> None:
        """Set the tolerances; a scalar absolute one would be derived anew from the state at every call (2.10).

        Args:
            relative: Relative tolerance.
            absolute: Absolute tolerance of each of `states` [amount].
            longest_step: Longest step of the integrator [unit of time]; 0 for any.
        """
        integrator = self.owner.getIntegrator()
        integrator.setValue("relative_tolerance", relative)
        integrator.setValue("absolute_tolerance", absolute.tolist())
        integrator.setValue("maximum_num_steps", MOST_STEPS)
        integrator.setValue("maximum_time_step", longest_step)

    def run(self, times: Sequence[float], selections: Sequence[str]) -> NDArray[np.float64]:
        """Integrate from the current state, at `times[0]`, through all times.

        Raises:
            IntegrationError: The integrator cannot go on.
        """
        import numpy as np

        self._began = times[0]
        self.owner.timeCourseSelections = ["time", *selections]
        with _quiet():
            try:
                result = self.owner.simulate(times=list(times))
            except RuntimeError as error:
                raise IntegrationError(f"{self.name}: the integration failed: {_reason(error)}") from None
        return np.array(result, dtype=float)[:, 1:]

    def values(self, selections: Sequence[str]) -> list[float]:
        """Current values."""
        return [float(self.owner.getValue(name)) for name in selections]

    @property
    def amounts(self) -> NDArray[np.float64]:
        """Amounts of the floating species, in the order of `floating`."""
        import numpy as np

        return np.array(self.owner.model.getFloatingSpeciesAmounts(), dtype=float)

    @amounts.setter
    def amounts(self, amounts: NDArray[np.float64]) -> None:
        self.owner.model.setFloatingSpeciesAmounts(amounts.tolist())

    def take_up(self, state: Mapping[str, float]) -> None:
        """Put what is integrated, and nothing else, to given values; what the state does not name stays as it is.

        Args:
            state: Amounts of species, and values of what rate rules change, by id.
        """
        import numpy as np

        for name in self.rated:
            if name in state:
                self.owner.setValue(name, state[name])
        self.amounts = np.array(
            [state.get(name, now) for name, now in zip(self.floating, self.amounts.tolist(), strict=True)]
        )

    def state(self) -> dict[str, float]:
        """What `take_up` takes: values of what rate rules change and amounts of the floating species."""
        return dict(zip(self.states, [*self.values(self.rated), *self.amounts.tolist()], strict=True))

    def fluxes(self) -> NDArray[np.float64]:
        """Rates of the reactions [amount / time]."""
        import numpy as np

        return np.array(self.owner.model.getReactionRates(), dtype=float)

    @cached_property
    def network(self) -> Network:
        """The stoichiometry, its rows in the order of `floating`."""
        import numpy as np

        row = {name: i for i, name in enumerate(self.floating)}
        column = {name: i for i, name in enumerate(self.owner.model.getReactionIds())}
        matrix = np.zeros((len(row), len(column)))
        if self._stoichiometry is not None:
            for species, reaction, number in self._stoichiometry:
                if species in row:
                    matrix[row[species], column[reaction]] += number
        elif row and column:
            full: Any = self.owner.getFullStoichiometryMatrix()
            rows, columns = (
                [index[name] for name in names] for index, names in ((row, full.rownames), (column, full.colnames))
            )
            matrix[np.ix_(rows, columns)] = np.array(full, dtype=float)
        return Network(matrix)
