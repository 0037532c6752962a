"""SED: references of simulation experiments, and the models that they draw in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from mtorsbml.errors import nearest
from mtorsbml.sbml.tree import MATHML
from mtorsbml.validate import sedml
from mtorsbml.validate.findings import Finding
from mtorsbml.validate.registry import register
from mtorsbml.validate.sedml import SedContext, SedRule

_NO_ENCODING: Final = 1002


@register
class LibSedml(SedRule):
    """What libSedML finds wrong."""

    code = "SED001"
    name = "libsedml"
    severity = "error"
    subject = "sedml"
    wrap = "sedml"
    what = """libSedML reports an error."""
    why = """Tools over libSedML refuse the file, or read less than is written in it."""
    wrong = """
        <listOfOutputs>
          <report>
            <listOfDataSets><dataSet label="k" dataReference="g"/></listOfDataSets>
          </report>
        </listOfOutputs>"""
    right = """
        <listOfOutputs>
          <report id="r">
            <listOfDataSets><dataSet id="d" label="k" dataReference="g"/></listOfDataSets>
          </report>
        </listOfOutputs>"""
    mend = """Follow the message; it names the attribute or element of the specification."""

    def check_sedml(self, sed: SedContext) -> Iterator[Finding]:
        """Let it read the file."""
        import libsedml

        document = libsedml.readSedMLFromString(sed.data.decode("utf-8-sig"))
        log = document.getErrorLog()
        for i in range(log.getNumErrors()):
            error = log.getError(i)
            # The encoding of XML is UTF-8 where none is named.
            if error.getSeverity() >= libsedml.LIBSEDML_SEV_ERROR and error.getErrorId() != _NO_ENCODING:
                message = f"{error.getErrorId()}: {' '.join(str(error.getMessage()).split())}"
                yield self.finding(message, line=int(error.getLine()))


@register
class Dangling(SedRule):
    """A reference to what is not there."""

    code = "SED002"
    name = "dangling-reference"
    severity = "error"
    subject = "sedml"
    wrap = "sedml"
    what = """A reference names a model, simulation, task, data generator or range that does not exist."""
    why = """libSedML does not look; some tools crash, and others leave the output out without a word."""
    wrong = """
        <listOfOutputs>
          <report id="r">
            <listOfDataSets><dataSet id="d" label="k" dataReference="h"/></listOfDataSets>
          </report>
        </listOfOutputs>"""
    right = """
        <listOfOutputs>
          <report id="r">
            <listOfDataSets><dataSet id="d" label="k" dataReference="g"/></listOfDataSets>
          </report>
        </listOfOutputs>"""
    mend = """Correct the id, or add what it names."""

    def check_sedml(self, sed: SedContext) -> Iterator[Finding]:
        """Follow each."""
        ranges = {n.id for task in sed.tasks.values() for n in task.listed("listOfRanges")}
        for node in sed.root.walk():
            if node.ns == MATHML:
                continue
            for attribute, known in (
                ("modelReference", sed.models),
                ("simulationReference", sed.simulations),
                ("taskReference", sed.tasks),
                ("dataReference", sed.generators),
                ("xDataReference", sed.generators),
                ("yDataReference", sed.generators),
                ("zDataReference", sed.generators),
                ("task", sed.tasks if node.name == "subTask" else None),
                ("range", ranges if node.name in {"repeatedTask", "setValue", "functionalRange"} else None),
            ):
                value = node.get(attribute)
                if value and known is not None and value not in known:
                    message = f"{attribute} of {node.name} '{node.label}' is '{value}', which is not in the file"
                    yield self.on(sed, node, message + nearest(value, known), group=f"{attribute} {value}")


@register
class NoSource(SedRule):
    """A model that is not where its source says."""

    code = "SED003"
    name = "model-source"
    severity = "error"
    subject = "sedml"
    wrap = "sedml"
    what = """The source of a model is missing, or is not a readable SBML file, or leads in a circle."""
    why = """Nothing can be run."""
    wrong = """
        <listOfModels>
          <model id="m" language="urn:sedml:language:sbml" source="modle.xml"/>
        </listOfModels>"""
    right = """
        <listOfModels>
          <model id="m" language="urn:sedml:language:sbml" source="model.xml"/>
        </listOfModels>"""
    mend = """Put the file beside the SED-ML file, or correct the source (a relative path, or # and the id of
        another model)."""

    def check_sedml(self, sed: SedContext) -> Iterator[Finding]:
        """Look for each."""
        for name, node in sed.models.items():
            language = node.get("language")
            found = sed.source(name)
            if found.problem and ("sbml" in language.lower() or not language):
                yield self.on(sed, node, f"model '{name}': {found.problem}", group=found.problem)


@register
class RemoteSource(SedRule):
    """A model that is not in a file here."""

    code = "SED004"
    name = "remote-source"
    severity = "info"
    subject = "sedml"
    wrap = "sedml"
    what = """The source of a model is an address or a URN, which was not followed."""
    why = """What is there can change or vanish, and offline nothing runs. It was not checked here."""
    wrong = """
        <listOfModels>
          <model id="m" language="urn:sedml:language:sbml" source="https://example.org/model.xml"/>
        </listOfModels>"""
    right = """
        <listOfModels>
          <model id="m" language="urn:sedml:language:sbml" source="model.xml"/>
        </listOfModels>"""
    mend = """Save the model beside the SED-ML file."""

    def check_sedml(self, sed: SedContext) -> Iterator[Finding]:
        """Look for them."""
        for name, node in sed.models.items():
            if remote := sed.source(name).remote:
                yield self.on(sed, node, f"the source of model '{name}' is {remote[:200]}")


@register
class NoMatch(SedRule):
    """An XPath that selects nothing."""

    code = "SED005"
    name = "xpath-matches-nothing"
    severity = "error"
    subject = "sedml"
    wrap = "sedml"
    what = """The target of a change or variable is not in the model."""
    why = """Some tools stop; others go on without the change, and draw the curve of another experiment."""
    wrong = """
        <listOfModels>
          <model id="m" language="urn:sedml:language:sbml" source="model.xml">
            <listOfChanges>
              <changeAttribute newValue="2"
                target="/sbml:sbml/sbml:model/sbml:listOfParameters/sbml:parameter[@id='K']/@value"/>
            </listOfChanges>
          </model>
        </listOfModels>"""
    right = """
        <listOfModels>
          <model id="m" language="urn:sedml:language:sbml" source="model.xml">
            <listOfChanges>
              <changeAttribute newValue="2"
                target="/sbml:sbml/sbml:model/sbml:listOfParameters/sbml:parameter[@id='k']/@value"/>
            </listOfChanges>
          </model>
        </listOfModels>"""
    mend = """Correct the path; ids are case-sensitive, and a step must name the list as well."""

    def check_sedml(self, sed: SedContext) -> Iterator[Finding]:
        """Follow each path into the model as its source has it."""
        for node, model in sed.targets:
            root = sed.source(model).root
            if root is None or sed.is_restructured(model):
                continue
            target = node.get("target")
            count = sedml.matches(target, root)
            # An attribute that is not there yet may be set.
            parent = sedml.matches(target.rpartition("/@")[0], root) if "/@" in target else count
            if count == 0 and parent == 0:
                known = {n.id for n in root.walk() if n.id}
                wanted = re.findall(r"@(?:\w+:)?id\s*=\s*['\"]([^'\"]*)['\"]", target)
                near = nearest(wanted[-1], known) if wanted and wanted[-1] not in known else ""
                yield self.on(sed, node, f"{target[:200]} matches nothing in model '{model}'{near}", group=target)


@register
class BadXPath(SedRule):
    """An XPath with a prefix that is not declared."""

    code = "SED006"
    name = "xpath-prefix"
    severity = "error"
    subject = "sedml"
    wrap = "sedml"
    what = """A prefix in the target of a change or variable is not declared in the file."""
    why = """An XPath is only meaningful with its namespaces; tools that look them up fail, others guess."""
    wrong = """
        <listOfDataGenerators>
          <dataGenerator id="g">
            <math xmlns="http://www.w3.org/1998/Math/MathML"><ci>k</ci></math>
            <listOfVariables>
              <variable id="k" taskReference="t"
                target="/s:sbml/s:model/s:listOfParameters/s:parameter[@id='k']"/>
            </listOfVariables>
          </dataGenerator>
        </listOfDataGenerators>"""
    right = """
        <listOfDataGenerators>
          <dataGenerator id="g">
            <math xmlns="http://www.w3.org/1998/Math/MathML"><ci>k</ci></math>
            <listOfVariables>
              <variable id="k" taskReference="t"
                target="/sbml:sbml/sbml:model/sbml:listOfParameters/sbml:parameter[@id='k']"/>
            </listOfVariables>
          </dataGenerator>
        </listOfDataGenerators>"""
    mend = """Declare it, such as xmlns:sbml="http://www.sbml.org/sbml/level3/version1/core", on the sedML element."""

    def check_sedml(self, sed: SedContext) -> Iterator[Finding]:
        """Look up each prefix."""
        for node, _model in sed.targets:
            for prefix in sedml.prefixes(node.get("target")):
                if not sed.has_prefix(prefix):
                    yield self.on(sed, node, f"the prefix '{prefix}' of a target is not declared", group=prefix)
