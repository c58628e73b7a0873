"""What weighing looks at in a claim: a slim, comparable view of its record.

A ledger may hold a million claims. An :class:`Item` keeps of each what is compared, in the shape in which it is
compared: parties as keys, days as numbers, the one place that tells most. The record itself stays in the ledger.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from grounds.model.claim import BY_HAND

Record = Mapping[str, Any]

#: What a text tells as a fact.
FACTS = frozenset({"asserted", "qualified"})
#: What it tells as something that somebody holds to be so, or may be so; the rest (planned, prescribed, hypothetical)
#: is no statement on how things are.
HELD = FACTS | {"alleged", "possible"}
#: How a document's date was found where it is no more than a day of which its text tells.
_UNSURE = frozenset({"a day told in the text near its top"})
#: Positions whose word is the body's own.
_SPEAK_FOR_IT = frozenset({"spokesperson", "leader"})
#: Words that bring in somebody who was not named: "a police officer" is not the police.
_INDEFINITE = re.compile(r"(?:an?|one|another|some|several|many|two|three|a few|a number of)\s", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]{4,}")
#: Roles in which a place is where something is or happens.
_HERE = {"at": 0, "near": 1, "target_area": 2, "through": 3, "across_border": 4, "to": 5, "from": 6, "origin": 7}
_LEVELS = {"site": 0, "settlement": 1, "admin2": 2, "admin1": 3, "region": 4, "border": 5, "country": 6, "vague": 7}


class Party(NamedTuple):
    """A participant. ``key`` is its actor's id, or ``~`` with what the text calls it where it is only described."""

    key: str
    name: str
    actor: str | None
    kind: str | None
    target: str | None


class Place(NamedTuple):
    """A place; ``key`` its comparable name. ``radius`` is in km, also of a place that is only near another."""

    key: str
    name: str
    level: str
    role: str
    country: str | None
    admin1: str | None
    admin2: str | None
    lat: float | None
    lon: float | None
    radius: float
    geonames: str | None


class Period(NamedTuple):
    """Days as numbers (null unbounded). ``exact``: known to the day."""

    first: int | None
    last: int | None
    first_kind: str | None
    last_kind: str | None
    open: str
    exact: bool


class Figure(NamedTuple):
    """A number of people with one outcome and category; ``part_of`` is the index of its total in the same list."""

    outcome: str
    of: str
    low: float | None
    high: float | None
    best: float | None
    bound: str
    words: str
    part_of: int | None


class Voice(NamedTuple):
    """A speaker: ``key`` leads from one document to another only where ``named`` is true."""

    key: str
    name: str
    actor: str | None
    named: bool


class Item(NamedTuple):
    """A claim as it is compared. ``row`` is its place in the order of the ledger."""

    id: str
    row: int
    document: str
    kind: str
    predicate: str
    positive: bool
    factuality: str
    modes: tuple[str, ...]
    subjects: tuple[Party, ...]
    objects: tuple[Party, ...]
    period: Period | None
    places: tuple[Place, ...]
    figures: tuple[Figure, ...]
    quantity: Figure | None
    unit: str | None
    scope: str | None
    phase: str | None
    state: str | None
    trend: str | None
    goal: str | None
    subtype: str | None
    position: str | None
    voices: tuple[Voice, ...]
    speaker_kind: str | None
    stance: str | None
    self_told: bool
    passed_on: tuple[Voice, ...]
    likelihood: str | None
    confidence: float
    quote: str
    start: int

    @property
    def is_fact(self) -> bool:
        """Whether it is told as a fact."""
        return self.factuality in FACTS

    @property
    def is_held(self) -> bool:
        """Whether somebody holds it to be so, or not to be so."""
        return self.factuality in HELD

    @property
    def place(self) -> Place | None:
        """The place that tells most."""
        return self.places[0] if self.places else None


class Source(NamedTuple):
    """What is known of a document: who published it when. ``firm``: the day was given or stands in the file's own
    facts, and is not merely the first day that its text tells."""

    id: str
    row: int
    title: str | None
    publisher: str | None
    publisher_actor: str | None
    day: int | None
    reliability: str | None
    file: str | None = None
    firm: bool = True

    @property
    def label(self) -> str:
        """What to call it in a sentence: publisher, title, file name, and only then its id."""
        return self.publisher or self.title or self.file or self.id[:12]


def item_of(record: Record, row: int = 0) -> Item:
    """The view of a claim's record."""
    told = record["attribution"] or {}
    goal = record["goal"]
    position = record["position"]
    quote = record["quote"]
    passed_on = told.get("via") or {}
    likelihood = record["likelihood"]
    by_hand = record["reader"]["name"] == BY_HAND
    return Item(
        record["id"],
        row,
        quote["document"],
        record["kind"],
        record["predicate"],
        record["polarity"] != "negative",
        record["factuality"],
        tuple(record["modes"]),
        _parties(record["subjects"]),
        _parties(record["objects"]),
        _period(record["when"]),
        _places(record["where"]),
        tuple(_figure(c) for c in record["casualties"]),
        _quantity(record["quantity"]),
        record["quantity"]["unit"] if record["quantity"] else None,
        record["scope"],
        record["phase"],
        record["state"],
        record["trend"],
        name_key(goal["words"]) if goal else None,
        record["subtype"],
        position["value"] if position else None,
        _voices(told, by_hand),
        told.get("kind"),
        told.get("stance"),
        bool(told.get("self")),
        _voices(passed_on, by_hand),
        likelihood["words"] if likelihood else None,
        record["reader"]["confidence"],
        quote["exact"],
        quote["start"],
    )


def source_of(record: Record, row: int = 0) -> Source:
    """The view of a document's record; a date that is none counts as unknown."""
    return Source(
        record["id"],
        row,
        record.get("title"),
        record.get("publisher"),
        record.get("publisher_actor"),
        day_number(record.get("date")),
        record.get("reliability"),
        _file_name(record.get("path") or record.get("url")),
        (record.get("facts") or {}).get("date", {}).get("how") not in _UNSURE,
    )


def _file_name(place: str | None) -> str | None:
    """The last part of a path or address."""
    parts = [part for part in re.split(r"[/\\]", place or "") if part]
    return parts[-1] if parts else None


@lru_cache(maxsize=1 << 15)
def day_number(day: str | None) -> int | None:
    """A day (ISO) as a number; null where there is none or it is none."""
    if day is None:
        return None
    try:
        return date.fromisoformat(day).toordinal()
    except ValueError:
        return None


def day_text(number: int | None) -> str | None:
    """A day's number as ISO; null for none."""
    return date.fromordinal(number).isoformat() if number is not None else None


@lru_cache(maxsize=1 << 16)
def name_key(name: str) -> str:
    """A name without case, accents and article."""
    from grounds.actors.keys import name_key as key

    return key(name)


@lru_cache(maxsize=1 << 16)
def content_words(quote: str) -> frozenset[str]:
    """The longer words of a quote, without case."""
    return frozenset(_WORD.findall(quote.casefold()))


def _parties(listed: Sequence[Record]) -> tuple[Party, ...]:
    return tuple(
        Party(
            p["actor"] or f"~{name_key(p['name'])}",
            p["name"],
            p["actor"],
            p["actor_kind"],
            p["target_type"],
        )
        for p in listed
    )


def _period(when: Record | None) -> Period | None:
    if when is None:
        return None
    first, last = day_number(when["from"]), day_number(when["to"])
    if first is None and last is None:
        return None
    if first is not None and last is not None and first > last:
        first, last = last, first
    exact = when["precision"] == "day" and first == last
    return Period(first, last, when["from_kind"], when["to_kind"], when["open"], exact)


def _places(listed: Sequence[Record]) -> tuple[Place, ...]:
    """Places where it is or happens, the one that tells most first."""
    here = [_place(w) for w in listed if w["role"] in _HERE]
    return tuple(sorted(here, key=lambda p: (_HERE[p.role], _LEVELS[p.level])))


def _place(where: Record) -> Place:
    near = 15.0 if where["role"] == "near" else 0.0
    level = where["level"] or "vague"
    return Place(
        name_key(where["name"]),
        where["name"],
        level,
        where["role"],
        where["country"],
        name_key(where["admin1"]) if where.get("admin1") else None,
        name_key(where["admin2"]) if where.get("admin2") else None,
        where["lat"],
        where["lon"],
        (where["radius_km"] or 3.0) + near,
        where["ids"].get("geonames") if where["ids"] else None,
    )


def _figure(told: Record) -> Figure:
    return Figure(
        told["outcome"],
        told["of"],
        told["low"],
        told["high"],
        told["best"],
        told["bound"],
        told["words"],
        told["part_of"],
    )


def _quantity(told: Record | None) -> Figure | None:
    if told is None:
        return None
    return Figure(told["what"], "all", told["low"], told["high"], told["best"], told["bound"], told["words"], None)


def _voices(told: Record, by_hand: bool) -> tuple[Voice, ...]:
    return tuple(_voice(s, told.get("kind"), by_hand) for s in told.get("source", ()))


def _voice(speaker: Record, kind: str | None, by_hand: bool) -> Voice:
    """A speaker counts as named where the catalogue knows the actor, or where the words are a proper name: "a police
    spokesman" of two documents may be two men. Who enters a claim by hand may say that its source is not to count as
    named; a reader says so (``unnamed``) of whatever it knows no kind for."""
    actor, name = speaker["actor"], speaker["name"]
    if actor is not None:
        return Voice(actor, name, actor, _bears_name(speaker))
    named = not (kind == "witness" or (by_hand and kind == "unnamed")) and _is_proper(name)
    return Voice(f"~{name_key(name)}", name, None, named)


def _bears_name(speaker: Record) -> bool:
    """Whether a speaker of a known body is the body, speaks for it or has a name, and is not "one of its officials"."""
    position, mention = speaker.get("position"), speaker.get("mention") or speaker["name"]
    if position is not None and position["value"] in _SPEAK_FOR_IT:
        return True
    if position is None and not _INDEFINITE.match(mention):
        return True
    return _is_proper(mention)


@lru_cache(maxsize=1 << 14)
def _is_proper(name: str) -> bool:
    """Whether a speaker's words hold a name: at least one word with a capital that does not only begin them."""
    words = name.split()
    capitals = [w for w in words if w[:1].isupper()]
    if len(words) == 1:
        return name.isupper() and len(name) > 1
    return len(capitals) >= 2 or (bool(capitals) and not words[0][:1].isupper())
