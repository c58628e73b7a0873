"""DOCX by python-docx, ODT by odfdo, EPUB by hand."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from html import escape
from typing import Any

import docx
import odfdo
from docx.enum.section import WD_SECTION
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt

from benchmarks.made.texts import CLUTTER, Made, Prose

Told = list[tuple[str, str]]


def _told(seed: int) -> Told:
    return Prose(seed).report(8)


# ------------------------------------------------------------------------------------------------------------- DOCX


def docx_files() -> Iterator[Made]:
    """Word processor files in many settings."""
    for number, change in enumerate([None, *_DOCX]):
        for variant in range(3):
            told = _told(500 + 3 * number + variant)
            made = docx.Document()
            _fill(made, told, runs=variant)
            blocks = [t for _, t in told]
            if change is not None:
                blocks = change(made, blocks)
            out = io.BytesIO()
            made.save(out)
            name = change.__name__ if change else "plain"
            yield Made(f"{name.strip('_')}-{variant}.docx", out.getvalue(), blocks, CLUTTER)


def _fill(made: Any, told: Told, runs: int) -> None:
    """Paragraphs in one run, in a run a word, or in runs that cut words."""
    made.styles["Normal"].font.size = Pt(10 + runs)
    for kind, text in told:
        if kind == "h":
            made.add_heading(text, 1)
            continue
        paragraph = made.add_paragraph()
        step = {0: len(text), 1: 17, 2: 3}[runs]
        for start in range(0, len(text), step):
            run = paragraph.add_run(text[start : start + step])
            run.bold = runs == 2 and start % 2 == 0


def _header(made: Any, blocks: list[str]) -> list[str]:
    made.sections[0].header.paragraphs[0].text = CLUTTER[9]
    made.sections[0].footer.paragraphs[0].text = "Page 1"
    return blocks


def _table(made: Any, blocks: list[str]) -> list[str]:
    table = made.add_table(2, 2)
    cells = [Prose(i).sentence() for i in range(4)]
    for number, text in enumerate(cells):
        table.cell(number // 2, number % 2).text = text
    return blocks + cells


def _list(made: Any, blocks: list[str]) -> list[str]:
    items = [Prose(40 + i).sentence() for i in range(4)]
    for number, text in enumerate(items):
        made.add_paragraph(text, style="List Bullet" if number % 2 else "List Number")
    return blocks + items


def _columns(made: Any, blocks: list[str]) -> list[str]:
    section = made.add_section(WD_SECTION.CONTINUOUS)
    section._sectPr.find(qn("w:cols")).set(qn("w:num"), "2")
    text = Prose(9).paragraph(5)
    made.add_paragraph(text)
    return [*blocks, text]


def _deleted(made: Any, blocks: list[str]) -> list[str]:
    paragraph = made.add_paragraph("The army ")
    for tag, inner, words in (("w:del", "w:delText", "never "), ("w:ins", "w:t", "soon ")):
        change, run, text = OxmlElement(tag), OxmlElement("w:r"), OxmlElement(inner)
        text.text = words
        text.set(qn("xml:space"), "preserve")
        run.append(text)
        change.append(run)
        paragraph._p.append(change)
    paragraph.add_run("withdrew.")
    return [*blocks, "The army soon withdrew."]


def _breaks(made: Any, blocks: list[str]) -> list[str]:
    paragraph = made.add_paragraph("The army left")
    paragraph.add_run().add_break()
    paragraph.add_run("the town\tat dawn.")
    made.add_page_break()
    return [*blocks, "The army left the town at dawn."]


def _quote(made: Any, blocks: list[str]) -> list[str]:
    text = Prose(11).sentence()
    made.add_paragraph(text, style="Quote")
    return [*blocks, text]


def _linked(made: Any, blocks: list[str]) -> list[str]:
    paragraph = made.add_paragraph("Read ")
    link, run, text = OxmlElement("w:hyperlink"), OxmlElement("w:r"), OxmlElement("w:t")
    text.text = "the letter"
    run.append(text)
    link.append(run)
    paragraph._p.append(link)
    paragraph.add_run(" that the committee sent.")
    return [*blocks, "Read the letter that the committee sent."]


def _fielded(made: Any, blocks: list[str]) -> list[str]:
    paragraph = made.add_paragraph("See page ")
    for kind, words in (("begin", None), (None, " PAGEREF _Toc1 "), ("separate", None), (None, "4"), ("end", None)):
        run = OxmlElement("w:r")
        if kind:
            part = OxmlElement("w:fldChar")
            part.set(qn("w:fldCharType"), kind)
        else:
            part = OxmlElement("w:t" if words == "4" else "w:instrText")
            part.text = words
        run.append(part)
        paragraph._p.append(run)
    paragraph.add_run(" of this report.")
    return [*blocks, "See page 4 of this report."]


def _titled(made: Any, blocks: list[str]) -> list[str]:
    made.core_properties.title = "Brief"
    made.element.body.insert(0, made.add_heading("A brief on the north", 0)._p)
    return ["A brief on the north", *blocks]


_DOCX: list[Callable[[Any, list[str]], list[str]]] = [
    _header, _table, _list, _columns, _deleted, _breaks, _quote, _linked, _fielded, _titled,
]  # fmt: skip

# -------------------------------------------------------------------------------------------------------------- ODT


def odt_files() -> Iterator[Made]:
    """Open document texts in many settings."""
    for number, change in enumerate([None, *_ODT]):
        for variant in range(6):
            told = _told(700 + 6 * number + variant)
            made = odfdo.Document("text")
            made.body.clear()
            for kind, text in told:
                made.body.append(odfdo.Header(1, text) if kind == "h" else _spanned(text, variant))
            blocks = [t for _, t in told]
            if change is not None:
                blocks = change(made, blocks)
            out = io.BytesIO()
            made.save(out)
            name = change.__name__.strip("_") if change else "plain"
            yield Made(f"{name}-{variant}.odt", out.getvalue(), blocks, CLUTTER)


def _spanned(text: str, variant: int) -> Any:
    paragraph = odfdo.Paragraph(text)
    if variant % 2:
        paragraph.set_span("Standard", regex=r"\b[A-Z][a-z]+\b")
    return paragraph


def _odt_list(made: Any, blocks: list[str]) -> list[str]:
    items = [Prose(60 + i).sentence() for i in range(4)]
    made.body.append(odfdo.List(items))
    return blocks + items


def _odt_table(made: Any, blocks: list[str]) -> list[str]:
    table = odfdo.Table("T", width=2, height=2)
    cells = [Prose(70 + i).sentence() for i in range(4)]
    for number, text in enumerate(cells):
        cell = odfdo.Cell()
        cell.append(odfdo.Paragraph(text))
        table.set_cell((number % 2, number // 2), cell)
    made.body.append(table)
    return blocks + cells


def _odt_spaces(made: Any, blocks: list[str]) -> list[str]:
    made.body.append(odfdo.Paragraph("The  army\tleft\nthe town."))
    return [*blocks, "The army left the town."]


def _odt_noted(made: Any, blocks: list[str]) -> list[str]:
    paragraph = odfdo.Paragraph("The army left the town.")
    paragraph.insert_annotation(body="Check this.", creator="x")
    made.body.append(paragraph)
    return [*blocks, "The army left the town."]


_ODT: list[Callable[[Any, list[str]], list[str]]] = [_odt_list, _odt_table, _odt_spaces, _odt_noted]

# ------------------------------------------------------------------------------------------------------------- EPUB


def epub_files() -> Iterator[Made]:
    """Books: chapters in folders, in versions 2 and 3, with covers, contents and notes."""
    for number in range(30):
        chapters = [_told(900 + 5 * number + i)[: 3 + number % 4] for i in range(1 + number % 5)]
        yield Made(f"book-{number}.epub", _book(number, chapters), [t for c in chapters for _, t in c], ["Contents"])


def _book(number: int, chapters: list[Told]) -> bytes:
    folder = ["OEBPS/", "", "EPUB/text/"][number % 3]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/epub+zip", zipfile.ZIP_STORED)
        root = f'<rootfiles><rootfile full-path="{folder}content.opf" media-type="application/oebps-package+xml"/></rootfiles>'
        archive.writestr(
            "META-INF/container.xml",
            f'<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container">{root}</container>',
        )
        items, spine = "", ""
        for i, told in enumerate(chapters):
            body = "".join(f"<h1>{t}</h1>" if k == "h" else f"<p>{escape(t)}</p>" for k, t in told)
            page = f'<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head><body><section>{body}</section></body></html>'
            archive.writestr(f"{folder}chapter {i}.xhtml", page)
            items += f'<item id="c{i}" href="chapter%20{i}.xhtml" media-type="application/xhtml+xml"/>'
            spine += f'<itemref idref="c{i}"/>'
        archive.writestr(
            f"{folder}nav.xhtml", "<html><body><nav><h1>Contents</h1><ol><li>One</li></ol></nav></body></html>"
        )
        items += '<item id="nav" href="nav.xhtml" properties="nav" media-type="application/xhtml+xml"/>'
        told = "<dc:title>Brief</dc:title><dc:language>en</dc:language><dc:publisher>River Monitor</dc:publisher><dc:date>2024-05-03</dc:date>"
        package = f'<package xmlns="http://www.idpf.org/2007/opf" version="{2 + number % 2}.0"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/">{told}</metadata><manifest>{items}</manifest><spine><itemref idref="nav"/>{spine}</spine></package>'
        archive.writestr(f"{folder}content.opf", package)
    return out.getvalue()
