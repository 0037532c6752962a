"""MIRIAM annotations of an element: qualifiers, resources, and the compact identifier that a URI stands for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, Literal, NamedTuple
from urllib.parse import unquote

from mtorsbml.sbml.tree import RDF, Node

BIOLOGY: Final = "http://biomodels.net/biology-qualifiers/"
MODEL: Final = "http://biomodels.net/model-qualifiers/"
_PREFIXES: Final = {BIOLOGY: "bqbiol", MODEL: "bqmodel"}
_RESOURCE: Final = f"{RDF} resource"
_CREATORS: Final = frozenset({"creator", "contributor"})

BIOLOGY_QUALIFIERS: Final = frozenset(
    {
        "encodes", "hasPart", "hasProperty", "hasTaxon", "hasVersion", "is", "isDescribedBy", "isEncodedBy",
        "isHomologTo", "isPartOf", "isPropertyOf", "isVersionOf", "occursIn",
    }
)  # fmt: skip
"""Qualifiers of biology that BioModels.net has."""
MODEL_QUALIFIERS: Final = frozenset({"is", "isDerivedFrom", "isDescribedBy", "isInstanceOf", "hasInstance"})
"""Qualifiers of models that BioModels.net has."""

Form = Literal["compact", "slash", "urn", "other"]
_URN: Final = re.compile(r"urn:miriam:([A-Za-z0-9._-]+):(.+)", re.DOTALL)
_IDENTIFIERS: Final = re.compile(r"https?://(?:www\.)?identifiers\.org/(.+)", re.DOTALL)
_SLASH: Final = re.compile(r"([A-Za-z0-9._-]+)/(.+)", re.DOTALL)
_COMPACT: Final = re.compile(r"(?:[A-Za-z0-9._-]+/)?([A-Za-z0-9._-]+):(.+)", re.DOTALL)
_PROVIDERS: Final = frozenset({"amigo", "ebi", "epmc", "ncbi", "ols", "rcsb"})
_EMBEDDED: Final = frozenset(
    {"bto", "chebi", "cl", "doid", "eco", "fma", "go", "hp", "mgi", "mi", "mod", "mp", "pato", "pr", "pw", "sbo", "so",
     "uberon"}
)  # fmt: skip
"""Prefixes that their own identifiers begin with (`GO:0005634`), so that old forms write them twice."""
_SYNONYMS: Final = {
    "obo.go": "go", "obo.chebi": "chebi", "obo.bto": "bto", "obo.fma": "fma", "biomodels.sbo": "sbo",
    "ec-code": "ec", "ec-code.": "ec", "psimod": "mod", "obo.psi-mod": "mod", "obo.pr": "pr", "ncbitaxon": "taxonomy",
    "biomodels.kisao": "kisao", "kegg": "kegg.pathway",
}  # fmt: skip


class Reference(NamedTuple):
    """One resource of an annotation.

    Attributes:
        qualifier: Such as `bqbiol:is`; of a nested one, the path to it with slashes.
        uri: As it is written.
        node: The `li` element.
        namespace: Namespace of the qualifier.
    """

    qualifier: str
    uri: str
    node: Node
    namespace: str

    @property
    def key(self) -> str:
        """The compact identifier, or the URI if it is none."""
        return compact(self.uri)[0] or self.uri


@lru_cache(maxsize=1 << 16)
def compact(uri: str) -> tuple[str, Form]:
    """The compact identifier (`uniprot:P42345`, `GO:0005634`) that a URI stands for, and how the URI is written.

    The identifier is empty for a URI that is neither of identifiers.org nor of MIRIAM.
    """
    uri = uri.strip()
    if found := _URN.fullmatch(uri):
        return _joined(found[1], unquote(found[2])), "urn"
    inside = _IDENTIFIERS.fullmatch(uri)
    if inside is None:
        return "", "other"
    rest = unquote(inside[1])
    colon, slash = _COMPACT.fullmatch(rest), _SLASH.fullmatch(rest)
    # With the code of a provider before it (`epmc/pubmed:123`) it is compact still; `go/GO:0005634` is the older form.
    if colon and (slash is None or slash[1].lower() in _PROVIDERS):
        return _joined(colon[1], colon[2]), "compact"
    return (_joined(slash[1], slash[2]), "slash") if slash else ("", "other")


def _joined(prefix: str, accession: str) -> str:
    prefix = prefix.lower()
    prefix = _SYNONYMS.get(prefix, prefix)
    head, colon, tail = accession.partition(":")
    if colon and (head.lower() in _EMBEDDED or head.lower() == prefix):
        accession, prefix = tail, head.lower()
    accession = accession.removeprefix(f"{prefix.upper()}_")
    shown = prefix.upper() if prefix in _EMBEDDED else prefix
    return f"{shown}:{accession}"


def description(node: Node) -> Node | None:
    """The RDF description of an element."""
    annotation = node.child("annotation")
    rdf = annotation.child("RDF") if annotation is not None else None
    return rdf.child("Description") if rdf is not None else None


def references(node: Node) -> Iterator[Reference]:
    """The resources in the annotation of an element, in the order of the file, nested ones included."""
    found = description(node)
    if found is not None:
        yield from described(found)


def described(description: Node) -> Iterator[Reference]:
    """The resources in an RDF description, in the order of the file, nested ones included."""
    for qualifier in description.children:
        yield from _below(qualifier, "")


def _below(qualifier: Node, path: str) -> Iterator[Reference]:
    if qualifier.ns not in _PREFIXES and not (
        "biology-qualifiers" in qualifier.ns or "model-qualifiers" in qualifier.ns
    ):
        return
    name = f"{path}{_PREFIXES.get(qualifier.ns, 'bq?')}:{qualifier.name}"
    for bag in qualifier.children:
        for item in bag.children:
            if item.name == "li" and (uri := item.attributes.get(_RESOURCE) or item.get("resource")):
                yield Reference(name, uri, item, qualifier.ns)
            elif item.ns != RDF:
                yield from _below(item, f"{name}/")


def creators(node: Node) -> int:
    """How many creators and contributors the history of a model names (their names are not kept by the reader)."""
    found = description(node)
    people = [c for c in found.children if c.name in _CREATORS] if found is not None else []
    return sum(1 for person in people for item in person.find("li") if item.children)
