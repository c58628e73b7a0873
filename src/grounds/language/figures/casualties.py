"""Casualties of one sentence: who was killed, injured, captured … and how many, from its surface.

Each word of an outcome (``en/casualties.yaml``) looks for the counted persons it is about: a transitive verb takes them
behind it in the active ("killing five"), before it in the passive ("five were killed") and in reduced forms ("five
killed"); "die" and "flee" take their subject; "death toll", "lives" and nouns with "of" take a number behind them. What
is coordinated shares the outcome; what "including" or "of them" opens is a part of the total before it. Whether the
thing happened (negated, planned, alleged) is not told here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from grounds.language.figures.clause import INCLUDING, Sentence
from grounds.language.figures.fates import TRIGGERS, Fates, outcomes
from grounds.language.figures.phrases import Phrase, phrases, tokens_of


@dataclass(frozen=True, slots=True)
class CasualtySpan:
    """Counted persons at ``text[start:end] == words`` with what befell them.

    ``outcome`` and ``of`` are values of the lists ``casualties.*``, ``bound`` of ``bound``; ``low`` ≤ ``best`` ≤
    ``high`` where known. ``part_of`` is the index of the total in the list that this one came in.
    """

    start: int
    end: int
    words: str
    outcome: str
    of: str
    low: int | None
    best: int | None
    high: int | None
    bound: str
    part_of: int | None = None


def find_casualties(text: str) -> list[CasualtySpan]:
    """The casualty figures of one sentence in the order of their words, each total before its parts."""
    tokens = tokens_of(text)
    if not any(t.lower in TRIGGERS for t in tokens):
        return []
    sentence = Sentence(text, tokens, phrases(text, tokens))
    return _spans(sentence, outcomes(sentence))


def _spans(sentence: Sentence, fates_of: dict[int, Fates]) -> list[CasualtySpan]:
    spans: list[CasualtySpan] = []
    category = "all"
    total: int | None = None
    for index, phrase in enumerate(sentence.phrases):
        part = total is not None and _is_part(sentence, index, spans[total].end, fates_of)
        if part and total is not None:
            spans.extend(_made(sentence.text, phrase, spans[total].outcome, spans[total].of, total))
            continue
        fates = fates_of.get(index, Fates([]))
        for outcome in fates.outcomes:
            made = _made(sentence.text, phrase, outcome, category, None)
            if fates.together:
                made = [_together(m) for m in made]
            if not phrase.partitive:
                category, total = made[0].of, len(spans)
            spans.extend(made)
    return spans


def _is_part(sentence: Sentence, index: int, total_end: int, fates_of: dict[int, Fates]) -> bool:
    """Whether a phrase is a part of the last total: "of them", behind "including", or added to such a part."""
    phrase = sentence.phrases[index]
    if phrase.partitive:
        return index not in fates_of
    if INCLUDING.search(sentence.text, total_end, phrase.start) is not None:
        return True
    earlier = sentence.phrases[index - 1] if index else None
    joint = "" if earlier is None else sentence.text[earlier.end : phrase.start]
    added = re.fullmatch(r"\s*(?:,|,?\s*and)\s*", joint) is not None
    return (
        added
        and earlier is not None
        and earlier.end > total_end
        and index not in fates_of
        and (_is_part(sentence, index - 1, total_end, fates_of))
    )


def _made(text: str, phrase: Phrase, outcome: str, category: str, part_of: int | None) -> list[CasualtySpan]:
    return [
        CasualtySpan(
            start=phrase.start,
            end=phrase.end,
            words=text[phrase.start : phrase.end],
            outcome=outcome,
            of=of,
            low=phrase.low,
            best=phrase.best,
            high=phrase.high,
            bound=phrase.bound,
            part_of=part_of,
        )
        for of in phrase.of or (category,)
    ]


def _together(span: CasualtySpan) -> CasualtySpan:
    """One figure for two outcomes: of each at most so many."""
    most = span.high if span.high is not None else span.best
    if most is None:
        return replace(span, low=None, best=None, high=None, bound="vague")
    return replace(span, low=None, best=None, high=most, bound="up_to")
