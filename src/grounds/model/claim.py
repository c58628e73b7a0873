"""The claim record, version 1, as frozen types.

A claim is one atomic statement that a document makes, with its grounds. Field names, their order and their meaning are
those of the record as it leaves Grounds (``grounds claims --format jsonl``); the closed lists stand in
``model/vocabulary``. :meth:`Claim.record` gives the JSON form, :func:`claim_from_record` reads one back, and
:func:`check` holds a claim against the vocabulary and the rules between fields.

``start``/``end`` are code points in the document's canonical text; a mention may lie outside the quote. Dates are ISO
days; null is unbounded. Tuples stand where JSON has lists.
"""

from __future__ import annotations

import json
import types
from dataclasses import MISSING, dataclass, field, fields, replace
from functools import cache
from operator import attrgetter
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

import orjson

from grounds.model import ids
from grounds.model.errors import RecordError
from grounds.model.vocabulary import VOCABULARY

CODEBOOK = "grounds-1"
NUMBER_RULE = "grounds-1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """A person's place in a body: a value of the list ``position`` and its words."""

    value: str
    words: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant:
    """A party: catalogue id (null for a described one), the words that name it, its part and how it was resolved."""

    actor: str | None = None
    name: str
    mention: str
    start: int
    end: int
    role: str | None = None
    actor_kind: str | None = None
    target_type: str | None = None
    person: bool = False
    protect: str | None = None
    position: Position | None = None
    resolved_by: str | None = None
    score: float | None = None
    why: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """One source of an attribution."""

    actor: str | None = None
    name: str
    mention: str
    start: int
    end: int
    position: Position | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """Words that set a value (``sets`` names the field: factuality, polarity, attribution, phase …)."""

    text: str
    start: int
    end: int
    sets: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Who, in the document, says so. ``self_`` (``self`` in JSON): the speaker is or belongs to a party."""

    source: tuple[Speaker, ...] = ()
    kind: str | None = None
    stance: str | None = None
    self_: bool = False
    cue: Cue | None = None
    channel: str = "unstated"
    access: str = "unstated"
    said: str | None = None
    via: Attribution | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """A stretch of text, for a goal or other free words."""

    words: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Likelihood:
    """Words of estimative probability with their ICD 203 range (null where the standard gives none)."""

    words: str
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How many events."""

    low: int | None
    best: int | None
    high: int | None
    words: str
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A figure other than casualties: strength, money, area, things."""

    what: str
    low: float | None
    best: float | None
    high: float | None
    bound: str
    unit: str | None
    words: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Casualties:
    """One outcome and category; ``part_of`` is the index of the total in the same list."""

    outcome: str
    of: str
    low: int | None
    best: int | None
    high: int | None
    bound: str
    words: str
    start: int
    end: int
    part_of: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """A period in full days; ``precision`` tells how much of them is meant, ``open`` whether it is assumed to go on."""

    from_: str | None
    to: str | None
    from_kind: str | None = "actual"
    to_kind: str | None = "actual"
    open: str = "no"
    precision: str | None = None
    mention: str = ""
    start: int | None = None
    end: int | None = None
    anchor: str | None = "document"


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """A place with its role, level and how its coordinates were come by (``basis``); never a party.

    ``admin1`` and ``admin2`` are the divisions that it is or lies in, by name, as of the document's date. ``precision``
    is the place's on the scales of UCDP (``where_prec``, 1–7) and ACLED (``geo_precision``, 1–3).
    """

    role: str
    name: str
    mention: str
    start: int
    end: int
    level: str | None = None
    country: str | None = None
    admin1: str | None = None
    admin2: str | None = None
    ids: dict[str, str] = field(default_factory=dict)
    lat: float | None = None
    lon: float | None = None
    radius_km: float | None = None
    precision: dict[str, int] = field(default_factory=dict)
    basis: str | None = None
    part: str | None = None
    score: float | None = None
    why: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A link to another claim by its id."""

    type: str
    claim: str


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotePart:
    """A piece of a quote that is interrupted (a page's foot, a column)."""

    start: int
    end: int
    exact: str
    page: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """The exact words: ``document.text[start:end] == exact``, with a little text around to find them again."""

    document: str
    start: int
    end: int
    exact: str
    prefix: str = ""
    suffix: str = ""
    page: int | None = None
    parts: tuple[QuotePart, ...] | None = None
    language: str | None = None
    translation: dict[str, str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReaderNote:
    """Which reader and rule made the claim, how sure it is (0–1), and which readers saw it."""

    name: str
    version: str
    rule: str
    confidence: float
    evidence: tuple[str, ...]
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One statement with its grounds. Make one with :func:`make_claim`, which checks it and gives it its id."""

    id: str = ""
    kind: str
    predicate: str
    modes: tuple[str, ...] = ()
    weapons: tuple[str, ...] = ()
    violence_type: str | None = None
    subjects: tuple[Participant, ...] = ()
    subjects_act: str | None = None
    directed: bool = True
    objects: tuple[Participant, ...] = ()
    factuality: str = "asserted"
    degree: str | None = None
    polarity: str = "positive"
    likelihood: Likelihood | None = None
    cues: tuple[Cue, ...] = ()
    attribution: Attribution | None = None
    scope: str | None = None
    count: Count | None = None
    phase: str | None = None
    outcome: str | None = None
    support: tuple[str, ...] = ()
    trend: str | None = None
    state: str | None = None
    goal: Words | None = None
    goal_type: str | None = None
    quantity: Quantity | None = None
    position: Position | None = None
    subtype: str | None = None
    against: tuple[Participant, ...] = ()
    when: When | None = None
    where: tuple[Where, ...] = ()
    casualties: tuple[Casualties, ...] = ()
    number_rule: str | None = NUMBER_RULE
    links: tuple[Link, ...] = ()
    quote: Quote
    reader: ReaderNote
    status: str = "machine"
    supersedes: str | None = None
    codebook: str = CODEBOOK
    created: str = ""

    def record(self) -> dict[str, Any]:
        """The claim as JSON-ready values, every key present, in the contract's order."""
        return _record(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """A sentence that names an actor but gave no claim: where it stands, whom it names, and why."""

    document: str
    start: int
    end: int
    exact: str
    reason: str
    detail: str = ""
    actors: tuple[str, ...] = ()

    def record(self) -> dict[str, Any]:
        """The unread sentence as JSON-ready values."""
        return _record(self)


def make_claim(claim: Claim) -> Claim:
    """Check a claim and give it its content id."""
    check(claim)
    return replace(claim, id=ids.claim_id(claim.record()))


def claim_from_record(record: dict[str, Any]) -> Claim:
    """Read a claim back from its JSON form; absent keys take their defaults, unknown keys are an error."""
    claim = _build(Claim, record, "claim")
    check(claim)
    return claim


# ---------------------------------------------------------------------------------------------------------- rules

_EVENT_ONLY = ("scope", "count", "modes", "violence_type", "outcome")
_PLAIN = [
    "kind",
    "factuality",
    "polarity",
    "degree",
    "scope",
    "phase",
    "outcome",
    "violence_type",
    "trend",
    "state",
    "goal_type",
    "subtype",
    "subjects_act",
    "status",
]
_PARTY = ("role", "actor_kind", "target_type", "protect")


def check(claim: Claim) -> None:
    """Raise a :class:`~grounds.model.errors.GroundsError` where a claim breaks the vocabulary or a rule between
    fields."""
    place = f"claim {claim.id or claim.predicate} at {claim.quote.start}–{claim.quote.end}"
    for name in _PLAIN:
        VOCABULARY.check(name, getattr(claim, name), place)
    VOCABULARY.check(claim.kind, claim.predicate, place)
    VOCABULARY.check_modes(claim.predicate, claim.modes, place)
    for name in ("weapons", "support"):
        for value in getattr(claim, name):
            VOCABULARY.check(name, value, place)
    _check_parties(claim, place)
    _check_attribution(claim.attribution, place)
    _check_time_and_place(claim, place)
    _check_shape(claim, place)


def _check_parties(claim: Claim, place: str) -> None:
    for party in (*claim.subjects, *claim.objects, *claim.against):
        for name in _PARTY:
            VOCABULARY.check(name, getattr(party, name), place)
        if party.position is not None:
            VOCABULARY.check("position", party.position.value, place)


def _check_attribution(attribution: Attribution | None, place: str) -> None:
    while attribution is not None:
        for name in ("kind", "stance", "channel", "access"):
            VOCABULARY.check(f"attribution.{name}", getattr(attribution, name), place)
        attribution = attribution.via


def _check_time_and_place(claim: Claim, place: str) -> None:
    when = claim.when
    if when is not None:
        for name in ("precision", "open", "anchor"):
            VOCABULARY.check(f"when.{name}", getattr(when, name), place)
        for kind in (when.from_kind, when.to_kind):
            VOCABULARY.check("when.kind", kind, place)
    for where in claim.where:
        for name in ("role", "level", "basis", "part"):
            VOCABULARY.check(f"where.{name}", getattr(where, name), place)
    for casualties in claim.casualties:
        VOCABULARY.check("casualties.outcome", casualties.outcome, place)
        VOCABULARY.check("casualties.of", casualties.of, place)
        VOCABULARY.check("bound", casualties.bound, place)
        given = [x for x in (casualties.low, casualties.best, casualties.high) if x is not None]
        if given != sorted(given):
            raise RecordError(f"casualties {given} do not rise", place=place)
    for link in claim.links:
        VOCABULARY.check("link.type", link.type, place)


def _check_shape(claim: Claim, place: str) -> None:
    if len(claim.quote.exact) != claim.quote.end - claim.quote.start:
        raise RecordError("the quote is not as long as its offsets say", place=place)
    if claim.kind == "event":
        return
    for name in _EVENT_ONLY:
        if getattr(claim, name):
            raise RecordError(f"{name} stands on a {claim.kind}", place=place)
    if len(claim.subjects) != 1 or len(claim.objects) > 1:
        raise RecordError("a relation or assessment has one subject and at most one object", place=place)
    if claim.kind == "relation" and not claim.objects:
        stands_in = claim.predicate in VOCABULARY["place_or_goal_instead_of_object"] and (claim.where or claim.goal)
        if not stands_in:
            raise RecordError("a relation without object", place=place)


# --------------------------------------------------------------------------------------------------- to and from JSON

_T = TypeVar("_T")


def _json_name(name: str) -> str:
    return name.rstrip("_")


_HINTS: dict[type, dict[str, Any]] = {}


@cache
def _shape(cls: Any) -> tuple[attrgetter[tuple[Any, ...]], tuple[str, ...]]:
    """What gets all fields of a class at once, and their names in JSON."""
    names = [f.name for f in fields(cls)]
    return attrgetter(*names), tuple(map(_json_name, names))


def _record(value: Claim | Unread) -> dict[str, Any]:
    record: dict[str, Any] = _plain(value)
    return record


def record_json(value: Claim | Unread) -> str:
    """The record as one line of JSON."""
    try:
        # Keys that are words of Python end in an underscore here. No text can hold these three characters: its own
        # quotation marks are escaped, and the mark that ends it stands before a comma or bracket.
        return orjson.dumps(value).replace(b'_":', b'":').decode()
    except orjson.JSONEncodeError:  # integers of more than 64 bits
        return json.dumps(value.record(), ensure_ascii=False, separators=(",", ":"))


_AS_IT_IS = frozenset({str, int, float, bool, type(None)})


def _plain(value: Any) -> Any:
    # Called for every field of every claim written: exact types are looked up before anything is asked of the value.
    kind: Any = type(value)
    if kind in _AS_IT_IS:
        return value
    if kind is tuple:
        return [_plain(v) for v in value] if value else []
    if kind is dict:
        return dict(value)
    values_of, names = _shape(kind)
    return {n: v if type(v) in _AS_IT_IS else _plain(v) for n, v in zip(names, values_of(value), strict=True)}


def _hints(cls: Any) -> dict[str, Any]:
    if cls not in _HINTS:
        _HINTS[cls] = get_type_hints(cls)
    return _HINTS[cls]


def _build(cls: type[_T], record: dict[str, Any], place: str) -> _T:
    known = {_json_name(f.name): f for f in fields(cls)}  # type: ignore[arg-type]
    unknown = set(record) - set(known)
    if unknown:
        raise RecordError(f"unknown keys {sorted(unknown)}", place=place, remedy="see docs/claim.schema.json")
    values = {
        f.name: _value(_hints(cls)[f.name], record[key], f"{place}.{key}") for key, f in known.items() if key in record
    }
    missing = [
        k for k, f in known.items() if f.name not in values and f.default is MISSING and f.default_factory is MISSING
    ]
    if missing:
        raise RecordError(f"keys {missing} are missing", place=place, remedy="see docs/claim.schema.json")
    return cls(**values)


def _value(hint: Any, value: Any, place: str) -> Any:
    origin = get_origin(hint)
    if origin in (Union, types.UnionType):
        if value is None:
            return None
        return _value(next(a for a in get_args(hint) if a is not type(None)), value, place)
    if origin is tuple:
        if not isinstance(value, list | tuple):
            raise RecordError(f"a list is meant, not {value!r}", place=place)
        return tuple(_value(get_args(hint)[0], v, f"{place}[{i}]") for i, v in enumerate(value))
    if origin is dict:
        return dict(value)
    if hasattr(hint, "__dataclass_fields__"):
        if not isinstance(value, dict):
            raise RecordError(f"an object is meant, not {value!r}", place=place)
        return _build(hint, value, place)
    if hint is float and isinstance(value, int) and not isinstance(value, bool):
        return value
    if not isinstance(value, hint) or (hint is int and isinstance(value, bool)):
        raise RecordError(f"{hint.__name__} is meant, not {value!r}", place=place)
    return value
