"""What leaves in another format: each is read by its own tool or another, and gives the same numbers."""

from __future__ import annotations

import csv
import importlib.util
import io
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from tests.exchange import sample

from mtorsbml import repository
from mtorsbml.errors import MtorsbmlError, UsageError
from mtorsbml.exchange import formats, petab_
from mtorsbml.exchange.outgoing import export_model
from mtorsbml.exchange.source import Source
from mtorsbml.pathway import library
from mtorsbml.pathway.readouts import experiments_on
from mtorsbml.simulate.logic import LogicModel
from mtorsbml.simulate.ode import OdeModel
from mtorsbml.verify import Run, engines

SAMPLE = Source(id="sample", title="A sample", core=sample.SBML, experiments=sample.EXPERIMENTS)
SAME = 1e-9


def need(name: str) -> None:
    if reason := formats.missing(name):
        pytest.skip(f"NOT CHECKED: {reason}")


@pytest.fixture(scope="module")
def module() -> Source:
    model = library.model("feedback_crosstalk")
    return Source(
        id=model.id,
        title=model.title,
        core=repository.text(model, "core"),
        qual=repository.text(model, "qual"),
        experiments=experiments_on(model.id),
    )


def apart(first: str | Path, second: str | Path, changes: dict[str, float]) -> float:
    """How far two SBML models run apart, relative to the largest value of each column."""
    ours, theirs = OdeModel.load(first), OdeModel.load(second)
    a = ours.simulate(changes, duration=240, points=25, select=ours.species)
    b = theirs.simulate(changes, duration=240, points=25, select=ours.species)
    return float((np.abs(a.values - b.values) / np.maximum(np.abs(a.values).max(axis=0), 1e-12)).max())


def test_antimony_comes_back_as_the_same_model(module: Source) -> None:
    need("antimony")
    from mtorsbml.exchange.antimony_ import from_antimony

    (text,) = formats.files(module, "antimony").values()
    back = from_antimony(text.decode(), "feedback_crosstalk.ant")
    (name,) = [p for p in OdeModel.load(module.core).parameters if p == "k_Grb10_phosphorylation"]
    assert apart(module.core, back, {name: 0.5}) < SAME
    assert back.count("rdf:li ") == module.core.count("rdf:li ")
    assert 'level="3" version="1"' in back


def test_antimony_that_cannot_be_read_is_an_error() -> None:
    need("antimony")
    from mtorsbml.exchange.antimony_ import from_antimony

    with pytest.raises(MtorsbmlError, match=r"bad\.ant: .*line 1"):
        from_antimony("model x( ->", "bad.ant")


@pytest.mark.interop
def test_copasi_runs_its_file_and_gives_the_model_back(tmp_path: Path) -> None:
    need("copasi")
    from mtorsbml.exchange.copasi_ import from_copasi

    (path,) = formats.export(SAMPLE, "copasi", tmp_path / "sample.cps")
    run = Run(id="run", end=60.0, points=13, changes={"k_on": 0.3}, rtol=1e-10, atol=1e-13)
    (found,) = engines.run("copasi", path, [run])
    (expected,) = engines.run("roadrunner", sample.PATH, [run])
    for name in expected:
        assert found[name] == pytest.approx(expected[name], rel=1e-7, abs=1e-9), name
    assert apart(sample.SBML, from_copasi(path)[0], {"k_on": 0.3}) < 1e-7


def test_python_program_runs_without_this_package(tmp_path: Path) -> None:
    need("python")
    pytest.importorskip("pandas")
    (path,) = formats.export(SAMPLE, "python", tmp_path / "sample.py")
    code = (
        "import sys, runpy; sys.modules['mtorsbml'] = sys.modules['libsbml'] = None\n"
        f"m = runpy.run_path({str(path)!r})\n"
        "print(m['simulate'](60.0, points=4, rtol=1e-10, atol=1e-12)['E_on'].tolist())"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    model = OdeModel.load(sample.PATH)
    expected = model.simulate({}, duration=60, points=4)["E_on"]
    assert [float(x) for x in done.stdout.strip("[]\n").split(",")] == pytest.approx(expected.tolist(), rel=1e-6)


def test_latex_has_an_equation_for_each_species(module: Source) -> None:
    need("latex")
    (text,) = formats.files(module, "latex").values()
    species = OdeModel.load(module.core).species
    for name in species:
        assert name.replace("_", r"\_") in text.decode()
    assert text.decode().rstrip().endswith(r"\end{document}")


def test_tables_hold_the_numbers_of_the_model(module: Source) -> None:
    made = formats.files(module, "tsv")
    model = OdeModel.load(module.core)
    rows = list(csv.DictReader(io.StringIO(made["parameters.tsv"].decode()), delimiter="\t"))
    assert {row["id"] for row in rows} >= set(model.parameters)
    for row in rows:
        if row["id"] in model.parameters and row["value"] != "nan":
            assert float(row["value"]) == model.default(row["id"])
            assert row["unit"] == model.units(row["id"])
    laws = {row["id"]: row for row in csv.DictReader(io.StringIO(made["reactions.tsv"].decode()), delimiter="\t")}
    assert set(laws) == set(model.reactions)
    assert any("Liu" in row["notes"] or "pubmed" in row["references"] for row in laws.values())
    logic = list(csv.DictReader(io.StringIO(made["logic.tsv"].decode()), delimiter="\t"))
    assert {row["id"] for row in logic} == set(LogicModel.load(module.qual).nodes)


def test_spreadsheet_reads_back_as_the_tables(module: Source, tmp_path: Path) -> None:
    need("xlsx")
    import openpyxl

    (path,) = formats.export(module, "xlsx", tmp_path / "m.xlsx")
    book = openpyxl.load_workbook(path)
    tables = formats.files(module, "tsv")
    assert [f"{name}.tsv" for name in book.sheetnames] == list(tables)
    for name in book.sheetnames:
        lines = tables[f"{name}.tsv"].decode().splitlines()
        assert book[name].max_row == len(lines)
        assert [cell.value for cell in book[name][1]] == lines[0].split("\t")


def test_bnet_reads_back_as_the_same_rules(module: Source) -> None:
    aeon = pytest.importorskip("biodivine_aeon")
    (text,) = formats.files(module, "bnet").values()
    network = aeon.BooleanNetwork.from_bnet(text.decode(), repair_graph=True)
    assert sorted(network.variable_names()) == sorted(LogicModel.load(module.qual).nodes)


@pytest.mark.interop
def test_maboss_rests_where_the_logic_model_does(module: Source, tmp_path: Path) -> None:
    if importlib.util.find_spec("cmaboss") is None:
        pytest.skip("NOT CHECKED by MaBoSS: cmaboss is not installed (pip install 'mtorsbml[dev]')")
    network, settings = formats.export(module, "maboss", tmp_path / "maboss")
    code = (
        "import cmaboss, sys; s = cmaboss.MaBoSSSim(sys.argv[1], sys.argv[2]);"
        "print(' -- '.join(sorted(str(list(s.run().get_fp_table().values())[0][1]).split(' -- '))))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(network), str(settings)], capture_output=True, text=True, check=True
    )
    rest = LogicModel.load(module.qual).resting_state()
    on = sorted(node for node, level in rest.levels.items() if level == "on")
    assert done.stdout.splitlines()[-1] == " -- ".join(on)


@pytest.mark.interop
def test_tellurium_script_draws_every_experiment(tmp_path: Path) -> None:
    if reason := engines.missing("tellurium"):
        pytest.skip(reason)
    (script,) = formats.export(SAMPLE, "tellurium", tmp_path / "sample_tellurium.py")
    (tmp_path / "sample.xml").write_text(sample.SBML)
    subprocess.run([sys.executable, "-W", "ignore", str(script)], cwd=tmp_path, check=True, capture_output=True)
    assert {p.stem for p in tmp_path.glob("*.png")} == {e.id for e in sample.EXPERIMENTS}


def test_numbers_of_the_tellurium_script_are_ours(tmp_path: Path) -> None:
    """Its `run` on libRoadRunner alone, against ours."""
    (script,) = formats.files(SAMPLE, "tellurium").values()
    (tmp_path / "sample.xml").write_text(sample.SBML)
    (tmp_path / "script.py").write_bytes(script)
    stub = "import sys, types, roadrunner; t = types.ModuleType('tellurium'); sys.modules['tellurium'] = t\n"
    stub += "t.loadSBMLModel = roadrunner.RoadRunner\nimport json, runpy\nm = runpy.run_path('script.py')\n"
    stub += "print(json.dumps({k: m['run'](e)[-1].tolist()[1:] for k, e in m['EXPERIMENTS'].items()}))"
    pytest.importorskip("matplotlib")
    done = subprocess.run([sys.executable, "-c", stub], cwd=tmp_path, capture_output=True, text=True, check=True)
    import json

    model = OdeModel.load(sample.PATH)
    found = json.loads(done.stdout.splitlines()[-1])
    for e in sample.EXPERIMENTS:
        course = model.simulate(dict(e.changes), duration=e.end, points=3, select=[c.id for c in e.curves])
        assert found[e.id] == pytest.approx([course.final(c.id) for c in e.curves], rel=1e-5, abs=1e-9), e.id


# -- PEtab -------------------------------------------------------------------------------------------------------


def test_petab_problem_is_accepted_by_the_petab_library(module: Source, tmp_path: Path) -> None:
    petab = pytest.importorskip("petab.v1", reason="NOT CHECKED by petab: not installed (pip install 'mtorsbml[dev]')")
    formats.export(module, "petab", tmp_path / "problem")
    problem = petab.Problem.from_yaml(tmp_path / "problem" / "feedback_crosstalk.yaml")
    assert not petab.lint_problem(problem)
    assert len(problem.x_free_ids) > 3


def test_measurements_become_rows_and_a_noise_parameter(module: Source, tmp_path: Path) -> None:
    name = module.experiments[0].curves[0].id
    text = f"observableId\tsimulationConditionId\tmeasurement\ttime\n{name}\ttrial\t1.5\t10\n"
    made = petab_.with_options(module, measurements=text)
    assert made["measurements.tsv"].decode().splitlines()[1] == f"obs_{name}\ttrial\t1.5\t10.0\tsigma_{name}"
    assert f"sigma_{name}\tlog10" in made["parameters.tsv"].decode()
    for place, data in made.items():
        (tmp_path / place).write_bytes(data)
    petab = pytest.importorskip("petab.v1", reason="NOT CHECKED by petab: not installed (pip install 'mtorsbml[dev]')")
    assert not petab.lint_problem(petab.Problem.from_yaml(tmp_path / "feedback_crosstalk.yaml"))


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("IRS1_p\ttrial\t1\t1", "measurements, line 2: there is no observable 'IRS1_p'; did you mean 'IRS1_pS'"),
        ("IRS1_pS\ttrail\t1\t1", "there is no condition 'trail'; did you mean 'trial'"),
        ("IRS1_pS\ttrial\tmuch\t1", "measurement 'much' is no number"),
    ],
)
def test_measurements_that_do_not_fit_are_errors(module: Source, row: str, message: str) -> None:
    head = "observableId\tsimulationConditionId\tmeasurement\ttime\n"
    with pytest.raises(MtorsbmlError) as error:
        petab_.with_options(module, measurements=head + row + "\n")
    assert message in str(error.value)


def test_columns_and_parameters_that_are_missing_are_named(module: Source) -> None:
    with pytest.raises(MtorsbmlError, match="measurements: no column simulationConditionId, measurement"):
        petab_.with_options(module, measurements="observableId\ttime\nIRS1_pS\t1\n")
    with pytest.raises(MtorsbmlError, match="'k_Grb10_phosphorilation': the model has no such constant; did you mean"):
        petab_.with_options(module, estimate=["k_Grb10_phosphorilation"])


# -- wrong use ---------------------------------------------------------------------------------------------------


def test_unknown_format_and_missing_tool(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UsageError, match="there is no format 'antimoni'; did you mean 'antimony'"):
        formats.files(SAMPLE, "antimoni")
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(UsageError, match=r"needs antimony; install it with: pip install 'mtorsbml\[exchange\]'"):
        formats.files(SAMPLE, "antimony")


def test_a_formalism_that_is_not_there() -> None:
    with pytest.raises(UsageError, match="sample: format 'bnet' expresses a logical model, and this has none"):
        formats.files(SAMPLE, "bnet")


def test_several_files_need_a_folder(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("x")
    with pytest.raises(UsageError, match="is a file; format 'tsv' is several files, so give a folder"):
        formats.export(SAMPLE, "tsv", file)
    assert file.read_text(encoding="utf-8") == "x"


def test_the_organism_takes_no_variant_and_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="takes no variant as a file; set what `mtorsbml variants TSC2_loss"):
        export_model("organism", "python", tmp_path / "x.py", variant="TSC2_loss")
