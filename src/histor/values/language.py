"""Languages as ISO 639-1 codes, and those that Histor reads claims in."""

READ_LANGUAGES = frozenset({"en"})

# Names for what is said to a person about a report that cannot be read.
LANGUAGE_NAMES = {
    "ar": "Arabic",
    "de": "German",
    "es": "Spanish",
    "fa": "Persian",
    "fr": "French",
    "he": "Hebrew",
    "my": "Burmese",
    "pt": "Portuguese",
    "ru": "Russian",
    "tr": "Turkish",
    "uk": "Ukrainian",
    "ur": "Urdu",
    "zh": "Chinese",
}
