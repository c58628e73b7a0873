"""PDF pages as they are set: columns, running heads, notes, broken words, turned pages, passwords."""

from __future__ import annotations

import time

import fpdf
import pytest

from grounds.documents import ReadOptions, read_bytes
from grounds.model.document import Document
from grounds.model.errors import UnreadableFile
from grounds.pipeline import Pipeline
from tests.documents.pdf_writing import make_pdf

LEFT = ["The army left the town of Sake on", "Monday after nine days of fighting", "and moved to the hills, the"]
RIGHT = ["mayor said. M23 took the market on", "the same evening and closed the", "road to the lake for all traffic."]
ENGLISH = ReadOptions(language="en", date="2024-06-12")


def page(pdf: fpdf.FPDF, lines: list[tuple[float, float, str]], size: float = 11) -> None:
    pdf.add_page()
    pdf.set_font("Times", size=size)
    for x, y, text in lines:
        pdf.text(x, y, text)


def opened(pdf: fpdf.FPDF, **options: str) -> Document:
    return read_bytes(bytes(pdf.output()), name="a.pdf", options=ReadOptions(language="en", **options))  # type: ignore[arg-type]


def columns(order: str) -> list[tuple[float, float, str]]:
    left = [(20, 40 + 5 * i, t) for i, t in enumerate(LEFT)]
    right = [(110, 40 + 5 * i, t) for i, t in enumerate(RIGHT)]
    across = [line for pair in zip(left, right, strict=True) for line in pair]
    return {"by column": left + right, "across": across, "right first": right + left}[order]


@pytest.mark.parametrize("order", ["by column", "across", "right first"])
def test_columns_are_read_one_after_the_other(order):
    pdf = fpdf.FPDF()
    page(pdf, columns(order))
    document = opened(pdf)
    assert document.reading.text == " ".join(LEFT + RIGHT)
    assert document.text == "\r\n".join(LEFT + RIGHT) + "\f"


def test_a_table_is_read_row_by_row():
    pdf = fpdf.FPDF()
    rows = [("Sake", "12", "3"), ("Goma", "9", "14"), ("Bunagana", "2", "0"), ("Rutshuru", "5", "5")]
    page(pdf, [(20 + 50 * c, 40 + 6 * r, cell) for r, row in enumerate(rows) for c, cell in enumerate(row)])
    assert opened(pdf).reading.text.split() == [cell for row in rows for cell in row]


def crossing() -> fpdf.FPDF:
    """A sentence that runs over a page, with a note at the first page's foot and a head on both."""
    pdf = fpdf.FPDF()
    said = "The committee met on the second day and heard what the traders had to say about it."
    page(
        pdf,
        [
            (20, 12, "Weekly review 12"),
            (20, 40, said),
            (20, 260, "On 3 May 2021 the Northern Front and M23 attacked a"),
        ],
    )
    pdf.set_font_size(6)
    pdf.text(101, 258.5, "7")
    pdf.text(20, 275, "7 Interview with an elder of the village.")
    page(
        pdf,
        [
            (20, 12, "Weekly review 12"),
            (20, 30, "police station in Goma and killed three officers. Nobody else was hurt there."),
        ],
    )
    return pdf


def test_what_stands_on_every_page_and_below_the_text_is_not_read():
    document = opened(crossing())
    assert "attacked a police station in Goma" in document.reading.text
    for part in ("Weekly review", "Interview", "7"):
        assert part in document.text
        assert part not in document.reading.text


def test_lines_that_are_all_there_is_are_read_on_each_page():
    document = read_bytes(make_pdf([["The army fell back.", "The rebels took the town."]] * 2), name="a.pdf")
    assert document.reading.text.count("The rebels took the town.") == 2
    assert (
        read_bytes(
            make_pdf([["Archive of the district", "1"], ["Archive of the district", "2"]]), name="b.pdf"
        ).reading.text
        == ""
    )


STANDING = [
    "The mission reminds all parties that schools and clinics are",
    "protected by the law of war and that those who attack them",
    "will be named in its yearly report to the council of states,",
    "as were the Northern Front and the River Brigades last year.",
]


@pytest.mark.parametrize("top", [30, 250], ids=["above", "below"])
def test_a_paragraph_that_comes_back_on_each_page_is_read_on_each(top):
    pdf = fpdf.FPDF()
    for number, said in enumerate(["Ten fled from Sake.", "The market of Goma was shut.", "Nobody crossed the lake."]):
        own = [(20, 100 + 5 * n, f"{said} The elders of quarter {number} met.") for n in range(3)]
        standing = [(20, top + 5 * n, line) for n, line in enumerate(STANDING)]
        page(pdf, [(20, 12, "Weekly review 12"), *own, *standing])
    document = opened(pdf)
    assert document.reading.text.count(" ".join(STANDING)) == 3
    assert "Weekly review" not in document.reading.text
    assert document.facts["left_out"].value == "Weekly review 12"


def test_the_days_of_a_log_with_a_page_each_are_no_page_numbers():
    pdf = fpdf.FPDF()
    for day in range(1, 5):
        page(
            pdf, [(20, 30, f"{day} May 2024, the garrison of post {day + 40}"), (20, 60, "was quiet. Traders passed.")]
        )
    assert opened(pdf).reading.text.count("the garrison of post") == 4


def test_lines_at_many_heights_are_no_running_heads():
    pdf = fpdf.FPDF()
    for top in (20, 80, 140, 200):
        page(pdf, [(20, top, "Table of losses"), (20, 230, f"The army lost {top} men there, the mayor said.")])
    assert opened(pdf).reading.text.count("Table of losses") == 4


def test_a_quote_over_a_page_lists_its_pieces(pipeline: Pipeline):
    document = opened(crossing(), date="2024-06-12")
    [claim] = [c for _, reading in pipeline.run([document]) for c in reading.claims if c.predicate == "assault"]
    quote = claim.quote
    assert quote.exact == document.text[quote.start : quote.end]
    assert "Interview" in quote.exact
    assert quote.parts is not None
    assert [(p.exact, p.page) for p in quote.parts] == [
        ("On 3 May 2021 the Northern Front and M23 attacked a", 1),
        ("police station in Goma and killed three officers.", 2),
    ]
    assert all(document.text[p.start : p.end] == p.exact for p in quote.parts)


def test_words_broken_over_a_page_are_one():
    pdf = fpdf.FPDF()
    page(pdf, [(20, 250, "The army left the town and the gov-")])
    page(pdf, [(20, 30, "ernor fled with it to the lake.")])
    assert "the governor fled" in opened(pdf).reading.text


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_turned_pages_are_read(turn):
    import io

    import pypdfium2

    pdf = fpdf.FPDF()
    page(pdf, columns("across"))
    made = pypdfium2.PdfDocument(bytes(pdf.output()))
    made[0].set_rotation(turn)
    out = io.BytesIO()
    made.save(out)
    document = read_bytes(out.getvalue(), name="a.pdf", options=ENGLISH)
    assert document.reading.text == " ".join(LEFT + RIGHT)


def test_a_password_opens_what_it_locks():
    pdf = fpdf.FPDF()
    pdf.set_encryption(owner_password="owner", user_password="open sesame")
    page(pdf, columns("by column"))
    data = bytes(pdf.output())
    assert "Sake" in read_bytes(data, name="a.pdf", options=ReadOptions(password="open sesame")).text
    with pytest.raises(UnreadableFile, match=r"a\.pdf: needs a password; give it with --password"):
        read_bytes(data, name="a.pdf")
    with pytest.raises(UnreadableFile, match=r"a\.pdf: has another password; give the right one"):
        read_bytes(data, name="a.pdf", options=ReadOptions(password="wrong"))


def test_a_scan_says_that_it_needs_ocr():
    pdf = fpdf.FPDF()
    for _ in range(3):
        pdf.add_page()
        pdf.rect(20, 20, 100, 100, style="F")
    document = opened(pdf)
    assert (document.state, document.passages) == ("needs_ocr", ())


def test_pages_without_text_are_told():
    pdf = fpdf.FPDF()
    page(pdf, columns("by column"))
    pdf.add_page()
    pdf.rect(20, 20, 100, 100, style="F")
    document = opened(pdf)
    assert document.state == "readable"
    assert document.facts["pages_without_text"].value == "2"


@pytest.mark.parametrize(("title", "kept"), [("Brief on the north", True), ("Microsoft Word - draft3.doc", False)])
def test_what_a_program_wrote_for_want_of_a_title_is_none(title, kept):
    pdf = fpdf.FPDF()
    pdf.set_title(title)
    page(pdf, columns("by column"))
    assert (opened(pdf).title == title) is kept


def test_heads_that_change_with_the_chapter_are_known_by_their_numbers():
    pdf = fpdf.FPDF()
    for number in range(6):
        page(pdf, [(20, 12, f"Part {number}: the {'abcdef'[number]} year {41 + number}"), *columns("by column")])
    document = opened(pdf)
    assert "Part 3: the d year 44" in document.text
    assert "Part" not in document.reading.text


def test_a_last_page_too_short_to_show_its_columns_has_those_before():
    pdf = fpdf.FPDF()
    page(pdf, columns("by column"))
    page(pdf, [(20, 40, "The mayor came back and said"), (110, 40, "and the market is open.")])
    pdf.text(20, 45, "that the road is free again,")
    assert "said that the road is free again, and the market is open." in opened(pdf).reading.text


def test_scattered_pieces_cost_no_more_than_their_number():
    from random import Random

    from grounds.documents.layout import Line, blocks

    pick = Random(1)
    pieces = []
    for number in range(400):
        left, top = pick.uniform(0, 3000), pick.uniform(-900, 0)
        pieces.append(Line(f"piece {number}", left, left + pick.uniform(5, 40), top, top + 10, 10))
    start = time.process_time()
    ordered, _ = blocks(pieces)
    assert time.process_time() - start < 5
    assert sorted(w for block in ordered for line in block for w in line.text.split() if w.isdigit()) == sorted(
        str(n) for n in range(400)
    )
