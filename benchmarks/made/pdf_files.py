"""PDFs: set line by line by fpdf2, and flowed by reportlab."""

from __future__ import annotations

import io
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import fpdf

from benchmarks.made.texts import NOTES, Made, Prose
from grounds.documents import ReadOptions

_FONTS = Path("/usr/share/fonts/truetype")
OWN = {
    "DejaVu": _FONTS / "dejavu/DejaVuSans.ttf",
    "DejaVuSerif": _FONTS / "dejavu/DejaVuSerif.ttf",
    "Liberation": _FONTS / "liberation/LiberationSerif-Regular.ttf",
    "Narrow": _FONTS / "liberation/LiberationSansNarrow-Regular.ttf",
}
_SYLLABLE = re.compile(r"(?<=[aeiou][bcdfgklmnprst])(?=[bcdfgklmnprst][aeiou])")


@dataclass(frozen=True)
class Look:
    """How a document is set. Lengths in millimetres."""

    name: str
    font: str = "Times"
    size: float = 11
    columns: int = 1
    paragraphs: int = 9
    justify: bool = False
    hyphens: bool = False
    indent: float = 0
    gap: float = 2.5
    heads: str = ""  # "same", "alternate" or "chapter"
    numbers: str = ""  # a template for the foot, with {n} and {all}
    notes: bool = False
    numbered: bool = False
    title: str = ""
    across: bool = False  # lines of neighbouring columns written in turn
    words: bool = False  # each word placed by itself
    password: str | None = None
    owner: bool = False
    stamp: str = ""
    page: tuple[float, float] = (210, 297)


class Setter:
    """Sets one document; pages are lists of lines with their places, written out at the end."""

    def __init__(self, look: Look, seed: int) -> None:
        self.look = look
        self.prose = Prose(seed)
        self.pick = random.Random(seed)
        self.pdf = fpdf.FPDF(unit="mm", format=look.page)
        self.pdf.set_auto_page_break(False)
        if look.font in OWN:
            self.pdf.add_font(look.font, fname=OWN[look.font])
        self.pdf.set_font(look.font, size=look.size)
        self.lead = look.size * 0.3528 * 1.25
        self.width = (look.page[0] - 44 - 8 * (look.columns - 1)) / look.columns
        self.lines: list[tuple[int, int, float, float, str, float, list[int]]] = []
        self.notes: dict[int, list[str]] = {}
        self.blocks: list[str] = []
        self.sheet, self.column, self.y = 0, 0, 24.0

    # ---------------------------------------------------------------------------------------------------- setting

    def broken(self, text: str, first: float) -> Iterator[tuple[str, bool]]:
        """Lines of a paragraph, each with whether it ends within it."""
        words, line, room = text.split(" "), "", self.width - first
        while words:
            word = words.pop(0)
            tried = f"{line} {word}" if line else word
            if self.pdf.get_string_width(tried) <= room or not line:
                line = tried
                continue
            part = self.part(word, room - self.pdf.get_string_width(line + " -"))
            if part:
                line, word = f"{line} {part}-", word[len(part) :]
            yield line, True
            line, room = "", self.width
            words.insert(0, word)
        yield line, False

    def part(self, word: str, room: float) -> str:
        """The first syllables of a word that have room, where words are broken."""
        if not self.look.hyphens or not word.isalpha() or len(word) < 7 or not word.islower():
            return ""
        cuts = [m.start() for m in _SYLLABLE.finditer(word) if 2 < m.start() < len(word) - 2]
        fitting = [word[:c] for c in cuts if self.pdf.get_string_width(word[:c]) <= room]
        return fitting[-1] if fitting else ""

    def place(self, line: str, x: float, spread: float, size: float) -> None:
        self.lines.append((self.sheet, self.column, x, self.y, line, spread, [int(size * 10)]))
        self.y += self.lead * size / self.look.size

    def room(self) -> None:
        """On to the next column or page where this one is full."""
        bottom = self.look.page[1] - (46 if self.look.notes else 28)
        if self.y > bottom:
            self.column += 1
            if self.column == self.look.columns:
                self.sheet, self.column = self.sheet + 1, 0
            self.y = 24.0 if self.sheet or not self.look.title else 44.0

    def left(self) -> float:
        return 22 + self.column * (self.width + 8)

    def paragraph(self, kind: str, text: str) -> None:
        size = self.look.size * (1.25 if kind == "h" else 1)
        self.blocks.append(text)
        if kind == "h":
            self.y += 1.5
            self.room()
            self.pdf.set_font_size(size)
            self.place(text, self.left(), 0, size)
            self.pdf.set_font_size(self.look.size)
            self.y += 1
            return
        first = self.look.indent
        for number, (line, within) in enumerate(self.broken(text, first)):
            self.room()
            shift = first if number == 0 else 0
            spare = self.width - shift - self.pdf.get_string_width(line)
            spread = spare / max(1, line.count(" ")) if self.look.justify and within else 0.0
            self.place(line, self.left() + shift, spread, self.look.size)
            if self.look.notes and not within:
                self.note()
        self.y += self.look.gap

    def note(self) -> None:
        """A note to the paragraph just set, at the foot of its page."""
        listed = self.notes.setdefault(self.sheet, [])
        if self.column == 0 and len(listed) < 3:
            listed.append(f"{sum(map(len, self.notes.values())) + 1} {NOTES[len(listed)]}")
            last = self.lines[-1]
            self.lines[-1] = (*last[:6], [*last[6], sum(map(len, self.notes.values()))])

    # ---------------------------------------------------------------------------------------------------- writing

    def made(self) -> Made:
        look = self.look
        if look.title:
            self.blocks.append(look.title)
            self.y = 44.0
        for number, (kind, text) in enumerate(self.prose.report(look.paragraphs), start=1):
            self.paragraph(kind, f"{number}. {text}" if look.numbered and kind == "p" else text)
        blocks = [re.sub(r"^\d+\. ", "", b) for b in self.blocks] if look.numbered else self.blocks
        if look.password or look.owner:
            self.pdf.set_encryption(owner_password="owner", user_password=look.password or "")
        for sheet in range(self.sheet + 1):
            self.write_sheet(sheet)
        options = ReadOptions(language="en", password=look.password)
        absent = [
            *(NOTES[:2] if look.notes else []),
            *(["Situation report"] if look.heads else []),
            *filter(None, [look.stamp]),
        ]
        return Made(f"{look.name}.pdf", bytes(self.pdf.output()), blocks, absent, options)

    def write_sheet(self, sheet: int) -> None:
        look, pdf = self.look, self.pdf
        pdf.add_page(orientation="P")
        if look.stamp:
            with pdf.rotation(90, 8, 200):
                pdf.set_font_size(8)
                pdf.text(8, 200, look.stamp)
        self.head_and_foot(sheet)
        mine = [line for line in self.lines if line[0] == sheet]
        if look.across:
            mine.sort(key=lambda line: (line[3], line[1]))
        if sheet == 0 and look.title:
            pdf.set_font_size(look.size * 1.7)
            pdf.text(22, 34, look.title)
        for _, _, x, y, text, spread, (size, *marks) in mine:
            self.write_line(x, y, text, spread, size / 10, marks)
        for number, note in enumerate(self.notes.get(sheet, [])):
            pdf.set_font_size(look.size * 0.75)
            pdf.text(22, look.page[1] - 38 + number * 4, note if look.font in OWN else note.replace("–", "-"))

    def write_line(self, x: float, y: float, text: str, spread: float, size: float, marks: list[int]) -> None:
        pdf = self.pdf
        pdf.set_font_size(size)
        if spread or self.look.words:
            blank = pdf.get_string_width(" ")
            for word in text.split(" "):
                pdf.text(x, y, word)
                x += pdf.get_string_width(word) + blank + spread
            x -= blank
        else:
            pdf.text(x, y, text)
            x += pdf.get_string_width(text)
        for mark in marks:
            pdf.set_font_size(size * 0.6)
            pdf.text(x + 0.1, y - size * 0.12, str(mark))

    def head_and_foot(self, sheet: int) -> None:
        look, pdf = self.look, self.pdf
        pdf.set_font_size(9)
        if look.heads == "same" or (look.heads == "alternate" and sheet % 2 == 0):
            pdf.text(22, 14, "Situation report, second half-year")
        elif look.heads == "alternate":
            pdf.text(140, 14, "Situation report: the desk")
        elif look.heads == "chapter":
            pdf.text(22, 14, f"Situation report, part {sheet // 3 + 1}")
        if look.numbers:
            pdf.text(look.page[0] / 2 - 5, look.page[1] - 12, look.numbers.format(n=sheet + 1, all=self.sheet + 1))


LOOKS = [
    *(Look(f"font-{f}", font=f) for f in ("Helvetica", "Times", "Courier", *OWN)),
    *(Look(f"size-{s}", size=s, numbers="{n}") for s in (8, 9.5, 14)),
    Look("justified", justify=True, numbers="Page {n} of {all}"),
    Look("justified-indent", justify=True, indent=5, gap=0, hyphens=True, heads="same", numbers="{n}", paragraphs=24),
    Look("words", words=True, hyphens=True),
    Look("hyphens", hyphens=True, columns=2, justify=True, paragraphs=20),
    Look("hyphens-over-pages", hyphens=True, page=(148, 105), numbers="{n}", paragraphs=14, heads="same"),
    Look("two-columns", columns=2, title="Quarterly review of the northern provinces", paragraphs=20),
    Look("two-columns-small", columns=2, size=8, justify=True, heads="alternate", numbers="{n}", paragraphs=150),
    Look("two-columns-across", columns=2, across=True, paragraphs=20),
    Look("two-columns-across-words", columns=2, across=True, words=True, paragraphs=20, title="Notes on the truce"),
    Look("three-columns", columns=3, size=9, paragraphs=30, title="The week in the north and on the coast"),
    Look("three-columns-across", columns=3, size=8, across=True, paragraphs=30),
    Look("heads-same", heads="same", numbers="{n}", paragraphs=30),
    Look("heads-alternate", font="Liberation", heads="alternate", numbers="– {n} –", paragraphs=40),
    Look("heads-chapter", heads="chapter", numbers="{n}/{all}", paragraphs=60),
    Look("notes", notes=True, numbers="{n}", paragraphs=24),
    Look("notes-serif", font="DejaVuSerif", notes=True, heads="same", paragraphs=24),
    Look("notes-columns", columns=2, notes=True, paragraphs=30, justify=True),
    Look("panel", numbered=True, notes=True, heads="same", numbers="{n}/{all}", justify=True, paragraphs=36),
    Look("numbered", numbered=True, font="Helvetica"),
    Look("password", password="open sesame"),
    Look("owner-password", owner=True, numbers="{n}"),
    Look("stamp", stamp="Draft for comment, not for release", font="DejaVu"),
    Look("landscape", page=(297, 210), columns=2, paragraphs=16),
    Look("long", paragraphs=240, heads="same", numbers="{n}", justify=True, hyphens=True),
    Look("letter", page=(216, 279), indent=6, gap=0, paragraphs=14),
    Look("narrow", page=(100, 200), size=9, hyphens=True, paragraphs=12),
]


def pdf_files() -> Iterator[Made]:
    """All PDFs."""
    for seed, look in enumerate(LOOKS):
        text_font = look.font in OWN
        setter = Setter(look, seed)
        if not text_font:  # the fonts that every reader has know Western letters only
            setter.prose = _Western(seed)
        yield setter.made()
    yield from _turned()
    yield from _damaged()
    yield from _flowed()


class _Western(Prose):
    """Prose in the letters of the fonts that every reader has."""

    def sentence(self) -> str:
        told = super().sentence().replace("Aš-Šaddādī", "Shadadi")
        return told.translate(str.maketrans("–’“”", '-\'""'))


def _turned() -> Iterator[Made]:
    """Pages lying on their side in the file, shown upright, and lines that run up the page."""
    import pypdfium2

    for turn in (90, 180, 270):
        whole = Setter(Look(f"turned-{turn}", font="DejaVu"), 100 + turn).made()
        pdf = pypdfium2.PdfDocument(whole.data)
        for page in pdf:
            page.set_rotation(turn)
        out = io.BytesIO()
        pdf.save(out)
        yield replace(whole, data=out.getvalue())
    yield _upwards()


def _upwards() -> Made:
    prose = Prose(7)
    pdf = fpdf.FPDF()
    pdf.add_font("DejaVu", fname=OWN["DejaVu"])
    pdf.add_page()
    pdf.set_font("DejaVu", size=9)
    blocks = [prose.sentence() for _ in range(12)]
    with pdf.rotation(90, 100, 150):
        for row, text in enumerate(blocks):
            pdf.text(0, 70 + row * 9, text)
    return Made("turned-lines.pdf", bytes(pdf.output()), blocks)


def _damaged() -> Iterator[Made]:
    """Files that a careful program still opens."""
    whole = Setter(Look("damaged", font="DejaVu", numbers="{n}"), 77).made()
    at = whole.data.rindex(b"startxref")
    yield replace(whole, name="no-xref.pdf", data=whole.data[:at])
    yield replace(whole, name="false-xref.pdf", data=whole.data[:at] + b"startxref\n7\n%%EOF\n")
    yield replace(whole, name="trailing.pdf", data=whole.data + b"\n<html>served twice</html>" * 40)
    yield replace(whole, name="leading.pdf", data=b"\n\n" + whole.data)


def _flowed() -> Iterator[Made]:
    """By reportlab: frames that text flows through."""
    from reportlab.lib.enums import TA_JUSTIFY
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.lib.units import mm
    from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph

    for number, (columns, justify) in enumerate([(1, False), (1, True), (2, False), (2, True), (3, True)]):
        prose, styles = _Western(200 + number), getSampleStyleSheet()
        told = prose.report(30)
        body = styles["BodyText"]
        if justify:
            body.alignment = TA_JUSTIFY
        out = io.BytesIO()
        wide = (170 - 6 * (columns - 1)) / columns
        frames = [Frame((20 + i * (wide + 6)) * mm, 25 * mm, wide * mm, 240 * mm) for i in range(columns)]
        document = BaseDocTemplate(out, pagesize=(210 * mm, 297 * mm))
        document.addPageTemplates([PageTemplate(frames=frames, onPage=_head)])
        document.build([Paragraph(text, styles["Heading2"] if kind == "h" else body) for kind, text in told])
        yield Made(f"flowed-{columns}-{justify}.pdf", out.getvalue(), [t for _, t in told], ["River Monitor"])


def _head(canvas: object, document: object) -> None:
    canvas.setFont("Helvetica", 8)  # type: ignore[attr-defined]
    canvas.drawString(60, 815, "River Monitor, monthly")  # type: ignore[attr-defined]
    canvas.drawRightString(540, 30, f"Page {document.page}")  # type: ignore[attr-defined]
