"""The lysosomal AND gate: the Rags bring mTORC1 to the lysosome, Rheb switches it on."""

from __future__ import annotations

from mtorsbml.model import ratelaws as laws
from mtorsbml.model.builder import ModuleBuilder
from mtorsbml.model.sbo import CONVERSION, HYDROLYSIS, TRANSPORT
from mtorsbml.model.units import DIMENSIONLESS, NM, NM_PER_MINUTE, PER_MINUTE, PER_NM_MINUTE
from mtorsbml.model.vocabulary import Module, RateLaw
from mtorsbml.pathway.base import assumed, estimated, module, review

PAIRS = {"Rag_on": ("GTP", "GDP"), "Rag_off": ("GDP", "GTP"), "Rag_TT": ("GTP", "GTP"), "Rag_DD": ("GDP", "GDP")}
"""The four nucleotide states of the heterodimer: what RagA/B and what RagC/D holds."""


def build() -> Module:
    """Build the module."""
    m = module(
        "lysosomal_gate",
        title="Rags and Rheb license mTORC1 at the lysosome",
        notes="""
        RagA or RagB pairs with RagC or RagD, and Ragulator anchors the pair on the lysosome. Each subunit holds GTP or
        GDP; the pair is on with RagA/B-GTP and RagC/D-GDP, off the other way round, and crosstalk between the subunits
        makes the mixed states short-lived. GATOR1 empties RagA/B, FLCN-FNIP2 RagC/D; Ragulator with SLC38A9, helped by
        the v-ATPase and glucose, loads RagA/B. On-state Rags grasp Raptor and bring mTORC1 to the lysosome; there, and
        only there, Rheb-GTP switches the kinase on. Both arms have their own exit: mTORC1 leaves when the Rags turn
        off, even if Rheb stays loaded.
        """,
    )
    _rags(m)
    _docking(m)
    _activation(m)
    _logic(m)
    return m.build()


def _rags(m: ModuleBuilder) -> None:
    m.reads("GATOR1_act", "FLCN_FNIP2", "SLC38A9_Arg", "SLC38A9_NPC1", "v_ATPase", "Glucose")
    pair = assumed(100, NM, 3, "sixty thousand pairs on the lysosomes of a cell; tenfold mTORC1")
    m.total(
        "Rag",
        pair,
        subunits={
            "RagAB": pair,
            "RagCD": pair,
            "Ragulator": assumed(150, NM, 3, "more than the Rags, which it anchors"),
        },
    )
    for state, (ab, cd) in PAIRS.items():
        m.species(
            state, contains="Rag", guess=80 if state == "Rag_on" else 5, at="lysosome_membrane",
            name=f"RagA/B-{ab} with RagC/D-{cd} on Ragulator", entity="Rag_off" if state == "Rag_off" else "Rag_on",
        )  # fmt: skip
    m.observable("Ragulator", "Ragulator_total", evidence=review(159))
    m.observable("RagAB_GTP", "Rag_on + Rag_TT", evidence=review(143, 160))
    m.observable("RagAB_GDP", "Rag_off + Rag_DD", evidence=review(145))
    m.observable("RagCD_GDP", "Rag_on + Rag_DD", evidence=review(144, 161))
    m.observable("RagCD_GTP", "Rag_off + Rag_TT", evidence=review(146))
    _load_a(m)
    _empty_a(m)
    _cycle_c(m)


def _load_a(m: ModuleBuilder) -> None:
    """RagA/B takes up GTP: fast with Ragulator, SLC38A9 and the v-ATPase, slowly by itself or beside RagC/D-GTP."""
    basal = m.constant("k_RagAB_exchange", assumed(0.08, PER_MINUTE, 3, "intrinsic exchange, minutes"))
    gef = m.constant(
        "k_RagAB_exchange_GEF", assumed(0.0016, PER_NM_MINUTE, 5, "Ragulator and SLC38A9 speed loading severalfold")
    )
    npc = m.constant("w_SLC38A9_NPC1", assumed(1.0, DIMENSIONLESS, 5, "cholesterol counts as much as arginine"))
    sense = m.constant(
        "K_SLC38A9_GEF", assumed(2.75, NM, 3, "activated SLC38A9 of half effect; somewhat less than at rest")
    )
    atp = m.constant("K_v_ATPase_GEF", assumed(2.0, NM, 5, "a tenth of the v-ATPase suffices for half of the effect"))
    glc = m.constant("K_Glucose_GEF", assumed(4e5, NM, 5, "a fifth of the usual glucose"))
    held = m.constant(
        "w_RagCD_GTP_exchange", assumed(0.1, DIMENSIONLESS, 3, "RagC/D-GTP keeps GTP from binding RagA/B")
    )
    signal = f"(SLC38A9_Arg + {npc} * SLC38A9_NPC1)"
    rate = (
        f"({basal} + {gef} * Ragulator_total * {signal} / ({sense} + {signal}) * v_ATPase / ({atp} + v_ATPase)"
        f" * Glucose / ({glc} + Glucose))"
    )
    papers = ("Shen2018_Rag_GEF", "Shen2017_Rag_crosstalk", "BarPeled2012_Ragulator")
    for source, target, factor in (("Rag_DD", "Rag_on", ""), ("Rag_off", "Rag_TT", f"{held} * ")):
        m.reaction(
            f"{source}_RagAB_exchange", source, target,
            RateLaw(formula=f"{factor}{rate} * {source}", unit=NM_PER_MINUTE, sbo="SBO:0000041"),
            evidence=review(117, 121, 127, 142, 148, 159, papers=papers) if not factor else review(148, papers=papers),
            sbo=CONVERSION, at="lysosome_membrane",
        )  # fmt: skip


def _empty_a(m: ModuleBuilder) -> None:
    k = m.constant("k_RagAB_hydrolysis", assumed(0.005, PER_MINUTE, 3, "slow intrinsic hydrolysis"))
    gap = m.constant("kcat_GATOR1_RagAB", assumed(0.25, PER_NM_MINUTE, 5, "a little free GATOR1 is enough"))
    for source, target in (("Rag_on", "Rag_DD"), ("Rag_TT", "Rag_off")):
        m.reaction(
            f"{source}_RagAB_hydrolysis", source, target,
            RateLaw(formula=f"({k} + {gap} * GATOR1_act) * {source}", unit=NM_PER_MINUTE, sbo="SBO:0000041"),
            evidence=review(103, 104, papers=("BarPeled2013_GATOR1", "Shen2018_GATOR1")), sbo=HYDROLYSIS,
            at="lysosome_membrane",
        )  # fmt: skip


def _cycle_c(m: ModuleBuilder) -> None:
    k = m.constant("k_RagCD_hydrolysis", assumed(0.02, PER_MINUTE, 3, "slow intrinsic hydrolysis"))
    gap = m.constant("kcat_FLCN_RagCD", assumed(0.02, PER_NM_MINUTE, 5, "RagC/D is emptied within minutes"))
    helped = m.constant(
        "w_RagAB_GTP_hydrolysis", assumed(5, DIMENSIONLESS, 3, "GTP on RagA/B drives hydrolysis on RagC/D")
    )
    for source, target, factor in (("Rag_off", "Rag_DD", ""), ("Rag_TT", "Rag_on", f"{helped} * ")):
        m.reaction(
            f"{source}_RagCD_hydrolysis", source, target,
            RateLaw(formula=f"{factor}({k} + {gap} * FLCN_FNIP2) * {source}", unit=NM_PER_MINUTE, sbo="SBO:0000041"),
            evidence=review(122, 123, 147, papers=("Shen2019_FLCN", "Lawrence2019_FLCN", "Shen2017_Rag_crosstalk"))
            if factor else review(122, 123, papers=("Shen2019_FLCN", "Lawrence2019_FLCN")),
            sbo=HYDROLYSIS, at="lysosome_membrane",
        )  # fmt: skip
    k_ex = m.constant("k_RagCD_exchange", assumed(0.2, PER_MINUTE, 3, "intrinsic exchange, minutes"))
    held = m.constant(
        "w_RagAB_GTP_exchange", assumed(0.05, DIMENSIONLESS, 3, "RagA/B-GTP keeps GTP from binding RagC/D")
    )
    m.reaction(
        "Rag_DD_RagCD_exchange", "Rag_DD", "Rag_off", laws.mass_action(k_ex, "Rag_DD"),
        evidence=review(145, 146), sbo=CONVERSION, at="lysosome_membrane",
    )  # fmt: skip
    m.reaction(
        "Rag_on_RagCD_exchange", "Rag_on", "Rag_TT", laws.mass_action(k_ex, held, "Rag_on"),
        evidence=review(147, papers=("Shen2017_Rag_crosstalk",)), sbo=CONVERSION, at="lysosome_membrane",
    )  # fmt: skip


def _docking(m: ModuleBuilder) -> None:
    """Docking by the Rags, of the free complex and of the one that carries an inhibitor."""
    m.reads("mTORC1_cyt", "mTORC1_cyt_PRAS40", "mTORC1_lys_PRAS40", "mTORC1_cyt_DEPTOR", "mTORC1_lys_DEPTOR")
    m.reads("Gln")
    m.species("mTORC1_lys", contains=("mTOR", "Raptor"), guess=1.0)
    m.species("mTORC1_act", contains=("mTOR", "Raptor"), guess=2.4)
    dock = m.constant("k_mTORC1_docking", assumed(0.8, PER_MINUTE, 3, "recruited within minutes of refeeding"))
    k_rag = m.constant("K_Rag_docking", assumed(60, NM, 3, "about the resting amount of on-state Rags"))
    n_rag = m.constant("n_Rag_docking", assumed(2, DIMENSIONLESS, 1.5, "the dimer has two Raptors and holds two pairs"))
    gln = m.constant(
        "k_mTORC1_docking_Gln", assumed(0.01, PER_MINUTE, 5, "Rag-independent route, weak; full at usual glutamine")
    )
    half_gln = m.constant("K_Gln_docking", assumed(5e6, NM, 3, "a third of the usual glutamine"))
    undock = m.constant(
        "k_mTORC1_undocking", assumed(0.5, PER_MINUTE, 3, "leaves within minutes when the Rags turn off")
    )
    anyway = m.constant(
        "w_docking_without_Rags",
        assumed(0.0, DIMENSIONLESS, 1, "0: the Rags alone recruit; 1: docked whatever they do, as in osteoclasts"),
    )
    rate = f"({dock} * ((Rag_on / {k_rag})^{n_rag} + {anyway}) + {gln} * Gln / ({half_gln} + Gln))"
    papers = ("Sancak2008_Rags", "Sancak2010_Ragulator", "Anandapadamanaban2019_Rags")
    for suffix in ("", "_PRAS40", "_DEPTOR"):
        cyt, lys = f"mTORC1_cyt{suffix}", f"mTORC1_lys{suffix}"
        m.reaction(
            f"{lys}_docking", cyt, lys,
            RateLaw(formula=f"{rate} * {cyt}", unit=NM_PER_MINUTE, sbo="SBO:0000041"),
            evidence=review(8, 149, 150, papers=papers), sbo=TRANSPORT,
        )  # fmt: skip
        m.reaction(
            f"{lys}_undocking", lys, cyt, laws.mass_action(undock, lys), evidence=review(150, papers=papers),
            sbo=TRANSPORT,
        )  # fmt: skip


def _activation(m: ModuleBuilder) -> None:
    """Rheb switches docked mTORC1 on; both arms of the gate can switch it off."""
    m.reads("Rheb_GTP")
    m.reads("PhosphatidicAcid", "MechanicalStimulus", "ReplicationStress", unit=DIMENSIONLESS)
    k_on = m.constant("k_Rheb_activation", assumed(1.0, PER_MINUTE, 3, "allosteric switch, within a minute"))
    k_rheb = m.constant(
        "K_Rheb_mTORC1", assumed(130, NM, 3, "somewhat less than half of Rheb; Rheb is in excess and not used up")
    )
    n = m.constant("n_Rheb_mTORC1", assumed(2, DIMENSIONLESS, 1.5, "two Rheb sites on the dimer"))
    k_off = m.constant("k_Rheb_inactivation", assumed(0.8, PER_MINUTE, 3, "within a minute"))
    pa = m.constant("w_PhosphatidicAcid", assumed(0.15, DIMENSIONLESS, 3, "weak modulator"))
    mech = m.constant("w_MechanicalStimulus", assumed(0.6, DIMENSIONLESS, 3, "muscle cells only"))
    repl = m.constant("w_ReplicationStress", assumed(2, DIMENSIONLESS, 3, "mechanism not stated"))
    alone = m.constant(
        "w_activation_without_Rheb",
        assumed(0.0, DIMENSIONLESS, 1, "0: Rheb is needed; above 0 for kinases that are active without it"),
    )
    signal = m.constant(
        "w_activation_needs_Rags",
        assumed(0.0, DIMENSIONLESS, 1, "0: the Rags act by docking; 40: they also license docked mTORC1 (osteoclasts)"),
    )
    support = f"(1 + {pa} * PhosphatidicAcid + {mech} * MechanicalStimulus) / (1 + {repl} * ReplicationStress)"
    m.reaction(
        "mTORC1_activation",
        "mTORC1_lys",
        "mTORC1_act",
        RateLaw(
            formula=f"{k_on} * ((Rheb_GTP / {k_rheb})^{n} + {alone}) * {support} * mTORC1_lys"
            f" / (1 + {signal} / (1 + (Rag_on / K_Rag_hold)^n_Rag_docking))",
            unit=NM_PER_MINUTE,
            sbo="SBO:0000192",
        ),
        evidence=review(11, 84, 129, 134, 152, 155, papers=("Yang2017_Rheb",)),
        at="lysosome_membrane",
    )
    m.reaction(
        "mTORC1_inactivation", "mTORC1_act", "mTORC1_lys", laws.mass_action(k_off, "mTORC1_act"),
        evidence=review(152, 155), at="lysosome_membrane",
    )  # fmt: skip
    _exit(m)


def _exit(m: ModuleBuilder) -> None:
    """Active mTORC1 leaves without on-state Rags; how it meets its substrates is open."""
    m.constant("K_Rag_hold", assumed(9, NM, 3, "a few on-state Rags hold active mTORC1"))
    k_exit = m.constant(
        "k_mTORC1_act_exit", assumed(0.5, PER_MINUTE, 3, "exit without on-state Rags; independent of TSC")
    )
    m.reaction(
        "mTORC1_act_exit", "mTORC1_act", "mTORC1_cyt",
        laws.scaled(laws.mass_action(k_exit, "mTORC1_act"), laws.inhibition("Rag_on", "K_Rag_hold")),
        evidence=review(151), sbo=TRANSPORT,
        note="The Rag arm has its own way out, so that amino acids matter without TSC as well.",
    )  # fmt: skip
    leaves = m.constant(
        "w_substrate_search_exit",
        assumed(0.0, DIMENSIONLESS, 1, "0: contact sites bring substrates; 1: active mTORC1 leaves with Rheb"),
    )
    fed = m.constant(
        "ref_Rheb_GTP", estimated(125.6, NM, "its level in the fed state, where both routes give the same")
    )
    m.observable(
        "mTORC1_substrate_recruitment", f"mTORC1_act * (Rheb_GTP / {fed})^{leaves}",
        evidence=review(7, 158),
        note="Active mTORC1 meets its substrates where it is: contact sites, the default of two alternatives.",
    )  # fmt: skip
    m.exclude(130, "net effect of the Rag-independent docking by Gln (mTORC1_lys_docking) and activation by Rheb")
    m.exclude(153, "Rheb-GDP does not activate: it takes no part in the activation law, which needs Rheb-GTP")
    m.exclude(156, "osteoclast exception: the variant osteoclast (w_docking_without_Rags, w_activation_needs_Rags)")
    m.exclude(
        157,
        "exit of active mTORC1 to its substrates is the alternative to contact sites (row 158, the default): the "
        "variant alt_substrate_search (w_substrate_search_exit)",
    )


def _logic(m: ModuleBuilder) -> None:
    m.logic_reads("GATOR1", "FLCN_FNIP2", "SLC38A9_Arg", "SLC38A9_NPC1", "v_ATPase", "Glucose")
    m.logic_reads("mTORC1_cyt", "Raptor", "Rheb_GTP", "PRAS40", "DEPTOR", "FKBP12_Rapa", "CatalyticInhibitor_level")
    m.logic_reads("Raptor_pAMPK", "ReplicationStress", "SpecificMTORC1Inhibitor", "Senescence", "CDK1")
    m.logic("Ragulator", resting=True, threshold=15.0)
    m.logic("RagAB", resting=True)
    m.logic("RagCD", resting=True)
    m.logic("RagA_locked", resting=False, entity="RagAB", name="RagA that keeps its GTP")
    m.logic(
        "RagAB_GTP",
        "RagAB & !GATOR1 & (RagCD_GDP | (Ragulator & (SLC38A9_Arg | SLC38A9_NPC1)))",
        resting=True,
        threshold=40.0,
        evidence=review(103, 117, 142, 148, 160),
    )
    m.logic("RagAB_GDP", "RagAB & GATOR1", resting=False, threshold=60.0, evidence=review(104))
    m.logic("RagCD_GDP", "RagCD & FLCN_FNIP2 & RagAB_GTP", resting=True, threshold=75.0, evidence=review(122, 147, 161))
    m.logic("RagCD_GTP", "RagCD & !RagCD_GDP", resting=False, threshold=25.0)
    m.logic(
        "Rag_on", "RagAB_GTP & RagCD_GDP & Ragulator & v_ATPase & Glucose", resting=True, threshold=50.0,
        evidence=review(121, 127, 143, 144, 159),
    )  # fmt: skip
    m.logic("Rag_off", "RagAB_GDP & RagCD_GTP", resting=False, threshold=25.0, evidence=review(145, 146))
    m.logic(
        "mTORC1_lys", "mTORC1_cyt & Raptor & (Rag_on | Senescence)", resting=True, threshold=1.0,
        evidence=review(8, 149, 150, 494),
    )  # fmt: skip
    m.logic(
        "mTORC1_act",
        "mTORC1_lys & (Rheb_GTP | Senescence) & !(PRAS40 & DEPTOR) & !FKBP12_Rapa & !CatalyticInhibitor_level"
        " & !SpecificMTORC1Inhibitor & !Raptor_pAMPK & !ReplicationStress & !CDK1",
        resting=True, threshold=1.5, evidence=review(9, 10, 11, 12, 52, 66, 84, 152, 155, 283, 353, 359, 372, 494),
    )  # fmt: skip
    m.logic("mTORC1_substrate_recruitment", "Raptor & mTORC1_act", resting=True, threshold=1.5, evidence=review(7, 158))
    _logic_of_degrees(m)


def _logic_of_degrees(m: ModuleBuilder) -> None:
    """What is on and yet less than in the fed state, and what is off and yet more than nothing (docs/adr/0008)."""
    m.logic_reads("DEPDC5", "NPRL2", "NPRL3", "KICSTOR", "PhosphatidicAcid", "RTK", "AMPKbeta", "Recycling")
    m.logic_reads("mTORC1_act_high", "Rheb")
    m.logic(
        "RagAB_GTP_full",
        "RagAB_GTP & ((SLC38A9_Arg & SLC38A9_NPC1) | !DEPDC5 | !NPRL2 | !NPRL3 | !KICSTOR)",
        resting=True, observable="RagAB_GTP", threshold=55.0, name="RagA/B with GTP as in the fed state",
        evidence=review(117, 121, 132, 142),
    )  # fmt: skip
    m.logic(
        "Rag_on_full", "Rag_on & RagAB_GTP_full", resting=True, observable="Rag_on", threshold=54.5,
        name="active Rags as in the fed state", evidence=review(117, 132),
    )  # fmt: skip
    m.logic(
        "mTORC1_act_full",
        "mTORC1_act & (mTORC1_act_high | (Rag_on_full & PhosphatidicAcid & RTK & !AMPKbeta & !Recycling))",
        resting=True, observable="mTORC1_act", threshold=2.26, name="mTORC1 as active as in the fed state",
        evidence=review(80, 129, 132, 289),
    )  # fmt: skip
    # Rheb that TSC leaves with GTP is enough for a little, where PRAS40 does not hold docked mTORC1 back.
    m.logic(
        "mTORC1_act_low",
        "mTORC1_act | (mTORC1_lys & Rheb & !PRAS40 & !FKBP12_Rapa & !CatalyticInhibitor_level"
        " & !SpecificMTORC1Inhibitor & !Raptor_pAMPK & !ReplicationStress & !CDK1)",
        resting=True, observable="mTORC1_act", threshold=0.52, name="a little active mTORC1",
        evidence=review(9, 11, 52),
    )  # fmt: skip
