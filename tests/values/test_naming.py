"""How sources are named within a sentence."""

import pytest

from histor.values.naming import in_a_sentence


@pytest.mark.parametrize(
    ("name", "named"),
    [
        ("Amnesty International", "Amnesty International"),
        ("Ada Rok", "Ada Rok"),
        ("Karim al-Rok", "Karim al-Rok"),
        ("Gunmen loyal to Karim al-Rok", "gunmen loyal to Karim al-Rok"),
        ("JNIM", "JNIM"),
        ("Syrian Observatory for Human Rights", "the Syrian Observatory for Human Rights"),
        ("Ministry of Health", "the Ministry of Health"),
        ("United Nations", "the United Nations"),
        ("UN", "the UN"),
        ("Norland's Defence Ministry", "Norland's Defence Ministry"),
        ("Lake Road Hospital", "Lake Road Hospital"),
        ("health ministry", "the health ministry"),
        ("families' association", "the families' association"),
        ("indictment", "the indictment"),
        ("police", "the police"),
        ("Police in Ardel", "the police in Ardel"),
        ("Residents", "residents"),
        ("Local media", "local media"),
        ("Several residents", "several residents"),
        ("Norland officials", "Norland officials"),
        ("hospital sources", "hospital sources"),
        ("nurse in Ardel", "a nurse in Ardel"),
        ("official of the region's health bureau", "an official of the region's health bureau"),
        ("Norland official", "a Norland official"),
        ("witness", "a witness"),
        ("US intelligence", "US intelligence"),
    ],
)
def test_a_name_takes_the_article_that_english_asks_for(name: str, named: str) -> None:
    assert in_a_sentence(name) == named
