"""The XML of one file as plain Python objects that know their place; read once, while safety is watched over."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate
from typing import Final

MATHML: Final = "http://www.w3.org/1998/Math/MathML"
RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"


class Node:
    """An element: `name` without its prefix, `ns` its namespace, `start` the byte at which its tag begins.

    `attributes` has plain names for attributes without a prefix, and `namespace name` for others; `get` finds an
    attribute by its local name either way. `text` is kept of MathML's `ci`, `cn` and `csymbol` only, a `sep` in them
    being a space; what is inside `notes` is not kept at all.
    """

    __slots__ = ("attributes", "children", "name", "ns", "parent", "start", "text")

    def __init__(self, name: str, ns: str, attributes: dict[str, str], parent: Node | None, start: int) -> None:
        self.name = name
        self.ns = ns
        self.attributes = attributes
        self.parent = parent
        self.start = start
        self.text = ""
        self.children: list[Node] = []

    def __repr__(self) -> str:
        return f"<{self.name} {self.id or ''}>"

    def get(self, name: str, default: str = "") -> str:
        """An attribute by its local name, whatever its prefix."""
        found = self.attributes.get(name)
        if found is not None:
            return found
        ending = f" {name}"
        for key in self.attributes:
            if key.endswith(ending):
                return self.attributes[key]
        return default

    @property
    def id(self) -> str:
        """The id; empty if there is none."""
        return self.get("id")

    @property
    def label(self) -> str:
        """The id, or what the element refers to, or its metaid: what a person calls it by."""
        for name in ("id", "species", "variable", "symbol", "qualitativeSpecies", "metaid"):
            if found := self.get(name):
                return found
        return ""

    def child(self, name: str) -> Node | None:
        """The first child of a name."""
        for child in self.children:
            if child.name == name:
                return child
        return None

    def listed(self, name: str) -> list[Node]:
        """The children of the child `name`, such as `listOfSpecies`; annotations and notes of the list left out."""
        found = self.child(name)
        return [c for c in found.children if c.name not in {"notes", "annotation"}] if found else []

    def walk(self) -> Iterator[Node]:
        """This element and all below it, in the order of the file."""
        waiting = [self]
        while waiting:
            node = waiting.pop()
            yield node
            if node.children:
                waiting.extend(reversed(node.children))

    def find(self, name: str) -> Iterator[Node]:
        """All elements of a name below this one."""
        return (node for node in self.walk() if node.name == name)

    @property
    def xpath(self) -> str:
        """A path to the element by local names, with ids where there are any and positions where there are none."""
        steps: list[str] = []
        node: Node | None = self
        while node is not None:
            steps.append(_step(node))
            node = node.parent
        return "/" + "/".join(reversed(steps))


class Root(Node):
    """The outermost element of a file. `by_name` has all elements by their name, in the order of the file."""

    __slots__ = ("by_name",)

    def __init__(
        self, name: str, ns: str, attributes: dict[str, str], start: int, by_name: dict[str, list[Node]]
    ) -> None:
        super().__init__(name, ns, attributes, None, start)
        self.by_name = by_name

    def named(self, name: str) -> list[Node]:
        """All elements of a name, this one among them, without a walk."""
        return self.by_name.get(name, [])

    def release(self) -> None:
        """Take the tree apart, so that its memory is free at once: elements that know their parents are in circles."""
        for alike in self.by_name.values():
            for node in alike:
                node.parent = None
            alike.clear()


def _step(node: Node) -> str:
    """One step of a path."""
    foreign = node.ns and "sbml.org/sbml/level" not in node.ns
    if node.id:
        return f"*[local-name()='{node.name}' and @id='{node.id}']" if foreign else f"{node.name}[@id='{node.id}']"
    same = [c for c in node.parent.children if c.name == node.name] if node.parent else []
    position = f"[{same.index(node) + 1}]" if len(same) > 1 else ""
    return (f"*[local-name()='{node.name}']" if foreign else node.name) + position


def at_line(root: Node, start: int, end: int) -> Node:
    """The first element that begins in a line (from byte `start` to `end`), else the one that the line is part of."""
    node = root
    while node.children:
        position = bisect_right([child.start for child in node.children], end - 1) - 1
        if position < 0:
            break
        while position and node.children[position - 1].start >= start:
            position -= 1
        node = node.children[position]
        if node.start >= start:
            break
    return node


class Lines:
    """Finds the line of a byte."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._ends: list[int] | None = None

    def of(self, start: int) -> int:
        """The line, counted from 1, in which a byte stands."""
        return bisect_right(self._all(), start - 1) + 1 if start else 1

    def span(self, line: int) -> tuple[int, int] | None:
        """First and last byte (and one) of a line; None if there is no such line."""
        ends = self._all()
        if not 0 < line <= len(ends) + 1:
            return None
        return (ends[line - 2] + 1 if line > 1 else 0), (ends[line - 1] if line <= len(ends) else len(self._data))

    def _all(self) -> list[int]:
        """Where lines end."""
        if self._ends is None:
            lengths = [len(line) + 1 for line in self._data.split(b"\n")]
            self._ends = [end - 1 for end in accumulate(lengths[:-1])]
        return self._ends
