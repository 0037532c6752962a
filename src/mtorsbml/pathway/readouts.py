"""What to look at first: the default readouts of each model, and a small trial run of each module alone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from mtorsbml.model.experiment import Curve, Experiment
from mtorsbml.pathway import experiments, library
from mtorsbml.pathway.library import MERGED

DEFAULT_READOUTS: Final[Mapping[str, tuple[str, ...]]] = {
    MERGED: ("mTORC1_act", "mTORC2_act", "S6K1_act", "EIF4EBP1_p", "Akt_act"),
    "mtorc1_assembly": ("mTOR_free", "mTORC1_mono", "mTORC1_cyt", "mTORC1_cyt_PRAS40", "mTORC1_cyt_DEPTOR"),
    "mtorc2_assembly": ("mTORC2", "mTORC2_cyt", "mTORC2_PM", "Rictor", "mSIN1"),
    "growth_factor": ("IR_IGF1R", "IRS1", "PIP3", "Akt_pT308", "TSC_lys", "Rheb_GTP"),
    "energy_stress": ("ATP", "AMPK", "REDD1", "p53", "Raptor_pAMPK"),
    "amino_acid_sensing": ("Sestrin2_GATOR2", "CASTOR1_GATOR2", "SAMTOR_GATOR1", "GATOR1_act", "SLC38A9_Arg"),
    "lysosomal_gate": ("Rag_on", "Rag_off", "mTORC1_lys", "mTORC1_act"),
    "protein_synthesis": ("S6K1_act", "EIF4EBP1_p", "eIF4F", "S6_p", "ProteinSynthesis"),
    "mtorc2_signalling": ("mTORC2_act", "Akt_act", "SGK1_act", "FOXO_p", "GSK3b_p"),
    "feedback_crosstalk": ("IRS1_pS", "Grb10", "IR_IGF1R_Grb10"),
    "pharmacology": ("FKBP12_Rapa", "mTOR_FKBP12_Rapa", "mTORC1_act_Rapa", "mTORC2_Rapa"),
}
"""Ids that a plot or a table shows when nobody says which, by model id."""

_TRIALS: Final[Mapping[str, tuple[str, Mapping[str, float], Mapping[str, float], float]]] = {
    "mtorc1_assembly": ("PRAS40 taken away", {"PRAS40_total": 0.0}, {}, 720.0),
    "mtorc2_assembly": ("Recruitment by PIP3 ten times as strong", {}, {"k_mTORC2_recruitment_PIP3": 10.0}, 60.0),
    "growth_factor": ("Insulin 100 nmol/l", {"Insulin_t_on": 10.0, "Insulin_step": 100.0}, {}, 60.0),
    "energy_stress": ("Energetic stress", {"EnergeticStress_t_on": 10.0, "EnergeticStress_step": 1.0}, {}, 120.0),
    "amino_acid_sensing": ("Amino acids withdrawn", {"AminoAcids_t_on": 10.0, "AminoAcids_step": 0.0}, {}, 120.0),
    "lysosomal_gate": ("GATOR1 ten times as fast", {}, {"kcat_GATOR1_RagAB": 10.0}, 60.0),
    "protein_synthesis": ("Marks on T389 of S6K1 ten times as slow", {}, {"k_S6K1_T389": 0.1}, 240.0),
    "mtorc2_signalling": ("Activation of mTORC2 ten times as slow", {}, {"k_mTORC2_activation": 0.1}, 240.0),
    "feedback_crosstalk": ("Grb10 marked ten times as fast", {}, {"k_Grb10_phosphorylation": 10.0}, 240.0),
    "pharmacology": ("Rapamycin 100 nmol/l", {"Rapamycin_t_on": 10.0, "Rapamycin_step": 100.0}, {}, 240.0),
}
"""Title, new values, factors on constants, and end [min] of the trial of each module, whose inputs are held."""


def experiments_on(model_id: str) -> tuple[Experiment, ...]:
    """The experiments that travel in the archive of a model: those of the merged model, or the trial of a module."""
    if model_id == MERGED:
        return experiments.EXPERIMENTS
    return (_trial(model_id),)


def _trial(module_id: str) -> Experiment:
    title, values, factors, end = _TRIALS[module_id]
    constants = {p.id: p.value for p in library.module(module_id).parameters}
    changes = dict(values) | {name: constants[name] * factor for name, factor in factors.items()}
    return Experiment(
        id="trial",
        title=title,
        description=f"The module {module_id} alone, its inputs held at their resting level. {title}.",
        model=module_id,
        changes=tuple(changes.items()),
        end=end,
        points=240,
        curves=tuple(Curve(id=name, label=name) for name in DEFAULT_READOUTS[module_id]),
    )
