"""mTOR signalling as a repository of SBML models, and the tools that make, check, simulate and ship them."""

from __future__ import annotations

__version__ = "0.1.0"
