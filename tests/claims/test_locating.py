"""Where the harm was: not where it was told, nor where people were taken."""

import pytest

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


def test_what_was_stormed_is_where_it_happened() -> None:
    text = "Gunmen stormed the town of Belmar in Syria at dawn, killing nine people."
    assert place(text, 9) == "Belmar"


def test_an_adjective_hides_no_place() -> None:
    text = "In war-weary Belmar, two bombs went off in a market, killing 31 people, a police chief said."
    assert place(text, 31) == "Belmar"


def test_bombs_that_fall_on_a_town_place_the_harm() -> None:
    text = "Jets dropped four bombs on Belmar, killing nine people, residents said."
    assert place(text, 9) == "Belmar"


def test_of_a_chain_of_names_the_innermost_is_meant() -> None:
    text = "Rebels ambushed a patrol near Tolm in the Ardel district of Belmar, leaving seven soldiers dead."
    assert place(text, 7) == "Tolm"


def test_a_later_paragraph_says_where_in_the_province_it_was() -> None:
    text = (
        "Gunmen have killed 18 people in Syria, police say.\n\n"
        "The attack on Sunday night happened in the village of Tolm.\n\n"
        "Witnesses counted 14 bodies."
    )
    assert (place(text, 18), place(text, 14)) == ("Tolm", "Tolm")


def test_an_attack_elsewhere_does_not_place_the_lead() -> None:
    text = (
        "Gunmen have killed 18 people in Syria, police say.\n\n"
        "Elsewhere, rebels raided the village of Tolm and burned a mill."
    )
    assert place(text, 18) == "Syria"


def test_all_who_share_a_verb_share_its_place() -> None:
    text = "Six guards, one nurse and two porters were killed in Belmar on Sunday."
    assert (place(text, 6), place(text, 2)) == ("Belmar", "Belmar")


def test_a_sentence_that_goes_on_is_where_the_one_before_it_was() -> None:
    text = (
        "Bombs in Syria killed 42 people on Sunday.\n\n"
        "In Belmar, three bombs killed 31 people.\n\n"
        "In Corvo, a car bomb killed 11 people, an officer said. He said 24 others were wounded."
    )
    assert place(text, 24) == "Corvo"


def test_people_of_a_community_are_not_placed_by_its_name() -> None:
    text = "A raid on Belmar followed the killing of three people from the Corvo community, police said."
    assert place(text, 3) != "Corvo"


def test_a_title_before_a_name_makes_it_a_place() -> None:
    text = "Syria's small eastern town Tolm was shelled on Sunday. Nine people were killed."
    assert place(text, 9) == "Tolm"


def test_whoever_heads_an_area_only_speaks_for_it() -> None:
    text = (
        "Gunmen killed 18 farmers in the village of Tolm on Sunday.\n\n"
        "Corvo governor Ada Mirel said another two had died."
    )
    assert place(text, 2) == "Tolm"


def test_a_place_that_suffers_is_where_it_happened() -> None:
    text = "Belmar suffered most, with five people killed and ten wounded."
    assert (place(text, 5), place(text, 10)) == ("Belmar", "Belmar")


def test_a_paragraph_that_tells_of_another_deed_places_its_toll() -> None:
    text = (
        "Gunmen killed 11 people in Belmar on Sunday.\n\n"
        "In the west, an attack on the town of Corvo on Thursday has cost more lives. Local sources speak of 20 dead."
    )
    assert place(text, 20) == "Corvo"


def test_the_health_authorities_of_an_area_count_its_dead() -> None:
    text = (
        "A strike on Belmar killed nine people on Sunday.\n\n"
        "More than 900 people have been killed since January, health officials in Syria say."
    )
    assert place(text, 901) == "Syria"


def test_each_number_of_a_list_has_the_place_behind_it() -> None:
    text = "Shells killed 683 people in Belmar, 433 in Corvo and 12 in Ardel, the monitor said."
    assert (place(text, 683), place(text, 433), place(text, 12)) == ("Belmar", "Corvo", "Ardel")


def test_what_a_place_lies_beside_is_not_where_it_was() -> None:
    text = "Gunmen attacked a mosque in Latakia province, some 40 km north of Belmar, and killed nine people."
    assert place(text, 9) == "Latakia"


def test_a_village_without_a_name_is_the_one_named_further_down() -> None:
    text = (
        "Jets struck a village and killed nine people.\n\nThe army did not comment.\n\nIt seldom does.\n\n"
        "The army shelled a school in Tolm district, a farmer said."
    )
    assert place(text, 9) == "Tolm"


def test_many_deeds_are_not_in_the_one_town_named_further_down() -> None:
    text = (
        "Blasts killed 90 people, police said.\n\nThe army did not comment.\n\nIt seldom does.\n\n"
        "A bomb was found at a bus stop in Tolm district."
    )
    assert place(text, 90) is None


def test_a_ministry_counts_for_the_area_that_it_is_called_by() -> None:
    text = (
        "A strike on Corvo killed nine people on Sunday.\n\n"
        "More than 900 people have been killed since January, the Belmar health ministry says."
    )
    assert place(text, 901) == "Belmar"


def test_where_those_work_who_tell_of_it_is_not_where_it_was() -> None:
    text = "Air strikes killed 15 people in Belmar overnight, medics at Tolm hospital said."
    assert place(text, 15) == "Belmar"


def test_his_district_is_that_of_who_speaks() -> None:
    text = (
        "Gunmen raided the north of Syria for days.\n\n"
        "Ada Mirel, head of the council in Belmar, told a visitor that 148 people had died in her district."
    )
    assert place(text, 148) == "Belmar"


def test_where_a_speaker_has_been_is_not_where_it_was() -> None:
    text = (
        "The bombing took place in Corvo on Friday.\n\n"
        '"Seventeen people were killed," the governor told reporters after leaving a chapel in Belmar.'
    )
    assert place(text, 17) == "Corvo"


@pytest.mark.parametrize("words", ["S. Syria", "NE Syria"])
def test_a_point_of_the_compass_is_no_part_of_a_name(words: str) -> None:
    assert place(f"An air strike killed nine people in {words} on Sunday.", 9) == "Syria"


def test_what_a_country_s_letters_qualify_is_not_in_it() -> None:
    text = "A U.S. military source said nine children were hurt, but did not rule out more victims of the U.S. bombing."
    assert place(text, 9) is None


def test_the_house_of_who_is_cited_is_not_where_it_was() -> None:
    text = "An air strike on Belmar killed 14 people, according to Ada Mirel, the spokeswoman of the Tolm Hospital."
    assert place(text, 14) == "Belmar"


@pytest.mark.parametrize(
    "text", ["A Syrian drone killed nine people.", "Syria shelled a market, killing nine people."]
)
def test_whose_weapon_it_was_is_not_where_it_was(text: str) -> None:
    assert place(text, 9) is None


def test_a_total_with_parts_in_two_towns_is_where_the_headline_says() -> None:
    text = (
        "Strikes kill 22 in Latakia, rescuers say\n\n"
        "Rescuers said 22 people were killed in strikes in the coastal territory.\n\n"
        "One strike killed ten members of a family sheltering in Corvo, and another on Belmar left twelve dead."
    )
    assert (place(text, 22), place(text, 10), place(text, 12)) == ("Latakia", "Corvo", "Belmar")
