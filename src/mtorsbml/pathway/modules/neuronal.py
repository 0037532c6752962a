"""Neurons: mTORC1 at the synapse, translation and pruning there, and the brain that both complexes build."""

from __future__ import annotations

from mtorsbml.model import ratelaws as laws
from mtorsbml.model.builder import ModuleBuilder
from mtorsbml.model.sbo import BINDING, DEPHOSPHORYLATION, PHENOMENOLOGICAL, QUANTITATIVE
from mtorsbml.model.units import DIMENSIONLESS, NM, NM_PER_MINUTE, PER_MINUTE, PER_NM_MINUTE
from mtorsbml.model.vocabulary import Module, RateLaw
from mtorsbml.pathway.base import assumed, derived, module, review
from mtorsbml.pathway.base import fed as fed_level
from mtorsbml.pathway.phenomenology import RELATIVE, occupancy, process, relief

BRAIN = (463, 464, 465, 466, 467, 468, 469, 470, 477, 478)
"""Rows of what the complexes build before birth."""


def build() -> Module:
    """Build the module."""
    m = module(
        "neuronal",
        title="mTORC1 at the synapse: translation, pruning, memory; and the brain that both complexes build",
        notes="""
        BDNF on TrkB recruits PI3K; glutamate opens the NMDA receptor, which ketamine blocks. A local pool of mTORC1 at
        the synapse needs the machinery of the cell (mTORC1, the Rags, Rheb) and is raised by BDNF, glutamate, ketamine
        and NV-5138. It marks 4E-BP2; with S6K1 it raises translation there, which needs neuronal activity, and so
        spines, long-term potentiation and synaptic protein. It also holds back autophagy, which prunes synapses and
        clears aggregates. How brain size, malformations and seizures follow is phenomenological: what the complexes
        did while the brain was built is a slow average over a week; seizures need both the early malformation and
        active mTORC1 now. The blood-brain barrier (0: none, as in a dish) keeps rapamycin from the synapse.
        """,
    )
    _environment(m)
    _inputs(m)
    _synapse(m)
    _translation(m)
    _synaptic_outcomes(m)
    _autophagy(m)
    _prenatal(m)
    _brain(m)
    _exclusions(m)
    _logic_of_the_synapse(m)
    _logic_of_spines_and_memory(m)
    _logic_of_autophagy(m)
    _logic_of_the_brain(m)
    return m.build()


def _environment(m: ModuleBuilder) -> None:
    m.environment(
        "BDNF", kind="hormone", reference=2.0,
        resting=assumed(0.0, NM, 1, "none added; on at 2 nmol/l, 50 ug/l, a usual dose in neurons"),
    )  # fmt: skip
    m.environment(
        "Glutamate", kind="stimulus",
        resting=assumed(1000.0, NM, 5, "about 1 umol/l around a synapse of usual activity, averaged over time"),
    )  # fmt: skip
    m.environment(
        "NeuronalActivity", kind="stimulus",
        resting=assumed(1.0, DIMENSIONLESS, 1, "firing: 0 silent, 1 usual"),
    )  # fmt: skip
    m.environment(
        "Ketamine", kind="drug", reference=1000.0,
        resting=assumed(0.0, NM, 1, "absent; on at 1 umol/l, the plasma level of an antidepressant dose"),
    )  # fmt: skip
    m.environment(
        "BloodBrainBarrier", kind="stimulus", reference=1.0,
        resting=assumed(0.0, DIMENSIONLESS, 1, "0: drugs reach the neurons freely, as in a dish; 1: intact barrier"),
    )  # fmt: skip
    m.environment(
        "DiseaseProteins", kind="stimulus", reference=1.0, entity="ProteinAggregates",
        name="aggregating proteins of a disease model (amyloid-beta, tau, synuclein)",
        resting=assumed(0.0, DIMENSIONLESS, 1, "0 healthy, 1 a mouse model of Alzheimer or Parkinson disease"),
    )  # fmt: skip


def _inputs(m: ModuleBuilder) -> None:
    m.reads("S6K1_act", "PI3K_off", "PI3K")
    share = m.constant("w_S6K1_BDNF", assumed(0.3, DIMENSIONLESS, 3, "release that S6K1 feeds forward; proposed"))
    fed = m.constant("ref_S6K1_act", fed_level("S6K1_act"))
    evoked = m.constant("K_BDNF_release", assumed(0.2, NM, 5, "release that a burst of glutamate evokes"))
    half_g = m.constant("K_Glutamate_synapse", assumed(1000.0, NM, 5, "receptors other than NMDA, half at usual tone"))
    half_k = m.constant("K_Ketamine", assumed(500.0, NM, 3, "half of the effect at half of an antidepressant dose"))
    m.observable(
        "KetamineSignal", f"Ketamine / ({half_k} + Ketamine) * Glutamate / ({half_g} + Glutamate)",
        unit=DIMENSIONLESS, evidence=review(457), sbo=QUANTITATIVE, entity="Ketamine", name="effect of ketamine",
        note="Phenomenological: how NMDA receptor block raises mTORC1 is not known; taken to need glutamate.",
    )  # fmt: skip
    m.observable(
        "BDNF_level",
        f"BDNF * (1 - {share} + {share} * S6K1_act / {fed}) + {evoked} * KetamineSignal * S6K1_act / {fed}",
        evidence=review(443, 445, 447), name="BDNF, added and released",
    )  # fmt: skip
    m.total("TrkB", assumed(20, NM, 3, "as other receptors"))
    m.species("TrkB_off", contains="TrkB", guess=20, at="plasma_membrane", name="TrkB without BDNF")
    m.species("TrkB", contains="TrkB", guess=0, note="With BDNF: signalling.")
    kd = m.constant("Kd_BDNF_TrkB", assumed(1.0, NM, 5, "low-affinity site, nanomolar"))
    off = m.constant("k_off_BDNF_TrkB", assumed(0.2, PER_MINUTE, 5, "minutes"))
    m.reaction(
        "BDNF_binding", "TrkB_off", "TrkB", laws.mass_action(off, f"BDNF_level / {kd}", "TrkB_off"),
        evidence=review(443, 445), sbo=BINDING, at="plasma_membrane",
    )  # fmt: skip
    m.reaction(
        "BDNF_release_from_TrkB", "TrkB", "TrkB_off", laws.mass_action(off, "TrkB"), evidence=review(443), sbo=BINDING,
        at="plasma_membrane",
    )  # fmt: skip
    k = m.constant("k_PI3K_recruitment_TrkB", assumed(0.05, PER_NM_MINUTE, 5, "as other receptor tyrosine kinases"))
    m.reaction(
        "PI3K_recruitment_TrkB", "PI3K_off", "PI3K", laws.mass_action(k, "TrkB", "PI3K_off"),
        evidence=review(444), sbo=BINDING,
    )  # fmt: skip
    _nmda_receptor(m)


def _nmda_receptor(m: ModuleBuilder) -> None:
    m.total("NMDAR", assumed(20, NM, 5, "scarce receptor"))
    m.species("NMDAR_off", contains="NMDAR", guess=14, at="plasma_membrane", name="NMDA receptor without glutamate")
    m.species("NMDAR", contains="NMDAR", guess=6, note="With glutamate: open.")
    m.species("NMDAR_Ketamine", contains="NMDAR", guess=0, at="plasma_membrane", name="NMDA receptor with ketamine")
    steps = (
        ("Glutamate", "NMDAR_off", "NMDAR", 2300.0, "half-open near 2 umol/l glutamate", 10.0, 440),
        ("Ketamine", "NMDAR", "NMDAR_Ketamine", 500.0, "micromolar block of the open channel", 1.0, 369),
    )
    for ligand, source, target, kd_value, why, off_rate, row in steps:
        kd = m.constant(f"Kd_{ligand}_NMDAR", assumed(kd_value, NM, 3, why))
        off = m.constant(f"k_off_{ligand}_NMDAR", assumed(off_rate, PER_MINUTE, 10, "within a minute"))
        m.reaction(
            f"{ligand}_NMDAR_binding", source, target,
            RateLaw(formula=f"{off} * ({ligand} / {kd} * {source} - {target})", unit=NM_PER_MINUTE, sbo="SBO:0000042"),
            evidence=review(row), sbo=BINDING, reversible=True, at="plasma_membrane",
            note=f"{ligand} is a reservoir and is not used up.",
        )  # fmt: skip
    m.species("Calcium", guess=100)
    leak = m.constant("k_Calcium_leak", assumed(50.0, NM_PER_MINUTE, 5, "half of the calcium of a neuron at rest"))
    flow = m.constant("k_Calcium_NMDAR", assumed(8.3, PER_MINUTE, 5, "the other half, through NMDA receptors"))
    m.reaction(
        "Calcium_entry", (), "Calcium",
        RateLaw(formula=f"{leak} + {flow} * NMDAR", unit=NM_PER_MINUTE, sbo="SBO:0000041"),
        evidence=review(441), sbo="SBO:0000185", note="Averaged over time: single events last milliseconds.",
    )  # fmt: skip
    m.first_order(
        "Calcium_extrusion", "Calcium", (), rate=assumed(1.0, PER_MINUTE, 10, "about 100 nmol/l at rest"),
        evidence=review(441, note="extrusion is implied"), sbo="SBO:0000185",
    )  # fmt: skip


def _synapse(m: ModuleBuilder) -> None:
    """mTORC1 at the synapse: a pool of its own, which has the cell's Rags and Rheb at its disposal."""
    m.reads("mTORC1", "Rag_on", "Rheb_GTP", "K_Rheb_mTORC1", "K_Rag_docking", "FKBP12_total")
    m.reads("n_Rheb_mTORC1", "n_Rag_docking", unit=DIMENSIONLESS)
    m.reads(
        "Rapamycin", "Rapalogs", "CatalyticInhibitor_level", "SpecificMTORC1Inhibitor", "Kd_CatalyticInhibitor_mTOR"
    )
    passes = m.constant(
        "w_BloodBrainBarrier",
        assumed(0.05, DIMENSIONLESS, 5, "share of rapamycin that passes an intact barrier: little"),
    )
    m.observable(
        "Rapamycin_brain", f"(Rapamycin + Rapalogs) * (1 - BloodBrainBarrier * (1 - {passes}))",
        evidence=review(371), name="rapamycin and rapalogs that reach the neurons",
    )  # fmt: skip
    half = m.constant("K_Rapamycin_synapse", assumed(5.0, NM, 5, "tissue binds most of it: weaker than in bare cells"))
    fkbp = m.constant("ref_FKBP12_total", derived(1000.0, NM, "usual amount of FKBP12, at which the half effect holds"))
    share = m.constant("w_mTORC1_synapse", assumed(0.1, DIMENSIONLESS, 3, "share of mTORC1 that is at synapses"))
    k_on = m.constant("k_mTORC1_synapse_activation", assumed(0.15, PER_MINUTE, 3, "a quarter is active at rest"))
    k_off = m.constant("k_mTORC1_synapse_inactivation", assumed(0.5, PER_MINUTE, 3, "minutes"))
    trkb = m.constant(
        "gain_TrkB_synapse", assumed(2.0, DIMENSIONLESS, 3, "PI3K beside its receptor adds to that of all")
    )
    half_trkb = m.constant("K_TrkB_synapse", assumed(5.0, NM, 3, "a quarter of TrkB"))
    pi3k = m.constant("ref_PI3K_total", derived(10.0, NM, "usual amount of PI3K, through which TrkB acts"))
    glutamate = m.constant("gain_Glutamate_synapse", assumed(0.6, DIMENSIONLESS, 3, "a modest input at usual tone"))
    m.reads("mTOR_mutant", "w_mTOR_mutant", unit=DIMENSIONLESS)
    m.reads("DEPTOR_total")
    brake = m.constant("w_DEPTOR_synapse", assumed(0.3, DIMENSIONLESS, 3, "a modest brake, as on mTORC1 of the cell"))
    usual = m.constant("ref_DEPTOR_total", derived(15.0, NM, "usual amount of DEPTOR"))
    ketamine = m.constant("gain_Ketamine_synapse", assumed(6.0, DIMENSIONLESS, 3, "two- to threefold at a usual dose"))
    drive = (
        "(Rheb_GTP / K_Rheb_mTORC1)^n_Rheb_mTORC1 * (Rag_on / K_Rag_docking)^n_Rag_docking"
        f" * (1 + {trkb} * TrkB / ({half_trkb} + TrkB) * (PI3K_off + PI3K) / {pi3k} + {ketamine} * KetamineSignal)"
        f" * (1 + {glutamate} * Glutamate / (K_Glutamate_synapse + Glutamate))"
        f" * (1 + w_mTOR_mutant * mTOR_mutant) * (1 + {brake}) / (1 + {brake} * DEPTOR_total / {usual})"
        f" / (1 + FKBP12_total / {fkbp} * Rapamycin_brain / {half}"
        " + (CatalyticInhibitor_level + SpecificMTORC1Inhibitor) / Kd_CatalyticInhibitor_mTOR)"
    )
    m.species("mTORC1_synapse", guess=0.25, note="A local pool, not counted in the totals of the cell.")
    m.reaction(
        "mTORC1_synapse_activation", (), "mTORC1_synapse",
        RateLaw(formula=f"{k_on} * {drive} * ({share} * mTORC1 - mTORC1_synapse)", unit=NM_PER_MINUTE,
                sbo="SBO:0000192"),
        evidence=review(442, 445, 457), reversible=True, sbo=PHENOMENOLOGICAL,
        note="Follows Raptor, the Rags and Rheb of the cell. Negative while the pool shrinks after a loss of mTORC1.",
    )  # fmt: skip
    m.first_order(
        "mTORC1_synapse_loss", "mTORC1_synapse", (), rate=k_off, evidence=review(442, note="inactivation is implied"),
        sbo=PHENOMENOLOGICAL,
    )  # fmt: skip


def _translation(m: ModuleBuilder) -> None:
    m.total("EIF4EBP2", assumed(20, NM, 3, "the 4E-BP of the brain; of the order of 4E-BP1"))
    m.species("EIF4EBP2", contains="EIF4EBP2", guess=10, note="Unmarked: the repressor.")
    m.species("EIF4EBP2_p", contains="EIF4EBP2", guess=10, name="4E-BP2 marked by mTORC1")
    m.phosphorylation(
        "EIF4EBP2_phosphorylation", "EIF4EBP2", "EIF4EBP2_p", kinase="mTORC1_synapse",
        kcat=assumed(0.4, PER_NM_MINUTE, 3, "about half is marked at a synapse at rest"),
        evidence=review(449, 452, 459),
    )  # fmt: skip
    m.first_order(
        "EIF4EBP2_dephosphorylation", "EIF4EBP2_p", "EIF4EBP2", rate=assumed(0.1, PER_MINUTE, 3, "ten minutes"),
        evidence=review(452, note="phosphatase"), sbo=DEPHOSPHORYLATION,
    )  # fmt: skip
    m.constant("ref_EIF4EBP2", fed_level("EIF4EBP2"))
    ki = m.constant("Ki_EIF4EBP2", assumed(6.0, NM, 3, "its loss nearly triples translation of what it holds"))
    share = m.constant("w_S6K1_SynapticTranslation", assumed(0.5, DIMENSIONLESS, 1.5, "both branches weighed alike"))
    half_s = m.constant("K_S6K1_SynapticTranslation", assumed(8.0, NM, 3, "half of active S6K1 of the fed state"))
    half_a = m.constant("K_NeuronalActivity", assumed(0.5, DIMENSIONLESS, 3, "translation is nearly full when firing"))
    one = m.constant("ref_NeuronalActivity", derived(1.0, DIMENSIONLESS, "usual activity"))
    fed = m.constant("ref_mTORC1_synapse", fed_level("mTORC1_synapse"))
    half = m.constant("K_mTORC1_synapse_outcomes", assumed(0.5, NM, 3, "twice its level at rest"))
    local = occupancy("mTORC1_synapse", half, fed)
    by_s6k1 = f"{occupancy('S6K1_act', half_s, 'ref_S6K1_act')} * {local}"
    by_4ebp = relief("EIF4EBP2", ki, "ref_EIF4EBP2")
    process(
        m, "SynapticTranslation",
        f"{occupancy('NeuronalActivity', half_a, one)} * ({share} * {by_s6k1} + (1 - {share}) * {by_4ebp})",
        448, 449, 450, 451, 459, note="Without activity there is none. S6K1 counts as far as mTORC1 is active there.",
    )  # fmt: skip
    made = m.constant("ref_SynapticProtein", derived(100.0, NM, "100 stands for the protein of a usual synapse"))
    k = m.constant("k_SynapticProtein", assumed(0.003, PER_MINUTE, 3, "half-life of 4 h: activity-regulated proteins"))
    m.species("SynapticProtein", guess=100)
    m.reaction(
        "SynapticProtein_synthesis", (), "SynapticProtein",
        laws.scaled(laws.synthesis(k, made), RateLaw(formula="SynapticTranslation", unit=DIMENSIONLESS, sbo="")),
        evidence=review(453, 454, 456, 459), sbo=PHENOMENOLOGICAL,
    )  # fmt: skip
    m.reaction(
        "SynapticProtein_loss", "SynapticProtein", (), laws.mass_action(k, "SynapticProtein"),
        evidence=review(456, note="turnover is implied"), sbo=PHENOMENOLOGICAL,
    )  # fmt: skip


def _synaptic_outcomes(m: ModuleBuilder) -> None:
    m.reads("ActinCytoskeleton", unit=DIMENSIONLESS)
    share = m.constant(
        "w_ActinCytoskeleton_DendriticSpines",
        assumed(0.5, DIMENSIONLESS, 2, "actin is the frame of a spine; half outlasts its loss, as with new protein"),
    )
    protein = m.constant(
        "w_SynapticProtein_DendriticSpines", assumed(0.5, DIMENSIONLESS, 2, "half of the spines depend on new protein")
    )
    actin = m.constant("ref_ActinCytoskeleton", fed_level("ActinCytoskeleton", DIMENSIONLESS))
    process(
        m, "DendriticSpines",
        f"(1 - {protein} + {protein} * SynapticProtein / ref_SynapticProtein)"
        f" * (1 - {share} + {share} * ActinCytoskeleton / {actin})",
        453, note="Spines are built of actin, by which they answer to mTORC2 (lines 1394-1402 of the review).",
    )  # fmt: skip
    for name, rows, weight, why in (
        ("LTP", (454,), 0.8, "late potentiation needs new protein"),
        ("SynapticFunction", (459,), 0.6, "transmission rests on protein that is there as well"),
    ):
        share = m.constant(f"w_SynapticProtein_{name}", assumed(weight, DIMENSIONLESS, 2, why))
        process(m, name, f"1 - {share} + {share} * SynapticProtein / ref_SynapticProtein", *rows)
    local = occupancy("mTORC1_synapse", "K_mTORC1_synapse_outcomes", "ref_mTORC1_synapse")
    process(m, "AntidepressantEffect", f"SynapticFunction * {local}", 458, note="Coincides with synaptic function.")
    process(m, "AxonRepair", local, 446)
    m.reads("mTORC2_act")
    m.constant("ref_mTORC2_act_neuron", fed_level("mTORC2_act"))
    half = m.constant("K_mTORC2_LongTermMemory", assumed(0.5, NM, 3, "half of mTORC2 of the fed state"))
    process(
        m, "LongTermMemory", f"LTP * {occupancy('mTORC2_act', half, 'ref_mTORC2_act_neuron')}", 473,
        note="Early potentiation that mTORC2, through actin, turns into lasting memory.",
    )  # fmt: skip
    top = m.constant("K_SynapticTranslation_SocialBehaviour", assumed(2.0, DIMENSIONLESS, 1.5, "twice the usual rate"))
    half = m.constant("K_SynapticPruning_SocialBehaviour", assumed(0.5, DIMENSIONLESS, 3, "pruning is seldom limiting"))
    one = m.constant("ref_relative", derived(1.0, DIMENSIONLESS, "the fed state"))
    process(
        m, "SocialBehaviour",
        f"{occupancy('SynapticPruning', half, one)} * (1 + 1 / {top}^4) / (1 + (SynapticTranslation / {top})^4)",
        455, 462, note="Falls with too much translation at synapses and with too little pruning.",
    )  # fmt: skip


def _autophagy(m: ModuleBuilder) -> None:
    m.reads("ATG_genes")
    m.reads("Ageing", unit=DIMENSIONLESS)
    half_g = m.constant("K_ATG_genes_neuron", assumed(0.2, DIMENSIONLESS, 3, "a fifth of the usual amount: in excess"))
    genes = m.constant("ref_ATG_genes_neuron", derived(100.0, NM, "usual amount of the machinery"))
    ki = m.constant("Ki_mTORC1_synapse_autophagy", assumed(0.1, NM, 3, "up to four times as much without mTORC1"))
    clog = m.constant("K_ProteinAggregates_clog", assumed(500.0, NM, 3, "aggregates clog autophagic vacuoles"))
    fed = m.constant("ref_ProteinAggregates", derived(100.0, NM, "100 stands for the load of a healthy neuron"))
    m.observable(
        "Autophagy_neuron",
        f"ATG_genes / {genes} * (1 + {half_g}) / ({half_g} + ATG_genes / {genes})"
        f" * {relief('mTORC1_synapse', ki, 'ref_mTORC1_synapse')} * {relief('ProteinAggregates', clog, fed)}",
        unit=DIMENSIONLESS, evidence=review(460, 479), sbo=QUANTITATIVE, note=RELATIVE,
    )  # fmt: skip
    m.species("ProteinAggregates", guess=100)
    k = m.constant("k_ProteinAggregates", assumed(2e-4, PER_MINUTE, 5, "cleared within days"))
    more = m.constant("gain_DiseaseProteins", assumed(3.0, DIMENSIONLESS, 3, "mouse models overproduce severalfold"))
    other = m.constant(
        "w_other_clearance", assumed(0.1, DIMENSIONLESS, 3, "neurons do not divide: autophagy carries most")
    )
    m.reaction(
        "ProteinAggregates_formation", (), "ProteinAggregates",
        laws.scaled(laws.synthesis(k, fed), laws.boost((more, "DiseaseProteins"))),
        evidence=review(note="that aggregating proteins are made is implied"), sbo=PHENOMENOLOGICAL,
    )  # fmt: skip
    m.reaction(
        "ProteinAggregates_clearance", "ProteinAggregates", (),
        RateLaw(formula=f"{k} * ({other} + (1 - {other}) * Autophagy_neuron) * ProteinAggregates", unit=NM_PER_MINUTE,
                sbo="SBO:0000041"),
        evidence=review(475), sbo="SBO:0000179",
    )  # fmt: skip
    one, half = "ref_relative", m.constant("K_Autophagy_pruning", assumed(1.0, DIMENSIONLESS, 3, "its usual rate"))
    process(m, "SynapticPruning", occupancy("Autophagy_neuron", half, one), 461)
    half = m.constant("K_Autophagy_Memory", assumed(0.3, DIMENSIONLESS, 3, "a third of the usual rate"))
    toxic = m.constant(
        "w_ProteinAggregates_Memory",
        assumed(0.02, DIMENSIONLESS, 1, "lowering aggregates alone did little in trials: a switch, 0.5 for toxic ones"),
    )
    process(
        m, "Memory",
        f"{occupancy('Autophagy_neuron', half, one)} * (1 + {toxic}) / (1 + {toxic} * ProteinAggregates / {fed})", 476,
    )  # fmt: skip
    half = m.constant(
        "K_Autophagy_Neurodegeneration", assumed(0.1, DIMENSIONLESS, 3, "tenfold without autophagy genes")
    )
    process(
        m, "Neurodegeneration", f"Ageing * {relief('Autophagy_neuron', half, one)}", 474, 499,
        note="Relative risk.",
    )  # fmt: skip


def _prenatal(m: ModuleBuilder) -> None:
    """What the complexes did while the brain was built: their activity, averaged over a week."""
    m.reads("mTORC1_act")
    k = m.constant("k_brain_building", assumed(1e-4, PER_MINUTE, 3, "the mouse cortex is built within a week"))
    for source, guess in (("mTORC1_act", 2.4), ("mTORC2_act", 1.1)):
        early = m.species(
            f"{source}_prenatal", guess=guess, name=f"{source} while the brain is built",
            note="Phenomenological: follows the activity within a week. What holds from the start of a run is taken "
            "to have held since conception; hours of a drug hardly change it.",
        )  # fmt: skip
        m.reaction(
            f"{early}_rise", (), early, laws.mass_action(k, source), evidence=review(*BRAIN), sbo=PHENOMENOLOGICAL
        )
        m.reaction(
            f"{early}_decline", early, (), laws.mass_action(k, early), sbo=PHENOMENOLOGICAL,
            evidence=review(note="so that the average follows what is averaged"),
        )  # fmt: skip


def _brain(m: ModuleBuilder) -> None:
    first, second = "mTORC1_act_prenatal", "mTORC2_act_prenatal"
    fed1 = m.constant("ref_mTORC1_act_prenatal", fed_level("mTORC1_act"))
    fed2 = "ref_mTORC2_act_neuron"
    growth = m.constant(
        "K_mTORC1_NeuronSize", assumed(20.0, NM, 3, "growth goes on in proportion well above the fed level")
    )
    half1 = m.constant("K_mTORC1_neurons", assumed(1.2, NM, 3, "half of the fed level"))
    half2 = m.constant("K_mTORC2_neurons", assumed(0.5, NM, 3, "half of the fed level"))
    w1 = m.constant("w_mTORC1_neurons", assumed(0.5, DIMENSIONLESS, 1.5, "mTORC1 carries the larger part of growth"))
    w2 = m.constant("w_mTORC2_neurons", assumed(0.3, DIMENSIONLESS, 1.5, "the two knockouts look alike"))
    by1, by2 = occupancy(first, half1, fed1), occupancy(second, half2, fed2)
    process(m, "NeuronSize", f"1 - {w1} - {w2} + {w1} * {occupancy(first, growth, fed1)} + {w2} * {by2}", 463, 464, 465)
    process(m, "NeuronNumber", f"1 - {w1} - {w2} + {w1} * {by1} + {w2} * {by2}", 463, 465, 477)
    process(m, "BrainSize", "NeuronSize * NeuronNumber", 463, 465)
    share = m.constant("w_brain_form", assumed(0.7, DIMENSIONLESS, 1.3, "impaired, not absent, in the knockouts"))
    process(
        m, "NeuronalDifferentiation", f"1 - {share} + {share} * {by1} * {by2}", 468,
        note="That too much is harmful as well is left out.",
    )  # fmt: skip
    process(m, "DendriteExtension", f"1 - {share} + {share} * {by2}", 466)
    process(m, "BrainFoliation", f"1 - {share} + {share} * {by2}", 467)
    half = m.constant("K_mTORC1_PostnatalSurvival", assumed(0.6, NM, 3, "a quarter of the fed level is enough"))
    high = laws.hill(first, half, "3").formula
    most = m.constant("ref_PostnatalSurvival", derived(0.983, DIMENSIONLESS, "the Hill term at the fed level"))
    process(m, "PostnatalSurvival", f"{high} / {most}", 478)
    severity = "Severity from 0 to 1. Phenomenological: the shape of the curve is assumed, its sign is known."
    half = m.constant("K_mTORC1_CorticalMalformation", assumed(4.6, NM, 1.5, "twice the fed level"))
    m.observable(
        "CorticalMalformation", laws.hill(first, half, "4"), unit=DIMENSIONLESS, evidence=review(469, 470),
        sbo=QUANTITATIVE, note=severity,
    )  # fmt: skip
    half = m.constant("K_mTORC1_synapse_Seizures", assumed(0.55, NM, 2, "twice its level at rest"))
    base = m.constant("w_Seizures_without_malformation", assumed(0.05, DIMENSIONLESS, 3, "few without a focus"))
    m.observable(
        "Seizures", f"({base} + CorticalMalformation) * {laws.hill('mTORC1_synapse', half, '2').formula}",
        unit=DIMENSIONLESS, evidence=review(469), sbo=QUANTITATIVE,
        note=f"{severity} Mis-wiring laid down early, times what mTORC1 does now at established synapses.",
    )  # fmt: skip


def _exclusions(m: ModuleBuilder) -> None:
    m.exclude(368, "net effect of NV5138 - Sestrin2 - GATOR2 - Rag_on - mTORC1_synapse, each step of which is modelled")
    m.exclude(472, "same effect as row 311: mTORC2 and PKC-alpha on ActinCytoskeleton, in mtorc2_signalling")
    m.exclude(471, "net effect of KetogenicDiet - AA_supply - amino acids - Rag_on - mTORC1_act, each step modelled")


def _logic_of_the_synapse(m: ModuleBuilder) -> None:
    m.logic_reads("S6K1_act", "mTORC1_lys", "Rheb_GTP", "mTORC1_unbraked", "mTORC2_act")
    m.logic_reads(
        "FKBP12", "Rapamycin", "Rapalogs", "CatalyticInhibitor_level", "SpecificMTORC1Inhibitor", "Sestrin2_low", "PI3K"
    )
    for name, usual in (("BDNF", False), ("Glutamate", True), ("NeuronalActivity", True), ("Ketamine", False)):
        m.logic(name, resting=usual)
    m.logic("BloodBrainBarrier", resting=False)
    # Ketamine evokes release that S6K1 feeds forward; the loop itself is left out, which in logic would never end.
    m.logic(
        "BDNF_level", "BDNF | (Ketamine & Glutamate & S6K1_act)", resting=False, threshold=0.03,
        evidence=review(443, 445, 447),
    )  # fmt: skip
    m.logic("TrkB", "BDNF_level", resting=False, threshold=0.5, evidence=review(443, 445))
    m.logic("NMDAR", "Glutamate & !Ketamine", resting=True, threshold=3.0, evidence=review(369, 440))
    m.logic("Calcium", "NMDAR", resting=True, threshold=75.0, evidence=review(441))
    m.logic(
        "Rapamycin_brain", "(Rapamycin | Rapalogs) & !BloodBrainBarrier", resting=False, threshold=5.0,
        evidence=review(371),
    )  # fmt: skip
    m.logic(
        "mTORC1_synapse_basal",
        "mTORC1_lys & Rheb_GTP & !(FKBP12 & Rapamycin_brain) & !CatalyticInhibitor_level & !SpecificMTORC1Inhibitor",
        resting=True, observable="mTORC1_synapse", threshold=0.115, name="mTORC1 at the synapse, at its usual level",
        evidence=review(note="the local pool uses the Rags and Rheb of the cell"),
    )  # fmt: skip
    # On means raised above the usual level: that is what BDNF, ketamine, NV-5138 and a lost brake do.
    m.logic(
        "mTORC1_synapse",
        "mTORC1_synapse_basal & ((TrkB & PI3K) | !Sestrin2_low | (Ketamine & Glutamate) | mTORC1_unbraked)",
        resting=False, threshold=0.26, evidence=review(442, 445, 457),
    )  # fmt: skip
    m.logic("EIF4EBP2", "!mTORC1_synapse", resting=True, threshold=8.5, evidence=review(452))


def _logic_of_spines_and_memory(m: ModuleBuilder) -> None:
    m.logic(
        "SynapticTranslation", "NeuronalActivity & (S6K1_act | mTORC1_synapse | !EIF4EBP2)", resting=True,
        threshold=0.75, unit=DIMENSIONLESS, evidence=review(448, 449, 450, 451),
    )  # fmt: skip
    m.logic(
        "SynapticTranslation_high", "NeuronalActivity & (mTORC1_synapse | !EIF4EBP2)", resting=False,
        observable="SynapticTranslation", threshold=1.05, unit=DIMENSIONLESS, evidence=review(448, 449, 451),
        name="translation at synapses above its usual rate",
    )  # fmt: skip
    more = "SynapticTranslation_high"
    m.logic("SynapticProtein", more, resting=False, threshold=105.0, evidence=review(456))
    m.logic_reads("ActinCytoskeleton")
    m.logic(
        "DendriticSpines", f"{more} & ActinCytoskeleton", resting=False, threshold=1.025, unit=DIMENSIONLESS,
        evidence=review(453),
    )  # fmt: skip
    m.logic(
        "DendriticSpines_low", "SynapticTranslation & ActinCytoskeleton", resting=True, observable="DendriticSpines",
        threshold=0.95, unit=DIMENSIONLESS, evidence=review(453), name="spines of a usual synapse",
    )  # fmt: skip
    m.logic("LTP", "SynapticTranslation", resting=True, threshold=0.8, unit=DIMENSIONLESS, evidence=review(454))
    m.logic(
        "SynapticFunction", "mTORC1_synapse & SynapticProtein", resting=False, threshold=1.03, unit=DIMENSIONLESS,
        evidence=review(459),
    )  # fmt: skip
    m.logic(
        "AntidepressantEffect", "mTORC1_synapse & SynapticFunction", resting=False, threshold=1.2,
        unit=DIMENSIONLESS, evidence=review(458),
    )  # fmt: skip
    m.logic("AxonRepair", "mTORC1_synapse", resting=False, threshold=1.13, unit=DIMENSIONLESS, evidence=review(446))
    m.logic("LongTermMemory", "mTORC2_act & LTP", resting=True, threshold=0.7, unit=DIMENSIONLESS, evidence=review(473))


def _logic_of_autophagy(m: ModuleBuilder) -> None:
    m.logic_reads("ATG_genes", "ATG7", "Ageing")
    m.logic("DiseaseProteins", resting=False, entity="ProteinAggregates", name="aggregating proteins of a disease")
    # Disease proteins clog the flux at its usual level; inhibition of mTORC1 makes enough of it to clear them.
    m.logic(
        "Autophagy_neuron", "ATG_genes & ATG7 & !mTORC1_synapse & !(DiseaseProteins & mTORC1_synapse_basal)",
        resting=True, threshold=0.87, unit=DIMENSIONLESS, evidence=review(460, 479),
    )  # fmt: skip
    m.logic(
        "SynapticPruning", "Autophagy_neuron", resting=True, threshold=0.92, unit=DIMENSIONLESS, evidence=review(461)
    )
    m.logic("ProteinAggregates", "!Autophagy_neuron", resting=False, threshold=115.0, evidence=review(475))
    m.logic(
        "SocialBehaviour", "SynapticPruning & !SynapticTranslation_high", resting=True, threshold=0.95,
        unit=DIMENSIONLESS, evidence=review(455, 462),
    )  # fmt: skip
    m.logic(
        "Memory", "Autophagy_neuron & !ProteinAggregates", resting=True, threshold=0.95, unit=DIMENSIONLESS,
        evidence=review(476),
    )  # fmt: skip
    m.logic(
        "Neurodegeneration", "!Autophagy_neuron | Ageing", resting=False, threshold=1.15, unit=DIMENSIONLESS,
        evidence=review(474, 499),
    )  # fmt: skip


def _logic_of_the_brain(m: ModuleBuilder) -> None:
    m.logic_reads("mTOR", "Raptor", "Rheb", "RagAB", "RagCD", "Ragulator", "Rictor", "mSIN1", "mLST8")
    # Only what a neuron was born with counts here: a fast or a drug of the adult does not rebuild its brain.
    m.logic(
        "mTORC1_act_prenatal", "mTOR & Raptor & Rheb & RagAB & RagCD & Ragulator", resting=True, threshold=1.2,
        evidence=review(*(row for row in BRAIN if row not in (465, 466, 467)), note="parts without which none is made"),
    )  # fmt: skip
    m.logic(
        "mTORC1_act_prenatal_high", "mTORC1_act_prenatal & mTORC1_unbraked", resting=False,
        observable="mTORC1_act_prenatal", threshold=2.78, evidence=review(463, 469, 470),
        name="mTORC1 above its usual level while the brain is built",
    )  # fmt: skip
    m.logic(
        "mTORC2_act_prenatal", "mTOR & Rictor & mSIN1 & mLST8", resting=True, threshold=0.6,
        evidence=review(465, 466, 467, note="parts without which none is made"),
    )  # fmt: skip
    first, second, high = "mTORC1_act_prenatal", "mTORC2_act_prenatal", "mTORC1_act_prenatal_high"
    for name, rule, usual, threshold, rows in (
        ("NeuronSize", f"{first} & {second}", True, 0.85, (464,)),
        ("NeuronNumber", f"{first} & {second}", True, 0.85, (477,)),
        ("BrainSize", f"{first} & {second}", True, 0.75, (463, 465)),
        ("NeuronalDifferentiation", f"{first} & {second}", True, 0.7, (468,)),
        ("DendriteExtension", second, True, 0.7, (466,)),
        ("BrainFoliation", second, True, 0.7, (467,)),
        ("PostnatalSurvival", first, True, 0.7, (478,)),
        ("CorticalMalformation", high, False, 0.115, (469, 470)),
        ("Seizures", "CorticalMalformation & mTORC1_synapse", False, 0.045, (469,)),
    ):
        m.logic(name, rule, resting=usual, threshold=threshold, unit=DIMENSIONLESS, evidence=review(*rows))
    m.logic(
        "BrainSize_high", high, resting=False, observable="BrainSize", threshold=1.08, unit=DIMENSIONLESS,
        evidence=review(463), name="brain larger than usual",
    )  # fmt: skip
