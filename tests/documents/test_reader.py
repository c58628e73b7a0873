"""Formats, facts and bad input."""

from __future__ import annotations

import json
import os
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grounds.documents import ReadOptions, find_files, read_bytes, read_file
from grounds.model.document import Document
from grounds.model.errors import BrokenFile, EmptyFile, InputError, TooLarge, UnreadableFile, UnsupportedFile

HARD = "الشباب said 🙂 cafe\u0301 ﬁre\u2028next\x85line"
WORDS = st.text(alphabet=st.sampled_from("abcdeXYZ .,!é\u0301ﬁ🙂الشباب\u2028\x85\t’“-"), min_size=1, max_size=40)


def read_as(text: str, name: str) -> Document:
    return read_bytes(text.encode(), name=name, options=ReadOptions(language="en"))


def check_offsets(document: Document) -> None:
    """Every character that is read stands at its canonical offset; pieces rise."""
    view = document.reading
    for position, character in enumerate(view.text):
        start, end = view.canonical(position, position + 1)
        if not character.isspace():
            assert document.text[start:end] == character
    pieces = [p for passage in document.passages for p in passage.pieces]
    assert all(p.start < p.end for p in pieces)
    assert all(a.end <= b.start for a, b in pairwise(pieces))


@settings(max_examples=60, deadline=None)
@given(
    st.lists(WORDS, min_size=1, max_size=6),
    st.sampled_from(["\n", "\r\n", "\n\n", "\r\n\r\n"]),
    st.sampled_from(["a.txt", "a.md", "a.html"]),
)
def test_offsets_are_exact_in_any_text(paragraphs, end, name):
    if name == "a.html":
        text = "<html><body>" + end.join(f"<p>{p.replace('<', '')}</p>" for p in paragraphs) + "</body></html>"
    else:
        text = end.join(paragraphs)
    try:
        document = read_as(text, name)
    except EmptyFile:
        return
    check_offsets(document)


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html"])
def test_hard_text_keeps_its_characters(name):
    body = f"The group {HARD} again."
    document = read_as(f"<p>{body}</p>" if name.endswith("html") else body, name)
    assert body in document.text
    check_offsets(document)


@pytest.mark.parametrize(
    ("data", "encoding", "shown"),
    [
        ("Café groups".encode(), "utf-8", "Café groups"),
        (b"\xef\xbb\xbfCaf\xc3\xa9", "utf-8", "Café"),
        ("Café".encode("utf-16"), "utf-16-le", "Café"),
        ("Les autorités ont été informées après l'été dernier à Bangui".encode("cp1252"), None, "autorités"),
    ],
    ids=["utf-8", "byte order mark", "utf-16", "guessed"],
)
def test_encodings(data, encoding, shown):
    document = read_bytes(data, name="a.txt", options=ReadOptions(language="en"))
    assert shown in document.text
    assert document.encoding == encoding or encoding is None


def test_text_is_never_altered():
    text = "One line\r\nof a paragraph\r\n\r\nAnother  one.\r\n"
    assert read_as(text, "a.txt").text == text


def test_lines_are_joined_and_words_mended():
    text = (
        "The rebels have left the north-\nern towns of the pro-\nvince and moved on to the\nborder with their weapons."
    )
    assert read_as(text, "a.txt").reading.text.startswith(
        "The rebels have left the northern towns of the province and moved"
    )


def test_markdown_reads_without_its_marks():
    document = read_as(
        "---\ntitle: Brief\ndate: 2024-05-01\n---\n# Head *one*\n\n"
        "A **bold** [link](http://a.b) and\nmore.\n\n- an item\n",
        "a.md",
    )
    assert document.reading.text == "Head one\n\nA bold link and more.\n\nan item"
    assert (document.title, document.date) == ("Brief", "2024-05-01")
    assert [p.kind for p in document.passages] == ["heading", "paragraph", "item"]


PAGE = """<html><head><title>T</title><script>x = "attack"</script></head><body><nav><a>Home</a></nav><article>
<h1>Rebels leave</h1><p>The rebels &amp; the army <b>agreed</b> to leave the town on Monday after long talks in the
capital.</p> <p style="display: none">hidden</p></article><footer>About us</footer></body></html>"""


def test_html_reads_its_main_text_and_leads_back():
    document = read_as(PAGE, "a.html")
    assert document.reading.text.startswith("Rebels leave\n\nThe rebels & the army agreed to leave")
    for word in ("Home", "About", "hidden", "attack"):
        assert word not in document.reading.text
    start = document.text.index("agreed")
    found = next(r for r in document.source_map if r.start <= start < r.end)
    assert PAGE[found.source_start : found.source_end] == "agreed"


def test_a_text_in_another_language_is_recorded_not_read():
    text = (
        "Les forces armées ont annoncé hier soir que plusieurs villages du nord du pays "
        "avaient été attaqués par des hommes armés."
    )
    document = read_bytes(text.encode(), name="a.txt")
    assert (document.state, document.language, document.passages) == ("unsupported_language", "fr", ())
    assert document.text == text


def test_facts_given_win_over_the_sidecar(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("The army said nothing new about the war in the north of the country today.")
    path.with_suffix(".meta.json").write_text(json.dumps({"date": "2020-01-02", "publisher": "Desk"}))
    document = read_file(path, ReadOptions(date="2021-03-04"))
    assert (document.date, document.publisher) == ("2021-03-04", "Desk")
    assert document.facts["publisher"].how == "sidecar file"


@pytest.mark.parametrize(
    ("data", "name", "error"),
    [
        (b"", "a.txt", EmptyFile),
        (b" \n\t ", "a.txt", EmptyFile),
        (b"\x00\x01\x02\x03" * 40, "a.txt", UnsupportedFile),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "a.png", UnsupportedFile),
        (b"%PDF-1.4\ntruncated", "a.pdf", BrokenFile),
        (b"no pdf at all", "a.pdf", UnsupportedFile),
        (b"a,b\n1,2\n", "a.csv", UnsupportedFile),
        (b"x" * 200, "a.txt", TooLarge),
        (b"<html><body></body></html>", "a.html", EmptyFile),
    ],
    ids=["empty", "blank", "binary", "picture", "cut pdf", "false pdf", "table", "large", "empty page"],
)
def test_bad_input_gets_one_clear_line(data, name, error):
    with pytest.raises(error) as raised:
        read_bytes(data, name=name, options=ReadOptions(max_bytes=199))
    line = str(raised.value)
    assert line.startswith(name)
    assert "\n" not in line
    assert ";" in line


def test_deeply_nested_pages_are_read():
    document = read_as("<div>" * 20_000 + "<p>The army left the town on Monday.</p>", "a.html")
    assert "The army left the town on Monday." in document.reading.text


def test_folders_are_walked_once_and_in_order(tmp_path):
    (tmp_path / "b").mkdir()
    for name in ("b/two.txt", "one.txt", ".hidden", "one.meta.json"):
        (tmp_path / name).write_text("x")
    os.symlink(tmp_path, tmp_path / "b" / "loop")
    found = [p.name if isinstance(p, Path) else p for p in find_files([tmp_path])]
    assert found == ["two.txt", "one.txt"]


def test_what_is_missing_is_told(tmp_path):
    found = list(find_files([tmp_path / "no"]))
    assert isinstance(found[0], UnreadableFile)
    with pytest.raises(InputError, match="folder"):
        read_file(tmp_path)
