"""Reading claims files: TOML with one or more `[[claim]]`; what is not understood is refused by name."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final

from mtorsbml.claims._expect import read_expectations
from mtorsbml.claims._where import Where
from mtorsbml.claims.claim import FORMALISMS, Arm, Claim, Formalism, Moment
from mtorsbml.errors import UsageError

_KEYS: Final = (
    "id", "statement", "model", "formalisms", "given", "control", "test", "at", "expect", "refs", "lines", "confidence",
    "known_failure", "note",
)  # fmt: skip
_FORMALISMS: Final[Mapping[str, Formalism]] = {
    "ode": "ode", "core": "ode", "kinetic": "ode", "logic": "logic", "logical": "logic", "qual": "logic",
}  # fmt: skip
_NEED_ONE_ARM: Final = {"gate", "transient", "oscillates", "order", "delayed"}


def read_claims(path: Path | str) -> tuple[Claim, ...]:
    """The claims of a file, in its order.

    Raises:
        UsageError: The file cannot be read, or something in it is not understood; the message names file, claim and
            key.
    """
    file = Path(path)
    try:
        text = file.read_text(encoding="utf-8")
    except OSError as error:
        raise UsageError(f"{file}: cannot be read ({error.strerror or error})") from None
    except UnicodeDecodeError:
        raise UsageError(f"{file}: is not UTF-8 text") from None
    return parse_claims(text, str(file))


def parse_claims(text: str, name: str) -> tuple[Claim, ...]:
    """The claims of a text.

    Args:
        text: TOML.
        name: What to call it in messages.

    Raises:
        UsageError: As `read_claims`.
    """
    top = Where(name)
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{name}: no TOML: {error}") from None
    top.keys(content, ("claim", "model", "formalisms"))
    given = content.get("claim", [])
    if not isinstance(given, list) or not given or not all(isinstance(item, dict) for item in given):
        top.fail("holds no claims; a claim begins with [[claim]]")
    defaults: dict[str, Any] = {key: content[key] for key in ("model", "formalisms") if key in content}
    claims: dict[str, Claim] = {}
    for number, item in enumerate(given, 1):
        claim = _claim({**defaults, **item}, name, number)
        if claim.id in claims:
            top.fail(f"two claims have the id '{claim.id}'; rename one")
        claims[claim.id] = claim
    return tuple(claims.values())


def _claim(item: Mapping[str, Any], name: str, number: int) -> Claim:
    identifier = item.get("id")
    if not isinstance(identifier, str) or not identifier.strip():
        Where(name, f"{number}").fail('has no id; give it one, such as id = "C001"', "id")
    where = Where(name, identifier)
    where.keys(item, _KEYS)
    at = _moments(item.get("at", "steady state"), where)
    expect = read_expectations(item.get("expect"), where)
    claim = Claim(
        id=identifier,
        statement=where.text(item, "statement"),
        model=where.text(item, "model"),
        formalisms=_formalisms(item.get("formalisms", list(FORMALISMS)), where),
        given=where.settings(item.get("given", {}), "given"),
        control=_arm(item.get("control", {}), "control", where),
        test=_arm(item.get("test", {}), "test", where),
        at=at,
        expect=expect,
        refs=tuple(str(ref) for ref in where.items(item.get("refs", []), "refs")),
        lines=tuple(str(line) for line in where.items(item.get("lines", []), "lines")),
        confidence=where.text(item, "confidence"),
        known_failure=where.text(item, "known_failure"),
        note=where.text(item, "note"),
        file=name,
    )
    _check_contradictions(claim, where)
    return claim


def _formalisms(given: object, where: Where) -> tuple[Formalism, ...]:
    words = [str(word) for word in where.items(given, "formalisms")]
    if words == ["both"]:
        return FORMALISMS
    if not words:
        where.fail("is empty; take ode, logic or both", "formalisms")
    for word in words:
        if word not in _FORMALISMS:
            where.unknown(word, FORMALISMS, "formalisms")
    chosen = {_FORMALISMS[word] for word in words}
    return tuple(name for name in FORMALISMS if name in chosen)


def _arm(given: object, key: str, where: Where) -> Arm:
    table = where.table(given, key)
    where.keys(table, ("start", "then"), key)
    return Arm(
        start=where.settings(table.get("start", {}), f"{key}.start"),
        then=where.settings(table.get("then", {}), f"{key}.then"),
    )


def _moments(given: object, where: Where) -> tuple[Moment, ...]:
    moments = tuple(where.moment(item, "at") for item in where.items(given, "at"))
    if not moments:
        where.fail('is empty; give a time such as "2 h", or "steady state"', "at")
    return moments


def _check_contradictions(claim: Claim, where: Where) -> None:
    both = claim.given
    for arm, name in ((claim.control, "control"), (claim.test, "test")):
        for other, key in ((arm.start, f"{name}.start"), (arm.then, f"{name}.then")):
            if key.endswith("start"):
                for identifier in other.values:
                    if both.values.get(identifier, other.values[identifier]) != other.values[identifier]:
                        where.fail(f"'{identifier}' is set otherwise in given, which holds in both arms", key)
    needs_two = [e for e in claim.expect if e.kind not in _NEED_ONE_ARM]
    same = claim.control.start.key == claim.test.start.key and claim.control.then.key == claim.test.then.key
    if same and needs_two:
        where.fail(
            f"control and test are the same, so '{needs_two[0].readout}' cannot {_verb(needs_two[0].kind)}", "test"
        )


def _verb(kind: str) -> str:
    return {"increase": "increase", "decrease": "decrease", "threshold_shift": "shift its threshold"}.get(
        kind, f"be compared ({kind})"
    )


def find_files(places: Iterable[Path]) -> list[Path]:
    """Claims files that are meant by some paths: files as they are, and of folders what ends in `.toml`.

    Raises:
        UsageError: A path does not exist, or a folder holds no claims.
    """
    found: list[Path] = []
    for place in places:
        if place.is_dir():
            inside = sorted(place.rglob("*.toml"))
            if not inside:
                raise UsageError(f"{place}: holds no claims files (*.toml)")
            found += inside
        elif place.is_file():
            found.append(place)
        else:
            raise UsageError(f"{place}: there is no such file")
    return list(dict.fromkeys(found))
