"""What is said of a model as a whole: the organism, the processes that it shows, and the review it is built from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from mtorsbml.model.vocabulary import Citation, Model
from mtorsbml.pathway import base, knowledge
from mtorsbml.pathway.library import MERGED, MODULE_IDS
from mtorsbml.sbml.metadata import ModelMetadata

REVIEW: Final = "Liu2020_review"
PROCESSES: Final[Mapping[str, tuple[str, ...]]] = {
    MERGED: ("GO:0031929", "GO:0038202", "GO:0038203"),
    "mtorc1_assembly": ("GO:0038202", "GO:0065003"),
    "mtorc2_assembly": ("GO:0038203", "GO:0065003"),
    "growth_factor": ("GO:0008286", "GO:0043491"),
    "energy_stress": ("GO:0097009", "GO:0033554"),
    "amino_acid_sensing": ("GO:0071230",),
    "lysosomal_gate": ("GO:1904263", "GO:0061462"),
    "protein_synthesis": ("GO:0006412", "GO:0042254"),
    "autophagy_lysosome": ("GO:0006914", "GO:0007040", "GO:0034517"),
    "mtorc2_signalling": ("GO:0038203",),
    "feedback_crosstalk": ("GO:0046627",),
    "pharmacology": ("GO:0009410",),
    "lipid_synthesis": ("GO:0008610", "GO:0032933"),
    "nucleotide_synthesis": ("GO:0009165", "GO:0006164", "GO:0006207"),
    "glucose_mitochondria": ("GO:0006096", "GO:0006119", "GO:0007005"),
    "tissue_metabolism": ("GO:0042593", "GO:0042594"),
    "neuronal": ("GO:0140241", "GO:0098883"),
    "ageing": ("GO:0008340", "GO:0090398"),
    "species_wiring": ("GO:0038202",),
}
"""Gene Ontology terms of the biological processes that a model is a version of, by model id."""
TERMS: Final[Mapping[str, str]] = {
    "GO:0006096": "glycolytic process",
    "GO:0006119": "oxidative phosphorylation",
    "GO:0006164": "purine nucleotide biosynthetic process",
    "GO:0006207": "'de novo' pyrimidine nucleobase biosynthetic process",
    "GO:0006412": "translation",
    "GO:0006914": "autophagy",
    "GO:0007005": "mitochondrion organization",
    "GO:0007040": "lysosome organization",
    "GO:0008286": "insulin receptor signaling pathway",
    "GO:0008340": "determination of adult lifespan",
    "GO:0008610": "lipid biosynthetic process",
    "GO:0009165": "nucleotide biosynthetic process",
    "GO:0009410": "response to xenobiotic stimulus",
    "GO:0031929": "TOR signaling",
    "GO:0032933": "SREBP signaling pathway",
    "GO:0033554": "cellular response to stress",
    "GO:0034517": "ribophagy",
    "GO:0038202": "TORC1 signaling",
    "GO:0038203": "TORC2 signaling",
    "GO:0042254": "ribosome biogenesis",
    "GO:0042593": "glucose homeostasis",
    "GO:0042594": "response to starvation",
    "GO:0043491": "phosphatidylinositol 3-kinase/protein kinase B signal transduction",
    "GO:0046627": "negative regulation of insulin receptor signaling pathway",
    "GO:0061462": "protein localization to lysosome",
    "GO:0065003": "protein-containing complex assembly",
    "GO:0071230": "cellular response to amino acid stimulus",
    "GO:0090398": "cellular senescence",
    "GO:0097009": "energy homeostasis",
    "GO:0098883": "synapse pruning",
    "GO:0140241": "translation at synapse",
    "GO:1904263": "positive regulation of TORC1 signaling",
}
"""Names of these terms in the Gene Ontology."""


def source() -> Citation:
    """The review behind the interaction table, from which every model is derived."""
    return base.paper(REVIEW)


def processes(model: Model) -> tuple[tuple[str, str], ...]:
    """Gene Ontology ids and names of what a model shows; one made of some modules has those of all of these."""
    whole = len(model.modules) == len(MODULE_IDS)
    shown = [MERGED] if whole else [module.id for module in model.modules]
    return tuple((term, TERMS[term]) for term in dict.fromkeys(term for name in shown for term in PROCESSES[name]))


def model_metadata(model: Model) -> ModelMetadata:
    """Annotations of a model: the organism, the processes, and the review."""
    review = source()
    addresses = [f"pubmed:{review.pmid}", f"doi:{review.doi}"]
    return ModelMetadata(
        resources=(
            ("bqbiol:hasTaxon", knowledge.HUMAN),
            *(("bqbiol:isVersionOf", term) for term, _ in processes(model)),
            *(("bqmodel:isDescribedBy", address) for address in addresses),
            *(("bqmodel:isDerivedFrom", address) for address in addresses),
        )
    )
