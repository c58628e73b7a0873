"""Who first says a thing: the origin of each document and of each claim.

Corroboration counts origins, not documents. The origin of a claim is

* its **speaker**, where one is named: a ministry's statement in ten papers is one word;
* its **document's speaker whom nobody names**, and then only within that document and its copies: "a resident" of two
  papers may be two people, and is never held to be one;
* else the **document's own voice**: its publisher's, or that of the agency or text which it copies.

A speaker who is the publisher of another document of the same cluster passes on what that document says; the chain is
followed to its end (:func:`trace`). Where publishers quote each other in a circle, they are one origin, and that is
said.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple
from zlib import crc32

from grounds.weighing.data import settings
from grounds.weighing.groups import Groups
from grounds.weighing.items import Item, Source, Voice, name_key

#: How a sentence ends; a headline has no full stop.
_CLOSED = re.compile(r"[.!?…][\"”’')\]]*\s*$")
#: Numbers of statements are above those of words (:mod:`grounds.weighing.near_copies`).
STATEMENTS = 1 << 48


class Origin(NamedTuple):
    """Whose word a claim is. ``key`` is the same for the same origin; ``unnamed``: nobody is named for it; ``speaks``:
    a speaker, and not a document in its own voice."""

    key: str
    name: str
    actor: str | None
    unnamed: bool
    speaks: bool


@dataclass
class Documents:
    """The documents weighed, with the group of copies that each belongs to."""

    sources: dict[str, Source] = field(default_factory=dict)
    roots: dict[str, str] = field(default_factory=dict)
    #: By document why it is no origin of its own, in a sentence.
    why: dict[str, str] = field(default_factory=dict)
    credits: dict[str, str] = field(default_factory=dict)
    #: The first documents of groups of copies.
    copied: set[str] = field(default_factory=set)
    #: By document the first one that carries the same statement.
    statements: dict[str, str] = field(default_factory=dict)

    def root(self, document: str) -> str:
        """The first document of a group of copies."""
        return self.roots.get(document, document)

    def voice(self, document: str) -> Origin:
        """Whose word it is where a document speaks in its own voice."""
        root = self.root(document)
        credit = self.credits.get(document) or self.credits.get(root)
        if credit is not None:
            return Origin(f"voice:{name_key(credit)}", credit, None, False, False)
        source = self.sources.get(root)
        if source is None or (source.publisher is None and source.publisher_actor is None):
            label = source.label if source is not None else root[:12]
            return Origin(f"voice:{root}", label, None, False, False)
        key = source.publisher_actor or name_key(source.publisher or "")
        return Origin(f"voice:{key}", source.publisher or key, source.publisher_actor, False, False)

    def day(self, document: str) -> int | None:
        """The day of a document; null where it is not known."""
        source = self.sources.get(document)
        return source.day if source is not None else None

    def published(self, document: str) -> int | None:
        """The day on which a document appeared; null where none is known but a day of which its own text tells."""
        source = self.sources.get(document)
        return source.day if source is not None and source.firm else None

    def label(self, document: str) -> str:
        """What to call a document in a sentence."""
        source = self.sources.get(document)
        return source.label if source is not None else document[:12]


def claim_origin(item: Item, documents: Documents) -> Origin:
    """Whose word a claim is, by its own document alone."""
    if not item.voices:
        if item.stance is None and item.speaker_kind is None:
            return documents.voice(item.document)
        where = documents.root(item.document)
        return Origin(f"unnamed:{where}:", f"somebody unnamed ({documents.label(where)})", None, True, True)
    voice = item.voices[0]
    if voice.named:
        return Origin(f"voice:{_plain(voice)}", voice.name, voice.actor, False, True)
    where = documents.root(item.document)
    label = f"{voice.name} ({documents.label(where)})"
    return Origin(f"unnamed:{where}:{voice.key}", label, voice.actor, True, True)


def _plain(voice: Voice) -> str:
    return voice.actor or voice.key.removeprefix("~")


class Traced(NamedTuple):
    """The origins of a cluster's claims after quotation chains are followed; ``circles`` names those that quote each
    other."""

    origins: dict[str, Origin]
    circles: tuple[tuple[str, ...], ...]


def trace(items: Sequence[Item], documents: Documents) -> Traced:
    """Follow who quotes whom among claims that say the same, each to the first that says it.

    A claim is passed on where its speaker is the publisher of another document here, and where a document's headline
    says what its text lets somebody say.
    """
    own = {item.id: claim_origin(item, documents) for item in items}
    if len(items) == 1:
        return Traced(own, ())
    voiced: dict[str, list[Item]] = {}
    for item in items:
        voiced.setdefault(documents.voice(item.document).key, []).append(item)
    leads: dict[str, str] = {}
    for item in items:
        origin = own[item.id]
        for told in voiced.get(origin.key, ()) if origin.speaks else ():
            further = own[told.id]
            if told.document != item.document and further.key != origin.key and origin.key not in leads:
                leads[origin.key] = further.key
    for key, speaker in _restated(items, own, documents).items():
        leads.setdefault(key, speaker)
    if not leads:
        return Traced(own, ())
    known = {origin.key: origin for origin in own.values()}
    ends, circles = _followed(leads)
    named = tuple(tuple(known[key].name for key in circle) for circle in circles)
    return Traced({i: known.get(ends.get(o.key, o.key), o) for i, o in own.items()}, named)


def _restated(items: Sequence[Item], own: Mapping[str, Origin], documents: Documents) -> dict[str, str]:
    """By a paper's own voice whose word it only restates: where it says so in headlines alone, each above a text that
    names who says it."""
    spoken: dict[str, str] = {}
    for item in items:
        if own[item.id].speaks and not item.self_told:
            spoken.setdefault(documents.root(item.document), own[item.id].key)
    told: dict[str, list[Item]] = {}
    for item in items:
        if not own[item.id].speaks:
            told.setdefault(own[item.id].key, []).append(item)
    found = {}
    for key, mine in told.items():
        roots = {documents.root(item.document) for item in mine}
        if roots <= spoken.keys() and all(_is_headline(item) for item in mine):
            found[key] = spoken[min(roots)]
    return found


def _is_headline(item: Item) -> bool:
    return not _CLOSED.search(item.quote)


def _followed(leads: Mapping[str, str]) -> tuple[dict[str, str], tuple[tuple[str, ...], ...]]:
    """Where each chain ends; those that stand in a circle end with the first of them by name."""
    ends: dict[str, str] = {}
    circles: set[tuple[str, ...]] = set()
    for start in leads:
        path = [start]
        while path[-1] in leads and leads[path[-1]] not in path:
            path.append(leads[path[-1]])
        nearest = leads.get(path[-1])
        if nearest is not None:
            circle = tuple(sorted(path[path.index(nearest) :]))
            circles.add(circle)
            ends[start] = circle[0]
        else:
            ends[start] = path[-1]
    return ends, tuple(sorted(circles))


def credit_of(text: str) -> str | None:
    """The agency that a text is credited to in its head or foot; null where none is."""
    rules = settings("origins")
    within = rules["credit_within"]
    for part in (text[:within].lstrip(), text[-within:].rstrip()):
        for pattern in rules["credits"]:
            found = re.search(pattern, part)
            if found is not None:
                return str(found[1]).strip()
    return None


def statement_marks(items: Iterable[Item]) -> dict[str, set[int]]:
    """By document a number for each thing that a speaker with a name says in it: the same for one speaker who says the
    same of the same parties, wherever it is told."""
    found: dict[str, set[int]] = {}
    for item in items:
        if item.voices and item.voices[0].named:
            sides = (sorted(p.key for p in side) for side in (item.subjects, item.objects))
            told = repr((_plain(item.voices[0]), item.predicate, item.positive, *sides))
            mark = STATEMENTS | (crc32(told.encode()) << 8) | (crc32(told[::-1].encode()) & 0xFF)
            found.setdefault(item.document, set()).add(mark)
    return found


def one_statement(marks: Mapping[str, Collection[int]], totals: Mapping[str, int], documents: Documents) -> Groups[str]:
    """Documents that carry one statement: most of what each tells (of so many claims) is said by speakers with names,
    at least half of what the shorter tells so stands in both, and they appeared within a few days."""
    rules = settings("origins")
    days = {d: day for d in marks if (day := documents.published(d)) is not None}
    told = {d for d in days if len(marks[d]) >= rules["statement_share"] * totals.get(d, 1)}
    bearing: dict[int, list[str]] = {}
    for document in sorted(told, key=lambda d: (days[d], d)):
        for mark in marks[document]:
            bearing.setdefault(mark, []).append(document)
    shared = Counter(pair for listed in bearing.values() for pair in pairwise(listed))
    groups: Groups[str] = Groups()
    for (one, other), number in sorted(shared.items()):
        enough = 2 * number >= min(len(marks[one]), len(marks[other]))
        if enough and days[other] - days[one] <= rules["statement_days"]:
            groups.join(one, other)
    return groups
