"""Claims made of short forms, for the measures of weighing: documents with their text, sources and items."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from grounds.actors import load_catalogue
from grounds.documents import ReadOptions, read_bytes
from grounds.model.claim import Claim
from grounds.model.document import Document
from grounds.places import load_gazetteer
from grounds.review.entering import Entering
from grounds.weighing.items import Item, Source, item_of, source_of
from grounds.weighing.lineage import Lineage

DATA = Path(__file__).parent / "data" / "weighing"
#: Keys of a short form that are the document's.
_OF_DOCUMENT = frozenset({"date", "publisher", "say", "id", "text", "credit"})


def load(name: str) -> Any:
    """A data file of the measures."""
    return yaml.load((DATA / f"{name}.yaml").read_text("utf-8"), Loader=yaml.CSafeLoader)


@cache
def entering() -> Entering:
    """What makes claims, with the shipped catalogue and gazetteer."""
    return Entering(load_catalogue(()), load_gazetteer())


@cache
def lineage() -> Lineage:
    """The relations of the shipped catalogue's actors."""
    return Lineage(load_catalogue(()))


@dataclass
class Made:
    """Documents and claims made; ``names`` leads from a short form's ``id`` to its claim's."""

    documents: dict[str, Document] = field(default_factory=dict)
    claims: dict[str, list[Claim]] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)

    def sources(self) -> list[Source]:
        """The documents as weighing sees them."""
        return [source_of(d.record(), row) for row, d in enumerate(self.documents.values())]

    def items(self) -> list[Item]:
        """The claims as weighing sees them, in order."""
        listed = [claim for claims in self.claims.values() for claim in claims]
        return [item_of(claim.record(), row) for row, claim in enumerate(listed)]

    def add(self, given: Mapping[str, Any], number: int) -> Document:
        """Make a document (``date``, ``publisher``, ``text``) with its ``claims``; the quote of each is its ``say``."""
        sayings = [c["say"] for c in given["claims"]]
        text = given.get("text") or " ".join(dict.fromkeys(sayings))
        text += f"\n\n{'.' * (number % 7)}{number}" if given.get("text") is None else ""
        date = str(given["date"]) if given.get("date") else None
        options = ReadOptions(language="en", date=date, publisher=given.get("publisher"), title=given.get("title"))
        document = read_bytes(text.encode(), name=f"{number}.txt", options=options)
        self.documents[document.id] = document
        self.claims[document.id] = []
        for form in given["claims"]:
            start = document.text.find(form["say"])
            if start < 0:
                raise ValueError(f"{form['say']!r} does not stand in its document")
            plain = {k: v for k, v in form.items() if k not in _OF_DOCUMENT}
            claim = entering().claim(plain, document.id, document.text, (start, start + len(form["say"])))
            self.claims[document.id].append(claim)
            if "id" in form:
                self.names[form["id"]] = claim.id
        return document
