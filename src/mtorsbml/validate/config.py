"""The settings in `pyproject.toml`, table `tool.mtorsbml`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from mtorsbml.errors import UsageError, nearest
from mtorsbml.validate.findings import PROFILES

_TYPES: Final[dict[str, tuple[type, str]]] = {
    "profile": (str, "a text"),
    "select": (list, "a list of codes"),
    "ignore": (list, "a list of codes"),
    "per-file-ignores": (dict, "a table of patterns with lists of codes"),
    "baseline": (str, "a path"),
    "jobs": (int, "a whole number"),
    "timeout": (int, "a number of seconds"),
    "memory": (str, "a size such as '2G'"),
    "simulate": (bool, "true or false"),
}
_UNITS: Final = {"": 1, "K": 2**10, "M": 2**20, "G": 2**30}


@dataclass(frozen=True, kw_only=True, slots=True)
class Config:
    """What the file says; `root` is its folder, from which patterns and paths in it are seen."""

    root: Path
    values: Mapping[str, Any] = field(default_factory=dict)

    def get(self, name: str) -> Any:
        """A value; None where there is none."""
        return self.values.get(name)


def load(start: Path) -> Config:
    """The settings of the nearest `pyproject.toml` that has the table, from a folder upwards.

    Raises:
        UsageError: The file is no TOML, or the table has an unknown name or a value of another type.
    """
    for folder in (start.absolute(), *start.absolute().parents):
        file = folder / "pyproject.toml"
        if not file.is_file():
            continue
        try:
            found = tomllib.loads(file.read_text(encoding="utf-8")).get("tool", {}).get("mtorsbml")
        except (OSError, ValueError) as error:
            raise UsageError(f"{file}: cannot be read ({' '.join(str(error).split())})") from None
        if found is not None:
            return Config(root=folder, values=_checked(found, file))
    return Config(root=start.absolute())


def _checked(values: Any, file: Path) -> dict[str, Any]:
    where = f"{file}, tool.mtorsbml"
    if not isinstance(values, dict):
        raise UsageError(f"{where}: this is no table")
    for name, value in values.items():
        if name not in _TYPES:
            raise UsageError(f"{where}: '{name}' is unknown{nearest(name, _TYPES)}")
        expected, what = _TYPES[name]
        if not isinstance(value, expected) or (expected is int and isinstance(value, bool)):
            raise UsageError(f"{where}: {name} = {value!r} is not {what}")
    lists = {name: values[name] for name in ("select", "ignore") if name in values}
    lists |= values.get("per-file-ignores", {})
    for name, codes in lists.items():
        if not isinstance(codes, list) or not all(isinstance(code, str) for code in codes):
            raise UsageError(f"{where}: {name} = {codes!r} is not a list of codes")
    if values.get("profile", "default") not in PROFILES:
        raise UsageError(f"{where}: profile = '{values['profile']}'; take one of {', '.join(PROFILES)}")
    for name in ("jobs", "timeout"):
        if values.get(name, 1) < 1:
            raise UsageError(f"{where}: {name} = {values[name]}; take a number from 1 on")
    if "memory" in values:
        size(values["memory"], where)
    return values


def size(text: str, where: str) -> int:
    """A number of bytes from a text such as `512M` or `2G`.

    Raises:
        UsageError: It is none.
    """
    found = re.fullmatch(r"(\d+(?:\.\d+)?)\s*([KMG]?)(?:i?B)?", text.strip(), re.IGNORECASE)
    if found is None:
        raise UsageError(f"{where}: '{text}' is no size; write one such as 512M or 2G")
    return int(float(found.group(1)) * _UNITS[found.group(2).upper()])
