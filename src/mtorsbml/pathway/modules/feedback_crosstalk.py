"""Feedback and crosstalk: S6K1 on IRS1, mTORC1 through Grb10 on the receptor, AMPK on mTORC2."""

from __future__ import annotations

from mtorsbml.model import ratelaws as laws
from mtorsbml.model.builder import ModuleBuilder
from mtorsbml.model.sbo import BINDING, DEGRADATION, DEPHOSPHORYLATION, PHOSPHORYLATION
from mtorsbml.model.units import NM, PER_MINUTE, PER_NM_MINUTE
from mtorsbml.model.vocabulary import Module
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
    m.logic("Grb10", "mTORC1_act", resting=True, threshold=6.0, evidence=review(341))
    return m.build()


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
        evidence=review(341, papers=("Hsu2011_phosphoproteome", "Yu2011_Grb10")),
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
