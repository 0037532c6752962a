from __future__ import annotations

import libsbml
import pytest

from mtorsbml.errors import MtorsbmlError, UsageError
from mtorsbml.sbml import externals, read, scan

CORE = "http://www.sbml.org/sbml/level3/version1/core"
COMP = "http://www.sbml.org/sbml/level3/version1/comp/version1"
QUAL = "http://www.sbml.org/sbml/level3/version1/qual/version1"
MATH = '<math xmlns="http://www.w3.org/1998/Math/MathML">'


def sbml(inside: str, attributes: str = "") -> str:
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    return f'{head}<sbml xmlns="{CORE}" level="3" version="1" {attributes}>\n{inside}\n</sbml>'


def parameters(*ids: str) -> str:
    items = "".join(f'<parameter id="{name}" value="1" constant="false"/>\n' for name in ids)
    return f"<listOfParameters>{items}</listOfParameters>"


def rule(variable: str, math: str) -> str:
    return f'<listOfRules><assignmentRule variable="{variable}">{MATH}{math}</math></assignmentRule></listOfRules>'


SMALL = sbml(f"<model>{parameters('k')}</model>")
INNER = sbml(
    f'<model id="inner">{parameters("k", "y")}{rule("y", "<ci>k</ci>")}</model>',
)


def outer(source: str, *, deleted: str = "") -> str:
    deletion = (
        f'<comp:listOfDeletions><comp:deletion comp:idRef="{deleted}"/></comp:listOfDeletions>' if deleted else ""
    )
    return sbml(
        f'<model id="top"><comp:listOfSubmodels><comp:submodel comp:id="A" comp:modelRef="E">{deletion}'
        "</comp:submodel></comp:listOfSubmodels></model>"
        "<comp:listOfExternalModelDefinitions>"
        f'<comp:externalModelDefinition comp:id="E" comp:source="{source}"/></comp:listOfExternalModelDefinitions>',
        f'xmlns:comp="{COMP}" comp:required="true"',
    )


# -- hostile and foreign input ---------------------------------------------------------------------------------------

BOMB = """<?xml version="1.0"?>
<!DOCTYPE sbml [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>
<sbml xmlns="http://www.sbml.org/sbml/level3/version1/core" level="3" version="1"><model name="&b;"/></sbml>"""
OUTSIDE = BOMB.replace('"aaaaaaaaaa"', 'SYSTEM "file:///etc/passwd"')


@pytest.mark.parametrize("text", [BOMB, OUTSIDE, "<!DOCTYPE sbml><sbml/>"], ids=["bomb", "outside", "bare"])
def test_a_doctype_is_refused_before_its_entities_are_read(text):
    with pytest.raises(
        MtorsbmlError,
        match=r"^x\.xml, line \d: a DOCTYPE(, with which entities are defined,| that names something.*) is refused",
    ):
        read.prescan(text.encode(), "x.xml")


@pytest.mark.parametrize(
    "nest",
    [
        lambda n: f"<model><annotation>{'<a xmlns=urn:a>'.replace('=urn:a', '=' + chr(34) + 'urn:a' + chr(34)) * n}",
        lambda n: f"<model>{parameters('y')}{rule('y', '<apply><minus/>' * n + '<cn>1</cn>' + '</apply>' * n)}</model>",
    ],
    ids=["annotation", "mathematics"],
)
def test_deep_nesting_is_refused_where_libsbml_would_crash(nest):
    with pytest.raises(MtorsbmlError, match="elements are nested deeper than 500, which is refused"):
        read.read_document(sbml(nest(20_000)))


def test_nesting_that_is_allowed_is_read():
    deep = "<apply><minus/>" * 400 + "<cn>1</cn>" + "</apply>" * 400
    document = read.read_document(sbml(f"<model>{parameters('y')}{rule('y', deep)}</model>"))
    assert document.getModel().getNumRules() == 1


def test_a_sum_of_many_terms_is_refused_where_libroadrunner_would_crash():
    def total(count):
        terms = "<ci>k</ci>" * count
        return sbml(f"<model>{parameters('k', 'y')}{rule('y', f'<apply><plus/>{terms}</apply>')}</model>")

    read.prescan(total(1_999).encode(), "x")
    with pytest.raises(MtorsbmlError, match=r"more than 2000 operands in one place, which is refused"):
        read.prescan(total(2_000).encode(), "x")
    many = "".join(f"<apply><plus/>{'<ci>k</ci>' * 1_500}</apply>" for _ in range(2))
    read.prescan(sbml(f"<model>{rule('y', f'<apply><plus/>{many}</apply>')}</model>").encode(), "x")


def test_a_file_that_is_too_large_is_refused_without_reading_it_all(tmp_path, monkeypatch):
    monkeypatch.setattr(scan, "MAX_BYTES", 1000)
    (tmp_path / "big.xml").write_text(SMALL + " " * 100_000)
    with pytest.raises(MtorsbmlError, match=r"big.xml: the file has 1001 bytes; at most 1000 are read"):
        read.read_document(tmp_path / "big.xml")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "the file is empty; an SBML file is expected"),
        (b" \n ", "the file is empty"),
        (b"id,value\n1,2\n", r"line 1: not well-formed XML: syntax error, column 1"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "line 1: byte 0 is not UTF-8"),
        (SMALL[:-8].encode(), r"line 4: not well-formed XML: (unclosed token|no element found)"),
        (b"<html><p/></html>", "not SBML: the root element is <html> without a namespace, not <sbml>"),
        (b"<sbml/>", "not SBML: the root element is <sbml> without a namespace"),
        (b"<a:omexManifest xmlns:a='urn:o'/>", "the root element is <omexManifest> of 'urn:o'"),
        (SMALL.replace("UTF-8", "ISO-8859-1").encode(), "the encoding is ISO-8859-1; SBML is UTF-8"),
        (
            SMALL.replace('encoding="UTF-8"', "").encode("utf-16"),
            "line 1: the file is UTF-16; SBML is UTF-8, so convert",
        ),
        (SMALL.replace("level3", "level9").encode(), "libSBML error"),
        (sbml("").encode(), "libSBML error 20201"),
    ],
)
def test_what_is_not_sbml_is_refused_in_one_line(data, message, tmp_path):
    (tmp_path / "x.xml").write_bytes(data)
    with pytest.raises(MtorsbmlError, match=message) as caught:
        read.read_document(tmp_path / "x.xml")
    assert str(caught.value).startswith(str(tmp_path / "x.xml"))
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("gone.xml", r"gone.xml: cannot be read \(No such file or directory\)"),
        ("", "is a directory; give the path of an SBML file"),
        ("n" * 5000, r"n{200,300}\.\.\.: cannot be read \(File name too long\)"),
        ("a\0b", "cannot be read"),
    ],
)
def test_paths_that_cannot_be_read_are_wrong_use(tmp_path, path, message):
    for source in (tmp_path / path, str(tmp_path / path)):
        with pytest.raises(UsageError, match=message):
            read.read_document(source)


def test_text_bytes_and_paths_are_all_read(tmp_path):
    (tmp_path / "a.xml").write_text(SMALL)
    for source in (SMALL, "\ufeff" + SMALL, SMALL.encode(), b"\xef\xbb\xbf" + SMALL.encode(), tmp_path / "a.xml"):
        assert read.read_document(source).getModel().getNumParameters() == 1


# -- what libSBML finds ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("inside", "message"),
    [
        (
            parameters("a", "a"),
            "10301: The <parameter> id 'a' conflicts with the previously defined <parameter> id 'a'",
        ),
        (parameters("y") + rule("y", "<ci>nobody</ci>"), "10215: The formula 'nobody' .* uses 'nobody' that is not"),
        (
            parameters("y", "z")
            + rule("y", "<ci>z</ci>").replace("</listOfRules>", "")
            + rule("z", "<ci>y</ci>").replace("<listOfRules>", ""),
            "20906",
        ),
    ],
    ids=["duplicate", "undefined", "recursive"],
)
def test_errors_that_the_reader_alone_passes_over_are_found(inside, message):
    text = sbml(f"<model>{inside}</model>")
    assert libsbml.readSBMLFromString(text).getNumErrors() == 0
    with pytest.raises(MtorsbmlError, match=rf"^SBML text, line \d+: libSBML error {message}"):
        read.read_document(text)


def test_warnings_do_not_stop_the_reading_and_are_told_by_the_check():
    text = sbml(
        '<model><listOfUnitDefinitions><unitDefinition id="m"><listOfUnits><unit kind="metre" exponent="1" scale="0" '
        'multiplier="1"/></listOfUnits></unitDefinition></listOfUnitDefinitions><listOfParameters>'
        '<parameter id="a" units="m" value="1" constant="true"/>'
        '<parameter id="b" units="second" constant="false"/></listOfParameters>'
        f"{rule('b', '<ci>a</ci>')}</model>"
    )
    document = read.read_document(text)
    messages = read.check(document)
    units = [m for m in messages if m.category == "SBML unit consistency"]
    assert [m.code for m in units] == [10513, 99506]  # the assignment, and the unit of time that is not declared
    assert {m.severity for m in units} <= {"error", "warning"}
    assert units[0].severity == "error"
    assert units[0].line > 0
    assert "\n" not in units[0].message
    assert read.check(document) == messages


def test_the_check_covers_every_category():
    text = sbml(
        '<model sboTerm="SBO:0000999"><listOfParameters><parameter id="a" constant="true"/></listOfParameters></model>'
    )
    found = {message.category: message.severity for message in read.check(read.read_document(text))}
    assert found["SBO term consistency"] == "warning"
    assert found["Modeling practice"] == "warning"


def test_a_sound_document_gives_no_message():
    text = sbml(
        "<model><listOfParameters>"
        '<parameter id="a" units="dimensionless" value="1" constant="true"/></listOfParameters></model>'
    )
    assert read.check(read.read_document(text)) == []


# -- kinds and hierarchy ---------------------------------------------------------------------------------------------


def test_kinds_are_told_apart(tmp_path):
    (tmp_path / "inner.xml").write_text(INNER)
    (tmp_path / "outer.xml").write_text(outer("inner.xml"))
    declared = f'xmlns:qual="{QUAL}" qual:required="true"'
    logical = (
        '<model><listOfCompartments><compartment id="c" constant="true"/></listOfCompartments>'
        '<qual:listOfQualitativeSpecies><qual:qualitativeSpecies qual:id="A" qual:compartment="c" '
        'qual:constant="true"/></qual:listOfQualitativeSpecies></model>'
    )
    assert read.kind(read.read_document(SMALL)) == "core"
    assert read.kind(read.read_document(tmp_path / "outer.xml")) == "comp"
    assert read.kind(read.read_document(sbml(logical, declared))) == "qual"
    assert read.kind(read.read_document(sbml(f"<model>{parameters('k')}</model>", declared))) == "core"


def test_flattening_finds_the_files_beside_the_model_from_anywhere(tmp_path, monkeypatch):
    (tmp_path / "parts").mkdir()
    (tmp_path / "parts" / "inner.xml").write_text(INNER)
    (tmp_path / "outer.xml").write_text(outer("parts/inner.xml"))
    monkeypatch.chdir("/")
    flat = read.flatten(tmp_path / "outer.xml")
    assert read.flatten(read.read_document(tmp_path / "outer.xml")) == flat
    document = read.read_document(flat)
    assert read.kind(document) == "core"
    assert document.getModel().getParameter("A__y") is not None


def test_a_model_without_hierarchy_stays_as_it_is():
    assert 'id="k"' in read.flatten(SMALL)


def test_flattening_that_fails_says_why(tmp_path):
    """libSBML itself says: the flat model is not valid."""
    (tmp_path / "inner.xml").write_text(INNER)
    (tmp_path / "outer.xml").write_text(outer("inner.xml", deleted="k"))
    with pytest.raises(MtorsbmlError, match=r"10215: The formula 'A__k' .* uses 'A__k' that is not the id"):
        read.flatten(tmp_path / "outer.xml")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, r"external model definition 'E' \(source 'inner.xml'\): \S+inner.xml: cannot be read \(No such file"),
        ("<html/>", r"\(source 'inner.xml'\): \S+inner.xml, line 1: not SBML: the root element is <html>"),
        (BOMB, r"\(source 'inner.xml'\): \S+inner.xml, line 2: a DOCTYPE"),
        (sbml(f"<model><notes>{'<p>' * 20_000}"), "elements are nested deeper than 500"),
    ],
    ids=["missing", "foreign", "bomb", "deep"],
)
def test_files_that_a_model_draws_in_are_scanned_first(tmp_path, content, message):
    if content is not None:
        (tmp_path / "inner.xml").write_text(content)
    (tmp_path / "outer.xml").write_text(outer("inner.xml"))
    with pytest.raises(MtorsbmlError, match=message):
        read.read_document(tmp_path / "outer.xml")


def test_files_drawn_in_by_files_drawn_in_are_scanned_too(tmp_path):
    (tmp_path / "a.xml").write_text(outer("b.xml"))
    (tmp_path / "b.xml").write_text(outer("c.xml"))
    (tmp_path / "c.xml").write_text(BOMB)
    with pytest.raises(MtorsbmlError, match=r"\S+b.xml: external model definition 'E' \(source 'c.xml'\): .*DOCTYPE"):
        read.read_document(tmp_path / "a.xml")


def test_circles_and_crowds_of_files_end(tmp_path, monkeypatch):
    (tmp_path / "a.xml").write_text(outer("b.xml"))
    (tmp_path / "b.xml").write_text(outer("a.xml"))
    with pytest.raises(MtorsbmlError, match="libSBML error"):
        read.read_document(tmp_path / "a.xml")
    monkeypatch.setattr(externals, "MAX_EXTERNAL", 1)
    with pytest.raises(MtorsbmlError, match="draws in more than 1 files"):
        read.read_document(tmp_path / "a.xml")


def test_only_local_files_are_drawn_in(tmp_path):
    (tmp_path / "outer.xml").write_text(outer("http://example.org/inner.xml"))
    with pytest.raises(MtorsbmlError, match="is not a local file; save it beside the model"):
        read.read_document(tmp_path / "outer.xml")


def test_text_has_no_folder_to_draw_from():
    with pytest.raises(UsageError, match="has no folder to start from; read the model from its path"):
        read.read_document(outer("inner.xml"))
