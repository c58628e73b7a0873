"""Files made to harm, or odd by accident: nothing hangs, nothing ends the process, nothing is lost or made up."""

from __future__ import annotations

import io
import os
import zipfile
from pathlib import Path

import odfdo
import pytest

from grounds.documents import ReadOptions, find_files, read_all, read_bytes
from grounds.model.document import Document
from grounds.model.errors import InputError

TOLD = "M23 attacked the village of Sake, the army said on Monday."


def only(path: Path) -> Document:
    (found,) = read_all(path, ReadOptions(language="en"))
    assert isinstance(found, Document), found
    return found


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
@pytest.mark.parametrize("name", ["a.txt", "a.mbox", "a.xml", "a.eml"])
def test_a_pipe_is_told_and_never_waited_for(tmp_path, name):
    os.mkfifo(tmp_path / name)
    (found,) = read_all(tmp_path / name)
    assert str(found).endswith("is a pipe or a device, not a file; pipe its content into `grounds read -`")


@pytest.mark.skipif(os.name == "nt", reason="names are bytes on POSIX only")
@pytest.mark.parametrize("suffix", ["mbox", "rss"])
def test_members_of_a_file_whose_name_is_no_text_can_be_stored(tmp_path, suffix):
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/odd\xff." + suffix.encode()))
    if suffix == "mbox":
        path.write_text(f"From a\nFrom: desk@example.org\nSubject: x\n\n{TOLD}\n")
    else:
        path.write_text(
            f"<rss><channel><item><title>Raid</title><description>{TOLD}</description></item></channel></rss>"
        )
    path_told = only(path).path
    assert path_told is not None
    assert path_told.endswith(f"odd\\udcff.{suffix}#1")


def test_one_bad_entry_leaves_the_rest_of_a_feed(tmp_path):
    entries = [TOLD, "<![CDATA[<!doctype a>]]>", TOLD + " Ten fled."]
    items = "".join(f"<item><title>Raid</title><description>{e}</description></item>" for e in entries)
    path = tmp_path / "feed.rss"
    path.write_text(f"<rss><channel>{items}</channel></rss>", "utf-8")
    found = list(read_all(path, ReadOptions(language="en")))
    assert [isinstance(f, Document) for f in found] == [True, False, True]
    assert "feed.rss#2: cannot be taken apart" in str(found[1])


@pytest.mark.parametrize(
    ("told", "date"),
    [
        ("0000-00-00", None),
        ("99999-01-01", None),
        ("1" * 5000, None),
        ("2024-06-03T10:00:00Z", "2024-06-03"),
        ("Sun, 31 Dec 2023 23:00:00 -0500", "2023-12-31"),
    ],
    ids=lambda value: str(value)[:20],
)
def test_the_day_of_a_feed_entry_is_the_one_that_is_written(tmp_path, told, date):
    path = tmp_path / "feed.rss"
    item = f"<item><title>Raid</title><pubDate>{told}</pubDate><description>{TOLD}</description></item>"
    path.write_text(f"<rss><channel>{item}</channel></rss>", "utf-8")
    assert only(path).date == date


HEAD = b"From: desk@example.org\nSubject: x\n"
WORDS = "Café — the army said so."


@pytest.mark.parametrize(
    ("header", "content", "encoding"),
    [
        (b"", WORDS.encode(), "utf-8"),
        (b"Content-Type: text/plain; charset=no-such\n", WORDS.encode(), "utf-8"),
        (b"Content-Type: text/plain; charset=rot13\n", WORDS.encode(), "utf-8"),
        (b'Content-Type: text/plain; charset=""\n', WORDS.encode(), "utf-8"),
        (b"Content-Type: text/plain; charset=windows-1252\n", WORDS.encode("cp1252"), "windows-1252"),
        (b"Content-Type: text/plain; charset=us-ascii\n", WORDS.encode(), "utf-8"),
    ],
    ids=["none", "unknown", "no encoding", "empty", "right", "wrong"],
)
def test_a_message_loses_no_letter_to_a_wrong_header(header, content, encoding):
    found = read_bytes(HEAD + header + b"Content-Transfer-Encoding: 8bit\n\n" + content, name="a.eml")
    assert (found.text, found.encoding) == (WORDS, encoding)


def test_an_html_message_is_in_the_encoding_of_its_header():
    page = f"<html><head><meta charset=windows-1252></head><body><p>{WORDS}</p></body></html>"
    header = b"Content-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n"
    assert read_bytes(HEAD + header + page.encode(), name="a.eml").text.strip() == WORDS


@pytest.mark.parametrize(
    "front",
    ["a: [\n" * 20_000, "a: " + "[" * 50_000, "".join(" " * i + "a:\n" for i in range(2000)), "a: &x 1\ntitle: *x\n"],
    ids=["open lists", "one line", "steps", "reference"],
)
def test_front_matter_made_to_swell_is_text(front):
    found = read_bytes(f"---\n{front}\n---\n\n{TOLD}\n".encode(), name="a.md", options=ReadOptions(language="en"))
    assert found.facts["title"].how != "front matter"
    assert TOLD in found.text


def test_an_odt_may_not_ask_for_blanks_without_end():
    made, target = odfdo.Document("text"), io.BytesIO()
    made.body.append(odfdo.Paragraph(TOLD))
    made.save(target)
    swollen = io.BytesIO()
    with zipfile.ZipFile(target) as archive, zipfile.ZipFile(swollen, "w") as copy:
        for name in archive.namelist():
            asked = f'{TOLD}<text:s text:c="2000000000"/>'.encode()
            copy.writestr(name, archive.read(name).replace(TOLD.encode(), asked))
    read = read_bytes(swollen.getvalue(), name="a.odt", options=ReadOptions(language="en"))
    assert read.text == TOLD + " " * 1000


def test_a_marked_section_of_no_known_kind_is_a_comment():
    page = f"<html><body><![odd thing]><p>{TOLD}</p><![if !x]><p>Ten fled.</p><![endif]></body></html>"
    found = read_bytes(page.encode(), name="a.html", options=ReadOptions(language="en"))
    assert found.text.split() == f"{TOLD} Ten fled.".split()


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("a.html", "<div>x "),
        ("a.html", "<b>x "),
        ("a.html", "<table><tr><td>x "),
        ("a.md", "word " * 12 + "\n"),
        ("a.md", "` "),
    ],
)
def test_what_once_took_the_square_of_its_length_is_read(name, unit):
    found = read_bytes((unit * 8000).encode(), name=name, options=ReadOptions(language="en"))  # minutes, where it does
    assert found.text


def test_an_error_of_the_disk_amid_a_mailbox_is_told(tmp_path, monkeypatch):
    def fail(*_: object) -> bytes:
        raise OSError(5, "Input/output error")

    (tmp_path / "a.mbox").write_text(f"From a\nFrom: desk@example.org\n\n{TOLD}\n")
    monkeypatch.setattr("mailbox.mbox.get_bytes", fail)
    (found,) = read_all(tmp_path / "a.mbox")
    assert isinstance(found, InputError)
    assert "a.mbox#1: cannot be read (Input/output error)" in str(found)


RUNS = ["(" * 5000, "( " * 5000 + "(", "(( 1 2.5 " * 900 + "(("]


@pytest.mark.parametrize("run", RUNS, ids=["marks", "marks apart", "figures"])
@pytest.mark.parametrize("text", ["{} " + TOLD, TOLD + " {}", "It began. {} " + TOLD])
def test_a_run_of_marks_is_not_read_wherever_it_stands(text, run):
    text = text.format(run)
    found = read_bytes(text.encode(), name="a.txt", options=ReadOptions(language="en"))
    assert found.text == text
    assert TOLD in found.reading.text
    assert "((" not in found.reading.text


def test_folders_may_lie_deep(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for _ in range(1200):
        os.mkdir("d")
        os.chdir("d")
    Path("a.txt").write_text(TOLD)
    found = [path.name for path in find_files([tmp_path]) if isinstance(path, Path)]
    Path("a.txt").unlink()
    for _ in range(1200):  # what clears up behind the tests goes down by recursion
        os.chdir("..")
        os.rmdir("d")
    assert found == ["a.txt"]
