"""The report for the terminal: by file, grave things first, many of one kind shortened, and a line at the end."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from mtorsbml.sbml.read import gist
from mtorsbml.validate.findings import SEVERITIES, FileReport, Finding

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

_SHOWN: Final = 3
"""How many kinds of findings of one code in one file are shown."""
_STYLES: Final = {"error": "bold red", "warning": "yellow", "info": "cyan"}
_LONGEST: Final = 320
_NAMED: Final = 6
_CODE: Final = 11
_UNIT: Final = re.compile(r"(\w+) \(exponent = (-?[\d.]+), multiplier = (-?[\d.e+-]+), scale = (-?\d+)\)")
_BOILERPLATE: Final = re.compile(
    r"^(?:As a principle of best modeling practice, the units|In situations where|As a principle of best).*?\. (?=The )"
    r"|Doing so improves the ability .*? errors in models\. "
    r"| Unit consistency reported as either no errors .*$"
)


def show(screen: Console, reports: Sequence[FileReport], *, everything: bool = False) -> None:
    """Print the findings of each file that has any, and the summary."""
    for report in reports:
        if report.findings:
            _show_file(screen, report, everything=everything)
    screen.print(summary(reports), style=_style(reports))


def _style(reports: Sequence[FileReport]) -> str:
    worst = next((s for s in SEVERITIES if any(report.count(s) for report in reports)), None)
    return {"error": "bold red", "warning": "bold yellow"}.get(worst or "", "bold green")


def summary(reports: Sequence[FileReport]) -> str:
    """One line: how many files, and how many findings of each severity."""
    counts = [(severity, sum(report.count(severity) for report in reports)) for severity in SEVERITIES]
    found = ", ".join(_number(count, {"info": "note"}.get(severity, severity)) for severity, count in counts if count)
    clean = sum(not report.findings for report in reports)
    files = _number(len(reports), "file")
    if not found:
        return f"{files}: no findings"
    return f"{files}: {found}" + (f"; {clean} without findings" if clean else "")


def _number(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"


def _show_file(screen: Console, report: FileReport, *, everything: bool) -> None:
    from rich.table import Table
    from rich.text import Text

    screen.print(Text(report.path, style="bold") + Text(f"  {report.kind}", style="dim"))
    table = Table.grid(padding=(0, 2), pad_edge=True)
    table.add_column(style="dim", justify="right", no_wrap=True, min_width=5)
    table.add_column(no_wrap=True, min_width=_CODE)
    table.add_column(ratio=1)
    order = sorted(report.findings, key=lambda f: (SEVERITIES.index(f.severity), f.code, f.member))
    for (_rank, code, _member), held in itertools.groupby(
        order, key=lambda f: (SEVERITIES.index(f.severity), f.code, f.member)
    ):
        alike: dict[str, list[Finding]] = {}
        for finding in held:
            alike.setdefault(finding.message if everything else _pattern(finding), []).append(finding)
        groups = list(alike.values())
        shown = groups if everything else groups[:_SHOWN]
        for found in shown:
            line = str(found[0].line) if found[0].line else ""
            table.add_row(line, Text(code, style=_STYLES[found[0].severity]), _said(found))
        if left := sum(f.count for found in groups[len(shown) :] for f in found):
            table.add_row("", "", Text(f"and {left} more {code}", style="dim"))
        if hints := list(dict.fromkeys(f.hint for found in shown for f in found if f.hint)):
            table.add_row("", "", Text(f"-> {' '.join(hints[0].split())}", style="dim"))
    screen.print(table)
    screen.print()


def _pattern(finding: Finding) -> str:
    """A message without what it names, which is the same for findings that differ in their element only."""
    return re.sub(r"'[^']*'", "''", brief(finding.message)) if finding.element else finding.message


def _said(found: Sequence[Finding]) -> Text:
    """The message of the first, and the elements of the others."""
    from rich.text import Text

    first = found[0]
    text = brief(first.message)
    if first.element and first.element not in text:
        text = f"{first.element}: {text}"
    text = (f"{first.member}: " if first.member else "") + text
    text = text if len(text) <= _LONGEST else f"{text[:_LONGEST]} ..."
    said = Text(f"{text.rstrip('.')} ({first.count} times)" if first.count > 1 else text.rstrip("."))
    others = list(dict.fromkeys(f.element for f in found[1:] if f.element and f.element != first.element))
    if len(found) > 1:
        named = ", ".join(others[:_NAMED])
        left = len(found) - 1 - min(len(others), _NAMED)
        more = f"{named} and {left} more" if named and left else named or f"{left} more"
        said.append(f"; also {more}", style="dim")
    return said


def brief(message: str) -> str:
    """What libSBML says of this file, without what it says at every such place."""
    return _UNIT.sub(_unit, _BOILERPLATE.sub("", gist(message))).strip() or message


def _unit(found: re.Match[str]) -> str:
    """A unit of libSBML's messages as people write it."""
    kind, (exponent, multiplier, scale) = found.group(1), map(float, found.groups()[1:])
    power = "" if exponent == 1 else f"^{exponent:g}"
    factor = "" if multiplier == 1 else f"{multiplier:g} "
    tens = f"10^{scale:g} " if scale else ""
    inner = f"{factor}{tens}{kind}"
    return f"({inner}){power}" if " " in inner and power else f"{inner}{power}"


def statistics(screen: Console, reports: Sequence[FileReport]) -> None:
    """How often each code was found, and in how many files."""
    from rich import box
    from rich.table import Table

    times: Counter[str] = Counter()
    files: Counter[str] = Counter()
    kinds: dict[str, Finding] = {}
    for report in reports:
        for finding in report.findings:
            times[finding.code] += finding.count
            kinds.setdefault(finding.code, finding)
        files.update({finding.code for finding in report.findings})
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for column in ("times", "files", "code", "severity", "family"):
        table.add_column(column, justify="right" if column in {"times", "files"} else "left")
    for code, count in times.most_common():
        table.add_row(str(count), str(files[code]), code, kinds[code].severity, kinds[code].category)
    screen.print(table)
