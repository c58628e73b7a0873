"""Documents in, readings out: the stages of one read, in one stream and in order, in this process or in several."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from grounds.model.document import Document
from grounds.model.errors import GroundsError

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

    from grounds.actors import Catalogue
    from grounds.explaining import Explanation, Nearly
    from grounds.reading.reader import FramesReader, Reader, Reading
    from grounds.resolution.resolved import Resolved
    from grounds.resolution.resolver import Resolver

#: Told of a document that an error of ours keeps from being read, and what is wrong.
OnFailure = Callable[[Document, str], None]

#: What one worker process is handed at a time, and how many such chunks may wait for each.
_CHUNK = 16
_AHEAD = 2


class Pipeline:
    """Parse, resolve and read. Models and data load with the first document."""

    def __init__(
        self, catalogue: Sequence[Path] = (), without: Collection[str] = (), reader: str | None = None
    ) -> None:
        self.catalogue = tuple(catalogue)
        self.without = frozenset(without)
        self._asked = reader

    @cached_property
    def reads(self) -> str:
        """The reader that reads: ``frames``, ``trained`` or ``all``."""
        from grounds.reading.readers import chosen

        return chosen(self._asked)

    @property
    def identity(self) -> dict[str, Any]:
        """What reads, as a run of the ledger keeps it; the model need not be loaded for it."""
        from grounds.reading.identity import identity

        return identity(self.without, self.catalogue, self.reads)

    def run(
        self, documents: Iterable[Document], *, on_failure: OnFailure | None = None
    ) -> Iterator[tuple[Document, Reading]]:
        """Read documents in order, batch by batch; a document without passages gives an empty reading.

        An error in reading one document is raised, or, where ``on_failure`` is given, told to it, and the rest goes on.
        """
        from grounds.language.pipeline import parse

        portions: list[Reading] = []
        failed: Exception | None = None
        for parsed in parse(documents):
            reader, resolver = self._stages
            document = parsed.whole or parsed.document
            try:
                if failed is None:
                    portions.append(reader.read(resolver.resolve(parsed)))
            except Exception as error:
                if on_failure is None:
                    raise
                failed = error
            if not parsed.last:
                continue
            if failed is None:
                yield document, _joined(portions)
            elif on_failure is not None:
                on_failure(document, f"could not be read through ({type(failed).__name__}: {failed})")
            portions, failed = [], None

    def explain(self, record: dict[str, Any], document: Document) -> Explanation:
        """Why a claim of a document was read as it was; the document is read again for it."""
        from grounds.explaining import explain

        resolved, catalogue = self._resolved(document)
        return explain(record, resolved, self.frames, catalogue)

    def nearly(self, document: Document, missed: Iterable[dict[str, Any]]) -> list[list[Nearly]]:
        """For each statement (``predicate`` and ``quote``) the rules that nearly read it in a document."""
        from grounds.explaining import nearly_fired

        resolved, _ = self._resolved(document)
        traced = list(self.frames.trace(resolved))
        return [
            nearly_fired(traced, resolved, one["predicate"], (one["quote"]["start"], one["quote"]["end"]))
            for one in missed
        ]

    def _resolved(self, document: Document) -> tuple[Resolved, Catalogue]:
        from grounds.language.pipeline import parse

        _, resolver = self._stages
        return resolver.resolve(next(iter(parse([document])))), resolver.catalogue

    def load(self) -> None:
        """Load models and data now and not with the first document."""
        from grounds.language.pipeline import load_model

        load_model()
        _ = self._stages

    @cached_property
    def _stages(self) -> tuple[Reader, Resolver]:
        stages = self.reader, self.resolver
        # Models and names stay for good: the collector need not walk over them again and again (5 percent of a read).
        gc.collect()
        gc.freeze()
        return stages

    @cached_property
    def resolver(self) -> Resolver:
        """Finds actors and places in a parse."""
        from grounds.actors import load_catalogue
        from grounds.places import load_gazetteer
        from grounds.resolution.resolver import Resolver

        return Resolver(load_catalogue(self.catalogue), load_gazetteer())

    @cached_property
    def reader(self) -> Reader:
        """Reads claims in a resolved document."""
        from grounds.reading.readers import reader_of

        return reader_of(self.reads, self.frames)

    @cached_property
    def frames(self) -> FramesReader:
        """The rules, which also tell why."""
        from grounds.reading.reader import FramesReader

        return FramesReader(without=self.without)


def _joined(portions: Sequence[Reading]) -> Reading:
    """The reading of a document from those of its portions."""
    if len(portions) == 1:
        return portions[0]
    claims = {claim.id: claim for portion in portions for claim in portion.claims}
    return replace(
        portions[0],
        claims=tuple(claims.values()),
        unread=tuple(item for portion in portions for item in portion.unread),
        mentions=tuple(item for portion in portions for item in portion.mentions),
    )


def run_in_processes(
    documents: Iterable[Document],
    workers: int,
    catalogue: Sequence[Path] = (),
    without: Collection[str] = (),
    reader: str | None = None,
    *,
    on_failure: OnFailure,
) -> Iterator[tuple[Document, Reading]]:
    """The same as :meth:`Pipeline.run` in several processes. Raises :class:`GroundsError` where one of them dies."""
    context = multiprocessing.get_context("spawn")
    tie, hold = context.Pipe(duplex=False)
    set_up = (tuple(catalogue), frozenset(without), reader, tie)
    pool = ProcessPoolExecutor(workers, mp_context=context, initializer=_start_worker, initargs=set_up)
    # A few chunks ahead of the workers and no more: memory stays flat however many documents there are.
    waiting: deque[tuple[list[Document], Future[_Chunk]]] = deque()
    try:
        for chunk in _chunks(documents):
            with _interrupts_held():
                waiting.append((chunk, pool.submit(_read_chunk, chunk)))
            if len(waiting) > _AHEAD * workers:
                yield from _finished(*waiting.popleft(), on_failure)
        while waiting:
            yield from _finished(*waiting.popleft(), on_failure)
    except BrokenProcessPool as error:
        problem = "a worker process died, perhaps for want of memory"
        remedy = "run it again with fewer workers; a script must call it below `if __name__ == '__main__':`"
        raise GroundsError(problem, remedy=remedy) from error
    except BaseException:
        hold.close()  # interrupted or failed: the workers end at once, whatever they are at
        raise
    finally:
        pool.shutdown(cancel_futures=True)
        hold.close()
        tie.close()


@dataclass
class _Chunk:
    """What a worker gives back, by document id: readings, and what was wrong where there is none."""

    readings: dict[str, Reading] = field(default_factory=dict)
    problems: dict[str, str] = field(default_factory=dict)


def _chunks(documents: Iterable[Document]) -> Iterator[list[Document]]:
    held: list[Document] = []
    for document in documents:
        held.append(document)
        if len(held) == _CHUNK:
            yield held
            held = []
    if held:
        yield held


def _finished(
    chunk: list[Document], future: Future[_Chunk], on_failure: OnFailure
) -> Iterator[tuple[Document, Reading]]:
    found = future.result()
    for document in chunk:
        if document.id in found.readings:
            yield document, found.readings[document.id]
        else:
            on_failure(document, found.problems[document.id])


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Ctrl-C waits while a worker may be started: it takes the mask over, so that this process alone is stopped."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


_worker: Pipeline | None = None


def _start_worker(catalogue: Sequence[Path], without: frozenset[str], reader: str | None, tie: Connection) -> None:
    global _worker  # one pipeline a process: the model is loaded once
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, args=(tie,), daemon=True).start()
    _worker = Pipeline(catalogue, without, reader)
    _worker.load()


def _end_with_parent(tie: Connection) -> None:
    """Nothing is ever sent: the other end closes when the parent lets go of the workers or is killed."""
    with suppress(EOFError, OSError):
        tie.recv()
    os._exit(1)


def _read_chunk(documents: list[Document]) -> _Chunk:
    pipeline = _worker or Pipeline()
    chunk = _Chunk()
    for document, reading in pipeline.run(
        documents, on_failure=lambda d, problem: chunk.problems.update({d.id: problem})
    ):
        chunk.readings[document.id] = reading
    return chunk
