"""A script for Tellurium that repeats the figures of a model's experiments."""

from __future__ import annotations

from mtorsbml.exchange.source import Source
from mtorsbml.model.experiment import Curve, Experiment


def tellurium_files(source: Source) -> dict[str, bytes]:
    """The script, with the model in it; it draws one figure for each experiment."""
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
    experiments = source.experiments or (_plain(source),)
    text = environment.get_template("tellurium.py.j2").render(
        source=source, experiments=experiments, species=set(_species(source.core))
    )
    return {f"{source.id}_tellurium.py": text.encode()}


def _plain(source: Source) -> Experiment:
    """The course of all species, of a model that has no experiments."""
    curves = tuple(Curve(id=name, label=name) for name in _species(source.core))
    return Experiment(
        id="course", title=source.title, description="", model=source.id, changes=(), end=100.0, curves=curves
    )


def _species(sbml: str) -> list[str]:
    import libsbml

    document = libsbml.readSBMLFromString(sbml)  # must outlive its model
    model = document.getModel()
    return [model.getSpecies(i).getId() for i in range(model.getNumSpecies())]
