"""Species: which sensors they have, and what takes their place."""

from __future__ import annotations

from mtorsbml.model.variant import Change
from mtorsbml.pathway.variants._make import (
    DIMENSIONLESS,
    NM,
    Cut,
    Rule,
    Variant,
    cites,
    lose,
    scale,
    switch,
    turn,
)

WIRING = "wiring of a species"
UNTETHERED: tuple[Change, ...] = (
    *lose("KICSTOR"),
    switch("w_GATOR1_untethered", 1.0, DIMENSIONLESS, "GATOR1 and GATOR2 are bound to each other without KICSTOR"),
    Cut(id="GATOR1", regulator="KICSTOR", level=True),
)
"""GATOR1 works without a tether."""
YEAST: tuple[Change, ...] = (
    *UNTETHERED,
    *lose("Sestrin1", "Sestrin2", "Sestrin3", "CASTOR1", "SAMTOR", "SLC38A9"),
    scale("k_GATOR1_release_AA", 40000.0, "the general supply acts in the place of the sensors", 3),
)
FLY: tuple[Change, ...] = (*UNTETHERED, *lose("CASTOR1", "SLC38A9", "Sestrin1", "Sestrin3"))
HAEMOLYMPH = turn("Leu_ext", 1.435e6, NM, "7 times human plasma after a meal; 5 to 10 times are reported", 1.5)


def build() -> tuple[Variant, ...]:
    """All of them."""
    return (*_yeasts(), *_animals(), _dictyostelium())


def _yeasts() -> tuple[Variant, ...]:
    return (
        Variant(
            id="yeast_Scerevisiae", kind="species", choice=WIRING,
            title="budding yeast: no amino acid sensors, no KICSTOR, no need of Rheb; the supply acts on SEACIT",
            phenotype="no single amino acid is required; TORC1 follows nitrogen and carbon",
            evidence=cites("1007-1013", "1028-1040"),
            changes=(
                *YEAST,
                switch("w_activation_without_Rheb", 1.0, DIMENSIONLESS, "as active without Rheb as others with it", 3),
                Cut(id="mTORC1_act", regulator="Rheb_GTP", level=True),
            ),
            note="Rewires mTORC1, with AminoAcids and Glucose_ext for nitrogen and carbon; TORC1_yeast stands beside "
            "it with inputs of its own.",
        ),
        Variant(
            id="yeast_Spombe", kind="species", choice=WIRING,
            title="fission yeast: as budding yeast, but with Rheb",
            phenotype="its wiring differs from that of budding yeast",
            evidence=cites("1010-1012", confidence="inference", note="that it needs Rheb is how it is taken to differ"),
            changes=YEAST,
        ),
    )  # fmt: skip


def _animals() -> tuple[Variant, ...]:
    return (
        Variant(
            id="fly_Dmelanogaster", kind="species", choice=WIRING,
            title="fly: Sestrin with a fifth of the affinity for leucine, SAMTOR; neither CASTOR1, SLC38A9 nor "
            "KICSTOR; haemolymph rich in leucine",
            phenotype="the leucine that switches mTORC1 is more, and arginine has no branch",
            evidence=cites("1004-1006", "1015-1019", "1028-1031", papers=("Wolfson2016_Sestrin2",)),
            changes=(
                *FLY,
                *lose("Sestrin2"),
                turn("dSesn_wired", 1.0, DIMENSIONLESS, "the Sestrin of the fly meets GATOR2", 1),
            ),
            note="Its leucine is Leu_haemolymph, not Leu_ext.",
        ),
        Variant(
            id="human_Sestrin_in_fly", kind="species", choice=WIRING,
            title="a fly with the Sestrin2 of man, for which its haemolymph has too much leucine",
            phenotype="the sensor is saturated, and the switch is lost over the range that a fly sees",
            evidence=cites("1015-1019", papers=("Wolfson2016_Sestrin2",), confidence="inference"),
            changes=(*FLY, HAEMOLYMPH),
            note="The logic model has no affinities and cannot show the loss.",
        ),
        Variant(
            id="worm_Celegans", kind="species", choice=WIRING,
            title="worm: Sestrin and SLC38A9, no clear SAMTOR, and of KICSTOR at most SZT2",
            phenotype="no branch for SAM, while the lysosomal one is kept",
            evidence=cites("1004-1006", "1028-1031"),
            changes=(*UNTETHERED, *lose("SAMTOR")),
            note="Whether it has a sensor of cytosolic arginine is not stated; CASTOR1 is kept.",
        ),
        Variant(
            id="mammal_human", kind="species", choice=WIRING, title="all sensors and KICSTOR",
            phenotype="what the model is without a variant",
            evidence=cites("1001-1003", "1028-1034"), default=True,
        ),
    )  # fmt: skip


def _dictyostelium() -> Variant:
    weights = ("w_Rac1_mTORC2", "w_Rap1_mTORC2", "w_Ras_mTORC2")
    return Variant(
        id="Dictyostelium", kind="species", choice=WIRING,
        title="slime mould: Rac1, Rap1 and Ras bind mTORC2 and direct it, in the place of PIP3",
        phenotype="mTORC2 serves chemotaxis and growth",
        evidence=cites("938-942"),
        changes=(
            switch("mSIN1_autoinhibition", 0.0, DIMENSIONLESS, "small GTPases decide, not PIP3"),
            *(scale(name, 3.0, "a modulator in mammals, a main input here") for name in weights),
            Rule(
                id="mTORC2_act",
                rule="mTORC2 & mTORC2_PM & !CatalyticInhibitor_level & (Rac1 | Rap1 | Ras | OncogenicRas)",
            ),
        ),
        alters=("mSIN1",),
    )  # fmt: skip
