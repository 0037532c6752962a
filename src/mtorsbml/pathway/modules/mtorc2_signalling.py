"""mTORC2 signalling: PIP3 lifts the autoinhibition of mSIN1; mTORC2 then completes Akt, SGK1 and the PKCs."""

from __future__ import annotations

from mtorsbml.model import ratelaws as laws
from mtorsbml.model.builder import ModuleBuilder
from mtorsbml.model.sbo import DEPHOSPHORYLATION, QUANTITATIVE
from mtorsbml.model.units import DIMENSIONLESS, NM, PER_MINUTE, PER_NM_MINUTE
from mtorsbml.model.vocabulary import Module, RateLaw
from mtorsbml.pathway.agc import Mark, two_marks, undone
from mtorsbml.pathway.base import FED, RELATIVE, assumed, copies, estimated, module, review


def build() -> Module:
    """Build the module."""
    m = module(
        "mtorc2_signalling",
        title="PIP3 activates mTORC2, which completes Akt, SGK1 and the PKCs",
        notes="""
        The PH domain of mSIN1 keeps mTORC2 inactive until PIP3, made upon insulin or serum, binds it. Small GTPases
        that bind mTORC2 add to its activity, oncogenic Ras above all, and Akt and mTORC2 mark each other. Active
        mTORC2 marks the hydrophobic motif of AGC kinases that PDK1 marks on their activation loop: SGK1 and the PKCs,
        PKC-alpha among them, need it altogether. Akt with PDK1's mark alone still reaches TSC2 and GSK3b; FOXO1/3a
        need Akt with both marks, or SGK1. From there mTORC2 acts on the actin cytoskeleton and migration, ion
        transport, stress resistance, survival and glucose. Rates of processes are relative to the fed state and
        phenomenological.
        """,
    )
    m.reads("mTORC1_act", "mTORC2_PM", "PIP3", "PDK1", "Ras", "Akt_pT308")
    m.reads("OncogenicRas", unit=DIMENSIONLESS)
    _mtorc2(m)
    _akt(m)
    _sgk1(m)
    _pkc(m)
    _targets_of_akt(m)
    _migration(m)
    _survival(m)
    m.exclude(302, "the same effect as row 300: PI3K acts on mTORC2 through PIP3, which it makes in growth_factor")
    _logic_of_kinases(m)
    _logic_of_outcomes(m)
    return m.build()


def _mtorc2(m: ModuleBuilder) -> None:
    for name in ("Rac1", "Rap1"):
        m.total(name, assumed(50, NM, 3, "GTP-bound share of an abundant GTPase at the membrane; not regulated here"))
        m.species(name, contains=name, guess=50, note="GTP-bound; constant, since the review names no input to it.")
    m.species("mTORC2_act", contains=("mTOR", "Rictor", "mSIN1", "mLST8"), guess=1.0)

    closed = m.constant(
        "mSIN1_autoinhibition",
        assumed(0.9, DIMENSIONLESS, 1.1, "share of mTORC2 activity that the PH domain blocks; 0 without the domain"),
        name="autoinhibition by the PH domain of mSIN1",
    )
    half = m.constant("K_PIP3_mSIN1", assumed(40, NM, 3, "about the PIP3 of fed cells: more of it opens more"))
    opened = RateLaw(formula=f"1 - {closed} * {half} / ({half} + PIP3)", unit=DIMENSIONLESS, sbo="SBO:0000049")
    mark = laws.saturation("Akt_act", m.constant("K_Akt_mSIN1", assumed(20, NM, 3, "doubly marked Akt of a fed cell")))
    papers = ("Yang2015_mSIN1", "Humphrey2013_Akt_mTORC2")
    m.observable(
        "mSIN1_pAkt", mark, unit=DIMENSIONLESS, name="share of mSIN1 marked by Akt",
        evidence=review(304, papers=papers), sbo=QUANTITATIVE,
        note="Taken to follow Akt at once, whether mSIN1 is free or in mTORC2.",
    )  # fmt: skip
    feedback = assumed(1.5, DIMENSIONLESS, 3, "effect of the mark unclear: full marks double mTORC2; 0 cuts the loop")
    weights = [(m.constant("w_Akt_mTORC2", feedback), mark)]
    for name in ("Rac1", "Rap1", "Ras"):
        bound = m.constant(f"Kd_{name}_mTORC2", assumed(50, NM, 5, "half of mTORC2 meets Rac1 or Rap1 at the membrane"))
        weight = m.constant(f"w_{name}_mTORC2", assumed(0.4, DIMENSIONLESS, 3, "a modest share in mammalian cells"))
        weights.append((weight, laws.saturation(name, bound)))
    oncogenic = m.constant(
        "w_OncogenicRas_mTORC2", assumed(1.0, DIMENSIONLESS, 3, "one study: oncogenic Ras raises mTORC2 activity")
    )
    k = m.constant("k_mTORC2_activation", estimated(0.707, PER_MINUTE, "a fifth of mTORC2 is active in fed cells"))
    m.reaction(
        "mTORC2_activation", "mTORC2_PM", "mTORC2_act",
        laws.scaled(
            laws.mass_action(k, "mTORC2_PM"), opened,
            laws.boost(*((weight, law.formula) for weight, law in weights), (oncogenic, "OncogenicRas")),
        ),
        evidence=review(299, 300, 305, 327, 328, 329, 330, 337, 338, papers=papers),
        at="plasma_membrane",
    )  # fmt: skip
    m.first_order(
        "mTORC2_inactivation", "mTORC2_act", "mTORC2_PM",
        rate=assumed(0.9, PER_MINUTE, 3, "follows PIP3 within minutes"),
        evidence=review(note="the PH domain of mSIN1 closes again"), at="plasma_membrane",
    )  # fmt: skip

    m.reads("mTOR_free", "Rictor_mSIN1_mLST8")
    m.reads("k_off_mTORC2_membrane", unit=PER_MINUTE)
    m.first_order(
        "mTORC2_act_disassembly", "mTORC2_act", ["mTOR_free", "Rictor_mSIN1_mLST8"], rate="k_off_mTORC2_membrane",
        evidence=review(13), note="Active mTORC2 turns over as the rest of it does.",
    )  # fmt: skip


def _akt(m: ModuleBuilder) -> None:
    m.species("Akt_act", contains="Akt", guess=14, name="Akt with the marks of PDK1 and of mTORC2")
    m.phosphorylation(
        "Akt_S473_phosphorylation", "Akt_pT308", "Akt_act", kinase="mTORC2_act",
        kcat=assumed(2.4, PER_NM_MINUTE, 3, "half to five minutes after insulin (Humphrey 2013)"),
        evidence=review(303, papers=("Sarbassov2005_Akt_mTORC2",)),
    )  # fmt: skip
    m.first_order(
        "Akt_S473_dephosphorylation", "Akt_act", "Akt_pT308", rate=assumed(1.2, PER_MINUTE, 3, "minutes; PHLPP"),
        evidence=undone(), sbo=DEPHOSPHORYLATION,
    )  # fmt: skip
    m.reads("Akt")
    m.reads("k_Akt_T308_dephosphorylation", unit=PER_MINUTE)
    m.reaction(
        "Akt_act_T308_dephosphorylation", "Akt_act", "Akt",
        laws.mass_action("k_Akt_T308_dephosphorylation", "Akt_act"),
        evidence=review(35, note="the phosphatase that undoes the mark is not in the review"),
        sbo=DEPHOSPHORYLATION, note="Loss of PDK1's mark is taken to end in unmarked Akt.",
    )  # fmt: skip
    own = m.constant(
        "k_Akt_constitutive", assumed(0.0, PER_MINUTE, 1, "0: Akt needs its kinases; above 0 for an always active form")
    )
    for state in ("Akt", "Akt_pT308"):
        m.reaction(
            f"{state}_constitutive_activation", state, "Akt_act", laws.mass_action(own, state),
            evidence=review(note="stands for a mutant that is as active as doubly marked Akt; none in the wild type"),
        )  # fmt: skip
    m.observable(
        "Akt_kinase", "Akt_pT308 + Akt_act", name="Akt with the mark of PDK1, whether or not with that of mTORC2",
        evidence=review(note="enough for TSC2 and GSK3b, for whose phosphorylation mTORC2 is dispensable"),
    )  # fmt: skip


def _sgk1(m: ModuleBuilder) -> None:
    m.total("SGK1", assumed(20, NM, 3, "short-lived kinase, less than Akt"))
    m.species("SGK1", contains="SGK1", guess=6, note="SGK1 with neither mark.")
    m.species("SGK1_pHM_only", contains="SGK1", guess=2, name="SGK1 with the hydrophobic motif marked only")
    m.species("SGK1_pTL_only", contains="SGK1", guess=4, name="SGK1 with the activation loop marked only")
    m.species("SGK1_act", contains="SGK1", guess=8)
    two_marks(
        m, "SGK1", "SGK1_act",
        motif=Mark(
            name="motif", only="SGK1_pHM_only", kinase="mTORC2_act",
            rate=assumed(0.1, PER_NM_MINUTE, 3, "half marked in fed cells, since basal SGK1 needs mTORC2"),
            loss=assumed(0.1, PER_MINUTE, 3, "some ten minutes"),
            first=review(note="one of the two marks that make SGK1 active; in either order"), second=review(309, 336),
        ),
        loop=Mark(
            name="loop", only="SGK1_pTL_only", kinase="PDK1",
            rate=assumed(0.01, PER_NM_MINUTE, 3, "as S6K1"), loss=assumed(0.05, PER_MINUTE, 3, "as S6K1"),
            first=review(note="slow without the motif; assumed as for S6K1"), second=review(310, 336),
        ),
        undocked=assumed(0.05, DIMENSIONLESS, 3, "PDK1 docks on the marked hydrophobic motif"),
    )  # fmt: skip


def _pkc(m: ModuleBuilder) -> None:
    m.total("PKCalpha", assumed(50, NM, 3, "common kinase, less than Akt"))
    m.species("PKCalpha", contains="PKCalpha", guess=25, note="PKC-alpha without mTORC2's mark.")
    m.species("PKCalpha_p", contains="PKCalpha", guess=25)
    m.phosphorylation(
        "PKCalpha_phosphorylation", "PKCalpha", "PKCalpha_p", kinase="mTORC2_act",
        kcat=assumed(0.01, PER_NM_MINUTE, 5, "half marked in fed cells"), evidence=review(306, 335),
    )  # fmt: skip
    m.first_order(
        "PKCalpha_dephosphorylation", "PKCalpha_p", "PKCalpha", rate=assumed(0.01, PER_MINUTE, 5, "a lasting mark"),
        evidence=undone(), sbo=DEPHOSPHORYLATION,
    )  # fmt: skip

    m.total("PKC", assumed(50, NM, 3, "several classes together"))
    m.species("PKC_off", contains="PKC", guess=6, name="PKC of other classes, unmarked")
    m.species("PKC_primed", contains="PKC", guess=17, name="PKC of other classes with PDK1's mark")
    m.species("PKC", contains="PKC", guess=27, note="With the marks of PDK1 and of mTORC2: active.")
    m.phosphorylation(
        "PKC_priming", "PKC_off", "PKC_primed", kinase="PDK1",
        kcat=assumed(0.001, PER_NM_MINUTE, 5, "most PKC carries the mark of PDK1"), evidence=review(308),
    )  # fmt: skip
    m.phosphorylation(
        "PKC_phosphorylation", "PKC_primed", "PKC", kinase="mTORC2_act",
        kcat=assumed(0.03, PER_NM_MINUTE, 5, "half marked in fed cells"), evidence=review(307),
    )  # fmt: skip
    for state, before, mark in (("PKC", "PKC_primed", "motif"), ("PKC_primed", "PKC_off", "loop")):
        m.first_order(
            f"{state}_{mark}_loss", state, before, rate=assumed(0.01, PER_MINUTE, 5, "a lasting mark"),
            evidence=undone(), sbo=DEPHOSPHORYLATION,
        )  # fmt: skip


def _targets_of_akt(m: ModuleBuilder) -> None:
    m.total("FOXO", copies("copies_FOXO3"))
    m.species("FOXO", contains="FOXO", guess=4.5, note="Unmarked, in the nucleus: active.")
    m.species("FOXO_p", contains="FOXO", guess=5.5)
    for kinase, rows, rate in (("Akt_act", (316,), 0.0035), ("SGK1_act", (317,), 0.009)):
        m.phosphorylation(
            f"FOXO_phosphorylation_{kinase.removesuffix('_act')}", "FOXO", "FOXO_p", kinase=kinase,
            kcat=assumed(rate, PER_NM_MINUTE, 3, "half marked in fed cells; SGK1 given somewhat more weight than Akt"),
            evidence=review(*rows, note="the split between Akt and SGK1 is open"),
        )  # fmt: skip
    m.first_order(
        "FOXO_dephosphorylation", "FOXO_p", "FOXO",
        rate=assumed(0.1, PER_MINUTE, 3, "back in the nucleus within minutes"),
        evidence=undone(), sbo=DEPHOSPHORYLATION,
    )  # fmt: skip

    m.total("GSK3b", copies("copies_GSK3b"))
    m.species("GSK3b", contains="GSK3b", guess=56, note="Unmarked: active.")
    m.species("GSK3b_p", contains="GSK3b", guess=55)
    m.phosphorylation(
        # Spelled out, not `Akt_kinase`, so that Akt_act is seen to act.
        "GSK3b_phosphorylation", "GSK3b", "GSK3b_p", kinase="Akt_pT308 + Akt_act",
        kcat=assumed(0.005, PER_NM_MINUTE, 3, "half marked in fed cells; minutes after insulin"),
        evidence=review(322, note="PDK1's mark on Akt is enough: mTORC2 is dispensable here"),
    )  # fmt: skip
    m.first_order(
        "GSK3b_dephosphorylation", "GSK3b_p", "GSK3b", rate=assumed(0.15, PER_MINUTE, 3, "half marked in fed cells"),
        evidence=undone(), sbo=DEPHOSPHORYLATION,
    )  # fmt: skip

    m.total("NADK", assumed(20, NM, 5, "scarce enzyme"))
    m.species("NADK_off", contains="NADK", guess=10, name="NAD kinase, not marked by Akt")
    m.species("NADK", contains="NADK", guess=10, note="Marked by Akt: more active.")
    m.phosphorylation(
        "NADK_phosphorylation", "NADK_off", "NADK", kinase="Akt_act",
        kcat=assumed(0.007, PER_NM_MINUTE, 3, "half marked in fed cells"), evidence=review(319),
    )  # fmt: skip
    m.first_order(
        "NADK_dephosphorylation", "NADK", "NADK_off", rate=assumed(0.1, PER_MINUTE, 3, "minutes"),
        evidence=undone(), sbo=DEPHOSPHORYLATION,
    )  # fmt: skip


def _process(m: ModuleBuilder, identifier: str, formula: str, *rows: int, note: str = "") -> None:
    """A relative rate that follows from the state."""
    m.observable(
        identifier, formula, unit=DIMENSIONLESS, evidence=review(*rows), sbo=QUANTITATIVE,
        note=f"{RELATIVE} {note}".strip(),
    )  # fmt: skip


def _relative(substance: str, half: str, fed: str) -> str:
    """Occupancy by a substance relative to that at its level `fed`: `A / (K + A)`, and 1 when fed."""
    return f"{substance} / ({half} + {substance}) * ({half} + {fed}) / {fed}"


def _migration(m: ModuleBuilder) -> None:
    fed = m.constant("ref_mTORC2_act", estimated(1.0, NM, FED))
    marked = m.constant("ref_PKCalpha_p", estimated(25, NM, FED))
    half = m.constant("K_mTORC2_ActinCytoskeleton", assumed(0.35, NM, 3, "a third of the active mTORC2 of fed cells"))
    alpha = m.constant("K_PKCalpha_ActinCytoskeleton", assumed(25, NM, 3, "marked PKC-alpha of fed cells"))
    share = m.constant("w_PKCalpha_ActinCytoskeleton", assumed(0.3, DIMENSIONLESS, 2, "mechanism unclear: lesser part"))
    _process(
        m, "ActinCytoskeleton",
        f"(1 - {share}) * {_relative('mTORC2_act', half, fed)} + {share} * {_relative('PKCalpha_p', alpha, marked)}",
        311, 312, note="Ability to reorganise.",
    )  # fmt: skip
    _process(m, "Chemotaxis", "ActinCytoskeleton", 313, note="Taken as proportional.")
    part = m.constant("w_Chemotaxis_Metastasis", assumed(0.8, DIMENSIONLESS, 1.2, "mobility accounts for it in part"))
    _process(m, "Metastasis", f"1 - {part} + {part} * Chemotaxis", 314)
    act = m.constant("ref_SGK1_act", estimated(8.2, NM, FED))
    half = m.constant("K_SGK1_IonTransport", assumed(8, NM, 3, "active SGK1 of fed cells"))
    _process(m, "IonTransport", _relative("SGK1_act", half, act), 315)


def _survival(m: ModuleBuilder) -> None:
    foxo = m.constant("ref_FOXO", estimated(4.5, NM, FED))
    nadk = m.constant("ref_NADK", estimated(10, NM, FED))
    share = m.constant("w_FOXO_StressResistance", assumed(0.5, DIMENSIONLESS, 1.5, "FOXO and NAD kinase weighed alike"))
    _process(m, "StressResistance", f"{share} * FOXO / {foxo} + (1 - {share}) * NADK / {nadk}", 320, 321)
    gsk = m.constant("ref_GSK3b", estimated(56, NM, FED))
    akt = m.constant("ref_Akt_act", estimated(14.5, NM, FED))
    ki = m.constant("Ki_Akt_Apoptosis", assumed(15, NM, 3, "doubly marked Akt of fed cells halves apoptosis"))
    _process(
        m, "Apoptosis", f"GSK3b / {gsk} * ({ki} + {akt}) / ({ki} + Akt_act)", 323, 324,
        note="GSK3b carries Akt's effect; the second term stands for what doubly marked Akt does besides.",
    )  # fmt: skip
    _process(m, "GlucoseHomeostasis", f"GSK3b / {gsk}", 325, note="The direction of the effect is an inference.")
    half = m.constant("K_mTORC2_CellSurvival", assumed(0.3, NM, 3, "basal mTORC2 is enough for most of it"))
    _process(m, "CellSurvival", _relative("mTORC2_act", half, "ref_mTORC2_act"), 326)

    # No division without DNA: the pool limits it as it limits replication (row 227). Senescent cells stay in G0.
    m.reads("NucleotidePool", "K_NucleotidePool_DNAReplication")
    fed = m.constant("ref_mTORC1_act", estimated(2.4, NM, FED))
    for process, rows, weight, why in (
        ("Proliferation", (55, 331), 0.6, "mTORC1 carries more of the growth programme"),
        ("TumourGrowth", (56, 332, 500), 0.5, "growth through mTORC1 and spread through mTORC2 weighed alike"),
    ):
        share = m.constant(f"w_mTORC1_{process}", assumed(weight, DIMENSIONLESS, 1.3, why))
        first = m.constant(f"K_mTORC1_{process}", assumed(1.2, NM, 3, "half of the active mTORC1 of fed cells"))
        second = m.constant(f"K_mTORC2_{process}", assumed(0.5, NM, 3, "half of the active mTORC2 of fed cells"))
        programme = (
            f"{share} * {_relative('mTORC1_act', first, fed)}"
            f" + (1 - {share}) * {_relative('mTORC2_act', second, 'ref_mTORC2_act')}"
        )
        if process == "Proliferation":
            m.reads("Senescence", unit=DIMENSIONLESS)
            programme = (
                f"({programme}) * 1.5 * NucleotidePool / (K_NucleotidePool_DNAReplication + NucleotidePool)"
                " * (1 - least(Senescence, 1))"
            )
        else:
            programme = f"({programme}) * {_with_age(m)} * {_fed_from_within(m)}"
        _process(m, process, programme, *rows, *((295,) if process == "TumourGrowth" else ()))


def _with_age(m: ModuleBuilder) -> str:
    """How the risk of a tumour goes with ageing: 1 in the fed state."""
    m.reads("Ageing", unit=DIMENSIONLESS)
    risk = m.constant("w_Ageing_TumourGrowth", assumed(0.5, DIMENSIONLESS, 2, "age is a major risk: proposed"))
    return f"(1 - {risk} + {risk} * Ageing)"


def _fed_from_within(m: ModuleBuilder) -> str:
    """What autophagy adds to the growth of a tumour in poor surroundings; 1 where amino acids abound."""
    m.reads("AA_cyt")
    m.reads("Autophagy", unit=DIMENSIONLESS)
    gain = m.constant("w_Autophagy_TumourGrowth", assumed(0.2, DIMENSIONLESS, 3, "feeds cells in poor surroundings"))
    poor = m.constant("K_AA_TumourGrowth", assumed(3e6, NM, 3, "a third of the usual amino acids"))
    return f"(1 + {gain} * Autophagy / (1 + (AA_cyt / {poor})^4))"


def _logic_of_kinases(m: ModuleBuilder) -> None:
    m.logic_reads("mTORC1_act", "mTORC2", "mTORC2_PM", "PIP3", "PDK1", "Akt")
    m.logic_reads("Ras", "OncogenicRas", "AMPK", "CatalyticInhibitor_level")
    m.logic("Rac1", resting=True)
    m.logic("Rap1", resting=True)
    # Akt_act stands beside PIP3 as reinforcement: it needs PIP3 itself, so the loop cannot hold itself up without it.
    m.logic(
        "mTORC2_act",
        "mTORC2 & mTORC2_PM & !CatalyticInhibitor_level"
        " & ((PIP3 | Akt_act) & (Rac1 | Rap1 | Ras) | OncogenicRas | AMPK)",
        resting=True, threshold=0.5, evidence=review(299, 300, 305, 327, 328, 329, 330, 337, 338, 344, 360),
    )  # fmt: skip
    m.logic_reads("PI3K_full", "PI3K_high", "PTEN", "FKBP12_Rapa")
    strong = "AMPK | OncogenicRas | !PTEN"
    m.logic(
        "mTORC2_act_full", f"mTORC2_act & (PI3K_full | {strong})", resting=True, observable="mTORC2_act",
        threshold=0.81, name="active mTORC2 that feedback does not lower", evidence=review(300, 344),
    )  # fmt: skip
    # Rapamycin takes free mTOR, so that mTORC2 gains nothing from the feedback that it lifts.
    m.logic(
        "mTORC2_act_high", f"mTORC2_act & ({strong} | (PI3K_high & !FKBP12_Rapa))", resting=False,
        observable="mTORC2_act", threshold=1.24, name="active mTORC2 above 1.08 times its fed level",
        evidence=review(300, 328, 337, 344),
    )  # fmt: skip
    m.logic(
        "Akt_act_full", "Akt_act & (PI3K_full | !PTEN)", resting=True, observable="Akt_act", threshold=6.2,
        name="active Akt that feedback does not halve", evidence=review(33),
    )  # fmt: skip
    m.logic(
        "Akt_act_high", "Akt_act & mTORC2_act & (PI3K_high | !PTEN | mTORC2_act_high)", resting=False,
        observable="Akt_act", threshold=14.9, name="active Akt above 1.14 times its fed level",
        evidence=review(33, 303),
    )  # fmt: skip
    m.logic(
        "Akt_kinase", "Akt & PIP3 & PDK1", resting=True, threshold=8.0,
        evidence=review(note="Akt with the mark of PDK1, mTORC2 or not"),
    )  # fmt: skip
    m.logic("Akt_act", "Akt & PIP3 & PDK1 & mTORC2_act", resting=True, threshold=5.0, evidence=review(33, 35, 303))
    m.logic("SGK1", resting=True)
    m.logic("SGK1_act", "SGK1 & mTORC2_act & PDK1", resting=True, threshold=4.5, evidence=review(309, 310, 336))
    m.logic("PKCalpha", resting=True)
    m.logic("PKCalpha_p", "PKCalpha & mTORC2_act", resting=True, threshold=14.0, evidence=review(306, 335))
    m.logic("PKC", "mTORC2_act & PDK1", resting=True, threshold=17.0, evidence=review(307, 308))
    m.logic("FOXO_p", "mTORC2_act & (Akt_act | SGK1_act)", resting=True, threshold=3.5, evidence=review(316, 317, 318))
    m.logic("FOXO", "!FOXO_p", resting=False, threshold=6.5, evidence=review(333))
    m.logic("NADK", "Akt_act", resting=True, threshold=5.0, evidence=review(319))
    m.logic("GSK3b_p", "Akt_kinase | Akt_act", resting=True, threshold=25.0, evidence=review(322))
    m.logic("GSK3b", "!GSK3b_p", resting=False, threshold=85.0, evidence=review(334))


def _logic_of_outcomes(m: ModuleBuilder) -> None:
    # A senescent cell is arrested for good, whatever its mTORC1 does.
    m.logic_reads("NucleotidePool", "AA_cyt", "Autophagy", "Senescence")
    for process, rule, threshold, rows in (
        ("ActinCytoskeleton", "mTORC2_act | PKCalpha_p", 0.5, (311, 312)),
        ("Chemotaxis", "ActinCytoskeleton", 0.5, (313,)),
        ("Metastasis", "Chemotaxis", 0.6, (314,)),
        ("IonTransport", "SGK1_act", 0.65, (315,)),
        ("StressResistance", "FOXO | NADK", 0.5, (320, 321)),
        ("CellSurvival", "mTORC2_act", 0.65, (326,)),
        ("Proliferation", "mTORC1_act & mTORC2_act & NucleotidePool & !Senescence", 0.8, (55, 331)),
        ("TumourGrowth", "mTORC1_act & mTORC2_act & (AA_cyt | Autophagy)", 0.9, (56, 295, 332)),
    ):
        m.logic(process, rule, resting=True, threshold=threshold, unit=DIMENSIONLESS, evidence=review(*rows))
    m.logic(
        "Apoptosis", "GSK3b | !Akt_act", resting=False, threshold=1.7, unit=DIMENSIONLESS, evidence=review(323, 324)
    )
    m.logic("GlucoseHomeostasis", "GSK3b", resting=False, threshold=1.6, unit=DIMENSIONLESS, evidence=review(325))
