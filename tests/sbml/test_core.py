"""The kinetic model as SBML core: libSBML's verdict, what other programs read in it, and its numbers."""

from __future__ import annotations

import dataclasses
import math

import libsbml
import numpy as np
import pytest

from mtorsbml.errors import MtorsbmlError
from mtorsbml.model.units import NM, BaseUnit, Unit
from mtorsbml.model.vocabulary import RateLaw
from mtorsbml.sbml._document import parse
from mtorsbml.sbml._roles import modifier_term
from mtorsbml.sbml.core import core_sbml
from mtorsbml.sbml.metadata import ModelMetadata, identifiers_url

CHOICES = [(), ("membrane",), ("enzyme",), ("sink",), ("membrane", "enzyme")]
TIMES = np.linspace(0, 120, 25)
METADATA = ModelMetadata(
    resources=(
        ("bqmodel:isDescribedBy", "pubmed:31937935"),
        ("bqmodel:isDescribedBy", "doi:10.1038/s41580-019-0199-y"),
        ("bqbiol:hasTaxon", "taxonomy:9606"),
    )
)


def resources(element) -> dict[str, list[str]]:
    """Annotations by qualifier, as libSBML reads them back."""
    found = {}
    for i in range(element.getNumCVTerms()):
        term = element.getCVTerm(i)
        if term.getQualifierType() == libsbml.BIOLOGICAL_QUALIFIER:
            name = libsbml.BiolQualifierType_toString(term.getBiologicalQualifierType())
        else:
            name = "model:" + libsbml.ModelQualifierType_toString(term.getModelQualifierType())
        found[name] = [term.getResourceURI(j) for j in range(term.getNumResources())]
    return found


def assert_close(ours, theirs, tolerance):
    for name, expected in theirs.items():
        scale = np.maximum(np.abs(expected), 1e-6 * np.abs(expected).max())
        difference = np.abs(ours[name] - expected) / np.where(scale == 0, 1, scale)
        assert difference.max() < tolerance, f"{name}: {ours[name]} against {expected}"


def change_law(model, identifier, formula):
    law = RateLaw(formula=formula, unit=NM, sbo="SBO:0000001")
    reactions = tuple(dataclasses.replace(r, law=law) if r.id == identifier else r for r in model.reactions)
    return dataclasses.replace(model, reactions=reactions)


# -- what libSBML says -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("names", CHOICES)
def test_libsbml_finds_neither_error_nor_warning(toy, findings, names):
    assert findings(core_sbml(toy.joined(*names), METADATA)) == []


def test_libsbml_would_find_a_rate_in_the_wrong_unit(toy, findings):
    wrong = change_law(toy.joined(), "Kinase_rest", "k_Kinase_rest * Kinase_p * Kinase")
    assert any("expected units are" in message.lower() for message in findings(core_sbml(wrong)))


# -- numbers ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("names", CHOICES)
def test_trajectories_are_those_of_scipy_from_the_same_formulas(toy, reference, roadrunner_run, names):
    model = toy.joined(*names)
    expected = reference(model).run(TIMES)
    assert_close(roadrunner_run(core_sbml(model), TIMES, list(expected)), expected, 1e-6)


@pytest.mark.parametrize(
    "changes",
    [
        {"Receptor_total": 0.0},
        {"Kinase_total": 7.0},
        {"Anchor_total": 0.0},
        {"Catalyst_total": 5.0},
        {"Scaffold_total": 0.0, "Substrate_total": 10.0},
    ],
    ids=str,
)
def test_states_start_from_their_totals_and_run_on_from_there(toy, reference, roadrunner_run, changes):
    model = toy.joined()
    expected = reference(model).run(TIMES, changes)
    assert_close(roadrunner_run(core_sbml(model), TIMES, list(expected), changes), expected, 1e-6)


def test_a_lost_subunit_takes_its_complex_with_it(toy, roadrunner_run):
    ids = ["Kinase", "Kinase_p", "Kinase_Scaffold", "Scaffold", "Kinase_formed"]
    found = roadrunner_run(core_sbml(toy.joined()), TIMES, ids, {"Catalyst_total": 0.0})
    assert [found[name][0] for name in ids] == pytest.approx([0, 0, 0, 16, 0], abs=1e-12)
    assert found["Kinase_Scaffold"][-1] == 0


def test_a_total_that_is_set_and_reset_counts_everywhere(toy):
    """A plain user of libRoadRunner sets a value and resets; nothing may stay as it was."""
    import roadrunner

    runner = roadrunner.RoadRunner(core_sbml(toy.joined()))
    runner["Catalyst_total"] = 5.0
    runner.reset()
    assert runner["Kinase_formed"] == pytest.approx(4.0)
    assert runner["[Kinase]"] + runner["[Kinase_p]"] + runner["[Kinase_Scaffold]"] == pytest.approx(4.0)


# -- schedules -------------------------------------------------------------------------------------------------


def receptor_under_pulses(times, changes):
    """Receptor_on in closed form: a linear equation, whose ligand is constant between the steps."""
    rate, kd, whole, level = 0.02, 12.5, 30.0, 7.5
    on, off = changes["Ligand_t_on"], changes["Ligand_t_off"]
    step, every = changes.get("Ligand_step", 0.0), changes.get("Ligand_interval", 0.0)
    found, ligand, now = [], 4.0, 0.0
    for time in times:
        while min(on, off) < time:
            edge = min(on, off)
            level, now = relax(level, ligand, rate, kd, whole, edge - now), edge
            if edge == on:
                ligand, on = step, on + every if every else math.inf
            else:
                ligand, off = 4.0, off + every if every else math.inf
        level, now = relax(level, ligand, rate, kd, whole, time - now), time
        found.append(level)
    return np.array(found)


def relax(level, ligand, rate, kd, whole, duration):
    rest = whole * ligand / (ligand + kd)
    return rest + (level - rest) * math.exp(-rate * (ligand + kd) * duration)


SCHEDULES = [
    {"Ligand_t_on": 3.3, "Ligand_t_off": math.inf},
    {"Ligand_t_on": 0.0, "Ligand_t_off": math.inf, "Ligand_step": 40.0},
    {"Ligand_t_on": 0.0, "Ligand_t_off": 5.2, "Ligand_step": 40.0},
    {"Ligand_t_on": 0.0, "Ligand_t_off": 5.0, "Ligand_interval": 20.0, "Ligand_step": 40.0},
    {"Ligand_t_on": 10.0, "Ligand_t_off": 17.0, "Ligand_interval": 30.0},
]


def finite(changes):
    return {name: min(value, 1e9) for name, value in changes.items()}


@pytest.mark.parametrize("changes", SCHEDULES, ids=str)
def test_a_schedule_gives_the_analytic_pulse_train(toy, roadrunner_run, changes):
    found = roadrunner_run(core_sbml(toy.joined("membrane")), TIMES, ["Receptor_on"], finite(changes))
    np.testing.assert_allclose(found["Receptor_on"], receptor_under_pulses(TIMES, changes), rtol=1e-7, atol=1e-9)


@pytest.mark.parametrize("changes", SCHEDULES, ids=str)
def test_a_schedule_that_is_set_after_a_reset_gives_the_same(toy, changes):
    import roadrunner

    runner = roadrunner.RoadRunner(core_sbml(toy.joined("membrane")))
    runner.integrator.relative_tolerance = 1e-11
    runner.timeCourseSelections = ["[Receptor_on]"]
    for _ in range(2):
        runner.resetAll()
        for name, value in finite(changes).items():
            runner[name] = value
        found = np.array(runner.simulate(TIMES[0], TIMES[-1], len(TIMES)))[:, 0]
        np.testing.assert_allclose(found, receptor_under_pulses(TIMES, changes), rtol=1e-7, atol=1e-9)


@pytest.mark.interop
@pytest.mark.parametrize("changes", SCHEDULES, ids=str)
def test_copasi_gives_the_analytic_pulse_train_too(toy, changes):
    basico = pytest.importorskip("basico")
    model = basico.load_model_from_string(core_sbml(toy.joined("membrane")))
    try:
        table = basico.get_parameters(model=model)
        for name, value in finite(changes).items():
            shown = table.index[table.sbml_id == name][0]
            basico.set_parameters(shown, exact=True, initial_value=value, model=model)
        found = basico.run_time_course(
            duration=TIMES[-1], intervals=len(TIMES) - 1, use_sbml_id=True, r_tol=1e-11, a_tol=1e-14, model=model
        )
    finally:
        basico.remove_datamodel(model)
    np.testing.assert_allclose(found["Receptor_on"], receptor_under_pulses(TIMES, changes), rtol=1e-7, atol=1e-9)


# -- what stands in the file -----------------------------------------------------------------------------------


def test_every_element_has_an_sbo_term(document, toy):
    elements = document(core_sbml(toy.joined())).getListOfAllElements()
    bare = {
        f"{e.getElementName()} {e.getIdAttribute()}"
        for e in (elements.get(i) for i in range(elements.getSize()))
        if not e.isSetSBOTerm() and not e.getElementName().startswith(("listOf", "unit"))
    }
    assert bare == set()
    assert elements.getSize() > 150


def test_every_value_has_a_unit_and_every_number_too(document, toy):
    model = document(core_sbml(toy.joined())).getModel()
    assert [model.getSubstanceUnits(), model.getExtentUnits(), model.getVolumeUnits(), model.getTimeUnits()] == [
        "fmol",
        "fmol",
        "microlitre",
        "minute",
    ]
    assert all(p.isSetUnits() for p in model.getListOfParameters())
    assert all(c.getUnits() == "microlitre" for c in model.getListOfCompartments())
    assert all(s.getSubstanceUnits() == "fmol" for s in model.getListOfSpecies())
    rule = model.getAssignmentRuleByVariable("Kinase_any")
    assert 'sbml:units="nmol_per_l"' in libsbml.writeMathMLToString(rule.getMath())
    formed = libsbml.writeMathMLToString(model.getAssignmentRuleByVariable("Kinase_formed").getMath())
    assert '<cn sbml:units="dimensionless" type="integer"> 1 </cn>' in formed
    assert "<cn>" not in core_sbml(toy.joined())


def test_units_are_only_those_used_in_their_declared_order(document, toy):
    model = document(core_sbml(toy.joined("membrane"))).getModel()
    names = [u.getId() for u in model.getListOfUnitDefinitions()]
    assert names == ["fmol", "microlitre", "minute", "nmol_per_l", "l_per_nmol_per_minute"]


def test_annotations_read_back(document, toy):
    model = document(core_sbml(toy.joined(), METADATA)).getModel()
    base = "https://identifiers.org/"
    assert resources(model) == {
        "model:isDescribedBy": [base + "pubmed:31937935", base + "doi:10.1038/s41580-019-0199-y"],
        "hasTaxon": [base + "taxonomy:9606"],
    }
    assert resources(model.getSpecies("Kinase")) == {"hasPart": [base + "uniprot:P31749", base + "uniprot:P42345"]}
    assert resources(model.getSpecies("Receptor_on")) == {"isVersionOf": [base + "uniprot:P06213"]}
    assert resources(model.getParameter("Blocker")) == {"is": [base + "CHEBI:9168"]}
    assert resources(model.getReaction("Kinase_rest")) == {
        "isDescribedBy": [base + "pubmed:12345678", base + "doi:10.1000/toy.2001(1)"]
    }
    assert model.getSpecies("Kinase").getMetaId() == "meta_Kinase"


def test_notes_say_where_things_come_from(document, toy):
    model = document(core_sbml(toy.joined())).getModel()
    assert "Text with &lt;angle brackets&gt;, &amp; an ampersand." in model.getNotesString()
    evidence = model.getReaction("Receptor_ligation").getNotesString()
    for piece in (
        "Binding &amp; blocking.",
        "interaction table: 3, 7.",
        "10-12, 40",
        "Doe 2001",
        "Confidence: proposed",
    ):
        assert piece in evidence
    guessed = model.getParameter("k_on_Ligand_Receptor").getNotesString()
    assert "assumed, plausible within 3-fold: typical &lt; 1" in guessed
    assert "0.00666667 to 0.06 l/nmol/min" in guessed
    assert "measured: counted (Doe 2001, Toys)" in model.getParameter("Kd_Ligand_Receptor").getNotesString()
    assert "Level that counts as on: 10 nmol/l" in model.getParameter("Ligand").getNotesString()
    assert model.getSpecies("Kinase").getName() == "Kinase <of> the toy & its friends"


def test_what_is_held_is_constant_and_says_so(document, toy):
    model = document(core_sbml(toy.joined("sink"))).getModel()
    held = model.getSpecies("Kinase_Scaffold")
    assert (held.getConstant(), held.getBoundaryCondition(), held.getInitialConcentration()) == (True, True, 6.0)
    observable = model.getParameter("Kinase_any")
    assert (observable.getConstant(), observable.getValue(), observable.getUnits()) == (True, 11.5, "nmol_per_l")
    assert "Owned by module enzyme" in held.getNotesString()
    assert "Kinase_Scaffold = 6 nmol/l (from enzyme)" in model.getNotesString()


@pytest.mark.parametrize(
    ("formula", "term"),
    [
        ("k_Kinase_rest * Kinase_p * Receptor_on", "SBO:0000459"),
        ("k_Kinase_rest * Kinase_p / (1 + Receptor_on / Ki_Blocker)", "SBO:0000020"),
        ("k_Kinase_rest * Kinase_p * least(1, Ki_Blocker / (Receptor_on + Ki_Blocker))", "SBO:0000020"),
        ("k_Kinase_rest * (Kinase_p - Receptor_on)^2", "SBO:0000019"),
        ("k_Kinase_rest * piecewise(Kinase_p, Receptor_on > 1.5, 0)", "SBO:0000459"),
        ("k_Kinase_rest * ln(Kinase_p - Receptor_on)", "SBO:0000019"),
    ],
)
def test_a_modifier_is_told_from_the_law(document, toy, formula, term):
    model = document(core_sbml(change_law(toy.joined(), "Kinase_rest", formula))).getModel()
    modifiers = model.getReaction("Kinase_rest").getListOfModifiers()
    assert [(m.getSpecies(), m.getSBOTermID()) for m in modifiers] == [("Receptor_on", term)]


def test_a_share_keeps_its_value_when_a_modifier_is_told_from_the_law():
    law = parse("basal + (1 - basal) * S6K1", "law")
    assert modifier_term(law, "S6K1", ["basal", "S6K1"], {"basal": 0.4}) == "SBO:0000459"
    assert modifier_term(law, "S6K1", ["basal", "S6K1"], {"basal": 1.4}) == "SBO:0000020"


# -- refusals --------------------------------------------------------------------------------------------------


def test_a_formula_that_cannot_be_read_is_named(toy):
    with pytest.raises(MtorsbmlError, match=r"reaction 'Kinase_rest': the formula .* cannot be read"):
        core_sbml(change_law(toy.joined(), "Kinase_rest", "k_Kinase_rest * * Kinase_p"))


def test_a_unit_that_is_not_declared_is_named(toy):
    odd = Unit(id="furlong", label="furlong", factors=(BaseUnit(kind="metre", multiplier=201.168),))
    model = toy.joined()
    parameters = (dataclasses.replace(model.parameters[0], unit=odd), *model.parameters[1:])
    with pytest.raises(MtorsbmlError, match="unit 'furlong' is not in"):
        core_sbml(dataclasses.replace(model, parameters=parameters))


def test_an_sbo_term_that_is_none_is_named(toy):
    model = toy.joined()
    species = (dataclasses.replace(model.species[0], sbo="SBO:12"), *model.species[1:])
    with pytest.raises(MtorsbmlError, match="libSBML refused SBOTerm = 'SBO:12' of species 'Receptor'"):
        core_sbml(dataclasses.replace(model, species=species))


@pytest.mark.parametrize("compact", ["P42345", "uniprot:", ":P42345", "doi:10.1 2"])
def test_a_malformed_identifier_is_refused(compact):
    with pytest.raises(MtorsbmlError, match="is no compact identifier"):
        identifiers_url(compact)


@pytest.mark.parametrize("qualifier", ["bqbiol:resembles", "bqmodel:hasPart", "is", "dc:is"])
def test_an_unknown_qualifier_is_refused(toy, qualifier):
    with pytest.raises(MtorsbmlError, match=f"'{qualifier}' is no BioModels.net qualifier"):
        core_sbml(toy.joined(), ModelMetadata(resources=((qualifier, "pubmed:1"),)))
