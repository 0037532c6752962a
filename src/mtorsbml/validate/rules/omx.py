"""OMX: what an archive says that it holds, against what it holds."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

from mtorsbml.sbml import scan
from mtorsbml.validate.archives import MANIFEST, ArchiveContext, Content
from mtorsbml.validate.findings import Finding
from mtorsbml.validate.registry import Rule, register

_MANIFEST_NAMESPACE: Final = "http://identifiers.org/combine.specifications/omex-manifest"
_FORMAT: Final = re.compile(
    r"https?://(identifiers\.org/combine\.specifications[/:]|purl\.org/NET/mediatypes/|www\.iana\.org/assignments/)\S+"
)
_ROOTS: Final = {"sbml": "sbml", "sed-ml": "sedML", "cellml": "model", "omex-manifest": "omexManifest"}
_MARKS: Final = {"pdf": b"%PDF", "png": b"\x89PNG", "jpeg": b"\xff\xd8\xff", "zip": b"PK"}


class ArchiveRule(Rule):
    """A rule about an archive that could be opened."""

    def check_archive(self, archive: ArchiveContext) -> Iterable[Finding]:  # noqa: ARG002
        """What the rule has to say."""
        return ()


def _name(format_uri: str) -> str:
    """The last part of a format, such as `sbml.level-3.version-1`."""
    return re.split(r"[/:]", format_uri)[-1].lower()


@register
class NoManifest(ArchiveRule):
    """An archive without a manifest."""

    code = "OMX008"
    name = "no-manifest"
    severity = "error"
    subject = "omex"
    wrap = "omex"
    what = """There is no manifest.xml."""
    why = """The manifest says what each file is and which one to open; without it, the zip is no COMBINE archive."""
    wrong = """
        model.xml:
        <sbml xmlns="http://www.sbml.org/sbml/level3/version1/core" level="3" version="1"><model id="m"/></sbml>"""
    right = """
        manifest.xml:
        <omexManifest xmlns="http://identifiers.org/combine.specifications/omex-manifest">
          <content location="." format="http://identifiers.org/combine.specifications/omex"/>
          <content location="./model.xml" format="http://identifiers.org/combine.specifications/sbml" master="true"/>
        </omexManifest>"""
    mend = """Add a manifest.xml that lists every file with its format."""

    def check_archive(self, archive: ArchiveContext) -> Iterator[Finding]:
        """Look for it."""
        if MANIFEST not in archive.files:
            near = [name for name in archive.files if name.lower().endswith(MANIFEST)]
            yield self.finding(f"there is no {MANIFEST}" + (f"; '{near[0]}' is not at its place" if near else ""))


@register
class BadManifest(ArchiveRule):
    """A manifest that cannot be read."""

    code = "OMX009"
    name = "bad-manifest"
    severity = "error"
    subject = "omex"
    wrap = "omex"
    what = """The manifest is no sound XML, or its root element is another."""
    why = """No tool opens the archive."""
    wrong = """
        manifest.xml:
        <manifest><content location="./model.xml"/></manifest>"""
    right = """
        manifest.xml:
        <omexManifest xmlns="http://identifiers.org/combine.specifications/omex-manifest">
          <content location="." format="http://identifiers.org/combine.specifications/omex"/>
          <content location="./model.xml" format="http://identifiers.org/combine.specifications/sbml" master="true"/>
        </omexManifest>"""
    mend = """Write the manifest anew, as OMEX 1 has it."""

    def check_archive(self, archive: ArchiveContext) -> Iterator[Finding]:
        """Look at how reading it ended, and at its root."""
        if archive.refused is not None:
            refused: scan.Refused = archive.refused
            yield self.finding(f"{refused.message} ({refused.code})", line=refused.line, member=MANIFEST)
        root = archive.manifest
        if root is not None and (root.name, root.ns) != ("omexManifest", _MANIFEST_NAMESPACE):
            yield self.finding(f"the root element is <{root.name}> of '{root.ns}'", line=1, member=MANIFEST)


@register
class NotThere(ArchiveRule):
    """The manifest lists what is not there."""

    code = "OMX010"
    name = "listed-but-missing"
    severity = "error"
    subject = "omex"
    wrap = "omex"
    what = """The manifest lists a file that is not in the archive."""
    why = """Tools stop there, or run without the file."""
    wrong = """
        manifest.xml:
        <omexManifest xmlns="http://identifiers.org/combine.specifications/omex-manifest">
          <content location="." format="http://identifiers.org/combine.specifications/omex"/>
          <content location="./model.xml" format="http://identifiers.org/combine.specifications/sbml" master="true"/>
          <content location="./data.csv" format="http://purl.org/NET/mediatypes/text/csv"/>
        </omexManifest>"""
    right = """
        manifest.xml:
        <omexManifest xmlns="http://identifiers.org/combine.specifications/omex-manifest">
          <content location="." format="http://identifiers.org/combine.specifications/omex"/>
          <content location="./model.xml" format="http://identifiers.org/combine.specifications/sbml" master="true"/>
        </omexManifest>"""
    mend = """Add the file, or remove the line from the manifest."""

    def check_archive(self, archive: ArchiveContext) -> Iterator[Finding]:
        """Look for each."""
        for content in archive.contents:
            if content.location not in {".", *archive.files}:
                message = f"the manifest lists '{content.given}', which is not in the archive"
                yield self.finding(message, line=content.line, element=content.given, member=MANIFEST)


@register
class NotListed(ArchiveRule):
    """A file that the manifest does not list."""

    code = "OMX011"
    name = "not-listed"
    severity = "warning"
    subject = "omex"
    wrap = "omex"
    what = """The archive has a file that the manifest does not list."""
    why = """Tools that go by the manifest leave it out, and nobody knows what it is."""
    wrong = """
        manifest.xml:
        <omexManifest xmlns="http://identifiers.org/combine.specifications/omex-manifest">
          <content location="." format="http://identifiers.org/combine.specifications/omex"/>
          <content location="./model.xml" format="http://identifiers.org/combine.specifications/sbml" master="true"/>
        </omexManifest>
        data.csv:
        1,2"""
    right = """
        manifest.xml:
        <omexManifest xmlns="http://identifiers.org/combine.specifications/omex-manifest">
          <content location="." format="http://identifiers.org/combine.specifications/omex"/>
          <content location="./model.xml" format="http://identifiers.org/combine.specifications/sbml" master="true"/>
        </omexManifest>"""
    mend = """List the file with its format, or remove it."""

    def check_archive(self, archive: ArchiveContext) -> Iterator[Finding]:
        """Compare."""
        if archive.manifest is not None:
            for name in archive.files:
                if name != MANIFEST and name not in archive.listed:
                    yield self.finding(f"'{name}' is not in the manifest", element=name)


@register
class ListedTwice(ArchiveRule):
    """A file that is listed twice."""

    code = "OMX012"
    name = "listed-twice"
    severity = "error"
    subject = "omex"
    wrap = "omex"
    what = """The manifest lists a file twice."""
    why = """If the two lines differ, each tool believes another one."""
    wrong = """
        manifest.xml:
        <omexManifest xmlns="http://identifiers.org/combine.specifications/omex-manifest">
          <content location="." format="http://identifiers.org/combine.specifications/omex"/>
          <content location="./model.xml" format="http://identifiers.org/combine.specifications/sbml" master="true"/>
          <content location="model.xml" format="http://identifiers.org/combine.specifications/sbml"/>
        </omexManifest>"""
    right = """
        manifest.xml:
        <omexManifest xmlns="http://identifiers.org/combine.specifications/omex-manifest">
          <content location="." format="http://identifiers.org/combine.specifications/omex"/>
          <content location="./model.xml" format="http://identifiers.org/combine.specifications/sbml" master="true"/>
        </omexManifest>"""
    mend = """Keep one of the lines."""

    def check_archive(self, archive: ArchiveContext) -> Iterator[Finding]:
        """Count."""
        for location, count in Counter(content.location for content in archive.contents).items():
            if count > 1:
                found = archive.listed[location]
                message = f"the manifest lists '{found.given}' {count} times"
                yield self.finding(message, line=found.line, element=found.given, member=MANIFEST)


@register
class OtherFormat(ArchiveRule):
    """A file that is not what the manifest says."""

    code = "OMX013"
    name = "format-against-content"
    severity = "error"
    subject = "omex"
    wrap = "omex"
    what = """The format in the manifest is not that of the file."""
    why = """Tools choose how to read a file by its format, and fail at it, or leave it out."""
    wrong = """
        manifest.xml:
        <omexManifest xmlns="http://identifiers.org/combine.specifications/omex-manifest">
          <content location="." format="http://identifiers.org/combine.specifications/omex"/>
          <content location="./model.xml" format="http://identifiers.org/combine.specifications/sed-ml" master="true"/>
        </omexManifest>"""
    right = """
        manifest.xml:
        <omexManifest xmlns="http://identifiers.org/combine.specifications/omex-manifest">
          <content location="." format="http://identifiers.org/combine.specifications/omex"/>
          <content location="./model.xml" format="http://identifiers.org/combine.specifications/sbml" master="true"/>
        </omexManifest>"""
    mend = """Correct the format in the manifest."""

    def check_archive(self, archive: ArchiveContext) -> Iterator[Finding]:
        """Look at root elements and first bytes."""
        for content in archive.contents:
            data = archive.files.get(content.location)
            if data is not None and (problem := self._problem(content, data)):
                message = f"'{content.given}' is listed as {content.format_uri}, but {problem}"
                yield self.finding(message, line=content.line, element=content.given, member=MANIFEST)

    def _problem(self, content: Content, data: bytes) -> str:
        name = _name(content.format_uri)
        for mark, start in _MARKS.items():
            if name == mark and not data.startswith(start):
                return "it does not begin like one"
        expected = next((root for begin, root in _ROOTS.items() if name == begin or name.startswith(f"{begin}.")), "")
        if not expected:
            return ""
        found = re.search(rb"<(?:[\w.-]+:)?(\w+)[\s/>]", data[:65536])
        root = found.group(1).decode(errors="replace") if found else "nothing that is XML"
        return "" if root == expected else f"its first element is <{root}>" if found else f"it has {root}"


@register
class UnknownFormat(ArchiveRule):
    """A format that is none of the known URIs."""

    code = "OMX014"
    name = "format-not-a-uri"
    severity = "warning"
    subject = "omex"
    wrap = "omex"
    what = """The format of a file is missing, or is no URI of identifiers.org, purl.org or IANA."""
    why = """OMEX names formats by URI; tools compare them as texts and leave a file of an unknown one out."""
    wrong = """
        manifest.xml:
        <omexManifest xmlns="http://identifiers.org/combine.specifications/omex-manifest">
          <content location="." format="http://identifiers.org/combine.specifications/omex"/>
          <content location="./model.xml" format="application/sbml+xml" master="true"/>
        </omexManifest>"""
    right = """
        manifest.xml:
        <omexManifest xmlns="http://identifiers.org/combine.specifications/omex-manifest">
          <content location="." format="http://identifiers.org/combine.specifications/omex"/>
          <content location="./model.xml" format="http://identifiers.org/combine.specifications/sbml" master="true"/>
        </omexManifest>"""
    mend = """Write http://identifiers.org/combine.specifications/sbml for SBML, and
        http://purl.org/NET/mediatypes/ with the media type for others."""

    def check_archive(self, archive: ArchiveContext) -> Iterator[Finding]:
        """Compare with the known forms."""
        for content in archive.contents:
            if not _FORMAT.fullmatch(content.format_uri):
                message = f"the format of '{content.given}' is '{content.format_uri[:100]}'"
                yield self.finding(message, line=content.line, element=content.given, member=MANIFEST)


@register
class NoMaster(ArchiveRule):
    """No file is marked as the one to open."""

    code = "OMX015"
    name = "no-master"
    severity = "warning"
    subject = "omex"
    wrap = "omex"
    what = """The manifest marks no file as master."""
    why = """Tools then guess which file to open; archives with more than one SED-ML file run differently in each."""
    wrong = """
        manifest.xml:
        <omexManifest xmlns="http://identifiers.org/combine.specifications/omex-manifest">
          <content location="." format="http://identifiers.org/combine.specifications/omex"/>
          <content location="./model.xml" format="http://identifiers.org/combine.specifications/sbml"/>
        </omexManifest>"""
    right = """
        manifest.xml:
        <omexManifest xmlns="http://identifiers.org/combine.specifications/omex-manifest">
          <content location="." format="http://identifiers.org/combine.specifications/omex"/>
          <content location="./model.xml" format="http://identifiers.org/combine.specifications/sbml" master="true"/>
        </omexManifest>"""
    mend = """Give the file to open first (the SED-ML file, if there is one) the attribute master="true"."""

    def check_archive(self, archive: ArchiveContext) -> Iterator[Finding]:
        """Count."""
        if archive.contents and not any(content.master for content in archive.contents):
            yield self.finding("no content of the manifest is the master", member=MANIFEST)


@register
class ManyMasters(ArchiveRule):
    """More than one file to open."""

    code = "OMX016"
    name = "many-masters"
    severity = "warning"
    subject = "omex"
    wrap = "omex"
    what = """The manifest marks more than one file as master."""
    why = """OMEX allows one; tools take the first, the last, or refuse."""
    wrong = """
        manifest.xml:
        <omexManifest xmlns="http://identifiers.org/combine.specifications/omex-manifest">
          <content location="." format="http://identifiers.org/combine.specifications/omex"/>
          <content location="./model.xml" format="http://identifiers.org/combine.specifications/sbml" master="true"/>
          <content location="./b.xml" format="http://identifiers.org/combine.specifications/sbml" master="true"/>
        </omexManifest>
        b.xml:
        <sbml xmlns="http://www.sbml.org/sbml/level3/version1/core" level="3" version="1"><model id="m"/></sbml>"""
    right = """
        manifest.xml:
        <omexManifest xmlns="http://identifiers.org/combine.specifications/omex-manifest">
          <content location="." format="http://identifiers.org/combine.specifications/omex"/>
          <content location="./model.xml" format="http://identifiers.org/combine.specifications/sbml" master="true"/>
        </omexManifest>"""
    mend = """Keep master="true" on one file only."""

    def check_archive(self, archive: ArchiveContext) -> Iterator[Finding]:
        """Count."""
        masters = [content.given for content in archive.contents if content.master]
        if len(masters) > 1:
            yield self.finding(f"{len(masters)} masters: {', '.join(masters[:5])}", member=MANIFEST)


@register
class SelfNotListed(ArchiveRule):
    """The manifest does not list the archive itself."""

    code = "OMX017"
    name = "archive-not-listed"
    severity = "info"
    subject = "omex"
    wrap = "omex"
    what = """The manifest has no content with the location `.`."""
    why = """OMEX asks for it; libCombine writes and expects it."""
    wrong = """
        manifest.xml:
        <omexManifest xmlns="http://identifiers.org/combine.specifications/omex-manifest">
          <content location="./model.xml" format="http://identifiers.org/combine.specifications/sbml" master="true"/>
        </omexManifest>"""
    right = """
        manifest.xml:
        <omexManifest xmlns="http://identifiers.org/combine.specifications/omex-manifest">
          <content location="." format="http://identifiers.org/combine.specifications/omex"/>
          <content location="./model.xml" format="http://identifiers.org/combine.specifications/sbml" master="true"/>
        </omexManifest>"""
    mend = """Add <content location="." format="http://identifiers.org/combine.specifications/omex"/>."""

    def check_archive(self, archive: ArchiveContext) -> Iterator[Finding]:
        """Look for it."""
        if archive.contents and "." not in archive.listed:
            yield self.finding("the manifest does not list the archive itself", member=MANIFEST)


@register
class NoMetadata(ArchiveRule):
    """An archive that does not say what it is."""

    code = "OMX018"
    name = "no-metadata"
    severity = "warning"
    profile = "curation"
    subject = "omex"
    wrap = "omex"
    what = """The archive has no metadata file: no title, no authors, no licence (profiles curation and strict)."""
    why = """Nobody who finds it can cite it, or knows whether it may be used."""
    wrong = """
        manifest.xml:
        <omexManifest xmlns="http://identifiers.org/combine.specifications/omex-manifest">
          <content location="." format="http://identifiers.org/combine.specifications/omex"/>
          <content location="./model.xml" format="http://identifiers.org/combine.specifications/sbml" master="true"/>
        </omexManifest>"""
    right = """
        manifest.xml:
        <omexManifest xmlns="http://identifiers.org/combine.specifications/omex-manifest">
          <content location="." format="http://identifiers.org/combine.specifications/omex"/>
          <content location="./model.xml" format="http://identifiers.org/combine.specifications/sbml" master="true"/>
          <content location="./metadata.rdf" format="http://identifiers.org/combine.specifications/omex-metadata"/>
        </omexManifest>
        metadata.rdf:
        <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/>"""
    mend = """Add a metadata.rdf with title, creators and licence, and list it as omex-metadata."""

    def check_archive(self, archive: ArchiveContext) -> Iterator[Finding]:
        """Look for the format."""
        if archive.contents and not any("omex-metadata" in content.format_uri for content in archive.contents):
            yield self.finding("no file of the format omex-metadata is listed", member=MANIFEST)
