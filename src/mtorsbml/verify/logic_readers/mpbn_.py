"""mpbn reads the rules in the BoolNet format."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any


def answer(request: Mapping[str, Any]) -> dict[str, Any]:
    """All fixed points."""
    import mpbn

    file = Path(request["folder"]) / "rules.bnet"
    file.write_text(request["bnet"], encoding="utf-8")
    points = mpbn.load(str(file)).fixedpoints()
    return {"fixed_points": [sorted(node for node, level in point.items() if level) for point in points]}
