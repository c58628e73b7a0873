"""Formats: whether what is read of a file is its text, word for word, and whether every offset leads back.

``python -m benchmarks.formats [--only FORMAT …] [--keep FOLDER] [--misses] [--json OUT]``. The files are made here, in
the guises that documents come in (``benchmarks/made``); ``--keep`` writes them to a folder. A file is found exactly
where the words that are read are the words of its text, in order, and none besides; offsets are exact where each
character that is read stands at its place in the canonical text, and, in HTML, at its place in the file. Bounds: 95 %
of the files of each format, and all offsets.
"""

from __future__ import annotations

import argparse
import html
import json
from collections.abc import Callable, Iterable, Iterator
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from benchmarks.made.texts import Made
from grounds.documents import read_bytes
from grounds.model.document import Document
from grounds.model.errors import InputError


def makers() -> dict[str, Callable[[], Iterable[Made]]]:
    """By format, what makes its files."""
    from benchmarks.made import pdf_files

    return {"pdf": pdf_files.pdf_files}


def words(text: str) -> list[str]:
    """The words of a text with their marks, as they stand between blanks."""
    return text.split()


def wrong_offsets(document: Document) -> int:
    """How many characters that are read do not stand where they are said to stand."""
    view = document.reading
    wrong = 0
    for position, character in enumerate(view.text):
        start, end = view.canonical(position, position + 1)
        wrong += document.text[start:end] != character and not character.isspace()
    return wrong


def wrong_sources(document: Document, source: str) -> int:
    """How many stretches of HTML text do not stand in the file where they are said to."""
    return sum(
        html.unescape(source[r.source_start : r.source_end]) != document.text[r.start : r.end]
        for r in document.source_map
    )


def measured(made: Made) -> dict[str, Any]:
    """The figures of one file."""
    wanted = words(" ".join(made.blocks))
    try:
        document = read_bytes(made.data, name=made.name, options=made.options)
    except InputError as error:
        return {"name": made.name, "exact": False, "found": 0, "words": len(wanted), "extra": 0, "wrong": 0,
                "misses": [str(error)]}  # fmt: skip
    read = words(document.reading.text)
    matcher = SequenceMatcher(None, wanted, read, autojunk=False)
    found = sum(block.size for block in matcher.get_matching_blocks())
    wrong = wrong_offsets(document)
    if document.media_type == "text/html" and document.source_map:
        wrong += wrong_sources(document, made.data.decode(document.encoding or "utf-8"))
    return {
        "name": made.name,
        "exact": wanted == read,
        "found": found,
        "words": len(wanted),
        "extra": len(read) - found,
        "wrong": wrong,
        "misses": list(_misses(matcher, wanted, read)),
        "absent": [part for part in made.absent if part in document.reading.text],
    }


def _misses(matcher: SequenceMatcher[str], wanted: list[str], read: list[str]) -> Iterator[str]:
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind != "equal":
            yield f"{' '.join(wanted[a:b])[:120]!r} → {' '.join(read[c:d])[:120]!r}"


def figures(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """The figures of one format."""
    return {
        "files": len(rows),
        "exact": round(sum(r["exact"] for r in rows) / len(rows), 3),
        "words_found": round(sum(r["found"] for r in rows) / sum(r["words"] for r in rows), 4),
        "words_too_many": sum(r["extra"] for r in rows),
        "offsets_wrong": sum(r["wrong"] for r in rows),
    }


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", nargs="+", default=[])
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    result: dict[str, Any] = {}
    for form, make in makers().items():
        if given.only and form not in given.only:
            continue
        rows = []
        for made in make():
            if given.keep:
                given.keep.mkdir(parents=True, exist_ok=True)
                (given.keep / made.name).write_bytes(made.data)
            rows.append(measured(made))
            if given.misses and not rows[-1]["exact"]:
                print(f"{form} {made.name}: {rows[-1]['found']}/{rows[-1]['words']} +{rows[-1]['extra']}")
                print("".join(f"    {miss}\n" for miss in rows[-1]["misses"][:6]), end="")
        result[form] = figures(rows)
        print(form, result[form])
    result["score"] = min(f["exact"] for f in result.values())
    line = json.dumps(result)
    if given.json:
        given.json.write_text(line + "\n", "utf-8")
    print(line)


if __name__ == "__main__":
    main()
