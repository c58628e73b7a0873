"""Commands that show one thing whole: a claim, an actor, the demo."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from rich.console import Console
from rich.text import Text

import grounds
from grounds.cli.output import clean
from grounds.tables import sentence

_CONTEXT = 160


def _console() -> Console:
    return Console(highlight=False, soft_wrap=True)


def claim(ledger: Path, claim_id: str) -> None:
    """Print a claim with its words in place and the reasons."""
    out = _console()
    with grounds.open(ledger, create=False) as bench:
        record = bench.ledger.claim(claim_id)
        text = bench.ledger.document(record["quote"]["document"]).text
    quote = record["quote"]
    out.print(Text(clean(sentence(record)), style="bold"))
    before, after = (
        text[max(0, quote["start"] - _CONTEXT) : quote["start"]],
        text[quote["end"] : quote["end"] + _CONTEXT],
    )
    out.print(
        Text.assemble("… ", (clean(before), "dim"), (clean(quote["exact"]), "reverse"), (clean(after), "dim"), " …")
    )
    for label, value in _lines(record):
        out.print(Text.assemble((f"{label:12}", "dim"), clean(value)))


def _lines(record: dict[str, Any]) -> list[tuple[str, str]]:
    """What a claim holds, a line each; empty fields are left out."""
    lines = [
        ("id", record["id"]),
        ("kind", f"{record['kind']}: {record['predicate']}"),
        ("held", f"{record['factuality']}, {record['polarity']}"),
    ]
    for label, side in (("subject", "subjects"), ("object", "objects"), ("against", "against")):
        lines += [
            (label, f"{p['name']} [{p['actor'] or 'described'}; {p['role']}] as “{p['mention']}”: {p['why']}")
            for p in record[side]
        ]
    attribution = record["attribution"]
    if attribution:
        lines.append(
            (
                "said by",
                f"{', '.join(s['name'] for s in attribution['source']) or 'nobody named'} ({attribution['stance']})",
            )
        )
    for name in ("modes", "support", "weapons"):
        if record[name]:
            lines.append((name, ", ".join(record[name])))
    for name in ("scope", "phase", "outcome", "trend", "state", "violence_type", "subtype", "goal_type"):
        if record[name]:
            lines.append((name, record[name]))
    if record["goal"]:
        lines.append(("goal", record["goal"]["words"]))
    if record["when"]:
        lines.append(
            (
                "when",
                f"{record['when']['mention']}: {record['when']['from'] or '…'} – {record['when']['to'] or '…'}"
                f" ({record['when']['precision']})",
            )
        )
    lines += [("where", f"{p['role']} {p['name']} ({p['level']}, {p['country']}): {p['why']}") for p in record["where"]]
    lines += [
        ("casualties", f"{c['outcome']} {c['of']}: {c['words']} [{c['low']}, {c['best']}, {c['high']}; {c['bound']}]")
        for c in record["casualties"]
    ]
    lines.append(("reader", "{name} {version}, {rule}, confidence {confidence}".format_map(record["reader"])))
    lines += [("why", w) for w in record["reader"]["why"]]
    lines.append(("document", f"{record['quote']['document']} {record['quote']['start']}–{record['quote']['end']}"))
    return lines


def actor(ledger: Path, name: str) -> None:
    """Print an actor's profile."""
    out = _console()
    with grounds.open(ledger, create=False) as bench:
        profile = bench.actor(name)
    row = profile.actor
    out.print(
        Text.assemble(
            (clean(row["name"]), "bold"),
            f"  {row['id']} · {row['kind']} · {row['country'] or 'no one country'} · {row['claims']} claims",
        )
    )
    if row["aliases"]:
        out.print(Text(clean("also: " + ", ".join(row["aliases"])), style="dim"))
    for (predicate, direction), records in sorted(profile.ties.items()):
        _group(out, f"{predicate.replace('_', ' ')} ({direction})", records)
    _group(out, "events", profile.events)
    _group(out, "assessments", profile.assessments)


def _group(out: Console, title: str, records: list[dict[str, Any]]) -> None:
    if records:
        out.print(Text(f"\n{title}", style="bold"))
    for record in records:
        held = (
            ""
            if record["factuality"] == "asserted" and record["polarity"] == "positive"
            else f" [{record['factuality']}, {record['polarity']}]"
        )
        out.print(Text.assemble("  ", clean(sentence(record)), (held, "italic"), f"  {record['id'][:12]}"))
        out.print(Text(f"    “{clean(' '.join(record['quote']['exact'].split()))}”", style="dim"))


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
            f"({summary.read} new documents, {summary.seconds:.1f} s)."
        )
        out.print(Text("\nActors named most", style="bold"))
        for row in bench.actors()[:6]:
            out.print(Text(f"  {row['claims']:3} claims  {row['name']} ({row['kind']})"))
        ties = [r for r in records if r["kind"] == "relation"]
        events = [r for r in records if r["kind"] == "event"]
        _group(out, f"Ties ({len(ties)}), the first five", ties[:5])
        _group(out, f"Events ({len(events)}), the first five", events[:5])
        _group(
            out, "Told, but not as facts", [r for r in records if r["factuality"] not in {"asserted", "qualified"}][:5]
        )
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
