"""What persons decided about claims and incidents, and what follows from it."""
