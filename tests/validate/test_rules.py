"""Every rule: its example gives the finding, its twin does not, and its page is the committed one."""

from __future__ import annotations

from pathlib import Path

import pytest

from mtorsbml.errors import UsageError
from mtorsbml.validate import pages, registry
from mtorsbml.validate.checker import check_bytes
from mtorsbml.validate.registry import Rule

DOCS = Path(__file__).parents[2] / "docs" / "rules"
WITH_EXAMPLES = [rule for rule in registry.rules().values() if rule.wrap != "none"]


def found(rule: type[Rule], text: str) -> set[str]:
    report = check_bytes(rule.example(text), Path("example.xml"), profile="strict", simulate=rule.simulate)
    return {finding.code for finding in report.findings}


@pytest.mark.parametrize("rule", WITH_EXAMPLES, ids=lambda rule: rule.code)
def test_the_wrong_example_is_found_and_the_right_one_is_not(rule: type[Rule]) -> None:
    assert rule.code in found(rule, rule.wrong)
    assert rule.code not in found(rule, rule.right)


@pytest.mark.parametrize("name", sorted(pages.files()))
def test_pages_are_what_the_rules_make(name: str) -> None:
    assert (DOCS / name).read_text(encoding="utf-8") == pages.files()[name], "run: python -m mtorsbml.validate.pages"


def test_no_page_is_left_of_a_rule_that_is_gone() -> None:
    assert {path.name for path in DOCS.glob("*.md")} == set(pages.files())


def test_an_unknown_rule_is_named_with_its_neighbours() -> None:
    with pytest.raises(UsageError, match=r"there is no rule 'XML0033'; did you mean 'XML003'"):
        registry.rule("XML0033")
    assert registry.rule("xml003").code == "XML003"


def test_a_rule_without_a_text_or_with_a_foreign_code_is_refused() -> None:
    class Nameless(Rule):
        """Says nothing."""

        code = "XML999"

    with pytest.raises(TypeError, match="XML999: name, what, why, wrong, right, mend is missing"):
        registry.register(Nameless)

    class Foreign(Nameless):
        """Says nothing."""

        code = "ABC001"
        name = what = why = wrong = right = mend = "x"

    with pytest.raises(TypeError, match="the code 'ABC001' is none of a family and three digits"):
        registry.register(Foreign)
