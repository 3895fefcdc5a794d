"""The record on disk and the gazetteer: the only room that knows SQL."""
