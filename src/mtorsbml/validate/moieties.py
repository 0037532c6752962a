"""Conserved sums of species: the whole-number vectors that every reaction leaves alone."""

from __future__ import annotations

import math
from fractions import Fraction
from itertools import permutations
from typing import Final

from mtorsbml.validate.network import Network, net_change
from mtorsbml.validate.view import flag

Row = dict[int, Fraction]
_ROUNDS: Final = 8


def conserved(network: Network) -> list[dict[str, float]]:
    """Sums of two or more species that no reaction changes, by Gaussian elimination in exact fractions.

    Species that rules, events or other models change, or that are held fixed, are left out; so is a model with a
    stoichiometry that is no plain number.
    """
    model = network.model
    outside = network.set_by_rule | network.set_by_event | network.open
    names = [
        n
        for n, s in model.species.items()
        if n not in outside and not flag(s, "boundaryCondition") and not flag(s, "constant")
    ]
    column = {name: i for i, name in enumerate(names)}
    # Each row belongs to one species: what reactions do to it, then which species were added up.
    offset = len(model.reactions)
    rows: list[Row] = [{offset + i: Fraction(1)} for i in range(len(names))]
    for j, view in enumerate(model.reactions.values()):
        for name, count in net_change(view).items():
            if not math.isfinite(count):
                return []
            if name in column:
                rows[column[name]][j] = Fraction(count).limit_denominator(10**6)
    found = [row for row in _eliminated(rows, offset) if row and min(row) >= offset]
    sums = [{names[i - offset]: value for i, value in sorted(row.items())} for row in _simplified(found)]
    return [_whole(s) for s in sums if len(s) > 1]


def _simplified(rows: list[Row]) -> list[Row]:
    """The same sums with fewer terms and fewer negative ones, as long as adding two of them gives a simpler one."""
    rows = [row if sum(row.values()) > 0 else {k: -v for k, v in row.items()} for row in rows]
    for _ in range(_ROUNDS):
        changed = False
        for i, j in permutations(range(len(rows)), 2):
            for key in sorted(rows[i].keys() & rows[j].keys()):
                candidate = _without(rows[i], rows[j], key)
                if _weight(candidate) < _weight(rows[i]):
                    rows[i] = candidate
                    changed = True
                    break
        if not changed:
            break
    return rows


def _without(row: Row, other: Row, key: int) -> Row:
    factor = row[key] / other[key]
    found = dict(row)
    for name, value in other.items():
        left = found.get(name, Fraction(0)) - factor * value
        if left:
            found[name] = left
        else:
            found.pop(name, None)
    return found if sum(found.values()) > 0 else {k: -v for k, v in found.items()}


def _weight(row: Row) -> tuple[int, int]:
    """What makes a sum hard to read: negative terms first, then terms."""
    return (sum(value < 0 for value in row.values()), len(row))


def _eliminated(rows: list[Row], width: int) -> list[Row]:
    pivots: dict[int, Row] = {}
    free: list[Row] = []
    for row in rows:
        while row and (first := min(row)) < width:
            pivot = pivots.get(first)
            if pivot is None:
                pivots[first] = row
                break
            factor = row[first] / pivot[first]
            for key, value in pivot.items():
                changed = row.get(key, Fraction(0)) - factor * value
                if changed:
                    row[key] = changed
                else:
                    row.pop(key, None)
        else:
            free.append(row)
    return free


def _whole(found: dict[str, Fraction]) -> dict[str, float]:
    scale = math.lcm(*(f.denominator for f in found.values()))
    counts = {name: int(f * scale) for name, f in found.items()}
    divisor = math.gcd(*counts.values()) * (1 if sum(counts.values()) > 0 else -1)
    return {name: count / divisor for name, count in counts.items()}
