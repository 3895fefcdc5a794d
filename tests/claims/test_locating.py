"""Where the harm was: not where it was told, nor where people were taken."""

from claims.told import place


def test_where_reporters_were_told_is_not_where_it_was() -> None:
    text = "A bomb in Belmar killed nine people. The toll rose to 12, a spokesman told reporters in Corvo."
    assert place(text, 12) == "Belmar"


def test_where_the_wounded_are_taken_is_not_where_they_were_hurt() -> None:
    text = "A bomb in Belmar killed nine people. Another 14 wounded were taken to hospitals in Corvo."
    assert place(text, 14) == "Belmar"


def test_a_place_behind_another_number_is_that_numbers() -> None:
    text = "Police in Syria put the dead at 71, with 52 deaths in Belmar and 19 in Corvo."
    assert (place(text, 52), place(text, 19)) == ("Belmar", "Corvo")


def test_tolls_of_several_towns_do_not_give_the_whole_one_of_them() -> None:
    text = (
        "Blasts in Syria killed 137 people on Sunday, police said.\n\n"
        "Of these, 67 died in Belmar and 25 died in Corvo.\n\n"
        "About 400 people were wounded, doctors said."
    )
    assert (place(text, 67), place(text, 25), place(text, 400)) == ("Belmar", "Corvo", "Syria")


def test_the_lead_is_placed_in_the_town_that_it_goes_on_to_name() -> None:
    text = "Gunmen killed 16 people in Syria on Sunday. The attack on Belmar began at midnight."
    assert place(text, 16) == "Belmar"


def test_the_country_is_the_one_named_before() -> None:
    text = (
        "Gunmen killed 16 people in Belmar, Syrian police said.\n\n"
        "More than 300 people have been killed in the country since 2015."
    )
    assert place(text, 301) == "Syria"


def test_there_is_the_place_of_the_sentence_before() -> None:
    text = "Most bodies came from a church in Belmar. An official counted 67 dead there by noon."
    assert place(text, 67) == "Belmar"


def test_a_survivors_town_is_where_it_was() -> None:
    text = (
        "Rebels killed 30 people in Belmar and 40 people in Corvo. "
        "A survivor from Belmar said rebels killed his two sons."
    )
    assert place(text, 2) == "Belmar"


def test_a_deed_called_by_a_town_was_there() -> None:
    text = (
        "A bomb killed nine people in Belmar. "
        "It was the worst attack since the Corvo school siege, in which 334 people died."
    )
    assert place(text, 334) == "Corvo"


def test_a_running_count_is_not_of_the_one_town_that_was_hit_today() -> None:
    text = (
        "A bomb killed nine people in the town of Belmar on Sunday.\n\n"
        "Since 7 October, 3,478 people have been killed, officials say."
    )
    assert place(text, 3478) is None


def test_a_headline_can_open_with_the_place_of_its_report() -> None:
    text = (
        "Umm Zeyt: what we know\n\nAt least 40 people were killed on Sunday.\n\nUmm Zeyt was a small place."
    )
    assert place(text, 40) == "Umm Zeyt"


def test_a_sentence_may_open_with_where_it_was() -> None:
    text = "A bomb in Belmar killed nine people, police said.\n\nIn Corvo, at least 46 people were wounded."
    assert place(text, 46) == "Corvo"
