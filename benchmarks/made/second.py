"""A second batch of files, made by other means than the first and read before the parsers were changed for them.

Pages, feeds and messages as they are typed out by sites, ministries and mail programs; office files from bare XML; PDFs
by the layout engine of reportlab. Each comes with the facts that a reader would note down.
"""

from __future__ import annotations

import base64
import io
import quopri
import unicodedata
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from html import escape

from benchmarks.made.texts import Made, Prose

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"


@dataclass(frozen=True)
class Second(Made):
    """A file with what is to be found about it."""

    facts: dict[str, str] = field(default_factory=dict)


def paragraphs(seed: int, number: int = 4) -> list[str]:
    """Paragraphs of one to three sentences."""
    prose = Prose(9000 + seed)
    return [" ".join(prose.sentence() for _ in range(1 + n % 3)) for n in range(number)]


def _latin(text: str) -> str:
    """The text in letters that Latin-1 and the fonts of every PDF reader have."""
    plain = text.replace("–", "-").replace("—", "-").replace("’", "'").replace("“", '"').replace("”", '"')
    return "".join(c if ord(c) < 256 else unicodedata.normalize("NFD", c)[0] for c in plain)


# ------------------------------------------------------------------------------------------------------------- pages

_MENU = '<div class="topnav"><ul><li><a href="/">Home</a></li><li><a href="/w">World</a></li></ul></div>'
_FOOT = '<footer><p>© 2024 Lakeside Courier. <a href="/terms">Terms of use</a></p></footer>'
_TEASERS = (
    '<aside class="most-read"><h3>Most read</h3><ol><li><a href="/1">Rains close the northern road</a></li>'
    '<li><a href="/2">Bakers raise prices again</a></li></ol></aside>'
)
_COOKIE = (
    '<div id="cookie-banner" role="dialog"><p>We use cookies to improve this site.</p><button>Accept</button></div>'
)


def _news(body: list[str], title: str) -> str:
    inner = "\n".join(f"<p>{escape(p)}</p>" for p in body)
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{title} | Lakeside Courier</title>'
        '<meta property="og:site_name" content="Lakeside Courier"><meta property="og:type" content="article">'
        f'<meta property="article:published_time" content="2024-03-07T08:15:00+02:00"></head><body>{_COOKIE}{_MENU}'
        f'<main><article><header><h1>{title}</h1></header><div class="story-body">{inner}</div></article></main>'
        f"{_TEASERS}{_FOOT}</body></html>"
    )


def _ministry(body: list[str], title: str) -> str:
    rows = "".join(f'<tr><td colspan="2"><font face="Arial">{escape(p)}</font></td></tr>' for p in body)
    return (
        f"<HTML><HEAD><TITLE>Ministry of Interior of Tamesna - {title}</TITLE></HEAD><BODY bgcolor=white>"
        '<TABLE width="100%"><TR><TD><a href="/">Home</a> | <a href="/c">Contact</a> | <a href="/m">Media</a></TD></TR>'
        f"</TABLE><center><h2>{title}</h2></center><TABLE>{rows}</TABLE><hr>"
        "<p align=center><font size=1>Copyright Ministry of Interior. All rights reserved.</font></p></BODY></HTML>"
    )


def _linked_data(body: list[str], title: str) -> str:
    inner = "".join(f"<section><p>{escape(p)}</p></section>" for p in body)
    return (
        f'<!doctype html><html lang=en><head><title>{title}</title><script type="application/ld+json">{{"@context":'
        f'"https://schema.org","@type":"NewsArticle","headline":"{title}","datePublished":"2024-03-07",'
        '"publisher":{"@type":"Organization","name":"Lakeside Courier"}}</script></head><body><nav><a href=/>Home</a>'
        f'</nav><main><h1>{title}</h1>{inner}</main><div class="newsletter-signup"><p>Get our newsletter every '
        f"morning.</p><form><input name=e></form></div>{_FOOT}</body></html>"
    )


def _nested(body: list[str], title: str) -> str:
    inner = "".join(f'<div class="w"><div><div><p>{escape(p)}<br></p></div></div></div>' for p in body)
    return (
        f'<html lang="en"><head><title>{title} – Lakeside Courier</title><meta name="author" content="Staff">'
        '<meta name="date" content="2024-03-07"><meta property="og:site_name" content="Lakeside Courier"></head><body>'
        f'<div id="page"><div class="header">{_MENU}</div><div id="content"><h1 class="entry-title">{title}</h1>'
        f'<div class="entry-content">{inner}</div><div class="sharedaddy"><a href="#">Share on Facebook</a></div></div>'
        f'<div id="comments"><h3>2 comments</h3><p>Jo says: thank you for this.</p></div>{_TEASERS}</div></body></html>'
    )


def html_files() -> Iterator[Second]:
    """Pages of four builds."""
    builds: list[tuple[str, Callable[[list[str], str], str], dict[str, str]]] = [
        ("news", _news, {"publisher": "Lakeside Courier", "date": "2024-03-07", "language": "en"}),
        ("ministry", _ministry, {"publisher": "Ministry of Interior of Tamesna", "language": "en"}),
        ("data", _linked_data, {"publisher": "Lakeside Courier", "date": "2024-03-07", "language": "en"}),
        ("nested", _nested, {"publisher": "Lakeside Courier", "date": "2024-03-07", "language": "en"}),
    ]
    for number in range(12):
        name, build, facts = builds[number % 4]
        title, body = f"Patrols return to the lake shore, {number + 2} days on", paragraphs(number, 3 + number % 4)
        page = build(body, title)
        encoding = "utf-8" if number < 8 else "utf-8-sig"
        yield Second(f"{name}-{number}.html", page.encode(encoding), [title, *body], facts={**facts, "title": title})


# ------------------------------------------------------------------------------------------------------ office files


def _run(text: str, at: int) -> str:
    """The words in runs that are cut anywhere, as word processors cut them."""
    return "".join(
        f'<w:r><w:rPr><w:lang w:val="en-GB"/></w:rPr><w:t xml:space="preserve">{escape(part)}</w:t></w:r>'
        f'<w:proofErr w:type="spellStart"/>'
        for part in (text[:at], text[at : at + 7], text[at + 7 :])
    )


def _docx_body(body: list[str], way: int) -> str:
    told = [f"<w:p><w:pPr><w:spacing w:after='120'/></w:pPr>{_run(p, 5 + 3 * n)}</w:p>" for n, p in enumerate(body)]
    if way == 1:  # content controls around paragraphs
        told = [f"<w:sdt><w:sdtPr/><w:sdtContent>{t}</w:sdtContent></w:sdt>" for t in told]
    elif way == 2:  # a table that lays out the page
        told = [f"<w:tbl><w:tr><w:tc><w:tcPr/>{t}</w:tc></w:tr></w:tbl>" for t in told]
    elif way == 3:  # links, bookmarks and fields
        told = [t.replace("<w:r>", '<w:bookmarkStart w:id="1" w:name="b"/><w:r>', 1) for t in told]
        field_ = "<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r>"
        told[0] = told[0].replace("</w:p>", f"{field_}<w:r><w:fldChar w:fldCharType='end'/></w:r></w:p>")
    elif way == 4:  # changes that are tracked
        gone = "<w:del w:id='1'><w:r><w:delText>not </w:delText></w:r></w:del>"
        told = [
            t.replace("</w:pPr>", f"</w:pPr>{gone}<w:ins w:id='2'>", 1).replace("</w:p>", "</w:ins></w:p>")
            for t in told
        ]
    return "".join(told)


def docx_files() -> Iterator[Second]:
    """Word files from bare XML: runs cut anywhere, content controls, layout tables, tracked changes, the strict form."""
    for number in range(12):
        body, space = paragraphs(100 + number), _STRICT if number >= 10 else _W
        document = f'<?xml version="1.0"?><w:document xmlns:w="{space}"><w:body>{_docx_body(body, number % 5)}</w:body></w:document>'
        base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as made:
            made.writestr(
                "[Content_Types].xml",
                '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" '
                'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override '
                f'PartName="/word/document.xml" ContentType="{kind}"/></Types>',
            )
            made.writestr(
                "_rels/.rels",
                '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship '
                f'Id="r" Type="{base}/officeDocument" Target="word/document.xml"/></Relationships>',
            )
            made.writestr("word/document.xml", document)
        yield Second(f"word-{number}.docx", out.getvalue(), body, facts={"language": "en"})


# ---------------------------------------------------------------------------------------------------------- messages

_HEAD = (
    "From: =?utf-8?b?{who}?= <press@ministry.example>\r\nDate: Thu, 7 Mar 2024 08:15:00 +0200\r\nSubject: {subject}\r\n"
)


def email_files() -> Iterator[Second]:
    """Messages of mail programs: base64, quoted-printable, latin letters, bodies in pages only, odd nesting."""
    who = base64.b64encode(b"Ministry of Interior, press office").decode()
    for number in range(12):
        body, subject = [_latin(p) for p in paragraphs(200 + number)], f"Statement No. {number}"
        text = "\r\n\r\n".join(body)
        page = "<html><body>" + "".join(f"<p>{escape(p)}</p>" for p in body) + "</body></html>"
        packed = base64.encodebytes(text.encode()).decode()
        printable = quopri.encodestring(text.encode()).decode()
        plain = f'Content-Type: text/plain; charset="utf-8"\r\nContent-Transfer-Encoding: base64\r\n\r\n{packed}'
        ways = [
            plain,
            f"Content-Type: text/plain; charset=UTF-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n{printable}",
            f"Content-Type: text/html; charset=utf-8\r\n\r\n{page}",
            f"Content-Type: multipart/alternative; boundary=b\r\n\r\n--b\r\n{plain}\r\n--b\r\n"
            f"Content-Type: text/html; charset=utf-8\r\n\r\n{page}\r\n--b--\r\n",
            f"Content-Type: multipart/mixed; boundary=o\r\n\r\n--o\r\nContent-Type: multipart/related; boundary=i\r\n\r\n"
            f"--i\r\n{plain}\r\n--i--\r\n--o\r\nContent-Type: image/png; name=logo.png\r\n"
            "Content-Disposition: inline\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n--o--\r\n",
            f"Content-Type: text/plain; charset=iso-8859-1\r\n\r\n{text}\r\n-- \r\nPress office\r\n",
        ]
        data = (_HEAD.format(who=who, subject=subject) + "MIME-Version: 1.0\r\n" + ways[number % 6]).encode(
            "latin-1" if number % 6 == 5 else "utf-8"
        )
        facts = {
            "title": subject,
            "publisher": "Ministry of Interior, press office",
            "date": "2024-03-07",
            "language": "en",
        }
        yield Second(f"mail-{number}.eml", data, body, facts=facts)


# ------------------------------------------------------------------------------------------------------------- PDFs


def pdf_files() -> Iterator[Second]:
    """Flowing text by reportlab: one and two columns, justified, with heads and page numbers, hyphenated."""
    from reportlab.lib.pagesizes import A4, letter
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph

    for number in range(10):
        body = [_latin(p) for p in paragraphs(300 + number, 14 + 4 * (number % 3))]
        out, size = io.BytesIO(), (A4, letter)[number % 2]
        font = ("Times-Roman", "Helvetica", "Courier")[number % 3]
        style = ParagraphStyle(
            "p", fontName=font, fontSize=9 + number % 3, leading=13, spaceAfter=8, alignment=4 * (number % 2)
        )
        columns = 2 if number % 5 in {1, 3} else 1
        width = (size[0] - 100 - 20 * (columns - 1)) / columns
        frames = [Frame(50 + c * (width + 20), 60, width, size[1] - 130, 0, 0, 0, 0) for c in range(columns)]

        def head(canvas: object, template: object) -> None:
            canvas.setFont("Helvetica", 8)  # type: ignore[attr-defined]
            canvas.drawString(50, 30, f"Page {template.page}")  # type: ignore[attr-defined]
            canvas.drawString(50, size[1] - 40, "Lake Basin Review, volume 4")  # type: ignore[attr-defined]  # noqa: B023

        BaseDocTemplate(
            out, pagesize=size, title="Lake shore", pageTemplates=[PageTemplate(frames=frames, onPage=head)]
        ).build([Paragraph(escape(p), style) for p in body])
        facts = {"title": "Lake shore", "language": "en"}
        yield Second(f"flow-{number}.pdf", out.getvalue(), body, ["Lake Basin Review"], facts=facts)


# ------------------------------------------------------------------------------------------------------------- feeds


def feed_files() -> Iterator[Second]:
    """Feeds as blogs and agencies write them: CDATA, escaped markup, Atom with pages inside, several entries."""
    for number in range(10):
        entries, blocks = "", []
        atom = number % 2
        for n in range(1 + number % 3):
            title, body = f"Note {n + 1} from the lake", paragraphs(400 + 10 * number + n, 3)
            blocks += [title, *body]
            page = "".join(f"<p>{escape(p)}</p>" for p in body)
            if atom:
                entries += f"<entry><title>{title}</title><link href='https://e.example/{n}'/><id>{n}</id><updated>2024-03-07T08:15:00Z</updated>"
                entries += (
                    f"<content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>{page}</div></content></entry>"
                )
            else:
                told = f"<![CDATA[{page}]]>" if number % 4 else escape(page)
                entries += f"<item><title>{title}</title><link>https://e.example/{n}</link><pubDate>Thu, 07 Mar 2024 08:15:00 GMT</pubDate>"
                entries += f"<description>{told}</description></item>"
        if atom:
            feed = f"<?xml version='1.0' encoding='utf-8'?><feed xmlns='http://www.w3.org/2005/Atom'><title>Lake Desk</title>{entries}</feed>"
        else:
            feed = f"<?xml version='1.0'?><rss version='2.0'><channel><title>Lake Desk</title>{entries}</channel></rss>"
        yield Second(
            f"feed-{number}.xml",
            feed.encode(),
            blocks,
            facts={"publisher": "Lake Desk", "date": "2024-03-07", "language": "en"},
        )


def second_batch() -> dict[str, Callable[[], Iterable[Second]]]:
    """By format, what makes its files."""
    from benchmarks.made import second_packed, second_plain  # which take what stands above

    return {
        "html": html_files,
        "docx": docx_files,
        "odt": second_packed.odt_files,
        "epub": second_packed.epub_files,
        "email": email_files,
        "text": second_plain.text_files,
        "markdown": second_plain.markdown_files,
        "pdf": pdf_files,
        "feed": feed_files,
    }
