"""Commands coverage, and run, which does everything."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from mtorsbml.cli._shared import console, examples, json_option, print_json, table

if TYPE_CHECKING:
    from rich.table import Table

    from mtorsbml.pathway.coverage import Coverage


@click.command(epilog=examples("mtorsbml coverage"))
@click.option("--all", "show_all", is_flag=True, help="Show every row and entity, and what carries it.")
@json_option
def coverage(show_all: bool, as_json: bool) -> int:
    """Tell which known interactions and entities the models carry.

    Exit code 1 if a row of the interaction table is open, or cited only where its ends do not meet, or if an entity is
    neither modelled nor excused.
    """
    from dataclasses import asdict

    from mtorsbml.pathway import coverage as rows
    from mtorsbml.pathway import library

    found = rows.coverage(library.modules())
    if as_json:
        print_json({"rows": [asdict(c) for c in found.rows], "entities": [asdict(e) for e in found.entities]})
    else:
        _print_coverage(found, show_all=show_all)
    return int(bool(found.bad or found.bad_entities))


def _print_coverage(found: Coverage, *, show_all: bool) -> None:
    screen = console()
    screen.print(_by_module(found))
    shown = found.rows if show_all else found.bad
    if shown:
        rows = table("row", "module", "interaction", "status", "carried by, or the reason", numbers=("row",))
        for c in shown:
            carried = ", ".join((*c.kinetic, *c.logic)) or c.reason or ", ".join(f"({name})" for name in c.beside)
            action = f"{c.row.source} {c.row.sign} {c.row.target}"
            rows.add_row(str(c.row.n), c.row.module, action, c.status, carried)
        screen.print(rows)
    entities = found.entities if show_all else found.bad_entities
    if entities:
        things = table("entity", "name", "status", "is, or the reason")
        for e in entities:
            things.add_row(e.id, e.name, e.status, ", ".join(e.places) or e.reason)
        screen.print(things)
    done = len(found.rows) - len(found.bad)
    screen.print(f"{done} of {len(found.rows)} rows are modelled or excused ({100 * done / len(found.rows):.1f} %)")
    screen.print(found.entity_sentence)


def _by_module(found: Coverage) -> Table:
    heads = ("rows", "modelled", "excluded", "unsupported", "open")
    shown = table("module", *heads, numbers=heads)
    for module in dict.fromkeys(c.row.module for c in found.rows):
        counts = [found.count(module, status) for status in ("modelled", "excluded", "unsupported", "open")]
        shown.add_row(module, str(sum(counts)), *map(str, counts))
    return shown


@click.command(epilog=examples("mtorsbml run --out build"))
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    default=Path("build"),
    show_default=True,
    metavar="FOLDER",
    help="Where the report and the archives go.",
)
def run(out: Path) -> int:
    """Do everything, and write a report.

    Build, validate, merge, simulate, export. Exit code 1 if a check fails.
    """
    from mtorsbml.run import main_job

    return main_job(out)


COMMANDS = (coverage, run)
