"""Which citations count: the citing element joins the ends of the row, or the citing elements form a chain."""

from __future__ import annotations

from types import MappingProxyType
from typing import Any

import pytest

from mtorsbml.model.units import NM, NM_PER_MINUTE
from mtorsbml.model.vocabulary import (
    Environment,
    Evidence,
    Exclusion,
    LogicNode,
    Module,
    Observable,
    Parameter,
    Provenance,
    RateLaw,
    Reaction,
    Species,
    Total,
)
from mtorsbml.pathway import knowledge, library
from mtorsbml.pathway.coverage import Covered, coverage, stands_for
from mtorsbml.pathway.knowledge import InteractionRow

ASSUMED = Provenance(origin="assumed", note="toy")


def row(n: int, source: str, sign: str, target: str) -> InteractionRow:
    return InteractionRow(
        n=n, module="toy", source=source, target=target, sign=sign, form="", mechanism="", refs=(), lines=(),
        confidence="established",
    )  # type: ignore[arg-type]  # fmt: skip


def reaction(name: str, reactants: str, products: str, law: str, *cited: int) -> Reaction:
    sides = [tuple((term, 1.0) for term in side.split()) for side in (reactants, products)]
    return Reaction(
        id=name, name=name, reactants=sides[0], products=sides[1], compartment="cytosol", sbo="", reversible=False,
        law=RateLaw(formula=law, unit=NM_PER_MINUTE, sbo=""), evidence=Evidence(interactions=cited),
    )  # fmt: skip


def observable(name: str, formula: str, *cited: int) -> Observable:
    return Observable(
        id=name, name=name, formula=formula, unit=NM, entity="", sbo="", evidence=Evidence(interactions=cited)
    )


def node(name: str, rule: str, *cited: int) -> LogicNode:
    return LogicNode(
        id=name, name=name, resting=True, entity="", rule=rule, evidence=Evidence(interactions=cited)
    )  # fmt: skip


def total(name: str, *subunits: str) -> Total:
    def amount(part: str) -> Parameter:
        return Parameter(id=f"{part}_total", name=part, value=1.0, unit=NM, provenance=ASSUMED, sbo="")

    return Total(id=name, parameter=amount(name), subunits=tuple(amount(part) for part in subunits))


def state(name: str, *contains: str) -> Species:
    return Species(id=name, name=name, compartment="cytosol", entity="", sbo="", contains=contains)


@pytest.fixture
def cover(monkeypatch: pytest.MonkeyPatch):
    """Covers one row of a toy table with a toy module."""

    def run(source: str, sign: str, target: str, **parts: Any) -> Covered:
        table = MappingProxyType({1: row(1, source, sign, target)})
        monkeypatch.setattr(knowledge, "interactions", lambda: table)
        found = coverage([Module(id="toy", title="", notes="", **parts)])
        assert [c.row.n for c in found.rows] == [1]
        return found.rows[0]

    return run


def test_a_state_stands_for_its_entity() -> None:
    assert stands_for("Akt", "Akt")
    assert stands_for("Akt_act", "Akt")
    assert stands_for("Akt_total", "Akt")
    assert not stands_for("Akt1", "Akt")
    assert not stands_for("Akt", "Akt_act")


# -- the kinetic model -------------------------------------------------------------------------------------------


def test_a_kinase_in_the_law_and_its_substrate_among_what_changes(cover) -> None:
    found = cover("K", "+", "S_p", reactions=(reaction("phosphorylation", "S", "S_p", "k * K_act * S", 1),))
    assert (found.status, found.kinetic, found.beside) == ("modelled", ("toy/phosphorylation",), ())


@pytest.mark.parametrize(
    ("reactants", "products", "law"), [("S", "S_p", "k * S"), ("A", "B", "k * K * A"), ("S", "S_p", "k * Kx * S")]
)
def test_a_citation_that_does_not_join_both_ends_is_no_support(cover, reactants: str, products: str, law: str) -> None:
    found = cover("K", "+", "S_p", reactions=(reaction("r", reactants, products, law, 1),))
    assert (found.status, found.kinetic, found.beside) == ("unsupported", (), ("toy/r",))


def test_a_row_that_nobody_cites_is_open(cover) -> None:
    assert cover("K", "+", "S_p", reactions=(reaction("r", "S", "S_p", "k * K * S"),)).status == "open"


def test_a_release_beside_the_binding_does_no_harm(cover) -> None:
    steps = (reaction("on", "S", "S_p", "k * K * S", 1), reaction("off", "S_p", "S", "k2 * S_p", 1))
    found = cover("K", "+", "S_p", reactions=steps)
    assert (found.status, found.kinetic, found.beside) == ("modelled", ("toy/on",), ("toy/off",))


def test_steps_that_cite_a_row_may_form_a_chain(cover) -> None:
    steps = (
        reaction("third", "C", "C_act", "k * B * C", 1),
        reaction("first", "A_off", "A", "k * Drug * A_off", 1),
        reaction("second", "B_off", "B", "k * A * B_off", 1),
        reaction("aside", "D", "E", "k * D", 1),
    )
    found = cover("Drug", "+", "C_act", reactions=steps)
    assert set(found.kinetic) == {"toy/first", "toy/second", "toy/third"}
    assert found.beside == ("toy/aside",)
    broken = cover("Drug", "+", "C_act", reactions=(*steps[:2], steps[3]))
    assert broken.status == "unsupported"


def test_an_observable_carries_what_it_is_computed_from(cover) -> None:
    activity = observable("Kinase", "K_a + K_b")
    step = reaction("r", "S", "S_p", "k * Kinase * S", 1)
    assert cover("K_a", "+", "S_p", observables=(activity,), reactions=(step,)).status == "modelled"
    assert cover("K_c", "+", "S_p", observables=(activity,), reactions=(step,)).status == "unsupported"
    assert cover("K_a", "+", "Kinase", observables=(observable("Kinase", "K_a * 2", 1),)).status == "modelled"


@pytest.mark.parametrize(
    ("formula", "status"), [("S_p + S_pp", "modelled"), ("2 * S_p + x", "modelled"), ("x / S_p", "unsupported")]
)
def test_a_sum_of_states_changes_with_each_of_them(cover, formula: str, status: str) -> None:
    step = reaction("r", "S", "S_p", "k * K * S", 1)
    assert cover("K", "+", "Marked", observables=(observable("Marked", formula),), reactions=(step,)).status == status


def test_the_parts_of_a_complex_take_part_with_it(cover) -> None:
    parts = {
        "totals": (total("Complex", "Sub1", "Sub2"), total("mTOR")),
        "species": (state("C_on", "Complex", "mTOR"),),
    }
    step = reaction("r", "C_off S", "C_on S_p", "k * C_on * S", 1)
    for name in ("Complex", "Sub1", "mTOR"):
        assert cover(name, "+", "S_p", reactions=(step,), **parts).status == "modelled"
    assert (
        cover("K", "+", "Sub2", reactions=(reaction("r", "C_off", "C_on", "k * K", 1),), **parts).status == "modelled"
    )
    # What is counted in a species is not changed by everything that happens to the species.
    assert (
        cover("K", "+", "mTOR", reactions=(reaction("r", "C_off", "C_on", "k * K", 1),), **parts).status
        == "unsupported"
    )


# -- the logic model ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sign", "rule", "status"),
    [
        ("+", "A & B", "modelled"),
        ("gate", "A & B", "modelled"),
        ("-", "A & B", "unsupported"),
        ("-", "!A & B", "modelled"),
        ("+", "!A & B", "unsupported"),
        ("+", "(A & B) | (!A & !B)", "modelled"),
        ("-", "(A & B) | (!A & !B)", "modelled"),
        ("+", "B", "unsupported"),
    ],
)
def test_a_regulator_acts_with_the_sign_of_the_row(cover, sign: str, rule: str, status: str) -> None:
    found = cover("A", sign, "T", nodes=(node("T_act", rule, 1),))
    assert found.status == status
    assert found.logic == (("toy/T_act",) if status == "modelled" else ())


def test_signs_multiply_along_a_chain(cover) -> None:
    chain = (node("M", "!A", 1), node("T", "!M & B", 1))
    assert cover("A", "+", "T", nodes=chain).logic == ("toy/M", "toy/T")
    assert cover("A", "-", "T", nodes=chain).status == "unsupported"


def test_a_circle_of_citing_nodes_ends(cover) -> None:
    circle = (node("M", "A | N", 1), node("N", "M", 1))
    assert cover("A", "+", "T", nodes=circle).status == "unsupported"


# -- exclusions and the real table -------------------------------------------------------------------------------


def test_an_exclusion_excuses_a_row_that_is_not_modelled(cover) -> None:
    excuse = Exclusion(interaction=1, reason="comes with the variants")
    found = cover("A", "+", "T", exclusions=(excuse,))
    assert (found.status, found.reason) == ("excluded", "comes with the variants")


def test_every_row_of_the_modules_is_modelled_or_excused() -> None:
    found = coverage(library.modules())
    assert [(c.row.n, c.status, c.beside) for c in found.bad] == []
    assert len(found.rows) == 413
    assert {c.row.module for c in found.rows} == set(library.MODULE_IDS)


def test_every_excuse_is_a_sentence_and_nothing_is_excused_that_is_modelled() -> None:
    rows = coverage(library.modules()).rows
    assert [c.row.n for c in rows if c.status == "excluded" and len(c.reason.split()) < 4] == []
    assert [c.row.n for c in rows if c.status == "modelled" and c.reason] == []


def test_entities_are_counted_by_what_stands_for_them() -> None:
    drug = Environment(
        id="Rapamycin", name="", kind="drug", unit=NM, resting=0.0, reference=1.0, entity="Rapamycin",
        provenance=ASSUMED,
    )  # fmt: skip
    module = Module(
        id="toy",
        title="",
        notes="",
        environments=(drug,),
        totals=(total("GATOR1", "NPRL2"),),
        nodes=(node("Akt", "A"),),
    )
    # In the order of the table.
    assert coverage([module]).entities == tuple(
        name for name in knowledge.entities() if name in {"NPRL2", "GATOR1", "Akt", "Rapamycin"}
    )
    assert len(coverage([module]).entities) == 4
    assert coverage([module]).known_entities == 330
