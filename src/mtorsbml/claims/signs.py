"""The two formalisms against each other: the sign of each regulator in a logic rule, and how the kinetic model answers.

For each rule, everything that the rule reads is held in the kinetic model, one regulator is moved a little (by a tenth
of its size) up and down, and the readout of the rule's node is followed to its rest: at the resting levels, with the
regulator at its opposite, and, if neither tells, from off to on with the others where the rule listens to it.
"""

from __future__ import annotations

import itertools
import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from mtorsbml.claims.claim import RAW, Settings, Value
from mtorsbml.claims.run import Library, Session
from mtorsbml.errors import MtorsbmlError, UsageError
from mtorsbml.model import boolean

if TYPE_CHECKING:
    from mtorsbml.claims.logic import LogicBench
    from mtorsbml.claims.ode import OdeBench

Verdict = Literal["agrees", "disagrees", "no answer", "not compared"]
STEP: Final = 0.1
"""How far a regulator is moved, as a fraction of its level."""
NOTICED: Final = 1e-4
"""Least relative change of a readout that counts as an answer."""
_ABOVE: Final = 2.0
"""How many times its threshold a regulator is when it is on and was off."""
_MOST_CONTEXTS: Final = 10
_ENOUGH: Final = 0.98


@dataclass(frozen=True, kw_only=True, slots=True)
class Pair:
    """A regulator of a node.

    Attributes:
        node: The node.
        regulator: A name in its rule.
        logic: Sign of the regulator in the rule: `positive`, `negative` or `dual`.
        at_rest: Sign of the kinetic answer at the resting levels: `+`, `-` or `0`.
        at_opposite: The same with the regulator at its opposite.
        context: The same from off to on, where the rule listens; empty if that was not needed.
        verdict: Whether they agree.
        why: Why they were not compared.
    """

    node: str
    regulator: str
    logic: str
    at_rest: str = ""
    at_opposite: str = ""
    context: str = ""
    verdict: Verdict = "not compared"
    why: str = ""


def compare(
    model: str, library: Library, observed: Mapping[str, tuple[str, float | None]], *, jobs: int = 1
) -> list[Pair]:
    """Compare all regulators of all rules.

    Args:
        model: A model that the library has in both forms.
        library: Where it comes from.
        observed: What nodes stand for in the kinetic model: an id, and the level from which the node is on. A node that
            is missing stands for the same id there, or for the abundance `<node>_total`.
        jobs: How many processes.

    Returns:
        One pair for each regulator, in the order of the nodes.

    Raises:
        UsageError: The model has not both forms.
        MtorsbmlError: A form cannot be loaded.
    """
    logic = Session(library).logic(model)
    if logic is None:
        raise UsageError(f"{model}: has no logic form to compare signs with")
    nodes = list(logic.model.rules)
    if jobs == 1:
        comparison = Comparison(model, library, observed)
        return [pair for node in nodes for pair in comparison.node(node)]
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(jobs, context, _begin, (model, library, dict(observed))) as pool:
        return [pair for pairs in pool.map(_work, nodes) for pair in pairs]


_comparison: list[Comparison] = []


def _begin(model: str, library: Library, observed: Mapping[str, tuple[str, float | None]]) -> None:
    _comparison[:] = [Comparison(model, library, observed)]


def _work(node: str) -> list[Pair]:
    return _comparison[0].node(node)


class Comparison:
    """One model in both forms."""

    def __init__(self, model: str, library: Library, observed: Mapping[str, tuple[str, float | None]]) -> None:
        """Load both forms.

        Raises:
            UsageError: The model has not both.
        """
        session = Session(library)
        ode, logic = session.ode(model), session.logic(model)
        if ode is None or logic is None:
            raise UsageError(f"{model}: has no {'kinetic' if ode is None else 'logic'} form to compare signs with")
        self._ode: OdeBench = ode
        self._logic: LogicBench = logic
        self._observed = observed

    def node(self, node: str) -> list[Pair]:
        """The regulators of one node."""
        rule = boolean.parse(self._logic.model.rules[node])
        readout = self._id(node)
        pairs = []
        for regulator, sign in boolean.signs(rule).items():
            if sign == "none":
                continue
            moved = self._id(regulator)
            if not readout or not moved:
                missing = node if not readout else regulator
                pairs.append(Pair(node=node, regulator=regulator, logic=sign, why=f"'{missing}' has no kinetic form"))
                continue
            if readout == moved:
                pairs.append(Pair(node=node, regulator=regulator, logic=sign, why="both stand for the same id"))
                continue
            pairs.append(self._pair(node, regulator, sign, rule))
        return pairs

    def _pair(self, node: str, regulator: str, sign: str, rule: boolean.Expression) -> Pair:
        others = [name for name in boolean.names_in(rule) if name != regulator]
        try:
            rest = self._sign(node, regulator, self._around(regulator, self._on(regulator)), {})
            opposite = self._sign(node, regulator, self._around(regulator, not self._on(regulator)), {})
            context = ""
            if {rest, opposite} == {"0"}:
                ends = (self._level(regulator, False), self._level(regulator, True))
                signs = (self._sign(node, regulator, ends, c) for c in self._contexts(rule, regulator, others))
                context = next((found for found in signs if found != "0"), "0")
        except MtorsbmlError as error:
            return Pair(node=node, regulator=regulator, logic=sign, why=str(error))
        found = {rest, opposite, context} - {"0", ""}
        wanted = {"positive": {"+"}, "negative": {"-"}}.get(sign, {"+", "-"})
        verdict: Verdict = "no answer" if not found else ("agrees" if found <= wanted else "disagrees")
        return Pair(
            node=node, regulator=regulator, logic=sign, at_rest=rest, at_opposite=opposite, context=context,
            verdict=verdict,
        )  # fmt: skip

    def _contexts(self, rule: boolean.Expression, regulator: str, others: Sequence[str]) -> list[dict[str, bool]]:
        """Levels of the other regulators at which the rule listens to this one: those nearest to rest first."""
        if len(others) > _MOST_CONTEXTS:
            return []
        found = []
        for levels in itertools.product((False, True), repeat=len(others)):
            state = dict(zip(others, levels, strict=True))
            if boolean.evaluate(rule, {**state, regulator: True}) != boolean.evaluate(
                rule, {**state, regulator: False}
            ):
                found.append({name: level for name, level in state.items() if level != self._on(name)})
        return sorted(found, key=len)[:2]

    def _sign(self, node: str, regulator: str, ends: tuple[float, float], context: Mapping[str, bool]) -> str:
        """Sign of the answer of a node to a regulator that goes from one level to another, the others held."""
        readout, moved = self._id(node), self._id(regulator)
        names = boolean.names_in(boolean.parse(self._logic.model.rules[node]))
        held = {}
        for name in names:
            where = self._id(name)
            if where and where not in {readout, moved}:
                held[where] = self._level(name, context[name]) if name in context else self._rest(name)
        values = []
        for end in ends:
            settings = {name: Value(level, RAW) for name, level in {**held, moved: end}.items()}
            values.append(self._ode.rest(Settings(settings)).values[readout])
        size = max(map(abs, values))
        change = values[1] - values[0]
        if size == 0 or abs(change) < NOTICED * size or not math.isfinite(change):
            return "0"
        return "+" if change > 0 else "-"

    def _id(self, node: str) -> str:
        """What a node stands for in the kinetic model; empty if nothing."""
        model = self._ode.model
        known = {*model.species, *model.observables, *model.parameters}
        candidates = (self._observed.get(node, ("", None))[0], node, f"{node}_total")
        return next((name for name in candidates if name and name in known), "")

    def _on(self, node: str) -> bool:
        return self._logic.model.initial[node]

    def _rest(self, node: str) -> float:
        name = self._id(node)
        rest = self._ode.rest(Settings()).values
        return rest[name] if name in rest else self._ode.model.defaults()[name]

    def _level(self, node: str, on: bool) -> float:
        """A level at which a node is on or off: that at rest, if it fits; nothing, or twice what counts as on."""
        rest = self._rest(node)
        if on == self._on(node):
            return rest
        if not on:
            return 0.0
        threshold = self._observed.get(node, ("", None))[1]
        if threshold is not None:
            return max(_ABOVE * threshold, _ABOVE * rest)
        return max(_ABOVE * rest, self._ode.reference(self._id(node)), 0.0) or 1.0

    def _around(self, node: str, on: bool) -> tuple[float, float]:
        """Two levels around one; from nothing up to a tenth of what counts as on."""
        level = self._level(node, on)
        return (level * (1.0 - STEP), level * (1.0 + STEP)) if level > 0 else (0.0, STEP * self._level(node, True))


def agree(found: Sequence[Pair]) -> bool:
    """Whether at least 98 % of the pairs that could be compared agree."""
    compared = [pair for pair in found if pair.verdict != "not compared"]
    return bool(compared) and sum(pair.verdict == "agrees" for pair in compared) >= _ENOUGH * len(compared)


def summary(found: Sequence[Pair]) -> str:
    """One line: how many agree."""
    counts = Counter(pair.verdict for pair in found)
    compared = len(found) - counts["not compared"]
    share = f" ({counts['agrees'] / compared:.1%})" if compared else ""
    return (
        f"{counts['agrees']} of {compared} regulators agree in sign{share}; {counts['disagrees']} disagree, "
        f"{counts['no answer']} get no answer from the kinetic model, {counts['not compared']} have no kinetic form"
    )


def as_data(found: Sequence[Pair]) -> dict[str, object]:
    """Everything, ready for JSON."""
    return {
        "pairs": [
            {
                "node": p.node, "regulator": p.regulator, "logic": p.logic, "at_rest": p.at_rest,
                "at_opposite": p.at_opposite, "context": p.context, "verdict": p.verdict, "why": p.why,
            }
            for p in found
        ],
        "summary": summary(found),
    }  # fmt: skip
