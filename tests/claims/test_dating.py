"""When the harm was: the deed's own day, not that of counting, answering, judging or remembering it."""

import pytest

from claims.told import days, toll
from histor.values.date import DateBasis

RAID = "Gunmen raided the village of Belmar on 2 March, killing nine people.\n\n"


def test_the_day_on_which_a_toll_rose_is_not_that_of_the_deed() -> None:
    assert days(
        "A blast in Belmar on Friday killed many. The toll reached 40 dead on Sunday, medics said.", 40
    ) == (
        "2025-03-07",
        "2025-03-07",
    )


def test_a_count_joined_to_another_runs_since_that_one_does() -> None:
    text = "By Sunday at least nine residents had been killed and 40 wounded in Belmar since Friday."
    assert days(text, 9) == ("2025-03-07", "2025-03-09")


def test_who_was_hurt_first_and_died_later_is_of_the_day_of_the_wound() -> None:
    text = "A soldier was wounded in a strike on Belmar on Monday and died in hospital two days later."
    assert days(text, 1) == ("2025-03-10", "2025-03-10")
    text = "Gunmen wounded three men in Belmar on Thursday and five died on Friday."
    assert days(text, 5) == ("2025-03-07", "2025-03-07")


def test_a_burial_is_not_on_the_day_of_the_deed() -> None:
    assert days(RAID + "The nine dead were buried on 4 March.", 9) == ("2025-03-02", "2025-03-02")


def test_those_who_are_remembered_died_on_the_very_day_a_year_ago() -> None:
    text = "Mourners gathered in Belmar on Monday to mark a year since an attack that left 30 people dead."
    assert days(text, 30) == ("2024-03-10", "2024-03-10")


def test_a_deed_told_behind_a_lapse_is_so_long_before_what_is_told_first() -> None:
    text = (
        "Troops stormed a house in Belmar on Friday, killing four men. "
        "The raid came five days after gunmen killed 20 shoppers."
    )
    assert days(text, 20) == ("2025-03-02", "2025-03-02")


def test_the_third_day_counts_from_the_first_of_the_event() -> None:
    text = (
        "Soldiers killed 60 villagers in Belmar from 1 to 5 February.\n\n"
        "On the third day, 12 farmers were killed at the well."
    )
    assert days(text, 12) == ("2025-02-03", "2025-02-03")


def test_days_later_count_from_the_end_of_the_event() -> None:
    text = (
        "Soldiers killed 60 villagers in Belmar from 1 to 5 February.\n\n"
        "Ten days later, gunmen came back and killed seven elders."
    )
    assert days(text, 7) == ("2025-02-15", "2025-02-15")


def test_a_day_without_a_year_has_that_of_the_deed_before_it() -> None:
    text = (
        "In the attack on Belmar on 3 April 2019 rebels killed 50 people. "
        "On 9 May, at Corvo, rebels killed 18 people."
    )
    assert days(text, 18) == ("2019-05-09", "2019-05-09")


def test_a_feast_takes_the_year_that_follows_the_deed() -> None:
    assert days("The Easter Sunday attacks of 2019 killed 250 people in Belmar.", 250) == (
        "2019-04-21",
        "2019-04-21",
    )


def test_a_record_since_a_day_does_not_date_the_deed_but_the_clause_that_the_day_opens() -> None:
    text = (
        "A bomb killed six people in Belmar on Sunday. "
        "It was the deadliest attack since June 2021, when a bomb killed 31."
    )
    assert (days(text, 6), days(text, 31)) == (("2025-03-09", "2025-03-09"), ("2021-06-01", "2021-06-30"))


def test_a_month_can_be_what_a_sentence_is_about() -> None:
    text = "February was the deadliest month since 2019, with 134 people killed, a monitor said."
    assert days(text, 134) == ("2025-02-01", "2025-02-28")


def test_people_in_custody_were_taken_by_the_day_of_the_figure() -> None:
    assert days(RAID + "Police said on Monday that 14 suspects are in custody.", 14) == ("None", "2025-03-10")


def test_who_dies_of_wounds_was_hit_on_the_day_of_the_deed() -> None:
    assert days(RAID + "Three more men have died of their wounds since Thursday.", 3) == (
        "2025-03-02",
        "2025-03-02",
    )


def test_who_dies_from_injuries_was_hit_on_the_day_of_the_deed() -> None:
    assert days(RAID + "Three more men died from their injuries on Thursday.", 3) == (
        "2025-03-02",
        "2025-03-02",
    )


def test_the_day_of_an_autopsy_is_not_that_of_the_deaths() -> None:
    text = RAID + "Doctors conducted autopsies on Thursday that showed that four women were shot dead."
    assert days(text, 4) == ("2025-03-02", "2025-03-02")


def test_that_day_is_the_day_named_before() -> None:
    text = (
        "Rebels attacked Corvo on 20 February and killed eight guards. "
        "That same day 15 boys were abducted, police said."
    )
    assert days(text, 15) == ("2025-02-20", "2025-02-20")


def test_the_weekend_is_the_day_in_it_that_the_report_names() -> None:
    text = (
        "Fighters killed 70 people in Belmar over the weekend, a doctor said. "
        "The first two died at the market on Saturday."
    )
    assert days(text, 70) == ("2025-03-08", "2025-03-08")


def test_without_a_dateline_relative_days_stay_open() -> None:
    when = toll("Gunmen killed nine people in Belmar last week.", 9, on=None).when
    assert when is not None
    assert (when.start, when.end, when.basis) == (None, None, DateBasis.UNANCHORED)


def test_a_figure_of_which_the_day_of_saying_is_told_stands_at_that_day() -> None:
    assert (
        str(toll("Medics said on Friday that 12 people were killed in Belmar on Thursday.", 12).as_of)
        == "2025-03-07"
    )


def test_what_an_attack_is_measured_by_does_not_date_it() -> None:
    text = (
        "A strike on Belmar killed 26 people overnight, one of the deadliest since the invasion of February 2022.\n\n"
        "Rescuers pulled 14 wounded from the rubble."
    )
    assert (days(text, 26), days(text, 14)) == (("2025-03-09", "2025-03-10"), ("2025-03-09", "2025-03-10"))


def test_how_long_a_truce_has_held_does_not_date_the_strike_that_broke_it() -> None:
    text = (
        "A strike on Belmar on Friday killed 13 people, the worst since a truce took effect a year ago.\n\n"
        "Doctors counted 19 wounded."
    )
    assert days(text, 19) == ("2025-03-07", "2025-03-07")


def test_who_dies_of_wounds_later_is_of_the_strike_that_is_named_with_its_day() -> None:
    text = (
        "A strike on Belmar killed nine people on Sunday.\n\n"
        "A woman died of her wounds in hospital, bringing the toll from a 4 March strike on Corvo to 18."
    )
    assert days(text, 18) == ("2025-03-04", "2025-03-04")


def test_a_day_that_opens_a_sentence_is_that_of_what_is_told_not_of_who_tells_it() -> None:
    text = (
        "On 2 March, shells hit a market in Belmar, killing 11 people, the health ministry said on Thursday."
    )
    assert days(text, 11) == ("2025-03-02", "2025-03-02")


def test_the_day_of_a_dateline_is_that_of_sending() -> None:
    text = (
        "BELMAR, March 10 (Agency) -- The death toll from an attack on a beach has risen to 37, an official said.\n\n"
        "The rebels claimed responsibility for Friday's attack."
    )
    assert days(text, 37) == ("2025-03-07", "2025-03-07")


def test_a_new_attack_has_the_day_behind_it_whatever_the_verb_of_saying() -> None:
    text = (
        "Gunmen have killed eight people, an official said on Monday.\n\n"
        "Officials confirmed a gun attack on Saturday on Belmar."
    )
    assert days(text, 8) == ("2025-03-08", "2025-03-08")


def test_one_verb_of_saying_has_one_day() -> None:
    text = "Police said on Sunday that a jet had dropped bombs on Belmar on Friday, killing nine people."
    assert days(text, 9) == ("2025-03-07", "2025-03-07")


def test_fighting_goes_on_from_the_day_it_broke_out() -> None:
    text = "Doctors said on Sunday that 52 people were injured in the fighting which broke out on Thursday."
    assert days(text, 52) == ("2025-03-06", "2025-03-09")


def test_a_report_says_when_its_deed_took_place() -> None:
    text = (
        "A commission says more than 60 people were massacred in Belmar.\n\n"
        "The massacre took place from 2 to 3 March.\n\n"
        "It followed the killing of three people on 1 March."
    )
    assert days(text, 61) == ("2025-03-02", "2025-03-03")


def test_since_then_is_since_the_day_named_before() -> None:
    text = (
        "Rebels seized power in Belmar on 1 February 2025.\n\n"
        "Some 2,000 people have been killed since then, a monitor says."
    )
    assert days(text, 2000) == ("2025-02-01", "2025-03-10")


def test_a_deed_called_by_its_year_was_in_that_year() -> None:
    text = (
        "A bomb killed nine people in Belmar on Sunday.\n\n"
        "The dead man had planned the 2017 Corvo attack, in which five soldiers were killed."
    )
    assert days(text, 5) == ("2017-01-01", "2017-12-31")


def test_half_a_year_is_six_months() -> None:
    text = (
        "A bomb killed nine people in Belmar on Sunday.\n\n"
        "In the first six months of 2024, fighting killed 300 people, the council says."
    )
    assert days(text, 300) == ("2024-01-01", "2024-06-30")


def test_a_numbered_anniversary_counts_back_to_the_deed() -> None:
    text = "On Sunday people in Belmar marked the 16th anniversary of the slaughter of 80 farmers."
    assert days(text, 80) == ("2009-03-09", "2009-03-09")


def test_a_count_since_a_war_began_is_not_since_the_deed_of_the_report() -> None:
    text = (
        "A strike on Belmar killed nine people on Sunday.\n\n"
        "More than 900 people have been killed since the war began, a monitor says."
    )
    assert days(text, 901) == ("None", "None")


def test_the_night_is_the_one_that_the_report_names() -> None:
    text = (
        "Fourteen guards have been killed in Belmar, a source said on Monday.\n\n"
        "The attack on the post came on Saturday night. Nobody has claimed the overnight attack."
    )
    assert days(text, 14) == ("2025-03-08", "2025-03-08")


def test_what_another_deed_came_after_does_not_date_the_report() -> None:
    text = (
        "Bombs killed 42 people in Belmar, police said on Sunday.\n\n"
        "Three went off in a market.\n\nSmoke hung over the town.\n\nShops stayed shut.\n\n"
        "The bombs came after Wednesday's attack in Corvo, which killed 73 people."
    )
    assert days(text, 42) == ("None", "None")


def test_a_war_set_off_by_a_deed_is_counted_from_its_day() -> None:
    text = (
        "More than 900 villagers have died since the war began, sparked by the raids of 7 October, "
        "in which gunmen killed 60 farmers in Belmar."
    )
    assert days(text, 901) == ("2024-10-07", "2025-03-10")
    assert days(text, 60) == ("2024-10-07", "2024-10-07")


def test_no_single_deed_is_dated_by_since_when_a_war_goes_on() -> None:
    text = (
        "An air strike killed ten villagers as fighting goes on since a coup in 2021.\n\n"
        "Residents said the jets came to Belmar on Saturday evening.\n\n"
        "Also in January, soldiers killed 40 people in Corvo."
    )
    assert days(text, 10) == ("2025-03-08", "2025-03-08")
    assert days(text, 40) == ("2025-01-01", "2025-01-31")


def test_a_month_that_a_deed_is_called_by_is_its_month() -> None:
    assert days("A January car bombing in Belmar killed 21 people.", 21) == ("2025-01-01", "2025-01-31")


def test_two_counts_of_one_sentence_run_since_the_same_day() -> None:
    text = "At least 480 people have been killed and 950 injured in Belmar since the start of the war on 24 February."
    assert days(text, 480) == days(text, 950) == ("2025-02-24", "2025-03-10")


def test_last_week_is_the_day_of_it_that_the_report_names() -> None:
    text = (
        "A raid last week killed 26 herders, an official said on Monday.\n\n"
        "The raid took place in Belmar last Friday."
    )
    assert days(text, 26) == ("2025-03-07", "2025-03-07")


def test_a_day_before_who_speaks_is_that_of_speaking() -> None:
    text = "On Sunday Ada Mirel, the state commissioner said raids have displaced more than 700 people in Belmar."
    assert days(text, 701) == ("None", "None")


def test_a_count_in_the_days_since_a_town_fell_runs_from_that_day() -> None:
    text = (
        "In the three days since Belmar fell on Friday, some 90 people were killed, the doctors' union said."
    )
    assert days(text, 90) == ("2025-03-07", "2025-03-10")


def test_a_count_since_what_no_day_is_told_of_runs_as_long_as_is_told() -> None:
    text = "In the two months since the truce ended, 40 people were killed in Belmar."
    assert days(text, 40) == ("2025-01-10", "2025-03-10")


def test_how_long_it_is_since_a_war_began_dates_nothing_that_is_measured_by_it() -> None:
    text = "It was the deadliest raid in the three years since the war began, killing 25 people."
    assert days(text, 25) == ("None", "None")


def test_who_has_since_killed_did_so_since_the_day_told_before() -> None:
    text = "The army took up its raids on 2 March and has since killed 90 people and injured 340 others."
    assert days(text, 90) == days(text, 340) == ("2025-03-02", "2025-03-10")


def test_a_number_of_injuries_is_no_death_of_injuries() -> None:
    text = (
        "The clinic said 11 bodies came in over the past 24 hours, while 82 people were injured, "
        "taking the number of injuries to 1,470."
    )
    assert days(text, 82) == ("2025-03-09", "2025-03-10")


def test_those_who_went_along_with_a_total_are_counted_from_its_day() -> None:
    text = (
        "Nine Corvans were killed while trying to get humanitarian aid in the last 24 hours, bringing the total "
        "number of Corvans killed while seeking aid to 133, with 818 others wounded, since 27 February."
    )
    assert days(text, 133) == days(text, 818) == ("2025-02-27", "2025-03-10")


def test_what_has_gone_on_since_a_year_counts_from_it_in_the_next_sentence() -> None:
    text = (
        "A raid killed nine farmers in Belmar on Friday.\n\n"
        "The hills have seen raids since 2015, when the first rebels came.\n\n"
        "More than 2,000 people have died, by a count that the union keeps."
    )
    assert days(text, 2001) == ("2015-01-01", "2025-03-10")


def test_people_away_from_home_as_of_a_day_did_not_flee_on_that_of_the_raid() -> None:
    text = "A raid killed nine farmers on Friday.\n\nSome 15,000 people were displaced as of 30 November."
    assert days(text, 15_000) == ("None", "None")


def test_a_day_that_opens_the_next_clause_is_none_of_the_clause_before() -> None:
    text = "This week forty farmers died in various raids and last week, fifty people were killed in several raids."
    assert (days(text, 40), days(text, 50)) == (("2025-03-10", "2025-03-10"), ("2025-03-03", "2025-03-09"))


def test_a_deed_called_by_a_year_was_in_it() -> None:
    text = "An inquiry has found that 26 people were killed during a 2018 massacre in Belmar."
    assert days(text, 26) == ("2018-01-01", "2018-12-31")


def test_who_opens_fire_on_a_day_does_it_on_that_day() -> None:
    text = "Two guards were killed when gunmen opened fire in Ardel on Friday."
    assert days(text, 2) == ("2025-03-07", "2025-03-07")


def test_the_year_of_a_running_count_does_not_date_the_deed() -> None:
    text = (
        "Two guards were killed when gunmen raided Ardel. The tally of guards killed this year stands at 40."
    )
    assert days(text, 2) == ("None", "None")


@pytest.mark.parametrize(
    "deed", ["gunmen attacked a market", "a bomb exploded at a market", "men opened fire on a market"]
)
def test_a_deed_told_by_a_verb_dates_those_counted_in_the_next_sentence(deed: str) -> None:
    text = (
        f"A girl was killed in Ardel on Friday.\n\nOn 2 March 2024 {deed} in Brel. Sixty people were wounded."
    )
    assert days(text, 60) == ("2024-03-02", "2024-03-02")
