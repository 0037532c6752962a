"""Questions that the review leaves open: each has answers to choose from, one of which the model gives by default."""

from __future__ import annotations

from mtorsbml.pathway.variants._make import DIMENSIONLESS, PER_MINUTE, Cut, Need, Variant, cites, off, scale, switch

PURINES = "route of purines"


def build() -> tuple[Variant, ...]:
    """All of them."""
    return (*_purines(), *_wiring(), *_nutrients())


def _purines() -> tuple[Variant, ...]:
    return (
        Variant(
            id="alt_purine_TSC", kind="hypothesis", choice=PURINES, default=True,
            title="lack of purines acts on TSC (the default)",
            phenotype="mTORC1 falls for lack of purines only in cells with TSC",
            evidence=cites("905-908", papers=("Hoxhaj2017_purines",), confidence="unclear"),
        ),
        Variant(
            id="alt_purine_Rheb", kind="hypothesis", choice=PURINES,
            title="lack of purines has Rheb degraded",
            phenotype="mTORC1 falls for lack of purines with and without TSC",
            evidence=cites("905-908", papers=("Hoxhaj2017_purines",), confidence="unclear"),
            changes=(
                off("k_Purines_TSC", "TSC does not answer to purines"),
                switch("k_Purines_Rheb", 0.005, PER_MINUTE, "Rheb is lost within hours", 3),
                Cut(id="TSC", regulator="Purines", level=True),
                Cut(id="TSC_lys", regulator="Purines", level=True),
                Need(id="Rheb", rule="Purines"),
            ),
        ),
    )  # fmt: skip


def _wiring() -> tuple[Variant, ...]:
    return (
        Variant(
            id="alt_Akt_TSC2_needs_mTORC2", kind="hypothesis", choice="share of mTORC2 in the mark of Akt on TSC2",
            title="only Akt with the mark of mTORC2 marks TSC2",
            phenotype="loss of Rictor lowers mTORC1, which by default it does not",
            evidence=cites("600-605", "613-617", confidence="unclear"),
            changes=(
                switch("w_Akt_pT308_TSC2", 0.0, DIMENSIONLESS, "the mark of PDK1 alone is not enough"),
                scale("k_Akt_TSC2", 1.834, "makes up for the smaller share of Akt: the fed cell is the same", 1.2),
                Need(id="TSC2_pAkt", rule="Akt_act"),
            ),
            alters=("TSC2",),
        ),
        Variant(
            id="alt_substrate_search", kind="hypothesis", choice="way to substrates away from the lysosome",
            title="active mTORC1 leaves the lysosome together with Rheb to find its substrates",
            phenotype="how many substrates it meets depends on Rheb; by default contacts of the lysosome bring them",
            evidence=cites("1628-1641", confidence="proposed"),
            changes=(
                switch("w_substrate_search_exit", 1.0, DIMENSIONLESS, "meetings follow the Rheb that leaves with it"),
                Need(id="mTORC1_substrate_recruitment", rule="Rheb_GTP"),
            ),
        ),
        Variant(
            id="KICSTOR_glue", kind="hypothesis", choice="role of KICSTOR",
            title="GATOR2 reaches GATOR1 only where KICSTOR joins them",
            phenotype="tells why KICSTOR can be missing where the two are bound to each other anyway",
            evidence=cites("1031-1040", papers=("Wolfson2017_KICSTOR",), confidence="proposed"),
            changes=(
                switch("w_KICSTOR_glue", 30.0, DIMENSIONLESS, "without KICSTOR thirty times less well", 3),
                Need(id="GATOR2", rule="KICSTOR"),
            ),
        ),
    )  # fmt: skip


def _nutrients() -> tuple[Variant, ...]:
    return (
        Variant(
            id="alt_FLCN_TFEB_axis", kind="hypothesis", choice="route of FLCN to TFEB",
            title="FLCN acts on TFEB and TFE3 through RagC/D, apart from the activity of mTORC1 (the default)",
            default=True,
            phenotype="loss of FLCN raises TFEB and TFE3 while mTORC1 stays or falls",
            evidence=cites("865-874", papers=("Petit2013_FLCN",)),
            note="FLCN_TFEB_axis, a parameter and a logic node, is 1 here; at 0 mTORC1 alone decides.",
        ),
        Variant(
            id="alt_GCN2_acute", kind="hypothesis", choice="time of GCN2",
            title="GCN2, ATF4 and the Sestrins act at once, not only in long deprivation",
            phenotype="loss of GCN2 slows the first fall of mTORC1, which by default it does not",
            evidence=cites("889-897", confidence="unclear"),
            changes=(
                scale("k_GCN2_activation", 30.0, "minutes instead of an hour or more", 3),
                scale("k_GCN2_inactivation", 30.0, "minutes instead of an hour or more", 3),
                scale("k_deg_ATF4", 10.0, "a few minutes", 3),
                scale("k_deg_Sestrin1", 5.0, "a quarter of an hour", 3),
                scale("k_deg_Sestrin2", 5.0, "a quarter of an hour", 3),
                scale("k_deg_Sestrin3", 5.0, "a quarter of an hour", 3),
            ),
            note="Boolean time has no length: the logic model is the same for both answers.",
        ),
    )  # fmt: skip
