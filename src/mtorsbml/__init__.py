"""mTOR signalling as a repository of SBML models, and the tools that make, check, simulate and ship them.

    >>> import mtorsbml
    >>> model = mtorsbml.load("mtor")                            # doctest: +SKIP
    >>> course = model.simulate({"Rapamycin": 100}, duration=60)  # doctest: +SKIP
    >>> mtorsbml.path("mtor", "qual")                            # doctest: +SKIP

Nothing heavy is imported before it is used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mtorsbml._api import load, load_logic, simulate, variants
    from mtorsbml.errors import MtorsbmlError, UsageError
    from mtorsbml.repository import models, path
    from mtorsbml.simulate.logic import LogicModel
    from mtorsbml.simulate.ode import OdeModel
    from mtorsbml.simulate.results import SteadyState, TimeCourse

__version__ = "0.1.0"

__all__ = [
    "LogicModel",
    "MtorsbmlError",
    "OdeModel",
    "SteadyState",
    "TimeCourse",
    "UsageError",
    "__version__",
    "load",
    "load_logic",
    "models",
    "path",
    "simulate",
    "variants",
]

_HOMES = {
    "LogicModel": "mtorsbml.simulate.logic",
    "MtorsbmlError": "mtorsbml.errors",
    "OdeModel": "mtorsbml.simulate.ode",
    "SteadyState": "mtorsbml.simulate.results",
    "TimeCourse": "mtorsbml.simulate.results",
    "UsageError": "mtorsbml.errors",
    "load": "mtorsbml._api",
    "load_logic": "mtorsbml._api",
    "models": "mtorsbml.repository",
    "path": "mtorsbml.repository",
    "variants": "mtorsbml._api",
}


def __getattr__(name: str) -> Any:
    import importlib

    if name == "simulate":
        # The subpackage of that name, which can be called: see its own docstring.
        return importlib.import_module("mtorsbml.simulate")
    if name in _HOMES:
        return getattr(importlib.import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'mtorsbml' has no attribute '{name}'")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
