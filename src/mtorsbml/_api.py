"""What a Python program does with the models: load them and run them, by id or path."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from mtorsbml import repository

if TYPE_CHECKING:
    from mtorsbml.model.variant import Variant
    from mtorsbml.simulate.logic import LogicModel
    from mtorsbml.simulate.ode import OdeModel
    from mtorsbml.simulate.results import TimeCourse


def variants() -> Mapping[str, Variant]:
    """The variants of the pathway by id: what each changes, what is expected of it, and on what evidence."""
    from mtorsbml.pathway import variants as known

    return known.variants()


def load(model: str | Path, formalism: str = "", *, variant: str = "") -> OdeModel:
    """Load a kinetic model, ready to be run as often as needed.

    Args:
        model: Its id, such as `mtor`, or the path of an SBML file.
        formalism: `core` (the default where there is one), or `comp` for the hierarchical file (the numbers are the
            same); not used for a path.
        variant: Names of variants with `+` between them, such as `TSC2_loss+rapamycin_acute`.

    Raises:
        UsageError: There is no such model, file or variant, it is a logical model, or variants do not go together.
        MtorsbmlError: The file is refused as unsafe, or has errors.
    """
    from mtorsbml.simulate.ode import OdeModel

    return OdeModel.load(repository.source(str(model), formalism, variant))


def load_logic(model: str | Path, *, variant: str = "") -> LogicModel:
    """Load a logical model.

    Args:
        model: Its id, such as `mtor`, or the path of an SBML-qual file.
        variant: Names of variants with `+` between them.

    Raises:
        UsageError: There is no such model, file or variant, it is a kinetic model, or variants do not go together.
        MtorsbmlError: The file is refused as unsafe, has errors, or is not Boolean.
    """
    from mtorsbml.simulate.logic import LogicModel

    return LogicModel.load(repository.source(str(model), "qual", variant))


def simulate(
    model: str | Path,
    changes: Mapping[str, float] | None = None,
    *,
    duration: float,
    points: int = 201,
    start: float = 0.0,
    select: Sequence[str] | None = None,
    variant: str = "",
) -> TimeCourse:
    """Run a kinetic model over time; it is compiled once for as long as its file stays the same.

    Args:
        model: Its id, such as `mtor`, or the path of an SBML file.
        changes: New values of parameters [in their own units; nmol/l for drugs].
        duration: End of the run [min].
        points: How many time points to give back.
        start: First time point that is given back [min].
        select: Ids to give back; without it all species and observables.
        variant: Names of variants with `+` between them; `changes` come on top of them.

    Raises:
        UsageError: An id or variant is unknown, variants do not go together, or a number makes no sense.
        MtorsbmlError: The model cannot be read or run.
    """
    file = repository.locate(str(model))
    stamp = file.stat().st_mtime_ns if file.is_file() else 0
    compiled = _compiled(str(model), stamp, variant)
    return compiled.simulate(changes, duration=duration, points=points, start=start, select=select)


@functools.lru_cache(maxsize=4)
def _compiled(model: str, _stamp: int, variant: str) -> OdeModel:
    return load(model, variant=variant)
