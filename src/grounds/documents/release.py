"""The head of a press release: who gives it out, and what it is about, told line by line.

A release begins with short lines in any order: what it is ("Press release No. 12"), whose it is ("Ministry of
Defence"), where and when, and its headline. What kind of line each is shows in its words; one that shows nothing is the
headline.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from grounds.model.document import Fact

_TOP, _LINES, _LONGEST = 800, 8, 160
_WHAT = re.compile(
    r"(?i)(?:for immediate release|(?:press|news|media) (?:release|statement|communiqu[eé])|embargoed\b.*)"
    r"[\s:]*(?:(?:no|nr|ref)\.?\s*)?[\w/.-]{0,14}"
)
_WHEN = re.compile(
    r"(?i)(?:[\w' ’-]{2,40}, )?(?:(?:on )?\w+day,? )?(?:\d{1,2} [a-z]{3,9}|[a-z]{3,9} \d{1,2}),? \d{4}\.?"
)
_DATELINE = re.compile(r"[A-ZÀ-Þ][A-ZÀ-Þ'’ .-]{2,}.*\(.*\d.*\)\W*")
_BODY = re.compile(
    r"\b(?:Ministry|Office|Command|Mission|Department|Embassy|Agency|Committee|Commission|Council|"
    r"Organi[sz]ation|Secretariat|Presidency|Government|Directorate|Institute|Headquarters)\b"
)
_SUBJECT = re.compile(r"(?i)^(?:subject|re|title)\s*:\s*")


def told_by_head(text: str) -> dict[str, Fact]:
    """Title and publisher that the head of a press release tells; nothing where it has no line of its own that says it
    is one."""
    lines = list(_head(text))
    if not any(_WHAT.fullmatch(line) for line in lines):
        return {}
    found: dict[str, Fact] = {}
    for line in lines:
        apart = any(kind.fullmatch(line) for kind in (_WHAT, _WHEN, _DATELINE))
        if apart or len(line.split()) == 1:  # also a release's number, a place
            continue
        if "publisher" not in found and _BODY.search(line) and _is_name(line):
            found["publisher"] = Fact(line, "head of the release")
        elif "title" not in found:
            found["title"] = Fact(_SUBJECT.sub("", line), "headline of the release")
    return found


def _head(text: str) -> Iterator[str]:
    """The short lines before the first sentence."""
    for line in [line.strip() for line in text[:_TOP].splitlines() if line.strip()][:_LINES]:
        if len(line) > _LONGEST or line.endswith("."):
            return
        yield line


def _is_name(line: str) -> bool:
    """Whether all long words of a line begin with a capital, as those of a body's name do."""
    return ":" not in line and all(word[0].isupper() for word in line.split() if len(word) > 3)
