"""Documents -> claims: each sentence of a parsed document with the values in it."""
