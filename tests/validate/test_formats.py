"""Reports for programs and for the terminal."""

from __future__ import annotations

import io
import json
import re
import xml.etree.ElementTree as ET
from typing import Any

import pytest
from rich.console import Console

from mtorsbml.validate import formats
from mtorsbml.validate.findings import FileReport, Finding
from mtorsbml.validate.formats import text

LONG = (
    "In situations where a mathematical expression contains literal numbers or parameters whose units have not been"
    " declared, it is not possible to verify accurately the consistency of the units in the expression. The units of"
    " the <kineticLaw> <math> expression 'k' cannot be fully checked. Unit consistency reported as either no errors"
    " or further unit errors related to this object may not be accurate."
)
REPORTS = [
    FileReport(
        path="models/a b.xml",
        kind="core",
        findings=(
            Finding(
                code="XML030",
                severity="warning",
                message="value of 'k' is NaN",
                line=4,
                element="k",
                xpath="/sbml",
                hint="Do",
            ),
            Finding(
                code="XML030",
                severity="warning",
                message="value of 'l' is NaN",
                line=5,
                element="l",
                xpath="/sbml",
                hint="Do",
            ),
            Finding(code="XML003", severity="error", message='a <DOCTYPE> & "more"\x01', line=2),
            Finding(code="SBML99505", severity="warning", message=LONG, line=9, count=31, category="units"),
            Finding(code="SED004", severity="info", message="50 % of it,\nand: more", member="run.sedml", line=3),
        ),
    ),
    FileReport(path="fine.xml", kind="qual", findings=()),
]


def printed(reports: list[FileReport], width: int = 100) -> str:
    out = io.StringIO()
    text.show(Console(file=out, width=width, markup=False, highlight=False), reports)
    return out.getvalue()


def test_text_is_short_and_begins_with_what_is_grave() -> None:
    lines = [line.rstrip() for line in printed(REPORTS).splitlines()]
    assert lines == [
        "models/a b.xml  core",
        '    2  XML003       a <DOCTYPE> & "more"\x01',
        "    9  SBML99505    The units of the <kineticLaw> <math> expression 'k' cannot be fully checked",
        "                    (31 times)",
        "    4  XML030       value of 'k' is NaN; also l",
        "                    -> Do",
        "    3  SED004       run.sedml: 50 % of it,",
        "                    and: more",
        "",
        "2 files: 1 error, 3 warnings, 1 note; 1 without findings",
    ]


def test_many_of_a_kind_are_counted() -> None:
    many = tuple(Finding(code="NET001", severity="error", message=f"a{'b' * i}", line=i) for i in range(9))
    shown = printed([FileReport(path="m.xml", kind="core", findings=many)])
    assert shown.count("NET001") == 4
    assert "and 6 more NET001" in shown
    assert printed([REPORTS[1]]) == "1 file: no findings\n"


def test_units_of_libsbml_are_written_as_people_do() -> None:
    said = "mole (exponent = 1, multiplier = 1, scale = 0), second (exponent = -1, multiplier = 60, scale = 0)"
    assert text.brief(f"Expected units are {said}") == "Expected units are mole, (60 second)^-1"


def test_json_has_everything() -> None:
    found = json.loads(formats.render(REPORTS, "json"))
    assert [f["path"] for f in found] == ["models/a b.xml", "fine.xml"]
    first = found[0]["findings"][0]
    assert first["page"] == "docs/rules/XML030.md"
    assert found[0]["findings"][3]["page"] == ""
    assert {"code", "severity", "message", "line", "element", "xpath", "hint", "count", "member"} <= set(first)


def test_junit_has_a_failed_case_for_each_problem() -> None:
    root = ET.fromstring(formats.render(REPORTS, "junit"))
    assert (root.tag, root.get("tests"), root.get("failures")) == ("testsuites", "5", "4")
    bad, good = root
    assert [bool(list(case)) for case in good] == [False]
    cases = bad.findall("testcase")
    assert [case.get("name") for case in cases] == ["XML030 k", "XML030 l", "XML003 line 2", "SBML99505 line 9"]
    failure = cases[2].find("failure")
    assert failure is not None
    assert failure.get("message") == 'a <DOCTYPE> & "more"?'
    assert "50 % of it" in (bad.findtext("system-out") or "")


def test_github_commands_are_one_line_each() -> None:
    lines = formats.render(REPORTS, "github").splitlines()
    assert lines[0] == "::warning file=models/a b.xml,line=4,title=XML030 k::value of 'k' is NaN (Do)"
    assert lines[4] == "::notice file=models/a b.xml,line=3,title=SED004::run.sedml: 50 %25 of it,%0Aand: more"
    assert lines[3].endswith(
        "::The units of the <kineticLaw> <math> expression 'k' cannot be fully checked. (31 times)"
    )
    assert all(re.match(r"::(error|warning|notice) file=[^:]*::.", line) for line in lines)
    assert len(lines) == 5


def test_sarif_is_what_its_schema_asks_for() -> None:
    log = json.loads(formats.render(REPORTS, "sarif"))
    run = log["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    assert log["version"] == "2.1.0"
    assert [r["id"] for r in rules] == ["SBML99505", "SED004", "XML003", "XML030"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in {"error", "warning", "note"}
        place = result["locations"][0]["physicalLocation"]
        assert place["artifactLocation"] == {"uri": "models/a%20b.xml", "uriBaseId": "%SRCROOT%"}
        assert place.get("region", {"startLine": 1})["startLine"] >= 1
    assert "region" not in run["results"][4]["locations"][0]["physicalLocation"]
    prints = [result["partialFingerprints"]["mtorsbml/v1"] for result in run["results"]]
    assert len(set(prints)) == len(prints)


def test_sarif_passes_its_schema() -> None:
    schema: Any = pytest.importorskip(
        "pydantic_sarif.model", reason="pydantic-sarif (made from the schema) is not there"
    )
    read = schema.StaticAnalysisResultsFormatSarifVersion210JsonSchema.model_validate_json
    read(formats.render(REPORTS, "sarif"))
    with pytest.raises(ValueError, match="level"):
        read(formats.render(REPORTS, "sarif").replace('"level": "note"', '"level": "grave"'))
