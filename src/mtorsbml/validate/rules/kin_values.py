"""KIN: parameters, assignments, events, and what simulators refuse."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from mtorsbml.validate import mathml
from mtorsbml.validate.algebra import NotNumeric, evaluate, shown
from mtorsbml.validate.context import Context
from mtorsbml.validate.examples import (
    cell,
    element,
    event,
    lines,
    listed,
    math,
    parameters,
    reaction,
    reactions,
    rule,
)  # fmt: skip
from mtorsbml.validate.findings import Finding
from mtorsbml.validate.mathml import Expr
from mtorsbml.validate.network import Network
from mtorsbml.validate.registry import Rule, register
from mtorsbml.validate.view import EventView, flag

_ONE = parameters(k=1)


def _variable(identifier: str, **more: object) -> str:
    return element("parameter", id=identifier, units="dimensionless", **({"constant": False} | more))


@register
class UnusedParameter(Rule):
    """A number for nothing."""

    code = "KIN010"
    name = "unused-parameter"
    severity = "info"
    what = "A global parameter is read by nothing, and nothing computes it."
    why = """Turning it changes nothing, which who fits or scans the model finds out late; or the formula that should
        read it reads another."""
    wrong = lines(cell("A", "B"), parameters(k=1, q=2), reactions(reaction("R", "A", "B", "cell * k * A")))
    right = lines(cell("A", "B"), parameters(k=1, q=2), reactions(reaction("R", "A", "B", "cell * k * A * q")))
    mend = "Use it, or remove it."

    def check(self, ctx: Context) -> Iterator[Finding]:
        """Look for parameters that stand alone."""
        for network in ctx.closed_networks:
            if not network.formulas:  # a table of numbers rather than a model
                continue
            for name, node in network.model.parameters.items():
                used = name in network.read or name in network.set_by_rule or name in network.set_by_event
                if not used and name not in network.open and not _is_bound(ctx, name):
                    yield self.at(ctx, node, f"parameter '{name}' is read by nothing", group="unused parameter")


def _is_bound(ctx: Context, name: str) -> bool:
    """Whether a package (flux bounds, distributions) refers to an id; packages that do are few."""
    if not any("fbc" in key or "distrib" in key for key in ctx.root.attributes):
        return False
    return any(name == v and not k.endswith("id") for node in ctx.root.walk() for k, v in node.attributes.items())


@register
class UnusedLocal(Rule):
    """A local parameter for nothing."""

    code = "KIN011"
    name = "unused-local-parameter"
    profile = "curation"
    what = "A kinetic law does not read one of its local parameters."
    why = "The law was changed and the number was left; or the law reads a global one by mistake."
    wrong = lines(
        cell("A", "B"),
        _ONE,
        reactions(reaction("R", "A", "B", "cell * k * A", local=[element("localParameter", id="q", value=2)])),
    )
    right = lines(
        cell("A", "B"),
        _ONE,
        reactions(reaction("R", "A", "B", "cell * q * A * k", local=[element("localParameter", id="q", value=2)])),
    )
    mend = "Use it, or remove it."

    def check(self, ctx: Context) -> Iterator[Finding]:
        """Compare the law with its parameters."""
        for model in ctx.models:
            for view in model.reactions.values():
                read = mathml.ids_in(view.law) if view.local else set()
                for name, node in view.local.items():
                    if name not in read:
                        yield self.at(ctx, node, f"the law of '{view.id}' does not read its local parameter '{name}'")


@register
class NoValue(Rule):
    """A symbol without a number."""

    code = "KIN012"
    name = "symbol-without-value"
    what = """A formula reads a parameter or a species that has no value, and that nothing gives one. (A parameter that
        nothing reads is a warning.)"""
    why = "The model cannot be simulated: some tools stop, others take 0 or NaN."
    severity = "error"
    wrong = lines(
        cell("A", "B"),
        listed("Parameters", _variable("k", constant=True)),
        reactions(reaction("R", "A", "B", "cell * k * A")),
    )
    right = lines(cell("A", "B"), _ONE, reactions(reaction("R", "A", "B", "cell * k * A")))
    mend = "Give it a value, an initial assignment or a rule."

    def check(self, ctx: Context) -> Iterator[Finding]:
        """Look at all that is read."""
        for network in ctx.closed_networks:
            model = network.model
            given = {*network.declared, *model.initial_assignments, *network.assigned, *network.open}
            algebraic = {n for r in model.rules if r.kind == "algebraic" for n in mathml.ids_in(r.math)}
            for nodes in (model.parameters, model.species):
                for name, node in nodes.items():
                    if name in given or name in algebraic or name in network.set_by_rule:
                        continue
                    if name in network.read:
                        yield self.at(ctx, node, f"{node.name} '{name}' is read, but has no value")
                    elif node.name == "parameter":
                        message = f"parameter '{name}' has no value, for which libRoadRunner refuses the model"
                        yield self.at(ctx, node, message, severity="warning")
            for view in model.reactions.values():
                read = mathml.ids_in(view.law) if view.local else set()
                for name, node in view.local.items():
                    if name in read and not node.get("value"):
                        yield self.at(ctx, node, f"local parameter '{name}' of '{view.id}' has no value")


@register
class Cycle(Rule):
    """Two formulas that wait for each other."""

    code = "KIN013"
    name = "assignment-cycle"
    severity = "error"
    what = "Assignments rest on each other in a circle."
    why = "None of them can be computed first. libSBML names one of them; this names the whole circle."
    wrong = lines(
        listed("Parameters", _variable("a"), _variable("b")),
        listed("Rules", rule("assignment", "a", "2 * b"), rule("assignment", "b", "a + 1")),
    )
    right = lines(
        listed("Parameters", _variable("a"), _variable("b", value=1)),
        listed("Rules", rule("assignment", "a", "2 * b")),
    )
    mend = "Solve the equations by hand, or make one of them a rate rule."

    def check(self, ctx: Context) -> Iterator[Finding]:
        """Follow assignment rules, and at time 0 initial assignments too."""
        for network in ctx.networks:
            initial = {k: v for k, v in network.model.initial_assignments.items() if v is not None}
            for circle in _circles({**initial, **network.assigned}):
                nodes = network.model.node
                node = next((n for n in nodes.walk() if circle[0] in {n.get("variable"), n.get("symbol")}), nodes)
                yield self.at(ctx, node, f"assignments in a circle: {' -> '.join([*circle, circle[0]])}")


def _circles(formulas: dict[str, Expr]) -> Iterator[list[str]]:
    done: set[str] = set()
    reads = {name: sorted(mathml.ids_in(expr) & formulas.keys()) for name, expr in formulas.items()}
    for start in formulas:
        path: list[str] = []
        waiting: list[tuple[str, int]] = [(start, 0)]
        while waiting:
            name, depth = waiting.pop()
            del path[depth:]
            if name in path:
                yield path[path.index(name) :]
                continue
            if name in done:
                continue
            path.append(name)
            done.add(name)
            waiting += [(other, depth + 1) for other in reads[name]]


@register
class Algebraic(Rule):
    """An equation without a side."""

    code = "KIN014"
    name = "algebraic-rule"
    what = "The model has an algebraic rule."
    why = "libRoadRunner, Tellurium and many others refuse such models; COPASI and AMICI take some of them."
    wrong = lines(listed("Parameters", _variable("a", value=1)), listed("Rules", rule("algebraic", "", "a - 2")))
    right = lines(listed("Parameters", _variable("a")), listed("Rules", rule("assignment", "a", "2")))
    mend = "Solve it for one variable, and write an assignment rule."

    def check(self, ctx: Context) -> Iterator[Finding]:
        """Look at rules."""
        for model in ctx.models:
            for found in model.rules:
                if found.kind == "algebraic":
                    yield self.at(ctx, found.node, f"algebraic rule 0 = {shown(found.math)[:200]}")


@register
class Fast(Rule):
    """A reaction in no time."""

    code = "KIN015"
    name = "fast-reaction"
    what = 'A reaction has fast="true".'
    why = "The attribute was taken out of SBML in Level 3 Version 2; libRoadRunner refuses it, others pass over it."
    wrong = lines(cell("A", "B"), _ONE, reactions(reaction("R", "A", "B", "cell * k * A", fast=True)))
    right = lines(cell("A", "B"), _ONE, reactions(reaction("R", "A", "B", "cell * k * A", fast=False)))
    mend = "Give it a large rate constant, or replace both sides by their total and an assignment rule."

    def check(self, ctx: Context) -> Iterator[Finding]:
        """Look at the attribute."""
        for model in ctx.models:
            for view in model.reactions.values():
                if flag(view.node, "fast"):
                    yield self.at(ctx, view.node, f"reaction '{view.id}' is fast")


@register
class NeverFires(Rule):
    """An event that does not happen."""

    code = "KIN016"
    name = "event-never-fires"
    what = "The trigger of an event can never change from false to true."
    why = "The event is never carried out: a dose that is not given, a switch that is not thrown."
    wrong = lines(
        listed("Parameters", _variable("dose", value=0)),
        listed("Events", event("give", "time < 0", dose="5")),
    )
    right = lines(
        listed("Parameters", _variable("dose", value=0)), listed("Events", event("give", "time > 0", dose="5"))
    )
    mend = "Correct the comparison, or the value that it compares with."

    def check(self, ctx: Context) -> Iterator[Finding]:
        """Decide triggers that rest on the time and on constants alone."""
        for network in ctx.closed_networks:
            for found in network.model.events:
                values = _over_time(network, found.trigger)
                if values is None:
                    continue
                first = flag(found.node.child("trigger") or found.node, "initialValue", default=True)
                sequence = [first, *values]
                if not any(after and not before for before, after in pairwise(sequence)):
                    state = "true at first and never false" if values[0] else "never true"
                    message = f"event {_called(found)} never fires: {shown(found.trigger)[:200]} is {state}"
                    yield self.at(ctx, found.node, message)


def _called(found: EventView) -> str:
    return f"'{found.id}'" if found.id else f"that sets {', '.join(found.assignments)}"


def _fixed(network: Network, name: str) -> bool:
    return network.is_constant(name) or (
        name in network.model.parameters and name not in network.set_by_rule and name not in network.set_by_event
    )


def _over_time(network: Network, trigger: Expr | None) -> list[bool] | None:
    """Whether a trigger holds as time goes on; None if it rests on what changes, or that cannot be told."""
    read = network.rests_on(trigger)
    # A constant can be set by who runs the model, which is what schedules with a time of 1e9 or the like are for.
    if trigger is None or any(not _fixed(network, name) or name in network.open for name in read):
        return None
    bounds = {abs(v) for n in read if (v := network.initial.get(n)) is not None}
    bounds |= {abs(e[1]) for e in mathml.walk(trigger) if e[0] == "num"}
    times = sorted({0.0, *(t for b in bounds for t in (b * 0.5, b * 0.999, b, b * 1.001, b * 2 + 1)), 1e12})
    try:
        return [bool(evaluate(trigger, {**network.initial, "time": t}, network.model.functions)) for t in times]
    except NotNumeric:
        return None


@register
class FiresAtOnce(Rule):
    """An event at time 0."""

    code = "KIN017"
    name = "event-fires-at-start"
    severity = "info"
    profile = "curation"
    what = "An event fires at time 0, since its trigger holds then and is declared to have been false before."
    why = """Tools differ in whether the first point that they give back is before or after it; an initial assignment is
        plain."""
    wrong = lines(
        listed("Parameters", _variable("dose", value=0)),
        listed("Events", event("give", "time >= 0", initial=False, dose="5")),
    )
    right = lines(
        listed("Parameters", _variable("dose", value=0)),
        listed("Events", event("give", "time >= 1", initial=False, dose="5")),
    )
    mend = "Use an initial assignment for what holds from the beginning."

    def check(self, ctx: Context) -> Iterator[Finding]:
        """Evaluate triggers at time 0."""
        for network in ctx.closed_networks:
            for found in network.model.events:
                node = found.node.child("trigger")
                if node is None or flag(node, "initialValue", default=True):
                    continue
                try:
                    holds = evaluate(found.trigger, {**network.initial, "time": 0.0}, network.model.functions)
                except NotNumeric:
                    continue
                if holds:
                    yield self.at(
                        ctx, found.node, f"event {_called(found)} fires at time 0: {shown(found.trigger)[:200]}"
                    )


@register
class ExactTime(Rule):
    """An event at a point of no width."""

    code = "KIN018"
    name = "trigger-by-equality"
    what = "A trigger compares the time, or what changes continuously, with `==`."
    why = "A solver steps over the single point, so the event is not seen, or is in one tool and not in another."
    wrong = lines(
        listed("Parameters", _variable("dose", value=0)), listed("Events", event("give", "time == 5", dose="5"))
    )
    right = lines(
        listed("Parameters", _variable("dose", value=0)), listed("Events", event("give", "time >= 5", dose="5"))
    )
    mend = "Use >= or >, which becomes true at that point and stays so."

    def check(self, ctx: Context) -> Iterator[Finding]:
        """Look for equality in triggers."""
        for network in ctx.networks:
            for found in network.model.events:
                for expr in mathml.walk(found.trigger):
                    if expr[0] == "eq" and (_moves(network, expr[1:]) or ("csymbol", "time") in expr[1:]):
                        yield self.at(ctx, found.node, f"event {_called(found)} waits for {shown(expr)[:200]}")


def _moves(network: Network, sides: tuple[Expr, ...]) -> bool:
    """Whether one side is a species that reactions change."""
    return any(e[0] == "id" and (e[1] in network.made_by or e[1] in network.used_by) for e in sides)


@register
class Delays(Rule):
    """A formula that looks back."""

    code = "KIN019"
    name = "delay"
    what = "A formula uses the delay function."
    why = "libRoadRunner and most ODE simulators refuse delay differential equations."
    wrong = lines(
        listed("Parameters", _variable("a"), _variable("b", value=1)),
        listed("Rules", rule("assignment", "a", "DELAY(b, 5)")),
    ).replace(
        "<ci>DELAY</ci>",
        '<csymbol encoding="text" definitionURL="http://www.sbml.org/sbml/symbols/delay">delay</csymbol>',
    )
    right = lines(
        listed("Parameters", _variable("a"), _variable("b", value=1)), listed("Rules", rule("assignment", "a", "2 * b"))
    )
    mend = "Model the steps in between as a chain of species, which delays and spreads."

    def check(self, ctx: Context) -> Iterator[Finding]:
        """Look at all formulas, if there is one at all."""
        if not any("delay" in symbol.get("definitionURL") for symbol in ctx.root.named("csymbol")):
            return
        for network in ctx.networks:
            for node, expr in network.formulas:
                if any(e == ("csymbol", "delay") for e in mathml.walk(expr)):
                    yield self.at(ctx, node, f"{node.name} '{node.label}' uses delay()", group="delay")


@register
class NoOtherwise(Rule):
    """A case that is not told."""

    code = "KIN020"
    name = "piecewise-without-otherwise"
    what = "A piecewise formula has no `otherwise`."
    why = "Where no condition holds it has no value; tools take NaN, 0 or the last value."
    wrong = lines(
        listed("Parameters", _variable("a")),
        listed("Rules", element("assignmentRule", math("1").replace(
            '<cn type="integer">1</cn>',
            '<piecewise><piece><cn>1</cn><apply><lt/><cn>1</cn><cn>2</cn></apply></piece></piecewise>'), variable="a")),
    )  # fmt: skip
    right = lines(
        listed("Parameters", _variable("a")),
        listed("Rules", element("assignmentRule", math("1").replace(
            '<cn type="integer">1</cn>',
            '<piecewise><piece><cn>1</cn><apply><lt/><cn>1</cn><cn>2</cn></apply></piece>'
            '<otherwise><cn>0</cn></otherwise></piecewise>'), variable="a")),
    )  # fmt: skip
    mend = "Add what holds otherwise."

    def check(self, ctx: Context) -> Iterator[Finding]:
        """Look at all formulas, and at functions, if there is a piecewise one at all."""
        if not ctx.root.named("piecewise"):
            return
        for network in ctx.networks:
            bodies = [(network.model.node, body) for body in network.model.functions.values() if body is not None]
            for node, expr in (*network.formulas, *bodies):
                if any(e[0] == "piecewise" and e[2] is None for e in mathml.walk(expr)):
                    yield self.at(
                        ctx, node, f"a formula of {node.name} '{node.label}' has no otherwise: {shown(expr)[:200]}"
                    )


@register
class UnusedFunction(Rule):
    """A function that nothing calls."""

    code = "KIN021"
    name = "unused-function"
    severity = "info"
    profile = "curation"
    what = "A function definition is called by nothing."
    why = "It was left over, or the formula that should call it was written out."
    wrong = lines(
        listed("FunctionDefinitions", element("functionDefinition", math("1").replace(
            '<cn type="integer">1</cn>', "<lambda><bvar><ci>x</ci></bvar><ci>x</ci></lambda>"), id="f")),
        _ONE,
    )  # fmt: skip
    right = lines(
        listed("FunctionDefinitions", element("functionDefinition", math("1").replace(
            '<cn type="integer">1</cn>', "<lambda><bvar><ci>x</ci></bvar><ci>x</ci></lambda>"), id="f")),
        listed("Parameters", _variable("a")),
        listed("Rules", rule("assignment", "a", "f(2)")),
    )  # fmt: skip
    mend = "Remove it, or call it."

    def check(self, ctx: Context) -> Iterator[Finding]:
        """Look for calls, those of functions that are called included."""
        for network in ctx.networks:
            for node in network.model.node.listed("listOfFunctionDefinitions"):
                if node.id not in network.called:
                    yield self.at(ctx, node, f"function '{node.id}' is called by nothing", group="unused function")


@register
class AlwaysOff(Rule):
    """A reaction that a parameter switches off."""

    code = "KIN022"
    name = "rate-is-always-zero"
    severity = "info"
    profile = "curation"
    what = "A kinetic law is 0 at every level of its species, as long as the parameters are what they are."
    why = "It may be a switch for experiments; or a constant was never filled in."
    wrong = lines(cell("A", "B"), parameters(k=0), reactions(reaction("R", "A", "B", "cell * k * A")))
    right = lines(cell("A", "B"), parameters(k=0.5), reactions(reaction("R", "A", "B", "cell * k * A")))
    mend = "Fill in the constant, or say in the notes what switches it on."

    def check(self, ctx: Context) -> Iterator[Finding]:
        """Evaluate each law at scattered points."""
        for network in ctx.closed_networks:
            for view in network.model.reactions.values():
                if view.law is not None and all(network.rate(view, point) == 0 for point in network.points()):
                    yield self.at(ctx, view.node, f"the rate of '{view.id}' is always 0: {shown(view.law)[:200]}")
