"""Ties between armed groups: of each described tie, whether its claims give the pair and the type.

``python -m benchmarks.ties --data FILE.jsonl [--groups FILE.csv] [--json OUT] [--misses]``. Each line has ``group1``,
``group2``, ``type`` and ``description``; only the description is read. A tie is found where the reading knows both
groups in it (as parties of claims, as actors of a sentence that gave none, or as mentions) and the type is right. The
type is told by a linear classifier fitted when this runs, on words, on counts over claims, and on the types that claims
between both groups tell by the mapping file: on the files of ``--fit``, or on the other rows of ``--data`` (ten parts
in turn). With trained models it also sees what the encoder gives of the text; the models were trained on nothing of
this set.
``claims_alone`` is the share where one claim has both groups as its parties and a predicate of the type, with nothing
fitted.

Parties and coded groups are compared by catalogue id, by name, and by the initials of a name. ``--groups`` (a column
``name``) gives the groups to the reader as a user's own catalogue, as a coding team would that has such a list; without
it the reader knows only what is shipped. The baseline says the commonest type wherever the description names both.
"""

from __future__ import annotations

import csv
import json
import re
import tempfile
from argparse import Namespace
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import cached_property
from pathlib import Path
from typing import Any

from benchmarks.bootstrap import interval, mean
from benchmarks.claim_features import features_of
from benchmarks.command import arguments, end, json_lines, require, run
from benchmarks.fitting import Example, Vectors, answers_in_turn, predict
from benchmarks.ledger_reading import Readings, Told, read_texts
from benchmarks.mappings import load_mapping
from benchmarks.sentence_vectors import vectors_by
from grounds.actors import Catalogue, load_catalogue
from grounds.model.errors import InputError

Record = dict[str, Any]

#: Spellings of one name in Latin letters are so much alike, or more.
_ALIKE = 0.88


def folded(name: str) -> str:
    """A name's letters and figures alone, hyphens and articles aside: spellings of Arabic names differ in them."""
    bare = re.sub(r"['’‘`]", "", name.casefold())
    return " ".join(w for w in re.findall(r"\w+", bare) if w not in {"al", "ul", "e", "i", "the"})


@dataclass(frozen=True)
class Group:
    """A coded group: all that a party may be called which means it."""

    name: str
    catalogue: Catalogue
    little: frozenset[str]

    @cached_property
    def names(self) -> list[str]:
        """The coded name, what stands in its brackets, and what stands before them."""
        inside = re.findall(r"\(([^)]*)\)", self.name)
        return [n.strip() for n in (self.name, re.sub(r"\(.*?\)", "", self.name), *inside) if n.strip()]

    @cached_property
    def ids(self) -> set[str]:
        """Catalogue ids of actors that bear one of the names."""
        bared = [re.sub(r"^the ", "", n, flags=re.IGNORECASE) for n in self.names]
        return {actor.id for name in (*self.names, *bared) for actor in self.catalogue.find(name)}

    @cached_property
    def spellings(self) -> set[str]:
        """Folded names, also those that the catalogue has."""
        known = [a for i in self.ids if (a := self.catalogue.get(i)) is not None]
        listed = [n for a in known for n in (a.name, *(alias.text for alias in a.aliases))]
        return {folded(n) for n in (*self.names, *listed)}

    @cached_property
    def initials(self) -> set[str]:
        """Acronyms that the names would give, small words with and without."""
        out = set()
        for name in self.names:
            words = re.findall(r"\w+", name.replace("'", ""))
            for kept in (words, [w for w in words if w.casefold() not in self.little]):
                out.add("".join(w[0] for w in kept).upper())
        return {i for i in out if len(i) > 1}

    def is_named(self, party: Record) -> bool:
        """Whether a party of a claim is this group."""
        if party.get("actor") in self.ids:
            return True
        called = {str(party[k]) for k in ("name", "mention") if party.get(k)}
        return any(self.is_called(name) for name in called)

    def is_called(self, name: str) -> bool:
        """Whether a name means this group: the same, or its initials, or a telling part of it."""
        bare = re.sub(r"(['’]s?)$", "", re.sub(r"\(.*?\)", "", name).strip())
        if bare in self.initials or folded(bare) in self.spellings:
            return True
        words = set(folded(bare).split()) - self.little
        own = [set(s.split()) - self.little for s in self.spellings]
        if len(words) > 1 and any(words <= o or (len(o) > 1 and o <= words) for o in own):
            return True
        return len(words) > 1 and any(SequenceMatcher(None, folded(bare), s).ratio() > _ALIKE for s in self.spellings)


def is_tie(claim: Record, first: Group, second: Group) -> tuple[bool, bool]:
    """Whether the claim is between both groups, and whether it is on the same side of both."""
    subjects = [[g.is_named(p) for p in claim["subjects"]] for g in (first, second)]
    others = [[g.is_named(p) for p in (*claim["objects"], *claim["against"])] for g in (first, second)]
    across = (any(subjects[0]) and any(others[1])) or (any(subjects[1]) and any(others[0]))
    beside = any(subjects[0]) and any(subjects[1])
    return across or beside, beside and not across


def types_of(claim: Record, together: bool, mapping: Record) -> set[str]:
    """The set's types that a claim tells of; ``together``: both groups are its subjects."""
    out = set()
    for name, fits in mapping["types"].items():
        told = claim["predicate"] in fits["predicates"]
        told = told or bool(set(claim["modes"]) & set(fits.get("modes", ())))
        told = told or (together and claim["predicate"] in fits.get("jointly", ()) and not _two_sided(claim))
        told = told or (not together and claim["predicate"] in fits.get("against", ()))
        out |= {name} if told and claim["polarity"] == "positive" else set()
    return out


def _two_sided(claim: Record) -> bool:
    return "armed_clash" in claim["modes"] or claim["subjects_act"] == "each" or not claim["directed"]


def found_types(claims: Sequence[Record], first: Group, second: Group, mapping: Record) -> tuple[bool, set[str]]:
    """Whether any claim is between both groups, and all types that such claims tell of."""
    pair, types = False, set()
    for claim in claims:
        between, together = is_tie(claim, first, second)
        if between:
            pair = True
            types |= types_of(claim, together, mapping)
    return pair, types


def parties_of(told: Told) -> list[Record]:
    """All whom the reading knows of in a text: parties and speakers of claims, actors of sentences without one, and
    mentions of organisations."""
    sides = ("subjects", "objects", "against")
    parties = [p for c in told.claims for side in sides for p in c[side]]
    speakers = [s for c in told.claims if c["attribution"] for s in c["attribution"]["source"]]
    unread = ({"actor": a, "name": a} for u in told.unread for a in u["actors"])
    return [*parties, *speakers, *unread, *map(told.named, filter(is_organisation, told.mentions))]


def is_organisation(mention: Record) -> bool:
    """Whether a mention is of a body of people with a name."""
    return bool(mention["kind"] == "organisation")


def example_of(told: Told, pair: bool, types: set[str]) -> Example:
    """What the fitted part sees: words, counts over claims, and what the claims between both groups tell."""
    found = features_of(told.claims) | {f"type {name}": 6.0 for name in types}
    return Example(told.text, found | {"pair": 3.0 * pair})


def group_names(path: Path) -> list[str]:
    """The names of a list of groups."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    if not rows or "name" not in rows[0]:
        raise InputError("has no column `name`", place=str(path), remedy="give a CSV file of groups")
    return [row["name"].strip() for row in rows if row["name"].strip()]


def users_catalogue(names: Sequence[str], folder: Path, little: frozenset[str]) -> Path:
    """A file of actors for those groups that the shipped catalogue does not know."""
    shipped = load_catalogue()
    groups = [g for n in dict.fromkeys(names) if not (g := Group(n, shipped, little)).ids]
    own = {re.sub(r"\s*\(.*?\)", "", g.name).strip(): g for g in groups}
    short = {name: {i for i in g.initials if len(i) > 2} | set(g.names[2:]) - {name} for name, g in own.items()}
    borne = Counter(i for initials in short.values() for i in initials)
    entries = []
    for name in own:
        plain = sorted(i for i in short[name] if borne[i] == 1 and not shipped.find(i))
        shared = [{"text": i, "ambiguous": True} for i in sorted(short[name] - set(plain))]
        slug = "set-" + re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-")
        entries.append(
            {"id": slug, "name": name, "kind": "armed_group", "aliases": [*plain, *shared], "sources": ["own"]}
        )
    path = folder / "groups.jsonl"
    path.write_text("".join(json.dumps(e) + "\n" for e in entries), "utf-8")
    return path


def read_rows(rows: Sequence[Record], groups: Path | None, mapping: Record, reader: str) -> Readings:
    """Read the descriptions, with the list of groups as a user's catalogue where there is one."""
    texts = [str(row["description"]) for row in rows]
    if groups is None:
        return read_texts(texts, reader=reader)
    with tempfile.TemporaryDirectory() as folder:
        own = users_catalogue(group_names(groups), Path(folder), frozenset(mapping["little"]))
        return read_texts(texts, catalogue=[own], reader=reader)


@dataclass(frozen=True)
class Tie:
    """One coded tie with what the reading found: both groups at all, both in one claim, the types of such claims."""

    row: Record
    told: Told
    known: bool
    pair: bool
    types: frozenset[str]
    vector: Any = None

    @property
    def example(self) -> Example:
        """What the fitted part sees."""
        return replace(example_of(self.told, self.pair, set(self.types)), vector=self.vector)


def ties_of(paths: Sequence[Path], given: Namespace) -> tuple[list[Tie], float | None]:
    """Read the ties of files; also documents a second."""
    wanted = ("group1", "group2", "type", "description")
    rows = [row for path in paths for row in json_lines(path) if all(row.get(k) for k in wanted)][: given.limit]
    mapping, catalogue = load_mapping("ties"), load_catalogue()
    readings, little, out = read_rows(rows, given.groups, mapping, given.reader), frozenset(mapping["little"]), []
    vectors = vectors_by(given.reader, [told.document for told in readings.told])
    for row, told, vector in zip(rows, readings.told, vectors, strict=True):
        first, second = (Group(str(row[k]), catalogue, little) for k in ("group1", "group2"))
        parties = parties_of(told)
        known = all(any(g.is_named(p) for p in parties) for g in (first, second))
        pair, types = found_types(told.claims, first, second, mapping)
        out.append(Tie(row, told, known, pair, frozenset(types), vector))
    return out, readings.documents_per_second


def typed(fit: list[Tie], test: list[Tie]) -> list[str | None]:
    """The types of ties by the fitted part."""
    vectors = Vectors([t.example for t in fit])
    return predict(vectors, [str(t.row["type"]) for t in fit], vectors.of([t.example for t in test]))


def show_miss(tie: Tie, name: str | None) -> None:
    """What was told of a tie that is not found."""
    row, document = tie.row, tie.told.document
    print(f"   {row['type']}: {row['group1']} | {row['group2']} | told {name}; {tie.told.text[:200]!r}")
    print(f"      both known {tie.known}, in one claim {tie.pair}, types of claims {sorted(tie.types)}")
    for claim in tie.told.claims:
        print(f"      {claim['predicate']}: {[p['name'] for p in parties_of(Told(document, (claim,)))]}")


def main() -> None:
    """Run from the command line."""
    parser = arguments(__doc__, fits=True)
    parser.add_argument("--groups", type=Path, help="a list of groups for the reader's catalogue")
    given = parser.parse_args()
    ties, speed = ties_of([given.data], given)
    require(ties, given.data, "ties")
    fitted = ties_of(given.fit, given)[0] if given.fit else []
    types = answers_in_turn(ties, [t.told.text for t in ties], typed, fitted)
    hits = [float((t.known or t.pair) and t.row["type"] == name) for t, name in zip(ties, types, strict=True)]
    for tie, name, hit in zip(ties, types, hits, strict=True) if given.misses else ():
        if not hit:
            show_miss(tie, name)
    end({**figures(ties, hits), "documents_per_second": speed}, given)


def figures(ties: Sequence[Tie], hits: Sequence[float]) -> Record:
    """The figures, as a table and as they are handed on."""
    columns = {
        "score": list(hits),
        "claims_alone": [float(t.row["type"] in t.types) for t in ties],
        "pair": [float(t.pair) for t in ties],
        "known": [float(t.known) for t in ties],
    }
    counted = Counter(t.row["type"] for t in ties)
    types = {}
    print(f"{'':10} {'ties':>6}" + "".join(f"{name:>14}" for name in columns))
    for name, number in counted.most_common():
        own = [i for i, t in enumerate(ties) if t.row["type"] == name]
        types[name] = {"ties": number} | {c: mean([values[i] for i in own]) for c, values in columns.items()}
        print(f"{name:10} {number:6}" + "".join(f"{types[name][c]:14}" for c in columns))
    always = counted.most_common(1)[0][0]
    catalogue, little = load_catalogue(), frozenset(load_mapping("ties")["little"])
    base = [float(t.row["type"] == always and both_named(t.row, catalogue, little)) for t in ties]
    result = {name: mean(values) for name, values in columns.items()}
    print(f"{'all':10} {len(ties):6}" + "".join(f"{value!s:>14}" for value in result.values()))
    print(f"interval {interval(hits)}, baseline {mean(base)}")
    return {"score": result.pop("score"), "interval": interval(hits), "baseline": mean(base), **result, "types": types}


def both_named(row: Record, catalogue: Catalogue, little: frozenset[str]) -> bool:
    """Whether the description names both groups by words of their names or by initials."""
    text = str(row["description"])
    spoken = f" {folded(text)} "
    for key in ("group1", "group2"):
        group = Group(str(row[key]), catalogue, little)
        if not any(f" {s} " in spoken for s in group.spellings if s) and not group.initials & set(
            re.findall(r"\w+", text)
        ):
            return False
    return True


if __name__ == "__main__":
    run(main)
