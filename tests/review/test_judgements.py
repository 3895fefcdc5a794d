"""What persons decide: it changes no reading, holds in the outcome, follows the order given, and can be undone."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factories import document, harm, place, statement, when
from histor.errors import InputError
from histor.incidents.group import group
from histor.records.claim import Claim, HarmClaim
from histor.records.incident import Incident
from histor.records.judgement import Judgement, JudgementKind
from histor.records.review import Review
from histor.review.apply import counted, judged_claims, verdicts
from histor.review.decide import Decider
from histor.review.demands import constraints
from histor.review.standing import hangs, in_force, standing

START = datetime(2025, 5, 1, tzinfo=UTC)
REPORTS = {d.id: d for d in (document(f"Report {n} of the killings.") for n in range(6))}
PLACES = ("Ardel", "Bosun", "Cedar Ford")
CLAIMS: tuple[HarmClaim, ...] = tuple(
    harm(10 + n, of=key, place=place(PLACES[n % 3]), when=when(f"2025-03-0{1 + n % 3}"))
    for n, key in enumerate(sorted(REPORTS) * 2)
)


def by(hour: int = 0) -> Decider:
    return Decider(who="R. Coder", at=START + timedelta(hours=hour), why="read again")


def judge(claims: Sequence[Claim], *judgements: Judgement) -> list[Claim]:
    return list(judged_claims(claims, verdicts(in_force(judgements))))


def put_together(*judgements: Judgement) -> list[Incident]:
    return group(CLAIMS, REPORTS, constraints(in_force(judgements)))


def home(incidents: Sequence[Incident], claim: str) -> str:
    return next(incident.id for incident in incidents if claim in incident.claims)


KNOWN: dict[str, Claim] = {claim.id: claim for claim in CLAIMS}


@st.composite
def decisions(draw: st.DrawFn) -> list[Judgement]:
    """Any sequence of merges, splits, moves and undoings, each made on what the ones before it came to."""
    made: list[Judgement] = []
    for hour in range(draw(st.integers(1, 5))):
        now = put_together(*made)
        choice = draw(st.sampled_from(("merge", "split", "move", "undo")))
        signed = by(hour)
        one = draw(st.sampled_from(now))
        claim = draw(st.sampled_from(CLAIMS))
        others = [incident for incident in now if incident.id != one.id]
        if choice == "merge" and others:
            made.append(signed.merge([one, draw(st.sampled_from(others))], KNOWN))
        elif choice == "split" and len(one.claims) > 1:
            away = draw(st.lists(st.sampled_from(one.claims), min_size=1, unique=True))
            if len(away) < len(one.claims):
                made.append(signed.split(one, away, KNOWN))
        elif choice == "move" and claim.id not in one.claims:
            out_of = next(incident for incident in now if claim.id in incident.claims)
            made.append(signed.move(claim, one, out_of, KNOWN))
        elif choice == "undo" and in_force(made):
            made.append(signed.undo(draw(st.sampled_from(in_force(made))), made, in_force(made)))
    return made


@given(decisions())
@settings(max_examples=60, deadline=None)
def test_together_claims_share_an_incident_and_apart_ones_do_not(made: list[Judgement]) -> None:
    asked, incidents = constraints(in_force(made)), put_together(*made)
    homes = {claim.id: home(incidents, claim.id) for claim in CLAIMS}
    for one, other in combinations(sorted(homes), 2):
        assert not asked.together(one, other) or homes[one] == homes[other]
        assert not asked.apart(one, other) or homes[one] != homes[other]


@given(decisions())
@settings(max_examples=40, deadline=None)
def test_what_was_decided_last_holds_whatever_was_decided_before(made: list[Judgement]) -> None:
    force = in_force(made)
    if not force:
        return
    last, incidents = force[-1], put_together(*made)
    if last.kind is JudgementKind.MERGE:
        assert len({home(incidents, claim) for claim in last.anchors}) == 1
    elif last.kind is JudgementKind.SPLIT:
        away = {home(incidents, claim) for claim in last.subjects[1:]}
        assert len(away) == 1
        assert not away & {home(incidents, claim) for claim in last.anchors}
    else:
        assert home(incidents, last.subjects[0]) == home(incidents, last.anchors[0])


@given(decisions(), st.randoms())
@settings(max_examples=30, deadline=None)
def test_the_outcome_does_not_depend_on_the_order_of_claims(
    made: list[Judgement], dice: st.DataObject
) -> None:
    shuffled = list(CLAIMS)
    dice.shuffle(shuffled)  # type: ignore[attr-defined]  # hypothesis gives a Random
    assert group(shuffled, REPORTS, constraints(in_force(made))) == put_together(*made)


@given(decisions())
@settings(max_examples=30, deadline=None)
def test_undoing_everything_equals_no_judgement(made: list[Judgement]) -> None:
    for hour, judgement in enumerate(in_force(made)):
        made.append(by(100 + hour).undo(judgement, made, in_force(made)))
    assert put_together(*made) == group(CLAIMS, REPORTS)


@given(st.lists(st.sampled_from((JudgementKind.ACCEPT, JudgementKind.REJECT, JudgementKind.CORRECT))))
def test_no_judgement_changes_what_the_machine_read(kinds: list[JudgementKind]) -> None:
    claim, kept = CLAIMS[0], CLAIMS[0]
    made = [
        by(hour).correction(claim, {"exact": str(100 + hour)}, [])
        if kind is JudgementKind.CORRECT
        else by(hour).verdict(kind, claim)
        for hour, kind in enumerate(kinds)
    ]
    [found] = judge([claim], *made)
    assert (claim, found.id) == (kept, claim.id)
    undone = [*made]
    for judgement in made:
        undone.append(by(99).undo(judgement, undone, in_force(undone)))
    assert judge([claim], *undone) == [claim]


def test_a_merged_incident_keeps_the_claims_and_documents_of_both() -> None:
    one, other, *_ = group(CLAIMS, REPORTS)
    merged = next(i for i in put_together(by().merge([one, other], KNOWN)) if i.id == one.id)
    assert set(merged.claims) == {*one.claims, *other.claims}
    assert set(merged.documents) == {*one.documents, *other.documents}


def test_a_merge_says_who_put_a_claim_there_beside_what_the_machine_saw() -> None:
    one, other, *_ = group(CLAIMS, REPORTS)
    member = put_together(by().merge([one, other], KNOWN))[0].members[0]
    assert member.by == "R. Coder"
    assert member.reasons[0].words == "merged by R. Coder on 2025-05-01: read again"
    assert member.reasons[1:] == one.members[0].reasons


def test_a_new_report_joins_a_merged_incident() -> None:
    one, other, *_ = group(CLAIMS, REPORTS)
    late = document("A late report of the killings.")
    new = harm(10, of=late.id, place=one.place, when=one.when)
    asked = constraints([by().merge([one, other], KNOWN)])
    incidents = group([*CLAIMS, new], REPORTS | {late.id: late}, asked)
    assert home(incidents, new.id) == home(incidents, other.claims[0]) == home(incidents, one.claims[0])


def test_a_statement_can_be_moved_to_an_incident() -> None:
    said = statement(of=CLAIMS[0].document)
    everything: list[Claim] = [*CLAIMS, said]
    before = group(everything, REPORTS)
    into = next(i for i in before if said.id not in i.claims)
    out_of = next((i for i in before if said.id in i.claims), None)
    moved = by().move(said, into, out_of, KNOWN | {said.id: said})
    assert home(group(everything, REPORTS, constraints([moved])), said.id) == into.id


def test_a_later_correction_outranks_an_earlier_one_field_by_field() -> None:
    claim = CLAIMS[0]
    first = by(1).correction(claim, {"exact": "5", "victims": "farmers"}, [])
    second = by(2).correction(claim, {"exact": "6"}, [])
    [found] = judge([claim], first, second)
    assert isinstance(found, HarmClaim)
    assert (found.count.exact, found.victims, found.review) == (6, "farmers", Review.CORRECTED)


def test_a_rejected_claim_is_kept_and_counts_for_nothing() -> None:
    claims = judge(CLAIMS[:2], by().verdict(JudgementKind.REJECT, CLAIMS[0]))
    assert [claim.review for claim in claims] == [Review.REJECTED, Review.MACHINE]
    assert counted(claims) == [CLAIMS[1]]


def test_an_undoing_that_is_undone_lets_the_judgement_stand() -> None:
    rejected = by(1).verdict(JudgementKind.REJECT, CLAIMS[0])
    undone = by(2).undo(rejected, [rejected], [rejected])
    again = by(3).undo(undone, [rejected, undone], in_force([rejected, undone]))
    assert in_force([rejected, undone, again]) == [rejected]


def test_bounds_that_differ_are_no_exact_number() -> None:
    judgement = by().correction(CLAIMS[0], {"low": "8", "high": "12"}, [])
    assert judgement.before == {"exact": 10, "low": 10, "high": 10, "hedge": "exact"}
    assert judgement.after == {"exact": None, "low": 8, "high": 12, "hedge": "between"}


def test_a_place_that_the_record_knows_is_taken_with_its_coordinates() -> None:
    known = harm(3, place=place("Bosun", latitude=1.5, longitude=2.5, country="Nowhere"))
    judgement = by().correction(CLAIMS[0], {"place": "bosun"}, [known])
    assert {key: judgement.after[key] for key in ("latitude", "longitude", "country")} == {
        "latitude": 1.5,
        "longitude": 2.5,
        "country": "Nowhere",
    }


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("exact", "many", "give a whole number"),
        ("harm", "hurt", "one of killed, injured"),
        ("from", "10/3", "write a day as 2025-03-10"),
        ("latitude", "95", "between -90 and 90"),
        ("harm", "", "cannot be unknown"),
        ("toll", "4", "no field 'toll'"),
        ("exact", "10", "nothing to correct"),
    ],
)
def test_a_value_that_does_not_fit_is_refused_in_plain_words(field: str, value: str, words: str) -> None:
    with pytest.raises(InputError, match=words):
        by().correction(CLAIMS[0], {field: value}, [])


def test_a_claim_read_anew_under_another_id_is_found_by_its_words() -> None:
    old = CLAIMS[0]
    new = replace(old, count=replace(old.count, wording="ten"))
    rejected = by().verdict(JudgementKind.REJECT, old)
    found = standing([rejected], lambda key: key == new.id, lambda _: [new])
    assert new.id != old.id
    assert (found.judgements[0].subjects, found.lost) == ((new.id,), {})


def test_a_judgement_on_a_claim_that_nobody_reads_any_more_hangs() -> None:
    rejected = by().verdict(JudgementKind.REJECT, CLAIMS[0])
    found = standing([rejected], lambda _: False, lambda _: [])
    assert found.lost == {rejected.id: (CLAIMS[0].id,)}
    assert hangs(rejected, found.lost[rejected.id])
