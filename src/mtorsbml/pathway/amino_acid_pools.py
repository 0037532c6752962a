"""Pools of amino acids: what is outside the cell, what the cytosol holds of it, and what lysosomes break down."""

from __future__ import annotations

from typing import Final

from mtorsbml.model import ratelaws as laws
from mtorsbml.model.builder import ModuleBuilder
from mtorsbml.model.sbo import DEGRADATION, TRANSPORT
from mtorsbml.model.units import DIMENSIONLESS, NM, NM_PER_MINUTE, PER_MINUTE, PER_NM_MINUTE
from mtorsbml.model.vocabulary import RateLaw
from mtorsbml.pathway.base import assumed, derived, estimated, measured, review

BASAL: Final = (
    "basal autophagy takes 1 % an hour of 1.5 mol/l of residues (2e6 proteins per um^3, density_protein, of 450 each), "
    "a twentieth of them arginine, into a lumen of two hundredths of the cell"
)


def environment(m: ModuleBuilder) -> None:
    """Nutrients outside the cell, and what else the sensors meet from there."""
    m.environment(
        "AminoAcids", kind="nutrient", entity="AA_cyt", name="supply of all amino acids at once",
        resting=assumed(1.0, DIMENSIONLESS, 1, "1 replete, 0 withdrawn; multiplies every amino acid outside the cell"),
    )  # fmt: skip
    levels = (
        ("Leu_ext", "leucine", measured("plasma_leucine_meal"), "Leu"),
        ("Arg_ext", "arginine", assumed(1e5, NM, 2, "plasma arginine, about 100 umol/l"), "Arg_cyt"),
        ("Met_ext", "methionine", assumed(3e4, NM, 2, "plasma methionine, about 30 umol/l"), "Met"),
        ("Gln_ext", "glutamine", assumed(6e5, NM, 2, "plasma glutamine, about 600 umol/l"), "Gln"),
        ("AA_ext", "all other amino acids", assumed(2e6, NM, 2, "plasma total less the named ones"), "AA_cyt"),
    )
    for identifier, name, level, entity in levels:
        m.environment(identifier, kind="nutrient", resting=level, name=f"{name} outside the cell", entity=entity)
    m.environment(
        "Cholesterol", kind="nutrient", resting=assumed(1.0, DIMENSIONLESS, 2, "lysosomal cholesterol, 1 is usual")
    )
    m.environment(
        "PhosphatidicAcid", kind="nutrient", resting=assumed(1.0, DIMENSIONLESS, 2, "relative level, 1 is usual")
    )
    m.environment(
        "MechanicalStimulus", kind="stimulus", reference=1.0,
        resting=assumed(0.0, DIMENSIONLESS, 1, "0 at rest, 1 a working muscle cell"),
    )  # fmt: skip


def cytosol(m: ModuleBuilder) -> None:
    """Exchange with the medium is first order on both sides; translation takes what it needs while there is some."""
    m.reads("AA_supply", "Met_supply", "ProteinSynthesis", unit=DIMENSIONLESS)
    demand = m.constant(
        "k_translation_demand",
        derived(6.25e5, NM_PER_MINUTE, "residues that a fed cell builds in: 2.5 % of 1.5 mol/l an hour"),
    )
    exchange = "exchange with the medium at some nmol/min per mg of protein"
    pools = (
        ("Leu", "Leu_ext", 0.72, 0.715, exchange, 0.09, 5e3, "free leucine near Sestrin2 at half of that outside"),
        ("Arg_cyt", "Arg_ext", 0.32, 3.13, exchange, 0.05, 1e4, "whole-cell arginine 255 umol/l (Park 2016)"),
        ("Met", "Met_ext", 0.055, 25.9, "exchange and use", 0.022, 2e4, "whole-cell methionine 639 umol/l (Park 2016)"),
        ("Gln", "Gln_ext", 0.1, 28.9, "exchange and use", 0.043, 5e4, "whole-cell glutamine 17.2 mmol/l (Park 2016)"),
        ("AA_cyt", "AA_ext", 0.13, 6.02, exchange, 0.795, 5e5, "about 10 mmol/l of other amino acids in the cell"),
    )
    for pool, outside, loss, fold, pace, share, km, why in pools:
        m.species(pool, guess=1e5)
        supply = ("AA_supply", "Met_supply") if pool == "Met" else ("AA_supply",)
        k_out = m.constant(f"k_{pool}_loss", assumed(loss, PER_MINUTE, 3, pace))
        gain = m.constant(f"K_{pool}_accumulation", estimated(fold, DIMENSIONLESS, f"{why}; translation at work"))
        m.reaction(
            f"{pool}_uptake", (), pool, laws.mass_action(k_out, gain, "AminoAcids", *supply, outside),
            evidence=review(note="transport into the cell; implied"), sbo=TRANSPORT,
        )  # fmt: skip
        m.reaction(
            f"{pool}_loss", pool, (), laws.mass_action(k_out, pool),
            evidence=review(note="efflux and use; implied"), sbo=DEGRADATION,
        )  # fmt: skip
        part = m.constant(f"w_{pool}_protein", assumed(share, DIMENSIONLESS, 1.5, "share of the residues of protein"))
        low = m.constant(f"K_{pool}_translation", assumed(km, NM, 3, "tRNA charging is saturated in fed cells"))
        m.reaction(
            f"{pool}_translation", pool, (),
            laws.scaled(laws.mass_action(demand, part, "ProteinSynthesis"), laws.saturation(pool, low)),
            evidence=review(note="use by protein synthesis; implied"), sbo=DEGRADATION,
            note="Falls when translation falls, and with the pool.",
        )  # fmt: skip
    m.species("SAM", guess=6e4)
    k_sam = m.constant("k_SAM_use", assumed(0.08, PER_MINUTE, 3, "SAM turns over within a quarter of an hour"))
    of_met = m.constant(
        "K_SAM_Met", estimated(0.11, DIMENSIONLESS, "70 umol/l SAM, ten times the Kd of SAMTOR, at usual methionine")
    )
    m.reaction(
        "SAM_synthesis", (), "SAM", laws.mass_action(k_sam, of_met, "Met"), evidence=review(111), sbo="SBO:0000393",
        note="Methionine is not used up in this balance: its loss covers the use.",
    )  # fmt: skip
    m.reaction("SAM_use", "SAM", (), laws.mass_action(k_sam, "SAM"), evidence=review(111), sbo=DEGRADATION)


def lysosome(m: ModuleBuilder) -> None:
    """What lysosomes hold comes from breakdown and, for arginine, from the cytosol; SLC38A9 lets it out."""
    lumen = "lysosome_lumen"
    m.reads("LysosomalProteolysis", unit=DIMENSIONLESS)
    m.species("AA_lys", at=lumen, guess=1e7)
    m.species("Arg_lys", at=lumen, guess=4e6)
    full = m.constant("Ki_AA_lys_proteolysis", assumed(5e7, NM, 3, "breakdown slows when its products pile up"))
    for pool, rate, rows in (("AA_lys", 1.19e7, (278, 289)), ("Arg_lys", 6.25e5, (279,))):
        k_made = m.constant(f"k_proteolysis_{pool}", derived(rate, NM_PER_MINUTE, BASAL))
        m.reaction(
            f"proteolysis_{pool}", (), pool,
            laws.scaled(laws.mass_action(k_made, "LysosomalProteolysis"), laws.steep_inhibition("AA_lys", full)),
            evidence=review(*rows), sbo="SBO:0000393", at=lumen,
        )  # fmt: skip
    k_in = m.constant("k_Arg_lysosomal_import", assumed(0.5, PER_MINUTE, 5, "follows the cytosol within minutes"))
    conc = m.constant(
        "K_Arg_lysosomal_accumulation", assumed(12, DIMENSIONLESS, 3, "lysosomes hold arginine in the millimolar range")
    )
    m.reaction(
        "Arg_lysosomal_exchange", "Arg_cyt", "Arg_lys",
        RateLaw(formula=f"{k_in} * ({conc} * Arg_cyt - Arg_lys)", unit=NM_PER_MINUTE, sbo="SBO:0000042"),
        evidence=review(note="cationic amino acid exchange of the lysosome; not in the review"), sbo=TRANSPORT,
        at=lumen, reversible=True,
    )  # fmt: skip
    k_efflux = m.constant("k_SLC38A9_efflux", assumed(0.6, PER_NM_MINUTE, 5, "pools turn over within minutes"))
    m.reaction(
        "SLC38A9_efflux", "AA_lys", ["0.837 AA_cyt", "0.095 Leu", "0.023 Met", "0.045 Gln"],
        laws.mass_action(k_efflux, "SLC38A9_Arg", "AA_lys"),
        evidence=review(118, 119, 120, 280, papers=("Wyant2017_SLC38A9_efflux", "AbuRemaileh2017_lysosome_efflux")),
        sbo=TRANSPORT, at=lumen, note="In the shares in which protein holds them, arginine apart.",
    )  # fmt: skip
    m.first_order(
        "AA_lys_leak", "AA_lys", "AA_cyt", rate=assumed(0.005, PER_MINUTE, 5, "other exporters; small"), at=lumen,
        evidence=review(note="keeps AA_lys finite without SLC38A9, which essential ones need"), sbo=TRANSPORT,
    )  # fmt: skip
