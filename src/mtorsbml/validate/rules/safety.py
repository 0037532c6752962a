"""XML: what makes a file unsafe or unreadable. The streaming parser and the runner raise these."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from typing import Final

from mtorsbml.sbml.tree import MATHML, Node
from mtorsbml.validate import mathml
from mtorsbml.validate.context import Context
from mtorsbml.validate.findings import Finding
from mtorsbml.validate.registry import Rule, register


@register
class Empty(Rule):
    """A file without content."""

    code = "XML001"
    name = "empty-file"
    severity = "error"
    subject = "file"
    wrap = "none"
    what = """The file is empty, or holds nothing but blanks."""
    why = """An upload or a disk that was full leaves such files; a tool that skips them calls them valid."""
    wrong = """A file of 0 bytes."""
    right = """A file that begins with an XML declaration or a root element."""
    mend = """Fetch or write the file again."""


@register
class NotWellFormed(Rule):
    """Text that is no XML."""

    code = "XML002"
    name = "not-well-formed"
    severity = "error"
    subject = "file"
    wrap = "file"
    what = """The file is not well-formed XML: it is cut off, a tag is not closed, or a character is forbidden."""
    why = """No reader can tell what was meant; what some recover is not what was written."""
    wrong = """
        <sbml xmlns="http://www.sbml.org/sbml/level3/version1/core" level="3" version="1">
          <model id="m">
        </sbml>"""
    right = """
        <sbml xmlns="http://www.sbml.org/sbml/level3/version1/core" level="3" version="1">
          <model id="m"/>
        </sbml>"""
    mend = """Look at the line and column; if the file is cut off, fetch it again."""


@register
class Doctype(Rule):
    """A DOCTYPE, with which entities could be defined."""

    code = "XML003"
    name = "doctype"
    severity = "error"
    subject = "file"
    wrap = "file"
    what = """The file has a DOCTYPE."""
    why = """SBML has none. With one, entities can be defined that grow to gigabytes when they are read (the billion
        laughs), and each reader does something else with them."""
    wrong = """
        <!DOCTYPE sbml [<!ENTITY a "b">]>
        <sbml xmlns="http://www.sbml.org/sbml/level3/version1/core" level="3" version="1">
          <model id="m"/>
        </sbml>"""
    right = """
        <sbml xmlns="http://www.sbml.org/sbml/level3/version1/core" level="3" version="1">
          <model id="m"/>
        </sbml>"""
    mend = """Remove the DOCTYPE, and write out what its entities stand for."""


@register
class TooDeep(Rule):
    """Elements in elements in elements."""

    code = "XML004"
    name = "nested-too-deep"
    severity = "error"
    subject = "file"
    wrap = "none"
    what = """Elements are nested deeper than 500."""
    why = """libSBML and all tools over it overflow their stack at some thousand levels, and take the whole program with
        them. No model needs more than a few dozen."""
    wrong = """A formula of 5,200 `apply` elements, each in the one before."""
    right = """The same sum as one `apply` with many operands, or cut into assignment rules."""
    mend = """Cut deep formulas into parts with assignment rules or function definitions; remove what is deep in
        annotations."""


@register
class TooLarge(Rule):
    """More than is read."""

    code = "XML005"
    name = "too-large"
    severity = "error"
    subject = "file"
    wrap = "none"
    what = """The file is larger than 64 MiB, or has more than two million elements."""
    why = """Such files exhaust the memory of most readers; no published model comes near."""
    wrong = """A file of 70 MB."""
    right = """The same model without stored results and pictures in its annotations."""
    mend = """Split the model, or keep data out of it."""


@register
class Encoding(Rule):
    """Bytes that are not UTF-8."""

    code = "XML006"
    name = "encoding"
    severity = "error"
    subject = "file"
    wrap = "file"
    what = """The file is in another encoding than UTF-8, or says so, or holds bytes that are none."""
    why = (
        """SBML is UTF-8. Readers guess differently at anything else, and names and notes come out as other letters."""
    )
    wrong = """<?xml version="1.0" encoding="latin-1"?>
        <sbml xmlns="http://www.sbml.org/sbml/level3/version1/core" level="3" version="1">
          <model id="m"/>
        </sbml>"""
    right = """<?xml version="1.0" encoding="UTF-8"?>
        <sbml xmlns="http://www.sbml.org/sbml/level3/version1/core" level="3" version="1">
          <model id="m"/>
        </sbml>"""
    mend = """Convert the file, such as with: iconv -f LATIN1 -t UTF-8; then correct the XML declaration."""


@register
class TooManyOperands(Rule):
    """A formula too wide for simulators."""

    code = "XML007"
    name = "too-many-operands"
    severity = "error"
    subject = "file"
    wrap = "none"
    what = """A formula has more than 2,000 operands in one place."""
    why = """libRoadRunner overflows its stack between 3,000 and 5,000."""
    wrong = """A sum of 6,000 terms."""
    right = """Sums of 500 terms in assignment rules, and their sum."""
    mend = """Cut the formula into assignment rules."""


@register
class ExternalEntity(Rule):
    """A DOCTYPE that names files or addresses."""

    code = "XML008"
    name = "external-entity"
    severity = "error"
    subject = "file"
    wrap = "file"
    what = """The file has a DOCTYPE that names something outside of it."""
    why = """A reader that follows it sends files of this computer to others, or waits for a server; one that does not
        reads another model."""
    wrong = """
        <!DOCTYPE sbml [<!ENTITY a SYSTEM "file:///etc/hostname">]>
        <sbml xmlns="http://www.sbml.org/sbml/level3/version1/core" level="3" version="1">
          <model id="m"/>
        </sbml>"""
    right = """
        <sbml xmlns="http://www.sbml.org/sbml/level3/version1/core" level="3" version="1">
          <model id="m"/>
        </sbml>"""
    mend = """Remove the DOCTYPE. Do not open the file in tools that do not refuse it."""


@register
class LongAttribute(Rule):
    """An attribute of a megabyte."""

    code = "XML009"
    name = "long-attribute"
    severity = "error"
    subject = "file"
    wrap = "none"
    what = """An attribute has more than 1,048,576 characters."""
    why = """Attributes are held in memory whole, and copied by each reader several times."""
    wrong = """An id of two million characters."""
    right = """An id of a few words."""
    mend = """Find out what wrote the attribute; data belongs in a file of its own."""


@register
class OtherRoot(Rule):
    """XML, but not a format that is checked."""

    code = "XML010"
    name = "other-root"
    severity = "error"
    subject = "file"
    wrap = "file"
    what = """The file is XML, but neither SBML nor SED-ML."""
    why = """Web servers answer with an error page of HTML under the name of the model; a tool that passes it as empty
        calls it valid."""
    wrong = """
        <html xmlns="http://www.w3.org/1999/xhtml"><body/></html>"""
    right = """
        <sbml xmlns="http://www.sbml.org/sbml/level3/version1/core" level="3" version="1">
          <model id="m"/>
        </sbml>"""
    mend = """Look at what the file is; fetch the model again, or leave the file out."""


@register
class NoModel(Rule):
    """SBML without a model."""

    code = "XML011"
    name = "no-model"
    severity = "error"
    subject = "file"
    wrap = "file"
    what = """libSBML finds no model in the file."""
    why = """An `sbml` element alone is valid in Level 3 Version 2, and simulates to nothing."""
    wrong = """
        <sbml xmlns="http://www.sbml.org/sbml/level3/version2/core" level="3" version="2"></sbml>"""
    right = """
        <sbml xmlns="http://www.sbml.org/sbml/level3/version1/core" level="3" version="1">
          <model id="m"/>
        </sbml>"""
    mend = """Look whether the model was lost on the way; fetch or write it again."""


@register
class ExternalRefused(Rule):
    """An unsafe file that a hierarchical model draws in."""

    code = "XML012"
    name = "external-refused"
    severity = "error"
    subject = "file"
    wrap = "none"
    what = """A file that the model draws in is unsafe or unreadable, so libSBML was not let near it."""
    why = """libSBML opens the files of external model definitions by itself, without any check."""
    wrong = """An external model definition of which the source has a DOCTYPE."""
    right = """An external model definition of which the source is a sound SBML file."""
    mend = """Validate the file that is drawn in, and mend it."""


@register
class Unflattenable(Rule):
    """A hierarchical model that has no flat form."""

    code = "XML013"
    name = "cannot-be-flattened"
    severity = "error"
    subject = "file"
    wrap = "none"
    what = """libSBML cannot flatten the hierarchical model (profile strict)."""
    why = """Most simulators take flat models only: they load this one as an empty one, or not at all."""
    wrong = """A submodel of which a required package cannot be flattened."""
    right = """A hierarchy of core models."""
    mend = """Follow the cause that libSBML gives."""


@register
class Unreadable(Rule):
    """A file that the system does not let read."""

    code = "XML014"
    name = "unreadable"
    severity = "error"
    subject = "file"
    wrap = "none"
    what = """The file does not exist, is no regular file, or may not be read."""
    why = """A file that could not be read must not count as one without findings."""
    wrong = """A link to a file that is gone, a folder, a pipe, or a file without permission to read."""
    right = """A file that may be read."""
    mend = """Correct the path or the permissions."""


@register
class GrownFormula(Rule):
    """A formula that grows out of all bounds."""

    code = "XML015"
    name = "grown-formula"
    severity = "error"
    subject = "file"
    wrap = "none"
    what = """A formula has more than a million terms when the functions in it are written out."""
    why = """libSBML and simulators put the bodies of functions in place of their calls; a few functions that each call
        the one before them twice fill any memory."""
    wrong = """f1(x) = x + x, f2(x) = f1(x) + f1(x), and so on to f40."""
    right = """The intermediate results as assignment rules, each of which is calculated once."""
    mend = """Replace functions that call functions by assignment rules for the intermediate results."""


@register
class Crash(Rule):
    """libSBML or libRoadRunner crashed."""

    code = "XML020"
    name = "crash"
    severity = "error"
    subject = "file"
    wrap = "none"
    what = """The process that checked the file crashed."""
    why = """Nothing is known about the rest of the file; other tools over the same libraries will crash as well."""
    wrong = """A file at which libSBML has a segmentation fault."""
    right = """A file that is read to its end."""
    mend = """Report the file to the library it crashes; make it smaller until the crash is gone to see the cause."""


@register
class TimeOut(Rule):
    """A check that did not end."""

    code = "XML021"
    name = "time-out"
    severity = "error"
    subject = "file"
    wrap = "none"
    what = """The check took longer than --timeout, and was ended."""
    why = """Nothing is known about the rest of the file."""
    wrong = """A model with function definitions that grow exponentially when they are expanded."""
    right = """The same model with the intermediate results as assignment rules."""
    mend = """Give more time with --timeout, or make the model simpler."""


@register
class OutOfMemory(Rule):
    """A check that took too much memory."""

    code = "XML022"
    name = "out-of-memory"
    severity = "error"
    subject = "file"
    wrap = "none"
    what = """The check needed more memory than --memory, and was ended."""
    why = """Nothing is known about the rest of the file."""
    wrong = """A model with function definitions that grow exponentially when they are expanded."""
    right = """The same model with the intermediate results as assignment rules."""
    mend = """Give more memory with --memory, or make the model simpler."""


@register
class RuleFailed(Rule):
    """A defect of this program."""

    code = "XML023"
    name = "rule-failed"
    severity = "error"
    subject = "file"
    wrap = "none"
    what = """One of our rules failed on the file; the others were asked."""
    why = """What the rule would have found is not known."""
    wrong = """A file at which a rule stops with an error."""
    right = """A file at which no rule does."""
    mend = """Report it with the file; leave the rule out with --ignore in the meantime."""


_NUMBERS: Final = {
    "parameter": ("value",),
    "localParameter": ("value",),
    "compartment": ("size", "volume"),
    "species": ("initialAmount", "initialConcentration"),
    "speciesReference": ("stoichiometry",),
    "unit": ("exponent", "multiplier"),
}
_HUGE: Final = re.compile(r"[+-]?(\d*\.?\d*)[eE]\+?\d+$")


@register
class NotFinite(Rule):
    """A number that is infinite, or not a number."""

    code = "XML030"
    name = "number-not-finite"
    what = "A value, size, amount or stoichiometry is NaN, infinite, or too large for a double."
    why = """Simulators do different things with such a number: one stops, one takes 0, one carries NaN through the
        whole run and still draws a curve."""
    wrong = """
        <listOfParameters>
          <parameter id="k" value="1e400" constant="true"/>
        </listOfParameters>"""
    right = """
        <listOfParameters>
          <parameter id="k" value="1e40" constant="true"/>
        </listOfParameters>"""
    mend = "Write a finite number, or leave the attribute away and give the value by an assignment."

    def check(self, ctx: Context) -> Iterator[Finding]:
        """Look at the attributes that hold numbers."""
        for model in ctx.models:
            for nodes in (model.parameters, model.compartments, model.species):
                for node in nodes.values():
                    yield from self._attributes(ctx, node)
            for definition in model.unit_definitions.values():
                for node in definition.listed("listOfUnits"):
                    yield from self._attributes(ctx, node)
            for reaction in model.reactions.values():
                for node in (*(p.node for p in (*reaction.reactants, *reaction.products)), *reaction.local.values()):
                    yield from self._attributes(ctx, node)

    def _attributes(self, ctx: Context, node: Node) -> Iterator[Finding]:
        for name in _NUMBERS.get(node.name, ()):
            text = node.get(name).strip()
            if not text or (text[-1].isdigit() and len(text) < 300 and not _HUGE.match(text)):
                continue
            try:
                finite = abs(float(text)) < float("inf")
            except ValueError:
                continue  # libSBML says that it is no number
            if not finite:
                yield self.at(ctx, node, f"{name} of {node.name} '{node.label}' is {text[:40]}")


@register
class FormulaNumber(Rule):
    """A number in a formula that is none, or is not finite."""

    code = "XML031"
    name = "formula-number"
    severity = "error"
    what = "A `cn` of a formula holds no number, or one that is infinite or too large for a double."
    why = """libSBML reads such a number as 0, infinity or NaN, without a word where the type is not given, and the
        model runs with it."""
    wrong = """
        <listOfParameters><parameter id="p" constant="false"/></listOfParameters>
        <listOfRules>
          <assignmentRule variable="p">
            <math xmlns="http://www.w3.org/1998/Math/MathML"><cn>1,5</cn></math>
          </assignmentRule>
        </listOfRules>"""
    right = """
        <listOfParameters><parameter id="p" constant="false"/></listOfParameters>
        <listOfRules>
          <assignmentRule variable="p">
            <math xmlns="http://www.w3.org/1998/Math/MathML"><cn>1.5</cn></math>
          </assignmentRule>
        </listOfRules>"""
    mend = (
        "Write a finite number with a point, and its exponent with type e-notation; infinity has an element of its own."
    )

    def check(self, ctx: Context) -> Iterator[Finding]:
        """Read each number of each formula."""
        for node in ctx.root.named("cn"):
            if node.ns == MATHML and not math.isfinite(mathml.number(node)):
                text = " sep ".join(node.text.split())[:40]
                owner = node
                while owner.parent is not None and (owner.ns == MATHML or not owner.label):
                    owner = owner.parent
                yield self.at(ctx, node, f"<cn> holds '{text}' in '{owner.label}'", element=owner.label)
