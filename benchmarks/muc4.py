"""News on terrorism in Latin America, filled into templates, told from claims.

``python -m benchmarks.muc4 --data FILE.jsonl [--fit FILE.jsonl …] [--json OUT]``. Each line has ``doctext``, wholly in
small letters, and ``templates``. Capitals are put back by names that the product knows and by what English has no word
for (:mod:`benchmarks.truecase`). Two small parts are fitted when this runs, on the files of ``--fit`` or on the other
texts of ``--data`` (ten parts in turn): which types of incidents a text tells of (words and claims), and which of its
claims' parties and named weapons fill which role (their claims and their words). One template a type is given.

The score is micro-F1 over types and entities (:mod:`benchmarks.templates`); an entity is right where its words are one
of the coded mentions. The baseline gives each text an empty template of the commonest type. ``claims_alone`` is the
score of the claims' assaults by the mapping file, with nothing fitted.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from benchmarks.bootstrap import interval_of
from benchmarks.claim_features import Record, features_of, is_fact
from benchmarks.command import arguments, end, json_lines, require, run
from benchmarks.fitting import Example, Vectors, answers_in_turn, chances
from benchmarks.ledger_reading import Told, read_texts
from benchmarks.mappings import load_mapping
from benchmarks.templates import ROLES, Template, bare, coded_templates, counts, micro_f1
from benchmarks.truecase import with_capitals

_LIKELY = {"type": 0.45, "PerpInd": 0.4, "PerpOrg": 0.4, "Target": 0.4, "Victim": 0.4, "Weapon": 0.4}
_ORGANISED = frozenset(
    {"armed_group", "faction", "umbrella", "state_force", "state", "criminal_group", "party", "unit"}
)


@dataclass(frozen=True)
class Filler:
    """Words that may fill a role, with what the claims say of them."""

    mention: str
    features: dict[str, float]


@dataclass(frozen=True)
class Story:
    """One text: its row, what was read, and the mapping."""

    row: Record
    told: Told
    mapping: Record

    @cached_property
    def example(self) -> Example:
        """What the part sees that tells the types."""
        found = features_of(self.told.claims)
        found |= {f"type {self.type_of(c)} {is_fact(c)}": 2.0 for c in self.told.claims if c["predicate"] == "assault"}
        return Example(self.told.text, found)

    def type_of(self, claim: Record) -> str:
        """The set's type of an assault."""
        modes = set(claim["modes"])
        return next((name for name, listed in self.mapping["modes"].items() if modes & set(listed)), "attack")

    @cached_property
    def fillers(self) -> list[Filler]:
        """The parties of claims and the weapons that the quotes name, each once."""
        held: dict[str, dict[str, float]] = {}
        for claim in self.told.claims:
            for side in ("subjects", "objects"):
                for party in claim[side]:
                    features = held.setdefault(bare(party["mention"]), {})
                    features |= dict.fromkeys(self._of_party(claim, side, party), 1.0)
            for word in self._weapons(claim):
                features = held.setdefault(word, {})
                features |= {
                    "weapon": 1.0,
                    f"weapon of {claim['predicate']}": 1.0,
                    f"weapon of {self.type_of(claim)}": 1.0,
                }
        for mention, features in held.items():
            words = mention.split()
            features |= {f"last {words[-1]}": 1.0, f"words {min(len(words), 4)}": 1.0} if words else {}
            features["times"] = min(self.told.text.lower().count(mention), 5) / 5
            features["stands"] = 1 - self.told.text.lower().find(mention) / max(len(self.told.text), 1)
        return [Filler(m, f) for m, f in held.items() if m]

    def _of_party(self, claim: Record, side: str, party: Record) -> list[str]:
        kind, held = party["actor_kind"], "fact" if is_fact(claim) else f"{claim['factuality']} {claim['polarity']}"
        out = [side, f"{side} {kind}", f"{side} {claim['predicate']}", f"{side} {claim['predicate']} {kind} {held}"]
        out += [
            f"known {party['actor'] is not None} {kind}",
            f"{side} {self.type_of(claim)} {kind}",
            f"as {party['target_type']}",
        ]
        out += [f"{side} {e['outcome']}" for e in claim["casualties"]]
        return out

    def _weapons(self, claim: Record) -> set[str]:
        listed = "|".join(sorted((re.escape(w) for w in self.mapping["weapons"]), key=len, reverse=True))
        return {m.group() for m in re.finditer(rf"\b(?:{listed})\b", claim["quote"]["exact"].lower())}

    def plain(self) -> list[Template]:
        """What the claims' assaults tell with nothing fitted: one template a type."""
        out: dict[str, Template] = {}
        for claim in self.told.claims:
            if claim["predicate"] != "assault" or not is_fact(claim):
                continue
            template = out.setdefault(self.type_of(claim), Template(self.type_of(claim), {r: [] for r in ROLES}))
            for role, mention in self._roles(claim):
                if frozenset({bare(mention)}) not in template.roles[role]:
                    template.roles[role].append(frozenset({bare(mention)}))
        return list(out.values())

    def _roles(self, claim: Record) -> list[tuple[str, str]]:
        out = []
        for p in claim["subjects"]:
            known = p["actor"] is not None and p["actor_kind"] in _ORGANISED
            out.append(("PerpOrg" if known else "PerpInd", p["mention"]))
        for p in claim["objects"]:
            out.append(("Target" if p["actor_kind"] in {"facility", "place", "company"} else "Victim", p["mention"]))
        return out + [("Weapon", w) for w in sorted(self._weapons(claim))]


def read_stories(
    paths: Sequence[Path], limit: int | None = None, reader: str = "frames"
) -> tuple[list[Story], float | None]:
    """Read the texts of files, with capitals; also documents a second."""
    rows = [row for path in paths for row in json_lines(path) if row.get("doctext")][:limit]
    readings, mapping = read_texts([with_capitals(row["doctext"]) for row in rows], reader=reader), load_mapping("muc4")
    return [Story(r, t, mapping) for r, t in zip(rows, readings.told, strict=True)], readings.documents_per_second


def filled(fit: list[Story], test: list[Story]) -> list[list[Template]]:
    """Templates of ``test`` by what is fitted on ``fit``."""
    coded = [coded_templates(s.row) for s in fit]
    types = _types(fit, coded, test)
    roles = {role: _fillers(role, fit, coded, test) for role in ROLES}
    return [[Template(t, {r: list(roles[r][i]) for r in ROLES}) for t in types[i]] for i in range(len(test))]


def _types(fit: list[Story], coded: list[list[Template]], test: list[Story]) -> list[list[str]]:
    vectors = Vectors([s.example for s in fit])
    rows = vectors.of([s.example for s in test])
    out: list[list[str]] = [[] for _ in test]
    for name in sorted({t.type for templates in coded for t in templates}):
        likely = chances(vectors, [any(t.type == name for t in templates) for templates in coded], rows)
        for i, chance in enumerate(likely):
            out[i] += [name] if chance >= _LIKELY["type"] else []
    return out


def _fillers(role: str, fit: list[Story], coded: list[list[Template]], test: list[Story]) -> list[list[frozenset[str]]]:
    known = [(f, templates) for s, templates in zip(fit, coded, strict=True) for f in s.fillers if templates]
    out: list[list[frozenset[str]]] = [[] for _ in test]
    wanted = [(i, f) for i, s in enumerate(test) for f in s.fillers]
    if not known or not wanted:
        return out
    vectors = Vectors([Example("", f.features) for f, _ in known], words=False)
    right = [any(f.mention in e for t in templates for e in t.roles.get(role, [])) for f, templates in known]
    likely = chances(vectors, right, vectors.of([Example("", f.features) for _, f in wanted]))
    for (i, filler), chance in zip(wanted, likely, strict=True):
        out[i] += [frozenset({filler.mention})] if chance >= _LIKELY[role] else []
    return out


def main() -> None:
    """Run from the command line."""
    given = arguments(__doc__, fits=True).parse_args()
    stories, speed = read_stories([given.data], given.limit, given.reader)
    require(stories, given.data, "texts")
    fitted = read_stories(given.fit, None, given.reader)[0] if given.fit else []
    coded = [coded_templates(s.row) for s in stories]
    told = answers_in_turn(stories, [s.told.text for s in stories], filled, fitted)
    always = Counter(t.type for templates in coded for t in templates).most_common(1)
    ways: dict[str, list[Any]] = {
        "score": [t or [] for t in told],
        "baseline": [[Template(name) for name, _ in always] for _ in stories],
        "claims_alone": [s.plain() for s in stories],
    }
    rows = {name: [counts(g, c) for g, c in zip(given_, coded, strict=True)] for name, given_ in ways.items()}
    figures = {name: round(micro_f1(found), 4) for name, found in rows.items()}
    parts = {
        "type": round(micro_f1([counts(_bare(g), _bare(c)) for g, c in zip(ways["score"], coded, strict=True)]), 4)
    }
    parts |= {role: round(micro_f1(_of_role(ways["score"], coded, role)), 4) for role in ROLES}
    for name, value in parts.items():
        print(f"{name:10} F1 {value}")
    bounds = interval_of(rows["score"], micro_f1)
    print(f"all {figures['score']} {bounds}, claims alone {figures['claims_alone']}, baseline {figures['baseline']}")
    summary = {"score": figures["score"], "interval": bounds, "baseline": figures["baseline"]}
    more = {"claims_alone": figures["claims_alone"], "texts": len(stories), "parts": parts}
    end({**summary, **more, "documents_per_second": speed}, given)


def _bare(templates: Sequence[Template]) -> list[Template]:
    return [Template(t.type) for t in templates]


def _of_role(
    given: Sequence[Sequence[Template]], coded: Sequence[Sequence[Template]], role: str
) -> list[tuple[int, int, int]]:
    """Counts of one role alone, the types left out of the sums."""
    out = []
    for some, others in zip(given, coded, strict=True):
        pairs = [[Template(t.type, {role: t.roles.get(role, [])}) for t in side] for side in (some, others)]
        right, told, listed = counts(*pairs)
        types = counts(_bare(pairs[0]), _bare(pairs[1]))
        out.append((right - types[0], told - types[1], listed - types[2]))
    return out


if __name__ == "__main__":
    run(main)
