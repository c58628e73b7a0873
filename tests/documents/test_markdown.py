"""Markdown as converters, sites and note books write it: what is no word of the text is in no piece."""

from __future__ import annotations

import pytest

from grounds.documents import ReadOptions, read_bytes
from grounds.model.document import Document


def read(text: str) -> Document:
    return read_bytes(text.encode(), name="a.md", options=ReadOptions(language="en"))


def shown(document: Document) -> list[tuple[str, str]]:
    return [
        (p.kind, "".join(i.glue + document.text[i.start : i.end] for i in p.pieces).strip()) for p in document.passages
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The army[^a] left.[^2]\n\n[^a]: Ibid.\n[^2]: A letter\n    of May.\n",
            [("paragraph", "The army left."), ("paragraph", "Ibid."), ("paragraph", "A letter of May.")],
        ),
        ("Prices rose[^1] in May.", [("paragraph", "Prices rose[^1] in May.")]),
        ("See [^1] and [it][1].\n\n[1]: x\n", [("paragraph", "See [^1] and it.")]),
        (
            "- [ ] Ask the army\n- [x] Ask M23\n- [y] No\n",
            [("item", "Ask the army"), ("item", "Ask M23"), ("item", "[y] No")],
        ),
        ("1. [X] Done\n", [("item", "Done")]),
        ("# Talks {#talks .unnumbered}\n\nA set {#1}\n", [("heading", "Talks"), ("paragraph", "A set {#1}")]),
        ("Talks {-}\n=====\n", [("heading", "Talks")]),
        ("## Talks {in Doha}\n", [("heading", "Talks {in Doha}")]),
    ],
    ids=["notes", "no note", "link", "tasks", "numbered task", "attributes", "dash", "braces"],
)
def test_marks_are_left_out_and_words_are_not(text, expected):
    assert shown(read(text)) == expected


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_front_matter_may_be_toml(end):
    front = ["+++", 'title = "A raid"', "date = 2024-05-03T10:00:00Z", "publisher = 'Desk'", "draft = true", "+++"]
    document = read(end.join([*front, "", "The army left.", ""]))
    assert (document.title, document.date, document.publisher) == ("A raid", "2024-05-03", "Desk")
    assert shown(document) == [("paragraph", "The army left.")]


def test_what_is_no_toml_hides_nothing():
    document = read("+++\nThe army left.\n+++\n\nM23 came.\n")
    assert "title" not in [k for k, f in document.facts.items() if f.how == "front matter"]
    assert "M23 came." in document.reading.text
