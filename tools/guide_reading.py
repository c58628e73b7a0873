"""Whether a reading is that of a worked sentence of the reading guide (``docs/guide``), and where it differs.

Run ``python -m tools.guide_reading`` to read every sentence, set the marks in the files anew and write the page. It marks no
sentence that had no mark, for a mark must not hide what a change has broken; ``--new`` does, for sentences just written.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from tools.write_guide import DOCS, PAGE, page, sections

from grounds.documents import ReadOptions, read_bytes
from grounds.model.claim import Claim
from grounds.model.document import Document
from grounds.model.vocabulary import VOCABULARY
from grounds.pipeline import Pipeline

Record = dict[str, Any]
#: Fields that are empty where the guide gives none.
_EMPTY: Record = {
    "factuality": "asserted",
    "polarity": "positive",
    "modes": [],
    "support": [],
    "phase": None,
    "trend": None,
    "state": None,
    "subtype": None,
}
#: Fields that are compared where the guide gives them.
_GIVEN = ("scope", "outcome", "violence_type", "degree", "goal_type", "subjects_act")


def document(sentence: Record) -> Document:
    """The document that a sentence of the guide is."""
    options = ReadOptions(
        date="2024-06-12", language="en", publisher=sentence.get("publisher"), kind=sentence.get("kind")
    )
    return read_bytes(sentence["text"].encode(), name="guide.txt", options=options)


def differences(claims: Sequence[Claim], wanted: Sequence[Record]) -> list[str]:
    """What is wrong with a reading, in words; empty where it is the guide's.

    Claims are paired in the guide's order, each with the nearest of its predicate that is left.
    """
    left = [claim.record() for claim in claims]
    wrong = []
    for short in wanted:
        predicate = next(iter(short))
        nearest = min(left, key=lambda r: (r["predicate"] != predicate, len(differing(r, short))), default=None)
        if nearest is None or nearest["predicate"] != predicate:
            wrong.append(f"{predicate} is missed")
            continue
        left.remove(nearest)
        wrong += [f"{predicate}: {told}" for told in differing(nearest, short)]
    return wrong + [f"{r['predicate']} of {names(r['subjects'])} is read besides" for r in left]


def differing(record: Record, short: Record) -> list[str]:
    """The fields in which a claim is not the guide's, each with what it holds."""
    predicate = next(iter(short))
    both = {**_EMPTY, **{k: short[k] for k in (*_EMPTY, *_GIVEN) if k in short}}
    wrong = [
        f"{k} is {plain(record[k])}" for k, value in both.items() if sorted_lists(record[k]) != sorted_lists(value)
    ]
    sides = {"subjects": short[predicate], "objects": short.get("objects", [])}
    if predicate in VOCABULARY.symmetric:
        sides = either_way(record, sides)
    wrong += [
        f"{side} are {names(record[side])}"
        for side, parties in sides.items()
        if not same_parties(record[side], parties)
    ]
    directed = short.get("directed", predicate not in VOCABULARY.symmetric)
    if record["directed"] != directed:
        wrong.append(f"directed is {plain(record['directed'])}")
    return wrong + [told for told in (*held(record, short), *found(record, short)) if told]


def held(record: Record, short: Record) -> Iterable[str | None]:
    """Differences in speaker, aim, links, likelihood and position."""
    yield attribution(record["attribution"], short.get("said"))
    goal = (record["goal"] or {}).get("words")
    yield f"goal is {plain(goal)}" if goal != short.get("goal") else None
    links = [link["type"] for link in record["links"]]
    yield f"links are {plain(links)}" if "links" in short and links != short["links"] else None
    likely = record["likelihood"] and [record["likelihood"][k] for k in ("words", "low", "high")]
    yield f"likelihood is {plain(likely)}" if "likelihood" in short and likely != short["likelihood"] else None
    position = [(p["position"] or {}).get("value") for p in record["subjects"]]
    wanted = short.get("position_of_subject")
    yield f"position is {plain(position)}" if wanted and position != [wanted] else None


def found(record: Record, short: Record) -> Iterable[str | None]:
    """Differences in time, place and figures."""
    when = record["when"] and [record["when"][k] for k in ("mention", "from", "to", "precision")]
    yield f"when is {plain(when)}" if not same_when(when, short.get("when")) else None
    where = [[w["mention"], w["role"]] for w in record["where"]]
    yield f"where is {plain(where)}" if not same_places(where, short.get("where", [])) else None
    keys = ("outcome", "of", "words", "low", "best", "high", "bound", "part_of")
    hurt = [[c[k] for k in keys] for c in record["casualties"]]
    wanted = [[*entry, None][:8] for entry in short.get("casualties", [])]
    yield f"casualties are {plain(hurt)}" if hurt != wanted else None
    count = record["count"] and [record["count"][k] for k in ("words", "low", "best", "high")]
    yield f"count is {plain(count)}" if not same_figure(count, short.get("count")) else None
    figure = record["quantity"] and [record["quantity"][k] for k in ("what", "low", "best", "high", "bound")]
    yield f"quantity is {plain(figure)}" if not same_figure(figure, short.get("quantity")) else None


def attribution(said: Record | None, wanted: Record | None) -> str | None:
    """The difference between two attributions, if there is any."""
    if said is None or wanted is None:
        return None if said is wanted else f"said by {names(said['source']) if said else 'nobody'}"
    if (said["kind"], said["stance"], said["self"]) != (wanted["kind"], wanted["stance"], wanted.get("self", False)):
        return f"said as {plain([said['kind'], said['stance']])}{', self' * said['self']}"
    if not same_parties(said["source"], wanted["source"]):
        return f"said by {names(said['source'])}"
    via = (said["via"] or {}).get("source", [])
    return None if same_parties(via, wanted.get("via", [])) else f"said via {names(via)}"


def sorted_lists(value: Any) -> Any:
    """Lists without their order."""
    return sorted(value) if isinstance(value, list) else value


def same_when(when: list[str] | None, wanted: list[Any] | None) -> bool:
    """Whether two dates are the same; the words may be a part of the guide's."""
    if when is None or wanted is None:
        return when is wanted
    return when[0].casefold() in wanted[0].casefold() and when[1:] == [
        None if d is None else str(d) for d in wanted[1:]
    ]


def same_figure(figure: list[Any] | None, wanted: list[Any] | None) -> bool:
    """Whether a figure is the guide's, where it gives one; its words may be more or fewer."""
    return wanted is None or (figure is not None and meet(figure[0], wanted[0]) and figure[1:] == wanted[1:])


def same_places(where: list[list[str]], wanted: list[list[str]]) -> bool:
    """Whether the same places have the same roles."""
    return len(where) == len(wanted) and all(any(r == role and meet(m, w) for m, r in where) for w, role in wanted)


def same_parties(parties: Sequence[Record], wanted: Sequence[str]) -> bool:
    """Whether each wanted party is one of the parties, and there is no other."""
    return len(parties) == len(wanted) and all(any(is_party(p, w) for p in parties) for w in wanted)


def is_party(party: Record, wanted: str) -> bool:
    """Whether a party has the id, or the words where no id is given."""
    actor, _, words = wanted.rpartition("/")
    return bool(party["actor"] == actor if actor else meet(party["mention"] or party["name"], words))


def meet(one: str, other: str) -> bool:
    """Whether the words of one are among those of the other."""
    return one.casefold() in other.casefold() or other.casefold() in one.casefold()


def either_way(record: Record, sides: Record) -> Record:
    """The sides as the record has them, where a two-sided predicate has them turned round."""
    if same_parties(record["subjects"], sides["subjects"]):
        return sides
    return {"subjects": sides["objects"], "objects": sides["subjects"]}


def plain(value: Any) -> str:
    """A value in words, for a message."""
    if isinstance(value, list):
        return ", ".join(f"({plain(v)})" if isinstance(v, list) else plain(v) for v in value) or "empty"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "none" if value is None else str(value)


def names(parties: Iterable[Record]) -> str:
    """The parties' words, for a message."""
    return ", ".join(p["mention"] or p["name"] for p in parties) or "nobody"


def marked(lines: Sequence[str], wrong: dict[str, list[str]]) -> Iterator[str]:
    """The lines of a file of the guide with the marks that ``wrong`` (by text) asks for, and no others."""
    text = ""
    for line in lines:
        if line.startswith("  - text: "):
            text = json.loads(written) if (written := line[10:].strip()).startswith('"') else written
        if line.startswith("    claims:") and wrong[text]:
            yield "    reads: not yet"
            yield f"    wrong: {json.dumps('; '.join(wrong[text]), ensure_ascii=False)}"
        if not line.startswith(("    reads: ", "    wrong: ")):
            yield line


def main(*, new: bool) -> None:
    """Set the marks of every file and write the page; with ``new``, sentences without a mark may get one."""
    sentences = [s for section in sections() for s in section["sentences"]]
    readings = Pipeline().run(document(s) for s in sentences)
    wrong = {s["text"]: differences(r.claims, s["claims"]) for s, (_, r) in zip(sentences, readings, strict=True)}
    lost = [s["text"] for s in sentences if "reads" not in s and wrong[s["text"]]]
    if lost and not new:
        told = "\n".join(f"{text}\n    {'; '.join(wrong[text])}" for text in lost)
        raise SystemExit(f"{told}\nThese were read right before; nothing is marked. For new sentences give --new.")
    for path in (DOCS / "guide").glob("*.yaml"):
        lines = path.read_text("utf-8").splitlines()
        path.write_text("\n".join(marked(lines, wrong)) + "\n", "utf-8")
    PAGE.write_text(page(), "utf-8")
    print(f"{sum(not w for w in wrong.values())} of {len(wrong)} sentences are read as they are coded")


if __name__ == "__main__":
    main(new="--new" in sys.argv[1:])
