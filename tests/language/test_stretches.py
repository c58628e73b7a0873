"""Long documents and endless sentences: nothing is lost, sentences stay within bounds, first results come soon."""

from __future__ import annotations

import pytest

from grounds.documents import ReadOptions, read_bytes
from grounds.language import stretches
from grounds.language.pipeline import parse, trimmed
from grounds.language.stretches import LONGEST, STRETCH
from grounds.pipeline import Pipeline

TOLD = "M23 attacked the army near Goma on 3 May 2024."
WORDS = "soldiers of the northern army and villagers near the old bridge over which trucks with rice came "


def document(text):
    return read_bytes(text.encode(), name="a.txt", options=ReadOptions(language="en"))


@pytest.mark.parametrize(
    "endless",
    [WORDS * 60, (WORDS[:-1] + ", ") * 60, (WORDS[:-1] + "; ") * 60, "rice " * 3000, WORDS * (2 * STRETCH // 60)],
    ids=["without marks", "commas", "semicolons", "one word", "longer than a stretch"],
)
def test_an_endless_sentence_is_read_in_windows(endless):
    text = f"{TOLD} It began: {endless}\n\n{TOLD}"
    (parsed,) = parse([document(text)])
    assert parsed.doc.text == parsed.document.reading.text
    assert max(len(s) for s in parsed.sentences) <= LONGEST
    assert parsed.sentences[0].text == TOLD
    assert parsed.sentences[-1].text == TOLD
    assert sum(len(s) for s in parsed.sentences) > 0.99 * len(parsed.doc)


def test_a_window_ends_where_a_member_of_a_list_does():
    (parsed,) = parse([document("It names " + "the army of the north, " * 200 + "and the rest.")])
    assert all(s.text.rstrip().endswith((",", ".")) for s in parsed.sentences)


def test_first_results_do_not_wait_for_many_documents():
    opened = 0

    def documents():
        nonlocal opened
        for number in range(64):
            opened += 1
            yield document(f"{number} {TOLD}")

    next(iter(parse(documents())))
    assert opened < 16


@pytest.mark.parametrize("gap", ["\n\n", " "], ids=["passages", "one passage"])
def test_a_very_long_document_is_read_in_portions(monkeypatch, gap):
    monkeypatch.setattr(stretches, "PORTION", 3_000)
    monkeypatch.setattr(stretches, "STRETCH", 1_000)
    told = [TOLD.replace("3 May", f"{n} May") for n in range(1, 29)] * 8
    whole = document(gap.join(told))
    found = list(parse([whole, document(TOLD)]))
    assert [p.last for p in found] == [False] * (len(found) - 2) + [True, True]
    assert len(found) > 4
    assert all(p.whole is whole for p in found[:-1])
    sentences = [p.words(*trimmed(s)) for p in found[:-1] for s in p.sentences]
    assert [words for words, _, _ in sentences] == told
    assert all(whole.text[start:end] == words for words, start, end in sentences)
    (one, reading), (_, other) = Pipeline().run([whole, document(TOLD)])
    assert one is whole
    assert len(reading.claims) == len(told)
    assert len(other.claims) == 1
