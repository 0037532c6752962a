"""What our own rules say of a file, without libSBML's check, which takes most of the time and says other things."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from mtorsbml.sbml import scan
from mtorsbml.validate import registry
from mtorsbml.validate.checker import guarded
from mtorsbml.validate.context import Context
from mtorsbml.validate.findings import Finding, Options, Profile
from mtorsbml.validate.registry import Rule

FAMILIES: Final = ("ANN", "SBO", "UNI", "NET", "KIN", "QUAL", "COMP")


class _Model(Rule):
    """Wraps the content of a model as examples of rules are wrapped."""


def context(data: bytes, path: Path = Path("model.xml"), profile: Profile = "strict") -> Context:
    root = scan.scan(data)
    kind = "comp" if any("/comp/" in key for key in root.attributes) else "core"
    return Context(path, data, root, kind=kind, profile=profile)


def of_file(path: Path, profile: Profile = "strict") -> list[Finding]:
    ctx = context(path.read_bytes(), path, profile)
    rules = [r for r in registry.chosen(Options(profile=profile), subject="sbml") if r.code.startswith(FAMILIES)]
    return [finding for rule in rules for finding in guarded(rule, lambda rule=rule: rule.check(ctx))]


def of_model(code: str, content: str) -> list[Finding]:
    """What one rule says of the content of a `model` element."""
    ctx = context(_Model.example(content))
    return list(registry.rule(code)().check(ctx))


def messages(code: str, content: str) -> list[str]:
    return [finding.message for finding in of_model(code, content)]
