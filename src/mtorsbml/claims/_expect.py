"""Reading `expect`: words, or tables with sizes."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from typing import Any, Final

from mtorsbml.claims._where import Where
from mtorsbml.claims.claim import Dose, Expectation, Kind, Moment, Settings, Value
from mtorsbml.model.vocabulary import SID

_WORDS: Final[Mapping[str, Kind]] = {
    "increase": "increase", "increased": "increase", "up": "increase",
    "decrease": "decrease", "decreased": "decrease", "down": "decrease",
    "unchanged": "unchanged", "abolished": "abolished", "abolish": "abolished",
    "transient": "transient", "oscillates": "oscillates", "oscillate": "oscillates",
    "threshold_shift": "threshold_shift", "threshold-shift": "threshold_shift",
    "gate": "gate", "order": "order", "delayed": "delayed",
}  # fmt: skip
_SHOWN: Final = (
    "increase", "decrease", "unchanged", "abolished", "transient", "oscillates", "threshold_shift", "gate", "order",
    "delayed",
)  # fmt: skip
_KEYS: Final = (
    "direction", "kind", "at_least", "at_most", "shift", "threshold_shift", "dose", "gate", "factors", "order",
    "before", "after", "delayed",
)  # fmt: skip
_SHIFTS: Final = ("left", "right", "none", "any")
_SHARED: Final = ("dose", "factors", "gate", "order", "at_least", "at_most")
"""Keys that may stand beside the readouts and then hold for each of them."""


def read_expectations(given: object, where: Where) -> tuple[Expectation, ...]:
    """The expectations of a claim.

    Raises:
        UsageError: There is none, or one is not understood or contradicts itself.
    """
    if given is None or given == {}:
        where.fail('is empty; name a readout, such as { mTORC1_act = "decrease" }', "expect")
    table = where.table(given, "expect")
    shared = {key: table[key] for key in _SHARED if key in table}
    found: list[Expectation] = []
    if isinstance(shared.get("order"), list):
        found += _order(shared.pop("order"), where)
    for readout, item in table.items():
        if readout in _SHARED:
            continue
        if not SID.match(readout):
            where.fail(f"'{readout}' is no id; use letters, digits and _", "expect")
        for one in item if isinstance(item, list) else [item]:
            found += _one(readout, one, shared, where)
    if not found:
        where.fail("names no readout", "expect")
    _check_pairs(found, where)
    return tuple(found)


def _one(readout: str, given: object, shared: Mapping[str, Any], where: Where) -> list[Expectation]:
    key = f"expect.{readout}"
    if isinstance(given, str):
        table: Mapping[str, Any] = {"direction": given}
    else:
        table = where.table(given, key)
        where.keys(table, _KEYS, key)
    if not table:
        where.fail('is empty; say what to expect, such as "increase"', key)
    named = {name: table[name] for name in ("direction", "kind") if name in table}
    words = [_word(item, f"{key}.{name}", where) for name, item in named.items()]
    table = {**shared, **table}
    kinds = [word for word in words if word in _SHOWN]
    sides = [word for word in words if word in _SHIFTS]
    plain = [kind for kind in kinds if kind in _SHOWN[:6]]
    if len(set(plain)) > 1:
        where.fail(f"'{plain[0]}' and '{plain[1]}' contradict each other", key)
    found = [_sized(readout, plain[0], table, where)] if plain else []  # type: ignore[arg-type]
    if "threshold_shift" in kinds or "threshold_shift" in table or (sides and "dose" in table):
        found.append(_shift(readout, table, sides, where))
    if "gate" in kinds or ("gate" in table and not found):
        found.append(_gate(readout, table, where))
    if "order" in kinds or "before" in table or "after" in table or "order" in table:
        found += _relative_order(readout, table, where)
    if "delayed" in kinds or ("delayed" in table and table["delayed"] is not False):
        found = [e for e in found if e.kind not in {"increase", "decrease"}] + _delayed(readout, table, found, where)
    if not found:
        where.fail("says nothing to expect; give a direction", key)
    return found


def _word(given: object, key: str, where: Where) -> str:
    word = str(given).strip().lower()
    if word in _SHIFTS:
        return word
    if word not in _WORDS:
        where.unknown(str(given), _SHOWN, key)
    return _WORDS[word]


def _size(table: Mapping[str, Any], key: str, where: Where) -> tuple[float | None, float | None]:
    least, most = (
        where.number(table[name], f"{key}.{name}") if name in table else None for name in ("at_least", "at_most")
    )
    for name, size in (("at_least", least), ("at_most", most)):
        if size is not None and size < 0:
            where.fail(f"{size:g} is below 0; a size is a fraction of the control", f"{key}.{name}")
    if least is not None and most is not None and least > most:
        where.fail(f"at_least {least:g} is more than at_most {most:g}", key)
    return least, most


def _sized(readout: str, kind: Kind, table: Mapping[str, Any], where: Where) -> Expectation:
    key = f"expect.{readout}"
    least, most = _size(table, key, where)
    if kind == "unchanged" and least is not None:
        where.fail(f"unchanged and at_least {least:g} contradict each other; give at_most", key)
    if kind in {"decrease", "abolished"} and least is not None and least > 1:
        where.fail(f"cannot fall by more than all of the control, as at_least {least:g} asks", key)
    if kind == "abolished" and most is not None and most < 1:
        where.fail(f"abolished and at_most {most:g} contradict each other; use decrease", key)
    return Expectation(readout=readout, kind=kind, at_least=least, at_most=most)


def _shift(readout: str, table: Mapping[str, Any], sides: list[str], where: Where) -> Expectation:
    key = f"expect.{readout}"
    given = [str(table[name]).lower() for name in ("threshold_shift", "shift") if name in table] + sides
    given = [side for side in given if side != "true"]
    for side in given:
        if side not in _SHIFTS:
            where.unknown(side, _SHIFTS, key)
    if len(set(given)) > 1:
        where.fail(f"the threshold cannot go '{given[0]}' and '{given[1]}'", key)
    if "dose" not in table:
        where.fail("a threshold_shift needs dose = { id = ..., from = ..., to = ... }", key)
    dose = where.table(table["dose"], f"{key}.dose")
    where.keys(dose, ("id", "from", "to"), f"{key}.dose")
    for name in ("id", "from", "to"):
        if name not in dose:
            where.fail(f"has no '{name}'", f"{key}.dose")
    low, high = (where.value(dose[name], f"{key}.dose.{name}") for name in ("from", "to"))
    if low.unit == high.unit and low.number >= high.number:
        where.fail(f"goes from {low} to {high}; `to` must be more", f"{key}.dose")
    least, most = _size(table, key, where)
    return Expectation(
        readout=readout,
        kind="threshold_shift",
        toward=given[0] if given else "any",
        dose=Dose(str(dose["id"]), low, high),
        at_least=least,
        at_most=most,
    )


def _gate(readout: str, table: Mapping[str, Any], where: Where) -> Expectation:
    key = f"expect.{readout}"
    gate = str(table.get("gate", "and")).strip().lower()
    if gate not in {"and", "or"}:
        where.unknown(gate, ("and", "or"), f"{key}.gate")
    if "factors" not in table:
        where.fail('a gate needs factors, such as factors = ["GrowthFactors", "AminoAcids"]', key)
    given = table["factors"]
    factors: list[tuple[str, Settings]] = []
    if isinstance(given, dict):
        factors = [(name, where.settings(value, f"{key}.factors.{name}")) for name, value in given.items()]
    else:
        for item in where.items(given, f"{key}.factors"):
            if isinstance(item, str):
                names = [part.strip() for part in item.split("+")]
                factors.append((item, Settings(dict.fromkeys(names, Value(0.0)))))
            else:
                settings = where.settings(item, f"{key}.factors")
                factors.append((" + ".join([*settings.values, *settings.variants]), settings))
    if not 2 <= len(factors) <= 6:
        where.fail(f"a gate has 2 to 6 factors, not {len(factors)}", f"{key}.factors")
    least, most = _size(table, key, where)
    return Expectation(readout=readout, kind="gate", gate=gate, factors=tuple(factors), at_least=least, at_most=most)


def _order(given: list[Any], where: Where) -> list[Expectation]:
    names = [str(name) for name in given]
    if len(names) < 2 or len(set(names)) < len(names):
        where.fail(f"{names}: name at least two different readouts, the first to change first", "expect.order")
    return [Expectation(readout=first, kind="order", before=second) for first, second in itertools.pairwise(names)]


def _relative_order(readout: str, table: Mapping[str, Any], where: Where) -> list[Expectation]:
    key = f"expect.{readout}"
    before, after = table.get("before"), table.get("after")
    order = table.get("order")
    if isinstance(order, list):
        return _order(order, where)
    if isinstance(order, str):
        side, _, name = order.strip().partition(" ")
        if side in {"before", "after"} and name:
            before, after = (name.strip(), after) if side == "before" else (before, name.strip())
        elif side not in {"before", "after"} and SID.match(order.strip()):
            before = order.strip()
    if not before and not after:
        where.fail('an order needs before = "READOUT" or after = "READOUT"', key)
    if readout in (before, after):
        where.fail(f"'{readout}' cannot change before itself", key)
    found = [Expectation(readout=readout, kind="order", before=str(before))] if before else []
    return found + ([Expectation(readout=str(after), kind="order", before=readout)] if after else [])


def _delayed(readout: str, table: Mapping[str, Any], directions: list[Expectation], where: Where) -> list[Expectation]:
    key = f"expect.{readout}"
    given = table.get("delayed", True)
    toward = next((e.kind for e in directions if e.kind in {"increase", "decrease"}), "")
    least, most = _size(table, key, where)
    until: Moment | None = None
    if isinstance(given, str) and given.lower() in {"increase", "decrease"}:
        toward = given.lower()
    elif isinstance(given, str) and SID.match(given):
        lag = Expectation(readout=given, kind="order", before=readout)
        return [e for e in directions if e.kind in {"increase", "decrease"}] + [lag]
    elif given is not True:
        until = where.moment(given, f"{key}.delayed")
    return [Expectation(readout=readout, kind="delayed", toward=toward, until=until, at_least=least, at_most=most)]


def _check_pairs(found: list[Expectation], where: Where) -> None:
    exclusive = {"increase", "decrease", "unchanged", "abolished"}
    seen: dict[str, str] = {}
    for e in found:
        if e.kind in exclusive:
            if seen.get(e.readout, e.kind) != e.kind:
                where.fail(f"'{e.readout}' cannot be {seen[e.readout]} and {e.kind}", "expect")
            seen[e.readout] = e.kind
