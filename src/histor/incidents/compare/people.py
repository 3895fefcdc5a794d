"""Who: the same person is named, whom few reports name and none quotes: one of the dead, the hurt, the accused."""

from histor.incidents.names import Names
from histor.incidents.scene import Scene
from histor.records.incident import Reason

SHOWN = 3
MORE = 1.0  # rare names beside the person's own: two people can bear one name, and a hospital looks like one
ALONE = 0.4  # nothing else that is rare in common


def compare_people(one: Scene, other: Scene) -> Reason | None:
    """Return who is named in both reports; None where nobody is."""
    # In the one where the harm is told, in the other anywhere: a page's editor is named beside every story.
    shared = (one.people & other.mentioned) | (one.mentioned & other.people)
    if not shared:
        return None
    some = ", ".join(name.title() for name in sorted(shared)[:SHOWN])
    score = 1.0 if borne_out(one.named, other.named) else ALONE
    return Reason(feature="people", score=score, words=f"both name {some}")


def borne_out(one: Names, other: Names) -> bool:
    """Whether two reports that name the same person have more in common than that person."""
    shared = one.people & other.people
    own = {word for person in shared for word in person.split()}
    return len(shared) > 1 or one.weight((one.words & other.words) - own) >= MORE
