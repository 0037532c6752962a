"""What a check finds."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Final, Literal

Severity = Literal["info", "warning", "error"]

UNREADABLE: Final = "READ"
"""Code of a file that is refused before libSBML checks it: no SBML, unsafe, or beyond repair."""
CRASHED: Final = "CRASH"
"""Code of a file at which libSBML crashed, or took too long or too much memory."""
UNFLATTENABLE: Final = "FLAT"
"""Code of a hierarchical model that cannot be flattened."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Finding:
    """One thing that is to be said about a file.

    `code` is `SBML` and libSBML's number of the rule, or one of the words of this module. `element` is the id in the
    line, if there is one; `line` is 0 where it is unknown. In `flattened`, the line is that of the flattened model.
    """

    code: str
    severity: Severity
    message: str
    line: int = 0
    element: str = ""
    category: str = ""
    flattened: bool = False

    @property
    def is_problem(self) -> bool:
        """Whether it is an error or a warning."""
        return self.severity != "info"


@dataclass(frozen=True, kw_only=True, slots=True)
class FileReport:
    """The findings on one file; `kind` is `core`, `qual` or `comp`, and empty for a file that could not be read."""

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
        return asdict(self)
