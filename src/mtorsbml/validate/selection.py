"""Which findings are told: codes that are selected or ignored, and what a baseline already knows."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path, PurePath

from mtorsbml._files import write_atomic
from mtorsbml.errors import UsageError, nearest
from mtorsbml.validate import registry
from mtorsbml.validate.findings import FileReport, Finding

_LIBSBML = re.compile(r"SBML\d{0,7}\Z")


def check_codes(codes: Iterable[str], where: str) -> tuple[str, ...]:
    """Codes or beginnings of codes, in capitals.

    Raises:
        UsageError: No rule begins like one of them.
    """
    found = tuple(code.strip().upper() for code in codes if code.strip())
    # The rules are loaded only if there is something to look up.
    known = registry.rules() if found else {}
    for code in found:
        if not _LIBSBML.match(code) and not any(rule.startswith(code) for rule in known):
            near = nearest(code, [*known, *registry.FAMILIES, "SBML"])
            raise UsageError(f"{where}: no rule is called '{code}'{near}; `mtorsbml rule` lists them")
    return found


@dataclasses.dataclass(frozen=True, kw_only=True, slots=True)
class Selection:
    """What is wanted of the findings; codes stand for all that begin like them.

    The longest beginning that fits decides, so that `--ignore NET --select NET004` keeps NET004. `per_file` are
    patterns of paths, seen from `root`, with the codes that are ignored there.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    per_file: tuple[tuple[str, tuple[str, ...]], ...] = ()
    root: Path = Path()

    def apply(self, report: FileReport) -> FileReport:
        """The report with what is wanted."""
        ignored = [code for pattern, codes in self.per_file if self._fits(pattern, report.path) for code in codes]
        kept = tuple(f for f in report.findings if self._keeps(f.code) and not f.code.startswith(tuple(ignored)))
        return dataclasses.replace(report, findings=kept)

    def _keeps(self, code: str) -> bool:
        selected = max((len(s) for s in self.select if code.startswith(s)), default=-1)
        ignored = max((len(s) for s in self.ignore if code.startswith(s)), default=-1)
        return (not self.select or selected >= 0) and (ignored < 0 or selected > ignored)

    def _fits(self, pattern: str, path: str) -> bool:
        whole = Path(path).absolute()
        try:
            relative: PurePath = whole.relative_to(self.root.absolute())
        except ValueError:
            relative = whole
        return _pattern(pattern).fullmatch(relative.as_posix()) is not None or relative.match(pattern)


def _pattern(pattern: str) -> re.Pattern[str]:
    """A pattern of paths in which ** crosses folders."""
    parts = re.split(r"(\*\*/|\*\*|\*|\?)", pattern)
    meaning = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}
    return re.compile("".join(meaning.get(part, re.escape(part)) for part in parts))


def _fingerprint(finding: Finding) -> str:
    """What stays the same of a finding when lines move."""
    place = finding.xpath or finding.element
    text = finding.group or (finding.message if not place or finding.code.startswith("SBML") else "")
    stable = f"{finding.code}\n{finding.member}\n{place}\n{text}"
    return f"{finding.code} {hashlib.sha256(stable.encode()).hexdigest()[:16]}"


class Baseline:
    """Findings that are known and not told again; a new one of the same kind is told."""

    def __init__(self, known: Mapping[str, Mapping[str, int]], folder: Path) -> None:
        self._known = {path: Counter(counts) for path, counts in known.items()}
        self._folder = folder
        self.hidden = 0

    @classmethod
    def read(cls, path: Path) -> Baseline:
        """Read a baseline.

        Raises:
            UsageError: It is missing, or is none.
        """
        try:
            found = json.loads(path.read_text(encoding="utf-8"))
            files = {str(name): {str(k): int(n) for k, n in counts.items()} for name, counts in found["files"].items()}
        except OSError as error:
            hint = "; write it with --write-baseline" if isinstance(error, FileNotFoundError) else ""
            raise UsageError(f"{path}: the baseline cannot be read ({error.strerror or error}){hint}") from None
        except (ValueError, KeyError, TypeError, AttributeError):
            raise UsageError(f"{path}: this is no baseline; write it anew with --write-baseline") from None
        return cls(files, path.absolute().parent)

    def apply(self, report: FileReport) -> FileReport:
        """The report without what is known."""
        left = Counter(self._known.get(_relative(report.path, self._folder), Counter()))
        kept = []
        for finding in report.findings:
            key = _fingerprint(finding)
            if left[key] > 0:
                left[key] -= 1
                self.hidden += 1
            else:
                kept.append(finding)
        return dataclasses.replace(report, findings=tuple(kept))


def _relative(path: str, folder: Path) -> str:
    whole = Path(path).absolute()
    try:
        return whole.relative_to(folder).as_posix()
    except ValueError:
        return whole.as_posix()


def write_baseline(path: Path, reports: Sequence[FileReport]) -> int:
    """Write what was found as known.

    Returns:
        How many findings it holds.

    Raises:
        UsageError: The file cannot be written.
    """
    folder = path.absolute().parent
    files = {
        _relative(report.path, folder): dict(sorted(Counter(_fingerprint(f) for f in report.findings).items()))
        for report in reports
        if report.findings
    }
    text = json.dumps({"version": 1, "files": dict(sorted(files.items()))}, indent=2, ensure_ascii=False)
    write_atomic(path, f"{text}\n".encode())
    return sum(sum(counts.values()) for counts in files.values())
