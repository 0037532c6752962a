"""What can be simulated: a flat kinetic model without foreign mathematics."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from mtorsbml.errors import MtorsbmlError, UsageError
from mtorsbml.sbml import read

if TYPE_CHECKING:
    import libsbml

_KNOWN: Final = frozenset({"comp", "qual", "l3v2extendedmath"})
"""Packages that are dealt with; the last is what libSBML calls the mathematics of Level 3 Version 2."""


def kinetic(source: Path | str) -> tuple[libsbml.SBMLDocument, str]:
    """Read a kinetic model, flattened if it is hierarchical, and what to call it in messages.

    Args:
        source: Path of an SBML file, or SBML as text.

    Raises:
        UsageError: The file cannot be read, or holds a logical model.
        MtorsbmlError: The file is refused as unsafe, has errors, or needs a package that changes its mathematics.
    """
    name = read.name_of(source)
    document = read.read_document(source)
    if read.kind(document) == "comp":
        document = read.read_document(read.flatten(document, validate=False))
    if read.kind(document) == "qual":
        raise UsageError(f"{name}: is a logical (qual) model: use `mtorsbml logic`")
    for i in range(document.getNumPlugins() if document.getLevel() > 2 else 0):
        package = document.getPlugin(i).getPackageName()
        if document.getPackageRequired(package) and package not in _KNOWN:
            raise MtorsbmlError(f"{name}: needs the SBML package '{package}', which the simulator does not know")
    return document, name
