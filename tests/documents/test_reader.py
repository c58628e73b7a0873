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
from grounds.documents.drawn import Drawn
from grounds.model.document import Document
from grounds.model.errors import BrokenFile, EmptyFile, InputError, UnreadableFile
from tests.documents.bad_files import BAD_FILES, LIMIT
from tests.documents.pdf_writing import make_pdf

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
        ("Café in Şırnak, السلام".encode("utf-16-le"), "utf-16-le", "Café in Şırnak, السلام"),
        ("Café in Şırnak".encode("utf-16-be"), "utf-16-be", "Café in Şırnak"),
        ("Les autorités ont été informées après l'été dernier à Bangui".encode("cp1252"), None, "autorités"),
    ],
    ids=["utf-8", "byte order mark", "utf-16", "utf-16 without mark", "so too, the other way round", "guessed"],
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


@pytest.mark.parametrize("arrow", ["↩︎", "&#8617;", "↑", "^"])
def test_links_back_from_notes_are_no_words(arrow):
    notes = f"<ol><li>Its letter. <a href=#r>{arrow}</a></li><li>A <a href=#s>word</a> of their own.</li></ol>"
    page = f"<p>The army left.<sup>1</sup></p>{notes}"
    words = read_bytes(f"<html><body>{page}".encode(), name="a.html", options=ReadOptions(language="en")).reading.text
    assert " ".join(words.split()) == "The army left. Its letter. A word of their own."


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


@pytest.mark.parametrize(("name", "data", "error", "told"), BAD_FILES, ids=[name for name, *_ in BAD_FILES])
def test_bad_input_gets_one_clear_line(name, data, error, told):
    with pytest.raises(error) as raised:
        read_bytes(data, name=name, options=ReadOptions(max_bytes=LIMIT))
    line = str(raised.value)
    assert line.startswith(f"{name}: {told}")
    assert "\n" not in line
    assert ";" in line


def test_a_pdf_cut_anywhere_is_refused_or_read_in_part():
    whole = make_pdf([["The army left the town of Goma on Monday,"], ["the rebels said on Tuesday in the capital."]])
    refused = 0
    for length in range(0, len(whole), 23):
        try:
            document = read_bytes(whole[:length], name="a.pdf", options=ReadOptions(language="en"))
        except InputError:
            refused += 1
        else:
            check_offsets(document)
    assert refused > 50


def test_a_page_may_name_its_encoding_wrongly():
    page = "<html><head><meta charset='{}'></head><body><p>The army left Sévaré on Monday.</p></body></html>"
    for name in ("utf-16", "utf-7", "idna", "no-such-thing", "base64"):
        document = read_bytes(page.format(name).encode(), name="a.html", options=ReadOptions(language="en"))
        assert "Sévaré" in document.text, name


def broken(*_: object) -> Drawn:
    raise AssertionError("odd")


def halved(*_: object) -> Drawn:
    return Drawn("half of one: \ud800", ())


@pytest.mark.parametrize(
    ("draw", "told"), [(broken, "AssertionError: odd"), (halved, "UnicodeEncodeError: 'utf-8' codec can't encode")]
)
def test_an_error_of_a_parser_is_told_of_its_file(monkeypatch, draw, told):
    monkeypatch.setattr("grounds.documents.html.draw", draw)
    with pytest.raises(BrokenFile) as raised:
        read_bytes(b"<html><body>words</body></html>", name="a.html", options=ReadOptions(isolated=False))
    assert str(raised.value).startswith(f"a.html: cannot be taken apart ({told}")


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"{broken", "cannot be read as JSON, so a.txt is left unread; mend or remove it"),
        (b"\xff\xfe", "cannot be read as JSON, so a.txt is left unread; mend or remove it"),
        (b"[" * 100_000, "cannot be read as JSON, so a.txt is left unread; mend or remove it"),
        (b"[1]", "is no JSON object, so a.txt is left unread; mend or remove it"),
    ],
    ids=["no json", "no text", "too deep", "no object"],
)
def test_a_broken_sidecar_is_told(tmp_path, content, told):
    path = tmp_path / "a.txt"
    path.write_text("The army left the town on Monday.")
    path.with_suffix(".meta.json").write_bytes(content)
    with pytest.raises(BrokenFile) as raised:
        read_file(path)
    assert str(raised.value) == f"{path.with_suffix('.meta.json')}: {told}"


@pytest.mark.parametrize(
    ("front", "title", "date"),
    [
        ("title: 2024\ndate: 2024-02-30", "2024", None),
        ("title: [a, b]\ndate: 3 May 2024", None, "2024-05-03"),
        ("title: &a x\ndate: May 2024", "x", None),
        ("title: yes\ndate: Monday", "yes", None),
        ("{broken", None, None),
        ("[" * 5000, None, None),
    ],
)
def test_front_matter_is_taken_as_it_is_written(front, title, date):
    document = read_as(f"---\n{front}\n---\nThe army left the town on Monday, and nobody knows why it did.\n", "a.md")
    assert (document.title, document.date) == (title, date)


def test_half_a_character_in_a_fact_is_no_text(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("The army left the town on Monday.")
    path.with_suffix(".meta.json").write_text('{"publisher": "a\\ud800b"}')
    assert read_file(path).publisher == "a?b"


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


@pytest.mark.skipif(os.name == "nt", reason="POSIX files")
def test_what_is_no_file_is_told(tmp_path):
    (tmp_path / "dangling.txt").symlink_to("nowhere.txt")
    (tmp_path / "loop.txt").symlink_to("loop.txt")
    os.mkfifo(tmp_path / "pipe.txt")
    told = {}
    for path in find_files([tmp_path]):
        assert isinstance(path, Path)
        with pytest.raises(UnreadableFile) as raised:
            read_file(path)
        told[path.name] = raised.value.problem
    assert told == {
        "dangling.txt": "is a link that leads nowhere",
        "loop.txt": "cannot be opened (Too many levels of symbolic links)",
        "pipe.txt": "is a pipe or a device, not a file",
    }


def refuse(*_: object, **__: object) -> None:
    raise PermissionError(13, "Permission denied")


def test_files_and_folders_without_rights_are_told(tmp_path, monkeypatch):
    path = tmp_path / "a.txt"
    path.write_text("The army left the town on Monday.")
    with monkeypatch.context() as patch:
        patch.setattr(Path, "open", refuse)
        with pytest.raises(UnreadableFile, match=r"a\.txt: cannot be opened \(Permission denied\); check the path and"):
            read_file(path)
    with monkeypatch.context() as patch:
        patch.setattr(os, "scandir", refuse)
        [found] = find_files([tmp_path])
        assert str(found) == f"{tmp_path}: cannot be entered (Permission denied); check the rights"
    with monkeypatch.context() as patch:
        patch.setattr(Path, "lstat", refuse)
        [found] = find_files([tmp_path / "beyond"])
        assert str(found) == f"{tmp_path / 'beyond'}: cannot be opened (Permission denied); check the rights"


def test_real_rights_are_told(tmp_path):
    closed, folder, listed = tmp_path / "closed.txt", tmp_path / "folder", tmp_path / "listed"
    closed.write_text("words")
    for made in (folder, listed):
        made.mkdir()
        (made / "a.txt").write_text("words")
    closed.chmod(0)
    if os.access(closed, os.R_OK):
        pytest.skip("rights bind nobody here")
    folder.chmod(0)
    listed.chmod(0o444)
    try:
        told = []
        for path in find_files([closed, folder, listed, folder / "a.txt"]):
            if isinstance(path, Path):
                with pytest.raises(UnreadableFile, match="Permission denied"):
                    read_file(path)
                told.append(path.name)
            else:
                told.append(path.problem)
        assert told == ["closed.txt", "cannot be entered (Permission denied)", "a.txt",
                        "cannot be opened (Permission denied)"]  # fmt: skip
    finally:
        folder.chmod(0o755)
        listed.chmod(0o755)


@pytest.mark.skipif(os.name == "nt", reason="names are bytes on POSIX only")
def test_a_name_that_is_no_text_is_written_out(tmp_path):
    path = os.path.join(os.fsencode(tmp_path), b"odd\xff.txt")
    with open(path, "w") as file:
        file.write("The army left the town on Monday.")
    [found] = find_files([tmp_path])
    assert isinstance(found, Path)
    assert read_file(found).path == f"{tmp_path}/odd\\udcff.txt"


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("<p>First.</p><button>x<p>Second.</p><p>Third.</p></body>", ["First.", "Second.", "Third."]),
        ("<select><option>x<p>Second.</p></body>", ["Second."]),
        ("<p>First.</p><svg><p>Second.</p></body>", ["First.", "Second."]),
        ("<html><head><title>t</title><p>First.</p></html>", ["First."]),
        ("<p>First.</p><script>x<p>no</p></script><p>Second.</p>", ["First.", "Second."]),
        ("<p>First.</p><div hidden><p>no</p></div><p>Second.</p>", ["First.", "Second."]),
    ],
)
def test_what_is_never_closed_hides_nothing(html, words):
    document = read_bytes(html.encode(), name="a.html", options=ReadOptions(language="en"))
    assert document.text.split() == words


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html"])
def test_a_run_without_blanks_is_not_read(name):
    run = "[" * 30_000
    document = read_bytes(f"{run}\n\nM23 attacked Goma.\n".encode(), name=name, options=ReadOptions(language="en"))
    assert document.reading.text.strip() == "M23 attacked Goma."
    assert run in document.text


def test_cells_of_a_table_in_markdown_are_read_each_at_its_place():
    document = read_as("| Sake b | b |\n|---|---|\n| M23 ab | a |\n", "a.md")
    assert document.reading.text.split("\n\n") == ["Sake b", "b", "M23 ab", "a"]
    check_offsets(document)
