"""A comparison as text, JSON and HTML, and a single model as the text that git compares."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from mtorsbml.diff.changes import GROUPS, Change, Diff
from mtorsbml.diff.load import load
from mtorsbml.diff.packages import collect
from mtorsbml.errors import UsageError

if TYPE_CHECKING:
    from jinja2 import Template

Paint = Callable[[str, str], str]

_SIGNS: Final = {"added": "+", "removed": "-", "changed": "~"}
_COLOURS: Final = {"added": "green", "removed": "red", "changed": "yellow"}
_TEMPLATE: Final = Path(__file__).with_name("diff.html.j2")


def plain(text: str, _colour: str) -> str:
    """No colours."""
    return text


def text(found: Diff, paint: Paint = plain) -> str:
    """For a terminal: grouped by part of the model and by element; the last line is the summary."""
    lines = [paint(f"--- {found.old}", "red"), paint(f"+++ {found.new}", "green")]
    for group, elements in found.grouped():
        lines += ["", paint(group, "bold")]
        for element, changes in elements:
            lines += _element(element, changes, paint)
    return "\n".join([*lines, "", found.summary()]) + "\n"


def _element(element: str, changes: list[Change], paint: Paint) -> list[str]:
    first = changes[0]
    title = f"{element} ({first.name})" if first.name and first.name != element else element
    lines = []
    if first.aspect:
        lines.append(f"  {paint(f'~ {title}', 'yellow')}")
    for c in changes:
        if not c.aspect:
            detail = f": {c.old or c.new}" if c.old or c.new else ""
            lines.append(f"  {paint(f'{_SIGNS[c.kind]} {title}', _COLOURS[c.kind])}{detail}")
        else:
            lines += _aspect(c, paint)
    return lines


def _aspect(c: Change, paint: Paint) -> list[str]:
    note = f"  [{c.note}]" if c.note else ""
    if not c.old or not c.new:
        present, sign, colour = (c.new, "+", "green") if c.new else (c.old, "-", "red")
        # An annotation says in its aspect all that there is to say.
        detail = "" if c.aspect.endswith(present) else f": {present}"
        return [f"      {paint(f'{sign} {c.aspect}{detail}', colour)}{note}"]
    if len(c.old) + len(c.new) > 80:
        return [
            f"      {c.aspect}:{note}",
            f"        {paint(f'- {c.old}', 'red')}",
            f"        {paint(f'+ {c.new}', 'green')}",
        ]
    return [f"      {c.aspect}: {paint(c.old, 'red')} -> {paint(c.new, 'green')}{note}"]


def as_json(found: Diff) -> str:
    """For programs."""
    return json.dumps(found.to_dict(), indent=2, ensure_ascii=False) + "\n"


def html(found: Diff) -> str:
    """A page of its own: no script, and nothing from elsewhere."""
    return _template().render(diff=found)


@cache
def _template() -> Template:
    from jinja2 import Environment, StrictUndefined

    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    return environment.from_string(_TEMPLATE.read_text(encoding="utf-8"))


def textconv(source: Path) -> str:
    """A model as lines that do not depend on order and layout, for `git diff`; what is no SBML, as it is.

    Raises:
        UsageError: The file cannot be read.
    """
    try:
        elements = collect(load(source).root)
    except UsageError:
        # git asks for every *.xml of a repository, and shows nothing at all of a file for which this fails.
        try:
            return source.read_bytes().decode("utf-8", errors="replace")
        except OSError as error:
            raise UsageError(f"{source}: cannot be read ({error.strerror or error})") from None
    lines = []
    for group, key in sorted(elements, key=lambda p: (GROUPS.index(p[0]), p[1])):
        element = elements[group, key]
        lines.append(f"{group}: {element.label}")
        lines += [f"  {group} {element.label}, {aspect}: {fact.text}" for aspect, fact in sorted(element.facts.items())]
    return "\n".join(lines) + "\n"
