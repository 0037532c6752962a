"""UNI: units that are missing, misnamed or mixed."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Final

from mtorsbml.sbml.tree import Node
from mtorsbml.validate.context import Context
from mtorsbml.validate.examples import a_species, cell, compartment, element, lines, listed, reaction, reactions
from mtorsbml.validate.findings import Finding
from mtorsbml.validate.registry import Rule, register
from mtorsbml.validate.units import Powers, Unit, UnitTable
from mtorsbml.validate.view import ModelView, flag


def unit(identifier: str, *parts: tuple[str, int, int, float]) -> str:
    """A unit definition for examples: kind, exponent, scale and multiplier of each part."""
    made = [element("unit", kind=k, exponent=e, scale=s, multiplier=m) for k, e, s, m in parts]
    return element("unitDefinition", listed("Units", *made), id=identifier)


def in_model(*parts: str, **units: str) -> str:
    """A model of level 3 with its units."""
    declared = {"substanceUnits": "mole", "timeUnits": "second", "volumeUnits": "litre", "extentUnits": "mole"} | units
    return element("model", lines(*parts), id="example", **declared)


@register
class ModelWithoutUnits(Rule):
    """A model that does not say what it counts in."""

    code = "UNI002"
    name = "model-without-units"
    profile = "curation"
    wrap = "sbml"
    what = "A model of Level 3 has species or reactions, but declares no unit of time or of substance."
    why = """Level 3 has no default: nobody can tell seconds from hours, or amounts of molecules from moles."""
    wrong = in_model(cell("A")).replace(' timeUnits="second"', "")
    right = in_model(cell("A"))
    mend = "Set timeUnits, substanceUnits, extentUnits and volumeUnits of the model."

    def check(self, ctx: Context) -> Iterator[Finding]:
        """Look at the attributes of models with species."""
        for model in ctx.models:
            if ctx.level < 3 or not (model.species or model.reactions):
                continue
            needed = ["timeUnits"] if model.reactions or model.rules or model.species else []
            if not all(node.get("substanceUnits") for node in model.species.values()):
                needed.append("substanceUnits")
            needed += ["extentUnits"] if model.reactions else []
            if missing := [name for name in needed if not model.node.get(name)]:
                yield self.at(ctx, model.node, f"model '{model.node.id}' does not declare {', '.join(missing)}")


_TIMES: Final = {
    "minute": 60.0, "hour": 3600.0, "day": 86400.0, "week": 604800.0, "month": 2629800.0, "year": 31557600.0,
}  # fmt: skip


def _is_usual_time(factor: float) -> bool:
    if factor <= 0 or not math.isfinite(factor):
        return False
    power = math.log10(factor)
    usual = any(math.isclose(factor, known, rel_tol=0.04) for known in _TIMES.values())
    return usual or (-18 <= power <= 0 and math.isclose(power / 3, round(power / 3), abs_tol=1e-6))


@register
class OddTime(Rule):
    """Minutes of 600 seconds."""

    code = "UNI003"
    name = "odd-time-unit"
    wrap = "sbml"
    what = "The unit of time is neither a power of 1000 seconds nor a minute, hour, day, week, month or year."
    why = """Such units come of a slip in `scale` or `multiplier` (60 x 10^1 s is no minute), and stretch every rate of
        the model."""
    wrong = in_model(listed("UnitDefinitions", unit("minute", ("second", 1, 1, 60))), timeUnits="minute")
    right = in_model(listed("UnitDefinitions", unit("minute", ("second", 1, 0, 60))), timeUnits="minute")
    mend = "Correct scale and multiplier: a unit is multiplier x 10^scale x kind."

    def check(self, ctx: Context) -> Iterator[Finding]:
        """Look at the unit of time."""
        for model in ctx.models:
            found = ctx.units(model).default("time")
            if found is not None and found.powers == (("second", 1.0),) and not _is_usual_time(found.factor):
                yield self.at(ctx, model.node, f"the unit of time is {found.factor:g} seconds")


_M3: Final = ("metre", 3.0)
_KNOWN: Final[dict[str, tuple[float, Powers]]] = {
    **{f"{p}M": (f * 1e3, (("metre", -3.0), ("mole", 1.0))) for p, f in
       {"": 1, "m": 1e-3, "u": 1e-6, "micro": 1e-6, "n": 1e-9, "p": 1e-12, "f": 1e-15}.items()},
    **{f"{p}mol": (f, (("mole", 1.0),)) for p, f in
       {"m": 1e-3, "u": 1e-6, "n": 1e-9, "p": 1e-12, "f": 1e-15, "a": 1e-18}.items()},
    **{f"{p}l": (f * 1e-3, (_M3,)) for p, f in
       {"m": 1e-3, "u": 1e-6, "n": 1e-9, "p": 1e-12, "f": 1e-15}.items()},
    **dict.fromkeys(("min", "minute", "minutes"), (60.0, (("second", 1.0),))),
    **dict.fromkeys(("h", "hr", "hour", "hours"), (3600.0, (("second", 1.0),))),
    **dict.fromkeys(("day", "days"), (86400.0, (("second", 1.0),))),
    **dict.fromkeys(("s", "sec", "seconds"), (1.0, (("second", 1.0),))),
    "ms": (1e-3, (("second", 1.0),)),
    "per_second": (1.0, (("second", -1.0),)), "per_minute": (1 / 60, (("second", -1.0),)),
    "per_hour": (1 / 3600, (("second", -1.0),)), "per_s": (1.0, (("second", -1.0),)),
    "per_min": (1 / 60, (("second", -1.0),)), "per_h": (1 / 3600, (("second", -1.0),)),
}  # fmt: skip


@register
class Misnamed(Rule):
    """A unit that is not what its id says."""

    code = "UNI004"
    name = "misnamed-unit"
    wrap = "sbml"
    what = "A unit definition with the id of a common unit defines another one."
    why = "People read the id, programs the definition: one of them is wrong by powers of ten."
    wrong = in_model(listed("UnitDefinitions", unit("nM", ("mole", 1, -6, 1), ("litre", -1, 0, 1))))
    right = in_model(listed("UnitDefinitions", unit("nM", ("mole", 1, -9, 1), ("litre", -1, 0, 1))))
    mend = "Correct the definition: a unit is (multiplier x 10^scale x kind)^exponent, part by part."

    def check(self, ctx: Context) -> Iterator[Finding]:
        """Look at definitions with a well-known id."""
        for model in ctx.models:
            table = ctx.units(model)
            for name, node in model.unit_definitions.items():
                expected, found = _KNOWN.get(name), table.definitions[name]
                if expected and found is not None and not found.same(Unit(*expected)):
                    message = f"unit '{name}' is {found.text()}, which is not {Unit(*expected).text()}"
                    yield self.at(ctx, node, message)


@register
class UnusedUnit(Rule):
    """A unit that nothing has."""

    code = "UNI005"
    name = "unused-unit"
    severity = "info"
    profile = "curation"
    wrap = "sbml"
    what = "A unit definition is not used."
    why = "It was meant for something, which now has another unit or none."
    wrong = in_model(listed("UnitDefinitions", unit("nM", ("mole", 1, -9, 1), ("litre", -1, 0, 1))))
    right = in_model(
        listed("UnitDefinitions", unit("nM", ("mole", 1, -9, 1), ("litre", -1, 0, 1))),
        listed("Parameters", element("parameter", id="K", value=1, units="nM", constant=True)),
    )
    mend = "Use it where it belongs, or remove it."

    def check(self, ctx: Context) -> Iterator[Finding]:
        """Look for the id in every attribute of the model."""
        for model in ctx.models:
            unused = {n: d for n, d in model.unit_definitions.items() if ctx.level > 2 or n not in _PREDEFINED}
            if not unused:
                continue
            for node in model.node.walk():
                for key, value in node.attributes.items():
                    if value in unused and key.endswith(_UNIT_ATTRIBUTES):
                        unused.pop(value)
            for name, node in unused.items():
                yield self.at(ctx, node, f"unit '{name}' is defined, but nothing has it", group="unused unit")


_PREDEFINED: Final = frozenset({"substance", "volume", "area", "length", "time"})
_UNIT_ATTRIBUTES: Final = ("units", "Units", "unitRef")


@register
class SameUnitTwice(Rule):
    """One unit with two ids."""

    code = "UNI006"
    name = "unit-defined-twice"
    severity = "info"
    profile = "curation"
    wrap = "sbml"
    what = "Two unit definitions define the same unit."
    why = "Readers take them for different units, and one of them gets corrected alone."
    wrong = in_model(
        listed(
            "UnitDefinitions",
            unit("nM", ("mole", 1, -9, 1), ("litre", -1, 0, 1)),
            unit("nmol_l", ("mole", 1, -6, 1), ("metre", -3, 0, 1)),
        )
    )
    right = in_model(
        listed(
            "UnitDefinitions",
            unit("nM", ("mole", 1, -9, 1), ("litre", -1, 0, 1)),
            unit("uM", ("mole", 1, -6, 1), ("litre", -1, 0, 1)),
        )
    )
    mend = "Keep one of them."

    def check(self, ctx: Context) -> Iterator[Finding]:
        """Compare definitions by what they are."""
        for model in ctx.models:
            seen: list[tuple[str, Unit]] = []
            for name, found in ctx.units(model).definitions.items():
                if found is None or (ctx.level < 3 and name in _PREDEFINED):
                    continue
                first = next((other for other, known in seen if known.same(found)), None)
                if first is not None:
                    yield self.at(
                        ctx, model.unit_definitions[name], f"units '{first}' and '{name}' are both {found.text()}"
                    )
                seen.append((name, found))


@register
class PlaceWithoutUnit(Rule):
    """A compartment or species without units, in Level 3."""

    code = "UNI007"
    name = "no-unit-of-size-or-amount"
    profile = "curation"
    wrap = "sbml"
    what = "A compartment or a species of Level 3 has neither a unit of its own nor one of the model."
    why = "Level 3 has no defaults: whether concentrations are molar, or counts per cell, is not said anywhere."
    wrong = in_model(listed("Compartments", compartment(units=None))).replace(' volumeUnits="litre"', "")
    right = in_model(listed("Compartments", compartment()))
    mend = "Set `units` of the compartment or volumeUnits of the model; substanceUnits for species."

    def check(self, ctx: Context) -> Iterator[Finding]:
        """Look at compartments and species of Level 3."""
        if ctx.level < 3:
            return
        for model in ctx.models:
            volume, amount = model.node.get("volumeUnits"), model.node.get("substanceUnits")
            for node in model.compartments.values():
                if node.get("spatialDimensions", "3") in {"3", "3.0"} and not (node.get("units") or volume):
                    yield self.at(ctx, node, f"compartment '{node.id}' has no unit of size", group="no unit of size")
            for node in model.species.values():
                if not (node.get("substanceUnits") or amount):
                    yield self.at(ctx, node, f"species '{node.id}' has no unit of amount", group="no unit of amount")


@register
class MixedAmounts(Rule):
    """Moles and molecules in one reaction."""

    code = "UNI008"
    name = "mixed-amounts"
    wrap = "sbml"
    what = "Species that one reaction changes have different units of substance, and no conversion factor."
    why = """A reaction changes all its species by the same number, whatever their units: one of them is off by the
        factor between the two."""
    wrong = in_model(
        cell(a_species("A"), a_species("B", substanceUnits="item")), reactions(reaction("R", "A", "B", "cell * A"))
    )
    right = in_model(
        cell(a_species("A"), a_species("B", substanceUnits="mole")), reactions(reaction("R", "A", "B", "cell * A"))
    )
    mend = "Give all species one unit of substance, or the one that differs a conversionFactor."

    def check(self, ctx: Context) -> Iterator[Finding]:
        """Compare the units of the participants."""
        for model in ctx.models:
            declared = {n.get("substanceUnits") or n.get("units") for n in model.species.values()}
            if len(declared) < 2 or model.node.get("conversionFactor"):
                continue
            table = ctx.units(model)
            for view in model.reactions.values():
                found: dict[str, Unit] = {}
                for participant in (*view.reactants, *view.products):
                    node = model.species.get(participant.species)
                    if node is None or node.get("conversionFactor") or _is_held(node):
                        continue
                    given = node.get("substanceUnits") or node.get("units")
                    amount = table.named(given) if given else table.default("substance")
                    if amount is not None:
                        found[node.id] = amount
                first = next(iter(found), "")
                other = next((n for n, u in found.items() if not u.same(found[first])), "")
                if other:
                    message = (
                        f"in '{view.id}', '{first}' is in {found[first].text()} and '{other}' in {found[other].text()}"
                    )
                    yield self.at(ctx, view.node, message)


def _is_held(node: Node) -> bool:
    """Whether reactions leave a species as it is, so that its unit does not matter to them."""
    return flag(node, "boundaryCondition") or flag(node, "constant")


def explicit(model: ModelView, table: UnitTable, name: str) -> Unit | None:
    """The unit of an id, if it is declared rather than left at Level 2's default of mole and litre."""
    if model.level < 3 and name in model.species:
        node = model.species[name]
        place = model.compartments.get(node.get("compartment"))
        by_definition = "substance" in model.unit_definitions and "volume" in model.unit_definitions
        if not by_definition and not (node.get("substanceUnits") and place is not None and place.get("units")):
            return None
    return table.of(name)
