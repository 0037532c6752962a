"""From what a run found to the values on the page."""

from __future__ import annotations

import math
import shlex
from collections.abc import Callable, Mapping, Sequence
from importlib import metadata
from typing import TYPE_CHECKING, Final

from mtorsbml import __version__
from mtorsbml.report.content import (
    Change,
    Check,
    ClaimNote,
    ClaimRow,
    CoverageRow,
    ExperimentSection,
    ModelRow,
    Report,
    Source,
    TotalRow,
)

if TYPE_CHECKING:
    from mtorsbml.claims.result import ClaimResult
    from mtorsbml.model.experiment import Experiment
    from mtorsbml.model.vocabulary import Citation
    from mtorsbml.pathway.coverage import Coverage
    from mtorsbml.simulate.results import TimeCourse

_TOOLS: Final = ("libroadrunner", "python-libsbml", "python-libsedml", "biodivine-aeon", "numpy", "matplotlib")


def section(experiment: Experiment, picture: str, units: Callable[[str], str]) -> ExperimentSection:
    """The section of an experiment; `units` gives the unit of an id."""
    evidence = experiment.evidence
    return ExperimentSection(
        id=experiment.id,
        title=experiment.title,
        description=experiment.description,
        changes=tuple(
            Change(id=name, value=f"{value:g}", unit="" if units(name) == "1" else units(name))
            for name, value in experiment.changes
        ),
        picture=picture,
        sources=tuple(_source(citation) for citation in evidence.citations),
        rows=evidence.interactions,
        confidence=evidence.confidence,
        command=_command(experiment),
    )


def _source(citation: Citation) -> Source:
    if citation.doi:
        return Source(label=citation.label, url=f"https://doi.org/{citation.doi}")
    address = f"https://pubmed.ncbi.nlm.nih.gov/{citation.pmid}/" if citation.pmid else ""
    return Source(label=citation.label, url=address)


def _command(experiment: Experiment) -> str:
    """How to repeat an experiment in a terminal."""
    words = ["mtorsbml", "simulate", experiment.model]
    for name, value in experiment.changes:
        words += ["--set", f"{name}={value:g}"]
    words += ["--start", f"{experiment.shown_from:g}"] if experiment.shown_from else []
    words += ["--duration", f"{experiment.end:g}", "--select", ",".join(curve.id for curve in experiment.curves)]
    return shlex.join([*words, "-o", f"{experiment.id}.png"])


def totals(course: TimeCourse) -> tuple[list[TotalRow], float]:
    """How well each conserved total of the merged model is kept, and the lowest concentration relative to its total."""
    import numpy as np

    from mtorsbml.pathway import library

    merged = library.merged()
    amounts = {}
    rows = []
    for total in merged.totals:
        members = [s.id for s in merged.species if total.id in s.contains]
        amounts[total.id] = total.parameter.value
        if total.conserved and members:
            sums = np.sum([course[name] for name in members], axis=0)
            strayed = float(np.abs(sums / total.parameter.value - 1).max())
            rows.append(TotalRow(id=total.id, amount=total.parameter.value, strayed=strayed))
    lowest = min(
        float(np.min(course[s.id])) / max((amounts[name] for name in s.contains), default=1.0) for s in merged.species
    )
    return rows, lowest


def coverage_rows(found: Coverage) -> list[CoverageRow]:
    """The coverage by module."""
    return [
        CoverageRow(
            module=module,
            rows=sum(c.row.module == module for c in found.rows),
            modelled=found.count(module, "modelled"),
            excluded=found.count(module, "excluded"),
            bad=found.count(module, "open") + found.count(module, "unsupported"),
        )
        for module in dict.fromkeys(c.row.module for c in found.rows)
    ]


def claim_rows(results: Sequence[ClaimResult]) -> list[ClaimRow]:
    """The claims by module: verdicts are counted, one for each formalism of a claim."""
    rows = []
    for module in dict.fromkeys(r.claim.group for r in results):
        mine = [r for r in results if r.claim.group == module]
        states = [state for r in mine for state in r.states.values()]
        counts = {state: states.count(state) for state in set(states)}
        good, known, open_ = (counts.get(word, 0) for word in ("pass", "known failure", "undecided"))
        rows.append(
            ClaimRow(
                module=module, claims=len(mine), passed=good, known=known, undecided=open_,
                bad=len(states) - good - known - open_ - counts.get("skipped", 0),
            )
        )  # fmt: skip
    return rows


def claim_notes(results: Sequence[ClaimResult]) -> list[ClaimNote]:
    """What does not pass, and why."""
    notes = []
    for r in results:
        for outcome in r.outcomes:
            state = r.state(outcome)
            if state not in {"pass", "skipped"}:
                reason = r.claim.known_failure if state == "known failure" else outcome.message
                found = "; ".join(f.detail for f in outcome.findings if f.verdict != "pass")
                notes.append(
                    ClaimNote(
                        id=r.claim.id, statement=r.claim.statement, state=f"{outcome.formalism}: {state}",
                        why=reason or found,
                    )
                )  # fmt: skip
    return notes


def report(
    *,
    checks: Sequence[Check],
    findings: Mapping[str, int],
    fixed_points: Mapping[str, str],
    experiments: Sequence[ExperimentSection],
    totals: Sequence[TotalRow],
    totals_run: str,
    claims: Sequence[ClaimRow],
    claim_notes: Sequence[ClaimNote],
    coverage: Sequence[CoverageRow],
    entities: str,
) -> Report:
    """The whole page."""
    from mtorsbml.pathway import library
    from mtorsbml.summary import counts

    merged, *modules = [library.model(name) for name in library.model_ids()]
    worst = max((row.strayed for row in totals), default=math.nan)
    return Report(
        title=merged.title,
        version=__version__,
        introduction=(
            f"A repository of SBML models of {len(modules)} modules and of all of them merged, in two formalisms, "
            "kinetic and logical. This page was written by the run that built, checked, simulated and packed them."
        ),
        models=tuple(
            ModelRow(
                id=model.id,
                title=model.title,
                counts=counts(model),
                fixed_points=fixed_points.get(model.id, ""),
                findings=findings.get(model.id, 0),
                archive=f"archives/{model.id}.omex",
            )
            for model in (merged, *modules)
        ),
        checks=tuple(checks),
        experiments=tuple(experiments),
        totals=tuple(totals),
        totals_run=f"Largest relative stray {worst:.1e}, {totals_run}." if totals else "The totals were not followed.",
        claims=tuple(claims),
        claim_notes=tuple(claim_notes),
        coverage=tuple(coverage),
        entities=entities,
        tools=tuple((name, version) for name in _TOOLS if (version := _version(name))),
    )


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""
