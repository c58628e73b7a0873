"""The tables of what weighing has worked out: a view that may be emptied at any time, and is kept so that a ledger to
which one document was added need not be weighed anew.

What the values mean is for ``grounds.weighing``; here they are rows.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NamedTuple

from grounds.ledger import kept
from grounds.ledger.opening import translated
from grounds.ledger.runs import facts_of, record_with_facts

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from grounds.ledger.store import Ledger

#: How many values a statement is given at a time.
_AT_ONCE = 500
_SHOWN = "c.rowid NOT IN (SELECT claim FROM superseded) AND c.rowid NOT IN (SELECT claim FROM hidden)"
_TABLES = {
    "weighed_documents": ("document", "reading", "rules", "root", "credit", "why"),
    "weighed_marks": ("mark", "document"),
    "weighed_keys": ("key", "claim"),
    "weighed_links": ("one", "other", "kind", "probability", "reasons"),
    "weighed_oppositions": ("one", "other", "type", "strength", "reason"),
}


class WeighedDocument(NamedTuple):
    """A document as it was weighed: by which reading and rules, the first of its copies, its credit, and why."""

    document: str
    reading: int
    rules: str
    root: str
    credit: str | None
    why: str | None


class Links(NamedTuple):
    """Rows of links and of oppositions; claims are told by their row numbers."""

    links: list[tuple[int, int, str, float, str]]
    oppositions: list[tuple[int, int, str, str, str]]


class WeighedTables:
    """Reads and writes these tables of a ledger."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self.path = ledger.path

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection to ask by."""
        with translated(self.path), self._ledger.connect() as connection:
            yield connection

    def changed(self, rules: str) -> tuple[dict[str, int], int]:
        """Documents that were not weighed by these rules as they are shown now, each with the reading shown; and how
        many there are in all."""
        asked = """
            SELECT s.document, s.number FROM (SELECT document, max(number) AS number FROM standing GROUP BY document) s
            LEFT JOIN weighed_documents w ON w.document = s.document
            WHERE w.document IS NULL OR w.reading <> s.number OR w.rules <> ?
        """
        with self.reading() as connection:
            found = {d: int(n) for d, n in connection.exec_driver_sql(asked, (rules,))}
            return found, int(connection.exec_driver_sql("SELECT count(*) FROM documents").scalar_one())

    def shown(self) -> dict[str, int]:
        """By document the number of the reading that is shown."""
        asked = "SELECT document, max(number) FROM standing GROUP BY document"
        with self.reading() as connection:
            return {d: int(n) for d, n in connection.exec_driver_sql(asked)}

    def documents(self, ids: Collection[str] | None = None) -> list[WeighedDocument]:
        """How documents were weighed: these, the first of their copies, and all that copy the same; or all."""
        asked = f"SELECT {', '.join(_TABLES['weighed_documents'])} FROM weighed_documents"
        if ids is None:
            with self.reading() as connection:
                return [WeighedDocument(*row) for row in connection.exec_driver_sql(asked)]
        roots = {root for (root,) in self._of("SELECT root FROM weighed_documents WHERE document IN ({})", ids)}
        return [WeighedDocument(*row) for row in self._of(f"{asked} WHERE root IN ({{}})", roots)]

    def records(self, ids: Collection[str] | None = None) -> Iterator[tuple[int, dict[str, Any]]]:
        """Places in the order of reading, and records of documents with their facts as last corrected; all or some."""
        asked = """
            SELECT d.sequence, d.record, (
                SELECT r.facts FROM standing r WHERE r.document = d.id ORDER BY r.number DESC LIMIT 1) FROM documents d
        """
        if ids is None:
            with self.reading() as connection:
                listed = connection.exec_driver_sql(asked).all()
        else:
            listed = list(self._of(f"{asked} WHERE d.id IN ({{}})", ids))
        for sequence, record, facts in listed:
            yield sequence, record_with_facts(kept.needed(record, kept.DOCUMENT), facts_of(facts))

    def all_claims(self) -> Iterator[tuple[int, dict[str, Any]]]:
        """Row numbers and records of all claims that are shown, in their order."""
        with self.reading() as connection:
            asked = f"SELECT c.rowid, c.record FROM claims c WHERE {_SHOWN} ORDER BY c.rowid"
            for row, record in connection.execution_options(yield_per=2000).exec_driver_sql(asked):
                yield row, kept.needed(record, kept.CLAIM)

    def claims_at(self, moment: str) -> list[tuple[int, dict[str, Any]]]:
        """Row numbers and records of the claims that were shown at a moment."""
        asked = """
            SELECT c.rowid, c.record FROM claims c JOIN documents d ON d.id = c.document
            WHERE substr(d.added, 1, 19) <= ? AND NOT EXISTS (
                SELECT 1 FROM states s WHERE s.claim = c.rowid AND s.shown = 0 AND s.since <= ?
                AND coalesce(s.until, '~') > ?)
            ORDER BY c.rowid
        """
        with self.reading() as connection:
            rows = connection.exec_driver_sql(asked, (moment[:19], moment, moment)).all()
        return [(row, kept.needed(record, kept.CLAIM)) for row, record in rows]

    def shown_rows(self) -> set[int]:
        """Row numbers of all claims that are shown now."""
        with self.reading() as connection:
            return {int(row) for (row,) in connection.exec_driver_sql(f"SELECT c.rowid FROM claims c WHERE {_SHOWN}")}

    def claims_of(self, documents: Collection[str]) -> list[tuple[int, dict[str, Any]]]:
        """The same of documents."""
        asked = f"SELECT c.rowid, c.record FROM claims c WHERE c.document IN ({{}}) AND {_SHOWN} ORDER BY c.rowid"
        return [(row, kept.needed(record, kept.CLAIM)) for row, record in self._of(asked, documents)]

    def claims(self, rows: Collection[int]) -> list[tuple[int, dict[str, Any]]]:
        """The same of row numbers."""
        asked = f"SELECT c.rowid, c.record FROM claims c WHERE c.rowid IN ({{}}) AND {_SHOWN} ORDER BY c.rowid"
        return [(row, kept.needed(record, kept.CLAIM)) for row, record in self._of(asked, rows)]

    def marks_from(self, least: int) -> dict[str, set[int]]:
        """By document its marks that are no less than this."""
        found: dict[str, set[int]] = {}
        with self.reading() as connection:
            asked = "SELECT document, mark FROM weighed_marks WHERE mark >= ?"
            for document, mark in connection.exec_driver_sql(asked, (least,)):
                found.setdefault(document, set()).add(mark)
        return found

    def rows_of(self, claims: Collection[str]) -> dict[str, int]:
        """By id of a claim its row number."""
        return dict(self._of("SELECT id, rowid FROM claims WHERE id IN ({})", claims))

    def texts(self, documents: Collection[str]) -> dict[str, str]:
        """The texts of documents."""
        return dict(self._of("SELECT id, text FROM documents WHERE id IN ({})", documents))

    def under(self, keys: Iterable[int], most: int) -> set[int]:
        """Row numbers of claims that stand under one of the keys, of each key so many at most."""
        found: set[int] = set()
        with self.reading() as connection:
            for key in keys:
                asked = "SELECT claim FROM weighed_keys WHERE key = ? LIMIT ?"
                found.update(row for (row,) in connection.exec_driver_sql(asked, (key, most)))
        return found

    def marked(self, marks: Collection[int], most: int) -> list[str]:
        """Documents that bear one of the marks, those with most of them first."""
        counted: dict[str, int] = {}
        for (document,) in self._of("SELECT document FROM weighed_marks WHERE mark IN ({})", marks):
            counted[document] = counted.get(document, 0) + 1
        return sorted(counted, key=lambda d: (-counted[d], d))[:most]

    def linked(self, rows: Collection[int]) -> set[int]:
        """The claims and all that links lead to, through any number of them."""
        found, edge = set(rows), set(rows)
        while edge:
            there = {b for (b,) in self._of("SELECT other FROM weighed_links WHERE one IN ({})", edge)}
            back = {a for (a,) in self._of("SELECT one FROM weighed_links WHERE other IN ({})", edge)}
            edge = (there | back) - found
            found |= edge
        return found

    def opposed(self, rows: Collection[int]) -> set[int]:
        """Claims that oppose one of these."""
        there = {b for (b,) in self._of("SELECT other FROM weighed_oppositions WHERE one IN ({})", rows)}
        return there | {a for (a,) in self._of("SELECT one FROM weighed_oppositions WHERE other IN ({})", rows)}

    def links(self, rows: Collection[int] | None = None) -> Links:
        """Links and oppositions; with ``rows`` those between these claims."""
        found = []
        for table in ("weighed_links", "weighed_oppositions"):
            asked = f"SELECT {', '.join(_TABLES[table])} FROM {table}"
            if rows is None:
                with self.reading() as connection:
                    listed = [tuple(row) for row in connection.exec_driver_sql(asked)]
            else:
                listed = [tuple(r) for r in self._of(f"{asked} WHERE one IN ({{}})", rows) if r[1] in rows]
            found.append(listed)
        return Links(*found)

    def _of(self, asked: str, values: Collection[Any]) -> Iterator[Any]:
        listed = list(values)
        with self.reading() as connection:
            for start in range(0, len(listed), _AT_ONCE):
                some = listed[start : start + _AT_ONCE]
                yield from connection.exec_driver_sql(asked.format(", ".join("?" * len(some))), tuple(some)).all()

    def write(
        self,
        rows: dict[str, Sequence[tuple[Any, ...]]],
        *,
        instead_of: Collection[str] | None,
        moved: Iterable[tuple[str, str]] = (),
    ) -> None:
        """Write rows by table in one transaction, in place of those of the documents ``instead_of`` (null: of all).

        ``moved`` are documents with the root that they have now.
        """
        from grounds.ledger.schema import WEIGHED

        with translated(self.path), self._ledger.connect() as connection, connection.begin():
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            for table in WEIGHED:
                if instead_of is None:
                    connection.exec_driver_sql(f"DELETE FROM {table}")
                else:
                    _drop(connection, table, instead_of)
            for table in reversed(WEIGHED):
                columns = _TABLES[table]
                if rows.get(table):
                    marks = ", ".join("?" * len(columns))
                    statement = f"INSERT OR REPLACE INTO {table} ({', '.join(columns)}) VALUES ({marks})"
                    connection.exec_driver_sql(statement, list(rows[table]))
            for document, root in moved:
                connection.exec_driver_sql("UPDATE weighed_documents SET root = ? WHERE document = ?", (root, document))


def _drop(connection: Connection, table: str, documents: Collection[str]) -> None:
    mine = "IN (SELECT rowid FROM claims WHERE document = ?)"
    for document in documents:
        if table in ("weighed_documents", "weighed_marks"):
            connection.exec_driver_sql(f"DELETE FROM {table} WHERE document = ?", (document,))
            continue
        for column in ("claim",) if table == "weighed_keys" else ("one", "other"):
            connection.exec_driver_sql(f"DELETE FROM {table} WHERE {column} {mine}", (document,))
