"""Actor linking: whom we take the coded parties of a report to be.

``python -m benchmarks.linking --data FOLDER_OR_FILES [--only NAME …] [--json OUT] [--misses]``. Each report is
``X.txt`` with its coded claims ``X.jsonl`` beside it.

The rule. Every stretch of text that some coded claim gives a subject or object is asked about once. Ours are the
catalogue actors that resolution gives to that stretch, whether or not a claim was read there. A coded party is
one of them where its name is borne by the actor, or names a force as we compose it ("Ethiopian forces"), or shares a
telling word with the actor's id or a name of it (the words of ``evaluation.matching_rule``; the mention itself does not
count, for it is the same on both sides) and is of the same kind. A party without an actor in the coding, and one that
the catalogue does not hold, is nobody: right where we give nobody, or the force that its name tells. Score: F1 over
links, so that "nobody" on both sides earns nothing; ``items`` is the share of stretches that are right whole, nobody
included; ``strict`` counts named parties that the catalogue does not hold as links missed; ``claims`` is F1 over the
parties of matched claims.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks import finish
from benchmarks.bootstrap import Hits, f1_interval
from benchmarks.reports import find_reports
from grounds.actors import Catalogue
from grounds.documents import read_file
from grounds.evaluation import load_gold
from grounds.evaluation.matching_rule import pair_up, telling_words
from grounds.language.pipeline import parse
from grounds.model.actor import Actor
from grounds.pipeline import Pipeline
from grounds.resolution.actors import compose_force
from grounds.resolution.context import Context
from grounds.resolution.resolved import Resolved

if TYPE_CHECKING:
    from spacy.tokens import Token

Party = dict[str, Any]


@dataclass(frozen=True)
class Asked:
    """A stretch of a report with those whom the coding and we take it for; ``unknown`` are coded names outside the
    catalogue."""

    document: str
    words: str
    gold: frozenset[str]
    ours: frozenset[str]
    unknown: frozenset[str]

    @property
    def hits(self) -> Hits:
        """What it adds to the figures."""
        return Hits(len(self.gold & self.ours), len(self.ours), len(self.gold))


class Names:
    """Which actor of the catalogue a coded party is, if any."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue

    def of(self, coded: Party, ours: Iterable[str]) -> str | None:
        """The id of a coded party: one of ``ours`` where it may be, else any; null for nobody."""
        composed = compose_force(coded["name"], self.catalogue, Context())
        force = [composed.actor.id] if composed is not None and composed.actor is not None else []
        if coded["actor"] is None:
            return next((i for i in ours if i in force), None)
        borne = [*(a.id for a in self.catalogue.find(coded["name"])), *force]
        alike = [i for i in ours if i in borne or (not borne and self._alike(coded, i))]
        return next(iter([*alike, *borne]), None) or self._by_words(coded)

    def _alike(self, coded: Party, actor_id: str) -> bool:
        actor = self.catalogue.get(actor_id)
        kind = coded.get("actor_kind")
        if actor is None or (kind is not None and kind != actor.kind):
            return False
        return bool(telling_words([{"name": coded["name"], "actor": coded["actor"]}]) & _told(actor))

    def _by_words(self, coded: Party) -> str | None:
        """An actor that bears the coder's slug as a name ("hamas" for "senior Hamas commander")."""
        found = self.catalogue.find(str(coded["actor"]).replace("_", " "))
        return found[0].id if len(found) == 1 else None


def _told(actor: Actor) -> set[str]:
    return telling_words([{"name": n} for n in (actor.id, actor.name, *(a.text for a in actor.aliases))])


def of_words(resolved: Resolved, start: int, end: int) -> frozenset[str]:
    """The catalogue actors that resolution gives to the words ``start:end`` of the document's text: those of its head,
    else of its other words but owners ("its enemies"); else of a name in it ("Israeli strikes")."""
    tokens = [t for t in resolved.parsed.doc if _within(resolved, t, start, end)]
    inside = {t.i for t in tokens}
    heads = [t for t in tokens if t.head.i == t.i or t.head.i not in inside]
    rest = [t for t in tokens if t.dep_ != "poss"]
    for some in (heads, rest):
        found = frozenset(p.actor for t in some for p in resolved.parties(t, spread=False) if p.actor)
        if found:
            return found
    if any(t.i in resolved.referents for t in tokens):
        return frozenset()
    names = (resolved.named.get(t.i) for t in tokens)
    return frozenset(n.actor.id for n in names if n is not None and n.actor is not None)


def _within(resolved: Resolved, token: Token, start: int, end: int) -> bool:
    _, first, last = resolved.parsed.words(token.idx, token.idx + len(token))
    return first < end and last > start


def asked(document: str, resolved: Resolved, coded: list[Party], names: Names) -> list[Asked]:
    """The coded stretches of one report in their order, with both answers."""
    spans: dict[tuple[int, int], dict[str, Party]] = {}
    for claim in coded:
        for party in (*claim["subjects"], *claim["objects"]):
            spans.setdefault((party["start"], party["end"]), {})[party["name"]] = party
    out = []
    for (start, end), parties in sorted(spans.items()):
        ours = of_words(resolved, start, end)
        linked = {name: names.of(party, ours) for name, party in parties.items()}
        gold = frozenset(i for i in linked.values() if i is not None)
        unknown = frozenset(n for n, p in parties.items() if p["actor"] is not None and linked[n] is None)
        out.append(Asked(document, resolved.parsed.document.text[start:end], gold, ours, unknown))
    return out


def in_claims(ours: list[Party], coded: list[Party], names: Names) -> Hits:
    """Links of the parties of claims that match."""
    hits = Hits()
    for mine, theirs in pair_up(ours, coded):
        for side in ("subjects", "objects"):
            given = {p["actor"] for p in ours[mine][side] if p["actor"]}
            linked = {names.of(p, given) for p in coded[theirs][side]} - {None}
            hits += Hits(len(given & linked), len(given), len(linked))
    return hits


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, nargs="+", required=True)
    parser.add_argument("--only", nargs="*", default=[])
    parser.add_argument("--json", type=Path)
    parser.add_argument("--misses", action="store_true")
    given = parser.parse_args()
    paths = find_reports(given.data, given.only)
    pipeline = Pipeline()
    names = Names(pipeline.resolver.catalogue)
    rows, claims = [], []
    for path, parsed in zip(paths, parse([read_file(p) for p in paths]), strict=True):
        coded = load_gold(path.with_suffix(".jsonl"))
        resolved = pipeline.resolver.resolve(parsed)
        rows.append(asked(path.stem, resolved, coded, names))
        reading = pipeline.reader.read(resolved)
        claims.append(in_claims([c.record() for c in reading.claims], coded, names))
    show(rows, misses=given.misses)
    finish(_result(rows, claims), given.json)


def show(rows: list[list[Asked]], *, misses: bool) -> None:
    """A line a report, and what went wrong where it is wanted."""
    for report in rows:
        figures = sum((a.hits for a in report), Hits()).figures()
        print(f"{report[0].document if report else '':14}" + json.dumps(figures))
        for one in report if misses else ():
            if one.gold != one.ours or one.unknown:
                told = f"{sorted(one.ours)} for {sorted(one.gold)}, not in the catalogue {sorted(one.unknown)}"
                print(f"   {one.words!r}: {told}")


def _result(rows: list[list[Asked]], claims: list[Hits]) -> dict[str, Any]:
    every = [a for report in rows for a in report]
    per_report = [sum((a.hits for a in report), Hits()) for report in rows]
    total = sum(per_report, Hits()).figures()
    strict = sum((Hits(0, 0, len(a.unknown)) for a in every), sum(per_report, Hits()))
    right = [a.gold == a.ours for a in every]
    return {
        "score": total["f1"],
        "interval": f1_interval(per_report),
        "precision": total["precision"],
        "recall": total["recall"],
        "stretches": len(every),
        "items": round(sum(right) / len(right), 3) if right else None,
        "outside_catalogue": sum(len(a.unknown) for a in every),
        "strict": strict.figures()["f1"],
        "claims": sum(claims, Hits()).figures()["f1"],
    }


if __name__ == "__main__":
    main()
