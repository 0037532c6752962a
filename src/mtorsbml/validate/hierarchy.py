"""The hierarchy (`comp`) of a file: which model a submodel stands for, and what a reference in it points at."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

from mtorsbml.sbml.read import MAX_BYTES, MAX_EXTERNAL
from mtorsbml.validate import scan
from mtorsbml.validate.libsbml_rules import local_source
from mtorsbml.validate.tree import Node
from mtorsbml.validate.units import Unit, UnitTable
from mtorsbml.validate.view import ModelView, number

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


def elements(model: Node) -> dict[str, Node]:
    """The elements of a model by id."""
    return {n.id: n for name in _LISTS for n in model.listed(name) if n.id}


def target_of(reference: Node, model: Node) -> Node | None:
    """What a reference (`portRef`, `idRef`, `unitRef`, `metaIdRef`) in a submodel points at."""
    if name := reference.get("portRef"):
        port = next((p for p in model.listed("listOfPorts") if p.id == name), None)
        return target_of(port, model) if port is not None else None
    if name := reference.get("idRef"):
        found = elements(model).get(name)
        return found or next((n for n in model.walk() if n.id == name), None)
    if name := reference.get("unitRef"):
        return next((n for n in model.listed("listOfUnitDefinitions") if n.id == name), None)
    if name := reference.get("metaIdRef"):
        return next((n for n in model.walk() if n.attributes.get("metaid") == name), None)
    return None


def replacements(model: Node) -> Iterator[tuple[Node, Node]]:
    """Elements of a model with what they replace, or are replaced by, in its submodels."""
    for name in _LISTS:
        for node in model.listed(name):
            for reference in node.listed("listOfReplacedElements"):
                yield node, reference
            if (by := node.child("replacedBy")) is not None:
                yield node, by


def unit_of(model: Node, node: Node) -> Unit | None:
    """The declared unit of an element of a model; None where there is none."""
    level, version = (int(number(_root(model).get(name)) or 3) for name in ("level", "version"))
    table = UnitTable(ModelView(model, level, version))
    return table.definitions.get(node.id) if node.name == "unitDefinition" else table.of(node.id)


def _root(node: Node) -> Node:
    while node.parent is not None:
        node = node.parent
    return node
