"""Safe reading of SBML: hostile input is refused before libSBML sees it, and its errors are never passed over."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, NamedTuple
from urllib.parse import unquote, urlsplit

from mtorsbml.errors import MtorsbmlError, UsageError
from mtorsbml.sbml import externals, scan
from mtorsbml.sbml.tree import Lines, Node

if TYPE_CHECKING:
    from collections.abc import Iterable

    import libsbml

MAX_NAME = 300
"""Longest name of a source in a message [characters]."""

_SBML_NAMESPACES = "http://www.sbml.org/sbml/level"
_ADVICE: Final = {
    "XML001": "; an SBML file is expected",
    "XML003": ", is refused; SBML has none, so remove it",
    "XML004": ", which is refused",
    "XML006": ", so convert the file first",
    "XML007": ", which is refused",
    "XML008": " is refused; SBML has none, so remove it",
    "XML009": ", which is refused",
}
"""What follows on the reason for which a file is refused, by the code of the rule."""
_ANNOUNCEMENTS = frozenset({1090104, 1090105, 1090106, 1090111})
"""libSBML's errors on flattening that only say that the cause follows."""
_REFERENCE = re.compile(r"Reference: L\dV\d[^.]*?(?:Section|Sections|Appendix) [\w.]+(?:,? and [\w.]+)?\s*")

Source = Path | str | bytes
Kind = Literal["core", "qual", "comp"]


class Message(NamedTuple):
    """What libSBML has to say about a document.

    Attributes:
        severity: `info`, `warning`, `error` or `fatal`.
        code: libSBML's number of the rule.
        category: libSBML's name of the family of rules.
        line: Line in the file; 0 if unknown.
        message: The text, on one line.
    """

    severity: str
    code: int
    category: str
    line: int
    message: str


def prescan(data: bytes, name: str) -> Node:
    """Refuse a file that is no SBML, or that would crash libSBML or libRoadRunner.

    Args:
        data: The file's content.
        name: What to call it in messages.

    Returns:
        The `sbml` element, with all that is in it.

    Raises:
        MtorsbmlError: The data is refused by `scan.scan` (it is larger than 64 MiB, no XML, not UTF-8, has a DOCTYPE,
            elements nested deeper than 500, a formula with more than 2,000 operands in one place, and so on), or has
            another root than `sbml`.
    """
    try:
        root = scan.scan(data)
    except scan.Refused as refused:
        raise _refusal(refused, name) from None
    _expect_sbml(root, data, name)
    return root


def _refusal(refused: scan.Refused, name: str) -> MtorsbmlError:
    place = f", line {refused.line}" if refused.line else ""
    return MtorsbmlError(f"{name}{place}: {refused.message}{_ADVICE.get(refused.code, '')}")


def _expect_sbml(root: Node, data: bytes, name: str) -> None:
    if root.name != "sbml" or not root.ns.startswith(_SBML_NAMESPACES):
        found = f"<{root.name}> of '{root.ns}'" if root.ns else f"<{root.name}> without a namespace"
        line = Lines(data).of(root.start)
        raise MtorsbmlError(
            f"{name}, line {line}: not SBML: the root element is {found}, not <sbml> of '{_SBML_NAMESPACES}...'"
        )


def _is_xml(source: str) -> bool:
    return source.lstrip("\ufeff \t\r\n").startswith("<")


def name_of(source: Source) -> str:
    """What to call a source in messages: its path, or `SBML text` for a string or bytes of XML."""
    if isinstance(source, bytes) or (isinstance(source, str) and _is_xml(source)):
        return "SBML text"
    text = str(source)
    return text if len(text) <= MAX_NAME else f"{text[:MAX_NAME]}..."


def _path_of(source: Source) -> Path | None:
    if isinstance(source, bytes) or (isinstance(source, str) and _is_xml(source)):
        return None
    return Path(source)


def _bytes_of(source: Source) -> bytes:
    path = _path_of(source)
    if path is None:
        return source if isinstance(source, bytes) else str(source).encode()
    try:
        if path.is_dir():
            raise UsageError(f"{path}: is a directory; give the path of an SBML file")
        with path.open("rb") as file:
            # One byte more than allowed tells a file that is too large without reading all of it.
            return file.read(scan.MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise UsageError(f"{name_of(source)}: cannot be read ({reason})") from None


def _message(error: libsbml.SBMLError) -> Message:
    return Message(
        severity=str(error.getSeverityAsString()).lower(),
        code=int(error.getErrorId()),
        category=str(error.getCategoryAsString()),
        line=int(error.getLine()),
        message=" ".join(str(error.getMessage()).split()),
    )


def log(document: libsbml.SBMLDocument) -> list[Message]:
    """What libSBML has logged about a document since it was read or last checked."""
    return [_message(document.getError(i)) for i in range(document.getNumErrors())]


def _errors(messages: Iterable[Message]) -> list[Message]:
    errors = [m for m in messages if m.severity in {"error", "fatal"}]
    return [m for m in errors if m.code not in _ANNOUNCEMENTS] or errors


def _refuse_errors(messages: Iterable[Message], name: str) -> None:
    errors = _errors(messages)
    if errors:
        first = errors[0]
        more = f" (and {len(errors) - 1} more)" if len(errors) > 1 else ""
        raise MtorsbmlError(f"{name}, line {first.line}: libSBML error {first.code}: {gist(first.message)}{more}")


def gist(message: str) -> str:
    """What libSBML says of this file, if it says so after the rule and its reference; else the rule."""
    rule, *own = _REFERENCE.split(message, maxsplit=1)
    return own[0] if own and own[0].strip() else rule.strip()


def _parse(data: bytes, name: str, path: Path | None) -> libsbml.SBMLDocument:
    """Read what was scanned."""
    import libsbml

    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise MtorsbmlError(f"{name}: not UTF-8 ({error.reason} at byte {error.start})") from None
    document = libsbml.readSBMLFromString(text)
    _refuse_errors(log(document), name)
    if document.getModel() is None:
        raise MtorsbmlError(f"{name}: the file holds no model")
    if path is not None:
        document.setLocationURI(path.resolve().as_uri())
    return document


def read_document(source: Source) -> libsbml.SBMLDocument:
    """Read an SBML document and refuse it if it is unsafe or wrong.

    libSBML's reader alone does not see duplicate ids, undefined symbols or recursion; its consistency check does.
    Units, SBO and modelling practice are left to `check`. The caller owns the document, and must hold it for as
    long as anything in it is used.

    Args:
        source: A path, or XML as text or bytes.

    Returns:
        The document, without errors.

    Raises:
        UsageError: The path is missing, unreadable or a directory.
        MtorsbmlError: The content is refused by `prescan`, or libSBML finds an error.
    """
    import libsbml

    name, path = name_of(source), _path_of(source)
    data = _bytes_of(source)
    root = prescan(data, name)
    document = _parse(data, name, path)
    # libSBML's check opens the files that a hierarchical model draws in, so they come first.
    _read_externals(root, path, name)
    off = (
        libsbml.LIBSBML_CAT_UNITS_CONSISTENCY,
        libsbml.LIBSBML_CAT_MODELING_PRACTICE,
        libsbml.LIBSBML_CAT_SBO_CONSISTENCY,
    )
    for category in off:
        document.setConsistencyChecks(category, False)
    _refuse_errors(_consistency(document), name)
    for category in off:
        document.setConsistencyChecks(category, True)
    return document


def _consistency(document: libsbml.SBMLDocument, *, strict: bool = False) -> list[Message]:
    document.getErrorLog().clearLog()
    if strict:
        document.checkConsistencyWithStrictUnits()
    else:
        document.checkConsistency()
    return log(document)


def check(document: libsbml.SBMLDocument) -> list[Message]:
    """Everything that libSBML says about a document: all categories, units strict (a unit warning is an error).

    Args:
        document: A document that was read; it is not changed, but its error log is.

    Returns:
        The messages, ordered by line, code and text.
    """
    import libsbml

    for category in (
        libsbml.LIBSBML_CAT_GENERAL_CONSISTENCY,
        libsbml.LIBSBML_CAT_IDENTIFIER_CONSISTENCY,
        libsbml.LIBSBML_CAT_UNITS_CONSISTENCY,
        libsbml.LIBSBML_CAT_MATHML_CONSISTENCY,
        libsbml.LIBSBML_CAT_SBO_CONSISTENCY,
        libsbml.LIBSBML_CAT_OVERDETERMINED_MODEL,
        libsbml.LIBSBML_CAT_MODELING_PRACTICE,
    ):
        document.setConsistencyChecks(category, True)
    found = {(m.code, m.line, m.message): m for m in _consistency(document)}
    # The strict check leaves its document unable to be checked again, so it has a copy of its own.
    for message in _consistency(document.clone(), strict=True):
        found[message.code, message.line, message.message] = message
    return sorted(found.values(), key=lambda m: (m.line, m.code, m.message))


def kind(document: libsbml.SBMLDocument) -> Kind:
    """Tell a hierarchical (`comp`) and a logical (`qual`) model from a plain one (`core`).

    A document that declares `comp` is `comp`, whatever its parts are; one that declares `qual` without using it is
    `core`.
    """
    logic = document.getModel().getPlugin("qual")
    if document.getPlugin("comp") is not None:
        return "comp"
    if logic is not None and (logic.getNumQualitativeSpecies() or logic.getNumTransitions()):
        return "qual"
    return "core"


def _local_path(uri: str) -> Path | None:
    parts = urlsplit(uri)
    return Path(unquote(parts.path)) if parts.scheme == "file" else None


def _read_externals(root: Node, path: Path | None, name: str) -> None:
    """Refuse a hierarchical model if a file that it draws in is unsafe or wrong."""
    try:
        for external in externals.drawn_in(root, path):
            label = f"{external.holder or name}: external model definition '{external.id}' (source '{external.source}')"
            if external.holder is None:
                raise UsageError(f"{label} has no folder to start from; read the model from its path, not from text")
            if external.target is None:
                raise MtorsbmlError(f"{label} is not a local file; save it beside the model")
            try:
                _read_external(external, external.target)
            except MtorsbmlError as error:
                raise type(error)(f"{label}: {error}") from None
    except externals.TooMany:
        raise MtorsbmlError(f"{name}: draws in more than {externals.MAX_EXTERNAL} files") from None


def _read_external(external: externals.External, target: Path) -> None:
    if external.root is None:
        if isinstance(external.problem, scan.Refused):
            raise _refusal(external.problem, str(target))
        reason = getattr(external.problem, "strerror", None) or external.problem
        raise UsageError(f"{target}: cannot be read ({reason})")
    _expect_sbml(external.root, external.data, str(target))
    _parse(external.data, str(target), target)


def flatten(source: libsbml.SBMLDocument | Source, *, validate: bool = True) -> str:
    """Turn a hierarchical model into a flat one with libSBML; a model without hierarchy is returned as it is.

    Args:
        source: A document from `read_document`, or what that function takes. External model definitions are looked
            for in the folder of the file that names them.
        validate: Whether libSBML checks the document before and after; without it, the caller has.

    Returns:
        The flat model as XML text.

    Raises:
        UsageError: A file that is drawn in is missing, or the model is text and so has no folder.
        MtorsbmlError: The model cannot be flattened; the message carries libSBML's first causes.
    """
    import libsbml

    document = read_document(source) if isinstance(source, Path | str | bytes) else source
    if kind(document) != "comp":
        return str(libsbml.writeSBMLToString(document))
    path = _local_path(document.getLocationURI())
    name = str(path) if path else "SBML text"
    flat = document.clone()
    flat.setLocationURI(document.getLocationURI())
    flat.getErrorLog().clearLog()
    properties = libsbml.ConversionProperties()
    properties.addOption("flatten comp", True)
    properties.addOption("basePath", str(path.parent) if path else ".")
    properties.addOption("abortIfUnflattenable", "requiredOnly")
    properties.addOption("performValidation", validate)
    if flat.convert(properties) != libsbml.LIBSBML_OPERATION_SUCCESS or flat.getModel() is None:
        causes = [f"{m.code}: {gist(m.message)}" for m in _errors(log(flat)) or log(flat)][:3]
        raise MtorsbmlError(f"{name}: cannot be flattened: " + ("; ".join(causes) or "libSBML gives no reason"))
    return str(libsbml.writeSBMLToString(flat))
