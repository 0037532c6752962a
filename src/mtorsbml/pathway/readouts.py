"""What to look at first: the default readouts of each model, and a small trial run of each module alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from mtorsbml.model.experiment import Curve, Experiment
from mtorsbml.pathway import experiments, library
from mtorsbml.pathway.library import MERGED

DEFAULT_READOUTS: Final[Mapping[str, tuple[str, ...]]] = {
    MERGED: ("mTORC1_act", "mTORC2_act", "S6K1_act", "EIF4EBP1_p", "Akt_act"),
    "organism": ("Glucose_plasma", "Insulin_plasma", "mTORC1_muscle", "mTORC1_liver", "mTORC1_WAT"),
    "mtorc1_assembly": ("mTOR_free", "mTORC1_mono", "mTORC1_cyt", "mTORC1_cyt_PRAS40", "mTORC1_cyt_DEPTOR"),
    "mtorc2_assembly": ("mTORC2", "mTORC2_cyt", "mTORC2_PM", "Rictor", "mSIN1"),
    "growth_factor": ("IR_IGF1R", "IRS1", "PIP3", "Akt_pT308", "TSC_lys", "Rheb_GTP"),
    "energy_stress": ("ATP", "AMPK", "REDD1", "p53", "Raptor_pAMPK"),
    "amino_acid_sensing": ("Sestrin2_GATOR2", "CASTOR1_GATOR2", "SAMTOR_GATOR1", "GATOR1_act", "SLC38A9_Arg"),
    "lysosomal_gate": ("Rag_on", "Rag_off", "mTORC1_lys", "mTORC1_act"),
    "protein_synthesis": ("S6K1_act", "EIF4EBP1_p", "eIF4F", "S6_p", "ProteinSynthesis"),
    "autophagy_lysosome": ("ULK1_complex", "Autophagy", "TFEB_nuc", "LysosomalProteolysis", "Ribophagy"),
    "mtorc2_signalling": ("mTORC2_act", "Akt_act", "SGK1_act", "FOXO_p", "GSK3b_p"),
    "feedback_crosstalk": ("IRS1_pS", "Grb10", "IR_IGF1R_Grb10"),
    "tissue_metabolism": ("Glucose_plasma", "AA_plasma", "FattyAcids_plasma", "LiverWeight", "WATMass"),
    "pharmacology": ("FKBP12_Rapa", "mTOR_FKBP12_Rapa", "mTORC1_act_Rapa", "mTORC2_Rapa"),
    "lipid_synthesis": ("SREBP_nuc", "Lipin1_nuc", "LipogenicGenes", "LipidHomeostasisGenes", "LipidSynthesis"),
    "nucleotide_synthesis": ("Purines", "Pyrimidines", "NucleotidePool", "CAD_p"),
    "glucose_mitochondria": ("HIF1a", "Glycolysis", "OXPHOS", "NADPH", "YY1_PGC1a", "ATPCapacity"),
    "neuronal": ("mTORC1_synapse", "SynapticTranslation", "SynapticProtein", "Autophagy_neuron", "SynapticPruning"),
    "ageing": ("Ageing", "Lifespan", "SASP", "StemCellPool", "AutophagicCapacity"),
    "species_wiring": ("TORC1_yeast", "SEACIT", "dSesn", "dSesn_GATOR2"),
}
"""Ids that a plot or a table shows when nobody says which, by model id."""


@dataclass(frozen=True, kw_only=True, slots=True)
class _Trial:
    """What is tried on a module alone: new values, or factors on its constants, until `end` [min]."""

    title: str
    end: float
    values: tuple[tuple[str, float], ...] = ()
    factors: tuple[tuple[str, float], ...] = ()


def _step(name: str, level: float) -> tuple[tuple[str, float], ...]:
    return ((f"{name}_t_on", 10.0), (f"{name}_step", level))


_TRIALS: Final[Mapping[str, _Trial]] = {
    "mtorc1_assembly": _Trial(title="PRAS40 taken away", end=720, values=(("PRAS40_total", 0.0),)),
    "mtorc2_assembly": _Trial(
        title="Recruitment by PIP3 ten times as fast", end=60, factors=(("k_mTORC2_recruitment_PIP3", 10.0),)
    ),
    "growth_factor": _Trial(title="Insulin 100 nmol/l", end=60, values=_step("Insulin", 100.0)),
    "energy_stress": _Trial(title="Energetic stress", end=120, values=_step("EnergeticStress", 1.0)),
    "amino_acid_sensing": _Trial(title="Amino acids withdrawn", end=120, values=_step("AminoAcids", 0.0)),
    "lysosomal_gate": _Trial(title="GATOR1 ten times as fast", end=60, factors=(("kcat_GATOR1_RagAB", 10.0),)),
    "protein_synthesis": _Trial(
        title="T389 of S6K1 marked ten times as slow", end=240, factors=(("k_S6K1_T389", 0.1),)
    ),
    "autophagy_lysosome": _Trial(title="Autophagosomes without ATG7", end=1440, values=(("ATG7_total", 0.0),)),
    "mtorc2_signalling": _Trial(
        title="mTORC2 activated ten times as slow", end=240, factors=(("k_mTORC2_activation", 0.1),)
    ),
    "feedback_crosstalk": _Trial(
        title="Grb10 marked ten times as fast", end=240, factors=(("k_Grb10_phosphorylation", 10.0),)
    ),
    "tissue_metabolism": _Trial(title="A day without food", end=1440, values=_step("Fasting", 1.0)),
    "pharmacology": _Trial(title="Rapamycin 100 nmol/l", end=240, values=_step("Rapamycin", 100.0)),
    "lipid_synthesis": _Trial(title="Sterols withdrawn", end=1440, values=_step("Sterols_ext", 0.0)),
    "nucleotide_synthesis": _Trial(
        title="Purine synthesis inhibited", end=1440, values=_step("PurineSynthesisInhibitor", 1000.0)
    ),
    "glucose_mitochondria": _Trial(
        title="HIF-1-alpha lost ten times as slow", end=1440, factors=(("k_deg_HIF1a", 0.1),)
    ),
    "neuronal": _Trial(title="Ketamine 1 umol/l", end=480, values=_step("Ketamine", 1000.0)),
    "ageing": _Trial(title="Cells become senescent", end=20160, values=_step("Senescence", 1.0)),
    "species_wiring": _Trial(title="Nitrogen withdrawn", end=120, values=_step("NitrogenSource", 0.0)),
}
"""The trial of each module, whose inputs are held."""


def experiments_on(model_id: str) -> tuple[Experiment, ...]:
    """The experiments that travel in the archive of a model: those of the merged model, or the trial of a module."""
    if model_id == MERGED:
        return experiments.EXPERIMENTS
    trial = _TRIALS[model_id]
    constants = {p.id: p.value for p in library.module(model_id).parameters}
    scaled = tuple((name, constants[name] * factor) for name, factor in trial.factors)
    return (
        Experiment(
            id="trial",
            title=trial.title,
            description=f"The module {model_id} alone, its inputs held at their resting level. {trial.title}.",
            model=model_id,
            changes=trial.values + scaled,
            end=trial.end,
            points=240,
            curves=tuple(Curve(id=name, label=name) for name in DEFAULT_READOUTS[model_id]),
        ),
    )
