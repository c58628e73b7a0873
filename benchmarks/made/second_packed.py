"""The second batch's ODT and EPUB files: bare XML in an archive, as word processors, converters and book tools write it.

Whoever makes them knows what a reader sees: comments, deleted text, running heads and descriptions of pictures are no
text; notes are, behind the paragraph that they belong to, without their marks.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from html import escape

from benchmarks.made.second import Second, paragraphs

_NAMES = "".join(
    f' xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in {
        "office": "office", "text": "text", "table": "table", "draw": "drawing", "meta": "meta",
        "style": "style", "svg": "svg-compatible", "fo": "xsl-fo-compatible",
    }.items()
) + ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xlink="http://www.w3.org/1999/xlink"'  # fmt: skip
_ODT = "application/vnd.oasis.opendocument.text"
_MANIFEST = (
    '<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{_ODT}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
)
_HEAD_LINE = "Lake Basin Review, volume 4"


def packed(members: dict[str, str | bytes], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    """An archive; a member of the name ``mimetype`` is stored as it is, as the forms ask."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", packing) as made:
        for name, content in members.items():
            made.writestr(name, content, zipfile.ZIP_STORED if name == "mimetype" else None)
    return out.getvalue()


# --------------------------------------------------------------------------------------------------------------- ODT


def _p(inner: str, style: str = "Text_20_body") -> str:
    return f'<text:p text:style-name="{style}">{inner}</text:p>'


def _spans(text: str, step: int) -> str:
    """The words in spans that are cut anywhere."""
    cuts = [text[i : i + step] for i in range(0, len(text), step)]
    # Blanks at the seams are written as elements, for a reader may take them for the file's own lay-out.
    return "".join(
        f'<text:span text:style-name="T{n % 3}">{escape(c).replace("  ", " <text:s/>")}</text:span>'
        for n, c in enumerate(cuts)
    )


def _note(body: str, number: int, kind: str = "footnote") -> str:
    return (
        f'<text:note text:id="ftn{number}" text:note-class="{kind}"><text:note-citation>{number}</text:note-citation>'
        f"<text:note-body>{_p(escape(body), 'Footnote')}</text:note-body></text:note>"
    )


def _plain_writer(body: list[str]) -> tuple[str, list[str]]:
    inner = '<text:sequence-decls><text:sequence-decl text:display-outline-level="0" text:name="Figure"/>'
    inner += '</text:sequence-decls><text:h text:outline-level="1">Background</text:h>'
    return inner + "".join(_p(escape(p)) for p in body), ["Background", *body]


def _web_editor(body: list[str]) -> tuple[str, list[str]]:
    return "".join(_p(_spans(p, 11 + n), "P1") + _p("", "P2") for n, p in enumerate(body)), body


def _with_notes(body: list[str]) -> tuple[str, list[str]]:
    told, blocks = "", []
    for n, text in enumerate(body):
        half, note = len(text) // 2, f"Letter number {n} on file with the committee."
        told += _p(escape(text[:half]) + _note(note, n + 1, ("footnote", "endnote")[n % 2]) + escape(text[half:]))
        blocks += [text, note]
    return told, blocks


def _with_lists(body: list[str]) -> tuple[str, list[str]]:
    inner = "".join(f"<text:list-item>{_p(escape(p))}</text:list-item>" for p in body[2:])
    told = _p(escape(body[0])) + '<text:list text:style-name="L1"><text:list-header>' + _p("Findings") + (
        f"</text:list-header><text:list-item>{_p(escape(body[1]))}<text:list>{inner}</text:list></text:list-item>"
        "</text:list>"
    )  # fmt: skip
    return told, [body[0], "Findings", *body[1:]]


def _with_table(body: list[str]) -> tuple[str, list[str]]:
    def cell(inner: str) -> str:
        return f'<table:table-cell office:value-type="string">{inner}</table:table-cell>'

    inside = f"<table:table><table:table-row>{cell(_p(escape(body[2])))}</table:table-row></table:table>"
    rows = f"<table:table-header-rows><table:table-row>{cell(_p('Place'))}{cell(_p('Told'))}</table:table-row>"
    rows += (
        f"</table:table-header-rows><table:table-row>{cell(_p('Sake'))}{cell(_p(escape(body[1])))}</table:table-row>"
    )
    rows += f"<table:table-row>{cell(inside)}<table:covered-table-cell/></table:table-row>"
    told = f'{_p(escape(body[0]))}<table:table table:name="T">{rows}</table:table>' + "".join(
        map(_p, map(escape, body[3:]))
    )
    return told, [body[0], "Place", "Told", "Sake", *body[1:]]


def _with_changes(body: list[str]) -> tuple[str, list[str]]:
    gone = '<text:tracked-changes><text:changed-region text:id="c1"><text:deletion><office:change-info><dc:creator>A'
    gone += f"</dc:creator></office:change-info>{_p('It was not so.')}</text:deletion></text:changed-region></text:tracked-changes>"
    remark = f"<office:annotation><dc:creator>An editor</dc:creator>{_p('Check this once more.')}</office:annotation>"
    told = "".join(
        _p(f'{escape(p[:9])}<text:change text:change-id="c1"/>{remark}<text:bookmark text:name="b"/>{escape(p[9:])}')
        for p in body
    )
    return gone + told, body


def _with_frames(body: list[str]) -> tuple[str, list[str]]:
    box = (
        f"<draw:frame><draw:text-box>{_p(escape(body[1]))}</draw:text-box><svg:desc>A grey box</svg:desc></draw:frame>"
    )
    picture = '<draw:frame><draw:image xlink:href="Pictures/a.png"/><svg:title>Map of the lake</svg:title></draw:frame>'
    told = _p(escape(body[0])) + _p(box) + _p(picture) + "".join(
        f'<text:section text:name="S">{_p(escape(p))}<text:soft-page-break/></text:section>' for p in body[2:]
    )  # fmt: skip
    return told, body


def _converted(body: list[str]) -> tuple[str, list[str]]:
    """As converters write: lines of the file within paragraphs, links, quotations, non-breaking blanks."""
    told = ""
    for n, text in enumerate(body):
        words = escape(text).replace(" ", "\r\n      ")
        link = f'<text:a xlink:type="simple" xlink:href="https://lake.example/{n}">{words}</text:a>'
        told += "\r\n    " + _p((words, link)[n % 2], ("Quotations", "First_20_paragraph")[n % 2])
    return told + "\r\n", body


_WAYS = (
    _plain_writer, _web_editor, _with_notes, _with_lists, _with_table, _with_changes, _with_frames, _converted,
)  # fmt: skip


def odt_files() -> Iterator[Second]:
    """Eight ways of writing, the last files in other encodings and with parts that are broken or missing."""
    for number in range(14):
        told, blocks = _WAYS[number % len(_WAYS)](paragraphs(500 + number))
        encoding = {9: "utf-16", 10: "iso-8859-1"}.get(number, "utf-8")
        content = f'<?xml version="1.0" encoding="{encoding}"?>\n<office:document-content{_NAMES} office:version="1.3">'
        content += f"<office:body><office:text>{told}</office:text></office:body></office:document-content>"
        title = f"Lake patrols, part {number}"
        meta = f'<?xml version="1.0"?><office:document-meta{_NAMES}><office:meta><dc:title>{title}</dc:title>'
        meta += "<meta:editing-cycles>3</meta:editing-cycles></office:meta></office:document-meta>"
        styles = (
            f"<office:document-styles{_NAMES}><office:master-styles><style:master-page><style:header>{_p(_HEAD_LINE)}"
        )
        styles += "</style:header></style:master-page></office:master-styles></office:document-styles>"
        members: dict[str, str | bytes] = {
            "mimetype": _ODT, "content.xml": content.encode(encoding, "xmlcharrefreplace"), "meta.xml": meta,
            "styles.xml": styles, "META-INF/manifest.xml": _MANIFEST,
        }  # fmt: skip
        facts = {"language": "en", "title": title}
        if number == 11:  # cut while it was saved
            members["meta.xml"], members["styles.xml"] = meta[:200], styles[:90]
            del facts["title"]
        elif number == 12:
            members = {name: members[name] for name in ("content.xml", "meta.xml")}
        elif number == 13:
            members = {"Thumbnails/": b"", "Pictures/a.png": b"\x89PNG", **members}
        yield Second(
            f"writer-{number}.odt", packed(members), blocks, [_HEAD_LINE, "Check this", "grey box"], facts=facts
        )


# -------------------------------------------------------------------------------------------------------------- EPUB

_XHTML = '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="en">'
_DOCTYPE = '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.1//EN" "http://www.w3.org/TR/xhtml11/DTD/xhtml11.dtd">'
_COVER = f'{_XHTML}<head><title>Cover</title></head><body><div><svg xmlns="http://www.w3.org/2000/svg"><image/></svg></div></body></html>'


def _page(title: str, inner: str, head: str = '<?xml version="1.0" encoding="utf-8"?>') -> str:
    return f"{head}{_XHTML}<head><title>{title}</title></head><body>{inner}</body></html>"


def _package(folder: str, metadata: str, items: list[tuple[str, str, str]], spine: list[str], version: str) -> str:
    listed = "".join(
        f'<item id="{i}" href="{href}" media-type="application/xhtml+xml"{more}/>' for i, href, more in items
    )
    order = "".join(f'<itemref idref="{i}"/>' for i in spine)
    return (
        f'<?xml version="1.0" encoding="utf-8"?><package xmlns="http://www.idpf.org/2007/opf" version="{version}" '
        f'unique-identifier="id"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/" '
        f'xmlns:opf="http://www.idpf.org/2007/opf">{metadata}</metadata><manifest>{listed}<item id="css" href="s.css" '
        f'media-type="text/css"/></manifest><spine toc="ncx">{order}</spine></package>'
    )


def _container(path: str) -> str:
    return (
        '<?xml version="1.0"?><container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
        f'<rootfile full-path="{path}" media-type="application/oebps-package+xml"/></rootfiles></container>'
    )


_FACTS = (
    "<dc:title>{title}</dc:title><dc:creator>A. Writer</dc:creator><dc:publisher>Lake Press</dc:publisher>"
    "<dc:language>en-GB</dc:language><dc:identifier id='id'>urn:x</dc:identifier><dc:date>2024-03-07</dc:date>"
)
Book = tuple[dict[str, str | bytes], list[str]]


def _by_library(title: str, body: list[list[str]]) -> Book:
    """Split chapters beside each other, with a cover and a table of contents that is no chapter."""
    members: dict[str, str | bytes] = {"titlepage.xhtml": _COVER, "toc.ncx": "<ncx/>"}
    items, blocks = [("cover", "titlepage.xhtml", "")], []
    for n, told in enumerate(body):
        name = f"index_split_{n:03}.html"
        inner = f'<h2 class="calibre1">Part {n + 1}</h2>' + "".join(
            f'<p class="calibre2">{escape(p)}</p>\n' for p in told
        )
        members[name] = _page("Unknown", f'<div class="calibre">{inner}</div>')
        items.append((f"id{n}", name, ""))
        blocks += [f"Part {n + 1}", *told]
    package = _package("", _FACTS.format(title=title), items, [i for i, *_ in items], "2.0")
    return {"META-INF/container.xml": _container("content.opf"), "content.opf": package, **members}, blocks


def _by_converter(title: str, body: list[list[str]]) -> Book:
    """Sections with notes behind them, and contents in the spine."""
    members: dict[str, str | bytes] = {}
    items, blocks = [("nav", "nav.xhtml", ' properties="nav"')], []
    links = ""
    for n, told in enumerate(body):
        name, note = f"text/ch{n + 1:03}.xhtml", f"Letter number {n} on file with the committee."
        mark = '<a href="#fn1" class="footnote-ref" id="fnref1" epub:type="noteref" role="doc-noteref"><sup>1</sup></a>'
        inner = f"<h1>Chapter {n + 1}</h1>" + "".join(f"<p>{escape(p)}</p>" for p in told[:-1])
        inner += f"<p>{escape(told[-1])}{mark}</p>"
        notes = (
            '<section class="footnotes footnotes-end-of-document" epub:type="footnotes" role="doc-endnotes"><hr/><ol>'
        )
        notes += f'<li id="fn1"><p>{note}<a href="#fnref1" class="footnote-back" role="doc-backlink">↩︎</a></p></li></ol></section>'
        members[f"EPUB/{name}"] = _page(f"Chapter {n + 1}", f'<section epub:type="chapter">{inner}{notes}</section>')
        items.append((f"c{n}", name, ""))
        blocks += [f"Chapter {n + 1}", *told, note]
        links += f'<li><a href="{name}">Chapter {n + 1}</a></li>'
    members["EPUB/nav.xhtml"] = _page(title, f'<nav epub:type="toc" id="toc"><h1>{title}</h1><ol>{links}</ol></nav>')
    package = _package("EPUB", _FACTS.format(title=title), items, [i for i, *_ in items], "3.0")
    return {"META-INF/container.xml": _container("EPUB/content.opf"), "EPUB/content.opf": package, **members}, blocks


def _by_layout(title: str, body: list[list[str]]) -> Book:
    """As layout programs write: spans everywhere, names with blanks, tables and boxes, lists in lists."""
    members: dict[str, str | bytes] = {}
    items, blocks = [], []
    for n, told in enumerate(body):
        first, second, *rest = told
        inner = f'<div class="Basic-Text-Frame"><p class="h1"><span class="c1">Section {n + 1}</span></p>'
        inner += f'<p class="Body"><span>{escape(first[:20])}</span><span class="c2">{escape(first[20:])}</span></p>'
        inner += f"<table><thead><tr><th>Place</th><th>Told</th></tr></thead><tr><td>Sake</td><td>{escape(second)}</td></tr></table>"
        listed = "".join(f"<li>{escape(p)}</li>" for p in rest)
        inner += f"<ol><li>Findings<ul>{listed}</ul></li></ol></div>"
        members[f"OEBPS/Text/Part {n + 1}.xhtml"] = _page(title, inner)
        items.append((f"p{n}", f"Text/Part%20{n + 1}.xhtml", ""))
        blocks += [f"Section {n + 1}", first, "Place", "Told", "Sake", second, "Findings", *rest]
    package = _package("OEBPS", _FACTS.format(title=title), items, [i for i, *_ in items], "3.0")
    return {"META-INF/container.xml": _container("OEBPS/package.opf"), "OEBPS/package.opf": package, **members}, blocks


def _by_hand(title: str, body: list[list[str]]) -> Book:
    """Old and careless: entities, breaks, capitals, paragraphs that are never closed."""
    members: dict[str, str | bytes] = {}
    items, blocks = [], []
    for n, told in enumerate(body):
        inner = f"<H3 ALIGN=center>Letter&nbsp;{n + 1}</H3>" + "".join(
            f"<P>{escape(p).replace('–', '&ndash;').replace('“', '&ldquo;').replace('”', '&rdquo;')}\r\n" for p in told
        )
        members[f"{n}.HTM"] = f"{_DOCTYPE}<HTML><BODY>{inner}</BODY></HTML>"
        items.append((f"l{n}", f"{n}.HTM", ""))
        blocks += [f"Letter {n + 1}", *told]
    package = _package("", _FACTS.format(title=title), items, [i for i, *_ in items], "2.0")
    return {"META-INF/container.xml": _container("book.opf"), "book.opf": package, **members}, blocks


_BOOKS = (_by_library, _by_converter, _by_layout, _by_hand)


def _recoded(members: dict[str, str | bytes], encoding: str, endings: tuple[str, ...]) -> dict[str, str | bytes]:
    """Chapters in another encoding, which they declare."""
    return {
        name: str(content).replace('encoding="utf-8"', f'encoding="{encoding}"').encode(encoding, "xmlcharrefreplace")
        if name.lower().endswith(endings)
        else content
        for name, content in members.items()
    }


def epub_files() -> Iterator[Second]:
    """Four ways of making books, the last in other encodings and with parts that are broken or missing."""
    for number in range(13):
        title = f"Letters from the lake, volume {number}"
        chapters = [paragraphs(600 + 10 * number + n) for n in range(2 + number % 2)]
        members, blocks = _BOOKS[number % 4](title, chapters)
        facts = {"title": title, "publisher": "Lake Press", "date": "2024-03-07", "language": "en"}
        if number == 4:
            members = _recoded(members, "utf-16", (".html",))
        elif number == 5:
            members = _recoded(members, "iso-8859-1", (".xhtml",))
        elif number == 6:
            members = _recoded(members, "utf-8-sig", (".xhtml", ".opf"))
        elif number == 8:  # a chapter that the list names is not there
            members["content.opf"] = str(members["content.opf"]).replace(
                "</manifest>", '<item id="lost" href="lost.html" media-type="application/xhtml+xml"/></manifest>'
            ).replace("</spine>", '<itemref idref="lost"/><itemref idref="nowhere"/></spine>')  # fmt: skip
        elif number == 9:  # a title page's and a subtitle
            members["EPUB/content.opf"] = str(members["EPUB/content.opf"]).replace(
                "</dc:title>", "</dc:title><dc:title>and from the shore</dc:title>"
            )
        elif number == 10:
            members = {"OEBPS/": b"", "iTunesMetadata.plist": b"\0\1", **members}
        mime: dict[str, str | bytes] = {} if number == 11 else {"mimetype": "application/epub+zip"}
        yield Second(f"book-{number}.epub", packed({**mime, **members}), blocks, ["↩︎"], facts=facts)
