"""Models of others: written so that they stay what they are, or refused with the element that would be lost."""

from __future__ import annotations

import ast
from pathlib import Path

import libsbml
import pytest
from tests.interop import foreign

from mtorsbml import _files
from mtorsbml.cli import main
from mtorsbml.errors import MtorsbmlError, UsageError
from mtorsbml.exchange import formats
from mtorsbml.exchange.incoming import import_file
from mtorsbml.exchange.outgoing import export_model, source_of
from mtorsbml.exchange.sbml_layout import with_layout
from mtorsbml.exchange.source import Source
from mtorsbml.simulate.ode import OdeModel

MATH = '<math xmlns="http://www.w3.org/1998/Math/MathML">'
RULES = "<listOfRules>"
LAW = "<kineticLaw>" + MATH
DELAY = (
    '<apply><csymbol encoding="text" definitionURL="http://www.sbml.org/sbml/symbols/delay">delay</csymbol>'
    "<ci>A</ci><cn>1</cn></apply>"
)
FAST = foreign.text(1).replace('fast="false"', 'fast="true"')
ALGEBRAIC = foreign.text(1).replace(
    RULES, f"{RULES}<algebraicRule>{MATH}<apply><minus/><ci>q</ci><ci>C</ci></apply></math></algebraicRule>"
)
DELAYED = foreign.text(1).replace("<ci>k</ci><ci>A</ci>", f"<ci>k</ci>{DELAY}")
CHANGING = (
    foreign.text(1)
    .replace('species="B" stoichiometry="1" constant="true"', 'id="two" species="B" constant="false"')
    .replace(RULES, f'{RULES}<assignmentRule variable="two">{MATH}<ci>r</ci></math></assignmentRule>')
)


@pytest.mark.parametrize(
    ("name", "text", "what"),
    [
        ("antimony", FAST, "the fast reaction 'R'"),
        ("copasi", FAST, "the fast reaction 'R'"),
        ("tellurium", FAST, "the fast reaction 'R'"),
        ("copasi", ALGEBRAIC, "the algebraic rule 0 = q - C"),
        ("tellurium", ALGEBRAIC, "the algebraic rule 0 = q - C"),
        ("copasi", CHANGING, "the changing stoichiometry of 'B' in reaction 'R'"),
        ("tellurium", DELAYED, "the delay in the formula of 'R'"),
    ],
)
def test_what_a_format_would_leave_out_is_refused(name: str, text: str, what: str, tmp_path: Path) -> None:
    if reason := formats.missing(name):
        pytest.skip(reason)
    with pytest.raises(MtorsbmlError) as refused:
        formats.export(Source(id="foreign", title="", core=text), name, tmp_path / "out")
    assert str(refused.value) == (
        f"foreign: format '{name}' cannot express {what}; the file would be another model, or none. --to sbml keeps it"
    )
    assert list(tmp_path.iterdir()) == []


def test_a_name_cannot_break_out_of_the_tellurium_script() -> None:
    title = 'a """\nraise SystemExit("broken out")\n""" \\N{x} \\'
    source = Source(id="foreign", title=title, core=foreign.text(1))
    (script,) = formats.files(source, "tellurium").values()
    tree = ast.parse(script)
    assert not [node for node in tree.body if isinstance(node, ast.Raise)]
    assert "broken out" in str(ast.get_docstring(tree))


def test_tellurium_script_says_what_writes_its_model(tmp_path: Path) -> None:
    path = tmp_path / "a model.xml"
    foreign.write(path, 1)
    (script,) = formats.files(source_of(str(path)), "tellurium").values()
    assert f"(`mtorsbml export '{path}' --to sbml -o foreign.xml`)" in script.decode()
    (script,) = formats.files(source_of("mtor", "TSC2_loss", qual=False), "tellurium").values()
    assert "mtorsbml export mtor --to sbml -o " in script.decode()
    assert " --variant TSC2_loss`)" in script.decode()


def test_tellurium_script_draws_amounts_as_amounts() -> None:
    (script,) = formats.files(Source(id="foreign", title="", core=foreign.text(1)), "tellurium").values()
    assert "('A', 'A', 1.0)" in script.decode()
    assert "('[C]', 'C', 1.0)" in script.decode()


@pytest.mark.parametrize("ending", ["ant", "cps"])
@pytest.mark.parametrize("version", [1, 2])
def test_what_comes_back_runs_as_before(ending: str, version: int, tmp_path: Path) -> None:
    name = {"ant": "antimony", "cps": "copasi"}[ending]
    if reason := formats.missing(name):
        pytest.skip(reason)
    there = tmp_path / f"foreign.{ending}"
    export_model(str(foreign.write(tmp_path / "foreign.xml", version, factor=2.0)), name, there)
    back = OdeModel.load(import_file(there).sbml)
    found = back.simulate(duration=8, points=9, select=["A", "B", "C", "S", "r", "q"])
    expected = foreign.course(found.time.tolist(), factor=2.0)
    # COPASI has species by their concentrations alone.
    sizes = dict.fromkeys("ABS", foreign.VOLUME) if ending == "cps" else {}
    for column in found.columns:
        assert found[column] * sizes.get(column, 1) == pytest.approx(expected[column], rel=1e-6), column


def test_priorities_that_copasi_does_not_give_back_are_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    if reason := formats.missing("copasi"):
        pytest.skip(reason)
    urgent = foreign.text(1).replace("</trigger>", f"</trigger><priority>{MATH}<cn>2</cn></math></priority>")
    formats.export(Source(id="foreign", title="", core=urgent), "copasi", tmp_path / "a.cps")
    with pytest.raises(SystemExit):
        main(["import", str(tmp_path / "a.cps"), "-o", str(tmp_path / "back.xml")])
    assert "a.cps: lost: the priority of event 'e'\n" in capsys.readouterr().err


def test_a_copasi_file_that_is_none_is_named(tmp_path: Path) -> None:
    if reason := formats.missing("copasi"):
        pytest.skip(reason)
    (tmp_path / "bad.cps").write_text("<COPASI>")
    with pytest.raises(MtorsbmlError, match=r"bad\.cps: copasi: COPASI cannot read the file"):
        import_file(tmp_path / "bad.cps")


# -- tables, layout ----------------------------------------------------------------------------------------------


def table(text: str, name: str) -> dict[str, list[str]]:
    """The rows of a table by their id."""
    written = formats.files(Source(id="foreign", title="", core=text), "tsv")[f"{name}.tsv"].decode()
    return {row.split("\t")[0]: row.split("\t") for row in written.splitlines()[1:]}


def test_levels_in_tables_are_what_the_ids_stand_for() -> None:
    levels = {name: row[3] for name, row in table(foreign.text(1), "species").items()}
    assert levels == {"A": "10.0", "B": "0.0", "C": "3.0", "S": "3.0"}
    unsaid = foreign.text(1).replace(' initialAmount="6"', "")
    assert table(unsaid, "species")["C"][3] == ""


def test_values_in_tables_follow_initial_assignments_and_local_parameters_are_there() -> None:
    assigned = f'<listOfInitialAssignments><initialAssignment symbol="k">{MATH}<cn>0.7</cn></math></initialAssignment>'
    local = '<listOfLocalParameters><localParameter id="m" value="4"/></listOfLocalParameters></kineticLaw>'
    text = foreign.text(1).replace(RULES, f"{assigned}</listOfInitialAssignments>{RULES}")
    values = {name: row[2] for name, row in table(text.replace("</kineticLaw>", local), "parameters").items()}
    assert values == {"k": "0.7", "cf": "1.0", "r": "1.0", "q": "3.0", "R.m": "4.0"}


def test_a_reaction_without_a_rate_law_has_a_row() -> None:
    whole = foreign.text(1)
    lawless = whole[: whole.index("<kineticLaw>")] + whole[whole.index("</kineticLaw>") + len("</kineticLaw>") :]
    assert table(lawless, "reactions")["R"][2:5] == ["A -> B", "", ""]


def test_level_2_becomes_level_3_with_its_layout() -> None:
    document = libsbml.readSBMLFromString(foreign.text(1))
    assert document.setLevelAndVersion(2, 4, False)
    text = with_layout(str(libsbml.writeSBMLToString(document)), "foreign", "")
    drawn = libsbml.readSBMLFromString(text)
    assert (drawn.getLevel(), drawn.getVersion()) == (3, 1)
    assert drawn.getModel().getPlugin("layout").getLayout(0).getNumSpeciesGlyphs() == 2
    found = OdeModel.load(text).simulate(duration=8, points=9, select=["A", "B"])
    assert found["A"] == pytest.approx(foreign.course(found.time.tolist())["A"], rel=1e-6)


def test_a_picture_that_cannot_be_drawn_is_refused(tmp_path: Path) -> None:
    path = foreign.write(tmp_path / "foreign.xml", 1)
    with pytest.raises(UsageError, match=r"a\.gif: is no picture that can be drawn; take \.svg, \.png, \.pdf"):
        export_model(str(path), "sbgn", tmp_path / "a.gif")


# -- all files or none -------------------------------------------------------------------------------------------


def test_an_export_of_several_files_that_is_interrupted_leaves_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[Path] = []
    stage = _files._staged

    def interrupted(target: Path, data: bytes) -> Path:
        written.append(target)
        if len(written) == 3:
            raise KeyboardInterrupt
        return stage(target, data)

    monkeypatch.setattr(_files, "_staged", interrupted)
    source = Source(id="foreign", title="", core=foreign.text(1))
    with pytest.raises(KeyboardInterrupt):
        formats.export(source, "tsv", tmp_path / "new" / "tables")
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "old").mkdir()
    (tmp_path / "old" / "species.tsv").write_text("mine")
    written.clear()
    with pytest.raises(KeyboardInterrupt):
        formats.export(source, "tsv", tmp_path / "old")
    assert [(p.name, p.read_text()) for p in (tmp_path / "old").iterdir()] == [("species.tsv", "mine")]


def test_a_target_that_is_a_folder_stops_all(tmp_path: Path) -> None:
    (tmp_path / "out" / "reactions.tsv").mkdir(parents=True)
    with pytest.raises(UsageError, match=r"reactions\.tsv: is a directory"):
        formats.export(Source(id="foreign", title="", core=foreign.text(1)), "tsv", tmp_path / "out")
    assert [p.name for p in (tmp_path / "out").iterdir()] == ["reactions.tsv"]
