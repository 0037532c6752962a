"""What is expected of each variant, as data: a readout, a direction, and what it is compared with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import KW_ONLY, dataclass, field
from typing import Literal

Expected = Literal["more", "less", "same", "lost"]
Against = Literal["wild type", "at rest", "the rest"]

STARVED: Mapping[str, float] = {"GrowthFactors": 0.0, "Insulin": 0.0, "IGF1": 0.0}
NO_AA: Mapping[str, float] = {"AminoAcids": 0.0}
NO_LEU: Mapping[str, float] = {"Leu_ext": 0.0}
NO_PURINES: Mapping[str, float] = {"PurineSynthesisInhibitor": 1000.0}
HOUR, DAY = 60.0, 1440.0
SOON = 4 * HOUR
"""When lack of amino acids is read: before recycling brings some of them back."""


@dataclass(frozen=True)
class Case:
    """A variant (with others beside it, joined by +) under some conditions.

    `against` is the wild type under the same conditions, the same variant at rest, or the variant without the last that
    is joined to it. The kinetic model is read at
    `after` [min]: more or less by at least `by`, the same within `by`, lost below a tenth. `logic` is where the readout
    settles in the logic model, None where the logic model cannot tell.
    """

    variant: str
    readout: str
    expected: Expected
    _: KW_ONLY
    why: str
    given: Mapping[str, float] = field(default_factory=dict)
    against: Against = "wild type"
    by: float = 0.02
    after: float = DAY
    logic: bool | None = None

    def __str__(self) -> str:
        return "-".join([self.variant, self.readout, self.expected, *self.given])


def _frees_from_growth_factors(*names: str) -> tuple[Case, ...]:
    why = "mTORC1 stays on without growth factors"
    return tuple(Case(n, "mTORC1_act", "more", by=2.0, given=STARVED, logic=True, why=why) for n in names)


def _frees_from_amino_acids(*names: str) -> tuple[Case, ...]:
    why = "lack of amino acids goes unnoticed"
    return tuple(
        Case(
            n,
            readout="mTORC1_act",
            expected="same",
            by=0.1,
            given=NO_AA,
            after=SOON,
            against="at rest",
            logic=True,
            why=why,
        )
        for n in names
    )


def _raises(*names: str) -> tuple[Case, ...]:
    why = "mTORC1 is too active"
    return tuple(Case(n, "mTORC1_act", "more", logic=True, why=why) for n in names)


def _stops(*names: str) -> tuple[Case, ...]:
    why = "mTORC1 signalling is gone"
    return tuple(Case(n, "mTORC1_act", "lost", logic=False, why=why) for n in names)


BRAKES = (
    *_frees_from_growth_factors("TSC1_loss", "TSC2_loss", "TBC1D7_loss", "TSC_deficient_brain", "RHEB_activating"),
    *_frees_from_growth_factors("MTOR_activating", "PI3K_Akt_activated", "Ras_activated", "Akt_constitutive"),
    *_raises("PTEN_loss", "STRADA_loss", "LKB1_loss", "NF1_loss", "epileptic_mTORopathy", "DEPTOR_loss"),
    *_raises("MTOR_activating", "RHEB_activating"),
    *_raises("TSC_deficient_brain", "AMPK_TSC_null", "GATOR1_loss", "glioblastoma"),
    *(
        Case(name, "Seizures", "more", by=0.5, after=30 * DAY, logic=True, why="a complex lost is a brake lost")
        for name in ("TSC_deficient_brain", "AMPK_TSC_null", "GATOR1_loss", "glioblastoma")
    ),
    Case("RHEB_activating", "mTORC1_act", "lost", given=NO_AA, after=SOON, against="at rest", logic=False,
         why="the arm of the Rags is intact"),
    Case("TSC2_Akt_insensitive", "TSC2_pAkt", "lost", logic=False, why="no site for Akt"),
    Case("TSC2_Akt_insensitive", "PRAS40_p", "more", by=-0.1, logic=True,
         why="the arm over PRAS40 is open"),
    Case("TSC2_Akt_insensitive", "mTORC1_act", "less", by=0.5, logic=False, why="Akt does not lift TSC"),
    Case("TSC2_Akt_insensitive", "mTORC1_act", "less", by=0.3, given=STARVED, against="at rest", logic=False,
         why="what insulin still does, it does through PRAS40"),
    Case("PRAS40_loss", "mTORC1_act", "more", by=0.5, given=STARVED, logic=False,
         why="one arm of insulin is always open"),
    Case("Ras_activated", "mTORC2_act", "more", by=0.2, logic=True, why="oncogenic Ras acts on mTORC2"),
    Case("p53_loss", "AMPKbeta", "less", by=0.3, given={"DNADamage": 1.0}, logic=False,
         why="p53 does not raise it"),
    Case("REDD1_loss", "mTORC1_act", "more", given={"OxidativeStress": 1.0}, by=0.5, logic=True,
         why="oxidative stress does not reach TSC"),
    Case("AMPK_null", "mTORC1_act", "less", given={"Glucose_ext": 0.0}, against="at rest",
         logic=False, why="lack of glucose acts through the Rags as well"),
    Case("AMPK_TSC_null", "mTORC1_act", "less", given={"Glucose_ext": 0.0}, against="at rest",
         logic=False, why="lack of glucose acts through the Rags as well"),
)  # fmt: skip

RAGS = (
    *_frees_from_amino_acids("DEPDC5_loss", "NPRL2_loss", "NPRL3_loss", "GATOR1_loss", "KICSTOR_loss", "glioblastoma"),
    *_frees_from_amino_acids("RagA_GTP"),
    *_stops("RHEB_loss", "GATOR2_loss", "Ragulator_loss", "RagA_GDP_locked", "Raptor_KO", "Raptor_brain_KO"),
    Case("Ragulator_loss", "mTORC1_lys", "lost", logic=False, why="no anchor for the Rags"),
    Case("RHEB_loss", "mTORC1_lys", "more", logic=True, why="docking does not need Rheb"),
    *(
        Case(name, "mTORC1_act", "more", by=3.0, given=NO_AA, after=SOON, logic=True,
             why="tumour cells pass the check of nutrients")
        for name in ("RagC_mutant", "follicular_lymphoma")
    ),
    *(
        Case(name, "mTORC1_act", "less", by=0.1, logic=False, why="the Rags signal less")
        for name in ("FLCN_loss", "Birt_Hogg_Dube")
    ),
    Case("vATPase_loss", "RagAB_GTP", "less", why="the Rags are loaded less well"),
    Case("vATPase_loss", "mTORC1_act", "less", by=0.1, logic=False, why="the Rags signal less"),
    Case("KICSTOR_glue+KICSTOR_loss", "mTORC1_act", "same", by=0.1, given=NO_AA, after=SOON,
         against="at rest", logic=True, why="without its tether GATOR1 has no effect under either view"),
    Case("KICSTOR_glue", "mTORC1_act", "same", by=0.1, given=NO_AA, after=SOON, logic=False,
         why="amino acids matter as by default"),
    Case("KICSTOR_glue", "mTORC1_act", "less", by=0.8, given=NO_AA, after=SOON, logic=False, against="at rest",
         why="amino acids matter"),
)  # fmt: skip

SENSORS = (
    *(
        Case(name, "mTORC1_act", "same", given=NO_LEU, against="at rest", logic=True,
             why="lack of leucine goes unnoticed")
        for name in ("Sestrin2_loss", "Sestrin_loss", "Sestrin2_absent_tissue", "NV5138")
    ),
    Case("Sestrin_loss", "mTORC1_act", "more", given={"ERStress": 1.0}, by=0.2, logic=True,
         why="stress has no way over the Sestrins"),
    Case("Sestrin_overexpression", "mTORC1_act", "less", by=0.3, logic=False,
         why="suppressed without any stress"),
    Case("Sestrin2_high_tissue", "mTORC1_act", "less", by=0.2, given={"Leu_ext": 3e4},
         why="more leucine is needed"),
    Case("Sestrin2_high_tissue", "mTORC1_act", "same", by=0.1, given={"Leu_ext": 3e6}, logic=True,
         why="with enough leucine there is no difference"),
    Case("CASTOR1_loss", "mTORC1_act", "same", by=0.05, given={"Arg_ext": 0.0}, against="at rest",
         logic=True, why="lack of cytosolic arginine goes unnoticed, but for the lysosomal route"),
    Case("SAMTOR_loss", "mTORC1_act", "same", given={"Met_ext": 0.0}, against="at rest",
         logic=True, why="lack of methionine goes unnoticed"),
    Case("SLC38A9_loss", "mTORC1_act", "less", by=0.1, why="the lysosomal branch is lost"),
    Case("SLC38A9_loss", "AA_lys", "more", by=2.0, logic=True, why="amino acids are trapped"),
    Case("NPC1_loss", "mTORC1_act", "same", by=1e-3, given={"Cholesterol": 5.0}, against="at rest",
         logic=True, why="cholesterol has no say"),
    Case("GCN2_loss", "ATF4", "less", by=0.5, given=NO_AA, after=SOON, logic=False, why="the slow route is lost"),
    Case("GCN2_loss", "mTORC1_act", "same", by=0.05, given={"AminoAcids": 0.05}, after=HOUR,
         logic=False, why="it does not matter at first"),
    Case("alt_GCN2_acute+GCN2_loss", "mTORC1_act", "more", by=1.0, given={"AminoAcids": 0.05}, against="the rest",
         after=HOUR, logic=False, why="were the route quick, its loss would slow the first fall"),
    Case("ATF4_loss", "Sestrin1", "lost", given={"ERStress": 1.0}, logic=False,
         why="the Sestrins are not induced", against="wild type"),
)  # fmt: skip

COMPLEXES = (
    *(
        Case(name, readout, expected, by=0.05, logic=level, why=why)
        for name in ("Rictor_KO", "Rictor_brain_KO")
        for readout, expected, level, why in (
            ("mTORC2_act", "lost", False, "no mTORC2 forms"),
            ("FOXO_p", "lost", False, "FOXO needs Akt with both marks or SGK1"),
            ("TSC2_pAkt", "same", True, "the mark of PDK1 is enough for TSC2"),
            ("GSK3b_p", "same", True, "the mark of PDK1 is enough for GSK3b"),
            ("S6K1_pT389", "same", True, "that is a mark of mTORC1"),
        )
    ),
    Case("mLST8_KO", "mTORC2_act", "lost", logic=False, why="part of mTORC2"),
    Case("mLST8_KO", "S6K1_act", "same", logic=True, why="mTORC1 does not need it"),
    Case("mTOR_depletion", "ActinCytoskeleton", "less", by=0.3, after=2 * DAY, logic=False,
         why="actin needs mTORC2"),
    Case("mTOR_depletion", "mTORC1_act", "less", by=0.3, after=2 * DAY, logic=False,
         why="both complexes are scarce"),
    Case("mSIN1_dPH", "mTORC2_act", "more", by=2.0, given=STARVED, logic=True,
         why="the PH domain no longer blocks mTORC2"),
    Case("mSIN1_dPH", "mTORC2_PM", "less", by=0.0, logic=True,
         why="PIP3 does not bring it to the membrane"),
    Case("Rictor_KO+Akt_constitutive", "FOXO_p", "more", by=2.0, against="the rest", logic=False,
         why="makes up for mTORC2 in part; in logic FOXO needs mTORC2 itself"),
    Case("MTOR_activating", "mTORC2_act", "more", by=0.5, logic=True, why="inferred for mTORC2"),
    Case("Dictyostelium", "mTORC2_act", "more", by=2.0, given=STARVED, logic=True,
         why="small GTPases decide, not growth factors"),
    Case("Dictyostelium", "Chemotaxis", "more", given=STARVED, logic=True, why="mTORC2 serves it"),
    Case("alt_Akt_TSC2_needs_mTORC2", "mTORC1_act", "same", by=1e-3, logic=True,
         why="the wild type is the same"),
    Case("alt_Akt_TSC2_needs_mTORC2+Rictor_KO", "mTORC1_act", "less", by=0.5, logic=False,
         why="loss of Rictor lowers mTORC1"),
    Case("mTORC1_specific_inhibitor", "mTORC1_act", "less", by=0.5, logic=False, why="its target"),
    Case("mTORC1_specific_inhibitor", "mTORC2_act", "more", by=0.0, after=2 * DAY, logic=True,
         why="the pool of mTOR is not touched"),
)  # fmt: skip

OUTPUTS = (
    Case("S6K1_KO", "S6K1_act", "lost", logic=False, why="no S6K1"),
    Case("S6K1_KO", "ProteinSynthesis", "same", by=0.1, logic=True, why="translation as before"),
    Case("S6K1_KO", "Akt_act", "more", by=0.3, logic=True, why="insulin acts better"),
    Case("Grb10_loss", "Akt_act", "more", by=0.02, given={**STARVED, "Insulin": 1.0}, logic=True,
         why="one feedback arm is cut"),
    Case("IRS1_feedback_cut", "Akt_act", "more", by=0.5, given={**STARVED, "Insulin": 1.0},
         logic=True, why="the insulin signal lasts"),
    Case("IRS1_feedback_cut", "IRS1", "more", by=0.5, given={**STARVED, "Insulin": 1.0}, logic=True,
         why="S6K1 does not silence it"),
    Case("S6_5A", "S6_p", "lost", logic=False, why="no serines to mark"),
    Case("S6_5A", "ProteinSynthesis", "same", by=0.02, logic=True, why="translation as before"),
    Case("EIF4EBP1_locked", "CapTranslation", "less", by=0.5, logic=False, why="eIF4E stays held"),
    Case("alt_substrate_search", "mTORC1_substrate_recruitment", "less", by=0.5, given=STARVED,
         logic=False, why="without Rheb-GTP active mTORC1 does not leave"),
)  # fmt: skip

DRUGS = (
    Case("rapamycin_acute", "S6K1_act", "lost", after=HOUR, logic=False, why="its S6K1 goes off"),
    Case("rapamycin_acute", "EIF4EBP1_p", "same", by=0.3, after=HOUR,
         why="4E-BP1 keeps most of its marks"),
    Case("rapamycin_acute", "mTORC2_act", "same", by=0.1, after=HOUR, logic=True,
         why="assembled mTORC2 is shielded"),
    Case("rapamycin_chronic", "mTORC2_act", "less", by=0.5, after=2 * DAY, logic=False,
         why="no free mTOR for new mTORC2"),
    Case("rapamycin_intermittent", "mTORC2", "same", by=0.2, after=20 * DAY, logic=True,
         why="mTORC2 recovers between the doses"),
    Case("rapamycin_low_dose", "mTORC1_act", "less", by=0.3, after=2 * DAY, why="a part is lost"),
    Case("rapamycin_low_dose", "mTORC2_act", "same", by=0.2, after=2 * DAY, logic=True,
         why="too little to empty mTORC2"),
    Case("rapalog", "S6K1_act", "lost", after=2 * HOUR, logic=False, why="as rapamycin"),
    Case("rapalog", "EIF4EBP1_p", "same", by=0.3, after=2 * HOUR, why="a partial block"),
    Case("rapalog", "CellSurvival", "same", by=0.1, after=2 * HOUR, logic=True,
         why="mTORC2 and Akt keep cells alive"),
    *(
        Case("Torin1", name, "less", by=0.6, after=2 * HOUR, logic=False, why="all substrates stop")
        for name in ("S6K1_act", "EIF4EBP1_p", "Akt_act", "mTORC2_act")
    ),
    Case("Torin1_resistant", "Akt_act", "same", by=0.6, logic=True, why="Akt comes back"),
    Case("Torin1_resistant", "mTORC2_act", "lost", logic=False, why="without mTORC2"),
    Case("metformin", "mTORC1_act", "less", by=0.5, logic=False, why="through AMPK and TSC"),
    Case("metformin+AMPK_null", "mTORC1_act", "less", by=0.1, logic=False, why="TSC is a route too"),
    Case("NV5138", "mTORC1_act", "more", by=0.05, logic=True, why="Sestrin2 is kept off GATOR2"),
    Case("muscle_mechanical", "mTORC1_act", "more", by=0.1, logic=True, why="a working muscle"),
)  # fmt: skip

WIRINGS = (
    Case("osteoclast", "mTORC1_act", "less", by=0.6, given=NO_AA, after=SOON, against="at rest", logic=False,
         why="amino acids still matter"),
    Case("osteoclast", "mTORC1_lys", "more", by=0.0, given=NO_AA, after=SOON, against="at rest", logic=True,
         why="mTORC1 stays on the lysosome"),
    *(
        Case(name, "mTORC1_act", "same", given={medium: 0.0}, against="at rest", logic=True,
             why="no single amino acid is required")
        for name in ("yeast_Scerevisiae", "yeast_Spombe")
        for medium in ("Leu_ext", "Arg_ext", "Met_ext")
    ),
    *(
        Case(name, "mTORC1_act", "less", by=0.6, given=NO_AA, after=SOON, against="at rest", logic=False,
             why="the general supply still counts without KICSTOR")
        for name in ("yeast_Scerevisiae", "yeast_Spombe", "fly_Dmelanogaster", "human_Sestrin_in_fly", "worm_Celegans")
    ),
    Case("yeast_Scerevisiae+RHEB_loss", "mTORC1_act", "more", by=-0.5, logic=True,
         why="budding yeast does not need Rheb"),
    Case("yeast_Spombe+RHEB_loss", "mTORC1_act", "lost", logic=False, why="fission yeast does"),
    Case("human_Sestrin_in_fly", "mTORC1_act", "same", by=0.15, given={"Leu_ext": 3e5},
         against="at rest", why="the same fall is not"),
    Case("worm_Celegans", "mTORC1_act", "same", given={"Met_ext": 0.0}, against="at rest",
         logic=True, why="no branch for SAM"),
    Case("worm_Celegans", "SLC38A9_Arg", "same", by=0.1, logic=True, why="the lysosomal branch is kept"),
    Case("mammal_human", "mTORC1_act", "same", by=1e-9, logic=True, why="the default"),
    Case("alt_purine_TSC+TSC2_loss", "mTORC1_act", "same", given=NO_PURINES,
         against="at rest", logic=True, why="the route needs TSC"),
    # A cell that grows less uses fewer purines, so that mTORC1 falls part of the way.
    Case("alt_purine_TSC", "mTORC1_act", "less", by=0.5, given=NO_PURINES, after=2 * DAY,
         against="at rest", logic=False, why="with TSC mTORC1 falls"),
    Case("alt_purine_Rheb+TSC2_loss", "mTORC1_act", "less", by=0.5, given=NO_PURINES, after=2 * DAY,
         against="at rest", logic=False, why="this route does not need TSC"),
    Case("alt_purine_Rheb", "mTORC1_act", "less", by=0.5, given=NO_PURINES, after=2 * DAY, against="at rest",
         logic=False, why="nor is it weaker with TSC"),
)  # fmt: skip

FASTED: Mapping[str, float] = {"Fasting": 1.0}

WITH_AUTOPHAGY = (
    Case("NUFIP1_loss", "Ribophagy", "lost", given=NO_AA, after=SOON, logic=False, why="NUFIP1 brings ribosomes along"),
    Case("ATG_deficient", "Autophagy", "lost", given=NO_AA, after=SOON, logic=False, why="no core autophagy genes"),
    Case("macropinocytic_cancer+SLC38A9_loss", "mTORC1_act", "less", by=0.3, against="the rest",
         why="amino acids from engulfed protein leave lysosomes through SLC38A9"),
    Case("mitotic_cell", "mTORC1_act", "less", by=0.5, logic=False, why="CDK1 marks mTORC1"),
    Case("mitotic_cell", "AutophagosomeFormation", "less", by=0.3, logic=False, why="CDK1 holds back autophagosomes"),
    Case("alt_FLCN_TFEB_axis+FLCN_loss", "TFEB_nuc", "more", by=0.3, logic=True, why="TFEB rises without FLCN"),
    Case("Birt_Hogg_Dube", "TFEB_nuc", "more", by=0.3, logic=True, why="TFEB rises without FLCN"),
)  # fmt: skip

WITH_TISSUES = (
    Case("S6K2_KO", "Ketogenesis", "more", by=0.1, why="PPAR-alpha is free of NCoR1"),
    *(
        Case(name, "LiverWeight", "more", by=0.05, given=FASTED, logic=True, why="the liver does not shrink in a fast")
        for name in ("TSC1_liver_KO", "Atg7_liver_KO")
    ),
    Case("Raptor_liver_KO", "LiverWeight", "same", by=0.1, given=FASTED, against="at rest", why="it does not shrink"),
    Case("TSC1_liver_KO", "KetoneBodies", "less", by=0.1, given=FASTED, logic=False, why="mTORC1 is in the way"),
    Case("aged_liver", "KetoneBodies", "less", by=0.1, given=FASTED, logic=False, why="as a liver whose mTORC1 is on"),
    Case("Raptor_liver_KO", "HepaticLipogenesis", "less", by=0.3, logic=False, why="mTORC1 drives it"),
    Case("Rictor_liver_KO", "HepaticLipogenesis", "less", by=0.1, logic=False, why="mTORC2 and Akt drive it"),
    Case("Rictor_liver_KO+Akt_constitutive", "HepaticLipogenesis", "more", against="the rest",
         why="Akt makes up for it in part"),
    Case("S6K1_liver_muscle_KO", "ProteinSynthesis", "same", by=0.05, logic=True, why="translation goes on as before"),
    Case("Raptor_adipocyte_KO", "WATMass", "less", by=0.02, after=14 * DAY, logic=False, why="fat needs mTORC1"),
    Case("Raptor_adipocyte_KO", "Lipolysis_WAT", "more", by=0.1, logic=True, why="mTORC1 holds it down"),
    Case("brain_protected", "AA_supply", "same", given=FASTED, against="at rest", logic=True, why="spared in a fast"),
    Case("metabolic_syndrome", "InsulinSensitivity", "less", by=0.05, after=14 * DAY, logic=False, why="overfed"),
    Case("metabolic_syndrome_rapamycin", "mTORC2_act", "less", by=0.3, after=14 * DAY, logic=False, why="both fall"),
    Case("metabolic_syndrome_rapamycin", "mTORC1_act", "lost", after=14 * DAY, logic=False, why="both fall"),
    Case("ketogenic_diet", "mTORC1_act", "less", after=2 * DAY, why="less input to mTORC1"),
    Case("dietary_restriction", "mTORC1_act", "less", after=2 * DAY, why="less input to mTORC1"),
    Case("methionine_restriction", "SAM", "less", by=0.3, after=2 * DAY, logic=False, why="less methionine"),
    Case("methionine_restriction", "mTORC1_act", "less", after=2 * DAY, why="less input to mTORC1"),
)  # fmt: skip

WITH_THE_REST = (
    Case("EIF4EBP_KO", "CapTranslation", "more", by=0.3, after=2 * HOUR, given={"Torin1": 250.0}, logic=True,
         why="nothing holds eIF4E"),
    Case("EIF4EBP_KO", "TOP_mRNA", "more", by=0.3, after=2 * HOUR, given={"Torin1": 250.0}, logic=True,
         why="nothing holds eIF4E"),
    Case("EIF4EBP2_KO", "SynapticTranslation", "more", by=0.1, why="4E-BP2 holds it back"),
    Case("EIF4EBP2_KO", "SocialBehaviour", "less", by=0.05, after=7 * DAY, logic=False, why="autism-like"),
    Case("Lipin1_loss", "SREBP_nuc", "more", by=0.05, why="lipin 1 holds SREBP back"),
    Case("senescent_cell", "mTORC1_act", "more", by=2.0, given={**STARVED, **NO_AA}, logic=True, why="hears neither"),
    Case("senescent_cell", "SASP", "more", by=0.5, logic=True, why="the cell secretes"),
    Case("senescent_cell+rapamycin_acute", "SASP", "less", by=0.2, against="the rest", logic=False,
         why="rapamycin lowers it"),
    Case("guanylate_inhibitor+TSC2_loss", "DNADamage_level", "more", by=0.1, logic=True, after=2 * DAY,
         why="mTORC1 makes ribosomes out of the guanylates that replication needs"),
    Case("ketamine", "mTORC1_synapse", "more", by=0.2, after=4 * HOUR, why="mTORC1 rises at the synapse"),
    Case("rapamycin_brain", "mTORC1_synapse", "same", by=0.5, why="little passes the barrier"),
    Case("rapamycin_brain", "Rapamycin_brain", "less", by=0.9, given={"Rapamycin": 100.0}, logic=False,
         why="little passes the barrier"),
    Case("fly_Dmelanogaster", "mTORC1_act", "lost", given=NO_AA, after=SOON, against="at rest", logic=False,
         why="the general supply still counts without KICSTOR"),
    Case("fly_Dmelanogaster", "mTORC1_act", "less", by=0.5, given={"Leu_haemolymph": 1e5},
         why="at human leucine dSesn is not loaded"),
    Case("fly_Dmelanogaster", "mTORC1_act", "same", by=0.2, logic=True, why="in haemolymph it is"),
    Case("fly_Dmelanogaster", "mTORC1_act", "same", given={"Arg_ext": 0.0}, against="at rest", logic=True,
         why="no branch for arginine"),
    Case("fly_Dmelanogaster", "mTORC1_act", "less", by=0.3, given={"Met_ext": 0.0}, against="at rest", logic=False,
         why="SAMTOR is kept"),
    Case("fly_Dmelanogaster", "mTORC1_act", "less", by=0.2, given={"Leu_haemolymph": 3e5}, against="at rest",
         why="a fivefold fall of leucine is felt"),
)  # fmt: skip

CASES = (
    *BRAKES,
    *RAGS,
    *SENSORS,
    *COMPLEXES,
    *OUTPUTS,
    *DRUGS,
    *WIRINGS,
    *WITH_AUTOPHAGY,
    *WITH_TISSUES,
    *WITH_THE_REST,
)
