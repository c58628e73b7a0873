"""Weighing of one ledger: what the commands ask for."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from grounds.ledger.states import moment_of
from grounds.model.errors import LedgerBusy, NotFound, UsageError
from grounds.review import Reviews
from grounds.review.deciding import Who
from grounds.review.shown import claim_pairs, claim_pairs_at, statuses
from grounds.weighing.cluster import Cluster, Weighed
from grounds.weighing.data import settings
from grounds.weighing.decided import Decided, decided_of
from grounds.weighing.fields import Chooser, rules_of
from grounds.weighing.gathering import documents_of
from grounds.weighing.grades import (
    Credibility,
    certainty_sentence,
    confidence_sentence,
    credibility,
    credibility_sentence,
    standing,
)
from grounds.weighing.incidents import Incident, Incidents, link_record
from grounds.weighing.items import Item, day_number, item_of, name_key, source_of
from grounds.weighing.keeping import Keeping
from grounds.weighing.lineage import Lineage
from grounds.weighing.opposing import STRENGTHS, Disagreement
from grounds.weighing.packs import Pack, from_ledger, without
from grounds.weighing.sources import SourceRecord, sources
from grounds.weighing.ties import Tie, Ties
from grounds.weighing.weigh import weigh

if TYPE_CHECKING:
    from grounds.actors import Catalogue
    from grounds.ledger import Ledger
    from grounds.ledger.released import Released


class Weighing:
    """What a ledger's claims say together. Everything is a view, worked out when it is first asked for."""

    def __init__(
        self,
        ledger: Ledger,
        catalogue: Catalogue,
        files: Sequence[Path] = (),
        *,
        documents: Collection[str] | None = None,
        known_on: str | None = None,
        released: Released | None = None,
    ) -> None:
        """``files`` are the user's own files of actors, ``documents`` those that the views are about (null: all).

        ``known_on`` is the day as of which the ledger is asked; ``released`` is what somebody else may see of it: then
        views rest on that alone.
        """
        if known_on is not None and released is not None:
            raise UsageError("an earlier day is for the owner only", remedy="leave out --known-on or --clearance")
        self._moment = moment_of(known_on) if known_on is not None else None
        self._released = released
        self.ledger = ledger
        self.documents = documents
        self._files = files
        self._lineage = Lineage(catalogue)

    @cached_property
    def weighed(self) -> Weighed:
        """All claims that are shown, weighed."""
        if self._moment is not None:
            return self._at(self._moment)
        if self.documents is None and self._kept:
            return self._keeping.whole()
        if self.documents is not None and self._kept:
            return self._keeping.about(self.documents)
        of = self._released if self._released is not None else self.ledger
        items = [item_of(record, row) for row, record in enumerate(of.claims())]
        told = [source_of(record, row) for row, record in enumerate(of.documents())]
        documents = documents_of(told, dict(of.texts()), items)
        return weigh(items, documents, self._lineage, decided=self._decided)

    def _at(self, moment: str) -> Weighed:
        """The views as of a moment. Raises :class:`LedgerBusy` where what is kept cannot be brought up to date."""
        if not self._kept:
            remedy = "see that the ledger can be written to, and ask again"
            raise LedgerBusy("is in use, or must not be written to", place=str(self.ledger.path), remedy=remedy)
        return self._keeping.whole_at(moment, lambda shown: decided_of(claim_pairs_at(self.ledger, moment, shown)))

    @cached_property
    def _decided(self) -> Decided:
        """What people say of pairs of claims."""
        return decided_of(claim_pairs(self.ledger))

    @cached_property
    def statuses(self) -> dict[str, str]:
        """What people say of claims, by id; those that are not there are machine claims."""
        return statuses(self.ledger)

    def reviewed(self, items: Iterable[Item]) -> int:
        """How many of some claims a person has looked at."""
        return sum(item.id in self.statuses for item in items)

    @cached_property
    def _keeping(self) -> Keeping:
        own = hashlib.sha256(b"\0".join(path.read_bytes() for path in self._files)).hexdigest() if self._files else ""
        return Keeping(self.ledger, self._lineage, own, self._decided)

    @cached_property
    def _kept(self) -> bool:
        """Whether what is kept in the ledger can be asked; it is brought up to date first. What is kept is told of all
        claims, so that it must not be asked for somebody else."""
        return self._released is None and self._keeping.refresh()

    def freshen(self, *, within: int) -> bool:
        """Bring what is kept up to date where no more than so many documents wait; gives whether it is."""
        return self._keeping.waiting() <= within and self._kept

    def refresh(self) -> bool:
        """Bring what is kept in the ledger up to date; gives whether it can be asked."""
        return self._kept

    @cached_property
    def grades(self) -> dict[str, str]:
        """The reliability that people have given sources, by key."""
        return {row["source"]: row["grade"] for row in self.ledger.judgements()}

    @cached_property
    def credibility_of(self) -> dict[str, Credibility]:
        """By cluster its credibility."""
        against: dict[str, list[Disagreement]] = {}
        for one in self.weighed.disagreements:
            for claim in {c for side in one.sides for c in side.claims}:
                against.setdefault(self.weighed.cluster_of[claim].id, []).append(one)
        return {c.id: self._credibility(c, against.get(c.id, ())) for c in self.weighed.clusters}

    def _credibility(self, cluster: Cluster, against: Any) -> Credibility:
        met = {one.id: one for one in against}
        return credibility(standing(cluster, self.weighed, list(met.values()), self.grades))

    def _chooser(self, rules: Path | None) -> Chooser:
        return Chooser(self.weighed.documents, self._lineage, rules_of(rules), self.grades)

    def concerning(self, report: Pack) -> Pack:
        """What of the ledger may concern a report, the report itself left out where it is in."""
        if not self._kept:
            return without(from_ledger(self.ledger), report.texts)
        days = {source.id: source.day for source in report.sources}
        return without(self._keeping.near(report.items, days, report.texts.values()), report.texts)

    def _asked_for(self, items: Iterable[Item]) -> bool:
        """Whether a view is about the documents that were asked for."""
        return self.documents is None or any(item.document in self.documents for item in items)

    # ---------------------------------------------------------------------------------------------------- views

    def clusters(self) -> Iterator[dict[str, Any]]:
        """Claims that say the same, the most told first."""
        listed = [c for c in self.weighed.clusters if self._asked_for(c.items)]
        for cluster in sorted(listed, key=lambda c: (-len(c.voices), -len(c.items), c.items[0].row)):
            yield cluster_record(cluster, self.weighed, self.credibility_of[cluster.id])

    def incidents(self, rules: Path | None = None) -> Iterator[Incident]:
        """Events as a coder would publish them, by day."""
        for incident in Incidents(self.weighed, self._chooser(rules), self.credibility_of).all():
            if self._asked_for(incident.items):
                yield incident

    def ties(self, *, as_of: str | None = None, rules: Path | None = None) -> Iterator[tuple[Tie, str | None]]:
        """Ties with their spells; with ``as_of`` (YYYY-MM-DD) those that stood on that day, and how."""
        day = day_number(as_of)
        if as_of is not None and day is None:
            raise UsageError(f"{as_of!r} is no day", remedy="give it as YYYY-MM-DD")
        for tie in Ties(self.weighed, self._chooser(rules), self.credibility_of).all():
            state = tie.as_of(day) if day is not None else None
            if self._asked_for(tie.items) and (day is None or state is not None):
                yield tie, state

    def disagreements(self) -> list[Disagreement]:
        """Where claims do not say the same, the weightiest first."""
        return sorted(
            (d for d in self.weighed.disagreements if self._asked_for(i for side in d.sides for i in side.items)),
            key=lambda d: (STRENGTHS.index(d.strength), -sum(s.independent for s in d.sides)),
        )

    def grades_of(self, claim: str) -> dict[str, str]:
        """The four grades of a claim that is shown, each in a sentence: ``source``, ``credibility``, ``certainty``,
        ``reader``. Raises :class:`NotFound`."""
        item = self.weighed.items.get(claim)
        if item is None:
            remedy = "list those that are shown with `grounds claims`"
            raise NotFound(f"the claim {claim} is not shown", place=str(self.ledger.path), remedy=remedy)
        cluster = self.weighed.cluster_of[claim]
        origin = cluster.origins[claim]
        told = next((s.explanation for s in self.sources() if s.key == origin.key), None)
        return {
            "source": told or f"{origin.name} is not named, and cannot be judged.",
            "credibility": credibility_sentence(self.credibility_of[cluster.id]),
            "certainty": certainty_sentence(item),
            "reader": confidence_sentence(item),
        }

    # -------------------------------------------------------------------------------------------------- sources

    def sources(self) -> list[SourceRecord]:
        """Who says things, how reliable people hold them to be, and what their past suggests."""
        return sources(self.weighed, self.ledger.judgements())

    def judge(self, source: str, grade: str, *, by: str, why: str) -> SourceRecord:
        """Record how reliable a person holds a source (its name, or the key that :meth:`sources` tells) to be."""
        allowed = settings("credibility")["reliability"]
        if grade not in allowed:
            raise UsageError(f"{grade!r} is no grade", remedy=f"give one of {', '.join(allowed)}")
        if not by.strip() or not why.strip():
            raise UsageError("a judgement needs who and why", remedy="give --by and --why")
        named = [s for s in self.sources() if source in (s.key, s.name) or name_key(source) == name_key(s.name)]
        if not named:
            remedy = "list the sources with `grounds sources`"
            raise NotFound(f"no source {source!r} has said anything", place=str(self.ledger.path), remedy=remedy)
        Reviews(self.ledger).grade(named[0].key, named[0].name, grade, Who(by, why))
        return next(s for s in self.sources() if s.key == named[0].key)


def cluster_record(cluster: Cluster, weighed: Weighed, grade: Credibility) -> dict[str, Any]:
    """A cluster as JSON-ready values, in the contract's form."""
    links = {(k.one, k.other): k for item in cluster.items for k in weighed.links_of.get(item.id, ())}
    mine = {item.id for item in cluster.items}
    return {
        "id": cluster.id,
        "kind": cluster.items[0].kind,
        "predicate": cluster.items[0].predicate,
        "positive": cluster.items[0].positive,
        "claims": [item.id for item in cluster.items],
        "documents": list(cluster.documents),
        "independent_origins": len(cluster.voices),
        "origins": [_origin(key, cluster, weighed) for key in cluster.voices],
        "circles": [list(circle) for circle in cluster.circles],
        "credibility": grade.grade,
        "credibility_rule": grade.rule,
        "credibility_why": grade.why,
        "links": [link_record(k) for k in links.values() if k.one in mine and k.other in mine],
    }


def _origin(key: str, cluster: Cluster, weighed: Weighed) -> Mapping[str, Any]:
    from grounds.weighing.opposing import is_party

    origin = cluster.voices[key]
    items = [item for item in cluster.items if cluster.origins[item.id].key == key]
    first = min(items, key=lambda i: (weighed.documents.published(i.document) or 1 << 30, i.row))
    return {
        "name": origin.name,
        "named": not origin.unnamed,
        "party": is_party(origin, items, weighed.lineage, weighed.matter(first)),
        "first_document": first.document,
        "claims": [item.id for item in items],
    }
