"""How long weighing takes as claims grow, on generated claims of which the truth is known.

``python -m benchmarks.weighing_scale [--claims N …] [--ledger N] [--json OUT]``. Bounds: 100,000 claims in 60
seconds on two cores, exponent 1.1 from 10,000 on; one more document in a ledger weighed in a second.

A made world: actors in countries, towns with coordinates, events with a day, a doer and a number of dead. Each event is
told by a few documents, which may err by a day, tell a number that is off, or leave out who did it; ties and judgements
are told again over the years.

Times are by the clock and of the processor; the exponent is that of the latter, for other work on the machine tells in
the clock's. The bound of 60 seconds is one of the clock on a machine that does nothing else.
"""

from __future__ import annotations

import argparse
import math
import random
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any
from zlib import crc32

from benchmarks import finish
from benchmarks.weighing_pairs import scores
from grounds.documents import ReadOptions, read_bytes
from grounds.ledger import Ledger
from grounds.model.claim import (
    Attribution,
    Casualties,
    Claim,
    Participant,
    Quote,
    ReaderNote,
    Speaker,
    When,
    Where,
    make_claim,
)
from grounds.model.document import Document
from grounds.weighing import weigh
from grounds.weighing.items import Figure, Item, Party, Period, Place, Source, Voice, day_text
from grounds.weighing.keeping import Keeping
from grounds.weighing.lineage import Lineage
from grounds.weighing.origins import Documents

_MODES = ("attack", "bombing", "ambush", "abduction", "air_strike", "shelling", "arson", "armed_clash")
_TARGETS = ("civilians", "military", "police", "education", "health", "transport", "business")
_PREDICATES = ("supports", "allied_with", "fights", "operates_in", "capability", "activity")
_FIRST_DAY = 733_000
#: Claims a document, and events a claim.
_A_DOCUMENT = 8


@dataclass(frozen=True)
class World:
    """What is told, and the event that each claim tells of."""

    items: list[Item]
    documents: Documents
    truth: dict[str, int]


@dataclass(frozen=True)
class _Event:
    number: int
    day: int
    place: Place
    doer: Party
    target: Party
    mode: str
    dead: int


def made_world(claims: int, seed: int = 1) -> World:
    """A world of about so many claims: towns and actors grow with it, as the years do."""
    dice = random.Random(seed)
    towns = [_town(n, dice) for n in range(max(50, claims // 40))]
    actors = [
        Party(f"actor-{n}", f"Actor {n}", f"actor-{n}", "armed_group", None) for n in range(max(20, claims // 400))
    ]
    days = max(400, claims // 25)
    items: list[Item] = []
    truth: dict[str, int] = {}
    sources: dict[str, Source] = {}
    event = 0
    while len(items) < claims:
        event += 1
        told = _event(event, dice, towns, actors, days)
        for _ in range(1 + min(5, int(dice.expovariate(0.6)))):
            document = _document(told.day, dice, sources)
            items.append(_report(len(items), document, told, dice))
            truth[items[-1].id] = event
        for _ in range(2):
            document = _document(_FIRST_DAY + dice.randrange(days), dice, sources)
            items.append(_state(len(items), document, dice, actors, towns))
    return World(items[:claims], Documents(sources), truth)


def _town(number: int, dice: random.Random) -> Place:
    lat, lon = dice.uniform(-30, 30), dice.uniform(-15, 50)
    country, first = f"C{int(lon) // 10:02}", f"division {int(lat) // 5}-{int(lon) // 5}"
    name = f"town {number}"
    return Place(name, name.title(), "settlement", "at", country, first, None, lat, lon, 5.0, str(number))


def _event(number: int, dice: random.Random, towns: list[Place], actors: list[Party], days: int) -> _Event:
    kind = dice.choice(_TARGETS)
    return _Event(
        number,
        _FIRST_DAY + dice.randrange(days),
        dice.choice(towns),
        dice.choice(actors),
        Party(f"~{kind}", kind, None, "population", kind),
        dice.choice(_MODES),
        max(0, int(dice.paretovariate(0.9)) - 1),
    )


def _document(day: int, dice: random.Random, sources: dict[str, Source]) -> str:
    """A document that appeared within three days; few of one day, so that each tells of several things."""
    key = f"doc_{day}_{dice.randrange(_A_DOCUMENT)}"
    if key not in sources:
        publisher = f"Paper {dice.randrange(200)}"
        sources[key] = Source(key, len(sources), None, publisher, None, day + dice.randrange(3), None)
    return key


def _report(number: int, document: str, told: _Event, dice: random.Random) -> Item:
    """A report of an event, with what reports get wrong or leave out."""
    day = told.day + (dice.random() < 0.03)
    dead = told.dead if dice.random() < 0.8 else max(0, told.dead + dice.choice((-2, -1, 1, 2, 5)))
    figure = Figure("killed", "all", dead, dead, dead, "exact", f"{dead} dead", None)
    known = dice.random() < 0.75
    speaker = dice.choice(("", "", "an official", "Ministry of War"))
    voices = (Voice(f"~{speaker.casefold()}", speaker, None, speaker[:1].isupper()),) if speaker else ()
    subjects, said = ((told.doer,) if known else ()), f"{told.doer.name} hit {told.place.name}, leaving {dead} dead"
    return _item(
        number,
        document,
        "event",
        "assault",
        said,
        modes=(told.mode,),
        subjects=subjects,
        objects=(told.target,),
        period=Period(day, day, "actual", "actual", "no", True) if dice.random() < 0.9 else None,
        places=(told.place,),
        figures=(figure,) if dead and dice.random() < 0.7 else (),
        voices=voices,
    )


def _state(number: int, document: str, dice: random.Random, actors: list[Party], towns: list[Place]) -> Item:
    predicate, one = dice.choice(_PREDICATES), dice.choice(actors)
    other = actors[(actors.index(one) + 1 + dice.randrange(5)) % len(actors)] if len(actors) > 6 else actors[0]
    relation = predicate in ("supports", "allied_with", "fights")
    placed = predicate in ("operates_in", "activity")
    return _item(
        number,
        document,
        "assessment" if predicate in ("capability", "activity") else "relation",
        predicate,
        f"{one.name} {predicate} told in {document}",
        subjects=(one,),
        objects=(other,) if relation else (),
        places=(towns[crc32(f"{one.key}{dice.randrange(3)}".encode()) % len(towns)],) if placed else (),
        state="active" if predicate == "activity" else None,
        trend=dice.choice(("up", "down")) if predicate == "capability" else None,
        positive=dice.random() > 0.05,
    )


def _item(number: int, document: str, kind: str, predicate: str, quote: str, **fields: Any) -> Item:
    blank = dict.fromkeys(Item._fields)
    lists = dict.fromkeys(("modes", "subjects", "objects", "places", "figures", "voices", "passed_on"), ())
    plain = {"positive": True, "factuality": "asserted", "self_told": False, "confidence": 0.9, "start": number}
    own = {"id": f"clm_{number}", "row": number, "document": document, "kind": kind, "predicate": predicate}
    scope = {"scope": "single" if kind == "event" else None, "quote": quote}
    return Item(**{**blank, **lists, **plain, **own, **scope, **fields})


def made_claim(item: Item, document: Document, start: int) -> Claim:
    """The claim of an item, as a reader would make it; its words are its quote."""
    end = start + len(item.quote)
    words = {"mention": item.quote, "start": start, "end": end}
    when = item.period
    placed = [
        Where(role="at", name=p.name, level=p.level, country=p.country, admin1=p.admin1, lat=p.lat, lon=p.lon,
              radius_km=p.radius, ids={"geonames": p.geonames or ""}, **words)
        for p in item.places
    ]  # fmt: skip
    dead = [
        Casualties(outcome=f.outcome, of=f.of, low=int(f.low or 0), best=int(f.best or 0), high=int(f.high or 0),
                   bound=f.bound, words=item.quote, start=start, end=end)
        for f in item.figures
    ]  # fmt: skip
    speakers = tuple(Speaker(name=v.name, **words) for v in item.voices)
    return make_claim(
        Claim(
            kind=item.kind,
            predicate=item.predicate,
            modes=item.modes,
            subjects=tuple(_participant(p, words) for p in item.subjects),
            objects=tuple(_participant(p, words) for p in item.objects),
            polarity="positive" if item.positive else "negative",
            scope=item.scope,
            state=item.state,
            trend=item.trend,
            attribution=Attribution(source=speakers, kind="government", stance="reports") if speakers else None,
            when=When(from_=day_text(when.first), to=day_text(when.last), precision="day", **words) if when else None,
            where=tuple(placed),
            casualties=tuple(dead),
            quote=Quote(document=document.id, start=start, end=end, exact=item.quote),
            reader=ReaderNote(name="made", version="1", rule="made", confidence=0.9, evidence=("made",)),
        )
    )


def _participant(party: Party, words: dict[str, Any]) -> Participant:
    return Participant(actor=party.actor, name=party.name, actor_kind=party.kind, target_type=party.target, **words)


def made_documents(world: World) -> Iterator[tuple[Document, list[Claim]]]:
    """The documents of a world, each with its claims."""
    told: dict[str, list[Item]] = {}
    for item in world.items:
        told.setdefault(item.document, []).append(item)
    for key, items in told.items():
        source = world.documents.sources[key]
        text = "\n".join([f"Report {key} of {source.publisher}.", *(i.quote for i in items)])
        options = ReadOptions(date=day_text(source.day), publisher=source.publisher, language="en")
        document = read_bytes(text.encode(), name=f"{key}.txt", options=options)
        claims = {c.id: c for c in (made_claim(i, document, document.text.index(i.quote)) for i in items)}
        yield document, list(claims.values())


def in_ledger(claims: int, added: int = 5) -> dict[str, float]:
    """Seconds to weigh a whole ledger, and one more document in it: compared, and told with all that concerns it."""
    made = list(made_documents(made_world(claims)))
    held, last = made[:-added], made[-added:]
    with tempfile.TemporaryDirectory() as folder, Ledger.open(Path(folder) / "g.db") as ledger:
        with ledger.writer() as writer:
            for document, listed in held:
                writer.add(document, listed, [])
        whole = _timed(lambda: Keeping(ledger, Lineage()).refresh())
        telling = _timed(lambda: Keeping(ledger, Lineage()).whole())
        one = [_added(ledger, *pair) for pair in last]
        found = {"whole": whole, "told": telling, "one_more": (max(o[0] for o in one), max(o[1] for o in one))}
        wall = {name: round(t[0], 3) for name, t in found.items()}
        return {**wall, **{f"{name}_processor": round(t[1], 3) for name, t in found.items()}}


def _timed(work: Callable[[], object]) -> tuple[float, float]:
    """Seconds by the clock and of the processor."""
    start, processor = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - start, time.process_time() - processor


def _added(ledger: Ledger, document: Document, claims: list[Claim]) -> tuple[float, float]:
    with ledger.writer() as writer:
        writer.add(document, claims, [])
    keeping = Keeping(ledger, Lineage())
    return _timed(lambda: (keeping.refresh(), keeping.about([document.id])))


def found_pairs(world: World, groups: list[list[Item]]) -> dict[str, float]:
    """Pairs of claims that are told for one event, against those that are."""
    wanted = Counter(world.truth[i] for i in (item.id for item in world.items) if i in world.truth)
    rows = _counted(world, groups)
    total = sum(math.comb(n, 2) for n in wanted.values())
    return scores(
        [(True, True)] * rows["right"] + [(True, False)] * rows["wrong"] + [(False, True)] * (total - rows["right"])
    )


def _counted(world: World, groups: list[list[Item]]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for group in groups:
        for a, b in combinations([world.truth[item.id] for item in group], 2):
            counts["right" if a == b else "wrong"] += 1
    return counts


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--claims", type=int, nargs="+", default=[10_000, 30_000, 100_000])
    parser.add_argument("--ledger", type=int, help="also weigh a ledger of so many claims, and one more document in it")
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    rows = []
    for claims in given.claims:
        world = made_world(claims)
        start, processor = time.perf_counter(), time.process_time()
        weighed = weigh(world.items, world.documents)
        seconds, processor = time.perf_counter() - start, time.process_time() - processor
        quality = found_pairs(world, weighed.events)
        rows.append((claims, seconds, processor))
        told = f"{len(weighed.links)} links, {len(weighed.disagreements)} disagreements, events {quality}"
        print(f"{claims:>9,} claims: {seconds:7.2f} s, {processor:7.2f} s of a processor, {told}", flush=True)
    first, last = rows[0], rows[-1]
    exponent = math.log(last[2] / first[2]) / math.log(last[0] / first[0]) if len(rows) > 1 else None
    result: dict[str, Any] = {"benchmark": "weighing_scale", "seconds": {str(n): round(s, 2) for n, s, _ in rows}}
    result["processor"] = {str(n): round(s, 2) for n, _, s in rows}
    if exponent is not None:
        result["exponent"] = round(exponent, 3)
        print(f"exponent {exponent:.3f} (bound 1.1)")
    if given.ledger:
        result["ledger"] = {"claims": given.ledger, **in_ledger(given.ledger)}
        print(f"ledger of {given.ledger:,} claims: {result['ledger']} (bound of one more document: 1 s)")
    finish({**result, "f1": quality["f1"]}, given.json)


if __name__ == "__main__":
    main()
