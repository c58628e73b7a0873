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
from grounds.resolution.tokens import referring, telling_words


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
        telling = telling_words(parsed.doc, events.tellers)
        refer = referring(parsed.doc, parties.nouns.says, self._said) | out.named.keys()
        passage = 0
        for number, sentence in enumerate(parsed.sentences):
            passage += not passages.isdisjoint(starts[sentence.start : sentence.end])
            for i in range(sentence.start, sentence.end):
                if i in refer:
                    parties.refer(parsed.doc[i], number, passage, sentence)
            first, last = bisect_left(telling, sentence.start), bisect_left(telling, sentence.end)
            out.events |= events.read(parsed.doc, number, telling[first:last])
        parties.refer_to_speakers()
        return out

    def _own_side(self, publisher: Actor) -> frozenset[str]:
        if publisher.id not in self._sides:
            self._sides[publisher.id] = own_side(publisher, self.catalogue)
        return self._sides[publisher.id]
