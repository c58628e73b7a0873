"""Read documents of a ledger again, from their kept text: with the reader, rules and catalogue as they are now, and
with facts that were corrected.

The ledger only appends: claims that the new reading no longer gives stay in it, superseded. A document that the same
reader has read by the same facts is left as it is, so that a reread that was stopped goes on where it was.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from grounds.documents.facts import GIVEN, NAMES, sidecar
from grounds.ledger import Ledger, Run
from grounds.ledger.finding import named_documents
from grounds.ledger.runs import FACTS, with_facts
from grounds.model.content import Record, differing
from grounds.model.document import Document, Fact
from grounds.pipeline import OnFailure
from grounds.review import settle_document
from grounds.succession import succession

if TYPE_CHECKING:
    from grounds.actors import Catalogue
    from grounds.ledger.runs import Reading
    from grounds.ledger.writer import Writer
    from grounds.reading import reader

#: Takes documents and whom to tell of those that cannot be read; gives them with their readings.
Readings = Callable[[Iterable[Document], OnFailure], Iterable[tuple[Document, "reader.Reading"]]]
#: Told how many documents are done, of how many.
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Change:
    """A claim that ``appears``, ``goes`` or ``changes``; ``old`` or ``new`` is null where there is none."""

    what: str
    document: str
    title: str
    old: Record | None
    new: Record | None

    @property
    def fields(self) -> dict[str, tuple[Any, Any]]:
        """Of a claim that changes: the fields that differ, each with its old and new value."""
        return differing(self.old, self.new) if self.old is not None and self.new is not None else {}

    @property
    def claim(self) -> Record:
        """The claim as it is now, or as it was where it goes."""
        told = self.new if self.new is not None else self.old
        assert told is not None  # one of both is there by what the change is
        return told


@dataclass
class Reread:
    """What a reread did: documents read again and those left as they are, claims that stayed the same, changes."""

    read: int = 0
    left: int = 0
    same: int = 0
    changes: list[Change] = field(default_factory=list)
    failed: list[tuple[str, str]] = field(default_factory=list)
    seconds: float = 0.0
    interrupted: bool = False

    def count(self, what: str) -> int:
        """How many claims appear, go or change."""
        return sum(change.what == what for change in self.changes)


@dataclass(frozen=True)
class _Wanted:
    """A document to read again, with facts from a sidecar file where it was named by its path."""

    reading: Reading
    beside: Mapping[str, Fact] = field(default_factory=dict)


def _chosen(ledger: Ledger, named: Sequence[str | Path]) -> list[_Wanted]:
    """The documents that are named; all where none is."""
    readings = {reading.document: reading for reading in ledger.readings()}
    if not named:
        return [_Wanted(reading) for reading in readings.values()]
    records = list(ledger.documents())
    found: dict[str, _Wanted] = {}
    for name in named:
        for document in named_documents(str(name), records, ledger.path):
            found[document] = _Wanted(readings[document], _beside(Path(name)))
    return list(found.values())


def _beside(path: Path) -> dict[str, Fact]:
    return sidecar(path) if path.is_file() else {}


class Rereading:
    """One reread on its way: which documents are to be read, by which facts, and what comes of it.

    ``named`` are documents by id (or its beginning), path or address, all where it is empty; ``given`` are corrected
    facts. Raises :class:`NotFound`.
    """

    def __init__(
        self,
        ledger: Ledger,
        catalogue: Catalogue,
        identity: Mapping[str, Any],
        named: Sequence[str | Path],
        given: Mapping[str, str | None],
    ) -> None:
        self.ledger = ledger
        self.catalogue = catalogue
        self.identity = identity
        self.given = {name: Fact(value, "given") for name, value in given.items() if value}
        self.asked = {"documents": sorted(map(str, named)), "facts": {n: f.value for n, f in self.given.items()}}
        self.wanted = _chosen(ledger, named)
        self.result = Reread()
        self._facts: dict[str, dict[str, Fact]] = {}

    def due(self) -> Iterator[Document]:
        """The documents that are to be read, with their facts as they hold now."""
        for one in self.wanted:
            own = self.ledger.document_as_added(one.reading.document)
            # A person's own note and claim: no reader has read it, and none shall; what was purged has no words left.
            if "entered_by" in own.facts or own.state == "purged":
                self.result.left += 1
                continue
            document = self._corrected(with_facts(own, one.reading.facts), one.beside)
            facts = _differing_facts(own, document)
            if one.reading.reader == self.identity and facts == dict(one.reading.facts):
                self.result.left += 1
                continue
            self._facts[document.id] = facts
            yield document

    def _corrected(self, document: Document, beside: Mapping[str, Fact]) -> Document:
        from grounds.resolution.publisher import with_publisher

        told = {name: fact for name, fact in {**beside, **self.given}.items() if name in FACTS}
        # Who the publisher is, is worked out anew, unless somebody has said so of this very publisher.
        kept = set() if "publisher" in told else {n for n, f in document.facts.items() if f.how in GIVEN}
        facts = {n: f for n, f in document.facts.items() if n in NAMES or n not in FACTS or n in kept}
        return with_publisher(with_facts(replace(document, facts=facts), told), self.catalogue)

    def take(self, document: Document, reading: reader.Reading, writer: Writer | None) -> None:
        """Compare a reading with the one shown, and add it where there is a writer."""
        # What the reader gave, not what people made of it: decisions are carried over by themselves.
        earlier = list(self.ledger.claims_of(self.ledger.reading(document.id).number))
        found = succession(earlier, [claim.record() for claim in reading.claims])
        title = document.title or document.path or document.id
        changes = [Change("goes", document.id, title, old, None) for old in found.gone]
        changes += [Change("changes", document.id, title, old, new) for old, new in found.changed]
        changes += [Change("appears", document.id, title, None, new) for new in found.new]
        self.result.changes += sorted(changes, key=lambda c: c.claim["quote"]["start"])
        self.result.same += len(found.same)
        self.result.read += 1
        facts = self._facts.pop(document.id)
        if writer is not None:
            writer.add_again(document, reading.claims, reading.unread, facts, reading.mentions)


def _differing_facts(own: Document, now: Document) -> dict[str, Fact]:
    """The facts that are not as in the document's own record; one that is no longer told has no value."""
    missing = Fact(None, "not found")
    found = {}
    for name in FACTS:
        one, other = own.facts.get(name, missing), now.facts.get(name, missing)
        if one.value != other.value:
            found[name] = other
    return found


def reread(
    rereading: Rereading, readings: Readings, *, dry_run: bool = False, on_progress: Progress | None = None
) -> Reread:
    """Read documents again; ``readings`` takes documents and a way to tell failures, and gives their readings.

    With ``dry_run`` nothing is written. An interrupt keeps what is finished.
    """
    start = time.perf_counter()
    result = rereading.result

    def step() -> None:
        if on_progress is not None:
            on_progress(result.left + result.read + len(result.failed), len(rereading.wanted))

    def fail(document: Document, problem: str) -> None:
        result.failed.append((document.path or document.id, problem))

    run = Run("reread", rereading.identity, rereading.asked)
    with nullcontext() if dry_run else rereading.ledger.writer(run, settle=settle_document) as writer:
        try:
            step()
            for document, reading in readings(rereading.due(), fail):
                rereading.take(document, reading, writer)
                step()
        except KeyboardInterrupt:
            result.interrupted = True
    result.seconds = time.perf_counter() - start
    return result
