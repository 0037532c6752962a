"""Compares two models."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from mtorsbml.diff.changes import GROUPS, Change, Diff
from mtorsbml.diff.facts import Element, Elements, Fact, Law
from mtorsbml.diff.load import load
from mtorsbml.diff.packages import collect

_LOCAL = "local parameter "


def diff(old: Path, new: Path) -> Diff:
    """What changed from one file to another.

    Raises:
        UsageError: A file cannot be read, is unsafe, or holds no model.
    """
    a, b = load(old), load(new)
    return Diff(old=a.name, new=b.name, changes=tuple(changes(collect(a.root), collect(b.root))))


def changes(old: Elements, new: Elements) -> Iterator[Change]:
    """The changes between two sets of elements, in the order of groups and keys."""
    order = {group: i for i, group in enumerate(GROUPS)}
    for place in sorted({*old, *new}, key=lambda p: (order[p[0]], p[1])):
        before, after = old.get(place), new.get(place)
        group = place[0]
        if before is None or after is None:
            present = before or after
            assert present is not None
            gone = after is None
            yield Change(
                kind="removed" if gone else "added",
                group=group,
                element=present.label,
                name=present.name,
                old=present.summary if gone else "",
                new="" if gone else present.summary,
            )
        else:
            yield from _aspects(group, before, _aligned(before, after))


def _aspects(group: str, before: Element, after: Element) -> Iterator[Change]:
    for aspect in [*before.facts, *(name for name in after.facts if name not in before.facts)]:
        old, new = before.facts.get(aspect), after.facts.get(aspect)
        if old is not None and new is not None and old.same(new):
            continue
        yield Change(
            kind="changed",
            group=group,
            element=before.label,
            name=after.name or before.name,
            aspect=aspect,
            old=old.text if old else "",
            new=new.text if new else "",
            note=old.note(new) if old and new and type(old) is type(new) else "",
        )


def _aligned(before: Element, after: Element) -> Element:
    """The second element with the first one's names of local parameters, if the law is the same but for them."""
    old, new = before.facts.get("kinetic law"), after.facts.get("kinetic law")
    if not (isinstance(old, Law) and isinstance(new, Law)):
        return after
    names = old.renamed(new)
    if not names or all(a == b for a, b in names.items()):
        return after
    facts: dict[str, Fact] = {}
    for aspect, fact in after.facts.items():
        own = aspect.removeprefix(_LOCAL)
        facts[_LOCAL + names.get(own, own) if aspect.startswith(_LOCAL) else aspect] = fact
    return replace(after, facts=facts)
