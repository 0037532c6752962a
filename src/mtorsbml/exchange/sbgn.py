"""SBGN process description with layout, as SBGN-ML 0.3."""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement, indent, tostring

from mtorsbml.exchange.diagram import Arc, Box, Diagram, Point, diagram
from mtorsbml.exchange.source import Source

_NAMESPACE = "http://sbgn.org/libsbgn/0.3"
_NOTES = "http://www.w3.org/1999/xhtml"


def sbgn_files(source: Source) -> dict[str, bytes]:
    """The kinetic model as a map: species with their ids as labels and their names as notes.

    Raises:
        MtorsbmlError: The model cannot be read or no reaction has species.
    """
    return {f"{source.id}.sbgn": to_sbgn(diagram(source.core, source.id, source.title))}


def to_sbgn(made: Diagram) -> bytes:
    """A diagram as SBGN-ML."""
    root = Element("sbgn", xmlns=_NAMESPACE)
    chart = SubElement(root, "map", id=made.id, language="process description")
    _note(chart, made.title)
    SubElement(chart, "bbox", x="0", y="0", w=_n(made.width), h=_n(made.height))
    for box in made.compartments:
        glyph = _glyph(chart, box, f"compartment_{box.id}")
        label = glyph.find("label")
        assert label is not None
        width = 7.0 * len(box.label) + 10
        left, top = box.x - box.width / 2 + 8, box.y - box.height / 2 + 4
        SubElement(label, "bbox", x=_n(left), y=_n(top), w=_n(width), h="18")
    for box in (*made.species.values(), *made.sinks.values()):
        _glyph(chart, box, box.id)
    for step in made.steps.values():
        glyph = _glyph(chart, step.as_box(), step.id)
        _note(glyph, step.name, 0)
        for number, (x, y) in enumerate(step.ports, start=1):
            SubElement(glyph, "port", id=f"{step.id}.{number}", x=_n(x), y=_n(y))
    for number, arc in enumerate(made.arcs, start=1):
        _arc(chart, arc, f"arc{number}")
    indent(root)
    text: str = tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'.encode()


def _glyph(parent: Element, box: Box, identifier: str) -> Element:
    glyph = SubElement(parent, "glyph", {"class": box.kind, "id": identifier})
    if box.home:
        glyph.set("compartmentRef", f"compartment_{box.home}")
    if box.name:
        _note(glyph, box.name)
    if box.label:
        SubElement(glyph, "label", text=box.label)
    left, top = box.x - box.width / 2, box.y - box.height / 2
    SubElement(glyph, "bbox", x=_n(left), y=_n(top), w=_n(box.width), h=_n(box.height))
    return glyph


def _note(parent: Element, text: str, at: int | None = None) -> None:
    if not text:
        return
    notes = Element("notes")
    SubElement(notes, "p", xmlns=_NOTES).text = text
    parent.insert(len(parent) if at is None else at, notes)


def _arc(parent: Element, arc: Arc, identifier: str) -> None:
    source, target = arc.source, arc.target
    if arc.kind == "production":
        source = f"{source}.{arc.port}"
    elif arc.kind == "consumption":
        target = f"{target}.{arc.port}"
    element = SubElement(parent, "arc", {"class": arc.kind, "id": identifier, "source": source, "target": target})
    first, *bends, last = arc.points
    _point(element, "start", first)
    for bend in bends:
        _point(element, "next", bend)
    _point(element, "end", last)


def _point(parent: Element, tag: str, point: Point) -> None:
    SubElement(parent, tag, x=_n(point[0]), y=_n(point[1]))


def _n(value: float) -> str:
    return f"{value:.1f}"
