"""Autophagy and lysosomes: what mTORC1 holds back, and what brings mTORC1 back when nothing comes from outside."""

from __future__ import annotations

from mtorsbml.model import ratelaws as laws
from mtorsbml.model.builder import ModuleBuilder
from mtorsbml.model.sbo import (
    DEGRADATION,
    DEPHOSPHORYLATION,
    PHENOMENOLOGICAL,
    PHOSPHORYLATION,
    QUANTITATIVE,
    SYNTHESIS,
    TRANSPORT,
)
from mtorsbml.model.units import DIMENSIONLESS, NM, NM_PER_MINUTE, PER_MINUTE, PER_NM_MINUTE
from mtorsbml.model.vocabulary import Module, RateLaw
from mtorsbml.pathway.agc import undone
from mtorsbml.pathway.base import assumed, derived, estimated, fed, module, review
from mtorsbml.pathway.modules.protein_synthesis import LIKE_S6K1, RRNA_BASES

FED = "its level in the fed state, so that the process reads 1 there"
RELATIVE = "Relative rate, 1 in the fed state. Phenomenological: the shape of the curve is assumed, its sign is known."
LIKE_ULK1 = "mTORC1_substrate_recruitment + w_Rapa_ULK1 * mTORC1_act_Rapa"
"""mTORC1 as ULK1 feels it [nmol/l]: that with FKBP12-rapamycin on it still marks ULK1 in part."""
LIKE_TFEB = "mTORC1_act + w_Rapa_EIF4EBP1 * mTORC1_act_Rapa"
"""mTORC1 as TFEB and TFE3 feel it [nmol/l]: part of them is at the lysosome, wherever mTORC1 meets the others."""
FULL = "mTORC1_act & !Recycling"
"""Logic: what recycled amino acids bring back is a part of mTORC1, which leaves ULK1 and TFEB free and autophagy on."""
READY = 801
"""Bases of a ribosome that come back as building blocks; the rest passes the pools of purines and pyrimidines."""


def build() -> Module:
    """Build the module."""
    m = module(
        "autophagy_lysosome",
        title="mTORC1 holds back autophagy and lysosomes, whose amino acids bring it back",
        notes="""
        mTORC1 marks ULK1 and ATG13 and so keeps the ULK1 complex from starting autophagosomes; it marks UVRAG, which
        then leaves HOPS, so that autophagosomes and endosomes mature more slowly; and it keeps TFEB and TFE3 out of the
        nucleus. Without mTORC1, autophagosomes form within minutes and lysosomes within hours. The protein that they
        break down comes out through SLC38A9 as amino acids, leucine, methionine and arginine among them, and these
        reach the sensors: after some hours of starvation mTORC1 comes back in part. Ribosomes are brought along by
        NUFIP1 and give nucleotides besides amino acids. In mitosis CDK1 holds back mTORC1 and autophagosomes alike.
        Protein as a whole is not used up here; ribosomes are. Rates of processes are relative to the fed state and
        phenomenological.
        """,
    )
    m.reads("mTORC1_act", "mTORC1_substrate_recruitment", "mTORC1_act_Rapa")
    m.reads("w_Rapa_S6K1", "w_Rapa_EIF4EBP1", unit=DIMENSIONLESS)
    for name, what in (
        ("Mitosis", "0 in interphase, 1 in mitosis"),
        ("Macropinocytosis", "0 in most cells, 1 where protein from outside is the main source of amino acids"),
        ("LowLysosomeNumber", "0 usual, 1 few lysosomes"),
    ):
        m.environment(name, kind="stimulus", reference=1.0, resting=assumed(0.0, DIMENSIONLESS, 1, what))
    _ulk1(m)
    _mitosis(m)
    _uvrag(m)
    _flux(m)
    _tfeb(m)
    _lysosomes(m)
    _proteolysis(m)
    _ribophagy(m)
    _outcomes(m)
    _exclusions(m)
    _logic(m)
    _logic_of_recycling(m)
    return m.build()


def _ulk1(m: ModuleBuilder) -> None:
    """The complex holds unmarked ULK1 and unmarked ATG13; either mark takes it apart."""
    m.constant(
        "w_Rapa_ULK1",
        estimated(0.2, DIMENSIONLESS, "rapamycin lowers the mark on ULK1 in part only (review); about 4E-BP1's weight"),
    )
    m.total("ULK1", assumed(20, NM, 3, "scarce kinase"))
    m.total("ATG13", assumed(50, NM, 3, "more than ULK1"))
    m.total("FIP200", assumed(30, NM, 3, "as ATG13"), subunits={"ATG101": assumed(30, NM, 3, "as FIP200")})
    m.species("ULK1", contains="ULK1", guess=2, note="Unmarked and in no complex.")
    m.species("ULK1_p", contains="ULK1", guess=15)
    m.species("ATG13", contains="ATG13", guess=5, note="Unmarked and in no complex.")
    m.species("ATG13_p", contains="ATG13", guess=33, name="ATG13, phosphorylated by mTORC1")
    m.species("FIP200", contains="FIP200", guess=20, name="FIP200 with ATG101")
    m.species("ATG13_FIP200", contains=("ATG13", "FIP200"), guess=8, name="ATG13 with FIP200 and ATG101")
    m.species(
        "ULK1_complex", contains=("ULK1", "ATG13", "FIP200"), guess=2.5, note="Unmarked: it starts autophagosomes."
    )
    papers = ("Kim2011_ULK1",)
    on = assumed(0.02, PER_NM_MINUTE, 5, "binding within minutes")
    m.binding(
        "ATG13", "FIP200", "ATG13_FIP200", kd=assumed(5, NM, 5, "a stable complex"), k_on=on,
        evidence=review(256, 257, 258),
    )  # fmt: skip
    m.binding(
        "ULK1", "ATG13_FIP200", "ULK1_complex", kd=assumed(5, NM, 5, "a stable complex"), k_on=on,
        evidence=review(255, 256, 257, 258),
    )  # fmt: skip
    k = m.constant("k_ULK1_phosphorylation", assumed(0.05, PER_NM_MINUTE, 3, "four fifths marked in fed cells"))
    k13 = m.constant("k_ATG13_phosphorylation", assumed(0.025, PER_NM_MINUTE, 3, "most of it marked in fed cells"))
    freed: tuple[str, ...]
    for state, freed in (("ULK1", ()), ("ULK1_complex", ("ATG13_FIP200",))):
        m.phosphorylation(
            f"{state}_phosphorylation", state, "ULK1_p", kinase=LIKE_ULK1, kcat=k, also=freed,
            evidence=review(252, 253, *((297,) if freed else ()), papers=papers),
        )  # fmt: skip
    for state, freed in (("ATG13", ()), ("ATG13_FIP200", ("FIP200",)), ("ULK1_complex", ("FIP200", "ULK1"))):
        m.phosphorylation(
            f"{state}_ATG13_phosphorylation", state, "ATG13_p", kinase=LIKE_S6K1, kcat=k13, also=freed,
            evidence=review(254),
        )  # fmt: skip
    for name in ("ULK1", "ATG13"):
        m.first_order(
            f"{name}_dephosphorylation", f"{name}_p", name, evidence=undone(), sbo=DEPHOSPHORYLATION,
            rate=assumed(0.03, PER_MINUTE, 3, "autophagy starts within half an hour of starvation"),
        )  # fmt: skip


def _mitosis(m: ModuleBuilder) -> None:
    m.total("CDK1", assumed(100, NM, 3, "abundant in dividing cells"))
    m.species("CDK1_off", contains="CDK1", guess=100, name="CDK1, inactive")
    m.species("CDK1", contains="CDK1", guess=0, note="Active, in mitosis.")
    k = m.constant("k_CDK1_activation", assumed(0.5, PER_MINUTE, 3, "mitotic entry within minutes"))
    m.reaction(
        "CDK1_activation", "CDK1_off", "CDK1", laws.mass_action(k, "Mitosis", "CDK1_off"), evidence=review(285),
        sbo=PHENOMENOLOGICAL,
    )  # fmt: skip
    m.first_order(
        "CDK1_inactivation", "CDK1", "CDK1_off", rate=assumed(0.2, PER_MINUTE, 3, "mitotic exit within minutes"),
        evidence=review(285, note="loss of cyclin B"),
    )  # fmt: skip
    m.reads("mTORC1_cyt", "mTORC1_lys")
    m.species(
        "mTORC1_pCDK1", contains=("mTOR", "Raptor"), guess=0, entity="mTORC1", name="mTORC1 with the mark of CDK1",
    )  # fmt: skip
    k = m.constant("k_CDK1_mTORC1", assumed(0.02, PER_NM_MINUTE, 3, "mTORC1 is off in mitosis"))
    for state in ("mTORC1_cyt", "mTORC1_lys", "mTORC1_act"):
        m.reaction(
            f"{state}_CDK1_phosphorylation", state, "mTORC1_pCDK1", laws.mass_action(k, "CDK1", state),
            evidence=review(283) if state == "mTORC1_act" else review(note="as row 283, wherever the complex is"),
            sbo=PHOSPHORYLATION,
        )  # fmt: skip
    m.first_order(
        "mTORC1_pCDK1_dephosphorylation", "mTORC1_pCDK1", "mTORC1_cyt", rate=assumed(0.1, PER_MINUTE, 3, "minutes"),
        evidence=undone(), sbo=DEPHOSPHORYLATION,
    )  # fmt: skip


def _uvrag(m: ModuleBuilder) -> None:
    m.total("UVRAG", assumed(40, NM, 3, "of the order of HOPS"))
    m.total("HOPS", assumed(30, NM, 3, "several per lysosome"))
    m.total("Rab7", assumed(200, NM, 3, "abundant GTPase"))
    m.species("UVRAG", contains="UVRAG", guess=6, note="Unmarked and free.")
    m.species("UVRAG_p", contains="UVRAG", guess=25)
    m.species("HOPS_free", contains="HOPS", guess=20, name="HOPS without UVRAG", at="lysosome_membrane")
    m.species("HOPS", contains=("HOPS", "UVRAG"), guess=10, note="With UVRAG: it fuses and activates Rab7.")
    m.binding(
        "UVRAG", "HOPS_free", "HOPS", kd=assumed(10, NM, 5, "most unmarked UVRAG is on HOPS"),
        k_on=assumed(0.02, PER_NM_MINUTE, 5, "binding within minutes"), evidence=review(262),
    )  # fmt: skip
    k = m.constant("k_UVRAG_phosphorylation", assumed(0.05, PER_NM_MINUTE, 3, "more than half marked in fed cells"))
    for state, freed in (("UVRAG", ()), ("HOPS", ("HOPS_free",))):
        m.phosphorylation(
            f"{state}_phosphorylation", state, "UVRAG_p", kinase=LIKE_S6K1, kcat=k, also=freed,
            evidence=review(261, 296, *((298,) if freed else ())),
        )  # fmt: skip
    m.first_order(
        "UVRAG_dephosphorylation", "UVRAG_p", "UVRAG", rate=assumed(0.06, PER_MINUTE, 3, "as ULK1"),
        evidence=undone(), sbo=DEPHOSPHORYLATION,
    )  # fmt: skip
    m.species("Rab7_off", contains="Rab7", guess=100, name="Rab7 without GTP")
    m.species("Rab7", contains="Rab7", guess=100, note="GTP-bound: active.")
    k = m.constant("k_Rab7_activation", assumed(0.01, PER_NM_MINUTE, 3, "half active in fed cells"))
    m.reaction(
        "Rab7_activation", "Rab7_off", "Rab7", laws.mass_action(k, "HOPS", "Rab7_off"), evidence=review(264),
        at="lysosome_membrane",
    )  # fmt: skip
    m.first_order(
        "Rab7_inactivation", "Rab7", "Rab7_off", rate=assumed(0.1, PER_MINUTE, 3, "GTP hydrolysis, minutes"),
        evidence=review(264, note="hydrolysis is implied"), at="lysosome_membrane",
    )  # fmt: skip


def _flux(m: ModuleBuilder) -> None:
    """Autophagosomes form, and fuse with lysosomes unless they are lost before."""
    m.total("ATG_genes", assumed(100, NM, 3, "core machinery"), subunits={"ATG7": assumed(100, NM, 3, "as the others")})
    m.species("ATG_genes", contains="ATG_genes", guess=100, name="products of the core autophagy genes")
    half = m.constant(
        "K_ULK1_complex_AutophagosomeFormation", assumed(1, NM, 3, "starts double, not more, at full ULK1")
    )
    machinery = m.constant("ref_ATG_genes", derived(100, NM, "the whole machinery of a usual cell"))
    ki = m.constant("Ki_CDK1_AutophagosomeFormation", assumed(5, NM, 3, "few autophagosomes form in mitosis"))
    ref = m.constant("ref_AutophagosomeFormation", estimated(0.63, DIMENSIONLESS, FED))
    start = laws.saturation("ULK1_complex", half)
    m.observable(
        "AutophagosomeFormation", f"{start.formula} / {ref} * ATG_genes / {machinery} / (1 + CDK1 / {ki})",
        unit=DIMENSIONLESS, evidence=review(259, 260, 284), sbo=QUANTITATIVE, note=RELATIVE,
    )  # fmt: skip
    hops = m.constant("ref_HOPS", estimated(7.79, NM, FED))
    rab7 = m.constant("ref_Rab7", estimated(87.6, NM, FED))
    m.observable(
        "AutophagosomeMaturation", f"HOPS / {hops} * Rab7 / {rab7}", unit=DIMENSIONLESS, evidence=review(263, 265),
        sbo=QUANTITATIVE, note=RELATIVE,
    )  # fmt: skip
    m.species("Autophagosome", guess=1, name="autophagosomes that have not fused")
    made = m.constant(
        "k_Autophagosome_formation", derived(0.06, NM_PER_MINUTE, "one unit in the fed state, lost within 17 min")
    )
    m.reaction(
        "Autophagosome_formation", (), "Autophagosome", laws.mass_action(made, "AutophagosomeFormation"),
        evidence=review(266), sbo=SYNTHESIS,
    )  # fmt: skip
    fused = m.constant("k_Autophagosome_fusion", assumed(0.04, PER_MINUTE, 3, "autophagosomes last some 20 min"))
    m.reaction(
        "Autophagosome_fusion", "Autophagosome", (),
        laws.mass_action(fused, "AutophagosomeMaturation", "Autophagosome"), evidence=review(267), sbo=TRANSPORT,
    )  # fmt: skip
    m.first_order(
        "Autophagosome_loss", "Autophagosome", (), sbo=DEGRADATION,
        rate=assumed(0.02, PER_MINUTE, 3, "a third does not reach a lysosome in fed cells"),
        evidence=review(note="makes the late step count in the steady flux; assumed"),
    )  # fmt: skip
    ref = m.constant("ref_Autophagosome", estimated(1, NM, FED))
    m.reads("AutophagicCapacity", unit=DIMENSIONLESS)
    m.observable(
        "Autophagy", f"AutophagicCapacity * AutophagosomeMaturation * Autophagosome / {ref}", unit=DIMENSIONLESS,
        evidence=review(266, 267, 490), sbo=QUANTITATIVE, note=f"{RELATIVE} Flux of autophagosomes into lysosomes.",
    )  # fmt: skip


def _tfeb(m: ModuleBuilder) -> None:
    """TFEB and TFE3 alike: marked in the cytosol, unmarked on their way to and from the nucleus."""
    m.reads("RagCD_GDP", "FLCN_FNIP2")
    axis = m.constant(
        "FLCN_TFEB_axis",
        assumed(1.0, DIMENSIONLESS, 1, "switch: 1 RagC/D-GDP and FLCN act on TFEB themselves, 0 mTORC1 alone decides"),
        name="FLCN - RagC/D - TFEB as an axis of its own",
    )
    half = m.constant("K_RagCD_GDP_TFEB", assumed(60, NM, 3, "less than the RagC/D-GDP of fed cells"))
    n = m.constant("n_RagCD_GDP_TFEB", assumed(2, DIMENSIONLESS, 1.5, "loss of FLCN must be felt"))
    dock = laws.hill("RagCD_GDP", half, n).formula
    docked = RateLaw(formula=f"1 - {axis} + {axis} * {dock}", unit=DIMENSIONLESS, sbo="SBO:0000192")
    k = m.constant("k_TFEB_phosphorylation", assumed(0.3, PER_NM_MINUTE, 3, "a tenth nuclear in fed cells"))
    k_flcn = m.constant("k_FLCN_TFEB", assumed(0.001, PER_NM_MINUTE, 3, "a small part of what mTORC1 does"))
    back = m.constant("k_TFEB_dephosphorylation", assumed(0.03, PER_MINUTE, 3, "nuclear within half an hour"))
    low = m.constant("w_LowLysosomeNumber_TFEB", assumed(2, DIMENSIONLESS, 3, "read from a figure label"))
    enter = m.constant("k_TFEB_nuclear_entry", assumed(0.1, PER_MINUTE, 3, "some ten minutes"))
    leave = m.constant("k_TFEB_nuclear_exit", assumed(0.05, PER_MINUTE, 3, "two thirds nuclear when unmarked"))
    papers = ("Settembre2012_TFEB", "RoczniakFerguson2012_TFEB")
    for name, row in (("TFEB", 269), ("TFE3", 270)):
        nuclear = f"TFEB_nuc_{name}"
        m.total(name, assumed(50, NM, 3, "usual for a transcription factor"))
        m.species(name, contains=name, guess=3, note="Unmarked, in the cytosol.")
        m.species(f"{name}_p", contains=name, guess=42, name=f"{name}, marked and held in the cytosol")
        m.species(nuclear, contains=name, guess=5, at="nucleus", name=f"nuclear {name}")
        m.reaction(
            f"{name}_phosphorylation", name, f"{name}_p",
            laws.scaled(laws.mass_action(k, LIKE_TFEB, name), docked),
            evidence=review(268, 274, papers=papers) if name == "TFEB" else review(268, papers=papers),
            sbo=PHOSPHORYLATION, note="Spared by rapamycin as 4E-BP1 is.",
        )  # fmt: skip
        m.reaction(
            f"{name}_retention_FLCN", name, f"{name}_p", laws.mass_action(k_flcn, axis, "FLCN_FNIP2", name),
            evidence=review(275), sbo=PHENOMENOLOGICAL,
        )  # fmt: skip
        m.reaction(
            f"{name}_dephosphorylation", f"{name}_p", name,
            laws.scaled(laws.mass_action(back, f"{name}_p"), laws.boost((low, "LowLysosomeNumber"))),
            evidence=review(273), sbo=DEPHOSPHORYLATION,
        )  # fmt: skip
        m.reaction(
            f"{name}_nuclear_shuttle", name, nuclear, laws.reversible_conversion(enter, leave, name, nuclear),
            evidence=review(268, row, 273, 275, papers=papers), sbo=TRANSPORT, reversible=True, at="nucleus",
        )  # fmt: skip
    m.observable("TFEB_nuc", "TFEB_nuc_TFEB + TFEB_nuc_TFE3", evidence=review(268, 269, 270, 273, 275))


def _lysosomes(m: ModuleBuilder) -> None:
    gain = m.constant("gain_TFEB_LysosomeGenes", assumed(10, DIMENSIONLESS, 2, "lysosomal genes rise severalfold"))
    half = m.constant("K_TFEB_LysosomeGenes", assumed(20, NM, 3, "twice what a fed cell has in its nuclei"))
    n = m.constant("n_TFEB_LysosomeGenes", assumed(3, DIMENSIONLESS, 1.5, "dimers on several sites of each promoter"))
    basal = m.constant("K_LysosomeGenes_basal", assumed(4.51, NM, 3, "transcripts without TFEB; 10 in the fed state"))
    m.species("LysosomeGenes", guess=10, at="nucleus", name="transcripts of lysosomal genes")
    m.turnover(
        "LysosomeGenes", made="LysosomeGenes", amount=basal, rate=assumed(0.006, PER_MINUTE, 3, "half-life of 2 h"),
        degraded={"LysosomeGenes": ()}, induction=(laws.cooperative_activation(gain, "TFEB_nuc", half, n),),
        evidence=review(271, papers=("Settembre2011_TFEB",)),
    )  # fmt: skip
    ref = m.constant("ref_LysosomeGenes", estimated(10, NM, FED))
    m.observable(
        "LysosomeBiogenesis", f"LysosomeGenes / {ref}", unit=DIMENSIONLESS, evidence=review(272), sbo=QUANTITATIVE,
        note=RELATIVE,
    )  # fmt: skip
    m.species("Lysosome", guess=1, at="lysosome_membrane", name="lysosomal capacity")
    lost = m.constant(
        "k_Lysosome_loss", assumed(0.0025, PER_MINUTE, 3, "half-life of 5 h: the slow step of the return")
    )
    fed = m.constant("ref_Lysosome", derived(1, NM, "the amount of a fed cell is the unit"))
    m.reaction(
        "Lysosome_formation", (), "Lysosome", laws.mass_action(lost, fed, "LysosomeBiogenesis"),
        evidence=review(277, papers=("Settembre2011_TFEB",)), sbo=SYNTHESIS, at="lysosome_membrane",
    )  # fmt: skip
    m.reaction(
        "Lysosome_loss", "Lysosome", (), laws.mass_action(lost, "Lysosome"),
        evidence=review(note="turnover of lysosomes is implied"), sbo=DEGRADATION, at="lysosome_membrane",
    )  # fmt: skip


def _proteolysis(m: ModuleBuilder) -> None:
    other = m.constant(
        "w_other_cargo",
        assumed(0.3, DIMENSIONLESS, 2, "share of cargo that comes by endocytosis and without ATG genes"),
    )
    depot = m.constant(
        "w_ribosome_cargo",
        assumed(
            0.3, DIMENSIONLESS, 2, "ribosomes as a major depot of amino acids (proposed): more than their own mass here"
        ),
    )
    stock = m.constant("ref_Ribosome_cargo", estimated(2000, NM, "ribosomes of a fed cell"))
    m.species("Cargo", guess=1, at="lysosome_lumen", name="protein under digestion")
    digest = m.constant("k_Cargo_digestion", assumed(0.02, PER_MINUTE, 3, "delivered protein is gone within an hour"))
    unit = m.constant("ref_Cargo", derived(1, NM, "the amount of a fed cell is the unit"))
    delivered = RateLaw(
        formula=f"{other} + {depot} * Ribophagy * Ribosome / {stock} + (1 - {other} - {depot}) * Autophagy",
        unit=DIMENSIONLESS,
        sbo="SBO:0000049",
    )
    m.reaction(
        "Cargo_delivery", (), "Cargo", laws.scaled(laws.mass_action(digest, unit), delivered),
        evidence=review(276, 289), sbo=TRANSPORT, at="lysosome_lumen",
    )  # fmt: skip
    m.reaction(
        "Cargo_digestion", "Cargo", (), laws.mass_action(digest, "Cargo"), evidence=review(276), sbo=DEGRADATION,
        at="lysosome_lumen",
    )  # fmt: skip
    m.observable(
        "LysosomalProteolysis", f"Cargo / {unit} * Lysosome / ref_Lysosome", unit=DIMENSIONLESS,
        evidence=review(276, 277, 289), sbo=QUANTITATIVE,
        note=f"{RELATIVE} Cargo times capacity: TFEB raises lysosomes and the machinery of autophagy together.",
    )  # fmt: skip
    m.reads("Ribosome", "AA_lys", "Arg_lys", "Ki_AA_lys_proteolysis")
    m.reads("k_proteolysis_AA_lys", "k_proteolysis_Arg_lys", unit=NM_PER_MINUTE)
    fold = m.constant(
        "w_Macropinocytosis", assumed(6, DIMENSIONLESS, 3, "as much as the autophagy of a starved cell gives")
    )
    for pool in ("AA_lys", "Arg_lys"):
        m.reaction(
            f"macropinocytosis_{pool}", (), pool,
            laws.scaled(
                laws.mass_action(f"k_proteolysis_{pool}", fold, "Macropinocytosis"),
                laws.steep_inhibition("AA_lys", "Ki_AA_lys_proteolysis"),
            ),
            evidence=review(282, papers=("Wyant2017_SLC38A9_efflux",)), sbo=SYNTHESIS, at="lysosome_lumen",
        )  # fmt: skip


def _ribophagy(m: ModuleBuilder) -> None:
    m.total("NUFIP1", assumed(20, NM, 3, "scarce receptor"))
    m.species("NUFIP1", contains="NUFIP1", guess=20)
    ki = m.constant("Ki_mTORC1_Ribophagy", assumed(2, NM, 3, "the mTORC1 of fed cells halves it"))
    fed = m.constant("ref_mTORC1_Ribophagy", estimated(2.39, NM, FED))
    ref = m.constant("ref_NUFIP1", derived(20, NM, "the whole of NUFIP1"))
    m.observable(
        "Ribophagy", f"NUFIP1 / {ref} * Autophagy * ({ki} + {fed}) / ({ki} + mTORC1_act)", unit=DIMENSIONLESS,
        evidence=review(286, 287), sbo=QUANTITATIVE, note=RELATIVE,
    )  # fmt: skip
    k = m.constant(
        "k_Ribophagy",
        assumed(1e-4, PER_MINUTE, 3, "a third of ribosome loss in fed cells; four times that when mTORC1 is off"),
    )
    eaten = laws.mass_action(k, "Ribophagy", "Ribosome")
    m.reads("Purines", "Pyrimidines", "NucleotidePool")
    halves = [f"{(RRNA_BASES - READY) / 2:g} {kind}" for kind in ("Purines", "Pyrimidines")]
    m.reaction(
        "Ribosome_ribophagy", "Ribosome", [f"{READY} NucleotidePool", *halves], eaten, evidence=review(288, 290),
        sbo=DEGRADATION,
        note="All bases of ribosomal RNA come back: most of them through the nucleotides that synthesis makes too.",
    )  # fmt: skip


def _outcomes(m: ModuleBuilder) -> None:
    m.species("DamagedProteins", guess=2e4)
    made = m.constant("k_DamagedProteins", derived(20, NM_PER_MINUTE, "one in a hundred thousand proteins a minute"))
    new = m.constant(
        "w_ProteinSynthesis_DamagedProteins",
        assumed(0.5, DIMENSIONLESS, 2, "half of the damage is in new proteins that misfold, half comes with time"),
    )
    m.reads("ProteinSynthesis", unit=DIMENSIONLESS)
    m.reads("S6K1_act")
    fed_s6k1 = m.constant("ref_S6K1_act_damage", fed("S6K1_act"))
    haste = m.constant(
        "w_S6K1_DamagedProteins",
        assumed(0.5, DIMENSIONLESS, 2, "half of what misfolds in new proteins comes with S6K1; proposed, size unknown"),
    )
    folding = f"(1 - {haste} + {haste} * S6K1_act / {fed_s6k1})"
    m.reaction(
        "DamagedProteins_formation", (), "DamagedProteins",
        RateLaw(
            formula=f"{made} * (1 - {new} + {new} * ProteinSynthesis * {folding})", unit=NM_PER_MINUTE,
            sbo="SBO:0000047",
        ),
        evidence=review(486, 488, note="that damage arises without translation is implied"), sbo=SYNTHESIS,
    )  # fmt: skip
    k = m.constant("k_DamagedProteins_autophagy", assumed(7e-4, PER_MINUTE, 3, "most of the removal in fed cells"))
    m.reaction(
        "DamagedProteins_autophagy", "DamagedProteins", (), laws.mass_action(k, "Autophagy", "DamagedProteins"),
        evidence=review(291, 492), sbo=DEGRADATION,
    )  # fmt: skip
    m.first_order(
        "DamagedProteins_loss", "DamagedProteins", (), rate=assumed(3e-4, PER_MINUTE, 3, "proteasome and dilution"),
        evidence=review(note="removal beside autophagy"), sbo=DEGRADATION,
    )  # fmt: skip
    ki = m.constant("Ki_mTORC1_Catabolism", assumed(1, NM, 3, "somewhat less than half of the mTORC1 of fed cells"))
    m.observable(
        "Catabolism", f"({ki} + ref_mTORC1_Ribophagy) / ({ki} + mTORC1_act)", unit=DIMENSIONLESS, evidence=review(293),
        sbo=QUANTITATIVE, note=RELATIVE,
    )  # fmt: skip


def _exclusions(m: ModuleBuilder) -> None:
    m.exclude(
        281, "net effect of AA_cyt on GATOR1 and the Rags, with leucine, arginine and methionine, each step modelled"
    )
    m.exclude(292, "net effect of Fasting - AA_supply on AA_cyt, each step of which is modelled")
    m.exclude(294, "net effect of mTORC1_act - TFEB_nuc - LysosomeGenes, each step of which is modelled")


def _logic(m: ModuleBuilder) -> None:
    m.logic_reads("mTORC1_act", "AutophagicCapacity")
    for name in ("Mitosis", "Macropinocytosis", "LowLysosomeNumber"):
        m.logic(name, resting=False)
    for name in ("FIP200", "ATG101", "ATG_genes", "ATG7", "NUFIP1"):
        m.logic(name, resting=True)
    m.logic("FLCN_TFEB_axis", resting=True, name="FLCN - RagC/D - TFEB as an axis of its own")
    m.logic("ULK1_p", FULL, resting=True, threshold=14.3, evidence=review(253))
    m.logic("ULK1", "!ULK1_p", resting=False, threshold=2.61, evidence=review(252))
    m.logic("ATG13", f"!({FULL})", resting=False, threshold=6.49, evidence=review(254))
    m.logic(
        "ULK1_complex", "ULK1 & !ULK1_p & ATG13 & FIP200 & ATG101", resting=False, threshold=3.1,
        evidence=review(255, 256, 257, 258, 297),
    )  # fmt: skip
    m.logic("CDK1", "Mitosis", resting=False, threshold=30.0, evidence=review(285))
    m.logic(
        "AutophagosomeFormation", "ULK1_complex & ATG_genes & ATG7 & !CDK1", resting=False,
        threshold=1.2, unit=DIMENSIONLESS, evidence=review(259, 260, 284),
    )  # fmt: skip
    m.logic("UVRAG_p", FULL, resting=True, threshold=22.2, evidence=review(296))
    m.logic("UVRAG", "!UVRAG_p", resting=False, threshold=7.34, evidence=review(261))
    m.logic("HOPS", "UVRAG & !UVRAG_p", resting=False, threshold=10.4, evidence=review(262, 298))
    m.logic("Rab7", "HOPS & UVRAG", resting=False, threshold=102.0, evidence=review(264))
    m.logic(
        "AutophagosomeMaturation", "HOPS & Rab7", resting=False, threshold=1.4, unit=DIMENSIONLESS,
        evidence=review(263, 265),
    )  # fmt: skip
    m.logic(
        "Autophagy", "AutophagosomeFormation & AutophagosomeMaturation & AutophagicCapacity", resting=False,
        threshold=1.4, unit=DIMENSIONLESS, evidence=review(266, 267, 490),
    )  # fmt: skip
    m.logic_reads("ProteinSynthesis", "S6K1_act")
    m.logic(
        "DamagedProteins", "!Autophagy & ProteinSynthesis & S6K1_act", resting=True, threshold=1.93e4,
        evidence=review(291, 486, 488, 492),
    )  # fmt: skip
    m.logic_reads("mTORC1_hyperactive")
    m.logic(
        "DamagedProteins_high", "DamagedProteins & (mTORC1_hyperactive | !(FIP200 & ATG101 & ATG_genes & ATG7))",
        resting=False, observable="DamagedProteins",
        threshold=2.36e4, name="damaged proteins above 1.2 times their fed level", evidence=review(291, 488),
    )  # fmt: skip
    m.logic("Catabolism", "!mTORC1_act", resting=False, threshold=1.36, unit=DIMENSIONLESS, evidence=review(293))


def _logic_of_recycling(m: ModuleBuilder) -> None:
    m.logic_reads("RagCD_GDP", "Prolonged", "SLC38A9_Arg", "Nucleotides_ext")
    m.logic_reads("AminoAcids", "Leu_ext", "Arg_ext", "Met_ext", "Gln_ext", "AA_ext")
    free = f"!({FULL} & (RagCD_GDP | !FLCN_TFEB_axis)) | LowLysosomeNumber"
    m.logic("TFEB", free, resting=False, threshold=3.64, evidence=review(274))
    m.logic("TFE3", free, resting=False, threshold=3.64)
    m.logic("TFEB_nuc", "TFEB | TFE3", resting=False, threshold=14.6, evidence=review(269, 270))
    m.logic("LysosomeGenes", "TFEB_nuc", resting=False, threshold=13.0, evidence=review(271))
    m.logic(
        "LysosomeBiogenesis", "LysosomeGenes", resting=False, threshold=1.3, unit=DIMENSIONLESS, evidence=review(272)
    )
    m.logic(
        "LysosomalProteolysis", "Autophagy & LysosomeBiogenesis", resting=False, threshold=1.5, unit=DIMENSIONLESS,
        evidence=review(276, 277),
    )  # fmt: skip
    m.logic(
        "Ribophagy", "NUFIP1 & Autophagy & (!mTORC1_act | Recycling)", resting=False, threshold=1.8, unit=DIMENSIONLESS,
        evidence=review(286, 287),
    )  # fmt: skip
    m.logic(
        "Recycling",
        "Prolonged & LysosomalProteolysis & SLC38A9_Arg & (Ribophagy | Nucleotides_ext)"
        " & !(AminoAcids & Leu_ext & Arg_ext & Met_ext & Gln_ext & AA_ext)",
        resting=False, name="amino acids from lysosomes carry the sensors, as they do after hours",
        evidence=review(289),
    )  # fmt: skip
