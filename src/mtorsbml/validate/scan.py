"""Reads a file once with a streaming parser: refuses what is unsafe, and keeps the rest as a tree."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final
from xml.parsers import expat

from mtorsbml.sbml.read import MAX_BYTES, MAX_DEPTH, MAX_OPERANDS
from mtorsbml.validate.tree import MATHML, RDF, XHTML, Node

MAX_ELEMENTS: Final = 2_000_000
"""Most elements of one file."""
MAX_ATTRIBUTE: Final = 1024 * 1024
"""Longest attribute [characters]; a tag is held in memory whole."""

_UTF8: Final = frozenset({"utf-8", "utf8", "us-ascii", "ascii"})
_EXTERNAL: Final = re.compile(rb"\b(SYSTEM|PUBLIC)\b")
_WIDE: Final = (
    (b"\x00\x00\xfe\xff", "UTF-32"),
    (b"\xff\xfe\x00\x00", "UTF-32"),
    (b"\x00\x00\x00<", "UTF-32"),
    (b"<\x00\x00\x00", "UTF-32"),
    (b"\xfe\xff", "UTF-16"),
    (b"\xff\xfe", "UTF-16"),
    (b"\x00<", "UTF-16"),
    (b"<\x00", "UTF-16"),
)
_SHOWN: Final = 80


class Refused(Exception):  # noqa: N818 (it is an outcome, not an error)
    """The file is not safe or not readable; `code` is one of family XML."""

    def __init__(self, code: str, message: str, line: int = 0) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.line = line


def scan(data: bytes) -> Node:
    """Read a file into a tree.

    Raises:
        Refused: The file is unsafe or no sound XML.
    """
    if len(data) > MAX_BYTES:
        raise Refused("XML005", f"the file has {len(data)} bytes; at most {MAX_BYTES} are read")
    if not data.strip():
        raise Refused("XML001", "the file is empty")
    for mark, name in _WIDE:
        if data.startswith(mark):
            raise Refused("XML006", f"the file is {name}; SBML is UTF-8", 1)
    return _Builder(data).build()


class _Builder:
    def __init__(self, data: bytes) -> None:
        self.data = data
        self.root: Node | None = None
        self.names: dict[str, tuple[str, str]] = {}
        self.parser = parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.XmlDeclHandler = self.declaration
        parser.StartDoctypeDeclHandler = self.doctype
        start, end, text = self.handlers()
        parser.StartElementHandler = start
        parser.EndElementHandler = end
        parser.CharacterDataHandler = text

    def build(self) -> Node:
        parser = self.parser
        try:
            for start in range(0, len(self.data), 1 << 20):
                parser.Parse(self.data[start : start + (1 << 20)], False)
            parser.Parse(b"", True)
        except expat.ExpatError as error:
            raise self.broken(error) from None
        except (ValueError, LookupError) as error:  # an encoding that Python cannot decode
            raise Refused("XML006", f"the encoding cannot be read ({error})", 1) from None
        assert self.root is not None
        return self.root

    def broken(self, error: expat.ExpatError) -> Refused:
        reason = expat.ErrorString(error.code) or "unknown error"
        encoding = {
            expat.errors.codes[expat.errors.XML_ERROR_UNKNOWN_ENCODING],
            expat.errors.codes[expat.errors.XML_ERROR_INCORRECT_ENCODING],
        }
        if error.code in encoding:
            return Refused("XML006", f"the encoding cannot be read ({reason})", error.lineno)
        try:
            self.data.decode("utf-8-sig")
        except UnicodeDecodeError as wrong:
            line = self.data.count(b"\n", 0, wrong.start) + 1
            return Refused("XML006", f"byte {wrong.start} is not UTF-8 ({wrong.reason})", line)
        return Refused("XML002", f"not well-formed XML: {reason}, column {error.offset + 1}", error.lineno)

    def refuse(self, code: str, message: str) -> Refused:
        return Refused(code, message, self.parser.CurrentLineNumber)

    def declaration(self, _version: str, encoding: str | None, _standalone: int) -> None:
        if encoding is not None and encoding.lower() not in _UTF8:
            raise self.refuse("XML006", f"the encoding is {encoding[:_SHOWN]}; SBML is UTF-8")

    def doctype(self, _name: str, system: str | None, public: str | None, _inner: int) -> None:
        at = self.parser.CurrentByteIndex
        end = self.data.find(b"]>", at)
        declared = self.data[at : end if end >= 0 else at + 65536]
        if system or public or _EXTERNAL.search(declared):
            raise self.refuse("XML008", "a DOCTYPE that names something outside of the file")
        raise self.refuse("XML003", "a DOCTYPE, with which entities are defined")

    def handlers(self) -> tuple[Callable[..., None], Callable[..., None], Callable[..., None]]:  # noqa: C901
        """The three functions that are called for every tag and text; closures, since they take most of the time."""
        parser, names = self.parser, self.names
        path: list[Node | None] = []
        current: Node | None = None
        skipped = count = 0

        def start(tag: str, attributes: dict[str, str]) -> None:
            nonlocal current, skipped, count
            depth = len(path)
            if depth >= MAX_DEPTH:
                raise self.refuse("XML004", f"elements are nested deeper than {MAX_DEPTH}")
            count += 1
            if count > MAX_ELEMENTS:
                raise self.refuse("XML005", f"more than {MAX_ELEMENTS} elements")
            path.append(current)
            if skipped:
                skipped += 1
                return
            known = names.get(tag)
            if known is None:
                ns, _, local = tag.rpartition(" ")
                known = names[tag] = (local, ns)
            node = Node(known[0], known[1], attributes, current, parser.CurrentByteIndex)
            if current is None:
                self.root = node
            else:
                operands = current.children
                operands.append(node)
                if len(operands) > MAX_OPERANDS and current.ns == MATHML and current.name != "math":
                    raise self.refuse("XML007", f"a formula has more than {MAX_OPERANDS} operands in one place")
                if known[0] == "sep" and current.ns == MATHML:
                    current.text += " "
            for value in attributes.values():
                if len(value) > MAX_ATTRIBUTE:
                    raise self.refuse("XML009", f"an attribute of <{known[0]}> has {len(value)} characters")
            if known[0] == "notes" or known[1] == XHTML:
                skipped = 1
            current = node

        def end(_tag: str) -> None:
            nonlocal current, skipped
            before = path.pop()
            if skipped > 1:
                skipped -= 1
                return
            skipped = 0
            current = before

        def text(found: str) -> None:
            if skipped or current is None or not (current.ns in {MATHML, RDF} or current.parent):
                return
            if found.isspace():
                return
            current.text += found

        return start, end, text
