"""biosimulators-utils, the judge of BioSimulations, accepts each archive: manifest, SED-ML, models and metadata."""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.exchange import sample

from mtorsbml import repository
from mtorsbml.exchange.omex import ArchiveEntry, build_archive, packed, read_archive

EVERYTHING = os.environ.get("MTORSBML_INTEROP") == "all"
NO_FAULT = (
    "content entries for themselves",  # the specification lets a manifest list itself
    "validates XPaths for model changes and variables against their unmodified",  # whenever SED-ML changes a model
    # Labels and identifiers of what the archive points at are read with it, then ignored as words about themselves.
    "http://www.w3.org/2000/01/rdf-schema#label, ",
    "http://purl.org/dc/elements/1.1/identifier, ",
)
"""What it warns of in any archive of this kind."""

pytestmark = [
    pytest.mark.interop,
    pytest.mark.timeout(3600 if EVERYTHING else 600),
    pytest.mark.skipif(
        importlib.util.find_spec("biosimulators_utils") is None,
        reason="NOT CHECKED: biosimulators-utils is not installed (pip install 'mtorsbml[conformance]')",
    ),
]


def judged(paths: Sequence[Path], folder: Path) -> Mapping[Path, Mapping[str, Mapping[str, list[str]]]]:
    """Errors and warnings by archive and schema of metadata."""
    found = asked(folder, *map(str, paths))
    return {Path(path): schemas for path, schemas in found.items()}


def asked(folder: Path, *words: str) -> Any:
    """The answer of biosimulators.py, which runs in a process of its own."""
    answer = folder / "answer.json"
    script = Path(__file__).with_name("biosimulators.py")
    command = [sys.executable, "-W", "ignore", str(script), str(answer), *words]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(answer.read_text(encoding="utf-8"))


def faults(found: Mapping[str, Mapping[str, list[str]]]) -> list[str]:
    """Errors, and warnings that say something of this archive."""
    assert set(found) == {"BioSimulations", "rdf_triples"}
    warnings = [text for answer in found.values() for warning in answer["warnings"] for text in lowest(warning)]
    errors = [error for answer in found.values() for error in answer["errors"]]
    return errors + [text for text in warnings if not any(known in text for known in NO_FAULT)]


def lowest(warning: str) -> list[str]:
    """A nested list of warnings without its headings."""
    lines = [line for line in warning.splitlines() if line.strip()]
    depth = [len(line) - len(line.lstrip()) for line in lines]
    last = [*depth[1:], 0]
    return [line for line, here, below in zip(lines, depth, last, strict=True) if below <= here]


def cut(data: bytes, path: Path, keep: int) -> bytes:
    """An archive with some of its claims, evenly chosen: a claim takes two seconds."""
    path.write_bytes(data)
    entries = [entry for entry in read_archive(path) if entry.format_uri and entry.location != "metadata.rdf"]
    metadata = [entry for entry in read_archive(path) if entry.location == "metadata.rdf"]
    claims = [entry.location for entry in entries if entry.location.endswith(".sedml") and "/" in entry.location]
    chosen = set(claims[:: max(1, len(claims) // keep)])
    kept = [entry for entry in entries if entry.location not in claims or entry.location in chosen]
    return packed([*kept, *metadata], path.name)


def test_every_archive_is_accepted(tmp_path: Path) -> None:
    paths = []
    for name in repository.models():
        path = tmp_path / f"{name}.omex"
        data = repository.archive(name)
        path.write_bytes(data if EVERYTHING else cut(data, path, 4))
        paths.append(path)
    found = judged(paths, tmp_path)
    assert len(found) == 19
    assert {path.stem: wrong for path, schemas in found.items() if (wrong := faults(schemas))} == {}


def test_what_is_wrong_is_found(tmp_path: Path) -> None:
    """Else a judge that passes over everything would accept our archives as well."""
    good = tmp_path / "good.omex"
    good.write_bytes(build_archive("sample", sample.SBML, sample.QUAL, None, sample.EXPERIMENTS, sample.METADATA))

    def broken(name: str, location: str, old: str, new: str) -> Path:
        def edited(entry: ArchiveEntry) -> ArchiveEntry:
            text = entry.data.decode()
            assert entry.location != location or old in text
            return replace(entry, data=text.replace(old, new).encode()) if entry.location == location else entry

        path = tmp_path / name
        path.write_bytes(packed([edited(entry) for entry in read_archive(good)], name))
        return path

    target = broken("target.omex", "sample.sedml", "&apos;Product&apos;", "&apos;Nobody&apos;")
    title = broken("title.omex", "metadata.rdf", "dc:title>", "dc:titel>")
    found = judged([good, target, title], tmp_path)
    assert faults(found[good]) == []
    assert "Nobody" in " ".join(found[target]["BioSimulations"]["errors"])
    assert "title" in " ".join(found[title]["BioSimulations"]["errors"])


def test_metadata_arrive(tmp_path: Path) -> None:
    path = tmp_path / "lysosomal_gate.omex"
    path.write_bytes(repository.archive("lysosomal_gate"))
    found = asked(tmp_path, "--understood", str(path))
    metadata = repository.archive_metadata(repository.with_variant("lysosomal_gate", ""))
    assert found["title"] == metadata.title
    assert found["description"] == " ".join(metadata.description.split())
    assert (found["created"], found["modified"]) == (metadata.created, [metadata.modified])
    assert [creator["label"] for creator in found["creators"]] == list(metadata.creators)
    assert found["license"] == {"uri": metadata.licence_url, "label": metadata.licence}
    assert found["taxa"] == [{"uri": "https://identifiers.org/taxonomy:9606", "label": "Homo sapiens"}]
    assert sorted((e["uri"], e["label"]) for e in found["encodes"]) == sorted(
        (f"https://identifiers.org/{term}", name) for term, name in metadata.processes
    )
    assert [source["uri"] for source in found["sources"]] == ["https://identifiers.org/doi:10.1038/s41580-019-0199-y"]
