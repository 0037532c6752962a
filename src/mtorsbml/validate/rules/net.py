"""NET: what is cut off from the network, and what stands in it twice."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator

from mtorsbml.sbml.tree import Node
from mtorsbml.validate.algebra import fingerprint, shown
from mtorsbml.validate.context import Context
from mtorsbml.validate.examples import a_species, cell, lines, parameters, reaction, reactions
from mtorsbml.validate.findings import Finding
from mtorsbml.validate.network import Network, net_change, sides
from mtorsbml.validate.registry import Rule, register
from mtorsbml.validate.view import ModelView, ReactionView, flag, number

_ONE = parameters(k=1)


def _is_boundary(node: Node) -> bool:
    return flag(node, "boundaryCondition") or flag(node, "constant")


def _is_set(network: Network, name: str) -> bool:
    """Whether anything but reactions sets a species."""
    return name in network.set_by_rule or name in network.set_by_event or name in network.open


@register
class Unconnected(Rule):
    """A species that nothing knows of."""

    code = "NET001"
    name = "unconnected-species"
    severity = "info"
    what = "A species is in no reaction, no rule and no event, and no formula reads it."
    why = "It has no influence and cannot change: it was forgotten, or an id is misspelt where it should be used."
    wrong = lines(cell("A", "B", "C"), _ONE, reactions(reaction("R", "A", "B", "cell * k * A")))
    right = lines(cell("A", "B"), _ONE, reactions(reaction("R", "A", "B", "cell * k * A")))
    mend = "Use it, or remove it."

    def check(self, ctx: Context) -> Iterator[Finding]:
        """Look for species in models that have reactions or rules at all."""
        for network in ctx.closed_networks:
            model = network.model
            if not (model.reactions or model.rules):
                continue
            in_reactions = {
                n.get("species")
                for view in model.reactions.values()
                for place in ("listOfReactants", "listOfProducts", "listOfModifiers")
                for n in view.node.listed(place)
            }
            for name, node in model.species.items():
                if name not in in_reactions and name not in network.read and not _is_set(network, name):
                    yield self.at(ctx, node, f"species '{name}' is in no reaction and no formula")


@register
class NeverMade(Rule):
    """A source that is none by declaration."""

    code = "NET002"
    name = "never-produced"
    severity = "info"
    profile = "curation"
    what = "A species is used up by reactions, but nothing makes it, and it is no boundary species."
    why = """It runs out, and with it everything that rests on it; a supply may have been forgotten. (A model without
        any law is a map, whose ends are those of the drawing.)"""
    wrong = lines(cell("A", "B"), _ONE, reactions(reaction("R", "A", "B", "cell * k * A")))
    right = lines(
        cell(a_species("A", boundaryCondition=True), "B"), _ONE, reactions(reaction("R", "A", "B", "cell * k * A"))
    )
    mend = "Add what makes it, or set boundaryCondition if it is held from outside."

    def check(self, ctx: Context) -> Iterator[Finding]:
        """Look at species that only lose."""
        for network in filter(_runs, ctx.closed_networks):
            for name, node in network.model.species.items():
                users = _changing(network.used_by.get(name, []), name, -1)
                if users and not _changing(network.made_by.get(name, []), name, 1) and not _held(network, name, node):
                    yield self.at(ctx, node, f"species '{name}' is used up by '{users[0]}', but nothing makes it")


@register
class NeverUsed(Rule):
    """A product that nothing needs."""

    code = "NET003"
    name = "never-used"
    severity = "info"
    profile = "curation"
    what = "A species is made, but nothing uses, breaks down or reads it, and it is no boundary species."
    why = """It piles up without an end, so the model never comes to rest; a loss may have been forgotten. (In a model
        without any law nothing piles up.)"""
    wrong = lines(cell("A", "B"), _ONE, reactions(reaction("R", "A", "B", "cell * k * A")))
    right = lines(
        cell("A", "B"),
        _ONE,
        reactions(reaction("R", "A", "B", "cell * k * A"), reaction("S", "B", "A", "cell * k * B")),
    )
    mend = "Add what becomes of it, or set boundaryCondition if that is outside the model."

    def check(self, ctx: Context) -> Iterator[Finding]:
        """Look at species that only gain."""
        for network in filter(_runs, ctx.closed_networks):
            for name, node in network.model.species.items():
                makers = _changing(network.made_by.get(name, []), name, 1)
                used = _changing(network.used_by.get(name, []), name, -1) or name in network.read
                if makers and not used and not _held(network, name, node):
                    yield self.at(ctx, node, f"species '{name}' is made by '{makers[0]}', but nothing uses or reads it")


def _runs(network: Network) -> bool:
    """Whether a model has kinetic laws; without any it is a map, in which nothing runs out or piles up."""
    return any(view.law is not None for view in network.model.reactions.values())


def _held(network: Network, name: str, node: Node) -> bool:
    return _is_boundary(node) or _is_set(network, name)


def _changing(found: list[ReactionView], name: str, sign: int) -> list[str]:
    """Reactions that change a species, in the sense of `sign` or, where they are reversible, in either."""
    changes = [(r, net_change(r).get(name, 0.0)) for r in found]
    return [r.id for r, change in changes if change and (r.reversible or math.isnan(change) or change * sign > 0)]


@register
class Dead(Rule):
    """A reaction that can never run."""

    code = "NET004"
    name = "dead-reaction"
    what = "A reactant of a reaction is never there: it starts at 0, and nothing can make it."
    why = """The reaction and all that follows from it have a rate of 0 for ever; the model looks larger than what it
        computes. Most often an initial value or a reaction is missing."""
    wrong = lines(
        cell(a_species("A", initialConcentration=0), "B"), _ONE, reactions(reaction("R", "A", "B", "cell * k * A"))
    )
    right = lines(
        cell(a_species("A", initialConcentration=5), "B"), _ONE, reactions(reaction("R", "A", "B", "cell * k * A"))
    )
    mend = "Give the reactant an initial value, or add the reaction that makes it."

    def check(self, ctx: Context) -> Iterator[Finding]:
        """Let presence spread from what is there at first, until nothing more is reached."""
        for network in ctx.closed_networks:
            present = _present(network)
            for view in network.model.reactions.values():
                missing = [p.species for p in view.reactants if p.species not in present]
                backward = view.reversible and view.products and all(p.species in present for p in view.products)
                if missing and not backward and view.law is not None:
                    ways = "starts at 0, and nothing makes it"
                    made = [r for r in network.made_by.get(missing[0], []) if r.id != view.id]
                    ways = f"starts at 0, and is made only by dead reactions ({made[0].id})" if made else ways
                    yield self.at(ctx, view.node, f"reaction '{view.id}' never runs: '{missing[0]}' {ways}")


def _present(network: Network) -> set[str]:
    model = network.model
    # A value that is not known may well be above 0, and what is held from outside is set by who runs the model.
    held = {n for n, node in model.species.items() if _is_boundary(node)}
    present = held | {n for n in model.species if network.initial.get(n, 1.0) != 0 or _is_set(network, n)}
    waiting = list(model.reactions.values())
    while True:
        left = []
        for view in waiting:
            forward = [p.species for p in view.reactants]
            backward = [p.species for p in view.products]
            if all(n in present for n in forward):
                present.update(backward)
            if view.reversible and backward and all(n in present for n in backward):
                present.update(forward)
            if not present.issuperset(forward) or not present.issuperset(backward):
                left.append(view)
        if len(left) == len(waiting):
            return present
        waiting = left


@register
class Disconnected(Rule):
    """Two models in one file."""

    code = "NET005"
    name = "disconnected-parts"
    severity = "info"
    profile = "curation"
    what = "The reactions fall into parts that share no species and no rule: each is a model of its own."
    why = "If they were meant to act on each other, a link is missing; an id that is misspelt does that."
    wrong = lines(
        cell("A", "B", "C", "D"),
        _ONE,
        reactions(
            reaction("R1", "A", "B", "cell * k * A"),
            reaction("R2", "B", "A", "cell * k * B"),
            reaction("R3", "C", "D", "cell * k * C"),
            reaction("R4", "D", "C", "cell * k * D"),
        ),
    )
    right = lines(
        cell("A", "B", "C", "D"),
        _ONE,
        reactions(
            reaction("R1", "A", "B", "cell * k * A"),
            reaction("R2", "B", "A", "cell * k * B"),
            reaction("R3", "C", "D", "cell * k * C * A", modifiers="A"),
            reaction("R4", "D", "C", "cell * k * D"),
        ),
    )
    mend = "Look at the smaller parts: add the link, or split the file."

    def check(self, ctx: Context) -> Iterator[Finding]:
        """Join what changes with what it rests on."""
        for network in ctx.closed_networks:
            parts = sorted(_parts(network), key=len, reverse=True)
            parts = [part for part in parts if sum(1 for n in part if n in network.model.reactions) > 1]
            if len(parts) > 1:
                counts = [sum(1 for n in part if n in network.model.reactions) for part in parts]
                examples = "; ".join(_named(part, network) for part in parts[1:4])
                message = (
                    f"{len(parts)} parts of {', '.join(map(str, counts[:6]))} reactions act by themselves ({examples})"
                )
                yield self.at(ctx, network.model.node, message)


def _named(part: set[str], network: Network) -> str:
    names = [n for n in network.model.species if n in part]
    return ", ".join(names[:3]) + (", ..." if len(names) > 3 else "")


def _parts(network: Network) -> list[set[str]]:
    model = network.model
    parent: dict[str, str] = {}

    def root(name: str) -> str:
        while parent.setdefault(name, name) != name:
            parent[name] = parent[parent[name]]
            name = parent[name]
        return name

    def join(names: list[str]) -> None:
        for other in names[1:]:
            parent[root(other)] = root(names[0])

    links = set(model.species) | network.set_by_rule | network.set_by_event
    for view in model.reactions.values():
        ends = [p.species for p in (*view.reactants, *view.products)]
        join([view.id, *ends, *(n for n in network.rests_on(view.law, without=view.local) if n in links)])
    for formula in model.rules:
        if formula.kind != "assignment":
            join([n for n in [formula.variable, *network.rests_on(formula.math)] if n in links])
    for event in model.events:
        for name, math_ in event.assignments.items():
            read = [n for expr in (event.trigger, math_) for n in network.rests_on(expr)]
            join([n for n in [name, *read] if n in links])
    found: dict[str, set[str]] = {}
    for name in parent:
        found.setdefault(root(name), set()).add(name)
    return list(found.values())


def _form(view: ReactionView) -> tuple[object, ...]:
    left, right = sides(view)
    return (tuple(sorted(left.items())), tuple(sorted(right.items())))


@register
class Duplicate(Rule):
    """One reaction, twice."""

    code = "NET006"
    name = "duplicate-reaction"
    what = "Two reactions have the same reactants, products and kinetic law."
    why = "The conversion runs twice as fast as meant; most often a reaction was copied and not changed."
    wrong = lines(
        cell("A", "B"),
        _ONE,
        reactions(reaction("R1", "A", "B", "cell * k * A"), reaction("R2", "A", "B", "k * cell * A")),
    )
    right = lines(
        cell("A", "B"),
        _ONE,
        reactions(reaction("R1", "A", "B", "cell * k * A"), reaction("R2", "B", "A", "k * cell * B")),
    )
    mend = "Remove one of them, or change what it was copied for."

    def check(self, ctx: Context) -> Iterator[Finding]:
        """Group by participants and by law."""
        for network in ctx.networks:
            seen: dict[tuple[object, ...], ReactionView] = {}
            forms = [(view, _form(view)) for view in network.model.reactions.values() if view.law]
            times = Counter(form for _, form in forms)
            for view, form in forms:
                first = seen.setdefault((*form, _law(network, view)), view) if times[form] > 1 else view
                if first is not view:
                    yield self.at(
                        ctx, view.node, f"reactions '{first.id}' and '{view.id}' are the same: {shown(view.law)[:200]}"
                    )


def laws(network: Network) -> Iterator[tuple[ReactionView, int]]:
    """Reactions with a law, and the law's fingerprint, in which a local parameter is its value."""
    for view in network.model.reactions.values():
        if view.law:
            yield view, _law(network, view)


def _law(network: Network, view: ReactionView) -> int:
    """The fingerprint of the law of a reaction, made once."""
    known: dict[str, int] = network.__dict__.setdefault("_laws", {})
    if view.id not in known:
        known[view.id] = fingerprint(view.law, None, _local_values(view))
    return known[view.id]


def _local_values(view: ReactionView) -> dict[str, int]:
    return {name: fingerprint(("num", number(node.get("value")) or 0.0, "")) for name, node in view.local.items()}


@register
class ParallelLaws(Rule):
    """One law for two reactions."""

    code = "NET007"
    name = "same-law-elsewhere"
    severity = "info"
    profile = "curation"
    what = "Two reactions between different species have exactly the same kinetic law."
    why = "A law that was copied and not changed looks like this; if it was meant, the two always run in step."
    wrong = lines(
        cell("A", "B", "C"),
        _ONE,
        reactions(reaction("R1", "A", "B", "cell * k * A"), reaction("R2", "C", "B", "cell * k * A", modifiers="A")),
    )
    right = lines(
        cell("A", "B", "C"),
        _ONE,
        reactions(reaction("R1", "A", "B", "cell * k * A"), reaction("R2", "C", "B", "cell * k * C")),
    )
    mend = "Correct the copy; or write one reaction with all participants, if they are one event."

    def check(self, ctx: Context) -> Iterator[Finding]:
        """Group laws that read a species."""
        for network in ctx.networks:
            seen: dict[int, ReactionView] = {}
            for view, law in laws(network):
                if not network.rests_on(view.law, without=view.local) & network.model.species.keys():
                    continue
                first = seen.setdefault(law, view)
                if first is not view and _form(first) != _form(view):
                    yield self.at(ctx, view.node, f"'{view.id}' has the law of '{first.id}': {shown(view.law)[:200]}")


@register
class ParallelReactions(Rule):
    """One conversion in two reactions."""

    code = "NET008"
    name = "parallel-reactions"
    severity = "info"
    profile = "curation"
    what = "Two reactions turn the same reactants into the same products, by different laws that read the same species."
    why = "That may be two ways of one conversion, or an old and a new version of which both were kept."
    wrong = lines(
        cell("A", "B"),
        parameters(k=1, q=2),
        reactions(reaction("R1", "A", "B", "cell * k * A"), reaction("R2", "A", "B", "cell * q * A")),
    )
    right = lines(
        cell("A", "B"),
        parameters(k=1, q=2),
        reactions(reaction("R1", "A", "B", "cell * k * A"), reaction("R2", "B", "A", "cell * q * B")),
    )
    mend = "Keep one, or name both for what tells them apart."

    def check(self, ctx: Context) -> Iterator[Finding]:
        """Group by participants."""
        for network in ctx.networks:
            seen: dict[tuple[object, ...], tuple[ReactionView, int]] = {}
            for view, law in laws(network):
                if not view.reactants and not view.products:
                    continue
                read = network.rests_on(view.law, without=view.local) & network.model.species.keys()
                first, other = seen.setdefault((*_form(view), frozenset(read)), (view, law))
                if first is not view and law != other:
                    yield self.at(
                        ctx,
                        view.node,
                        f"'{view.id}' and '{first.id}' turn the same into the same, and rest on the same",
                    )


@register
class ZeroStoichiometry(Rule):
    """A participant that does not take part."""

    code = "NET009"
    name = "zero-or-negative-stoichiometry"
    what = "A stoichiometry is 0 or negative."
    why = """With 0, the species takes no part; with a negative one, a reactant is made, which most tools draw the wrong
        way round."""
    wrong = lines(cell("A", "B"), _ONE, reactions(reaction("R", "0*A", "B", "cell * k")))
    right = lines(cell("A", "B"), _ONE, reactions(reaction("R", "A", "B", "cell * k * A")))
    mend = "Make it a modifier if it only acts on the rate; move it to the other side if it is negative."

    def check(self, ctx: Context) -> Iterator[Finding]:
        """Look at all participants."""
        for model in ctx.models:
            for view in model.reactions.values():
                for participant in (*view.reactants, *view.products):
                    count = participant.stoichiometry
                    if count is not None and count <= 0 and participant.node.id not in _set_elsewhere(model):
                        message = f"'{participant.species}' has stoichiometry {count:g} in '{view.id}'"
                        yield self.at(ctx, participant.node, message)


def _set_elsewhere(model: ModelView) -> set[str]:
    return {*model.initial_assignments, *model.rule_of} - {""}


@register
class Catalyst(Rule):
    """A species that comes out as it went in."""

    code = "NET010"
    name = "reactant-is-also-product"
    severity = "info"
    profile = "curation"
    what = "A species is reactant and product of a reaction with the same stoichiometry."
    why = "Nothing of it is changed, so it is a modifier; as it stands, it looks used up and made."
    wrong = lines(cell("A", "B", "E"), _ONE, reactions(reaction("R", "A E", "B E", "cell * k * A * E")))
    right = lines(cell("A", "B", "E"), _ONE, reactions(reaction("R", "A", "B", "cell * k * A * E", modifiers="E")))
    mend = "List it as a modifier."

    def check(self, ctx: Context) -> Iterator[Finding]:
        """Compare both sides."""
        for model in ctx.models:
            for view in model.reactions.values():
                left, right = sides(view)
                for name in left:
                    if right.get(name) == left[name]:
                        yield self.at(ctx, view.node, f"'{name}' goes into '{view.id}' and comes out of it unchanged")
