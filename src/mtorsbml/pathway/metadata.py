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


def source() -> Citation:
    """The review behind the interaction table, from which every model is derived."""
    return base.paper(REVIEW)


def model_metadata(model: Model) -> ModelMetadata:
    """Annotations of a model; one made of some modules has the processes of all of these."""
    review = source()
    addresses = [f"pubmed:{review.pmid}", f"doi:{review.doi}"]
    whole = len(model.modules) == len(MODULE_IDS)
    shown = [MERGED] if whole else [module.id for module in model.modules]
    terms = dict.fromkeys(term for name in shown for term in PROCESSES[name])
    return ModelMetadata(
        resources=(
            ("bqbiol:hasTaxon", knowledge.HUMAN),
            *(("bqbiol:isVersionOf", term) for term in terms),
            *(("bqmodel:isDescribedBy", address) for address in addresses),
            *(("bqmodel:isDerivedFrom", address) for address in addresses),
        )
    )
