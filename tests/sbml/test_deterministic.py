"""The same model gives the same bytes, whatever the hash seed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

WRITE = """
import sys
sys.path.insert(0, sys.argv[1])
import toy
from mtorsbml.sbml.comp import comp_module_sbml, comp_sbml
from mtorsbml.sbml.core import core_sbml
from mtorsbml.sbml.qual import qual_sbml
alone = {m.id: toy.joined(m.id, identifier=m.id) for m in toy.MODULES}
texts = [core_sbml(toy.joined()), qual_sbml(toy.joined()), comp_sbml(toy.joined(), alone)]
sys.stdout.buffer.write("".join(texts + [comp_module_sbml(m) for m in alone.values()]).encode())
"""


def written(seed: str) -> bytes:
    environment = os.environ | {"PYTHONHASHSEED": seed}
    command = [sys.executable, "-c", WRITE, str(Path(__file__).parent)]
    return subprocess.run(command, env=environment, capture_output=True, check=True).stdout


def test_two_processes_with_different_hash_seeds_write_the_same_bytes():
    first = written("1")
    assert first == written("2")
    assert first.count(b"</sbml>") == 6
    assert b"<!--" not in first  # where libSBML writes the date of a document
