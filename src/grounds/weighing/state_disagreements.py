"""Where claims of relations and judgements disagree.

Two are set against each other only where they speak of one pair or subject. Whether they oppose depends on their times
and places: what held two years ago does not oppose what holds now, and "remains active" opposes "destroyed its presence
in the border areas" only there; where that is not shown they are in tension, and the reason is told.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from grounds.weighing import figures, places
from grounds.weighing.cluster import Cluster, made_id
from grounds.weighing.counting import days_in_words
from grounds.weighing.data import settings
from grounds.weighing.items import Item, day_text
from grounds.weighing.linking import Linker, lasts
from grounds.weighing.opposing import STRENGTHS, Disagreement, side_of
from grounds.weighing.origins import claim_origin
from grounds.weighing.wording import explanation, predicate_words, state_name, state_value


@dataclass(frozen=True)
class Opposition:
    """Two claims that oppose each other."""

    one: Item
    other: Item
    type: str
    strength: str
    reason: str = ""


class StateDisagreements:
    """Finds the disagreements of relations and judgements."""

    def __init__(self, linker: Linker) -> None:
        self.linker = linker
        self.lineage = linker.lineage
        self.documents = linker.documents

    def opposition(self, one: Item, other: Item) -> Opposition | None:
        """How two claims oppose each other; null where they do not."""
        if not (one.is_held and other.is_held) or one.kind == "event" or other.kind == "event":
            return None
        found = self._content(one, other)
        if found is None:
            return None
        type_, greatest, once = found
        if once and self._same_source(one, other):
            return Opposition(one, other, type_, "update", "by the same source")
        strength, reason = self._in_time(one, other, greatest, once)
        if strength is not None and type_ != "where" and strength != "update":
            strength, reason = self._in_place(one, other, strength, reason)
        if strength == "tension" and not reason:
            reason = self._why_both(one, other, type_)
        return Opposition(one, other, type_, strength, reason) if strength is not None else None

    # -------------------------------------------------------------------------------------------------- content

    def _content(self, one: Item, other: Item) -> tuple[str, str, bool] | None:
        """Type and greatest strength, and whether it is of what happened once, whatever the time."""
        rules = settings("oppositions")
        if one.predicate == other.predicate:
            relation, _ = self.linker.sides_of_state(one, other)
            if relation in ("same", "holds"):
                return self._same_pair(one, other, rules)
            return self._one_alone(one, other, rules)
        if (one.positive and other.positive) or _has_values(one, other):
            return self._across(one, other)
        return None

    def _same_pair(self, one: Item, other: Item, rules: Mapping[str, Any]) -> tuple[str, str, bool] | None:
        if one.positive != other.positive:
            possible = one.factuality == "possible" or other.factuality == "possible"
            return "whether", "tension" if possible else "contradiction", False
        if not one.positive:
            return None
        if _listed_pair(rules["states"], one.state, other.state) or _listed_pair(
            rules["trends"], one.trend, other.trend
        ):
            return "whether", "contradiction", False
        if _ended(one) != _ended(other):
            return "whether", "contradiction", False
        if one.predicate in rules["once"] and one.period is not None and other.period is not None:
            first, second = one.period.first, other.period.first
            apart = days_exclude(one, other)
            return ("when", "contradiction", True) if first is not None and second is not None and apart else None
        if one.predicate in rules["to_one_place"] and places.compare(one.places, other.places).relation == "apart":
            return "where", "tension", False
        if one.quantity is not None and other.quantity is not None and one.unit == other.unit:
            return None if figures.meets(one.quantity, other.quantity) else ("how_many", "contradiction", False)
        return None

    def _one_alone(self, one: Item, other: Item, rules: Mapping[str, Any]) -> tuple[str, str, bool] | None:
        """What one alone has, or has to one alone."""
        if not (one.positive and other.positive) or not one.subjects or not other.subjects:
            return None
        subjects = self.lineage.relation(one.subjects[0], other.subjects[0])
        place = places.compare(one.places, other.places).relation
        thing = rules["of_one"].get(one.predicate)
        if thing == "place" and subjects == "apart" and place == "same":
            return "who", "contradiction", False
        if thing == "object" and subjects in ("apart", "unknown") and _same_position(one, other):
            objects = self.lineage.relation(one.objects[0], other.objects[0]) if one.objects and other.objects else ""
            named = one.subjects[0].key != other.subjects[0].key
            return ("who", "contradiction", False) if objects == "same" and named else None
        return None

    def _across(self, one: Item, other: Item) -> tuple[str, str, bool] | None:
        """What excludes each other across predicates."""
        sides = (
            self.linker.sides_of_state(one, other)[0] if one.objects or other.objects else self._subjects(one, other)
        )
        if sides not in ("same", "holds"):
            return None
        for rule in settings("oppositions")["across"]:
            for a, b in ((one, other), (other, one)):
                if _fits(a, rule["one"]) and _fits(b, rule["other"]):
                    return "whether", rule["strength"], False
        return None

    def _subjects(self, one: Item, other: Item) -> str:
        if not one.subjects or not other.subjects:
            return "unknown"
        return self.lineage.relation(one.subjects[0], other.subjects[0])

    def _why_both(self, one: Item, other: Item, type_: str) -> str:
        """Why both may hold, where neither time nor place tells it."""
        if "possible" in (one.factuality, other.factuality):
            return "one side only holds it possible"
        if type_ == "where":
            return "it may be there and here"
        return "the one need not exclude the other"

    # ----------------------------------------------------------------------------------------- time and place

    def _in_time(self, one: Item, other: Item, strength: str, once: bool) -> tuple[str | None, str]:
        if once:
            return strength, ""
        days = self.linker.days_between(one, other)
        if days is None:
            return "tension", "when they hold is not told"
        if days > 0 and self._same_source(one, other):
            return (
                ("update", f"{days_in_words(days)} later, by the same source")
                if days <= 2 * lasts(one.predicate)
                else (None, "")
            )
        if days <= settings("oppositions")["days"][one.kind]:
            return strength, ""
        if days <= max(lasts(one.predicate), lasts(other.predicate)):
            return "tension", f"{days_in_words(days)} {'lies' if days == 1 else 'lie'} between"
        return None, ""

    def _in_place(self, one: Item, other: Item, strength: str, reason: str) -> tuple[str | None, str]:
        """Places matter where a judgement or hold is of a place."""
        if not one.places and not other.places:
            return strength, reason
        relation = places.compare(one.places, other.places).relation
        if relation == "apart":
            return None, ""
        if relation == "unknown" and "assessment" in (one.kind, other.kind):
            return "tension", "that they speak of one place is not shown"
        if relation == "holds" and _narrower(one, other):
            return "tension", "one speaks of a part of the other's area"
        return strength, reason

    def _same_source(self, one: Item, other: Item) -> bool:
        a, b = (claim_origin(i, self.documents) for i in (one, other))
        return a.key == b.key and one.document != other.document

    # ------------------------------------------------------------------------------------------------ gathering

    def gather(self, oppositions: Iterable[Opposition], cluster_of: Mapping[str, Cluster]) -> list[Disagreement]:
        """Oppositions of claims → disagreements between clusters, each with its weightiest strength."""
        best: dict[tuple[str, str, str], Opposition] = {}
        for found in oppositions:
            pair = sorted((cluster_of[found.one.id].id, cluster_of[found.other.id].id))
            key = (found.type, pair[0], pair[1])
            known = best.get(key)
            if known is None or STRENGTHS.index(found.strength) < STRENGTHS.index(known.strength):
                best[key] = found
        return [self._made(found, cluster_of) for found in best.values()]

    def _made(self, found: Opposition, cluster_of: Mapping[str, Cluster]) -> Disagreement:
        one, other = found.one, found.other
        if self._is_later(one, other):
            one, other = other, one
        sides = []
        for item in (one, other):
            cluster = cluster_of[item.id]
            members = [i for i in cluster.items if i.is_held] or [item]
            if cluster_of[one.id] is cluster_of[other.id]:
                members = [item]
            value = _whether(item) if _is_denial(found) else _value(found.type, item)
            sides.append(side_of(value, members, self.documents, self.lineage))
        pair = (sides[0], sides[1])
        about = state_name(one)
        form, what = _form(found.type, one, other)
        told = explanation(form, found.strength, about, pair, self.documents, what=what, reason=found.reason)
        key = made_id("dis", found.type, *sorted((pair[0].claims[0], pair[1].claims[0])))
        return Disagreement(key, found.type, found.strength, about, pair, told, found.reason)

    def _is_later(self, one: Item, other: Item) -> bool:
        a, b = (self.documents.published(i.document) or 0 for i in (one, other))
        return (a, one.row) > (b, other.row)


def days_exclude(one: Item, other: Item) -> bool:
    """Whether the first days of two claims of what happened once cannot be one."""
    a, b = one.period, other.period
    if a is None or b is None or a.first is None or b.first is None:
        return False
    if any(period.open != "no" and period.first_kind != "actual" for period in (a, b)):
        return False
    return (a.last or a.first) < b.first or (b.last or b.first) < a.first


def _value(type_: str, item: Item) -> str:
    """What a side says, in words."""
    if type_ == "when" and item.period is not None:
        return day_text(item.period.first) or ""
    if type_ == "how_many" and item.quantity is not None:
        return item.quantity.words
    if type_ == "who" and item.subjects:
        return item.subjects[0].name
    if type_ == "where" and item.place is not None:
        return item.place.name
    return state_value(item)


def _is_denial(found: Opposition) -> bool:
    """Whether one claim denies what the other says, and nothing else."""
    one, other = found.one, found.other
    return (
        found.type == "whether"
        and one.kind == "relation"
        and one.predicate == other.predicate
        and one.positive != other.positive
    )


def _whether(item: Item) -> str:
    return "it is so" if item.positive else "it is not so"


def _form(type_: str, one: Item, other: Item) -> tuple[str, str]:
    """The name of the wording, and what goes into it beside what it is about."""
    if type_ == "whether" and one.predicate != other.predicate:
        return "whether_across", ""
    return f"{type_}_{one.kind}", predicate_words(one) if type_ == "who" else ""


def _ended(item: Item) -> bool:
    return item.phase == "ends"


def _same_position(one: Item, other: Item) -> bool:
    return one.position == other.position or None in (one.position, other.position)


def _has_values(one: Item, other: Item) -> bool:
    return bool((one.state or one.trend) and (other.state or other.trend)) and one.positive == other.positive


def _listed_pair(pairs: list[list[str]], one: str | None, other: str | None) -> bool:
    return one is not None and other is not None and ([one, other] in pairs or [other, one] in pairs)


def _fits(item: Item, wanted: Mapping[str, Any]) -> bool:
    if item.predicate not in wanted["predicates"]:
        return False
    if "state" in wanted and item.state not in wanted["state"]:
        return False
    return item.positive


def _narrower(one: Item, other: Item) -> bool:
    """Whether a judgement on an area stands against one on a part of it."""
    return one.place is not None and other.place is not None and one.place.level != other.place.level
