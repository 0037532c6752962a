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
    """

    id: str
    changes: tuple[tuple[str, float], ...]
    computed: tuple[tuple[str, float], ...]
    start: float
    end: float
    points: int


def time_courses(text: str, name: str) -> tuple[str, tuple[Course, ...]]:
    """Read the tasks that run a uniform time course on a model whose parameters are changed.

    Changes of initial values of species are passed over: in our own archives they repeat what follows from the
    parameters. All tasks must run one model.

    Args:
        text: The SED-ML.
        name: What to call it in messages.

    Returns:
        The source of the model, and the courses.

    Raises:
        MtorsbmlError: It cannot be read, has no such task, runs several models, or changes what is no attribute.
    """
    import libsedml

    document = libsedml.readSedMLFromString(text)
    if document.getNumErrors(libsedml.LIBSEDML_SEV_ERROR) > 0:
        raise MtorsbmlError(f"{name}: {' '.join(document.getError(0).getMessage().split())}")
    models = {m.getId(): m for m in (document.getModel(i) for i in range(document.getNumModels()))}
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
    for i in range(model.getNumChanges()):
        change = model.getChange(i)
        match = _ID.search(str(change.getTarget()))
        value = _value(change)
        if match is None or value is None:
            raise MtorsbmlError(
                f"{name}: model '{model.getId()}' changes '{change.getTarget()}'; only attributes of elements with an "
                "id can be changed here, and to a number"
            )
        if match.group(2) in _VALUES and change.isSedComputeChange() == computed:
            found.append((match.group(1), value))
    return tuple(found)


def _value(change: libsedml.SedChange) -> float | None:
    """The number that a change sets; None if it is no number."""
    if change.isSedChangeAttribute():
        return float(change.getNewValue())
    if change.isSedComputeChange() and change.isSetMath():
        import libsedml

        try:
            return float(libsedml.formulaToString(change.getMath()))
        except ValueError:
            return None
    return None
