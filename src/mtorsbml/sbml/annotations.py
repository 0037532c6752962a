"""What elements say beside their mathematics: names, SBO terms, MIRIAM annotations and notes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any, Final
from xml.sax.saxutils import escape

import libsbml

from mtorsbml.errors import MtorsbmlError
from mtorsbml.model.units import DIMENSIONLESS, Unit
from mtorsbml.model.vocabulary import Citation, Evidence, Model, Provenance, Resource
from mtorsbml.sbml._document import Target, ok, put
from mtorsbml.sbml.metadata import ModelMetadata, identifiers_url

_VOCABULARIES: Final = {"bqbiol": libsbml.BIOLOGICAL_QUALIFIER, "bqmodel": libsbml.MODEL_QUALIFIER}
_NOT_XML: Final = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_XHTML: Final = '<body xmlns="http://www.w3.org/1999/xhtml">{}</body>'


def describe(target: Target, element: Any, identifier: str, *, name: str = "", sbo: str = "") -> Any:
    """Give an element its id, metaid, name and SBO term.

    Raises:
        MtorsbmlError: If libSBML refuses one of them.
    """
    what = f"{element.getElementName()} '{identifier}'"
    put(element, what, Id=identifier, MetaId=target.metaid(identifier))
    if name:
        put(element, what, Name=name)
    if sbo:
        put(element, what, SBOTerm=sbo)
    return element


def annotate(element: Any, resources: Iterable[Resource]) -> None:
    """Add MIRIAM annotations to an element that has a metaid: one bag for each qualifier.

    Raises:
        MtorsbmlError: If a compact identifier is malformed.
    """
    annotate_qualified(element, [(f"bqbiol:{r.qualifier}", r.compact) for r in resources])


def annotate_qualified(element: Any, pairs: Iterable[tuple[str, str]]) -> None:
    """Add annotations given as (`bqbiol:is` or `bqmodel:isDescribedBy`, compact identifier) pairs.

    Raises:
        MtorsbmlError: If a qualifier is unknown or a compact identifier is malformed.
    """
    bags: dict[str, dict[str, None]] = {}
    for qualifier, compact in pairs:
        bags.setdefault(qualifier, {})[identifiers_url(compact)] = None
    for qualifier, urls in bags.items():
        term = _term(qualifier)
        for url in urls:
            ok(term.addResource(url), f"annotation '{url}'")
        ok(element.addCVTerm(term), f"annotation '{qualifier}' of '{element.getMetaId()}'")


def _term(qualifier: str) -> Any:
    vocabulary, _, name = qualifier.partition(":")
    term = libsbml.CVTerm()
    if vocabulary == "bqbiol":
        kind, unknown = libsbml.BiolQualifierType_fromString(name), libsbml.BQB_UNKNOWN
        setter = term.setBiologicalQualifierType
    else:
        kind, unknown = libsbml.ModelQualifierType_fromString(name), libsbml.BQM_UNKNOWN
        setter = term.setModelQualifierType
    if vocabulary not in _VOCABULARIES or kind == unknown:
        raise MtorsbmlError(f"'{qualifier}' is no BioModels.net qualifier; use one such as bqbiol:is")
    term.setQualifierType(_VOCABULARIES[vocabulary])
    setter(kind)
    return term


def cited(citations: Iterable[Citation]) -> list[Resource]:
    """`isDescribedBy` annotations for papers, by PubMed id and doi."""
    found = []
    for citation in citations:
        if citation.pmid:
            found.append(Resource(qualifier="isDescribedBy", compact=f"pubmed:{citation.pmid}"))
        if citation.doi:
            found.append(Resource(qualifier="isDescribedBy", compact=f"doi:{citation.doi}"))
    return found


def paragraph(text: str) -> str:
    """A paragraph of notes; characters that XML does not allow are left out."""
    return f"<p>{escape(_NOT_XML.sub('', text))}</p>"


def add_notes(element: Any, paragraphs: Sequence[str]) -> None:
    """Write notes from pieces of XHTML; none, no notes.

    Raises:
        MtorsbmlError: If libSBML refuses them.
    """
    if paragraphs:
        what = f"notes of {element.getElementName()} '{element.getIdAttribute()}'"
        put(element, what, Notes=_XHTML.format("".join(paragraphs)))


def remark(text: str) -> list[str]:
    """The notes of an element that carries one free text."""
    return [paragraph(text)] if text else []


def evidence_notes(evidence: Evidence, note: str = "") -> list[str]:
    """What an element rests on, as paragraphs."""
    lines = remark(note)
    if evidence.interactions:
        lines.append(paragraph(f"Rows of the interaction table: {', '.join(map(str, evidence.interactions))}."))
    if evidence.locators:
        lines.append(paragraph(f"Lines of the source text: {', '.join(evidence.locators)}."))
    if evidence.citations:
        lines.append(paragraph(f"Sources: {'; '.join(_paper(c) for c in evidence.citations)}."))
    lines.append(paragraph(f"Confidence: {evidence.confidence}."))
    return lines + remark(evidence.note)


def _paper(citation: Citation) -> str:
    ids = [f"PMID {citation.pmid}"] if citation.pmid else []
    ids += [f"doi:{citation.doi}"] if citation.doi else []
    return f"{citation.label} ({', '.join(ids)})" if ids else citation.label


def quantity(value: float, unit: Unit) -> str:
    """A number with its unit, for people."""
    return f"{value:.6g}" if unit == DIMENSIONLESS else f"{value:.6g} {unit.label}"


def provenance_notes(provenance: Provenance, value: float, unit: Unit) -> list[str]:
    """Where a number is from, with its plausible range in its unit."""
    lines = [paragraph(f"{provenance.text()}.")]
    if provenance.fold:
        low, high = value / provenance.fold, value * provenance.fold
        lines.append(paragraph(f"Plausible range: {low:.6g} to {quantity(high, unit)}."))
    return lines


def changed_notes(target: Target, identifier: str) -> list[str]:
    """What a variant made of a parameter, and why; nothing if it is as it was."""
    if identifier not in target.values:
        return []
    changed = target.values[identifier]
    now, before = quantity(changed.value, changed.unit), quantity(changed.reference, changed.unit)
    return [paragraph(f"{changed.by}: {now} in the place of {before}. {changed.provenance.text()}.")]


def model_notes(model: Model, held: Sequence[str]) -> list[str]:
    """Title and text of a model, then of each module that it joins, then what it holds (`held`: one text each)."""
    lines = [paragraph(model.title), *remark(model.notes)]
    if len(model.modules) > 1:
        for module in model.modules:
            lines += [paragraph(f"Module {module.id}: {module.title}"), *remark(module.notes)]
    if held:
        lines.append(paragraph(f"Held at their reference level: {'; '.join(held)}."))
    return lines


def describe_model(target: Target, model: Model, metadata: ModelMetadata, sbo: str, held: Sequence[str]) -> None:
    """Id, title, SBO term, annotations and notes of the model element."""
    describe(target, target.model, model.id, name=model.title, sbo=sbo)
    annotate_qualified(target.model, metadata.resources)
    add_notes(target.model, model_notes(model, held))
