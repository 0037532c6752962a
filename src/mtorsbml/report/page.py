"""Laying the report out as one HTML page that needs nothing from the net."""

from __future__ import annotations

from mtorsbml.report.content import Report


def html(report: Report) -> str:
    """The page; equal reports give equal text."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("mtorsbml.report", "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    style = environment.loader.get_source(environment, "page.css")[0] if environment.loader else ""
    return environment.get_template("page.html.j2").render(report=report, style=style)
