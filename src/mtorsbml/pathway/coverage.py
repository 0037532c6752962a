"""Which rows and entities of the tables the models carry: each is modelled, excused, or named as open.

A citation counts only if what cites the row joins its two ends. In the kinetic model the source takes part in a
reaction or formula that changes the target; in the logic model the source is a regulator of the target, with the sign
of the row. Where a row sums up several steps, the elements that cite it must form a chain from one end to the other.

An entity is modelled by an element or total of its own id. It is due once all modules whose rows name it are there;
if all its rows are excused, once all modules are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Final, Literal

from mtorsbml.model import boolean
from mtorsbml.model.formula import ids_in
from mtorsbml.model.vocabulary import Module, Total
from mtorsbml.pathway import knowledge
from mtorsbml.pathway.knowledge import InteractionRow

Status = Literal["modelled", "excluded", "open", "unsupported"]
EntityStatus = Literal["modelled", "excluded", "open", "waiting"]

_SUM: Final = re.compile(r"(\d[\d.]* \* )?[A-Za-z_]\w*( \+ (\d[\d.]* \* )?[A-Za-z_]\w*)*\Z")
"""An observable that adds up states: it changes with each of them."""
_SIGNS: Final[Mapping[boolean.Sign, tuple[Literal[-1, 1], ...]]] = {
    "positive": (1,),
    "negative": (-1,),
    "dual": (1, -1),
    "none": (),
}


_ENTITY_WORDS: Final[tuple[tuple[EntityStatus, str], ...]] = (
    ("modelled", "modelled"),
    ("excluded", "excused"),
    ("waiting", "waiting for their module"),
    ("open", "open"),
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Covered:
    """One row of the table, and what became of it.

    `kinetic` and `logic` name the elements (`module/element`) that carry the row; `beside` those that cite it without
    joining its ends (a release beside the binding that carries it, say).
    """

    row: InteractionRow
    status: Status
    kinetic: tuple[str, ...] = ()
    logic: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class CoveredEntity:
    """One entity of the table, and what became of it.

    `places` name the elements (`module/element`) that are the entity; one that waits names the modules that its rows
    belong to and that are not there yet.
    """

    id: str
    name: str
    status: EntityStatus
    places: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Coverage:
    """The rows of the modules that were looked at, and all entities of the table."""

    rows: tuple[Covered, ...]
    entities: tuple[CoveredEntity, ...]

    @property
    def bad(self) -> tuple[Covered, ...]:
        """Rows that are open, or cited only where their ends do not meet."""
        return tuple(c for c in self.rows if c.status in {"open", "unsupported"})

    @property
    def bad_entities(self) -> tuple[CoveredEntity, ...]:
        """Entities that are due and neither modelled nor excused."""
        return tuple(e for e in self.entities if e.status == "open")

    def entities_that_are(self, status: EntityStatus) -> tuple[CoveredEntity, ...]:
        """Entities of a status, in the order of the table."""
        return tuple(e for e in self.entities if e.status == status)

    @property
    def entity_sentence(self) -> str:
        """How many entities there are of each status, in words."""
        counts = {text: len(self.entities_that_are(status)) for status, text in _ENTITY_WORDS}
        return f"{len(self.entities)} entities: " + ", ".join(f"{n} {text}" for text, n in counts.items() if n)

    def count(self, module: str, status: Status) -> int:
        """How many rows of a module have a status."""
        return sum(c.row.module == module and c.status == status for c in self.rows)


@dataclass(frozen=True, slots=True)
class _Step:
    """Something that cites rows: what takes part in it, what it changes, and with which sign (0: not told)."""

    place: str
    cited: tuple[int, ...]
    uses: Set[str]
    changes: Set[str]
    sign: Literal[-1, 0, 1] = 0


def coverage(modules: Sequence[Module]) -> Coverage:
    """Look up every row of these modules; a row may be modelled or excused by any of them."""
    kinetic, logic = list(_kinetic(modules)), list(_logic(modules))
    excuses = {e.interaction: e.reason for module in modules for e in module.exclusions}
    wanted = {module.id for module in modules}
    return Coverage(
        rows=tuple(
            _covered(row, kinetic, logic, excuses.get(row.n, ""))
            for row in knowledge.interactions().values()
            if row.module in wanted
        ),
        entities=tuple(_covered_entities(modules)),
    )


def stands_for(identifier: str, entity: str) -> bool:
    """Whether an id of a model is an entity of the table: itself, one of its states (`Akt_act`), or its total."""
    return identifier == entity or identifier.startswith(f"{entity}_")


def _covered(row: InteractionRow, kinetic: Iterable[_Step], logic: Iterable[_Step], reason: str) -> Covered:
    citing = [[step for step in steps if row.n in step.cited] for steps in (kinetic, logic)]
    carrying = [_chain(row, steps) for steps in citing]
    places = {step.place: None for steps in citing for step in steps}
    status: Status = "modelled" if any(carrying) else "excluded" if reason else "unsupported" if places else "open"
    return Covered(
        row=row,
        status=status,
        kinetic=carrying[0],
        logic=carrying[1],
        beside=tuple(place for place in places if place not in {*carrying[0], *carrying[1]}),
        reason=reason,
    )


def _chain(row: InteractionRow, citing: Sequence[_Step]) -> tuple[str, ...]:
    """The places of the steps that join the ends of a row: each alone if one can, else the shortest chains; or none."""
    wanted = -1 if row.sign == "-" else 1
    chains: list[tuple[tuple[_Step, ...], int]] = [
        ((step,), step.sign) for step in citing if _among(row.source, step.uses)
    ]
    seen = {(chain[-1].place, sign) for chain, sign in chains}
    while chains:
        arrived = [chain for chain, sign in chains if sign in (wanted, 0) and _among(row.target, chain[-1].changes)]
        if arrived:
            return tuple(dict.fromkeys(step.place for chain in arrived for step in chain))
        chains = [
            ((*chain, step), sign * step.sign)
            for chain, sign in chains
            for step in citing
            if chain[-1].changes & step.uses and (step.place, sign * step.sign) not in seen
        ]
        seen |= {(chain[-1].place, sign) for chain, sign in chains}
    return ()


def _among(entity: str, ids: Iterable[str]) -> bool:
    return any(stands_for(name, entity) for name in ids)


# -- what the elements of the models join ------------------------------------------------------------------------


def _kinetic(modules: Sequence[Module]) -> Iterator[_Step]:
    """Reactions and observables; the parts of a complex take part with it, and a sum of states changes with each."""
    formulas = {o.id: o.formula for m in modules for o in m.observables}
    sums = {name: ids_in(formula) for name, formula in formulas.items() if _SUM.match(formula)}
    totals = {t.id: t for m in modules for t in m.totals}
    held = {s.id: {part for name in s.contains for part in _parts(name, totals)} for m in modules for s in m.species}
    subunits = {s.id: {p for name in s.contains for p in _subunits(name, totals)} for m in modules for s in m.species}
    for module in modules:
        for r in module.reactions:
            changed = {name for name, _ in (*r.reactants, *r.products)}
            uses = changed | set(ids_in(r.law.formula))
            yield _Step(
                f"{module.id}/{r.id}",
                r.evidence.interactions,
                uses=_closed(uses, {name: ids_in(formula) for name, formula in formulas.items()}, held),
                changes=changed
                | {part for name in changed for part in subunits.get(name, ())}
                | {name for name, terms in sums.items() if changed & set(terms)},
            )
        for o in module.observables:
            uses = _closed(set(ids_in(o.formula)), {}, held)
            yield _Step(f"{module.id}/{o.id}", o.evidence.interactions, uses=uses, changes={o.id})


def _parts(total: str, totals: Mapping[str, Total]) -> set[str]:
    """A total that a species is counted in, and its subunits."""
    return {total, *_subunits(total, totals)}


def _subunits(total: str, totals: Mapping[str, Total]) -> set[str]:
    return {p.id.removesuffix("_total") for p in totals[total].subunits} if total in totals else set()


def _closed(ids: Set[str], formulas: Mapping[str, Sequence[str]], held: Mapping[str, Set[str]]) -> set[str]:
    """Ids, what they are computed from, and what they hold."""
    reached: set[str] = set()
    waiting = set(ids)
    while waiting:
        name = waiting.pop()
        reached.add(name)
        waiting |= set(formulas.get(name, ())) - reached
    return reached | {part for name in reached for part in held.get(name, ())}


def _logic(modules: Sequence[Module]) -> Iterator[_Step]:
    """Logic nodes: one step for each regulator and sign."""
    for module in modules:
        for node in module.nodes:
            for name, effect in boolean.signs(boolean.parse(node.rule)).items() if node.rule else ():
                for sign in _SIGNS[effect]:
                    yield _Step(f"{module.id}/{node.id}", node.evidence.interactions, {name}, {node.id}, sign)


def _covered_entities(modules: Sequence[Module]) -> Iterator[CoveredEntity]:
    """Every entity of the table, in its order."""
    places = _places(modules)
    excuses = {e.entity: e.reason for m in modules for e in m.entity_exclusions}
    there = {m.id for m in modules}
    excused = {e.interaction for m in modules for e in m.exclusions}
    needed: dict[str, dict[str, None]] = {}
    for row in knowledge.interactions().values():
        if row.n in excused:
            continue
        for end in (row.source, row.target):
            needed.setdefault(end, {})[row.module] = None
    everywhere = dict.fromkeys(row.module for row in knowledge.interactions().values())
    for entity in knowledge.entities().values():
        missing = [name for name in needed.get(entity.id, everywhere) if name not in there]
        if entity.id in places:
            yield CoveredEntity(id=entity.id, name=entity.name, status="modelled", places=tuple(places[entity.id]))
        elif entity.id in excuses:
            yield CoveredEntity(id=entity.id, name=entity.name, status="excluded", reason=excuses[entity.id])
        elif missing:
            reason = (
                f"waits for {', '.join(missing)}"
                if entity.id in needed
                else "in no row that is modelled; waits for the last module"
            )
            yield CoveredEntity(id=entity.id, name=entity.name, status="waiting", reason=reason)
        else:
            yield CoveredEntity(id=entity.id, name=entity.name, status="open")


def _places(modules: Sequence[Module]) -> dict[str, dict[str, None]]:
    """Where something of an id is: elements and logic nodes, and proteins and complexes by their totals."""
    found: dict[str, dict[str, None]] = {}
    for m in modules:
        elements = [e.id for e in m.environments] + [s.id for s in m.species]
        elements += [o.id for o in m.observables] + [n.id for n in m.nodes]
        totals = [p.id for t in m.totals for p in (t.parameter, *t.subunits)]
        for entity, element in [(e, e) for e in elements] + [(t.removesuffix("_total"), t) for t in totals]:
            found.setdefault(entity, {})[f"{m.id}/{element}"] = None
    return found
