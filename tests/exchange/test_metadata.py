from __future__ import annotations

from dataclasses import replace
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.exchange.sample import METADATA

from mtorsbml.errors import MtorsbmlError
from mtorsbml.exchange.metadata import metadata_text
from mtorsbml.model.vocabulary import Citation

RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
DCTERMS = "{http://purl.org/dc/terms/}"
FOAF = "{http://xmlns.com/foaf/0.1/}"
RDFS = "{http://www.w3.org/2000/01/rdf-schema#}"
DC = "{http://purl.org/dc/elements/1.1/}"
BQBIOL = "{http://biomodels.net/biology-qualifiers/}"


def archive(text: str) -> ET.Element:
    (element,) = ET.fromstring(text)
    return element


def objects(element: ET.Element, predicate: str) -> list[tuple[str | None, str | None]]:
    """URI and label of each object of a predicate."""
    nodes = element.findall(f"{predicate}/{RDF}Description")
    return [(node.get(f"{RDF}about"), node.findtext(f"{RDFS}label")) for node in nodes]


def test_says_what_the_archive_is() -> None:
    about = archive(metadata_text(replace(METADATA, home="https://example.org/x")))
    assert about.get(f"{RDF}about") == "http://omex-library.org/sample.omex"
    assert about.findtext(f"{DCTERMS}title") == "An enzyme & its drug"
    assert about.findtext(f"{DCTERMS}description") == "A model for tests."
    assert about.findtext(f"{DCTERMS}creator/{RDF}Description/{FOAF}name") == "mtorsbml contributors"
    assert objects(about, f"{DCTERMS}license") == [("https://creativecommons.org/publicdomain/zero/1.0/", "CC0-1.0")]
    assert objects(about, f"{BQBIOL}hasTaxon") == [("https://identifiers.org/taxonomy:9606", "Homo sapiens")]
    assert objects(about, f"{RDFS}seeAlso") == [("https://example.org/x", "https://example.org/x")]


def test_processes_have_their_names() -> None:
    about = archive(metadata_text(replace(METADATA, processes=(("GO:0006914", "autophagy"),))))
    assert objects(about, f"{BQBIOL}isVersionOf") == [("https://identifiers.org/GO:0006914", "autophagy")]


def test_words_of_biosimulations_say_the_same() -> None:
    """The two vocabularies name the same nodes, and each node that stands for something outside has its identifier."""
    processes = (("GO:0006914", "autophagy"),)
    about = archive(metadata_text(replace(METADATA, processes=processes, sources=METADATA.references)))
    for name in ("title", "description"):
        assert about.findtext(f"{DC}{name}") == about.findtext(f"{DCTERMS}{name}")
    for name in ("created", "modified"):
        path = f"{name}/{RDF}Description/{DCTERMS}W3CDTF"
        assert about.findtext(f"{DC}{path}") == about.findtext(f"{DCTERMS}{path}") != ""
    pairs = [(f"{DCTERMS}{name}", f"{DC}{name}") for name in ("creator", "license", "source")]
    for there, here in (*pairs, (f"{BQBIOL}isVersionOf", f"{BQBIOL}encodes")):
        nodes = about.findall(f"{there}/{RDF}Description")
        assert [node.get(f"{RDF}about") for node in nodes] == [
            node.get(f"{RDF}resource") for node in about.findall(here)
        ]
        if not there.endswith("creator"):
            assert [node.find(f"{DC}identifier").get(f"{RDF}resource") for node in nodes] == [
                node.get(f"{RDF}about") for node in nodes
            ]


def test_dates_are_those_given_and_fixed_otherwise() -> None:
    path = f"{RDF}Description/{DCTERMS}W3CDTF"
    given_dates = archive(metadata_text(replace(METADATA, created="2025-01-02", modified="2026-03-04T05:06:07+01:00")))
    assert given_dates.findtext(f"{DCTERMS}created/{path}") == "2025-01-02"
    assert given_dates.findtext(f"{DCTERMS}modified/{path}") == "2026-03-04T05:06:07+01:00"
    assert archive(metadata_text(METADATA)).findtext(f"{DCTERMS}created/{path}") == "2026-11-23T00:00:00Z"


def test_papers_by_doi_or_else_by_pubmed() -> None:
    sources = (Citation(label="A 2001", pmid="123"), Citation(label="B 2002", doi="10.1000/x<y>"))
    about = archive(metadata_text(replace(METADATA, sources=sources)))
    assert objects(about, f"{DCTERMS}source") == [
        ("https://identifiers.org/pubmed:123", "A 2001"),
        ("https://identifiers.org/doi:10.1000/x<y>", "B 2002"),
    ]
    assert objects(about, f"{DCTERMS}references") == [
        ("https://identifiers.org/doi:10.1038/s41580-019-0199-y", "Liu & Sabatini 2020")
    ]


def test_each_creator_has_a_node_of_its_own() -> None:
    about = archive(metadata_text(replace(METADATA, creators=("A", "B"))))
    found = objects(about, f"{DCTERMS}creator")
    assert [label for _, label in found] == ["A", "B"]
    assert len({uri for uri, _ in found}) == 2


text = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs"), exclude_characters="\ufffe\uffff"))


@given(title=text.filter(str.strip), description=text.filter(str.strip), creator=text)
def test_any_text_comes_back_on_one_line(title: str, description: str, creator: str) -> None:
    about = archive(metadata_text(replace(METADATA, title=title, description=description, creators=(creator,))))
    assert about.findtext(f"{DCTERMS}title") == " ".join(title.split())
    assert about.findtext(f"{DCTERMS}description") == " ".join(description.split())
    assert about.findtext(f".//{FOAF}name") == " ".join(creator.split())


WRONG: dict[str, tuple[dict[str, Any], str]] = {
    "no title": ({"title": " "}, "title is empty"),
    "no licence": ({"licence_url": ""}, "licence_url is empty"),
    "nobody": ({"creators": ()}, "no creators"),
    "date": ({"created": "23.11.2026"}, "created is '23.11.2026'; write 2026-11-23"),
    "date of change": ({"modified": "2026-11-23\n"}, "modified is"),
    "paper": ({"sources": (Citation(label="Nobody 1999"),)}, "'Nobody 1999' has no doi and no PubMed id"),
    "control character": ({"title": "a\x01b"}, r"has the character '\\x01'"),
    "half a character": ({"creators": ("\ud800",)}, r"has the character '\\ud800'"),
}


@pytest.mark.parametrize(("change", "message"), WRONG.values(), ids=WRONG)
def test_refused(change: dict[str, Any], message: str) -> None:
    with pytest.raises(MtorsbmlError, match=message) as caught:
        metadata_text(replace(METADATA, **change))
    assert str(caught.value).startswith("metadata of archive 'sample': ")
    assert "\n" not in str(caught.value)
