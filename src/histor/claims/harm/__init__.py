"""How many of whom came to harm, by which words, as a part of what, how firmly."""
