"""Mailboxes and feeds: each message and entry is a document of its own."""

from __future__ import annotations

import mailbox
from email.message import EmailMessage

import pytest

from grounds.documents import ReadOptions, read_all
from grounds.model.document import Document
from grounds.model.errors import BrokenFile, InputError, TooLarge, UnsupportedFile

RSS = """<?xml version="1.0"?><rss version="2.0"><channel><title>River Monitor</title>
<item><title>Attack near Goma</title><link>https://example.org/1</link>
<pubDate>Mon, 03 Jun 2024 10:00:00 GMT</pubDate>
<description>&lt;p&gt;M23 attacked a &lt;b&gt;village&lt;/b&gt;.&lt;/p&gt;&lt;script&gt;bad()&lt;/script&gt;
&lt;p&gt;Ten families fled.&lt;/p&gt;</description></item>
<item><title>Talks</title><link>https://example.org/2</link><description>Chad met Niger.</description></item>
</channel></rss>"""
ATOM = """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Desk</title>
<entry><title>Raid</title><link href="https://example.org/a"/><updated>2024-06-03T10:00:00Z</updated>
<content type="html">&lt;p&gt;Police raided a camp.&lt;/p&gt;</content></entry></feed>"""


def documents(path, **options) -> list[Document]:
    found = list(read_all(path, ReadOptions(language="en", **options)))
    assert all(isinstance(d, Document) for d in found), found
    return [d for d in found if isinstance(d, Document)]


def words(document: Document) -> list[str]:
    return document.reading.text.split("\n\n")


def test_each_entry_of_a_feed_is_a_document(tmp_path):
    (tmp_path / "feed.xml").write_text(RSS, "utf-8")
    first, second = documents(tmp_path / "feed.xml")
    assert (first.title, first.publisher, first.date) == ("Attack near Goma", "River Monitor", "2024-06-03")
    assert first.url == "https://example.org/1"
    assert words(first) == ["Attack near Goma", "M23 attacked a village.", "Ten families fled."]
    assert words(second) == ["Talks", "Chad met Niger."]
    assert first.id != second.id
    assert first.path == f"{tmp_path / 'feed.xml'}#1"


def test_atom_is_read_too(tmp_path):
    (tmp_path / "feed.atom").write_text(ATOM, "utf-8")
    (only,) = documents(tmp_path / "feed.atom")
    assert (only.title, only.date, words(only)) == ("Raid", "2024-06-03", ["Raid", "Police raided a camp."])


def test_reading_a_feed_twice_gives_the_same_documents(tmp_path):
    (tmp_path / "feed.xml").write_text(RSS, "utf-8")
    assert [d.id for d in documents(tmp_path / "feed.xml")] == [d.id for d in documents(tmp_path / "feed.xml")]


def test_each_message_of_a_mailbox_is_a_document(tmp_path):
    box = mailbox.mbox(tmp_path / "desk.mbox")
    for number in range(2):
        message = EmailMessage()
        message["Subject"], message["From"] = f"Brief {number}", "desk@example.org"
        message.set_content(f"M23 attacked village {number}.\n")
        box.add(message)
    box.close()
    found = documents(tmp_path / "desk.mbox")
    assert [d.title for d in found] == ["Brief 0", "Brief 1"]
    assert [d.path for d in found] == [f"{tmp_path / 'desk.mbox'}#{n}" for n in (1, 2)]


def test_an_ordinary_file_is_one_document(tmp_path):
    (tmp_path / "a.txt").write_text("M23 attacked a village.", "utf-8")
    assert len(documents(tmp_path / "a.txt")) == 1


BAD = [
    ("feed.xml", "<rss version='2.0'><channel></channel></rss>", BrokenFile),
    ("feed.xml", RSS, TooLarge),
    ("desk.mbox", "no message here", BrokenFile),
    ("missing.mbox", None, InputError),
]


@pytest.mark.parametrize(("name", "text", "error"), BAD, ids=["no entry", "too large", "no message", "missing"])
def test_bad_containers_come_as_their_error(tmp_path, name, text, error):
    if text is not None:
        (tmp_path / name).write_text(text, "utf-8")
    limit = 100 if error is TooLarge else 50_000_000
    (found,) = read_all(tmp_path / name, ReadOptions(max_bytes=limit))
    assert isinstance(found, error)
    assert name in str(found)


def test_a_feed_with_entities_of_its_own_is_refused(tmp_path):
    bomb = '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "spam "><!ENTITY b "&a;&a;">]>'
    (tmp_path / "feed.xml").write_text(RSS.replace('<?xml version="1.0"?>', bomb), "utf-8")
    (found,) = read_all(tmp_path / "feed.xml")
    assert isinstance(found, UnsupportedFile)


def test_what_is_attached_to_a_message_is_read_too(tmp_path):
    inner = EmailMessage()
    inner["Subject"], inner["From"] = "Inner", "a@example.org"
    inner.set_content("The army left Goma on Monday.\n")
    inner.add_attachment("M23 took Rubaya.", filename="deep.txt")
    outer = EmailMessage()
    outer["Subject"], outer["From"] = "Outer", "b@example.org"
    outer.set_content("See the report.\n")
    outer.add_attachment("M23 attacked a village.", filename="report.txt")
    outer.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="map.png")
    outer.add_attachment(inner)
    outer.add_attachment(b"%PDF-broken", maintype="application", subtype="pdf", filename="bad.pdf")
    path = tmp_path / "a.eml"
    path.write_bytes(bytes(outer))
    found = list(read_all(path, ReadOptions(language="en")))
    told = [(d.path.removeprefix(str(path)), d.reading.text) for d in found if isinstance(d, Document) and d.path]
    assert told == [
        ("", "See the report."),
        ("#attachment-1-report.txt", "M23 attacked a village."),
        ("#attachment-3-message/rfc822.eml", "The army left Goma on Monday."),
        ("#attachment-3-message/rfc822.eml#attachment-1-deep.txt", "M23 took Rubaya."),
    ]
    [error] = [e for e in found if isinstance(e, InputError)]
    assert str(error).startswith(f"{path}#attachment-4-bad.pdf: is a damaged or truncated PDF")


def test_messages_in_messages_have_an_end(tmp_path):
    path = tmp_path / "a.eml"
    inner = b"Subject: x\nContent-Type: text/plain\n\nThe army left Goma on Monday.\n"
    for _ in range(9):
        inner = b"Subject: x\nContent-Type: multipart/mixed; boundary=b%d\n\n" % len(inner) + (
            b"--b%d\nContent-Type: text/plain\n\nSee below.\n--b%d\nContent-Type: message/rfc822\n\n%s\n--b%d--\n"
            % (len(inner), len(inner), inner, len(inner))
        )
    path.write_bytes(inner)
    found = list(read_all(path, ReadOptions(language="en")))
    assert isinstance(found[-1], TooLarge)
    assert "nests messages too deeply" in str(found[-1])
