"""How two numbers of people or things relate: whether they agree, and where one may be a part of the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from grounds.weighing.items import Figure

#: ``same``: one number. ``agrees``: their ranges meet. ``differs``: they do not. ``part_exceeds``: the part is larger
#: than the whole. ``other_category``: one number, told of people of another kind. ``unknown``: nothing to compare.
Relation = Literal["same", "agrees", "differs", "part_exceeds", "other_category", "unknown"]

#: How far a number that is told as about, or in vague words, may be from what is meant.
_ABOUT = 0.2
#: Categories that say whose side the dead were on: the same number told of another of them is another definition.
_WHO = frozenset({"civilians", "militants", "security_forces", "women", "children", "aid_workers", "peacekeepers"})


class Compared(NamedTuple):
    """How two figures relate."""

    relation: Relation
    one: Figure | None = None
    other: Figure | None = None


def interval(figure: Figure) -> tuple[float | None, float | None]:
    """Lowest and highest number that a figure leaves room for; null without bound; both null where none is told."""
    low, best, high = figure.low, figure.best, figure.high
    if figure.bound == "about" and best is not None:
        return best * (1 - _ABOUT), best * (1 + _ABOUT)
    if figure.bound == "at_least":
        return (low if low is not None else best), None
    if figure.bound == "up_to":
        return low, high
    if figure.bound == "vague":
        return low, high
    if low is None and high is None:
        return best, best
    return (low if low is not None else best), (high if high is not None else best)


def is_told(figure: Figure) -> bool:
    """Whether a figure bounds a number at all."""
    return any(x is not None for x in interval(figure))


def meets(one: Figure, other: Figure) -> bool:
    """Whether two ranges meet."""
    low, high = interval(one)
    other_low, other_high = interval(other)
    if low is not None and other_high is not None and low > other_high:
        return False
    return not (other_low is not None and high is not None and other_low > high)


def of_category(one: Figure, other: Figure) -> Compared:
    """How two figures of one outcome and one category relate."""
    if not is_told(one) or not is_told(other):
        return Compared("unknown", one, other)
    if interval(one) == interval(other):
        return Compared("same", one, other)
    return Compared("agrees" if meets(one, other) else "differs", one, other)


def compare_all(one: Sequence[Figure], other: Sequence[Figure]) -> Iterator[Compared]:
    """How the figures of two claims relate, those of one outcome with each other.

    Numbers of one category are compared; a part is held against a total only in that it must not exceed it.
    """
    for a in one:
        for b in other:
            if a.outcome != b.outcome:
                continue
            if a.of == b.of:
                yield of_category(a, b)
            elif a.of == "all" or b.of == "all":
                whole, part = (a, b) if a.of == "all" else (b, a)
                if _exceeds(part, whole):
                    yield Compared("part_exceeds", a, b)
            elif {a.of, b.of} <= _WHO and _is_one_number(a, b) and not _shares_whole(a, b, one, other):
                yield Compared("other_category", a, b)


def _exceeds(part: Figure, whole: Figure) -> bool:
    low, high = interval(part)[0], interval(whole)[1]
    return low is not None and high is not None and low > high


def _is_one_number(one: Figure, other: Figure) -> bool:
    low, high = interval(one)
    return low is not None and low == high and interval(other) == (low, high) and low > 1


def _shares_whole(a: Figure, b: Figure, one: Sequence[Figure], other: Sequence[Figure]) -> bool:
    """Whether a claim tells both categories, or a total that has room for both."""
    if any(f.of == b.of and f.outcome == b.outcome for f in one):
        return True
    if any(f.of == a.of and f.outcome == a.outcome for f in other):
        return True
    both = (interval(a)[0] or 0) + (interval(b)[0] or 0)
    wholes = [interval(f)[1] for f in (*one, *other) if f.of == "all" and f.outcome == a.outcome]
    return any(high is None or high >= both for high in wholes)


def told(figure: Figure) -> str:
    """A figure in a few words: the number with its bound; the text's own words where they bound no number."""
    low, high = figure.low, figure.high
    number = _plain(figure.best if figure.best is not None else low if low is not None else high)
    if number is None or figure.bound == "vague":
        return figure.words
    if figure.bound == "about":
        return f"about {number}"
    if figure.bound == "at_least" or (high is None and low is not None and figure.best is None):
        return f"at least {_plain(low)}" if low is not None else number
    if figure.bound == "up_to":
        return f"up to {_plain(high)}"
    return f"{_plain(low)} to {_plain(high)}" if None not in (low, high) and low != high else number


def _plain(number: float | None) -> str | None:
    return None if number is None else f"{number:.0f}" if number == int(number) else f"{number:g}"
