"""``grounds new REPORT``: what a report adds, on the terminal, as JSON and as a page."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.text import Text

from grounds.actors import Catalogue, load_catalogue
from grounds.cli.layout import broken
from grounds.cli.output import clean, number_of, target
from grounds.cli.pages import check_page, page_json
from grounds.documents import ReadOptions
from grounds.ledger import Ledger
from grounds.ledger.beside import catalogues
from grounds.model.claim import Claim
from grounds.model.document import Document
from grounds.pipeline import Pipeline
from grounds.resolution.publisher import documents_of
from grounds.sharing.newness import PARTS, render_newness
from grounds.weighing.items import item_of, source_of
from grounds.weighing.lineage import Lineage
from grounds.weighing.newness import Newness, Told, newness
from grounds.weighing.packs import Pack, from_catalogue, numbered
from grounds.weighing.workbench import Weighing

#: So many things of a part are told on the terminal's one page.
_SHOWN = 7
_AFTER = 1 << 40
#: How wide the page is that goes into a file or a pipe.
_PIPED = 100


def new(
    report: str,
    ledger: Path,
    packs: Sequence[Path],
    options: ReadOptions,
    catalogue: Sequence[Path],
    form: tuple[str, Path | None],
) -> None:
    """Read a report, hold it against what is known, and tell what it adds."""
    format_, output = form
    check_page(report, format_)
    known = load_catalogue(catalogues(ledger, catalogue))
    found = _found(report, _ledgers(ledger, packs), options, known, catalogues(ledger, catalogue))
    if format_ == "table":
        with target(output, ledger) as file:
            wide = None if file.isatty() or "COLUMNS" in os.environ else _PIPED
            _Page(Console(file=file, highlight=False, width=wide)).report(found)
        return
    with target(output, ledger) as file:
        file.write(page_json(found.record()) if format_ == "json" else render_newness(found.record()))


def _ledgers(ledger: Path, packs: Sequence[Path]) -> list[Path]:
    """The ledger where there is one, and the packs, which must be there."""
    return [*([ledger] if ledger.exists() else []), *packs]


def _found(
    report: str, ledgers: Sequence[Path], options: ReadOptions, known: Catalogue, files: Sequence[Path]
) -> Newness:
    documents = documents_of(Path(report), options, known)
    told, unread = _read(documents, files)
    held: list[Pack] = []
    grades: dict[str, str] = {}
    size = Counter[str]()
    for path in ledgers:
        with Ledger.open(path, create=False) as store:
            bench = Weighing(store, known, files)
            held.append(numbered(bench.concerning(told), sum(len(p.items) for p in held)))
            grades |= bench.grades
            size.update(documents=store.number_of_documents(), claims=store.count())
    actors = {p.actor for i in told.items for p in (*i.subjects, *i.objects) if p.actor is not None}
    held.append(from_catalogue(known, actors, row=sum(len(p.items) for p in held)))
    size.update(documents=len(held[-1].sources), claims=len(held[-1].items))
    return newness(told, held, Lineage(known), grades=grades, background=size, unread=unread)


def _read(documents: Sequence[Document], files: Sequence[Path]) -> tuple[Pack, int]:
    claims: list[Claim] = []
    unread = 0
    for _, reading in Pipeline(files).run(documents):
        claims += reading.claims
        unread += len(reading.unread)
    sources = [source_of(d.record(), _AFTER + n) for n, d in enumerate(documents)]
    items = [item_of(claim.record(), _AFTER + n) for n, claim in enumerate(claims)]
    return Pack(sources, items, {d.id: d.text for d in documents}), unread


class _Page:
    """Prints a report's page: lines are broken between words, what belongs to a line stands below it."""

    def __init__(self, out: Console) -> None:
        self._out = out

    def line(self, text: str, *, style: str = "", indent: int = 0, more: str = "") -> None:
        """A line with its indentation; ``more`` is told behind it in grey."""
        told = clean(text) + (f"  {more}" if more else "")
        for number, part in enumerate(broken(told, max(20, self._out.width - indent - 2))):
            self._out.print(Text(" " * (indent + 2 * bool(number)) + part, style=style), soft_wrap=True)

    def report(self, found: Newness) -> None:
        """The whole page."""
        report, size = found.report, found.background
        self.line(str(report["title"] or report["file"] or report["id"]), style="bold")
        about = [str(v) for v in (report["publisher"], report["date"] or "no date") if v]
        against = f"{number_of(size['claims'], 'claim')} of {number_of(size['documents'], 'document')}"
        told, unread = number_of(len(found.told), "thing"), number_of(found.unread, "sentence")
        self.line(" · ".join((*about, f"{told} told", f"held against {against}", f"{unread} not read")), style="dim")
        if found.copies is not None:
            self.line(f"No origin of its own: {found.copies}.")
        for name, title in PARTS.items():
            if found.parts[name]:
                self.part(title, found, name)
        if found.within:
            self.line(f"\nThe report disagrees with itself ({len(found.within)})", style="bold")
            for one in found.within[:_SHOWN]:
                self.line(one.explanation, indent=2)
        if blank := [title.lower() for name, title in PARTS.items() if not found.parts[name]]:
            self.line("")
            self.line(f"Nothing {'; nothing '.join(blank)}.", style="dim")

    def part(self, title: str, found: Newness, name: str) -> None:
        """One part of the page."""
        told = found.parts[name]
        self.line("")
        self.line(f"{title} ({len(told)})", style="bold")
        for one in told[:_SHOWN]:
            held = "" if one.items[0].factuality == "asserted" else f" [{one.items[0].factuality}]"
            self.line(one.line + held, indent=2, more=one.items[0].id[:12])
            if name in ("known", "known_event") and one.known is not None:
                self.line(_first(one), style="dim", indent=4)
            for two in one.disagreements if name in ("opposed", "updated") else ():
                if (two.strength == "update") == (name == "updated"):
                    self.line(f"{two.strength.replace('_', ' ')}: {two.explanation}", style="dim", indent=4)
        if len(told) > _SHOWN:
            self.line(f"… and {len(told) - _SHOWN} more (--format html or json tells all)", style="dim", indent=2)


def _first(one: Told) -> str:
    """Who said a known thing first, and what is told anew of it."""
    known = one.known
    if known is None:
        return ""
    where = "" if known.label in known.origin else f" in {known.label}"
    adds = f"; new here: {', '.join(one.adds)}" if one.adds else ""
    return f"first said by {known.origin}{where}, {known.day or 'on a day that is not known'}{adds}"
