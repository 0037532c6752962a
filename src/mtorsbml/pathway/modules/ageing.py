"""Ageing: mTORC1 drives it through translation, secretion of senescent cells and lack of autophagy."""

from __future__ import annotations

from mtorsbml.model.builder import ModuleBuilder
from mtorsbml.model.sbo import PHENOMENOLOGICAL, QUANTITATIVE
from mtorsbml.model.units import DIMENSIONLESS, NM, NM_PER_MINUTE, PER_MINUTE, PER_NM_MINUTE
from mtorsbml.model.vocabulary import Module, RateLaw
from mtorsbml.pathway.base import assumed, derived, estimated, fed, module, review
from mtorsbml.pathway.phenomenology import FED, occupancy, process, relief, slow_process

WEEK = assumed(1e-4, PER_MINUTE, 5, "about a week, long against signalling; real ageing takes months and years")


def build() -> Module:
    """Build the module."""
    m = module(
        "ageing",
        title="mTORC1 drives ageing; its inhibition, autophagy and less S6K1 extend lifespan",
        notes="""
        Active mTORC1 speeds up ageing: translation adds to oxidative stress and damaged proteins, senescent cells
        secrete through translational programmes, stem cell pools run out. Autophagy clears damage, and its capacity
        declines with age. Lifespan grows with autophagy and with less S6K1, and not at all without autophagy genes.
        Diets act through what mTORC1 receives, so they add nothing once mTORC1 is inhibited. Whether
        methionine restriction works through SAMTOR and mTORC1 alone (the default) or limits translation as well is a
        switch, w_Met_Lifespan. In senescent cells (Senescence = 1) mTORC1 does not hear that amino acids or growth
        factors are gone; how is not known, and the step is phenomenological. All readouts are relative to the fed
        state, where they read 1, and phenomenological: none has known kinetics. Slow ones move within a week.
        """,
    )
    m.environment(
        "Senescence", kind="stimulus", reference=1.0,
        resting=assumed(0.0, DIMENSIONLESS, 1, "0: a dividing cell, 1: a senescent one"),
    )  # fmt: skip
    m.reads("mTORC1_act", "S6K1_act")
    m.constant("ref_mTORC1_act_ageing", fed("mTORC1_act"))
    m.constant("ref_S6K1_act_ageing", fed("S6K1_act"))
    m.constant("ref_fed", derived(1.0, DIMENSIONLESS, "a relative level in the fed state"))
    m.reads("ATG_genes", "ref_ATG_genes", "DamagedProteins")
    m.reads("Autophagy", "ProteinSynthesis", unit=DIMENSIONLESS)
    m.constant("ref_DamagedProteins", estimated(2e4, NM, FED))
    _senescent_mtorc1(m)
    _damage(m)
    _decline(m)
    _lifespan(m)
    _immune(m)
    _exclusions(m)
    _logic_of_damage(m)
    _logic_of_lifespan(m)
    return m.build()


def _senescent_mtorc1(m: ModuleBuilder) -> None:
    """Corrections that put fixed signals in the place of the Rags and Rheb, as far as Senescence goes; 0 without it."""
    m.reads("mTORC1_cyt", "mTORC1_lys", "Rag_on", "Rheb_GTP", "K_Rag_docking", "K_Rheb_mTORC1", "K_Rag_hold")
    m.reads("k_mTORC1_docking", "k_Rheb_activation", "k_mTORC1_act_exit", unit=PER_MINUTE)
    m.reads("n_Rag_docking", "n_Rheb_mTORC1", unit=DIMENSIONLESS)
    stuck = m.constant("w_Senescence", assumed(1.5, DIMENSIONLESS, 2, "both signals stay half above the fed level"))
    m.reads("PRAS40", "PRAS40_p_free", "mTORC1_cyt_PRAS40", "mTORC1_lys_PRAS40", "Akt_kinase")
    m.reads("k_Akt_PRAS40", unit=PER_NM_MINUTE)
    akt = m.constant("ref_Akt_kinase", estimated(25.0, NM, "its level in the fed state"))
    note = "Phenomenological: the sensed signal is replaced by a fixed one; how senescent cells do this is not known."
    without, fed = "1 / (1 + Rag_on / K_Rag_hold)", "1 / (1 + K_Rag_docking / K_Rag_hold)"
    rags, rheb = "(Rag_on / K_Rag_docking)^n_Rag_docking", "(Rheb_GTP / K_Rheb_mTORC1)^n_Rheb_mTORC1"
    steps = (
        ("docking", "mTORC1_cyt", "mTORC1_lys", f"k_mTORC1_docking * Senescence * ({stuck} - {rags}) * mTORC1_cyt"),
        ("activation", "mTORC1_lys", "mTORC1_act", f"k_Rheb_activation * Senescence * ({stuck} - {rheb}) * mTORC1_lys"),
        ("hold", "mTORC1_act", "mTORC1_cyt", f"k_mTORC1_act_exit * Senescence * ({fed} - {without}) * mTORC1_act"),
    )
    for name, source, target, formula in steps:
        m.reaction(
            f"mTORC1_senescent_{name}", source, target, RateLaw(formula=formula, unit=NM_PER_MINUTE, sbo="SBO:0000192"),
            evidence=review(494), reversible=True, sbo=PHENOMENOLOGICAL, at="lysosome_membrane", note=note,
        )  # fmt: skip
    for held, freed in (
        ("PRAS40", ()), ("mTORC1_cyt_PRAS40", ("mTORC1_cyt",)), ("mTORC1_lys_PRAS40", ("mTORC1_lys",))
    ):  # fmt: skip
        m.reaction(
            f"{held}_senescent_mark", held, ["PRAS40_p_free", *freed],
            RateLaw(
                formula=f"k_Akt_PRAS40 * Senescence * ({stuck} * {akt} - Akt_kinase) * {held}", unit=NM_PER_MINUTE,
                sbo="SBO:0000041",
            ),
            evidence=review(494), reversible=True, sbo=PHENOMENOLOGICAL, note=note,
        )  # fmt: skip


def _damage(m: ModuleBuilder) -> None:
    m.reads("OxidativeStress", unit=DIMENSIONLESS)
    burden = m.constant(
        "w_ProteinSynthesis_OxidativeStress", assumed(0.05, DIMENSIONLESS, 3, "burden of usual translation, small")
    )
    m.observable(
        "OxidativeStress_level", f"OxidativeStress + {burden} * ProteinSynthesis",
        unit=DIMENSIONLESS, evidence=review(487), sbo=QUANTITATIVE,
        name="oxidative stress, from outside and from translation",
        note="0.05 at rest, the burden of usual translation; REDD1 answers to what differs from that.",
    )  # fmt: skip
    half = m.constant(
        "K_Ageing_AutophagicCapacity", assumed(1.0, DIMENSIONLESS, 3, "half at three times the usual pace")
    )
    gain = m.constant("w_mTORC1_AutophagicCapacity", assumed(0.2, DIMENSIONLESS, 3, "restored in part by inhibition"))
    slow_process(
        m, "AutophagicCapacity",
        f"{relief('Ageing', half, 'ref_fed')} * (1 + {gain} - {gain} * mTORC1_act / ref_mTORC1_act_ageing)", 491,
        rate=assumed(5e-4, PER_MINUTE, 5, "genes and organelles change over a day or more"),
    )  # fmt: skip
    gain = m.constant(
        "gain_Senescence_SASP", assumed(5.0, DIMENSIONLESS, 3, "senescent cells secrete severalfold more")
    )
    half = m.constant("K_mTORC1_SASP", assumed(2.3, NM, 3, "its fed level"))
    process(
        m, "SASP", f"(1 + {gain} * Senescence) * {occupancy('mTORC1_act', half, 'ref_mTORC1_act_ageing')}", 495, 497
    )


def _decline(m: ModuleBuilder) -> None:
    w1 = m.constant("w_mTORC1_Ageing", assumed(0.3, DIMENSIONLESS, 1.5, "a major driver: the largest single share"))
    w2 = m.constant("w_SASP_Ageing", assumed(0.15, DIMENSIONLESS, 1.5, "secretion of senescent cells"))
    w3 = m.constant("w_DamagedProteins_Ageing", assumed(0.15, DIMENSIONLESS, 1.5, "damage that is not cleared"))
    w4 = m.constant(
        "w_Obesity_Ageing",
        assumed(0.15, DIMENSIONLESS, 1.5, "obesity hastens molecular ageing; a quarter needs no cause"),
    )
    m.reads("Obesity", unit=DIMENSIONLESS)
    slow_process(
        m, "Ageing",
        f"1 - {w1} - {w2} - {w3} - {w4} + {w1} * mTORC1_act / ref_mTORC1_act_ageing + {w2} * SASP"
        f" + {w3} * DamagedProteins / ref_DamagedProteins + {w4} * Obesity",
        430, 480, 496, 501, rate=WEEK, note="The pace at which function declines.",
    )  # fmt: skip
    ki = m.constant("Ki_mTORC1_StemCellPool", assumed(4.6, NM, 3, "twice the fed level halves the reserve or more"))
    slow_process(
        m, "StemCellPool", relief("mTORC1_act", ki, "ref_mTORC1_act_ageing"), 493, rate=WEEK,
        note="Persistent mTORC1 exhausts the pool.",
    )  # fmt: skip


def _lifespan(m: ModuleBuilder) -> None:
    m.reads("Met")
    half_a = m.constant("K_Autophagy_Lifespan", assumed(2.0, DIMENSIONLESS, 3, "twice the usual flux above it"))
    w_a = m.constant("w_Autophagy_Lifespan", assumed(0.3, DIMENSIONLESS, 2, "mice live a fifth longer, worms more"))
    w_m = m.constant("w_mTORC1_Lifespan", assumed(0.05, DIMENSIONLESS, 3, "what is neither autophagy nor S6K1"))
    w_s = m.constant("w_S6K1_Lifespan", assumed(0.15, DIMENSIONLESS, 2, "mice without S6K1 live a fifth longer"))
    w_met = m.constant(
        "w_Met_Lifespan",
        assumed(0.0, DIMENSIONLESS, 1, "0: methionine acts through SAMTOR alone; 0.15: it limits translation as well"),
    )
    met = m.constant("ref_Met", estimated(6.4e5, NM, FED))
    half_g = m.constant("K_ATG_genes_Lifespan", assumed(20, NM, 3, "a fifth of the usual amount: in excess"))
    slow_process(
        m, "Lifespan",
        f"1 + {occupancy('ATG_genes', half_g, 'ref_ATG_genes')} * ({w_a} * (Autophagy - 1) / ({half_a} + Autophagy)"
        f" + {w_s} * (1 - S6K1_act / ref_S6K1_act_ageing) + {w_m} * (1 - mTORC1_act / ref_mTORC1_act_ageing)"
        f" + {w_met} * (1 - Met / {met}))",
        481, 486, 489, rate=WEEK, note="Expected at the present state. Without autophagy genes nothing extends it.",
    )  # fmt: skip
    share = m.constant("w_SASP_Healthspan", assumed(0.2, DIMENSIONLESS, 2, "share of good years that secretion costs"))
    process(m, "Healthspan", f"Lifespan * (1 + {share}) / (1 + {share} * SASP)", note="Years in good health.")


def _immune(m: ModuleBuilder) -> None:
    m.reads("mTORC2_act")
    m.constant("ref_mTORC2_act_ageing", fed("mTORC2_act"))
    gain = m.constant("w_S6K1_ImmuneFunction", assumed(0.2, DIMENSIONLESS, 2, "low doses help the elderly"))
    half = m.constant(
        "K_mTORC2_ImmuneFunction",
        assumed(0.5, NM, 3, "half of the fed level, as in neurons: what a low dose takes is spare"),
    )
    process(
        m, "ImmuneFunction",
        f"(1 + {gain} - {gain} * S6K1_act / ref_S6K1_act_ageing)"
        f" * {occupancy('mTORC2_act', half, 'ref_mTORC2_act_ageing')}",
        note="Less mTORC1 helps, loss of mTORC2 harms: a low dose of rapamycin does the one, a chronic high one both.",
    )  # fmt: skip


def _exclusions(m: ModuleBuilder) -> None:
    m.exclude(
        373, "net effect of Rapamycin - FKBP12_Rapa - mTORC2_act on ImmuneFunction, each step of which is modelled"
    )
    m.exclude(374, "net effect of Rapamycin - FKBP12_Rapa - S6K1_act on ImmuneFunction, each step of which is modelled")
    m.exclude(482, "net effect of Rapamycin - FKBP12_Rapa - mTORC1_act on Lifespan, each step of which is modelled")
    m.exclude(483, "net effect of Rapamycin - FKBP12_Rapa - mTORC1_act on Healthspan, each step of which is modelled")
    m.exclude(498, "net effect of Rapamycin - FKBP12_Rapa - mTORC1_act on SASP, each step of which is modelled")
    m.exclude(
        484, "net effect of DietaryRestriction - AA_supply - amino acids - Rag_on - mTORC1_act, each step modelled"
    )
    m.exclude(485, "net effect of MethionineRestriction - Met - SAMTOR - mTORC1_act on Lifespan, each step modelled")
    m.exclude(502, "net effect of MethionineRestriction - Met_supply on Met, each step of which is modelled")


def _logic_of_damage(m: ModuleBuilder) -> None:
    m.logic_reads("mTORC1_act", "mTORC1_hyperactive", "ProteinSynthesis", "OxidativeStress", "Obesity")
    m.logic("Senescence", resting=False)
    m.logic_reads("ATG_genes", "ATG7", "Autophagy", "DamagedProteins")
    # On at rest: the burden of usual translation. REDD1 answers to OxidativeStress, which is more than that.
    m.logic(
        "OxidativeStress_level", "OxidativeStress | ProteinSynthesis", resting=True, threshold=0.043,
        unit=DIMENSIONLESS, evidence=review(487),
    )  # fmt: skip
    m.logic(
        "SASP", "Senescence & mTORC1_act", resting=False, threshold=2.0, unit=DIMENSIONLESS, evidence=review(495, 497)
    )
    m.logic(
        "Ageing", "mTORC1_hyperactive | SASP | Obesity | (DamagedProteins & !(ATG_genes & ATG7))", resting=False,
        threshold=1.1, unit=DIMENSIONLESS, evidence=review(430, 480, 496, 501), name="ageing faster than usual",
    )  # fmt: skip
    m.logic(
        "AutophagicCapacity", "!Ageing | !mTORC1_act", resting=True, threshold=0.93, unit=DIMENSIONLESS,
        evidence=review(491),
    )  # fmt: skip
    m.logic(
        "StemCellPool", "!mTORC1_hyperactive", resting=True, threshold=0.92, unit=DIMENSIONLESS, evidence=review(493)
    )


def _logic_of_lifespan(m: ModuleBuilder) -> None:
    m.logic_reads("S6K1_act", "Met", "TumourGrowth", "mTORC2_act")
    m.logic("MetLimitsTranslation", resting=False, name="methionine limits translation beside SAMTOR: an alternative")
    m.logic("LowDose", resting=False, name="rapamycin is given at a low dose that spares mTORC2")
    m.logic(
        "Lifespan", "ATG_genes & ATG7 & (Autophagy | !mTORC1_act | !S6K1_act | (MetLimitsTranslation & !Met))",
        resting=False, threshold=1.05, unit=DIMENSIONLESS, evidence=review(481, 486, 489), name="lifespan extended",
    )  # fmt: skip
    m.logic(
        "Healthspan", "Lifespan & !SASP", resting=False, threshold=1.05, unit=DIMENSIONLESS,
        evidence=review(note="what extends lifespan extends it as well, unless senescent cells secrete"),
        name="healthspan extended",
    )  # fmt: skip
    m.logic(
        "TumourGrowth_high", "TumourGrowth & Ageing", resting=False, observable="TumourGrowth", threshold=1.1,
        unit=DIMENSIONLESS, evidence=review(500), name="tumours grow faster than usual",
    )  # fmt: skip
    m.logic(
        "ImmuneFunction", "mTORC2_act | LowDose", resting=True, threshold=0.85, unit=DIMENSIONLESS,
        evidence=review(note="a chronic high dose takes mTORC2, a low one spares it"),
    )  # fmt: skip
    m.logic(
        "ImmuneFunction_high", "ImmuneFunction & !S6K1_act", resting=False, observable="ImmuneFunction",
        threshold=1.02, unit=DIMENSIONLESS, evidence=review(note="less mTORC1 helps the elderly"),
        name="immune function better than usual",
    )  # fmt: skip
