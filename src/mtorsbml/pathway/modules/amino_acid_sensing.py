"""Amino acid sensing: Sestrin2, CASTOR1, SAMTOR and SLC38A9 tell the GATORs and the Rags what there is."""

from __future__ import annotations

from mtorsbml.model import ratelaws as laws
from mtorsbml.model.builder import ModuleBuilder
from mtorsbml.model.sbo import BINDING, DISSOCIATION, PHENOMENOLOGICAL
from mtorsbml.model.units import DIMENSIONLESS, NM, NM_PER_MINUTE, PER_MINUTE, PER_NM_MINUTE
from mtorsbml.model.vocabulary import Evidence, Module, RateLaw
from mtorsbml.pathway import amino_acid_pools
from mtorsbml.pathway.base import assumed, estimated, measured, module, review

FAST = "binding settles within seconds to minutes"


def build() -> Module:
    """Build the module."""
    m = module(
        "amino_acid_sensing",
        title="Sensors of leucine, arginine and SAM act through GATOR2 and GATOR1 on the Rags",
        notes="""
        Free of leucine, Sestrin2 binds GATOR2; free of arginine, so does CASTOR1. GATOR2 that is left over keeps
        GATOR1 from acting. GATOR1, tethered to the lysosome by KICSTOR, is the GAP that empties RagA/B of
        GTP. SAMTOR without SAM binds GATOR1 and KICSTOR and keeps GATOR1 acting. Within the lysosome, arginine
        opens SLC38A9, which loads RagA/B together with Ragulator and lets neutral amino acids out. Cholesterol acts
        through SLC38A9 and NPC1. FLCN-FNIP2 is the GAP of RagC/D when amino acids are there. Long lack of amino acids
        works through GCN2, ATF4 and the Sestrins. How GATOR2 antagonises GATOR1 is not known; the step is written
        steeper than one to one, since whole cells answer to amino acids more sharply than one binding site would.
        The leucine, arginine and SAM here are what the sensors see, not whole-cell content (which for leucine is
        ninety times the affinity of Sestrin2).
        """,
    )
    amino_acid_pools.environment(m)
    amino_acid_pools.cytosol(m)
    amino_acid_pools.lysosome(m)
    _sestrins(m)
    _castor(m)
    _gators(m)
    _samtor(m)
    _slc38a9(m)
    _flcn(m)
    _gcn2_atf4(m)
    _exclusions(m)
    _logic(m)
    return m.build()


def _sestrins(m: ModuleBuilder) -> None:
    m.reads("Sestrin2_NV5138")
    m.total("Sestrin2", estimated(108, NM, "half-maximal mTORC1 at the measured 20 umol/l leucine"), conserved=False)
    m.species("Sestrin2", contains="Sestrin2", guess=5, note="Free of leucine and of GATOR2.")
    m.species("Sestrin2_Leu", contains="Sestrin2", guess=45)
    m.species("Sestrin2_GATOR2", contains=("Sestrin2", "GATOR2"), guess=8)
    m.binding(
        "Sestrin2", "Leu", "Sestrin2_Leu", kd=measured("Kd_Sestrin2_leucine"),
        k_on=assumed(1e-4, PER_NM_MINUTE, 5, FAST),
        evidence=review(88, 135, papers=("Wolfson2016_Sestrin2", "Saxton2016_Sestrin2_structure")),
        note="Leucine is not depleted: its pool is a thousand times larger.",
    )  # fmt: skip
    m.binding(
        "Sestrin2", "GATOR2", "Sestrin2_GATOR2",
        kd=assumed(10, NM, 5, "tight enough to hold GATOR2 when leucine is gone"),
        k_on=assumed(0.02, PER_NM_MINUTE, 5, FAST),
        evidence=review(90, 91, 137, papers=("Chantranupong2014_Sestrins", "Wolfson2016_Sestrin2")),
    )  # fmt: skip
    _ligand_takes_off(
        m, "Sestrin2", "Leu", "Sestrin2_Leu", "Sestrin2_GATOR2", review(89, 139, papers=("Wolfson2016_Sestrin2",))
    )
    atf4 = m.constant("K_ATF4_Sestrin", assumed(60, NM, 5, "ATF4 of half effect"))
    gain = m.constant("gain_ATF4_Sestrin", assumed(8, DIMENSIONLESS, 3, "Sestrins are strongly inducible"))
    n_atf4 = m.constant("n_ATF4_Sestrin", assumed(3, DIMENSIONLESS, 2, "little effect of resting ATF4"))
    induction = (laws.cooperative_activation(gain, "ATF4", atf4, n_atf4),)
    k = assumed(0.006, PER_MINUTE, 3, "half-life of two hours")
    m.turnover(
        "Sestrin2", made="Sestrin2", amount="Sestrin2_total", rate=k,
        degraded={"Sestrin2": (), "Sestrin2_NV5138": (), "Sestrin2_Leu": (), "Sestrin2_GATOR2": "GATOR2"},
        induction=induction,
        evidence=review(94, 347, note="ER stress acts through ATF4; the leucine lost with Sestrin2 is a trace"),
    )  # fmt: skip
    for name, row in (("Sestrin1", 95), ("Sestrin3", 96)):
        m.total(name, assumed(2, NM, 3, "little without stress"), conserved=False)
        m.species(name, contains=name, guess=1.5)
        m.species(f"{name}_GATOR2", contains=(name, "GATOR2"), guess=0.5, name=f"{name} on GATOR2")
        m.binding_with(
            "k_on_Sestrin2_GATOR2", "Kd_Sestrin2_GATOR2", name, "GATOR2", f"{name}_GATOR2",
            evidence=review(note="by analogy with Sestrin2, without leucine (rows 92 and 93)"),
        )  # fmt: skip
        m.turnover(
            name, made=name, amount=f"{name}_total", rate=k,
            degraded={name: (), f"{name}_GATOR2": "GATOR2"}, induction=induction, evidence=review(row),
        )  # fmt: skip


def _castor(m: ModuleBuilder) -> None:
    m.total("CASTOR1", estimated(87, NM, "half-maximal mTORC1 at the measured 30 umol/l arginine"))
    m.species("CASTOR1", contains="CASTOR1", guess=5, note="Free of arginine and of GATOR2.")
    m.species("CASTOR1_Arg", contains="CASTOR1", guess=45)
    m.species("CASTOR1_GATOR2", contains=("CASTOR1", "GATOR2"), guess=8)
    m.binding(
        "CASTOR1", "Arg_cyt", "CASTOR1_Arg", kd=measured("Kd_CASTOR1_arginine"),
        k_on=assumed(1e-4, PER_NM_MINUTE, 5, FAST),
        evidence=review(97, 136, papers=("Chantranupong2016_CASTOR1",)),
    )  # fmt: skip
    m.binding(
        "CASTOR1", "GATOR2", "CASTOR1_GATOR2", kd=assumed(10, NM, 5, "as Sestrin2"),
        k_on=assumed(0.02, PER_NM_MINUTE, 5, FAST),
        evidence=review(99, 100, 138, papers=("Chantranupong2016_CASTOR1",)),
    )  # fmt: skip
    _ligand_takes_off(
        m, "CASTOR1", "Arg_cyt", "CASTOR1_Arg", "CASTOR1_GATOR2", review(98, 140, papers=("Chantranupong2016_CASTOR1",))
    )


def _ligand_takes_off(
    m: ModuleBuilder, sensor: str, ligand: str, loaded: str, on_gator2: str, evidence: Evidence
) -> None:
    """The amino acid finds the sensor on GATOR2 and takes it off; constants of the two bindings fix the equilibrium."""
    k = m.constant(f"k_{ligand}_on_{on_gator2}", assumed(1e-6, PER_NM_MINUTE, 5, "refeeding acts within minutes"))
    balance = f"Kd_{sensor}_{ligand} / Kd_{sensor}_GATOR2"
    m.reaction(
        f"{on_gator2}_dissociation_by_{ligand}", [on_gator2, ligand], [loaded, "GATOR2"],
        RateLaw(
            formula=f"{k} * ({on_gator2} * {ligand} - {balance} * {loaded} * GATOR2)", unit=NM_PER_MINUTE,
            sbo="SBO:0000042",
        ),
        evidence=evidence, sbo=DISSOCIATION, reversible=True,
    )  # fmt: skip


def _gators(m: ModuleBuilder) -> None:
    m.total("GATOR2", assumed(40, NM, 3, "more than GATOR1, so that the sensors have to take most of it away"))
    m.species("GATOR2", contains="GATOR2", guess=15, note="Held by no sensor: it antagonises GATOR1.")
    subunit = assumed(10, NM, 3, "as GATOR1")
    m.total("GATOR1", assumed(10, NM, 3, "scarce"), subunits={"DEPDC5": subunit, "NPRL2": subunit, "NPRL3": subunit})
    tether = assumed(20, NM, 3, "more than GATOR1, which it tethers")
    m.total("KICSTOR", tether, subunits={"SZT2": assumed(20, NM, 3, "as KICSTOR")})
    m.species("KICSTOR", contains="KICSTOR", guess=10, note="KICSTOR without GATOR1.")
    m.species(
        "GATOR1_cyt", contains="GATOR1", guess=0.2, at="cytosol", name="GATOR1 not tethered: without effect on the Rags"
    )
    tethered = ("GATOR1", "KICSTOR")
    m.species("GATOR1", contains=tethered, guess=0.2, note="Tethered by KICSTOR and free of GATOR2: the active GAP.")
    m.species("GATOR1_held", contains=tethered, guess=9, name="tethered GATOR1 that GATOR2 keeps from acting")
    m.binding(
        "GATOR1_cyt", "KICSTOR", "GATOR1",
        kd=assumed(0.5, NM, 5, "required tether"), k_on=assumed(0.05, PER_NM_MINUTE, 5, FAST),
        evidence=review(106, 107, 108, 109, papers=("Wolfson2017_KICSTOR", "BarPeled2013_GATOR1")),
    )  # fmt: skip
    hold = m.constant("k_GATOR2_GATOR1", assumed(2.0, PER_MINUTE, 5, "within a minute"))
    half = m.constant("K_GATOR2_GATOR1", assumed(1.1, NM, 5, "a potent regulator: little free GATOR2 is enough"))
    glue = m.constant(
        "w_KICSTOR_glue",
        assumed(0.0, DIMENSIONLESS, 1, "0: GATOR2 reaches GATOR1 by itself; 30: without KICSTOR 30 times less well"),
    )
    joins = m.constant("K_KICSTOR_glue", assumed(0.5, NM, 5, "little KICSTOR is enough"))
    near = f"GATOR2 / (1 + {glue} / (1 + (KICSTOR / {joins})^2))"
    n = m.constant("n_GATOR2_GATOR1", assumed(2, DIMENSIONLESS, 1.5, "mechanism unknown; steeper than one to one"))
    m.reaction(
        "GATOR1_hold_by_GATOR2", "GATOR1", "GATOR1_held",
        RateLaw(formula=f"{hold} * ({near} / {half})^{n} * GATOR1", unit=NM_PER_MINUTE, sbo="SBO:0000192"),
        evidence=review(102, papers=("BarPeled2013_GATOR1",)), sbo=PHENOMENOLOGICAL, at="lysosome_membrane",
        note="How GATOR2 antagonises GATOR1 is not known; GATOR2 is not used up.",
    )  # fmt: skip
    m.reaction(
        "GATOR1_release", "GATOR1_held", "GATOR1", laws.mass_action(hold, "GATOR1_held"), evidence=review(102),
        sbo=PHENOMENOLOGICAL, at="lysosome_membrane",
    )  # fmt: skip
    low = m.constant("K_AA_GATOR1", assumed(5e5, NM, 5, "a twentieth of the usual pool"))
    k = m.constant("k_GATOR1_release_AA", assumed(0.05, PER_MINUTE, 5, "unknown event: kept weak"))
    m.reaction(
        "GATOR1_release_without_AA", "GATOR1_held", "GATOR1",
        laws.scaled(laws.mass_action(k, "GATOR1_held"), laws.steep_inhibition("AA_cyt", low)),
        evidence=review(105), sbo=PHENOMENOLOGICAL, at="lysosome_membrane",
    )  # fmt: skip
    _untethered(m)
    m.observable(
        "GATOR1_act", "GATOR1 + SAMTOR_GATOR1 + GATOR1_untethered", name="GATOR1 that acts as a GAP", entity="GATOR1",
        evidence=review(113),
    )  # fmt: skip


def _untethered(m: ModuleBuilder) -> None:
    """GATOR1 without KICSTOR: what GATOR2 leaves of it and SAMTOR keeps acting, in the balance of the tethered form."""
    free = m.constant(
        "w_GATOR1_untethered",
        assumed(0.0, DIMENSIONLESS, 1, "0: without KICSTOR GATOR1 has no effect; 1: it needs no tether (yeast, fly)"),
    )
    event = laws.steep_inhibition("AA_cyt", "K_AA_GATOR1").formula
    lost = f"k_GATOR2_GATOR1 / (k_GATOR2_GATOR1 + k_GATOR1_release_AA * {event})"
    held = f"(GATOR2 / K_GATOR2_GATOR1)^n_GATOR2_GATOR1 * {lost}"
    bound = "SAMTOR / Kd_SAMTOR_GATOR1"
    m.observable(
        "GATOR1_untethered", f"{free} * GATOR1_cyt * (1 + {bound}) / (1 + {bound} + {held})",
        name="GATOR1 that acts without KICSTOR", entity="GATOR1", evidence=review(106, 107),
    )  # fmt: skip


def _samtor(m: ModuleBuilder) -> None:
    m.total("SAMTOR", estimated(18, NM, "half-maximal mTORC1 at the measured 7 umol/l SAM"))
    m.species("SAMTOR", contains="SAMTOR", guess=0.5, note="Free of SAM and of GATOR1.")
    m.species("SAMTOR_SAM", contains="SAMTOR", guess=5, name="SAM-bound SAMTOR")
    m.species(
        "SAMTOR_GATOR1",
        contains=("SAMTOR", "GATOR1", "KICSTOR"),
        guess=0.3,
        at="lysosome_membrane",
        name="SAMTOR on GATOR1 and KICSTOR: GATOR1 is active",
    )
    m.binding(
        "SAMTOR", "SAM", "SAMTOR_SAM", kd=measured("Kd_SAMTOR_SAM"), k_on=assumed(1e-4, PER_NM_MINUTE, 5, FAST),
        evidence=review(112, papers=("Gu2017_SAMTOR",)),
    )  # fmt: skip
    m.binding(
        "SAMTOR", "GATOR1", "SAMTOR_GATOR1", kd=assumed(0.7, NM, 5, "bound GATOR1 is out of reach of GATOR2"),
        k_on=assumed(0.1, PER_NM_MINUTE, 5, FAST), evidence=review(113, papers=("Gu2017_SAMTOR",)),
    )  # fmt: skip


def _slc38a9(m: ModuleBuilder) -> None:
    m.total("SLC38A9", assumed(20, NM, 3, "scarce lysosomal protein"))
    m.species("SLC38A9", contains="SLC38A9", guess=17, note="Without arginine and without NPC1.")
    m.species("SLC38A9_Arg", contains="SLC38A9", guess=2)
    on = m.constant("k_on_SLC38A9_Arg", assumed(5e-8, PER_NM_MINUTE, 5, "settles within a minute"))
    kd = m.constant("Kd_SLC38A9_Arg", measured("Km_SLC38A9_arginine"))
    m.reaction(
        "SLC38A9_arginine_binding",
        "SLC38A9",
        "SLC38A9_Arg",
        laws.reversible_binding(on, kd, "SLC38A9", "Arg_lys", "SLC38A9_Arg"),
        evidence=review(
            116, papers=("Wang2015_SLC38A9",), note="transport Km taken for the affinity of the sensor site"
        ),
        sbo=BINDING,
        reversible=True,
        at="lysosome_membrane",
    )
    m.total("NPC1", assumed(20, NM, 3, "as SLC38A9"))
    m.species("NPC1", contains="NPC1", guess=19)
    m.species("SLC38A9_NPC1", contains=("SLC38A9", "NPC1"), guess=1)
    on = m.constant("k_on_SLC38A9_NPC1", assumed(0.01, PER_NM_MINUTE, 5, FAST))
    kd = m.constant(
        "Kd_SLC38A9_NPC1", assumed(150, NM, 5, "a tenth of SLC38A9 at usual cholesterol: as much as arginine holds")
    )
    m.reaction(
        "SLC38A9_NPC1_binding", ["SLC38A9", "NPC1"], "SLC38A9_NPC1",
        RateLaw(
            formula=f"{on} * (Cholesterol * SLC38A9 * NPC1 - {kd} * SLC38A9_NPC1)", unit=NM_PER_MINUTE,
            sbo="SBO:0000042",
        ),
        evidence=review(131, 133), sbo=BINDING, reversible=True, at="lysosome_membrane",
    )  # fmt: skip
    m.total("v_ATPase", assumed(20, NM, 3, "several per lysosome"))
    m.species("v_ATPase", contains="v_ATPase", guess=20)


def _flcn(m: ModuleBuilder) -> None:
    m.total("FLCN_FNIP2", assumed(20, NM, 3, "scarce"))
    m.species("FLCN_off", contains="FLCN_FNIP2", guess=5, name="FLCN-FNIP2, inactive", entity="FLCN_FNIP2")
    m.species("FLCN_FNIP2", contains="FLCN_FNIP2", guess=15, note="Active on RagC/D.")
    half = m.constant("K_AA_FLCN", assumed(1e6, NM, 5, "a tenth of the usual pool"))
    k = m.constant("k_FLCN_activation", assumed(0.2, PER_MINUTE, 5, "minutes"))
    base = m.constant("K_FLCN_basal", assumed(0.4, DIMENSIONLESS, 3, "part of FLCN is active without amino acids"))
    law = RateLaw(
        formula=f"{k} * ({base} + AA_cyt / ({half} + AA_cyt)) * FLCN_off", unit=NM_PER_MINUTE, sbo="SBO:0000049"
    )
    m.reaction("FLCN_activation", "FLCN_off", "FLCN_FNIP2", law, evidence=review(124, papers=("Petit2013_FLCN",)))
    m.first_order(
        "FLCN_inactivation", "FLCN_FNIP2", "FLCN_off", rate=assumed(0.1, PER_MINUTE, 5, "minutes"), evidence=review(124)
    )


def _gcn2_atf4(m: ModuleBuilder) -> None:
    m.reads("ERStress", unit=DIMENSIONLESS)
    m.reads("mTORC1_act")
    m.total("GCN2", assumed(50, NM, 3, "of the order of other kinases"))
    m.species("GCN2_off", contains="GCN2", guess=48, name="GCN2, inactive")
    m.species("GCN2", contains="GCN2", guess=2, note="Active on uncharged tRNA.")
    half = m.constant("K_AA_GCN2", assumed(1e6, NM, 5, "a tenth of the usual pool"))
    k = m.constant("k_GCN2_activation", assumed(0.01, PER_MINUTE, 3, "slow: the route of longer deprivation"))
    m.reaction(
        "GCN2_activation", "GCN2_off", "GCN2",
        laws.scaled(laws.mass_action(k, "GCN2_off"), laws.steep_inhibition("AA_cyt", half)), evidence=review(125),
    )  # fmt: skip
    m.first_order(
        "GCN2_inactivation", "GCN2", "GCN2_off", rate=assumed(0.01, PER_MINUTE, 3, "slow"), evidence=review(125)
    )
    m.total("ATF4", assumed(3, NM, 3, "without inducers; fed cells have four times as much"), conserved=False)
    m.species("ATF4", contains="ATF4", guess=10)
    from_gcn2 = m.constant("gain_GCN2_ATF4", assumed(33, DIMENSIONLESS, 3, "strong induction at full GCN2"))
    from_er = m.constant("gain_ERStress_ATF4", assumed(27, DIMENSIONLESS, 3, "strong induction"))
    from_mtorc1 = m.constant("gain_mTORC1_ATF4", assumed(12.4, DIMENSIONLESS, 2, "most of resting ATF4 needs it"))
    active = m.constant("K_mTORC1_ATF4", assumed(10, NM, 3, "above fed mTORC1: hyperactive mTORC1 adds to it"))
    ref = m.constant("K_GCN2_ATF4", assumed(30, NM, 5, "active GCN2 of half effect"))
    m.turnover(
        "ATF4", made="ATF4", amount="ATF4_total", rate=assumed(0.02, PER_MINUTE, 3, "half-life of half an hour"),
        degraded={"ATF4": ()}, evidence=review(126, 215, 216),
        induction=(laws.boost((from_er, "ERStress"), *(
            (gain, laws.saturation(inducer, half).formula)
            for gain, inducer, half in ((from_gcn2, "GCN2", ref), (from_mtorc1, "mTORC1_act", active))
        )),),
    )  # fmt: skip


def _exclusions(m: ModuleBuilder) -> None:
    m.exclude_entity("CASTOR2", "a partner of CASTOR1 with no stated difference in function; CASTOR1 stands for both")
    m.exclude(
        101, "CASTOR2 is a partner of CASTOR1 with no stated difference in function; CASTOR1 stands for both dimers"
    )
    m.exclude(
        110,
        "alternative hypothesis (KICSTOR as glue of a supercomplex): the variant KICSTOR_glue (w_KICSTOR_glue)",
    )
    for row, family in ((76, "Sestrin1"), (77, "Sestrin2"), (78, "Sestrin3")):
        m.exclude(row, f"net effect of ERStress - ATF4 - {family}, each step of which is modelled")
    for row, family in ((92, "Sestrin1"), (93, "Sestrin3")):
        m.exclude(row, f"net effect of {family} on GATOR2 and from there on the Rags, each step of which is modelled")
    m.exclude(114, "SAMTOR_GATOR1 is the complex with KICSTOR: it forms only on GATOR1 that KICSTOR holds")
    m.exclude(
        348, "net effect of LysosomalProteolysis - AA_lys, Arg_lys - SLC38A9 - AA_cyt and the Rags, each step modelled"
    )
    m.exclude(
        115,
        "net effect of SAMTOR - GATOR1 - RagAB_GTP - Rag_on - mTORC1_lys - mTORC1_act, each step of which is modelled",
    )
    m.exclude(128, "net effect of Glucose - ATP - AMPK, each step of which is modelled")


def _logic(m: ModuleBuilder) -> None:
    m.logic("AminoAcids", resting=True, entity="AA_cyt", name="supply of all amino acids")
    for name in ("Leu_ext", "Arg_ext", "Met_ext", "Gln_ext", "AA_ext"):
        m.logic(
            name,
            resting=True,
            entity=name.replace("_ext", "") if name in {"Leu_ext", "Met_ext", "Gln_ext"} else "AA_cyt",
        )
    for name in ("Cholesterol", "PhosphatidicAcid"):
        m.logic(name, resting=True)
    m.logic("MechanicalStimulus", resting=False)
    m.logic_reads("ERStress", "NV5138", "mTORC1_hyperactive", "LysosomalProteolysis", "Macropinocytosis", "Recycling")
    m.logic_reads("AA_supply", "Met_supply", "dSesn_GATOR2")
    inner = "Recycling | (Macropinocytosis & SLC38A9_Arg)"
    # A fast, in which amino acids fall by half, crosses the threshold of the leucine sensor first.
    m.logic("Leu", f"(AminoAcids & AA_supply & Leu_ext) | {inner}", resting=True, threshold=6e4)
    m.logic("Arg_cyt", f"(AminoAcids & Arg_ext) | {inner}", resting=True, threshold=3e4)
    m.logic("Met", f"(AminoAcids & Met_supply & Met_ext) | {inner}", resting=True, threshold=6e4)
    m.logic("Gln", "AminoAcids & Gln_ext", resting=True, threshold=1e6)
    m.logic("SAM", "Met", resting=True, threshold=7e3, evidence=review(111))
    digested = "LysosomalProteolysis | Macropinocytosis"
    # The node of proteolysis means that of starved cells; the autophagy of fed ones fills lysosomes in time.
    m.logic_reads("ATG_genes", "ATG7", "FIP200")
    m.logic(
        "AA_lys", f"!SLC38A9_Arg & ({digested} | (ATG_genes & ATG7 & FIP200))", resting=False, threshold=1e8,
        name="amino acids piled up in the lysosome",
    )  # fmt: skip
    m.logic("Arg_lys", f"Arg_cyt | {digested}", resting=True, threshold=2e6, evidence=review(279))
    # A tenth of the usual pool: what a fast leaves is more than that.
    m.logic(
        "AA_cyt", f"(AminoAcids & AA_ext) | (({digested}) & SLC38A9_Arg)", resting=True, threshold=1e6,
        evidence=review(118, 120),
    )  # fmt: skip
    # What lysosomes recycle is less than what a fed cell has; what an idle mTORC1 does not use piles up.
    m.logic_reads("mTORC1_act")
    m.logic(
        "AA_cyt_full", "AA_cyt & AminoAcids & !Recycling", resting=True, observable="AA_cyt", threshold=4.5e6,
        name="amino acids of the cell as in the fed state", evidence=review(125, 289),
    )  # fmt: skip
    m.logic(
        "AA_cyt_high", "AA_cyt_full & AA_supply & !mTORC1_act", resting=False, observable="AA_cyt",
        threshold=1.05e7, name="amino acids that translation leaves", evidence=review(note="translation uses them"),
    )  # fmt: skip
    m.logic(
        "Leu_full", "Leu & !Recycling", resting=True, observable="Leu", threshold=7e4,
        name="leucine as in the fed state", evidence=review(289),
    )  # fmt: skip
    _logic_of_leucine(m)
    _logic_of_the_gators(m)


def _logic_of_leucine(m: ModuleBuilder) -> None:
    """GCN2, ATF4 and the Sestrins."""
    m.logic("GCN2", "!AA_cyt", resting=False, threshold=15.0, evidence=review(125))
    m.logic(
        "GCN2_low", "GCN2 | !AA_cyt_full", resting=False, observable="GCN2", threshold=2.5,
        name="GCN2 as what lysosomes recycle leaves it", evidence=review(125),
    )  # fmt: skip
    # What hyperactive mTORC1 adds to ATF4 is little for the Sestrins; only GCN2 and stress bring it to their level.
    m.logic(
        "ATF4",
        "GCN2 | ERStress | mTORC1_hyperactive | GCN2_low",
        resting=False,
        threshold=13.5,
        evidence=review(126, 215, 216),
    )
    m.logic(
        "ATF4_high", "ATF4 & (GCN2 | ERStress)", resting=False, observable="ATF4", threshold=30.0,
        evidence=review(126), name="ATF4 at the level of the Sestrins",
    )  # fmt: skip
    m.logic("Sestrin1", "ATF4_high", resting=False, threshold=4.0, evidence=review(95))
    m.logic("Sestrin3", "ATF4_high", resting=False, threshold=4.0, evidence=review(96))
    m.logic(
        "Sestrin2", "!NV5138 & (!Leu_full | ATF4_high)", resting=False, threshold=22.0,
        evidence=review(88, 94, 347, 367),
    )  # fmt: skip
    m.logic(
        "Sestrin2_low", "Sestrin2 | !NV5138", resting=True, observable="Sestrin2", threshold=5.0,
        name="some Sestrin2 without leucine, as in the fed state", evidence=review(88, 367),
    )  # fmt: skip
    m.logic("Sestrin2_Leu", "Leu & !NV5138", resting=True, threshold=72.0, evidence=review(135))
    # What GCN2 adds in long starvation holds the leucine that lysosomes recycle.
    m.logic(
        "Sestrin2_GATOR2", "Sestrin2 & (!Recycling | !Leu | ATF4_high)", resting=False, threshold=18.8,
        evidence=review(91),
    )  # fmt: skip


def _logic_of_the_gators(m: ModuleBuilder) -> None:
    """The other sensors, and what all of them act on."""
    m.logic("CASTOR1", "!Arg_cyt", resting=False, threshold=12.0, evidence=review(97))
    m.logic("CASTOR1_Arg", "Arg_cyt", resting=True, threshold=20.0, evidence=review(136))
    m.logic("CASTOR1_GATOR2", "CASTOR1", resting=False, threshold=12.0, evidence=review(100))
    m.logic("GATOR2_formed", resting=True, entity="GATOR2", name="GATOR2 assembled")
    m.logic(
        "GATOR2",
        "GATOR2_formed & !(Sestrin2_GATOR2 | CASTOR1_GATOR2 | Sestrin1 | Sestrin3 | dSesn_GATOR2)",
        resting=True,
        threshold=10.0,
        evidence=review(90, 99, 137, 138, 508),
    )
    for subunit in ("DEPDC5", "NPRL2", "NPRL3"):
        m.logic(subunit, resting=True)
    m.logic("SZT2", resting=True)
    m.logic("KICSTOR", "SZT2", resting=True, evidence=review(141), observable="", threshold=None)
    m.logic("SAMTOR", "!SAM", resting=False, threshold=5.0, evidence=review(112))
    m.logic(
        "GATOR1", "DEPDC5 & NPRL2 & NPRL3 & KICSTOR & (!GATOR2 | SAMTOR | !AA_cyt)", resting=False,
        observable="GATOR1_act", threshold=0.8, evidence=review(102, 105, 106, 107, 108, 109, 113),
    )  # fmt: skip
    m.logic("SLC38A9", resting=True)
    m.logic("SLC38A9_Arg", "SLC38A9 & Arg_lys", resting=True, threshold=0.7, evidence=review(116, 119))
    m.logic("NPC1", resting=True)
    m.logic("SLC38A9_NPC1", "SLC38A9 & NPC1 & Cholesterol", resting=True, threshold=0.3, evidence=review(131, 133))
    m.logic("v_ATPase", resting=True)
    m.logic("FLCN", resting=True, entity="FLCN_FNIP2", name="FLCN-FNIP2 expressed")
    m.logic("FLCN_FNIP2", "FLCN", resting=True, threshold=5.0)
