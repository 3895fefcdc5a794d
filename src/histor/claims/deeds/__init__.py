"""Who did what to whom: actors, doers, those whom a source blames, events by a codebook."""
