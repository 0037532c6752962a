"""The simulators, each in a module that only the child process imports; `answer(request)` runs them.

A request has `path`, a flat kinetic SBML file, and `runs`, each with `changes`, `times`, `rtol` and `atol`; the answer
has `runs`, each with the values over time of `time`, all species and all parameters that change: by rules of either
kind or by events. A species has its concentration, or its amount where the file says so (`hasOnlySubstanceUnits`).
"""
