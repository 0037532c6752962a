"""SBO: terms that do not go with the element they are at."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from mtorsbml.sbml.tree import Node
from mtorsbml.validate.context import Context
from mtorsbml.validate.examples import (
    a_species,
    annotation,
    cell,
    compartment,
    element,
    lines,
    listed,
    logic,
    parameters,
    quantity,
    reaction,
    reactions,
    rule,
)  # fmt: skip
from mtorsbml.validate.findings import Finding
from mtorsbml.validate.miriam import references
from mtorsbml.validate.network import Network, sides
from mtorsbml.validate.ontologies import sbo_branches, sbo_is_obsolete
from mtorsbml.validate.registry import Rule, register
from mtorsbml.validate.response import contradicts
from mtorsbml.validate.view import ReactionView

_ALLOWED: Final = {
    "qualitativeSpecies": {"material entity", "physical entity", "occurring entity", "functional entity"},
    "transition": {"occurring entity"},
    "input": {"role"},
    "output": {"role"},
    "functionTerm": {"mathematical expression"},
    "defaultTerm": {"mathematical expression"},
    "submodel": {"framework", "occurring entity", "physical entity"},
}
"""Branches of SBO by elements of packages; those of the core are checked by libSBML."""


def _term(node: Node) -> str:
    return node.get("sboTerm")


def _package_elements(ctx: Context) -> list[tuple[Node, str]]:
    """Elements of packages that have a term, with the term."""
    known: list[tuple[Node, str]] | None = ctx.__dict__.get("_package_elements")
    if known is None:
        known = ctx.__dict__["_package_elements"] = list(_with_terms(ctx))
    return known


def _with_terms(ctx: Context) -> Iterator[tuple[Node, str]]:
    for model, logical in zip(ctx.models, ctx.logics, strict=True):
        found = [*logical.species.values(), *model.node.listed("listOfSubmodels")]
        for transition in logical.transitions:
            terms = (t.node for t in (*transition.terms, *filter(None, [transition.default])))
            found += [transition.node, *(i.node for i in transition.inputs), *transition.outputs, *terms]
        yield from ((node, term) for node in found if node.name in _ALLOWED and (term := _term(node)))


@register
class OutsideBranch(Rule):
    """A term of another branch, on an element of a package."""

    code = "SBO001"
    name = "term-outside-branch"
    what = "An element of qual or comp has an SBO term of a branch that does not say what it is."
    why = "Tools draw and convert by SBO terms; a transition that says it is a protein is drawn as one."
    wrong = logic(["A", quantity("B", sboTerm="SBO:0000064")], [])
    right = logic(["A", quantity("B", sboTerm="SBO:0000252")], [])
    mend = """Qualitative species take terms of entities, transitions those of processes (SBO:0000375), inputs and
        outputs participant roles (SBO:0000003), function terms mathematical expressions (SBO:0000064)."""

    def check(self, ctx: Context) -> Iterator[Finding]:
        """Hold each term against the branches of its element."""
        for node, term in _package_elements(ctx):
            branches = sbo_branches(term)
            if branches and not branches & _ALLOWED[node.name]:
                message = f"{term} of {node.name} '{node.label}' is a term for: {', '.join(sorted(branches))}"
                yield self.at(ctx, node, message)


@register
class Withdrawn(Rule):
    """A term that is unknown or withdrawn, on an element of a package."""

    code = "SBO002"
    name = "unknown-or-obsolete-term"
    what = "An element of qual or comp has an SBO term that is unknown or was withdrawn."
    why = "It says nothing to any tool. (For elements of the core, libSBML tells so.)"
    wrong = logic(["A", quantity("B", sboTerm="SBO:0000255")], [])
    right = logic(["A", quantity("B", sboTerm="SBO:0000252")], [])
    mend = "Look for the term that took over, in https://www.ebi.ac.uk/ols4/ontologies/sbo."

    def check(self, ctx: Context) -> Iterator[Finding]:
        """Look each term up."""
        for node, term in _package_elements(ctx):
            if sbo_is_obsolete(term):
                yield self.at(ctx, node, f"{term} of {node.name} '{node.label}' was withdrawn")
            elif sbo_branches(term) is None:
                yield self.at(ctx, node, f"{term} of {node.name} '{node.label}' is no term that is known")


_ROLES: Final = {
    "listOfReactants": ("reactant", {"product", "modifier"}),
    "listOfProducts": ("product", {"reactant", "modifier"}),
    "listOfModifiers": ("modifier", {"reactant", "product"}),
}


@register
class WrongRole(Rule):
    """A reactant that says it is a product."""

    code = "SBO003"
    name = "contradicting-role"
    what = "A participant's SBO term names another role than the list that it stands in."
    why = "Maps and converters follow the term, simulators the list, so the two see different networks."
    wrong = lines(
        cell("A", "B"), reactions(reaction("R", "A", "B").replace('species="A"', 'species="A" sboTerm="SBO:0000011"'))
    )
    right = lines(
        cell("A", "B"), reactions(reaction("R", "A", "B").replace('species="A"', 'species="A" sboTerm="SBO:0000010"'))
    )
    mend = "Move the species to the list of its role, or correct the term."

    def check(self, ctx: Context) -> Iterator[Finding]:
        """Hold each role against its list."""
        for model in ctx.models:
            for view in model.reactions.values():
                for place, (own, others) in _ROLES.items():
                    for node in view.node.listed(place):
                        branches = sbo_branches(_term(node)) if _term(node) else None
                        if branches and own not in branches and (told := branches & others):
                            message = f"{_term(node)} says {min(told)}, but '{node.label}' is a {own} of '{view.id}'"
                            yield self.at(ctx, node, message)


_INHIBITORS: Final = frozenset({"SBO:0000020", "SBO:0000206", "SBO:0000207", "SBO:0000536", "SBO:0000537"})
_STIMULATORS: Final = frozenset(
    {"SBO:0000459", "SBO:0000013", "SBO:0000460", "SBO:0000461", "SBO:0000462", "SBO:0000021"}
)


@register
class ModifierSign(Rule):
    """An inhibitor that helps."""

    code = "SBO004"
    name = "modifier-against-law"
    profile = "curation"
    what = "A modifier's SBO term says that it inhibits while the kinetic law grows with it, or the other way round."
    why = "A map made from the model shows the opposite of what it computes."
    wrong = lines(
        cell("A", "B", "I"),
        parameters(k=1),
        reactions(
            reaction("R", "A", "B", "cell * k * A * I", modifiers="I").replace(
                '<modifierSpeciesReference species="I"', '<modifierSpeciesReference species="I" sboTerm="SBO:0000020"'
            )
        ),
    )
    right = lines(
        cell("A", "B", "I"),
        parameters(k=1),
        reactions(
            reaction("R", "A", "B", "cell * k * A / (1 + I)", modifiers="I").replace(
                '<modifierSpeciesReference species="I"', '<modifierSpeciesReference species="I" sboTerm="SBO:0000020"'
            )
        ),
    )
    mend = "Correct the term, or the law. A modifier that does either is SBO:0000019."

    def check(self, ctx: Context) -> Iterator[Finding]:
        """Raise each modifier that has a sign, and look at the rate."""
        for network in ctx.networks:
            for view in network.model.reactions.values():
                for node in view.node.listed("listOfModifiers"):
                    wanted = -1 if _term(node) in _INHIBITORS else 1 if _term(node) in _STIMULATORS else 0
                    if not wanted or view.law is None or view.reversible:
                        continue
                    if contradicts(network, view, node.get("species"), wanted):
                        effect = "falls" if wanted > 0 else "grows"
                        says = "inhibitor" if wanted < 0 else "stimulator"
                        message = f"{_term(node)} says {says}, but the law of '{view.id}' {effect} with '{node.label}'"
                        yield self.at(ctx, node, message)


_MASS_ACTION: Final = frozenset(
    {"SBO:0000012", "SBO:0000041", "SBO:0000163", "SBO:0000043", "SBO:0000044", "SBO:0000047", "SBO:0000049",
     "SBO:0000052", "SBO:0000054", "SBO:0000060"}
)  # fmt: skip
_SATURABLE: Final = frozenset({"SBO:0000028", "SBO:0000029", "SBO:0000031", "SBO:0000192"})


@register
class LawAgainstTerm(Rule):
    """A law of another shape than its term."""

    code = "SBO005"
    name = "law-against-term"
    profile = "curation"
    what = "A kinetic law's SBO term says Michaelis-Menten or Hill, but the law grows in proportion to its reactants."
    why = "Who searches or converts by the term is misled about what is computed."
    wrong = lines(
        cell("A", "B"),
        parameters(k=1),
        reactions(reaction("R", "A", "B", "cell * k * A").replace("<kineticLaw", '<kineticLaw sboTerm="SBO:0000029"')),
    )
    right = lines(
        cell("A", "B"),
        parameters(V=1, K=1),
        reactions(
            reaction("R", "A", "B", "cell * V * A / (K + A)").replace(
                "<kineticLaw", '<kineticLaw sboTerm="SBO:0000029"'
            )
        ),
    )
    mend = "Give the law the term of its shape; SBO:0000041 is mass action, irreversible."

    def check(self, ctx: Context) -> Iterator[Finding]:
        """Double all reactants and look whether the rate follows."""
        for network in ctx.networks:
            for view in network.model.reactions.values():
                sbo = view.law_node.get("sboTerm") if view.law_node is not None else ""
                if sbo in _SATURABLE and view.reactants and _proportional(network, view) and view.law_node is not None:
                    message = (
                        f"{sbo} says that the law of '{view.id}' saturates, but it is proportional to its reactants"
                    )
                    yield self.at(ctx, view.law_node, message, element=view.id)


def _proportional(network: Network, view: ReactionView) -> bool:
    """Whether ten times as much of any species gives ten times the rate, whatever the level."""
    read = network.rests_on(view.law, without=view.local) & network.model.species.keys()
    names = [name for name in read if name not in network.assigned]
    return bool(names) and all(_in_proportion(network, view, name) for name in names)


def _in_proportion(network: Network, view: ReactionView, name: str) -> bool:
    for point in network.points():
        level = point.get(name)
        if not level:
            return False
        rates = [network.rate(view, point, **{name: factor * level}) for factor in (1.0, 10.0, 1e6)]
        if any(r is None for r in rates) or not rates[0]:
            return False
        expected = [rates[0], 10 * rates[0], 1e6 * rates[0]]
        if any(abs((r or 0.0) - e) > 1e-6 * abs(e) for r, e in zip(rates, expected, strict=True)):
            return False
    return True


@register
class TermMissing(Rule):
    """A species that does not say what kind of thing it is."""

    code = "SBO006"
    name = "species-without-term"
    severity = "info"
    profile = "curation"
    what = "A species has no SBO term."
    why = "Whether it is a protein, a complex or a metabolite is then known only from its name; maps draw boxes."
    wrong = cell("A")
    right = cell(a_species("A", sboTerm="SBO:0000252"))
    mend = "SBO:0000252 is a protein, SBO:0000253 a complex, SBO:0000247 a small molecule, SBO:0000278 an mRNA."

    def check(self, ctx: Context) -> Iterator[Finding]:
        """Look at species, qualitative ones too."""
        for model, logical in zip(ctx.models, ctx.logics, strict=True):
            for node in (*model.species.values(), *logical.species.values()):
                if not _term(node):
                    yield self.at(ctx, node, f"species '{node.id}' has no SBO term", group="species without SBO term")


_KINDS: Final = {
    "SBO:0000247": ({"uniprot", "interpro", "pfam"}, "a simple chemical", "proteins"),
    "SBO:0000252": ({"CHEBI", "kegg.compound", "pubchem.compound"}, "a polypeptide chain", "small molecules"),
}


@register
class TermAgainstAnnotation(Rule):
    """A protein with the identifier of a chemical."""

    code = "SBO007"
    name = "term-against-annotation"
    profile = "curation"
    what = "A species' SBO term and its annotation name different kinds of things."
    why = "One of the two is wrong, and tools differ in which they follow."
    wrong = cell(a_species("A", annotation("m_A", "bqbiol:is", "uniprot:P42345"), metaid="m_A", sboTerm="SBO:0000247"))
    right = cell(a_species("A", annotation("m_A", "bqbiol:is", "uniprot:P42345"), metaid="m_A", sboTerm="SBO:0000252"))
    mend = "Correct the SBO term or the identifier."

    def check(self, ctx: Context) -> Iterator[Finding]:
        """Hold the kinds against each other."""
        for model, logical in zip(ctx.models, ctx.logics, strict=True):
            for node in (*model.species.values(), *logical.species.values()):
                known = _KINDS.get(_term(node))
                for reference in references(node) if known else ():
                    prefix = reference.key.partition(":")[0]
                    if known and reference.qualifier == "bqbiol:is" and prefix in known[0]:
                        message = (
                            f"{_term(node)} says that '{node.id}' is {known[1]}, but {reference.key} is of {known[2]}"
                        )
                        yield self.at(ctx, node, message)


@register
class ConstantThatVaries(Rule):
    """A rate constant that is none."""

    code = "SBO008"
    name = "kinetic-constant-varies"
    severity = "info"
    profile = "curation"
    what = "A parameter's SBO term says kinetic constant, but a rule or an event changes it."
    why = "Parameter lists and estimation tools pick kinetic constants by their term, and would set it in vain."
    wrong = lines(
        cell("A"),
        listed(
            "Parameters", element("parameter", id="k", constant=False, units="dimensionless", sboTerm="SBO:0000009")
        ),
        listed("Rules", rule("assignment", "k", "2 * A")),
    )
    right = lines(
        cell("A"),
        listed(
            "Parameters",
            element("parameter", id="k", value=2, constant=True, units="dimensionless", sboTerm="SBO:0000009"),
        ),
    )
    mend = "Use SBO:0000002 (quantitative parameter) or the term of what it is, such as SBO:0000196 (concentration)."

    def check(self, ctx: Context) -> Iterator[Finding]:
        """Look at parameters that are set."""
        for network in ctx.networks:
            for name, node in network.model.parameters.items():
                changed = name in network.set_by_rule or name in network.set_by_event
                branches = sbo_branches(_term(node)) if changed and _term(node) else None
                if branches and "kinetic constant" in branches:
                    yield self.at(
                        ctx, node, f"{_term(node)} says that '{name}' is a kinetic constant, but it is changed"
                    )


@register
class TransportThatStays(Rule):
    """A transport within one place."""

    code = "SBO009"
    name = "transport-in-one-place"
    severity = "info"
    profile = "curation"
    what = "A reaction's SBO term says transport, but all its species are in one compartment."
    why = "Maps and statistics of a model go by the term."
    wrong = lines(cell("A", "B"), reactions(reaction("R", "A", "B", "cell * A", sboTerm="SBO:0000185")))
    right = lines(
        listed("Compartments", compartment(), compartment("nucleus")),
        listed("Species", a_species("A"), a_species("B", compartment="nucleus")),
        reactions(reaction("R", "A", "B", "cell * A", sboTerm="SBO:0000185")),
    )
    mend = "Correct the term; SBO:0000182 is a conversion, SBO:0000176 any biochemical reaction."

    def check(self, ctx: Context) -> Iterator[Finding]:
        """Hold each term against the participants."""
        for model in ctx.models:
            for view in model.reactions.values():
                left, right = sides(view)
                held = [model.species[n] for n in {**left, **right} if n in model.species]
                places = {n.get("compartment") for n in held}
                if _term(view.node) == "SBO:0000185" and left and right and len(places) == 1:
                    yield self.at(ctx, view.node, f"'{view.id}' is a transport, but all of it is in '{min(places)}'")
