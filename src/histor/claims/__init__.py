"""Document to Claim: who asserts what, in which words."""
