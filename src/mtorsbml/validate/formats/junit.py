"""JUnit XML, which GitLab, Jenkins and others show: a suite for each file, a failed case for each finding."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from mtorsbml.validate.findings import FileReport, Finding
from mtorsbml.validate.formats.text import brief

_NOT_XML: Final = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def render(reports: Sequence[FileReport]) -> str:
    """The whole document; errors and warnings are failures, and a file without them is one passed case."""
    suites = [_suite(report) for report in reports]
    tests = sum(cases for cases, _failed, _text in suites)
    failures = sum(failed for _cases, failed, _text in suites)
    head = f'<testsuites name="mtorsbml validate" tests="{tests}" failures="{failures}" errors="0">'
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', head, *(text for *_counts, text in suites), "</testsuites>", ""]
    return "\n".join(lines)


def _suite(report: FileReport) -> tuple[int, int, str]:
    problems = [f for f in report.findings if f.is_problem]
    path = _attribute(report.path)
    cases = [_case(report.path, finding) for finding in problems]
    if not cases:
        cases = [f'    <testcase classname={path} name="no errors or warnings"/>']
    infos = [f for f in report.findings if not f.is_problem]
    notes = "".join(f"{f.code}: {f.message}\n" for f in infos)
    said = f"\n    <system-out>{_text(notes)}</system-out>" if notes else ""
    head = f'  <testsuite name={path} tests="{len(cases)}" failures="{len(problems)}" errors="0" skipped="0">'
    return len(cases), len(problems), "\n".join([head, *cases]) + said + "\n  </testsuite>"


def _case(path: str, finding: Finding) -> str:
    place = finding.element or (f"line {finding.line}" if finding.line else "")
    name = " ".join(filter(None, (finding.code, finding.member, place)))
    body = [finding.message, *([f"Hint: {finding.hint}"] if finding.hint else [])]
    body += [f"Where: {path}" + (f", line {finding.line}" if finding.line else "") + f" {finding.xpath}".rstrip()]
    body += [f"Page: {finding.page}"] if finding.page else []
    failure = f"type={_attribute(finding.code)} message={_attribute(brief(finding.message))}"
    return (
        f"    <testcase classname={_attribute(path)} name={_attribute(name)}>\n"
        f"      <failure {failure}>{_text(chr(10).join(body))}</failure>\n    </testcase>"
    )


def _attribute(value: str) -> str:
    return quoteattr(_NOT_XML.sub("?", value))


def _text(value: str) -> str:
    return escape(_NOT_XML.sub("?", value))
