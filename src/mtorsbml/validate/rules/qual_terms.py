"""QUAL: terms that never count, and what other tools misread."""

from __future__ import annotations

from collections.abc import Iterator

from mtorsbml.validate import mathml
from mtorsbml.validate.algebra import shown
from mtorsbml.validate.context import Context
from mtorsbml.validate.examples import an_input, logic, quantity, term, transition
from mtorsbml.validate.findings import Finding
from mtorsbml.validate.registry import Rule, register
from mtorsbml.validate.rules.qual import called
from mtorsbml.validate.view import flag

_A = [an_input("A")]
_AB = [an_input("A"), an_input("B")]


@register
class DeadTerm(Rule):
    """A case that never comes."""

    code = "QUAL010"
    name = "term-never-counts"
    what = "A function term holds in no state, or only where a term before it holds."
    why = "What it says is never done; SBML-qual forbids terms that hold at once, and tools differ in which they take."
    wrong = logic("ABC", [transition("C", _AB, [term("(A == 1) and (A == 0) and (B == 1)")])])
    right = logic("ABC", [transition("C", _AB, [term("(A == 1) and (B == 1)")])])
    mend = "Correct its formula, or remove the term."

    def check(self, ctx: Context) -> Iterator[Finding]:
        """Take the states of earlier terms away from those of each term."""
        for logical in ctx.logics:
            for i, found in enumerate(logical.transitions):
                table, before = logical.tables[i], 0
                for mask, term_ in zip(table.terms if table else (), found.terms, strict=False):
                    if mask & ~before == 0:
                        reason = "is covered by the terms before it" if mask else "holds in no state"
                        yield self.at(ctx, term_.node, f"term of '{called(found)}' {reason}: {shown(term_.math)[:200]}")
                    before |= mask


@register
class OverlappingTerms(Rule):
    """Two results at once."""

    code = "QUAL011"
    name = "terms-contradict"
    what = "Two function terms with different results hold in one state."
    why = "SBML-qual forbids it; tools take the first, the last or the highest result."
    wrong = logic(
        [quantity("C", maxLevel=2), "A", "B"],
        [transition("C", _AB, [term("A == 1"), term("B == 1", 2)])],
    )
    right = logic(
        [quantity("C", maxLevel=2), "A", "B"],
        [transition("C", _AB, [term("(A == 1) and (B == 0)"), term("B == 1", 2)])],
    )
    mend = "Exclude the other case in one of the formulas."

    def check(self, ctx: Context) -> Iterator[Finding]:
        """Look for states that two terms share."""
        for logical in ctx.logics:
            for i, found in enumerate(logical.transitions):
                table = logical.tables[i]
                held: dict[int, int] = {}
                for mask, term_ in zip(table.terms if table else (), found.terms, strict=False):
                    assert table is not None
                    level = term_.level or 0
                    shared = mask & _union(held, without=level)
                    if shared:
                        state = table.states.state((shared & -shared).bit_length() - 1)
                        where = " ".join(f"{n}={v}" for n, v in state.items())
                        message = f"terms of '{called(found)}' with different results hold at once, at {where}"
                        yield self.at(ctx, term_.node, message)
                    held[level] = held.get(level, 0) | mask


def _union(masks: dict[int, int], *, without: int) -> int:
    found = 0
    for level, mask in masks.items():
        found |= mask if level != without else 0
    return found


@register
class ConstantFunction(Rule):
    """A function of nothing."""

    code = "QUAL012"
    name = "function-is-constant"
    what = "A transition with inputs gives the same result in every state."
    why = "Its species is fixed, whatever its regulators do: a formula is a tautology or a contradiction."
    wrong = logic("AC", [transition("C", _A, [term("(A == 1) or (A == 0)")])])
    right = logic("AC", [transition("C", _A, [term("A == 1")])])
    mend = "Correct the formula, or fix the species with its initial level and no transition."

    def check(self, ctx: Context) -> Iterator[Finding]:
        """Look for tables of one result."""
        for logical in ctx.logics:
            for i, found in enumerate(logical.transitions):
                table = logical.tables[i]
                if table is not None and table.states.names and found.inputs:
                    levels = [level for level, mask in table.results.items() if mask]
                    if len(levels) == 1:
                        yield self.at(ctx, found.node, f"transition '{called(found)}' always gives {levels[0]}")


@register
class FreeInput(Rule):
    """A species that nobody sets, but that is not held."""

    code = "QUAL013"
    name = "input-not-constant"
    severity = "info"
    profile = "curation"
    what = "A species that no transition sets is not declared constant."
    why = "Whether it is an input or a rule was forgotten cannot be told; tools let it be free, or hold it at 0."
    wrong = logic(["A", "C"], [transition("C", _A, [term("A == 1")])])
    right = logic([quantity("A", constant=True), "C"], [transition("C", _A, [term("A == 1")])])
    mend = 'Set constant="true" and an initial level if it is an input.'

    def check(self, ctx: Context) -> Iterator[Finding]:
        """Look at species without a transition."""
        for logical in ctx.logics:
            set_ = {n.get("qualitativeSpecies") for found in logical.transitions for n in found.outputs}
            for name, node in logical.species.items():
                if name not in set_ and not flag(node, "constant"):
                    yield self.at(
                        ctx, node, f"nothing sets '{name}', but it is not constant", group="input not constant"
                    )


@register
class NoInitialLevel(Rule):
    """A species that starts nowhere."""

    code = "QUAL014"
    name = "no-initial-level"
    severity = "info"
    profile = "curation"
    what = "A qualitative species has no initial level."
    why = "Tools start it at 0, at random, or in all states."
    wrong = logic([quantity("A", initialLevel=None), "C"], [transition("C", _A, [term("A == 1")])])
    right = logic([quantity("A", initialLevel=1), "C"], [transition("C", _A, [term("A == 1")])])
    mend = "Set initialLevel, unless the model is meant for all of them."

    def check(self, ctx: Context) -> Iterator[Finding]:
        """Look at the attribute."""
        for logical in ctx.logics:
            for name, node in logical.species.items():
                if not node.get("initialLevel"):
                    yield self.at(ctx, node, f"'{name}' has no initial level", group="no initial level")


@register
class Dialect(Rule):
    """What others read wrongly."""

    code = "QUAL015"
    name = "not-portable"
    severity = "info"
    profile = "curation"
    what = """A transition is valid, but not in the dialect that all tools read: default 0, one term, `and`, `or`, `not`
        over `eq`."""
    why = """MaBoSS ignores a default of 1, stops at a result of 0 and takes the last of several terms; others do not
        know `neq`. The model then runs, and computes something else."""
    wrong = logic("AC", [transition("C", _A, [term("A != 0")])])
    right = logic("AC", [transition("C", _A, [term("A == 1")])])
    mend = "Write the function as one term of result 1, with a default of 0."

    def check(self, ctx: Context) -> Iterator[Finding]:
        """Look at Boolean transitions (more levels are outside of what most tools read anyway)."""
        for logical in ctx.logics:
            if any(level > 1 for level in logical.max_levels.values()):
                continue
            for found in logical.transitions:
                operators = {e[0] for t in found.terms for e in mathml.walk(t.math)}
                odd = sorted(operators - {"and", "or", "not", "eq", "id", "num", "const"})
                default = found.default.level if found.default else None
                if odd:
                    reason = f"uses {', '.join(odd)}"
                elif default not in {0, None} or any(t.level == 0 for t in found.terms):
                    reason = f"has default {default} or a term of result 0"
                elif len(found.terms) > 1:
                    reason = f"has {len(found.terms)} terms"
                else:
                    continue
                yield self.at(ctx, found.node, f"transition '{called(found)}' {reason}", group="not portable")
