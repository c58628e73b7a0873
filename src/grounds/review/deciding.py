"""Take decisions: each is checked against those that stand, in one transaction, and then only ever added.

A decision that another one stands against is refused with :class:`~grounds.model.errors.Contested`, which names both;
nothing is written and nothing is lost, for the person may go over the other (``over``) or leave it. Who agrees with
another adds a decision of their own. A later decision of the same person goes over their earlier one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from grounds.ledger import decided
from grounds.ledger.opening import translated
from grounds.model.claim import CODEBOOK
from grounds.model.decision import CLAIM, DOCUMENT, Decision, make_decision
from grounds.model.errors import Contested, UsageError
from grounds.model.standing import outcome, settle, undone
from grounds.review import checking, views
from grounds.review.pairs import VERBS as PAIR_VERBS
from grounds.review.pairs import told_pairs

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from grounds.ledger import Ledger
    from grounds.model.claim import Claim

#: Verbs by the matter that they are about: decisions on one matter settle each other.
_MATTERS = {
    **dict.fromkeys(("accept", "reject", "add"), "verdict"),
    **dict.fromkeys(("promote", "quiet"), "mention"),
    **{verb: verb for verb in ("withdraw", "purge", "grade", "actor")},
}


@dataclass(frozen=True, slots=True)
class Who:
    """Who decides, and why; ``over`` are decisions that they know of and go over, ``batch`` the round of coding that
    it settles, ``grounds`` what it rests on besides the claim's own words."""

    by: str
    why: str
    over: tuple[str, ...] = ()
    batch: str | None = None
    grounds: Mapping[str, Any] | None = None


class Reviews:
    """The decisions of a ledger."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger

    # ---------------------------------------------------------------------------------------------------- deciding

    def accept(self, claim: str, who: Who) -> Decision:
        """A claim says what its words say."""
        return self._on_claim("accept", claim, who)

    def reject(self, claim: str, who: Who) -> Decision:
        """The words of a claim do not say so."""
        return self._on_claim("reject", claim, who)

    def correct(self, claim: str, values: Mapping[str, Any], who: Who) -> list[Decision]:
        """Fields of a claim are to be read otherwise: a decision a field."""
        with self.deciding() as connection:
            target = checking.claim_to_decide(connection, claim)
            checking.check_correction(connection, target, values)
            made = [
                self._add(connection, Decision(verb="correct", target=target.base, field=f, value=v, **_told(who)), who)
                for f, v in values.items()
            ]
            views.settle_claims(connection, target.document, [target.base])
        return made

    def withdraw(self, target: str, who: Who, *, value: Any = None) -> Decision:
        """Hide a claim, or a document with all that rests on it."""
        if not target.startswith(DOCUMENT):
            return self._on_claim("withdraw", target, who)
        with self.deciding() as connection:
            checking.document_to_decide(connection, target)
            draft = Decision(verb="withdraw", target=target, value=value, **_told(who))
            made = self._add(connection, draft, who)
            views.settle_document(connection, target)
        return made

    def pair(self, verb: str, one: str, other: str, who: Who) -> Decision:
        """Two claims, or two actors, are the ``same``, or ``not_same``."""
        with self.deciding() as connection:
            first, second = sorted(checking.end_of_pair(connection, end) for end in (one, other))
            checking.check_ends(first, second)
            draft = Decision(verb=verb, target=first, other=second, **_told(who))
            checking.check_pair(connection, draft, who.over)
            made = self._add(connection, draft, who)
            self.settle(connection, [made])
        if not first.startswith(CLAIM):
            self.write_actors()
        return made

    def split(self, part: Sequence[str], rest: Sequence[str], who: Who) -> Decision:
        """Of claims that were held to be one event or state, ``part`` are of another than ``rest``."""
        with self.deciding() as connection:
            ends = [sorted({checking.end_of_pair(connection, c) for c in listed}) for listed in (part, rest)]
            if not all(ends) or set(ends[0]) & set(ends[1]):
                raise UsageError("a split needs two lists without a common claim", remedy="name each claim once")
            value = {"part": ends[0], "rest": ends[1]}
            draft = Decision(verb="split", target=ends[0][0], other=ends[1][0], value=value, **_told(who))
            for one, other in told_pairs(draft):
                checking.check_pair(connection, replace(draft, target=one, other=other), who.over)
            made = self._add(connection, draft, who)
            self.settle(connection, [made])
        return made

    def add(self, claim: Claim, who: Who) -> Decision:
        """A person selects words of a document that is in, and says what they claim."""
        with self.deciding() as connection:
            checking.document_to_decide(connection, claim.quote.document)
            checking.claim_to_add(connection, claim)
            value, known = claim.record(), checking.document_of(connection, claim.id)
            if known is None:
                views.enter_claim(connection, claim)
            made = self._add(connection, Decision(verb="add", target=claim.id, value=value, **_told(who)), who)
            views.settle_claims(connection, claim.quote.document, [claim.id])
        return made

    def actor(self, actor_id: str, value: Mapping[str, Any], who: Who) -> Decision:
        """An actor that no list has; ``who.grounds`` tell the words in which it was seen."""
        made = self.note("actor", actor_id, who, dict(value))
        self.write_actors()
        return made

    def write_actors(self) -> None:
        """Write the file of actors by decision anew, where decisions have changed it."""
        from grounds.review import actors

        actors.write(self.ledger)

    def grade(self, source: str, name: str, grade: str, who: Who) -> Decision:
        """How reliable a source is held to be, A to F; the last word counts, whoever's it is."""
        value = {"name": name, "grade": grade}
        with self.deciding() as connection:
            heads = _heads(connection, Decision(verb="grade", target=source, **_told(who)))
            return self._add(
                connection,
                Decision(verb="grade", target=source, value=value, **_told(who)),
                replace(who, over=tuple(d.id for d in heads)),
            )

    def note(self, verb: str, target: str, who: Who, value: Any = None) -> Decision:
        """Add a decision on something else than a claim: an actor, a mention, a round of coding."""
        return self.note_all(verb, [(target, value)], who)[0]

    def note_all(self, verb: str, listed: Sequence[tuple[str, Any]], who: Who) -> list[Decision]:
        """Several of them, whole or not at all: pairs of target and value."""
        with self.deciding() as connection:
            drafts = [Decision(verb=verb, target=target, value=value, **_told(who)) for target, value in listed]
            return [self._add(connection, draft, who) for draft in drafts]

    def undo(self, decision: str, who: Who) -> Decision:
        """Undo a decision, or an undoing."""
        with self.deciding() as connection:
            target = checking.decision_to_undo(connection, decision)
            made = self._add(connection, Decision(verb="undo", target=target.id, **_told(who)), who)
            self.settle(connection, [target])
        self.write_actors()
        return made

    def _on_claim(self, verb: str, claim: str, who: Who) -> Decision:
        with self.deciding() as connection:
            target = checking.claim_to_decide(connection, claim)
            made = self._add(connection, Decision(verb=verb, target=target.base, **_told(who)), who)
            views.settle_claims(connection, target.document, [target.base])
        return made

    # ------------------------------------------------------------------------------------------------------ asking

    def all(self) -> list[Decision]:
        """All decisions, in the order in which this ledger got them."""
        return self.ledger.decisions()

    def on(self, claim: str) -> list[Decision]:
        """All decisions on a claim and on claims that it stands for, with what undoes them."""
        with self.asking() as connection:
            return decided.about(connection, checking.bases_of(connection, claim))

    @contextmanager
    def asking(self) -> Iterator[Connection]:
        """A connection to ask by."""
        with translated(self.ledger.path), self.ledger.connect() as connection:
            yield connection

    # ---------------------------------------------------------------------------------------------------- carrying out

    @contextmanager
    def deciding(self) -> Iterator[Connection]:
        """One transaction that no other writer can come between."""
        with translated(self.ledger.path), self.ledger.connect() as connection, connection.begin():
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            yield connection

    def _add(self, connection: Connection, draft: Decision, who: Who) -> Decision:
        """Check a decision against those that stand on its matter, and add it."""
        seen = _gone_over(connection, draft, who)
        made = make_decision(replace(draft, seen=tuple(sorted(seen))))
        decided.insert(connection, made, made.at)
        return made

    def settle(self, connection: Connection, decisions: Collection[Decision]) -> None:
        """Work out anew what these decisions bear on."""
        claims: dict[str, set[str]] = {}
        for about in {a for d in decisions for a in ends_of(checking.root_of(connection, d))}:
            if about.startswith(DOCUMENT):
                views.settle_document(connection, about)
            elif about.startswith(CLAIM) and (document := checking.document_of(connection, about)) is not None:
                claims.setdefault(document, set()).add(about)
        for document, bases in claims.items():
            views.settle_claims(connection, document, sorted(bases))


def ends_of(decision: Decision) -> set[str]:
    """All that a decision is about."""
    ends = {decision.target, *([decision.other] if decision.other is not None else [])}
    return ends | {end for pair in told_pairs(decision) for end in pair}


def _told(who: Who) -> dict[str, Any]:
    told = {"by": who.by, "why": who.why, "at": decided.moment(), "codebook": CODEBOOK, "batch": who.batch}
    return {**told, "grounds": dict(who.grounds) if who.grounds is not None else None}


def _gone_over(connection: Connection, draft: Decision, who: Who) -> set[str]:
    """The decisions on the same matter that this one goes over. Raises :class:`Contested` where somebody else's says
    something else, and is not named in ``over``."""
    if draft.verb in ("undo", "assign", "code"):
        return set()
    listed = decided.about(connection, {draft.target})
    gone = undone(listed)
    over = {_named(connection, o) for o in who.over}
    settled = settle([d for d in listed if _matter(d) == _matter(draft)], gone)
    seen = {head.id for head in settled.heads} | over
    if draft.verb == "reject":  # who rejects goes over what was corrected
        fields = [d for d in listed if d.verb == "correct" and d.id not in gone]
        seen |= {d.id for d in fields if d.by == draft.by}
        _refuse(draft, [d for d in fields if d.by != draft.by and d.id not in seen])
    if draft.verb == "correct":
        verdicts = settle([d for d in listed if _matter(d) == ("verdict",)], gone)
        _refuse(draft, [d for d in verdicts.heads if d.verb == "reject" and d.id not in over])
    against = [h for h in settled.heads if outcome(h) != outcome(draft) and h.by != draft.by and h.id not in over]
    _refuse(draft, [] if draft.verb in PAIR_VERBS else against)
    return seen


def _heads(connection: Connection, draft: Decision) -> Sequence[Decision]:
    listed = decided.about(connection, {draft.target})
    return settle([d for d in listed if _matter(d) == _matter(draft)], undone(listed)).heads


def _matter(decision: Decision) -> tuple[str, ...]:
    if decision.verb == "correct":
        return "correct", decision.field or ""
    if decision.verb in PAIR_VERBS:
        return "pair", decision.target, decision.other or ""
    return (_MATTERS.get(decision.verb, decision.id or "new"),)


def _refuse(draft: Decision, against: Sequence[Decision]) -> None:
    if against:
        raise contested(draft, against[-1], f"go over it with --over {against[-1].id[:12]}, or leave it")


def contested(draft: Decision, other: Decision, remedy: str) -> Contested:
    """The error of two decisions that contradict: it names both."""
    error = Contested(
        f"{in_words(other)} stands against the new one ({in_words(draft)})", place=draft.target, remedy=remedy
    )
    error.standing = (other.id,)
    return error


def in_words(decision: Decision) -> str:
    """A decision in a few words, for errors and lists."""
    what = decision.verb.replace("_", " ")
    if decision.field is not None:
        what += f" {decision.field} = {decision.value!r:.60}"
    named = f"{decision.id[:12]}, " if decision.id else ""
    return f"{named}{what} by {decision.by} on {decision.at[:16].replace('T', ' ')}: {decision.why}"


def _named(connection: Connection, given: str) -> str:
    return checking.decision_of(connection, given).id
