"""What variants make of a model, told for people: parameter values, rules of logic nodes, sources."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from mtorsbml.model.formula import number
from mtorsbml.model.variant import Removal, Variant
from mtorsbml.model.vocabulary import ChangedValue, LogicNode, Model
from mtorsbml.pathway.variants import KINDS, variants

_HEAD: Final = """# Variants

Written by `mtorsbml variants --markdown`; a test holds this file to the code.

A variant is a small declared change of the kinetic and of the logic model: parameters take other values, logic nodes
are held or follow another rule. In the kinetic model all are parameters, so that any tool can repeat them:
`mtorsbml variants TSC2_loss` prints the values. They join with `+`, and those that contradict each other are refused.

```sh
mtorsbml simulate mtor --variant TSC2_loss+rapamycin_acute
mtorsbml logic mtor --variant RagA_GTP --set AminoAcids=0
mtorsbml export mtor --variant TSC2_loss --to sbml -o mtor_TSC2_loss.xml
```

A run starts from the fed state of the wild type, in which a lost protein and its complexes are missing from the start;
the rest of the cell then adapts. Two variants contradict each other if they give one parameter two values or one drug
two doses, if they hold a logic node at two levels or give it two rules, if one removes what the other alters, or if
both answer the same question (such as the wiring of a species).
"""


@dataclass(frozen=True, kw_only=True, slots=True)
class RuleChange:
    """The rule of a logic node before and after; empty for an input, `true` or `false` for a held node."""

    node: str
    before: str
    after: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Account:
    """What some variants change in a model."""

    settings: tuple[ChangedValue, ...]
    rules: tuple[RuleChange, ...]
    removed: tuple[str, ...]


def account(before: Model, after: Model, chosen: Iterable[Variant]) -> Account:
    """Compare a model with what variants made of it."""
    changed = {n.id: n for n in (*after.nodes, *after.held_nodes)}
    rules = tuple(
        RuleChange(node=n.id, before=_rule(n), after=_rule(changed[n.id]))
        for n in (*before.nodes, *before.held_nodes)
        if n != changed[n.id]
    )
    gone = tuple(c.id for v in chosen for c in v.changes if isinstance(c, Removal))
    return Account(settings=after.values[len(before.values) :], rules=rules, removed=gone)


def _rule(node: LogicNode) -> str:
    return node.rule if node.rule is not None else f"input, {'on' if node.resting else 'off'} at rest"


def setting(changed: ChangedValue) -> str:
    """A value as it is given to `--set`."""
    return f"{changed.id}={number(changed.value)}"


def sources(variant: Variant) -> str:
    """Where a variant is from, in a line."""
    evidence = variant.evidence
    parts = [f"lines {', '.join(evidence.locators)}"] if evidence.locators else []
    parts += [citation.label for citation in evidence.citations]
    parts += [] if evidence.confidence == "established" else [evidence.confidence]
    return "; ".join([*parts, *([evidence.note] if evidence.note else [])])


def markdown() -> str:
    """All variants as a page."""
    lines = [_HEAD]
    for kind in KINDS:
        lines += [f"## {kind.capitalize()}", "", "| variant | change | phenotype | evidence |", "|---|---|---|---|"]
        for v in variants().values():
            if v.kind == kind:
                name = f"`{v.id}`" + "".join(f", `{alias}`" for alias in v.aliases)
                change = f"{v.title}{'. ' + v.note.removesuffix('.') if v.note else ''}"
                lines.append(f"| {name} | {change} | {v.phenotype} | {sources(v)} |")
        lines.append("")
    return "\n".join(lines)
