"""The program `mtorsbml` with its commands, and how it speaks of errors."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import click

from mtorsbml import __version__
from mtorsbml.cli import _check, _claims, _diff, _exchange, _export, _models, _runs, _validate, _variants, _verify
from mtorsbml.errors import MtorsbmlError


class _Program(click.Group):
    """Commands stand in the order in which one needs them."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(self.commands)


@click.group(
    cls=_Program,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, prog_name="mtorsbml", message="%(prog)s %(version)s")
@click.option("--debug", is_flag=True, help="Show tracebacks.")
@click.pass_context
def program(ctx: click.Context, debug: bool) -> None:  # noqa: ARG001
    """Models of mTOR signalling as SBML: build, check, simulate and ship them.

    MODEL is the id of a model (`mtorsbml list`) or the path of an SBML file. Exit codes: 0 fine, 1 findings or failed
    checks, 2 wrong use.
    """
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())


for _group in (_models, _export, _variants, _runs, _claims, _exchange, _validate, _diff, _check, _verify):
    for _command in _group.COMMANDS:
        program.add_command(_command)


def run(arguments: Sequence[str]) -> int:
    """Run a command and say its errors in one line.

    Returns:
        The exit code.
    """
    try:
        return program.main(args=list(arguments), prog_name="mtorsbml", standalone_mode=False) or 0
    except click.Abort:
        raise KeyboardInterrupt from None
    except MtorsbmlError as error:
        if "--debug" in arguments:
            raise
        print(f"mtorsbml: {error}", file=sys.stderr)  # noqa: T201
        return error.exit_code
    except click.ClickException as error:
        print(_sentence(error), file=sys.stderr)  # noqa: T201
        return error.exit_code


def _sentence(error: click.ClickException) -> str:
    message = " ".join(error.format_message().split())
    context = getattr(error, "ctx", None)
    if context is None:
        return f"mtorsbml: {message}"
    return f"{context.command_path}: {message.rstrip('.')}; see `{context.command_path} --help`"
