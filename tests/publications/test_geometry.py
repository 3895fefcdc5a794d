"""The geometry of axis, chart, map and timeline."""

from collections.abc import Mapping
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from factories import day, event, harm, place, when
from histor.publications.axis import time_axis
from histor.publications.basemap.world import countries
from histor.publications.chart import Chart, apart, draw, wrapped
from histor.publications.evidence import merged
from histor.publications.land import clipped
from histor.publications.map import draw_map
from histor.publications.timeline import draw_timeline
from histor.records.figure import PointStatus
from histor.values.place import PlacePrecision
from publications.coast import coast_view, figure, point


def test_months_later_take_no_more_room_than_four_days() -> None:
    axis = time_axis([day("2025-03-08"), day("2025-03-12"), day("2025-07-22")], 0, 100)
    assert (list(axis.places.values()), axis.breaks) == ([0, 50, 100], (75,))


def test_one_day_stands_in_the_middle() -> None:
    assert time_axis([day("2025-03-08")], 0, 100).places == {day("2025-03-08"): 50}


@given(st.lists(st.dates(), min_size=2, unique=True))
def test_the_axis_keeps_the_order_of_days(days: list[object]) -> None:
    places = list(time_axis(days, 0, 500).places.values())  # type: ignore[arg-type]  # dates, as drawn
    assert places == sorted(places)


@given(st.lists(st.floats(20, 300), min_size=1, max_size=8))
def test_labels_stand_apart(wanted: list[float]) -> None:
    placed = sorted(apart(wanted, 30, 330))
    assert all(after - before >= 29.8 for before, after in pairwise(placed))


def test_a_source_s_points_are_one_line_in_order() -> None:
    chart = draw(coast_view().figures[0])
    assert chart is not None
    assert [len(line.markers) for line in chart.lines] == [5, 1, 1, 1, 1]


def test_hedges_are_drawn_as_signs() -> None:
    chart = draw(coast_view().figures[0])
    assert chart is not None
    assert [line.markers[-1].sign for line in chart.lines] == ["exact", "up", "exact", "exact", "about"]


def test_a_figure_of_one_point_has_no_chart() -> None:
    assert draw(coast_view().figures[1]) is None


def test_one_number_over_and_over_has_no_chart() -> None:
    assert of_one_day({"A": 745, "B": 745, "C": 745, None: 745}) is None


def test_a_country_is_never_a_point() -> None:
    drawn = draw_map(coast_view().claims)
    assert [spot.name for spot in drawn.whole_countries] == ["Syria"]
    assert "Syria" not in {dot.spot.name for dot in drawn.dots}


def test_a_list_of_places_is_drawn_place_by_place() -> None:
    names = {dot.spot.name for dot in draw_map(coast_view().claims).dots}
    assert names == {"Latakia", "Tartus", "Hama", "Homs", "Jableh", "Qardaha"}


def test_a_place_without_coordinates_is_listed_as_unplaced() -> None:
    drawn = draw_map([event(place=place("Nowhere", precision=None))])
    assert ([spot.name for spot in drawn.unplaced], drawn.dots) == (["Nowhere"], ())


def test_a_province_is_drawn_larger_than_a_town() -> None:
    radius = {dot.spot.precision: dot.radius for dot in draw_map(coast_view().claims).dots}
    assert radius[PlacePrecision.ADMIN1] > radius[PlacePrecision.NEAR] > radius[PlacePrecision.EXACT]


def test_a_ring_is_clipped_at_the_edge() -> None:
    assert set(clipped([(-5, 2), (5, 2), (5, 8), (-5, 8)], (0, 0, 10, 10))) == {
        (0, 2),
        (5, 2),
        (5, 8),
        (0, 8),
    }


def test_what_happened_and_what_was_said_share_one_axis() -> None:
    drawn = draw_timeline([event(when=when("2025-03-06"))], coast_view().documents)
    assert (drawn.bars[0].x, drawn.columns[0].x) == (
        drawn.axis.at(day("2025-03-06")),
        drawn.axis.at(day("2025-03-08")),
    )


@given(st.lists(st.tuples(st.integers(0, 90), st.integers(1, 9)).map(lambda p: (p[0], p[0] + p[1]))))
def test_marked_stretches_never_overlap(spans: list[tuple[int, int]]) -> None:
    assert all(before[1] <= after[0] for before, after in pairwise(merged(spans)))


def of_one_day(counts: Mapping[str | None, int]) -> Chart | None:
    return draw(
        figure(
            [
                point([harm(count, source=source, as_of=day("2025-03-08"))], PointStatus.STANDS)
                for source, count in counts.items()
            ]
        )
    )


def three_alike_on_one_day(*sources: str | None) -> Chart:
    """Return a chart of three points that coincide, before a fourth that does not."""
    chart = of_one_day({**dict.fromkeys(sources, 745), "D": 700})
    assert chart is not None
    return chart


def test_points_that_coincide_stand_beside_each_other() -> None:
    places = [line.markers[0].x for line in three_alike_on_one_day("A", "B", "C").lines[:3]]
    assert [round(after - before) for before, after in pairwise(places)] == [13, 13]


def test_what_reports_say_in_their_own_words_is_joined_by_no_line() -> None:
    lines = three_alike_on_one_day("A", "B", None).lines[:3]
    assert [(line.name, line.joined) for line in lines] == [
        (("A",), True),
        (("B",), True),
        (("The reports themselves",), False),
    ]


def test_the_legend_explains_only_what_is_drawn() -> None:
    assert three_alike_on_one_day("A", "B", "C").legend == ("Filled: stands.",)


def test_a_long_name_takes_two_lines() -> None:
    assert wrapped("Syrian Observatory for Human Rights") == ("Syrian Observatory for Human", "Rights")


def test_a_province_is_labelled_as_somewhere_in_it() -> None:
    labels = {dot.spot.name: dot.label for dot in draw_map(coast_view().claims).dots}
    assert (labels["Hama"], labels["Jableh"], labels["Qardaha"]) == (
        "1 somewhere in Hama",
        "6 near Jableh",
        "5 Qardaha",
    )


def test_places_in_a_crowd_keep_their_numbers_where_names_do_not_fit() -> None:
    crowd = [
        event(place=place(f"Quarter {number}", latitude=35 + number / 500, longitude=36.0))
        for number in range(40)
    ]
    labels = [dot.label for dot in draw_map(crowd).dots]
    assert {"number" if label.isdigit() else "name" if label else "none" for label in labels} >= {
        "number",
        "name",
    }


def test_the_scale_bar_is_a_round_length_that_fits() -> None:
    bar = draw_map(coast_view().claims).bar
    assert bar is not None
    assert (bar.kilometres, bar.width <= 150) == (50, True)


def test_what_is_said_of_a_list_of_places_is_no_figure_of_each() -> None:
    hama = next(dot.spot for dot in draw_map(coast_view().claims).dots if dot.spot.name == "Hama")
    assert (len(hama.alone), len(hama.shared)) == (1, 5)


def test_no_land_crosses_the_whole_map_where_a_country_meets_the_180th_meridian() -> None:
    russia = next(country for country in countries() if country.name == "Russia")
    steps = [abs(after[0] - before[0]) for ring in russia.rings for before, after in pairwise(ring)]
    assert max(steps) < 180


def test_land_beyond_the_180th_meridian_is_drawn_on_its_other_side() -> None:
    chukotka = event(place=place("Uelen", latitude=66.2, longitude=-169.8))
    assert "Russia" in {land.name for land in draw_map([chukotka]).lands}


def test_labels_of_days_do_not_meet() -> None:
    ticks = time_axis([day(f"20{year}-01-01") for year in range(10, 30)], 0, 600).ticks
    assert min(after.x - before.x for before, after in pairwise(ticks)) >= 88
