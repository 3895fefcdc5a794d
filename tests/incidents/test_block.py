"""Which scenes are compared, and by which names."""

from factories import document, harm, place, when
from histor.incidents.block import CROWD, candidates
from histor.incidents.names import Names, names_in
from histor.incidents.report import scenes_of
from histor.incidents.scene import Scene


def scene(number: int, where: str, on: str | None = "2031-03-06", toll: int = 3) -> Scene:
    report = document(f"Report {number}")
    claim = harm(toll, of=report.id, place=place(where, precision=None), when=when(on) if on else None)
    return scenes_of(report, [claim], {report.id: Names()})[0]


def test_a_pair_that_shares_several_keys_is_compared_once() -> None:
    assert len(list(candidates([scene(1, "Ardel", toll=40), scene(2, "Ardel", toll=40)]))) == 1


def test_scenes_without_a_day_place_or_telling_number_in_common_are_not_compared() -> None:
    assert list(candidates([scene(1, "Ardel"), scene(2, "Brunn", "2031-05-01")])) == []


def test_scenes_of_one_report_are_not_compared() -> None:
    one = scene(1, "Ardel")
    assert list(candidates([one, one])) == []


def test_in_a_crowd_the_scenes_of_one_place_are_still_compared() -> None:
    crowd = [scene(number, f"Town {number}") for number in range(CROWD * 2)]
    pair = {scene(9001, "Zorn").id, scene(9002, "Zorn").id}
    met = [{a.id, b.id} for a, b in candidates([*crowd, scene(9001, "Zorn"), scene(9002, "Zorn")])]
    assert pair in met


def test_a_crowd_is_not_compared_all_with_all() -> None:
    size = CROWD * 4
    crowd = [scene(number, f"Town {number}") for number in range(size)]
    assert len(list(candidates(crowd))) <= size * CROWD


def test_names_are_words_written_large_within_a_sentence() -> None:
    text = "Nine died. Gunmen attacked Ardel on Monday, said Minister Orlo."
    assert names_in(text) == {"ardel", "minister", "orlo"}
