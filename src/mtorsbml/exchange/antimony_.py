"""Antimony: a model as text that people read and write."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Final

from mtorsbml.errors import MtorsbmlError
from mtorsbml.exchange.source import Source
from mtorsbml.verify.limits import refuse

_LEVEL: Final = re.compile(r'(<sbml\b[^>]*\blevel=")\d+("[^>]*\bversion=")\d+(")')


def antimony_files(source: Source) -> dict[str, bytes]:
    """The model as Antimony text.

    Raises:
        MtorsbmlError: libAntimony does not take it.
    """
    refuse(source.core, "antimony", source.id)
    return {f"{source.id}.ant": to_antimony(source.core, source.id).encode()}


def to_antimony(sbml: str, name: str) -> str:
    """SBML as Antimony text.

    Raises:
        MtorsbmlError: libAntimony does not take it.
    """
    antimony = _library()
    if antimony.loadSBMLString(sbml) < 0:
        raise MtorsbmlError(f"{name}: Antimony cannot express this model: {_reason(antimony)}")
    text = str(antimony.getAntimonyString(antimony.getMainModuleName()))
    antimony.clearPreviousLoads()
    return text


def from_antimony(text: str, name: str, folder: Path | None = None) -> str:
    """Antimony text as SBML Level 3 Version 1; libAntimony writes Version 2, whose additions it does not use.

    Args:
        text: The Antimony text.
        name: What to call it in messages.
        folder: Where files that it imports lie.

    Raises:
        MtorsbmlError: The text cannot be read, or needs more than Version 1 has.
    """
    import libsbml

    antimony = _library()
    if folder is not None:
        antimony.addDirectory(str(folder.resolve()))
    if antimony.loadAntimonyString(text) < 0:
        raise MtorsbmlError(f"{name}: {_reason(antimony)}")
    sbml = str(antimony.getSBMLString(antimony.getMainModuleName()))
    antimony.clearPreviousLoads()
    document = libsbml.readSBMLFromString(sbml)
    if not document.setLevelAndVersion(3, 1, False):
        raise MtorsbmlError(f"{name}: cannot be written as SBML Level 3 Version 1: {document.getError(0).getMessage()}")
    return str(libsbml.writeSBMLToString(document))


def _library() -> Any:
    import antimony

    antimony.clearPreviousLoads()
    return antimony


def _reason(antimony: Any) -> str:
    return " ".join(str(antimony.getLastError()).split())
