"""QUAL: logical models that say one thing in their lists and another in their functions."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from mtorsbml.validate import mathml
from mtorsbml.validate.algebra import shown
from mtorsbml.validate.context import Context
from mtorsbml.validate.examples import an_input, logic, quantity, term, transition
from mtorsbml.validate.findings import Finding
from mtorsbml.validate.logic import LogicView, Table, TransitionView
from mtorsbml.validate.registry import Rule, register
from mtorsbml.validate.view import flag

_AB = [an_input("A"), an_input("B")]
_BOTH = "(A == 1) and (B == 1)"


def _all(ctx: Context) -> Iterator[tuple[LogicView, TransitionView, Table | None]]:
    """Transitions with their truth tables."""
    for logical in ctx.logics:
        for i, found in enumerate(logical.transitions):
            yield logical, found, logical.tables[i]


def called(found: TransitionView) -> str:
    """What to call a transition."""
    return found.id or ", ".join(n.get("qualitativeSpecies") for n in found.outputs) or "without an id"


def effects(table: Table, name: str) -> tuple[bool, bool]:
    """Whether the result rises anywhere, and whether it falls anywhere, when one regulator goes up by a level."""
    states = table.states
    if name not in states.levels:
        return False, False
    rises = falls = False
    stride = states.stride[name]
    for low, high in product(table.results, repeat=2):
        if low == high:
            continue
        for level in range(states.levels[name]):
            # The states below that give `low`, moved up by one level, where they give `high`.
            moved = (table.results[low] & states.where(name, level)) << stride
            if moved & table.results[high]:
                rises, falls = rises or high > low, falls or high < low
    return rises, falls


@register
class IgnoredInput(Rule):
    """A regulator that regulates nothing."""

    code = "QUAL001"
    name = "ignored-input"
    what = "A transition's result does not depend on one of its inputs."
    why = "The map shows a regulation that the model lacks; often a term was simplified, or an id is misspelt."
    wrong = logic("ABC", [transition("C", _AB, [term("A == 1")])])
    right = logic("ABC", [transition("C", _AB, [term(_BOTH)])])
    mend = "Remove the input, or put it into the function."

    def check(self, ctx: Context) -> Iterator[Finding]:
        """Look at the truth table, or at what is read where there is none."""
        for _, found, table in _all(ctx):
            for source in found.inputs:
                names = {source.species, source.id}
                read = {n for t in found.terms for n in mathml.ids_in(t.math)}
                if not names & read:
                    reason = "its function terms do not read it"
                elif table is not None and table.states.count > 1 and not any(effects(table, source.species)):
                    reason = "its result is the same whatever the level of it"
                else:
                    continue
                # One that is only used up has its effect without being read.
                if source.effect != "consumption":
                    yield self.at(
                        ctx, source.node, f"transition '{called(found)}' lists '{source.species}', but {reason}"
                    )


@register
class WrongSign(Rule):
    """An activator that represses."""

    code = "QUAL002"
    name = "sign-against-function"
    what = "An input's sign contradicts the function: a positive input lowers the result, or a negative one raises it."
    why = "Network drawings and sign-based analyses show the opposite of what the model computes."
    wrong = logic("ABC", [transition("C", [an_input("A"), an_input("B")], [term("(A == 1) and (B == 0)")])])
    right = logic("ABC", [transition("C", [an_input("A"), an_input("B", "negative")], [term("(A == 1) and (B == 0)")])])
    mend = "Correct the sign or the function; `dual` is for an input that does both."

    def check(self, ctx: Context) -> Iterator[Finding]:
        """Hold each sign against the truth table."""
        for _, found, table in _all(ctx):
            for source in found.inputs if table is not None else ():
                assert table is not None
                rises, falls = effects(table, source.species)
                wrong = (source.sign == "positive" and falls) or (source.sign == "negative" and rises)
                if wrong:
                    does = "both raises and lowers" if rises and falls else "raises" if rises else "lowers"
                    message = f"'{source.species}' is a {source.sign} input of '{called(found)}', but {does} its result"
                    yield self.at(ctx, source.node, message)


@register
class NonMonotone(Rule):
    """A regulator that does both."""

    code = "QUAL003"
    name = "non-monotone-regulator"
    severity = "info"
    profile = "curation"
    what = "A regulator raises the result in some states and lowers it in others."
    why = """Few molecules do; more often brackets are missing in the function. Many tools (and theorems on cycles)
        expect monotone functions."""
    wrong = logic(
        "ABC",
        [
            transition(
                "C",
                [an_input("A", "dual"), an_input("B", "dual")],
                [term("(A == 1) and (B == 0) or (A == 0) and (B == 1)")],
            )
        ],
    )
    right = logic("ABC", [transition("C", _AB, [term("(A == 1) or (B == 1)")])])
    mend = "Look at the brackets; split the regulator into its two ways of acting if they are real."

    def check(self, ctx: Context) -> Iterator[Finding]:
        """Look at each regulator in the truth table."""
        for _, found, table in _all(ctx):
            for name in table.states.names if table is not None else ():
                assert table is not None
                if all(effects(table, name)):
                    yield self.at(ctx, found.node, f"'{name}' both raises and lowers the result of '{called(found)}'")


@register
class NoDefault(Rule):
    """A function that is not defined everywhere."""

    code = "QUAL004"
    name = "missing-default-term"
    what = "A transition has no default term."
    why = "Where no term holds, its result is not defined: tools keep the level, take 0, or refuse the model."
    wrong = logic("ABC", [transition("C", _AB, [term(_BOTH)], default=None)])
    right = logic("ABC", [transition("C", _AB, [term(_BOTH)])])
    mend = "Add a default term with the level that holds otherwise, 0 most often."

    def check(self, ctx: Context) -> Iterator[Finding]:
        """Look for the default term."""
        for _, found, _ in _all(ctx):
            if found.default is None:
                yield self.at(ctx, found.node, f"transition '{called(found)}' has no default term")


@register
class AboveMaximum(Rule):
    """A level that does not exist."""

    code = "QUAL005"
    name = "level-above-maximum"
    severity = "error"
    what = "An initial level, a result, a threshold or a level in a formula is above the maxLevel of its species."
    why = "Such a level can never be reached: a term never holds, or a tool stops."
    wrong = logic("ABC", [transition("C", _AB, [term("(A == 2) and (B == 1)")])])
    right = logic(["B", "C", quantity("A", maxLevel=2)], [transition("C", _AB, [term("(A == 2) and (B == 1)")])])
    mend = "Correct the level, or raise maxLevel."

    def check(self, ctx: Context) -> Iterator[Finding]:
        """Hold all levels against the maximum."""
        for logical in ctx.logics:
            most = logical.max_levels
            for name, node in logical.species.items():
                level = node.get("initialLevel")
                if level.isdigit() and int(level) > most[name]:
                    yield self.at(ctx, node, f"'{name}' starts at level {level} of {most[name]}")
        for logical, found, _ in _all(ctx):
            yield from self._of(ctx, logical.max_levels, found)

    def _of(self, ctx: Context, most: dict[str, int], found: TransitionView) -> Iterator[Finding]:
        for term_ in (*found.terms, *filter(None, [found.default])):
            for target in (n.get("qualitativeSpecies") for n in found.outputs):
                if term_.level is not None and target in most and term_.level > most[target]:
                    yield self.at(
                        ctx, term_.node, f"'{called(found)}' sets '{target}' to {term_.level} of {most[target]}"
                    )
            for expr in mathml.walk(term_.math):
                for name, level in _levels(expr):
                    if name in most and level > most[name]:
                        message = f"'{called(found)}' asks for {shown(expr)}, but '{name}' has {most[name]} at the most"
                        yield self.at(ctx, term_.node, message)
        for source in found.inputs:
            if source.threshold is not None and source.threshold > most.get(source.species, source.threshold):
                message = f"threshold {source.threshold} of '{source.species}' is above its {most[source.species]}"
                yield self.at(ctx, source.node, message)


def _levels(expr: mathml.Expr) -> Iterator[tuple[str, float]]:
    """The species and the level of a comparison."""
    if expr[0] in {"eq", "neq", "lt", "leq", "gt", "geq"} and len(expr) == 3:
        for one, other in ((expr[1], expr[2]), (expr[2], expr[1])):
            if one[0] == "id" and other[0] == "num":
                yield one[1], other[1]


@register
class NoOutput(Rule):
    """A function for nothing."""

    code = "QUAL006"
    name = "transition-without-output"
    what = "A transition has no output."
    why = "Whatever it computes goes nowhere."
    wrong = logic("ABC", [transition("", _AB, [term(_BOTH)], identifier="t")])
    right = logic("ABC", [transition("C", _AB, [term(_BOTH)], identifier="t")])
    mend = "Add the species that it sets, or remove the transition."

    def check(self, ctx: Context) -> Iterator[Finding]:
        """Look for outputs."""
        for _, found, _ in _all(ctx):
            if not found.outputs:
                yield self.at(ctx, found.node, f"transition '{called(found)}' sets nothing")


@register
class SetTwice(Rule):
    """Two functions for one species."""

    code = "QUAL007"
    name = "set-by-several-transitions"
    what = "A species is the output of several transitions."
    why = "SBML-qual leaves open which of them counts; tools take the first, the last, or refuse the model."
    wrong = logic(
        "ABC",
        [
            transition("C", [an_input("A")], [term("A == 1")], identifier="t"),
            transition("C", [an_input("B")], [term("B == 1")]),
        ],
    )
    right = logic("ABC", [transition("C", _AB, [term("(A == 1) or (B == 1)")])])
    mend = "Join the functions in one transition."

    def check(self, ctx: Context) -> Iterator[Finding]:
        """Count outputs."""
        for logical in ctx.logics:
            first: dict[str, TransitionView] = {}
            for found in logical.transitions:
                for node in found.outputs:
                    name = node.get("qualitativeSpecies")
                    other = first.setdefault(name, found)
                    if other is not found:
                        message = f"'{name}' is set by '{called(other)}' and by '{called(found)}'"
                        yield self.at(ctx, node, message)


@register
class ConstantOutput(Rule):
    """A species that must not change, and does."""

    code = "QUAL008"
    name = "constant-species-as-output"
    what = "A transition sets a species that is declared constant."
    why = "The two contradict each other: some tools hold it, others let it change."
    wrong = logic(["A", "B", quantity("C", constant=True)], [transition("C", _AB, [term(_BOTH)])])
    right = logic(["A", "B", quantity("C")], [transition("C", _AB, [term(_BOTH)])])
    mend = 'Set constant="false", or remove the transition.'

    def check(self, ctx: Context) -> Iterator[Finding]:
        """Look at the outputs."""
        for logical, found, _ in _all(ctx):
            for node in found.outputs:
                species = logical.species.get(node.get("qualitativeSpecies"))
                if species is not None and flag(species, "constant"):
                    yield self.at(ctx, node, f"'{called(found)}' sets '{species.id}', which is constant")


@register
class UndeclaredInput(Rule):
    """A regulator that is not on the list."""

    code = "QUAL009"
    name = "undeclared-input"
    what = "A function reads a species that is no input of its transition."
    why = "The map lacks a regulation that the model has; some tools refuse it."
    wrong = logic("ABC", [transition("C", [an_input("A")], [term(_BOTH)])])
    right = logic("ABC", [transition("C", _AB, [term(_BOTH)])])
    mend = "Add the input, with its sign."

    def check(self, ctx: Context) -> Iterator[Finding]:
        """Compare what is read with what is listed."""
        for logical, found, _ in _all(ctx):
            for name in sorted((found.reads & logical.species.keys()) - {i.species for i in found.inputs}):
                yield self.at(
                    ctx, found.node, f"the function of '{called(found)}' reads '{name}', which is no input of it"
                )
