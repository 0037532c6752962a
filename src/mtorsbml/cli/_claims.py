"""The command that runs claims."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from mtorsbml.cli._shared import console, examples, names, print_json, table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.table import Table

    from mtorsbml.claims.claim import Claim, Formalism
    from mtorsbml.claims.result import ClaimResult

_STYLES = {
    "pass": "green",
    "known failure": "yellow",
    "undecided": "yellow",
    "skipped": "dim",
}


@click.command(
    epilog=examples(
        "mtorsbml claims",
        "mtorsbml claims --module growth_factor --id C024 --formalism ode",
        "mtorsbml claims my.claims.toml --model my_model.xml --plot pictures",
        "mtorsbml claims --explain C024",
    )
)
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option("--module", "modules", multiple=True, metavar="M", help="Only claims of these files (without .toml).")
@click.option("--id", "ids", multiple=True, metavar="ID", help="Only these claims.")
@click.option("--formalism", type=click.Choice(["ode", "logic"]), help="Only this formalism.")
@click.option("--model", default="", metavar="MODEL", help="Take this model in the place of the claims' own.")
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "junit"]), default="text", show_default=True, help="Report."
)
@click.option(
    "--plot", "pictures", type=click.Path(path_type=Path, file_okay=False), metavar="DIR", help="Draw each claim."
)
@click.option("--jobs", type=click.IntRange(1), default=1, show_default=True, metavar="N", help="Processes.")
@click.option("--explain", default="", metavar="ID", help="Tell how one claim comes about.")
@click.option("--robustness", type=click.IntRange(1), metavar="N", help="Repeat over N random parameter sets.")
@click.option("--seed", type=int, default=1, show_default=True, help="Seed of the random parameter sets.")
@click.option("--signs", is_flag=True, help="Hold the signs of the logic rules against the kinetic model instead.")
def claims(  # noqa: PLR0913, PLR0917 - one for each option
    files: tuple[Path, ...],
    modules: tuple[str, ...],
    ids: tuple[str, ...],
    formalism: Formalism | None,
    model: str,
    form: str,
    pictures: Path | None,
    jobs: int,
    explain: str,
    robustness: int | None,
    seed: int,
    signs: bool,
) -> int:
    """Check what a model must do: the claims in FILES, or those that come with the models.

    Each claim compares two arms of an experiment; docs/claims.md has the format. Exit code 1 if a claim fails that is
    not a known failure, or a known failure passes.
    """
    _one_thread()
    if signs:
        return _signs(model or "mtor", form)
    chosen = _chosen(files, modules, [*names(ids), *([explain] if explain else [])])
    formalisms: tuple[Formalism, ...] = (formalism,) if formalism else ("ode", "logic")
    if explain:
        return _explain(chosen[0], model)
    if robustness:
        return _robustness(chosen, model, form, robustness, seed, jobs)
    results = _run(chosen, model, formalisms, jobs)
    _report(results, form)
    if pictures is not None:
        _draw(results, pictures)
    return int(not all(result.fine for result in results))


def _one_thread() -> None:
    """Small matrices: threads of a linear algebra library only get in each other's way."""
    import os

    for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(name, "1")


def _chosen(files: Sequence[Path], modules: Sequence[str], ids: Sequence[str]) -> list[Claim]:
    from mtorsbml import _library
    from mtorsbml.claims.parse import find_files, read_claims
    from mtorsbml.errors import UsageError, nearest

    found = [claim for file in find_files(files or [_library.CLAIMS]) for claim in read_claims(file)]
    groups = list(dict.fromkeys(claim.group for claim in found))
    for module in modules:
        if module not in groups:
            raise UsageError(f"--module: there are no claims of '{module}'{nearest(module, groups)}")
    known = [claim.id for claim in found]
    for identifier in ids:
        if identifier not in known:
            raise UsageError(f"there is no claim '{identifier}'{nearest(identifier, known)}")
    return [c for c in found if (not modules or c.group in modules) and (not ids or c.id in ids)]


def _run(chosen: Sequence[Claim], model: str, formalisms: Sequence[Formalism], jobs: int) -> list[ClaimResult]:
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    from mtorsbml._library import Repository
    from mtorsbml.claims.run import run_claims

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console(stderr=True), transient=True) as bar:
        task = bar.add_task("claims", total=len(chosen))
        return run_claims(
            chosen,
            Repository(),
            formalisms=formalisms,
            model=model,
            jobs=jobs,
            progress=lambda result: bar.update(task, advance=1, description=result.claim.id),
        )


def _report(results: Sequence[ClaimResult], form: str) -> None:
    from mtorsbml.claims import report

    if form == "json":
        print_json(report.as_data(results))
        return
    if form == "junit":
        click.echo(report.as_junit(results), nl=False)
        return
    screen = console()
    screen.print(_table(results))
    for result in results:
        for outcome in result.outcomes:
            state = result.state(outcome)
            if state in {"pass", "skipped"}:
                continue
            why = f" ({result.claim.known_failure})" if state == "known failure" else ""
            screen.print(f"{result.claim.id} {outcome.formalism}: {state}{why}", style=_STYLES.get(state, "bold red"))
            for text in report.lines(outcome):
                screen.print(f"  {text}", soft_wrap=True)
    screen.print(report.summary(results), soft_wrap=True)


def _table(results: Sequence[ClaimResult]) -> Table:
    from rich.text import Text

    from mtorsbml.claims.claim import FORMALISMS

    shown = table("claim", "module", "ode", "logic", "statement")
    for result in results:
        words = [str(result.states.get(formalism, "")) for formalism in FORMALISMS]
        cells = [Text(word, style=_STYLES.get(word, "bold red")) for word in words]
        shown.add_row(result.claim.id, result.claim.group, *cells, result.claim.statement)
    return shown


def _draw(results: Sequence[ClaimResult], folder: Path) -> None:
    from mtorsbml._library import Repository
    from mtorsbml.claims.plot import draw_all

    for text in draw_all([result.claim for result in results], Repository(), folder, model=""):
        console(stderr=True).print(text, soft_wrap=True)


def _explain(claim: Claim, model: str) -> int:
    from mtorsbml._library import Repository
    from mtorsbml.claims.explain import explain

    for text in explain(claim, Repository(), model=model):
        console().print(text, soft_wrap=True)
    return 0


def _robustness(chosen: Sequence[Claim], model: str, form: str, count: int, seed: int, jobs: int) -> int:
    from mtorsbml import _library, repository
    from mtorsbml.claims import robustness

    doubts = {
        name: _library.doubt(name) for name in {model or claim.model for claim in chosen} if name in repository.models()
    }
    found = robustness.run(chosen, _library.Repository(), count=count, seed=seed, doubts=doubts, model=model, jobs=jobs)
    if form == "json":
        print_json(robustness.as_data(found))
        return 0
    shown = table(
        "claim", "as shipped", "share that passes", "errors", "statement", numbers=("share that passes", "errors")
    )
    for row in found:
        shown.add_row(row.claim.id, row.shipped, f"{row.share:.0%}", str(row.errors or ""), row.claim.statement)
    console().print(shown)
    console().print(robustness.summary(found), soft_wrap=True)
    return 0


def _signs(model: str, form: str) -> int:
    from mtorsbml import _library
    from mtorsbml.claims import signs

    found = signs.compare(model, _library.Repository(), _library.observed(model), _library.explained_signs(model))
    if form == "json":
        print_json(signs.as_data(found))
        return int(not signs.agree(found))
    shown = table("node", "regulator", "logic", "ode at rest", "at its opposite", "elsewhere", "read", "verdict", "why")
    for p in found:
        if p.verdict != "agrees":
            verdict = "explained" if p.explained else p.verdict
            where = f"{p.elsewhere} ({p.state})" if p.elsewhere else ""
            why = p.explained or p.why
            shown.add_row(p.node, p.regulator, p.logic, p.at_rest, p.at_opposite, where, p.how, verdict, why)
    console().print(shown)
    console().print(signs.summary(found), soft_wrap=True)
    return int(not signs.agree(found))


COMMANDS = (claims,)
