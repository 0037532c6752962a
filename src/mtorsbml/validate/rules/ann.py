"""ANN: annotations that no registry takes, or that readers lose."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from mtorsbml.sbml.tree import RDF, Node
from mtorsbml.validate.context import Context
from mtorsbml.validate.examples import a_species, annotation, cell
from mtorsbml.validate.findings import Finding
from mtorsbml.validate.miriam import (
    BIOLOGY,
    BIOLOGY_QUALIFIERS,
    MODEL,
    MODEL_QUALIFIERS,
    Reference,
    compact,
    description,
)
from mtorsbml.validate.ontologies import Registry, registry
from mtorsbml.validate.registry import Rule, register

_RDF_ABOUT: Final = f"{RDF} about"


def _annotated(*resources: str, qualifier: str = "bqbiol:is", about: str = "m_A") -> str:
    """A species with an annotation."""
    return cell(a_species("A", annotation(about, qualifier, *resources), metaid="m_A"))


@lru_cache(maxsize=1 << 16)
def split(uri: str) -> tuple[str, str]:
    """Prefix and accession of a URI; both empty if it is no compact identifier."""
    prefix, _, accession = compact(uri)[0].partition(":")
    return prefix, accession


def _collections(ctx: Context) -> list[tuple[Node, Reference, Registry | None]]:
    """Annotated elements with each of their compact identifiers and the registry of it, if one is known."""
    found: list[tuple[Node, Reference, Registry | None]] | None = ctx.__dict__.get("_collections")
    if found is None:
        found = ctx.__dict__["_collections"] = [
            (node, reference, registry(prefix))
            for node, references in ctx.references
            for reference in references
            if (prefix := split(reference.uri)[0])
        ]
    return found


@register
class UnknownPrefix(Rule):
    """A prefix that no registry has."""

    code = "ANN001"
    name = "unknown-prefix"
    what = "An annotation names a collection that the Bioregistry does not know."
    why = """identifiers.org cannot resolve it, and no tool can tell which database is meant, so the annotation is lost
        to search and to merging."""
    wrong = _annotated("uniprott:P42345")
    right = _annotated("uniprot:P42345")
    mend = "Correct the prefix; https://bioregistry.io lists them."

    def check(self, ctx: Context) -> Iterator[Finding]:
        """Look up each prefix."""
        for node, reference, known in _collections(ctx):
            if known is None:
                prefix, _ = split(reference.uri)
                message = f"'{prefix}' of '{reference.uri}' is no prefix that the Bioregistry knows"
                yield self.at(ctx, reference.node, message, element=node.label, group=prefix)


@register
class WrongAccession(Rule):
    """An accession that no registry pattern accepts."""

    code = "ANN002"
    name = "wrong-accession"
    what = "An annotation's accession does not fit the pattern of its collection."
    why = "Such an identifier cannot exist there: it is mistyped, of another collection, or cut off."
    wrong = _annotated("uniprot:MTOR")
    right = _annotated("uniprot:P42345")
    mend = "Look the identifier up in the collection, or name the collection that it is of."

    def check(self, ctx: Context) -> Iterator[Finding]:
        """Match each accession."""
        for node, reference, known in _collections(ctx):
            prefix, accession = split(reference.uri)
            if known and not known.accepts(accession):
                message = f"'{accession}' of '{reference.uri}' does not fit {prefix}: {' or '.join(known.patterns)}"
                yield self.at(ctx, reference.node, message, element=node.label)


@register
class OldForm(Rule):
    """URIs of former times."""

    code = "ANN003"
    name = "old-uri-form"
    profile = "curation"
    fixable = True
    what = "An annotation is written as `urn:miriam:...` or `http://identifiers.org/collection/accession`."
    why = """Both forms were given up for compact identifiers (`https://identifiers.org/uniprot:P42345`); MIRIAM URNs
        are not resolved any more, and tools that compare texts take the forms for different things."""
    wrong = _annotated("urn:miriam:uniprot:P42345")
    right = _annotated("uniprot:P42345")
    mend = "Run `mtorsbml validate --fix`, which writes compact identifiers."

    def check(self, ctx: Context) -> Iterator[Finding]:
        """Look at the form of each URI."""
        from mtorsbml.validate.fix import present_form

        for node, references in ctx.references:
            for reference in references:
                key, form = compact(reference.uri)
                if form in {"urn", "slash"} or (form == "compact" and not reference.uri.startswith("https://")):
                    present = present_form(reference.uri) or f"https://identifiers.org/{key}"
                    message = f"'{reference.uri}' is written today as '{present}'"
                    yield self.at(ctx, reference.node, message, element=node.label, group="old form")


@register
class ObsoletePrefix(Rule):
    """A collection that is closed."""

    code = "ANN004"
    name = "obsolete-collection"
    profile = "curation"
    what = "An annotation names a collection that the Bioregistry marks as obsolete."
    why = "Its database was closed or moved, so its pages are gone or will be."
    wrong = _annotated("ipi:IPI00000001")
    right = _annotated("uniprot:P42345")
    mend = "Find the entry in the database that took over."

    def check(self, ctx: Context) -> Iterator[Finding]:
        """Look up each prefix."""
        for node, reference, known in _collections(ctx):
            if known and known.obsolete:
                prefix, _ = split(reference.uri)
                message = f"the collection '{prefix}' of '{reference.uri}' is obsolete"
                yield self.at(ctx, reference.node, message, element=node.label, group=prefix)


@register
class UnknownQualifier(Rule):
    """A qualifier that BioModels.net does not have."""

    code = "ANN005"
    name = "unknown-qualifier"
    what = "An annotation has a qualifier that BioModels.net does not define."
    why = "libSBML reads it as unknown, and most tools drop it when they write the file again."
    wrong = _annotated("uniprot:P42345", qualifier="bqbiol:isA")
    right = _annotated("uniprot:P42345", qualifier="bqbiol:is")
    mend = "Use a qualifier of https://co.mbine.org/standards/qualifiers; the case of letters counts."

    def check(self, ctx: Context) -> Iterator[Finding]:
        """Look at the innermost qualifier of each resource."""
        known = {BIOLOGY: BIOLOGY_QUALIFIERS, MODEL: MODEL_QUALIFIERS}
        for node, references in ctx.references:
            for reference in references:
                name = reference.qualifier.rpartition(":")[2]
                if reference.namespace not in known:
                    message = f"qualifier '{name}' is in '{reference.namespace}', no namespace of BioModels.net"
                elif name not in known[reference.namespace]:
                    message = f"there is no qualifier '{reference.qualifier}'"
                else:
                    continue
                yield self.at(ctx, reference.node, message, element=node.label, group=reference.qualifier)


_LITERATURE: Final = frozenset({"pubmed", "doi", "pmc", "arxiv", "isbn", "biorxiv"})
_ENTITIES: Final = frozenset(
    {"uniprot", "CHEBI", "GO", "kegg.compound", "kegg.reaction", "ncbigene", "ensembl", "taxonomy", "pubchem.compound"}
)
_ORGANISMS: Final = frozenset({"taxonomy", "NCBITAXON", "ncbitaxon"})


@register
class MisplacedQualifier(Rule):
    """A qualifier that does not go with its resource."""

    code = "ANN006"
    name = "misplaced-qualifier"
    what = "A qualifier and its resource do not go together, such as `isDescribedBy` a protein."
    why = """A machine reads what is written: that a protein is a paper, or that an organism is a place. What was meant
        is lost."""
    wrong = _annotated("uniprot:P42345", qualifier="bqbiol:isDescribedBy")
    right = _annotated("pubmed:31937935", qualifier="bqbiol:isDescribedBy")
    mend = """`isDescribedBy` is for papers and entries that describe, `is` and `isVersionOf` for the thing itself,
        `hasTaxon` for organisms, and bqmodel qualifiers `is` and `isInstanceOf` for models."""

    def check(self, ctx: Context) -> Iterator[Finding]:
        """Hold each qualifier against its collection."""
        for node, reference, _ in _collections(ctx):
            if why := _misplaced(reference.qualifier, split(reference.uri)[0]):
                message = f"{reference.qualifier} {reference.key}: {why}"
                yield self.at(ctx, reference.node, message, element=node.label)


def _misplaced(qualifier: str, prefix: str) -> str:
    if qualifier == "bqbiol:hasTaxon" and prefix not in _ORGANISMS:
        return f"hasTaxon names an organism, and {prefix} holds none"
    if qualifier.endswith(":isDescribedBy") and prefix in _ENTITIES:
        return f"isDescribedBy names a description, and {prefix} holds things"
    if qualifier in {"bqbiol:is", "bqbiol:isVersionOf", "bqbiol:hasPart"} and prefix in _LITERATURE:
        return f"{qualifier.partition(':')[2]} names the thing itself, and {prefix} holds papers; use isDescribedBy"
    if qualifier in {"bqmodel:is", "bqmodel:isInstanceOf"} and prefix in _ENTITIES - {"GO"}:
        return f"bqmodel is for models, and {prefix} holds what models are about; use the bqbiol qualifier"
    return ""


@register
class Detached(Rule):
    """RDF that is about something else."""

    code = "ANN007"
    name = "annotation-about-nothing"
    what = "The RDF in an annotation is about another metaid than that of the element it stands in."
    why = "libSBML and others take it as an annotation of nothing, and leave it away without a word."
    wrong = _annotated("uniprot:P42345", about="m_B")
    right = _annotated("uniprot:P42345", about="m_A")
    mend = "Give the element a metaid, and let rdf:about be `#` and that metaid."

    def check(self, ctx: Context) -> Iterator[Finding]:
        """Compare `rdf:about` with the metaid."""
        for node, references in ctx.references:
            found = description(node)
            about = found.attributes.get(_RDF_ABOUT, "") if found is not None else ""
            metaid = node.attributes.get("metaid", "")
            if about != f"#{metaid}" and found is not None:
                first = references[0]
                is_called = f"its metaid is '{metaid}'" if metaid else "it has no metaid"
                message = (
                    f"the annotation of {node.name} '{node.label}' ({first.key}) is about '{about}', but {is_called}"
                )
                yield self.at(ctx, found, message, element=node.label)


@register
class Twice(Rule):
    """One annotation, written twice."""

    code = "ANN008"
    name = "repeated-resource"
    profile = "curation"
    what = "An element has the same resource with the same qualifier twice."
    why = "It adds nothing, and tools that count annotations count it twice."
    wrong = _annotated("uniprot:P42345", "urn:miriam:uniprot:P42345")
    right = _annotated("uniprot:P42345", "uniprot:Q8N122")
    mend = "Remove one of the two."

    def check(self, ctx: Context) -> Iterator[Finding]:
        """Count by qualifier and compact identifier."""
        for node, references in ctx.references:
            seen: set[tuple[str, str]] = set()
            for reference in references:
                key = (reference.qualifier, reference.key)
                if key in seen:
                    message = f"{reference.qualifier} {reference.key} stands twice"
                    yield self.at(ctx, reference.node, message, element=node.label)
                seen.add(key)


@register
class Contradiction(Rule):
    """The thing itself and a part of it at once."""

    code = "ANN009"
    name = "contradicting-qualifiers"
    profile = "curation"
    what = "An element is said both to be a thing and to be a version or a part of it, or to have it as a part."
    why = "Only one can hold, so nobody can tell what the element stands for."
    wrong = cell(
        a_species(
            "A",
            annotation("m_A", "bqbiol:is", "uniprot:P42345").replace(
                "</rdf:Description>",
                '<bqbiol:hasPart><rdf:Bag><rdf:li rdf:resource="https://identifiers.org/uniprot:P42345"/></rdf:Bag>'
                "</bqbiol:hasPart></rdf:Description>",
            ),
            metaid="m_A",
        )
    )
    right = _annotated("uniprot:P42345")
    mend = "Keep `is` for the thing itself, `isVersionOf` for a special form of it, `hasPart` for complexes."

    def check(self, ctx: Context) -> Iterator[Finding]:
        """Compare what the element is with its other qualifiers."""
        others = {"bqbiol:hasPart", "bqbiol:isPartOf", "bqbiol:isVersionOf", "bqbiol:hasVersion"}
        for node, references in ctx.references:
            identity = {r.key for r in references if r.qualifier == "bqbiol:is"}
            for reference in references:
                if reference.qualifier in others and reference.key in identity:
                    message = f"'{node.label}' is {reference.key}, and {reference.qualifier} says otherwise"
                    yield self.at(ctx, reference.node, message, element=node.label)


@register
class NoUriOfARegistry(Rule):
    """A plain address."""

    code = "ANN010"
    name = "plain-address"
    severity = "info"
    profile = "curation"
    what = "An annotation is a web address rather than an identifier of a collection."
    why = "Addresses change, and no tool can tell what kind of thing is behind one."
    wrong = _annotated("https://www.uniprot.org/uniprotkb/P42345/entry")
    right = _annotated("uniprot:P42345")
    mend = "Write https://identifiers.org/ with prefix and accession, if the collection has a prefix."

    def check(self, ctx: Context) -> Iterator[Finding]:
        """Look for URIs that are none of identifiers.org."""
        for node, references in ctx.references:
            for reference in references:
                if compact(reference.uri)[1] == "other":
                    message = f"'{reference.uri[:200]}' is no identifier of a collection"
                    yield self.at(ctx, reference.node, message, element=node.label, group="plain address")


@register
class EmptyQualifier(Rule):
    """A qualifier without a resource."""

    code = "ANN011"
    name = "empty-annotation"
    what = "A qualifier holds no resource, or an empty one."
    why = "It was meant to say something; what, is lost."
    wrong = _annotated("").replace("https://identifiers.org/", "")
    right = _annotated("uniprot:P42345")
    mend = "Add the resource as rdf:li with an rdf:resource in an rdf:Bag, or remove the qualifier."

    def check(self, ctx: Context) -> Iterator[Finding]:
        """Look into each bag."""
        for node, found in ctx.descriptions:
            for qualifier in found.children:
                if qualifier.ns not in {BIOLOGY, MODEL}:
                    continue
                items = [item for bag in qualifier.children for item in bag.children]
                if not items or any(n.name == "li" and not n.get("resource").strip() and not n.children for n in items):
                    message = f"{qualifier.name} of '{node.label}' names no resource"
                    yield self.at(ctx, qualifier, message, element=node.label)
