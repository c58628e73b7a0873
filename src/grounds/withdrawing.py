"""What rests on documents or claims, and so changes when they are withdrawn or purged: claims, incidents, ties,
disagreements."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from grounds.ledger import ClaimFilter
from grounds.tables import sentence

if TYPE_CHECKING:
    from grounds.ledger import Ledger
    from grounds.weighing.items import Item
    from grounds.weighing.workbench import Weighing


@dataclass(frozen=True, slots=True)
class Rests:
    """Something that rests on what goes: of ``claims`` that tell it, ``left`` stay. With none left it goes too."""

    kind: str
    id: str
    what: str
    claims: int
    left: int
    status: str | None = None

    def record(self) -> dict[str, Any]:
        """The row as JSON-ready values."""
        change = "goes" if not self.left else "is told by fewer"
        told = {"kind": self.kind, "id": self.id, "what": self.what, "change": change}
        return {**told, "claims": self.claims, "left": self.left, "status": self.status}


def rests_on(ledger: Ledger, bench: Weighing, documents: Collection[str], claims: Collection[str] = ()) -> list[Rests]:
    """All that rests on documents, or on single claims. ``bench`` weighs the documents concerned."""
    gone = dict(_claims(ledger, documents, claims))
    found = [Rests("claim", c, sentence(r), 1, 0, r["status"]) for c, r in gone.items()]
    found += _told("incident", ((i.id, i.name, i.items) for i in bench.incidents()), gone)
    ties = ((t.id, f"{t.one} {t.predicate.replace('_', ' ')} {t.other}", t.items) for t, _ in bench.ties())
    found += _told("tie", ties, gone)
    sides = ((d.id, d.explanation, [i for side in d.sides for i in side.items]) for d in bench.disagreements())
    return [*found, *_told("disagreement", sides, gone)]


def _claims(
    ledger: Ledger, documents: Collection[str], claims: Collection[str]
) -> Iterator[tuple[str, dict[str, Any]]]:
    if documents:
        yield from ((r["id"], r) for r in ledger.claims(ClaimFilter(documents=tuple(documents))))
    yield from ((r["id"], r) for r in map(ledger.claim, claims))


def _told(kind: str, listed: Iterable[tuple[str, str, Iterable[Item]]], gone: Collection[str]) -> Iterator[Rests]:
    for one, what, items in listed:
        ids = [item.id for item in items]
        left = sum(i not in gone for i in ids)
        if left < len(ids):
            yield Rests(kind, one, what, len(ids), left)
