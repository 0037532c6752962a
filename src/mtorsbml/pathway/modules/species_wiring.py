"""Other wirings: TORC1 of yeast, which no single amino acid feeds, and the Sestrin of the fly."""

from __future__ import annotations

from mtorsbml.model import ratelaws as laws
from mtorsbml.model.builder import ModuleBuilder
from mtorsbml.model.sbo import BINDING
from mtorsbml.model.units import DIMENSIONLESS, NM, NM_PER_MINUTE, PER_MINUTE, PER_NM_MINUTE
from mtorsbml.model.vocabulary import Module, RateLaw
from mtorsbml.pathway.base import assumed, derived, module, review


def build() -> Module:
    """Build the module."""
    m = module(
        "species_wiring",
        title="TORC1 of yeast answers to nitrogen and carbon; the Sestrin of the fly to much leucine",
        notes="""
        Saccharomyces cerevisiae makes all amino acids itself and has none of their sensors: TORC1 there follows what
        nitrogen and carbon there is, on EGO (in the place of Ragulator), held back by SEACIT (of GATOR1), which SEACAT
        (of GATOR2) keeps in a tight supercomplex; it does not need Rheb. The Sestrin of the fly binds leucine five
        times as weakly as the human one, in a haemolymph that holds five to ten times as much. Both stand beside the
        human wiring without touching it: dSesn meets GATOR2 only where dSesn_wired is 1. The wirings of yeast, fly and
        worm, which lack sensors, are variants.
        """,
    )
    _yeast(m)
    _fly(m)
    _logic(m)
    return m.build()


def _yeast(m: ModuleBuilder) -> None:
    for name, what in (("NitrogenSource", "nitrogen"), ("CarbonSource", "carbon")):
        m.environment(
            name, kind="nutrient", resting=assumed(1.0, DIMENSIONLESS, 1, f"{what}: 1 rich medium, 0 none")
        )  # fmt: skip
        m.constant(f"K_{name}", assumed(0.2, DIMENSIONLESS, 3, "half of the effect at a fifth of rich medium"))
    m.total("EGO", assumed(20, NM, 3, "as Ragulator in human cells, more than TORC1"))
    m.species("EGO", contains="EGO", guess=20)
    m.total("SEACIT", assumed(10, NM, 3, "as GATOR1"))
    m.total("SEACAT", assumed(40, NM, 3, "as GATOR2"))
    m.species("SEACIT", contains="SEACIT", guess=0.03, note="Free of SEACAT: it acts.")
    m.species("SEACAT", contains="SEACAT", guess=30, name="SEACAT without SEACIT")
    m.species("SEACIT_SEACAT", contains=("SEACIT", "SEACAT"), guess=10, name="supercomplex of SEACIT and SEACAT")
    m.binding(
        "SEACIT", "SEACAT", "SEACIT_SEACAT", kd=assumed(0.1, NM, 5, "bound without mediator, more tightly than in man"),
        k_on=assumed(0.02, PER_NM_MINUTE, 5, "fast"), evidence=review(506),
    )  # fmt: skip
    m.total("TORC1_yeast", assumed(10, NM, 3, "as mTORC1"))
    m.species("TORC1_yeast_off", contains="TORC1_yeast", guess=5, name="TORC1 of yeast, inactive")
    m.species("TORC1_yeast", contains="TORC1_yeast", guess=5, note="The active form.")
    m.reads("FKBP12_Rapa", "Kd_FKBP12_Rapa_FRB")
    half = m.constant("K_EGO", assumed(10, NM, 3, "half of EGO of a usual cell"))
    k = m.constant("k_TORC1_yeast_activation", assumed(1.0, PER_MINUTE, 3, "within minutes of refeeding"))
    m.reaction(
        "TORC1_yeast_activation", "TORC1_yeast_off", "TORC1_yeast",
        laws.scaled(
            laws.mass_action(k, "TORC1_yeast_off"), laws.saturation("EGO", half),
            laws.saturation("NitrogenSource", "K_NitrogenSource"), laws.saturation("CarbonSource", "K_CarbonSource"),
            laws.inhibition("FKBP12_Rapa", "Kd_FKBP12_Rapa_FRB"),
        ),
        evidence=review(503, 504, 505, note="TOR of yeast was found as the target of rapamycin, lines 24-29"),
        at="lysosome_membrane",
        note="Neither Rheb nor a sensor of one amino acid. FKBP12 stands for that of yeast, with the same affinities.",
    )  # fmt: skip
    off = m.constant("k_TORC1_yeast_inactivation", assumed(0.2, PER_MINUTE, 3, "minutes"))
    gap = m.constant(
        "k_SEACIT_TORC1_yeast", assumed(1.0, PER_NM_MINUTE, 5, "a little free SEACIT is enough, as GATOR1")
    )
    m.reaction(
        "TORC1_yeast_inactivation", "TORC1_yeast", "TORC1_yeast_off",
        RateLaw(formula=f"({off} + {gap} * SEACIT) * TORC1_yeast", unit=NM_PER_MINUTE, sbo="SBO:0000041"),
        evidence=review(507), at="lysosome_membrane",
    )  # fmt: skip


def _fly(m: ModuleBuilder) -> None:
    m.reads("GATOR2")
    m.reads("K_Leu_accumulation", "AminoAcids", unit=DIMENSIONLESS)
    m.reads("Kd_Sestrin2_Leu", "Kd_Sestrin2_GATOR2")
    m.reads("k_on_Sestrin2_Leu", "k_on_Sestrin2_GATOR2", unit=PER_NM_MINUTE)
    m.environment(
        "Leu_haemolymph", kind="nutrient",
        resting=derived(1.435e6, NM, "7 times the leucine of human plasma (205 umol/l); 5 to 10 times is reported"),
    )  # fmt: skip
    m.environment(
        "dSesn_wired", kind="stimulus", reference=1.0, entity="dSesn", name="dSesn meets GATOR2",
        resting=assumed(0.0, DIMENSIONLESS, 1, "0: a human cell; 1: the wiring of the fly, with Sestrin2_total at 0"),
    )  # fmt: skip
    weaker = m.constant("w_Kd_dSesn", derived(5.0, DIMENSIONLESS, "binding assays: five times as weak as Sestrin2"))
    m.total("dSesn", assumed(108, NM, 3, "as Sestrin2"))
    m.species("dSesn", contains="dSesn", guess=13, note="Free of leucine and of GATOR2.")
    m.species("dSesn_Leu", contains="dSesn", guess=95, name="dSesn with leucine")
    m.species("dSesn_GATOR2", contains=("dSesn", "GATOR2"), guess=0, name="dSesn on GATOR2")
    leucine = "K_Leu_accumulation * AminoAcids * Leu_haemolymph"
    m.reaction(
        "dSesn_Leu_binding", "dSesn", "dSesn_Leu",
        RateLaw(
            formula=f"k_on_Sestrin2_Leu * ({leucine} * dSesn - {weaker} * Kd_Sestrin2_Leu * dSesn_Leu)",
            unit=NM_PER_MINUTE, sbo="SBO:0000042",
        ),
        evidence=review(509), sbo=BINDING, reversible=True,
        note="Leucine near dSesn follows the haemolymph as that near Sestrin2 follows plasma; it is not used up.",
    )  # fmt: skip
    m.reaction(
        "dSesn_GATOR2_binding", ["dSesn", "GATOR2"], "dSesn_GATOR2",
        RateLaw(
            formula="k_on_Sestrin2_GATOR2 * (dSesn_wired * dSesn * GATOR2 - Kd_Sestrin2_GATOR2 * dSesn_GATOR2)",
            unit=NM_PER_MINUTE, sbo="SBO:0000042",
        ),
        evidence=review(508), sbo=BINDING, reversible=True,
    )  # fmt: skip


def _logic(m: ModuleBuilder) -> None:
    m.logic_reads("AminoAcids")
    m.logic("NitrogenSource", resting=True)
    m.logic("CarbonSource", resting=True)
    m.logic("EGO", resting=True)
    m.logic("SEACAT", resting=True)
    m.logic("SEACIT", "!SEACAT", resting=False, threshold=1.0, evidence=review(506))
    m.logic_reads("FKBP12_Rapa")
    m.logic(
        "TORC1_yeast", "EGO & NitrogenSource & CarbonSource & !SEACIT & !FKBP12_Rapa", resting=True, threshold=2.5,
        evidence=review(503, 504, 505, 507),
    )  # fmt: skip
    m.logic("Leu_haemolymph", resting=True)
    m.logic("dSesn_wired", resting=False, entity="dSesn", name="dSesn meets GATOR2, the wiring of the fly")
    m.logic("dSesn", "!(Leu_haemolymph & AminoAcids)", resting=False, threshold=30.0, evidence=review(509))
    m.logic(
        "dSesn_GATOR2", "dSesn & dSesn_wired", resting=False, threshold=22.0,
        evidence=review(note="forms only in the wiring of the fly"),
    )  # fmt: skip
