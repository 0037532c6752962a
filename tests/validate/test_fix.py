"""What --fix mends, and that everything else stays byte for byte."""

from __future__ import annotations

from pathlib import Path

import libsbml
import pytest

from mtorsbml import repository
from mtorsbml.validate.fix import mend, present_form

MATH = 'xmlns="http://www.w3.org/1998/Math/MathML"'
RDF = (
    '<annotation><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
    ' xmlns:bqbiol="http://biomodels.net/biology-qualifiers/"><rdf:Description rdf:about="#{about}"><bqbiol:is>'
    '<rdf:Bag><rdf:li rdf:resource="{uri}"/></rdf:Bag></bqbiol:is></rdf:Description></rdf:RDF></annotation>'
)


def model(law: str, *, reversible: bool = False, more: str = "", species: str = "", unit: str = "") -> bytes:
    return f"""<?xml version='1.0' encoding='UTF-8'?>
<!-- a comment, and   odd   spaces, stay --><sbml   xmlns="http://www.sbml.org/sbml/level3/version1/core"
 level="3"
 version="1"><model id='m'>
<listOfUnitDefinitions><unitDefinition id="u"><listOfUnits><unit kind='mole' {unit}/></listOfUnits></unitDefinition>
</listOfUnitDefinitions>
<listOfCompartments><compartment id="c" constant="true" size="1" spatialDimensions="3"/></listOfCompartments>
<listOfSpecies>
<species id="A" compartment="c" hasOnlySubstanceUnits="false" boundaryCondition="false"
 constant="false"{species}</species>
<species id="B" compartment="c" hasOnlySubstanceUnits="false" boundaryCondition="false" constant="false"/>
</listOfSpecies>
<listOfParameters><parameter id="k" constant="true" value="1"/><parameter id="h" constant="true" value="1"/>
<parameter id="x" constant="false" value="1"/></listOfParameters>
<listOfReactions><reaction id="r" reversible="{str(reversible).lower()}" fast="false">
<listOfReactants><speciesReference species="A" stoichiometry="1" constant="true"/></listOfReactants>
<listOfProducts><speciesReference species="B" stoichiometry="1" constant="true"/></listOfProducts>
<kineticLaw{more}><math {MATH}>{law}</math></kineticLaw></reaction></listOfReactions>
</model></sbml>
""".encode()


WHOLE_UNIT = 'exponent="1" scale="0" multiplier="1"'


def times(*parts: str) -> str:
    return f"<apply><times/>{''.join(parts)}</apply>"


def ci(name: str) -> str:
    return f"<ci> {name} </ci>"


MICHAELIS = f"<apply><divide/>{times(ci('k'), ci('A'))}<apply><plus/>{ci('h')}{ci('A')}</apply></apply>"
BOTH = f"<apply><minus/>{times(ci('k'), ci('A'))}{times(ci('h'), ci('B'))}</apply>"


@pytest.mark.parametrize(
    ("law", "reversible", "term"),
    [
        (times(ci("k"), ci("A")), False, "SBO:0000041"),
        (times(ci("c"), ci("k"), ci("A")), False, "SBO:0000041"),
        (times(ci("c"), BOTH), True, "SBO:0000042"),
        (MICHAELIS, False, "SBO:0000029"),
        (times(ci("c"), MICHAELIS), False, "SBO:0000029"),
        # No doubt may be left: not the stoichiometry, a parameter that changes, two constants, another direction.
        (times(ci("k"), ci("A"), ci("A")), False, ""),
        (times(ci("x"), ci("A")), False, ""),
        (times(ci("k"), ci("h"), ci("A")), False, ""),
        (times(ci("k"), ci("B")), False, ""),
        (times(ci("k"), ci("A")), True, ""),
        (BOTH, False, ""),
        (MICHAELIS.replace("<plus/>", "<minus/>"), False, ""),
    ],
)
def test_laws_of_a_certain_shape_get_their_term(law: str, reversible: bool, term: str) -> None:
    data = model(law, reversible=reversible, species="/>", unit=WHOLE_UNIT).replace(b"/></species>", b"/>")
    new, done = mend(data)
    if not term:
        assert (new, done) == (data, [])
        return
    assert new == data.replace(b"<kineticLaw>", f'<kineticLaw sboTerm="{term}">'.encode())
    assert len(done) == 1
    assert term in done[0]
    line = int(done[0].removeprefix("line ").partition(":")[0])
    assert b"<kineticLaw" in data.split(b"\n")[line - 1]


def test_a_term_that_is_there_is_kept() -> None:
    more = ' sboTerm="SBO:0000001"'
    data = model(times(ci("k"), ci("A")), more=more, species="/>", unit=WHOLE_UNIT).replace(b"/></species>", b"/>")
    assert mend(data) == (data, [])


def test_uris_metaids_and_units_are_mended_and_nothing_else() -> None:
    old = "urn:miriam:obo.go:GO%3A0005623"
    annotation = RDF.format(about="meta_A", uri=old)
    data = model(times(ci("x"), ci("A")), species=f">{annotation}", unit='multiplier="2"')
    new, done = mend(data)
    expected = data.replace(old.encode(), b"https://identifiers.org/GO:0005623")
    expected = expected.replace(b'constant="false"><annotation>', b'constant="false" metaid="meta_A"><annotation>')
    expected = expected.replace(b'multiplier="2"/>', b'multiplier="2" exponent="1" scale="0"/>')
    assert new == expected
    assert len(done) == 3
    assert mend(new) == (new, [])
    document = libsbml.readSBMLFromString(new.decode())
    species = document.getModel().getSpecies("A")
    assert species.getCVTerm(0).getResourceURI(0) == "https://identifiers.org/GO:0005623"


def test_a_metaid_that_is_taken_is_not_given_twice() -> None:
    annotation = RDF.format(about="meta_A", uri="https://identifiers.org/GO:0005623")
    data = model(times(ci("x"), ci("A")), species=f">{annotation}", unit=WHOLE_UNIT)
    taken = data.replace(b"<model id='m'", b"<model id='m' metaid='meta_A'")
    assert mend(taken) == (taken, [])


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("urn:miriam:uniprot:P42345", "https://identifiers.org/uniprot:P42345"),
        ("http://identifiers.org/uniprot/P42345", "https://identifiers.org/uniprot:P42345"),
        ("http://identifiers.org/go/GO:0005623", "https://identifiers.org/GO:0005623"),
        ("http://identifiers.org/obo.chebi/CHEBI:15422", "https://identifiers.org/CHEBI:15422"),
        ("urn:miriam:biomodels.sbo:SBO%3A0000252", "https://identifiers.org/SBO:0000252"),
        ("urn:miriam:kegg.compound:C00002", "https://identifiers.org/kegg.compound:C00002"),
        ("https://identifiers.org/uniprot:P42345", ""),
        ("urn:miriam:nobody.knows:1", ""),
        ("http://identifiers.org/uniprot/P42345 P2", ""),
        ("http://example.org/uniprot/P42345", ""),
    ],
)
def test_present_forms(old: str, new: str) -> None:
    assert present_form(old) == new


def test_spelling_of_units() -> None:
    data = model(times(ci("x"), ci("A")), species="/>", unit=WHOLE_UNIT).replace(b"/></species>", b"/>")
    old = data.replace(b"kind='mole'", b"kind='liter'")
    assert mend(old)[0] == data.replace(b"kind='mole'", b"kind='litre'")


@pytest.mark.parametrize(
    "data", [b"", b"<a>", b"<html/>", b'<!DOCTYPE a><sbml xmlns="http://www.sbml.org/sbml/level3"/>']
)
def test_what_is_no_sound_sbml_is_left_alone(data: bytes) -> None:
    assert mend(data) == (data, [])


@pytest.mark.parametrize("formalism", repository.FORMALISMS)
def test_our_own_models_need_no_mending(formalism: str) -> None:
    data = repository.path("growth_factor", formalism).read_bytes()
    new, done = mend(data)
    assert [line for line in done if "kinetic law" not in line] == []
    assert done or new == data


BIOMODELS = Path(__file__).parents[3] / "shared" / "biomodels"


@pytest.mark.skipif(not BIOMODELS.is_dir(), reason="../shared/biomodels is not there")
def test_published_models_keep_their_meaning_and_all_other_lines() -> None:
    for path in sorted(BIOMODELS.glob("*.xml")):
        old = path.read_bytes()
        new, done = mend(old)
        before, after = old.split(b"\n"), new.split(b"\n")
        assert len(before) == len(after)
        assert sum(a != b for a, b in zip(before, after, strict=True)) <= len(done)
        for data in (old, new):
            assert libsbml.readSBMLFromString(data.decode()).getModel() is not None
