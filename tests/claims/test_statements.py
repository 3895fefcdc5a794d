"""What speakers do by speaking: promises and their standing, denials and what they deny, days of saying."""

from datetime import date

from histor.claims.attribution.attribute import attribute
from histor.claims.attribution.speech_words import load_speech_words
from histor.claims.mentions import StatementMention
from histor.claims.statements.find import find_statements
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


def test_a_quotation_is_quoted_from_its_first_sentence_to_its_last() -> None:
    text = "“We held the ridge. We lost nobody,” the commander said. The road was closed."
    (statement,) = said(text)
    quote = statement.attribution.quote
    assert text[quote.start : quote.end] == "“We held the ridge. We lost nobody,” the commander said."


def test_a_quotation_goes_on_after_its_speaker() -> None:
    text = '"This is collective punishment," said Omar Daqqa, a teacher. "They bombed the school."'
    (statement,) = said(text)
    quote = statement.attribution.quote
    assert (statement.act, text[quote.start : quote.end]) == (Act.ACCUSE, text)


def test_a_topic_leaves_out_whom_it_was_told_and_when() -> None:
    (statement,) = said(
        "Minister Ina Rolle told AFP last Friday that the capital has remained “an observer”."
    )
    assert statement.topic == "the capital has remained “an observer”"


def test_a_topic_is_what_is_quoted_and_not_what_carried_it() -> None:
    (statement,) = said(
        "“We took the bridge,” Colonel Odo Varn said, in remarks carried by the state news agency SANA."
    )
    assert statement.topic == "We took the bridge"
    assert statement.attribution.via is not None
    assert statement.attribution.via.written == "SANA"


def test_a_name_given_to_a_thing_is_the_topic() -> None:
    (statement,) = said("The observatory described them as “ethnic cleansing.”")
    assert (statement.act, statement.topic) == (Act.ACCUSE, "ethnic cleansing")


def test_an_army_that_strikes_in_a_war_claims_nothing() -> None:
    (statement,) = said("Hezbollah said on Saturday it had struck a command centre.")
    assert statement.act is Act.REPORT


def test_who_speaks_for_it_speaks_for_the_body_named_last() -> None:
    _, statement = said("The Northern Front denied it. Its spokesman said the road was open.")
    assert statement.attribution.organization is not None
    assert statement.attribution.organization.written == "Northern Front"


def test_a_statement_keeps_what_its_sentence_calls_the_speaker() -> None:
    first, _ = said(
        "A local official said the road was open.\n\nThe official, Hagos Tesfay, said it was mined."
    )
    assert first.attribution.speaker is not None
    assert first.attribution.speaker.written == "local official"


def acts(text: str) -> list[tuple[str, str]]:
    told = ((each.attribution.source, each.act.value) for each in said(text))
    return [(name.written, act) for name, act in told if name is not None]


def test_what_a_speaker_does_in_so_many_words_is_the_act() -> None:
    assert acts('"We urge all sides to hold their fire," the mission said.') == [("mission", "call_for")]
    assert acts('"I condemn this raid," the mayor said.') == [("mayor", "condemn")]


def test_what_will_never_be_done_denies_nothing() -> None:
    assert acts("“We will never stop until the captain is home,” Colonel Odo Rane said.") == [
        ("Odo Rane", "report")
    ]


def test_an_army_that_tells_of_its_own_soldiers_accuses_nobody() -> None:
    assert acts("Government soldiers struck a rebel camp at dawn, an army spokesman said.") == [
        ("army spokesman", "report")
    ]


def test_pictures_and_nobodys_reports_say_nothing() -> None:
    assert acts("Videos released by the militants show bodies in trenches.") == []
    assert acts("Reports indicate that heavy fighting has gone on in the city.") == []
    assert acts("This incident underscores the danger of the road.") == []


def test_who_is_yet_to_comment_has_said_nothing() -> None:
    assert acts("The defence ministry is yet to comment on the raid.") == []


def test_a_siege_is_no_measure_and_allegiance_no_promise() -> None:
    assert acts("The rebels have imposed a siege on the city.") == []
    assert acts("The Northern Front pledged allegiance to the caliphate.") == []


def test_who_answers_after_but_is_not_told_of_by_who_spoke_first() -> None:
    text = "The mission said that 12 people were killed in a raid but the government dismissed the claim."
    assert ("government", "deny") in acts(text)


def test_a_quotation_in_a_paragraph_of_its_own_is_a_statement_of_who_spoke_before() -> None:
    text = (
        "“The victims were shot at night,” Odo Rane, a chief, told reporters.\n\n"
        "“On Tuesday we found the bodies of 11 villagers.”"
    )
    assert acts(text) == [("Odo Rane", "report"), ("Odo Rane", "report")]


def test_attacks_that_are_counted_are_figures_and_no_accusation() -> None:
    assert acts("The army carried out more than 300 air strikes last year, the council said in March.") == [
        ("council", "report")
    ]


def test_whom_a_speaker_calls_a_liar_he_accuses() -> None:
    assert acts("“Those who say that they were massacred are lying,” the colonel said.") == [
        ("colonel", "accuse")
    ]


def test_who_finds_bodies_or_is_a_raid_says_nothing() -> None:
    assert acts("Villagers found nine bodies on Friday.") == []
    assert acts('The agency said "a raid by a drone hit a car", reporting nine dead.')[0] == (
        "agency",
        "report",
    )


def test_what_officials_fear_they_say() -> None:
    assert acts("Local officials fear that there are more bodies in the forest.") == [
        ("Local officials", "report")
    ]


def test_what_a_claimant_also_says_is_a_statement_of_its_own() -> None:
    text = "The Northern Front, which claimed responsibility for the raid, said that all of the men were soldiers."
    assert acts(text) == [("Northern Front", "claim_responsibility"), ("Northern Front", "report")]


def test_a_source_of_another_kind_is_somebody_else() -> None:
    text = (
        "A medical source said that nine men had died. The army source, who asked not to be named, said that "
        "they were fighters."
    )
    assert acts(text)[-1] == ("army source", "report")


def test_what_is_only_called_a_claim_is_what_another_said_in_the_same_breath() -> None:
    text = "The mission said that 12 people were killed in a raid but the government dismissed the claim."
    denial = said(text)[-1]
    assert denial.denies is not None
    assert "12 people were killed" in text[denial.denies.start : denial.denies.end]


def test_what_is_only_called_a_claim_is_the_nearest_that_tells_of_harm() -> None:
    text = (
        "The mission said that 12 people were killed in a raid. A spokesman for the province, Odo Rane, denied "
        "the claims."
    )
    denial = said(text)[-1]
    assert denial.denies is not None
    assert "12 people" in text[denial.denies.start : denial.denies.end]
