from __future__ import annotations

import math
import os
import subprocess
import sys
from dataclasses import replace
from xml.etree import ElementTree as ET

import libsedml
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.exchange import sample

from mtorsbml.errors import MtorsbmlError
from mtorsbml.exchange.sedml import sedml_text, sedml_texts
from mtorsbml.model.experiment import Curve, Experiment

SED = "{http://sed-ml.org/sed-ml/level1/version3}"
MATH = "{http://www.w3.org/1998/Math/MathML}"
SBML_NAMESPACE = {"sbml": "http://www.sbml.org/sbml/level3/version1/core"}


def write(*experiments: Experiment, sbml: str = sample.SBML) -> str:
    return sedml_text(experiments, model_source="sample.xml", sbml=sbml, model_name="Sample")


def tree(*experiments: Experiment) -> ET.Element:
    return ET.fromstring(write(*experiments))


def resolve(target: str) -> list[ET.Element]:
    """Elements of the sample that an XPath of the SED-ML file finds, by another reader than libSEDML."""
    path, _, attribute = target.partition("/@")
    found = ET.fromstring(sample.SBML).findall(
        path.removeprefix("/sbml:sbml/").replace("/descendant::", "//"), SBML_NAMESPACE
    )
    return [element for element in found if not attribute or attribute in element.attrib]


def changes(root: ET.Element) -> list[tuple[str, str, str]]:
    """Kind, id and value of each change, in the order of the file."""
    listed = []
    for change in root.iterfind(f".//{SED}listOfChanges/*"):
        (element,) = resolve(change.attrib["target"])
        number = change.find(f"{MATH}math/{MATH}cn")
        # MathML splits 1e-05 in two: <cn type="e-notation"> 1 <sep/> -05 </cn>
        value = change.attrib.get("newValue") or "e".join(
            t.strip() for t in (number.itertext() if number is not None else ())
        )
        listed.append((change.tag.removeprefix(SED), element.attrib["id"], value))
    return listed


def test_libsedml_reads_it_without_errors() -> None:
    document = libsedml.readSedMLFromString(write(*sample.EXPERIMENTS))
    assert document.getNumErrors() == 0
    assert (document.getLevel(), document.getVersion()) == (1, 3)
    count = len(sample.EXPERIMENTS)
    assert document.getNumModels() == document.getNumTasks() == document.getNumSimulations() == count
    assert document.getNumOutputs() == 2 * count


def test_every_reference_and_every_target_leads_somewhere() -> None:
    root = tree(*sample.EXPERIMENTS)
    ids = [element.attrib["id"] for element in root.iter() if "id" in element.attrib]
    assert len(ids) == len(set(ids))
    references = [
        value
        for element in root.iter()
        for key, value in element.attrib.items()
        if key in {"modelReference", "simulationReference", "taskReference", "dataReference"}
        or key in {"xDataReference", "yDataReference"}
    ]
    assert len(references) > 100
    assert set(references) <= set(ids)
    targets = [element.attrib["target"] for element in root.iter() if "target" in element.attrib]
    assert len(targets) > 60
    assert [t for t in targets if len(resolve(t)) != 1] == []


def test_species_and_observables_are_found_where_they_are() -> None:
    root = tree(sample.experiment("rest"))
    lists = {
        variable.attrib["id"].split("__")[1]: variable.attrib["target"].split("/")[3]
        for variable in root.iter(f"{SED}variable")
        if "target" in variable.attrib
    }
    assert lists["E_on"] == "sbml:listOfSpecies"
    assert lists["E_active_share"] == "sbml:listOfParameters"
    symbols = [v.attrib["symbol"] for v in root.iter(f"{SED}variable") if "symbol" in v.attrib]
    assert symbols == ["urn:sedml:symbol:time"]


def test_time_course_and_tolerances() -> None:
    root = tree(sample.experiment("late", shown_from=20, end=100, points=40))
    course = root.find(f".//{SED}uniformTimeCourse")
    assert course is not None
    times = {key: float(course.attrib[key]) for key in ("initialTime", "outputStartTime", "outputEndTime")}
    assert times == {"initialTime": 0, "outputStartTime": 20, "outputEndTime": 100}
    assert course.attrib["numberOfPoints"] == "40"
    algorithm = course.find(f"{SED}algorithm")
    assert algorithm is not None
    assert algorithm.attrib["kisaoID"] == "KISAO:0000019"
    settings = {p.attrib["kisaoID"]: float(p.attrib["value"]) for p in algorithm.iter(f"{SED}algorithmParameter")}
    assert settings["KISAO:0000209"] <= 1e-8
    assert settings["KISAO:0000211"] <= 1e-10


def test_what_follows_from_a_change_is_written_too() -> None:
    """Part_total 20 of 80 lets a quarter of E_total 100 form; 75 % of it is off."""
    assert changes(tree(sample.experiment("x", ("E_total", 100), ("Part_total", 20.0)))) == [
        ("changeAttribute", "E_total", "100"),
        ("changeAttribute", "Part_total", "20"),
        ("computeChange", "E_formed", "25"),
        ("changeAttribute", "E_off", "18.75"),
        ("changeAttribute", "E_on", "6.25"),
    ]


def test_start_in_a_unit_volume_has_a_path_that_tellurium_takes_for_the_amount() -> None:
    """With `species` in the path it would compile the model anew for each of them."""
    unit = sample.SBML.replace('spatialDimensions="3" size="0.5"', 'spatialDimensions="3" size="1"')
    assert unit != sample.SBML
    experiment = sample.experiment("x", ("E_total", 100), ("Part_total", 20.0))
    root = ET.fromstring(write(experiment, sbml=unit))
    assert changes(root)[2:] == [
        ("computeChange", "E_formed", "25"),
        ("computeChange", "E_off", "18.75"),
        ("computeChange", "E_on", "6.25"),
    ]
    paths = [change.attrib["target"] for change in root.iterfind(f".//{SED}computeChange")]
    assert [("species" in path.lower(), path.rpartition("/@")[2]) for path in paths[1:]] == [
        (False, "initialConcentration")
    ] * 2


def test_several_files_are_those_that_are_written_one_by_one() -> None:
    files = [sample.EXPERIMENTS[:3], sample.EXPERIMENTS[2:]]
    texts = sedml_texts(files, model_source="../sample.xml", sbml=sample.SBML, model_name="Sample")
    assert texts == tuple(
        sedml_text(file, model_source="../sample.xml", sbml=sample.SBML, model_name="Sample") for file in files
    )


def test_only_what_follows_is_written() -> None:
    assert changes(tree(sample.experiment("x", ("k_on", 0.5)))) == [("changeAttribute", "k_on", "0.5")]
    assert changes(tree(sample.experiment("x", ("Drug", 7.0)))) == [
        ("changeAttribute", "Drug", "7"),
        ("computeChange", "Drug_rest", "7"),
    ]
    assert changes(tree(sample.experiment("x"))) == []


def test_start_that_follows_through_a_rule() -> None:
    """As the totals with subunits of real models: an assignment rule stands between the total and its states."""
    start = sample.SBML.index('<initialAssignment symbol="E_formed">')
    end = sample.SBML.index("</initialAssignment>", start)
    formula = sample.SBML[start:end].partition(">")[2]
    sbml = sample.SBML[:start] + sample.SBML[end + len("</initialAssignment>") :]
    rule = f'<assignmentRule variable="E_formed">{formula}</assignmentRule>'
    sbml = sbml.replace("<listOfRules>", f"<listOfRules>{rule}")
    sbml = sbml.replace(
        'id="E_formed" value="200" units="nmol_per_l" constant="true"', 'id="E_formed" constant="false"'
    )
    root = ET.fromstring(write(sample.experiment("x", ("Part_total", 8.0)), sbml=sbml))
    assert changes(root)[1:] == [("changeAttribute", "E_off", "15"), ("changeAttribute", "E_on", "5")]


@settings(max_examples=30, deadline=None)
@given(total=st.floats(0, 1e6), part=st.floats(0, 160))
def test_computed_starts_are_those_of_the_formula(total: float, part: float) -> None:
    root = tree(sample.experiment("x", ("E_total", total), ("Part_total", part)))
    values = {identifier: float(value) for _, identifier, value in changes(root)}
    formed = total * min(1.0, part / 80)
    assert values["E_formed"] == pytest.approx(formed, rel=1e-12, abs=1e-300)
    assert values["E_off"] == pytest.approx(0.75 * formed, rel=1e-12, abs=1e-300)
    assert values["E_on"] == pytest.approx(0.25 * formed, rel=1e-9, abs=1e-300)


@pytest.mark.parametrize(("scale", "expected"), [(2.5, 2.5), (1e-7, 1e-7), (1, None), (0, None)])
def test_scaled_curves_are_divided(scale: float, expected: float | None) -> None:
    text = write(sample.experiment("x", curves=(Curve(id="E_on", label="E", scale=scale),)))
    document = libsedml.readSedMLFromString(text)
    formula = libsedml.formulaToString(document.getDataGenerator("data_x__E_on").getMath())
    value, _, divisor = formula.partition(" / ")
    assert value == "value_data_x__E_on"
    assert (float(divisor) if divisor else None) == expected


def test_labels_and_titles_are_names_that_generated_python_can_hold() -> None:
    curve = Curve(id="E_on", label="the enzyme's\n'on' \\ state")
    odd = replace(sample.experiment("x", curves=(curve,)), title="'); import os; ('")
    root = tree(odd)
    names = {e.attrib["name"] for e in root.iter() if "name" in e.attrib}
    names |= {e.attrib["label"] for e in root.iter() if "label" in e.attrib}
    assert "the enzyme\u2019s \u2019on\u2019 / state" in names
    assert [name for name in names if "'" in name or "\\" in name or "\n" in name] == []


def test_description_becomes_a_note() -> None:
    assert "Whatever &lt;rest&gt; &amp; co do." in write(sample.experiment("rest"))


def test_same_text_whatever_the_hash_seed() -> None:
    code = (
        "from tests.exchange import sample; from mtorsbml.exchange.sedml import sedml_text; import sys;"
        "sys.stdout.write(sedml_text(sample.EXPERIMENTS, model_source='s.xml', sbml=sample.SBML, model_name='S'))"
    )
    path = os.pathsep.join([str(sample.PATH.parents[2]), *sys.path])
    texts = {
        subprocess.run(
            [sys.executable, "-W", "ignore", "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": path},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "77")
    }
    assert len(texts) == 1
    assert texts.pop().startswith(b"<?xml")


WRONG = {
    "no experiments": ((), "sample.xml: no experiments"),
    "unknown change": ((sample.experiment("x", ("E_totl", 1)),), "'x': changes 'E_totl', .*did you mean 'E_total'"),
    "species change": ((sample.experiment("x", ("E_on", 1)),), "'x': changes species 'E_on'"),
    "observable": ((sample.experiment("x", ("E_active_share", 1)),), "'E_active_share', which follows from E_on"),
    "assigned": ((sample.experiment("x", ("E_formed", 1)),), "'E_formed', which follows from E_total, Part_total in"),
    "twice": ((sample.experiment("x", ("k_on", 1), ("k_on", 2)),), "'x': changes 'k_on' twice"),
    "not a number": ((sample.experiment("x", ("k_on", math.nan)),), "'x': changes 'k_on' to nan"),
    "infinite": ((sample.experiment("x", ("k_on", math.inf)),), "'x': changes 'k_on' to inf"),
    "no curves": ((sample.experiment("x", curves=()),), "'x': no curves"),
    "unknown curve": ((sample.experiment("x", curves=(Curve(id="Prodct", label=""),)),), "did you mean 'Product'"),
    "curve twice": ((sample.experiment("x", curves=(*sample.CURVES, sample.CURVES[0])),), "shows 'E_off' twice"),
    "scale": ((sample.experiment("x", curves=(Curve(id="E_on", label="", scale=math.nan),)),), "the scale nan"),
    "two alike": ((sample.experiment("x"), sample.experiment("x")), "two experiments have the id 'x'"),
    "bad id": ((sample.experiment("1x"),), "'1x' is no valid id"),
    "joined id": ((sample.experiment("a__b"),), "'a__b': '__'"),
    "backwards": ((sample.experiment("x", shown_from=50, end=50),), "0 <= shown_from < end"),
    "endless": ((sample.experiment("x", end=math.inf),), "0 <= shown_from < end"),
    "no points": ((sample.experiment("x", points=0),), "0 points"),
}


@pytest.mark.parametrize(("experiments", "message"), WRONG.values(), ids=WRONG)
def test_refused(experiments: tuple[Experiment, ...], message: str) -> None:
    with pytest.raises(MtorsbmlError, match=message) as caught:
        write(*experiments)
    assert "\n" not in str(caught.value)


def test_grid_that_copasi_would_shift_is_refused_with_one_that_it_keeps() -> None:
    """COPASI counts output points from 0: 100 min is no multiple of (250 - 100) / 200 min."""
    with pytest.raises(MtorsbmlError, match="take 201") as caught:
        write(sample.experiment("x", shown_from=100, end=250, points=200))
    assert "\n" not in str(caught.value)
    assert 'numberOfPoints="201"' in write(sample.experiment("x", shown_from=100, end=250, points=201))


@pytest.mark.parametrize("text", ["", "no xml", "<sbml/>", sample.SBML.replace("<ci> k_off </ci>", "<ci> k_of </ci>")])
def test_broken_model_is_refused(text: str) -> None:
    with pytest.raises(MtorsbmlError, match=r"^sample.xml: ") as caught:
        write(sample.experiment("x"), sbml=text)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("source", ["", "../../x.xml", "../", "a/x.xml", "a b.xml", "x'.xml", "/x.xml"])
def test_source_is_a_plain_file_name(source: str) -> None:
    with pytest.raises(MtorsbmlError, match="no plain file name"):
        sedml_text(sample.EXPERIMENTS, model_source=source, sbml=sample.SBML, model_name="Sample")
