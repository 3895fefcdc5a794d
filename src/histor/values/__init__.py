"""What words mean: counts, dates, places, names, spans. Pure: no files, no clock, no models."""
