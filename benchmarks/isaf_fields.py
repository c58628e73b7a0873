"""The press releases' fields: which values a release's claims speak for, and which of them a small mapping takes.

Dates, provinces and numbers are chosen among values that the claims hold (:class:`~benchmarks.fitting.Ranker`);
everything else is told from counts over claims and from words (:func:`~benchmarks.fitting.predict`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import combinations
from typing import Any

from benchmarks.claim_features import Record, features_of, is_fact
from benchmarks.fitting import Candidate, Example, Ranker, Vectors, predict
from benchmarks.ledger_reading import Told

LISTS = ("event_type", "province", "target_group")
NUMBERS = ("min_killed", "min_captured", "min_leaders_killed", "min_leaders_captured")
FLAGS = ("killq", "captureq", "killcaptureraid", "airstrike", "noshotsfired")
FIELDS = ("start_date", *LISTS, *NUMBERS, *FLAGS)


def code_of(row: Record, field: str) -> str | None:
    """A row's code of a field as one string, lists sorted; null where the row does not give it."""
    value = row.get(field)
    if value is None:
        return None
    if field in LISTS:
        listed = value if isinstance(value, list) else [value]
        return ";".join(sorted(n.strip() for joined in listed for n in str(joined).split(";") if n.strip()))
    return str(value)


@dataclass(frozen=True)
class Release:
    """One release: its coded row, what was read, and the provinces that codes are known to mean."""

    row: Record
    told: Told
    mapping: Record
    province_code: Callable[[str], str]

    @cached_property
    def claims(self) -> list[Record]:
        """Its claims, the events among them that are facts first."""
        return sorted(self.told.claims, key=lambda c: not (c["kind"] == "event" and is_fact(c)))

    @cached_property
    def words(self) -> str:
        """The text, white space made even; the head with its numbers and date left out."""
        return " ".join(self.told.text.split())

    @cached_property
    def example(self) -> Example:
        """What classifiers see."""
        found = features_of(self.told.claims)
        for field, outcome in (("killed", "killing"), ("captured", "capturing")):
            numbers = self.numbers(field, outcome, leaders=False)
            found[f"{field} none"] = float(not numbers)
            found |= {f"{field} first {numbers[0]}": 1.0} if numbers else {}
        for actor in {p["actor"] for c in self.told.claims for s in ("subjects", "objects") for p in c[s]}:
            if actor in self.mapping["groups"]:
                found[f"group {self.mapping['groups'][actor]}"] = 3.0
        return Example(self.words, found)

    def numbers(self, outcome: str, kind: str, *, leaders: bool) -> list[int]:
        """The fewest people that each claim of the kind says were killed or captured, those left out that only take up
        somebody told of before ("the leader", "his")."""
        return [count.number for count in self.counts(outcome, kind, leaders=leaders) if not count.again]

    def counts(self, outcome: str, kind: str, *, leaders: bool) -> list[Count]:
        """All that claims of the kind say of people killed or captured, in reading order."""
        out: list[Count] = []
        for claim in self.told.claims:
            if is_fact(claim):
                for number, mention in self._numbers_of(claim, outcome, kind, leaders):
                    again = bool(out) and bool(_AGAIN.match(mention)) and not _FURTHER.search(mention)
                    out.append(Count(number, mention, again))
        return out

    def _numbers_of(self, claim: Record, outcome: str, kind: str, leaders: bool) -> list[tuple[int, str]]:
        wanted = ["leaders"] if leaders else self.mapping["counted"]
        entries = [e for e in claim["casualties"] if e["outcome"] == outcome and e["part_of"] is None]
        if entries:
            counted = [(self._fewest(e), e["words"]) for e in entries if e["of"] in wanted]
            return counted + self._leaders_among(claim, kind) if leaders and not counted else counted
        if not self._is_of_kind(claim, kind):
            return []
        if leaders:
            return self._leaders_among(claim, kind)
        people = [p for p in claim["objects"] if p["actor_kind"] not in {"facility", "place", "state", "state_force"}]
        return [(self._people(p["mention"]), p["mention"]) for p in people]

    def _leaders_among(self, claim: Record, kind: str) -> list[tuple[int, str]]:
        if not self._is_of_kind(claim, kind):
            return []
        held = [p for p in claim["objects"] if (p["position"] or {}).get("value") in self.mapping["leaders"]]
        return [(1, p["mention"]) for p in held]

    def _is_of_kind(self, claim: Record, kind: str) -> bool:
        wanted = self.mapping[kind]
        fits = claim["predicate"] in wanted["predicates"]
        fits = fits and ("modes" not in wanted or bool(set(claim["modes"]) & set(wanted["modes"])))
        return fits and ("rules" not in wanted or claim["reader"]["rule"] in wanted["rules"])

    def _fewest(self, entry: Record) -> int:
        for key in ("low", "best"):
            if entry[key] is not None:
                return int(entry[key])
        return self._people(entry["words"])

    def _people(self, mention: str) -> int:
        words = re.findall(r"\w+", mention.lower())
        for word in words:
            if word in self.mapping["numbers"]:
                return int(self.mapping["numbers"][word])
        return int(self.mapping["plural"]) if words and words[-1].endswith("s") else 1


@dataclass(frozen=True)
class Count:
    """A number of people, the words that give it, and whether they only take up somebody told of before."""

    number: int
    mention: str
    again: bool


#: Mentions that take up somebody told of before, and those that name others besides.
_AGAIN = re.compile(r"(the|this|these|that|those|his|her|their|he|him|they|them|both)\b", re.IGNORECASE)
_FURTHER = re.compile(r"\b(other|others|additional|another|associates?|more|second|remaining)\b", re.IGNORECASE)


def number_candidates(release: Release, field: str) -> list[Candidate]:
    """None at all, and what the claims' numbers come to in several ways."""
    outcome = "killed" if "killed" in field else "captured"
    kind = "killing" if outcome == "killed" else "capturing"
    counts = [c for c in release.counts(outcome, kind, leaders="leaders" in field) if not c.again]
    out: dict[int, dict[str, float]] = {}
    for way, value in _ways(counts, "leaders" in field).items():
        out.setdefault(value, {})[way] = 1.0
    shape = f"{min(len(counts), 4)} {'more' if any(_FURTHER.search(c.mention) for c in counts[1:]) else ''}"
    for value, features in out.items():
        some = "none" if value == 0 else "some"
        ways = list(features)
        features[f"{some} of {shape}"] = 1.0
        features |= {f"{way} of {shape}": 1.0 for way in ways}
        features[f"value {min(value, 6)}"] = 1.0
    return [Candidate(value, features) for value, features in out.items()]


def _ways(counts: Sequence[Count], leaders: bool) -> dict[str, int]:
    found = [c.number for c in counts]
    ways = {"none": 0, "one": 1} if leaders else {"none": 0}
    if found:
        further = [c.number for c in counts[1:] if _FURTHER.search(c.mention)]
        ways |= {"first": found[0], "largest": max(found), "all": sum(found), "distinct": sum(dict.fromkeys(found))}
        ways |= {"first two": sum(found[:2]), "last": found[-1], "with further": found[0] + sum(further[:1])}
        ways |= {"one and first": 1 + found[0]} if not leaders else {}
    return ways


def group_candidates(release: Release) -> list[Candidate]:
    """No group, each that the claims or the words name, and each two of them together."""
    lower, mapping = release.words.lower(), release.mapping
    stands = {c: [lower.find(w) for w in ws if re.search(rf"\b{w}\b", lower)] for c, ws in mapping["named"].items()}
    parties = [p["actor"] for c in release.claims for side in ("subjects", "objects") for p in c[side]]
    claimed = [mapping["groups"][a] for a in parties if a in mapping["groups"]]
    first = {code: min(places) for code, places in stands.items() if places}
    known = sorted({*first, *claimed}, key=lambda code: (first.get(code, 10_000), code))
    out = [Candidate("", {"none": 1.0, f"none of {len(known)}": 1.0, f"none claimed {bool(claimed)}": 1.0})]
    for rank, code in enumerate(known):
        times = min(sum(lower.count(w) for w in mapping["named"][code]), 4)
        features = {f"code {code}": 1.0, f"rank {rank} of {len(known)}": 1.0, f"claimed {code in claimed}": 1.0}
        features |= {f"times {times}": 1.0, "early": 1 - min(first.get(code, 2000), 2000) / 2000}
        features |= {f"{code} beside {other}": 1.0 for other in known if other != code}
        out.append(Candidate(code, features))
    for one, other in combinations(sorted(known), 2):
        out.append(Candidate(f"{one};{other}", {"two": 1.0, f"two {one} {other}": 1.0, f"two of {len(known)}": 1.0}))
    return out


def day_candidates(release: Release, guess: str | None = None) -> list[Candidate]:
    """The days that claims give, the release's own (or the one guessed for it), and those just before."""
    days = [(c["when"]["from"], c) for c in release.claims if c["when"] and c["when"]["precision"] in {"day", "week"}]
    days = [(day, c) for day, c in days if day]
    own = release.told.document.date or guess
    out: dict[str, dict[str, float]] = {}
    for rank, (day, claim) in enumerate(days):
        features = out.setdefault(day, {})
        features.setdefault(f"rank {min(rank, 3)}", 1.0)
        features[f"fact {is_fact(claim)} {claim['kind']}"] = 1.0
        features["times"] = features.get("times", 0.0) + 1 / len(days)
    if own:
        for back in (0, 1, 2, 3):
            out.setdefault((date.fromisoformat(own) - timedelta(back)).isoformat(), {})
    for day, features in out.items():
        features |= _beside_own(day, own, release.words, bool(days))
        if days:  # the coders' days are now and then off by one, whole months alike
            off = (date.fromisoformat(day) - date.fromisoformat(days[0][0])).days
            features |= {f"off {max(-3, min(off, 3))}": 1.0, f"off {max(-3, min(off, 3))} {day[:7]}": 1.0}
        if release.told.document.date is None:
            features["guessed"] = 1.0
    return [Candidate(day, features) for day, features in out.items()]


def _beside_own(day: str, own: str | None, words: str, claimed: bool) -> dict[str, float]:
    if own is None:
        return {"own unknown": 1.0}
    back = (date.fromisoformat(own) - date.fromisoformat(day)).days
    place = f"back {back}" if 0 <= back <= 3 else "back far" if back > 0 else "ahead"
    found = {place: 1.0, f"{place} claimed {claimed}": 1.0, f"{place} in {own[:7]}": 1.0}
    for word in ("yesterday", "today", "last night", "overnight", "this morning", "earlier today"):
        if word in words:
            found[f"{place} {word}"] = 1.0
    return found


def province_candidates(release: Release, known: Sequence[str]) -> list[Candidate]:
    """The provinces of claims, and those among ``known`` codes that the text names, by where they stand."""
    out: dict[str, dict[str, float]] = {"": {"none": 1.0}}
    for rank, (name, claim) in enumerate((w["admin1"], c) for c in release.claims for w in c["where"] if w["admin1"]):
        features = out.setdefault(release.province_code(name), {})
        features.setdefault(f"claimed {min(rank, 3)}", 1.0)
        features[f"fact {is_fact(claim)} {claim['kind']}"] = 1.0
        features["times"] = features.get("times", 0.0) + 1.0
    lower = release.words.lower()
    stands = sorted((lower.find(code), code) for code in known if code and code in lower)
    for rank, (_, code) in enumerate(stands):
        features = out.setdefault(code, {})
        features[f"named {min(rank, 3)}"] = 1.0
        features["named as province"] = float(f"{code} province" in lower)
        features["names"] = min(lower.count(code), 4) / 4
    return [Candidate(code, features) for code, features in out.items()]


_NUMBER = re.compile(r"\b(2?0\d\d)-(\d\d)-([A-Z]{1,2})-(\d{2,3})\b")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAY = re.compile(rf"\b({'|'.join(_MONTHS)})[a-z]*\.? (\d{{1,2}})\b", re.IGNORECASE)


class OwnDays:
    """Guesses at the days of releases that tell none: by a day and month in the head with the likeliest year, or by the
    days of the releases whose numbers in the same month and series are next to theirs."""

    def __init__(self, releases: Sequence[Release], years: Sequence[str | None]) -> None:
        self._years = years
        self._numbered: dict[tuple[str, str, str], list[tuple[int, str]]] = {}
        for release in releases:
            found, day = _NUMBER.search(release.words), release.told.document.date or self._behind(release)
            if found and day:
                self._numbered.setdefault(self._series(found), []).append((int(found[4]), day))

    @staticmethod
    def _behind(release: Release) -> str | None:
        """The day on which a release came out whose act is coded, where it tells of the day before."""
        day = code_of(release.row, "start_date")
        late = bool(re.search(r"yesterday|last night|overnight", release.words))
        return (date.fromisoformat(day) + timedelta(late)).isoformat() if day else None

    @staticmethod
    def _series(found: re.Match[str]) -> tuple[str, str, str]:
        return found[1][-2:], found[2], found[3]

    def of(self, release: Release, place: int) -> str | None:
        """The guess for the release at a place among those asked about; null where nothing tells."""
        if release.told.document.date is not None:
            return None
        found = _NUMBER.search(release.words)
        year = f"20{found[1][-2:]}" if found else self._years[place]
        head = _DAY.search(release.words[:250])
        if head and year:
            return _day(int(year), _MONTHS.index(head[1][:3].lower()) + 1, int(head[2]))
        near = (
            sorted((abs(n - int(found[4])), day) for n, day in self._numbered.get(self._series(found), []))
            if found
            else []
        )
        return near[0][1] if near else None


def _day(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None  # "Feb. 30": no day


class Fields:
    """The mapping of all fields, fitted on coded releases."""

    def __init__(self, releases: Sequence[Release]) -> None:
        self._releases = list(releases)
        self._provinces = sorted({c for r in releases if (c := code_of(r.row, "province"))})
        self._vectors = Vectors([r.example for r in releases])

    def answers(self, releases: Sequence[Release]) -> list[dict[str, str | None]]:
        """Each release's code of each field; null where no fitted row gives the field."""
        vectors = self._vectors.of([r.example for r in releases])
        years = [(code_of(r.row, "start_date") or "")[:4] or None for r in self._releases]
        self._own = OwnDays(self._releases, predict(self._vectors, years, vectors))
        columns = {field: self._column(field, releases, vectors) for field in FIELDS}
        return [{field: columns[field][i] for field in FIELDS} for i in range(len(releases))]

    def _column(self, field: str, releases: Sequence[Release], vectors: Any) -> list[str | None]:
        codes = [code_of(r.row, field) for r in self._releases]
        candidates = self._candidates(field)
        if candidates is None:
            return predict(self._vectors, codes, vectors)
        coded = [(candidates(r), code) for r, code in zip(self._releases, codes, strict=True) if code is not None]
        right = [lambda value, code=code: str(value) == code for _, code in coded]
        ranker = Ranker().fit([row for row, _ in coded], right)
        if field == "start_date":
            best = [ranker.best(day_candidates(r, self._own.of(r, i))) for i, r in enumerate(releases)]
        else:
            best = [ranker.best(candidates(r)) for r in releases]
        return [None if value is None or not coded else str(value) for value in best]

    def _candidates(self, field: str) -> Callable[[Release], list[Candidate]] | None:
        if field == "start_date":
            return day_candidates
        if field == "province":
            return lambda release: province_candidates(release, self._provinces)
        if field == "target_group":
            return group_candidates
        if field in NUMBERS:
            return lambda release: number_candidates(release, field)
        return None
