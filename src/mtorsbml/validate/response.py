"""How a rate answers to one species, read off its law at scattered points."""

from __future__ import annotations

from typing import Final

from mtorsbml.validate.network import Network
from mtorsbml.validate.view import ReactionView

_NOISE: Final = 1e-9
"""Relative changes below this are rounding."""
_FACTORS: Final = (4.0, 0.25)


def contradicts(network: Network, reaction: ReactionView, name: str, sign: int) -> bool:
    """Whether a rate answers to a species against a sign (1: it grows, -1: it falls), at some point and nowhere else.

    One answer in the sense of the sign ends the search, so that what is right costs two evaluations.
    """
    against = False
    for point in network.points():
        level, rate = point.get(name), network.rate(reaction, point)
        if rate is None or not level:
            continue
        for factor in _FACTORS:
            changed = network.rate(reaction, point, **{name: factor * level})
            if changed is None or abs(changed - rate) <= _NOISE * (abs(rate) + abs(changed)):
                continue
            if ((changed > rate) == (factor > 1)) == (sign > 0):
                return False
            against = True
    return against
