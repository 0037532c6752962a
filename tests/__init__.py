"""The tests, as a package of their own: some dependencies install one of the same name."""
