"""Tissues: what is lost in one of them, and cells whose wiring or surroundings differ."""

from __future__ import annotations

from mtorsbml.pathway.variants._make import (
    DAY,
    DIMENSIONLESS,
    Cut,
    Hold,
    Need,
    Rule,
    Variant,
    cites,
    lose,
    lose_in,
    off,
    scale,
    switch,
    turn,
)


def build() -> tuple[Variant, ...]:
    """All of them."""
    return (*_one_tissue(), *_brain(), *_special_cells())


def _one_tissue() -> tuple[Variant, ...]:
    return (
        Variant(
            id="TSC1_liver_KO", kind="tissue", title="no TSC1 in the liver, so that its mTORC1 stays on",
            phenotype="the liver does not shrink in a fast and makes too few ketone bodies",
            evidence=cites("1066-1070", "1127-1131"),
            changes=lose_in("liver", "TSC1"), duration=DAY,
        ),
        Variant(
            id="Raptor_liver_KO", kind="tissue", title="no Raptor in the liver",
            phenotype="the liver does not shrink in a fast and makes less fat",
            evidence=cites("1066-1070", "1121-1127", papers=("Peterson2011_Lipin1",)),
            changes=lose_in("liver", "Raptor"), duration=DAY,
        ),
        Variant(
            id="Rictor_liver_KO", kind="tissue", title="no Rictor in the liver",
            phenotype="the liver makes less fat; constitutive Akt makes up for it in part",
            evidence=cites("1121-1127"),
            changes=lose_in("liver", "Rictor"), duration=DAY,
        ),
        Variant(
            id="Atg7_liver_KO", kind="tissue", title="no ATG7 in the liver",
            phenotype="the liver does not shrink in a fast",
            evidence=cites("1066-1070"),
            changes=lose_in("liver", "ATG7"), duration=DAY,
        ),
        Variant(
            id="S6K1_liver_muscle_KO", kind="tissue", title="no S6K1 in liver and muscle",
            phenotype="translation goes on as before",
            evidence=cites("218-220"),
            changes=(*lose_in("liver", "S6K1"), *lose_in("muscle", "S6K1")), duration=DAY,
        ),
        Variant(
            id="Raptor_adipocyte_KO", kind="tissue", title="no Raptor in fat cells",
            phenotype="little white fat and much lipolysis, no obesity on a rich diet, but a fatty liver and insulin "
            "resistance",
            evidence=cites("1112-1119"),
            changes=lose_in("WAT", "Raptor"), duration=14 * DAY,
        ),
        Variant(
            id="aged_liver", kind="tissue", title="an old liver, with little autophagy left",
            phenotype="ketone bodies rise too little in a fast, as in a liver whose mTORC1 is always on",
            evidence=cites("1137-1140", "1553-1556"),
            changes=(
                scale("ATG7_liver_total", 0.3, "autophagic capacity falls with age"),
                scale("TSC1_liver_total", 0.3, "mTORC1 of an old liver answers less to a fast"),
                Hold(id="TSC1_liver", level=False),
                Hold(id="Ageing", level=True),
            ),
            duration=DAY,
            note="Age has no parameter of its own: what it does to autophagy and mTORC1 of the liver stands for it.",
        ),
    )  # fmt: skip


def _brain() -> tuple[Variant, ...]:
    neuron = "the cell of the model is the neuron"
    return (
        Variant(
            id="Raptor_brain_KO", kind="tissue", title=f"no Raptor in the brain ({neuron})",
            phenotype="a small brain, cells that do not differentiate properly, death soon after birth",
            evidence=cites("1190-1196"),
            changes=lose("Raptor"), duration=2 * DAY,
        ),
        Variant(
            id="Rictor_brain_KO", kind="tissue", title=f"no Rictor in the brain ({neuron})",
            phenotype="a small brain with aberrant folds, short dendrites, and no long-term memory",
            evidence=cites("1190-1196", "1394-1402"),
            changes=lose("Rictor"), duration=2 * DAY,
        ),
        Variant(
            id="brain_protected", kind="tissue", title="a cell that the body keeps supplied in a fast",
            phenotype="the brain is spared in an acute fast",
            evidence=cites("1057-1061", "1276-1288"),
            changes=(
                off("w_Fasting_Insulin_supply", "the brain does not wait for insulin"),
                off("w_Fasting_AA_supply", "amino acids of the brain are kept up"),
                off("w_Fasting_Glucose_supply", "glucose and ketone bodies keep the brain supplied"),
                Cut(id="Insulin_supply", regulator="Fasted", level=False),
                Cut(id="AA_supply", regulator="Fasted", level=False),
            ),
            duration=DAY,
        ),
    )  # fmt: skip


def _special_cells() -> tuple[Variant, ...]:
    return (
        Variant(
            id="muscle_mechanical", kind="tissue", title="a muscle cell at work",
            phenotype="mTORC1 is more active",
            evidence=cites("991-994"),
            changes=(turn("MechanicalStimulus", 1.0, DIMENSIONLESS, "a full stimulus"),),
            note="In the logic model mTORC1 is on at rest, and more than on does not exist there.",
        ),
        Variant(
            id="osteoclast", kind="tissue",
            title="an osteoclast: mTORC1 is docked whatever the Rags do, and the Rags license it there",
            phenotype="lack of amino acids stops mTORC1 without taking it off the lysosome",
            evidence=cites("991-994"),
            changes=(
                switch("w_docking_without_Rags", 1.0, DIMENSIONLESS, "as strong as the Rags of a fed cell", 3),
                switch("w_activation_needs_Rags", 40.0, DIMENSIONLESS, "no activity without on-state Rags", 3),
                off("k_mTORC1_act_exit", "docked mTORC1 stays"),
                Rule(id="mTORC1_lys", rule="mTORC1_cyt & Raptor"),
                Need(id="mTORC1_act", rule="Rag_on"),
            ),
        ),
        Variant(
            id="Sestrin2_high_tissue", kind="tissue", title="three times as much Sestrin2",
            phenotype="mTORC1 needs more leucine, as is proposed for tissues that see much of it",
            evidence=cites("994-999", confidence="proposed"),
            changes=(scale("Sestrin2_total", 3.0, "a tissue rich in Sestrin2"),),
            note="A logic node has one threshold, so that the logic model stays as it is.",
        ),
        Variant(
            id="Sestrin2_absent_tissue", kind="tissue", title="no Sestrin2",
            phenotype="mTORC1 does not notice lack of leucine, as is proposed for tissues that are never short of it",
            evidence=cites("994-999", confidence="proposed"),
            changes=lose("Sestrin2"),
        ),
        Variant(
            id="mitotic_cell", kind="tissue", title="a dividing cell, with active CDK1",
            phenotype="CDK1 keeps mTORC1 low, and yet no autophagosomes form",
            evidence=cites("509-513"),
            changes=(turn("Mitosis", 1.0, DIMENSIONLESS, "a full stimulus"),),
        ),
    )  # fmt: skip
