"""Our own rules: one small class each, one module for each family; `mtorsbml.validate.registry` finds them."""
