"""pyboolnet turns the rules into prime implicants."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def answer(request: Mapping[str, Any]) -> dict[str, Any]:
    """All fixed points."""
    from pyboolnet.file_exchange import bnet2primes
    from pyboolnet.trap_spaces import compute_steady_states

    most = 10_000
    points = compute_steady_states(bnet2primes(request["bnet"]), max_output=most)
    return {"fixed_points": [sorted(node for node, level in point.items() if level) for point in points]}
