"""Behavioural claims: executable statements of what a model must do, run on kinetic and on logic models."""
