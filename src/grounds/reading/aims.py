"""Aims: "wants to …", "its goal is to …", and clauses of purpose, which tell the aim of who acts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from grounds.language.syntax import VERBAL, children, is_passive
from grounds.model.claim import Words
from grounds.reading.arguments import Trigger, logical_subject
from grounds.reading.drafts import Draft
from grounds.reading.lexicon import Lexicon
from grounds.reading.scope import hold, is_means, sends_help
from grounds.resolution.resolved import Resolved

if TYPE_CHECKING:
    from spacy.tokens import Token


class Aims:
    """Reads the aims of one document's parties."""

    def __init__(self, resolved: Resolved, lexicon: Lexicon) -> None:
        self.resolved = resolved
        self.lexicon = lexicon

    def set_from(self, trigger: Trigger, draft: Draft) -> bool:
        """Put the aim that hangs on the trigger into the draft; false where none is told."""
        clause = self._goal_clause(trigger)
        if clause is None:
            return False
        self._set_goal(draft, clause)
        return True

    def _goal_clause(self, trigger: Trigger) -> Token | None:
        token = trigger.token
        if trigger.word == "verb":
            clauses = [c for c in children(token, "xcomp", "ccomp") if c.tag_ == "VB"]
            return clauses[0] if clauses else next((o for o in children(token, "dobj") if o.pos_ == "NOUN"), None)
        for child in children(token, "acl"):
            if child.tag_ == "VB":
                return child
        if token.dep_ in {"nsubj", "nsubjpass"}:
            return next((c for c in children(token.head, "xcomp", "attr", "ccomp") if c.i > token.i), None)
        return None

    def _set_goal(self, draft: Draft, clause: Token) -> None:
        first = clause.doc[clause.left_edge.i]
        while first.i < clause.i and (first.lower_ in {"to", ","} or first.dep_ in {"aux", "punct"}):
            first = first.nbor()
        last = clause.right_edge
        while last.i > clause.i and (last.is_punct or last.is_space):
            last = last.nbor(-1)
        words, start, end = self.resolved.parsed.words(first.idx, last.idx + len(last))
        draft.goal = Words(words=words, start=start, end=end)
        lemmas = [t.lemma_.lower() for t in clause.doc[first.i : last.i + 1]]
        draft.goal_type = next(
            (
                self.lexicon.goal_types[w]
                for kind in ("religious_order", "secession", "autonomy", "")
                for w in lemmas
                if w in self.lexicon.goal_types and (not kind or self.lexicon.goal_types[w] == kind)
            ),
            "other",
        )
        draft.objects = ()

    def of_purpose(self, token: Token) -> Iterator[Draft]:
        """ "fights to …", "collaborates in order to …": the aim of the stated actor, asserted as an aim."""
        if token.dep_ != "advcl" or token.tag_ != "VB" or token.head.pos_ not in VERBAL:
            return
        if not any(c.dep_ == "aux" and c.lower_ == "to" for c in token.children):
            return
        rule = next((r for r in self.lexicon.rules if r.purpose), None)
        subject = logical_subject(token.head)
        parties = self.resolved.parties(subject) if subject is not None else ()
        parties = tuple(p for p in parties if p.actor_kind not in {"facility", "measure", "operation", "place"})
        if rule is None or not parties or is_passive(token.head) or is_means(token.head):
            return
        if sends_help(token, token.head):
            return
        if hold(token.head).factuality in {"prescribed", "hypothetical"}:
            return  # what somebody should do for an end is advice; the end is not told to be theirs
        draft = Draft(rule, token.head, token.head, "seeks", subjects=parties)
        self._set_goal(draft, token)
        yield draft
