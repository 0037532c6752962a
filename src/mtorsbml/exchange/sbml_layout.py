"""A layout with its rendering in an SBML file, so that a picture opens in COPASI and other tools that draw."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Any, Final

import libsbml

from mtorsbml.errors import MtorsbmlError
from mtorsbml.exchange.diagram import Arc, Box, Diagram, Point, diagram
from mtorsbml.exchange.drawing import COLOURS, FILLS
from mtorsbml.sbml import read
from mtorsbml.sbml._document import ok, put, write

_LAYOUT: Final = "http://www.sbml.org/sbml/level3/version1/layout/version1"
_RENDER: Final = "http://www.sbml.org/sbml/level3/version1/render/version1"
_ROLES: Final[dict[str, int]] = {
    "consumption": libsbml.SPECIES_ROLE_SUBSTRATE,
    "production": libsbml.SPECIES_ROLE_PRODUCT,
    "left production": libsbml.SPECIES_ROLE_SIDEPRODUCT,
    "stimulation": libsbml.SPECIES_ROLE_ACTIVATOR,
    "catalysis": libsbml.SPECIES_ROLE_ACTIVATOR,
    "necessary stimulation": libsbml.SPECIES_ROLE_ACTIVATOR,
    "inhibition": libsbml.SPECIES_ROLE_INHIBITOR,
    "modulation": libsbml.SPECIES_ROLE_MODIFIER,
}
_CURVES: Final = {
    "substrate": ("consumption", ""),
    "product": ("production", "arrow"),
    "activator": ("stimulation", "open_arrow"),
    "inhibitor": ("inhibition", "bar"),
    "modifier": ("modulation", "open_arrow"),
}
"""Of each role: the arc whose colour it has, and the head."""


def with_layout(sbml: str, identifier: str, title: str) -> str:
    """A flat kinetic model with one layout, that of its process diagram, and how to draw it; Level 2 becomes Level 3.

    Raises:
        MtorsbmlError: The model cannot be read, is no flat kinetic one, or no reaction has species.
    """
    document = read.read_document(sbml)
    if (kind := read.kind(document)) != "core":
        raise MtorsbmlError(f"{identifier}: a layout is made of a flat kinetic model, and this is {kind}")
    if document.getLevel() < 3:
        document = _level_3(document, identifier)
    made = diagram(sbml, identifier, title)
    for uri, prefix in ((_LAYOUT, "layout"), (_RENDER, "render")):
        ok(document.enablePackage(uri, prefix, True), f"package {prefix}")
        ok(document.setPackageRequired(prefix, False), f"package {prefix}")
    plugin = document.getModel().getPlugin("layout")
    while plugin.getNumLayouts():
        plugin.removeLayout(0)
    layout = put(plugin.createLayout(), "layout", Id="process_diagram", Name=title or identifier)
    size = libsbml.Dimensions(libsbml.LayoutPkgNamespaces(3, 1, 1), made.width, made.height)
    layout.setDimensions(size)
    _boxes(layout, made)
    _reactions(layout, made)
    _rendering(layout, made)
    return write(document)


def _level_3(document: libsbml.SBMLDocument, identifier: str) -> libsbml.SBMLDocument:
    if not document.setLevelAndVersion(3, 1, False):
        why = " ".join(document.getError(0).getMessage().split())
        raise MtorsbmlError(f"{identifier}: a layout needs SBML Level 3, and the file cannot be made that: {why}")
    # Read anew: the old document keeps the layout package of Level 2, beside which the new one has no place.
    document.disablePackage("http://projects.eml.org/bcb/sbml/level2", "layout")
    document.disablePackage("http://projects.eml.org/bcb/sbml/render/level2", "render")
    return read.read_document(str(libsbml.writeSBMLToString(document)))


def _boxes(layout: Any, made: Diagram) -> None:
    for box in made.compartments:
        glyph = put(layout.createCompartmentGlyph(), box.id, Id=f"glyph_{box.id}", CompartmentId=box.id)
        _bounds(glyph, box)
        # The name stands in the corner, not in the middle.
        left, top = box.x - box.width / 2, box.y - box.height / 2
        width = 7.0 * len(box.label) + 10
        corner = Box(id=box.id, label="", kind="", x=left + 8 + width / 2, y=top + 13, width=width, height=18)
        _text(layout, corner, f"glyph_{box.id}", box.label)
    for box in made.species.values():
        _bounds(put(layout.createSpeciesGlyph(), box.id, Id=f"glyph_{box.id}", SpeciesId=box.id), box)
        _text(layout, box, f"glyph_{box.id}", box.label)


def _text(layout: Any, box: Box, glyph: str, label: str) -> None:
    text = put(layout.createTextGlyph(), label, Id=f"text_{box.id}", GraphicalObjectId=glyph, Text=label)
    _bounds(text, box)


def _bounds(glyph: Any, box: Box) -> None:
    bounds = glyph.getBoundingBox()
    bounds.setX(round(box.x - box.width / 2, 1))
    bounds.setY(round(box.y - box.height / 2, 1))
    bounds.setWidth(round(box.width, 1))
    bounds.setHeight(round(box.height, 1))


def _reactions(layout: Any, made: Diagram) -> None:
    """A glyph for each process, with a curve to each participant; where nothing is made of or into, just the stub."""
    for step in made.steps.values():
        glyph = put(layout.createReactionGlyph(), step.id, Id=f"glyph_{step.id}", ReactionId=step.id)
        _bounds(glyph, step.as_box())
        _line(glyph.getCurve(), step.ports)
        for number, arc in enumerate(a for a in made.arcs if step.id in (a.source, a.target)):
            other = arc.target if arc.source == step.id else arc.source
            if other not in made.species:
                _line(glyph.getCurve(), arc.points)
                continue
            reference = put(
                glyph.createSpeciesReferenceGlyph(), step.id, Id=f"glyph_{step.id}_{number}",
                SpeciesGlyphId=f"glyph_{other}", Role=_role(arc),
            )  # fmt: skip
            _line(reference.getCurve(), arc.points)


def _role(arc: Arc) -> int:
    # What a reversible process makes on its left side is still its substrate.
    return _ROLES["left production" if arc.port == 1 and arc.kind == "production" else arc.kind]


def _line(curve: Any, points: Sequence[Point]) -> None:
    for (x, y), (u, v) in itertools.pairwise(points):
        segment = curve.createLineSegment()
        segment.setStart(round(x, 1), round(y, 1))
        segment.setEnd(round(u, 1), round(v, 1))


def _rendering(layout: Any, made: Diagram) -> None:
    information = layout.getPlugin("render").createLocalRenderInformation()
    put(information, "rendering", Id="sbgn_like", Name="As SBGN", BackgroundColor="#ffffff")
    _heads(information)
    kinds = dict.fromkeys(box.kind for box in made.species.values())
    for kind in kinds:
        style = _style(information, kind.replace(" ", "_"))
        for box in made.species.values():
            if box.kind == kind:
                style.addId(f"glyph_{box.id}")
        _rectangle(style.getGroup(), FILLS[kind], "#333333", 1.0, 16.0 if kind == "simple chemical" else 6.0)
    style = _style(information, "compartment")
    style.addType("COMPARTMENTGLYPH")
    _rectangle(style.getGroup(), "#f7f6f2", "#a9a294", 2.0, 18.0)
    style = _style(information, "process")
    style.addType("REACTIONGLYPH")
    _rectangle(style.getGroup(), "#ffffff", "#333333", 1.0, 0.0)
    for role, (kind, head) in (*_CURVES.items(), ("sideproduct", ("production", "arrow"))):
        style = _style(information, role)
        style.addRole(role)
        put(style.getGroup(), role, Stroke=COLOURS[kind], StrokeWidth=1.0)
        if head:
            style.getGroup().setEndHead(f"{head}_{role}")
    style = _style(information, "label")
    style.addType("TEXTGLYPH")
    group = put(style.getGroup(), "label", Stroke="#222222", FontFamily="sans-serif")
    group.setFontSize(libsbml.RelAbsVector(10.0, 0.0))
    group.setTextAnchor("middle")
    group.setVTextAnchor("middle")


def _style(information: Any, identifier: str) -> Any:
    return put(information.createLocalStyle(), identifier, Id=f"style_{identifier}")


def _rectangle(group: Any, fill: str, stroke: str, width: float, rounding: float) -> None:
    shape = put(group.createRectangle(), "rectangle", FillColor=fill, Stroke=stroke, StrokeWidth=width)
    zero, whole = libsbml.RelAbsVector(0.0, 0.0), libsbml.RelAbsVector(0.0, 100.0)
    shape.setCoordinates(zero, zero, zero)
    shape.setSize(whole, whole)
    shape.setRadii(libsbml.RelAbsVector(rounding, 0.0), libsbml.RelAbsVector(rounding, 0.0))


def _heads(information: Any) -> None:
    for role, (kind, head) in (*_CURVES.items(), ("sideproduct", ("production", "arrow"))):
        if not head:
            continue
        ending = put(information.createLineEnding(), head, Id=f"{head}_{role}", EnableRotationalMapping=True)
        bounds = ending.getBoundingBox()
        bounds.setX(0.0 if head == "bar" else -9.0)
        bounds.setY(-5.0)
        bounds.setWidth(9.0)
        bounds.setHeight(10.0)
        fill = COLOURS[kind] if head == "arrow" else "#ffffff"
        put(ending.getGroup(), head, Stroke=COLOURS[kind], StrokeWidth=1.0, FillColor=fill)
        shape = ending.getGroup().createPolygon()
        corners = ((0, 0), (0, 100)) if head == "bar" else ((0, 0), (100, 50), (0, 100))
        for x, y in corners:
            point = shape.createPoint()
            point.setX(libsbml.RelAbsVector(0.0, float(x)))
            point.setY(libsbml.RelAbsVector(0.0, float(y)))
