"""Help: what is given or sent, and to whom; the kinds of support that the words tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from grounds.language.syntax import agents, children, conjuncts, is_passive, prepositions
from grounds.reading.arguments import Parties, party_of_name
from grounds.reading.carriers import Trigger
from grounds.reading.drafts import Draft
from grounds.reading.lexicon import Lexicon, Rule
from grounds.reading.scope import sends_help
from grounds.reading.themes import Themes
from grounds.reading.words import words
from grounds.resolution.resolved import Resolved

if TYPE_CHECKING:
    from spacy.tokens import Token


class Help:
    """Reads drafts of help in one document."""

    def __init__(self, resolved: Resolved, lexicon: Lexicon, themes: Themes) -> None:
        self.resolved = resolved
        self.lexicon = lexicon
        self.themes = themes

    def told(self, rule: Rule, trigger: Trigger, draft: Draft) -> bool:
        """Put the kinds of support into a draft of help; false where it is none, or is read at another word."""
        if rule.support_from_theme:
            return self._provided(rule, trigger, draft)
        if rule.provision and trigger.word == "verb" and sends_help(trigger.token, trigger.token.head):
            sent = [k for o in children(trigger.token.head, "dobj") for k in self.themes.support_kinds(o)]
            draft.support = list(dict.fromkeys(sent)) or draft.support
        if rule.provision and trigger.word == "verb" and is_passive(trigger.token):
            by = [self.lexicon.support_kinds.get(a.lemma_.lower()) for a in agents(trigger.token)]
            draft.support = ["troops"] if by[:1] == ["troops"] else draft.support  # "backed by X soldiers"
        if rule.provision and trigger.word == "noun":
            draft.support = self.themes.support_kinds(trigger.token) or self._supplied(trigger) or draft.support
            return self._is_support_noun(trigger)
        return True

    def _supplied(self, trigger: Trigger) -> list[str]:
        """ "its main supplier of weapons", "deliveries of weapons"."""
        things = [n for w, n in prepositions(trigger.token) if w == "of"]
        return [k for n in things for k in self.themes.support_kinds(n)]

    def _is_support_noun(self, trigger: Trigger) -> bool:
        """ "support for X", "assistance to X" under a verb that gives is read there; here only what stands alone."""
        verb = trigger.support.token if trigger.support is not None else None
        given = verb is not None and any(r.support_from_theme for r in self.lexicon.verbs.get(verb.lemma_.lower(), ()))
        head = trigger.token.head
        return not given and not any(r.support_from_theme for r in self.lexicon.verbs.get(head.lemma_.lower(), ()))

    def _provided(self, rule: Rule, trigger: Trigger, draft: Draft) -> bool:
        theme = draft.theme
        if theme is None:
            return False
        draft.support = self.themes.support_kinds(theme) or ["unknown"]
        draft.objects = without_theme(self.resolved, draft.objects, theme)
        if draft.support == ["troops"] and trigger.token.lemma_.lower() in words("moving"):
            draft.objects = tuple(p for p in draft.objects if p.actor_kind != "state")  # where they are sent
        if not draft.objects and rule.pattern == "provision":
            draft.objects = tuple(
                p for w, n in prepositions(theme) if w in {"to", "for"} for p in self.resolved.parties(n)
            )
        draft.subjects = without_theme(self.resolved, draft.subjects, theme)
        if rule.pattern == "receipt" and not draft.subjects:
            draft.subjects = tuple(p for w, n in prepositions(theme) if w == "from" for p in self.resolved.parties(n))
        if rule.reversed and not draft.subjects:
            named = [c for c in theme.children if c.dep_ in {"amod", "poss", "compound"} and c.i in self.resolved.named]
            hung = [n for w, n in prepositions(trigger.token) if w in {"on", "upon"} and n.i != theme.i]
            draft.subjects = tuple(p for n in named for p in party_of_name(self.resolved, n))
            draft.subjects = draft.subjects or tuple(p for n in hung for p in self.resolved.parties(n))
        return bool(draft.objects)


def without_theme(resolved: Resolved, parties: Parties, theme: Token) -> Parties:
    """The parties that are not what is given or done itself."""
    own = {p.start for t in conjuncts(theme) for p in resolved.parties(t, spread=False)}
    return tuple(p for p in parties if p.start not in own)
