"""Variants of a model made of several cells: a change of the cell is one of each cell, that of a tissue one of its own.

Such a model gives what belongs to one of its cells a prefix: `liver__Raptor_total` is the Raptor of the liver cell. In
the model of one cell, which stands for all tissues, the same gene has a relative total for each: `Raptor_liver_total`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from mtorsbml.model import formula
from mtorsbml.model.units import Unit
from mtorsbml.model.variant import TOTAL, Change, Cut, Factor, Hold, Need, Removal, Route, Rule, Value, Variant
from mtorsbml.model.vocabulary import Model

JOINT: Final = "__"
TISSUES: Final[Mapping[str, tuple[str, ...]]] = {
    "muscle": ("muscle",),
    "liver": ("liver",),
    "WAT": ("WAT", "fat"),
}
"""What the cell of a tissue may be called, by the word for the tissue in relative totals."""


def placed(variant: Variant, model: Model) -> Variant:
    """The variant as it fits the model; itself where the model is of one cell."""
    cells = _Cells(model)
    if not cells.names:
        return variant
    return replace(
        variant,
        changes=tuple(found for change in variant.changes for found in cells.changes(change)),
        alters=tuple(found for name in variant.alters for found in cells.each(f"{name}{TOTAL}", ending=TOTAL)),
    )


@dataclass(frozen=True, slots=True)
class _Amount:
    value: float
    unit: Unit


class _Cells:
    """The cells of a model, and the ids in it."""

    def __init__(self, model: Model) -> None:
        self._amounts = {p.id: _Amount(p.value, p.unit) for p in model.parameters}
        self._amounts |= {
            p.id: _Amount(p.value, p.unit) for t in model.totals for p in (t.parameter, *t.subunits)
        }  # fmt: skip
        schedules = {f"{e.id}_{end}" for e in model.environments for end in ("t_on", "t_off", "interval", "step")}
        self._nodes = {n.id for n in (*model.nodes, *model.held_nodes)}
        self._known = (
            set(self._amounts) | {e.id for e in model.environments} | schedules | {r.id for r in model.reactions}
        )
        self.names = tuple(
            dict.fromkeys(name.partition(JOINT)[0] for name in self._amounts if JOINT in name.strip("_"))
        )

    def each(self, identifier: str, *, ending: str = "") -> list[str]:
        """The id in each cell that has it, without an ending."""
        found = [f"{cell}{JOINT}{identifier}" for cell in self.names]
        return [name.removesuffix(ending) for name in found if name in self._known | self._nodes]

    def changes(self, change: Change) -> list[Change]:
        """A change as it is in this model: in its own tissue, as it is, or in each cell; logic only if there is any."""
        match change:
            case Value() | Factor():
                return [*self._of_tissue(change)] or self._copies(change, self._known)
            case Removal():
                return self._copies(change, self._known)
            case Hold() | Rule() | Route() | Need() | Cut():
                return self._copies(change, self._nodes) if self._nodes else []

    def _of_tissue(self, change: Value | Factor) -> list[Change]:
        """The total of a gene in one tissue, as the total of its cell: as much of it as of the relative one."""
        gene, _, tissue = change.id.removesuffix(TOTAL).rpartition("_")
        if change.id in self._known or not change.id.endswith(TOTAL):
            return []
        for cell in TISSUES.get(tissue, ()):
            name = f"{cell}{JOINT}{gene}{TOTAL}"
            if name in self._amounts:
                return [_with_amount(change, name, self._amounts[name])]
        return []

    def _copies(self, change: Change, known: set[str]) -> list[Change]:
        """The change itself where its id is known, or where no cell has it either; else that of each cell."""
        cells = [cell for cell in self.names if f"{cell}{JOINT}{change.id}" in known]
        return [change] if change.id in known or not cells else [self._in_cell(change, cell) for cell in cells]

    def _in_cell(self, change: Change, cell: str) -> Change:
        def of_cell(name: str) -> str:
            return f"{cell}{JOINT}{name}" if f"{cell}{JOINT}{name}" in self._nodes else name

        own = f"{cell}{JOINT}{change.id}"
        match change:
            case Rule() | Route() | Need():
                words = formula.ids_in(change.rule.replace("!", " "))
                return replace(
                    change, id=own, rule=formula.substitute(change.rule, {word: of_cell(word) for word in words})
                )
            case Cut():
                return replace(change, id=own, regulator=of_cell(change.regulator))
            case _:
                return replace(change, id=own)


def _with_amount(change: Value | Factor, name: str, usual: _Amount) -> Change:
    if isinstance(change, Factor):
        return replace(change, id=name)
    quantity = replace(change.quantity, value=change.quantity.value * usual.value, unit=usual.unit)
    return Value(id=name, quantity=quantity)
