"""From the tree of a file to the facts that are compared: the core of SBML."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from mtorsbml.diff.facts import Element, Elements, Fact, Formula, Law, Names, Number, Plain, UnitName
from mtorsbml.sbml.tree import Node
from mtorsbml.validate import mathml
from mtorsbml.validate.algebra import fingerprint, shown
from mtorsbml.validate.mathml import Expr
from mtorsbml.validate.miriam import creators, references
from mtorsbml.validate.units import Unit, UnitTable
from mtorsbml.validate.view import EventView, ModelView, Participant, ReactionView, flag, number

_UNIT_NAMES: Final = ("substance", "time", "volume", "area", "length", "extent")
_ABOUT: Final = "annotation"


class Collector:
    """Collects the elements of one `model` or `modelDefinition`."""

    def __init__(self, model: ModelView, prefix: str = "") -> None:
        self.model = model
        self.prefix = prefix
        self.units = UnitTable(model)
        self.found: Elements = {}

    def core(self) -> None:
        """Collect everything of the core of SBML."""
        self._model()
        for name, node in self.model.unit_definitions.items():
            unit = self.unit(name)
            self.add("units", name, node, {"definition": Plain(unit.text, unit.key or unit.text)}, summary=unit.text)
        for name, body in self.model.functions.items():
            self.add("functions", name, self._node("listOfFunctionDefinitions", name), {"formula": self.formula(body)})
        self._quantities()
        self._assignments()
        for reaction in self.model.reactions.values():
            self._reaction(reaction)
        for event in self.model.events:
            self._event(event)
        for constraint in self.model.constraints:
            self.add("constraints", shown(constraint), None, {}, key=f"{fingerprint(constraint):x}")

    # -- what all elements have ----------------------------------------------------------------------------------

    def add(
        self,
        group: str,
        label: str,
        node: Node | None,
        facts: dict[str, Fact],
        *,
        key: str = "",
        summary: str = "",
    ) -> None:
        """Add an element with what every element may have; a key that stands twice gets a number."""
        first = next(iter(facts.values()), None)
        if node is not None:
            facts = {**facts, **described(node)}
        key = place = f"{self.prefix}{key or label}"
        count = 1
        while (group, place) in self.found:
            count += 1
            place = f"{key}#{count}"
        self.found[group, place] = Element(
            label=f"{self.prefix}{label}",
            name=node.get("name") if node is not None else "",
            summary=summary or (first.text if first else ""),
            facts=facts,
        )

    def formula(self, expr: Expr | None) -> Formula:
        """A formula with the functions of this model."""
        return Formula(expr, self.model.functions)

    def unit(self, name: str, default: str = "") -> UnitName:
        """A unit; without a name, that of the model for the quantity `default`."""
        found = self.units.named(name) if name else self.units.default(default) if default else None
        if found is None:
            return UnitName(name, name, None)
        text = f"{name} ({found.text()})" if name in self.units.definitions else name or found.text()
        return UnitName(name, text, rounded(found))

    def _node(self, place: str, name: str) -> Node | None:
        return next((n for n in self.model.node.listed(place) if n.id == name), None)

    # -- the parts -----------------------------------------------------------------------------------------------

    def _model(self) -> None:
        node = self.model.node
        facts: dict[str, Fact] = {"id": Plain(node.id)}
        for quantity in _UNIT_NAMES:
            facts[f"unit of {quantity}"] = self.unit(node.get(f"{quantity}Units"), quantity)
        facts["conversion factor"] = Plain(node.get("conversionFactor"))
        facts["number of creators"] = Plain(str(creators(node) or ""))
        self.add("model", "model", node, {k: v for k, v in facts.items() if v.text})

    def _quantities(self) -> None:
        model = self.model
        for name, node in model.compartments.items():
            unit = node.get("units")
            facts = self._numbers(node, unit, size="size")
            facts |= {"unit": self.unit(unit, "volume")} if self.unit(unit, "volume").text else {}
            facts["dimensions"] = Plain(node.get("spatialDimensions", "3"), number(node.get("spatialDimensions", "3")))
            facts |= _flags(node, constant=("constant", True)) | _texts(node, outside="outside")
            self.add("compartments", name, node, facts)
        for name, node in model.species.items():
            self._species(name, node)
        for name, node in model.parameters.items():
            unit = node.get("units")
            facts = self._numbers(node, unit, value="value")
            facts |= {"unit": self.unit(unit)} if unit else {}
            self.add("parameters", name, node, facts | _flags(node, constant=("constant", True)))

    def _species(self, name: str, node: Node) -> None:
        declared = node.get("substanceUnits")
        amount = declared or self.model.node.get("substanceUnits")
        place = self.model.compartments.get(node.get("compartment"))
        size = (place.get("units") if place is not None else "") or self.model.node.get("volumeUnits")
        facts = self._numbers(node, amount, initialAmount="initial amount")
        facts |= self._numbers(
            node, f"{amount}/{size}" if amount and size else "", initialConcentration="initial concentration"
        )
        unit = self.unit(declared, "substance")
        facts |= {"unit": unit} if unit.text else {}
        facts |= _texts(
            node, compartment="compartment", conversionFactor="conversion factor", speciesType="species type"
        )
        facts |= _texts(node, charge="charge")
        facts |= _flags(
            node,
            hasOnlySubstanceUnits=("amounts in formulas", False),
            boundaryCondition=("boundary condition", False),
            constant=("constant", False),
        )
        self.add("species", name, node, facts)

    def _assignments(self) -> None:
        for name, math in self.model.initial_assignments.items():
            self.add("initial assignments", name, None, {"formula": self.formula(math)})
        for rule in self.model.rules:
            formula = self.formula(rule.math)
            if rule.kind == "algebraic":
                label = f"0 = {formula.text}"
                self.add("rules", label, rule.node, {}, key=f"0 = {fingerprint(rule.math, self.model.functions):x}")
            else:
                self.add("rules", rule.variable, rule.node, {rule.kind: formula})

    def _reaction(self, reaction: ReactionView) -> None:
        node = reaction.node
        left, right = _side(reaction.reactants), _side(reaction.products)
        arrow = "<->" if reaction.reversible else "->"
        facts: dict[str, Fact] = {
            "reactants": left,
            "products": right,
            "modifiers": Names(frozenset(reaction.modifiers)),
        }
        facts["reversible"] = Plain("yes" if reaction.reversible else "no")
        facts |= _flags(node, fast=("fast", False)) | _texts(node, compartment="compartment")
        local = {name: _local(n) for name, n in reaction.local.items()}
        facts["kinetic law"] = Law(reaction.law, self.model.functions, local)
        for name, value in local.items():
            facts[f"local parameter {name}"] = value
        facts |= _roles(reaction)
        law = f"; {shown(reaction.law)}" if reaction.law else ""
        self.add("reactions", reaction.id, node, facts, summary=f"{left.text} {arrow} {right.text}{law}".strip())

    def _event(self, event: EventView) -> None:
        facts: dict[str, Fact] = {"trigger": self.formula(event.trigger)}
        for aspect, math in (("delay", event.delay), ("priority", event.priority)):
            facts |= {aspect: self.formula(math)} if math else {}
        facts |= {f"sets {name}": self.formula(math) for name, math in event.assignments.items()}
        facts |= _flags(event.node, useValuesFromTriggerTime=("values from trigger time", True))
        trigger = event.node.child("trigger")
        if trigger is not None:
            facts |= _flags(trigger, persistent=("persistent", True), initialValue=("trigger at first", True))
        label = event.id or f"when {shown(event.trigger)}"
        key = event.id or f"{fingerprint(event.trigger, self.model.functions):x}"
        self.add("events", label, event.node, facts, key=key)

    def _numbers(self, node: Node, unit: str, **names: str) -> dict[str, Fact]:
        found: dict[str, Fact] = {}
        for attribute, aspect in names.items():
            if (text := node.get(attribute)) and (value := number(text)) is not None:
                found[aspect] = Number(value, unit)
        return found


def described(node: Node) -> dict[str, Fact]:
    """Name, SBO term, annotations, replacements and attributes of packages: what every element may have."""
    facts: dict[str, Fact] = _texts(node, name="name", sboTerm="SBO term")
    for reference in references(node):
        facts[f"{_ABOUT} {reference.qualifier} {reference.key}"] = Plain(reference.key)
    for replaced in (*node.listed("listOfReplacedElements"), *filter(None, [node.child("replacedBy")])):
        what = ", ".join(f"{_local_name(k)} {v}" for k, v in sorted(replaced.attributes.items()))
        facts[f"{replaced.name} {what}"] = Plain(what)
    for key, value in node.attributes.items():
        space, _, local = key.rpartition(" ")
        if space and local not in {"id", "name", "metaid"} and space != node.ns:
            facts[f"{package(space)}:{local}"] = Plain(value)
    return facts


def package(namespace: str) -> str:
    """The short name of a package, such as `fbc`."""
    parts = namespace.rstrip("/").split("/")
    return parts[-2] if len(parts) > 1 and parts[-1].startswith("version") else parts[-1]


def rounded(unit: Unit) -> tuple[object, ...]:
    """A unit as a value that equal units share."""
    return (f"{unit.factor:.6g}", tuple((base, round(power, 6)) for base, power in unit.powers))


def _local_name(key: str) -> str:
    return key.rpartition(" ")[2]


def _texts(node: Node, **names: str) -> dict[str, Fact]:
    return {aspect: Plain(text) for attribute, aspect in names.items() if (text := node.get(attribute))}


def _flags(node: Node, **names: tuple[str, bool]) -> dict[str, Fact]:
    """Boolean attributes; one that is not written has the value that it has by default."""
    return {
        aspect: Plain("yes" if flag(node, attribute, default=default) else "no")
        for attribute, (aspect, default) in names.items()
    }


def _local(node: Node) -> Number:
    value = number(node.get("value"))
    return Number(float("nan") if value is None else value, node.get("units"))


def _side(participants: Iterable[Participant]) -> Plain:
    """One side of a reaction, equal parts summed."""
    totals: dict[str, float | None] = {}
    for p in participants:
        before = totals.get(p.species, 0.0)
        totals[p.species] = None if before is None or p.stoichiometry is None else before + p.stoichiometry
    parts = []
    for name, count in sorted(totals.items()):
        parts.append(f"? {name}" if count is None else name if count == 1 else f"{count:g} {name}")
    return Plain(" + ".join(parts), tuple(sorted((n, str(c)) for n, c in totals.items())))


def _roles(reaction: ReactionView) -> dict[str, Fact]:
    """SBO terms of participants and of the law, and formulas of stoichiometries."""
    facts: dict[str, Fact] = {}
    for place in ("Reactants", "Products", "Modifiers"):
        for node in reaction.node.listed(f"listOf{place}"):
            role = f"{place[:-1].lower()} {node.get('species')}"
            if node.get("sboTerm"):
                facts[f"SBO term of {role}"] = Plain(node.get("sboTerm"))
            if (formula := node.child("stoichiometryMath")) is not None:
                facts[f"stoichiometry of {role}"] = Formula(mathml.of(formula))
    if reaction.law_node is not None and reaction.law_node.get("sboTerm"):
        facts["SBO term of the law"] = Plain(reaction.law_node.get("sboTerm"))
    return facts
