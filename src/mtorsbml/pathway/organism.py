"""The organism: muscle, liver and white fat as three cells, joined by plasma, meals, pancreas and drugs."""

from __future__ import annotations

import csv
import functools
from collections.abc import Mapping
from importlib import resources
from typing import Final

from mtorsbml.model import ratelaws as laws
from mtorsbml.model.assembly import assemble, without_schedules
from mtorsbml.model.builder import ModuleBuilder
from mtorsbml.model.sbo import DEGRADATION, SYNTHESIS, TRANSPORT
from mtorsbml.model.units import DIMENSIONLESS, MINUTE, NM, PER_MINUTE
from mtorsbml.model.vocabulary import Assembly, Instance, Model, Module, Quantity
from mtorsbml.pathway import body, library
from mtorsbml.pathway.base import assumed, derived, estimated, module, review
from mtorsbml.pathway.body import move, share

ID: Final = "organism"
TITLE: Final = "The organism: muscle, liver and white fat between meals"
DAY: Final = 1440.0
MEALS: Final = 6
"""How many meals a day can have."""
MEAL_TIMES: Final = (480.0, 780.0, 1140.0)
"""The meals of the usual day, after midnight [min]: 8:00, 13:00 and 19:00."""
FED_INSULIN: Final = 0.3
_NOTHING: Final = 1e-12
"""Levels below this are written as 0 [nmol/l]: they are rounding, which differs from machine to machine."""
SIGNALS: Final = ("mTORC1_act", "mTORC2_act", "Akt_act", "S6K1_act", "ATG_genes")
"""What the frame reads from each cell."""
SUPPLIES: Final = ("Insulin_supply", "AA_supply", "Glucose_supply")
"""What the frame drives in each cell."""
USUAL: Final = {"mTORC1_act": 0.59, "S6K1_act": 0.68}
"""Mean over a usual day, relative to lasting fed surroundings, of signals that hours without food pull down."""
_MEAN: Final = "mean over a usual day of three meals, relative to surroundings that stay fed: stores keep even"
DRUGS: Final = {
    "Rapamycin": (0.6, 240.0, "0.6 nmol/l free in plasma, a low dose", "a few hours in mice; days in people"),
    "Metformin": (1e6, 300.0, "1 mmol/l as in portal blood", "half-life of five hours"),
}
"""Portion [nmol/l], half-life [min] and why, by drug."""
NOTES: Final = """
Three instances of the cell (all modules of the cell joined), as muscle, liver and white fat: `liver__mTORC1_act` is the
mTORC1 of the liver, `liver__TSC1_total` its TSC1. They share plasma glucose, insulin, amino acids and fatty acids with
the same pools and fluxes as the module tissue_metabolism, which here read the signals of the cells themselves. Meals
are given at Meal_1_t_on, Meal_2_t_on, ... [min] and again after Meal_1_interval [min], each Meal_1_size portions; Meals
multiplies them all (0: a fast; its schedule Meals_t_on, Meals_step, Meals_t_off sets when). The pancreas secretes
insulin upon glucose. A drug has one compartment: Rapamycin_t_on, Rapamycin_interval, Rapamycin_size, and
Rapamycin_half_life [min]. Time 0 is midnight; the cells start as if fed, and follow the meals from the second day on.
"""


def instances() -> tuple[Instance, ...]:
    """The three cells: their share of insulin and of other growth factors, and what they express."""
    serum = "in the body other mitogens are scarce: a tenth as much RTK is active as in serum (1), 0.15 in muscle"

    def tissue(identifier: str, title: str, insulin: float, factors: float, receptor: float, why: str) -> Instance:
        return Instance(
            id=identifier,
            title=title,
            values=(
                ("Insulin", assumed(insulin, NM, 2, why)),
                ("GrowthFactors", assumed(factors, DIMENSIONLESS, 3, serum)),
                ("IR_IGF1R_total", assumed(receptor, NM, 2, "receptors of this tissue; 5.65 in the cell line")),
            ),
        )

    return (
        tissue("muscle", "a muscle cell", 0.25, 0.037, 5.0, "interstitial insulin, somewhat below that of plasma"),
        tissue("liver", "a liver cell", 0.6, 0.0225, 7.0, "portal insulin, twice that of plasma"),
        tissue("fat", "a white adipocyte", 0.3, 0.0225, 7.0, "plasma insulin"),
    )


# -- the resting levels ------------------------------------------------------------------------------------------


@functools.cache
def fed_state() -> Mapping[str, Mapping[str, float]]:
    """The committed table of the fed state of each tissue: species and observables [their own unit], by tissue.

    `mtorsbml build --refresh-steady-state` makes it anew.
    """
    table = resources.files("mtorsbml.pathway").joinpath("organism_state.tsv")
    if not table.is_file():
        return {}
    rows = list(csv.DictReader(table.read_text(encoding="utf-8").splitlines(), delimiter="\t"))
    return {i.id: {row["id"]: float(row[i.id]) for row in rows} for i in instances()}


def cell(initial: Mapping[str, float] | None = None) -> Model:
    """The cell of which the organism has three: it starts at the mean of the fed tissues."""
    state = fed_state()
    if initial is None:
        names = next(iter(state.values()), {})
        initial = {name: sum(levels[name] for levels in state.values()) / len(state) for name in names}
    joined = library.merge(
        library.CELL_IDS, identifier="cell", title="The cell of the organism", initial=initial or None,
        notes="All modules of the cell joined, its surroundings held until a frame drives them.",
    )  # fmt: skip
    return without_schedules(joined)


def settled() -> tuple[dict[str, dict[str, float]], Mapping[str, str]]:
    """The fed state of each tissue as the model has it now, by tissue, and the units of its levels."""
    from mtorsbml.sbml.core import core_sbml
    from mtorsbml.simulate.ode import OdeModel

    # From the resting state of the culture, so that the table does not depend on what it was before.
    model = OdeModel.load(core_sbml(cell(library.resting_state())))
    found, units = {}, {}
    for instance in instances():
        rest = model.steady_state({name: quantity.value for name, quantity in instance.values})
        found[instance.id] = {
            name: float(f"{value:.6g}") if abs(value) > _NOTHING else 0.0 for name, value in rest.values.items()
        }
        units = dict(rest.units)
    return found, units


def table(found: Mapping[str, Mapping[str, float]], units: Mapping[str, str]) -> str:
    """The table of fed states as text."""
    tissues = list(found)
    names = list(found[tissues[0]])
    lines = ["\t".join([name, *(repr(found[tissue][name]) for tissue in tissues), units[name]]) for name in names]
    return "\n".join(["\t".join(["id", *tissues, "unit"]), *lines, ""])


def _fed(tissue: str, name: str) -> Quantity:
    level = fed_state().get(tissue, {}).get(name, 1.0)
    return derived(float(f"{level:.4g}"), NM, f"{name} of the fed {tissue} in this model")


# -- the frame ---------------------------------------------------------------------------------------------------


def assembly() -> Assembly:
    """The organism."""
    return assemble(
        cell(), instances(), frame(), identifier=ID, title=TITLE, notes=" ".join(NOTES.split()),
        initial={i.joined(name): level for i in instances() for name, level in fed_state().get(i.id, {}).items()},
        reads=SIGNALS, drives=SUPPLIES, shared=tuple(DRUGS),
    )  # fmt: skip


def frame() -> Module:
    """What surrounds the cells: plasma and stores, gut, pancreas, drugs."""
    m = module("organism_frame", title="Plasma, stores, meals, pancreas and drugs around three cells", notes=NOTES)
    _meals(m)
    _pancreas(m)
    _signals(m)
    body.references(m)
    body.plasma(m)
    for tissue in ("muscle", "liver"):
        m.reads(f"ATG_genes_{tissue}")
        m.constant(f"fed_ATG_genes_{tissue}", _fed(tissue, "ATG_genes"))
    body.autophagy(m, {t: f"ATG_genes_{t} / fed_ATG_genes_{t}" for t in ("muscle", "liver")})
    body.muscle(m, insulin="Akt_muscle")
    body.liver(m, insulin="Akt_liver")
    body.fat(m)
    body.outcomes(m)
    _supply(m)
    _drugs(m)
    return m.build()


def _meals(m: ModuleBuilder) -> None:
    m.environment(
        "Meals", kind="nutrient", entity="Feeding", name="size of all meals",
        resting=assumed(1.0, DIMENSIONLESS, 1, "1 the usual meals, 0 a fast, above 1 overfeeding"),
    )  # fmt: skip
    m.species("Gut", at=body.PLACE, guess=0.0, name="food in the gut, as its glucose", entity="Feeding")
    k = m.constant("k_absorption", assumed(0.006, PER_MINUTE, 2, "half of a meal is taken up within two hours"))
    m.first_order(
        "gut_emptying", "Gut", (), rate=k, at=body.PLACE, evidence=review(note="absorption; implied"), sbo=TRANSPORT
    )
    full = m.constant("ref_Gut", derived(1.15e5 / 0.006, NM, "gives the stream of the fed state at k_absorption"))
    for pool, rows in (("Glucose", (438,)), ("AA", (439,)), ("FattyAcids", ())):
        m.observable(
            f"Absorption_{pool}", f"Gut / {full}", unit=DIMENSIONLESS, name=f"{pool} from the gut",
            evidence=review(*rows, note="stream from the gut, relative to the fed state"),
        )  # fmt: skip
    portion = m.constant(
        "Meal_portion", assumed(5.5e7, NM, 2, "three of them keep stores even from day to day; counted as its glucose")
    )
    for number in range(1, MEALS + 1):
        usual = number <= len(MEAL_TIMES)
        m.dose(
            f"Meal_{number}", "Gut", portion, name=f"meal {number}", interval=DAY, size=1.0 if usual else 0.0,
            first=MEAL_TIMES[number - 1] if usual else 0.0, factor="Meals",
        )  # fmt: skip


def _pancreas(m: ModuleBuilder) -> None:
    m.species("Insulin_plasma", at=body.PLACE, guess=FED_INSULIN, name="plasma insulin", entity="Insulin")
    k = m.constant("k_Insulin_clearance", assumed(0.12, PER_MINUTE, 2, "half-life of six minutes"))
    half = m.constant("K_Glucose_secretion", assumed(8e6, NM, 1.3, "half of secretion at 8 mmol/l glucose"))
    n = m.constant("n_Glucose_secretion", assumed(4, DIMENSIONLESS, 1.5, "steep: a fifth of fed insulin at 3.6 mmol/l"))
    ref = m.constant("ref_Insulin", derived(FED_INSULIN, NM, "plasma insulin at the fed glucose"))
    now = laws.hill("Glucose_plasma", half, n).formula
    fed = laws.hill("ref_Glucose_plasma", half, n).formula
    move(
        m, "insulin_secretion", "", "Insulin_plasma", f"{k} * {ref} * ({now}) / ({fed})", 376, sbo=SYNTHESIS,
        why="glucose drives the pancreas",
    )  # fmt: skip
    move(m, "insulin_clearance", "Insulin_plasma", "", f"{k} * Insulin_plasma", sbo=DEGRADATION, why="implied")


def _signals(m: ModuleBuilder) -> None:
    """The signals of the tissues, relative to those of the fed tissue."""
    rows = {
        "mTORC1_muscle": ("muscle", "mTORC1_act"), "mTORC2_muscle": ("muscle", "mTORC2_act"),
        "Akt_muscle": ("muscle", "Akt_act"), "S6K1_muscle": ("muscle", "S6K1_act"),
        "mTORC1_liver": ("liver", "mTORC1_act"), "mTORC2_liver": ("liver", "mTORC2_act"),
        "Akt_liver": ("liver", "Akt_act"), "S6K1_liver": ("liver", "S6K1_act"),
        "mTORC1_WAT": ("fat", "mTORC1_act"), "S6K1_WAT": ("fat", "S6K1_act"), "Akt_WAT": ("fat", "Akt_act"),
    }  # fmt: skip
    for signal, (tissue, source) in rows.items():
        read = f"{source}_{tissue}"
        m.reads(read)
        fed = m.constant(f"fed_{read}", _fed(tissue, source))
        if source in USUAL:
            mean = m.constant(f"usual_{signal}", estimated(USUAL[source], DIMENSIONLESS, _MEAN))
            _signal(m, signal, f"{read} / {fed} / {mean}")
        else:
            _signal(m, signal, f"{read} / {fed}")
    _signal(m, "S6K2_liver", "mTORC1_liver")
    _signal(m, "PPARgamma_WAT", "mTORC1_WAT")
    _signal(m, "mTORC2_body", "(mTORC2_muscle + mTORC2_liver) / 2")
    _signal(m, "mTORC1_load", "(S6K1_muscle + S6K1_liver + mTORC1_muscle + mTORC1_liver) / 4")


def _signal(m: ModuleBuilder, identifier: str, formula: str) -> None:
    m.observable(
        identifier, formula, unit=DIMENSIONLESS, evidence=review(note="read from the cell of this tissue"),
        note="Relative to 1 in the fed state.",
    )  # fmt: skip


def _supply(m: ModuleBuilder) -> None:
    """What plasma brings to each cell, relative to the fed state; fat in a tissue blunts insulin there."""
    for instance in instances():
        burden = (
            share("w_HepaticSteatosis_InsulinSensitivity", "HepaticSteatosis") if instance.id == "liver"
            else share("w_EctopicFat_InsulinSensitivity", "EctopicFat")
        )  # fmt: skip
        for name, formula in (
            ("Insulin_supply", f"Insulin_plasma / ref_Insulin / {burden}"),
            ("AA_supply", "AA_plasma / ref_AA_plasma"),
            ("Glucose_supply", "Glucose_plasma / ref_Glucose_plasma"),
        ):
            m.observable(
                instance.joined(name), formula, unit=DIMENSIONLESS, name=f"{name.replace('_', ' ')} of {instance.id}",
                evidence=review(note="plasma reaches the tissue"),
            )  # fmt: skip


def _drugs(m: ModuleBuilder) -> None:
    for drug, (portion, half_life, dose, why) in DRUGS.items():
        plasma = m.species(f"{drug}_plasma", at=body.PLACE, guess=0.0, name=f"{drug} in plasma")
        m.observable(
            drug, plasma, name=f"{drug} around the cells", evidence=review(note="plasma reaches every tissue at once")
        )
        time = m.constant(f"{drug}_half_life", assumed(half_life, MINUTE, 3, why))
        m.constant(f"{drug}_portion", assumed(portion, NM, 10, f"what a dose adds to plasma: {dose}"))
        move(
            m, f"{drug}_elimination", plasma, "", f"ln(2) / {time} * {plasma}", sbo=DEGRADATION,
            why="one compartment, first order",
        )  # fmt: skip
        m.dose(drug, plasma, f"{drug}_portion", name=f"dose of {drug}", first=1e9)
