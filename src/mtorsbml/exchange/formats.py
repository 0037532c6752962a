"""The formats in which a model can leave, by name: what each is, what it needs, and what writes it."""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal, cast

from mtorsbml._files import write_atomic, write_together
from mtorsbml.errors import MtorsbmlError, UsageError, nearest
from mtorsbml.exchange.source import Source

Files = Mapping[str, bytes]
"""Content by name; a format of one file has one."""
Writer = Callable[[Source], Files]


@dataclass(frozen=True, kw_only=True, slots=True)
class Format:
    """A format.

    Attributes:
        name: As `--to` takes it.
        what: One line that says what it is good for.
        ending: Usual ending of the file; empty for a folder of files.
        module: The module of `mtorsbml.exchange` whose function `files` writes it.
        formalism: What it can express.
        needs: Modules that must be there.
        extra: The extra of this package that brings them.
    """

    name: str
    what: str
    ending: str
    module: str
    formalism: Literal["core", "qual"] = "core"
    needs: tuple[str, ...] = ()
    extra: str = ""


def _formats() -> tuple[Format, ...]:
    exchange = "exchange"
    return (
        Format(
            name="antimony", what="Antimony text", ending=".ant", module="antimony_",
            needs=("antimony",), extra=exchange,
        ),
        Format(
            name="copasi", what="COPASI file with its time course set up", ending=".cps", module="copasi_",
            needs=("basico", "COPASI"), extra="interop",
        ),
        Format(
            name="tellurium", what="Python script that repeats the figures in Tellurium", ending=".py",
            module="tellurium_",
        ),
        Format(
            name="python", what="stand-alone SciPy program", ending=".py", module="code",
            needs=("sbmlode",), extra=exchange,
        ),
        Format(
            name="latex", what="equations and tables of all quantities", ending=".tex", module="code",
            needs=("sbmlode",), extra=exchange,
        ),
        Format(
            name="tsv", what="tables of species, reactions, parameters and their evidence", ending="", module="tables",
        ),
        Format(
            name="xlsx", what="the same tables as one spreadsheet", ending=".xlsx", module="tables",
            needs=("openpyxl",), extra=exchange,
        ),
        Format(
            name="sbgn", what="SBGN process description with layout; a picture of it, if the file ends so",
            ending=".sbgn, .svg, .png or .pdf", module="sbgn",
        ),
        Format(name="petab", what="parameter estimation problem (PEtab 1)", ending="", module="petab_"),
        Format(
            name="bnet", what="logic rules for mpbn, pyboolnet and others", ending=".bnet", module="rules",
            formalism="qual",
        ),
        Format(
            name="maboss", what="logic model for MaBoSS (.bnd and .cfg)", ending="", module="rules", formalism="qual"
        ),
    )  # fmt: skip


FORMATS: Final[Mapping[str, Format]] = {f.name: f for f in _formats()}
"""All formats but `omex` and `sbml`, which the repository writes itself."""


def export_format(name: str) -> Format:
    """A format by its name.

    Raises:
        UsageError: There is none of this name.
    """
    if name not in FORMATS:
        raise UsageError(f"there is no format '{name}'{nearest(name, FORMATS)} (there are: {', '.join(FORMATS)})")
    return FORMATS[name]


def missing(name: str) -> str:
    """Why a format cannot be written here, and what to install; empty if it can."""
    wanted = export_format(name)
    absent = [module for module in wanted.needs if importlib.util.find_spec(module) is None]
    if not absent:
        return ""
    return f"format '{name}' needs {' and '.join(absent)}; install it with: pip install 'mtorsbml[{wanted.extra}]'"


def files(source: Source, name: str) -> Files:
    """Write a model in a format, in memory.

    Raises:
        UsageError: There is no such format, it needs something that is not installed, or the model has not the
            formalism that it expresses.
        MtorsbmlError: The format cannot express the model.
    """
    wanted = require(source, name)
    writer = importlib.import_module(f"mtorsbml.exchange.{wanted.module}")
    return cast(Writer, getattr(writer, f"{name}_files"))(source)


def require(source: Source, name: str) -> Format:
    """The format, if it can be written here and expresses the model.

    Raises:
        UsageError: It does not.
    """
    wanted = export_format(name)
    if reason := missing(name):
        raise UsageError(reason)
    if not getattr(source, wanted.formalism):
        other, others = {"core": ("a kinetic", "qual"), "qual": ("a logical", "core")}[wanted.formalism]
        instead = ", ".join(f.name for f in FORMATS.values() if f.formalism == others)
        raise UsageError(
            f"{source.id}: format '{name}' expresses {other} model, and this has none; what it has can be written as "
            f"{instead}"
        )
    return wanted


def export(source: Source, name: str, output: Path) -> list[Path]:
    """Write a model in a format: to a file, or, where it takes several, into a folder that is made if need be.

    Returns:
        What was written.

    Raises:
        UsageError: As `files`, or the place cannot be written to.
        MtorsbmlError: As `files`.
    """
    return write(files(source, name), name, output)


def write(made: Files, name: str, output: Path) -> list[Path]:
    """Put what was made in a format to its place.

    Raises:
        UsageError: The place cannot be written to.
    """
    if export_format(name).ending:
        (data,) = made.values()
        write_atomic(output, data)
        return [output]
    if output.exists() and not output.is_dir():
        raise UsageError(f"{output}: is a file; format '{name}' is several files, so give a folder")
    return write_together(output, made)


__all__ = [
    "FORMATS",
    "Files",
    "Format",
    "MtorsbmlError",
    "export",
    "export_format",
    "files",
    "missing",
    "require",
    "write",
]
