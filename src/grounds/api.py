"""The workbench in Python: what the command line does, as objects and frames."""

from __future__ import annotations

import time
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from grounds.documents import ReadOptions, find_files, is_url, read_all, read_url
from grounds.ledger import ClaimFilter, Ledger, Run
from grounds.ledger.beside import catalogues
from grounds.model.claim import Claim, claim_from_record
from grounds.model.document import Document
from grounds.model.errors import GroundsError, InputError, NotFound, UsageError
from grounds.pipeline import Pipeline, run_in_processes
from grounds.taking_in import Progress, ReadSummary, TakingIn

if TYPE_CHECKING:
    import pandas

    from grounds.actors import Catalogue
    from grounds.evaluation import Compared, Evaluation, NearMiss
    from grounds.events import EventTables
    from grounds.explaining import Explanation, Nearly
    from grounds.ledger.released import Released
    from grounds.rereading import Readings, Reread
    from grounds.resolution.actors import Resolution
    from grounds.resolution.lookup import Candidate
    from grounds.review import Reviews
    from grounds.weighing.workbench import Weighing


@dataclass(frozen=True)
class Profile:
    """One actor: its catalogue entry where there is one, and its claims by what they are."""

    actor: dict[str, Any]
    ties: dict[tuple[str, str], list[dict[str, Any]]]
    events: list[dict[str, Any]]
    assessments: list[dict[str, Any]]


class Workbench:
    """A ledger and all that can be done with it; a context manager. Made by :func:`open`."""

    def __init__(
        self,
        ledger: Ledger,
        catalogue: Sequence[Path] = (),
        without: Collection[str] = (),
        reader: str | None = None,
    ) -> None:
        self.ledger = ledger
        self.reader = reader
        self.catalogue = tuple(catalogue)
        self.without = frozenset(without)

    def __enter__(self) -> Workbench:
        return self

    def __exit__(self, *_: object) -> None:
        self.ledger.close()

    def close(self) -> None:
        """Let go of the ledger."""
        self.ledger.close()

    # ------------------------------------------------------------------------------------------------ reading

    def read(
        self,
        paths: str | Path | Iterable[str | Path],
        *,
        options: ReadOptions | None = None,
        workers: int = 1,
        on_progress: Progress | None = None,
    ) -> ReadSummary:
        """Read files, folders and addresses (``https://…``) into the ledger. What cannot be read is noted and the rest
        goes on; what is in already adds nothing; an interrupt keeps what is finished, and the same call later goes on
        from there.
        """
        given = [paths] if isinstance(paths, str | Path) else list(paths)
        found: list[str | Path | InputError] = []
        for path in given:
            if isinstance(path, str) and is_url(path):
                found.append(path)
            else:
                found += (f for f in find_files([Path(path)]) if f == Path(path) or not self._is_own(f))
        return self.read_documents(
            self._open_all(found, options or ReadOptions()), len(found), workers=workers, on_progress=on_progress
        )

    def read_documents(
        self,
        documents: Iterable[Document | InputError],
        total: int,
        *,
        workers: int = 1,
        on_progress: Progress | None = None,
    ) -> ReadSummary:
        """Read documents that are open already; errors among them are noted."""
        start = time.perf_counter()
        with self.ledger.writer(Run("read", self._pipeline.identity)) as writer:
            run = TakingIn(writer, self.ledger, total, on_progress)
            if on_progress is not None:
                on_progress(0, total)
            try:
                fresh = map(self._with_publisher, run.fresh(documents))
                for document, reading in self._readings(workers)(fresh, run.fail_to_read):
                    run.add(document, reading)
            except KeyboardInterrupt:
                run.summary.interrupted = True
        self._awaken()
        run.summary.seconds = time.perf_counter() - start
        return run.summary

    @property
    def reviews(self) -> Reviews:
        """People's decisions: take one, undo one, list them."""
        from grounds.review import Reviews

        return Reviews(self.ledger)

    def released(self, tlp: str) -> Released:
        """The ledger as somebody cleared up to a TLP label may see it; for more, see
        :class:`~grounds.ledger.clearance.Clearance`."""
        from grounds.ledger.clearance import Clearance
        from grounds.ledger.released import Released

        return Released(self.ledger, Clearance(tlp=tlp))

    def _awaken(self) -> None:
        """Decisions that were taken elsewhere on claims which have come in now hold."""
        from grounds.ledger.decided import awaiting

        if awaiting(self.ledger):
            from grounds.review.exchange import awaken

            awaken(self.reviews)

    def reread(
        self,
        documents: str | Path | Iterable[str | Path] = (),
        *,
        date: str | None = None,
        publisher: str | None = None,
        title: str | None = None,
        kind: str | None = None,
        tlp: str | None = None,
        workers: int = 1,
        dry_run: bool = False,
        on_progress: Progress | None = None,
    ) -> Reread:
        """Read documents of the ledger again from their kept text, by the present reader, rules and catalogue.

        ``documents`` are ids, paths or addresses, all where none is given; beside a path, its sidecar file counts.
        ``date`` to ``tlp`` are corrected facts. What the new reading no longer gives stays as superseded; a document
        that this very reader has read by the same facts is left. With ``dry_run`` nothing is written.
        :meth:`~grounds.ledger.Ledger.undo` takes a reread back.
        """
        from grounds.rereading import Rereading, reread

        named = [documents] if isinstance(documents, str | Path) else list(documents)
        given = {"date": date, "publisher": publisher, "title": title, "kind": kind, "tlp": tlp}
        rereading = Rereading(self.ledger, self._actors(), self._pipeline.identity, named, given)
        return reread(rereading, self._readings(workers), dry_run=dry_run, on_progress=on_progress)

    def successor(self, claim_id: str) -> dict[str, Any] | None:
        """The record of the claim that stands now for one of an earlier reading (or for itself); null where it went."""
        from grounds.succession import successor

        return successor(self.ledger, self.ledger.claim(claim_id)["id"])

    def _readings(self, workers: int) -> Readings:
        """What reads documents: this process, or several."""
        if workers == 1:
            return lambda documents, fail: self._pipeline.run(documents, on_failure=fail)
        return lambda documents, fail: run_in_processes(
            documents, workers, self.catalogue, self.without, self._pipeline.reads, on_failure=fail
        )

    def _open_all(
        self, found: Iterable[str | Path | InputError], options: ReadOptions
    ) -> Iterator[Document | InputError]:
        for path in found:
            if isinstance(path, InputError):
                yield path
            elif isinstance(path, str):
                yield from read_url(path, options, self._fetched)
            else:
                yield from read_all(path, options)

    @property
    def _fetched(self) -> Path:
        """The folder of copies of what was fetched."""
        return self.ledger.path.with_suffix(".fetched")

    @property
    def _events(self) -> Path:
        """The folder of event tables."""
        return self.ledger.path.with_suffix(".events")

    def _is_own(self, path: Path | InputError) -> bool:
        """Whether a file found in a folder is the ledger itself, or belongs to it."""
        if isinstance(path, InputError):
            return False
        ledger, found = str(self.ledger.path.absolute()), path.absolute()
        return str(found) in {f"{ledger}{end}" for end in ("", "-wal", "-shm", "-journal")} or (
            self._fetched.absolute() in found.parents or self._events.absolute() in found.parents
        )

    def _with_publisher(self, document: Document) -> Document:
        if not document.publisher and "publisher_actor" not in document.facts:
            return document
        from grounds.actors import load_catalogue
        from grounds.resolution.publisher import with_publisher

        return with_publisher(document, load_catalogue(self.catalogue))

    @cached_property
    def _pipeline(self) -> Pipeline:
        """Kept between reads: its names and rules take a second or more to set up."""
        return Pipeline(self.catalogue, self.without, self.reader)

    # ------------------------------------------------------------------------------------------------- asking

    def claims(self, **filters: Any) -> list[Claim]:
        """Claims as objects; filters are those of :class:`~grounds.ledger.ClaimFilter`."""
        return [claim_from_record(r) for r in self.records(ClaimFilter(**filters))]

    def records(self, wanted: ClaimFilter) -> Iterator[dict[str, Any]]:
        """Claims as records. An actor given by an alias is found under every name, also as "its fighters"."""
        from grounds.actors import load_catalogue

        return self.ledger.claims(wanted.with_aliases(load_catalogue(self.catalogue)) if wanted.actor else wanted)

    def frame(self, *, number_rule: str | None = None, **filters: Any) -> pandas.DataFrame:
        """Claims as a pandas frame, one row each, in the columns of the CSV output; a number rule (grounds, acled,
        ucdp) makes figures of words."""
        try:
            import pandas
        except ImportError as error:
            raise GroundsError("frames need pandas", remedy="install it with `pip install grounds[frames]`") from error
        from grounds.model import number_rules
        from grounds.tables import flat_claim, titles

        rule = number_rules.number_rule(number_rule) if number_rule is not None else None
        named = titles(self.ledger.documents())
        records = self.records(ClaimFilter(**filters))
        return pandas.DataFrame([flat_claim(r, named.get(r["quote"]["document"]), rule) for r in records])

    def claim(self, claim_id: str) -> Claim:
        """One claim by its id or the beginning of it."""
        return claim_from_record(self.ledger.claim(claim_id))

    def why(self, claim_id: str) -> Explanation:
        """Why a claim was read as it was: parse fragment, rule, parties, places and each decision. Its document is read
        again for it, by the facts that hold now."""
        record = self.ledger.claim(claim_id)
        while record["supersedes"] is not None:  # what people corrected is explained as it was read
            record = self.ledger.claim(record["supersedes"])
        return self._pipeline.explain(record, self.ledger.document(record["quote"]["document"]))

    def documents(self) -> list[dict[str, Any]]:
        """Records of all documents; those that copy one text, or carry one statement, share an origin."""
        from grounds.weighing.document_records import document_records

        self.weighing().refresh()
        return list(document_records(self.ledger))

    def weighing(self, *documents: str) -> Weighing:
        """What the claims say together: ``clusters()``, ``incidents()``, ``ties()``, ``disagreements()``,
        ``sources()``; with ids of documents, what concerns these."""
        from grounds.weighing.workbench import Weighing

        return Weighing(self.ledger, self._actors(), self.catalogue, documents=frozenset(documents) or None)

    def unread(self, document: str | None = None) -> list[dict[str, Any]]:
        """Sentences that name an actor but gave no claim, with the reason."""
        return list(self.ledger.unread(document))

    def mentions(self, document: str | None = None) -> list[dict[str, Any]]:
        """Whom and what the documents name, whether or not a claim is read of it, by place."""
        return list(self.ledger.mentions(document))

    def actors(self, *, known_on: str | None = None) -> list[dict[str, Any]]:
        """Actors that take part in claims, with what the catalogue knows of them."""
        return [self._with_catalogue(row) for row in self._actor_rows(known_on)]

    def actor(self, name: str, *, known_on: str | None = None) -> Profile:
        """The profile of an actor given by id or name, as of a day. Raises :class:`NotFound`."""
        row = self._find_actor(name, known_on)
        merged = self._actors().merged
        ids = frozenset({row["id"], *(one for one, into in merged.items() if into == row["id"])})
        mine = ClaimFilter(actor=row["id"], actor_ids=tuple(sorted(ids)), known_on=known_on)
        records = list(self.ledger.claims(mine))
        ties: dict[tuple[str, str], list[dict[str, Any]]] = {}
        for record in records:
            direction = _direction(record, ids)
            if record["kind"] == "relation" and direction is not None:
                ties.setdefault((record["predicate"], direction), []).append(record)
        own = [r for r in records if _direction(r, ids) is not None]
        return Profile(
            row, ties, [r for r in own if r["kind"] == "event"], [r for r in own if r["kind"] == "assessment"]
        )

    def _find_actor(self, name: str, known_on: str | None) -> dict[str, Any]:
        catalogue = self._actors()
        rows = {row["id"]: row for row in self._actor_rows(known_on)}
        wanted = [catalogue.merged.get(name, name), *(a.id for a in catalogue.find(name))]
        for actor_id in wanted:
            if actor_id in rows:
                return self._with_catalogue(rows[actor_id])
        for row in rows.values():
            if row["name"].casefold() == name.casefold():
                return self._with_catalogue(row)
        raise NotFound(
            f"no actor {name!r} takes part in a claim",
            place=str(self.ledger.path),
            remedy="list them with `grounds actors`",
        )

    def _actors(self) -> Catalogue:
        from grounds.actors import load_catalogue

        return load_catalogue(self.catalogue)

    def _actor_rows(self, known_on: str | None = None) -> list[dict[str, Any]]:
        """Actors of the ledger; those that the user has merged are one."""
        merged = self._actors().merged
        rows = self.ledger.actors(merged, known_on=known_on)
        names = {i: a.name for i in set(merged.values()) if (a := self._actors().get(i)) is not None}
        return [{**row, "name": names.get(row["id"], row["name"])} for row in rows]

    def _with_catalogue(self, row: dict[str, Any]) -> dict[str, Any]:
        actor = self._actors().get(row["id"])
        blank = {"aliases": [], "kind": row["kind"], "country": None, "active": None, "lineage": [], "external": {}}
        return {
            **blank,
            **(actor.record() if actor is not None else {}),
            "id": row["id"],
            "name": row["name"],
            "claims": row["claims"],
            "reviewed": row["reviewed"],
        }

    def evaluate(self, gold: Sequence[Path]) -> Evaluation:
        """Compare with coded claims; each file is matched to the document that its quotes name (``quote.document``),
        else to the one of the same stem."""
        from grounds.evaluation import coded_document, evaluate, load_gold

        documents = [(Path(d["path"] or d["id"]).stem, d["id"]) for d in self.ledger.documents()]
        rows = []
        for path in gold:
            coded = load_gold(path)
            name, document = coded_document(path, coded, documents)
            rows.append((name, list(self.ledger.claims(ClaimFilter(document=document))), coded))
        return evaluate(rows)

    def near_misses(self, compared: Compared) -> list[tuple[NearMiss, list[Nearly]]]:
        """For each coded claim of a document that was missed, the nearest claim, and the rules that words of its
        sentence called and that nearly read it, each with the reason why it did not."""
        from grounds.evaluation import near_misses

        missed = near_misses(compared)
        document = self._document_of(compared)
        if not missed or document is None:
            return [(one, []) for one in missed]
        nearly = self._pipeline.nearly(document, [compared.gold[one.place] for one in missed])
        return list(zip(missed, nearly, strict=True))

    def _document_of(self, compared: Compared) -> Document | None:
        stems = {Path(d["path"] or d["id"]).stem: d["id"] for d in self.ledger.documents()}
        return self.ledger.document(stems[compared.document]) if compared.document in stems else None

    def report(self, path: Path | str) -> Path:
        """Write the HTML report; gives its path."""
        from grounds.sharing.report import write_report

        return write_report(self.ledger, Path(path))


def open(
    path: Path | str = "grounds.db",
    *,
    create: bool = True,
    catalogue: Sequence[Path] = (),
    without: Collection[str] = (),
    reader: str | None = None,
) -> Workbench:
    """Open a ledger as a workbench; ``catalogue`` adds actors of your own, after those of the file beside the ledger;
    ``without`` names rules of the reader that are switched off; ``reader`` is ``frames`` (rules), ``trained`` (models)
    or ``all``, by default the rules.

    The catalogue and the names are checked before a ledger is made. Raises :class:`CatalogueError`,
    :class:`UsageError`, :class:`~grounds.model.errors.ModelError` and :class:`LedgerError`.
    """
    files = catalogues(Path(path), catalogue)
    if files:
        from grounds.actors import load_catalogue

        load_catalogue(files)
    if without or reader is not None:
        from grounds.reading.readers import check_names

        check_names(reader, without)
    return Workbench(Ledger.open(path, create=create), files, without, reader)


def resolve(
    name: str,
    *,
    country: str | None = None,
    date: str | None = None,
    catalogue: Sequence[Path] = (),
    ledger: Path | str = "grounds.db",
) -> tuple[Resolution, list[Candidate]]:
    """Whom a name would mean in a text about ``country`` (three letters or a name) of ``date`` (YYYY-MM-DD or a part),
    and all who come into question. The file of actors beside ``ledger`` counts; the ledger itself is not asked.
    """
    from grounds.actors import load_catalogue
    from grounds.actors.entries import is_date
    from grounds.resolution.context import Context
    from grounds.resolution.lookup import look_up

    actors = load_catalogue(catalogues(Path(ledger), catalogue))
    if not name.strip():
        raise UsageError("the name is empty", remedy="give a name as a text would write it")
    if date is not None and not is_date(date):
        raise UsageError(f"--date {date!r} is no date", remedy="give it as YYYY, YYYY-MM or YYYY-MM-DD")
    homes = {_home(country, actors): 1.0} if country is not None else {}
    return look_up(name.strip(), actors, Context(countries=homes, date=date))


def event_tables(ledger: Path | str = "grounds.db", catalogue: Sequence[Path] = ()) -> EventTables:
    """The event tables beside a ledger, whether there is one or not; sides are linked by the actors beside it too."""
    try:
        from grounds.events import EventTables
    except ImportError as error:
        remedy = "install it with `pip install 'grounds[events]'`"
        raise GroundsError(f"event tables need {error.name}", remedy=remedy) from error
    from grounds.events.store import folder_of

    return EventTables(folder_of(Path(ledger)), catalogues(Path(ledger), catalogue))


def _home(country: str, catalogue: Catalogue) -> str:
    if country.upper() in catalogue.state_by_country:
        return country.upper()
    states = [a for a in catalogue.find(country) if a.id.startswith("state-") and a.country]
    if len(states) != 1 or states[0].country is None:
        raise UsageError(f"--country {country!r} is no country", remedy="give three letters (ISO 3166-1) or a name")
    return states[0].country


def _direction(record: dict[str, Any], actors: frozenset[str]) -> str | None:
    subject = any(p["actor"] in actors for p in record["subjects"])
    other = any(p["actor"] in actors for p in (*record["objects"], *record["against"]))
    if not subject and not other:
        return None
    if not record["directed"]:
        return "with"
    return "from" if subject else "to"
