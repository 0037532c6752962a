"""The claims that come with the models hold, but for those that are known not to."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from mtorsbml import _library
from mtorsbml.claims import report
from mtorsbml.claims.claim import Claim
from mtorsbml.claims.parse import read_claims
from mtorsbml.claims.run import Session
from mtorsbml.pathway import library

FILES = sorted(_library.CLAIMS.glob("*.toml"))
NO_VARIANTS = importlib.util.find_spec("mtorsbml.pathway.variants") is None


@pytest.fixture(scope="module")
def session() -> Session:
    return Session(_library.Repository())


def needs_variant(claim: Claim) -> bool:
    return any(s.variants for a in (claim.control, claim.test) for s in (claim.given, a.start, a.then))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_claims_hold(file: Path, session: Session) -> None:
    skipped = []
    for claim in read_claims(file):
        if NO_VARIANTS and needs_variant(claim):
            skipped.append(claim.id)
            continue
        result = session.run(claim)
        lines = [text for outcome in result.outcomes for text in report.lines(outcome)]
        assert result.fine, f"{claim.id} {result.states}\n" + "\n".join(lines)
    if skipped:
        pytest.skip(f"NOT TESTED: {', '.join(skipped)} need variants, which this version does not have")


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
