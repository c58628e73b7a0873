"""Figures of agreement: over all, by kind, by predicate, by field, with intervals."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from grounds.evaluation.intervals import drawn_intervals, share_interval
from grounds.evaluation.matching_rule import Record, pair_up

#: Fields compared on matched claims. A field with a coded value only counts where the coding gives one.
_ALWAYS: dict[str, Callable[[Record], Any]] = {
    "predicate": lambda c: c["predicate"],
    "factuality": lambda c: c["factuality"],
    "polarity": lambda c: c["polarity"],
    "attributed": lambda c: bool(c.get("attribution")),
}
_WHERE_GIVEN: dict[str, Callable[[Record], Any]] = {
    "support": lambda c: frozenset(c.get("support") or ()),
    "modes": lambda c: frozenset(c.get("modes") or ()),
    "trend": lambda c: c.get("trend"),
    "state": lambda c: c.get("state"),
    "scope": lambda c: c.get("scope"),
    "phase": lambda c: c.get("phase"),
    "outcome": lambda c: c.get("outcome"),
    "from": lambda c: (c.get("when") or {}).get("from"),
}
_FIELDS = {**_ALWAYS, **_WHERE_GIVEN}


@dataclass(frozen=True)
class Compared:
    """One document's claims against its coding; pairs are indices into both."""

    document: str
    ours: list[Record]
    gold: list[Record]
    pairs: list[tuple[int, int]]


@dataclass(frozen=True)
class Evaluation:
    """The comparison of several documents; every figure is derived from it."""

    documents: tuple[Compared, ...]

    def figures(self) -> dict[str, Any]:
        """Counts, precision, recall, F1, and the share of matched claims that agree in each field (null where none)."""
        return _figures(_added([_tally(compared) for compared in self.documents]))

    def intervals(self, *, rounds: int = 1000, seed: int = 20) -> dict[str, tuple[float, float] | None]:
        """The 95 % interval of each share: precision, recall and F1 by bootstrap over documents, or over the sentences
        of a single one (null where there is but one of these); the fields by Wilson's (null with nothing to compare).
        """
        units = self.documents if len(self.documents) > 1 else [u for d in self.documents for u in _by_sentence(d)]
        tallies = [_tally(unit) for unit in units]
        drawn = drawn_intervals(tallies, lambda some: _agreement(_added(some)), rounds, seed)
        return {**drawn, **{name: share_interval(same, given) for name, given, same in _fields(_added(tallies))}}

    def interval(self, name: str = "f1", *, rounds: int = 1000, seed: int = 20) -> tuple[float, float] | None:
        """The interval of one share, as :meth:`intervals` gives it."""
        return self.intervals(rounds=rounds, seed=seed)[name]

    def by(self, key: str) -> dict[str, dict[str, Any]]:
        """Precision and recall by ``kind`` or ``predicate``, with Wilson's interval: recall over the coded, precision
        over ours."""
        ours: Counter[str] = Counter()
        gold: Counter[str] = Counter()
        found: Counter[str] = Counter()
        right: Counter[str] = Counter()
        for compared in self.documents:
            ours.update(c[key] for c in compared.ours)
            gold.update(c[key] for c in compared.gold)
            right.update(compared.ours[i][key] for i, _ in compared.pairs)
            found.update(compared.gold[j][key] for _, j in compared.pairs)
        return {
            name: {
                "ours": ours[name],
                "gold": gold[name],
                "precision": _share(right[name], ours[name]),
                "precision_interval": share_interval(right[name], ours[name]),
                "recall": _share(found[name], gold[name]),
                "recall_interval": share_interval(found[name], gold[name]),
            }
            for name in sorted({*ours, *gold})
        }

    def by_rule(self) -> dict[str, dict[str, Any]]:
        """Of each rule of ours that gave a claim: how many, and the share that agrees with the coding; the weakest
        first."""
        ours: Counter[str] = Counter()
        right: Counter[str] = Counter()
        for compared in self.documents:
            ours.update(_rule(c) for c in compared.ours)
            right.update(_rule(compared.ours[i]) for i, _ in compared.pairs)
        ranked = sorted(ours, key=lambda name: (right[name] - ours[name], name))
        return {n: {"ours": ours[n], "right": right[n], "precision": _share(right[n], ours[n])} for n in ranked}

    def sentences(self) -> list[dict[str, Any]]:
        """Sentence by sentence: misses (``missed_at``: their places in the coding), extra claims and matched claims
        with wrong fields; agreeing sentences are left out."""
        return [row for compared in self.documents for row in _sentences(compared)]


def evaluate(pairs: Sequence[tuple[str, list[Record], list[Record]]]) -> Evaluation:
    """Compare documents, each given as its name, our claims and the coded ones."""
    return Evaluation(tuple(Compared(name, ours, gold, pair_up(ours, gold)) for name, ours, gold in pairs))


def _rule(claim: Record) -> str:
    return str((claim.get("reader") or {}).get("rule") or "not told")


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 3) if whole else None


def _tally(compared: Compared) -> list[int]:
    """What figures are made of, which may be added up: claims of both sides, matched ones, and for each field the
    matched claims that can be compared in it and those that agree."""
    matched = [(compared.ours[i], compared.gold[j]) for i, j in compared.pairs]
    tally = [len(compared.ours), len(compared.gold), len(matched)]
    for name, read in _FIELDS.items():
        given = [(a, b) for a, b in matched if name in _ALWAYS or read(b)]
        tally += [len(given), sum(read(a) == read(b) for a, b in given)]
    return tally


def _added(tallies: Sequence[list[int]]) -> list[int]:
    return [sum(column) for column in zip(*tallies, strict=True)] or [0] * (3 + 2 * len(_FIELDS))


def _figures(tally: list[int]) -> dict[str, Any]:
    counts = dict(zip(("ours", "gold", "matched"), tally, strict=False))
    return {**counts, **_agreement(tally), **{name: _share(same, given) for name, given, same in _fields(tally)}}


def _agreement(tally: list[int]) -> dict[str, float]:
    ours, gold, matched = tally[:3]
    precision, recall = matched / max(1, ours), matched / max(1, gold)
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    return {"precision": round(precision, 3), "recall": round(recall, 3), "f1": round(f1, 3)}


def _fields(tally: list[int]) -> Iterator[tuple[str, int, int]]:
    """Each field with the matched claims that can be compared in it, and those that agree."""
    return zip(_FIELDS, tally[3::2], tally[4::2], strict=True)


def _by_sentence(compared: Compared) -> list[Compared]:
    """A document's comparison in pieces, each of one coded sentence or of one that only we take a claim from."""
    units: dict[int, Compared] = defaultdict(lambda: Compared(compared.document, [], [], []))
    coded = dict(compared.pairs)
    for i, claim in enumerate(compared.ours):
        place = compared.gold[coded[i]] if i in coded else claim
        units[place["quote"]["start"]].ours.append(claim)
    place_of = {id(claim): n for unit in units.values() for n, claim in enumerate(unit.ours)}
    ours = {j: i for i, j in compared.pairs}
    for j, claim in enumerate(compared.gold):
        unit = units[claim["quote"]["start"]]
        if j in ours:
            unit.pairs.append((place_of[id(compared.ours[ours[j]])], len(unit.gold)))
        unit.gold.append(claim)
    return list(units.values())


def wrong_fields(ours: Record, gold: Record) -> dict[str, tuple[Any, Any]]:
    """Fields in which a matched pair differs: ours, coded."""
    wrong = {n: (read(ours), read(gold)) for n, read in _ALWAYS.items() if read(ours) != read(gold)}
    wrong |= {
        n: (read(ours), read(gold)) for n, read in _WHERE_GIVEN.items() if read(gold) and read(ours) != read(gold)
    }
    return wrong


def _sentences(compared: Compared) -> list[dict[str, Any]]:
    rows: dict[int, dict[str, Any]] = defaultdict(
        lambda: {"document": compared.document, "sentence": "", "missed": [], "missed_at": [], "extra": [], "wrong": []}
    )
    taken_ours, taken_gold = {i for i, _ in compared.pairs}, {j for _, j in compared.pairs}
    for j, claim in enumerate(compared.gold):
        row = rows[claim["quote"]["start"]]
        row["sentence"] = claim["quote"].get("exact", "")
        if j not in taken_gold:
            row["missed"].append(claim)
            row["missed_at"].append(j)
    for i, claim in enumerate(compared.ours):
        row = rows[claim["quote"]["start"]]
        row["sentence"] = row["sentence"] or claim["quote"].get("exact", "")
        if i not in taken_ours:
            row["extra"].append(claim)
    for i, j in compared.pairs:
        wrong = wrong_fields(compared.ours[i], compared.gold[j])
        if wrong:
            rows[compared.gold[j]["quote"]["start"]]["wrong"].append(
                {"predicate": compared.gold[j]["predicate"], "fields": wrong}
            )
    return [rows[k] for k in sorted(rows) if rows[k]["missed"] or rows[k]["extra"] or rows[k]["wrong"]]
