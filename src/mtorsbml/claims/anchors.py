"""Constants that are stated by the fed cell: what becomes of them in a cell whose other constants are drawn anew.

Many constants are not known as a number but as a place beside a level: "half of the active mTORC1 of fed cells", "four
fifths marked in fed cells", "balances the use of ATP". Drawn by themselves, apart from the levels of the drawn model,
they would contradict what is known of them. They are therefore set by the levels of the drawn cell at rest, and what is
drawn is how far the statement is off.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from mtorsbml.errors import MtorsbmlError

if TYPE_CHECKING:
    from mtorsbml.claims.ode import OdeBench

STAGES: Final = 8
"""The draws are taken up in so many parts, so that the cell is never far from one that is set."""
ROUNDS: Final = 24
"""Most further rounds with the whole of the draws."""
CLOSE: Final = 0.01
"""Change of a logarithm at which constants count as set."""
_PART: Final = 0.5
"""Part of each step that is taken, so that loops do not swing."""
_LONGEST: Final = 1.0
"""Longest step of a logarithm in one round."""
_RUN: Final = 1e6
"""When the cell counts as at rest here [min]."""
_RTOL: Final = 1e-6
_FURTHEST: Final = math.log(100.0)
"""How far a constant may go to keep a level; some levels are out of its reach."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Anchor:
    """A constant that is stated by a level of the fed cell.

    Attributes:
        constant: Id of the constant.
        level: Id of a species or observable, or of another constant.
        how: `is`, if the constant is that level of the drawn cell, by which others are divided, so that no error of it
            is drawn; `follows`, if it goes with the level; `keeps`, if it is set so that the level is what it is in the
            shipped model.
        power: The constant goes with this power of the level; of a level that is kept, the sign says which way the
            constant corrects it (-1: more of the constant gives more of the level).
    """

    constant: str
    level: str
    how: Literal["is", "follows", "keeps"]
    power: float


def applied(bench: OdeBench, factors: Mapping[str, float], anchors: Sequence[Anchor]) -> dict[str, float]:
    """Set the anchored constants of one parameter set by the cell at rest that it gives.

    Args:
        bench: The model as it is.
        factors: The factors that were drawn, by id.
        anchors: Those of the model; one whose constant has no factor is left out.

    Returns:
        The factors, with those of anchored constants replaced; as far as it came, if the cell cannot be run.
    """
    known = [anchor for anchor in anchors if anchor.constant in factors]
    drawn = {a.constant: 0.0 if a.how == "is" else math.log(factors[a.constant]) for a in known}
    free = {name: math.log(factor) for name, factor in factors.items() if name not in drawn}
    logs = dict.fromkeys(drawn, 0.0)
    shipped = _levels(bench, {})
    for number in range(1, STAGES + ROUNDS + 1 if known else 1):
        part = min(1.0, number / STAGES)
        if number <= STAGES:
            # Constants that keep a level are drawn too, and then mended together.
            for anchor in known:
                if anchor.how == "keeps":
                    logs[anchor.constant] += drawn[anchor.constant] / STAGES
        try:
            levels = _levels(bench, {**_exp(free, part), **_exp(logs)})
        except MtorsbmlError:
            break
        steps = {a.constant: _step(a, logs[a.constant], part * drawn[a.constant], shipped, levels) for a in known}
        for name, step in steps.items():
            there = logs[name] + _PART * max(-_LONGEST, min(_LONGEST, step))
            logs[name] = max(-_FURTHEST, min(_FURTHEST, there))
        if part == 1.0 and max(abs(step) for step in steps.values()) < CLOSE:
            break
    return {**factors, **_exp(logs)}


def _exp(logs: Mapping[str, float], part: float = 1.0) -> dict[str, float]:
    return {name: math.exp(part * value) for name, value in logs.items()}


def _levels(bench: OdeBench, factors: Mapping[str, float]) -> dict[str, float]:
    """All levels at rest, and the constants."""
    model = bench.model
    constants = {name: value * factors.get(name, 1.0) for name, value in model.defaults().items()}
    changes = {name: constants[name] for name in factors}
    course = model.simulate(changes, duration=_RUN, points=2, rtol=_RTOL, atol=1e-10)
    return {**constants, **dict(zip(course.columns, course.values[-1].tolist(), strict=True))}


def _step(anchor: Anchor, now: float, drawn: float, shipped: Mapping[str, float], levels: Mapping[str, float]) -> float:
    """How far the logarithm of a constant is from where it belongs."""
    before, level = shipped[anchor.level], levels[anchor.level]
    if before <= 0 or level <= 0:
        return 0.0
    moved = anchor.power * math.log(level / before)
    return moved if anchor.how == "keeps" else drawn + moved - now
