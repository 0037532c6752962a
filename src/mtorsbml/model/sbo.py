"""SBO terms that follow from what an element is."""

from __future__ import annotations

from typing import Final

SPECIES_BY_KIND: Final = {
    "protein": "SBO:0000252",
    "complex": "SBO:0000253",
    "small_molecule": "SBO:0000247",
    "drug": "SBO:0000247",
    "gene_programme": "SBO:0000354",
}
"""SBO terms of entity kinds: polypeptide chain, complex, simple chemical, gene product; else material entity."""

PARAMETER_BY_PREFIX: Final = {
    "kcat_": "SBO:0000025",
    "Km_": "SBO:0000027",
    "Kd_": "SBO:0000282",
    "Ki_": "SBO:0000261",
    "k_on_": "SBO:0000341",
    "k_off_": "SBO:0000338",
    "k_deg_": "SBO:0000356",
    "k_": "SBO:0000009",
    "K_": "SBO:0000363",
    "n_": "SBO:0000190",
    "Vmax_": "SBO:0000186",
    "gain_": "SBO:0000363",
    "w_": "SBO:0000002",
}

TOTAL: Final = "SBO:0000196"
LEVEL: Final = "SBO:0000196"
OBSERVABLE: Final = "SBO:0000196"
QUANTITATIVE: Final = "SBO:0000002"
TRANSITION: Final = "SBO:0000375"
MODIFIER: Final = "SBO:0000019"
STIMULATOR: Final = "SBO:0000459"
INHIBITOR: Final = "SBO:0000020"
REACTANT: Final = "SBO:0000010"
PRODUCT: Final = "SBO:0000011"

BINDING: Final = "SBO:0000177"
DISSOCIATION: Final = "SBO:0000180"
PHOSPHORYLATION: Final = "SBO:0000216"
DEPHOSPHORYLATION: Final = "SBO:0000330"
TRANSPORT: Final = "SBO:0000185"
CONVERSION: Final = "SBO:0000182"
SYNTHESIS: Final = "SBO:0000393"
DEGRADATION: Final = "SBO:0000179"
BIOCHEMICAL: Final = "SBO:0000176"
HYDROLYSIS: Final = "SBO:0000376"
PHENOMENOLOGICAL: Final = "SBO:0000397"


def parameter_term(identifier: str) -> str:
    """SBO term of a parameter, from the convention of its name (`Kd_...`, `kcat_...`)."""
    for prefix, term in PARAMETER_BY_PREFIX.items():
        if identifier.startswith(prefix):
            return term
    return QUANTITATIVE


def species_term(kind: str) -> str:
    """SBO term of a species, from the kind of its entity."""
    return SPECIES_BY_KIND.get(kind, "SBO:0000240")
