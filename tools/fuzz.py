"""Feed damaged files to each parser for a while: by atheris where it is installed, else by random damage alone.

``python -m tools.fuzz [FORMAT …] [--seconds 60]``. Each format runs in a process of its own, in which the parser works
unguarded: a crash of native code ends it and is told. Inputs that gave another error than ours are kept in ``fuzz/``.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import random
import subprocess
import sys
import time
from pathlib import Path

from tests.documents.seeds import SEEDS

from grounds.documents import formats
from grounds.documents.options import ReadOptions
from grounds.model.errors import InputError

NAMES = {"docx": "a.docx", "odt": "a.odt", "epub": "a.epub", "email": "a.eml", "html": "a.html", "markdown": "a.md",
         "text": "a.txt", "pdf": "a.pdf", "feed": "a.xml"}  # fmt: skip
KEPT = Path("fuzz")


def try_one(form: str, data: bytes) -> None:
    """Take bytes apart; an error that is not ours is kept and raised."""
    try:
        if form == "feed":
            formats.parts(form, data, NAMES[form], ReadOptions(isolated=False))
            return
        text = formats.draw(form, data, NAMES[form], ReadOptions(isolated=False))
        for passage in text.passages:
            for piece in passage.pieces:
                if not 0 <= piece.start < piece.end <= len(text.text):
                    raise AssertionError(f"a piece at {piece.start}–{piece.end} of {len(text.text)}")
    except InputError:
        return
    except BaseException:
        KEPT.mkdir(exist_ok=True)
        (KEPT / f"{form}-{hashlib.sha256(data).hexdigest()[:12]}").write_bytes(data)
        raise


def by_atheris(form: str, seconds: int) -> None:
    """Coverage-guided, from the format's sound file on."""
    import atheris

    atheris.instrument_all()
    seeds = KEPT / f"seeds-{form}"
    seeds.mkdir(parents=True, exist_ok=True)
    (seeds / "seed").write_bytes(SEEDS[NAMES[form]])
    limits = [
        f"-max_total_time={seconds}",
        "-max_len=20000",
        "-rss_limit_mb=3000",
        "-timeout=60",
        f"-artifact_prefix={KEPT}/",
    ]
    atheris.Setup([sys.argv[0], *limits, str(seeds)], lambda data: try_one(form, data))
    atheris.Fuzz()


def by_chance(form: str, seconds: int) -> int:
    """Random damage to the format's sound file; gives how many files were tried."""
    pick, seed = random.Random(form), SEEDS[NAMES[form]]
    end, tried = time.monotonic() + seconds, 0
    while time.monotonic() < end:
        data = bytearray(seed)
        for _ in range(pick.randint(1, 12)):
            at = pick.randrange(len(data) + 1)
            data[at : at + pick.randint(0, 30)] = pick.randbytes(pick.randint(0, 6))
        try_one(form, bytes(data))
        tried += 1
    return tried


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("forms", nargs="*", metavar="FORMAT", choices=[*NAMES, []])
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--only", choices=("atheris", "chance"), help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.only == "atheris":
        by_atheris(given.forms[0], given.seconds)
    elif given.only == "chance":
        print(by_chance(given.forms[0], given.seconds), "files")
    else:
        sys.exit(run_all(given.forms or [*NAMES], given.seconds))


def run_all(forms: list[str], seconds: int) -> int:
    """Each format in a process of its own, both ways where atheris is there; gives the exit code."""
    ways = ["chance", *(["atheris"] if importlib.util.find_spec("atheris") else [])]
    if "atheris" not in ways:
        print("atheris is not installed: random damage only")
    failed = []
    for form in forms:
        for way in ways:
            command = [sys.executable, "-m", "tools.fuzz", form, "--only", way, "--seconds", str(seconds)]
            done = subprocess.run(command, capture_output=True, text=True, errors="replace")
            lines = (done.stdout + done.stderr).strip().splitlines()
            told = next((line for line in reversed(lines) if line.startswith("Done") or line.endswith("files")), "")
            print(f"{form:9} {way:8} {'ok' if done.returncode == 0 else 'FAILED'} {told}")
            if done.returncode:
                failed.append(form)
                print("\n".join(f"    {line}" for line in lines[-8:]))
    return 1 if failed else 0


if __name__ == "__main__":
    main()
