"""``grounds evaluate``: figures and misses."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

import grounds
from grounds.cli.output import clean, target
from grounds.evaluation import Evaluation, NearMiss
from grounds.explaining import Nearly

#: So many rules are told of one miss.
_MOST = 4


def evaluate(ledger: Path, gold: list[Path], misses: bool, json_: Path | None) -> None:
    """Print the comparison; with ``json_`` write its figures."""
    out = Console(highlight=False, soft_wrap=True)
    with grounds.open(ledger, create=False) as bench:
        evaluation = bench.evaluate(gold)
        near = {c.document: bench.near_misses(c) for c in evaluation.documents} if misses else {}
    figures = evaluation.figures()
    intervals = evaluation.intervals()
    told = {k: f"{v} {_interval(intervals[k])}".strip() for k, v in figures.items() if k in intervals and v is not None}
    out.print(f"{figures['ours']} claims against {figures['gold']} coded: {figures['matched']} match")
    out.print(f"precision {told['precision']}, recall {told['recall']}, F1 {told['f1']}")
    fields = [k for k in intervals if k not in {"precision", "recall", "f1"}]
    out.print("of the matched, the same: " + ", ".join(f"{k} {told.get(k, '–')}" for k in fields))
    over = "documents" if len(evaluation.documents) > 1 else "the sentences of the one document"
    out.print(f"(95 % intervals: precision, recall and F1 by bootstrap over {over}, all others Wilson's)")
    for key in ("kind", "predicate"):
        out.print(_table(evaluation, key))
    if misses:
        _misses(out, evaluation, near)
    if json_ is not None:
        with target(json_, ledger) as file:
            file.write(
                json.dumps(
                    {
                        **figures,
                        "interval": intervals["f1"],
                        "intervals": intervals,
                        "by_kind": evaluation.by("kind"),
                        "by_predicate": evaluation.by("predicate"),
                        "by_rule": evaluation.by_rule(),
                    }
                )
                + "\n"
            )


def _table(evaluation: Evaluation, key: str) -> Table:
    table = Table(box=None, pad_edge=False)
    for column in (key, "ours", "coded", "precision", "recall"):
        table.add_column(column)
    for name, row in evaluation.by(key).items():
        shares = (_figure(row[share], row[f"{share}_interval"]) for share in ("precision", "recall"))
        table.add_row(name, str(row["ours"]), str(row["gold"]), *shares)
    return table


def _figure(value: float | None, interval: tuple[float, float] | None) -> str:
    return "–" if value is None else f"{value:.2f} {_interval(interval)}"


def _interval(interval: tuple[float, float] | None) -> str:
    return f"({interval[0]:.2f}–{interval[1]:.2f})" if interval else ""


def _misses(out: Console, evaluation: Evaluation, near: dict[str, list[tuple[NearMiss, list[Nearly]]]]) -> None:
    found = {(document, one.place): (one, nearly) for document, listed in near.items() for one, nearly in listed}
    for row in evaluation.sentences():
        out.print(Text(f"\n{row['document']}: {clean(row['sentence'])}", style="bold"))
        for place, claim in zip(row["missed_at"], row["missed"], strict=True):
            out.print(Text(f"  missed: {clean(_one_line(claim))}"))
            for line in _near(*found[row["document"], place]):
                out.print(Text(f"    {clean(line)}", style="dim"))
        for claim in row["extra"]:
            out.print(Text(f"  extra: {clean(_one_line(claim))}"))
        for wrong in row["wrong"]:
            told = "; ".join(f"{k}: ours {_plain(a)}, coded {_plain(b)}" for k, (a, b) in wrong["fields"].items())
            out.print(Text(f"  differs in {wrong['predicate']}: {told}"))


def _near(miss: NearMiss, nearly: list[Nearly]) -> Iterator[str]:
    """The nearest claim with what differs, and the rules that nearly read the miss."""
    if miss.nearest is None:
        yield "near miss: none, no claim of ours stands in its words"
    else:
        taken = "; it agrees with another coded claim" if miss.taken else ""
        yield f"near miss: {_one_line(miss.nearest)}; differs in {', '.join(miss.differs) or 'nothing'}{taken}"
    for one in nearly[:_MOST]:
        yield f"nearly fired: {one.rule} at “{one.word}”: {one.why}"
    if len(nearly) > _MOST:
        yield f"… and {len(nearly) - _MOST} more rules"
    if not nearly:
        yield "nearly fired: none; no word of its sentence stands in a rule of this predicate"


def _one_line(claim: dict[str, Any]) -> str:
    sides = [
        " + ".join(p.get("name") or p.get("mention") or "?" for p in claim[s]) or "–" for s in ("subjects", "objects")
    ]
    return f"{claim['predicate']}: {sides[0]} → {sides[1]} ({claim['factuality']}, {claim['polarity']})"


def _plain(value: Any) -> str:
    return ", ".join(sorted(value)) or "none" if isinstance(value, frozenset) else str(value)
