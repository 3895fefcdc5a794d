"""A record without what is sensitive holds no name, no group, no point and no word of its report."""

from hypothesis import given

from factories import document, harm, place, when
from histor.records.redaction import BAR, WITHHELD, redacted
from histor.values.name import Name
from histor.values.place import PlacePrecision
from named_everywhere import NAME, everywhere

MONITOR = Name(canonical="Coast Monitor", written="the monitor", entry="coast-monitor")


@given(NAME)
def test_no_field_of_any_record_keeps_a_word_of_its_report(words: str) -> None:
    for record in everywhere(words):
        assert words in repr(record)
        assert words not in repr(redacted(record))


@given(NAME)
def test_no_field_of_any_record_keeps_a_point_on_the_ground(words: str) -> None:
    for record in everywhere(words):
        told = repr(redacted(record))
        assert ("35.53" in told, "35.79" in told, "user:" in told) == (False, False, False)


@given(NAME)
def test_redacting_twice_is_redacting_once(words: str) -> None:
    for record in everywhere(words):
        assert redacted(redacted(record)) == redacted(record)


def test_bars_stand_where_words_stood() -> None:
    report = document("Amal Zor was there.")
    bare = redacted(report)

    assert (bare.text, bare.span(0, 8)) == (BAR * 19, redacted(report.span(0, 8)))


def test_counts_days_and_categories_stay() -> None:
    before = harm(9, women=2, when=when("2025-03-08"))
    after = redacted(before)

    assert (after.count.exact, after.women, after.when, after.harm) == (9, 2, before.when, before.harm)


def test_a_name_that_the_lexicon_knows_stays() -> None:
    assert redacted(harm(source=None, perpetrator=MONITOR)).perpetrator == MONITOR


def test_a_name_that_no_lexicon_knows_may_be_a_persons() -> None:
    assert redacted(harm(source="Amal Zor")).source == Name(canonical=WITHHELD, written=WITHHELD)


def test_a_place_becomes_its_province() -> None:
    village = place("Ardel", latitude=35.5, longitude=35.7, admin2="Haffa", admin1="Latakia", country="Syria")

    assert redacted(harm(place=village)).place == place(
        "Latakia", admin1="Latakia", country="Syria", precision=PlacePrecision.ADMIN1
    )


def test_a_place_in_no_known_country_is_withheld() -> None:
    nowhere = redacted(harm(place=place("Ardel"))).place

    assert (nowhere and (nowhere.written, nowhere.name, nowhere.precision)) == (WITHHELD, None, None)
