"""A damaged ledger, one of another program, one that cannot be written: one clear line from every command."""

from __future__ import annotations

import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest
from typer.testing import CliRunner

import grounds
from grounds.cli.main import app
from grounds.ledger.verify import faults
from grounds.model.errors import GroundsError
from tests.ledger.test_verify import damage

TOLD = "M23 attacked the army near Goma on 3 May 2024. The army denied that M23 had taken Sake. M23 is thinking.\n"
COMMANDS = [
    *(["claims"], ["claims", "-f", "csv"], ["claims", "--unread"], ["show", "clm_"], ["actors"], ["actor", "M23"]),
    *(["documents"], ["report", "-o", "r.html"], ["reread", "--dry-run"], ["ledger", "verify"], ["ledger", "runs"]),
]
RECORDS = [("claims", "record"), ("documents", "record"), ("documents", "layout"), ("unread", "record")]
OTHERS = [("runs", "asked"), ("runs", "reader"), ("readings", "facts"), ("documents", "text")]
FILES = {
    "cut": lambda data: data[: len(data) // 2],
    "cut short": lambda data: data[:100],
    "head": lambda data: b"\0" * 50 + data[50:],
    "pages": lambda data: data[:8192] + b"\xaa" * (len(data) - 8192),
    "another program": lambda _: b"",
}


@pytest.fixture(scope="module")
def sound(tmp_path_factory):
    folder = tmp_path_factory.mktemp("sound")
    (folder / "a.txt").write_text(TOLD)
    with grounds.open(folder / "g.db") as bench:
        bench.read(folder / "a.txt")
    with closing(sqlite3.connect(folder / "g.db")) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return folder / "g.db"


@pytest.fixture
def ledger(sound, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return shutil.copy(sound, tmp_path / "d.db")


def check_commands(ledger):
    """Each command does its work or says in one line of ours what is wrong."""
    for command in COMMANDS:
        result = CliRunner().invoke(app, [*command, "--ledger", str(ledger)])
        error = result.exception
        assert error is None or isinstance(error, (GroundsError, SystemExit)), (command, error)
        assert "\n" not in str(error)


@pytest.mark.parametrize("value", ["[]", '"x"', "null", "{}", '{"id": 1}', '{"id":'])
@pytest.mark.parametrize(("table", "column"), [*RECORDS, *OTHERS])
def test_a_damaged_record_is_told(ledger, table, column, value):
    damage(ledger, f"UPDATE {table} SET {column} = ?", value)
    check_commands(ledger)


@pytest.mark.parametrize("table", ["parties", "unread", "failures"])
def test_a_table_that_is_gone_is_told(ledger, table):
    damage(ledger, f"DROP TABLE {table}")
    check_commands(ledger)
    with pytest.raises(GroundsError, match=f"the table {table} lacks"):
        list(faults(ledger))


@pytest.mark.parametrize("what", FILES)
def test_a_damaged_file_is_told(ledger, what):
    ledger.write_bytes(FILES[what](ledger.read_bytes()))
    if what == "another program":
        with closing(sqlite3.connect(ledger)) as connection:
            connection.executescript(
                "CREATE TABLE documents(x); CREATE TABLE claims(y); CREATE TABLE search(z); PRAGMA user_version = 1"
            )
    check_commands(ledger)
    with pytest.raises(GroundsError):
        grounds.open(ledger, create=False).records(grounds.ledger.ClaimFilter()).__next__()


@pytest.mark.skipif(sys.platform == "win32", reason="limits of a process are set as on Unix")
def test_a_full_disk_is_told_and_the_ledger_stays_sound(ledger, tmp_path):
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(60):
        (folder / f"{number}.txt").write_text(f"No. {number}. {TOLD * 20}")

    def little_room() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        most = ledger.stat().st_size + 60_000
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))

    command = [
        sys.executable,
        "-c",
        "from grounds.cli.main import main; main()",
        "read",
        "many",
        "-l",
        "d.db",
        "--language",
        "en",
    ]
    done = subprocess.run(command, cwd=tmp_path, preexec_fn=little_room, capture_output=True, text=True, check=False)
    assert done.returncode == 1, done.stderr
    assert "Traceback" not in done.stderr
    assert "d.db: cannot be used (" in done.stderr
    assert list(faults(ledger)) == []
