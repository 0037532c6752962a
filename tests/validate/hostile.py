"""Hostile and broken files, each with the code that must be found in it.

    python -m tests.validate.hostile FOLDER

writes them all. Nothing here is taken from anywhere: each file is made by a few lines that say what is wrong with it.
"""

from __future__ import annotations

import gzip
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

MATHML = "http://www.w3.org/1998/Math/MathML"
CORE = "http://www.sbml.org/sbml/level3/version1/core"
COMP = "http://www.sbml.org/sbml/level3/version1/comp/version1"


class Case(NamedTuple):
    """A file, and the beginning of the code that must be found in it; `more` are files beside it."""

    name: str
    data: bytes
    code: str
    more: Mapping[str, bytes] = MappingProxyType({})


MODEL = f"""<?xml version="1.0" encoding="UTF-8"?>
<sbml xmlns="{CORE}" level="3" version="1">
  <model id="m" substanceUnits="mole" timeUnits="second" extentUnits="mole" volumeUnits="litre">
    <listOfFunctionDefinitions>
      <functionDefinition id="f"><math xmlns="{MATHML}">
        <lambda><bvar><ci>x</ci></bvar><ci>x</ci></lambda>
      </math></functionDefinition>
    </listOfFunctionDefinitions>
    <listOfUnitDefinitions>
      <unitDefinition id="per_second"><listOfUnits>
        <unit kind="second" exponent="-1" scale="0" multiplier="1"/>
      </listOfUnits></unitDefinition>
    </listOfUnitDefinitions>
    <listOfCompartments>
      <compartment id="c" size="1" spatialDimensions="3" units="litre" constant="true"/></listOfCompartments>
    <listOfSpecies>
      <species id="A" metaid="_A" compartment="c" initialAmount="1" substanceUnits="mole"
        hasOnlySubstanceUnits="true" boundaryCondition="false" constant="false"/>
      <species id="B" metaid="_B" compartment="c" initialAmount="0" substanceUnits="mole"
        hasOnlySubstanceUnits="true" boundaryCondition="false" constant="false"/>
    </listOfSpecies>
    <listOfParameters>
      <parameter id="k" value="1" units="per_second" constant="true"/>
      <parameter id="p" units="dimensionless" constant="false"/>
      <parameter id="q" units="dimensionless" constant="false"/>
    </listOfParameters>
    <listOfRules>
      <assignmentRule variable="p"><math xmlns="{MATHML}"><cn>1</cn></math></assignmentRule>
      <assignmentRule variable="q"><math xmlns="{MATHML}"><ci>p</ci></math></assignmentRule>
    </listOfRules>
    <listOfReactions>
      <reaction id="r" reversible="false" fast="false">
        <listOfReactants><speciesReference species="A" stoichiometry="1" constant="true"/></listOfReactants>
        <listOfProducts><speciesReference species="B" stoichiometry="1" constant="true"/></listOfProducts>
        <kineticLaw><math xmlns="{MATHML}"><apply><times/><ci>k</ci><ci>A</ci></apply></math></kineticLaw>
      </reaction>
    </listOfReactions>
  </model>
</sbml>
"""


def changed(old: str, new: str) -> bytes:
    assert MODEL.count(old) >= 1, old
    return MODEL.replace(old, new, 1).encode()


def formula(text: str) -> bytes:
    """The model with another first assignment rule."""
    return changed(f'<math xmlns="{MATHML}"><cn>1</cn></math>', f'<math xmlns="{MATHML}">{text}</math>')


def nested(element: str, depth: int, inner: str = "") -> str:
    return f"<{element}>" * depth + inner + f"</{element}>" * depth


def truncated() -> Iterator[Case]:
    data = MODEL.encode()
    for percent in range(5, 100, 5):
        yield Case(f"truncated-{percent:02}.xml", data[: len(data) * percent // 100], "XML002")
    yield Case("empty.xml", b"", "XML001")
    yield Case("blank.xml", b" \n\t\n", "XML001")
    yield Case("only-declaration.xml", b'<?xml version="1.0"?>', "XML002")
    yield Case("two-roots.xml", MODEL.encode() + b"<sbml/>", "XML002")
    yield Case("crossed-tags.xml", changed("</listOfSpecies>", "</listOfParameters>"), "XML002")
    yield Case("unquoted.xml", changed('id="k"', "id=k"), "XML002")
    yield Case("twice-an-attribute.xml", changed('id="k"', 'id="k" id="k"'), "XML002")
    yield Case("no-prefix.xml", changed('<model id="m"', '<foo:bar/><model id="m"'), "XML002")
    yield Case("ampersand.xml", changed('id="k"', 'id="k" name="a & b"'), "XML002")
    yield Case("unknown-entity.xml", changed('id="k"', 'id="k" name="&nbsp;"'), "XML002")
    yield Case("zero-byte.xml", changed('id="k"', 'id="k\0"'), "XML002")
    yield Case("all-zero-bytes.xml", bytes(4096), "XML002")
    yield Case("control-character.xml", changed('id="k"', 'id="k" name="\x08"'), "XML002")
    yield Case("character-reference-0.xml", changed('id="k"', 'id="k" name="&#0;"'), "XML002")
    yield Case("unclosed-comment.xml", changed("<listOfRules>", "<!-- <listOfRules>"), "XML002")
    yield Case("unclosed-cdata.xml", changed("<listOfRules>", "<![CDATA[<listOfRules>"), "XML002")
    yield Case("xml-1.1.xml", changed('version="1.0" enc', 'version="9.9" enc'), "SBML1003")


def encodings() -> Iterator[Case]:
    plain = MODEL.replace(' encoding="UTF-8"', "")
    for name in ("utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"):
        yield Case(f"{name}.xml", plain.encode(name), "XML006")
    yield Case("latin-1-declared.xml", changed("UTF-8", "ISO-8859-1"), "XML006")
    yield Case("windows-1252-declared.xml", changed("UTF-8", "windows-1252"), "XML006")
    yield Case("shift-jis-declared.xml", changed("UTF-8", "Shift_JIS"), "XML006")
    yield Case("utf-7-declared.xml", changed("UTF-8", "UTF-7"), "XML006")
    yield Case("nonsense-declared.xml", changed("UTF-8", "no-such-encoding"), "XML006")
    yield Case("utf-16-declared.xml", changed("UTF-8", "UTF-16"), "XML006")
    name = MODEL.replace('id="k"', 'id="k" name="\u00fc"', 1)
    yield Case("latin-1-bytes.xml", name.encode("latin-1"), "XML006")
    for what, wrong in {
        "lone-continuation": b"\x80",
        "overlong": b"\xc0\xaf",
        "surrogate": b"\xed\xa0\x80",
        "beyond-unicode": b"\xf4\x90\x80\x80",
        "cut-sequence": b"\xe2\x82",
    }.items():
        yield Case(f"utf-8-{what}.xml", name.encode().replace("\u00fc".encode(), wrong), "XML006")
    yield Case("ebcdic.xml", plain.encode("cp037"), "XML006")
    yield Case("two-marks.xml", b"\xef\xbb\xbf\xef\xbb\xbf" + MODEL.encode(), "XML002")


def entities() -> Iterator[Case]:
    def doctype(inner: str, use: str = "") -> bytes:
        text = MODEL.replace("<sbml", f"<!DOCTYPE sbml {inner}>\n<sbml", 1)
        return text.replace('id="m"', f'id="m" name="{use}"', 1).encode()

    laughs = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 10))
    yield Case("billion-laughs.xml", doctype(f'[<!ENTITY l0 "lol">{laughs}]', "&l9;"), "XML003")
    yield Case("quadratic-blowup.xml", doctype(f'[<!ENTITY a "{"a" * 50000}">]', "&a;" * 5000), "XML003")
    yield Case("entity-of-itself.xml", doctype('[<!ENTITY a "&b;"><!ENTITY b "&a;">]', "&a;"), "XML003")
    yield Case("parameter-entities.xml", doctype("[<!ENTITY % a \"<!ENTITY b 'c'>\"> %a;]", "&b;"), "XML003")
    yield Case("attribute-defaults.xml", doctype('[<!ATTLIST parameter value CDATA "7">]'), "XML003")
    yield Case("empty-doctype.xml", doctype(""), "XML003")
    yield Case("external-file.xml", doctype('[<!ENTITY a SYSTEM "file:///etc/hostname">]'), "XML008")
    yield Case("external-address.xml", doctype('[<!ENTITY a SYSTEM "http://127.0.0.1:9/a">]'), "XML008")
    yield Case("external-device.xml", doctype('[<!ENTITY a SYSTEM "file:///dev/zero">]'), "XML008")
    yield Case("external-dtd.xml", doctype('SYSTEM "http://127.0.0.1:9/sbml.dtd"'), "XML008")
    yield Case("public-dtd.xml", doctype('PUBLIC "-//SBML//DTD" "sbml.dtd"'), "XML008")
    yield Case("external-parameter.xml", doctype('[<!ENTITY % a SYSTEM "file:///etc/hostname"> %a;]'), "XML008")


def deep() -> Iterator[Case]:
    for depth in (501, 5200, 50000):
        text = "<apply><minus/>" * depth + "<cn>1</cn>" + "</apply>" * depth
        yield Case(f"formula-depth-{depth}.xml", formula(text), "XML004")
    for depth in (12000, 200000):
        inner = nested("a", depth).replace("<a>", '<a xmlns="http://example.org/a">', 1)
        data = changed("<listOfFunctionDefinitions>", f"<annotation>{inner}</annotation><listOfFunctionDefinitions>")
        yield Case(f"annotation-depth-{depth}.xml", data, "XML004")
    notes = nested("div", 12000).replace("<div>", '<div xmlns="http://www.w3.org/1999/xhtml">', 1)
    data = changed("<listOfFunctionDefinitions>", f"<notes>{notes}</notes><listOfFunctionDefinitions>")
    yield Case("notes-depth-12000.xml", data, "XML004")
    yield Case("lists-depth-600.xml", changed("<listOfRules>", nested("listOfRules", 600) + "<listOfRules>"), "XML004")
    yield Case("nothing-but-depth.xml", nested("a", 100000).encode(), "XML004")
    yield Case("never-closed.xml", b"<a>" * 1000000, "XML004")
    pieces = "<piecewise><otherwise>" * 2000 + "<cn>1</cn>" + "</otherwise></piecewise>" * 2000
    yield Case("piecewise-depth-2000.xml", formula(pieces), "XML004")


def large() -> Iterator[Case]:
    yield Case("65-mb-of-blanks.xml", MODEL.encode() + b" " * (65 * 2**20), "XML005")
    yield Case("two-million-elements.xml", changed("<listOfRules>", "<a/>" * 2_100_000 + "<listOfRules>"), "XML005")
    yield Case("long-attribute.xml", changed('id="k"', f'id="k" name="{"a" * 2_000_000}"'), "XML009")
    yield Case("long-id.xml", changed('id="k"', f'id="{"k" * 2_000_000}"'), "XML009")
    yield Case("wide-sum.xml", formula(f"<apply><plus/>{'<cn>1</cn>' * 6000}</apply>"), "XML007")
    yield Case("wide-and.xml", formula(f"<apply><and/>{'<true/>' * 6000}</apply>"), "XML007")
    yield Case("long-name.xml", f"<{'a' * 3_000_000}/>".encode(), "XML010")
    many = "".join(f' a{i}="1"' for i in range(20000))
    yield Case("many-attributes.xml", changed('id="k"', f'id="k"{many}'), "SBML")
    yield Case(
        "many-namespaces.xml",
        changed('level="3"', "".join(f' xmlns:n{i}="u:{i}"' for i in range(2000)) + ' leve="3"'),
        "SBML",
    )


def other_things() -> Iterator[Case]:
    for name, text in {
        "html": '<html xmlns="http://www.w3.org/1999/xhtml"><body>404</body></html>',
        "svg": '<svg xmlns="http://www.w3.org/2000/svg"/>',
        "cellml": '<model xmlns="http://www.cellml.org/cellml/1.1#"/>',
        "no-namespace": '<sbml level="3" version="1"><model/></sbml>',
        "other-namespace": '<sbml xmlns="http://example.org/sbml" level="3" version="1"><model/></sbml>',
        "root-in-a-root": f'<a><sbml xmlns="{CORE}" level="3" version="1"><model/></sbml></a>',
        "math-alone": f'<math xmlns="{MATHML}"><cn>1</cn></math>',
    }.items():
        yield Case(f"{name}.xml", text.encode(), "XML010")
    for name, data in {
        "text": b"hello",
        "json": b'{"sbml": {}}',
        "png": b"\x89PNG\r\n\x1a\n" + bytes(100),
        "pdf": b"%PDF-1.4\n",
        "program": b"\x7fELF" + bytes(100),
        "html-5": b"<!DOCTYPE html><p>",
        "gzip": gzip.compress(MODEL.encode(), mtime=0),
        "antimony": b"model m; A -> B; k*A; end",
    }.items():
        yield Case(f"{name}.sbml", data, {"html-5": "XML003", "png": "XML006", "gzip": "XML006"}.get(name, "XML002"))


def wrong_models() -> Iterator[Case]:
    twice = re.sub(r'id="B" metaid="_B"', 'id="A" metaid="_B"', MODEL, count=1)
    yield Case("duplicate-id.xml", twice.encode(), "SBML10301")
    yield Case("duplicate-metaid.xml", changed('metaid="_B"', 'metaid="_A"'), "SBML10307")
    yield Case("bad-id.xml", changed('id="k"', 'id="1 k"'), "SBML10310")
    yield Case("bad-sbo.xml", changed('id="k"', 'id="k" sboTerm="SBO:12"'), "SBML10308")
    yield Case("no-such-compartment.xml", changed('compartment="c"', 'compartment="x"'), "SBML20601")
    yield Case("no-such-species.xml", changed('species="B"', 'species="x"'), "SBML21111")
    yield Case("no-such-symbol.xml", formula("<ci>nothing</ci>"), "SBML10215")
    yield Case("no-such-variable.xml", changed('variable="p"', 'variable="nothing"'), "SBML20901")
    yield Case("no-such-function.xml", formula("<apply><ci>g</ci><cn>1</cn></apply>"), "SBML10214")
    yield Case("too-many-arguments.xml", formula("<apply><ci>f</ci><cn>1</cn><cn>1</cn></apply>"), "SBML10219")
    yield Case(
        "function-of-itself.xml",
        changed("</bvar><ci>x</ci>", "</bvar><apply><ci>f</ci><ci>x</ci></apply>"),
        "SBML20303",
    )
    yield Case("rule-of-itself.xml", formula("<ci>p</ci>"), "SBML20906")
    yield Case("rules-in-a-circle.xml", formula("<ci>q</ci>"), "SBML20906")
    yield Case("two-rules-for-one.xml", changed('variable="q"', 'variable="p"'), "SBML10304")
    yield Case(
        "rule-for-a-constant.xml",
        changed('id="p" units="dimensionless" constant="false"', 'id="p" units="dimensionless" constant="true"'),
        "SBML20903",
    )
    yield Case("unknown-element.xml", changed("<listOfRules>", "<listOfJokes/><listOfRules>"), "SBML")
    yield Case("unknown-attribute.xml", changed('id="k"', 'id="k" joke="1"'), "SBML")
    yield Case(
        "missing-attribute.xml",
        changed(' constant="true"/></listOfCompartments>', "/></listOfCompartments>"),
        "SBML20517",
    )
    yield Case(
        "wrong-math-namespace.xml",
        changed(f'<math xmlns="{MATHML}"><cn>', '<math xmlns="http://example.org"><cn>'),
        "SBML10201",
    )
    yield Case("unknown-mathml.xml", formula("<apply><int/><cn>1</cn></apply>"), "SBML10202")
    yield Case("unit-unknown.xml", changed('kind="second"', 'kind="fortnight"'), "SBML20410")
    yield Case("units-of-nothing.xml", changed('units="per_second"', 'units="per_fortnight"'), "SBML10313")
    yield Case("level-9.xml", changed('level="3" version="1"', 'level="9" version="1"'), "SBML")
    yield Case("version-99.xml", changed('level="3" version="1"', 'level="3" version="99"'), "SBML")
    yield Case("level-word.xml", changed('level="3"', 'level="three"'), "SBML")
    yield Case("namespace-against-level.xml", changed('level="3" version="1"', 'level="2" version="4"'), "SBML")
    yield Case("no-model.xml", f'<sbml xmlns="{CORE}" level="3" version="1"/>'.encode(), "SBML20201")
    l3v2 = CORE.replace("version1", "version2")
    yield Case("no-model-l3v2.xml", f'<sbml xmlns="{l3v2}" level="3" version="2"/>'.encode(), "XML011")
    yield Case("two-models.xml", changed("</model>", "</model><model/>"), "SBML")
    yield Case(
        "unknown-package.xml",
        changed(
            'level="3"', 'xmlns:x="http://www.sbml.org/sbml/level3/version1/x/version1" x:required="true" level="3"'
        ),
        "SBML99107",
    )
    yield Case(
        "qual-without-required.xml",
        changed('level="3"', 'xmlns:qual="http://www.sbml.org/sbml/level3/version1/qual/version1" level="3"'),
        "SBML",
    )
    yield Case("qual-in-core.xml", changed("<listOfRules>", "<listOfTransitions/><listOfRules>"), "SBML")


def numbers() -> Iterator[Case]:
    for name, value in {
        "nan": "NaN",
        "inf": "INF",
        "minus-inf": "-INF",
        "overflow": "1e400",
        "minus-overflow": "-1e999999999",
        "many-digits": "9" * 10000,
    }.items():
        yield Case(f"value-{name}.xml", changed('id="k" value="1"', f'id="k" value="{value}"'), "XML030")
    yield Case("stoichiometry-nan.xml", changed('stoichiometry="1"', 'stoichiometry="NaN"'), "XML030")
    yield Case("amount-inf.xml", changed('initialAmount="1"', 'initialAmount="INF"'), "XML030")
    yield Case("size-nan.xml", changed('size="1"', 'size="NaN"'), "XML030")
    yield Case("multiplier-overflow.xml", changed('multiplier="1"', 'multiplier="1e400"'), "XML030")
    for name, value in {
        "word": "abc",
        "comma": "1,5",
        "hex": "0x10",
        "blank": " ",
        "two": "1 2",
        "underscore": "1_000",
    }.items():
        yield Case(f"value-{name}.xml", changed('id="k" value="1"', f'id="k" value="{value}"'), "SBML")
    yield Case("dimensions-overflow.xml", changed('spatialDimensions="3"', 'spatialDimensions="1e400"'), "SBML")
    yield Case("scale-overflow.xml", changed('scale="0"', 'scale="99999999999999999999"'), "SBML")
    yield Case("boolean-word.xml", changed('fast="false"', 'fast="perhaps"'), "SBML")
    for name, text in {
        "cn-overflow": "<cn>1e400</cn>",
        "cn-word": "<cn>abc</cn>",
        "cn-empty": "<cn/>",
        "cn-exponent": '<cn type="e-notation">1<sep/>99999999999</cn>',
        "cn-rational": '<cn type="rational">1<sep/>0</cn>',
        "cn-integer": f'<cn type="integer">{"9" * 400}</cn>',
    }.items():
        yield Case(f"{name}.xml", formula(text), "XML031")


def hierarchies() -> Iterator[Case]:
    def comp(top: str, definitions: str = "") -> bytes:
        return (
            f'<sbml xmlns="{CORE}" level="3" version="1" xmlns:comp="{COMP}" comp:required="true">'
            f'<model id="top">{top}</model>{definitions}</sbml>'
        ).encode()

    def submodel(ref: str) -> str:
        return f'<comp:listOfSubmodels><comp:submodel comp:id="s" comp:modelRef="{ref}"/></comp:listOfSubmodels>'

    def external(source: str, ref: str = "") -> str:
        more = f' comp:modelRef="{ref}"' if ref else ""
        inner = f'<comp:externalModelDefinition comp:id="E" comp:source="{source}"{more}/>'
        return f"<comp:listOfExternalModelDefinitions>{inner}</comp:listOfExternalModelDefinitions>"

    def defined(name: str, ref: str) -> str:
        return f'<comp:modelDefinition id="{name}">{submodel(ref)}</comp:modelDefinition>'

    yield Case("submodel-of-nothing.xml", comp(submodel("nothing")), "SBML1020")
    circle = f"<comp:listOfModelDefinitions>{defined('A', 'B')}{defined('B', 'A')}</comp:listOfModelDefinitions>"
    yield Case("submodels-in-a-circle.xml", comp(submodel("A"), circle), "SBML1020")
    itself = f"<comp:listOfModelDefinitions>{defined('A', 'A')}</comp:listOfModelDefinitions>"
    yield Case("submodel-of-itself.xml", comp(submodel("A"), itself), "SBML1020")
    yield Case("submodel-of-the-top.xml", comp(submodel("top")), "SBML1020")
    yield Case("external-missing.xml", comp(submodel("E"), external("nowhere.xml")), "SBML1090101")
    yield Case("external-itself.xml", comp(submodel("E"), external("external-itself.xml")), "SBML1")
    other = comp(submodel("E"), external("external-circle.xml"))
    yield Case(
        "external-circle.xml", comp(submodel("E"), external("circle-part.part")), "SBML1", {"circle-part.part": other}
    )
    yield Case("external-device-file.xml", comp(submodel("E"), external("/dev/zero")), "XML012")
    yield Case("external-folder.xml", comp(submodel("E"), external("/")), "XML012")
    yield Case("external-web.xml", comp(submodel("E"), external("http://127.0.0.1:9/m.xml")), "SBML1")
    yield Case(
        "external-laughs.xml",
        comp(submodel("E"), external("laughs.part")),
        "XML012",
        {"laughs.part": next(entities()).data},
    )
    deepest = next(case for case in deep() if case.name == "formula-depth-5200.xml").data
    yield Case("external-deep.xml", comp(submodel("E"), external("deep.part")), "XML012", {"deep.part": deepest})


def grown() -> Iterator[Case]:
    """Functions that call the one before them twice: 2^n terms when they are written out (2^11 are no harm but odd)."""
    for depth in (12, 40):
        text = "".join(
            f'<functionDefinition id="f{i}"><math xmlns="{MATHML}"><lambda><bvar><ci>x</ci></bvar><apply><plus/>'
            f"<apply><ci>f{i - 1}</ci><ci>x</ci></apply><apply><ci>f{i - 1}</ci><ci>x</ci></apply></apply></lambda>"
            "</math></functionDefinition>"
            for i in range(1, depth)
        ).replace("f0<", "f<")
        data = MODEL.replace("</listOfFunctionDefinitions>", f"{text}</listOfFunctionDefinitions>")
        data = data.replace("<cn>1</cn>", f"<apply><ci>f{depth - 1}</ci><cn>1</cn></apply>", 1)
        yield Case(f"functions-grown-{depth}.xml", data.encode(), "SBML" if depth < 13 else "XML015")
    once = changed("</bvar><ci>x</ci>", "</bvar><apply><plus/><ci>x</ci><ci>x</ci></apply>").decode()
    calls = "<apply><ci>f</ci>" * 60 + "<cn>1</cn>" + "</apply>" * 60
    yield Case("calls-grown-60.xml", once.replace("<cn>1</cn>", calls, 1).encode(), "XML015")


def cases() -> list[Case]:
    """All of them."""
    from tests.validate.hostile_archives import archives, experiments

    made = (
        truncated,
        encodings,
        entities,
        deep,
        large,
        other_things,
        wrong_models,
        numbers,
        hierarchies,
        grown,
        archives,
        experiments,
    )
    return [case for make in made for case in make()]


def write(folder: Path) -> list[Case]:
    """Write all of them into a folder."""
    found = cases()
    for case in found:
        for name, data in {case.name: case.data, **case.more}.items():
            (folder / name).write_bytes(data)
    return found


if __name__ == "__main__":
    Path(sys.argv[1]).mkdir(parents=True, exist_ok=True)
    sys.stdout.write(f"{len(write(Path(sys.argv[1])))} files in {sys.argv[1]}\n")
