"""How quick review is on a large ledger: the next item of ``grounds review``, a decision, views of an earlier day.

``python -m benchmarks.review_speed [--claims N] [--json OUT]``. Bounds, on a million claims: the next item with all
that the terminal shows in 100 ms, views as of an earlier day within twice the time of today's. The claims are made: a
tenth is linked, one in fifty opposed; one in a hundred is decided on, and one document in twenty was read again, after
the day that is asked for.
"""

from __future__ import annotations

import argparse
import random
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks import finish
from grounds.actors import load_catalogue
from grounds.documents import ReadOptions, read_bytes
from grounds.ledger import ClaimFilter, Ledger, Run, decided, rows, schema
from grounds.model.claim import Claim, Participant, Quote, ReaderNote, When, make_claim
from grounds.model.document import Document
from grounds.review import Reviews, settle_document
from grounds.review.deciding import Who
from grounds.review.queue import Queue, reasons
from grounds.weighing.workbench import Weighing

#: The row of a claim, those of its parties, its words.
Rows = tuple[dict[str, Any], list[dict[str, Any]], dict[str, Any]]

_A_DOCUMENT = 50
#: One document in so many is read again.
_AGAIN = 20
_ITEMS = 60
_WHO = Who("R.A.", "read beside its words")
_PREDICATES = ("assault", "coerce", "mobilize", "aid")
_PAGE = 50


def document(number: int) -> Document:
    """A document of as many sentences as claims."""
    text = " ".join(f"Band {number} attacked post {n} of town {number % 977} that night." for n in range(_A_DOCUMENT))
    options = ReadOptions(language="en", date=f"2024-{number % 12 + 1:02}-{number % 28 + 1:02}")
    return read_bytes(text.encode(), name=f"{number}.txt", options=options)


def claims(of: Document, number: int, draw: random.Random, version: str = "1") -> Iterator[Claim]:
    """A claim for each sentence."""
    start = 0
    for n, sentence in enumerate(of.text.split(". ")):
        exact = sentence.rstrip(".")
        name = f"Band {number}"
        party = Participant(
            actor=None, name=name, mention=name, start=start, end=start + len(name), actor_kind="armed_group"
        )
        day = f"2024-{number % 12 + 1:02}-{n % 28 + 1:02}"
        yield make_claim(
            Claim(
                kind="event",
                predicate=_PREDICATES[n % len(_PREDICATES)],
                subjects=(party,),
                scope="single",
                when=When(from_=day, to=day, precision="day"),
                quote=Quote(document=of.id, start=start, end=start + len(exact), exact=exact),
                reader=ReaderNote(
                    name="made",
                    version=version,
                    rule="made",
                    confidence=round(draw.uniform(0.3, 1), 3),
                    evidence=("made",),
                ),
            )
        )
        start += len(sentence) + 2


def fill(path: Path, number: int, seed: int = 1) -> None:
    """A ledger of so many claims, written plainly: what is measured is asking, not writing."""
    draw = random.Random(seed)
    Ledger.open(path).close()
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("BEGIN")
        run = Run("read", {"name": "made", "version": "1"}).row(1)
        connection.execute(schema.insertions()["runs"], run)
        pattern = list(claims(document(1), 1, draw))
        for n in range(number // _A_DOCUMENT):
            one = document(n)
            # Those that are read again must be whole; of the rest a pattern with another name and id will do.
            made = list(claims(one, n, draw)) if n % _AGAIN == 0 else None
            _write(
                connection, n, one, _claim_rows(made) if made is not None else _like(pattern, one, n, draw), run["at"]
            )
        _link(connection, number)
        connection.execute("COMMIT")
        connection.execute("PRAGMA optimize")


def _claim_rows(made: list[Claim]) -> list[Rows]:
    return [(rows.claim_row(c, 0), list(rows.party_rows(c, 0)), rows.search_row(c, 0)) for c in made]


def _like(pattern: list[Claim], of: Document, number: int, draw: random.Random) -> list[Rows]:
    """Rows of claims that are like a pattern, of another document."""
    found = []
    for place, (claim, parties, search) in enumerate(_claim_rows(pattern)):
        own = f"clm_{number:016x}{place:016x}"
        record = claim["record"].replace(claim["id"], own).replace(claim["document"], of.id)
        told = {"id": own, "document": of.id, "record": record, "confidence": round(draw.uniform(0.3, 1), 3)}
        named = [{**party, "name": f"Band {number}", "mention": f"Band {number}"} for party in parties]
        found.append(({**claim, **told}, named, search))
    return found


def _write(connection: sqlite3.Connection, number: int, of: Document, made: list[Rows], at: str) -> None:
    statements = schema.insertions()
    first = number * _A_DOCUMENT + 1
    connection.execute(statements["documents"], rows.document_row(of, number + 1, at))
    reading = {"number": number + 1, "run": 1, "document": of.id, "facts": None, "at": at}
    connection.execute(statements["readings"], reading)
    for row, (claim, parties, search) in enumerate(made, first):
        connection.execute(statements["claims"], {**claim, "rowid": row})
        connection.executemany(statements["parties"], [{**party, "claim": row} for party in parties])
        connection.execute(statements["search"], {**search, "rowid": row})
        connection.execute(statements["given"], {"reading": number + 1, "claim": row})


def _link(connection: sqlite3.Connection, number: int) -> None:
    linked = ((one, one + 1, "event", 0.8, "[]") for one in range(1, number - 3, 10))
    connection.executemany("INSERT INTO weighed_links VALUES (?, ?, ?, ?, ?)", linked)
    opposed = ((one, one + 3, "whether", "tension", "") for one in range(1, number - 3, 50))
    connection.executemany("INSERT INTO weighed_oppositions VALUES (?, ?, ?, ?, ?)", opposed)


def history(path: Path, number: int) -> None:
    """Decisions on one claim in a hundred, and one document in twenty read again."""
    draw = random.Random(2)
    with Ledger.open(path) as ledger:
        reviews = Reviews(ledger)
        queue = Queue(ledger)
        queue.refresh()
        for n, (_, claim) in enumerate(queue.first(number // 100)):
            [reviews.accept, reviews.reject, reviews.accept][n % 3](claim, _WHO)
        with ledger.writer(Run("reread", {"version": "2"}), settle=settle_document) as writer:
            for n in range(0, number // _A_DOCUMENT, _AGAIN):
                one = document(n)
                given = [c for c in claims(one, n, draw, "2") if draw.random() < 0.9]
                writer.add_again(one, given, [], {})


def timed(work: Callable[[], Any]) -> float:
    """Seconds that something takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def worked(work: Callable[[], Any]) -> float:
    """Seconds of the processor that something takes: other programs on the machine do not count."""
    start = time.process_time()
    work()
    return time.process_time() - start


def next_items(ledger: Ledger) -> dict[str, float]:
    """Milliseconds until the next item is there with all that is shown of it, and of the decision on it."""
    queue, reviews = Queue(ledger), Reviews(ledger)
    shown: list[float] = []
    taken: list[float] = []
    busy: list[float] = []
    for _ in range(_ITEMS):
        found: list[tuple[int, str]] = []

        def show(found: list[tuple[int, str]] = found) -> None:
            one = queue.next()
            assert one is not None
            found.append(one)
            record = ledger.claim(one[1])
            ledger.document(record["quote"]["document"])
            near = reasons(ledger, one[0])
            if near.nearest is not None:
                ledger.claim(near.nearest)
            reviews.on(one[1])

        before = time.process_time()
        shown.append(timed(show))
        busy.append(time.process_time() - before)
        taken.append(timed(partial(reviews.accept, found[0][1], _WHO)))
    both = {**_spread("next_item_ms", shown), **_spread("next_item_processor_ms", busy)}
    return {**both, **_spread("decision_ms", taken)}


def _spread(name: str, seconds: list[float]) -> dict[str, float]:
    ordered = sorted(seconds)
    told = {"median": statistics.median(ordered), "p95": ordered[int(0.95 * len(ordered))], "most": ordered[-1]}
    return {f"{name}_{key}": round(1000 * value, 1) for key, value in told.items()}


def views(ledger: Ledger, day: str, repeats: int) -> dict[str, dict[str, float]]:
    """Of each view the time today, as of an earlier day, and their ratio; medians of calls in turn."""
    wanted: dict[str, dict[str, Any]] = {
        "page": {"limit": _PAGE},
        "page of a predicate": {"predicate": "coerce", "limit": _PAGE},
        "a document": {"document": document(40).id},
        "an actor": {"actor": "Band 40"},
        "whole list, to 20,000": {"limit": 20_000},
    }
    found = {name: in_turn(partial(_listed, ledger, fields), day, repeats) for name, fields in wanted.items()}
    return {**found, "count": in_turn(partial(_counted, ledger), day, repeats)}


def in_turn(ask: Callable[[str | None], Any], day: str, repeats: int) -> dict[str, float]:
    """A view today and as of an earlier day, in turn."""
    both: tuple[list[float], list[float]] = ([], [])
    for _ in range(repeats):
        for times, known in zip(both, (None, day), strict=True):
            times.append(worked(partial(ask, known)))
    return _ratio(*both)


def _listed(ledger: Ledger, fields: dict[str, Any], known: str | None) -> list[dict[str, Any]]:
    return list(ledger.claims(ClaimFilter(**fields, known_on=known)))


def _counted(ledger: Ledger, known: str | None) -> int:
    return ledger.count(ClaimFilter(known_on=known))


def _incidents(ledger: Ledger, known: str | None) -> list[Any]:
    return list(Weighing(ledger, load_catalogue(()), known_on=known).incidents())


def _ratio(today: list[float], then: list[float]) -> dict[str, float]:
    now, earlier = statistics.median(today), statistics.median(then)
    return {"today_ms": round(1000 * now, 1), "then_ms": round(1000 * earlier, 1), "ratio": round(earlier / now, 2)}


def weighed(path: Path, number: int) -> dict[str, float]:
    """Clusters of a smaller ledger, today and as of the day before its decisions."""
    fill(path, number)
    day = decided.moment()
    time.sleep(1)
    history(path, number)
    with Ledger.open(path) as ledger:
        _incidents(ledger, None)  # what is kept is brought up to date first
        return in_turn(partial(_incidents, ledger), day, 3)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--claims", type=int, default=1_000_000)
    parser.add_argument("--weighed", type=int, default=10_000, help="claims of the ledger that is weighed")
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "g.db"
        print(f"writing {given.claims:,} claims took {timed(lambda: fill(path, given.claims)):.0f} s", flush=True)
        day = decided.moment()
        time.sleep(1)
        with Ledger.open(path) as ledger:
            first = timed(Queue(ledger).refresh)
        print(f"first queue {first:.1f} s; history {timed(lambda: history(path, given.claims)):.0f} s", flush=True)
        with Ledger.open(path) as ledger:
            told = {"benchmark": "review_speed", "claims": given.claims, "first_queue_s": round(first, 1)}
            told |= {"later_queue_s": round(timed(Queue(ledger).refresh), 2), **next_items(ledger)}
            told["views"] = views(ledger, day, given.repeats)
        told["incidents"] = {"claims": given.weighed, **weighed(Path(folder) / "w.db", given.weighed)}
    finish(told, given.json)


if __name__ == "__main__":
    main()
