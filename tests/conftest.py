"""What all tests share."""

from __future__ import annotations

import pytest

from mtorsbml.cli import _group


def pytest_addoption(parser: pytest.Parser) -> None:
    """Tests that take longer than the rest of their file run only when they are asked for."""
    parser.addoption("--slow", action="store_true", help="run the slow tests as well")


def pytest_configure(config: pytest.Config) -> None:
    """Make the marker known."""
    config.addinivalue_line("markers", "slow(reason): runs with --slow only")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Skip the slow tests unless they are asked for."""
    for item in items:
        mark = item.get_closest_marker("slow")
        if mark is not None and not config.getoption("--slow"):
            item.add_marker(pytest.mark.skip(reason=f"slow: {mark.kwargs['reason']} (pytest --slow)"))


@pytest.fixture(autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """The results of former runs, and of the user's own, are not looked up."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))


@pytest.fixture
def program(capsys: pytest.CaptureFixture[str]):
    """Runs a command in this process and gives its exit code, standard output and standard error."""

    def run(*arguments: object) -> tuple[int, str, str]:
        status = _group.run([str(a) for a in arguments])
        out, err = capsys.readouterr()
        return status, out, err

    return run
