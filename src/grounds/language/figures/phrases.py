"""Counted persons in a sentence: "at least five people", "two of its officers", "a nun", "none of them".

A phrase is a number, "a"/"an", a definite article or possessive with a noun in the singular, or a word of none,
with the noun it counts. The noun gives the category (``en/casualties.yaml``); a phrase whose noun is no person's is
none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from grounds.language.data import load_data
from grounds.language.figures.numbers import NumberSpan, find_numbers
from grounds.language.number_words import parse_number

DATA: dict[str, Any] = load_data("casualties.yaml")
_TOKEN = re.compile(r"\w+(?:[’'-]\w+)*|[^\w\s]")
#: A noun phrase holds no more words than this before its noun.
_LONGEST = 7


@dataclass(frozen=True, slots=True)
class Token:
    """A word or mark of a sentence; ``lower`` is its lower case form without a genitive ending."""

    start: int
    end: int
    text: str
    lower: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """Counted persons: offsets, tokens ``first`` to ``last`` (behind the end), the figure and the categories.

    ``of`` is empty where no noun is said ("six were wounded"). ``partitive`` marks "three of them": a part of a total
    before it. ``counts`` is the outcome that the noun itself tells ("two deaths", "a dozen hostages");
    ``guessed`` marks a plural that is in no list, which counts persons only where nothing else is killed or abducted.
    """

    start: int
    end: int
    first: int
    last: int
    low: int | None
    best: int | None
    high: int | None
    bound: str
    of: tuple[str, ...]
    partitive: bool = False
    counts: str | None = None
    guessed: bool = False


def tokens_of(text: str) -> list[Token]:
    """The words and marks of ``text``."""
    return [Token(m.start(), m.end(), m[0], _plain(m[0])) for m in _TOKEN.finditer(text)]


def _plain(word: str) -> str:
    return re.sub(r"[’']s?$", "", word.lower())


def _plurals() -> dict[str, str]:
    """Every noun form, of one word or two, with its category."""
    forms: dict[str, str] = {}
    for category, nouns in DATA["nouns"].items():
        for noun in nouns:
            forms.setdefault(noun, category)
            forms.setdefault(_plural(noun), category)
    for plural, singular in DATA["irregular"].items():
        forms[plural] = forms[singular]
    return forms


def _plural(noun: str) -> str:
    if noun.endswith("man"):
        return f"{noun[:-3]}men"
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return f"{noun[:-1]}ies"
    if noun.endswith("child"):
        return f"{noun}ren"
    return f"{noun}es" if noun.endswith(("s", "ch", "sh", "x")) else f"{noun}s"


_NOUNS = _plurals()
_SINGULAR = frozenset(n for listed in DATA["nouns"].values() for n in listed) - {
    "people",
    "troops",
    "police",
    "troopers",
}
_COUNTED: dict[str, str] = {noun: outcome for outcome, nouns in DATA["counted"].items() for noun in nouns}
_ADJECTIVES: dict[str, str] = DATA["adjectives"]
_STOPS = frozenset(DATA["stops"])
_OWNERS = frozenset({"the", "its", "his", "her", "their"})
_THEM = frozenset({"them", "whom", "those", "us", "which"})
_FINITE = frozenset({"was", "were", "is", "are"})


def phrases(text: str, tokens: Sequence[Token]) -> list[Phrase]:
    """All counted persons of ``text``, from left to right, without overlap."""
    numbers = {n.start: n for n in find_numbers(text)}
    found: list[Phrase] = []
    done = 0
    for index, token in enumerate(tokens):
        if token.start < done:
            continue
        number = numbers.get(token.start)
        phrase = _of_number(tokens, index, number) if number is not None else _of_article(tokens, index)
        if phrase is not None:
            found.append(phrase)
            done = phrase.end
    return found


def _of_number(tokens: Sequence[Token], index: int, number: NumberSpan) -> Phrase | None:
    if number.unit is not None:
        return None
    behind = next((i for i in range(index, len(tokens)) if tokens[i].start >= number.end), len(tokens))
    whole = [None if v is None else int(v) for v in (number.low, number.best, number.high)]
    return _phrase(tokens, index, behind, (whole[0], whole[1], whole[2], number.bound))


_Figure = tuple[int | None, int | None, int | None, str]
_ONE: _Figure = (1, 1, 1, "exact")
_NONE: _Figure = (0, 0, 0, "exact")
_MOST: _Figure = (None, None, None, "vague")


def _of_article(tokens: Sequence[Token], index: int) -> Phrase | None:
    """ "a nun", "its deputy commander", "no civilians", "most of them": phrases without a number."""
    word = tokens[index].lower
    following = tokens[index + 1].lower if index + 1 < len(tokens) else ""
    if word in ("a", "an", "another") or (word in _OWNERS and following not in _STOPS):
        return _single(tokens, index)
    if word == "no" and following == "one":
        return _made(tokens, index, index + 2, _NONE, ("all",))
    if word in ("nobody", "none") and following != "of":
        return _made(tokens, index, index + 1, _NONE, ("all",))
    if word in ("no", "none"):
        found = _phrase(tokens, index, index + 1, _NONE)
        return found if found is not None and (found.of or found.partitive) else None
    if word in DATA["mostly"]:
        return _mostly(tokens, index)
    if word in ("most", "all", "half", "both") and following == "of":
        found = _phrase(tokens, index, index + 1, _MOST)
        return found if found is not None and found.partitive and found.of else None
    return None


def _mostly(tokens: Sequence[Token], index: int) -> Phrase | None:
    """ "nine people, mostly women and children": the greater part of what stands before."""
    head = _head(tokens, index + 1)
    if head is None:
        return None
    last, _, of = _with_second(tokens, index + 1, head, _MOST)
    return _made(tokens, index, last, _MOST, of, partitive=True)


def _single(tokens: Sequence[Token], index: int) -> Phrase | None:
    head = _head(tokens, index + 1)
    if head is None or not _is_singular(tokens, index + 1, head) or _before_a_noun(tokens, head):
        return None
    if any(parse_number(t.text) is not None for t in tokens[index + 1 : head]):
        return None  # "during the operation four men …"
    return _made(tokens, index, head + 1, _ONE, _categories(tokens, index + 1, head))


def _before_a_noun(tokens: Sequence[Token], head: int) -> bool:
    """ "the TERRORIST action": a noun that is an adjective as often, before a word that is no verb."""
    if tokens[head].lower not in DATA["adjectival"] or head + 1 >= len(tokens):
        return False
    word = tokens[head + 1]
    told = word.lower in _GO_ON or word.lower in _STOPS or word.lower.endswith(("ed", "ly"))
    return word.text[0].isalpha() and word.text[0].islower() and not told


def _is_singular(tokens: Sequence[Token], first: int, head: int) -> bool:
    two = f"{tokens[head - 1].lower} {tokens[head].lower}" if head > first else ""
    return two in _SINGULAR or tokens[head].lower in _SINGULAR


def _phrase(tokens: Sequence[Token], index: int, behind: int, figure: _Figure) -> Phrase | None:
    """The phrase whose number is ``tokens[index:behind]``, with its noun if it has one."""
    words = [t.lower for t in tokens[behind : behind + 3]]
    if tokens[behind - 1].lower == "of":  # "dozens of the villagers"
        words = ["of", *words]
        behind -= 1
    if words[:1] == ["of"] and words[1:2] and words[1] in _THEM:
        return _partitive(tokens, index, behind + 2, figure)
    after_of = behind + 1 if words[:1] == ["of"] else behind
    if after_of > behind and words[1:2] and words[1] in _OWNERS:
        after_of += 1
    head = _head(tokens, after_of)
    if head is not None:
        return _made(tokens, index, *_with_second(tokens, after_of, head, figure))
    counted = _counted_noun(tokens, behind)
    if counted is not None:
        return _made(tokens, index, counted + 1, figure, ("all",), counts=_COUNTED[tokens[counted].lower])
    guess = _unlisted(tokens, after_of)
    if guess is not None:
        return _made(tokens, index, guess + 1, figure, ("unknown",), guessed=True)
    if behind < len(tokens) and _is_people(tokens[behind]):
        return _made(tokens, index, behind + 1, figure, ("unknown",))
    if after_of > behind:
        return None  # "dozens of villages"
    return _made(tokens, index, behind, figure, ()) if _elliptic(tokens, behind) else None


def _partitive(tokens: Sequence[Token], index: int, behind: int, figure: _Figure) -> Phrase:
    first = behind + 1 if behind < len(tokens) and tokens[behind].lower in _FINITE else behind
    if first < len(tokens) and tokens[first].lower in ("a", "an"):
        first += 1
    head = _head(tokens, first)
    if head is None:
        return _made(tokens, index, behind, figure, (), partitive=True)
    last, changed, of = _with_second(tokens, first, head, figure)
    return _made(tokens, index, last, changed, of, partitive=True)


def _with_second(
    tokens: Sequence[Token], first: int, head: int, figure: _Figure
) -> tuple[int, _Figure, tuple[str, ...]]:
    """ "12 women and children": one figure over two categories, of neither of which it is known."""
    of = _categories(tokens, first, head)
    if head + 2 < len(tokens) and tokens[head + 1].lower in ("and", "or"):
        other = _NOUNS.get(tokens[head + 2].lower)
        after = tokens[head + 3].lower if head + 3 < len(tokens) else ""
        if other is not None and after not in _NOUNS and tokens[head + 2].lower not in _SINGULAR:
            second = (other,) if other not in of else ()
            return head + 3, _MOST if second else figure, (*of, *second)
    return head + 1, figure, of


def _head(tokens: Sequence[Token], first: int) -> int | None:
    """The last noun of persons in the run of words from ``first``, or null where the run ends in something else."""
    found: int | None = None
    for index in range(first, min(first + _LONGEST, len(tokens))):
        word = tokens[index]
        if word.lower in _STOPS or not word.text[0].isalnum() or word.text[0].isdigit():
            break
        if found is not None and word.lower in DATA["held_as"]:
            break
        if word.lower in _NOUNS and not word.text.endswith(("'s", "’s")):
            found = index
        elif found is not None and not _modifies(tokens, index):
            break
    return found


def _modifies(tokens: Sequence[Token], index: int) -> bool:
    """Whether a word behind a noun may lead to a later one: "police post" does not, "rebel faction commander" does."""
    behind = tokens[index + 1].lower if index + 1 < len(tokens) else ""
    return behind in _NOUNS and tokens[index].lower not in _VERBS


_VERBS = frozenset(
    form
    for group in ("undergoes", "does")
    for verbs in DATA[group].values()
    for verb in verbs
    for form in verb.replace("-down", "").replace("-dead", "").replace("-up", "").split()
)


def _categories(tokens: Sequence[Token], first: int, head: int) -> tuple[str, ...]:
    two = f"{tokens[head - 1].lower} {tokens[head].lower}" if head > first else ""
    category = _NOUNS.get(two) or _NOUNS[tokens[head].lower]
    for token in tokens[first:head]:
        turned = _ADJECTIVES.get(token.lower)
        if turned is not None and (turned in ("peacekeepers", "foreigners") or category in ("all", "unknown")):
            return (turned,)
    return (category,)


def _counted_noun(tokens: Sequence[Token], first: int) -> int | None:
    for index in range(first, min(first + 3, len(tokens))):
        if tokens[index].lower in _COUNTED:
            return index
        if tokens[index].lower in _STOPS or tokens[index].lower in _IDIOM_VERBS or not tokens[index].text[0].isalpha():
            break
    return None


def _unlisted(tokens: Sequence[Token], first: int) -> int | None:
    """A plural in small letters at the end of a short run of words, of which no list says what it is."""
    last = first
    while last < min(first + 4, len(tokens)) and tokens[last].text[0].isalpha() and not _ends_run(tokens[last].lower):
        last += 1
    if last == first or (last < len(tokens) and not _ends_run(tokens[last].lower) and tokens[last].text[0].isalpha()):
        return None
    word = tokens[last - 1].text
    plural = word[0].islower() and word.endswith("s") and not word.endswith("ss") and len(word) > 3
    return last - 1 if plural and word not in _NOT_PERSONS else None


def _ends_run(word: str) -> bool:
    return word in _STOPS or word in _GO_ON or word in _NOT_PERSONS or word in _COUNTED


_NOT_PERSONS = frozenset(DATA["not_persons"])


def _is_people(token: Token) -> bool:
    """ "12 Kurds": a people or group, of which the category is not said."""
    return token.text[0].isupper() and token.lower.endswith("s") and token.lower not in _STOPS


def _elliptic(tokens: Sequence[Token], behind: int) -> bool:
    """No noun follows: the sentence ends or goes on with a mark, a verb or a preposition."""
    if behind >= len(tokens):
        return True
    word = tokens[behind]
    return not word.text[0].isalnum() or word.lower in _STOPS or word.lower in _GO_ON


_IDIOM_VERBS = frozenset(verb for entry in DATA["idioms"] for verb in entry["verbs"])
_GO_ON = frozenset(
    {
        *_VERBS,
        *_IDIOM_VERBS,
        *DATA["states"],
        *DATA["adverbs"],
        *DATA["auxiliaries"],
        *DATA["behind_number"],
        "of",
        "lives",
    }
)


def _made(
    tokens: Sequence[Token],
    first: int,
    last: int,
    figure: _Figure,
    of: tuple[str, ...],
    *,
    partitive: bool = False,
    counts: str | None = None,
    guessed: bool = False,
) -> Phrase:
    low, best, high, bound = figure
    start, end = tokens[first].start, tokens[last - 1].end
    counts = counts or _COUNTED.get(tokens[last - 1].lower)
    return Phrase(start, end, first, last, low, best, high, bound, of, partitive, counts, guessed)


def before(found: Sequence[Phrase], token: int) -> Iterator[Phrase]:
    """The phrases that end at or before a token, the nearest first."""
    return (p for p in reversed(found) if p.last <= token)
