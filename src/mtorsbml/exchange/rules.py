"""The logic model as rules: BoolNet and MaBoSS."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mtorsbml.exchange.source import Source

if TYPE_CHECKING:
    from mtorsbml.simulate.logic import LogicModel


def bnet_files(source: Source) -> dict[str, bytes]:
    """One rule for each node; an input keeps its level (`Insulin, Insulin`), what a variant holds is a constant.

    Raises:
        MtorsbmlError: The logic model is not Boolean.
    """
    model = _model(source)
    rules = {node: str(int(model.initial[node])) if node in source.held else node for node in model.nodes}
    rules.update(model.rules)
    lines = ["targets, factors", *(f"{node}, {rule}" for node, rule in rules.items()), ""]
    return {f"{source.id}.bnet": "\n".join(lines).encode()}


def maboss_files(source: Source) -> dict[str, bytes]:
    """The network (`.bnd`), each node with both rates 1, and the settings (`.cfg`) with the initial levels.

    Raises:
        MtorsbmlError: The logic model is not Boolean.
    """
    model = _model(source)
    network = "\n".join(_node(node, model.rules.get(node)) for node in model.nodes)
    levels = [f"{node}.istate = {int(model.initial[node])};" for node in model.nodes]
    settings = ["time_tick = 1;", "max_time = 100;", "sample_count = 1000;", "discrete_time = 0;", "thread_count = 1;"]
    return {
        f"{source.id}.bnd": network.encode(),
        f"{source.id}.cfg": "\n".join([*levels, *settings, ""]).encode(),
    }


def _node(node: str, rule: str | None) -> str:
    logic = "  rate_up = 0;\n  rate_down = 0;" if rule is None else f"  logic = {_c(rule)};\n{_RATES}"
    return f"Node {node} {{\n{logic}\n}}\n"


_RATES = "  rate_up = @logic ? 1 : 0;\n  rate_down = @logic ? 0 : 1;"


def _c(rule: str) -> str:
    return {"true": "1", "false": "0"}.get(rule, rule)


def _model(source: Source) -> LogicModel:
    from mtorsbml.simulate.logic import LogicModel

    return LogicModel.load(source.qual)
