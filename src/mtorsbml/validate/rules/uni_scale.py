"""UNI: numbers that no cell has, in the units that are declared."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from mtorsbml.validate.context import Context
from mtorsbml.validate.examples import a_species, compartment, element, listed
from mtorsbml.validate.findings import Finding
from mtorsbml.validate.registry import Rule, register
from mtorsbml.validate.rules.uni import explicit, in_model, unit
from mtorsbml.validate.units import Powers

AVOGADRO: Final = 6.02214076e23
_MOLAR: Final = 1e3
"""One mole per litre [mol/m^3]."""
_CONCENTRATION: Final[Powers] = (("metre", -3.0), ("mole", 1.0))
_COUNTS: Final[Powers] = (("item", 1.0), ("metre", -3.0))
_SECOND_ORDER: Final[Powers] = (("metre", 3.0), ("mole", -1.0), ("second", -1.0))
_FIRST_ORDER: Final[Powers] = (("second", -1.0),)

_WATER: Final = 60.0
"""Nothing in water is more concentrated than water itself, 55 mol/l."""
_WEAKEST: Final = 10.0
"""Dissociation constants above this [mol/l] are none."""
_TIGHTEST: Final = 1e-18
"""Tightest binding known is about 1e-15 [mol/l]."""
_DIFFUSION: Final = 1e11
"""Encounters in water are limited to 1e9 to 1e10 [l/(mol s)]."""
_VIBRATION: Final = 1e13
"""Bonds vibrate at about 1e13 [1/s]; no step is faster."""
_DISSOCIATION: Final = re.compile(r"(K[dmi]|K_[dmi]|Kd|KD|KM|Ki)(_|\d|$)")
_DISSOCIATION_TERMS: Final = frozenset({"SBO:0000027", "SBO:0000281", "SBO:0000282", "SBO:0000261"})
_TISSUE: Final = 1e-6
"""One millilitre [m^3]; no cell is larger."""


_NM: Final = unit("nM", ("mole", 1, -9, 1), ("litre", -1, 0, 1))


def _parameter(**attributes: object) -> str:
    return listed("Parameters", element("parameter", constant=True, **attributes))


@register
class TooConcentrated(Rule):
    """More than water has of water."""

    code = "UNI010"
    name = "impossible-concentration"
    wrap = "sbml"
    what = "A species starts at more than 60 mol/l, by the units that are declared."
    why = """Water itself is 55 mol/l. The numbers are in other units than the model says, so that a measured constant
        put into it acts a million times too weakly."""
    wrong = in_model(listed("Compartments", compartment()), listed("Species", a_species("A", initialConcentration=150)))
    right = in_model(
        listed("Compartments", compartment()),
        listed("Species", a_species("A", initialConcentration="1.5e-7")),
    )
    mend = "Declare the units that the numbers are in (such as nmol and litre), or scale the numbers."

    def check(self, ctx: Context) -> Iterator[Finding]:
        """Bring each concentration that is written down to mol/l."""
        for network in ctx.networks:
            model = network.model
            for name, node in model.species.items():
                value, found = network.declared.get(name), explicit(model, ctx.units(model), name)
                if value is None or found is None or found.powers != _CONCENTRATION:
                    continue
                molar = value * found.factor / _MOLAR
                if molar > _WATER:
                    message = f"species '{name}' starts at {molar:.3g} mol/l ({value:g} in units of {found.text()})"
                    yield self.at(ctx, node, message, group="impossible concentration")


@register
class ImpossibleAffinity(Rule):
    """A dissociation constant of 1e6 mol/l."""

    code = "UNI011"
    name = "impossible-affinity"
    wrap = "sbml"
    what = "A dissociation, Michaelis or inhibition constant is above 10 mol/l or below 1e-18 mol/l."
    why = "No pair of molecules binds so weakly or so tightly: the number was meant in another unit."
    mend = "Declare the unit that the number was measured in."
    wrong = in_model(
        listed("UnitDefinitions", unit("molar", ("mole", 1, 0, 1), ("litre", -1, 0, 1))),
        _parameter(id="Kd_A_B", value=50, units="molar"),
    )
    right = in_model(listed("UnitDefinitions", _NM), _parameter(id="Kd_A_B", value=50, units="nM"))

    def check(self, ctx: Context) -> Iterator[Finding]:
        """Look at parameters that are such constants by SBO term or by name."""
        for network in ctx.networks:
            model = network.model
            for name, node in model.parameters.items():
                if not (node.get("sboTerm") in _DISSOCIATION_TERMS or _DISSOCIATION.match(name)):
                    continue
                value, found = network.declared.get(name), ctx.units(model).of(name)
                if value is None or found is None or found.powers != _CONCENTRATION or value <= 0:
                    continue
                molar = value * found.factor / _MOLAR
                if not _TIGHTEST <= molar <= _WEAKEST:
                    message = f"'{name}' = {value:g} {node.get('units')} is {molar:.3g} mol/l"
                    yield self.at(ctx, node, message)


@register
class ImpossibleRate(Rule):
    """Faster than molecules can meet."""

    code = "UNI012"
    name = "impossible-rate-constant"
    wrap = "sbml"
    what = "A rate constant is above 1e11 l/(mol s) for two molecules that meet, or above 1e13 per second for one."
    why = """Diffusion brings molecules together at 1e10 l/(mol s) at the most, and bonds vibrate at 1e13 per second:
        the number was meant in another unit."""
    wrong = in_model(
        listed("UnitDefinitions", unit("per_nM_s", ("mole", -1, -9, 1), ("litre", 1, 0, 1), ("second", -1, 0, 1))),
        _parameter(id="k_on", value=1000000, units="per_nM_s"),
    )
    right = in_model(
        listed("UnitDefinitions", unit("per_M_s", ("mole", -1, 0, 1), ("litre", 1, 0, 1), ("second", -1, 0, 1))),
        _parameter(id="k_on", value=1000000, units="per_M_s"),
    )
    mend = "Declare the unit that the number was measured in."

    def check(self, ctx: Context) -> Iterator[Finding]:
        """Bring rate constants to SI."""
        for network in ctx.networks:
            model = network.model
            for name, node in model.parameters.items():
                value, found = network.declared.get(name), ctx.units(model).of(name)
                if value is None or found is None:
                    continue
                if found.powers == _SECOND_ORDER and value * found.factor * _MOLAR > _DIFFUSION:
                    fast = f"{value * found.factor * _MOLAR:.3g} l/(mol s)"
                elif found.powers == _FIRST_ORDER and value * found.factor > _VIBRATION:
                    fast = f"{value * found.factor:.3g} per second"
                else:
                    continue
                yield self.at(ctx, node, f"'{name}' = {value:g} {node.get('units')} is {fast}")


@register
class CountsInALitre(Rule):
    """Molecules of a cell in the volume of a bottle."""

    code = "UNI013"
    name = "counts-in-a-large-volume"
    wrap = "sbml"
    what = """Species are counted in molecules (`item`) and have concentrations, in a compartment of more than a
        millilitre."""
    why = """A thousand molecules in a litre are 1.7e-21 mol/l. The volume was left at 1 litre while the counts are
        those of one cell, so concentrations and second-order rates are off by many powers of ten."""
    wrong = in_model(
        listed("Compartments", compartment()),
        listed("Species", a_species("A", initialConcentration=None, initialAmount=1000)),
        substanceUnits="item",
    )
    right = in_model(
        listed("Compartments", compartment(size="1e-12")),
        listed("Species", a_species("A", initialConcentration=None, initialAmount=1000)),
        substanceUnits="item",
    )
    mend = "Give the compartment the volume of the cell, or use amounts throughout (hasOnlySubstanceUnits)."

    def check(self, ctx: Context) -> Iterator[Finding]:
        """Look at compartments with counted species."""
        for network in ctx.networks:
            model, told = network.model, set[str]()
            for name, node in model.species.items():
                found = explicit(model, ctx.units(model), name)
                if found is None or found.powers != _COUNTS or node.get("compartment") in told:
                    continue
                place = node.get("compartment")
                size, volume = network.declared.get(place), ctx.units(model).of(place)
                if size is not None and volume is not None and size * volume.factor > _TISSUE:
                    told.add(place)
                    litres = f"{size * volume.factor * 1e3:g} litres"
                    message = f"'{name}' and others are counted in molecules, but '{place}' is {litres}"
                    yield self.at(ctx, model.compartments[place], message)


@register
class HalfAMolecule(Rule):
    """Less than one molecule."""

    code = "UNI014"
    name = "less-than-one-molecule"
    severity = "info"
    profile = "curation"
    wrap = "sbml"
    what = "A species starts at more than nothing, but at less than a thousandth of one molecule in its compartment."
    why = "Amount and volume do not go together; often the volume is that of a cell and the amount was meant per litre."
    wrong = in_model(
        listed("Compartments", compartment(size="1e-15")),
        listed("Species", a_species("A", initialConcentration="1e-15")),
    )
    right = in_model(
        listed("Compartments", compartment(size="1e-15")),
        listed("Species", a_species("A", initialConcentration="1e-6")),
    )
    mend = "Look at the unit of the compartment's size and of the concentration."

    def check(self, ctx: Context) -> Iterator[Finding]:
        """Count molecules."""
        for network in ctx.networks:
            model = network.model
            for name, node in model.species.items():
                value, found = network.declared.get(name), explicit(model, ctx.units(model), name)
                place = node.get("compartment")
                size, volume = network.declared.get(place), ctx.units(model).of(place)
                if not value or found is None or found.powers != _CONCENTRATION or not size or volume is None:
                    continue
                count = value * found.factor * size * volume.factor * AVOGADRO
                if count < 1e-3:
                    yield self.at(ctx, node, f"species '{name}' starts with {count:.3g} molecules in '{place}'")
