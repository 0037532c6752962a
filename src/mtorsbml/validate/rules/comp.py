"""COMP: hierarchical models whose parts are not there, or do not fit together."""

from __future__ import annotations

import math
from collections.abc import Iterator
from urllib.parse import urlsplit

from mtorsbml.sbml.tree import Node
from mtorsbml.validate.context import Context
from mtorsbml.validate.examples import cell, element, indented, lines, listed
from mtorsbml.validate.findings import Finding
from mtorsbml.validate.hierarchy import File, Part, replacements
from mtorsbml.validate.registry import Rule, register
from mtorsbml.validate.view import number

_UNITS = {"substanceUnits": "mole", "timeUnits": "second", "volumeUnits": "litre", "extentUnits": "mole"}


def _submodels(*made: str) -> str:
    return element("comp:listOfSubmodels", "\n".join(made))


def _submodel(name: str = "part", reference: str = "Part", inside: str = "", **more: object) -> str:
    return element("comp:submodel", inside, **{"comp:id": name, "comp:modelRef": reference, **more})


def _parameter(name: str = "k", value: float = 1, unit: str = "second", inside: str = "") -> str:
    return listed("Parameters", element("parameter", inside, id=name, value=value, units=unit, constant=True))


def _replaces(reference: str) -> str:
    replaced = element("comp:replacedElement", **{"comp:submodelRef": "part", "comp:idRef": reference})
    return element("comp:listOfReplacedElements", replaced)


def _hierarchy(main: str, part: str = "", **units: str) -> str:
    """A model with one definition in it."""
    declared = _UNITS | units
    inner = element("comp:modelDefinition", part or cell("A"), id="Part", **declared)
    return lines(element("model", main, id="whole", **_UNITS), element("comp:listOfModelDefinitions", inner))


def _external(**attributes: str) -> str:
    given = {f"comp:{k}": v for k, v in attributes.items()}
    made = element("comp:externalModelDefinition", **given)
    return lines(
        element("model", _submodels(_submodel()), id="whole"),
        f"<comp:listOfExternalModelDefinitions>\n{indented(made)}\n</comp:listOfExternalModelDefinitions>",
    )


def file_of(ctx: Context) -> File:
    """The file as part of a hierarchy, read once."""
    known = ctx.__dict__.get("_file")
    if known is None:
        known = ctx.__dict__["_file"] = File(ctx.root, ctx.path.absolute(), {})
    assert isinstance(known, File)
    return known


def _parents(ctx: Context) -> Iterator[tuple[Part, list[tuple[Node, Part]]]]:
    """Models with their submodels, each with the model that it stands for."""
    if ctx.kind != "comp":
        return
    known = ctx.__dict__.get("_parents")
    if known is None:
        file, known, parts = file_of(ctx), [], dict[int, Part]()
        for model in ctx.models:
            subs = [(n, file.definition(n.get("modelRef"))) for n in model.node.listed("listOfSubmodels")]
            held = [(n, parts.setdefault(id(found[1]), Part(found[1]))) for n, found in subs if found is not None]
            known.append((Part(model.node), held))
        ctx.__dict__["_parents"] = known
    yield from known


@register
class Unresolved(Rule):
    """A part that is not there."""

    code = "COMP001"
    name = "unresolved-model"
    severity = "error"
    wrap = "sbml"
    what = "An external model definition, or the model that a submodel stands for, cannot be found."
    why = "The model cannot be flattened, so no simulator can run it."
    wrong = _external(id="Part", source="not_there.xml")
    right = _hierarchy(_submodels(_submodel()))
    mend = "Ship the file beside the model, with a relative source; or put the definition into the file."

    def check(self, ctx: Context) -> Iterator[Finding]:
        """Look each definition up."""
        if ctx.kind != "comp":
            return
        file = file_of(ctx)
        for name, node in file.externals.items():
            if file.definition(name) is None and not _is_circular(file, name):
                yield self.at(ctx, node, f"external model '{name}' ({node.get('source')[:200]}): {_why(file, node)}")
        for model in ctx.models:
            for node in model.node.listed("listOfSubmodels"):
                wanted = node.get("modelRef")
                if wanted not in file.definitions and wanted not in file.externals:
                    yield self.at(
                        ctx, node, f"submodel '{node.id}' stands for '{wanted}', which is no model of this file"
                    )


def _why(file: File, node: Node) -> str:
    source = node.get("source")
    scheme = urlsplit(source).scheme if source.isprintable() else ""
    if scheme not in {"", "file"}:
        return f"{scheme} addresses are not followed"
    if file.other(source) is None:
        return "the file does not exist or cannot be read"
    return f"the file has no model '{node.get('modelRef')}'"


def _is_circular(file: File, name: str) -> bool:
    seen: set[tuple[str, str]] = set()
    here: File | None = file
    while here is not None and name in here.externals:
        if (str(here.path), name) in seen:
            return True
        seen.add((str(here.path), name))
        node = here.externals[name]
        here, name = here.other(node.get("source")), node.get("modelRef")
    return False


@register
class Circular(Rule):
    """A model in itself."""

    code = "COMP002"
    name = "circular-hierarchy"
    severity = "error"
    wrap = "sbml"
    what = "A model contains itself, directly or through others, in this file or in the files that it draws in."
    why = "It has no end: readers recurse until their memory is full."
    wrong = _hierarchy(_submodels(_submodel()), _submodels(_submodel("again")))
    right = _hierarchy(_submodels(_submodel()), cell("A"))
    mend = "Break the circle: the inner model must not hold the outer one."

    def check(self, ctx: Context) -> Iterator[Finding]:
        """Follow submodels, through files as well."""
        if ctx.kind != "comp":
            return
        file = file_of(ctx)
        for name, node in file.externals.items():
            if _is_circular(file, name):
                yield self.at(ctx, node, f"external model '{name}' leads back to itself")
        for model in ctx.models:
            if circle := _circle(file, model.node):
                yield self.at(ctx, model.node, f"model '{model.node.id}' contains itself: {' > '.join(circle)}")


def _circle(file: File, model: Node) -> list[str]:
    """A way from a model down to itself."""
    waiting: list[tuple[File, Node, tuple[str, ...]]] = [(file, model, (model.id,))]
    seen: set[int] = set()
    while waiting:
        here, current, way = waiting.pop()
        for node in current.listed("listOfSubmodels"):
            found = here.definition(node.get("modelRef"))
            if found is None:
                continue
            if found[1] is model:
                return [*way, node.id]
            if id(found[1]) not in seen:
                seen.add(id(found[1]))
                waiting.append((*found, (*way, node.id)))
    return []


@register
class UnusedPort(Rule):
    """A door that nobody uses."""

    code = "COMP003"
    name = "unused-port"
    severity = "info"
    profile = "curation"
    wrap = "sbml"
    what = "A port of a model definition is used by no model of the file."
    why = "Something was to be connected there, and is not: the part runs on its own value."
    wrong = _hierarchy(
        _submodels(_submodel()),
        lines(_parameter(), element("comp:listOfPorts", element("comp:port", **{"comp:id": "p", "comp:idRef": "k"}))),
    )
    right = _hierarchy(
        lines(
            _parameter(inside=_replaces("k").replace('comp:idRef="k"', 'comp:portRef="p"')),
            _submodels(_submodel()),
        ),
        lines(_parameter(), element("comp:listOfPorts", element("comp:port", **{"comp:id": "p", "comp:idRef": "k"}))),
    )
    mend = "Connect it with a replacedElement, or remove the port."

    def check(self, ctx: Context) -> Iterator[Finding]:
        """Collect all references to ports."""
        if ctx.kind != "comp" or not any(subs for _, subs in _parents(ctx)):
            return
        used = {value for node in ctx.root.walk() for key, value in node.attributes.items() if key.endswith("portRef")}
        for model in ctx.models[1:]:
            for port in model.node.listed("listOfPorts"):
                if port.id not in used:
                    message = f"port '{port.id}' of '{model.node.id}' is not used"
                    yield self.at(ctx, port, message, group="unused port")


@register
class OtherUnits(Rule):
    """Minutes in the place of seconds."""

    code = "COMP004"
    name = "replaced-with-other-units"
    wrap = "sbml"
    what = "An element replaces one that has other units, without a conversion factor."
    why = "The number is taken over as it is, so the part computes with a value that is off by the units' factor."
    wrong = _hierarchy(lines(_parameter(unit="mole", inside=_replaces("k")), _submodels(_submodel())), _parameter())
    right = _hierarchy(lines(_parameter(inside=_replaces("k")), _submodels(_submodel())), _parameter())
    mend = "Give both the same unit, or set a conversionFactor on the replacement."

    def check(self, ctx: Context) -> Iterator[Finding]:
        """Compare the declared units of both."""
        for model, subs in _parents(ctx):
            parts = {n.id: (n, definition) for n, definition in subs}
            for node, reference in replacements(model.node):
                submodel, part = parts.get(reference.get("submodelRef"), (None, None))
                if submodel is None or part is None or reference.get("conversionFactor"):
                    continue
                # Time and extent that differ are converted by the factors of the submodel (COMP006).
                if any(submodel.get(f"{quantity}ConversionFactor") for quantity in ("time", "extent")):
                    continue
                inner, mine = part.target(reference), model.unit(node)
                theirs = part.unit(inner) if inner is not None else None
                if inner is not None and mine is not None and theirs is not None and not mine.same(theirs):
                    message = f"'{node.id}' ({mine.text()}) replaces '{inner.id}' of '{submodel.id}' ({theirs.text()})"
                    yield self.at(ctx, node, message)


@register
class DeletesNothing(Rule):
    """A deletion that misses."""

    code = "COMP005"
    name = "reference-to-nothing"
    severity = "error"
    wrap = "sbml"
    what = "A deletion or a replacement refers to an element that the submodel does not have."
    why = "What was to be taken out or connected stays as it is, or the model cannot be flattened."
    wrong = _hierarchy(
        _submodels(_submodel(inside=element("comp:listOfDeletions", element("comp:deletion", **{"comp:idRef": "q"})))),
        _parameter(),
    )
    right = _hierarchy(
        _submodels(_submodel(inside=element("comp:listOfDeletions", element("comp:deletion", **{"comp:idRef": "k"})))),
        _parameter(),
    )
    mend = "Correct the id; a deeper element needs an sBaseRef inside of the reference."

    def check(self, ctx: Context) -> Iterator[Finding]:
        """Look each reference up."""
        for model, subs in _parents(ctx):
            parts = {n.id: definition for n, definition in subs}
            references = [(d, n.id) for n, _ in subs for d in n.listed("listOfDeletions")]
            references += [(r, r.get("submodelRef")) for _, r in replacements(model.node)]
            for reference, name in references:
                part = parts.get(name)
                if part is None or reference.get("deletion") or part.target(reference) is not None:
                    continue
                wanted = next(
                    (reference.get(k) for k in ("portRef", "idRef", "unitRef", "metaIdRef") if reference.get(k)), ""
                )
                if wanted:
                    message = f"{reference.name} refers to '{wanted}', which submodel '{name}' does not have"
                    yield self.at(ctx, reference, message, element=wanted)


@register
class NoConversion(Rule):
    """Seconds in a model of minutes."""

    code = "COMP006"
    name = "no-conversion-factor"
    wrap = "sbml"
    what = "A submodel has other units of time or extent than the model that holds it, and no conversion factor."
    why = "Its reactions run at the numbers of its own units: 60 times too fast or too slow, for seconds and minutes."
    wrong = _hierarchy(_submodels(_submodel()), timeUnits="dimensionless")
    right = _hierarchy(_submodels(_submodel()))
    mend = "Set timeConversionFactor or extentConversionFactor of the submodel, or bring both models to one unit."

    def check(self, ctx: Context) -> Iterator[Finding]:
        """Compare the units of both models."""
        for model, subs in _parents(ctx):
            for node, part in subs:
                for quantity in ("time", "extent"):
                    mine, theirs = model.unit_of(quantity), part.unit_of(quantity)
                    if mine is None or theirs is None or mine.same(theirs) or node.get(f"{quantity}ConversionFactor"):
                        continue
                    counts = f"'{node.id}' counts {quantity} in {theirs.text()}, '{model.node.id}' in {mine.text()}"
                    yield self.at(ctx, node, f"submodel {counts}")


@register
class UnusedDefinition(Rule):
    """A part that is in no whole."""

    code = "COMP007"
    name = "unused-model-definition"
    severity = "info"
    profile = "curation"
    wrap = "sbml"
    what = "A model definition is the model of no submodel."
    why = "It is not part of what is simulated."
    wrong = _hierarchy(cell("B"))
    right = _hierarchy(_submodels(_submodel()))
    mend = "Add a submodel of it, or remove the definition."

    def check(self, ctx: Context) -> Iterator[Finding]:
        """Collect the references of all submodels."""
        if ctx.kind != "comp":
            return
        used = {n.get("modelRef") for model in ctx.models for n in model.node.listed("listOfSubmodels")}
        for name, node in file_of(ctx).definitions.items():
            if name not in used and node.name == "modelDefinition":
                yield self.at(ctx, node, f"no submodel is of model '{name}'")


@register
class OtherValue(Rule):
    """A part that gets another number."""

    code = "COMP008"
    name = "replaced-with-other-value"
    severity = "info"
    profile = "curation"
    wrap = "sbml"
    what = "A parameter replaces one that has another value."
    why = (
        "The part then behaves otherwise than alone. That is often meant; if it was tested alone, it is worth knowing."
    )
    wrong = _hierarchy(lines(_parameter(value=2, inside=_replaces("k")), _submodels(_submodel())), _parameter())
    right = _hierarchy(lines(_parameter(value=1, inside=_replaces("k")), _submodels(_submodel())), _parameter())
    mend = "Nothing, if it is meant; else bring both to one value."

    def check(self, ctx: Context) -> Iterator[Finding]:
        """Compare values of parameters."""
        for model, subs in _parents(ctx):
            parts = {n.id: definition for n, definition in subs}
            for node, reference in replacements(model.node):
                part = parts.get(reference.get("submodelRef"))
                inner = part.target(reference) if part is not None and reference.name == "replacedElement" else None
                if inner is None or node.name != "parameter" or inner.name != "parameter":
                    continue
                mine, theirs = number(node.get("value")), number(inner.get("value"))
                if mine is not None and theirs is not None and not math.isclose(mine, theirs, rel_tol=1e-9):
                    message = f"'{node.id}' = {mine:g} replaces {theirs:g} in '{reference.get('submodelRef')}'"
                    yield self.at(ctx, node, message)


@register
class Unconnected(Rule):
    """Two models side by side."""

    code = "COMP009"
    name = "unconnected-submodel"
    severity = "info"
    profile = "curation"
    wrap = "sbml"
    what = "Nothing connects a submodel with the rest: nothing of it is replaced, and it replaces nothing."
    why = "It runs by itself; a replacement was forgotten, or is written in another model."
    wrong = _hierarchy(lines(_parameter("q"), _submodels(_submodel())), _parameter())
    right = _hierarchy(lines(_parameter("q", inside=_replaces("k")), _submodels(_submodel())), _parameter())
    mend = "Connect it with replacedElement or replacedBy, or leave it out."

    def check(self, ctx: Context) -> Iterator[Finding]:
        """Collect the submodels that replacements name."""
        for model, subs in _parents(ctx):
            named = {reference.get("submodelRef") for _, reference in replacements(model.node)}
            for node, part in subs:
                if node.id not in named and part.elements:
                    yield self.at(ctx, node, f"nothing connects submodel '{node.id}' with '{model.node.id}'")
