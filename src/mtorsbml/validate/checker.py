"""Checks one file in this process, which a hostile file can bring down: `runner` uses others for it."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Final

from mtorsbml.sbml import scan
from mtorsbml.sbml.scan import MAX_BYTES
from mtorsbml.sbml.tree import Root
from mtorsbml.validate import registry
from mtorsbml.validate.findings import FileReport, Finding, Options, Profile

SBML_NAMESPACE: Final = "http://www.sbml.org/sbml/level"
SEDML_NAMESPACE: Final = "http://sed-ml.org/"
ZIP: Final = b"PK"


def unreadable(path: Path) -> Finding | None:
    """Why a file cannot be read; None if it can."""
    rule = registry.rule("XML014")
    try:
        if not path.is_file():
            reasons = (("is a directory", path.is_dir()), ("is no regular file", path.exists()))
            return rule.finding(f"the file {next((r for r, holds in reasons if holds), 'does not exist')}")
        size = path.stat().st_size
        if size > MAX_BYTES:
            return registry.rule("XML005").finding(f"the file has {size} bytes; at most {MAX_BYTES} are read")
        with path.open("rb") as file:
            file.read(1)
    except (OSError, ValueError) as error:
        return rule.finding(f"the file cannot be read ({getattr(error, 'strerror', None) or error})")
    return None


def check_bytes(data: bytes, path: Path, *, profile: Profile = "default", simulate: bool = False) -> FileReport:
    """Check the content of a file, SBML, SED-ML or an archive; `path` tells where what it refers to is looked for."""
    return check(data, path, Options(profile=profile, simulate=simulate))[0]


def check(data: bytes, path: Path, options: Options) -> tuple[FileReport, list[str]]:
    """Check the content of a file.

    Returns:
        The report, and the other files that it depends on, relative to the folder of the file.
    """
    if data.startswith(ZIP) or path.suffix.lower() == ".omex":
        from mtorsbml.validate import archives

        kind, found, read = "omex", archives.check(data, options), list[str]()
    else:
        kind, found, read = _check_xml(data, path, options)
    return FileReport(path=str(path), kind=kind, findings=tuple(grouped(found))), read


def _check_xml(data: bytes, path: Path, options: Options) -> tuple[str, list[Finding], list[str]]:
    try:
        root = scan.scan(data)
    except scan.Refused as refused:
        return "", [_refusal(refused)], []
    if root.name == "sbml" and root.ns.startswith(SBML_NAMESPACE):
        try:
            return _check_sbml(root, data, path, options)
        finally:
            root.release()
    if root.name == "sedML" and root.ns.startswith(SEDML_NAMESPACE):
        from mtorsbml.validate import sedml

        return "sedml", *sedml.check(root, data, path, options)
    found = f"<{root.name}> of '{root.ns}'" if root.ns else f"<{root.name}> without a namespace"
    message = f"the root element is {found[:200]}, which is neither SBML nor SED-ML"
    return "", [registry.rule("XML010").finding(message, line=1)], []


def _check_sbml(root: Root, data: bytes, path: Path, options: Options) -> tuple[str, list[Finding], list[str]]:
    from mtorsbml.validate import libsbml_rules

    ctx, found, read = libsbml_rules.check(root, data, path, options.profile)
    if ctx is None:
        return "", found, read
    for rule in registry.chosen(options, subject="sbml"):
        found += guarded(rule, lambda rule=rule: rule.check(ctx))  # type: ignore[misc]
    return ctx.kind, found, read


def guarded(rule: registry.Rule, check: Callable[[], Iterable[Finding]]) -> list[Finding]:
    """What a rule finds; a rule that fails says so, and the others go on."""
    found: list[Finding] = []
    try:
        found.extend(check())
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 (any defect of a rule is a finding)
        what = f"{type(error).__name__}: {' '.join(str(error).split())[:200]}"
        found.append(registry.rule("XML023").finding(f"rule {rule.code} failed ({what})"))
    return found


def _refusal(refused: scan.Refused) -> Finding:
    return registry.rule(refused.code).finding(refused.message, line=refused.line)


def grouped(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Findings in the order of the file, those of one cause told once with their number."""
    held: dict[tuple[str, str], Finding] = {}
    alone: list[Finding] = []
    for finding in findings:
        if not finding.group:
            alone.append(finding)
            continue
        key = (finding.code, finding.group)
        first = held.get(key)
        held[key] = dataclasses.replace(first, count=first.count + finding.count) if first else finding
    everything = [*alone, *held.values()]
    yield from sorted(everything, key=lambda f: (f.member, f.line, f.code, f.message))
