"""Several instances of one model in a frame, with the SBML Level 3 package comp.

The part is one model definition; each instance is a submodel of it, and the frame is the top model. What the frame
drives or sets in an instance is an element of the top model in the place of the instance's own. What it reads leaves
the part by a parameter of its own, `<id>_out`, so that the state itself keeps the id that flattening gives to
everything else of an instance: `<instance>__<id>`. No id of the top model may begin so: libSBML would take another
prefix.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from mtorsbml.errors import MtorsbmlError
from mtorsbml.model.sbo import OBSERVABLE
from mtorsbml.model.units import DIMENSIONLESS, NM
from mtorsbml.model.vocabulary import Assembly, Held, Instance, Model, Observable, Parameter, Provenance
from mtorsbml.sbml._document import Target, put, write
from mtorsbml.sbml.annotations import describe
from mtorsbml.sbml.comp import INPUT_PORT, OUTPUT_PORT, comp_document
from mtorsbml.sbml.core import CONTINUOUS, LEAST, add_parameter, fill, used_units, uses_least
from mtorsbml.sbml.metadata import NO_METADATA, ModelMetadata


def assembly_sbml(assembly: Assembly, metadata: ModelMetadata = NO_METADATA) -> str:
    """Instances of a part in their frame as SBML text.

    Args:
        assembly: The part, its instances and the frame.
        metadata: Annotations of the top model.

    Returns:
        The document, without references to other files; equal models give equal text.

    Raises:
        MtorsbmlError: If libSBML refuses an element.
    """
    document = comp_document()
    part = _with_outlets(assembly)
    definition = Target(document.getPlugin("comp").createModelDefinition(), f"meta_{part.id}__")
    fill(definition, part)
    _add_ports(definition, assembly)
    top = Target(document.createModel())
    frame = assembly.frame
    fill(top, replace(frame, held=tuple(replace(h, variable=True) for h in frame.held)), metadata)
    for instance in assembly.instances:
        _add_instance(top, assembly, part, instance)
    return write(document)


def _out(identifier: str) -> str:
    return f"{identifier}_out"


def _with_outlets(assembly: Assembly) -> Model:
    """The part with a parameter for each id that the frame reads."""
    part = assembly.part
    units = {o.id: o.unit for o in part.observables}
    outlets = (
        Observable(
            id=_out(name), name=f"{name}, for the frame", formula=name, unit=units.get(name, NM), entity="",
            sbo=OBSERVABLE,
        )
        for name in assembly.reads
    )  # fmt: skip
    return replace(part, observables=(*part.observables, *outlets))


def _joined(assembly: Assembly, instance: Instance) -> dict[str, str]:
    """What stands in the place of something of an instance: id in the frame by id in the part."""
    read = {h.id for h in assembly.frame.held}
    joined = {_out(name): instance.joined(name) for name in assembly.reads if instance.joined(name) in read}
    joined |= {name: instance.joined(name) for name in (*assembly.drives, *(name for name, _ in instance.values))}
    return joined | {name: name for name in assembly.shared}


def _add_ports(definition: Target, assembly: Assembly) -> None:
    """A port for everything that the frame reads, drives or sets in any instance."""
    outlets = {_out(name) for name in assembly.reads}
    plugin = definition.model.getPlugin("comp")
    for name in dict.fromkeys(name for instance in assembly.instances for name in _joined(assembly, instance)):
        term = OUTPUT_PORT if name in outlets else INPUT_PORT
        port = plugin.createPort()
        put(port, f"port '{name}'", Id=name, MetaId=definition.metaid(f"port__{name}"), IdRef=name, SBOTerm=term)


def _add_instance(top: Target, assembly: Assembly, part: Model, instance: Instance) -> None:
    submodel = describe(top, top.model.getPlugin("comp").createSubmodel(), instance.id, name=instance.title)
    put(submodel, f"submodel '{instance.id}'", ModelRef=part.id, SBOTerm=CONTINUOUS)
    own = _settable(part)
    for name, quantity in instance.values:
        if name not in own or own[name].unit != quantity.unit:
            raise MtorsbmlError(f"instance '{instance.id}' sets '{name}' in {quantity.unit.label}; {part.id} does not")
        value, provenance = quantity.value, quantity.provenance
        add_parameter(top, replace(own[name], id=instance.joined(name), value=value, provenance=provenance))
    for inner, outer in _joined(assembly, instance).items():
        _replace(top.model.getElementBySId(outer), instance, inner, PortRef=inner)
    if uses_least(part) and uses_least(assembly.frame):
        _replace(top.model.getFunctionDefinition(LEAST), instance, LEAST, IdRef=LEAST)
    for name in dict.fromkeys(unit.id for unit in used_units(part) if unit != DIMENSIONLESS):
        element = top.model.getUnitDefinition(name)
        if element is not None:
            _replace(element, instance, name, UnitRef=name)


def _settable(part: Model) -> Mapping[str, Parameter]:
    """The parameters of a part that an instance may set, by id."""
    totals: Iterable[Parameter] = (p for t in part.totals for p in (t.parameter, *t.subunits))
    return {p.id: p for p in (*part.parameters, *totals, *map(_parameter_of, part.held))}


def _parameter_of(held: Held) -> Parameter:
    return Parameter(
        id=held.id, name=held.name, value=held.value, unit=held.unit, sbo=held.sbo, resources=held.resources,
        provenance=Provenance(origin="derived", note="as in the part"),
    )  # fmt: skip


def _replace(element: Any, instance: Instance, name: str, **reference: str) -> None:
    what = f"'{name}' in the place of that of instance '{instance.id}'"
    if element is None:
        raise MtorsbmlError(f"there is no {what} in the frame; declare it there")
    put(element.getPlugin("comp").createReplacedElement(), what, SubmodelRef=instance.id, **reference)
