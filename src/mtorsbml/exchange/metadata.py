"""OMEX metadata 1.2: what an archive is, who made it, and under which licence, as RDF/XML with fixed bytes.

The specification takes its words from `dcterms`; BioSimulations reads those of Dublin Core 1.1, `dc`. Both are written.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote
from xml.sax.saxutils import escape, quoteattr

from mtorsbml.errors import MtorsbmlError
from mtorsbml.model.vocabulary import Citation
from mtorsbml.sbml.metadata import identifiers_url

RELEASED: Final = "2026-11-23T00:00:00Z"
"""Date of creation and change of an archive whose metadata names no other: builds carry no clock."""

_LIBRARY: Final = "http://omex-library.org/"
_DATE: Final = re.compile(r"\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2}(Z|[+-]\d{2}:\d{2}))?\Z")
_NOT_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NAMESPACES: Final = (
    ("bqbiol", "http://biomodels.net/biology-qualifiers/"),
    ("bqmodel", "http://biomodels.net/model-qualifiers/"),
    ("dc", "http://purl.org/dc/elements/1.1/"),
    ("dcterms", "http://purl.org/dc/terms/"),
    ("foaf", "http://xmlns.com/foaf/0.1/"),
    ("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
    ("rdfs", "http://www.w3.org/2000/01/rdf-schema#"),
)
_PROCESS: Final = ("bqbiol:isVersionOf", "bqbiol:encodes")
"""What the model is a version of, as its own annotation has it, and the word by which BioSimulations lists biology."""
_DEEP: Final = " " * 8


@dataclass(frozen=True, kw_only=True, slots=True)
class ArchiveMetadata:
    """What people and machines are told of an archive.

    `archive` is its file name without `.omex`, which makes its URI. `taxon` is an NCBI taxonomy id. `processes` are
    the processes of the cell that the model is a version of, each as Gene Ontology id and name. `sources` are the works
    that the model is built from, `references` papers to read with it; `home` is a web address of the project. Dates are
    W3CDTF, such as 2026-11-23 or 2026-11-23T00:00:00Z.
    """

    archive: str
    title: str
    description: str
    creators: tuple[str, ...] = ("mtorsbml contributors",)
    licence: str = "CC0-1.0"
    licence_url: str = "https://creativecommons.org/publicdomain/zero/1.0/"
    created: str = RELEASED
    modified: str = RELEASED
    taxon: str = "9606"
    taxon_name: str = "Homo sapiens"
    processes: tuple[tuple[str, str], ...] = ()
    home: str = ""
    sources: tuple[Citation, ...] = ()
    references: tuple[Citation, ...] = ()


def metadata_text(metadata: ArchiveMetadata) -> str:
    """Write the metadata as RDF/XML; the same values give the same text.

    Every object has its URI and a label that people can read, as OMEX metadata 1.2 and BioSimulations ask for.

    Raises:
        MtorsbmlError: If there is no title or creator, a date is not W3CDTF, a citation has neither doi nor PubMed
            id, or a text has a character that XML does not allow.
    """
    _check(metadata)
    about = f"{_LIBRARY}{quote(metadata.archive)}.omex"
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', "<rdf:RDF"]
    lines += [f'    xmlns:{prefix}="{uri}"' for prefix, uri in _NAMESPACES]
    lines[-1] += ">"
    lines.append(f"  <rdf:Description rdf:about={quoteattr(about)}>")
    for name, text in (("title", metadata.title), ("description", metadata.description)):
        lines += [_literal(predicate, text) for predicate in _both(name)]
    for count, creator in enumerate(metadata.creators, start=1):
        # The address names the node in this file; it is nobody's identifier, such as an ORCID.
        named = _literal("foaf:name", creator, _DEEP)
        lines += _node(_both("creator"), f"{about}/metadata.rdf#creator{count}", creator, named)
    for name, date in (("created", metadata.created), ("modified", metadata.modified)):
        lines += [line for predicate in _both(name) for line in _date(predicate, date)]
    lines += _identified(_both("license"), metadata.licence_url, metadata.licence)
    lines += _identified(("bqbiol:hasTaxon",), identifiers_url(f"taxonomy:{metadata.taxon}"), metadata.taxon_name)
    for term, name in metadata.processes:
        lines += _identified(_PROCESS, identifiers_url(term), name)
    if metadata.home:
        lines += _identified(("rdfs:seeAlso",), metadata.home, metadata.home)
    for said, citations in ((_both("source"), metadata.sources), (("dcterms:references",), metadata.references)):
        for citation in citations:
            lines += _identified(said, _uri(citation), citation.label)
    lines += ["  </rdf:Description>", "</rdf:RDF>", ""]
    return "\n".join(lines)


def _check(metadata: ArchiveMetadata) -> None:
    where = f"metadata of archive {metadata.archive!a}"
    for name in ("archive", "title", "description", "licence", "licence_url", "taxon", "taxon_name"):
        if not getattr(metadata, name).strip():
            raise MtorsbmlError(f"{where}: {name} is empty; fill it in")
    if not metadata.creators:
        raise MtorsbmlError(f"{where}: no creators; name at least one")
    for name in ("created", "modified"):
        date = getattr(metadata, name)
        if not _DATE.match(date):
            raise MtorsbmlError(f"{where}: {name} is {date!a}; write 2026-11-23 or 2026-11-23T00:00:00Z")
    for citation in (*metadata.sources, *metadata.references):
        if not citation.doi and not citation.pmid:
            raise MtorsbmlError(f"{where}: {citation.label!a} has no doi and no PubMed id; give one")
    labels = [citation.label for citation in (*metadata.sources, *metadata.references)]
    labels += [name for _, name in metadata.processes]
    texts = (metadata.title, metadata.description, metadata.licence, metadata.taxon_name, *metadata.creators, *labels)
    for text in texts:
        bad = _NOT_XML.search(text)
        if bad:
            raise MtorsbmlError(f"{where}: {text[:40]!a} has the character {bad.group()!a}; remove it")


def _uri(citation: Citation) -> str:
    return identifiers_url(f"doi:{citation.doi}" if citation.doi else f"pubmed:{citation.pmid}")


def _literal(name: str, text: str, indent: str = "    ") -> str:
    return f"{indent}<{name}>{escape(' '.join(text.split()))}</{name}>"


def _both(name: str) -> tuple[str, str]:
    return f"dcterms:{name}", f"dc:{name}"


def _identified(predicates: tuple[str, ...], uri: str, label: str) -> list[str]:
    return _node(predicates, uri, label, f"{_DEEP}<dc:identifier rdf:resource={quoteattr(uri)}/>")


def _node(predicates: tuple[str, ...], uri: str, label: str, more: str) -> list[str]:
    first, *others = predicates
    return [
        f"    <{first}>",
        f"      <rdf:Description rdf:about={quoteattr(uri)}>",
        more,
        _literal("rdfs:label", label, _DEEP),
        "      </rdf:Description>",
        f"    </{first}>",
        *(f"    <{other} rdf:resource={quoteattr(uri)}/>" for other in others),
    ]


def _date(predicate: str, date: str) -> list[str]:
    return [
        f"    <{predicate}>",
        "      <rdf:Description>",
        _literal("dcterms:W3CDTF", date, _DEEP),
        "      </rdf:Description>",
        f"    </{predicate}>",
    ]
