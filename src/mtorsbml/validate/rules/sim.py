"""SIM: what a kinetic model does when it is run; only with --simulate."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from mtorsbml.validate.context import Context
from mtorsbml.validate.findings import Finding
from mtorsbml.validate.registry import Rule, register

if TYPE_CHECKING:
    from mtorsbml.validate.runs import Runs


class RunRule(Rule):
    """A rule about the run of a model; logical models are not run."""

    def check(self, ctx: Context) -> Iterator[Finding]:
        """Run the model once for all rules, and look at the run."""
        from mtorsbml.validate.runs import runs_of

        if ctx.kind != "qual":
            yield from self.check_run(ctx, runs_of(ctx))

    def check_run(self, ctx: Context, runs: Runs) -> Iterator[Finding]:  # noqa: ARG002
        """What the rule has to say about the run."""
        yield from ()


@register
class NotLoaded(RunRule):
    """A model that the simulator does not take."""

    code = "SIM001"
    name = "not-loaded"
    severity = "error"
    subject = "sbml"
    simulate = True
    wrap = "model"
    what = """libRoadRunner cannot load the model."""
    why = """Nobody can run it there; what it refuses is mostly refused by other simulators too: a symbol without
        a value, a delay, an algebraic rule."""
    wrong = """
        <listOfCompartments><compartment id="c" size="1" spatialDimensions="3" constant="true"/></listOfCompartments>
        <listOfSpecies>
          <species id="A" compartment="c" initialConcentration="1" hasOnlySubstanceUnits="false"
            boundaryCondition="false" constant="false"/>
        </listOfSpecies>
        <listOfParameters><parameter id="k" constant="false"/></listOfParameters>
        <listOfRules><algebraicRule><math xmlns="http://www.w3.org/1998/Math/MathML">
          <apply><minus/><ci>k</ci><cn>1</cn></apply>
        </math></algebraicRule></listOfRules>
        <listOfReactions>
          <reaction id="r" reversible="false" fast="false">
            <listOfReactants><speciesReference species="A" stoichiometry="1" constant="true"/></listOfReactants>
            <kineticLaw><math xmlns="http://www.w3.org/1998/Math/MathML"><apply><times/><ci>k</ci><ci>A</ci></apply></math></kineticLaw>
          </reaction>
        </listOfReactions>"""
    right = """
        <listOfCompartments><compartment id="c" size="1" spatialDimensions="3" constant="true"/></listOfCompartments>
        <listOfSpecies>
          <species id="A" compartment="c" initialConcentration="1" hasOnlySubstanceUnits="false"
            boundaryCondition="false" constant="false"/>
        </listOfSpecies>
        <listOfParameters><parameter id="k" value="1" constant="true"/></listOfParameters>
        <listOfReactions>
          <reaction id="r" reversible="false" fast="false">
            <listOfReactants><speciesReference species="A" stoichiometry="1" constant="true"/></listOfReactants>
            <kineticLaw><math xmlns="http://www.w3.org/1998/Math/MathML"><apply><times/><ci>k</ci><ci>A</ci></apply></math></kineticLaw>
          </reaction>
        </listOfReactions>"""
    mend = """Follow the simulator's message."""

    def check_run(self, ctx: Context, runs: Runs) -> Iterator[Finding]:
        """Say what the simulator said."""
        if runs.not_loaded:
            yield self.at(ctx, ctx.model.node, f"libRoadRunner does not load the model: {runs.not_loaded}")


@register
class NotIntegrated(RunRule):
    """A run that ends in an error."""

    code = "SIM002"
    name = "not-integrated"
    severity = "error"
    subject = "sbml"
    simulate = True
    wrap = "model"
    what = """The integration stops with an error."""
    why = """A result cannot be had; mostly a quantity grows without bounds in finite time, or a formula divides
        by zero."""
    wrong = """
        <listOfCompartments><compartment id="c" size="1" spatialDimensions="3" constant="true"/></listOfCompartments>
        <listOfSpecies>
          <species id="A" compartment="c" initialConcentration="1" hasOnlySubstanceUnits="false"
            boundaryCondition="false" constant="false"/>
        </listOfSpecies>
        <listOfParameters><parameter id="k" value="1" constant="true"/></listOfParameters>
        <listOfReactions>
          <reaction id="r" reversible="false" fast="false">
            <listOfProducts><speciesReference species="A" stoichiometry="1" constant="true"/></listOfProducts>
            <kineticLaw><math xmlns="http://www.w3.org/1998/Math/MathML"><apply><times/><ci>k</ci><ci>A</ci><ci>A</ci></apply></math></kineticLaw>
          </reaction>
        </listOfReactions>"""
    right = """
        <listOfCompartments><compartment id="c" size="1" spatialDimensions="3" constant="true"/></listOfCompartments>
        <listOfSpecies>
          <species id="A" compartment="c" initialConcentration="1" hasOnlySubstanceUnits="false"
            boundaryCondition="false" constant="false"/>
        </listOfSpecies>
        <listOfParameters><parameter id="k" value="1" constant="true"/></listOfParameters>
        <listOfReactions>
          <reaction id="r" reversible="false" fast="false">
            <listOfProducts><speciesReference species="A" stoichiometry="1" constant="true"/></listOfProducts>
            <kineticLaw><math xmlns="http://www.w3.org/1998/Math/MathML"><apply><times/><ci>k</ci><cn>1</cn></apply></math></kineticLaw>
          </reaction>
        </listOfReactions>"""
    mend = """Look at what the formulas do at the time that the message names; begin with SIM004 and laws that
        divide."""

    def check_run(self, ctx: Context, runs: Runs) -> Iterator[Finding]:
        """Say what the integrator said."""
        if runs.not_integrated:
            yield self.at(ctx, ctx.model.node, f"the integration fails: {runs.not_integrated}")


@register
class Negative(RunRule):
    """A species that falls below zero."""

    code = "SIM003"
    name = "negative-value"
    severity = "warning"
    subject = "sbml"
    simulate = True
    wrap = "model"
    what = """An amount or concentration becomes negative."""
    why = """There is no less than nothing of a substance; laws with roots and powers then give NaN, and others
        the wrong sign."""
    wrong = """
        <listOfCompartments><compartment id="c" size="1" spatialDimensions="3" constant="true"/></listOfCompartments>
        <listOfSpecies>
          <species id="A" compartment="c" initialConcentration="1" hasOnlySubstanceUnits="false"
            boundaryCondition="false" constant="false"/>
        </listOfSpecies>
        <listOfParameters><parameter id="k" value="1" constant="true"/></listOfParameters>
        <listOfReactions>
          <reaction id="r" reversible="false" fast="false">
            <listOfReactants><speciesReference species="A" stoichiometry="1" constant="true"/></listOfReactants>
            <kineticLaw><math xmlns="http://www.w3.org/1998/Math/MathML"><ci>k</ci></math></kineticLaw>
          </reaction>
        </listOfReactions>"""
    right = """
        <listOfCompartments><compartment id="c" size="1" spatialDimensions="3" constant="true"/></listOfCompartments>
        <listOfSpecies>
          <species id="A" compartment="c" initialConcentration="1" hasOnlySubstanceUnits="false"
            boundaryCondition="false" constant="false"/>
        </listOfSpecies>
        <listOfParameters><parameter id="k" value="1" constant="true"/></listOfParameters>
        <listOfReactions>
          <reaction id="r" reversible="false" fast="false">
            <listOfReactants><speciesReference species="A" stoichiometry="1" constant="true"/></listOfReactants>
            <kineticLaw><math xmlns="http://www.w3.org/1998/Math/MathML"><apply><times/><ci>k</ci><ci>A</ci></apply></math></kineticLaw>
          </reaction>
        </listOfReactions>"""
    mend = """Let the rate vanish with its reactant, such as k * A in place of k."""

    def check_run(self, ctx: Context, runs: Runs) -> Iterator[Finding]:
        """Look at the least value of each species."""
        for name, values in runs.species.items():
            least = runs.lowest(values)
            largest = runs.size(values)
            if values[least] < -runs.negative * max(largest, 1e-12) and values[0] >= 0:
                node = ctx.model.species.get(name, ctx.model.node)
                message = f"'{name}' falls to {values[least]:.3g} at time {runs.times[least]:g}"
                yield self.at(ctx, node, message, element=name)


@register
class BlowUp(RunRule):
    """A species that grows without end."""

    code = "SIM004"
    name = "blow-up"
    severity = "warning"
    subject = "sbml"
    simulate = True
    wrap = "model"
    what = """A value becomes infinite, not a number, or more than 1e9 times all that there was at the start."""
    why = """Something is made without a limit or a way out; numbers of that size also make the integrator
        useless for all others."""
    wrong = """
        <listOfCompartments><compartment id="c" size="1" spatialDimensions="3" constant="true"/></listOfCompartments>
        <listOfSpecies>
          <species id="A" compartment="c" initialConcentration="1" hasOnlySubstanceUnits="false"
            boundaryCondition="false" constant="false"/>
        </listOfSpecies>
        <listOfParameters><parameter id="k" value="0.03" constant="true"/></listOfParameters>
        <listOfReactions>
          <reaction id="r" reversible="false" fast="false">
            <listOfProducts><speciesReference species="A" stoichiometry="1" constant="true"/></listOfProducts>
            <kineticLaw><math xmlns="http://www.w3.org/1998/Math/MathML"><apply><times/><ci>k</ci><ci>A</ci></apply></math></kineticLaw>
          </reaction>
        </listOfReactions>"""
    right = """
        <listOfCompartments><compartment id="c" size="1" spatialDimensions="3" constant="true"/></listOfCompartments>
        <listOfSpecies>
          <species id="A" compartment="c" initialConcentration="1" hasOnlySubstanceUnits="false"
            boundaryCondition="false" constant="false"/>
        </listOfSpecies>
        <listOfParameters><parameter id="k" value="1" constant="true"/></listOfParameters>
        <listOfReactions>
          <reaction id="r" reversible="false" fast="false">
            <listOfReactants><speciesReference species="A" stoichiometry="1" constant="true"/></listOfReactants>
            <kineticLaw><math xmlns="http://www.w3.org/1998/Math/MathML"><apply><times/><ci>k</ci><ci>A</ci></apply></math></kineticLaw>
          </reaction>
        </listOfReactions>"""
    mend = """Give what grows a way out, or a law that saturates."""

    def check_run(self, ctx: Context, runs: Runs) -> Iterator[Finding]:
        """Compare the end with the start."""
        start = max((abs(float(values[0])) for values in runs.species.values()), default=0.0)
        for name, values in runs.species.items():
            last = float(values[-1])
            if not abs(last) < 1e9 * max(start, 1.0):
                node = ctx.model.species.get(name, ctx.model.node)
                message = f"'{name}' goes from {values[0]:.3g} to {last:.3g} at time {runs.times[-1]:g}"
                yield self.at(ctx, node, message, element=name)


@register
class NoSteadyState(RunRule):
    """A model that does not come to rest."""

    code = "SIM005"
    name = "no-steady-state"
    severity = "info"
    subject = "sbml"
    simulate = True
    wrap = "model"
    what = """At the end of the run, something still changes by more than 1e-4 of its size in 1 % of the time."""
    why = """A model that is meant to rest does not, or the run was too short for it; an oscillator is right not
        to."""
    wrong = """
        <listOfCompartments><compartment id="c" size="1" spatialDimensions="3" constant="true"/></listOfCompartments>
        <listOfSpecies>
          <species id="A" compartment="c" initialConcentration="5" hasOnlySubstanceUnits="false"
            boundaryCondition="false" constant="false"/>
        </listOfSpecies>
        <listOfParameters><parameter id="k" value="1" constant="true"/></listOfParameters>
        <listOfReactions>
          <reaction id="r" reversible="false" fast="false">
            <listOfProducts><speciesReference species="A" stoichiometry="1" constant="true"/></listOfProducts>
            <kineticLaw><math xmlns="http://www.w3.org/1998/Math/MathML"><apply><cos/><csymbol encoding="text" definitionURL="http://www.sbml.org/sbml/symbols/time">t</csymbol></apply></math></kineticLaw>
          </reaction>
        </listOfReactions>"""
    right = """
        <listOfCompartments><compartment id="c" size="1" spatialDimensions="3" constant="true"/></listOfCompartments>
        <listOfSpecies>
          <species id="A" compartment="c" initialConcentration="1" hasOnlySubstanceUnits="false"
            boundaryCondition="false" constant="false"/>
        </listOfSpecies>
        <listOfParameters><parameter id="k" value="1" constant="true"/></listOfParameters>
        <listOfReactions>
          <reaction id="r" reversible="false" fast="false">
            <listOfReactants><speciesReference species="A" stoichiometry="1" constant="true"/></listOfReactants>
            <kineticLaw><math xmlns="http://www.w3.org/1998/Math/MathML"><apply><times/><ci>k</ci><ci>A</ci></apply></math></kineticLaw>
          </reaction>
        </listOfReactions>"""
    mend = """Nothing, if the model is meant to move; else look at what is made and not taken away."""

    def check_run(self, ctx: Context, runs: Runs) -> Iterator[Finding]:
        """Compare the end with what was shortly before."""
        moving = []
        for name, values in runs.species.items():
            before, last = float(values[-3]), float(values[-1])
            largest = runs.size(values)
            if largest > runs.least and abs(last - before) > 1e-4 * largest:
                moving.append((abs(last - before) / largest, name))
        if moving:
            worst = ", ".join(f"'{name}' by {100 * rate:.2g} %" for rate, name in sorted(moving, reverse=True)[:3])
            message = f"{len(moving)} species still move at time {runs.times[-1]:g}: {worst} in 1 % of the time"
            yield self.at(ctx, ctx.model.node, message)


@register
class Tolerance(RunRule):
    """A result that depends on the tolerance."""

    code = "SIM006"
    name = "sensitive-to-tolerance"
    severity = "warning"
    subject = "sbml"
    simulate = True
    wrap = "model"
    what = """Two runs, with relative tolerances of 1e-6 and 1e-9, differ by more than 1 % somewhere."""
    why = """Each simulator then draws another curve; the model is chaotic, nearly singular, or has numbers of
        very different size."""
    wrong = """
        <listOfParameters>
          <parameter id="x" value="1" constant="false"/>
          <parameter id="y" value="1" constant="false"/>
          <parameter id="z" value="1" constant="false"/>
        </listOfParameters>
        <listOfRules>
          <rateRule variable="x"><math xmlns="http://www.w3.org/1998/Math/MathML">
            <apply><times/><cn>10</cn><apply><minus/><ci>y</ci><ci>x</ci></apply></apply>
          </math></rateRule>
          <rateRule variable="y"><math xmlns="http://www.w3.org/1998/Math/MathML">
            <apply><minus/><apply><times/><ci>x</ci><apply><minus/><cn>28</cn><ci>z</ci></apply></apply><ci>y</ci></apply>
          </math></rateRule>
          <rateRule variable="z"><math xmlns="http://www.w3.org/1998/Math/MathML">
            <apply><minus/><apply><times/><ci>x</ci><ci>y</ci></apply><apply><times/><cn>2.7</cn><ci>z</ci></apply></apply>
          </math></rateRule>
        </listOfRules>"""
    right = """
        <listOfParameters>
          <parameter id="x" value="1" constant="false"/>
          <parameter id="y" value="1" constant="false"/>
          <parameter id="z" value="1" constant="false"/>
        </listOfParameters>
        <listOfRules>
          <rateRule variable="x"><math xmlns="http://www.w3.org/1998/Math/MathML">
            <apply><times/><cn>10</cn><apply><minus/><ci>y</ci><ci>x</ci></apply></apply>
          </math></rateRule>
          <rateRule variable="y"><math xmlns="http://www.w3.org/1998/Math/MathML">
            <apply><minus/><apply><times/><ci>x</ci><apply><minus/><cn>8</cn><ci>z</ci></apply></apply><ci>y</ci></apply>
          </math></rateRule>
          <rateRule variable="z"><math xmlns="http://www.w3.org/1998/Math/MathML">
            <apply><minus/><apply><times/><ci>x</ci><ci>y</ci></apply><apply><times/><cn>2.7</cn><ci>z</ci></apply></apply>
          </math></rateRule>
        </listOfRules>"""
    mend = """State the tolerance that is needed, in the notes and in SED-ML; scale amounts that are far from 1."""

    def check_run(self, ctx: Context, runs: Runs) -> Iterator[Finding]:
        """Compare the two runs."""
        found: list[tuple[float, str]] = []
        for name, values in runs.values.items():
            other = runs.loose.get(name)
            largest = runs.size(values)
            if other is None or largest <= runs.least or name.removeprefix("amount ") in (known for _, known in found):
                continue
            if (apart := runs.size(values - other) / largest) > 0.01:
                found.append((apart, name))
        if found:
            worst = ", ".join(f"'{name}' by {100 * apart:.2g} %" for apart, name in sorted(found, reverse=True)[:3])
            yield self.at(ctx, ctx.model.node, f"{len(found)} values depend on the tolerance: {worst}")


@register
class Drift(RunRule):
    """A total that is not kept."""

    code = "SIM007"
    name = "total-drifts"
    severity = "warning"
    subject = "sbml"
    simulate = True
    wrap = "model"
    what = """A sum of species that the reactions conserve changes by more than one part in 10,000 during the run."""
    why = """An event, a rule or the integrator makes or loses substance, so that the model leaks."""
    wrong = """
        <listOfCompartments><compartment id="c" size="1" spatialDimensions="3" constant="true"/></listOfCompartments>
        <listOfSpecies>
          <species id="A" compartment="c" initialConcentration="1" hasOnlySubstanceUnits="false"
            boundaryCondition="false" constant="false"/>
          <species id="B" compartment="c" initialConcentration="0" hasOnlySubstanceUnits="false"
            boundaryCondition="false" constant="false"/>
        </listOfSpecies>
        <listOfParameters><parameter id="k" value="1" constant="true"/></listOfParameters>
        <listOfReactions>
          <reaction id="r" reversible="false" fast="false">
            <listOfReactants><speciesReference species="A" stoichiometry="1" constant="true"/></listOfReactants>
            <listOfProducts><speciesReference species="B" stoichiometry="1" constant="true"/></listOfProducts>
            <kineticLaw><math xmlns="http://www.w3.org/1998/Math/MathML"><apply><times/><ci>k</ci><ci>A</ci></apply></math></kineticLaw>
          </reaction>
        </listOfReactions>
        <listOfEvents>
          <event useValuesFromTriggerTime="true">
            <trigger initialValue="true" persistent="true"><math xmlns="http://www.w3.org/1998/Math/MathML">
              <apply><gt/><ci>B</ci><cn>0.5</cn></apply>
            </math></trigger>
            <listOfEventAssignments>
              <eventAssignment variable="A"><math xmlns="http://www.w3.org/1998/Math/MathML"><cn>2</cn></math></eventAssignment>
            </listOfEventAssignments>
          </event>
        </listOfEvents>"""
    right = """
        <listOfCompartments><compartment id="c" size="1" spatialDimensions="3" constant="true"/></listOfCompartments>
        <listOfSpecies>
          <species id="A" compartment="c" initialConcentration="1" hasOnlySubstanceUnits="false"
            boundaryCondition="false" constant="false"/>
          <species id="B" compartment="c" initialConcentration="0" hasOnlySubstanceUnits="false"
            boundaryCondition="false" constant="false"/>
        </listOfSpecies>
        <listOfParameters><parameter id="k" value="1" constant="true"/></listOfParameters>
        <listOfReactions>
          <reaction id="r" reversible="false" fast="false">
            <listOfReactants><speciesReference species="A" stoichiometry="1" constant="true"/></listOfReactants>
            <listOfProducts><speciesReference species="B" stoichiometry="1" constant="true"/></listOfProducts>
            <kineticLaw><math xmlns="http://www.w3.org/1998/Math/MathML"><apply><times/><ci>k</ci><ci>A</ci></apply></math></kineticLaw>
          </reaction>
        </listOfReactions>"""
    mend = """Let events move substance from one species to another instead of setting one of them; tighten
        tolerances."""

    def check_run(self, ctx: Context, runs: Runs) -> Iterator[Finding]:
        """Look at each conserved sum."""
        for names, start, worst in runs.drifts():
            held = ", ".join(names[:5]) + (", ..." if len(names) > 5 else "")
            node = ctx.model.species.get(names[0], ctx.model.node)
            yield self.at(ctx, node, f"the total of {held} goes from {start:.6g} to {worst:.6g}", element=names[0])
