"""``grounds read`` may be stopped at any moment: what is finished stays whole, and the same command goes on from it."""

from __future__ import annotations

import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from itertools import cycle, islice, product
from pathlib import Path

import pytest

pytestmark = [pytest.mark.slow, pytest.mark.skipif(os.name == "nt", reason="POSIX signals")]

GROUPS = ("M23", "Al-Shabaab", "Boko Haram", "The Houthis", "Hezbollah")
DEEDS = (
    "attacked a police station in {place} on Monday, killing {number} officers",
    "did not attack the market of {place}, according to the army",
    "released {number} hostages near {place} after talks with the government",
    "receives weapons from Iran, officials in {place} said",
)
PLACES = ("Goma", "Mogadishu", "Maiduguri", "Sanaa", "Beirut", "Kabul")
REPORTS = 96
MANY = 480


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Some dozens of short reports, no two the same."""
    return written(tmp_path_factory.mktemp("reports"), REPORTS)


@pytest.fixture(scope="module")
def long_folder(tmp_path_factory):
    """So many that a read is not over before a signal reaches it."""
    return written(tmp_path_factory.mktemp("many"), MANY)


def written(made: Path, reports: int) -> Path:
    sentences = cycle(product(GROUPS, DEEDS, PLACES))
    for report in range(reports):
        told = [
            f"{group} {deed.format(place=place, number=report + 2)}." for group, deed, place in islice(sentences, 5)
        ]
        (made / f"{report:03}.txt").write_text(f"Report {report} of 4 June 2024\n\n{' '.join(told)}\n", "utf-8")
    return made


def start(folder: Path, ledger: Path, workers: int) -> subprocess.Popen[str]:
    code = "from grounds.cli.main import main; main()"
    command = [sys.executable, "-c", code, "read", str(folder), "-l", str(ledger), "--workers", str(workers)]
    # A session of its own: a signal to its group reaches the workers too, as Ctrl-C on a terminal does.
    # A runner in the background may have Ctrl-C ignored, and a child takes that over.
    return subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )


def finish(folder: Path, ledger: Path, workers: int) -> str:
    process = start(folder, ledger, workers)
    out, err = process.communicate(timeout=120)
    assert process.returncode == 0, err
    return out


def wait_for_documents(ledger: Path, more_than: int) -> None:
    end = time.monotonic() + 60
    while time.monotonic() < end:
        if ledger.exists() and len(contents(ledger)) > more_than:
            return
        time.sleep(0.02)
    raise AssertionError("nothing was written within a minute")


def contents(ledger: Path) -> dict[str, list[dict[str, object]]]:
    """Records of claims (but for the moment of making) by document, both in the order of reading."""
    with closing(sqlite3.connect(ledger)) as connection:
        if connection.execute("PRAGMA user_version").fetchone() == (0,):
            return {}
        found: dict[str, list[dict[str, object]]] = {
            d: [] for (d,) in connection.execute("SELECT id FROM documents ORDER BY sequence")
        }
        for document, record in connection.execute("SELECT document, record FROM claims ORDER BY rowid"):
            found[document].append({k: v for k, v in json.loads(record).items() if k != "created"})
        return found


def check_whole(ledger: Path, expected: dict[str, list[dict[str, object]]]) -> int:
    """The file is sound, and each document in it has all of its claims, once; gives the number of documents."""
    if not ledger.exists():
        return 0
    with closing(sqlite3.connect(ledger)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        if connection.execute("PRAGMA user_version").fetchone() != (0,):
            counted = {t: connection.execute(f"SELECT count(*) FROM {t}").fetchone()[0] for t in ("claims", "search")}
            assert counted["claims"] == counted["search"]
    found = contents(ledger)
    assert found == {d: expected[d] for d in found}
    return len(found)


@pytest.mark.parametrize("workers", [1, 2])
def test_a_stopped_read_goes_on_without_loss_or_repeat(folder, tmp_path, workers):
    calm = tmp_path / "calm.db"
    begun = time.monotonic()
    finish(folder, calm, workers)
    usual = time.monotonic() - begun
    expected = contents(calm)
    assert len(expected) == REPORTS
    assert sum(map(len, expected.values())) > 2 * REPORTS

    ledger, delays, inside = tmp_path / "killed.db", [], 0
    for round_ in range(5):
        process = start(folder, ledger, workers)
        if round_ % 2 and inside < REPORTS // 2:
            wait_for_documents(ledger, inside)
            delays.append(random.uniform(0, 0.2))
        else:
            delays.append(random.uniform(0, usual))
        time.sleep(delays[-1])
        process.kill()
        process.communicate(timeout=30)  # workers hold its pipes: they must have ended with it
        inside = check_whole(ledger, expected)
    finish(folder, ledger, workers)
    assert check_whole(ledger, expected) == REPORTS, delays
    assert list(contents(ledger).items()) == list(expected.items())
    assert "0 documents read: 0 claims, 0 unread sentences" in finish(folder, ledger, workers)


@pytest.mark.parametrize("workers", [1, 2])
def test_an_interrupted_read_says_so_and_keeps_what_is_finished(long_folder, tmp_path, workers):
    calm, ledger = tmp_path / "calm.db", tmp_path / "interrupted.db"
    finish(long_folder, calm, 1)
    expected = contents(calm)
    process = start(long_folder, ledger, workers)
    wait_for_documents(ledger, 0)
    os.killpg(process.pid, signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert process.returncode == 1
    assert err == "interrupted: what is finished is kept; run the same command again to go on\n"
    kept = check_whole(ledger, expected)
    assert 0 < kept < MANY
    assert out.startswith(f"{kept} documents read: ")
    assert f"{kept} were in" in finish(long_folder, ledger, workers).replace("\n", " ")
    assert list(contents(ledger).items()) == list(expected.items())
