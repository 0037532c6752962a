"""Checks files that were changed at random, and tells what brings a worker or a rule down.

    python tests/validate/fuzz.py --seconds 600 --seed 1 --keep FOLDER

Sound files (the examples of all rules, our smaller models) are changed byte by byte, or element by element; each must
be checked without a time-out or a rule that fails. A crash is libSBML's or libRoadRunner's, which the worker is there
for; it is counted too. Offenders are kept in FOLDER.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from mtorsbml import repository
from mtorsbml.validate import registry, runner
from mtorsbml.validate.findings import Options

BAD = frozenset({"XML020", "XML021", "XML022", "XML023"})
_LARGEST = 120_000
_TAG = re.compile(rb"<[^<>]*>")
_VALUE = re.compile(rb'="[^"<>]*"')
_VALUES = [
    b"", b" ", b"0", b"-1", b"NaN", b"INF", b"1e400", b"1e-400", b"true", b"x", b"'", b"&lt;", b"&#x10FFFF;", b"../a",
    b"http://[", b"file:///dev/zero", b"urn:miriam:x", b"SBO:9999999", b"9" * 400, b"a" * 9999, "\u00fc\u202e".encode(),
    b"https://identifiers.org/", b"#", b"#a", b"/", b"[", b"*", b"KISAO:0000019", b"second", b"core", b"1", b"2", b"3",
]  # fmt: skip
_PIECES = [
    b"<apply/>", b"<ci/>", b"<cn/>", b"<apply><plus/></apply>", b"<lambda/>", b"<piecewise/>", b"<notes/>",
    b"<annotation/>", b"<math/>", b'<math xmlns="http://www.w3.org/1998/Math/MathML"/>', b"<!-- -->", b"<?a b?>",
    b"<![CDATA[x]]>", b"<a/>", b"<listOfSpecies/>", b"<listOfRules/>", b"<model/>", b"<semantics/>", b"<degree/>",
    b"<bvar/>", b"<csymbol/>", b"x",
]  # fmt: skip


def seeds() -> list[tuple[str, bytes]]:
    """What is changed: examples of rules, and models."""
    found = []
    for rule in registry.rules().values():
        if rule.wrap != "none":
            ending = "omex" if rule.wrap in {"omex", "sedml"} else "xml"
            found += [(ending, rule.example(text)) for text in (rule.wrong, rule.right)]
    for formalism in repository.FORMALISMS:
        for name in repository.models():
            data = repository.path(name, formalism).read_bytes()
            if len(data) < _LARGEST:
                found.append(("xml", data))
    return found


def mutate(data: bytes, rng: random.Random, others: list[bytes]) -> bytes:
    """One change: of bytes, of the value of an attribute, or of an element."""
    kind = rng.randrange(9)
    tags = list(_TAG.finditer(data)) or [re.search(rb"", data)]
    tag = rng.choice(tags)
    assert tag is not None
    start, end = tag.span()
    at = rng.randrange(len(data) + 1)
    if kind == 0:
        return data[:at] + bytes([rng.randrange(256)]) + data[at + 1 :]
    if kind == 1:
        return data[:at] + data[at + rng.randrange(1, 200) :]
    if kind == 2:
        values = list(_VALUE.finditer(data)) or [tag]
        found = rng.choice(values)
        return data[: found.start()] + b'="' + rng.choice(_VALUES) + b'"' + data[found.end() :]
    if kind == 3:
        values = list(_VALUE.finditer(data)) or [tag]
        return data[: (v := rng.choice(values)).start()] + rng.choice(values).group() + data[v.end() :]
    if kind == 4:
        return data[:end] + rng.choice(_PIECES) + data[end:]
    if kind == 5:
        return data[:start] + data[end:]
    if kind == 6:
        last = rng.choice(tags)
        piece = data[min(start, last.start()) : max(end, last.end())][:5000] if last else b""
        return data[:end] + piece + data[end:]
    if kind == 7:
        name = re.match(rb"</?([\w:.-]+)", tag.group())
        other = re.match(rb"</?([\w:.-]+)", rng.choice(tags).group())  # type: ignore[union-attr]
        return data.replace(name.group(1), other.group(1)) if name and other else data
    other_tags = _TAG.findall(rng.choice(others)) or [b""]
    return data[:end] + rng.choice(other_tags) + data[end:]


def main() -> int:
    """Run for some time, and say what was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, default=Path("fuzz-found"))
    given = parser.parse_args()
    rng = random.Random(given.seed)
    sources = seeds()
    others = [data for _ending, data in sources]
    end = time.monotonic() + given.seconds
    count, codes, bad = 0, Counter[str](), Counter[str]()
    options = [Options(profile="strict"), Options(profile="strict", simulate=True)]
    with tempfile.TemporaryDirectory() as folder:
        runners = [runner.Runner(o, jobs=1, seconds=20, memory=2**30) for o in options]
        with runners[0], runners[1]:
            while time.monotonic() < end:
                ending, data = rng.choice(sources)
                for _ in range(rng.choice((1, 1, 1, 2, 5))):
                    data = mutate(data, rng, others)
                path = Path(folder, f"fuzzed.{ending}")
                path.write_bytes(data)
                chosen = runners[rng.random() < 0.1]
                report = chosen.check([path])[0]
                count += 1
                codes.update({f.code for f in report.findings})
                for finding in report.findings:
                    if finding.code in BAD:
                        bad[f"{finding.code} {finding.message}"] += 1
                        if bad[f"{finding.code} {finding.message}"] <= 3:
                            given.keep.mkdir(parents=True, exist_ok=True)
                            simulated = "-sim" if chosen is runners[1] else ""
                            (given.keep / f"{finding.code}-{count}{simulated}.{ending}").write_bytes(data)
                if ending == "xml":
                    chosen.mend(path)
    sys.stdout.write(f"{count} files, {len(codes)} different codes, seed {given.seed}\n")
    for message, times in bad.most_common():
        sys.stdout.write(f"{times} times: {message}\n")
    return int(any(not message.startswith("XML020") for message in bad))


if __name__ == "__main__":
    sys.exit(main())
