"""Running models: kinetic ones with libRoadRunner, logical ones with AEON.

The package can be called: `mtorsbml.simulate("mtor", {"Rapamycin": 100}, duration=60)`. Importing any part of it puts
it into `mtorsbml` under that name, so that a plain function there would not last.
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from mtorsbml.simulate.results import TimeCourse


class _Callable(ModuleType):
    def __call__(
        self,
        model: str | Path,
        changes: Mapping[str, float] | None = None,
        *,
        duration: float,
        points: int = 201,
        start: float = 0.0,
        select: Sequence[str] | None = None,
        variant: str = "",
    ) -> TimeCourse:
        """Run a kinetic model over time; see `mtorsbml._api.simulate`."""
        from mtorsbml import _api

        return _api.simulate(
            model, changes, duration=duration, points=points, start=start, select=select, variant=variant
        )


sys.modules[__name__].__class__ = _Callable
