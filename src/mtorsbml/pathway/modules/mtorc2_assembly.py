"""mTORC2: mTOR with Rictor, mSIN1 and mLST8; Rictor shields the site that FKBP12-rapamycin would take."""

from __future__ import annotations

from mtorsbml.model.builder import ModuleBuilder
from mtorsbml.model.ratelaws import mass_action
from mtorsbml.model.sbo import TRANSPORT
from mtorsbml.model.units import NM, PER_MINUTE, PER_NM_MINUTE
from mtorsbml.model.vocabulary import Module
from mtorsbml.pathway.base import assumed, copies, module, review


def build() -> Module:
    """Build the module."""
    m = module(
        "mtorc2_assembly",
        title="mTOR, Rictor, mSIN1 and mLST8 form mTORC2",
        notes="""
        Rictor and mSIN1 bind each other, take up mLST8 and then free mTOR; without any of them there is no mTORC2.
        Rictor covers the site where FKBP12-rapamycin would bind, so assembled mTORC2 does not feel rapamycin. mTORC2
        turns over within about a day, and mTOR that FKBP12-rapamycin holds cannot enter a new complex: prolonged
        rapamycin therefore empties mTORC2 with the delay of that turnover. The PH domain of mSIN1 brings the complex
        to the plasma membrane.
        """,
    )
    m.reads("mTOR_free", "mTORC2_act", "PIP3", "mTORC2_act_CI", "mTORC2_Rapa")

    m.total("Rictor", copies("copies_Rictor"))
    m.total("mSIN1", assumed(8, NM, 3, "slightly more than Rictor, which it binds"))
    m.total("mLST8", assumed(30, NM, 3, "enough for both complexes"))
    m.species("Rictor", contains="Rictor", guess=0.2, note="Rictor that is in no complex.")
    m.species("mSIN1", contains="mSIN1", guess=2.7, note="mSIN1 that is in no complex.")
    m.species("mLST8", contains="mLST8", guess=25.0, note="mLST8 that is in no mTORC2.")
    m.species("Rictor_mSIN1", contains=("Rictor", "mSIN1"), guess=0.1, entity="Rictor", name="Rictor-mSIN1")
    m.species(
        "Rictor_mSIN1_mLST8",
        contains=("Rictor", "mSIN1", "mLST8"),
        guess=0.7,
        entity="Rictor",
        name="Rictor-mSIN1-mLST8",
    )
    slow = assumed(0.01, PER_NM_MINUTE, 10, "assembly is slow against signalling, fast against turnover")
    m.binding(
        "Rictor", "mSIN1", "Rictor_mSIN1",
        kd=assumed(1, NM, 5, "obligate partner"), k_on=slow, evidence=review(15, 16),
    )  # fmt: skip
    m.binding(
        "Rictor_mSIN1", "mLST8", "Rictor_mSIN1_mLST8",
        kd=assumed(5, NM, 5, "obligate for mTORC2"), k_on=slow, evidence=review(14),
    )  # fmt: skip

    _complex(m)
    m.observable(
        "mTORC2", "mTORC2_cyt + mTORC2_PM + mTORC2_act + mTORC2_act_CI + mTORC2_Rapa",
        evidence=review(13, 15), name="mTORC2, assembled",
    )  # fmt: skip
    m.exclude(24, "net effect: mTOR held by FKBP12-rapamycin is missing from mTOR_free, of which mTORC2 is made")
    m.exclude(17, "DEPTOR is named as a part of mTORC2 (annotation hasPart); the review gives it no function there")
    m.exclude_entity("Protor", "a part of mTORC2 without a function in the review; named in its annotation (hasPart)")
    m.exclude(18, "Protor is named as a part of mTORC2 (annotation hasPart); the review gives it no function there")
    _logic(m)
    return m.build()


def _complex(m: ModuleBuilder) -> None:
    """Assembly, loss and membrane exchange of the whole complex."""
    parts = ("mTOR", "Rictor", "mSIN1", "mLST8")
    m.species("mTORC2_cyt", contains=parts, guess=2.5, entity="mTORC2", name="mTORC2 in the cytosol")
    m.species("mTORC2_PM", contains=parts, guess=1.0)
    m.binding(
        "mTOR_free",
        "Rictor_mSIN1_mLST8",
        "mTORC2_cyt",
        kd=assumed(0.2, NM, 5, "most Rictor is found in mTORC2, with or without Raptor to compete for mTOR"),
        k_on=assumed(
            0.0035, PER_NM_MINUTE, 3, "with the Kd a half-life of 16 h: mTORC2 is lost within a day or two of rapamycin"
        ),
        evidence=review(13, 14, 15, papers=("Sarbassov2005_Akt_mTORC2",)),
    )
    off = m.constant("k_off_mTORC2_membrane", assumed(0.0007, PER_MINUTE, 3, "as the cytosolic complex"))
    m.first_order(
        "mTORC2_PM_disassembly", "mTORC2_PM", ["mTOR_free", "Rictor_mSIN1_mLST8"], rate=off, evidence=review(13)
    )

    m.exchange(
        "mTORC2_membrane_exchange", "mTORC2_cyt", "mTORC2_PM",
        forward=assumed(0.3, PER_MINUTE, 5, "a basal share of mTORC2 is at the membrane"),
        backward=assumed(0.9, PER_MINUTE, 5, "a basal share of mTORC2 is at the membrane"),
        evidence=review(19, 20), sbo=TRANSPORT,
    )  # fmt: skip
    rate = m.constant(
        "k_mTORC2_recruitment_PIP3", assumed(0.006, PER_NM_MINUTE, 5, "recruitment within minutes of insulin")
    )
    m.reaction(
        "mTORC2_recruitment_PIP3", "mTORC2_cyt", "mTORC2_PM", mass_action(rate, "PIP3", "mTORC2_cyt"),
        evidence=review(19, 20, 301), sbo=TRANSPORT,
    )  # fmt: skip


def _logic(m: ModuleBuilder) -> None:
    m.logic_reads("mTOR", "mTOR_free", "PIP3", "Prolonged")
    m.logic("Rictor", resting=True)
    m.logic("mSIN1", resting=True)
    m.logic("mLST8", resting=True)
    m.logic(
        "mTORC2",
        "Rictor & mSIN1 & mLST8 & (mTOR_free | (mTOR & !Prolonged))",
        resting=True,
        threshold=2.0,
        evidence=review(13, 14, 15, 16),
    )
    m.logic("mTORC2_PM", "mTORC2 & (mSIN1 | PIP3)", resting=True, threshold=0.2, evidence=review(19, 20, 301))
