"""What a kinetic model consists of, read once from its SBML document and kept as plain values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from mtorsbml.simulate import _units

if TYPE_CHECKING:
    import libsbml

_TIME = "http://www.sbml.org/sbml/symbols/time"
"""What MathML calls the symbol of time."""

Role = Literal["species", "parameter", "observable", "compartment", "reaction"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Facts:
    """Ids of a model and what determines each of them.

    Attributes:
        roles: What each id is, in the order of the file: species, parameters and observables, compartments, reactions.
        selections: How libRoadRunner calls the value of each id: `[S]` for a concentration.
        units: Unit of each id and of `time`, as a short text.
        computed: Ids that an assignment rule determines, each with the ids in its formula.
        assigned: Ids that have an initial assignment.
        rated: Ids that a rate rule changes.
        dosed: Ids that events assign to.
        timed: Whether a rule or a kinetic law uses the time itself.
        stoichiometry: What a reaction makes (or takes, below 0) of a species, as (species, reaction, number); None if
            some of these numbers are not fixed.
    """

    roles: Mapping[str, Role]
    selections: Mapping[str, str]
    units: Mapping[str, str]
    computed: Mapping[str, tuple[str, ...]]
    assigned: frozenset[str]
    rated: frozenset[str]
    dosed: frozenset[str]
    timed: bool
    stoichiometry: tuple[tuple[str, str, float], ...] | None

    def ids(self, *roles: Role) -> tuple[str, ...]:
        """Ids with any of these roles."""
        return tuple(name for name, role in self.roles.items() if role in roles)


def read(document: libsbml.SBMLDocument) -> Facts:
    """Read the facts of a flat kinetic model."""
    model = document.getModel()
    rules = list(_each(model.getNumRules, model.getRule))
    computed = {rule.getVariable(): _names(rule.getMath()) for rule in rules if rule.isAssignment()}
    roles: dict[str, Role] = {}
    selections: dict[str, str] = {}
    units = {"time": _time_unit(model)}
    known: dict[tuple[str, ...], str] = {}
    for role, items in _elements(model):
        for item in items:
            name = item.getId()
            roles[name] = "observable" if role == "parameter" and name in computed else role
            concentration = role == "species" and not item.getHasOnlySubstanceUnits()
            selections[name] = f"[{name}]" if concentration else name
            key = _unit_key(model, role, item)
            if key not in known:
                known[key] = _units.label(_unit(model, role, item))
            units[name] = known[key]
    events = _each(model.getNumEvents, model.getEvent)
    doses = (a for event in events for a in _each(event.getNumEventAssignments, event.getEventAssignment))
    laws = (r.getKineticLaw() for r in _each(model.getNumReactions, model.getReaction) if r.isSetKineticLaw())
    formulas = [item.getMath() for item in (*rules, *laws)]
    return Facts(
        roles=roles,
        selections=selections,
        units=units,
        computed=computed,
        assigned=frozenset(a.getSymbol() for a in _each(model.getNumInitialAssignments, model.getInitialAssignment)),
        rated=frozenset(rule.getVariable() for rule in rules if rule.isRate()),
        dosed=frozenset(dose.getVariable() for dose in doses),
        timed=any(node.getDefinitionURLString() == _TIME for formula in formulas for node in _nodes(formula)),
        stoichiometry=_stoichiometry(model),
    )


def _unit_key(model: libsbml.Model, role: Role, item: Any) -> tuple[str, ...]:
    """What determines the unit of an element."""
    if role == "reaction":
        return (role,)
    if role == "species":
        place = model.getCompartment(item.getCompartment())
        volume = (place.getUnits() or "", f"{place.getSpatialDimensionsAsDouble()}") if place is not None else ()
        return (
            role,
            item.getSubstanceUnits(),
            item.getSpatialSizeUnits(),
            f"{item.getHasOnlySubstanceUnits()}",
            *volume,
        )
    # Without units of its own, a parameter gets them from where it is used.
    return (role, item.getUnits() or item.getId())


def _unit(model: libsbml.Model, role: Role, item: Any) -> libsbml.UnitDefinition | None:
    """The unit of an element.

    Where it is declared it is put together here: the first that libSBML derives takes it half a second at 260 species,
    since it derives those of all formulas with it.
    """
    import libsbml

    if role == "reaction":
        return None
    found = None
    if model.getLevel() > 2 and role != "species":
        found = _declared(model, item.getUnits())
    elif model.getLevel() > 2 and not item.getHasOnlySubstanceUnits() and not item.isSetConversionFactor():
        place = model.getCompartment(item.getCompartment())
        amount = _declared(model, item.getSubstanceUnits())
        volume = _declared(model, place.getUnits()) if place is not None else None
        if amount is not None and volume is not None:
            found = libsbml.UnitDefinition.divide(amount, volume)
    return item.getDerivedUnitDefinition() if found is None else found


def _declared(model: libsbml.Model, name: str) -> libsbml.UnitDefinition | None:
    """The unit of this name; None if the file gives none."""
    import libsbml

    kind = libsbml.UnitKind_forName(name)
    if kind == libsbml.UNIT_KIND_INVALID:
        return model.getUnitDefinition(name)
    definition = libsbml.UnitDefinition(model.getLevel(), model.getVersion())
    unit = definition.createUnit()
    unit.initDefaults()
    unit.setKind(kind)
    return definition


def _stoichiometry(model: libsbml.Model) -> tuple[tuple[str, str, float], ...] | None:
    """Read from the file, since libRoadRunner takes a sixth of a second for it at 170 species."""
    entries = []
    converted = model.getLevel() > 2 and (
        model.isSetConversionFactor()
        or any(s.isSetConversionFactor() for s in _each(model.getNumSpecies, model.getSpecies))
    )
    for reaction in _each(model.getNumReactions, model.getReaction):
        sides = (
            (-1.0, _each(reaction.getNumReactants, reaction.getReactant)),
            (1.0, _each(reaction.getNumProducts, reaction.getProduct)),
        )
        for sign, references in sides:
            for reference in references:
                # A reference with an id may get its number from a rule.
                if converted or reference.isSetStoichiometryMath() or reference.isSetId():
                    return None
                number = reference.getStoichiometry() if reference.isSetStoichiometry() else 1.0
                entries.append((reference.getSpecies(), reaction.getId(), sign * number))
    return tuple(entries)


def _names(math: Any) -> tuple[str, ...]:
    # Not by `getType()`: once libSedML is imported too, it gives an object in the place of the number.
    named = (node for node in _nodes(math) if node.isName() and not node.getDefinitionURLString())
    return tuple(dict.fromkeys(node.getName() for node in named))


def _each(count: Any, get: Any) -> Iterator[Any]:
    return (get(i) for i in range(count()))


def _elements(model: libsbml.Model) -> Iterable[tuple[Role, Iterator[Any]]]:
    return (
        ("species", _each(model.getNumSpecies, model.getSpecies)),
        ("parameter", _each(model.getNumParameters, model.getParameter)),
        ("compartment", _each(model.getNumCompartments, model.getCompartment)),
        ("reaction", _each(model.getNumReactions, model.getReaction)),
    )


def _nodes(math: Any) -> Iterator[Any]:
    waiting = [math] if math is not None else []
    while waiting:
        node = waiting.pop()
        yield node
        waiting += [node.getChild(i) for i in reversed(range(node.getNumChildren()))]


def _time_unit(model: libsbml.Model) -> str:
    name = str(model.getTimeUnits()) if model.getLevel() > 2 else "time"
    definition = model.getUnitDefinition(name)
    if definition is not None:
        return _units.label(definition)
    return "s" if name in {"second", "time"} else ""
