"""A script for Tellurium that repeats the figures of a model's experiments."""

from __future__ import annotations

from mtorsbml.exchange.source import Source


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
    text = environment.get_template("tellurium.py.j2").render(source=source, species=_species(source.core))
    return {f"{source.id}_tellurium.py": text.encode()}


def _species(sbml: str) -> set[str]:
    import libsbml

    model = libsbml.readSBMLFromString(sbml).getModel()
    return {model.getSpecies(i).getId() for i in range(model.getNumSpecies())}
