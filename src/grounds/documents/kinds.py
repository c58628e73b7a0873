"""What the top of a text says about the document: its kind, and who publishes it."""

from __future__ import annotations

import re

from grounds.model.document import Fact

_TOP = 800
#: Words that name a kind of document where they stand near the top, the more particular first.
_KINDS = (
    ("panel report", r"(?:final |midterm |interim )?report of the (?:panel|group|team) of experts"),
    ("press release", r"for immediate release|(?:press|news|media) release|press statement|media statement"),
    ("situation report", r"situation report|sitrep|flash update|situation update|humanitarian update"),
    ("policy note", r"policy (?:note|brief|paper)|briefing (?:note|paper)"),
    ("resolution", r"resolution \d+ \(\d{4}\)"),
    ("transcript", r"transcript of|remarks as delivered|as delivered"),
    ("travel alert", r"travel (?:alert|advisory|warning)|security alert"),
)
#: "GOMA, Congo (Reuters) – The army …": the place in capitals, then who reports.
_DATELINE = re.compile(
    r"^[ \t]*[A-ZÀ-Þ][A-ZÀ-Þ'’.-]+(?:[ /][A-ZÀ-Þ'’.-]+){0,3}(?:,[^()\n]{1,40})?[ \t]*"
    r"\((?!(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.? \d)"  # a day is no agency
    r"(?P<agency>[A-Z][\w.&’' -]{1,40})\)[ \t]*[-–—]+[ \t]",
    re.MULTILINE,
)
_TOLD = re.compile(
    r"^[ \t]*(?:published by|publisher|issued by)[ \t]*:?[ \t]+(?P<who>[^\n]{3,80}?)[ \t.]*$", re.I | re.M
)


def kind_shown(text: str) -> Fact | None:
    """The kind that the top of a text names, or that its dateline shows."""
    top = text[:_TOP]
    for kind, words in _KINDS:
        found = re.search(rf"\b(?:{words})\b", top, re.IGNORECASE)
        if found:
            return Fact(kind, f"says {found.group()!r} near the top")
    return Fact("news story", "has an agency's dateline") if _DATELINE.search(top) else None


def publisher_shown(text: str) -> Fact | None:
    """Who is told to publish or to report at the top of a text."""
    top = text[:_TOP]
    told = _TOLD.search(top)
    if told:
        return Fact(told["who"].strip(), "told near the top")
    found = _DATELINE.search(top)
    return Fact(found["agency"], "dateline") if found else None
