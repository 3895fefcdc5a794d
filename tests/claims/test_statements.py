"""What speakers do by speaking: promises and their standing, denials and what they deny, days of saying."""

from datetime import date

from histor.claims.attribution import attribute
from histor.claims.mentions import StatementMention
from histor.claims.speech_words import load_speech_words
from histor.claims.statements import find_statements
from histor.records.claim import Act, PromiseStatus
from speech_readings import report


def said(text: str, outlet: str | None = None) -> list[StatementMention]:
    reading = report(text, outlet)
    words = load_speech_words()
    return find_statements(reading, attribute(reading, words), words)


def test_a_promise_is_open_until_the_report_doubts_it() -> None:
    (promise,) = said("The mayor pledged to rebuild the school.")
    assert (promise.act, promise.promise, promise.promise_evidence) == (Act.PROMISE, PromiseStatus.OPEN, ())


def test_a_promise_that_the_report_doubts_is_contested() -> None:
    (promise,) = said("The interim president has made assurances of safety, but many remain doubtful.")
    assert (promise.promise, len(promise.promise_evidence)) == (PromiseStatus.CONTESTED, 1)


def test_attacks_despite_promises_contest_them() -> None:
    (promise,) = said("Raids go on despite promises from the interim rulers to protect minorities.")
    assert (promise.act, promise.promise) == (Act.PROMISE, PromiseStatus.CONTESTED)


def test_a_denial_points_to_the_charge_that_it_rejects() -> None:
    text = (
        "The mayor accused the Northern Front of shelling the school. The Northern Front denied shelling it."
    )
    _, denial = said(text)
    assert denial.denies is not None
    assert (denial.act, text[: denial.denies.end].count(".")) == (Act.DENY, 0)


def test_figures_have_one_topic() -> None:
    (statement,) = said("Police said 12 people had been killed.")
    assert (statement.act, statement.topic) == (Act.REPORT, "casualty figures")


def test_a_condemnation_is_about_what_it_condemns() -> None:
    (statement,) = said("The union condemned the killings.")
    assert (statement.act, statement.about) == (Act.CONDEMN, "the killings")


def test_a_weekday_beside_the_verb_is_the_day_of_saying() -> None:
    (statement,) = said("Minister Ina Rolle told AFP last Friday that the road was open.")
    assert statement.attribution.said_on == date(2025, 3, 7)


def test_headlines_make_no_statements() -> None:
    assert said("Army says road is open\n\nThe road to Ardel was quiet.") == []


def test_in_its_own_release_we_is_the_body() -> None:
    found = said("We condemn the raid on our clinic.", outlet="Relief NGO")
    assert [(s.act, s.attribution.organization and s.attribution.organization.written) for s in found] == [
        (Act.CONDEMN, "Relief NGO")
    ]
