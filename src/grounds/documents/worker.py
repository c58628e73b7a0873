"""The parsers' process: takes files apart one after the other, within limits, until its parent lets go of it.

A request is a line of JSON (what to do, how many bytes follow) and the file's bytes; the answer is one line of JSON.
Started as ``python -m grounds.documents.worker BYTES_OF_MEMORY`` by :mod:`grounds.documents.isolation`.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from base64 import b64encode
from typing import Any, BinaryIO

from grounds.documents import formats
from grounds.documents.options import ReadOptions
from grounds.model.errors import InputError

#: Seconds after the parent should have ended an overrunning process, at which it ends itself: the parent may be gone.
_GRACE = 5.0


def main() -> None:
    """Serve until the input ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to act on
    # Answers go out by a copy of standard output: what a parser prints must not get among them.
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    _limit(int(sys.argv[1]))
    serve(sys.stdin.buffer, out)


def _limit(memory: int) -> None:
    """Bounds on memory, and none of the rights that no parser needs: no file is written, no core is dumped."""
    try:
        import resource
    except ImportError:  # Windows: the parent's clock and the size limits still hold
        return
    for what, most in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        hard = resource.getrlimit(what)[1]
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
        try:
            resource.setrlimit(what, (most, most))
        except (ValueError, OSError):
            continue  # a system that has the limit and cannot set it (macOS and memory): the others hold


def serve(requests: BinaryIO, answers: BinaryIO) -> None:
    """Answer each request."""
    for line in requests:
        asked = json.loads(line)
        options = ReadOptions(**asked["options"])
        if hasattr(signal, "setitimer"):
            signal.setitimer(signal.ITIMER_REAL, options.max_seconds + _GRACE)
        answer = _answer(asked, requests, options)
        answers.write(json.dumps(answer).encode() + b"\n")
        answers.flush()
        if hasattr(signal, "setitimer"):
            signal.setitimer(signal.ITIMER_REAL, 0)


def _answer(asked: dict[str, Any], requests: BinaryIO, options: ReadOptions) -> dict[str, Any]:
    try:
        data = requests.read(asked["bytes"])
        if asked["what"] == "attached":
            listed = formats.attached(data, asked["name"], options)
            return {"attached": [[name, b64encode(content).decode()] for name, content in listed]}
        if asked["what"] == "parts":
            found = formats.parts(asked["form"], data, asked["name"], options)
            return {"parts": [_part(part) for part in found]}
        return {"drawn": formats.packed(formats.draw(asked["form"], data, asked["name"], options))}
    except InputError as error:
        return {"error": formats.packed_error(error)}
    except MemoryError:
        return {"error": formats.packed_error(formats.over_memory(asked["name"], options))}


def _part(part: formats.Part | InputError) -> dict[str, Any]:
    if isinstance(part, InputError):
        return {"error": formats.packed_error(part)}
    return {
        "number": part.number,
        "data": b64encode(part.data).decode(),
        "drawn": formats.packed(part.drawn),
        "link": part.link,
    }


if __name__ == "__main__":
    main()
