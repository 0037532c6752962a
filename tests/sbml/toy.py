"""Three small modules with everything that a module can have; the tests of the writers are made with them.

`membrane` has a ligand, a drug and a receptor; `enzyme` a kinase made of two subunits, which the receptor switches on
and a complex with the scaffold that `sink` owns; `sink` a scaffold, a substrate that is made and degraded, and a pool
in a smaller compartment.
"""

from __future__ import annotations

from mtorsbml.model.builder import ModuleBuilder
from mtorsbml.model.compose import compose
from mtorsbml.model.ratelaws import activation, hill, inhibition, ratio, saturation
from mtorsbml.model.units import DIMENSIONLESS, NM, NM_PER_MINUTE, PER_MINUTE, PER_NM_MINUTE
from mtorsbml.model.vocabulary import (
    Citation,
    Compartment,
    Entity,
    Evidence,
    Model,
    Module,
    Provenance,
    Quantity,
    RateLaw,
    Resource,
)

SIZES = {"cytosol": 1.0, "surface": 1.0, "vesicle": 0.02}
COMPARTMENTS = {
    name: Compartment(
        id=name, name=name, size=size, resources=(Resource(qualifier="is", compact=f"GO:000{i}829"),), note="A place."
    )
    for i, (name, size) in enumerate(SIZES.items())
}


def _entity(identifier: str, kind: str, place: str, *resources: tuple[str, str]) -> Entity:
    return Entity(
        id=identifier,
        name=f"{identifier} <of> the toy & its friends",
        kind=kind,
        compartment=place,
        resources=tuple(Resource(qualifier=q, compact=c) for q, c in resources),
    )


ENTITIES = {
    entity.id: entity
    for entity in (
        _entity("Ligand", "protein", "cytosol", ("is", "uniprot:P01308"), ("is", "hgnc:6081")),
        _entity("Blocker", "drug", "cytosol", ("is", "CHEBI:9168")),
        _entity("Receptor", "protein", "surface", ("is", "uniprot:P06213")),
        _entity("Kinase", "complex", "cytosol", ("hasPart", "uniprot:P31749"), ("hasPart", "uniprot:P42345")),
        _entity("Scaffold", "protein", "cytosol", ("is", "uniprot:Q8N122")),
        _entity("Substrate", "protein", "cytosol", ("is", "uniprot:Q13541")),
        _entity("Sugar", "small_molecule", "cytosol", ("is", "CHEBI:17234")),
        _entity("Growth", "process", "cytosol", ("isVersionOf", "GO:0006412")),
    )
}
PAPER = Citation(label="Doe 2001, Toys", pmid="12345678", doi="10.1000/toy.2001(1)")
SEEN = Evidence(interactions=(3, 7), locators=("10-12", "40"), citations=(PAPER,), confidence="proposed", note="Toy.")


def known(value: float, unit=NM) -> Quantity:
    return Quantity(value=value, unit=unit, provenance=Provenance(origin="measured", note="counted", citation=PAPER))


def guessed(value: float, unit=NM, fold: float = 3.0) -> Quantity:
    return Quantity(value=value, unit=unit, provenance=Provenance(origin="assumed", note="typical < 1", fold=fold))


def _builder(identifier: str) -> ModuleBuilder:
    return ModuleBuilder(
        identifier,
        title=f"The {identifier} of the toy",
        notes="Text with <angle brackets>, & an ampersand.",
        entities=ENTITIES,
        compartments=COMPARTMENTS,
    )


def membrane() -> Module:
    m = _builder("membrane")
    m.environment("Ligand", kind="hormone", resting=known(4.0), reference=10.0)
    m.environment("Blocker", kind="drug", resting=known(0.0), reference=50.0)
    m.environment("Warmth", kind="stimulus", resting=guessed(1.0, DIMENSIONLESS), name="warmth")
    m.total("Receptor", known(30.0))
    m.species("Receptor", contains="Receptor", guess=24.0)
    m.species("Receptor_on", contains="Receptor", guess=6.0, note="The receptor with its ligand.")
    rate = m.constant("k_on_Ligand_Receptor", guessed(0.02, PER_NM_MINUTE))
    kd = m.constant("Kd_Ligand_Receptor", known(12.5))
    ki = m.constant("Ki_Blocker", known(5.0))
    m.reaction(
        "Receptor_ligation",
        "Receptor",
        "Receptor_on",
        _scale(f"{rate} * (Ligand * Receptor - {kd} * Receptor_on)", inhibition("Blocker", ki).formula, "Warmth"),
        evidence=SEEN,
        reversible=True,
        at="surface",
        note="Binding & blocking.",
    )
    m.logic("Ligand", resting=True)
    m.logic("Blocker", resting=False)
    m.logic("Receptor_on", "Ligand & !Blocker", resting=True, observable="Receptor_on", threshold=0.5, evidence=SEEN)
    return m.build()


def _scale(formula: str, *factors: str) -> RateLaw:
    return RateLaw(formula=" * ".join([formula, *factors]), unit=NM_PER_MINUTE, sbo="SBO:0000042")


def enzyme() -> Module:
    m = _builder("enzyme")
    m.reads("Receptor_on", "Scaffold")
    formed = m.total("Kinase", known(20.0), subunits={"Catalyst": known(25.0), "Anchor": known(40.0)})
    m.species("Kinase", contains="Kinase", guess=10.0)
    m.species("Kinase_p", contains="Kinase", guess=4.0)
    m.species("Kinase_Scaffold", contains=("Kinase", "Scaffold"), guess=6.0)
    m.phosphorylation(
        "Kinase_switch",
        "Kinase",
        "Kinase_p",
        kinase="Receptor_on",
        kcat=guessed(0.5, PER_MINUTE),
        km=guessed(15.0),
        evidence=SEEN,
    )
    m.first_order("Kinase_rest", "Kinase_p", "Kinase", rate=guessed(0.1, PER_MINUTE), evidence=SEEN)
    m.binding(
        "Kinase_p",
        "Scaffold",
        "Kinase_Scaffold",
        kd=known(8.0),
        k_on=guessed(0.01, PER_NM_MINUTE),
        evidence=SEEN,
    )
    whole = m.constant("K_Kinase", known(20.0))
    m.observable("Kinase_share", f"(Kinase_p + Kinase_Scaffold) / {whole}", unit=DIMENSIONLESS, evidence=SEEN)
    m.observable("Kinase_any", f"Kinase_share * {formed} + 0.5 nmol_per_l", note="All of it that is on.")
    m.logic_reads("Receptor_on", "Growth")
    m.logic("Kinase_p", "Receptor_on | (Kinase_p & !Growth)", resting=True, threshold=2.5, evidence=SEEN)
    m.logic("Catalyst", "true", resting=True)
    return m.build()


def sink() -> Module:
    m = _builder("sink")
    m.reads("Kinase_Scaffold", "Kinase_any")
    m.reads("Warmth", unit=DIMENSIONLESS)
    m.environment("Sugar", kind="nutrient", resting=known(1000.0))
    m.total("Scaffold", known(16.0))
    amount = m.total("Substrate", known(50.0), conserved=False)
    m.species("Scaffold", contains="Scaffold", guess=10.0)
    m.species("Substrate", contains="Substrate", guess=45.0)
    m.species("Sugar_in", at="vesicle", guess=100.0, entity="Sugar")
    half = m.constant("K_Substrate", guessed(10.0))
    power = m.constant("n_Substrate", guessed(2.0, DIMENSIONLESS))
    m.turnover(
        "Substrate",
        made="Substrate",
        amount=amount,
        rate=guessed(0.02, PER_MINUTE),
        degraded={"Substrate": ""},
        evidence=SEEN,
        induction=(saturation("Sugar", m.constant("K_Sugar", guessed(200.0))),),
        loss=(activation(m.constant("gain_loss", guessed(2.0, DIMENSIONLESS)), "Kinase_Scaffold", half),),
    )
    m.first_order(
        "Sugar_entry",
        ("Sugar_in", "2 Substrate"),
        "Sugar_in",
        rate=guessed(1e-5, PER_MINUTE),
        factors=(hill("Kinase_any", half, power), ratio("Sugar", "K_Sugar")),
        evidence=SEEN,
        at="vesicle",
    )
    m.observable("Growth", f"Substrate * Warmth / (Substrate + {half})", unit=DIMENSIONLESS, evidence=SEEN)
    m.logic_reads("Kinase_p")
    m.logic("Sugar", resting=True)
    m.logic("Growth", "Kinase_p & Sugar", resting=True, threshold=0.5, unit=DIMENSIONLESS, evidence=SEEN)
    return m.build()


MODULES = (membrane(), enzyme(), sink())
INITIAL = {"Receptor": 22.5, "Receptor_on": 7.5, "Kinase": 9.0, "Kinase_p": 5.0, "Kinase_any": 11.5}


def joined(*names: str, identifier: str = "toy") -> Model:
    """The named modules joined (all of them without a name), the others held."""
    chosen = [m for m in MODULES if not names or m.id in names]
    return compose(
        chosen,
        identifier=identifier,
        title=f"A toy: {', '.join(m.id for m in chosen)}",
        notes="A toy for the tests.",
        library=MODULES,
        initial=INITIAL,
    )
