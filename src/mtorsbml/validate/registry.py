"""What a rule is, and where all of them are found.

A rule is a class with a docstring, decorated with `register`, in a module of `mtorsbml.validate.rules`:

    @register
    class DeadReaction(Rule):
        code = "NET004"
        name = "dead-reaction"
        severity = "warning"
        what = "A reaction of which a reactant is never there."
        why = "..."
        wrong = "<listOfSpecies>...</listOfSpecies>"
        right = "<listOfSpecies>...</listOfSpecies>"
        mend = "..."

        def check(self, ctx: Context) -> Iterator[Finding]:
            for reaction in ctx.model.reactions.values():
                ...
                yield self.at(ctx, reaction.node, f"...", hint="...", group="...")

`wrong` and `right` are both the page's example and its test: `wrong` must give the finding, and `right` must not.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
import textwrap
from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING, ClassVar, Final, Literal, TypeVar

from mtorsbml.errors import UsageError, nearest
from mtorsbml.validate.findings import PROFILES, Finding, Options, Profile, Severity

if TYPE_CHECKING:
    from mtorsbml.sbml.tree import Node
    from mtorsbml.validate.context import Context

Wrap = Literal["model", "sbml", "file", "sedml", "omex", "none"]

FAMILIES: Final[dict[str, str]] = {
    "XML": "safety and reading",
    "ANN": "annotation",
    "SBO": "SBO terms",
    "UNI": "units",
    "NET": "structure of the network",
    "KIN": "kinetics",
    "QUAL": "logical models",
    "COMP": "hierarchical models",
    "SED": "SED-ML",
    "OMX": "COMBINE archives",
    "SIM": "dynamics (only with --simulate)",
}
"""The letters with which codes begin, and what they are about."""

_CORE: Final = "http://www.sbml.org/sbml/level3/version1/core"
_PREFIXES: Final = {
    "qual": ("http://www.sbml.org/sbml/level3/version1/qual/version1", ' qual:required="true"'),
    "comp": ("http://www.sbml.org/sbml/level3/version1/comp/version1", ' comp:required="true"'),
    "math": ("http://www.w3.org/1998/Math/MathML", ""),
    "rdf": ("http://www.w3.org/1999/02/22-rdf-syntax-ns#", ""),
    "bqbiol": ("http://biomodels.net/biology-qualifiers/", ""),
    "bqmodel": ("http://biomodels.net/model-qualifiers/", ""),
}
_MODEL: Final = f"""<sbml xmlns="{_CORE}" level="3" version="1"><model id="m">
<listOfParameters><parameter id="k" value="1" constant="true"/></listOfParameters>
</model></sbml>
"""
_EXPERIMENT: Final = f"""manifest.xml:
<omexManifest xmlns="http://identifiers.org/combine.specifications/omex-manifest">
<content location="." format="http://identifiers.org/combine.specifications/omex"/>
<content location="./model.xml" format="http://identifiers.org/combine.specifications/sbml"/>
<content location="./run.sedml" format="http://identifiers.org/combine.specifications/sed-ml" master="true"/>
</omexManifest>
run.sedml:
<sedML xmlns="http://sed-ml.org/sed-ml/level1/version3" xmlns:sbml="{_CORE}" level="1" version="3">
<listOfModels><model id="m" language="urn:sedml:language:sbml" source="model.xml"/></listOfModels>
<listOfSimulations>
<uniformTimeCourse id="s" initialTime="0" outputStartTime="0" outputEndTime="10" numberOfPoints="10">
<algorithm kisaoID="KISAO:0000019"/></uniformTimeCourse>
</listOfSimulations>
<listOfTasks><task id="t" modelReference="m" simulationReference="s"/></listOfTasks>
<listOfDataGenerators><dataGenerator id="g">
<math xmlns="http://www.w3.org/1998/Math/MathML"><ci>k</ci></math>
<listOfVariables><variable id="k" taskReference="t"
target="/sbml:sbml/sbml:model/sbml:listOfParameters/sbml:parameter[@id='k']"/></listOfVariables>
</dataGenerator></listOfDataGenerators>
<listOfOutputs><report id="r"><listOfDataSets>
<dataSet id="d" label="k" dataReference="g"/></listOfDataSets></report></listOfOutputs>
</sedML>
"""
"""A sound experiment, a part of which the examples of SED-ML change."""


class Rule:
    """A rule; all its words are class attributes, from which its page is made.

    Attributes:
        code: Family and three digits; never given to another rule.
        name: A few words with hyphens.
        severity: How grave a finding is.
        profile: The first profile that holds the rule; those after it hold it too.
        subject: What it is asked about: `sbml`, `sedml`, `omex` or `file` (before it is known what the file is).
        simulate: Whether it needs `--simulate`.
        fixable: Whether `--fix` mends it.
        what: What is found, in one sentence.
        why: Why it matters.
        wrong: An example that gives the finding.
        right: Its near twin that does not.
        wrap: What the examples are: the content of a `model` or `sbml` element (the prefixes qual, comp, math, rdf,
            bqbiol and bqmodel are declared), a whole `file`, a list of SED-ML that takes the place of the same
            list in a sound experiment (`sedml`), the files of an archive (`omex`: `name:` in a line of its own
            before the content of each, a sound `model.xml` beside them), or `none` of these, but words.
        mend: What to do about it.
    """

    code: ClassVar[str]
    name: ClassVar[str]
    severity: ClassVar[Severity] = "warning"
    profile: ClassVar[Profile] = "default"
    subject: ClassVar[Literal["sbml", "sedml", "omex", "file"]] = "sbml"
    simulate: ClassVar[bool] = False
    fixable: ClassVar[bool] = False
    what: ClassVar[str]
    why: ClassVar[str]
    wrong: ClassVar[str]
    right: ClassVar[str]
    wrap: ClassVar[Wrap] = "model"
    mend: ClassVar[str]

    def check(self, ctx: Context) -> Iterable[Finding]:  # noqa: ARG002
        """What the rule has to say about an SBML file; rules of other subjects are called by their own checkers."""
        return ()

    @classmethod
    def finding(cls, message: str, *, hint: str = "", line: int = 0, element: str = "", member: str = "") -> Finding:
        """A finding that has no element of SBML."""
        return Finding(
            code=cls.code,
            severity=cls.severity,
            message=message,
            hint=hint or cls.mend,
            line=line,
            element=element,
            category=FAMILIES[cls.code.rstrip("0123456789")],
            member=member,
        )

    @classmethod
    def at(
        cls,
        ctx: Context,
        node: Node,
        message: str,
        *,
        hint: str = "",
        group: str = "",
        element: str = "",
        severity: Severity | None = None,
    ) -> Finding:
        """A finding at an element.

        Args:
            ctx: The file.
            node: The element.
            message: What is the matter, with the values.
            hint: What to do in this case; without it, `mend` is the hint.
            group: The cause, where one cause has many findings (such as the unit that is not declared).
            element: What to call the element, if not by its own id.
            severity: Another severity than the rule's.
        """
        return Finding(
            code=cls.code,
            severity=severity or cls.severity,
            message=message,
            hint=hint or cls.mend,
            line=ctx.line(node),
            element=element or node.label,
            xpath=node.xpath,
            category=FAMILIES[cls.code.rstrip("0123456789")],
            group=group,
        )

    @classmethod
    def example(cls, text: str) -> bytes:
        """An example as a whole file; only the prefixes that it uses are declared."""
        text = textwrap.dedent(text).strip()
        if cls.wrap == "omex":
            return _archive(text)
        if cls.wrap == "sedml":
            name = text[1:].partition(">")[0].rstrip("/")
            return _archive(re.sub(rf"<{name}>.*</{name}>", lambda _: text, _EXPERIMENT, flags=re.DOTALL))
        if cls.wrap not in {"model", "sbml"}:
            return f"{text}\n".encode()
        used = [(p, *found) for p, found in _PREFIXES.items() if f"<{p}:" in text or f" {p}:" in text]
        names = "".join(f' xmlns:{prefix}="{uri}"{more}' for prefix, uri, more in used)
        inner = f'<model id="example">\n{text}\n</model>' if cls.wrap == "model" else text
        head = f'<?xml version="1.0" encoding="UTF-8"?>\n<sbml xmlns="{_CORE}" level="3" version="1"{names}>'
        return f"{head}\n{inner}\n</sbml>\n".encode()


def _archive(text: str) -> bytes:
    """Pack `name:` lines and what follows them; a sound `model.xml` is there in any case."""
    import io
    import zipfile

    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        _before, *parts = re.split(r"^(\S+):\n", text, flags=re.MULTILINE)
        contents = {"model.xml": _MODEL, **dict(zip(parts[::2], parts[1::2], strict=True))}
        for name, content in contents.items():
            archive.writestr(name, content)
    return buffer.getvalue()


_RULES: Final[dict[str, type[Rule]]] = {}
_R = TypeVar("_R", bound=type[Rule])


def register(rule: _R) -> _R:
    """Make a rule known.

    Raises:
        TypeError: A code stands twice or belongs to no family, or a text is missing.
    """
    family = rule.code.rstrip("0123456789")
    if rule.code in _RULES and _RULES[rule.code].__qualname__ != rule.__qualname__:
        raise TypeError(f"{rule.code} is both {_RULES[rule.code].__name__} and {rule.__name__}")
    if family not in FAMILIES or len(rule.code) != len(family) + 3:
        raise TypeError(f"{rule.__name__}: the code '{rule.code}' is none of a family and three digits")
    missing = [name for name in ("name", "what", "why", "wrong", "right", "mend") if not getattr(rule, name, "")]
    if missing or not rule.__doc__:
        raise TypeError(f"{rule.code}: {', '.join(missing) or 'the docstring'} is missing")
    _RULES[rule.code] = rule
    return rule


@cache
def rules() -> dict[str, type[Rule]]:
    """All rules by code, in the order of families and numbers."""
    from mtorsbml.validate import rules as package

    for module in pkgutil.iter_modules(package.__path__):
        importlib.import_module(f"{package.__name__}.{module.name}")
    order = list(FAMILIES)
    return dict(sorted(_RULES.items(), key=lambda item: (order.index(item[0].rstrip("0123456789")), item[0])))


def rule(code: str) -> type[Rule]:
    """The rule of a code.

    Raises:
        UsageError: There is none.
    """
    found = rules().get(code.upper())
    if found is None:
        raise UsageError(f"there is no rule '{code}'{nearest(code, rules())}; `mtorsbml rule` lists them")
    return found


def chosen(options: Options, *, subject: str) -> Iterator[Rule]:
    """Instances of the rules that are asked about a subject."""
    held = PROFILES[: PROFILES.index(options.profile) + 1]
    for found in rules().values():
        named = bool(options.select) and found.code.startswith(options.select)
        if found.subject == subject and (found.profile in held or named) and (options.simulate or not found.simulate):
            yield found()
