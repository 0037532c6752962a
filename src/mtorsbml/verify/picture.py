"""A picture of a verification: the largest difference of each simulator in each experiment."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from mtorsbml._files import write_atomic
from mtorsbml.errors import UsageError

if TYPE_CHECKING:
    from mtorsbml.verify.kinetic import Verification

_LEAST: Final = 1e-16


def draw(found: Verification, output: Path) -> None:
    """Draw one point for each simulator and experiment, on a logarithmic scale, with the tolerance as a line.

    Raises:
        UsageError: matplotlib is not installed, or the file cannot be written.
    """
    try:
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure
    except ImportError:
        raise UsageError("pictures need matplotlib; install it with: pip install 'mtorsbml[plot]'") from None
    import io

    rows = [c for c in found.comparisons if c.difference is not None]
    experiments = list(dict.fromkeys(c.experiment for c in rows))
    figure = Figure(figsize=(7.5, 1.4 + 0.32 * len(experiments)), layout="constrained")
    FigureCanvasAgg(figure)
    panel = figure.add_subplot()
    for name in dict.fromkeys(c.engine for c in rows):
        mine = [c for c in rows if c.engine == name]
        values = [max(c.difference or 0.0, _LEAST) for c in mine]
        panel.scatter(values, [experiments.index(c.experiment) for c in mine], label=name, s=28)
    panel.axvline(found.tolerance, color="#000000", linewidth=0.8, linestyle="--")
    panel.set_xscale("log")
    panel.set_yticks(range(len(experiments)), experiments)
    panel.invert_yaxis()
    panel.set_xlabel(f"largest relative difference from {found.reference} (dashed: tolerance)")
    panel.grid(visible=True, axis="x", alpha=0.3)
    panel.legend(frameon=False, bbox_to_anchor=(1.01, 1), loc="upper left")
    buffer = io.BytesIO()
    figure.savefig(buffer, format=output.suffix.lstrip("."), dpi=120)
    write_atomic(output, buffer.getvalue())
