"""Things that strike where a party is meant: "shells hit the village", "a mine exploded", "their lorry hit a mine"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from grounds.language.syntax import conjuncts, prepositions
from grounds.reading.arguments import Parties, instruments, party_of_name
from grounds.reading.carriers import Trigger, logical_subject
from grounds.reading.drafts import Draft
from grounds.reading.lexicon import Rule
from grounds.resolution.resolved import Resolved

if TYPE_CHECKING:
    from spacy.tokens import Token

#: Modes that say less than the thing that strikes.
_PLAIN = frozenset({"attack", "bombing", "missile", "shelling", "ied"})


class Striking:
    """Reads modes, weapons and owners from the things that strike."""

    def __init__(self, resolved: Resolved) -> None:
        self.resolved = resolved

    def fits(self, rule: Rule, trigger: Trigger, draft: Draft) -> bool:
        """Put what the thing tells into the draft; false where the rule needs such a thing and there is none."""
        if rule.predicate != "assault" or trigger.word != "verb":
            return not rule.instrument
        if draft.theme is not None and instrument(draft.theme) is not None and rule.instrument:
            self._tell(draft, [draft.theme])
            return True
        subject = logical_subject(trigger.token)
        told = [w for w in conjuncts(subject) if instrument(w) is not None] if subject is not None else []
        if told:
            self._tell(draft, told)
            draft.sets["by_thing"] = True
            if not (instrument(told[0]) or {}).get("party"):
                draft.subjects = self._owners(told[0])
        if not told and set(draft.modes) <= {"attack"} and not rule.loss:
            used = [n for w, n in prepositions(trigger.token) if w in {"with", "using"} for n in conjuncts(n)]
            self._tell(draft, [n for n in used if instrument(n) is not None])
        return bool(told) or not rule.instrument

    @staticmethod
    def _tell(draft: Draft, told: list[Token]) -> None:
        entries = [e for w in told if (e := instrument(w)) is not None]
        modes = [e["mode"] for e in entries if "mode" in e]
        if modes and set(draft.modes) <= _PLAIN:
            draft.modes = list(dict.fromkeys(modes))
            draft.weapons = []
        draft.weapons += [e["weapon"] for e in entries if e["weapon"] not in draft.weapons]

    def _owners(self, thing: Token) -> Parties:
        """ "Russian aircraft", "the army's artillery": whose it is."""
        named = [
            c for c in thing.children if c.dep_ in {"amod", "poss", "compound", "nmod"} and c.i in self.resolved.named
        ]
        found = tuple(p for o in named for p in party_of_name(self.resolved, o))
        return found or tuple(p for c in thing.children if c.dep_ == "poss" for p in self.resolved.parties(c))


def instrument(noun: Token) -> dict[str, Any] | None:
    """What the noun tells as a thing that strikes: "roadside bomb" before "bomb"."""
    before = noun.nbor(-1).lower_ if noun.i > noun.sent.start else ""
    return instruments().get(f"{before} {noun.lemma_.lower()}") or instruments().get(noun.lemma_.lower())
