"""Press releases coded by hand: thirteen fields of each, told from its claims and words.

``python -m benchmarks.isaf --data FILE.jsonl [--fit FILE.jsonl …] [--json OUT] [--misses]``. Each line has ``text``
and the codes; a field that a line does not give is not scored there. Dates, provinces and numbers are chosen among the
values of claims, the other fields from counts over claims and from words, by logistic regressions that are fitted when
this runs: on the files of ``--fit``, or on the other rows of ``--data`` (ten parts in turn).

A field is right where it is exactly the code; lists must hold the same values. The score is the mean over all fields;
the baseline answers each field's commonest code.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from benchmarks.bootstrap import interval, mean
from benchmarks.command import arguments, end, json_lines, require, run
from benchmarks.fitting import answers_in_turn
from benchmarks.isaf_fields import FIELDS, Fields, Release, code_of
from benchmarks.ledger_reading import read_texts
from benchmarks.mappings import load_mapping
from grounds.places import load_gazetteer
from grounds.resolution.context import Context
from grounds.resolution.place_words import locate

#: The country of the set's provinces.
COUNTRY = "AFG"


def province_codes(codes: Sequence[str]) -> Callable[[str], str]:
    """Leads from a province's name in the gazetteer to the set's spelling of it, where one is known."""
    gazetteer, context = load_gazetteer(), Context(countries={COUNTRY: 1.0})

    @lru_cache
    def place_of(name: str) -> Any:
        return locate(f"{name} province", gazetteer, context).place

    spelled = {place.name: code for code in codes if code and (place := place_of(code)) is not None}

    def code(name: str) -> str:
        place = place_of(name)
        return spelled.get(place.name, name.lower()) if place is not None else name.lower()

    return code


def releases_of(
    paths: Sequence[Path], limit: int | None = None, reader: str = "frames"
) -> tuple[list[Release], float | None]:
    """Read the releases of files; also documents a second."""
    rows = [row for path in paths for row in json_lines(path) if row.get("text")][:limit]
    readings, mapping = read_texts([row["text"] for row in rows], reader=reader), load_mapping("isaf")
    code = province_codes([c for row in rows if (c := code_of(row, "province"))])
    pairs = zip(rows, readings.told, strict=True)
    return [Release(row, told, mapping, code) for row, told in pairs], readings.documents_per_second


def hits(row: dict[str, Any], answer: dict[str, str | None] | None) -> dict[str, float]:
    """Of each coded field, whether the answer is right."""
    coded = {field: code for field in FIELDS if (code := code_of(row, field)) is not None}
    return {field: float((answer or {}).get(field) == code) for field, code in coded.items()}


def commonest(rows: Sequence[dict[str, Any]]) -> dict[str, str | None]:
    """Each field's commonest code."""
    counted = {f: Counter(c for row in rows if (c := code_of(row, f)) is not None) for f in FIELDS}
    return {field: counts.most_common(1)[0][0] if counts else None for field, counts in counted.items()}


def main() -> None:
    """Run from the command line."""
    given = arguments(__doc__, fits=True).parse_args()
    releases, speed = releases_of([given.data], given.limit, given.reader)
    require(releases, given.data, "releases")
    fitted = releases_of(given.fit, None, given.reader)[0] if given.fit else []
    texts = [r.told.text for r in releases]
    answers = answers_in_turn(releases, texts, lambda fit, test: Fields(fit).answers(test), fitted)
    scored = [hits(r.row, answer) for r, answer in zip(releases, answers, strict=True)]
    always = commonest([r.row for r in fitted or releases])
    base = [hits(r.row, always) for r in releases]
    for release, answer, right in zip(releases, answers, scored, strict=True) if given.misses else ():
        wrong = {f: f"{(answer or {}).get(f)} for {code_of(release.row, f)}" for f, hit in right.items() if not hit}
        print(f"   {release.words[:100]!r} {wrong}")
    result = figures(scored, base)
    for field, row in result["fields"].items():
        print(f"{field:22} {row['score']:.3f}  always the commonest {row['baseline']:.3f}")
    print(f"{'mean':22} {result['score']:.3f}  {result['interval']}  always the commonest {result['baseline']:.3f}")
    end({**result, "documents_per_second": speed}, given)


def figures(scored: Sequence[dict[str, float]], base: Sequence[dict[str, float]]) -> dict[str, Any]:
    """The mean over fields of exact matches, its interval over releases, and each field's."""
    of_rows = [sum(row.values()) / len(row) for row in scored if row]
    fields = {}
    for field in FIELDS:
        own = [row[field] for row in scored if field in row]
        if own:
            fields[field] = {"score": mean(own), "baseline": mean([row[field] for row in base if field in row])}
    score = sum(f["score"] for f in fields.values()) / max(len(fields), 1)
    baseline = sum(f["baseline"] for f in fields.values()) / max(len(fields), 1)
    summary = {"score": round(score, 4), "interval": interval(of_rows), "baseline": round(baseline, 4)}
    return {**summary, "releases": len(scored), "fields": fields}


if __name__ == "__main__":
    run(main)
