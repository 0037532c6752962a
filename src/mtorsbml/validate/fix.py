"""Mends what can be mended without a doubt: edits of the text at their places, everything else stays byte for byte."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple
from urllib.parse import unquote
from xml.sax.saxutils import escape

from mtorsbml.sbml import scan
from mtorsbml.sbml.tree import RDF, Lines, Node
from mtorsbml.validate import law_shape
from mtorsbml.validate.checker import SBML_NAMESPACE
from mtorsbml.validate.view import ModelView, whole

_TAG: Final = re.compile(rb"""<[^\s/>"'=]+(?:\s+[^\s=/>"']+\s*=\s*(?:"[^"]*"|'[^']*'))*\s*/?>""")
_URN: Final = re.compile(r"urn:miriam:([a-z][\w.-]*):(\S+)\Z")
_OLD_URL: Final = re.compile(r"https?://(?:www\.)?identifiers\.org/([a-z][\w.-]*)/(\S+)\Z")
_NCNAME: Final = re.compile(r"[A-Za-z_][\w.-]*\Z", re.ASCII)
_WITH_PREFIX: Final = {
    "obo.go": "GO", "go": "GO", "obo.chebi": "CHEBI", "chebi": "CHEBI", "obo.pato": "PATO", "pato": "PATO",
    "obo.bto": "BTO", "bto": "BTO", "obo.cl": "CL", "cl": "CL", "obo.mi": "MI", "mi": "MI", "psimi": "MI",
    "biomodels.sbo": "SBO", "obo.sbo": "SBO", "sbo": "SBO", "obo.mod": "MOD", "psimod": "MOD", "mod": "MOD",
    "efo": "EFO", "doid": "DOID", "obo.do": "DOID", "uberon": "UBERON", "hp": "HP", "pr": "PR", "obo.pr": "PR",
    "so": "SO", "obo.so": "SO", "hgnc": "HGNC", "mamo": "MAMO",
}  # fmt: skip
"""Collections of which the accession carries the prefix itself, such as GO:0005623."""
_PLAIN: Final = frozenset(
    {
        "uniprot",
        "pubmed",
        "taxonomy",
        "doi",
        "ec-code",
        "interpro",
        "reactome",
        "ensembl",
        "ncbigene",
        "pubchem.compound",
    }
    | {"pubchem.substance", "kegg.compound", "kegg.reaction", "kegg.pathway", "kegg.genes", "kegg.orthology", "pdb"}
    | {"kegg.drug", "kegg.glycan", "biomodels.db", "refseq", "pfam", "hmdb", "drugbank", "bind", "intact", "brenda"}
    | {"sabiork.reaction", "sabiork.kineticrecord", "sabiork.compartment", "metanetx.chemical", "metanetx.reaction"}
    | {"bigg.metabolite", "bigg.reaction", "cas", "inchikey", "rhea", "sgd", "mgi", "rgd", "tcdb", "wikipathways"}
)
_ALIASES: Final = {"kegg": "", "biomodels": "biomodels.db", "ncbi.taxonomy": "taxonomy", "entrez.gene": "ncbigene"}
_SPELLINGS: Final = {"liter": "litre", "meter": "metre"}
_UNIT_DEFAULTS: Final = {"exponent": "1", "scale": "0", "multiplier": "1"}


class Edit(NamedTuple):
    """Bytes that take the place of others, and what that mends."""

    start: int
    end: int
    text: bytes
    why: str


def mend(data: bytes) -> tuple[bytes, list[str]]:
    """Mend a file.

    Args:
        data: An SBML file; others are left as they are.

    Returns:
        The new content and one line for each change. If libSBML finds more errors afterwards, nothing is changed.
    """
    try:
        root = scan.scan(data)
    except scan.Refused:
        return data, []
    if root.name != "sbml" or not root.ns.startswith(SBML_NAMESPACE):
        return data, []
    edits = sorted({*_uris(data, root), *_metaids(data, root), *_sbo(data, root), *_units(data, root)})
    # Two changes at one place (a metaid and something else in one tag) are done in turn, by mending once more.
    chosen: list[Edit] = []
    for edit in edits:
        if not chosen or edit.start > chosen[-1].end:
            chosen.append(edit)
    if not chosen:
        return data, []
    new = _applied(data, chosen)
    if _errors(new) > _errors(data):
        return data, []
    lines = Lines(data)
    done = [f"line {lines.of(edit.start)}: {edit.why}" for edit in chosen]
    again, more = mend(new) if len(chosen) < len(edits) else (new, [])
    return again, done + more


def _applied(data: bytes, edits: Iterable[Edit]) -> bytes:
    parts, at = [], 0
    for edit in edits:
        parts += [data[at : edit.start], edit.text]
        at = edit.end
    return b"".join([*parts, data[at:]])


def _errors(data: bytes) -> int:
    import libsbml

    document = libsbml.readSBMLFromString(data.decode("utf-8-sig"))
    document.checkConsistency()
    return int(document.getNumErrors(libsbml.LIBSBML_SEV_ERROR) + document.getNumErrors(libsbml.LIBSBML_SEV_FATAL))


def _tag(data: bytes, node: Node) -> tuple[int, int] | None:
    """First and last byte (and one) of a start tag; None if it is not where it should be."""
    found = _TAG.match(data, node.start)
    return found.span() if found else None


def _value(data: bytes, node: Node, name: str) -> tuple[int, int] | None:
    """Where the value of an attribute stands, by its name without a prefix."""
    span = _tag(data, node)
    if span is None:
        return None
    pattern = rb"""\s(?:[\w.-]+:)?%s\s*=\s*(?:"([^"]*)"|'([^']*)')""" % re.escape(name.encode())
    found = re.compile(pattern).search(data, *span)
    return found.span(1 if found.group(1) is not None else 2) if found else None


def _insertion(data: bytes, node: Node, text: str, why: str) -> Iterator[Edit]:
    """Add attributes at the end of a start tag."""
    span = _tag(data, node)
    if span is not None:
        end = span[1] - (2 if data[span[1] - 2 : span[1]] == b"/>" else 1)
        while data[end - 1 : end].isspace():
            end -= 1
        yield Edit(end, end, text.encode(), why)


def present_form(uri: str) -> str:
    """The present form of an annotation's URI; empty if it has it already, or it is not certain what that is."""
    found = _URN.match(uri) or _OLD_URL.match(uri)
    if found is None:
        return ""
    collection, accession = found.group(1).lower(), unquote(found.group(2))
    collection = _ALIASES.get(collection, collection)
    if re.search(r"[\s<>\"']", accession):
        return ""
    if prefix := _WITH_PREFIX.get(collection):
        bare = accession.removeprefix(f"{prefix}:").removeprefix(f"{prefix}_")
        return f"https://identifiers.org/{prefix}:{bare}" if re.fullmatch(r"\w+", bare) else ""
    return f"https://identifiers.org/{collection}:{accession}" if collection in _PLAIN else ""


def _uris(data: bytes, root: Node) -> Iterator[Edit]:
    for node in root.find("li"):
        old = node.attributes.get(f"{RDF} resource", "") if node.ns == RDF else ""
        new = present_form(old.strip()) if old else ""
        span = _value(data, node, "resource") if new else None
        if span is not None:
            yield Edit(*span, escape(new, {'"': "&quot;"}).encode(), f"{old} is written {new}")


def _metaids(data: bytes, root: Node) -> Iterator[Edit]:
    """Give an element the metaid that its annotation speaks of, if it has none and no other has that one."""
    known = {n.attributes["metaid"] for n in root.walk() if "metaid" in n.attributes}
    for node in root.find("annotation"):
        owner, rdf = node.parent, node.child("RDF")
        if owner is None or rdf is None or owner.get("metaid") or SBML_NAMESPACE not in owner.ns:
            continue
        abouts = {d.attributes.get(f"{RDF} about", "") for d in rdf.children if d.name == "Description"}
        name = abouts.pop().removeprefix("#") if len(abouts) == 1 else ""
        if _NCNAME.match(name) and name not in known:
            known.add(name)
            why = f"{owner.name} '{owner.label}' has the metaid that its annotation speaks of: {name}"
            yield from _insertion(data, owner, f' metaid="{name}"', why)


def _models(root: Node) -> Iterator[ModelView]:
    level, version = whole(root.get("level")), whole(root.get("version"))
    nodes = [n for n in (root.child("model"), *root.listed("listOfModelDefinitions")) if n is not None]
    return (ModelView(node, level, version) for node in nodes if node.name in {"model", "modelDefinition"})


def _sbo(data: bytes, root: Node) -> Iterator[Edit]:
    for model in _models(root):
        if (model.level, model.version) < (2, 2):
            continue
        for reaction in model.reactions.values():
            node = reaction.law_node
            if node is None or node.get("sboTerm"):
                continue
            found = law_shape.term(model, reaction)
            if found is not None:
                why = f"the kinetic law of '{reaction.id}' is {found.name}: {found.sbo}"
                yield from _insertion(data, node, f' sboTerm="{found.sbo}"', why)


def _units(data: bytes, root: Node) -> Iterator[Edit]:
    for model in _models(root):
        for name, definition in model.unit_definitions.items():
            for node in definition.listed("listOfUnits"):
                kind = node.get("kind")
                span = _value(data, node, "kind")
                if kind in _SPELLINGS and model.level > 1 and span is not None:
                    new = _SPELLINGS[kind]
                    yield Edit(*span, new.encode(), f"{kind} in unit '{name}' is written {new}")
                missing = {k: v for k, v in _UNIT_DEFAULTS.items() if model.level > 2 and not node.get(k)}
                if missing:
                    text = "".join(f' {k}="{v}"' for k, v in missing.items())
                    why = f"a unit of '{name}' says what was its default in Level 2:{text}"
                    yield from _insertion(data, node, text, why)
