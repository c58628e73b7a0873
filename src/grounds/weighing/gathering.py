"""Documents and claims on their way into weighing: from texts to origins, and from a ledger."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from grounds.weighing.items import Item, Source
from grounds.weighing.near_copies import Copy, CopyFinder
from grounds.weighing.origins import Documents, credit_of, one_statement, statement_marks

_LATE = 1 << 30


def documents_of(sources: Iterable[Source], texts: Mapping[str, str], items: Sequence[Item] = ()) -> Documents:
    """The documents with what each is a copy of, whom it credits, and which carry one statement.

    A document without a date of its own counts as later than those that have one, by the order in which it was read.
    """
    documents = Documents({source.id: source for source in sources})
    finder = CopyFinder()
    by_age = sorted(documents.sources.values(), key=lambda s: (s.day if s.day is not None and s.firm else _LATE, s.row))
    for source in by_age:
        text = texts.get(source.id)
        if text is None:
            continue
        credit = credit_of(text)
        if credit is not None:
            documents.credits[source.id] = credit
            documents.why[source.id] = f"it is credited to {credit}"
        found = finder.add(source.id, text)
        if found is not None:
            documents.why[source.id] = _told(found, documents)
    _take(documents, finder)
    return with_statements(documents, items)


def _take(documents: Documents, finder: CopyFinder) -> None:
    for group in finder.groups.groups():
        if len(group) < 2:
            continue
        documents.copied.add(group[0])
        documents.roots.update((member, group[0]) for member in group)


def _told(copy: Copy, documents: Documents) -> str:
    what = "a near-copy of" if copy.how == "near-copy" else "a rewriting of"
    return f"it is {what} {documents.label(copy.of)} ({copy.share:.0%} of the runs of words are shared)"


def with_statements(documents: Documents, items: Sequence[Item]) -> Documents:
    """The documents with those told that carry one statement."""
    totals = Counter(item.document for item in items)
    for group in one_statement(statement_marks(items), totals, documents).groups():
        first = min((documents.root(d) for d in group), key=lambda d: (documents.published(d) or _LATE, d))
        for document in group:
            if documents.root(document) == document and document != first:
                documents.why.setdefault(document, f"it carries the same statement as {documents.label(first)}")
                documents.statements[document] = first
    return documents
