"""COPASI and Tellurium open our archives, and every experiment in them runs as it does here."""

from __future__ import annotations

import os
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
MODULES = [path for path in MODELS if path.stem != "mtor"]
EVERYTHING = os.environ.get("MTORSBML_INTEROP") == "all"
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


def apart(engine: str, found: Columns, model: OdeModel, experiment: Experiment) -> list[str]:
    """Where our run and another differ, measured against the peaks of the whole run, preparation included."""
    whole = ours(model, replace(experiment, shown_from=0.0))
    peaks = {name: float(abs(values).max()) for name, values in whole.items()}
    worst = largest_difference(found, ours(model, experiment), peaks=peaks)
    return [] if worst.value < LIMIT else [f"{engine}, {experiment.model}, {experiment.id}: {worst}"]


Packed = dict[Path, tuple[OdeModel, Sequence[Experiment]]]
"""Archives, each with its model and its experiments."""


def in_tellurium(packed: Packed) -> list[str]:
    """What is wrong when Tellurium runs the archives."""
    wrong = []
    for path, found in engines.tellurium_archives(list(packed)).items():
        model, experiments = packed[path]
        if isinstance(found, str):
            wrong.append(f"Tellurium, {path.stem}: {found}")
            continue
        for experiment in experiments:
            columns = {"time": found[f"time_{experiment.id}"]}
            for curve in experiment.curves:
                columns[curve.id] = found[f"data_{experiment.id}__{curve.id}"] * (curve.scale or 1.0)
            wrong += apart("Tellurium", columns, model, experiment)
    return wrong


def in_copasi(packed: Packed) -> list[str]:
    """What is wrong when COPASI opens the archives."""
    wrong = []
    ids = {path: [experiment.id for experiment in experiments] for path, (_, experiments) in packed.items()}
    for path, found in engines.copasi_archives(ids).items():
        model, experiments = packed[path]
        if isinstance(found, str):
            wrong.append(f"COPASI, {path.stem}: {found}")
            continue
        for experiment in experiments:
            wrong += apart("COPASI", found[experiment.id], model, experiment)
    return wrong


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
    assert in_tellurium({archive: (model, HARD)}) == []


def test_copasi_runs_every_experiment(archive: Path, model: OdeModel) -> None:
    need("copasi")
    assert in_copasi({archive: (model, HARD)}) == []


def test_claims_in_files_of_their_own(tmp_path: Path) -> None:
    """Tellurium runs them with the archive. Here the volume is 1, for which the starts are written in another way."""
    need("tellurium")
    need("copasi")
    unit = sample.SBML.replace('spatialDimensions="3" size="0.5"', 'spatialDimensions="3" size="1"')
    whole = tmp_path / "sample.omex"
    arms = tuple(replace(e, id=f"C1_{e.id.replace('_', '')}") for e in sample.EXPERIMENTS)
    rest = sample.EXPERIMENTS[:1]
    whole.write_bytes(build_archive("sample", unit, sample.QUAL, None, rest, sample.METADATA, claims=arms))
    model = OdeModel.load(unit)
    assert in_tellurium({whole: (model, (*rest, *arms))}) == []
    alone = tmp_path / "alone.omex"
    alone.write_bytes(build_archive("sample", unit, sample.QUAL, None, arms, sample.METADATA))
    assert in_copasi({alone: (model, arms)}) == []


# -- the models of the repository ----------------------------------------------------------------------------------


def protocols(model: OdeModel, name: str, totals: Sequence[str]) -> tuple[Experiment, ...]:
    """Rest; a step of every environment; half of some totals. Each shows all species and observables."""
    curves = shown(model)
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
    qual = (QUAL / path.name).read_text(encoding="utf-8")
    archive.write_bytes(
        build_archive(path.stem, path.read_text(encoding="utf-8"), qual, None, experiments, sample.METADATA)
    )
    return archive


def shown(model: OdeModel) -> tuple[Curve, ...]:
    return tuple(Curve(id=identifier, label=identifier) for identifier in (*model.species, *model.observables))


def rarest(model: OdeModel, text: str) -> list[str]:
    """The two totals that are used least: for each species that starts from them, tellurium compiles the model anew."""
    return sorted(totals_of(model), key=lambda total: text.count(f"<ci> {total} </ci>"))[:2]


def test_archives_of_the_modules(tmp_path: Path) -> None:
    """All in one process of each engine: to import it takes as long as five modules."""
    need("tellurium")
    need("copasi")
    packed: Packed = {}
    for path in MODULES:
        model = OdeModel.load(path)
        experiments = protocols(model, path.stem, rarest(model, path.read_text(encoding="utf-8")))
        packed[pack(path, tmp_path, experiments)] = (model, experiments)
    assert len(packed) == 18
    assert in_copasi(packed) == []
    assert in_tellurium(packed) == []


def test_archives_of_the_merged_model(tmp_path: Path) -> None:
    """All steps and two halved totals at once, and one published experiment: Tellurium makes the model anew each time.

    With MTORSBML_INTEROP=all it is all published experiments, and each protocol by itself.
    """
    need("tellurium")
    need("copasi")
    path = CORE / "mtor.xml"
    model = OdeModel.load(path)
    rest, steps, halves = protocols(model, "mtor", rarest(model, path.read_text(encoding="utf-8")))
    both = replace(steps, id="both", changes=(*steps.changes, *halves.changes))
    published = [replace(e, curves=shown(model)) for e in PUBLISHED if e.model == "mtor"]
    assert len(published) >= 6
    chosen = (rest, steps, halves, both, *published) if EVERYTHING else (both, published[1])
    packed: Packed = {pack(path, tmp_path, chosen): (model, chosen)}
    assert in_copasi(packed) == []
    assert in_tellurium(packed) == []


def test_files_of_all_models() -> None:
    """All steps of the environment and the half of all totals at once, set in each engine's own way."""
    need("tellurium")
    need("copasi")
    models = {path: OdeModel.load(path) for path in MODELS}
    experiments = {}
    for path, model in models.items():
        _, steps, halves = protocols(model, path.stem, totals_of(model))
        experiments[path] = replace(steps, id="both", changes=(*steps.changes, *halves.changes))
    runs = {path: engines.tight(dict(e.changes), e.end, e.points + 1, e.shown_from) for path, e in experiments.items()}
    wrong = []
    for engine in ("copasi", "tellurium"):
        for path, found in engines.time_courses(engine, runs).items():
            if isinstance(found, str):
                wrong.append(f"{engine}, {path.stem}: {found}")
            else:
                wrong += apart(engine, found, models[path], experiments[path])
    assert wrong == []
