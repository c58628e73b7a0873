"""Build the samples that are no plain text (PDF, DOCX, e-mail) from ``tools/texts/*.yaml``.

The same text gives the same bytes: dates, ids and archive times are those of the text. Run: ``python
tools/make_samples.py [FOLDER]`` (the samples' own folder by default).
"""

from __future__ import annotations

import io
import sys
import zipfile
from datetime import UTC, datetime, time
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path
from typing import Any

import yaml

TEXTS = Path(__file__).parent / "texts"
SAMPLES = Path(__file__).parents[1] / "src" / "grounds" / "samples"
Text = dict[str, Any]


def noon(text: Text) -> datetime:
    """The moment at which a sample says that it was made."""
    return datetime.combine(text["made"], time(12), UTC)


def pdf(text: Text) -> bytes:
    """Pages with a running head and numbers, in as many columns as the text says."""
    from fpdf import FPDF

    class Report(FPDF):
        def header(self) -> None:
            self.set_font("Helvetica", size=9)
            self.cell(0, 8, text["head"], new_x="LMARGIN", new_y="NEXT")
            self.ln(4)

        def footer(self) -> None:
            self.set_y(-18)
            self.set_font("Helvetica", size=9)
            self.cell(0, 8, str(self.page_no()), align="C")

    report = Report(format="A5")
    report.set_title(text["title"])
    report.set_creation_date(datetime.combine(text["made"], time(0), UTC))
    report.set_auto_page_break(True, margin=30)
    report.add_page()
    report.set_font("Helvetica", size=11 if text["columns"] == 1 else 9)
    if text["columns"] == 1:
        for paragraph in text["paragraphs"]:
            report.multi_cell(0, 6, paragraph, align="L")
            report.ln(3)
    else:
        in_columns(report, text)
    return bytes(report.output())


def in_columns(report: Any, text: Text) -> None:
    """Two columns a page, each filled before the next; "|" marks where a word may be broken."""
    gutter, top, foot = 8.0, report.get_y(), report.h - 36
    width = (report.epw - gutter) / 2
    left = [report.l_margin, report.l_margin + width + gutter]
    column, y = 0, top
    for paragraph in text["paragraphs"]:
        lines = report.multi_cell(width, 4.6, paragraph.replace("|", "\u00ad"), align="L", dry_run=True, output="LINES")
        for line in lines:
            if y > foot:
                column, y = (1, top) if column == 0 else (0, top)
                if column == 0:
                    report.add_page()
            report.set_xy(left[column], y)
            report.cell(width, 4.6, line)
            y += 4.6
        y += 2.6
    report.set_font("Helvetica", size=7)
    report.set_xy(left[0], report.h - 30)
    report.cell(width, 4, text["note"])


def docx(text: Text) -> bytes:
    """A document with headings, paragraphs, a list and a table."""
    import docx as library

    document = library.Document()
    facts = document.core_properties
    facts.title, facts.author, facts.last_modified_by = text["title"], "Grounds samples", "Grounds samples"
    facts.created = facts.modified = noon(text).replace(tzinfo=None)
    document.add_heading(text["title"], level=0)
    for block in text["blocks"]:
        if isinstance(block, str):
            document.add_paragraph(block)
        elif "heading" in block:
            document.add_heading(block["heading"], level=1)
        elif "list" in block:
            for item in block["list"]:
                document.add_paragraph(item, style="List Bullet")
        else:
            add_table(document, block["table"])
    buffer = io.BytesIO()
    document.save(buffer)
    return timeless(buffer.getvalue(), text)


def add_table(document: Any, rows: list[list[Any]]) -> None:
    """A table of the given rows."""
    table = document.add_table(rows=len(rows), cols=len(rows[0]))
    for row, cells in zip(table.rows, rows, strict=True):
        for cell, words in zip(row.cells, cells, strict=True):
            cell.text = str(words)


def timeless(archive: bytes, text: Text) -> bytes:
    """The archive with the sample's date on every member instead of the time of building."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in sorted(old.namelist(), key=lambda n: (n != "[Content_Types].xml", n)):
            info = zipfile.ZipInfo(name, date_time=noon(text).timetuple()[:6])
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, old.read(name))
    return buffer.getvalue()


def eml(text: Text) -> bytes:
    """A message in plain text and HTML, with what it answers quoted and a signature."""
    message = EmailMessage(policy=SMTP)
    message["From"], message["To"], message["Subject"] = text["from"], text["to"], text["subject"]
    message["Date"], message["Message-ID"] = noon(text), "<lake-chad@example.org>"
    quoted = [text["quoted"]["introduced"] + ":", *(f"> {line}" for line in text["quoted"]["lines"])]
    parts = [text["greeting"], *text["paragraphs"], "\n".join(quoted), "\n".join(["-- ", *text["signature"]])]
    message.set_content("\n\n".join(parts) + "\n", cte="8bit")
    html = "".join(f"<p>{p}</p>\n" for p in (text["greeting"], *text["paragraphs"]))
    message.add_alternative(f"<html><body>\n{html}</body></html>\n", subtype="html", cte="8bit")
    message.set_boundary("=-grounds-sample")
    return message.as_bytes()


MAKERS = {"congo-panel": pdf, "myanmar-panel": pdf, "karabakh": docx, "lakechad": eml}


def build(name: str, folder: Path) -> Path:
    """Write one built sample into ``folder``."""
    make = MAKERS[name]
    path = folder / f"{name}.{make.__name__}"
    path.write_bytes(make(yaml.safe_load((TEXTS / f"{name}.yaml").read_text("utf-8"))))
    return path


def main(folder: Path = SAMPLES) -> None:
    """Write every built sample into ``folder``."""
    for name in MAKERS:
        print(build(name, folder).name)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
