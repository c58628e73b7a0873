"""Documents in, readings out: the stages of one read, in one stream and in order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from grounds.model.document import Document

if TYPE_CHECKING:
    from grounds.reading.reader import FramesReader, Reading
    from grounds.resolution.resolver import Resolver


class Pipeline:
    """Parse, resolve and read. Models and data load with the first document."""

    def __init__(self, catalogue: Sequence[Path] = ()) -> None:
        self.catalogue = tuple(catalogue)

    def run(self, documents: Iterable[Document]) -> Iterator[tuple[Document, Reading]]:
        """Read documents in order, batch by batch; a document that cannot be read gives an empty reading."""
        from grounds.language.pipeline import parse

        for parsed in parse(documents):
            yield parsed.document, self._reader.read(self._resolver.resolve(parsed))

    @cached_property
    def _resolver(self) -> Resolver:
        from grounds.actors import load_catalogue
        from grounds.places import load_gazetteer
        from grounds.resolution.resolver import Resolver

        return Resolver(load_catalogue(self.catalogue), load_gazetteer())

    @cached_property
    def _reader(self) -> FramesReader:
        from grounds.reading.reader import FramesReader

        return FramesReader()
