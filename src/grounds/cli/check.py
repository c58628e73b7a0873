"""``grounds check REPORT``: how a report stands to event data, on the terminal, as JSON and as a page."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.text import Text

from grounds.checking.check import by_row
from grounds.checking.verdicts import Check, Checked, LeftOut, Verdict
from grounds.checking.workbench import check_file
from grounds.cli.output import clean, number_of, target
from grounds.cli.pages import check_page, page_json
from grounds.documents import ReadOptions
from grounds.sharing.check import PARTS, render_check
from grounds.weighing.items import day_text

#: So many claims of a part are told on the terminal.
_SHOWN = 12
_ROWS_SHOWN = 8


def check(
    report: str,
    against: Sequence[str],
    ledger: Path,
    options: ReadOptions,
    catalogue: Sequence[Path],
    form: tuple[str, Path | None],
) -> None:
    """Read a report, hold it against datasets, and tell how they stand to each other."""
    format_, output = form
    check_page(report, format_)
    found = check_file(Path(report), against, ledger, options, catalogue)
    with target(output, ledger) as file:
        if format_ == "table":
            _print(found, Console(file=file, highlight=False, soft_wrap=True))
        elif format_ == "json":
            file.write(page_json(found.as_record()))
        else:
            file.write(render_check(found.as_record()))


def _print(found: Check, out: Console) -> None:
    report = found.report
    out.print(Text(clean(str(report["title"] or report["file"] or report["id"])), style="bold"))
    about = " · ".join(clean(str(v)) for v in (report["publisher"], report["date"] or "no date") if v)
    sets = ", ".join(f"{d['dataset']} {d['release']} ({number_of(d['rows'], 'row')})" for d in found.datasets)
    out.print(Text(f"{about} · held against {sets} · {number_of(found.unread, 'sentence')} not read", "dim"))
    for name, title in PARTS.items():
        listed = [one for one in found.claims if one.status == name]
        if listed:
            _print_part(out, f"{title} ({len(listed)})", name, listed)
    for one in found.left_out:
        _print_left_out(out, one)
    for dataset in found.datasets:
        out.print()
        out.print(
            Text(clean(f"{dataset['dataset']}: {dataset['licence']}; cite as: {dataset['citation']}"), style="dim")
        )
        if dataset["note"]:
            out.print(Text(clean(str(dataset["note"])), style="dim"))


def _print_part(out: Console, title: str, name: str, listed: Sequence[Checked]) -> None:
    out.print(Text(f"\n{title}", style="bold"))
    if name in ("agrees", "disagrees", "denied"):
        _print_rows(out, listed)
        return
    for one in listed[:_SHOWN]:
        out.print(Text.assemble("  ", clean(one.line), (f"  {one.item.id[:12]}", "dim")))
        told = one.reason or (one.figures.says if one.figures is not None else "")
        if told:
            out.print(Text(clean(f"    {told}"), style="dim"))
        if one.figures is not None and one.figures.table:
            years = one.figures.table[-_ROWS_SHOWN:]
            row = ", ".join(f"{y['year']}: {y['rows']} ({y['deaths']} dead)" for y in years)
            out.print(Text(f"    {one.figures.points}; by year: {row}", style="dim"))
    _more(out, len(listed), _SHOWN)


def _print_rows(out: Console, listed: Sequence[Checked]) -> None:
    """Row by row, each with the claims about it."""
    rows = list(by_row(listed))
    for row, claims, verdicts in rows[:_SHOWN]:
        days = day_text(row.first) if row.first == row.last else f"{day_text(row.first)} – {day_text(row.last)}"
        where = row.place_name or row.country or "no place"
        probable = max(one.found.probability for one in claims if one.found is not None)
        head = f"  {row.dataset} {row.source_id}: {where}, {days}"
        out.print(Text.assemble(clean(head), (f"  the same with probability {probable:.2f}", "dim")))
        for one in claims:
            out.print(Text.assemble("    ", clean(one.line), (f"  {one.item.id[:12]}", "dim")))
        for verdict in verdicts:
            if verdict.outcome in ("agrees", "disagrees", "open"):
                out.print(_verdict(verdict))
    _more(out, len(rows), _SHOWN)


def _verdict(verdict: Verdict) -> Text:
    name = verdict.field.replace("_", " ")
    told = f"{verdict.report or '–'} | {verdict.record or '–'}"
    why = f" ({verdict.why})" if verdict.why else ""
    style = {"disagrees": "bold", "agrees": "dim"}.get(verdict.outcome, "")
    return Text(clean(f"      {name} {verdict.outcome}: {told}{why}"), style=style)


def _print_left_out(out: Console, one: LeftOut) -> None:
    told = f"{number_of(one.rows, 'row')} left out, {one.deaths} dead; {one.told} told"
    out.print()
    out.print(Text(clean(f"In {one.dataset} {one.release} and not in the report: {told}"), style="bold"))
    out.print(Text(clean(f"  {one.about}"), style="dim"))
    for row in one.largest[:_ROWS_SHOWN]:
        sides = " – ".join(filter(None, (", ".join(p.name for p in s) for s in (row.side_a, row.side_b))))
        line = f"  {row.source_id}: {day_text(row.first)}, {row.place_name or row.country}, {sides or 'no sides'}"
        out.print(Text(clean(f"{line}, {row.best if row.best is not None else '?'} dead")))
    _more(out, one.rows, _ROWS_SHOWN)


def _more(out: Console, number: int, shown: int) -> None:
    if number > shown:
        out.print(Text(f"  … and {number - shown} more (--format html or json tells all)", style="dim"))
