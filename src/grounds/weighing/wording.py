"""The words of views: what an event or state is called, what a side says, and who says it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from grounds.weighing.counting import sentence
from grounds.weighing.data import settings
from grounds.weighing.items import Item, Party, Place, day_text
from grounds.weighing.opposing import Side
from grounds.weighing.origins import Documents

_MOST = 3
#: Levels of places that one is at, not in.
_SPOTS = frozenset({"site", "border"})
#: Descriptions that take no article: of several, of a mass, or with a word before them that counts or points.
_PLURAL = re.compile(r"(?:[^s]s|people|police|men|women|children|staff|personnel|troops|cattle|property)$")
_DETERMINED = re.compile(
    r"(?:an?|the|one|two|three|four|five|six|seven|eight|nine|ten|some|several|many|most|more|few|dozens|hundreds|"
    r"scores|its|their|his|her|this|that|these|those|each|every|all|both|no|somebody|someone)\b"
)


def listed(names: Iterable[str], most: int = _MOST) -> str:
    """Names in a sentence: "A, B and C", the rest as a number."""
    each = list(dict.fromkeys(names))
    if len(each) > most:
        each = [*each[: most - 1], f"{len(each) - most + 1} others"]
    return f"{', '.join(each[:-1])} and {each[-1]}" if len(each) > 1 else "".join(each)


def called(party: Party) -> str:
    """A party in a sentence: "a police post", "al-Shabaab", "five people"."""
    name = party.name
    if party.actor is not None or not name[:1].islower() or _PLURAL.search(name) or _DETERMINED.match(name):
        return name
    return f"{'an' if name[0] in 'aeiou' else 'a'} {name}"


def event_noun(item: Item) -> str:
    """What an event is called by its mode, else by its type: "attack", "roadside bombing"."""
    name = item.modes[0] if item.modes else item.predicate
    return str(settings("wording")["events"].get(name, name.replace("_", " ")))


def _upon(item: Item, whom: str) -> str:
    """Whom an event was done to, with the word that goes before: " on a market"."""
    name = item.modes[0] if item.modes else item.predicate
    between = settings("wording")["between"]
    return f" {next((word for word, names in between.items() if name in names), 'of')} {whom}" if whom else ""


def where(place: Place) -> str:
    """A place with the word before it: "in Mali", "at the border post", "near Goma"."""
    if place.role == "near":
        return f"near {place.name}"
    return f"{'at' if place.level in _SPOTS else 'in'} {place.name}"


def event_name(items: Sequence[Item], *, who: bool = True) -> str:
    """What to call an event: "the attack in Baidoa on 2024-03-02"; ``who``: by its doer where no place or target is
    told."""
    named = next((i for i in items if i.modes), items[0])
    place = next((where(i.place) for i in items if i.place is not None), None)
    told = f"the {event_noun(named)}"
    if place is not None:
        told += f" {place}"
    else:
        whom = next((called(i.objects[0]) for i in items if i.objects), None)
        doer = next((called(i.subjects[0]) for i in items if i.subjects), None) if who else None
        told += _upon(named, whom) if whom is not None else f" by {doer}" if doer is not None else ""
    day = next((day_text(i.period.first) for i in items if i.period is not None and i.period.exact), None)
    if day is not None:
        return f"{told} on {day}"
    span = next((_span(i) for i in items if i.period is not None), None)
    return f"{told} ({span})" if span else told


def _span(item: Item) -> str | None:
    return None if item.period is None else span(item.period.first, item.period.last)


def span(first: int | None, last: int | None) -> str:
    """A time in words: "2016" or "2016-03" where it is a whole year or month, "2016-03-01 – …" where an end is open."""
    one, other = day_text(first), day_text(last)
    if one == other or one is None or other is None:
        return one if one is not None and one == other else f"{one or '…'} – {other or '…'}"
    if (one[4:], other[4:]) == ("-01-01", "-12-31"):
        return one[:4] if one[:4] == other[:4] else f"{one[:4]} – {other[:4]}"
    if one.endswith("-01") and (day_text((last or 0) + 1) or "").endswith("-01"):
        return one[:7] if one[:7] == other[:7] else f"{one[:7]} – {other[:7]}"
    return f"{one} – {other}"


def state_name(item: Item) -> str:
    """What to call a relation or judgement: "Rwanda supports M23", "the presence of al-Shabaab in Bay"."""
    subject = item.subjects[0].name if item.subjects else "somebody"
    if item.kind == "relation":
        return f"{subject} {predicate_words(item)}".strip()
    what = item.predicate.replace("_", " ")
    return f"the {what} of {subject}" + (f" {where(item.place)}" if item.place is not None else "")


def relation_words(predicate: str) -> str:
    """A relation in a sentence: "is allied with"."""
    return str(settings("wording")["relations"].get(predicate, predicate.replace("_", " ")))


def predicate_words(item: Item) -> str:
    """A relation without its subject: "is allied with M23"."""
    what = relation_words(item.predicate)
    rest = item.objects[0].name if item.objects else (item.place.name if item.place is not None else item.goal or "")
    return f"{what} {rest}".strip()


def state_value(item: Item) -> str:
    """What a claim says of a state, in words."""
    said = [v for v in (item.state, item.trend) if v] or (["no longer"] if item.phase == "ends" else [])
    told = f"{state_name(item)}{': ' + ', '.join(said) if said else ''}"
    return told if item.positive else f"not so ({told})"


def says(side: Side, documents: Documents) -> str:
    """What a side says and who says it: "seven dead, say residents (River Post): 1 independent origin"."""
    names = [origin.name for origin in side.origins.values()]
    papers = [documents.label(d) for d in dict.fromkeys(i.document for i in side.items)]
    where = listed(p for p in papers if not any(p in name for name in names))
    several = side.independent > 1
    party = "" if not side.parties else ", partly parties to the matter" if several else ", a party to the matter"
    if several and len(side.parties) == side.independent:
        party = ", all parties to the matter"
    number = f"{side.independent} independent origins" if several else "1 independent origin"
    within = f" in {where}" if where else ""
    return f"“{side.value}” according to {listed(names)}{within} ({number}{party})"


def explanation(
    form: str,
    strength: str,
    about: str,
    sides: tuple[Side, Side],
    documents: Documents,
    *,
    what: str = "",
    reason: str = "",
) -> str:
    """One plain sentence that names both sides, their sources and independent origins; ``form`` names its wording."""
    rules = settings("wording")
    ending: str = rules["strengths"][strength]
    if strength == "update" and not form.startswith("how_many"):
        ending = rules["strengths"]["update_state"]
    one, other = (says(side, documents) for side in sides)
    told = str(rules["disagreement"][form]).format(about=about, what=what, one=one, other=other)
    return f"{sentence(told)}{ending.format(reason=f' ({reason})' if reason else '')}."


def claim_line(item: Item) -> str:
    """A claim in a line: who, what, whom, where and when."""
    if item.kind != "event":
        return state_value(item)
    subjects, objects = (listed(map(called, parties)) for parties in (item.subjects, item.objects))
    told = f"{subjects or 'somebody'}: {event_noun(item)}{_upon(item, objects)}"
    place, day = where(item.place) if item.place is not None else None, _span(item)
    told += f" {place}" if place else ""
    told += f", {day}" if day else ""
    return told if item.positive else f"not so ({told})"
