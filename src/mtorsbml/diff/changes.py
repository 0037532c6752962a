"""What a comparison finds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from itertools import groupby
from typing import Final, Literal

Kind = Literal["added", "removed", "changed"]

GROUPS: Final = (
    "file", "model", "units", "functions", "compartments", "species", "parameters", "initial assignments", "rules",
    "reactions", "events", "constraints", "logic species", "logic rules", "external models", "submodels", "ports",
    "packages",
)  # fmt: skip
"""The parts of a model, in the order in which they are told."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """One thing that is not the same.

    Attributes:
        kind: Whether the element is new in the second model, gone from it, or in both.
        group: The part of the model, one of `GROUPS`.
        element: Id of the element, or what stands for one; below a model definition, its id and `::` come first.
        name: Name of the element, if it has one.
        aspect: What of the element changed; empty if all of it is new or gone.
        old: What it was in the first model; empty if it was not there.
        new: What it is in the second model; empty if it is not there.
        note: What else a modeller wants to know: the fold change, the states in which a rule differs.
    """

    kind: Kind
    group: str
    element: str
    name: str = ""
    aspect: str = ""
    old: str = ""
    new: str = ""
    note: str = ""

    @property
    def title(self) -> str:
        """The aspect, without what stands beside it anyway: an annotation names its resource in both."""
        return self.aspect.removesuffix(self.old or self.new).rstrip()


@dataclass(frozen=True, kw_only=True, slots=True)
class Diff:
    """The changes from one model to another.

    Attributes:
        old: Name of the first model.
        new: Name of the second model.
        changes: In the order of `GROUPS`, then by element.
    """

    old: str
    new: str
    changes: tuple[Change, ...]

    def grouped(self) -> Iterator[tuple[str, list[tuple[str, list[Change]]]]]:
        """The changes by part of the model, then by element."""
        for group, found in groupby(self.changes, key=lambda c: c.group):
            yield group, [(element, list(same)) for element, same in groupby(found, key=lambda c: c.element)]

    def summary(self) -> str:
        """How much changed, in one line."""
        if not self.changes:
            return "no differences"
        parts = [f"{group} {sum(len(c) for _, c in elements)}" for group, elements in self.grouped()]
        count = len(self.changes)
        return f"{count} difference{'s' if count > 1 else ''}: {', '.join(parts)}"

    def to_dict(self) -> dict[str, object]:
        """The comparison as plain values for JSON."""
        return {"old": self.old, "new": self.new, "changes": [asdict(change) for change in self.changes]}
