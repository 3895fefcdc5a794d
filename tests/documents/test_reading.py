import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factories import CAPTURED, published
from histor.documents.intake import Declared, Received
from histor.documents.read import read
from histor.records.document import Document
from histor.records.failure import Failure

STORY = "Nine people were killed in the town of Ardel on Monday, the provincial health office said."


def outcome(data: bytes | str, file: str = "a.txt", **said: str) -> Document | Failure:
    raw = data.encode() if isinstance(data, str) else data
    (item,) = read(Received(data=raw, file=file, declared=Declared(**said), captured_at=CAPTURED))  # type: ignore[arg-type]
    return item


def document(data: bytes | str, file: str = "a.txt", **said: str) -> Document:
    item = outcome(data, file, **said)
    assert isinstance(item, Document), item
    return item


def reason(data: bytes | str, file: str = "a.txt", **said: str) -> str:
    item = outcome(data, file, **said)
    assert isinstance(item, Failure)
    assert item.sha256 is not None
    return item.reason


def page(body: str) -> str:
    head = '<title>Nine dead</title><meta property="og:site_name" content="Ardel Post">'
    return f"<!DOCTYPE html><html><head>{head}</head><body><article>{body}</article></body></html>"


PARAGRAPHS = "".join(f"<p>{STORY} The report is number {n} of the week.</p>" for n in range(6))


def test_newlines_are_unified_and_the_byte_order_mark_goes() -> None:
    read_ = document(b"\xef\xbb\xbf" + f"{STORY}\r\nMore.\r".encode())
    assert (read_.text, read_.reader) == (f"{STORY}\nMore.\n", "text/2")


def test_a_headline_is_the_title_and_stays_in_the_text() -> None:
    read_ = document(f"Nine dead in Ardel\n\n{STORY}\n")
    assert (read_.title, read_.text[:18]) == ("Nine dead in Ardel", "Nine dead in Ardel")


def test_declarations_outrank_front_matter() -> None:
    read_ = document(f"---\noutlet: Front\npublished: 2025-03-10\n---\n{STORY}", outlet="Given")
    assert (read_.outlet, read_.published, read_.text) == ("Given", published("2025-03-10"), STORY)


def test_wrong_front_matter_names_its_line() -> None:
    assert "line 3" in reason(f"---\noutlet: x\nurl: a: b\n---\n{STORY}")


def test_markdown_marks_are_stripped_from_the_working_text() -> None:
    assert document(f"# Ardel\n\n> *{STORY}*\n", "a.md").text == f"Ardel\n\n{STORY}\n"


def test_a_web_page_gives_its_article_and_outlet() -> None:
    read_ = document(page(PARAGRAPHS), "a.html")
    assert (read_.outlet, read_.media_type, STORY in read_.text) == ("Ardel Post", "text/html", True)


def test_a_truncated_page_is_read_as_far_as_it_goes() -> None:
    whole = page(PARAGRAPHS)
    assert STORY in document(whole[: len(whole) * 3 // 4], "a.html").text


def test_a_web_page_under_another_name_is_read_as_one() -> None:
    assert document(page(PARAGRAPHS), "a.txt").reader == "html/3"


def test_script_and_markup_in_a_text_stay_text() -> None:
    hostile = f"{STORY} <script>alert(1)</script> =cmd()"
    assert document(hostile).text == hostile


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "this file is empty: save"),
        (b" \n\t\n", "this file holds no text: save"),
        (b"%PDF-1.7 ...", "this PDF is damaged"),
        (b"PK\x03\x04...", "this is a ZIP archive, which is not read"),
        (b"\x89PNG\r\n", "this is a picture"),
        (b"plain \x00 zero", "this is not text: it holds zero bytes"),
        (b"\xff\xfea\x00b", "the file says it is utf-16"),
        (b"<html><body></body></html>", "no article was found in this page"),
    ],
)
def test_what_is_no_report_is_a_failure_that_says_what_it_is(data: bytes, said: str) -> None:
    assert reason(data).startswith(said)


def test_a_language_that_is_not_read_is_named() -> None:
    french = "Neuf personnes ont été tuées lundi dans la ville, a annoncé le ministère de la Santé du pays."
    assert reason(french) == "this report is in French, which is not read yet; Histor reads English"


def test_a_declared_language_outranks_the_detected_one() -> None:
    assert reason(STORY, language="ru").startswith("this report is in Russian")


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        (f"KAMPALA (Reuters) - {STORY}", "Reuters"),
        (f"ARDEL, March 3 (AFP) — {STORY}", "AFP"),
        (f"ARDEL (Northern Agency) - {STORY}", "Northern Agency"),
        (f"{STORY} (AFP)", "AFP"),
        (f"{STORY}\n\nSource: Reuters", "Reuters"),
        (f"AP/Ardel\n\n{STORY}", "AP"),
        (f"{STORY}\n\nAgence France-Presse", "AFP"),
        (f"{STORY} (Press freedom)", None),
        (f"{STORY} Reuters was told so.", None),
    ],
)
def test_an_agency_is_credited_where_the_text_declares_it(text: str, agency: str | None) -> None:
    assert document(text).agency_credit == agency


@settings(max_examples=100, deadline=None)
@given(data=st.binary(max_size=300))
def test_any_bytes_become_one_document_or_one_failure(data: bytes) -> None:
    item = outcome(data)
    assert item.sha256 if isinstance(item, Failure) else item.text.strip()


@settings(max_examples=50, deadline=None)
@given(tail=st.text(st.characters(codec="utf-8", exclude_characters="\x00\r"), max_size=80))
def test_spans_point_into_the_text_as_it_was_written(tail: str) -> None:
    read_ = document(f"{STORY} {tail}", language="en")
    assert read_.text == f"{STORY} {tail}" or "mojibake_repaired" in read_.flags
    assert read_.span(0, len(STORY)).text == STORY
