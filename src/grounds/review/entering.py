"""Claims entered by hand: what somebody was told, with the words, the source and who entered it.

A claim made here is a claim like any that was read: its document holds the words as they were noted (of a phone call, a
letter), its quote is these words, its publisher is the source. Fields are given in a short form::

    {"what": "assault", "mode": "attack", "by": ["al-shabaab"], "to": ["civilians"], "at": "Baidoa, SOM",
     "when": "2024-03-02", "killed": ">=5", "said": "a district health officer"}

``when`` is a day, month or year, ``A..B``, or ``since A``. A number is ``5``, ``>=5``, ``<=10``, ``~50`` or ``5-9``;
with a category behind the outcome ("killed civilians"). A party is a catalogue id or name, else it is described.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from grounds.model.claim import (
    BY_HAND,
    Attribution,
    Casualties,
    Claim,
    Participant,
    Quantity,
    Quote,
    ReaderNote,
    Speaker,
    When,
    Where,
    Words,
    make_claim,
)
from grounds.model.errors import UsageError
from grounds.model.vocabulary import VOCABULARY

if TYPE_CHECKING:
    from grounds.actors import Catalogue
    from grounds.model.actor import Actor
    from grounds.places import Gazetteer

_FIGURE = re.compile(r"(>=|<=|~)?\s*(\d+)(?:\s*-\s*(\d+))?")
_OUTCOMES = frozenset(VOCABULARY["casualties.outcome"])
_PLAIN = (
    "factuality",
    "polarity",
    "scope",
    "phase",
    "state",
    "trend",
    "goal_type",
    "subtype",
    "outcome",
    "violence_type",
)
READER = BY_HAND


class Entering:
    """Makes claims of short forms; actors are looked up in ``catalogue``, places in ``gazetteer``."""

    def __init__(self, catalogue: Catalogue, gazetteer: Gazetteer) -> None:
        self._catalogue = catalogue
        self._gazetteer = gazetteer

    def claim(self, given: Mapping[str, Any], document: str, text: str, span: tuple[int, int]) -> Claim:
        """The claim of a short form, whose quote is ``text[start:end]``. Raises :class:`UsageError` on a value that
        makes no sense and :class:`~grounds.model.errors.GroundsError` where the claim breaks the record's rules."""
        what = given["what"]
        kind = VOCABULARY.kind_of.get(what)
        if kind is None:
            raise UsageError(f"{what!r} is no predicate", remedy="see docs/codebook.md")
        start, end = span
        quote = Quote(document=document, start=start, end=end, exact=text[start:end], language="en")
        found = _Words(text, span)
        plain = {name: given[name] for name in _PLAIN if name in given}
        return make_claim(
            Claim(
                kind=kind,
                predicate=what,
                modes=tuple(_list(given.get("mode"))),
                subjects=self._parties(given.get("by"), found, "perpetrator" if kind == "event" else None),
                objects=self._parties(given.get("to"), found, "target" if kind == "event" else None),
                directed=given.get("directed", what not in VOCABULARY.symmetric),
                attribution=self._attribution(given, found),
                when=when_of(given["when"]) if given.get("when") else None,
                where=tuple(self._place(name, found) for name in _list(given.get("at"), split=";")),
                casualties=_casualties(given, found),
                quantity=_quantity(given, found),
                goal=found.words(given["goal"]) if given.get("goal") else None,
                quote=quote,
                reader=ReaderNote(name=READER, version="1", rule="hand", confidence=1.0, evidence=(READER,)),
                **{"scope": "single" if kind == "event" else None, **plain},
            )
        )

    def party(self, name: str, text: str, span: tuple[int, int], role: str | None) -> Participant:
        """A party by id or name, with the words of ``text[start:end]`` that name it."""
        return self._party(name, _Words(text, span), role)

    def place(self, given: str, text: str, span: tuple[int, int]) -> Where:
        """A place, in the same way: ``Place, CCC, Division``."""
        return self._place(given, _Words(text, span))

    def words(self, given: str, text: str, span: tuple[int, int]) -> Words:
        """Free words, with where they stand."""
        return _Words(text, span).words(given)

    def _parties(self, given: Any, found: _Words, role: str | None) -> tuple[Participant, ...]:
        return tuple(self._party(name, found, role) for name in _list(given))

    def _party(self, name: str, found: _Words, role: str | None) -> Participant:
        actor = self._actor(name)
        shown = actor.name if actor is not None else name
        mention, start, end = found.of(shown)
        target = name if actor is None and name in VOCABULARY["target_type"] else None
        return Participant(
            actor=actor.id if actor is not None else None,
            name=shown,
            mention=mention,
            start=start,
            end=end,
            role=role,
            actor_kind=actor.kind if actor is not None else ("population" if target == "civilians" else "unidentified"),
            target_type=target,
            resolved_by=READER,
            score=1.0,
            why="entered by hand",
        )

    def _actor(self, name: str) -> Actor | None:
        """The actor of an id, of a name that is its alone, or of a state's force: ``state-ken/police``."""
        found = self._catalogue.get(name)
        if found is not None:
            return found
        state, _, role = name.partition("/")
        if role and self._catalogue.get(state) is not None:
            return self._catalogue.force_of(state.removeprefix("state-").upper(), role)
        bearers = self._catalogue.find(name)
        return bearers[0] if len(bearers) == 1 else None

    def _attribution(self, given: Mapping[str, Any], found: _Words) -> Attribution | None:
        if not given.get("said") and not given.get("stance"):
            return None
        speakers = [self._speaker(name, found) for name in _list(given.get("said"))]
        via = [self._speaker(name, found) for name in _list(given.get("via"))]
        return Attribution(
            source=tuple(speakers),
            kind=given.get("speaker", "unnamed"),
            stance=given.get("stance", "reports"),
            self_=bool(given.get("self")),
            via=Attribution(source=tuple(via), kind="media", stance="reports") if via else None,
        )

    def _speaker(self, name: str, found: _Words) -> Speaker:
        actor = self._actor(name)
        shown = actor.name if actor is not None else name
        mention, start, end = found.of(shown)
        return Speaker(actor=actor.id if actor else None, name=shown, mention=mention, start=start, end=end)

    def _place(self, given: str, found: _Words) -> Where:
        from grounds.places import with_place

        name, _, rest = (part.strip() for part in given.partition(","))
        country, _, division = (part.strip() for part in rest.partition(","))
        mention, start, end = found.of(name)
        told: dict[str, Any] = {"role": "at", "name": name, "mention": mention, "start": start, "end": end}
        places = self._gazetteer.find_within(name, country) if country else self._gazetteer.find(name)
        located = [self._gazetteer.located(p) for p in places]
        if not country and name.isupper() and len(name) == 3 and self._gazetteer.country(name) is not None:
            located = [self._gazetteer.located(p) for p in [self._gazetteer.country(name)] if p is not None]
        if division:
            located = [p for p in located if (p.admin1 or "").casefold() == division.casefold()]
        if not located:
            unknown: dict[str, Any] = {"level": "settlement", "country": country or None, "admin1": division or None}
            return Where(**told, **unknown, basis="named", why="no gazetteer knows it")
        place = max(located, key=lambda p: p.population)
        return replace(with_place(Where(**told), place), name=name, why="entered by hand")


class _Words:
    """Finds where a name stands in the words of a claim; what stands nowhere is borne by all of them."""

    def __init__(self, text: str, span: tuple[int, int]) -> None:
        self._text, self._span = text, span

    def of(self, name: str) -> tuple[str, int, int]:
        start = self._text.casefold().find(name.casefold(), *self._span)
        if start < 0:
            return self._text[slice(*self._span)], *self._span
        return self._text[start : start + len(name)], start, start + len(name)

    def words(self, name: str) -> Words:
        words, start, end = self.of(name)
        return Words(words=words, start=start, end=end)


def when_of(given: Any) -> When:
    """The period of a short form. Raises :class:`UsageError`."""
    told = str(given).strip()
    opened = told.startswith("since ")
    first_told, _, last_told = told.removeprefix("since ").partition("..")
    first, first_end, precision = _days(first_told)
    last = _days(last_told)[1] if last_told else first_end
    if opened:
        return When(from_=first, to=None, open="yes", precision=precision, mention=told, anchor="other")
    if last_told and precision == "day":
        precision = "vague"
    return When(from_=first, to=last, precision=precision, mention=told, anchor="other")


def _days(told: str) -> tuple[str, str, str]:
    parts = told.strip().split("-")
    try:
        numbers = [int(p) for p in parts]
        if len(numbers) == 3:
            day = date(numbers[0], numbers[1], numbers[2]).isoformat()
            return day, day, "day"
        if len(numbers) == 2:
            last = calendar.monthrange(numbers[0], numbers[1])[1]
            return date(numbers[0], numbers[1], 1).isoformat(), date(numbers[0], numbers[1], last).isoformat(), "month"
        (year,) = numbers
        return date(year, 1, 1).isoformat(), date(year, 12, 31).isoformat(), "year"
    except (ValueError, TypeError) as error:
        raise UsageError(f"{told!r} is no date", remedy="give YYYY-MM-DD, YYYY-MM or YYYY") from error


def bounds(given: Any) -> tuple[int | None, int | None, int | None, str]:
    """Low, best, high and bound of a number's short form. Raises :class:`UsageError`."""
    found = _FIGURE.fullmatch(str(given).strip())
    if found is None:
        raise UsageError(f"{given!r} is no number", remedy="give 5, >=5, <=10, ~50 or 5-9")
    sign, number, upper = found[1], int(found[2]), found[3]
    if upper is not None:
        return number, None, int(upper), "between"
    if sign == ">=":
        return number, number, None, "at_least"
    if sign == "<=":
        return None, None, number, "up_to"
    return (None, number, None, "about") if sign == "~" else (number, number, number, "exact")


def _casualties(given: Mapping[str, Any], found: _Words) -> tuple[Casualties, ...]:
    made: list[Casualties] = []
    for name, value in given.items():
        outcome, _, of = name.partition(" ")
        if outcome not in _OUTCOMES:
            continue
        low, best, high, bound = bounds(value)
        words, start, end = found.of(str(value))
        total = next((i for i, c in enumerate(made) if c.outcome == outcome and c.of == "all"), None) if of else None
        made.append(
            Casualties(
                outcome=outcome,
                of=of or "all",
                low=low,
                best=best,
                high=high,
                bound=bound,
                words=words,
                start=start,
                end=end,
                part_of=total,
            )
        )
    return tuple(made)


def _quantity(given: Mapping[str, Any], found: _Words) -> Quantity | None:
    told = given.get("quantity")
    if not told:
        return None
    low, best, high, bound = bounds(told["number"])
    words, start, end = found.of(str(told["number"]))
    return Quantity(
        what=told.get("of", "fighters"),
        low=low,
        best=best,
        high=high,
        bound=bound,
        unit=told.get("unit"),
        words=words,
        start=start,
        end=end,
    )


def _list(given: Any, split: str | None = None) -> Sequence[str]:
    if not given:
        return ()
    if isinstance(given, str):
        return [part.strip() for part in given.split(split)] if split else [given]
    return list(given)
