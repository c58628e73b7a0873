"""Text is sacred: whatever the format and the script, each span says what stands there and leads back to its source."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from grounds.documents import ReadOptions, read_bytes
from grounds.language.pipeline import parse, trimmed
from grounds.model.document import Document
from grounds.model.errors import EmptyFile
from grounds.pipeline import Pipeline
from tests.documents.pdf_writing import make_pdf

SENTENCES = [
    "Al-Shabaab fighters attacked a hotel in Mogadishu on 3 May 2021, killing at least 12 soldiers.",
    "According to the UN, Rwanda supports M23 with weapons.",
    "Boko Haram did not release 20 hostages near Maiduguri, the army said.",
    "The Houthis and the government of Yemen signed a ceasefire in Sanaa in June 2022.",
    "Officials in Goma blamed M23 for the bombing that wounded five civilians.",
]
#: Arabic and Hebrew, letters of several code points, ligatures, emoji (also joined ones), odd blanks and line ends.
HARD = [
    "حركة الشباب",
    "שלום",
    "cafe\u0301 n\u0303o",
    "ﬁre oﬃce",
    "🙂",
    "👩‍👩‍👧 🇸🇴",
    "“quoted”",
    "a\u00a0b",
    "zero\u200bwidth",
    "soft\u00adhyphen",
    "Ⅷ ½ x² İı ß",
    "北京的軍隊",
    "R&D <3 A&amp;B",
]
ENDS = ["\n", "\r\n", "\r", "\u2028", "\u2029", "\x85", "\x0b", "\f", "\n\n", "\r\n\r\n"]
FORMATS = ["txt", "md", "html", "pdf"]

fragments = st.one_of(
    st.sampled_from(SENTENCES),
    st.sampled_from(HARD),
    st.text(st.characters(blacklist_categories=("Cs", "Cc", "Cn")), min_size=1, max_size=12),
)
paragraphs = st.lists(st.lists(fragments, min_size=1, max_size=4).map(" ".join), min_size=1, max_size=5)


def written(form: str, parts: list[str], end: str) -> bytes:
    """The paragraphs as a file of that format; in a PDF each is a page."""
    if form == "pdf":
        return make_pdf([re.split("[\r\n\x0b\f\x85\u2028\u2029]+", part) for part in parts])
    if form == "html":
        told = end.join(f"<p>{html.escape(p)}</p>" for p in parts)
        return f"<html><body>{end}{told}</body></html>".encode()
    return end.join(parts).encode()


def opened(form: str, parts: list[str], end: str) -> tuple[Document, str] | None:
    data = written(form, parts, end)
    try:
        document = read_bytes(data, name=f"a.{form}", options=ReadOptions(language="en", date="2024-06-12"))
    except EmptyFile:
        return None
    return document, "" if form == "pdf" else data.decode()


def check_view(document: Document) -> None:
    """What is read is what stands there, character by character; passages and pieces rise."""
    view = document.reading
    for position, character in enumerate(view.text):
        start, end = view.canonical(position, position + 1)
        assert character == document.text[start:end] or character in " \n"
    pieces = [p for passage in document.passages for p in passage.pieces]
    assert all(0 <= p.start < p.end <= len(document.text) for p in pieces)
    assert all(a.end <= b.start for a, b in pairwise(pieces))


def check_source(document: Document, form: str, source: str) -> None:
    """The canonical text leads back: to characters of an HTML file, to pages of a PDF; other text is its file."""
    if form == "html":
        for found in document.source_map:
            assert (
                html.unescape(source[found.source_start : found.source_end]) == document.text[found.start : found.end]
            )
        covered = {offset for found in document.source_map for offset in range(found.start, found.end)}
        assert all(offset in covered for offset, c in enumerate(document.text) if c != "\n")
        assert all(a.end <= b.start and a.source_end <= b.source_start for a, b in pairwise(document.source_map))
    elif form == "pdf":
        assert document.pages[0].start == 0
        assert document.pages[-1].end == len(document.text)
        assert all(a.end == b.start for a, b in pairwise(document.pages))
        assert all(document.text[p.end - 1] == "\f" for p in document.pages)
    else:
        assert document.text == source


def spans(value: Any) -> Iterator[tuple[int, int, str]]:
    """Every stretch of text in a record, with the words that it says stand there."""
    if isinstance(value, dict):
        if isinstance(value.get("start"), int) and isinstance(value.get("end"), int):
            yield from (
                (value["start"], value["end"], value[key])
                for key in ("exact", "mention", "words", "text")
                if isinstance(value.get(key), str)
            )
        for inner in value.values():
            yield from spans(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from spans(inner)


@settings(max_examples=120, deadline=None)
@given(st.sampled_from(FORMATS), paragraphs, st.sampled_from(ENDS))
def test_each_character_leads_back(form, parts, end):
    found = opened(form, parts, end)
    if found is not None:
        check_view(found[0])
        check_source(found[0], form, found[1])


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(FORMATS), paragraphs, st.sampled_from(ENDS))
def test_sentences_and_claims_say_what_stands_there(pipeline, form, parts, end):
    found = opened(form, parts, end)
    if found is None:
        return
    document = found[0]
    for parsed in parse([document]):
        for sentence in parsed.sentences:
            exact, start, stop = parsed.words(*trimmed(sentence))
            assert exact == document.text[start:stop]
            assert exact.strip()
    for _, reading in pipeline.run([document]):
        for item in (*reading.claims, *reading.unread):
            for start, stop, words in spans(item.record()):
                assert words == document.text[start:stop]


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("hard", [*HARD, *ENDS], ids=ascii)
def test_a_claim_amid_hard_text_is_found_at_its_words(pipeline: Pipeline, form: str, hard: str) -> None:
    told = "Al-Shabaab fighters attacked a hotel in Mogadishu on 3 May 2021."
    # The marks stand in a paragraph of their own, for the reader may well take "🙂 Al-Shabaab" for something else.
    found = opened(
        form, [f"It began with {hard} there and then.", told, f"It ended with {hard} once more."], "\r\n\r\n"
    )
    assert found is not None
    document, source = found
    [claim] = [c for _, reading in pipeline.run([document]) for c in reading.claims if c.predicate == "assault"]
    assert claim.quote.exact == document.text[claim.quote.start : claim.quote.end] == told
    if form == "pdf":
        assert document.page_of(claim.quote.start) == claim.quote.page == 2
    elif form == "html":
        start, end = (led_back(document, o) for o in (claim.quote.start, claim.quote.end - 1))
        assert source[start : end + 1] == told


def led_back(document: Document, offset: int) -> int:
    """The character of the source at which an offset of a plain stretch stands."""
    found = next(r for r in document.source_map if r.start <= offset < r.end)
    return found.source_start + offset - found.start
