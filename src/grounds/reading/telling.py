"""Telling adjectives: "Iran-aligned", "US-led", "Tutsi-led", "Saudi-backed" say something of the noun beside them.

Only adjectives of leadership, help, alignment and make-up are read, not those of creed.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from grounds.language.syntax import children, first_conjunct
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
        if word.dep_ != "amod":
            return
        holders = self.resolved.parties(word.head, spread=False)
        if not holders:
            return
        if _is_hyphened(word):
            yield from self._of_name(word, holders)
        elif word.lower_ in self.rules and word.head.dep_ == "conj":  # "the army and allied militias"
            other = self.resolved.parties(first_conjunct(word.head), spread=False)
            for rule in self.rules[word.lower_]:
                yield _draft(rule, word, holders, other)

    def _of_name(self, word: Token, holders: Parties) -> Iterator[Draft]:
        """ "Iran-backed militias", "Tutsi-led rebels"."""
        names = children(word, "npadvmod", "compound", "nmod") or [c for c in word.lefts if c.i in self.resolved.named]
        if not names:
            return
        named = party_of_name(self.resolved, names[0]) if names[0].i in self.resolved.named else ()
        for rule in self.rules.get(word.lemma_.lower(), ()):
            people = rule.predicate == "composed_of"
            if people == (not named):
                yield _draft(rule, word, holders, self._people(names[0]) if people else named)

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


def _is_hyphened(word: Token) -> bool:
    return word.tag_ == "VBN" and word.i >= 2 and word.nbor(-1).text in {"-", "‐", "‑"}


def _draft(rule: Rule, word: Token, holders: Parties, other: Parties) -> Draft:
    one, two = (other, holders) if rule.swap else (holders, other)
    return Draft(rule, word, word, rule.predicate, one, two, support=list(rule.support), aside=True)
