"""Write ``docs/reading-guide.md`` from its sentences (``docs/guide/*.yaml``). Run: ``python tools/write_guide.py``.

Each sentence has its text, why it is coded so, and its claims in short: ``predicate: [id/words …]`` for the subjects,
other fields by their name. ``reads: not yet`` marks what the reader does not read so, and ``wrong`` says what it does.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

DOCS = Path(__file__).parents[1] / "docs"
PAGE = DOCS / "reading-guide.md"
_KEYS = {"text", "why", "claims", "publisher", "kind", "reads", "wrong"}
_HEAD = """\
# Reading guide

How sentences become claims: worked examples that settle what the [codebook](codebook.md) leaves open. Made from
`docs/guide/*.yaml` by `make codebook`; every sentence is read by the tests.

**{sentences} sentences with {claims} claims. The reader reads {right} of them wholly as they are coded here and {wrong} not
yet**; those are marked, and a test fails when a mark is no longer true.

The sentences are made up, and so is what they say. The document's date is 12 June 2024, a Wednesday. Each claim is one line:
the predicate with its subjects, then the other fields that a coder fills. A party is `id/words` where the catalogue has it,
else its words. A place is its words and role; a date its words, first day, last day and precision; a casualty entry its
outcome, category, words, low, best, high, bound and the index of its total. `said` is the attribution. What is not given is
asserted, positive, unattributed, without date, place, casualties, phase, trend, state, modes and support; two-sided
predicates have no direction.
"""


def sections() -> list[dict[str, Any]]:
    """The guide's files in their order; a sentence with an unknown or missing key stops the program."""
    paths = sorted((DOCS / "guide").glob("*.yaml"), key=lambda p: int(p.stem.split("-")[0]))
    read = [yaml.safe_load(path.read_text("utf-8")) for path in paths]
    for section in read:
        for sentence in section["sentences"]:
            unknown, lacking = {*sentence} - _KEYS, {"text", "why", "claims"} - {*sentence}
            marked = sentence.get("reads") == "not yet"
            if unknown or lacking or ("wrong" in sentence) != marked or ("reads" in sentence) != marked:
                raise SystemExit(f"{sentence.get('text')!r}: unknown {unknown}, lacking {lacking}, or half a mark")
    return read


def page() -> str:
    """The page as it stands in ``docs/reading-guide.md``."""
    read = sections()
    sentences = [s for section in read for s in section["sentences"]]
    wrong = sum("reads" in s for s in sentences)
    counts = {"sentences": len(sentences), "claims": sum(len(s["claims"]) for s in sentences)}
    parts = [_HEAD.format(**counts, right=len(sentences) - wrong, wrong=wrong)]
    number = 0
    for section in read:
        parts.append(f"## {section['title']}\n\n{section['settles']}\n")
        for sentence in section["sentences"]:
            number += 1
            parts.append(_worked(number, sentence))
    return "\n".join(parts)


def _worked(number: int, sentence: dict[str, Any]) -> str:
    """One sentence with its claims and marks."""
    told = f" ({sentence['kind']} of: {sentence['publisher']})" if "publisher" in sentence else ""
    lines = [f"**{number}.** “{sentence['text']}”{told}", "", sentence["why"], ""]
    if sentence["claims"]:
        lines += ["```yaml", *(f"- {_line(claim)}" for claim in sentence["claims"]), "```", ""]
    else:
        lines += ["No claim.", ""]
    if "reads" in sentence:
        lines += [f"*Not yet read so: {sentence['wrong']}.*", ""]
    return "\n".join(lines)


def _line(claim: dict[str, Any]) -> str:
    return yaml.safe_dump(claim, default_flow_style=True, sort_keys=False, allow_unicode=True, width=10_000).strip()


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
