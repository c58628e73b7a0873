"""What a decision must meet before it is added: what it is about is there, and nothing contradicts it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from grounds.ledger import decided, kept
from grounds.model.claim import CODEBOOK
from grounds.model.decision import CLAIM, DECISION, Decision
from grounds.model.errors import Contested, NotFound, UsageError
from grounds.model.standing import undone
from grounds.review.carrying import Successors
from grounds.review.claim_view import claim_view
from grounds.review.correcting import check_fields, check_words, corrected
from grounds.review.pairs import VERBS as PAIR_VERBS
from grounds.review.pairs import Pairs, pairs_of

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from grounds.model.claim import Claim

_LIST = "list ids with `grounds claims`"


@dataclass(frozen=True, slots=True)
class Target:
    """A claim to decide on: ``base`` is the claim that was read, or added by hand; ``row`` the one shown."""

    base: str
    document: str
    row: int


def claim_to_decide(connection: Connection, given: str) -> Target:
    """The claim of an id or its beginning. Raises :class:`NotFound`, and :class:`Contested` where another claim stands
    for it, or none."""
    claim, row, document = _claim(connection, given)
    base = _base(connection, row) or claim
    superseded = "SELECT 1 FROM superseded s JOIN claims c ON c.rowid = s.claim WHERE c.id = ?"
    if connection.exec_driver_sql(superseded, (base,)).first() is not None:
        now = Successors(connection, document).of(base)
        told = f"{now} stands for it now" if now else "no claim stands for it"
        remedy = f"decide on {now[:12]}" if now else "see `grounds claims --superseded`"
        raise Contested(f"is superseded: {told}", place=claim, remedy=remedy)
    return Target(base, document, row)


def _claim(connection: Connection, given: str) -> tuple[str, int, str]:
    prefix = given if given.startswith(CLAIM) else f"{CLAIM}{given}"
    asked = "SELECT id, rowid, document FROM claims WHERE id >= ? AND id < ? LIMIT 2"
    found = connection.exec_driver_sql(asked, (prefix, prefix + "\uffff")).all()
    if len(found) != 1:
        problem = f"several claims begin with {given!r}" if found else f"no claim {given!r}"
        raise NotFound(problem, remedy="give more of the id" if found else _LIST)
    claim, row, document = found[0]
    return str(claim), int(row), str(document)


def _base(connection: Connection, row: int) -> str | None:
    """The claim that was read, of one that people made of it."""
    asked = "SELECT c.id FROM made m JOIN claims c ON c.rowid = m.base WHERE m.claim = ?"
    found = connection.exec_driver_sql(asked, (row,)).first()
    return str(found[0]) if found is not None else None


def bases_of(connection: Connection, given: str) -> set[str]:
    """All claims that decisions on a claim may have been taken on."""
    claim, row, _ = _claim(connection, given)
    base = _base(connection, row) or claim
    asked = "SELECT base FROM carried WHERE now = (SELECT now FROM carried WHERE base = ?)"
    return {base, *(b for (b,) in connection.exec_driver_sql(asked, (base,)))}


def document_of(connection: Connection, claim: str) -> str | None:
    """The document of a claim; null where the claim is not in."""
    found = connection.exec_driver_sql("SELECT document FROM claims WHERE id = ?", (claim,)).first()
    return str(found[0]) if found is not None else None


def document_to_decide(connection: Connection, document: str) -> None:
    """Raise :class:`NotFound` where there is no such document."""
    if connection.exec_driver_sql("SELECT 1 FROM documents WHERE id = ?", (document,)).first() is None:
        raise NotFound(f"no document {document!r}", remedy="list them with `grounds documents`")


def claim_to_add(connection: Connection, claim: Claim) -> None:
    """Raise where the words of a new claim do not stand in its document."""
    asked = "SELECT text FROM documents WHERE id = ?"
    text = str(connection.exec_driver_sql(asked, (claim.quote.document,)).scalar_one())
    check_words(claim.record(), text)


# ---------------------------------------------------------------------------------------------------------- correcting


def check_correction(connection: Connection, target: Target, values: Mapping[str, Any]) -> None:
    """Raise where a field is none, points at words that do not stand there, or does not go with the others."""
    if not values:
        raise UsageError("there is nothing to correct", remedy="give FIELD=VALUE")
    check_fields(values)
    listed = decided.about(connection, bases_of(connection, target.base))
    view = claim_view(listed, undone(listed))
    drafts = {name: _draft(name, value) for name, value in values.items()}
    asked = "SELECT c.record, d.text FROM claims c JOIN documents d ON d.id = c.document WHERE c.id = ?"
    told, text = connection.exec_driver_sql(asked, (target.base,)).one()
    record = kept.needed(told, kept.CLAIM)
    made = corrected(record, {**view.corrections, **drafts})
    check_words({name: made.record()[name] for name in values}, text)


def _draft(name: str, value: Any) -> Decision:
    return Decision(verb="correct", target="", field=name, value=value, by="-", why="-", at="", codebook=CODEBOOK)


# --------------------------------------------------------------------------------------------------------------- pairs


def end_of_pair(connection: Connection, given: str) -> str:
    """What a pair is about: a claim by id or its beginning, else an actor's id."""
    return claim_to_decide(connection, given).base if given.startswith(CLAIM) else given


def check_ends(one: str, other: str) -> None:
    """Raise :class:`UsageError` where two are not of one kind, or are one and the same."""
    if one.startswith(CLAIM) != other.startswith(CLAIM):
        raise UsageError(f"{one} and {other} are not of one kind", remedy="give two claims, or two actors")
    if one == other:
        raise UsageError(f"{one} is itself", remedy="give two")


def check_pair(connection: Connection, draft: Decision, over: Sequence[str]) -> None:
    """Raise :class:`Contested` where decisions of others, or over several steps, say the opposite of a pair."""
    from grounds.review.deciding import contested

    one, other = draft.target, draft.other or ""
    found = standing_pairs(connection)
    against = found.against_same(one, other) if draft.verb == "same" else found.against_apart(one, other)
    if against is None or _goes_over(against, over):
        return
    ends = {against.target, against.other}
    if against.by == draft.by and ends == {one, other} and against.verb != "split":
        return  # a change of one's own mind on this very pair
    raise contested(draft, against, f"undo {against.id[:12]} first, if it is wrong")


def _goes_over(decision: Decision, over: Sequence[str]) -> bool:
    return any(decision.id.startswith(o if o.startswith(DECISION) else f"{DECISION}{o}") for o in over)


def standing_pairs(connection: Connection) -> Pairs:
    """What holds of all pairs, told by what was decided on."""
    marks = ", ".join("?" * len(PAIR_VERBS))
    listed = decided.all_decisions(connection, f"verb IN ({marks})", PAIR_VERBS)
    return pairs_of(decided.with_undoing(connection, listed), _family_base(connection))


def _family_base(connection: Connection) -> Any:
    """From a claim that was decided on to one that stands for its family, so that a pair outlives a reread."""
    asked = "SELECT base, now FROM carried WHERE now IS NOT NULL ORDER BY base"
    first: dict[int, str] = {}
    of: dict[str, str] = {}
    for base, now in connection.exec_driver_sql(asked):
        of[base] = first.setdefault(now, base)
    return lambda given: of.get(given, given)


# ------------------------------------------------------------------------------------------------------------- undoing


def decision_of(connection: Connection, given: str) -> Decision:
    """The decision of an id or its beginning. Raises :class:`NotFound`."""
    prefix = given if given.startswith(DECISION) else f"{DECISION}{given}"
    found = decided.all_decisions(connection, "id >= ? AND id < ?", (prefix, prefix + "\uffff"))
    if len(found) != 1:
        problem = f"several decisions begin with {given!r}" if found else f"no decision {given!r}"
        raise NotFound(problem, remedy="list them with `grounds review decisions`")
    return found[0]


def decision_to_undo(connection: Connection, given: str) -> Decision:
    """The decision to undo. Raises :class:`Contested` where it is undone already."""
    target = decision_of(connection, given)
    if target.verb == "purge":
        raise UsageError("what is purged is gone", place=target.id, remedy="read the document again from elsewhere")
    listed = decided.with_undoing(connection, [target])
    gone = undone(listed)
    if target.id in gone:
        by = next(d for d in listed if d.target == target.id and d.id not in gone)
        error = Contested(
            f"is undone already by {by.id[:12]} ({by.by}, {by.at[:10]}: {by.why})",
            place=target.id[:12],
            remedy=f"undo {by.id[:12]} to bring it back",
        )
        error.standing = (by.id,)
        raise error
    return target


def root_of(connection: Connection, decision: Decision) -> Decision:
    """What an undoing is about in the end."""
    while decision.verb == "undo":
        decision = decision_of(connection, decision.target)
    return decision
