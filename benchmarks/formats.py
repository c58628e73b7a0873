"""Formats: whether what is read of a file is its text, word for word, and whether every offset leads back.

``python -m benchmarks.formats [--second] [--only FORMAT …] [--keep FOLDER] [--misses] [--json OUT]``. The files are
made here, in the guises that documents come in (``benchmarks/made``); ``--keep`` writes them to a folder. A file is
found exactly where the words that are read are the words of its text, in order, and none besides; offsets are exact
where each character that is read stands at its place in the canonical text, and, in HTML, at its place in the file.
Bounds: 95 % of the files of each format, and all offsets. ``--second`` takes a batch made by other means, of which
title, publisher, date and language are compared too (found, of how many). ``isolation`` is how many times longer
opening all files takes with their parsers in a process of its own than without.
"""

from __future__ import annotations

import argparse
import html
import time
from collections.abc import Callable, Iterable, Iterator
from difflib import SequenceMatcher
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks import finish
from benchmarks.made.second import Second, second_batch
from benchmarks.made.texts import Made
from grounds.documents import ReadOptions, read_all
from grounds.model.document import Document
from grounds.model.errors import InputError

#: For the cost of isolation: every so many-th file is opened so many times each way.
_EVERY, _TURNS = 4, 5


def makers() -> dict[str, Callable[[], Iterable[Made]]]:
    """By format, what makes its files."""
    from benchmarks.made import html_files, mail_files, office_files, pdf_files

    return {
        "pdf": pdf_files.pdf_files,
        "html": html_files.html_files,
        "docx": office_files.docx_files,
        "odt": office_files.odt_files,
        "epub": office_files.epub_files,
        "email": mail_files.mail_files,
        "text": mail_files.text_files,
        "markdown": mail_files.markdown_files,
        "feed": mail_files.feed_files,
    }


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


def wrong_sources(document: Document, data: bytes) -> int:
    """How many stretches of a page's text do not stand in the file where they are said to."""
    if document.media_type != "text/html":
        return 0
    source = data.decode(document.encoding or "utf-8").removeprefix("\ufeff")
    return sum(
        html.unescape(source[r.source_start : r.source_end]) != document.text[r.start : r.end]
        for r in document.source_map
    )


def measured(made: Made, folder: Path) -> dict[str, Any]:
    """The figures of one file, opened from a folder as `grounds read` does; a feed is its entries in order."""
    path = folder / made.name
    path.write_bytes(made.data)
    found = list(read_all(path, made.options))
    documents = [d for d in found if isinstance(d, Document)]
    wanted, read = words(" ".join(made.blocks)), words(" ".join(d.reading.text for d in documents))
    matcher = SequenceMatcher(None, wanted, read, autojunk=False)
    same = sum(block.size for block in matcher.get_matching_blocks())
    return {
        "name": made.name,
        "exact": wanted == read,
        "found": same,
        "words": len(wanted),
        "extra": len(read) - same,
        "wrong": sum(wrong_offsets(d) + wrong_sources(d, made.data) for d in documents),
        "misses": [*(str(e) for e in found if isinstance(e, InputError)), *_misses(matcher, wanted, read)],
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


def facts_found(folder: Path, made: Iterable[Made]) -> dict[str, list[int]]:
    """By fact, how often it is found as its maker has noted it, and of how many; nothing is told beforehand."""
    found: dict[str, list[int]] = {}
    for one in made:
        for document in read_all(folder / one.name) if isinstance(one, Second) else ():
            for name, value in one.facts.items():
                counted = found.setdefault(name, [0, 0])
                counted[0] += isinstance(document, Document) and getattr(document, name) == value
                counted[1] += 1
    return found


def isolation_ratio(folder: Path) -> float:
    """How many times longer files take to open with their parsers in a process of its own.

    Each is opened in turn with and without, and the best of several times counts, as other work disturbs them.
    """
    best: dict[tuple[bool, Path], float] = {}
    for path in sorted(folder.iterdir())[::_EVERY]:
        for isolated in (True, False) * _TURNS:
            start = time.perf_counter()
            list(read_all(path, ReadOptions(language="en", isolated=isolated)))
            taken = time.perf_counter() - start
            best[isolated, path] = min(taken, best.get((isolated, path), taken))
    apart, here = (sum(t for (isolated, _), t in best.items() if isolated is way) for way in (True, False))
    return apart / here


def show_misses(form: str, rows: list[dict[str, Any]]) -> None:
    """Print where what is read differs from the text."""
    for row in rows:
        if not row["exact"]:
            print(f"{form} {row['name']}: {row['found']} of {row['words']} words, {row['extra']} too many")
            print("".join(f"    {miss}\n" for miss in row["misses"][:6]), end="")


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", nargs="+", default=[])
    parser.add_argument("--second", action="store_true", help="the batch made by other means")
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    result: dict[str, Any] = {}
    batch = second_batch() if given.second else makers()
    with TemporaryDirectory() as folder:
        keep = given.keep or Path(folder)
        keep.mkdir(parents=True, exist_ok=True)
        for form, make in batch.items():
            if not given.only or form in given.only:
                made = list(make())
                rows = [measured(one, keep) for one in made]
                result[form] = figures(rows)
                if facts := facts_found(keep, made):
                    result[form]["facts"] = facts
                print(form, result[form])
                if given.misses:
                    show_misses(form, rows)
        result["isolation"] = round(isolation_ratio(keep), 2)
    result["score"] = min(f["exact"] for f in result.values() if isinstance(f, dict))
    finish(result, given.json)


if __name__ == "__main__":
    main()
