"""`verify` finds whatever was done to any file of a record, and says what hangs on it."""

import json
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from command import FIRST, SECOND, histor, write_reports
from histor.pipeline import Verified, build, reinstate, retract, verify, verify_folder
from histor.records.entry import Flaw
from histor.store.record import Record

NOT_A_REPORT = bytes(range(256)) * 4


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record with reports, a failure, a retraction and its undoing."""
    folder = tmp_path_factory.mktemp("sound")
    reports = write_reports(folder / "reports", (FIRST, SECOND))
    (reports / "noise.txt").write_bytes(NOT_A_REPORT)
    with Record.open(folder / "record", create=True) as record:
        build([reports], record=record)
        first = next(record.documents()).id
        retract(record, first, who="ana", why="an error")
        reinstate(record, first, who="ben", why="no error")
    return folder / "record"


@pytest.fixture
def folder(sound: Path, tmp_path: Path) -> Path:
    shutil.copytree(sound, tmp_path / "record")
    return tmp_path / "record"


def verified(folder: Path) -> Verified:
    with Record.open(folder) as record:
        return verify(record)


def found(folder: Path) -> list[Flaw]:
    return list(verified(folder).flaws)


def evidence(folder: Path) -> list[Path]:
    return sorted(path for path in (folder / "evidence").rglob("*") if path.is_file())


def in_database(folder: Path, *statements: str) -> None:
    connection = sqlite3.connect(folder / "record.db")
    connection.execute(f"PRAGMA foreign_keys = {'OFF' if 'INSERT' in statements[0] else 'ON'}")
    with connection:
        for statement in statements:
            assert connection.execute(statement).rowcount > 0, statement
    connection.close()


def test_a_sound_record_has_no_flaw_and_says_what_was_checked(folder: Path) -> None:
    done = histor("verify", "--record", folder)

    assert found(folder) == []
    assert (done.status, done.err) == (0, "")
    assert done.out.startswith("intact: ")
    assert "3 files of evidence, 2 documents" in done.out


def test_checking_changes_nothing(folder: Path) -> None:
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    verified(folder)

    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


def test_every_flipped_byte_of_evidence_is_found_with_what_hangs_on_it(folder: Path) -> None:
    with Record.open(folder) as record:
        document = next(record.documents())
        claims = [claim.id for claim in record.claims() if claim.document == document.id]
        figures = {figure.id for figure in record.figures() if {*figure.claims} & {*claims}}
    path = folder / "evidence" / document.id[:2] / document.id
    path.chmod(0o644)
    data = path.read_bytes()
    path.write_bytes(data[:10] + bytes([data[10] ^ 1]) + data[11:])
    [flaw] = found(folder)

    assert flaw.where == f"evidence/{document.id[:2]}/{document.id}"
    assert flaw.what == "Its bytes are not those that were received."
    assert flaw.hangs[: len(claims) + 1] == (document.id, *claims)
    assert {*flaw.hangs[len(claims) + 1 :]} == figures != set()


def test_missing_evidence_is_found(folder: Path) -> None:
    for path in evidence(folder):
        path.unlink()

    assert [flaw.what for flaw in found(folder)] == ["This file was received and is missing."] * 3


@pytest.mark.parametrize("name", ["ab/" + "ab" * 32, "ab/note.txt", "stray.txt"])
def test_added_evidence_is_found(folder: Path, name: str) -> None:
    path = folder / "evidence" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text("planted")
    [flaw] = found(folder)

    assert (flaw.where, flaw.what) == (
        f"evidence/{name}",
        "The log does not know that this file was received.",
    )


def lines(folder: Path) -> list[str]:
    return (folder / "log.jsonl").read_text().splitlines(keepends=True)


def edited(told: list[str]) -> list[str]:
    return [line.replace('"who":"ana"', '"who":"eve"') for line in told]


def rehashed(told: list[str]) -> list[str]:
    """Edit a line, and give it the hash that then fits: the next one tells."""
    import hashlib  # noqa: PLC0415  # here alone

    number = next(number for number, line in enumerate(told) if '"who":"ana"' in line)
    entry = json.loads(told[number]) | {"who": "eve"}
    del entry["sha256"]
    form = {"ensure_ascii": False, "sort_keys": True, "separators": (",", ":")}
    digest = hashlib.sha256(json.dumps(entry, **form).encode()).hexdigest()  # type: ignore[arg-type]
    return [*told[:number], json.dumps(entry | {"sha256": digest}, **form) + "\n", *told[number + 1 :]]  # type: ignore[arg-type]


TAMPERED: dict[str, Callable[[list[str]], list[str]]] = {
    "an edited line": edited,
    "an edited line with its hash made to fit": rehashed,
    "a line deleted": lambda told: told[:3] + told[4:],
    "the first line deleted": lambda told: told[1:],
    "two lines swapped": lambda told: [*told[:2], told[3], told[2], *told[4:]],
    "a line twice": lambda told: [*told[:3], told[2], *told[3:]],
    "a line of noise added": lambda told: [*told, "noise\n"],
    "an old line added at the end": lambda told: [*told, told[1]],
    "the last line cut off": lambda told: told[:-1],
    "half of the last line cut off": lambda told: [*told[:-1], told[-1][:40]],
    "everything cut off": lambda _: [],
    "spaces added to a line": lambda told: [*told[:2], told[2].replace(",", ", ", 1), *told[3:]],
}


@pytest.mark.parametrize("what", TAMPERED)
def test_whatever_is_done_to_the_log_is_found(folder: Path, what: str) -> None:
    before = lines(folder)
    after = TAMPERED[what](before)
    (folder / "log.jsonl").write_text("".join(after))

    assert after != before
    assert found(folder) != []
    assert histor("verify", "--record", folder).status == 1


def test_a_lost_log_is_found(folder: Path) -> None:
    (folder / "log.jsonl").unlink()

    assert len(found(folder)) > 3


def test_nothing_is_added_to_a_log_that_was_tampered_with(folder: Path, tmp_path: Path) -> None:
    (folder / "log.jsonl").write_text("".join(lines(folder)[:-1]))
    before = lines(folder)
    done = histor("build", tmp_path, "--record", folder)

    assert (done.status, lines(folder)) == (2, before)
    assert "is not the log of this record" in done.err


@pytest.mark.parametrize(
    "change",
    [
        "DELETE FROM meta WHERE key = 'log_taken_in'",
        "UPDATE meta SET value = 'early' WHERE key = 'log_taken_in'",
        "UPDATE meta SET value = '2' || value WHERE key = 'log_taken_in'",
    ],
)
def test_nothing_is_added_to_a_database_that_does_not_tell_how_far_it_followed_the_log(
    folder: Path, tmp_path: Path, change: str
) -> None:
    in_database(folder, change)
    before = lines(folder)
    done = histor("build", tmp_path, "--record", folder)

    assert (done.status, lines(folder)) == (2, before)


ROWS = {
    "a document's text": "UPDATE documents_sensitive SET body = replace(body, 'Latakia', 'Homs') WHERE seq = 1",
    "a document's language": "UPDATE documents SET body = replace(body, '\"en\"', '\"fr\"') WHERE seq = 1",
    "what is sensitive in a document": "DELETE FROM documents_sensitive WHERE seq = 1",
    "a text put where it may be seen": (
        "UPDATE documents SET body = json_set(body, '$.title', 'Night of fire') WHERE seq = 1"
    ),
    "a document's outlet": "UPDATE documents SET outlet = 'Another' WHERE seq = 1",
    "when a document came": "UPDATE documents SET captured_at = '2020-01-01T00:00:00+00:00' WHERE seq = 1",
    "a document's original": "UPDATE documents SET copy_of = (SELECT id FROM documents WHERE seq = 2) WHERE seq = 1",
    "a document that is damaged": "UPDATE documents SET body = '{}' WHERE seq = 1",
    "a document removed": "DELETE FROM documents WHERE seq = 1",
    "a claim's number": "UPDATE claim_bodies SET body = replace(body, '\"low\":40', '\"low\":41')",
    "a claim that is damaged": "UPDATE claim_bodies SET body = 'none'",
    "a claim's body removed": "DELETE FROM claim_bodies WHERE seq = (SELECT min(seq) FROM claim_bodies)",
    "a claim's words": "UPDATE claims_sensitive SET body = replace(body, 'killed', 'hurt')",
    "what is sensitive in a claim": "DELETE FROM claims_sensitive",
    "the names that a claim is found by": "UPDATE claims_sensitive SET source = 'nobody'",
    "what a claim is found by": "UPDATE claims SET harm = 'injured' WHERE harm = 'killed'",
    "a claim removed": "DELETE FROM claims WHERE seq = (SELECT min(seq) FROM claims)",
    "an incident's name": "UPDATE incidents_sensitive SET body = json_set(body, '$.name', 'A quiet day')",
    "an incident": "UPDATE incidents SET body = replace(body, 'Latakia', 'Homs')",
    "what is sensitive in an incident": "DELETE FROM incidents_sensitive",
    "what is sensitive in a figure": "DELETE FROM figures_sensitive",
    "a figure's range": "UPDATE figures SET body = replace(body, '\"low\":', '\"low\":1')",
    "a figure's harm": "UPDATE figures SET harm = 'injured' WHERE harm = 'killed'",
    "a figure removed": "DELETE FROM figures WHERE id = (SELECT min(id) FROM figures)",
    "an incident's claims": "DELETE FROM memberships WHERE claim = (SELECT max(claim) FROM memberships)",
    "a figure's claims": "DELETE FROM figure_claims WHERE claim = (SELECT max(claim) FROM figure_claims)",
    "a failure's reason": "UPDATE failures SET body = replace(body, 'reason', 'raison')",
    "a failure removed": "DELETE FROM failures",
    "a file's name": "UPDATE arrivals SET file = 'other.txt' WHERE seq = 1",
    "a file removed": "DELETE FROM arrivals WHERE seq = 1",
    "a retraction's reason": "UPDATE retractions SET body = replace(body, 'an error', 'a slip')",
    "a retraction removed": "DELETE FROM retractions WHERE seq = (SELECT min(seq) FROM retractions)",
    "a retraction added": (
        "INSERT INTO retractions SELECT 999, document, body FROM retractions"
        " WHERE seq = (SELECT min(seq) FROM retractions)"
    ),
    "the settings of a build": "UPDATE runs SET body = replace(body, 'as shipped', 'my own')",
    "a build removed": "DELETE FROM runs",
    "a judgement added": "INSERT INTO judgements VALUES (999, 'j-1', '{}')",
    "by what a file was read": "UPDATE arrivals SET read_by = 'another' WHERE seq = 1",
    "whether a file could be read": "UPDATE arrivals SET read = 1 - read WHERE seq = 1",
    "a day that is none": "UPDATE documents SET published_from = 7 WHERE seq = 1",
    "a claim's day that is none": "UPDATE claims SET when_from = 'soon' WHERE kind = 'harm'",
    "an incident's day that is none": "UPDATE incidents SET when_from = 'soon'",
    "a kind that no claim is of": "UPDATE claims SET kind = 'rumour' WHERE kind = 'harm'",
    "when a document came, no moment": "UPDATE documents SET captured_at = 'early' WHERE seq = 1",
    "an incident that is damaged": "UPDATE incidents SET body = '{}'",
    "the file that a failure is of": "UPDATE failures SET subject = 'other.txt'",
    "whom a retraction is found by": "UPDATE retractions SET document = 'none'",
    "the order of retractions": "UPDATE retractions SET seq = 1000 - seq",
    "who put a claim into an incident": "UPDATE memberships SET by = 'nobody'",
    "what an incident is taken to have said": "UPDATE digests SET sha256 = 'ab'",
    "a gist that is damaged": "UPDATE gists SET body = '[]' WHERE seq = 1",
    "words that belong to no document": "INSERT INTO documents_sensitive VALUES (999, '{}')",
    "a claim's body without a claim": "INSERT INTO claim_bodies VALUES (999, '{}')",
    "a key that is none": "INSERT INTO meta VALUES ('note', 'planted')",
    "how far the log was followed": "DELETE FROM meta WHERE key = 'log_taken_in'",
}


@pytest.mark.parametrize("what", ROWS)
def test_whatever_is_done_to_the_database_is_found(folder: Path, what: str) -> None:
    in_database(folder, ROWS[what])

    assert found(folder) != []


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TABLE notes (words TEXT)",
        "CREATE VIEW figures_seen AS SELECT * FROM figures",
        "CREATE TRIGGER later AFTER INSERT ON claims BEGIN DELETE FROM retractions; END",
    ],
)
def test_what_histor_did_not_make_in_the_database_is_found(folder: Path, statement: str) -> None:
    connection = sqlite3.connect(folder / "record.db")
    connection.execute(statement)
    connection.close()

    assert [flaw.what for flaw in found(folder)] == ["Histor made nothing of this name."]


def test_a_table_that_was_made_otherwise_is_found(folder: Path) -> None:
    connection = sqlite3.connect(folder / "record.db")
    connection.execute("ALTER TABLE figures ADD COLUMN note TEXT")
    connection.close()

    assert [flaw.where for flaw in found(folder)] == ["record.db, table figures"]


def test_a_damaged_entry_hides_no_other_flaw(folder: Path) -> None:
    in_database(folder, ROWS["an incident that is damaged"], ROWS["when a document came, no moment"])
    evidence(folder)[0].unlink()
    where = [flaw.where for flaw in found(folder)]

    assert any(each.startswith("evidence/") for each in where)
    assert any(each.startswith("record.db, document ") for each in where)
    assert "record.db, incidents" in where


def test_a_changed_claim_is_named_with_its_document_and_figures(folder: Path) -> None:
    in_database(folder, ROWS["a claim's number"])
    [flaw] = [flaw for flaw in found(folder) if "claims are not as they were read" in flaw.what]
    with Record.open(folder) as record:
        document = next(record.documents())
        assert flaw.where == f"record.db, document {document.id}"
        assert flaw.hangs == record.hanging_on(document.id)


def test_a_changed_figure_is_named(folder: Path) -> None:
    in_database(folder, ROWS["a figure's range"])
    with Record.open(folder) as record:
        ids = {figure.id for figure in record.figures() if figure.low is not None}
    [flaw] = found(folder)

    assert ids <= {*flaw.hangs}


def test_words_that_do_not_stand_where_a_claim_says_are_found(folder: Path) -> None:
    in_database(folder, "UPDATE claims_sensitive SET body = replace(body, 'Latakia', 'Latakea')")

    assert any("do not stand where it says in the text" in flaw.what for flaw in found(folder))


def test_a_database_that_is_noise_is_said_to_be_so(folder: Path) -> None:
    (folder / "record.db").write_bytes(NOT_A_REPORT * 20)

    [flaw] = verify_folder(folder).flaws

    assert (flaw.where, "it is not a database" in flaw.what) == ("record.db", True)
    assert histor("verify", "--record", folder).status == 1


def test_the_findings_can_be_had_as_json(folder: Path) -> None:
    evidence(folder)[0].unlink()
    done = histor("verify", "--record", folder, "--format", "json")
    told = json.loads(done.out)

    assert (done.status, told["intact"], len(told["flaws"])) == (1, False, 1)
    assert told["flaws"][0]["where"].startswith("evidence/")
