"""Land and borders of the world, for maps that need no network."""
