"""Models made of several instances of one part: the part as an instance wants it, and the frame around them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from mtorsbml.errors import MtorsbmlError, nearest
from mtorsbml.model.compose import compose
from mtorsbml.model.sbo import LEVEL, OBSERVABLE
from mtorsbml.model.units import NM
from mtorsbml.model.vocabulary import Assembly, Held, Instance, Model, Module, Observable


def without_schedules(model: Model) -> Model:
    """The same model with constant levels in the place of its environments, which a frame drives."""
    levels = tuple(
        Held(
            id=e.id, name=e.name, kind="parameter", value=e.resting, unit=e.unit, owner=owner, entity=e.entity,
            sbo=LEVEL, resources=e.resources,
        )
        for owner, e in ((m.id, e) for m in model.modules for e in m.environments)
    )  # fmt: skip
    return replace(model, environments=(), held=(*model.held, *levels))


def assemble(
    part: Model, instances: Sequence[Instance], frame: Module, *, identifier: str, title: str, notes: str,
    initial: Mapping[str, float], reads: Sequence[str], drives: Sequence[str], shared: Sequence[str] = (),
) -> Assembly:  # fmt: skip
    """Join instances of a part by a frame.

    Args:
        part: The model of which there are several instances, without environments (`without_schedules`).
        instances: The instances.
        frame: The module around them; it reads and owns what is of an instance under `Instance.joined(id)`.
        identifier: Id of the whole.
        title: Its one-line title.
        notes: Its notes.
        initial: Initial level of each species of the frame [nmol/l], and of what it reads.
        reads: Ids of the part that the frame reads from each instance.
        drives: Ids that are held in the part and that the frame drives in each instance.
        shared: Ids that are held in the part and that the frame drives in all instances alike.

    Raises:
        MtorsbmlError: If an instance is named twice, the part lacks what is to be read, driven or set, or the frame
            lacks what is to be driven.
    """
    twice = sorted({i.id for i in instances if [j.id for j in instances].count(i.id) > 1})
    if twice:
        raise MtorsbmlError(f"{identifier}: instance '{twice[0]}' is named twice; name each once")
    known = ids_of(part)
    for name in (*reads, *drives, *shared, *(name for i in instances for name, _ in i.values)):
        if name not in known:
            raise MtorsbmlError(f"{identifier}: joins '{name}', which {part.id} has not{nearest(name, known)}")
    owned = {o.id for o in frame.observables}
    for name in (*shared, *(i.joined(name) for i in instances for name in drives)):
        if name not in owned:
            raise MtorsbmlError(
                f"{identifier}: '{name}' is to be driven, but the frame '{frame.id}' has no such observable"
                f"{nearest(name, owned)}"
            )
    library = [frame, *(_stub(part, instance, reads) for instance in instances)]
    whole = compose([frame], identifier=identifier, title=title, notes=notes, library=library, initial=initial)
    return Assembly(
        id=identifier, title=title, notes=notes, part=part, instances=tuple(instances), frame=whole,
        reads=tuple(reads), drives=tuple(drives), shared=tuple(shared),
    )  # fmt: skip


def ids_of(model: Model) -> set[str]:
    """Ids of a model that a frame may read or drive."""
    totals = [p.id for t in model.totals for p in (t.parameter, *t.subunits)]
    items: Iterable[Iterable[str]] = (
        (s.id for s in model.species), (o.id for o in model.observables), (p.id for p in model.parameters),
        (h.id for h in model.held), totals,
    )  # fmt: skip
    return {name for ids in items for name in ids}


def _stub(part: Model, instance: Instance, reads: Sequence[str]) -> Module:
    """What an instance shows to the frame, under the ids that it has there."""
    shown = {s.id: (s.name, NM, s.entity, s.resources) for s in part.species}
    shown |= {o.id: (o.name, o.unit, o.entity, o.resources) for o in part.observables}
    return Module(
        id=instance.id,
        title=instance.title,
        notes="",
        observables=tuple(
            Observable(
                id=instance.joined(name), name=f"{shown[name][0]} of {instance.id}", formula="0", unit=shown[name][1],
                entity=shown[name][2], sbo=OBSERVABLE, resources=shown[name][3],
            )
            for name in reads
        ),
    )  # fmt: skip
