"""Running the arms of claims on a logic model, and their verdicts.

An arm rests where the network settles from its initial levels under `given` and `start`, updating one node at a time;
from there `then` is applied, and the arm stands for the attractors that can be reached. docs/claims.md has the reasons.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, Literal

from mtorsbml.claims._series import combinations
from mtorsbml.claims.claim import PROLONGED, RAW, Arm, Claim, Expectation, Moment, Settings, Value
from mtorsbml.claims.result import Finding, Verdict
from mtorsbml.errors import MtorsbmlError, UsageError, nearest
from mtorsbml.model.variant import FULL, HIGH, LOW
from mtorsbml.simulate.logic import Level, LogicModel

Source = Path | str
Seen = Literal["off", "low", "reduced", "on", "high", "mixed"]
"""The level of a readout: nodes `<id>_low`, `<id>_full` and `<id>_high` tell less and more of it."""
Variants = Callable[[tuple[str, ...]], Source]

LASTING: Final = "Prolonged"
"""The input that says that a situation lasts, in models that have it."""
MOST_FREE: Final = 60
"""Above so many nodes that can change, minimal trap spaces take the place of attractors."""
_TOTAL: Final = "_total"
_SCHEDULE: Final = ("_t_on", "_t_off", "_interval", "_step")


@dataclass(frozen=True, slots=True)
class Settled:
    """Where an arm settles: the levels of each attractor, a state of each, and what is to be known of it."""

    attractors: tuple[Mapping[str, Level], ...]
    states: tuple[Mapping[str, bool], ...]
    started: tuple[Mapping[str, Level], ...]
    notes: tuple[str, ...] = ()

    def levels(self, node: str) -> tuple[Seen, ...]:
        """The levels of a node with those beside it that grade it, one for each attractor."""
        return tuple(_seen(levels, node) for levels in self.attractors)

    def text(self, node: str) -> str:
        """The different levels of a node."""
        return "/".join(dict.fromkeys(self.levels(node)))


class LogicBench:
    """A logic model on which claims are run."""

    def __init__(self, source: Source, *, variants: Variants | None = None) -> None:
        """Load a model; `variants` gives it with variants applied."""
        self._models: dict[tuple[str, ...], LogicModel] = {(): LogicModel.load(source)}
        self._variants = variants

    @property
    def model(self) -> LogicModel:
        """The model as it is."""
        return self._models[()]

    def readout(self, name: str) -> str:
        """The node at which a readout is read.

        Raises:
            UsageError: The model has no such node.
        """
        known = set(self.model.nodes)
        if f"{name}_level" in known:
            return f"{name}_level"
        if name not in known:
            raise UsageError(f"{self.model.name}: has no node '{name}'{nearest(name, self.model.nodes)}")
        return name

    def switches(self, settings: Settings) -> dict[str, bool]:
        """The levels at which settings hold nodes.

        0 is off and anything above is on; of an abundance (`X_total`), 0 loses X, more than 1 holds it on, and anything
        between leaves it to its rule. The nodes that grade X are held with it: all of them off at 0, `X_full` on from
        1, and `X_high` above 1.

        Raises:
            UsageError: A setting means no node.
        """
        found: dict[str, bool] = {}
        for name, value in settings.values.items():
            if name in self.model.initial:
                found[name] = value.number > 0
                found.update(self._graded(name, value))
            elif name.endswith(_TOTAL) and name.removesuffix(_TOTAL) in self.model.initial:
                if value.number == 0 or (not value.unit and value.number > 1):
                    node = name.removesuffix(_TOTAL)
                    found[node] = value.number > 0
                    found.update(self._graded(node, value))
            else:
                self._refuse(name, value)
        return found

    def _graded(self, name: str, value: Value) -> dict[str, bool]:
        """How a setting holds the nodes that grade a node; a text with a unit says no more than that there is some."""
        wanted = {LOW: value.number > 0}
        if value.number == 0 or not value.unit:
            wanted |= {FULL: value.number >= 1, HIGH: value.number > 1}
        return {f"{name}{grade}": on for grade, on in wanted.items() if f"{name}{grade}" in self.model.initial}

    def check(self, name: str, value: Value) -> None:
        """Refuse a setting that means no node.

        Raises:
            UsageError: It means none.
        """
        self.switches(Settings({name: value}))

    def _refuse(self, name: str, value: Value) -> None:
        for end in _SCHEDULE:
            if name.endswith(end) and name.removesuffix(end) in self.model.initial:
                raise UsageError(
                    f"{self.model.name}: '{name}' belongs to a schedule, which Boolean time cannot follow; set "
                    f"'{name.removesuffix(end)}', or claim it for ode only"
                )
        if value.number == 1 and value.unit in {"", RAW}:
            return
        raise UsageError(
            f"{self.model.name}: has no node '{name}'{nearest(name, self.model.nodes)} (a constant has no place in a "
            "logic model: claim it for ode only)"
        )

    def _variant(self, names: tuple[str, ...]) -> LogicModel:
        if names not in self._models:
            if self._variants is None:
                raise UsageError(f"{self.model.name}: has no variants, so not '{names[0]}'; set what it changes")
            self._models[names] = LogicModel.load(self._variants(names))
        return self._models[names]

    def settle(self, given: Settings, arm: Arm, *, lasting: bool) -> Settled:
        """Where one arm settles.

        Args:
            given: What holds in both arms.
            arm: The arm.
            lasting: Whether it lasts for so long that the input `Prolonged` is on, where the model has one.

        Raises:
            UsageError: The settings do not fit the model.
            MtorsbmlError: What can be reached is too complex to tell.
        """
        first = given | arm.start
        resting = self._reached(self._variant(first.variants), {}, self.switches(first))
        both = first | arm.then
        held = self.switches(both)
        if lasting and LASTING in self.model.inputs and LASTING not in held:
            held[LASTING] = True
        model = self._variant(both.variants)
        found: dict[tuple[tuple[str, Level], ...], Mapping[str, bool]] = {}
        notes = dict.fromkeys(resting.notes)
        for state in resting.states:
            begin = {node: level for node, level in state.items() if node in model.initial}
            reached = self._reached(model, begin, held)
            notes.update(dict.fromkeys(reached.notes))
            for levels, example in zip(reached.attractors, reached.states, strict=True):
                found.setdefault(tuple(levels.items()), example)
        return Settled(tuple(dict(key) for key in found), tuple(found.values()), resting.attractors, tuple(notes))

    def _reached(self, model: LogicModel, start: Mapping[str, bool], held: Mapping[str, bool]) -> Settled:
        why = ""
        if model.free_nodes(start, held) > MOST_FREE:
            why = f"more than {MOST_FREE} nodes can change"
        else:
            try:
                found = model.attractors(start, held)
            except UsageError:
                raise
            except MtorsbmlError as error:
                why = str(error).partition(": ")[2]
            else:
                levels = tuple(attractor.levels for attractor in found)
                return Settled(levels, tuple(attractor.example for attractor in found), levels)
        spaces = model.trap_spaces_from(start, held)
        levels = tuple({node: _level(level) for node, level in space.items()} for space in spaces)
        states = tuple({node: bool(level) for node, level in space.items()} for space in spaces)
        return Settled(levels, states, levels, (f"minimal trap spaces in the place of attractors: {why}",))


_GRADES: Final[tuple[Seen, ...]] = ("off", "low", "reduced", "on", "high")


def _seen(levels: Mapping[str, Level], node: str) -> Seen:
    """The level that a node and those that grade it stand for, each of which has a higher threshold than the last.

    What a model does not have says nothing: without `_low` there is nothing between off and on, without `_full` all
    that is on is full, and without `_high` nothing is more than that.
    """
    on = levels[node]
    if on == "mixed":
        return "mixed"
    if on == "off":
        some = levels.get(f"{node}{LOW}", "off")
        return "mixed" if some == "mixed" else ("low" if some == "on" else "off")
    full, more = levels.get(f"{node}{FULL}", "on"), levels.get(f"{node}{HIGH}", "off")
    if "mixed" in {full, more}:
        return "mixed"
    return "high" if more == "on" else ("on" if full == "on" else "reduced")


def _level(level: bool | None) -> Level:
    return "mixed" if level is None else ("on" if level else "off")


# -- verdicts ----------------------------------------------------------------------------------------------------


def judge_claim(claim: Claim, bench: LogicBench) -> tuple[list[Finding], tuple[str, ...]]:
    """All findings on a claim, and what is to be known of them.

    Raises:
        UsageError: The claim does not fit the model.
        MtorsbmlError: What can be reached is too complex to tell.
    """
    findings: list[Finding] = []
    notes: dict[str, None] = {}
    for moment in claim.at:
        lasting = moment.minutes is not None and moment.minutes >= PROLONGED
        control = bench.settle(claim.given, claim.control, lasting=lasting)
        test = bench.settle(claim.given, claim.test, lasting=lasting)
        notes.update(dict.fromkeys((*control.notes, *test.notes)))
        for expectation in claim.expect:
            if expectation.kind == "gate":
                findings.append(_gate(claim, expectation, bench, moment, lasting))
            else:
                findings.append(_judge(expectation, bench.readout(expectation.readout), control, test, moment))
    return findings, tuple(notes)


def _judge(expectation: Expectation, node: str, control: Settled, test: Settled, moment: Moment) -> Finding:
    verdict, detail = _verdict(expectation, node, control, test)
    return Finding(
        expectation=expectation, at=moment.text, verdict=verdict, control=control.text(node), test=test.text(node),
        detail=detail,
    )  # fmt: skip


def _verdict(expectation: Expectation, node: str, control: Settled, test: Settled) -> tuple[Verdict, str]:
    kind = expectation.toward if expectation.kind == "delayed" else expectation.kind
    if kind in {"increase", "decrease", "unchanged", "abolished"}:
        return _compared(expectation, kind, control.levels(node), test.levels(node))
    if kind == "oscillates":
        return _share([level == "mixed" for level in test.levels(node)], "mixed in the attractors of the test arm")
    if kind == "transient":
        started = {levels[node] for levels in test.started}
        if len(started) == 1 and set(test.levels(node)) == started:
            return "undecided", "ends where it began; what is between, Boolean time cannot tell"
        return "fail", "does not come back to its resting level"
    what = {"threshold_shift": "doses", "order": "the order of changes"}.get(kind, "a delay")
    return "undecided", f"a logic model does not tell {what}"


def _compared(
    expectation: Expectation, kind: str, control: Sequence[Seen], test: Sequence[Seen]
) -> tuple[Verdict, str]:
    pairs = [(c, t) for c in control for t in test]
    met = [_met(kind, c, t) for c, t in pairs]
    alike = all(c == t for c, t in pairs)
    # A change that leaves part of it need not cross the threshold of a node.
    partial = kind in {"increase", "decrease"} and expectation.at_most is not None and not _complete(kind, expectation)
    if partial and alike:
        return "undecided", "on or off in both arms alike; a change of limited size need not show in a logic model"
    if kind == "abolished" and set(control) == {"off"} and set(test) == {"off"}:
        return "fail", "off in the control already"
    verdict, detail = _share(met, f"{kind}: pairs of attractors")
    sized = kind != "unchanged" and (expectation.at_least is not None or expectation.at_most is not None)
    return verdict, f"{detail}; direction only, its size is not judged" if sized else detail


def _met(kind: str, control: Seen, test: Seen) -> bool:
    if kind == "unchanged":
        return control == test
    if "mixed" in {control, test}:
        return False
    if kind == "abolished":
        return test == "off" and control != "off"
    rise = _GRADES.index(test) - _GRADES.index(control)
    return rise > 0 if kind == "increase" else rise < 0


def _complete(kind: str, expectation: Expectation) -> bool:
    """Whether the largest size that is allowed is a full loss."""
    return kind == "decrease" and expectation.at_most is not None and expectation.at_most >= 1


def _share(met: Sequence[bool], what: str) -> tuple[Verdict, str]:
    verdict: Verdict = "pass" if all(met) else ("partial" if any(met) else "fail")
    return verdict, f"{sum(met)} of {len(met)} {what}"


def _gate(claim: Claim, expectation: Expectation, bench: LogicBench, moment: Moment, lasting: bool) -> Finding:
    node = bench.readout(expectation.readout)
    met: list[bool] = []
    shown: list[str] = []
    for there, settings in combinations(expectation):
        arm = replace(claim.test, then=claim.test.then | settings)
        settled = bench.settle(claim.given, arm, lasting=lasting)
        everything = len(there) == len(expectation.factors)
        high = everything if expectation.gate == "and" else bool(there)
        # What is open in the kinetic model has at least half of what all factors give.
        met += [level in (("reduced", "on", "high") if high else ("off", "low")) for level in settled.levels(node)]
        shown.append(f"{' + '.join(there) or 'none'}: {settled.text(node)}")
    verdict = _share(met, "levels as the gate asks")[0]
    return Finding(expectation=expectation, at=moment.text, verdict=verdict, detail="; ".join(shown))
