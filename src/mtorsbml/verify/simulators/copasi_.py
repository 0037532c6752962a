"""COPASI (LSODA) through its Python bindings."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from mtorsbml.verify.limits import beyond
from mtorsbml.verify.request import each, in_amounts


def answer(request: Mapping[str, Any]) -> dict[str, Any]:
    """Do all runs, on a model that is read once; or the experiments of an archive, if it names `experiments`."""
    import libsbml

    if "save" in request or "save_sbml" in request:
        return {"lost": _save(request)}
    if "experiments" in request:
        return {"runs": [_archived(request["path"], name) for name in request["experiments"]]}
    if missed := beyond(Path(request["path"]).read_text(encoding="utf-8-sig"), "copasi"):
        raise SystemExit(f"COPASI would do without {missed[0]}")
    data, document = _opened(request["path"]), libsbml.readSBMLFromFile(request["path"])
    amounts = in_amounts(document.getModel())
    # With conversion factors, the first run after an import would be that without them.
    data.getModel().forceCompile()
    return {"runs": each(request["runs"], lambda run: _as_amounts(_run(data, run), data, amounts))}


def _opened(path: str) -> Any:
    import COPASI

    data = COPASI.CRootContainer.addDatamodel()
    read = data.loadFromFile(path) if path.endswith(".cps") else data.importSBML(path)
    if not read:
        raise SystemExit(_said() or "COPASI cannot read the file")
    return data


def _said() -> str:
    """What COPASI has to say, on one line, without what it takes for granted and where in its source it is."""
    import COPASI

    lines = [line.strip() for line in COPASI.CCopasiMessage.getAllMessageText().splitlines()]
    return " ".join(
        line for line in lines if line and not line.startswith((">", "SBML (91)", "SBML (92)")) and ".cpp (" not in line
    )


def _as_amounts(columns: dict[str, list[float]], data: Any, amounts: Mapping[str, str]) -> dict[str, list[float]]:
    """With amounts in the place of the concentrations of these species, each of which has its compartment."""
    places = data.getModel().getCompartments()
    sizes = {place.getSBMLId(): place.getInitialValue() for place in (places.get(i) for i in range(places.size()))}
    for name, place in amounts.items():
        volumes = columns.get(place) or [sizes[place]] * len(columns["time"])
        columns[name] = [level * volume for level, volume in zip(columns[name], volumes, strict=True)]
    return columns


def _run(data: Any, run: Mapping[str, Any]) -> dict[str, list[float]]:
    """One run; the model is left as it was."""
    before = _change(data, run["changes"])
    try:
        return _course(data, run)
    finally:
        _change(data, before)


def _course(data: Any, run: Mapping[str, Any]) -> dict[str, list[float]]:
    import COPASI

    task = data.getTask("Time-Course")
    task.setMethodType(COPASI.CTaskEnum.Method_deterministic)
    method = task.getMethod()
    method.getParameter("Relative Tolerance").setDblValue(run["rtol"])
    method.getParameter("Absolute Tolerance").setDblValue(run["atol"])
    method.getParameter("Max Internal Steps").setIntValue(1_000_000)
    problem = task.getProblem()
    problem.setTimeSeriesRequested(True)
    times = run["times"]
    problem.setDuration(times[-1])
    problem.setOutputStartTime(times[0])
    problem.setUseValues(True)
    problem.setValues(" ".join(map(repr, times)))
    return _columns(data)


def _save(request: Mapping[str, Any]) -> list[str]:
    """Read a file and write it as a COPASI file with a time course until `end`, or as SBML; say what is lost then."""
    data = _opened(request["path"])
    if "save_sbml" in request:
        if not data.exportSBML(request["save_sbml"], True, 3, 1):
            raise SystemExit(_said())
        return _lost(data.getModel())
    task = data.getTask("Time-Course")
    task.setScheduled(True)
    problem = task.getProblem()
    problem.setDuration(request["end"])
    problem.setStepNumber(200)
    task.getMethod().getParameter("Relative Tolerance").setDblValue(1e-8)
    task.getMethod().getParameter("Absolute Tolerance").setDblValue(1e-12)
    if not data.saveModel(request["save"], True):
        raise SystemExit(_said())
    return []


def _lost(model: Any) -> list[str]:
    """What COPASI runs and does not write as SBML."""
    events, numbers = model.getEvents(), model.getNumModelValues()
    found = [
        f"the priority of event '{e.getObjectName()}'"
        for e in map(events.get, range(events.size()))
        if e.getPriorityExpression()
    ]
    noisy = [q.getObjectName() for q in map(model.getModelValue, range(numbers)) if q.hasNoise()]
    return found + [f"the noise of '{name}'" for name in noisy]


def _change(data: Any, changes: Mapping[str, float]) -> dict[str, float]:
    """Set parameters, let what starts from them follow, and say what they were before."""
    import COPASI

    model = data.getModel()
    quantities = {q.getSBMLId(): q for q in (model.getModelValue(i) for i in range(model.getNumModelValues()))}
    refuse_unknown(changes, quantities)
    before = {name: quantities[name].getInitialValue() for name in changes}
    changed = COPASI.ObjectStdVector()
    for name, value in changes.items():
        quantities[name].setInitialValue(value)
        changed.append(quantities[name].getInitialValueReference())
    # Without this the initial expressions keep the values that they had before.
    model.updateInitialValues(changed)
    return before


def _archived(path: str, name: str) -> dict[str, list[float]]:
    import COPASI

    data = COPASI.CRootContainer.addDatamodel()
    COPASI.CCopasiMessage.clearDeque()
    # COPASI applies the changes of the model that is named here, not of the one that the task names.
    choice = COPASI.SedmlImportOptions(f"task_{name}", f"model_{name}")
    if not data.openCombineArchive(path, None, True, choice):
        raise SystemExit(f"{name}: {COPASI.CCopasiMessage.getAllMessageText()}")
    columns = _columns(data)
    COPASI.CRootContainer.removeDatamodel(data)
    return columns


def _columns(data: Any) -> dict[str, list[float]]:
    """Run the time course as it is set; add what COPASI leaves out of the result because it does not change."""
    import basico
    import COPASI

    COPASI.CCopasiMessage.clearDeque()
    frame = basico.run_time_course(model=data, use_sbml_id=True)
    if frame is None or frame.empty:
        raise SystemExit(f"time course failed: {_said()}")
    if (stopped := frame.index[-1]) < data.getTask("Time-Course").getProblem().getDuration() * (1 - 1e-9):
        reason = _said() or "COPASI gives no reason; a reaction without rate law is one"
        raise SystemExit(f"stopped at time {stopped:g}: {reason}")
    # In a COPASI file, basico finds the ids of species but not those of other quantities.
    names = {name: str(name).removeprefix("Values[").removesuffix("]") for name in frame.columns}
    columns = {"time": frame.index.tolist(), **{names[name]: frame[name].tolist() for name in frame.columns}}
    model = data.getModel()
    for i in range(model.getNumMetabs()):
        species = model.getMetabolite(i)
        columns.setdefault(species.getSBMLId(), [species.getInitialConcentration()] * len(frame))
    for i in range(model.getNumModelValues()):
        quantity = model.getModelValue(i)
        columns.setdefault(quantity.getSBMLId(), [quantity.getInitialValue()] * len(frame))
    return columns


def refuse_unknown(changes: Mapping[str, float], known: Collection[str]) -> None:
    """End the process where a change names no parameter."""
    unknown = [name for name in changes if name not in known]
    if unknown:
        raise SystemExit(f"no parameter {', '.join(unknown)}")
