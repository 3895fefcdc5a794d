"""Whole reports through the whole reader: golden cases, written for the project."""

from functools import cache

import pytest

from claims.readings import FewPlaces
from factories import document, published
from histor.claims.reader import ClaimReader, load_claim_reader
from histor.records.claim import Act, Claim, EventClaim, Harm, HarmClaim, PromiseStatus, Scope, StatementClaim
from histor.values.date import DateBasis

REPORT = """\
More than 200 civilians dead in weekend killings

Nearly 300 civilians have been killed in the hills, including women and children, the Ardel Monitoring Group said.

The violence erupted last week after rebels ambushed an army patrol near Belmar. Rebels then seized the town of Corvo.

The fighting killed 287 civilians, the Ardel Monitoring Group said on Monday. The monitor counted 14 massacres.

The interior ministry denied that soldiers had killed civilians. President Tomas Reth promised an inquiry, but many in
Belmar doubt that it will come.
"""


@cache
def reader() -> ClaimReader:
    return load_claim_reader(gazetteer=FewPlaces())


def claims(text: str = REPORT, on: str | None = "2025-03-10") -> list[Claim]:
    return reader().read(document(text, published=published(on) if on else None))


def harm(found: list[Claim]) -> list[HarmClaim]:
    return [claim for claim in found if isinstance(claim, HarmClaim)]


def toll(found: list[Claim], number: int) -> HarmClaim:
    return next(claim for claim in harm(found) if claim.count.exact == number)


def said(found: list[Claim], act: Act) -> list[StatementClaim]:
    return [claim for claim in found if isinstance(claim, StatementClaim) and claim.act is act]


def test_every_span_is_the_reports_own_words() -> None:
    for claim in claims():
        spans = [claim.quote, claim.trigger, *(getattr(claim, "also", ()))]
        assert [span.text for span in spans] == [REPORT[span.start : span.end] for span in spans]


def test_two_wordings_of_one_toll_are_one_claim() -> None:
    found = toll(claims(), 287)
    assert [span.text.split(" civilians")[0] for span in found.also] == ["Nearly 300"]


def test_a_toll_of_fighting_that_goes_on_is_cumulative_since_it_began() -> None:
    found = toll(claims(), 287)
    assert found.when is not None
    assert (found.scope, str(found.when.start), str(found.when.end)) == (
        Scope.CUMULATIVE,
        "2025-03-03",
        "2025-03-10",
    )


def test_a_part_without_a_number_is_there_without_a_number() -> None:
    found = toll(claims(), 287)
    assert (found.women, found.children) == ("some", "some")


def test_the_monitor_is_the_group_that_the_report_named() -> None:
    massacres = toll(claims(), 14)
    assert massacres.source is not None
    assert (massacres.harm, massacres.source.written) == (Harm.OTHER, "Ardel Monitoring Group")


def test_a_toll_of_fighting_between_two_sides_blames_nobody() -> None:
    assert toll(claims(), 287).perpetrator is None


def test_the_ambush_and_the_seizure_are_events_with_their_parties() -> None:
    events = [claim for claim in claims() if isinstance(claim, EventClaim)]
    told = [
        (event.sub_event_type, [a.written for a in event.actors], [t.written for t in event.targets])
        for event in events
    ]
    assert ("Armed clash", ["rebels"], ["army patrol"]) in told
    assert ("Non-state actor overtakes territory", ["Rebels"], ["Corvo"]) in told


def test_a_denial_changes_no_count() -> None:
    (denial,) = said(claims(), Act.DENY)
    assert denial.organization is not None
    assert denial.organization.written == "interior ministry"
    assert sorted(claim.count.exact for claim in harm(claims()) if claim.count.exact is not None) == [14, 287]


def test_a_promise_that_is_doubted_is_contested() -> None:
    (promise,) = said(claims(), Act.PROMISE)
    assert promise.speaker is not None
    assert (promise.speaker.written, promise.promise) == ("Tomas Reth", PromiseStatus.CONTESTED)


def test_without_a_dateline_monday_stays_open() -> None:
    found = toll(claims(on=None), 287)
    assert found.when is not None
    assert (found.when.basis, found.when.start, found.as_of) == (DateBasis.UNANCHORED, None, None)


@pytest.mark.parametrize(
    "text",
    [
        "An earthquake killed 287 people in Belmar on Monday, officials said.",
        "The ferry sank with 40 passengers, and 12 drowned, the coast guard said.",
        "Belmar beat Corvo 3-1 on Sunday before a crowd of 12,000.",
        "A bus crash left nine people dead near Ardel, police said.",
    ],
)
def test_what_is_no_armed_violence_is_no_claim_of_harm(text: str) -> None:
    assert harm(claims(text)) == []


def test_ids_follow_from_the_words() -> None:
    assert [claim.id for claim in claims()] == [claim.id for claim in claims()]
    assert len({claim.id for claim in claims()}) == len(claims())


def test_a_quotation_by_itself_is_a_statement_of_its_own() -> None:
    text = """\
"I heard nine shots in Ardel," baker Lena Orr said. "Then it was still."

"Nobody came for an hour. We carried the wounded to the chapel."
"""
    told = said(claims(text), Act.REPORT)
    assert len({statement.id for statement in told}) == len(told) == len({s.quote.start for s in told})
    assert told[-1].quote.text == '"Nobody came for an hour. We carried the wounded to the chapel."'


def test_two_names_of_one_speaker_are_one_statement() -> None:
    text = "The Islamic State of Iraq and Syria (ISIS) denied any part in the fire.\n"
    found = [claim for claim in claims(text) if isinstance(claim, StatementClaim)]
    assert [claim.act for claim in found] == [Act.DENY]


def test_who_tells_of_it_is_not_among_the_harmed() -> None:
    text = (
        "Shelling killed 23 herders, including boys and girls, a mayor said on Sunday.\n\n"
        "Human Rights Watch said it heard from nurses and saw lists that at least 120 people were killed and 80 more "
        "were injured in Belmar.\n"
    )
    assert not any(claim.count.exact == 1 for claim in harm(claims(text)))


def test_numbers_in_brackets_count_as_others_do() -> None:
    text = "The doctors' network said that the toll in Belmar rose to (27) people, while (94) others were injured.\n"
    found = [(claim.harm, claim.count.exact, claim.count.wording) for claim in harm(claims(text))]
    assert found == [(Harm.KILLED, 27, "27"), (Harm.INJURED, 94, "94")]


def test_an_age_in_brackets_counts_nobody() -> None:
    found = harm(claims("A clerk was killed in Belmar; her daughter (17) is in surgery.\n"))
    assert not any(claim.count.exact == 17 for claim in found)


def test_what_was_done_to_the_rest_is_not_the_harm() -> None:
    text = "The raiders killed 21 of the captives in Belmar and let the remaining nine walk home.\n"
    assert [claim.count.exact for claim in harm(claims(text))] == [21]


def test_a_name_that_the_parse_cuts_at_its_particle_is_whole() -> None:
    text = (
        "Interim President Ahmad al-Rok on Thursday signed a decree. He promised that it would bring peace.\n"
    )
    speakers = [claim.speaker for claim in claims(text) if isinstance(claim, StatementClaim)]
    assert [speaker.written for speaker in speakers if speaker] == ["Ahmad al-Rok"]
