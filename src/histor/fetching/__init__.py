"""Fetch pages from the network, when a user asks for it by name: the only room that ever goes there."""
