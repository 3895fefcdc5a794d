"""Where the words of claims are on the page."""

from factories import count, document, harm, statement
from histor.publications.dossier import render_dossier
from histor.publications.evidence import Evidence
from histor.publications.view import DossierView
from histor.records.claim import Act, Claim, PromiseStatus
from histor.records.document import Document
from histor.values.span import Span
from publications.coast import coast_view

TEXT = (
    "A monitor counts 973 dead. Rain fell. Nearly 1,000 are gone, it adds. He vowed justice. Few believe him."
)
REPORT = document(TEXT, outlet="Harbour Daily")


def sentence(number: int) -> Span:
    starts = [0, *(at + 2 for at in range(len(TEXT)) if TEXT.startswith(". ", at)), len(TEXT) + 1]
    return REPORT.span(starts[number], starts[number + 1] - 1)


def seen(*claims: Claim, report: Document = REPORT) -> DossierView:
    return coast_view(documents=[report], claims=list(claims), incidents=[], figures=[])


def test_both_wordings_of_a_claim_lead_to_their_sentences() -> None:
    toll = harm(973, of=REPORT.id, quote=sentence(0), also=(sentence(2),))
    links = Evidence(seen(toll)).links([toll.id])
    assert [link.href for link in links] == ["#q1-0", f"#q1-{sentence(2).start}"]


def test_what_speaks_against_a_promise_leads_to_its_sentence() -> None:
    promise = statement(
        Act.PROMISE,
        of=REPORT.id,
        quote=sentence(3),
        promise=PromiseStatus.CONTESTED,
        promise_evidence=(sentence(4),),
    )
    doubt = Evidence(seen(promise)).at(sentence(4))
    assert [link.href for link in doubt] == [f"#q1-{sentence(4).start}"]


def test_words_that_do_not_stand_in_the_report_lead_to_the_report() -> None:
    astray = harm(9, of=REPORT.id)
    assert [link.href for link in Evidence(seen(astray)).links([astray.id])] == ["#report-1"]


def test_the_marked_report_is_the_report_to_the_letter() -> None:
    toll = harm(count(973), of=REPORT.id, quote=sentence(0), also=(sentence(2),))
    pieces = Evidence(seen(toll)).reports[0].pieces
    assert [(piece.text, piece.anchor is not None) for piece in pieces] == [
        ("A monitor counts 973 dead.", True),
        (" Rain fell. ", False),
        ("Nearly 1,000 are gone, it adds.", True),
        (" He vowed justice. Few believe him.", False),
    ]


def test_two_claims_of_one_sentence_share_its_mark() -> None:
    both = [harm(number, of=REPORT.id, quote=sentence(0)) for number in (972, 973)]
    links = Evidence(seen(*both)).links([claim.id for claim in both])
    assert [link.href for link in links] == ["#q1-0"]


def test_a_claim_whose_report_is_withheld_still_renders() -> None:
    assert "973" in render_dossier(seen(harm(973, of="gone")))
