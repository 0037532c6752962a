"""How a claim comes about: the two arms, the values, and the path by which the change reaches the readout.

The path is the chain of influences (reactions, rules, starts) from what the arms set differently to the readout that
carries most. Each influence has two shares: how much of the change of a rate between the arms is there when its source
alone takes the value of the test arm, and how much of the change of its target the reaction makes, beside the others
that make or take it. A chain carries the product. Along it, each constant is raised by a twentieth in both arms: how
much of the effect that adds or takes says how much the step matters.
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from mtorsbml.claims.claim import Claim, Expectation, Moment
from mtorsbml.claims.judge import NOTHING
from mtorsbml.claims.report import lines, shown
from mtorsbml.claims.run import Library, Session, arms
from mtorsbml.errors import MtorsbmlError

if TYPE_CHECKING:
    from mtorsbml.claims.ode import OdeBench
    from mtorsbml.simulate.influence import Influence, Laws

RAISED: Final = 1.05
"""What constants along the path are multiplied with."""
_MOST_CONSTANTS: Final = 25
_SHOWN: Final = 6
_STILL: Final = 0.005
"""Below this relative difference between the arms, something counts as the same in both."""
_LEAST: Final = 1e-6
"""Share of an influence that carries nothing."""
_STEP: Final = 0.2
"""What each step costs beside its share, so that of equal chains the shorter one is told."""


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a path: what changed, between which values, and the reaction through which it acts on the next."""

    id: str
    control: float
    test: float
    through: str = ""
    rates: tuple[float, float] = (0.0, 0.0)


def explain(claim: Claim, library: Library, *, model: str = "") -> list[str]:
    """Tell how a claim comes about, in lines of text.

    Args:
        claim: The claim.
        library: Where its model comes from.
        model: Model to take in the place of the claim's own.

    Raises:
        UsageError: The claim does not fit the model.
        MtorsbmlError: The model cannot be loaded or run.
    """
    chosen = replace(claim, model=model) if model else claim
    session = Session(library)
    result = session.run(chosen)
    text = [f"{claim.id}  {claim.statement}", f"model: {chosen.model}"]
    text += [f"given: {claim.given}"] if claim.given else []
    for arm, name in ((claim.control, "control"), (claim.test, "test")):
        text.append(f"{name}: from the outset {arm.start}; at time 0 {arm.then}")
    for outcome in result.outcomes:
        text += ["", f"{outcome.formalism}: {result.state(outcome)}", *(f"  {item}" for item in lines(outcome))]
    bench = session.ode(chosen.model) if "ode" in claim.formalisms else None
    if bench is not None and all(o.verdict != "error" for o in result.outcomes if o.formalism == "ode"):
        for expectation in _different(claim.expect):
            text += ["", *_cause(chosen, expectation, bench)]
    text += ["", *_evidence(claim)]
    return text


def _different(expectations: Iterable[Expectation]) -> list[Expectation]:
    return list({e.readout: e for e in expectations if e.kind not in {"gate", "threshold_shift"}}.values())


def _evidence(claim: Claim) -> list[str]:
    text = [f"lines of the source: {', '.join(claim.lines)}"] if claim.lines else []
    text += [f"references of the source: {', '.join(claim.refs)}"] if claim.refs else []
    text += [f"confidence: {claim.confidence}"] if claim.confidence else []
    text += [f"known failure: {claim.known_failure}"] if claim.known_failure else []
    return text + ([f"note: {claim.note}"] if claim.note else [])


def _cause(claim: Claim, expectation: Expectation, bench: OdeBench) -> list[str]:
    """The path to one readout, and the constants along it that matter most."""
    readout = bench.readout(expectation.readout)
    sources = changed_ids(claim)
    if not sources:
        return [f"{readout}: the arms set the same ids, so there is no path to tell"]
    path = find_path(claim, bench, sources, readout)
    if not path:
        return [f"{readout}: no chain of influences leads there from {', '.join(sources)}"]
    text = [f"path to {readout} (the chain of influences that carries most of the change; control -> test):"]
    for step in path:
        unit = bench.model.units(step.id)
        text.append(f"  {step.id}: {shown(step.control, unit)} -> {shown(step.test, unit)}{_percent(step)}")
        if step.through == "start":
            text.append("    sets how the next one starts")
        elif step.through:
            rates = " -> ".join(f"{rate:.3g}" for rate in step.rates)
            text.append(f"    through reaction {step.through} (rate {rates})")
        elif step is not path[-1]:
            text.append("    by a rule")
    return [*text, *_sensitive(claim, expectation, bench, path)]


def _percent(step: Step) -> str:
    if abs(step.control) <= NOTHING * abs(step.test):
        return " (from nothing)" if step.test else ""
    return f" ({(step.test - step.control) / abs(step.control):+.0%})"


def changed_ids(claim: Claim) -> list[str]:
    """Ids that the two arms set differently."""
    control, test = (claim.given | arm.start | arm.then for arm in (claim.control, claim.test))
    names = dict.fromkeys((*test.values, *control.values))
    parts = [name for name in names if control.values.get(name) != test.values.get(name)]
    late = [
        name
        for name in names
        if (name in claim.control.then.values) != (name in claim.test.then.values) and name not in parts
    ]
    return parts + late


def find_path(claim: Claim, bench: OdeBench, sources: Sequence[str], readout: str) -> list[Step]:
    """The shortest chain of influences over what differs between the arms.

    Raises:
        MtorsbmlError: An arm cannot be run.
    """
    control, test = _snapshots(claim, bench)
    model = bench.model
    influences = model.influences()
    shares = _Shares(influences, model.laws(), list(zip(control, test, strict=True)))
    links: dict[str, list[Influence]] = {}
    for influence in influences:
        links.setdefault(influence.source, []).append(influence)
    queue: list[tuple[float, str]] = [(0.0, source) for source in sources]
    best: dict[str, float] = dict.fromkeys(sources, 0.0)
    came: dict[str, Influence] = {}
    while queue:
        cost, here = heapq.heappop(queue)
        if here == readout:
            break
        if cost > best[here]:
            continue
        for link in links.get(here, ()):
            step = _STEP - math.log(shares.of(link))
            if cost + step < best.get(link.target, math.inf):
                best[link.target] = cost + step
                came[link.target] = link
                heapq.heappush(queue, (cost + step, link.target))
    if readout not in best:
        return []
    chain: list[Influence] = []
    here = readout
    while here in came and here not in sources:
        chain.insert(0, came[here])
        here = came[here].source
    return _steps(chain, readout, control, test)


class _Shares:
    """How much of the difference between the arms each influence carries, from 0 to 1."""

    def __init__(
        self,
        influences: Sequence[Influence],
        laws: Laws,
        pairs: Sequence[tuple[Mapping[str, float], Mapping[str, float]]],
    ) -> None:
        self._laws = laws
        self._pairs = pairs
        self._acting: dict[str, set[str]] = {}
        for influence in influences:
            if influence.through and influence.through != "start":
                self._acting.setdefault(influence.target, set()).add(influence.through)

    def of(self, link: Influence) -> float:
        """The largest share at any of the times."""
        return max(_LEAST, *(self._at(link, control, test) for control, test in self._pairs))

    def _at(self, link: Influence, control: Mapping[str, float], test: Mapping[str, float]) -> float:
        if _differ(control, test, link.target) < _STILL:
            return _LEAST
        before, after = self._laws.value(link, control), self._laws.value(link, test)
        alone = self._laws.value(link, {**control, link.source: test[link.source]})
        back = self._laws.value(link, {**test, link.source: control[link.source]})
        whole = abs(after - before)
        # Once from either side: of two factors that are both lost, each alone explains all or nothing.
        # What would move the target the other way carries nothing of its change.
        way = math.copysign(1.0, (test[link.target] - control[link.target]) * link.gain)
        moved = max(way * (alone - before), way * (after - back))
        # Nor does a reaction that went the other way in the end: it only follows.
        if not (math.isfinite(moved) and moved > 0 and way * (after - before) >= 0):
            return _LEAST
        own = min(1.0, moved / whole) if whole > 0 else 0.0
        return max(_LEAST, own * self._weight(link, control, test))

    def _weight(self, link: Influence, control: Mapping[str, float], test: Mapping[str, float]) -> float:
        """How much of what changes around the target this reaction changes."""
        if link.through in {"", "start"}:
            return 1.0
        changes = {name: abs(test[name] - control[name]) for name in self._acting[link.target]}
        largest = max(changes.values())
        return changes[link.through] / largest if largest > 0 else 0.0


def _steps(
    chain: Sequence[Influence],
    readout: str,
    control: Sequence[Mapping[str, float]],
    test: Sequence[Mapping[str, float]],
) -> list[Step]:
    def pair(name: str) -> tuple[float, float]:
        pairs = [(c[name], t[name]) for c, t in zip(control, test, strict=True) if name in c and name in t]
        return max(pairs, key=lambda values: abs(values[1] - values[0]), default=(0.0, 0.0))

    steps = [Step(link.source, *pair(link.source), link.through, pair(link.through)) for link in chain]
    last = (control[-1].get(readout, 0.0), test[-1].get(readout, 0.0))
    return [*steps, Step(readout, *last)]


def _differ(control: Mapping[str, float], test: Mapping[str, float], name: str) -> float:
    """Relative difference of an id between the arms."""
    if name not in control or name not in test:
        return 0.0
    size = max(abs(control[name]), abs(test[name]))
    return abs(control[name] - test[name]) / size if size > 0 else 0.0


def _snapshots(claim: Claim, bench: OdeBench) -> tuple[list[dict[str, float]], list[dict[str, float]]]:
    """Values of everything early and at the time of comparison, in both arms."""
    end = _end(claim.at[-1], bench)
    times = [end / 20.0, end]
    model = bench.model
    names = (*model.species, *model.observables, *model.parameters, *model.reactions)
    found = []
    for arm in (claim.control, claim.test):
        course = bench.observed(claim.given, arm, times, names)
        found.append([course.at(time) for time in times])
    return found[0], found[1]


def _end(moment: Moment, bench: OdeBench) -> float:
    return bench.moment(Moment(minutes=20_160.0) if moment.is_rest else moment)


def _sensitive(claim: Claim, expectation: Expectation, bench: OdeBench, path: Sequence[Step]) -> list[str]:
    """How the effect answers to each constant in the laws along the path."""
    model = bench.model
    constants = _constants(bench, path)
    if not constants:
        return []

    def effect(factors: Mapping[str, float]) -> float:
        control, test = arms(replace(claim, expect=(expectation,)), bench.redrawn(factors))
        return test.at[expectation.readout][-1] - control.at[expectation.readout][-1]

    whole = effect({})
    if whole == 0:
        return []
    found = []
    for name in constants[:_MOST_CONSTANTS]:
        try:
            part = (effect({name: RAISED}) / whole - 1.0) / (RAISED - 1.0)
        except MtorsbmlError:
            continue
        found.append((part, name))
    found.sort(key=lambda item: -abs(item[0]))
    text = ["  sensitivity of the effect to constants along the path (per cent for one per cent):"]
    return text + [f"    {name}: {part:+.2f}  ({model.units(name) or 'no unit'})" for part, name in found[:_SHOWN]]


def _constants(bench: OdeBench, path: Sequence[Step]) -> list[str]:
    """Constants in the laws of the reactions along a path."""
    through = {step.through for step in path if step.through and step.through != "start"}
    model = bench.model
    defaults = model.defaults()
    names = dict.fromkeys(i.source for i in model.influences() if i.through in through)
    plain = set(model.parameters) - set(model.observables) - set(model.states)
    return [
        n for n in names if n in plain and defaults[n] != 0 and f"{n}_t_on" not in plain and not n.endswith("_total")
    ]
