"""The body around the cells: plasma, muscle, liver and white fat as pools that answer to the signals of the tissues.

The same functions serve `tissue_metabolism`, where one cell stands for every tissue, and `organism`, where each
tissue has its own cell. What differs is where the signals (`mTORC1_liver`, ...) and the meals come from.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from mtorsbml.model import ratelaws as laws
from mtorsbml.model.builder import ModuleBuilder
from mtorsbml.model.formula import wrap
from mtorsbml.model.sbo import (
    BIOCHEMICAL,
    DEGRADATION,
    PHENOMENOLOGICAL,
    PHOSPHORYLATION,
    QUANTITATIVE,
    SYNTHESIS,
    TRANSPORT,
)
from mtorsbml.model.units import DIMENSIONLESS, NM, NM_PER_MINUTE, PER_MINUTE, PER_NM_MINUTE
from mtorsbml.model.vocabulary import RateLaw
from mtorsbml.pathway.agc import undone
from mtorsbml.pathway.base import assumed, derived, review
from mtorsbml.pathway.phenomenology import slow_process

PLACE: Final = "body"
RELATIVE: Final = "Relative to 1 in the fed state. Phenomenological: the shape is assumed, the sign is known."
GLUCOSE, AMINO, FATTY, KETONES = 5.5e6, 2.9e6, 4e5, 2e5
"""Fed plasma levels [nmol/l]: glucose, all amino acids, free fatty acids, ketone bodies of a mouse."""
MUSCLE_PROTEIN, LIVER_PROTEIN = 2e9, 3.6e8
"""Amino acids in the protein of muscle and of liver, per volume of body fluid [nmol/l]."""
FAT, LIVER_FAT, ECTOPIC_FAT, GLYCOGEN = 2.6e9, 2e7, 1e7, 5e7
"""Fatty acids stored in white fat, in liver and elsewhere; glucose stored in muscle [nmol/l of body fluid]."""
MOUSE: Final = "flux of a mouse per volume of body fluid, to the order of magnitude"


def response(signal: str, half: str) -> str:
    """Saturating answer to a relative signal, 1 where the signal is 1."""
    return f"{wrap(signal)} * (1 + {half}) / ({half} + {wrap(signal)})"


def restraint(signal: str, half: str) -> str:
    """What a relative signal holds down, 1 where the signal is 1, `1 + 1 / half` without it."""
    return f"(1 + {half}) / ({half} + {wrap(signal)})"


def share(weight: str, signal: str) -> str:
    """A quantity of which the share `weight` follows the signal: `1 - w + w * s`."""
    return f"(1 - {weight} + {weight} * {wrap(signal)})"


def relative(m: ModuleBuilder, identifier: str, formula: str, *rows: int, name: str = "", note: str = "") -> str:
    """An observable that is 1 in the fed state."""
    return m.observable(
        identifier, formula, unit=DIMENSIONLESS, evidence=review(*rows), sbo=QUANTITATIVE, name=name,
        note=f"{RELATIVE} {note}".strip(),
    )  # fmt: skip


def flux(m: ModuleBuilder, identifier: str, value: float, why: str = MOUSE) -> str:
    """The constant `Vmax_<id>`: a flux in the fed state [nmol/l/min]."""
    return m.constant(f"Vmax_{identifier}", assumed(value, NM_PER_MINUTE, 3, why))


def weight(m: ModuleBuilder, identifier: str, value: float, why: str, fold: float = 2) -> str:
    """The constant `w_<id>`: a dimensionless share or gain."""
    return m.constant(f"w_{identifier}", assumed(value, DIMENSIONLESS, fold, why))


def half_of(m: ModuleBuilder, identifier: str, value: float, why: str, fold: float = 3) -> str:
    """The constant `K_<id>`: the relative signal of half effect."""
    return m.constant(f"K_{identifier}", assumed(value, DIMENSIONLESS, fold, why))


def move(
    m: ModuleBuilder, identifier: str, source: str, target: str, rate: str, *rows: int, sbo: str = BIOCHEMICAL,
    note: str = "", why: str = "",
) -> None:  # fmt: skip
    """A flux [nmol/l/min] between pools of the body; `why` where no row of the table names it."""
    law = RateLaw(formula=rate, unit=NM_PER_MINUTE, sbo="SBO:0000001")
    m.reaction(
        identifier, source or (), target or (), law, evidence=review(*rows, note=why), sbo=sbo, at=PLACE, note=note
    )


def references(m: ModuleBuilder) -> None:
    """Fed levels of the pools, by which fluxes are scaled."""
    for pool, level, what in (
        ("Glucose_plasma", GLUCOSE, "5.5 mmol/l, as Glucose_ext"),
        ("AA_plasma", AMINO, "the amino acids outside the cell, added up"),
        ("FattyAcids_plasma", FATTY, "0.4 mmol/l free fatty acids when fed"),
        ("KetoneBodies", KETONES, "0.2 mmol/l when fed"),
        ("MuscleProtein", MUSCLE_PROTEIN, "80 g protein in muscle per kg, 0.2 l fluid"),
        ("LiverProtein", LIVER_PROTEIN, "8 g protein in liver per kg, 0.2 l fluid"),
        ("Triglycerides_WAT", FAT, "150 g fat per kg, 0.2 l fluid"),
        ("LiverFat", LIVER_FAT, "a few per cent of liver weight"),
        ("EctopicLipid", ECTOPIC_FAT, "of the order of the fat in liver"),
        ("Glycogen_muscle", GLYCOGEN, "25 mmol glucose per kg muscle"),
    ):
        m.constant(f"ref_{pool}", derived(level, NM, f"level in the fed state, with which its fluxes balance: {what}"))


# -- plasma ------------------------------------------------------------------------------------------------------


def plasma(m: ModuleBuilder) -> None:
    """Glucose, amino acids, fatty acids and ketone bodies: what meals bring and what tissues give and take."""
    m.species("Glucose_plasma", at=PLACE, guess=GLUCOSE, name="plasma glucose")
    m.species("AA_plasma", at=PLACE, guess=AMINO, name="plasma amino acids")
    m.species("FattyAcids_plasma", at=PLACE, guess=FATTY, name="plasma free fatty acids")
    m.species("KetoneBodies", at=PLACE, guess=KETONES)
    for pool, rate, rows in (("Glucose", 1.15e5, (436, 438)), ("AA", 2.1e5, (437, 439)), ("FattyAcids", 2e4, ())):
        vmax = flux(m, f"absorption_{pool}", rate, "what a feeding mouse takes up from its gut")
        move(
            m, f"{pool}_absorption", "", f"{pool}_plasma", f"{vmax} * Absorption_{pool}", *rows, sbo=TRANSPORT,
            why="" if rows else "fat of the meals; implied",
        )  # fmt: skip
    g = "Glucose_plasma / ref_Glucose_plasma"
    half = half_of(m, "Glucose_basal_use", 0.18, "transport into brain is half-saturated at 1 mmol/l")
    move(
        m, "Glucose_basal_use", "Glucose_plasma", "",
        f"{flux(m, 'Glucose_basal_use', 7e4)} * {response(g, half)}",
        sbo=DEGRADATION, why="brain and blood cells, which do not wait for insulin; implied",
    )  # fmt: skip
    move(
        m, "Glucose_fuel_use", "Glucose_plasma", "",
        f"{flux(m, 'Glucose_fuel_use', 6e4)} * EnergyExpenditure * {g}", 397, sbo=DEGRADATION,
    )  # fmt: skip
    spill = m.constant("K_Glucose_renal", assumed(12e6, NM, 1.3, "kidneys lose glucose above 10 mmol/l"))
    n = m.constant("n_Glucose_renal", assumed(8, DIMENSIONLESS, 1.5, "a threshold"))
    move(
        m, "Glucose_renal_loss", "Glucose_plasma", "",
        f"{flux(m, 'Glucose_renal_loss', 2e5)} * {wrap(laws.hill('Glucose_plasma', spill, n).formula)}",
        sbo=DEGRADATION, why="keeps hyperglycaemia finite; implied",
    )  # fmt: skip
    move(
        m, "AA_use", "AA_plasma", "", f"{flux(m, 'AA_use', 1.4e5)} * AA_plasma / ref_AA_plasma", sbo=DEGRADATION,
        why="oxidation in other tissues; implied",
    )  # fmt: skip
    move(
        m, "FattyAcids_oxidation", "FattyAcids_plasma", "",
        f"{flux(m, 'FattyAcids_oxidation', 2e4)} * FattyAcids_plasma / ref_FattyAcids_plasma", sbo=DEGRADATION,
        why="fuel of muscle and heart; implied",
    )  # fmt: skip
    m.first_order(
        "KetoneBodies_use", "KetoneBodies", (), rate=assumed(0.05, PER_MINUTE, 3, "ketones turn over in 20 min"),
        at=PLACE, evidence=review(note="fuel of other tissues; implied"), sbo=DEGRADATION,
    )  # fmt: skip


def autophagy(m: ModuleBuilder, genes: Mapping[str, str]) -> None:
    """Autophagy of a tissue needs autophagy genes there and answers steeply to the mTORC1 of the tissue.

    `genes` is the formula of these genes by tissue, 1 where they are all there. The flux of the cell does not stand
    here: it follows the cell's mTORC1, where tissues differ.
    """
    half = half_of(m, "mTORC1_autophagy", 0.7, "autophagy starts before mTORC1 is gone", 1.5)
    n = m.constant("n_mTORC1_autophagy", assumed(4, DIMENSIONLESS, 1.5, "a switch: at most five times the fed rate"))
    for tissue, rows in (("muscle", (387,)), ("liver", (388, 398, 435))):
        relative(
            m, f"Autophagy_{tissue}",
            f"{genes[tissue]} * (1 + {half}^{n}) / (mTORC1_{tissue}^{n} + {half}^{n})", *rows,
        )  # fmt: skip


# -- muscle ------------------------------------------------------------------------------------------------------


def muscle(m: ModuleBuilder, insulin: str = "mTORC2_muscle") -> None:
    """Muscle takes glucose through mTORC2 and Akt, and builds protein through mTORC1."""
    g = "Glucose_plasma / ref_Glucose_plasma"
    part = weight(m, "mTORC2_GlucoseUptake_muscle", 0.8, "most uptake in the fed state hangs on insulin")
    relative(m, "GlucoseUptake_muscle", share(part, insulin), 381, note="Uptake at a given plasma glucose.")
    uptake, stored = (
        flux(m, "GlucoseUptake_muscle", 7.5e4),
        weight(m, "Glycogen_muscle", 0.4, "stored; the rest is burnt"),
    )
    move(
        m, "muscle_glucose_use", "Glucose_plasma", "", f"{uptake} * (1 - {stored}) * GlucoseUptake_muscle * {g}", 382,
        sbo=TRANSPORT,
    )  # fmt: skip
    m.species("Glycogen_muscle", at=PLACE, guess=GLYCOGEN, name="muscle glycogen, as glucose")
    part = weight(m, "mTORC2_Glycogen_muscle", 0.5, "Akt frees glycogen synthase from GSK3")
    move(
        m, "glycogen_synthesis", "Glucose_plasma", "Glycogen_muscle",
        f"{uptake} * {stored} * GlucoseUptake_muscle * {share(part, insulin)} * {g}", 382, 383, sbo=SYNTHESIS,
    )  # fmt: skip
    move(
        m, "glycogen_use", "Glycogen_muscle", "", f"{uptake} * {stored} * Glycogen_muscle / ref_Glycogen_muscle",
        sbo=DEGRADATION, why="glycogen is burnt in place; implied",
    )  # fmt: skip
    m.species("MuscleProtein", at=PLACE, guess=MUSCLE_PROTEIN, name="protein of muscle, as amino acids")
    rate = flux(m, "MuscleProtein", 1e5, "7 % of muscle protein a day, as in mice")
    part = weight(m, "mTORC1_MuscleProtein", 0.6, "share of synthesis that hangs on mTORC1", 1.5)
    half = half_of(m, "AA_protein_synthesis", 0.5, "charging of tRNA saturates")
    blocks = response("(AA_plasma / ref_AA_plasma)", half)
    move(
        m, "muscle_protein_synthesis", "AA_plasma", "MuscleProtein",
        f"{rate} * {share(part, 'mTORC1_muscle')} * {blocks}", 384, 385, sbo=SYNTHESIS,
    )  # fmt: skip
    part = weight(m, "Autophagy_MuscleProtein", 0.4, "share of breakdown in the fed state; proteasomes do the rest")
    move(
        m, "muscle_protein_breakdown", "MuscleProtein", "AA_plasma",
        f"{rate} * {share(part, 'Autophagy_muscle')} * (MuscleProtein / ref_MuscleProtein)^2", 389, sbo=DEGRADATION,
    )  # fmt: skip
    relative(m, "MuscleMass", "MuscleProtein / ref_MuscleProtein", 384, 385)


# -- liver -------------------------------------------------------------------------------------------------------


def liver(m: ModuleBuilder, insulin: str = "mTORC2_liver", *, induced: bool = False) -> None:
    """Liver shrinks and grows with protein, makes glucose when Akt rests, fat when it works, ketones when fasted.

    With `induced`, what Akt lets go of makes enzymes first, so that glucose dips before the liver answers.
    """
    _liver_size(m)
    _liver_glucose(m, insulin, induced=induced)
    _liver_fat(m)
    _ketogenesis(m)


def _liver_size(m: ModuleBuilder) -> None:
    m.species("LiverProtein", at=PLACE, guess=LIVER_PROTEIN, name="protein of liver, as amino acids")
    rate = flux(m, "LiverProtein", 9e4, "1.5 % of liver protein an hour, as in fed rodents")
    part = weight(m, "mTORC1_LiverProtein", 0.2, "liver translation hangs on mTORC1 and S6K1 only in part", 1.5)
    blocks = response("(AA_plasma / ref_AA_plasma)", "K_AA_liver_protein")
    half_of(m, "AA_liver_protein", 0.05, "portal blood and own breakdown keep the liver supplied")
    move(
        m, "liver_protein_synthesis", "AA_plasma", "LiverProtein",
        f"{rate} * {share(part, 'mTORC1_liver')} * {blocks}", 393, sbo=SYNTHESIS,
    )  # fmt: skip
    part = weight(m, "Autophagy_LiverProtein", 0.42, "share of breakdown in the fed state: 0.6 per cent an hour")
    move(
        # Squared: the smaller the cells, the less of them is spare.
        m, "liver_protein_breakdown", "LiverProtein", "AA_plasma",
        f"{rate} * {share(part, 'Autophagy_liver')} * (LiverProtein / ref_LiverProtein)^2", 390, 395, sbo=DEGRADATION,
    )  # fmt: skip
    relative(m, "LiverCellSize", "LiverProtein / ref_LiverProtein", 393, 395, note="Cells keep their number.")
    relative(m, "LiverWeight", "LiverCellSize", 394)


def _liver_glucose(m: ModuleBuilder, insulin: str, *, induced: bool) -> None:
    part = weight(m, "mTORC2_Gluconeogenesis", 0.6, "share of the output that Akt restrains", 1.5)
    ki = half_of(m, "mTORC2_Gluconeogenesis", 0.3, "without Akt the output is three times that of the fed liver")
    half = half_of(m, "AA_Gluconeogenesis", 0.3, "substrate limits it")
    capacity = share(part, restraint(insulin, ki))
    if induced:
        slow_process(
            m, "GluconeogenicEnzymes", capacity, 424, place=PLACE, entity="Gluconeogenesis_liver",
            rate=assumed(0.01, PER_MINUTE, 3, "between their transcripts, half an hour, and their protein, hours"),
        )  # fmt: skip
        capacity = "GluconeogenicEnzymes"
    relative(
        m, "Gluconeogenesis_liver", f"{wrap(capacity)} * {response('(AA_plasma / ref_AA_plasma)', half)}", 391, 424,
        note="All output of the liver; glycogen of the liver is not told apart.",
    )  # fmt: skip
    move(
        m, "glucose_output", "", "Glucose_plasma",
        f"{flux(m, 'glucose_output', 9e4)} * Gluconeogenesis_liver", 392, sbo=SYNTHESIS,
    )  # fmt: skip
    move(
        m, "AA_gluconeogenesis", "AA_plasma", "", f"{flux(m, 'AA_gluconeogenesis', 7e4)} * Gluconeogenesis_liver",
        391, sbo=DEGRADATION,
    )  # fmt: skip
    part = weight(m, "mTORC1_EnergyExpenditure", 0.4, "protein synthesis and other anabolism, in all tissues alike")
    relative(m, "EnergyExpenditure", share(part, "mTORC1_liver"), 396)


def _liver_fat(m: ModuleBuilder) -> None:
    a = weight(m, "mTORC1_HepaticLipogenesis", 0.4, "through SREBP")
    b = weight(m, "mTORC2_HepaticLipogenesis", 0.2, "what Akt does not explain")
    c = weight(m, "Akt_HepaticLipogenesis", 0.3, "constitutive Akt rescues most of what Rictor loss takes")
    relative(
        m, "HepaticLipogenesis", f"1 - {a} - {b} - {c} + {a} * mTORC1_liver + {b} * mTORC2_liver + {c} * Akt_liver",
        412, 413, 415,
    )  # fmt: skip
    m.species("LiverFat", at=PLACE, guess=LIVER_FAT, name="triglycerides of liver, as fatty acids")
    made = flux(m, "HepaticLipogenesis", 5e3)
    move(m, "liver_fat_synthesis", "", "LiverFat", f"{made} * HepaticLipogenesis", sbo=SYNTHESIS, why="as row 412")
    taken = flux(m, "liver_fat_uptake", 1e4)
    half = half_of(m, "WATMass_storage", 0.5, "fat that adipocytes cannot hold goes to the liver")
    move(
        m, "liver_fat_uptake", "FattyAcids_plasma", "LiverFat",
        f"{taken} * FattyAcids_plasma / ref_FattyAcids_plasma * {restraint('WATMass', half)}", 409, sbo=TRANSPORT,
    )  # fmt: skip
    # Ketogenesis takes more of it in a fast, so that a fast alone does not pile fat up.
    move(
        m, "liver_fat_use", "LiverFat", "",
        f"({made} + {taken}) * (1 + {weight(m, 'Ketogenesis_LiverFat', 0.1, 'fat burnt to ketones')}"
        " * (Ketogenesis - 1)) * LiverFat / ref_LiverFat",
        sbo=DEGRADATION, why="secretion and oxidation; implied",
    )  # fmt: skip
    relative(m, "HepaticSteatosis", "LiverFat / ref_LiverFat", 409)


def _ketogenesis(m: ModuleBuilder) -> None:
    m.total("S6K2", assumed(20, NM, 3, "as S6K1"))
    m.species("S6K2_off", contains="S6K2", guess=14, name="S6K2, inactive")
    m.species("S6K2", contains="S6K2", guess=6, note="Marked through mTORC1 of the liver: active.")
    k = m.constant("k_S6K2_phosphorylation", assumed(0.02, PER_MINUTE, 3, "a third is active in the fed liver"))
    m.reaction(
        "S6K2_phosphorylation", "S6K2_off", "S6K2",
        RateLaw(formula=f"{k} * S6K2_liver * S6K2_off", unit=NM_PER_MINUTE, sbo="SBO:0000041"),
        evidence=review(416), sbo=PHOSPHORYLATION,
    )  # fmt: skip
    m.first_order(
        "S6K2_dephosphorylation", "S6K2", "S6K2_off", rate=assumed(0.05, PER_MINUTE, 3, "a quarter of an hour"),
        evidence=undone(),
    )  # fmt: skip
    m.total("NCoR1", assumed(20, NM, 3, "scarce nuclear protein"))
    m.species("NCoR1_off", contains="NCoR1", guess=10, at="nucleus", name="NCoR1 that does not repress")
    m.species("NCoR1", contains="NCoR1", guess=10, note="Promoted by S6K2: the corepressor at work.")
    m.phosphorylation(
        "NCoR1_promotion", "NCoR1_off", "NCoR1", kinase="S6K2",
        kcat=assumed(0.004, PER_NM_MINUTE, 3, "half at work in the fed liver"), evidence=review(417),
    )  # fmt: skip
    m.first_order(
        "NCoR1_release", "NCoR1", "NCoR1_off", rate=assumed(0.02, PER_MINUTE, 3, "within an hour"),
        evidence=review(417, note="the reverse is implied"),
    )  # fmt: skip
    m.total("PPARalpha", assumed(20, NM, 3, "abundant nuclear receptor of the liver"))
    m.species("PPARalpha_off", contains="PPARalpha", guess=16, at="nucleus", name="PPAR-alpha held by its corepressor")
    m.species("PPARalpha", contains="PPARalpha", guess=4, note="Free of its corepressor: active.")
    m.phosphorylation(
        "PPARalpha_corepression", "PPARalpha", "PPARalpha_off", kinase="NCoR1",
        kcat=assumed(0.008, PER_NM_MINUTE, 3, "four fifths held in the fed liver"), evidence=review(418),
        note="Not a mark: binding of the corepressor, written as a switch.",
    )  # fmt: skip
    m.first_order(
        "PPARalpha_release", "PPARalpha_off", "PPARalpha", rate=assumed(0.02, PER_MINUTE, 3, "within an hour"),
        evidence=review(418, note="the reverse is implied"),
    )  # fmt: skip
    _ketone_bodies(m)


def _ketone_bodies(m: ModuleBuilder) -> None:
    m.total("KetogenicGenes", assumed(10, NM, 3, "relative amount of their enzymes"), conserved=False)
    m.species("KetogenicGenes", contains="KetogenicGenes", guess=17.7)
    gain = m.constant("gain_PPARalpha_KetogenicGenes", assumed(8, DIMENSIONLESS, 3, "fasting genes rise severalfold"))
    half = m.constant("K_PPARalpha_KetogenicGenes", assumed(8, NM, 2, "twice the active amount of a fed liver"))
    n = m.constant("n_PPARalpha_KetogenicGenes", assumed(3, DIMENSIONLESS, 1.5, "several response elements"))
    m.turnover(
        "KetogenicGenes", made="KetogenicGenes", amount="KetogenicGenes_total",
        rate=assumed(0.004, PER_MINUTE, 3, "half-life of three hours"), degraded={"KetogenicGenes": ()},
        induction=(laws.cooperative_activation(gain, "PPARalpha", half, n),), evidence=review(419),
    )  # fmt: skip
    ki = half_of(m, "mTORC1_Ketogenesis", 0.4, "beside the genes; in a fast ketones rise threefold or more")
    ref = m.constant("ref_KetogenicGenes", assumed(17.7, NM, 1.2, "amount in the fed liver"))
    relative(
        m, "Ketogenesis",
        f"KetogenicGenes / {ref} * FattyAcids_plasma / ref_FattyAcids_plasma * {restraint('mTORC1_liver', ki)}",
        420, 422,
    )  # fmt: skip
    move(
        m, "ketone_synthesis", "", "KetoneBodies",
        f"{flux(m, 'ketone_synthesis', 1e4)} * Ketogenesis", 421, sbo=SYNTHESIS,
    )  # fmt: skip


# -- white fat ---------------------------------------------------------------------------------------------------


def fat(m: ModuleBuilder) -> None:
    """White fat makes, takes up and releases fatty acids; it grows and shrinks within weeks."""
    m.total("EPRS", assumed(100, NM, 3, "abundant tRNA synthetase"))
    m.species("EPRS_bound", contains="EPRS", guess=70, name="EPRS in the tRNA synthetase complex")
    m.species("EPRS", contains="EPRS", guess=30, note="Released by S6K1.")
    k = m.constant("k_EPRS_release", assumed(0.02, PER_MINUTE, 3, "a third is free in fed adipocytes"))
    m.reaction(
        "EPRS_release", "EPRS_bound", "EPRS",
        RateLaw(formula=f"{k} * S6K1_WAT * EPRS_bound", unit=NM_PER_MINUTE, sbo="SBO:0000041"),
        evidence=review(405), sbo=PHOSPHORYLATION,
    )  # fmt: skip
    m.first_order(
        "EPRS_return", "EPRS", "EPRS_bound", rate=assumed(0.05, PER_MINUTE, 3, "a quarter of an hour"),
        evidence=undone(),
    )  # fmt: skip
    part = weight(m, "EPRS_FattyAcidImport", 0.4, "one of several importers")
    free = m.constant("ref_EPRS", assumed(28.6, NM, 1.2, "released EPRS of a fed adipocyte"))
    relative(m, "FattyAcidImport_WAT", share(part, f"EPRS / {free}"), 406)
    part = weight(m, "PPARgamma_Adipogenesis", 0.8, "the master regulator; what is left is slow turnover")
    relative(m, "Adipogenesis", share(part, "PPARgamma_WAT"), 404)
    part = weight(m, "mTORC1_Lipogenesis_WAT", 0.8, "through S6K1 and SREBP")
    relative(m, "Lipogenesis_WAT", share(part, "(mTORC1_WAT + S6K1_WAT) / 2"), 401)
    half = half_of(m, "mTORC1_Lipolysis_WAT", 0.5, "without mTORC1 three times that of the fed state")
    relative(m, "Lipolysis_WAT", restraint("mTORC1_WAT", half), 408)
    _stores(m)


def _stores(m: ModuleBuilder) -> None:
    m.species("Triglycerides_WAT", at=PLACE, guess=FAT, name="triglycerides of white fat, as fatty acids")
    made, taken = flux(m, "Lipogenesis_WAT", 1e4), flux(m, "FattyAcidImport_WAT", 6e4)
    move(m, "fat_synthesis", "", "Triglycerides_WAT", f"{made} * Lipogenesis_WAT", 402, sbo=SYNTHESIS)
    part = weight(m, "mTORC1_WAT_expansion", 0.5, "room for fat: adipocytes that grow, and new ones")
    move(
        m, "fat_import", "FattyAcids_plasma", "Triglycerides_WAT",
        f"{taken} * FattyAcidImport_WAT * {share(part, '(mTORC1_WAT + Adipogenesis) / 2')}"
        " * FattyAcids_plasma / ref_FattyAcids_plasma", 406, 407, sbo=TRANSPORT,
    )  # fmt: skip
    move(
        m, "fat_release", "Triglycerides_WAT", "FattyAcids_plasma",
        f"({made} + {taken}) * Lipolysis_WAT * Triglycerides_WAT / ref_Triglycerides_WAT", 408, sbo=TRANSPORT,
    )  # fmt: skip
    relative(m, "WATMass", "Triglycerides_WAT / ref_Triglycerides_WAT", 407)


# -- the whole ---------------------------------------------------------------------------------------------------


def outcomes(m: ModuleBuilder) -> None:
    """Insulin sensitivity, tolerance, obesity and survival: what is read from the pools."""
    m.species("EctopicLipid", at=PLACE, guess=ECTOPIC_FAT, name="fat outside fat tissue and liver, as fatty acids")
    rate = flux(m, "EctopicFat", 2e3, "days")
    move(
        m, "ectopic_deposition", "", "EctopicLipid",
        f"{rate} * Glucose_plasma / ref_Glucose_plasma * FattyAcids_plasma / ref_FattyAcids_plasma"
        f" * {restraint('least(WATMass, 1)', 'K_WATMass_storage')}", 433,
        sbo=PHENOMENOLOGICAL,
        note="A glycaemic load spares fat from being burnt, and what too little fat tissue cannot hold ends here as in "
        "the liver. More fat tissue than usual is full, and holds no more.",
    )  # fmt: skip
    move(
        m, "ectopic_use", "EctopicLipid", "", f"{rate} * EctopicLipid / ref_EctopicLipid", sbo=DEGRADATION,
        why="oxidation; implied",
    )  # fmt: skip
    relative(m, "EctopicFat", "EctopicLipid / ref_EctopicLipid", 433)
    lipid = weight(m, "EctopicFat_InsulinSensitivity", 0.3, "direction assumed")
    liver_fat = weight(m, "HepaticSteatosis_InsulinSensitivity", 0.2, "the liver's part")
    load = weight(m, "mTORC1_InsulinSensitivity", 0.5, "S6K1 on IRS1 and Grb10 on the receptor")
    relative(
        m, "InsulinAction",
        f"1 / ({share(load, 'mTORC1_load')} * {share(lipid, 'EctopicFat')} * {share(liver_fat, 'HepaticSteatosis')})",
        410, 426, 427, name="what feedback and fat leave of insulin at its receptor",
    )  # fmt: skip
    relative(
        m, "InsulinSensitivity", "mTORC2_body * InsulinAction", 410, 426, 427, 428, note="Answer to a given insulin."
    )
    g = "Glucose_plasma / ref_Glucose_plasma"
    relative(m, "GlucoseTolerance", f"2 * InsulinSensitivity / (1 + {g})", 434)
    relative(m, "Obesity", "WATMass", 411, note="Taken as proportional to the mass of white fat.")
    relative(
        m, "MetabolicSyndrome", f"(mTORC1_load + Obesity + {g} + 2 / (1 + InsulinSensitivity)) / 4", 429,
        note="The mean of its signs: mTORC1, obesity, glucose, resistance to insulin.",
    )  # fmt: skip
    half = m.constant("K_Glucose_survival", assumed(1.8e6, NM, 1.5, "hypoglycaemia kills below 1 to 2 mmol/l"))
    n = m.constant("n_Glucose_survival", assumed(4, DIMENSIONLESS, 2, "a threshold"))
    hill = laws.hill("Glucose_plasma", half, n).formula
    fed = laws.hill("ref_Glucose_plasma", half, n).formula
    relative(m, "NeonatalSurvival", f"({hill}) / ({fed})", 399, note="Of a newborn in this state.")
