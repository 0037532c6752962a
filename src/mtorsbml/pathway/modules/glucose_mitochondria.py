"""Glucose and mitochondria: mTORC1 raises glycolysis, the pentose phosphate pathway and the capacity to make ATP."""

from __future__ import annotations

from mtorsbml.model import ratelaws as laws
from mtorsbml.model.builder import ModuleBuilder
from mtorsbml.model.sbo import BINDING, DEGRADATION, DISSOCIATION, QUANTITATIVE, SYNTHESIS
from mtorsbml.model.units import DIMENSIONLESS, NM, NM_PER_MINUTE, PER_MINUTE, PER_NM2_MINUTE
from mtorsbml.model.vocabulary import Module, RateLaw
from mtorsbml.pathway.base import FED, RELATIVE, assumed, derived, estimated, module, review


def build() -> Module:
    """Build the module."""
    m = module(
        "glucose_mitochondria",
        title="mTORC1 steers glucose and expands the capacity to make ATP",
        notes="""
        mTORC1 raises HIF-1-alpha, and with it the enzymes of glycolysis, at the expense of respiration; lack of oxygen
        does so without mTORC1, by sparing HIF-1-alpha from degradation. SREBP raises the pentose phosphate pathway,
        which makes NADPH. Unmarked 4E-BP1 holds back the translation of mitochondrial proteins, and YY1 with
        PGC-1-alpha, which mTORC1 joins, has new mitochondria made: both set the capacity to make ATP, of which part is
        in reserve.
        Glycolysis and respiration feed the ATP of energy_stress, where protein synthesis is one of the users: AMPK
        closes the loop. Rates of processes are relative to the fed state and phenomenological.
        """,
    )
    m.reads("mTORC1_act")
    _hif(m)
    _pentose_phosphates(m)
    _capacity(m)
    _fuel(m)
    _logic(m)
    return m.build()


def _hif(m: ModuleBuilder) -> None:
    m.reads("Hypoxia", unit=DIMENSIONLESS)
    m.total("HIF1a", assumed(3, NM, 3, "amount without mTORC1, with oxygen; 10 in the fed state"), conserved=False)
    m.species("HIF1a", contains="HIF1a", guess=10)
    gain = m.constant("gain_mTORC1_HIF1a", assumed(13, DIMENSIONLESS, 2, "its synthesis hangs on mTORC1"))
    half = m.constant("K_mTORC1_HIF1a", assumed(10, NM, 3, "above fed mTORC1: hyperactive mTORC1 adds to it"))
    spared = m.constant("w_Hypoxia_HIF1a", assumed(0.9, DIMENSIONLESS, 1.1, "most of its degradation needs oxygen"))
    m.turnover(
        "HIF1a", made="HIF1a", amount="HIF1a_total", rate=assumed(0.04, PER_MINUTE, 3, "half-life of 17 min"),
        degraded={"HIF1a": ()}, induction=(laws.activation(gain, "mTORC1_act", half),),
        loss=(RateLaw(formula=f"1 - {spared} * Hypoxia", unit=DIMENSIONLESS, sbo="SBO:0000049"),),
        evidence=review(233, 234, papers=("Duvel2010_SREBP_HIF1a",)),
    )  # fmt: skip
    gain = m.constant("gain_HIF1a_GlycolyticGenes", assumed(20, DIMENSIONLESS, 2, "main driver of these genes"))
    half = m.constant("K_HIF1a_GlycolyticGenes", assumed(40, NM, 3, "far above HIF-1-alpha of fed cells"))
    made = m.constant("K_GlycolyticGenes_basal", assumed(4, NM, 3, "amount without HIF-1-alpha; 20 in the fed state"))
    m.species("GlycolyticGenes", guess=20, name="transcripts of glycolytic genes")
    m.turnover(
        "GlycolyticGenes", made="GlycolyticGenes", amount=made, rate=assumed(0.004, PER_MINUTE, 3, "half-life of 3 h"),
        degraded={"GlycolyticGenes": ()}, induction=(laws.activation(gain, "HIF1a", half),), evidence=review(235),
    )  # fmt: skip


def _pentose_phosphates(m: ModuleBuilder) -> None:
    m.reads("SREBP_nuc")
    basal = m.constant("w_PPP_basal", assumed(0.6, DIMENSIONLESS, 1.5, "enzymes that are there without SREBP"))
    ref = m.constant("ref_SREBP_PPP", estimated(5, NM, FED))
    half = m.constant("K_SREBP_PPP", assumed(15, NM, 3, "as for lipogenic genes"))
    m.observable(
        "PPP", f"{basal} + (1 - {basal}) * SREBP_nuc / ({half} + SREBP_nuc) * ({half} + {ref}) / {ref}",
        unit=DIMENSIONLESS, evidence=review(231, 239, papers=("Duvel2010_SREBP_HIF1a",)), sbo=QUANTITATIVE,
        note=RELATIVE,
    )  # fmt: skip
    m.species("NADPH", guess=1e5)
    k = m.constant("k_NADPH_production", estimated(1e4, NM_PER_MINUTE, "0.1 mmol/l in the fed state (assumed level)"))
    m.reaction(
        "NADPH_production", (), "NADPH", laws.mass_action(k, "PPP"), evidence=review(240), sbo=SYNTHESIS
    )  # fmt: skip
    m.first_order(
        "NADPH_use", "NADPH", (), rate=assumed(0.1, PER_MINUTE, 5, "turns over within minutes"),
        evidence=review(note="use by reductive synthesis is implied"), sbo=DEGRADATION,
    )  # fmt: skip


def _capacity(m: ModuleBuilder) -> None:
    m.reads("EIF4EBP1")
    m.reads("EnergeticStress", unit=DIMENSIONLESS)
    ki = m.constant("Ki_EIF4EBP1_MitoTranslation", assumed(3, NM, 3, "as for transcripts with a TOP sequence"))
    ref = m.constant("ref_EIF4EBP1_MitoTranslation", estimated(1.4, NM, FED))
    m.observable(
        "MitoTranslation", f"({ki} + {ref}) / ({ki} + EIF4EBP1)", unit=DIMENSIONLESS, evidence=review(242),
        sbo=QUANTITATIVE, note=RELATIVE,
    )  # fmt: skip
    m.total("YY1", assumed(60, NM, 3, "abundant transcription factor"))
    m.species("YY1", contains="YY1", guess=50)
    m.total("PGC1a", assumed(20, NM, 5, "scarce, made on demand"), conserved=False)
    m.species("PGC1a", contains="PGC1a", guess=10)
    m.species("YY1_PGC1a", contains=("YY1", "PGC1a"), guess=10)
    gain = m.constant("gain_EnergeticStress_PGC1a", assumed(3, DIMENSIONLESS, 2, "severalfold after exertion"))
    m.turnover(
        "PGC1a", made="PGC1a", amount="PGC1a_total", rate=assumed(0.005, PER_MINUTE, 3, "half-life of 2 h"),
        degraded={"PGC1a": (), "YY1_PGC1a": "YY1"}, induction=(laws.boost((gain, "EnergeticStress")),),
        evidence=review(249),
    )  # fmt: skip
    k = m.constant("k_YY1_PGC1a", assumed(0.0003, PER_NM2_MINUTE, 5, "half of PGC-1-alpha with YY1 in fed cells"))
    m.reaction(
        "YY1_PGC1a_formation", ["YY1", "PGC1a"], "YY1_PGC1a", laws.mass_action(k, "mTORC1_act", "YY1", "PGC1a"),
        evidence=review(245, 246, 247, papers=("Cunningham2007_YY1_PGC1a",)), sbo=BINDING, at="nucleus",
    )  # fmt: skip
    m.first_order(
        "YY1_PGC1a_release", "YY1_PGC1a", ["YY1", "PGC1a"], rate=assumed(0.03, PER_MINUTE, 3, "half an hour"),
        evidence=review(245, note="the complex falls apart once mTORC1 stops"), sbo=DISSOCIATION, at="nucleus",
    )  # fmt: skip
    ref = m.constant("ref_YY1_PGC1a", estimated(10, NM, FED))
    m.observable(
        "MitochondrialBiogenesis", f"YY1_PGC1a / {ref}", unit=DIMENSIONLESS, evidence=review(248), sbo=QUANTITATIVE,
        note=RELATIVE,
    )  # fmt: skip
    m.species("RespiratoryUnits", guess=1000, name="respiratory chains with what they need", at="mitochondrion")
    proteins = m.constant("w_MitoTranslation_capacity", assumed(0.5, DIMENSIONLESS, 1.5, "respiratory proteins"))
    organelles = m.constant("w_Biogenesis_capacity", assumed(0.25, DIMENSIONLESS, 2, "proposed, hence the lesser"))
    driven = f"{proteins} * MitoTranslation + {organelles} * MitochondrialBiogenesis"
    made = RateLaw(formula=f"1 - {proteins} - {organelles} + {driven}", unit=DIMENSIONLESS, sbo="SBO:0000049")
    amount = m.constant("K_RespiratoryUnits", assumed(1000, NM, 3, "1 umol/l of each complex in the fed state"))
    m.turnover(
        "RespiratoryUnits", made="RespiratoryUnits", amount=amount, evidence=review(243, 250), induction=(made,),
        rate=assumed(0.001, PER_MINUTE, 3, "half-life of half a day"), degraded={"RespiratoryUnits": ()},
    )  # fmt: skip
    m.observable(
        "ATPCapacity", laws.ratio("RespiratoryUnits", amount), unit=DIMENSIONLESS, evidence=review(243, 250),
        sbo=QUANTITATIVE, note="What the cell could make, 1 in the fed state, of which it uses part.",
    )  # fmt: skip


def _fuel(m: ModuleBuilder) -> None:
    m.reads("Glucose", "Oxygen", "Metformin")
    genes = m.constant("ref_GlycolyticGenes", estimated(20, NM, FED))
    half = m.constant("K_Glucose_ATP", assumed(2e5, NM, 3, "glycolysis is saturated at normal glucose"))
    glucose = f"Glucose / ({half} + Glucose)"
    norm = m.constant("ref_Glucose_use", derived(round(10 / 11, 6), DIMENSIONLESS, "at 2 mmol/l glucose in the cell"))
    m.observable(
        "Glycolysis", f"GlycolyticGenes / {genes} * {glucose} / {norm}", unit=DIMENSIONLESS,
        evidence=review(236, note="without glucose there is nothing to split"), sbo=QUANTITATIVE, note=RELATIVE,
    )  # fmt: skip
    share = m.constant("K_fuel_without_glucose", assumed(0.45, DIMENSIONLESS, 2, "respiration on fats and amino acids"))
    spare = m.constant("K_ATPCapacity_OXPHOS", assumed(0.3, DIMENSIONLESS, 3, "most of the capacity is in reserve"))
    half_o2 = m.constant("K_Oxygen_ATP", assumed(2e3, NM, 5, "respiration falters below about 1 % of air"))
    ki = m.constant("Ki_Metformin_respiration", assumed(2e6, NM, 5, "millimolar metformin slows respiration"))
    hif = m.constant("Ki_HIF1a_OXPHOS", assumed(20, NM, 3, "twice the HIF-1-alpha of fed cells"))
    ref = m.constant("ref_OXPHOS", estimated(0.5, DIMENSIONLESS, FED))
    m.observable(
        "OXPHOS",
        f"({share} + (1 - {share}) * {glucose} / {norm}) * ATPCapacity / ({spare} + ATPCapacity)"
        f" * Oxygen / ({half_o2} + Oxygen) / (1 + Metformin / {ki}) / (1 + HIF1a / {hif}) / {ref}",
        unit=DIMENSIONLESS, evidence=review(237, 244, note="respiration is how the capacity makes ATP"),
        sbo=QUANTITATIVE, note=RELATIVE,
    )  # fmt: skip


def _logic(m: ModuleBuilder) -> None:
    m.logic_reads(
        "mTORC1_act", "mTORC1_hyperactive", "Hypoxia", "SREBP_nuc", "EIF4EBP1", "Glucose", "Oxygen", "Metformin"
    )
    # Off at rest: the level above that of fed cells, which lack of oxygen or hyperactive mTORC1 bring about.
    m.logic("HIF1a", "mTORC1_hyperactive | Hypoxia", resting=False, threshold=12.0, evidence=review(233, 234))
    m.logic("GlycolyticGenes", "HIF1a", resting=False, threshold=21.5, evidence=review(235))
    m.logic(
        "Glycolysis", "Glucose & GlycolyticGenes", resting=False, threshold=1.07, unit=DIMENSIONLESS,
        evidence=review(236), name="glycolysis above its usual rate",
    )  # fmt: skip
    # Respiration has capacity in reserve, so that a lower capacity does not switch it off.
    m.logic(
        "OXPHOS", "Glucose & Oxygen & !Metformin & !HIF1a", resting=True, threshold=0.95, unit=DIMENSIONLESS,
        evidence=review(237),
    )  # fmt: skip
    m.logic("PPP", "SREBP_nuc", resting=False, threshold=1.06, unit=DIMENSIONLESS, evidence=review(231, 239))
    m.logic("NADPH", "PPP", resting=False, threshold=1.06e5, evidence=review(240))
    m.logic("MitoTranslation", "!EIF4EBP1", resting=True, threshold=0.883, unit=DIMENSIONLESS, evidence=review(242))
    m.logic("YY1", resting=True)
    m.logic("PGC1a", resting=True)
    m.logic("YY1_PGC1a", "YY1 & PGC1a & mTORC1_act", resting=True, threshold=8.01, evidence=review(245, 246, 247))
    m.logic(
        "MitochondrialBiogenesis", "YY1_PGC1a", resting=True, threshold=0.801, unit=DIMENSIONLESS, evidence=review(248)
    )
    m.logic(
        "ATPCapacity", "MitoTranslation | MitochondrialBiogenesis", resting=True, threshold=0.898,
        unit=DIMENSIONLESS, evidence=review(243, 250),
    )  # fmt: skip
