"""Facts about a document: title, publisher, date, kind, language, each with how it was found.

What the user gives wins, then a sidecar file (``NAME.meta.json``), then what the format tells, then what the text
shows. Nothing is guessed: a text too short to tell its language, or without a date line, has none.
"""

from __future__ import annotations

import json
import os
import re
import tempfile
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path

from grounds.documents.dateline import find_dateline
from grounds.documents.drawn import Drawn
from grounds.documents.kinds import kind_shown, publisher_shown
from grounds.documents.release import told_by_head
from grounds.model.document import Document, Fact
from grounds.model.errors import BrokenFile, GroundsError

#: What a sidecar file may say with true or false.
_FLAGS = ("publisher_is_party",)
NAMES = ("title", "publisher", "date", "kind", "language", "tlp")
#: How a fact was found that somebody has said: it wins over what is found.
GIVEN = frozenset({"given", "sidecar file"})
_MOST_BYTES = 1_000_000
#: What is longer is no date, whatever digits it holds.
_LONGEST_DATE = 80
#: A text is English where no other language is likelier by more than this (log probability a letter), and so many of
#: its words are English function words.
_MARGIN, _SHARE = 0.3, 0.15
_DEFAULTS = (datetime(2000, 1, 1), datetime(2001, 2, 2))


def sidecar(path: Path) -> dict[str, Fact]:
    """Facts of ``NAME.meta.json`` beside the file; none where there is no such file."""
    beside = path.with_suffix(".meta.json")
    if not os.path.isfile(beside):
        return {}
    try:
        if beside.stat().st_size > _MOST_BYTES:
            raise _broken("is no sidecar: it is too large", path, beside)
        values = json.loads(beside.read_text("utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise _broken("cannot be read as JSON", path, beside) from error
    if not isinstance(values, dict):
        raise _broken("is no JSON object", path, beside)
    for name in (*NAMES, "publisher_actor"):
        if values.get(name) is not None and not isinstance(values[name], str):
            raise _broken(f"its {name} is no text", path, beside)
    for name in _FLAGS:
        if values.get(name) is not None and not isinstance(values[name], bool):
            raise _broken(f"its {name} is neither true nor false", path, beside)
    if values.get("date") and _iso(values["date"]) is None:
        raise _broken(f"its date {values['date']!r:.40} is no day", path, beside)
    return {
        **{k: Fact(values[k], "sidecar file") for k in (*NAMES, "publisher_actor") if values.get(k)},
        **{k: Fact("yes" if values[k] else "no", "sidecar file") for k in _FLAGS if values.get(k) is not None},
    }


def _broken(problem: str, path: Path, beside: Path) -> BrokenFile:
    return BrokenFile(f"{problem}, so {path.name} is left unread", place=str(beside), remedy="mend or remove it")


def gather(drawn: Drawn, given: Mapping[str, str | None], beside: Mapping[str, Fact]) -> dict[str, Fact]:
    """All facts by name, the strongest source first."""
    facts = {k: Fact(v, "given") for k, v in given.items() if v}
    head = told_by_head(drawn.text)
    shown = {
        "title": head.get("title") or _title(drawn),
        "publisher": publisher_shown(drawn.text) or head.get("publisher"),
        "date": _dateline(drawn),
        "kind": kind_shown(drawn.text),
        # Counting letters costs a twentieth of a short text's reading: only where nobody has told the language.
        "language": None if "language" in facts or "language" in beside else _language(drawn),
    }
    for name in NAMES:
        for candidate in (facts.get(name), beside.get(name), drawn.facts.get(name), shown.get(name)):
            value = candidate and (_iso(candidate.value) if name == "date" else candidate.value)
            if candidate is not None and value:
                facts[name] = Fact(_text(value), candidate.how)
                break
        else:
            facts[name] = Fact(None, "not found")
    facts |= {name: fact for name, fact in {**drawn.facts, **beside}.items() if name not in NAMES}
    facts["language"] = _settled_language(facts["language"], shown["language"])
    return facts


def given_facts(document: Document) -> dict[str, str]:
    """What somebody has said of a document by hand or in a sidecar file, by name."""
    return {name: fact.value for name, fact in document.facts.items() if fact.how in GIVEN and fact.value}


def _text(value: str) -> str:
    """A value that can be stored: halves of characters (an escape in JSON may be one) are no text."""
    return value.encode("utf-8", "replace").decode()


def _settled_language(told: Fact, shown: Fact | None) -> Fact:
    """A page may say it is English and not be: where the text clearly shows another language, the text is believed."""
    if told.how in GIVEN or shown is None or shown.value is None:
        return Fact((told.value or "").split("-")[0].lower() or None, told.how)
    return shown


def _title(drawn: Drawn) -> Fact | None:
    first = next((p for p in drawn.passages[:3] if p.kind == "heading"), None)
    if first is None:
        return None
    return Fact("".join(piece.glue + drawn.text[piece.start : piece.end] for piece in first.pieces), "first heading")


def _dateline(drawn: Drawn) -> Fact | None:
    found = find_dateline(drawn.text)
    return Fact(*found) if found else None


def _iso(value: str | None) -> str | None:
    from dateutil import parser

    if value is None or len(value) > _LONGEST_DATE:
        return None
    try:
        return date.fromisoformat(value[:10]).isoformat()
    except ValueError:
        try:
            # What the value leaves out is taken from the default: it must not matter, or the day is not told.
            days = {parser.parse(value, dayfirst=True, default=day).date() for day in _DEFAULTS}
        except (ArithmeticError, ValueError):
            return None
        return days.pop().isoformat() if len(days) == 1 else None


def _language(drawn: Drawn) -> Fact | None:
    import py3langid

    text = " ".join(drawn.text[piece.start : piece.end] for p in drawn.passages[:40] for piece in p.pieces)[:5000]
    letters = sum(c.isalpha() for c in text)
    if letters < 40:
        return None
    try:
        ranked = py3langid.rank(text)
    except OSError as error:  # its model is unpacked into the folder for temporary files
        problem = f"the language cannot be told ({error.strerror})"
        remedy = "make room in the folder for temporary files, or give --language"
        raise GroundsError(problem, place=tempfile.gettempdir(), remedy=remedy) from error
    best, score = ranked[0]
    english = next(s for language, s in ranked if language == "en")
    if best != "en" and score - english < _MARGIN * letters and _english_words(text) >= _SHARE:
        return Fact("en", "by its words, near to others")  # a few names outweigh a short text's plain English
    return Fact(str(best), "by its words")


def _english_words(text: str) -> float:
    """The share of English function words among the words of a text."""
    from spacy.lang.en.stop_words import STOP_WORDS

    words = re.findall(r"[^\W\d_]+", text.casefold())
    return sum(word in STOP_WORDS for word in words) / max(1, len(words))
