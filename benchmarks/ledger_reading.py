"""Texts → claims by the product's own way: a workbench is opened, the texts are read into its ledger, and what is
measured comes out of that ledger again."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import grounds
from grounds.documents import ReadOptions, read_bytes
from grounds.model.document import Document
from grounds.reading.readers import chosen

Record = dict[str, Any]

#: Read before the clock starts, so that models and word lists are loaded.
_WARMING = b"Rebels of the northern front attacked the town of Adre in March 2021."


@dataclass(frozen=True)
class Told:
    """One text as the ledger has it: the document, its claims in reading order, and its unread sentences."""

    document: Document
    claims: tuple[Record, ...] = ()
    unread: tuple[Record, ...] = ()
    mentions: tuple[Record, ...] = ()

    @property
    def text(self) -> str:
        """The document's canonical text, which all offsets point into."""
        return self.document.text

    def named(self, mention: Record) -> Record:
        """A mention as a party: its words, and its id where the catalogue has one."""
        return {"actor": mention["actor"], "name": self.text[mention["start"] : mention["end"]]}


@dataclass(frozen=True)
class Readings:
    """All texts of a set in their order (equal texts share a document), and how fast they were read."""

    told: tuple[Told, ...] = ()
    documents_per_second: float | None = None
    failures: tuple[Record, ...] = field(default=())


def read_texts(
    texts: Sequence[str],
    *,
    dates: Sequence[str | None] | None = None,
    catalogue: Sequence[Path] = (),
    reader: str = "frames",
) -> Readings:
    """Read texts, each as a document in English; ``dates`` are their own dates (ISO) where a set gives them,
    ``catalogue`` files with actors of the user's own, ``reader`` what reads."""
    days = dates or [None] * len(texts)
    documents = [
        read_bytes(text.encode(), name="text.txt", options=ReadOptions(language="en", date=day))
        for text, day in zip(texts, days, strict=True)
    ]
    return read_documents(documents, catalogue, reader=reader)


def read_documents(
    documents: Sequence[Document], catalogue: Sequence[Path] = (), *, reader: str = "frames"
) -> Readings:
    """Read documents that are open already into a ledger of their own, and take them out of it again."""
    chosen(reader)  # also where there is nothing to read
    if not documents:
        return Readings()
    with (
        tempfile.TemporaryDirectory() as folder,
        grounds.open(Path(folder) / "sets.db", catalogue=catalogue, reader=reader) as bench,
    ):
        warming = read_bytes(_WARMING, name="warming.txt", options=ReadOptions(language="en"))
        bench.read_documents([warming], 1)
        summary = bench.read_documents(documents, len(documents))
        return _from_ledger(bench, documents, summary.read / summary.seconds if summary.read else None)


def _from_ledger(bench: grounds.Workbench, documents: Sequence[Document], speed: float | None) -> Readings:
    claims: dict[str, list[Record]] = {}
    for record in bench.ledger.claims():
        claims.setdefault(record["quote"]["document"], []).append(record)
    unread: dict[str, list[Record]] = {}
    for record in bench.unread():
        unread.setdefault(record["document"], []).append(record)
    mentions: dict[str, list[Record]] = {}
    for record in bench.mentions():
        mentions.setdefault(record["document"], []).append(record)
    told = tuple(
        Told(d, tuple(claims.get(d.id, ())), tuple(unread.get(d.id, ())), tuple(mentions.get(d.id, ())))
        for d in documents
    )
    return Readings(told, None if speed is None else round(speed, 2), tuple(bench.ledger.failures()))
