"""What a modifier does to a rate: read off the rate law, by evaluating it at scattered points."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any, Final

from mtorsbml.model import sbo
from mtorsbml.sbml._values import evaluate

_POINTS: Final = 12
_GOLDEN: Final = (math.sqrt(5) - 1) / 2


def modifier_term(law: Any, name: str, ids: Sequence[str], shares: Mapping[str, float]) -> str:
    """SBO term of a modifier: stimulator or inhibitor where every point of the rate law agrees, else modifier.

    Args:
        law: The rate law as MathML.
        name: Id of the modifier.
        ids: Every id in the law.
        shares: Values of the dimensionless constants, which are not scattered: the sign of `w + (1 - w) * S6K1` is
            that of a share below 1.
    """
    rises = falls = False
    for point in range(_POINTS):
        values = {key: 0.5 + 2 * math.modf((i + 1) * (point + 1) * _GOLDEN)[0] for i, key in enumerate(ids)}
        values.update(shares)
        try:
            change = evaluate(law, values | {name: 2 * values[name]}) - evaluate(law, values)
        except (ArithmeticError, ValueError):
            return sbo.MODIFIER
        rises, falls = rises or change > 0, falls or change < 0
    if rises == falls:
        return sbo.MODIFIER
    return sbo.STIMULATOR if rises else sbo.INHIBITOR
