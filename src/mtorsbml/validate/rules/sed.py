"""SED: what a simulation experiment does: methods, times, data and outputs."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from mtorsbml.errors import nearest
from mtorsbml.sbml.tree import Node
from mtorsbml.validate import mathml
from mtorsbml.validate.findings import Finding
from mtorsbml.validate.registry import register
from mtorsbml.validate.sedml import SedContext, SedRule
from mtorsbml.validate.view import number

_TIME_COURSE: Final = frozenset(
    {19, 27, 29, 30, 32, 39, 48, 64, 86, 87, 88, 94, 95, 263, 283, 301, 304, 321, 435, 449, 450, 496, 560, 561, 562}
    | {563, 564, 566, 573, 581}
)
"""KiSAO's numbers of methods for a course of time that libRoadRunner, COPASI, VCell, AMICI or logic tools run."""
_STEADY: Final = frozenset({282, 407, 408, 409, 411, 568, 569})
"""Those of methods that look for a steady state."""
_OTHER: Final = frozenset({437, 526, 527, 528, 659, 660, 661, 662, 663})
"""Flux balance and its kin, and the steady states of logical models."""
_KISAO: Final = re.compile(
    r"(?:https?://(?:www\.biomodels\.net/kisao/KISAO#|identifiers\.org/kisao/))?KISAO[:_](\d{7})"
)


def _kisao(node: Node) -> int | None:
    found = _KISAO.fullmatch(node.get("kisaoID").strip())
    return int(found.group(1)) if found else None


@register
class UnknownAlgorithm(SedRule):
    """A term of KiSAO that simulators do not take."""

    code = "SED007"
    name = "kisao-unknown"
    severity = "warning"
    subject = "sedml"
    wrap = "sedml"
    what = """The algorithm is no term of KiSAO, or none that a common simulator runs."""
    why = """Tools then fail, or take another method without a word."""
    wrong = """
        <listOfSimulations>
          <uniformTimeCourse id="s" initialTime="0" outputStartTime="0" outputEndTime="10" numberOfPoints="9">
            <algorithm kisaoID="KISAO:9990019"/>
          </uniformTimeCourse>
        </listOfSimulations>"""
    right = """
        <listOfSimulations>
          <uniformTimeCourse id="s" initialTime="0" outputStartTime="0" outputEndTime="10" numberOfPoints="9">
            <algorithm kisaoID="KISAO:0000019"/>
          </uniformTimeCourse>
        </listOfSimulations>"""
    mend = """Take a term such as KISAO:0000019 (CVODE), KISAO:0000029 (Gillespie), KISAO:0000407 (steady state)
        or KISAO:0000450 (logical, asynchronous)."""

    def check_sedml(self, sed: SedContext) -> Iterator[Finding]:
        """Compare with the methods that are known here."""
        for simulation in sed.simulations.values():
            algorithm = simulation.child("algorithm")
            if algorithm is None:
                yield self.on(sed, simulation, f"simulation '{simulation.id}' names no algorithm")
                continue
            given, found = algorithm.get("kisaoID"), _kisao(algorithm)
            if found is None:
                yield self.on(sed, algorithm, f"'{given[:100]}' is no term of KiSAO, which is KISAO: and seven digits")
            elif found not in _TIME_COURSE | _STEADY | _OTHER:
                yield self.on(sed, algorithm, f"{given} is no method that a common simulator is known to run")


@register
class OtherAlgorithm(SedRule):
    """A method for another kind of simulation."""

    code = "SED008"
    name = "kisao-other-kind"
    severity = "warning"
    subject = "sedml"
    wrap = "sedml"
    what = """The algorithm does not do what the simulation asks for: a steady state by a method for time courses,
        or the other way round."""
    why = """Tools stop, or take another method."""
    wrong = """
        <listOfSimulations>
          <uniformTimeCourse id="s" initialTime="0" outputStartTime="0" outputEndTime="10" numberOfPoints="9">
            <algorithm kisaoID="KISAO:0000407"/>
          </uniformTimeCourse>
        </listOfSimulations>"""
    right = """
        <listOfSimulations>
          <uniformTimeCourse id="s" initialTime="0" outputStartTime="0" outputEndTime="10" numberOfPoints="9">
            <algorithm kisaoID="KISAO:0000019"/>
          </uniformTimeCourse>
        </listOfSimulations>"""
    mend = """Take a method for a time course (KISAO:0000019) in a time course, and one for a steady state
        (KISAO:0000407) in a steady state."""

    def check_sedml(self, sed: SedContext) -> Iterator[Finding]:
        """Compare kinds."""
        wanted = {"uniformTimeCourse": _TIME_COURSE, "oneStep": _TIME_COURSE, "steadyState": _STEADY}
        for simulation in sed.simulations.values():
            algorithm = simulation.child("algorithm")
            found = _kisao(algorithm) if algorithm is not None else None
            fits = wanted.get(simulation.name)
            if found is not None and fits is not None and found in (_TIME_COURSE | _STEADY) - fits:
                given = algorithm.get("kisaoID") if algorithm is not None else ""
                yield self.on(sed, simulation, f"{simulation.name} '{simulation.id}' names {given}, of another kind")


@register
class BadTimes(SedRule):
    """Times that make no course."""

    code = "SED009"
    name = "time-course"
    severity = "error"
    subject = "sedml"
    wrap = "sedml"
    what = """The times or the number of points of a time course make no sense."""
    why = """Tools give an empty result, or count backwards."""
    wrong = """
        <listOfSimulations>
          <uniformTimeCourse id="s" initialTime="0" outputStartTime="0" outputEndTime="0" numberOfPoints="9">
            <algorithm kisaoID="KISAO:0000019"/>
          </uniformTimeCourse>
        </listOfSimulations>"""
    right = """
        <listOfSimulations>
          <uniformTimeCourse id="s" initialTime="0" outputStartTime="0" outputEndTime="10" numberOfPoints="9">
            <algorithm kisaoID="KISAO:0000019"/>
          </uniformTimeCourse>
        </listOfSimulations>"""
    mend = """initialTime is at most outputStartTime, outputStartTime less than outputEndTime, and there is at
        least one point."""

    def check_sedml(self, sed: SedContext) -> Iterator[Finding]:
        """Compare the numbers."""
        for node in sed.simulations.values():
            if node.name != "uniformTimeCourse":
                continue
            names = ("initialTime", "outputStartTime", "outputEndTime")
            start, shown, end = (number(node.get(name)) for name in names)
            points = number(node.get("numberOfPoints") or node.get("numberOfSteps"))
            for name, value in zip((*names, "numberOfPoints"), (start, shown, end, points), strict=True):
                if value is None or not math.isfinite(value):
                    yield self.on(sed, node, f"{name} of '{node.id}' is '{node.get(name)}', which is no finite number")
            if start is not None and shown is not None and start > shown:
                yield self.on(sed, node, f"'{node.id}' begins at {start:g}, after its output does at {shown:g}")
            if shown is not None and end is not None and shown >= end:
                yield self.on(sed, node, f"the output of '{node.id}' is from {shown:g} to {end:g}")
            if points is not None and points < 1:
                yield self.on(sed, node, f"'{node.id}' has {points:g} points")


@register
class DuplicateId(SedRule):
    """Two elements of one id."""

    code = "SED010"
    name = "duplicate-id"
    severity = "error"
    subject = "sedml"
    wrap = "sedml"
    what = """Two elements have one id."""
    why = """A reference to it means one of them, and each tool takes another."""
    wrong = """
        <listOfTasks>
          <task id="t" modelReference="m" simulationReference="s"/>
          <task id="t" modelReference="m" simulationReference="s"/>
        </listOfTasks>"""
    right = """
        <listOfTasks>
          <task id="t" modelReference="m" simulationReference="s"/>
        </listOfTasks>"""
    mend = """Give one of them another id."""

    def check_sedml(self, sed: SedContext) -> Iterator[Finding]:
        """Count ids at the level of the document; those of variables are local."""
        lists = ("Models", "Simulations", "Tasks", "DataGenerators", "Outputs", "DataDescriptions")
        nodes = [n for name in lists for n in sed.root.listed(f"listOf{name}")]
        for name, count in Counter(n.id for n in nodes if n.id).items():
            if count > 1:
                node = [n for n in nodes if n.id == name][-1]
                yield self.on(sed, node, f"{count} elements have the id '{name}'")


@register
class Unused(SedRule):
    """What no output shows."""

    code = "SED011"
    name = "unused"
    severity = "warning"
    profile = "strict"
    subject = "sedml"
    wrap = "sedml"
    what = """A model, simulation, task or data generator is not used (profile strict)."""
    why = """It is left over, or an output was forgotten; tools run it all the same."""
    wrong = """
        <listOfTasks>
          <task id="t" modelReference="m" simulationReference="s"/>
          <task id="u" modelReference="m" simulationReference="s"/>
        </listOfTasks>"""
    right = """
        <listOfTasks>
          <task id="t" modelReference="m" simulationReference="s"/>
        </listOfTasks>"""
    mend = """Remove it, or add the output that was meant."""

    def check_sedml(self, sed: SedContext) -> Iterator[Finding]:
        """Look which ids are named."""
        names = {value.removeprefix("#") for n in sed.root.walk() for k, value in n.attributes.items() if k != "id"}
        for known in (sed.models, sed.simulations, sed.tasks, sed.generators):
            for name, node in known.items():
                if name not in names:
                    yield self.on(sed, node, f"{node.name} '{name}' is not used")


@register
class NothingToDo(SedRule):
    """A document that gives no result."""

    code = "SED012"
    name = "no-output"
    severity = "warning"
    subject = "sedml"
    wrap = "sedml"
    what = """The document has no task, or no output."""
    why = """Tools that run it succeed and write nothing."""
    wrong = """
        <listOfOutputs/>"""
    right = """
        <listOfOutputs>
          <report id="r">
            <listOfDataSets><dataSet id="d" label="k" dataReference="g"/></listOfDataSets>
          </report>
        </listOfOutputs>"""
    mend = """Add a task, and a report or plot of its data."""

    def check_sedml(self, sed: SedContext) -> Iterator[Finding]:
        """Count."""
        for what, held in (("task", sed.tasks), ("output", sed.outputs)):
            if not held:
                yield self.on(sed, sed.root, f"there is no {what}")


@register
class UndefinedInMath(SedRule):
    """A formula that reads what is not defined."""

    code = "SED013"
    name = "undefined-in-math"
    severity = "error"
    subject = "sedml"
    wrap = "sedml"
    what = """The formula of a data generator reads a name that is none of its variables and parameters."""
    why = """Tools stop, or take zero for it."""
    wrong = """
        <listOfDataGenerators>
          <dataGenerator id="g">
            <math xmlns="http://www.w3.org/1998/Math/MathML"><ci>x</ci></math>
            <listOfVariables>
              <variable id="k" taskReference="t"
                target="/sbml:sbml/sbml:model/sbml:listOfParameters/sbml:parameter[@id='k']"/>
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
    mend = """Add the variable, or correct the name."""

    def check_sedml(self, sed: SedContext) -> Iterator[Finding]:
        """Compare names."""
        for name, node in sed.generators.items():
            known = {n.id for part in ("listOfVariables", "listOfParameters") for n in node.listed(part)}
            for missing in sorted(mathml.ids_in(mathml.of(node)) - known):
                yield self.on(sed, node, f"data generator '{name}' reads '{missing}'{nearest(missing, known)}")


@register
class OtherLanguage(SedRule):
    """A language that is not that of the model."""

    code = "SED014"
    name = "language-against-model"
    severity = "warning"
    subject = "sedml"
    wrap = "sedml"
    what = """The language of a model names another level or version of SBML than the file has, or no language."""
    why = """Tools choose the reader and simulator by it."""
    wrong = """
        <listOfModels>
          <model id="m" language="urn:sedml:language:sbml.level-2.version-4" source="model.xml"/>
        </listOfModels>"""
    right = """
        <listOfModels>
          <model id="m" language="urn:sedml:language:sbml" source="model.xml"/>
        </listOfModels>"""
    mend = """Write urn:sedml:language:sbml, or with the level and version that the file has."""

    def check_sedml(self, sed: SedContext) -> Iterator[Finding]:
        """Compare."""
        for name, node in sed.models.items():
            root, language = sed.source(name).root, node.get("language")
            if root is None or node.get("source").startswith("#"):
                continue
            given = re.search(r"sbml(?:\.level-(\d+)\.version-(\d+))?$", language)
            held = (root.get("level"), root.get("version"))
            if given is None or (given.group(1) and given.groups() != held):
                message = f"the language of model '{name}' is '{language}', its file is SBML L{held[0]}V{held[1]}"
                yield self.on(sed, node, message)
