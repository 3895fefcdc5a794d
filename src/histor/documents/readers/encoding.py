"""Tell in which encoding bytes are written, and turn them into text."""

import codecs
import re
from collections.abc import Iterator, Sequence

import charset_normalizer

from histor.errors import UnreadableError

MARKS = (  # the longer first: UTF-16's begins UTF-32's
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# What a page or a feed says of itself; the web reads both names of Latin 1 as Windows-1252 (WHATWG Encoding).
SAID = re.compile(
    rb"""(?:<meta[^>]{0,200}?charset\s*=|<\?xml[^>]{0,100}?encoding\s*=)\s*["']?([\w.:-]+)""", re.IGNORECASE
)
SAID_WITHIN = 4096  # bytes
WESTERN = "cp1252"
LATIN_1 = ("iso-8859-1", "iso8859-1", "latin-1", "latin1", "us-ascii", "ascii")
# Of what may be said; Python knows more, and some of it hides text: UTF-7, escapes.
BELIEVED = re.compile(
    r"(?:windows-|cp)125\d|iso-?8859-\d{1,2}|koi8-[ru]|gb(?:2312|k|18030)|big5(?:-hkscs)?|euc-(?:jp|kr|tw)|"
    r"shift[_-]jis|macintosh|mac-roman|tis-620"
)
# English has a curly quotation mark or an accent here and there, and hardly two in a row; a guess by statistics has
# nothing to go by there, and made Polish letters of dashes. Other scripts have half of their bytes there, and together.
FEW = 0.12
MARKS_OF_WINDOWS = (0x82, 0x84, 0x85, *range(0x91, 0x98), 0xA0, 0xAB, 0xB7, 0xBB)
TOGETHER = re.compile(rb"[\x80-\xff]{3}")
# Quotation marks, dashes and blanks of Windows' sets stand together too, as in .”—“
PUNCTUATION = bytes.maketrans(bytes(MARKS_OF_WINDOWS), b" " * len(MARKS_OF_WINDOWS))
# A word in Cyrillic among English ones has no Latin letter in it, as Polish and Turkish words have.
CYRILLIC_WORD = re.compile(rb"(?<![A-Za-z\x80-\xff])[\x80-\xff]{3,}(?![A-Za-z\x80-\xff])")
CYRILLIC = ("cp1251", "koi8-r", "iso8859-5", "cp866")
COMMON = frozenset(
    "оеаинтсрвлкмдпуязьыбгчйхіь"
)  # nine letters of ten in Russian, Ukrainian, Bulgarian, Serbian
MOSTLY = 0.8
HALF_ZEROS = 0.4  # share of zero bytes among every second one: UTF-16 without its mark
CONTROLS = re.compile("[\x00-\x08\x0e-\x1f]")  # what no text has, and numbers of two bytes do
SAMPLE = 64 * 1024
CHAOS = 0.2  # share of odd characters above which a guessed encoding is no better than a guess


def decode(data: bytes) -> str:
    """Return `data` as text with plain newlines.

    Raises UnreadableError for bytes that are no text, or in an encoding that cannot be told with confidence.
    """
    text = _decoded(data)
    if "\x00" in text:
        raise UnreadableError(
            "this is not text: it holds zero bytes. If it is a document, save its text as a .txt file"
        )
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _decoded(data: bytes) -> str:
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return _marked(data, encoding)
    for encoding in _likely(data):
        try:
            text = data.decode(encoding)
        except (UnicodeError, LookupError):  # LookupError: ISO 8859-12 was never made
            continue
        if not (encoding.startswith("utf-16") and CONTROLS.search(text)):
            return text
    best = charset_normalizer.from_bytes(data).best()
    if best is None or best.chaos > CHAOS:
        raise UnreadableError("the encoding of this text cannot be told: save it as UTF-8 and add it again")
    return str(best)


def _marked(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding).lstrip("\ufeff")
    except UnicodeDecodeError as error:
        raise UnreadableError(
            f"the file says it is {encoding}, but breaks off or is damaged: {error}"
        ) from error


def _likely(data: bytes) -> Iterator[str]:
    """Yield the encodings to try, the surest first: none of them takes what is written in another for text."""
    sample = data[:SAMPLE]
    for at, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        if sample[at::2].count(0) > HALF_ZEROS * len(sample) / 2 and not len(data) % 2:
            yield encoding
    yield "utf-8"
    said = SAID.search(data[:SAID_WITHIN])
    name = said[1].decode("ascii").lower() if said else ""
    if name in LATIN_1:
        yield WESTERN
    elif BELIEVED.fullmatch(name):
        yield name
    plain = data.translate(PUNCTUATION)
    if _is_western(plain):
        yield WESTERN
    elif cyrillic := _cyrillic(plain):
        yield cyrillic


def _cyrillic(data: bytes) -> str | None:
    """Return the encoding in which the words of a text that are not English are Cyrillic ones, if one is."""
    words = CYRILLIC_WORD.findall(data)
    if not words or TOGETHER.search(CYRILLIC_WORD.sub(b"", data)):
        return None
    scores = {encoding: _fits(words, encoding) for encoding in CYRILLIC}
    best = max(CYRILLIC, key=lambda encoding: scores[encoding])
    return best if scores[best] >= MOSTLY else None


def _fits(words: Sequence[bytes], encoding: str) -> float:
    """Return the share of letters that are common ones, and small unless they begin a word or all are capitals."""
    texts = [word.decode(encoding, "replace") for word in words]
    sound = sum(
        letter.casefold() in COMMON and (letter.islower() or not place or text.isupper())
        for text in texts
        for place, letter in enumerate(text)
    )
    return sound / sum(map(len, texts))


def _is_western(data: bytes) -> bool:
    high = len(data) - len(data.translate(None, bytes(range(0x80, 0x100))))
    return high < FEW * len(data) and not TOGETHER.search(data)
