"""Whom a claim's own source blames, and nobody whom the words do not."""

from claims.told import doer, toll
from histor.records.claim import Modality


def test_a_clause_of_time_can_say_who_did_it() -> None:
    assert doer("Nine people were killed on Sunday when gunmen attacked a market in Belmar.", 9) == "gunmen"


def test_a_bare_weapon_is_nobody() -> None:
    assert doer("An air strike killed nine people in Belmar.", 9) is None


def test_a_weapon_with_its_owner_is_a_doer() -> None:
    assert doer("A Sudanese air strike killed nine people in Belmar.", 9) == "Sudanese air strike"


def test_violence_linked_to_a_group_is_that_groups() -> None:
    text = "Violence linked to jihadist fighters has killed more than 300 people in Syria since 2015."
    assert doer(text, 301) == "jihadist fighters"


def test_a_pronoun_stands_for_the_doer_before_it() -> None:
    text = "Rebels killed 52 people in Belmar on Friday. On Saturday they murdered 48 people in Corvo."
    assert doer(text, 48) == "Rebels"


def test_a_source_is_held_to_its_own_accusation() -> None:
    text = (
        "Nine people died in a blast in Belmar on Sunday, the health ministry said.\n\n"
        "The health ministry accused rebels of firing a rocket at the market."
    )
    assert doer(text, 9) == "rebels"


def test_one_sources_accusation_is_not_anothers() -> None:
    text = (
        "Nine people died in a blast in Belmar on Sunday, the Red Cross said.\n\n"
        "The health ministry accused rebels of firing a rocket at the market."
    )
    assert doer(text, 9) is None


def test_an_accusation_of_something_else_than_violence_blames_nobody_for_the_dead() -> None:
    text = (
        "Nine people died in a blast in Belmar on Sunday, the health ministry said.\n\n"
        "The health ministry accused rebels of inflating prices."
    )
    assert doer(text, 9) is None


def test_who_struck_first_is_not_who_took_revenge() -> None:
    text = "Rebels ambushed a patrol near Belmar on Friday, leading to revenge killings in which 40 villagers died."
    assert doer(text, 40) is None


def test_attackers_who_blow_themselves_up_are_no_ones_victims() -> None:
    assert doer("Nine attackers blew themselves up in Belmar on Sunday, police said.", 9) is None


def test_a_count_over_years_is_not_laid_at_the_door_of_todays_gunmen() -> None:
    text = (
        "Gunmen killed nine farmers in Belmar on Sunday.\n\n"
        "More than 300 people have been killed in Syria since 2015."
    )
    assert doer(text, 301) is None


def test_a_force_that_says_whom_it_killed_did_it() -> None:
    assert doer("The army said it killed 30 fighters near Belmar on Sunday.", 30) == "army"


def test_where_a_strike_fell_is_no_part_of_whose_it_was() -> None:
    text = "A Sudanese drone strike on a car in the village of Umm Zeyt killed a town official."
    assert doer(text, 1) == "Sudanese drone strike"


def test_an_owner_named_at_the_first_of_two_weapons_owns_both() -> None:
    text = "A Sudanese missile and drone attack killed 26 people in Belmar overnight."
    assert doer(text, 26) == "Sudanese missile and drone attack"


def test_what_is_said_of_a_doer_is_no_part_of_the_name() -> None:
    text = "The hotel was hit in an attack by Islamic extremists that killed at least 21, including six attackers."
    assert doer(text, 21) == "Islamic extremists"


def test_a_name_behind_its_description_is_the_doer() -> None:
    text = "Nine people were killed in a strike by the paramilitary Rapid Support Forces (RSF) on a camp in Belmar."
    assert doer(text, 9) == "Rapid Support Forces"


def test_the_victim_of_a_headline_is_no_doer() -> None:
    text = "One man killed in Belmar\n\nTwelve people were wounded in the city, the mayor said."
    assert doer(text, 12) is None


def test_those_of_whom_a_speaker_says_they_are_not_the_speaker() -> None:
    text = (
        "“They bombed two areas in Belmar,” Ann Zone of the Zerin Liberation Army said on Friday.\n\n"
        "The strikes killed 11, she said."
    )
    assert doer(text, 11) is None


def test_what_a_deed_is_said_to_come_from_says_whose_it_was() -> None:
    assert doer("Nine people died in shelling by rebels in Belmar on Sunday.", 9) == "rebels"
    assert (
        doer("Nine people were killed in air strikes carried out by Sudanese jets on Sunday.", 9)
        == "Sudanese jets"
    )
    assert (
        doer("Nine herders were killed in an operation conducted by soldiers near Belmar.", 9) == "soldiers"
    )
    assert (
        doer("Nine people were killed as a result of Sudanese shelling of the port of Belmar.", 9)
        == "Sudanese shelling"
    )
    assert doer("A junta air strike on a school in Belmar killed nine people.", 9) == "junta air strike"


def test_a_deed_that_an_accuser_lays_at_a_door_is_not_the_accusers() -> None:
    text = "Nine people died in a raid on Belmar blamed by the government on rebels."
    assert doer(text, 9) == "rebels"


def test_whose_each_of_many_attacks_was_is_not_told() -> None:
    assert (
        doer("Nine people died in 14 militant attacks across the country in May, an institute said.", 9)
        is None
    )


def test_a_speaker_goes_on_to_the_toll_of_those_told_of_before() -> None:
    text = (
        "The hoodlums stormed the village at about 4 pm, Odo Rane, a local chief, told reporters.\n\n"
        "“Five villagers were killed in the attack,” he said."
    )
    assert doer(text, 5) == "hoodlums"


def test_another_speaker_does_not() -> None:
    text = (
        "The hoodlums stormed the village at about 4 pm, Odo Rane, a local chief, told reporters.\n\n"
        "“Five villagers were killed in the attack,” said Ann Zone, a nurse."
    )
    assert doer(text, 5) is None


def test_a_speaker_who_turns_to_another_attack_blames_nobody_anew() -> None:
    text = (
        "Bandits stormed the village on Monday, Odo Rane, a local chief, said.\n\n"
        "Five villagers were killed in another attack, he said."
    )
    assert doer(text, 5) is None


def test_it_is_the_deed_named_before_in_the_sentence() -> None:
    text = "The air strike was conducted by soldiers on Sunday and it killed nine people, the mission said."
    assert doer(text, 9) == "soldiers"


def test_a_datelines_city_does_nothing() -> None:
    text = (
        "BELMAR CITY, Syria (Agency One / June 3) – Rebel fighters killed nine soldiers in a clash on Sunday."
    )
    assert doer(text, 9) == "Rebel fighters"


def test_who_goes_on_by_killing_kills() -> None:
    assert (
        doer("The mayor said the rebels continued their rampage by killing 17 farmers in Belmar.", 17)
        == "rebels"
    )


def test_raiders_who_die_in_their_raid_are_not_their_own_sides_victims() -> None:
    text = 'Armed men opened fire on a post in Belmar. "One of the raiders was killed," the mayor said.'
    assert doer(text, 1) is None


def test_fighters_of_one_group_can_be_killed_by_those_of_another() -> None:
    assert doer("Jihadist rebels killed 30 militiamen in Belmar on Sunday.", 30) == "Jihadist rebels"


def test_an_army_did_not_kill_its_soldiers_where_it_tells_of_those_it_killed() -> None:
    text = (
        "The Sudanese army said 12 soldiers were killed when a bomb struck their convoy in Belmar, "
        "and that 35 rebels had been neutralised."
    )
    assert doer(text, 12) is None
    assert doer(text, 35) == "Sudanese army"


def test_a_clause_that_the_parse_takes_for_a_phrase_names_nobody() -> None:
    text = (
        "Security forces killed at least 740 villagers around Corvo after fighters loyal to the old ruler ambushed "
        "a patrol, a monitor said."
    )
    assert (doer(text, 740) or "").split()[:1] != ["after"]
    assert doer(text, 740) != "fighters loyal to the old ruler"


def test_since_whose_war_people_are_counted_is_not_by_whose_hand_they_died() -> None:
    text = "At least 480 people have been killed in Belmar since the start of the Sudanese invasion on 24 February."
    assert doer(text, 480) is None


def test_a_country_can_do_what_its_forces_do() -> None:
    assert doer("Nine people were killed when Sudan bombed a house in Belmar.", 9) == "Sudan"


def test_who_has_been_accused_of_a_deed_is_its_alleged_doer() -> None:
    text = "Nine fled from the group, which has been accused of killing more than 200 civilians."
    claim = toll(text, 201)
    assert (doer(text, 201), claim.modality) == ("group", Modality.ALLEGED)


def test_a_man_accused_of_a_killing_leaves_open_no_death() -> None:
    claim = toll("A man is accused of killing two people in Belmar.", 2)
    assert (claim.perpetrator, claim.modality) == (None, Modality.ASSERTED)


def test_whom_a_speaker_blames_the_violence_on_did_it() -> None:
    text = "At least ten farmers were killed in Belmar, an official said, blaming the violence on the Red Militia."
    assert doer(text, 10) == "Red Militia"


def test_they_who_took_people_into_the_forest_are_those_told_of_before() -> None:
    text = "Gunmen attacked the village. They took more than 40 women and girls into the forest."
    assert doer(text, 41) == "Gunmen"
