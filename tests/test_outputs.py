"""Files that are written: whole or not at all, and never the ledger."""

from __future__ import annotations

import pytest

from grounds.model.errors import GroundsError, UsageError
from grounds.outputs import writing


def test_a_file_takes_its_place_when_all_is_written(tmp_path):
    path = tmp_path / "out.csv"
    with writing(path) as file:
        file.write("a\r\n")
        assert not path.exists()
    assert path.read_bytes() == b"a\r\n"


def test_a_failure_leaves_the_older_file_and_nothing_else(tmp_path):
    path = tmp_path / "out.csv"
    path.write_text("old")
    with pytest.raises(UnicodeEncodeError), writing(path) as file:
        file.write("new \ud800")
    assert path.read_text() == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["out.csv"]


@pytest.mark.parametrize("end", ["", "-wal", "-shm"])
def test_the_ledger_is_never_written_over(tmp_path, end):
    ledger = tmp_path / "g.db"
    for name in ("g.db", "g.db-wal", "g.db-shm"):
        (tmp_path / name).write_text("claims")
    link = tmp_path / "link"
    link.symlink_to(f"{ledger}{end}")
    for path in (tmp_path / f"g.db{end}", link):
        with pytest.raises(UsageError), writing(path, keep=ledger):
            raise AssertionError
    assert (tmp_path / f"g.db{end}").read_text() == "claims"


def test_a_link_stays_a_link_and_rights_stay(tmp_path):
    goal = tmp_path / "goal"
    goal.write_text("old")
    goal.chmod(0o640)
    (tmp_path / "link").symlink_to(goal)
    with writing(tmp_path / "link") as file:
        file.write("new")
    assert (tmp_path / "link").is_symlink()
    assert (goal.read_text(), goal.stat().st_mode & 0o777) == ("new", 0o640)


def test_a_folder_is_no_file(tmp_path):
    with pytest.raises(GroundsError, match="cannot be written"), writing(tmp_path):
        raise AssertionError
