"""AEON and our own reductions against enumeration of all states, and the reading of SBML-qual."""

from __future__ import annotations

import itertools
import random

import libsbml
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mtorsbml.errors import MtorsbmlError, UsageError
from mtorsbml.model import boolean
from mtorsbml.simulate import _aeon, _reach
from mtorsbml.simulate._boolnet import Network
from mtorsbml.simulate.logic import LogicModel

# -- the judge: everything by enumeration ----------------------------------------------------------------------------


class Enumerated:
    """A small network whose states are all looked at one by one; held nodes have no rule."""

    def __init__(self, initial, rules):
        self.nodes = tuple(initial)
        self.held = {node: level for node, level in initial.items() if node not in rules}
        self.rules = {node: compile(_python(rule), node, "eval") for node, rule in rules.items()}
        self.states = [
            state
            for state in itertools.product((False, True), repeat=len(self.nodes))
            if all(state[self.nodes.index(node)] == level for node, level in self.held.items())
        ]
        self.next = {state: self._successors(state) for state in self.states}
        self.below = {state: self._reached(state) for state in self.states}

    def _value(self, node, state):
        return eval(self.rules[node], dict(zip(self.nodes, state, strict=True)))

    def _successors(self, state):
        return [
            (*state[:i], not state[i], *state[i + 1 :])
            for i, node in enumerate(self.nodes)
            if node in self.rules and self._value(node, state) != state[i]
        ]

    def _reached(self, state):
        found, waiting = {state}, [state]
        while waiting:
            for further in self.next[waiting.pop()]:
                if further not in found:
                    found.add(further)
                    waiting.append(further)
        return frozenset(found)

    def fixed_points(self):
        return sorted(state for state in self.states if not self.next[state])

    def attractors(self, start=None):
        among = self.states if start is None else self.below[start]
        return {self.below[s] for s in among if all(self.below[t] == self.below[s] for t in self.below[s])}

    def minimal_trap_spaces(self):
        traps = []
        for space in itertools.product((False, True, None), repeat=len(self.nodes)):
            inside = [s for s in self.states if all(b is None or a == b for a, b in zip(s, space, strict=True))]
            closed = inside and all(
                level is None or t[i] == level for s in inside for t in self.next[s] for i, level in enumerate(space)
            )
            free = [self.nodes[i] for i, level in enumerate(space) if level is None]
            if closed and not set(free) & set(self.held):
                traps.append((space, frozenset(inside)))
        return {space for space, inside in traps if not any(other < inside for _, other in traps)}


def _python(rule):
    return (
        rule.replace("&", " and ")
        .replace("|", " or ")
        .replace("!", " not ")
        .replace("true", "True")
        .replace("false", "False")
        .strip()
    )


def _levels(states, nodes):
    columns = zip(nodes, zip(*states, strict=True), strict=True)
    return {node: "mixed" if len(set(seen)) > 1 else ("on" if seen[0] else "off") for node, seen in columns}


NAMES = ("a", "b", "c", "d", "e")


@st.composite
def networks(draw):
    nodes = NAMES[: draw(st.integers(1, len(NAMES)))]
    literal = st.sampled_from([text for node in nodes for text in (node, f"!{node}")] + ["true", "false"])
    rule = st.recursive(
        literal,
        lambda inner: st.tuples(inner, st.sampled_from("&|"), inner).map(lambda t: f"({t[0]} {t[1]} {t[2]})"),
        max_leaves=5,
    )
    initial = {node: draw(st.booleans()) for node in nodes}
    return initial, {node: draw(rule) for node in nodes if draw(st.integers(0, 9))}


def _model(initial, rules):
    return LogicModel(Network(initial, {node: boolean.parse(rule) for node, rule in rules.items()}), "m")


@settings(deadline=None, max_examples=150)
@given(networks(), st.data())
def test_everything_agrees_with_enumeration(network, data):
    initial, rules = network
    model, judge = _model(initial, rules), Enumerated(initial, rules)
    assert [tuple(point.values()) for point in model.fixed_points()] == judge.fixed_points()
    spaces = [tuple(space.values()) for space in model.minimal_trap_spaces()]
    assert len(spaces) == len(set(spaces))
    assert set(spaces) == judge.minimal_trap_spaces()
    start = {node: data.draw(st.booleans(), label=node) for node in rules}
    state = tuple({**initial, **start}.values())
    for found, expected in (
        (model.attractors(), judge.attractors()),
        (model.attractors(start=start), judge.attractors(state)),
        (list(model.resting_state().attractors), judge.attractors(tuple(initial.values()))),
    ):
        described = [(dict(a.levels), a.size) for a in found]
        assert sorted(map(repr, described)) == sorted(
            repr((_levels(sorted(states), judge.nodes), len(states))) for states in expected
        )


@settings(deadline=None, max_examples=60)
@given(networks(), st.data())
def test_settings_are_as_if_the_file_said_so(network, data):
    initial, rules = network
    held = data.draw(st.dictionaries(st.sampled_from(list(initial)), st.booleans(), max_size=2))
    model = _model(initial, rules)
    other = _model({**initial, **held}, {node: rule for node, rule in rules.items() if node not in held})
    assert model.fixed_points(held) == other.fixed_points()
    assert model.minimal_trap_spaces(held) == other.minimal_trap_spaces()
    assert [a.levels for a in model.attractors(settings=held)] == [a.levels for a in other.attractors()]
    assert model.resting_state(held).levels == other.resting_state().levels


# -- what the reductions must not lose -------------------------------------------------------------------------------


def test_a_node_on_its_way_to_its_last_level_still_acts():
    """`x` ends on; while it is off, `latch` may be set, and then stays."""
    model = _model({"x": False, "latch": False}, {"x": "true", "latch": "!x | latch"})
    assert [a.levels["latch"] for a in model.attractors(start={})] == ["off", "on"]
    assert model.resting_state()["latch"] == "mixed"
    assert model.attractors(start={"x": True})[0].levels == {"x": "on", "latch": "off"}


def test_an_oscillation_is_mixed_and_counted():
    model = _model({"a": False, "b": False, "c": True}, {"a": "!b", "b": "a", "c": "c & (a | !a)"})
    (attractor,) = model.attractors(start={})
    assert dict(attractor.levels) == {"a": "mixed", "b": "mixed", "c": "on"}
    assert attractor.size == 4
    assert model.fixed_points() == []
    assert model.minimal_trap_spaces() == [{"a": None, "b": None, "c": False}, {"a": None, "b": None, "c": True}]


def test_attractors_that_are_mixed_in_the_same_nodes_are_told_apart():
    """Two rings through all sixteen states of four nodes; no node tells by itself which ring a state is in."""
    rings = [
        ["0000", "1000", "1100", "1110", "1111", "0111", "0011", "0001"],
        ["0100", "0110", "0010", "1010", "1011", "1001", "1101", "0101"],
    ]
    after = {state: ring[(i + 1) % 8] for ring in rings for i, state in enumerate(ring)}

    def term(state):
        return (
            "("
            + " & ".join(node if level == "1" else f"!{node}" for node, level in zip("abcd", state, strict=True))
            + ")"
        )

    rules = {node: " | ".join(term(s) for s in after if after[s][i] == "1") for i, node in enumerate("abcd")}
    model = _model(dict.fromkeys("abcd", False), rules)
    assert [a.size for a in model.attractors()] == [8, 8]
    for state in ("1100", "1011"):
        (found,) = model.attractors(start={node: level == "1" for node, level in zip("abcd", state, strict=True)})
        assert set(found.levels.values()) == {"mixed"}
        assert found.size == 8


def test_what_rules_alone_decide_needs_no_solver(monkeypatch):
    for name in ("FixedPoints", "TrapSpaces", "Attractors"):
        monkeypatch.delattr(f"biodivine_aeon.{name}")
    model = _model({"x": False, "y": False, "z": False}, {"x": "true", "y": "x & !z", "z": "!x"})
    assert model.fixed_points() == model.minimal_trap_spaces() == [{"x": True, "y": True, "z": False}]
    assert model.resting_state().levels == {"x": "on", "y": "on", "z": "off"}


def test_inputs_keep_their_initial_level_unless_they_are_set():
    """AEON by itself ignores initial levels and lets inputs take any."""
    model = _model({"i": True, "x": False}, {"x": "i"})
    assert model.inputs == ("i",)
    assert model.fixed_points() == [{"i": True, "x": True}]
    assert model.fixed_points({"i": False}) == [{"i": False, "x": False}]
    assert model.resting_state({"x": False})["x"] == "off"
    assert model.attractors(start={"i": False}) == model.attractors(start={}, settings={"i": True})


def _chain(length, seed):
    """Mostly downhill, with switches that remember on the way."""
    choice = random.Random(seed)
    initial = {f"i{k}": choice.random() < 0.5 for k in range(length // 5)}
    rules = {}
    for k in range(length - len(initial)):
        near = list(initial)[-30:]
        terms = [choice.choice(("", "!")) + choice.choice(near) for _ in range(choice.randint(1, 3))]
        if k % 20 == 0:
            terms.append(f"x{k}")
        initial[f"x{k}"] = choice.random() < 0.5
        rules[f"x{k}"] = choice.choice((" & ", " | ")).join(terms)
    return _model(initial, rules)


@pytest.mark.parametrize("seed", range(4))
def test_150_nodes_are_settled_and_every_run_ends_in_what_was_found(seed):
    """The forward set of one state of such a network is too large for a diagram; the way back is not."""
    model = _chain(150, seed)
    found = model.attractors(start={})
    ends = [tuple(a.levels.values()) for a in found if a.size == 1]
    choice = random.Random(seed)
    rules = {node: compile(_python(rule), node, "eval") for node, rule in model.rules.items()}
    for _ in range(20):
        state = dict(model.initial)
        for _ in range(5_000):
            moves = [node for node, rule in rules.items() if eval(rule, dict(state)) != state[node]]
            if not moves:
                assert tuple("on" if level else "off" for level in state.values()) in ends
                break
            node = choice.choice(moves)
            state[node] = not state[node]


def test_results_do_not_depend_on_the_order_that_aeon_gives(monkeypatch):
    model = _model(dict.fromkeys("abc", False), {"a": "a", "b": "b", "c": "c"})
    points, spaces, attractors = model.fixed_points(), model.minimal_trap_spaces(), model.attractors()
    for name in ("fixed_points", "minimal_trap_spaces", "attractors"):
        forward = getattr(_aeon, name)
        monkeypatch.setattr(_aeon, name, lambda rules, forward=forward: list(reversed(forward(rules))))
    assert (model.fixed_points(), model.minimal_trap_spaces(), model.attractors()) == (points, spaces, attractors)
    assert [list(point) for point in points] == [["a", "b", "c"]] * 8
    assert points == sorted(points, key=lambda point: tuple(point.values()))


def test_what_is_too_much_is_refused(monkeypatch):
    many = _model({f"x{i}": False for i in range(14)}, {f"x{i}": f"x{i}" for i in range(14)})
    with pytest.raises(MtorsbmlError, match="m: there are 16384 fixed points; at most 10000 are listed"):
        many.fixed_points()
    with pytest.raises(MtorsbmlError, match="m: there are 16384 minimal trap spaces"):
        many.minimal_trap_spaces()
    monkeypatch.setattr(_aeon, "MOST_DIAGRAM_NODES", 2)
    model = _model({"x": False, "latch": False}, {"x": "true", "latch": "!x | latch"})
    with pytest.raises(MtorsbmlError, match="m: what can be reached from this state is too complex"):
        model.attractors(start={})
    monkeypatch.setattr(_aeon, "MOST_ATTRACTOR_NODES", 2)
    ring = _model(dict.fromkeys("abcd", False), {"a": "!d", "b": "a | !c", "c": "b", "d": "c & a"})
    with pytest.raises(MtorsbmlError, match="m: the attractors of the 4 nodes that can change are too complex to find"):
        ring.attractors()


def test_nodes_that_nothing_else_acts_on_are_settled_first(monkeypatch):
    """The search meets each switch alone, never both, nor what hangs on them."""
    met = []
    search = _aeon.attractors
    monkeypatch.setattr(_aeon, "attractors", lambda rules: met.append(set(rules)) or search(rules))
    rules = {"a": "b", "b": "a", "c": "(c | d) & a", "d": "c", "e": "a & d"}
    found = _model(dict.fromkeys("abcde", False), rules).attractors()
    assert [[attractor[node] for node in "ace"] for attractor in found] == [
        ["off", "off", "off"],
        ["on", "off", "off"],
        ["on", "on", "on"],
    ]
    assert {"a", "b"} in met
    assert max(len(nodes) for nodes in met) == 2


def test_one_candidate_needs_no_search(monkeypatch):
    monkeypatch.delattr(_aeon, "can_reach")
    model = _model({"a": True, "b": True}, {"a": "b", "b": "a"})
    assert model.resting_state().levels == {"a": "on", "b": "on"}
    assert len(_reach.attractors(model._network)) == 2


# -- wrong use -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("levels", "message"),
    [
        ({"Rebh": True}, "m: has no node 'Rebh'; did you mean 'Rheb'"),
        ({"Rheb": 2}, "m: node 'Rheb': 2 is not 0 or 1"),
        ({"Rheb": "on"}, "m: node 'Rheb': 'on' is not 0 or 1"),
        ({"Rheb": None}, "m: node 'Rheb': None is not 0 or 1"),
    ],
)
def test_settings_that_make_no_sense_are_refused(levels, message):
    model = _model({"Rheb": False}, {})
    for call in (model.fixed_points, model.minimal_trap_spaces, model.resting_state, model.attractors):
        with pytest.raises(UsageError, match=message):
            call(levels)
    with pytest.raises(UsageError, match="the network has no node 'Rebh'; did you mean 'Rheb'"):
        model.resting_state()["Rebh"]


# -- reading ---------------------------------------------------------------------------------------------------------


def _qual(nodes, transitions, *, levels=(1,), default=0, most=1):
    document = libsbml.SBMLDocument(libsbml.QualPkgNamespaces(3, 1, 1))
    document.setPackageRequired("qual", True)
    model = document.createModel()
    cell = model.createCompartment()
    cell.setId("cell")
    cell.setSize(1.0)
    cell.setConstant(True)
    plugin = model.getPlugin("qual")
    for node, level in nodes.items():
        species = plugin.createQualitativeSpecies()
        species.setId(node)
        species.setCompartment("cell")
        species.setConstant(node not in transitions)
        species.setMaxLevel(most)
        if level is not None:
            species.setInitialLevel(level)
    for node, formula in transitions.items():
        transition = plugin.createTransition()
        transition.setId(f"tr_{node}")
        output = transition.createOutput()
        output.setQualitativeSpecies(node.rstrip("_"))
        output.setTransitionEffect(libsbml.OUTPUT_TRANSITION_EFFECT_ASSIGNMENT_LEVEL)
        transition.createDefaultTerm().setResultLevel(default)
        for name in nodes:
            if f"{name} " in formula:
                item = transition.createInput()
                item.setQualitativeSpecies(name)
                item.setTransitionEffect(libsbml.INPUT_TRANSITION_EFFECT_NONE)
                item.setId(f"{node}_in_{name}")
        for level in levels:
            term = transition.createFunctionTerm()
            term.setResultLevel(level)
            term.setMath(libsbml.parseL3Formula(formula))
    return libsbml.writeSBMLToString(document)


def test_the_canonical_dialect_is_read(tmp_path):
    """Also when libSedML was imported: then libSBML gives objects for the types of formulas."""
    import libsedml

    assert libsedml.getLibSEDMLVersion()
    text = _qual({"i": 1, "x": 0, "y": 1}, {"x": "(i == 1 && !(y == 1)) || 0 == x || y == 0", "y": "true && x == 1"})
    (tmp_path / "a.xml").write_text(text)
    model = LogicModel.load(tmp_path / "a.xml")
    assert model.nodes == ("i", "x", "y")
    assert model.inputs == ("i",)
    assert dict(model.initial) == {"i": True, "x": False, "y": True}
    assert dict(model.rules) == {"x": "(i & !y) | !x | !y", "y": "true & x"} or model.rules["x"] == "i & !y | !x | !y"
    assert LogicModel.load(text).resting_state().levels == model.resting_state().levels


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"default": 1}, "node 'x' has the default term 1 and function terms \\[1\\]; readers agree only on"),
        ({"levels": (0,)}, "node 'x' has the default term 0 and function terms \\[0\\]"),
        ({"levels": (1, 1)}, "node 'x' has the default term 0 and function terms \\[1, 1\\]"),
        ({"levels": ()}, "node 'x' has the default term 0 and function terms \\[\\]"),
        ({"most": 2}, "node 'i' has maxLevel 2; only Boolean models are read"),
        ({"nodes": {"i": None, "x": 0}}, "node 'i' has no initialLevel of 0 or 1"),
        ({"transitions": {"x": "i != 1"}}, "node 'x': 'i != 1' is not and, or, not"),
        ({"transitions": {"x": "i >= 1"}}, "is not and, or, not"),
        ({"transitions": {"x": "i == 2"}}, "only a node can be equal to something, and only to 0 or 1"),
        ({"transitions": {"x": "1 == 1"}}, "only a node can be equal to something"),
        ({"transitions": {"x": "i == 1", "x_": "i == 0"}}, "node 'x' is the output of two transitions|libSBML error"),
    ],
)
def test_other_dialects_are_refused_by_name(given, message):
    parts = {"nodes": {"i": 1, "x": 0}, "transitions": {"x": "i == 1"}, **given}
    with pytest.raises(MtorsbmlError, match=message):
        LogicModel.load(_qual(**parts))


def test_a_kinetic_model_is_refused(write):
    with pytest.raises(UsageError, match=r"is not a logical \(qual\) model: use `mtorsbml simulate`"):
        LogicModel.load(write(species={"S": 1.0}))
