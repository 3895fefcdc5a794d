from itertools import combinations

import networkx as nx
from hypothesis import given
from hypothesis import strategies as st

from factories import document, published
from histor.documents.copies import find_copies
from histor.documents.shingles import likely_pairs, share, shingles
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


def test_a_wire_in_a_hundred_papers_is_one_text() -> None:
    papers = [
        document(f"{words(0, 60)} {words(1000 * n, 12)}", published=published("2025-03-09"))
        for n in range(1, 101)
    ]
    assert find_copies([WIRE, *papers]) == dict.fromkeys((paper.id for paper in papers), WIRE.id)


def test_what_a_hundred_reports_say_in_one_set_phrase_makes_none_a_copy() -> None:
    reports = [document(f"{words(0, 9)} {words(1000 * n, 60)}") for n in range(1, 101)]
    assert find_copies(reports) == {}


def test_two_copies_among_many_reports_with_set_phrases_are_found() -> None:
    reports = [document(f"{words(0, 30)} {words(1000 * n, 30)}") for n in range(1, 101)]
    copy = document(f"{reports[4].text} ends", published=published("2025-03-09"))
    found = find_copies([*reports, copy])
    assert copy.id in found or reports[4].id in found


@given(texts=st.lists(st.integers(0, 12), min_size=1, max_size=12), seed=st.integers(0, 3))
def test_every_pair_with_one_text_in_common_is_likely(texts: list[int], seed: int) -> None:
    held = [shingles(f"{words(1000 * text + seed, 40)} own {n} {words(90_000 + 100 * n, 5)}")
            for n, text in enumerate(texts)]  # fmt: skip
    same = {
        (one, other)
        for one, other in combinations(range(len(held)), 2)
        if share(held[one], held[other]) > 0.5
    }
    groups = list(likely_pairs(held))
    assert {frozenset(group) for group in _joined_sets(same)} == {
        frozenset(group) for group in _joined_sets({pair for pair in groups if pair in same})
    }


def _joined_sets(pairs: set[tuple[int, int]]) -> list[set[int]]:
    graph = nx.Graph(sorted(pairs))
    return [set(found) for found in nx.connected_components(graph)]
