"""The builder refuses what would make a wrong module, and says where."""

from __future__ import annotations

import pytest

from mtorsbml.errors import MtorsbmlError
from mtorsbml.model import ratelaws as laws
from mtorsbml.model.builder import ModuleBuilder
from mtorsbml.model.units import DIMENSIONLESS, NM, PER_MINUTE, PER_NM_MINUTE
from mtorsbml.model.vocabulary import Compartment, Entity, Evidence, Provenance, Quantity, Resource

CELL = Compartment(id="cytosol", name="cytosol", size=1.0)
KINASE = Entity(
    id="Kin",
    name="kinase",
    kind="protein",
    compartment="cytosol",
    resources=(Resource(qualifier="is", compact="uniprot:P12345"),),
)
EVIDENCE = Evidence(note="a test")


def amount(value: float, unit=NM) -> Quantity:
    return Quantity(value=value, unit=unit, provenance=Provenance(origin="assumed", note="a test", fold=2))


def builder(name: str = "part") -> ModuleBuilder:
    return ModuleBuilder(name, title="t", notes="n", entities={"Kin": KINASE}, compartments={"cytosol": CELL})


def test_a_phosphorylation_is_what_it_says() -> None:
    m = builder()
    m.total("Kin", amount(5.0))
    m.species("Kin", contains="Kin")
    m.total("S", amount(10.0))
    m.species("S", contains="S")
    m.species("S_p", contains="S")
    m.phosphorylation(
        "S_mark", "S", "S_p", kinase="Kin", kcat=amount(2.0, PER_MINUTE), km=amount(3.0), evidence=EVIDENCE
    )
    module = m.build()
    (reaction,) = module.reactions
    assert reaction.law.formula == "kcat_S_mark * Kin * S / (Km_S_mark + S)"
    assert reaction.reactants == (("S", 1.0),)
    assert reaction.products == (("S_p", 1.0),)
    assert {p.id: (p.value, p.unit.label) for p in module.parameters} == {
        "kcat_S_mark": (2.0, "1/min"),
        "Km_S_mark": (3.0, "nmol/l"),
    }
    assert module.outputs == ("Kin_total", "S_total", "Kin", "S", "S_p")


def test_a_state_takes_the_identifiers_of_its_entity_as_a_version() -> None:
    m = builder()
    m.species("Kin")
    m.species("Kin_act")
    own, state = m.build().species
    assert own.resources == KINASE.resources
    assert state.resources == (Resource(qualifier="isVersionOf", compact="uniprot:P12345"),)


def test_stoichiometry_is_read_from_the_text() -> None:
    m = builder()
    for name in ("A", "B"):
        m.species(name)
    k = m.constant("k", amount(1.0, PER_NM_MINUTE))
    m.reaction("join", "2 A", ["B", "0.5 A"], laws.mass_action(k, "A", "A"), evidence=EVIDENCE)
    (reaction,) = m.build().reactions
    assert reaction.reactants == (("A", 2.0),)
    assert reaction.products == (("B", 1.0), ("A", 0.5))


def test_a_complex_forms_as_far_as_its_scarcest_subunit() -> None:
    m = builder()
    formed = m.total("C", amount(4.0), subunits={"A": amount(4.0), "B": amount(8.0)})
    (total,) = m.build().totals
    assert formed == total.amount == "C_formed"
    assert total.formation == (
        "C_total * least(least(1, A_total / 4 nmol_per_l), B_total / 8 nmol_per_l)"
    )  # fmt: skip


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (lambda m: m.species("Kin"), "'Kin' is declared twice; keep one"),
        (lambda m: m.species("9lives"), "'9lives' is no valid id"),
        (lambda m: m.species("X", at="moon"), "species 'X' is in unknown compartment 'moon'"),
        (lambda m: m.observable("Y", "Kin + Ghost"), "'Y' uses 'Ghost', which is neither owned nor read here"),
        (lambda m: m.reads("Spare"), "reads 'Spare' and never uses it; drop it"),
        (lambda m: m.logic("Kin", "Ghost", resting=True), "rule of logic node 'Kin' uses 'Ghost'"),
        (lambda m: m.logic_reads("Spare"), "reads logic node 'Spare' and never uses it; drop it"),
        (lambda m: [m.logic("N", resting=True) for _ in range(2)], "logic node 'N' is declared twice; keep one"),
    ],
)
def test_mistakes_are_refused_by_name(spoil, message: str) -> None:
    m = builder()
    m.species("Kin")

    def build() -> None:
        spoil(m)
        m.build()

    with pytest.raises(MtorsbmlError, match=f"^module part: .*{message}|^module part: {message}"):
        build()


def test_an_environment_steps_to_what_it_is_not() -> None:
    m = builder()
    m.environment("Food", kind="nutrient", resting=amount(3.0))
    m.environment("Drug", kind="drug", resting=amount(0.0, DIMENSIONLESS), reference=7.0)
    food, drug = m.build().environments
    assert (food.reference, food.step) == (3.0, 0.0)
    assert (drug.reference, drug.step) == (7.0, 7.0)
