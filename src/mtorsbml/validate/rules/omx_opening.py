"""OMX: what makes an archive unsafe or unreadable; `mtorsbml.validate.archives` raises these while it opens one."""

from __future__ import annotations

from mtorsbml.validate.registry import Rule, register


@register
class NotAnArchive(Rule):
    """A file that is no zip."""

    code = "OMX001"
    name = "not-a-zip"
    severity = "error"
    subject = "file"
    wrap = "none"
    what = """The file is named .omex or begins like a zip, but cannot be read as one."""
    why = """A download that was cut off looks so; nothing in it can be checked."""
    wrong = """The first half of an archive."""
    right = """The whole archive."""
    mend = """Fetch or pack the archive again."""


@register
class UnsafeLocation(Rule):
    """An entry that would be written elsewhere."""

    code = "OMX002"
    name = "unsafe-location"
    severity = "error"
    subject = "file"
    wrap = "none"
    what = """The location of an entry is absolute, leads out of the archive, or is none on some system."""
    why = """Many tools unpack an archive without looking: `../../x` is then written outside of the folder that
        was meant."""
    wrong = """An entry `../../.ssh/authorized_keys`."""
    right = """An entry `model.xml`."""
    mend = """Do not unpack the archive; pack the files again under plain relative names."""


@register
class Link(Rule):
    """An entry that is a link or a device."""

    code = "OMX003"
    name = "link"
    severity = "error"
    subject = "file"
    wrap = "none"
    what = """An entry is a symbolic link or a device."""
    why = """A link points to whatever the computer that unpacks it has there, and what is written to it goes
        there."""
    wrong = """An entry `model.xml` that links to `/etc/passwd`."""
    right = """An entry `model.xml` with the model itself."""
    mend = """Pack the file that is meant instead of the link."""


@register
class DuplicateEntry(Rule):
    """Two entries of one name."""

    code = "OMX004"
    name = "duplicate-entry"
    severity = "error"
    subject = "file"
    wrap = "none"
    what = """Two entries have one name, or names that some file systems do not tell apart, or one is the folder
        of the other."""
    why = """Which of them is read depends on the tool."""
    wrong = """Entries `model.xml` and `Model.xml`."""
    right = """Entries `model.xml` and `model2.xml`."""
    mend = """Keep one of them, or give them different names."""


@register
class Bomb(Rule):
    """An archive that unpacks to too much."""

    code = "OMX005"
    name = "zip-bomb"
    severity = "error"
    subject = "file"
    wrap = "none"
    what = """The archive has more than 1,000 entries, unpacks to more than 256 MiB, or an entry grows more than
        200 times."""
    why = """Such archives fill disks and memory; no tool of the field has a limit."""
    wrong = """An entry of 1 MB that unpacks to 1 GB."""
    right = """An entry of 1 MB that unpacks to 20 MB."""
    mend = """Do not unpack the archive; split it, or leave large data out of it."""


@register
class Packing(Rule):
    """An entry that cannot be unpacked."""

    code = "OMX006"
    name = "encrypted-or-exotic"
    severity = "error"
    subject = "file"
    wrap = "none"
    what = """An entry is encrypted, or packed with another method than deflate."""
    why = """Other tools cannot read it either."""
    wrong = """An entry that is packed with LZMA."""
    right = """An entry that is deflated."""
    mend = """Pack the archive again, without a password, with deflate."""


@register
class Damaged(Rule):
    """An entry of which the content is not what was packed."""

    code = "OMX007"
    name = "damaged-entry"
    severity = "error"
    subject = "file"
    wrap = "none"
    what = """An entry cannot be unpacked, or its checksum is wrong."""
    why = """What is read is not what was written."""
    wrong = """An entry of which bytes were changed."""
    right = """The entry as it was packed."""
    mend = """Fetch or pack the archive again."""
