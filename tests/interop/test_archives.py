"""COPASI and Tellurium open our archives, and every experiment in them runs as it does here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from tests.exchange import sample
from tests.interop import engines
from tests.interop.engines import Columns, largest_difference

from mtorsbml.exchange.omex import build_archive
from mtorsbml.model.experiment import Curve, Experiment
from mtorsbml.pathway.experiments import EXPERIMENTS
from mtorsbml.simulate.ode import OdeModel

LIMIT = 1e-4
CORE = Path(__file__).parents[2] / "models" / "sbml" / "core"
QUAL = CORE.with_name("qual")
MODELS = sorted(CORE.glob("*.xml"))
PUBLISHED = [experiment for experiment in EXPERIMENTS if (CORE / f"{experiment.model}.xml").exists()]

pytestmark = pytest.mark.interop


def need(engine: str) -> None:
    if reason := engines.missing(engine):
        pytest.skip(reason)


def ours(model: OdeModel, experiment: Experiment) -> Columns:
    """The curves of an experiment, undivided, as our own simulator has them."""
    run = model.simulate(
        dict(experiment.changes),
        start=experiment.shown_from,
        duration=experiment.end,
        points=experiment.points + 1,
        select=[curve.id for curve in experiment.curves],
    )
    return {"time": run.time, **{curve.id: run[curve.id] for curve in experiment.curves}}


def check(engine: str, found: Columns, model: OdeModel, experiment: Experiment) -> None:
    """Our run and another agree, measured against the peaks of the whole run, preparation included."""
    whole = ours(model, replace(experiment, shown_from=0.0))
    peaks = {name: float(abs(values).max()) for name, values in whole.items()}
    worst = largest_difference(found, ours(model, experiment), peaks=peaks)
    assert worst.value < LIMIT, f"{engine}, {experiment.id}: {worst}"


def check_in_tellurium(archive: Path, model: OdeModel, experiments: Sequence[Experiment]) -> None:
    columns = engines.tellurium_archive(archive)
    for experiment in experiments:
        found = {"time": columns[f"time_{experiment.id}"]}
        for curve in experiment.curves:
            found[curve.id] = columns[f"data_{experiment.id}__{curve.id}"] * (curve.scale or 1.0)
        check("Tellurium", found, model, experiment)


def check_in_copasi(archive: Path, model: OdeModel, experiments: Sequence[Experiment]) -> None:
    found = engines.copasi_archive(archive, [experiment.id for experiment in experiments])
    for experiment in experiments:
        check("COPASI", found[experiment.id], model, experiment)


# -- the sample, with all that is hard ---------------------------------------------------------------------------

SCALED = (Curve(id="E_on", label="the enzyme's share [%]", scale=2.0), Curve(id="Product", label="P", scale=1e-7))
HARD = (*sample.EXPERIMENTS, sample.experiment("scaled", ("k_on", 0.05), curves=SCALED))


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sample") / "sample.omex"
    path.write_bytes(build_archive("sample", sample.SBML, sample.QUAL, None, HARD, sample.METADATA))
    return path


@pytest.fixture(scope="module")
def model() -> OdeModel:
    return OdeModel.load(sample.PATH)


def test_experiments_differ(model: OdeModel) -> None:
    """Else an engine that passes over all changes would agree as well."""
    runs = [ours(model, e) for e in sample.EXPERIMENTS if e.shown_from == 0]
    for position, run in enumerate(runs):
        for other in runs[:position]:
            assert largest_difference(run, other).value > 0.01


def test_tellurium_runs_every_experiment(archive: Path, model: OdeModel) -> None:
    need("tellurium")
    check_in_tellurium(archive, model, HARD)


def test_copasi_runs_every_experiment(archive: Path, model: OdeModel) -> None:
    need("copasi")
    check_in_copasi(archive, model, HARD)


# -- the models of the repository ----------------------------------------------------------------------------------


def protocols(model: OdeModel, name: str, totals: Sequence[str]) -> tuple[Experiment, ...]:
    """Rest; a step of every environment; half of some totals. Each shows all species and observables."""
    curves = tuple(Curve(id=identifier, label=identifier) for identifier in (*model.species, *model.observables))
    scheduled = [p.removesuffix("_t_on") for p in model.parameters if p.endswith("_t_on")]
    steps = [(f"{x}_t_{end}", time) for x in scheduled for end, time in (("on", 30.0), ("off", 150.0))]
    halves = [(total, model.default(total) / 2) for total in totals]

    def protocol(identifier: str, changes: list[tuple[str, float]], shown_from: float = 0.0) -> Experiment:
        return Experiment(
            id=identifier,
            title=identifier,
            description="",
            model=name,
            changes=tuple(changes),
            shown_from=shown_from,
            end=300.0,
            points=54 if shown_from else 60,
            curves=curves,
        )

    return (protocol("rest", []), protocol("steps", steps, 30.0), protocol("halves", halves))


def totals_of(model: OdeModel) -> list[str]:
    return [parameter for parameter in model.parameters if parameter.endswith("_total")]


def pack(path: Path, folder: Path, experiments: Sequence[Experiment]) -> Path:
    archive = folder / f"{path.stem}.omex"
    qual = (QUAL / path.name).read_text()
    archive.write_bytes(build_archive(path.stem, path.read_text(), qual, None, experiments, sample.METADATA))
    return archive


@pytest.mark.parametrize("path", MODELS, ids=lambda path: path.stem)
def test_archive_of_a_model(path: Path, tmp_path: Path) -> None:
    need("tellurium")
    need("copasi")
    model = OdeModel.load(path)
    # The two totals that are used least: for each species that starts from them, tellurium compiles the model anew.
    text = path.read_text()
    rarest = sorted(totals_of(model), key=lambda total: text.count(f"<ci> {total} </ci>"))[:2]
    experiments = protocols(model, path.stem, rarest)
    archive = pack(path, tmp_path, experiments)
    check_in_copasi(archive, model, experiments)
    check_in_tellurium(archive, model, experiments)


@pytest.mark.parametrize("identifier", sorted({experiment.model for experiment in PUBLISHED}))
def test_published_experiments(identifier: str, tmp_path: Path) -> None:
    need("tellurium")
    need("copasi")
    path = CORE / f"{identifier}.xml"
    model = OdeModel.load(path)
    curves = tuple(Curve(id=name, label=name) for name in (*model.species, *model.observables))
    experiments = [replace(e, curves=curves) for e in PUBLISHED if e.model == identifier]
    archive = pack(path, tmp_path, experiments)
    check_in_copasi(archive, model, experiments)
    check_in_tellurium(archive, model, experiments)


@pytest.mark.parametrize("path", MODELS, ids=lambda path: path.stem)
@pytest.mark.parametrize("engine", ["copasi", "tellurium"])
def test_file_of_a_model(path: Path, engine: str) -> None:
    need(engine)
    model = OdeModel.load(path)
    _, steps, halves = protocols(model, path.stem, totals_of(model))
    both = replace(steps, id="both", changes=(*steps.changes, *halves.changes))
    found = engines.time_course(engine, path, dict(both.changes), both.end, both.points + 1, both.shown_from)
    check(engine, found, model, both)
