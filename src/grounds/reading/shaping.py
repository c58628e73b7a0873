"""Whether a draft has what its rule needs, and the shape that it takes: one claim a pair, one subject a relation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from grounds.language.syntax import VERBAL, children, prepositions
from grounds.model.claim import Participant
from grounds.model.vocabulary import VOCABULARY
from grounds.reading.acts import definite, happens
from grounds.reading.arguments import Parties
from grounds.reading.carriers import Trigger
from grounds.reading.drafts import Draft
from grounds.reading.lexicon import Lexicon, Rule
from grounds.resolution.described import load_described

#: Kinds of participant that hold no ties.
_NO_BODY = frozenset({"operation", "measure", "place", "facility", "population"})
#: Kinds that are never in no list.
_LISTED = frozenset({"state"})
_NO_PARTY = frozenset({"measure", "facility"})


class Shaping:
    """Completes drafts by their rules."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.nouns = load_described()

    @staticmethod
    def without_things(draft: Draft) -> Parties:
        """The objects of a draft; of a tie, only those that can hold one."""
        if draft.kind != "relation" or draft.predicate in {"composed_of", "recruits_from"}:
            return draft.objects
        return tuple(p for p in draft.objects if p.actor_kind not in _NO_PARTY)

    def complete(self, rule: Rule, trigger: Trigger, draft: Draft) -> bool:
        """Whether the draft has all that its rule needs; parties of a kind the rule does not take are dropped.

        A noun of violence without the parties that it needs waits for what its sentence tells of it.
        """
        if not self._kinds_fit(rule, draft):
            return False
        if self._has_needed(rule, trigger, draft):
            return True
        pattern = self.lexicon.patterns[rule.pattern]
        if trigger.word == "noun" and pattern.joint and not draft.subjects:
            draft.subjects, draft.objects = draft.objects, ()  # "clashes with X": one side; a loss may name the other
        waits = (trigger.word == "noun") != rule.loss or rule.instrument or "by_thing" in draft.sets
        draft.bare = rule.predicate in {"assault", "protest"} and not draft.objects and waits
        taken_up = rule.predicate == "consult" and trigger.word == "noun" and definite(trigger.token)
        draft.bare = draft.bare or (taken_up and not draft.objects)
        if draft.bare and "military_operation" not in rule.modes and (rule.instrument or happens(trigger.token)):
            draft.sets.update(occurs=True, needs_setting=not taken_up)
        return draft.bare

    def _has_needed(self, rule: Rule, trigger: Trigger, draft: Draft) -> bool:
        if draft.sets.get("each_other"):
            return True
        if "pair" in rule.needs and not self._is_pair(rule, trigger, draft):
            return False
        if ("subject" in rule.needs or draft.kind == "relation") and not draft.subjects:
            return False
        if "object" in rule.needs and not draft.objects:
            return False
        if "where" in rule.needs:
            draft.sets["needs_where"] = True
        if rule.without_number and any(children(n, "nummod") for _, n in prepositions(trigger.token)):
            return False
        if rule.with_number and not (draft.theme is not None and children(draft.theme, "nummod")):
            return False
        return bool(draft.subjects or draft.objects)

    def _is_pair(self, rule: Rule, trigger: Trigger, draft: Draft) -> bool:
        """Whether there are two sides. A bounded use of help needs only who was helped: "M23 was given rifles"."""
        pattern = self.lexicon.patterns[rule.pattern]
        if draft.subjects and draft.objects:
            return True
        two_sided = pattern.joint or (pattern.pairs and rule.predicate in VOCABULARY.symmetric)
        if two_sided and len(draft.subjects) > 1:
            return True
        return bool(rule.bounded and draft.objects and trigger.word == "verb")

    def _kinds_fit(self, rule: Rule, draft: Draft) -> bool:
        if rule.object_groups or rule.object_groups_not:
            kept = tuple(p for p in draft.objects if self._group_fits(rule, p))
            if draft.objects and not kept:
                return False
            draft.objects = kept
        if rule.predicate == "part_of":  # "militants of X joined Y": X itself did not
            draft.subjects = tuple(p for p in draft.subjects if not self._are_people(p))
        if rule.object_nouns_not and draft.objects:
            draft.objects = tuple(p for p in draft.objects if not _named_by(p, rule.object_nouns_not))
            if not draft.objects:
                return False
        if rule.subject_kinds:
            draft.subjects = tuple(p for p in draft.subjects if _of_kind(p, rule.subject_kinds))
        if any(p.actor_kind in rule.subject_kinds_not for p in draft.subjects):
            return False
        if rule.predicate in {"assault", "coerce"}:
            draft.subjects = tuple(p for p in draft.subjects if p.actor_kind not in _NO_PARTY)
        if any(p.target_type in rule.targets_not for p in draft.objects):
            return False
        if rule.object_kinds:
            draft.objects = tuple(p for p in draft.objects if _of_kind(p, rule.object_kinds))
        if rule.object_listed:
            draft.objects = tuple(p for p in draft.objects if p.actor is not None)
        if rule.object_named:
            draft.objects = tuple(p for p in draft.objects if p.resolved_by != "described" or p.name[:1].isupper())
        if rule.subject_positions:
            draft.subjects = tuple(
                p for p in draft.subjects if p.position and p.position.value in rule.subject_positions
            )
        return True

    def _are_people(self, party: Participant) -> bool:
        """Whether a party is told by a noun of its people ("JNIM militants"), not by its name."""
        told = party.mention.split()
        if not told or party.person or (len(told) > 1 and told[-1][:1].isupper()):
            return False
        sense = self.nouns.sense(told[-1].lower())
        return sense is not None and sense.members

    def _group_fits(self, rule: Rule, party: Participant) -> bool:
        words = re.findall(r"[\w-]+", party.name.lower())
        last = words[-1] if words else ""
        sense = self.nouns.sense(last)
        if rule.object_groups:
            return party.actor is None and sense is not None and sense.group in rule.object_groups
        return sense is None or sense.group not in rule.object_groups_not

    def shaped(self, rule: Rule, draft: Draft) -> Iterator[Draft]:
        """One draft a claim: pairs of a two-sided relation, one subject of a relation or assessment."""
        pattern = self.lexicon.patterns[rule.pattern]
        if draft.bare:
            draft.directed = not pattern.joint
            yield draft
            return
        if draft.kind == "event":
            two_sided = pattern.joint and not draft.sets.get("side_by_side")
            if two_sided and (draft.objects or len(draft.subjects) > 1):
                draft.subjects, draft.objects = _distinct((*draft.subjects, *draft.objects)), ()
                draft.directed = False
            if draft.sets.get("side_by_side"):  # who fights beside another clashes with a third
                draft.modes = [m for m in draft.modes if m != "armed_clash"]
            if draft.predicate == "agree" and not draft.objects:
                draft.directed = False
            draft.subjects = _once(draft.subjects)
            if draft.predicate in {"assault", "coerce"} and draft.directed:
                draft.subjects = _others(draft.subjects, draft.objects)
            if (draft.subjects or draft.objects) and not _to_itself(draft):
                yield draft
            return
        symmetric = draft.predicate in VOCABULARY.symmetric
        if not draft.objects and ((pattern.pairs and symmetric) or draft.sets.get("each_other")):
            if draft.theme is None and _takes_something_else(draft):
                return
            for i, one in enumerate(draft.subjects):
                for second in draft.subjects[i + 1 :]:
                    yield replace(draft, subjects=(one,), objects=(second,), directed=False)
            return
        for subject in draft.subjects:
            others: tuple[Participant | None, ...] = draft.objects or (None,)
            for other in others:
                if other is not None and _is_same(subject, other, draft.predicate):
                    continue
                objects: Parties = (other,) if other is not None else ()
                yield replace(draft, subjects=(subject,), objects=objects, directed=not symmetric)


def _takes_something_else(draft: Draft) -> bool:
    """ "Both fight crime": a verb with an object of its own tells nothing between its subjects."""
    if draft.trigger.pos_ not in VERBAL:
        return False
    beside = [(w, n) for w, n in prepositions(draft.trigger) if w in {"alongside", "for"}]
    if any(w == "alongside" or load_described().is_known(n.lemma_.lower()) for w, n in beside):
        return True  # "both fight for the army"
    objects = children(draft.trigger, "dobj")
    return any(o.lower_ not in {"other", "another", "together"} for o in objects)


def _others(subjects: Parties, objects: Parties) -> Parties:
    """The subjects but for those whose very words are an object: nobody strikes himself by one mention."""
    struck = {(p.start, p.end, p.name) for p in objects}
    return tuple(p for p in subjects if (p.start, p.end, p.name) not in struck)


def _to_itself(draft: Draft) -> bool:
    """ "expelled its diplomats": a noun that stands for its owner is no second party."""
    own = {p.actor for p in draft.subjects if p.actor and p.position is None}
    return draft.directed and bool(draft.objects) and all(p.actor in own for p in draft.objects)


def _once(parties: Parties) -> Parties:
    """Each body once among those who act: two posts of it ("a commander and a spokesman of X") stay two."""
    seen: dict[tuple[str, str | None, str | None], Participant] = {}
    for party in parties:
        who = party.actor or f"{party.name} {party.start}"
        seen.setdefault((who, party.target_type, party.position.words if party.position else None), party)
    return tuple(seen.values())


def _distinct(parties: Parties) -> Parties:
    seen: dict[str, Participant] = {}
    for party in parties:
        seen.setdefault(party.actor or party.name, party)
    return tuple(seen.values())


def _of_kind(party: Participant, kinds: tuple[str, ...]) -> bool:
    """Whether a party is of one of ``kinds``; a name in no list may be a body of any kind, but no act or place."""
    unlisted = party.actor is None and party.actor_kind is None
    return party.actor_kind in kinds or (unlisted and not set(kinds) <= _NO_BODY | _LISTED)


def _named_by(party: Participant, nouns: tuple[str, ...]) -> bool:
    last = party.name.lower().split()[-1]
    return last in nouns or last.removesuffix("s") in nouns


def _is_same(one: Participant, other: Participant, predicate: str) -> bool:
    """Whether both sides are one party; two names of one are what a change of name or an alias is about."""
    if predicate == "split_from" and one.actor is not None and one.actor == other.actor:
        return True  # "a commander of X split from X": one man's leaving is no split
    if one.person and not other.person:  # "the group's leader X" carries the group's name
        return False
    return one.mention == other.mention if predicate in {"renamed_to", "also_known_as"} else one.name == other.name
