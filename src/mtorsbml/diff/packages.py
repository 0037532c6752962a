"""The facts of SBML packages: logic (`qual`), hierarchies (`comp`), and any other element by element."""

from __future__ import annotations

from typing import Final

from mtorsbml.diff.collect import Collector, package
from mtorsbml.diff.facts import Elements, Fact, LogicRule, Plain
from mtorsbml.sbml.tree import Node
from mtorsbml.validate.logic import LogicView, TransitionView
from mtorsbml.validate.view import ModelView, number

_CORE: Final = "/core"
_KNOWN: Final = frozenset({"listOfQualitativeSpecies", "listOfTransitions"})
_GROUPS: Final = {"listOfSubmodels": "submodels", "listOfPorts": "ports"}
_LABELS: Final = ("id", "portRef", "idRef", "metaIdRef", "unitRef", "reaction", "species", "symbol")


def collect(root: Node | None) -> Elements:
    """All elements of a file; none of a file that does not exist."""
    if root is None:
        return {}
    level, version = (int(number(root.get(name)) or 0) for name in ("level", "version"))
    main = root.child("model")
    assert main is not None
    collector = _whole(ModelView(main, level, version), "")
    facts: dict[str, Fact] = {"SBML": Plain(f"Level {level} Version {version}")}
    for key in root.attributes:
        space, _, name = key.rpartition(" ")
        if name == "required":
            facts[f"package {package(space)}"] = Plain(package(space))
    collector.add("file", "file", None, facts)
    found = collector.found
    for node in root.listed("listOfModelDefinitions"):
        found |= _whole(ModelView(node, level, version), f"{node.id}::").found
    outer = Collector(ModelView(main, level, version))
    for node in root.listed("listOfExternalModelDefinitions"):
        _generic(outer, "external models", node)
    return found | outer.found


def _whole(model: ModelView, prefix: str) -> Collector:
    collector = Collector(model, prefix)
    collector.core()
    _logic(collector, LogicView(model.node))
    for child in model.node.children:
        if child.ns.endswith(_CORE) or "sbml.org/sbml/level3" not in child.ns or child.name in _KNOWN:
            continue
        inner = [n for n in child.children if n.name not in {"notes", "annotation"}]
        for node in inner if child.name.startswith("listOf") else [child]:
            _generic(collector, _GROUPS.get(child.name, "packages"), node)
    return collector


def _logic(collector: Collector, logic: LogicView) -> None:
    for name, node in logic.species.items():
        facts = _attributes(node)
        level = node.get("initialLevel")
        summary = f"level {level or '?'} of {logic.max_levels[name]}"
        collector.add("logic species", name, node, facts, summary=summary)
    outputs: dict[str, int] = {}
    for transition in logic.transitions:
        targets = [n.get("qualitativeSpecies") for n in transition.outputs]
        label = ", ".join(targets) or transition.id
        outputs[label] = outputs.get(label, 0) + 1
        # By what it sets rather than by its id, which other tools make up anew.
        collector.add("logic rules", label, transition.node, _rule(transition, logic))


def _rule(transition: TransitionView, logic: LogicView) -> dict[str, Fact]:
    facts: dict[str, Fact] = {"rule": LogicRule(transition, logic.max_levels)}
    for source in transition.inputs:
        threshold = f", threshold {source.threshold}" if source.threshold is not None else ""
        facts[f"input {source.species}"] = Plain(f"{source.sign or 'no sign'}, {source.effect}{threshold}")
    for target in transition.outputs:
        level = f" {target.get('outputLevel')}" if target.get("outputLevel") else ""
        facts[f"output {target.get('qualitativeSpecies')}"] = Plain(f"{target.get('transitionEffect')}{level}")
    return facts


def _attributes(node: Node) -> dict[str, Fact]:
    found: dict[str, Fact] = {}
    for key, value in node.attributes.items():
        local = key.rpartition(" ")[2]
        if local not in {"id", "metaid", "name", "sboTerm"}:
            found[local] = Plain(value, number(value) if number(value) is not None else value)
    return found


def _generic(collector: Collector, group: str, node: Node) -> None:
    """An element of which only the form is known: its attributes, and what is in it, in any order."""
    facts = _attributes(node)
    for child in node.children:
        if child.name in {"notes", "annotation"}:
            continue
        for part in child.children if child.name.startswith("listOf") else [child]:
            text = _canonical(part)
            label = _label(part)
            facts[f"{part.name} {label or text[:80]}"] = Plain(text)
    summary = " ".join(f"{name}={fact.text}" for name, fact in facts.items() if " " not in name)
    label = node.id or f"{node.name} {_label(node) or _canonical(node)[:80]}"
    collector.add(group, label, node, facts, summary=summary, key=f"{node.name} {label}")


def _label(node: Node) -> str:
    return next((found for name in _LABELS if (found := node.get(name))), "")


def _canonical(node: Node) -> str:
    """An element as text, whatever the order in it."""
    attributes = " ".join(
        f"{k.rpartition(' ')[2]}={v}" for k, v in sorted(node.attributes.items()) if not k.endswith("metaid")
    )
    inner = sorted(_canonical(c) for c in node.children if c.name not in {"notes", "annotation"})
    text = node.text.strip()
    return f"{node.name}({' '.join(filter(None, [attributes, text, *inner]))})"
