"""Genotypes upstream of mTORC1: losses and altered forms of the brakes, the Rags and the sensors."""

from __future__ import annotations

from mtorsbml.pathway.variants._make import (
    PER_MINUTE,
    Cut,
    Hold,
    Rule,
    Variant,
    cites,
    lose,
    lose_complex,
    off,
    scale,
    switch,
)

_GATOR = ("BarPeled2013_GATOR1",)
ALWAYS_GTP = (
    switch("k_RagAB_hydrolysis", 0.0, PER_MINUTE, "the locked form does not hydrolyse GTP"),
    off("kcat_GATOR1_RagAB", "nor does GATOR1 make it"),
    Rule(id="RagAB_GTP", rule="RagAB"),
    Rule(id="RagAB_GTP_full", rule="RagAB"),
    Hold(id="RagA_locked", level=True),
    Cut(id="RagAB_GDP", regulator="GATOR1", level=False),
    Cut(id="Rag_on", regulator="v_ATPase", level=True),
    Cut(id="Rag_on", regulator="Glucose", level=True),
)


def build() -> tuple[Variant, ...]:
    """All of them."""
    return (*_tsc(), *_brakes(), *_gators(), *_rags(), *_sensors(), *_slow_route())


def _tsc() -> tuple[Variant, ...]:
    return (
        Variant(
            id="TSC1_loss", kind="genotype", title="no TSC1, so that no TSC complex forms",
            phenotype="mTORC1 stays on without growth factors; tuberous sclerosis, with seizures that acute rapamycin "
            "suppresses in adult mice",
            evidence=cites("666-672", "1206-1212", "1257-1261", papers=("Inoki2003_Rheb_GAP",)),
            changes=lose("TSC1"),
        ),
        Variant(
            id="TSC2_loss", kind="genotype",
            title="no TSC2, so that no TSC complex forms and Akt, AMPK, ERK, RSK and p53 lose their target",
            phenotype="mTORC1 stays on without growth factors; tuberous sclerosis, with autism-like traits in animals",
            evidence=cites("666-691", "1206-1212", "1296-1300", papers=("Inoki2003_Rheb_GAP", "Inoki2002_TSC2")),
            changes=lose("TSC2"),
        ),
        Variant(
            id="TBC1D7_loss", kind="genotype", title="no TBC1D7, the third subunit of TSC",
            phenotype="less TSC activity; the source names the subunit without its loss",
            evidence=cites("666-668", confidence="inference"),
            changes=lose("TBC1D7"),
            note="TSC is taken to need all three subunits, which may exaggerate the loss of this one.",
        ),
        Variant(
            id="TSC2_Akt_insensitive", kind="genotype", title="TSC2 without the sites that Akt marks",
            phenotype="insulin reaches mTORC1 through PRAS40 alone, and mTORC1 is low",
            evidence=cites("673-677", papers=("Manning2002_TSC2", "Inoki2002_TSC2"), confidence="inference"),
            changes=(
                off("k_Akt_TSC2", "no site for Akt"),
                Cut(id="TSC2_pAkt", regulator="Akt_kinase", level=False),
            ),
            alters=("TSC2",),
        ),
    )  # fmt: skip


def _brakes() -> tuple[Variant, ...]:
    return (
        Variant(
            id="RHEB_loss", kind="genotype", title="no Rheb",
            phenotype="mTORC1 docks and stays off, since nothing switches it on",
            evidence=cites("115-119", papers=("Yang2017_Rheb",), confidence="inference"),
            changes=lose("Rheb"),
        ),
        Variant(
            id="PRAS40_loss", kind="genotype", title="no PRAS40",
            phenotype="one of the two arms through which insulin acts on mTORC1 is always open",
            evidence=cites("696-704", papers=("Sancak2007_PRAS40", "VanderHaar2007_PRAS40"), confidence="inference"),
            changes=lose("PRAS40"),
        ),
        Variant(
            id="DEPTOR_loss", kind="genotype", title="no DEPTOR",
            phenotype="more active mTORC1",
            evidence=cites("85-89", confidence="inference"),
            changes=lose("DEPTOR"),
        ),
        Variant(
            id="AMPK_null", kind="genotype", title="no AMPK",
            phenotype="lack of glucose still lowers mTORC1, through the Rags",
            evidence=cites("899-905"),
            changes=lose("AMPK"),
        ),
        Variant(
            id="AMPK_TSC_null", kind="genotype", title="neither AMPK nor TSC",
            phenotype="lack of glucose still lowers mTORC1, so that a third route exists",
            evidence=cites("901-905"),
            changes=(*lose("AMPK"), *lose_complex("TSC", "TSC2")),
        ),
        Variant(
            id="p53_loss", kind="genotype", title="no p53",
            phenotype="DNA damage no longer raises AMPK beta, PTEN and TSC2",
            evidence=cites("735-739", confidence="inference"),
            changes=lose("p53"),
        ),
        Variant(
            id="REDD1_loss", kind="genotype", title="no REDD1",
            phenotype="oxidative stress loses its way to TSC",
            evidence=cites("727-729", confidence="inference"),
            changes=lose("REDD1"),
        ),
    )  # fmt: skip


def _gators() -> tuple[Variant, ...]:
    return (
        Variant(
            id="GATOR1_loss", kind="genotype", title="no GATOR1, so that RagA/B keeps its GTP",
            phenotype="mTORC1 resists the withdrawal of amino acids; the subunits are lost in glioblastoma",
            evidence=cites("783-794", "1352-1355", papers=_GATOR),
            changes=lose_complex("GATOR1", "DEPDC5"),
        ),
        Variant(
            id="GATOR2_loss", kind="genotype", title="no GATOR2, so that nothing opposes GATOR1",
            phenotype="little mTORC1 activity, as follows from its role as a strong activator",
            evidence=cites("799-807", papers=_GATOR, confidence="inference"),
            changes=lose("GATOR2"),
        ),
        Variant(
            id="Ragulator_loss", kind="genotype", title="no Ragulator, so that the Rags have no anchor",
            phenotype="mTORC1 is not brought to the lysosome",
            evidence=cites("760-763", papers=("Sancak2010_Ragulator",), confidence="inference"),
            changes=lose("Ragulator"),
        ),
        Variant(
            id="vATPase_loss", kind="genotype", title="no v-ATPase",
            phenotype="RagA/B is loaded less well; the source leaves the sign open",
            evidence=cites("850-862", confidence="inference"),
            changes=lose("v_ATPase"),
        ),
    )  # fmt: skip


def _rags() -> tuple[Variant, ...]:
    return (
        Variant(
            id="RagA_GTP", kind="genotype",
            title="RagA locked in the GTP state: it neither hydrolyses nor feels GATOR1",
            phenotype="newborn mice keep mTORC1 on through the fast after birth, start no autophagy and die of "
            "hypoglycaemia within a day",
            evidence=cites("1083-1092"),
            changes=ALWAYS_GTP,
            alters=("RagAB",),
        ),
        Variant(
            id="RagA_GDP_locked", kind="genotype",
            title="RagA locked in the GDP state: it takes up no GTP",
            phenotype="the Rags stay off and mTORC1 stays low, the mirror image of RagA_GTP",
            evidence=cites("763-771", papers=("Sancak2008_Rags",), confidence="inference"),
            changes=(
                switch("k_RagAB_exchange", 0.0, PER_MINUTE, "the locked form takes up no GTP"),
                off("k_RagAB_exchange_GEF", "nor does Ragulator load it"),
                Rule(id="RagAB_GTP", rule="false"),
                Rule(id="RagAB_GDP", rule="RagAB"),
            ),
            alters=("RagAB",),
        ),
    )  # fmt: skip


def _sensors() -> tuple[Variant, ...]:
    return (
        Variant(
            id="SLC38A9_loss", kind="genotype",
            title="no SLC38A9: lysosomes keep their amino acids and do not signal arginine",
            phenotype="essential amino acids are trapped, prolonged starvation does not bring mTORC1 back, and "
            "pancreatic cancer cells that live on engulfed protein stop growing",
            evidence=cites("515-522", "836-850", papers=("Wang2015_SLC38A9", "Wyant2017_SLC38A9_efflux")),
            changes=lose("SLC38A9"),
        ),
        Variant(
            id="NPC1_loss", kind="genotype", title="no NPC1",
            phenotype="cholesterol has no say in mTORC1",
            evidence=cites("912-914", confidence="inference"),
            changes=lose("NPC1"),
        ),
        Variant(
            id="Sestrin2_loss", kind="genotype", title="no Sestrin2",
            phenotype="leucine can be withdrawn without a loss of mTORC1",
            evidence=cites("813-822", "994-999", papers=("Wolfson2016_Sestrin2",)),
            changes=lose("Sestrin2"),
        ),
        Variant(
            id="Sestrin_loss", kind="genotype", title="none of the three Sestrins",
            phenotype="neither leucine nor stress through the Sestrins brakes mTORC1; mice die around birth",
            evidence=cites("1092-1098", papers=("Chantranupong2014_Sestrins", "Peng2014_Sestrins")),
            changes=lose("Sestrin1", "Sestrin2", "Sestrin3"),
        ),
        Variant(
            id="Sestrin_overexpression", kind="genotype", title="all three Sestrins five times as abundant or more",
            phenotype="mTORC1 is suppressed without any stress, and needs more leucine",
            evidence=cites("822-828", "994-999", papers=("Chantranupong2014_Sestrins",)),
            changes=(
                scale("Sestrin2_total", 5.0, "strong overexpression"),
                scale("Sestrin1_total", 10.0, "strong overexpression of a scarce protein"),
                scale("Sestrin3_total", 10.0, "strong overexpression of a scarce protein"),
                Hold(id="Sestrin1", level=True),
                Hold(id="Sestrin3", level=True),
            ),
        ),
        Variant(
            id="CASTOR1_loss", kind="genotype", title="no CASTOR1",
            phenotype="lack of cytosolic arginine goes unnoticed",
            evidence=cites("828-834", papers=("Chantranupong2016_CASTOR1",), confidence="inference"),
            changes=lose("CASTOR1"),
        ),
        Variant(
            id="SAMTOR_loss", kind="genotype", title="no SAMTOR",
            phenotype="lack of methionine goes unnoticed",
            evidence=cites("876-887", papers=("Gu2017_SAMTOR",), confidence="inference"),
            changes=lose("SAMTOR"),
        ),
    )  # fmt: skip


def _slow_route() -> tuple[Variant, ...]:
    return (
        Variant(
            id="GCN2_loss", kind="genotype", title="no GCN2",
            phenotype="the slow route over ATF4 and the Sestrins is lost; whether it matters at first is open",
            evidence=cites("889-897", confidence="unclear"),
            changes=lose("GCN2"),
        ),
        Variant(
            id="ATF4_loss", kind="genotype", title="no ATF4",
            phenotype="neither MTHFD2 nor the Sestrins are induced, and fewer purines are made",
            evidence=cites("431-435", "822-828", confidence="inference"),
            changes=lose("ATF4"),
        ),
    )  # fmt: skip


__all__ = ["ALWAYS_GTP", "build"]
