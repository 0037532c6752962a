"""What is to be verified: a model of the repository, an archive, or any SBML file, made ready for the simulators."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from mtorsbml import repository
from mtorsbml.errors import MtorsbmlError, UsageError
from mtorsbml.model.experiment import Experiment
from mtorsbml.verify.kinetic import runs_of
from mtorsbml.verify.request import Run

DEFAULT_DURATION: Final = 100.0
"""How long a file without experiments is run [its unit of time]."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Subject:
    """A flat kinetic model, the logic model beside it if there is one, and what to run."""

    core: Path
    qual: Path | None
    runs: Sequence[Run]


def subject(model: str, folder: Path, *, tolerance: float, duration: float | None = None) -> Subject:
    """Find out what is meant, and write what the simulators need into a folder.

    Args:
        model: An id of the repository, an archive (`.omex`) or an SBML file.
        folder: Where a flattened model or the content of an archive may be put.
        tolerance: Largest difference that will count as agreement; the integrators get tighter ones.
        duration: How long to run a file that has no experiments [its unit of time].

    Raises:
        UsageError: There is no such model or file, or `duration` makes no sense.
        MtorsbmlError: The file is refused, or an archive has no time course that can be run.
    """
    if model in repository.models():
        from mtorsbml.pathway.readouts import experiments_on

        return Subject(
            core=repository.path(model),
            qual=repository.path(model, "qual"),
            runs=runs_of(experiments_on(model), tolerance),
        )
    path = repository.locate(model)
    if path.suffix.lower() == ".omex":
        return _archive(path, folder, tolerance)
    end = DEFAULT_DURATION if duration is None else duration
    if end <= 0:
        raise UsageError(f"--duration {end:g}: give a time above 0")
    return Subject(core=_flat(path, folder), qual=None, runs=[_plain_run("course", {}, 0.0, end, 100, tolerance)])


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


def _archive(path: Path, folder: Path, tolerance: float) -> Subject:
    """The model and the uniform time courses of the first SED-ML file of an archive."""
    from mtorsbml.exchange.omex import SEDML, read_archive
    from mtorsbml.exchange.sedml_read import time_courses

    entries = read_archive(path)
    sedml = [e for e in entries if e.format_uri.startswith(SEDML.rpartition(".level")[0])]
    if not sedml:
        raise MtorsbmlError(f"{path}: no SED-ML file in the archive, so there is nothing to run")
    first = min(sedml, key=lambda entry: not entry.master)
    source, courses = time_courses(first.data.decode("utf-8", errors="replace"), f"{path}: {first.location}")
    files = {entry.location: entry.data for entry in entries}
    base = first.location.rpartition("/")[0]
    location = f"{base}/{source}" if base else source
    if location not in files:
        raise MtorsbmlError(f"{path}: {first.location} runs '{source}', which is not in the archive")
    core = folder / Path(location).name
    core.write_bytes(files[location])
    flat = _flat(core, folder)
    follows = _computed(flat)
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


def _computed(path: Path) -> set[str]:
    """Ids that an assignment determines: their values follow from the parameters."""
    from mtorsbml.sbml import read

    model = read.read_document(path).getModel()
    assigned = {model.getInitialAssignment(i).getSymbol() for i in range(model.getNumInitialAssignments())}
    return assigned | {model.getRule(i).getVariable() for i in range(model.getNumRules())}
