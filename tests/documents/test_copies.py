from hypothesis import given
from hypothesis import strategies as st

from factories import document, published
from histor.documents.copies import find_copies
from histor.records.document import Document


def words(start: int, number: int) -> str:
    return " ".join(f"word{n}" for n in range(start, start + number))


WIRE = document(words(0, 120), published=published("2025-03-08"), outlet="AFP", agency_credit="AFP")
SHORT = document(f"Another headline {words(0, 50)}", published=published("2025-03-09"), agency_credit="AFP")
WHOLE = document(f"{words(0, 120)} ends", published=published("2025-03-09"))
OTHER = document(f"{words(500, 100)} {words(0, 8)}", published=published("2025-03-09"), agency_credit="AFP")


def test_a_shortened_wire_under_another_headline_is_a_copy_of_the_earliest() -> None:
    assert find_copies([WHOLE, SHORT, WIRE]) == {SHORT.id: WIRE.id, WHOLE.id: WIRE.id}


def test_a_rewritten_story_that_quotes_the_same_agency_is_no_copy() -> None:
    assert find_copies([WIRE, OTHER]) == {}


def test_on_one_day_the_agencys_own_text_is_the_original() -> None:
    own = document(words(0, 90), outlet="AFP", agency_credit="AFP", published=published("2025-03-08"))
    reprint = document(f"{words(0, 90)} x", agency_credit="AFP", published=published("2025-03-08"))
    assert find_copies([reprint, own]) == {reprint.id: own.id}


def test_two_short_alerts_alike_are_no_copies() -> None:
    assert find_copies([document("Blast in Ardel."), document("Blast in Ardel. More.")]) == {}


@given(order=st.permutations([WIRE, SHORT, WHOLE, OTHER]))
def test_copies_do_not_depend_on_the_order_of_documents(order: list[Document]) -> None:
    assert find_copies(order) == find_copies([WIRE, SHORT, WHOLE, OTHER])
