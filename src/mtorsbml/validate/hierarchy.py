"""The hierarchy (`comp`) of a file: which model a submodel stands for, and what a reference in it points at."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

from mtorsbml.sbml import scan
from mtorsbml.sbml.externals import MAX_EXTERNAL, local_source
from mtorsbml.sbml.scan import MAX_BYTES
from mtorsbml.sbml.tree import Node
from mtorsbml.validate.units import Unit, UnitTable
from mtorsbml.validate.view import ModelView, whole

_LISTS = (
    "listOfFunctionDefinitions", "listOfUnitDefinitions", "listOfCompartments", "listOfSpecies", "listOfParameters",
    "listOfReactions", "listOfEvents", "listOfSubmodels", "listOfPorts", "listOfRules", "listOfInitialAssignments",
)  # fmt: skip


class File:
    """One file of a hierarchy."""

    def __init__(self, root: Node, path: Path, others: dict[Path, File | None]) -> None:
        self.root = root
        self.path = path
        self._others = others

    @cached_property
    def definitions(self) -> dict[str, Node]:
        """The main model and the model definitions, by id."""
        main = self.root.child("model")
        inner = [n for n in self.root.listed("listOfModelDefinitions") if n.name == "modelDefinition"]
        return {n.id: n for n in ([main] if main is not None else []) + inner}

    @cached_property
    def externals(self) -> dict[str, Node]:
        """External model definitions by id."""
        found = self.root.listed("listOfExternalModelDefinitions")
        return {n.id: n for n in found}

    def other(self, source: str) -> File | None:
        """Another file that is named here; None if it is not there or not sound."""
        target = local_source(source, self.path)
        if target is None:
            return None
        if target not in self._others:
            self._others[target] = self._read(target) if len(self._others) < MAX_EXTERNAL else None
        return self._others[target]

    def _read(self, target: Path) -> File | None:
        try:
            if not target.is_file():
                return None
            with target.open("rb") as file:
                return File(scan.scan(file.read(MAX_BYTES + 1)), target, self._others)
        except (OSError, ValueError, scan.Refused):
            return None

    def definition(self, name: str, seen: frozenset[tuple[Path, str]] = frozenset()) -> tuple[File, Node] | None:
        """The model that an id stands for, in whatever file it is; None if it is not found or is a circle."""
        if name in self.definitions:
            return self, self.definitions[name]
        external = self.externals.get(name)
        if external is None or (self.path, name) in seen:
            return None
        file = self.other(external.get("source"))
        if file is None:
            return None
        wanted = external.get("modelRef")
        main = file.root.child("model")
        if not wanted:
            return (file, main) if main is not None else None
        return file.definition(wanted, seen | {(self.path, name)})


class Part:
    """One model of a hierarchy, with its elements by id; made once for each model."""

    def __init__(self, node: Node) -> None:
        self.node = node

    @cached_property
    def elements(self) -> dict[str, Node]:
        """The elements by id."""
        return {n.id: n for name in _LISTS for n in self.node.listed(name) if n.id}

    @cached_property
    def ports(self) -> dict[str, Node]:
        """The ports by id."""
        return {n.id: n for n in self.node.listed("listOfPorts")}

    @cached_property
    def _deep(self) -> dict[str, Node]:
        return {n.id: n for n in self.node.walk() if n.id}

    @cached_property
    def _metaids(self) -> dict[str, Node]:
        return {found: n for n in self.node.walk() if (found := n.attributes.get("metaid"))}

    @cached_property
    def _units(self) -> UnitTable:
        root = self.node
        while root.parent is not None:
            root = root.parent
        level, version = (whole(root.get(name)) or 3 for name in ("level", "version"))
        return UnitTable(ModelView(self.node, level, version))

    def target(self, reference: Node) -> Node | None:
        """What a reference (`portRef`, `idRef`, `unitRef`, `metaIdRef`) from outside points at."""
        if name := reference.get("portRef"):
            port = self.ports.get(name)
            return self.target(port) if port is not None else None
        if name := reference.get("idRef"):
            return self.elements.get(name) or self._deep.get(name)
        if name := reference.get("unitRef"):
            return self._units.model.unit_definitions.get(name)
        return self._metaids.get(reference.get("metaIdRef"))

    def unit(self, node: Node) -> Unit | None:
        """The declared unit of an element; None where there is none."""
        return self._units.definitions.get(node.id) if node.name == "unitDefinition" else self._units.of(node.id)

    def unit_of(self, quantity: str) -> Unit | None:
        """The unit that the model declares for a quantity."""
        return self._units.default(quantity) if self.node.get(f"{quantity}Units") else None


def replacements(model: Node) -> Iterator[tuple[Node, Node]]:
    """Elements of a model with what they replace, or are replaced by, in its submodels."""
    for name in _LISTS:
        for node in model.listed(name):
            for reference in node.listed("listOfReplacedElements"):
                yield node, reference
            if (by := node.child("replacedBy")) is not None:
                yield node, by
