"""The hierarchy of modules: libSBML's verdict before and after flattening, and the numbers of the flat model."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from mtorsbml.errors import MtorsbmlError
from mtorsbml.sbml.comp import comp_module_sbml, comp_sbml
from mtorsbml.sbml.core import core_sbml
from mtorsbml.sbml.metadata import ModelMetadata

CHOICES = [(), ("membrane", "enzyme"), ("enzyme", "sink"), ("membrane", "sink"), ("sink",)]
TIMES = np.linspace(0, 120, 25)
METADATA = ModelMetadata(resources=(("bqbiol:hasTaxon", "taxonomy:9606"),))


@pytest.fixture(scope="module")
def alone(toy):
    return {m.id: toy.joined(m.id, identifier=m.id) for m in toy.MODULES}


@pytest.fixture
def hierarchy(toy, alone):
    return lambda *names: comp_sbml(toy.joined(*names), alone, METADATA)


def assert_same(ours, theirs, tolerance):
    for name, expected in theirs.items():
        scale = max(np.abs(expected).max(), 1e-300)
        assert np.abs(ours[name] - expected).max() / scale < tolerance, f"{name}: {ours[name]} against {expected}"


def shown(model) -> list[str]:
    """What is seen in both forms: species, observables, levels and totals."""
    totals = [t.parameter.id for t in model.totals]
    return [name for name, _ in model.initial] + [o.id for o in model.observables] + totals


@pytest.mark.parametrize("names", CHOICES)
def test_libsbml_finds_nothing_before_or_after_flattening(hierarchy, findings, flatten, names):
    text = hierarchy(*names)
    assert findings(text) == []
    assert findings(flatten(text)) == []


@pytest.mark.parametrize("name", ["membrane", "enzyme", "sink"])
def test_libsbml_finds_nothing_in_a_module_with_ports(alone, findings, flatten, name):
    text = comp_module_sbml(alone[name], METADATA)
    assert findings(text) == []
    assert findings(flatten(text)) == []


@pytest.mark.parametrize("names", CHOICES)
def test_flattened_it_runs_like_the_flat_model(toy, hierarchy, flatten, roadrunner_run, names):
    model = toy.joined(*names)
    expected = roadrunner_run(core_sbml(model), TIMES, shown(model))
    assert_same(roadrunner_run(flatten(hierarchy(*names)), TIMES, shown(model)), expected, 1e-9)


@pytest.mark.parametrize(
    "changes",
    [
        {"Catalyst_total": 0.0},
        {"Anchor_total": 8.0, "Scaffold_total": 4.0},
        {"Receptor_total": 0.0},
        {"Ligand_t_on": 5.0, "Ligand_t_off": 11.0, "Ligand_interval": 24.0, "Ligand_step": 30.0},
        {"Sugar_t_on": 0.0, "Blocker_t_on": 40.0, "Blocker_step": 3.0},
    ],
    ids=str,
)
def test_flattened_it_answers_to_experiments_like_the_flat_model(toy, hierarchy, flatten, roadrunner_run, changes):
    model = toy.joined()
    expected = roadrunner_run(core_sbml(model), TIMES, shown(model), changes)
    unchanged = roadrunner_run(core_sbml(model), TIMES, shown(model))
    found = roadrunner_run(flatten(hierarchy()), TIMES, shown(model), changes)
    # Both engines step over the edges of a schedule on their own grid.
    assert_same(found, expected, 1e-8 if "t_on" in "".join(changes) else 1e-9)
    assert any(np.abs(expected[name] - unchanged[name]).max() > 1e-3 for name in expected)


def test_a_module_with_ports_runs_like_the_module_alone(alone, flatten, roadrunner_run):
    model = alone["sink"]
    expected = roadrunner_run(core_sbml(model), TIMES, shown(model))
    assert_same(roadrunner_run(flatten(comp_module_sbml(model)), TIMES, shown(model)), expected, 1e-9)


def test_what_is_joined_keeps_its_id_and_what_is_private_gets_a_prefix(document, hierarchy, flatten):
    model = document(flatten(hierarchy())).getModel()
    assert [s.getId() for s in model.getListOfSpecies()] == [
        "Receptor", "Receptor_on", "Kinase", "Kinase_p", "Kinase_Scaffold", "Scaffold", "Substrate", "Sugar_in",
    ]  # fmt: skip
    assert [c.getId() for c in model.getListOfCompartments()] == ["surface", "cytosol", "vesicle"]
    assert [f.getId() for f in model.getListOfFunctionDefinitions()] == ["least"]
    assert not any("__" in u.getId() for u in model.getListOfUnitDefinitions())
    private = {p.getId() for p in model.getListOfParameters() if "__" in p.getId()}
    assert "enzyme__Kinase_formed" in private
    assert "membrane__Ki_Blocker" in private
    assert not {p for p in private if p.endswith(("_total", "_t_on", "_t_off", "_interval", "_step"))}
    assert {r.getId() for r in model.getListOfReactions()} >= {"enzyme__Kinase_switch", "sink__Substrate_synthesis"}


def test_ports_are_the_inputs_and_outputs_of_the_module(document, alone):
    found = document(comp_module_sbml(alone["enzyme"]))
    ports = {p.getIdRef(): p.getSBOTermID() for p in found.getModel().getPlugin("comp").getListOfPorts()}
    assert {name for name, term in ports.items() if term == "SBO:0000600"} == {"Receptor_on", "Scaffold"}
    assert {name for name, term in ports.items() if term == "SBO:0000601"} == {
        "Kinase_total", "Catalyst_total", "Anchor_total", "Kinase", "Kinase_p", "Kinase_Scaffold", "Kinase_share",
        "Kinase_any",
    }  # fmt: skip
    assert found.getPackageRequired("comp")


def test_an_input_that_no_module_provides_is_held_at_the_top(document, hierarchy):
    model = document(hierarchy("enzyme", "sink")).getModel()
    held = model.getSpecies("Receptor_on")
    assert (held.getConstant(), held.getInitialConcentration()) == (True, 7.5)
    replaced = held.getPlugin("comp").getListOfReplacedElements()
    assert [(r.getSubmodelRef(), r.getPortRef()) for r in replaced] == [("enzyme", "Receptor_on")]


def test_a_value_at_the_top_is_that_of_the_resting_state(document, toy, hierarchy, reference):
    model = document(hierarchy()).getModel()
    resting = reference(toy.joined()).run([0.0, 1.0])
    for name in ("Kinase_share", "Kinase_any", "Growth"):
        assert model.getParameter(name).getValue() == pytest.approx(resting[name][0], rel=1e-5)


def test_a_module_that_is_not_given_alone_is_named(toy, alone):
    with pytest.raises(MtorsbmlError, match="module 'sink' is not given alone"):
        comp_sbml(toy.joined(), {name: model for name, model in alone.items() if name != "sink"})


def test_an_observable_that_divides_by_zero_at_rest_is_named(toy, alone):
    model = toy.joined()
    bad = dataclasses.replace(model.observables[0], formula="Kinase_p / Blocker")
    model = dataclasses.replace(model, observables=(bad, *model.observables[1:]))
    with pytest.raises(MtorsbmlError, match="observable 'Kinase_share' has no value in the resting state: float"):
        comp_sbml(model, alone)


def test_an_observable_with_a_function_that_models_do_not_use_is_named(toy, alone):
    model = toy.joined()
    odd = dataclasses.replace(model.observables[0], formula="tan(Kinase_p / K_Kinase)")
    model = dataclasses.replace(model, observables=(odd, *model.observables[1:]))
    with pytest.raises(MtorsbmlError, match=r"'tan\(Kinase_p / K_Kinase\)' has no value here"):
        comp_sbml(model, alone)
