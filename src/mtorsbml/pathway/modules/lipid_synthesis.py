"""Lipid synthesis: mTORC1 opens the nucleus to SREBP by keeping lipin 1 out, and runs the PPAR-gamma programme."""

from __future__ import annotations

from mtorsbml.model import ratelaws as laws
from mtorsbml.model.builder import ModuleBuilder
from mtorsbml.model.sbo import CONVERSION, DEGRADATION, PHENOMENOLOGICAL, QUANTITATIVE, SYNTHESIS, TRANSPORT
from mtorsbml.model.units import DIMENSIONLESS, NM, PER_MINUTE, PER_NM_MINUTE
from mtorsbml.model.vocabulary import Module, RateLaw
from mtorsbml.pathway.agc import undone
from mtorsbml.pathway.base import FED, RELATIVE, assumed, derived, estimated, module, review
from mtorsbml.pathway.modules.protein_synthesis import LIKE_EIF4EBP1


def build() -> Module:
    """Build the module."""
    m = module(
        "lipid_synthesis",
        title="mTORC1 raises lipid synthesis through SREBP and PPAR-gamma",
        notes="""
        SREBP sits in the endoplasmic reticulum as long as there are sterols; when they run low it goes to the nucleus
        and has the genes of lipid and sterol synthesis read. Lipin 1 in the nucleus works against it; mTORC1 marks
        lipin 1 and so keeps it out. S6K1 promotes the processing of SREBP by a route that is not known. Beside this
        mTORC1 runs the programme of PPAR-gamma. Sterols come from outside and from synthesis: an experimenter lowers
        them with Sterols_ext = 0 (medium without lipoproteins), or stops their synthesis with
        k_Sterols_synthesis = 0, as a statin does. Rates of processes are relative to the fed state and
        phenomenological.
        """,
    )
    m.reads("mTORC1_act")
    _sterols(m)
    _lipin(m)
    _srebp(m)
    _ppar_gamma(m)
    _synthesis(m)
    _logic(m)
    return m.build()


def _sterols(m: ModuleBuilder) -> None:
    m.environment(
        "Sterols_ext", kind="nutrient", entity="Sterols", name="sterols outside the cell, in lipoproteins",
        resting=assumed(1e5, NM, 5, "cholesterol of medium with a tenth of serum, about 0.1 mmol/l"),
    )  # fmt: skip
    m.species(
        "Sterols", guess=1e5,
        note="The regulatory pool in the endoplasmic reticulum, a small part of all sterol of the cell.",
    )  # fmt: skip
    k = m.constant("k_Sterols_uptake", estimated(0.00375, PER_MINUTE, "three quarters of the sterol come from outside"))
    m.reaction(
        "Sterols_uptake", (), "Sterols", laws.mass_action(k, "Sterols_ext"),
        evidence=review(note="uptake of lipoproteins is implied"), sbo=TRANSPORT,
    )  # fmt: skip
    k = m.constant("k_Sterols_synthesis", estimated(6.25, PER_MINUTE, "a quarter of the sterol is made in the cell"))
    m.reaction(
        "Sterols_synthesis", (), "Sterols", laws.mass_action(k, "LipogenicGenes"), evidence=review(207),
        sbo=SYNTHESIS, at="ER",
    )  # fmt: skip
    m.first_order(
        "Sterols_use", "Sterols", (), rate=assumed(0.005, PER_MINUTE, 3, "esters, export and new membrane; hours"),
        evidence=review(note="use is implied"), sbo=DEGRADATION, at="ER",
    )  # fmt: skip


def _lipin(m: ModuleBuilder) -> None:
    m.reads("mTORC1_substrate_recruitment", "mTORC1_act_Rapa")
    m.reads("w_Rapa_EIF4EBP1", unit=DIMENSIONLESS)
    m.total("Lipin1", assumed(50, NM, 3, "a few ten thousand copies"))
    m.species("Lipin1", contains="Lipin1", guess=40, at="cytosol", note="Marked by mTORC1 and kept out of the nucleus.")
    m.species("Lipin1_nuc", contains="Lipin1", guess=10)
    m.phosphorylation(
        "Lipin1_exclusion", "Lipin1_nuc", "Lipin1", kinase=LIKE_EIF4EBP1,
        kcat=assumed(0.07, PER_NM_MINUTE, 3, "four fifths outside the nucleus in fed cells"),
        evidence=review(208, papers=("Peterson2011_Lipin1",)),
        note="Many of its sites withstand rapamycin, as on 4E-BP1.",
    )  # fmt: skip
    m.first_order(
        "Lipin1_entry", "Lipin1", "Lipin1_nuc", rate=assumed(0.04, PER_MINUTE, 3, "within half an hour of Torin1"),
        evidence=review(214, papers=("Peterson2011_Lipin1",)), sbo=TRANSPORT, at="nucleus",
    )  # fmt: skip


def _srebp(m: ModuleBuilder) -> None:
    m.reads("S6K1_act")
    m.total("SREBP", assumed(50, NM, 3, "SREBP1 and SREBP2 together"))
    m.species("SREBP", contains="SREBP", guess=45, note="Held in the endoplasmic reticulum.")
    m.species("SREBP_nuc", contains="SREBP", guess=5)
    k = m.constant("k_SREBP_processing", estimated(0.045, PER_MINUTE, "a tenth of SREBP in the nucleus of fed cells"))
    half = m.constant("K_Sterols_SREBP", assumed(5.8e4, NM, 2, "fed sterols hold nine tenths back"))
    n = m.constant("n_Sterols_SREBP", assumed(4, DIMENSIONLESS, 2, "a sharp switch in purified membranes"))
    basal = m.constant("w_SREBP_without_S6K1", assumed(0.4, DIMENSIONLESS, 2, "without S6K1 the rise is partial"))
    ref = m.constant("ref_S6K1_SREBP", estimated(16, NM, "active S6K1 of fed cells"))
    m.reaction(
        "SREBP_processing", "SREBP", "SREBP_nuc",
        laws.scaled(
            laws.mass_action(k, "SREBP"),
            RateLaw(formula=f"1 / (1 + (Sterols / {half})^{n})", unit=DIMENSIONLESS, sbo="SBO:0000192"),
            RateLaw(formula=f"{basal} + (1 - {basal}) * S6K1_act / {ref}", unit=DIMENSIONLESS, sbo="SBO:0000049"),
        ),
        evidence=review(203, 204, 210, papers=("Duvel2010_SREBP_HIF1a",)), sbo=TRANSPORT, at="ER",
    )  # fmt: skip
    lipin = m.constant("K_Lipin1_SREBP", assumed(10, NM, 3, "fed nuclear lipin 1 halves nuclear SREBP"))
    m.first_order(
        "SREBP_nuc_loss", "SREBP_nuc", "SREBP", rate=assumed(0.02, PER_MINUTE, 3, "half-life below an hour"),
        factors=(laws.boost((f"1 / {lipin}", "Lipin1_nuc")),),
        evidence=review(209, papers=("Peterson2011_Lipin1",), note="loss is made good at the reticulum"),
        sbo=CONVERSION, at="nucleus",
    )  # fmt: skip
    gain = m.constant("gain_SREBP_LipogenicGenes", assumed(8, DIMENSIONLESS, 2, "strongly induced without sterols"))
    half = m.constant("K_SREBP_LipogenicGenes", assumed(15, NM, 3, "above fed nuclear SREBP"))
    made = m.constant("K_LipogenicGenes_basal", assumed(6.7, NM, 3, "amount without SREBP; 20 in the fed state"))
    m.species("LipogenicGenes", guess=20, name="transcripts of lipogenic genes")
    m.turnover(
        "LipogenicGenes", made="LipogenicGenes", amount=made, rate=assumed(0.004, PER_MINUTE, 3, "half-life of 3 h"),
        degraded={"LipogenicGenes": ()}, induction=(laws.activation(gain, "SREBP_nuc", half),), evidence=review(205),
    )  # fmt: skip


def _ppar_gamma(m: ModuleBuilder) -> None:
    m.total("PPARgamma", assumed(20, NM, 5, "scarce outside fat tissue"))
    m.species("PPARgamma_off", contains="PPARgamma", guess=10, name="PPAR-gamma, idle")
    m.species("PPARgamma", contains="PPARgamma", guess=10, note="The form that runs its programme.")
    k = m.constant("k_mTORC1_PPARgamma", assumed(0.01, PER_NM_MINUTE, 3, "half active in the fed state"))
    m.reaction(
        "PPARgamma_activation", "PPARgamma_off", "PPARgamma", laws.mass_action(k, "mTORC1_act", "PPARgamma_off"),
        evidence=review(211), sbo=PHENOMENOLOGICAL, at="nucleus", note="How mTORC1 does it is not in the review.",
    )  # fmt: skip
    m.first_order(
        "PPARgamma_inactivation", "PPARgamma", "PPARgamma_off", rate=assumed(0.023, PER_MINUTE, 3, "half an hour"),
        evidence=undone(), at="nucleus",
    )  # fmt: skip
    gain = m.constant("gain_PPARgamma_genes", assumed(8, DIMENSIONLESS, 2, "strongly induced"))
    half = m.constant("K_PPARgamma_genes", assumed(20, NM, 3, "as much as there is"))
    made = m.constant("K_LipidHomeostasisGenes_basal", assumed(5.5, NM, 3, "without PPAR-gamma; 20 in fed cells"))
    m.species("LipidHomeostasisGenes", guess=20, name="transcripts of lipid homeostasis genes")
    m.turnover(
        "LipidHomeostasisGenes", made="LipidHomeostasisGenes", amount=made,
        rate=assumed(0.004, PER_MINUTE, 3, "half-life of 3 h"), degraded={"LipidHomeostasisGenes": ()},
        induction=(laws.activation(gain, "PPARgamma", half),), evidence=review(212),
    )  # fmt: skip


def _synthesis(m: ModuleBuilder) -> None:
    m.reads("NADPH")
    share = m.constant("w_LipogenicGenes_LipidSynthesis", assumed(0.6, DIMENSIONLESS, 1.3, "SREBP carries most of it"))
    srebp = m.constant("ref_LipogenicGenes", estimated(20, NM, FED))
    ppar = m.constant("ref_LipidHomeostasisGenes", estimated(20, NM, FED))
    half = m.constant("K_NADPH_LipidSynthesis", assumed(3e4, NM, 3, "NADPH is seldom short"))
    norm = m.constant("ref_NADPH_LipidSynthesis", derived(round(10 / 13, 6), DIMENSIONLESS, "at 0.1 mmol/l NADPH"))
    m.observable(
        "LipidSynthesis",
        f"({share} * LipogenicGenes / {srebp} + (1 - {share}) * LipidHomeostasisGenes / {ppar})"
        f" * NADPH / ({half} + NADPH) / {norm}",
        unit=DIMENSIONLESS, evidence=review(206, 213, 241), sbo=QUANTITATIVE, note=RELATIVE,
    )  # fmt: skip


def _logic(m: ModuleBuilder) -> None:
    m.logic_reads("mTORC1_act", "mTORC1_hyperactive", "S6K1_act", "NADPH")
    m.logic("Sterols_ext", resting=True, entity="Sterols", name="sterols outside the cell, in lipoproteins")
    # What the cell makes itself softens a want of sterols without ending it; the ODE has the loop (row 207).
    m.logic("Sterols", "Sterols_ext", resting=True, threshold=8e4)
    m.logic("Lipin1", resting=True)
    m.logic("Lipin1_nuc", "Lipin1 & !mTORC1_act", resting=False, threshold=13.8, evidence=review(208, 214))
    m.logic("SREBP", resting=True)
    # Off at rest: the level above that of fed cells, which want of sterols or hyperactive mTORC1 bring about, and loss
    # of lipin 1; where sterols are wanting too, this outweighs what S6K1 does.
    m.logic(
        "SREBP_nuc",
        "SREBP & ((!Lipin1_nuc & S6K1_act & (!Sterols | mTORC1_hyperactive | !Lipin1)) | (!Lipin1 & !Sterols))",
        resting=False, threshold=6.0,
        evidence=review(203, 204, 209, 210),
    )  # fmt: skip
    m.logic("LipogenicGenes", "SREBP_nuc", resting=False, threshold=21.5, evidence=review(205))
    m.logic("PPARgamma", "mTORC1_act", resting=True, threshold=7.89, evidence=review(211))
    m.logic("LipidHomeostasisGenes", "PPARgamma", resting=True, threshold=15.0, evidence=review(212))
    m.logic(
        "LipidSynthesis", "LipidHomeostasisGenes | (LipogenicGenes & NADPH)", resting=True, threshold=0.8,
        unit=DIMENSIONLESS, evidence=review(206, 213, 241),
    )  # fmt: skip
