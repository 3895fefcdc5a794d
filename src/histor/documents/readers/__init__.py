"""One reader for each form in which reports arrive."""
