import os
from collections.abc import Callable
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factories import CAPTURED, published
from histor.documents.dates import published_from
from histor.documents.intake import LARGEST, Declared, Gathered, Oversized, Received, gather
from histor.errors import MissingInputError
from histor.records.document import Published
from histor.records.failure import Failure


def gathered(*paths: Path, said: Declared | None = None) -> list[Gathered]:
    return list(gather(paths, said or Declared(), now=lambda: CAPTURED))


def received(*paths: Path, said: Declared | None = None) -> list[Received]:
    return [item for item in gathered(*paths, said=said) if isinstance(item, Received)]


def reasons(*paths: Path) -> list[str]:
    return [item.reason for item in gathered(*paths) if isinstance(item, Failure)]


def test_a_folder_is_walked_in_order_and_files_are_named_from_its_root(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a/c.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    assert [item.file for item in received(tmp_path)] == ["a/c.txt", "a/z.txt", "b.txt"]


def test_hidden_files_manifests_and_unlisted_readmes_are_passed_over(tmp_path: Path) -> None:
    for name in (".git", "README.md", "a.txt"):
        (tmp_path / name).write_text("x")
    (tmp_path / "manifest.csv").write_text("file,outlet\na.txt,Ardel Post\n")
    assert [item.file for item in received(tmp_path)] == ["a.txt"]


def test_a_missing_path_is_a_wrong_call_before_anything_is_read(tmp_path: Path) -> None:
    with pytest.raises(MissingInputError, match="does not exist"):
        gathered(tmp_path, tmp_path / "nowhere")


def test_what_the_options_say_outranks_the_manifest(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    (tmp_path / "manifest.csv").write_text("file,published,outlet\na.txt,2025-03-10,Ardel Post\n")
    (item,) = received(tmp_path, said=Declared(outlet="Given"))
    assert item.declared == Declared(published=published("2025-03-10"), outlet="Given")


def test_a_jsonl_manifest_declares_too_and_unlisted_files_are_still_read(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("x")
    (tmp_path / "manifest.jsonl").write_text('{"file": "b.txt", "agency": "AFP"}\n')
    assert [item.declared.agency for item in received(tmp_path)] == [None, "AFP"]


def test_a_manifest_row_without_its_file_is_a_failure(tmp_path: Path) -> None:
    (tmp_path / "manifest.csv").write_text("file\ngone.txt\n")
    assert reasons(tmp_path) == ["the manifest names this file, but it is not there"]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        (
            "manifest.csv",
            "file,published\na.txt,2025-02-30\n",
            "manifest.csv, line 2: '2025-02-30' is not on",
        ),
        ("manifest.csv", "file,colour\na.txt,red\n", "manifest.csv, line 2: no column colour"),
        ("manifest.jsonl", '{"file": "a.txt"}\n{broken\n', "manifest.jsonl, line 2: this is not JSON"),
        ("manifest.jsonl", '{"outlet": "x"}\n', "manifest.jsonl, line 1: the column `file`"),
    ],
)
def test_a_wrong_manifest_names_its_line_and_the_files_are_still_read(
    tmp_path: Path, name: str, content: str, said: str
) -> None:
    (tmp_path / "a.txt").write_text("x")
    (tmp_path / name).write_text(content)
    assert reasons(tmp_path)[0].startswith(said)
    assert [item.file for item in received(tmp_path)] == ["a.txt"]


def test_a_manifest_that_is_no_text_is_a_failure(tmp_path: Path) -> None:
    (tmp_path / "manifest.csv").write_bytes(b"file\n\xff\xfe\x00\n")
    assert reasons(tmp_path)[0].startswith("manifest.csv cannot be read as UTF-8 text")


def test_links_out_of_the_folder_and_links_to_folders_are_not_followed(tmp_path: Path) -> None:
    root = tmp_path / "root"
    root.mkdir()
    (tmp_path / "secret.txt").write_text("x")
    (root / "loop").symlink_to(root)
    (root / "out.txt").symlink_to(tmp_path / "secret.txt")
    assert reasons(root) == [
        "this link leads to a folder and was not followed",
        "this link leads out of the folder and was not followed",
    ]


def test_a_pipe_is_a_failure_and_keeps_nobody_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert reasons(tmp_path) == ["this is no regular file: a link to nothing, a pipe or a device"]


def test_fifty_megabytes_of_text_are_not_read_and_say_so(tmp_path: Path) -> None:
    huge = tmp_path / "huge.txt"
    with huge.open("wb") as file:
        file.truncate(52_000_000)
    [item] = gathered(tmp_path)

    assert isinstance(item, Oversized)
    assert (item.path, item.failure.subject) == (huge, "huge.txt")
    assert item.failure.reason == "52 MB are more than one report holds (21 MB): cut the file up"


def test_a_file_of_the_largest_size_is_still_read(tmp_path: Path) -> None:
    with (tmp_path / "large.txt").open("wb") as file:
        file.truncate(LARGEST)
    assert [len(item.data) for item in received(tmp_path)] == [LARGEST]


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything")
def test_an_unreadable_folder_is_a_failure(tmp_path: Path) -> None:
    locked = tmp_path / "locked"
    locked.mkdir(mode=0o000)
    assert reasons(tmp_path) == ["this folder cannot be read: Permission denied"]
    locked.chmod(0o700)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2025-03-10", date(2025, 3, 10), date(2025, 3, 10)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2025", date(2025, 1, 1), date(2025, 12, 31)),
        ("2025-03-10T23:30:00+03:00", date(2025, 3, 10), date(2025, 3, 10)),
    ],
)
def test_a_date_is_a_day_a_month_or_a_year_as_written(text: str, start: date, end: date) -> None:
    assert published_from(text) == Published(start=start, end=end)


CREATE: list[Callable[[Path], object]] = [
    lambda path: path.write_text("x"),
    lambda path: path.write_bytes(b""),
    lambda path: path.symlink_to("/nowhere-at-all"),
]


@settings(max_examples=30, deadline=None)
@given(kinds=st.lists(st.integers(0, len(CREATE) - 1), max_size=8))
def test_what_lies_in_a_folder_comes_out_or_is_a_failure(kinds: list[int]) -> None:
    with TemporaryDirectory() as folder:
        for number, kind in enumerate(kinds):
            CREATE[kind](Path(folder) / f"{number}.txt")
        assert len(gathered(Path(folder))) == len(kinds)


def test_a_password_in_an_address_is_kept_nowhere(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    (tmp_path / "manifest.csv").write_text("file,url\na.txt,https://ann:hush@news.example/1?to=a@b.example\n")
    [item] = received(tmp_path)
    assert item.declared.url == "https://news.example/1?to=a@b.example"
