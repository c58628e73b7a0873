"""Numbers in sentences: a word for a small one, and the form of what goes with it."""

from __future__ import annotations

_WORDS = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


class Count(int):
    """A number that chooses the words with it: ``{n:none|one says|# say}`` for none, one and more; ``#`` is the number.

    >>> f"{Count(1):|one origin|# origins}, {Count(3):|one origin|# origins}"
    'one origin, three origins'
    """

    def __format__(self, spec: str) -> str:
        """The form that fits the number; the number itself where no forms are given."""
        if "|" not in spec:
            return int.__format__(self, spec)
        forms = spec.split("|")
        return forms[min(self, len(forms) - 1)].replace("#", in_words(self))


def in_words(number: int) -> str:
    """A number below ten as a word."""
    return _WORDS[number] if 0 <= number < len(_WORDS) else str(number)


def days_in_words(number: int) -> str:
    """Days in a sentence: "a day", "three days"."""
    return "a day" if number == 1 else f"{in_words(number)} days"


def sentence(text: str) -> str:
    """A text as a sentence: its first letter is a capital."""
    return text[:1].upper() + text[1:]
