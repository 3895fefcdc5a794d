"""The record as pages and tables for people: the dossier."""
