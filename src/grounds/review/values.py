"""The values of a correction as a person types them: words of closed lists, days, names, numbers, or JSON.

``when=2024-03`` is a day, month, year or ``A..B``; parties and places are ids or names, found in the words of the claim
where they stand there; ``modes=ambush; shelling`` is a list; ``none`` takes a value away.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import fields
from typing import TYPE_CHECKING, Any

from grounds.model.claim import Claim
from grounds.model.errors import UsageError
from grounds.model.records import json_name, plain_record
from grounds.review.correcting import FIELDS
from grounds.review.entering import Entering, when_of

if TYPE_CHECKING:
    from grounds.actors import Catalogue
    from grounds.places import Gazetteer

_LISTS = ("modes", "weapons", "support", "cues", "links", "casualties", "where", "subjects", "objects", "against")
_PARTIES = ("subjects", "objects", "against")
_NONE: dict[str, Any] = {json_name(f.name): [] if json_name(f.name) in _LISTS else None for f in fields(Claim)}


class Values:
    """Reads typed values for one claim; the catalogue and the gazetteer are asked for when a name needs them."""

    def __init__(
        self,
        record: dict[str, Any],
        text: str,
        catalogue: Callable[[], Catalogue],
        gazetteer: Callable[[], Gazetteer],
    ) -> None:
        self._record = record
        self._text = text
        self._catalogue, self._gazetteer = catalogue, gazetteer

    def all(self, typed: Sequence[str]) -> dict[str, Any]:
        """From ``FIELD=VALUE`` the values by field. Raises :class:`UsageError`."""
        found: dict[str, Any] = {}
        for one in typed:
            name, sign, value = one.partition("=")
            name = name.strip()
            if not sign:
                raise UsageError(f"{one!r} has no '='", remedy="give FIELD=VALUE")
            if name not in FIELDS:
                raise UsageError(f"{name!r} is no field to correct", remedy=f"choose of {', '.join(FIELDS)}")
            found[name] = self.one(name, value.strip())
        return found

    def one(self, name: str, value: str) -> Any:
        """One value of a field."""
        if value.casefold() in ("none", ""):
            return _NONE[name]
        if value[0] in "[{":
            return _json(value)
        if name == "when":
            return plain_record(when_of(value))
        if name in _PARTIES:
            return [self._party(name, part) for part in _parts(value)]
        if name == "where":
            return [plain_record(self._entering.place(part, self._text, self._span)) for part in _parts(value)]
        if name == "directed":
            return _yes(value)
        if name in _LISTS:
            return _parts(value)
        if name == "goal":
            return plain_record(self._entering.words(value, self._text, self._span))
        return value

    def _party(self, side: str, name: str) -> dict[str, Any]:
        """A party; one that the claim has on that side already is kept with its words."""
        for party in self._record[side]:
            if name in (party["actor"], party["name"], party["mention"]):
                return dict(party)
        role = {"subjects": "perpetrator", "objects": "target"}.get(side) if self._record["kind"] == "event" else None
        return plain_record(self._entering.party(name, self._text, self._span, role))

    @property
    def _entering(self) -> Entering:
        return Entering(self._catalogue(), self._gazetteer())

    @property
    def _span(self) -> tuple[int, int]:
        return self._record["quote"]["start"], self._record["quote"]["end"]


def _parts(value: str) -> list[str]:
    return [part.strip() for part in value.split(";") if part.strip()]


def _yes(value: str) -> bool:
    known = {"yes": True, "true": True, "no": False, "false": False}
    if value.casefold() not in known:
        raise UsageError(f"{value!r} is neither yes nor no", remedy="give yes or no")
    return known[value.casefold()]


def _json(value: str) -> Any:
    try:
        return json.loads(value)
    except ValueError as error:
        raise UsageError(f"{value!r:.60} is no JSON ({error})", remedy="quote it for the shell") from error
