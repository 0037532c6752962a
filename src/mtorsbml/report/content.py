"""What stands in the report, as plain values: the run fills them in, the page lays them out."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Check:
    """Something that must hold, and what was found."""

    name: str
    passed: bool
    detail: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ModelRow:
    """A model with its counts; `fixed_points` with the inputs at rest, and `findings` of libSBML on its files."""

    id: str
    title: str
    counts: dict[str, int]
    fixed_points: str
    findings: int
    archive: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """A parameter that an experiment changes."""

    id: str
    value: str
    unit: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Source:
    """A paper with its address."""

    label: str
    url: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ExperimentSection:
    """An experiment with its picture (SVG) and the largest change of each curve over the time shown."""

    id: str
    title: str
    description: str
    changes: tuple[Change, ...]
    picture: str
    sources: tuple[Source, ...]
    rows: tuple[int, ...]
    confidence: str
    command: str


@dataclass(frozen=True, kw_only=True, slots=True)
class TotalRow:
    """A conserved total: its amount [nmol/l], and how far the sum of its states strayed from it, relatively."""

    id: str
    amount: float
    strayed: float


@dataclass(frozen=True, kw_only=True, slots=True)
class CoverageRow:
    """How the rows of the interaction table of one module came out."""

    module: str
    rows: int
    modelled: int
    excluded: int
    bad: int


@dataclass(frozen=True, kw_only=True, slots=True)
class ClaimRow:
    """How the claims of one module came out, each counted in every formalism that it names."""

    module: str
    claims: int
    passed: int
    known: int
    undecided: int
    bad: int


@dataclass(frozen=True, kw_only=True, slots=True)
class ClaimNote:
    """A claim that does not pass: its id, what it states, and why."""

    id: str
    statement: str
    state: str
    why: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Report:
    """Everything on the page."""

    title: str
    version: str
    introduction: str
    models: tuple[ModelRow, ...]
    checks: tuple[Check, ...]
    experiments: tuple[ExperimentSection, ...]
    totals: tuple[TotalRow, ...]
    totals_run: str
    claims: tuple[ClaimRow, ...]
    claim_notes: tuple[ClaimNote, ...]
    coverage: tuple[CoverageRow, ...]
    entities: str
    tools: tuple[tuple[str, str], ...]

    @property
    def failed(self) -> tuple[Check, ...]:
        """The checks that did not pass."""
        return tuple(check for check in self.checks if not check.passed)
