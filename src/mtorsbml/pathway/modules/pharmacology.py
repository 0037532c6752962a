"""Drugs: rapamycin through FKBP12, catalytic inhibitors, metformin, NV-5138."""

from __future__ import annotations

from mtorsbml.model import ratelaws as laws
from mtorsbml.model.builder import ModuleBuilder
from mtorsbml.model.sbo import BINDING, DEGRADATION, SYNTHESIS
from mtorsbml.model.units import DIMENSIONLESS, NM, NM_PER_MINUTE, PER_MINUTE, PER_NM_MINUTE
from mtorsbml.model.vocabulary import Module, RateLaw
from mtorsbml.pathway.base import assumed, derived, measured, module, review

DRUGS = {
    "Rapamycin": (100.0, "saturating dose in cells"),
    "Rapalogs": (100.0, "as rapamycin"),
    "CatalyticInhibitor": (250.0, "any of the class, as Torin1 equivalents"),
    "Torin1": (250.0, "the dose of Hsu 2011"),
    "PP242": (2000.0, "dose in cells"),
    "Ku0063794": (1000.0, "dose in cells"),
    "Metformin": (2e6, "2 mmol/l, dose in cells"),
    "NV5138": (1e5, "100 umol/l, dose in cells"),
    "GuanylateInhibitor": (1000.0, "1 umol/l, of the order of mycophenolate in cells"),
    "SpecificMTORC1Inhibitor": (100.0, "hypothetical drug"),
}


def build() -> Module:
    """Build the module."""
    m = module(
        "pharmacology",
        title="Rapamycin, catalytic mTOR inhibitors, metformin and NV-5138",
        notes="""
        Rapamycin binds FKBP12, and the pair binds the FRB domain of mTOR: on mTORC1 at once, which loses nearly all of
        its activity towards S6K1 and only part of that towards 4E-BP1; on free mTOR as well, which is then lost for
        new mTORC2. Catalytic inhibitors compete with ATP in both complexes. Metformin slows respiration and so acts
        through AMPK, and activates TSC. NV-5138 takes the place of leucine on Sestrin2. What an
        inhibitor of guanylate synthesis does stands in nucleotide_synthesis.
        """,
    )
    for drug, (dose, why) in DRUGS.items():
        m.environment(
            drug, kind="drug", reference=dose, resting=assumed(0.0, NM, 1, f"absent; on at {dose:g} nmol/l: {why}")
        )
    _rapamycin(m)
    _rapamycin_on_mtor(m)
    _rapamycin_states(m)
    _catalytic(m)
    _escape(m)
    _metabolic(m)
    _exclusions(m)
    _logic(m)
    return m.build()


def _rapamycin(m: ModuleBuilder) -> None:
    m.total("FKBP12", assumed(1000, NM, 3, "abundant: far more than mTOR"))
    m.species("FKBP12", contains="FKBP12", guess=1000)
    m.species("FKBP12_Rapa", contains="FKBP12", guess=0)
    on = m.constant(
        "k_on_FKBP12_Rapamycin",
        assumed(0.005, PER_NM_MINUTE, 5, "entry and binding, complete within minutes at 100 nmol/l"),
    )
    kd = m.constant("Kd_FKBP12_Rapamycin", measured("Kd_FKBP12_rapamycin"))
    for drug, row in (("Rapamycin", 351), ("Rapalogs", 358)):
        m.reaction(
            f"FKBP12_binding_{drug}", "FKBP12", "FKBP12_Rapa", laws.mass_action(on, drug, "FKBP12"),
            evidence=review(*((351, 352) if row == 351 else ()), papers=("Choi1996_FKBP12_rapamycin",),
                            note="" if row == 351 else "rapalogs bind as rapamycin does"),
            sbo=BINDING, note="The drug outside the cell is a reservoir and is not used up.",
        )  # fmt: skip
    m.reaction(
        "FKBP12_Rapa_release",
        "FKBP12_Rapa",
        "FKBP12",
        RateLaw(formula=f"{on} * {kd} * FKBP12_Rapa", unit=NM_PER_MINUTE, sbo="SBO:0000041"),
        evidence=review(351),
        sbo=BINDING,
    )


def _rapamycin_on_mtor(m: ModuleBuilder) -> None:
    """FKBP12-rapamycin on the FRB domain of free mTOR and of mTORC1; Rictor shields that of mTORC2."""
    m.reads("mTOR_free", "mTORC1_cyt", "mTORC1_lys", "mTORC1_act", "mTORC2_act")
    k_on = m.constant("k_on_FKBP12_Rapa_FRB", measured("k_on_mTORC1_rapamycin", PER_NM_MINUTE))
    kd_frb = m.constant("Kd_FKBP12_Rapa_FRB", measured("Kd_FRB_FKBP12_rapamycin"))
    papers = ("Yang2013_mTOR_structure", "Yip2010_mTORC1_structure")
    m.species("mTOR_FKBP12_Rapa", contains=("mTOR", "FKBP12"), guess=0)
    m.binding_with(
        k_on, kd_frb, "mTOR_free", "FKBP12_Rapa", "mTOR_FKBP12_Rapa", evidence=review(22, 23),
        note="Held mTOR cannot enter a new mTORC2.",
    )  # fmt: skip
    for state in ("cyt", "lys", "act"):
        bound = f"mTORC1_{state}_Rapa"
        m.species(
            bound, contains=("mTOR", "Raptor", "FKBP12"), guess=0, name=f"mTORC1_{state} with FKBP12-rapamycin",
            at="cytosol" if state == "cyt" else "lysosome_membrane",
        )  # fmt: skip
        m.binding_with(
            k_on, kd_frb, f"mTORC1_{state}", "FKBP12_Rapa", bound,
            evidence=review(12, 353, papers=papers) if state == "act" else review(papers=papers, note="as row 353"),
        )  # fmt: skip
    m.species(
        "mTORC2_Rapa",
        contains=("mTOR", "Rictor", "mSIN1", "mLST8", "FKBP12"),
        guess=0,
        entity="mTORC2",
        name="mTORC2 with FKBP12-rapamycin",
    )
    shield = m.constant(
        "w_FRB_exposed_mTORC2", assumed(0.0, DIMENSIONLESS, 1, "0: Rictor covers the site; 1: as bare as in mTORC1")
    )
    m.reaction(
        "mTORC2_Rapa_binding",
        ["mTORC2_act", "FKBP12_Rapa"],
        "mTORC2_Rapa",
        RateLaw(
            formula=f"{k_on} * ({shield} * mTORC2_act * FKBP12_Rapa - {kd_frb} * mTORC2_Rapa)",
            unit=NM_PER_MINUTE,
            sbo="SBO:0000042",
        ),
        evidence=review(21),
        sbo=BINDING,
        reversible=True,
        note="Rictor shields the FRB domain: the weight is 0 unless the shield is taken away.",
    )


def _rapamycin_states(m: ModuleBuilder) -> None:
    """mTORC1 with rapamycin still docks and still meets Rheb: it is a weaker kinase, not a lost one."""
    m.reads("Rag_on", "Rheb_GTP")
    m.reads(
        "k_mTORC1_docking",
        "k_mTORC1_undocking",
        "k_Rheb_activation",
        "k_Rheb_inactivation",
        "k_mTORC1_act_exit",
        unit=PER_MINUTE,
    )
    m.reads("K_Rheb_mTORC1", "K_Rag_hold", "K_Rag_docking")
    m.reads("n_Rheb_mTORC1", "n_Rag_docking", unit=DIMENSIONLESS)
    m.reads("w_docking_without_Rags", "w_activation_without_Rheb", unit=DIMENSIONLESS)
    here = "as without rapamycin"
    m.reaction(
        "mTORC1_Rapa_docking", "mTORC1_cyt_Rapa", "mTORC1_lys_Rapa",
        RateLaw(
            formula="k_mTORC1_docking * ((Rag_on / K_Rag_docking)^n_Rag_docking + w_docking_without_Rags)"
            " * mTORC1_cyt_Rapa",
            unit=NM_PER_MINUTE, sbo="SBO:0000192",
        ),
        evidence=review(note=here), sbo="SBO:0000185",
    )  # fmt: skip
    m.reaction(
        "mTORC1_Rapa_undocking", "mTORC1_lys_Rapa", "mTORC1_cyt_Rapa",
        laws.mass_action("k_mTORC1_undocking", "mTORC1_lys_Rapa"), evidence=review(note=here), sbo="SBO:0000185",
    )  # fmt: skip
    m.reaction(
        "mTORC1_Rapa_activation", "mTORC1_lys_Rapa", "mTORC1_act_Rapa",
        RateLaw(
            formula="k_Rheb_activation * ((Rheb_GTP / K_Rheb_mTORC1)^n_Rheb_mTORC1 + w_activation_without_Rheb)"
            " * mTORC1_lys_Rapa",
            unit=NM_PER_MINUTE, sbo="SBO:0000192",
        ),
        evidence=review(note=here),
    )  # fmt: skip
    m.reaction(
        "mTORC1_Rapa_inactivation", "mTORC1_act_Rapa", "mTORC1_lys_Rapa",
        laws.mass_action("k_Rheb_inactivation", "mTORC1_act_Rapa"), evidence=review(note=here),
    )  # fmt: skip
    m.reaction(
        "mTORC1_act_Rapa_exit", "mTORC1_act_Rapa", "mTORC1_cyt_Rapa",
        laws.scaled(laws.mass_action("k_mTORC1_act_exit", "mTORC1_act_Rapa"), laws.inhibition("Rag_on", "K_Rag_hold")),
        evidence=review(note=here), sbo="SBO:0000185",
    )  # fmt: skip
    slow = m.constant(
        "k_mTORC1_Rapa_disassembly", assumed(0.0005, PER_MINUTE, 3, "rapamycin loosens mTORC1 over a day")
    )
    m.reaction(
        "mTORC1_Rapa_disassembly",
        "mTORC1_cyt_Rapa",
        ["mTOR_FKBP12_Rapa", "Raptor"],
        laws.mass_action(slow, "mTORC1_cyt_Rapa"),
        evidence=review(note="rapamycin weakens the hold of Raptor", papers=("Yip2010_mTORC1_structure",)),
    )
    m.reads("Raptor")


def _catalytic(m: ModuleBuilder) -> None:
    """Catalytic inhibitors as one pool of Torin1 equivalents, each drug divided by its potency relative to Torin1."""
    ki = m.constant(
        "Kd_CatalyticInhibitor_mTOR",
        assumed(5, NM, 3, "2 to 10 nmol/l is reported for Torin1, but the source was not read"),
    )
    pp = m.constant("w_PP242", assumed(0.1, DIMENSIONLESS, 5, "tenfold weaker than Torin1"))
    ku = m.constant("w_Ku0063794", assumed(0.2, DIMENSIONLESS, 5, "fivefold weaker than Torin1"))
    m.observable(
        "CatalyticInhibitor_level", f"CatalyticInhibitor + Torin1 + {pp} * PP242 + {ku} * Ku0063794",
        entity="CatalyticInhibitor", evidence=review(361, 362, 363),
        name="catalytic mTOR inhibitors, as Torin1 equivalents",
    )  # fmt: skip
    k_on = m.constant("k_on_CatalyticInhibitor", assumed(0.02, PER_NM_MINUTE, 5, "minutes"))
    papers = ("Thoreen2009_Torin1", "Feldman2009_PP242")
    own = {
        "mTORC1_act_CI": ("mTOR", "Raptor"),
        "mTORC1_act_Rapa_CI": ("mTOR", "Raptor", "FKBP12"),
        "mTORC2_act_CI": ("mTOR", "Rictor", "mSIN1", "mLST8"),
    }
    for bound, parts in own.items():
        free = bound.removesuffix("_CI")
        m.species(
            bound, contains=parts, guess=0, name=f"{free} with a catalytic inhibitor", entity=free.split("_")[0],
            at="plasma_membrane" if "C2" in bound else "lysosome_membrane",
        )  # fmt: skip
        drug = (
            "CatalyticInhibitor_level"
            if bound != "mTORC1_act_CI"
            else "(CatalyticInhibitor_level + SpecificMTORC1Inhibitor)"
        )
        rows = (359, 372) if free == "mTORC1_act" else (360,) if "C2" in bound else (359,)
        m.reaction(
            f"{bound}_binding", free, bound,
            RateLaw(formula=f"{k_on} * ({drug} * {free} - {ki} * {bound})", unit=NM_PER_MINUTE, sbo="SBO:0000042"),
            evidence=review(*rows, papers=papers), sbo=BINDING, reversible=True,
            note="The drug is a reservoir and is not used up.",
        )  # fmt: skip
    back = m.constant(
        "k_CI_exit", assumed(0.5, PER_MINUTE, 3, "inhibited mTORC1 leaves the lysosome as the active one does")
    )
    m.reaction(
        "mTORC1_act_CI_exit", "mTORC1_act_CI", "mTORC1_cyt",
        laws.scaled(laws.mass_action(back, "mTORC1_act_CI"), laws.inhibition("Rag_on", "K_Rag_hold")),
        evidence=review(note="as without the drug"), sbo="SBO:0000185",
    )  # fmt: skip


def _escape(m: ModuleBuilder) -> None:
    """What takes the place of mTORC2 is expressed anew, so that Akt is off for hours before it comes back."""
    m.reads("Akt_pT308")
    escape = m.constant(
        "k_Akt_escape",
        assumed(0.0, PER_NM_MINUTE, 1, "metabolic retrenchment of cancer cells: off by default, 1 to switch on"),
    )
    m.reads("Akt_act")
    m.species("AktEscape", guess=0, entity="Akt", at="plasma_membrane", name="what activates Akt without mTORC2")
    slow = m.constant("k_AktEscape", assumed(0.0015, PER_MINUTE, 3, "half-life of 8 h: Akt is back within a day"))
    most = m.constant("ref_AktEscape", derived(1.0, NM, "the amount under full inhibition is the unit"))
    m.reaction(
        "AktEscape_formation", (), "AktEscape",
        laws.scaled(
            laws.mass_action(slow, most), laws.saturation("CatalyticInhibitor_level", "Kd_CatalyticInhibitor_mTOR")
        ),
        evidence=review(364), sbo=SYNTHESIS,
    )  # fmt: skip
    m.reaction(
        "AktEscape_loss", "AktEscape", (), laws.mass_action(slow, "AktEscape"), evidence=review(364), sbo=DEGRADATION
    )
    m.reaction(
        "Akt_reactivation",
        "Akt_pT308",
        "Akt_act",
        laws.mass_action(escape, "AktEscape", "Akt_pT308"),
        evidence=review(364),
    )


def _metabolic(m: ModuleBuilder) -> None:
    m.reads("TSC2_pAkt", "TSC_inh", "TSC_lys", "Sestrin2", "AMPK_off", "AMPK")
    half = m.constant("K_Metformin", assumed(1e6, NM, 5, "millimolar in cells"))
    k = m.constant("k_Metformin_TSC", assumed(0.3, PER_MINUTE, 5, "activation of TSC beside AMPK"))
    for state in ("TSC2_pAkt", "TSC_inh"):
        m.reaction(
            f"{state}_activation_Metformin", state, "TSC_lys",
            laws.scaled(laws.mass_action(k, state), laws.saturation("Metformin", half)), evidence=review(366),
        )  # fmt: skip
    k_ampk = m.constant(
        "k_Metformin_AMPK", assumed(0.02, PER_MINUTE, 5, "beside the loss of ATP that metformin causes")
    )
    m.reaction(
        "AMPK_activation_Metformin", "AMPK_off", "AMPK",
        laws.scaled(laws.mass_action(k_ampk, "AMPK_off"), laws.saturation("Metformin", half)), evidence=review(365),
    )  # fmt: skip
    m.species("Sestrin2_NV5138", contains="Sestrin2", guess=0, name="Sestrin2 with NV-5138")
    on = m.constant("k_on_Sestrin2_NV5138", assumed(1e-4, PER_NM_MINUTE, 5, "fast"))
    kd = m.constant("Kd_Sestrin2_NV5138", assumed(5e3, NM, 5, "tighter than leucine, whose pocket it takes"))
    m.reaction(
        "Sestrin2_NV5138_binding", "Sestrin2", "Sestrin2_NV5138",
        laws.reversible_binding(on, kd, "Sestrin2", "NV5138", "Sestrin2_NV5138"),
        evidence=review(367), sbo=BINDING, reversible=True, note="The drug is a reservoir and is not used up.",
    )  # fmt: skip


def _exclusions(m: ModuleBuilder) -> None:
    m.exclude(358, "net effect of Rapalogs - FKBP12_Rapa - mTORC1_act, each step of which is modelled")
    m.exclude(354, "net effect: mTOR held by FKBP12-rapamycin is missing from mTOR_free, of which mTORC2 is made")
    m.exclude(355, "follows from row 353 and the small weight of rapamycin-bound mTORC1 on S6K1 (w_Rapa_S6K1)")
    m.exclude(356, "follows from row 353 and the weight of rapamycin-bound mTORC1 on 4E-BP1 (w_Rapa_EIF4EBP1)")
    m.exclude(357, "follows from row 353 and the weight of rapamycin-bound mTORC1 on ULK1 (w_Rapa_ULK1)")
    m.exclude(375, "follows from row 354 and from mTORC2 in InsulinSensitivity, on which GlucoseTolerance rests")


def _logic(m: ModuleBuilder) -> None:
    for drug in DRUGS:
        m.logic(drug, resting=False)
    m.logic(
        "Prolonged", resting=False, name="the situation lasts: longer than mTORC2 under a drug, or than recycling needs"
    )
    m.logic("FKBP12", resting=True)
    m.logic("FKBP12_Rapa", "FKBP12 & (Rapamycin | Rapalogs)", resting=False, threshold=100.0, evidence=review(351, 352))
    m.logic("mTOR_FKBP12_Rapa", "FKBP12_Rapa", resting=False, threshold=2.0, evidence=review(23))
    m.logic(
        "CatalyticInhibitor_level",
        "CatalyticInhibitor | Torin1 | PP242 | Ku0063794",
        resting=False,
        entity="CatalyticInhibitor",
        threshold=50.0,
        evidence=review(361, 362, 363),
    )
