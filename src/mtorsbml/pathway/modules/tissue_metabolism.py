"""Tissues: muscle, liver and white fat store after meals and give back in a fast, as mTORC1 and mTORC2 tell them."""

from __future__ import annotations

from typing import Final

from mtorsbml.model.builder import ModuleBuilder
from mtorsbml.model.sbo import PHENOMENOLOGICAL
from mtorsbml.model.units import DIMENSIONLESS, NM, NM_PER_MINUTE, PER_MINUTE
from mtorsbml.model.vocabulary import Module, RateLaw
from mtorsbml.pathway import body, tissue_logic
from mtorsbml.pathway.base import assumed, derived, estimated, fed, module, review
from mtorsbml.pathway.body import response, weight

TISSUES: Final = {"muscle": "muscle", "liver": "liver", "WAT": "white fat"}
MEALS: Final = {
    "Feeding": "a meal on top of the fed state; it ends a fast",
    "Fasting": "no food; a newborn's fast too",
    "Overfeeding": "food in surplus, without pause",
    "DietaryRestriction": "40 % less food",
    "KetogenicDiet": "fat in the place of sugar and of part of the protein",
    "MethionineRestriction": "food with little methionine",
}


def build() -> Module:
    """Build the module."""
    m = module(
        "tissue_metabolism",
        title="Muscle, liver and white fat store after meals and give back in a fast",
        notes="""
        Meals and fasting set how much insulin, glucose and amino acids reach the cells. One cell stands for every
        tissue here: the signals of muscle, liver and white fat follow its two complexes, each with the abundances of
        its own tissue, so that a gene can be lost in one tissue alone. mTORC2 and Akt bring glucose into muscle and
        restrain the glucose that the liver makes; mTORC1 builds protein and fat, and holds down autophagy, which in
        a fast feeds gluconeogenesis and shrinks the liver. Without mTORC1 the liver makes ketone bodies, and white
        fat lets its stores go, which then end in liver and muscle and blunt insulin. Pools have units and fluxes of
        the order of a mouse; everything else is relative to 1 in the fed state and phenomenological.
        """,
    )
    _meals(m)
    _supply(m)
    _signals(m)
    body.references(m)
    body.plasma(m)
    body.muscle(m)
    body.liver(m, induced=True)
    body.fat(m)
    body.outcomes(m)
    _lipid_load(m)
    m.exclude_entity(
        "Glycerol",
        "the backbone of triglycerides, which no row gives a cause or an effect: fat and its fluxes are counted in "
        "fatty acids, three to a glycerol",
    )
    m.exclude(423, "net effect of Overfeeding - AA_supply - amino acids - Rag_on - mTORC1_act, each step modelled")
    m.exclude(425, "net effect of PI3K - PIP3 - mTORC2_act - mTORC2_muscle, each step of which is modelled")
    tissue_logic.add(m)
    return m.build()


def _meals(m: ModuleBuilder) -> None:
    for name, what in MEALS.items():
        m.environment(
            name, kind="stimulus", reference=1.0, resting=assumed(0.0, DIMENSIONLESS, 1, f"{what}: 0 none, 1 full")
        )


def _supply(m: ModuleBuilder) -> None:
    """What food makes of the levels around the cells, and of the stream from the gut."""
    m.observable(
        "Fasted", "Fasting * (1 - least(Feeding, 1))", unit=DIMENSIONLESS, entity="Fasting",
        evidence=review(386, note="a meal ends a fast"), name="fast that no meal ends",
    )  # fmt: skip

    def factor(name: str, rows: tuple[int, ...], fast: float, feed: float, over: float, diets: dict[str, float],
               why: str, label: str) -> None:  # fmt: skip
        lost = weight(m, f"Fasting_{name}", fast, f"share that a day's fast takes; {why}", 1.5)
        meal = weight(m, f"Feeding_{name}", feed, f"what a meal adds to the fed level; {why}")
        surplus = weight(m, f"Overfeeding_{name}", over, f"what lasting surplus adds; {why}")
        parts = [f"(1 - {lost} * Fasted)", f"(1 + {meal} * Feeding + {surplus} * Overfeeding)"]
        for diet, share in diets.items():
            parts.append(f"(1 - {weight(m, f'{diet}_{name}', share, 'share that the diet takes')} * {diet})")
        m.observable(
            name, " * ".join(parts), unit=DIMENSIONLESS, name=label, entity=name.split("_", maxsplit=1)[0],
            evidence=review(*rows, note="" if rows else "food sets what reaches the cells"),
        )  # fmt: skip

    factor(
        "Insulin_supply", (376, 386, 432), 0.8, 1.0, 0.2, {"DietaryRestriction": 0.4, "KetogenicDiet": 0.5},
        "the fed level is that after a meal, of which fasting insulin is a fifth", "insulin, relative to the fed level",
    )  # fmt: skip
    factor(
        "AA_supply", (), 0.5, 0.5, 0.5, {"DietaryRestriction": 0.4, "KetogenicDiet": 0.4},
        "leucine falls from 205 umol/l after a meal to little more than 100", "amino acids, relative to the fed level",
    )  # fmt: skip
    factor(
        "Glucose_supply", (), 0.3, 0.4, 0.3, {"DietaryRestriction": 0.1, "KetogenicDiet": 0.15},
        "plasma glucose is defended", "glucose, relative to the fed level",
    )  # fmt: skip
    diet = weight(m, "MethionineRestriction_Met_supply", 0.7, "plasma methionine falls by two thirds", 1.3)
    m.observable(
        "Met_supply", f"1 - {diet} * MethionineRestriction", unit=DIMENSIONLESS, entity="Met",
        name="methionine, beside what holds for all amino acids",
        evidence=review(note="the diet takes methionine alone"),
    )  # fmt: skip
    for pool, meal, surplus, diets in (
        ("Glucose", 1.0, 0.6, {"DietaryRestriction": 0.4, "KetogenicDiet": 0.8}),
        ("AA", 1.0, 0.5, {"DietaryRestriction": 0.4, "KetogenicDiet": 0.4}),
        ("FattyAcids", 1.0, 1.0, {"DietaryRestriction": 0.4, "KetogenicDiet": -2.0}),
    ):
        more = weight(m, f"Feeding_absorption_{pool}", meal, "a meal doubles the stream from the gut")
        extra = weight(m, f"Overfeeding_absorption_{pool}", surplus, "half to twice the usual food")
        parts = [f"(1 - Fasted) * (1 + {more} * Feeding + {extra} * Overfeeding)"]
        for diet, share in diets.items():
            less = weight(m, f"{diet}_absorption_{pool}", share, "what the diet takes from the food (below 0: adds)")
            parts.append(f"(1 - {less} * {diet})")
        m.observable(
            f"Absorption_{pool}", " * ".join(parts), unit=DIMENSIONLESS, name=f"{pool} from the gut",
            evidence=review(note="stream from the gut, relative to the fed state"),
        )  # fmt: skip


def _signals(m: ModuleBuilder) -> None:
    """The complexes in each tissue: those of the cell, as far as insulin and the genes of the tissue allow."""
    m.reads("Insulin_level", "mTORC1_act", "mTORC2_act", "Akt_kinase", "Rag_on", "S6K1_act", "Grb10")
    for tissue, name in TISSUES.items():
        genes = ("Raptor", "TSC1", "S6K1") if tissue == "WAT" else ("Raptor", "TSC1", "S6K1", "Rictor", "ATG7")
        for gene in genes:
            m.total(
                f"{gene}_{tissue}", assumed(1.0, DIMENSIONLESS, 2, f"{gene} in {name}: 1 normal, 0 lost there"),
                conserved=False,
            )  # fmt: skip
    for level in ("mTORC1_act", "mTORC2_act", "Akt_kinase", "Rag_on", "S6K1_act", "Grb10"):
        m.constant(f"fed_{level}", fed(level))
    m.constant("ref_Insulin", derived(0.3, NM, "Insulin at rest"))
    m.constant("K_Insulin_tissues", assumed(0.6, NM, 3, "twice the insulin of the fed state, so that meals still add"))
    # What insulin does where lipid load and feedback have blunted it; 1 in the fed state.
    insulin = (
        "Insulin_level * InsulinAction / (K_Insulin_tissues + Insulin_level * InsulinAction)"
        " * (K_Insulin_tissues + ref_Insulin) / ref_Insulin"
    )
    one = weight(m, "Insulin_mTORC1_tissues", 0.4, "in the body insulin weighs more than in full serum")
    two = weight(m, "Insulin_mTORC2_tissues", 0.9, "in the body PIP3 hangs on insulin more than in full serum")
    high = m.constant(
        "gain_TSC1_loss", estimated(1.95, DIMENSIONLESS, "mTORC1 of the cell without TSC2, of that with it")
    )
    rags = response(
        "(Rag_on / fed_Rag_on)",
        body.half_of(m, "Rag_TSC1_loss", 1.5, "flatter than the Rags, as in a cell without TSC2", 2),
    )
    rows = {"muscle": (377,), "liver": (379,), "WAT": (380,)}
    for tissue in TISSUES:
        own = f"TSC1_{tissue}_total * mTORC1_act / fed_mTORC1_act * {body.share(one, insulin)}"
        formula = f"Raptor_{tissue}_total * ({own} + (1 - TSC1_{tissue}_total) * {high} * {rags})"
        if tissue == "liver":
            low = m.constant("K_Glucose_mTORC1_liver", assumed(0.3e6, NM, 3, "only severe lack of glucose matters"))
            formula += (
                f" * Glucose_plasma / ({low} + Glucose_plasma) * ({low} + ref_Glucose_plasma) / ref_Glucose_plasma"
            )
        _signal(m, f"mTORC1_{tissue}", formula, *rows[tissue], *((388, 400) if tissue == "liver" else ()),
                *((387,) if tissue == "muscle" else ()))  # fmt: skip
        _signal(m, f"S6K1_{tissue}", f"S6K1_{tissue}_total * Raptor_{tissue}_total * S6K1_act / fed_S6K1_act")
    for tissue, rows_two in (("muscle", (378,)), ("liver", (431,))):
        cell = f"Rictor_{tissue}_total * mTORC2_act / fed_mTORC2_act"
        _signal(m, f"mTORC2_{tissue}", f"{cell} * {body.share(two, insulin)}", *rows_two)
    half = body.half_of(m, "mTORC2_Akt_liver", 0.5, "little mTORC2 completes most of Akt")
    _signal(m, "Akt_liver", f"Akt_kinase / fed_Akt_kinase * {response('mTORC2_liver', half)}", 414)
    _signal(m, "S6K2_liver", "mTORC1_liver", 416)
    _signal(m, "PPARgamma_WAT", "mTORC1_WAT", 403)
    _signal(m, "mTORC2_body", "mTORC2_act / fed_mTORC2_act", 428)
    _signal(
        m, "mTORC1_load",
        "((S6K1_muscle_total + S6K1_liver_total) / 2 * S6K1_act / fed_S6K1_act + Grb10 / fed_Grb10) / 2",
        426, 429,
    )  # fmt: skip
    m.reads("ATG_genes", "ref_ATG_genes")
    machinery = "ATG_genes / ref_ATG_genes"
    body.autophagy(m, {tissue: f"ATG7_{tissue}_total * {machinery}" for tissue in ("muscle", "liver")})


def _lipid_load(m: ModuleBuilder) -> None:
    """Misplaced fat above that of the fed state marks IRS1 of the cell, which S6K1 marks as well."""
    m.reads("IRS1_free", "IRS1", "IRS1_pS")
    k = m.constant("k_EctopicFat_IRS1", assumed(0.1, PER_MINUTE, 5, "with twice the fat, as S6K1 of the fed state"))
    for state in ("IRS1_free", "IRS1"):
        m.reaction(
            f"{state}_lipid_mark", state, "IRS1_pS",
            RateLaw(formula=f"{k} * (EctopicFat - least(EctopicFat, 1)) * {state}", unit=NM_PER_MINUTE,
                    sbo="SBO:0000041"),
            evidence=review(427), sbo=PHENOMENOLOGICAL,
            note="Kinases that lipids activate are not modelled. None in the fed state.",
        )  # fmt: skip


def _signal(m: ModuleBuilder, identifier: str, formula: str, *rows: int) -> None:
    names = {"S6K2_liver": "what marks S6K2 in the liver", "PPARgamma_WAT": "PPAR-gamma activity in white fat",
             "mTORC2_body": "mTORC2 of the body", "mTORC1_load": "feedback of mTORC1 on insulin"}  # fmt: skip
    m.observable(
        identifier, formula, unit=DIMENSIONLESS, name=names.get(identifier, ""), evidence=review(*rows),
        note="Relative to 1 in the fed state.",
    )  # fmt: skip
