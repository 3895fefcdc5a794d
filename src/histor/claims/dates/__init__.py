"""When each harm happened, and as of which day a figure stood."""
