"""One HTML page of a whole ledger: documents with claims marked in place, actors, unread sentences. Needs no script."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from grounds.ledger import ClaimFilter, Ledger
from grounds.model.document import Document, Passage
from grounds.outputs import writing
from grounds.sharing.pages import page
from grounds.tables import period, sentence, wording


@dataclass
class Stretch:
    """A stretch of a passage: plain text, or a quote with its claims, or an unread sentence with its reason."""

    text: str
    claims: list[dict[str, Any]] = field(default_factory=list)
    unread: str | None = None
    anchor: str | None = None


def write_report(ledger: Ledger, path: Path, *, title: str | None = None) -> Path:
    """Write the page. Raises :class:`GroundsError` where it cannot be written."""
    told = render(ledger, title=title)
    with writing(path, keep=ledger.path) as file:
        file.write(told)
    return path


def render(ledger: Ledger, *, title: str | None = None) -> str:
    """The page as text."""
    records = list(ledger.documents())
    documents = [_document(ledger, record) for record in records]
    actors = [_actor(ledger, row) for row in ledger.actors()]
    return page(
        "report.html",
        title=title or "Grounds report",
        documents=documents,
        actors=actors,
        known={actor["row"]["id"] for actor in actors},
        failures=ledger.failures(),
        totals={
            "documents": len(records),
            "claims": sum(r["claims"] for r in records),
            "unread": sum(r["unread"] for r in records),
            "reviewed": sum(ledger.count(ClaimFilter(status=status)) for status in ("accepted", "corrected")),
        },
        line=sentence,
        wording=wording,
        name=_name,
        period=period,
    )


def _name(record: dict[str, Any]) -> str:
    """What a document is called on the page."""
    return str(record["title"] or record["path"] or record["id"])


def _document(ledger: Ledger, record: dict[str, Any]) -> dict[str, Any]:
    document = ledger.document(record["id"])
    claims: dict[tuple[int, int], list[dict[str, Any]]] = {}
    for claim in ledger.claims(ClaimFilter(document=record["id"])):
        claims.setdefault((claim["quote"]["start"], claim["quote"]["end"]), []).append(claim)
    unread = {(u["start"], u["end"]): u["reason"] for u in ledger.unread(record["id"])}
    passages: list[dict[str, Any]] = [
        {"kind": p.kind, "stretches": list(_stretches(document, p, claims, unread))} for p in document.passages
    ]
    for number, passage in enumerate(passages):
        passage["title"] = number == 0 and _repeats_title(passage["stretches"], record)
    return {"record": record, "passages": passages, "has_text": bool(passages)}


def _repeats_title(stretches: list[Stretch], record: dict[str, Any]) -> bool:
    """Whether a first passage is the title, which stands above it already, and nothing is claimed in it."""
    text = "".join(s.text for s in stretches)
    return " ".join(text.split()) == " ".join(_name(record).split()) and not any(s.claims for s in stretches)


def _stretches(
    document: Document,
    passage: Passage,
    claims: dict[tuple[int, int], list[dict[str, Any]]],
    unread: dict[tuple[int, int], str],
) -> Iterator[Stretch]:
    start, end = passage.pieces[0].start, passage.pieces[-1].end
    position = start
    for span in sorted({s for s in (*claims, *unread) if s[0] >= start and s[0] < end}):
        if span[0] > position:
            yield Stretch(_shown(document, passage, position, span[0]))
        found = claims.get(span, [])
        anchor = f"q-{document.id[4:12]}-{span[0]}" if found else None
        yield Stretch(_shown(document, passage, span[0], min(span[1], end)), found, unread.get(span), anchor)
        position = max(position, min(span[1], end))
    if position < end:
        yield Stretch(_shown(document, passage, position, end))


def _shown(document: Document, passage: Passage, start: int, end: int) -> str:
    """The reading form of a stretch: line ends as blanks, broken words joined."""
    parts: list[str] = []
    reached = passage.pieces[0].start
    for piece in passage.pieces:
        if start <= reached and parts and piece.start < end and piece.start > start:
            parts.append(piece.glue)
        low, high = max(piece.start, start), min(piece.end, end)
        if low < high:
            parts.append(document.text[low:high])
        reached = piece.end
    return "".join(parts)


def _actor(ledger: Ledger, row: dict[str, Any]) -> dict[str, Any]:
    ties: dict[str, list[dict[str, Any]]] = {}
    events, assessments = [], []
    for claim in ledger.claims(ClaimFilter(actor=row["id"])):
        parties = [p["actor"] for p in (*claim["subjects"], *claim["objects"])]
        if row["id"] not in parties:
            continue
        if claim["kind"] == "relation":
            subject = any(p["actor"] == row["id"] for p in claim["subjects"])
            direction = "mutual" if not claim["directed"] else "outgoing" if subject else "incoming"
            ties.setdefault(f"{claim['predicate'].replace('_', ' ')}, {direction}", []).append(claim)
        elif claim["kind"] == "event":
            events.append(claim)
        else:
            assessments.append(claim)
    return {"row": row, "ties": ties, "events": events, "assessments": assessments}
