"""mTORC1: mTOR and Raptor assemble, dimerise, and are held back by PRAS40 and DEPTOR."""

from __future__ import annotations

from mtorsbml.model.builder import ModuleBuilder
from mtorsbml.model.sbo import BINDING
from mtorsbml.model.units import NM, PER_MINUTE, PER_NM_MINUTE
from mtorsbml.model.vocabulary import Module
from mtorsbml.pathway.base import assumed, copies, module, review

STATES = (
    "mTORC1_cyt",
    "mTORC1_lys",
    "mTORC1_act",
    "mTORC1_cyt_PRAS40",
    "mTORC1_lys_PRAS40",
    "mTORC1_cyt_DEPTOR",
    "mTORC1_lys_DEPTOR",
    "mTORC1_cyt_Rapa",
    "mTORC1_lys_Rapa",
    "mTORC1_act_Rapa",
    "mTORC1_act_CI",
    "mTORC1_act_Rapa_CI",
    "mTORC1_pRaptor",
    "mTORC1_pCDK1",
)
"""Every form of the dimerised complex, wherever it is and whatever sits on it."""


OWN = {
    "mTORC1_cyt",
    "mTORC1_cyt_PRAS40",
    "mTORC1_lys_PRAS40",
    "mTORC1_cyt_DEPTOR",
    "mTORC1_lys_DEPTOR",
}


def build() -> Module:
    """Build the module."""
    m = module(
        "mtorc1_assembly",
        title="mTOR and Raptor form mTORC1; PRAS40 and DEPTOR hold it back",
        notes="""
        mTOR is shared: mTORC1, mTORC2 and FKBP12-rapamycin draw on one pool of free mTOR. With Raptor it forms
        mTORC1, which dimerises. Raptor brings substrates and the lysosome within reach, so without Raptor there is no
        mTORC1 at all. mLST8 is part of the complex but not needed for its known substrates. PRAS40 and DEPTOR bind
        the complex and keep Rheb from switching it on; PRAS40 and FKBP12-rapamycin exclude each other because both
        cover the FRB domain. Concentrations count protomers (one mTOR each).
        """,
    )
    m.reads(*(s for s in STATES if s not in OWN))

    m.total("mTOR", copies("copies_mTOR"))
    m.total("Raptor", copies("copies_Raptor"))
    m.total(
        "PRAS40", assumed(100, NM, 3, "abundant cytosolic protein, about ten per mTORC1; not in the proteome table")
    )
    m.total("DEPTOR", assumed(15, NM, 3, "of the order of mTORC1, so that its loss is felt; not in the proteome table"))

    m.species("mTOR_free", contains="mTOR", guess=2.5)
    m.species("Raptor", contains="Raptor", guess=1.0, note="Raptor that is in no complex.")
    m.species("mTORC1_mono", contains=("mTOR", "Raptor"), guess=0.3, entity="mTORC1", name="mTORC1 protomer")
    m.binding(
        "mTOR_free", "Raptor", "mTORC1_mono",
        kd=assumed(0.4, NM, 5, "most Raptor is found in mTORC1 although mTOR is not in great excess"),
        k_on=assumed(0.004, PER_NM_MINUTE, 5, "with the Kd a half-life of 7 h, as Raptor's own"),
        evidence=review(1, 2, papers=("Kim2002_Raptor",)),
    )  # fmt: skip
    m.species("mTORC1_cyt", contains=("mTOR", "Raptor"), guess=2.0)
    m.exchange(
        "mTORC1_dimerisation",
        "mTORC1_mono",
        "mTORC1_cyt",
        forward=assumed(0.1, PER_MINUTE, 10, "dimers form faster than complexes fall apart"),
        backward=assumed(0.01, PER_MINUTE, 10, "most mTORC1 is found as a dimer"),
        evidence=review(5, 6, papers=("Yip2010_mTORC1_structure", "Aylett2016_mTORC1_structure")),
        sbo=BINDING,
        note="Written as a first-order step, since the concentration counts protomers of a dimer that finds its twin.",
    )

    _inhibitors(m)
    m.observable("mTORC1_dimer", " + ".join(STATES), evidence=review(5))
    m.observable("mTORC1", f"mTORC1_mono + {' + '.join(STATES)}", evidence=review(1, 2), name="mTORC1, assembled")
    m.exclude(3, "mLST8 is named as a part of mTORC1 (annotation hasPart); it has no function there in the review")
    m.exclude(4, "default weight 0 in the specification: losing mLST8 does not change known mTORC1 substrates")
    _logic(m)
    return m.build()


def _inhibitors(m: ModuleBuilder) -> None:
    m.species("PRAS40", contains="PRAS40", guess=5.0, note="PRAS40 without a kinase mark: the inhibitor.")
    m.species("DEPTOR", contains="DEPTOR", guess=12.0)
    kd_pras = m.constant("Kd_PRAS40_mTORC1", assumed(30, NM, 3, "puts PRAS40 in command when insulin is low"))
    on_pras = m.constant("k_on_PRAS40_mTORC1", assumed(0.02, PER_NM_MINUTE, 5, "typical protein association"))
    kd_dep = m.constant("Kd_DEPTOR_mTORC1", assumed(25, NM, 3, "DEPTOR loss raises mTORC1 noticeably, not hugely"))
    on_dep = m.constant("k_on_DEPTOR_mTORC1", assumed(0.02, PER_NM_MINUTE, 5, "typical protein association"))
    for place in ("cyt", "lys"):
        where = "lysosome_membrane" if place == "lys" else "cytosol"
        m.species(f"mTORC1_{place}_PRAS40", contains=("mTOR", "Raptor", "PRAS40"), at=where, guess=0.3)
        m.species(f"mTORC1_{place}_DEPTOR", contains=("mTOR", "Raptor", "DEPTOR"), at=where, guess=0.5)
        m.binding_with(
            on_pras, kd_pras, f"mTORC1_{place}", "PRAS40", f"mTORC1_{place}_PRAS40",
            evidence=review(9, 52, papers=("Sancak2007_PRAS40", "VanderHaar2007_PRAS40", "Yang2017_Rheb")),
        )  # fmt: skip
        m.binding_with(on_dep, kd_dep, f"mTORC1_{place}", "DEPTOR", f"mTORC1_{place}_DEPTOR", evidence=review(10))


def _logic(m: ModuleBuilder) -> None:
    m.logic_reads("mTOR_FKBP12_Rapa", "Prolonged")
    m.logic("mTOR", resting=True)
    m.logic("mTOR_free", "mTOR & !mTOR_FKBP12_Rapa", resting=True, threshold=0.5, evidence=review(22))
    m.logic("Raptor", resting=True, observable="mTORC1", threshold=1.0)
    m.logic("DEPTOR", resting=True, threshold=3.0)
    # Boolean time has no length: whether complexes outlast the loss of free mTOR is an input, Prolonged.
    m.logic("mTORC1", "Raptor & (mTOR_free | (mTOR & !Prolonged))", resting=True, threshold=2.0, evidence=review(1, 2))
    m.logic("mTORC1_dimer", "mTORC1", resting=True, threshold=2.0, evidence=review(5))
    m.logic("mTORC1_cyt", "mTORC1_dimer", resting=True, threshold=0.5, evidence=review(6))
