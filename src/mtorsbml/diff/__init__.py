"""What changed between two models, in the words of a modeller; the order and the layout of a file do not count."""
