"""SED-ML files as the rules of family SED see them: references, models they draw in, and XPath into those."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final

from mtorsbml.sbml import scan
from mtorsbml.sbml.externals import local_source
from mtorsbml.sbml.scan import MAX_BYTES
from mtorsbml.sbml.tree import Lines, Node
from mtorsbml.validate import registry
from mtorsbml.validate.findings import Finding, Options
from mtorsbml.validate.registry import FAMILIES, Rule

_STEP: Final = re.compile(r"(//?)(?:(@)?(?:[\w.-]+:)?([\w.-]+|\*)((?:\[[^\]]*\])*))")
_ID_TEST: Final = re.compile(r"\[\s*@(?:[\w.-]+:)?([\w.-]+)\s*=\s*(?:'([^']*)'|\"([^\"]*)\")\s*\]")
_POSITION: Final = re.compile(r"\[\s*(\d+)\s*\]")
_PREFIX: Final = re.compile(r"(?:^|[/@\[\s])([A-Za-z_][\w.-]*):(?!:)[\w*]")
_MOST_CHAIN: Final = 100


@dataclass(frozen=True, kw_only=True, slots=True)
class ModelSource:
    """What the source of a model leads to: `root` is its SBML, or None with the reason in `problem`.

    `remote` is a source that is no file here, which is not followed.
    """

    root: Node | None = None
    problem: str = ""
    remote: str = ""


class SedContext:
    """One SED-ML document."""

    def __init__(self, root: Node, data: bytes, path: Path) -> None:
        self.root = root
        self.data = data
        self.path = path
        self.read: list[str] = []
        self._lines = Lines(data)
        self._files: dict[Path, ModelSource] = {}

    def line(self, node: Node) -> int:
        """The line in which an element begins."""
        return self._lines.of(node.start)

    def _by_id(self, name: str) -> dict[str, Node]:
        return {n.id: n for n in self.root.listed(name)}

    @cached_property
    def models(self) -> dict[str, Node]:
        """Models by id."""
        return self._by_id("listOfModels")

    @cached_property
    def simulations(self) -> dict[str, Node]:
        """Simulations by id."""
        return self._by_id("listOfSimulations")

    @cached_property
    def tasks(self) -> dict[str, Node]:
        """Tasks, repeated ones too, by id."""
        return self._by_id("listOfTasks")

    @cached_property
    def generators(self) -> dict[str, Node]:
        """Data generators by id."""
        return self._by_id("listOfDataGenerators")

    @cached_property
    def outputs(self) -> dict[str, Node]:
        """Outputs by id."""
        return self._by_id("listOfOutputs")

    def chain(self, model: str) -> list[Node]:
        """A model and those from which it is derived (`source="#other"`); the last may be one seen before."""
        found: list[Node] = []
        name = model
        while name in self.models and len(found) < _MOST_CHAIN:
            node = self.models[name]
            found.append(node)
            if node in found[:-1]:
                break
            source = node.get("source")
            name = source.removeprefix("#") if source.removeprefix("#") in self.models else ""
        return found

    def source(self, model: str) -> ModelSource:
        """The SBML that a model begins with."""
        chain = self.chain(model)
        if not chain or chain[-1] in chain[:-1]:
            return ModelSource(problem="its sources lead in a circle" if chain else "it does not exist")
        source = chain[-1].get("source")
        target = local_source(source, self.path)
        if not source or source.startswith("#"):
            return ModelSource(problem=f"there is no model '{source}'" if source else "it has no source")
        if target is None:
            return ModelSource(remote=source)
        if target not in self._files:
            self._files[target] = self._load(target, source)
        return self._files[target]

    def _load(self, target: Path, source: str) -> ModelSource:
        self.read.append(os.path.relpath(target, self.path.parent))
        try:
            if not target.is_file():
                return ModelSource(problem=f"the file '{source[:200]}' is not there")
            with target.open("rb") as file:
                root = scan.scan(file.read(MAX_BYTES + 1))
        except scan.Refused as refused:
            return ModelSource(problem=f"the file '{source[:200]}' is refused: {refused.message} ({refused.code})")
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or error
            return ModelSource(problem=f"the file '{source[:200]}' cannot be read ({reason})")
        if root.name != "sbml":
            return ModelSource(problem=f"the file '{source[:200]}' is no SBML but <{root.name}>")
        return ModelSource(root=root)

    def model_of(self, task: str) -> str:
        """The model that a task runs; of a repeated task, that of its first subtask."""
        for _ in range(_MOST_CHAIN):
            node = self.tasks.get(task)
            if node is None:
                return ""
            if node.get("modelReference"):
                return node.get("modelReference")
            subtask = next(iter(node.listed("listOfSubTasks")), None)
            task = subtask.get("task") if subtask is not None else ""
        return ""

    @cached_property
    def targets(self) -> tuple[tuple[Node, str], ...]:
        """Elements that point into a model by `target`, with the model's id; what is added by a change is not known."""
        found: list[tuple[Node, str]] = []
        for name, model in self.models.items():
            inner = [n for change in model.listed("listOfChanges") for n in change.walk()]
            changes = [(n, n.get("modelReference") or name) for n in inner if n.get("target")]
            found += changes
        for task in self.tasks.values():
            found += [(n, n.get("modelReference")) for n in task.walk() if n.get("target") and n.get("modelReference")]
        for generator in self.generators.values():
            for variable in generator.listed("listOfVariables"):
                if variable.get("target"):
                    named = variable.get("modelReference") or self.model_of(variable.get("taskReference"))
                    found.append((variable, named))
        return tuple(found)

    def is_restructured(self, model: str) -> bool:
        """Whether XML is added, changed or removed in a model, so that its source does not tell what is in it."""
        names = {"addXML", "changeXML", "removeXML"}
        return any(n.name in names for node in self.chain(model) for n in node.listed("listOfChanges"))

    def has_prefix(self, prefix: str) -> bool:
        """Whether a prefix of XPath is declared somewhere in the file."""
        return re.search(rb"xmlns:%s\s*=" % re.escape(prefix.encode()), self.data) is not None


def prefixes(xpath: str) -> set[str]:
    """The prefixes that an XPath uses."""
    return set(_PREFIX.findall(re.sub(r"'[^']*'|\"[^\"]*\"", "", xpath)))


def matches(xpath: str, root: Node) -> int | None:
    """How many elements or attributes an XPath selects; None if it is of a form that is not understood here."""
    xpath = xpath.strip()
    steps = list(_STEP.finditer(xpath))
    if not steps or "".join(s.group() for s in steps) != xpath:
        return None
    top = Node("", "", {}, None, 0)
    top.children = [root]
    nodes = [top]
    for position, step in enumerate(steps):
        slashes, attribute, name, tests = step.groups()
        if attribute:
            return sum(bool(n.get(name)) for n in nodes) if position == len(steps) - 1 else None
        found: list[Node] = []
        for node in nodes:
            candidates = list(node.walk())[1:] if slashes == "//" else node.children
            picked = [c for c in candidates if name in {"*", c.name}]
            tested = _tested(picked, tests)
            if tested is None:
                return None
            found += tested
        nodes = list({id(n): n for n in found}.values())
    return len(nodes)


def _tested(nodes: list[Node], tests: str) -> list[Node] | None:
    for test in re.findall(r"\[[^\]]*\]", tests):
        equal, place = _ID_TEST.fullmatch(test), _POSITION.fullmatch(test)
        if equal:
            value = equal.group(2) if equal.group(2) is not None else equal.group(3)
            nodes = [n for n in nodes if n.get(equal.group(1)) == value]
        elif place:
            nodes = nodes[int(place.group(1)) - 1 : int(place.group(1))]
        else:
            return None
    return nodes


class SedRule(Rule):
    """A rule about a SED-ML document."""

    def check_sedml(self, sed: SedContext) -> Iterable[Finding]:  # noqa: ARG002
        """What the rule has to say."""
        return ()

    @classmethod
    def on(cls, sed: SedContext, node: Node, message: str, *, hint: str = "", group: str = "") -> Finding:
        """A finding at an element."""
        return Finding(
            code=cls.code,
            severity=cls.severity,
            message=message,
            hint=hint or cls.mend,
            line=sed.line(node),
            element=node.label,
            xpath=node.xpath,
            category=FAMILIES["SED"],
            group=group,
        )


def check(root: Node, data: bytes, path: Path, options: Options) -> tuple[list[Finding], list[str]]:
    """All findings on a SED-ML document, and the other files that it depends on."""
    from mtorsbml.validate.checker import guarded

    sed = SedContext(root, data, path)
    found: list[Finding] = []
    for rule in registry.chosen(options, subject="sedml"):
        found += guarded(rule, lambda rule=rule: rule.check_sedml(sed))  # type: ignore[misc]
    return found, sed.read
