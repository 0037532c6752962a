"""The differential equations of a model as a program or a document, written by sbmlode."""

from __future__ import annotations

import tempfile
from pathlib import Path

from mtorsbml.errors import MtorsbmlError
from mtorsbml.exchange.source import Source
from mtorsbml.verify.engines import EngineError, child


def python_files(source: Source) -> dict[str, bytes]:
    """A stand-alone program: needs NumPy, SciPy and pandas, and neither this package nor libSBML.

    Raises:
        MtorsbmlError: sbmlode does not take the model.
    """
    return {f"{source.id}.py": _rendered(source, "python").encode()}


def latex_files(source: Source) -> dict[str, bytes]:
    """The equations with tables of all quantities.

    Raises:
        MtorsbmlError: sbmlode does not take the model.
    """
    return {f"{source.id}.tex": _rendered(source, "latex").encode()}


def _rendered(source: Source, form: str) -> str:
    """The text, from a process of its own: where libSBML has been loaded twice, sbmlode does not see all elements."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / f"{source.id}.xml"
        file.write_text(source.core, encoding="utf-8")
        try:
            return str(child("scipy", {"path": str(file), "render": form})["text"])
        except EngineError as error:
            raise MtorsbmlError(f"{source.id}: sbmlode cannot write this model as {form}: {error}") from None
