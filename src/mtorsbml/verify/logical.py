"""The fixed points of a logic model in every reader at hand."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from mtorsbml.errors import UsageError, nearest
from mtorsbml.verify import engines
from mtorsbml.verify.engines import EngineError

if TYPE_CHECKING:
    from mtorsbml.simulate.logic import LogicModel

READERS: Final[Mapping[str, tuple[str, str]]] = {
    "mpbn": ("mpbn", "verify"),
    "pyboolnet": ("pyboolnet", "verify"),
    "maboss": ("cmaboss", "dev"),
}
"""The readers beside AEON, the reference: the module that each needs, and the extra that brings it."""

_SAMPLED: Final = frozenset({"maboss"})
"""Readers that run from the initial levels, and so find some of the fixed points."""


@dataclass(frozen=True, kw_only=True, slots=True)
class LogicComparison:
    """What a reader found: `agrees` if its fixed points are those of AEON (or, of a sampling reader, among them)."""

    reader: str
    verdict: Literal["agrees", "differs", "failed", "missing"]
    fixed_points: int = 0
    expected: int = 0
    reason: str = ""


def verify_logic(
    path: Path,
    *,
    with_readers: Sequence[str] = tuple(READERS),
    timeout: float = engines.TIMEOUT,
    progress: Callable[[str], None] | None = None,
) -> tuple[LogicComparison, ...]:
    """Find the fixed points of a logic model, its inputs at their initial levels, in several readers.

    Args:
        path: An SBML-qual file.
        with_readers: The readers that are held against AEON.
        timeout: Limit for each reader [s].
        progress: Is told what begins.

    Raises:
        UsageError: There is no such reader, or the file is no logical model.
        MtorsbmlError: The file is refused.
    """
    from mtorsbml.simulate.logic import LogicModel

    for name in with_readers:
        if name not in READERS:
            raise UsageError(f"there is no reader '{name}'{nearest(name, READERS)} (there are: {', '.join(READERS)})")
    model = LogicModel.load(path)
    expected = {frozenset(node for node, on in point.items() if on) for point in model.fixed_points()}
    request = {"bnet": _rules(model), "qual": str(path.resolve()), "nodes": len(model.nodes)}
    found = []
    for name in with_readers:
        module, extra = READERS[name]
        if importlib.util.find_spec(module) is None:
            reason = f"{name}: {module} not installed (pip install 'mtorsbml[{extra}]')"
            found.append(LogicComparison(reader=name, verdict="missing", expected=len(expected), reason=reason))
            continue
        if progress:
            progress(name)
        found.append(_asked(name, request, expected, timeout))
    return tuple(found)


def _asked(name: str, request: Mapping[str, object], expected: set[frozenset[str]], timeout: float) -> LogicComparison:
    try:
        answer = engines.child(name, request, timeout=timeout)
    except EngineError as error:
        return LogicComparison(reader=name, verdict="failed", expected=len(expected), reason=str(error))
    points = {frozenset(point) for point in answer["fixed_points"]}
    same = bool(points) and points <= expected if name in _SAMPLED else points == expected
    strange = sorted({node for point in points - expected for node in point})[:5]
    return LogicComparison(
        reader=name,
        verdict="agrees" if same else "differs",
        fixed_points=len(points),
        expected=len(expected),
        reason="" if same else f"fixed points that AEON does not have; on in them: {', '.join(strange)}",
    )


def _rules(model: LogicModel) -> str:
    """The rules with the inputs put in: as many prime implicants as all their combinations have take minutes."""
    from mtorsbml.model import boolean
    from mtorsbml.model.boolean import Constant
    from mtorsbml.simulate._boolnet import Network

    rules = {node: boolean.parse(rule) for node, rule in model.rules.items()}
    inputs = {node: model.initial[node] for node in model.inputs}
    folded = Network(initial=model.initial, rules=rules).folded(inputs)
    lines = [f"{node}, {int(level)}" for node, level in inputs.items()]
    for node, rule in folded.items():
        lines.append(f"{node}, {int(rule.value) if isinstance(rule, Constant) else boolean.to_text(rule)}")
    return "\n".join([*lines, ""])
