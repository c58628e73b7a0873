"""Files that mean harm: name and bytes, and what the line that the user gets must say (null where they are read, empty
where they are read unless a limit ends it)."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator

BODY = "The army left the town of Sake on Monday after nine days of fighting."
_LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha">' + "".join(
    f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefghi", "bcdefghij", strict=True)
) + "]>"  # fmt: skip
_OUTSIDE = '<!DOCTYPE x [<!ENTITY j SYSTEM "file:///etc/hostname">]>'
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_CONTAINER = (
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="c.opf"/></rootfiles></container>'
)


def archive(members: dict[str, str | bytes], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", packing) as made:
        for name, content in members.items():
            made.writestr(name, content)
    return out.getvalue()


def docx(document: str) -> bytes:
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    return archive(
        {
            "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{kind}"/></Types>',
            "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            '<Relationship Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
            'officeDocument" Target="word/document.xml"/></Relationships>',
            "word/document.xml": document,
        }
    )


def paragraph(inner: str, head: str = "") -> str:
    return (
        f'<?xml version="1.0"?>{head}<w:document xmlns:w="{_WORD}"><w:body><w:p><w:r><w:t>{inner}</w:t></w:r></w:p>'
        "</w:body></w:document>"
    )


def epub(package: str, page: str = f"<p>{BODY}</p>") -> bytes:
    return archive({"META-INF/container.xml": _CONTAINER, "c.opf": package, "a.xhtml": page})


def package(head: str = "", title: str = "x") -> str:
    return (
        f'<?xml version="1.0"?>{head}<package><metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{title}'
        '</dc:title></metadata><manifest><item id="a" href="a.xhtml" media-type="application/xhtml+xml"/></manifest>'
        '<spine><itemref idref="a"/></spine></package>'
    )


def nested_mail(depth: int) -> bytes:
    """A message in a message in a message …"""
    return b"Subject: x\nContent-Type: message/rfc822\n\n" * depth + f"Subject: x\n\n{BODY}\n".encode()


def pdf(objects: list[bytes]) -> bytes:
    """A PDF whose cross-reference table is left to be rebuilt."""
    made = b"".join(b"%d 0 obj\n%s\nendobj\n" % (n, o) for n, o in enumerate(objects, start=1))
    return b"%PDF-1.7\n" + made + b"trailer\n<< /Root 1 0 R >>\n%%EOF\n"


def stream(content: bytes, more: bytes = b"") -> bytes:
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(content), more, content)


def swollen_pdf() -> bytes:
    packed = zlib.compress(b"BT /F 12 Tf (x) Tj ET\n" * 4_000_000, 9)
    return pdf(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R >>",
            stream(packed, b"/Filter /FlateDecode"),
        ]
    )


def hostile_files() -> Iterator[tuple[str, bytes, str | None]]:
    nested = 100_000
    yield "laughs.docx", docx(paragraph("&j;", _LAUGHS)), ""
    yield "outside.docx", docx(paragraph(f"{BODY} &j;", _OUTSIDE)), None
    yield "laughs.epub", epub(package(_LAUGHS, "&j;")), "declares entities that swell (c.opf); save it as text"
    yield "outside.epub", epub(package(_OUTSIDE, "&j;")), None
    yield (
        "laughs.odt",
        archive({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": f"{_LAUGHS}<x>&j;</x>"}),
        "declares entities that swell (content.xml); save it as text",
    )
    yield "laughs.xml", f"<?xml version='1.0'?>{_LAUGHS}<rss><item>&j;</item></rss>".encode(), "declares entities"
    yield "laughs-wide.xml", f"<?xml version='1.0' encoding='utf-16'?>{_LAUGHS}<rss></rss>".encode("utf-16"), "declares"
    yield "laughs.html", f"{_LAUGHS}<html><body><p>{BODY} &j;</p></body></html>".encode(), None
    yield (
        "bomb.docx",
        archive({"word/document.xml": b"0" * 50_000_000}),
        "times its size; raise --max-ratio if you trust it",
    )
    yield "bomb.epub", archive({"a.xhtml": b"0" * 50_000_000}), "unpacks to far more than it holds"
    yield "wide-bomb.odt", archive({f"{n}.xml": b"0" * 900_000 for n in range(400)}), "to 360 MB; raise --max-unpacked"
    yield "nested.html", b"<div>" * nested + f"<p>{BODY}".encode(), "nests elements deeper than the limit of 50,000"
    yield "nested-closed.html", b"<b>" * nested + BODY.encode() + b"</b>" * nested, "nests elements deeper"
    yield "nested.epub", epub(package(), "<div>" * nested), "nests elements deeper than the limit"
    yield "nested.docx", docx(paragraph("<w:r>" * nested + "</w:r>" * nested)), "unpacks to far more than it holds"
    yield (
        "nested-loose.docx",
        archive({"word/document.xml": paragraph("<w:r>" * nested + "</w:r>" * nested)}, zipfile.ZIP_STORED),
        "nests elements deeper than its parser can follow (word/document.xml); save it as text",
    )
    yield (
        "line.docx",
        archive({"word/document.xml": paragraph("x " * 6_000_000)}, zipfile.ZIP_STORED),
        "holds more than ten million characters in one stretch (word/document.xml); save it as text",
    )
    yield (
        "nul.docx",
        docx(paragraph(f"{BODY}\0")),
        "holds broken XML (word/document.xml: Invalid character: Char 0x0 out of allowed range, line 1, column ",
    )
    yield "nul.epub", epub(package(), f"<p>{BODY}\0</p>"), "nul.epub#a.xhtml: is a binary file, or text with a NUL"
    yield "nested.md", (">" * nested + BODY).encode(), ""
    yield "nested-list.md", b"".join(b" " * (2 * n) + b"- x\n" for n in range(2_000)) + BODY.encode(), ""
    yield "nested.eml", nested_mail(5_000), "nests deeper than its parser can follow"
    yield "marks.md", b"[" * 300_000 + BODY.encode(), ""
    yield "stars.md", b"*a **b " * 60_000, ""
    yield "angles.html", b"<" * 300_000 + BODY.encode(), ""
    yield "comments.html", b"<!--" * 100_000 + BODY.encode(), ""
    yield "references.html", b"&" * 200_000 + BODY.encode(), ""
    yield "attributes.html", b"<p " + b"a='b' " * 100_000 + b">" + BODY.encode(), ""
    yield "long-header.eml", b"Subject: " + b"=?utf-8?q?a?= " * 30_000 + b"\n\n" + BODY.encode(), ""
    yield "line.txt", b"x" * 20_000_000, None
    yield "line.html", b"<p>" + b"x " * 2_000_000, ""
    yield "word.html", b"<p>" + b"x" * 2_000_000, None
    yield (
        "unclosed.html",
        b"".join(mark * 60_000 for mark in (b"<!--", b"<a ", b"</a", b"<?", b"<!x")) + BODY.encode(),
        "",
    )
    yield "stars-apart.txt", b"*a **b " * 3_000 + BODY.encode(), None
    yield "empty-entries.xml", b"<rss><channel>" + b"<item></item>" * 20_000 + b"</channel></rss>", "holds no text"
    yield "nought.eml", b'Content-Type: text/plain; charset="utf\x00-8"\n\n' + BODY.encode(), None
    yield "no-text.odt", archive({"mimetype": "application/vnd.oasis.opendocument.text"}), "lacks its text"
    yield "nul.html", f"<p>{BODY}\0</p>".encode(), "is a binary file, or text with a NUL character (the first at 72)"
    yield "loop.pdf", pdf([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Count 9 /Kids [2 0 R] >>"]), ""
    yield "many.pdf", pdf([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Count 99999999 /Kids [] >>"]), ""
    yield "swollen.pdf", swollen_pdf(), ""
    yield "deep.pdf", pdf([b"<< /Type /Catalog /Pages 2 0 R /X " + b"[" * nested + b"]" * nested + b" >>"]), ""
