"""The page in which a run ends: models, checks, experiments and their pictures, in one file that opens from disk."""
