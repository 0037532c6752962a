"""The toy modules, libSBML's verdict on a text, and an integration of the same formulas that is not ours."""

from __future__ import annotations

import importlib.util
import math
import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from types import ModuleType

import libsbml
import numpy as np
import pytest
from scipy.integrate import solve_ivp

from mtorsbml.model.formula import ids_in
from mtorsbml.model.units import UNITS
from mtorsbml.model.vocabulary import Model


@pytest.fixture(scope="session")
def toy() -> ModuleType:
    spec = importlib.util.spec_from_file_location("sbml_toy", Path(__file__).with_name("toy.py"))
    module = importlib.util.module_from_spec(spec)
    sys.modules["sbml_toy"] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def document() -> Iterator[Callable[[str], libsbml.SBMLDocument]]:
    """Reads a text; libSBML's elements live no longer than their document, so it is kept until the test ends."""
    kept = []

    def opened(text: str) -> libsbml.SBMLDocument:
        kept.append(libsbml.readSBMLFromString(text))
        return kept[-1]

    yield opened
    kept.clear()


CATEGORIES = [getattr(libsbml, name) for name in dir(libsbml) if name.startswith("LIBSBML_CAT_")]


def _findings(text: str) -> list[str]:
    document = libsbml.readSBMLFromString(text)
    for category in CATEGORIES:
        document.setConsistencyChecks(category, True)
    document.checkConsistencyWithStrictUnits()
    document.checkL3v1Compatibility()
    return [document.getError(i).getMessage() for i in range(document.getNumErrors())]


@pytest.fixture(scope="session")
def findings() -> Callable[[str], list[str]]:
    """Every error and warning of libSBML, in every category, units strict."""
    return _findings


@pytest.fixture(scope="session")
def flatten() -> Callable[[str], str]:
    """A hierarchical document flattened by libSBML."""

    def flat(text: str) -> str:
        document = libsbml.readSBMLFromString(text)
        options = libsbml.ConversionProperties()
        options.addOption("flatten comp", True)
        assert document.convert(options) == libsbml.LIBSBML_OPERATION_SUCCESS, document.getErrorLog().toString()
        return libsbml.writeSBMLToString(document)

    return flat


class Reference:
    """A model integrated by SciPy from the formulas of the vocabulary, without any SBML."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self.sizes = {c.id: c.size for c in model.compartments}
        self.place = {s.id: s.compartment for s in model.species}
        self.constants = {p.id: p.value for p in model.parameters}
        self.constants |= {p.id: p.value for t in model.totals for p in (t.parameter, *t.subunits)}
        self.constants |= {e.id: e.resting for e in model.environments}
        self.constants |= {h.id: h.value for h in model.held}
        self.rules = [(t.amount, self.compiled(t.formation)) for t in model.totals if t.formation]
        self.rules += [(o.id, self.compiled(o.formula)) for o in model.observables]
        self.laws = [(r, self.compiled(r.law.formula)) for r in model.reactions]

    @staticmethod
    def compiled(formula: str):
        bare = re.sub(rf"(?<=\d) (?:{'|'.join(UNITS)})\b", "", formula).replace("^", "**")
        return compile(bare, formula, "eval")

    def values(self, species: Mapping[str, float], changes: Mapping[str, float]) -> dict[str, float]:
        known = {**self.constants, **changes, **species, "least": min, "exp": math.exp}
        for name, code in self.rules:
            if set(code.co_names) <= set(known):
                known[name] = eval(code, {}, known)
        return known

    def start(self, changes: Mapping[str, float]) -> dict[str, float]:
        """Initial concentrations, from the formulas of `starts` in whatever order they can be worked out."""
        waiting = dict(self.model.starts)
        known = {name: level for name, level in self.model.initial if name not in waiting}
        while waiting:
            ready = [n for n, f in waiting.items() if not any(i in waiting for i in ids_in(f))]
            for name in ready:
                known[name] = eval(self.compiled(waiting.pop(name)), {}, self.values(known, changes))
        return {name: known[name] for name, _ in self.model.initial}

    def slope(self, state: Sequence[float], changes: Mapping[str, float]) -> list[float]:
        names = [name for name, _ in self.model.initial]
        known = self.values(dict(zip(names, state, strict=True)), changes)
        change = dict.fromkeys(names, 0.0)
        for reaction, code in self.laws:
            rate = eval(code, {}, known) * self.sizes[reaction.compartment]
            for pairs, sign in ((reaction.reactants, -1), (reaction.products, 1)):
                for name, count in pairs:
                    if name in change:
                        change[name] += sign * count * rate / self.sizes[self.place[name]]
        return list(change.values())

    def run(self, times: Sequence[float], changes: Mapping[str, float] = {}) -> dict[str, np.ndarray]:
        """Species and observables by id at `times` [min]."""
        start = self.start(changes)
        solved = solve_ivp(
            lambda _, y: self.slope(y, changes),
            (times[0], times[-1]),
            list(start.values()),
            method="LSODA",
            t_eval=times,
            rtol=1e-11,
            atol=1e-13,
        )
        assert solved.success
        rows = [self.values(dict(zip(start, column, strict=True)), changes) for column in solved.y.T]
        shown = [*start, *(name for name, _ in self.rules)]
        return {name: np.array([row[name] for row in rows]) for name in shown}


@pytest.fixture(scope="session")
def reference() -> Callable[[Model], Reference]:
    return Reference


@pytest.fixture(scope="session")
def roadrunner_run() -> Callable[..., dict[str, np.ndarray]]:
    """A run of libRoadRunner at tight tolerances: values by id at even `times` [min]."""
    import roadrunner

    roadrunner.Logger.disableLogging()

    def run(
        text: str, times: Sequence[float], ids: Sequence[str], changes: Mapping[str, float] = {}
    ) -> dict[str, np.ndarray]:
        runner = roadrunner.RoadRunner(text)
        for name, value in changes.items():
            runner[f"init({name})"] = value  # this also forgets the selections
        species = set(runner.model.getFloatingSpeciesIds()) | set(runner.model.getBoundarySpeciesIds())
        runner.timeCourseSelections = [f"[{name}]" if name in species else name for name in ids]
        runner.integrator.relative_tolerance = 1e-11
        runner.integrator.absolute_tolerance = 1e-14
        found = np.array(runner.simulate(times[0], times[-1], len(times)))
        return {name: found[:, i] for i, name in enumerate(ids)}

    return run
