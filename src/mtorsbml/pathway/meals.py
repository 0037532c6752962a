"""Meals as people write them, `8h,13h,19h:1.5`, as the parameters of the organism."""

from __future__ import annotations

import math
import re
from itertools import pairwise
from typing import Final

from mtorsbml.errors import UsageError
from mtorsbml.pathway.organism import DAY, MEALS

_MEAL: Final = re.compile(r"(?P<time>\d+(?:\.\d+)?)(?P<unit>h|min)(?::(?P<size>\d+(?:\.\d+)?))?\Z")


def schedule(text: str) -> dict[str, float]:
    """The parameters for the meals of a day, which repeat every day; no meals for an empty text.

    Args:
        text: Meals with commas between them, in the order of the day: the time after midnight (`8h`, `450min`) and,
            after a colon, the size in portions (1 if it is not said).

    Returns:
        `Meal_1_t_on` [min], `Meal_1_size`, ... of all meals that the organism can have; what is not used has size 0.

    Raises:
        UsageError: A meal cannot be read, lies outside the day or before the one in front of it, or there are too many.
    """
    meals = [_meal(part.strip()) for part in text.split(",") if part.strip()]
    if len(meals) > MEALS:
        raise UsageError(f"--meals '{text}': {len(meals)} meals, of which a day has {MEALS} at most; join some")
    for (earlier, first, _), (later, second, _) in pairwise(meals):
        if second <= first:
            raise UsageError(
                f"--meals '{text}': meal '{later}' comes after '{earlier}' in the list but not in the day; "
                "put the meals in the order of their times"
            )
    changes: dict[str, float] = {}
    for number in range(1, MEALS + 1):
        _, time, size = meals[number - 1] if number <= len(meals) else ("", 0.0, 0.0)
        changes |= {f"Meal_{number}_t_on": time, f"Meal_{number}_size": size}
    return changes


def _meal(text: str) -> tuple[str, float, float]:
    found = _MEAL.match(text)
    if found is None:
        raise UsageError(
            f"--meals: '{text}' is no meal; write a time and, if it is not 1, a size: 8h, 450min or 19h:1.5"
        )
    time = float(found["time"]) * (60.0 if found["unit"] == "h" else 1.0)
    if not time < DAY:
        raise UsageError(f"--meals: meal '{text}' lies outside the day; give a time from 0h to before 24h")
    size = float(found["size"] or 1.0)
    if not math.isfinite(size):
        raise UsageError(f"--meals: the size of meal '{text}' is not finite; give a number")
    return text, time, size
