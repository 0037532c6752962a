"""Variants of a model: small declared changes that apply to the kinetic and the logic model alike, and compose.

A variant gives values to parameters (so that whoever has the SBML file can repeat it), switches logic rules, and, where
no parameter will do, takes reactions out. What follows for the logic model is not said twice: a total of 0 holds its
node off, and a level of the environment holds its node on from its reference upwards.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from mtorsbml.errors import UsageError, nearest
from mtorsbml.model import boolean
from mtorsbml.model.boolean import Constant
from mtorsbml.model.units import MINUTE, Unit
from mtorsbml.model.vocabulary import (
    NEVER,
    ChangedValue,
    Evidence,
    LogicNode,
    Model,
    Provenance,
    Quantity,
)

TOTAL = "_total"
LOW: Final = "_low"
FULL: Final = "_full"
HIGH: Final = "_high"
GRADES: Final = (LOW, FULL, HIGH)
"""Endings of the logic nodes that tell more and less of a node (docs/adr/0008)."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Value:
    """A parameter (a constant, a total, a level or a part of its schedule) takes a value."""

    id: str
    quantity: Quantity


@dataclass(frozen=True, kw_only=True, slots=True)
class Factor:
    """A parameter is multiplied."""

    id: str
    factor: float
    provenance: Provenance


@dataclass(frozen=True, kw_only=True, slots=True)
class Hold:
    """A logic node is held at a level."""

    id: str
    level: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Rule:
    """A logic node follows another rule."""

    id: str
    rule: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Route:
    """A logic node is on as well where `rule` holds."""

    id: str
    rule: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Need:
    """A logic node is on only where `rule` holds too."""

    id: str
    rule: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Cut:
    """The rule of a logic node no longer hears a regulator: it takes it to be at `level`."""

    id: str
    regulator: str
    level: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Removal:
    """A reaction is taken out of the kinetic model."""

    id: str


Change = Value | Factor | Hold | Rule | Route | Need | Cut | Removal


@dataclass(frozen=True, kw_only=True, slots=True)
class Variant:
    """A named set of changes.

    Attributes:
        id: Its name.
        kind: What sort of variant it is, such as `genotype` or `drug`.
        title: What it changes, in a line.
        phenotype: What is known or expected of it.
        evidence: Where that is from.
        changes: The changes, in order.
        alters: Entities whose own working it changes; a variant that removes one of them contradicts it.
        choice: The question that it answers, if it is one of several answers of which only one can hold.
        default: Whether it is the answer that the model gives anyway; then it has no changes.
        duration: How long to run in order to see it [min]; 0 where any run will do.
        note: What else a user has to know, such as what one of the formalisms cannot show.
        aliases: Other names.
    """

    id: str
    kind: str
    title: str
    phenotype: str
    evidence: Evidence = field(default_factory=Evidence)
    changes: tuple[Change, ...] = ()
    alters: tuple[str, ...] = ()
    choice: str = ""
    default: bool = False
    duration: float = 0.0
    note: str = ""
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Parameter:
    """What can be set in a model: the value now, its unit, and the level from which it counts as on."""

    value: float
    unit: Unit
    reference: float | None = None
    drug: bool = False


def apply(model: Model, variants: Sequence[Variant]) -> Model:
    """The model with the changes of some variants, under a new id, with their names in its title and notes.

    Raises:
        UsageError: Two variants contradict each other, one is named twice, or one does not fit the model.
    """
    if not variants:
        return model
    _check_twice(variants)
    for variant in variants:
        missing = misfits(model, variant)
        if missing:
            raise UsageError(f"variant '{variant.id}' does not fit model '{model.id}': it has no {missing[0]}")
    _check_choices(variants)
    _check_removals(model, variants)
    values = _values(model, variants)
    nodes = _Nodes(model, variants)
    gone = {c.id for v in variants for c in v.changes if isinstance(c, Removal)}
    return replace(
        model,
        id="_".join([model.id, *(v.id for v in variants)]),
        title=f"{model.title}; {' + '.join(v.id for v in variants)}",
        notes=" ".join([model.notes, *(_described(v) for v in variants)]),
        modules=tuple(
            replace(
                m,
                reactions=tuple(r for r in m.reactions if r.id not in gone),
                nodes=tuple(nodes.changed(n) for n in m.nodes),
            )
            for m in model.modules
        ),
        reactions=tuple(r for r in model.reactions if r.id not in gone),
        nodes=tuple(nodes.changed(n) for n in model.nodes),
        held_nodes=tuple(nodes.changed(n) for n in model.held_nodes),
        values=(*model.values, *values),
    )


def _described(variant: Variant) -> str:
    return f"Variant {variant.id}: {variant.title}. {variant.phenotype}."


# -- what a variant needs of a model ---------------------------------------------------------------------------


def misfits(model: Model, variant: Variant) -> tuple[str, ...]:
    """What a variant changes and a model does not have, in words such as "parameter 'k'"."""
    parameters, nodes = _parameters(model), _logic_nodes(model)
    reactions = {r.id for r in model.reactions}
    missing: dict[str, None] = {}
    for change in variant.changes:
        match change:
            case Value(id=name) | Factor(id=name):
                if name not in parameters:
                    missing[f"parameter '{name}'"] = None
            case Removal(id=name):
                if name not in reactions:
                    missing[f"reaction '{name}'"] = None
            case Hold(id=name):
                if name not in nodes:
                    missing[f"logic node '{name}'"] = None
            case Rule(id=name, rule=rule) | Route(id=name, rule=rule) | Need(id=name, rule=rule):
                wanted = (name, *boolean.names_in(boolean.parse(rule)))
                missing |= {f"logic node '{node}'": None for node in wanted if node not in nodes}
            case Cut(id=name, regulator=regulator):
                if name not in nodes:
                    missing[f"logic node '{name}'"] = None
                elif regulator not in boolean.names_in(boolean.parse(nodes[name].rule or name)):
                    missing[f"regulator '{regulator}' in the rule of logic node '{name}'"] = None
    return tuple(missing)


def settings(model: Model, variants: Sequence[Variant]) -> tuple[ChangedValue, ...]:
    """The parameter values that repeat the kinetic half of some variants in any simulator.

    Raises:
        UsageError: As `apply`.
    """
    return apply(model, variants).values[len(model.values) :]


def held_nodes(model: Model, variant: Variant) -> dict[str, bool]:
    """The logic nodes that a variant holds, with those that follow from its values, by id."""
    parameters, nodes = _parameters(model), _logic_nodes(model)
    held: dict[str, bool] = {}
    for change in variant.changes:
        match change:
            case Value(id=name, quantity=quantity) if name in parameters:
                node, reference = name.removesuffix(TOTAL), parameters[name].reference
                if name.endswith(TOTAL) and quantity.value == 0 and node in nodes:
                    held |= {lost: False for lost in (node, *(f"{node}{g}" for g in GRADES)) if lost in nodes}
                elif reference is not None and name in nodes:
                    held[name] = quantity.value >= reference
    own = {c.id: c.level for c in variant.changes if isinstance(c, Hold)}
    ruled = {c.id for c in variant.changes if isinstance(c, Rule)}
    return {name: level for name, level in (held | own).items() if name in own or name not in ruled}


def _logic_nodes(model: Model) -> dict[str, LogicNode]:
    return {n.id: n for n in (*model.nodes, *model.held_nodes)}


def _parameters(model: Model) -> dict[str, _Parameter]:
    """Everything in a model that is a plain parameter."""
    found = {h.id: _Parameter(h.value, h.unit) for h in model.held if h.kind == "parameter"}
    found |= {p.id: _Parameter(p.value, p.unit) for p in model.parameters}
    found |= {p.id: _Parameter(p.value, p.unit) for t in model.totals for p in (t.parameter, *t.subunits)}
    for e in model.environments:
        found[e.id] = _Parameter(e.resting, e.unit, e.reference, e.kind == "drug")
        found |= {f"{e.id}_{end}": _Parameter(NEVER, MINUTE) for end in ("t_on", "t_off")}
        found[f"{e.id}_interval"] = _Parameter(0.0, MINUTE)
        found[f"{e.id}_step"] = _Parameter(e.step, e.unit)
    return found


# -- contradictions --------------------------------------------------------------------------------------------


def _clash(first: Variant, second: Variant, why: str) -> UsageError:
    return UsageError(f"variants '{first.id}' and '{second.id}' contradict each other: {why}; choose one of them")


def _pairs(variants: Sequence[Variant]) -> Iterator[tuple[Variant, Variant]]:
    return ((a, b) for i, a in enumerate(variants) for b in variants[i + 1 :])


def _check_twice(variants: Sequence[Variant]) -> None:
    for first, second in _pairs(variants):
        if first.id == second.id:
            raise UsageError(f"variant '{first.id}' is named twice; name each once")


def _check_choices(variants: Sequence[Variant]) -> None:
    """Of several answers to one question only one can hold."""
    for first, second in _pairs(variants):
        if first.choice and first.choice == second.choice:
            raise _clash(first, second, f"both choose the {first.choice}")


def _check_removals(model: Model, variants: Sequence[Variant]) -> None:
    """What one variant removes has no form left that another could alter."""
    for first, second in _pairs(variants):
        for removes, alters, words in (
            (first, second, "the first removes {0} ({1} = 0), which the second alters"),
            (second, first, "the second removes {0} ({1} = 0), which the first alters"),
        ):
            removed = _removed(model, removes)
            for name in alters.alters:
                if name in removed:
                    raise _clash(first, second, words.format(name, removed[name]))


def _removed(model: Model, variant: Variant) -> dict[str, str]:
    """Ids of the proteins and complexes that a variant removes, with the parameter by which it does."""
    zero = {c.id for c in variant.changes if isinstance(c, Value) and c.id.endswith(TOTAL) and c.quantity.value == 0}
    removed = {name.removesuffix(TOTAL): name for name in sorted(zero)}
    for total in model.totals:
        parts = [p.id for p in total.subunits]
        if total.parameter.id in zero:
            removed |= {part.removesuffix(TOTAL): total.parameter.id for part in parts}
        elif any(part in zero for part in parts):
            removed[total.id] = next(part for part in parts if part in zero)
    return removed


# -- values of parameters --------------------------------------------------------------------------------------


def _values(model: Model, variants: Sequence[Variant]) -> list[ChangedValue]:
    """All values, each parameter once."""
    known = _parameters(model)
    found: dict[str, tuple[Variant, ChangedValue, bool]] = {}
    for variant in variants:
        for change in variant.changes:
            if not isinstance(change, Value | Factor):
                continue
            value = _value(known[change.id], change, variant)
            scaled = isinstance(change, Factor)
            if change.id in found:
                other, before, was_scaled = found[change.id]
                if other.id == variant.id:
                    raise UsageError(f"variant '{variant.id}' sets '{change.id}' twice; keep one value")
                if scaled or was_scaled or before.value != value.value or known[change.id].drug:
                    raise _clash(other, variant, _two_values(before, value))
                continue
            found[change.id] = variant, value, scaled
    return [value for _, value, _ in found.values()]


def _two_values(first: ChangedValue, second: ChangedValue) -> str:
    numbers = f"{first.value:g} and {second.value:g} {first.unit.label}".removesuffix(" 1")
    return f"both set '{first.id}' ({numbers})"


def _value(parameter: _Parameter, change: Value | Factor, variant: Variant) -> ChangedValue:
    if isinstance(change, Value):
        value, unit, provenance = change.quantity.value, change.quantity.unit, change.quantity.provenance
    else:
        value, unit, provenance = change.factor * parameter.value, parameter.unit, change.provenance
    if unit != parameter.unit:
        raise UsageError(
            f"variant '{variant.id}' gives '{change.id}' in {unit.label}, but the model has it in "
            f"{parameter.unit.label}; make the units equal"
        )
    return ChangedValue(
        id=change.id, value=value, reference=parameter.value, unit=unit, provenance=provenance,
        by=f"Variant {variant.id}",
    )  # fmt: skip


# -- rules of nodes --------------------------------------------------------------------------------------------


class _Nodes:
    """What some variants make of logic nodes: held, given another rule, widened, narrowed, or deaf to a regulator."""

    def __init__(self, model: Model, variants: Sequence[Variant]) -> None:
        self._held: dict[str, tuple[Variant, bool]] = {}
        self._rules: dict[str, tuple[Variant, str]] = {}
        self._added: list[Route | Need] = []
        self._cuts: dict[tuple[str, str], tuple[Variant, bool]] = {}
        for variant in variants:
            for name, level in held_nodes(model, variant).items():
                _once(self._held, name, variant, level, f"logic node '{name}'", _HELD)
            for change in variant.changes:
                match change:
                    case Rule(id=name, rule=rule):
                        _once(self._rules, name, variant, rule, f"logic node '{name}'", {})
                    case Route() | Need():
                        self._added.append(change)
                    case Cut(id=name, regulator=by, level=level):
                        what = f"what logic node '{name}' hears of '{by}'"
                        _once(self._cuts, (name, by), variant, level, what, _HELD)

    def changed(self, node: LogicNode) -> LogicNode:
        """The node as the variants leave it: what is held follows no rule, and a cut comes after a new rule."""
        if node.id in self._held:
            level = self._held[node.id][1]
            return replace(node, resting=level, rule=None if node.rule is None else str(level).lower())
        cuts = {by: level for (name, by), (_, level) in self._cuts.items() if name == node.id}
        rule = self._rules[node.id][1] if node.id in self._rules else node.rule or str(node.resting).lower()
        added = [change for change in self._added if change.id == node.id]
        if node.id not in self._rules and not cuts and not added:
            return node
        for change in sorted(added, key=lambda change: isinstance(change, Need)):
            rule = f"({rule}) {'&' if isinstance(change, Need) else '|'} ({change.rule})"
        found = boolean.with_levels(boolean.parse(rule), cuts)
        return replace(
            node,
            rule=boolean.to_text(found),
            resting=found.value if isinstance(found, Constant) else node.resting,
        )


_HELD: Mapping[object, str] = {True: "on", False: "off"}


def _once(
    table: dict[Any, Any], key: object, variant: Variant, given: object, what: str, words: Mapping[object, str]
) -> None:
    """Note what a variant says, unless another one says otherwise."""
    other, before = table.setdefault(key, (variant, given))
    if before != given:
        if other.id == variant.id:
            raise UsageError(f"variant '{variant.id}' says two things of {what}; keep one")
        first, second = words.get(before, f"'{before}'"), words.get(given, f"'{given}'")
        raise _clash(other, variant, f"{what} is {first} in the one and {second} in the other")


# -- by name ---------------------------------------------------------------------------------------------------


def named(text: str, known: Mapping[str, Variant]) -> tuple[Variant, ...]:
    """The variants of a text such as `FIRST+SECOND`.

    Args:
        text: Names with `+` between them; empty for none.
        known: All variants by id.

    Raises:
        UsageError: A name is empty, unknown or there twice; the message suggests the nearest names.
    """
    if not text.strip():
        return ()
    by_name = {name: v for v in known.values() for name in (v.id, *v.aliases)}
    found = []
    for part in (part.strip() for part in text.split("+")):
        if not part:
            raise UsageError(f"variant '{text}': a name is missing beside '+'; write FIRST+SECOND")
        if part not in by_name:
            raise UsageError(f"there is no variant '{part}'{nearest(part, by_name)}")
        found.append(by_name[part])
    _check_twice(found)
    return tuple(found)
