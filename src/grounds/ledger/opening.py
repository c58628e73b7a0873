"""Whether a file is a ledger and of which version, and the errors of its database in our words."""

from __future__ import annotations

import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from grounds.ledger.finding import part_of
from grounds.model.errors import LedgerBusy, LedgerError, LedgerVersionError

#: Tables that every ledger has had from the first version on.
_OURS = frozenset({"documents", "claims", "search"})
_COLUMNS = frozenset({"id", "record", "text"})


def version_of(path: Path, create: bool) -> int:
    """The schema version in the file's header; 0 for a file that is still to be made."""
    _check_place(path, create)
    try:
        with closing(sqlite3.connect(path)) as connection:
            version = int(connection.execute("PRAGMA user_version").fetchone()[0])
            tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
            held = {name for (name,) in connection.execute("SELECT name FROM pragma_table_info('documents')")}
    except sqlite3.OperationalError as error:
        remedy = "check the rights of the file and its folder, or choose another with --ledger"
        raise LedgerError(f"cannot be opened ({error})", place=str(path), remedy=remedy) from error
    except sqlite3.DatabaseError as error:
        damaged = "malformed" in str(error)
        remedy = "restore it from a backup" if damaged else "choose another with --ledger"
        raise LedgerError(f"cannot be used as a ledger ({error})", place=str(path), remedy=remedy) from error
    # Other programs number their schemas too: the number alone makes no ledger.
    if (version == 0 and tables) or (tables and not (tables >= _OURS and held >= _COLUMNS)):
        raise LedgerError("is another program's database", place=str(path), remedy="choose another file with --ledger")
    return version


def schema_version(path: Path) -> int:
    """The schema version of a ledger that is there; see :meth:`Ledger.open` for what is raised."""
    from grounds.ledger import schema

    version = version_of(path, create=False)
    check_version(path, version, schema.VERSION)
    return version


def check_version(path: Path, version: int, known: int) -> None:
    """Raise :class:`LedgerVersionError` where a newer Grounds made the ledger."""
    if version > known:
        problem = f"is a ledger of version {version}; this Grounds reads up to {known}"
        raise LedgerVersionError(problem, place=str(path), remedy="install a newer Grounds")


def _check_place(path: Path, create: bool) -> None:
    """Raise :class:`LedgerError` where no file can be, or none is and ``create`` is false."""
    try:
        if not stat.S_ISDIR(path.stat().st_mode):
            return
        problem, remedy = "is a folder", "name a file, in it or elsewhere, with --ledger"
    except (FileNotFoundError, NotADirectoryError):
        if not create:
            problem, remedy = "there is no ledger", "read something first: `grounds read PATH`"
        elif not path.parent.is_dir():
            problem, remedy = "its folder does not exist", "make the folder or choose another with --ledger"
        else:
            return
    except OSError as error:
        problem, remedy = f"cannot be opened ({error.strerror})", "check the path and the rights"
    raise LedgerError(problem, place=str(path), remedy=remedy)


def on_connect(connection: Any, _: object) -> None:
    """Settings of each connection: references are kept, readers and one writer do not wait for each other; names are
    sought by whole words."""
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.create_function("bears", 2, lambda name, part: part_of(part)(name), deterministic=True)


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Errors of the database as ours, with what to do."""
    from sqlalchemy.exc import DBAPIError, IntegrityError

    try:
        yield
    except IntegrityError as error:  # what is added is checked against the ledger: somebody else has added meanwhile
        problem = "was written to by another process meanwhile"
        raise LedgerBusy(problem, place=str(path), remedy="run the same command again when it has ended") from error
    except DBAPIError as error:
        reason = str(error.orig)
        if "locked" in reason:
            raise LedgerBusy(
                "is in use by another process", place=str(path), remedy="wait for it or stop it"
            ) from error
        raise LedgerError(
            f"cannot be used ({reason})", place=str(path), remedy="check the disk and the rights"
        ) from error
