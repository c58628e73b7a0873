"""Documents on their way into a ledger: what is in, what failed, how far it is, and what was in already."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from grounds.documents.facts import given_facts
from grounds.ledger import Ledger
from grounds.ledger.runs import CORRECTED
from grounds.model.document import Document
from grounds.model.errors import InputError

if TYPE_CHECKING:
    from grounds.ledger.writer import Writer
    from grounds.reading.reader import Reading

Progress = Callable[[int, int], None]
#: By a fact's name what the ledger holds and what was given now.
Differing = dict[str, tuple[str | None, str | None]]


@dataclass
class ReadSummary:
    """What one read took in, gave and could not read. ``recorded`` are documents kept without a reading,
    ``partial`` those of which but a part is there, with the reason; ``differing`` those that were in already and of
    which other facts were given now (:meth:`Workbench.reread` takes them)."""

    read: int = 0
    same: int = 0
    claims: int = 0
    unread: int = 0
    recorded: list[tuple[str, str]] = field(default_factory=list)
    partial: list[tuple[str, str]] = field(default_factory=list)
    differing: list[tuple[str, Differing]] = field(default_factory=list)
    failed: list[InputError] = field(default_factory=list)
    seconds: float = 0.0
    interrupted: bool = False


class TakingIn:
    """One read on its way into the ledger: what is in, what failed, how far it is."""

    def __init__(self, writer: Writer, ledger: Ledger, total: int, on_progress: Progress | None) -> None:
        self.summary = ReadSummary()
        self._writer = writer
        self._ledger = ledger
        self._total = total
        self._done = 0
        self._on_progress = on_progress

    def fresh(self, documents: Iterable[Document | InputError]) -> Iterator[Document]:
        """The documents that are to be read; errors are noted, and what is in already is counted."""
        seen: set[str] = set()
        for document in documents:
            if isinstance(document, InputError):
                self.fail(document)
            elif document.id in seen or self._ledger.has_document(document.id):
                self.summary.same += 1
                self._compare(document)
                self._step()
            else:
                seen.add(document.id)
                yield document

    def _compare(self, document: Document) -> None:
        """Note facts that were given now and that the ledger has otherwise."""
        given = {name: value for name, value in given_facts(document).items() if name in CORRECTED}
        if not given or not self._ledger.has_document(document.id):
            return
        held = self._ledger.facts(document.id)
        found: Differing = {name: (held.get(name), value) for name, value in given.items() if held.get(name) != value}
        if found:
            self.summary.differing.append((document.path or document.id, found))

    def add(self, document: Document, reading: Reading) -> None:
        """Take a reading in."""
        added = self._writer.add(document, reading.claims, reading.unread, reading.mentions)
        self.summary.read += added.documents
        self.summary.same += 1 - added.documents
        self.summary.claims += added.claims
        self.summary.unread += added.unread
        if document.state == "paywall_stub":
            self.summary.partial.append((document.path or document.id, "its rest is sold"))
        elif document.state != "readable":
            reason = document.state.replace("_", " ")
            told = f": {document.language}" if document.state == "unsupported_language" else ""
            self.summary.recorded.append((document.path or document.id, reason + told))
        self._step()

    def fail(self, error: InputError) -> None:
        """Note an input that could not be read."""
        self.summary.failed.append(error)
        self._writer.record_failure(error.place or "", type(error).__name__, str(error))
        self._step()

    def fail_to_read(self, document: Document, problem: str) -> None:
        """Note a document that could be opened but not read."""
        self.fail(InputError(problem, place=document.path or document.id, remedy="report it as an error of Grounds"))

    def _step(self) -> None:
        self._done += 1
        if self._on_progress is not None:
            self._on_progress(self._done, max(self._total, self._done))  # a mailbox is one file and many documents
