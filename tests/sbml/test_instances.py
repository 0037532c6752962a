"""Several instances of one model in a frame: ids, joints and flattening, on a toy."""

from __future__ import annotations

import libsbml
import pytest

from mtorsbml.errors import MtorsbmlError
from mtorsbml.model import ratelaws as laws
from mtorsbml.model.assembly import assemble, without_schedules
from mtorsbml.model.builder import ModuleBuilder
from mtorsbml.model.compose import compose
from mtorsbml.model.units import DIMENSIONLESS, NM, PER_MINUTE
from mtorsbml.model.vocabulary import Assembly, Compartment, Evidence, Instance, Provenance, Quantity, Unit
from mtorsbml.sbml import read
from mtorsbml.sbml.instances import assembly_sbml
from mtorsbml.simulate.ode import OdeModel

PLACES = {"cytosol": Compartment(id="cytosol", name="cytosol", size=1.0)}
NO = Evidence()


def quantity(value: float, unit: Unit = NM) -> Quantity:
    return Quantity(value=value, unit=unit, provenance=Provenance(origin="assumed", note="toy"))


def builder(name: str) -> ModuleBuilder:
    return ModuleBuilder(name, title=name, notes="A toy.", entities={}, compartments=PLACES)


def toy(*, limit: tuple[tuple[str, Quantity], ...] = (("X_total", quantity(4.0)),)) -> Assembly:
    """Two tanks: X turns on with `Food`, which the frame drives from a common pool that both eat from."""
    m = builder("tank")
    m.environment("Food", kind="nutrient", resting=quantity(1.0, DIMENSIONLESS))
    m.total("X", quantity(2.0))
    m.species("X_off", contains="X", guess=1.0, at="cytosol")
    m.species("X", contains="X", guess=1.0, at="cytosol")
    k = m.constant("k_on", quantity(0.1, PER_MINUTE))
    m.reaction("on", "X_off", "X", laws.mass_action(k, "Food", "X_off"), evidence=NO)
    m.reaction("off", "X", "X_off", laws.mass_action(k, "X"), evidence=NO)
    tank = m.build()
    part = compose([tank], identifier="tank", title="tank", notes="", library=[tank], initial={})
    f = builder("frame")
    f.reads("X_left", "X_right")
    f.species("Pool", guess=10.0, at="cytosol")
    rate = f.constant("k_eat", quantity(0.01, PER_MINUTE))
    half = f.constant("half", quantity(10.0))
    f.reaction("eat", "Pool", (), laws.mass_action(rate, "X_left + X_right"), evidence=NO)
    for side in ("left", "right"):
        f.observable(f"Food_{side}", f"Pool / {half}", unit=DIMENSIONLESS)
    portion = f.constant("portion", quantity(5.0))
    f.dose("Refill", "Pool", portion, name="refill", first=50.0, interval=100.0)
    return assemble(
        without_schedules(part), [Instance(id="left", title="left"), Instance(id="right", title="right", values=limit)],
        f.build(), identifier="toy", title="toy", notes="", initial={}, reads=("X",), drives=("Food",),
    )  # fmt: skip


def test_it_is_valid_as_a_hierarchy_and_flat() -> None:
    document = libsbml.readSBMLFromString(assembly_sbml(toy()))
    assert [m.message for m in read.check(document) if m.code != 1090106] == []
    flat = libsbml.readSBMLFromString(read.flatten(assembly_sbml(toy())))
    assert [m.message for m in read.check(flat)] == []


def test_what_is_joined_and_what_is_private_have_the_ids_that_are_promised() -> None:
    model = OdeModel.load(assembly_sbml(toy()))
    assert {"left__X", "right__X", "left__X_off", "Pool"} <= set(model.species)
    assert {"left__X_total", "X_right_total", "left__k_on", "Refill_t_on", "Refill_size"} <= set(model.parameters)
    assert {"X_left", "Food_left", "Food_right"} <= set(model.observables)


def test_instances_run_with_their_own_values_and_eat_from_one_pool() -> None:
    """Against the same equations, integrated by hand in small steps."""
    model = OdeModel.load(assembly_sbml(toy()))
    course = model.simulate(duration=200.0, points=201)
    pool, x, total, dt = 10.0, [1.0, 2.0], (2.0, 4.0), 0.005
    for step in range(40_000):
        time = step * dt
        if any(abs(time - t) < dt / 2 for t in (50.0, 150.0)):
            pool += 5.0
        food = pool / 10.0
        pool -= dt * 0.01 * sum(x)
        x = [now + dt * 0.1 * (food * (whole - now) - now) for now, whole in zip(x, total, strict=True)]
    assert course.final("Pool") == pytest.approx(pool, rel=1e-3)
    assert [course.final("left__X"), course.final("right__X")] == pytest.approx(x, rel=1e-3)
    assert course["X_right"] == pytest.approx(course["right__X"], rel=1e-12)


def test_a_lost_total_takes_its_states_in_one_instance_only() -> None:
    model = OdeModel.load(assembly_sbml(toy()))
    lost = model.simulate({"left__X_total": 0.0}, duration=10.0, points=2)
    assert lost.final("left__X") == lost.final("left__X_off") == 0.0
    assert lost.final("right__X") > 0.5


def test_equal_assemblies_give_equal_text() -> None:
    assert assembly_sbml(toy()) == assembly_sbml(toy())


def test_an_instance_sets_only_what_the_part_has() -> None:
    with pytest.raises(MtorsbmlError, match="joins 'Y_total', which tank has not"):
        toy(limit=(("Y_total", quantity(1.0)),))
    with pytest.raises(MtorsbmlError, match="instance 'right' sets 'X_total' in 1; tank does not"):
        assembly_sbml(toy(limit=(("X_total", quantity(1.0, DIMENSIONLESS)),)))
