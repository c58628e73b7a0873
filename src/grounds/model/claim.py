"""The claim record, version 1, as frozen types.

A claim is one atomic statement that a document makes, with its grounds. Field names, their order and their meaning are
those of the record as it leaves Grounds (``grounds claims --format jsonl``); the closed lists stand in
``model/vocabulary``. :meth:`Claim.record` gives the JSON form and :func:`claim_from_record` reads one back
(``records``); ``checks`` holds a claim against the vocabulary and the rules between fields.

``start``/``end`` are code points in the document's canonical text; a mention may lie outside the quote. Dates are ISO
days; null is unbounded. Tuples stand where JSON has lists.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from grounds.model import ids
from grounds.model.checks import check
from grounds.model.records import plain_record, value_from_record

CODEBOOK = "grounds-1"
NUMBER_RULE = "grounds-1"
#: The reader's name of claims that people entered.
BY_HAND = "hand"


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
    """One source of an attribution; a document's publisher, who speaks in its own voice, has no mention in it."""

    actor: str | None = None
    name: str
    mention: str | None = None
    start: int | None = None
    end: int | None = None
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
        return plain_record(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """A sentence that names an actor but gave no claim: where it stands, whom it names, and why.

    ``likely`` are predicates that trained models hold it to tell of, the likeliest first; empty where rules alone read.
    """

    document: str
    start: int
    end: int
    exact: str
    reason: str
    detail: str = ""
    actors: tuple[str, ...] = ()
    likely: tuple[str, ...] = ()

    def record(self) -> dict[str, Any]:
        """The unread sentence as JSON-ready values."""
        return plain_record(self)


def make_claim(claim: Claim) -> Claim:
    """Check a claim and give it its content id."""
    check(claim)
    return replace(claim, id=ids.claim_id(claim.record()))


def claim_from_record(record: dict[str, Any]) -> Claim:
    """Read a claim back from its JSON form; absent keys take their defaults, unknown keys are an error."""
    claim = value_from_record(Claim, record, "claim")
    check(claim)
    return claim
