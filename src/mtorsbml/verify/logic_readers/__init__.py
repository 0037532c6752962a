"""Readers of logic models, each in a module that only the child process imports; `answer(request)` asks them.

A request has `bnet`, the rules with the inputs put in, `qual`, the path of an SBML-qual file, and `nodes`, how many
nodes it has; the answer has `fixed_points`, each a list of the nodes that are on.
"""
