"""Parsing in a process of its own: one for all files, started with the first and again where a file ends it.

A parser that hangs, crashes or asks for more memory than it may have costs its one file, with a line that says so. The
process is started by its command line, not by ``multiprocessing``, so that a script that reads needs no guard around
its main part; it ends when its standard input does, that is with this process.
"""

from __future__ import annotations

import atexit
import json
import os
import subprocess
import sys
import threading
from base64 import b64decode
from contextlib import suppress
from pathlib import Path
from typing import Any

from grounds.documents import formats
from grounds.documents.drawn import Drawn
from grounds.documents.formats import Part
from grounds.documents.options import ReadOptions
from grounds.model.errors import BrokenFile, InputError, TooCostly


def draw(form: str, data: bytes, name: str, options: ReadOptions) -> Drawn:
    """The same as :func:`grounds.documents.formats.draw`, in the parsers' process where the format or the user asks
    for it."""
    if not (options.isolated and formats.FORMATS[form].isolated):
        return formats.draw(form, data, name, options)
    return formats.unpacked(_asked(form, data, name, options, "draw")["drawn"])


def parts(form: str, data: bytes, name: str, options: ReadOptions) -> list[Part | InputError]:
    """The same as :func:`grounds.documents.formats.parts`, in the parsers' process."""
    if not options.isolated:
        return formats.parts(form, data, name, options)
    return [_part(values) for values in _asked(form, data, name, options, "parts")["parts"]]


def _part(values: dict[str, Any]) -> Part | InputError:
    if "error" in values:
        return formats.unpacked_error(values["error"])
    return Part(values["number"], b64decode(values["data"]), formats.unpacked(values["drawn"]), values["link"])


def attached(data: bytes, name: str, options: ReadOptions) -> list[tuple[str, bytes]]:
    """The same as :func:`grounds.documents.formats.attached`, in the parsers' process."""
    if not options.isolated:
        return formats.attached(data, name, options)
    listed = _asked("email", data, name, options, "attached")["attached"]
    return [(found, b64decode(content)) for found, content in listed]


def _asked(form: str, data: bytes, name: str, options: ReadOptions, what: str) -> dict[str, Any]:
    head = {
        "form": form,
        "name": name,
        "bytes": len(data),
        "what": what,
        "options": formats.options_as_json(options),
    }
    answer = _parsers.ask(json.dumps(head).encode() + b"\n", data, name, options)
    if "error" in answer:
        raise formats.unpacked_error(answer["error"])
    return answer


class _Parsers:
    """The one process, and whose turn it is."""

    def __init__(self) -> None:
        self._turn = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._made_for: tuple[int, int] | None = None

    def ask(self, head: bytes, data: bytes, name: str, options: ReadOptions) -> dict[str, Any]:
        """One request and its answer. A file that ends a process in which others were taken apart gets another try in
        a fresh one: what they left behind is not laid to its charge. Raises where the process dies over it."""
        with self._turn:
            used = self._process is not None
            try:
                return self._exchange(head, data, name, options)
            except BrokenFile:
                if not used:
                    raise
                return self._exchange(head, data, name, options)

    def _exchange(self, head: bytes, data: bytes, name: str, options: ReadOptions) -> dict[str, Any]:
        process = self._running(options)
        over = threading.Event()
        clock = threading.Timer(options.max_seconds, _end, (process, over))
        clock.daemon = True
        clock.start()
        line = b""
        try:
            line = _answer(process, head, data)
        finally:
            clock.cancel()
            if not line.endswith(b"\n"):  # also where the user has interrupted it
                self.stop()
        if line.endswith(b"\n"):
            answer: dict[str, Any] = json.loads(line)
            return answer
        raise _died(process, over.is_set(), name, options)

    def _running(self, options: ReadOptions) -> subprocess.Popen[bytes]:
        """The process; a new one after a death, in a forked copy of this process, or where another limit is asked."""
        made_for = (os.getpid(), options.max_memory)
        if self._process is None or self._made_for != made_for or self._process.poll() is not None:
            self.stop()
            self._process = _started(options.max_memory)
            self._made_for = made_for
        return self._process

    def stop(self) -> None:
        """End the process, where there is one and it is ours."""
        process, self._process = self._process, None
        if process is None or self._made_for is None or self._made_for[0] != os.getpid():
            return
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                with suppress(BrokenPipeError):
                    stream.close()


def _started(memory: int) -> subprocess.Popen[bytes]:
    package = str(Path(__file__).parents[2])
    paths = os.pathsep.join([package, *filter(None, [os.environ.get("PYTHONPATH")])])
    apart: dict[str, Any] = {"process_group": 0}  # Ctrl-C on the terminal does not reach it
    if sys.platform == "win32":
        apart = {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP}
    return subprocess.Popen(
        [sys.executable, "-m", "grounds.documents.worker", str(memory)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": paths},
        **apart,
    )


def _answer(process: subprocess.Popen[bytes], head: bytes, data: bytes) -> bytes:
    """The line that comes back, or less where the process dies."""
    assert process.stdin is not None
    assert process.stdout is not None
    with suppress(BrokenPipeError):  # it died while the file went in: the empty answer tells
        process.stdin.write(head)
        process.stdin.write(data)
        process.stdin.flush()
    return process.stdout.readline()


def _end(process: subprocess.Popen[bytes], over: threading.Event) -> None:
    over.set()
    process.kill()


def _died(process: subprocess.Popen[bytes], over: bool, name: str, options: ReadOptions) -> InputError:
    if over:
        problem = f"takes longer than the limit of {options.max_seconds:g} seconds"
        return TooCostly(problem, place=name, remedy="raise it with --max-seconds if you trust the file")
    problem = f"makes its parser crash (exit code {process.returncode}), perhaps for want of memory"
    return BrokenFile(problem, place=name, remedy="get it again, or save it as text")


def stop() -> None:
    """End the parsers' process, where there is one; the next file starts another."""
    _parsers.stop()


_parsers = _Parsers()
atexit.register(_parsers.stop)
