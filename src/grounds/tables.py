"""Records as flat rows, for tables, CSV and frames."""

from __future__ import annotations

from typing import Any

#: A cell that begins so is a formula to a spreadsheet.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


#: The columns of :func:`flat_claim`.
CLAIM_FIELDS = (
    *("id", "kind", "predicate", "modes", "subjects", "objects", "directed", "factuality", "polarity", "said_by"),
    *("stance", "support", "scope", "phase", "trend", "state", "goal", "from", "to", "precision", "places"),
    *("casualties", "quote", "document", "start", "end", "page", "rule", "confidence"),
)


def flat_claim(record: dict[str, Any]) -> dict[str, Any]:
    """One claim as a row: lists joined by "; ", spans as their words, dates and places in columns of their own."""
    when, attribution = record["when"] or {}, record["attribution"]
    return {
        "id": record["id"],
        "kind": record["kind"],
        "predicate": record["predicate"],
        "modes": "; ".join(record["modes"]),
        "subjects": _names(record["subjects"]),
        "objects": _names(record["objects"]),
        "directed": record["directed"],
        "factuality": record["factuality"],
        "polarity": record["polarity"],
        "said_by": _names(attribution["source"]) if attribution else "",
        "stance": attribution["stance"] if attribution else "",
        "support": "; ".join(record["support"]),
        "scope": record["scope"],
        "phase": record["phase"],
        "trend": record["trend"],
        "state": record["state"],
        "goal": record["goal"]["words"] if record["goal"] else "",
        "from": when.get("from"),
        "to": when.get("to"),
        "precision": when.get("precision"),
        "places": _names(record["where"]),
        "casualties": "; ".join(f"{c['outcome']} {c['of']}: {c['words']}" for c in record["casualties"]),
        "quote": record["quote"]["exact"],
        "document": record["quote"]["document"],
        "start": record["quote"]["start"],
        "end": record["quote"]["end"],
        "page": record["quote"]["page"],
        "rule": record["reader"]["rule"],
        "confidence": record["reader"]["confidence"],
    }


def _names(listed: list[dict[str, Any]]) -> str:
    return "; ".join(dict.fromkeys(p["name"] for p in listed))


def safe_cell(value: Any) -> Any:
    """A value that no spreadsheet takes for a formula."""
    return "'" + value if isinstance(value, str) and value.startswith(_FORMULA) else value


def sentence(record: dict[str, Any]) -> str:
    """A claim in one line: who, what, whom, and how it is held where it is more or less than plainly asserted."""
    what, arrow, rest = wording(record)
    subjects, objects = _names(record["subjects"]) or "somebody", _names(record["objects"])
    return " ".join(part for part in (subjects, what, arrow, objects, rest) if part)


def wording(record: dict[str, Any]) -> tuple[str, str, str]:
    """The words of a claim's line: between its subjects and an arrow, the arrow (none without objects), behind the
    objects."""
    what = record["predicate"].replace("_", " ")
    if record["modes"]:
        what += f" ({', '.join(m.replace('_', ' ') for m in record['modes'])})"
    arrow = ("→" if record["directed"] else "↔") if record["objects"] else ""
    rest = []
    if not arrow and record["where"] and record["kind"] == "relation":
        rest.append(_names(record["where"]))
    if record["goal"]:
        rest.append(f"“{record['goal']['words']}”")
    if record["support"]:
        rest.append("[" + ", ".join(s.replace("_", " ") for s in record["support"]) + "]")
    told = [record[k] for k in ("trend", "state", "phase") if record[k]]
    return what, arrow, " ".join(rest + (["· " + ", ".join(told)] if told else []))


def period(when: dict[str, Any]) -> str:
    """The days of a claim: one day once, an open end as dots, nothing where neither end is known."""
    first, last = when["from"], when["to"]
    if first is None and last is None:
        return ""
    return str(first) if first == last else f"{first or '…'} – {last or '…'}"
