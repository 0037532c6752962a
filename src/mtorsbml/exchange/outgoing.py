"""What leaves: a model of the repository or a file of one's own, made ready for a format and written in it."""

from __future__ import annotations

import shlex
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from mtorsbml import repository
from mtorsbml.errors import UsageError
from mtorsbml.exchange import formats
from mtorsbml.exchange.source import Source

if TYPE_CHECKING:
    from mtorsbml.exchange.measurements import Table

_BOTH: Final = ("tsv", "xlsx")
"""Formats that tell of the logic model too where there is one."""
PICTURES: Final = (".svg", ".png", ".pdf")
"""Endings with which the process diagram becomes a picture."""
_OTHER_PICTURES: Final = (".gif", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp", ".webp", ".eps", ".ps")


def export_model(
    model: str,
    name: str,
    output: Path,
    *,
    variant: str = "",
    measurements: Path | None = None,
    conditions: Path | None = None,
    estimate: str = "",
) -> list[Path]:
    """Write a model in one of `formats.FORMATS`.

    Args:
        model: An id of the repository or an SBML file.
        name: The format.
        output: The file, or the folder where the format is several files.
        variant: Names of variants with `+` between them.
        measurements: A table of measurements, for `petab`.
        conditions: A table of conditions beside the experiments of the model, for `petab`.
        estimate: Ids of parameters with commas between them, or `none`, for `petab`.

    Returns:
        What was written.

    Raises:
        UsageError: There is no such model, variant or format, or the format needs something that is not installed
            or does not express the model.
        MtorsbmlError: The file is refused, or the format cannot express the model.
    """
    target = formats.export_format(name)
    if reason := formats.missing(name):
        raise UsageError(reason)
    logic = target.formalism == "qual"
    source = source_of(model, variant, core=not logic, qual=logic or name in _BOTH)
    if name == "petab":
        from mtorsbml.exchange.petab_ import with_options

        formats.require(source, name)
        wanted = estimate.replace(",", " ").split()
        made = with_options(source, _table(measurements), wanted, _table(conditions))
        return formats.write(made, name, output)
    if name == "sbgn" and output.suffix.lower() in _OTHER_PICTURES:
        raise UsageError(
            f"{output}: is no picture that can be drawn; take {', '.join(PICTURES)}, or .sbgn for the diagram"
        )
    if name == "sbgn" and output.suffix.lower() in PICTURES:
        formats.require(source, name)
        return formats.write({output.name: _picture(source, output.suffix.lower())}, name, output)
    return formats.export(source, name, output)


def _picture(source: Source, ending: str) -> bytes:
    from mtorsbml.exchange.diagram import diagram
    from mtorsbml.exchange.drawing import draw

    return draw(diagram(source.core, source.id, source.title), ending)


def source_of(model: str, variant: str = "", *, core: bool = True, qual: bool = True) -> Source:
    """A model with what is wanted of it.

    Args:
        model: An id of the repository, with its experiments, or an SBML file, without; hierarchies are flattened.
        variant: Names of variants with `+` between them.
        core: Whether the kinetic model is wanted.
        qual: Whether the logic model is wanted; a file has only one of the two.

    Raises:
        UsageError: There is no such model, file or variant, or a file is to have a variant.
        MtorsbmlError: The file is refused.
    """
    if model not in repository.models():
        path = repository.locate(model)
        if variant.strip():
            # Either refuses, and says why.
            repository.sbml(model, "core", variant)
        own = _own(path, validate=model not in repository.assemblies())
        return replace(own, command=_command(model, own.id))
    from mtorsbml.pathway.readouts import experiments_on

    made = repository.with_variant(model, variant)
    logic = repository.text(made, "qual") if qual else ""
    return Source(
        id=made.id,
        title=made.title,
        core=repository.text(made, "core") if core else "",
        qual=logic,
        held=_held(logic, repository.sbml(model, "qual")) if logic and variant.strip() else frozenset(),
        experiments=tuple(replace(e, model=made.id) for e in experiments_on(model)),
        command=_command(model, made.id, variant),
    )


def _command(model: str, identifier: str, variant: str = "") -> str:
    """What writes the kinetic model as a file of its own."""
    words = ["mtorsbml", "export", model, "--to", "sbml", "-o", f"{identifier}.xml"]
    return shlex.join([*words, *(["--variant", variant] if variant.strip() else [])])


def _held(logic: str, plain: str) -> frozenset[str]:
    """Nodes of a logic model that have lost their rule, or as inputs have another level, against the plain one."""
    from mtorsbml.simulate.logic import LogicModel

    ours, other = LogicModel.load(logic), LogicModel.load(plain)
    inputs = (node for node in ours.nodes if node not in ours.rules)
    return frozenset(n for n in inputs if n in other.rules or ours.initial[n] != other.initial.get(n))


def _own(path: Path, *, validate: bool) -> Source:
    """A file without experiments: somebody's own, or an assembly of ours, whose check by libSBML would take 20 s."""
    import libsbml

    from mtorsbml.sbml import read

    document = read.read_document(path)
    kind = read.kind(document)
    model = document.getModel()
    text = read.flatten(document, validate=validate) if kind == "comp" else str(libsbml.writeSBMLToString(document))
    identifier = model.getId() or path.stem
    return Source(
        id=identifier,
        title=model.getName() or identifier,
        core="" if kind == "qual" else text,
        qual=text if kind == "qual" else "",
    )


def sbml_text(model: str, formalism: str | None, variant: str = "", *, layout: bool = False) -> str:
    """A model as SBML; a file of somebody's own is flattened.

    Args:
        model: An id of the repository or an SBML file.
        formalism: As the repository has them; without it, the kinetic model, or what the file is.
        variant: Names of variants with `+` between them.
        layout: Whether a kinetic model gets the layout of its process diagram.

    Raises:
        UsageError: As `source_of`, or a file is to be written in a formalism that it has not.
        MtorsbmlError: As `source_of`, or there is nothing to lay out.
    """
    if model in repository.models():
        text = repository.sbml(model, formalism or "core", variant)
        identifier, title = model, repository.with_variant(model, variant).title
    else:
        own = source_of(model, variant)
        text = {"core": own.core, "qual": own.qual, None: own.core or own.qual}.get(formalism, "")
        identifier, title = own.id, own.title
    if not text:
        raise UsageError(
            f"{model}: is not --formalism {formalism}; a file stays what it is, and a hierarchy is flattened"
        )
    if not layout:
        return text
    from mtorsbml.exchange.sbml_layout import with_layout

    return with_layout(text, identifier, title)


def archive_bytes(model: str, variant: str = "") -> bytes:
    """The COMBINE archive of a model of the repository.

    Raises:
        UsageError: There is no such model or variant, or it is a file.
        MtorsbmlError: An experiment does not fit the model.
    """
    if model not in (*repository.models(), *repository.assemblies()) and repository.locate(model):
        raise UsageError(
            f"{model}: archives are made of models of the repository; put files into one with mtorsbml pack"
        )
    return repository.archive(model, variant)


def _table(path: Path | None) -> Table | None:
    from mtorsbml.exchange.measurements import Table

    if path is None:
        return None
    try:
        return Table(name=str(path), text=path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: cannot be read ({getattr(error, 'strerror', None) or error})") from None
