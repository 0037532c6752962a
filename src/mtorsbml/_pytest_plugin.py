"""The pytest plugin: each claim of a file `*.claims.toml`, in each of its formalisms, is a test.

It is imported by every pytest run of an environment in which the package is installed, so it imports nothing of it
before it meets such a file.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from mtorsbml.claims.claim import Claim, Formalism
    from mtorsbml.claims.run import Session

_ENDING = ".claims.toml"
_session: list[Any] = []
"""The loaded models, shared by all files; empty until the first claim is run."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--claims-model`."""
    group = parser.getgroup("mtorsbml")
    group.addoption(
        "--claims-model", default="", help="model for the claims in *.claims.toml, in the place of their own"
    )


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """Collect claims files."""
    if file_path.name.endswith(_ENDING):
        found: ClaimsFile = ClaimsFile.from_parent(parent, path=file_path)
        return found
    return None


class ClaimsFile(pytest.File):
    """A claims file; models that it names by path lie relative to it."""

    def collect(self) -> Iterator[pytest.Item]:
        """The claims of the file."""
        from mtorsbml.claims.parse import read_claims
        from mtorsbml.errors import MtorsbmlError

        try:
            claims = read_claims(self.path)
        except MtorsbmlError as error:
            raise self.CollectError(str(error)) from None
        for claim in claims:
            for formalism in claim.formalisms:
                yield ClaimItem.from_parent(self, name=f"{claim.id}[{formalism}]", claim=claim, formalism=formalism)


class ClaimItem(pytest.Item):
    """One claim in one formalism."""

    def __init__(self, *, claim: Claim, formalism: Formalism, **rest: Any) -> None:
        super().__init__(**rest)
        self.claim = claim
        self.formalism = formalism

    def runtest(self) -> None:
        """Run the claim; a known failure that fails is an expected failure."""
        from mtorsbml.errors import MtorsbmlError
        from mtorsbml.testing import complaint

        try:
            result = _models().run(self._placed(), [self.formalism])
        except MtorsbmlError as error:
            raise ClaimError(str(error)) from None
        outcome = result.outcomes[0]
        state = result.state(outcome)
        if state == "skipped":
            pytest.skip(outcome.message)
        if state == "undecided":
            pytest.skip("not to be decided in a logic model")
        if state == "known failure":
            pytest.xfail(result.claim.known_failure)
        message = complaint([result])
        if message:
            raise ClaimError(message)

    def _placed(self) -> Claim:
        """The claim with its model as a path that can be found from anywhere."""
        from dataclasses import replace

        model = self.config.getoption("--claims-model") or self.claim.model
        beside = self.path.parent / model if model else self.path
        return replace(self.claim, model=str(beside) if model and beside.is_file() else model)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """The difference, without a traceback of ours."""
        if isinstance(excinfo.value, ClaimError):
            return str(excinfo.value)
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int, str]:
        """Where the claim is, for reports."""
        return self.path, 0, f"{self.path.name}::{self.name}"


class ClaimError(Exception):
    """A claim does not hold."""


def _models() -> Session:
    from mtorsbml._library import Repository
    from mtorsbml.claims.run import Session

    if not _session:
        _session.append(Session(Repository()))
    found: Session = _session[0]
    return found
