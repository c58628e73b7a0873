"""Builders shared by the tests; the language model is loaded once a process."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from grounds.documents import ReadOptions, read_bytes
from grounds.model.claim import Claim
from grounds.pipeline import Pipeline
from grounds.reading.reader import Reading


@pytest.fixture(scope="session")
def pipeline() -> Pipeline:
    return Pipeline()


class ReadText:
    """Reads a text as a document of a given day."""

    def __init__(self, pipeline: Pipeline) -> None:
        self.pipeline = pipeline

    def reading(self, text: str, date: str = "2024-06-12") -> Reading:
        document = read_bytes(text.encode(), name="test.txt", options=ReadOptions(date=date, language="en"))
        return next(reading for _, reading in self.pipeline.run([document]))

    def claims(self, text: str, date: str = "2024-06-12") -> list[Claim]:
        return list(self.reading(text, date).claims)


@pytest.fixture(scope="session")
def read_text(pipeline: Pipeline) -> ReadText:
    return ReadText(pipeline)


@pytest.fixture
def shared() -> Path:
    """A folder with the contract and real data, where there is one (GROUNDS_SHARED)."""
    folder = os.environ.get("GROUNDS_SHARED")
    if not folder or not Path(folder).is_dir():
        pytest.skip("GROUNDS_SHARED is not set")
    return Path(folder)
