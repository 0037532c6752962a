"""Checks one file in this process, which a hostile file can bring down: `runner` uses others for it."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Final

from mtorsbml.errors import UsageError
from mtorsbml.sbml.read import MAX_BYTES
from mtorsbml.validate import registry, scan
from mtorsbml.validate.context import Context
from mtorsbml.validate.findings import FileReport, Finding, Profile
from mtorsbml.validate.tree import Node

SBML_NAMESPACE: Final = "http://www.sbml.org/sbml/level"
SEDML_NAMESPACE: Final = "http://sed-ml.org/"
ZIP: Final = b"PK"


@dataclasses.dataclass(frozen=True, kw_only=True, slots=True)
class Options:
    """What is asked of a check; `simulate` adds the rules that run the model."""

    profile: Profile = "default"
    simulate: bool = False


def read_bytes(path: Path) -> bytes:
    """The content of a regular file, up to a byte more than is allowed.

    Raises:
        UsageError: It cannot be read.
    """
    try:
        if not path.is_file():
            reason = (
                "is a directory"
                if path.is_dir()
                else "is no regular file"
                if path.exists()
                else "there is no such file"
            )
            raise UsageError(f"{path}: cannot be read ({reason})")
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        raise UsageError(f"{path}: cannot be read ({getattr(error, 'strerror', None) or error})") from None


def check_file(path: Path, options: Options | None = None) -> FileReport:
    """Check one file.

    Raises:
        UsageError: The file cannot be read.
    """
    options = options or Options()
    return check_bytes(read_bytes(path), path, profile=options.profile, simulate=options.simulate)


def check_bytes(data: bytes, path: Path, *, profile: Profile = "default", simulate: bool = False) -> FileReport:
    """Check the content of a file, SBML, SED-ML or an archive; `path` tells where what it refers to is looked for."""
    options = Options(profile=profile, simulate=simulate)
    try:
        root = scan.scan(data)
    except scan.Refused as refused:
        return FileReport(path=str(path), kind="", findings=(_refusal(refused),))
    kind, found = _of_kind(root, data, path, options)
    return FileReport(path=str(path), kind=kind, findings=tuple(grouped(found)))


def _of_kind(root: Node, data: bytes, path: Path, options: Options) -> tuple[str, list[Finding]]:
    if root.name == "sbml" and root.ns.startswith(SBML_NAMESPACE):
        from mtorsbml.validate import libsbml_rules

        return _sbml(libsbml_rules.check(root, data, path, options.profile), options)
    found = f"<{root.name}> of '{root.ns}'" if root.ns else f"<{root.name}> without a namespace"
    message = f"the root element is {found}, which is neither SBML nor SED-ML"
    return "", [registry.rule("XML010").finding(message, line=1)]


def _sbml(checked: tuple[Context | None, list[Finding]], options: Options) -> tuple[str, list[Finding]]:
    ctx, found = checked
    if ctx is None:
        return "", found
    for rule in registry.chosen(options.profile, subject="sbml", simulate=options.simulate):
        found += guarded(rule, lambda rule=rule: rule.check(ctx))  # type: ignore[misc]
    return ctx.kind, found


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
    yield from sorted(everything, key=lambda f: (f.member, f.flattened, f.line, f.code, f.message))
