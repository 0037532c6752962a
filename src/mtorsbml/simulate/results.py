"""What a simulation gives back: a time course or a steady state, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from mtorsbml._files import write_atomic
from mtorsbml.errors import UsageError, nearest

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, eq=False, slots=True)
class TimeCourse:
    """Values over time; the arrays cannot be written to.

    Attributes:
        time: Time points [in the model's unit of time, `units["time"]`].
        columns: Ids, in the order of the columns of `values`.
        values: One row for each time point and one column for each id [`units[id]`].
        units: Unit of `time` and of each id, as a short text; empty where it is unknown.
    """

    time: NDArray[np.float64]
    columns: tuple[str, ...]
    values: NDArray[np.float64]
    units: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        import numpy as np

        time, values = (np.array(given, dtype=float) for given in (self.time, self.values))
        if time.ndim != 1 or values.shape != (len(time), len(self.columns)):
            raise ValueError(f"{values.shape} values for {time.shape} times and {len(self.columns)} columns")
        for array in (time, values):
            array.flags.writeable = False
        object.__setattr__(self, "time", time)
        object.__setattr__(self, "values", values)
        object.__setattr__(self, "columns", tuple(self.columns))
        object.__setattr__(self, "units", MappingProxyType(dict(self.units)))

    def __getitem__(self, name: str) -> NDArray[np.float64]:
        """The values of one id over time [`units[name]`].

        Raises:
            UsageError: There is no such column.
        """
        return self.values[:, self._index(name)]

    def __contains__(self, name: object) -> bool:
        return name in self.columns

    def __len__(self) -> int:
        return len(self.time)

    def _index(self, name: str) -> int:
        if name not in self.columns:
            raise UsageError(f"the time course has no column '{name}'{nearest(name, self.columns)}")
        return self.columns.index(name)

    def at(self, time: float) -> dict[str, float]:
        """All values at a time, between two time points by a straight line.

        Args:
            time: A time within the course [`units["time"]`].

        Returns:
            The value of each id [`units[id]`].

        Raises:
            UsageError: The time lies outside the course.
        """
        import numpy as np

        first, last = float(self.time[0]), float(self.time[-1])
        if not first <= time <= last:
            raise UsageError(f"time {time:g} lies outside the time course, which runs from {first:g} to {last:g}")
        return {name: float(np.interp(time, self.time, self.values[:, i])) for i, name in enumerate(self.columns)}

    def final(self, name: str) -> float:
        """The last value of one id [`units[name]`].

        Raises:
            UsageError: There is no such column.
        """
        return float(self[name][-1])

    def heading(self, name: str) -> str:
        """An id (or `time`) with its unit: `Rheb_GTP [nmol/l]`."""
        unit = self.units.get(name, "")
        return f"{name} [{unit}]" if unit else name

    def to_csv(self, path: str | Path) -> None:
        """Write a table: a heading with units, then one line for each time point.

        Each number is the shortest text that reads back as the same number, so the same course gives the same bytes.

        Args:
            path: The file to write.

        Raises:
            UsageError: The file cannot be written; nothing is left half written.
        """
        lines = [",".join(self.heading(name) for name in ("time", *self.columns))]
        for time, row in zip(self.time.tolist(), self.values.tolist(), strict=True):
            lines.append(",".join(map(repr, (time, *row))))
        write_atomic(Path(path), ("\n".join(lines) + "\n").encode())

    def plot(self, path: str | Path, ids: Sequence[str] | None = None, *, title: str = "") -> None:
        """Draw ids over time; one panel for each unit, the legend beside it.

        Args:
            path: The file to write; its ending (`.png`, `.svg`, `.pdf`) says what it becomes.
            ids: What to draw; without it, all columns, or of more than twelve those that change most.
            title: A line above the picture.

        Raises:
            UsageError: An id is unknown, the ending is not one of these, the file cannot be written, or matplotlib is
                not installed.
        """
        from mtorsbml.simulate import _plot

        chosen = tuple(ids) if ids is not None else _plot.most_changing(self)
        for name in chosen:
            self._index(name)
        _plot.draw(self, Path(path), chosen, title)


@dataclass(frozen=True, eq=False, slots=True)
class SteadyState:
    """A state of rest that a model reaches from its initial state.

    Attributes:
        values: Value of each species and observable [`units[id]`].
        residual: Largest |dx/dt| / max(|x|, floor) that is left over all states [1 / unit of time].
        time: How long the model was run until it was at rest [unit of time].
        polished: Whether Newton steps were taken from where the integration ended.
        units: Unit of each id, as a short text.
        state: What another run can begin from: amounts of species and values of rate-rule variables.
    """

    values: Mapping[str, float]
    residual: float
    time: float
    polished: bool
    units: Mapping[str, str] = field(default_factory=dict)
    state: Mapping[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        object.__setattr__(self, "values", MappingProxyType(dict(self.values)))
        object.__setattr__(self, "state", MappingProxyType(dict(self.state)))
        object.__setattr__(self, "units", MappingProxyType(dict(self.units)))

    def __getitem__(self, name: str) -> float:
        """The value of one id [`units[name]`].

        Raises:
            UsageError: There is no such id.
        """
        if name not in self.values:
            raise UsageError(f"the steady state has no '{name}'{nearest(name, self.values)}")
        return self.values[name]
