"""Protein synthesis: mTORC1 frees eIF4E from 4E-BP1 and switches on S6K1; both raise translation and ribosomes."""

from __future__ import annotations

from mtorsbml.model import ratelaws as laws
from mtorsbml.model.builder import ModuleBuilder
from mtorsbml.model.sbo import BINDING, DEGRADATION, DEPHOSPHORYLATION, QUANTITATIVE
from mtorsbml.model.units import DIMENSIONLESS, NM, NM_PER_MINUTE, PER_MINUTE, PER_NM_MINUTE
from mtorsbml.model.vocabulary import Evidence, Module, RateLaw, Resource
from mtorsbml.pathway.agc import Mark, two_marks, undone
from mtorsbml.pathway.base import FED, RELATIVE, assumed, copies, derived, estimated, module, review

EIF4E = (
    "in reach of 4E-BP1: a little less than the 4E-BP1 of the cell, so that 4E-BP1 can hold most of it. The measured "
    "1074400 copies are 20 times the 4E-BP1 of the same table and would make 4E-BP1 powerless, against the review; "
    "see docs/adr/0003-eif4e-amount.md"
)
RRNA_BASES = 7217
"""Bases of one set of human ribosomal RNA: 28S 5070, 18S 1869, 5.8S 157, 5S 121."""
LIKE_S6K1 = "mTORC1_substrate_recruitment + w_Rapa_S6K1 * mTORC1_act_Rapa"
"""mTORC1 as S6K1 and the other rapamycin-sensitive substrates feel it [nmol/l]."""
LIKE_EIF4EBP1 = "mTORC1_substrate_recruitment + w_Rapa_EIF4EBP1 * mTORC1_act_Rapa"
"""mTORC1 as 4E-BP1 feels it [nmol/l]."""


def build() -> Module:
    """Build the module."""
    m = module(
        "protein_synthesis",
        title="mTORC1 raises translation through 4E-BP1 and S6K1",
        notes="""
        Unmarked 4E-BP1 holds eIF4E; once mTORC1 marks it, eIF4E is free to build eIF4F, on which cap-dependent
        translation rests. S6K1 works only with two marks, T389 by mTORC1 and T229 by PDK1; it marks S6, activates
        eIF4B, has the eIF4A inhibitor PDCD4 degraded and joins SKAR on spliced transcripts. S6K1 and mTORC1 together
        raise ribosomal RNA through UBF, TIF-1A and MAF1, and 4E-BP1 governs the transcripts from which ribosomal
        proteins are made. The 4E-BP1 branch carries most of translation: mTORC1 that FKBP12-rapamycin sits on still
        marks 4E-BP1 in part, but hardly S6K1. Rates of processes are relative to the fed state and phenomenological;
        proteins are counted in nmol/l.
        """,
    )
    m.reads("mTORC1_substrate_recruitment", "mTORC1_act_Rapa", "PDK1")
    m.constant("w_Rapa_S6K1", assumed(0.02, DIMENSIONLESS, 3, "S6K1 is lost under FKBP12-rapamycin"))
    m.constant(
        "w_Rapa_EIF4EBP1",
        estimated(0.3, DIMENSIONLESS, "4E-BP1 keeps 80 % of its T37 mark under rapamycin, log2 -0.32 (Hsu 2011)"),
    )
    _s6k1(m)
    _eif4e(m)
    _substrates_of_s6k1(m)
    _ribosomal_rna(m)
    _translation(m)
    _ribosomes(m)
    m.exclude(170, "default weight 0 in the specification: without the five serines of S6 translation is as efficient")
    _logic_of_translation(m)
    _logic_of_ribosomes(m)
    return m.build()


def _s6k1(m: ModuleBuilder) -> None:
    m.total("S6K1", copies("copies_S6K1"))
    m.species("S6K1", contains="S6K1", guess=12, note="S6K1 with neither mark.")
    m.species("S6K1_pT389_only", contains="S6K1", guess=4, name="S6K1 with T389 marked and T229 not")
    m.species("S6K1_pT229_only", contains="S6K1", guess=9, name="S6K1 with T229 marked and T389 not")
    m.species("S6K1_act", contains="S6K1", guess=16)
    two_marks(
        m, "S6K1", "S6K1_act",
        motif=Mark(
            name="T389", only="S6K1_pT389_only", kinase=LIKE_S6K1,
            rate=assumed(0.05, PER_NM_MINUTE, 3, "about half of S6K1 carries T389 in the fed state"),
            loss=estimated(0.12, PER_MINUTE, "S6K1 activity is lost within half an hour of rapamycin"),
            first=review(196, 200), second=review(198, 202),
        ),
        loop=Mark(
            name="T229", only="S6K1_pT229_only", kinase="PDK1",
            rate=assumed(0.01, PER_NM_MINUTE, 3, "minutes at the PDK1 of the cell, so that T389 sets the pace"),
            loss=assumed(0.05, PER_MINUTE, 3, "T229 outlasts T389"),
            first=review(note="PDK1 reaches S6K1 without T389 only slowly; that it does at all is assumed"),
            second=review(168, 197),
        ),
        undocked=assumed(0.05, DIMENSIONLESS, 3, "PDK1 docks on the marked hydrophobic motif"),
    )  # fmt: skip
    m.observable("S6K1_pT389", "S6K1_pT389_only + S6K1_act", evidence=review(200))


def _eif4e(m: ModuleBuilder) -> None:
    m.total("EIF4EBP1", copies("copies_EIF4EBP1"))
    m.total("eIF4E", assumed(35, NM, 3, EIF4E))
    m.total("eIF4G", assumed(30, NM, 3, "scaffold of eIF4F with eIF4A; limits eIF4F together with eIF4E"))
    m.species("EIF4EBP1", contains="EIF4EBP1", guess=1, note="Unmarked and free: the repressor.")
    m.species("EIF4EBP1_p", contains="EIF4EBP1", guess=34)
    m.species("eIF4E", contains="eIF4E", guess=16, note="eIF4E that nothing holds.")
    m.species(
        "eIF4G", contains="eIF4G", guess=20, name="eIF4G with eIF4A, free", note="Not named in the review.",
        resources=[Resource(qualifier="hasPart", compact=f"uniprot:{protein}") for protein in ("Q04637", "P60842")],
    )  # fmt: skip
    m.species("EIF4EBP1_eIF4E", contains=("EIF4EBP1", "eIF4E"), guess=8)
    m.species(
        "EIF4EBP1_p_eIF4E", contains=("EIF4EBP1", "eIF4E"), guess=2, entity="EIF4EBP1_eIF4E",
        name="marked 4E-BP1 still on eIF4E",
    )  # fmt: skip
    m.species("eIF4F", contains=("eIF4E", "eIF4G"), guess=10)
    on = assumed(0.3, PER_NM_MINUTE, 5, "fast association, 5e6 l/mol/s, so that mRNA can be reloaded within seconds")
    m.binding(
        "EIF4EBP1", "eIF4E", "EIF4EBP1_eIF4E",
        kd=assumed(2, NM, 3, "calorimetry finds nanomolar affinity for whole 4E-BPs"), k_on=on,
        evidence=review(164, 165),
    )  # fmt: skip
    m.binding(
        "EIF4EBP1_p", "eIF4E", "EIF4EBP1_p_eIF4E",
        kd=assumed(300, NM, 5, "the marks cost two orders of magnitude of affinity"), k_on=on,
        evidence=review(199, note="read from right to left: what mTORC1 has marked lets go of eIF4E"),
    )  # fmt: skip
    m.binding(
        "eIF4E", "eIF4G", "eIF4F",
        kd=assumed(30, NM, 3, "looser than 4E-BP1, which competes for the same face of eIF4E"), k_on=on,
        evidence=review(166),
    )  # fmt: skip
    plateau = estimated(0.1, PER_NM_MINUTE, "plateau 10 min after insulin (Humphrey 2013)")
    k = m.constant("k_EIF4EBP1_phosphorylation", plateau)
    back = m.constant("k_EIF4EBP1_dephosphorylation", assumed(0.06, PER_MINUTE, 3, "four fifths marked in fed cells"))
    for state, marked in (("EIF4EBP1", "EIF4EBP1_p"), ("EIF4EBP1_eIF4E", "EIF4EBP1_p_eIF4E")):
        m.phosphorylation(
            f"{state}_phosphorylation", state, marked, kinase=LIKE_EIF4EBP1, kcat=k,
            evidence=review(162, 163, papers=("Hsu2011_phosphoproteome", "Thoreen2009_Torin1")),
        )  # fmt: skip
        m.first_order(
            f"{marked}_dephosphorylation", marked, state, rate=back,
            evidence=undone(), sbo=DEPHOSPHORYLATION,
        )  # fmt: skip


def _marked(
    m: ModuleBuilder, before: str, after: str, *, kinase: str, rate: float, loss: float, why: str, evidence: Evidence
) -> None:
    """A mark that comes with `rate` [l/nmol/min] and goes with `loss` [1/min]."""
    m.phosphorylation(
        f"{before}_phosphorylation", before, after, kinase=kinase, kcat=assumed(rate, PER_NM_MINUTE, 3, why),
        evidence=evidence,
    )  # fmt: skip
    m.first_order(
        f"{after}_dephosphorylation", after, before, rate=assumed(loss, PER_MINUTE, 3, why),
        evidence=undone(), sbo=DEPHOSPHORYLATION,
    )  # fmt: skip


def _substrates_of_s6k1(m: ModuleBuilder) -> None:
    m.total("S6", assumed(2000, NM, 3, "one per ribosome, of which a cell has some millions"))
    m.species("S6", contains="S6", guess=1000, note="S6 without marks.")
    m.species("S6_p", contains="S6", guess=1000)
    _marked(
        m, "S6", "S6_p", kinase="S6K1_act", rate=0.003, loss=0.05,
        why="follows S6K1 with some ten minutes; half marked in the fed state", evidence=review(169, 201),
    )  # fmt: skip
    m.total("eIF4B", assumed(100, NM, 3, "of the order of the other initiation factors"))
    m.species("eIF4B_off", contains="eIF4B", guess=50, name="eIF4B, inactive")
    m.species("eIF4B", contains="eIF4B", guess=50, note="Marked by S6K1: active.")
    _marked(
        m, "eIF4B_off", "eIF4B", kinase="S6K1_act", rate=0.006, loss=0.1, why="half active in the fed state",
        evidence=review(183),
    )  # fmt: skip
    m.total("SKAR", assumed(20, NM, 3, "scarce nuclear protein"))
    m.species("SKAR_off", contains="SKAR", guess=10, name="SKAR without S6K1")
    m.species("SKAR", contains="SKAR", guess=10, note="SKAR with S6K1 at exon junction complexes.")
    _marked(
        m, "SKAR_off", "SKAR", kinase="S6K1_act", rate=0.006, loss=0.1, why="half engaged in the fed state",
        evidence=review(188, note="written as a catalysed switch: S6K1 is not used up by SKAR"),
    )  # fmt: skip

    m.total("eIF4A", assumed(100, NM, 5, "the share that takes part in initiation"))
    without = assumed(60, NM, 3, "amount that a cell without S6K1 reaches; the fed cell has a quarter")
    m.total("PDCD4", without, conserved=False)
    m.species("eIF4A", contains="eIF4A", guess=91, note="eIF4A that PDCD4 does not hold.")
    m.species("PDCD4", contains="PDCD4", guess=5, note="PDCD4 that is not on eIF4A.")
    m.species("PDCD4_eIF4A", contains=("PDCD4", "eIF4A"), guess=9, entity="PDCD4", name="PDCD4 on eIF4A")
    m.binding(
        "PDCD4", "eIF4A", "PDCD4_eIF4A", kd=assumed(50, NM, 5, "tight enough to matter once S6K1 is lost"),
        k_on=assumed(0.01, PER_NM_MINUTE, 5, "fast against turnover"), evidence=review(186),
    )  # fmt: skip
    gain = m.constant("gain_S6K1_PDCD4", assumed(5, DIMENSIONLESS, 2, "S6K1 cuts the lifetime of PDCD4 severalfold"))
    half = m.constant("K_S6K1_PDCD4", assumed(8, NM, 3, "half of S6K1's activity in the fed state"))
    m.turnover(
        "PDCD4", made="PDCD4", amount="PDCD4_total",
        rate=assumed(0.0015, PER_MINUTE, 3, "half-life 8 h without S6K1, 2 h with it"),
        degraded={"PDCD4": (), "PDCD4_eIF4A": "eIF4A"}, loss=(laws.activation(gain, "S6K1_act", half),),
        evidence=review(185, note="synthesis balances loss and is implied"),
    )  # fmt: skip


def _ribosomal_rna(m: ModuleBuilder) -> None:
    m.total("UBF", assumed(60, NM, 3, "abundant nucleolar factor"))
    m.species("UBF_off", contains="UBF", guess=30, name="UBF, inactive")
    m.species("UBF", contains="UBF", guess=30, note="Marked: active.")
    m.total("TIF1A", assumed(20, NM, 3, "scarce initiation factor of Pol I"))
    m.species("TIF1A_off", contains="TIF1A", guess=10, name="TIF-1A, inactive")
    m.species("TIF1A", contains="TIF1A", guess=10, note="Marked: active.")
    m.total("MAF1", assumed(20, NM, 3, "scarce regulator of Pol III"))
    m.species("MAF1", contains="MAF1", guess=8, note="Unmarked: the repressor.")
    m.species("MAF1_p", contains="MAF1", guess=12, name="MAF1, marked")
    _marked(
        m, "UBF_off", "UBF", kinase="S6K1_act", rate=0.003, loss=0.05, why="half active in the fed state",
        evidence=review(173),
    )  # fmt: skip
    _marked(
        m, "TIF1A_off", "TIF1A", kinase=LIKE_S6K1, rate=0.021, loss=0.05, why="half active in the fed state",
        evidence=review(174),
    )  # fmt: skip
    _marked(
        m, "MAF1", "MAF1_p", kinase=LIKE_S6K1, rate=0.06, loss=0.1,
        why="rises 2 to 10 min after insulin (Humphrey 2013)", evidence=review(175),
    )  # fmt: skip

    ubf = m.constant("ref_UBF", estimated(29.5, NM, FED))
    tif = m.constant("ref_TIF1A", estimated(10, NM, FED))
    w_ubf = m.constant("w_UBF_PolI", assumed(0.2, DIMENSIONLESS, 2, "share of Pol I that hangs on UBF's mark"))
    w_tif = m.constant("w_TIF1A_PolI", assumed(0.6, DIMENSIONLESS, 1.3, "share of Pol I that hangs on TIF-1A's mark"))
    m.observable(
        "PolI", f"1 - {w_ubf} - {w_tif} + {w_ubf} * UBF / {ubf} + {w_tif} * TIF1A / {tif}",
        unit=DIMENSIONLESS, evidence=review(176, 177), sbo=QUANTITATIVE, note=RELATIVE,
    )  # fmt: skip
    maf = m.constant("ref_MAF1", estimated(8.2, NM, FED))
    ki = m.constant("Ki_MAF1_PolIII", assumed(3, NM, 3, "full MAF1 halves Pol III"))
    m.observable(
        "PolIII", f"({ki} + {maf}) / ({ki} + MAF1)", unit=DIMENSIONLESS, evidence=review(178),
        sbo=QUANTITATIVE, note=RELATIVE,
    )  # fmt: skip

    m.reads("NucleotidePool")
    m.species("rRNA", guess=20, name="ribosomal RNA not yet in a ribosome", note="Counts sets, one per ribosome.")
    rate = m.constant("k_rRNA_synthesis", derived(0.918, NM_PER_MINUTE, "half more than the ribosomes that are made"))
    scarce = m.constant(
        "K_NucleotidePool_rRNA", assumed(5.4e4, NM, 3, "a fiftieth of the pool: ribosomal RNA is served first")
    )
    share = m.constant("w_PolI_rRNA", assumed(0.7, DIMENSIONLESS, 1.3, "Pol I makes three of the four rRNAs"))
    m.reaction(
        "rRNA_synthesis", f"{RRNA_BASES} NucleotidePool", "rRNA",
        laws.scaled(
            RateLaw(
                formula=f"{rate} * ({share} * PolI + (1 - {share}) * PolIII)", unit=NM_PER_MINUTE, sbo="SBO:0000047"
            ),
            laws.saturation("NucleotidePool", scarce),
        ),
        evidence=review(179, 180, 226, 228, note="its bases come from the pool"), at="nucleus", sbo="SBO:0000183",
    )  # fmt: skip
    m.first_order(
        "rRNA_degradation", "rRNA", (), rate=assumed(0.015, PER_MINUTE, 3, "what no ribosome takes up lasts an hour"),
        evidence=review(note="loss of unused transcripts is implied"), sbo=DEGRADATION, at="nucleus",
    )  # fmt: skip


def _translation(m: ModuleBuilder) -> None:
    half = m.constant("K_eIF4A_CapTranslation", assumed(5, NM, 3, "eIF4A is in excess"))
    w_b = m.constant("w_eIF4B_CapTranslation", assumed(0.02, DIMENSIONLESS, 3, "S6K1 loss spares translation"))
    b = m.constant("ref_eIF4B", estimated(49.5, NM, FED))
    ref = m.constant("ref_CapTranslation", estimated(9.9, NM, "fed eIF4F times the share of eIF4A at work"))
    m.observable(
        "CapTranslation", f"eIF4F / {ref} * eIF4A / ({half} + eIF4A) * (1 - {w_b} + {w_b} * eIF4B / {b})",
        unit=DIMENSIONLESS, evidence=review(167, 184, 187), sbo=QUANTITATIVE, note=RELATIVE,
    )  # fmt: skip
    skar = m.constant("ref_SKAR", estimated(9.9, NM, FED))
    w_skar = m.constant("w_SKAR_SplicedTranslation", assumed(0.5, DIMENSIONLESS, 2, "a boost, not a condition"))
    m.observable(
        "SplicedTranslation", f"1 - {w_skar} + {w_skar} * SKAR / {skar}", unit=DIMENSIONLESS,
        evidence=review(189), sbo=QUANTITATIVE, note=RELATIVE,
    )  # fmt: skip
    ki = m.constant("Ki_EIF4EBP1_TOP_mRNA", assumed(2, NM, 3, "TOP transcripts are the first to lose eIF4E"))
    top = m.constant("ref_EIF4EBP1", estimated(1.3, NM, FED))
    m.observable(
        "TOP_mRNA", f"({ki} + {top}) / ({ki} + EIF4EBP1)", unit=DIMENSIONLESS, evidence=review(190),
        sbo=QUANTITATIVE, note=RELATIVE,
    )  # fmt: skip

    w_cap = m.constant("w_CapTranslation", assumed(0.8, DIMENSIONLESS, 1.2, "most transcripts need their cap"))
    w_spl = m.constant("w_SplicedTranslation", assumed(0.03, DIMENSIONLESS, 3, "S6K1 loss spares translation"))
    half = m.constant("K_Ribosome_ProteinSynthesis", assumed(300, NM, 3, "initiation limits, not ribosomes"))
    amount = m.constant("ref_Ribosome", estimated(2000, NM, FED))
    m.observable(
        "ProteinSynthesis",
        f"({w_cap} * CapTranslation + {w_spl} * SplicedTranslation + (1 - {w_cap} - {w_spl}))"
        f" * Ribosome / ({half} + Ribosome) * ({half} + {amount}) / {amount}",
        unit=DIMENSIONLESS, evidence=review(192, 193, 194), sbo=QUANTITATIVE,
        note=f"{RELATIVE} The rest, up to 1, is translation that needs neither the cap nor SKAR.",
    )  # fmt: skip
    half = m.constant("K_ProteinSynthesis_CellGrowth", assumed(0.6, DIMENSIONLESS, 2, "growth outruns breakdown"))
    steep = m.constant("n_ProteinSynthesis_CellGrowth", assumed(2, DIMENSIONLESS, 2, "growth stops earlier"))
    most = m.constant("ref_CellGrowth", derived(1 / 1.36, DIMENSIONLESS, "the Hill term at a ProteinSynthesis of 1"))
    growth = laws.hill("ProteinSynthesis", half, steep)
    m.observable(
        "CellGrowth", laws.ratio(growth.formula, most), unit=DIMENSIONLESS, evidence=review(195),
        sbo=QUANTITATIVE, note=RELATIVE,
    )  # fmt: skip


def _ribosomes(m: ModuleBuilder) -> None:
    m.species("RibiGenes", guess=10, name="transcripts of ribosome biogenesis genes")
    gain = m.constant(
        "gain_S6_RibiGenes",
        assumed(1.0, DIMENSIONLESS, 2, "some evidence only: without marks of S6 two fifths are missing"),
    )
    half = m.constant("K_S6_RibiGenes", assumed(500, NM, 3, "half of the marked S6 of a fed cell"))
    basal = m.constant("K_RibiGenes_basal", assumed(6.0, NM, 3, "amount without marked S6; 10 in the fed state"))
    m.turnover(
        "RibiGenes", made="RibiGenes", amount=basal, rate=assumed(0.0025, PER_MINUTE, 3, "mRNA half-life 5 h"),
        degraded={"RibiGenes": ()}, induction=(laws.activation(gain, "S6_p", half),), evidence=review(171),
    )  # fmt: skip
    half = m.constant("K_RibiGenes_RibosomeBiogenesis", assumed(2, NM, 3, "their products are seldom limiting"))
    ref = m.constant("ref_RibosomeBiogenesis", estimated(16.7, NM, "fed rRNA times the share of RibiGenes at work"))
    m.observable(
        "RibosomeBiogenesis", f"rRNA / {ref} * RibiGenes / ({half} + RibiGenes)", unit=DIMENSIONLESS,
        evidence=review(172, 181), sbo=QUANTITATIVE, note=RELATIVE,
    )  # fmt: skip
    m.species("Ribosome", guess=2000)
    replaced = derived(0.75, NM_PER_MINUTE, "replaces 2000 nmol/l that last 38 h, TOP at four fifths of its effect")
    vmax = m.constant("Vmax_Ribosome_assembly", replaced)
    half = m.constant("K_TOP_mRNA_Ribosome", assumed(0.25, DIMENSIONLESS, 3, "ribosomal proteins can limit"))
    m.reaction(
        "Ribosome_assembly", "rRNA", "Ribosome",
        laws.scaled(laws.mass_action(vmax, "RibosomeBiogenesis"), laws.saturation("TOP_mRNA", half)),
        evidence=review(182, 191), sbo=BINDING, at="nucleus",
    )  # fmt: skip
    m.first_order(
        "Ribosome_degradation", "Ribosome", (),
        rate=assumed(0.0002, PER_MINUTE, 3, "half-life 38 h with ribophagy, dilution by growth included"),
        evidence=review(note="turnover of ribosomes is implied"), sbo=DEGRADATION,
    )  # fmt: skip


def _logic_of_translation(m: ModuleBuilder) -> None:
    m.logic_reads("mTORC1_act", "mTORC1_substrate_recruitment", "PDK1")
    m.logic("S6K1", resting=True)
    m.logic("S6", resting=True)
    # Thresholds of what follows mTORC1 are the levels where mTORC1_act is at its own, 1.5 nmol/l, two days long.
    m.logic(
        "S6K1_pT389", "S6K1 & mTORC1_substrate_recruitment", resting=True, threshold=15.7, evidence=review(196, 200)
    )
    # Boolean mTORC1_act is off under rapamycin, and 4E-BP1 loses its mark as well; only the ODE shows it spared.
    m.logic(
        "S6K1_act", "S6K1 & S6K1_pT389 & mTORC1_act & PDK1", resting=True, threshold=12.2,
        evidence=review(168, 197, 198, 202),
    )  # fmt: skip
    m.logic("EIF4EBP1_p", "mTORC1_substrate_recruitment", resting=True, threshold=30.6, evidence=review(163))
    m.logic("EIF4EBP1", "!EIF4EBP1_p & !mTORC1_act", resting=False, threshold=1.99, evidence=review(162))
    m.logic("EIF4EBP1_eIF4E", "EIF4EBP1", resting=False, threshold=10.8, evidence=review(165))
    m.logic("eIF4E", "!EIF4EBP1 | EIF4EBP1_p", resting=True, threshold=13.5, evidence=review(164, 199))
    m.logic("eIF4F", "eIF4E", resting=True, threshold=9.3, evidence=review(166))
    m.logic("S6_p", "S6 & S6K1_act", resting=True, threshold=846.0, evidence=review(169, 201))
    m.logic("eIF4B", "S6K1_act", resting=True, threshold=42.3, evidence=review(183))
    m.logic("PDCD4", "!S6K1_act", resting=False, threshold=5.35, evidence=review(185))
    m.logic("eIF4A", "!PDCD4", resting=True, threshold=89.5, evidence=review(186))
    m.logic("SKAR", "S6K1_act", resting=True, threshold=8.46, evidence=review(188))
    m.logic("SplicedTranslation", "SKAR", resting=True, threshold=0.92, unit=DIMENSIONLESS, evidence=review(189))
    # eIF4B and eIF4A tune the rate without deciding it: cells without S6K1 translate as before.
    m.logic("CapTranslation", "eIF4F", resting=True, threshold=0.888, unit=DIMENSIONLESS, evidence=review(167))
    m.logic("TOP_mRNA", "!EIF4EBP1", resting=True, threshold=0.828, unit=DIMENSIONLESS, evidence=review(190))
    m.logic(
        "ProteinSynthesis", "CapTranslation & (Ribosome | SplicedTranslation)", resting=True, threshold=0.86,
        unit=DIMENSIONLESS, evidence=review(192, 193, 194),
    )  # fmt: skip
    m.logic("CellGrowth", "ProteinSynthesis", resting=True, threshold=0.92, unit=DIMENSIONLESS, evidence=review(195))


def _logic_of_ribosomes(m: ModuleBuilder) -> None:
    m.logic("UBF", "S6K1_act", resting=True, threshold=25.4, evidence=review(173))
    m.logic("TIF1A", "mTORC1_act", resting=True, threshold=7.73, evidence=review(174))
    m.logic("MAF1", "!mTORC1_act", resting=False, threshold=10.5, evidence=review(175))
    m.logic("PolI", "UBF & TIF1A", resting=True, threshold=0.85, unit=DIMENSIONLESS, evidence=review(176, 177))
    m.logic("PolIII", "!MAF1", resting=True, threshold=0.828, unit=DIMENSIONLESS, evidence=review(178))
    # Ribosomal RNA takes the last nucleotides, so that the pool has no place in its rule; the ODE has its size.
    m.logic("rRNA", "PolI & PolIII", resting=True, threshold=18.0, evidence=review(179, 180))
    m.logic("RibiGenes", "S6_p", resting=True, threshold=9.75, evidence=review(171))
    m.logic(
        "RibosomeBiogenesis", "rRNA & RibiGenes", resting=True, threshold=0.9, unit=DIMENSIONLESS,
        evidence=review(172, 181),
    )  # fmt: skip
    # Either supply keeps the stock of ribosomes above its threshold; it takes the loss of both to empty it.
    m.logic("Ribosome", "RibosomeBiogenesis | TOP_mRNA", resting=True, threshold=1780.0, evidence=review(182, 191))
