"""The logic of the tissues: what `tissue_metabolism` says in true and false."""

from __future__ import annotations

from mtorsbml.model.builder import ModuleBuilder
from mtorsbml.model.units import DIMENSIONLESS, NM, Unit
from mtorsbml.pathway.base import review


def add(m: ModuleBuilder) -> None:
    """Add the logic nodes of the tissues to the module."""
    _food(m)
    _signals(m)
    _muscle_and_plasma(m)
    _liver(m)
    _fat(m)
    _outcomes(m)


def _on(
    m: ModuleBuilder, identifier: str, rule: str, threshold: float, *rows: int, rests: bool, unit: Unit = DIMENSIONLESS
) -> None:
    m.logic(identifier, rule, resting=rests, threshold=threshold, unit=unit, evidence=review(*rows))


def _food(m: ModuleBuilder) -> None:
    for name in ("Feeding", "Fasting", "Overfeeding", "DietaryRestriction", "KetogenicDiet", "MethionineRestriction"):
        m.logic(name, resting=False)
    m.logic(
        "Fasted", "Fasting & !Feeding", resting=False, threshold=0.5, unit=DIMENSIONLESS, entity="Fasting",
        name="fast that no meal ends", evidence=review(386),
    )  # fmt: skip
    m.logic(
        "Insulin_supply", "!Fasted | Overfeeding", resting=True, threshold=0.4, unit=DIMENSIONLESS, entity="Insulin",
        name="insulin released", evidence=review(376, 386, 432),
    )  # fmt: skip
    m.logic(
        "AA_supply", "!(Fasted | DietaryRestriction | KetogenicDiet) | Overfeeding", resting=True, threshold=0.65,
        unit=DIMENSIONLESS, entity="AA_cyt", name="amino acids as after a meal",
    )  # fmt: skip
    # The liver keeps glucose up in a fast: nothing but an experiment takes it away from the cells.
    m.logic(
        "Glucose_supply", resting=True, threshold=0.5, unit=DIMENSIONLESS, entity="Glucose", name="glucose for cells"
    )
    m.logic(
        "Met_supply", "!MethionineRestriction", resting=True, threshold=0.5, unit=DIMENSIONLESS, entity="Met",
        name="methionine in the food",
    )  # fmt: skip


def _signals(m: ModuleBuilder) -> None:
    m.logic_reads("Insulin_level", "mTORC1_act", "mTORC1_act_high", "mTORC2_act", "Akt_kinase", "S6K1_act", "AA_cyt")
    m.logic_reads("ATG_genes", "ATG7")
    for gene in ("Raptor", "TSC1", "Rictor", "ATG7"):
        for tissue in ("muscle", "liver", "WAT") if gene in ("Raptor", "TSC1") else ("muscle", "liver"):
            m.logic(f"{gene}_{tissue}", resting=True, name=f"{gene} in {tissue}")
    # Without TSC1 what a fast leaves of the amino acids is enough. More than the usual mTORC1 makes up for insulin.
    cell = "mTORC1_act & (Insulin_level | mTORC1_act_high)"
    for tissue, rows in (("muscle", (377,)), ("liver", (379,)), ("WAT", (380,))):
        _on(
            m, f"mTORC1_{tissue}",
            f"Raptor_{tissue} & (({cell}) | (!TSC1_{tissue} & AA_cyt))",
            0.65, *rows, rests=True,
        )  # fmt: skip
        _on(m, f"S6K1_{tissue}", f"Raptor_{tissue} & S6K1_act", 0.68, rests=True)
    for tissue, row in (("muscle", 378), ("liver", 431)):
        _on(
            m, f"mTORC2_{tissue}", f"Rictor_{tissue} & mTORC2_act & Insulin_level & InsulinSensitivity", 0.7, row,
            rests=True,
        )  # fmt: skip
        _on(
            m, f"Autophagy_{tissue}", f"ATG7_{tissue} & ATG_genes & ATG7 & !mTORC1_{tissue}", 2.0,
            *((387,) if tissue == "muscle" else (388, 398, 435)), rests=False,
        )  # fmt: skip
    _on(m, "Akt_liver", "mTORC2_liver & Akt_kinase", 0.75, 414, rests=True)


def _muscle_and_plasma(m: ModuleBuilder) -> None:
    _on(m, "GlucoseUptake_muscle", "mTORC2_muscle", 0.7, 381, rests=True)
    _on(m, "Glycogen_muscle", "GlucoseUptake_muscle & mTORC2_muscle", 4.2e7, 383, rests=True, unit=NM)
    _on(
        m, "AA_plasma", "!Fasted | Overfeeding | Autophagy_muscle | Autophagy_liver", 0.8e6, 389, 390, 437, 439,
        rests=True, unit=NM,
    )  # fmt: skip
    _on(m, "MuscleMass", "mTORC1_muscle & AA_plasma", 0.95, 384, 385, rests=True)
    _on(m, "Gluconeogenesis_liver", "AA_plasma & !mTORC2_liver", 1.04, 391, 424, rests=False)
    _on(m, "Glucose_plasma", "!Fasted | Overfeeding | Gluconeogenesis_liver", 2.5e6, 392, 436, 438, rests=True, unit=NM)
    m.logic(
        "Glucose_plasma_high", "!GlucoseUptake_muscle & !Fasted", resting=False, observable="Glucose_plasma",
        threshold=6.5e6, name="hyperglycaemia", entity="Glucose_plasma", evidence=review(382),
    )  # fmt: skip
    _on(m, "NeonatalSurvival", "Glucose_plasma", 0.8, 399, rests=True)


def _liver(m: ModuleBuilder) -> None:
    _on(m, "LiverCellSize", "mTORC1_liver | !Autophagy_liver", 0.88, 393, 395, rests=True)
    _on(m, "LiverWeight", "LiverCellSize", 0.88, 394, rests=True)
    _on(m, "EnergyExpenditure", "mTORC1_liver", 0.85, 396, rests=True)
    _on(m, "HepaticLipogenesis", "mTORC1_liver & (mTORC2_liver | Akt_liver)", 0.8, 412, 413, 415, rests=True)
    _on(m, "S6K2", "mTORC1_liver", 4.2, 416, rests=True, unit=NM)
    _on(m, "NCoR1", "S6K2", 9.0, 417, rests=True, unit=NM)
    _on(m, "PPARalpha", "!NCoR1", 5.0, 418, rests=False, unit=NM)
    _on(m, "KetogenicGenes", "PPARalpha", 23.0, 419, rests=False, unit=NM)
    _on(m, "Ketogenesis", "KetogenicGenes & !mTORC1_liver", 2.0, 420, 422, rests=False)
    _on(m, "KetoneBodies", "Ketogenesis", 4e5, 421, rests=False, unit=NM)


def _fat(m: ModuleBuilder) -> None:
    _on(m, "Lipogenesis_WAT", "mTORC1_WAT & S6K1_WAT", 0.75, 401, rests=True)
    _on(m, "Triglycerides_WAT", "Lipogenesis_WAT", 2.55e9, 402, rests=True, unit=NM)
    _on(m, "Adipogenesis", "mTORC1_WAT", 0.75, rests=True)
    _on(m, "EPRS", "S6K1_WAT", 22.0, 405, rests=True, unit=NM)
    _on(m, "FattyAcidImport_WAT", "EPRS", 0.9, 406, rests=True)
    _on(m, "WATMass", "mTORC1_WAT", 0.98, 407, rests=True)
    _on(m, "Lipolysis_WAT", "!mTORC1_WAT", 1.25, 408, rests=False)


def _outcomes(m: ModuleBuilder) -> None:
    # A fasted liver burns to ketones what fat tissue lets go.
    _on(m, "HepaticSteatosis", "!WATMass & !Ketogenesis", 1.15, 409, rests=False)
    _on(m, "EctopicFat", "Glucose_plasma_high & Overfeeding", 1.5, 433, rests=False)
    _on(
        m, "InsulinSensitivity", "mTORC2_act & !HepaticSteatosis & !(S6K1_act & (Overfeeding | EctopicFat))", 0.75,
        410, 426, 427, 428, rests=True,
    )  # fmt: skip
    m.logic(
        "InsulinSensitivity_low", "InsulinSensitivity | mTORC2_act", resting=True, observable="InsulinSensitivity",
        threshold=0.45, unit=DIMENSIONLESS, name="some insulin sensitivity, as mTORC2 leaves it", evidence=review(426),
    )  # fmt: skip
    _on(m, "GlucoseTolerance", "InsulinSensitivity & !Glucose_plasma_high", 0.75, 434, rests=True)
    _on(m, "Obesity", "Overfeeding & WATMass & FattyAcidImport_WAT", 1.2, 411, rests=False)
    _on(m, "MetabolicSyndrome", "Overfeeding & mTORC1_act & !InsulinSensitivity", 1.2, 429, rests=False)
