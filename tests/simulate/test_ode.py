from __future__ import annotations

import contextlib
import math
import threading

import libsbml
import numpy as np
import pytest

from mtorsbml.errors import MtorsbmlError, UsageError
from mtorsbml.simulate import _roadrunner
from mtorsbml.simulate.ode import OdeModel

DECAY = {
    "species": {"S": 8.0, "P": 0.0},
    "parameters": {"k": 0.5, "total": None},
    "reactions": {"r": "S -> P : cell*k*S"},
    "rules": {"total": "S + P"},
}
COMP = """<?xml version="1.0" encoding="UTF-8"?>
<sbml xmlns="http://www.sbml.org/sbml/level3/version1/core" level="3" version="1"
  xmlns:comp="http://www.sbml.org/sbml/level3/version1/comp/version1" comp:required="true">
<model id="top"><comp:listOfSubmodels><comp:submodel comp:id="A" comp:modelRef="E"/></comp:listOfSubmodels></model>
<comp:listOfExternalModelDefinitions>
<comp:externalModelDefinition comp:id="E" comp:source="inner.xml"/>
</comp:listOfExternalModelDefinitions></sbml>"""
QUAL = """<?xml version="1.0" encoding="UTF-8"?>
<sbml xmlns="http://www.sbml.org/sbml/level3/version1/core" level="3" version="1"
  xmlns:qual="http://www.sbml.org/sbml/level3/version1/qual/version1" qual:required="true">
<model><listOfCompartments><compartment id="c" constant="true" size="1"/></listOfCompartments>
<qual:listOfQualitativeSpecies><qual:qualitativeSpecies qual:id="A" qual:compartment="c" qual:constant="true"
 qual:maxLevel="1" qual:initialLevel="0"/></qual:listOfQualitativeSpecies></model></sbml>"""


@pytest.fixture
def decay(write):
    return OdeModel.load(write(**DECAY))


def test_a_run_follows_the_analytic_solution(decay):
    course = decay.simulate({"k": 0.25}, duration=20, points=41)
    np.testing.assert_allclose(course["S"], 8 * np.exp(-0.25 * course.time), rtol=1e-6)
    np.testing.assert_allclose(course["total"], 8.0, rtol=1e-12)
    assert course.columns == ("S", "P", "total")
    assert course.time[[0, 1, -1]].tolist() == [0.0, 0.5, 20.0]


def test_output_may_start_late_though_the_run_starts_at_0(decay):
    late = decay.simulate(duration=6, points=3, start=4, select=["S"])
    assert late.time.tolist() == [4.0, 5.0, 6.0]
    np.testing.assert_allclose(late["S"], 8 * np.exp(-0.5 * late.time), rtol=1e-6)


def test_ids_and_units_are_known(decay):
    assert decay.species == ("S", "P")
    assert decay.parameters == ("k",)
    assert decay.observables == ("total",)
    assert decay.reactions == ("r",)
    assert [decay.units(name) for name in ("S", "time", "cell")] == ["nmol/l", "min", "ul"]
    assert decay.default("S") == 8.0


def test_many_points_are_all_given_back(decay):
    assert len(decay.simulate(duration=1, points=150_001, select=["S"])) == 150_001


# -- tolerances ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("volume", [1.0, 1e-15])
def test_small_volumes_come_out_right(write, volume):
    """Amounts of 1e-15 drown in the simulator's own absolute tolerance of 1e-12."""
    model = OdeModel.load(write(**DECAY, volume=volume))
    course = model.simulate(duration=40, points=5, select=["S", "r"])
    np.testing.assert_allclose(course["S"], 8 * np.exp(-0.5 * course.time), rtol=1e-5, atol=1e-11)
    np.testing.assert_allclose(course["r"], volume * 0.5 * course["S"], rtol=1e-12)


def test_tolerances_go_to_their_own_states_when_there_are_rate_rules(write):
    """libRoadRunner 2.10 lists species first in its own tolerances, but integrates rate rules first."""
    text = write(
        species={"S": 1e-9},
        parameters={"w": 1e9, "k": 1.0},
        rates={"w": "1"},
        reactions={"r": "S -> : cell*k*1e9*S*S"},
    )
    course = OdeModel.load(text).simulate(duration=10, points=11, select=["S"])
    np.testing.assert_allclose(course["S"], 1e-9 / (1 + course.time), rtol=1e-6)


def test_a_species_that_starts_at_0_is_as_exact_as_what_it_is_made_of(write):
    text = write(
        species={"A": 1000.0, "B": 0.0, "C": 0.0},
        parameters={"k": 1e-6, "fast": 100.0},
        reactions={"make": "A -> B : cell*k*A", "lose": "B -> C : cell*fast*B"},
    )
    course = OdeModel.load(text).simulate(duration=10, points=11, select=["B"])
    k, fast = 1e-6, 100.0
    exact = 1000 * k / (fast - k) * (np.exp(-k * course.time) - np.exp(-fast * course.time))
    np.testing.assert_allclose(course["B"][1:], exact[1:], rtol=1e-6)


def test_halving_the_tolerance_changes_little(decay):
    a = decay.simulate(duration=30, points=31, rtol=1e-8)
    b = decay.simulate(duration=30, points=31, rtol=5e-9)
    np.testing.assert_allclose(a.values, b.values, rtol=1e-6, atol=1e-10)


# -- the same numbers every time -------------------------------------------------------------------------------------


@pytest.fixture
def stepped(write, schedule):
    parts = schedule("X")
    return OdeModel.load(
        write(
            species={"S": 0.0, "D": 1.0},
            parameters={**parts["parameters"], "k": 0.1},
            reactions={"make": " -> S : cell*X", "lose": "S -> : cell*k*S", "decay": "D -> : cell*k*D"},
            events=parts["events"],
        )
    )


def test_a_run_never_depends_on_those_before_it(stepped):
    def run():
        return stepped.simulate({"X_t_on": 5.0, "X_t_off": 9.0, "k": 0.2}, duration=30, points=31).values

    first = run()
    for disturb in (
        lambda: stepped.simulate({"X": 7.0, "k": 3.0, "X_t_on": 1.0}, duration=400, points=2, rtol=1e-4, atol=1e-6),
        lambda: stepped.simulate({"S": 55.0}, duration=3, points=4, start=1, select=["X"]),
        lambda: stepped.steady_state({"X": 2.0}),
        lambda: stepped.simulate({"k": -1e6}, duration=1e6),
    ):
        with contextlib.suppress(MtorsbmlError):  # the last one overflows
            disturb()
        np.testing.assert_array_equal(run(), first, strict=True)


def test_a_new_model_gives_the_same_bits_and_the_order_of_changes_does_not_matter(write):
    a = OdeModel.load(write(**DECAY)).simulate({"k": 0.3, "S": 2.0}, duration=9, points=10)
    b = OdeModel.load(write(**DECAY)).simulate({"S": 2.0, "k": 0.3}, duration=9, points=10)
    np.testing.assert_array_equal(a.values, b.values, strict=True)


def test_threads_wait_for_each_other(decay):
    rates = [0.1 + 0.01 * i for i in range(8)]
    alone = [decay.simulate({"k": k}, duration=50, points=200).values for k in rates]
    together: list[object] = [None] * len(rates)

    def run(i):
        for _ in range(20):
            together[i] = decay.simulate({"k": rates[i]}, duration=50, points=200).values

    threads = [threading.Thread(target=run, args=(i,)) for i in range(len(rates))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for a, b in zip(alone, together, strict=True):
        np.testing.assert_array_equal(a, b, strict=True)


# -- changes and initial assignments ---------------------------------------------------------------------------------

DERIVED = {
    "species": {"S": None, "P": None, "Q": None, "B": None},
    "boundary": ["B"],
    "parameters": {"S_total": 10.0, "k": 0.5, "half": None, "quarter": None, "seen": None, "w": None},
    "initial": {
        "quarter": "half/2",
        "half": "S_total/2",
        "S": "S_total*0.3",
        "P": "half + S_total*0.2",
        "Q": "S*2",
        "B": "quarter + 1",
        "w": "S_total*4",
    },
    "rules": {"seen": "S + P + quarter"},
    "rates": {"w": "-k*w"},
    "reactions": {"r": "S -> P : cell*k*S"},
}
WATCHED = ["S", "P", "Q", "B", "half", "quarter", "seen", "w", "S_total"]


def _expected(total: float, time: float, *, half: float | None = None, s: float | None = None) -> list[float]:
    half = total / 2 if half is None else half
    start = 0.3 * total if s is None else s
    now, p, quarter = start * math.exp(-0.5 * time), half + 0.2 * total, half / 2
    made = start - now
    return [
        now,
        p + made,
        2 * start,
        quarter + 1,
        half,
        quarter,
        start + p + quarter,
        4 * total * math.exp(-0.5 * time),
        total,
    ]


@pytest.mark.parametrize("volume", [1.0, 2.5])
@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, {"total": 10.0}),
        ({"S_total": 20.0}, {"total": 20.0}),
        ({"S_total": 0.0}, {"total": 0.0}),
        ({"half": 100.0}, {"total": 10.0, "half": 100.0}),
        ({"half": 100.0, "S_total": 4.0}, {"total": 4.0, "half": 100.0}),
        ({"S": 50.0}, {"total": 10.0, "s": 50.0}),
        ({"S": 50.0, "S_total": 20.0}, {"total": 20.0, "s": 50.0}),
    ],
)
def test_initial_assignments_follow_what_is_changed(write, changes, expected, volume):
    model = OdeModel.load(write(**DERIVED, volume=volume))
    course = model.simulate(changes, duration=2, points=3, select=WATCHED)
    for i, time in enumerate(course.time):
        np.testing.assert_allclose(course.values[i], _expected(**expected, time=time), rtol=1e-6, atol=1e-9)
    back = model.simulate(duration=2, points=3, select=WATCHED)
    np.testing.assert_allclose(back.values[2], _expected(10.0, 2.0), rtol=1e-6)


def test_a_variable_of_a_rate_rule_can_start_elsewhere(write):
    course = OdeModel.load(write(**DERIVED)).simulate({"w": 3.0}, duration=2, points=3, select=["w", "S"])
    np.testing.assert_allclose(course["w"], 3 * np.exp(-0.5 * course.time), rtol=1e-6)
    np.testing.assert_allclose(course["S"], 3 * np.exp(-0.5 * course.time), rtol=1e-6)


def test_changes_are_refused_where_the_size_of_a_compartment_depends_on_them(write):
    model = OdeModel.load(write(**DECAY, initial={"cell": "k*2"}, volume=None))
    model.simulate(duration=1)
    with pytest.raises(UsageError, match="size of 'cell' has an initial assignment"):
        model.simulate({"k": 1.0}, duration=1)


# -- wrong use -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"kk": 1.0}, r"has no 'kk'; did you mean 'k'\?"),
        ({"total": 1.0}, "'total' is set by an assignment rule; change what it is computed from: 'S', 'P'"),
        ({"cell": 1.0}, "'cell' is a compartment; only parameters and species can be changed"),
        ({"r": 1.0}, "'r' is a reaction"),
        ({"k": math.nan}, "'k': nan is not a finite number"),
        ({"k": math.inf}, "'k': inf is not a finite number"),
        ({"k": "fast"}, "'k': 'fast' is not a number"),
        ({"k": None}, "'k': None is not a number"),
    ],
)
def test_changes_that_make_no_sense_are_refused(decay, changes, message):
    with pytest.raises(UsageError, match=message):
        decay.simulate(changes, duration=1)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"duration": 0}, "from 0 to 0"),
        ({"duration": -1}, "from 0 to -1"),
        ({"duration": math.nan}, "duration: nan is not a finite number"),
        ({"duration": 1, "start": 1}, "from 1 to 1"),
        ({"duration": 1, "start": -1}, "from -1 to 1"),
        ({"duration": 1, "points": 1}, "at least 2 points"),
        ({"duration": 1, "select": ["SS"]}, "has no 'SS'; did you mean 'S'"),
        ({"duration": 1, "select": ["S", "S"]}, "'S' is selected twice"),
        ({"duration": 1, "rtol": 0}, "tolerances lie between 0 and 1"),
        ({"duration": 1, "atol": -1e-9}, "tolerances lie between 0 and 1"),
    ],
)
def test_runs_that_make_no_sense_are_refused(decay, options, message):
    with pytest.raises(UsageError, match=message):
        decay.simulate(**options)


def test_values_that_are_not_finite_are_never_given_back(write):
    text = write(
        species={"S": 1.0},
        parameters={"k": 1.0, "ratio": None},
        reactions={"r": "S -> : cell*k*S"},
        rules={"ratio": "1/(time - 5)"},
    )
    with pytest.raises(MtorsbmlError, match=r"'ratio' is inf at time 5; the model divides by zero or overflows there"):
        OdeModel.load(text).simulate(duration=10, points=11)


def test_an_integration_that_fails_is_one_line_and_nothing_is_printed(write, capfd):
    text = write(species={"S": 3.0}, parameters={"k": 1.0}, reactions={"r": "S -> : k*S/(S - 3)"})
    with pytest.raises(MtorsbmlError, match=r"^SBML text: the integration failed: CVODE Error: CV_[^\n]*$") as caught:
        OdeModel.load(text).simulate(duration=1)
    assert " at " not in str(caught.value).partition("CVODE")[0]
    assert capfd.readouterr() == ("", "")


def test_a_run_that_can_be_interrupted_leaves_the_model_usable(decay, monkeypatch):
    import roadrunner

    expected = decay.simulate(duration=3, points=4).values
    level = roadrunner.Logger.getLevel()

    def interrupted(*args, **kwargs):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(roadrunner.RoadRunner, "simulate", interrupted)
        with pytest.raises(KeyboardInterrupt):
            decay.simulate(duration=3, points=4)
    assert roadrunner.Logger.getLevel() == level
    np.testing.assert_array_equal(decay.simulate(duration=3, points=4).values, expected)


# -- loading ---------------------------------------------------------------------------------------------------------


def test_models_are_compiled_with_lljit(write):
    import roadrunner

    config = roadrunner.Config
    config.setValue(config.LLVM_BACKEND, config.MCJIT)
    OdeModel.load(write(**DECAY))
    assert config.getValue(config.LLVM_BACKEND) == config.LLJIT


def test_a_hierarchical_file_is_flattened(write, tmp_path):
    (tmp_path / "inner.xml").write_text(write(**DECAY))
    (tmp_path / "top.xml").write_text(COMP)
    model = OdeModel.load(tmp_path / "top.xml")
    assert model.reactions == ("A__r",)
    course = model.simulate({"A__k": 1.0}, duration=2, points=3)
    np.testing.assert_allclose(course["A__S"], 8 * np.exp(-course.time), rtol=1e-6)


def test_a_hollow_model_is_refused(write):
    text = write(**DECAY)
    with pytest.raises(MtorsbmlError, match="m: libRoadRunner loaded 2 of 2 species and 1 of 3 reactions"):
        _roadrunner.Runner(text, "m", species=2, reactions=3)
    with pytest.raises(MtorsbmlError, match="2 of 4 species"):
        _roadrunner.Runner(text, "m", species=4, reactions=1)


def test_a_logical_model_is_refused():
    with pytest.raises(UsageError, match=r"is a logical \(qual\) model: use `mtorsbml logic`"):
        OdeModel.load(QUAL)


@pytest.mark.parametrize(
    ("parts", "reason"),
    [
        ({"fast": True}, "Unable to support 'fast' reactions"),
        (
            {"algebraic": "free - 2*S", "rates": {}, "parameters": {"k": 0.5, "free": 1.0}, "varying": ["free"]},
            "Unable to support algebraic rules",
        ),
        ({"reactions": {"r": "S -> P : cell*k*delay(S, 1)"}}, "Unable to support delay differential equations"),
    ],
)
def test_what_the_simulator_cannot_do_is_refused_with_its_reason(write, parts, reason, capfd):
    given = {**DECAY, "rules": {}, "parameters": {"k": 0.5}, **parts}
    with pytest.raises(MtorsbmlError, match=f"^SBML text: libRoadRunner cannot run this model: {reason}") as caught:
        OdeModel.load(write(**given))
    assert "\n" not in str(caught.value)
    assert "rrllvm" not in str(caught.value)
    assert capfd.readouterr() == ("", "")


def test_an_undefined_species_is_refused_before_the_simulator_accepts_it(write):
    text = write(**DECAY).replace('<speciesReference species="P"', '<speciesReference species="nobody"')
    assert "nobody" in text
    with pytest.raises(MtorsbmlError, match="libSBML error 21111"):
        OdeModel.load(text)


def test_a_package_that_changes_the_mathematics_is_refused(write):
    text = write(**DECAY).replace(
        ' level="3"',
        ' xmlns:distrib="http://www.sbml.org/sbml/level3/version1/distrib/version1" distrib:required="true" level="3"',
    )
    with pytest.raises(MtorsbmlError, match="needs the SBML package 'distrib'"):
        OdeModel.load(text)


def test_level_3_version_2_runs(write):
    text = write(**DECAY)
    newer = (
        text.replace("level3/version1/core", "level3/version2/core")
        .replace(' version="1"', ' version="2"')
        .replace(' fast="false"', "")
    )
    assert libsbml.readSBMLFromString(newer).getVersion() == 2
    older, found = (OdeModel.load(each).simulate(duration=2, points=3) for each in (text, newer))
    np.testing.assert_array_equal(found["S"], older["S"])


def test_the_surroundings_stay_as_they_were(decay, monkeypatch):
    import os

    import roadrunner

    monkeypatch.setenv("SUNLOGGER_ERROR_FILENAME", "stdout")
    monkeypatch.delenv("SUNLOGGER_WARNING_FILENAME", raising=False)
    roadrunner.Logger.setLevel(roadrunner.Logger.LOG_ERROR)
    decay.simulate(duration=1)
    assert roadrunner.Logger.getLevel() == roadrunner.Logger.LOG_ERROR
    assert os.environ["SUNLOGGER_ERROR_FILENAME"] == "stdout"
    assert "SUNLOGGER_WARNING_FILENAME" not in os.environ
