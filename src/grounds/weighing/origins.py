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
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from grounds.weighing.data import settings
from grounds.weighing.groups import Groups
from grounds.weighing.items import Item, Source, Voice, name_key


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
        return Origin(f"unnamed:{where}:", f"somebody unnamed ({documents.label(item.document)})", None, True, True)
    voice = item.voices[0]
    if voice.named:
        return Origin(f"voice:{_plain(voice)}", voice.name, voice.actor, False, True)
    where = documents.root(item.document)
    label = f"{voice.name} ({documents.label(item.document)})"
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

    A claim is passed on where its speaker (or the one who passes it on) is the publisher of another document here.
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
    if not leads:
        return Traced(own, ())
    known = {origin.key: origin for origin in own.values()}
    ends, circles = _followed(leads)
    named = tuple(tuple(known[key].name for key in circle) for circle in circles)
    return Traced({i: known.get(ends.get(o.key, o.key), o) for i, o in own.items()}, named)


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


def one_statement(items: Iterable[Item], documents: Documents) -> Groups[str]:
    """Documents that carry one statement: most claims of each are one named speaker's, within a few days."""
    rules = settings("origins")
    counted: dict[str, dict[str, int]] = {}
    totals: dict[str, int] = {}
    for item in items:
        totals[item.document] = totals.get(item.document, 0) + 1
        if item.voices and item.voices[0].named:
            by_voice = counted.setdefault(item.document, {})
            key = _plain(item.voices[0])
            by_voice[key] = by_voice.get(key, 0) + 1
    carried: dict[str, list[tuple[int, str]]] = {}
    for document, by_voice in counted.items():
        key, number = max(by_voice.items(), key=lambda entry: (entry[1], entry[0]))
        day = documents.published(document)
        if number / totals[document] >= rules["statement_share"] and day is not None:
            carried.setdefault(key, []).append((day, document))
    groups: Groups[str] = Groups()
    for listed in carried.values():
        listed.sort()
        for (day, one), (next_day, other) in pairwise(listed):
            if next_day - day <= rules["statement_days"]:
                groups.join(one, other)
    return groups
