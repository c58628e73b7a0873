"""Names in the text → catalogue actors and gazetteer places; acronyms that the text defines itself."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Set
from dataclasses import replace

from grounds.actors.keys import name_key
from grounds.language.pipeline import Parsed
from grounds.model.actor import Actor, Alias
from grounds.places import Gazetteer
from grounds.places.keys import KIND_LEVELS, PARTICLES
from grounds.resolution.actors import Resolution, resolve_actor
from grounds.resolution.context import Context
from grounds.resolution.names import NameIndex, NameMatch
from grounds.resolution.places import PlaceResolution, is_telling, is_well_known
from grounds.resolution.placing import Placing, name_checker
from grounds.resolution.resolved import Named, Resolved

_DEFINED = re.compile(r"\(\s*(?:the\s+)?[\"“']?([A-Z][\w/&.-]{1,14})[\"”']?\s*\)")
#: How loud a town speaks for its country, where an actor's name counts one.
_OF_PLACE = 0.25
#: A name that nobody of the catalogue bears.
_NOBODY = Resolution(None, 0.0, "nil", "")
_NAME_TAGS = frozenset({"PROPN"})
#: Kinds whose home says nothing about where a story takes place: a news agency's, an aid body's.
_ANYWHERE = frozenset({"media", "ngo", "igo", "company"})


class Naming:
    """Finds the names of one document and puts them into ``out``."""

    def __init__(
        self,
        parsed: Parsed,
        gazetteer: Gazetteer,
        index: NameIndex,
        starts: list[int],
        publisher: Actor | None = None,
    ) -> None:
        self.parsed = parsed
        self.publisher = publisher
        self.doc = parsed.doc
        self.text = parsed.document.reading.text
        self.gazetteer = gazetteer
        self.index = index
        #: Where each token begins in the text.
        self.starts = starts
        #: Whom a name means, by the name and how many bear it: the same all through a document.
        self._resolved: dict[tuple[str, int], Resolution] = {}
        self.out = Resolved(parsed, Context(date=parsed.document.date))
        self._tails: dict[str, tuple[Actor, ...]] = {}
        #: How many names speak for a country.
        self._speaking = 0.0

    def find(self) -> Resolved:
        """All names, and the countries that they speak for."""
        matches = [(m, self._span(m.start, m.end)) for m in self.index.find(self.text)]
        spans = [(m, s) for m, s in matches if s is not None]
        self.out.context = self._context([m.entries for m, _ in spans])
        may_be_places = [(m, s) for m, s in spans if self._may_be_place(m.entries, *s)]
        offsets = [(m.start, m.end) for m, _ in may_be_places]
        known = {i for _, (first, last) in spans for i in range(first, last + 1)}
        inner = {m.start for m, s in may_be_places if self._inside_a_name(*s, known)}
        around = self._place_context(offsets, [m.entries for m, _ in spans])
        placing = Placing(self.text, self.gazetteer, around)
        places = placing.listed(offsets, inner)
        unshared = {m.start for m, _ in spans if not any(isinstance(e, tuple) for e in m.entries)}
        self.out.context = self._with_places([p for start, p in places.items() if start in unshared])
        self._tails = self._last_words([m for m, _ in spans])
        for match, (first, last) in spans:
            named = self._named(match.entries, match.start, match.end, first, last, places.get(match.start))
            if named is not None:
                self._put(named)
        self._unlisted(placing, places, [(m.start, m.end) for m, _ in spans])
        self._define_acronyms()
        return self.out

    def _put(self, named: Named) -> None:
        for i in range(named.first, named.last + 1):
            self.out.named[i] = named

    def _unlisted(self, placing: Placing, places: dict[int, PlaceResolution], taken: list[tuple[int, int]]) -> None:
        """Small towns and unknown ones with a cue to a place."""
        for mention in placing.unlisted(places, taken, name_checker(self.doc, self.starts)):
            span = self._span(mention.start, mention.end)
            if span is not None and not any(i in self.out.named for i in range(span[0], span[1] + 1)):
                self._put(Named(*span, mention.text, None, "name", mention.found, 0.0, "nil", ""))

    def _may_be_place(self, entries: tuple[object, ...], first: int, last: int) -> bool:
        return any(isinstance(e, str) for e in entries) and (
            any(isinstance(e, tuple) for e in entries) or self._place_like(first, last)
        )

    def _inside_a_name(self, first: int, last: int, known: Set[int]) -> bool:
        """Whether a proper noun of no known name stands right before or behind: the name may be a piece of a longer
        one."""
        around = [self.doc[i] for i in (first - 1, last + 1) if 0 <= i < len(self.doc) and i not in known]
        return any(t.pos_ in _NAME_TAGS and t.is_alpha and t.lower_ not in KIND_LEVELS for t in around)

    def _span(self, start: int, end: int) -> tuple[int, int] | None:
        """The tokens that characters ``start:end`` touch (spaCy's own search walks the whole document each time)."""
        first, last = bisect_right(self.starts, start) - 1, bisect_left(self.starts, end) - 1
        if first < 0 or last < first:
            return None
        while last > first and self.doc[last].tag_ == "POS":
            last -= 1
        return first, last

    def _context(self, entries: list[tuple[object, ...]]) -> Context:
        weights: dict[str, float] = {}
        for choice in entries:
            pairs = [e for e in choice if isinstance(e, tuple) and e[1].kind not in _ANYWHERE]
            countries = {actor.country for _, actor in pairs if actor.country}
            if len(countries) == 1:
                home = countries.pop()
                town = any(alias.kind == "capital" for alias, _ in pairs)
                weights[home] = weights.get(home, 0.0) + (_OF_PLACE if town else 1.0)
        if self.publisher is not None and self.publisher.country and self.publisher.kind not in _ANYWHERE:
            home = self.publisher.country  # who publishes speaks of its own
            weights[home] = weights.get(home, 0.0) + 1.0
        self._speaking = sum(weights.values())
        total = self._speaking or 1
        mentioned = frozenset(
            e[1].id for c in entries for e in c if isinstance(e, tuple) and len(c) == 1 and not e[0].ambiguous
        )
        shares = {country: n / total for country, n in weights.items()}
        return Context(countries=shares, date=self.parsed.document.date, mentioned=mentioned)

    def _place_context(self, offsets: list[tuple[int, int]], entries: list[tuple[object, ...]]) -> Context:
        """For places the names that lie in one country alone speak too, half as loud as actors; a country that only
        one small name speaks for is not counted, for it would speak for itself."""
        context = self.out.context
        speaking: dict[str, dict[str, bool]] = {}
        for name in sorted({self.text[start:end] for start, end in offsets}):
            found = self.gazetteer.find(name)
            homes = {p.country for p in found}
            telling = is_telling(name, found)
            if len(homes) == 1 and (telling or any(map(is_well_known, found))) and (home := homes.pop()) is not None:
                speaking.setdefault(home, {})[name] = telling
        weights: dict[str, float] = dict(context.countries)
        for home, names in speaking.items():
            if len(names) > 1 or any(names.values()) or home in weights:
                weights[home] = weights.get(home, 0.0) + 0.5 * len(names) / len(offsets)
        if not weights:
            weights = dict(Counter(home for choice in entries for home in _usual_homes(choice)))
        total = sum(weights.values()) or 1
        return replace(context, countries={country: n / total for country, n in weights.items()})

    def _with_places(self, places: list[PlaceResolution]) -> Context:
        """The countries of the text's places speak for its actors too, a quarter as loud as those of actors."""
        context = self.out.context
        weights = {country: share * self._speaking for country, share in context.countries.items()}
        for place in (p.place for p in places if p.place is not None):
            if place.country is not None:
                weights[place.country] = weights.get(place.country, 0.0) + _OF_PLACE
        total = sum(weights.values()) or 1
        return replace(context, countries={country: n / total for country, n in weights.items()})

    def _last_words(self, matches: list[NameMatch]) -> dict[str, tuple[Actor, ...]]:
        """Actors by the last word of the longer names that the text calls them by ("the Pakistani Taliban")."""
        found: dict[str, dict[str, Actor]] = {}
        for match in matches:
            bearers = {e[1].id: e[1] for e in match.entries if isinstance(e, tuple)}
            before, _, last = name_key(self.text[match.start : match.end]).rpartition(" ")
            if before and len(bearers) == 1:
                found.setdefault(last, {}).update(bearers)
        return {last: tuple(actors.values()) for last, actors in found.items()}

    def _named(
        self, entries: tuple[object, ...], start: int, end: int, first: int, last: int, place: PlaceResolution | None
    ) -> Named | None:
        text = self.text[start:end]
        pairs: list[tuple[Alias, Actor]] = [e for e in entries if isinstance(e, tuple)]
        if first > 0 and self.doc[first - 1].lower_ in {"a", "an"}:  # "an Islamic state" is no organisation
            pairs = [(alias, actor) for alias, actor in pairs if _as_written(alias.text, text)]
            if not pairs and not any(isinstance(e, str) for e in entries):
                return None
        pairs = self._of_its_country(pairs, text, first)
        actor, kind = None, "name"
        resolution = _NOBODY
        if pairs:
            known = text, len(pairs)
            if known not in self._resolved:
                bearers = list({a.id: a for _, a in pairs}.values())
                if any(alias.ambiguous for alias, _ in pairs):
                    longer = self._tails.get(name_key(text), ())
                    bearers = list({a.id: a for a in (*bearers, *longer)}.values())
                self._resolved[known] = resolve_actor(text, bearers, self.out.context)
            resolution = self._resolved[known]
            actor = resolution.actor
            kind = next((alias.kind for alias, a in pairs if actor is not None and a.id == actor.id), "name")
        if actor is None and (place is None or place.place is None) and not pairs:
            return None
        told = resolution.score, resolution.resolved_by, resolution.why, resolution.candidates
        return Named(first, last, text, actor, kind, place, *told)

    def _of_its_country(self, pairs: list[tuple[Alias, Actor]], text: str, first: int) -> list[tuple[Alias, Actor]]:
        """ "The SYRIAN Arab Coalition" is not the Arab coalition of another country: a looser name of several words
        holds behind an adjective of its own country only."""
        if self._goes_on_before(text, first):
            return [(alias, actor) for alias, actor in pairs if alias.text == actor.name]
        before = self.out.named.get(first - 1)
        adjective = before is not None and before.alias_kind == "adjective" and before.actor is not None
        home = before.actor.country if adjective and before is not None and before.actor is not None else None
        if home is None or " " not in text:
            return pairs
        return [
            (alias, actor)
            for alias, actor in pairs
            if alias.text == actor.name or not actor.country or home in {actor.country, *actor.countries}
        ]

    def _goes_on_before(self, text: str, first: int) -> bool:
        """ "The Al-Tawhid Islamic Front" is not the Islamic Front: a name in no list right before belongs to it."""
        if first == 0 or " " not in text:
            return False
        before, head = self.doc[first - 1], self.doc[first - 1].head
        own = before.dep_ in {"compound", "nmod"} and first <= head.i < first + len(text.split())
        return own and before.tag_ == "NNP" and not before.text.isupper() and first - 1 not in self.out.named

    def _place_like(self, first: int, last: int) -> bool:
        """A gazetteer name counts only where it is written and used as a name."""
        tokens = [self.doc[i] for i in range(first, last + 1)]
        return all(t.text[0].isupper() or not t.is_alpha or t.is_stop or t.lower_ in PARTICLES for t in tokens) and any(
            t.pos_ in _NAME_TAGS or t.tag_ in {"NNP", "NNPS"} for t in tokens
        )

    def _define_acronyms(self) -> None:
        """ "Long Form (ACR)": from here on the acronym stands for the long form, whatever it means elsewhere."""
        for match in _DEFINED.finditer(self.text):
            opening = bisect_left(self.starts, match.start())
            if opening == 0 or opening >= len(self.starts) or self.starts[opening] != match.start():
                continue
            long_form = self._long_form(opening - 1, match.group(1))
            if long_form is None:
                continue
            self._take_over(match.group(1), long_form)

    def _long_form(self, last: int, acronym: str) -> Named | None:
        named = self.out.named.get(last)
        known = named is not None and (named.actor is not None or named.place is not None)
        if named is not None and known and _initials_agree(named.text, acronym):
            return named
        first = last
        while first > 0 and (
            self.doc[first - 1].pos_ == "PROPN"
            or self.doc[first - 1].lower_ in {"of", "and", "for", "/", "-", "the", "al"}
        ):
            first -= 1
        while first < last and (self.doc[first].is_stop or not self.doc[first].text[0].isupper()):
            first += 1
        text = self.doc[first : last + 1].text
        if self.doc[last].pos_ != "PROPN" or not _initials_agree(text, acronym):
            return None
        return Named(
            first, last, text, None, "name", None, 0.9, "defined", f"{acronym} is defined in the text as {text}"
        )

    def _take_over(self, acronym: str, long_form: Named) -> None:
        if long_form.actor is None and long_form.place is None:
            for i in range(long_form.first, long_form.last + 1):
                self.out.named[i] = long_form
        for match in re.finditer(rf"(?<![\w-]){re.escape(acronym)}(?![\w])", self.text):
            span = self._span(match.start(), match.end())
            if span is None:
                continue
            why = f"{acronym} is defined in the text as {long_form.text}"
            named = long_form._replace(
                first=span[0], last=span[1], resolved_by="defined", why=why, alias_kind="acronym"
            )
            inner = self.out.named.get(span[0])
            if inner is not None and (inner.last > span[1] or inner.first < span[0]):
                continue
            for i in range(span[0], span[1] + 1):
                self.out.named[i] = named


def _usual_homes(choice: tuple[object, ...]) -> list[str]:
    """The home of whoever bears a shared name as a matter of course."""
    homes = {e[1].country for e in choice if isinstance(e, tuple) and e[1].country and not e[0].ambiguous}
    return list(homes) if len(homes) == 1 else []


def _as_written(listed: str, written: str) -> bool:
    """Whether every capital of the listed name stands in the text too."""
    return sum(c.isupper() for c in listed) <= sum(c.isupper() for c in written)


def _initials_agree(name: str, acronym: str) -> bool:
    """Whether the capitals of ``acronym`` begin words of ``name`` in order; two at least."""
    letters = [c for c in acronym if c.isupper()]
    initials = [w[0].upper() for w in re.findall(r"[^\W_]+", name)]
    position = 0
    for letter in letters:
        while position < len(initials) and initials[position] != letter:
            position += 1
        if position == len(initials):
            return False
        position += 1
    return len(letters) >= 2
