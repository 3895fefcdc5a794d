"""The only place where parsing models are loaded."""
