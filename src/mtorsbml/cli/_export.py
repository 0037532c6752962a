"""The command export: a model for other tools."""

from __future__ import annotations

from pathlib import Path

import click

from mtorsbml.cli._shared import examples, model_argument, variant_option

_OWN = (
    ("omex", "COMBINE archive: kinetic and logical model, experiments as SED-ML, claims, metadata"),
    ("sbml", "SBML Level 3 Version 1"),
)


class _Export(click.Command):
    """Its help lists the formats, which are looked up only then."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        from mtorsbml.exchange.formats import FORMATS

        super().format_options(ctx, formatter)
        with formatter.section("Formats"):
            formatter.write_dl([*_OWN, *((f.name, _line(f.what, f.ending, f.extra)) for f in FORMATS.values())])


def _line(what: str, ending: str, extra: str) -> str:
    where = ending or "a folder"
    return f"{what} ({where}{f'; needs mtorsbml[{extra}]' if extra else ''})"


@click.command(
    cls=_Export,
    epilog=examples(
        "mtorsbml export mtor --to omex -o mtor.omex",
        "mtorsbml export mtor --variant TSC2_loss+rapamycin_acute --to sbml -o tsc2.xml",
        "mtorsbml export lysosomal_gate --to copasi -o gate.cps",
        "mtorsbml export lysosomal_gate --to sbgn -o gate.svg",
        "mtorsbml export lysosomal_gate --to petab --measurements blots.tsv -o problem",
        "mtorsbml export downloads/other.xml --to antimony -o other.ant",
    ),
)
@model_argument
@click.option("--to", "target", metavar="FORMAT", default="omex", show_default=True, help="The format; see below.")
@click.option(
    "--formalism",
    type=click.Choice(["core", "qual", "comp"]),
    help="Of --to sbml: kinetic (the default), logical, or kinetic as a hierarchy of modules.",
)
@click.option(
    "--layout", is_flag=True, help="Of --to sbml: with the picture of the process diagram (layout and render)."
)
@click.option(
    "--measurements", type=click.Path(path_type=Path), metavar="FILE", help="Of --to petab: your table of measurements."
)
@click.option(
    "--conditions", type=click.Path(path_type=Path), metavar="FILE", help="Of --to petab: your table of conditions."
)
@click.option(
    "--estimate", default="", metavar="IDS",
    help="Of --to petab: parameters to estimate, commas between; none: scales and noise alone.",
)  # fmt: skip
@variant_option
@click.option(
    "-o", "--output", "output", required=True, metavar="PLACE", type=click.Path(path_type=Path),
    help="The file to write; the folder, where the format is several files.",
)  # fmt: skip
def export(
    model: str,
    target: str,
    formalism: str | None,
    layout: bool,
    measurements: Path | None,
    conditions: Path | None,
    estimate: str,
    variant: str,
    output: Path,
) -> None:
    """Write MODEL for other tools, as it is or with a variant.

    An SBML file of your own is written as far as the format can express it; it has no experiments.
    """
    from mtorsbml._files import write_atomic
    from mtorsbml.errors import UsageError, nearest
    from mtorsbml.exchange import outgoing
    from mtorsbml.exchange.formats import FORMATS

    known = [*(name for name, _ in _OWN), *FORMATS]
    if target not in known:
        raise UsageError(f"there is no format '{target}'{nearest(target, known)} (there are: {', '.join(known)})")
    if target != "sbml" and formalism:
        kept = "an archive holds both formalisms" if target == "omex" else f"'{target}' has its own"
        raise UsageError(f"--formalism is for --to sbml; {kept}")
    if layout and (target != "sbml" or formalism not in {None, "core"}):
        raise UsageError("--layout is for the kinetic model in --to sbml; for a drawing of it take --to sbgn")
    if target != "petab" and (measurements is not None or conditions is not None or estimate):
        raise UsageError("--measurements, --conditions and --estimate are for --to petab")
    if target == "omex":
        write_atomic(output, outgoing.archive_bytes(model, variant))
    elif target == "sbml":
        write_atomic(output, outgoing.sbml_text(model, formalism, variant, layout=layout).encode())
    else:
        outgoing.export_model(
            model, target, output, variant=variant, measurements=measurements, conditions=conditions, estimate=estimate
        )


COMMANDS = (export,)
