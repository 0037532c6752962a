"""Steady states: integrate until nothing moves, then polish with Newton steps that keep every conserved total.

libRoadRunner's own solver refuses models with events, returns normally far from rest, and changes totals (2.10); it
is not used.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from mtorsbml.errors import MtorsbmlError
from mtorsbml.simulate._roadrunner import IntegrationError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from mtorsbml.simulate._roadrunner import Runner

FIRST: Final = 1000.0
"""Length of the first stretch [unit of time]; each further one is ten times as long, or three times after `LATE`."""
LATE: Final = 1e6
"""When rounding begins to tell, so that no stretch is longer than it has to be [unit of time]."""
AT_REST: Final = 1e-6
"""Largest |dx/dt| / max(|x|, floor) of a state that counts as resting [1 / unit of time]."""
UNMOVED: Final = 1e-6
"""How far, relative to max(|x|, floor), a state may be from where the last stretch began."""
KEPT: Final = 1e-9
"""How well a conserved total must be kept, relative to the sum of its parts."""
_MENDED: Final = 1e-7
"""Change of a total, relative to the sum of its parts, that rounding over a long run explains and polishing mends."""
_ROUGHLY: Final = 1e-5
"""How well a total must be kept where nobody wants a state to be polished."""
_FLOOR: Final = 1e-6
"""Below this fraction of what a state can attain, it counts as that fraction."""
_NOISE: Final = 1e-11
"""Residuals below this are not told apart [1 / unit of time]."""
_ROUNDING: Final = 1e-9
"""So far below 0, relative to the floor, rounding may take a state that is 0."""
_SLOWEST_GROWTH: Final = 1e-4
_NEWTON_STEPS: Final = 8
_NEWTON_REACH: Final = 1e-3
"""How far, relative to max(|x|, floor), polishing may take a state."""


class RestlessError(MtorsbmlError):
    """A model that does not come to rest within the time that it is given."""


@dataclass(frozen=True, slots=True)
class Rest:
    """How a state of rest was reached."""

    residual: float
    time: float
    polished: bool


class _Search:
    """One search, on a runner that stands at time 0."""

    def __init__(self, runner: Runner, scale: NDArray[np.float64], totals: NDArray[np.float64]) -> None:
        self.runner = runner
        self.floor = _FLOOR * scale
        self.totals = totals
        self.initial = runner.amounts

    def residuals(self) -> NDArray[np.float64]:
        """|dx/dt| / max(|x|, floor) of each rate-rule variable, then of each species."""
        import numpy as np

        runner = self.runner
        values = np.abs(runner.values(runner.rated))
        rates = np.abs(runner.values([f"{name}'" for name in runner.rated]))
        amounts = runner.amounts
        own = np.abs(self.rates(amounts)) / np.maximum(np.abs(amounts), self.floor)
        return np.concatenate([rates / np.where(values > 0, values, 1.0), own])

    def rates(self, amounts: NDArray[np.float64]) -> NDArray[np.float64]:
        """dx/dt of the species at these amounts, which the runner keeps."""
        self.runner.amounts = amounts
        change: NDArray[np.float64] = self.runner.network.stoichiometry @ self.runner.fluxes()
        return change

    def moved(self, now: NDArray[np.float64], before: NDArray[np.float64]) -> NDArray[np.float64]:
        """Relative difference of each species between two states."""
        import numpy as np

        change: NDArray[np.float64] = np.abs(now - before) / np.maximum(np.abs(before), self.floor)
        return change

    def broken(self, amounts: NDArray[np.float64]) -> float:
        """Largest relative change of a conserved total since time 0."""
        import numpy as np

        weights = np.abs(self.totals)
        parts = np.maximum(weights @ np.abs(self.initial), weights @ self.floor)
        return _largest(np.abs(self.totals @ (amounts - self.initial)) / np.where(parts > 0, parts, 1.0))

    def jacobian(self, amounts: NDArray[np.float64]) -> NDArray[np.float64]:
        """d(dx/dt)/dx by central differences."""
        import numpy as np

        columns = []
        for i, step in enumerate(1e-6 * np.maximum(np.abs(amounts), self.floor)):
            shift = np.zeros_like(amounts)
            shift[i] = step
            column = (self.rates(amounts + shift) - self.rates(amounts - shift)) / (2.0 * step)
            # Below 0 a power may have no value: then the slope is taken from above.
            if not np.isfinite(column).all():
                column = (self.rates(amounts + shift) - self.rates(amounts)) / step
            columns.append(column)
        return np.array(columns).T.reshape(len(amounts), len(amounts))

    def polish(self) -> bool:
        """Take Newton steps to where nothing moves and all totals are as at time 0, if that is near."""
        import numpy as np

        before = amounts = self.runner.amounts
        worst = max(_largest(self.residuals()), _NOISE)
        for _ in range(_NEWTON_STEPS if len(before) else 0):
            step = self.newton_step(amounts)
            if step is None:
                break
            self.runner.amounts = amounts + step
            residual = _largest(self.residuals())
            if not residual <= worst:
                break
            amounts, worst = amounts + step, max(residual, _NOISE)
            if worst <= _NOISE and self.broken(amounts) <= _NOISE:
                break
        negative = bool((amounts < np.minimum(before, 0.0) - _ROUNDING * self.floor).any())
        if (
            negative
            or _largest(self.moved(amounts, before)) > _NEWTON_REACH
            or self.broken(amounts) > self.broken(before)
        ):
            amounts = before
        self.runner.amounts = amounts
        return amounts is not before

    def newton_step(self, amounts: NDArray[np.float64]) -> NDArray[np.float64] | None:
        """Where Newton's method goes from here, or None if it cannot tell."""
        import numpy as np

        width = np.maximum(np.abs(amounts), self.floor)
        jacobian = self.jacobian(amounts) * width / width[:, None]
        weights = self.totals * width
        norms = np.linalg.norm(weights, axis=1)
        weights /= norms[:, None]
        missing = self.totals @ (self.initial - amounts) / norms
        # The totals are left null vectors of the Jacobian: adding their squares makes it regular, and the step brings
        # the totals back without disturbing the rest.
        size = float(np.abs(jacobian).max())
        try:
            step = np.linalg.solve(
                jacobian + size * weights.T @ weights, size * weights.T @ missing - self.rates(amounts) / width
            )
        except np.linalg.LinAlgError:
            return None
        scaled: NDArray[np.float64] = step * width
        return scaled if np.isfinite(scaled).all() else None

    def growth(self) -> tuple[float, int]:
        """How fast the smallest disturbance that keeps the totals grows [1 / unit of time], and the species in it."""
        import numpy as np

        amounts = self.runner.amounts
        if not len(amounts):
            return 0.0, 0
        width = np.maximum(np.abs(amounts), self.floor)
        jacobian = self.jacobian(amounts) * width / width[:, None]
        _, sizes, right = np.linalg.svd(self.totals * width, full_matrices=True)
        free = right[len(sizes) :].T
        if not np.isfinite(jacobian).all():
            return 0.0, 0
        values, vectors = np.linalg.eig(free.T @ jacobian @ free)
        self.runner.amounts = amounts
        if not len(values):
            return 0.0, 0
        fastest = int(np.argmax(values.real))
        # Below this, differences cannot tell growth from rounding.
        noise = max(_SLOWEST_GROWTH, 1e-7 * _largest(np.abs(values)))
        rate = float(values.real[fastest])
        return (rate if rate > noise else 0.0), int(np.argmax(np.abs(free @ vectors[:, fastest])))


def _largest(values: NDArray[np.float64]) -> float:
    import numpy as np

    return float(np.max(values, initial=0.0))


def find(
    runner: Runner, *, scale: NDArray[np.float64], totals: NDArray[np.float64], longest: float, polish: bool = True
) -> Rest:
    """Run until two stretches end in the same state of rest, then polish.

    Args:
        runner: Stands at time 0, with its tolerances set; it is left in the state of rest.
        scale: What each species can attain [amount].
        totals: Weights of the totals that must be kept.
        longest: When to give up [unit of time].
        polish: Whether to take Newton steps, which also mend totals.

    Raises:
        RestlessError: The model does not come to rest.
        MtorsbmlError: It rests in an unstable state, or a total was not kept.
    """
    search = _Search(runner, scale, totals)
    residuals = search.residuals()
    time, stretch, before = 0.0, min(FIRST, longest), runner.amounts
    moved = 0.0 * before
    while time < longest:
        try:
            runner.run([time, stretch], [])
        except IntegrationError:
            break
        time, residuals = stretch, search.residuals()
        now = runner.amounts
        moved = search.moved(now, before)
        if _largest(residuals) <= AT_REST and _largest(moved) <= UNMOVED:
            lost = search.broken(now)
            polished = polish and lost <= _MENDED and not runner.rated and search.polish()
            # With rate rules nothing can be polished, so that rounding over a long run has to be borne.
            allowed = (_MENDED if runner.rated else KEPT) if polish else _ROUGHLY
            if (search.broken(runner.amounts) if polished else lost) > allowed:
                raise MtorsbmlError(f"{runner.name}: a conserved total changed by {lost:.1e} of itself")
            rate, i = search.growth()
            if rate:
                raise MtorsbmlError(
                    f"{runner.name}: rests in an unstable state: the smallest disturbance of '{runner.floating[i]}' "
                    f"grows by {rate:.2g} per unit of time; start from elsewhere"
                )
            return Rest(residual=_largest(search.residuals()), time=time, polished=polished)
        before, stretch = now, min((10.0 if time < LATE else 3.0) * time, longest)
    raise RestlessError(_restless(runner, residuals, moved, time))


def _restless(runner: Runner, residuals: NDArray[np.float64], moved: NDArray[np.float64], time: float) -> str:
    import numpy as np

    name = runner.states[int(np.argmax(residuals))]
    if _largest(residuals) <= AT_REST:
        name = runner.floating[int(np.argmax(moved))]
        return (
            f"{runner.name}: does not come to rest: in the last stretch up to {time:g} '{name}' moved by "
            f"{_largest(moved):.3g} of itself (it grows, or needs more time); run a time course instead"
        )
    return (
        f"{runner.name}: does not come to rest: after {time:g} '{name}' still changes by "
        f"{_largest(residuals):.3g} of itself per unit of time (it oscillates, or grows); run a time course instead"
    )
