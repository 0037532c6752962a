"""Tells the shape of a kinetic law, where there is no doubt about it, and the SBO term for it."""

from __future__ import annotations

from collections import Counter
from typing import Final, NamedTuple

from mtorsbml.validate.mathml import Expr
from mtorsbml.validate.view import ModelView, Participant, ReactionView, flag


class Shape(NamedTuple):
    """An SBO term and its name."""

    sbo: str
    name: str


_IRREVERSIBLE: Final = Shape("SBO:0000041", "mass action, irreversible")
_REVERSIBLE: Final = Shape("SBO:0000042", "mass action, reversible")
_MICHAELIS: Final = Shape("SBO:0000029", "Henri-Michaelis-Menten")


def term(model: ModelView, reaction: ReactionView) -> Shape | None:
    """The shape of a law; None if it is none of those that are certain.

    It is mass action if it is a constant times exactly the reactants to the power of their stoichiometry (and, if
    reversible, less the same of the products), and Henri-Michaelis-Menten if it is V S / (K + S) of the one reactant;
    each may be multiplied by the size of a compartment.
    """
    if reaction.law is None:
        return None
    sides = [_wanted(side) for side in (reaction.reactants, reaction.products)]
    reactants, products = sides
    if reactants is None or not reactants:
        return None
    scope = _Scope(model, reaction)
    law = scope.without_compartments(reaction.law)
    if scope.is_mass_action(law, reactants):
        return None if reaction.reversible else _IRREVERSIBLE
    if law[0] == "minus" and len(law) == 3 and products:
        both = scope.is_mass_action(law[1], reactants) and scope.is_mass_action(law[2], products)
        return _REVERSIBLE if both and reaction.reversible else None
    if len(reactants) == 1 and sum(reactants.values()) == 1 and not reaction.reversible:
        return _MICHAELIS if scope.is_michaelis(law, next(iter(reactants))) else None
    return None


def _wanted(side: tuple[Participant, ...]) -> Counter[str] | None:
    """How often each species must stand in the product; None if a stoichiometry is no small whole number."""
    found: Counter[str] = Counter()
    for part in side:
        if part.stoichiometry not in {1.0, 2.0, 3.0}:
            return None
        found[part.species] += int(part.stoichiometry)
    return found


class _Scope:
    def __init__(self, model: ModelView, reaction: ReactionView) -> None:
        self.model = model
        self.local = reaction.local

    def is_constant(self, expr: Expr) -> bool:
        """Whether it is a parameter that nothing changes."""
        if expr[0] != "id":
            return False
        node = self.local.get(expr[1]) or self.model.parameters.get(expr[1])
        return node is not None and (expr[1] in self.local or flag(node, "constant", default=self.model.level < 3))

    def without_compartments(self, law: Expr) -> Expr:
        """A law without the sizes of compartments that it is multiplied by."""
        if law[0] != "times":
            return law
        kept = [part for part in _flat(law) if not (part[0] == "id" and part[1] in self.model.compartments)]
        return kept[0] if len(kept) == 1 else ("times", *kept)

    def is_mass_action(self, expr: Expr, wanted: Counter[str]) -> bool:
        """Whether it is one constant times exactly the wanted species."""
        found: Counter[str] = Counter()
        constants = 0
        for part in _flat(self.without_compartments(expr)):
            if self.is_constant(part):
                constants += 1
            elif part[0] == "id" and part[1] in self.model.species:
                found[part[1]] += 1
            elif part[0] == "power" and len(part) == 3 and part[1][0] == "id" and part[2][0] == "num":
                found[part[1][1]] += int(part[2][1]) if part[2][1] in {1.0, 2.0, 3.0} else 99
            else:
                return False
        return constants == 1 and found == wanted

    def is_michaelis(self, expr: Expr, substrate: str) -> bool:
        """Whether it is V S / (K + S), both being constants."""
        if expr[0] == "times":
            parts = _flat(expr)
            # V * (S / (K + S)) is the same as (V * S) / (K + S).
            quotients = [part for part in parts if part[0] == "divide"]
            others = [part for part in parts if part[0] != "divide"]
            if len(quotients) != 1:
                return False
            expr = ("divide", ("times", *others, quotients[0][1]), quotients[0][2])
        if expr[0] != "divide" or len(expr) != 3 or expr[2][0] != "plus" or len(expr[2]) != 3:
            return False
        top, below = _flat(expr[1]), expr[2][1:]
        species = ("id", substrate)
        bottom = [part for part in below if part != species]
        above = [part for part in top if part != species]
        fits = len(bottom) == 1 and len(above) == 1 and len(top) == 2
        return fits and self.is_constant(bottom[0]) and self.is_constant(above[0]) and bottom[0] != above[0]


def _flat(expr: Expr) -> list[Expr]:
    """The factors of a product, nested ones too."""
    return [factor for part in expr[1:] for factor in _flat(part)] if expr[0] == "times" else [expr]
