"""Files that mean harm cost one clear line each, in bounded time and memory; what they hide is never read."""

from __future__ import annotations

import socket
import time

import pytest

from grounds.documents import ReadOptions, read_all
from grounds.model.document import Document
from grounds.model.errors import InputError, TooCostly
from tests.documents.hostile_files import BODY, hostile_files

FILES = list(hostile_files())
SECONDS = 3.0


@pytest.mark.parametrize(("name", "data", "told"), FILES, ids=[name for name, *_ in FILES])
def test_a_hostile_file_is_read_or_told_of(tmp_path, name, data, told):
    path = tmp_path / name
    path.write_bytes(data)
    start = time.perf_counter()
    found = list(read_all(path, ReadOptions(language="en", max_seconds=SECONDS, max_memory=1_000_000_000)))
    assert time.perf_counter() - start < 6 * SECONDS
    assert found
    for item in found:
        if isinstance(item, InputError):
            line = str(item)
            # On a busy machine any of them may run into the limit of time first.
            assert isinstance(item, TooCostly) or (told is not None and told in line), line
            assert line.startswith(str(path))
            assert ";" in line
            assert "\n" not in line
        else:
            assert told is None or told == ""
            assert socket.gethostname() not in item.text
            assert "haha" not in item.text
    good = tmp_path / "good.html"
    good.write_text(f"<p>{BODY}</p>")
    [after] = read_all(good, ReadOptions(language="en"))
    assert isinstance(after, Document)
    assert after.reading.text == BODY
