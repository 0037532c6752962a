"""How far claims depend on the numbers: each kinetic claim over many random parameter sets."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from statistics import median
from typing import TYPE_CHECKING, Final

from mtorsbml.claims.anchors import Anchor, applied
from mtorsbml.claims.claim import Claim
from mtorsbml.claims.result import Verdict, worst
from mtorsbml.claims.run import Library, Session, judge_ode
from mtorsbml.errors import MtorsbmlError

if TYPE_CHECKING:
    from mtorsbml.claims.ode import OdeBench
    from mtorsbml.simulate.ode import OdeModel

ASSUMED: Final = math.log(1.5)
"""Standard deviation of the logarithm of an assumed value."""
SIGMA: Final[Mapping[str, float]] = {
    "assumed": ASSUMED,
    "estimated": math.log(1.2),
    "derived": math.log(1.1),
    "measured": math.log(1.1),
}
"""Standard deviation of the logarithm of a value, by where it is from."""


def spread(origin: str, fold: float | None = None) -> float:
    """Standard deviation of the logarithm of a value.

    Args:
        origin: Where the value is from: `assumed`, `estimated`, `derived` or `measured`.
        fold: Its plausible range, if one is stated: no standard deviation goes beyond it, and a switch (1) is no draw.
    """
    return min(SIGMA[origin], math.log(fold)) if fold else SIGMA[origin]


@dataclass(frozen=True, kw_only=True, slots=True)
class Robustness:
    """A claim over parameter sets.

    Attributes:
        claim: The claim.
        shipped: Its verdict with the numbers as they are.
        verdicts: Its verdict with each parameter set.
    """

    claim: Claim
    shipped: Verdict
    verdicts: tuple[Verdict, ...]

    @property
    def share(self) -> float:
        """Share of the parameter sets with which it passes; one that cannot be run does not pass."""
        return self.verdicts.count("pass") / len(self.verdicts)

    @property
    def errors(self) -> int:
        """Number of parameter sets with which it cannot be run."""
        return self.verdicts.count("error")


@dataclass(frozen=True, kw_only=True, slots=True)
class Doubt:
    """What is known of how well the values of a model are known.

    Attributes:
        spreads: Standard deviation of the logarithm of each value, by id; one that is missing counts as assumed.
        anchors: The constants that are stated by a level of the fed cell.
    """

    spreads: Mapping[str, float] = field(default_factory=dict)
    anchors: tuple[Anchor, ...] = ()


def draw(bench: OdeBench, doubt: Doubt, seed: int, number: int) -> dict[str, float]:
    """One parameter set, as factors on the values of the model.

    The same seed and number draw the same factor for an id, whatever other ids there are. Of a part of a whole, which
    formulas subtract from 1, the odds are multiplied; a whole exponent stays whole. Constants that are stated by the
    fed cell then follow it.

    Args:
        bench: The model: its constants and abundances are drawn; levels of the environment and their schedules are not.
        doubt: How well its values are known.
        seed: Seed of all sets.
        number: Which set.
    """
    model, names = bench.model, drawn(bench)
    values = model.defaults()
    factors = {name: _factor(name, doubt, seed, number) for name in names}
    for name in model.exponents & factors.keys():
        value = values[name]
        if value >= 1 and value == round(value):
            # It counts sites or steps; and a broken power has no value where rounding puts an amount below 0.
            factors[name] = max(1.0, round(value * factors[name])) / value
    found = {name: factor / _whole(name, model, factors, values) for name, factor in factors.items()}
    return applied(bench, found, doubt.anchors)


def _factor(name: str, doubt: Doubt, seed: int, number: int) -> float:
    import hashlib

    import numpy as np

    word = hashlib.sha256(f"{seed}/{number}/{name}".encode()).digest()[:8]
    normal = np.random.default_rng(int.from_bytes(word, "little")).standard_normal()
    return math.exp(doubt.spreads.get(name, ASSUMED) * float(normal))


def _whole(name: str, model: OdeModel, factors: Mapping[str, float], values: Mapping[str, float]) -> float:
    """What the drawn parts of the whole that a value belongs to add up to, with the rest of it; 1 for other values.

    So a part stays one, as its odds are drawn: beyond 1, `1 - part` would turn rates around.
    """
    parts = [part for part in model.fractions.get(name, ()) if part in factors and 0 < values[part] <= 1]
    if name not in parts or sum(values[part] for part in parts) > 1 + 1e-9:
        return 1.0
    return 1.0 + sum(values[part] * (factors[part] - 1.0) for part in parts)


def drawn(bench: OdeBench) -> list[str]:
    """Ids of the constants and abundances of a model that are not 0."""
    model = bench.model
    defaults, parameters = model.defaults(), set(model.parameters)
    ends = ("_t_on", "_t_off", "_interval", "_step", "_before")
    schedules = {f"{name}{end}" for name in parameters for end in ends if f"{name}_t_on" in parameters}
    fixed = schedules | {name for name in parameters if f"{name}_t_on" in parameters} | set(model.states)
    fixed |= set(model.assigned)
    return [name for name in model.parameters if name not in fixed and defaults[name] != 0]


def run(
    claims: Sequence[Claim],
    library: Library,
    *,
    count: int,
    seed: int = 1,
    doubts: Mapping[str, Doubt] | None = None,
    model: str = "",
    jobs: int = 1,
    progress: Callable[[int], None] | None = None,
) -> list[Robustness]:
    """Run each claim that names the kinetic formalism with many parameter sets.

    Args:
        claims: The claims.
        library: Where their models come from.
        count: How many sets.
        seed: The same seed gives the same sets.
        doubts: By model, how well its values are known; all count as assumed for a model that is missing.
        model: Model to take in the place of the claims' own.
        jobs: How many processes.
        progress: Called after the model as it is and after each set, with the number of sets that are done.

    Raises:
        MtorsbmlError: A model cannot be loaded.
    """
    chosen = [replace(c, model=model) if model else c for c in claims if "ode" in c.formalisms]
    plan = _Plan(tuple(chosen), library, seed, doubts or {})
    rows = []
    for row in _spread(plan, count, jobs) if jobs > 1 else (_set(plan, n) for n in range(-1, count)):
        rows.append(row)
        if progress is not None:
            progress(len(rows) - 1)
    return [
        Robustness(claim=claim, shipped=column[0], verdicts=tuple(column[1:]))
        for claim, column in zip(chosen, map(list, zip(*rows, strict=True)), strict=True)
    ]


@dataclass(frozen=True, slots=True)
class _Plan:
    claims: tuple[Claim, ...]
    library: Library
    seed: int
    doubts: Mapping[str, Doubt]


_sessions: dict[int, Session] = {}


def _set(plan: _Plan, number: int) -> list[Verdict]:
    """Verdicts of all claims with one parameter set; -1 is the model as it is."""
    session = _sessions.setdefault(id(plan.library), Session(plan.library))
    benches: dict[str, OdeBench | None] = {}
    found: list[Verdict] = []
    for claim in plan.claims:
        if claim.model not in benches:
            bench = session.ode(claim.model)
            if bench is not None and number >= 0:
                bench = bench.redrawn(draw(bench, plan.doubts.get(claim.model, Doubt()), plan.seed, number))
            benches[claim.model] = bench
        found.append(_verdict(claim, benches[claim.model]))
    return found


def _verdict(claim: Claim, bench: OdeBench | None) -> Verdict:
    if bench is None:
        return "skipped"
    try:
        return worst(judge_ode(claim, bench)[0])
    except MtorsbmlError:
        return "error"


_plan: _Plan | None = None


def _begin(plan: _Plan) -> None:
    global _plan  # noqa: PLW0603 - a process of its own has one
    _plan = plan


def _work(number: int) -> list[Verdict]:
    assert _plan is not None
    return _set(_plan, number)


def _spread(plan: _Plan, count: int, jobs: int) -> Iterator[list[Verdict]]:
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(jobs, mp_context=context, initializer=_begin, initargs=(plan,)) as pool:
        yield from pool.map(_work, range(-1, count))


def summary(found: Sequence[Robustness]) -> str:
    """One line: the median share over the claims that pass with the numbers as they are."""
    shares = [row.share for row in found if row.shipped == "pass"]
    if not shares:
        return "no kinetic claim passes with the numbers as they are"
    sets = len(found[0].verdicts)
    return f"median share over {len(shares)} passing claims and {sets} parameter sets: {median(shares):.0%}"


def as_data(found: Sequence[Robustness]) -> dict[str, object]:
    """Everything, ready for JSON."""
    return {
        "claims": [
            {"id": r.claim.id, "shipped": r.shipped, "share": r.share, "errors": r.errors, "verdicts": list(r.verdicts)}
            for r in found
        ],
        "summary": summary(found),
    }
