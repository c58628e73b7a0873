"""Set phrases of casualties: nouns with "of", causatives, idioms, "left 30 dead", "claimed 25 lives", the death
toll."""

from __future__ import annotations

import re
from collections.abc import Iterator

from grounds.language.figures.clause import (
    FORMS,
    Sentence,
    back,
    behind,
    is_passive,
    objects,
    past_adverbs,
    subjects,
)
from grounds.language.figures.phrases import DATA, Phrase

NOUNS_OF: dict[str, str] = {noun: outcome for outcome, nouns in DATA["nouns_of"].items() for noun in nouns}
_CAUSES: dict[str, tuple[str, re.Pattern[str]]] = {
    verb: (entry["outcome"], re.compile(rf"(?:\w+\s+){{0,2}}(?:{'|'.join(map(re.escape, entry['then']))})\b", re.I))
    for entry in DATA["cause"]
    for verb in entry["verbs"]
}
_IDIOMS: dict[str, tuple[str, re.Pattern[str]]] = {
    verb: (entry["outcome"], re.compile(rf"\s+(?:{'|'.join(entry['then'])})\b", re.I))
    for entry in DATA["idioms"]
    for verb in entry["verbs"]
}
_LEAVE = frozenset(DATA["leave"])
_LIVES = frozenset(DATA["lives"]["verbs"])
_TOLL = re.compile(
    r"\btoll\b(?:[^.;]{0,40}?\b(?:to|at|of|is|was|reached|passed|exceeded|topped))\s+(?:have\s+reached\s+)?$", re.I
)
#: Words that begin a set phrase.
STARTS = frozenset({*NOUNS_OF, *_CAUSES, *_IDIOMS, *_LEAVE, *_LIVES, "toll"})


def set_phrases(sentence: Sentence, index: int) -> Iterator[tuple[str, Phrase]]:
    """Nouns with "of", causatives, idioms, "left 30 dead", "claimed 25 lives" and the death toll."""
    word, following = sentence.word(index), sentence.word(index + 1)
    if word in NOUNS_OF and following == "of":
        yield from ((NOUNS_OF[word], p) for p in objects(sentence, behind(sentence, index + 1)))
    if word in _CAUSES:
        yield from _caused(sentence, index)
    if word in _IDIOMS and _IDIOMS[word][1].match(sentence.text, sentence.tokens[index].end):
        beside = any(p.last == index for p in sentence.phrases)  # "seven OTHERS sustained injuries"
        yield from ((_IDIOMS[word][0], p) for p in subjects(sentence, index if beside else back(sentence, index)))
    if word in _LEAVE:
        yield from _left(sentence, index)
    if word in _LIVES:
        yield from _lives(sentence, index)
    if word == "toll":
        yield from _toll(sentence, index)


def _caused(sentence: Sentence, index: int) -> Iterator[tuple[str, Phrase]]:
    outcome, then = _CAUSES[sentence.word(index)]
    chain = objects(sentence, behind(sentence, index))
    if not chain and is_passive(sentence, index):
        chain = subjects(sentence, back(sentence, index))
        match = then.match(sentence.text, sentence.tokens[index].end + 1)
    else:
        match = then.match(sentence.text, chain[-1].end + 1) if chain else None
    if match is not None:
        held = DATA["held_as"].get(match[0].lower().split()[-1])
        yield from ((held or outcome, p) for p in chain)


def _left(sentence: Sentence, index: int) -> Iterator[tuple[str, Phrase]]:
    """ "leaving 30 dead and 40 wounded": each number with the state behind it; the first reaches its state directly."""
    phrase = sentence.from_token(behind(sentence, index))
    while phrase is not None:
        form = FORMS.get(sentence.word(past_adverbs(sentence, phrase.last)))
        if form is None:
            return
        yield form.outcome, phrase
        joint = past_adverbs(sentence, phrase.last) + 1
        while sentence.word(joint) in (",", "and", "another", "others"):
            joint += 1
        phrase = sentence.from_token(joint)


def _lives(sentence: Sentence, index: int) -> Iterator[tuple[str, Phrase]]:
    outcome = DATA["lives"]["outcome"]
    if [sentence.word(index + k) for k in (1, 2, 3)] == ["the", "lives", "of"]:
        yield from ((outcome, p) for p in objects(sentence, behind(sentence, index + 3)))
        return
    phrase = sentence.from_token(behind(sentence, index))
    if phrase is not None and "lives" in (sentence.word(phrase.last), sentence.word(phrase.last - 1)):
        yield outcome, phrase


def _toll(sentence: Sentence, index: int) -> Iterator[tuple[str, Phrase]]:
    for phrase in sentence.phrases:
        if phrase.first > index and _TOLL.search(sentence.text, sentence.tokens[index].start, phrase.start):
            if (phrase.of and not set(phrase.of) - {"all"}) or not phrase.of:
                yield DATA["toll"]["outcome"], phrase
            return
