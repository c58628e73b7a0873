"""Commands that show one thing whole: a claim, an actor, the demo."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.text import Text

import grounds
from grounds.api import Workbench
from grounds.cli.output import clean, number_of
from grounds.model.content import differing
from grounds.model.document import Document
from grounds.review import Reviews
from grounds.review.deciding import in_words
from grounds.tables import period, sentence

_CONTEXT = 160
#: What a text tells as a fact.
_FACTS = frozenset({"asserted", "qualified"})


def _console() -> Console:
    return Console(highlight=False, soft_wrap=True)


def claim(ledger: Path, claim_id: str, *, why: bool = False, grades: bool = False) -> None:
    """Print a claim with its words in place and the reasons; with ``why`` how each of them came about, with ``grades``
    how far it is to be trusted."""
    out = _console()
    with grounds.open(ledger, create=False) as bench:
        record = bench.ledger.claim(claim_id)
        document = bench.ledger.document(record["quote"]["document"])
        state = _state(bench, record)
        decisions = [("decided", in_words(one)) for one in Reviews(bench.ledger).on(record["id"])]
        explanation = bench.why(record["id"]) if why else None
        graded = bench.weighing().grades_of(record["id"]) if grades else {}
    quote, text = record["quote"], document.text
    out.print(Text(clean(sentence(record)), style="bold"))
    before, after = (
        text[max(0, quote["start"] - _CONTEXT) : quote["start"]],
        text[quote["end"] : quote["end"] + _CONTEXT],
    )
    out.print(
        Text.assemble(
            ("… " if quote["start"] > _CONTEXT else "") + clean(before),
            (clean(quote["exact"]), "reverse"),
            clean(after) + (" …" if quote["end"] + _CONTEXT < len(text) else ""),
            style="dim",
        )
    )
    lines = [*_lines(record), *_source(document, quote), *state, *decisions]
    width = max(len(label) for label in (*(label for label, _ in lines), *graded)) + 2
    for label, value in lines:
        out.print(Text.assemble((f"{label:{width}}", "dim"), clean(value)))
    for name, told in graded.items():
        out.print(Text.assemble("\n" if name == "source" else "", (f"{name:{width}}", "dim"), clean(told)))
    if explanation is not None:
        from grounds.cli.explaining import show

        show(explanation)


def _state(bench: Workbench, record: dict[str, Any]) -> list[tuple[str, str]]:
    """Of a claim that is no longer shown: since when, and what stands for it now."""
    hidden, reading = bench.ledger.superseded(record["id"])
    if not hidden:
        return []
    if reading is None:
        return [("superseded", "the run that gave it was undone")]
    reader = f"{reading.reader['name']} {reading.reader['version']}" if reading.reader else "an older reader"
    lines = [("superseded", f"by run {reading.run} of {reading.at[:10]}, {reader}")]
    now = bench.successor(record["id"])
    if now is None:
        return [*lines, ("now", "no claim stands for it")]
    fields = ", ".join(differing(record, now)) or "nothing, but for the reader's note"
    return [*lines, ("now", f"{now['id']}; differs in {fields}")]


def _lines(record: dict[str, Any]) -> list[tuple[str, str]]:
    """What a claim holds, a line each; empty fields are left out."""
    lines = [
        ("id", record["id"]),
        ("status", record["status"]),
        ("kind", f"{record['kind']}: {record['predicate']}"),
        ("held", _held(record)),
    ]
    for label, side in (("subject", "subjects"), ("object", "objects"), ("against", "against")):
        lines += [(label, _party(p)) for p in record[side]]
    if record["attribution"]:
        lines.append(("said by", _speakers(record["attribution"])))
    lines += [(name, ", ".join(record[name])) for name in ("modes", "support", "weapons") if record[name]]
    plain = ("scope", "phase", "outcome", "trend", "state", "violence_type", "subtype", "goal_type")
    lines += [(name.replace("_", " "), record[name]) for name in plain if record[name]]
    if record["goal"]:
        lines.append(("goal", record["goal"]["words"]))
    if record["count"]:
        lines.append(("count", f"{record['count']['words']} {_range(record['count'])}"))
    if record["quantity"]:
        lines.append(("quantity", f"{record['quantity']['what']}: {record['quantity']['words']}"))
    if record["when"]:
        told = period(record["when"]) or "not resolved"
        lines.append(("when", f"{record['when']['mention']}: {told} ({record['when']['precision']})"))
    lines += [("where", _place(p)) for p in record["where"]]
    lines += [
        ("casualties", f"{c['outcome']} {c['of']}: {c['words']} {_range(c)} {c['bound']}") for c in record["casualties"]
    ]
    lines += [(link["type"].replace("_", " "), link["claim"]) for link in record["links"]]
    lines.append(("reader", "{name} {version}, {rule}, confidence {confidence}".format_map(record["reader"])))
    return lines + [("why", w) for w in record["reader"]["why"]]


def _held(record: dict[str, Any]) -> str:
    likely = record["likelihood"]
    degree = f" ({record['degree']})" if record["degree"] else ""
    return f"{record['factuality']}{degree}, {record['polarity']}" + (f", “{likely['words']}”" if likely else "")


def _party(party: dict[str, Any]) -> str:
    position = f"; {party['position']['value']}" if party["position"] else ""
    whose = party["actor"] or "described"
    return f"{party['name']} [{whose}; {party['role']}{position}] as “{party['mention']}”: {party['why']}"


def _place(place: dict[str, Any]) -> str:
    kind = ", ".join(filter(None, [place["level"], place["country"]]))
    return f"{place['role']} {place['name']} ({kind}): {place['why']}"


def _speakers(attribution: dict[str, Any]) -> str:
    names = ", ".join(s["name"] for s in attribution["source"]) or "nobody named"
    return f"{names} ({attribution['stance']}{', a party itself' if attribution['self'] else ''})"


def _range(figure: dict[str, Any]) -> str:
    """The low, best and high figure; a dash for one that is not told."""
    return "[" + ", ".join("–" if figure[k] is None else str(figure[k]) for k in ("low", "best", "high")) + "]"


def _source(document: Document, quote: dict[str, Any]) -> list[tuple[str, str]]:
    """Where the words stand: the document as a person knows it, and its id with the offsets."""
    facts = (document.title, document.publisher, document.date, document.path)
    page = f", page {quote['page']}" if quote["page"] else ""
    return [
        ("document", " · ".join(str(f) for f in facts if f) or "nothing known of it"),
        ("place", f"{document.id} {quote['start']}–{quote['end']}{page}"),
    ]


def actor(ledger: Path, name: str, catalogue: Sequence[Path] = (), known_on: str | None = None) -> None:
    """Print an actor's profile."""
    out = _console()
    with grounds.open(ledger, create=False, catalogue=catalogue) as bench:
        profile = bench.actor(name, known_on=known_on)
    row = profile.actor
    out.print(
        Text.assemble(
            (clean(row["name"]), "bold"),
            f"  {row['id']} · {row['kind'].replace('_', ' ')} · {row['country'] or 'no one country'} · "
            f"{number_of(row['claims'], 'claim')}",
        )
    )
    if row["aliases"]:
        out.print(Text(clean("also: " + ", ".join(row["aliases"])), style="dim"))
    for line in _background(row):
        out.print(Text(clean(line), style="dim"))
    for (predicate, direction), records in sorted(profile.ties.items()):
        _group(out, f"{predicate.replace('_', ' ')} ({direction})", records)
    _group(out, "events", profile.events)
    _group(out, "assessments", profile.assessments)


def _background(row: dict[str, Any]) -> list[str]:
    """What the catalogue knows of an actor's years, and of whom it came from or belongs to."""
    active = row["active"] or {}
    first, last = active.get("from"), active.get("to")
    lines = [f"active: {first or '…'}–{last or ''}"] if first or last else []
    for link in row["lineage"]:
        span = " – ".join(filter(None, [link.get("date"), link.get("until")]))
        told = f"{link['type'].replace('_', ' ')} {link['actor']}"
        lines.append(f"{told} ({span})" if span else told)
    return lines


def _group(out: Console, title: str, records: list[dict[str, Any]]) -> None:
    if records:
        out.print(Text(f"\n{title}", style="bold"))
    for record in records:
        told = record["factuality"] + (", negated" if record["polarity"] == "negative" else "")
        held = "" if told == "asserted" else f" [{told}]"
        status = "" if record["status"] == "machine" else f"  {record['status']}"
        out.print(Text.assemble("  ", clean(sentence(record)), (held, "italic"), f"  {record['id'][:12]}{status}"))
        out.print(Text(f"    “{clean(' '.join(record['quote']['exact'].split()))}”", style="dim"))


def _spread(records: list[dict[str, Any]], most: int) -> list[dict[str, Any]]:
    """The first of each document, then the second of each, and so on, up to ``most``; in the order of the ledger."""
    turn: dict[str, int] = {}
    ranked = []
    for place, record in enumerate(records):
        document = record["quote"]["document"]
        turn[document] = turn.get(document, 0) + 1
        ranked.append((turn[document], place))
    return [records[place] for place in sorted(place for _, place in sorted(ranked)[:most])]


def demo(folder: Path) -> None:
    """Read the samples and print what was found."""
    from grounds.model.errors import GroundsError
    from grounds.samples import sample_paths

    out = _console()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise GroundsError(
            f"cannot be made ({error.strerror})", place=str(folder), remedy="choose another --folder"
        ) from error
    ledger = folder / "grounds.db"
    with grounds.open(ledger) as bench:
        summary = bench.read(sample_paths())
        records = list(bench.ledger.claims())
        out.print(
            f"Read {len(bench.documents())} sample reports: {len(records)} claims "
            f"({number_of(summary.read, 'new document')}, {summary.seconds:.1f} s)."
        )
        out.print(Text("\nActors named most", style="bold"))
        for row in bench.actors()[:6]:
            kind = row["kind"].replace("_", " ")
            out.print(Text(f"  {number_of(row['claims'], 'claim'):>9}  {row['name']} ({kind})"))
        ties = [r for r in records if r["kind"] == "relation" and r["factuality"] in _FACTS]
        events = [r for r in records if r["kind"] == "event" and r["factuality"] in _FACTS]
        others = [r for r in records if r["factuality"] not in _FACTS]
        most = len(sample_paths())  # something of each
        _group(out, f"Ties ({len(ties)}), some of them", _spread(ties, most))
        _group(out, f"Events ({len(events)}), some of them", _spread(events, most))
        _group(out, f"Told, but not as facts ({len(others)}), some of them", _spread(others, most))
        unread = bench.unread()
        out.print(
            Text(
                f"\n{len(unread)} sentences name an actor and gave no claim: grounds claims --unread --ledger {ledger}"
            )
        )
        page = bench.report(folder / "report.html")
    out.print(f"The whole as one page: {page}")
    out.print(
        f"Go on: grounds claims --ledger {ledger} · grounds actor NAME --ledger {ledger} · grounds read YOUR_REPORTS/",
        markup=False,
    )
