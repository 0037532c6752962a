"""Nucleotide synthesis: mTORC1 feeds the pool through ATF4 and CAD, and empties it into ribosomal RNA."""

from __future__ import annotations

from mtorsbml.model import ratelaws as laws
from mtorsbml.model.builder import ModuleBuilder
from mtorsbml.model.sbo import CONVERSION, DEGRADATION, QUANTITATIVE, SYNTHESIS, TRANSPORT
from mtorsbml.model.units import DIMENSIONLESS, NM, NM_PER_MINUTE, PER_MINUTE, PER_NM_MINUTE
from mtorsbml.model.vocabulary import Module, RateLaw
from mtorsbml.pathway.agc import undone
from mtorsbml.pathway.base import FED, RELATIVE, assumed, derived, estimated, module, review

PURINES, PYRIMIDINES = 5.3e6, 2e6
GTP = 0.677e6
POOL = 4 * GTP
ORDINARY = "general knowledge of nucleotide metabolism, not in the review"


def build() -> Module:
    """Build the module."""
    m = module(
        "nucleotide_synthesis",
        title="mTORC1 balances the supply of nucleotides with the demand of ribosomes and replication",
        notes="""
        mTORC1 raises ATF4, and with it MTHFD2, whose one-carbon units go into purines; through S6K1 it has CAD
        marked, the enzyme that sets the pace of pyrimidines. Both are joined, with what salvage brings back, to the
        pool of building blocks from which ribosomal RNA and DNA are made. Polymerases that make ribosomal RNA are
        content with little, replication is not: when a drug cuts guanylate synthesis in cells whose mTORC1 is
        hyperactive, ribosomes take what there is and DNA breaks. Nucleotides are counted one by one: a set of
        ribosomal RNA holds 7217. ATP as the energy carrier has its own conserved total in energy_stress; this module
        does not drain it. Rates of processes are relative to the fed state and phenomenological.
        """,
    )
    _environment(m)
    _one_carbon_units(m)
    _purines(m)
    _pyrimidines(m)
    _pool(m)
    _replication(m)
    _logic(m)
    return m.build()


def _environment(m: ModuleBuilder) -> None:
    m.environment(
        "Nucleotides_ext", kind="nutrient", entity="NucleotidePool", name="nucleosides added to the medium",
        reference=1e5, resting=assumed(0.0, NM, 1, "absent; 0.1 mmol/l is a usual supplement"),
    )  # fmt: skip
    m.environment(
        "PurineSynthesisInhibitor", kind="drug", name="inhibitor of de novo purine synthesis (such as lometrexol)",
        reference=1000.0, resting=assumed(0.0, NM, 1, "absent; 1 umol/l is a dose in cells"),
    )  # fmt: skip


def _one_carbon_units(m: ModuleBuilder) -> None:
    m.reads("ATF4")
    m.total("MTHFD2", assumed(40, NM, 3, "amount without ATF4; the fed cell has five times as much"), conserved=False)
    m.species("MTHFD2", contains="MTHFD2", guess=220)
    gain = m.constant("gain_ATF4_MTHFD2", assumed(20, DIMENSIONLESS, 3, "a target that hangs on ATF4"))
    half = m.constant("K_ATF4_MTHFD2", assumed(40, NM, 3, "above resting ATF4, so that both directions show"))
    m.turnover(
        "MTHFD2", made="MTHFD2", amount="MTHFD2_total",
        rate=assumed(0.003, PER_MINUTE, 3, "half-life of 4 h, transcript included"), degraded={"MTHFD2": ()},
        induction=(laws.activation(gain, "ATF4", half),), evidence=review(217),
    )  # fmt: skip
    m.species("OneCarbonUnits", guess=1e4, note="Formyl groups on mitochondrial and cytosolic folate, of 10 umol/l.")
    k = m.constant("k_OneCarbonUnits_synthesis", estimated(2.28, PER_MINUTE, "10 umol/l at fed MTHFD2 (assumed level)"))
    m.reaction(
        "OneCarbonUnits_synthesis", (), "OneCarbonUnits", laws.mass_action(k, "MTHFD2"), evidence=review(218),
        sbo=SYNTHESIS, at="mitochondrion",
    )  # fmt: skip
    m.first_order(
        "OneCarbonUnits_use", "OneCarbonUnits", (), rate=assumed(0.05, PER_MINUTE, 5, "turns over within minutes"),
        evidence=review(note=f"use is implied; {ORDINARY}"), sbo=DEGRADATION, at="mitochondrion",
    )  # fmt: skip


def _purines(m: ModuleBuilder) -> None:
    half = m.constant("K_OneCarbonUnits_PurineSynthesis", assumed(3e4, NM, 3, "one-carbon units limit the synthesis"))
    norm = m.constant("ref_PurineSynthesis", derived(0.25, DIMENSIONLESS, "the saturation at 10 umol/l"))
    drug = m.constant("Ki_PurineSynthesisInhibitor", assumed(5, NM, 5, "a potent antifolate"))
    stopped = laws.inhibition("PurineSynthesisInhibitor", drug).formula
    m.reads("Gln")
    amide = m.constant("K_Gln_PurineSynthesis", assumed(3e6, NM, 3, "two amide groups in each ring; Km in millimoles"))
    square = m.constant("n_Gln_PurineSynthesis", derived(2, DIMENSIONLESS, "two glutamines for one purine"))
    fuel = laws.hill("Gln", amide, square).formula
    m.observable(
        "PurineSynthesis", f"OneCarbonUnits / ({half} + OneCarbonUnits) / {norm} * {stopped} * {fuel}",
        unit=DIMENSIONLESS, sbo=QUANTITATIVE, note=RELATIVE,
        evidence=review(219, note=f"the need for glutamine is {ORDINARY}"),
    )  # fmt: skip
    m.species("Purines", guess=PURINES, note="Purine nucleotides that the cell makes, as mTORC1 senses them.")
    vmax = m.constant("Vmax_PurineSynthesis", estimated(3.49e4, NM_PER_MINUTE, "ATP plus GTP as measured (Park 2016)"))
    ki = m.constant("Ki_Purines_PurineSynthesis", assumed(PURINES, NM, 3, "purines hold back their first enzyme"))
    m.reaction(
        "Purines_synthesis", (), "Purines",
        laws.scaled(laws.mass_action(vmax, "PurineSynthesis"), laws.inhibition("Purines", ki)),
        evidence=review(220, note=f"feedback inhibition is {ORDINARY}"), sbo=SYNTHESIS,
    )  # fmt: skip
    m.first_order(
        "Purines_degradation", "Purines", (), rate=assumed(0.003, PER_MINUTE, 3, "half-life 4 h once synthesis stops"),
        evidence=review(note=f"breakdown and loss; {ORDINARY}"), sbo=DEGRADATION,
    )  # fmt: skip


def _pyrimidines(m: ModuleBuilder) -> None:
    m.reads("S6K1_act")
    m.total("CAD", assumed(50, NM, 3, "a large, scarce enzyme"))
    m.species("CAD", contains="CAD", guess=25, note="CAD without the mark of S6K1.")
    m.species("CAD_p", contains="CAD", guess=25)
    m.phosphorylation(
        "CAD_phosphorylation", "CAD", "CAD_p", kinase="S6K1_act",
        kcat=assumed(0.006, PER_NM_MINUTE, 3, "half marked in the fed state"), evidence=review(221, 232),
    )  # fmt: skip
    m.first_order(
        "CAD_dephosphorylation", "CAD_p", "CAD", rate=assumed(0.1, PER_MINUTE, 3, "the mark answers within minutes"),
        evidence=undone(), sbo="SBO:0000330",
    )  # fmt: skip
    bare = m.constant("w_CAD_unmarked", assumed(0.3, DIMENSIONLESS, 2, "activity of CAD without its mark"))
    ref = m.constant("ref_CAD", estimated(31.8, NM, f"marked CAD and the share of the rest; {FED}"))
    m.observable(
        "PyrimidineSynthesis", f"({bare} * CAD + CAD_p) / {ref}", unit=DIMENSIONLESS, evidence=review(222),
        sbo=QUANTITATIVE, note=RELATIVE,
    )  # fmt: skip
    m.species("Pyrimidines", guess=PYRIMIDINES)
    vmax = m.constant("Vmax_PyrimidineSynthesis", estimated(9490, NM_PER_MINUTE, "2 mmol/l UTP and CTP (assumed)"))
    ki = m.constant("Ki_Pyrimidines_CAD", assumed(PYRIMIDINES, NM, 3, "UTP holds back CAD"))
    m.reaction(
        "Pyrimidines_synthesis", (), "Pyrimidines",
        laws.scaled(laws.mass_action(vmax, "PyrimidineSynthesis"), laws.inhibition("Pyrimidines", ki)),
        evidence=review(223, note=f"feedback inhibition is {ORDINARY}"), sbo=SYNTHESIS,
    )  # fmt: skip
    m.first_order(
        "Pyrimidines_degradation", "Pyrimidines", (), rate=assumed(0.0015, PER_MINUTE, 3, "as purines"),
        evidence=review(note=f"breakdown and loss; {ORDINARY}"), sbo=DEGRADATION,
    )  # fmt: skip


def _pool(m: ModuleBuilder) -> None:
    m.reads("GuanylateInhibitor")
    m.species(
        "NucleotidePool", guess=POOL,
        note="Building blocks within reach of the polymerases: four kinds at the measured level of GTP (Park 2016).",
    )  # fmt: skip
    ki = m.constant("Ki_NucleotidePool", estimated(3.31e6, NM, "a quarter of the capacity is held in reserve"))
    n = m.constant(
        "n_NucleotidePool", assumed(6, DIMENSIONLESS, 2, "several enzymes in a row answer to their end product")
    )
    feedback = RateLaw(formula=f"1 / (1 + (NucleotidePool / {ki})^{n})", unit=DIMENSIONLESS, sbo="SBO:0000192")
    vmax = m.constant("Vmax_nucleotide_joining", estimated(4450, NM_PER_MINUTE, "a third of the supply of fed cells"))
    km_pu = m.constant("Km_joining_Purines", assumed(0.4 * PURINES, NM, 3, "below the usual level"))
    km_py = m.constant("Km_joining_Pyrimidines", assumed(0.4 * PYRIMIDINES, NM, 3, "below the usual level"))
    drug = m.constant("Ki_GuanylateInhibitor", assumed(300, NM, 5, "1 umol/l takes three quarters of the synthesis"))
    m.reaction(
        "nucleotide_joining", ["Purines", "Pyrimidines"], "2 NucleotidePool",
        laws.scaled(
            laws.saturating_uptake(vmax, km_pu, "Purines"), laws.saturation("Pyrimidines", km_py),
            laws.inhibition("GuanylateInhibitor", drug), feedback,
        ),
        evidence=review(224, 225, 229, 370, note="guanylates are made from purines on this step"), sbo=CONVERSION,
    )  # fmt: skip
    salvage = m.constant(
        "k_nucleotide_salvage",
        estimated(8050, NM_PER_MINUTE, "most building blocks come back from the turnover of RNA"),
    )  # fmt: skip
    m.reaction(
        "nucleotide_salvage", (), "NucleotidePool",
        laws.scaled(RateLaw(formula=salvage, unit=NM_PER_MINUTE, sbo="SBO:0000047"), feedback),
        evidence=review(note=ORDINARY), sbo=SYNTHESIS,
    )  # fmt: skip
    vmax = m.constant("Vmax_nucleoside_uptake", assumed(1e4, NM_PER_MINUTE, 3, "as much as the cell needs"))
    km = m.constant("Km_nucleoside_uptake", assumed(5e4, NM, 3, "transporters of nucleosides"))
    m.reaction(
        "nucleoside_uptake", (), ["Purines", "Pyrimidines", "2 NucleotidePool"],
        laws.scaled(laws.saturating_uptake(vmax, km, "Nucleotides_ext"), feedback),
        evidence=review(note=f"uptake and salvage of added nucleosides; {ORDINARY}"), sbo=TRANSPORT,
    )  # fmt: skip
    m.first_order(
        "NucleotidePool_degradation", "NucleotidePool", (),
        rate=assumed(0.0003, PER_MINUTE, 3, "other RNA and breakdown: a tenth of the use"),
        evidence=review(note=ORDINARY), sbo=DEGRADATION,
    )  # fmt: skip


def _replication(m: ModuleBuilder) -> None:
    m.reads("CellGrowth", "DNADamage", unit=DIMENSIONLESS)
    growth = m.constant(
        "K_CellGrowth_replication", assumed(0.7, DIMENSIONLESS, 1.5, "cells that hardly grow do not divide")
    )
    steep = m.constant("n_CellGrowth_replication", assumed(4, DIMENSIONLESS, 2, "entry into S phase is a decision"))
    licence = m.constant("ref_replication", derived(0.8, DIMENSIONLESS, "the Hill term at a CellGrowth of 1"))
    m.observable(
        "replication_drive", laws.ratio(laws.hill("CellGrowth", growth, steep).formula, licence),
        unit=DIMENSIONLESS, evidence=review(note=f"cells replicate as they grow; {ORDINARY}"), sbo=QUANTITATIVE,
        name="drive to replicate DNA", entity="DNAReplication", note=RELATIVE,
    )  # fmt: skip
    half = m.constant("K_NucleotidePool_DNAReplication", assumed(POOL / 2, NM, 2, "replication needs a full pool"))
    m.observable(
        "DNAReplication", f"replication_drive * 1.5 * NucleotidePool / ({half} + NucleotidePool)",
        unit=DIMENSIONLESS, evidence=review(227), sbo=QUANTITATIVE, note=RELATIVE,
    )  # fmt: skip
    use = m.constant(
        "k_DNAReplication_use",
        derived(2450, NM_PER_MINUTE, "6.4e9 bases of DNA in 2 pl, doubled in 36 h, the time in which ribosomes double"),
    )
    m.reaction(
        "DNA_synthesis", "NucleotidePool", (), laws.mass_action(use, "DNAReplication"),
        evidence=review(227), at="nucleus",
    )  # fmt: skip
    short = m.constant(
        "K_NucleotidePool_DNADamage", assumed(0.35 * POOL, NM, 1.5, "forks stall below a third of the pool")
    )
    n = m.constant("n_NucleotidePool_DNADamage", assumed(6, DIMENSIONLESS, 1.5, "checkpoints bear a mild shortage"))
    gain = m.constant("w_shortage_DNADamage", assumed(1, DIMENSIONLESS, 2, "full shortage counts as a full stimulus"))
    m.observable(
        "DNADamage_level",
        f"DNADamage + {gain} * replication_drive / (1 + (NucleotidePool / {short})^{n})",
        unit=DIMENSIONLESS, evidence=review(230), sbo=QUANTITATIVE, name="DNA damage in the cell",
        note="What is set from outside (DNADamage) and what replication without nucleotides adds. Phenomenological.",
    )  # fmt: skip


def _logic(m: ModuleBuilder) -> None:
    m.logic_reads("Gln", "Prolonged", "Ribophagy")
    m.logic_reads("ATF4", "S6K1_act", "rRNA", "mTORC1_hyperactive", "GuanylateInhibitor", "CellGrowth", "DNADamage")
    m.logic("Nucleotides_ext", resting=False, entity="NucleotidePool", name="nucleosides added to the medium")
    m.logic("PurineSynthesisInhibitor", resting=False, name="inhibitor of de novo purine synthesis")
    m.logic("MTHFD2", "ATF4", resting=False, threshold=245.0, evidence=review(217))
    m.logic("OneCarbonUnits", "MTHFD2", resting=False, threshold=1.11e4, evidence=review(218))
    m.logic(
        "PurineSynthesis", "OneCarbonUnits & !PurineSynthesisInhibitor", resting=False, threshold=1.08,
        unit=DIMENSIONLESS, evidence=review(219), name="purine synthesis above its usual rate",
    )  # fmt: skip
    # Synthesis needs glutamine, and the pool lasts for hours without; eaten ribosomes make up for glutamine, not for
    # synthesis that is blocked. The usual rate keeps it up; what mTORC1 adds does not decide whether there are purines.
    m.logic(
        "Purines",
        "((PurineSynthesis | !PurineSynthesisInhibitor) & (Gln | !Prolonged | Ribophagy)) | Nucleotides_ext",
        resting=True, threshold=2.5e5, evidence=review(220, 290),
    )  # fmt: skip
    m.logic("CAD", resting=True)
    m.logic("CAD_p", "CAD & S6K1_act", resting=True, threshold=21.1, evidence=review(221, 232))
    m.logic("PyrimidineSynthesis", "CAD_p", resting=True, threshold=0.937, unit=DIMENSIONLESS, evidence=review(222))
    m.logic(
        "Pyrimidines", "CAD | PyrimidineSynthesis | Nucleotides_ext", resting=True, threshold=5e5,
        evidence=review(223),
    )  # fmt: skip
    # Salvage meets the demand of cells whose mTORC1 is not hyperactive: only there does a cut supply empty the pool.
    m.logic(
        "NucleotidePool",
        "(Purines & Pyrimidines & !GuanylateInhibitor) | Nucleotides_ext | !rRNA | !mTORC1_hyperactive",
        resting=True, threshold=1.2e6, evidence=review(224, 225, 228, 229, 370),
    )  # fmt: skip
    m.logic(
        "DNAReplication", "CellGrowth & NucleotidePool", resting=True, threshold=0.7, unit=DIMENSIONLESS,
        evidence=review(227),
    )  # fmt: skip
    m.logic(
        "DNADamage_level", "DNADamage | (CellGrowth & !NucleotidePool)", resting=False, threshold=0.3,
        unit=DIMENSIONLESS, evidence=review(230), name="DNA damage in the cell",
    )  # fmt: skip
