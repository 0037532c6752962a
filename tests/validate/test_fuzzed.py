"""What `fuzz.py` found: files that made a rule fail; each is the example of a rule with one change."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.validate.findings_of import of_file

from mtorsbml.validate import registry

FOUND = {
    "a formula whose operator is another kind of element": (
        "KIN001",
        b"<apply><times/>",
        b"<apply><piecewise/><times/>",
    ),
    "an operator with the name of one of ours": ("KIN001", b"<apply><times/>", b"<apply><num/><times/>"),
    "a version that is no number": ("COMP004", b'version="1"', b'version="' + b"9" * 400 + b'"'),
    "another element with a term among the inputs": ("QUAL001", b"<qual:input ", b'<qual:eq sboTerm="SBO:0000252" '),
}


@pytest.mark.parametrize(("code", "old", "new"), FOUND.values(), ids=FOUND)
def test_no_rule_fails(tmp_path: Path, code: str, old: bytes, new: bytes) -> None:
    sound = registry.rule(code).example(registry.rule(code).wrong)
    assert old in sound
    (tmp_path / "fuzzed.xml").write_bytes(sound.replace(old, new, 1))
    assert [f.message for f in of_file(tmp_path / "fuzzed.xml") if f.code == "XML023"] == []
