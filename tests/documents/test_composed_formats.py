"""DOCX, ODT and e-mail: what is read, in which order, and what stands in the text unread."""

from __future__ import annotations

import io
import zipfile
from email.message import EmailMessage

import docx
import odfdo
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from grounds.documents import read_bytes
from grounds.model.document import Document
from grounds.model.errors import BrokenFile, TooLarge
from tests.documents.hostile_files import BODY, archive, epub, package


def shown(document: Document) -> list[tuple[str, str]]:
    """Kind and words of each passage."""
    return [
        (p.kind, "".join(i.glue + document.text[i.start : i.end] for i in p.pieces).strip()) for p in document.passages
    ]


def members(data: bytes) -> dict[str, str | bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def docx_bytes(made) -> bytes:
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def test_a_docx_is_read_in_order():
    made = docx.Document()
    made.core_properties.title = "Weekly brief"
    made.add_heading("North", 1)
    made.add_paragraph("M23 attacked a village.")
    made.add_paragraph("Ten families fled.", style="List Bullet")
    table = made.add_table(1, 2)
    table.cell(0, 0).text = "Killed"
    table.cell(0, 1).text = "ten guards"
    made.add_paragraph("The army denied it.")
    document = read_bytes(docx_bytes(made), name="brief.docx")
    assert document.title == "Weekly brief"
    assert shown(document) == [
        ("heading", "North"),
        ("paragraph", "M23 attacked a village."),
        ("item", "Ten families fled."),
        ("table", "Killed"),
        ("table", "ten guards"),
        ("paragraph", "The army denied it."),
    ]


@pytest.mark.parametrize("name", ["report.txt", "report", "report.odt", "report.docx", "report.epub", "report.zip"])
def test_what_an_archive_is_goes_before_its_name(name):
    made = docx.Document()
    made.add_paragraph(BODY)
    written, target = odfdo.Document("text"), io.BytesIO()
    written.body.append(odfdo.Paragraph(BODY))
    written.save(target)
    book = archive({"mimetype": "application/epub+zip", **members(epub(package()))}, zipfile.ZIP_STORED)
    for data, form in ((docx_bytes(made), "wordprocessing"), (target.getvalue(), "opendocument"), (book, "epub")):
        document = read_bytes(data, name=name)
        assert form in document.media_type
        assert document.reading.text.endswith(BODY)


def broken(data: bytes, part: str) -> bytes:
    """The archive with one part cut in the middle."""
    held = members(data)
    return archive({**held, part: held[part][: len(held[part]) // 2]})


@pytest.mark.parametrize("part", ["docProps/core.xml", "word/styles.xml"])
def test_a_broken_part_beside_the_text_of_a_docx_costs_itself_only(part):
    made = docx.Document()
    made.core_properties.title = "Weekly brief"
    made.add_heading(BODY, 1)
    document = read_bytes(broken(docx_bytes(made), part), name="a.docx")
    assert document.reading.text == BODY
    assert document.facts["broken_parts"].value == part
    assert (document.title, document.passages[0].kind) == (
        (BODY, "heading") if part.startswith("docProps") else ("Weekly brief", "paragraph")
    )


def test_a_broken_part_beside_the_text_of_an_odt_costs_itself_only():
    written, target = odfdo.Document("text"), io.BytesIO()
    written.body.append(odfdo.Paragraph(BODY))
    written.save(target)
    document = read_bytes(broken(target.getvalue(), "meta.xml"), name="a.odt")
    assert document.reading.text.endswith(BODY)
    assert document.facts["broken_parts"].value == "meta.xml"


def test_a_picture_in_an_odt_is_not_described_in_the_text():
    name = "urn:oasis:names:tc:opendocument:xmlns"
    inner = "<draw:frame><draw:image/><svg:title>Map</svg:title><svg:desc>A map of the lake</svg:desc></draw:frame>"
    content = (
        f'<office:document-content xmlns:office="{name}:office:1.0" xmlns:text="{name}:text:1.0" xmlns:draw='
        f'"{name}:drawing:1.0" xmlns:svg="{name}:svg-compatible:1.0"><office:body><office:text><text:p>{BODY[:9]}'
        f"{inner}{BODY[9:]}</text:p></office:text></office:body></office:document-content>"
    )
    assert read_bytes(archive({"content.xml": content}), name="a.odt").text == BODY


def test_tracked_changes_of_a_docx_show_what_stands():
    made = docx.Document()
    paragraph = made.add_paragraph("M23 ")
    for tag, inner, words in (("w:del", "w:delText", "never "), ("w:ins", "w:t", "often ")):
        change, run, text = OxmlElement(tag), OxmlElement("w:r"), OxmlElement(inner)
        text.text = words
        text.set(qn("xml:space"), "preserve")
        run.append(text)
        change.append(run)
        paragraph._p.append(change)
    paragraph.add_run("attacks villages.")
    assert shown(read_bytes(docx_bytes(made), name="a.docx")) == [("paragraph", "M23 often attacks villages.")]


def test_an_odt_is_read_in_order():
    made = odfdo.Document("text")
    made.body.clear()
    made.meta.title = "Weekly brief"
    made.body.append(odfdo.Header(1, "North"))
    made.body.append(odfdo.Paragraph("M23 attacked  a village."))
    made.body.append(odfdo.List(["Ten families fled."]))
    out = io.BytesIO()
    made.save(out)
    document = read_bytes(out.getvalue(), name="brief.odt")
    assert document.title == "Weekly brief"
    assert shown(document) == [
        ("heading", "North"),
        ("paragraph", "M23 attacked  a village."),
        ("item", "Ten families fled."),
    ]


def message(body: str, subtype: str = "plain") -> EmailMessage:
    made = EmailMessage()
    made["Subject"], made["From"], made["Date"] = "Situation", "desk@example.org", "Mon, 3 Jun 2024 10:00:00 +0200"
    made.set_content(body, subtype=subtype)
    return made


def test_an_e_mail_gives_facts_and_the_senders_own_words():
    made = message(
        "M23 attacked a village.\n\nOn 2 June 2024, Someone wrote:\n> The FDLR did it.\n\n"
        "The army denied it.\n-- \nDesk, Nairobi\n"
    )
    made.add_attachment(b"x", maintype="application", subtype="pdf", filename="map.pdf")
    document = read_bytes(bytes(made), name="a.eml")
    assert (document.title, document.publisher, document.date) == ("Situation", "desk@example.org", "2024-06-03")
    assert [words for _, words in shown(document)] == ["M23 attacked a village.", "The army denied it."]
    assert "> The FDLR did it." in document.text
    assert "[attachment: map.pdf]" in document.text


def test_an_html_e_mail_is_read_by_its_main_text():
    sentences = " ".join(f"M23 attacked village number {n} near Goma, witnesses told reporters." for n in range(8))
    document = read_bytes(bytes(message(f"<html><body><p>{sentences}</p></body></html>", "html")), name="a.eml")
    assert document.title == "Situation"
    assert "M23 attacked village number 3" in document.reading.text


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"0" * 50_000_000)
    return out.getvalue()


BAD = [
    ("a.docx", b"PK\x03\x04" + b"\0" * 40, BrokenFile),
    ("a.odt", b"PK\x03\x04" + b"\0" * 40, BrokenFile),
    ("a.docx", bomb(), TooLarge),
    ("a.odt", bomb(), TooLarge),
    ("a.eml", b"no header at all", BrokenFile),
]


@pytest.mark.parametrize(("name", "data", "error"), BAD, ids=["docx", "odt", "docx bomb", "odt bomb", "eml"])
def test_bad_files_say_what_is_wrong(name, data, error):
    with pytest.raises(error) as caught:
        read_bytes(data, name=name)
    assert str(caught.value).startswith(name)


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), min_size=1, max_size=40)


@given(st.lists(WORDS, min_size=1, max_size=4))
@settings(max_examples=30, deadline=None)
def test_a_docx_keeps_every_character(paragraphs):
    made = docx.Document()
    for words in paragraphs:
        made.add_paragraph(words)
    if not any(words.strip() for words in paragraphs):
        return
    document = read_bytes(docx_bytes(made), name="a.docx")
    assert document.text == "\n\n".join(words for words in paragraphs if words.strip())
