"""The main job: build, validate, merge, simulate, export, and a report; what `make` runs."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from mtorsbml import repository
from mtorsbml._files import write_atomic
from mtorsbml.errors import MtorsbmlError, UsageError
from mtorsbml.report import assemble
from mtorsbml.report.content import Check, ClaimNote, ClaimRow, CoverageRow, ExperimentSection, Report, TotalRow

if TYPE_CHECKING:
    from rich.console import Console

    from mtorsbml.model.experiment import Experiment
    from mtorsbml.simulate.ode import OdeModel
    from mtorsbml.simulate.results import TimeCourse

SAME: Final = 1e-6
"""How far two ways to one trajectory may be apart, relative to the larger of a value and a millionth of its maximum."""
AT_REST: Final = 1e-5
"""How far the merged model, when nobody disturbs it, may stray from its initial state in two days, relatively."""
CONSERVED: Final = 1e-6
"""How far the states of a conserved total may stray from it, relative to it."""
BELOW_ZERO: Final = 1e-9
"""How far below 0 a concentration may come, relative to its largest total."""
_TRACE: Final = 1e-6
"""A level [nmol/l] below which nothing is there: a thousandth of one molecule in a cell."""
TWO_DAYS: Final = 2880.0
"""Length [min] of the runs behind the checks of rest and of conserved totals."""


def main_job(out: Path) -> int:
    """Do everything and write `report.html` and `archives/*.omex`.

    Args:
        out: The folder to write to; it is made if it is not there.

    Returns:
        The exit code: 1 if a check failed.

    Raises:
        UsageError: The folder cannot be written to, or matplotlib is not installed.
    """
    from rich.console import Console

    _prepare(out / "archives")
    screen = Console(stderr=True, highlight=False, markup=False, emoji=False)
    began = time.perf_counter()
    job = _Job(out, screen)
    job.run()
    screen.print(f"{out / 'report.html'}  ({time.perf_counter() - began:.0f} s in all)", soft_wrap=True)
    failed = job.report.failed
    if failed:
        screen.print(f"{len(failed)} of {len(job.checks)} checks failed", style="bold red")
    return int(bool(failed))


def _prepare(folder: Path) -> None:
    import importlib.util

    if importlib.util.find_spec("matplotlib") is None:
        raise UsageError("the report needs matplotlib; install it with: pip install 'mtorsbml[plot]'")
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"{folder}: cannot be made ({error.strerror or error})") from None


class _Job:
    """One run: each step adds its checks and what it found for the report."""

    def __init__(self, out: Path, screen: Console) -> None:
        self.out = out
        self.screen = screen
        self.checks: list[Check] = []
        self.findings: dict[str, int] = {}
        self.fixed_points: dict[str, str] = {}
        self.experiments: list[ExperimentSection] = []
        self.totals: list[TotalRow] = []
        self.totals_run = ""
        self.claims: list[ClaimRow] = []
        self.claim_notes: list[ClaimNote] = []
        self.coverage: list[CoverageRow] = []
        self.entities = ""

    def run(self) -> None:
        """All steps, and the report."""
        steps = (
            ("models are what the modules make", self.build),
            ("interactions and entities are modelled or excused", self.cover),
            ("libSBML finds nothing", self.validate),
            ("hierarchy and merged model agree", self.merge),
            ("the merged model stays at rest", self.rest),
            ("experiments run", self.simulate),
            ("totals are conserved", self.conserve),
            ("logic models stay at rest", self.logic),
            ("what the source claims holds", self.claim),
            ("archives are packed", self.export),
        )
        for name, step in steps:
            with self._step(name):
                self.checks.append(Check(name=name, passed=(found := step())[0], detail=found[1]))
        self.report = self._report()
        from mtorsbml.report.page import html

        write_atomic(self.out / "report.html", html(self.report).encode())

    @contextmanager
    def _step(self, name: str) -> Iterator[None]:
        """Show that a step is on its way; an error in it is a failed check, and the next step follows."""
        began = time.perf_counter()
        with self.screen.status(name):
            try:
                yield
            except UsageError:
                raise
            except MtorsbmlError as error:
                self.checks.append(Check(name=name, passed=False, detail=str(error)))
        check = self.checks[-1]
        mark, style = ("ok    ", "green") if check.passed else ("FAILED", "bold red")
        self.screen.print(mark, style=style, end=" ")
        self.screen.print(f"{time.perf_counter() - began:5.1f} s  {name}: {check.detail}", soft_wrap=True)

    # -- the steps: whether the check holds, and what was found ------------------------------------------------

    def build(self) -> tuple[bool, str]:
        """Make the files; in a checkout, those that differ are written, and elsewhere they must not differ."""
        if repository.is_checkout():
            written = repository.build()
            drifts = repository.check() if written else []
            return not drifts, f"{len(written)} files written anew" if written else "all files were up to date"
        drifts = repository.check()
        return not drifts, "; ".join(map(str, drifts[:3])) or "all files are up to date"

    def cover(self) -> tuple[bool, str]:
        """Look up every row of the interaction table and every entity."""
        from mtorsbml.pathway import coverage, library

        found = coverage.coverage(library.modules())
        self.coverage = assemble.coverage_rows(found)
        self.entities = f"{found.entity_sentence}."
        bad = ", ".join(str(c.row.n) for c in found.bad)
        lost = ", ".join(e.id for e in found.bad_entities)
        problems = [f"rows {bad} are open or unsupported"] * bool(bad) + [f"entities {lost} are open"] * bool(lost)
        return not problems, "; ".join(problems) or f"all {len(found.rows)} rows; {found.entity_sentence}"

    def validate(self) -> tuple[bool, str]:
        """Check every file with libSBML, hierarchical ones flattened too; two at a time."""
        from mtorsbml.validate import runner

        places = [repository.path(name, kind) for name in repository.models() for kind in repository.FORMALISMS]
        places += [repository.path(name) for name in repository.assemblies()]
        reports = runner.validate(places)
        for report in reports:
            found = sum(finding.is_problem for finding in report.findings)
            self.findings[Path(report.path).stem] = self.findings.get(Path(report.path).stem, 0) + found
        errors, warnings = (sum(report.count(severity) for report in reports) for severity in ("error", "warning"))
        problems = [f for report in reports for f in report.findings if f.is_problem]
        first = f"; the first: {problems[0].code} at {problems[0].element}" if problems else ""
        return not problems, f"{len(reports)} files, {errors} errors, {warnings} warnings{first}"

    def merge(self) -> tuple[bool, str]:
        """Run the flattened hierarchy and the merged model side by side."""
        merged = repository.models()[0]
        flat, whole = _load(merged, "comp"), _load(merged)
        worst = (0.0, "")
        for experiment in _experiments(merged):
            ours, theirs = (_course(model, experiment, whole.species) for model in (whole, flat))
            worst = max(worst, *_apart(theirs, ours))
        where = f", of {worst[1]}" if worst[0] else ""
        return worst[0] <= SAME, f"largest relative difference {worst[0]:.1e}{where}"

    def rest(self) -> tuple[bool, str]:
        """Leave the merged model alone for two days; in a module alone, flows may be cut."""
        model = _load(repository.models()[0])
        strays = _strays(model.simulate(duration=TWO_DAYS, points=3, select=model.species))
        worst, where = max(strays)
        return worst <= AT_REST, f"largest relative change in two days {worst:.1e} ({where})"

    def simulate(self) -> tuple[bool, str]:
        """Run the experiments on the merged model, and draw them; the trial of each module alone, too."""
        from mtorsbml.report.plots import picture

        merged, *modules = repository.models()
        model = _load(merged)
        for experiment in _experiments(merged):
            course = _course(model, experiment, [curve.id for curve in experiment.curves])
            self.experiments.append(assemble.section(experiment, picture(experiment, course), model.units))
        for name in modules:
            alone = _load(name)
            for experiment in _experiments(name):
                _course(alone, experiment, [curve.id for curve in experiment.curves])
        return True, f"{len(self.experiments)} on the merged model, and one on each of {len(modules)} modules"

    def conserve(self) -> tuple[bool, str]:
        """Follow all totals through the longest experiment."""
        merged = repository.models()[0]
        model = _load(merged)
        longest = max(_experiments(merged), key=lambda experiment: experiment.end)
        course = model.simulate(dict(longest.changes), duration=max(TWO_DAYS, longest.end), points=481)
        self.totals, lowest = assemble.totals(course)
        worst = max(self.totals, key=lambda row: row.strayed)
        held = worst.strayed <= CONSERVED and lowest >= -BELOW_ZERO
        self.totals_run = f"over {course.time[-1] / 60:g} h of: {longest.title}"
        return held, f"largest relative stray {worst.strayed:.1e} ({worst.id}); lowest level {min(lowest, 0.0):.1e}"

    def logic(self) -> tuple[bool, str]:
        """Find the fixed points with the inputs at rest; the resting levels must be one that nothing leaves."""
        from mtorsbml.simulate.logic import LogicModel

        moved = []
        for name in repository.models():
            network = LogicModel.load(repository.path(name, "qual"))
            self.fixed_points[name] = str(len(network.fixed_points()))
            rest = network.resting_state().levels
            moved += [f"{node} of {name}" for node in network.nodes if rest[node] != _word(network.initial[node])]
        return not moved, f"{', '.join(moved[:5])} move" if moved else f"all {len(self.fixed_points)} models"

    def claim(self) -> tuple[bool, str]:
        """Run all claims on both models, two at a time."""
        from mtorsbml import _library
        from mtorsbml.claims import report as summary
        from mtorsbml.claims.parse import read_claims
        from mtorsbml.claims.run import run_claims

        claims = [claim for file in sorted(_library.CLAIMS.glob("*.toml")) for claim in read_claims(file)]
        results = run_claims(claims, _library.Repository(), jobs=2)
        self.claims, self.claim_notes = assemble.claim_rows(results), assemble.claim_notes(results)
        wrong = [result.claim.id for result in results if not result.fine]
        told = f"; look at {', '.join(wrong[:10])}" if wrong else ""
        return not wrong, f"{summary.summary(results)}{told}"

    def export(self) -> tuple[bool, str]:
        """Pack the archive of each model."""
        size = 0
        for name in repository.models():
            data = repository.archive(name)
            write_atomic(self.out / "archives" / f"{name}.omex", data)
            size += len(data)
        return True, f"{len(repository.models())} archives, {size / 1e6:.1f} MB"

    def _report(self) -> Report:
        return assemble.report(
            checks=self.checks,
            findings=self.findings,
            fixed_points=self.fixed_points,
            experiments=self.experiments,
            totals=self.totals,
            totals_run=self.totals_run,
            claims=self.claims,
            claim_notes=self.claim_notes,
            coverage=self.coverage,
            entities=self.entities,
        )


def _word(level: bool) -> str:
    return "on" if level else "off"


def _load(name: str, formalism: str = "core") -> OdeModel:
    from mtorsbml.simulate.ode import OdeModel

    return OdeModel.load(repository.path(name, formalism))


def _experiments(name: str) -> tuple[Experiment, ...]:
    from mtorsbml.pathway.readouts import experiments_on

    return experiments_on(name)


def _course(model: OdeModel, experiment: Experiment, select: Sequence[str]) -> TimeCourse:
    return model.simulate(
        dict(experiment.changes),
        duration=experiment.end,
        start=experiment.shown_from,
        points=experiment.points + 1,
        select=select,
    )


def _apart(found: TimeCourse, expected: TimeCourse) -> list[tuple[float, str]]:
    """How far each column is from what is expected, at most."""
    import numpy as np

    sizes = np.abs(expected.values)
    floor = np.maximum(sizes, 1e-6 * sizes.max(axis=0))
    worst = (np.abs(found.values - expected.values) / np.where(floor > 0, floor, 1.0)).max(axis=0)
    return list(zip(worst.tolist(), expected.columns, strict=True))


def _strays(course: TimeCourse) -> list[tuple[float, str]]:
    """How far each column is from its first value, at most; traces far below a molecule in a cell do not count."""
    import numpy as np

    first = np.maximum(np.abs(course.values[0]), _TRACE)
    worst = (np.abs(course.values - course.values[0]) / first).max(axis=0)
    return list(zip(worst.tolist(), course.columns, strict=True))
