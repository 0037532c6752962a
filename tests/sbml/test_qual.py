"""The logic model as SBML qual: libSBML's verdict, what AEON makes of it, and the dialect that all readers take."""

from __future__ import annotations

import dataclasses
import itertools

import biodivine_aeon as aeon
import libsbml
import pytest

from mtorsbml.errors import MtorsbmlError
from mtorsbml.model.vocabulary import Evidence, LogicNode
from mtorsbml.sbml.metadata import ModelMetadata
from mtorsbml.sbml.qual import qual_sbml

CHOICES = [(), ("membrane",), ("enzyme",), ("sink",), ("enzyme", "sink")]


@pytest.fixture
def plugin(document):
    return lambda text: document(text).getModel().getPlugin("qual")


def with_rules(model, **rules: str | None):
    """The model with other rules; a node that it does not have is added."""
    nodes = [dataclasses.replace(n, rule=rules.pop(n.id)) if n.id in rules else n for n in model.nodes]
    nodes += [LogicNode(id=name, name=name, resting=False, entity="", rule=rule) for name, rule in rules.items()]
    return dataclasses.replace(model, nodes=tuple(nodes))


def value(rule: str, levels: dict[str, bool]) -> bool:
    return bool(eval(rule.replace("!", " not ").replace("&", " and ").replace("|", " or "), {}, dict(levels)))


@pytest.mark.parametrize("names", CHOICES)
def test_libsbml_finds_neither_error_nor_warning(toy, findings, names):
    metadata = ModelMetadata(resources=(("bqbiol:hasTaxon", "taxonomy:9606"),))
    assert findings(qual_sbml(toy.joined(*names), metadata)) == []


@pytest.mark.parametrize("names", CHOICES)
def test_aeon_reads_the_same_rules(toy, names):
    model = toy.joined(*names)
    network = aeon.BooleanNetwork.from_sbml(qual_sbml(model))
    assert set(network.variable_names()) == {n.id for n in (*model.nodes, *model.held_nodes)}
    for node in (*model.nodes, *model.held_nodes):
        update = network.get_update_function(node.id)
        if node.rule in (None, "true"):
            assert update is None
            continue
        regulators = sorted(network.get_variable_name(v) for v in network.predecessors(node.id))
        for row in itertools.product([False, True], repeat=len(regulators)):
            levels = dict(zip(regulators, row, strict=True))
            read = str(update).replace("!", " not ").replace("&", " and ").replace("|", " or ")
            assert bool(eval(read, {}, levels)) is value(node.rule, levels)


def test_fixed_points_are_those_of_brute_force(toy):
    model = toy.joined()
    network = aeon.BooleanNetwork.from_sbml(qual_sbml(model))
    graph = aeon.AsynchronousGraph(network)
    found = aeon.FixedPoints.symbolic(graph, graph.mk_unit_colored_vertices())
    ids = [n.id for n in model.nodes]
    expected = set()
    for row in itertools.product([False, True], repeat=len(ids)):
        levels = dict(zip(ids, row, strict=True))
        if all(n.rule in (None, "true") or value(n.rule, levels) == levels[n.id] for n in model.nodes):
            expected.add(row)
    names = [network.get_variable_name(v) for v in network.variables()]
    read = set()
    for vertex in found.vertices():
        levels = dict(zip(names, (bool(bit) for bit in vertex.values()), strict=True))
        read.add(tuple(levels[name] for name in ids))
    assert read == expected
    assert expected


def test_the_dialect_is_the_one_that_every_reader_takes(plugin, toy):
    text = qual_sbml(toy.joined("enzyme", "sink"))
    found = plugin(text)
    assert [
        (s.getId(), s.getInitialLevel(), s.getMaxLevel(), s.getConstant()) for s in found.getListOfQualitativeSpecies()
    ] == [
        ("Kinase_p", 1, 1, False),
        ("Catalyst", 1, 1, True),
        ("Sugar", 1, 1, True),
        ("Growth", 1, 1, False),
        ("Receptor_on", 1, 1, True),
    ]
    for transition in found.getListOfTransitions():
        assert transition.getNumOutputs() == 1
        assert transition.getOutput(0).getTransitionEffect() == libsbml.OUTPUT_TRANSITION_EFFECT_ASSIGNMENT_LEVEL
        assert transition.getDefaultTerm().getResultLevel() == 0
        assert [t.getResultLevel() for t in transition.getListOfFunctionTerms()] == [1]
        assert {i.getTransitionEffect() for i in transition.getListOfInputs()} == {libsbml.INPUT_TRANSITION_EFFECT_NONE}
    assert {word for word in ("<neq/>", "<true/>", "<false/>", "<xor/>", "<geq/>", "qual:name=") if word in text} == {
        "qual:name="
    }
    assert 'qual:required="true"' in text
    assert all(not s.isSetName() for s in found.getListOfQualitativeSpecies())


def test_signs_come_from_the_truth_table(plugin, toy):
    found = plugin(qual_sbml(with_rules(toy.joined(), Growth="Kinase_p & !Sugar | !Kinase_p & Sugar & !Blocker")))
    inputs = found.getTransition("tr_Growth").getListOfInputs()
    assert [(i.getQualitativeSpecies(), i.getSign(), i.getSBOTermID()) for i in inputs] == [
        ("Kinase_p", libsbml.INPUT_SIGN_DUAL, "SBO:0000595"),
        ("Sugar", libsbml.INPUT_SIGN_DUAL, "SBO:0000595"),
        ("Blocker", libsbml.INPUT_SIGN_NEGATIVE, "SBO:0000020"),
    ]
    inputs = found.getTransition("tr_Kinase_p").getListOfInputs()
    assert [(i.getQualitativeSpecies(), i.getSign(), i.getSBOTermID()) for i in inputs] == [
        ("Receptor_on", libsbml.INPUT_SIGN_POSITIVE, "SBO:0000459"),
        ("Kinase_p", libsbml.INPUT_SIGN_POSITIVE, "SBO:0000459"),
        ("Growth", libsbml.INPUT_SIGN_NEGATIVE, "SBO:0000020"),
    ]


def test_a_rule_that_is_a_constant_makes_the_node_constant(plugin, toy, findings):
    text = qual_sbml(with_rules(toy.joined("membrane"), Off="!true", On="true | false", Kept="Ligand & true"))
    found = plugin(text)
    levels = {s.getId(): (s.getConstant(), s.getInitialLevel()) for s in found.getListOfQualitativeSpecies()}
    assert levels["Off"] == (True, 0)
    assert levels["On"] == (True, 1)
    assert [t.getId() for t in found.getListOfTransitions()] == ["tr_Receptor_on", "tr_Kept"]
    assert "<true/>" not in text
    assert findings(text) == []


@pytest.mark.parametrize("rule", ["Ligand & (Blocker | !Blocker)", "Ligand | Blocker & false"])
def test_a_regulator_without_effect_is_refused_by_name(toy, rule):
    with pytest.raises(MtorsbmlError, match="logic node 'Receptor_on': 'Blocker' has no effect"):
        qual_sbml(with_rules(toy.joined("membrane"), Receptor_on=rule))


def test_a_rule_that_uses_no_node_of_the_model_is_refused(toy):
    with pytest.raises(MtorsbmlError, match="logic node 'Receptor_on': its rule uses 'Moon'"):
        qual_sbml(with_rules(toy.joined("membrane"), Receptor_on="Ligand & Moon"))


def test_a_rule_that_cannot_be_read_names_itself(toy):
    with pytest.raises(MtorsbmlError, match="rule 'Ligand &': a name is missing at the end"):
        qual_sbml(with_rules(toy.joined("membrane"), Receptor_on="Ligand &"))


def test_every_element_has_an_sbo_term(document, toy):
    elements = document(qual_sbml(toy.joined())).getListOfAllElements()
    bare = {
        f"{e.getElementName()} {e.getIdAttribute()}"
        for e in (elements.get(i) for i in range(elements.getSize()))
        if not e.isSetSBOTerm() and not e.getElementName().startswith(("listOf", "unit"))
    }
    assert bare == set()
    assert elements.getSize() > 30


def test_nodes_say_what_they_stand_for_and_transitions_what_they_rest_on(plugin, toy):
    found = plugin(qual_sbml(toy.joined()))
    kinase = found.getQualitativeSpecies("Kinase_p")
    assert "On when Kinase_p &gt; 2.5 nmol/l." in kinase.getNotesString()
    assert kinase.getSBOTermID() == "SBO:0000253"
    assert kinase.getCVTerm(0).getResourceURI(0) == "https://identifiers.org/uniprot:P31749"
    assert "On when Growth &gt; 0.5 1." not in found.getQualitativeSpecies("Growth").getNotesString()
    assert "On when Growth &gt; 0.5." in found.getQualitativeSpecies("Growth").getNotesString()
    assert "reference level of 50 nmol/l or above" in found.getQualitativeSpecies("Blocker").getNotesString()
    transition = found.getTransition("tr_Kinase_p")
    for piece in ("Kinase_p = Receptor_on | Kinase_p &amp; !Growth", "interaction table: 3, 7", "Confidence: proposed"):
        assert piece in transition.getNotesString()
    assert transition.getCVTerm(0).getResourceURI(0) == "https://identifiers.org/pubmed:12345678"


def test_evidence_differs_between_nodes(plugin, toy):
    plain = dataclasses.replace(toy.joined("membrane").nodes[2], evidence=Evidence(note="A guess."))
    model = dataclasses.replace(toy.joined("membrane"), nodes=(*toy.joined("membrane").nodes[:2], plain))
    transition = plugin(qual_sbml(model)).getTransition("tr_Receptor_on")
    assert "A guess." in transition.getNotesString()
    assert transition.getNumCVTerms() == 0
