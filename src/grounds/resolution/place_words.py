"""A place told in words, as reports and data rows tell it → the place: kind, parts, holders, what lies between.

=========================================== =======================================================================
words                                       what is located
=========================================== =======================================================================
``the town of Bara`` / ``Bara town``        Bara, as a settlement
``Kandahar airport``                        a site, put where Kandahar is
``northern Aleppo Governorate``             Aleppo province (the part stands apart in the record)
``15 km west of Qayyarah``                  Qayyarah, nearly
``Kobane/Ayn al-Arab``, ``Ar Rai (Çobanbey)`` the first of the spellings that is known
``the border area between Mali and Niger``  a border region, at the middle of both
=========================================== =======================================================================
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from grounds.model.place import Place
from grounds.places import Gazetteer, split_kind
from grounds.places.precision import distance_km
from grounds.resolution.context import Context
from grounds.resolution.places import GUESSES, Beside, Guess, PlaceResolution, plausible, put_into, resolve_place

_COMPASS = r"(?:(?:far\s+)?(?:north|south|east|west)(?:[\s-]?(?:east|west))?(?:ern)?|upper|lower|central|mid)"
_APART = re.compile(
    rf"^(?:(?:near|outside|around|towards?|close\s+to|on\s+the\s+(?:outskirts|edge)\s+of|(?:the\s+)?(?:outskirts|surroundings|vicinity|"
    rf"environs)\s+of)\s+|(?:(?:about|some|roughly)\s+)?\d[\d.,]*\s*(?:km|kms|kilomet(?:er|re)s?|miles?)\s+"
    rf"(?:(?:to\s+the\s+)?{_COMPASS}\s+)?(?:of|from)\s+)",
    re.IGNORECASE,
)
_PART = re.compile(rf"^(?:the\s+)?{_COMPASS}\s+(?:part\s+of\s+|of\s+)?(?:the\s+)?(?=\S)", re.IGNORECASE)
_BETWEEN = re.compile(
    r"^(?:the\s+)?(?:(?P<border>border(?:lands?)?(?:\s+(?:areas?|regions?|zones?))?)|areas?|regions?|roads?|territory|line)\s+"
    r"(?:between|of|linking|connecting)\s+(?P<names>.+?(?:,| and ).+)$",
    re.IGNORECASE,
)
_BORDER = re.compile(
    r"^(?:the\s+)?(?P<one>.+?)\s*[–-]\s*(?P<two>.+?)\s+border(?:\s+(?:areas?|regions?|zones?))?$", re.IGNORECASE
)
_BRACKETS = re.compile(r"^(?P<out>[^(]+?)\s*\((?P<inner>[^)]+)\)\s*(?P<rest>.*)$")
#: Kinds that are part of the name ("Sambisa Forest", "Golan Heights").
_WHOLE = {("site",), ("region",)}
#: Levels below a site's own, on whose place it stands ("Kandahar airport").
_HOST = ("settlement", "admin2", "site")


def locate(words: str, gazetteer: Gazetteer, context: Context, beside: Sequence[str] = ()) -> PlaceResolution:
    """The place that ``words`` tell; ``beside`` names what holds it, in any order, and ``context`` its country.

    A name that is in no gazetteer is put where the finest known holder lies, with ``basis`` inferred.
    """
    words = " ".join(words.split()).strip(" ,.;")
    holder = _holder(beside, gazetteer, context)
    if not words:
        return PlaceResolution(None, 0.0, "no words")
    found = _between(words, gazetteer, context, holder)
    if found is not None:
        return found
    for spelling in _spellings(words):
        found = _one(spelling, gazetteer, context, holder)
        if found.place is not None:
            return found
    if holder is not None and holder.level not in {"region"}:
        name, levels, _ = split_kind(_APART.sub("", words))
        level = levels[0] if levels else "settlement"
        return put_into(name if levels else words, level, holder, f"put where {holder.name}, which holds it, lies")
    return PlaceResolution(None, 0.0, f"{words!r} is in no gazetteer")


def _holder(beside: Sequence[str], gazetteer: Gazetteer, context: Context) -> Place | None:
    """The finest of the holders, each sought in the larger ones; without any, the one country of the context."""
    main = context.main_country
    found = gazetteer.country(main) if main is not None and len(context.countries) == 1 else None
    ordered = sorted(beside, key=lambda n: _RANK.get(next(iter(split_kind(n)[1]), ""), 1))
    for words in ordered:
        name, levels, _ = split_kind(words)
        told = resolve_place(
            name, gazetteer, context, Beside(levels, found), guess=GUESSES if found is not None else ()
        ).place
        if told is not None:
            found = told
    return found if found is None else gazetteer.located(found)


_RANK = {"country": 0, "region": 1, "admin1": 2, "admin2": 3, "settlement": 4, "site": 5}


def _spellings(words: str) -> Iterator[str]:
    """The words whole, then their parts: with and without brackets, each side of a stroke."""
    yield words
    brackets = _BRACKETS.match(words)
    if brackets is not None:
        yield f"{brackets['out']} {brackets['rest']}".strip()
        yield brackets["inner"]
    plain_words = f"{brackets['out']} {brackets['rest']}".strip() if brackets is not None else words
    if "/" in plain_words:
        name, levels, kind = split_kind(plain_words)
        yield from (f"{side.strip()} {kind}".strip() if levels else side.strip() for side in name.split("/"))


def _one(words: str, gazetteer: Gazetteer, context: Context, holder: Place | None) -> PlaceResolution:
    apart = _APART.sub("", words)
    name, levels, kind = split_kind(apart)
    guess = GUESSES if holder is not None or context.main_country is not None else ()
    tried: list[tuple[str, tuple[str, ...], str]] = [(apart, (), "")] if levels[:1] in _WHOLE else []
    tried += [(name, levels, kind)]
    part = _PART.sub("", name)
    if part != name:
        tried += [(part, levels, kind)]
        inner, more, word = split_kind(part)
        tried += [(inner, more, word)] if more else []
    missed = PlaceResolution(None, 0.0, f"{words!r} is in no gazetteer")
    for tried_name, tried_levels, word in tried:
        found = _of_kind(tried_name, tried_levels, word, gazetteer, context, holder, guess)
        if found.place is not None and (holder is None or plausible(found.place, holder)):
            return found
    return missed


def _of_kind(
    name: str,
    levels: tuple[str, ...],
    word: str,
    gazetteer: Gazetteer,
    context: Context,
    holder: Place | None,
    guess: Guess,
) -> PlaceResolution:
    site = levels[:1] in _WHOLE
    found = resolve_place(name, gazetteer, context, Beside(_HOST if site else levels, holder), guess=guess)
    if not site or found.place is None or found.place.level in {"site", "region"}:
        return found
    place = replace(
        found.place,
        name=f"{name} {word}",
        level=levels[0],
        ids={},
        basis="inferred",
        radius_km=round((found.place.radius_km or 5.0) + 10.0, 1),
    )
    return found._replace(place=place, why=f"{word} named after {found.place.name}: {found.why}")


def _between(words: str, gazetteer: Gazetteer, context: Context, holder: Place | None) -> PlaceResolution | None:
    """ "the border area between Mali and Niger", "the Syria-Turkey border": the middle of what is named."""
    match, names = _BETWEEN.match(words), []
    if match is not None:
        names = [n for n in re.split(r"\s*,\s*(?:and\s+)?|\s+and\s+", match["names"]) if n]
        border = bool(match["border"])
    elif (match := _BORDER.match(words)) is not None:
        names, border = [match["one"], match["two"]], True
    if match is None or len(names) < 2:
        return None
    found = [_one(n, gazetteer, context, holder).place for n in names]
    places = [gazetteer.located(p) for p in found if p is not None]
    if len(places) < 2:
        return None
    return PlaceResolution(joint_place(words, places, border=border), 0.6, "the middle of what is named")


def joint_place(name: str, places: Sequence[Place], *, border: bool) -> Place:
    """An area between or over several places, at their middle; never drawn as a point."""
    points = [(p.lat, p.lon) for p in places if p.lat is not None and p.lon is not None]
    lat = sum(p[0] for p in points) / len(points) if points else None
    lon = sum(p[1] for p in points) / len(points) if points else None
    reach = (
        max((distance_km(lat, lon, *p) for p in points), default=None) if lat is not None and lon is not None else None
    )
    countries = tuple(dict.fromkeys(c for p in places for c in (p.country, *p.countries) if c))
    firsts = {p.admin1 for p in places}
    return Place(
        name=name,
        level="border" if border else "region",
        country=countries[0] if len(countries) == 1 else None,
        countries=countries,
        admin1=firsts.pop() if len(firsts) == 1 else None,
        lat=None if lat is None else round(lat, 4),
        lon=None if lon is None else round(lon, 4),
        radius_km=None if reach is None else round(max(reach, 10.0), 1),
        basis="inferred",
    )
