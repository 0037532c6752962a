"""The command verify: one model in several simulators."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mtorsbml.cli._shared import console, examples, model_argument, names, number, print_json, table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.table import Table

    from mtorsbml.verify.kinetic import Verification
    from mtorsbml.verify.logical import LogicComparison
    from mtorsbml.verify.request import Run


_MOST_ROWS = 30
"""Experiments of which each has a row of its own for each simulator."""


_INTERRUPTED = 130
"""The exit code of a program that somebody ended."""


@click.command(
    epilog=examples(
        "mtorsbml verify mtor",
        "mtorsbml verify mtor --with roadrunner,copasi --tolerance 1e-6 -o agreement.json",
        "mtorsbml verify mtor --claims --only C024",
        "mtorsbml verify downloads/other.xml --duration 60 --with roadrunner,scipy",
    )
)
@model_argument
@click.option(
    "--with", "engines", multiple=True, metavar="NAMES", help="Simulators, the reference first; all if none is named."
)
@click.option("--claims", is_flag=True, help="Run the arms of the claims too (of an archive: all its SED-ML files).")
@click.option("--only", multiple=True, metavar="IDS", help="Run only these experiments or claims.")
@click.option("--tolerance", type=float, default=1e-4, show_default=True, help="Largest relative difference.")
@click.option("--duration", type=float, metavar="TIME", help="Run a file of your own for so long [its unit of time].")
@click.option("--timeout", type=float, default=600.0, show_default=True, help="Limit for 40 runs in a simulator [s].")
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="What to print."
)
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help="A .json table or .png picture.")
def verify(
    model: str,
    engines: tuple[str, ...],
    claims: bool,
    only: tuple[str, ...],
    tolerance: float,
    duration: float | None,
    timeout: float,
    form: str,
    output: Path | None,
) -> int:
    """Run MODEL in every simulator at hand and compare all species at all time points.

    MODEL is a model of the repository (its experiments are run, and its logic model is read by the logic tools), an
    archive (.omex; its time courses are run) or an SBML file. Exit code 1 if one differs or fails.
    """
    from mtorsbml.errors import UsageError
    from mtorsbml.exchange.subject import subject
    from mtorsbml.verify import kinetic
    from mtorsbml.verify.engines import ENGINES

    if output is not None and output.suffix.lower() not in {".json", ".png", ".svg", ".pdf"}:
        raise UsageError(f"{output}: the ending says what is written; use .json, .png, .svg or .pdf")
    if output is not None and not output.absolute().parent.is_dir():
        raise UsageError(f"{output}: the folder {output.absolute().parent} does not exist; make it first")
    if not timeout > 0:
        raise UsageError(f"--timeout {timeout:g}: give a time above 0")
    if not 0 < tolerance < 1:
        raise UsageError(f"--tolerance {tolerance:g}: give a number between 0 and 1, such as 1e-4")
    screen = console(stderr=True)
    with tempfile.TemporaryDirectory() as folder:
        what = subject(model, Path(folder), tolerance=tolerance, duration=duration, claims=claims, only=names(only))
        found = kinetic.verify(
            what.core,
            what.runs,
            with_engines=names(engines) or tuple(ENGINES),
            tolerance=tolerance,
            timeout=timeout,
            progress=lambda text: screen.print(f"{text} ...", style="dim"),
        )
        logic = () if only or found.interrupted else _logic(what.qual, engines, timeout)
    if form == "json":
        print_json({**found.to_dict(), "logic": [_row(c) for c in logic]})
    else:
        _print(found, logic, what.runs)
    if output is not None:
        _write(output, found, logic)
    if found.interrupted:
        return _INTERRUPTED
    return int(not found.agrees or any(c.verdict in {"differs", "failed"} for c in logic))


def _logic(qual: Path | None, engines: Sequence[str], timeout: float) -> Sequence[LogicComparison]:
    """The logic model too, unless somebody asked for certain simulators."""
    if qual is None or engines:
        return ()
    from mtorsbml.verify.logical import verify_logic

    screen = console(stderr=True)
    return verify_logic(qual, timeout=timeout, progress=lambda text: screen.print(f"{text} ...", style="dim"))


def _row(comparison: LogicComparison) -> dict[str, object]:
    from dataclasses import asdict

    return asdict(comparison)


def _print(found: Verification, logic: Sequence[LogicComparison], runs: Sequence[Run]) -> None:
    from mtorsbml.verify.engines import ENGINES

    screen = console()
    screen.print(f"{found.model}: {len(runs)} experiments against {found.reference}", style="bold")
    screen.print(_table(found) if len(runs) <= _MOST_ROWS else _summary(found))
    for reason in dict.fromkeys(c.reason for c in found.comparisons if c.verdict == "missing"):
        screen.print(f"not asked: {reason}")
    if logic:
        shown = table("logic reader", "verdict", "fixed points", "of AEON's", "", numbers=("fixed points", "of AEON's"))
        for c in logic:
            shown.add_row(c.reader, c.verdict, str(c.fixed_points), str(c.expected), c.reason)
        screen.print(shown)
    if found.interrupted:
        screen.print("interrupted: the rest of the experiments was not run", style="bold red")
    if not found.compared:
        others = ", ".join(name for name in ENGINES if name != found.reference)
        screen.print(f"NOTHING COMPARED: {found.reference} ran alone; name another one ({others})", style="bold red")
        return
    word = "all that were asked agree" if found.agrees else "NOT ALL AGREE"
    screen.print(f"{word} within {found.tolerance:g}", style="bold" if found.agrees else "bold red")


def _table(found: Verification) -> Table:
    shown = table(
        "engine", "experiment", "verdict", "columns", "points", "largest difference", "where", "at", "seconds",
        numbers=("columns", "points", "largest difference", "at", "seconds"),
    )  # fmt: skip
    shown.add_row(found.reference, "all", "reference", "", "", "", "", "", f"{found.seconds[found.reference]:.1f}")
    told: set[str] = set()
    for c in found.comparisons:
        if c.verdict == "missing":
            continue
        seconds = "" if c.engine in told else f"{found.seconds.get(c.engine, 0.0):.1f}"
        told.add(c.engine)
        if c.verdict == "failed":
            shown.add_row(c.engine, c.experiment, "failed", "", "", "", c.reason, "", seconds)
            continue
        sizes = [str(c.columns), str(c.points), f"{c.difference:.1e}"]
        shown.add_row(c.engine, c.experiment, c.verdict, *sizes, c.where, number(c.at), seconds)
    return shown


def _summary(found: Verification) -> Table:
    """A row for each simulator with its worst experiment, and one for each experiment that does not agree."""
    shown = table(
        "engine", "experiments", "agree", "largest difference", "in", "where", "at", "seconds",
        numbers=("agree", "largest difference", "at", "seconds"),
    )  # fmt: skip
    shown.add_row(found.reference, "all", "reference", "", "", "", "", f"{found.seconds[found.reference]:.1f}")
    for name, seconds in found.seconds.items():
        rows = [c for c in found.comparisons if c.engine == name]
        measured = [c for c in rows if c.difference is not None]
        if measured:
            worst = max(measured, key=lambda c: c.difference or 0.0)
            agree = str(sum(c.verdict == "agrees" for c in rows))
            place = [f"{worst.difference:.1e}", worst.experiment, worst.where, number(worst.at)]
            shown.add_row(name, str(len(rows)), agree, *place, f"{seconds:.1f}")
        for c in rows:
            if c.verdict == "differs":
                shown.add_row(name, c.experiment, "differs", f"{c.difference:.1e}", "", c.where, number(c.at), "")
            elif c.verdict == "failed":
                shown.add_row(name, c.experiment, "failed", "", "", c.reason, "", "")
    return shown


def _write(output: Path, found: Verification, logic: Sequence[LogicComparison]) -> None:
    import json

    from mtorsbml._files import write_atomic

    if output.suffix.lower() == ".json":
        content = {**found.to_dict(), "logic": [_row(c) for c in logic]}
        write_atomic(output, (json.dumps(content, indent=2) + "\n").encode())
        return
    from mtorsbml.verify.picture import draw

    draw(found, output)


COMMANDS = (verify,)
