"""Growth factors: receptor, IRS1, PI3K and Akt take the brake TSC off Rheb, and PRAS40 off mTORC1."""

from __future__ import annotations

from mtorsbml.model import ratelaws as laws
from mtorsbml.model.builder import ModuleBuilder
from mtorsbml.model.sbo import BINDING, DEPHOSPHORYLATION, HYDROLYSIS, PHENOMENOLOGICAL, PHOSPHORYLATION, TRANSPORT
from mtorsbml.model.units import DIMENSIONLESS, NM, PER_MINUTE, PER_NM_MINUTE
from mtorsbml.model.vocabulary import Module
from mtorsbml.pathway.base import assumed, copies, derived, estimated, measured, module, review, turnover_of


def build() -> Module:
    """Build the module."""
    m = module(
        "growth_factor",
        title="Growth factors release Rheb and mTORC1 from TSC and PRAS40",
        notes="""
        Insulin and IGF-1 occupy their receptors, which mark IRS1; IRS1 and other receptor tyrosine kinases switch on
        PI3K. Receptors of both kinds are taken up with their ligand and come back later, so that they tire. PIP3, the
        product of PI3K, brings Akt to the membrane, where PDK1 phosphorylates it; PTEN takes PIP3 away. Akt
        marks TSC2, and TSC leaves the lysosome, where it had kept Rheb in the GDP state. Receptor tyrosine kinases
        reach TSC also through Ras, ERK and RSK. Besides, Akt marks PRAS40, which 14-3-3 proteins then hold away from
        mTORC1; mTORC1 itself marks PRAS40 too. Resting levels are those of a cell in full medium.
        """,
    )
    _environment(m)
    _receptor(m)
    _irs1(m)
    _rtk(m)
    _pi3k(m)
    _pip3_to_akt(m)
    _ras(m)
    _tsc(m)
    _rheb(m)
    _pras40(m)
    m.exclude(29, "net effect of GrowthFactors - RTK - PI3K, each step of which is modelled")
    m.exclude(
        32, "PTEN is modelled on PIP3, the product of PI3K (PIP3_dephosphorylation_PTEN), as the specification says"
    )
    m.exclude(34, "net effect of PI3K - PIP3 - Akt_PM - Akt_pT308 - Akt_act, each step of which is modelled")
    m.exclude(61, "net effect of Akt on the PRAS40 that mTORC1 holds: it lets go, and mTORC1_lys can meet Rheb")
    m.exclude(
        54, "net effect of GrowthFactors - RTK - PI3K - Akt and Ras - ERK on TSC, which then leaves Rheb-GTP alone"
    )
    _logic(m)
    return m.build()


def _environment(m: ModuleBuilder) -> None:
    m.environment(
        "Insulin", kind="hormone",
        resting=assumed(0.3, NM, 3, "plasma after a meal, about 50 mU/l; 100 nmol/l is a saturating dose"),
    )  # fmt: skip
    m.reads("Insulin_supply", unit=DIMENSIONLESS)
    m.observable(
        "Insulin_level", "Insulin * Insulin_supply", name="insulin at the receptor",
        evidence=review(note="insulin as set from outside, times what meals and fasting make of it"),
    )  # fmt: skip
    m.environment(
        "IGF1", kind="hormone", reference=10.0,
        resting=assumed(0.0, NM, 1, "absent from the medium unless added; 10 nmol/l is a saturating dose"),
    )  # fmt: skip
    m.environment(
        "GrowthFactors", kind="hormone",
        resting=assumed(1.0, DIMENSIONLESS, 2, "1 is full serum; its mitogens other than insulin and IGF-1"),
    )  # fmt: skip
    for name, what in (("Wnt", "Wnt signal"), ("TNF", "tumour necrosis factor"), ("OncogenicRas", "oncogenic Ras")):
        m.environment(
            name, kind="stimulus", reference=1.0,
            resting=assumed(0.0, DIMENSIONLESS, 1, f"{what}: 0 absent, 1 a full stimulus"),
        )  # fmt: skip


def _receptor(m: ModuleBuilder) -> None:
    m.total("IR_IGF1R", copies("copies_INSR", "copies_IGF1R"))
    m.species("IR_IGF1R_free", contains="IR_IGF1R", guess=5.0, name="insulin/IGF-1 receptor without ligand")
    m.species("IR_IGF1R", contains="IR_IGF1R", guess=0.5, note="Receptor with ligand and without Grb10: signalling.")
    off = m.constant("k_off_Insulin_IR", assumed(0.4, PER_MINUTE, 3, "minutes at the high-affinity site"))
    for ligand, kd in (
        (
            "Insulin",
            estimated(
                2.0,
                NM,
                "half of the IRS1 response of adipocytes lies near 2 nmol/l (Brannmark 2010); the Kd of"
                " 0.2 nmol/l (Kd_INSR_insulin) would saturate it at a tenth, see docs/adr/0004-insulin-potency.md",
            ),
        ),
        ("IGF1", assumed(3.0, NM, 3, "nanomolar, as insulin")),
    ):
        kd_id = m.constant(f"Kd_{ligand}_IR_IGF1R", kd)
        m.reaction(
            f"{ligand}_receptor_binding", "IR_IGF1R_free", "IR_IGF1R",
            laws.mass_action(off, f"{'Insulin_level' if ligand == 'Insulin' else ligand} / {kd_id}", "IR_IGF1R_free"),
            evidence=review(25 if ligand == "Insulin" else 26), sbo=BINDING,
        )  # fmt: skip
    m.reaction(
        "receptor_release", "IR_IGF1R", "IR_IGF1R_free", laws.mass_action(off, "IR_IGF1R"),
        evidence=review(25, 26), sbo=BINDING,
    )  # fmt: skip

    m.species(
        "IR_IGF1R_int", contains="IR_IGF1R", guess=0.5, at="cytosol", name="receptor taken up into endosomes, silent"
    )
    overshoot = "phosphorylated receptor falls to two fifths of its peak within 15 min of insulin (Brannmark 2010)"
    m.first_order(
        "receptor_internalisation", "IR_IGF1R", "IR_IGF1R_int", rate=estimated(0.5, PER_MINUTE, overshoot),
        evidence=review(note="measured in adipocytes; not in the review"), sbo=TRANSPORT,
    )  # fmt: skip
    m.first_order(
        "receptor_recycling", "IR_IGF1R_int", "IR_IGF1R_free", rate=estimated(0.35, PER_MINUTE, overshoot),
        evidence=review(note="measured in adipocytes; not in the review"), sbo=TRANSPORT,
    )  # fmt: skip


def _irs1(m: ModuleBuilder) -> None:
    m.total("IRS1", copies("copies_IRS1"), conserved=False)
    m.species("IRS1_free", contains="IRS1", guess=0.12, name="IRS1 without a mark")
    m.species("IRS1", contains="IRS1", guess=0.02, note="IRS1 with tyrosine marks: it passes the signal on.")
    m.phosphorylation(
        "IRS1_tyrosine_phosphorylation",
        "IRS1_free",
        "IRS1",
        kinase="IR_IGF1R",
        kcat=assumed(1.5, PER_NM_MINUTE, 5, "IRS1 is marked within a minute of insulin (Brannmark 2010)"),
        evidence=review(27),
    )
    m.first_order(
        "IRS1_tyrosine_dephosphorylation", "IRS1", "IRS1_free", rate=assumed(4.0, PER_MINUTE, 3, "as fast as its rise"),
        evidence=review(27), sbo=DEPHOSPHORYLATION,
    )  # fmt: skip
    m.turnover(
        "IRS1", made="IRS1_free", amount="IRS1_total", rate=turnover_of("half_life_IRS1"),
        degraded={"IRS1_free": (), "IRS1": ()}, evidence=review(27, note="turnover measured, not in the review"),
    )  # fmt: skip


def _rtk(m: ModuleBuilder) -> None:
    m.total(
        "RTK",
        assumed(
            32, NM, 3,
            "so that 5 nmol/l are active in serum and 20 taken up; 39,000 in a cell, the order of EGF receptors alone",
        ),
    )  # fmt: skip
    m.species("RTK_free", contains="RTK", guess=7.0, name="receptor tyrosine kinase without ligand")
    m.species("RTK", contains="RTK", guess=5.0)
    m.species(
        "RTK_int", contains="RTK", guess=20.0, at="cytosol",
        name="receptor tyrosine kinase taken up into endosomes, silent",
    )  # fmt: skip
    k_rtk = m.constant(
        "k_RTK_activation", assumed(0.5, PER_MINUTE, 3, "four in ten receptors of the surface are active in serum")
    )
    m.reaction(
        "RTK_activation", "RTK_free", "RTK", laws.mass_action(k_rtk, "GrowthFactors", "RTK_free"),
        evidence=review(note="ligand binding of the receptor is implied by the Ras branch"), sbo=BINDING,
    )  # fmt: skip
    m.first_order(
        "RTK_inactivation", "RTK", "RTK_free", rate=assumed(0.5, PER_MINUTE, 3, "as activation in serum"),
        evidence=review(note="implied by the reversibility of growth factor withdrawal"),
    )  # fmt: skip
    m.first_order(
        "RTK_internalisation", "RTK", "RTK_int",
        rate=assumed(
            0.2, PER_MINUTE, 2,
            "phosphorylated EGF receptor is taken up with a half-time of 5 min in A-431 (J Cell Biol 105:2751,"
            " 1987); taken as faster where it is not overexpressed, since uptake saturates (Lund 1990, J Biol Chem"
            " 265:15713)",
        ),
        evidence=review(note="measured of the EGF receptor, whose mark may outlast uptake; not in the review"),
        sbo=TRANSPORT,
    )  # fmt: skip
    m.first_order(
        "RTK_recycling", "RTK_int", "RTK_free",
        rate=assumed(
            0.05, PER_MINUTE, 2,
            "half of the EGF receptors that were taken up with ligand are back after 10 to 23 min, that is 0.03 to"
            " 0.07/min (Herbst 1994, J Biol Chem 269:12865, PMID 8175702)",
        ),
        evidence=review(note="measured of the EGF receptor; its loss in lysosomes, and synthesis, are left out"),
        sbo=TRANSPORT,
    )  # fmt: skip


def _pi3k(m: ModuleBuilder) -> None:
    m.total("PI3K", assumed(10, NM, 3, "of the order of the receptors"))
    m.species("PI3K_off", contains="PI3K", guess=9.0, name="PI3K, not recruited")
    m.species("PI3K", contains="PI3K", guess=1.0, note="PI3K at its receptor: active.")
    m.phosphorylation(
        "PI3K_recruitment_IRS1", "PI3K_off", "PI3K", kinase="IRS1",
        kcat=assumed(20, PER_NM_MINUTE, 5, "saturating insulin exceeds serum about twofold"),
        evidence=review(28),
    )  # fmt: skip
    k_gf = m.constant("k_PI3K_recruitment_RTK", assumed(0.05, PER_NM_MINUTE, 5, "serum keeps Akt at a third"))
    m.reaction(
        "PI3K_recruitment_RTK", "PI3K_off", "PI3K",
        laws.mass_action(k_gf, "RTK", "PI3K_off"), evidence=review(29), sbo=BINDING,
    )  # fmt: skip
    m.first_order(
        "PI3K_constitutive_activation", "PI3K_off", "PI3K",
        rate=assumed(0.0, PER_MINUTE, 1, "0: receptors alone recruit it; above 0 for oncogenic PI3K"),
        evidence=review(note="oncogenic PI3K is active without a receptor; general knowledge"),
    )  # fmt: skip
    m.first_order(
        "PI3K_release", "PI3K", "PI3K_off", rate=assumed(2.0, PER_MINUTE, 3, "within a minute"), evidence=review(28, 29)
    )


def _pip3_to_akt(m: ModuleBuilder) -> None:
    m.total("PIP2", assumed(5000, NM, 3, "about six million molecules in a cell"))
    m.species("PIP2", contains="PIP2", guess=4970)
    m.species("PIP3", contains="PIP2", guess=30)
    m.phosphorylation(
        "PIP3_synthesis", "PIP2", "PIP3", kinase="PI3K", kcat=assumed(120, PER_MINUTE, 5, "two a second"),
        km=assumed(5000, NM, 5, "of the order of PIP2"), evidence=review(30, 31),
    )  # fmt: skip
    m.reads("p53")
    m.total("PTEN", copies("copies_PTEN"), conserved=False)
    m.species("PTEN", contains="PTEN", guess=6.1)
    km = m.constant("Km_PTEN_PIP3", assumed(1000, NM, 5, "not saturated at rest"))
    kcat = m.constant("kcat_PTEN_PIP3", assumed(300, PER_MINUTE, 5, "PIP3 turns over within a minute"))
    m.reaction(
        "PIP3_dephosphorylation_PTEN", "PIP3", "PIP2", laws.michaelis_menten(kcat, km, "PTEN", "PIP3"),
        evidence=review(note="row 32, modelled on the product of PI3K"), sbo=DEPHOSPHORYLATION,
    )  # fmt: skip
    m.first_order(
        "PIP3_other_phosphatases", "PIP3", "PIP2",
        rate=assumed(0.6, PER_MINUTE, 5, "5-phosphatases; keeps PIP3 finite without PTEN"),
        evidence=review(note="needed so that PTEN loss has an end; not in the review"), sbo=DEPHOSPHORYLATION,
    )  # fmt: skip
    ref = m.constant("K_p53_transcription", assumed(50, NM, 5, "p53 that gives half of its full effect on a gene"))
    gain = m.constant("gain_p53_transcription", assumed(3, DIMENSIONLESS, 3, "p53 targets rise two- to threefold"))
    n = m.constant(
        "n_p53_transcription", assumed(2, DIMENSIONLESS, 2, "p53 binds as a tetramer; little effect at rest")
    )
    m.turnover(
        "PTEN", made="PTEN", amount="PTEN_total", rate=turnover_of("half_life_PTEN"), degraded={"PTEN": ()},
        induction=(laws.cooperative_activation(gain, "p53", ref, n),), evidence=review(81),
    )  # fmt: skip

    m.total("PDK1", copies("copies_PDK1"))
    m.species("PDK1", contains="PDK1", guess=30.7, note="Constitutively active; PIP3 brings its substrate Akt to it.")
    m.reads("Akt_kinase")
    m.total("Akt", copies("copies_AKT1", "copies_AKT2"))
    m.species("Akt", contains="Akt", guess=90)
    m.species("Akt_PM", contains="Akt", guess=6, at="plasma_membrane", name="Akt at the plasma membrane")
    m.species("Akt_pT308", contains="Akt", guess=15, at="plasma_membrane", name="Akt phosphorylated by PDK1 only")
    on = m.constant("k_on_Akt_PIP3", assumed(0.015, PER_NM_MINUTE, 5, "recruitment within a minute"))
    back = m.constant("k_off_Akt_PIP3", assumed(5, PER_MINUTE, 5, "with the on-rate a Kd of 330 nmol/l"))
    m.reaction(
        "Akt_recruitment", "Akt", "Akt_PM", laws.mass_action(on, "PIP3", "Akt"), evidence=review(33), sbo=TRANSPORT
    )
    m.reaction("Akt_release", "Akt_PM", "Akt", laws.mass_action(back, "Akt_PM"), evidence=review(33), sbo=TRANSPORT)
    m.phosphorylation(
        "Akt_T308_phosphorylation", "Akt_PM", "Akt_pT308", kinase="PDK1",
        kcat=assumed(0.18, PER_NM_MINUTE, 3, "Akt is marked within a minute or two of insulin"),
        evidence=review(35),
    )  # fmt: skip
    k = m.constant("k_Akt_T308_dephosphorylation", assumed(1.1, PER_MINUTE, 3, "Akt is off within minutes"))
    m.reaction(
        "Akt_pT308_dephosphorylation", "Akt_pT308", "Akt", laws.mass_action(k, "Akt_pT308"),
        evidence=review(35, note="the phosphatase that undoes the mark is not in the review"), sbo=DEPHOSPHORYLATION,
    )  # fmt: skip


def _ras(m: ModuleBuilder) -> None:
    m.total("Ras", assumed(200, NM, 3, "three isoforms, about a quarter million molecules in a cell"))
    m.species("Ras_GDP", contains="Ras", guess=180)
    m.species("Ras", contains="Ras", guess=20, name="Ras-GTP")
    m.total("NF1", assumed(5, NM, 3, "scarce GAP"))
    m.species("NF1", contains="NF1", guess=5)
    k = m.constant("k_Ras_exchange", assumed(0.02, PER_NM_MINUTE, 5, "about a tenth of Ras is GTP-bound in serum"))
    m.reaction("Ras_exchange", "Ras_GDP", "Ras", laws.mass_action(k, "RTK", "Ras_GDP"), evidence=review(44))
    k0 = m.constant("k_Ras_exchange_oncogenic", assumed(0.5, PER_MINUTE, 5, "oncogenic Ras is mostly GTP-bound"))
    m.reaction(
        "Ras_exchange_oncogenic", "Ras_GDP", "Ras", laws.mass_action(k0, "OncogenicRas", "Ras_GDP"),
        evidence=review(note="oncogenic Ras is Ras that stays GTP-bound; general knowledge"),
    )  # fmt: skip
    m.first_order(
        "Ras_hydrolysis", "Ras", "Ras_GDP", rate=assumed(0.2, PER_MINUTE, 5, "intrinsic and other GAPs"),
        evidence=review(note="closes the GTPase cycle"), sbo=HYDROLYSIS,
    )  # fmt: skip
    gap = m.constant("k_Ras_hydrolysis_NF1", assumed(0.15, PER_NM_MINUTE, 5, "NF1 loss raises Ras-GTP severalfold"))
    m.reaction(
        "Ras_hydrolysis_NF1", "Ras", "Ras_GDP", laws.mass_action(gap, "NF1", "Ras"), evidence=review(49), sbo=HYDROLYSIS
    )
    for kinase, row, amount in (("ERK", 45, 500), ("RSK", 46, 100)):
        m.total(kinase, assumed(amount, NM, 3, "abundant kinase"))
        m.species(f"{kinase}_off", contains=kinase, guess=amount * 0.9, name=f"{kinase}, inactive")
        m.species(kinase, contains=kinase, guess=amount * 0.1, note="The active form.")
        m.phosphorylation(
            f"{kinase}_activation", f"{kinase}_off", kinase, kinase="Ras",
            kcat=assumed(0.002, PER_NM_MINUTE, 5, "through Raf and MEK, lumped; a tenth active in serum"),
            evidence=review(row),
        )  # fmt: skip
        m.first_order(
            f"{kinase}_inactivation", kinase, f"{kinase}_off", rate=assumed(0.3, PER_MINUTE, 3, "minutes"),
            evidence=review(row, note="phosphatases"), sbo=DEPHOSPHORYLATION,
        )  # fmt: skip


def _tsc(m: ModuleBuilder) -> None:
    amount = m.total(
        "TSC", copies("copies_TSC1"),
        subunits={
            "TSC1": copies("copies_TSC1"),
            "TSC2": copies("copies_TSC2"),
            "TBC1D7": assumed(0.66, NM, 3, "as TSC1, with which it is found"),
        },
        conserved=False,
    )  # fmt: skip
    m.species("TSC_cyt", contains="TSC", guess=0.05, name="TSC in the cytosol, unmarked")
    m.species("TSC_lys", contains="TSC", guess=0.2)
    m.species("TSC2_pAkt", contains="TSC", guess=0.35, name="TSC with TSC2 phosphorylated by Akt, off the lysosome")
    m.species("TSC_inh", contains="TSC", guess=0.05, name="TSC held inactive by ERK, RSK, Wnt or TNF")
    m.observable("TSC", "TSC_cyt + TSC_lys", name="TSC that is able to act", evidence=review(39, 40, 41))
    m.exchange(
        "TSC_lysosome_exchange", "TSC_cyt", "TSC_lys",
        forward=assumed(0.5, PER_MINUTE, 3, "minutes"), backward=assumed(0.05, PER_MINUTE, 3, "unmarked TSC stays"),
        evidence=review(38, papers=("Demetriades2014_TSC_lysosome",)), sbo=TRANSPORT,
    )  # fmt: skip
    k = m.constant(
        "k_Akt_TSC2", assumed(0.03, PER_NM_MINUTE, 3, "TSC2 is marked within a minute of insulin (Humphrey 2013)")
    )
    m.reads("Akt_act")
    alone = m.constant(
        "w_Akt_pT308_TSC2",
        assumed(1.0, DIMENSIONLESS, 1, "1: Akt with PDK1's mark alone is as good on TSC2; 0: only with both marks"),
    )
    kinase = f"Akt_act + {alone} * Akt_pT308"
    for state, rows in (("TSC_lys", (36, 57, 58, 345)), ("TSC_cyt", (58, 345))):
        m.reaction(
            f"{state}_phosphorylation_Akt", state, "TSC2_pAkt", laws.mass_action(k, kinase, state),
            evidence=review(*rows, papers=("Manning2002_TSC2", "Inoki2002_TSC2")), sbo=PHOSPHORYLATION,
        )  # fmt: skip
    m.first_order(
        "TSC2_pAkt_dephosphorylation", "TSC2_pAkt", "TSC_cyt", rate=assumed(0.25, PER_MINUTE, 3, "minutes"),
        evidence=review(58, note="phosphatase not in the review"), sbo=DEPHOSPHORYLATION,
    )  # fmt: skip
    _tsc_inhibition(m)
    m.turnover(
        "TSC",
        made="TSC_cyt",
        amount=amount,
        rate=turnover_of("half_life_TSC2"),
        degraded=dict.fromkeys(("TSC_cyt", "TSC_lys", "TSC2_pAkt", "TSC_inh"), ()),
        induction=(
            laws.cooperative_activation("gain_p53_transcription", "p53", "K_p53_transcription", "n_p53_transcription"),
        ),
        evidence=review(82, note="p53 raises TSC2; the complex follows, TSC1 being taken as inducible with it"),
    )


def _tsc_inhibition(m: ModuleBuilder) -> None:
    for source, row, rate in (("ERK", 47, 2e-4), ("RSK", 48, 1e-3)):
        weight = m.constant(f"k_{source}_TSC2", assumed(rate, PER_NM_MINUTE, 5, "a minor share of TSC at rest"))
        for state in ("TSC_cyt", "TSC_lys"):
            m.reaction(
                f"{state}_inhibition_{source}", state, "TSC_inh", laws.mass_action(weight, source, state),
                evidence=review(row), sbo=PHOSPHORYLATION,
            )  # fmt: skip
    for source, row in (("Wnt", 42), ("TNF", 43)):
        weight = m.constant(f"k_{source}_TSC", assumed(0.3, PER_MINUTE, 5, "mechanism unclear: strength is a guess"))
        for state in ("TSC_cyt", "TSC_lys"):
            m.reaction(
                f"{state}_repression_{source}", state, "TSC_inh", laws.mass_action(weight, source, state),
                evidence=review(row, note="phenomenological: the mechanism is not known"), sbo=PHENOMENOLOGICAL,
            )  # fmt: skip
    m.first_order(
        "TSC_inh_release", "TSC_inh", "TSC_cyt", rate=assumed(0.2, PER_MINUTE, 3, "minutes"),
        evidence=review(47, 48), sbo=DEPHOSPHORYLATION,
    )  # fmt: skip


def _rheb(m: ModuleBuilder) -> None:
    m.reads("ATP")
    m.total("Rheb", copies("copies_Rheb"), conserved=False)
    m.species("Rheb_GTP", contains="Rheb", guess=160)
    m.species("Rheb_GDP", contains="Rheb", guess=110)
    k_ex = m.constant("k_Rheb_exchange", assumed(0.12, PER_MINUTE, 3, "Rheb recharges within ten minutes"))
    k_atp = m.constant(
        "K_ATP_Rheb", assumed(1e6, NM, 3, "GTP follows ATP; half of the effect at a fifth of normal ATP")
    )
    m.reaction(
        "Rheb_exchange", "Rheb_GDP", "Rheb_GTP",
        laws.scaled(laws.mass_action(k_ex, "Rheb_GDP"), laws.saturation("ATP", k_atp)),
        evidence=review(62), at="lysosome_membrane",
    )  # fmt: skip
    k_h = m.constant("k_Rheb_hydrolysis", assumed(0.01, PER_MINUTE, 3, "slow intrinsic hydrolysis"))
    fold = m.constant("gain_Rheb_TSC2", measured("fold_Rheb_GTPase_TSC2_GAP", DIMENSIONLESS))
    ref = m.constant(
        "K_TSC_reference",
        derived(0.6642, NM, "amount of TSC at which the measured acceleration is taken to hold: all of it"),
    )
    m.reaction(
        "Rheb_hydrolysis", "Rheb_GTP", "Rheb_GDP", laws.gap_hydrolysis(k_h, fold, "TSC_lys", ref, "Rheb_GTP"),
        evidence=review(37, 60, papers=("Inoki2003_Rheb_GAP", "Li2004_Rheb")), sbo=HYDROLYSIS, at="lysosome_membrane",
    )  # fmt: skip
    m.turnover(
        "Rheb", made="Rheb_GDP", amount="Rheb_total", rate=turnover_of("half_life_Rheb"),
        degraded={"Rheb_GTP": (), "Rheb_GDP": ()}, evidence=review(154, note="turnover measured, not in the review"),
    )  # fmt: skip
    m.observable("Rheb", "Rheb_GTP + Rheb_GDP", evidence=review(154), name="Rheb, all forms")


def _pras40(m: ModuleBuilder) -> None:
    m.reads("PRAS40", "mTORC1_act", "mTORC1_cyt", "mTORC1_lys", "mTORC1_cyt_PRAS40", "mTORC1_lys_PRAS40")
    m.total("p14_3_3", assumed(1000, NM, 5, "abundant scaffold; more of it than of PRAS40"))
    m.species("p14_3_3", contains="p14_3_3", guess=920)
    m.species("PRAS40_p_free", contains="PRAS40", guess=10, name="phospho-PRAS40, free")
    m.species(
        "PRAS40_p_1433", contains=("PRAS40", "p14_3_3"), guess=75, entity="PRAS40_p", name="phospho-PRAS40 on 14-3-3"
    )
    k = m.constant(
        "k_Akt_PRAS40", assumed(0.02, PER_NM_MINUTE, 3, "near its top a minute after insulin (Humphrey 2013)")
    )
    m.reaction(
        "PRAS40_phosphorylation_Akt", "PRAS40", "PRAS40_p_free", laws.mass_action(k, "Akt_kinase", "PRAS40"),
        evidence=review(50, 59, papers=("Sancak2007_PRAS40", "VanderHaar2007_PRAS40")), sbo=PHOSPHORYLATION,
    )  # fmt: skip
    own = m.constant(
        "k_mTORC1_PRAS40", assumed(0.04, PER_NM_MINUTE, 5, "lets active mTORC1 keep itself free of PRAS40")
    )
    m.reaction(
        "PRAS40_phosphorylation_mTORC1", "PRAS40", "PRAS40_p_free", laws.mass_action(own, "mTORC1_act", "PRAS40"),
        evidence=review(53), sbo=PHOSPHORYLATION,
    )  # fmt: skip
    for place in ("cyt", "lys"):
        m.reaction(
            f"mTORC1_{place}_release_PRAS40", f"mTORC1_{place}_PRAS40", [f"mTORC1_{place}", "PRAS40_p_free"],
            laws.mass_action(k, "Akt_kinase", f"mTORC1_{place}_PRAS40"), evidence=review(50, 59), sbo=PHOSPHORYLATION,
        )  # fmt: skip
    m.binding(
        "PRAS40_p_free",
        "p14_3_3",
        "PRAS40_p_1433",
        named="PRAS40_p_1433",
        kd=assumed(100, NM, 5, "14-3-3 proteins bind marks with about this"),
        k_on=assumed(0.01, PER_NM_MINUTE, 5, "fast"),
        evidence=review(51),
    )
    m.first_order(
        "PRAS40_dephosphorylation",
        "PRAS40_p_free",
        "PRAS40",
        rate=assumed(0.4, PER_MINUTE, 3, "minutes; 14-3-3 protects"),
        evidence=review(50, note="phosphatase not in the review"),
        sbo=DEPHOSPHORYLATION,
    )
    m.observable(
        "PRAS40_p", "PRAS40_p_free + PRAS40_p_1433", evidence=review(51), name="phospho-PRAS40, mostly on 14-3-3"
    )


def _logic(m: ModuleBuilder) -> None:
    m.logic_reads("mTORC1_act", "S6K1_act", "ATP", "Akt_kinase")
    m.logic_reads("Insulin_supply", "AMPK", "REDD1", "p53", "Hypoxia", "Metformin", "Purines", "TrkB", "Rheb_mutant")
    for name in ("Insulin", "GrowthFactors"):
        m.logic(name, resting=True)
    m.logic("IGF1", resting=False)
    for name in ("Wnt", "TNF", "OncogenicRas"):
        m.logic(name, resting=False)
    # Grb10 dampens the receptor without silencing it, so it has no place in the rule; the ODE has its size.
    m.logic(
        "Insulin_level", "Insulin & Insulin_supply", resting=True, threshold=0.1, name="insulin at the receptor",
    )  # fmt: skip
    m.logic("IR_IGF1R", "Insulin_level | IGF1", resting=True, threshold=0.1, evidence=review(25, 26))
    m.logic("IRS1", "IR_IGF1R & !S6K1_act", resting=False, threshold=0.009, evidence=review(27, 339))
    m.logic("RTK", "GrowthFactors", resting=True, threshold=2.0)
    # IR_IGF1R stands beside IRS1: what the feedback on IRS1 leaves of the signal is still above the threshold of PI3K.
    m.logic("PI3K", "IRS1 | IR_IGF1R | RTK | TrkB", resting=True, threshold=0.4, evidence=review(28, 444))
    m.logic("PTEN", resting=True, threshold=2.0)
    m.logic("PIP2", resting=True, threshold=500.0)
    m.logic("PIP3", "PIP2 & (PI3K | !PTEN)", resting=True, threshold=8.0, evidence=review(30, 31))
    m.logic("PDK1", resting=True, threshold=5.0)
    m.logic("Akt", resting=True)
    m.logic("Ras", "(RTK & NF1) | !NF1 | OncogenicRas", resting=True, threshold=5.0, evidence=review(44, 49))
    m.logic("NF1", resting=True, threshold=1.0)
    m.logic("ERK", "Ras", resting=True, threshold=15.0, evidence=review(45))
    m.logic("RSK", "Ras", resting=True, threshold=3.0, evidence=review(46))
    _logic_of_the_brakes(m)


def _logic_of_the_brakes(m: ModuleBuilder) -> None:
    for subunit in ("TSC1", "TSC2", "TBC1D7"):
        m.logic(subunit, resting=True)
    stress = "AMPK | REDD1 | Hypoxia | Metformin | !Purines"
    # ERK and RSK as serum makes them hold less than a tenth of TSC back; it takes Ras that stays active to spare Akt.
    ras = "((ERK | RSK) & (OncogenicRas | !NF1))"
    m.logic("TSC2_pAkt", "TSC2 & Akt_kinase", resting=True, threshold=0.12, evidence=review(58, 345))
    m.logic(
        "TSC", f"TSC1 & TSC2 & TBC1D7 & ({stress} | p53 | !(TSC2_pAkt | {ras} | Wnt | TNF))",
        resting=False, threshold=0.3, evidence=review(39, 40, 41, 42, 43, 47, 48, 58, 74, 75, 85, 366),
    )  # fmt: skip
    m.logic_reads("PI3K_high")
    m.logic(
        "TSC_low", "TSC | (TSC1 & TSC2 & TBC1D7 & !(Wnt | TNF | PI3K_high | !PTEN))", resting=True, observable="TSC",
        threshold=0.205, name="TSC that is able to act, as in the fed state", evidence=review(42, 43),
    )  # fmt: skip
    m.logic("TSC_lys", f"TSC & (!TSC2_pAkt | {stress})", resting=False, threshold=0.25, evidence=review(36, 38, 57))
    m.logic("Rheb", resting=True, threshold=50.0)
    m.logic(
        "Rheb_GTP", "Rheb & ATP & (!TSC_lys | Rheb_mutant)", resting=True, threshold=100.0, evidence=review(37, 62, 154)
    )
    m.logic("Rheb_GDP", "Rheb & TSC_lys", resting=False, threshold=180.0, evidence=review(60))
    m.logic("p14_3_3", resting=True)
    m.logic("PRAS40_p", "Akt_kinase", resting=True, threshold=50.0, evidence=review(50))
    m.logic("PRAS40", "!(PRAS40_p & p14_3_3) & !mTORC1_act", resting=False, threshold=25.0, evidence=review(51, 53, 59))
