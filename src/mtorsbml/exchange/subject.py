"""What is to be verified: a model of the repository, an archive, or any SBML file, made ready for the simulators."""

from __future__ import annotations

import math
import posixpath
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from mtorsbml import repository
from mtorsbml.errors import MtorsbmlError, UsageError, nearest
from mtorsbml.model.experiment import Experiment
from mtorsbml.verify.kinetic import runs_of
from mtorsbml.verify.request import Run

if TYPE_CHECKING:
    from mtorsbml.exchange.omex import ArchiveEntry
    from mtorsbml.exchange.sedml_read import Course

DEFAULT_DURATION: Final = 100.0
"""How long a file without experiments is run [its unit of time]."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Subject:
    """A flat kinetic model, the logic model beside it if there is one, and what to run."""

    core: Path
    qual: Path | None
    runs: Sequence[Run]


def subject(
    model: str,
    folder: Path,
    *,
    tolerance: float,
    duration: float | None = None,
    claims: bool = False,
    only: Sequence[str] = (),
) -> Subject:
    """Find out what is meant, and write what the simulators need into a folder.

    Args:
        model: An id of the repository, an archive (`.omex`) or an SBML file.
        folder: Where a flattened model or the content of an archive may be put.
        tolerance: Largest difference that will count as agreement; the integrators get tighter ones.
        duration: How long to run a file that has no experiments [its unit of time].
        claims: Whether to run the arms of the claims too, or all SED-ML files of an archive.
        only: Ids of experiments or of claims, if not all are to be run.

    Raises:
        UsageError: There is no such model, file or experiment, or `duration` makes no sense.
        MtorsbmlError: The file is refused, or an archive has no time course that can be run.
    """
    found = _whole(model, folder, tolerance, duration, claims=claims)
    return replace(found, runs=_chosen(found.runs, only, model)) if only else found


def _chosen(runs: Sequence[Run], only: Sequence[str], model: str) -> Sequence[Run]:
    """The runs of these ids; a claim means its arms, `C024` both `C024_control` and `C024_test`."""
    names = {}
    for run in runs:
        experiment = run.id.removeprefix("task_")
        names[run.id] = {run.id, experiment, experiment.rpartition("_")[0]} - {""}
    known = set().union(*names.values())
    for name in only:
        if name not in known:
            raise UsageError(f"{model}: there is no experiment '{name}' among those to run{nearest(name, known)}")
    return [run for run in runs if not names[run.id].isdisjoint(only)]


def _whole(model: str, folder: Path, tolerance: float, duration: float | None, *, claims: bool) -> Subject:
    end = DEFAULT_DURATION if duration is None else duration
    if not 0 < end < math.inf:
        raise UsageError(f"--duration {end:g}: give a time above 0")
    if model in (*repository.models(), *repository.assemblies()):
        return _repository(model, folder, tolerance, end, claims=claims)
    path = repository.locate(model)
    if path.suffix.lower() == ".omex":
        return _archive(path, folder, tolerance, claims=claims)
    if claims:
        raise UsageError(f"{path}: an SBML file has no claims; give a model of the repository or an archive")
    return Subject(core=_flat(path, folder), qual=None, runs=[_plain_run("course", {}, 0.0, end, 100, tolerance)])


def _repository(model: str, folder: Path, tolerance: float, end: float, *, claims: bool) -> Subject:
    """A model of the repository; one of several cells has no experiments, so it is run as it is until `end`."""
    from mtorsbml._library import claim_experiments
    from mtorsbml.pathway.readouts import experiments_on

    path = repository.path(model)
    if model in repository.assemblies():
        core, qual = _flat(path, folder), None
        runs = [_plain_run("course", {}, 0.0, end, 100, tolerance)]
    else:
        core, qual = path, repository.path(model, "qual")
        runs = runs_of(experiments_on(model), tolerance)
    arms = claim_experiments(model, core.read_text(encoding="utf-8"))[0] if claims else ()
    return Subject(core=core, qual=qual, runs=[*runs, *runs_of(arms, tolerance)])


def _plain_run(name: str, changes: dict[str, float], start: float, end: float, points: int, tolerance: float) -> Run:
    pairs = tuple(changes.items())
    whole = Experiment(
        id=name, title=name, description="", model=name, changes=pairs, shown_from=start, end=end, points=points,
        curves=(),
    )  # fmt: skip
    return runs_of([whole], tolerance)[0]


def _flat(path: Path, folder: Path) -> Path:
    """The file itself, or its flattened form."""
    from mtorsbml.sbml import read

    document = read.read_document(path)
    kind = read.kind(document)
    if kind == "qual":
        raise UsageError(f"{path}: is a logical (qual) model; give a kinetic one")
    if kind == "core":
        return path
    flat = folder / f"{path.stem}.xml"
    flat.write_text(read.flatten(document, validate=False), encoding="utf-8")
    return flat


def _archive(path: Path, folder: Path, tolerance: float, *, claims: bool) -> Subject:
    """The model and the uniform time courses of the master among the SED-ML files of an archive, or of all."""
    from mtorsbml.exchange.omex import master_of, read_archive

    entries = read_archive(path)
    master_of(entries, str(path))
    sedml = [e for e in entries if e.kind == "sed-ml"]
    if not sedml:
        raise MtorsbmlError(f"{path}: no SED-ML file in the archive, so there is nothing to run")
    files = {entry.location: entry.data for entry in entries}
    ordered = sorted(sedml, key=lambda entry: not entry.master)
    models: set[str] = set()
    courses: list[Course] = []
    for entry in ordered if claims else ordered[:1]:
        location, found = _courses(entry, files, path)
        models.add(location)
        courses += found
    if len(models) > 1:
        raise MtorsbmlError(f"{path}: its SED-ML files run {', '.join(sorted(models))}; verify one model at a time")
    (location,) = models
    core = folder / Path(location).name
    core.write_bytes(files[location])
    flat = _flat(core, folder)
    follows = _computed(flat)
    for course in courses:
        if missed := [name for name in course.others if name not in follows]:
            raise MtorsbmlError(
                f"{path}: task '{course.id}' changes the start of '{missed[0]}', and only values of parameters can be "
                "changed here; give it an initial assignment to a parameter"
            )
    runs = [
        _plain_run(
            c.id,
            dict(c.changes) | {name: value for name, value in c.computed if name not in follows},
            c.start,
            c.end,
            c.points,
            tolerance,
        )
        for c in courses
    ]
    return Subject(core=flat, qual=None, runs=runs)


def _courses(entry: ArchiveEntry, files: Mapping[str, bytes], path: Path) -> tuple[str, Sequence[Course]]:
    """Where the model of a SED-ML file lies in the archive, and the time courses."""
    from mtorsbml.exchange.sedml_read import time_courses

    source, courses = time_courses(entry.data.decode("utf-8", errors="replace"), f"{path}: {entry.location}")
    location = posixpath.normpath(posixpath.join(posixpath.dirname(entry.location), source))
    if location not in files:
        raise MtorsbmlError(f"{path}: {entry.location} runs '{source}', which is not in the archive")
    return location, courses


def _computed(path: Path) -> set[str]:
    """Ids that an assignment determines: their values follow from the parameters."""
    from mtorsbml.sbml import read

    model = read.read_document(path).getModel()
    assigned = {model.getInitialAssignment(i).getSymbol() for i in range(model.getNumInitialAssignments())}
    return assigned | {model.getRule(i).getVariable() for i in range(model.getNumRules())}
