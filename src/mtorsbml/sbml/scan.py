"""Reads a file once with a streaming parser: refuses what is unsafe, and keeps the rest as a tree."""

from __future__ import annotations

import re
from typing import Final
from xml.parsers import expat

from mtorsbml.sbml.tree import MATHML, Node, Root

MAX_BYTES: Final = 64 * 1024 * 1024
"""The largest file that is read [bytes]."""
MAX_DEPTH: Final = 500
"""Deepest nesting of elements; libSBML overflows its stack at about 5,200 in MathML."""
MAX_OPERANDS: Final = 2000
"""Most children of one MathML element; libRoadRunner overflows its stack between 3,000 and 5,000."""
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
_OTHER_MARKS: Final = 10_000
_WITH_TEXT: Final = frozenset({"ci", "cn", "csymbol", "sep"})
_LONG: Final = re.compile(rb"""=\s*("[^"<]{%d}|'[^'<]{%d})""" % (MAX_ATTRIBUTE, MAX_ATTRIBUTE))


class Refused(Exception):  # noqa: N818 (it is an outcome, not an error)
    """The file is not safe or not readable; `code` is one of family XML."""

    def __init__(self, code: str, message: str, line: int = 0) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.line = line


def scan(data: bytes) -> Root:
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
    if len(data) > MAX_ATTRIBUTE and (found := _LONG.search(data)):
        line = data.count(b"\n", 0, found.start()) + 1
        raise Refused("XML009", f"an attribute has more than {MAX_ATTRIBUTE} characters", line)
    # Start tags, comments and the like: more of them than there may be elements need not be read one by one.
    if data.count(b"<") - data.count(b"</") > MAX_ELEMENTS + _OTHER_MARKS:
        raise Refused("XML005", f"more than {MAX_ELEMENTS} elements")
    return _Builder(data).build()


class _Builder:
    def __init__(self, data: bytes) -> None:
        self.data = data
        self.root: Root | None = None
        self.names: dict[str, tuple[str, str, list[Node]]] = {}
        self.by_name: dict[str, list[Node]] = {}
        self.depth = self.count = 0
        self.parser = parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.XmlDeclHandler = self.declaration
        parser.StartDoctypeDeclHandler = self.doctype
        self.watch()

    def build(self) -> Root:
        parser = self.parser
        try:
            for start in range(0, len(self.data), 1 << 20):
                parser.Parse(self.data[start : start + (1 << 20)], False)
            parser.Parse(b"", True)
        except expat.ExpatError as error:
            raise self.broken(error) from None
        except (ValueError, LookupError) as error:  # an encoding that Python cannot decode
            raise Refused("XML006", f"the encoding cannot be read ({error})", 1) from None
        root, self.root = self.root, None
        assert root is not None
        # The handlers refer to each other and to this object, which must not keep the file until cycles are collected.
        self.data, self.by_name = b"", {}
        self.names.clear()
        return root

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

    def watch(self) -> None:  # noqa: C901 (one scope of closures)
        """Set the functions that are called for every tag; closures, since they take most of the time."""
        parser, names = self.parser, self.names
        current: Node | None = None
        depth = count = 0

        def start(tag: str, attributes: dict[str, str]) -> None:
            nonlocal current, depth, count
            depth += 1
            count += 1
            if depth > MAX_DEPTH or count > MAX_ELEMENTS:
                self.check(depth, count)
            name, ns, alike = names.get(tag) or self.split(tag)
            node: Node
            if current is None:
                node = self.root = Root(name, ns, attributes, parser.CurrentByteIndex, self.by_name)
            else:
                node = Node(name, ns, attributes, current, parser.CurrentByteIndex)
                current.children.append(node)
            alike.append(node)
            current = node
            if name == "notes":
                self.depth, self.count = depth, count
                parser.StartElementHandler, parser.EndElementHandler = self.skip, leave
            elif name in _WITH_TEXT:
                if name == "sep" and node.parent is not None:
                    node.parent.text += " "
                else:
                    parser.CharacterDataHandler = text

        def end(_tag: str) -> None:
            nonlocal current, depth
            depth -= 1
            assert current is not None
            if current.name in _WITH_TEXT and current.name != "sep":
                parser.CharacterDataHandler = None
            elif len(current.children) > MAX_OPERANDS and current.ns == MATHML:
                raise self.refuse("XML007", f"a formula has more than {MAX_OPERANDS} operands in one place")
            current = current.parent

        def leave(tag: str) -> None:
            nonlocal count
            if self.depth > depth:
                self.depth -= 1
                return
            count = self.count
            parser.StartElementHandler, parser.EndElementHandler = start, end
            end(tag)

        def text(found: str) -> None:
            assert current is not None
            current.text += found

        parser.StartElementHandler, parser.EndElementHandler = start, end

    def skip(self, _tag: str, _attributes: dict[str, str]) -> None:
        """An element inside of notes, which is counted but not kept."""
        self.depth += 1
        self.count += 1
        self.check(self.depth, self.count)

    def check(self, depth: int, count: int) -> None:
        if depth > MAX_DEPTH:
            raise self.refuse("XML004", f"elements are nested deeper than {MAX_DEPTH}")
        if count > MAX_ELEMENTS:
            raise self.refuse("XML005", f"more than {MAX_ELEMENTS} elements")

    def split(self, tag: str) -> tuple[str, str, list[Node]]:
        """Name and namespace of a tag, and the list of all elements of that name; they are remembered."""
        ns, _, name = tag.rpartition(" ")
        found = self.names[tag] = (name, ns, self.by_name.setdefault(name, []))
        return found
