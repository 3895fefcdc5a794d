"""A scene without its claims: what it takes to hold it against others, short enough to be kept."""

from dataclasses import dataclass

from histor.incidents.days import Days
from histor.incidents.names import Names
from histor.incidents.scene import Scene
from histor.records.document import Published
from histor.values.place import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Toll:
    """A number with the harm that it counts."""

    harm: str
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """All that a scene is compared by, but the names in its report: those are kept with that."""

    id: str
    document: str
    origin: str
    published: Published | None
    days: Days | None
    place: Place | None
    episode: bool
    running: bool
    tolls: tuple[Toll, ...]
    sources: tuple[str, ...]
    actors: tuple[str, ...]
    people: tuple[str, ...]
    lead: bool
    aside: bool
    within: str | None
    bars: tuple[str, ...]


def outline_of(scene: Scene) -> Outline:
    """Return what a scene is compared by."""
    return Outline(
        id=scene.id,
        document=scene.document,
        origin=scene.origin,
        published=scene.published,
        days=scene.days,
        place=scene.place,
        episode=scene.episode,
        running=scene.running,
        tolls=tuple(Toll(harm=harm, number=number) for harm, number in sorted(scene.tolls)),
        sources=tuple(sorted(scene.sources)),
        actors=tuple(sorted(scene.actors)),
        people=tuple(sorted(scene.people)),
        lead=scene.lead,
        aside=scene.aside,
        within=scene.within,
        bars=tuple(sorted(scene.bars)),
    )


def outlined(outline: Outline, named: Names) -> Scene:
    """Return a scene without claims that compares as the one of this outline does."""
    scene = Scene(
        id=outline.id,
        document=outline.document,
        claims=(),
        named=named,
        origin=outline.origin,
        people=frozenset(outline.people),
        lead=outline.lead,
        aside=outline.aside,
        published=outline.published,
        within=outline.within,
        bars=frozenset(outline.bars),
    )
    derived = {  # in place of what would be derived from claims
        "days": outline.days,
        "place": outline.place,
        "episode": outline.episode,
        "running": outline.running,
        "tolls": frozenset((toll.harm, toll.number) for toll in outline.tolls),
        "sources": frozenset(outline.sources),
        "actors": frozenset(outline.actors),
    }
    vars(scene).update(derived)
    return scene
