"""The toy models as files, and claims on them."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.claims.toy import toy_qual, toy_sbml

from mtorsbml.claims.claim import Claim
from mtorsbml.claims.parse import parse_claims
from mtorsbml.claims.run import Files, Session


@pytest.fixture(scope="session")
def models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with `core/toy.xml` and `qual/toy.xml`."""
    folder = tmp_path_factory.mktemp("models")
    for form, text in (("core", toy_sbml()), ("qual", toy_qual())):
        (folder / form).mkdir()
        (folder / form / "toy.xml").write_text(text)
    return folder


@pytest.fixture(scope="session")
def toy(models: Path) -> str:
    return str(models / "core" / "toy.xml")


@pytest.fixture(scope="session")
def session() -> Session:
    return Session(Files())


def claim_of(text: str, model: str = "", formalisms: str = '["ode"]') -> Claim:
    """The claim of a text without head; what the text does not say is as in most tests."""
    head = f"[[claim]]\nid = 'T'\nstatement = 'A toy.'\nformalisms = {formalisms}\n"
    return parse_claims(f"{head}model = '{model}'\n{text}", "toy.toml")[0]


@pytest.fixture
def claim() -> object:
    return claim_of
