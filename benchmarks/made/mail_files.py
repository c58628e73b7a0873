"""Messages by the standard library's e-mail package, feeds, plain text and Markdown."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from email.message import EmailMessage
from html import escape

from benchmarks.made.texts import CLUTTER, Made, Prose

_QUOTED = "On 2 June 2024, Somebody wrote:\n> The army never left the town.\n> It is there still.\n"


def _told(seed: int) -> list[str]:
    prose = Prose(seed)
    return [prose.paragraph(3) for _ in range(4)]


def _wrapped(text: str, width: int = 72) -> str:
    return textwrap.fill(text, width, break_on_hyphens=False)


def mail_files() -> Iterator[Made]:
    """Messages: encodings, line breaks, answers with quotes, signatures, attachments, HTML beside or alone."""
    encodings = [
        ("utf-8", "quoted-printable"),
        ("utf-8", "base64"),
        ("iso-8859-15", "quoted-printable"),
        ("utf-8", "8bit"),
    ]
    for number in range(32):
        told = _told(1100 + number)
        charset, transfer = encodings[number % 4]
        message = EmailMessage()
        message["Subject"], message["From"] = "Situation in the north", "Desk <desk@example.org>"
        message["Date"] = "Mon, 3 Jun 2024 10:00:00 +0200"
        if number % 8 < 4:
            text = "\n\n".join(_wrapped(t) if number % 2 else t for t in told)
            told = [told[0], *told[1:]]
            text += f"\n\n{_QUOTED}" if number % 3 == 0 else ""
            text += "\n-- \nThe desk, Nairobi\nAll rights reserved\n" if number % 3 else "\n"
            told = [t.encode(charset, "replace").decode(charset) for t in told]
            message.set_content(text.encode(charset, "replace").decode(charset), charset=charset, cte=transfer)
            if number % 8 == 3:
                message.add_alternative("<p>The same in colour.</p>", subtype="html")
        else:
            page = "".join(f"<p>{escape(t)}</p>" for t in told)
            page += (
                '<blockquote class="gmail_quote"><p>The army never left the town. It is there still.</p></blockquote>'
                if number % 3 == 0
                else ""
            )
            message.set_content(
                f"<html><body>{page}</body></html>", subtype="html", charset="utf-8", cte="quoted-printable"
            )
        if number % 5 == 0:
            message.add_attachment(b"%PDF-", maintype="application", subtype="pdf", filename="map.pdf")
        yield Made(f"message-{number}.eml", bytes(message), told, [*CLUTTER, "It is there still."])


def text_files() -> Iterator[Made]:
    """Plain text: encodings, line ends, wrapped and not, headings, lists."""
    encodings = ["utf-8", "utf-8-sig", "utf-16", "cp1252", "utf-32"]
    ends = ["\n", "\r\n", "\r", "\n", "\u2028"]
    for number in range(40):
        told = _told(1300 + number)
        encoding, end = encodings[number % 5], ends[number // 5 % 5]
        if encoding == "cp1252":
            told = [t.encode(encoding, "ignore").decode(encoding) for t in told]
            end = "\n" if end == "\u2028" else end
        blocks = [_wrapped(t, 60 + number) for t in told] if number % 3 else told
        if number % 4 == 0:
            blocks.insert(1, "Talks and their limits")
            told.insert(1, "Talks and their limits")
        text = "\n\n".join(blocks) + "\n"
        yield Made(f"text-{number}.txt", text.replace("\n", end).encode(encoding), told)


def markdown_files() -> Iterator[Made]:
    """Markdown: front matter, both kinds of headings, lists, quotes, tables, links, marks, code that is not read."""
    for number in range(36):
        told = _told(1500 + number)
        marked = [
            t.replace("M23", "**M23**").replace("the army", "the *army*").replace("Sake", "[Sake](http://a.b/c_d)")
            for t in told
        ]
        wrapped = [_wrapped(t) if number % 2 else t for t in marked]
        kinds = [
            lambda t: t, lambda t: "- " + t.replace("\n", "\n  "), lambda t: "> " + t.replace("\n", "\n> "),
            lambda t: "1. " + t.replace("\n", "\n   "),
        ]  # fmt: skip
        parts = [kinds[(number + i) % 4](t) for i, t in enumerate(wrapped)]
        title = "Talks and their limits"
        head = f"# {title}" if number % 2 else f"{title}\n======"
        front = "---\ntitle: Brief\ndate: 2024-05-03\n---\n\n" if number % 3 == 0 else ""
        code = "\n\n```\nnot = read\n```\n\n<!-- nor this -->\n" if number % 5 == 0 else "\n"
        yield Made(
            f"note-{number}.md",
            f"{front}{head}\n\n{chr(10).join(p + chr(10) for p in parts)}{code}".encode(),
            [title, *told],
        )


def feed_files() -> Iterator[Made]:
    """Feeds in RSS 0.91 to 2.0, RDF and Atom; for each entry the blocks to read."""
    for number in range(30):
        entries = [
            (Prose(1700 + 9 * number + i).sentence().rstrip("."), _told(1800 + 9 * number + i)[:2]) for i in range(4)
        ]
        items = ""
        for i, (title, told) in enumerate(entries):
            content = escape("".join(f"<p>{escape(t, quote=False)}</p>" for t in told))
            if number % 3 == 2:
                items += f'<entry><title>{escape(title)}</title><link href="https://e.org/{i}"/><updated>2024-06-03T10:00:00Z</updated><content type="html">{content}</content></entry>'
            elif number % 3 == 1:
                items += f"<item><title>{escape(title)}</title><link>https://e.org/{i}</link><description>{content}</description></item>"
            else:
                inner = "".join(f"<p>{escape(t, quote=False)}</p>" for t in told)
                items += f"<item><title>{escape(title)}</title><description>Short.</description><content:encoded><![CDATA[{inner}]]></content:encoded></item>"
        shells = [
            '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Desk</title>{}</channel></rss>',
            '<rss version="0.91"><channel><title>Desk</title>{}</channel></rss>',
            '<feed xmlns="http://www.w3.org/2005/Atom"><title>Desk</title>{}</feed>',
        ]
        encoding = ["utf-8", "utf-16", "utf-8"][number // 3 % 3]
        text = f'<?xml version="1.0" encoding="{encoding}"?>' + shells[number % 3].format(items)
        yield Made(f"feed-{number}.xml", text.encode(encoding), [b for title, told in entries for b in (title, *told)])
