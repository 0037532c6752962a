"""KIN: laws that cannot be what is meant, decided by their form or at scattered points."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Final

from mtorsbml.validate.algebra import shown
from mtorsbml.validate.context import Context
from mtorsbml.validate.examples import (
    a_species,
    cell,
    compartment,
    element,
    lines,
    listed,
    parameters,
    reaction,
    reactions,
    rule,
)
from mtorsbml.validate.findings import Finding
from mtorsbml.validate.network import Network, net_change
from mtorsbml.validate.registry import Rule, register
from mtorsbml.validate.view import ReactionView, flag

_ONE = parameters(k=1)
_NOISE: Final = 1e-9


def used_up(network: Network, view: ReactionView) -> list[str]:
    """Species that a reaction takes away and that can run out."""
    found = []
    for name, count in net_change(view).items():
        node = network.model.species.get(name)
        held = node is None or flag(node, "boundaryCondition") or flag(node, "constant")
        if count < 0 and not held and name not in network.set_by_rule:
            found.append(name)
    return found


@register
class ReactantNotInLaw(Rule):
    """A rate that does not ask whether there is anything left."""

    code = "KIN001"
    name = "law-without-its-reactant"
    what = "A reaction uses up a species that its kinetic law does not read."
    why = "The reaction goes on at full speed when nothing is left, and the level falls below zero."
    wrong = lines(cell("A", "B"), _ONE, reactions(reaction("R", "A", "B", "cell * k")))
    right = lines(cell("A", "B"), _ONE, reactions(reaction("R", "A", "B", "cell * k * A")))
    mend = (
        "Let the law depend on the reactant (mass action, Michaelis-Menten), or make the reactant a boundary species."
    )

    def check(self, ctx: Context) -> Iterator[Finding]:
        """Look at all that is read, through assignment rules as well."""
        for network in ctx.networks:
            for view in network.model.reactions.values():
                if view.law is None:
                    continue
                read = network.rests_on(view.law, without=view.local)
                for name in used_up(network, view):
                    if name not in read and not _is_zero(network, view):
                        message = f"'{view.id}' uses up '{name}', but its law does not read it: {shown(view.law)[:200]}"
                        yield self.at(ctx, view.node, message)


def _is_zero(network: Network, view: ReactionView) -> bool:
    return all(network.rate(view, point) == 0 for point in network.points())


@register
class HiddenModifier(Rule):
    """A modifier behind a rule."""

    code = "KIN002"
    name = "modifier-behind-a-rule"
    severity = "info"
    profile = "curation"
    what = "A kinetic law reads a species through an assignment rule, and the reaction does not list it."
    why = "Maps and network analyses see no influence of the species on the reaction, though it has one."
    wrong = lines(
        cell("A", "B", "E"),
        listed("Parameters", element("parameter", id="v", constant=False, units="dimensionless")),
        listed("Rules", rule("assignment", "v", "2 * E")),
        reactions(reaction("R", "A", "B", "cell * v * A")),
    )
    right = lines(
        cell("A", "B", "E"),
        listed("Parameters", element("parameter", id="v", constant=False, units="dimensionless")),
        listed("Rules", rule("assignment", "v", "2 * E")),
        reactions(reaction("R", "A", "B", "cell * v * A", modifiers="E")),
    )
    mend = "List the species as a modifier, if you want it to be seen."

    def check(self, ctx: Context) -> Iterator[Finding]:
        """Compare what a law rests on with what is listed."""
        for network in ctx.networks:
            for view in network.model.reactions.values():
                if view.law is None or not network.assigned:
                    continue
                known = (
                    {p.species for p in (*view.reactants, *view.products)} | {*view.modifiers} | network.assigned.keys()
                )
                read = network.rests_on(view.law, without=view.local) & network.model.species.keys()
                if hidden := sorted(read - known):
                    shown_ = ", ".join(hidden[:5]) + (", ..." if len(hidden) > 5 else "")
                    message = f"the law of '{view.id}' rests on {shown_} through rules, and does not list it"
                    yield self.at(ctx, view.node, message, group="modifier behind a rule")


@register
class UnusedModifier(Rule):
    """A modifier that does nothing."""

    code = "KIN003"
    name = "unused-modifier"
    what = "A reaction lists a modifier that its kinetic law does not read, not even through a rule."
    why = "The map shows an influence that the model does not have."
    wrong = lines(cell("A", "B", "E"), _ONE, reactions(reaction("R", "A", "B", "cell * k * A", modifiers="E")))
    right = lines(cell("A", "B", "E"), _ONE, reactions(reaction("R", "A", "B", "cell * k * A * E", modifiers="E")))
    mend = "Put it into the law, or take it off the list."

    def check(self, ctx: Context) -> Iterator[Finding]:
        """Compare the list with what the law rests on."""
        for network in ctx.networks:
            for view in network.model.reactions.values():
                if view.law is None or not view.modifiers:
                    continue
                read = network.rests_on(view.law, without=view.local)
                for node in view.node.listed("listOfModifiers"):
                    # One that is replaced in a hierarchy stands for another species there.
                    if node.get("species") not in read and node.get("species") not in network.open:
                        message = f"the law of '{view.id}' does not read its modifier '{node.get('species')}'"
                        yield self.at(ctx, node, message)


@register
class DoesNotVanish(Rule):
    """A rate that is left when nothing is left."""

    code = "KIN004"
    name = "law-does-not-vanish"
    what = "A reaction still uses up a species when there is none of it."
    why = "The level falls below zero, and other laws then compute powers and logarithms of negative numbers."
    wrong = lines(cell("A", "B"), _ONE, reactions(reaction("R", "A", "B", "cell * k * (A + 1)")))
    right = lines(cell("A", "B"), _ONE, reactions(reaction("R", "A", "B", "cell * k * A")))
    mend = "Multiply the law by the reactant, or by a saturating function of it such as A / (K + A)."

    def check(self, ctx: Context) -> Iterator[Finding]:
        """Set each reactant to 0; what is plain from the form of the law is not computed."""
        for network in ctx.networks:
            for view in network.model.reactions.values():
                if view.law is None:
                    continue
                read = network.rests_on(view.law, without=view.local)
                for name in used_up(network, view):
                    if name not in read or network.vanishes(view.law, name):
                        continue
                    if (rate := _rate_without(network, view, name)) is not None:
                        message = f"'{view.id}' runs at {rate:.3g} without any '{name}': {shown(view.law)[:200]}"
                        yield self.at(ctx, view.node, message)


def _rate_without(network: Network, view: ReactionView, name: str) -> float | None:
    """A rate above zero that is left without a reactant; None if there is none at any point, or none can be told."""
    for point in network.points():
        rate, full = network.rate(view, point, **{name: 0.0}), network.rate(view, point)
        if rate is not None and full is not None and math.isfinite(full) and rate > _NOISE * abs(full):
            return rate
    return None


@register
class AgainstReversible(Rule):
    """One way only, in both directions."""

    code = "KIN005"
    name = "irreversible-but-negative"
    what = "A reaction is declared irreversible, but its rate can be negative."
    why = "Flux analyses and maps take it for one-way; the simulation runs it backwards."
    wrong = lines(cell("A", "B"), _ONE, reactions(reaction("R", "A", "B", "cell * k * (A - B)")))
    right = lines(cell("A", "B"), _ONE, reactions(reaction("R", "A", "B", "cell * k * (A - B)", reversible=True)))
    mend = 'Set reversible="true", or correct the law.'

    def check(self, ctx: Context) -> Iterator[Finding]:
        """Evaluate laws with a difference in them where all species are above zero."""
        for network in ctx.networks:
            for view in network.model.reactions.values():
                if view.law is None or view.reversible or not _has_difference(network, view):
                    continue
                rates = [r for point in network.points(8) if (r := network.rate(view, point)) is not None]
                if rates and min(rates) < -_NOISE * max(map(abs, rates)):
                    message = (
                        f"'{view.id}' is irreversible, but its rate can be {min(rates):.3g}: {shown(view.law)[:200]}"
                    )
                    yield self.at(ctx, view.node, message)


def _has_difference(network: Network, view: ReactionView) -> bool:
    """Whether anything in a law can make it negative: a difference, a negative number, or what is not plain."""
    if any(value < 0 for value in network.locals_of(view).values()):
        return True
    waiting, seen = [view.law], set[str]()
    while waiting:
        expr = waiting.pop()
        if expr is None:
            continue
        head = expr[0]
        if head in {"minus", "ln", "log", "sin", "cos", "tan"} or (head == "num" and expr[1] < 0):
            return True
        if head == "id":
            if expr[1] in network.assigned and expr[1] not in seen:
                seen.add(expr[1])
                waiting.append(network.assigned[expr[1]])
            elif network.initial.get(expr[1], 0.0) < 0:
                return True
        elif head == "call":
            if isinstance(expr[1], str) and expr[1] not in seen:
                seen.add(expr[1])
                body = network.model.functions.get(expr[1])
                waiting.append(body[2] if body is not None and body[0] == "lambda" else None)
            waiting += expr[2:]
        elif head == "piecewise":
            waiting += [value for value, _ in expr[1]] + [expr[2]]
        elif head not in {"num", "csymbol", "const", "?", "lambda"}:
            waiting += expr[1:]
    return False


@register
class NeverBackward(Rule):
    """Both ways, but only one is computed."""

    code = "KIN006"
    name = "reversible-but-one-way"
    severity = "info"
    profile = "curation"
    what = "A reaction is declared reversible, but its law reads no product and is never negative."
    why = """It never runs backwards. In Level 2 `reversible` is true when it is left away, so most of these were never
        meant."""
    wrong = lines(cell("A", "B"), _ONE, reactions(reaction("R", "A", "B", "cell * k * A", reversible=True)))
    right = lines(cell("A", "B"), _ONE, reactions(reaction("R", "A", "B", "cell * k * A", reversible=False)))
    mend = 'Set reversible="false", or add the way back to the law.'

    def check(self, ctx: Context) -> Iterator[Finding]:
        """Look at reversible laws without a difference."""
        for network in ctx.networks:
            for view in network.model.reactions.values():
                if view.law is None or not view.reversible or _has_difference(network, view):
                    continue
                if not {p.species for p in view.products} & network.rests_on(view.law, without=view.local):
                    message = f"'{view.id}' is reversible, but its law only runs forward"
                    yield self.at(ctx, view.node, message, group="reversible but one-way")


@register
class LacksLaw(Rule):
    """One reaction without a law."""

    code = "KIN007"
    name = "missing-law"
    what = "A reaction has no kinetic law, while others of the model have one."
    why = "Simulators give it a rate of 0, or refuse the model. (A model without any law is a map, and not meant here.)"
    wrong = lines(cell("A", "B"), _ONE, reactions(reaction("R1", "A", "B", "cell * k * A"), reaction("R2", "B", "A")))
    right = lines(
        cell("A", "B"),
        _ONE,
        reactions(reaction("R1", "A", "B", "cell * k * A"), reaction("R2", "B", "A", "cell * k * B")),
    )
    mend = "Add its law, or remove the reaction."

    def check(self, ctx: Context) -> Iterator[Finding]:
        """Look for laws."""
        for model in ctx.models:
            views = model.reactions.values()
            if any(view.law is not None for view in views):
                for view in views:
                    if view.law is None and "fbc" not in str(view.node.attributes):
                        yield self.at(ctx, view.node, f"reaction '{view.id}' has no kinetic law")


@register
class UndefinedAtStart(Rule):
    """A division by zero, first thing."""

    code = "KIN008"
    name = "undefined-at-start"
    what = "A kinetic law has no value at time 0: a division by zero, or a logarithm or root of what it must not be."
    why = "The simulation stops at its first step, or goes on with NaN."
    wrong = lines(
        cell("A", a_species("B", initialConcentration=0)),
        _ONE,
        reactions(reaction("R", "A", "", "cell * k * A / B", modifiers="B")),
    )
    right = lines(
        cell("A", a_species("B", initialConcentration=0)),
        _ONE,
        reactions(reaction("R", "A", "", "cell * k * A / (1 + B)", modifiers="B")),
    )
    mend = "Add the constant that keeps the denominator above 0, or give the species that is 0 its level."

    def check(self, ctx: Context) -> Iterator[Finding]:
        """Evaluate everything of which all that it reads has a value."""
        for network in ctx.closed_networks:
            known = network.initial
            for view in network.model.reactions.values():
                if view.law is None or network.rate(view, known) is not None:
                    continue
                read = network.rests_on(view.law, without=view.local)
                if _evaluable(network, view, read, known):
                    zeros = sorted(n for n in read if known.get(n) == 0)[:4]
                    reason = f" (0 at first: {', '.join(zeros)})" if zeros else ""
                    message = f"the law of '{view.id}' has no value at time 0{reason}: {shown(view.law)[:200]}"
                    yield self.at(ctx, view.node, message)


def _evaluable(network: Network, view: ReactionView, read: frozenset[str], known: dict[str, float]) -> bool:
    """Whether a law is made of nothing but numbers that are known and operators that can be computed."""
    if any(n not in known and n not in network.assigned for n in read):
        return False
    local = network.locals_of(view)
    if any(n not in local for n in view.local):
        return False
    return all(math.isfinite(v) for n, v in known.items() if n in read) and _is_understood(network, view)


def _is_understood(network: Network, view: ReactionView) -> bool:
    """Whether a law has a value at some point at least: if it has none anywhere, the reader is to blame."""
    return any(network.rate(view, point) is not None for point in network.points())


@register
class NoVolume(Rule):
    """A rate per litre for a change of amount."""

    code = "KIN009"
    name = "law-without-volume"
    severity = "info"
    profile = "curation"
    what = """A law reads concentrations but no compartment, and the compartment of its reactants is not of size 1."""
    why = """SBML's rates are amounts per time. A law that is written for concentrations changes them by the wrong
        factor in a compartment of another size, and two compartments that differ do not keep the mass."""
    wrong = lines(
        listed("Compartments", compartment(size=3)),
        listed("Species", a_species("A"), a_species("B")),
        _ONE,
        reactions(reaction("R", "A", "B", "k * A")),
    )
    right = lines(
        listed("Compartments", compartment(size=3)),
        listed("Species", a_species("A"), a_species("B")),
        _ONE,
        reactions(reaction("R", "A", "B", "cell * k * A")),
    )
    mend = "Multiply the law by the compartment, unless the constant is in litres per time already."

    def check(self, ctx: Context) -> Iterator[Finding]:
        """Look for compartments in what a law rests on."""
        for network in ctx.closed_networks:
            model = network.model
            for view in model.reactions.values():
                if view.law is None:
                    continue
                read = network.rests_on(view.law, without=view.local)
                held = [model.species[n] for n in read if n in model.species]
                concentrations = [n for n in held if not flag(n, "hasOnlySubstanceUnits")]
                places = {n.get("compartment") for n in concentrations}
                odd = sorted(p for p in places if network.initial.get(p, 1.0) != 1.0)
                if odd and not read & model.compartments.keys():
                    size = f"'{odd[0]}' is of size {network.initial[odd[0]]:g}"
                    message = f"the law of '{view.id}' reads no compartment, but {size}"
                    yield self.at(ctx, view.node, message, group="law without volume")
