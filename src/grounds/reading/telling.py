"""Telling adjectives: "Iran-aligned", "US-led", "Tutsi-led", "Saudi-backed" say something of the noun beside them.

Only adjectives of leadership, help, alignment and make-up are read, not those of creed.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from grounds.language.syntax import children
from grounds.model.claim import Participant
from grounds.reading.arguments import Parties, party_of_name
from grounds.reading.drafts import Draft
from grounds.reading.lexicon import Lexicon, Rule
from grounds.resolution.resolved import Resolved

if TYPE_CHECKING:
    from spacy.tokens import Token


class Telling:
    """Reads the telling adjectives of one document."""

    def __init__(self, resolved: Resolved, lexicon: Lexicon) -> None:
        self.resolved = resolved
        self.rules = _by_verb(lexicon)

    def drafts(self, word: Token) -> Iterator[Draft]:
        """The draft of ``word`` where it is such an adjective."""
        if word.dep_ != "amod" or word.tag_ != "VBN" or word.i < 2 or word.nbor(-1).text not in {"-", "‐", "‑"}:
            return
        names = children(word, "npadvmod", "compound", "nmod")
        holders = self.resolved.parties(word.head, spread=False)
        if not names or not holders:
            return
        named = party_of_name(self.resolved, names[0]) if names[0].i in self.resolved.named else ()
        for rule in self.rules.get(word.lemma_.lower(), ()):
            people = rule.predicate == "composed_of"
            if people != (not named):
                continue
            other = self._people(names[0]) if people else named
            if rule.swap:
                yield Draft(rule, word, word, rule.predicate, other, holders, support=list(rule.support))
            else:
                yield Draft(rule, word, word, rule.predicate, holders, other, support=list(rule.support))

    def _people(self, name: Token) -> Parties:
        words, start, end = self.resolved.parsed.words(name.idx, name.idx + len(name))
        why = "a people or community that the adjective names"
        return (
            Participant(
                name=words,
                mention=words,
                start=start,
                end=end,
                actor_kind="population",
                target_type="ethnic_group",
                resolved_by="described",
                score=0.6,
                why=why,
            ),
        )


def _by_verb(lexicon: Lexicon) -> dict[str, list[Rule]]:
    found: dict[str, list[Rule]] = {}
    for rule in lexicon.rules:
        for verb in rule.telling:
            found.setdefault(verb, []).append(rule)
    return found
