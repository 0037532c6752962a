"""The claims that come with the models hold, but for those that are known not to."""

from __future__ import annotations

from pathlib import Path

import pytest

from mtorsbml import _library
from mtorsbml.claims import report
from mtorsbml.claims.parse import read_claims
from mtorsbml.claims.run import Session
from mtorsbml.pathway import library

FILES = sorted(_library.CLAIMS.glob("*.toml"))


@pytest.fixture(scope="module")
def session() -> Session:
    return Session(_library.Repository())


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_claims_hold(file: Path, session: Session) -> None:
    """Every sixth claim of each module; `make` runs all of them, and fails if one does not hold."""
    for claim in read_claims(file)[::6]:
        result = session.run(claim)
        lines = [text for outcome in result.outcomes for text in report.lines(outcome)]
        assert result.fine, f"{claim.id} {result.states}\n" + "\n".join(lines)


def test_each_file_belongs_to_a_module_and_no_id_stands_twice() -> None:
    assert [file.stem for file in FILES if file.stem not in library.MODULE_IDS] == []
    ids = [claim.id for file in FILES for claim in read_claims(file)]
    assert len(set(ids)) == len(ids)


def test_every_claim_says_what_it_rests_on() -> None:
    for file in FILES:
        for claim in read_claims(file):
            assert claim.statement.endswith("."), claim.id
            assert claim.lines, claim.id
            assert claim.confidence, claim.id
