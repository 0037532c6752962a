"""How the command line tells of an error."""

from __future__ import annotations


def refused(result: tuple[int, str, str], status: int) -> str:
    """The one line that an error is told in."""
    found, out, err = result
    assert found == status
    assert out == ""
    assert err.count("\n") == 1
    assert "Traceback" not in err
    return err.rstrip("\n")
