"""What a check finds."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Final, Literal

Severity = Literal["info", "warning", "error"]
Profile = Literal["default", "curation", "strict"]

PROFILES: Final[tuple[Profile, ...]] = ("default", "curation", "strict")
"""Each profile holds the rules of those before it."""
SEVERITIES: Final[tuple[Severity, ...]] = ("error", "warning", "info")
"""From grave to mild."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Options:
    """What is asked of a check.

    `simulate` adds the rules that run the model; `select` are codes, or beginnings of codes, of rules that are asked
    whatever the profile is.
    """

    profile: Profile = "default"
    simulate: bool = False
    select: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Finding:
    """One thing that is to be said about a file.

    `code` is `SBML` and libSBML's number of the rule, or the code of one of our rules. `element` is the id of what is
    meant, if it has one; `line` is 0 and `xpath` empty where they are unknown. `member` is the
    file inside an archive. Findings of one code and one non-empty `group` have one cause: they are told once, with
    their number in `count`.
    """

    code: str
    severity: Severity
    message: str
    line: int = 0
    element: str = ""
    xpath: str = ""
    hint: str = ""
    category: str = ""
    member: str = ""
    group: str = ""
    count: int = 1

    @property
    def is_problem(self) -> bool:
        """Whether it is an error or a warning."""
        return self.severity != "info"

    @property
    def page(self) -> str:
        """The page that explains the rule, in this project's docs; empty for a rule of libSBML."""
        return "" if self.code.startswith("SBML") else f"docs/rules/{self.code}.md"


@dataclass(frozen=True, kw_only=True, slots=True)
class FileReport:
    """The findings on one file.

    `kind` is `core`, `qual`, `comp`, `sedml` or `omex`, and empty for a file that could not be read.
    """

    path: str
    kind: str
    findings: tuple[Finding, ...]

    @property
    def has_problems(self) -> bool:
        """Whether there is an error or a warning."""
        return any(finding.is_problem for finding in self.findings)

    def count(self, severity: Severity) -> int:
        """How many findings have a severity."""
        return sum(finding.severity == severity for finding in self.findings)

    def to_dict(self) -> dict[str, object]:
        """The report as plain values for JSON."""
        return {
            "path": self.path,
            "kind": self.kind,
            "findings": [asdict(f) | {"page": f.page} for f in self.findings],
        }
