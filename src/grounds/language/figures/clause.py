"""The grammar of one sentence around its counted persons: whose subject and whose object they are.

No parse: a subject is looked for before the auxiliaries of its verb, an object right behind it, within the bounds of a
clause; what is coordinated goes along.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from grounds.language.figures.phrases import DATA, Phrase, Token, before


@dataclass(frozen=True, slots=True)
class Form:
    """A verb form: its outcome, whether its object or its subject undergoes it, and whether it may be a participle."""

    outcome: str
    undergoes: bool
    participle: bool


def _forms() -> dict[str, Form]:
    found: dict[str, Form] = {}
    for group, undergoes in (("undergoes", True), ("does", False)):
        for outcome, verbs in DATA[group].items():
            for verb in verbs:
                base, third, past, participle, gerund = verb.split()
                for word in (base, third, past, gerund):
                    found.setdefault(word, Form(outcome, undergoes, False))
                found[participle] = Form(outcome, undergoes, True)
    for state, outcome in DATA["states"].items():
        found[state] = Form(outcome, False, True)
    return found


#: Every verb form and state with what it tells; "gun down" stands as "gun-down".
FORMS = _forms()
PARTICLES = frozenset({"down", "dead", "up"})
BE = frozenset(DATA["be"])
SKIP_BACK = frozenset({*DATA["adverbs"], *DATA["auxiliaries"], *BE})
_OWNED = frozenset({"his", "her", "their", "its"})
_EXTRA = frozenset({*DATA["extra"], *_OWNED})
_SAYING = frozenset(DATA["saying"])
_GOVERNING = frozenset(DATA["governing"])
#: Opens a part of a total: "seven people, including two officers".
INCLUDING = re.compile(
    rf"[,(–—-]?\s*\b(?:{'|'.join(w.replace(' ', chr(92) + 's+') for w in DATA['including'])})\b"
    r"\s*,?\s*(?:an?\s+estimated\s+)?$",
    re.IGNORECASE,
)
#: A subject stands no further before its verb than this many words.
_REACH = 16


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with its words and its counted persons."""

    text: str
    tokens: list[Token]
    phrases: list[Phrase]

    def word(self, index: int) -> str:
        """The lower-case word at ``index``; empty outside the sentence."""
        return self.tokens[index].lower if 0 <= index < len(self.tokens) else ""

    def from_token(self, index: int) -> Phrase | None:
        """The phrase that begins with token ``index``."""
        return next((p for p in self.phrases if p.first == index), None)


def is_passive(sentence: Sentence, index: int) -> bool:
    """Whether a form of "be" stands among the auxiliaries of the participle at ``index``."""
    words = [sentence.word(i) for i in range(back(sentence, index), index)]
    last = max((i for i, word in enumerate(words) if word in BE), default=None)
    return last is not None and not {"have", "has", "had"} & set(words[last:])  # not "is reported to have killed"


def back(sentence: Sentence, index: int) -> int:
    """The first of the auxiliaries and adverbs that stand right before ``index``."""
    while index > 0 and (sentence.word(index - 1) in SKIP_BACK or sentence.word(index - 1).endswith("ly")):
        index -= 1
    return index


def behind(sentence: Sentence, index: int) -> int:
    """The first token behind a verb where its object may begin: past a particle, an adverb and "another"."""
    particle = sentence.word(index + 1) in PARTICLES and sentence.from_token(index + 1) is None  # not "up to 40 men"
    index += 2 if particle else 1
    while sentence.word(index) in _EXTRA or sentence.word(index).endswith("ly"):
        if sentence.from_token(index) is not None:
            break
        index += 1
    return index


def objects(sentence: Sentence, index: int) -> list[Phrase]:
    """The phrase that begins at ``index`` and those that follow in coordination."""
    first = sentence.from_token(index)
    if first is None:
        return []
    chain = [first]
    while (following := _coordinated(sentence, chain[-1].last)) is not None:
        chain.append(following)
    return chain


def _coordinated(sentence: Sentence, index: int) -> Phrase | None:
    """The phrase that "and" or a comma adds, unless it is the subject of a verb of its own or opens a part."""
    start = index
    while sentence.word(index) in (",", "and", "plus") and index < start + 2:
        index += 1
    index = _past_with(sentence, index)
    if index == start:
        return None
    while sentence.word(index) in _EXTRA and sentence.from_token(index) is None:
        index += 1
    found = sentence.from_token(index)
    if found is None or found.partitive:
        return None
    own_verb = sentence.word(found.last) in BE or sentence.word(found.last) in FORMS
    return None if own_verb or sentence.word(found.last) in ("has", "have", "had") else found


def _past_with(sentence: Sentence, index: int) -> int:
    """ "a commander ALONG WITH two rebels": behind the words that add companions."""
    for words in DATA["with"]:
        listed = words.split()
        if [sentence.word(index + k) for k in range(len(listed))] == listed:
            return index + len(listed)
    return index


def companions(sentence: Sentence, index: int) -> list[Phrase]:
    """ "was killed ALONG WITH six men": those who shared it, told from ``index`` on, right behind the passive verb."""
    beside = _past_with(sentence, index)
    if beside == index:
        return []
    while sentence.word(beside) in _EXTRA and sentence.from_token(beside) is None:
        beside += 1
    return objects(sentence, beside)


def subjects(sentence: Sentence, back: int) -> list[Phrase]:
    """The phrases of the subject before token ``back``, with those it is coordinated with and the total of a part."""
    for phrase in before(sentence.phrases, back):
        if not _same_clause(sentence, phrase.last, back):
            return []
        if phrase.partitive:
            continue
        if sentence.word(phrase.first - 1) in _GOVERNING and _has_rival(sentence, phrase):
            continue
        chain = chained_back(sentence, phrase)
        if not opens_part(sentence, chain[0]) or not _has_rival(sentence, chain[0]):
            return chain
    return []


def opens_part(sentence: Sentence, phrase: Phrase) -> bool:
    """ "six people including two women were killed": what is told of the six."""
    return INCLUDING.search(sentence.text, 0, phrase.start) is not None


def _has_rival(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether an earlier phrase of the clause may be the subject: "five passengers on a bus with 12 workers were …"."""
    earlier = next((p for p in before(sentence.phrases, phrase.first) if not p.partitive), None)
    return earlier is not None and _same_clause(sentence, earlier.last, phrase.first)


def _same_clause(sentence: Sentence, start: int, stop: int) -> bool:
    between = [t.lower for t in sentence.tokens[start:stop]]
    if len(between) > _REACH or any(w in (";", ":", ".", "but") or w in _SAYING for w in between):
        return False
    if any(w in FORMS and not FORMS[w].participle for w in between):
        return False
    asides = between.count(",")
    return asides != 1 or between[:1] == [","] or between[-1:] == [","] or "," not in between


def chained_back(sentence: Sentence, phrase: Phrase) -> list[Phrase]:
    """The phrase with those before it that it is coordinated with."""
    chain = [phrase]
    while True:
        first = chain[0].first
        first -= sentence.word(first - 1) in _OWNED  # "a teacher and his three sons"
        joints = 0
        while sentence.word(first - 1 - joints) in (",", "and") and joints < 2:
            joints += 1
        earlier = next((p for p in sentence.phrases if joints and p.last == first - joints), None)
        if earlier is None or earlier.partitive or sentence.word(earlier.first - 1) in FORMS:
            return chain
        if sentence.word(first - joints) == "," and joints == 1 and len(chain) == 1:
            return chain  # "on Monday 12 men, five officers died": no list without "and"
        chain.insert(0, earlier)


def past_adverbs(sentence: Sentence, index: int) -> int:
    """The first token from ``index`` on that is neither auxiliary nor adverb."""
    while sentence.word(index) in SKIP_BACK:
        index += 1
    return index
