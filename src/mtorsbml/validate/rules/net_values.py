"""NET: balances, places, and what holds species fixed."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from typing import Final

from mtorsbml.sbml.tree import Node
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
)  # fmt: skip
from mtorsbml.validate.examples import (
    math as formula,
)
from mtorsbml.validate.findings import Finding
from mtorsbml.validate.moieties import conserved
from mtorsbml.validate.network import net_change
from mtorsbml.validate.registry import Rule, register
from mtorsbml.validate.view import flag, number

_ONE = parameters(k=1)
_FBC: Final = 'xmlns:fbc="http://www.sbml.org/sbml/level3/version1/fbc/version2"'
_ELEMENT: Final = re.compile(r"([A-Z][a-z]?)(\d*)")
_TOLERANCE: Final = 1e-9


def _with_formulas(left: str, right: str, charges: tuple[int, int] = (0, 0)) -> str:
    """A model of one reaction whose species have formulas and charges."""
    made = cell("A", "B")
    for name, formula_, charge in (("A", left, charges[0]), ("B", right, charges[1])):
        made = made.replace(f'id="{name}"', f'id="{name}" fbc:chemicalFormula="{formula_}" fbc:charge="{charge}"')
    inside = lines(made, reactions(reaction("R", "A", "B")))
    return element("model", inside, id="example", **{"fbc:strict": False})


class _WithFbc(Rule):
    """Its examples declare the package fbc."""

    wrap = "sbml"

    @classmethod
    def example(cls, text: str) -> bytes:
        """An example as a whole file."""
        return super().example(text).replace(b"<sbml ", f'<sbml {_FBC} fbc:required="false" '.encode(), 1)


@register
class Moieties(Rule):
    """Sums that never change."""

    code = "NET011"
    name = "conserved-moieties"
    severity = "info"
    profile = "curation"
    what = "Sums of species that no reaction changes, listed."
    why = """They are the totals that the model rests on. One that is missing where a protein only changes its state is
        a slip in a reaction; one that should not be there is a forgotten synthesis or loss."""
    wrong = lines(
        cell("A", "B"),
        _ONE,
        reactions(reaction("R1", "A", "B", "cell * k * A"), reaction("R2", "B", "A", "cell * k * B")),
    )
    right = lines(
        cell("A"), _ONE, reactions(reaction("R1", "", "A", "cell * k"), reaction("R2", "A", "", "cell * k * A"))
    )
    mend = "Compare the list with the totals you expect; nothing has to be mended."

    def check(self, ctx: Context) -> Iterator[Finding]:
        """Find the sums that all reactions leave alone."""
        for network in ctx.closed_networks:
            for sum_ in conserved(network):
                terms = " + ".join(name if count == 1 else f"{count:g} {name}" for name, count in sum_.items())
                first = network.model.species[next(iter(sum_))]
                yield self.at(ctx, first, f"conserved: {terms}"[:400])


def _atoms(text: str) -> dict[str, float] | None:
    """The atoms of a formula; None for one that is not plain."""
    if not text or not re.fullmatch(r"(?:[A-Z][a-z]?\d*)+", text):
        return None
    found: dict[str, float] = {}
    for symbol, count in _ELEMENT.findall(text):
        found[symbol] = found.get(symbol, 0.0) + float(count or 1)
    return None if found.keys() & {"R", "X"} else found


@register
class MassImbalance(_WithFbc):
    """Atoms out of nothing."""

    code = "NET012"
    name = "mass-imbalance"
    what = "The formulas of all participants are known, and a reaction does not have the same atoms on both sides."
    why = "Atoms appear or vanish: a participant (water, a proton, phosphate) or a stoichiometry is wrong."
    wrong = _with_formulas("C6H12O6", "C6H11O9P")
    right = _with_formulas("C6H12O6", "C6H12O6")
    mend = "Add what is missing, or correct the formulas; proton and water are forgotten most often."

    def check(self, ctx: Context) -> Iterator[Finding]:
        """Sum the atoms of each reaction between species that all have a formula."""
        for model in ctx.models:
            formulas = {n: _atoms(node.get("chemicalFormula")) for n, node in model.species.items()}
            for view in model.reactions.values():
                change = net_change(view)
                if not (view.reactants and view.products) or any(formulas.get(n) is None for n in change):
                    continue
                total: dict[str, float] = {}
                for name, count in change.items():
                    for symbol, atoms in (formulas[name] or {}).items():
                        total[symbol] = total.get(symbol, 0.0) + count * atoms
                if wrong := {s: t for s, t in total.items() if abs(t) > _TOLERANCE}:
                    gains = ", ".join(f"{t:+g} {s}" for s, t in sorted(wrong.items()))
                    yield self.at(ctx, view.node, f"reaction '{view.id}' does not balance: {gains}")


@register
class ChargeImbalance(_WithFbc):
    """Charge out of nothing."""

    code = "NET013"
    name = "charge-imbalance"
    what = "The charges of all participants are known, and a reaction does not have the same charge on both sides."
    why = "A proton or an electron carrier is missing, or a charge is that of another protonation state."
    wrong = _with_formulas("C6H12O6", "C6H12O6", (0, -2))
    right = _with_formulas("C6H12O6", "C6H12O6", (-2, -2))
    mend = "Add the protons, or correct the charges."

    def check(self, ctx: Context) -> Iterator[Finding]:
        """Sum the charges of each reaction between species that all have one."""
        for model in ctx.models:
            charges = {n: number(node.get("charge")) for n, node in model.species.items()}
            for view in model.reactions.values():
                change = net_change(view)
                if not (view.reactants and view.products) or any(charges.get(n) is None for n in change):
                    continue
                total = sum(count * (charges[name] or 0.0) for name, count in change.items())
                if abs(total) > _TOLERANCE:
                    yield self.at(ctx, view.node, f"reaction '{view.id}' changes the charge by {total:+g}")


@register
class BoundaryByRule(Rule):
    """A reactant that a rule sets."""

    code = "NET014"
    name = "boundary-species-set-by-rule"
    severity = "info"
    profile = "curation"
    what = "A boundary species is reactant or product of a reaction, and a rule or an event sets its level."
    why = (
        "The reaction looks as if it used it up, but the level comes from the rule: mass is not kept. It may be meant."
    )
    wrong = lines(
        cell(a_species("A", boundaryCondition=True), "B"),
        _ONE,
        listed("Rules", rule("assignment", "A", "2 + B")),
        reactions(reaction("R", "A", "B", "cell * k * A")),
    )
    right = lines(
        cell(a_species("A", boundaryCondition=True), "B"), _ONE, reactions(reaction("R", "A", "B", "cell * k * A"))
    )
    mend = "If only the rate should depend on it, list it as a modifier."

    def check(self, ctx: Context) -> Iterator[Finding]:
        """Look at boundary species with a rule."""
        for network in ctx.networks:
            for name, node in network.model.species.items():
                by = "a rule" if name in network.model.rule_of else "an event" if name in network.set_by_event else ""
                users = [r.id for r in (*network.used_by.get(name, ()), *network.made_by.get(name, ()))]
                if by and users and flag(node, "boundaryCondition"):
                    yield self.at(ctx, node, f"boundary species '{name}' takes part in '{users[0]}', but {by} sets it")


@register
class ConstantInReaction(Rule):
    """A product that stays as it is."""

    code = "NET015"
    name = "constant-species-in-reaction"
    severity = "info"
    profile = "curation"
    what = "A species that is constant is reactant or product of a reaction."
    why = "It does not change whatever the reaction does; as a boundary species that is allowed, and worth knowing."
    wrong = lines(
        cell("A", a_species("B", boundaryCondition=True, constant=True)),
        _ONE,
        reactions(reaction("R", "A", "B", "cell * k * A")),
    )
    right = lines(cell("A", "B"), _ONE, reactions(reaction("R", "A", "B", "cell * k * A")))
    mend = "Leave a source or sink out of the reaction, or make it a modifier if the rate depends on it."

    def check(self, ctx: Context) -> Iterator[Finding]:
        """Look at constant species."""
        for network in ctx.networks:
            for name, node in network.model.species.items():
                users = [r.id for r in (*network.used_by.get(name, ()), *network.made_by.get(name, ()))]
                if users and flag(node, "constant"):
                    yield self.at(ctx, node, f"species '{name}' is constant, but takes part in '{users[0]}'")


@register
class NoSize(Rule):
    """A compartment of no size."""

    code = "NET016"
    name = "compartment-of-size-zero"
    what = "A compartment that holds species with concentrations has size 0."
    why = "Every concentration in it is a division by zero; simulators give NaN or stop."
    wrong = lines(
        listed("Compartments", compartment(size=0)),
        listed("Species", a_species("A")),
        reactions(reaction("R", "A", "", "A")),
    )
    right = lines(
        listed("Compartments", compartment(size=1)),
        listed("Species", a_species("A")),
        reactions(reaction("R", "A", "", "A")),
    )
    mend = "Give the compartment its size."

    def check(self, ctx: Context) -> Iterator[Finding]:
        """Look at sizes, initial assignments included."""
        for network in ctx.closed_networks:
            model = network.model
            for name, node in model.compartments.items():
                held = [
                    n
                    for n, s in model.species.items()
                    if s.get("compartment") == name and not flag(s, "hasOnlySubstanceUnits")
                ]
                if held and network.initial.get(name) == 0 and number(node.get("spatialDimensions", "3")) != 0:
                    yield self.at(ctx, node, f"compartment '{name}' of '{held[0]}' has size 0")


@register
class NoSizeGiven(Rule):
    """A compartment of unknown size."""

    code = "NET017"
    name = "compartment-without-size"
    what = "A compartment that holds species with concentrations has no size, and nothing gives it one."
    why = "Amounts cannot be turned into concentrations; some tools take 1, others stop."
    wrong = lines(
        listed("Compartments", compartment(size=None)),
        listed("Species", a_species("A")),
        reactions(reaction("R", "A", "", "A")),
    )
    right = lines(
        listed("Compartments", compartment(size=2)),
        listed("Species", a_species("A")),
        reactions(reaction("R", "A", "", "A")),
    )
    mend = "Give the compartment its size."

    def check(self, ctx: Context) -> Iterator[Finding]:
        """Look for sizes, assignments and rules."""
        for network in ctx.closed_networks:
            model = network.model
            for name, node in model.compartments.items():
                given = name in network.declared or name in model.initial_assignments or name in network.set_by_rule
                held = [
                    n
                    for n, s in model.species.items()
                    if s.get("compartment") == name and not flag(s, "hasOnlySubstanceUnits")
                ]
                if (
                    held
                    and not given
                    and name not in network.open
                    and number(node.get("spatialDimensions", "3")) != 0
                    and model.reactions
                ):
                    yield self.at(ctx, node, f"compartment '{name}' of '{held[0]}' has no size")


@register
class EmptyPlace(Rule):
    """A compartment with nothing in it."""

    code = "NET018"
    name = "empty-compartment"
    severity = "info"
    profile = "curation"
    what = "A compartment holds no species, and nothing refers to it."
    why = "It was left over, or its species were put elsewhere."
    wrong = lines(listed("Compartments", compartment(), compartment("nucleus")), listed("Species", a_species("A")))
    right = lines(
        listed("Compartments", compartment(), compartment("nucleus")),
        listed("Species", a_species("A"), a_species("B", compartment="nucleus")),
    )
    mend = "Remove it, or put the species in it that belong there."

    def check(self, ctx: Context) -> Iterator[Finding]:
        """Look for species, reactions and other compartments in it, and for formulas that read it."""
        for network, logic in zip(ctx.networks, ctx.logics, strict=True):
            if network.is_part:
                continue
            model = network.model
            owners: list[Node] = [*model.species.values(), *logic.species.values()]
            used = {n.get("compartment") for n in owners} | {
                r.node.get("compartment") for r in model.reactions.values()
            }
            used |= {n.get("outside") for n in model.compartments.values()} | network.read | network.open
            for name, node in model.compartments.items():
                if name not in used:
                    yield self.at(ctx, node, f"compartment '{name}' is empty, and nothing refers to it")


@register
class OverriddenValue(Rule):
    """A value that is not the value."""

    code = "NET019"
    name = "overridden-initial-value"
    severity = "info"
    profile = "curation"
    what = "An element has a value, and an initial assignment or an assignment rule that gives another one."
    why = """People read the value, simulators take the assignment. (A 0 under an assignment rule is what tools
        write that cannot leave the value away, and is passed.)"""
    wrong = lines(
        listed(
            "Parameters",
            element("parameter", id="p", value=3, constant=True),
            element("parameter", id="q", value=5, constant=True),
        ),
        listed("InitialAssignments", element("initialAssignment", formula("2 * q"), symbol="p")),
    )
    right = lines(
        listed(
            "Parameters",
            element("parameter", id="p", value=10, constant=True),
            element("parameter", id="q", value=5, constant=True),
        ),
        listed("InitialAssignments", element("initialAssignment", formula("2 * q"), symbol="p")),
    )
    mend = "Leave the value away, or write the one that the assignment gives."

    def check(self, ctx: Context) -> Iterator[Finding]:
        """Compare what is written with what is computed."""
        for network in ctx.closed_networks:
            model = network.model
            for name in (*model.initial_assignments, *network.assigned):
                written, found = network.declared.get(name), network.initial.get(name)
                if written is None or found is None or math.isclose(written, found, rel_tol=1e-6, abs_tol=1e-12):
                    continue
                if written == 0 and name in network.assigned:
                    continue
                nodes = model.parameters, model.species, model.compartments
                node = next((group[name] for group in nodes if name in group), None)
                if node is not None:
                    by = "its initial assignment" if name in model.initial_assignments else "its rule"
                    yield self.at(ctx, node, f"'{name}' is written as {written:g}, but {by} gives {found:.6g}")
