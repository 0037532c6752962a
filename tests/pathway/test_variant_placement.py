"""In a model of several cells, a variant of the cell is one of each cell, and that of a tissue one of its own."""

from __future__ import annotations

import pytest

from mtorsbml.model.builder import ModuleBuilder
from mtorsbml.model.compose import compose
from mtorsbml.model.units import DIMENSIONLESS, NM
from mtorsbml.model.variant import Cut, Factor, Hold, Need, Value, Variant, apply
from mtorsbml.model.vocabulary import Compartment, Model, Provenance, Quantity
from mtorsbml.pathway.variants.placement import placed

CELL = Compartment(id="cytosol", name="cytosol", size=1.0)
WHY = Provenance(origin="assumed", note="a test", fold=2)


def amount(value: float, unit=NM) -> Quantity:
    return Quantity(value=value, unit=unit, provenance=WHY)


def body(*, logic: bool = True, cells: tuple[str, ...] = ("liver", "fat")) -> Model:
    m = ModuleBuilder("body", title="t", notes="n", entities={}, compartments={"cytosol": CELL})
    m.environment("Drug", kind="drug", reference=1.0, resting=amount(0.0))
    m.constant("k_shared", amount(1.0))
    for cell in cells:
        for gene, level in (("A", 5.0), ("B", 2.0)):
            m.total(f"{cell}__{gene}", amount(level))
            m.species(f"{cell}__{gene}", contains=f"{cell}__{gene}", guess=level)
        if logic:
            m.logic(f"{cell}__A", resting=True)
            m.logic(f"{cell}__B", f"{cell}__A & Drug", resting=False)
    if logic:
        m.logic("Drug", resting=False)
    part = m.build()
    return compose([part], identifier="body", title="t", notes="n", library=[part], initial={})


def variant(*changes, alters: tuple[str, ...] = ()) -> Variant:
    return Variant(id="v", kind="test", title="t", phenotype="p", changes=changes, alters=alters)


def test_a_loss_of_the_cell_is_one_of_each_cell() -> None:
    found = placed(variant(Value(id="A_total", quantity=amount(0.0)), alters=("B",)), body())
    assert [c.id for c in found.changes] == ["liver__A_total", "fat__A_total"]
    assert found.alters == ("liver__B", "fat__B")
    rest = {n.id: n.resting for n in apply(body(), [found]).nodes}
    assert (rest["liver__A"], rest["fat__A"]) == (False, False)


@pytest.mark.parametrize(("tissue", "name"), [("liver", "liver__A_total"), ("WAT", "fat__A_total")])
def test_a_relative_total_of_a_tissue_is_the_total_of_its_cell(tissue: str, name: str) -> None:
    half = placed(variant(Value(id=f"A_{tissue}_total", quantity=amount(0.5, DIMENSIONLESS))), body())
    assert [(c.id, c.quantity.value, c.quantity.unit) for c in half.changes] == [(name, 2.5, NM)]
    scaled = placed(variant(Factor(id=f"A_{tissue}_total", factor=0.3, provenance=WHY)), body())
    assert [(c.id, c.factor) for c in scaled.changes] == [(name, 0.3)]


def test_what_the_body_has_once_is_changed_once() -> None:
    changes = (Value(id="Drug", quantity=amount(1.0)), Factor(id="k_shared", factor=2.0, provenance=WHY))
    assert placed(variant(*changes), body()).changes == changes


def test_rules_are_those_of_each_cell() -> None:
    found = placed(
        variant(
            Need(id="B", rule="!A | Drug"), Cut(id="B", regulator="A", level=True), Hold(id="A", level=True)
        ),
        body(cells=("liver",)),
    )  # fmt: skip
    assert found.changes == (
        Need(id="liver__B", rule="!liver__A | Drug"),
        Cut(id="liver__B", regulator="liver__A", level=True),
        Hold(id="liver__A", level=True),
    )


def test_logic_is_left_out_where_there_is_none() -> None:
    found = placed(
        variant(Hold(id="A", level=True), Factor(id="k_shared", factor=2.0, provenance=WHY)), body(logic=False)
    )
    assert [c.id for c in found.changes] == ["k_shared"]


def test_a_model_of_one_cell_takes_variants_as_they_are() -> None:
    m = ModuleBuilder("one", title="t", notes="n", entities={}, compartments={"cytosol": CELL})
    m.total("A", amount(1.0))
    m.species("A", contains="A", guess=1.0)
    part = m.build()
    model = compose([part], identifier="one", title="t", notes="n", library=[part], initial={})
    loss = variant(Value(id="A_total", quantity=amount(0.0)))
    assert placed(loss, model) is loss


def test_what_no_cell_has_stays_and_does_not_fit() -> None:
    stranger = placed(variant(Value(id="Z_total", quantity=amount(0.0))), body())
    assert [c.id for c in stranger.changes] == ["Z_total"]
