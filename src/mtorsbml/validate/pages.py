"""The page of each rule, made from its class; `python -m mtorsbml.validate.pages` writes docs/rules."""

from __future__ import annotations

import re
import sys
import textwrap
from pathlib import Path
from typing import Final

from mtorsbml._files import write_atomic
from mtorsbml.validate.registry import FAMILIES, Rule, rules

_PACKAGES: Final = ("core", "comp", "qual", "fbc", "layout", "groups", "render", "multi", "distrib", "spatial")
_HOLDS = {"default": "every profile", "curation": "profiles curation and strict", "strict": "profile strict"}


def page(rule: type[Rule]) -> str:
    """One rule as Markdown."""
    facts = [rule.severity, _HOLDS[rule.profile]]
    facts += ["only with --simulate"] if rule.simulate else []
    facts += ["mended by --fix"] if rule.fixable else []
    parts = [f"# {rule.code} {rule.name}", f"{FAMILIES[rule.code.rstrip('0123456789')]}; {', '.join(facts)}"]
    parts += [_text(rule.what), "## Why", _text(rule.why)]
    parts += ["## Wrong", _example(rule, rule.wrong), "## Right", _example(rule, rule.right)]
    parts += ["## How to mend it", _text(rule.mend)]
    return "\n\n".join(parts) + "\n"


def of_libsbml(code: str) -> dict[str, str] | None:
    """What libSBML itself says of its rule `SBML99505`: code, name, severity, family and what; None if there is none.

    Severity and place in the specification are those of SBML Level 3 Version 1.
    """
    import libsbml

    number = re.fullmatch(r"SBML(\d{1,8})", code.upper())
    for package in _PACKAGES if number else ():
        assert number is not None
        found = libsbml.SBMLError(
            int(number[1]), 3, 1, "", 0, 0, libsbml.LIBSBML_SEV_ERROR, libsbml.LIBSBML_CAT_SBML, package, 1
        )
        if found.isValid() and found.getShortMessage():
            return {
                "code": code.upper(),
                "name": found.getShortMessage(),
                "severity": found.getSeverityAsString().lower(),
                "family": found.getCategoryAsString(),
                "what": " ".join(found.getMessage().split()),
            }
    return None


def page_of_libsbml(facts: dict[str, str]) -> str:
    """One of libSBML's rules as Markdown."""
    parts = [f"# {facts['code']}: {facts['name'].rstrip('.')}"]
    parts += [f"{facts['family']}; {facts['severity']}, every profile; a rule of libSBML", _text(facts["what"])]
    return "\n\n".join(parts) + "\n"


def _text(text: str) -> str:
    return "\n".join(textwrap.wrap(" ".join(text.split()), 110))


def _example(rule: type[Rule], text: str) -> str:
    if rule.wrap == "none":
        return _text(text)
    return f"```xml\n{textwrap.dedent(text).strip()}\n```"


def index() -> str:
    """The list of all rules as Markdown."""
    lines = [
        "# Rules",
        "",
        "Made by `python -m mtorsbml.validate.pages`; edit the classes in `validate/rules` instead.",
    ]
    for family, about in FAMILIES.items():
        held = [r for r in rules().values() if r.code.rstrip("0123456789") == family]
        if held:
            lines += [
                "",
                f"## {family}: {about}",
                "",
                "| code | name | severity | profile | what |",
                "|---|---|---|---|---|",
            ]
            lines += [
                f"| [{r.code}]({r.code}.md) | {r.name} | {r.severity} | {r.profile} | {' '.join(r.what.split())} |"
                for r in held
            ]
    return "\n".join(lines) + "\n"


def files() -> dict[str, str]:
    """All pages by file name."""
    return {"README.md": index(), **{f"{code}.md": page(rule) for code, rule in rules().items()}}


def write(folder: Path) -> None:
    """Write all pages, and remove those of rules that are no more."""
    folder.mkdir(parents=True, exist_ok=True)
    made = files()
    for old in folder.glob("*.md"):
        if old.name not in made:
            old.unlink()
    for name, text in made.items():
        write_atomic(folder / name, text.encode())


if __name__ == "__main__":
    write(Path(sys.argv[1] if len(sys.argv) > 1 else "docs/rules"))
