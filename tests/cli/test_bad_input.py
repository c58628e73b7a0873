"""What cannot be read, opened or meant gets one clear line and exit code 1; everything else is read."""

from __future__ import annotations

import os
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest

from grounds.ledger import Ledger
from grounds.ledger.schema import VERSION
from tests.documents.bad_files import BAD_FILES, LIMIT, write_bad_files

GOOD = "M23 attacked the village of Sake near Goma on Monday, officials said in the capital."


def test_all_that_is_bad_is_told_and_the_rest_is_read(command):
    folder = Path("reports")
    folder.mkdir()
    write_bad_files(folder)
    (folder / "zz-good.txt").write_text(GOOD)
    (folder / "dangling.txt").symlink_to("nowhere.txt")
    limit = LIMIT // 1_000_000 or 1
    large = folder / "large.txt"
    large.write_bytes(large.read_bytes() * 3)
    (folder / "large.pdf").unlink()
    code, out, lines = command("read", "reports", "no/such", "--max-size", str(limit), "-l", "g.db")
    assert code == 1
    assert out.startswith("1 document read: 1 claim, 0 unread sentences")
    expected = {f"reports/{name}": told for name, _, _, told in BAD_FILES if not name.startswith("large")}
    expected |= {
        "reports/large.txt": "is larger than the limit of 1,000,000 bytes; raise it with --max-size or split the file",
        "reports/dangling.txt": "is a link that leads nowhere; check the path and the rights",
        "no/such": "does not exist; check the path",
    }
    told = dict(line.removeprefix("failed: ").split(": ", 1) for line in lines)
    assert sorted(told) == sorted(expected)
    assert len(lines) == len(expected)
    for place, beginning in expected.items():
        assert told[place].startswith(beginning)
    with Ledger.open("g.db") as ledger:
        assert sorted(f["input"] for f in ledger.failures()) == sorted(expected)
        assert [d["path"] for d in ledger.documents()] == ["reports/zz-good.txt"]
    assert command("read", "reports/zz-good.txt", "-l", "g.db")[0] == 0


@pytest.mark.skipif(os.name == "nt", reason="names are bytes on POSIX only")
def test_odd_names_do_no_harm(command):
    for name, text in ((b"odd\xff.txt", GOOD), (b"odd\xfe.txt", ""), (b"new\nline\x1b[31m.txt", "")):
        with open(name, "w") as file:
            file.write(text)
    code, out, lines = command("read", ".", "-l", "../g.db")
    assert (code, out[:16]) == (1, "1 document read:")
    assert lines == [
        "failed: new\\nline\\x1b[31m.txt: is empty; leave it out",
        "failed: odd\\udcfe.txt: is empty; leave it out",
    ]


def test_an_error_in_reading_one_document_is_told_of_it(command, monkeypatch):
    def read(self: object, resolved: object) -> None:
        raise KeyError("odd")

    monkeypatch.setattr("grounds.reading.reader.FramesReader.read", read)
    Path("a.txt").write_text(GOOD)
    code, out, lines = command("read", "a.txt", "-l", "g.db")
    assert (code, out[:16]) == (1, "0 documents read")
    assert lines == ["failed: a.txt: could not be read through (KeyError: 'odd'); report it as an error of Grounds"]


def make_ledgers() -> None:
    for name, statements in (
        ("newer.db", ["PRAGMA user_version = 99"]),
        ("other.db", ["CREATE TABLE t (x)"]),
        ("numbered.db", ["CREATE TABLE t (x)", "PRAGMA user_version = 1"]),
    ):
        with closing(sqlite3.connect(name)) as connection:
            for statement in statements:
                connection.execute(statement)
            connection.commit()
    Path("words.db").write_text("Only some words, and no ledger at all." * 30)
    Ledger.open("whole.db").close()
    Path("cut.db").write_bytes(Path("whole.db").read_bytes()[:9000])
    Path("folder.db").mkdir()


@pytest.mark.parametrize("asked", [("read", "a.txt"), ("claims",), ("documents",), ("report",), ("actor", "M23")])
@pytest.mark.parametrize(
    ("ledger", "told"),
    [
        ("newer.db", f"is a ledger of version 99; this Grounds reads up to {VERSION}; install a newer Grounds"),
        ("other.db", "is another program's database; choose another file with --ledger"),
        ("numbered.db", "is another program's database; choose another file with --ledger"),
        ("words.db", "cannot be used as a ledger (file is not a database); choose another with --ledger"),
        ("cut.db", "cannot be used as a ledger (database disk image is malformed); restore it from a backup"),
        ("folder.db", "is a folder; name a file, in it or elsewhere, with --ledger"),
    ],
)
def test_what_is_no_ledger_of_ours_is_told_and_left_as_it_is(command, ledger, told, asked):
    make_ledgers()
    Path("a.txt").write_text(GOOD)
    path = Path(ledger)
    before = path.read_bytes() if path.is_file() else sorted(path.iterdir())
    code, out, lines = command(*asked, "-l", ledger)
    assert (code, out, lines) == (1, "", [f"grounds: {ledger}: {told}"])
    assert before == (path.read_bytes() if path.is_file() else sorted(path.iterdir()))
    assert not Path("report.html").exists()


@pytest.mark.parametrize("reason", ["attempt to write a readonly database", "unable to open database file"])
def test_a_ledger_without_rights_is_told(command, monkeypatch, reason):
    def refuse(*_: object, **__: object) -> None:
        raise sqlite3.OperationalError(reason)

    Path("a.txt").write_text(GOOD)
    monkeypatch.setattr(sqlite3, "connect", refuse)
    remedy = "check the rights of the file and its folder, or choose another with --ledger"
    assert command("read", "a.txt", "-l", "g.db") == (1, "", [f"grounds: g.db: cannot be opened ({reason}); {remedy}"])
    assert not Path("g.db").exists()


def test_a_read_only_folder_is_told(command):
    Path("a.txt").write_text(GOOD)
    folder = Path("closed")
    folder.mkdir()
    folder.chmod(0o555)
    if os.access(folder, os.W_OK):
        pytest.skip("rights bind nobody here")
    try:
        code, _, lines = command("read", "a.txt", "-l", "closed/g.db")
    finally:
        folder.chmod(0o755)
    assert code == 1
    assert lines[0].startswith(
        "grounds: closed/g.db: cannot be opened (unable to open database file); check the rights"
    )
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("- id: x\n  name: [broken\n", "broken YAML: while parsing a flow sequence"),
        ("- id: x\n", "an entry needs id and name; see docs/catalogue.md"),
        ("a: b\n", "a list of actors is meant; see docs/catalogue.md"),
        ("", "a list of actors is meant; see docs/catalogue.md"),
        ("- {id: x, name: X, colour: red}\n", "unknown keys ['colour']"),
        ("- {id: x, name: X, kind: club}\n", "'club' is not in the list actor_kind"),
        (b"\xff\xfe", "cannot be read ('utf-8' codec can't decode"),
        (None, "cannot be opened (No such file or directory); check the path"),
    ],
    ids=["broken", "no name", "no list", "empty", "unknown key", "unknown kind", "no text", "missing"],
)
def test_a_bad_catalogue_is_told_before_anything_is_made(command, content, told):
    if content is not None:
        Path("own.yaml").write_bytes(content if isinstance(content, bytes) else content.encode())
    Path("a.txt").write_text(GOOD)
    code, out, lines = command("read", "a.txt", "-l", "g.db", "--catalogue", "own.yaml")
    assert (code, out, len(lines)) == (1, "", 1)
    assert lines[0].startswith("grounds: own.yaml")
    assert told in lines[0]
    assert not Path("g.db").exists()


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (("read", "a.txt", "--date", "yesterday"), "grounds: --date 'yesterday' is no day; give it as YYYY-MM-DD"),
        (("read", "a.txt", "--date", "2024-02-30"), "grounds: --date '2024-02-30' is no day; give it as YYYY-MM-DD"),
        (("claims", "--since", "May"), "grounds: since 'May' is no day; give it as YYYY-MM-DD"),
        (("claims", "--until", "20240501"), "grounds: until '20240501' is no day; give it as YYYY-MM-DD"),
        (
            ("claims", "--actor", "\udcff"),
            "grounds: the actor is no text; check how it is typed and the terminal's encoding",
        ),
        (
            ("claims", "--actor", "a" * 100_000),
            "grounds: the actor is longer than 1000 characters; give a part of it",
        ),
        (("claims", "--limit", "9" * 20), f"grounds: limit {'9' * 20} is out of range; give a smaller whole number"),
        (("read", ""), "grounds: a path is empty; name files and folders, or '.' for this folder"),
        (("claims",), "grounds: grounds.db: there is no ledger; read something first: `grounds read PATH`"),
        (
            ("read", "a.txt", "-l", "no/g.db"),
            "grounds: no/g.db: its folder does not exist; make the folder or choose another with --ledger",
        ),
    ],
    ids=lambda value: ascii(value)[:40],
)
def test_what_is_asked_wrongly_is_told_before_anything_is_made(command, arguments, line):
    Path("a.txt").write_text(GOOD)
    usage = ".db" not in line  # what was typed is wrong, not what was found
    assert command(*arguments) == (2 if usage else 1, "", [line])
    assert [p.name for p in Path().iterdir()] == ["a.txt"]


def test_an_id_that_is_no_text_is_not_found(command):
    Ledger.open("g.db").close()
    line = "grounds: g.db: no claim '\\udcff'; list ids with `grounds claims`"
    assert command("show", "\udcff", "-l", "g.db") == (1, "", [line])


def test_a_size_limit_beyond_all_memory_is_no_more_than_a_limit(command):
    Path("a.txt").write_text(GOOD)
    assert command("read", "a.txt", "-l", "g.db", "--max-size", "9" * 20)[0] == 0


def test_a_backup_that_fails_leaves_nothing(command, monkeypatch):
    def fail(_: Path, target: Path) -> None:
        target.write_bytes(b"half")
        raise sqlite3.OperationalError("database or disk is full")

    Ledger.open("g.db").close()
    monkeypatch.setattr("grounds.cli.care.back_up", fail)
    line = "grounds: copy.db: cannot be copied (database or disk is full); check disk and rights"
    assert command("ledger", "backup", "copy.db", "-l", "g.db") == (1, "", [line])
    assert [p.name for p in Path().iterdir()] == ["g.db"]


@pytest.mark.parametrize("closed", ["stdout", "stderr", "stdin"])
def test_a_closed_stream_is_no_error(command, monkeypatch, closed):
    Ledger.open("g.db").close()
    monkeypatch.setattr(sys, closed, None)
    assert command("claims", "-l", "g.db")[0] == 0
    if closed != "stdin":
        getattr(sys, closed).close()
    else:
        line = "grounds: there is no standard input; pipe a document in, or name a file"
        assert command("read", "-", "-l", "g.db") == (2, "", [line])


@pytest.mark.parametrize("asked", [("claims",), ("claims", "-f", "jsonl"), ("report",)])
def test_a_damaged_record_is_told(command, asked):
    Path("a.txt").write_text(GOOD)
    assert command("read", "a.txt", "-l", "g.db")[0] == 0
    with closing(sqlite3.connect("g.db")) as connection:
        connection.execute("DROP TRIGGER claims_no_update")
        connection.execute("UPDATE claims SET record = substr(record, 1, 40)")
        connection.commit()
    code, _, lines = command(*asked, "-l", "g.db")
    assert (code, len(lines)) == (1, 1)
    assert lines[0].startswith("grounds: g.db: ")
    assert lines[0].endswith("restore it from a backup")
    assert not Path("report.html").exists()


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="rights bind nobody here")
@pytest.mark.parametrize("option", ["--ledger", "--gold", "--catalogue"])
def test_a_file_without_rights_is_told_in_one_line(command, option):
    _told_in_one_line(command, option, mode=0)


@pytest.mark.parametrize("option", ["--gold", "--catalogue"])
def test_a_file_that_is_not_there_is_told_in_one_line(command, option):
    _told_in_one_line(command, option, mode=None)


def _told_in_one_line(command, option, mode):
    Path("good.txt").write_text(GOOD)
    command("read", "good.txt", "-l", "g.db")
    if mode is not None:
        Path("locked").write_text("")
        Path("locked").chmod(mode)
    verb = ["evaluate"] if option == "--gold" else ["reread"] if option == "--catalogue" else ["claims"]
    code, out, lines = command(*verb, option, "locked", *([] if option == "--ledger" else ["-l", "g.db"]))
    assert (code, out, len(lines)) == (1, "", 1)
    assert lines[0].startswith("grounds: locked: cannot be opened (")
