"""Kinetic models: time courses and steady states of an SBML file, with libRoadRunner behind guards."""

from __future__ import annotations

import math
import threading
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from mtorsbml.errors import MtorsbmlError, UsageError, nearest
from mtorsbml.sbml import read
from mtorsbml.simulate import _document, _facts, _rest, _variant
from mtorsbml.simulate._rest import RestlessError
from mtorsbml.simulate._roadrunner import Runner
from mtorsbml.simulate.results import SteadyState, TimeCourse

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import libsbml
    import numpy as np
    from numpy.typing import NDArray

    from mtorsbml.simulate.influence import Influence, Laws
    from mtorsbml.simulate.linear import Linear

__all__ = ["ATOL", "RTOL", "OdeModel", "RestlessError"]

RTOL = 1e-8
"""Default relative tolerance."""
ATOL = 1e-13
"""Default absolute tolerance of a state, as a fraction of the amount that it can attain."""
_TIMED_ATOL = 1e-12
"""Least absolute tolerance of a model whose formulas use the time."""
_LONGEST_STEP = 1e-3
"""Longest step of a model whose formulas use the time, as a fraction of the run."""

_PIECES = 200
"""Pieces of a run of which only the end is wanted."""


class OdeModel:
    """A kinetic model that was read, checked and compiled once, and is run as often as needed.

    No run depends on those before it: each starts from the state that the file describes, with the changes of that
    run. A model may be used from several threads, which then wait for each other; for speed use processes.

    Attributes:
        name: What the model is called in messages.
    """

    def __init__(self, document: libsbml.SBMLDocument, name: str) -> None:
        """Compile a flat kinetic model; use `load`, which makes sure that it is one."""
        self.name = name
        self._document = document
        self._facts = _facts.read(document)
        self._lock = threading.Lock()
        self._runners: dict[frozenset[str], Runner] = {}
        self._holding: dict[tuple[str, ...], OdeModel] = {}
        self._plain: tuple[str, dict[str, float]] | None = None
        self._defaults: dict[str, float] = {}
        self._runner(frozenset())

    @classmethod
    def load(cls, source: Path | str) -> OdeModel:
        """Read a kinetic model; a hierarchical one is flattened first.

        Args:
            source: Path of an SBML file, or SBML as text.

        Raises:
            UsageError: The file cannot be read, or holds a logical model.
            MtorsbmlError: The file is refused as unsafe, has errors, or asks for what libRoadRunner cannot do.
        """
        document, name = _document.kinetic(source)
        return cls(document, name)

    @cached_property
    def species(self) -> tuple[str, ...]:
        """Ids of the species, in the order of the file."""
        return self._facts.ids("species")

    @cached_property
    def parameters(self) -> tuple[str, ...]:
        """Ids of the parameters that can be changed."""
        return self._facts.ids("parameter")

    @cached_property
    def observables(self) -> tuple[str, ...]:
        """Ids of the parameters that assignment rules compute."""
        return self._facts.ids("observable")

    @cached_property
    def states(self) -> tuple[str, ...]:
        """Ids of the parameters that rate rules change."""
        return tuple(name for name in self.parameters if name in self._facts.rated)

    @cached_property
    def dosed(self) -> tuple[str, ...]:
        """Ids of the parameters that events set."""
        return tuple(name for name in self.parameters if name in self._facts.dosed)

    @property
    def assigned(self) -> frozenset[str]:
        """Ids whose initial value an initial assignment computes."""
        return self._facts.assigned

    @cached_property
    def reactions(self) -> tuple[str, ...]:
        """Ids of the reactions, whose rates can be selected."""
        return self._facts.ids("reaction")

    def units(self, name: str) -> str:
        """Unit of an id or of `time` as a short text; empty if it is unknown.

        Raises:
            UsageError: The model has no such id.
        """
        if name != "time":
            self._known(name)
        return self._facts.units[name]

    def default(self, name: str) -> float:
        """Value of an id in the file's initial state [`units(name)`].

        Raises:
            UsageError: The model has no such id.
        """
        self._known(name)
        with self._lock:
            runner = self._start({})
            return runner.values([self._facts.selections[name]])[0]

    def defaults(self) -> Mapping[str, float]:
        """Value of every species, parameter and observable in the file's initial state [`units(id)`]."""
        if not self._defaults:
            names = self._facts.ids("species", "parameter", "observable")
            with self._lock:
                values = self._start({}).values([self._facts.selections[name] for name in names])
            self._defaults = dict(zip(names, values, strict=True))
        return MappingProxyType(self._defaults)

    @cached_property
    def fractions(self) -> Mapping[str, frozenset[str]]:
        """Parameters that formulas subtract from 1, so that they are parts of a whole, with all of that whole."""
        from mtorsbml.simulate.influence import parts_of_one

        found: dict[str, frozenset[str]] = {}
        own = frozenset(self.parameters)
        for parts in sorted(parts_of_one(self._document), key=len):
            found.update(dict.fromkeys(parts & own, parts & own))
        return found

    @cached_property
    def exponents(self) -> frozenset[str]:
        """Ids of parameters that are exponents in formulas."""
        from mtorsbml.simulate.influence import exponents

        return exponents(self._document) & frozenset(self.parameters)

    def influences(self) -> tuple[Influence, ...]:
        """What acts on what, through which reaction or rule."""
        from mtorsbml.simulate.influence import influences

        return influences(self._document)

    def laws(self) -> Laws:
        """The formulas behind the influences."""
        from mtorsbml.simulate.influence import Laws

        return Laws(self._document)

    def linear(self) -> Linear:
        """The formulas with their slopes, to see how the model answers small pushes.

        Raises:
            MtorsbmlError: A formula uses a function that cannot be evaluated, or a stoichiometry is not fixed.
        """
        from mtorsbml.simulate.linear import Linear

        if self._facts.stoichiometry is None:
            raise MtorsbmlError(f"{self.name}: has stoichiometries that are not fixed; pushes cannot be followed")
        runner = self._runner(frozenset())
        return Linear(
            self._document,
            floating=runner.floating,
            stoichiometry=runner.network.stoichiometry,
            reactions=tuple(runner.owner.model.getReactionIds()),
            totals=runner.network.totals,
        )

    def conserved(self) -> tuple[tuple[str, ...], NDArray[np.float64]]:
        """The totals that reactions cannot change.

        Returns:
            Ids of species, and for each total a row with the weights of their amounts in it.
        """
        runner = self._runner(frozenset())
        return runner.floating, runner.network.totals

    def simulate(
        self,
        changes: Mapping[str, float] | None = None,
        *,
        duration: float,
        points: int = 201,
        start: float = 0.0,
        select: Sequence[str] | None = None,
        rtol: float = RTOL,
        atol: float = ATOL,
        begin: Mapping[str, float] | None = None,
        times: Sequence[float] = (),
    ) -> TimeCourse:
        """Run the model from time 0 to `duration`.

        Args:
            changes: New values of parameters, and of species at time 0 [`units(id)`]; initial assignments follow them.
            duration: When the run ends [unit of time].
            points: How many evenly spaced time points to give back, both ends included.
            start: First time point that is given back; the run begins at 0 all the same [unit of time].
            select: Ids to give back; without it all species and observables.
            rtol: Relative tolerance.
            atol: Absolute tolerance of each state, as a fraction of the amount that it can attain.
            begin: State to begin from at time 0, such as `SteadyState.state`; what it does not name begins as the file
                says. Parameters are those of this run, and schedules begin anew.
            times: Time points to give back in the place of evenly spaced ones, rising, within start and duration.

        Returns:
            The time course. At the time of an event, it has the values after the event. A pulse that a formula of the
            time makes, rather than an event, may be missed if it is shorter than a thousandth of the run.

        Raises:
            UsageError: An id is unknown or cannot be changed, or a number makes no sense.
            MtorsbmlError: The integrator gives up, or a value is not finite.
        """
        import numpy as np

        start, duration = _number("start", start), _number("duration", duration)
        if not 0 <= start < duration:
            raise UsageError(
                f"{self.name}: a run goes from start >= 0 to a later end, not from {start:g} to {duration:g}"
            )
        if points < 2:
            raise UsageError(f"{self.name}: a time course has at least 2 points, not {points}")
        columns = self._selected(select)
        shown = np.array(times, dtype=float) if len(times) else np.linspace(start, duration, points)
        if (np.diff(shown) <= 0).any() or shown[0] < start or shown[-1] > duration:
            raise UsageError(f"{self.name}: the times must rise and lie between {start:g} and {duration:g}")
        with self._lock:
            runner = self._start(changes or {}, begin)
            self._tolerate(runner, rtol, atol, duration)
            selections = [self._facts.selections[name] for name in columns]
            lead = [0.0] if shown[0] > 0 else []
            values = runner.run([*lead, *shown.tolist()], selections)[len(lead) :]
        self._check_finite(shown, columns, values)
        units = {name: self._facts.units[name] for name in ("time", *columns)}
        return TimeCourse(time=shown, columns=columns, values=values, units=units)

    def state_at(
        self,
        time: float,
        changes: Mapping[str, float] | None = None,
        *,
        begin: Mapping[str, float] | None = None,
        rtol: float = RTOL,
        atol: float = ATOL,
    ) -> Mapping[str, float]:
        """The state at a time, from which another run can begin (the arguments are those of `simulate`).

        Args:
            time: 0 or later [unit of time].
            changes: As for `simulate`.
            begin: As for `simulate`.
            rtol: As for `simulate`.
            atol: As for `simulate`.

        Returns:
            Amounts of species and values of rate-rule variables, by id.

        Raises:
            UsageError: As for `simulate`.
            MtorsbmlError: As for `simulate`.
        """
        with self._lock:
            runner = self._start(changes or {}, begin)
            if time > 0:
                self._tolerate(runner, rtol, atol, time)
                # In pieces: what is allowed are so many steps between two time points.
                runner.run([time * i / _PIECES for i in range(_PIECES + 1)], [])
            return runner.state()

    def holding(self, names: Sequence[str]) -> OdeModel:
        """This model with some species and observables held at a level, whatever determined them here.

        Args:
            names: Their ids. In the new model, the level of `X` is the parameter `held_at(X)`.

        Returns:
            The model, compiled; the last few are kept.

        Raises:
            UsageError: An id is unknown, or no species or observable.
        """
        for name in names:
            self._known(name)
            if self._facts.roles[name] not in {"species", "observable"} and name not in self._facts.rated:
                raise UsageError(
                    f"{self.name}: '{name}' is a {self._facts.roles[name]}; only species and observables can be held"
                )
        held = tuple(name for name in self._facts.roles if name in set(names))
        found = self._holding.pop(held, None)
        if found is None:
            _variant.make_room(self._holding)
            found = OdeModel(_variant.with_holds(self._document, held), self.name)
        return self._holding.setdefault(held, found)

    def values_of(self, source: Path | str) -> Mapping[str, float] | None:
        """The parameters whose values another model has otherwise, if nothing else parts the two; None if more does.

        Args:
            source: The other model, a flat one, as for `load`.

        Raises:
            UsageError: The file cannot be read.
        """
        text, own = self._plain = self._plain or _variant.plain(self._document)
        other, values = _variant.plain(read.read_document(source))
        return {name: v for name, v in values.items() if v != own[name]} if other == text else None

    @staticmethod
    def held_at(name: str) -> str:
        """Id of the parameter that gives the level of a held id in the model that `holding` makes."""
        return _variant.held_at(name)

    def steady_state(
        self,
        changes: Mapping[str, float] | None = None,
        *,
        longest: float = 1e8,
        rtol: float = RTOL,
        atol: float = ATOL,
        begin: Mapping[str, float] | None = None,
        polish: bool = True,
    ) -> SteadyState:
        """Run the model until it rests, and take Newton steps from there if these keep all totals.

        Args:
            changes: As for `simulate`.
            longest: When to give up [unit of time]; events that are due before then do happen.
            rtol: Relative tolerance of the run.
            atol: Absolute tolerance, as for `simulate`.
            begin: As for `simulate`.
            polish: Whether to take Newton steps; without them the test of rest (1e-6) and totals (1e-5) are coarser.

        Returns:
            All species, observables and rate-rule parameters at rest.

        Raises:
            UsageError: An id is unknown or cannot be changed, or a number makes no sense.
            RestlessError: The model does not come to rest (the message names what moves most).
            MtorsbmlError: It rests in an unstable state, or a conserved total was not kept to 1e-9.
        """
        names = (*self.species, *self.observables, *self.states)
        with self._lock:
            runner = self._start(changes or {}, begin)
            self._tolerate(runner, rtol, atol, _rest.FIRST)
            # Events that add to a species change totals on purpose.
            kept = slice(0) if self._facts.dosed & set(runner.floating) else slice(None)
            rest = _rest.find(
                runner,
                scale=self._scales(runner)[len(runner.rated) :],
                totals=runner.network.totals[kept],
                longest=_number("longest", longest),
                polish=polish,
            )
            values = runner.values([self._facts.selections[name] for name in names])
            state = runner.state()
        return SteadyState(
            values=dict(zip(names, values, strict=True)),
            residual=rest.residual,
            time=rest.time,
            polished=rest.polished,
            units={name: self._facts.units[name] for name in ("time", *names)},
            state=state,
        )

    def _known(self, name: str) -> None:
        if name not in self._facts.roles:
            raise UsageError(f"{self.name}: has no '{name}'{nearest(name, self._facts.roles)}")

    def _selected(self, select: Sequence[str] | None) -> tuple[str, ...]:
        if select is None:
            return (*self.species, *self.observables)
        for name in select:
            self._known(name)
        if len(set(select)) < len(select):
            twice = next(name for i, name in enumerate(select) if name in select[:i])
            raise UsageError(f"{self.name}: '{twice}' is selected twice")
        return tuple(select)

    def _checked(self, changes: Mapping[str, float]) -> dict[str, float]:
        """The changes as floats, in the order of the file, so that the order of a mapping never matters."""
        facts = self._facts
        for name in changes:
            self._known(name)
            if name in facts.computed:
                inputs = ", ".join(f"'{i}'" for i in facts.computed[name]) or "constants"
                raise UsageError(
                    f"{self.name}: '{name}' is set by an assignment rule; change what it is computed from: {inputs}"
                )
            if facts.roles[name] not in {"parameter", "species"}:
                raise UsageError(
                    f"{self.name}: '{name}' is a {facts.roles[name]}; only parameters and species can be changed"
                )
        sizes = [name for name in facts.ids("compartment") if name in facts.assigned]
        if changes and sizes:
            raise UsageError(
                f"{self.name}: the size of '{sizes[0]}' has an initial assignment, so nothing can be changed"
            )
        return {name: _number(f"{self.name}: '{name}'", changes[name]) for name in facts.roles if name in changes}

    def _start(self, changes: Mapping[str, float], begin: Mapping[str, float] | None = None) -> Runner:
        """A runner at time 0 with these changes, in the state that the file and they give, or in a given one."""
        facts = self._facts
        values = self._checked(changes)
        # What a plain parameter does not determine gets a variant of the model in which it does.
        special = frozenset(
            name for name in values if facts.roles[name] == "species" or name in facts.assigned | facts.rated
        )
        runner = self._runner(special)
        renamed = [(_variant.start_of(name) if self._is_state(name) else name, value) for name, value in values.items()]
        dependent = [
            name
            for name in facts.ids("parameter")
            if name in facts.assigned and name not in special and name not in facts.rated
        ]
        runner.start(renamed, dependent if values else [])
        if begin is not None:
            runner.take_up(begin)
        return runner

    def _is_state(self, name: str) -> bool:
        return self._facts.roles[name] == "species" or name in self._facts.rated

    def _runner(self, special: frozenset[str]) -> Runner:
        import libsbml

        found = self._runners.pop(special, None)
        if found is None:
            # The plain one is used all the time, and so is never the oldest for long.
            _variant.make_room(self._runners)
            model = self._document.getModel()
            document = _variant.with_starts(self._document, {name: self._is_state(name) for name in sorted(special)})
            found = Runner(
                libsbml.writeSBMLToString(document),
                self.name,
                species=model.getNumSpecies(),
                reactions=model.getNumReactions(),
                stoichiometry=self._facts.stoichiometry,
            )
        self._runners[special] = found
        return found

    def _scales(self, runner: Runner) -> NDArray[np.float64]:
        """What each state can attain, from the current state: rate-rule variables first, then species [amount]."""
        import numpy as np

        model = self._document.getModel()
        volumes = np.array(
            [runner.values([model.getSpecies(name).getCompartment()])[0] for name in runner.floating], dtype=float
        )
        rated = np.abs(np.array(runner.values(runner.rated), dtype=float))
        species = runner.network.attainable(runner.amounts, np.where(volumes > 0, volumes, 1.0))
        return np.concatenate([np.where(rated > 0, rated, 1e-3), species])

    def _tolerate(self, runner: Runner, rtol: float, atol: float, duration: float) -> None:
        rtol, atol = _number("rtol", rtol), _number("atol", atol)
        if not (0 < rtol < 1 and 0 < atol < 1):
            raise UsageError(f"{self.name}: tolerances lie between 0 and 1, not at {rtol:g} and {atol:g}")
        # The integrator steps over a pulse that a formula of the time makes, and gets stuck at its edge if a state may
        # change by less than the rounding of the time allows; neither happens with events.
        longest = duration * _LONGEST_STEP if self._facts.timed else 0.0
        atol = max(atol, _TIMED_ATOL) if self._facts.timed else atol
        runner.tolerate(rtol, atol * self._scales(runner), longest_step=longest)

    def _check_finite(self, times: NDArray[np.float64], columns: Sequence[str], values: NDArray[np.float64]) -> None:
        import numpy as np

        bad = np.argwhere(~np.isfinite(values))
        if len(bad):
            row, column = bad[0]
            raise MtorsbmlError(
                f"{self.name}: '{columns[column]}' is {values[row, column]} at time {times[row]:g}; "
                "the model divides by zero or overflows there"
            )


def _number(what: str, value: float) -> float:
    try:
        number = float(value)
    except (TypeError, ValueError):
        raise UsageError(f"{what}: {value!r} is not a number") from None
    if not math.isfinite(number):
        raise UsageError(f"{what}: {value!r} is not a finite number")
    return number
