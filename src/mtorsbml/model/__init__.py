"""The vocabulary of the models, and how modules are joined."""
