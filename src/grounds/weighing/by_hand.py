"""Incidents entered by hand: a note of what somebody said becomes a document, and what it says a claim of it.

So a phone call stands in the ledger as a report does: with its words, its day, who said it and who entered it; it is
weighed as one, and can be reread, listed and shared by the same rules.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from grounds.model.document import Document, Fact
from grounds.model.errors import UsageError
from grounds.review import Reviews
from grounds.review.deciding import Who
from grounds.review.entering import READER, Entering
from grounds.weighing.items import day_number

if TYPE_CHECKING:
    from grounds.actors import Catalogue
    from grounds.ledger import Ledger

#: The kind of a document that is a note.
KIND = "note"


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """What was said by whom, and who entered it; ``unnamed``: the source is not to count as a named one."""

    words: str
    source: str
    by: str
    day: str | None = None
    unnamed: bool = False


def enter(ledger: Ledger, catalogue: Catalogue, form: Mapping[str, Any], note: Note) -> str:
    """Enter a claim (in the short form of :mod:`grounds.review.entering`) with its note; gives the claim's id.

    Raises :class:`UsageError` where words, source or who enters it are empty, or a value makes no sense.
    """
    from grounds.ledger import Run
    from grounds.places import load_gazetteer

    document = note_document(note)
    told = {**form, "said": note.source, "speaker": "unnamed"} if note.unnamed else form
    claim = Entering(catalogue, load_gazetteer()).claim(told, document.id, document.text, (0, len(document.text)))
    if ledger.has_document(document.id):
        raise UsageError("the same words of the same source are in already", remedy="see `grounds documents`")
    with ledger.writer(Run("enter", {"name": READER, "version": "1"}, {"by": note.by})) as writer:
        writer.add(document, [claim], [])
    Reviews(ledger).add(claim, Who(note.by, f"told by {note.source}"))
    return claim.id


def note_document(note: Note) -> Document:
    """The document of a note: its text is the words as they were noted. Raises :class:`UsageError`."""
    from grounds.documents import ReadOptions, read_bytes

    for name, value in (("words", note.words), ("source", note.source), ("who enters it", note.by)):
        if not value.strip():
            raise UsageError(f"{name} must not be empty", remedy="give --words, --source and --entered-by")
    if note.day is not None and day_number(note.day) is None:
        raise UsageError(f"{note.day!r} is no day", remedy="give it as YYYY-MM-DD")
    options = ReadOptions(date=note.day, publisher=None if note.unnamed else note.source, kind=KIND, language="en")
    drawn = read_bytes(note.words.encode(), name="note.txt", options=options)
    facts = {**drawn.facts, "entered_by": Fact(note.by, "given"), "source": Fact(note.source, "given")}
    return replace(drawn, title=f"Note: {note.source}", path=None, facts=facts)
