"""The command that compares two models."""

from __future__ import annotations

from pathlib import Path

import click

from mtorsbml.cli._shared import examples
from mtorsbml.errors import UsageError


@click.command(
    epilog=examples(
        "mtorsbml diff old.xml new.xml",
        "mtorsbml diff mtor my_mtor.xml --format html -o changes.html",
        "mtorsbml diff growth_factor mine.xml --formalism qual",
    )
)
@click.argument("models", metavar="A B", nargs=-1)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "html"]),
    help="How to tell it.  [default: by the ending of FILE, else text]",
)
@click.option("-o", "--output", metavar="FILE", type=click.Path(path_type=Path), help="Write to a file.")
@click.option(
    "--formalism",
    type=click.Choice(["core", "qual", "comp"]),
    default="core",
    show_default=True,
    help="Which file of a model of the repository.",
)
@click.option("--textconv", metavar="FILE", type=click.Path(path_type=Path), help="Print one model for `git diff`.")
def diff(models: tuple[str, ...], form: str | None, output: Path | None, formalism: str, textconv: Path | None) -> int:
    """Tell what changed from model A to model B.

    Species, reactions, kinetic laws, parameters, rules, events, units, annotations, logic and packages; the order and
    the layout of the files do not count. A and B are ids of models or paths of SBML files. Exit code 0 if nothing
    changed, 1 if something did, 2 if a file cannot be read.
    """
    from mtorsbml.diff import compare, render
    from mtorsbml.repository import locate

    if textconv is not None:
        if models:
            raise UsageError("--textconv takes one file and no other; leave A and B out")
        click.echo(render.textconv(textconv), nl=False)
        return 0
    if len(models) != 2:
        raise UsageError(f"diff takes two models, not {len(models)}; see `mtorsbml diff --help`")
    found = compare.diff(*(locate(model, formalism) for model in models))
    kind = form or {".json": "json", ".html": "html", ".htm": "html"}.get(output.suffix if output else "", "text")
    if output is not None:
        from mtorsbml._files import write_atomic

        content = {"json": render.as_json, "html": render.html, "text": render.text}[kind](found)
        write_atomic(output, content.encode())
        click.echo(found.summary())
    elif kind == "text":
        click.echo(render.text(found, _paint), nl=False)
    else:
        click.echo(render.as_json(found) if kind == "json" else render.html(found), nl=False)
    return int(bool(found.changes))


def _paint(text: str, colour: str) -> str:
    """Colours for a terminal; click takes them out where the output is none."""
    return click.style(text, bold=True) if colour == "bold" else click.style(text, fg=colour)


COMMANDS = (diff,)
