"""Logical models: fixed points, trap spaces and attractors of an SBML-qual file, with AEON behind guards."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from mtorsbml.errors import MtorsbmlError, UsageError, nearest
from mtorsbml.model import boolean
from mtorsbml.sbml import read
from mtorsbml.simulate import _aeon, _qual, _reach
from mtorsbml.simulate._boolnet import Network

Level = Literal["on", "off", "mixed"]


@dataclass(frozen=True, slots=True)
class Attractor:
    """A set of states that a network, updating one node at a time, does not leave and keeps visiting.

    Attributes:
        levels: Of each node, whether it is on in all these states, off in all, or mixed.
        size: Number of states; 1 for a fixed point.
        example: One of the states.
    """

    levels: Mapping[str, Level]
    size: int
    example: Mapping[str, bool] = field(default_factory=dict, compare=False)

    def __getitem__(self, node: str) -> Level:
        """Level of one node.

        Raises:
            UsageError: There is no such node.
        """
        return _level_of(self.levels, node)


@dataclass(frozen=True, slots=True)
class RestingState:
    """Where a network may come to from its initial levels.

    Attributes:
        levels: Of each node, whether it is on in all attractors that can be reached, off in all, or mixed.
        attractors: Those attractors.
    """

    levels: Mapping[str, Level]
    attractors: tuple[Attractor, ...]

    def __getitem__(self, node: str) -> Level:
        """Level of one node.

        Raises:
            UsageError: There is no such node.
        """
        return _level_of(self.levels, node)


class LogicModel:
    """A Boolean network that was read and checked once, and is analysed as often as needed.

    Settings hold nodes at a level: an input, or any other node as a knockout (false) or always-on mutant (true). Inputs
    that are not set keep their initial level.

    Attributes:
        name: What the model is called in messages.
        nodes: Ids of all nodes, in the order of the file.
        inputs: Ids of the nodes that no transition changes.
        initial: Initial level of each node.
        rules: Rule of each node that is no input, as text with `&`, `|`, `!` and brackets.
    """

    def __init__(self, network: Network, name: str) -> None:
        self.name = name
        self.nodes: tuple[str, ...] = tuple(network.initial)
        self.inputs: tuple[str, ...] = tuple(node for node in self.nodes if node not in network.rules)
        self.initial: Mapping[str, bool] = MappingProxyType(dict(network.initial))
        self.rules: Mapping[str, str] = MappingProxyType(
            {node: boolean.to_text(rule) for node, rule in network.rules.items()}
        )
        self._network = network

    @classmethod
    def load(cls, source: Path | str) -> LogicModel:
        """Read a logical model.

        Args:
            source: Path of an SBML-qual file, or SBML as text.

        Raises:
            UsageError: The file cannot be read, or holds a kinetic model.
            MtorsbmlError: The file is refused as unsafe, has errors, is not Boolean, or is not in the dialect that all
                readers take: one transition for each node, with the default term 0 and one function term 1.
        """
        return cls(_qual.read_network(source), read.name_of(source))

    def fixed_points(self, settings: Mapping[str, bool] | None = None) -> list[dict[str, bool]]:
        """All states that no update changes, in order: off before on, node by node.

        Raises:
            UsageError: A setting names no node, or is no truth value.
            MtorsbmlError: There are more than 10,000.
        """
        levels, rules = self._held(settings).percolated()
        with self._naming_itself():
            points = _aeon.fixed_points(rules)
        found = [{node: {**levels, **point}[node] for node in self.nodes} for point in points]
        return sorted(found, key=lambda point: tuple(point.values()))

    def minimal_trap_spaces(self, settings: Mapping[str, bool] | None = None) -> list[dict[str, bool | None]]:
        """The smallest sets of states that no update leaves, each given by the levels of some nodes.

        Returns:
            The level of each node, None where it is free; in order, off before on before free.

        Raises:
            UsageError: A setting names no node, or is no truth value.
            MtorsbmlError: There are more than 10,000.
        """
        levels, rules = self._held(settings).percolated()
        with self._naming_itself():
            spaces = _aeon.minimal_trap_spaces(rules)
        found = [{node: {**levels, **space}[node] for node in self.nodes} for space in spaces]
        return sorted(found, key=lambda space: tuple(_ORDER[_level(level)] for level in space.values()))

    def attractors(
        self, start: Mapping[str, bool] | None = None, settings: Mapping[str, bool] | None = None
    ) -> list[Attractor]:
        """The attractors that can be reached when one node at a time is updated.

        Args:
            start: Levels to start from; a node that is not in it starts from its initial level. Without it, all
                attractors are given.
            settings: Levels that hold from the beginning.

        Returns:
            Attractors in order, node by node: off before on before mixed.

        Raises:
            UsageError: A node is unknown, or a level is no truth value.
            MtorsbmlError: The network is too complex to tell what can be reached.
        """
        network = self._held(settings)
        with self._naming_itself():
            if start is None:
                found = _reach.attractors(network)
            else:
                # A held node does not start from elsewhere; its setting wins.
                state = {**self.initial, **self._checked(start), **network.held()}
                found = _reach.reachable(network, state)
        attractors = [
            Attractor(
                levels=MappingProxyType({node: _level(states.shared.get(node)) for node in self.nodes}),
                size=states.size,
                example=MappingProxyType({node: states.example[node] for node in self.nodes}),
            )
            for states in found
        ]
        return sorted(attractors, key=lambda a: (*(_ORDER[level] for level in a.levels.values()), a.size))

    def trap_spaces_from(self, start: Mapping[str, bool], settings: Mapping[str, bool]) -> list[dict[str, bool | None]]:
        """The minimal trap spaces that are not ruled out from a state by the levels that no run from it changes.

        Each holds at least one attractor, and they are quick to find where attractors are not; but an attractor may lie
        outside all of them, and one of them may be out of reach.

        Args:
            start: As for `attractors`.
            settings: Levels that hold from the beginning.

        Returns:
            The level of each node, None where it is free; in order, off before on before free.

        Raises:
            UsageError: A node is unknown, or a level is no truth value.
            MtorsbmlError: There are more than 10,000.
        """
        network = self._held(settings)
        still = network.never_change({**self.initial, **self._checked(start), **network.held()})
        return LogicModel(network.fixed(still), self.name).minimal_trap_spaces()

    def free_nodes(self, start: Mapping[str, bool], settings: Mapping[str, bool]) -> int:
        """How many nodes a run from a state may change, at the most.

        Args:
            start: As for `attractors`.
            settings: Levels that hold from the beginning.

        Raises:
            UsageError: A node is unknown, or a level is no truth value.
        """
        network = self._held(settings)
        still = network.never_change({**self.initial, **self._checked(start), **network.held()})
        _, rules = network.fixed(still).percolated()
        return len(rules)

    def resting_state(self, settings: Mapping[str, bool] | None = None) -> RestingState:
        """Where the network comes to from its initial levels once the settings hold.

        Raises:
            UsageError: A setting names no node, or is no truth value.
            MtorsbmlError: The network is too complex to tell what can be reached.
        """
        found = self.attractors(start={}, settings=settings)
        levels: dict[str, Level] = {}
        for node in self.nodes:
            seen = {attractor.levels[node] for attractor in found}
            levels[node] = seen.pop() if len(seen) == 1 else "mixed"
        return RestingState(levels=MappingProxyType(levels), attractors=tuple(found))

    def _held(self, settings: Mapping[str, bool] | None) -> Network:
        return self._network.fixed(self._checked(settings or {}))

    def _checked(self, levels: Mapping[str, bool]) -> dict[str, bool]:
        held: dict[str, bool] = {}
        for name, level in levels.items():
            node = name if name in self.initial else name.removesuffix(_TOTAL)
            if node not in self.initial:
                raise UsageError(f"{self.name}: has no node '{name}'{nearest(name, self.nodes)}")
            if level not in (0, 1):
                raise UsageError(f"{self.name}: node '{name}': {level!r} is not 0 or 1 (false or true)")
            # An abundance that is as it is leaves its node to the rules.
            if node == name or not level:
                held[node] = bool(level)
        return {node: held[node] for node in self.nodes if node in held}

    @contextmanager
    def _naming_itself(self) -> Iterator[None]:
        try:
            yield
        except MtorsbmlError as error:
            raise type(error)(f"{self.name}: {error}") from None


_TOTAL = "_total"
"""Ending of an abundance in the kinetic model: `X_total` = 0 there is node X held off here, so one word serves both."""
_ORDER: Mapping[Level, int] = {"off": 0, "on": 1, "mixed": 2}


def _level(level: bool | None) -> Level:
    return "mixed" if level is None else ("on" if level else "off")


def _level_of(levels: Mapping[str, Level], node: str) -> Level:
    if node not in levels:
        raise UsageError(f"the network has no node '{node}'{nearest(node, levels)}")
    return levels[node]
