"""SED-ML: the experiments of a model, written so that every reader starts them from the same state."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape

from mtorsbml.errors import MtorsbmlError, nearest
from mtorsbml.model.experiment import Curve, Experiment
from mtorsbml.model.formula import ids_in, number
from mtorsbml.model.vocabulary import check_sid
from mtorsbml.sbml.read import read_document

if TYPE_CHECKING:
    import libsbml
    import libsedml

RELATIVE_TOLERANCE: Final = 1e-9
ABSOLUTE_TOLERANCE: Final = 1e-12
MAXIMUM_STEPS: Final = 100_000
"""Steps between two points of the output; the preparation before `shown_from` is one such stretch."""

_SBML_NAMESPACE: Final = "http://www.sbml.org/sbml/level3/version1/core"
_LANGUAGE: Final = "urn:sedml:language:sbml.level-3.version-1"
_TIME: Final = "urn:sedml:symbol:time"
_CVODE: Final = "KISAO:0000019"
_SETTINGS: Final = (
    ("KISAO:0000209", repr(RELATIVE_TOLERANCE)),
    ("KISAO:0000211", repr(ABSOLUTE_TOLERANCE)),
    ("KISAO:0000415", str(MAXIMUM_STEPS)),
)
_SOURCE: Final = re.compile(r"(?:\.\./)?[A-Za-z0-9_][A-Za-z0-9_.-]*\Z")


@dataclass(frozen=True, kw_only=True, slots=True)
class _Symbols:
    """What the model has, and what its starting values follow from."""

    species: tuple[str, ...]
    parameters: tuple[str, ...]
    ruled: frozenset[str]
    uses: Mapping[str, tuple[str, ...]]
    started: tuple[str, ...]
    unit_volume: frozenset[str]

    def followers(self, changed: Sequence[str]) -> tuple[str, ...]:
        """Ids whose initial assignment depends on one of the changed ids, in the order of the model."""
        reached = set(changed)
        while True:
            more = {name for name, used in self.uses.items() if name not in reached and not reached.isdisjoint(used)}
            if not more:
                return tuple(name for name in self.started if name in reached)
            reached |= more


def sedml_text(experiments: Sequence[Experiment], *, model_source: str, sbml: str, model_name: str) -> str:
    """Write experiments as one SED-ML L1V3 document: a model, a task, a plot and a report for each.

    Args:
        experiments: The experiments, in the order in which tools will list them; the first is the one that COPASI
            opens unasked. Times in minutes.
        model_source: Where the model lies, seen from the SED-ML file, such as `mtor.xml` or `../mtor.xml`.
        sbml: The text of that model, against which every id is checked.
        model_name: What people call the model.

    Raises:
        MtorsbmlError: If there is no experiment, two share an id, an id is not in the model or cannot be changed,
            or a number or time makes no sense.
    """
    (text,) = sedml_texts([experiments], model_source=model_source, sbml=sbml, model_name=model_name)
    return text


def sedml_texts(
    files: Sequence[Sequence[Experiment]], *, model_source: str, sbml: str, model_name: str
) -> tuple[str, ...]:
    """Several documents on one model, each as `sedml_text` writes it; the model is read once.

    Raises:
        MtorsbmlError: As `sedml_text`.
    """
    if not all(files):
        raise MtorsbmlError(f"{model_source}: no experiments for the SED-ML file; give at least one without changes")
    if not _SOURCE.match(model_source):
        raise MtorsbmlError(f"SED-ML: model source '{model_source}' is no plain file name; use letters, digits, ._-")
    document = _read(sbml, model_source)
    symbols = _symbols(document.getModel())
    known: dict[tuple[tuple[str, float], ...], Mapping[str, float]] = {}
    texts = []
    for experiments in files:
        _check_experiments(experiments, symbols, model_source)
        starts = []
        for experiment in experiments:
            # Two arms of a claim mostly start alike.
            key = tuple(change for change in experiment.changes if symbols.followers([change[0]]))
            if key not in known:
                known[key] = _starting_values(document, experiment, symbols, model_source)
            starts.append(known[key])
        texts.append(_text(experiments, symbols, starts, source=model_source, name=model_name))
    return tuple(texts)


def _text(
    experiments: Sequence[Experiment],
    symbols: _Symbols,
    starts: Sequence[Mapping[str, float]],
    *,
    source: str,
    name: str,
) -> str:
    import libsedml

    sed = libsedml.SedDocument(1, 3)
    sed.getNamespaces().add(_SBML_NAMESPACE, "sbml")
    for experiment, values in zip(experiments, starts, strict=True):
        _add_model(sed, experiment, symbols, values, source=source, name=name)
    for experiment in experiments:
        _add_simulation(sed, experiment)
    for experiment in experiments:
        _add_task(sed, experiment)
    for experiment in experiments:
        _add_data(sed, experiment, symbols)
    for experiment in experiments:
        _add_plot(sed, experiment)
        _add_report(sed, experiment)
    return _written(sed, source)


def target(identifier: str, kind: str, attribute: str = "") -> str:
    """XPath of a `species` or `parameter`, or of one of its attributes."""
    lists = {"species": "listOfSpecies", "parameter": "listOfParameters"}
    path = f"/sbml:sbml/sbml:model/sbml:{lists[kind]}/sbml:{kind}[@id='{identifier}']"
    return f"{path}/@{attribute}" if attribute else path


def plain(text: str) -> str:
    """One line without the characters that tellurium pastes unescaped into the Python that it generates."""
    return " ".join(text.split()).replace("'", "\N{RIGHT SINGLE QUOTATION MARK}").replace("\\", "/")


def _read(sbml: str, source: str) -> libsbml.SBMLDocument:
    try:
        document = read_document(sbml.encode())
    except MtorsbmlError as error:
        raise MtorsbmlError(f"{source}: {error}") from None
    # The evaluator of initial assignments below does not look into function definitions.
    _convert(document, "expandFunctionDefinitions", source)
    return document


def _convert(document: libsbml.SBMLDocument, option: str, source: str) -> None:
    import libsbml

    properties = libsbml.ConversionProperties()
    properties.addOption(option, True)
    if document.convert(properties) != libsbml.LIBSBML_OPERATION_SUCCESS:
        raise MtorsbmlError(f"{source}: libSBML cannot {option}; validate the model before it is packed")


def _symbols(model: libsbml.Model) -> _Symbols:
    import libsbml

    species = tuple(s.getId() for s in model.getListOfSpecies())
    parameters = tuple(p.getId() for p in model.getListOfParameters())
    known = {*species, *parameters}
    starts = {a.getSymbol(): a.getMath() for a in model.getListOfInitialAssignments()}
    rules = {r.getVariable(): r.getMath() for r in model.getListOfRules()}
    # The formula as text names units as well.
    used = {name: ids_in(libsbml.formulaToL3String(formula)) for name, formula in {**starts, **rules}.items()}
    volumes = {c.getId(): c.getSize() for c in model.getListOfCompartments() if c.getConstant()}
    return _Symbols(
        species=species,
        parameters=parameters,
        ruled=frozenset(rules),
        uses={name: tuple(other for other in names if other in known) for name, names in used.items()},
        started=tuple(starts),
        unit_volume=frozenset(s.getId() for s in model.getListOfSpecies() if volumes.get(s.getCompartment()) == 1.0),
    )


def _check_experiments(experiments: Sequence[Experiment], symbols: _Symbols, source: str) -> None:
    seen: set[str] = set()
    for experiment in experiments:
        check_sid("experiment", experiment.id)
        if experiment.id in seen:
            raise MtorsbmlError(f"{source}: two experiments have the id '{experiment.id}'; rename one")
        if "__" in experiment.id or experiment.id.endswith("_"):
            raise MtorsbmlError(f"experiment '{experiment.id}': '__' joins it to a curve in the SED-ML file; rename it")
        seen.add(experiment.id)
        _check_times(experiment)
        _check_changes(experiment, symbols, source)
        _check_curves(experiment, symbols, source)


def _check_times(experiment: Experiment) -> None:
    where = f"experiment '{experiment.id}'"
    if not (0 <= experiment.shown_from < experiment.end < math.inf):
        raise MtorsbmlError(
            f"{where}: shown_from {experiment.shown_from:g} and end {experiment.end:g} min; "
            "they must be 0 <= shown_from < end"
        )
    if experiment.points < 1:
        raise MtorsbmlError(f"{where}: {experiment.points} points; it needs at least 1")
    # COPASI counts its output points from 0, so that any other grid comes out shifted and one point short.
    start = Fraction(repr(experiment.shown_from))
    whole = (start / (Fraction(repr(experiment.end)) - start)).denominator
    if experiment.points % whole:
        near = max(1, round(experiment.points / whole)) * whole
        raise MtorsbmlError(
            f"{where}: {experiment.points} points from {experiment.shown_from:g} to {experiment.end:g} min do not meet "
            f"0 in whole steps, as COPASI needs; take {near}"
        )


def _check_changes(experiment: Experiment, symbols: _Symbols, source: str) -> None:
    where = f"experiment '{experiment.id}'"
    changed: set[str] = set()
    for identifier, value in experiment.changes:
        if identifier not in symbols.parameters:
            if identifier in symbols.species:
                raise MtorsbmlError(f"{where}: changes species '{identifier}' of {source}; change its total instead")
            raise MtorsbmlError(
                f"{where}: changes '{identifier}', which is no parameter of {source}"
                f"{nearest(identifier, symbols.parameters)}"
            )
        if identifier in symbols.ruled or identifier in symbols.started:
            used = ", ".join(symbols.uses[identifier]) or "a formula"
            raise MtorsbmlError(f"{where}: changes '{identifier}', which follows from {used} in {source}; change that")
        if identifier in changed:
            raise MtorsbmlError(f"{where}: changes '{identifier}' twice; keep one value")
        if not math.isfinite(value):
            raise MtorsbmlError(f"{where}: changes '{identifier}' to {value}; give a finite number")
        changed.add(identifier)


def _check_curves(experiment: Experiment, symbols: _Symbols, source: str) -> None:
    where = f"experiment '{experiment.id}'"
    if not experiment.curves:
        raise MtorsbmlError(f"{where}: no curves; name at least one species or parameter of {source}")
    seen: set[str] = set()
    for curve in experiment.curves:
        if curve.id not in symbols.species and curve.id not in symbols.parameters:
            known = [*symbols.species, *symbols.parameters]
            raise MtorsbmlError(
                f"{where}: shows '{curve.id}', which is no species or parameter of {source}{nearest(curve.id, known)}"
            )
        if curve.id in seen:
            raise MtorsbmlError(f"{where}: shows '{curve.id}' twice; keep one curve")
        if not math.isfinite(curve.scale):
            raise MtorsbmlError(f"{where}: curve '{curve.id}' has the scale {curve.scale}; give a finite number")
        seen.add(curve.id)


def _only(whole: libsbml.Model, names: Sequence[str], symbols: _Symbols) -> libsbml.SBMLDocument:
    """A document with no more than the starting values of some ids follow from; with all, each would take a second."""
    import libsbml

    needed, more = set(names), set(names)
    while more:
        more = {used for name in more for used in symbols.uses.get(name, ())} - needed
        needed |= more
    document = libsbml.SBMLDocument(whole.getSBMLNamespaces())
    model = document.createModel()
    for unit in whole.getListOfUnitDefinitions():
        model.addUnitDefinition(unit)
    for compartment in whole.getListOfCompartments():
        model.addCompartment(compartment)
    for kind, elements in (
        ("Species", whole.getListOfSpecies()),
        ("Parameter", whole.getListOfParameters()),
        ("Rule", whole.getListOfRules()),
        ("InitialAssignment", whole.getListOfInitialAssignments()),
    ):
        for element in elements:
            if element.getId() in needed:
                getattr(model, f"add{kind}")(element)
    return document


def _starting_values(
    document: libsbml.SBMLDocument, experiment: Experiment, symbols: _Symbols, source: str
) -> dict[str, float]:
    """Values [nmol/l or the parameter's unit] of what follows from the changed parameters at the start."""
    followers = symbols.followers([identifier for identifier, _ in experiment.changes])
    if not followers:
        return {}
    trial = _only(document.getModel(), followers, symbols)
    model = trial.getModel()
    for identifier, value in experiment.changes:
        if (changed := model.getParameter(identifier)) is not None:
            changed.setValue(value)
    _convert(trial, "expandInitialAssignments", source)
    values = {}
    for name in followers:
        species = model.getSpecies(name)
        parameter = model.getParameter(name)
        if species is not None:
            values[name] = float(species.getInitialConcentration())
        elif parameter is not None:
            values[name] = float(parameter.getValue())
        else:
            raise MtorsbmlError(f"{source}: the start of '{name}' is assigned, but it is no species or parameter")
        if model.getInitialAssignment(name) is not None or not math.isfinite(values[name]):
            raise MtorsbmlError(
                f"experiment '{experiment.id}': the start of '{name}' in {source} cannot be computed; "
                "use only parameters in its initial assignment"
            )
    return values


def _add_model(
    sed: libsedml.SedDocument,
    experiment: Experiment,
    symbols: _Symbols,
    values: Mapping[str, float],
    *,
    source: str,
    name: str,
) -> None:
    """One model with its changes.

    By the rules of SED-ML a changed parameter takes along whatever its initial assignments compute, and COPASI does
    that. tellurium drops all initial assignments as soon as there is one change, so the computed values are written
    too. It also applies the changes from the last to the first, and libRoadRunner forgets changed parameters when the
    start of a species is set: the species stand last. And tellurium removes the initial assignment of what a
    `changeAttribute` names, at which libRoadRunner forgets the changes made before and compiles the model anew; it does
    not do so for a `computeChange`.
    """
    model = sed.createModel()
    model.setId(f"model_{experiment.id}")
    model.setName(plain(f"{name}: {experiment.title}"))
    model.setLanguage(_LANGUAGE)
    model.setSource(source)
    for identifier, value in experiment.changes:
        _add_change(model, target(identifier, "parameter", "value"), value)
    for identifier in symbols.parameters:
        if identifier in values:
            _add_computed(model, target(identifier, "parameter", "value"), values[identifier])
    for identifier in symbols.species:
        if identifier in values:
            _add_start(model, identifier, values[identifier], symbols)


def _add_start(model: libsedml.SedModel, identifier: str, value: float, symbols: _Symbols) -> None:
    """The start of a species [nmol/l], such that tellurium does not compile the model anew for it.

    It takes a path with `species` for `init([X])`, at which libRoadRunner compiles the model anew, and any other path
    for `X`, which is the amount: the same number where the volume is 1.
    """
    path = target(identifier, "species", "initialConcentration")
    if identifier in symbols.unit_volume:
        _add_computed(model, path.replace("sbml:listOfSpecies/sbml:species", "descendant::*"), value)
    else:
        _add_change(model, path, value)


def _add_computed(model: libsedml.SedModel, path: str, value: float) -> None:
    computed = model.createComputeChange()
    computed.setTarget(path)
    computed.setMath(_formula(number(value)))


def _add_change(model: libsedml.SedModel, path: str, value: float) -> None:
    change = model.createChangeAttribute()
    change.setTarget(path)
    change.setNewValue(number(value))


def _add_simulation(sed: libsedml.SedDocument, experiment: Experiment) -> None:
    simulation = sed.createUniformTimeCourse()
    simulation.setId(f"simulation_{experiment.id}")
    simulation.setInitialTime(0.0)
    simulation.setOutputStartTime(float(experiment.shown_from))
    simulation.setOutputEndTime(float(experiment.end))
    simulation.setNumberOfPoints(experiment.points)
    algorithm = simulation.createAlgorithm()
    algorithm.setKisaoID(_CVODE)
    for identifier, value in _SETTINGS:
        parameter = algorithm.createAlgorithmParameter()
        parameter.setKisaoID(identifier)
        parameter.setValue(value)


def _add_task(sed: libsedml.SedDocument, experiment: Experiment) -> None:
    task = sed.createTask()
    task.setId(f"task_{experiment.id}")
    task.setName(plain(experiment.title))
    task.setModelReference(f"model_{experiment.id}")
    task.setSimulationReference(f"simulation_{experiment.id}")
    if experiment.description:
        text = escape(" ".join(experiment.description.split()))
        _checked(task.setNotes(f'<p xmlns="http://www.w3.org/1999/xhtml">{text}</p>'), experiment.id, "description")


def _add_data(sed: libsedml.SedDocument, experiment: Experiment, symbols: _Symbols) -> None:
    clock = _add_generator(sed, experiment, _data_id(experiment), "time [min]", 1.0)
    clock.setSymbol(_TIME)
    for curve in experiment.curves:
        kind = "species" if curve.id in symbols.species else "parameter"
        variable = _add_generator(sed, experiment, _data_id(experiment, curve), curve.label, curve.scale)
        variable.setTarget(target(curve.id, kind))


def _add_generator(
    sed: libsedml.SedDocument, experiment: Experiment, identifier: str, name: str, scale: float
) -> libsedml.SedVariable:
    generator = sed.createDataGenerator()
    generator.setId(identifier)
    generator.setName(plain(name))
    variable = generator.createVariable()
    variable.setId(f"value_{identifier}")
    variable.setTaskReference(f"task_{experiment.id}")
    divided = f"{variable.getId()} / {number(scale)}" if scale not in (0, 1) else variable.getId()
    generator.setMath(_formula(divided))
    return variable


def _add_plot(sed: libsedml.SedDocument, experiment: Experiment) -> None:
    plot = sed.createPlot2D()
    plot.setId(f"plot_{experiment.id}")
    plot.setName(plain(experiment.title))
    for curve in experiment.curves:
        line = plot.createCurve()
        line.setId(f"curve_{_data_id(experiment, curve)}")
        line.setName(plain(curve.label))
        line.setLogX(False)
        line.setLogY(False)
        line.setXDataReference(_data_id(experiment))
        line.setYDataReference(_data_id(experiment, curve))


def _add_report(sed: libsedml.SedDocument, experiment: Experiment) -> None:
    report = sed.createReport()
    report.setId(f"report_{experiment.id}")
    report.setName(plain(experiment.title))
    columns = [(_data_id(experiment), "time [min]")]
    columns += [(_data_id(experiment, curve), curve.label) for curve in experiment.curves]
    for reference, label in columns:
        column = report.createDataSet()
        column.setId(f"column_{reference}")
        column.setLabel(plain(label))
        column.setDataReference(reference)


def _data_id(experiment: Experiment, curve: Curve | None = None) -> str:
    return f"data_{experiment.id}__{curve.id}" if curve else f"time_{experiment.id}"


def _formula(text: str) -> libsedml.ASTNode:
    import libsedml

    return libsedml.parseFormula(text)


def _checked(status: int, where: str, what: str) -> None:
    if status != 0:
        raise MtorsbmlError(f"experiment '{where}': libSEDML does not take its {what} (code {status}); simplify it")


def _written(sed: libsedml.SedDocument, source: str) -> str:
    import libsedml

    text = str(libsedml.writeSedMLToString(sed))
    again = libsedml.readSedMLFromString(text)
    if again.getNumErrors() > 0:
        raise MtorsbmlError(f"SED-ML for {source}: {' '.join(again.getError(0).getMessage().split())}")
    return text
