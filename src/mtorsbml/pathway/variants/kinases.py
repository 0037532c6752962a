"""Genotypes of the complexes themselves and of what lies downstream of them."""

from __future__ import annotations

from mtorsbml.pathway.variants._make import (
    DIMENSIONLESS,
    PER_MINUTE,
    Cut,
    Hold,
    Rule,
    Variant,
    cites,
    lose,
    off,
    scale,
    switch,
)


def build() -> tuple[Variant, ...]:
    """All of them."""
    return (*_complexes(), *_akt_and_s6k1(), *_translation(), *_autophagy())


def _complexes() -> tuple[Variant, ...]:
    return (
        Variant(
            id="Raptor_KO", kind="genotype", title="no Raptor, so that no mTORC1 forms",
            phenotype="no mTORC1 signalling; without it the liver does not shrink in a fast, and the brain stays small",
            evidence=cites("72-84", "1066-1070", "1190-1196", papers=("Kim2002_Raptor",)),
            changes=lose("Raptor"),
        ),
        Variant(
            id="Rictor_KO", kind="genotype", title="no Rictor, so that no mTORC2 forms",
            phenotype="FOXO loses its marks while TSC2, GSK3b and S6K1 T389 keep theirs",
            evidence=cites("134-138", "545-552", "579-582", "613-617", papers=("Sarbassov2005_Akt_mTORC2",)),
            changes=lose("Rictor"),
        ),
        Variant(
            id="mLST8_KO", kind="genotype", title="no mLST8",
            phenotype="mTORC2 is lost, while mTORC1 still marks its known substrates",
            evidence=cites("76-79", "131-133"),
            changes=lose("mLST8"),
        ),
        Variant(
            id="mTOR_depletion", kind="genotype", title="a fifth of the usual mTOR",
            phenotype="both complexes are scarce: actin and migration suffer, and animals live longer",
            evidence=cites("579-582", "1464-1471"),
            changes=(scale("mTOR_total", 0.2, "depletion is seldom complete"), Hold(id="mTOR", level=False)),
        ),
        Variant(
            id="mSIN1_dPH", kind="genotype", title="mSIN1 without its PH domain",
            phenotype="mTORC2 works without insulin, but PIP3 does not bring it to the membrane",
            evidence=cites("928-938", papers=("Yang2015_mSIN1",), confidence="inference"),
            changes=(
                switch("mSIN1_autoinhibition", 0.0, DIMENSIONLESS, "the PH domain is what blocks mTORC2"),
                off("k_mTORC2_recruitment_PIP3", "the PH domain is what binds PIP3"),
                Cut(id="mTORC2_act", regulator="PIP3", level=True),
                Cut(id="mTORC2_PM", regulator="PIP3", level=False),
            ),
            alters=("mSIN1",),
        ),
    )  # fmt: skip


def _akt_and_s6k1() -> tuple[Variant, ...]:
    return (
        Variant(
            id="Akt_constitutive", kind="genotype", title="Akt that is active whatever its kinases do",
            phenotype="makes up in part for lost mTORC2 in the synthesis of fat by the liver",
            evidence=cites("1124-1127"),
            changes=(
                switch("k_Akt_constitutive", 1.0, PER_MINUTE, "most of Akt becomes active within minutes", 3),
                scale("k_Akt_T308_dephosphorylation", 0.1, "the active form is held against phosphatases"),
                scale("k_Akt_S473_dephosphorylation", 0.1, "the active form is held against phosphatases"),
                Rule(id="Akt_kinase", rule="Akt"),
                Rule(id="Akt_act", rule="Akt"),
                Cut(id="Akt_liver", regulator="mTORC2_liver", level=True),
            ),
            alters=("Akt",),
        ),
        Variant(
            id="S6K1_KO", kind="genotype", title="no S6K1",
            phenotype="liver and muscle translate as before; insulin acts better, obesity on a rich diet is less, and "
            "animals live longer",
            evidence=cites("216-220", "1167-1169", "1544-1547"),
            changes=lose("S6K1"),
        ),
        Variant(
            id="S6K2_KO", kind="genotype", title="no S6K2",
            phenotype="NCoR1 lets go of PPAR-alpha, and more ketone bodies are made",
            evidence=cites("1131-1137", confidence="inference"),
            changes=lose("S6K2"),
        ),
        Variant(
            id="Grb10_loss", kind="genotype", title="no Grb10",
            phenotype="one of the two feedback arms on the insulin signal is cut",
            evidence=cites("949-959", papers=("Hsu2011_phosphoproteome", "Yu2011_Grb10"), confidence="inference"),
            changes=lose("Grb10"),
        ),
        Variant(
            id="IRS1_feedback_cut", kind="genotype", title="IRS1 without the sites that S6K1 marks",
            phenotype="the insulin signal lasts longer",
            evidence=cites("678-683", papers=("Harrington2004_IRS1",), confidence="inference"),
            changes=(
                off("k_S6K1_IRS1", "no site for S6K1"),
                Cut(id="IRS1", regulator="S6K1_act", level=False),
            ),
            alters=("IRS1",),
        ),
    )  # fmt: skip


def _translation() -> tuple[Variant, ...]:
    return (
        Variant(
            id="S6_5A", kind="genotype", title="S6 with its five serines made alanine, so that it carries no mark",
            phenotype="cells live and translate as efficiently as before",
            evidence=cites("196-199"),
            changes=(
                off("k_S6_phosphorylation", "no site for S6K1"),
                Rule(id="S6_p", rule="false"),
            ),
            alters=("S6",),
        ),
        Variant(
            id="EIF4EBP_KO", kind="genotype", title="neither 4E-BP1 nor 4E-BP2", aliases=("4EBP_KO",),
            phenotype="translation of TOP transcripts and from the cap resists inhibitors of mTOR",
            evidence=cites("222-230", papers=("Thoreen2009_Torin1",)),
            changes=lose("EIF4EBP1", "EIF4EBP2"),
        ),
        Variant(
            id="EIF4EBP2_KO", kind="genotype", title="no 4E-BP2, the form of the brain",
            phenotype="too much translation at synapses, with autism-like behaviour",
            evidence=cites("1296-1300"),
            changes=lose("EIF4EBP2"),
        ),
        Variant(
            id="EIF4EBP1_locked", kind="genotype", title="4E-BP1 without the sites that mTORC1 marks",
            phenotype="eIF4E stays held, and translation from the cap is low",
            evidence=cites("184-189", confidence="inference"),
            changes=(
                off("k_EIF4EBP1_phosphorylation", "no site for mTORC1"),
                Rule(id="EIF4EBP1_p", rule="false"),
                Cut(id="EIF4EBP1", regulator="mTORC1_act", level=False),
            ),
            alters=("EIF4EBP1",),
        ),
        Variant(
            id="Lipin1_loss", kind="genotype", title="no lipin 1",
            phenotype="SREBP no longer answers to mTORC1 through it",
            evidence=cites("242-245", papers=("Peterson2011_Lipin1",), confidence="inference"),
            changes=lose("Lipin1"),
        ),
    )  # fmt: skip


def _autophagy() -> tuple[Variant, ...]:
    return (
        Variant(
            id="NUFIP1_loss", kind="genotype", title="no NUFIP1, so that ribosomes are not taken up by autophagy",
            phenotype="mTORC1 does not come back in prolonged starvation; cells do worse, and nucleosides help them",
            evidence=cites("522-530"),
            changes=lose("NUFIP1"),
        ),
        Variant(
            id="ATG_deficient", kind="genotype", title="no core autophagy genes",
            phenotype="mice die around birth, worms gain no lifespan from less mTOR, neurons degenerate",
            evidence=cites("1092-1098", "1506-1511", "1566-1569"),
            changes=lose("ATG_genes"),
        ),
    )  # fmt: skip
