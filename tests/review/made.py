"""Small ledgers of hand-made claims, for tests of review; no model is loaded."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from grounds.documents import ReadOptions, read_bytes
from grounds.ledger import Ledger, Run
from grounds.model.claim import Claim, Participant, Quote, ReaderNote, When, make_claim
from grounds.model.document import Document
from grounds.review.deciding import Who

#: Words of which each stands in one document only, so that it can be looked for in the bytes of a ledger.
WORDS = ("quillon", "barbican", "sallyport", "machicolation", "portcullis", "ravelin", "glacis", "redoubt")


def document(number: int, sentences: int = 4) -> Document:
    """A document of a few sentences in which the word of its number stands."""
    word = WORDS[number % len(WORDS)] + str(number)
    text = " ".join(f"Fighters of {word} attacked post {n} near {word} on {n + 1} May." for n in range(sentences))
    options = ReadOptions(language="en", date=f"2024-05-{number % 20 + 1:02}", publisher=f"Paper {word}")
    return read_bytes(text.encode(), name=f"{word}.txt", options=options)


def claims(of: Document, version: str = "1", **changes: Any) -> list[Claim]:
    """A claim for each sentence of a document; ``version`` tells two readings apart."""
    made, start = [], 0
    for number, sentence in enumerate(of.text.split(". ")):
        exact = sentence.rstrip(".")
        name = exact.split()[2]
        party = Participant(
            actor=None, name=name, mention=name, start=start + 12, end=start + 12 + len(name), actor_kind="armed_group"
        )
        claim = Claim(
            kind="event",
            predicate="assault",
            subjects=(party,),
            scope="single",
            when=When(from_=f"2024-05-{number + 1:02}", to=f"2024-05-{number + 1:02}", precision="day"),
            quote=Quote(document=of.id, start=start, end=start + len(exact), exact=exact),
            reader=ReaderNote(name="test", version=version, rule="test", confidence=0.9, evidence=("test",)),
        )
        made.append(make_claim(replace(claim, **changes)))
        start += len(sentence) + 2
    return made


def filled(path: Path, documents: int = 2, sentences: int = 4) -> Ledger:
    """A ledger of such documents."""
    ledger = Ledger.open(path)
    with ledger.writer(Run("read", {"name": "test", "version": "1"})) as writer:
        for number in range(documents):
            one = document(number, sentences)
            writer.add(one, claims(one), [])
    return ledger


def who(by: str = "R.A.", why: str = "read beside its words", *over: str) -> Who:
    return Who(by, why, over)
