"""Records as flat rows, for tables, CSV and frames."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from grounds.model.number_rules import NumberRule

#: A cell that begins so is a formula to a spreadsheet.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


_KILLED = ("killed_low", "killed_best", "killed_high")
#: The columns of :func:`flat_claim`.
CLAIM_FIELDS = (
    *(
        "id",
        "status",
        "kind",
        "predicate",
        "modes",
        "weapons",
        "support",
        "violence_type",
        "subtype",
        "subjects",
        "objects",
    ),
    *("directed", "against", "factuality", "degree", "likelihood", "polarity", "said_by", "source_kind", "stance"),
    *("self", "scope", "count", "outcome", "phase", "trend", "state", "goal", "goal_type", "quantity"),
    *("from", "to", "precision", "places", "casualties", *_KILLED, "number_rule"),
    *("quote", "document", "title", "page", "start", "end", "rule", "confidence"),
)


def flat_claim(
    record: dict[str, Any], title: str | None = None, number_rule: NumberRule | None = None
) -> dict[str, Any]:
    """One claim as a row: lists joined by "; ", spans as their words, dates and places in columns of their own.

    ``title`` is that of the document. The figures of killed are those that the number rule makes of the words; without
    one they are as told, of the first total. The record has them all.
    """
    figures = _killed(record, number_rule)
    around = {**_circumstances(record), **figures}
    return {**_what(record), **_held(record), **_how(record), **around, **_grounds(record, title)}


def _what(record: dict[str, Any]) -> dict[str, Any]:
    """What is said of whom."""
    return {
        **{k: record[k] for k in ("id", "status", "kind", "predicate")},
        **{k: "; ".join(record[k]) for k in ("modes", "weapons", "support")},
        **{k: record[k] for k in ("violence_type", "subtype")},
        "subjects": _names(record["subjects"]),
        "objects": _names(record["objects"]),
        "directed": record["directed"],
        "against": _names(record["against"]),
    }


def _held(record: dict[str, Any]) -> dict[str, Any]:
    """How surely, and who says so."""
    attribution = record["attribution"] or {}
    return {
        "factuality": record["factuality"],
        "degree": record["degree"],
        "likelihood": _words(record["likelihood"]),
        "polarity": record["polarity"],
        "said_by": _names(attribution.get("source", [])),
        "source_kind": attribution.get("kind") or "",
        "stance": attribution.get("stance") or "",
        "self": attribution.get("self"),
    }


def _how(record: dict[str, Any]) -> dict[str, Any]:
    """How often, how far, to what end and how much."""
    return {
        "scope": record["scope"],
        "count": _words(record["count"]),
        **{k: record[k] for k in ("outcome", "phase", "trend", "state")},
        "goal": _words(record["goal"]),
        "goal_type": record["goal_type"],
        "quantity": _words(record["quantity"]),
    }


def _circumstances(record: dict[str, Any]) -> dict[str, Any]:
    """When, where and with what losses."""
    when = record["when"] or {}
    return {
        **{k: when.get(k) for k in ("from", "to", "precision")},
        "places": _names(record["where"]),
        "casualties": "; ".join(f"{c['outcome']} {c['of']}: {c['words']}" for c in record["casualties"]),
    }


def _killed(record: dict[str, Any], rule: NumberRule | None) -> dict[str, Any]:
    """Low, best and high of the killed, and the rule by which they were made of the words."""
    if rule is not None:
        figures = rule.total(record["casualties"], "killed")
        return {**dict(zip(_KILLED, figures, strict=True)), "number_rule": rule.label}
    totals = [c for c in record["casualties"] if c["outcome"] == "killed" and c["part_of"] is None]
    told = {name: totals[0][name.removeprefix("killed_")] if totals else None for name in _KILLED}
    return {**told, "number_rule": record["number_rule"]}


def _grounds(record: dict[str, Any], title: str | None) -> dict[str, Any]:
    """The words, where they stand, and what read them."""
    quote, reader = record["quote"], record["reader"]
    return {
        "quote": quote["exact"],
        "document": quote["document"],
        "title": title,
        **{k: quote[k] for k in ("page", "start", "end")},
        "rule": reader["rule"],
        "confidence": reader["confidence"],
    }


def titles(documents: Iterable[dict[str, Any]]) -> dict[str, str]:
    """By a document's id its title, or where it lies."""
    return {d["id"]: d["title"] or d["path"] or d["url"] or "" for d in documents}


def _words(found: dict[str, Any] | None) -> str:
    return found["words"] if found else ""


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
