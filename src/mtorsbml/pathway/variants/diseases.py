"""Diseases: mTORopathies of the brain, tumours, and what overfeeding and age do."""

from __future__ import annotations

from mtorsbml.model.variant import Change
from mtorsbml.pathway.variants._make import (
    DAY,
    DIMENSIONLESS,
    PER_MINUTE,
    Cut,
    Hold,
    Route,
    Rule,
    Variant,
    cites,
    lose,
    lose_complex,
    off,
    scale,
    switch,
    turn,
)

MTOROPATHY = "mTORC1 is too active; epilepsy with malformations of the cortex, as in tuberous sclerosis"
GATOR1 = lose_complex("GATOR1", "DEPDC5")
FLCN = lose("FLCN_FNIP2")
RAGC: tuple[Change, ...] = (
    off("k_RagCD_exchange", "the mutant does not take GTP"),
    scale("K_Rag_docking", 0.2, "the mutant holds Raptor more tightly", 3),
    scale("K_Rag_hold", 0.2, "the mutant holds Raptor more tightly", 3),
    Rule(id="RagCD_GDP", rule="RagCD"),
    Route(id="mTORC1_lys", rule="mTORC1_cyt & Raptor & RagCD_GDP & Ragulator"),
)
METABOLIC: tuple[Change, ...] = (turn("Overfeeding", 1.0, DIMENSIONLESS, "nutrients and insulin high without a pause"),)


def build() -> tuple[Variant, ...]:
    """All of them."""
    return (*_mtoropathies(), *_gain_of_function(), *_tumours(), *_systemic())


def _mtoropathies() -> tuple[Variant, ...]:
    return (
        Variant(
            id="TSC_deficient_brain", kind="disease",
            title="no TSC in the brain (the cell of the model is the neuron)",
            phenotype="too few synapses are pruned, social behaviour suffers; rapamycin helps if autophagy is intact",
            evidence=cites("1326-1333"),
            changes=lose_complex("TSC", "TSC2"),
        ),
        Variant(
            id="PTEN_loss", kind="disease", title="no PTEN, so that PIP3 and Akt rise",
            phenotype=MTOROPATHY, evidence=cites("1248-1253"),
            changes=lose("PTEN"),
        ),
        Variant(
            id="STRADA_loss", kind="disease", title="no STRAD-alpha, so that LKB1 hardly activates AMPK",
            phenotype="mTORC1 is too active; epilepsy with a large brain, known as PMSE",
            evidence=cites("1244-1253"),
            changes=lose("STRADalpha"),
        ),
        Variant(
            id="LKB1_loss", kind="disease", title="no LKB1, so that little AMPK is activated",
            phenotype="mTORC1 is too active; the source only lists the name",
            evidence=cites("1222-1247", confidence="inference"),
            changes=lose("LKB1"),
        ),
        Variant(
            id="NF1_loss", kind="disease", title="no neurofibromin, so that Ras keeps its GTP",
            phenotype="mTORC1 is too active; the source only lists the name",
            evidence=cites("1222-1247", confidence="inference"),
            changes=lose("NF1"),
        ),
        *(
            Variant(
                id=f"{subunit}_loss", kind="disease", title=f"no {subunit}, so that no GATOR1 forms",
                phenotype="mTORC1 does not notice the loss of amino acids; epilepsy with malformations of the cortex",
                evidence=cites("786-794", "1248-1253", papers=("BarPeled2013_GATOR1",)),
                changes=lose(subunit),
            )
            for subunit in ("DEPDC5", "NPRL2", "NPRL3")
        ),
        Variant(
            id="KICSTOR_loss", kind="disease", title="no KICSTOR, so that GATOR1 does not reach the lysosome",
            phenotype="mTORC1 does not notice the loss of amino acids; epilepsy with malformations of the cortex",
            evidence=cites("796-799", "1248-1253", papers=("Wolfson2017_KICSTOR",)),
            changes=lose("KICSTOR"),
        ),
        Variant(
            id="epileptic_mTORopathy", kind="disease",
            title="a negative regulator reduced: here a tenth of DEPDC5, as in a brain with a second hit",
            phenotype="focal malformations, seizures, a large head, autism-like traits, benign growths",
            evidence=cites("1198-1212"),
            changes=(scale("DEPDC5_total", 0.1, "one allele lost, the other in part of the cells"),
                     Hold(id="DEPDC5", level=False)),
        ),
    )  # fmt: skip


def _gain_of_function() -> tuple[Variant, ...]:
    return (
        Variant(
            id="RHEB_activating", kind="disease", title="Rheb that neither hydrolyses its GTP nor feels TSC",
            phenotype="mTORC1 does not need growth factors, and TSC has no hold on it; it still needs amino acids",
            evidence=cites("1248-1253", papers=("Inoki2003_Rheb_GAP", "Li2004_Rheb")),
            changes=(
                turn("Rheb_mutant", 1.0, DIMENSIONLESS, "all of it mutated", 1),
                off("k_Rheb_hydrolysis", "the mutant does not hydrolyse GTP, with TSC or without"),
                Cut(id="Rheb_GTP", regulator="TSC_lys", level=False),
                Cut(id="Rheb_GDP", regulator="TSC_lys", level=False),
            ),
            alters=("Rheb",),
        ),
        Variant(
            id="MTOR_activating", kind="disease", title="mTOR with a kinase domain that stays on",
            phenotype="mTORC1 is too active, mTORC2 presumably too; epilepsy with malformations of the cortex",
            evidence=cites("1248-1253"),
            changes=(
                turn("mTOR_mutant", 1.0, DIMENSIONLESS, "all of it mutated", 1),
                switch("w_activation_without_Rheb", 1.0, DIMENSIONLESS, "as active without Rheb as others with it", 3),
                scale("k_Rheb_inactivation", 0.3, "the active form lasts longer"),
                scale("k_mTORC2_inactivation", 0.3, "the active form lasts longer; inferred for mTORC2"),
                Cut(id="mTORC1_act", regulator="Rheb_GTP", level=True),
                Cut(id="mTORC2_act", regulator="PIP3", level=True),
            ),
            alters=("mTOR",),
        ),
        Variant(
            id="PI3K_Akt_activated", kind="disease", title="PI3K that is active without a receptor",
            phenotype="mTORC1 does not need growth factors; common in cancer",
            evidence=cites("689-694", "1341-1346"),
            changes=(
                switch("k_PI3K_constitutive_activation", 1.0, PER_MINUTE, "a third of PI3K is active by itself", 3),
                Rule(id="PI3K", rule="true"),
            ),
            alters=("PI3K",),
        ),
        Variant(
            id="Ras_activated", kind="disease", title="oncogenic Ras",
            phenotype="mTORC1 stays on, since ERK and RSK restrain TSC, and mTORC2 is more active",
            evidence=cites("686-694", "942-947"),
            changes=(
                turn("OncogenicRas", 1.0, DIMENSIONLESS, "a full stimulus"),
                scale("k_Ras_exchange_oncogenic", 5.0, "upper end of its range: mTORC1 is found on in such cells"),
                scale("k_ERK_TSC2", 5.0, "upper end of its range: mTORC1 is found on in such cells"),
                scale("k_RSK_TSC2", 5.0, "upper end of its range: mTORC1 is found on in such cells"),
            ),
            alters=("Ras",),
        ),
    )  # fmt: skip


def _tumours() -> tuple[Variant, ...]:
    return (
        Variant(
            id="RagC_mutant", kind="disease", title="RagC that stays in the GDP state and grips Raptor",
            phenotype="mTORC1 passes the check of nutrients unseen; follicular lymphoma",
            evidence=cites("1350-1357", confidence="inference", note="that the mutant is the GDP form is an inference"),
            changes=RAGC,
            alters=("RagCD",),
        ),
        Variant(
            id="follicular_lymphoma", kind="disease", title="the changes of RagC_mutant",
            phenotype="tumour cells pass the check of nutrients",
            evidence=cites("1350-1357"),
            changes=RAGC,
            alters=("RagCD",),
        ),
        Variant(
            id="glioblastoma", kind="disease", title="the changes of GATOR1_loss",
            phenotype="tumour cells pass the check of nutrients",
            evidence=cites("1347-1355", papers=("BarPeled2013_GATOR1",)),
            changes=GATOR1,
        ),
        Variant(
            id="FLCN_loss", kind="disease", title="no FLCN-FNIP2",
            phenotype="the Rags signal less, yet TFEB and TFE3 rise; Birt-Hogg-Dube syndrome with tumours",
            evidence=cites("862-874", "1354-1357", papers=("Petit2013_FLCN", "Baba2006_FLCN")),
            changes=FLCN,
        ),
        Variant(
            id="Birt_Hogg_Dube", kind="disease", title="the changes of FLCN_loss",
            phenotype="a tumour suppressor is lost and the programme of TFEB and TFE3 runs high",
            evidence=cites("865-874", "1354-1357", papers=("Baba2006_FLCN",)),
            changes=FLCN,
        ),
        Variant(
            id="macropinocytic_cancer", kind="disease",
            title="amino acids come from engulfed protein: macropinocytosis on, other amino acids outside scarce",
            phenotype="growth depends on SLC38A9 and on breakdown in lysosomes",
            evidence=cites("515-522", papers=("Wyant2017_SLC38A9_efflux",)),
            changes=(
                turn("Macropinocytosis", 1.0, DIMENSIONLESS, "a full stimulus"),
                turn("AminoAcids", 0.1, DIMENSIONLESS, "a tumour that is poorly supplied", 2),
            ),
        ),
    )  # fmt: skip


def _systemic() -> tuple[Variant, ...]:
    return (
        Variant(
            id="metabolic_syndrome", kind="disease", title="overfeeding without a pause",
            phenotype="mTORC1 is always on, IRS1 low and Grb10 high, mTORC2 and Akt answer less, and glucose rises",
            evidence=cites("1075-1080", "1143-1158", papers=("Harrington2004_IRS1", "Yu2011_Grb10")),
            changes=METABOLIC,
            choice="amount of food",
            duration=14 * DAY,
        ),
        Variant(
            id="senescent_cell", kind="disease",
            title="a senescent cell, whose mTORC1 hears neither amino acids nor growth factors",
            phenotype="mTORC1 stays on, and the cell secretes; rapamycin lowers the secretion",
            evidence=cites("1575-1586"),
            changes=(turn("Senescence", 1.0, DIMENSIONLESS, "fully senescent"),),
            duration=2 * DAY,
        ),
    )  # fmt: skip
