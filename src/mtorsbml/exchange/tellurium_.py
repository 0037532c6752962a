"""A script for Tellurium that repeats the figures of a model's experiments."""

from __future__ import annotations

from mtorsbml.exchange.source import Source
from mtorsbml.model.experiment import Curve, Experiment
from mtorsbml.verify.limits import refuse
from mtorsbml.verify.request import in_amounts


def tellurium_files(source: Source) -> dict[str, bytes]:
    """The script, which wants the model beside it as SBML; it draws one figure for each experiment.

    Raises:
        MtorsbmlError: libRoadRunner, which Tellurium runs, does not take the model.
    """
    refuse(source.core, "tellurium", source.id)
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("mtorsbml.exchange", "."),
        undefined=StrictUndefined,
        autoescape=False,  # noqa: S701 - the text is Python
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["python"] = repr
    environment.filters["words"] = _words
    experiments = source.experiments or (_plain(source),)
    text = environment.get_template("tellurium.py.j2").render(
        source=source,
        experiments=experiments,
        concentrations=_concentrations(source.core),
        unit="min" if source.experiments else "",
    )
    return {f"{source.id}_tellurium.py": text.encode()}


def _plain(source: Source) -> Experiment:
    """The course of all species, of a model that has no experiments."""
    curves = tuple(Curve(id=name, label=name) for name in _species(source.core))
    return Experiment(
        id="course", title=source.title, description="", model=source.id, changes=(), end=100.0, curves=curves
    )


def _words(text: str) -> str:
    """As the text of a docstring: whoever named the model may have put in what ends one."""
    return " ".join(text.split()).replace("\\", "/").replace('"', "'")


def _concentrations(sbml: str) -> set[str]:
    """Ids that stand for concentrations."""
    import libsbml

    document = libsbml.readSBMLFromString(sbml)  # must outlive its model
    model = document.getModel()
    return {model.getSpecies(i).getId() for i in range(model.getNumSpecies())} - set(in_amounts(model))


def _species(sbml: str) -> list[str]:
    import libsbml

    document = libsbml.readSBMLFromString(sbml)  # must outlive its model
    model = document.getModel()
    return [model.getSpecies(i).getId() for i in range(model.getNumSpecies())]
