"""What is said of a model as a whole: the annotations of its model element."""

from __future__ import annotations

from dataclasses import dataclass

from mtorsbml.errors import MtorsbmlError

IDENTIFIERS = "https://identifiers.org/"


def identifiers_url(compact: str) -> str:
    """The address of a compact identifier: `uniprot:P42345` is at `https://identifiers.org/uniprot:P42345`.

    Raises:
        MtorsbmlError: If the text is no `prefix:accession`.
    """
    prefix, colon, accession = compact.partition(":")
    if not (prefix and colon and accession) or any(character.isspace() for character in compact):
        raise MtorsbmlError(f"'{compact}' is no compact identifier; write it as prefix:accession")
    return IDENTIFIERS + compact


@dataclass(frozen=True, kw_only=True, slots=True)
class ModelMetadata:
    """Annotations of the model element.

    `resources` are pairs of a qualifier with its vocabulary and a compact identifier, such as
    `("bqmodel:isDescribedBy", "pubmed:31937935")` or `("bqbiol:hasTaxon", "taxonomy:9606")`.
    """

    resources: tuple[tuple[str, str], ...] = ()


NO_METADATA = ModelMetadata()
"""The metadata of a model of which nothing more is known."""
