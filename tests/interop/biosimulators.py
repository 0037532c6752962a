"""`python biosimulators.py ANSWER FILE...`: what biosimulators-utils finds in archives, as JSON in the file ANSWER.

`--understood FILE` in the place of the files: what it takes from the metadata of one.
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path
from typing import Any


def findings(path: str, schema: Any) -> dict[str, list[str]]:
    """Errors and warnings of one archive: manifest, SED-ML and models, and the metadata read by one schema."""
    from biosimulators_utils.combine.data_model import CombineArchiveContentFormat
    from biosimulators_utils.combine.io import CombineArchiveReader
    from biosimulators_utils.combine.validation import validate
    from biosimulators_utils.config import Config
    from biosimulators_utils.omex_meta.data_model import OmexMetadataSchema
    from biosimulators_utils.utils.core import flatten_nested_list_of_strings

    # It passes over metadata unless asked; the SED-ML files, which take longest, need no second look.
    formats = [CombineArchiveContentFormat.OMEX_METADATA]
    if schema is OmexMetadataSchema.biosimulations:
        formats.append(CombineArchiveContentFormat.SED_ML)
    with tempfile.TemporaryDirectory() as folder:
        archive = CombineArchiveReader().run(path, folder)
        config = Config(OMEX_METADATA_SCHEMA=schema)
        errors, warnings = validate(archive, folder, formats_to_validate=formats, config=config)
    return {
        "errors": [flatten_nested_list_of_strings([error]) for error in errors],
        "warnings": [flatten_nested_list_of_strings([warning]) for warning in warnings],
    }


def understood(path: str) -> dict[str, Any]:
    """What BioSimulations takes from the metadata of the archive as a whole."""
    from biosimulators_utils.combine.io import CombineArchiveReader
    from biosimulators_utils.config import Config
    from biosimulators_utils.omex_meta.data_model import OmexMetadataSchema
    from biosimulators_utils.omex_meta.io import read_omex_meta_files_for_archive

    with tempfile.TemporaryDirectory() as folder:
        archive = CombineArchiveReader().run(path, folder)
        config = Config(OMEX_METADATA_SCHEMA=OmexMetadataSchema.biosimulations)
        about, _, _ = read_omex_meta_files_for_archive(archive, folder, config=config)
    (whole,) = [about for about in about or () if about["uri"] == "."]
    return {name: value for name, value in whole.items() if name != "other"}


def main() -> None:
    """Judge all files by both schemas of metadata, that of BioSimulations and plain RDF."""
    from biosimulators_utils.omex_meta.data_model import OmexMetadataSchema

    if sys.argv[2] == "--understood":
        Path(sys.argv[1]).write_text(json.dumps(understood(sys.argv[3])), encoding="utf-8")
        return
    schemas = (OmexMetadataSchema.biosimulations, OmexMetadataSchema.rdf_triples)
    found = {path: {schema.value: findings(path, schema) for schema in schemas} for path in sys.argv[2:]}
    Path(sys.argv[1]).write_text(json.dumps(found), encoding="utf-8")  # standard output is the libraries' own


if __name__ == "__main__":
    main()
