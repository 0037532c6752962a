"""Joining modules into one model: a union by id, with errors that name both places."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from mtorsbml.errors import MtorsbmlError, nearest
from mtorsbml.model.formula import ids_in, number
from mtorsbml.model.sbo import LEVEL
from mtorsbml.model.units import NM, Unit
from mtorsbml.model.vocabulary import Compartment, Held, LogicNode, Model, Module, Observable, Species, Total


def owners(modules: Iterable[Module]) -> dict[str, str]:
    """Module id by the id of everything that a module owns and others may read.

    Raises:
        MtorsbmlError: If two modules own the same id.
    """
    owned: dict[str, str] = {}
    for module in modules:
        parameters = [p.id for p in module.parameters] + [s.id for t in module.totals for s in t.subunits]
        for identifier in [*module.outputs, *parameters, *(r.id for r in module.reactions)]:
            if identifier in owned:
                raise MtorsbmlError(
                    f"'{identifier}' is owned by module '{owned[identifier]}' and by module '{module.id}'; "
                    "keep one and read it in the other"
                )
            owned[identifier] = module.id
    return owned


def logic_owners(modules: Iterable[Module]) -> dict[str, str]:
    """Module id by the id of each logic node.

    Raises:
        MtorsbmlError: If two modules own the same node.
    """
    owned: dict[str, str] = {}
    for module in modules:
        for node in module.nodes:
            if node.id in owned:
                raise MtorsbmlError(
                    f"logic node '{node.id}' is owned by module '{owned[node.id]}' and by '{module.id}'; keep one"
                )
            owned[node.id] = module.id
    return owned


def compose(
    modules: Sequence[Module],
    *,
    identifier: str,
    title: str,
    notes: str,
    library: Sequence[Module],
    initial: Mapping[str, float],
) -> Model:
    """Join modules; what none of them provides is held at its reference level.

    Args:
        modules: The modules to join.
        identifier: Id of the joined model.
        title: Its one-line title.
        notes: Its notes.
        library: All modules that exist: they say what an input that is not joined looks like.
        initial: Resting level of each species and observable [in its own unit]; a species that is missing starts
            at its module's guess.

    Raises:
        MtorsbmlError: If two modules own one id, an input is unknown, or its unit differs from its owner's.
    """
    owned = owners(modules)
    logic_owned = logic_owners(modules)
    species = tuple(s for m in modules for s in m.species)
    totals = tuple(t for m in modules for t in m.totals)
    levels = {s.id: initial.get(s.id, s.guess) for s in species}
    held = _held_inputs(modules, owned, library, initial)
    return Model(
        id=identifier,
        title=title,
        notes=notes,
        modules=tuple(modules),
        held=held,
        held_nodes=_held_nodes(modules, logic_owned, library),
        compartments=_compartments(modules, held, library),
        environments=tuple(e for m in modules for e in m.environments),
        totals=totals,
        parameters=tuple(p for m in modules for p in m.parameters),
        species=species,
        reactions=tuple(r for m in modules for r in m.reactions),
        observables=_in_order([o for m in modules for o in m.observables]),
        doses=tuple(d for m in modules for d in m.doses),
        nodes=tuple(n for m in modules for n in m.nodes),
        initial=tuple(levels.items()),
        starts=_starts(species, totals, levels, library),
    )


def _compartments(
    modules: Sequence[Module], held: Sequence[Held], library: Sequence[Module]
) -> tuple[Compartment, ...]:
    """The places of the modules, and those of the species that they hold for others."""
    places = {c.id: c for m in modules for c in m.compartments}
    everywhere = {c.id: c for m in library for c in m.compartments}
    return tuple((places | {h.compartment: everywhere[h.compartment] for h in held if h.compartment}).values())


def _described(library: Sequence[Module], initial: Mapping[str, float]) -> dict[str, tuple[Held, Unit]]:
    """What each readable id of the library looks like when it is held."""
    seen: dict[str, tuple[Held, Unit]] = {}

    def note(held: Held) -> None:
        seen[held.id] = (held, held.unit)

    for m in library:
        for e in m.environments:
            note(
                Held(
                    id=e.id, name=e.name, kind="parameter", value=e.resting, unit=e.unit, owner=m.id,
                    entity=e.entity, sbo=LEVEL, resources=e.resources,
                )
            )  # fmt: skip
        for t in m.totals:
            for p in (t.parameter, *t.subunits):
                note(
                    Held(
                        id=p.id, name=p.name, kind="parameter", value=p.value, unit=p.unit, owner=m.id,
                        sbo=p.sbo, resources=p.resources,
                    )
                )  # fmt: skip
        for p in m.parameters:
            note(Held(id=p.id, name=p.name, kind="parameter", value=p.value, unit=p.unit, owner=m.id, sbo=p.sbo))
        for s in m.species:
            note(
                Held(
                    id=s.id, name=s.name, kind="species", value=initial.get(s.id, s.guess), unit=NM, owner=m.id,
                    compartment=s.compartment, entity=s.entity, sbo=s.sbo, resources=s.resources,
                )
            )  # fmt: skip
        for o in m.observables:
            note(
                Held(
                    id=o.id, name=o.name, kind="parameter", value=initial.get(o.id, 1.0), unit=o.unit, owner=m.id,
                    entity=o.entity, sbo=o.sbo, resources=o.resources,
                )
            )  # fmt: skip
    return seen


def _held_inputs(
    modules: Sequence[Module], owned: Mapping[str, str], library: Sequence[Module], initial: Mapping[str, float]
) -> tuple[Held, ...]:
    known = _described(library, initial)
    held: dict[str, Held] = {}
    for module in modules:
        for port in module.inputs:
            if port.id not in known:
                raise MtorsbmlError(
                    f"module '{module.id}' reads '{port.id}', which no module owns{nearest(port.id, known)}"
                )
            source, unit = known[port.id]
            if unit != port.unit:
                raise MtorsbmlError(
                    f"module '{module.id}' reads '{port.id}' in {port.unit.label}, but module '{source.owner}' "
                    f"gives it in {unit.label}; make the units equal"
                )
            if port.id not in owned:
                held.setdefault(port.id, source)
    return tuple(held.values())


def _held_nodes(
    modules: Sequence[Module], owned: Mapping[str, str], library: Sequence[Module]
) -> tuple[LogicNode, ...]:
    known = {node.id: node for module in library for node in module.nodes}
    held: dict[str, LogicNode] = {}
    for module in modules:
        for name in module.logic_inputs:
            if name not in known:
                raise MtorsbmlError(
                    f"module '{module.id}' reads logic node '{name}', which no module owns{nearest(name, known)}"
                )
            if name not in owned:
                held.setdefault(name, replace(known[name], rule=None))
    return tuple(held.values())


def _in_order(observables: Sequence[Observable]) -> tuple[Observable, ...]:
    """Observables so that each stands after those it uses."""
    waiting = {o.id: o for o in observables}
    ordered: list[Observable] = []
    while waiting:
        ready = [o for o in waiting.values() if not any(name in waiting for name in ids_in(o.formula))]
        if not ready:
            raise MtorsbmlError(f"observables {', '.join(sorted(waiting))} depend on each other in a circle; break it")
        for o in ready:
            del waiting[o.id]
        ordered.extend(ready)
    return tuple(ordered)


def _starts(
    species: Sequence[Species], totals: Sequence[Total], levels: Mapping[str, float], library: Sequence[Module]
) -> tuple[tuple[str, str], ...]:
    """The initial assignment of each species that starts from a total.

    A complex starts as far as its scarcest part allows; what is left of a total is shared by its single states, so
    that the states of a conserved total always add up to it.
    """
    by_id = {t.id: t for t in totals}
    everywhere = {name: [s.id for m in library for s in m.species if name in s.contains] for name in by_id}
    here = {name: [s for s in species if name in s.contains] for name in by_id}
    starts = []
    for s in species:
        parts = [by_id[name] for name in s.contains if name in by_id]
        if not parts:
            continue
        first = parts[0]
        if len(s.contains) > 1:
            formula = _complex_start(levels[s.id], parts)
        elif len(here[first.id]) == len(everywhere[first.id]):
            formula = _shared_start(s, first, here[first.id], levels)
        else:
            formula = f"{number(levels[s.id] / first.parameter.value)} * {first.amount}"
        starts.append((s.id, formula))
    return tuple(starts)


def _complex_start(level: float, parts: Sequence[Total]) -> str:
    share = "1"
    for part in parts:
        share = f"least({share}, {part.amount} / {number(part.parameter.value)} {NM.id})"
    return f"{number(level)} {NM.id} * {share}"


def _shared_start(s: Species, whole: Total, members: Sequence[Species], levels: Mapping[str, float]) -> str:
    bound = [m.id for m in members if len(m.contains) > 1]
    # Not `sum`, whose last digit differs between Python 3.11 and 3.12.
    left = math.fsum(levels[m.id] for m in members if len(m.contains) == 1)
    share = levels[s.id] / left if left > 0 else 0.0
    everything = math.fsum([left, *(levels[name] for name in bound)])
    amount = whole.amount if whole.conserved else f"{number(everything / whole.parameter.value)} * {whole.amount}"
    rest = " - ".join([amount, *bound])
    return f"{number(share)} * ({rest})"
