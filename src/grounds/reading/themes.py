"""Themes: the word that a rule's verb must take ("fire" + rocket), and what is given, with its kinds of support."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from grounds.language.syntax import children, conjuncts, prepositions
from grounds.reading.carriers import Trigger, logical_object
from grounds.reading.lexicon import Lexicon, Rule
from grounds.reading.words import words

if TYPE_CHECKING:
    from spacy.tokens import Token


class Themes:
    """Finds themes by the lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon

    def find(self, rule: Rule, trigger: Trigger) -> Token | None:
        """The word that a rule's verb must take, wherever it stands beside the verb."""
        if not (rule.themes or rule.support_from_theme or rule.reversed):
            return None
        token = trigger.token
        if trigger.word == "noun":
            beside = [token, *children(token, "compound"), *(n for w, n in prepositions(token) if w == "of")]
            if token.dep_ in {"nsubjpass", "dobj"}:  # "its strength is put at 3,000 men"
                beside += [n for w, n in prepositions(token.head) if w == "at"]
            return next((n for n in beside if n.lemma_.lower() in rule.themes), None)
        candidates = [*logical_object(token), *children(token, "dobj", "attr", "acomp", "oprd", "xcomp")]
        candidates += [n for a in children(token, "advmod", "prt") for w, n in prepositions(a) if w in {"on", "to"}]
        candidates += [c for c in children(token, "ccomp") if not children(c, "aux", "auxpass", "mark")]
        candidates += [
            n
            for w, n in prepositions(token)
            if w in {"with", "from", "as", "of", "to", "on", "in", "under", "over", "into"}
        ]
        if rule.reversed:
            return self._depended_on(token)
        if rule.support_from_theme:
            return self._given(token, candidates)
        if rule.place_subject:
            candidates += children(token, "nsubj", "nsubjpass")
            candidates += [c for o in children(token, "dobj", "ccomp", "xcomp") for c in (o, *o.children)]
        candidates += [
            n
            for c in candidates
            for w, n in prepositions(c)
            if w == "of" and c.lemma_.lower() in words("shares") | words("pledges")
        ]
        for candidate in candidates:
            for noun in conjuncts(candidate):
                if any(name in rule.themes for name in _names(noun)) or ("money" in rule.themes and is_money(noun)):
                    return noun
        return None

    def _depended_on(self, word: Token) -> Token | None:
        """ "relies on Turkish FUNDING", "depends on X for most of its INCOME"."""
        hung = [n for w, n in prepositions(word) if w in {"on", "upon"}]
        wanted = [n for w, n in prepositions(word) if w == "for"] if hung else []
        wanted += [n for o in wanted for w, n in prepositions(o) if w == "of"]
        return next((n for n in (*hung, *wanted) if self.support_kinds(n)), None)

    def _given(self, verb: Token, candidates: list[Token]) -> Token | None:
        """What is given: the word that tells a kind of support, or "support" itself."""
        for candidate in candidates:
            if candidate.dep_ == "pobj" and candidate.head.lower_ in {"to", "in", "on", "from", "of"}:
                continue
            if self.support_kinds(candidate) or candidate.lemma_.lower() in words("help"):
                return candidate
        return None

    def support_kinds(self, theme: Token) -> list[str]:
        """Kinds of support told by what is given, its adjectives and the list behind it, in order."""
        kinds: list[str] = []
        for noun in self._things(theme):
            before = [c for c in noun.children if c.dep_ in {"amod", "compound", "nmod"}]
            before = [w for word in before for w in (word, *[c for c in word.children if c.dep_ == "conj"])]
            compound = " ".join(w.lemma_.lower() for w in (*before[-1:], noun))
            told = [self.lexicon.support_kinds.get(w.lemma_.lower()) for w in before]
            own = self.lexicon.support_kinds.get(noun.lemma_.lower()) or self.lexicon.support_kinds.get(noun.lower_)
            own = own or ("funding" if is_money(noun) else None)
            exact = self.lexicon.support_kinds.get(compound)
            found: list[str | None] = [exact] if exact else [k for k in told if k] or [own]
            if own and not exact and own not in found and noun.lemma_.lower() not in words("kindless"):
                found.append(own)
            kinds.extend(k for k in found if k and k not in kinds)
        # "operational support, including weapons": the list says what it is
        return [k for k in kinds if k != "other"] if len(kinds) > 1 else kinds

    def _things(self, theme: Token) -> Iterator[Token]:
        for noun in conjuncts(theme):
            yield noun
            if noun.lemma_.lower() in self.lexicon.measures:  # "a new source of inspiration", "a supply of rifles"
                yield from (n for w, o in prepositions(noun) if w == "of" for n in conjuncts(o))
        for noun in conjuncts(theme):
            for child in noun.children:
                if child.dep_ == "prep" and child.lower_ in {"including", "as", "like"}:
                    for item in children(child, "pobj"):
                        yield from conjuncts(item)
        verb = theme.head if theme.dep_ == "dobj" else theme.head.head
        for child in (*verb.children, *theme.head.children):
            if child.dep_ == "prep" and child.lower_ in {"including"}:
                for item in children(child, "pobj"):
                    yield from conjuncts(item)


def is_money(noun: Token) -> bool:
    """ "$100 million", "2 million euros": a sum."""
    return noun.pos_ in {"NUM", "SYM", "NOUN"} and any(t.pos_ == "SYM" and t.tag_ == "$" for t in noun.subtree)


def _names(noun: Token) -> Iterator[str]:
    """What a noun may be listed as: itself, its form, or the two words of a compound ("travel ban")."""
    yield noun.lemma_.lower()
    yield noun.lower_
    before = noun.nbor(-1) if noun.i > noun.sent.start else None
    if before is not None and before.head.i == noun.i:
        yield f"{before.lemma_.lower()} {noun.lemma_.lower()}"
