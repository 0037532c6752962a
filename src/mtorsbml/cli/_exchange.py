"""Commands on files of other tools: import, pack, unpack."""

from __future__ import annotations

from pathlib import Path

import click

from mtorsbml.cli._shared import examples, file_option

_file = click.argument("file", metavar="FILE", type=click.Path(path_type=Path))


@click.command(
    "import", epilog=examples("mtorsbml import model.ant -o model.xml", "mtorsbml import mtor.omex -o m.xml")
)
@_file
@file_option("The SBML file to write.")
def import_model(file: Path, output: Path) -> None:
    """Turn FILE (.omex, .ant or .cps) into SBML, its annotations kept.

    What could not be kept is said on standard error.
    """
    from mtorsbml._files import write_atomic
    from mtorsbml.exchange.incoming import import_file

    found = import_file(file)
    write_atomic(output, found.sbml.encode())
    for remark in found.remarks:
        click.echo(f"{file}: {remark}", err=True)


@click.command(epilog=examples("mtorsbml unpack mtor.omex -o mtor"))
@_file
@file_option("The folder to write to; new or empty.")
def unpack(file: Path, output: Path) -> None:
    """Unpack the COMBINE archive FILE, which is read without trust."""
    from mtorsbml.exchange.incoming import unpack as unpack_archive

    for path in unpack_archive(file, output):
        click.echo(str(path))


@click.command(epilog=examples("mtorsbml pack mtor -o mtor.omex"))
@click.argument("folder", metavar="FOLDER", type=click.Path(path_type=Path))
@file_option("The archive to write.")
def pack(folder: Path, output: Path) -> None:
    """Pack FOLDER as a COMBINE archive.

    Its manifest.xml says what each file is and which one is the master; without one, the endings do. Equal folders
    give equal bytes.
    """
    from mtorsbml._files import write_atomic
    from mtorsbml.exchange.incoming import pack as pack_folder

    write_atomic(output, pack_folder(folder))


COMMANDS = (import_model, unpack, pack)
