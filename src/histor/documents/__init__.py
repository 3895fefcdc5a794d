"""Bytes to Document: what is received, how it is read, what is kept as evidence, who republished whom."""
