"""What is known about mTOR: entities, numbers, evidence, and the modules built from them."""
