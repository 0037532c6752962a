"""Tellurium (CVODE): a model file, or an archive of our own through `executeCombineArchive`, which executes Python."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mtorsbml.verify.request import each, for_each_state, in_amounts
from mtorsbml.verify.simulators.copasi_ import refuse_unknown


def answer(request: Mapping[str, Any]) -> dict[str, Any]:
    """Do all runs; or the experiments of an archive, if it names `experiments`."""
    from roadrunner import Config

    # The quicker of libRoadRunner's compilers gives the same numbers bit for bit.
    Config.setValue(Config.LLVM_BACKEND, Config.LLJIT)
    if "experiments" in request:
        return {"runs": [_archive(request["path"])]}
    return {"runs": each(request["runs"], lambda run: _run(request["path"], run))}


def _run(path: str, run: Mapping[str, Any]) -> dict[str, list[float]]:
    import libsbml
    import tellurium

    document = libsbml.readSBMLFromFile(path)
    model = document.getModel()
    if model is None:
        raise SystemExit(f"{path}: no SBML model")
    species = [s.getId() for s in model.getListOfSpecies()]
    others = [p.getId() for p in model.getListOfParameters()]
    refuse_unknown(run["changes"], others)
    for name, value in run["changes"].items():
        model.getParameter(name).setValue(value)
    runner = tellurium.loadSBMLModel(libsbml.writeSBMLToString(document))
    rtol, atol = for_each_state(run, runner.getNumFloatingSpecies() + runner.getNumRateRules())
    runner.integrator.setValue("relative_tolerance", rtol)
    runner.integrator.setValue("absolute_tolerance", atol)
    runner.integrator.setValue("maximum_num_steps", 1_000_000)
    amounts = in_amounts(model)
    shown = [name if name in amounts else f"[{name}]" for name in species]
    runner.timeCourseSelections = ["time", *shown, *others]
    times = run["times"]
    early = [0.0] if times[0] > 0 else []
    rows = runner.simulate(times=[*early, *times])[len(early) :]
    return {name: [float(v) for v in rows[:, i]] for i, name in enumerate(["time", *species, *others])}


def _archive(path: str) -> dict[str, list[float]]:
    """All data generators of the SED-ML files, by their id."""
    import tellurium

    found = [content["dataGenerators"] for content in tellurium.executeCombineArchive(path).values()]
    return {name: [float(v) for v in values.ravel()] for content in found for name, values in content.items()}
