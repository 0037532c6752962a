"""Feedback and crosstalk: S6K1 on IRS1, mTORC1 through Grb10 on the receptor, AMPK on mTORC2."""

from __future__ import annotations

from mtorsbml.model import ratelaws as laws
from mtorsbml.model.builder import ModuleBuilder
from mtorsbml.model.sbo import BINDING, DEGRADATION, DEPHOSPHORYLATION, PHOSPHORYLATION
from mtorsbml.model.units import DIMENSIONLESS, NM, NM_PER_MINUTE, PER_MINUTE, PER_NM_MINUTE
from mtorsbml.model.vocabulary import Module, RateLaw
from mtorsbml.pathway.base import assumed, module, review


def build() -> Module:
    """Build the module."""
    m = module(
        "feedback_crosstalk",
        title="mTORC1 dampens the insulin signal through S6K1-IRS1 and Grb10; AMPK raises mTORC2",
        notes="""
        S6K1 puts serine marks on IRS1, which no longer signals and is degraded sooner; mTORC1 marks Grb10, which
        then holds the insulin and IGF-1 receptor. Both loops lower PI3K, Akt and mTORC2 while mTORC1 is on, and both
        are relieved when mTORC1 is inhibited. Energetic stress acts on the two complexes in opposite ways: AMPK lowers
        mTORC1 and raises mTORC2. By default mTORC2 does not matter for the mark of Akt on TSC2.
        """,
    )
    _irs1(m)
    _grb10(m)
    m.reads("AMPK", "mTORC2_PM", "mTORC2_act")
    m.phosphorylation(
        "mTORC2_activation_AMPK", "mTORC2_PM", "mTORC2_act", kinase="AMPK",
        kcat=assumed(0.012, PER_NM_MINUTE, 3, "stress raises mTORC2 noticeably"), evidence=review(344),
    )  # fmt: skip

    m.exclude(343, "net effect of S6K1-IRS1 and Grb10 on PI3K and PIP3, each step of which is modelled")
    m.exclude(346, "conflicts with mTORC2-independent marking of TSC2 (the default); alternative of the variants")
    m.exclude(349, "net effect of receptor - PI3K - Akt - TSC - Rheb, each step of which is modelled")
    m.exclude(350, "net effect of receptor - PI3K - PIP3 - mTORC2_act, each step of which is modelled")

    m.logic_reads("mTORC1_act")
    m.logic("Grb10", "mTORC1_act", resting=True, threshold=6.15, evidence=review(341))
    _mutants(m)
    _logic_of_excess(m)
    return m.build()


def _mutants(m: ModuleBuilder) -> None:
    """Activating mutations of Rheb and of mTOR, as inputs that are 0 in the wild type."""
    m.reads("Rheb_GTP", "Rheb_GDP", "mTORC1_lys", "K_Rheb_mTORC1")
    m.reads("k_Rheb_activation", unit=PER_MINUTE)
    m.reads("n_Rheb_mTORC1", unit=DIMENSIONLESS)
    for protein in ("Rheb", "mTOR"):
        m.environment(
            f"{protein}_mutant", kind="stimulus", reference=1.0, entity=protein,
            name=f"activating mutation of {protein}",
            resting=assumed(0.0, DIMENSIONLESS, 1, "0 wild type, 1 all of it mutated"),
        )  # fmt: skip
    k = m.constant("k_Rheb_mutant_loading", assumed(0.5, PER_MINUTE, 3, "outruns TSC: most of mutated Rheb holds GTP"))
    note = "one of the activating mutations found in mTORopathies"
    m.reaction(
        "Rheb_mutant_loading", "Rheb_GDP", "Rheb_GTP", laws.mass_action(k, "Rheb_mutant", "Rheb_GDP"),
        evidence=review(note=note), at="lysosome_membrane",
    )  # fmt: skip
    more = m.constant("w_mTOR_mutant", assumed(1.5, DIMENSIONLESS, 2, "switched on by Rheb two to three times as fast"))
    m.reaction(
        "mTORC1_mutant_activation", "mTORC1_lys", "mTORC1_act",
        RateLaw(
            formula=f"{more} * mTOR_mutant * k_Rheb_activation * (Rheb_GTP / K_Rheb_mTORC1)^n_Rheb_mTORC1 * mTORC1_lys",
            unit=NM_PER_MINUTE, sbo="SBO:0000192",
        ),
        evidence=review(note=note), at="lysosome_membrane",
    )  # fmt: skip


def _logic_of_excess(m: ModuleBuilder) -> None:
    """The second bit of nodes that are on at rest: `<id>_high` is on above the usual level, and only with `<id>`."""
    brakes = ("TSC1", "TSC2", "TBC1D7", "PTEN", "STRADalpha", "LKB1", "DEPDC5", "NPRL2", "NPRL3", "KICSTOR", "DEPTOR")
    m.logic_reads(*brakes, "Senescence", "PI3K", "TrkB", "IGF1", "S6K1_act")
    m.logic("Rheb_mutant", resting=False, entity="Rheb", name="activating mutation of Rheb")
    m.logic("mTOR_mutant", resting=False, entity="mTOR", name="activating mutation of mTOR")
    # NF1 and PRAS40 are not among the brakes: their loss raises mTORC1_act by less than a twentieth in the ODE.
    m.logic(
        "mTORC1_unbraked", f"{' | '.join(f'!{brake}' for brake in brakes)} | Rheb_mutant | mTOR_mutant | RagA_locked",
        resting=False, name="a brake of mTORC1 is missing, or Rheb or mTOR is mutated to be more active",
        evidence=review(note="negative regulators whose loss, and mutations that, make mTORC1 hyperactive"),
    )  # fmt: skip
    m.logic_reads(
        "RagA_locked", "Wnt", "TNF", "Overfeeding", "S6K1", "Sestrin2_low", "Grb10", "IRS1", "IR_IGF1R", "RTK"
    )
    m.logic(
        "mTORC1_hyperactive", "mTORC1_act & (mTORC1_unbraked | Senescence)", resting=False, observable="mTORC1_act",
        entity="mTORC1_act", threshold=2.78, name="hyperactive mTORC1: above 1.2 times its fed level",
        evidence=review(note="what is on at rest needs a second node to tell more from usual"),
    )  # fmt: skip
    m.logic(
        "mTORC1_act_high",
        "mTORC1_act & (mTORC1_hyperactive | !Sestrin2_low | Wnt | TNF | IGF1 | !S6K1 | Overfeeding)", resting=False,
        observable="mTORC1_act", threshold=2.58, name="mTORC1 above 1.08 times its fed level",
        evidence=review(42, 43, 367, note="what adds to mTORC1 without making it hyperactive"),
    )  # fmt: skip
    m.logic(
        "Grb10_high", "Grb10 & mTORC1_hyperactive", resting=False, observable="Grb10", threshold=8.92,
        name="marked Grb10 above 1.08 times its fed level", evidence=review(341),
    )  # fmt: skip
    m.logic(
        "IRS1_low", "IRS1 | (IR_IGF1R & !mTORC1_hyperactive & !Overfeeding)", resting=True, observable="IRS1",
        threshold=0.00272, name="what feedback leaves of IRS1 in the fed state", evidence=review(27, 339, 340),
    )  # fmt: skip
    # Serum acts on PI3K past the receptor and IRS1. Without it either arm of the feedback takes its part.
    m.logic(
        "PI3K_full", "PI3K & (RTK | TrkB | !mTORC1_hyperactive | !Grb10 | !S6K1_act)", resting=True,
        observable="PI3K", threshold=0.684, name="PI3K that feedback does not halve", evidence=review(28, 339, 342),
    )  # fmt: skip
    m.logic(
        "PI3K_high", "PI3K & (TrkB | IGF1 | !S6K1_act)", resting=False, observable="PI3K", threshold=1.6,
        name="PI3K above 1.2 times its fed level", evidence=review(339, note="BDNF, IGF-1, or no feedback by S6K1"),
    )  # fmt: skip


def _irs1(m: ModuleBuilder) -> None:
    m.reads("S6K1_act", "IRS1_free", "IRS1")
    m.species("IRS1_pS", contains="IRS1", guess=0.03, name="IRS1 with serine marks: silent")
    k = m.constant("k_S6K1_IRS1", assumed(0.006, PER_NM_MINUTE, 3, "the Akt signal returns in part within an hour"))
    for state in ("IRS1_free", "IRS1"):
        m.reaction(
            f"{state}_serine_phosphorylation", state, "IRS1_pS", laws.mass_action(k, "S6K1_act", state),
            evidence=review(339, papers=("Harrington2004_IRS1",)), sbo=PHOSPHORYLATION,
        )  # fmt: skip
    m.first_order(
        "IRS1_serine_dephosphorylation",
        "IRS1_pS",
        "IRS1_free",
        rate=assumed(0.06, PER_MINUTE, 3, "a quarter of an hour"),
        evidence=review(339, note="phosphatase"),
        sbo=DEPHOSPHORYLATION,
    )
    k_deg = m.constant(
        "k_deg_IRS1_pS",
        assumed(0.015, PER_MINUTE, 3, "several times the measured loss of IRS1; 0 switches this arm off"),
    )
    half = m.constant("K_S6K1_IRS1_loss", assumed(10, NM, 3, "somewhat less than active S6K1 at rest"))
    m.reaction(
        "IRS1_pS_degradation", "IRS1_pS", (),
        laws.scaled(laws.mass_action(k_deg, "IRS1_pS"), laws.saturation("S6K1_act", half)), evidence=review(340),
        sbo=DEGRADATION,
    )  # fmt: skip
    m.reads("k_deg_IRS1", unit=PER_MINUTE)
    m.reaction(
        "IRS1_pS_turnover", "IRS1_pS", (), laws.mass_action("k_deg_IRS1", "IRS1_pS"),
        evidence=review(note="the measured loss of all IRS1"), sbo=DEGRADATION,
    )  # fmt: skip


def _grb10(m: ModuleBuilder) -> None:
    m.reads("mTORC1_act", "IR_IGF1R")
    m.total("Grb10", assumed(20, NM, 3, "more than the receptor, which it holds"))
    m.species("Grb10_off", contains="Grb10", guess=10, name="Grb10 without the mark of mTORC1")
    m.species("Grb10", contains="Grb10", guess=9, note="Marked by mTORC1 and stable: it binds the receptor.")
    m.phosphorylation(
        "Grb10_phosphorylation", "Grb10_off", "Grb10", kinase="mTORC1_act",
        kcat=assumed(0.015, PER_NM_MINUTE, 3, "rises within ten minutes of insulin (Humphrey 2013)"),
        evidence=review(341, 426, papers=("Hsu2011_phosphoproteome", "Yu2011_Grb10")),
    )  # fmt: skip
    m.first_order(
        "Grb10_dephosphorylation", "Grb10", "Grb10_off", rate=assumed(0.05, PER_MINUTE, 3, "a quarter of an hour"),
        evidence=review(341, note="phosphatase"), sbo=DEPHOSPHORYLATION,
    )  # fmt: skip
    m.species(
        "IR_IGF1R_Grb10", contains=("IR_IGF1R", "Grb10"), guess=0.1, at="plasma_membrane", name="receptor held by Grb10"
    )
    m.reaction(
        "IR_IGF1R_Grb10_binding", ["IR_IGF1R", "Grb10"], "IR_IGF1R_Grb10",
        laws.reversible_binding(
            m.constant("k_on_Grb10_IR_IGF1R", assumed(0.01, PER_NM_MINUTE, 5, "minutes")),
            m.constant("Kd_Grb10_IR_IGF1R", assumed(10, NM, 3, "a dampening, not a block, at full Grb10")),
            "IR_IGF1R", "Grb10", "IR_IGF1R_Grb10",
        ),
        evidence=review(342, papers=("Hsu2011_phosphoproteome", "Yu2011_Grb10")), sbo=BINDING, reversible=True,
    )  # fmt: skip
