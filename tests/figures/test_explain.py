"""How a range came about, in sentences."""

from factories import count
from figures.told import ARMY, Told
from histor.records.claim import Modality
from histor.values.count import Hedge


def test_a_cut_says_from_what_to_what_and_by_whom() -> None:
    told = Told()
    told.says("police", 359, "2031-04-24")
    told.says("Ministry of Health", count(253, 253, Hedge.ABOUT), "2031-04-25")
    assert told.figure().explanation == (
        "253, as given by the Ministry of Health (25 April 2031). One independent source in two reports. "
        "Revised down to about 253, by the Ministry of Health (25 April 2031): 359 (the police)."
    )


def test_what_is_disputed_and_what_is_rejected_is_named() -> None:
    told = Told()
    told.says("Norland army", 20, "2031-03-06", perpetrator=ARMY)
    told.says("Human Rights Watch", count(300, None, Hedge.AT_LEAST), "2031-03-09", perpetrator=ARMY)
    told.says("mayor", 300, "2031-03-10", modality=Modality.DENIED)
    assert told.figure().explanation == (
        "At least 20: the lowest figure is 20, by the Norland army (6 March 2031); the figures leave the upper end "
        "open. Two independent sources in three reports. Disputed between the sources: 20 (the Norland "
        "army), at least 300 (Human Rights Watch). Rejected, which changes no count: 300 by the mayor."
    )


def test_a_cut_goes_to_the_next_figure_that_is_not_itself_replaced() -> None:
    told = Told()
    told.says("Monitor", 500, "2031-03-06")
    told.says("Monitor", 28, "2031-03-07")
    told.says("Monitor", 471, "2031-03-08")
    assert "Revised down to 471, by Monitor (8 March 2031): 500 (Monitor)." in told.figure().explanation
