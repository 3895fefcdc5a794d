"""Paragraphs as agencies, ministries, relief groups and channels write them: whose figures, who does what."""

from dataclasses import dataclass

import pytest

from histor.claims.attribution.attribute import attribute, source_at
from histor.claims.attribution.speech_words import load_speech_words
from histor.claims.statements.find import find_statements
from speech_readings import report


@dataclass(frozen=True)
class Paragraph:
    name: str
    text: str
    figures: tuple[tuple[str, str | None], ...] = ()  # words that begin with a number, whose figure it is
    said: tuple[tuple[str, str], ...] = ()
    outlet: str | None = None


PARAGRAPHS = (
    Paragraph(
        "governor on a channel",
        "Two people were killed and five others, including two teenagers, were wounded in "
        "shelling of the Orliv "
        "district, regional governor Stepan Horun said on Telegram.",
        (("Two people", "Stepan Horun"), ("two teenagers", "Stepan Horun")),
        (("Stepan Horun", "report"),),
    ),
    Paragraph(
        "drones counted",
        "Ukraine's air force said Russia launched 112 drones overnight, adding that it had "
        "shot down 98 of them.",
        (("112", "Ukraine's air force"), ("98", "Ukraine's air force")),
        (("Ukraine's air force", "report"),),
    ),
    Paragraph(
        "army in a war",
        "The Israeli military said on Saturday it had struck a Hezbollah command centre in "
        "the southern suburbs. "
        "Lebanon's health ministry said 14 people were killed.",
        (("14", "Lebanon's health ministry"),),
        (("Israeli military", "report"), ("Lebanon's health ministry", "report")),
    ),
    Paragraph(
        "rights chief",
        "The UN human rights chief, Ana Terzi, said she was appalled by the killing of at "
        "least 23 civilians. "
        "Her spokesperson, Thamin Qadir, called on the authorities to hold perpetrators accountable.",
        (("23", "Ana Terzi"),),
        (("Ana Terzi", "condemn"), ("Thamin Qadir", "call_for")),
    ),
    Paragraph(
        "told to an agency",
        "At least 40 people were killed when paramilitaries shelled a market on Tuesday, a "
        "medical source told AFP. "
        "The Sudan Doctors Network put the toll at 48. The RSF has not responded to a request for comment.",
        (("40", "medical source"), ("48", "Sudan Doctors Network")),
        (("medical source", "report"), ("Sudan Doctors Network", "report")),
    ),
    Paragraph(
        "verb said once",
        "The governor said 12 people had died, the hospital 15 and the rebels more than 20.",
        (("12", "governor"), ("15", "hospital"), ("more than 20", "rebels")),
        (("governor", "report"), ("hospital", "report"), ("rebels", "report")),
    ),
    Paragraph(
        "brackets",
        "More than 70 people were killed (local volunteers). Wounded: around 150 (field hospital).",
        (("70", "local volunteers"), ("150", "field hospital")),
        (("local volunteers", "report"), ("field hospital", "report")),
    ),
    Paragraph(
        "channel with a label",
        "🔴 Belmar health directorate: 9 martyrs and 23 wounded so far in the bombing of the market.",
        (("9", "Belmar health directorate"), ("23", "Belmar health directorate")),
        (("Belmar health directorate", "report"),),
    ),
    Paragraph(
        "named later",
        "A local health official said at least 30 people had been killed in the market.\n\n"
        "The road to the town was blocked.\n\nThe official, Hagos Tesfay, said many of the "
        "dead were women.",
        (("30", "Hagos Tesfay"),),
        (("local health official", "report"), ("Hagos Tesfay", "report")),
    ),
    Paragraph(
        "judgment",
        "On 3 May his men attacked the camp at Ardel, where they killed at least 30 people, "
        "the court found. "
        "On 9 June they killed 14 more at Corvo.",
        (("30", "court"), ("14", "court")),
        (("court", "report"),),
    ),
    Paragraph(
        "aside over two clauses",
        "Among the dead were 22 tourists, according to the lawsuit, and over 300 people were hurt.",
        (("22", "lawsuit"), ("300", "lawsuit")),
        (("lawsuit", "report"),),
    ),
    Paragraph(
        "figure before a semicolon",
        "About 2,000 people are still missing; 11,000 live in camps, a church relief committee says.",
        (("2,000", None), ("11,000", "church relief committee")),
        (("church relief committee", "report"),),
    ),
    Paragraph(
        "denials",
        "The militia maintained that it had struck a military base. "
        "The Northern Front said it had nothing to do with the killings, and Moscow said the "
        "reports were false.",
        (),
        (("Moscow", "deny"), ("Northern Front", "deny"), ("militia", "deny")),
    ),
    Paragraph(
        "answered in a clause",
        "Sudan's army accused the RSF of killing more than 300 civilians, a charge the "
        "paramilitary group rejected.",
        (("300", "Sudan's army"),),
        (("Sudan's army", "accuse"), ("paramilitary group", "deny")),
    ),
    Paragraph(
        "claimed and unclaimed",
        "The Northern Front claimed responsibility for the bombing in a message. No group has "
        "claimed the second "
        "attack. The Taliban denied the authorities' charge that it was behind it.",
        (),
        (("Northern Front", "claim_responsibility"), ("Taliban", "deny")),
    ),
    Paragraph(
        "promise that holds a verb of blame",
        "The president vowed to hold those responsible to account and thanked the rescuers.",
        (),
        (("president", "promise"), ("president", "thank")),
    ),
    Paragraph(
        "no name given",
        "A health ministry official, who asked not to be named, said 17 people had died. "
        "Gunmen asked villagers "
        "whether they were Alawite.",
        (("17", "health ministry official"),),
        (("health ministry official", "report"),),
    ),
    Paragraph(
        "ministry's release",
        "The Ministry of Defence announces the end of the operation in Latakia. Thirty-one "
        "soldiers were killed. "
        "Those who committed violations will be prosecuted. The public is asked to report any looting.",
        (("Thirty-one", "Ministry of Defence"),),
        (
            ("Ministry of Defence", "announce"),
            ("Ministry of Defence", "call_for"),
            ("Ministry of Defence", "promise"),
        ),
        "Ministry of Defence",
    ),
    Paragraph(
        "agency wire",
        "KYIV (AP) — Troops have been sent to the border, the defence ministry said. Seven "
        "people were killed in "
        "Ternopol, emergency services said.",
        (("Seven", "emergency services"),),
        (("defence ministry", "announce"), ("emergency services", "report")),
    ),
    Paragraph(
        "access refused",
        "The authorities denied the team access to the town. Militants were behind the "
        "attack, the interior "
        "ministry said.",
        (),
        (("interior ministry", "accuse"),),
    ),
)


@pytest.mark.parametrize("item", PARAGRAPHS, ids=lambda item: item.name)
def test_every_figure_of_a_paragraph_has_its_source(item: Paragraph) -> None:
    reading = report(item.text, item.outlet)
    told = attribute(reading, load_speech_words())
    read = []
    for words, _ in item.figures:
        at = item.text.index(words)
        found = source_at(told, reading, reading.sentence_at(at).index, at)
        read.append((words, found.source.written if found and found.source else None))
    assert tuple(read) == item.figures


@pytest.mark.parametrize("item", PARAGRAPHS, ids=lambda item: item.name)
def test_every_act_of_a_paragraph_is_a_statement_of_its_speaker(item: Paragraph) -> None:
    reading = report(item.text, item.outlet)
    words = load_speech_words()
    found = find_statements(reading, attribute(reading, words), words)
    read = {(s.attribution.source.written, str(s.act)) for s in found if s.attribution.source}
    assert read == set(item.said)
