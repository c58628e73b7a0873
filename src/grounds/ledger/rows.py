"""Documents and claims → rows, and back."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, fields
from typing import Any

from grounds.model.claim import Claim, Unread
from grounds.model.document import Document, Fact, Page, Passage, Piece, SourceRange
from grounds.model.mention import Mention
from grounds.model.records import record_json

Row = dict[str, Any]


def document_row(document: Document, sequence: int, added: str) -> Row:
    """The row of a document."""
    layout = {
        "passages": [[p.kind, [[x.start, x.end, x.glue] for x in p.pieces]] for p in document.passages],
        "pages": [[p.number, p.start, p.end] for p in document.pages],
        "source_map": [[r.start, r.end, r.source_start, r.source_end] for r in document.source_map],
        "facts": {k: asdict(f) for k, f in document.facts.items()},
    }
    record = json.dumps(document.record(), ensure_ascii=False)
    return {
        "id": document.id,
        "sequence": sequence,
        "record": record,
        "text": document.text,
        "layout": json.dumps(layout),
        "added": added,
    }


def document_from_row(record: Mapping[str, Any], text: str, drawn: Mapping[str, Any]) -> Document:
    """The document of a row's record, text and layout; what a newer Grounds has added to the record is left out."""
    names = {f.name for f in fields(Document)}
    return Document(
        **{name: value for name, value in record.items() if name in names and name != "facts"},
        text=text,
        passages=tuple(Passage(kind, tuple(Piece(*x) for x in pieces)) for kind, pieces in drawn["passages"]),
        pages=tuple(Page(*p) for p in drawn["pages"]),
        source_map=tuple(SourceRange(*r) for r in drawn["source_map"]),
        facts={k: Fact(**f) for k, f in drawn["facts"].items()},
    )


def claim_row(claim: Claim, rowid: int) -> Row:
    """The row of a claim."""
    when = claim.when
    return {
        "rowid": rowid,
        "id": claim.id,
        "document": claim.quote.document,
        "kind": claim.kind,
        "predicate": claim.predicate,
        "factuality": claim.factuality,
        "polarity": claim.polarity,
        "start": claim.quote.start,
        "end": claim.quote.end,
        "date_from": when.from_ if when else None,
        "date_to": when.to if when else None,
        "rule": claim.reader.rule,
        "confidence": claim.reader.confidence,
        "record": record_json(claim),
    }


def party_rows(claim: Claim, rowid: int) -> Iterator[Row]:
    """The rows of a claim's parties and speakers."""
    for side, listed in (("subject", claim.subjects), ("object", claim.objects), ("against", claim.against)):
        for party in listed:
            yield {
                "claim": rowid,
                "side": side,
                "actor": party.actor,
                "name": party.name,
                "mention": party.mention,
                "kind": party.actor_kind,
            }
    for speaker in claim.attribution.source if claim.attribution else ():
        yield {
            "claim": rowid,
            "side": "source",
            "actor": speaker.actor,
            "name": speaker.name,
            "mention": speaker.mention or speaker.name,
            "kind": None,
        }


def search_row(claim: Claim, rowid: int) -> Row:
    """The full-text row of a claim."""
    parties = (*claim.subjects, *claim.objects, *claim.against)
    names = " ".join(dict.fromkeys(n for p in parties for n in (p.name, p.mention)))
    return {"rowid": rowid, "quote": claim.quote.exact, "names": names}


def mention_row(mention: Mention) -> Row:
    """The row of a mention."""
    return {
        "start": mention.start,
        "end": mention.end,
        "kind": mention.kind,
        "role": mention.role,
        "detail": mention.detail,
        "actor": mention.actor,
        "confidence": mention.confidence,
        "seen_by": " ".join(mention.evidence),
    }


def mention_from_row(row: Row) -> Mention:
    """The mention of a row."""
    values = {name: value for name, value in row.items() if name not in {"reading", "seen_by"}}
    return Mention(**values, evidence=tuple(row["seen_by"].split()))


def failure_row(source: str, error: str, message: str, at: str) -> Row:
    """The row of an input that could not be read; bytes of its name that are no text are written out."""
    return {"input": source.encode("utf-8", "backslashreplace").decode(), "error": error, "message": message, "at": at}


def unread_row(document: Document, item: Unread) -> Row:
    """The row of an unread sentence."""
    return {"document": document.id, "start": item.start, "record": record_json(item)}
