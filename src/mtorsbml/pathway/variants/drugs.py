"""Drugs with their dose, and diets."""

from __future__ import annotations

from mtorsbml.model.variant import Value
from mtorsbml.pathway.variants._make import (
    DAY,
    DIMENSIONLESS,
    HOUR,
    MINUTE,
    NM,
    PER_NM_MINUTE,
    Hold,
    Route,
    Variant,
    cites,
    switch,
    turn,
)
from mtorsbml.pathway.variants.diseases import METABOLIC

_BOUND = ("Yang2013_mTOR_structure", "Choi1996_FKBP12_rapamycin")
CHRONIC = (
    turn("Rapamycin", 100.0, NM, "saturating dose in cells"),
    Hold(id="Prolonged", level=True),
)


def _dose(drug: str, level: float, why: str) -> Value:
    return turn(drug, level, NM, why)


def build() -> tuple[Variant, ...]:
    """All of them."""
    return (*_rapamycin(), *_weak_rapamycin(), *_inhibitors(), *_metabolic(), *_brain(), *_diets())


def _rapamycin() -> tuple[Variant, ...]:
    return (
        Variant(
            id="rapamycin_acute", kind="drug", title="rapamycin, 100 nmol/l, for an hour",
            phenotype="S6K1 goes off while 4E-BP1 and ULK1 keep most of their marks; mTORC2 does not fall",
            evidence=cites("93-94", "119-131", "220-222", "1524-1527", papers=_BOUND),
            changes=(_dose("Rapamycin", 100.0, "saturating dose in cells"),),
            aliases=("rapamycin",),
            duration=HOUR,
        ),
        Variant(
            id="rapamycin_chronic", kind="drug", title="rapamycin, 100 nmol/l, for two days",
            phenotype="besides, mTOR that the drug holds is lost for new mTORC2, which vanishes with a delay",
            evidence=cites("93-94", "147-151", papers=_BOUND),
            changes=CHRONIC,
            duration=2 * DAY,
        ),
        Variant(
            id="rapamycin_intermittent", kind="drug",
            title="rapamycin in pulses: six hours every five days, 0.1 nmol/l of free drug",
            phenotype="mTORC2 recovers between the doses; animals live longer and keep their glucose tolerance",
            evidence=cites("1601-1604", note="that the pause spares mTORC2 is an inference"),
            changes=(
                _dose("Rapamycin_step", 0.1, "enough to take mTORC1 and soon gone; FKBP12 gathers it"),
                turn("Rapamycin_t_on", 0.0, MINUTE, "the first dose is at the start", 1),
                turn("Rapamycin_t_off", 6 * HOUR, MINUTE, "shorter than mTORC2 lasts", 2),
                turn("Rapamycin_interval", 5 * DAY, MINUTE, "one dose in five days", 1),
                Hold(id="Rapamycin", level=True),
            ),
            duration=20 * DAY,
            note="In the logic model this is rapamycin that does not last.",
        ),
    )  # fmt: skip


def _weak_rapamycin() -> tuple[Variant, ...]:
    return (
        Variant(
            id="rapamycin_low_dose", kind="drug", title="rapamycin, 0.01 nmol/l",
            phenotype="in old people the immune system answers better",
            evidence=cites("1604-1606"),
            changes=(
                _dose("Rapamycin", 0.01, "free drug, which FKBP12 gathers: mTORC1 loses a part of its activity"),
                Hold(id="Rapamycin", level=True),
                Hold(id="LowDose", level=True),
            ),
            duration=2 * DAY,
        ),
        Variant(
            id="rapamycin_brain", kind="drug",
            title="rapamycin, 100 nmol/l in the blood, of which little reaches the brain",
            phenotype="a weak effect in the brain",
            evidence=cites("1524-1532"),
            changes=(
                _dose("Rapamycin", 100.0, "in the blood"),
                turn("BloodBrainBarrier", 1.0, DIMENSIONLESS, "intact", 1),
            ),
            duration=DAY,
            note="The synapse is behind the barrier (Rapamycin_brain, mTORC1_synapse); the rest of the cell is not.",
        ),
        Variant(
            id="rapalog", kind="drug", title="a rapalog, 100 nmol/l",
            phenotype="stops growth without killing; 4E-BP1 is blocked in part, mTORC2 and Akt keep cells alive",
            evidence=cites("1362-1370"),
            changes=(_dose("Rapalogs", 100.0, "as rapamycin"),),
            duration=2 * HOUR,
        ),
    )  # fmt: skip


def _inhibitors() -> tuple[Variant, ...]:
    return (
        Variant(
            id="Torin1", kind="drug", title="Torin1, 250 nmol/l",
            phenotype="both complexes stop towards all of their substrates",
            evidence=cites("1373-1376", "1448-1449", papers=("Thoreen2009_Torin1", "Hsu2011_phosphoproteome")),
            changes=(_dose("Torin1", 250.0, "the dose of Hsu 2011"),),
            duration=2 * HOUR,
        ),
        Variant(
            id="Torin1_resistant", kind="drug", title="Torin1, 250 nmol/l, in cells that activate Akt without mTORC2",
            phenotype="Akt comes back although mTORC2 stays off",
            evidence=cites("1452-1457"),
            changes=(
                _dose("Torin1", 250.0, "the dose of Hsu 2011"),
                switch("k_Akt_escape", 1.0, PER_NM_MINUTE, "the escape of cancer cells", 3),
                Route(id="Akt_act", rule="Akt & PIP3 & PDK1 & CatalyticInhibitor_level"),
            ),
            alters=("Akt",),
            duration=DAY,
        ),
        Variant(
            id="mTORC1_specific_inhibitor", kind="drug", title="a hypothetical inhibitor of mTORC1 alone, 100 nmol/l",
            phenotype="mTORC1 is low and mTORC2 keeps its share of mTOR, so that insulin still acts",
            evidence=cites("1176-1178", confidence="inference"),
            changes=(_dose("SpecificMTORC1Inhibitor", 100.0, "hypothetical drug"),),
            duration=2 * DAY,
        ),
    )  # fmt: skip


def _metabolic() -> tuple[Variant, ...]:
    return (
        Variant(
            id="metformin", kind="drug", title="metformin, 2 mmol/l",
            phenotype="mTORC1 falls, through AMPK and TSC",
            evidence=cites("1164-1167"),
            changes=(_dose("Metformin", 2e6, "dose in cells"),),
            duration=4 * HOUR,
        ),
        Variant(
            id="guanylate_inhibitor", kind="drug", title="an inhibitor of the synthesis of guanylates",
            phenotype="DNA damage in cells whose mTORC1 is too active",
            evidence=cites("441-450"),
            changes=(_dose("GuanylateInhibitor", 1e3, "dose in cells"),),
            duration=2 * DAY,
        ),
        Variant(
            id="metabolic_syndrome_rapamycin", kind="drug", title="overfeeding with chronic rapamycin, 100 nmol/l",
            phenotype="mTORC1 and mTORC2 are both low, and insulin resistance is worse",
            evidence=cites("1075-1080", "1169-1175"),
            changes=(*METABOLIC, *CHRONIC),
            choice="amount of food",
            duration=14 * DAY,
        ),
    )  # fmt: skip


def _brain() -> tuple[Variant, ...]:
    return (
        Variant(
            id="NV5138", kind="drug", title="NV-5138, 100 umol/l, which keeps Sestrin2 off GATOR2",
            phenotype="mTORC1 rises at the synapse, with effects like those of antidepressants",
            evidence=cites("1307-1310"),
            changes=(_dose("NV5138", 1e5, "dose in cells"),),
            duration=4 * HOUR,
        ),
        Variant(
            id="ketamine", kind="drug", title="ketamine, which blocks the NMDA receptor",
            phenotype="mTORC1 rises at the synapse; synaptic protein, spines and mood follow",
            evidence=cites("1303-1307"),
            changes=(_dose("Ketamine", 1e3, "about what a subanaesthetic dose gives in plasma"),),
            duration=4 * HOUR,
        ),
    )  # fmt: skip


def _diets() -> tuple[Variant, ...]:
    return (
        Variant(
            id="ketogenic_diet", kind="drug", title="a ketogenic diet",
            phenotype="less input to mTORC1, which may be how it controls seizures",
            evidence=cites("1261-1265", confidence="proposed"),
            changes=(turn("KetogenicDiet", 1.0, DIMENSIONLESS, "in full"),),
            duration=2 * DAY,
        ),
        Variant(
            id="dietary_restriction", kind="drug", title="less food",
            phenotype="a longer life, to which inhibition of mTORC1 adds nothing",
            evidence=cites("1482-1540"),
            changes=(turn("DietaryRestriction", 1.0, DIMENSIONLESS, "in full"),),
            choice="amount of food",
            duration=2 * DAY,
        ),
        Variant(
            id="methionine_restriction", kind="drug", title="less methionine in the food",
            phenotype="flies live longer",
            evidence=cites("1540-1544"),
            changes=(turn("MethionineRestriction", 1.0, DIMENSIONLESS, "in full"),),
            duration=2 * DAY,
        ),
    )  # fmt: skip
