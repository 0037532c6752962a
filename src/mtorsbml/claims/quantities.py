"""Numbers with units, as claims write them: amounts such as `100 nmol/l`, and times such as `2 h`."""

from __future__ import annotations

import math
import re
from typing import Final

from mtorsbml.errors import MtorsbmlError, UsageError

_QUANTITY: Final = re.compile(r"\s*([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)\s*(\S.*?)?\s*\Z")
_MINUTES: Final = {
    **dict.fromkeys(("s", "sec", "second", "seconds"), 1 / 60),
    **dict.fromkeys(("min", "minute", "minutes"), 1.0),
    **dict.fromkeys(("h", "hr", "hour", "hours"), 60.0),
    **dict.fromkeys(("d", "day", "days"), 1440.0),
    **dict.fromkeys(("w", "week", "weeks"), 10080.0),
    **dict.fromkeys(("month", "months"), 43830.0),
    **dict.fromkeys(("y", "year", "years"), 525960.0),
}
_PREFIX: Final = {
    "": 1.0, "d": 1e-1, "c": 1e-2, "m": 1e-3, "u": 1e-6, "\N{MICRO SIGN}": 1e-6, "\N{GREEK SMALL LETTER MU}": 1e-6,
    "n": 1e-9, "p": 1e-12, "f": 1e-15, "a": 1e-18, "z": 1e-21, "k": 1e3,
}  # fmt: skip
_NAMES: Final = {"minute": "min", "hour": "h", "second": "s", "day": "d", "litre": "l", "liter": "l", "mole": "mol"}
_NUMBERS: Final = {"", "1", "fold", "x", "dimensionless"}


def quantity(text: str) -> tuple[float, str]:
    """Number and unit of a text such as `100 nmol/l`; the unit is empty if there is none.

    Raises:
        UsageError: It does not begin with a finite number.
    """
    found = _QUANTITY.match(text)
    number = float(found.group(1)) if found else math.nan
    if found is None or not math.isfinite(number):
        raise UsageError(f"'{text}' is no number with a unit, such as \"100 nmol/l\"")
    return number, found.group(2) or ""


def minutes(text: str) -> float:
    """Minutes of a text such as `2 h`.

    Raises:
        UsageError: It is no time.
    """
    number, unit = quantity(text)
    if unit not in _MINUTES:
        raise UsageError(f"'{text}' is no time: use s, min, h or d, as in \"2 h\"")
    if number <= 0:
        raise UsageError(f"'{text}': a time lies after 0")
    return number * _MINUTES[unit]


def convert(number: float, unit: str, target: str) -> float:
    """A number in another unit of the same kind.

    Args:
        number: In `unit`.
        unit: As people write it: `nM`, `umol/l`, `1/h`, `%`.
        target: The unit to give it in, as `OdeModel.units` writes it.

    Raises:
        MtorsbmlError: The units are of different kinds, or one is unknown.
    """
    if unit == target:
        return number
    if not target:
        raise MtorsbmlError(
            f"the model does not say in which unit it is, so '{unit}' cannot be converted; give a multiple"
        )
    there, here = _parsed(target), _parsed(unit)
    if there is None:
        raise MtorsbmlError(f"the model's unit '{target}' is not understood; give a multiple")
    if here is None:
        raise MtorsbmlError(f"the unit '{unit}' is not understood; the model has it in {_shown(target)}")
    if here[1] != there[1]:
        raise MtorsbmlError(f"the unit '{unit}' does not fit: the model has it in {_shown(target)}")
    # Rounded to what the text can have meant: 0.1 umol/l is 100 nmol/l and not 99.99999999999999.
    return float(f"{number * here[0] / there[0]:.14g}")


def in_model_time(minutes_: float, unit: str) -> float:
    """Minutes in a model's unit of time.

    Raises:
        MtorsbmlError: The unit is none of time.
    """
    if unit not in _MINUTES:
        raise MtorsbmlError("the model's unit of time is unknown; give `at` as a bare number in that unit")
    return minutes_ if unit == "min" else minutes_ / _MINUTES[unit]


def _shown(unit: str) -> str:
    return "no unit (a plain number)" if unit == "1" else unit


def _parsed(text: str) -> tuple[float, tuple[tuple[str, int], ...]] | None:
    """Factor to mol, l, min and powers of these; None if it is not understood."""
    if text == "%":
        return 0.01, ()
    above, *below = text.replace("*", " ").split("/")
    factor, powers = 1.0, dict.fromkeys(("mol", "l", "min"), 0)
    for part, sign in [(above, 1), *((other, -1) for other in below)]:
        for word in part.split():
            found = _word(word)
            if found is None:
                return None
            size, kinds, power = found
            factor *= size ** (power * sign)
            for kind, count in kinds:
                powers[kind] += count * power * sign
    return factor, tuple((kind, power) for kind, power in powers.items() if power)


def _word(word: str) -> tuple[float, tuple[tuple[str, int], ...], int] | None:
    name, _, power = word.partition("^")
    if not (power or "1").lstrip("-").isdigit():
        return None
    name, count = _NAMES.get(name, name), int(power or "1")
    if name in _NUMBERS:
        return 1.0, (), count
    if name in _MINUTES:
        return _MINUTES[name], (("min", 1),), count
    for base, kinds in (("mol", (("mol", 1),)), ("M", (("mol", 1), ("l", -1))), ("l", (("l", 1),)), ("L", (("l", 1),))):
        if name.endswith(base) and name.removesuffix(base) in _PREFIX:
            return _PREFIX[name.removesuffix(base)], kinds, count
    return None
