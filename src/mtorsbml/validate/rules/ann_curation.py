"""ANN: what a curator misses."""

from __future__ import annotations

from collections.abc import Iterator

from mtorsbml.sbml.tree import Node
from mtorsbml.validate.context import Context
from mtorsbml.validate.examples import a_species, annotation, cell, element, lines
from mtorsbml.validate.findings import Finding
from mtorsbml.validate.miriam import creators, references
from mtorsbml.validate.ontologies import sbo_branches
from mtorsbml.validate.registry import Rule, register

_CREATOR = (
    '<dcterms:creator xmlns:dcterms="http://purl.org/dc/terms/"><rdf:Bag><rdf:li rdf:parseType="Resource">'
    '<vCard4:hasName xmlns:vCard4="http://www.w3.org/2006/vcard/ns#" rdf:parseType="Resource">'
    "<vCard4:family-name>Curie</vCard4:family-name><vCard4:given-name>Marie</vCard4:given-name>"
    "</vCard4:hasName></rdf:li></rdf:Bag></dcterms:creator>"
)


_CONDITION = "SBO:0000405"


def _model(*parts: str) -> str:
    """A whole `model` element with a metaid."""
    return element("model", lines(*parts, cell("A")), metaid="m_model", id="example")


def _described(about: Node) -> set[str]:
    return {r.qualifier for r in references(about)}


@register
class SameIdentity(Rule):
    """Two species that are the same thing in the same place."""

    code = "ANN020"
    name = "same-annotation-twice"
    profile = "curation"
    what = "Two species in one compartment have exactly the same annotations, and both say what they are (`is`)."
    why = """Then they are one thing; tools that merge models by annotations will make them one. Often one of them was
        copied and its annotation forgotten, or a modified form is annotated as the unmodified one."""
    wrong = cell(
        a_species("Akt", annotation("m_1", "bqbiol:is", "uniprot:P31749"), metaid="m_1"),
        a_species("Akt_p", annotation("m_2", "bqbiol:is", "uniprot:P31749"), metaid="m_2"),
    )
    right = cell(
        a_species("Akt", annotation("m_1", "bqbiol:is", "uniprot:P31749"), metaid="m_1"),
        a_species("Akt_p", annotation("m_2", "bqbiol:isVersionOf", "uniprot:P31749"), metaid="m_2"),
    )
    mend = """Annotate a modified form with `isVersionOf`, or add what makes it another thing (`hasProperty`, a term of
        PSI-MOD); correct a forgotten copy."""

    def check(self, ctx: Context) -> Iterator[Finding]:
        """Group species by compartment and annotations."""
        for model in ctx.models:
            seen: dict[tuple[str, frozenset[tuple[str, str]]], Node] = {}
            for node in model.species.values():
                found = frozenset((r.qualifier, r.key) for r in references(node))
                # What papers describe is no part of what a thing is.
                what = frozenset((q, key) for q, key in found if not q.endswith("isDescribedBy"))
                if not any(qualifier == "bqbiol:is" for qualifier, _ in what):
                    continue
                first = seen.setdefault((node.get("compartment"), what), node)
                if first is not node:
                    keys = ", ".join(sorted(key for _, key in what))
                    message = f"species '{node.id}' and '{first.id}' have the same annotations ({keys})"
                    yield self.at(ctx, node, message, group=keys)


@register
class SpeciesWithoutAnnotation(Rule):
    """A species that nobody can look up."""

    code = "ANN021"
    name = "species-without-annotation"
    severity = "info"
    profile = "curation"
    what = "A species has no annotation, and no SBO term that says that it is a condition or a process."
    why = "What it stands for is known only to who reads its name; no tool can find, compare or merge it."
    wrong = cell("A")
    right = cell(a_species("A", annotation("m_A", "bqbiol:is", "uniprot:P42345"), metaid="m_A"))
    mend = (
        "Say what it is: bqbiol:is, isVersionOf or hasPart with an identifier of UniProt, ChEBI or another collection."
    )

    def check(self, ctx: Context) -> Iterator[Finding]:
        """Look at species, qualitative ones too."""
        for model, logic in zip(ctx.models, ctx.logics, strict=True):
            for node in (*model.species.values(), *logic.species.values()):
                # No collection has conditions and processes, which logical models have as nodes.
                kind = node.get("sboTerm")
                if kind == _CONDITION or "occurring entity" in (sbo_branches(kind) or ()):
                    continue
                if next(references(node), None) is None:
                    yield self.at(
                        ctx, node, f"species '{node.id}' has no annotation", group="species without annotation"
                    )


@register
class ModelWithoutAnnotation(Rule):
    """A model that is not said to be about anything."""

    code = "ANN022"
    name = "model-without-annotation"
    profile = "curation"
    wrap = "sbml"
    what = "The model has no annotation."
    why = "Repositories find models by what they are about: a process, a pathway, a paper."
    wrong = _model()
    right = _model(annotation("m_model", "bqbiol:isVersionOf", "GO:0031929"))
    mend = "Add what it models (bqbiol:is or isVersionOf with a GO term) and the paper (bqmodel:isDescribedBy)."

    def check(self, ctx: Context) -> Iterator[Finding]:
        """Look at the main model."""
        if next(references(ctx.model.node), None) is None:
            yield self.at(ctx, ctx.model.node, f"model '{ctx.model.node.id}' has no annotation")


@register
class NoTaxon(Rule):
    """A model of nowhere."""

    code = "ANN023"
    name = "no-taxon"
    profile = "curation"
    wrap = "sbml"
    what = "The model does not say which organism it is of."
    why = "Identifiers of proteins and constants are those of a species; without it, models of mouse and man are mixed."
    wrong = _model(annotation("m_model", "bqbiol:isVersionOf", "GO:0031929"))
    right = _model(annotation("m_model", "bqbiol:hasTaxon", "taxonomy:9606"))
    mend = (
        "Add bqbiol:hasTaxon with an identifier of the NCBI taxonomy; `taxonomy:131567` is for cellular life at large."
    )

    def check(self, ctx: Context) -> Iterator[Finding]:
        """Look for a resource of the taxonomy at the main model."""
        if not any(r.key.lower().startswith(("taxonomy:", "ncbitaxon:")) for r in references(ctx.model.node)):
            yield self.at(ctx, ctx.model.node, f"model '{ctx.model.node.id}' names no organism")


@register
class NoSource(Rule):
    """A model that nobody answers for."""

    code = "ANN024"
    name = "no-creator-and-no-paper"
    profile = "curation"
    wrap = "sbml"
    what = "The model names neither a creator nor a publication."
    why = "MIRIAM asks for both; without either, there is nobody to ask and nothing to cite."
    wrong = _model(annotation("m_model", "bqbiol:hasTaxon", "taxonomy:9606"))
    right = _model(annotation("m_model", "bqmodel:isDescribedBy", "pubmed:31937935"))
    mend = "Add the creators to the model history, and the paper with bqmodel:isDescribedBy."

    def check(self, ctx: Context) -> Iterator[Finding]:
        """Look for a history and for papers at the main model."""
        node = ctx.model.node
        if not creators(node) and not any(q.endswith(":isDescribedBy") for q in _described(node)):
            yield self.at(ctx, node, f"model '{node.id}' names neither a creator nor a publication")


@register
class NoCreator(Rule):
    """A model without a person."""

    code = "ANN025"
    name = "no-creator"
    severity = "info"
    profile = "curation"
    wrap = "sbml"
    what = "The model's history names no creator."
    why = "Who encoded a model is often someone else than who published it, and knows what is in it."
    wrong = _model(annotation("m_model", "bqmodel:isDescribedBy", "pubmed:31937935"))
    right = _model(
        annotation("m_model", "bqmodel:isDescribedBy", "pubmed:31937935").replace(
            "<bqmodel:isDescribedBy>", f"{_CREATOR}\n<bqmodel:isDescribedBy>"
        )
    )
    mend = "Add the creators to the model history, with name and, if they agree, an ORCID."

    def check(self, ctx: Context) -> Iterator[Finding]:
        """Look for a history at the main model."""
        if not creators(ctx.model.node):
            yield self.at(ctx, ctx.model.node, f"model '{ctx.model.node.id}' names no creator")
