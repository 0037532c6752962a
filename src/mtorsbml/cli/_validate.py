"""Commands validate and rule."""

from __future__ import annotations

import os
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mtorsbml.cli._shared import console, examples, names, print_json, table
from mtorsbml.errors import UsageError
from mtorsbml.validate.findings import PROFILES, Options

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mtorsbml.validate.config import Config
    from mtorsbml.validate.findings import FileReport
    from mtorsbml.validate.runner import Runner
    from mtorsbml.validate.selection import Selection

_FORMATS = ("text", "json", "junit", "sarif", "github")


@click.command(
    epilog=examples(
        "mtorsbml validate models/sbml --profile strict",
        "mtorsbml validate 'downloads/*.xml' --ignore SBML99505 --statistics",
        "mtorsbml validate models --format sarif -o findings.sarif",
        "curl -s https://example.org/model.xml | mtorsbml validate -",
    )
)
@click.argument("paths", metavar="PATH...", nargs=-1, required=True)
@click.option("--profile", type=click.Choice(PROFILES), help="How much is asked of the files.  [default: default]")
@click.option("--select", multiple=True, metavar="CODES", help="Tell only these codes, or those that begin so.")
@click.option("--ignore", multiple=True, metavar="CODES", help="Do not tell these codes, or those that begin so.")
@click.option("--simulate", is_flag=True, help="Run the models too (family SIM).")
@click.option("--format", "form", type=click.Choice(_FORMATS), default="text", show_default=True, help="The report.")
@click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
@click.option("-o", "--output", metavar="FILE", type=click.Path(path_type=Path), help="Write the report to a file.")
@click.option("--all", "everything", is_flag=True, help="Show every finding in the text, not three of a kind.")
@click.option("--statistics", is_flag=True, help="Count the findings by code.")
@click.option("--baseline", metavar="FILE", type=click.Path(path_type=Path), help="Do not tell what this file knows.")
@click.option("--write-baseline", is_flag=True, help="Write what is found to the baseline, and tell nothing.")
@click.option("--fix", is_flag=True, help="Mend what can be mended without a doubt.")
@click.option("--diff", is_flag=True, help="With --fix: show what would change, and write nothing.")
@click.option("--jobs", type=click.IntRange(1), help="How many files at a time.  [default: one for each processor]")
@click.option(
    "--timeout", type=click.FloatRange(0.1), metavar="SECONDS", help="Longest check of a file.  [default: 300]"
)
@click.option("--memory", metavar="SIZE", help="Most memory for a file, such as 512M.  [default: 4G]")
@click.option("--no-cache", is_flag=True, help="Check files again that have not changed since the last time.")
def validate(paths: tuple[str, ...], **given: Any) -> int:
    """Check SBML, SED-ML and COMBINE archives.

    Each finding has a code; `mtorsbml rule CODE` explains it. Those that begin with SBML are libSBML's own.

    PATH is a file, a folder, a pattern with * in it, or - for standard input. Settings are also read from the table
    tool.mtorsbml of pyproject.toml. Exit code 1 if there is an error or a warning, 2 for wrong use.
    """
    from mtorsbml.validate import config, runner

    settings = config.load(Path.cwd())
    selection = _selection(given, settings)
    files = runner.expand(paths)
    stdin = sys.stdin.buffer.read(runner.MOST_STDIN) if runner.STDIN in files else b""
    options = Options(
        profile=given["profile"] or settings.get("profile") or "default",
        simulate=given["simulate"] or bool(settings.get("simulate")),
        select=selection.select,
    )
    if given["diff"] and not given["fix"]:
        raise UsageError("--diff shows what --fix would change; give both")
    seconds, memory = _seconds(given, settings), _memory(given, settings)
    jobs = given["jobs"] or settings.get("jobs") or _processors()
    with runner.Runner(options, jobs=jobs, cache=not given["no_cache"], seconds=seconds, memory=memory) as checker:
        if given["fix"]:
            changed = _fix(checker, [f for f in files if f != runner.STDIN], write=not given["diff"])
            if given["diff"]:
                return int(changed > 0)
        with _progress(len(files)) as done:
            loads = partial(_load_report, given)
            found = checker.check(files, stdin=stdin, done=done, meanwhile=loads)
            reports = [selection.apply(report) for report in found]
    return _tell(reports, given, settings)


def _load_report(given: dict[str, Any]) -> None:
    """Load what the report will be made with."""
    if given["form"] == "text" and not given["as_json"]:
        import rich.console
        import rich.table  # noqa: F401

        from mtorsbml.validate.formats import text  # noqa: F401


def _tell(reports: list[FileReport], given: dict[str, Any], settings: Config) -> int:
    """Write the report, or the baseline; the exit code."""
    from mtorsbml.validate import formats
    from mtorsbml.validate.selection import Baseline, write_baseline

    known = given["baseline"] or (settings.root / settings.get("baseline") if settings.get("baseline") else None)
    if given["write_baseline"]:
        target = known or Path("mtorsbml-baseline.json")
        count = write_baseline(target, reports)
        click.echo(f"{target}: {count} findings of {len(reports)} files are known from now on")
        return 0
    baseline = Baseline.read(known) if known is not None else None
    if baseline is not None:
        reports = [baseline.apply(report) for report in reports]
    form = "json" if given["as_json"] else given["form"]
    if form == "text":
        _text(reports, given, baseline.hidden if baseline is not None else 0)
    else:
        _write(formats.render(reports, form), given["output"])
        if given["output"] is not None:
            from mtorsbml.validate.formats import text

            click.echo(f"{given['output']}: {text.summary(reports)}")
        if given["statistics"]:
            from mtorsbml.validate.formats import text

            text.statistics(console(stderr=True), reports)
    return int(any(report.has_problems for report in reports))


def _text(reports: Sequence[FileReport], given: dict[str, Any], hidden: int) -> None:
    from rich.console import Console

    from mtorsbml.validate.formats import text

    def show(screen: Console) -> None:
        text.show(screen, reports, everything=given["everything"])
        if hidden:
            screen.print(f"{hidden} findings of the baseline are not shown", style="dim")
        if given["statistics"]:
            text.statistics(screen, reports)

    if given["output"] is None:
        show(console())
        return
    import io

    written = io.StringIO()
    show(Console(file=written, width=160, highlight=False, markup=False, emoji=False))
    _write(written.getvalue(), given["output"])


def _write(text: str, output: Path | None) -> None:
    if output is None:
        click.echo(text, nl=False)
    else:
        from mtorsbml._files import write_atomic

        write_atomic(output, text.encode("utf-8", "replace"))


def _selection(given: dict[str, Any], settings: Config) -> Selection:
    from mtorsbml.validate.selection import Selection, check_codes

    chosen = {}
    for name in ("select", "ignore"):
        where = f"--{name}" if given[name] else f"pyproject.toml, {name}"
        chosen[name] = check_codes(names(given[name]) or settings.get(name) or (), where)
    per_file = tuple(
        (pattern, check_codes(codes, "pyproject.toml, per-file-ignores"))
        for pattern, codes in (settings.get("per-file-ignores") or {}).items()
    )
    return Selection(**chosen, per_file=per_file, root=settings.root)


def _seconds(given: dict[str, Any], settings: Config) -> float | None:
    found: float | None = given["timeout"] or settings.get("timeout")
    return found


def _memory(given: dict[str, Any], settings: Config) -> int | None:
    from mtorsbml.validate import config

    found = given["memory"] or settings.get("memory")
    return config.size(found, "--memory") if found else None


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _progress(count: int) -> Any:
    """A line on a terminal that says how far the check is; nothing elsewhere."""
    from contextlib import contextmanager

    @contextmanager
    def shown() -> Any:
        if count < 2 or not sys.stderr.isatty():
            yield lambda _report: None
            return
        done = 0
        with console(stderr=True).status(f"checking {count} files") as status:

            def next_one(_report: FileReport) -> None:
                nonlocal done
                done += 1
                status.update(f"checked {done} of {count} files")

            yield next_one

    return shown()


def _fix(checker: Runner, files: list[Path], *, write: bool) -> int:
    """Mend files, or show how they would be mended; how many changes there are."""
    import difflib

    from mtorsbml._files import write_atomic

    count = 0
    for path in files:
        mended = checker.mend(path)
        if mended is None:
            continue
        count += len(mended.done)
        if write:
            write_atomic(path, mended.data)
            for line in mended.done:
                click.echo(f"{path}, {line}")
        else:
            old, new = (data.decode("utf-8").splitlines(keepends=True) for data in (path.read_bytes(), mended.data))
            click.echo("".join(difflib.unified_diff(old, new, f"{path}", f"{path} (mended)", n=0)), nl=False)
    click.echo(f"{count} changes" + ("" if write else " would be made"), err=not write)
    return count


@click.command(epilog=examples("mtorsbml rule XML003", "mtorsbml rule SBML99505", "mtorsbml rule"))
@click.argument("code", metavar="[CODE]", required=False)
@click.option("--json", "as_json", is_flag=True, help="Print JSON, for programs.")
def rule(code: str | None, as_json: bool) -> int:
    """Explain a rule: what it finds, why, an example, and how to mend it.

    Of libSBML's rules (SBML...), its own text is shown. Without CODE, all of ours are listed.
    """
    from mtorsbml.validate import pages, registry

    theirs = pages.of_libsbml(code) if code else None
    if theirs is not None:
        if as_json:
            print_json([theirs])
        else:
            click.echo(pages.page_of_libsbml(theirs), nl=False)
        return 0
    chosen = [registry.rule(code)] if code else list(registry.rules().values())
    if as_json:
        facts = ("code", "name", "severity", "profile", "what", "why", "mend", "fixable")
        found = [{name: getattr(r, name) for name in facts} for r in chosen]
        print_json([{k: " ".join(v.split()) if isinstance(v, str) else v for k, v in f.items()} for f in found])
    elif code:
        click.echo(pages.page(chosen[0]), nl=False)
    else:
        shown = table("code", "name", "severity", "profile", "what")
        for r in chosen:
            shown.add_row(r.code, r.name, r.severity, r.profile, " ".join(r.what.split()))
        console().print(shown)
    return 0


COMMANDS = (validate, rule)
