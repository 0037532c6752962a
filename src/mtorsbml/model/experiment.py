"""An experiment: changed parameters and one uniform time course, which any SED-ML tool or a person can repeat."""

from __future__ import annotations

from dataclasses import dataclass, field

from mtorsbml.model.vocabulary import Evidence


@dataclass(frozen=True, kw_only=True, slots=True)
class Curve:
    """A line of the plot: what is shown, its label, and what it is divided by (0: nothing)."""

    id: str
    label: str
    scale: float = 1.0


@dataclass(frozen=True, kw_only=True, slots=True)
class Experiment:
    """A protocol on one model.

    The run starts at 0 from the resting state; `shown_from` [min] is where its output begins (what comes before is
    preparation, such as a night without serum), `end` [min] where it ends; `points` intervals lie between them.
    """

    id: str
    title: str
    description: str
    model: str
    changes: tuple[tuple[str, float], ...]
    end: float
    curves: tuple[Curve, ...]
    shown_from: float = 0.0
    points: int = 200
    evidence: Evidence = field(default_factory=Evidence)
