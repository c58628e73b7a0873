"""The trained reader as the pipeline meets it: ``read(resolved) -> Reading(claims, unread, mentions)``.

It looks at a sentence only where the resolution has found somebody or some place in it, or a rule's word stands in it:
elsewhere there is nothing for a ledger.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from grounds.model.mention import Mention
from grounds.reading.lexicon import Lexicon, load_lexicon
from grounds.reading.reader import Reading
from grounds.reading.trained.encoder import Array, Encoder
from grounds.reading.trained.sentences import Stretch, stretches
from grounds.reading.trained.tagging import Tagged, Tagger
from grounds.resolution.resolved import Resolved

if TYPE_CHECKING:
    from spacy.tokens import Span

EVIDENCE = ("trained",)
#: What the head for mentions calls a span → kind of mention.
KINDS = {
    "Person": "person",
    "Organisation": "organisation",
    "Nationality": "nationality",
    "Location": "place",
    "Weapon": "weapon",
    "MilitaryPlatform": "platform",
    "Quantity": "quantity",
    "Money": "money",
    "Temporal": "period",
    "DocumentReference": "document",
}
#: What the head for parts in an act calls a span → kind of mention and part.
PARTS = {
    "PerpInd": ("people", "perpetrator"),
    "PerpOrg": ("organisation", "perpetrator"),
    "Target": ("facility", "target"),
    "Victim": ("people", "victim"),
    "Weapon": ("weapon", "instrument"),
}
#: A predicate is held likely from this chance on.
LIKELY = 0.5


@dataclass(frozen=True)
class Seen:
    """A stretch that was looked at, with what the encoder gives of its words."""

    stretch: Stretch
    words: Array


class TrainedReader:
    """The reader by trained models; ``folder`` holds them. Raises :class:`~grounds.model.errors.ModelError`."""

    def __init__(self, folder: Path | None = None, *, lexicon: Lexicon | None = None) -> None:
        self.encoder = Encoder(folder)
        self.lexicon = lexicon or load_lexicon()

    def read(self, resolved: Resolved) -> Reading:
        """What the models alone read in a document."""
        return Reading((), (), self.mentions(resolved, self.seen(resolved)))

    @property
    def width(self) -> int:
        """How many figures the encoder gives of a word."""
        return int(self.encoder.heads["mentions.weight"].shape[1])

    def seen(self, resolved: Resolved) -> list[Seen]:
        """The stretches that are worth a look, looked at."""
        found = [s for x in resolved.parsed.sentences if self._is_due(resolved, x) for s in stretches(resolved, x)]
        return [Seen(s, words) for s, words in zip(found, self.encoder.words(found), strict=True)]

    def _is_due(self, resolved: Resolved, sentence: Span) -> bool:
        """Whether a sentence names somebody or some place, or has a word that a rule knows."""
        known = (resolved.named, resolved.referents)
        if any(token.i in held for token in sentence for held in known):
            return True
        lexicon = self.lexicon
        return any(t.lemma_.lower() in lexicon.verbs or t.lemma_.lower() in lexicon.nouns for t in sentence)

    def mentions(self, resolved: Resolved, seen: Sequence[Seen]) -> tuple[Mention, ...]:
        """The mentions of what was looked at, in the order of the text."""
        words = [one.words for one in seen]
        found: list[Mention] = []
        for one, spans in zip(seen, self._mentions.spans(words), strict=True):
            found += (self._mention(resolved, one, s, KINDS[s.label], None) for s in spans)
        for one, spans in zip(seen, self._roles.spans(words), strict=True):
            found += (self._mention(resolved, one, s, *PARTS[s.label]) for s in spans)
        return tuple(sorted(found, key=lambda m: (m.start, m.end, m.role or "")))

    def told(self, seen: Sequence[Seen]) -> list[tuple[str, ...]]:
        """Of each stretch the predicates that it likely tells of, the likeliest first."""
        heads, labels = self.encoder.heads, self.encoder.card["labels"]["predicates"]
        out = []
        for one in seen:
            scores = one.words.mean(axis=0) @ heads["predicates.weight"].T + heads["predicates.bias"]
            chances = 1 / (1 + np.exp(-scores))
            out.append(tuple(labels[i] for i in np.argsort(-chances) if chances[i] >= LIKELY))
        return out

    @staticmethod
    def _mention(resolved: Resolved, seen: Seen, span: Tagged, kind: str, role: str | None) -> Mention:
        places = seen.stretch.words
        start, end = resolved.parsed.offsets(places[span.first][0], places[span.last][1])
        score = round(span.score, 3)
        return Mention(start=start, end=end, kind=kind, role=role, confidence=score, evidence=EVIDENCE)

    @cached_property
    def _mentions(self) -> Tagger:
        return Tagger(self.encoder.heads, "mentions", self.encoder.card["tags"]["mentions"])

    @cached_property
    def _roles(self) -> Tagger:
        return Tagger(self.encoder.heads, "roles", self.encoder.card["tags"]["roles"])
