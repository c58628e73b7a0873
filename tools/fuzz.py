"""Feed damaged files to each parser for a while: by atheris where it is installed, and by random damage.

``python -m tools.fuzz [TARGET …] [--seconds 60] [--json OUT]``. A target is a format, or a part of one that its packing
would shield (the words inside a DOCX, the drawing of a PDF's page): such a part is damaged and packed again. Each target
runs in a process of its own, in which the parser works unguarded: a crash of native code ends it and is told. A finding
is an error that is not ours, an error of our own code that is told as the file's, an offset that leads nowhere, or a
file that takes longer than ten seconds; the file is kept in ``fuzz/``.
"""

from __future__ import annotations

import argparse
import gc
import hashlib
import importlib.util
import io
import json
import os
import platform
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import FunctionType
from typing import Any

from tests.documents.hostile_files import pdf, stream
from tests.documents.seeds import SEEDS

import grounds
from grounds.documents import ReadOptions, formats, read_all, read_bytes
from grounds.model.document import Document
from grounds.model.errors import InputError

KEPT = Path("fuzz")
#: A file that is damaged and yet takes longer than this is a finding, in seconds.
SLOW = 10.0
#: What damage puts in: signs that open something in one format or another.
TOKENS = [
    *(b"<", b"</p>", b"<![CDATA[", b"<!--", b"&", b"&#x110000;", b"&amp;", b"<table>", b"<div", b"<p>", b"<br>"),
    *(b"\xed\xa0\x80", b"\xff\xfe", b"\0", b"\r", b"\n\n", b"\xef\xbb\xbf", b"\xe2\x80\xa8", b"\xcc\x81" * 40),
    *(b"endobj", b"stream\n", b"/Kids [3 0 R]", b" Tm ", b" Tj ", b" 0 0 ", b"-1", b"1e9", b"PK\x05\x06"),
    *(b"Content-Type: message/rfc822\n\n", b"Content-Transfer-Encoding: base64\n", b"=?utf-8?q?=20?=", b"--", b"\n> "),
    *(b"[" * 99, b"(" * 99, b"| a |\n", b"- ", b"```", b"---\n", b"w:p", b"text:p", b"itemref"),
]
#: Whose branches atheris follows.
_FOLLOWED = ("grounds.documents", "docx", "email", "mailbox", "html", "markdown_it", "feedparser", "zipfile")
_NO_OPTIONS = ReadOptions(language="en", isolated=False, max_depth=2000)


def packed_again(seed: bytes, member: str) -> Callable[[bytes], bytes]:
    """What packs a member's new bytes into a sound archive."""
    with zipfile.ZipFile(io.BytesIO(seed)) as archive:
        others = [(i.filename, archive.read(i)) for i in archive.infolist() if i.filename != member]

    def pack(data: bytes) -> bytes:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as made:
            for name, content in [*others, (member, data)]:
                made.writestr(name, content)
        return out.getvalue()

    return pack


def drawn(content: bytes) -> bytes:
    """A PDF whose one page is drawn by these bytes."""
    return pdf(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R"
            b" /Resources << /Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>",
            stream(content),
        ]
    )


@dataclass(frozen=True)
class Target:
    """What is damaged, under which name it is read, and how it becomes a file."""

    seed: bytes
    name: str
    packed: Callable[[bytes], bytes] = bytes


def member(name: str, inside: str) -> Target:
    """A member of a sound archive as a target."""
    with zipfile.ZipFile(io.BytesIO(SEEDS[name])) as archive:
        return Target(archive.read(inside), name, packed_again(SEEDS[name], inside))


_LINES = b"".join(
    b"1 0 0 1 %d %d Tm (A line of it, and more-) Tj\n" % (40 + 280 * (n % 2), 700 - 7 * n) for n in range(60)
)
TARGETS = {
    "docx": Target(SEEDS["a.docx"], "a.docx"),
    "docx-words": member("a.docx", "word/document.xml"),
    "docx-styles": member("a.docx", "word/styles.xml"),
    "odt": Target(SEEDS["a.odt"], "a.odt"),
    "odt-words": member("a.odt", "content.xml"),
    "epub": Target(SEEDS["a.epub"], "a.epub"),
    "epub-package": member("a.epub", "c.opf"),
    "epub-page": member("a.epub", "a.xhtml"),
    "email": Target(SEEDS["a.eml"], "a.eml"),
    "mailbox": Target(b"From a@b Mon Jun  3 10:00:00 2024\n" + SEEDS["a.eml"], "a.mbox"),
    "html": Target(SEEDS["a.html"], "a.html"),
    "markdown": Target(SEEDS["a.md"], "a.md"),
    "text": Target(SEEDS["a.txt"], "a.txt"),
    "pdf": Target(SEEDS["a.pdf"], "a.pdf"),
    "pdf-page": Target(b"BT /F 12 Tf\n" + _LINES + b"ET\n", "a.pdf", drawn),
    "feed": Target(SEEDS["a.xml"], "a.xml"),
}


def opened(name: str, data: bytes) -> Iterator[Document | InputError]:
    """The documents of a file, its parser in this process."""
    if name.endswith(".xml"):
        yield from (p for p in formats.parts("feed", data, name, _NO_OPTIONS) if isinstance(p, InputError))
    elif name.endswith(".mbox"):
        with tempfile.NamedTemporaryFile(suffix=".mbox") as file:
            file.write(data)
            file.flush()
            yield from read_all(Path(file.name), _NO_OPTIONS)
    else:
        try:
            yield read_bytes(data, name=name, options=_NO_OPTIONS)
        except InputError as error:
            yield error


def try_one(target: str, data: bytes) -> float:
    """Take bytes apart; a finding is kept and raised. Gives the seconds that it took."""
    begun = time.monotonic()
    file = TARGETS[target].packed(data)
    try:
        for found in opened(TARGETS[target].name, file):
            check(found)
        taken = time.monotonic() - begun
        if taken > SLOW:
            raise AssertionError(f"takes {taken:.0f} seconds")
    except InputError as error:
        check(error)
        return time.monotonic() - begun
    except BaseException:
        KEPT.mkdir(exist_ok=True)
        (KEPT / f"{target}-{hashlib.sha256(data).hexdigest()[:12]}").write_bytes(file)
        raise
    return taken


def check(found: Document | InputError) -> None:
    """Raise where a document's pieces stand nowhere, or where an error that is told as the file's is our own code's."""
    if isinstance(found, InputError):
        if (cause := found.__cause__) is not None and not isinstance(cause, InputError) and is_our_own(cause):
            raise AssertionError(f"our own code: {found}") from cause
        return
    view = found.reading
    for position in range(0, len(view.text), 7):
        start, end = view.canonical(position, position + 1)
        if found.text[start:end] != view.text[position] and not view.text[position].isspace():
            raise AssertionError(f"{view.text[position]!r} does not stand at {start}")


def is_our_own(error: BaseException) -> bool:
    """Whether an error that nobody raised on purpose came up in our own code."""
    frame = error.__traceback__
    while frame is not None and frame.tb_next is not None:
        frame = frame.tb_next
    if frame is None or isinstance(error, (RecursionError, MemoryError, UnicodeError, OSError)):
        return False
    return Path(frame.tb_frame.f_code.co_filename).is_relative_to(Path(grounds.__file__).parent)


def by_atheris(target: str, seconds: int) -> None:
    """Coverage-guided, from the sound file on."""
    import atheris

    try_one(target, TARGETS[target].seed)  # so that the parsers are loaded before they are instrumented
    for thing in gc.get_objects():  # all that is loaded would take minutes
        if isinstance(thing, FunctionType) and (thing.__module__ or "").startswith(_FOLLOWED):
            atheris.instrument_func(thing)
    seeds = KEPT / f"seeds-{target}"
    seeds.mkdir(parents=True, exist_ok=True)
    (seeds / "seed").write_bytes(TARGETS[target].seed)
    words = KEPT / "tokens"
    words.write_text("".join('"' + "".join(f"\\x{b:02x}" for b in t[:60]) + '"\n' for t in TOKENS), "ascii")
    limits = [
        *(f"-max_total_time={seconds}", "-max_len=20000", "-rss_limit_mb=3000", "-timeout=60"),
        *(f"-artifact_prefix={KEPT}/", f"-dict={words}"),
    ]
    slowest = 0.0

    def tried(data: bytes) -> None:
        nonlocal slowest
        taken = try_one(target, data)
        if taken > slowest:
            slowest = taken
            if taken > 1:
                print(f"slowest {slowest:.2f}", flush=True)

    atheris.Setup([sys.argv[0], *limits, str(seeds)], tried)
    atheris.Fuzz()


def by_chance(target: str, seconds: int) -> None:
    """Random damage to the sound file."""
    pick, seed = random.Random(target), TARGETS[target].seed
    end, tried, slowest = time.monotonic() + seconds, 0, 0.0
    while time.monotonic() < end:
        slowest = max(slowest, try_one(target, damaged(seed, pick)))
        tried += 1
    print(f"slowest {slowest:.2f}\nDone {tried} runs")


def damaged(seed: bytes, pick: random.Random) -> bytes:
    """A file with a few places changed: noise, a sign that opens something, or a stretch of itself again."""
    data = bytearray(seed)
    for _ in range(pick.randint(1, 12)):
        at, taken = pick.randrange(len(data) + 1), pick.choice((0, 0, pick.randint(0, 30)))
        other = pick.randrange(len(seed))
        put = pick.choice(
            (pick.randbytes(pick.randint(0, 6)), pick.choice(TOKENS), seed[other : other + pick.randint(1, 200)])
        )
        data[at : at + taken] = put
    return bytes(data)


def run_all(targets: list[str], seconds: int) -> dict[str, Any]:
    """Each target in a process of its own, both ways where atheris is there; by target and way, what was found."""
    ways = ["chance", *(["atheris"] if importlib.util.find_spec("atheris") else [])]
    if "atheris" not in ways:
        print("atheris is not installed: random damage only")
    found: dict[str, Any] = {}
    for target in targets:
        for way in ways:
            found.setdefault(target, {})[way] = result = in_a_process(target, way, seconds)
            told = result["finding"] or "ok"
            print(
                f"{target:13} {way:8} {result['runs']:>8} runs, slowest {result['slowest']:.2f} s: {told}", flush=True
            )
    return found


def in_a_process(target: str, way: str, seconds: int) -> dict[str, Any]:
    """What one way of damaging one target found."""
    command = [sys.executable, "-m", "tools.fuzz", target, "--only", way, "--seconds", str(seconds)]
    done = subprocess.run(command, capture_output=True, text=True, errors="replace")
    told = done.stdout + done.stderr
    runs = re.findall(r"^Done (\d+) runs|^#(\d+)\s", told, re.MULTILINE)
    lines = [line.strip() for line in told.strip().splitlines()]
    last = next((n for n in reversed(lines) if re.match(r"(\w+\.)*\w*(Error|Exception)\b|==\d+==|.*SUMMARY", n)), "")
    return {
        "seconds": seconds,
        "runs": max((int(a or b) for a, b in runs), default=0),
        "slowest": max((float(s) for s in re.findall(r"^slowest ([\d.]+)", told, re.MULTILINE)), default=0.0),
        "finding": f"exit code {done.returncode}: {last or ' '.join(lines[-1:])}" if done.returncode else None,
    }


def where_and_what() -> dict[str, str]:
    """The commit and the machine, as figures name them; no commit where the tree is not one of git's."""
    asked = ""
    if shutil.which("git"):
        command = ["git", "describe", "--always", "--dirty"]
        asked = subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()
    machine = f"{os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}"
    return {"commit": asked or "unknown", "machine": machine}


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("targets", nargs="*", metavar="TARGET", choices=[*TARGETS, []])
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--only", choices=("atheris", "chance"), help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.only:
        (by_atheris if given.only == "atheris" else by_chance)(given.targets[0], given.seconds)
        return
    found = run_all(given.targets or [*TARGETS], given.seconds)
    if given.json:
        given.json.write_text(json.dumps({**where_and_what(), "fuzz": found}, indent=1) + "\n", "utf-8")
    sys.exit(any(result["finding"] for ways in found.values() for result in ways.values()))


if __name__ == "__main__":
    main()
