"""How a rate answers to one species, read off its law at scattered points."""

from __future__ import annotations

from typing import Final

from mtorsbml.validate.network import Network
from mtorsbml.validate.view import ReactionView

_NOISE: Final = 1e-9
"""Relative changes below this are rounding."""
_FACTORS: Final = (0.25, 4.0)


def response(network: Network, reaction: ReactionView, name: str) -> int:
    """1 if the rate of a reaction grows with a species at every point, -1 if it falls, 0 if it does neither or both."""
    found = 0
    for point in network.points():
        level, rate = point.get(name), network.rate(reaction, point)
        if rate is None or not level:
            continue
        for factor in _FACTORS:
            changed = network.rate(reaction, point, **{name: factor * level})
            if changed is None or abs(changed - rate) <= _NOISE * (abs(rate) + abs(changed)):
                continue
            sign = 1 if (changed > rate) == (factor > 1) else -1
            if found == -sign:
                return 0
            found = sign
    return found
