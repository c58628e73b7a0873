"""Which counted persons of a sentence were killed, injured, captured … by each word that tells of it."""

from __future__ import annotations

from dataclasses import dataclass

from grounds.language.figures.clause import (
    BE,
    FORMS,
    PARTICLES,
    Form,
    Sentence,
    back,
    behind,
    chained_back,
    companions,
    is_passive,
    objects,
    opens_part,
    subjects,
)
from grounds.language.figures.phrases import DATA, Phrase, before
from grounds.language.figures.set_phrases import NOUNS_OF, STARTS, set_phrases

#: A sentence without one of these words holds no casualties.
TRIGGERS = frozenset(
    {*STARTS, *(word.split("-")[0] for word in FORMS)} | {noun for nouns in DATA["counted"].values() for noun in nouns}
)


@dataclass
class Fates:
    """The outcomes of one phrase in the order found; ``together`` where "killed or injured" leaves open which."""

    outcomes: list[str]
    together: bool = False
    reduced: bool = False

    def add(self, outcome: str, *, together: bool, passive: bool) -> None:
        """Add an outcome. A second one stands only beside "or", or where the first is an aside: "two kidnapped in
        May were freed"."""
        if outcome in self.outcomes or not (together or (self.reduced and passive)):
            return
        self.outcomes.append(outcome)
        self.together = together


def outcomes(sentence: Sentence) -> dict[int, Fates]:
    """Index of a phrase → what befell those it counts."""
    found: dict[int, Fates] = {}
    place = {p.first: i for i, p in enumerate(sentence.phrases)}
    shared: list[Phrase] = []
    for index in range(len(sentence.tokens)):
        form = _form_at(sentence, index)
        if form is None:
            hits = list(set_phrases(sentence, index))
        else:
            hits = [(form.outcome, p) for p in _undergone(sentence, index, form, shared)]
            hits += [(_before(sentence, index, form), p) for _, p in hits if not shared]
            shared = [p for _, p in hits] if form.undergoes else []
        passive = is_passive(sentence, index)
        for outcome, phrase in hits:
            if phrase.guessed and outcome not in DATA["only_persons"]:
                continue
            reduced = not passive and phrase.last <= index
            fates = found.setdefault(place[phrase.first], Fates([outcome], reduced=reduced))
            fates.add(outcome, together=_left_open(sentence, index), passive=passive)
    _add_counted(sentence, found)
    return found


def _before(sentence: Sentence, index: int, form: Form) -> str:
    """ "KILLED and wounded several": what the verb before tells of the same people; else what the verb itself tells."""
    first = FORMS.get(sentence.word(index - 2)) if _left_open(sentence, index) else None
    return first.outcome if first is not None and first.undergoes else form.outcome


def _left_open(sentence: Sentence, index: int) -> bool:
    """ "killed or injured", "killed and wounded": the figure is of both together."""
    return sentence.word(index - 1) in ("or", "and") and sentence.word(index - 2) in FORMS


def _form_at(sentence: Sentence, index: int) -> Form | None:
    word, following = sentence.word(index), sentence.word(index + 1)
    if following in PARTICLES and f"{word}-{following}" in FORMS:
        return FORMS[f"{word}-{following}"]
    if f"{sentence.word(index - 1)}-{word}" in FORMS:
        return None  # "shot DEAD": told by the verb before it
    form = FORMS.get(word)
    if form is None or (word in NOUNS_OF and following == "of"):
        return None
    modifies = form.participle and any(p.first < index < p.last for p in sentence.phrases)
    return None if modifies else form  # "12 wounded soldiers" tells no new wound


def _undergone(sentence: Sentence, index: int, form: Form, shared: list[Phrase]) -> list[Phrase]:
    if _left_open(sentence, index) and shared and sentence.from_token(behind(sentence, index)) is None:
        return shared
    first = back(sentence, index)
    if not form.undergoes or is_passive(sentence, index):
        return [*subjects(sentence, first), *(companions(sentence, index + 1) if form.undergoes else ())]
    if sentence.word(index + 1) in _REFLEXIVE:
        beside = objects(sentence, index + 3) if sentence.word(index + 2) == "and" else []
        return [*subjects(sentence, first), *beside]  # "the commander killed himself (and two guards)"
    undergoing = objects(sentence, behind(sentence, index))
    if undergoing or not form.participle:
        return undergoing
    close = next(before(sentence.phrases, index), None)
    if close is None or close.last < first or _takes_object(sentence, index):
        return []
    chain = chained_back(sentence, close)
    return subjects(sentence, index) if opens_part(sentence, chain[0]) else chain


def _takes_object(sentence: Sentence, index: int) -> bool:
    """A name or a determiner right behind the participle: the verb is active, with an object that is not counted."""
    place = behind(sentence, index)
    if place >= len(sentence.tokens):
        return False
    word = sentence.tokens[place]
    if word.lower in ("the", "its", "his", "their", "her", "him", "them", "it", "some", "many", "each", "this", "that"):
        return True
    return word.text[0].isupper() or (word.text[0].isalpha() and word.lower not in _AFTER_PARTICIPLE)


_REFLEXIVE = frozenset({"himself", "herself", "themselves"})
_AFTER_PARTICIPLE = frozenset({*DATA["stops"], *BE, *DATA["adverbs"], *FORMS, "so", "overnight", "yesterday", "today"})


def _add_counted(sentence: Sentence, found: dict[int, Fates]) -> None:
    """ "two deaths", "a dozen hostages": the noun tells, where no verb has told otherwise."""
    for index, phrase in enumerate(sentence.phrases):
        if phrase.counts is not None and index not in found:
            found[index] = Fates([phrase.counts])
