"""Figures of agreement: over all, by kind, by predicate, by field, with intervals by bootstrap over documents."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

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
        return _figures(self.documents)

    def interval(self, name: str = "f1", *, rounds: int = 1000, seed: int = 20) -> tuple[float, float] | None:
        """The 95 % interval of a figure by bootstrap over documents; null with fewer than two."""
        if len(self.documents) < 2:
            return None
        draw = random.Random(seed)
        values = []
        for _ in range(rounds):
            value = _figures([draw.choice(self.documents) for _ in self.documents])[name]
            if value is not None:
                values.append(value)
        values.sort()
        return (
            (values[int(0.025 * len(values))], values[min(int(0.975 * len(values)), len(values) - 1)])
            if values
            else None
        )

    def by(self, key: str) -> dict[str, dict[str, Any]]:
        """Precision, recall and F1 by ``kind`` or ``predicate``: recall over the coded, precision over ours."""
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
                "recall": _share(found[name], gold[name]),
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


def _figures(documents: Sequence[Compared]) -> dict[str, Any]:
    ours, gold = sum(len(d.ours) for d in documents), sum(len(d.gold) for d in documents)
    matched = [(d.ours[i], d.gold[j]) for d in documents for i, j in d.pairs]
    precision, recall = len(matched) / max(1, ours), len(matched) / max(1, gold)
    figures: dict[str, Any] = {
        "ours": ours,
        "gold": gold,
        "matched": len(matched),
        "precision": round(precision, 3),
        "recall": round(recall, 3),
    }
    figures["f1"] = round(2 * precision * recall / max(1e-9, precision + recall), 3)
    for name, read in _ALWAYS.items():
        figures[name] = _share(sum(read(a) == read(b) for a, b in matched), len(matched))
    for name, read in _WHERE_GIVEN.items():
        given = [(a, b) for a, b in matched if read(b)]
        figures[name] = _share(sum(read(a) == read(b) for a, b in given), len(given))
    return figures


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
