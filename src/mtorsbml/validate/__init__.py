"""Checking SBML files: findings with a code, a severity and a place."""
