"""The parsers' process: one for all files, and what becomes of a file that ends it."""

from __future__ import annotations

import os
import subprocess
import sys
import time

import pytest

from grounds.documents import ReadOptions, formats, isolation, read_bytes
from grounds.documents.options import ReadOptions as Options
from grounds.model.errors import BrokenFile, EmptyFile, InputError, TooCostly, TooLarge
from grounds.samples import sample_paths

PAGE = b"<html><body><p>M23 attacked the village of Sake on Monday, witnesses said.</p></body></html>"
LARGE = b"<html><body>" + b"<p>M23 attacked the village of Sake on Monday, witnesses said.</p>" * 200_000


def read(data: bytes, **options: object) -> str:
    return read_bytes(data, name="a.html", options=ReadOptions(language="en", **options)).reading.text  # type: ignore[arg-type]


def worker() -> int:
    process = isolation._parsers._process
    assert process is not None
    return process.pid


def test_one_process_takes_all_files_apart():
    read(PAGE)
    first = worker()
    assert first != os.getpid()
    read(PAGE)
    assert worker() == first


@pytest.mark.parametrize("path", sample_paths(), ids=lambda p: p.name)
def test_the_process_gives_what_the_parser_gives(path):
    data, options = path.read_bytes(), ReadOptions(date="2024-05-06", publisher="x")
    apart, here = (read_bytes(data, name=path.name, options=o) for o in (options, Options(isolated=False)))
    assert (apart.text, apart.passages, apart.pages) == (here.text, here.passages, here.pages)
    assert (apart.source_map, apart.title, apart.encoding) == (here.source_map, here.title, here.encoding)


def test_a_file_over_the_time_limit_costs_itself_only():
    read(PAGE)
    start = time.perf_counter()
    with pytest.raises(TooCostly, match=r"a\.html: takes longer than the limit of 0\.5 seconds; raise it with --max-s"):
        read(LARGE, max_seconds=0.5)
    assert time.perf_counter() - start < 5
    assert "M23 attacked" in read(PAGE)


@pytest.mark.skipif(sys.platform != "linux", reason="memory is limited on Linux")
def test_a_file_over_the_memory_limit_costs_itself_only():
    with pytest.raises(InputError, match=r"a\.html: .*memory"):
        read(LARGE, max_memory=250_000_000)
    assert "M23 attacked" in read(PAGE, max_memory=1_000_000_000)


def test_a_parser_that_crashes_costs_its_file_only(monkeypatch):
    def started(memory: int) -> subprocess.Popen[bytes]:
        code = "import os, sys; sys.stdin.buffer.readline(); os.abort()"
        return subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    isolation._parsers.stop()
    with monkeypatch.context() as patch:
        patch.setattr(isolation, "_started", started)
        with pytest.raises(BrokenFile, match=r"a\.html: makes its parser crash \(exit code -6\)"):
            read(PAGE)
    assert "M23 attacked" in read(PAGE)


def test_a_process_that_died_idle_is_started_again():
    read(PAGE)
    before = worker()
    os.kill(before, 9)
    assert "M23 attacked" in read(PAGE)
    assert worker() != before


def test_it_ends_with_its_parent():
    code = (
        "from grounds.documents import isolation, read_bytes; import os, signal\n"
        "read_bytes(b'<p>The army left the town on Monday and never came back.</p>', name='a.html')\n"
        "print(isolation._parsers._process.pid, flush=True); os.kill(os.getpid(), signal.SIGKILL)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    pid = int(done.stdout)
    for _ in range(100):
        if not alive(pid):
            return
        time.sleep(0.05)
    raise AssertionError("it outlives its parent")


def alive(pid: int) -> bool:
    try:
        with open(f"/proc/{pid}/stat") as file:
            return file.read().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


@pytest.mark.parametrize("kind", [EmptyFile, TooLarge, BrokenFile])
def test_errors_come_back_as_they_were(kind):
    error = formats.unpacked_error(formats.packed_error(kind("is odd", place="a", remedy="mend it")))
    assert (type(error), str(error)) == (kind, "a: is odd; mend it")


@pytest.mark.parametrize("kind", ["GroundsError", "annotations", "no such", "__name__"])
def test_an_error_of_no_known_kind_is_a_broken_file(kind):
    error = formats.unpacked_error({"kind": kind, "problem": "p", "place": None, "remedy": None})
    assert type(error) is BrokenFile
