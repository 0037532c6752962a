"""Running models: kinetic ones with libRoadRunner, logical ones with AEON."""
