"""Running the arms of claims on a kinetic model: to rest under `given` and `start`, then on with `then`."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from mtorsbml.claims import quantities
from mtorsbml.claims._course import Course
from mtorsbml.claims.claim import RAW, Arm, Moment, Settings, Value
from mtorsbml.errors import MtorsbmlError, UsageError, nearest

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from mtorsbml.claims._abundance import Abundances
    from mtorsbml.simulate.ode import OdeModel
    from mtorsbml.simulate.results import TimeCourse

Source = Path | str
"""A file, or SBML as text."""
Variants = Callable[[tuple[str, ...]], Source]
"""Gives the model with some variants applied, by their names."""

LONGEST: Final = 1e8
"""How long an arm may take to come to rest [min]."""
LONG_RUN: Final = 86_400.0
"""What is run of an arm that does not come to rest [min]: sixty days."""
_LONGEST_COURSE: Final = 1e5
"""Most of the way to a steady state that is shown [min]."""
_TOTAL: Final = "_total"
_MOST_RESTS: Final = 512


@dataclass(frozen=True, kw_only=True, slots=True)
class Phase:
    """A state of rest (or of what was run in its place)."""

    values: Mapping[str, float]
    state: Mapping[str, float]
    time: float = 0.0
    resting: bool = True
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Ready:
    """A model with what settings change in it: `changes` of this model, and `free` of the one without holds."""

    model: OdeModel
    changes: Mapping[str, float]
    base: OdeModel
    free: Mapping[str, float]
    held: tuple[str, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class _Variant:
    """A model, and the values of its parameters that a variant has otherwise."""

    model: OdeModel
    values: Mapping[str, float]

    def defaults(self) -> dict[str, float]:
        """Value of every species, parameter and observable."""
        return {**self.model.defaults(), **self.values}


class OdeBench:
    """A kinetic model on which claims are run; compiled models and states of rest are kept."""

    def __init__(
        self, source: Source, *, variants: Variants | None = None, factors: Mapping[str, float] | None = None
    ) -> None:
        """Load a model.

        Args:
            source: The model.
            variants: Gives the model with variants; without it, naming one is an error.
            factors: Of some parameters, what their values are multiplied with before anything else.
        """
        from mtorsbml.simulate.ode import OdeModel

        self._models: dict[tuple[str, ...], _Variant] = {(): _Variant(OdeModel.load(source), {})}
        self._variants = variants
        self._factors: Mapping[str, float] = factors or {}
        self._rests: dict[object, Phase] = {}
        self._known: dict[int, Abundances] = {}

    def redrawn(self, factors: Mapping[str, float]) -> OdeBench:
        """The same compiled models with other factors."""
        other = object.__new__(OdeBench)
        other._models, other._variants = self._models, self._variants
        other._factors, other._rests, other._known = factors, {}, self._known
        return other

    @property
    def model(self) -> OdeModel:
        """The model as it is."""
        return self._models[()].model

    # -- ids and values ------------------------------------------------------------------------------------------

    def id(self, name: str) -> str:
        """The id that a name means: itself, or the abundance of what has one and no state of its own (TSC2)."""
        known = {*self.model.species, *self.model.observables, *self.model.parameters}
        return name if name in known or f"{name}{_TOTAL}" not in known else f"{name}{_TOTAL}"

    def named(self, settings: Settings) -> Settings:
        """The same settings by the ids that their names mean."""
        return Settings({self.id(name): value for name, value in settings.values.items()}, settings.variants)

    def readout(self, name: str) -> str:
        """The id at which a readout is read: what the cell sees of an input, where the model has it.

        Raises:
            UsageError: The model has no such id.
        """
        known = {*self.model.species, *self.model.observables, *self.model.parameters}
        if f"{name}_level" in known:
            return f"{name}_level"
        name = self.id(name)
        if name not in known:
            raise UsageError(f"{self.model.name}: has no readout '{name}'{nearest(name, sorted(known))}")
        return name

    def reference(self, name: str) -> float:
        """What a multiple of an id multiplies [its unit].

        The value in the file, for a parameter; the level of its step, for an input that is absent until then (a drug);
        the resting value, for what the model computes.

        Raises:
            UsageError: The model has no such id.
        """
        model, shipped, name = self.model, self._shipped(self._models[()]), self.id(name)
        if self._is_held(name):
            return self.rest(Settings()).values[name]
        if name not in shipped:
            raise UsageError(f"{model.name}: has no '{name}'{nearest(name, sorted(shipped))}")
        if shipped[name] == 0 and f"{name}_t_on" in shipped:
            return shipped.get(f"{name}_step", 0.0)
        return shipped[name]

    def amount(self, name: str, value: Value) -> float:
        """A value in the unit of an id.

        Raises:
            UsageError: The unit does not fit, or the value is a multiple of nothing.
        """
        if value.unit == RAW:
            return value.number
        name = self.id(name)
        if value.unit:
            self.reference(name)
            try:
                return quantities.convert(value.number, value.unit, self.model.units(name))
            except MtorsbmlError as error:
                raise UsageError(f"{self.model.name}: '{name}' = {value.number:g} {value.unit}: {error}") from None
        reference = self.reference(name)
        if value.number == 0:
            return 0.0
        if reference == 0:
            unit = self.model.units(name)
            raise UsageError(
                f"{self.model.name}: '{name}' = {value.number:g}: its reference value is 0, of which there are no "
                f'multiples; give a unit, such as "1 {unit if unit not in {"", "1"} else "fold"}"'
            )
        return value.number * reference

    def check(self, name: str, value: Value) -> None:
        """Refuse a setting that does not fit the model.

        Raises:
            UsageError: The model has no such id, or cannot set it so.
        """
        self.amount(name, value)

    def moment(self, moment: Moment) -> float:
        """A time in the model's unit.

        Raises:
            UsageError: The model's unit of time is unknown.
        """
        if moment.bare is not None:
            return moment.bare
        return self._time(moment.minutes or 0.0)

    def _time(self, minutes: float) -> float:
        try:
            return quantities.in_model_time(minutes, self.model.units("time"))
        except MtorsbmlError as error:
            raise UsageError(f"{self.model.name}: {error}") from None

    def _longest(self, minutes: float) -> float:
        unit = self.model.units("time")
        return self._time(minutes) if unit else minutes

    def _is_held(self, name: str) -> bool:
        return name in self.model.species or name in self.model.observables or name in self.model.states

    def _shipped(self, variant: _Variant) -> dict[str, float]:
        shipped = variant.defaults()
        shipped.update({name: shipped[name] * factor for name, factor in self._factors.items() if name in shipped})
        return shipped

    def _variant(self, names: tuple[str, ...]) -> _Variant:
        from mtorsbml.simulate.ode import OdeModel

        if names not in self._models:
            if self._variants is None:
                raise UsageError(f"{self.model.name}: has no variants, so not '{names[0]}'; set what it changes")
            source = self._variants(names)
            # To compile a model anew takes seconds and a quarter of a gigabyte, to set parameters neither.
            values = self.model.values_of(source)
            self._models[names] = (
                _Variant(OdeModel.load(source), {}) if values is None else _Variant(self.model, values)
            )
        return self._models[names]

    def _ready(self, settings: Settings) -> _Ready:
        """The model that some settings ask for, and what they change in it."""
        variant = self._variant(settings.variants)
        base, shipped = variant.model, variant.defaults()
        free = dict(variant.values)
        free.update({name: shipped[name] * factor for name, factor in self._factors.items() if name in shipped})
        holds: dict[str, float] = {}
        for name, value in settings.values.items():
            (holds if self._is_held(name) else free)[name] = self.amount(name, value)
        if not holds:
            return _Ready(base, free, base, free)
        model = base.holding(tuple(holds))
        changes = {**free, **{model.held_at(name): level for name, level in holds.items()}}
        return _Ready(model, changes, base, free, tuple(holds))

    # -- running -------------------------------------------------------------------------------------------------

    def rest(self, settings: Settings) -> Phase:
        """Where the model rests under settings that hold from the outset.

        Raises:
            UsageError: The settings do not fit the model.
            MtorsbmlError: The integration fails.
        """
        settings = self.named(settings)
        if settings.key not in self._rests:
            ready = self._ready(settings)
            # A held level takes no part in how the others start: they are as the file starts them.
            begin = ready.base.state_at(0.0, ready.free) if ready.held else None
            if len(self._rests) >= _MOST_RESTS:
                self._rests.clear()
            self._rests[settings.key] = self._settle(ready, begin)
        return self._rests[settings.key]

    def _settle(self, ready: _Ready, begin: Mapping[str, float] | None) -> Phase:
        from mtorsbml.simulate.ode import RestlessError

        model = ready.model
        try:
            found = model.steady_state(ready.changes, longest=self._longest(LONGEST), begin=begin, polish=False)
        except RestlessError as error:
            time = self._longest(LONG_RUN)
            names = (*model.species, *model.observables, *model.states)
            course = model.simulate(ready.changes, duration=time, points=2001, select=names, begin=begin)
            late = course.values[course.time >= 0.75 * time]
            state = model.state_at(time, ready.changes, begin=begin)
            why = " ".join(str(error).partition(": ")[2].split()).replace("; run a time course instead", "")
            means = dict(zip(names, late.mean(axis=0).tolist(), strict=True))
            note = f"not at rest, so the mean over the last quarter of {time:g} is taken: {why}"
            return Phase(values=means, state=state, time=time, resting=False, notes=(note,))
        return Phase(values=found.values, state=found.state, time=found.time)

    def course(
        self, given: Settings, arm: Arm, at: Sequence[Moment], readouts: Sequence[str], *, over_time: bool = False
    ) -> Course:
        """Run one arm.

        Args:
            given: What holds in both arms.
            arm: The arm.
            at: When values are wanted.
            readouts: Ids to read.
            over_time: Whether the way to a steady state is wanted too.

        Raises:
            UsageError: Settings or readouts do not fit the model.
            MtorsbmlError: The integration fails.
        """
        first, then = self.named(given | arm.start), self.named(arm.then)
        rest = self.rest(first)
        ids = {name: self.readout(name) for name in readouts}
        before = {name: self._value(rest, first, where) for name, where in ids.items()}
        units = {name: self.model.units(where) for name, where in ids.items()}
        known = self.model.defaults()
        shipped = {name: known[where] for name, where in ids.items()}
        if not then and rest.resting:
            return _constant(before, [1.0 if m.is_rest else self.moment(m) for m in at], rest.notes, units, shipped)
        both = first | then
        ready = self._ready(both)
        begin = self._scaled(self._ready(first), ready, rest.state)
        last = self._settle(ready, begin) if any(m.is_rest for m in at) else None
        ends = [self.moment(m) for m in at if not m.is_rest]
        course = None
        if ends or over_time:
            end = max(ends) if ends else min(last.time if last else 0.0, self._longest(_LONGEST_COURSE))
            times = _grid(end, ends)
            course = ready.model.simulate(
                ready.changes, duration=end, times=times, select=list(dict.fromkeys(ids.values())), begin=begin
            )
        values = {name: course[where] for name, where in ids.items()} if course is not None else {}
        found = {
            name: tuple(
                self._value(last, both, where) if m.is_rest and last else _at(course, where, self.moment(m)) for m in at
            )
            for name, where in ids.items()
        }
        time = course.time if course is not None else _nothing()
        notes = (*rest.notes, *(last.notes if last else ()))
        return Course(before=before, time=time, values=values, at=found, notes=notes, units=units, shipped=shipped)

    def observed(self, given: Settings, arm: Arm, times: Sequence[float], names: Sequence[str]) -> TimeCourse:
        """Values of any ids, reactions included, after `then` (or at rest, if there is none).

        Args:
            given: What holds in both arms.
            arm: The arm.
            times: Time points after 0 [model's unit].
            names: Ids of species, parameters, observables and reactions.

        Raises:
            UsageError: Settings or ids do not fit the model.
            MtorsbmlError: The integration fails.
        """
        first = self.named(given | arm.start)
        ready = self._ready(first | self.named(arm.then))
        begin = self._scaled(self._ready(first), ready, self.rest(first).state)
        return ready.model.simulate(ready.changes, duration=max(times), times=times, select=names, begin=begin)

    def _value(self, phase: Phase, settings: Settings, name: str) -> float:
        """A value at rest; parameters are not among what rests."""
        if name in phase.values:
            return phase.values[name]
        if name in settings.values:
            return self.amount(name, settings.values[name])
        return self._shipped(self._variant(settings.variants))[name]

    def _scaled(self, before: _Ready, after: _Ready, state: Mapping[str, float]) -> Mapping[str, float]:
        """The state in which the second phase begins: an abundance that it changes takes its states with it."""
        found = dict(state)
        old_values, new_values = ({**ready.base.defaults(), **ready.free} for ready in (before, after))
        for name, new in new_values.items():
            old = old_values.get(name, new)
            if not name.endswith(_TOTAL) or self._is_held(name) or new == old:
                continue
            there, then = (before.base.state_at(0.0, {**before.free, name: level}) for level in (old, new))
            found.update(_with_abundance(found, name, self._abundances(before.base), there, then))
        return found

    def _abundances(self, model: OdeModel) -> Abundances:
        from mtorsbml.claims._abundance import Abundances

        if id(model) not in self._known:
            self._known[id(model)] = Abundances(model)
        return self._known[id(model)]


def _with_abundance(
    state: Mapping[str, float],
    name: str,
    abundances: Abundances,
    there: Mapping[str, float],
    then: Mapping[str, float],
) -> dict[str, float]:
    """The states that a changed abundance moves: what is lost sets free what it bound, what is added is unbound.

    Args:
        state: The state in which it changes.
        name: Id of the abundance.
        abundances: Those of the model.
        there: How the model starts with the old value.
        then: How it starts with the new one.
    """
    parts = {s: weight for s, weight in abundances.parts(name).items() if s in state}
    had, has = (math.fsum(weight * start[s] for s, weight in parts.items()) for start in (there, then))
    if not parts or has == had:
        return {}
    if has < had:
        kept = {s: state[s] * has / had for s in parts}
        freed = abundances.freed(name, {s: state[s] - level for s, level in kept.items()}, state)
        return {**kept, **{s: state[s] + more for s, more in freed.items()}}
    alone = [s for s in abundances.alone(name) if s in parts] or list(parts)
    more = (has / had - 1.0) * math.fsum(w * state[s] for s, w in parts.items()) if had else has
    like = state if any(state[s] > 0 for s in alone) else then
    whole = math.fsum(parts[s] * like[s] for s in alone)
    if whole <= 0:
        return {alone[0]: state[alone[0]] + more / parts[alone[0]]}
    return {s: state[s] + more * like[s] / whole for s in alone}


def _constant(
    values: Mapping[str, float],
    at: Sequence[float],
    notes: tuple[str, ...],
    units: Mapping[str, str],
    shipped: Mapping[str, float],
) -> Course:
    import numpy as np

    return Course(
        before=values,
        time=np.array([0.0, max(at)]),
        values={name: np.array([value, value]) for name, value in values.items()},
        at={name: tuple(value for _ in at) for name, value in values.items()},
        units=units,
        shipped=shipped,
        notes=notes,
    )


def _nothing() -> NDArray[np.float64]:
    import numpy as np

    return np.array([])


def _grid(end: float, wanted: Sequence[float]) -> list[float]:
    """Even time points, finer ones near 0, and those that are asked for."""
    import numpy as np

    points = {*np.linspace(0.0, end, 201).tolist(), *np.geomspace(end * 1e-4, end, 61).tolist(), *wanted}
    # Points closer than rounding would make steps of no length.
    free = (p for p in points if all(abs(p - w) > 1e-9 * end for w in wanted) and p <= end)
    return sorted({*free, *wanted} or {end})


def _at(course: object, name: str, time: float) -> float:
    from mtorsbml.simulate.results import TimeCourse

    assert isinstance(course, TimeCourse)
    import numpy as np

    return float(course[name][int(np.argmin(np.abs(course.time - time)))])
