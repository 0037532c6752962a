"""Modules are joined by id; what does not fit is refused, and the error names both places."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtorsbml.errors import MtorsbmlError
from mtorsbml.model import ratelaws as laws
from mtorsbml.model.builder import ModuleBuilder
from mtorsbml.model.compose import compose
from mtorsbml.model.formula import ids_in, number, substitute
from mtorsbml.model.units import DIMENSIONLESS, NM, PER_MINUTE
from mtorsbml.model.vocabulary import Compartment, Evidence, Model, Module, Provenance, Quantity

CELL = Compartment(id="cytosol", name="cytosol", size=1.0)


def amount(value: float, unit=NM) -> Quantity:
    return Quantity(value=value, unit=unit, provenance=Provenance(origin="assumed", note="a test", fold=2))


def builder(name: str) -> ModuleBuilder:
    return ModuleBuilder(name, title="t", notes="n", entities={}, compartments={"cytosol": CELL})


def source(name: str = "source") -> Module:
    m = builder(name)
    m.total("A", amount(10.0))
    m.species("A", contains="A", guess=6.0)
    m.species("AB", contains=("A", "B"), guess=4.0)
    m.total("B", amount(5.0))
    m.species("B", contains="B", guess=1.0)
    m.logic("A", resting=True)
    return m.build()


def reader(unit=NM) -> Module:
    m = builder("reader")
    m.reads("A", unit=unit)
    m.species("C", guess=2.0)
    k = m.constant("k_C", amount(1.0, PER_MINUTE))
    m.reaction("C_made", (), "C", laws.mass_action(k, "A"), evidence=Evidence())
    m.logic_reads("A")
    m.logic("C", "!A", resting=False)
    return m.build()


def join(*modules: Module, library: tuple[Module, ...] | None = None, initial: dict[str, float] | None = None) -> Model:
    return compose(modules, identifier="m", title="t", notes="n", library=library or modules, initial=initial or {})


def test_an_input_is_joined_to_the_output_of_the_same_id() -> None:
    model = join(source(), reader())
    assert model.held == ()
    assert model.held_nodes == ()
    assert [s.id for s in model.species] == ["A", "AB", "B", "C"]


def test_an_input_that_nobody_provides_is_held_where_its_owner_rests() -> None:
    model = join(reader(), library=(source(), reader()), initial={"A": 6.5})
    (held,) = model.held
    assert (held.id, held.kind, held.value, held.owner) == ("A", "species", 6.5, "source")
    (node,) = model.held_nodes
    assert (node.id, node.resting, node.rule) == ("A", True, None)


def test_states_start_from_the_total_and_complexes_from_the_scarcest() -> None:
    starts = dict(join(source()).starts)
    assert starts == {
        "A": "1 * (A_total - AB)",
        "AB": "4 nmol_per_l * least(least(1, A_total / 10 nmol_per_l), B_total / 5 nmol_per_l)",
        "B": "1 * (B_total - AB)",
    }


def test_two_owners_are_refused_with_both_named() -> None:
    with pytest.raises(MtorsbmlError, match="'A_total' is owned by module 'source' and by module 'other'"):
        join(source(), source("other"))


def test_another_unit_is_refused_with_both_named() -> None:
    with pytest.raises(MtorsbmlError, match="module 'reader' reads 'A' in 1, but module 'source' gives it in nmol/l"):
        join(source(), reader(DIMENSIONLESS))


def test_an_unknown_input_is_refused_with_the_nearest_named() -> None:
    m = builder("far")
    m.reads("AAB")
    m.observable("O", "AAB")
    with pytest.raises(MtorsbmlError, match=r"module 'far' reads 'AAB', which no module owns; did you mean 'AB'"):
        join(source(), m.build())


def test_observables_stand_after_those_they_use_and_circles_are_refused() -> None:
    m = builder("o")
    m.species("S")
    m.observable("late", "early + S")
    m.observable("early", "2 * S")
    assert [o.id for o in join(m.build()).observables] == ["early", "late"]
    m.observable("x", "y")
    m.observable("y", "x")
    with pytest.raises(MtorsbmlError, match="observables x, y depend on each other in a circle"):
        join(m.build())


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_numbers_read_back_as_they_were(value: float) -> None:
    assert float(number(value)) == value


def test_ids_are_told_from_numbers_and_functions() -> None:
    assert ids_in("1e3 * k_1 + piecewise(A2, A2 > 2.5e-1, b)^n / exp(k_1)") == ("k_1", "A2", "b", "n")
    assert substitute("A + AB * A", {"A": "x"}) == "x + AB * x"
