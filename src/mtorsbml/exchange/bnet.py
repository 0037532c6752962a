"""The logic model as a text in the BoolNet format, which mpbn, pyboolnet, AEON and others read."""

from __future__ import annotations

from mtorsbml.model import boolean
from mtorsbml.model.boolean import Constant
from mtorsbml.model.vocabulary import LogicNode, Model


def bnet_text(model: Model) -> str:
    """Write the rules: `node, rule` for each node, in the order of the model; equal models give equal text.

    An input, which nothing drives, is written as a node that keeps its level (`Insulin, Insulin`).

    Args:
        model: The joined modules.

    Raises:
        MtorsbmlError: If a rule cannot be read.
    """
    lines = [f"{node.id}, {_rule(node)}" for node in (*model.nodes, *model.held_nodes)]
    return "\n".join(["targets, factors", *lines, ""])


def _rule(node: LogicNode) -> str:
    if node.rule is None:
        return node.id
    rule = boolean.simplify(boolean.parse(node.rule))
    return str(int(rule.value)) if isinstance(rule, Constant) else boolean.to_text(rule)
