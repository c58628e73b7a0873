"""A small sound file of each format, to be damaged."""

from __future__ import annotations

import io
from email.message import EmailMessage

import docx
import odfdo

from tests.documents.hostile_files import epub, package
from tests.documents.pdf_writing import make_pdf

BODY = "The army left the town of Sake on Monday after nine days of fighting, and M23 came."
PAGE = (
    "<!doctype html><html lang=en><head><title>Sake &amp; Goma</title><meta name=date content=2024-05-03></head><body>"
    f"<nav><a href=x>Home</a></nav><article><h1>Sake</h1><p>{BODY}<sup>1</sup></p><ul><li>One<li>Two</ul>"
    "<pre>a\nb</pre>"
    f"<table><tr><td>x</td></tr></table><blockquote>{BODY}<br><br>Two</blockquote></article><!-- x --></body></html>"
)
FEED = (
    "<?xml version='1.0'?><rss version='2.0'><channel><title>Desk</title><item><title>Sake</title>"
    "<link>https://e.org</link><pubDate>Mon, 03 Jun 2024 10:00:00 GMT</pubDate>"
    f"<description>&lt;p&gt;{BODY}&lt;/p&gt;</description></item></channel></rss>"
)
MARKDOWN = (
    f"---\ntitle: Sake\n---\n# Sake *now*\n\n- {BODY}\n> quoted &amp; `code` [link](http://a.b)\n\n"
    "| a | b |\n|---|---|\n| c | d |\n"
)


def _docx() -> bytes:
    made = docx.Document()
    made.add_heading("Sake", 1)
    made.add_paragraph(BODY)
    made.add_table(1, 2).cell(0, 0).text = "x"
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def _odt() -> bytes:
    made = odfdo.Document("text")
    made.body.clear()
    made.body.append(odfdo.Paragraph(BODY))
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def _email() -> bytes:
    made = EmailMessage()
    made["Subject"], made["From"], made["Date"] = "Sake", "Desk <d@e.org>", "Mon, 3 Jun 2024 10:00:00 +0200"
    made.set_content(f"{BODY}\n\n> quoted\n-- \nDesk\n")
    made.add_alternative(f"<p>{BODY}</p>", subtype="html")
    made.add_attachment(b"x", maintype="application", subtype="pdf", filename="a.pdf")
    return bytes(made)


#: By the name that tells the format.
SEEDS: dict[str, bytes] = {
    "a.docx": _docx(),
    "a.odt": _odt(),
    "a.epub": epub(package(), PAGE),
    "a.eml": _email(),
    "a.html": PAGE.encode(),
    "a.md": MARKDOWN.encode(),
    "a.txt": f"Sake\n\n{BODY}\n- one\n- two\n".encode(),
    "a.pdf": make_pdf([[BODY, "and so on."], ["1", BODY]]),
    "a.xml": FEED.encode(),
}
