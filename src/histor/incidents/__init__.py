"""Claims in, incidents out: what speaks of one thing is put together, with the reasons kept."""
