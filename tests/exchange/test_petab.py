"""PEtab problems with a user's measurements and conditions: scales, offsets, noise, and what is refused."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from tests.exchange import sample

from mtorsbml.errors import MtorsbmlError
from mtorsbml.exchange import petab_
from mtorsbml.exchange.measurements import Table
from mtorsbml.exchange.outgoing import export_model
from mtorsbml.exchange.source import Source
from mtorsbml.simulate.ode import OdeModel

SAMPLE = Source(id="sample", title="A sample", core=sample.SBML, experiments=sample.EXPERIMENTS)
EXPERIMENT = sample.EXPERIMENTS[1]
CONDITION = EXPERIMENT.id
HEAD = ("observableId", "simulationConditionId", "measurement", "time")


def table(*rows: Mapping[str, Any], name: str = "blots.tsv") -> Table:
    """A table of measurements; what a row does not say is of the first experiment at 10 min."""
    full = [{"simulationConditionId": CONDITION, "time": 10, **row} for row in rows]
    columns = list(dict.fromkeys((*HEAD, *(name for row in full for name in row))))
    lines = [columns, *([str(row.get(column, "")) for column in columns] for row in full)]
    return Table(name=name, text="\n".join("\t".join(line) for line in lines) + "\n")


def read(made: Mapping[str, bytes], name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(made[name].decode()), delimiter="\t"))


def accepted(made: Mapping[str, bytes], folder: Path, name: str = "sample.yaml") -> Any:
    """The problem, if petab finds nothing wrong with it."""
    petab = pytest.importorskip("petab.v1", reason="NOT CHECKED by petab: not installed (pip install 'mtorsbml[dev]')")
    for place, data in made.items():
        (folder / place).write_bytes(data)
    problem = petab.Problem.from_yaml(folder / name)
    assert not petab.lint_problem(problem)
    return problem


def levels(times: list[float], name: str = "E_on") -> list[float]:
    model = OdeModel.load(sample.PATH)
    course = model.simulate(dict(EXPERIMENT.changes), duration=times[-1], times=times, select=[name])
    return [float(v) for v in course[name]]


def test_a_relative_readout_gets_the_scale_that_fits_best(tmp_path: Path) -> None:
    times = [5.0, 20.0, 50.0]
    rows = [
        {"observableId": "E_on", "measurement": 7.0 * v, "time": t, "unit": "a.u."}
        for t, v in zip(times, levels(times), strict=True)
    ]
    made = petab_.with_options(SAMPLE, table(*rows))
    (observable,) = [row for row in read(made, "observables.tsv") if row["observableId"] == "obs_E_on"]
    assert observable["observableFormula"] == "observableParameter1_obs_E_on * E_on"
    assert {row["observableParameters"] for row in read(made, "measurements.tsv")} == {"scale_E_on"}
    scale = {row["parameterId"]: row for row in read(made, "parameters.tsv")}["scale_E_on"]
    assert float(scale["nominalValue"]) == pytest.approx(7.0)
    assert float(scale["lowerBound"]) < 7.0 < float(scale["upperBound"])
    assert scale["objectivePriorType"] == "parameterScaleUniform"
    assert "scale_E_on" in accepted(made, tmp_path).x_free_ids


def test_a_background_is_found_too(tmp_path: Path) -> None:
    times = [5.0, 20.0, 50.0]
    rows = [
        {"observableId": "E_on", "measurement": 2.0 * v + 4.0, "time": t, "unit": "relative + offset"}
        for t, v in zip(times, levels(times), strict=True)
    ]
    made = petab_.with_options(SAMPLE, table(*rows))
    rows_of = {row["parameterId"]: row for row in read(made, "parameters.tsv")}
    assert float(rows_of["scale_E_on"]["nominalValue"]) == pytest.approx(2.0)
    assert float(rows_of["offset_E_on"]["nominalValue"]) == pytest.approx(4.0)
    assert rows_of["offset_E_on"]["parameterScale"] == "lin"
    assert read(made, "measurements.tsv")[0]["observableParameters"] == "scale_E_on;offset_E_on"
    accepted(made, tmp_path)


def test_a_course_that_runs_the_other_way_still_has_a_scale_above_zero() -> None:
    times = [5.0, 20.0, 50.0]
    rows = [
        {"observableId": "E_on", "measurement": -v, "time": t, "unit": "relative"}
        for t, v in zip(times, levels(times), strict=True)
    ]
    (row,) = [
        r for r in read(petab_.with_options(SAMPLE, table(*rows)), "parameters.tsv") if r["parameterId"] == "scale_E_on"
    ]
    assert float(row["nominalValue"]) == pytest.approx(1.0)


def test_each_data_set_has_its_scale_and_noise(tmp_path: Path) -> None:
    rows = [
        {"observableId": "E_on", "measurement": 1, "unit": "relative", "datasetId": "gel_1"},
        {"observableId": "E_on", "measurement": 5, "unit": "relative", "datasetId": "gel_2"},
        {"observableId": "E_on", "measurement": 20, "unit": OdeModel.load(sample.PATH).units("E_on")},
    ]
    made = petab_.with_options(SAMPLE, table(*rows), [petab_.NOTHING])
    assert [row["parameterId"] for row in read(made, "parameters.tsv")] == [
        "scale_E_on_gel_1", "scale_E_on_gel_2", "sigma_E_on_gel_1", "sigma_E_on_gel_2", "sigma_E_on",
    ]  # fmt: skip
    assert {row["observableParameters"] for row in read(made, "measurements.tsv")} == {
        "scale_E_on_gel_1", "scale_E_on_gel_2", "",
    }  # fmt: skip
    # A tenth of the largest measurement.
    noise = {row["parameterId"]: float(row["nominalValue"]) for row in read(made, "parameters.tsv")}
    assert noise["sigma_E_on_gel_2"] == pytest.approx(0.5)
    accepted(made, tmp_path)


def test_scales_and_noise_may_be_given(tmp_path: Path) -> None:
    rows = [
        {"observableId": "E_on", "measurement": 1, "observableParameters": "exposure", "noiseParameters": "blur"},
        {"observableId": "E_on", "measurement": 2, "observableParameters": "2.5", "noiseParameters": "0.1"},
    ]
    made = petab_.with_options(SAMPLE, table(*rows), [petab_.NOTHING])
    assert {row["parameterId"] for row in read(made, "parameters.tsv")} == {"exposure", "blur"}
    accepted(made, tmp_path)


def test_conditions_of_ones_own_and_readouts_that_no_experiment_shows(tmp_path: Path) -> None:
    (name,) = [p for p in OdeModel.load(sample.PATH).parameters if p == "k_on"]
    own = Table(name="mine.tsv", text=f"conditionId\tconditionName\t{name}\nslow\tslower\t0.01\nas_it_is\t\t\n")
    row = {"observableId": "E_off", "measurement": 3, "simulationConditionId": "slow"}
    made = petab_.with_options(SAMPLE, table(row), conditions=own)
    found = {r["conditionId"]: r for r in read(made, "conditions.tsv")}
    assert (found["slow"]["conditionName"], float(found["slow"][name])) == ("slower", 0.01)
    assert float(found["as_it_is"][name]) == OdeModel.load(sample.PATH).default(name)
    assert set(found) == {"slow", "as_it_is", *(e.id for e in sample.EXPERIMENTS)}
    assert any(r["observableFormula"] == "E_off" for r in read(made, "observables.tsv"))
    accepted(made, tmp_path)


def test_the_best_scales_are_those_of_the_conditions() -> None:
    """A scale that fits one condition only would be another."""
    own = Table(name="mine.tsv", text="conditionId\tk_on\nslow\t0.01\n")
    model = OdeModel.load(sample.PATH)
    slow = float(model.simulate({"k_on": 0.01}, duration=10, points=2, select=["E_on"])["E_on"][-1])
    rows = [
        {"observableId": "E_on", "measurement": 3 * slow, "unit": "relative", "simulationConditionId": "slow"},
        {"observableId": "E_on", "measurement": 6 * levels([10.0])[0], "unit": "relative"},
    ]
    made = petab_.with_options(SAMPLE, table(*rows), conditions=own)
    (scale,) = [float(r["nominalValue"]) for r in read(made, "parameters.tsv") if r["parameterId"] == "scale_E_on"]
    a = np.array([slow, levels([10.0])[0]])
    assert scale == pytest.approx(float((a * a * [3, 6]).sum() / (a**2).sum()))


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ({"observableId": "E_onn"}, "blots.tsv, line 2: there is no observable 'E_onn'; did you mean 'E_on'"),
        ({"observableId": "k_on"}, "blots.tsv, line 2: 'k_on' is a constant of the model, not a readout"),
        ({"simulationConditionId": "non"}, "line 2: there is no condition 'non'"),
        ({"measurement": "much"}, "line 2: measurement 'much' is no number"),
        ({"measurement": "nan"}, "line 2: measurement 'nan' is no finite number"),
        ({"time": -5}, "line 2: time '-5' is before the run begins"),
        ({"unit": "mg"}, "line 2: unit 'mg': the model has 'E_on' in nmol/l; convert to that, or say relative"),
        ({"noiseParameters": 0}, "line 2: noiseParameters '0': a standard deviation is above 0"),
        ({"noiseParameters": "k_on"}, "line 2: noiseParameters 'k_on' is an id of the model"),
        ({"noiseParameters": "10 %"}, "line 2: noiseParameters '10 %' is neither a number nor an id"),
        ({"unit": "relative", "observableParameters": "a;b"}, "observableParameters 'a;b': give scale, with ; between"),
        ({"observableParameters": "a;b;c"}, "observableParameters 'a;b;c': give a scale, or a scale and an offset"),
        ({"datasetId": "gel 1"}, "line 2: datasetId 'gel 1' is no id: letters, digits and _, no digit first"),
        ({"preequilibrationConditionId": "rest"}, "preequilibrationConditionId 'rest' is not taken"),
    ],
)
def test_rows_that_do_not_fit_name_file_line_and_value(row: Mapping[str, Any], message: str) -> None:
    with pytest.raises(MtorsbmlError) as error:
        petab_.with_options(SAMPLE, table({"observableId": "E_on", "measurement": 1, **row}))
    assert message in str(error.value)


def test_one_readout_is_not_both_absolute_and_relative() -> None:
    rows = [{"observableId": "E_on", "measurement": 1}, {"observableId": "E_on", "measurement": 1, "unit": "relative"}]
    with pytest.raises(MtorsbmlError, match=r"blots.tsv, line 3: 'E_on' \(absolute\) in a line above and"):
        petab_.with_options(SAMPLE, table(*rows))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("condition\tk_on\nslow\t1\n", "mine.tsv: no column conditionId"),
        (
            "conditionId\tk_onn\nslow\t1\n",
            "mine.tsv: column 'k_onn' is no parameter that can be changed; did you mean 'k_on'",
        ),
        ("conditionId\tk_on\nslow\tfast\n", "mine.tsv, line 2: k_on 'fast' is no number"),
        ("conditionId\tk_on\na\t1\na\t2\n", "mine.tsv, line 3: conditionId 'a' is that of the line above"),
        (f"conditionId\tk_on\n{CONDITION}\t1\n", f"conditionId '{CONDITION}' is that of an experiment of the model"),
        ("conditionId\tk_on\na\t1\t2\n", "mine.tsv, line 2: '2' stands behind the last of 2 columns"),
        ("conditionId\tk_on\tk_on\na\t1\t2\n", "mine.tsv: two columns are called 'k_on'"),
    ],
)
def test_conditions_that_do_not_fit_are_errors(text: str, message: str) -> None:
    with pytest.raises(MtorsbmlError) as error:
        petab_.with_options(SAMPLE, conditions=Table(name="mine.tsv", text=text))
    assert message in str(error.value)


def test_what_cannot_be_estimated_is_said() -> None:
    with pytest.raises(MtorsbmlError, match="parameter to estimate 'E_total': a condition sets it"):
        petab_.with_options(SAMPLE, estimate=["E_total"])
    with pytest.raises(MtorsbmlError, match="parameter to estimate 'Food_step': it is 0, which has no logarithm"):
        petab_.with_options(SAMPLE, estimate=["Food_step"])


@pytest.mark.parametrize(
    ("model", "variant"),
    [
        ("growth_factor", ""),
        ("growth_factor", "TSC2_loss"),
        ("amino_acid_sensing", "GATOR1_loss"),
        ("mtor", "rapamycin_acute"),
    ],
)
def test_every_problem_is_accepted_with_and_without_measurements(model: str, variant: str, tmp_path: Path) -> None:
    bare, full = tmp_path / "bare", tmp_path / "full"
    export_model(model, "petab", bare, variant=variant)
    petab = pytest.importorskip("petab.v1", reason="NOT CHECKED by petab: not installed (pip install 'mtorsbml[dev]')")
    problem = petab.Problem.from_yaml(next(bare.glob("*.yaml")))
    assert not petab.lint_problem(problem)
    condition, observable = problem.condition_df.index[0], problem.observable_df.index[0]
    blots = tmp_path / "blots.tsv"
    row = {"observableId": observable, "simulationConditionId": condition, "measurement": 2, "unit": "relative"}
    blots.write_text(table(row).text)
    export_model(model, "petab", full, variant=variant, measurements=blots)
    problem = petab.Problem.from_yaml(next(full.glob("*.yaml")))
    assert not petab.lint_problem(problem)
    assert len(problem.measurement_df) == 1
    assert f"scale_{observable.removeprefix('obs_')}" in problem.x_free_ids
