"""Weighing that is kept in its ledger: what was compared once is not compared again.

The tables are a view (``ledger/weighed.py``). A document that was added or read again is compared with what stands
under its keys; where much has changed, or the rules have, all is compared anew. In a block of more claims than are
compared each with each, a claim that is added meets other neighbours than in a whole run, so that links may differ
there.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Collection, Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import orjson

from grounds.ledger.weighed import Links, WeighedTables
from grounds.model.errors import LedgerBusy
from grounds.model.garbage import no_garbage_search
from grounds.weighing.blocking import keys
from grounds.weighing.cluster import Weighed
from grounds.weighing.data import settings
from grounds.weighing.decided import NOTHING, Decided
from grounds.weighing.gathering import documents_of, with_statements
from grounds.weighing.items import Item, Source, item_of, source_of
from grounds.weighing.lineage import Lineage
from grounds.weighing.links import Link, Reason
from grounds.weighing.near_copies import marks_of
from grounds.weighing.origins import Documents, statement_marks
from grounds.weighing.packs import Pack
from grounds.weighing.state_disagreements import Opposition
from grounds.weighing.weigh import Compared, compared, told

if TYPE_CHECKING:
    from grounds.ledger import Ledger

#: From so large a share of changed documents on, all is compared anew.
_SHARE = 0.2
_FEW = 20
#: Documents that a text is compared with for copies, at most.
_MOST_COPIES = 30


class Keeping:
    """The weighing of a ledger, kept in it. ``catalogue`` tells the user's own files of actors, as a hash; ``decided``
    what people have said of pairs of claims, which is no part of what is kept."""

    def __init__(self, ledger: Ledger, lineage: Lineage, catalogue: str = "", decided: Decided = NOTHING) -> None:
        self._ledger = ledger
        self._decided = decided
        self._lineage = lineage
        self._tables = WeighedTables(ledger)
        self._rules = f"{_code()}|{catalogue}"

    @no_garbage_search()
    def refresh(self) -> bool:
        """Compare what was added or read again since; gives whether the kept view can be asked.

        It cannot where the ledger must not be written to, or another process holds it: then nothing is kept.
        """
        if not os.access(self._ledger.path, os.W_OK):
            return False
        changed, number_of_all = self._tables.changed(self._rules)
        try:
            if len(changed) > max(_FEW, _SHARE * number_of_all):
                self._all()
            elif changed:
                self._some(changed)
        except LedgerBusy:
            return False
        return True

    def waiting(self) -> int:
        """How many documents were added or read again since."""
        return len(self._tables.changed(self._rules)[0])

    # ------------------------------------------------------------------------------------------------- comparing

    def _all(self) -> None:
        items, rows = _items(self._tables.all_claims())
        texts = dict(self._ledger.texts())
        documents = documents_of(self._sources(None).values(), texts)
        found = compared(items.values(), documents, self._lineage)
        marks = [(mark, d) for d, text in texts.items() for mark in marks_of(text)]
        marks += [(mark, d) for d, told_so in statement_marks(items.values()).items() for mark in told_so]
        made = self._rows(self._tables.shown(), documents, items.values(), found, rows, marks)
        self._tables.write(made, instead_of=None)

    def _some(self, changed: Mapping[str, int]) -> None:
        texts = self._tables.texts(changed)
        marks = {d: marks_of(text) for d, text in texts.items()}
        near_texts = {n for own in marks.values() for n in self._tables.marked(own, _MOST_COPIES)}
        mine, rows = _items(self._tables.claims_of(changed))
        days = {d: s.day for d, s in self._sources(changed).items()}
        near, near_rows = _items(self._tables.claims(self._candidates(mine.values(), days)))
        concerned = {*changed, *near_texts, *(i.document for i in near.values())}
        documents = self._documents(concerned)
        moved = self._copies(documents, texts, near_texts)
        roots = {documents.root(d) for d in changed} - set(changed)
        of_roots, root_rows = _items(self._tables.claims_of(roots))
        items, rows = {**near, **of_roots, **mine}, {**near_rows, **root_rows, **rows}
        found = compared(items.values(), documents, self._lineage, only=frozenset(mine))
        listed = [(mark, d) for d, own in marks.items() for mark in own]
        listed += [(mark, d) for d, told_so in statement_marks(mine.values()).items() for mark in told_so]
        made = self._rows(changed, documents, mine.values(), found, rows, listed)
        self._tables.write(made, instead_of=changed, moved=moved)

    def _sources(self, ids: Collection[str] | None) -> dict[str, Source]:
        return {s.id: s for s in (source_of(r, row) for row, r in self._tables.records(ids))}

    def _documents(self, ids: Collection[str] | None) -> Documents:
        """Documents as they were weighed, with those that copy the same texts; all where ``ids`` is null."""
        weighed = self._tables.documents(ids)
        documents = Documents(self._sources(None if ids is None else {*ids, *(row.document for row in weighed)}))
        for row in weighed:
            if row.root != row.document:
                documents.roots[row.document] = documents.roots[row.root] = row.root
                documents.copied.add(row.root)
            if row.credit is not None:
                documents.credits[row.document] = row.credit
            if row.why is not None:
                documents.why[row.document] = row.why
        return documents

    def _copies(self, documents: Documents, texts: Mapping[str, str], near: Collection[str]) -> list[tuple[str, str]]:
        """Find what new texts copy; gives documents that were weighed before and have another root now."""
        before = dict(documents.roots)
        asked = {documents.root(d) for d in near} | set(near)
        others = {**self._tables.texts(asked - set(texts)), **texts}
        local = documents_of((documents.sources[d] for d in others), others)
        for document in texts:
            for told_of, new in ((documents.credits, local.credits), (documents.why, local.why)):
                told_of.pop(document, None)
                told_of.update({d: value for d, value in new.items() if d == document})
            documents.roots.pop(document, None)
        for member, root in local.roots.items():
            old = documents.root(member)
            for other in [d for d, r in documents.roots.items() if r == old] or [member]:
                documents.roots[other] = root
            documents.roots[member] = root
            documents.copied.add(root)
        return [(d, r) for d, r in documents.roots.items() if before.get(d, d) != r and d not in texts]

    def _candidates(self, items: Iterable[Item], days: Mapping[str, int | None]) -> set[int]:
        asked = {number(k) for i in items for k in keys(i, days.get(i.document))}
        return self._tables.under(sorted(asked), 4 * settings("links")["block_whole"])

    def _rows(
        self,
        shown: Mapping[str, int],
        documents: Documents,
        items: Iterable[Item],
        found: Compared,
        rows: Mapping[str, int],
        marks: list[tuple[int, str]],
    ) -> dict[str, Any]:
        told_of = [
            (d, reading, self._rules, documents.root(d), documents.credits.get(d), documents.why.get(d))
            for d, reading in shown.items()
        ]
        keyed = {(number(k), rows[i.id]) for i in items for k in keys(i, documents.day(i.document))}
        links = [(rows[k.one], rows[k.other], k.kind, k.probability, _reasons(k)) for k in found.links]
        opposed = [(rows[o.one.id], rows[o.other.id], o.type, o.strength, o.reason) for o in found.oppositions]
        return {
            "weighed_documents": told_of,
            "weighed_marks": sorted(marks),
            "weighed_keys": sorted(keyed),
            "weighed_links": links,
            "weighed_oppositions": opposed,
        }

    # --------------------------------------------------------------------------------------------------- telling

    @no_garbage_search()
    def whole(self) -> Weighed:
        """All claims, told by what is kept."""
        items, rows = _items(self._tables.all_claims())
        return self._told(items, rows, self._tables.links(), None)

    @no_garbage_search()
    def whole_at(self, moment: str, decided: Callable[[Collection[str]], Decided]) -> Weighed:
        """All claims that were shown at a moment. What stands today is told by what is kept; claims that are not shown
        any more are compared anew. ``decided`` leads from claims to what people had said of pairs of them by then."""
        items, rows = _items(self._tables.claims_at(moment))
        now = self._tables.shown_rows()
        gone = frozenset(i for i, row in rows.items() if row not in now)
        documents = with_statements(self._documents(None), list(items.values()))
        found = self._kept_links(items, rows, self._tables.links())
        if gone:
            more = compared(items.values(), documents, self._lineage, only=gone)
            found = Compared([*found.links, *more.links], [*found.oppositions, *more.oppositions])
        return told(items, documents, self._lineage, found, decided=decided(items))

    def about(self, documents: Collection[str]) -> Weighed:
        """The claims of documents with all that says the same, tells of the same, or opposes them."""
        mine = {row for row, _ in self._tables.claims_of(documents)}
        near = self._linked(mine)
        near |= self._linked(self._tables.opposed(near))
        items, rows = _items(self._tables.claims(near))
        of = {*documents, *(i.document for i in items.values())}
        return self._told(items, rows, self._tables.links(set(rows.values())), of)

    def _linked(self, rows: Collection[int]) -> set[int]:
        """Claims with all that links lead to, those that people have decided on among them."""
        found = self._tables.linked(rows)
        decided = self._tables.rows_of(self._decided.claims()) if self._decided else {}
        pairs = [{decided[c] for c in pair if c in decided} for pair in self._decided.same]
        while joined := {row for pair in pairs if pair & found for row in pair - found}:
            found |= self._tables.linked(joined)
        return found

    def near(self, items: Iterable[Item], days: Mapping[str, int | None], texts: Iterable[str]) -> Pack:
        """Claims of the ledger that may concern others (of documents with these days), with what is linked to them
        and opposes them, and documents with texts like theirs."""
        rows = self._linked(self._candidates(items, days))
        rows |= self._linked(self._tables.opposed(rows))
        found, _ = _items(self._tables.claims(rows))
        marked = {d for text in texts for d in self._tables.marked(marks_of(text), _MOST_COPIES)}
        concerned = marked | {i.document for i in found.values()}
        return Pack(list(self._sources(concerned).values()), list(found.values()), self._tables.texts(concerned))

    def _told(
        self, items: dict[str, Item], rows: Mapping[str, int], kept: Links, of: Collection[str] | None
    ) -> Weighed:
        documents = with_statements(self._documents(of), list(items.values()))
        found = self._kept_links(items, rows, kept)
        return told(items, documents, self._lineage, found, decided=self._decided)

    def _kept_links(self, items: Mapping[str, Item], rows: Mapping[str, int], kept: Links) -> Compared:
        """Links and oppositions of claims, as they are kept."""
        ids = {row: claim for claim, row in rows.items()}
        found = Compared()
        for one, other, kind, probability, reasons in kept.links:
            if one in ids and other in ids:
                listed = tuple(Reason(*r) for r in orjson.loads(reasons))
                found.links.append(Link(ids[one], ids[other], kind, probability, listed))
        for one, other, type_, strength, reason in kept.oppositions:
            if one in ids and other in ids:
                found.oppositions.append(Opposition(items[ids[one]], items[ids[other]], type_, strength, reason))
        return found


def _items(records: Iterable[tuple[int, dict[str, Any]]]) -> tuple[dict[str, Item], dict[str, int]]:
    """Claims by id, and their row numbers."""
    items = {item.id: item for item in (item_of(record, row) for row, record in records)}
    return items, {item.id: item.row for item in items.values()}


def _reasons(link: Link) -> str:
    return orjson.dumps([tuple(reason) for reason in link.reasons]).decode()


def number(key: str) -> int:
    """A key of blocking as a number that SQLite holds."""
    return int.from_bytes(hashlib.blake2b(key.encode(), digest_size=8).digest(), "big") >> 1


@cache
def _code() -> str:
    """A hash of the rules and code of weighing, and of the shipped actors: where it differs, all is compared anew."""
    found = hashlib.sha256()
    for package in ("weighing", "weighing/data", "actors/data/actors"):
        folder = files("grounds").joinpath(*package.split("/"))
        for file in sorted(folder.iterdir(), key=lambda f: f.name):
            if file.name.endswith((".py", ".yaml")):
                found.update(file.name.encode() + b"\0" + file.read_bytes())
    return found.hexdigest()[:16]
