from __future__ import annotations

import numpy as np
import pytest

from mtorsbml.errors import MtorsbmlError, UsageError
from mtorsbml.simulate.ode import OdeModel

# A moiety of four members: libRoadRunner's own solver (2.10) changes such totals from any state but the first.
RING = {
    "species": {"A": 10.0, "B": 0.0, "C": 0.0, "D": 0.0},
    "parameters": {"k1": 1.0, "k2": 2.0, "k3": 4.0, "k4": 8.0, "sum": None},
    "reactions": {
        "ab": "A -> B : cell*k1*A",
        "bc": "B -> C : cell*k2*B",
        "cd": "C -> D : cell*k3*C",
        "da": "D -> A : cell*k4*D",
    },
    "rules": {"sum": "A + B + C + D"},
}


def _ring(total: float, *rates: float) -> list[float]:
    shares = np.array([1 / rate for rate in rates])
    return (total * shares / shares.sum()).tolist()


def test_a_ring_rests_where_its_fluxes_are_equal(write):
    rest = OdeModel.load(write(**RING)).steady_state()
    assert [rest[name] for name in "ABCD"] == pytest.approx(_ring(10, 1, 2, 4, 8), rel=1e-12)
    assert rest["sum"] == pytest.approx(10.0, rel=1e-12)
    assert rest.residual < 1e-12
    assert rest.polished
    assert rest.units["A"] == "nmol/l"


def test_totals_hold_from_every_start_and_every_time_it_is_asked(write):
    model = OdeModel.load(write(**RING))
    for changes in ({"A": 3.0, "C": 9.0}, {"k1": 700.0}, {"A": 3.0, "C": 9.0}, {}):
        total = 12.0 if "A" in changes else 10.0
        rest = model.steady_state(changes)
        expected = _ring(total, changes.get("k1", 1.0), 2, 4, 8)
        assert [rest[name] for name in "ABCD"] == pytest.approx(expected, rel=1e-11)
        # The integration alone drifts by 3e-13.
        assert rest["sum"] == pytest.approx(total, rel=1e-14)


def test_stiff_binding_rests_at_the_root_of_its_quadratic(write):
    text = write(
        species={"A": 100.0, "B": 7.0, "AB": 0.0},
        parameters={"on": 1e3, "off": 2e3},
        reactions={"bind": "A + B -> AB : cell*(on*A*B - off*AB)"},
    )
    rest = OdeModel.load(text).steady_state()
    total = 100 + 7 + 2.0
    bound = (total - np.sqrt(total**2 - 4 * 700)) / 2
    assert rest["AB"] == pytest.approx(bound, rel=1e-12)
    assert rest["A"] + rest["AB"] == pytest.approx(100, rel=1e-13)


def test_a_slow_approach_is_waited_for(write):
    """After 1,000 minutes the state moves by a millionth of itself per minute, and is far from rest all the same."""
    text = write(
        species={"A": 1.0, "B": 0.0},
        parameters={"k": 1e-6},
        reactions={"f": "A -> B : cell*k*A", "g": "B -> A : cell*k*B"},
    )
    rest = OdeModel.load(text).steady_state()
    assert rest["B"] == pytest.approx(0.5, rel=1e-9)
    assert rest.time >= 9e6
    with pytest.raises(MtorsbmlError, match=r"in the last stretch up to 3e\+06 '[AB]' moved by 0\.\d+ of"):
        OdeModel.load(text).steady_state(longest=3e6)


def test_scheduled_events_happen_first(write, schedule):
    parts = schedule("X")
    text = write(
        species={"S": 0.0},
        parameters={**parts["parameters"], "k": 0.5},
        reactions={"make": " -> S : cell*X", "lose": "S -> : cell*k*S"},
        events=parts["events"],
    )
    model = OdeModel.load(text)
    assert model.steady_state({"X": 3.0})["S"] == pytest.approx(6.0, rel=1e-12)
    # 1,000 is also where the first stretch of the run ends.
    for when in (100.0, 1000.0, 2500.0):
        assert model.steady_state({"X": 3.0, "X_step": 5.0, "X_t_on": when})["S"] == pytest.approx(10.0, rel=1e-12)


def test_what_was_knocked_out_stays_away(write):
    text = write(
        species={"A": None, "B": 5.0, "AB": 0.0},
        parameters={"A_total": 4.0, "on": 1.0, "off": 1.0},
        initial={"A": "A_total"},
        reactions={"bind": "A + B -> AB : cell*(on*A*B - off*AB)"},
    )
    rest = OdeModel.load(text).steady_state({"A_total": 0.0})
    assert (rest["A"], rest["AB"]) == (0.0, 0.0)
    assert rest["B"] == pytest.approx(5.0, rel=1e-12)


def test_a_switch_rests_where_its_start_leads(write):
    """Two states of rest, 0.2 and 4.8 (about), and an unstable one between them."""
    text = write(
        species={"S": 0.0},
        parameters={"low": 0.2, "top": 5.0, "k": 1.0},
        reactions={"make": " -> S : cell*(low + top*S^4/(2^4 + S^4))", "lose": "S -> : cell*k*S"},
    )
    model = OdeModel.load(text)
    rests = {start: model.steady_state({"S": start})["S"] for start in (0.0, 1.0, 2.5, 9.0)}
    roots = np.roots([-1, 5.2, 0, 0, -16, 3.2])
    low, unstable, high = sorted(root.real for root in roots if abs(root.imag) < 1e-12 and root.real > 0)
    assert 1.0 < unstable < 2.5
    assert [rests[0.0], rests[1.0]] == pytest.approx([low, low], rel=1e-10)
    assert [rests[2.5], rests[9.0]] == pytest.approx([high, high], rel=1e-10)


def test_an_unstable_state_is_not_taken_for_rest(write):
    """Long implicit steps do not leave such a state by themselves."""
    text = write(
        species={"S": 1.0 + 1e-9},
        parameters={"k": 0.01},
        reactions={"grow": " -> S : cell*k*S*S*(3 - S)", "lose": "S -> : cell*k*2*S"},
    )
    model = OdeModel.load(text)
    assert model.steady_state({"S": 1.1})["S"] == pytest.approx(2.0, rel=1e-9)
    assert model.steady_state({"S": 0.9})["S"] == pytest.approx(0.0, abs=1e-9)
    with pytest.raises(
        MtorsbmlError, match=r"rests in an unstable state: the smallest disturbance of 'S' grows by 0.01"
    ):
        model.steady_state()


def test_an_oscillator_is_refused_by_name(write):
    text = write(
        species={"Prey": 2.0, "Hunter": 1.0, "Idle": 3.0},
        parameters={"a": 1.0},
        reactions={
            "born": " -> Prey : cell*a*Prey",
            "eaten": "Prey -> Hunter : cell*Prey*Hunter",
            "dies": "Hunter -> : cell*a*Hunter",
        },
    )
    with pytest.raises(
        MtorsbmlError, match=r"does not come to rest: after \S+ '(Prey|Hunter)' still changes by \S+ of"
    ):
        OdeModel.load(text).steady_state()


def test_growth_without_end_is_refused_by_name(write):
    text = write(species={"S": 1.0, "P": 1.0}, parameters={"k": 0.1}, reactions={"make": " -> S : cell*k*P"})
    with pytest.raises(MtorsbmlError, match="'S' still changes by"):
        OdeModel.load(text).steady_state(longest=1e5)
    # After long enough it moves by less than a millionth of itself per minute, but far in a stretch.
    with pytest.raises(
        MtorsbmlError, match=r"in the last stretch up to 1e\+08 'S' moved by 0\.\d+ of itself \(it grows"
    ):
        OdeModel.load(text).steady_state()


def test_rate_rules_must_rest_too(write):
    model = {"species": {"S": 4.0}, "reactions": {"lose": "S -> : cell*k*(S - w)"}}
    rests = write(**model, parameters={"k": 1.0, "w": 9.0}, rates={"w": "2 - w"})
    rest = OdeModel.load(rests).steady_state()
    assert rest["S"] == pytest.approx(2.0, rel=1e-6)
    clock = write(**model, parameters={"k": 1.0, "w": 9.0, "z": 0.0}, rates={"z": "1 + z*0.0001", "w": "0*w"})
    with pytest.raises(MtorsbmlError, match="'z' still changes"):
        OdeModel.load(clock).steady_state(longest=1e4)


def test_an_empty_model_rests(write):
    rest = OdeModel.load(write(parameters={"p": 2.0, "double": None}, rules={"double": "2*p"})).steady_state({"p": 4.0})
    assert dict(rest.values) == {"double": 8.0}
    assert rest.residual == 0.0


def test_stoichiometry_that_the_file_does_not_fix_comes_from_the_simulator(write):
    text = write(
        species={"A": 8.0, "D": 0.0},
        parameters={"on": 3.0, "off": 0.5},
        reactions={"pair": "2 A -> D : cell*on*A*A", "part": "D -> 2 A : cell*off*D"},
    )
    named = text.replace("<speciesReference species", '<speciesReference id="n" species', 1)
    assert named != text
    a, b = (OdeModel.load(given).steady_state() for given in (text, named))
    assert dict(a.values) == pytest.approx(dict(b.values), rel=1e-12)
    assert a["A"] + 2 * a["D"] == pytest.approx(8.0, rel=1e-12)
    assert 3 * a["A"] ** 2 == pytest.approx(0.5 * a["D"], rel=1e-11)


def leaky(model, monkeypatch, leak):
    """Let each run of the model add this share to its amounts."""
    runner = model._runner(frozenset())
    run = runner.run

    def leaking(times, selections):
        result = run(times, selections)
        runner.amounts = runner.amounts * (1 + leak)
        return result

    monkeypatch.setattr(runner, "run", leaking)


def test_a_broken_total_is_an_error(write, monkeypatch):
    model = OdeModel.load(write(**RING))
    leaky(model, monkeypatch, 1e-7)
    with pytest.raises(MtorsbmlError, match=r"a conserved total changed by 2\.0e-07 of itself"):
        model.steady_state()


def test_what_rounding_takes_from_a_total_is_brought_back(write, monkeypatch):
    exact = OdeModel.load(write(**RING)).steady_state()
    model = OdeModel.load(write(**RING))
    leaky(model, monkeypatch, 1e-8)
    assert dict(model.steady_state().values) == pytest.approx(dict(exact.values), rel=2e-9)


def test_unknown_ids_are_refused_in_the_result_and_the_changes(write):
    model = OdeModel.load(write(**RING))
    with pytest.raises(UsageError, match="has no 'k9'"):
        model.steady_state({"k9": 1.0})
    with pytest.raises(UsageError, match="the steady state has no 'summ'; did you mean 'sum'"):
        model.steady_state()["summ"]
