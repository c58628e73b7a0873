"""``python -m grounds.reading.lint FILE_OR_FOLDER…``: which rules earn their place over a corpus.

A corpus is texts, folders of texts, or JSON Lines with a field ``text``.

Tells rules that lack examples, rules that never fire, rules that fire in one document only (they may rest on one text),
and pairs of rules that give the same statement of the same word. A rule fires where it drafts a statement, also one
that is joined with another into one claim. Without a corpus only the data itself is looked at.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

from grounds.reading.drafts import Draft
from grounds.reading.lexicon import Lexicon
from grounds.reading.reader import FramesReader, Traced

if TYPE_CHECKING:
    from grounds.language.pipeline import Parsed
    from grounds.model.document import Document
    from grounds.model.errors import InputError
    from grounds.resolution.resolver import Resolver

#: So many names of rules stand in a line of what is printed.
_SHOWN = 12


@dataclass
class Firing:
    """What the rules did over a corpus: documents and claims by rule, and pairs that read the same, with one place."""

    documents: int = 0
    fired: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    claims: Counter[str] = field(default_factory=Counter)
    overlaps: Counter[tuple[str, str]] = field(default_factory=Counter)
    places: dict[tuple[str, str], str] = field(default_factory=dict)

    def take(self, document: str, traced: Iterable[Traced]) -> None:
        """Count one document."""
        self.documents += 1
        for one in traced:
            for draft in one.drafts:
                self.fired[draft.rule.id].add(document)
                self.claims[draft.rule.id] += draft.claim is not None
            self._compare(document, one)

    def _compare(self, document: str, traced: Traced) -> None:
        for token in traced.sentence:
            drafts = [
                d for trigger, rule in traced.frames.candidates(token) for d in traced.frames.apply(rule, trigger)
            ]
            seen: dict[Any, str] = {}
            for draft in drafts:
                self.fired[draft.rule.id].add(document)
                first = seen.setdefault(_statement(draft), draft.rule.id)
                if first != draft.rule.id:
                    pair = (first, draft.rule.id)
                    self.overlaps[pair] += 1
                    self.places.setdefault(pair, f"{document}: “{token.text}” in “{' '.join(token.sent.text.split())}”")


def _statement(draft: Draft) -> Any:
    """What a draft says and of whom: two rules with the same at one word overlap."""
    sides = tuple(tuple(p.start for p in side) for side in (draft.subjects, draft.objects))
    return draft.predicate, draft.rule.negative, sides


@dataclass(frozen=True)
class Report:
    """The findings by their names, for people and as JSON."""

    rules: int
    documents: int
    without_examples: list[str]
    never: list[str]
    once: dict[str, str]
    overlapping: list[tuple[str, str, int, str]]
    #: Fields of which but one rule makes use: a pattern or another field may say the same.
    lone_fields: dict[str, str]

    def record(self) -> dict[str, Any]:
        """As JSON-ready values, with the figures first."""
        fired = self.rules - len(self.never) if self.documents else 0
        return {"rules": self.rules, "documents": self.documents, "fired": fired, **self._lists()}

    def _lists(self) -> dict[str, Any]:
        names = ("without_examples", "never", "once", "overlapping", "lone_fields")
        return {name: getattr(self, name) for name in names}


def report(lexicon: Lexicon, firing: Firing) -> Report:
    """What there is to say of the rules after a corpus, or of their data alone where there was none."""
    seen = firing.documents > 0
    known = [rule.id for rule in lexicon.rules]
    where = {name: firing.fired.get(name, set()) for name in known}
    return Report(
        rules=len(known),
        documents=firing.documents,
        without_examples=[rule.id for rule in lexicon.rules if not rule.examples],
        never=[name for name in known if seen and not where[name]],
        once={name: min(at) for name, at in where.items() if firing.documents > 1 and len(at) == 1},
        overlapping=[(*pair, n, firing.places[pair]) for pair, n in firing.overlaps.most_common()],
        lone_fields=_lone_fields(lexicon),
    )


def _lone_fields(lexicon: Lexicon) -> dict[str, str]:
    users: dict[str, list[str]] = defaultdict(list)
    for rule in lexicon.rules:
        for one in fields(rule):
            if getattr(rule, one.name) != one.default:
                users[one.name].append(rule.id)
    return {name: rules[0] for name, rules in users.items() if len(rules) == 1}


def fire(parsed: Iterable[Parsed], resolver: Resolver, reader: FramesReader) -> Firing:
    """Read a corpus and count."""
    firing = Firing()
    for one in parsed:
        firing.take(one.document.path or one.document.id, list(reader.trace(resolver.resolve(one))))
    return firing


def _corpus(paths: list[Path]) -> Iterator[Parsed]:
    from grounds.documents import find_files
    from grounds.language.pipeline import parse
    from grounds.model.errors import InputError

    def opened() -> Iterator[Document]:
        for path in (p for given in paths for p in ([given] if given.suffix == ".jsonl" else find_files([given]))):
            for document in [path] if isinstance(path, InputError) else _documents(path):
                if isinstance(document, InputError):
                    print(f"failed: {document}", file=sys.stderr)
                else:
                    yield document

    return parse(opened())


def _documents(path: Path) -> Iterator[Document | InputError]:
    """The documents of a file; a ``.jsonl`` file has one in the field ``text`` of each line."""
    from grounds.documents import ReadOptions, read_all, read_bytes

    if path.suffix != ".jsonl":
        yield from read_all(path, ReadOptions())
        return
    for number, line in enumerate(path.read_text("utf-8").split("\n"), start=1):
        if line.strip():
            text = json.loads(line)["text"].encode()
            yield read_bytes(text, name="line.txt", path=f"{path}#{number}", options=ReadOptions(language="en"))


def show(told: Report) -> None:
    """Print the findings for people."""
    print(f"{told.rules} rules; {len(told.without_examples)} without an example")
    _names("without an example", told.without_examples)
    _names("fields of one rule alone", [f"{field} ({rule})" for field, rule in told.lone_fields.items()])
    if not told.documents:
        return
    print(f"{told.rules - len(told.never)} fire over {told.documents} documents, {len(told.once)} of them in one only")
    _names("never fire", told.never)
    for rule, document in told.once.items():
        print(f"one document only: {rule} ({document})")
    for one, other, count, place in told.overlapping:
        print(f"overlap, {count} times: {one} and {other}, as in {place}")


def _names(title: str, names: list[str]) -> None:
    for first in range(0, len(names), _SHOWN):
        print(f"{title}: {', '.join(names[first : first + _SHOWN])}")


def main(arguments: list[str] | None = None) -> int:
    """Run from the command line; gives 1 where a rule lacks an example, which no rule may."""
    from grounds.actors import load_catalogue
    from grounds.places import load_gazetteer
    from grounds.resolution.resolver import Resolver

    parser = argparse.ArgumentParser(prog="python -m grounds.reading.lint", description=__doc__)
    parser.add_argument("corpus", type=Path, nargs="*", help="texts or folders of texts")
    parser.add_argument("--json", action="store_true", help="print one JSON object instead")
    given = parser.parse_args(arguments)
    reader = FramesReader()
    firing = Firing()
    if given.corpus:
        firing = fire(_corpus(given.corpus), Resolver(load_catalogue(), load_gazetteer()), reader)
    told = report(reader.lexicon, firing)
    if given.json:
        print(json.dumps(told.record(), ensure_ascii=False))
    else:
        show(told)
    return 1 if told.without_examples else 0


if __name__ == "__main__":
    sys.exit(main())
