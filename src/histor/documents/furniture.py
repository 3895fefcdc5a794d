"""Tell what dresses pages that were saved or exported, and reports nothing: styles, scripts, fonts, their folders."""

from collections.abc import Collection
from pathlib import PurePosixPath

DRESS = (".css", ".js", ".mjs", ".map", ".woff", ".woff2", ".ttf", ".otf", ".eot", ".ico")
PAGES = (".html", ".htm", ".xhtml", ".mht", ".mhtml")
# What browsers put after a page's name for the folder of what it shows, in the languages that they speak.
BESIDE = (
    "_files", ".files", "-files", "_dateien", "-dateien", "_fichiers", "_archivos", "_ficheiros", "_arquivos",
    "_file", "_bestanden", "_pliki", "_soubory", "_súbory", "-filer", "_filer", "_tiedostot", "_elemei", "_fájlok",
    "_dosyalar", "_файлы", "_файли", "_arxius",
)  # fmt: skip
# Forms of reports that no page shows as its own: whoever put one into a page's folder wants it read.
REPORTS = (
    ".txt", ".md", ".pdf", ".doc", ".docx", ".odt", ".rtf", ".eml", ".msg", ".mbox", ".csv", ".tsv", ".xlsx",
    ".warc", ".wacz", ".zip", ".tar", ".tgz", ".gz", ".mht", ".mhtml", ".webarchive",
)  # fmt: skip
EXPORT = ("css/style.css", "js/script.js")  # beside messages.html in an export of Telegram Desktop
ICONS = "images"


def is_dress(name: str) -> bool:
    """Tell whether a file only dresses pages, by its name."""
    return PurePosixPath(name).suffix.lower() in DRESS


def dress_folders(names: Collection[str]) -> frozenset[str]:
    """Return the folders that, by the files that `names` gives, hold nothing but what pages beside them show."""
    kept = set(names)
    pages = (PurePosixPath(name) for name in kept if name.lower().endswith(PAGES))
    exports = (name[: -len(EXPORT[0])] for name in kept if name.endswith(EXPORT[0]))
    icons = (f"{root}{ICONS}" for root in exports if root + EXPORT[1] in kept)
    beside = {str(page.with_name(page.stem)).casefold() for page in pages}
    return frozenset(
        [*icons, *(folder for folder in _folders(kept) if _page_of(folder) in beside)],
    )


def _folders(names: Collection[str]) -> set[str]:
    return {str(folder) for name in names for folder in PurePosixPath(name).parents}


def _page_of(folder: str) -> str | None:
    """Return the page whose folder this is by its name."""
    folded = folder.casefold()
    return next((folded.removesuffix(mark) for mark in BESIDE if folded.endswith(mark)), None)


def is_report(name: str) -> bool:
    """Tell whether a file in a page's folder is a report of its own, by its name."""
    return PurePosixPath(name).suffix.lower() in REPORTS


def is_shown(name: str, folders: frozenset[str]) -> bool:
    """Tell whether a file in one of `folders` is but what the page beside it shows."""
    within = bool(folders) and not folders.isdisjoint(map(str, PurePosixPath(name).parents))
    return within and not is_report(name)
