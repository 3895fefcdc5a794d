"""Putting linked scenes together."""

from datetime import date, timedelta

import networkx as nx
from hypothesis import given
from hypothesis import strategies as st

from factories import document, harm, name, when
from histor.incidents.cluster import cluster
from histor.incidents.names import Names
from histor.incidents.report import scenes_of
from histor.incidents.scene import Scene
from histor.incidents.score import Link

DAY = date(2031, 3, 6)


def scene(number: int, *, days_later: int | None = None) -> Scene:
    report = document(f"Report {number:03} tells of the dead.")
    dated = when(str(DAY + timedelta(days=days_later))) if days_later is not None else None
    claim = harm(9, of=report.id, when=dated, source=None, perpetrator=name("gunmen"))
    return scenes_of(report, [claim], {report.id: Names()})[0]


def links(pairs: list[tuple[int, int]], scenes: list[Scene]) -> list[Link]:
    ends = [sorted((scenes[one].id, scenes[other].id)) for one, other in pairs if one != other]
    return [Link(0.6 + number / 100, one, other, ()) for number, (one, other) in enumerate(ends)]


PAIRS = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=15)


@given(PAIRS)
def test_without_a_bar_groups_are_the_connected_components_of_the_links(pairs: list[tuple[int, int]]) -> None:
    scenes = [scene(number) for number in range(10)]
    found = links(pairs, scenes)
    graph = nx.Graph()
    graph.add_nodes_from(one.id for one in scenes)
    graph.add_edges_from((link.one, link.other) for link in found)
    expected = {frozenset(group) for group in nx.connected_components(graph)}
    assert set(cluster({one.id: one for one in scenes}, found)) == expected


@given(PAIRS)
def test_the_order_of_scenes_and_links_does_not_matter(pairs: list[tuple[int, int]]) -> None:
    scenes = [scene(number, days_later=number % 4) for number in range(10)]
    found = links(pairs, scenes)
    shuffled, mixed = sorted(scenes, key=lambda s: s.id), list(reversed(found))
    first = cluster({one.id: one for one in scenes}, found)
    assert first == cluster({one.id: one for one in shuffled}, mixed)


def test_days_that_are_apart_are_not_joined_by_a_chain_between_them() -> None:
    scenes = [scene(number, days_later=number) for number in range(4)]
    chain = links([(0, 1), (1, 2), (2, 3)], scenes)
    groups = cluster({one.id: one for one in scenes}, chain)
    first, last = scenes[0].id, scenes[3].id
    assert not any({first, last} <= group for group in groups)
    assert max(len(group) for group in groups) == 2
