"""Each decision on how a claim is held, when and how it was: one line, with what decided it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from grounds.model.content import Record

if TYPE_CHECKING:
    from grounds.reading.drafts import Draft
    from grounds.reading.holding import Holding


def decisions(record: Record, draft: Draft, holding: Holding) -> Iterator[str]:
    """Factuality, polarity, attribution, modes, support, phase, scope, outcome, trend, dates and figures, in turn."""
    yield f"factuality {record['factuality']}: {_factuality(record, holding)}"
    yield f"polarity {record['polarity']}: {_polarity(draft, holding)}"
    yield f"attribution: {_attribution(record, holding)}"
    for name in ("modes", "weapons", "support"):
        if record[name]:
            yield f"{name} {', '.join(record[name])}: {_list(name, record, draft)}"
    for name in ("phase", "outcome", "trend", "state"):
        if record[name]:
            yield f"{name} {record[name]}: {_single(name, record, draft, holding)}"
    if record["scope"]:
        yield f"scope {record['scope']}: {_scope(record)}"
    if record["when"]:
        yield f"when: {_when(record['when'])}"
    for loss in record["casualties"]:
        part = f", part of figure {loss['part_of'] + 1}" if loss["part_of"] is not None else ""
        yield f"casualties “{_words(loss['words'])}”: {loss['outcome']}, {loss['of']}, {loss['bound']}{part}"
    if record["quantity"]:
        yield f"quantity “{_words(record['quantity']['words'])}”: {record['quantity']['what']}"
    if record["violence_type"]:
        yield f"violence type {record['violence_type']}: follows from the kinds of both sides"
    way = [t.text for t in holding.path]
    yield f"walked up from “{draft.anchor.text}”" + (f" over {', '.join(f'“{w}”' for w in way)}" if way else "")


def _cues(holding: Holding, sets: str) -> list[str]:
    return [f"“{c.token.text}”" for c in holding.cues if c.sets == sets]


def _factuality(record: Record, holding: Holding) -> str:
    cues = _cues(holding, "factuality")
    values = list(dict.fromkeys(holding.factualities))
    if len(values) > 1:
        return f"the strongest of {', '.join(values)}, set by {', '.join(cues) or 'the clause'}"
    if values:
        return f"set by {', '.join(cues)}" if cues else "set by the clause that it stands in"
    if record["factuality"] != "asserted":
        return "set by the rule or the word that carries it"
    return "no cue above or beside the word"


def _polarity(draft: Draft, holding: Holding) -> str:
    cues = _cues(holding, "polarity")
    told = ["the rule's own word denies"] if draft.rule.negative else []
    if holding.forbids:
        told.append("an end is prescribed")
    if cues:
        told.append(f"negated by {', '.join(cues)}" + ("" if holding.negative else ", which cancel each other"))
    return "; ".join(told) or "no negation above or beside the word"


def _attribution(record: Record, holding: Holding) -> str:
    told = record["attribution"]
    if told is None:
        skipped = [s.cue.text for s in holding.sayings]
        beside = f" (“{skipped[0]}” names no speaker)" if skipped else ""
        return f"none; the document speaks in its own voice{beside}"
    who = ", ".join(s["name"] for s in told["source"]) or "nobody named"
    own = ", a party itself" if told["self"] else ""
    cue = f", by “{told['cue']['text']}”" if told["cue"] else ""
    chain = f", passed on by {', '.join(s['name'] for s in told['via']['source'])}" if told["via"] else ""
    return f"{who} ({told['kind']}{own}), stance {told['stance']}{cue}{chain}"


def _list(name: str, record: Record, draft: Draft) -> str:
    own = getattr(draft.rule, name)
    rest = [value for value in record[name] if value not in own]
    told = (
        [f"{', '.join(v for v in own if v in record[name])} set by {draft.rule.id}"]
        if set(own) & {*record[name]}
        else []
    )
    if rest:
        beside = f"“{draft.theme.text}”" if draft.theme is not None else "the words beside it"
        told.append(f"{', '.join(rest)} told by {beside}")
    return "; ".join(told)


def _single(name: str, record: Record, draft: Draft, holding: Holding) -> str:
    if getattr(draft.rule, name, None) == record[name]:
        return f"set by {draft.rule.id}"
    cues = _cues(holding, name)
    if cues:
        return f"set by {', '.join(cues)}"
    if name == "outcome" and holding.outcome != record[name]:
        return "follows from factuality, polarity and scope"
    return "told by the words beside it"


def _scope(record: Record) -> str:
    if record["count"]:
        return f"counted by “{_words(record['count']['words'])}”"
    return "follows from number, tense, adverbs and date"


def _when(when: Record) -> str:
    if when["from"] is None and when["to"] is None:
        return f"“{when['mention']}”, not resolved"
    span = " – ".join(dict.fromkeys((when["from"] or "…", when["to"] or "…")))
    return f"“{_words(when['mention'])}” → {span} ({when['precision']}; anchor {when['anchor']}, open {when['open']})"


def _words(text: str) -> str:
    return " ".join(text.split())
