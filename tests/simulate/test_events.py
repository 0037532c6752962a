"""Input schedules: `X` takes the value `X_step` from `X_t_on` to `X_t_off`, and again after each `X_interval`."""

from __future__ import annotations

import numpy as np
import pytest

from mtorsbml.simulate.ode import OdeModel


@pytest.fixture
def dosed(write, schedule):
    """`A` adds up how long `X` was on; `Z` makes the integrator take long steps."""
    parts = schedule("X")
    return OdeModel.load(
        write(
            species={"A": 0.0, "Z": 1.0},
            parameters={**parts["parameters"], "k": 0.01},
            reactions={"add": " -> A : cell*X", "decay": "Z -> : cell*k*Z"},
            events=parts["events"],
        )
    )


def test_a_step_happens_at_its_time_and_ends(dosed):
    course = dosed.simulate({"X_t_on": 10.0, "X_t_off": 13.0}, duration=20, points=41, select=["X", "A"])
    expected = np.where((course.time >= 10) & (course.time < 13), 1.0, 0.0)
    np.testing.assert_array_equal(course["X"], expected)
    np.testing.assert_allclose(course["A"], np.clip(course.time - 10, 0, 3), rtol=1e-8, atol=1e-9)


def test_after_a_step_the_level_before_it_comes_back(dosed):
    course = dosed.simulate(
        {"X": 4.0, "X_step": 9.0, "X_t_on": 1.0, "X_t_off": 2.0}, duration=3, points=7, select=["X"]
    )
    assert course["X"].tolist() == [4, 4, 9, 9, 4, 4, 4]


def test_a_step_at_time_0_happens(dosed):
    """libRoadRunner lets it pass if the parameter is set after the last reset."""
    course = dosed.simulate({"X_t_on": 0.0, "X_t_off": 2.0}, duration=5, points=6, select=["X", "A"])
    assert course["X"].tolist() == [1, 1, 0, 0, 0, 0]
    assert course.final("A") == pytest.approx(2.0, rel=1e-8)


@pytest.mark.parametrize("points", [2, 49, 2881])
@pytest.mark.parametrize(
    ("interval", "width"), [(1440.0, 1.0), (60.0, 0.1), (7.3, 0.013)], ids=["daily", "hourly", "dense"]
)
def test_no_pulse_is_missed_between_output_points(dosed, interval, width, points):
    first = 10.05
    course = dosed.simulate(
        {"X_t_on": first, "X_t_off": first + width, "X_interval": interval}, duration=2880, points=points, select=["A"]
    )
    pulses = len(np.arange(first, 2880 - width, interval))
    assert course.final("A") == pytest.approx(pulses * width, rel=1e-6)


def test_events_that_never_happen_change_no_bit(write, schedule):
    parts = schedule("X")
    model = {
        "species": {"A": 3.0, "B": 0.0},
        "reactions": {"f": "A -> B : cell*k*X*A", "g": "B -> A : cell*k*0.1*B"},
    }
    parameters = {**parts["parameters"], "X": 2.0, "k": 0.3}
    without = OdeModel.load(write(**model, parameters=parameters))
    with_events = OdeModel.load(write(**model, parameters=parameters, events=parts["events"]))
    a, b = (m.simulate(duration=2880, points=49) for m in (without, with_events))
    np.testing.assert_array_equal(a.values, b.values, strict=True)


def test_what_a_run_changed_by_events_is_gone_in_the_next(dosed):
    plain = dosed.simulate(duration=50, points=6).values
    dosed.simulate({"X_t_on": 1.0}, duration=50, points=6)
    np.testing.assert_array_equal(dosed.simulate(duration=50, points=6).values, plain, strict=True)


@pytest.mark.parametrize("k", [1.0, 0.01, 1e-5])
@pytest.mark.parametrize("begin", [10.0, 1000.0, 2500.0])
def test_a_pulse_in_a_formula_is_not_missed_either(write, k, begin):
    text = write(
        species={"A": 0.0, "Z": 1.0},
        parameters={"k": k, "pulse": None},
        rules={"pulse": f"piecewise(1, and(geq(time, {begin}), leq(time, {begin + 3})), 0)"},
        reactions={"add": " -> A : cell*pulse", "decay": "Z -> : cell*k*Z"},
    )
    course = OdeModel.load(text).simulate(duration=2880, points=2, select=["A"])
    assert course.final("A") == pytest.approx(3.0, rel=1e-6)
