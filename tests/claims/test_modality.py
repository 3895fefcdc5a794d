import pytest

from claims_reading import harm_reader
from histor.records.claim import Modality


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The strike killed 12 people.", Modality.ASSERTED),
        ("The ministry said 12 people had been killed.", Modality.ASSERTED),
        ("Not one civilian was killed, the army said.", Modality.ASSERTED),
        ("His two brothers did not come back.", Modality.ASSERTED),
        ("The strike reportedly killed 12 people.", Modality.ALLEGED),
        ("Dozens are feared dead.", Modality.ALLEGED),
        ("There were reports that 12 people had been killed.", Modality.ALLEGED),
        ("At least 20 people are believed to have been killed.", Modality.ALLEGED),
        ("The strike may have killed 12 people.", Modality.ALLEGED),
        ("Channels wrote of 12 dead. We could not confirm that.", Modality.ALLEGED),
        ("The army denied killing 12 civilians.", Modality.DENIED),
        ("Our forces did not kill 40 civilians, he said.", Modality.DENIED),
        ("Reports that 60 people were killed are untrue.", Modality.DENIED),
        ("The army denied shelling the town and killing 12 civilians.", Modality.DENIED),
        ("The army denied shelling the town and said 12 soldiers had been killed.", Modality.ASSERTED),
        ("He said nobody could have counted within an hour that 60 people were dead.", Modality.DENIED),
        ("The rebels could not have known that 60 people had died, he said.", Modality.DENIED),
        ("He did not know that 60 people had died.", Modality.ASSERTED),
        ("A second bomb could have killed hundreds.", Modality.HYPOTHETICAL),
        ("They threatened to kill 20 hostages.", Modality.HYPOTHETICAL),
        ("If the siege goes on, thousands will die.", Modality.HYPOTHETICAL),
    ],
)
def test_words_of_doubt_denial_and_supposition_are_heard(text: str, expected: Modality) -> None:
    assert harm_reader(text)[0].modality == expected


def test_only_the_rejected_number_is_denied() -> None:
    stands, rejected = harm_reader("The ministry said 253 people died, not 359.")
    assert (stands.modality, rejected.modality) == (Modality.ASSERTED, Modality.DENIED)
