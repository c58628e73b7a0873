"""What to look for among claims."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from grounds.ledger.states import moment_of
from grounds.model.errors import UsageError

if TYPE_CHECKING:
    from grounds.actors import Catalogue

#: The largest whole number that SQLite holds, and the longest part of a name that it compares with.
_LARGEST = 2**63 - 1
_LONGEST = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimFilter:
    """All given conditions must hold. ``actor`` is an id or whole words of a name, ``actor_ids`` are ids of actors that
    are meant besides (those whose alias ``actor`` is); ``document`` is an id, ``documents`` are ids of which any is
    meant; ``text`` words that must stand in the quote or names; ``since``/``until`` ISO days that the claim's period
    must touch (claims without a date are left out then). ``superseded`` asks for the claims that are no longer shown,
    instead of those that are.

    Three times are kept apart: ``since``/``until`` is when it happened, ``said_since``/``said_until`` the date of the
    document, ``known_on`` the day (or moment) as of which the ledger is asked. ``status`` is of the list ``status``;
    without it all that is in sight is meant: no claim that was rejected or withdrawn.
    """

    kind: str | None = None
    predicate: str | None = None
    actor: str | None = None
    actor_ids: tuple[str, ...] = ()
    factuality: str | None = None
    polarity: str | None = None
    since: str | None = None
    until: str | None = None
    text: str | None = None
    document: str | None = None
    documents: tuple[str, ...] = ()
    rule: str | None = None
    superseded: bool = False
    status: str | None = None
    said_since: str | None = None
    said_until: str | None = None
    known_on: str | None = None
    limit: int | None = None
    offset: int = 0

    def __post_init__(self) -> None:
        for name in ("since", "until", "said_since", "said_until"):
            day = getattr(self, name)
            if day is not None and not _is_day(day):
                raise UsageError(f"{name} {day!r} is no day", remedy="give it as YYYY-MM-DD")
        if self.known_on is not None:
            moment_of(self.known_on)
        if self.superseded and (self.status or self.known_on):
            raise UsageError("superseded claims have no status of their own", remedy="ask for one or the other")
        for name in ("kind", "predicate", "factuality", "polarity", "status"):
            if getattr(self, name) is not None:
                _check(name, getattr(self, name))
        for name in ("actor", "document", "rule"):
            _check_storable(name, getattr(self, name))
        for name in ("limit", "offset"):
            if not 0 <= (getattr(self, name) or 0) <= _LARGEST:
                raise UsageError(f"{name} {getattr(self, name)} is out of range", remedy="give a smaller whole number")
        if self.actor is not None and not self.actor.strip():
            raise UsageError("the actor is empty", remedy="give an id or part of a name")

    @property
    def moment(self) -> str | None:
        """The moment as of which the ledger is asked; null for now."""
        return moment_of(self.known_on) if self.known_on is not None else None

    def looks_at_documents(self, all_in: bool = False) -> bool:
        """Whether the documents of claims must be looked at too; ``all_in``: all were in by the day asked for."""
        return any((self.known_on and not all_in, self.said_since, self.said_until))

    def with_aliases(self, catalogue: Catalogue) -> ClaimFilter:
        """The same filter with the ids of the actors that bear the name: their claims are found however the text calls
        them, also as "its fighters"."""
        if self.actor is None:
            return self
        meant = {actor.id for actor in catalogue.find(self.actor)} | {catalogue.merged.get(self.actor, self.actor)}
        merged = {one for one, into in catalogue.merged.items() if into in meant}
        return replace(self, actor_ids=tuple(sorted(meant | merged)))


def _check_storable(name: str, value: str | None) -> None:
    """Bytes of the command line that are no text stand in no ledger, and a name is no book."""
    if value is not None and not is_storable(value):
        raise UsageError(f"the {name} is no text", remedy="check how it is typed and the terminal's encoding")
    if value is not None and len(value) > _LONGEST:
        raise UsageError(f"the {name} is longer than {_LONGEST} characters", remedy="give a part of it")


def is_storable(text: str) -> bool:
    """Whether a ledger can hold the text: halves of characters are none."""
    return not any("\ud800" <= c <= "\udfff" for c in text)


def _check(name: str, value: str) -> None:
    """A value outside its list would find nothing and look like an answer."""
    from grounds.model.vocabulary import VOCABULARY  # read only where a value is to be checked

    allowed = sorted(VOCABULARY.kind_of) if name == "predicate" else sorted(VOCABULARY[name])
    if value not in allowed:
        raise UsageError(f"{value!r} is no {name}", remedy=f"choose one of {', '.join(allowed)}")


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def quoted(text: str) -> str:
    """A user's words as an FTS5 query: each word quoted, so that no sign of theirs is taken for syntax."""
    words = re.findall(r"\w+", text, re.UNICODE)
    return " ".join(f'"{w}"' for w in words)
