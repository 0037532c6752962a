"""Commands on the models themselves: list, info, build, merge."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from mtorsbml.cli._shared import (
    console,
    examples,
    file_option,
    json_option,
    model_argument,
    number,
    print_json,
    table,
)

if TYPE_CHECKING:
    from mtorsbml.summary import Quantity, Summary


@click.command("list", epilog=examples("mtorsbml list"))
@json_option
def list_models(as_json: bool) -> None:
    """List the models of the repository."""
    from mtorsbml.pathway import library, organism
    from mtorsbml.summary import counts

    models = [*(library.model(name) for name in library.model_ids()), organism.assembly().whole()]
    if as_json:
        print_json([{"id": m.id, "title": m.title, "counts": counts(m)} for m in models])
        return
    columns = list(counts(models[0]))
    shown = table("model", *columns, "title", numbers=columns)
    for m in models:
        shown.add_row(m.id, *map(str, counts(m).values()), m.title)
    console().print(shown)


@click.command(epilog=examples("mtorsbml info mtor", "mtorsbml info downloads/other.xml --json"))
@model_argument
@json_option
def info(model: str, as_json: bool) -> None:
    """Tell what MODEL consists of and what can be turned in it."""
    from dataclasses import asdict

    from mtorsbml import repository, summary

    if model in (*repository.models(), *repository.assemblies()):
        from mtorsbml.pathway import library, organism

        shown = organism.assembly().whole() if model in repository.assemblies() else library.model(model)
        found = summary.summarise(shown)
        if as_json:
            print_json(asdict(found))
        else:
            _print_summary(found)
        return
    file = summary.describe_file(repository.locate(model))
    if as_json:
        print_json(asdict(file))
        return
    click.echo(f"{file.id}: {file.name}" if file.name else file.id)
    click.echo(f"{file.path}: SBML {file.level}, {file.kind}")
    click.echo(", ".join(f"{count} {what}" for what, count in file.counts.items()))


def _print_summary(found: Summary) -> None:
    screen = console()
    screen.print(f"{found.id}: {found.title}", style="bold")
    screen.print(", ".join(f"{count} {what}" for what, count in found.counts.items()))
    if len(found.modules) > 1:
        screen.print(f"modules: {', '.join(found.modules)}")
    screen.print(f"\n{found.notes}\n")
    screen.print(_quantities("Inputs (--set ID=VALUE; VALUE is in the unit of the table)", found.inputs))
    screen.print(_quantities("Abundances (0 is a knockout)", found.totals))
    screen.print(_quantities("Outputs (a selection; `simulate -o FILE.csv` writes everything)", found.outputs))


def _quantities(title: str, rows: tuple[Quantity, ...]) -> object:
    turned = any(row.reference is not None for row in rows)
    heads = ["id", "resting", *(["on at"] if turned else []), "unit", "kind", "name"]
    shown = table(*heads, numbers=("resting", "on at"), title=title)
    for row in rows:
        levels = [number(row.resting), *([number(row.reference)] if turned else [])]
        shown.add_row(row.id, *levels, row.unit, row.kind, row.name)
    return shown


@click.command(epilog=examples("mtorsbml build", "mtorsbml build --check", "mtorsbml build --out /tmp/models"))
@click.option("--check", is_flag=True, help="Write nothing; exit 1 if a file is not what the modules make.")
@click.option("--refresh-steady-state", is_flag=True, help="Compute the resting levels anew first (a minute).")
@click.option(
    "--out", metavar="FOLDER", type=click.Path(path_type=Path), help="Where the files go; else models/sbml here."
)
@json_option
def build(check: bool, refresh_steady_state: bool, out: Path | None, as_json: bool) -> int:
    """Make the SBML files of all models from the modules."""
    from dataclasses import asdict

    from mtorsbml import repository
    from mtorsbml.errors import UsageError

    if check and refresh_steady_state:
        raise UsageError("--check writes nothing and --refresh-steady-state does; give one of them")
    if check:
        drifts = repository.check(out)
        if as_json:
            print_json([asdict(drift) for drift in drifts])
        else:
            for drift in drifts:
                click.echo(str(drift))
            click.echo(f"{len(drifts)} files differ; run: mtorsbml build" if drifts else "all files are up to date")
        return int(bool(drifts))
    rounds = repository.refresh_resting_state() if refresh_steady_state else None
    written = [file.place for file in repository.build(out)]
    if as_json:
        print_json({"written": written, "rounds": rounds})
        return 0
    if rounds is not None:
        click.echo(f"the resting levels were new in {rounds} rounds" if rounds else "the resting levels were right")
    for place in written:
        click.echo(f"wrote {place}")
    click.echo(f"{len(written)} files written" if written else "all files were up to date")
    return 0


@click.command(epilog=examples("mtorsbml merge growth_factor lysosomal_gate -o gate.xml"))
@click.argument("modules", metavar="MODULE...", nargs=-1, required=True)
@file_option("The SBML file to write.")
@click.option(
    "--formalism",
    type=click.Choice(["core", "qual", "comp"]),
    default="core",
    show_default=True,
    help="Kinetic, logical, or kinetic as a hierarchy of modules.",
)
def merge(modules: tuple[str, ...], output: Path, formalism: str) -> None:
    """Join modules into one model.

    What they need from others is held at its resting level.
    """
    from mtorsbml import repository

    repository.merge(modules, output, formalism)


COMMANDS = (list_models, info, build, merge)
