"""The registries of identifiers and of SBO terms, from tables that `scripts/snapshot-registries` writes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

_FOLDER: Final = Path(__file__).parent
_SBO: Final = re.compile(r"SBO:(\d{7})")


@dataclass(frozen=True, slots=True)
class Registry:
    """A registry of identifiers."""

    prefix: str
    patterns: tuple[str, ...]
    obsolete: bool

    def accepts(self, accession: str) -> bool:
        """Whether one of its patterns fits, with or without the prefix before the accession; True without patterns."""
        return not self.patterns or _accepted(self, accession)


@lru_cache(maxsize=1 << 16)
def _accepted(known: Registry, accession: str) -> bool:
    given = (accession, f"{known.prefix.upper()}:{accession}", f"{known.prefix.upper()}_{accession}")
    return any(_compiled(p).fullmatch(text) for p in known.patterns for text in given)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    try:
        return re.compile(pattern)
    except re.error:  # written for another dialect
        return re.compile(r".*", re.DOTALL)


def _rows(name: str) -> list[list[str]]:
    lines = (_FOLDER / name).read_text(encoding="utf-8").split("\n")[2:]
    return [line.split("\t") for line in lines if line]


@cache
def _registries() -> dict[str, Registry]:
    found: dict[str, Registry] = {}
    rows = _rows("identifiers.tsv")
    for prefix, _, patterns, status in rows:
        found[prefix] = Registry(prefix, tuple(patterns.split()), status == "obsolete")
    for prefix, synonyms, _, _ in rows:
        for name in synonyms.split():
            found.setdefault(name, found[prefix])
    return found


def registry(prefix: str) -> Registry | None:
    """The registry of a prefix or of a synonym of it."""
    return _registries().get(prefix.lower())


@cache
def _terms() -> dict[int, tuple[frozenset[str], bool]]:
    return {int(n): (frozenset(b.split(";")), status == "obsolete") for n, b, status in _rows("sbo.tsv")}


def sbo_branches(term: str) -> frozenset[str] | None:
    """The branches of SBO that a term is in; None for a term that is unknown."""
    found = _SBO.fullmatch(term)
    known = _terms().get(int(found[1])) if found else None
    return known[0] if known else None


def sbo_is_obsolete(term: str) -> bool:
    """Whether a term was withdrawn."""
    found = _SBO.fullmatch(term)
    known = _terms().get(int(found[1])) if found else None
    return bool(known and known[1])
