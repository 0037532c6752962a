"""The two formalisms against each other: the sign of each regulator in a logic rule, and how the kinetic model answers.

What a regulator does to a node is what it does without the other nodes of the logic model. So nothing in the kinetic
model may read their readouts (mass still flows through them), there is a little more of the regulator, and the readout
of the node is followed to its rest, all to the first order: from the slopes of the rates at a state of rest. Where that
reaches the node in no state, only the other regulators of the rule are kept from being read, and then nothing is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Literal

from mtorsbml.claims._pushes import REST, Pushes
from mtorsbml.claims.run import Library, Session
from mtorsbml.errors import UsageError
from mtorsbml.model import boolean

if TYPE_CHECKING:
    from mtorsbml.claims.logic import LogicBench
    from mtorsbml.claims.ode import OdeBench

Verdict = Literal["agrees", "disagrees", "no answer", "not comparable"]
How = Literal["direct", "rule", "whole", ""]
_TOTAL: Final = "_total"
_ENOUGH: Final = 0.98
_WANTED: Final[Mapping[str, frozenset[str]]] = {"positive": frozenset("+"), "negative": frozenset("-")}


@dataclass(frozen=True, kw_only=True, slots=True)
class Pair:
    """A regulator of a node.

    Attributes:
        node: The node.
        regulator: A name in its rule.
        logic: Sign of the regulator in the rule: `positive`, `negative` or `dual`.
        at_rest: Sign of the kinetic answer at rest: `+`, `-` or `0`.
        at_opposite: The same in the state in which the regulator is farthest from its rest.
        elsewhere: The same in `state`, if neither of them answers.
        state: Whose change led there, by its logic node.
        how: What could not read meanwhile: `direct` (all other nodes), `rule` (its other regulators), `whole` (none).
        verdict: Whether they agree.
        why: Why they cannot be compared.
        explained: Why they differ, if somebody said so.
    """

    node: str
    regulator: str
    logic: str
    at_rest: str = ""
    at_opposite: str = ""
    elsewhere: str = ""
    state: str = ""
    how: How = ""
    verdict: Verdict = "not comparable"
    why: str = ""
    explained: str = ""

    @property
    def fine(self) -> bool:
        """Whether it agrees, or the difference is explained."""
        return self.verdict == "agrees" or bool(self.explained)


def compare(
    model: str,
    library: Library,
    observed: Mapping[str, tuple[str, float | None]],
    explained: Mapping[tuple[str, str], str] | None = None,
) -> list[Pair]:
    """Compare all regulators of all rules.

    Args:
        model: A model that the library has in both forms.
        library: Where it comes from.
        observed: What nodes stand for in the kinetic model: an id, and the level from which the node is on. A node that
            is missing stands for the same id there, or for the abundance `<node>_total`.
        explained: Why a node and its regulator differ in sign.

    Returns:
        One pair for each regulator, in the order of the nodes.

    Raises:
        UsageError: The model has not both forms, or a pair is explained that does not differ.
        MtorsbmlError: A form cannot be loaded, or the kinetic one does not come to rest.
    """
    pairs = list(_Comparison(model, library, observed).pairs())
    reasons = dict(explained or {})
    found = [
        replace(pair, explained=reasons.pop((pair.node, pair.regulator)))
        if pair.verdict in {"disagrees", "no answer"} and (pair.node, pair.regulator) in reasons
        else pair
        for pair in pairs
    ]
    if reasons:
        node, regulator = next(iter(reasons))
        verdict = next((p.verdict for p in pairs if (p.node, p.regulator) == (node, regulator)), "is in no rule")
        raise UsageError(
            f"{model}: the sign of '{regulator}' on '{node}' is explained as a difference, but {verdict}; "
            "remove the explanation"
        )
    return found


class _Comparison:
    """One model in both forms."""

    def __init__(self, model: str, library: Library, observed: Mapping[str, tuple[str, float | None]]) -> None:
        session = Session(library)
        logic, ode = session.logic(model), session.ode(model)
        if ode is None or logic is None:
            raise UsageError(f"{model}: has no {'kinetic' if ode is None else 'logic'} form to compare signs with")
        self._ode: OdeBench = ode
        self._logic: LogicBench = logic
        self._observed = observed
        self._known = {*ode.model.species, *ode.model.observables, *ode.model.parameters}
        usual: dict[str, dict[str, float]] = {}
        other: dict[str, dict[str, float]] = {}
        for node, on in logic.model.initial.items():
            where = self._id(node)
            if node in logic.model.rules or where not in ode.model.parameters:
                continue
            level = 0.0 if on else ode.reference(where)
            if level != ode.model.defaults()[where]:
                (other if where.endswith(_TOTAL) else usual)[node] = {where: level}
        self._pushes = Pushes(ode, usual, other)
        self._readouts = frozenset(filter(None, map(self._id, logic.model.initial)))

    def pairs(self) -> Iterator[Pair]:
        """All pairs."""
        for node, text in self._logic.model.rules.items():
            rule = boolean.parse(text)
            names = boolean.names_in(rule)
            for regulator, sign in boolean.signs(rule).items():
                if sign != "none":
                    yield self._pair(Pair(node=node, regulator=regulator, logic=sign), names)

    def _pair(self, pair: Pair, names: Sequence[str]) -> Pair:
        readout, moved = self._id(pair.node), self._id(pair.regulator)
        if not readout or not moved:
            missing = " and ".join(f"'{n}'" for n, i in ((pair.node, readout), (pair.regulator, moved)) if not i)
            return replace(pair, why=f"{missing} stands for nothing in the kinetic model")
        if readout == moved:
            return replace(pair, why=f"both stand for '{moved}'")
        if not self._pushes.moves(readout):
            return replace(pair, why=f"'{readout}' is a constant of the kinetic model")
        found = next(self._answers(pair, readout, moved, names), pair)
        signs = {found.at_rest, found.at_opposite, found.elsewhere} - {"", "0"}
        if not signs:
            return replace(found, verdict="no answer")
        agrees = signs <= _WANTED.get(pair.logic, frozenset("+-"))
        return replace(found, verdict="agrees" if agrees else "disagrees")

    def _answers(self, pair: Pair, readout: str, moved: str, names: Sequence[str]) -> Iterator[Pair]:
        """Answers, the most direct first."""
        pushes = self._pushes
        others = frozenset(filter(None, map(self._id, names))) - {moved}
        own = f"{pair.regulator}{_TOTAL}"
        abundance = own if own in self._known else moved if moved.endswith(_TOTAL) else ""
        ways: tuple[tuple[How, frozenset[str], frozenset[str]], ...] = (
            ("direct", self._readouts, others),
            ("rule", others | {moved, readout}, others),
            ("whole", frozenset(), frozenset()),
        )
        for how, cut, unread in ways:

            def sign(state: str, cut: frozenset[str] = cut, unread: frozenset[str] = unread) -> str:
                return pushes.sign(state, moved, readout, cut, others=unread, abundance=abundance)

            rest, opposite = sign(REST), sign(pushes.opposite(moved))
            if {rest, opposite} != {"0"}:
                yield replace(pair, at_rest=rest, at_opposite=opposite, how=how)
            if how != "direct":
                continue
            for state in dict.fromkeys((*names, *pushes.usual)):
                if pushes.state(state) is not None and (answer := sign(state)) != "0":
                    yield replace(pair, at_rest="0", at_opposite="0", elsewhere=answer, state=state, how=how)

    def _id(self, node: str) -> str:
        """What a node stands for in the kinetic model; empty if nothing."""
        candidates = (self._observed.get(node, ("", None))[0], node, f"{node}{_TOTAL}")
        return next((name for name in candidates if name and name in self._known), "")


def agree(found: Sequence[Pair]) -> bool:
    """Whether 98 % of the pairs that can be compared agree or are explained, and no difference is left open."""
    compared = [pair for pair in found if pair.verdict != "not comparable"]
    open_ = any(pair.verdict == "disagrees" and not pair.explained for pair in compared)
    return bool(compared) and not open_ and sum(pair.fine for pair in compared) >= _ENOUGH * len(compared)


def summary(found: Sequence[Pair]) -> str:
    """One line: how many agree."""
    counts = Counter(pair.verdict for pair in found)
    compared = len(found) - counts["not comparable"]
    told = sum(bool(pair.explained) for pair in found)
    share = f" ({counts['agrees'] / compared:.1%})" if compared else ""
    both = f" ({(counts['agrees'] + told) / compared:.1%} agree or are explained)" if compared else ""
    return (
        f"{counts['agrees']} of {compared} comparable regulators agree in sign{share}; {counts['disagrees']} disagree "
        f"and {counts['no answer']} get no answer, of which {told} are explained{both}; {counts['not comparable']} "
        "cannot be compared"
    )


def as_data(found: Sequence[Pair]) -> dict[str, object]:
    """Everything, ready for JSON."""
    return {
        "pairs": [
            {
                "node": p.node, "regulator": p.regulator, "logic": p.logic, "at_rest": p.at_rest,
                "at_opposite": p.at_opposite, "elsewhere": p.elsewhere, "state": p.state, "how": p.how,
                "verdict": p.verdict, "why": p.why, "explained": p.explained,
            }
            for p in found
        ],
        "counts": dict(Counter(pair.verdict for pair in found)),
        "explained": sum(bool(pair.explained) for pair in found),
        "summary": summary(found),
    }  # fmt: skip
