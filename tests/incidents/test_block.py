"""Which scenes are compared, and by which names."""

from factories import document, harm, place, when
from histor.incidents.block import CROWD, candidates
from histor.incidents.names import Names, names_in, names_of
from histor.incidents.report import scenes_of
from histor.incidents.scene import Scene


def scene(number: int, where: str, on: str | None = "2031-03-06", toll: int = 3) -> Scene:
    report = document(f"Report {number}")
    claim = harm(toll, of=report.id, place=place(where, precision=None), when=when(on) if on else None)
    return scenes_of(report, [claim], {report.id: Names()})[0]


def test_a_pair_that_shares_several_keys_is_compared_once() -> None:
    assert len(list(candidates([scene(1, "Ardel", toll=40), scene(2, "Ardel", toll=40)]))) == 1


def test_of_a_pair_the_same_scene_comes_first_under_whatever_key_it_is_met() -> None:
    crowd = [scene(number, f"Town {number % 7}", toll=40) for number in range(CROWD * 2)]
    met = list(candidates(reversed(crowd)))
    assert [pair for pair in met if pair[0].id > pair[1].id] == []


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


def test_a_long_stretch_meets_what_lies_in_it_in_a_crowd_of_its_country() -> None:
    crowd = [scene(number, f"Town {number:03}", f"2031-03-{number % 28 + 1:02}") for number in range(CROWD)]
    report = document("Of the whole month.")
    toll = harm(
        90, of=report.id, place=place("Town 007", precision=None), when=when("2031-03-01", "2031-03-28")
    )
    long = scenes_of(report, [toll], {report.id: Names()})[0]
    met = {other.id for pair in candidates([*crowd, long]) for other in pair if long in pair}
    assert crowd[7].id in met


def test_reports_that_name_the_same_rare_person_are_compared_whatever_their_days() -> None:
    told = [document("They shot Ilvar Tosk at home."), document("The trial for Ilvar Tosk began.")]
    names = names_of({one.id: one for one in told}, [])
    days = ["2031-03-06", "2032-11-20"]
    found = [
        scenes_of(one, [harm(1, of=one.id, when=when(on))], names)[0]
        for one, on in zip(told, days, strict=True)
    ]
    assert len(list(candidates(found))) == 1
