"""`python -m mtorsbml` is `mtorsbml`."""

from __future__ import annotations

from mtorsbml.cli import main

if __name__ == "__main__":
    main()
