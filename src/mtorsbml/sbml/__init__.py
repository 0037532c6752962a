"""From the vocabulary to SBML core, qual and comp, and back from files safely."""
