"""What the stoichiometry alone says: how much of each species there can be, and which totals are conserved."""

from __future__ import annotations

from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_SWEEPS = 100
_LEFTOVER = 1e-60
"""Share of the largest concentration below which an amount is what decay has left: CVODE squares tolerances, and those
of less than 1e-150 vanish."""


class Network:
    """The reactions of a model as a matrix: one row for each species, one column for each reaction."""

    def __init__(self, stoichiometry: NDArray[np.float64]) -> None:
        import numpy as np

        self.stoichiometry = stoichiometry
        self._sides = []
        for column in stoichiometry.T:
            left, right = np.flatnonzero(column < 0), np.flatnonzero(column > 0)
            if len(left) and len(right):
                self._sides += [
                    (left, -column[left], right, column[right]),
                    (right, column[right], left, -column[left]),
                ]

    def attainable(self, amounts: NDArray[np.float64], volumes: NDArray[np.float64]) -> NDArray[np.float64]:
        """How much of each species there can be, by the order of magnitude.

        A species can reach what it starts from, and what each reaction that makes it can make of the scarcest of its
        other participants. A species that is made of nothing gets the median concentration. What is left of one that
        decayed long ago counts as nothing.

        Args:
            amounts: Initial amounts.
            volumes: Size of the compartment of each species.

        Returns:
            A positive amount for each species.
        """
        import numpy as np

        scale = np.abs(amounts)
        most = float(np.max(scale / volumes, initial=0.0))
        scale[scale < _LEFTOVER * most * volumes] = 0.0
        for _ in range(_SWEEPS):
            before = scale.copy()
            for source, taken, target, made in self._sides:
                scale[target] = np.maximum(scale[target], made * (scale[source] / taken).min())
            # Loops that make more of a thing than they take would go on for ever; an order of magnitude is enough.
            if (scale <= 2.0 * before).all():
                break
        positive = scale[scale > 0] / volumes[scale > 0]
        # Less would be finer than the time itself is resolved, and the integrator would not get on.
        ordinary = float(np.median(positive)) if len(positive) else 1.0
        return np.where(scale > 0, scale, ordinary * volumes)

    @cached_property
    def totals(self) -> NDArray[np.float64]:
        """Weights of the conserved totals, one row `w` each, with `w @ stoichiometry == 0` in exact arithmetic.

        They span the left null space, and are as sparse as elimination leaves them.
        """
        import numpy as np

        count = len(self.stoichiometry)
        # Each species' row is reduced by the pivots found so far, keeping track of what was combined into it.
        pivots: dict[int, tuple[dict[int, Fraction], dict[int, Fraction]]] = {}
        weights = []
        for i, row in enumerate(self.stoichiometry):
            left = {int(j): Fraction(float(row[j])).limit_denominator(10**6) for j in np.flatnonzero(row)}
            used = {i: Fraction(1)}
            while left:
                j = min(left)
                if j not in pivots:
                    pivots[j] = (left, used)
                    break
                factor = left[j] / pivots[j][0][j]
                _subtract(left, pivots[j][0], factor)
                _subtract(used, pivots[j][1], factor)
            else:
                weights.append([float(used.get(k, 0)) for k in range(count)])
        return np.array(weights, dtype=float).reshape(len(weights), count)


def _subtract(row: dict[int, Fraction], other: dict[int, Fraction], factor: Fraction) -> None:
    for j, value in other.items():
        left = row.get(j, Fraction(0)) - factor * value
        if left:
            row[j] = left
        else:
            row.pop(j, None)
