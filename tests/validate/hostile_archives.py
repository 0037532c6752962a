"""Hostile and broken archives and SED-ML files, for `hostile.py`."""

from __future__ import annotations

import io
import re
import stat
import struct
import zipfile
from collections.abc import Iterator

from tests.validate.hostile import CORE, MATHML, MODEL, Case, changed, deep, entities

COMBINE = "http://identifiers.org/combine.specifications/"


def manifest(*contents: tuple[str, str, bool]) -> bytes:
    lines = [f'<content location="." format="{COMBINE}omex"/>']
    for location, form, master in contents:
        more = ' master="true"' if master else ""
        lines.append(f'<content location="{location}" format="{form}"{more}/>')
    inner = "\n".join(lines)
    return f'<?xml version="1.0"?>\n<omexManifest xmlns="{COMBINE}omex-manifest">\n{inner}\n</omexManifest>\n'.encode()


GOOD = (("./m.xml", f"{COMBINE}sbml", True),)


def packed(*entries: tuple[str | zipfile.ZipInfo, bytes], man: bytes | None = None, deflate: bool = False) -> bytes:
    buffer = io.BytesIO()
    method = zipfile.ZIP_DEFLATED if deflate else zipfile.ZIP_STORED
    with zipfile.ZipFile(buffer, "w", method) as archive:
        if man != b"":
            archive.writestr(zipfile.ZipInfo("manifest.xml"), man or manifest(*GOOD))
        for name, data in entries:
            info = name if isinstance(name, zipfile.ZipInfo) else zipfile.ZipInfo(name)
            info.compress_type = info.compress_type or method
            archive.writestr(info, data, compress_type=info.compress_type)
    return buffer.getvalue()


def special(name: str, kind: int) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)
    info.create_system = 3
    info.external_attr = (kind | 0o644) << 16
    return info


def archives() -> Iterator[Case]:
    model = ("m.xml", MODEL.encode())
    for name, location in {
        "slip": "../../mtorsbml-evil.txt",
        "slip-inside": "a/../../mtorsbml-evil.txt",
        "absolute": "/tmp/mtorsbml-evil.txt",
        "drive": "C:/mtorsbml-evil.txt",
        "backslash": "..\\..\\mtorsbml-evil.txt",
        "newline": "a\nb.txt",
        "dot": "./m2.xml",
        "empty-part": "a//b.txt",
        "device-name": "a:b.txt",
        "long": "a" * 300,
    }.items():
        yield Case(f"zip-{name}.omex", packed(model, (location, b"evil")), "OMX002")
    zero = packed(model, ("aXb.txt", b"evil")).replace(b"aXb.txt", b"a\0b.txt")
    yield Case("zip-zero-byte.omex", zero, "OMX002")
    for name, kind in {
        "link": stat.S_IFLNK,
        "device": stat.S_IFCHR,
        "pipe": stat.S_IFIFO,
        "socket": stat.S_IFSOCK,
    }.items():
        yield Case(f"zip-{name}.omex", packed(model, (special("x", kind), b"/etc/passwd")), "OMX003")
    twice = packed(model, ("n.xml", b"other")).replace(b"n.xml", b"m.xml")
    yield Case("zip-twice.omex", twice, "OMX004")
    yield Case("zip-case.omex", packed(model, ("M.XML", b"other")), "OMX004")
    yield Case("zip-composed.omex", packed(model, ("\u00fc", b"a"), ("u\u0308", b"b")), "OMX004")
    yield Case("zip-file-and-folder.omex", packed(model, ("a", b""), ("a/b", b"")), "OMX004")
    yield Case("zip-bomb.omex", packed(model, ("big", bytes(50 * 2**20)), deflate=True), "OMX005")
    yield Case(
        "zip-many-bombs.omex", packed(model, *((f"b{i}", bytes(2**21)) for i in range(200)), deflate=True), "OMX005"
    )
    yield Case("zip-many-entries.omex", packed(model, *((f"e{i}", b"") for i in range(1500))), "OMX005")
    good = packed(model)
    lying = bytearray(good)
    at = lying.rindex(b"PK\x01\x02")
    lying[at + 24 : at + 28] = struct.pack("<I", 2**31)
    yield Case("zip-lying-size.omex", bytes(lying), "OMX005")
    secret = bytearray(good)
    at = secret.rindex(b"PK\x01\x02")
    secret[at + 8] |= 1
    yield Case("zip-encrypted.omex", bytes(secret), "OMX006")
    for name, method in {"lzma": zipfile.ZIP_LZMA, "bzip2": zipfile.ZIP_BZIP2}.items():
        info = zipfile.ZipInfo("m.xml")
        info.compress_type = method
        yield Case(f"zip-{name}.omex", packed((info, MODEL.encode())), "OMX006")
    yield Case("zip-changed.omex", good.replace(b'value="1"', b'value="2"'), "OMX007")
    yield Case("zip-cut.omex", good[: len(good) // 2], "OMX001")
    yield Case("zip-head-only.omex", good[:30], "OMX001")
    yield Case("zip-no-zip.omex", b"hello", "OMX001")
    yield Case("zip-nothing.omex", b"", "OMX001")
    yield Case("zip-end-only.omex", b"PK\x05\x06" + bytes(18), "OMX008")
    overlap = bytearray(packed(model, ("n.xml", MODEL.encode())))
    first, last = (m.start() for m in list(re.finditer(b"PK\x01\x02", overlap))[1:3])
    overlap[last + 42 : last + 46] = overlap[first + 42 : first + 46]
    yield Case("zip-overlap.omex", bytes(overlap), "OMX007")
    yield from manifests(model)


def manifests(model: tuple[str, bytes]) -> Iterator[Case]:
    yield Case("omex-no-manifest.omex", packed(model, man=b""), "OMX008")
    yield Case("omex-garbage.omex", packed(model, man=b"hello"), "OMX009")
    yield Case("omex-laughs.omex", packed(model, man=next(entities()).data), "OMX009")
    yield Case("omex-other-root.omex", packed(model, man=b"<manifest/>"), "OMX009")
    data = ("./d.csv", "http://purl.org/NET/mediatypes/text/csv", False)
    yield Case("omex-missing.omex", packed(model, man=manifest(*GOOD, data)), "OMX010")
    yield Case("omex-outside.omex", packed(model, man=manifest(*GOOD, ("../../etc/passwd", *data[1:]))), "OMX010")
    yield Case("omex-not-listed.omex", packed(model, ("d.csv", b"1")), "OMX011")
    yield Case("omex-listed-twice.omex", packed(model, man=manifest(*GOOD, *GOOD)), "OMX012")
    yield Case("omex-other-format.omex", packed(model, man=manifest(("./m.xml", f"{COMBINE}sed-ml", True))), "OMX013")
    yield Case(
        "omex-no-pdf.omex",
        packed(
            model,
            ("d.pdf", b"x"),
            man=manifest(*GOOD, ("d.pdf", "http://purl.org/NET/mediatypes/application/pdf", False)),
        ),
        "OMX013",
    )
    yield Case("omex-bad-format.omex", packed(model, man=manifest(("./m.xml", "sbml", True))), "OMX014")
    yield Case("omex-no-master.omex", packed(model, man=manifest(("./m.xml", f"{COMBINE}sbml", False))), "OMX015")
    two = manifest(*GOOD, ("./n.xml", f"{COMBINE}sbml", True))
    yield Case("omex-two-masters.omex", packed(model, ("n.xml", MODEL.encode()), man=two), "OMX016")
    deepest = next(deep()).data
    yield Case("omex-deep-model.omex", packed(("m.xml", deepest)), "XML004")
    yield Case("omex-laughing-model.omex", packed(("m.xml", next(entities()).data)), "XML003")
    yield Case("omex-wrong-model.omex", packed(("m.xml", changed('species="B"', 'species="x"'))), "SBML21111")


def experiments() -> Iterator[Case]:
    sedml = f"""<?xml version="1.0"?>
<sedML xmlns="http://sed-ml.org/sed-ml/level1/version3" xmlns:sbml="{CORE}" level="1" version="3">
<listOfModels><model id="m" language="urn:sedml:language:sbml" source="m.part"><listOfChanges>
<changeAttribute target="/sbml:sbml/sbml:model/sbml:listOfParameters/sbml:parameter[@id='k']/@value" newValue="2"/>
</listOfChanges></model></listOfModels>
<listOfSimulations><uniformTimeCourse id="s" initialTime="0" outputStartTime="0" outputEndTime="9" numberOfPoints="9">
<algorithm kisaoID="KISAO:0000019"/></uniformTimeCourse></listOfSimulations>
<listOfTasks><task id="t" modelReference="m" simulationReference="s"/></listOfTasks>
<listOfDataGenerators><dataGenerator id="g"><math xmlns="{MATHML}"><ci>v</ci></math>
<listOfVariables><variable id="v" symbol="urn:sedml:symbol:time" taskReference="t"/></listOfVariables>
</dataGenerator></listOfDataGenerators>
<listOfOutputs><report id="r"><listOfDataSets><dataSet id="d" label="t" dataReference="g"/></listOfDataSets></report>
</listOfOutputs></sedML>"""

    def case(name: str, code: str, old: str, new: str) -> Case:
        assert old in sedml
        return Case(f"sed-{name}.sedml", sedml.replace(old, new, 1).encode(), code, {"m.part": MODEL.encode()})

    yield case("dangling-task", "SED002", 'taskReference="t"', 'taskReference="u"')
    yield case("dangling-data", "SED002", 'dataReference="g"', 'dataReference="h"')
    yield case("dangling-model", "SED002", 'modelReference="m"', 'modelReference="n"')
    yield case("no-source", "SED003", 'source="m.part"', 'source="n.part"')
    yield case("source-device", "SED003", 'source="m.part"', 'source="/dev/zero"')
    yield case("source-folder", "SED003", 'source="m.part"', 'source="/"')
    yield case("source-itself", "SED003", 'source="m.part"', 'source="#m"')
    yield case("source-web", "SED004", 'source="m.part"', 'source="http://127.0.0.1:9/m.xml"')
    yield case("no-match", "SED005", "@id='k'", "@id='nothing'")
    yield case("no-prefix", "SED006", 'target="/sbml:sbml', 'target="/s:sbml')
    yield case("algorithm", "SED007", "KISAO:0000019", "KISAO:1234567")
    yield case("no-algorithm", "SED007", "KISAO:0000019", "CVODE")
    yield case("times", "SED009", 'outputEndTime="9"', 'outputEndTime="-9"')
    yield case("times-nan", "SED009", 'outputEndTime="9"', 'outputEndTime="NaN"')
    yield case("no-task", "SED012", '<task id="t" modelReference="m" simulationReference="s"/>', "")
    yield case("undefined", "SED013", "<ci>v</ci>", "<ci>w</ci>")
    yield case("laughs", "XML003", "<sedML", '<!DOCTYPE a [<!ENTITY a "b">]><sedML')
    yield case("deep", "XML004", "<ci>v</ci>", "<apply><minus/>" * 6000 + "<ci>v</ci>" + "</apply>" * 6000)
    yield case("cut", "XML002", "</sedML>", "")
