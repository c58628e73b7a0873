"""Mentions → actors and places, sentence by sentence, with the reason for each.

``Resolver`` holds the name index; ``Resolver.resolve`` walks one parsed document (names first, then noun by noun) and
gives a :class:`~grounds.resolution.resolved.Resolved`, which answers for any noun of the parse: which parties it names
and which places stand around it.
Nothing is guessed to fill a gap: a noun that names nobody known is a described party with its words, or nobody.
"""

from __future__ import annotations

from bisect import bisect_left

from grounds.actors import Catalogue
from grounds.language.pipeline import Parsed
from grounds.language.quotations import find_quotations
from grounds.model.actor import Actor
from grounds.places import Gazetteer
from grounds.resolution.events import Events
from grounds.resolution.mentions import Mentions
from grounds.resolution.names import NameIndex
from grounds.resolution.naming import Naming
from grounds.resolution.parties import Parties
from grounds.resolution.publisher import own_side, publishing_party
from grounds.resolution.resolved import Resolved
from grounds.resolution.tokens import looked_through


class Resolver:
    """Names, places and the words around them. Build once; :meth:`resolve` for each document."""

    def __init__(self, catalogue: Catalogue, gazetteer: Gazetteer) -> None:
        self.catalogue = catalogue
        self.gazetteer = gazetteer
        self.index = NameIndex(catalogue.by_key, gazetteer.names())
        self._said: dict[int, bool] = {}
        #: The own sides of publishers, by their id: every actor is asked for each.
        self._sides: dict[str, frozenset[str]] = {}

    def resolve(self, parsed: Parsed) -> Resolved:
        """Find and resolve every party and place of one document."""
        publisher = publishing_party(parsed.document, self.catalogue)
        starts: list[int] = parsed.doc.to_array("IDX").tolist()
        out = Naming(parsed, self.gazetteer, self.index, starts, publisher).find()
        if publisher is not None:
            out.publisher, out.own_side = publisher, self._own_side(publisher)
        passages = set(parsed.document.reading.passage_starts)
        out.quotations = find_quotations(parsed.doc, passages)
        parties, events = Parties(Mentions(out), self.catalogue), Events()
        found, telling = looked_through(parsed.doc, parties.nouns.says, self._said, events.tellers)
        refer = sorted(found | out.named.keys())
        passage = 0
        for number, sentence in enumerate(parsed.sentences):
            begin, end = sentence.start, sentence.end
            passage += not passages.isdisjoint(starts[begin:end])
            for i in refer[bisect_left(refer, begin) : bisect_left(refer, end)]:
                parties.refer(parsed.doc[i], number, passage, begin)
            positions = telling[bisect_left(telling, begin) : bisect_left(telling, end)]
            out.events |= events.read(parsed.doc, number, positions)
        parties.refer_to_speakers()
        return out

    def _own_side(self, publisher: Actor) -> frozenset[str]:
        if publisher.id not in self._sides:
            self._sides[publisher.id] = own_side(publisher, self.catalogue)
        return self._sides[publisher.id]
