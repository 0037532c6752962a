"""A PEtab problem (version 1) of a model: its experiments as conditions, its readouts as observables.

Without measurements of one's own, the table of measurements has no row: fill it in, or pass `--measurements`.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Final

from mtorsbml.errors import MtorsbmlError, nearest
from mtorsbml.exchange import _factors
from mtorsbml.exchange.measurements import (
    Conditions,
    Known,
    Measurement,
    Observable,
    Table,
    read_conditions,
    read_measurements,
)
from mtorsbml.exchange.source import Source
from mtorsbml.exchange.tables import write_tsv

if TYPE_CHECKING:
    import libsbml

    from mtorsbml.simulate.ode import OdeModel

_FOLD: Final = re.compile(r"plausible within ([\d.]+)-fold")
_ESTIMATED: Final = ("assumed", "estimated")
_CONSTANT_PREFIXES: Final = ("k_", "kcat_", "Km_", "Kd_", "K_", "Ki_", "Vmax_", "gain_", "w_")
_DEFAULT_FOLD: Final = 10.0
_SIGMAS: Final = 2.0
"""An assumed range is taken as two standard deviations to each side."""
NOTHING: Final = "none"
"""Stands for no parameter of the model in what is to be estimated: scales, offsets and noise alone."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Options:
    """What may be added to the bare problem.

    Attributes:
        measurements: The user's measurements, as `exchange.measurements` reads them.
        conditions: The user's conditions, beside the model's experiments.
        estimate: Ids of the parameters to estimate, or `NOTHING`; without it, all assumed and estimated constants.
    """

    measurements: Table | None = None
    conditions: Table | None = None
    estimate: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Parameter:
    """A row of the table of parameters; `prior` is its type and what it takes."""

    id: str
    scale: str = "log10"
    low: float
    high: float
    nominal: float
    prior: tuple[str, str] = ("", "")


def petab_files(source: Source, options: Options | None = None) -> dict[str, bytes]:
    """The model, the five tables and the YAML file of the problem.

    Each constant that the notes call assumed or estimated gets bounds of its plausible range on a logarithmic scale and
    a normal prior on it. Scales, offsets and noise that measurements ask for get a flat prior within wide bounds; their
    nominal values fit best to the model as it is.

    Raises:
        MtorsbmlError: A measurement or a condition does not fit; a parameter to estimate is unknown or cannot be.
    """
    chosen = options or Options()
    facts = _Facts(source)
    own = _conditions(source)
    given = chosen.conditions
    conditions = {**own, **(read_conditions(given, facts.changeable, own) if given else {})}
    measured: tuple[Measurement, ...] = ()
    if chosen.measurements is not None:
        known = Known(readouts=facts.readouts, conditions=conditions, ids=facts.ids, unit=facts.units)
        measured = read_measurements(chosen.measurements, known)
    observables = _observables(source, facts, measured)
    parameters = _constants(facts, conditions, chosen.estimate)
    if measured:
        parameters += [_factor(f) for f in _factors.factors(measured, conditions, lambda: facts.ode)]
        parameters += [_noise(name, value) for name, value in _factors.noise(measured).items()]
    return {
        f"{source.id}.xml": source.core.encode(),
        "conditions.tsv": _conditions_table(conditions, facts),
        "observables.tsv": _observables_table(observables),
        "measurements.tsv": _measurements_table(measured),
        "parameters.tsv": _parameter_table(parameters),
        f"{source.id}.yaml": _yaml(source.id),
    }


def with_options(
    source: Source,
    measurements: str | Table | None = None,
    estimate: Sequence[str] = (),
    conditions: Table | None = None,
) -> dict[str, bytes]:
    """As `petab_files`, with a user's measurements, conditions and choice of parameters."""
    table = Table(name="measurements", text=measurements) if isinstance(measurements, str) else measurements
    return petab_files(source, Options(measurements=table, conditions=conditions, estimate=tuple(estimate)))


class _Facts:
    """What the tables need to know of the model."""

    def __init__(self, source: Source) -> None:
        from mtorsbml.sbml import read

        self._text = source.core
        # The document must outlive its model.
        self._document = read.read_document(source.core)
        self.model: libsbml.Model = self._document.getModel()
        every = [self.model.getParameter(i) for i in range(self.model.getNumParameters())]
        computed = {p.getId() for p in every if self.model.getAssignmentRule(p.getId()) is not None}
        begun = {p.getId() for p in every if self.model.getInitialAssignment(p.getId()) is not None}
        self.constants = [p for p in every if p.getConstant()]
        self.changeable = [p.getId() for p in every if p.getId() not in computed | begun]
        species = [self.model.getSpecies(i) for i in range(self.model.getNumSpecies())]
        self.species = {s.getId(): s.getName() or s.getId() for s in species}
        self.readouts = self.species | {p.getId(): p.getName() or p.getId() for p in every if p.getId() in computed}
        self.readouts |= {c.id: c.label for e in source.experiments for c in e.curves}
        named = self.model.getListOfAllElements()
        self.ids = {element.getId() for element in (named.get(i) for i in range(named.getSize())) if element.getId()}

    def value(self, name: str) -> float:
        """Value of a parameter in the file."""
        return float(self.model.getParameter(name).getValue())

    def units(self, name: str) -> str:
        """Unit of an id as a short text."""
        return self.ode.units(name)

    @cached_property
    def ode(self) -> OdeModel:
        """The model, compiled: only measurements with a unit or a scale need it."""
        from mtorsbml.simulate.ode import OdeModel

        return OdeModel.load(self._text)


def _observables(source: Source, facts: _Facts, measured: Sequence[Measurement]) -> list[Observable]:
    """All that an experiment shows or the user has measured; of a model without experiments, all its species."""
    shown = {curve.id: curve.label for experiment in source.experiments for curve in experiment.curves}
    found = {name: Observable(key=name, readout=name, label=label) for name, label in (shown or facts.species).items()}
    return list({**found, **{row.observable.key: row.observable for row in measured}}.values())


def _observables_table(observables: Sequence[Observable]) -> bytes:
    columns = ("observableId", "observableName", "observableFormula", "noiseFormula", "noiseDistribution")
    return write_tsv(
        columns,
        [(f"obs_{o.key}", o.label, _formula(o), f"noiseParameter1_obs_{o.key}", "normal") for o in observables],
    )


def _formula(observable: Observable) -> str:
    scale, offset = (f"observableParameter{i}_obs_{observable.key}" for i in (1, 2))
    name = observable.readout
    return (name, f"{scale} * {name}", f"{scale} * {name} + {offset}")[observable.factors]


def _conditions(source: Source) -> Conditions:
    """Title and changes of each experiment; one without changes if there is none."""
    found = {e.id: (e.title, dict(e.changes)) for e in source.experiments}
    return found or {"at_rest": ("nothing is changed", {})}


def _conditions_table(conditions: Conditions, facts: _Facts) -> bytes:
    """What a condition leaves has the number of the file: its own id would send some tools in a circle."""
    changed = list(dict.fromkeys(name for _, changes in conditions.values() for name in changes))
    rows: list[list[str | float]] = [
        [identifier, title, *(float(changes.get(name, facts.value(name))) for name in changed)]
        for identifier, (title, changes) in conditions.items()
    ]
    return write_tsv(("conditionId", "conditionName", *changed), rows)


def _constants(facts: _Facts, conditions: Conditions, wanted: Sequence[str]) -> list[Parameter]:
    """The constants of the model that are to be estimated."""
    if tuple(wanted) == (NOTHING,):
        return []
    known = [p.getId() for p in facts.constants]
    changed = {name for _, changes in conditions.values() for name in changes}
    for name in wanted:
        why = f"the model has no such constant{nearest(name, known)}" if name not in known else ""
        if not why and name in changed:
            why = "a condition sets it"
        if not why and facts.value(name) <= 0:
            why = f"it is {facts.value(name):g}, which has no logarithm; set it above 0 first"
        if why:
            raise MtorsbmlError(f"parameter to estimate '{name}': {why}")
    rows = []
    for p in facts.constants:
        name, value, notes = p.getId(), float(p.getValue()), p.getNotesString() or ""
        free = name in wanted if wanted else any(word in notes for word in _ESTIMATED)
        kinetic = bool(wanted) or name.startswith(_CONSTANT_PREFIXES)
        if free and kinetic and name not in changed and value > 0:
            rows.append(_constant(name, value, _fold(notes)))
    return rows


def _fold(notes: str) -> float:
    match = _FOLD.search(notes)
    fold = float(match.group(1)) if match else _DEFAULT_FOLD
    return fold if fold > 1 else _DEFAULT_FOLD


def _constant(name: str, value: float, fold: float) -> Parameter:
    low, high = value / fold, value * fold
    centre, width = math.log10(value), math.log10(high / low) / 2 / _SIGMAS
    prior = ("parameterScaleNormal", f"{centre!r};{width!r}")
    return Parameter(id=name, low=low, high=high, nominal=value, prior=prior)


def _factor(factor: _factors.Factor) -> Parameter:
    """A scale is above 0 and known within orders of magnitude; an offset is a background of either sign."""
    if factor.additive:
        low, high = -factor.width, factor.width
        made = Parameter(id=factor.id, scale="lin", low=low, high=high, nominal=factor.value)
    else:
        low, high = factor.value / factor.width, factor.value * factor.width
        made = Parameter(id=factor.id, low=low, high=high, nominal=factor.value)
    return _flat(made)


def _noise(name: str, value: float) -> Parameter:
    return _flat(Parameter(id=name, low=value / 100, high=value * 100, nominal=value))


def _flat(parameter: Parameter) -> Parameter:
    """With a flat prior between its bounds, on its scale."""
    ends = (parameter.low, parameter.high)
    low, high = ends if parameter.scale == "lin" else map(math.log10, ends)
    return replace(parameter, prior=("parameterScaleUniform", f"{low!r};{high!r}"))


def _parameter_table(rows: Sequence[Parameter]) -> bytes:
    columns = (
        "parameterId", "parameterScale", "lowerBound", "upperBound", "nominalValue", "estimate",
        "objectivePriorType", "objectivePriorParameters",
    )  # fmt: skip
    return write_tsv(columns, [(p.id, p.scale, p.low, p.high, p.nominal, "1", *p.prior) for p in rows])


def _measurements_table(measured: Sequence[Measurement]) -> bytes:
    """Columns that no row fills are left out, but for the noise."""
    columns = ["observableId", "simulationConditionId", "measurement", "time", "noiseParameters"]
    rows: list[list[str | float]] = [
        [f"obs_{m.observable.key}", m.condition, m.value, m.time, m.noise] for m in measured
    ]
    for name, cells in (
        ("observableParameters", [";".join(m.factors) for m in measured]),
        ("datasetId", [m.dataset for m in measured]),
        ("replicateId", [m.replicate for m in measured]),
    ):
        if any(cells):
            columns.append(name)
            rows = [[*row, cell] for row, cell in zip(rows, cells, strict=True)]
    return write_tsv(columns, rows)


def _yaml(name: str) -> bytes:
    return f"""format_version: 1
parameter_file: parameters.tsv
problems:
  - condition_files:
      - conditions.tsv
    measurement_files:
      - measurements.tsv
    observable_files:
      - observables.tsv
    sbml_files:
      - {name}.xml
""".encode()
