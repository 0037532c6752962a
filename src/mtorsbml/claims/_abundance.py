"""Which states an abundance is made of, read from a kinetic model itself.

`X_total` is the abundance of something conserved if one of the model's conserved totals starts from it, and from no
other abundance. The states in that total are those that contain X. Of an X that is made and degraded, they are those
that start in proportion to `X_total`.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from mtorsbml.simulate.ode import OdeModel

_TOTAL: Final = "_total"
_STEP: Final = 1e-3
_SAME: Final = 1e-6
_DIGITS: Final = 9


class Abundances:
    """The abundances of one model; what they are made of is found once, when it is first asked for."""

    def __init__(self, model: OdeModel) -> None:
        self._model = model
        self._names = tuple(name for name in model.parameters if name.endswith(_TOTAL) and model.defaults()[name] > 0)
        self._effects: NDArray[np.float64] | None = None
        self._known: dict[str, Mapping[str, float]] = {}

    def parts(self, name: str) -> Mapping[str, float]:
        """The states that contain what `name` is the abundance of, and how often."""
        if name not in self._names:
            return {}
        if name not in self._known:
            self._known[name] = self._conserved(name) or self._started(name)
        return self._known[name]

    def _started(self, name: str) -> Mapping[str, float]:
        """The states that start in proportion to an abundance."""
        whole = self._model.state_at(0.0)
        less = self._model.state_at(0.0, {name: self._model.defaults()[name] * (1 - _STEP)})
        return {s: 1.0 for s, level in whole.items() if level > 0 and abs(less[s] / level - 1 + _STEP) < _STEP * _STEP}

    def _conserved(self, name: str) -> Mapping[str, float]:
        """The states in the conserved total of an abundance; none if it has none of its own."""
        import numpy as np

        species, weights = self._model.conserved()
        if self._effects is None:
            self._effects = self._effect(species, weights)
        mine = self._effects[:, self._names.index(name)]
        size = float(np.linalg.norm(mine))
        if size == 0:
            return {}
        # Subunits act on the same total as their complex.
        sizes = np.linalg.norm(self._effects, axis=0)
        alike = np.abs(mine @ self._effects) >= (1 - _SAME) * size * sizes
        others = self._effects[:, ~alike & (sizes > 0)]
        row, *_ = np.linalg.lstsq(np.column_stack([mine, others]).T, np.eye(1 + others.shape[1])[0], rcond=None)
        left = float(np.abs(row @ others).max(initial=0.0))
        total = row @ weights
        if abs(float(row @ mine) - 1.0) > _SAME or left > _SAME or (total < -_SAME * np.abs(total).max()).any():
            return {}
        least = _SAME * float(total.max())
        return {s: weight for s, weight in zip(species, total.tolist(), strict=True) if weight > least}

    def alone(self, name: str) -> tuple[str, ...]:
        """The states in which what `name` is the abundance of is bound to nothing else that has an abundance."""
        others = {s for other in self._names if other != name for s in self._parts_apart(other, name)}
        return tuple(s for s in self.parts(name) if s not in others)

    def freed(self, name: str, lost: Mapping[str, float], levels: Mapping[str, float]) -> dict[str, float]:
        """By how much states grow when `name` is lost out of others: what was bound to it is set free.

        It comes as those states that hold the same but for `name`, in the proportions in which they are there; where
        the model has no such state, each partner comes unbound.

        Args:
            name: The abundance.
            lost: By how much each state that contains it falls.
            levels: The levels of all states.
        """
        partners = self._partners(name)
        alike: dict[tuple[float, ...], list[str]] = {}
        for state in dict.fromkeys(s for parts in partners for s in parts if s in levels):
            if state not in self.parts(name):
                alike.setdefault(_held(partners, state), []).append(state)
        found: dict[str, float] = {}
        for state, amount in lost.items():
            held = _held(partners, state)
            bound = [i for i, weight in enumerate(held) if weight]
            for i in bound[:1] if held in alike else bound:
                alone = tuple(weight if i == j else 0.0 for j, weight in enumerate(held))
                targets = alike.get(held) or alike.get(alone, [])
                for target, more in _shared(amount * held[i], targets, partners[i], levels).items():
                    found[target] = found.get(target, 0.0) + more
        return found

    def _partners(self, name: str) -> list[Mapping[str, float]]:
        """The states of all other abundances, each total once."""
        others = [self._parts_apart(other, name) for other in self._names if other != name]
        return list({frozenset(parts): parts for parts in others if parts}.values())

    def _parts_apart(self, other: str, name: str) -> Mapping[str, float]:
        """The states of another abundance; none if it is that of a subunit of the same thing."""
        found = self.parts(other)
        return {} if found.keys() == self.parts(name).keys() else found

    def _effect(self, species: tuple[str, ...], weights: NDArray[np.float64]) -> NDArray[np.float64]:
        """By how much of itself each abundance, lowered, lowers each conserved total: one column for each."""
        import numpy as np

        model, defaults = self._model, self._model.defaults()
        whole = model.state_at(0.0)
        before = np.array([whole[s] for s in species])
        columns = []
        for name in self._names:
            less = model.state_at(0.0, {name: defaults[name] * (1 - _STEP)})
            effect = weights @ (before - np.array([less[s] for s in species])) / (_STEP * defaults[name])
            columns.append(np.where(np.abs(effect) > _SAME, effect, 0.0))
        return np.array(columns).T.reshape(len(weights), len(self._names))


def _held(partners: Sequence[Mapping[str, float]], state: str) -> tuple[float, ...]:
    """How much of each partner a state holds."""
    return tuple(round(parts.get(state, 0.0), _DIGITS) for parts in partners)


def _shared(
    amount: float, states: Sequence[str], weights: Mapping[str, float], levels: Mapping[str, float]
) -> dict[str, float]:
    """An amount over states as they are there; all to the first, if none is."""
    whole = math.fsum(weights[s] * levels[s] for s in states)
    if whole > 0:
        return {s: amount * levels[s] / whole for s in states}
    return {s: amount / weights[s] for s in states[:1]}
