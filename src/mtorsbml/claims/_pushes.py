"""Small pushes on a kinetic model: the sign of what one thing does to another, in states that experiments lead to."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from mtorsbml.claims.claim import RAW, Settings, Value
from mtorsbml.errors import MtorsbmlError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from mtorsbml.claims.ode import OdeBench
    from mtorsbml.simulate.linear import Cut, Slopes

NOTICED: Final = 1e-6
"""Least response that counts: the change of the readout per change of the regulator, each relative to its size."""
_LESS: Final = 1e-3
"""By how much of itself an abundance is lowered to see what it is made of."""
_MOST_CUTS: Final = 200
_NOTHING: Final = 1e-6
"""Least part of the largest that is not taken for 0, of which slopes by differences leave up to 1e-7."""
REST: Final = ""
"""Name of the state in which nothing is set."""


class _Held(NamedTuple):
    """What nothing reads, and what of it the target does not read either."""

    cut: frozenset[str]
    others: frozenset[str]


class Pushes:
    """One kinetic model in several states."""

    def __init__(
        self, bench: OdeBench, usual: Mapping[str, Mapping[str, float]], other: Mapping[str, Mapping[str, float]]
    ) -> None:
        """Bring the model to rest, as it is and under each of the usual settings.

        Args:
            bench: The model.
            usual: Names of experiments, and what each sets. One that fails to come to rest is left out.
            other: The same of experiments that are run when they are asked for.

        Raises:
            MtorsbmlError: The model does not rest as it is, or its formulas cannot be differentiated.
        """
        self._bench, self._model = bench, bench.model
        self._linear = bench.model.linear()
        self._settings = {REST: {}, **usual, **other}
        self._states: dict[str, Mapping[str, float] | None] = {}
        bench.rest(Settings())
        self.usual = tuple(name for name in (REST, *usual) if self.state(name) is not None)
        self._slopes: dict[str, Slopes] = {}
        self._own: dict[tuple[str, str], NDArray[np.float64]] = {}
        self._abundances: dict[str, NDArray[np.float64] | None] = {}
        self._cuts: dict[tuple[str, frozenset[str]], Cut] = {}

    def state(self, name: str) -> Mapping[str, float] | None:
        """All values at rest under an experiment; None if there is no such experiment, or it does not come to rest."""
        if name not in self._settings:
            return None
        if name not in self._states:
            settings = self._settings[name]
            try:
                rest = self._bench.rest(Settings({i: Value(level, RAW) for i, level in settings.items()})).values
                self._states[name] = {**self._model.defaults(), **settings, **rest}
            except MtorsbmlError:
                self._states[name] = None
        return self._states[name]

    def _level(self, state: str, name: str) -> float:
        values = self.state(state)
        assert values is not None
        return values[name]

    @cache  # noqa: B019 - as long as the object
    def size(self, name: str) -> float:
        """The largest level that an id has in any usual state."""
        return max(abs(self._level(state, name)) for state in self.usual)

    @cache  # noqa: B019 - as long as the object
    def opposite(self, name: str) -> str:
        """The usual state in which an id is farthest from where it rests."""
        rest = self._level(REST, name)
        return max(self.usual, key=lambda state: abs(self._level(state, name) - rest))

    def moves(self, name: str) -> bool:
        """Whether anything changes an id: it is a species, an observable, or changed by a rate rule."""
        return name in self._linear.column

    def sign(
        self,
        state: str,
        source: str,
        target: str,
        cut: Iterable[str],
        *,
        others: Iterable[str] = (),
        abundance: str = "",
    ) -> str:
        """What more of one id does to another in a state: `+`, `-` or `0`.

        There is more of the source, in this order, because its abundance is higher; because all that reads it is told
        so; because more of it came in, if it is only turned into the target; because the reactions that make it go
        faster, and those that use it slower. The first of these that reaches the target answers.

        Args:
            state: Name of an experiment that comes to rest.
            source: Id that is pushed.
            target: Id of a species or observable.
            cut: Ids that nothing reads meanwhile. Mass still flows through them.
            others: Of these, ids that the target itself does not read either; the rest may be what it is made of.
            abundance: Parameter that is the abundance of the source, if it has one.
        """
        held = _Held(frozenset(cut), frozenset(others))
        least = NOTICED * (self.size(target) or 1.0)
        ways = [self._by_telling, self._by_mass]
        if self._react(source, target):
            ways.reverse()
        answers: Iterator[float] = (way(state, source, target, held) for way in ways)
        if abundance:
            answers = itertools.chain([self._by_abundance(state, source, target, held, abundance)], answers)
        found = next((answer for answer in answers if abs(answer) >= least), 0.0)
        return "0" if not found else "+" if found > 0 else "-"

    def _by_abundance(self, state: str, source: str, target: str, held: _Held, abundance: str) -> float:
        added = self._added(abundance)
        if added is None:
            return 0.0
        answer = self._heard(state, source, held, self._cut(state, held).added(added))
        if source in self._linear.species and float(answer[self._linear.column[source]]) <= 0:
            return 0.0
        return self._read(state, target, held, answer)

    def _by_telling(self, state: str, source: str, target: str, held: _Held) -> float:
        answer = self._cut(state, held).forced(source)
        direct = 0.0
        if self.moves(source):
            answer[self._linear.column[source]] = 1.0
        elif target in self._linear.observables and source in self._at(state).rules_with:
            at = self._linear.column[target] - len(self._linear.species)
            direct = float(self._at(state).rules_with[source][at])
        return (self._read(state, target, held, answer) + direct) * (self.size(source) or 1.0)

    def _read(self, state: str, target: str, held: _Held, answer: NDArray[np.float64]) -> float:
        """What an answer means for the target: an observable reads all that it is made of but the other regulators."""
        at, count = self._linear.column[target], len(self._linear.species)
        if at < count:
            return float(answer[at])
        row = self._at(state).rules[at - count].copy()
        row[[self._linear.column[name] for name in held.others if name in self._linear.column]] = 0.0
        return float(row @ answer)

    def _by_mass(self, state: str, source: str, target: str, held: _Held) -> float:
        if not self.moves(source):
            return 0.0
        cut, own = self._cut(state, held), self._readout(state, source)
        if self._turns_into(source, target):
            answer = cut.added(own) if (abs(self._linear.totals @ own) > 0).any() else cut.fed(own)
        else:
            answer = cut.pushed(self._making(state, source, target))
        answer = self._heard(state, source, held, answer)
        risen = float(own @ answer[: len(self._linear.species)])
        size = (self.size(source) or 1.0) / risen if risen > 0 else 0.0
        return self._read(state, target, held, answer) * size

    def _heard(self, state: str, source: str, held: _Held, answer: NDArray[np.float64]) -> NDArray[np.float64]:
        """An answer with the source cut, made that with the source read by what reads it."""
        if source not in held.cut or not self.moves(source):
            return answer
        own, count = self._readout(state, source), len(self._linear.species)
        told = self._cut(state, held).forced(source)
        left = 1.0 - float(own @ told[:count])
        return answer + told * (float(own @ answer[:count]) / left) if left > 0 else 0.0 * answer

    def _react(self, source: str, target: str) -> bool:
        """Whether a reaction takes or makes both."""
        count = len(self._linear.species)
        if self._linear.column.get(source, count) >= count:
            return False
        here = self._linear.stoichiometry[self._linear.column[source]] != 0
        there = self._readout(REST, target) @ self._linear.stoichiometry != 0
        return bool((here & there).any())

    def _turns_into(self, source: str, target: str) -> bool:
        """Whether reactions take the source to make the target, and none is written the other way."""
        i, j = self._linear.column[source], self._linear.column[target]
        if max(i, j) >= len(self._linear.species):
            return False
        taken, made = self._linear.stoichiometry[i], self._linear.stoichiometry[j]
        return bool(((taken < 0) & (made > 0)).any() and not ((taken > 0) & (made < 0)).any())

    def _making(self, state: str, source: str, target: str) -> NDArray[np.float64]:
        """Faster reactions that make the source, slower ones that use it, as far as they leave the target alone.

        A source that binds the target is only made: using less of it elsewhere would be no more of it for the target.
        A source that comes from the target, and does not turn back into it, is made from it.
        """
        import numpy as np

        made = self._readout(state, source) @ self._linear.stoichiometry
        made = np.where(np.abs(made) > _NOTHING * np.abs(made).max(initial=0.0), made, 0.0)
        reached = self._readout(state, target) @ self._linear.stoichiometry
        fluxes: NDArray[np.float64] = np.sign(made) * self._at(state).turnover()
        binds, turns = ((made < 0) & (reached < 0)).any(), ((made < 0) & (reached > 0)).any()
        apart = np.where((reached == 0) | ((made > 0) & (reached < 0) & (not turns)), fluxes, 0.0)
        chosen = apart.clip(min=0.0) if binds and (apart > 0).any() else apart
        return chosen if chosen.any() else fluxes

    def _readout(self, state: str, name: str) -> NDArray[np.float64]:
        if (state, name) not in self._own:
            self._own[state, name] = self._at(state).readout(name)
        return self._own[state, name]

    def _added(self, name: str) -> NDArray[np.float64] | None:
        """What the last thousandth of an abundance adds to each species; or all of it, if so little adds nothing."""
        import numpy as np

        if name not in self._abundances:
            level, starts = self._model.defaults()[name], []
            for factor in (1.0, 1.0 - _LESS, 0.0):
                start = self._model.state_at(0.0, {name: factor * level})
                starts.append(np.array([start[s] for s in self._linear.species]) / self._linear.volumes)
            found = [(starts[0] - starts[1]) / _LESS, starts[0] - starts[2]]
            seen = (added for added in found if (np.abs(added) > _LESS * _LESS * np.abs(starts[0])).any())
            self._abundances[name] = next(seen, None)
        return self._abundances[name]

    def _at(self, state: str) -> Slopes:
        if state not in self._slopes:
            values = self.state(state)
            assert values is not None
            self._slopes[state] = self._linear.at(values)
        return self._slopes[state]

    def _cut(self, state: str, held: _Held) -> Cut:
        key = state, held.cut
        if key not in self._cuts:
            if len(self._cuts) >= _MOST_CUTS:
                self._cuts.clear()
            self._cuts[key] = self._at(state).cut(held.cut)
        return self._cuts[key]
