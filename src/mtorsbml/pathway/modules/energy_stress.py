"""Energy and stress: AMPK, REDD1, p53 and lack of oxygen or purines bring TSC back and switch mTORC1 off."""

from __future__ import annotations

from mtorsbml.model import ratelaws as laws
from mtorsbml.model.builder import ModuleBuilder
from mtorsbml.model.sbo import BIOCHEMICAL, DEPHOSPHORYLATION, PHENOMENOLOGICAL, PHOSPHORYLATION, QUANTITATIVE
from mtorsbml.model.units import DIMENSIONLESS, NM, NM_PER_MINUTE, PER_MINUTE, PER_NM_MINUTE
from mtorsbml.model.vocabulary import Module, RateLaw, Resource
from mtorsbml.pathway.base import assumed, derived, estimated, module, review

ATP, ADP, AMP = 4.67e6, 0.569e6, 0.0423e6
TURNOVER = 0.5


def build() -> Module:
    """Build the module."""
    m = module(
        "energy_stress",
        title="Energy, oxygen and stress act on mTORC1 through AMPK, TSC and the Sestrins",
        notes="""
        ATP is made by glycolysis and respiration and used all the time, not least by protein synthesis; adenylate
        kinase keeps ATP, ADP and AMP in step, so that a small loss of ATP shows as a large rise of AMP. AMP switches on
        AMPK (with LKB1 and STRAD), which activates TSC2 and marks Raptor: two ways to switch mTORC1 off. Oxidative
        stress does so through REDD1, lack of oxygen through TSC, DNA damage through p53 and its targets, endoplasmic
        reticulum stress through the Sestrins. DNA damage is what is set from outside and what replication without
        nucleotides adds. Lack of purines acts on TSC or through loss of Rheb; the two routes are alternatives with
        switches.
        """,
    )
    _environment(m)
    _glucose(m)
    _adenylates(m)
    _ampk(m)
    _raptor(m)
    _stress_to_tsc(m)
    _p53(m)
    _purines(m)
    _outcomes(m)
    _logic(m)
    return m.build()


def _environment(m: ModuleBuilder) -> None:
    m.environment(
        "Glucose_ext", kind="nutrient", name="glucose outside the cell", entity="Glucose",
        resting=assumed(5.5e6, NM, 3, "normal plasma glucose, 5.5 mmol/l"),
    )  # fmt: skip
    m.environment("Oxygen", kind="nutrient", resting=assumed(2e5, NM, 3, "dissolved oxygen in air-equilibrated medium"))
    for name, what in (
        ("EnergeticStress", "exertion or other extra use of ATP"),
        ("OxidativeStress", "oxidative stress"),
        ("ERStress", "unfolded proteins in the endoplasmic reticulum"),
        ("DNADamage", "DNA damage"),
        ("ReplicationStress", "stress of DNA replication"),
    ):
        m.environment(
            name, kind="stimulus", reference=1.0,
            resting=assumed(0.0, DIMENSIONLESS, 1, f"{what}: 0 absent, 1 a full stimulus"),
        )  # fmt: skip


def _glucose(m: ModuleBuilder) -> None:
    m.reads("Glycolysis", "OXPHOS", "ProteinSynthesis", "Glucose_supply", unit=DIMENSIONLESS)
    m.species("Glucose", guess=2e6, note="Glucose inside the cell.")
    k_in = m.constant("k_Glucose_uptake", assumed(0.4, PER_MINUTE, 5, "glucose in the cell follows within minutes"))
    m.reaction(
        "Glucose_uptake", (), "Glucose", laws.mass_action(k_in, "Glucose_ext", "Glucose_supply"),
        evidence=review(63, note="transport is implied"), sbo="SBO:0000185",
    )  # fmt: skip
    m.first_order(
        "Glucose_use", "Glucose", (), rate=assumed(1.1, PER_MINUTE, 5, "about 2 mmol/l glucose in the cell"),
        evidence=review(63, note="use is implied"), sbo="SBO:0000179",
    )  # fmt: skip


def _adenylates(m: ModuleBuilder) -> None:
    whole = ATP + ADP + AMP
    m.total("Adenylates", derived(whole, NM, "ATP + ADP + AMP measured in iBMK cells (Park 2016)"))
    m.species("ATP", contains="Adenylates", guess=ATP)
    for name, guess, chebi in (("ADP", ADP, "CHEBI:16761"), ("AMP", AMP, "CHEBI:16027")):
        known = Resource(qualifier="is", compact=chebi)
        m.species(name, contains="Adenylates", guess=guess, name=name, resources=[known])
    vmax = m.constant(
        "Vmax_ATP_synthesis",
        estimated(4.61e6, NM_PER_MINUTE, "balances ATP use at the measured adenylates"),
    )
    km = m.constant(
        "Km_ATP_synthesis_ADP", derived(ADP, NM, "measured ADP: synthesis answers to ADP in both directions")
    )
    share = m.constant("w_Glycolysis_ATP", assumed(0.15, DIMENSIONLESS, 2, "respiration makes most of the ATP"))
    m.reaction(
        "ATP_synthesis", "ADP", "ATP",
        laws.scaled(
            laws.saturating_uptake(vmax, km, "ADP"),
            RateLaw(
                formula=f"{share} * Glycolysis + (1 - {share}) * OXPHOS", unit=DIMENSIONLESS, sbo="SBO:0000049"
            ),
        ),
        evidence=review(63, 238, 244), sbo=BIOCHEMICAL,
    )  # fmt: skip
    k_use = m.constant("k_ATP_use", assumed(TURNOVER, PER_MINUTE, 3, "ATP turns over within minutes"))
    extra = m.constant("w_EnergeticStress_ATP", assumed(1.2, DIMENSIONLESS, 3, "exertion doubles the use of ATP"))
    cost = m.constant(
        "w_ProteinSynthesis_ATP", assumed(0.3, DIMENSIONLESS, 1.5, "a quarter to a third of the ATP of growing cells")
    )
    m.reaction(
        "ATP_use", "ATP", "ADP",
        laws.scaled(
            laws.mass_action(k_use, "ATP"),
            RateLaw(
                formula=f"1 - {cost} + {cost} * ProteinSynthesis + {extra} * EnergeticStress", unit=DIMENSIONLESS,
                sbo="SBO:0000049",
            ),
        ),
        evidence=review(64, 251),
    )  # fmt: skip
    k_ak = m.constant("k_adenylate_kinase", assumed(1e-5, PER_NM_MINUTE, 10, "fast against ATP turnover"))
    k_eq = m.constant(
        "K_adenylate_kinase",
        derived(round(ATP * AMP / ADP**2, 6), DIMENSIONLESS, "ATP * AMP / ADP^2 as measured (Park 2016)"),
    )
    m.reaction(
        "adenylate_kinase", "2 ADP", ["ATP", "AMP"],
        RateLaw(formula=f"{k_ak} * (ADP * ADP - ATP * AMP / {k_eq})", unit=NM_PER_MINUTE, sbo="SBO:0000042"),
        evidence=review(note="adenylate kinase equilibrium; general knowledge"), reversible=True,
    )  # fmt: skip


def _ampk(m: ModuleBuilder) -> None:
    m.total("LKB1", assumed(20, NM, 3, "kinase of AMPK"))
    m.species("LKB1", contains="LKB1", guess=4, name="LKB1 without STRAD")
    m.total("STRADalpha", assumed(20, NM, 3, "as LKB1, which it activates"))
    m.species("STRADalpha", contains="STRADalpha", guess=4, name="STRAD without LKB1")
    m.species("LKB1_STRAD", contains=("LKB1", "STRADalpha"), guess=16, entity="LKB1", name="LKB1-STRAD, active")
    m.binding(
        "LKB1", "STRADalpha", "LKB1_STRAD", kd=assumed(1, NM, 5, "a stable complex"),
        k_on=assumed(0.01, PER_NM_MINUTE, 5, "fast"), evidence=review(71, 72),
    )  # fmt: skip
    m.total("AMPK", assumed(100, NM, 3, "abundant kinase"))
    m.species("AMPK_off", contains="AMPK", guess=97, name="AMPK, inactive")
    m.species("AMPK", contains="AMPK", guess=3, note="The active form.")
    basal = m.constant("k_AMPK_activation", assumed(0.0003, PER_NM_MINUTE, 5, "a few per cent are active at rest"))
    gain = m.constant(
        "gain_AMP_AMPK",
        assumed(100, DIMENSIONLESS, 3, "AMP activates more than tenfold (Gowans 2013), and shields the mark besides"),
    )
    half = m.constant(
        "K_AMP_ATP_AMPK", assumed(0.1, DIMENSIONLESS, 3, "AMP to ATP ratio of half effect; 0.009 at rest")
    )
    beta = m.constant("K_AMPKbeta_reference", derived(100, NM, "amount of beta subunit at rest"))
    n = m.constant("n_AMP_AMPK", assumed(2, DIMENSIONLESS, 1.5, "several AMP sites"))
    m.reaction(
        "AMPK_activation", "AMPK_off", "AMPK",
        laws.scaled(
            laws.mass_action(basal, "LKB1_STRAD", "AMPK_off"),
            laws.cooperative_activation(gain, "AMP / ATP", half, n),
            laws.ratio("AMPKbeta", beta),
        ),
        evidence=review(65, 71, 72, 83), sbo=PHOSPHORYLATION,
    )  # fmt: skip
    k_other = m.constant("k_AMPK_other_kinases", assumed(0.001, PER_MINUTE, 5, "CaMKK2 and others; AMPK without LKB1"))
    m.reaction(
        "AMPK_activation_other", "AMPK_off", "AMPK", laws.mass_action(k_other, "AMPK_off"),
        evidence=review(note="kinases other than LKB1; not in the review"), sbo=PHOSPHORYLATION,
    )  # fmt: skip
    m.first_order(
        "AMPK_inactivation", "AMPK", "AMPK_off", rate=assumed(0.25, PER_MINUTE, 3, "minutes"),
        evidence=review(65, note="phosphatase"), sbo=DEPHOSPHORYLATION,
    )  # fmt: skip
    m.total("AMPKbeta", assumed(100, NM, 3, "as AMPK"), conserved=False)
    m.species("AMPKbeta", contains="AMPKbeta", guess=100)
    m.reads("gain_p53_transcription", "n_p53_transcription", unit=DIMENSIONLESS)
    m.reads("K_p53_transcription")
    m.turnover(
        "AMPKbeta",
        made="AMPKbeta",
        amount="AMPKbeta_total",
        rate=assumed(0.001, PER_MINUTE, 3, "half-life of half a day"),
        degraded={"AMPKbeta": ()},
        induction=(
            laws.cooperative_activation("gain_p53_transcription", "p53", "K_p53_transcription", "n_p53_transcription"),
        ),
        evidence=review(80),
    )


def _raptor(m: ModuleBuilder) -> None:
    m.reads("mTORC1_cyt", "mTORC1_lys", "mTORC1_act")
    m.species(
        "mTORC1_pRaptor",
        contains=("mTOR", "Raptor"),
        guess=0.1,
        entity="mTORC1",
        name="mTORC1 with Raptor marked by AMPK",
    )
    k = m.constant("k_AMPK_Raptor", assumed(0.005, PER_NM_MINUTE, 3, "minutes at full AMPK"))
    for state in ("mTORC1_cyt", "mTORC1_lys", "mTORC1_act"):
        m.reaction(
            f"{state}_Raptor_phosphorylation", state, "mTORC1_pRaptor", laws.mass_action(k, "AMPK", state),
            evidence=review(66, 67, 87, papers=("Gwinn2008_Raptor_AMPK",)) if state == "mTORC1_act"
            else review(67, papers=("Gwinn2008_Raptor_AMPK",)),
            sbo=PHOSPHORYLATION,
        )  # fmt: skip
    m.first_order(
        "Raptor_dephosphorylation", "mTORC1_pRaptor", "mTORC1_cyt", rate=assumed(0.2, PER_MINUTE, 3, "minutes"),
        evidence=review(67, note="phosphatase"), sbo=DEPHOSPHORYLATION,
    )  # fmt: skip
    m.observable("Raptor_pAMPK", "mTORC1_pRaptor", evidence=review(67))


def _stress_to_tsc(m: ModuleBuilder) -> None:
    m.reads("TSC2_pAkt", "TSC_inh", "TSC_lys")
    k = m.constant("k_AMPK_TSC2", assumed(0.02, PER_NM_MINUTE, 3, "outweighs Akt at full AMPK"))
    for state in ("TSC2_pAkt", "TSC_inh"):
        m.reaction(
            f"{state}_activation_AMPK", state, "TSC_lys", laws.mass_action(k, "AMPK", state),
            evidence=review(68, papers=("Inoki2003_AMPK_TSC2",)), sbo=PHOSPHORYLATION,
        )  # fmt: skip
    m.total("REDD1", assumed(10, NM, 3, "scarce and short-lived"), conserved=False)
    m.species("REDD1", contains="REDD1", guess=10)
    m.reads("OxidativeStress_level", unit=DIMENSIONLESS)
    usual = m.constant(
        "ref_OxidativeStress_level", estimated(0.0487, DIMENSIONLESS, "burden of translation in the fed state")
    )
    induction = m.constant("gain_OxidativeStress_REDD1", assumed(15, DIMENSIONLESS, 3, "strongly induced"))
    m.turnover(
        "REDD1", made="REDD1", amount="REDD1_total", rate=assumed(0.03, PER_MINUTE, 3, "half-life of 20 min"),
        degraded={"REDD1": ()}, induction=(laws.boost((induction, f"(OxidativeStress_level - {usual})")),),
        evidence=review(73), note="Answers to oxidative stress beyond the burden of usual translation.",
    )  # fmt: skip
    k_redd1 = m.constant("k_REDD1_TSC", assumed(0.005, PER_NM_MINUTE, 3, "induced REDD1 outweighs Akt"))
    k_o2 = m.constant("k_hypoxia_TSC", assumed(2, PER_MINUTE, 3, "lack of oxygen outweighs Akt"))
    half = m.constant("K_Oxygen_TSC", assumed(1e4, NM, 3, "about 1 % oxygen"))
    m.observable(
        "Hypoxia", laws.steep_inhibition("Oxygen", half), unit=DIMENSIONLESS, sbo=QUANTITATIVE, evidence=review(75),
        note="Want of oxygen as the cell feels it, from 0 to 1; it follows from Oxygen.",
    )  # fmt: skip
    for state in ("TSC2_pAkt", "TSC_inh"):
        m.reaction(
            f"{state}_activation_REDD1", state, "TSC_lys", laws.mass_action(k_redd1, "REDD1", state),
            evidence=review(74),
        )  # fmt: skip
        m.reaction(
            f"{state}_activation_hypoxia", state, "TSC_lys",
            laws.mass_action(k_o2, "Hypoxia", state),
            evidence=review(75), sbo=PHENOMENOLOGICAL,
        )  # fmt: skip


def _p53(m: ModuleBuilder) -> None:
    m.reads("DNADamage_level", unit=DIMENSIONLESS)
    m.total("p53", assumed(5, NM, 3, "little at rest"), conserved=False)
    m.species("p53", contains="p53", guess=5)
    induction = m.constant("gain_DNADamage_p53", assumed(10, DIMENSIONLESS, 3, "rises about tenfold"))
    m.turnover(
        "p53", made="p53", amount="p53_total", rate=assumed(0.03, PER_MINUTE, 3, "half-life of 20 min"),
        degraded={"p53": ()}, induction=(laws.boost((induction, "DNADamage_level")),), evidence=review(79),
    )  # fmt: skip


def _purines(m: ModuleBuilder) -> None:
    m.reads("Rheb_GTP", "Rheb_GDP", "Purines")
    half = m.constant("K_Purines", assumed(2e5, NM, 3, "a twenty-fifth of the normal pool"))
    steep = m.constant("n_Purines", assumed(4, DIMENSIONLESS, 2, "a usual pool is far from the threshold"))
    short = RateLaw(formula=f"1 / (1 + (Purines / {half})^{steep})", unit=DIMENSIONLESS, sbo="SBO:0000192")
    k_tsc = m.constant("k_Purines_TSC", assumed(6, PER_MINUTE, 3, "alternative A (default): depletion activates TSC"))
    for state in ("TSC2_pAkt", "TSC_inh"):
        m.reaction(
            f"{state}_activation_purine_loss", state, "TSC_lys",
            laws.scaled(laws.mass_action(k_tsc, state), short),
            evidence=review(85, papers=("Hoxhaj2017_purines",)), sbo=PHENOMENOLOGICAL,
        )  # fmt: skip
    k_rheb = m.constant(
        "k_Purines_Rheb",
        assumed(0.0, PER_MINUTE, 1, "alternative B, off by default: depletion degrades Rheb (0.02 to switch on)"),
    )
    for state in ("Rheb_GTP", "Rheb_GDP"):
        m.reaction(
            f"{state}_loss_without_purines", state, (),
            laws.scaled(laws.mass_action(k_rheb, state), short),
            evidence=review(86, papers=("Hoxhaj2017_purines",)), sbo="SBO:0000179",
        )  # fmt: skip


def _outcomes(m: ModuleBuilder) -> None:
    ref = m.constant("K_AMPK_outcomes", assumed(20, NM, 3, "active AMPK of half effect"))
    note = "Phenomenological: a relative rate, near 1 at rest."
    m.observable(
        "Anabolism", f"1 / (1 + AMPK / {ref})", unit=DIMENSIONLESS, evidence=review(69), sbo=QUANTITATIVE, note=note
    )
    m.observable("ROS", f"1 / (1 + AMPK / {ref})", unit=DIMENSIONLESS, evidence=review(70), sbo=QUANTITATIVE, note=note)


def _logic(m: ModuleBuilder) -> None:
    m.logic_reads("Metformin", "Raptor", "DNADamage_level", "Glycolysis", "ATPCapacity", "ProteinSynthesis")
    m.logic_reads("Glucose_supply")
    m.logic("Glucose_ext", resting=True, entity="Glucose", name="glucose outside the cell")
    m.logic("Oxygen", resting=True)
    m.logic("Hypoxia", "!Oxygen", resting=False, threshold=0.5, unit=DIMENSIONLESS, evidence=review(75))
    for name in ("EnergeticStress", "OxidativeStress", "ERStress", "DNADamage", "ReplicationStress"):
        m.logic(name, resting=False)
    m.logic("Glucose", "Glucose_ext & Glucose_supply", resting=True, threshold=5e5)
    m.logic(
        "ATP",
        # A cell that makes less has both pathways lowered, but uses less as well: mTORC1 governs supply and demand.
        "Glucose & Oxygen & !EnergeticStress & !Metformin & (Glycolysis | ATPCapacity | !ProteinSynthesis)",
        resting=True,
        threshold=4.2e6,
        evidence=review(63, 64, 238, 244, 251),
    )
    m.logic("LKB1", resting=True)
    m.logic("STRADalpha", resting=True)
    m.logic(
        "AMPKbeta", "p53", resting=False, threshold=150.0, evidence=review(80), name="AMPK beta above its usual level"
    )
    m.logic(
        "AMPK", "(LKB1 & STRADalpha & !ATP) | AMPKbeta | Metformin", resting=False, threshold=6.0,
        evidence=review(65, 71, 72, 83, 365),
    )  # fmt: skip
    # The beta subunit that p53 adds makes AMPK about twice as active: that dampens mTORC1 and does not silence it.
    m.logic(
        "AMPK_high", "AMPK & (!ATP | Metformin)", resting=False, observable="AMPK", threshold=20.0,
        name="AMPK as want of energy makes it", evidence=review(65, 365),
    )  # fmt: skip
    m.logic("Raptor_pAMPK", "AMPK_high & Raptor", resting=False, threshold=0.8, evidence=review(67))
    m.logic("REDD1", "OxidativeStress", resting=False, threshold=30.0, evidence=review(73))
    m.logic("p53", "DNADamage_level", resting=False, threshold=15.0, evidence=review(79))
    m.logic("Anabolism", "!AMPK", resting=True, threshold=0.77, unit=DIMENSIONLESS, evidence=review(69))
    m.logic("ROS", "!AMPK", resting=True, threshold=0.77, unit=DIMENSIONLESS, evidence=review(70))
