"""The experiments that travel in the archive of `mtor`: parameter changes and one uniform time course each."""

from __future__ import annotations

from typing import Final

from mtorsbml.model.experiment import Curve, Experiment
from mtorsbml.pathway.base import review

NIGHT: Final = 960.0
"""A night [min] without serum, or of rest, before the step that is shown."""
STARVED: Final = (("GrowthFactors", 0.0), ("Insulin", 0.0), ("IGF1", 0.0))

EXPERIMENTS: Final = (
    Experiment(
        id="insulin_step",
        title="Insulin step after a night without serum",
        description=(
            "Serum and hormones are withdrawn at 0; insulin 100 nmol/l comes 16 h later. Akt rises within minutes and "
            "returns in part as S6K1 silences IRS1; mTORC1 and S6K1 follow Akt."
        ),
        model="mtor",
        changes=(*STARVED, ("Insulin_t_on", NIGHT), ("Insulin_step", 100.0)),
        shown_from=NIGHT - 10,
        end=NIGHT + 120,
        points=260,
        curves=(
            Curve(id="Akt_kinase", label="Akt with the PDK1 mark"),
            Curve(id="Akt_act", label="Akt with both marks"),
            Curve(id="S6K1_act", label="active S6K1"),
            Curve(id="mTORC1_act", label="active mTORC1"),
        ),
        evidence=review(36, 303, 339, papers=("Humphrey2013_Akt_mTORC2", "Harrington2004_IRS1")),
    ),
    Experiment(
        id="amino_acid_withdrawal",
        title="Amino acids withdrawn for an hour, then given back",
        description=(
            "All amino acids outside the cell go at 30 min and come back at 90 min. The Rags turn off, mTORC1 leaves "
            "the lysosome and stops; refeeding brings it back."
        ),
        model="mtor",
        changes=(("AminoAcids_t_on", 30.0), ("AminoAcids_step", 0.0), ("AminoAcids_t_off", 90.0)),
        end=240.0,
        points=240,
        curves=(
            Curve(id="GATOR1_act", label="acting GATOR1"),
            Curve(id="mTORC1_lys", label="docked mTORC1"),
            Curve(id="mTORC1_act", label="active mTORC1"),
            Curve(id="S6K1_act", label="active S6K1"),
        ),
        evidence=review(103, 149, 150, papers=("Sancak2008_Rags", "BarPeled2013_GATOR1")),
    ),
    Experiment(
        id="rapamycin_acute",
        title="Rapamycin 100 nmol/l, the first two hours",
        description=(
            "FKBP12-rapamycin takes mTORC1: S6K1 goes off within half an hour, 4E-BP1 keeps most of its marks, and "
            "mTORC2 does not fall."
        ),
        model="mtor",
        changes=(("Rapamycin_t_on", 10.0), ("Rapamycin_step", 100.0)),
        end=130.0,
        points=260,
        curves=(
            Curve(id="S6K1_act", label="active S6K1"),
            Curve(id="EIF4EBP1_p", label="phosphorylated 4E-BP1"),
            Curve(id="mTORC1_act", label="active mTORC1"),
            Curve(id="mTORC2_act", label="active mTORC2"),
        ),
        evidence=review(12, 353, 21, papers=("Hsu2011_phosphoproteome",)),
    ),
    Experiment(
        id="rapamycin_chronic",
        title="Rapamycin 100 nmol/l for four days",
        description=(
            "Free mTOR is held by FKBP12-rapamycin and cannot enter new mTORC2: the complex is lost with its turnover, "
            "and the signal of Akt with it."
        ),
        model="mtor",
        changes=(("Rapamycin_t_on", 60.0), ("Rapamycin_step", 100.0)),
        end=5760.0,
        points=480,
        curves=(
            Curve(id="mTORC2", label="assembled mTORC2"),
            Curve(id="mTORC2_act", label="active mTORC2"),
            Curve(id="mTOR_FKBP12_Rapa", label="mTOR held by rapamycin"),
            Curve(id="Akt_act", label="Akt with both marks"),
        ),
        evidence=review(22, 23, 24),
    ),
    Experiment(
        id="torin1",
        title="Torin1 250 nmol/l",
        description="A catalytic inhibitor takes both complexes: S6K1, 4E-BP1 and Akt S473 lose their marks.",
        model="mtor",
        changes=(("Torin1_t_on", 10.0), ("Torin1_step", 250.0)),
        end=130.0,
        points=260,
        curves=(
            Curve(id="S6K1_act", label="active S6K1"),
            Curve(id="EIF4EBP1_p", label="phosphorylated 4E-BP1"),
            Curve(id="Akt_act", label="Akt with both marks"),
            Curve(id="mTORC2_act", label="active mTORC2"),
        ),
        evidence=review(359, 360, 361, papers=("Thoreen2009_Torin1", "Hsu2011_phosphoproteome")),
    ),
    Experiment(
        id="energy_stress",
        title="Energetic stress for two hours",
        description=(
            "ATP use rises; AMP switches on AMPK, which lowers mTORC1 through TSC and Raptor and raises mTORC2. When "
            "the stress ends, mTORC1 returns."
        ),
        model="mtor",
        changes=(("EnergeticStress_t_on", 30.0), ("EnergeticStress_step", 1.0), ("EnergeticStress_t_off", 150.0)),
        end=300.0,
        points=270,
        curves=(
            Curve(id="Raptor_pAMPK", label="mTORC1 marked by AMPK"),
            Curve(id="mTORC1_act", label="active mTORC1"),
            Curve(id="mTORC2_act", label="active mTORC2"),
        ),
        evidence=review(64, 65, 87, 344, papers=("Gwinn2008_Raptor_AMPK", "Inoki2003_AMPK_TSC2")),
    ),
)
"""Experiments of the merged model; each is set up by plain parameters, so that any SED-ML tool can repeat it."""
