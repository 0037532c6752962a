"""Safe reading of SBML: hostile input is refused before libSBML sees it, and its errors are never passed over."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple
from urllib.parse import unquote, urlsplit
from xml.parsers import expat

from mtorsbml.errors import MtorsbmlError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable

    import libsbml

MAX_BYTES = 64 * 1024 * 1024
"""The largest file that is read [bytes]."""
MAX_DEPTH = 500
"""Deepest nesting of elements; libSBML overflows its stack at about 5,200 in MathML."""
MAX_OPERANDS = 2000
"""Most children of one MathML `apply`; libRoadRunner overflows its stack between 3,000 and 5,000."""
MAX_EXTERNAL = 200
"""Most files that one hierarchical model may draw in."""

MAX_NAME = 300
"""Longest name of a source in a message [characters]."""

_SBML_NAMESPACES = "http://www.sbml.org/sbml/level"
_APPLY = "http://www.w3.org/1998/Math/MathML apply"
_ANNOUNCEMENTS = frozenset({1090104, 1090105, 1090106, 1090111})
"""libSBML's errors on flattening that only say that the cause follows."""
_REFERENCE = re.compile(r"Reference: L\dV\d[^.]*?(?:Section|Sections|Appendix) [\w.]+(?:,? and [\w.]+)?\s*")
_UTF8 = frozenset({"utf-8", "utf8", "us-ascii", "ascii"})

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


class _Scanner:
    """Watches the elements of one file go by, and refuses what would crash a reader."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.children: list[int] = []
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.XmlDeclHandler = self.declaration
        self.parser.StartDoctypeDeclHandler = self.doctype
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end

    def refuse(self, reason: str) -> MtorsbmlError:
        return MtorsbmlError(f"{self.name}, line {self.parser.CurrentLineNumber}: {reason}")

    def declaration(self, _version: str, encoding: str | None, _standalone: int) -> None:
        if encoding is not None and encoding.lower() not in _UTF8:
            raise self.refuse(f"the encoding is {encoding}; SBML is UTF-8, so convert the file first")

    def doctype(self, *_declared: object) -> None:
        raise self.refuse("a DOCTYPE (with which entities are defined) is refused; SBML has none, so remove it")

    def start(self, tag: str, _attributes: dict[str, str]) -> None:
        namespace, _, local = tag.rpartition(" ")
        if not self.children and not (local == "sbml" and namespace.startswith(_SBML_NAMESPACES)):
            found = f"<{local}> of '{namespace}'" if namespace else f"<{local}> without a namespace"
            raise self.refuse(f"not SBML: the root element is {found}, not <sbml> of '{_SBML_NAMESPACES}...'")
        if len(self.children) >= MAX_DEPTH:
            raise self.refuse(f"elements are nested deeper than {MAX_DEPTH}, which is refused")
        # Each level counts its operands; only below an `apply` does the number matter.
        if self.children and self.children[-1] >= 0:
            self.children[-1] += 1
            if self.children[-1] > MAX_OPERANDS:
                raise self.refuse(f"a formula has more than {MAX_OPERANDS} operands in one <apply>, which is refused")
        self.children.append(0 if tag == _APPLY else -1)

    def end(self, _tag: str) -> None:
        self.children.pop()


def prescan(data: bytes, name: str) -> None:
    """Refuse a file that is no SBML, or that would crash libSBML or libRoadRunner.

    Args:
        data: The file's content.
        name: What to call it in messages.

    Raises:
        MtorsbmlError: The data is larger than 64 MiB, no XML, not UTF-8, has another root than `sbml`, a DOCTYPE,
            elements nested deeper than 500, or a formula with more than 2,000 operands in one place.
    """
    if len(data) > MAX_BYTES:
        raise MtorsbmlError(f"{name}: {len(data)} bytes; at most {MAX_BYTES} are read")
    if not data.strip():
        raise MtorsbmlError(f"{name}: the file is empty; an SBML file is expected")
    scanner = _Scanner(name)
    try:
        for start in range(0, len(data), 1 << 20):
            scanner.parser.Parse(data[start : start + (1 << 20)], False)
        scanner.parser.Parse(b"", True)
    except expat.ExpatError as error:
        reason = expat.ErrorString(error.code)
        raise MtorsbmlError(f"{name}, line {error.lineno}: not well-formed XML ({reason})") from None


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
            return file.read(MAX_BYTES + 1)
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
        raise MtorsbmlError(f"{name}, line {first.line}: libSBML error {first.code}: {_gist(first.message)}{more}")


def _gist(message: str) -> str:
    """What libSBML says of this file, if it says so after the rule and its reference; else the rule."""
    rule, *own = _REFERENCE.split(message, maxsplit=1)
    return own[0] if own and own[0].strip() else rule.strip()


def _parse(data: bytes, name: str, path: Path | None) -> libsbml.SBMLDocument:
    import libsbml

    prescan(data, name)
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
    document = _parse(_bytes_of(source), name, path)
    # libSBML's check opens the files that a hierarchical model draws in, so they come first.
    _scan_externals(document, path, name)
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


def _scan_externals(document: libsbml.SBMLDocument, path: Path | None, name: str) -> None:
    """Pre-scan every file that a hierarchical model draws in, since libSBML opens them by itself."""
    seen: set[Path] = set()
    waiting = [(document, path, name)]
    while waiting:
        current, here, label = waiting.pop()
        definitions = current.getPlugin("comp")
        for i in range(definitions.getNumExternalModelDefinitions() if definitions else 0):
            external = definitions.getExternalModelDefinition(i)
            target = f"{label}: external model definition '{external.getId()}' (source '{external.getSource()}')"
            if here is None:
                raise UsageError(f"{target} has no folder to start from; read the model from its path, not from text")
            if urlsplit(external.getSource()).scheme not in {"", "file"}:
                raise MtorsbmlError(f"{target} is not a local file; save it beside the model")
            found = (here.parent / unquote(urlsplit(external.getSource()).path)).resolve()
            if found in seen:
                continue
            seen.add(found)
            if len(seen) > MAX_EXTERNAL:
                raise MtorsbmlError(f"{name}: draws in more than {MAX_EXTERNAL} files")
            try:
                waiting.append((_parse(_bytes_of(found), str(found), found), found, str(found)))
            except MtorsbmlError as error:
                raise type(error)(f"{target}: {error}") from None


def flatten(source: libsbml.SBMLDocument | Source) -> str:
    """Turn a hierarchical model into a flat one with libSBML; a model without hierarchy is returned as it is.

    Args:
        source: A document from `read_document`, or what that function takes. External model definitions are looked
            for in the folder of the file that names them.

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
    # Not once more: the check of a hierarchical document has flattened it and looked at the result already.
    properties.addOption("performValidation", False)
    if flat.convert(properties) != libsbml.LIBSBML_OPERATION_SUCCESS or flat.getModel() is None:
        causes = [f"{m.code}: {_gist(m.message)}" for m in _errors(log(flat)) or log(flat)][:3]
        raise MtorsbmlError(f"{name}: cannot be flattened: " + ("; ".join(causes) or "libSBML gives no reason"))
    return str(libsbml.writeSBMLToString(flat))
