"""``grounds review``: claims one by one beside their words, one key a decision."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.text import Text

from grounds.cli.output import clean, number_of
from grounds.ledger import Ledger
from grounds.ledger.beside import catalogues
from grounds.ledger.finding import named_documents
from grounds.model.decision import Decision
from grounds.model.errors import Contested, GroundsError, UsageError
from grounds.review import Reviews, coding
from grounds.review.deciding import Who, in_words
from grounds.review.queue import Queue, Reasons, Wanted, reasons
from grounds.tables import period, sentence

_CONTEXT = 240
KEYS = {
    "a": "accept",
    "r": "reject",
    "c": "correct",
    "s": "same as the claim beside it",
    "n": "not the same",
    "w": "withdraw",
    "u": "undo the last",
    "k": "skip",
    "m": "more of the text",
    "?": "these keys",
    "q": "quit",
}
_BLIND = "arcukm?q"
#: What a decision by one key rests on where nothing more is said.
_WHY = "read beside its words"

#: Asks for a key, or for a line with a prompt; null where the input has ended.
Ask = Callable[[str], str | None]


def session(ledger: Path, by: str, *, actor: str | None, document: str | None, batch: str | None) -> None:
    """Go through claims until somebody stops or none is left."""
    if not by.strip():
        raise UsageError("it is not said who decides", remedy="give --by, or set GROUNDS_REVIEWER")
    with Ledger.open(ledger, create=False) as store:
        _weigh_if_small(store, ledger)
        wanted = Wanted(documents=_documents(store, document), actors=_actors(ledger, actor))
        Session(store, by, wanted, batch=batch, ledger=ledger).run()


def _documents(store: Ledger, document: str | None) -> tuple[str, ...]:
    return () if document is None else tuple(named_documents(document, store.documents(), store.path))


def _actors(ledger: Path, actor: str | None) -> tuple[str, ...]:
    if actor is None:
        return ()
    from grounds.actors import load_catalogue

    return (actor, *(a.id for a in load_catalogue(catalogues(ledger)).find(actor)))


def _weigh_if_small(store: Ledger, ledger: Path) -> None:
    """Bring links up to date where that takes a moment; else say how."""
    from grounds.actors import load_catalogue
    from grounds.weighing.workbench import Weighing

    files = catalogues(ledger)
    if not Weighing(store, load_catalogue(files), files).freshen(within=2000):
        print(
            "not weighed since much was read: `grounds clusters` first puts what is disputed in front", file=sys.stderr
        )


@dataclass
class Session:
    """One person at one ledger. ``ask`` and ``out`` are the terminal; tests put their own in place."""

    store: Ledger
    by: str
    wanted: Wanted
    batch: str | None = None
    ledger: Path | None = None
    ask: Ask = field(default_factory=lambda: _key)
    ask_line: Ask = field(default_factory=lambda: _line)
    out: Console = field(default_factory=lambda: Console(highlight=False, soft_wrap=True))

    def __post_init__(self) -> None:
        self.reviews = Reviews(self.store)
        self._queue = Queue(self.store, self.wanted)
        self._skipped: set[int] = set()
        self._passed: set[str] = set()
        self._made: list[Decision] = []
        self._wide = False

    def run(self) -> None:
        """Show a claim, take a key, and so on."""
        if self.batch is None:
            self._queue.refresh()
        while (found := self._next()) is not None:
            row, claim = found
            record = self.store.claim(claim)
            near = Reasons(0, 0, None) if self.batch is not None else reasons(self.store, row)
            self._show(record, near)
            while True:
                key = self.ask(self._prompt())
                if key is None or key == "q":
                    return self._leave()
                if self._do(key, record, row, near):
                    break
        self.out.print("nothing is left to decide on")
        return self._leave()

    def _next(self) -> tuple[int, str] | None:
        if self.batch is None:
            return self._queue.next(self._skipped)
        due = [c for c in coding.batch(self.reviews, self.batch).due(self.by) if c not in self._passed]
        return (0, due[0]) if due else None

    def _prompt(self) -> str:
        keys = _BLIND if self.batch is not None else "".join(KEYS)
        return f"[{'/'.join(keys)}] "

    def _leave(self) -> None:
        self.out.print(f"{number_of(len(self._made), 'decision')} by {self.by}; `grounds review decisions` lists them")

    # ------------------------------------------------------------------------------------------------------- keys

    def _do(self, key: str, record: dict[str, Any], row: int, near: Reasons) -> bool:
        """Do what a key says; gives whether the next claim is to be shown."""
        if key == "k":
            self._skipped.add(row)
            self._passed.add(record["id"])
            return True
        if key == "m":
            self._wide = True
            self._show(record, near)
            self._wide = False
            return False
        if key == "u":
            return self._undo()
        if key not in KEYS or key == "?" or (self.batch is not None and key not in _BLIND):
            self.out.print("   ".join(f"{k} {what}" for k, what in KEYS.items()), markup=False)
            return False
        try:
            return self._decide(key, record, near, ())
        except Contested as error:
            return self._over(key, record, near, error)
        except GroundsError as error:
            self.out.print(clean(str(error)), markup=False)
            return False

    def _over(self, key: str, record: dict[str, Any], near: Reasons, error: Contested) -> bool:
        """Somebody else has decided meanwhile, or before: show both, and let the person choose."""
        self.out.print(clean(str(error)), markup=False)
        if not error.standing or self.ask("[o] go over it, any other key: leave it ") != "o":
            return False
        try:
            return self._decide(key, record, near, error.standing)
        except GroundsError as again:
            self.out.print(clean(str(again)), markup=False)
            return False

    def _decide(self, key: str, record: dict[str, Any], near: Reasons, over: tuple[str, ...]) -> bool:
        who = Who(self.by, _WHY, over)
        if self.batch is not None:
            return self._code(key, record, who)
        if key in "sn" and near.nearest is None:
            self.out.print("no claim beside it")
            return False
        if key in "rwsn":
            who = replace(who, why=self.ask_line("why? ") or _WHY)
        made = {
            "a": lambda: [self.reviews.accept(record["id"], who)],
            "r": lambda: [self.reviews.reject(record["id"], who)],
            "w": lambda: [self.reviews.withdraw(record["id"], who)],
            "c": lambda: self._correct(record, who),
            "s": lambda: [self.reviews.pair("same", record["id"], near.nearest or "", who)],
            "n": lambda: [self.reviews.pair("not_same", record["id"], near.nearest or "", who)],
        }[key]()
        self._told(made)
        return key not in "sn"  # a pair says nothing yet of the claim itself

    def _correct(self, record: dict[str, Any], who: Who) -> list[Decision]:
        typed = self._fields(record)
        why = self.ask_line("why? ") or _WHY
        return self.reviews.correct(record["id"], typed, replace(who, why=why))

    def _fields(self, record: dict[str, Any]) -> dict[str, Any]:
        from grounds.actors import load_catalogue
        from grounds.places import load_gazetteer
        from grounds.review.values import Values

        typed = self.ask_line("FIELD=VALUE, several with ' & ': ") or ""
        text = self.store.document(record["quote"]["document"]).text
        files = catalogues(self.ledger or self.store.path)
        values = Values(record, text, lambda: load_catalogue(files), load_gazetteer)
        return values.all([part for part in typed.split(" & ") if part.strip()])

    def _code(self, key: str, record: dict[str, Any], who: Who) -> bool:
        fields = self._fields(record) if key == "c" else {}
        verdict = "reject" if key == "r" else "accept"
        self._told([coding.code(self.reviews, self.batch or "", record["id"], verdict, fields, who)])
        return True

    def _undo(self) -> bool:
        if not self._made:
            self.out.print("nothing was decided yet")
            return False
        last = self._made.pop()
        self._told([self.reviews.undo(last.id, Who(self.by, "taken back at once"))], keep=False)
        return True

    def _told(self, made: list[Decision], *, keep: bool = True) -> None:
        for one in made:
            self.out.print(Text(clean(in_words(one)), style="green"))
        if keep:
            self._made += made

    # ----------------------------------------------------------------------------------------------------- showing

    def _show(self, record: dict[str, Any], near: Reasons) -> None:
        """A claim beside its words, why it comes now, and the claim beside it."""
        quote, document = record["quote"], self.store.document(record["quote"]["document"])
        reach = 4 * _CONTEXT if self._wide else _CONTEXT
        before = document.text[max(0, quote["start"] - reach) : quote["start"]]
        after = document.text[quote["end"] : quote["end"] + reach]
        self.out.rule(f"{record['id'][:12]}", align="left", style="dim")
        self.out.print(Text.assemble((clean(before), "dim"), (clean(quote["exact"]), "reverse"), (clean(after), "dim")))
        self.out.print(Text(clean(sentence(record)), style="bold"))
        for label, value in _lines(record):
            self.out.print(Text.assemble((f"{label:12}", "dim"), clean(value)))
        named = document.title or Path(document.path or document.url or document.id).name
        facts = (named, document.publisher, document.date)
        self.out.print(Text.assemble((f"{'document':12}", "dim"), clean(" · ".join(str(f) for f in facts if f))))
        if self.batch is None:
            self._show_near(record, near)

    def _show_near(self, record: dict[str, Any], near: Reasons) -> None:
        told = [f"confidence {record['reader']['confidence']:.2f}"]
        told += [f"{near.links} say the same"] if near.links else []
        told += [f"{near.against} say otherwise"] if near.against else []
        self.out.print(Text.assemble((f"{'comes now':12}", "dim"), ", ".join(told)))
        if near.nearest is not None:
            other = self.store.claim(near.nearest)
            self.out.print(Text.assemble((f"{'beside it':12}", "dim"), clean(f"{other['id'][:12]} {sentence(other)}")))
            self.out.print(Text(f"            “{clean(' '.join(other['quote']['exact'].split()))}”", style="dim"))
        for one in self.reviews.on(record["id"]):
            self.out.print(Text.assemble((f"{'decided':12}", "dim"), clean(in_words(one))))


def _lines(record: dict[str, Any]) -> list[tuple[str, str]]:
    """What a reviewer holds against the words; empty fields are left out."""
    held = record["factuality"] + (", negated" if record["polarity"] == "negative" else "")
    sides = [(side, ", ".join(p["name"] for p in record[side])) for side in ("subjects", "objects", "against")]
    attribution = record["attribution"] or {}
    said_by = ", ".join(s["name"] for s in attribution.get("source", ())) or attribution.get("kind") or ""
    when = record["when"]
    lines = [("held", held), *sides, ("said by", said_by), ("when", period(when) if when else "")]
    lines.append(("where", ", ".join(p["name"] for p in record["where"])))
    lines += [(name, ", ".join(record[name])) for name in ("modes", "support", "weapons")]
    lines += [(name, record[name] or "") for name in ("scope", "phase", "outcome", "trend", "state")]
    lines.append(("casualties", "; ".join(f"{c['outcome']} {c['of']}: {c['words']}" for c in record["casualties"])))
    return [(label, value) for label, value in lines if value]


def _key(prompt: str) -> str | None:
    """One key where a terminal is there; else a line, of which the first letter counts."""
    if not sys.stdin.isatty():
        line = sys.stdin.readline()
        return None if not line else line.strip()[:1] or "?"
    import click

    click.echo(prompt, nl=False)
    key = click.getchar()
    click.echo(key if key.isprintable() else "")
    return None if key in ("\x03", "\x04", "\x1a") else key


def _line(prompt: str) -> str | None:
    if sys.stdin.isatty():
        return input(prompt)
    line = sys.stdin.readline()
    return line.rstrip("\n") if line else None
