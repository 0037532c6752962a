"""COPASI files, written by COPASI itself in a process of its own."""

from __future__ import annotations

import tempfile
from pathlib import Path

from mtorsbml.errors import MtorsbmlError
from mtorsbml.exchange.source import Source
from mtorsbml.verify.engines import EngineError, child
from mtorsbml.verify.limits import refuse


def copasi_files(source: Source) -> dict[str, bytes]:
    """The model as a COPASI file; its time course is that of the first experiment, without the changes.

    Raises:
        MtorsbmlError: COPASI does not take the model, or would do without a part of it.
    """
    refuse(source.core, "copasi", source.id)
    with tempfile.TemporaryDirectory() as folder:
        sbml, saved = Path(folder) / f"{source.id}.xml", Path(folder) / f"{source.id}.cps"
        sbml.write_text(source.core, encoding="utf-8")
        end = source.experiments[0].end if source.experiments else 100.0
        child("copasi", {"path": str(sbml), "save": str(saved), "end": end})
        return {saved.name: saved.read_bytes()}


def from_copasi(path: Path) -> tuple[str, tuple[str, ...]]:
    """A COPASI file as SBML Level 3 Version 1, and what it has that COPASI does not write there.

    Raises:
        MtorsbmlError: COPASI cannot read it.
    """
    with tempfile.TemporaryDirectory() as folder:
        saved = Path(folder) / "model.xml"
        try:
            lost = child("copasi", {"path": str(path.resolve()), "save_sbml": str(saved)})["lost"]
        except EngineError as error:
            raise MtorsbmlError(f"{path}: {error}") from None
        return saved.read_text(encoding="utf-8"), tuple(lost)
