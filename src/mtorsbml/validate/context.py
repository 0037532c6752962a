"""One SBML file as the rules see it: everything is read or derived once, when it is first asked for."""

from __future__ import annotations

import sys
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from mtorsbml.sbml.scan import MAX_DEPTH
from mtorsbml.sbml.tree import Lines, Node, Root
from mtorsbml.validate.findings import Profile
from mtorsbml.validate.view import ModelView, whole

if TYPE_CHECKING:
    import libsbml

    from mtorsbml.validate.logic import LogicView
    from mtorsbml.validate.miriam import Reference
    from mtorsbml.validate.network import Network
    from mtorsbml.validate.units import UnitTable


class Context:
    """A file that passed the safety checks.

    Attributes:
        path: Where the file is; relative sources in it start from its folder.
        data: Its bytes.
        root: The `sbml` element.
        kind: `core`, `qual` or `comp`.
        profile: What the user asked for.
        broken: Whether libSBML finds errors in it; then only what stands in the text can be relied on.
    """

    def __init__(
        self,
        path: Path,
        data: bytes,
        root: Root,
        *,
        kind: str = "core",
        profile: Profile = "default",
        document: libsbml.SBMLDocument | None = None,
        broken: bool = False,
        lines: Lines | None = None,
    ) -> None:
        self.path = path
        self.data = data
        self.root = root
        self.kind = kind
        self.profile = profile
        self.broken = broken
        self._document = document
        self._lines = lines or Lines(data)
        # Formulas are walked by functions that call themselves; how deep they are is bounded when the file is read.
        sys.setrecursionlimit(max(sys.getrecursionlimit(), 8 * MAX_DEPTH))

    @cached_property
    def level(self) -> int:
        """Level of SBML."""
        return whole(self.root.get("level"))

    @cached_property
    def version(self) -> int:
        """Version within the level."""
        return whole(self.root.get("version"))

    @cached_property
    def document(self) -> libsbml.SBMLDocument:
        """The document as libSBML reads it; its calls are slow, so prefer `root`, `model` and `models`."""
        import libsbml

        return self._document or libsbml.readSBMLFromString(self.data.decode("utf-8-sig"))

    @cached_property
    def model(self) -> ModelView:
        """The main model (an empty one if the file has none)."""
        node = self.root.child("model") or Node("model", self.root.ns, {}, self.root, self.root.start)
        return ModelView(node, self.level, self.version)

    @cached_property
    def models(self) -> tuple[ModelView, ...]:
        """The main model, and the model definitions of `comp`."""
        inner = [n for n in self.root.listed("listOfModelDefinitions") if n.name == "modelDefinition"]
        return (self.model, *(ModelView(node, self.level, self.version) for node in inner))

    @cached_property
    def by_metaid(self) -> dict[str, Node]:
        """Elements by metaid."""
        return {found: node for node in self.root.walk() if (found := node.attributes.get("metaid"))}

    def units(self, model: ModelView) -> UnitTable:
        """Unit definitions and declared units of a model, made once."""
        from mtorsbml.validate.units import UnitTable

        known: dict[int, UnitTable] = self.__dict__.setdefault("_units", {})
        if id(model) not in known:
            known[id(model)] = UnitTable(model)
        return known[id(model)]

    @cached_property
    def networks(self) -> tuple[Network, ...]:
        """Each model as a network."""
        from mtorsbml.validate.network import Network

        return tuple(Network(model) for model in self.models)

    @cached_property
    def closed_networks(self) -> tuple[Network, ...]:
        """The models without submodels: what is not in them is nowhere, but for what they are open to."""
        return tuple(network for network in self.networks if not network.is_part)

    @cached_property
    def logics(self) -> tuple[LogicView, ...]:
        """The logical part of each model."""
        from mtorsbml.validate.logic import LogicView

        return tuple(LogicView(model.node) for model in self.models)

    @cached_property
    def descriptions(self) -> tuple[tuple[Node, Node], ...]:
        """Annotated elements of all models with their RDF descriptions, in the order of the file."""
        from mtorsbml.validate.miriam import description

        annotated: list[tuple[Node, Node]] = []
        waiting = [model.node for model in reversed(self.models)]
        while waiting:
            node = waiting.pop()
            for child in reversed(node.children):
                if child.name == "annotation":
                    if (found := description(node)) is not None:
                        annotated.append((node, found))
                elif child.name != "math" and (child.children or child.name.startswith("listOf")):
                    waiting.append(child)
        return tuple(annotated)

    @cached_property
    def references(self) -> tuple[tuple[Node, tuple[Reference, ...]], ...]:
        """Annotated elements of all models with their resources, in the order of the file."""
        from mtorsbml.validate.miriam import described

        found = ((node, tuple(described(inner))) for node, inner in self.descriptions)
        return tuple((node, held) for node, held in found if held)

    def line(self, node: Node) -> int:
        """The line in which an element begins."""
        return self._lines.of(node.start)
