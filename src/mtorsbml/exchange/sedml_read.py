"""Reading the time courses out of a SED-ML file: what is changed in the model, and which points are shown."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from mtorsbml.errors import MtorsbmlError

if TYPE_CHECKING:
    import libsedml

_ID: Final = re.compile(r"@id\s*=\s*['\"]([^'\"]+)['\"]\s*\]\s*(?:/@(\w+))?\s*\Z")
_VALUES: Final = frozenset({"value", None})


@dataclass(frozen=True, kw_only=True, slots=True)
class Course:
    """A uniform time course: new values of parameters, and which points are shown [unit of time of the model].

    `computed` are values that a `computeChange` gives; in our own archives they repeat what the model computes itself.
    `others` are ids of which another attribute than the value is changed: the start of species, sizes of compartments.
    """

    id: str
    changes: tuple[tuple[str, float], ...]
    computed: tuple[tuple[str, float], ...]
    others: tuple[str, ...]
    start: float
    end: float
    points: int


def time_courses(text: str, name: str) -> tuple[str, tuple[Course, ...]]:
    """Read the tasks that run a uniform time course on a model whose parameters are changed.

    Changes of initial values of species are only named: in our own archives they repeat what follows from the
    parameters. All tasks must run one model.

    Args:
        text: The SED-ML.
        name: What to call it in messages.

    Returns:
        The source of the model, and the courses.

    Raises:
        MtorsbmlError: It cannot be read, has no such task, runs several models, or changes what is no attribute.
    """
    document = _read(text, name)
    models = _models(document)
    simulations = {s.getId(): s for s in (document.getSimulation(i) for i in range(document.getNumSimulations()))}
    sources, courses = [], []
    for i in range(document.getNumTasks()):
        task = document.getTask(i)
        simulation = simulations.get(task.getSimulationReference())
        if simulation is None or not simulation.isSedUniformTimeCourse():
            continue
        model = models.get(task.getModelReference())
        if model is None:
            raise MtorsbmlError(f"{name}: task '{task.getId()}' runs '{task.getModelReference()}', which is not there")
        sources.append(_source(model, models, name))
        courses.append(
            Course(
                id=task.getId(),
                changes=_changes(model, name, computed=False),
                computed=_changes(model, name, computed=True),
                others=tuple(match.group(1) for match, _ in _targets(model, name) if match.group(2) not in _VALUES),
                start=simulation.getOutputStartTime(),
                end=simulation.getOutputEndTime(),
                points=simulation.getNumberOfPoints(),
            )
        )
    if not courses:
        raise MtorsbmlError(f"{name}: no task runs a uniform time course, so there is nothing to compare")
    if len(set(sources)) > 1:
        raise MtorsbmlError(f"{name}: the tasks run {', '.join(sorted(set(sources)))}; verify one model at a time")
    return sources[0], tuple(courses)


def model_sources(text: str, name: str) -> tuple[str, ...]:
    """The files behind the models of a SED-ML file, in its order.

    Raises:
        MtorsbmlError: It cannot be read.
    """
    document = _read(text, name)
    models = _models(document)
    return tuple(dict.fromkeys(_source(model, models, name) for model in models.values()))


def _read(text: str, name: str) -> libsedml.SedDocument:
    import libsedml

    document = libsedml.readSedMLFromString(text)
    if document.getNumErrors(libsedml.LIBSEDML_SEV_ERROR) > 0:
        raise MtorsbmlError(f"{name}: {' '.join(document.getError(0).getMessage().split())}")
    return document


def _models(document: libsedml.SedDocument) -> dict[str, libsedml.SedModel]:
    return {m.getId(): m for m in (document.getModel(i) for i in range(document.getNumModels()))}


def _source(model: libsedml.SedModel, models: dict[str, libsedml.SedModel], name: str) -> str:
    """The file behind a model, which may be a change of another model."""
    seen: list[str] = []
    source = str(model.getSource())
    while source.lstrip("#") in models:
        if source in seen:
            raise MtorsbmlError(f"{name}: models {', '.join(seen)} are changes of each other")
        seen.append(source)
        source = str(models[source.lstrip("#")].getSource())
    return source.removeprefix("./")


def _changes(model: libsedml.SedModel, name: str, *, computed: bool) -> tuple[tuple[str, float], ...]:
    found = []
    for match, change in _targets(model, name):
        value = _value(change)
        if value is None:
            raise _unfit(model, change, name)
        if match.group(2) in _VALUES and change.isSedComputeChange() == computed:
            found.append((match.group(1), value))
    return tuple(found)


def _targets(model: libsedml.SedModel, name: str) -> list[tuple[re.Match[str], libsedml.SedChange]]:
    """The changes of a model, each with id and attribute of what it changes."""
    found = []
    for change in (model.getChange(i) for i in range(model.getNumChanges())):
        match = _ID.search(str(change.getTarget()))
        if match is None:
            raise _unfit(model, change, name)
        found.append((match, change))
    return found


def _unfit(model: libsedml.SedModel, change: libsedml.SedChange, name: str) -> MtorsbmlError:
    return MtorsbmlError(
        f"{name}: model '{model.getId()}' changes '{change.getTarget()}'; only attributes of elements with an id can "
        "be changed here, and to a number"
    )


def _value(change: libsedml.SedChange) -> float | None:
    """The number that a change sets; None if it is no number."""
    text = ""
    if change.isSedChangeAttribute():
        text = str(change.getNewValue())
    elif change.isSedComputeChange() and change.isSetMath():
        import libsedml

        text = str(libsedml.formulaToString(change.getMath()))
    try:
        return float(text)
    except ValueError:
        return None
