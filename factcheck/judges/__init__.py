"""Second opinions: which pairs of claims a model is asked about, how, and what becomes of it."""
