"""What several commands need: tables, JSON, and reading ids and values from the command line."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from mtorsbml.errors import UsageError

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

_F = TypeVar("_F", bound=Callable[..., Any])


def examples(*lines: str) -> str:
    """The end of a command's help: examples, which click must not wrap (that is what the first character says)."""
    return "\b\n" + "\n".join(["Example:" if len(lines) == 1 else "Examples:", *(f"  {line}" for line in lines)])


def json_option(command: _F) -> _F:
    """Add `--json` to a command."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON, for programs.")(command)


def model_argument(command: _F) -> _F:
    """Add the argument MODEL to a command."""
    return click.argument("model", metavar="MODEL")(command)


def variant_option(command: _F) -> _F:
    """Add `--variant` to a command."""
    return click.option(
        "--variant", default="", metavar="NAMES", help="Variants with + between them; see `mtorsbml variants`."
    )(command)


def file_option(what: str) -> Callable[[_F], _F]:
    """Add the required option `-o FILE` to a command."""
    return click.option(
        "-o", "--output", "output", required=True, metavar="FILE", type=click.Path(path_type=Path), help=what
    )


def print_json(value: object) -> None:
    """Print a value as JSON."""
    import json

    click.echo(json.dumps(value, indent=2, ensure_ascii=False, allow_nan=False))


def console(*, stderr: bool = False) -> Console:
    """A terminal to print tables and progress to; nothing is cut off where there is no terminal."""
    from rich.console import Console

    # Nothing that is printed is written in rich's markup, and ids and messages may look like it.
    found = Console(stderr=stderr, highlight=False, markup=False, emoji=False)
    if not found.is_terminal:
        found.width = 160
    return found


def table(*columns: str, numbers: Iterable[str] = (), title: str = "") -> Table:
    """An empty table; the columns in `numbers` are set flush right."""
    from rich import box
    from rich.table import Table

    made = Table(box=box.SIMPLE_HEAD, title=title or None, title_justify="left", pad_edge=False)
    right = set(numbers)
    for column in columns:
        made.add_column(column, justify="right" if column in right else "left", overflow="fold")
    return made


def number(value: float | None) -> str:
    """A number for people."""
    return "" if value is None else f"{value:.4g}"


def assignments(given: Sequence[str]) -> dict[str, str]:
    """The parts of `--set ID=VALUE`, as texts.

    Raises:
        UsageError: There is no `=`, no id or no value, or an id stands twice.
    """
    found: dict[str, str] = {}
    for item in given:
        name, equals, value = (part.strip() for part in item.partition("="))
        if not (name and equals and value):
            raise UsageError(f"--set '{item}': give an id and a value, as in --set Rapamycin=100")
        if name in found:
            raise UsageError(f"--set '{item}': '{name}' is set twice; keep one value")
        found[name] = value
    return found


def numbers(given: Sequence[str]) -> dict[str, float]:
    """The values of `--set ID=VALUE`.

    Raises:
        UsageError: As `assignments`, or a value is no finite number.
    """
    return {name: _number(name, value) for name, value in assignments(given).items()}


def _number(name: str, value: str) -> float:
    try:
        found = float(value)
    except ValueError:
        raise UsageError(f"--set '{name}={value}': '{value}' is not a number") from None
    if not math.isfinite(found):
        raise UsageError(f"--set '{name}={value}': the value is not finite; give a number")
    return found


def switches(given: Sequence[str]) -> dict[str, bool]:
    """The values of `--set ID=0|1`.

    Raises:
        UsageError: As `assignments`, or a value is neither 0 nor 1.
    """
    found = assignments(given)
    for name, value in found.items():
        if value not in {"0", "1"}:
            raise UsageError(f"--set '{name}={value}': a logic node is 0 or 1, not '{value}'")
    return {name: value == "1" for name, value in found.items()}


def names(given: Sequence[str]) -> list[str]:
    """The ids of `--select A,B --select C`."""
    return [name for item in given for name in item.replace(",", " ").split()]
