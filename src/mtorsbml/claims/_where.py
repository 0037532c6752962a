"""A place in a claims file: it reads what stands there, and its errors name file, claim and key."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NoReturn

from mtorsbml.claims import quantities
from mtorsbml.claims.claim import Moment, Settings, Value
from mtorsbml.errors import UsageError, nearest
from mtorsbml.model.vocabulary import SID

_REST = {"steady state", "steady-state", "steady_state", "rest", "steady"}


@dataclass(frozen=True, slots=True)
class Where:
    """A file, and a claim in it."""

    file: str
    claim: str = ""

    def fail(self, reason: str, key: str = "") -> NoReturn:
        """Refuse what stands here.

        Raises:
            UsageError: Always.
        """
        claim = f": claim '{self.claim}'" if self.claim else ""
        raise UsageError(f"{self.file}{claim}: {f'{key}: ' if key else ''}{reason}")

    def unknown(self, word: str, known: Iterable[str], key: str) -> NoReturn:
        """Refuse a word, and suggest the nearest known one.

        Raises:
            UsageError: Always.
        """
        names = list(known)
        self.fail(f"unknown '{word}'{nearest(word, names) or '; take one of ' + ', '.join(names)}", key)

    def keys(self, table: Mapping[str, Any], known: Iterable[str], key: str = "") -> None:
        """Refuse a table with an unknown key."""
        names = list(known)
        for name in table:
            if name not in names:
                self.unknown(name, names, key or "key")

    def table(self, given: object, key: str) -> Mapping[str, Any]:
        """What stands here, which must be a table."""
        if not isinstance(given, dict):
            self.fail(f"{given!r} is no table, such as {{ AminoAcids = 0 }}", key)
        return given

    def items(self, given: object, key: str) -> list[Any]:
        """What stands here as a list; a single text or number is a list of one."""
        if isinstance(given, dict | bool):
            self.fail(f"{given!r} is no list", key)
        return given if isinstance(given, list) else [given]

    def text(self, table: Mapping[str, Any], key: str) -> str:
        """A text in one line, empty if there is none."""
        found = table.get(key, "")
        if not isinstance(found, str):
            self.fail(f"{found!r} is no text", key)
        return " ".join(found.split())

    def number(self, given: object, key: str) -> float:
        """A finite number."""
        if isinstance(given, bool) or not isinstance(given, int | float) or not math.isfinite(given):
            self.fail(f"{given!r} is no finite number", key)
        return float(given)

    def value(self, given: object, key: str) -> Value:
        """A multiple, or a number with a unit."""
        if isinstance(given, bool):
            return Value(float(given))
        if isinstance(given, str):
            try:
                number, unit = quantities.quantity(given)
            except UsageError as error:
                self.fail(str(error), key)
            if not unit:
                self.fail(f"'{given}' has no unit; a multiple of the reference is a number without quotes", key)
            found = Value(number, unit)
        else:
            found = Value(self.number(given, key))
        if found.number < 0:
            self.fail(f"{given!r} is below 0", key)
        return found

    def settings(self, given: object, key: str) -> Settings:
        """Values by id, and the names of variants under `variant`."""
        values: dict[str, Value] = {}
        variants: list[str] = []
        for name, value in self.table(given, key).items():
            if name in {"variant", "variants"}:
                names = [part.strip() for item in self.items(value, f"{key}.{name}") for part in str(item).split("+")]
                if not all(names):
                    self.fail(f"{value!r} names no variant", f"{key}.{name}")
                variants += names
            elif not SID.match(name):
                self.fail(f"'{name}' is no id; use letters, digits and _", key)
            else:
                values[name] = self.value(value, f"{key}.{name}")
        return Settings(values, tuple(dict.fromkeys(variants)))

    def moment(self, given: object, key: str) -> Moment:
        """A time such as `2 h`, the steady state, or a bare number in the model's unit of time."""
        if isinstance(given, str):
            if given.strip().lower() in _REST:
                return Moment()
            try:
                return Moment(minutes=quantities.minutes(given), text=given.strip())
            except UsageError as error:
                self.fail(str(error), key)
        number = self.number(given, key)
        if number <= 0:
            self.fail(f"{given!r}: a time lies after 0", key)
        return Moment(bare=number, text=f"{number:g}")
