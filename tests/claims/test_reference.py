"""Who is meant: surnames, descriptions and pronouns resolved to the fullest name that the report gives."""

from histor.claims.attribution.attribute import attribute
from histor.claims.attribution.speech_words import load_speech_words
from speech_readings import report


def speakers(text: str) -> list[str | None]:
    told = attribute(report(text), load_speech_words())
    return [each.speaker.written if each.speaker else None for each in told if not each.inherited]


def test_a_surname_is_the_fullest_name_of_the_report() -> None:
    text = "Police chief Anton Verr said it was late. Verr added that the road was closed."
    assert speakers(text) == ["Anton Verr", "Anton Verr"]


def test_she_is_the_last_woman_or_unmarked_person_who_spoke() -> None:
    text = "Spokeswoman Rika Sollan said it was late. She said the road was closed."
    assert speakers(text) == ["Rika Sollan", "Rika Sollan"]


def test_it_is_the_last_body_that_spoke() -> None:
    text = "The Corvo Rights Network accused the army. It said the road was closed."
    assert speakers(text) == ["Corvo Rights Network", "Corvo Rights Network"]


def test_the_governor_is_the_governor_named_before() -> None:
    text = "The governor, Jon Boru, said it was late. The governor said the road was closed."
    assert speakers(text) == ["Jon Boru", "Jon Boru"]


def test_a_role_before_a_name_is_no_part_of_it() -> None:
    (told,) = attribute(
        report("Defense Ministry spokesperson Ivo Marr said it was late."), load_speech_words()
    )
    assert (told.speaker and told.speaker.written, told.organization and told.organization.written) == (
        "Ivo Marr",
        "Defense Ministry",
    )


def test_a_known_body_has_the_lexicons_name() -> None:
    (told,) = attribute(report("The SOHR reported that the road was closed."), load_speech_words())
    assert told.speaker is not None
    assert (told.speaker.written, told.speaker.canonical) == ("SOHR", "Syrian Observatory for Human Rights")
